"""Each executive is shown with a way to reach the person.

Question: does every listed head or deputy have a telephone number or an e-mail address beside the
name?

passed        quotes the first such contact.
failed        incomplete: some executives have none, who are named; or nobody has one.
cantTell      the list is a picture, or a part of the bundle was not read.
inapplicable  never; the rulebook says who owes the component.

Source: components with field executive_contact in the rulebook facts.
"""

from checks.api import Case, Finding, Reason, cant_tell, check, failed, passed, quote_text
from checks.match.lines import Line
from checks.match.persons import Person, persons
from checks.match.substance import chart_picture, picture_only
from checks.match.values import holds

_MISSING = "ช่องทางติดต่อของผู้บริหาร"


@check(version=1)
def executive_contact_shown(case: Case, options: object) -> Finding:
    """Cut the list into persons and look for a contact in each stretch."""
    pages = [page for page in case.documents if page.url != case.site.home_url]
    listed = [person for person in persons(pages) if person.leads]
    reachable = [person for person in listed if person.reachable]
    if not reachable:
        picture = picture_only(case) or (chart_picture(case) if not listed else None)
        if picture is not None:
            return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the list is a picture")
        return case.absent("no executive has a contact", missing=_MISSING)
    line = _contact_line(reachable[0])
    quote = quote_text(line.document, line.start, line.end)
    lacking = [person for person in listed if not person.reachable]
    # Contacts of a table of cards stand below all names: count them where stretches do not fit.
    if not lacking or _contacts(listed) >= len(listed):
        return passed(quote, found=line.text[:120])
    first = lacking[0].lines[0]
    names = ", ".join(dict.fromkeys(person.name for person in lacking))
    if case.gaps:
        return case.absent("some executives have no contact here", missing=_MISSING)
    return failed(
        Reason.INCOMPLETE,
        quote_text(first.document, first.start, first.end),
        quote,
        note=f"{len(lacking)} of {len(listed)} have no contact",
        missing=f"{_MISSING} ({names[:200]})",
    )


def _contact_line(person: Person) -> Line:
    for line in person.lines:
        if holds(line.text, "phone") or holds(line.text, "email"):
            return line
    return person.lines[0]


def _contacts(listed: list[Person]) -> int:
    return sum(
        holds(cell, "phone") or holds(cell, "email")
        for person in listed
        for line in person.lines
        for cell in line.text.split("\t")
    )
