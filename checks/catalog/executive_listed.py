"""An executive of the kind asked for is presented by name and post.

Question: do the pages about the executives present a head, a deputy, or, for a local government,
executives of the political and of the permanent side, each by name with the post?

passed        quotes the name and the post.
failed        not_found: no page presents executives; incomplete: they were read and nobody of the
              kind is presented.
cantTell      the post is vacant or only acted in; or a picture may show the person; or a page was
              not read.
inapplicable  never; the rulebook says who owes the component.

News, statements of policy and lists of former holders never count.
Source: components of the item on executives in the rulebook facts; real agency pages.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed
from checks.match.agency.structure_pictures import picture_quote
from checks.match.people.executive_posts import Rank
from checks.match.people.executives import Board, Executive, board_of

_SIDES = {
    "head": ((Rank.HEAD,),),
    "deputy": ((Rank.DEPUTY,),),
    "both_sides": (
        (Rank.HEAD, Rank.DEPUTY),
        (Rank.PERMANENT_HEAD, Rank.PERMANENT_DEPUTY),
    ),
}
_LABELS = {
    Rank.HEAD: "ผู้บริหารสูงสุด",
    Rank.DEPUTY: "รองผู้บริหารสูงสุด",
    Rank.PERMANENT_HEAD: "ผู้บริหารฝ่ายข้าราชการประจำ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Who must be presented: head, deputy or both_sides."""

    who: str  # head, deputy or both_sides (political and permanent)

    def __post_init__(self) -> None:
        if self.who not in _SIDES:
            raise ValueError(f"who is {self.who!r}; one of {', '.join(_SIDES)}")


@check(version=7, options=Options)
def executive_listed(case: Case, options: Options) -> Finding:
    """Look for a holder of the post; for a post that nobody holds; for a picture."""
    board = board_of(case)
    shown: list[Executive] = []
    unsettled: list[Executive] = []
    missing: list[str] = []
    for ranks in _SIDES[options.who]:
        side = [person for person in board.executives if person.rank in ranks]
        held = [person for person in side if not person.unsettled]
        side = side or _standing_in(board, ranks)
        shown += held[:1]
        unsettled += side[:1] if not held else []
        missing += [_LABELS[ranks[0]]] if not side else []
    quotes = _quotes(shown)
    if not missing and not unsettled:
        return passed(*quotes, found=_words(shown[0]))
    if missing:
        return _without(case, board, quotes, ", ".join(missing))
    return cant_tell(
        Reason.NEEDS_PERSON,
        *_quotes(unsettled),
        *quotes,
        note="the post is vacant or only acted in",
        found=_words(unsettled[0]),
    )


def _standing_in(board: Board, ranks: tuple[Rank, ...]) -> list[Executive]:
    """Who acts in a post of the ranks; with an acting head nobody need be deputy."""
    wanted = {*ranks, Rank.HEAD} if ranks == (Rank.DEPUTY,) else set(ranks)
    heads = [person for person in board.executives if person.rank is Rank.HEAD]
    if ranks == (Rank.DEPUTY,) and any(not person.unsettled for person in heads):
        return []
    return [person for person in board.executives if person.acts_for in wanted]


def _without(case: Case, board: Board, quotes: list[Quote], missing: str) -> Finding:
    picture = picture_quote(board.pages, case)
    if picture is not None and _may_show(board):
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT,
            picture,
            *quotes,
            note="a picture may show the persons",
            missing=missing,
            found=picture.text[:200],
        )
    nearest = quotes[0] if quotes else None
    return case.absent(
        "nobody of the kind is presented",
        nearest=nearest,
        reason=Reason.INCOMPLETE if board.pages else Reason.NOT_FOUND,
        missing=missing,
    )


def _may_show(board: Board) -> bool:
    """Whether the text presents fewer persons than the pictures may: not all have a portrait."""
    persons = [*board.executives, *board.others]
    return not persons or any(quote for quote in board.unassigned) or _page_without_text(board)


def _page_without_text(board: Board) -> bool:
    told = {
        card.document.url for person in (*board.executives, *board.others) for card in person.cards
    }
    return any(page.url not in told and page.images for page in board.pages)


def _quotes(persons: list[Executive]) -> list[Quote]:
    found = [quote for p in persons for quote in (p.quote, p.post_quote) if quote is not None]
    return list(dict.fromkeys(found))


def _words(person: Executive) -> str:
    return f"{person.label} {person.post}".strip()[:120]
