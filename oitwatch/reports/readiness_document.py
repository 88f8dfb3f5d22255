"""Readiness for programs, schema ``oitwatch.ready/1``: docs/reference/ready-schema.json."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checks.outcome import Outcome
from checks.reasons import MOVES, Move, Reason
from checks.rulebook_schema import Confidence
from oitwatch.readiness import Expiry, Readiness, Window, WindowState
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.missing_document import BandShape, band_shape, instant
from oitwatch.reports.missing_rows import fix_of, message_of, wording_of
from oitwatch.reports.wording import Wording
from oitwatch.texts import texts
from oitwatch.todo import TodoItem, Work

SCHEMA_NAME = "oitwatch.ready/1"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class NextShape(_Shape):
    """The window after one that has closed."""

    fiscal_year_be: int
    start: date | None
    end: date
    estimated: bool
    confidence: Confidence
    confidence_th: str


class WindowShape(_Shape):
    """The window in which OIT answers are typed; days are null where they are not known."""

    state: WindowState
    start: date | None
    end: date | None
    days_left: int | None
    confidence: Confidence | None
    confidence_th: str
    next: NextShape | None


class EntryShape(_Shape):
    """One item that is not simply passed."""

    item_code: str
    title_th: str
    outcome: Outcome
    reason: Reason | None
    message_th: str
    how_to_fix_th: str
    owner_th: str
    move: Move | None
    points: float
    due_from: date | None  # for items that are not due: when they can be complete


class ExpiringShape(_Shape):
    """An item that the turn of the fiscal year touches, and what is then needed."""

    item_code: str
    title_th: str
    expiry: Expiry
    passing: bool
    needed_th: str


class ReadyShape(_Shape):
    """How ready one agency is on a day; lists are by points gained.

    ``gain`` is what the low end of the score gains when every blocker passes, ``enough`` how many
    of the first blockers bring it to the target: 0 when it is there, null when they do not.
    Both are null, too, where the year's rulebook does not ship any more.
    """

    # Not named "schema": the model class has an attribute of that name.
    schema_name: Literal["oitwatch.ready/1"] = Field(alias="schema", default="oitwatch.ready/1")
    agency_id: str
    name_th: str
    fiscal_year_be: int
    as_of: date
    run_id: str
    audited_at: str
    interrupted: bool
    missed_nights: list[date]
    window: WindowShape
    target: float
    score: BandShape
    score_after_blockers: BandShape | None
    gain: float | None
    enough: int | None
    site_event: bool
    blockers: list[EntryShape]
    not_yet_due: list[EntryShape]
    awaiting: list[EntryShape]
    cannot_tell: list[EntryShape]
    not_tested: list[EntryShape]
    turns_on: date | None
    expiring: list[ExpiringShape]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the document."""
    schema = ReadyShape.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA_NAME.replace('/', ':')}",
        **schema,
    }


def ready_document(ready: Readiness) -> dict[str, Any]:
    """Readiness, ready for ``json.dumps``."""
    todo = ready.todo
    wording = wording_of(todo)
    after = ready.after_all

    def entries(work: Work) -> list[EntryShape]:
        return [_entry(item, ready, wording) for item in todo.of(work)]

    shape = ReadyShape(
        agency_id=todo.agency_id,
        name_th=printable(masked(todo.name_th)),
        fiscal_year_be=todo.run.fiscal_year_be,
        as_of=ready.as_of,
        run_id=todo.run.run_id,
        audited_at=instant(todo.run.finished_at),
        interrupted=todo.run.interrupted,
        missed_nights=list(ready.missed),
        window=_window(ready),
        target=ready.target,
        score=band_shape(ready.score),
        score_after_blockers=band_shape(after) if after else None,
        gain=two_decimals(after.low - ready.score.low) if after else None,
        enough=ready.enough,
        site_event=todo.site_event,
        blockers=entries(Work.MEND),
        not_yet_due=entries(Work.NOT_DUE),
        awaiting=entries(Work.SECOND_LOOK),
        cannot_tell=entries(Work.OPEN),
        not_tested=entries(Work.UNTESTED),
        turns_on=ready.turns_on,
        expiring=[
            ExpiringShape(
                item_code=entry.item.item_code,
                title_th=entry.item.title_th,
                expiry=entry.expiry,
                passing=entry.passing,
                needed_th=texts("th").say(
                    f"ready.needs.{entry.item.period.type}.{entry.expiry}",
                    this=str(todo.run.fiscal_year_be),
                    next=str(todo.run.fiscal_year_be + 1),
                ),
            )
            for entry in ready.expiring
        ],
    )
    document: dict[str, Any] = shape.model_dump(mode="json", by_alias=True)
    return document


def _window(ready: Readiness) -> WindowShape:
    window, following = ready.window, ready.next_window
    return WindowShape(
        state=ready.state,
        start=window.start if window else None,
        end=window.end if window else None,
        days_left=ready.days_left,
        confidence=window.confidence if window else None,
        confidence_th=_certainty(window) if window else "",
        next=NextShape(
            fiscal_year_be=following.fiscal_year_be,
            start=following.start,
            end=following.end,
            estimated=following.estimated,
            confidence=following.confidence,
            confidence_th=_certainty(following),
        )
        if following
        else None,
    )


def _certainty(window: Window) -> str:
    key = "estimated" if window.estimated else window.confidence
    return texts("th").say(f"ready.confidence.{key}")


def _entry(item: TodoItem, ready: Readiness, wording: Wording) -> EntryShape:
    verdict = item.verdict
    return EntryShape(
        item_code=verdict.item_code,
        title_th=printable(masked(verdict.title_th)),
        outcome=verdict.outcome,
        reason=verdict.reason,
        message_th=message_of(item, wording),
        how_to_fix_th=fix_of(item, wording),
        owner_th=printable(masked(item.owner)),
        move=MOVES[verdict.reason] if verdict.reason else None,
        points=two_decimals(item.points),
        due_from=ready.due_from(item) if item.work is Work.NOT_DUE else None,
    )
