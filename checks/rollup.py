"""How components roll up into one item's result, and how results of candidates compare."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from checks.api import cant_tell, failed, inapplicable, passed, quote_text
from checks.clones import Clone
from checks.match.agency.foreign_agency import Foreign
from checks.match.agency.foreign_signs import ForeignSigns
from checks.match.reading.lines import lines
from checks.outcome import Outcome, all_of
from checks.reasons import CANT_TELL_REASONS, FAILED_REASONS, Reason
from checks.records import (
    Candidate,
    Case,
    ComponentVerdict,
    Finding,
    Quote,
    Source,
    Strength,
)
from checks.rulebook import Item
from crawler.records import Region

_NO_OCCURRENCE = "no_occurrence"
_RULE_CHECKS = frozenset({"reached_by_links", "target_alive", "open_without_login"})
_MONTH = re.compile(
    r"มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
    r"|[ก-ฮ]{1,2}[.ิี]*[คยพ]\.|เดือนนี้"
)
# A statement on a stretch of months speaks for all of them.
_STRETCH = re.compile(
    rf"(?:{_MONTH.pattern})[^\n]{{0,12}}?(?:ถึง|-|–)[^\n]{{0,12}}?(?:{_MONTH.pattern})"
)
_BY_MONTH = "first_6_months_min"
_SUBJECT = "subject_published"
_CONTENT_KINDS = frozenset({"presence", "field", "count", "other"})
_VOUCHING = frozenset({Source.DECLARED, Source.HUB, Source.MENU})
_LEAST_SHOWN = 3  # components; with fewer a page of something else may hold them by chance
_LONGEST_QUOTE = 200
# Items that a page of any other one has a heading for: whom to call, who sits where.
_BESIDES = frozenset({"contact_info", "complaint_channel", "e_service", "news", "qna"})
_CONTENT = frozenset({Region.CONTENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How well one candidate answers an item beside the chosen one."""

    satisfied: int  # binding components that pass
    tied: bool  # it satisfies as much as the chosen one, by other documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All components of one item on one candidate.

    ``rivals`` are the candidates that were judged beside it, by address.
    """

    candidate: Candidate | None
    components: tuple[ComponentVerdict, ...]
    outcome: Outcome
    reason: Reason | None
    rivals: Mapping[str, Weighed] = field(default_factory=dict)


def rolled_up(
    item: Item,
    candidate: Candidate | None,
    components: tuple[ComponentVerdict, ...],
) -> Judged:
    """The item's outcome and reason from its components on one candidate."""
    binding = [c for c in components if c.binds and c.strength == "must"]
    own = [c for c in binding if any(c.component_id == o.component_id for o in item.components)]
    rules = [c for c in binding if c not in own]
    parts = [all_of([c.finding.outcome for c in own])] if own else []
    examples = [c for c in components if c.binds and c.strength == "example"]
    if examples:
        parts.append(examples_outcome(examples))
    outcome = all_of([*parts, *(c.finding.outcome for c in rules)])
    return Judged(
        candidate=candidate,
        components=components,
        outcome=outcome,
        reason=item_reason(outcome, [*binding, *examples]),
    )


def apply_no_occurrence(item: Item, findings: dict[str, Finding]) -> None:
    """A plain "none" stands in for what it replaces; without one it is not asked for."""
    for component in item.components:
        if component.when != _NO_OCCURRENCE:
            continue
        if findings[component.component_id].outcome is not Outcome.PASSED:
            findings[component.component_id] = inapplicable("no statement that nothing occurred")
            continue
        stated = findings[component.component_id]
        said = stated.detail("found")
        whole = stated.detail("scope") == "all"
        month = stated.detail("scope") == "month" or (
            not stated.detail("scope") and bool(_MONTH.search(said)) and not _STRETCH.search(said)
        )
        shown = any(findings[name].outcome is Outcome.PASSED for name in component.instead_of)
        by_parts = item.period.type == _BY_MONTH or stated.detail("scope")
        if (shown or month) and by_parts and not whole:
            continue  # one empty month says nothing of the others
        for replaced in component.instead_of:
            findings[replaced] = inapplicable("the agency states that nothing occurred")


def vouch_by_content(item: Item, findings: dict[str, Finding], case: Case) -> None:
    """A page in the agency's own words is about the item when it holds most of what is asked.

    Only what a sure pointer leads to, that names no other item: agencies head their pages for
    their citizens ("ชาวบ้านช่วยกันเลือกแบบท่อ") and their hub names the item.
    """
    candidate = case.candidate
    if candidate is None or candidate.source not in _VOUCHING:
        return
    if not _BESIDES.issuperset(case.named_slugs):
        return
    if candidate.strength is Strength.WEAK and candidate.source is not Source.HUB:
        return
    subject = [c.component_id for c in item.components if c.check == _SUBJECT]
    # Words that were quoted say what the page is about instead; such a page is not vouched for.
    silent = [
        name
        for name in subject
        if findings[name].reason is Reason.INCOMPLETE and not findings[name].quotes
    ]
    lead = next(iter(lines(case.documents[0], _CONTENT)), None) if case.documents else None
    if not silent or lead is None:
        return
    asked = [
        findings[c.component_id].outcome
        for c in item.components
        if c.kind in _CONTENT_KINDS and c.check != _SUBJECT
    ]
    asked = [outcome for outcome in asked if outcome is not Outcome.INAPPLICABLE]
    shown = asked.count(Outcome.PASSED)
    if shown < _LEAST_SHOWN or shown * 2 <= len(asked):
        return
    if case.named_slugs and shown < len(asked):
        return  # a page that names another item besides must hold all of this one
    quote = quote_text(lead.document, lead.start, min(lead.end, lead.start + _LONGEST_QUOTE))
    for name in silent:
        findings[name] = passed(quote, found=quote.text[:120], note="told by what stands there")


def because(finding: Finding, reason: Reason) -> Finding:
    """An absence on a page without content, named for what the page is."""
    absent = finding.outcome is Outcome.FAILED and finding.reason is Reason.INCOMPLETE
    return replace(finding, reason=reason) if absent else finding


def doubted(finding: Finding, quote: Quote) -> Finding:
    """A pass on content that speaks of another agency becomes a person's question."""
    if finding.outcome is not Outcome.PASSED:
        return finding
    return cant_tell(
        Reason.NEEDS_PERSON,
        quote,
        *finding.quotes,
        note="the content names another agency and not this one",
        key="other_agency",
        found=quote.text[:120],
    )


def not_own(
    item: Item, findings: Mapping[str, Finding], foreign: ForeignSigns
) -> dict[str, Finding] | None:
    """Findings on content that plainly is another agency's: it is there, and not this agency's.

    None when nothing of the item was shown by it. What the content tells stays told, as with
    content of another year.
    """
    shown = [
        component.component_id
        for component in item.components
        if component.kind == "presence"
        and findings[component.component_id].outcome is Outcome.PASSED
    ]
    if not shown:
        return None
    fault = failed(
        Reason.OTHER_AGENCY,
        *foreign.quotes,
        note="headed, signed or to be called as another agency",
        found=foreign.name,
    )
    return {**findings, shown[0]: fault}


def cloned(item: Item, findings: Mapping[str, Finding], clone: Clone) -> dict[str, Finding]:
    """Findings on content that an earlier year's page has too: its period was only written above.

    A period that is already told to be wrong stays so; what the content tells stays told.
    """
    kind = "period" if any(c.kind == "period" for c in item.components) else "presence"
    dated = [
        c.component_id
        for c in item.components
        if c.kind == kind and findings[c.component_id].outcome is Outcome.PASSED
    ]
    if not dated:
        return dict(findings)
    fault = failed(
        Reason.CLONED_FROM_OTHER_YEAR,
        quote_text(clone.here.document, clone.here.start, clone.here.end),
        quote_text(clone.other, clone.there.start, clone.there.end),
        note="every figure stands on an earlier year's page too",
        found="ปีงบประมาณ พ.ศ. " + ", ".join(map(str, clone.years)),
    )
    return {**findings, dated[0]: fault}


def disowned(item: Item, findings: dict[str, Finding], foreign: Mapping[str, Foreign]) -> None:
    """What another agency's document shows is not the agency's.

    A document that says of itself that it reports or plans another's work fails the item's first
    component, and what it tells stands as told; other passes on it become a person's question.
    """
    theirs = {
        name: foreign[found.quote.url]
        for name, found in findings.items()
        if found.outcome is Outcome.PASSED
        and found.quote is not None
        and found.quote.url in foreign
    }
    first = item.components[0]
    own = [
        name
        for name, found in findings.items()
        if found.outcome is Outcome.PASSED and name not in {*theirs, first.component_id}
    ]
    certain = next((document for document in theirs.values() if document.certain), None)
    if certain is None or not (first.component_id in theirs or not own):
        for name, document in theirs.items():
            findings[name] = doubted(findings[name], document.quote)
        return
    findings[first.component_id] = failed(
        Reason.OTHER_AGENCY,
        certain.quote,
        note="the document says that it is another agency's",
        found=certain.quote.text[:120],
    )


def examples_outcome(examples: Sequence[ComponentVerdict]) -> Outcome:
    """All shown passes; fewer than half shown fails; in between a person decides."""
    asked = [c for c in examples if c.finding.outcome is not Outcome.INAPPLICABLE]
    if not asked:
        return Outcome.INAPPLICABLE
    shown = sum(c.finding.outcome is Outcome.PASSED for c in asked)
    possible = sum(c.finding.outcome is not Outcome.FAILED for c in asked)
    if shown == len(asked):
        return Outcome.PASSED
    if possible * 2 < len(asked):
        return Outcome.FAILED
    return Outcome.CANT_TELL


def item_reason(outcome: Outcome, components: Sequence[ComponentVerdict]) -> Reason | None:
    """The first reason, in the order that decides, among components with the item's outcome."""
    if outcome not in {Outcome.FAILED, Outcome.CANT_TELL}:
        return None
    present = {c.finding.reason for c in components if c.finding.outcome is outcome}
    if Reason.NOT_FOUND in present and any(
        c.finding.outcome is Outcome.PASSED and c.check not in _RULE_CHECKS for c in components
    ):
        # Parts were found, so the item was: what is not there makes it incomplete.
        present = (present - {Reason.NOT_FOUND}) | {Reason.INCOMPLETE}
    order = FAILED_REASONS if outcome is Outcome.FAILED else CANT_TELL_REASONS
    for reason in order:
        if reason in present:
            return reason
    # Too few of the examples shown, or half of them: no single component carries the reason.
    return Reason.INCOMPLETE if outcome is Outcome.FAILED else Reason.NEEDS_PERSON


_OUTCOME_RANK = {
    Outcome.PASSED: 0,
    Outcome.INAPPLICABLE: 0,
    Outcome.CANT_TELL: 1,
    Outcome.UNTESTED: 1,
    Outcome.FAILED: 2,
}


def quality(judged: Judged) -> tuple[int, float, int]:
    """How well a candidate answers: roll-up first, then the share failed, then what passed."""
    binding = [
        c
        for c in judged.components
        if c.binds and c.finding.outcome is not Outcome.INAPPLICABLE and c.strength == "must"
    ]
    failed = sum(c.finding.outcome is Outcome.FAILED for c in binding)
    passed = sum(c.finding.outcome is Outcome.PASSED for c in binding)
    return _OUTCOME_RANK[judged.outcome], failed / max(1, len(binding)), -passed


def weighed(best: Judged, judged: Sequence[Judged]) -> dict[str, Weighed]:
    """What every judged candidate satisfies, and which others satisfy as much as the best.

    Addresses of the same documents are one place and no tie.
    """
    found: dict[str, Weighed] = {}
    own = set(best.candidate.members) if best.candidate is not None else set()
    for entry in judged:
        candidate = entry.candidate
        if candidate is None:
            continue
        apart = candidate.url not in own and not own & set(candidate.members[:1])
        satisfied = sum(
            c.binds and c.finding.outcome is Outcome.PASSED and not c.source_id.startswith("G")
            for c in entry.components
        )
        equal = apart and entry is not best and quality(entry) == quality(best)
        found[candidate.url] = Weighed(satisfied=satisfied, tied=equal and satisfied > 0)
    return found


def quoted_on(components: Sequence[ComponentVerdict], candidate: Candidate) -> int:
    """How many passed components quote the candidate's own page first."""
    return sum(
        c.finding.outcome is Outcome.PASSED
        and c.finding.quote is not None
        and c.finding.quote.url in candidate.members[:1]  # an unread one has none
        for c in components
        if c.check not in _RULE_CHECKS
    )
