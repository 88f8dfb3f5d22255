"""``oitwatch missing``: what stands of the audits and is to be done, of one agency or of many."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from checks.reasons import Reason
from crawler.politeness import SystemClock
from oitwatch.audit import default_year
from oitwatch.bangkok import bangkok_day
from oitwatch.commands.inputs import item_codes
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import (
    FAILED,
    OPEN,
    PASSED,
    check_output,
    columns,
    deliver,
    deliver_bytes,
    refuse_terminal,
    talk,
)
from oitwatch.commands.typed_dates import typed_day, typed_in_common_era
from oitwatch.errors import UsageError
from oitwatch.reports.missing import ListOptions, missing_text
from oitwatch.reports.missing_document import missing_document, missing_documents
from oitwatch.reports.missing_rows import csv_text, rows_of
from oitwatch.reports.thai_dates import shown_date
from oitwatch.scope import Scope, province_words, scope_of
from oitwatch.settings import load_settings
from oitwatch.texts import Texts, texts
from oitwatch.todo import AgencyTodo, TodoFilter, Work, agency_todo
from store.records import AgencyEntry
from store.store import Store

_KNOWN_AGENCIES = 10
_BY_ENDING = frozenset({"csv", "json", "xlsx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCommand:
    """The command line of ``oitwatch missing`` as typed."""

    lang: str
    agencies: tuple[str, ...] = ()
    unit: str | None = None
    province: str | None = None
    item: str | None = None
    reason: str | None = None
    changed_since: str | None = None
    year: int | None = None
    format: str = "text"
    header: str = "thai"
    output: Path | None = None
    verbosity: int = 0


def run(command: MissingCommand) -> int:
    """Print the list; 1 when something failed, 3 when only something is open, else 0.

    Raises:
        UsageError: nothing was audited yet, or the filter names nothing.
        AuditError: the home directory or the list's file cannot be used.
    """
    command = _by_ending(command)
    asked = _filter(command)
    tell_common_era(command.changed_since, asked.changed_since, texts(command.lang))
    check_output(command.output)
    if command.format == "xlsx":
        refuse_terminal(command.output)
    settings = load_settings()
    confirm_after = timedelta(seconds=settings.confirm_seconds)
    with opened_store(settings.home) as store:
        scope = scope_of(
            store,
            agencies=tuple(name.strip() for name in command.agencies),
            province=(command.province or "").strip(),
            year=command.year,
        )
        _check_scope(command, scope, store, str(settings.home))
        # A country's agencies fit into memory only without what their verdicts rest on.
        todos = [
            found.without_evidence()
            for agency in scope.audited
            if (found := agency_todo(store, *agency, confirm_after)) is not None
        ]
    _check_item(asked, todos)
    todos = _ordered([todo.narrowed(asked) for todo in todos])
    # What asks for a finding leaves out agencies that have none; an item of theirs is not known.
    by_finding = asked.reason or asked.unit or asked.changed_since
    never = () if by_finding else scope.never_audited
    _deliver(command, asked, todos, never)
    if any(todo.of(Work.MEND) or todo.of(Work.NOT_DUE) for todo in todos):
        return FAILED
    still_open = any(todo.of(Work.OPEN) or todo.of(Work.SECOND_LOOK) for todo in todos)
    return OPEN if still_open or never else PASSED


def _by_ending(command: MissingCommand) -> MissingCommand:
    """The command with the format that its file's name tells, when none was asked for."""
    ending = command.output.suffix.lower().removeprefix(".") if command.output else ""
    if command.format == "text" and ending in _BY_ENDING:
        return replace(command, format=ending)
    return command


def require_audited(store: Store, agency_id: str, year: int | None, home: str) -> None:
    """See that an agency was audited, for a year when one is given.

    Raises:
        UsageError: it was not; the message says what to do.
    """
    newest = dict(store.audited())
    if agency_id not in newest:
        registered = store.register.get(agency_id)
        if registered is not None:
            facts = {"agency": agency_id, "url": registered.entry.home_url}
            raise UsageError("never_audited", **facts)
        known = ", ".join(list(newest)[:_KNOWN_AGENCIES])
        if not known:
            raise UsageError("no_run", home=home)
        raise UsageError("no_run_of_agency", agency=agency_id, home=home, known=known)
    if year is not None and not store.looked_at(agency_id, year):
        facts = {"agency": agency_id, "year": str(year), "known": str(newest[agency_id])}
        raise UsageError("no_run_of_year", **facts)


def tell_common_era(text: str | None, day: date | None, language: Texts) -> None:
    """Say how a year was read where it can be read in two ways."""
    if text is not None and day is not None and typed_in_common_era(text, day):
        facts = {"year": str(day.year), "date": shown_date(day, language)}
        talk(language.say("progress.common_era", **facts))


def _deliver(
    command: MissingCommand,
    asked: TodoFilter,
    todos: Sequence[AgencyTodo],
    never: Sequence[AgencyEntry],
) -> None:
    language = texts(command.lang)
    if command.format == "xlsx":
        from oitwatch.reports.missing_workbook import workbook_bytes

        words = _in_words(command, asked, texts("th"))
        deliver_bytes(
            workbook_bytes(todos, asked=words, never_audited=never), command.output, language
        )
    elif command.format == "csv":
        table = csv_text(rows_of(todos, never), machine_header=command.header == "machine")
        deliver(table, command.output, language)
    elif command.format == "json":
        # One agency that was asked for, or the only one there is; a filter changes no shape.
        whole = not command.agencies and not command.province and len(todos) + len(never) == 1
        year = command.year or default_year(bangkok_day(SystemClock().now()))
        one = len(set(command.agencies)) == 1 or whole
        document = missing_document(todos[0]) if one else missing_documents(todos, never, year)
        deliver(json.dumps(document, ensure_ascii=False, indent=2) + "\n", command.output, language)
    else:
        options = ListOptions(
            columns=None if command.output else columns(),
            short=len(todos) > 1 and not command.verbosity,
            asked=_in_words(command, asked, language),
            narrowed=asked.narrows,
            never_audited=tuple(entry.agency_id for entry in never),
            year=command.year,
        )
        text = missing_text(todos, language, options)
        deliver(text, command.output, language)


def _filter(command: MissingCommand) -> TodoFilter:
    since = command.changed_since
    return TodoFilter(
        reason=_reason(command.reason) if command.reason else None,
        item_code=_one_item(command.item) if command.item else None,
        unit=(command.unit or "").strip() or None,
        changed_since=typed_day(since) if since is not None else None,
    )


def _in_words(command: MissingCommand, asked: TodoFilter, language: Texts) -> str:
    """The filter as a person reads it, "" when nothing is left out."""
    since = asked.changed_since
    told = {
        "item": asked.item_code.lower() if asked.item_code else "",
        "reason": language.say(f"reason.{asked.reason}.name") if asked.reason else "",
        "unit": asked.unit or "",
        "province": province_words(command.province, language) if command.province else "",
        "changed_since": shown_date(since, language) if since else "",
    }
    words = [language.say(f"missing.by.{name}", text=text) for name, text in told.items() if text]
    return " + ".join(words)


def _ordered(todos: Sequence[AgencyTodo]) -> list[AgencyTodo]:
    """The agencies with most to gain first, then by name."""

    def key(todo: AgencyTodo) -> tuple[float, str, str]:
        gain = sum(item.points for item in todo.of(Work.MEND))
        return -round(gain, 6), todo.name_th, todo.agency_id

    return sorted(todos, key=key)


def _one_item(text: str) -> str:
    codes = item_codes((text,))
    if len(codes) != 1:
        raise UsageError("bad_item", text=text)
    return codes[0]


def _check_item(asked: TodoFilter, todos: Sequence[AgencyTodo]) -> None:
    if asked.item_code is None or any(asked.item_code in todo.verdicts for todo in todos):
        return
    years = dict.fromkeys(str(todo.run.fiscal_year_be) for todo in todos)
    raise UsageError("unknown_item", items=asked.item_code, year=", ".join(years))


def _reason(text: str) -> Reason:
    try:
        return Reason(text.strip().lower().replace("-", "_"))
    except ValueError as error:
        raise UsageError("unknown_reason", text=text, known=", ".join(Reason)) from error


def _check_scope(command: MissingCommand, scope: Scope, store: Store, home: str) -> None:
    for agency in command.agencies:
        require_audited(store, agency.strip(), command.year, home)
    if scope.audited:
        return
    if command.province:
        entries = [known.entry.province for known in store.register.all()]
        known = ", ".join(name for name in dict.fromkeys(entries) if name)
        raise UsageError("no_agency_of_province", province=command.province, known=known or "-")
    if command.year is not None and store.audited():
        raise UsageError("no_run_of_any_year", year=str(command.year), home=home)
    raise UsageError("no_run", home=home)
