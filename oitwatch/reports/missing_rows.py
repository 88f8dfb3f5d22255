"""The officers' list as rows of words: what tables and the JSON document are made from."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from checks.reasons import Reason
from checks.records import Quote, Verdict
from oitwatch.bangkok import bangkok_day
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.particulars import Particulars, particulars_of
from oitwatch.reports.shown_text import shown_quote
from oitwatch.reports.thai_dates import shown_date
from oitwatch.reports.verdict_facts import (
    WHOLE_PLACE,
    deciding_component,
    deciding_gap,
    path_of,
)
from oitwatch.reports.wording import Wording
from oitwatch.texts import texts
from oitwatch.todo import AgencyTodo, TodoItem, Work
from store.records import AgencyEntry

# A spreadsheet takes a cell that begins like this for a formula, also in its full-width form.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_GUARD = "'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table; the fields are the columns, their names the machine's header."""

    agency_id: str
    name_th: str
    province: str
    fiscal_year_be: str
    item_code: str
    title_th: str
    status: str
    reason: str
    reason_th: str
    message_th: str
    missing_th: str
    details_th: str
    url: str
    quote: str
    how_to_fix_th: str
    owner_th: str
    points: str
    first_seen: str
    last_checked: str
    last_known: str
    whose_move_th: str
    first_seen_on: str  # ISO, Common Era
    last_checked_on: str


COLUMNS = tuple(column.name for column in fields(Row))


def rows_of(
    todos: Iterable[AgencyTodo], never_audited: Sequence[AgencyEntry] = ()
) -> tuple[Row, ...]:
    """Every item of every agency: by the work, then points gained, then agency.

    An event of a whole site is one row, in place of its items that await a second look and before
    those that failed again. Agencies that were never audited have a row each, at the end.
    """
    order = tuple(Work)
    placed = []
    for todo in todos:
        wording = wording_of(todo)
        particulars = particulars_of(todo, wording)
        told = [item for item in todo.items if not _is_part_of_event(todo, item)]
        placed += [
            (
                (order.index(item.work), -item.points, todo.name_th),
                row_of(todo, item, wording, particulars),
            )
            for item in told
        ]
        for work in (Work.MEND, Work.SECOND_LOOK):
            event = todo.event_of(work)
            if event:
                place = (order.index(work), -sum(i.points for i in event), todo.name_th)
                placed.append((place, _event_row(todo, work, event, wording)))
    placed.sort(key=lambda entry: entry[0])
    return tuple(row for _, row in placed) + tuple(_never_row(entry) for entry in never_audited)


def wording_of(todo: AgencyTodo) -> Wording:
    """The Thai sentences of an agency's year."""
    return Wording(texts("th"), todo.rulebook)


def row_of(todo: AgencyTodo, item: TodoItem, wording: Wording, particulars: Particulars) -> Row:
    """One item in words; citizen numbers are masked."""
    verdict = item.verdict
    quote = quote_of(verdict)
    reason = verdict.reason
    return Row(
        **_agency(todo),
        item_code=verdict.item_code,
        title_th=_plain(verdict.title_th),
        status=status_word(item, wording),
        reason=reason.value if reason else "",
        reason_th=wording.texts.say(f"reason.{reason}.name") if reason else "",
        message_th=message_of(item, wording),
        missing_th=", ".join(labels_of(item, wording)),
        details_th=" · ".join(particulars.of(item)),
        url=evidence_url(verdict, todo.run.agency.home_url),
        quote=shown_quote(quote.text) if quote else "",
        how_to_fix_th=fix_of(item, wording),
        owner_th=_plain(item.owner),
        points=f"{two_decimals(item.points):g}",
        first_seen=_day(item.first_seen_at, wording),
        last_checked=_day(item.last_checked_at, wording),
        last_known=last_known_of(item, wording),
        whose_move_th=move_of(item, wording),
        first_seen_on=_iso(item.first_seen_at),
        last_checked_on=_iso(item.last_checked_at),
    )


def csv_text(rows: Iterable[Row], *, machine_header: bool) -> str:
    """The rows as RFC 4180 with a mark that tells spreadsheets it is UTF-8.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS if machine_header else headings())
    for row in rows:
        writer.writerow([guarded(cell) for cell in cells(row)])
    return "\ufeff" + stream.getvalue()


def headings() -> tuple[str, ...]:
    """The columns' names in Thai."""
    say = texts("th").say
    return tuple(say(f"missing.column.{name}") for name in COLUMNS)


def cells(row: Row) -> tuple[str, ...]:
    """The row's cells in the order of the columns."""
    return tuple(getattr(row, name) for name in COLUMNS)


def guarded(cell: str) -> str:
    """The cell, made harmless where it begins like a formula."""
    return f"{_GUARD}{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


# -- what a list says of an item -----------------------------------------------------------------


def status_word(item: TodoItem, wording: Wording) -> str:
    """The officer's word for the state of an item on the list."""
    say = wording.texts.say
    match item.work:
        case Work.MEND | Work.OPEN:
            return wording.status(item.verdict)
        case Work.NOT_DUE:
            return say("missing.status.not_yet_due")
        case Work.SECOND_LOOK:
            return say("missing.status.awaiting")
        case Work.UNTESTED:
            return say("status.untested")


def message_of(item: TodoItem, wording: Wording) -> str:
    """One sentence on the item, with what a newer look could not tell."""
    say = wording.texts.say
    if item.work is Work.UNTESTED:
        return say("missing.never_tested")
    sentence = wording.item(item.verdict)
    if item.work is Work.SECOND_LOOK:
        return say("missing.seen_once", sentence=sentence)
    if item.failed_once is not None:
        once = wording.item(item.failed_once)
        return say("missing.failed_before", sentence=sentence, failure=once)
    if item.unreadable is not None:
        return say("missing.not_read_since", sentence=sentence, why=wording.item(item.unreadable))
    return sentence


def labels_of(item: TodoItem, wording: Wording) -> tuple[str, ...]:
    """The components that are missing, or that a person must look at."""
    if item.work is Work.OPEN:
        return wording.open_labels(item.verdict)
    if item.work is Work.UNTESTED or item.verdict.reason in WHOLE_PLACE:
        return ()
    return wording.failed_labels(item.verdict)


def fix_of(item: TodoItem, wording: Wording) -> str:
    """How to mend it, or what to do where it could not be told."""
    if item.work is Work.OPEN:
        return wording.todo(item.verdict.reason or Reason.NEEDS_PERSON)
    return "" if item.work is Work.UNTESTED else wording.fix_th(item.verdict)


def move_of(item: TodoItem, wording: Wording) -> str:
    """Whose move it is."""
    say = wording.texts.say
    match item.work:
        case Work.SECOND_LOOK:
            return say("missing.move.awaiting")
        case Work.NOT_DUE:
            return say("missing.move.not_yet_due")
        case Work.UNTESTED:
            return say("missing.move.not_tested")
        case Work.MEND | Work.OPEN:
            return wording.move(item.verdict.reason or Reason.NEEDS_PERSON)


def last_known_of(item: TodoItem, wording: Wording) -> str:
    """What was known before an item could not be told or turned, "" when nothing was."""
    if item.last_known is None:
        return ""
    outcome, at = item.last_known
    key = "missing.known_before" if item.work is Work.SECOND_LOOK else "missing.last_known"
    told = wording.texts.say(
        key,
        status=wording.texts.say(f"missing.known.{outcome}"),
        date=shown_date(bangkok_day(at), wording.texts),
    )
    failed_at = item.failed_once_at
    if failed_at is None:
        return told
    day = shown_date(bangkok_day(failed_at), wording.texts)
    return f"{told} · {wording.texts.say('missing.failed_once', date=day)}"


def quote_of(verdict: Verdict) -> Quote | None:
    """Words that show why an item is as it is, None when it rests on absence."""
    carrier = deciding_component(verdict)
    return (
        next((quote for quote in carrier.finding.quotes if quote.text), None) if carrier else None
    )


def evidence_url(verdict: Verdict, home_url: str) -> str:
    """The page that answers the item, else the one that was quoted, could not be read or was
    searched first; the home page when there is none of these."""
    if verdict.candidate:
        return verdict.candidate.url
    quote, gap = quote_of(verdict), deciding_gap(verdict)
    searched = [url for part in verdict.components for url in part.finding.searched]
    known = (quote.url if quote else "", gap.url if gap else "", *searched[:1])
    return next((url for url in known if url), home_url)


def path_line(verdict: Verdict, wording: Wording) -> str:
    """The clicks from the home page as a line, "" when none were seen."""
    path = path_of(verdict)
    return wording.texts.say("report.path", path=path) if path else ""


def codes_of(items: Iterable[TodoItem]) -> str:
    """The items' codes as officers write them, in the order of the rulebook."""
    codes = sorted((len(code), code) for code in (item.verdict.item_code for item in items))
    return ", ".join(code.lower() for _, code in codes)


def event_sentence(work: Work, event: Sequence[TodoItem], wording: Wording) -> str:
    """One sentence on what turned a whole site."""
    key = "missing.site_event" if work is Work.SECOND_LOOK else "missing.site_event_stands"
    first = min((item.first_seen_at for item in event if item.first_seen_at), default=None)
    return wording.texts.say(
        key, count=str(len(event)), items=codes_of(event), date=_day(first, wording)
    )


def _event_row(todo: AgencyTodo, work: Work, event: Sequence[TodoItem], wording: Wording) -> Row:
    say = wording.texts.say
    newest = event[0]
    waits = work is Work.SECOND_LOOK
    # The rows of items that failed again carry their points themselves.
    points = f"{two_decimals(sum(item.points for item in event)):g}" if waits else ""
    facts = {
        "title_th": say("missing.site_event_title"),
        "status": say("missing.status.awaiting") if waits else say("missing.status.site_event"),
        "message_th": event_sentence(work, event, wording),
        "url": todo.run.agency.home_url,
        "points": points,
        "first_seen": _day(newest.first_seen_at, wording),
        "last_checked": _day(newest.last_checked_at, wording),
        "whose_move_th": say("missing.move.awaiting") if waits else move_of(newest, wording),
        "first_seen_on": _iso(newest.first_seen_at),
        "last_checked_on": _iso(newest.last_checked_at),
    }
    return Row(**(dict.fromkeys(COLUMNS, "") | _agency(todo) | facts))


def _never_row(entry: AgencyEntry) -> Row:
    say = texts("th").say
    facts = {
        "agency_id": entry.agency_id,
        "name_th": _plain(entry.name_th),
        "province": _plain(entry.province),
        "status": say("missing.status.never_audited"),
        "message_th": say("missing.agency_never_audited"),
        "url": entry.home_url,
        "whose_move_th": say("missing.move.not_tested"),
    }
    return Row(**(dict.fromkeys(COLUMNS, "") | facts))


def _is_part_of_event(todo: AgencyTodo, item: TodoItem) -> bool:
    return item.work is Work.SECOND_LOOK and item in todo.event_of(Work.SECOND_LOOK)


def _agency(todo: AgencyTodo) -> dict[str, str]:
    return {
        "agency_id": todo.agency_id,
        "name_th": _plain(todo.name_th),
        "province": _plain(todo.province),
        "fiscal_year_be": str(todo.run.fiscal_year_be),
    }


def _plain(text: str) -> str:
    return printable(masked(text))


def _day(moment: datetime | None, wording: Wording) -> str:
    return shown_date(bangkok_day(moment), wording.texts) if moment else ""


def _iso(moment: datetime | None) -> str:
    return bangkok_day(moment).isoformat() if moment else ""
