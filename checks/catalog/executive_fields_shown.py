"""Every executive is shown with the field asked for.

Question: has each head and deputy that the agency presents, on the political and on the permanent
side alike, a full name, a post, a portrait, or a telephone or e-mail of the person's own?

passed        quotes the field of the first persons.
failed        not_found: no page presents executives; incomplete: some have no such field, who are
              named; the agency's general number is nobody's own.
cantTell      the field is lacking only for vacant posts or posts acted in; pictures are there and
              nothing tells whom they show; everybody has the same number; the persons are one
              picture; or something unread may hold it.
inapplicable  never; the rulebook says who owes the component.

Advisers, secretaries, council members and heads of units are not asked for.
Source: components with a field of each executive in the rulebook facts; real agency pages.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, failed, passed
from checks.match.agency.structure_pictures import picture_quote
from checks.match.people.executives import Board, Executive, board_of

_FIELDS = {
    "name": "ชื่อ–นามสกุล",
    "position": "ตำแหน่ง",
    "photo": "รูปถ่าย",
    "contact": "ช่องทางติดต่อ",
}
_QUOTED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The field: name, position, photo or contact."""

    field: str  # name, position, photo or contact

    def __post_init__(self) -> None:
        if self.field not in _FIELDS:
            raise ValueError(f"field is {self.field!r}; one of {', '.join(_FIELDS)}")


@check(version=7, options=Options)
def executive_fields_shown(case: Case, options: Options) -> Finding:
    """Go through the executives and collect those who lack the field."""
    board = board_of(case)
    missing = f"{_FIELDS[options.field]}ของผู้บริหาร"
    if not board.owed:
        return _nobody(case, board, missing)
    held: list[Quote] = []
    lacking: list[Executive] = []
    for person in board.owed:
        quote = _field(person, options.field)
        if quote is not None:
            held.append(quote)
        else:
            lacking.append(person)
    if not lacking:
        nameless = _without_post(board) if options.field == "position" else None
        if nameless is not None:
            return cant_tell(
                Reason.NEEDS_PERSON, nameless.quote, key="untold_post", found=nameless.label
            )
        return passed(*dict.fromkeys(held[:_QUOTED]), found=held[0].text[:120])
    definite = [person for person in lacking if not person.unsettled]
    if not definite:
        return cant_tell(
            Reason.NEEDS_PERSON,
            lacking[0].quote,
            note="lacking for vacant or acted posts only",
            key="vacant_post",
            found=_names(lacking),
        )
    doubt = _doubt(board, definite, options.field)
    if doubt is not None:
        return doubt
    return _lacking(case, definite, held, missing, of=len(board.owed))


def _without_post(board: Board) -> Executive | None:
    """One who is presented as the executives are, with portrait and contact, and without a post."""
    if not all(person.photo and person.contact for person in board.executives):
        return None
    return next(
        (one for one in board.others if one.named and not one.post and one.photo and _is_own(one)),
        None,
    )


def _field(person: Executive, name: str) -> Quote | None:
    match name:
        case "name":
            return person.quote if person.named else None
        case "position":
            return person.post_quote if person.rank is not None else None
        case "photo":
            return person.photo
        case _:
            contact = person.contact
            return contact.quote if contact is not None and _is_own(person) else None


def _is_own(person: Executive) -> bool:
    return person.contact is not None and person.contact.own and not person.contact.shared


def _doubt(board: Board, lacking: list[Executive], name: str) -> Finding | None:
    """Why it cannot be said that they lack it, though everything was read."""
    if name == "photo" and board.unassigned:
        return cant_tell(
            Reason.NEEDS_PERSON,
            board.unassigned[0],
            lacking[0].quote,
            note="nothing tells whom the pictures show",
            key="unnamed_portraits",
            found=_names(lacking),
        )
    if name == "contact":
        shared = [p for p in lacking if p.contact is not None and p.contact.own]
        if shared and len(shared) == len(lacking):
            held = [p.contact.quote for p in shared if p.contact is not None]
            return cant_tell(
                Reason.NEEDS_PERSON,
                *dict.fromkeys(held[:_QUOTED]),
                note="everybody has the same contact",
                key="shared_contact",
                found=_names(shared),
            )
    if name == "position" and board.executives and not lacking[0].is_executive:
        return cant_tell(
            Reason.NEEDS_PERSON, lacking[0].quote, key="untold_post", found=_names(lacking)
        )
    return None


def _lacking(
    case: Case, lacking: list[Executive], held: list[Quote], missing: str, *, of: int
) -> Finding:
    names = _names(lacking)
    general = [p.contact.quote for p in lacking if p.contact is not None]
    if case.gaps:
        return case.absent(
            "some executives lack it in what was read",
            nearest=lacking[0].quote,
            missing=f"{missing} ({names})",
        )
    return failed(
        Reason.INCOMPLETE,
        lacking[0].quote,
        *general[:1],
        *held[:1],
        note=f"{len(lacking)} of {of} lack it",
        missing=f"{missing} ({names})",
        found=names,
    )


def _nobody(case: Case, board: Board, missing: str) -> Finding:
    picture = picture_quote(board.pages, case)
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT,
            picture,
            note="a picture may show the persons",
            missing=missing,
            found=picture.text[:200],
        )
    return case.absent(
        "no executives are presented",
        reason=Reason.INCOMPLETE if board.pages else Reason.NOT_FOUND,
        missing=missing,
    )


def _names(persons: list[Executive]) -> str:
    return ", ".join(dict.fromkeys(person.label for person in persons))[:200]
