"""Internal units and parts of a structure on single lines."""

import pytest
from judging import page

from checks.match.agency.structure_words import distinct_units, names_part, units_of
from checks.match.reading.lines import lines


def units(text: str) -> tuple[str, ...]:
    document = page("x", f"<p>{text}</p>")
    return distinct_units([name for line in lines(document) for name in units_of(line)])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("สำนักปลัด – กองคลัง – กองช่าง", 3),
        ("แบ่งส่วนราชการออกเป็น สำนักปลัด กองคลังและกองช่าง", 3),
        ("ผู้อำนวยการกองคลัง", 1),
        ("กองคลัง (ผู้อำนวยการกองคลัง)", 1),
        ("กลุ่มงานเภสัชกรรม / กลุ่มการพยาบาล", 2),
        ("คณะครุศาสตร์, สถาบันวิจัยและพัฒนา", 2),
        ("ฝ่ายการเงินและบัญชี – ผู้จัดการฝ่าย", 1),
    ],
)
def test_units_are_counted_once_each(text: str, count: int) -> None:
    """Boxes, sentences and posts name units; a unit and its head are one."""
    assert len(units(text)) == count


@pytest.mark.parametrize(
    "text",
    [
        "กองทุนหลักประกันสุขภาพ",
        "สำนักงานเทศบาลตำบลบางดี",
        "ฝ่ายการเมือง",
        "คณะผู้บริหาร",
        "กลุ่มเป้าหมาย",
        "ส่วนราชการ",
        "สำนัก กอง ศูนย์ ฝ่าย ส่วน กลุ่ม",
        "ส่งเสริมกลุ่มเกษตรกรและกิจการสหกรณ์",
    ],
)
def test_words_that_only_look_like_units(text: str) -> None:
    """Funds, buildings, sides, bodies and kinds of units are no internal units."""
    assert units(text) == ()


@pytest.mark.parametrize(
    ("text", "part", "named"),
    [
        ("สำนักปลัด", "posts", False),
        ("สำนักงานอธิการบดี", "posts", False),
        ("หัวหน้าสำนักปลัด", "posts", True),
        ("รองผู้ว่าราชการจังหวัด", "governor", False),
        ("สภา อบต.", "council", True),
        ("พระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537", "council", False),
        ("สำนักปลัด", "permanent", False),
        ("ปลัดเทศบาล", "permanent", True),
    ],
)
def test_parts_are_told_apart(text: str, part: str, named: bool) -> None:
    """A unit's name holds no post, a deputy is no governor, a law is no council."""
    line = lines(page("x", f"<p>{text}</p>"))[0]

    assert names_part(line, part) is named
