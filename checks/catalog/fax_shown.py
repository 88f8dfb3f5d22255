"""The contact information states a fax number.

Question: does a number stand with a label of its own for fax, or with one for telephone and fax?

passed        quotes the number with its label.
failed        incomplete: all was read and no number is labelled so.
cantTell      a part of it was not read, or the number stands only in a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components with field fax in the rulebook facts.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.match.contact.details import best_first, phone_sightings
from checks.match.contact.phones import Label, Validity
from checks.match.contact.pictures import empty_label, pictured

_MISSING = "หมายเลขโทรสาร"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the field is the same in every year."""


@check(version=3, options=Options)
def fax_shown(case: Case, options: Options) -> Finding:
    """Look for numbers labelled as fax, alone or together with the telephone."""
    faxes = [seen for seen in phone_sightings(case) if seen.number.label in {Label.FAX, Label.BOTH}]
    details = best_first(
        [seen.detail for seen in faxes if seen.number.validity is not Validity.MALFORMED]
    )
    if details and details[0].sure:
        return passed(details[0].quote, found=details[0].quote.text[:120])
    if details:
        return cant_tell(
            Reason.NEEDS_PERSON,
            details[0].quote,
            note="the only number stands beside the firm that made the site",
            found=details[0].quote.text[:120],
        )
    if faxes:
        return case.absent(
            f"the only number has {len(faxes[0].number.digits)} digits",
            nearest=faxes[0].detail.quote,
            missing="หมายเลขโทรสารที่ถูกต้อง",
            found=faxes[0].detail.quote.text[:120],
        )
    picture = pictured(case, "fax")
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no fax number", nearest=empty_label(case, "fax"), missing=_MISSING)
