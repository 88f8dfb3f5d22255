"""``oitwatch agencies``: the register of agencies, from files or one by one."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from checks.rulebook import AGENCY_TYPES, Rulebook, matches_agency_type, shipped_years
from crawler.politeness import SystemClock
from crawler.thai import fold_text
from oitwatch.agency_types import agency_type_named
from oitwatch.audit import default_year
from oitwatch.bangkok import bangkok_day
from oitwatch.commands.declared import read_declared
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import FAILED, PASSED, emit, talk
from oitwatch.commands.rulebooks import loaded
from oitwatch.errors import UsageError
from oitwatch.register import change_of, completed, plan_register, read_register
from oitwatch.register_cells import CellError, CellReader
from oitwatch.register_columns import template_header
from oitwatch.reports.agencies import (
    BOM,
    ListedAgency,
    agency_document,
    agency_text,
    csv_text,
    import_document,
    import_text,
    in_order,
    list_csv,
    list_document,
    list_text,
)
from oitwatch.settings import load_settings
from oitwatch.sheets import Row, Table
from oitwatch.texts import texts
from store.errors import AgencyNotFound

_TICKETS_SHOWN = 5
_OPTIONS = {
    "agency_id": "--id",
    "name_th": "--name",
    "agency_type": "--type",
    "province": "--province",
    "district": "--district",
    "home_url": "--url",
    "hosts": "--host",
    "units": "--unit",
    "officers": "--officer",
    "calendar_year": "--year-basis",
}
_EXAMPLE = (
    "sao-thungsommut",
    "องค์การบริหารส่วนตำบลทุ่งสมมติ",
    "อบต.",
    "สมมติบุรี",
    "เมืองสมมติ",
    "https://www.thungsommut.example/",
    "eservice.thungsommut.example",
    "สำนักปลัด; กองช่าง; กองคลัง=สำนักการคลัง",
    "ita@thungsommut.example",
    "O3=https://www.thungsommut.example/contact",
    "ปีงบประมาณ",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCommand:
    """The command line of ``oitwatch agencies add``: text as in the cells of a register file."""

    cells: Mapping[str, str]  # by field; only what was given
    declared: Path | None
    year: int | None
    lang: str


def import_file(path: Path, *, year: int | None, dry_run: bool, format: str, lang: str) -> int:
    """Record the good rows of a file and name the bad ones; 1 when there are bad ones, else 0.

    Raises:
        UsageError: the file, or the year, cannot be used; nothing was recorded.
        AuditError: the home directory cannot be used.
    """
    now = SystemClock().now()
    rulebook = _rulebook(year, now)
    language = texts(lang)
    table = read_register(path)
    with opened_store(load_settings().home) as store:
        plan = plan_register(
            table,
            store.register.all(retired=True),
            rulebook=rulebook,
            texts=language,
            folder=path.parent,
        )
        if not dry_run:
            store.register.put(plan.entries, at=now)
    if plan.unknown_columns:
        talk(language.say("agencies.unknown_columns", columns=", ".join(plan.unknown_columns)))
    if format == "json":
        year_be = rulebook.fiscal_year_be
        _emit_json(import_document(plan, path=str(path), year=year_be, dry_run=dry_run))
    else:
        emit(import_text(plan, language, dry_run=dry_run))
    return FAILED if plan.problems else PASSED


def list_agencies(
    *, province: str | None, kind: str | None, retired: bool, format: str, lang: str
) -> int:
    """Print the agencies by province, district and name.

    Raises:
        UsageError: there is no such type.
        AuditError: the home directory cannot be used.
    """
    wanted = _type(kind) if kind else None
    with opened_store(load_settings().home) as store:
        agencies = store.register.all(retired=retired)
        runs = {run.agency_id: run for run in store.newest_runs()}
    listed = [
        ListedAgency(agency=agency, last_run=runs.get(agency.entry.agency_id))
        for agency in in_order(agencies)
        if (not province or _province(agency.entry.province) == _province(province))
        and (wanted is None or _is_of_type(agency.entry.agency_type, wanted))
    ]
    if format == "json":
        _emit_json(list_document(listed))
    elif format == "csv":
        _emit_csv(list_csv(listed))
    elif listed:
        emit(list_text(listed, texts(lang)))
    else:
        talk(texts(lang).say("agencies.none_match" if agencies else "agencies.empty"))
    return PASSED


def show(agency_id: str, *, format: str, lang: str) -> int:
    """Print everything about one agency.

    Raises:
        UsageError: the register has no such agency.
        AuditError: the home directory cannot be used.
    """
    with opened_store(load_settings().home) as store:
        agency = store.register.get(agency_id)
        if agency is None:
            raise UsageError("unknown_agency", agency=agency_id)
        last_run = next(iter(store.newest_runs(agency_id)), None)
        tickets = store.tickets.all(agency_id=agency_id, limit=_TICKETS_SHOWN)
    one = ListedAgency(agency=agency, last_run=last_run)
    if format == "json":
        _emit_json(agency_document(one, tickets))
    else:
        emit(agency_text(one, _titles(lang), tickets, texts(lang)))
    return PASSED


def add(command: AddCommand) -> int:
    """Record one agency, or change what is given of one that is known.

    Raises:
        UsageError: an option cannot be used, or a new agency lacks its name or address.
        AuditError: the home directory cannot be used.
    """
    now, language = SystemClock().now(), texts(command.lang)
    rulebook = _rulebook(command.year, now)
    answers: dict[str, Any] = {}
    if command.declared is not None:
        read = read_declared(command.declared, rulebook, language)
        try:
            answers = CellReader(rulebook, language, Path()).declared(read)
        except CellError as error:
            problem = language.say(f"agencies.problem.{error.key}", **error.facts)
            raise UsageError("bad_agency", column="--declared", problem=problem) from error
    with opened_store(load_settings().home) as store:
        known = store.register.all(retired=True)
        plan = plan_register(
            _one_row(command.cells), known, rulebook=rulebook, texts=language, folder=Path()
        )
        if plan.problems:
            first = plan.problems[0]
            column = _OPTIONS.get(first.field, "oitwatch agencies add")
            raise UsageError("bad_agency", column=column, problem=first.message)
        if not plan.entries:  # every option given was empty, or none was given
            problem = language.say("agencies.problem.no_agency_id")
            raise UsageError("bad_agency", column="--id/--url", problem=problem)
        entry = completed(answers, plan.entries[0])
        change = change_of([entry], known)
        store.register.put([entry], at=now)
    key = "added" if change.added else "changed" if change.changed else "unchanged"
    emit(language.say(f"agencies.{key}", agency=entry.agency_id, name=entry.name_th) + "\n")
    return PASSED


def retire(agency_id: str, *, lang: str) -> int:
    """Archive an agency.

    Raises:
        UsageError: the register has no such agency.
        AuditError: the home directory cannot be used.
    """
    with opened_store(load_settings().home) as store:
        try:
            store.register.retire(agency_id, at=SystemClock().now())
        except AgencyNotFound as error:
            raise UsageError("unknown_agency", agency=agency_id) from error
    emit(texts(lang).say("agencies.retired_now", agency=agency_id) + "\n")
    return PASSED


def template() -> int:
    """Print a register file with its header and one invented agency."""
    _emit_csv(csv_text((template_header(), _EXAMPLE)))
    return PASSED


def _one_row(cells: Mapping[str, str]) -> Table:
    return Table(
        sheet="",
        header=Row(line=0, cells=tuple(cells)),
        rows=(Row(line=1, cells=tuple(cells.values())),),
    )


def _rulebook(year: int | None, now: datetime) -> Rulebook:
    """The rulebook whose item codes are meant."""
    return loaded(year or default_year(bangkok_day(now)))


def _type(text: str) -> str:
    code = agency_type_named(text)
    if code is None:
        raise UsageError("unknown_agency_type", type=text, types=", ".join(AGENCY_TYPES))
    return code


def _is_of_type(agency_type: str | None, wanted: str) -> bool:
    return bool(matches_agency_type(wanted, agency_type))


def _province(text: str) -> str:
    return fold_text(text).removeprefix(fold_text("จังหวัด"))


def _titles(lang: str) -> dict[str, str]:
    """Items' titles by slug; the newest year's."""
    titles: dict[str, str] = {}
    for year in shipped_years():
        for item in loaded(year).items:
            titles[item.slug] = item.title_th if lang == "th" else item.title_en
    return titles


def _emit_json(document: Mapping[str, Any]) -> None:
    emit(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _emit_csv(text: str) -> None:
    emit(text if sys.stdout.isatty() else BOM + text)
