"""Notices documents that are another agency's: they name it and never the site's own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.agency.own_names import OwnNames, own_names
from checks.match.reading.lines import Line, lines
from checks.records import Case
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_MENTIONS = 2
_PARTNERS = 3  # other agencies that a document names in turn: none of them owns it
_FIRST_LINES = 12
# What a document of one agency's own is called where it says whose it is.
_DOCUMENT = re.compile(
    r"รายงาน|สรุปผล|ผลการ|แผน|สถิติ|ประกาศ|นโยบาย|มาตรการ|การประเมิน|ประมวล|คู่มือ|แนวปฏิบัติ"
)
# The other agency is met, visited, written to or named besides, and owns nothing.
_WITH_OTHERS = re.compile(r"(?:ณ|กับ|ที่|จาก|ถึง|และ|หรือ|เรียน|ต่อ|เช่น|พื้นที่|เขต|ระหว่าง|ตาม)$")
# Said between the document's kind and the name: the other gives the form, the rule or the money,
# is visited, or has a road built; "มีส่วนร่วม" and "ข้อเสนอแนะ" are what a document is on.
_RELATED = re.compile(
    r"ตาม(?:แบบ|แนวทาง|เกณฑ์|หลักเกณฑ์|ระเบียบ|มติ|หนังสือ|คำสั่ง|นโยบาย|ข้อสั่งการ|ประกาศ)|(?:จาก|ผ่าน|ใน)ระบบ"
    r"|อุดหนุน|สนับสนุนจาก|สนับสนุนของ|สมทบ|ดูงาน|(?<!ส่วน)ร่วม(?:กับ|กัน|มือ)|เครือข่าย|บันทึกข้อตกลง|รางวัล|ประกวด"
    r"|ก่อสร้าง|ถนน|ขุดลอก|สะพาน|เขตพื้นที่|(?<!ข้อ)เสนอ(?:ต่อ)?(?:ของ)?$|จัดอันดับ|ซึ่ง|เทียบ"
)
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
    names = own_names(case.site)
    if names is None:
        return {}
    found = (_foreign(document, names) for document in case.inner_documents)
    return {foreign.url: foreign for foreign in found if foreign is not None}


def _foreign(document: Document, names: OwnNames) -> Foreign | None:
    mentions: dict[str, list[Quote]] = {}
    owned: Foreign | None = None
    found = lines(document, _CONTENT)
    if any(names.named_in(a.folded + b.folded) for a, b in pairwise(found)):
        return None  # a printed line may break within the own name
    for at, line in enumerate(found):
        if names.named_in(line.folded):
            return None
        for match in names.kind.finditer(line.text):
            place = names.other(line.text, match)
            if place is None:
                continue
            if not place:
                return None
            spaced = line.text[match.end() : match.end() + 1] == " "
            if spaced and not _is_named_again(found, place[: names.reach]):
                continue
            quote = quote_text(document, line.start, min(line.end, line.start + 300))
            # Cells of a table name suppliers, partners and places of work.
            if "\t" not in line.text:
                mentions.setdefault(place[: names.reach], []).append(quote)
            before = line.text[: match.start()].rpartition("\t")[2].rstrip()
            if owned is None and at < _FIRST_LINES and _is_owned(before):
                certain = _OWN_WORK.search(before) is not None
                owned = Foreign(url=document.url, quote=quote, certain=certain)
    if owned is not None and (names.local or owned.certain):
        return owned
    repeated = [quotes for quotes in mentions.values() if len(quotes) >= _MENTIONS]
    if names.local and repeated and len(mentions) < _PARTNERS:
        return Foreign(url=document.url, quote=repeated[0][0], certain=False)
    return None


def _is_named_again(found: Sequence[Line], place: str) -> bool:
    """Whether words behind "อบต. " are a name: the sentence goes on there as often as not.

    "ณ หอประชุม อบต. วิทยากรจากวัด..." names nobody; a name is told more than once.
    """
    return sum(line.folded.count(place) for line in found) > 1


def _is_owned(before: str) -> bool:
    """Whether words that stand before an agency's name call a document that agency's."""
    called = list(_DOCUMENT.finditer(before))
    if not called or _WITH_OTHERS.search(before):
        return False
    return not _RELATED.search(before, _sentence(called, before))


def _sentence(called: list[re.Match[str]], before: str) -> int:
    """Where to look for relations: behind the last word for a document, "ตาม" before it too."""
    start = called[-1].start()
    return start - len("ตาม") if before[:start].endswith("ตาม") else start
