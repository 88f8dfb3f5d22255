"""``oitwatch ready``: how ready an agency is for the assessment."""

import json
from datetime import timedelta

from crawler.politeness import SystemClock
from oitwatch.bangkok import bangkok_day
from oitwatch.commands.kept import opened_store
from oitwatch.commands.missing import require_audited, tell_common_era
from oitwatch.commands.output import FAILED, OPEN, PASSED, columns, emit
from oitwatch.commands.typed_dates import typed_day
from oitwatch.errors import UsageError
from oitwatch.readiness import Readiness, readiness
from oitwatch.reports.readiness import ready_text
from oitwatch.reports.readiness_document import ready_document
from oitwatch.scope import scope_of
from oitwatch.settings import load_settings
from oitwatch.texts import texts
from oitwatch.todo import Work, agency_todo
from store.records import RunKind
from store.store import Store

_KNOWN_AGENCIES = 10


def run(*, agency: str | None, year: int | None, as_of: str | None, format: str, lang: str) -> int:
    """Print the readiness; 1 when something fails, 3 when only something is open, else 0.

    Raises:
        UsageError: the agency was never audited for the year, or something typed is wrong.
        AuditError: the home directory cannot be used.
    """
    on = typed_day(as_of) if as_of is not None else bangkok_day(SystemClock().now())
    tell_common_era(as_of, on, texts(lang))
    settings = load_settings()
    home = settings.home
    with opened_store(home) as store:
        agency_id = agency.strip() if agency else _only_agency(store, str(home))
        require_audited(store, agency_id, year, str(home))
        (audited,) = scope_of(store, agencies=(agency_id,), year=year).audited
        confirm_after = timedelta(seconds=settings.confirm_seconds)
        todo = agency_todo(store, *audited, confirm_after)
        tickets = store.tickets.all(kind=RunKind.NIGHTLY, agency_id=agency_id)
    if todo is None:
        raise UsageError("no_run", home=str(home))
    found = readiness(todo, on, tickets, settings.attempts)
    if format == "json":
        emit(json.dumps(ready_document(found), ensure_ascii=False, indent=2) + "\n")
    else:
        emit(ready_text(found, texts(lang), columns=columns()))
    return exit_code(found)


def exit_code(found: Readiness) -> int:
    """What readiness means for whoever called the command."""
    works = {item.work for item in found.todo.items}
    if works & {Work.MEND, Work.NOT_DUE}:
        return FAILED
    return OPEN if works else PASSED


def _only_agency(store: Store, home: str) -> str:
    """The agency there is, when there is one only."""
    known = [agency_id for agency_id, _ in store.audited()]
    if not known:
        raise UsageError("no_run", home=home)
    if len(known) > 1:
        raise UsageError("which_agency", known=", ".join(known[:_KNOWN_AGENCIES]))
    return known[0]
