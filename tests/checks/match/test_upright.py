"""A table on its side is turned for columns, and its labels stand for labels."""

from judging import page

from checks.match.tables.columns import columns, labelled_rows
from checks.match.tables.group_rows import Rows, rows_are
from checks.match.tables.upright import lies_on_side

_BY_PROJECT = """<main><h1>ผลการดำเนินงาน</h1><table>
<tr><th>ประเด็น</th><th>โครงการซ่อมทางเท้า</th><th>โครงการธนาคารขยะ</th></tr>
<tr><td>ใช้จริง</td><td>82,400 บาท</td><td>14,250 บาท</td></tr>
<tr><td>เกิดผล</td><td>ซ่อมครบ 640 เมตร</td><td>สมาชิก 118 ครัวเรือน</td></tr>
<tr><td>ขัดข้อง</td><td>ฝนตกต่อเนื่อง</td><td>ไม่มี</td></tr></table></main>"""

_RECORDS = """<main><h1>ผลการดำเนินงาน</h1><table>
<tr><th>โครงการ</th><th>ใช้จริง</th><th>เกิดผล</th></tr>
<tr><td>โครงการซ่อมทางเท้า</td><td>82,400 บาท</td><td>ซ่อมครบ 640 เมตร</td></tr>
<tr><td>โครงการธนาคารขยะ</td><td>14,250 บาท</td><td>สมาชิก 118 ครัวเรือน</td></tr>
<tr><td>โครงการห้องสมุด</td><td>9,000 บาท</td><td>ผู้อ่าน 300 คน</td></tr></table></main>"""


def test_fields_of_undertakings_lie_on_their_side() -> None:
    document = page("/report", _BY_PROJECT)
    (table,) = document.tables
    assert lies_on_side(table)
    assert rows_are(table) is Rows.OTHER
    (spent,) = columns([document], [["ใช้จริง"]])
    assert [cell.text for cell in spent.cells] == ["82,400 บาท", "14,250 บาท"]
    told = [value.text for _, _, value in labelled_rows([document], [["ขัดข้อง"]])]
    assert told == ["ฝนตกต่อเนื่อง", "ไม่มี"]


def test_a_row_to_a_record_stands_upright() -> None:
    document = page("/report", _RECORDS)
    (table,) = document.tables
    assert not lies_on_side(table)
    (spent,) = columns([document], [["ใช้จริง"]])
    assert len(spent.cells) == 3
