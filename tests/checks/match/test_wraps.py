"""Sentences that a printed page breaks over two lines are read as one."""

from dataclasses import replace

from judging import page

from checks.evaluate import matcher_for
from checks.match.criteria import is_criteria_text
from checks.match.wraps import find_over_lines
from checks.rulebook import load
from checks.section import sections
from crawler.records import Document

STEMS = [("ก่อน", "ขณะ", "หลัง")]
FIRST = "บุคลากรของสำนักงานทุกระดับจะไม่รับสิ่งของใดจากผู้มาติดต่อไม่ว่าก่อน"


def printed(*said: str) -> Document:
    html = "<h1>คำประกาศ</h1>" + "".join(f"<p>{words}</p>" for words in said)
    return replace(page("f", html), content_type="application/pdf")


def test_words_of_one_sentence_on_two_lines_are_found() -> None:
    document = printed(FIRST, "ขณะ หรือหลังจากให้บริการแล้ว")

    found = [quote.text for quote in find_over_lines([document], STEMS)]

    assert found == [f"{FIRST}\nขณะ หรือหลังจากให้บริการแล้ว"]


def test_a_line_that_ends_early_is_no_part_of_the_next() -> None:
    document = printed("ก" * 90, "ประกาศไว้แต่ก่อน", "ขณะนี้อยู่หลังศาลากลาง")

    assert not list(find_over_lines([document], STEMS))


def test_paragraphs_of_a_web_page_are_not_joined() -> None:
    document = replace(printed(FIRST, "ขณะ หรือหลัง"), content_type="text/html")

    assert not list(find_over_lines([document], STEMS))


def test_a_round_sum_is_no_rubric() -> None:
    assert not is_criteria_text("ด้านพัฒนา\tค่ายผู้นำ\t100,000\tกองการศึกษา")
    assert is_criteria_text("ได้ 100 / 0")


def test_a_plan_of_work_stays_with_the_measures_it_belongs_to() -> None:
    html = "<h1>มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน</h1><p>ผลวิเคราะห์</p>"
    html += "<h2>แผนปฏิบัติการ</h2><p>กองคลังทำทะเบียน</p><h2>ข่าวประชาสัมพันธ์</h2><p>ข่าว</p>"
    document = page("m", html)

    spans = sections(document, matcher_for(load(2568)))

    assert set(spans) == {"integrity_measures", "news"}
    first, last = spans["integrity_measures"]
    assert "กองคลังทำทะเบียน" in document.text[first:last]
