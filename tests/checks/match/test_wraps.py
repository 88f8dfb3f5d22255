"""Sentences that a printed page breaks over two lines are read as one."""

from dataclasses import replace

from judging import page

from checks.evaluate import matcher_for
from checks.match.fields.deeds import told_results
from checks.match.fields.told_entries import told_in_entries
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.wraps import find_over_lines, paragraphs
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


def test_a_chapter_of_a_report_is_not_the_item_of_its_name() -> None:
    html = "<h1>รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ปี 2567</h1><h2>โครงสร้าง</h2><p>มี 4 กอง</p>"
    html += "<h2>ปัญหาอุปสรรค</h2><p>ตำแหน่งว่างนาน</p>"

    assert sections(page("r", html), matcher_for(load(2568))) == {}


def test_an_item_beside_a_report_is_cut_from_it() -> None:
    html = "<h2>รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ปี 2567</h2><p>สรรหา 2 ราย</p>"
    html += "<h2>โครงสร้าง</h2><p>มี 4 กอง</p>"

    spans = sections(page("r", html), matcher_for(load(2568)))

    assert set(spans) == {"hr_annual_report", "org_structure"}


def test_what_stands_deeper_is_part_of_the_item_above_it() -> None:
    html = "<h1>โครงสร้าง หน้าที่และอำนาจ</h1><p>กองคลัง กองช่าง</p><h3>คณะผู้บริหาร</h3><p>นายก</p>"
    html += "<h3>สำนักปลัด</h3><p>งานธุรการ</p><h1>ข่าวประชาสัมพันธ์</h1><p>ข่าว</p>"
    document = page("s", html)

    first, last = sections(document, matcher_for(load(2569)))["org_structure"]

    assert "งานธุรการ" in document.text[first:last]
    assert "ข่าว" not in document.text[first:last]


def test_headings_of_one_level_name_items_in_other_words_beside_sure_ones() -> None:
    html = "<h1>ความโปร่งใส</h1><h2>ผลการประเมินความเสี่ยงการทุจริต ปี 2568</h2><p>เสี่ยงสูง</p>"
    html += "<h2>แผนปฏิบัติการป้องกันการทุจริต</h2><p>อบรม</p>"
    html += "<h2>รายงานผลการดำเนินการป้องกันการทุจริต</h2><p>จัดแล้ว</p>"
    document = page("t", html)

    spans = sections(document, matcher_for(load(2568)))

    first, last = spans["corruption_risk_assessment"]
    assert document.text[first:last].strip().endswith("เสี่ยงสูง")


BROKEN = (
    "รายงานผลตามแผนปฏิบัติการป้องกันการทุจริตขององค์การบริหารส่วนตำบลหนองปลาแดก",
    "1. ค่ายคนดีศรีตำบล จัดเมื่อ 9 มกราคม 2568 มีนักเรียนเข้าร่วม 45 คน ใช้งบ",
    "ประมาณ 12,600 บาท",
    "2. ตลาดนัดคนซื่อ จัดเมื่อ 14 มีนาคม 2568 มีผู้ค้าเข้าร่วม 18 ราย ใช้",
    "งบประมาณ 7,900 บาท",
    "3. ทะเบียนคุมพัสดุ ลงครบทุกกอง ไม่ใช้งบประมาณ",
)


def test_lines_that_the_width_of_a_page_breaks_are_one_paragraph() -> None:
    document = printed(*BROKEN)

    found = [line.text for line in paragraphs(document)]

    assert f"{BROKEN[1]} {BROKEN[2]}" in found
    assert f"{BROKEN[3]} {BROKEN[4]}" in found
    assert BROKEN[5] in found
    for line in paragraphs(document):
        assert document.text[line.start : line.end].replace("\n", " ") == line.text


def test_a_number_a_label_and_a_short_line_open_paragraphs_of_their_own() -> None:
    wide = "ก" * 80
    said = (wide, "2. งานที่สอง", wide, "ปัญหา: ฝนตก", "สั้น", "ต่อท้าย")

    found = [line.text for line in paragraphs(printed(*said))]

    assert found[1:] == list(said)


def test_lines_of_a_web_page_are_paragraphs_already() -> None:
    document = replace(printed(*BROKEN), content_type="text/html")

    assert [line.text for line in paragraphs(document)][1:] == list(BROKEN)


def test_sums_behind_a_broken_line_are_those_spent_on_each_entry() -> None:
    spent = told_in_entries([printed(*BROKEN)], "spent")

    assert spent is not None
    assert "12,600" in spent.value
    assert told_in_entries([printed(*BROKEN)], "planned") is None


def test_sums_that_are_only_set_aside_are_not_spent_over_a_break_either() -> None:
    planned = [line.replace("ใช้", "ตั้ง") for line in BROKEN[:5]]

    assert told_in_entries([printed(*planned)], "spent") is None


def test_results_that_end_on_the_next_line_are_told() -> None:
    said = (
        "งานกระจายพันธุ์ปลาน้ำจืดลงสู่แหล่งน้ำสาธารณะของตำบล ปล่อยพันธุ์ปลาไป 4",
        "ชนิด ใช้งบประมาณไป 38,400 บาท",
        "งานรับซื้อฟางข้าวเพื่อลดการเผาในพื้นที่เกษตรกรรมทั้งตำบล รับซื้อไว้ 21",
        "ตัน ใช้งบประมาณไป 52,500 บาท",
    )

    assert len(told_results([printed(*said)])) == 2
    assert not told_results([printed(*(line.replace("ไป", "ราว") for line in said[::2]))])
