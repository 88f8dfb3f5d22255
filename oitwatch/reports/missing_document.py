"""The officers' list for programs, schema ``oitwatch.missing/1``.

The models are the schema: docs/reference/missing-schema.json is made from them. One agency is one
document; several are an array of such documents.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checks.outcome import Outcome
from checks.reasons import MOVES, Move, Reason
from checks.records import ScoreBand
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.missing_rows import (
    evidence_url,
    fix_of,
    message_of,
    quote_of,
    status_word,
    wording_of,
)
from oitwatch.reports.particulars import Particulars, particulars_of
from oitwatch.reports.shown_text import shown_quote
from oitwatch.reports.verdict_facts import path_of
from oitwatch.reports.wording import Wording
from oitwatch.texts import texts
from oitwatch.todo import AgencyTodo, TodoItem, Work
from store.records import AgencyEntry

SCHEMA_NAME = "oitwatch.missing/1"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class KnownShape(_Shape):
    """The last result that could be told, or that stands until a second look."""

    outcome: Outcome
    at: str


class BandShape(_Shape):
    """The OIT score of what stands, 0 to 100: open items failed, open items passed."""

    low: float
    high: float


class EntryShape(_Shape):
    """One item on the list."""

    item_code: str
    slug: str
    title_th: str
    outcome: Outcome
    status_th: str
    reason: Reason | None
    message_th: str
    missing_th: list[str]
    details_th: list[str]
    open_th: list[str]
    url: str
    path_th: str
    quote: str
    how_to_fix_th: str
    owner_th: str
    move: Move | None
    points: float
    first_seen_at: str | None
    last_checked_at: str | None
    changed_at: str | None
    last_known: KnownShape | None


class MissingShape(_Shape):
    """What one agency has to do in one fiscal year, each list by points gained.

    ``failed`` holds items that are not due yet too; their reason is ``not_yet_due``. ``awaiting``
    failed once where a pass stands and do not count as missing. An agency of the register that was
    never audited for the year has no run and no score, and its lists are empty.
    """

    # Not named "schema": the model class has an attribute of that name.
    schema_name: Literal["oitwatch.missing/1"] = Field(alias="schema", default="oitwatch.missing/1")
    status: Literal["audited", "never_audited"] = "audited"
    status_th: str
    run_id: str | None  # the newest run
    finished_at: str | None
    ordinary: bool = True  # false: that run alone is shown, and it was asked for otherwise
    interrupted: bool
    agency_id: str
    name_th: str
    province_th: str
    home_url: str
    fiscal_year_be: int
    score: BandShape | None
    site_event: bool
    failed: list[EntryShape]
    cannot_tell: list[EntryShape]
    awaiting: list[EntryShape]
    not_tested: list[EntryShape]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one agency's document or of an array of them."""
    schema = MissingShape.model_json_schema(by_alias=True, mode="serialization")
    shapes = schema.pop("$defs")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA_NAME.replace('/', ':')}",
        "oneOf": [
            {"$ref": "#/$defs/MissingShape"},
            {"type": "array", "items": {"$ref": "#/$defs/MissingShape"}},
        ],
        "$defs": {**shapes, "MissingShape": schema},
    }


def missing_document(todo: AgencyTodo) -> dict[str, Any]:
    """One agency's list, ready for ``json.dumps``."""
    run = todo.run
    wording = wording_of(todo)
    particulars = particulars_of(todo, wording)
    home_url = run.agency.home_url

    def entries(*works: Work) -> list[EntryShape]:
        return [
            _entry(item, wording, particulars, home_url) for work in works for item in todo.of(work)
        ]

    shape = MissingShape(
        status_th=wording.texts.say("missing.status.audited"),
        run_id=run.run_id,
        finished_at=instant(run.finished_at),
        ordinary=todo.standing.ordinary,
        interrupted=run.interrupted,
        agency_id=todo.agency_id,
        name_th=printable(masked(todo.name_th)),
        province_th=todo.province,
        home_url=run.agency.home_url,
        fiscal_year_be=run.fiscal_year_be,
        score=band_shape(todo.score),
        site_event=todo.site_event,
        failed=entries(Work.MEND, Work.NOT_DUE),
        cannot_tell=entries(Work.OPEN),
        awaiting=entries(Work.SECOND_LOOK),
        not_tested=entries(Work.UNTESTED),
    )
    document: dict[str, Any] = shape.model_dump(mode="json", by_alias=True)
    return document


def missing_documents(
    todos: Iterable[AgencyTodo],
    never_audited: Sequence[AgencyEntry] = (),
    fiscal_year_be: int = 0,
) -> list[dict[str, Any]]:
    """Several agencies' lists, in their order; those never audited for the year come last."""
    documents = [missing_document(todo) for todo in todos]
    return documents + [_never_audited(entry, fiscal_year_be) for entry in never_audited]


def _never_audited(entry: AgencyEntry, fiscal_year_be: int) -> dict[str, Any]:
    shape = MissingShape(
        status="never_audited",
        status_th=texts("th").say("missing.status.never_audited"),
        run_id=None,
        finished_at=None,
        interrupted=False,
        agency_id=entry.agency_id,
        name_th=printable(masked(entry.name_th)),
        province_th=entry.province,
        home_url=entry.home_url,
        fiscal_year_be=fiscal_year_be,
        score=None,
        site_event=False,
        failed=[],
        cannot_tell=[],
        awaiting=[],
        not_tested=[],
    )
    document: dict[str, Any] = shape.model_dump(mode="json", by_alias=True)
    return document


def band_shape(band: ScoreBand) -> BandShape:
    """A score band with two decimals."""
    return BandShape(low=two_decimals(band.low), high=two_decimals(band.high))


def instant(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _entry(item: TodoItem, wording: Wording, particulars: Particulars, home_url: str) -> EntryShape:
    verdict = item.verdict
    quote = quote_of(verdict)
    known = item.last_known
    return EntryShape(
        item_code=verdict.item_code,
        slug=verdict.slug,
        title_th=printable(masked(verdict.title_th)),
        outcome=verdict.outcome,
        status_th=status_word(item, wording),
        reason=verdict.reason,
        message_th=message_of(item, wording),
        missing_th=list(wording.failed_labels(verdict)),
        details_th=list(particulars.of(item)),
        open_th=list(wording.open_labels(verdict)),
        url=evidence_url(verdict, home_url),
        path_th=path_of(verdict),
        quote=shown_quote(quote.text) if quote else "",
        how_to_fix_th=fix_of(item, wording),
        owner_th=printable(masked(item.owner)),
        move=MOVES[verdict.reason] if verdict.reason else None,
        points=two_decimals(item.points),
        first_seen_at=_maybe(item.first_seen_at),
        last_checked_at=_maybe(item.last_checked_at),
        changed_at=_maybe(item.changed_at),
        last_known=KnownShape(outcome=known[0], at=instant(known[1])) if known else None,
    )


def _maybe(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None
