"""What judging reads and writes: quotes, findings, cases and verdicts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checks.damaged import DAMAGED, NOT_THAI, damage
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.site import Site, Step
from checks.source_records import ItemSources, Signal, Source, TargetState
from crawler.records import Document, Gap, GapReason, Place

__all__ = [
    "Candidate",
    "Case",
    "ComponentVerdict",
    "Finding",
    "Partner",
    "Period",
    "Quote",
    "QuoteSource",
    "ScoreBand",
    "Source",
    "Strength",
    "TargetState",
    "Verdict",
    "scan_gaps",
]

SCANNED = "text read by OCR, which shows what is there and never what is not"
_UNREAD_WORDS = frozenset({SCANNED, DAMAGED, NOT_THAI})
# What is absent here stands in no text: words that cannot be read do not hide it.
_NOT_IN_TEXT = frozenset({Reason.NOT_LINKED, Reason.BARE_FILE})


class QuoteSource(StrEnum):
    """Which part of a document a quote is read from."""

    TEXT = "text"  # text[start:end]
    TITLE = "title"
    LINK = "link"  # href of the link at the locator
    IMAGE = "image"  # address or alt text of the image at the locator
    FORM = "form"  # action of the form at the locator
    EMBED = "embed"  # address of the embed at the locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a snapshot that a person can open and see.

    ``start`` and ``end`` are code points into the document's text for ``TEXT``; for other sources
    both are 0 and ``locator`` (CSS path) names the place.
    """

    url: str
    payload_digest: str
    text_digest: str
    fetched_at: datetime
    source: QuoteSource
    text: str
    start: int = 0
    end: int = 0
    locator: str = ""
    ocr: bool = False  # read from a picture
    year_agreed: bool = False  # holds a year that OCR and the digit reader tell alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The outcome of one check on one case.

    ``details`` are named facts for the Thai sentence (``found``, ``expected``, ``missing``,
    ``where``); ``searched`` are the addresses read in vain, for absence.
    """

    outcome: Outcome
    reason: Reason | None = None
    quotes: tuple[Quote, ...] = ()
    searched: tuple[str, ...] = ()
    blocking_gaps: tuple[Gap, ...] = ()
    note: str = ""  # one English line for engineers
    details: tuple[tuple[str, str], ...] = ()

    @property
    def quote(self) -> Quote | None:
        """The first quote, which carries the finding."""
        return self.quotes[0] if self.quotes else None

    def detail(self, name: str) -> str:
        """A named fact, "" when the check gave none."""
        return dict(self.details).get(name, "")


class Strength(StrEnum):
    """How surely a pointer names an item, strongest first."""

    EXACT = "exact"
    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One place that may answer an item, with why it was chosen."""

    url: str
    strength: Strength
    source: Source
    state: TargetState
    label: str  # the words that matched
    pointer_url: str = ""  # the page that holds the pointer
    pointer_locator: str = ""
    years: tuple[int, ...] = ()  # fiscal years (BE) that the pointing words name, sorted
    undated: bool = False  # a menu or hub that names no year leads to it too
    archive: bool = False  # only another year's hub leads to it, and a current hub stands beside it
    sources: tuple[Source, ...] = ()  # everything that leads to it
    members: tuple[str, ...] = ()  # addresses of the bundle's documents, the lead first
    span: tuple[int, int] | None = None  # the part of the lead's text that is the item's section
    gaps: tuple[Gap, ...] = ()  # parts of the bundle that were not read
    click_path: tuple[Step, ...] = ()
    satisfied: int | None = None  # binding components that pass here; None: not judged by itself
    tied: bool = False  # other content that satisfies as much as the chosen candidate's


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The period that an item's content must belong to."""

    type: str
    fiscal_year_be: int
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A place of the site that answers an item which this one must agree with."""

    slug: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a check sees: one item, one candidate bundle, and the site around it.

    ``documents`` are the bundle's, lead first; for items gathered from the whole site, of every
    current candidate. ``gaps`` are those of the bundle, or of the item when there is no bundle.
    ``partners`` are the places of the items that components compare with, best first.
    """

    site: Site
    item_code: str
    slug: str
    titles: tuple[str, ...]  # official title first, then known wordings
    subjects: tuple[str, ...]  # vocabulary keys of the item
    fiscal_year_be: int
    period: Period
    as_of: date
    agency_type: str | None
    candidate: Candidate | None
    documents: tuple[Document, ...] = ()
    gaps: tuple[Gap, ...] = ()
    named_slugs: tuple[str, ...] = ()  # items that the lead's title and first headings name
    partners: tuple[Partner, ...] = ()
    doubted: tuple[Quote, ...] = ()  # lines at the top of scans whose years nothing else names
    calendar_year: bool = False  # the agency keeps its books by calendar years

    @property
    def lead(self) -> Document | None:
        """The page that the candidate points at, None when it was not read."""
        return self.documents[0] if self.documents else None

    @property
    def inner_documents(self) -> tuple[Document, ...]:
        """The documents but for the home page, whose news and menus speak of everything."""
        return tuple(page for page in self.documents if page.url != self.site.home_url)

    @property
    def searched(self) -> tuple[str, ...]:
        """The addresses that were read for this item; the whole site's without a bundle."""
        documents = self.documents or self.site.documents
        return tuple(document.url for document in documents)

    def absent(
        self,
        note: str,
        *,
        nearest: Quote | None = None,
        reason: Reason | None = None,
        **details: str,
    ) -> Finding:
        """Failed when the coverage proves absence, cantTell when something unread could hide it.

        Inside a located bundle the bundle's own gaps decide and the reason is ``incomplete``
        unless another is given; without a bundle the item's gaps decide and it is ``not_found``.
        Text read by OCR, damaged or in another language hides as much as what was not read. The
        only way in which a check may report absence.
        """
        facts = tuple(sorted(details.items()))
        quotes = (nearest,) if nearest is not None else ()
        gaps = self.gaps or scan_gaps(self) or damage_gaps(self)
        if reason in _NOT_IN_TEXT:
            gaps = tuple(gap for gap in gaps if gap.detail not in _UNREAD_WORDS)
        if gaps:
            return Finding(
                outcome=Outcome.CANT_TELL,
                reason=Reason.from_gap(gaps[0].reason),
                quotes=quotes,
                searched=self.searched,
                blocking_gaps=gaps,
                note=note,
                details=facts,
            )
        default = Reason.NOT_FOUND if self.candidate is None else Reason.INCOMPLETE
        return Finding(
            outcome=Outcome.FAILED,
            reason=reason or default,
            quotes=quotes,
            searched=self.searched,
            note=note,
            details=facts,
        )


def scan_gaps(case: Case) -> tuple[Gap, ...]:
    """The documents of a case that OCR read, as the gaps that they are for absence."""
    return tuple(
        Gap(
            url=document.url,
            reason=GapReason.SCAN_WITHOUT_TEXT,
            detail=SCANNED,
            place=Place.LINK,
            subjects=(case.slug,),
        )
        for document in case.documents
        if document.ocr
    )


def damage_gaps(case: Case) -> tuple[Gap, ...]:
    """The documents of a case whose words cannot be read, as the gaps that they are for absence."""
    return tuple(
        Gap(
            url=document.url,
            reason=GapReason.UNREADABLE_DOCUMENT,
            detail=detail,
            place=Place.LINK,
            subjects=(case.slug,),
        )
        for document in case.documents
        if document.url != case.site.home_url and (detail := damage(document))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentVerdict:
    """A finding with the component it answers."""

    component_id: str
    source_id: str
    label_th: str
    requirement_th: str
    requirement_en: str
    check: str
    check_version: int
    strength: str  # must, example, advice
    confidence: str  # high, medium, low
    binds: bool  # whether it can turn the item
    machine_checkable: bool
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One item's result: the roll-up of its components on the best candidate."""

    item_code: str
    slug: str
    title_th: str
    title_en: str
    outcome: Outcome
    reason: Reason | None
    components: tuple[ComponentVerdict, ...]
    candidate: Candidate | None
    candidates: tuple[Candidate, ...]
    sub_indicator: str
    points: float = 0.0
    sources: ItemSources | None = None  # None in runs kept before sources were
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBand:
    """A score as the interval from "everything open failed" to "everything open passed"."""

    code: str
    low: float
    high: float
    parts: tuple["ScoreBand", ...] = ()
