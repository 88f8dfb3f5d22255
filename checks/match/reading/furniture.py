"""Lines that every page carries and that say nothing of it: counters, dates of posting, buttons."""

import re

from checks.match.periods.dates import MONTH
from crawler.thai import arabic_digits, fold_text

_LONGEST = 200  # folded code points; a longer line tells of more

# Counters, dates of posting, share buttons, printing: said on every page, about nothing.
_FURNITURE = re.compile(
    r"^(?:(?:จำนวน)?(?:ผู้)?(?:เข้าชม|อ่าน|ดู|เปิดอ่าน|views?|hits?)\b.{0,30}|แชร์.{0,30}|share.{0,20}|"
    r"(?:โพสต์|เผยแพร่|ประกาศ|อัปเดต|ปรับปรุง)(?:เมื่อ|โดย|ล่าสุด).{0,60}|พิมพ์|print|ย้อนกลับ|กลับหน้าหลัก|"
    r"(?:ฮิต|hits?|อ่านแล้ว|ยอด(?:วิว|เข้าชม)|จำนวนครั้งที่(?:อ่าน|เปิด))\W*[\d๐-๙,]+.{0,12}|"
    r"(?:เขียน|โพสต์|โพสท์|สร้าง|ลงข่าว)โดย\b.{0,40}|(?:written|posted) by\b.{0,40}|category\s*:.{0,60}|"
    r"หมวด(?:หมู่|หลัก|ย่อย)?\s*[:：](?!\s*(?:ค่า|ที่ดิน|งบ|เงิน|ราย)).{0,60}|"
    r"หน้าแรก|home|[\d๐-๙/:. ]+(?:น\.)?)$",
    re.I,
)


def is_furniture(text: str) -> bool:
    """Whether a line is a counter, a posting note, a share or print button, or a bare date."""
    return bool(_FURNITURE.match(text.strip()))


# What a line says of the page, the site or the office, and not of the page's subject. Folded.
_ABOUT_PAGE = re.compile(
    r"\W*(?:(?:(?:วันที่)?(?:เผยแพร่|โพสต์|ลงข่าว|สร้าง|บันทึก|เขียน)(?:ข้อมูล|บทความ|ข่าว)?(?:ล่าสุด|เมื่อ|วันที่|โดย|[:：])"
    r"|(?:วันที่)?(?:เผยแพร่|โพสต์|นาเข้า|ลง(?:ข้อมูล|ข่าว|ประกาศ|เว็บไซต์))(?:ข้อมูล|ประกาศ|ข่าว)?[:：]?"
    rf"(?=\d{{1,2}}(?:{MONTH}|[/-]\d))"
    r"|(?:แก้ไข|ปรับปรุง)(?:ข้อมูล|เนื้อหา|(?:หน้า)?เว็บ(?:ไซต์|ไซด์|เพจ)?|หน้านี้|ระบบ)?(?:ครั้ง)?(?:ล่าสุด|เมื่อ(?:วันที่|(?=\d)))|อัปเดต|อัพเดท|(?:last)?updated|posted|published"
    # "ประกาศเมื่อ 27 พ.ย. 2567 | เปิดอ่าน 220 ครั้ง"
    r"|(?:ประกาศเมื่อ|วันที่ประกาศ|ลงวันที่|วันที่(?=\d))(?=[^\n]{6,60}(?:อ่าน|ชม|คลิก)[^\n]{0,6}\d)"
    # "กองแผนงาน | เผยแพร่ 30 ตุลาคม 2567", "งานพัสดุ | วันที่ลง 31 ต.ค. 68",
    # "ประกาศเมื่อ 17 ต.ค. 66 | ผู้ลงข้อมูล: งานแผน"
    r"|[ก-๎.()/]{2,50}[|·•](?:เผยแพร่|โพสต์|ลงข้อมูล|ปรับปรุง|วันที่ลง(?:ข่าว|ข้อมูล|ประกาศ|เว็บ)?|ลง(?:ข่าว|ประกาศ|เว็บ))"
    r"(?:เมื่อ|วันที่)?[:：]?"
    rf"(?=\d{{1,2}}(?:{MONTH}|[/-]\d))"
    r"|ประกาศเมื่อ(?=[^\n]{6,40}ผู้(?:ลง|โพส|บันทึก|นาเข้า))"
    r"|ข้อมูลณ|ประกาศณวันที่|ประกาศใช้(?:เมื่อ|ณ|วันที่)|ให้ไว้ณวันที่|สั่งณวันที่)[^\n]{0,80}\d[^\n]{0,40}"
    r"|ข้อมูล(?:สะสม)?ถึง(?:วันที่|สิ้น(?:เดือน)?)?[^\d\n]{0,12}(?:\d{1,2}[^\d\n]{1,14})?(?:25)?\d\d"
    r"|(?:จานวน)?(?:ผู้)?(?:เข้า|เยี่ยม)ชม(?:เว็บไซต์|หน้านี้|ทั้งหมด|วันนี้)?[^\n]{0,8}\d[^\n]{0,40}|จานวนผู้(?:เข้า|เยี่ยม)ชม[^\n]{0,40}"
    r"|(?:ผู้รับผิดชอบ|ผู้ดูแล|ผู้จัดทา|ผู้เผยแพร่|ผู้บันทึก)(?:ข้อมูล|เว็บไซต์|เวบไซต์|เนื้อหา|หน้าเว็บ|ระบบเว็บ)[^\n]{0,80}"
    r"|(?:จัดทาโดย|จัดทาข้อมูลโดย|ข้อมูลโดย|ขอบคุณ(?:ภาพ|ข้อมูล)|เรียบเรียงโดย|ภาพโดย|ข่าวโดย|พัฒนาโดย|ออกแบบโดย)[^\n]{0,80}"
    # A source that is a law or a rule is what the page rests on.
    r"|(?:แหล่ง)?ที่มา(?:ของข้อมูล|ข้อมูล)?[:：](?! ?(?:ระเบียบ|พระราช|พ\.ร\.|พรบ|ประกาศ|ข้อบัง|ข้อบัญ|เทศบัญ"
    r"|กฎ|มาตรา|ประมวล|หนังสือ))[^\n]{0,120}|แหล่งข้อมูล[:：][^\n]{0,120}"
    r"|(?:หาก|ถ้า)(?:ท่าน)?(?:ผู้ใด)?มีข้อ(?:เสนอแนะ|สงสัย|คิดเห็น|ซักถาม)[^\n]{0,120}"
    r"|(?:คุณ|ท่าน)?(?:อยู่ที่[:：]?)?(?:หน้าแรก|หน้าหลัก|home)[>»›/→|·:-][^\n]{2,140}"
    r"|[^\n]{0,60}(?:การใช้งาน|ต่อ|ใช้)(?:หน้า)?(?:เว็บไซต์|เวบไซต์|เว็บไซด์|คุกกี้)[^\n]{0,80}"
    r"|(?:โดยมี)?รายละเอียด(?:ปรากฏ|ดัง|เพิ่มเติม)?(?:ตาม)?(?:ใน)?(?:เอกสาร|ไฟล์|สิ่งที่|บัญชี)(?:แนบ|ที่แนบ|ดังแนบ|ส่งมา)[^\n]{0,40}"
    r"|พื้นที่[^\n]{0,20}ตารางกิโลเมตร[^\n]{0,80}|(?:มี)?(?:จานวน)?ประชากร(?:ทั้งสิ้น|รวม|ทั้งหมด)?\d[^\n]{0,60}"
    r"|(?:สวัสดี(?:ครับ|ค่ะ)?)?(?:ขอ)?ยินดีต้อนรับ(?:เข้า)?(?:สู่|ทุกท่าน|ท่านสู่|ท่านเข้าสู่|ผู้เข้าชม)[^\n]{0,160}"
    r"|เอกสารนี้[^\n]{0,100})"
)
# Tabs of years: ways to other years' data, none of which is the page's own.
_YEARS = re.compile(r"(?:\W*(?:ปีงบประมาณ|ประจาปี|ปี|พ\.ศ\.|ita|oit|ข้อมูล)*25\d\d\W*){3,}")
_BETWEEN = re.compile(r"\s*[|•·‧∙●»›>/]\s*|\s{2,}")
_MENU_PIECES = 3
_MENU_NAME = 40  # code points
_SHORT_CUTS = re.compile(
    r"\W*(?:เมนู|ลิงก์|ลิงค์|ทางลัด|quick ?links?|แท็ก|tags?)(?:ลัด|ด่วน|หลัก|ที่เกี่ยวข้อง)?\s*[:：|]", re.I
)
_MENU_WORDS = re.compile(
    r"\W*(?:หน้า(?:แรก|หลัก)|home|ติดต่อ(?:เรา|หน่วยงาน|สอบถาม)?|contact(?: us)?"
    r"|เกี่ยวกับ(?:เรา|หน่วยงาน|[ก-๎]{2,12})"
    r"|เข้าสู่ระบบ|แผนผังเว็บไซต์|sitemap|สมัครงาน|กระดานสนทนา|เว็บบอร์ด|(?:ข่าว)?ประชาสัมพันธ์)\W*",
    re.I,
)
_INVITES = re.compile(r"\W*(?:ขอเชิญ|จึงขอเชิญ|เชิญชวน(?:ประชาชน|พี่น้อง|ผู้)|เชิญร่วม)")


def is_about_page(text: str) -> bool:
    """Whether a line tells of the page itself: when it was put up, by whom, seen how often.

    Opening hours and telephones are left to their own readers.
    """
    folded = arabic_digits(fold_text(text))
    return len(folded) <= _LONGEST and (
        _ABOUT_PAGE.fullmatch(folded) is not None or _YEARS.fullmatch(folded) is not None
    )


def is_menu(text: str) -> bool:
    """Whether a line is a row of short names with marks between that a site's menu is made of.

    "หน้าแรก • เกี่ยวกับเทศบาล • ร้องเรียน", "ผลิตภัณฑ์ · โรงงาน · ติดต่อ": home or contact among them.
    """
    pieces = [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    if len(pieces) >= _MENU_PIECES and _SHORT_CUTS.match(text):
        return True
    if len(pieces) < _MENU_PIECES or max(map(len, pieces)) > _MENU_NAME:
        return False
    return any(_MENU_WORDS.fullmatch(piece) for piece in pieces)


def lists_years(text: str) -> bool:
    """Whether a line is nothing but three years or more: tabs that lead to each of them."""
    folded = arabic_digits(fold_text(text))
    return len(folded) <= _LONGEST and _YEARS.fullmatch(folded) is not None


def invites(text: str) -> bool:
    """Whether a line asks people to come to something: it tells of nothing that was done."""
    return _INVITES.match(fold_text(text)) is not None
