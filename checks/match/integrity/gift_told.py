"""Lines that tell of a No Gift policy in words of their own: what was done, taught and received.

What was done is an act on a day or before people, about gifts: "24 ธ.ค. 2567 พนักงานถ่ายคลิปบอกชาวบ้าน
ว่าปีใหม่นี้ไม่ต้องมีของฝาก". What was taught are the rules on what may be received, or a sheet, talk or
answer on them. What was received is a count or a plain "none" of the year. That something will be
done, and the declaration itself, is none of these.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.fields.deeds import is_intended
from checks.match.integrity.gift_other import (
    asked_from_above,
    hands_out_gifts,
    only_examples,
    teaches_other_than_receipt,
    without_handed_out,
)
from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import dates, fiscal_year_of, month_spans, year_mentions
from checks.match.reading.boxes import ticked
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.duties import before_duties
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line
from checks.match.reading.phrases import cells
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document
from crawler.thai import fold_text

_SHOWN = 300  # code points that are quoted
_YEAR_LONG = timedelta(days=300)
# Folded spelling.
_GIFT = re.compile(
    r"ของขวัญ|ของกานัล|ของฝาก|ของกานัน|ของชาร่วย|กระเช้า|nogift|งดรับ|งดให้|ไม่รับของ|ไม่รับไม่ให้|ไม่ให้ไม่รับ|ไม่มีของให้|ของตอบแทน"
    r"|สิ่งของ(?:จาก|ตอบ)|ไม่รับก็"
)
_ACT = re.compile(
    r"ประชุม|อบรม|สัมมนา|บรรยาย|เสวนา|เวที|เน้นย้า|กาชับ|ย้า(?:กับ|ให้|เตือน)|ซักซ้อม|ชี้แจง|มอบนโยบาย|พูดคุย|คุยกับ|บอกกับ|บอร์ด|คลิป|วิดีโอ"
    r"|วีดิทัศน์|ป้าย|แขวน|ปิด(?:ไว้|ประกาศที่)|สติกเกอร์|สติ๊กเกอร์|โปสเตอร์|แผ่นพับ|ใบปลิว|แจก|หนังสือ(?:ถึง|แจ้ง|เวียน|ขอความร่วม)|จดหมาย|ประกวด|มอบรางวัล"
    r"|กล่าว|ปฏิญาณ|รณรงค์|แสดงพลัง|แสดงสัญลักษณ์|พิธี|คามั่น|สัญญาใจ|เสียงตามสาย|หอกระจายข่าว|หน้าเสาธง|เข้าแถว|ถ่ายภาพ|ถ่ายรูป|โพสต์|ลงเพจ|เฟซบุ๊ก|facebook"
    r"|หนังสือที่[^\n]{0,50}?ถึง|ติดประกาศ(?!เจต|นโยบาย)|แบนเนอร์|แจ้งเวียน|เวียนแจ้ง|บูธ"
    r"|บัตรอวยพร|การ์ด|เกม|ตอบคาถาม|สวมเสื้อ|ลงนามร่วม|ร่วมลงนาม|ร่วมกัน|ช่วยกัน|สวม|เข็มกลัด|ริบบิ้น|ยืนถือ|ขึ้นข้อความ|พวงมาลัย|จัดกิจกรรม|จัดนิทรรศการ|ละคร|เพลง|ประชาสัมพันธ์|เดินสาย|ออกเยี่ยม"
)
_DAY = re.compile(
    rf"\d{{1,2}}(?:-\d{{1,2}})?(?:{MONTH})|(?:เดือน|เมื่อ|ต้น|ปลาย|ทุกวัน|ทุกเช้า)[^\n]{{0,12}}(?:{MONTH}|จันทร์|ศุกร์|ปีใหม่)|\d{{1,2}}/\d{{1,2}}/\d"
    rf"|(?:^|\W)(?:{MONTH})(?:25)?\d\d|เมื่อวันที่"
)
_PEOPLE = re.compile(
    r"\d+(?:คน|ราย(?!การ|งาน)|ท่าน|แห่ง|จุด|แผ่น|ชุด|ครั้ง|รูป|ฉบับ|ใบ|คัน|เครื่อง|ร้าน|ป้าย|ผืน|หมู่บ้าน|ชุมชน|โรงเรียน|คลิป|ตอน|วิว)"
)
# The declaration itself, a report or a rule: no act.
_NO_ACT = re.compile(
    r"^\W*(?:\d+\W*)?(?:รายงาน(?!การประชุม)|สรุปผล|ผล(?:การ|ตาม|ปี|ของ|no)|ประกาศ(?:เจตนารมณ์|นโยบาย|องค์|เทศบาล|กรม|จังหวัด|มหา|สถาบัน|สานัก|เรื่อง)|ข้าพเจ้า|นโยบาย)"
    r"|จึงประกาศ|ประกาศณวันที่|ให้ไว้ณ|ขอประกาศ|สั่งณ"
)
_NONE = (
    r"(?:ไม่มี|ไม่พบ|ไม่ปรากฏ|มิได้มี|ไม่เคย)[^\n]{0,60}?(?:การ|ผู้ใด|ผู้|ใคร|ได้)?"
    r"(?<!สาห)(?<!ให้)รับ(?!ผิดชอบ|เรื่อง|สมัคร|ฟัง|แจ้ง|บริการ|ทราบ|ชาระ|รอง|ร้อง|บริจาค|นักเรียน|พนักงาน|โอน|จ้าง|ราชการ)"
)
_SOME = (
    r"(?:การรับ(?!เรื่อง|สมัคร|ฟัง|รู้|ทราบ|ผิดชอบ|บริการ|รอง)|มีผู้รับ|ได้รับ(?!เรื่อง|การ|งบ|ความ)|(?<!ไม่)(?<!งด)รับ(?:ของ|มอบ)|รายงานการรับ|ผู้(?:ให้|มอบ"
    r"|นา))[^\n]{0,40}?\d+(?:ครั้ง|ราย|ชิ้น|รายการ|คน|กระเช้า|กล่อง|เรื่อง)"
    # What someone brought: "ผู้รับเหมานำผลไม้มาให้กองช่าง 1 ครั้ง".
    r"|(?:มี)?(?:คน|ชาวบ้าน|ประชาชน|ราษฎร|ผู้[ก-๎]{2,16}|ร้าน[ก-๎]{0,12}|บริษัท[ก-๎]{0,12}|ห้าง[ก-๎]{0,8}|คู่ค้า)(?:ได้)?(?:เอา|นา|หิ้ว|ถือ|ส่ง|ฝาก)[ก-๎]{2,30}(?:มา)?(?:ให้|มอบ|ฝาก)"
    r"[^\n]{0,30}?\d+(?:ครั้ง|ราย|ชิ้น|รายการ|กระเช้า|กล่อง|ชุด)"
    # A thing with its count and giver: "รับขนม 1 กล่อง จากผู้ปกครอง".
    r"|(?<!สาห)(?<!ไม่)รับ(?!เรื่อง|สมัคร|แจ้ง|คาร้อง|จ้าง|ซื้อ|ฟัง)[ก-๎]{2,24}\d+(?:ชิ้น|รายการ|กระเช้า|กล่อง|ชุด|ตะกร้า|ขวด|ถุง|ใบ|อัน|ห่อ|แพ็ค|เล่ม|พวง|ช่อ|กิโลกรัม|กก\.|ลัง|ลูก|ต้น|คู่|ผืน|ตัว|ด้าม|แก้ว)(?:มา)?จาก"
)
_NO_RECEIPT = re.compile(_NONE)
_TICKS_NONE = re.compile(r"ไม่(?:มี|ได้รับ|รับ)")
_RESULT = re.compile(
    rf"{_NONE}|{_SOME}|ส่งคืน(?:ผู้|แล้ว|ทั้ง)|คืน(?:ผู้ให้|ไปแล้ว|ให้ไปแล้ว|กลับไป)|ไม่มีการรับ(?=$|[^ก-๎]|ของ|ทรัพย์|ประโยชน์|ใด|แต่|ใน|จาก|และ|หรือ|เงิน|สิ่ง)|ไม่ได้รับของ|ปลอด(?:การรับ)?ของขวัญ"
    r"|จานวน(?:ครั้ง|ราย|ผู้|การ|เรื่อง)?(?:ที่)?[^\n]{0,12}รับ[^\n]{0,12}(?:ของขวัญ|ทรัพย์สิน|ของกานัล|ประโยชน์)"
)
_OF_GIFTS = re.compile(rf"{_GIFT.pattern}|ทรัพย์สิน|ประโยชน์อื่นใด|ธรรมจรรยา")
# What the rules are of, and words by which they are taught.
_RULES = re.compile(
    r"มาตรา128|ม\.128|ธรรมจรรยา|รับทรัพย์สิน(?:หรือ|ของ|ได้|ตาม|และ)"
    r"|(?:รับ|ของขวัญ|ของกานัล)[^\n]{0,24}?ได้(?:หรือไม่|ไหม|มั้ย|เพียงใด|เพียงไร|แค่ไหน|เท่าใด|เท่าไร|ไม่เกิน|เมื่อ|บ้าง|กรณี)"
    r"|(?:อะไร|สิ่งใด|ของใด|แบบไหน|กรณีใด)[^\n]{0,16}รับ(?:ไม่)?ได้|รับไม่ได้|เกณฑ์(?:การ)?รับ(?:ของ|ทรัพย์)|(?:กฎหมาย|ประกาศ|เกณฑ์|ข้อกาหนด)[^\n]{0,24}?(?:ป\.ป\.ช|ปปช)[^\n]{0,60}?(?:รับ|ของขวัญ)"
)
_TAUGHT = re.compile(
    r"ความรู้|รู้(?:จัก|ทัน|ไว้|ก่อน|เรื่อง)|เข้าใจ|อธิบาย|บรรยาย|อบรม|วิทยากร|ชี้แจง|ซักซ้อม|เวียน|คลินิก|ถาม|ตอบ|อินโฟ|infographic|คู่มือ|แผ่นพับ|แผ่นความรู้|สื่อ|บทเรียน|หลักสูตร"
    r"|ทดสอบ|เกร็ด|เรียนรู้|สอน|ทบทวน|หลักเกณฑ์|เกณฑ์|สาระ|ตัวอย่าง|กรณีศึกษา|โปสเตอร์|คลิป|เผยแพร่|ประชุม|สรุปสาระ|เสียงตามสาย|บอร์ด|q&a|faq"
    r"|แจก|ใบสรุป|บอก(?:ว่า|กติกา|ให้รู้)|เล่า|ติดประกาศ|การ์ตูน"
)
# The rule itself: what it is worth, and that it may be received or must be reported.
_RULE_ITSELF = re.compile(
    r"(?:(?<![\d,])3,?000|(?<!หมื่น)(?<!แสน)สามพัน)บาท[^\n]{0,80}?(?:รับ|ได้|ห้าม|รายงาน|คืน|โอกาส|เกิน|คน)"
    r"|(?:รับ|ได้|มูลค่า|ราคา|เกิน)[^\n]{0,60}?(?:(?<![\d,])3,?000|(?<!หมื่น)(?<!แสน)สามพัน)บาท"
)
_GIVING = re.compile(rf"{_OF_GIFTS.pattern}|ญาติ|ต่อโอกาส|แต่ละโอกาส|สิ่งของ|รับของ|ให้ของ|ของที่")
_NOT_TAUGHT = re.compile(
    r"^\W*(?:\d+\W*)?รายงาน|ข้าพเจ้า|ขอประกาศ|จะไม่รับ|จะงดรับ|เว้นแต่(?:เป็น)?การรับ|ยกเว้นการรับ|ไม่(?:มี|พบ|ปรากฏ)[^\n]{0,30}รับ(?:ทรัพย์|ของ)|ขับเคลื่อนนโยบาย|รายงานการรับ"
)
# What everybody is to do by a day.
_ORDERS = re.compile(
    r"(?:ให้|ขอให้|มอบ(?:หมาย)?ให้|แจ้งให้)(?:ทุก)?(?:หน่วย|กอง|สานัก|ส่วน|บุคลากร|เจ้าหน้าที่|โรงเรียน|คณะ|อาเภอ|ข้าราชการ|พนักงาน)"
    r"[^\n]{0,40}?(?:จัด|ดาเนิน|รณรงค์|ติด|ประชุม|อบรม)[^\n]{0,80}?ภายใน(?:เดือน|วัน|สิ้น|ปี|ไตรมาส|\d)"
)
# The same of all without a day: a guideline, where no deed of the agency is told before it.
_ASKS_ALL = re.compile(
    r"(?<![ก-๎])(?:ขอ)?ให้ทุก(?:หน่วย|กอง|สานัก|ส่วน|คณะ|โรงเรียน|ฝ่าย|กลุ่ม|คน)"
    r"[^\n]{0,40}?(?:จัด|ดาเนิน|รณรงค์|ติด|ประชุม|อบรม|ประชาสัมพันธ์)"
)
# A meeting or lesson that names a matter of its own.
# What a staff does together that has nothing to do with gifts. Folded.
_LEISURE = re.compile(
    r"กีฬา|แข่งขัน|ถ้วยรางวัล|สังสรรค์|ทัศนศึกษา|ศึกษาดูงาน|ทาบุญ|ตักบาตร|จิตอาสา|ปลูก(?:ต้นไม้|ป่า)|bigcleaning|ออกกาลังกาย",
    re.I,
)
_NAMES_MATTER = re.compile(
    r"(?:ประชุม|อบรม|สัมมนา|บรรยาย|กิจกรรม|ชี้แจง|เสวนา|โครงการ)[^\n]{0,30}?(?:เรื่อง|หัวข้อ|หลักสูตร|เกี่ยวกับ|การใช้|การจัดทา|ประมวล|แผน|ซักซ้อมแผน)"
    r"|กิจกรรม(?:จิตอาสา|ปลูก|กีฬา|บาเพ็ญ|ทาบุญ|ตักบาตร|5ส|๕ส|วันเด็ก|วันพ่อ|วันแม่|เฉลิมพระเกียรติ|ลอยกระทง|รดน้า|ประเพณี|บริจาค|ทาความสะอาด|bigclean|พัฒนา)"
    r"|(?:อบรม|สัมมนา|บรรยาย)(?:เชิงปฏิบัติการ)?(?:การ(?!ขับเคลื่อน|สร้าง)|ความ(?!โปร่ง)|ด้าน|โปรแกรม|ภาษา|ดับเพลิง|ระบบ)"
)
_NEAR_GIFTS = re.compile(
    r"ทับซ้อน|ทุจริต|สุจริต|โปร่งใส|รับทรัพย์|ทรัพย์สิน(?:หรือ|และประโยชน์|โดยธรรม)|ธรรมจรรยา"
    r"|ผลประโยชน์|ประโยชน์(?:อื่น|ส่วน|ทับ)"
)
_WILL = re.compile(
    r"มีแผน|มีกาหนด|กาหนดจัด|กาหนดจะ|จะ(?:จัด|ดาเนิน|เชิญ|ให้ความรู้|อบรม|เผยแพร่|ทา|ส่ง|ติด|ชี้แจง|รายงาน)|เตรียมจัด|อยู่ระหว่าง|ยังไม่(?:ได้|มี)"
)


_INTENDS = re.compile(
    r"(?<!กระ)จะ(?:ได้|มีการ|ดาเนินการ|ร่วม|เริ่ม)*(?:จัด|เชิญ|อบรม|เผยแพร่|ทา|ส่ง|ติด|ชี้แจง|ประชุม|บรรยาย|แจก|รณรงค์|ประกวด|เปิด|เดิน|ถ่าย|ลงนาม|กล่าว|พา|ออก|นา(?!ของ)"
    r"|ประชาสัมพันธ์|มีพิธี|มีกิจกรรม|มอบ(?:นโยบาย|ป้าย|โล่)|ปลูก|สร้าง|ขอความร่วม)"
    r"|มีแผน|วางแผน|มีกาหนด|กาหนดจัด|กาหนดจะ|เตรียม(?:จัด|การ|เชิญ|ทา)|ตั้งใจจะ|คาดว่า"
)
_BARE = re.compile(r"\W*(?:จานวน)?(?:\d{1,4}|ศูนย์|ไม่มี)(?:ครั้ง|ราย|ชิ้น|รายการ|คน|เรื่อง)?\W*")
# The duty to report a gift, and a form that is taught or handed out: no report.
_DUTY_TO_REPORT = re.compile(
    r"(?:ต้อง|ให้|จะ|พึง|ควร|รีบ|แล้ว|เพื่อ|วิธี(?:การ)?|ขั้นตอน(?:การ)?|หน้าที่)(?:จัดทา|ทา|แจ้ง|กรอก|เขียน|ส่ง|ยื่น|มีการ)?(?:แบบ)?รายงาน"
    # Who is told to: "ให้ทุกกองรายงาน", "ขอให้หัวหน้าส่วนราชการจัดส่งรายงาน".
    r"|ให้(?:ทุก|หัวหน้า|ผู้อานวย|เจ้าหน้าที่|บุคลากร|พนักงาน|ข้าราชการ|กอง|สานัก|หน่วย|ส่วน|งาน)[^\n]{0,40}?รายงาน"
    r"|แบบ(?:ฟอร์ม)?(?:การ)?รายงาน|รายงาน(?:ต่อ)?(?:ผู้บังคับบัญชา|หัวหน้า|นายก|อธิบดี|ต้นสังกัด|ป\.ป\.ช)|รายงาน(?:ให้)?(?:ทราบ)?ภายใน|รายงานการประชุม"
)
_COUNTS_DEEDS = re.compile(r"(?:กิจกรรม|รณรงค์|ประชุม|อบรม|ติดป้าย)[^\n]{0,40}\d+(?:ครั้ง|คน|ป้าย|จุด)")
_REPORT_BY_NAME = re.compile(r"^\W*(?:\d+\W*)?แบบรายงานการรับ[^\n]{0,120}$")
# What is to be done with a gift, in a rule.
_RULE_OF_RECEIPT = re.compile(
    r"(?:หาก|ถ้า|กรณี|เมื่อ)[^\n]{0,60}(?:ให้|ต้อง)|(?<!กระ)จะ(?:รับ|ต้อง)|วินิจฉัยว่า"
    r"|(?:ที่|ซึ่ง|ผู้ใด|ผู้)ได้?รับ[^\n]{0,60}(?<!ผู้)ให้(?:รายงาน|แจ้ง|ส่ง|มอบ|ดาเนินการ)|พิจารณาส่งคืน"
    r"|ให้(?:รายงาน|แจ้ง|รวบรวม)[^\n]{0,60}(?:ภายใน|ปีละ)"
)
# Who declares, and an act on its day that is told beside it.
_DECLARES = re.compile(r"ข้าพเจ้า|จึง(?:ขอ)?ประกาศ|ขอประกาศ|ประกาศณวันที่|ให้ไว้ณ")
_SIGNED = re.compile(r"ประกาศ[^\n]{0,60}เรื่อง|ประกาศเจตนารมณ์|ลงนาม(?!ร่วม)|ลงชื่อ|ลงวันที่")
_DAY_OF_DEED = re.compile(r"เมื่อวันที่\d|(?:ได้|จึง)(?:จัด|ประชุม|ร่วม|ติด|แจก|อบรม|รณรงค์|เชิญ)")
_DEED = re.compile(r"กิจกรรม|จิตสานึก|แถลง|สื่อ(?:รณรงค์|ประชา)|กระเช้า|อินโฟ|ภาพ")
# "สรุปผลการจัดกิจกรรม ... ประจำปีงบประมาณ พ.ศ. 2567" names a report and tells nothing of it.
_TITLE_OF_REPORT = re.compile(
    r"\W*(?:แบบ)?(?:สรุป|รายงาน)(?:ผล)?(?:การ)?(?:จัด|ดาเนิน|ขับเคลื่อน|กิจกรรม|สร้าง)(?:[^\n]{0,120}(?:ปี|พ\.?ศ\.?|25\d\d)[^\n]{0,24}|[^\n]{0,50})$"
)
# What is left of such a title behind this may name a deed: "ติดป้ายงดรับของขวัญหน้าสำนักงาน".
_OPENS_REPORT = re.compile(
    r"\W{0,8}(?:แบบ)?(?:สรุป|รายงาน)(?:ผล)?(?:การ)?(?:จัด|ดาเนิน|ขับเคลื่อน|สร้าง)?(?:การ|งาน)?(?:กิจกรรม|โครงการ)?"
)
# A label or row on receiving, and how often, at its end: "รับของขวัญ|0ครั้ง", "ที่รับของขวัญ:ไม่มี".
_COUNTED = re.compile(
    r"(?<!สาห)รับ(?!ผิดชอบ|เรื่อง|สมัคร|ฟัง|ทราบ|บริการ|รู้|รอง)[^\n|]{0,80}?[|:：=-]+"
    r"(?:จานวน)?(?:\d{1,4}|ศูนย์|ไม่มี|ไม่พบ|ไม่ปรากฏ)(?:ครั้ง|ราย|ชิ้น|รายการ|คน|เรื่อง|บาท)?[|\s.]*$"
)

# "เจ้าหน้าที่ไม่ได้รับทรัพย์สินหรือประโยชน์อื่นใด", "รายงานว่าไม่รับของขวัญ".
_NOT_TAKEN = re.compile(
    r"(?:ระบุ|แจ้ง|ตอบ|ยืนยัน|รายงาน)(?:ว่า)?(?:ตน)?(?:ไม่|มิ)(?:ได้|เคย)(?:มีการ)?รับ(?=$|[^ก-๎]|ทั้ง|ทุก|จาก|แต่)"
    r"|(?:(?:ไม่|มิ)ได้(?:มีการ)?|(?:รายงาน|แจ้ง|ยืนยัน)ว่า(?:ตน)?ไม่(?:มีการ)?)รับ(?:ทรัพย์สิน|ของ|ประโยชน์)"
)


_NUMBERED = re.compile(r"\s*(?:ส่วนที่|หัวข้อที่)?\s*[\d๐-๙]{1,2}[.)]?\s+[ก-๎]")
_HEADING = 80  # code points
# What people promise on the day is not what the agency means to do.
_PROMISED = re.compile(r"(?:ว่า|ปฏิญาณ|คามั่น|สัญญา)[ก-๎]{0,12}?จะ(?=ไม่|งด|เลิก)")


class Gifts(StrEnum):
    """What can be told of gifts: what was done, what is taught of them, what came of a year."""

    ACTIVITY = "activity"
    KNOWLEDGE = "knowledge"
    RESULT = "result"


def told_of_gifts(documents: Iterable[Document], what: Gifts, year: str = "") -> Iterator[Quote]:
    """Quotes of the lines that tell ``what``; only a result is of a ``year`` (BE figures)."""
    for document in documents:
        named = _folded(" ".join([document.title, *(h.text for h in document.headings[:1])]))
        on_gifts = _OF_GIFTS.search(named) is not None
        for line, above in _with_headings(document, rows=what is not Gifts.KNOWLEDGE):
            heads = line.text == above and line.start in {h.start for h in document.headings}
            said = _folded(line.text.replace("\t", "|"))
            head = "" if heads else _folded(above)
            if what is Gifts.ACTIVITY:
                told = _tells_activity(said, head, on_gifts=on_gifts and not heads)
            elif what is Gifts.KNOWLEDGE:
                told = _tells_knowledge(said, head)
            else:
                told = _tells_result(said, head, on_gifts=on_gifts) and any(
                    _is_of_year(words, int(year)) for words in (line.text, "" if heads else above)
                )
            if told:
                yield quote_text(document, line.start, min(line.end, line.start + _SHOWN))


def _with_headings(document: Document, *, rows: bool) -> Iterator[tuple[Line, str]]:
    """The lines of the content, with the heading they stand under; ``rows`` of tables whole.

    A short numbered line heads those below it, though no reader may have told it from text.
    """
    starts = {heading.start: heading.text for heading in document.headings}
    asked = criteria_starts(document)
    above = ""
    first = True
    said = paragraphs(document)
    for line in said if rows else cells(said):
        if line.start in starts:
            # The first heading is the page's own name: it says of no line what it tells.
            above, first = ("", False) if first else (starts[line.start], False)
        if line.start in asked or is_placeholder(line.text):
            continue
        if is_about_page(line.text) and not _RULES.search(line.folded):
            continue
        yield line, above
        if _NUMBERED.match(line.text) and len(line.text) <= _HEADING and "\t" not in line.text:
            above = line.text


def _folded(text: str) -> str:
    return fold_text(plain_text(text))


def _tells_activity(said: str, above: str, *, on_gifts: bool) -> bool:
    said = _PROMISED.sub(" ", said)
    if _NO_ACT.search(said) or is_intended(said) or _WILL.search(said):
        return False
    day, people = _DAY.search(said), _PEOPLE.search(said)
    if not ((day and people) or (_ACT.search(said) and (day or people))):
        return False
    if tells_other_than_gifts(said) or _ORDERS.search(said) or asked_from_above(said):
        return False
    if _GIFT.search(said) or _GIFT.search(above):
        return True
    # On a page of the policy an act on its day is of it, unless it names another matter.
    return on_gifts and day is not None and _ACT.search(said) is not None


def names_gifts(text: str) -> bool:
    """Whether words name gifts, or property and benefits that are received."""
    said = _folded(text)
    return _OF_GIFTS.search(said) is not None or re.search(r"รับของ(?!เสีย|เก่า)", said) is not None


def tells_other_than_gifts(text: str) -> bool:
    """Whether a line names the matter of a meeting or lesson, and that is another one than gifts.

    Under the heading of the policy a meeting without a matter is one on it.
    """
    said = _folded(text)
    handed = hands_out_gifts(text)
    left = without_handed_out(said) if handed else said
    if _GIFT.search(left) or _NEAR_GIFTS.search(left):
        return False
    return handed or any(p.search(said) is not None for p in (_NAMES_MATTER, _LEISURE))


def only_declares(text: str) -> bool:
    """Whether a line is one of a declaration, whatever its maker promises to do."""
    said = _folded(text)
    if _DECLARES.search(said) is not None:
        return not _DAY_OF_DEED.search(said)
    return _SIGNED.search(said) is not None and not _ACT.search(said)


def tells_deed(text: str) -> bool:
    """Whether a line names something that is done with people or for them, or a day or a count."""
    said = _folded(text)
    acts = _ACT.search(said) is not None
    if (tells_receipt(text) and not acts) or _only_titles_report(said):
        return False
    if _DEED.search(said) and _GIFT.search(said):
        return True
    return acts or any(pattern.search(said) for pattern in (_DAY, _PEOPLE))


def tells_receipt(text: str) -> bool:
    """Whether a line reports that gifts were received, how often, given back, or that none were."""
    said = _folded(text.replace("\t", "|"))
    if _RULE_OF_RECEIPT.search(said):
        return False
    told = (_RESULT, _COUNTED, _NOT_TAKEN)
    return any(pattern.search(said) for pattern in told) and not _WILL.search(said)


def tells_none_received(text: str) -> bool:
    """Whether a line reports that nothing was received."""
    said = _folded(text.replace("\t", "|").replace("\n", " "))
    if _RULE_OF_RECEIPT.search(said) or _WILL.search(said):
        return False
    if any(pattern.search(said) for pattern in (_NO_RECEIPT, _NOT_TAKEN)):
        return True
    if _OF_GIFTS.search(said) and ticked(text, _TICKS_NONE):
        return True
    counted = _COUNTED.search(said)
    return (
        counted is not None and re.search(r"ไม่(?:มี|พบ|ปรากฏ)|ศูนย์|[|:=-]0", counted[0]) is not None
    )


def only_duty_to_report(text: str) -> bool:
    """Whether a line speaks of reports only as a duty, a form or minutes, and reports nothing."""
    said = _folded(text)
    if _REPORT_BY_NAME.match(said) or tells_receipt(text):
        return False
    if _COUNTS_DEEDS.search(said):
        return True  # "รายงานผลปี 2568: จัดกิจกรรม 4 ครั้ง" counts campaigns
    return "รายงาน" not in _DUTY_TO_REPORT.sub(" ", said)


def only_intends(text: str) -> bool:
    """Whether the first act that a line names is one still to be done: "จะเชิญวิทยากรมาบรรยาย"."""
    said = _folded(text)
    intends = _INTENDS.search(said)
    if intends is None or _DAY_OF_DEED.search(said):
        return False
    return _ACT.search(said[: intends.start()]) is None


def is_bare_count(text: str) -> bool:
    """Whether a line is a figure with its unit and nothing else, or a plain "none"."""
    return _BARE.fullmatch(_folded(text)) is not None


def only_orders(text: str) -> bool:
    """Whether a line says what everybody is to do, or a unit is there for, and nothing done."""
    said = _folded(text)
    if _ORDERS.search(said) or asked_from_above(text) or only_examples(text):
        return True
    asks = _ASKS_ALL.search(said)
    if asks and not any(p.search(said) for p in (_DAY, _PEOPLE, _DAY_OF_DEED)):
        return _ACT.search(said[: asks.start()]) is None
    before = before_duties(text)
    return before != said and not tells_deed(before)


def is_no_gift_deed(text: str) -> bool:
    """Whether a line is of another matter, asked of all or a duty: nothing done about gifts."""
    return _only_titles_report(_folded(text)) or tells_other_than_gifts(text) or only_orders(text)


def _only_titles_report(said: str) -> bool:
    """Whether a folded line is the title of a report of activities, and names none of them."""
    if _TITLE_OF_REPORT.match(said) is None or _PEOPLE.search(said) or _DAY.search(said):
        return False
    opening = _OPENS_REPORT.match(said)
    return _ACT.search(said[opening.end() if opening else 0 :]) is None


def _tells_knowledge(said: str, above: str) -> bool:
    if _NOT_TAUGHT.search(said) or _WILL.search(said) or teaches_other_than_receipt(said):
        return False
    if _RULE_ITSELF.search(said) and (_GIVING.search(said) or _GIVING.search(above)):
        return True
    return _RULES.search(said) is not None and bool(_TAUGHT.search(said) or _TAUGHT.search(above))


def _tells_result(said: str, above: str, *, on_gifts: bool) -> bool:
    if _WILL.search(said) or not any(
        pattern.search(said) for pattern in (_RESULT, _COUNTED, _NOT_TAKEN)
    ):
        return False
    return on_gifts or any(_OF_GIFTS.search(words) is not None for words in (said, above))


def _is_of_year(text: str, year: int) -> bool:
    """Whether a text names a fiscal year, or a stretch of months that is one; no single day."""
    short = rf"(?:ปี|รอบ|พ\.ศ\.)(?:งบ(?:ประมาณ)?)?(?:ฯ|พ\.ศ\.)?(?:25)?{year % 100:02d}(?![\d,])"
    if re.search(short, _folded(text)):
        return True
    if any(m.year_be == year and m.fiscal is not False for m in year_mentions(text)):
        return True
    spans = [(first, last) for first, last, _, _ in month_spans(text)]
    spans += [(first.on, last.on) for first, last in pairwise(dates(text))]
    return any(
        last - first > _YEAR_LONG and {fiscal_year_of(first), fiscal_year_of(last)} == {year}
        for first, last in spans
    )
