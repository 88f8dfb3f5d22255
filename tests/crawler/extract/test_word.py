"""Word files: reading order, what is shown and what is not, merged cells, links, broken files."""

import base64
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
from crawler.extract.office_reading import MISSING
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
SLIDES = ["slides.ppt", "slides.odp"]


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
    assert MISSING in result.detail
    assert all(program in result.detail or program == "soffice" for program in needs)


@pytest.mark.parametrize("name", SLIDES)
def test_old_and_open_slides_are_read_or_name_the_type(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By slide with their tables, hidden slides left out; else the reason says what they are."""
    if shutil.which("soffice"):
        document = made.document(made.sample(name), name)
        assert document.title == "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2568"
        assert [part.locator for part in document.parts] == ["slide=1", "slide=2"]
        assert [cell.text for cell in document.tables[0].rows[1]] == [
            "อบรมจริยธรรมบุคลากร",
            "15,000",
        ]
        assert "ซ่อน" not in document.text
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    refused = made.refused(made.sample(name), name)

    assert refused.reason is GapReason.UNSUPPORTED_FORMAT
    assert refused.content_type in refused.detail


def test_old_slides_behind_a_password_say_so() -> None:
    """The stream that only locked presentations hold tells, before any program is asked."""
    payload = made.sample("slides.ppt").replace(
        "Current User".encode("utf-16-le"), "EncryptedSummary".encode("utf-16-le")[:24]
    )
    locked = payload + "EncryptedSummary\0".encode("utf-16-le")

    assert made.refused(locked, "a.ppt").detail == "protected by a password"


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


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    """The cell keeps its own words; the inner table follows with its rows and columns."""
    file = docx.Document()
    outer = file.add_table(1, 2)
    outer.cell(0, 0).text = "กองคลัง"
    outer.cell(0, 1).text = "รายการ"
    inner = outer.cell(0, 1).add_table(2, 2)
    for place, text in enumerate(["เดือน", "จำนวน", "ต.ค. 67", "3"]):
        inner.cell(place // 2, place % 2).text = text
    document = made.document(made.saved(file))

    grids = [[[cell.text for cell in row] for row in table.rows] for table in document.tables]
    assert grids == [[["กองคลัง", "รายการ"]], [["เดือน", "จำนวน"], ["ต.ค. 67", "3"]]]
    assert document.text == "กองคลัง\tรายการ\nเดือน\tจำนวน\nต.ค. 67\t3\n"


def test_a_table_of_one_cell_is_a_frame_around_lines() -> None:
    """What stands in a box, a contact block say, keeps its lines; a table in it stays one."""
    file = docx.Document()
    frame = file.add_table(1, 1).cell(0, 0)
    frame.text = "ที่ทำการองค์การบริหารส่วนตำบลบ้านสมมติ"
    frame.add_paragraph("โทรศัพท์ 0-2000-0000 ต่อ 12")
    frame.add_table(1, 2).cell(0, 0).text = "อีเมล"
    document = made.document(made.saved(file))

    assert document.text == ("ที่ทำการองค์การบริหารส่วนตำบลบ้านสมมติ\nโทรศัพท์ 0-2000-0000 ต่อ 12\nอีเมล\n")
    assert [len(table.rows) for table in document.tables] == [1]


def test_centred_lines_at_the_top_are_the_title_and_a_signature_is_none() -> None:
    """Subject and year centred, not bold; a name centred below the text is no heading."""
    file = docx.Document()
    for line in ("แผนปฏิบัติการป้องกันการทุจริต", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"):
        file.add_paragraph(line).alignment = 1
    file.add_paragraph("องค์การบริหารส่วนตำบลบ้านสมมติได้จัดทำแผนนี้ขึ้น")
    file.add_paragraph("(นายสมมติ ตัวอย่าง)").alignment = 1
    document = made.document(made.saved(file))

    assert document.title == "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"
    assert [heading.text for heading in document.headings] == [
        "แผนปฏิบัติการป้องกันการทุจริต",
        "ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
    ]


def test_a_numbered_part_ends_the_title() -> None:
    """The heading of the first part follows the title at once and is no line of it."""
    file = docx.Document()
    file.add_heading("รายงานผลการดำเนินงาน", 1)
    file.add_heading("ส่วนที่ ๑ บทนำ", 1)

    assert made.document(made.saved(file)).title == "รายงานผลการดำเนินงาน"


def test_hidden_words_are_left_out() -> None:
    """Words marked as hidden are seen by nobody who opens the file."""
    file = docx.Document()
    paragraph = file.add_paragraph("เปิดเผย")
    paragraph.add_run(" ซ่อน").font.hidden = True

    assert made.document(made.saved(file)).text == "เปิดเผย\n"


DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
<dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>นายกองค์การ</a:t></a:r>
<a:r><a:t>บริหารส่วนตำบล</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="2" type="pres"><dgm:t><a:p><a:r><a:t>ไม่แสดง</a:t></a:r></a:p></dgm:t></dgm:pt>
<dgm:pt modelId="3"><dgm:t><a:p><a:r><a:t>กองคลัง</a:t></a:r></a:p></dgm:t></dgm:pt>
</dgm:ptLst></dgm:dataModel>"""


def test_an_organisation_chart_drawn_in_word_is_read() -> None:
    """Its boxes are kept in a part of their own, a line each."""
    file = docx.Document()
    file.add_paragraph("โครงสร้างองค์กร")
    kind = "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml"
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/diagrams/data1.xml"), kind, DIAGRAM.encode()
    )
    relation = file.part.relate_to(part, f"{docx.opc.constants.NAMESPACE.OFC_RELATIONSHIPS}/x")
    file.element.body.insert(
        1,
        parse_xml(
            f"<w:p {nsdecls('w', 'a')} xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/"
            "diagram' xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
            f"<w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds r:dm='{relation}'/>"
            "</a:graphicData></a:graphic></w:drawing></w:r></w:p>"
        ),
    )

    assert made.document(made.saved(file)).text == (
        "โครงสร้างองค์กร\nนายกองค์การบริหารส่วนตำบล\nกองคลัง\n"
    )


PAGE = (
    '<html><head><meta charset="utf-8"></head><body><p>รายงานผล ปี ๒๕๖๘</p><table><tr><td>เดือน</td>'
    "<td>เรื่อง</td></tr><tr><td>ต.ค. 67</td><td>0</td></tr></table></body></html>"
)
SAVED_PAGE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    f"{base64.encodebytes(PAGE.encode()).decode()}\r\n--b--\r\n"
)


@pytest.mark.parametrize(
    ("name", "kind", "body"),
    [
        ("afchunk.html", "text/html", PAGE),
        ("afchunk.mht", "message/rfc822", SAVED_PAGE),
        ("afchunk.bin", "application/octet-stream", "\x00\x01"),
    ],
)
def test_a_web_page_shown_inside_the_document_is_read(name: str, kind: str, body: str) -> None:
    """Web systems export "Word" files that are a page in an envelope; another kind is marked."""
    file = docx.Document()
    file.add_paragraph("ก่อน")
    part = docx.opc.part.Part(docx.opc.packuri.PackURI(f"/word/{name}"), kind, body.encode())
    relation = file.part.relate_to(
        part, f"{docx.opc.constants.NAMESPACE.OFC_RELATIONSHIPS}/aFChunk"
    )
    chunk = parse_xml(f"<w:altChunk {nsdecls('w')}/>")
    chunk.set(qn("r:id"), relation)
    file.element.body.insert(1, chunk)
    document = made.document(made.saved(file))

    if name.endswith("bin"):
        assert document.truncated
    else:
        assert "รายงานผล ปี ๒๕๖๘" in document.text
        assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
            ["เดือน", "เรื่อง"],
            ["ต.ค. 67", "0"],
        ]
        assert not document.truncated
