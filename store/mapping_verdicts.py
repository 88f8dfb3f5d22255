"""Verdicts <-> rows: items, candidates, components, evidence, and what they share."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import (
    Candidate,
    ComponentVerdict,
    Finding,
    Quote,
    QuoteSource,
    Source,
    Strength,
    TargetState,
    Verdict,
)
from checks.site import Step
from checks.source_records import ItemSources, Signal
from crawler.records import Gap
from store.mapping import RowMapping, from_json, to_json

_Rows = list[dict[str, Any]]
_Details = tuple[tuple[str, str], ...]
_Sources = ItemSources | None
_Signals = tuple[Signal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRows:
    """The rows of a run's verdicts by table, without the run's key; filled while mapping."""

    items: _Rows = field(default_factory=list)
    candidates: _Rows = field(default_factory=list)
    requirements: _Rows = field(default_factory=list)
    shared_lists: _Rows = field(default_factory=list)
    components: _Rows = field(default_factory=list)
    evidence: _Rows = field(default_factory=list)


def verdict_rows(verdicts: Iterable[Verdict]) -> VerdictRows:
    """The rows of all verdicts of a run, items numbered in rulebook order."""
    rows = VerdictRows()
    requirements: dict[str, dict[str, Any]] = {}
    shared = _SharedLists(rows.shared_lists)
    for item_no, verdict in enumerate(verdicts):
        key = {"item_no": item_no}
        listed = [(True, candidate) for candidate in verdict.candidates]
        chosen_no = None
        if verdict.candidate is not None:
            if verdict.candidate not in verdict.candidates:
                listed.append((False, verdict.candidate))
            chosen_no = [candidate for _, candidate in listed].index(verdict.candidate)
        rows.items.append(key | _item_row(verdict, chosen_no))
        for number, (is_listed, candidate) in enumerate(listed):
            rows.candidates.append(
                key | {"candidate_no": number, "listed": is_listed} | _candidate_row(candidate)
            )
        for number, component in enumerate(verdict.components):
            component_key = key | {"component_no": number}
            requirement = _requirement_row(component)
            requirements[requirement["digest"]] = requirement
            rows.components.append(
                component_key | _component_row(component, requirement["digest"], shared)
            )
            for quote_no, quote in enumerate(component.finding.quotes):
                rows.evidence.append(component_key | {"quote_no": quote_no} | _quote_row(quote))
    rows.requirements.extend(requirements.values())
    return rows


def verdict_records(
    *,
    items: Sequence[RowMapping],
    candidates: Iterable[RowMapping],
    components: Iterable[RowMapping],
    evidence: Iterable[RowMapping],
    shared_lists: Iterable[RowMapping],
) -> tuple[Verdict, ...]:
    """The verdicts of a run from its rows, each kind in the order of its keys.

    Rows of ``components`` carry the columns of their requirement.
    """
    bodies = {row["list_no"]: row["body"] for row in shared_lists}
    quotes: dict[tuple[int, int], list[Quote]] = defaultdict(list)
    for row in evidence:
        quotes[row["item_no"], row["component_no"]].append(_quote(row))
    of_item: dict[int, list[ComponentVerdict]] = defaultdict(list)
    for row in components:
        number = row["item_no"]
        of_item[number].append(_component(row, tuple(quotes[number, row["component_no"]]), bodies))
    seen: dict[int, list[tuple[bool, Candidate]]] = defaultdict(list)
    for row in candidates:
        seen[row["item_no"]].append((row["listed"], _candidate(row)))
    return tuple(
        _verdict(row, tuple(of_item[row["item_no"]]), seen[row["item_no"]]) for row in items
    )


class _SharedLists:
    """Gives every distinct non-empty list of a run one number."""

    def __init__(self, rows: _Rows) -> None:
        self._rows = rows
        self._numbers: dict[str, int] = {}

    def number(self, body: list[Any]) -> int | None:
        if not body:
            return None
        text = json.dumps(body, ensure_ascii=False, sort_keys=True)
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._rows)
            self._rows.append({"list_no": number, "body": body})
        return number


def _item_row(verdict: Verdict, candidate_no: int | None) -> dict[str, Any]:
    return {
        "item_code": verdict.item_code,
        "slug": verdict.slug,
        "title_th": verdict.title_th,
        "title_en": verdict.title_en,
        "outcome": verdict.outcome.value,
        "reason": _value(verdict.reason),
        "sub_indicator": verdict.sub_indicator,
        "points": verdict.points,
        "candidate_no": candidate_no,
        "sources": to_json(_Sources, verdict.sources),
        "signals": to_json(_Signals, verdict.signals),
    }


def _verdict(
    row: RowMapping,
    components: tuple[ComponentVerdict, ...],
    seen: list[tuple[bool, Candidate]],
) -> Verdict:
    chosen_no = row["candidate_no"]
    return Verdict(
        item_code=row["item_code"],
        slug=row["slug"],
        title_th=row["title_th"],
        title_en=row["title_en"],
        outcome=Outcome(row["outcome"]),
        reason=_reason(row["reason"]),
        components=components,
        candidate=None if chosen_no is None else seen[chosen_no][1],
        candidates=tuple(candidate for listed, candidate in seen if listed),
        sub_indicator=row["sub_indicator"],
        points=row["points"],
        sources=None if row["sources"] is None else from_json(ItemSources, row["sources"]),
        signals=from_json(_Signals, row["signals"] or ()),
    )


def _candidate_row(candidate: Candidate) -> dict[str, Any]:
    return {
        "url": candidate.url,
        "strength": candidate.strength.value,
        "source": candidate.source.value,
        "state": candidate.state.value,
        "label": candidate.label,
        "pointer_url": candidate.pointer_url,
        "pointer_locator": candidate.pointer_locator,
        "years": to_json(tuple[int, ...], candidate.years),
        "members": to_json(tuple[str, ...], candidate.members),
        "gaps": to_json(tuple[Gap, ...], candidate.gaps),
        "click_path": to_json(tuple[Step, ...], candidate.click_path),
        "satisfied": candidate.satisfied,
        "tied": candidate.tied,
    }


def _candidate(row: RowMapping) -> Candidate:
    return Candidate(
        url=row["url"],
        strength=Strength(row["strength"]),
        source=Source(row["source"]),
        state=TargetState(row["state"]),
        label=row["label"],
        pointer_url=row["pointer_url"],
        pointer_locator=row["pointer_locator"],
        years=from_json(tuple[int, ...], row["years"]),
        members=from_json(tuple[str, ...], row["members"]),
        gaps=from_json(tuple[Gap, ...], row["gaps"]),
        click_path=from_json(tuple[Step, ...], row["click_path"]),
        satisfied=row["satisfied"],
        tied=bool(row["tied"]),
    )


def _requirement_row(component: ComponentVerdict) -> dict[str, Any]:
    wording = {
        "label_th": component.label_th,
        "requirement_th": component.requirement_th,
        "requirement_en": component.requirement_en,
    }
    text = json.dumps(wording, ensure_ascii=True, sort_keys=True)
    return {"digest": sha256(text.encode()).hexdigest(), **wording}


def _component_row(
    component: ComponentVerdict, requirement_digest: str, shared: _SharedLists
) -> dict[str, Any]:
    finding = component.finding
    return {
        "component_id": component.component_id,
        "source_id": component.source_id,
        "requirement_digest": requirement_digest,
        "check_id": component.check,
        "check_version": component.check_version,
        "strength": component.strength,
        "confidence": component.confidence,
        "binds": component.binds,
        "machine_checkable": component.machine_checkable,
        "outcome": finding.outcome.value,
        "reason": _value(finding.reason),
        "note": finding.note,
        "details": to_json(_Details, finding.details),
        "searched_no": shared.number(to_json(tuple[str, ...], finding.searched)),
        "gaps_no": shared.number(to_json(tuple[Gap, ...], finding.blocking_gaps)),
    }


def _component(
    row: RowMapping, quotes: tuple[Quote, ...], bodies: dict[int, Any]
) -> ComponentVerdict:
    searched_no, gaps_no = row["searched_no"], row["gaps_no"]
    return ComponentVerdict(
        component_id=row["component_id"],
        source_id=row["source_id"],
        label_th=row["label_th"],
        requirement_th=row["requirement_th"],
        requirement_en=row["requirement_en"],
        check=row["check_id"],
        check_version=row["check_version"],
        strength=row["strength"],
        confidence=row["confidence"],
        binds=row["binds"],
        machine_checkable=row["machine_checkable"],
        finding=Finding(
            outcome=Outcome(row["outcome"]),
            reason=_reason(row["reason"]),
            quotes=quotes,
            searched=() if searched_no is None else tuple(bodies[searched_no]),
            blocking_gaps=() if gaps_no is None else from_json(tuple[Gap, ...], bodies[gaps_no]),
            note=row["note"],
            details=from_json(_Details, row["details"]),
        ),
    )


def _quote_row(quote: Quote) -> dict[str, Any]:
    return {
        "url": quote.url,
        "payload_digest": quote.payload_digest,
        "text_digest": quote.text_digest,
        "fetched_at": quote.fetched_at,
        "source": quote.source.value,
        "text": quote.text,
        "span_start": quote.start,
        "span_end": quote.end,
        "locator": quote.locator,
        "ocr": quote.ocr,
        "year_agreed": quote.year_agreed,
    }


def _quote(row: RowMapping) -> Quote:
    return Quote(
        url=row["url"],
        payload_digest=row["payload_digest"],
        text_digest=row["text_digest"],
        fetched_at=row["fetched_at"],
        source=QuoteSource(row["source"]),
        text=row["text"],
        start=row["span_start"],
        end=row["span_end"],
        locator=row["locator"],
        ocr=bool(row["ocr"]),
        year_agreed=bool(row["year_agreed"]),
    )


def _value(reason: Reason | None) -> str | None:
    return None if reason is None else reason.value


def _reason(value: str | None) -> Reason | None:
    return None if value is None else Reason(value)
