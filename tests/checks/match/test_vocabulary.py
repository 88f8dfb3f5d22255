"""Labels of real sites against the items of 2568, both ways round for what is easily confused."""

import pytest

from checks.errors import RulebookError
from checks.evaluate import matcher_for
from checks.match.subjects.vocabulary import (
    MatchItem,
    SubjectMatcher,
    is_generic,
    is_hub_label,
    is_placeholder,
    known_host_kind,
    load_vocabulary,
)
from checks.records import Strength
from checks.rulebook import load
from crawler.records import Link, LinkKind, Region

MATCHER = matcher_for(load(2568))
MATCHER_2567 = matcher_for(load(2567))
MATCHER_2569 = matcher_for(load(2569))

LABELS = {
    "anticorruption_plan": [
        "แผนปฏิบัติการป้องกันการทุจริต",
        "O25 แผนปฏิบัติการป้องกันการทุจริต",
        "แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)",
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๘",
        "แผนปฏิบัติการป้องกันการทุจริตและประพฤติมิชอบ 5 ปี",
        "แผนปฏิบัติการป้องกันและปราบปรามการทุจริต",
        "แผนป้องกันการทุจริต",
        "ประกาศใช้แผนปฏิบัติการป้องกันการทุจริต",
        "แผนปฎิบัติการป้องกันการทุจริต",
        "แผนปฏิบัติการต่อต้านการทุจริต",
        "แผน ปฏิบัติการ ป้องกัน การทุจริต",
        "แผนปฏิบัติการด้านการป้องกันการทุจริต 2568",
    ],
    "anticorruption_annual_report": [
        "รายงานผลการดำเนินการป้องกันการทุจริต",
        "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี",
        "O26 รายงานผลการดำเนินการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2567",
        "รายงานผลการดำเนินงานตามแผนปฏิบัติการป้องกันการทุจริต",
        "รายงานผลตามแผนปฏิบัติการป้องกันการทุจริต 2567",
        "รายงานผลการดำเนินการตามแผนปฏิบัติการป้องกันการทุจริต ประจำปี 2567",
        "รายงานแผนปฏิบัติการป้องกันการทุจริต รอบ 12 เดือน",
        "การปฏิบัติการป้องกันการทุจริต",
        "ผลการดำเนินงานตามแผนป้องกันการทุจริต",
        "รายงานสรุปผลการป้องกันการทุจริต",
        "สรุปรายงานผลการดำเนินการป้องกันการทุจริตประจำปี ๒๕๖๗",
        "รายงานการดำเนินการป้องกันการทุจริต (ผล)",
    ],
    "complaint_statistics": [
        "สถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        "ข้อมูลสถิติเรื่องร้องเรียนการทุจริต",
        "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบประจำปี",
        "O19 ข้อมูลสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบประจำปี",
        "สถิติร้องเรียนทุจริต ปี 2567",
        "สถิติเรื่องร้องเรียน",
        "รายงานเรื่องร้องเรียนการทุจริต",
        "สรุปเรื่องร้องเรียนการทุจริตประจำปี",
        "สถิติการร้องเรียนการทุจริตและประพฤติมิชอบของเจ้าหน้าที่",
        "จำนวนเรื่องร้องเรียนการทุจริต",
        "รายงานสถิติเรื่องร้องเรียนการทุจริต",
        "สถิติข้อร้องเรียนการทุจริต ๒๕๖๗",
    ],
    "complaint_channel": [
        "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        "O18 ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        "ช่องทางร้องเรียนการทุจริต",
        "แจ้งเรื่องร้องเรียนทุจริต",
        "ร้องเรียนการทุจริต",
        "แจ้งเบาะแสการทุจริต",
        "แจ้งเบาะแส",
        "ร้องเรียนทุจริตและประพฤติมิชอบ",
        "ระบบร้องเรียนการทุจริต",
        "แจ้งเรื่องทุจริตหน่วยงานภาครัฐ",
        "สายด่วนแจ้งทุจริต",
        "ช่องทางการแจ้งเบาะแสการทุจริตและการพฤติมิชอบ",
    ],
    "complaint_guideline": [
        "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
        "แนวปฏิบัติการจัดการเรื่องร้องเรียน",
        "คู่มือการจัดการเรื่องร้องเรียนการทุจริต",
        "คู่มือปฏิบัติงานด้านเรื่องร้องเรียนการทุจริต",
        "การจัดการเรื่องร้องเรียนการทุจริต",
        "มาตรการจัดการเรื่องร้องเรียนการทุจริต",
        "O17 แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต",
        "ขั้นตอนการรับเรื่องร้องเรียนการทุจริต",
        "แนวทางการจัดการเรื่องร้องเรียนทุจริต",
        "กลไกการจัดการเรื่องร้องเรียน",
        "คู่มือการรับเรื่องร้องเรียนทุจริต",
        "แนวปฏิบัติการจัดการร้องเรียนการทุจริต และการพฤติมิชอบ",
    ],
    "staff_manual": [
        "คู่มือการปฏิบัติงาน",
        "คู่มือปฏิบัติงาน",
        "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่",
        "O8 คู่มือหรือมาตรฐานการปฏิบัติงาน",
        "มาตรฐานการปฏิบัติงาน",
        "คู่มือการปฏิบัติงานกองคลัง",
        "คู่มือการปฏิบัติงานของเจ้าหน้าที่",
        "คู่มือเจ้าหน้าที่",
        "แนวทางการปฏิบัติงาน",
        "คู่มือการปฏิบัติงานด้านการเงินและบัญชี",
        "คู่มือหรือมาตรฐานการปฎิบัติงาน",
        "คู่มือปฏิบัติงาน ๒๕๖๘",
    ],
    "service_manual": [
        "คู่มือการให้บริการ",
        "คู่มือสำหรับประชาชน",
        "คู่มือประชาชน",
        "คู่มือหรือมาตรฐานการให้บริการ",
        "คู่มือหรือมาตราฐานการให้บริการ",
        "O9 คู่มือหรือแนวทางการขอรับบริการสำหรับผู้รับบริการหรือผู้มาติดต่อ",
        "คู่มือการขอรับบริการ",
        "มาตรฐานการให้บริการ",
        "แผนผังขั้นตอนการให้บริการ",
        "คู่มือติดต่อราชการ",
        "ขั้นตอนการให้บริการ",
        "คู่มือการให้บริการประชาชน 2568",
    ],
    "corruption_risk_assessment": [
        "การประเมินความเสี่ยงการทุจริต",
        "การประเมินความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี",
        "ประเมินความเสี่ยงการทุจริต 2568",
        "O23 การประเมินความเสี่ยงที่อาจเกิดการให้หรือรับสินบน",
        "รายงานผลการประเมินความเสี่ยงการทุจริต",
        "รายงานการประเมินความเสี่ยงการทุจริต",
        "การประเมินความเสี่ยงการทุจริตในประเด็นที่เกี่ยวข้องกับสินบน",
        "การวิเคราะห์ความเสี่ยงการทุจริต",
        "แผนบริหารความเสี่ยงการทุจริต",
        "การประเมินความเสี่ยงต่อการรับสินบน",
        "ความเสี่ยงการทุจริต",
        "การประเมินความเสี่ยงผลประโยชน์ทับซ้อน",
    ],
    "corruption_risk_report": [
        "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ",
        "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต",
        "รายงานผลการจัดการความเสี่ยงการทุจริต",
        "O24 รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริต",
        "รายงานผลการบริหารจัดการความเสี่ยงการทุจริต",
        "รายงานผลการดำเนินการตามแผนบริหารจัดการความเสี่ยงการทุจริตของหน่วยงาน",
        "ผลการดำเนินการจัดการความเสี่ยงการทุจริต",
        "รายงานผลการดำเนินงานตามแผนบริหารความเสี่ยงการทุจริต",
        "รายงานการกำกับติดตามความเสี่ยงการทุจริต",
        "การจัดการความเสี่ยงการทุจริต",
        "ผลการจัดการความเสี่ยงการทุจริต ปี 2567",
        "การดำเนินการเพื่อบริหารความเสี่ยงการทุจริต",
    ],
    "integrity_measures": [
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "มาตรการภายใน",
        "O27 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปี 2568",
        "การวิเคราะห์ผลการประเมินคุณธรรมและความโปร่งใส",
        "รายงานการวิเคราะห์ผลการประเมิน ITA",
        "มาตรการคุณธรรม",
        "มาตรฐานการส่งเสริมคุณธรรมและความโปร่งใส",
        "มาตรการภายในเพื่อส่งเสริมความโปร่งใส",
        "มาตรการเพื่อส่งเสริมคุณธรรม",
        "ประกาศมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "มาตราการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
    ],
    "integrity_measures_result": [
        "รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        "O28 รายงานผลการดำเนินการเพื่อส่งเสริมคุณธรรมและความโปร่งใส",
        "รายงานผลการดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส",
        "ผลการดำเนินการตามมาตรการส่งเสริมคุณธรรม",
        "รายงานผลตามมาตรการส่งเสริมความโปร่งใส",
        "การดำเนินการตามมาตรการ",
        "ผลการดำเนินการตามมาตรการภายใน",
        "รายงานผลการดำเนินงานด้านคุณธรรมและความโปร่งใส",
        "รายงานผลการดำเนินการตามมาตรการ ๒๕๖๗",
        "รายงานผลดำเนินการส่งเสริมความโปร่งใส",
        "การดำเนินการตามมาตรการส่งเสริมความโปร่งใส",
    ],
    "executives": [
        "ข้อมูลผู้บริหาร",
        "O2 ข้อมูลผู้บริหาร",
        "คณะผู้บริหาร",
        "ผู้บริหาร",
        "ทำเนียบผู้บริหาร",
        "หัวหน้าส่วนราชการ",
        "รายนามผู้บริหาร",
        "ผู้บริหารและหัวหน้าส่วนราชการ",
        "ผู้บริหารระดับสูง",
        "ข้อมูลผู้บริหารท้องถิ่น",
        "ทำเนียบบุคลากรฝ่ายบริหาร",
        "ข้อมูล ผู้บริหาร 2568",
    ],
    "strategic_plan": [
        "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
        "แผนพัฒนาท้องถิ่น",
        "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ - ๒๕๗๐)",
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570) แก้ไขครั้งที่ 1/2567",
        "แผนยุทธศาสตร์",
        "ยุทธศาสตร์การพัฒนา",
        "แผนพัฒนา 5 ปี",
        "แผนยุทธศาสตร์การพัฒนาตำบล",
        "O5 แผนพัฒนาหน่วยงาน",
        "แผนพัฒนาสี่ปี",
        "แผนการพัฒนาสามปี",
        "ยุทธศาสตร์การพัฒนาด้านโครงสร้างพื้นฐาน",
        "แผนปฏิบัติราชการ ระยะ 3 ปี (พ.ศ. 2568 - 2570)",
        "แผนปฏิบัติราชการราย 5 ปี พ.ศ. ๒๕๖๖-๒๕๗๐",
    ],
}


@pytest.mark.parametrize(
    ("slug", "label"), [(slug, label) for slug, labels in LABELS.items() for label in labels]
)
def test_a_label_names_its_item_and_no_other(slug, label):
    """The strongest matches are this item alone, and not by scattered words."""
    matches = MATCHER.match_text(label)
    top = [match.slug for match in matches if match.strength is matches[0].strength]
    assert top == [slug]
    assert matches[0].strength in {Strength.EXACT, Strength.STRONG}


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("แผนพัฒนาบุคลากร 3 ปี", "hr_plan"),
        ("แผนอัตรากำลัง 3 ปี", "hr_plan"),
        ("รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล 2567", "hr_annual_report"),
        ("รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567", "annual_operation_report"),
        ("แผนการดำเนินงานประจำปีงบประมาณ พ.ศ. 2568", "operation_budget_plan_progress"),
        ("รายงานการติดตามและประเมินผลแผนพัฒนา", "operation_budget_plan_progress"),
        ("ประกาศจัดซื้อจัดจ้าง", "procurement_list_progress"),
        ("รายงานความก้าวหน้าการจัดซื้อจัดจ้าง", "procurement_list_progress"),
        ("รายงานผลการจัดซื้อจัดจ้างประจำปี 2567", "procurement_annual_report"),
        ("ประมวลจริยะธรรม", "ethics_code_and_drive"),
        ("ประกาศเจตนารมณ์ No Gift Policy", "no_gift_declaration_and_culture"),
        ("นโยบายไม่รับของขวัญ", "no_gift_declaration_and_culture"),
        ("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา", "gift_receipt_report"),
        ("E–Service", "e_service"),
        ("บริการออนไลน์", "e_service"),
        ("สถิติการให้บริการ", "service_statistics"),
        ("ผังองค์กร", "org_structure"),
        ("หน้าที่และอำนาจ", "org_structure"),
        ("ติดต่อเรา", "contact_info"),
        ("ข่าวประชาสัมพันธ์", "news"),
        ("ข่าว อบจ.", "news"),
        ("ข่าวมหาวิทยาลัย", "news"),
        ("แผนปฏิบัติราชการรายปี 2568", "operation_budget_plan_progress"),
        (
            "แผนปฏิบัติราชการประจำปี พ.ศ. 2568 ภายใต้แผนปฏิบัติราชการ ระยะ 5 ปี",
            "operation_budget_plan_progress",
        ),
        ("รายงานผลตามแผนปฏิบัติราชการ ระยะ 5 ปี", "annual_operation_report"),
        ("การเปิดโอกาศให้เกิดการมีส่วนร่วม", "public_participation"),
        ("สรุปผลการจัดเวทีประชาคม", "public_participation"),
        ("ประชาคมร่วมคิดร่วมทำ", "public_participation"),
    ],
)
def test_a_usual_label_names_its_item(label, slug):
    """Usual labels, misspellings among them, lead to their item."""
    assert MATCHER.match_text(label)[0].slug == slug


@pytest.mark.parametrize(
    "label",
    [
        "แผนผังเว็บไซต์",
        "นโยบายของผู้บริหาร",
        "คำแถลงนโยบายของผู้บริหาร",
        "สารจากผู้บริหาร",
        "สายตรงผู้บริหาร",
        "ปฏิทินกิจกรรมผู้บริหาร",
        "เจตจำนงสุจริตของผู้บริหาร",
        "การมีส่วนร่วมของผู้บริหาร",
        "ศูนย์ข้อมูลข่าวสาร",
        "ข้อมูลสารสนเทศ",
        "ข่าวรับสมัครงาน",
        "สมาชิกสภา",
        "โรคติดต่อ",
        "ร้องเรียนร้องทุกข์",
        "ร้องเรียนเรื่องทั่วไป",
        "ศูนย์ดำรงธรรม",
        "แผนป้องกันและบรรเทาสาธารณภัย",
        "มาตรการประหยัดพลังงาน",
        "มาตรการป้องกันอัคคีภัย",
        "ชมรมจริยธรรม",
        "สถิติผู้เข้าชมเว็บไซต์",
        "จำนวนผู้เข้าชม",
        "คู่มือการใช้งาน e-Service",
        "การควบคุมภายใน",
        "แบบสอบถามความพึงพอใจ",
        "กองช่าง",
        "คลิก",
        "ดาวน์โหลด",
        "O12",
        "รายงาน",
        "รายงาน 2567",
        "รายงานปี 2567",
        "ปีงบประมาณ 2568",
        "",
    ],
)
def test_a_confusable_label_names_no_item(label):
    """What only sounds like an item of 2568 is none."""
    assert MATCHER.match_text(label) == ()


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("ตัวเลขเรื่องร้องเรียนทุจริต", "complaint_statistics"),
        ("ติดตามงานจัดซื้อ 2567", "procurement_progress"),
        ("รายการงบลงทุน 2567", "procurement_list"),
        ("สรุปจัดซื้อปี 2566", "procurement_annual_report"),
        ("ผล No Gift ปี 2566", "no_gift_report"),
        ("กิจกรรม No Gift", "no_gift_culture"),
        ("ประกาศ No Gift Policy", "no_gift_declaration"),
        ("ผลงานรอบปี 2566", "annual_operation_report"),
        ("ผลจัดการความเสี่ยง 2566", "corruption_risk_report"),
        ("ความเสี่ยงสินบน 2567", "corruption_risk_assessment"),
        ("ผลตามแผนป้องกันการทุจริต", "anticorruption_annual_report"),
        ("แผนป้องกันการทุจริต", "anticorruption_plan"),
        ("ผลมาตรการคุณธรรมฯ", "integrity_measures_result"),
        ("มาตรการคุณธรรมและความโปร่งใส", "integrity_measures"),
        ("รายงานบุคลากร 2566", "hr_annual_report"),
        ("แผนบริหารและพัฒนาคน", "hr_plan"),
        ("ข่าวกรม", "news"),
        ("ประมวลจริยธรรม", "ethics_code"),
        ("ขับเคลื่อนจริยธรรม 2567", "ethics_drive"),
    ],
)
def test_short_menu_words_of_2567_name_one_item(label, slug):
    """The clipped labels of menus lead to one item each, where the year keeps items apart."""
    matches = MATCHER_2567.match_text(label)
    top = [match.slug for match in matches if match.strength is matches[0].strength]
    assert top == [slug]


def test_the_kind_of_writing_is_no_subject():
    """Questions and answers on a matter are of that matter; alone they are a place to ask."""
    assert MATCHER.match_text("ถาม-ตอบ เรื่องทุจริตที่อาจเกิดในกองช่าง") == ()
    assert [m.slug for m in MATCHER.match_text("ถาม-ตอบ")] == ["contact_info"]
    assert "complaint_statistics" in [
        m.slug for m in MATCHER.match_text("ถาม-ตอบ เรื่องสถิติเรื่องร้องเรียนทุจริต")
    ]


@pytest.mark.parametrize(
    "label", ["ระเบียบการจัดซื้อจัดจ้าง", "กฎหมายจัดซื้อจัดจ้าง", "รายงานการตรวจสอบพัสดุประจำปี"]
)
def test_a_whole_label_does_not_count_inside_another(label):
    """The bare word of a menu names an item; inside a longer label it does not."""
    assert MATCHER.match_text("จัดซื้อจัดจ้าง")[0].slug == "procurement_list_progress"
    assert MATCHER.match_text(label) == ()


def test_a_latin_file_name_proves_nothing():
    """An address such as nogift66.pdf does not outvote the heading of the link."""
    found = MATCHER.match_link(
        link("คลิก", file_name="nogift66.pdf", heading="แผนปฏิบัติการป้องกันการทุจริต")
    )
    assert [match.slug for match in found] == ["anticorruption_plan"]


def test_an_exact_label_silences_looser_matches():
    """The whole title of one item is not also a loose match of another."""
    matches = MATCHER.match_text("รายงานผลการดำเนินการป้องกันการทุจริตประจำปี")
    assert [match.slug for match in matches] == ["anticorruption_annual_report"]


def test_words_scattered_over_a_long_text_are_weak():
    """A paragraph that mentions the words is a weak match at most."""
    text = "ในการประชุมครั้งนี้ได้หารือเรื่องแผนงานของหมู่บ้าน " * 4 + "และแนวคิดการพัฒนาในภาพรวม"
    assert {match.strength for match in MATCHER.match_text(text)} <= {Strength.WEAK}


def test_subjects_follow_the_items_of_the_year():
    """A merged item takes the words of what it absorbed; a separate item keeps its own."""
    assert MATCHER.match_text("อำนาจหน้าที่")[0].slug == "org_structure"
    assert [m.slug for m in MATCHER_2567.match_text("อำนาจหน้าที่")] == ["powers_duties"]
    assert MATCHER_2567.match_text("Q&A")[0].slug == "qna"
    monthly = "สรุปผลการจัดซื้อจัดจ้างรายเดือน"
    assert [m.slug for m in MATCHER_2569.match_text(monthly)] == ["procurement_monthly_summary"]
    assert MATCHER.match_text(monthly) == ()


def test_2567_keeps_the_two_gift_reports_apart():
    """The policy report and the report of received property are different items in 2567."""
    assert [m.slug for m in MATCHER_2567.match_text("รายงานผลตามนโยบาย No Gift Policy")] == [
        "no_gift_report"
    ]
    received = MATCHER_2567.match_text("รายงานการรับทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา")
    assert [m.slug for m in received] == ["gift_receipt_report"]


def test_a_subject_of_another_year_is_known_as_such():
    """A label of an item that this year does not have is something else, not nothing."""
    assert MATCHER.names_other_subject("กฎหมายที่เกี่ยวข้อง")
    assert not MATCHER.names_other_subject("ข้อมูลผู้บริหาร")
    assert not MATCHER.names_other_subject("กองช่าง")


def link(text="", **words):
    return Link(
        kind=LinkKind.WEB,
        url="https://agency.example/x",
        href="/x",
        text=text,
        locator="a",
        **words,
    )


def test_the_own_words_of_a_link_decide():
    """Words around a link do not outvote its own."""
    found = MATCHER.match_link(link("ข้อมูลผู้บริหาร", heading="แผนพัฒนาท้องถิ่น"))
    assert [match.slug for match in found] == ["executives"]


@pytest.mark.parametrize(
    "words",
    [
        {"title": "แผนปฏิบัติการป้องกันการทุจริต"},
        {"image_alt": "แผนปฏิบัติการป้องกันการทุจริต"},
        {"file_name": "แผนปฏิบัติการป้องกันการทุจริต_2568.pdf"},
        {"row_text": "25 แผนปฏิบัติการป้องกันการทุจริต"},
        {"item_text": "แผนปฏิบัติการป้องกันการทุจริต"},
        {"heading": "แผนปฏิบัติการป้องกันการทุจริต"},
        {"group": "ITA 2568 > แผนปฏิบัติการป้องกันการทุจริต"},
    ],
)
@pytest.mark.parametrize("text", ["คลิก", "ดาวน์โหลด", "", "ปี 2568"])
def test_words_around_a_silent_link_name_it(words, text):
    """Title, picture, file, row, card, heading and group speak for a link that says nothing."""
    assert [m.slug for m in MATCHER.match_link(link(text, **words))] == ["anticorruption_plan"]


def test_a_division_under_a_group_belongs_to_the_group():
    """The name of a division takes the subject of the group above it."""
    found = MATCHER.match_link(link("กองคลัง", group="คู่มือ > คู่มือการปฏิบัติงาน"))
    assert [(m.slug, m.strength) for m in found] == [("staff_manual", Strength.STRONG)]


def test_a_full_label_of_something_else_does_not_take_the_group():
    """General complaints under the E-Service button are no e-service."""
    in_menu = link("ร้องเรียนร้องทุกข์", group="E-Service", region=Region.MENU)
    assert MATCHER.match_link(in_menu) == ()


def test_a_headline_does_not_take_the_heading_of_the_list():
    """A news headline is not the answer to the heading above it."""
    assert MATCHER.match_link(link("กิจกรรมวันเด็กแห่งชาติ", heading="ข่าวประชาสัมพันธ์")) == ()


@pytest.mark.parametrize(
    "text",
    ["คลิก", "คลิ๊ก", "คลิกที่นี่", "รายละเอียด 1", "ดูทั้งหมด...", "[ดาวน์โหลด PDF]", "Download",
     "File PDF", "อ่านต่อ »", "Click here", "", "»", "ดาวน์โหลดเอกสาร (PDF 2.3 MB)"],
)  # fmt: skip
def test_a_generic_label_says_nothing(text):
    """Invitations to click carry no subject."""
    assert is_generic(text)


@pytest.mark.parametrize(
    "text", ["ข้อมูลผู้บริหาร", "ดาวน์โหลดแบบฟอร์ม", "กองคลัง", "คลิกร้องเรียน", "เอกสารงบประมาณ"]
)
def test_a_label_with_a_subject_is_not_generic(text):
    """A label that names anything is not generic."""
    assert not is_generic(text)


@pytest.mark.parametrize(
    "text",
    ["อยู่ระหว่างจัดทำข้อมูล", "...........", "Coming soon", "ไม่พบข้อมูล", "Lorem ipsum dolor sit",
     "ขออภัย อยู่ระหว่างการปรับปรุงข้อมูล", "อยู่ระหว่างดำเนินการ", "No Title"],
)  # fmt: skip
def test_a_placeholder_is_known(text):
    """Words that hold the place of content are placeholders."""
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["ไม่มีเรื่องร้องเรียนการทุจริต", "ไม่มีข้อมูลการรับทรัพย์สินในปี 2567", "ไม่มี", "-", "",
     "เรื่องร้องเรียนอยู่ระหว่างดำเนินการ 3 เรื่อง", "นายกองค์การบริหารส่วนตำบล"],
)  # fmt: skip
def test_a_statement_is_no_placeholder(text):
    """A statement that nothing occurred, or a figure, is content."""
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    ["ITA 2568", "ITA68", "OIT", "การประเมินคุณธรรมและความโปร่งใส ITA", "ITA การประเมินคุณธรรม",
     "OIT ประจำปี 2568", "การเปิดเผยข้อมูลสาธารณะ (OIT)",
     "การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ"],
)  # fmt: skip
def test_a_hub_label_is_known(text):
    """Names of the page that gathers the evidence."""
    assert is_hub_label(text)


@pytest.mark.parametrize(
    "text",
    ["แบบวัดการรับรู้ EIT", "ITA แบบวัด IIT", "Digital", "Hospital", "ITAS", "ผลการประเมิน ITA 2567",
     "การวิเคราะห์ผลการประเมิน ITA", "ประกาศผล ITA", "มาตรการส่งเสริมคุณธรรมและความโปร่งใส",
     "ข่าวประชาสัมพันธ์", "แบบ ITA-o14 (ไฟล์ Excel)", "ITA_O12.pdf", ""],
)  # fmt: skip
def test_a_survey_or_result_is_no_hub(text):
    """Surveys, published results and words that only contain the letters are no hub."""
    assert not is_hub_label(text)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://drive.google.com/file/d/abc/view", "documents"),
        ("https://docs.google.com/forms/d/e/abc/viewform", "forms"),
        ("https://docs.google.com/document/d/abc", "documents"),
        ("https://www.facebook.com/agency", "social"),
        ("https://process5.gprocurement.go.th/egp", "procurement"),
        ("https://itas.nacc.go.th/go/eit/abc", "assessment"),
        ("https://agency.example/", None),
        ("https://notfacebook.com/", None),
        ("https://xfacebook.com.agency.example/", None),
        ("", None),
    ],
)
def test_known_hosts_are_told_by_kind(url, kind):
    """Only the host itself and its sub-domains count."""
    assert known_host_kind(url) == kind


def test_an_unknown_subject_is_an_error():
    """A rulebook that names a subject nobody knows is refused."""
    item = MatchItem(item_code="O1", slug="new_item", titles=("รายการใหม่",), subjects=("nothing",))
    with pytest.raises(RulebookError, match="nothing"):
        SubjectMatcher((item,), load_vocabulary())
