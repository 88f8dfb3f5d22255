"""The pages of the channel say that whoever reports is protected and kept confidential.

Question: does the bundle, or a page to which its content links for reporting corruption, say that
the informant's name or data is concealed, or that the informant is protected?

passed        quotes the sentence.
failed        incomplete: all was read and no sentence says so.
cantTell      only the title of a document that was not read says so, or a part of the bundle was
              not read.
inapplicable  never.

Source: the complaint channel items of the rulebook. Notices about cookies and personal data in
general say nothing about informants.
"""

import re
from collections.abc import Iterator

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_text
from checks.match.links.pointing import Pointing, pointing
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import LONG_LINE, find_lines, lines
from checks.match.sending.channels import topic_pages
from checks.match.sending.topics import CORRUPTION
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, Region
from crawler.thai import fold_text

# Folded spelling.
_PROTECTING = re.compile(
    r"ปกปิด|ความลับ|คุ้มครอง|(?:ไม่|มิ|มิให้|ห้าม)(?:มีการ|ถูก|ให้)?(?:เปิดเผย|ส่งต่อ|แพร่งพราย)"
    r"|เข้ารหัส|(?:อ่าน|ทราบ|เข้าถึง)ได้(?:โดย|เฉพาะ)[^\n]{2,60}เท่านั้น|เท่านั้นที่(?:จะ)?(?:เห็น|ทราบ|รู้|เข้าถึง|อ่าน|เปิด)|ไม่(?:มีการ|ได้)?(?:เก็บ|บันทึก|ขอ|ถาม)(?:ชื่อ|อีเมล|ตัวตน|ที่อยู่|ข้อมูล(?:ผู้|ของผู้|ส่วนตัว))|(?:รู้|เห็น|ทราบ|เปิดดู)(?:ข้อมูล|เรื่อง)?(?:ได้)?(?:เฉพาะ|เพียง)|ไม่ถูก(?:โยกย้าย|ลงโทษ|กลั่นแกล้ง)|ปกป้อง|ไม่(?:ได้)?(?:บอก|ให้)(?:ใคร|ผู้อื่น|คนอื่น|ต่อ)|ไม่มีใคร(?:รู้|ทราบ|เห็น)|ไม่ระบุตัวตน|ไม่ประสงค์ออกนาม|ไม่(?:จาเป็น)?ต้อง(?:เปิดเผย|ระบุ|ใส่|บอก|ลง)(?:ชื่อ|ตัวตน)|confidential|anonym"
)
_INFORMANT = re.compile(
    r"ผู้แจ้ง|ผู้ร้อง|ผู้ให้ข้อมูล|ผู้ให้เบาะแส|ผู้ชี้เบาะแส|ผู้ชี้ช่อง|เบาะแส|พยาน|ผู้กล่าวหา|whistle-?blow|informant"
    r"|(?:ชื่อ|เบอร์|ที่อยู่|โทรศัพท์|อีเมล|ข้อมูล|รายละเอียด|เรื่อง)[ก-๎]{0,30}ของ(?:ท่าน|คุณ)|ตัวตนของ(?:ท่าน|คุณ)"
    r"|ไม่(?:จาเป็น)?ต้อง(?:เปิดเผย|ระบุ|ใส่|แจ้ง|บอก|กรอก|ลง)(?:ชื่อ|ตัวตน)|ไม่(?:ระบุ|ใส่|ลง)ชื่อก็(?:ได้|แจ้งได้)"
    r"|(?:ไม่ประสงค์|ไม่ต้องการ|ไม่อยาก)(?:จะ)?(?:ออกนาม|ออกชื่อ|เปิดเผย(?:ชื่อ|ตัว|นาม)|ระบุ(?:ชื่อ|ตัว))"
    r"|คนแจ้ง|คนร้อง|คนส่ง|คนเล่า|ผู้ส่ง(?:ข้อมูล|เรื่อง|ข่าว)"
)
_LAW = re.compile(
    r"(?:พ\.?ร\.?บ\.?|พระราชบัญญัติ|นโยบาย|กฎหมาย|ประกาศ|pdpa)(?:ว่าด้วย)?(?:การ)?คุ้มครอง(?:ข้อมูลส่วนบุคคล|ความเป็นส่วนตัว)"
    r"|คุ้มครองข้อมูลส่วนบุคคล(?!ของ(?:ผู้|พยาน))|คุกกี้|cookie"
)
_REFUSED = re.compile(
    r"ไม่(?:สามารถ|รับรอง|รับประกัน|อาจ).{0,12}(?:ปกปิด|คุ้มครอง|ความลับ)|ไม่เป็นความลับ|ไม่มีการคุ้มครอง"
)
_OF_THE_USER = re.compile(r"ของท่าน")
_CONTENT = frozenset({Region.CONTENT})


@check(version=4)
def informant_protected(case: Case, options: object) -> Finding:
    """Look for the sentence on the channel's pages, also when it is broken over two lines."""
    titled: Quote | None = None
    for page, _ in topic_pages(case, CORRUPTION):
        for quote in _sentences(page):
            match pointing(quote, case):
                case Pointing.CONTENT | Pointing.LEADS_TO_READ:
                    return passed(quote)
                case Pointing.LEADS_TO_UNREAD:
                    titled = titled or quote
                case Pointing.LEADS_NOWHERE:
                    pass
    if titled is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, titled, note="only the title of a document says so")
    return case.absent("nothing says that informants are protected", nearest=titled)


def _sentences(page: Document) -> Iterator[Quote]:
    rows = lines(page, _CONTENT)
    for place, line in enumerate(rows):
        if is_criteria_text(line.text) or is_placeholder(line.text):
            continue
        if len(line.text) <= LONG_LINE:
            if says_protected(line.folded):
                yield quote_text(page, line.start, line.end)
                continue
            after = rows[place + 1] if place + 1 < len(rows) else None
            if after is not None and len(line.text) + len(after.text) <= LONG_LINE:
                halves = says_protected(after.folded) or is_criteria_text(after.text)
                if not halves and says_protected(line.folded + after.folded):
                    yield quote_text(page, line.start, after.end)
    for quote in find_lines((page,), _LONG_STEMS, regions=_CONTENT):
        if len(quote.text) > 0 and says_protected(fold_text(quote.text)):
            yield quote


_LONG_STEMS = tuple(
    (what, who)
    for what in ("ปกปิด", "ความลับ", "คุ้มครอง", "เปิดเผย")
    for who in ("ผู้แจ้ง", "ผู้ร้อง", "ผู้ให้ข้อมูล", "เบาะแส", "พยาน")
)


def says_protected(folded: str) -> bool:
    """Whether folded words say that an informant is protected or concealed."""
    rest = _LAW.sub("", folded)
    if not _PROTECTING.search(rest) or not _INFORMANT.search(rest) or _REFUSED.search(rest):
        return False
    # "Of you" together with the law is a notice about personal data in general.
    return not (_OF_THE_USER.search(rest) and _LAW.search(folded))
