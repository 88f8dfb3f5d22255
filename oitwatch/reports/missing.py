"""The officers' list as text: one agency in full, several in one line an item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.outcome import Outcome
from checks.reasons import Reason
from oitwatch.bangkok import bangkok_day
from oitwatch.reports.columns import wrapped
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.missing_rows import (
    codes_of,
    event_sentence,
    evidence_url,
    last_known_of,
    message_of,
    path_line,
    status_word,
)
from oitwatch.reports.particulars import Particulars, particulars_of
from oitwatch.reports.thai_dates import shown_date, shown_time
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.texts import Texts
from oitwatch.todo import AgencyTodo, TodoItem, Work

_NAMED = 10
_SYMBOLS = {
    Work.MEND: "✗",
    Work.NOT_DUE: "·",
    Work.SECOND_LOOK: "~",
    Work.OPEN: "?",
    Work.UNTESTED: "·",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """How the list is laid out and what it says of its own reach."""

    columns: int | None = None  # None: never wrapped, for pipes
    short: bool = False  # one line an item
    titles: bool = True  # an agency's name and day above its items
    asked: str = ""  # the filter in words, "" without one
    narrowed: bool = False  # whether the filter leaves items out, and not only agencies
    never_audited: tuple[str, ...] = ()
    year: int | None = None  # that was asked for


def missing_text(
    todos: Sequence[AgencyTodo], language: Texts, options: ListOptions | None = None
) -> str:
    """The list for people, ending with a line break; agencies in the order given."""
    options = options or ListOptions()
    say, columns = language.say, options.columns
    shown = [todo for todo in todos if todo.items or not options.narrowed]
    lines: list[str] = []
    if options.asked:
        key = "missing.filter" if shown else "missing.nothing_matches"
        lines += wrapped(say(key, filter=options.asked), columns)
    for todo in shown:
        lines += [*([""] if lines else []), *_agency(todo, language, options)]
    if len(todos) > 1 and shown:
        lines += ["", *wrapped(_sum(shown, language), columns)]
    if options.never_audited:
        never = options.never_audited
        named = ", ".join(never[:_NAMED]) + (", …" if len(never) > _NAMED else "")
        year = str(options.year) if options.year else ""
        told = say("missing.never_audited", count=str(len(never)), agencies=named, year=year)
        lines += wrapped(told, columns)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def short_lines(
    items: Sequence[TodoItem], wording: Wording, home_url: str, columns: int | None = None
) -> Iterator[str]:
    """One line an item; items that one thing keeps open share a line."""
    shared: dict[tuple[str, str], list[TodoItem]] = {}
    for item in items:
        if item.work is Work.OPEN and item.verdict.reason is not Reason.NEEDS_PERSON:
            tail = wording.brief(item.verdict)
            shared.setdefault((tail, _known(item, wording)), []).append(item)
    for item in items:
        group = next((key for key, some in shared.items() if item in some), None)
        if group is None or len(shared[group]) == 1:
            yield from wrapped(_short(item, wording, home_url), columns, hanging="    ")
        elif shared[group][0] is item:
            head = f"{_SYMBOLS[item.work]} {codes_of(shared[group])} {status_word(item, wording)}"
            line = " · ".join(part for part in (f"{head}: {group[0]}", group[1]) if part)
            shown = {evidence_url(each.verdict, home_url) for each in shared[group]}
            line = _with_url(line, shown.pop()) if len(shown) == 1 else line
            yield from wrapped(line, columns, hanging="    ")


def untested_line(items: Sequence[TodoItem], language: Texts) -> str:
    """The items that no run tested, by code."""
    return language.say("missing.untested_codes", items=codes_of(items))


def _agency(todo: AgencyTodo, language: Texts, options: ListOptions) -> Iterator[str]:
    say, run = language.say, todo.run
    columns, short = options.columns, options.short
    wording = Wording(language, rulebook_of(run.fiscal_year_be, run.agency.agency_type))
    if options.titles:
        title = say(
            "missing.title",
            name=printable(masked(todo.name_th)),
            year=str(run.fiscal_year_be),
            date=shown_time(run.finished_at, language),
        )
        yield from wrapped(title, columns)
        if not todo.standing.ordinary:
            yield from wrapped(say("missing.only_run"), columns)
    if run.interrupted:
        yield from wrapped(say("report.interrupted"), columns)
    home_url = run.agency.home_url
    particulars = particulars_of(todo, wording)
    if not todo.items:
        yield from ([] if short else [""])
        yield say("missing.none")
    for work in Work:
        items = todo.of(work)
        if not items:
            continue
        heading = say(f"missing.{work}", count=str(len(items)))
        yield from ([f"-- {heading}"] if short else ["", f"== {heading} =="])
        if work is Work.UNTESTED:
            yield from wrapped(untested_line(items, language), columns)
            continue
        event = todo.event_of(work) if work in {Work.MEND, Work.SECOND_LOOK} else ()
        if event:
            yield from wrapped(event_sentence(work, event, wording), columns)
        if work is Work.SECOND_LOOK:
            items = tuple(item for item in items if item not in event)
        if short:
            yield from short_lines(items, wording, home_url, columns)
            continue
        for item in items:
            yield ""
            yield from _block(item, wording, particulars, home_url, columns)


def _short(item: TodoItem, wording: Wording, home_url: str) -> str:
    verdict, say = item.verdict, wording.texts.say
    head = f"{_SYMBOLS[item.work]} {verdict.item_code.lower()} {status_word(item, wording)} "
    brief = wording.brief(verdict)
    parts = [f"{head}{wording.title(verdict)}" + (f": {brief}" if brief else "")]
    if item.owner:
        parts.append(item.owner)
    if item.work is Work.MEND:
        parts.append(say("report.points", points=f"{two_decimals(item.points):g}"))
    parts.append(_known(item, wording))
    line = printable(masked(" · ".join(part for part in parts if part)))
    return _with_url(line, evidence_url(verdict, home_url))


def _with_url(line: str, url: str) -> str:
    """The line with an address behind it, unless it names it already."""
    return line if url in line else f"{line} · {url}"


def _known(item: TodoItem, wording: Wording) -> str:
    return last_known_of(item, wording)


def _block(
    item: TodoItem,
    wording: Wording,
    particulars: Particulars,
    home_url: str,
    columns: int | None,
) -> Iterator[str]:
    say = wording.texts.say
    verdict = item.verdict
    parts = [f"{_SYMBOLS[item.work]} {verdict.item_code.lower()} {wording.title(verdict)}"]
    if item.work is Work.MEND:
        parts.append(say("report.points", points=f"{two_decimals(item.points):g}"))
    yield from wrapped(printable(masked(" · ".join(parts))), columns, hanging="  ")
    head = [message_of(item, wording), _known(item, wording)]
    tail = [evidence_url(verdict, home_url), path_line(verdict, wording)]
    tail += [*_to_do(item, wording), _when(item, wording)]
    for text in filter(None, head):
        yield from wrapped(text, columns, indent="  ", hanging="  ")
    for text in particulars.of(item):
        yield from wrapped(text, columns, indent="  - ", hanging="    ")
    for text in filter(None, tail):
        yield from wrapped(text, columns, indent="  ", hanging="  ")


def _to_do(item: TodoItem, wording: Wording) -> Iterator[str]:
    say = wording.texts.say
    if item.verdict.outcome is Outcome.CANT_TELL:
        reason = item.verdict.reason or Reason.NEEDS_PERSON
        yield say("report.whose_move", move=wording.move(reason))
        yield say("report.todo", todo=wording.todo(reason))
        return
    fix = wording.fix_th(item.verdict)
    yield f"{say('report.fix')}: {fix}" if fix else ""
    yield say("report.owner", owner=printable(masked(item.owner))) if item.owner else ""


def _when(item: TodoItem, wording: Wording) -> str:
    first, last = item.first_seen_at, item.last_checked_at
    if first is None or last is None:
        return ""
    days = [shown_date(bangkok_day(at), wording.texts) for at in (first, last)]
    return wording.texts.say("missing.seen", first=days[0], last=days[1])


def _sum(todos: Sequence[AgencyTodo], language: Texts) -> str:
    counts = {work: sum(len(todo.of(work)) for todo in todos) for work in Work}
    told = [f"{language.say(f'missing.summary.{work}')} {n}" for work, n in counts.items() if n]
    agencies = language.say("missing.agencies", count=str(len(todos)))
    return " · ".join([agencies, *(told or [language.say("missing.none")])])
