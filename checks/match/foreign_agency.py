"""Notices documents that are another agency's: they name it and never the site's own."""

import re
from dataclasses import dataclass
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.agency_kinds import family_of
from checks.match.agency_name import agency_name
from checks.match.lines import lines
from checks.records import Case
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Words that go on after the kind and name no place; "ก.อบต.จังหวัด..." is a province's committee.
_NO_PLACE = re.compile(
    r"(?:ได้|มี|เป็น|จะ|ขอ|ของ|ที่|และ|ใน|โดย|จึง|ทุก|แห่ง|ต้อง|ควร|ดำเนิน|จัด|เรื่อง|ประจำ|ตาม|หรือ|กับ|ต่าง|อื่น|ทั้ง|ให้|เพื่อ"
    r"|ตัวอย่าง|หนึ่ง|นี้|นั้น|เอง|ว่า|คือ|ไม่|ซึ่ง|เพราะ|เทศบาล|องค์การ|อบ[ตจ]|พนักงาน|สมาชิก|นายก|ปลัด|ข้าราชการ|ลูกจ้าง|ผู้"
    r"|จำนวน|ปี|ฯ|จังหวัด|อำเภอ)"
)
_PLACE = re.compile(r"(?P<place>[ก-ฮเแโใไ][ก-๙]{2,30})")
_MENTIONS = 2
_SAME = 5  # leading letters that make two local names one: spelling and suffixes vary
_SAME_LONG = 12  # names of other kinds begin with common words
_FIRST_LINES = 12
# What a document of one agency's own is called where it says whose it is.
_DOCUMENT = re.compile(
    r"รายงาน|สรุปผล|ผลการ|แผน|สถิติ|ประกาศ|นโยบาย|มาตรการ|การประเมิน|ประมวล|คู่มือ|แนวปฏิบัติ"
)
# The other agency is met, visited, written to or named besides, and owns nothing.
_WITH_OTHERS = re.compile(r"(?:ณ|กับ|ที่|จาก|ถึง|และ|หรือ|เรียน|ต่อ|เช่น|พื้นที่|เขต|ระหว่าง|ตาม)$")
# Documents that an agency never borrows: what it did, will do and promises itself.
_OWN_WORK = re.compile(r"รายงานผล|สรุปผล|ผลการดำเนินงาน|แผน(?:การ|ปฏิบัติ|พัฒนา|ยุทธ|ดำเนิน)|เจตนารมณ์|สถิติ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A document that is another agency's, with the words that show it."""

    url: str
    quote: Quote
    certain: bool  # whether it says of itself that it reports or plans the other's work


def foreign_documents(case: Case) -> dict[str, Foreign]:
    """The documents of a case that name another agency and never the own one, by address.

    Only where the own name is known and of a kind whose agencies carry names of their own; the
    home page is left out.
    """
    own = agency_name(case.site.home, case.site.documents)
    family = family_of(own)
    if family is None:
        return {}
    kind, pattern = family
    found = (
        _foreign(document, own, pattern, local=kind == "local")
        for document in case.documents
        if document.url != case.site.home_url
    )
    return {foreign.url: foreign for foreign in found if foreign is not None}


def _foreign(document: Document, own: str, kind: re.Pattern[str], *, local: bool) -> Foreign | None:
    reach = _SAME if local else _SAME_LONG
    place = fold_text(kind.sub("", own, count=1))[:reach]
    mentions: dict[str, list[Quote]] = {}
    owned: Foreign | None = None
    found = lines(document, _CONTENT)
    if place and any(place in a.folded + b.folded for a, b in pairwise(found)):
        return None  # a printed line may break within the own name
    for at, line in enumerate(found):
        if place and place in line.folded:
            return None
        for match in kind.finditer(line.text):
            named = _PLACE.match(line.text, match.end())
            if named is None or _NO_PLACE.match(named["place"]):
                continue
            quote = quote_text(document, line.start, min(line.end, line.start + 300))
            mentions.setdefault(fold_text(named["place"])[:reach], []).append(quote)
            before = line.text[: match.start()].rstrip()
            if owned is None and at < _FIRST_LINES and _is_owned(before):
                certain = _OWN_WORK.search(before) is not None
                owned = Foreign(url=document.url, quote=quote, certain=certain)
    if owned is not None and (local or owned.certain):
        return owned
    repeated = [quotes for quotes in mentions.values() if len(quotes) >= _MENTIONS]
    if local and repeated:
        return Foreign(url=document.url, quote=repeated[0][0], certain=False)
    return None


def _is_owned(before: str) -> bool:
    """Whether words that stand before an agency's name call a document that agency's."""
    return _DOCUMENT.search(before) is not None and not _WITH_OTHERS.search(before)
