"""Makes the files of the sample agency anew: ``python tests/support/make_sample_documents.py``.

A workbook of monthly procurement, a print of last year's staff report that is the one of the year
before, the plan against corruption as a text document, and a signed announcement as a scan. The
files are committed; this is run by hand when the sample changes.
"""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import typst
from make_case_documents import Rows, printed, text_document, workbook
from PIL import Image

SITE = Path(__file__).parent.parent.parent / "oitwatch" / "sample" / "site"

_HEADS = [
    "ลำดับ", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง (บาท)", "ราคากลาง (บาท)", "วิธีซื้อหรือจ้าง",
    "รายชื่อผู้เสนอราคาและราคาที่เสนอ", "ผู้ได้รับการคัดเลือกและราคาที่ตกลง", "เหตุผลที่คัดเลือกโดยสรุป",
    "เลขที่และวันที่ของสัญญาหรือข้อตกลง",
]  # fmt: skip
_FIT = "คุณสมบัติครบถ้วนและเสนอราคาไม่เกินวงเงิน"


def _order(number: int, what: str, price: str, shop: str, paper: str) -> list[object]:
    sum_of_shop = f"{shop} {price} บาท"
    return [
        number, what, price, price, "เฉพาะเจาะจง", sum_of_shop, sum_of_shop, _FIT, paper,
    ]  # fmt: skip


def _month(name: str, *orders: list[object]) -> Rows:
    title = [[f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {name}"], ["แบบ สขร.1"]]
    if not orders:
        return [*title, [f"เดือน {name} ไม่มีการจัดซื้อจัดจ้าง"]]
    return [*title, _HEADS, *orders]


def _monthly() -> bytes:
    road = "จ้างก่อสร้างถนนคอนกรีตเสริมเหล็กสายบ้านโนนเงิน - ฝายน้ำล้น หมู่ที่ 2"
    first, second = "หจก.โนนพะยอมการโยธา 1,479,500 บาท", "หจก.แสนตะวันก่อสร้างไพศาล 1,484,000 บาท"
    tender: list[object] = [
        1, road, "1,479,500", "1,479,500", "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
        f"{first}\n{second}", first, "เสนอราคาต่ำสุดและคุณสมบัติถูกต้อง",
        "สัญญาจ้าง 1/2569 ลงวันที่ 2 ธ.ค. 2568",
    ]  # fmt: skip
    office, hired = "ซื้อวัสดุสำนักงาน สำนักปลัด", "จ้างเหมาคนงานดูแลระบบประปา"
    return workbook(
        {
            "ต.ค.68": _month(
                "ตุลาคม 2568",
                _order(1, office, "18,450", "ร้านตะแบกเครื่องเขียน", "ใบสั่งซื้อ 1/2569 ลงวันที่ 9 ต.ค. 2568"),
                _order(2, hired, "54,000", "นายสง่า ช่างดีเลิศ", "ใบสั่งจ้าง 1/2569 ลงวันที่ 1 ต.ค. 2568"),
                _order(
                    3, "ซื้อน้ำดื่มสำหรับบริการประชาชน", "4,800", "ร้านน้ำดื่มซับใส",
                    "ใบสั่งซื้อ 2/2569 ลงวันที่ 15 ต.ค. 2568",
                ),
            ),
            "พ.ย.68": _month("พฤศจิกายน 2568"),
            "ธ.ค.68": _month(
                "ธันวาคม 2568",
                tender,
                _order(
                    2, "ซื้อวัสดุไฟฟ้าและวิทยุ กองช่าง", "36,720", "ร้านทองหล่อการไฟฟ้า",
                    "ใบสั่งซื้อ 3/2569 ลงวันที่ 11 ธ.ค. 2568",
                ),
            ),
        }
    )  # fmt: skip


def _staff_report() -> bytes:
    heads = ["โครงการ/กิจกรรม", "ผลการดำเนินการ", "งบประมาณที่ใช้ไป (บาท)"]
    return printed(
        "# รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล ประจำปีงบประมาณ พ.ศ. 2567",
        "องค์การบริหารส่วนตำบลห้วยตะแบกเงิน",
        "รายงานผล ณ วันที่ 30 กันยายน 2567 (รอบปีงบประมาณ 1 ตุลาคม 2566 - 30 กันยายน 2567)",
        "ผลการบริหารทรัพยากรบุคคล",
        [
            heads,
            ["สรรหาพนักงานจ้างตามภารกิจ", "บรรจุแล้ว 1 อัตรา", "6,400"],
            ["ปรับปรุงแผนอัตรากำลัง", "ประกาศใช้แล้ว", "0"],
        ],
        "ผลการพัฒนาทรัพยากรบุคคล",
        [heads, ["ส่งพนักงานเข้าอบรมตามสายงาน", "จำนวนผู้เข้าอบรม 17 คน", "132,500"]],
        "สถิติอัตรากำลัง จำแนกตามประเภท",
        [
            ["ประเภท", "จำนวน (คน)"],
            ["พนักงานส่วนตำบล", "19"],
            ["พนักงานครู", "4"],
            ["พนักงานจ้าง", "22"],
        ],
        "สถิติผู้เข้ารับการพัฒนาหรือฝึกอบรม",
        [
            ["หลักสูตร", "จำนวนผู้เข้าอบรม (คน)"],
            ["งานการเงินและบัญชี", "6"],
            ["งานสารบรรณ", "7"],
            ["งานป้องกันภัย", "4"],
        ],
        "ปัญหาและอุปสรรค: ตำแหน่งสายงานช่างขาดแคลน รับโอนไม่ได้ตามกำหนด",
        "ข้อเสนอแนะ: ขอใช้บัญชีผู้สอบแข่งขันได้ของจังหวัดข้างเคียง",
    )


def _plan() -> bytes:
    return text_document(
        "# แผนปฏิบัติการป้องกันการทุจริต (พ.ศ. 2566 - 2570)",
        "องค์การบริหารส่วนตำบลห้วยตะแบกเงิน",
        "ระยะ 5 ปี จำแนกงบประมาณตามโครงการและปีที่ดำเนินการ",
        [
            ["โครงการ/กิจกรรม", "งบประมาณ (บาท)", "ระยะเวลาดำเนินการ"],
            ["อบรมคุณธรรมจริยธรรมแก่ผู้บริหารและพนักงาน", "20,000 ต่อปี", "ปีงบประมาณ 2566 - 2570"],
            ["ค่ายเยาวชนไม่ยอมรับการโกง", "15,000 ต่อปี", "ปีงบประมาณ 2566 - 2570"],
            ["เผยแพร่ข้อมูลจัดหาพัสดุผ่านหอกระจายข่าว", "5,000 ต่อปี", "ปีงบประมาณ 2567 - 2570"],
            ["ประชาคมติดตามโครงการก่อสร้าง", "10,000 ต่อปี", "ปีงบประมาณ 2568 - 2570"],
        ],
    )


def _scan() -> bytes:
    """A PDF of one picture, as an office scanner gives it: no text behind it."""
    page = typst.compile(
        '#set page(paper: "a4", margin: 2.5cm)\n'
        '#set text(font: "Laksaman", size: 17pt, lang: "th")\n'
        "#align(center)[*ประกาศองค์การบริหารส่วนตำบลห้วยตะแบกเงิน*\n\n"
        "*เรื่อง เจตนารมณ์ไม่รับของขวัญ (No Gift Policy)*]\n\n"
        "ผู้บริหารและพนักงานทุกคนไม่รับของขวัญจากการปฏิบัติหน้าที่\n\n"
        "ประกาศ ณ วันที่ 10 ตุลาคม พ.ศ. 2568\n\n#align(right)[(นายบุญส่ง ตะแบกงาม)]".encode()
    )
    picture = pypdfium2.PdfDocument(page)[0].render(scale=100 / 72).to_pil()
    picture = picture.convert("L").rotate(0.6, fillcolor=255)
    picture = picture.convert("1", dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    picture.save(buffer, "PDF", resolution=100)
    return buffer.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "supply/skr1-2569.xlsx": _monthly,
    "hr/report-2568.pdf": _staff_report,
    "clean/plan-2566-2570.docx": _plan,
    "clean/no-gift-2569.pdf": _scan,
}


if __name__ == "__main__":
    for name, make in FILES.items():
        (SITE / name).write_bytes(make())
        print(f"{(SITE / name).stat().st_size:6d} {name}")
