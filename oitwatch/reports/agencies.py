"""The register as people and programs read it: lists, one agency, what an import did."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oitwatch.register import RegisterPlan
from oitwatch.register_columns import COLUMNS
from oitwatch.reports.missing_rows import guarded
from oitwatch.reports.thai_dates import shown_date, shown_time
from oitwatch.scope import province_words
from oitwatch.texts import Texts
from store.records import AgencyEntry, RegisteredAgency, RunSummary, Ticket

IMPORT_SCHEMA = "oitwatch.register_import/1"
LIST_SCHEMA = "oitwatch.agencies/1"
AGENCY_SCHEMA = "oitwatch.agency/1"

BOM = "\ufeff"  # without it spreadsheets read Thai in the wrong encoding
# All columns but the answers, whose explanations a cell cannot hold.
_LISTED = tuple(field for field in COLUMNS if field != "declared")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAgency:
    """An agency with the run of it that finished last, if any."""

    agency: RegisteredAgency
    last_run: RunSummary | None = None


def in_order(agencies: Sequence[RegisteredAgency]) -> list[RegisteredAgency]:
    """By province, district and name; code points, not Thai collation."""
    return sorted(
        agencies,
        key=lambda one: (
            one.entry.province,
            one.entry.district,
            one.entry.name_th,
            one.entry.agency_id,
        ),
    )


# -- what an import did ---------------------------------------------------------------------------


def import_text(plan: RegisterPlan, texts: Texts, *, dry_run: bool) -> str:
    """The refused rows and the sum, ending with a line break."""
    lines = []
    for problem in plan.problems:
        key = "problem_in_column" if problem.column else "problem_in_row"
        facts = {"line": str(problem.line), "column": problem.column, "problem": problem.message}
        lines.append(texts.say(f"agencies.{key}", **facts))
    change = plan.change
    counts = {
        "added": str(len(change.added)),
        "changed": str(len(change.changed)),
        "unchanged": str(len(change.unchanged)),
        "refused": str(plan.refused),
    }
    lines.append(texts.say("agencies.dry_summary" if dry_run else "agencies.summary", **counts))
    return "\n".join(lines) + "\n"


def import_document(plan: RegisterPlan, *, path: str, year: int, dry_run: bool) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": IMPORT_SCHEMA,
        "file": path,
        "sheet": plan.sheet,
        "dry_run": dry_run,
        "fiscal_year_be": year,
        "added": list(plan.change.added),
        "changed": list(plan.change.changed),
        "unchanged": list(plan.change.unchanged),
        "refused": plan.refused,
        "problems": [
            {
                "line": problem.line,
                "field": problem.field,
                "column": problem.column,
                "code": problem.code,
                "message": problem.message,
            }
            for problem in plan.problems
        ],
        "unknown_columns": list(plan.unknown_columns),
    }


# -- lists ----------------------------------------------------------------------------------------


def list_text(listed: Sequence[ListedAgency], texts: Texts) -> str:
    """Two lines an agency below its province, and their number."""
    lines: list[str] = []
    province = None
    for one in listed:
        entry = one.agency.entry
        if entry.province != province:
            province = entry.province
            shown = province_words(province, texts) if province else ""
            lines += ["", shown or texts.say("agencies.no_province")]
        mark = f" [{texts.say('agencies.retired')}]" if one.agency.retired else ""
        parts = [entry.agency_id, _type(entry, texts), entry.district, entry.home_url]
        lines.append(f"  {entry.name_th}{mark}")
        lines.append("    " + " · ".join([part for part in parts if part]))
        lines.append(f"    {_last_run(one.last_run, texts)}")
    lines += ["", texts.say("agencies.count", count=str(len(listed)))]
    return "\n".join(lines).lstrip("\n") + "\n"


def list_document(listed: Sequence[ListedAgency]) -> dict[str, Any]:
    """The same for programs."""
    return {"schema": LIST_SCHEMA, "agencies": [_agency(one) for one in listed]}


def list_csv(listed: Sequence[ListedAgency]) -> str:
    """The list as a register file that can be imported again, with the last run beside it."""
    more = ("retired", "last_run_at", "score_low", "score_high")
    rows: list[Sequence[str]] = [(*_LISTED, *more)]
    for one in listed:
        entry, run = one.agency.entry, one.last_run
        cells = [
            entry.agency_id,
            entry.name_th,
            entry.agency_type or "",
            entry.province,
            entry.district,
            entry.home_url,
            ";".join(entry.hosts),
            ";".join([*entry.units, *(f"{slug}={unit}" for slug, unit in entry.owners)]),
            ";".join(entry.officers),
            year_basis(entry.calendar_year),
            "true" if one.agency.retired else "false",
        ]
        if run is not None:
            cells += [run.finished_at.isoformat(), f"{run.score_low:.2f}", f"{run.score_high:.2f}"]
        rows.append(cells + [""] * (len(rows[0]) - len(cells)))
    return csv_text(rows)


def csv_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV; a cell that a spreadsheet would run as a formula is guarded by a quote."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


# -- one agency -----------------------------------------------------------------------------------


def agency_text(
    one: ListedAgency,
    titles: Mapping[str, str],
    tickets: Sequence[Ticket],
    texts: Texts,
) -> str:
    """Everything that is known of an agency; ``titles`` are those of items by slug."""
    entry, say = one.agency.entry, texts.say
    unset = say("agencies.unset")
    facts = [
        ("agency_id", entry.agency_id),
        ("agency_type", _type(entry, texts)),
        ("province", entry.province),
        ("district", entry.district),
        ("home_url", entry.home_url),
        ("hosts", ", ".join(entry.hosts)),
        ("units", ", ".join(entry.units)),
        ("officers", ", ".join(entry.officers)),
        ("calendar_year", say(f"year_basis.{year_basis(entry.calendar_year)}")),
    ]
    lines = [entry.name_th]
    if one.agency.retired:
        lines.append(f"[{say('agencies.retired')}]")
    lines += [f"{say(f'agencies.column.{key}')}: {value or unset}" for key, value in facts]
    if entry.owners:
        lines.append(f"{say('agencies.owners')}:")
        lines += [f"  {titles.get(slug, slug)} ({slug}): {unit}" for slug, unit in entry.owners]
    if entry.declared:
        year = str(entry.declared_year_be or "")
        lines.append(f"{say('agencies.declared', year=year)}:")
        lines += [f"  {answer.item_code} {answer.url}" for answer in entry.declared]
    lines.append(say("agencies.recorded", date=shown_time(one.agency.recorded_at, texts)))
    lines.append(_last_run(one.last_run, texts))
    for ticket in tickets:
        state = say(f"agencies.ticket_state.{ticket.state.value}")
        kind = say(f"agencies.run_kind.{ticket.kind.value}")
        night = shown_date(ticket.night, texts)
        lines.append(say("agencies.ticket", kind=kind, night=night, state=state))
    if not tickets:
        lines.append(say("agencies.no_ticket"))
    return "\n".join(lines) + "\n"


def agency_document(one: ListedAgency, tickets: Sequence[Ticket]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "schema": AGENCY_SCHEMA,
        **_agency(one),
        "tickets": [
            {
                "kind": ticket.kind.value,
                "night": ticket.night.isoformat(),
                "state": ticket.state.value,
                "attempt": ticket.attempt,
                "due_at": ticket.due_at.isoformat(),
                "run_id": ticket.run_id,
            }
            for ticket in tickets
        ],
    }


def _agency(one: ListedAgency) -> dict[str, Any]:
    entry, run = one.agency.entry, one.last_run
    return {
        "agency_id": entry.agency_id,
        "name_th": entry.name_th,
        "agency_type": entry.agency_type,
        "province": entry.province,
        "district": entry.district,
        "home_url": entry.home_url,
        "hosts": list(entry.hosts),
        "units": list(entry.units),
        "owners": dict(entry.owners),
        "officers": list(entry.officers),
        "year_basis": year_basis(entry.calendar_year),
        "declared": [
            {"item_code": told.item_code, "url": told.url, "explanation": told.explanation}
            for told in entry.declared
        ],
        "declared_year_be": entry.declared_year_be,
        "retired": one.agency.retired,
        "recorded_at": one.agency.recorded_at.isoformat(),
        "digest": one.agency.digest,
        "last_run": None
        if run is None
        else {
            "run_id": run.run_id,
            "finished_at": run.finished_at.isoformat(),
            "fiscal_year_be": run.fiscal_year_be,
            "score": {"low": run.score_low, "high": run.score_high},
        },
    }


def year_basis(calendar_year: bool) -> str:
    """The word for the twelve months that an agency calls a year."""
    return "calendar" if calendar_year else "fiscal"


def _type(entry: AgencyEntry, texts: Texts) -> str:
    return texts.say(f"agency_type.{entry.agency_type or 'unknown'}")


def _last_run(run: RunSummary | None, texts: Texts) -> str:
    if run is None:
        return texts.say("agencies.never_audited")
    low, high = f"{run.score_low:.2f}", f"{run.score_high:.2f}"
    return texts.say(
        "agencies.last_run",
        date=shown_time(run.finished_at, texts),
        year=str(run.fiscal_year_be),
        score=low if low == high else f"{low}–{high}",
    )
