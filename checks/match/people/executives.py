"""The executives that a site presents, each with name, post, portrait and contact.

Several cards of one person, on a list and on a page of the person's own, count as one.
Source: the items on executives of the rulebook; real agency pages.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from checks.api import Quote, quote_image, quote_text
from checks.match.people.executive_contacts import (
    Contact,
    contact_elsewhere,
    general_contacts,
    personal,
)
from checks.match.people.executive_photos import Portraits, portraits_of
from checks.match.people.executive_posts import (
    EXECUTIVE_RANKS,
    Rank,
    acts_for,
    is_acting,
    is_vacant,
    leads_first,
    rank_of,
)
from checks.match.people.person_cards import cards_of
from checks.match.people.person_names import names_in
from checks.match.people.person_pieces import Card, Piece
from checks.match.periods.dates import plain_text
from checks.match.reading.lines import lines
from checks.match.subjects.pages import Subject, pages_about, pages_of_site
from checks.records import Case
from checks.rulebook import matches_agency_type
from crawler.records import Document, Region
from crawler.thai import fold_text

_OTHERS = (
    r"นโยบาย|เจตจานง|เจตนารมณ์|สารจาก|สารผู้|สารนายก|สายตรง|ปฏิทิน|มีส่วนร่วม|แถลง|จริยธรรม|ทาเนียบรัฐบาล|เลือกตั้ง|สรรหา|อบรม|ประชุม"
    r"|ตารางงาน|กาหนดการ|ทรัพย์สิน|แบบประเมิน|ร้องเรียน|no-?gift|ทุจริต|ข่าว|ลงพื้นที่|อดีต|ทาเนียบนายก.{0,30}(?:ถึงปัจจุบัน|25[0-9]{2})|แผน|รายงาน"
    r"|มอบอานาจ|อานาจหน้าที่|คู่มือ"
)
EXECUTIVES = Subject(
    names=re.compile(
        r"ผู้บริหาร|ทาเนียบ|หัวหน้าส่วนราชการ|executive|ฝ่ายการเมือง|บุคลากรฝ่ายบริหาร|^(?:คณะ|ฝ่าย)บริหาร$"
    ),
    others=re.compile(_OTHERS),
)
# Pages on which a local government presents its officials, whatever leads to them.
_OFFICIALS = Subject(
    names=re.compile(
        r"^(?:(?:ทาเนียบ)?(?:ปลัด(?:เทศบาล|องค์การบริหาร|อบ)|(?:บุคลากร)?ฝ่ายประจา|ข้าราชการประจา|(?:ข้าราชการ|พนักงาน|บุคลากร)"
        r"|สานักปลัด|หัวหน้าส่วน)[ก-๎./()]{0,40})$"
    ),
    others=re.compile(rf"{_OTHERS}|รับสมัคร|สอบ|กองทุน|พัฒนาบุคลากร|สวัสดิการ|โครงสร้าง|ระบบ"),
)


_TERM = re.compile(r"(?<!\d)(25\d\d) ?(?:-|–|—|ถึง)[^\n]{0,24}?(25\d\d|ปัจจุบัน)")


@dataclass(slots=True, kw_only=True)
class Executive:
    """A person, or a post that nobody holds, with what the pages show of it."""

    label: str  # the name, or the post when there is no name
    key: str
    rank: Rank | None  # None when no post is told
    quote: Quote  # where the person is named
    named: bool
    acting: bool = False
    acts_for: Rank | None = None  # the rank that the person stands in for, beside the own post
    vacant: bool = False
    post: str = ""
    post_quote: Quote | None = None
    photo: Quote | None = None
    contact: Contact | None = None
    cards: list[Card] = field(default_factory=list)

    @property
    def unsettled(self) -> bool:
        """Whether the rules leave open what is owed: the post is vacant or only acted in."""
        return self.vacant or self.acting or not self.named

    @property
    def is_executive(self) -> bool:
        """Whether the post is one of the head or a deputy, on either side."""
        return self.rank in EXECUTIVE_RANKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that a site presents of its executives."""

    pages: tuple[Document, ...]  # in the order in which they were gathered
    executives: tuple[Executive, ...]
    others: tuple[Executive, ...]  # persons without a post
    unassigned: tuple[Quote, ...]  # portraits of which nothing tells whom they show

    @property
    def owed(self) -> tuple[Executive, ...]:
        """The persons whose fields are asked for; all of them where no post is told at all."""
        return self.executives or self.others


def board_of(case: Case) -> Board:
    """Read the executives of a case from its pages and from pages of its officials."""
    local = matches_agency_type("local_government", case.agency_type)
    pages = pages_about(case, EXECUTIVES)
    pages = tuple(page for page in pages if not _of_the_past(page))
    pages += _carried_on(pages, case)
    if local is not False:
        pages += tuple(page for page in pages_of_site(case, _OFFICIALS) if page not in pages)

    def is_post(words: str) -> bool:
        return rank_of(words, local=local) is not None

    cards = [card for page in pages for card in cards_of(page, is_post)]
    cards += _alt_cards(pages, cards)
    people = _people(cards, local)
    if any(leads_first(p.post) for p in people if p.is_executive) and local is not True:
        for person in people:
            if person.is_executive and not leads_first(person.post):
                person.rank = Rank.OTHER
    portraits = {page.url: portraits_of(page, cards, case) for page in pages}
    _give_photos(people, portraits)
    _give_contacts(people, pages, case)
    named_posts = {p.post for p in people if p.named}
    executives = [
        p for p in people if p.is_executive and (p.named or p.vacant or p.post not in named_posts)
    ]
    return Board(
        pages=pages,
        executives=tuple(executives),
        others=tuple(p for p in people if p.rank is None and p.named),
        unassigned=tuple(quote for found in portraits.values() for quote in found.unassigned),
    )


def _carried_on(pages: tuple[Document, ...], case: Case) -> tuple[Document, ...]:
    """Further members of the bundles that the lists lead to: pages of single persons."""
    return tuple(
        page
        for page in case.documents
        if page not in pages
        and page.url != case.site.home_url
        and not any(EXECUTIVES.others.search(fold_text(h.text)) for h in page.headings[:1])
        and any(
            pointer.page.url in {listed.url for listed in pages}
            and pointer.link.region is Region.CONTENT
            for pointer in case.site.pointers(page.url)
        )
    )


def _of_the_past(page: Document) -> bool:
    """Whether a page lists those who held posts before: its first heading says so, or its terms.

    "2563-2565 นาย ก / 2565-2568 นาย ข / 2568-ปัจจุบัน นาย ค" tells who followed whom.
    """
    head = next(iter(page.headings), None)
    if head is not None and re.search(r"อดีต|ในอดีต|รายนามนายก", head.text):
        return True
    said = [plain_text(line.text) for line in lines(page, frozenset({Region.CONTENT}))]
    terms = [term for text in said for term in _TERM.findall(text)]
    names = sum(len(names_in(text)) for text in said)
    followed = {begin for begin, _ in terms} & {end for _, end in terms}
    return bool(followed) and names > 1 and len(terms) >= names - 1


def _people(cards: Iterable[Card], local: bool | None) -> list[Executive]:
    """Persons by name, in reading order; a post without a name is a person of its own."""
    found: dict[str, Executive] = {}
    for card in cards:
        post, rank, piece = _post(card, local)
        name = card.name
        text = " ".join(p.text for p in card.pieces)
        vacant = any(is_vacant(piece.text) for piece in card.pieces)
        if name is None and (rank not in EXECUTIVE_RANKS or not vacant):
            continue
        key = name.key if name is not None else f"-{post}-{card.start}"
        place = _name_place(card)
        known = found.get(key)
        if known is None:
            known = found[key] = Executive(
                label=name.text if name is not None else post or text[:60],
                key=key,
                rank=rank,
                quote=place,
                named=name is not None,
                vacant=name is None,
            )
        if rank is not None and (
            known.rank is None or (rank in EXECUTIVE_RANKS and not known.post)
        ):
            known.rank = rank
        if rank is not None and rank is known.rank and not known.post:
            known.post = post
            known.acting = is_acting(text) and not _own_post(post, local)
            known.acts_for = acts_for(post, local=local)
            known.post_quote = (
                quote_text(card.document, piece.start, piece.end)
                if piece is not None and piece.start < piece.end
                else place
            )
        known.cards.append(card)
    return list(found.values())


def _own_post(post: str, local: bool | None) -> bool:
    """Whether the post that a person holds, apart from what is acted in, is an executive's."""
    own = re.split(r"รักษา|รรท|รก\.|ปฏิบัติ|ทำการแทน", post)[0]
    return bool(own.strip()) and rank_of(own, local=local) in EXECUTIVE_RANKS


def _name_place(card: Card) -> Quote:
    if card.image is not None:
        return quote_image(card.document, card.image)
    if card.name is not None and card.name.end <= len(card.document.text):
        words = card.document.text[card.name.start : card.name.end]
        if words.strip():
            return quote_text(card.document, card.name.start, card.name.end)
    for piece in card.pieces:
        if piece.text:
            return quote_text(card.document, piece.start, piece.end)
    return quote_text(card.document, card.start, card.end)


def _post(card: Card, local: bool | None) -> tuple[str, Rank | None, Piece | None]:
    """The post of a card: its first piece that names one, else the heading of its group."""
    other: tuple[str, Rank | None, Piece | None] = ("", None, None)
    for piece in card.pieces:
        words = piece.text
        for name in names_in(words):
            words = words.replace(words[name.start : name.end], " ", 1)
            break
        rank = rank_of(words, local=local)
        if rank is not None:
            return words.strip(" :-–\t"), rank, piece
    if card.group:
        rank = rank_of(card.group, local=local)
        if rank is not None:
            return card.group, rank, None
    return other


def _alt_cards(pages: tuple[Document, ...], cards: list[Card]) -> list[Card]:
    """Persons whom only the alternative text of a portrait names."""
    known = {card.name.key for card in cards if card.name is not None}
    found: list[Card] = []
    for page in pages:
        for image in page.images:
            if image.region is not Region.CONTENT:
                continue
            for name in names_in(image.alt)[:1]:
                if name.key not in known:
                    known.add(name.key)
                    pieces = [
                        Piece(start=image.start, end=image.start, text=words)
                        for words in (image.alt, image.near_text)
                        if words
                    ]
                    found.append(Card(document=page, name=name, pieces=pieces, image=image))
    return found


def _give_photos(people: list[Executive], portraits: dict[str, Portraits]) -> None:
    for person in people:
        for card in person.cards:
            if card.image is not None:
                person.photo = person.photo or quote_image(card.document, card.image)
        for found in portraits.values():
            person.photo = person.photo or found.by_key.get(person.key)


def _give_contacts(people: list[Executive], pages: tuple[Document, ...], case: Case) -> None:
    """Contacts of the cards; then of tables that name the person or the post; none of the agency.

    A number that everybody has is the office's and nobody's own, unless an extension follows.
    """
    general = general_contacts(case, pages)
    for person in people:
        for card in person.cards:
            person.contact = person.contact or personal(card, general)
    executives = [person for person in people if person.is_executive]
    for person in executives:
        if person.contact is None or not person.contact.own:
            alone = sum(other.rank is person.rank for other in executives) == 1
            found = contact_elsewhere(person.label, person.post, pages, case, general, alone=alone)
            person.contact = found or person.contact
    shared = Counter(p.contact.value for p in executives if p.contact is not None)
    for person in executives:
        held = person.contact
        if held is not None and len(executives) > 1 and shared[held.value] == len(executives):
            person.contact = held.as_shared()
