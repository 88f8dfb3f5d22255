"""Word files: reading order, what is shown and what is not, merged cells, links, broken files."""

import io
import shutil
import zipfile

import docx
import office_files as made
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches
from PIL import Image

from crawler.extract import programs
from crawler.extract.old_word import NO_OFFICE
from crawler.records import Document, GapReason, Unreadable


def test_paragraphs_and_tables_come_in_reading_order() -> None:
    """Headings by style and by looks, a table between paragraphs, cells by tabs."""
    file = docx.Document()
    file.add_heading("รายงานผลการดำเนินงาน", 1)
    file.add_paragraph().add_run("ส่วนที่ ๑ ข้อมูลทั่วไป").bold = True
    file.add_paragraph("ก่อนตาราง")
    table = file.add_table(2, 2)
    for place, text in enumerate(["ลำดับ", "โครงการ", "๑", "อบรม\nคุณธรรม"]):
        table.cell(place // 2, place % 2).text = text
    file.add_paragraph("หลังตาราง")
    document = made.document(made.saved(file), "a.docx")

    assert document.text == (
        "รายงานผลการดำเนินงาน\nส่วนที่ ๑ ข้อมูลทั่วไป\nก่อนตาราง\nลำดับ\tโครงการ\n๑\tอบรม คุณธรรม\nหลังตาราง\n"
    )
    assert [(h.level, h.text) for h in document.headings] == [
        (1, "รายงานผลการดำเนินงาน"),
        (6, "ส่วนที่ ๑ ข้อมูลทั่วไป"),
    ]
    assert all(document.text[h.start : h.end] == h.text for h in document.headings)
    assert document.title == "รายงานผลการดำเนินงาน"
    assert document.tables[0].heading == "ส่วนที่ ๑ ข้อมูลทั่วไป"


def test_merged_cells_across_and_down() -> None:
    """A cell that covers others stands at each of their places."""
    file = docx.Document()
    table = file.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "หัวตาราง"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "กองคลัง"
    table.cell(1, 1).text = "ก"
    table.cell(2, 2).text = "ข"
    document = made.document(made.saved(file))

    texts = [[cell.text for cell in row] for row in document.tables[0].rows]
    assert texts == [["หัวตาราง"] * 3, ["กองคลัง", "ก", ""], ["กองคลัง", "", "ข"]]
    assert document.text == "หัวตาราง\nกองคลัง\tก\nข\n"


def test_what_is_shown_is_read_and_what_is_not_is_left_out() -> None:
    """Content controls, insertions and text boxes are shown; deletions and headers are not."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "หัวกระดาษ"
    body = file.element.body
    names = nsdecls("w")
    body.insert(
        0,
        parse_xml(
            f"<w:sdt {names}><w:sdtContent><w:p><w:r><w:t>ในช่องเนื้อหา</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    body.insert(
        1,
        parse_xml(
            f"<w:p {names}><w:r><w:t>คงไว้</w:t></w:r>"
            "<w:ins w:id='1' w:author='x'><w:r><w:t> เพิ่ม</w:t></w:r></w:ins>"
            "<w:del w:id='2' w:author='x'><w:r><w:delText>ลบ</w:delText></w:r></w:del></w:p>"
        ),
    )
    body.insert(
        2,
        parse_xml(
            f"<w:p {names} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>นอกกล่อง</w:t></w:r>"
            "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>ในกล่อง</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
        ),
    )
    document = made.document(made.saved(file))

    assert document.text == "ในช่องเนื้อหา\nคงไว้ เพิ่ม\nนอกกล่อง\nในกล่อง\n"


def test_hyperlinks_become_links() -> None:
    """A whole address is a link with its words; one inside the file leads nowhere."""
    file = docx.Document()
    paragraph = file.add_paragraph("ดู ")
    for address in ("https://www.ban-sommut.example/แผน", "plan.pdf"):
        relation = file.part.relate_to(
            address, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, True
        )
        anchor = parse_xml(
            f"<w:hyperlink {nsdecls('w')}><w:r><w:t>แผนปฏิบัติการ</w:t></w:r></w:hyperlink>"
        )
        anchor.set(qn("r:id"), relation)
        paragraph._p.append(anchor)
    document = made.document(made.saved(file))

    assert [link.text for link in document.links] == ["แผนปฏิบัติการ"]
    assert document.links[0].url.startswith("https://www.ban-sommut.example/%E0")
    assert document.text == "ดู แผนปฏิบัติการแผนปฏิบัติการ\n"


def test_a_scan_pasted_into_word_is_a_scan() -> None:
    """A file of pictures without words is unread, not empty."""
    picture = io.BytesIO()
    Image.new("RGB", (50, 50)).save(picture, "PNG")
    file = docx.Document()
    file.add_picture(picture, Inches(1))

    assert made.refused(made.saved(file)).reason is GapReason.SCAN_WITHOUT_TEXT


OLD = [
    ("plan.doc", ("antiword", "soffice")),
    ("plan.odt", ("soffice",)),
    ("plan.rtf", ("soffice",)),
]


@pytest.mark.parametrize(("name", "needs"), OLD)
def test_older_and_open_texts_read_alike_or_name_the_program(
    name: str, needs: tuple[str, ...]
) -> None:
    """The table keeps its cells; on a machine without the programs the reason names them."""
    result = made.read(made.sample(name), name)

    if any(shutil.which(program) for program in needs):
        assert isinstance(result, Document)
        assert result.title == "แผนปฏิบัติการป้องกันการทุจริต"
        assert "ลำดับ\tโครงการ\tงบประมาณ (บาท)\n" in result.text
        assert [cell.text for cell in result.tables[0].rows[2]] == [
            "๒",
            "ตรวจสอบภายใน",
            "ไม่ใช้งบประมาณ",
        ]
    else:
        assert isinstance(result, Unreadable)
        assert result.reason is GapReason.UNSUPPORTED_FORMAT


@pytest.mark.parametrize(("name", "needs"), OLD)
def test_without_programs_the_format_is_unsupported(
    name: str, needs: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is installed: the reason says what is missing."""
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    result = made.refused(made.sample(name), name)

    assert result.reason is GapReason.UNSUPPORTED_FORMAT
    assert NO_OFFICE in result.detail
    assert all(program in result.detail or program == "soffice" for program in needs)


def test_an_old_word_file_behind_a_password_says_so() -> None:
    """The header's own flag tells, before any program is asked."""
    payload = bytearray(made.sample("plan.doc"))
    payload[payload.index(b"\xec\xa5") + 11] |= 0x01

    assert made.refused(bytes(payload), "plan.doc").detail == "protected by a password"


def test_pictures_are_noted_with_the_words_beside_them() -> None:
    """A picture in a cell stands with its cell, one alone with what follows; icons are left out."""
    picture = io.BytesIO()
    Image.new("RGB", (50, 50)).save(picture, "PNG")
    file = docx.Document()
    file.add_paragraph("ผู้บริหารขององค์การบริหารส่วนตำบลบ้านสมมติ")
    file.add_picture(picture, Inches(1))
    file.add_paragraph("นายสมมติ ตัวอย่าง นายกองค์การบริหารส่วนตำบล")
    file.add_picture(picture, Inches(0.2))
    cell = file.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run().add_picture(picture, Inches(1))
    cell.add_paragraph("นางสาวสมมติ ตัวอย่าง ปลัด")
    document = made.document(made.saved(file))

    assert [image.near_text for image in document.images] == [
        "นายสมมติ ตัวอย่าง นายกองค์การบริหารส่วนตำบล",
        "นางสาวสมมติ ตัวอย่าง ปลัด",
    ]
    assert [image.locator for image in document.images] == ["picture=1", "picture=2"]
    assert document.images[0].url == f"{document.url}#picture=1"


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_templates_and_files_with_macros_are_read_as_documents(kind: str) -> None:
    """They differ in the type of their main part only; macros are never run."""
    payload = made.word("แผนปฏิบัติการ")
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        types = archive.read(made.CONTENT_TYPES).replace(plain, kind.encode())

    assert made.document(made.replaced(payload, {made.CONTENT_TYPES: types})).text == (
        "แผนปฏิบัติการ\n"
    )
