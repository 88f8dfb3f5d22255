"""Judges one item on one candidate bundle: the case, the checks, the general rules.

Holds the error boundary around a check and the verification of what it quotes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checks.api import RegisteredCheck, cant_tell, inapplicable, passed
from checks.choice import told_there
from checks.clones import Clone, CloneFinder
from checks.containment import error_finding
from checks.evidence import verified
from checks.hollow import CONTENT_KINDS, named_for_what_is_there
from checks.locate import Locator
from checks.match.agency.foreign_agency import foreign_documents
from checks.match.agency.foreign_signs import foreign_signs
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.substance import content_of
from checks.match.subjects.words import names_subject
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import (
    Candidate,
    Case,
    ComponentVerdict,
    Finding,
    Partner,
    Period,
    Quote,
    Source,
    TargetState,
)
from checks.rollup import (
    Judged,
    apply_no_occurrence,
    cloned,
    disowned,
    not_own,
    rolled_up,
    vouch_by_content,
)
from checks.rulebook import Component, GeneralRule, Item, Rulebook, matches_agency_type
from checks.second_look import looked_again
from checks.site import Site
from crawler.records import Document, Gap

_HEADINGS = 3  # the first headings of a page, which say what it is of
_YEAR_RULE = "g7"
DECLARED_RULE = "g2"
# Periods whose document is made anew each year; plans and manuals may stand for several.
_MADE_ANEW = frozenset({"current_fiscal_year", "previous_fiscal_year", "first_6_months_min"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a judging is asked besides the site."""

    as_of: date
    agency_type: str | None
    only_items: frozenset[str] = frozenset()  # item codes; empty means all
    calendar_year: bool = False  # the agency keeps its books by calendar years
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
        self._clones = CloneFinder(site.documents, locator.years_of)

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
            partners=self._partners(item, documents),
            calendar_year=self._question.calendar_year,
        )
        findings = {
            component.component_id: self._component_finding(item, component, case)
            for component in item.components
        }
        apply_no_occurrence(item, findings)
        vouch_by_content(item, findings, case)
        # A period that is missing for want of content is named like the rest.
        _without_period(item, findings, case)
        findings = named_for_what_is_there(item, findings, case)
        _without_period(item, findings, case)
        if item.gather == "bundle":
            signs = foreign_signs(case)
            theirs = not_own(item, findings, signs) if signs is not None else None
            if theirs is not None:
                findings = theirs
            else:
                disowned(item, findings, foreign_documents(case))
        clone = self._clone(item, documents, findings)
        if clone is not None:
            findings = cloned(item, findings, clone)
        if item.gather == "bundle":
            findings = looked_again(item, findings, case)
        components = [
            self.component_verdict(component, findings[component.component_id])
            for component in item.components
        ]
        components += [
            self._rule_verdict(rule, case, told_there(candidate, findings))
            for rule in self._general_rules(item)
        ]
        return rolled_up(item, candidate, tuple(components))

    def _clone(
        self, item: Item, documents: tuple[Document, ...], findings: Mapping[str, Finding]
    ) -> Clone | None:
        """An earlier year's document that the one answering the item repeats whole."""
        if item.gather != "bundle" or item.period.type not in _MADE_ANEW:
            return None
        quoted = Counter(
            finding.quotes[0].url
            for finding in findings.values()
            if finding.outcome is Outcome.PASSED and finding.quotes
        )
        asked = item.period.fiscal_year_be
        for document in documents:
            if quoted and document.url == quoted.most_common(1)[0][0]:
                years = self._locator.years_of(document)
                return self._clones.earlier((document,), asked) if _of(years, asked) else None
        return None

    def _partners(self, item: Item, own: tuple[Document, ...]) -> tuple[Partner, ...]:
        """The read places of the items that this one is compared with, best first.

        A report of last year is compared with the plan of last year (ruling 7), which a pointer
        or its own heading tells; its own pages are no plan, though they may speak of it.
        """
        slugs = dict.fromkeys(c.with_slug for c in item.components if c.with_slug)
        year = item.period.fiscal_year_be
        return tuple(
            Partner(slug=slug, documents=members)
            for slug in slugs
            for candidate in self._locator.candidates(slug)
            if candidate.state is TargetState.READ
            and (members := self._locator.members(candidate))
            and (
                not self._locator.other_year(candidate.years)
                if year == self._rulebook.fiscal_year_be
                else year in _years_of(candidate, members[0])
                and members[0].url not in {document.url for document in own}
            )
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
            return error_finding(check_id, error)

    def _general_rules(self, item: Item) -> list[GeneralRule]:
        dated = any(component.kind == "period" for component in item.components)
        timeless = item.period.type == "current_state"
        return [
            rule
            for rule in self._rulebook.general_rules
            if rule.component_id != _YEAR_RULE or not (dated or timeless)
        ]

    def _rule_verdict(self, rule: GeneralRule, case: Case, told: Quote | None) -> ComponentVerdict:
        """A general rule on the candidate; ``told`` is what of the item the candidate shows."""
        declared = rule.component_id == DECLARED_RULE
        if case.candidate is None:
            finding = inapplicable("no candidate was found")
        elif declared and case.candidate.source is not Source.DECLARED:
            finding = inapplicable("concerns declared addresses only")
        elif declared and told is not None:
            # Contact details and accounts may stand on the home page: it is direct then.
            finding = passed(told)
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


def _of(years: tuple[int, ...], asked: int) -> bool:
    return not years or max(years) >= asked


def _without_period(item: Item, findings: dict[str, Finding], case: Case) -> None:
    """Nothing of the item is there, so no year on the page is the item's: its own or another.

    A page that names the subject and tells something else of it keeps its year.
    """
    told = [findings[c.component_id] for c in item.components if c.kind in CONTENT_KINDS]
    owed = [finding for finding in told if finding.outcome is not Outcome.INAPPLICABLE]
    if not owed or not case.documents or any(f.outcome is not Outcome.FAILED for f in owed):
        return
    content = content_of(case)
    if names_subject(case) and content.first is not None:
        return
    for component in item.components:
        finding = findings[component.component_id]
        stated = finding.outcome is Outcome.PASSED or finding.reason is Reason.WRONG_PERIOD
        if component.kind == "period" and stated:
            findings[component.component_id] = case.absent(
                "nothing of the item stands there whose period could be read"
            )


def _years_of(candidate: Candidate, lead: Document) -> set[int]:
    """The years that the pointer of a place, its title and its first headings name."""
    headings = " ".join(heading.text for heading in lead.headings[:_HEADINGS])
    return {*candidate.years, *fiscal_years_be(f"{lead.title} {headings}")}
