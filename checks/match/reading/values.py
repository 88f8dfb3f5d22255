"""Recognises the kinds of values that fields hold: money, counts, dates, names, telephones."""

import re

from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import dates
from checks.match.reading.number_words import figures_for_words

_MONEY = re.compile(
    r"(?<![\d/.,])\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?(?![\d/]|,\d)"
    r"|(?<![\d/,])\d+(?:\.\d{1,2})? ?(?:(?:พัน|หมื่น|แสน|ล้าน)? ?บาท|฿|ลบ\.|(?:หมื่น|แสน|ล้าน)(?!คน"
    r"| ?ราย))"
    r"|฿ ?\d+(?:,\d{3})*(?:\.\d{1,2})?(?![\d/]|,\d)"
    r"|(?<![\d/.])\d{3,9}(?:\.\d{2})(?!\d)"
)
_NO_MONEY = re.compile(r"ไม่(?:ได้|ต้อง)? ?(?:ใช้|มี|ตั้ง|เบิก|เสีย)[ก-๙ ]{0,12}(?:งบ|เงิน|ค่าใช้จ่าย)")
# A figure with a stray stroke or comma is damaged: it stays unread, whatever it may have been.
_NUMBER = re.compile(r"(?<![\d./,A-Za-z])\d+(?:,\d{3})*(?:\.\d+)?(?!/|[.,A-Za-z]?\d)")
# The number of a step or of a clause counts nothing: "1. เข้าเว็บไซต์ 2. เลือกบริการ".
_ORDINAL = re.compile(r"(?<!\S)\d{1,2}[.)] (?=[ก-๙A-Za-z])")
# How long a service is open or takes is no count of anything.
# "15 เดือนพฤศจิกายน" and "120 ปี 2569" are a count before the next label.
_OPEN_HOURS = re.compile(
    r"(?<!\d)\d+(?:[.,]\d+)?(?: ?(?:-|ถึง) ?\d+(?:[.,]\d+)?)? ?"
    rf"(?:ชั่วโมง|ชม\.?|นาที|น\.|วัน(?:ทำการ|ราชการ)|วัน(?![ก-๙])|สัปดาห์|เดือน(?! ?(?:{MONTH}|\d|[ก-๙])))",
    re.I,
)
# Nor is where to find someone, a floor, a room, a telephone, the hour of a clock, a clause, or how
# many steps, ways and services there are.
_WHERE_TO = re.compile(
    r"(?:โทร(?:ศัพท์|สาร)?|เบอร์|สายด่วน|แฟกซ์|tel)[^\d\n]{0,12}"
    r"(?:0[\d \-]{6,}|1\d{3}(?!\d))(?: ?ต่อ ?\d+)?"
    r"|(?<![\d-])0(?:\d{8,9}|\d{1,2}[ -]\d{3,4}[ -]?\d{3,4}| \d{4} \d{4})(?: ?ต่อ ?\d+)?(?!\d)"
    r"|(?:ชั้น|ห้อง|อาคาร|หมู่|เลข|มาตรา|ข้อ|ฉบับ|ตู้ ?ปณ\.?)(?: ?ที่)? ?\d{1,4}(?:/\d+)?"
    r"(?![\d,]| ?(?:เรื่อง|ราย|คน|ครั้ง))"
    r"|(?:ช่อง|เคาน์เตอร์)(?:บริการ)? ?(?:ที่|หมายเลข) ?\d{1,2}(?![\d,])"
    r"|\d{1,3} ?(?:ขั้นตอน|ช่องทาง|เมนู|ประเภท|รูปแบบ|(?:งาน)?บริการ|ระบบ|แห่ง)"
    # An ordinal, the size of a file, a fee and a limit on what may be asked count nobody either.
    r"|ที่ ?\d{1,4}(?![\d,]| ?(?:เรื่อง|ราย|คน|ครั้ง|ท่าน|คำ|ฉบับ|รายการ))"
    r"|\d[\d,.]*-?(?: ?(?:พัน|หมื่น|แสน|ล้าน))? ?บาท"
    r"|\d[\d,.]* ?(?:[MKG]B(?![A-Za-z])|เมกะไบต์|ไฟล์|หลัก(?![ก-๙])|ตัวอักษร|พิกเซล)"
    r"|(?:\bID|ไอดี|รหัส)[^\d\n]{0,8}\d+|(?<![\d,.])\d{12,}(?!\d)"
    r"|(?:ไม่เกิน|จำกัด(?:เพียง|ไว้)?|รองรับ(?:ได้)?) ?\d[\d,]*"
    r"|\d{1,2}[.:]\d{2} ?(?:[-–]|ถึง) ?\d{1,2}[.:]\d{2}(?!\d)|\d{1,2}[.:]\d{2} ?น\.",
    re.I,
)
# What a figure beside words of complaints may count that is none: those trained, days, places.
_NO_CASES = re.compile(
    r"\d[\d,.]{0,20}(?: ?(?:-|ถึง) ?\d[\d,.]{0,20})? ?(?:คน|ท่าน|นาย|รูป|วัน|เดือน|ปี|สัปดาห์|ชั่วโมง|นาที|จุด"
    r"|แห่ง|ตู้|ชุด|ฉบับ|ตำแหน่ง|อัตรา|หลักสูตร|รุ่น|โครงการ|กิจกรรม|มาตรการ|หน่วย|กอง|ชุมชน|หมู่|คะแนน|ร้อยละ|%)"
    r"|(?:ร้อยละ|คะแนน) ?\d[\d,.]*"
)
# "ไม่มี" alone behind its label is a count of cases like any other.
_NO_CASE = re.compile(
    r"\W*(?:ยัง)?ไม่(?:มี|พบ|ปรากฏ)(?:เรื่อง(?:ที่)?)?(?:ค้าง|คงค้าง|คงเหลือ)?(?:แต่อย่างใด|เลย)?\W*"
)
_PERCENT = re.compile(r"ร้อยละ ?\d+(?:\.\d+)?(?![\d/]|\.\d)|(?<![\d./,])\d+(?:\.\d+)? ?%")
_PHONE = re.compile(
    r"(?<!\d)(?:0|\+66 ?-?\(?0?\)?)(?:[ \-.()]{0,3}\d){8,9}(?!\d)"
    r"|(?<![\d/,.-])1\d{3}(?![\d/-]|[,.]\d)"
)
_EMAIL = re.compile(
    r"[\w.+-]+ ?(?:@|\[at\]|\(at\)) ?[\w-]+(?: ?(?:\.|\[dot\]|\(dot\)) ?[\w-]+)+", re.I
)
_PERSON = re.compile(
    r"(?:นาย|นางสาว|นาง|น\.ส\.|ดร\.|ว่าที่ ?(?:ร้อย|ร\.)\S{0,8}|"
    r"(?:พล|พัน|ร้อย|จ่า|สิบ|นาวา|เรือ|พลเรือ)(?:ตำรวจ|อากาศ)?(?:เอก|โท|ตรี)(?:หญิง)?|"
    r"(?<![ก-๎.])(?:พล|ร|พ|จ|ส)\.(?:ต\.|ส\.)?[อทต]\.(?:หญิง)?|"
    r"(?:รอง|ผู้ช่วย)?ศาสตราจารย์(?: ?ดร\.)?|แพทย์หญิง|ม\.(?:ล|ร\.ว)\.|"
    r"(?:ผศ|รศ|ศ)\.(?: ?ดร\.)?|นพ\.|พญ\.) ?[ก-๙]{2,}(?:  ?[ก-๙]{2,})"
)  # fmt: skip
# A year, or a year after its words, is neither a sum nor a count.
_YEAR = re.compile(
    r"(?:ปี|พ\.ศ\.|งบประมาณ)[^\d\n]{0,12}2[4-7]\d\d(?!\d)|^\s*2[4-7]\d\d\s*$"
    rf"|{MONTH}\s*2[4-7]\d\d(?!\d|,\d)"
)
_LETTERS = re.compile(r"[ก-๎a-zA-Z]")
# "ชั้น 2 วันจันทร์" and "โทร. 21 วันหยุด" hold a number beside a day of the week.
_NO_DAYS = r"(?!ที่| ?(?:จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|หยุด))"
_DURATION = re.compile(
    rf"(?<!\d)\d+(?:[.,]\d+)?(?: ?- ?\d+)? ?(?:นาที|ชั่วโมง|ชม\.?|วัน{_NO_DAYS}|สัปดาห์|เดือน|ปี)"
    r"|ทุก ?(?:วัน|เดือน|สิ้น|ไตรมาส|ปี|สัปดาห์)|ทันที|ไตรมาส|ตลอด ?(?:ปี|เวลา)|ครึ่ง(?:วัน|ชั่วโมง)"
    r"|(?:ต\.ค|พ\.ย|ธ\.ค|ม\.ค|ก\.พ|มี\.ค|เม\.ย|พ\.ค|มิ\.ย|ก\.ค|ส\.ค|ก\.ย)\.?"
    r"|มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|ภายใน[^\n]{0,20}\d|(?<!\d)25\d\d(?!\d)|ปี ?(?:งบประมาณ)?[^\d\n]{0,8}25\d\d"
    r"|(?<![a-zA-Z])[qQ] ?[1-4](?!\d)|(?<![ก-๎])ตม\.? ?[1-4](?!\d)"
)
# Always open is no time that something takes; nor is the age that a paper may have.
_NO_TIME_TAKEN = re.compile(
    r"(?:ตลอด|ทุกวัน|บริการ|เปิด|รับ(?:เรื่อง|แจ้ง)?) ?24 ?(?:ชั่วโมง|ชม\.?)"
    r"|24 ?(?:ชั่วโมง|ชม\.?) ?(?:ทุกวัน|ไม่เว้น)"
    r"|(?<!\d)\d+ ?(?:วัน|ชั่วโมง|ชม\.?)(?:ทำการ)? ?(?:ต่อ|/) ?(?:สัปดาห์|วัน|เดือน)"
    r"|(?:สัปดาห์|เดือน|วัน)ละ ?\d+ ?(?:วัน|ชั่วโมง|ชม\.?)"
    r"|(?:ชั้น|ห้อง|อาคาร|เคาน์เตอร์|หมู่|ช่อง)(?: ?ที่)? ?\d+(?!\d)"
    r"|(?:ออก(?:ให้)?|ถ่าย|มีอายุ|อายุ|ย้อนหลัง)(?:มาแล้ว|ไว้)?(?:ไม่เกิน|ภายใน|ไม่น้อยกว่า)? ?\d+ ?(?:วัน|เดือน|ปี)"
    r"|ล่วงหน้า[^\d\n]{0,16}\d+ ?(?:วัน|เดือน|ชั่วโมง)"
)
# How long something takes, and not when it happens.
_TIME_TAKEN = re.compile(
    rf"(?<!\d)\d+(?:[.,]\d+)?(?: ?(?:-|ถึง) ?\d+)? ?(?:นาที|ชั่วโมง|ชม\.?|วัน{_NO_DAYS}|สัปดาห์|เดือน"
    rf"|(?:mins?|minutes?|hrs?|hours?|days?)(?![a-z]))"
    r"|ทันที|ครึ่ง(?:วัน|ชั่วโมง)|ภายใน(?:วัน|เดือน)เดียว|ทุก ?(?:สิ้น|เดือน|ไตรมาส)"
    # "ภายในวันที่ 60": counted from the first day; up to 31 it may be a day of a month.
    r"|ภายในวันที่ ?(?:3[2-9]|[4-9]\d|\d{3})(?![\d/-])"
)
# Groups with their counts need no word for a person behind the figures: "ผู้ดูแล 51 / เกษตรกร 33".
_GROUP = (
    r"(?:ผู้|ประชาชน|ชาว|เกษตรกร|นัก(?:เรียน|ศึกษา|วิชา)|สมาชิก|ครู|อาจารย์|กำนัน|ตัวแทน"
    r"|อสม|เยาวชน|กลุ่ม|อบ[ตจ]|เจ้าหน้าที่|หน่วยงาน)"
)
_COUNTED_GROUP = (
    rf"{_GROUP}(?:[ก-๎. ]{{0,30}}?[ก-๎.])?(?<!หมู่)(?<!หมู่บ้าน)(?<!ชุมชน)(?<!ที่)(?<!ข้อ)"
    r"(?<!ชั้น)(?<!ห้อง)(?<!เขต)(?<!รุ่น)(?<!โทร)(?<!ระดับ)(?<!ไตรมาส)(?<!ปี)(?<![มปถ]\.)"
    r" ?(?!25\d\d)\d{1,4}(?![\d.:)-])"
)
_PEOPLE = re.compile(
    r"(?<![\d,])\d[\d,]* ?(?:คน|ราย|ท่าน|ครัวเรือน|รูป)"
    rf"|(?<![ก-๎]){_COUNTED_GROUP}(?: ?[/,·|;] ?{_COUNTED_GROUP})+"
)
_LAW = re.compile(
    r"พระราช(?:บัญญัติ|กำหนด|กฤษฎีกา)|พ\.ร\.[บกฎ]\.|พรบ\.?"
    r"|ระเบียบ ?(?:กระทรวง|สำนัก|คณะ|กรม|ว่าด้วย|บริหาร|ฯ|(?:[ก-ฮ]{1,4}\.){1,3}|[ก-๙]{2,40} ?(?:ว่าด้วย"
    r"|เรื่อง|พ\.ศ\.))"
    r"|กฎกระทรวง|ข้อบัญญัติ|เทศบัญญัติ|ข้อบังคับ|มาตรา ?\d|ประมวลกฎหมาย|ประกาศ ?(?:กระทรวง|คณะกรรมการ|ก\.)"
    # A rule that is cited and named: "อ้างอิงระเบียบงานสารบรรณ"; "ตามระเบียบของทางราชการ" names none.
    r"|(?:ตาม|อ้างอิง|อิง|อาศัย|ยึด|ภายใต้)[ก-๎]{0,6} ?(?:ระเบียบ|ข้อกำหนด)(?!ของ|ที่|ฯ|นี้|ดัง|ราช|ทาง|และ|กฎ"
    r"|ข้อ|วินัย|ต่าง|ปฏิบัติ|เกี่ยว)[ก-๙]{4,}"
    r"|รัฐธรรมนูญ|หนังสือ ?(?:กระทรวง|กรม|สั่งการ|(?:[ก-ฮ]{1,4}\.){1,3} ?(?:ด่วน[ก-๙]{0,8} ?)?ที่)|กฎ ?ก\."
    r"|ประมวลรัษฎากร"
)
# What an agency or its board has laid down itself; behind a label of laws it is one of them.
_RULE = re.compile(
    r"(?:ประกาศ|คำสั่ง|ข้อกำหนด|หลักเกณฑ์|มติ|ข้อตกลง|หนังสือ|ระเบียบ)[^\n]{0,90}?"
    r"(?:เรื่อง|ว่าด้วย|พ\.ศ\. ?\d|(?<![ก-๙])ที่ ?[ก-ฮ]{0,3}\.? ?\d|ลงวันที่|ครั้งที่ ?\d)"
    r"|มอก\. ?\d|มติ ?(?:ครม|คณะ)"
)
# The yearly budget is passed as a by-law; naming it cites no law.
_BUDGET_LAW = re.compile(
    r"งบประมาณ[^\s]{0,12}(?:ข้อ|เทศ)บัญญัติ|(?:ข้อ|เทศ)บัญญัติ ?งบประมาณ(?:รายจ่าย)?(?:ประจำปี)?"
)
# A paper that a citizen can bring, or the plain word that none is needed; "all papers" names none.
_PAPER = re.compile(
    r"บัตร|ทะเบียน|ใบ(?!เสนอ)|แบบ(?:คำ|ฟอร์ม|พิมพ์|แปลน|ขอ|แสดง|ร)|คำ(?:ขอ|ร้อง)|รูปถ่าย|ภาพถ่าย|หนังสือ|โฉนด|น\.ส\.|แผนผัง|แผนที่"
    r"|สำเนา(?!ถูกต้อง)|สมุด|สัญญา|เล่ม|passport|หลักฐานการ"
    r"|แบบ ?[ก-ฮ]{1,4}\.?(?: ?[ก-ฮ]{1,3}\.?)? ?\d|ภาพ|คำขอ"
    r"|ไม่(?:ต้อง|มี|ใช้)|สณ\.|ข\. ?\d|ภ\.ด|เอกสาร(?:สิทธิ|แสดง|ยืนยัน)"
)
_HEADCOUNT = re.compile(r"\d[\d,]*\s*(?:คน|อัตรา|ตำแหน่ง|ราย|นาย)|^\s*\d[\d,]*\s*$")
_LEVEL = re.compile(
    r"สูง|ปานกลาง|กลาง|ต่ำ|น้อย|มาก|รุนแรง|แดง|ส้ม|เหลือง|เขียว|\d|high|medium|low|extreme|\b[HML]\b",
    re.I,
)
# What stands in a cell to say "nothing": a dash says so without saying it plainly.
# Nor does a dotted blank with the unit that is to stand behind it: "........ บาท".
_DASH = re.compile(
    r"^[\s\-–—_.…*]*$|^(?=[^ก-๙]*[._…]{3})[\s._…]*(?:บาท|วัน(?:ทำการ)?|นาที|ชั่วโมง|ชุด|ฉบับ|คน|ราย|ครั้ง|อัตรา|โครงการ)?[\s._…/]*$"
)

_TO_FILL_IN = re.compile(r"^[\s._…]*$")

KINDS = (
    "text", "money", "number", "date", "phone", "email", "person_name", "percent", "duration",
    "law", "rule", "steps", "time_taken", "people", "paper", "headcount", "level", "cases",
)  # fmt: skip

# Kinds that hold counts, which may be written out in words.
_COUNTS = frozenset({"money", "number", "duration", "time_taken", "people", "headcount", "cases"})


def is_dash(text: str) -> bool:
    """Whether a cell holds nothing but dashes, dots or stars."""
    return bool(text.strip()) and bool(_DASH.match(text))


def is_to_fill_in(text: str) -> bool:
    """Whether a cell holds only the dots or the line that a form has to write on."""
    return bool(text.strip()) and bool(_TO_FILL_IN.match(text))


def holds(text: str, kind: str) -> bool:
    """Whether a text holds a value of the kind. Thai and Arabic digits and number words alike."""
    plain = plain_text(text)
    if kind in _COUNTS:
        plain = figures_for_words(plain)
    if kind in {"money", "number", "cases"}:
        plain = _YEAR.sub(" ", plain)
    match kind:
        case "text" | "steps":
            return len(_LETTERS.findall(plain)) >= 2 or bool(re.search(r"\d", plain))
        case "money":
            return bool(
                _MONEY.search(plain)
                or re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", plain)
                or _NO_MONEY.search(plain)
            )
        case "number":
            return bool(_NUMBER.search(_without_places(plain)))
        case "cases":
            counted = _NO_CASES.sub(" ", _without_places(plain))
            return bool(_NUMBER.search(counted) or _NO_CASE.fullmatch(plain))
        case "percent":
            return bool(_PERCENT.search(plain)) or bool(_NUMBER.fullmatch(plain.strip()))
        case "date":
            return bool(dates(text)) or bool(re.search(r"\d{1,2} ?[/-] ?\d{1,2}|ต\.ค|เดือน", plain))
        case "phone":
            return bool(_PHONE.search(plain))
        case "email":
            return bool(_EMAIL.search(plain))
        case "duration":
            return bool(_DURATION.search(plain))
        case "time_taken":
            return bool(_TIME_TAKEN.search(_NO_TIME_TAKEN.sub(" ", plain)))
        case "people":
            return bool(_PEOPLE.search(plain))
        case "paper":
            return bool(_PAPER.search(plain))
        case "headcount":
            return bool(_HEADCOUNT.search(plain))
        case "level":
            if all(word in plain for word in ("ต่ำ", "ปานกลาง", "สูง")):
                return False  # the scale itself
            return bool(_LEVEL.search(_YEAR.sub(" ", plain)))
        case "law":
            return bool(_LAW.search(_BUDGET_LAW.sub(" ", plain)))
        case "rule":
            plain = _BUDGET_LAW.sub(" ", plain)
            return bool(_LAW.search(plain) or _RULE.search(plain))
        case "person_name":
            return bool(_PERSON.search(text))
        case _:
            raise ValueError(f"unknown kind of value {kind!r}; one of {', '.join(KINDS)}")


def _without_places(plain: str) -> str:
    """The text without numbers that count nothing: hours, places, telephones, ordinals."""
    # "3. โทร 1556": what an ordinal stands before may be taken out itself, so it goes first.
    return _OPEN_HOURS.sub(" ", _WHERE_TO.sub(" ", _ORDINAL.sub(" ", plain)))


def times_taken(text: str) -> int:
    """How many stretches of time a text names."""
    return len(_TIME_TAKEN.findall(_NO_TIME_TAKEN.sub(" ", figures_for_words(plain_text(text)))))


def person_names(text: str) -> tuple[str, ...]:
    """The names of persons with a Thai title in front, in reading order."""
    return tuple(match.group() for match in _PERSON.finditer(text))
