"""Finds the single announcements of procurements that a page lists, with the days they name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.api import Case, Quote, quote_text
from checks.match.links.pointing import label_of
from checks.match.periods.dates import plain_text
from checks.match.periods.published import tells_change
from checks.match.periods.years import dates, fiscal_year_of, fiscal_years_be
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.duties import before_duties
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import is_placeholder, known_host_kind
from crawler.records import Document, LinkKind, PageKind, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# What makes words an announcement; folded.
_KINDS = re.compile(
    r"ประกาศ|ประกวดราคา|เชิญชวน|ผู้ชนะ|ได้รับการคัดเลือก|ราคากลาง|ยกเลิก|สอบราคา|(?<![a-z])tor(?![a-z])|ขอบเขตของ?งาน"
    r"|แผนการจัดซื้อ|แผนจัดซื้อ|สาระสาคัญของสัญญา|วิจารณ์|อุทธรณ์|e-?bidding|e-?auction|ขายทอดตลาด|เปลี่ยนแปลงแผน"
)
_BUYING = re.compile(r"ซื้อ|จ้าง|ก่อสร้าง|เช่า|ซ่อม|ประมูล|ปรับปรุง|พัสดุ")
# Words that every announcement has: what is left over is its own matter.
_COMMON = re.compile(
    r"ประกาศ|ประกวดราคา|เชิญชวน|ผู้?ชนะ|ผล|การเสนอราคา|เสนอราคา|ราคากลาง|จัดซื้อ|จัดจ้าง|จัดหา|พัสดุ|การ|ข่าว|หรือ|และ|ด้วย|โดย|วิธี|e-?bidding"
    r"|เฉพาะเจาะจง|ประจา|ปี|งบประมาณ|พ\.?ศ\.?|เรื่อง|ต่างๆ?|เกี่ยวกับ|ของ|หน่วยงาน|เทศบาล(?:ตาบล|เมือง|นคร)?|องค์การบริหารส่วน(?:ตาบล|จังหวัด)"
    r"|อบต\.?|อบจ\.?|ทั้งหมด|รายการ|ลงวันที่|วันที่|เมื่อ|ดาวน์โหลด|หน้า|อ่าน|ต่อ|เพิ่มเติม|รายละเอียด|e-?gp|ระบบ|งาน|สาระสาคัญ|สัญญา"
    r"|แผน|ยกเลิก|tor|ทั่วไป|คัดเลือก|ที่ได้รับ|ผู้|สรุป|เผยแพร่|[\W\d_]"
)
# Kinds that only procurements have; the others may be of anything, "ประกาศรับสมัครพนักงานจ้าง".
_SURE_KINDS = re.compile(
    r"ประกวดราคา|เสนอราคา|ราคากลาง|สอบราคา|(?<![a-z])tor(?![a-z])|ขอบเขตของ?งาน|แผนการจัดซื้อ|แผนจัดซื้อ|e-?bidding|e-?auction|ขายทอดตลาด|พัสดุ|จัดซื้อ|จัดจ้าง"
)
_OTHER_MATTER = re.compile(
    r"รับสมัคร|สรรหา|เลือกสรร|สอบคัดเลือก|สอบแข่งขัน|ผู้มีสิทธิ|พนักงานจ้าง|ลูกจ้าง|บรรจุ|แต่งตั้ง|ข้อบัญญัติ|เทศบัญญัติ|ภาษี|สมัยประชุม|ประชุมสภา"
    r"|หยุดให้บริการ|หยุดจ่าย|ปิด(?:ถนน|ทาง|ทาการ)|ประเพณี|ร่วมงาน|เจตนารมณ์|เจตจานง|นโยบาย|เลือกตั้ง|วันหยุด|ทุนการศึกษา|รางวัล|ประกวด(?!ราคา)|แข่งขัน"
)
_HIRED = re.compile(r"(?:พนักงาน|ลูก|ค่า)จ้าง|จัดซื้อจัดจ้าง")
# Another item's summaries, and the way to where announcements stand.
_SUMMARY = re.compile(
    r"สขร\.?1?|สรุปผล(?:การ)?(?:ดาเนินการ)?(?:การ)?(?:จัดซื้อ|จัดหา|จัดจ้าง)+|รายงาน(?:สรุป)?ผล(?:การ)?(?:จัดซื้อ|จัดหา|จัดจ้าง)+"
)
_WAY = re.compile(
    r"(?:ดู|ค้นหา|ติดตาม|ตรวจสอบ|สืบค้น|อ่าน)[ก-๎]{0,24}(?:ได้)?(?:ที่|ทาง|จาก)(?:เว็บ|www|http|ระบบ|gproc)"
)
# The list of what the agency will buy (item of its own) has a column of when it expects to; folded.
_EXPECTED = re.compile(r"คาดว่าจะ|ที่จะ(?:ซื้อ|จ้าง|จัดซื้อ)")
# News of a meeting or course on procurement, and the search for a person who is hired by the month.
_NEWS = re.compile(
    r"\W*(?:เมื่อ)?(?:เข้าร่วม|ร่วม|จัด)?(?:การ|โครงการ)?(?:ประชุม|อบรม|ฝึกอบรม|สัมมนา|ศึกษาดูงาน)"
)
_RECRUITS = re.compile(
    r"รับสมัคร(?!ผู้(?:ประกอบการ|ขาย|ค้า|เสนอ))|(?:สรรหา|เลือกสรร)[^\n]{0,40}(?:บุคคล|ตาแหน่ง)|ตาแหน่ง[^\n]{0,40}\d+อัตรา"
)
_WON = re.compile(r"ผู้ชนะ|เชิญชวน|ได้รับการคัดเลือก|อุทธรณ์|วิจารณ์")
# A law, and a circular on how to buy.
_CIRCULAR = re.compile(
    r"\W*(?:พระราชบัญญัติ|พ\.ร\.บ|กฎกระทรวง|ระเบียบ(?:กระทรวง|สานัก|คณะ)|หนังสือ(?:เวียน|กระทรวง|กรม|ด่วน)|ซ้อมความเข้าใจ|ซักซ้อม)"
)
_CONTACT = re.compile(r"^\W*(?:สอบถาม|ติดต่อ)(?:เรื่อง|รายละเอียด|ข้อมูล|เพิ่มเติม|เกี่ยวกับ|กอง|งาน)")
_OWN_LETTERS = 6
_LONGEST = 400
_ANNOUNCED = re.compile(r"(?<!คาดว่าจะ)(?<!ที่จะ)ประกาศ|เผยแพร่แผน")
_TOP = 400  # code points that say what a page is
_HEAD_ROWS = 3
_AROUND = 2  # lines above or below in which a card names its day


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One announcement, with the fiscal years (BE) that its days or words tell; () unknown."""

    quote: Quote
    years: tuple[int, ...]


def announcements(case: Case) -> tuple[Announcement, ...]:
    """The announcements of a bundle in reading order, dead and empty links left out."""
    return tuple(entry for document in case.documents for entry in _of_page(document, case))


def _of_page(document: Document, case: Case) -> Iterator[Announcement]:
    rows = lines(document, _CONTENT)
    asked = criteria_starts(document)
    headings = {heading.start: heading.text for heading in document.headings}
    listed = _lists_to_buy(document)
    places: list[int] = []
    heading = document.title
    under: dict[int, str] = {}
    for place, line in enumerate(rows):
        if line.start in headings:
            heading = line.text
        if line.start in asked or not _is_announcement(line, heading, line.start in headings):
            continue
        if _dead(document, line, case) or any(line.start in span for span in listed):
            continue
        places.append(place)
        under[place] = heading
    for number, place in enumerate(places):
        before = places[number - 1] if number else -1
        after = places[number + 1] if number + 1 < len(places) else len(rows)
        line = rows[place]
        yield Announcement(
            quote=quote_text(document, line.start, min(line.end, line.start + _LONGEST)),
            years=_years(rows, place, before, after, document, case) or _plain(under[place]),
        )


def _lists_to_buy(document: Document) -> list[range]:
    """Where tables list what is to be bought, unless they stand in a plan that is announced."""
    if _ANNOUNCED.search(fold_text(f"{document.title} {document.text[:_TOP]}")):
        return []
    return [
        range(table.start, table.end)
        for table in document.tables
        if any(
            _EXPECTED.search(fold_text(cell.text))
            for row in table.rows[:_HEAD_ROWS]
            for cell in row
        )
    ]


def _plain(heading: str) -> tuple[int, ...]:
    return fiscal_years_be(heading)


def _is_announcement(line: Line, heading: str, is_heading: bool) -> bool:
    """Whether a line names an announcement and says of what."""
    folded = line.folded
    if len(line.text) > _LONGEST or is_placeholder(line.text):
        return False
    if is_about_page(line.text):
        return False
    kind = bool(_KINDS.search(folded))
    buying = bool(_BUYING.search(folded))
    if not kind and not (buying and _KINDS.search(fold_text(heading)) and not is_heading):
        return False
    if is_heading and not dates(line.text) and not buying:
        return False
    if _is_none(line):
        return False
    sure = buying or _SURE_KINDS.search(folded) or _WON.search(folded)
    if not sure and not _SURE_KINDS.search(fold_text(f"{heading} {line.document.title}")):
        return False  # "ประกาศใช้แผนพัฒนาท้องถิ่น" among announcements of any kind
    own = _COMMON.sub("", folded)
    return len(own) >= _OWN_LETTERS or (kind and bool(dates(line.text)))


def _is_none(line: Line) -> bool:
    """Whether a line with words of announcements is of another matter, or announces nothing."""
    folded = line.folded
    buys = _BUYING.search(_HIRED.sub(" ", folded)) is not None
    if _CIRCULAR.match(folded) and not buys:
        return True
    if _OTHER_MATTER.search(folded) and not buys and not _SURE_KINDS.search(folded):
        return True
    if _SUMMARY.search(folded) and not _SURE_KINDS.search(_SUMMARY.sub(" ", folded)):
        return True
    if _WAY.search(folded) and not buys:
        return True
    if _NEWS.match(folded) or _RECRUITS.search(folded):
        return True
    if _CONTACT.match(folded):
        return True
    before = before_duties(line.text)
    return before != fold_text(plain_text(line.text)) and not _KINDS.search(before)


def _dead(document: Document, line: Line, case: Case) -> bool:
    link = label_of(quote_text(document, line.start, line.end), case)
    if link is None:
        return False
    if link.kind is LinkKind.EMPTY:
        return True
    if known_host_kind(link.url) == "procurement" and not _BUYING.search(line.folded):
        return True  # the way to the state's procurement system announces nothing
    return link.kind is LinkKind.WEB and case.site.dead(link.url) is not None


def _years(
    rows: tuple[Line, ...],
    place: int,
    before: int,
    after: int,
    document: Document,
    case: Case,
) -> tuple[int, ...]:
    """Fiscal years of the days in the line, beside it, or on the page it leads to."""
    own = [fiscal_year_of(mention.on) for mention in dates(rows[place].text)]
    if own:
        return tuple(own)
    named = fiscal_years_be(rows[place].text)
    if named:
        return named
    for distance in range(1, _AROUND + 1):
        for near in (place + distance, place - distance):
            if before < near < after and 0 <= near < len(rows):
                if is_about_page(rows[near].text) and tells_change(rows[near].text):
                    continue  # when the page was last changed
                told = [fiscal_year_of(mention.on) for mention in dates(rows[near].text)]
                if told:
                    return tuple(told)
    line = rows[place]
    link = label_of(quote_text(document, line.start, line.end), case)
    target = case.site.document(link.url) if link is not None and link.url else None
    if target is not None and target.kind is PageKind.PAGE and target is not document:
        for below in lines(target, _CONTENT)[:12]:
            told = [fiscal_year_of(mention.on) for mention in dates(below.text)]
            if told:
                return tuple(told[:1])
    return ()
