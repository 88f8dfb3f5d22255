"""Rulebook and site to verdicts: builds cases, runs checks, verifies evidence, rolls up.

Pure: the same site, rulebook and question give the same verdicts, in any order, on any machine.
"""

import hashlib
import traceback
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.api import RegisteredCheck, cant_tell, inapplicable
from checks.evidence import verified
from checks.locate import Locator
from checks.match.foreign_agency import foreign_agency
from checks.match.substance import hollow_reason
from checks.match.vocabulary import MatchItem, SubjectMatcher, load_vocabulary
from checks.outcome import Outcome, all_of
from checks.reasons import CANT_TELL_REASONS, FAILED_REASONS, Reason
from checks.records import (
    Candidate,
    Case,
    ComponentVerdict,
    Finding,
    Period,
    Quote,
    Source,
    Strength,
    TargetState,
    Verdict,
)
from checks.rulebook import (
    Component,
    GeneralRule,
    Item,
    Rulebook,
    matches_agency_type,
    validate_bindings,
)
from checks.score import points
from checks.site import Site
from checks.template import without_template
from crawler.records import Crawl, Document, Gap, PageKind

_STRENGTH_ORDER = (Strength.EXACT, Strength.STRONG, Strength.WEAK)
_JUDGED_CANDIDATES = 6
_NO_OCCURRENCE = "no_occurrence"
_RULE_CHECKS = frozenset({"reached_by_links", "target_alive", "open_without_login"})
_BY_MONTH = "first_6_months_min"
_YEAR_RULE = "g7"
_DECLARED_RULE = "g2"

# Failures of the page at hand that leave open whether the right page stands elsewhere.
_ELSEWHERE_REASONS = frozenset(
    {Reason.WRONG_PERIOD, Reason.CLONED_FROM_OTHER_YEAR, Reason.ECHOES_REQUIREMENT}
)

# What an unusable target makes of every component that must be on it.
_TARGET_REASONS = {
    TargetState.DEAD: Reason.DEAD_LINK,
    TargetState.EMPTY: Reason.EMPTY_TARGET,
    TargetState.LOGIN: Reason.LOGIN_REQUIRED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a judging is asked besides the site."""

    as_of: date
    agency_type: str | None
    only_items: frozenset[str] = frozenset()  # item codes; empty means all
    strict: bool = False  # let an exception of a check through, for tests


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """All components of one item on one candidate."""

    candidate: Candidate | None
    components: tuple[ComponentVerdict, ...]
    outcome: Outcome
    reason: Reason | None


def matcher_for(rulebook: Rulebook) -> SubjectMatcher:
    """The matcher of the items of a rulebook."""
    return SubjectMatcher(
        tuple(
            MatchItem(
                item_code=item.item_code,
                slug=item.slug,
                titles=(item.title_th, *item.aliases_th),
                subjects=item.subjects,
            )
            for item in rulebook.items
        ),
        load_vocabulary(),
    )


def site_of(crawl: Crawl) -> Site:
    """The site that a crawl saw, its template told apart from its pages."""
    return Site.from_crawl(replace(crawl, documents=without_template(crawl.documents)))


def judge(
    site: Site,
    rulebook: Rulebook,
    registry: Mapping[str, RegisteredCheck],
    question: Question,
    *,
    matcher: SubjectMatcher | None = None,
) -> tuple[Verdict, ...]:
    """One verdict per item of the rulebook, in its order.

    Raises:
        RulebookError: a component is bound to an unknown check or to wrong options.
    """
    options = validate_bindings(rulebook, registry)
    judging = _Judging(site, rulebook, registry, options, question, matcher)
    verdicts = {item.item_code: judging.verdict(item) for item in rulebook.items}
    worth = points(rulebook, verdicts)
    return tuple(
        replace(verdict, points=round(worth[code], 6)) for code, verdict in verdicts.items()
    )


class _Judging:
    def __init__(
        self,
        site: Site,
        rulebook: Rulebook,
        registry: Mapping[str, RegisteredCheck],
        options: Mapping[tuple[str, str], object],
        question: Question,
        matcher: SubjectMatcher | None,
    ) -> None:
        self._site = site
        self._rulebook = rulebook
        self._registry = registry
        self._options = options
        self._question = question
        self._locator = Locator(site, matcher or matcher_for(rulebook), rulebook.fiscal_year_be)
        self._sub_indicators = {
            item.item_code: sub.code
            for indicator in rulebook.indicators
            for sub in indicator.sub_indicators
            for item in sub.items
        }

    # -- one item ---------------------------------------------------------------------------

    def verdict(self, item: Item) -> Verdict:
        owed = any_type_matches(item.applies_to, self._question.agency_type)
        if self._question.only_items and item.item_code not in self._question.only_items:
            return self._plain(item, Outcome.UNTESTED, "not asked for")
        if owed is False:
            return self._plain(item, Outcome.INAPPLICABLE, "not owed by this type of agency")
        candidates = self._locator.candidates(item.slug)
        judged = (
            self._judge_gathered(item, candidates)
            if item.gather == "site"
            else self._judge_best(item, candidates)
        )
        return Verdict(
            item_code=item.item_code,
            slug=item.slug,
            title_th=item.title_th,
            title_en=item.title_en,
            outcome=judged.outcome,
            reason=judged.reason,
            components=judged.components,
            candidate=judged.candidate,
            candidates=candidates,
            sub_indicator=self._sub_indicators[item.item_code],
        )

    def _plain(self, item: Item, outcome: Outcome, note: str) -> Verdict:
        finding = Finding(outcome=outcome, note=note)
        return Verdict(
            item_code=item.item_code,
            slug=item.slug,
            title_th=item.title_th,
            title_en=item.title_en,
            outcome=outcome,
            reason=None,
            components=tuple(
                self._component_verdict(component, finding) for component in item.components
            ),
            candidate=None,
            candidates=(),
            sub_indicator=self._sub_indicators[item.item_code],
        )

    def _judge_gathered(self, item: Item, candidates: Sequence[Candidate]) -> _Judged:
        """Components come from every current candidate and the home page together."""
        current = [
            candidate
            for candidate in candidates
            if candidate.state is TargetState.READ and not self._locator.other_year(candidate.years)
        ]
        documents: list[Document] = []
        for candidate in current:
            documents += [doc for doc in self._members(candidate) if doc not in documents]
        home = self._site.home
        if home is not None and home.kind is PageKind.PAGE and home not in documents:
            documents.append(home)
        located = any(candidate.strength is not Strength.WEAK for candidate in current)
        gaps = [
            gap
            for gap in self._site.coverage.blocking(item.slug)
            if not located or item.slug in gap.subjects
        ]
        for candidate in candidates:
            if candidate.state is TargetState.EXTERNAL:
                continue
            if candidate.strength is not Strength.WEAK or candidate in current:
                gaps += [gap for gap in candidate.gaps if gap not in gaps]
        best = current[0] if current else None
        if best is None and not documents:
            return self._judge_best(item, candidates)
        judged = self._judge(item, best, tuple(documents), tuple(_distinct(gaps)))
        if best is None:
            return judged
        # The page to show an officer is the one on which most was found.
        shown = max(current, key=lambda candidate: _quoted_on(judged.components, candidate))
        if shown is best:
            return judged
        return self._judge(item, shown, tuple(documents), tuple(_distinct(gaps)))

    def _judge_best(self, item: Item, candidates: Sequence[Candidate]) -> _Judged:
        """The candidate that satisfies most; an unread stronger one forbids a failed verdict."""
        readable = [c for c in candidates if c.state is TargetState.READ][:_JUDGED_CANDIDATES]
        judged = [
            self._judge(item, candidate, self._members(candidate), candidate.gaps)
            for candidate in readable
        ]
        ranks = {id(entry): place for place, entry in enumerate(judged)}
        best = min(judged, key=lambda entry: (_quality(entry), ranks[id(entry)]), default=None)
        if best is not None and best.outcome is not Outcome.FAILED:
            return best
        hidden = self._hidden_answer(item, candidates, best)
        if hidden is not None:
            return hidden
        if best is not None:
            return self._within_coverage(item, best)
        unusable = next((c for c in candidates if c.state in _TARGET_REASONS), None)
        if unusable is not None:
            return self._judge_unusable(item, unusable)
        gaps = self._site.coverage.blocking(item.slug)
        return self._judge(item, None, (), gaps)

    def _hidden_answer(
        self, item: Item, candidates: Sequence[Candidate], best: _Judged | None
    ) -> _Judged | None:
        """The unread candidate that could hold what the read ones lack, judged as cantTell."""
        for candidate in candidates:
            if candidate.state not in {TargetState.UNREAD, TargetState.EXTERNAL}:
                continue
            if best is not None and not candidate.gaps:
                continue  # a link to a social network hides nothing
            if self._locator.other_year(candidate.years):
                continue
            if best is not None and best.candidate is not None:
                weaker = _STRENGTH_ORDER.index(candidate.strength) > _STRENGTH_ORDER.index(
                    best.candidate.strength
                )
                pointed = candidate.source in {Source.DECLARED, Source.HUB}
                if weaker and not pointed:
                    continue
            return self._judge(item, candidate, (), candidate.gaps)
        return None

    def _within_coverage(self, item: Item, judged: _Judged) -> _Judged:
        """A failed verdict that rests on nothing better being elsewhere, held to the coverage.

        A page of another year, or one that merely mentions the subject, does not prove that the
        right one is missing while something that matches the item was not read.
        """
        candidate = judged.candidate
        weak = candidate is None or candidate.strength is Strength.WEAK
        gaps = tuple(
            gap
            for gap in self._site.coverage.blocking(item.slug)
            if weak or item.slug in gap.subjects
        )
        if not gaps or not (weak or judged.reason in _ELSEWHERE_REASONS):
            return judged
        components = tuple(
            replace(
                component,
                finding=replace(
                    component.finding,
                    outcome=Outcome.CANT_TELL,
                    reason=Reason.from_gap(gaps[0].reason),
                    blocking_gaps=gaps,
                ),
            )
            if component.finding.outcome is Outcome.FAILED
            else component
            for component in judged.components
        )
        return self._rolled_up(item, candidate, components)

    def _judge_unusable(self, item: Item, candidate: Candidate) -> _Judged:
        """A pointer whose end is dead, empty or closed, and nothing else answers the item."""
        gaps = self._site.coverage.blocking(item.slug)
        judged = self._judge(item, candidate, (), gaps)
        if judged.outcome is not Outcome.FAILED:
            return judged
        reason = _TARGET_REASONS[candidate.state]
        components = tuple(
            replace(component, finding=replace(component.finding, reason=reason))
            if component.finding.reason is Reason.NOT_FOUND
            else component
            for component in judged.components
        )
        return self._rolled_up(item, candidate, components)

    def _members(self, candidate: Candidate) -> tuple[Document, ...]:
        found = (self._site.document(url) for url in candidate.members)
        return tuple(document for document in found if document is not None)

    # -- one candidate ----------------------------------------------------------------------

    def _judge(
        self,
        item: Item,
        candidate: Candidate | None,
        documents: tuple[Document, ...],
        gaps: tuple[Gap, ...],
    ) -> _Judged:
        case = Case(
            site=self._site,
            item_code=item.item_code,
            slug=item.slug,
            titles=(item.title_th, *item.aliases_th),
            subjects=item.subjects,
            fiscal_year_be=self._rulebook.fiscal_year_be,
            period=Period(
                type=item.period.type,
                fiscal_year_be=item.period.fiscal_year_be,
                start=item.period.start,
                end=item.period.end,
            ),
            as_of=self._question.as_of,
            agency_type=self._question.agency_type,
            candidate=candidate,
            documents=documents,
            gaps=gaps,
            named_slugs=self._locator.named_on(documents[0]) if documents else (),
        )
        findings = {
            component.component_id: self._component_finding(item, component, case)
            for component in item.components
        }
        _apply_no_occurrence(item, findings)
        hollow = hollow_reason(case, [c.requirement_th for c in item.components])
        if hollow is not None:
            findings = {name: _because(finding, hollow) for name, finding in findings.items()}
        foreign = foreign_agency(case) if item.gather == "bundle" else None
        if foreign is not None:
            findings = {name: _doubted(found, foreign) for name, found in findings.items()}
        components = [
            self._component_verdict(component, findings[component.component_id])
            for component in item.components
        ]
        components += [self._rule_verdict(rule, item, case) for rule in self._general_rules(item)]
        return self._rolled_up(item, candidate, tuple(components))

    def _component_finding(self, item: Item, component: Component, case: Case) -> Finding:
        owed = matches_agency_type(component.applies_to, self._question.agency_type)
        if owed is False:
            return inapplicable("not asked of this type of agency")
        if owed is None:
            return cant_tell(
                Reason.NEEDS_PERSON, note="the type of the agency is unknown", key="agency_type"
            )
        options = self._options[item.item_code, component.component_id]
        return self._run(component.check, case, options)

    def _run(self, check_id: str, case: Case, options: object) -> Finding:
        """Run one check behind the error boundary and verify what it quotes."""
        check = self._registry[check_id]
        try:
            return verified(check(case, options), self._site)
        except Exception as error:  # the one boundary around a check: the run goes on
            if self._question.strict:
                raise
            trace = "".join(traceback.format_exception(error))
            error_id = hashlib.sha256(trace.encode()).hexdigest()[:8]
            return cant_tell(
                Reason.CHECK_ERROR,
                note=f"{check_id} raised {type(error).__name__}: {error} (error {error_id})",
                error_id=error_id,
            )

    def _general_rules(self, item: Item) -> list[GeneralRule]:
        dated = any(component.kind == "period" for component in item.components)
        timeless = item.period.type == "current_state"
        return [
            rule
            for rule in self._rulebook.general_rules
            if rule.component_id != _YEAR_RULE or not (dated or timeless)
        ]

    def _rule_verdict(self, rule: GeneralRule, item: Item, case: Case) -> ComponentVerdict:
        if case.candidate is None:
            finding = inapplicable("no candidate was found")
        elif rule.component_id == _DECLARED_RULE and case.candidate.source is not Source.DECLARED:
            finding = inapplicable("concerns declared addresses only")
        else:
            options = self._options["", rule.component_id]
            finding = self._run(rule.check, case, options)
        check = self._registry[rule.check]
        return ComponentVerdict(
            component_id=rule.component_id,
            source_id=rule.source_id,
            label_th=rule.label_th or rule.requirement_th,
            requirement_th=rule.requirement_th,
            requirement_en=rule.requirement_en,
            check=rule.check,
            check_version=check.version,
            strength="must",
            confidence=rule.confidence,
            binds=rule.binds,
            machine_checkable=check.machine,
            finding=finding,
        )

    def _component_verdict(self, component: Component, finding: Finding) -> ComponentVerdict:
        check = self._registry[component.check]
        return ComponentVerdict(
            component_id=component.component_id,
            source_id=component.source_id,
            label_th=component.label_th,
            requirement_th=component.requirement_th,
            requirement_en=component.requirement_en,
            check=component.check,
            check_version=check.version,
            strength=component.strength,
            confidence=component.confidence or "medium",
            binds=component.binds,
            machine_checkable=check.machine,
            finding=finding,
        )

    def _rolled_up(
        self,
        item: Item,
        candidate: Candidate | None,
        components: tuple[ComponentVerdict, ...],
    ) -> _Judged:
        binding = [c for c in components if c.binds and c.strength == "must"]
        own = [c for c in binding if any(c.component_id == o.component_id for o in item.components)]
        rules = [c for c in binding if c not in own]
        parts = [all_of([c.finding.outcome for c in own])] if own else []
        examples = [c for c in components if c.binds and c.strength == "example"]
        if examples:
            parts.append(_examples_outcome(examples))
        outcome = all_of([*parts, *(c.finding.outcome for c in rules)])
        return _Judged(
            candidate=candidate,
            components=components,
            outcome=outcome,
            reason=_item_reason(outcome, [*binding, *examples]),
        )


def any_type_matches(applies_to: Collection[str], agency_type: str | None) -> bool | None:
    """Whether any of the types covers the agency; None when that depends on its unknown type."""
    answers = {matches_agency_type(kind, agency_type) for kind in applies_to}
    if True in answers:
        return True
    return None if None in answers else False


def _doubted(finding: Finding, foreign: Quote) -> Finding:
    """A pass on content that speaks of another agency becomes a person's question."""
    if finding.outcome is not Outcome.PASSED:
        return finding
    return cant_tell(
        Reason.NEEDS_PERSON,
        foreign,
        *finding.quotes,
        note="the content names another agency and not this one",
        key="other_agency",
        found=foreign.text[:120],
    )


def _because(finding: Finding, reason: Reason) -> Finding:
    """An absence on a page without content, named for what the page is."""
    absent = finding.outcome is Outcome.FAILED and finding.reason is Reason.INCOMPLETE
    return replace(finding, reason=reason) if absent else finding


def _apply_no_occurrence(item: Item, findings: dict[str, Finding]) -> None:
    """A plain "none" stands in for what it replaces; without one it is not asked for."""
    for component in item.components:
        if component.when != _NO_OCCURRENCE:
            continue
        if findings[component.component_id].outcome is not Outcome.PASSED:
            findings[component.component_id] = inapplicable("no statement that nothing occurred")
            continue
        shown = any(findings[name].outcome is Outcome.PASSED for name in component.instead_of)
        if shown and item.period.type == _BY_MONTH:
            continue  # one empty month beside others that list something
        for replaced in component.instead_of:
            findings[replaced] = inapplicable("the agency states that nothing occurred")


def _examples_outcome(examples: Sequence[ComponentVerdict]) -> Outcome:
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


def _item_reason(outcome: Outcome, components: Sequence[ComponentVerdict]) -> Reason | None:
    if outcome not in {Outcome.FAILED, Outcome.CANT_TELL}:
        return None
    present = {c.finding.reason for c in components if c.finding.outcome is outcome}
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


def _quality(judged: _Judged) -> tuple[int, float, int]:
    """How well a candidate answers: roll-up first, then the share failed, then what passed."""
    binding = [
        c
        for c in judged.components
        if c.binds and c.finding.outcome is not Outcome.INAPPLICABLE and c.strength == "must"
    ]
    failed = sum(c.finding.outcome is Outcome.FAILED for c in binding)
    passed = sum(c.finding.outcome is Outcome.PASSED for c in binding)
    return _OUTCOME_RANK[judged.outcome], failed / max(1, len(binding)), -passed


def _quoted_on(components: Sequence[ComponentVerdict], candidate: Candidate) -> int:
    """How many passed components quote the candidate's own page first."""
    return sum(
        c.finding.outcome is Outcome.PASSED
        and c.finding.quote is not None
        and c.finding.quote.url == candidate.members[0]
        for c in components
        if c.check not in _RULE_CHECKS
    )


def _distinct(gaps: Sequence[Gap]) -> list[Gap]:
    return list({(gap.url, gap.reason): gap for gap in gaps}.values())
