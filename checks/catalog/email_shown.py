"""The contact information states an e-mail address of the agency.

Question: does a page of the contact information, or a header or footer, show an e-mail address
that is neither a template's example nor that of the firm that made the site?

passed        quotes the address.
failed        incomplete: all was read and no address is there, or a label with nothing behind it.
cantTell      a part of it was not read; or the address stands only in a picture, or only beside
              the name of the firm that made the site.
inapplicable  never; the rulebook says who owes the component.

Source: components with field email in the rulebook facts.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.match.contact.details import best_first, email_details
from checks.match.contact.pictures import empty_label, pictured

_MISSING = "อีเมล"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the field is the same in every year."""


@check(version=2, options=Options)
def email_shown(case: Case, options: Options) -> Finding:
    """Look for addresses in text and behind mailto: links, then for pictures of one."""
    details = best_first(email_details(case))
    if details and details[0].sure:
        return passed(details[0].quote, found=details[0].value)
    if details:
        return cant_tell(
            Reason.NEEDS_PERSON,
            details[0].quote,
            note="the only address stands beside the firm that made the site",
            found=details[0].value,
        )
    picture = pictured(case, "email")
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no e-mail address", nearest=empty_label(case, "email"), missing=_MISSING)
