"""Tables as full grids, and tables that only lay a page out."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.html import extract_html
from crawler.extract.html_tables import MAX_CELLS, MAX_SPAN
from crawler.records import Document, Table


def read(html: str | bytes) -> Document:
    return extract_html(
        html if isinstance(html, bytes) else html.encode(),
        url="https://www.agency.example/a/index.php",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:00",
        fetched_at=datetime(2026, 10, 5, tzinfo=UTC),
    )


def sample(name: str) -> Document:
    return read((Path(__file__).parent / "samples" / f"{name}.html").read_bytes())


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_merged_cells_are_repeated() -> None:
    """A merged cell stands at each place it covers; short rows are filled."""
    table = sample("merged").tables[0]

    assert words(table) == [
        ["ที่", "รายการ", "วงเงิน", "ผู้ชนะ"],
        ["1", "กระดาษ", "5,000", "ร้านสมมุติพาณิชย์"],
        ["1", "หมึก", "7,500", "ร้านสมมุติพาณิชย์"],
        ["2", "ไม่มีรายการ", "ไม่มีรายการ", "ร้านสมมุติพาณิชย์"],
        ["3", "โต๊ะ\nเก้าอี้", "", ""],
    ]
    assert table.caption == "เดือนตุลาคม 2568"
    assert table.heading == "สรุปผลการจัดซื้อจัดจ้าง"
    assert table.rows[1][3] == table.rows[3][3]


def test_header_cells() -> None:
    """th, cells of thead, and a bold or coloured short first row are headers."""
    merged = sample("merged").tables[0]
    coloured = sample("table-layout-windows-874").tables[0]
    hub = sample("hub").tables[0]

    for table in (merged, coloured, hub):
        assert [cell.header for cell in table.rows[0]] == [True] * len(table.rows[0])
        assert not any(cell.header for row in table.rows[1:] for cell in row)


def test_layout_tables_are_no_tables() -> None:
    """Of a page laid out by tables only the table of facts is one."""
    document = sample("table-layout-windows-874")

    assert [words(table) for table in document.tables] == [
        [["ที่", "ตำแหน่ง", "โทรศัพท์"], ["1", "ปลัด อบต.", "0 2000 0001"], ["2", "", "0 2000 0002"]]
    ]
    assert document.tables[0].heading == "ข้อมูลการติดต่อ"


def test_single_cells_and_navigation_are_layout() -> None:
    """A table of one cell, and one that holds a nav element, are layout; their words stay."""
    document = read(
        "<table><tr><td>กรอบ</td></tr></table>"
        "<table><tr><td><nav><a href='a'>ก</a></nav></td><td>ข</td></tr></table>"
    )

    assert document.tables == ()
    assert document.text == "กรอบ\nก\nข"


def test_a_cell_with_headings_and_paragraphs_is_a_page() -> None:
    """A menu beside a text with small headings lays the page out; a person's card is no page."""
    beside = (
        "<table><tr><td colspan=2>อบต.หนองทราย</td></tr><tr><td><ul><li>หน้าแรก<li>ข่าว</ul></td>"
        "<td><h3>ความเสี่ยง</h3><p>ก<p>ข<h3>มาตรการ</h3><p>ค</td></tr></table>"
    )
    cards = (
        "<table><tr><td><h4>นายก้าน ใจดี</h4><p>นายก</td><td><h4>นางกิ่ง ใจงาม</h4><p>ปลัด</td></tr>"
        "</table>"
    )

    assert read(beside).tables == ()
    assert len(read(cards).tables) == 1


def test_the_frame_of_a_page_is_no_table() -> None:
    """Banner, bar, menu beside content, footer; a list of months with many links is a table."""
    links = "".join(f"<li><a href='/{n}'>เมนู {n}</a>" for n in range(9))
    bands = "".join(f"<tr><td colspan=2>แถบที่ {n}</td></tr>" for n in range(4))
    frame = f"<table>{bands}<tr><td><ul>{links}</ul></td><td><p>สถิติ<p>ปี 2568</td></tr></table>"
    months = "<tr><td colspan=2>สรุปผลการจัดซื้อจัดจ้าง</td></tr>" + "".join(
        f"<tr><td>เดือนที่ {n}</td><td>"
        + "".join(f"<a href='/{n}/{k}'>ฉบับที่ {k}</a> " for k in range(9))
        + "</td></tr>"
        for n in range(6)
    )

    assert read(frame).tables == ()
    assert len(read(f"<table>{months}</table>").tables) == 1


def test_a_short_menu_beside_a_text_frames_a_page() -> None:
    """Five links beside paragraphs lay the page out; five files of a year do not."""
    links = "".join(f"<li><a href='/{n}'>รายการเมนู {n}</a>" for n in range(5))
    banner = "<tr><td colspan=2>อบต.หนองทราย</td></tr>"
    text = "<b>รายงาน</b><hr><p>๑. จัดซื้อ ๙ รายการ<p>๒. ราคาวัสดุขึ้น"
    frame = f"<table>{banner}<tr><td><ul>{links}</ul></td><td>{text}</td></tr></table>"
    files = f"<table>{banner}<tr><td>ปี ๒๕๖๘</td><td>{links}</td></tr></table>"

    assert read(frame).tables == ()
    assert read(frame.replace(banner, "")).tables == ()
    assert len(read(files).tables) == 1
    assert len(read(files.replace(banner, "")).tables) == 1


def test_rows_of_a_label_and_a_value() -> None:
    """A small table without headers is a table."""
    document = read("<table><tr><td>โทรศัพท์</td><td>0 2000 0000</td></tr></table>")

    assert words(document.tables[0]) == [["โทรศัพท์", "0 2000 0000"]]
    assert document.text == "โทรศัพท์\t0 2000 0000"


def test_spans_and_cells_are_capped() -> None:
    """Absurd spans end at the caps, and the grid stays rectangular."""
    wide = read("<table><tr><td colspan='99999'>ก</td></tr><tr><td>ข</td></tr></table>").tables[0]
    huge = read(
        "<table>" + "<tr>" + "<td colspan='1000' rowspan='1000'>ก</td>" * 200 + "</tr>"
        "<tr><td>ข</td></tr></table>"
    ).tables[0]

    assert len(wide.rows[0]) == MAX_SPAN
    assert sum(map(len, huge.rows)) <= MAX_CELLS
    assert len({len(row) for row in huge.rows}) == 1


def test_rowspan_of_zero_reaches_the_end() -> None:
    """rowspan 0 covers all rows that are left."""
    table = read(
        "<table><tr><td rowspan='0'>ก</td><td>1</td></tr>"
        "<tr><td>2</td></tr><tr><td>3</td></tr></table>"
    ).tables[0]

    assert words(table) == [["ก", "1"], ["ก", "2"], ["ก", "3"]]


BLOCKS = """<body><main><h2>แผนปฏิบัติการ 2567</h2><div class="t">
<div><div>ที่</div><div>กิจกรรม</div><div>งบประมาณ</div></div>
<div class="row"><div class="inner"><div>1</div><div>อบรมเจ้าหน้าที่</div><div>20,000</div></div></div>
<div><div>2</div><div>ติดป้าย<br>ประกาศ</div><div>5,000</div></div>
<div><div>รวม</div></div>
</div></main></body>"""


def test_rows_of_blocks_under_headings_are_a_table() -> None:
    """Nested blocks with as many cells in each row as headings are read as a grid."""
    table = read(BLOCKS).tables[0]

    assert words(table) == [
        ["ที่", "กิจกรรม", "งบประมาณ"],
        ["1", "อบรมเจ้าหน้าที่", "20,000"],
        ["2", "ติดป้าย\nประกาศ", "5,000"],
    ]
    assert table.heading == "แผนปฏิบัติการ 2567"


KINDS = (("ทะเบียน", "1,204"), ("โยธา", "๘๗ ราย"), ("คลัง", "-"))


def test_rows_of_cards_are_no_table() -> None:
    """Cards with a picture, a link or several lines each have no headings above them."""
    card = "<div>{}<div>นายสมมุติ ใจดี</div><div>นายก</div></div>"
    for inside in ("<img src=a.jpg>", "", "<a href=/x>"):
        row = f"<div>{card.format(inside) * 3}</div>"
        assert not read(f"<body><main><div>{row * 4}</div></main></body>").tables


def test_two_columns_of_blocks_are_a_table_when_the_second_counts() -> None:
    """Names with their counts under two headings are a grid; labels with words stay lines."""
    rows = "".join(f"<div><div>{name}</div><div>{count}</div></div>" for name, count in KINDS)
    table = read(f"<body><main><div><div><div>งาน</div><div>ผู้มาติดต่อ</div></div>{rows}</div></main>")

    assert words(table.tables[0]) == [["งาน", "ผู้มาติดต่อ"], *map(list, KINDS)]


@pytest.mark.parametrize(
    "rows",
    [
        [("ชื่อ", "ที่อยู่"), ("กองคลัง", "ชั้น 2"), ("กองช่าง", "ชั้น 3")],
        [("วันนี้", "41"), ("เดือนนี้", "1,977"), ("ทั้งหมด", "418,220")],
        [("งาน", "ผู้มาติดต่อ"), ("ทะเบียน", "1,204"), ("โยธา", "ปิดปรับปรุง")],
    ],
)
def test_two_columns_of_blocks_without_counts_are_no_table(rows: list[tuple[str, str]]) -> None:
    """Words beside labels, a counter of visits without headings, and mixed values stay lines."""
    inside = "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in rows)

    assert not read(f"<body><main><div>{inside}</div></main></body>").tables


def test_words_of_a_drawing_are_read() -> None:
    """A chart drawn with text elements has a line for each; icons stay out."""
    drawn = read(
        "<body><main><svg><title>x</title><text x=1>อธิบดี</text><text>กองคลัง</text></svg>"
        "<svg><path d='M0'/><title>icon</title></svg></main></body>"
    )
    assert "อธิบดี\nกองคลัง" in drawn.text
    assert "icon" not in drawn.text
