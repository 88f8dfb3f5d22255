"""What a run leaves to do: items that failed, and items that could not be told."""

from dataclasses import dataclass
from typing import Any

from checks.outcome import Outcome
from checks.reasons import MOVES, Reason
from checks.records import Verdict
from checks.run import AuditRun
from oitwatch.reports.columns import wrapped
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.thai_dates import shown_time
from oitwatch.reports.wording import WHOLE_PLACE, Wording, path_of, rulebook_of
from oitwatch.texts import Texts, texts

SCHEMA_NAME = "oitwatch.missing/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingFilter:
    """Which items are asked for; None means any."""

    reason: Reason | None = None
    item_code: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out."""
        return self.reason is not None or self.item_code is not None

    def admits(self, verdict: Verdict) -> bool:
        """Whether an item is asked for; a reason counts on the item and on its components."""
        if self.item_code is not None and verdict.item_code != self.item_code:
            return False
        reasons = {verdict.reason} | {
            component.finding.reason
            for component in verdict.components
            if component.finding.outcome is verdict.outcome and component.binds
        }
        return self.reason is None or self.reason in reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingList:
    """A run's items to mend and items left open, most points first."""

    run: AuditRun
    asked: MissingFilter
    failed: tuple[Verdict, ...]
    open: tuple[Verdict, ...]


def missing_list(run: AuditRun, asked: MissingFilter) -> MissingList:
    """What of a run is to be done."""
    return MissingList(
        run=run,
        asked=asked,
        failed=_chosen(run, Outcome.FAILED, asked),
        open=_chosen(run, Outcome.CANT_TELL, asked),
    )


def missing_document(found: MissingList) -> dict[str, Any]:
    """The list for programs, in the shape ``oitwatch.missing/1``."""
    run = found.run
    wording = Wording(texts("th"), rulebook_of(run.fiscal_year_be))
    return {
        "schema": SCHEMA_NAME,
        "run_id": run.run_id,
        "finished_at": run.finished_at.isoformat().replace("+00:00", "Z"),
        "interrupted": run.interrupted,
        "agency_id": run.agency.agency_id,
        "name_th": run.agency.name_th,
        "home_url": run.agency.home_url,
        "fiscal_year_be": run.fiscal_year_be,
        "failed": [_entry(verdict, wording) for verdict in found.failed],
        "cannot_tell": [_entry(verdict, wording) for verdict in found.open],
    }


def missing_text(found: MissingList, language: Texts, columns: int | None = None) -> str:
    """The list for people, ending with a line break."""
    run = found.run
    wording = Wording(language, rulebook_of(run.fiscal_year_be))
    lines = wrapped(
        language.say(
            "missing.title",
            name=run.agency.name_th or run.agency.home_url,
            year=str(run.fiscal_year_be),
            date=shown_time(run.finished_at, language),
        ),
        columns,
    )
    if found.asked.narrows:
        lines.append(language.say("missing.filter"))
    if run.interrupted:
        lines += wrapped(language.say("report.interrupted"), columns)
    if not found.failed and not found.open:
        lines += ["", language.say("missing.none")]
    for key, symbol, verdicts in (
        ("failed", "✗", found.failed),
        ("open", "?", found.open),
    ):
        if not verdicts:
            continue
        lines += ["", f"== {language.say(f'missing.{key}', count=str(len(verdicts)))} =="]
        for verdict in verdicts:
            lines += ["", *_block(verdict, symbol, wording, columns)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _chosen(run: AuditRun, outcome: Outcome, asked: MissingFilter) -> tuple[Verdict, ...]:
    found = [v for v in run.verdicts if v.outcome is outcome and asked.admits(v)]
    return tuple(sorted(found, key=lambda verdict: -verdict.points))


def _entry(verdict: Verdict, wording: Wording) -> dict[str, Any]:
    item = wording.rulebook_item(verdict)
    return {
        "item_code": verdict.item_code,
        "slug": verdict.slug,
        "title_th": verdict.title_th,
        "outcome": verdict.outcome.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "message_th": wording.item(verdict),
        "missing_th": list(wording.failed_labels(verdict)),
        "open_th": list(wording.open_labels(verdict)),
        "url": verdict.candidate.url if verdict.candidate else "",
        "path_th": path_of(verdict),
        "how_to_fix_th": wording.fix_th(verdict),
        "owner_th": item.owner_th if item else "",
        "move": MOVES[verdict.reason].value if verdict.reason else None,
        "points": two_decimals(verdict.points),
    }


def _block(verdict: Verdict, symbol: str, wording: Wording, columns: int | None) -> list[str]:
    say = wording.texts.say
    item = wording.rulebook_item(verdict)
    reason = verdict.reason or Reason.NEEDS_PERSON
    parts = [f"{symbol} {verdict.item_code.lower()} {wording.title(verdict)}"]
    if verdict.outcome is Outcome.FAILED and reason is not Reason.NOT_YET_DUE:
        parts.append(say("report.points", points=f"{two_decimals(verdict.points):g}"))
    lines = wrapped(" · ".join(parts), columns, hanging="  ")
    told = [wording.item(verdict)]
    if verdict.candidate:
        told.append(verdict.candidate.url)
    if path_of(verdict):
        told.append(say("report.path", path=path_of(verdict)))
    if verdict.outcome is Outcome.FAILED:
        labels = wording.failed_labels(verdict)
        if labels and reason not in WHOLE_PLACE:
            told.append(say("missing.missing_labels", labels=", ".join(labels)))
        if item is not None:
            told.append(f"{say('report.fix')}: {wording.fix_th(verdict)}")
            told.append(say("report.owner", owner=item.owner_th) if item.owner_th else "")
    else:
        labels = wording.open_labels(verdict)
        if labels:
            told.append(say("missing.open_labels", labels=", ".join(labels)))
        told.append(say("report.whose_move", move=wording.move(reason)))
        told.append(say("report.todo", todo=wording.todo(reason)))
    for text in told:
        if text:
            lines += wrapped(text, columns, indent="  ", hanging="  ")
    return lines
