"""The guideline says how an outsider files a complaint.

Question: does a line of the bundle tell the way or the place of filing: in person, by post, by
telephone, online, at which desk?

passed        quotes the line.
failed        not_found: no place answers the item; incomplete: all was read, and only the handling
              by officials is told.
cantTell      filing is named without a way; or the content is a picture, or was not read.
inapplicable  never; the rulebook says who owes the component.

Source: components with field how_to_complain in the rulebook facts; guidelines of real agencies.
"""

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.match.reading.substance import chart_picture, picture_only
from checks.match.sending.filing import filing_named, filing_told


@check(version=6)
def filing_described(case: Case, _options: object) -> Finding:
    """Look for the way, then for filing as such."""
    told = filing_told(case)
    if told is not None:
        return passed(told, found=told.text[:120])
    picture = picture_only(case) or chart_picture(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    named = filing_named(case)
    if named is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, named, note="filing is named without a way")
    return case.absent("nothing tells how to file", nearest=named)
