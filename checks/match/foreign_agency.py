"""Notices content that speaks of another agency of the same kind and never of the site's own."""

import re

from checks.api import Quote, quote_text
from checks.match.agency_name import agency_name
from checks.match.lines import lines
from checks.records import Case
from crawler.records import Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_KIND = r"(?:องค์การบริหารส่วนตำบล|อบต\.?|องค์การบริหารส่วนจังหวัด|อบจ\.?|เทศบาล(?:ตำบล|เมือง|นคร))"
_NAMED = re.compile(rf"{_KIND}(?P<place>[ก-๙]{{3,24}})")
_PREFIX = re.compile(rf"^{_KIND} ?")
# Words that go on after the kind without naming a place.
_NO_PLACE = re.compile(
    r"^(?:ได้|มี|เป็น|จะ|ขอ|ของ|ที่|และ|ใน|โดย|จึง|ทุก|แห่ง|ต้อง|ควร|ดำเนิน|จัด|เรื่อง|ประจำ)"
)
_MENTIONS = 2
_SAME = 5  # leading letters that make two names one: spelling and suffixes vary


def foreign_agency(case: Case) -> Quote | None:
    """The first line that names another agency, when the content names it and not the own one.

    Only for agencies whose own name is known and of these kinds; None otherwise.
    """
    own = agency_name(case.site.home, case.site.documents)
    if not _PREFIX.match(own):
        return None
    place = fold_text(_PREFIX.sub("", own))[:_SAME]
    mentions: dict[str, list[Quote]] = {}
    for document in case.documents:
        if document.url == case.site.home_url:
            continue
        for line in lines(document, _CONTENT):
            if place and place in line.folded:
                return None
            match = _NAMED.search(line.text)
            if match is not None and not _NO_PLACE.match(match["place"]):
                other = fold_text(match["place"])[:_SAME]
                mentions.setdefault(other, []).append(quote_text(document, line.start, line.end))
    repeated = [quotes for quotes in mentions.values() if len(quotes) >= _MENTIONS]
    return repeated[0][0] if repeated else None
