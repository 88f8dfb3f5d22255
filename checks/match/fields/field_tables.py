"""Where a field is looked for in tables: columns, labelled rows, charts, and what cells hold."""

from checks.api import Finding, passed, quote_text
from checks.match.fields.case_counts import counts_other, denies_all
from checks.match.fields.course_counts import (
    counted_below_trained,
    counts_trainees,
)
from checks.match.fields.deeds import is_intended, is_unsettled
from checks.match.fields.field_look import (
    OF_MEASURES,
    RESULTS,
    FieldOptions,
    Look,
    called,
    heading_of,
)
from checks.match.fields.no_use import counts_visits, heads_no_use, is_of_site_visits
from checks.match.fields.planned_sums import (
    USED_OR_TO_USE,
    is_to_be_used,
    sums_below_results,
)
from checks.match.fields.staff_counts import counts_some_staff, is_total_of_staff
from checks.match.fields.told_facts import RISKS, Fact
from checks.match.forums.accounts import Told, is_yet_to_be_used, says_only_it_went_well
from checks.match.links.pointing import solid
from checks.match.measures.agreed_measures import PARTS
from checks.match.measures.measure_columns import asks_of_measures, scores_only
from checks.match.measures.measure_words import names_issue
from checks.match.measures.result_words import hopes_for_result, tells_no_result
from checks.match.measures.risk_columns import names_areas
from checks.match.periods.bare_dates import without_dates
from checks.match.periods.period_columns import period_charts
from checks.match.reading.phrases import matches
from checks.match.reading.values import holds, is_dash
from checks.match.tables.column_subject import (
    counts_projects,
    heads_a_column,
    is_about,
    stands_under,
)
from checks.match.tables.columns import (
    Column,
    columns,
    filling,
    is_label_table,
    labelled_rows,
    section_rows,
)
from checks.match.tables.figure_cards import carded_figures
from checks.match.tables.figure_lists import labelled_figures
from checks.match.tables.file_lists import lists_files
from checks.match.tables.group_names import names_group
from checks.match.tables.group_rows import Rows, rows_are
from checks.match.tables.scales import is_scale
from checks.match.tables.ticked_states import ticked_state
from checks.match.tables.unclaimed import says_money_is_gone
from crawler.records import Cell, Document

# A column is shown when most of its rows are filled: totals and group rows are often blank.
ENOUGH = 0.5
_WORDS = frozenset({"text", "steps"})
_BARE = frozenset({"number", "cases"})  # figures that may stand without a unit


def by_columns(look: Look) -> Finding | None:
    """A column with such a heading, filled for enough of its rows."""
    case, options = look.case, look.options
    names = (*options.names, *options.heads)
    found = [
        *columns(case.documents, names, options.not_words),
        *(columns(case.documents, USED_OR_TO_USE, ()) if options.entries == "planned" else ()),
        *(counted_below_trained(case.documents) if options.courses else ()),
        *(sums_below_results(case.documents) if options.entries == "spent" else ()),
    ]
    for column in found:
        if of_another_table(column, options):
            continue
        if options.titled and column.cells and heads_no_use(column.document, column.cells[0]):
            continue
        if look.of_online and is_of_site_visits(column.heading_text):
            continue
        if options.value == "cases" and denies_all(column):
            look.nearest = look.nearest or heading_of(column)
            continue  # that there were none is said, and judged as a statement
        if of_groups(look, column) or (options.value == "level" and is_scale(column)):
            continue
        to_use = options.entries == "planned" and matches(column.heading_text, USED_OR_TO_USE)
        if to_use and not is_to_be_used(column):
            continue
        if options.entries == "planned" and says_money_is_gone(column.heading_text):
            continue
        if _only_hoped_for(options, column):
            look.nearest = look.nearest or heading_of(column)
            continue
        if options.deeds and all(is_intended(cell.text) for cell in column.cells):
            look.nearest = look.nearest or heading_of(column)
            continue  # results that say "will" are plans
        if options.courses and not any(
            counts_trainees(column.heading_text, cell.text) for cell in column.cells
        ):
            continue
        unsettled = options.prose in RISKS and all(
            not cell.text.strip() or is_unsettled(cell.text) for cell in column.cells
        )
        if unsettled or (options.entries in RESULTS and _tells_no_results(column)):
            look.nearest = look.nearest or heading_of(column)
            continue
        fill = filling(column, look.kind)
        if (
            fill.first is not None
            and len({cell.start for cell in column.cells}) >= options.times
            and fill.filled + fill.dashes >= ENOUGH * fill.rows
            and solid(quote_text(column.document, fill.first.start, fill.first.end), case)
        ):
            return passed(
                quote_text(column.document, fill.first.start, fill.first.end),
                heading_of(column),
                note=f"{fill.filled} of {fill.rows} rows filled",
                found=column.heading_text[:120],
            )
        if fill.first is not None or fill.dashes >= ENOUGH * fill.rows > 0:
            look.doubtful = look.doubtful or heading_of(column)
        look.nearest = look.nearest or heading_of(column)
    return None


def _only_said_of_forum(options: FieldOptions, text: str) -> bool:
    """Whether words say that all went well, and no voice, or what will be done, and no use."""
    if options.forum is Told.VOICE:
        return says_only_it_went_well(text)
    return options.forum is Told.USE and is_yet_to_be_used(text)


def _only_hoped_for(options: FieldOptions, column: Column) -> bool:
    """Whether a column of a forum tells what is expected to be said, or what will be done of it."""
    told = [cell.text for cell in column.cells if cell.text.strip()]
    if options.forum is Told.VOICE and hopes_for_result(column.heading_text):
        return True
    return bool(told) and all(_only_said_of_forum(options, text) for text in told)


def _tells_no_results(column: Column) -> bool:
    """Whether a column holds targets, or says of most measures that nothing came of them yet."""
    if hopes_for_result(column.heading_text):
        return True
    told = [cell.text for cell in column.cells if cell.text.strip()]
    return sum(tells_no_result(text) or is_dash(text) for text in told) * 2 > len(told)


def of_groups(look: Look, column: Column) -> bool:
    """Whether a column tells of strategies or areas what is asked for of each project."""
    rows = rows_are(column.table) if look.of_each else Rows.OTHER
    if rows is Rows.OTHER:
        return False
    look.nearest = look.nearest or heading_of(column)
    if rows is Rows.DONE_IN_GROUPS and look.options.entries == "done":
        look.grouped = look.grouped or heading_of(column)
    return True


def of_another_table(column: Column, options: FieldOptions) -> bool:
    """Whether a column stands in a table that holds no rows of this field's kind."""
    if options.value in _WORDS and is_label_table(column.table) and not heads_a_column(column):
        return True
    if options.rows_not and is_about(column.table, options.rows_not):
        return True
    if options.entries in OF_MEASURES and lists_files(column.table):
        return True
    if options.prose == Fact.RISK_EVENT and names_areas(column):
        return True
    if options.entries not in {"", *PARTS, *OF_MEASURES, *RESULTS} and counts_projects(
        column.table
    ):
        return True
    if options.entries == "measure" and _lists_issues(column):
        return True
    if options.entries in OF_MEASURES and scores_only(column.table):
        return True
    if options.entries in OF_MEASURES and _only_the_group_is_named(column, options):
        return True
    return bool(options.not_under) and stands_under(column, options.not_under, options.names)


def _only_the_group_is_named(column: Column, options: FieldOptions) -> bool:
    """Whether the words stand over several columns, each of which has a name of its own below."""
    row = next((r for r in column.table.rows if column.heading in r), ())
    several = sum(cell.start == column.heading.start for cell in row) > 1
    own = column.heading_text.replace(column.heading.text, " ").strip()
    return several and bool(own) and not matches(own, options.names, options.not_words)


def _lists_issues(column: Column) -> bool:
    """Whether a column names issues of the analysis, in a table that asks nothing of measures."""
    said = [cell.text for cell in column.cells if cell.text.strip()]
    issues = sum(map(names_issue, said)) * 2 > len(said)
    return issues and not asks_of_measures(column.table)


def by_labelled_rows(look: Look) -> Finding | None:
    """A row of a table of labels, and rows below a row that heads a section."""
    case, options = look.case, look.options
    kind = options.value if look.figures else ""
    names = (*options.names, *options.heads)
    for document, label, value in labelled_rows(
        case.documents, names, options.not_words, figures=kind
    ):
        if options.rows_not and _stands_in(document, label, options.rows_not):
            continue
        if called(label.text, options.labels_not):
            continue
        if options.value == "headcount" and _tells_no_kind(label.text, value.text):
            continue
        if options.titled and heads_no_use(document, value):
            continue
        if look.of_each and _crosses_groups(document, label):
            look.nearest = look.nearest or quote_text(document, label.start, label.end)
            continue
        if options.value == "cases" and counts_other(document, value):
            continue
        plain = without_dates(value.text) if look.figures else value.text
        if options.courses and not counts_trainees(label.text, plain):
            continue
        empty = is_dash(value.text) or _only_said_of_forum(options, value.text)
        if holds(plain, look.kind) and not empty:
            return passed(quote_text(document, label.start, value.end), found=value.text[:120])
        look.nearest = look.nearest or quote_text(document, label.start, label.end)
    for document, label, value in section_rows(case.documents, options.names, options.not_words):
        if called(label.text, options.labels_not):
            continue
        if holds(value.text, look.kind) and not is_dash(value.text):
            return passed(quote_text(document, label.start, value.end), found=value.text[:120])
    return None


def by_charts(look: Look) -> Finding | None:
    """Columns of quarters, months or years; figures under a heading of their own; ticked states."""
    case, options = look.case, look.options
    ticked = ticked_state(case.documents, options.names) if options.entries == "done" else None
    if ticked is not None:
        return passed(ticked, note="a tick below the state of each")
    # What a year is to cost, or what is aimed at in it, is not what was spent.
    spent = options.names if options.entries == "spent" else ()
    for chart in period_charts(case.documents, options.value, spent):
        return passed(
            quote_text(chart.document, chart.first.start, chart.first.end),
            quote_text(chart.document, chart.heading.start, chart.heading.end),
            note="told by columns of quarters, months or years",
            found=chart.heading.text[:120],
        )
    if options.value in _BARE:
        for card in carded_figures(case.documents, options.names, options.not_words):
            return passed(card, note="a figure above its words", found=card.text[:120])
    if options.titled:
        for figures_of in labelled_figures(
            case.documents,
            options.names,
            options.not_words,
            options.value,
            top_without=options.top_without,
            captions=options.heads,
            captions_not=options.heads_not,
        ):
            if look.of_online and counts_visits(figures_of.text):
                continue
            return passed(figures_of, note="figures of their own", found=figures_of.text[:120])
    return None


def _tells_no_kind(label: str, value: str) -> bool:
    """Whether a count of staff is of some of them, or of all without their kinds."""
    return counts_some_staff(label) or is_total_of_staff(label, value)


def _crosses_groups(document: Document, label: Cell) -> bool:
    """Whether the columns of a label's table are what gathers projects, or its rows are."""
    at = next((t for t in document.tables if t.start <= label.start < t.end), None)
    if at is None:
        return False
    heads = [cell.text for cell in at.rows[0][1:] if cell.text.strip()]
    crossed = sum(map(names_group, heads))
    return rows_are(at) is not Rows.OTHER or (crossed > 1 and crossed * 2 > len(heads))


def _stands_in(document: Document, label: Cell, names: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a cell stands in a table whose rows are of these kinds."""
    at = next((t for t in document.tables if t.start <= label.start < t.end), None)
    return at is not None and is_about(at, names)
