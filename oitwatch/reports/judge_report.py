"""What judging again came to, for people and programs: what changed, and why."""

from collections.abc import Iterator, Sequence
from typing import Any

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ComponentVerdict, ScoreBand, Verdict
from checks.run import AuditRun
from checks.score import rounded
from crawler.replay import Difference, Reread
from oitwatch.judge_changes import Cause, ComponentDelta, ItemDelta
from oitwatch.rejudge import Rejudged
from oitwatch.reports.columns import wrapped
from oitwatch.reports.json_report import audit_document
from oitwatch.reports.thai_dates import shown_date, shown_time
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.texts import Texts

SCHEMA_NAME = "oitwatch.judge/1"
_SYMBOLS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.CANT_TELL: "?",
    Outcome.INAPPLICABLE: "-",
    Outcome.UNTESTED: "·",
}
_SHOWN_PAGES = 10


def judge_text(judged: Rejudged, texts: Texts, width: int | None, *, home: str) -> str:
    """The comparison for people, ending with a line break."""
    lines = _Text(judged, texts, width, home).lines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Text:
    def __init__(self, judged: Rejudged, texts: Texts, width: int | None, home: str) -> None:
        self._judged = judged
        self._texts = texts
        self._width = width
        self._home = home
        self._old = Wording(
            texts, rulebook_of(judged.source.fiscal_year_be, judged.source.agency.agency_type)
        )
        self._new = Wording(
            texts, rulebook_of(judged.run.fiscal_year_be, judged.run.agency.agency_type)
        )

    def lines(self) -> Iterator[str]:
        judged, say = self._judged, self._texts.say
        agency = judged.run.agency
        yield from self._wrap(say("judge.title", name=agency.name_th or agency.agency_id))
        yield from self._wrap(self._of("judge.before", judged.source))
        yield from self._wrap(self._of("judge.after", judged.run))
        yield from self._rereads()
        yield ""
        turned = [delta for delta in judged.changes if delta.turned]
        if not judged.changes:
            yield from self._wrap(say("judge.same"))
        else:
            counts = {"items": str(len(turned)), "parts": str(len(judged.changes) - len(turned))}
            yield from self._wrap(say("judge.changed", **counts))
        for delta in judged.changes:
            if delta.turned or _both(delta):
                yield from self._delta(delta)
        yield ""
        yield from self._wrap(
            say("judge.score", before=_band(judged.source.score), after=_band(judged.run.score))
        )
        yield from self._wrap(say("report.kept", home=self._home, run_id=judged.run.run_id))

    def _of(self, key: str, run: AuditRun) -> str:
        return self._texts.say(
            key,
            year=str(run.fiscal_year_be),
            date=shown_date(run.as_of, self._texts),
            time=shown_time(run.finished_at, self._texts),
            run_id=run.run_id,
        )

    def _rereads(self) -> Iterator[str]:
        for difference in Difference:
            pages = [each for each in self._judged.rereads if each.difference is difference]
            if not pages:
                continue
            yield from self._wrap(
                self._texts.say(f"judge.reread.{difference.value}", count=str(len(pages)))
            )
            for each in pages[:_SHOWN_PAGES]:
                readers = [name for name in (each.reader_then, each.reader_now) if name]
                told = f" ({' → '.join(readers)})" if readers else ""
                yield from self._wrap(f"{each.url}{told}", indent="  ", hanging="    ")
            if len(pages) > _SHOWN_PAGES:
                yield f"  … (+{len(pages) - _SHOWN_PAGES})"

    def _delta(self, delta: ItemDelta) -> Iterator[str]:
        say = self._texts.say
        before, after = delta.before, delta.after
        why = ", ".join(say(f"judge.cause.{cause.value}") for cause in delta.causes)
        if after is None:
            assert before is not None  # one side is always there
            key = "judge.gone_into" if delta.replaced_by else "judge.gone"
            items = ", ".join(code.lower() for code in delta.replaced_by)
            text = say(key, item=_code(before), title=self._old.title(before), items=items)
            yield from self._wrap(f"{_SYMBOLS[before.outcome]} → -  {text}", hanging="  ")
            return
        title = self._new.title(after)
        if before is None:
            key = "judge.fresh_of" if delta.replaces else "judge.fresh"
            items = ", ".join(code.lower() for code in delta.replaces)
            text = say(key, item=_code(after), title=title, items=items, result=self._result(after))
            yield from self._wrap(f"- → {_SYMBOLS[after.outcome]}  {text}", hanging="  ")
            return
        moved = f"{_code(before)} → " if before.item_code != after.item_code else ""
        signs = f"{_SYMBOLS[before.outcome]} → {_SYMBOLS[after.outcome]}"
        result = (
            f"{self._result(before)} → {self._result(after)}"
            if delta.turned
            else say("judge.parts_only", result=self._result(after))
        )
        text = f"{signs}  {moved}{_code(after)} {title}: {result}"
        yield from self._wrap(f"{text} · {say('judge.because', why=why)}", hanging="  ")
        for part in _both(delta):
            causes = ", ".join(say(f"judge.cause.{cause.value}") for cause in part.causes)
            told = f"{self._finding(part.before)} → {self._finding(part.after)}"
            line = f"{self._part_name(part)}: {told} · {say('judge.because', why=causes)}"
            yield from self._wrap(line, indent="    ", hanging="      ")
        yield from self._asked_anew(delta)

    def _asked_anew(self, delta: ItemDelta) -> Iterator[str]:
        """What only one of the years asks for, where it decides: missing now, or missing then."""
        for part in delta.components:
            for key, component, wording in (
                ("judge.asked_now", part.after if part.before is None else None, self._new),
                ("judge.asked_then", part.before if part.after is None else None, self._old),
            ):
                if component is None or not component.binds or component.source_id[0] == "G":
                    continue
                if component.finding.outcome in {Outcome.FAILED, Outcome.CANT_TELL}:
                    name, result = wording.name(component), self._finding(component)
                    line = self._texts.say(key, name=name, result=result)
                    yield from self._wrap(line, indent="    ", hanging="      ")

    def _part_name(self, part: ComponentDelta) -> str:
        assert part.after is not None  # only components of both are told
        return self._new.name(part.after)

    def _result(self, verdict: Verdict) -> str:
        return self._told(verdict.outcome, verdict.reason)

    def _finding(self, component: ComponentVerdict | None) -> str:
        assert component is not None  # see _part_name
        return self._told(component.finding.outcome, component.finding.reason)

    def _told(self, outcome: Outcome, reason: Reason | None) -> str:
        say = self._texts.say
        name = say(f"judge.outcome.{outcome.value}")
        return f"{name} ({say(f'reason.{reason}.name')})" if reason else name

    def _wrap(self, text: str, *, indent: str = "", hanging: str = "  ") -> Iterator[str]:
        yield from wrapped(text, self._width, indent=indent, hanging=hanging)


def _both(delta: ItemDelta) -> list[ComponentDelta]:
    """The changed components that both rulebooks ask for; the others come and go with the year."""
    return [part for part in delta.components if part.before and part.after]


def judge_document(judged: Rejudged) -> dict[str, Any]:
    """The comparison for programs, in the shape ``oitwatch.judge/1``, with the whole new run."""
    source, run = judged.source, judged.run
    return {
        "schema": SCHEMA_NAME,
        "source": _run(source),
        "run": _run(run),
        "rereads": [_reread(each) for each in judged.rereads],
        "changes": [_change(delta) for delta in judged.changes],
        "audit": audit_document(run),
    }


def _run(run: AuditRun) -> dict[str, Any]:
    return {
        "run_id": run.run_id,
        "kind": run.kind,
        "fiscal_year_be": run.fiscal_year_be,
        "as_of": run.as_of.isoformat(),
        "agency_type": run.agency.agency_type,
        "rulebook_digest": run.rulebook_digest,
        "score": {"low": float(rounded(run.score.low)), "high": float(rounded(run.score.high))},
    }


def _reread(each: Reread) -> dict[str, Any]:
    return {
        "url": each.url,
        "difference": each.difference.value,
        "reader_then": each.reader_then,
        "reader_now": each.reader_now,
        "detail": each.detail,
    }


def _change(delta: ItemDelta) -> dict[str, Any]:
    either = delta.after or delta.before
    assert either is not None  # one side is always there
    return {
        "slug": either.slug,
        "before": _side(delta.before),
        "after": _side(delta.after),
        "causes": _names(delta.causes),
        "replaces": list(delta.replaces),
        "replaced_by": list(delta.replaced_by),
        "components": [
            {
                "component_id": part.component_id,
                "before": _part(part.before),
                "after": _part(part.after),
                "causes": _names(part.causes),
            }
            for part in delta.components
        ],
    }


def _side(verdict: Verdict | None) -> dict[str, Any] | None:
    if verdict is None:
        return None
    return {
        "item_code": verdict.item_code,
        "outcome": verdict.outcome.value,
        "reason": verdict.reason.value if verdict.reason else None,
    }


def _part(component: ComponentVerdict | None) -> dict[str, Any] | None:
    if component is None:
        return None
    reason = component.finding.reason
    return {
        "outcome": component.finding.outcome.value,
        "reason": reason.value if reason else None,
        "check": component.check,
        "check_version": component.check_version,
    }


def _names(causes: Sequence[Cause]) -> list[str]:
    return [cause.value for cause in causes]


def _code(verdict: Verdict) -> str:
    return verdict.item_code.lower()


def _band(band: ScoreBand) -> str:
    low, high = rounded(band.low), rounded(band.high)
    return str(low) if low == high else f"{low}–{high}"
