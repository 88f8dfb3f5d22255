"""A page or list of the bundle shows the topic that the component asks for.

Question: does a line, a table heading or a link of the bundle name the topic, as content and not
as the assessment's own wording?

passed        quotes the line, which names the topic or tells of it in words of its own.
failed        incomplete: the bundle was read and nothing names the topic; or only a link that leads
              nowhere does, or a line on what is planned, put off or ordered, or the name of a unit.
cantTell      nothing names it and a part of the bundle was not read; or the link that names it
              leads to something that was not read; or the content, or what its name calls the
              topic, is a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components of kind presence in the rulebook facts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    passed,
    quote_image,
    quote_text,
)
from checks.match.fields.deeds import tells_result, told_results
from checks.match.fields.told_entries import told_in_entries
from checks.match.integrity.ethics_codes import named_codes
from checks.match.integrity.told_topics import (
    Topic,
    is_of_other_matter,
    only_names,
    told_topic,
)
from checks.match.links.pointing import Pointing
from checks.match.links.standing import standing
from checks.match.measures.told_measures import first_measure
from checks.match.periods.dates import plain_text
from checks.match.periods.to_come import is_to_come
from checks.match.reading.furniture import is_about_page, is_furniture, is_menu
from checks.match.reading.in_making import is_being_written, is_put_off
from checks.match.reading.phrases import (
    LONG_LINE,
    Line,
    find_in_context,
    find_lines,
    lines,
    matches,
)
from checks.match.reading.substance import chart_picture, picture_only
from checks.match.reading.wraps import find_over_lines
from checks.match.subjects.quoted_place import (
    clause_below,
    is_blank_row,
    is_blank_section,
    is_planned,
    is_quoted_open,
    labels_a_blank,
    page_of,
)
from checks.match.subjects.unit_names import says_beside_units
from checks.match.subjects.vocabulary import is_generic, is_placeholder
from checks.match.tables.blank_columns import columns_left_blank, first_filled
from checks.match.tables.owner_cells import names_owner
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_KINDS = 2  # kinds of rules that make criteria
_RULE = re.compile(
    r"ร้อยละ|\d ?%|คะแนน|ตามลำดับ|ไม่น้อยกว่า|ไม่เกิน|อย่างน้อย|ขึ้นไป|ต้อง|เท่านั้น|ปีละ|รอบ"
    r"|หน้าที่|กรรมการ|คณะ|บัญชี|ทดลอง"
    r"|\d ?(?:วัน|เดือน|ครั้ง|คน|ปี)|คุณสมบัติ|เกณฑ์|สัดส่วน"
)
# "จะจัดทำหลักเกณฑ์การสรรหาภายในเดือนหน้า": there are none yet.
_TO_BE_MADE = re.compile(
    r"(?<!กระ)จะ(?:ได้)?(?:จัดทำ|ออก|ประกาศ|กำหนด|ร่าง|ทำ)(?:ประกาศ|ร่าง)?(?:หลักเกณฑ์|เกณฑ์|ระเบียบ)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Wordings of the topic: all words of one list in one line, or in it and its headings."""

    any_of: tuple[tuple[str, ...], ...]  # all words of one list
    not_words: tuple[str, ...] = ()  # a line with one of these is none
    in_line: tuple[str, ...] = ()  # one stands in the line itself, and not only in its headings
    beside: tuple[tuple[str, ...], ...] = ()  # a line that names most of these only lists them
    not_planned: bool = False  # a project of a plan, with its sum and time beside it, is none
    made: bool = False  # a line of what is in the making or intended is none
    apart_from_units: bool = False  # words that only name the unit that does something are none
    apart_from_owners: bool = False  # who does or wrote it, named as the topic is, is none
    people: tuple[str, ...] = ()  # nor are words within such names of people
    code_for: str = ""  # whose code of ethics is looked for too (integrity/ethics_codes.py)
    measures: bool = False  # measures told with who does them, how or when show it too
    headed: bool = False  # the heading of a page that says something names it in words of its own
    rules: tuple[tuple[tuple[str, ...], ...], ...] = ()  # kinds of rules, two told show it
    told: Topic | None = None  # a topic that lines tell in words of their own
    in_columns: tuple[tuple[str, ...], ...] = ()  # columns of these names, blank in all rows
    of_year: str = ""  # the fiscal year of which they tell it


@check(version=23, options=Options)
def topic_shown(case: Case, options: Options) -> Finding:
    """Look for the topic; words that are only a label of a link count as what it leads to."""
    unread: tuple[Quote, Reason] | None = None
    nearest: Quote | None = None
    if options.in_columns:
        blank = columns_left_blank(case.inner_documents, options.in_columns, options.not_words)
        told = told_results(case.inner_documents) or _told_under_heading(case, options)
        if blank is not None and not case.gaps and not told:
            return case.absent("the columns drawn for it are blank", nearest=blank)
    # The home page is gathered for the agency's own data; its news speaks of everything.
    pages = case.inner_documents
    for quote in chain(
        find_lines(pages or case.documents, options.any_of, options.not_words, regions=_CONTENT),
        # Whom a code binds is read with the headings above it by its own reader.
        () if options.code_for else find_in_context(pages, options.any_of, options.not_words),
        find_over_lines(pages, options.any_of, options.not_words),
        named_codes(pages, options.code_for) if options.code_for else (),
        told_topic(pages, options.told, options.of_year) if options.told else (),
    ):
        if options.in_line and not matches(quote.text, [(word,) for word in options.in_line]):
            continue
        if _answers_nothing(quote, case, options):
            nearest = nearest or quote
            continue
        if options.apart_from_units and not says_beside_units(
            quote.text, options.any_of, options.people
        ):
            continue
        if options.apart_from_owners and names_owner(quote, page_of(quote, case)):
            continue
        if options.made and labels_a_blank(quote, case):
            nearest = nearest or quote
            continue
        if is_of_other_matter(options.told, quote.text) or is_menu(quote.text):
            continue
        match standing(quote, case, made=options.made):
            case Pointing.CONTENT | Pointing.LEADS_TO_READ if only_names(
                options.told, quote, pages, options.of_year
            ):
                continue
            case Pointing.CONTENT | Pointing.LEADS_TO_READ:
                return passed(quote, found=quote.text[:120])
            case Pointing.LEADS_NOWHERE:
                nearest = nearest or quote
            case Pointing.LEADS_TO_UNREAD:
                reason = case.gaps[0].reason if case.gaps else None
                unread = unread or (
                    quote,
                    Reason.from_gap(reason) if reason else Reason.UNREADABLE_DOCUMENT,
                )
    measure = first_measure(pages) if options.measures else None
    if measure is not None:
        quote = quote_text(measure.document, measure.start, measure.end)
        return passed(quote, note="measures are told", found=quote.text[:120])
    ruled = _told_rules(pages, options, case) if options.rules else None
    if ruled is not None:
        return passed(ruled, note="rules are told", found=ruled.text[:120])
    named = _heading(pages) if options.headed else None
    if named is not None:
        return passed(named, found=named.text[:120])
    column = first_filled(pages, options.in_columns, options.not_words)
    if column is not None:
        return passed(column, note="a column of it is filled", found=column.text[:120])
    if options.in_columns:
        entry = told_in_entries(pages, "done")
        if entry is not None:
            quote = quote_text(entry.document, entry.start, entry.end)
            return passed(quote, note="told by the entries of a list", found=entry.value[:120])
    done = told_results(pages) if options.in_columns else ()
    if done:
        quote = quote_text(
            done[0].document, done[0].start, min(done[0].end, done[0].start + LONG_LINE)
        )
        return passed(quote, note="results are told", found=quote.text[:120])
    if unread is not None:
        return cant_tell(unread[1], unread[0], note="named only by a link to something unread")
    picture = _named_picture(pages, options) or picture_only(case) or chart_picture(case)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    return case.absent("nothing in the bundle names the topic", nearest=nearest)


def _told_under_heading(case: Case, options: Options) -> bool:
    """Whether a part of a page that is headed by the topic tells a result outside any table."""
    for page in case.inner_documents:
        parts = {heading.start for heading in page.headings[1:]}  # the first heads the plan, too
        named = False
        for line in lines(page, _CONTENT):
            if line.start in parts:
                named = matches(line.text, options.any_of, options.not_words)
            elif named and "\t" not in line.text and tells_result(line.text):
                return True
    return False


def _answers_nothing(quote: Quote, case: Case, options: Options) -> bool:
    """Whether a quoted line only lists the topic, plans it, puts it off or leaves it blank."""
    if (options.measures and is_put_off(quote.text)) or (options.made and is_to_come(quote, case)):
        return True
    if (options.beside and _lists(quote, options.beside)) or is_blank_section(quote, case):
        return True
    return options.not_planned and (
        _TO_BE_MADE.search(quote.text) is not None
        or is_planned(quote, case)
        or is_blank_row(quote, case)
        or (options.made and is_quoted_open(quote, case))
    )


def _lists(quote: Quote, topics: Sequence[Sequence[str]]) -> bool:
    """Whether a line names most of the topics in a row, as the scope of what follows."""
    named = sum(matches(quote.text, [words]) for words in topics)
    return named * 2 > len(topics)


def _told_rules(pages: Sequence[Document], options: Options, case: Case) -> Quote | None:
    """The first line that tells a rule, where lines tell rules of two of the kinds or more.

    A rule says how many, by whom, in which order or within which time; a project of a plan does
    not, nor does a heading alone.
    """
    found: list[Quote] = []
    for kind in options.rules:
        for quote in chain(
            find_lines(pages, kind, options.not_words, regions=_CONTENT),
            find_in_context(pages, kind, options.not_words),
        ):
            told = f"{quote.text} {clause_below(quote, case)}"
            if _RULE.search(plain_text(told)) and not is_planned(quote, case):
                found.append(quote)
                break
    return found[0] if len(found) >= _KINDS else None


def _heading(pages: Sequence[Document]) -> Quote | None:
    """The first heading of a page's content with words of its own below it."""
    for page in pages:
        starts = {heading.start: heading for heading in page.headings}
        said = lines(page, _CONTENT)
        for number, line in enumerate(said):
            heading = starts.get(line.start)
            if heading is None or is_generic(line.text) or is_placeholder(line.text):
                continue
            below = [other for other in said[number + 1 :] if other.start not in starts]
            if any(not _is_empty(other) for other in below):
                return quote_text(page, line.start, line.end)
            break
    return None


def _is_empty(line: Line) -> bool:
    """Whether a line tells nothing of its page's matter: a placeholder, a posting note."""
    text = line.text
    return (
        is_placeholder(text) or is_furniture(text) or is_about_page(text) or is_being_written(text)
    )


def _named_picture(pages: Sequence[Document], options: Options) -> Quote | None:
    """The first picture of the content that its alternative text calls the topic."""
    for page in pages:
        for image in page.images:
            words = f"{image.alt} {image.title}"
            if image.region is Region.CONTENT and matches(words, options.any_of, options.not_words):
                return quote_image(page, image)
    return None
