"""Years, dates and spans as Thai sites write them, and the numbers that are none."""

from datetime import date

import pytest

from checks.match.periods.years import (
    dates,
    fiscal_year_of,
    fiscal_years_be,
    month_spans,
    year_mentions,
    year_ranges,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2567", (2567,)),
        ("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗", (2567,)),
        ("ประจำปีงบประมาณ พ.ศ.. 2568", (2568,)),
        ("รายงานประจำปี 25๖๕", (2565,)),
        ("ปีงบฯ 2564", (2564,)),
        ("ปีงบประมาณ 67", (2567,)),
        ("ประจำปี 68", (2568,)),
        ("ITA68", (2568,)),
        ("ita2567", (2567,)),
        ("oit-2566", (2566,)),
        ("รายงานผล 2567", (2567,)),
        ("แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)", (2566, 2567, 2568, 2569, 2570)),
        ("แผนพัฒนาท้องถิ่น ๒๕๖๖-๒๕๗๐", (2566, 2567, 2568, 2569, 2570)),
        ("แผนอัตรากำลัง 2567 ถึง 2569", (2567, 2568, 2569)),
        ("ประกาศ ณ วันที่ 11 ธ.ค. 2567", (2568,)),
        ("ประกาศ ณ วันที่ ๑๑ มกราคม ๒๕๖๗", (2567,)),
        ("ลงวันที่ 3/4/2566", (2566,)),
        ("2023-10-16", (2567,)),
        ("16 กุมภาพันธ์ 2025", (2568,)),
        ("November 3, 2024", (2568,)),
        ("Feb 14 2025 มหาวิทยาลัยลงนามความร่วมมือ", (2568,)),
        ("Posted on: 30th September, 2024", (2567,)),
        ("03-Nov-2024", (2568,)),
        ("Mon, 03 Nov 2024 10:20:00 +0700", (2568,)),
        ("2024-11-03T10:20:00+07:00", (2568,)),
        ("2024/11/3", (2568,)),
        ("11/23/2024", (2568,)),
        ("2567-11-03", (2568,)),
        ("3-พ.ย.-67", (2568,)),
        ("ประจำเดือนตุลาคม 2567", (2568,)),
        ("ค.ศ. 2025", (2568,)),
        ("รอบ 6 เดือน (ตุลาคม 2566 - มีนาคม 2567)", (2567,)),
        ("พระราชบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2568", (2568,)),
        ("ข้อบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2567", (2567,)),
        ("เทศบัญญัติงบประมาณรายจ่าย พ.ศ. 2568", (2568,)),
        ("ตามระเบียบกระทรวงการคลัง พ.ศ. 2560 ประจำปีงบประมาณ 2568", (2568,)),
        ("รายงาน ปีงบประมาณ พ.ศ. 2566 และ 2567", (2566, 2567)),
        ("ประจำปีงบประมาณ พุทธศักราชสองพันห้าร้อยหกสิบหก", (2566,)),
        ("ประจำปีสองพันห้าร้อยหกสิบเก้า", (2569,)),
        ("พ.ศ. สองพันห้าร้อยเจ็ดสิบ", (2570,)),
    ],
)
def test_a_fiscal_year_is_read(text, expected):
    """The words name exactly these fiscal years."""
    assert fiscal_years_be(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540",
        "พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐",
        "พ.ร.บ. สภาตำบลและ อบต. พ.ศ. 2537 แก้ไขเพิ่มเติมถึง (ฉบับที่ 7) พ.ศ. 2562",
        "ระเบียบกระทรวงการคลังว่าด้วยการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560",
        "ประกาศคณะกรรมการป้องกันและปราบปรามการทุจริตแห่งชาติ เรื่อง หลักเกณฑ์การรับทรัพย์สิน พ.ศ. 2563",
        "กฎกระทรวงกำหนดวงเงินการจัดซื้อ พ.ศ. 2560",
        "รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราช 2560",
        "ยุทธศาสตร์ชาติ 20 ปี (พ.ศ. 2561 - 2580)",
        "แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ ฉบับที่ 13 (พ.ศ. 2566-2570)",
        "สงวนลิขสิทธิ์ © 2568 องค์การบริหารส่วนตำบลตัวอย่าง",
        "Copyright © 2567 All rights reserved",
        "2568 สงวนลิขสิทธิ์ตามกฎหมาย",
        "วันนี้ 20 พ.ย. 2569",
        "รัฐธรรมนูญแห่งราชอาณาจักรไทย พุทธศักราชสองพันห้าร้อยหกสิบ",
        "เงินสองพันห้าร้อยหกสิบเก้าบาทถ้วน",
        "ปีละ สองพันห้าร้อยหกสิบบาท",
        "คำสั่งที่ ๑/๒๕๖๘",
        "ที่ สน 71501/2567",
        "เงินจำนวน 2,567.00 บาท",
        "ราคา 2567 บาท",
        "2567.50",
        "โทร. 02-256-2567",
        "โทรศัพท์ 0 2567 1234",
        "081 256 2567",
        "ผู้เข้าชม 2567",
        "ประชากร 2568 คน",
        "ปีการศึกษา 2567",
        "๒๕๖",
        "25678",
        "อายุ 60 ปี",
        "Windows 2019",
        "สำนักงานเลขที่ 2566 หมู่ 2",
        "",
    ],
)
def test_a_number_is_no_fiscal_year(text):
    """Laws, copyright, telephones, sums, documents and damaged figures name no fiscal year."""
    assert fiscal_years_be(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11 ธ.ค. 2567", date(2024, 12, 11)),
        ("๑๑ ธันวาคม ๒๕๖๗", date(2024, 12, 11)),
        ("วันที่ 1 เดือน ตุลาคม พ.ศ. 2567", date(2024, 10, 1)),
        ("31มี.ค.68", date(2025, 3, 31)),
        ("3/4/2566", date(2023, 4, 3)),
        ("03/04/66", date(2023, 4, 3)),
        ("3-4-2566", date(2023, 4, 3)),
        ("2023-10-16", date(2023, 10, 16)),
        ("16 กุมภาพันธ์ 2025", date(2025, 2, 16)),
        ("16 February 2025", date(2025, 2, 16)),
        ("29 กุมภาพันธ์ 2567", date(2024, 2, 29)),
        ("5 กรกฏาคม 2567", date(2024, 7, 5)),
    ],
)
def test_a_date_is_read_at_its_place(text, expected):
    """The date is read and its span is the words."""
    (mention,) = dates(f"ประกาศ ณ {text} นั้น")
    assert mention.on == expected
    assert f"ประกาศ ณ {text} นั้น"[mention.start : mention.end] in text


@pytest.mark.parametrize(
    "text",
    ["29 กุมภาพันธ์ 2566", "32 มกราคม 2567", "13/13/2567", "3 มกราคม", "5 มีนาคม 25",
     "มาตรา 3/1/2", "วันนี้ 5 มีนาคม 2568", "1 พ.ศ. 2567"],
)  # fmt: skip
def test_what_is_no_date_is_not_guessed(text):
    """Days that do not exist, figures that are damaged and the day's own date give nothing."""
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ต.ค. 66 - มี.ค. 67", date(2023, 10, 1), date(2024, 3, 31)),
        ("เดือนตุลาคม ๒๕๖๗ ถึง เดือนกันยายน ๒๕๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        ("ต.ค.๖๔ – ก.ย. ๖๕", date(2021, 10, 1), date(2022, 9, 30)),
        ("รอบ 6 เดือน (ตุลาคม 2566 - มีนาคม 2567)", date(2023, 10, 1), date(2024, 3, 31)),
        ("ตุลาคม - ธันวาคม 2566", date(2023, 10, 1), date(2023, 12, 31)),
        ("ตุลาคม - มีนาคม 2567", date(2023, 10, 1), date(2024, 3, 31)),
        ("1 ตุลาคม 2566 ถึง 31 มีนาคม 2567", date(2023, 10, 1), date(2024, 3, 31)),
        ("ไตรมาสที่ 1-2 ปีงบประมาณ 2568", date(2024, 10, 1), date(2025, 3, 31)),
        ("ไตรมาสที่ 4 ปีงบประมาณ พ.ศ. ๒๕๖๘", date(2025, 7, 1), date(2025, 9, 30)),
        ("ไตรมาสที่ 1/2568", date(2024, 10, 1), date(2024, 12, 31)),
        ("รอบ 6 เดือนแรก ปีงบประมาณ 2568", date(2024, 10, 1), date(2025, 3, 31)),
        ("รอบ 6 เดือนหลัง ปีงบประมาณ 2568", date(2025, 4, 1), date(2025, 9, 30)),
        ("ประจำปีงบประมาณ พ.ศ. 2568 รอบ 12 เดือน", date(2024, 10, 1), date(2025, 9, 30)),
        ("ปีงบประมาณ 2568 (ตุลาคม - มีนาคม)", date(2024, 10, 1), date(2025, 3, 31)),
        ("31 มีนาคม 2568", date(2025, 3, 31), date(2025, 3, 31)),
        ("สขร.เดือนตุลาคม 2567", date(2024, 10, 1), date(2024, 10, 31)),
        ("เดือนพฤศจิกายน ปีงบประมาณ 2568", date(2024, 11, 1), date(2024, 11, 30)),
    ],
)
def test_a_span_of_months_is_read(text, first, last):
    """The words name one stretch of time with these first and last days."""
    ((start_on, end_on, start, end),) = month_spans(text)
    assert (start_on, end_on) == (first, last)
    assert text[start:end]


@pytest.mark.parametrize(
    "text",
    ["เดือนตุลาคม", "ตุลาคม 2566 - มีนาคม", "รอบ 6 เดือน", "ไตรมาสที่ 1", "สมคิด พ.ศ. 2567"],
)
def test_months_without_a_year_are_unread(text):
    """A month that no year belongs to names no whole stretch."""
    assert all(first.month == last.month for first, last, _, _ in month_spans(text))
    assert len(month_spans(text)) <= 1


def test_ranges_of_plans_are_read_and_national_plans_are_not():
    """The agency's plan period is read; the national plan it refers to is not."""
    text = "แผนพัฒนา (พ.ศ. 2566 – 2570) สอดคล้องกับยุทธศาสตร์ชาติ (พ.ศ. 2561-2580)"
    assert year_ranges(text) == ((2566, 2570),)


def test_mentions_carry_place_and_kind():
    """A fiscal year, an academic year and a bare year are told apart, with exact spans."""
    text = "ปีงบประมาณ ๒๕๖๘ ปีการศึกษา 2567 ITA 2566"
    found = [(m.year_be, m.fiscal, text[m.start : m.end]) for m in year_mentions(text)]
    assert found == [(2568, True, "๒๕๖๘"), (2567, False, "2567"), (2566, None, "2566")]


def test_october_begins_the_next_fiscal_year():
    """30 September and 1 October lie in different fiscal years."""
    assert fiscal_year_of(date(2024, 9, 30)) == 2567
    assert fiscal_year_of(date(2024, 10, 1)) == 2568
