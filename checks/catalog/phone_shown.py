"""The contact information states a telephone number.

Question: does a page of the contact information, or a header or footer, show a number that is
valid by the Thai numbering plan and not labelled as a fax only?

passed        quotes the number with its label; two contradicting main numbers are quoted both.
failed        incomplete: all was read and no number is there, or only one with digits missing.
cantTell      a part of it was not read; or the number stands only in a picture, or only beside
              the name of the firm that made the site.
inapplicable  never; the rulebook says who owes the component.

Source: components with field phone in the rulebook facts.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed
from checks.match.contact.details import PhoneSighting, best_first, phone_sightings
from checks.match.contact.phones import Label, Validity, same_numbers
from checks.match.contact.pictures import empty_label, pictured

_MISSING = "หมายเลขโทรศัพท์"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """No options: the field is the same in every year."""


@check(version=3, options=Options)
def phone_shown(case: Case, options: Options) -> Finding:
    """Look for labelled and plain numbers; a malformed one is named when it is the only one."""
    sightings = [seen for seen in phone_sightings(case) if seen.number.label is not Label.FAX]
    shaped = [seen for seen in sightings if _counts(seen)]
    sure = best_first([seen.detail for seen in shaped])
    if sure and sure[0].sure:
        against = _contradiction(shaped)
        if against is not None:
            return passed(
                *against,
                note="two main numbers contradict each other",
                found=sure[0].quote.text[:120],
                contradiction=" / ".join(quote.text[:60] for quote in against),
            )
        return passed(sure[0].quote, found=sure[0].quote.text[:120])
    if sure:
        return cant_tell(
            Reason.NEEDS_PERSON,
            sure[0].quote,
            note="the only number stands beside the firm that made the site",
            found=sure[0].quote.text[:120],
        )
    short = next((seen for seen in sightings if seen.number.validity is Validity.MALFORMED), None)
    if short is not None:
        return case.absent(
            f"the only number has {len(short.number.digits)} digits",
            nearest=short.detail.quote,
            missing="หมายเลขโทรศัพท์ที่ถูกต้อง",
            found=short.detail.quote.text[:120],
        )
    picture = pictured(case, "phone")
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="may stand in a picture", missing=_MISSING
        )
    return case.absent("no telephone number", nearest=empty_label(case, "phone"), missing=_MISSING)


def _counts(seen: PhoneSighting) -> bool:
    return seen.number.validity in {Validity.VALID, Validity.HOTLINE, Validity.UNALLOCATED}


def _contradiction(sightings: list[PhoneSighting]) -> tuple[Quote, Quote] | None:
    """Main numbers of two places that share none."""
    numbers: dict[str, set[str]] = {}
    quotes: dict[str, Quote] = {}
    for seen in sightings:
        if seen.main and seen.place:
            numbers.setdefault(seen.place, set()).update(same_numbers(seen.number))
            quotes.setdefault(seen.place, seen.detail.quote)
    places = list(numbers)
    for index, one in enumerate(places):
        for other in places[index + 1 :]:
            if not numbers[one] & numbers[other]:
                return quotes[one], quotes[other]
    return None
