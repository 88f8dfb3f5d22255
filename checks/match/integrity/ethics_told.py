"""Ethics told without official words: pairs of what is done and not done, lessons that were held.

A pair is a label for either side: "สิ่งที่พึงทำ" and "สิ่งที่พึงเลี่ยง", "ทำ: ... ไม่ทำ: ...". A lesson is a
sermon, talk, workshop or game on honesty or the like that was held on a day or before people.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from checks.api import Quote, quote_text
from checks.match.fields.deeds import is_intended
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.duties import before_duties
from checks.match.reading.in_making import is_in_making
from checks.match.reading.lines import Line, lines
from checks.match.reading.phrases import cells
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_SHOWN = 300  # code points that are quoted
# Folded spelling.
_THING = (
    r"[^ก-๎a-z]*(?:สิ่ง|ข้อ|พฤติกรรม|เรื่อง|แนวทาง|แนว|การกระทา|เรา|เจ้าหน้าที่"
    r"|บุคลากร|พนักงาน)?(?:ที่|ซึ่ง)?(?:เรา|บุคลากร|เจ้าหน้าที่|พนักงาน)?"
)
_DOES = r"(?:ทา|ปฏิบัติ|กระทา|ประพฤติ|ทาได้|เป็น)"
_TAIL = r"\W*"
_YES = re.compile(
    rf"{_THING}(?:(?:ควร|พึง|ต้อง|จะ|ให้|น่า){_DOES}?|{_DOES})(?:ได้|ตน|ตาม|เสมอ|เถอะ|ดี|เลย|นะ)*{_TAIL}"
)
_NO = re.compile(
    rf"{_THING}(?:(?:ควร|พึง|ต้อง|จะ|ให้|น่า)?(?:ไม่(?:ควร|พึง|ต้อง|ให้)?|ห้าม|อย่า|งด(?:เว้น)?|ละ(?:เว้น)?|เว้น|เลี่ยง|หลีกเลี่ยง|ระวัง)(?:{_DOES})?)(?:ได้|เด็ดขาด|เลย|นะ|ดีกว่า)*\W*"
)
# Both sides in one label: "ข้อพึงประพฤติและข้อพึงเว้น".
_BOTH = re.compile(rf"{_YES.pattern.removesuffix(_TAIL)}(?:และ|หรือ|กับ|/|-|–|,|&)*{_NO.pattern}")
# Labels that judge what is done, each by the side that it is on: "ทำแล้วดี" beside "ทำแล้วผิด".
_COLOUR = r"(?:(?:ด้าน|ช่อง|ฝั่ง|ไฟ|ธง|ป้าย|โซน|กล่อง|ใบ|การ์ด|สี)+)"
_GOOD = re.compile(
    rf"[^ก-๎a-z]*(?:ทาแล้ว(?:ดี|ถูก|ชื่นใจ)|(?:ทา|พฤติกรรม|สิ่ง)?(?:ที่)?(?:ถูก(?:ต้อง)?|เหมาะสม|น่า(?:ทา|ชื่นชม|ยกย่อง)|ยอมรับได้|ส่งเสริม|พึงประสงค์)|{_COLOUR}เขียว|ใช่|yes)\W*"
)
_BAD = re.compile(
    rf"[^ก-๎a-z]*(?:ทาแล้ว(?:ไม่ดี|ผิด|เสีย[ก-๎]*)|(?:ทา|พฤติกรรม|สิ่ง)?(?:ที่)?(?:ผิด|ไม่(?:ถูกต้อง|เหมาะสม|น่าทา|ควรทา|พึงประสงค์)|น่า(?:ตาหนิ|ละอาย|อาย)|ยอมรับไม่ได้|ต้องห้าม)|{_COLOUR}แดง|ไม่ใช่|no)\W*"
)
# The side at the head of its line, its example behind a space: "พึงเว้น ใช้ข้อมูลประชาชนส่วนตัว".
_HEAD_OF_LINE = re.compile(r"^[^ก-๎A-Za-z]*(?P<label>[ก-๎]{2,24})\s+(?=[ก-๎A-Za-z“\"])")
# What makes a label one of conduct: that it should be, or a thing that is done.
_OUGHT = re.compile(r"ควร|พึง|ต้อง|สิ่ง|ข้อ|พฤติกรรม|การกระทา|(?<!แนว)(?<!ช่อง)ทา(?!ง)")
_SHUNNED = re.compile(r"[^ก-๎a-z]*(?:หลีกเลี่ยง|เลี่ยง|งดเว้น|ละเว้น|ห้าม|อย่า)\W*")
_MARKED_YES = re.compile(r"(?:^|(?<=\s))[✅✔✓👍⭕🟢☑👌]")
_MARKED_NO = re.compile(r"(?:^|(?<=\s))[❌✘✗✖👎🚫🔴⛔🙅]")
_MARKED = 2  # marks of either kind that make a list of what to do and not to do
_ON_ETHICS = re.compile(
    r"จริยธรรม|จรรยา|คุณธรรม|ซื่อสัตย์|สุจริต|(?<![a-z])do(?:['’]?s|n['’]?ts?)?(?:&|and|,|/|\W|$)"
)
_LABELS = re.compile(r"(?:^|[\s/|,;])(?P<label>[^\s:：/|,;]{1,40})(?:\s*[:：=]|\s[–—-]\s)")
_JUDGES = re.compile(r"ใช่|(?<!เคย)ทา(?!ง)|ดี|เหมาะ|ถูก|ควร|พึง|งาม|น่า")
_SIDE = 12  # folded letters of "ทำ", "ไม่ทำ"
_TITLE = 3  # folded letters of a label
_BRACKETED = re.compile(r"\((?P<label>[^()\n]{3,40})\)")  # "หน้าซ้าย (พึงทำ)"
_WIDEST = 40  # folded letters of a label
_LESSON = re.compile(
    r"เทศน์|เทศนา|สอน|บรรยาย|ปาฐก|พูดคุย|เรียนรู้|เวิร์ก|เวิร์ค|workshop|เสวนา|ค่าย|กิจกรรม|อบรม|สัมมนา|ประกวด|เกม|ฉาย|ดูภาพยนตร์|จัดนิทรรศการ|ตักบาตร|สวดมนต์|นั่งสมาธิ|ปฏิญาณ|ถอดบทเรียน|ทบทวน|คลินิก|ปฐมนิเทศ|แลกเปลี่ยน|talk|ฟังธรรม|ชมภาพยนตร์"
)
_VIRTUE = re.compile(
    r"จริยธรรม|จรรยา|ethic|integrity|เกียรติ(?!บัตร)|คุณธรรม|ศีลธรรม|ซื่อสัตย์|สุจริต|ซื่อตรง|ความดี|ธรรมะ|หลักธรรม|โปร่งใส|สัจจะ|กตัญญู|หิริ|พระ[ก-๎]{0,20}เทศน์|พุทธธรรม|ธรรมสัญจร|(?:ถือ|รักษา)ศีล|คนดี|ใจซื่อ|ใจสะอาด|จิตสานึก|ผลประโยชน์ส่วนรวม|ธรรมาภิบาล|จิตสาธารณะ"
)
_HELD = re.compile(
    rf"\d{{1,2}}(?:-\d{{1,2}})?(?:{MONTH})|เมื่อ(?:วันที่|เดือน|ต้น|ปลาย)|\d+(?:คน|ราย|ท่าน|รูป)|\d{{1,2}}/\d{{1,2}}/\d|ทุก(?:วัน|เช้า|เดือน|สัปดาห์)"
)
_OTHER = re.compile(
    r"^\W*(?:\d+\W*)?(?:คาสั่ง|ประกาศ|ประมวล|ข้อบังคับ|ระเบียบ|แต่งตั้ง)|แต่งตั้งคณะ|ตั้งทีม|คณะทางาน"
)


# A lesson or project that names its matter, and one of skills.
_NAMES_MATTER = re.compile(
    r"(?:ประชุม|อบรม|สัมมนา|บรรยาย|กิจกรรม|โครงการ|หลักสูตร|อบรมเชิงปฏิบัติการ)[^\n]{0,24}?(?:เรื่อง|หัวข้อ|หลักสูตร|เกี่ยวกับ|การ|ด้าน|โปรแกรม|ภาษา|ระบบ|ดับเพลิง)"
)
_LESSON_FIRST = re.compile(
    rf"(?:ภาพ|รายงาน|สรุป|ผล|การ|ได้|เข้า|ร่วม|จัด|ให้|ทา|เดือน|(?>{MONTH})|[^ก-๎a-z])*(?:โครงการ|หลักสูตร|ประชุม|{_LESSON.pattern})"
)
# What an agency says of itself: no lesson, unless one is told with its day or people.
_PROFESSES = re.compile(r"มีนโยบาย|ให้ความสาคัญ|มุ่งมั่น|มุ่งเน้น|ตระหนักถึง|ควร(?:มีการ|ให้มีการ)?จัด")
# What is taught stands right behind the verb; whom, when and where stand there too.
_OF_A_SKILL = re.compile(
    rf"(?:ฝึกอบรม|อบรม|สัมมนา|บรรยาย)(?!เชิง|พนักงาน|บุคลากร|เจ้าหน้าที่|ข้าราชการ|ลูกจ้าง|ผู้|คณะ|สมาชิก|ประจา|เมื่อ|วัน|เดือน|ณ|ที่|ให้|แก่|ครั้ง|จานวน|รุ่น|ใน|ทุก|แล้ว|ของ|โดย|เรียบร้อย|ใหม่|นาย|ปลัด|และ|หรือ|หัวหน้า|ครู|นักเรียน|ตาม|จาก|รวม|ออนไลน์|ภายใน|ร่วม|กับ|พิเศษ|ธรรม|เป็น|ต่อ|ครบ|ปฐมนิเทศ|กิจกรรม|{MONTH})"
    r"[ก-๎]{6,}"
)
_ALSO_ETHICS = re.compile(
    rf"{_VIRTUE.pattern}|ที่ดี|คนดี|เสียสละ|จิตอาสา|พระ(?!ราชบัญ|ราชกฤษ)|ธรรม|ทับซ้อน|ทุจริต|โกง|คอร์รัปชัน|สินบน|ค่านิยม|อุดมการณ์|วินัย|ประมวล|พอเพียง|เบียดเบียน|น้าใจ"
)


_GUIDE = re.compile(r"(?:จัดทา|ทา|กาหนด|ยกร่าง)(?:ข้อ|แนว|คู่มือ|dos?|do)")
# What those whom an order appoints are to do.
_DUTY = re.compile(
    r"(?:มี|อานาจ|เป็น)หน้าที่|(?<!เจ้า)หน้าที่(?:และอานาจ|ดังนี้|ดังต่อไปนี้|จัด|ส่งเสริม|ให้)"
    r"|(?:โดย)?ให้(?:คณะ|ทีม|กลุ่ม|ผู้)[ก-๎]{0,20}?(?:จัด|ดาเนิน|ให้คา|ส่งเสริม)"
)


# A talk about the guide is not the guide, unless it goes on to say what to do.
_TALK_OF_PAIRS = re.compile(
    r"(?:ประชุม|อบรม|สัมมนา|ชี้แจง|บรรยาย|ซักซ้อม|ให้ความรู้|สร้างความเข้าใจ)[^\n]{0,60}?(?:do[’']?s|ข้อควร|สิ่งที่ควร|ควรทา)[^\n]*\d(?:คน|ราย|ท่าน|รุ่น|ครั้ง)"
)
# Nor is a survey on it, or the way to another body's.
_ABOUT_PAIRS = re.compile(
    r"แบบสอบถาม|แบบทดสอบ|ผลสารวจ"
    r"|(?:สงสัย|ไม่แน่ใจ|ปรึกษา|สอบถาม|หารือ|ขอคาแนะนา|ถามได้)"
    r"|(?:ดู|อ่าน|ศึกษา|ค้นหา)[^\n]{0,20}ได้ที่(?:เว็บ|www|http)"
)
_SAYS_PAIR = re.compile(r"(?:don[’']?ts?|ไม่ควร[ก-๎]{0,8})[:：=]|[✅✔✓❌✘✗]|ได้แก่|ดังนี้|เช่น")
_TEAM_FOR_OTHER = re.compile(
    r"คณะ(?:กรรมการ|ทางาน)(?:ตรวจ(?:รับ|การจ้าง|สอบข้อเท็จ)|กาหนดราคา|จัดซื้อ|จัดจ้าง|พิจารณาผล|เปิดซอง|สอบ|สรรหา|คัดเลือก|รับและ|กลั่นกรองการเลื่อน|ประเมินผลการปฏิบัติ)"
)
_TEAM_FOR_ETHICS = re.compile(
    r"(?:คณะกรรมการ|คณะทางาน|ทีม|กลุ่มงาน|ชมรม)(?:ขับเคลื่อน|ส่งเสริม|กากับ|ดาเนินงาน|บริหาร|พิจารณา|ให้คาปรึกษา|ที่ปรึกษา|ด้าน|งาน|เรื่อง)*(?:คุณธรรม|จริยธรรม)"
)
# "เป็นที่ปรึกษาให้กิจการที่ตนต้องตรวจ": among what must not be done.
_ADVISES_OTHERS = re.compile(
    r"\W*(?:ไม่)?(?:รับ)?เป็นที่ปรึกษา(?:ให้|ของ|แก่)(?!เจ้าหน้าที่|บุคลากร|พนักงาน|ข้าราชการ)"
)
# "กลุ่มงานจริยธรรมจัดอบรม ...": a unit that gives a course; that it was set up is not said.
_UNIT_ACTS = re.compile(
    r"(?:กลุ่มงาน|ฝ่าย|งาน)(?:คุ้มครอง|ส่งเสริม)?(?:คุณธรรม)?(?:และ)?จริยธรรม(?:ได้)?(?:ร่วมกับ[^\n]{0,40}?)?"
    r"(?:จัด(?!ตั้ง)|เผยแพร่|ดาเนินการ(?:จัด|อบรม)|เชิญ|ขอ|รายงาน|สรุป|แจ้ง)"
)
_SHOULD_BE_SET_UP = re.compile(
    r"(?:ควร|พึง|ต้อง|เห็นควร)(?:มี|ให้มี|จัดให้มี)?(?:การ)?(?:จัด)?(?:แต่ง)?ตั้ง(?:ทีม|คณะ|กลุ่ม)"
)
_SET_UP = re.compile(r"(?:แต่ง|จัด)ตั้ง|คาสั่ง|ตั้ง(?:ทีม|คณะ|กลุ่ม|ชมรม)|ประกอบด้วย|รายชื่อ")
_OF_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ|มาตรา\d|ระเบียบก\.)[^\n]{0,120}?(?:ให้|มี)(?:คณะ|ทีม|กลุ่มงาน)"
)
_OF_THOSE_ABOVE = re.compile(
    r"คณะกรรมการ(?:มาตรฐาน(?:ทาง)?)?จริยธรรม(?:ของ|ประจา)?(?:ก\.[ก-ฮ]|กระทรวง|รัฐบาล|ข้าราชการพลเรือน)|ก\.ม\.จ\.?[^\n]{0,80}?(?:คณะ|ทีม|กลุ่มงาน)"
)


def teaches_other_than_ethics(text: str) -> bool:
    """Whether a line, with no word of ethics, names another matter or is no lesson at all.

    Nor is what an order gives its team to do.
    """
    said = fold_text(plain_text(text))
    duty = _DUTY.search(said)
    if duty is not None:
        first = _LESSON.search(said)
        if first is not None and first.start() > duty.start():
            return True
    before = before_duties(text)
    if before != said and _LESSON.search(before) is None:
        return True
    if _ALSO_ETHICS.search(said):
        return _PROFESSES.search(said) is not None and not _HELD.search(said)
    if _OF_A_SKILL.search(said):
        return True
    if _NAMES_MATTER.search(said) is not None:
        return True
    # "ตัดสินประกวดผลงานของญาติ" is an example of conduct: a lesson stands first, or has its day.
    return not (_HELD.search(said) or _LESSON_FIRST.match(said))


def orders_pairs(text: str) -> bool:
    """Whether an order gives its team a guide to make: "โดยให้คณะทำงานจัดทำข้อควรทำและไม่ควรทำ"."""
    said = fold_text(plain_text(text))
    duty = _DUTY.search(said)
    guide = _GUIDE.search(said)
    if duty is not None and guide is not None and guide.start() > duty.start():
        return True
    talks = _TALK_OF_PAIRS.search(said) or _ABOUT_PAIRS.search(said)
    return talks is not None and not _SAYS_PAIR.search(said)


def serves_other_than_ethics(text: str) -> bool:
    """Whether the committee of a line is not the agency's own one for ethics.

    It receives goods or picks persons, should be set up, or is one that the law or those above
    speak of.
    """
    said = fold_text(plain_text(text))
    if _TEAM_FOR_OTHER.search(said) and not _TEAM_FOR_ETHICS.search(said):
        return True
    if _ADVISES_OTHERS.match(said):
        return True
    if _SHOULD_BE_SET_UP.search(said) or "ทีมเดียวกัน" in said:
        return True
    set_up = _SET_UP.search(said) is not None
    if _UNIT_ACTS.match(said) and "ตั้ง" not in said and "คาสั่ง" not in said:
        return True
    return not set_up and (_OF_LAW.search(said) or _OF_THOSE_ABOVE.search(said)) is not None


def pairs_told(documents: Iterable[Document]) -> Iterator[Quote]:
    """The label of what is not done, of a page that labels both sides."""
    for document in documents:
        yes, no, shunned = False, None, None
        marked, unmarked, on_ethics = 0, 0, False
        crossed: Quote | None = None
        good, bad, last = False, None, ""
        asked = criteria_starts(document)
        for line in cells(lines(document, _CONTENT)):
            if line.start in asked or is_in_making(line.text):
                continue
            on_ethics = on_ethics or _ON_ETHICS.search(line.folded) is not None
            # Several may stand in one line: "✔ ทักทายประชาชน ✔ ลงเวลาตามจริง".
            marked += len(_MARKED_YES.findall(line.text))
            crosses = len(_MARKED_NO.findall(line.text))
            unmarked += crosses
            if crosses and crossed is None:
                crossed = quote_text(document, line.start, min(line.end, line.start + _SHOWN))
            spaced = _spaced_pair(line)
            if spaced is not None:
                yes, no = True, no or quote_text(document, spaced, min(line.end, spaced + _SHOWN))
            for start, label in _labels(line):
                plain = fold_text(plain_text(label))
                if len(plain) > _WIDEST:
                    continue
                if bad is None and _denies(plain, last):
                    good, bad = True, quote_text(document, start, start + len(label))
                last = plain
                if _BOTH.fullmatch(plain):
                    yes = True
                    no = no or quote_text(document, start, start + len(label))
                good = good or _GOOD.fullmatch(plain) is not None
                if bad is None and _BAD.fullmatch(plain):
                    bad = quote_text(document, start, start + len(label))
                if _NO.fullmatch(plain):
                    if _OUGHT.search(plain):
                        no = no or quote_text(document, start, start + len(label))
                    elif _SHUNNED.fullmatch(plain):
                        shunned = shunned or quote_text(document, start, start + len(label))
                elif _OUGHT.search(plain) and _YES.fullmatch(plain):
                    yes = True
        no = no or (shunned if on_ethics else None)
        if bad is not None and good and on_ethics and not (yes and no):
            yield bad
            continue
        if yes and no is not None:
            yield no
        elif on_ethics and crossed is not None and min(marked, unmarked) >= _MARKED:
            yield crossed


def _spaced_pair(line: Line) -> int | None:
    """Where the side that is shunned begins in a line that tells an example of either behind it.

    "ทำ แจ้งเมื่อมีส่วนได้เสีย ไม่ทำ รับงานของญาติ": the side that is done stands before.
    """
    words = list(re.finditer(r"\S+", line.text))
    done = False
    for word, after in pairwise(words):
        plain = fold_text(plain_text(word.group()))
        if len(plain) > _SIDE or not _OUGHT.search(plain) or len(after.group()) < _TITLE:
            continue
        if done and _NO.fullmatch(plain):
            return line.start + word.start()
        done = done or (_YES.fullmatch(plain) is not None and not _NO.fullmatch(plain))
    return None


def _denies(label: str, before: str) -> bool:
    """Whether a label is the one before it with a "ไม่": "แบบนี้ใช่" beside "แบบนี้ไม่ใช่"."""
    if len(before) < _TITLE or _JUDGES.search(before) is None:
        return False  # "ผ่าน" beside "ไม่ผ่าน" is an answer
    return label != before and label.replace("ไม่", "", 1) == before


def _labels(line: Line) -> Iterator[tuple[int, str]]:
    """The labels of a line with their start in the document: before colons, or the whole line."""
    yield line.start, line.text
    head = _HEAD_OF_LINE.match(line.text)
    if head is not None:
        yield line.start + head.start("label"), head["label"]
    for match in chain(_LABELS.finditer(line.text), _BRACKETED.finditer(line.text)):
        yield line.start + match.start("label"), match["label"]


def lessons_told(documents: Iterable[Document]) -> Iterator[Quote]:
    """The lines that tell a lesson on ethics that was held."""
    for document in documents:
        asked = criteria_starts(document)
        starts = {heading.start for heading in document.headings}
        for line in cells(lines(document, _CONTENT)):
            if line.start in asked or line.start in starts:
                continue
            said = fold_text(plain_text(line.text))
            if _OTHER.search(said) or is_intended(said) or is_in_making(line.text):
                continue
            if _LESSON.search(said) and _VIRTUE.search(said) and _HELD.search(said):
                yield quote_text(document, line.start, min(line.end, line.start + _SHOWN))
