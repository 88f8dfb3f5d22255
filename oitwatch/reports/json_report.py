"""The result document, schema ``oitwatch.audit/1``. Source: design.md section 5.

The models are the schema: docs/reference/audit-schema.json is made from them.
"""

from datetime import UTC, date, datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from checks.outcome import Outcome
from checks.reasons import MOVES, Move, Reason
from checks.records import (
    ComponentVerdict,
    Quote,
    QuoteSource,
    ScoreBand,
    Source,
    Strength,
    TargetState,
    Verdict,
)
from checks.run import AuditRun
from checks.score import rounded
from crawler.records import Gap, GapReason
from oitwatch.owners import proposed_owner
from oitwatch.reports.masking import masked
from oitwatch.reports.source_lines import SourceLines
from oitwatch.reports.source_shapes import (
    PackShape,
    SignalShape,
    SourcesShape,
    confidence_of,
    pack_shape,
    signals_of,
    sources_of,
)
from oitwatch.reports.verdict_facts import url_of
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.texts import texts

SCHEMA_NAME = "oitwatch.audit/1"

_ADDRESSES = ("http://", "https://", "/", "./", "../", "mailto:", "tel:")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ToolShape(_Shape):
    """The program that made the document."""

    name: Literal["oitwatch"]
    version: str


class AgencyShape(_Shape):
    """Whose website was audited."""

    agency_id: str
    name_th: str
    agency_type: str | None
    agency_type_guessed: bool
    year_basis: Literal["fiscal", "calendar"]
    home_url: str


class RulebookShape(_Shape):
    """By what was judged."""

    framework: str
    digest: str


class GapShape(_Shape):
    """Something in scope that was not read."""

    url: str
    reason: GapReason
    detail: str


class CoverageShape(_Shape):
    """What of the site was read. ``complete`` is true when no gap could hide an answer."""

    complete: bool
    snapshots: int
    documents: int
    unread_below_threshold: int
    gaps: list[GapShape]


class SubIndicatorShape(_Shape):
    """A sub-indicator's score band, 0 to 100."""

    code: str
    low: float
    high: float


class IndicatorShape(_Shape):
    """An indicator's score band, 0 to 100."""

    code: str
    low: float
    high: float
    sub_indicators: list[SubIndicatorShape]


class ScoreShape(_Shape):
    """The OIT score band, 0 to 100, two decimals, half up."""

    low: float
    high: float
    indicators: list[IndicatorShape]


class StepShape(_Shape):
    """One click on the way from the home page."""

    text: str
    url: str


class CandidateShape(_Shape):
    """One place that may answer the item, best pointer first.

    ``satisfied`` counts the binding components that pass there, null where it was not judged by
    itself; ``tied`` says that other content satisfies as much as the chosen one. ``archive``: only
    the list of another year leads to it.
    """

    url: str
    strength: Strength
    source: Source
    state: TargetState
    label: str
    sources: list[Source]
    years: list[int]
    archive: bool
    satisfied: int | None
    tied: bool


class EvidenceShape(_Shape):
    """What was read. ``start`` and ``end`` are code points in the document's text.

    Citizen numbers in a quote are masked with x; its length stays. ``ocr`` says that the words
    were read from a picture, ``year_agreed`` that a second reader of its figures tells the year in
    them too.
    """

    url: str
    payload_digest: str
    text_digest: str
    fetched_at: str
    source: QuoteSource
    quote: str
    start: int | None
    end: int | None
    locator: str
    ocr: bool
    year_agreed: bool


class ComponentShape(_Shape):
    """One requirement of an item, judged."""

    component_id: str
    source_id: str
    label_th: str
    requirement_th: str
    outcome: Outcome
    reason: Reason | None
    message_th: str
    message_en: str
    how_to_fix_th: str
    strength: Literal["must", "example", "advice"]
    rulebook_confidence: Literal["high", "medium", "low"]
    binds: bool
    machine_checkable: bool
    move: Move | None
    check: str
    check_version: int
    evidence: list[EvidenceShape]
    searched: list[str]
    blocking_gaps: list[GapShape]


class ItemShape(_Shape):
    """One item of the year."""

    item_code: str
    slug: str
    title_th: str
    title_en: str
    sub_indicator: str
    outcome: Outcome
    reason: Reason | None
    message_th: str
    message_en: str
    how_to_fix_th: str
    beware_th: str
    owner_th: str
    points: float
    mode: Literal["automatic", "manual", "semiAuto"]
    move: Move | None
    url: str
    click_path: list[StepShape]
    confidence: Literal["high", "medium"]
    candidates: list[CandidateShape]
    sources: SourcesShape | None
    signals: list[SignalShape]
    components: list[ComponentShape]


class AuditShape(_Shape):
    """One audit of one agency's website."""

    # Not named "schema": the model class has an attribute of that name.
    schema_name: Literal["oitwatch.audit/1"] = Field(alias="schema", default="oitwatch.audit/1")
    run_id: str
    started_at: str
    finished_at: str
    interrupted: bool
    tool: ToolShape
    agency: AgencyShape
    fiscal_year_be: int
    as_of: date
    rulebook: RulebookShape
    pack: PackShape | None
    coverage: CoverageShape
    score: ScoreShape
    items: list[ItemShape]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the result document."""
    schema = AuditShape.model_json_schema(by_alias=True, mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{SCHEMA_NAME.replace('/', ':')}",
        **schema,
    }


def audit_document(run: AuditRun) -> dict[str, Any]:
    """A run as the result document, ready for ``json.dumps``."""
    rulebook = rulebook_of(run.fiscal_year_be, run.agency.agency_type)
    thai, english = (Wording(texts(lang), rulebook) for lang in ("th", "en"))
    lines = SourceLines(texts("th"), run.verdicts), SourceLines(texts("en"), run.verdicts)
    calendar = dict(run.options).get("year_basis") == "calendar"
    shape = AuditShape(
        run_id=run.run_id,
        started_at=_instant(run.started_at),
        finished_at=_instant(run.finished_at),
        interrupted=run.interrupted,
        tool=ToolShape(name="oitwatch", version=run.tool_version),
        agency=AgencyShape(
            agency_id=run.agency.agency_id,
            name_th=run.agency.name_th,
            agency_type=run.agency.agency_type,
            agency_type_guessed=run.agency.agency_type_guessed,
            year_basis="calendar" if calendar else "fiscal",
            home_url=run.agency.home_url,
        ),
        fiscal_year_be=run.fiscal_year_be,
        as_of=run.as_of,
        rulebook=RulebookShape(framework=run.framework, digest=run.rulebook_digest),
        pack=pack_shape(run.pack),
        coverage=CoverageShape(
            complete=not any(gap.blocks_all or gap.subjects for gap in run.coverage.gaps),
            snapshots=run.coverage.snapshots,
            documents=run.coverage.documents,
            unread_below_threshold=run.coverage.unread_below_threshold,
            gaps=[_gap(gap) for gap in run.coverage.gaps],
        ),
        score=_score(run.score),
        items=[
            _item(verdict, thai, english, lines, run.agency.agency_type) for verdict in run.verdicts
        ],
    )
    document: dict[str, Any] = shape.model_dump(mode="json", by_alias=True)
    return document


def two_decimals(value: float) -> float:
    """A figure rounded half up to two decimals, as the official tables print it."""
    return float(rounded(value))


def _item(
    verdict: Verdict,
    thai: Wording,
    english: Wording,
    lines: tuple[SourceLines, SourceLines],
    agency_type: str | None,
) -> ItemShape:
    item = thai.rulebook_item(verdict)
    to_mend = verdict.outcome in {Outcome.FAILED, Outcome.CANT_TELL}
    candidate = verdict.candidate
    return ItemShape(
        item_code=verdict.item_code,
        slug=verdict.slug,
        title_th=verdict.title_th,
        title_en=verdict.title_en,
        sub_indicator=verdict.sub_indicator,
        outcome=verdict.outcome,
        reason=verdict.reason,
        message_th=thai.item(verdict),
        message_en=english.item(verdict),
        how_to_fix_th=thai.fix_th(verdict) if to_mend else "",
        beware_th=item.avoid_th if item and to_mend else "",
        owner_th=proposed_owner(item, agency_type) if item else "",
        points=two_decimals(verdict.points),
        mode="automatic",
        move=MOVES.get(verdict.reason) if verdict.reason else None,
        url=url_of(verdict),
        click_path=[
            StepShape(text=masked(step.text), url=step.url)
            for step in (candidate.click_path if candidate else ())
        ],
        confidence=confidence_of(verdict),
        candidates=[
            CandidateShape(
                url=place.url,
                strength=place.strength,
                source=place.source,
                state=place.state,
                label=masked(place.label),
                sources=list(place.sources),
                years=list(place.years),
                archive=place.archive,
                satisfied=place.satisfied,
                tied=place.tied,
            )
            for place in verdict.candidates
        ],
        sources=sources_of(verdict, *lines),
        signals=signals_of(verdict, *lines),
        components=[
            _component(component, verdict, thai, english) for component in verdict.components
        ],
    )


def _component(
    component: ComponentVerdict, verdict: Verdict, thai: Wording, english: Wording
) -> ComponentShape:
    finding = component.finding
    return ComponentShape(
        component_id=component.component_id,
        source_id=component.source_id,
        label_th=thai.label(component),
        requirement_th=component.requirement_th,
        outcome=finding.outcome,
        reason=finding.reason,
        message_th=thai.component(component, verdict),
        message_en=english.component(component, verdict),
        how_to_fix_th=thai.component_fix_th(component, verdict),
        # The store and the rulebook hold these two as plain words of a closed set.
        strength=component.strength,  # type: ignore[arg-type]
        rulebook_confidence=component.confidence,  # type: ignore[arg-type]
        binds=component.binds,
        machine_checkable=component.machine_checkable,
        move=MOVES.get(finding.reason) if finding.reason else None,
        check=component.check,
        check_version=component.check_version,
        evidence=[_evidence(quote) for quote in finding.quotes],
        searched=list(finding.searched),
        blocking_gaps=[_gap(gap) for gap in finding.blocking_gaps],
    )


def _evidence(quote: Quote) -> EvidenceShape:
    in_text = quote.source is QuoteSource.TEXT
    is_address = not in_text and quote.text.startswith(_ADDRESSES)
    return EvidenceShape(
        url=quote.url,
        payload_digest=quote.payload_digest,
        text_digest=quote.text_digest,
        fetched_at=_instant(quote.fetched_at),
        source=quote.source,
        quote=quote.text if is_address else masked(quote.text),
        start=quote.start if in_text else None,
        end=quote.end if in_text else None,
        locator=quote.locator,
        ocr=quote.ocr,
        year_agreed=quote.year_agreed,
    )


def _gap(gap: Gap) -> GapShape:
    return GapShape(url=gap.url, reason=gap.reason, detail=gap.detail)


def _score(band: ScoreBand) -> ScoreShape:
    return ScoreShape(
        low=two_decimals(band.low),
        high=two_decimals(band.high),
        indicators=[
            IndicatorShape(
                code=indicator.code,
                low=two_decimals(indicator.low),
                high=two_decimals(indicator.high),
                sub_indicators=[
                    SubIndicatorShape(
                        code=sub.code, low=two_decimals(sub.low), high=two_decimals(sub.high)
                    )
                    for sub in indicator.parts
                ],
            )
            for indicator in band.parts
        ],
    )


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
