"""The part of the result document that tells an item's sources apart."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

from checks.records import Verdict
from checks.source_records import Disagreement, SourceTarget, TargetState
from checks.supplier_packs import pack_named
from oitwatch.reports.source_lines import SourceLines


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceTargetShape(_Shape):
    """One address that a source names, and what stands at its end."""

    url: str
    state: TargetState


class DisagreementShape(_Shape):
    """Where the sources do not agree. ``items`` are codes of items that the address belongs to."""

    code: Disagreement
    url: str
    items: list[str]
    message_th: str
    message_en: str


class SourcesShape(_Shape):
    """The agency's declaration, the hub of the year and the crawl, side by side."""

    declared: list[SourceTargetShape]
    hub: list[SourceTargetShape]
    crawl: list[SourceTargetShape]
    disagreements: list[DisagreementShape]


class SignalShape(_Shape):
    """Something to look at that is no fault: a file that answers several items."""

    code: Literal["shared_document"]
    url: str
    items: list[str]
    message_th: str
    message_en: str


class PackShape(_Shape):
    """The supplier pack that the site was read with; names are "" for one that no longer ships."""

    pack_id: str
    name_th: str
    name_en: str


def pack_shape(pack_id: str | None) -> PackShape | None:
    """The pack of a run, None for a site that the generic finder read."""
    if pack_id is None:
        return None
    pack = pack_named(pack_id)
    names = ("", "") if pack is None else (pack.name_th, pack.name_en)
    return PackShape(pack_id=pack_id, name_th=names[0], name_en=names[1])


def sources_of(verdict: Verdict, thai: SourceLines, english: SourceLines) -> SourcesShape | None:
    """An item's sources, None in runs that were kept before they were told."""
    if verdict.sources is None:
        return None
    return SourcesShape(
        declared=[_target(target) for target in verdict.sources.declared],
        hub=[_target(target) for target in verdict.sources.hub],
        crawl=[_target(target) for target in verdict.sources.crawl],
        disagreements=[
            DisagreementShape(
                code=conflict.kind,
                url=conflict.url,
                items=[thai.code(slug).upper() for slug in conflict.items],
                message_th=thai.conflict(conflict),
                message_en=english.conflict(conflict),
            )
            for conflict in verdict.sources.conflicts
        ],
    )


def signals_of(verdict: Verdict, thai: SourceLines, english: SourceLines) -> list[SignalShape]:
    """What of an item deserves a look without being a fault."""
    return [
        SignalShape(
            code="shared_document",
            url=signal.url,
            items=list(signal.items),
            message_th=thai.signal(signal),
            message_en=english.signal(signal),
        )
        for signal in verdict.signals
    ]


def confidence_of(verdict: Verdict) -> Literal["high", "medium"]:
    """Medium where other content satisfies as much as the chosen place's."""
    return "medium" if any(candidate.tied for candidate in verdict.candidates) else "high"


def _target(target: SourceTarget) -> SourceTargetShape:
    return SourceTargetShape(url=target.url, state=target.state)
