"""The report on gifts received by custom is made on the form of the NACC.

Question: does a document of the bundle carry the form's title, and its fields with values, its
boxes, or the statement that nothing was received?

passed        quotes the form's title and what is filled in, be it how often each kind of giver
              gave; or a table with most of its fields.
failed        not_found: no place answers the item; incomplete: everything was read, and it bears
              no mark of the form and reports neither gifts nor that there were none.
cantTell      the form's title stands there and nothing that was filled in; or what was received, or
              that nothing was, is told without the form's title and most of its fields; or the
              content is a picture, or was not read.
inapplicable  never; the rulebook says who owes the component.

Source: the item on gifts received by custom; the NACC's form as agencies publish it.
"""

import re
from dataclasses import dataclass
from itertools import chain

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.catalog.none_stated import none_over_lines
from checks.match.integrity.gift_form import (
    ENOUGH,
    SOME,
    boxes,
    counts_by_giver,
    fields,
    form_title,
    report_title,
)
from checks.match.integrity.receipt_told import receipt_told
from checks.match.reading.boxes import unticked
from checks.match.reading.phrases import find_lines
from checks.match.reading.substance import picture_only
from crawler.records import Region

_CONTENT = frozenset({Region.CONTENT})
_NONE = (("ไม่มี", "รับ"), ("ไม่ได้", "รับ"), ("ไม่พบ", "รับ"), ("ไม่ปรากฏ", "รับ"))
_SAYS_NONE = re.compile(r"ไม่(?:มี|ได้|พบ|ปรากฏ)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person is asked to do where the form is not plain."""

    why_th: str  # what a person is asked, in Thai
    why_en: str  # and in English


@check(version=5, options=Options)
def gift_form_used(case: Case, options: Options) -> Finding:
    """Look for the title, then for what was filled in."""
    if not case.documents:
        return case.absent("nothing was found that could be on a form")
    pages = case.inner_documents or case.documents
    title, boxed = form_title(pages), boxes(pages)
    known, shown = fields(pages)
    none = next(
        (
            quote
            for quote in chain(
                find_lines(pages, _NONE, regions=_CONTENT), none_over_lines(pages, _NONE)
            )
            if not unticked(quote.text, _SAYS_NONE)
        ),
        None,
    )
    answer = none or (shown if known >= SOME else None) or counts_by_giver(pages)
    if title is not None and answer is not None:
        return passed(title, answer, found=title.text[:120])
    if known >= ENOUGH and shown is not None and report_title(pages) is not None:
        return passed(shown, note=f"{known} fields of the form", found=shown.text[:120])
    picture = picture_only(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    told = shown if known >= SOME else next(receipt_told(pages), None)
    sign = title or boxed or none or told
    if sign is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, sign, note=options.why_en, why=options.why_th)
    return case.absent("nothing bears a mark of the form", nearest=sign)
