"""The agency states plainly that nothing of the kind occurred.

Question: does a line of the bundle say so, other than the assessment's own instruction to?

passed        quotes that line.
failed        the bundle was read and no line says so, or only a box that nobody ticked; the
              evaluation then asks for the parts that the statement would stand in for.
cantTell      no line says so, and a part of the bundle was not read.
inapplicable  never; the evaluation makes it so when there is no statement.

Source: components with "when: no_occurrence"; general rule G8 (a blank is no statement).
"""

import re
from dataclasses import dataclass

from checks.api import Case, Finding, check, passed
from checks.match.boxes import unticked
from checks.match.phrases import find_lines
from checks.match.pointing import Pointing, pointing
from checks.match.years import fiscal_years_be
from crawler.records import Region

_CONTENT = frozenset({Region.CONTENT})
_SOLID = frozenset({Pointing.CONTENT, Pointing.LEADS_TO_READ})
# "เรื่องที่ไม่มีมูล" speaks of complaints that there were.
_ABOUT_SOMETHING = re.compile(
    r"(?:ที่|ซึ่ง|หาก|กรณี|ถ้า|เมื่อ)(?:ไม่มี|ไม่พบ|ไม่ปรากฏ)|ไม่มี(?:มูล|ชื่อ|หลักฐาน|ผู้ร้อง|วันหยุด)"
)

_SAYS_NONE = re.compile(r"ไม่(?:มี|พบ|ปรากฏ|ได้)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Wordings of the statement: all words of one list in one line."""

    stems: tuple[tuple[str, ...], ...]
    not_words: tuple[str, ...] = ()


@check(version=2, options=Options)
def none_stated(case: Case, options: Options) -> Finding:
    """Look for the statement."""
    for quote in find_lines(case.documents, options.stems, options.not_words, regions=_CONTENT):
        years = fiscal_years_be(quote.text)
        if years and case.period.fiscal_year_be not in years:
            continue  # another year's statement
        if unticked(quote.text, _SAYS_NONE):
            continue  # what a form offers is no answer
        if _ABOUT_SOMETHING.search(quote.text) or pointing(quote, case) not in _SOLID:
            continue
        return passed(quote, found=quote.text[:120])
    return case.absent("no statement that nothing occurred")
