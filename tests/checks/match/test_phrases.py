"""Lines of real pages and the words found on them."""

from datetime import UTC, datetime

import pytest

from checks.match.reading.criteria import criteria_share, is_criteria_text
from checks.match.reading.phrases import find_lines, lines, matches
from crawler.extract.html import extract_html
from crawler.records import Region


def page(body):
    return extract_html(
        f"<html><head><title>หน้า</title></head><body>{body}</body></html>".encode(),
        url="https://agency.example/page",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:0",
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


PAGE = page(
    "<nav><ul><li><a href='/plan'>แผนพัฒนาท้องถิ่น</a></li><li><a href='/b'>ติดต่อเรา</a></li></ul></nav>"
    "<main><h1>แผน พัฒนา ท้องถิ่น</h1><p>  ประจำปี ๒๕๖๘  </p>"
    "<p>แสดงแผนพัฒนา อย่างน้อยประกอบด้วย (1) ยุทธศาสตร์ (2) โครงการ</p>"
    "<p>อยู่ระหว่างจัดทำข้อมูล</p></main>"
)


def test_lines_are_exact_spans_without_the_menu():
    """Each line is the words at its span; menus are left out unless asked for."""
    found = lines(PAGE)
    assert all(PAGE.text[line.start : line.end] == line.text == line.text.strip() for line in found)
    assert "ติดต่อเรา" not in [line.text for line in found]
    assert "ติดต่อเรา" in [line.text for line in lines(PAGE, frozenset({Region.MENU}))]
    assert lines(PAGE) == found


@pytest.mark.parametrize(
    ("text", "stems", "not_words", "expected"),
    [
        ("แผน พัฒนา ท้องถิ่น", [["แผน", "พัฒนา"]], (), True),
        ("พัฒนาตามแผน", [["แผน", "พัฒนา"]], (), True),
        ("แผนพัฒนาบุคลากร", [["แผน", "พัฒนา"]], ("บุคลากร",), False),
        ("สํานักงาน", [["สำนักงาน"]], (), True),
        ("ส านักงาน", [["สำนักงาน"]], (), True),
        ("ปี ๒๕๖๘", [["2568"]], (), True),
        ("E–SERVICE", [["e-service"]], (), True),
        ("แผน", [["แผน", "พัฒนา"]], (), False),
        ("แผน", [["พัฒนา"], ["แผน"]], (), True),
        ("แผน", [], (), False),
        ("แผน", [[]], (), False),
        ("", [["แผน"]], (), False),
    ],
)
def test_all_words_of_one_list_must_stand_there(text, stems, not_words, expected):
    """Order, spaces, digits and spelling of sara am do not matter; excluded words do."""
    assert matches(text, stems, not_words) is expected


def test_quotes_leave_out_requirements():
    """The assessment's wording is no evidence, though it holds the words."""
    quotes = list(find_lines([PAGE], [["แผน", "พัฒนา"]]))
    assert [quote.text for quote in quotes] == ["แผน พัฒนา ท้องถิ่น"]
    everything = list(find_lines([PAGE], [["แผน", "พัฒนา"]], evidence_only=False))
    assert len(everything) == 2
    assert not list(find_lines([PAGE], [["จัดทำ"]]))


def test_a_long_line_is_quoted_around_the_words():
    """The quote is short, holds the words, and its span is exact."""
    filler = "ข้อความทั่วไปของหน่วยงาน " * 40
    document = page(f"<main><p>{filler}ประกาศเจตนารมณ์ นโยบาย No Gift Policy {filler}</p></main>")
    (quote,) = find_lines([document], [["เจตนารมณ์", "no gift policy"]])
    assert document.text[quote.start : quote.end] == quote.text
    assert "No Gift Policy" in quote.text
    assert len(quote.text) < 300


def test_words_far_apart_on_a_long_line_do_not_meet():
    """Two words at both ends of a long paragraph are no phrase."""
    filler = "ข้อความทั่วไปของหน่วยงาน " * 40
    document = page(f"<main><p>แผน {filler} ทุจริต</p></main>")
    assert not list(find_lines([document], [["แผน", "ทุจริต"]]))


@pytest.mark.parametrize(
    "line",
    [
        "แสดงข้อมูลการติดต่อ อย่างน้อยประกอบด้วย ที่อยู่ หมายเลขโทรศัพท์",
        "องค์ประกอบด้านข้อมูล",
        "เป็นข้อมูลในปีงบประมาณ พ.ศ. 2568",
        "100 / 0 คะแนน",
        "0 คะแนน",
        "มีข้อมูลรายละเอียด อย่างน้อยประกอบด้วย",
        "สามารถเข้าถึงหรือเชื่อมโยงไปยังช่องทางข้างต้นได้จากเว็บไซต์หลักของหน่วยงาน",
        "กรณีไม่มีเรื่องร้องเรียนให้ระบุว่าไม่มี",
        "มีครบ 5 รายการ",
    ],
)
def test_the_assessments_wording_is_known(line):
    """Requirements and rubrics that sites print."""
    assert is_criteria_text(line)


@pytest.mark.parametrize(
    "line",
    [
        "หมายเลขโทรศัพท์ 0 5555 0000",
        "แผนการดำเนินงานประจำปีงบประมาณ พ.ศ. 2568",
        "ได้คะแนนการประเมินเท่ากับ 92.50 คะแนน",
        "ไม่มีเรื่องร้องเรียนการทุจริต",
        "แสดงความยินดีกับผู้ได้รับรางวัล",
        "(1) สำนักปลัด (2) กองคลัง (3) กองช่าง",
        "เกณฑ์ต้องได้ไม่น้อยกว่า 85 คะแนน",
        "",
    ],
)
def test_content_is_not_taken_for_a_requirement(line):
    """Content that shares a word with the rubric stays content."""
    assert not is_criteria_text(line)


def test_a_page_that_only_repeats_requirements_is_all_criteria():
    """The share is near 1 for an echo and 0 for content."""
    requirement = "แสดงแผนผังโครงสร้างการแบ่งส่วนราชการของหน่วยงาน"
    echo = page(f"<main><p>{requirement}</p><p>องค์ประกอบด้านข้อมูล</p></main>")
    content = page("<main><p>สำนักปลัด มีหัวหน้าสำนักปลัดเป็นผู้บังคับบัญชา</p></main>")
    assert criteria_share(echo, [requirement]) > 0.9
    assert criteria_share(content, [requirement]) == 0.0
    assert criteria_share(page(""), [requirement]) == 0.0
