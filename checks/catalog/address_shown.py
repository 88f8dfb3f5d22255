"""The contact information states the postal address of the agency.

Question: does a page of the contact information, or a header or footer, show where the agency is:
house, village or road with district and province, or a postcode or label that makes it an address?

passed        quotes the address.
failed        incomplete: all was read and no address is there; the names of subdistrict, district
              and province in the agency's title are none.
cantTell      a part of it was not read, or the address may stand in a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components with field address in the rulebook facts.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.match.contact.details import address_details
from checks.match.contact.pictures import empty_label, pictured

_MISSING = "ที่อยู่หน่วยงาน"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the field is the same in every year."""


@check(version=2, options=Options)
def address_shown(case: Case, options: Options) -> Finding:
    """Look for addresses in Thai and in English, contact pages first."""
    details = sorted(address_details(case), key=lambda detail: detail.rank)
    if details:
        return passed(details[0].quote, found=" ".join(details[0].value.split())[:160])
    picture = pictured(case, "address")
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no postal address", nearest=empty_label(case, "address"), missing=_MISSING)
