"""A named field is shown with values: as a column of a table, or as a labelled line or section.

Question: does the bundle show a column, row or label of this meaning, with values of its kind?

passed        quotes the first value.
failed        incomplete: the bundle was read and shows no such field, or shows it without values.
cantTell      the field is filled in only for some rows, or only with dashes; or it was not seen
              and a part of the bundle was not read, or the content is a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components of kind field in the rulebook facts; table columns as in real agency reports.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_text
from checks.match.agreed_measures import PARTS, agreed_measure
from checks.match.column_subject import counts_projects, heads_a_column, is_about, stands_under
from checks.match.course_counts import counted_by_course
from checks.match.criteria import is_criteria_text
from checks.match.dates import MONTH
from checks.match.deeds import is_intended, told_results
from checks.match.figure_lists import labelled_figures
from checks.match.forums import Told, is_own_matter, perhaps_told, told_of_forum
from checks.match.furniture import invites, is_about_page
from checks.match.inline_labels import inline_title
from checks.match.label_sense import label_of
from checks.match.labels import (
    is_date,
    labelled_values,
    named_persons,
    told_values,
    without_dates,
)
from checks.match.measure_words import heads_owner
from checks.match.next_section import bidding_below
from checks.match.period_columns import period_charts
from checks.match.phrases import LONG_LINE, lines, matches
from checks.match.planned_sums import USED_OR_TO_USE, is_to_be_used
from checks.match.pointing import solid
from checks.match.record_lists import record_title
from checks.match.remarks import Remark, is_of_other_matter, told_remark
from checks.match.staff_counts import staff_by_kind
from checks.match.steps import listed_steps, timeline, written_steps
from checks.match.substance import chart_picture, picture_only
from checks.match.tables import (
    Column,
    columns,
    filling,
    is_label_table,
    labelled_rows,
    section_rows,
)
from checks.match.telling_sentences import Telling, speaking_sentence, telling_sentence
from checks.match.told_entries import ToldEntry, told_in_entries
from checks.match.told_facts import told_fact
from checks.match.told_measures import measures_stand, tells_other, told_measure
from checks.match.typed_columns import typed_columns, untold_column
from checks.match.values import holds, is_dash, times_taken
from crawler.records import Cell, Document, Region
from crawler.thai import fold_text

# A column is shown when most of its rows are filled: totals and group rows are often blank.
_ENOUGH = 0.5
_WORDS = frozenset({"text", "steps"})
_TOLD = frozenset({"number", "money", "people", "percent"})  # figures that a sentence can tell
_CONTENT = frozenset({Region.CONTENT})
_SUMS = frozenset({"planned", "spent"})
_OF_MEASURES = frozenset({"owner", "steps", "period"})  # told of each measure, or of all of them
_A_MONTH = re.compile(rf"\W*(?:เดือน)?\s*{MONTH}\s*", re.IGNORECASE)
_EACH = 2  # totals that must be told before they may be those of single projects
_OF_ALL = re.compile(
    r"ทั้งปี|ทั้งแผน|ทุกโครงการ|ข้อบัญญัติ|เทศบัญญัติ|^\W*รวม|งบประมาณรวม|วงเงินรวม|รวมทั้งสิ้น|รวมเป็นเงิน"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Wordings of the field and the kind of value it holds."""

    names: tuple[tuple[str, ...], ...]  # all words of one list in a heading or label
    heads: tuple[tuple[str, ...], ...] = ()  # such a heading of a column or row, too, but no line
    value: str = "text"  # a kind of checks.match.values
    labelled: str = ""  # a wider kind that suffices behind a label or in a column of the name
    not_words: tuple[str, ...] = ()  # a heading or label with one of these is none
    labels_not: tuple[str, ...] = ()  # a label with one of these in its own words is none
    records: bool = False  # titles of stretches that repeat the same labels suffice
    not_under: tuple[str, ...] = ()  # a table below a heading with one of these holds it not
    anywhere: bool = False  # a value of the kind in any content line or cell suffices
    anywhere_of: tuple[tuple[str, ...], ...] = ()  # words that such a line must hold
    told: tuple[tuple[str, ...], ...] = ()  # all words of one list in a sentence tell the field
    told_not: tuple[str, ...] = ()  # a sentence with one of these tells nothing
    forum: str = ""  # the part of a forum's account that this is: matter, voice, use
    remark: str = ""  # what a sentence of a report remarks: hindrance, advice
    deeds: bool = False  # two sentences that tell what was done suffice
    times: int = 1  # stretches of time that must be named; a total alone is one
    titled: bool = False  # a table of figures under a caption or heading of its own suffices
    steps_not: tuple[str, ...] = ()  # numbered lines with one of these are no steps
    after: tuple[tuple[str, ...], ...] = ()  # names of the section that this one stands below
    beside: tuple[tuple[str, ...], ...] = ()  # a lone column of prose beside such a one suffices
    courses: bool = False  # counts of kinds of staff in a table of courses suffice
    rows_not: tuple[tuple[str, ...], ...] = ()  # first headings of tables about something else
    prose: str = ""  # what whole sentences tell by how they are built: one of told_facts.FACTS
    entries: str = ""  # what entries told without labels hold: told_entries, told_measures


@dataclass(slots=True, kw_only=True)
class _Look:
    """One search for a field: what is asked, and the nearest that was seen on the way."""

    case: Case
    options: Options
    nearest: Quote | None = None  # a heading or label without a value
    doubtful: Quote | None = None  # a column that is filled for some rows only

    @property
    def figures(self) -> bool:
        """Whether the field holds figures, which a sentence can tell."""
        return self.options.value in _TOLD

    @property
    def kind(self) -> str:
        """The kind of value that suffices where the field is named."""
        return self.options.labelled or self.options.value

    @property
    def pages(self) -> tuple[Document, ...]:
        """The documents but for the home page, which is gathered for the agency's own data."""
        home = self.case.site.home_url
        return tuple(page for page in self.case.documents if page.url != home)


@check(version=6, options=Options)
def field_shown(case: Case, options: Options) -> Finding:
    """Look through columns, labelled rows and labelled lines, in that order; then for sentences."""
    look = _Look(case=case, options=options)
    columned = _by_columns(look)
    if columned is not None:
        return columned
    if options.times > 1:
        return _counted(case, options, look.nearest)
    for by in _LOOKS:
        finding = by(look)
        if finding is not None:
            return finding
    if look.doubtful is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            look.doubtful,
            note="the column is filled for some rows only",
            found=look.doubtful.text[:120],
        )
    sentence = _speaking(look)
    if sentence is not None and not case.gaps:
        return cant_tell(Reason.NEEDS_PERSON, sentence, note="told in a sentence, not as a field")
    picture = picture_only(case) or (chart_picture(case) if look.nearest is None else None)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    return case.absent("the field is not shown with values", nearest=look.nearest)


def _speaking(look: _Look) -> Quote | None:
    """A sentence that speaks of the field, though it may not decide it."""
    case, options = look.case, look.options
    if options.forum:
        return perhaps_told(case, Told(options.forum))
    if options.value != "text":
        return None
    if options.entries in _OF_MEASURES and measures_stand(look.pages):
        return None  # what is said elsewhere tells nothing of the measures
    return speaking_sentence(case, _telling(options, options.names))


def _by_columns(look: _Look) -> Finding | None:
    """A column with such a heading, filled for enough of its rows."""
    case, options = look.case, look.options
    names = (*options.names, *options.heads)
    found = [
        *columns(case.documents, names, options.not_words),
        *(columns(case.documents, USED_OR_TO_USE, ()) if options.entries == "planned" else ()),
    ]
    for column in found:
        if _of_another_table(column, options):
            continue
        to_use = options.entries == "planned" and matches(column.heading_text, USED_OR_TO_USE)
        if to_use and not is_to_be_used(column):
            continue
        if options.deeds and all(is_intended(cell.text) for cell in column.cells):
            look.nearest = look.nearest or _heading(column)
            continue  # results that say "will" are plans
        fill = filling(column, look.kind)
        if (
            fill.first is not None
            and len({cell.start for cell in column.cells}) >= options.times
            and fill.filled + fill.dashes >= _ENOUGH * fill.rows
            and solid(quote_text(column.document, fill.first.start, fill.first.end), case)
        ):
            return passed(
                quote_text(column.document, fill.first.start, fill.first.end),
                _heading(column),
                note=f"{fill.filled} of {fill.rows} rows filled",
                found=column.heading_text[:120],
            )
        if fill.first is not None or fill.dashes:
            look.doubtful = look.doubtful or _heading(column)
        look.nearest = look.nearest or _heading(column)
    return None


def _of_another_table(column: Column, options: Options) -> bool:
    """Whether a column stands in a table that holds no rows of this field's kind."""
    if options.value in _WORDS and is_label_table(column.table) and not heads_a_column(column):
        return True
    if options.rows_not and is_about(column.table, options.rows_not):
        return True
    if options.entries not in {"", *PARTS, *_OF_MEASURES} and counts_projects(column.table):
        return True
    return bool(options.not_under) and stands_under(column, options.not_under, options.names)


def _by_labelled_rows(look: _Look) -> Finding | None:
    """A row of a table of labels, and rows below a row that heads a section."""
    case, options = look.case, look.options
    kind = options.value if look.figures else ""
    names = (*options.names, *options.heads)
    for document, label, value in labelled_rows(
        case.documents, names, options.not_words, figures=kind
    ):
        if options.rows_not and _stands_in(document, label, options.rows_not):
            continue
        if _called(label.text, options.labels_not):
            continue
        plain = without_dates(value.text) if look.figures else value.text
        if holds(plain, look.kind) and not is_dash(value.text):
            return passed(quote_text(document, label.start, value.end), found=value.text[:120])
        look.nearest = look.nearest or quote_text(document, label.start, label.end)
    for document, label, value in section_rows(case.documents, options.names, options.not_words):
        if _called(label.text, options.labels_not):
            continue
        if holds(value.text, look.kind) and not is_dash(value.text):
            return passed(quote_text(document, label.start, value.end), found=value.text[:120])
    return None


def _by_charts(look: _Look) -> Finding | None:
    """Columns of quarters, months or years; figures under a heading of their own."""
    case, options = look.case, look.options
    # What a year is to cost, or what is aimed at in it, is not what was spent.
    spent = options.names if options.entries == "spent" else ()
    for chart in period_charts(case.documents, options.value, spent):
        return passed(
            quote_text(chart.document, chart.first.start, chart.first.end),
            quote_text(chart.document, chart.heading.start, chart.heading.end),
            note="told by columns of quarters, months or years",
            found=chart.heading.text[:120],
        )
    if options.titled:
        for figures_of in labelled_figures(
            case.documents, options.names, options.not_words, options.value
        ):
            return passed(figures_of, note="figures of their own", found=figures_of.text[:120])
    return None


def _by_labelled_lines(look: _Look) -> Finding | None:
    """A person behind such words, or a labelled line or section with a value of the kind."""
    case, options = look.case, look.options
    if options.value == "person_name":
        for person in named_persons(case.documents, options.names, options.not_words):
            return passed(quote_text(person.document, person.start, person.end), found=person.value)
    totals = 0
    for found in labelled_values(case.documents, options.names, options.not_words):
        own = found.label.removesuffix(found.value)
        if _called(own, options.labels_not) or _is_month_and_year(own, found.value):
            continue
        plain = without_dates(found.value) if look.figures else found.value
        dated = options.value in _WORDS and is_date(plain)
        held = holds(plain, look.kind) and not dated
        if options.entries in _SUMS and _OF_ALL.search(fold_text(f"{found.label} {found.value}")):
            totals += 1
            held = held and totals >= _EACH  # one total is none of each project
        quote = quote_text(found.document, found.start, found.end)
        if options.remark and is_of_other_matter(found.label, Remark(options.remark)):
            continue
        if options.forum == Told.MATTER:
            held = held and is_own_matter(found.label, found.value)
        if options.entries == "owner":
            held = held and heads_owner(own, found.value)
        if held and not is_dash(found.value) and solid(quote, case):
            return passed(quote, found=found.value[:120])
        look.nearest = look.nearest or quote
    return None


def _by_figures_in_sentences(look: _Look) -> Finding | None:
    """Figures that a sentence tells; how many persons of each kind there are."""
    case, options = look.case, look.options
    if look.figures:
        for told in told_values(case.documents, options.names, options.value, options.not_words):
            # Beside figures of its own a sentence on hours or a manual tells no statistics.
            apart = options.titled and matches(told.value, [(word,) for word in options.not_words])
            if apart or (
                options.entries in _SUMS and _OF_ALL.search(fold_text(told.label + told.value))
            ):
                continue
            return passed(quote_text(told.document, told.start, told.end), found=told.value[:120])
    if options.value == "headcount":
        counts = staff_by_kind(look.pages)
        if counts is not None:
            return passed(counts, note="told in a sentence", found=counts.text[:120])
    return None


def _by_steps(look: _Look) -> Finding | None:
    """Days that a timeline tells, or steps in a row, numbered or told in order."""
    case, options = look.case, look.options
    if options.value == "time_taken":
        for document in case.documents:
            days = timeline(document)
            if days:
                return passed(quote_text(document, days[-1].start, days[-1].end), note="day by day")
    if options.value == "steps":
        step = written_steps(case.documents, options.steps_not)
        if step is not None:
            return passed(step, found=step.text[:120])
    return None


def _by_entries(look: _Look) -> Finding | None:
    """Titles of repeated records, entries of a list, or the section below another one."""
    case, options = look.case, look.options
    if options.records:
        title = record_title(look.pages)
        if title is not None:
            return passed(title, found=title.text[:120])
        named = inline_title(look.pages)
        if named is not None:
            return passed(quote_text(*named), found=quote_text(*named).text[:120])
    if options.entries:
        listed = _told_one_by_one(look)
        if listed is not None:
            quote = quote_text(listed.document, listed.start, listed.end)
            return passed(quote, note="told by the entries of a list", found=listed.value[:120])
    for section in bidding_below(case.documents, options.after, options.not_words):
        if options.remark and is_of_other_matter(section.text, Remark(options.remark)):
            continue
        return passed(section, note="the section below", found=section.text[:120])
    return None


def _told_one_by_one(look: _Look) -> ToldEntry | None:
    """The first of several entries or measures, told without labels, that tells the field."""
    what = look.options.entries
    listed = agreed_measure(look.pages, what) if what in PARTS else None
    if listed is None and what in _OF_MEASURES:
        listed = told_measure(look.pages, what)
    if listed is None and what not in PARTS:
        listed = told_in_entries(look.pages, "when" if what == "period" else what)
    return listed


def _by_what_cells_hold(look: _Look) -> Finding | None:
    """A column whose cells are of the kind, whatever its heading says; one beside the spending."""
    case, options = look.case, look.options
    counted = counted_by_course(look.pages) if options.courses else None
    if counted is not None:
        first = counted.cells[0]
        return passed(
            quote_text(counted.document, first.start, first.end),
            _heading(counted),
            note="counts of staff by course",
            found=counted.heading_text[:120],
        )
    if options.times == 1 and look.nearest is None:
        for column in typed_columns(case.documents, options.value, options.not_words):
            first = column.cells[0]
            return passed(
                quote_text(column.document, first.start, first.end),
                _heading(column),
                note="told by what the cells hold",
                found=first.text[:120],
            )
    for column in untold_column(case.documents, options.beside, options.not_words):
        first = next(cell for cell in column.cells if cell.text.strip())
        return passed(
            quote_text(column.document, first.start, first.end),
            _heading(column),
            note="the column of prose beside the spending",
            found=first.text[:120],
        )
    return None


def _by_sentences(look: _Look) -> Finding | None:
    """A sentence that tells the field, sentences on what was done, or a value in any line."""
    case, options = look.case, look.options
    told = _telling(options, options.told)
    if options.forum:
        sentence = told_of_forum(case, Told(options.forum))
    else:
        sentence = telling_sentence(case, told) if told.words else None
    if sentence is None and options.prose:
        sentence = told_fact(case, options.prose)
    if sentence is not None:
        return passed(sentence, note="told in a sentence", found=sentence.text[:120])
    if options.remark:
        remark = told_remark(look.pages, Remark(options.remark))
        if remark is not None:
            quote = quote_text(
                remark.document, remark.start, min(remark.end, remark.start + LONG_LINE)
            )
            return passed(quote, note="told in a sentence", found=quote.text[:120])
    if options.deeds:
        results = told_results(look.pages)
        if results:
            line = results[0]
            quote = quote_text(line.document, line.start, min(line.end, line.start + LONG_LINE))
            return passed(quote, note=f"{len(results)} results told", found=quote.text[:120])
    if not options.anywhere:
        return None
    excluded = [fold_text(word) for word in options.not_words]
    for document in look.pages:
        for line in lines(document, _CONTENT):
            if any(word in line.folded for word in excluded) or is_about_page(line.text):
                continue
            if invites(line.text):
                continue
            if options.anywhere_of and not matches(line.text, options.anywhere_of):
                continue
            if holds(line.text, options.value) and not is_criteria_text(line.text):
                return passed(quote_text(document, line.start, line.end), found=line.text[:120])
    return None


# Where a field is looked for after the columns, the surest first.
_LOOKS = (
    _by_labelled_rows,
    _by_charts,
    _by_labelled_lines,
    _by_figures_in_sentences,
    _by_steps,
    _by_entries,
    _by_what_cells_hold,
    _by_sentences,
)


def _called(label: str, words: tuple[str, ...]) -> bool:
    """Whether the own words of a label, its value left out, have one of these."""
    return bool(words) and matches(label, [(word,) for word in words])


def _is_month_and_year(label: str, value: str) -> bool:
    """Whether a line is no more than a month with its year, which labels nothing."""
    return _A_MONTH.fullmatch(label) is not None and not label_of(value).key


def _stands_in(document: Document, label: Cell, names: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a cell stands in a table whose rows are of these kinds."""
    at = next((t for t in document.tables if t.start <= label.start < t.end), None)
    return at is not None and is_about(at, names)


def _counted(case: Case, options: Options, nearest: Quote | None) -> Finding:
    """Whether enough places of the content tell a time of their own."""
    excluded = [fold_text(word) for word in options.not_words]
    first: Quote | None = None
    count = 0
    for document in case.documents:
        if document.url == case.site.home_url:
            continue
        days = timeline(document)
        if days:
            return passed(quote_text(document, days[0].start, days[-1].end), note="day by day")
        for line in lines(document, _CONTENT):
            if any(word in line.folded for word in excluded) or is_criteria_text(line.text):
                continue
            if is_about_page(line.text) or line.folded.startswith("รวม"):
                continue
            times = times_taken(line.text)
            if times:
                count += times
                first = first or quote_text(document, line.start, line.end)
    timed = [holds(line.text, "time_taken") for line in listed_steps(case.documents)]
    if any(timed) and sum(timed) <= _ENOUGH * len(timed):
        return case.absent(
            f"{sum(timed)} of {len(timed)} listed steps tell their time", nearest=first
        )
    if first is not None and count >= options.times:
        return passed(first, note=f"{count} times named", found=first.text[:120])
    picture = picture_only(case) or (chart_picture(case) if first is None else None)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    return case.absent("only one time is named", nearest=first or nearest)


def _passes_over(options: Options) -> Callable[[str], bool] | None:
    """What tells the sentences that use a field's words for something else; None without any."""
    if options.entries in _OF_MEASURES:
        return partial(tells_other, part=options.entries)
    if options.remark:
        return partial(is_of_other_matter, remark=Remark(options.remark))
    return None


def _telling(options: Options, words: tuple[tuple[str, ...], ...]) -> Telling:
    return Telling(
        words=words,
        not_words=options.not_words,
        not_clauses=options.told_not,
        kind=options.value if options.value == "level" else "",
        passes_over=_passes_over(options),
    )


def _heading(column: Column) -> Quote:
    return quote_text(column.document, column.heading.start, column.heading.end)
