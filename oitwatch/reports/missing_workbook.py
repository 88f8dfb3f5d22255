"""The officers' list as a workbook of three sheets, cells of text only. Source: ux.md section 6."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from typing import Any

import xlsxwriter

from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.missing_rows import (
    COLUMNS,
    Row,
    cells,
    event_sentence,
    headings,
    rows_of,
    wording_of,
)
from oitwatch.reports.thai_dates import shown_time
from oitwatch.texts import texts
from oitwatch.todo import AgencyTodo, Work
from store.records import AgencyEntry

_FONT = {"font_name": "Sarabun", "font_size": 11, "valign": "top"}
_LONGEST = 32_000  # letters; a cell holds 32,767 and a longer one would stay empty
_WIDTH = 14
_WIDTHS: Mapping[str, int] = {
    "agency_id": 22, "name_th": 28, "fiscal_year_be": 10, "item_code": 8, "title_th": 34,
    "reason_th": 20, "message_th": 48, "missing_th": 34, "details_th": 60, "url": 40, "quote": 40,
    "how_to_fix_th": 60, "owner_th": 24, "points": 9, "last_known": 24, "whose_move_th": 24,
}  # fmt: skip
_SUMMARY = ("agency_id", "name_th", "province", "fiscal_year_be", "last_audit", "score", *Work)


def workbook_bytes(
    todos: Sequence[AgencyTodo],
    *,
    asked: str = "",
    never_audited: Sequence[AgencyEntry] = (),
) -> bytes:
    """The workbook of the agencies' items; ``asked`` is the filter in words, "" without one."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    say = texts("th").say
    with xlsxwriter.Workbook(stream, options) as book:
        # The same list gives the same file: no clock but that of the newest run.
        moments = [todo.run.finished_at for todo in todos]
        if moments:
            book.set_properties({"created": max(moments).astimezone(UTC).replace(tzinfo=None)})
        _summary(
            book.add_worksheet(say("missing.sheet.summary")), book, todos, asked, never_audited
        )
        _table(book.add_worksheet(say("missing.sheet.items")), book, rows_of(todos, never_audited))
        _how_to_read(book.add_worksheet(say("missing.sheet.how_to_read")), book)
    return stream.getvalue()


def _summary(
    sheet: Any,
    book: Any,
    todos: Sequence[AgencyTodo],
    asked: str,
    never_audited: Sequence[AgencyEntry],
) -> None:
    say = texts("th").say
    named = [say(f"missing.summary.{name}") for name in _SUMMARY]
    lines = [_summary_line(todo) for todo in todos]
    lines += [_never_line(entry) for entry in never_audited]
    _grid(sheet, book, named, lines, [22, 36, 18, 12, 22, 18, *[14] * len(Work)])
    notes = [say("missing.filter", filter=asked)] if asked else []
    notes += [
        f"{_plain(todo.name_th)}: {event_sentence(work, event, wording_of(todo))}"
        for todo in todos
        for work in (Work.MEND, Work.SECOND_LOOK)
        if (event := todo.event_of(work))
    ]
    notes += [
        f"{_plain(todo.name_th)}: {say('missing.only_run')}"
        for todo in todos
        if not todo.standing.ordinary
    ]
    if never_audited:
        notes.append(say("missing.never_audited_note", count=str(len(never_audited))))
    text = book.add_format(_FONT)
    for number, note in enumerate(notes, start=len(lines) + 2):
        sheet.write_string(number, 0, note, text)


def _summary_line(todo: AgencyTodo) -> tuple[str, ...]:
    language = texts("th")
    low, high = (two_decimals(value) for value in (todo.score.low, todo.score.high))
    return (
        todo.agency_id,
        _plain(todo.name_th),
        _plain(todo.province),
        str(todo.run.fiscal_year_be),
        shown_time(todo.run.finished_at, language),
        f"{low:g}" if low == high else f"{low:g}–{high:g}",
        *(str(len(todo.of(work))) for work in Work),
    )


def _never_line(entry: AgencyEntry) -> tuple[str, ...]:
    status = texts("th").say("missing.status.never_audited")
    named = (entry.agency_id, _plain(entry.name_th), _plain(entry.province))
    return (*named, "", status, "", *("" for _ in Work))


def _table(sheet: Any, book: Any, rows: Iterable[Row]) -> None:
    widths = [_WIDTHS.get(name, _WIDTH) for name in COLUMNS]
    _grid(sheet, book, headings(), [cells(row) for row in rows], widths)
    sheet.freeze_panes(1, COLUMNS.index("item_code") + 1)


def _how_to_read(sheet: Any, book: Any) -> None:
    language = texts("th")
    lines = [
        (language.say(f"missing.column.{name}"), language.say(f"missing.column_means.{name}"))
        for name in COLUMNS
    ]
    for key in language.keys("missing.status_means."):
        name = key.rpartition(".")[2]
        word = (
            f"missing.status.{name}" if language.has(f"missing.status.{name}") else f"status.{name}"
        )
        lines.append((language.say(word), language.say(key)))
    _grid(
        sheet,
        book,
        [language.say("missing.word"), language.say("missing.meaning")],
        lines,
        [26, 90],
    )


def _grid(
    sheet: Any,
    book: Any,
    names: Sequence[str],
    lines: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """A header that stays in sight, filters, and wrapped cells of text."""
    head = book.add_format({**_FONT, "bold": True, "bottom": 1, "text_wrap": True})
    text = book.add_format({**_FONT, "text_wrap": True, "num_format": "@"})
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for number, line in enumerate(lines, start=1):
        for column, cell in enumerate(line):
            sheet.write_string(number, column, cell[:_LONGEST], text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(names) - 1)


def _plain(text: str) -> str:
    return printable(masked(text))
