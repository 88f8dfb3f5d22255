"""Judges one item on one candidate bundle: the case, the checks, the general rules.

Holds the error boundary around a check and the verification of what it quotes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checks.api import RegisteredCheck, cant_tell, inapplicable
from checks.evidence import verified
from checks.locate import Locator
from checks.match.foreign_agency import foreign_documents
from checks.match.substance import hollow_reason
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import (
    Candidate,
    Case,
    ComponentVerdict,
    Finding,
    Partner,
    Period,
    Source,
    TargetState,
)
from checks.rollup import Judged, apply_no_occurrence, because, disowned, rolled_up
from checks.rulebook import Component, GeneralRule, Item, Rulebook, matches_agency_type
from checks.site import Site
from crawler.records import Document, Gap

_YEAR_RULE = "g7"
_DECLARED_RULE = "g2"
_CONTENT_KINDS = frozenset({"presence", "field", "count"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a judging is asked besides the site."""

    as_of: date
    agency_type: str | None
    only_items: frozenset[str] = frozenset()  # item codes; empty means all
    strict: bool = False  # let an exception of a check through, for tests


class BundleJudge:
    """Runs the checks of a rulebook on candidates of one site."""

    def __init__(
        self,
        site: Site,
        rulebook: Rulebook,
        registry: Mapping[str, RegisteredCheck],
        options: Mapping[tuple[str, str], object],
        question: Question,
        locator: Locator,
    ) -> None:
        self._site = site
        self._rulebook = rulebook
        self._registry = registry
        self._options = options
        self._question = question
        self._locator = locator

    def judge(
        self,
        item: Item,
        candidate: Candidate | None,
        documents: tuple[Document, ...],
        gaps: tuple[Gap, ...],
    ) -> Judged:
        """All components and general rules of an item on a bundle, rolled up."""
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
            partners=self._partners(item),
        )
        findings = {
            component.component_id: self._component_finding(item, component, case)
            for component in item.components
        }
        apply_no_occurrence(item, findings)
        hollow = hollow_reason(case, [c.requirement_th for c in item.components])
        # A page on which something was found is short and not empty.
        if hollow is Reason.EMPTY_TARGET and _shown(item, findings):
            hollow = None
        if hollow is not None:
            findings = {name: because(finding, hollow) for name, finding in findings.items()}
        if item.gather == "bundle":
            disowned(item, findings, foreign_documents(case))
        components = [
            self.component_verdict(component, findings[component.component_id])
            for component in item.components
        ]
        components += [self._rule_verdict(rule, item, case) for rule in self._general_rules(item)]
        return rolled_up(item, candidate, tuple(components))

    def _partners(self, item: Item) -> tuple[Partner, ...]:
        """The read places of the items that this one is compared with, best first."""
        slugs = dict.fromkeys(c.with_slug for c in item.components if c.with_slug)
        return tuple(
            Partner(slug=slug, documents=members)
            for slug in slugs
            for candidate in self._locator.candidates(slug)
            if candidate.state is TargetState.READ
            and not self._locator.other_year(candidate.years)
            and (members := self._locator.members(candidate))
        )

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
            # Of the error alone and not of its trace: the same on every machine.
            said = f"{check_id} {type(error).__name__} {error}"
            error_id = hashlib.sha256(said.encode()).hexdigest()[:8]
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

    def component_verdict(self, component: Component, finding: Finding) -> ComponentVerdict:
        """A finding with the component that it answers."""
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


def _shown(item: Item, findings: Mapping[str, Finding]) -> bool:
    """Whether some content of the item was found."""
    return any(
        component.kind in _CONTENT_KINDS
        and findings[component.component_id].outcome is Outcome.PASSED
        for component in item.components
    )
