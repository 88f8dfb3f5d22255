"""The page that was located speaks of the item's subject and has content of its own.

Question: do the located documents name the subject, by a known wording, and say something beyond
its heading?

passed        quotes the words that name the subject; or lines that tell it in words of their own:
              what measures led to, steps or results under a heading of the matter, what was done
              about gifts; or where a sure label leads, the shape of what stands there.
failed        not_found: no place answers the item; incomplete: the place, or what stands under its
              headings, speaks of something else, or only says what will be done; empty_target: it
              holds a heading or a placeholder only; dead_link: what its title there leads to is
              gone; echoes_requirement: it holds the assessment's own wording only.
cantTell      the content is a picture, or files that were not read; or neither headings nor content
              say the matter that the subject must be about, or rows say neither of its halves.
inapplicable  never.

Source: first component of every item in the rulebook facts; hard-cases.md in kind: pages under
another heading, empty pages, printed criteria.
"""

from collections.abc import Callable
from dataclasses import dataclass

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    failed,
    passed,
    quote_image,
    quote_link,
    quote_text,
    quote_title,
)
from checks.match.forums.accounts import only_announced
from checks.match.integrity.gift_told import Gifts, is_no_gift_deed
from checks.match.integrity.receipt_told import reports_receipt, silent_on_receipt
from checks.match.links.pointing import label_of
from checks.match.measures.risk_sentences import is_wrong, tells_event
from checks.match.measures.told_measures import results_stand
from checks.match.reading.phrases import find_lines, lines, matches
from checks.match.reading.substance import Substance, content_of, dead_below, picture_only
from checks.match.reading.unfilled import unfilled_form
from checks.match.subjects.halves import missing_halves, rows_of_neither
from checks.match.subjects.illustrated import only_illustrate
from checks.match.subjects.matter import (
    headed_with,
    lines_told,
    told_apart,
    told_in_place_of,
    told_of,
)
from checks.match.subjects.named_by_matter import (
    first_of_gifts,
    headed_over_deeds,
    headed_over_receipt,
    headed_over_steps,
)
from checks.match.subjects.named_by_shape import Shape, denies_shape, is_of_shape
from checks.match.subjects.of_the_law import only_explains
from checks.match.subjects.to_come import MustBe, first_to_come, told_with_day
from checks.match.subjects.words import resemblance, subject_stems
from checks.records import Source, Strength
from crawler.records import LinkKind, Region

_CONTENT = frozenset({Region.CONTENT})
_SPEAKS_FOR_ITSELF = 300  # letters; a thinner page with unread files only introduces them
_WRONGS = 2  # lines that tell one each
_RESEMBLES = 0.2  # share of the title's letter groups that the page's first lines repeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Further wordings of the subject, beside its title and the vocabulary; its matter.

    Of the words of ``about`` the content below the headings must hold one. Without any it fails
    when it holds one of ``instead``, the matters that agencies put in its place.
    """

    any_of: tuple[tuple[str, ...], ...] = ()  # all words of one list name the subject
    any_with: tuple[str, ...] = ()  # further words one of which stands beside those
    not_words: tuple[str, ...] = ()  # a line with one of these is none
    about: tuple[str, ...] = ()  # words of the matter, one of which the content holds
    instead: tuple[str, ...] = ()  # matters that agencies put in its place
    shared: tuple[str, ...] = ()  # words of ``about`` with which those are told too
    doubt: bool = True  # whether content that says neither needs a person
    wrongs: bool = False  # several wrongs of officials are of the matter, in whatever words
    halves: tuple[tuple[str, ...], ...] = ()  # of each list the content holds a word
    halves_not: tuple[str, ...] = ()  # words that are taken out before
    halves_th: tuple[str, ...] = ()  # what each half is called in Thai
    held: bool = False  # what is only announced, and was not held yet, is no answer
    filled: bool = False  # a form that nobody has filled in reports nothing
    by_results: tuple[tuple[str, ...], ...] = ()  # names of measures, told with what they led to
    must_be: MustBe | None = None  # done, carried out or written, and not only to come
    over_steps: tuple[tuple[str, ...], ...] = ()  # words of a heading over steps that name it
    over_deeds: tuple[tuple[str, ...], ...] = ()  # words of a heading over results that name it
    deeds_not: tuple[str, ...] = ()  # such a heading with one of these is none
    gifts: Gifts | None = None  # lines that tell it in words of their own
    own_voice: bool = False  # an article that only explains a law is no policy of the agency
    shape: Shape | None = None  # what stands there says it, where a sure label leads to it
    called_as: tuple[str, ...] = ()  # items as which a page of the shape may be called
    receipt: bool = False  # a report that says of nothing whether it was received is none


# Lines with words of deeds that tell none of the matter.
_NO_DEED: dict[Gifts | None, Callable[[str], bool]] = {Gifts.ACTIVITY: is_no_gift_deed}


@check(version=17, options=Options)
def subject_published(case: Case, options: Options) -> Finding:
    """Find the words first, then weigh what stands under them."""
    if not case.documents:
        return case.absent("no place of the site answers the item")
    named = next((found for by in _NAMED_BY if (found := by(case, options)) is not None), None)
    content = content_of(case)
    picture = picture_only(case) if named is None else None
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    if named is None:
        return case.absent(
            "the located page does not speak of the subject", found=_lead_words(case)
        )
    if case.gaps and not content.tables and content.letters < _SPEAKS_FOR_ITSELF:
        return case.absent("the page introduces files that were not read", nearest=named)
    blank = unfilled_form(case.documents) if options.filled else None
    if blank is not None:
        return case.absent("the form is not filled in", nearest=blank)
    silent = silent_on_receipt(case) if options.receipt and content.enough else None
    if silent is not None:
        return case.absent("it reports nothing received", nearest=silent, found=silent.text[:120])
    announced = only_announced(case) if options.held and not case.gaps else None
    if announced is not None:
        return case.absent("it is only announced", nearest=announced, found=announced.text[:120])
    # "ไม่มีการรับทรัพย์สิน" alone below the title of a report is all that there is to report.
    if content.enough or (options.receipt and reports_receipt(case.inner_documents)):
        if _labels_nothing(named, case):
            return failed(Reason.DEAD_LINK, named, note="named only by a link to what is gone")
        to_come = first_to_come(
            case, options.must_be, options.about, pictures=bool(content.pictures)
        )
        if to_come is not None:
            return case.absent("it is only planned", nearest=to_come, found=to_come.text[:120])
        other = _other_matter(case, options, content)
        if other is not None:
            return other
        article = only_explains(case) if options.own_voice and not content.pictures else None
        if article is not None and not case.gaps:
            return case.absent("it only explains a law", nearest=article, found=article.text[:120])
        missing = missing_halves(
            case, options.halves, options.halves_th, options.halves_not, content
        )
        if missing and rows_of_neither(case, options.halves, options.halves_not):
            return cant_tell(
                Reason.NEEDS_PERSON, named, note="rows say neither half", missing=", ".join(missing)
            )
        if missing:
            return case.absent("one half is not told", nearest=named, missing=", ".join(missing))
        return passed(named, found=named.text[:120])
    return _without_content(case, named, content)


def _other_matter(case: Case, options: Options, content: Substance) -> Finding | None:
    """The answer where the content is of another matter than its subject's, else None."""
    if not options.about:
        return None
    if options.shared:
        own = told_apart(case, options.about, options.instead, options.shared)
    else:
        own = told_of(case, options.about, unless=_NO_DEED.get(options.gifts))
    if own is not None or first_of_gifts(case, options.gifts) is not None:
        return None
    if options.wrongs:
        told = [line for line in lines_told(case) if is_wrong(line.text) or tells_event(line.text)]
        if len(told) >= _WRONGS:
            return None
    other = told_in_place_of(case, options.instead)
    if content.pictures and not only_illustrate(case, content):
        return None  # what a poster says is not read as lines
    if other is not None:
        return case.absent(
            "the content is of another matter", nearest=other, found=other.text[:120]
        )
    if options.must_be is MustBe.DONE and not case.gaps:
        return _nothing_done(case, options)
    if not options.doubt or headed_with(case, options.about) or case.gaps:
        return None
    return cant_tell(
        Reason.NEEDS_PERSON,
        *(quote for quote in (_naming_quote(case, options),) if quote is not None),
        note="neither headings nor content say the matter",
        found=_lead_words(case),
    )


def _nothing_done(case: Case, options: Options) -> Finding | None:
    """The answer where no line tells a deed: a person looks if one tells a day or counts people."""
    told = told_with_day(case)
    no_deed = _NO_DEED.get(options.gifts)
    if told is not None and not (no_deed is not None and no_deed(told.text)):
        return cant_tell(Reason.NEEDS_PERSON, told, note="no deed is named", found=told.text[:120])
    return case.absent("nothing that was done is told", found=_lead_words(case))


def _naming_quote(case: Case, options: Options) -> Quote | None:
    """The best words that name the subject: title, heading, then any line."""
    stems, not_words = subject_stems(case.titles, (*case.subjects, case.slug))
    own = options.any_of
    if options.any_with:
        own = tuple((*words, word) for words in own for word in options.any_with)
    stems, not_words = (*stems, *own), (*not_words, *options.not_words)
    for document in case.documents:
        for heading in document.headings:
            if matches(heading.text, stems, not_words):
                return quote_text(document, heading.start, heading.end)
    for document in case.documents:
        if document.url != case.site.home_url and matches(document.title, stems, not_words):
            return quote_title(document)
    first: Quote | None = None
    for quote in find_lines(case.documents, stems, not_words):
        if not _labels_nothing(quote, case):
            return quote
        first = first or quote
    if first is None and options.over_steps:
        first = headed_over_steps(case, options.over_steps, not_words)
    if first is None and options.over_deeds:
        first = headed_over_deeds(case, options.over_deeds, options.deeds_not)
    if first is None and options.receipt:
        first = headed_over_receipt(case)
    return first or first_of_gifts(case, options.gifts)


def _labels_nothing(quote: Quote, case: Case) -> bool:
    """Whether words in the text of a page are the label of a link to something that is gone."""
    page = case.site.document(quote.url)
    if page is None or any(heading.start == quote.start for heading in page.headings):
        return False
    link = label_of(quote, case)
    return link is not None and link.kind is LinkKind.WEB and case.site.dead(link.url) is not None


def _pointed_quote(case: Case, options: Options) -> Quote | None:
    """The first line of a page that a sure label leads to and whose headings name no item.

    Agencies head their pages in their own words; the hub or menu names them by the official title.
    Some of the title's wording must still be there, or what stands there have the item's shape.
    """
    candidate, lead = case.candidate, case.documents[0]
    if candidate is None:
        return None
    if candidate.strength is Strength.WEAK and candidate.source is not Source.HUB:
        return None
    shaped = options.shape is not None and is_of_shape(case, options.shape)
    if case.slug in case.named_slugs:
        return _first_heading(case)
    if case.named_slugs and not (shaped and set(case.named_slugs) <= set(options.called_as)):
        return None
    if not shaped and resemblance(case.titles[0], lead) < _RESEMBLES:
        return None
    if options.shape is not None and not shaped and denies_shape(case, options.shape):
        return None
    for line in lines(lead, _CONTENT):
        return quote_text(lead, line.start, min(line.end, line.start + 200))
    return None


def _named_by_results(case: Case, options: Options) -> Quote | None:
    """The line that names what is reported on, where most of it is told with what it led to."""
    if not options.by_results or not results_stand(case.inner_documents):
        return None
    return next(iter(find_lines(case.inner_documents, options.by_results)), None)


# How a page names the subject, the surest first.
_NAMED_BY = (_naming_quote, _pointed_quote, _named_by_results)


def _first_heading(case: Case) -> Quote | None:
    lead = case.documents[0]
    for line in lines(lead, _CONTENT):
        if any(heading.start == line.start for heading in lead.headings):
            return quote_text(lead, line.start, line.end)
    return quote_title(lead) if lead.title else None


def _without_content(case: Case, named: Quote, content: Substance) -> Finding:
    if content.pictures:
        document, image = content.pictures[0]
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT,
            quote_image(document, image),
            named,
            note="the content is a picture",
            found=image.url,
        )
    if case.gaps:
        return case.absent("only a heading was read, the files under it were not", nearest=named)
    if content.criteria:
        line = content.criteria[0]
        return failed(
            Reason.ECHOES_REQUIREMENT,
            quote_text(line.document, line.start, line.end),
            named,
            note="the page prints the requirement and nothing else",
        )
    if content.placeholders:
        line = content.placeholders[0]
        return failed(
            Reason.EMPTY_TARGET,
            quote_text(line.document, line.start, line.end),
            named,
            note="the page holds a placeholder",
            found=line.text[:120],
        )
    gone = dead_below(case)
    if gone is not None:
        document, link = gone
        return failed(
            Reason.DEAD_LINK,
            quote_link(document, link),
            named,
            note="the link under the heading leads to a page that is gone",
            found=link.url,
        )
    return failed(Reason.EMPTY_TARGET, named, note="nothing stands under the heading")


def _lead_words(case: Case) -> str:
    lead = case.documents[0]
    return next((heading.text for heading in lead.headings), lead.title)[:120]
