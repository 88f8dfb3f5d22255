"""Hostile files through the whole pool: each ends in a named reason, in bounded time and memory."""

import asyncio
import io
import re
import resource
import struct
import zipfile
from collections.abc import AsyncIterator

import office_files as made
import pytest
import pytest_asyncio
from office_files import CONTENT_TYPES

from crawler.extract.limits import MIB
from crawler.extract.pool import ReaderPool
from crawler.records import Document, GapReason, Unreadable
from crawler.sniff import DOC, DOCX, PPTX, RTF, XLS, XLSX

CEILING_S = 240
MOST_GROWTH_MIB = 128

ENTITIES = b"""<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>&b;&f;</w:t></w:r></w:p></w:body></w:document>"""


def word() -> bytes:
    return made.word("แผนปฏิบัติการป้องกันการทุจริต", "ประจำปีงบประมาณ พ.ศ. ๒๕๖๘")


def book() -> bytes:
    return made.saved(made.workbook({"Sheet1": [["ก", 1], ["ข", 2]]}))


@pytest_asyncio.fixture
async def pool() -> AsyncIterator[ReaderPool]:
    async with asyncio.timeout(CEILING_S), ReaderPool(size=2) as readers:
        yield readers


async def refused(readers: ReaderPool, payload: bytes, name: str, media: str = "") -> Unreadable:
    told = made.asked(payload, name)
    if media:
        told["content_type"] = media
    result = await readers.read(payload, **told)
    assert isinstance(result, Unreadable), result.text[:200]
    assert result.detail
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", CONTENT_TYPES])
async def test_a_document_type_definition_is_refused_before_the_library_sees_it(
    pool: ReaderPool, part: str, encoding: str
) -> None:
    """Entities are neither unfolded nor fetched, whatever encoding hides them."""
    text = ENTITIES.decode().replace('"1.0"', f'"1.0" encoding="{encoding}"')
    payload = made.replaced(word(), {part: text.encode(encoding)})

    result = await refused(pool, payload, "a.docx", DOCX)
    assert "holds a document type definition" in result.detail


async def test_an_encoding_that_hides_markup_is_refused(pool: ReaderPool) -> None:
    """UTF-7 writes its angle brackets as letters."""
    hidden = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x+AD4-'
    result = await refused(pool, made.replaced(word(), {"word/document.xml": hidden}), "a.docx")

    assert "encoding that is not read" in result.detail


@pytest.mark.parametrize(("make", "media"), [(word, DOCX), (book, XLSX)])
async def test_bombs_in_office_files_are_refused(
    pool: ReaderPool, make: object, media: str
) -> None:
    """A part that unpacks a thousandfold is not unpacked."""
    bomb = b"<?xml version='1.0'?><x>" + b" " * (100 * MIB) + b"</x>"
    inner = make()  # type: ignore[operator]
    part = "word/document.xml" if media == DOCX else "xl/worksheets/sheet1.xml"
    result = await refused(pool, made.replaced(inner, {part: bomb}), "a.docx", media)

    assert "unpacks from" in result.detail


@pytest.mark.parametrize(
    ("make", "name", "media", "places"),
    [
        (word, "a.docx", DOCX, 12),
        (book, "a.xlsx", XLSX, 12),
        (lambda: made.sample("budget.xls"), "a.xls", XLS, 12),
        (lambda: made.sample("plan.doc"), "a.doc", DOC, 4),
        (lambda: made.sample("budget.ods"), "a.ods", "", 8),
        (lambda: made.sample("files.7z"), "a.7z", "", 5),
    ],
)
async def test_files_cut_at_many_places(
    pool: ReaderPool, make: object, name: str, media: str, places: int
) -> None:
    """A named reason or, where the cut spared the content, a document; never a hang or a crash."""
    payload = make()  # type: ignore[operator]
    for place in range(1, places + 1):
        cut = payload[: len(payload) * place // (places + 1)]
        told = made.asked(cut, name)
        if media:
            told["content_type"] = media
        result = await pool.read(cut, **told)
        if isinstance(result, Unreadable):
            assert result.reason in {GapReason.UNREADABLE_DOCUMENT, GapReason.UNSUPPORTED_FORMAT}
            assert result.detail
        assert "crashed" not in getattr(result, "detail", "")


@pytest.mark.parametrize("media", [DOCX, XLSX, PPTX])
async def test_an_office_type_over_other_bytes(pool: ReaderPool, media: str) -> None:
    """Zeros, noise and an empty archive under an office type."""
    for payload in (
        bytes(5_000),
        bytes(range(256)) * 40,
        made.zipped({}),
        made.zipped({"a": b"b"}),
    ):
        result = await refused(pool, payload, "a", media)
        assert result.reason is GapReason.UNREADABLE_DOCUMENT


async def test_a_workbook_that_claims_the_last_cell(pool: ReaderPool) -> None:
    """One value in the farthest corner does not cost the memory of the sheet before it."""
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    far = re.sub(
        r'<row r="2".*?</row>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', sheet
    )
    assert far != sheet
    payload = made.replaced(book(), {"xl/worksheets/sheet1.xml": far.encode()})
    result = await refused(pool, payload, "a.xlsx")

    assert result.reason is GapReason.UNREADABLE_DOCUMENT


async def test_deeply_nested_tables_end(pool: ReaderPool) -> None:
    """Thousands of tables inside tables."""
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for depth in (200, 5_000):
        inner = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
        part = f"<w:document {names}><w:body>{inner}</w:body></w:document>".encode()
        payload = made.replaced(word(), {"word/document.xml": part})
        result = await pool.read(payload, **{**made.asked(payload), "content_type": DOCX})
        assert isinstance(result, Document | Unreadable)
        assert "crashed" not in getattr(result, "detail", "")


async def test_an_rtf_that_is_none(pool: ReaderPool) -> None:
    """Noise behind an RTF mark: LibreOffice finds nothing, or is not there."""
    payload = b"{\\rtf1" + b"{" * 5_000
    told = {**made.asked(payload, "a.rtf"), "content_type": RTF}
    result = await pool.read(payload, **told)

    assert isinstance(result, Document | Unreadable)
    assert not getattr(result, "text", "").strip("{\n")


async def test_quine_like_nests_and_overlaps_end(pool: ReaderPool) -> None:
    """Archives made to unroll without end are closed at the first level."""
    nest = made.zipped({"a.txt": b"x"})
    for _ in range(30):
        nest = made.zipped({"a.zip": nest, "b.zip": nest})
    payload = bytearray(
        made.zipped({f"{n}.txt": b"a" * 900 for n in range(50)}, zipfile.ZIP_STORED)
    )
    at = 0
    while (at := payload.find(b"PK\x01\x02", at + 1)) > 0:
        payload[at + 42 : at + 46] = struct.pack("<I", 0)

    assert "inside the archive" in (await refused(pool, nest, "a.zip")).detail
    assert "overlap" in (await refused(pool, bytes(payload), "a.zip")).detail


async def test_the_parent_stays_small(pool: ReaderPool) -> None:
    """Large and hostile documents in a row leave the parent within its bound of memory."""
    rows = [[f"รายการที่ {row} ของหน่วยงาน", row, row * 1.5] for row in range(15_000)]
    large = made.saved(made.workbook({"Sheet1": rows}))
    bomb = made.zipped({"zeros.txt": bytes(100 * MIB)})
    text = "ประกาศองค์การบริหารส่วนตำบล\n".encode() * 60_000
    await pool.read(word(), **made.asked(word()))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number, payload in enumerate([large, bomb, text, large + b"\n", text + b"\n"]):
        await pool.read(payload, **made.asked(payload, f"{number}"))
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert grown < MOST_GROWTH_MIB * 1024


SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"


@pytest.mark.parametrize(
    "rows",
    [
        '<Row ss:Index="9999999"><Cell><Data ss:Type="String">ก</Data></Cell></Row>',
        '<Row><Cell ss:Index="9999999"><Data ss:Type="String">ก</Data></Cell></Row>',
        '<Row><Cell ss:MergeAcross="9999999" ss:MergeDown="9999999"/></Row>',
        '<Row ss:Index="19999"><Cell ss:Index="250"><Data ss:Type="Number">1e9</Data></Cell></Row>',
        "<Row>" + '<Cell><Data ss:Type="String">ก</Data></Cell>' * 10_000 + "</Row>",
        '<Row><Cell ss:MergeAcross="200" ss:MergeDown="200"/></Row>' * 200,
    ],
)
async def test_a_sheet_in_xml_that_claims_too_much_is_cut(pool: ReaderPool, rows: str) -> None:
    """Far places, endless merges and ten thousand columns are read as far as the caps go."""
    payload = (
        f'<?xml version="1.0"?><Workbook xmlns="{SPREADSHEET}" xmlns:ss="{SPREADSHEET}"><Worksheet '
        f'ss:Name="a"><Table>{rows}</Table></Worksheet></Workbook>'
    ).encode()
    result = await pool.read(payload, **made.asked(payload, "a.xls"))

    assert isinstance(result, Document)
    assert result.truncated
    assert sum(len(row) for table in result.tables for row in table.rows) <= 50_000


@pytest.mark.parametrize("depth", [50, 3_000])
@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=x{0}", "message/rfc822"])
async def test_mails_inside_mails_end(pool: ReaderPool, kind: str, depth: int) -> None:
    """Parts nested without end are a named reason, or read as far as the cap goes."""
    lines = ["MIME-Version: 1.0"]
    for level in range(depth):
        lines += [f"Content-Type: {kind.format(level)}", ""]
        lines += [f"--x{level}"] if kind.startswith("multipart") else []
    payload = "\r\n".join([*lines, "Content-Type: text/plain", "", "ท้ายสุด"]).encode()
    result = await pool.read(payload, **made.asked(payload, "a.eml"))

    assert isinstance(result, Document | Unreadable)
    assert "crashed" not in getattr(result, "detail", "")


async def test_a_mail_with_many_parts_is_cut(pool: ReaderPool) -> None:
    """A thousand parts: the first are looked at, and the rest is marked as unread."""
    part = "--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nก\r\n"
    head = "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    payload = (head + part * 1_000 + "--x--\r\n").encode()
    result = await pool.read(payload, **made.asked(payload, "a.eml"))

    assert isinstance(result, Document)
    assert result.truncated


async def test_a_table_of_values_with_ten_thousand_columns_is_cut(pool: ReaderPool) -> None:
    """Values separated by commas keep the first columns."""
    payload = "\n".join(",".join(map(str, range(10_000))) for _ in range(3)).encode()
    result = await pool.read(payload, **made.asked(payload, "a.csv"))

    assert isinstance(result, Document)
    assert result.truncated
    assert len(result.tables[0].rows[0]) == 256


async def test_a_diagram_with_a_definition_of_its_own_is_refused(pool: ReaderPool) -> None:
    """Every part of an office file is looked at, those of drawn charts too."""
    payload = made.replaced(word(), {"word/diagrams/data1.xml": ENTITIES})

    result = await refused(pool, payload, "a.docx", DOCX)
    assert "holds a document type definition" in result.detail
