"""Rulebook and site to verdicts: finds the candidates of each item and chooses among them.

Pure: the same site, rulebook and question give the same verdicts, in any order, on any machine.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from checks.api import RegisteredCheck
from checks.choice import best_of, marked, of_the_year, shows_any, weaker
from checks.containment import error_finding
from checks.judge_bundle import DECLARED_RULE, BundleJudge, Question
from checks.locate import Locator
from checks.match.subjects.vocabulary import MatchItem, SubjectMatcher, load_vocabulary
from checks.outcome import Outcome
from checks.pack_reading import read_by
from checks.photographs import photographs, without_photographs
from checks.reasons import Reason
from checks.records import Candidate, Finding, Source, Strength, TargetState, Verdict
from checks.rollup import Judged, quoted_on, rolled_up, weighed
from checks.rulebook import Item, Rulebook, matches_agency_type, validate_bindings
from checks.score import points
from checks.shared import with_shared_files
from checks.site import Site
from checks.sources import item_sources
from checks.supplier_packs import pack_of
from checks.template import without_template
from crawler.records import Crawl, Document, Gap, PageKind, Region

__all__ = ["Question", "judge", "matcher_for", "site_of"]

_JUDGED_CANDIDATES = 6
_CURRENT_STATE = "current_state"

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


def matcher_for(rulebook: Rulebook) -> SubjectMatcher:
    """The matcher of the items of a rulebook, made once for all sites that are judged by it."""
    return _matcher(
        tuple(
            MatchItem(
                item_code=item.item_code,
                slug=item.slug,
                titles=(item.title_th, *item.aliases_th),
                subjects=item.subjects,
            )
            for item in rulebook.items
        )
    )


@lru_cache(maxsize=8)
def _matcher(items: tuple[MatchItem, ...]) -> SubjectMatcher:
    return SubjectMatcher(items, load_vocabulary())


def site_of(crawl: Crawl) -> Site:
    """The site that a crawl saw by its supplier's pack, template and photographs told apart."""
    pack = pack_of(crawl.documents)
    crawl = read_by(pack, crawl)
    crawl = replace(crawl, documents=without_template(crawl.documents))
    found = photographs(crawl)
    return Site.from_crawl(without_photographs(crawl, found), pack, photographs=found)


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
    verdicts = {item.item_code: judging.contained(item) for item in rulebook.items}
    worth = points(rulebook, verdicts)
    told = with_shared_files(tuple(verdicts.values()), site)
    return tuple(replace(verdict, points=round(worth[verdict.item_code], 6)) for verdict in told)


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
        self._question = question
        self._locator = Locator(
            site,
            matcher or matcher_for(rulebook),
            rulebook.fiscal_year_be,
            periods={item.slug: item.period.fiscal_year_be for item in rulebook.items},
        )
        self._judge = BundleJudge(site, rulebook, registry, options, question, self._locator)
        self._sub_indicators = {
            item.item_code: sub.code
            for indicator in rulebook.indicators
            for sub in indicator.sub_indicators
            for item in sub.items
        }

    # -- one item ---------------------------------------------------------------------------

    def contained(self, item: Item) -> Verdict:
        """The item's verdict; an error of the program leaves this item open and no other."""
        try:
            return self.verdict(item)
        except Exception as error:  # the boundary around one item: the others are judged
            if self._question.strict:
                raise
            return self._left_open(item, error_finding(f"judging {item.item_code}", error))

    def verdict(self, item: Item) -> Verdict:
        owed = any_type_matches(item.applies_to, self._question.agency_type)
        if self._question.only_items and item.item_code not in self._question.only_items:
            return self._plain(item, Outcome.UNTESTED, "not asked for")
        if owed is False:
            return self._plain(item, Outcome.INAPPLICABLE, "not owed by this type of agency")
        gathered = item.gather == "site"
        candidates = self._locator.candidates(item.slug, gathered=gathered)
        judged = (
            self._judge_gathered(item, candidates)
            if gathered
            else self._judge_best(item, candidates)
        )
        compared = {c.url: marked(c, judged) for c in candidates}
        chosen = judged.candidate
        return Verdict(
            item_code=item.item_code,
            slug=item.slug,
            title_th=item.title_th,
            title_en=item.title_en,
            outcome=judged.outcome,
            reason=judged.reason,
            components=judged.components,
            candidate=None if chosen is None else marked(chosen, judged),
            candidates=tuple(compared.values()),
            sub_indicator=self._sub_indicators[item.item_code],
            sources=item_sources(
                item.slug,
                candidates,
                judged.candidate,
                named=self._locator.titled,
                declares=bool(self._site.declared),
                has_hub=self._locator.has_current_hub
                and all(chosen is None or hub.url != chosen.url for hub in self._locator.hubs),
                home_url=self._site.home_url,
                home_answers=any(
                    component.component_id == DECLARED_RULE
                    and component.finding.outcome is Outcome.PASSED
                    for component in judged.components
                ),
                gathered=item.gather == "site",
            ),
        )

    def _plain(self, item: Item, outcome: Outcome, note: str) -> Verdict:
        return self._left_open(item, Finding(outcome=outcome, note=note))

    def _left_open(self, item: Item, finding: Finding) -> Verdict:
        """The item without a look at the site: every component has the same finding."""
        return Verdict(
            item_code=item.item_code,
            slug=item.slug,
            title_th=item.title_th,
            title_en=item.title_en,
            outcome=finding.outcome,
            reason=finding.reason,
            components=tuple(
                self._judge.component_verdict(component, finding) for component in item.components
            ),
            candidate=None,
            candidates=(),
            sub_indicator=self._sub_indicators[item.item_code],
        )

    def _judge_gathered(self, item: Item, candidates: Sequence[Candidate]) -> Judged:
        """Components come from every current candidate and the home page together."""
        current = [
            candidate
            for candidate in candidates
            if candidate.state is TargetState.READ and not self._locator.archived(candidate)
        ]
        if item.period.type == _CURRENT_STATE:
            # What is valid today is told by this year's pages; last year's serve for want of them.
            current = [c for c in current if self._locator.fresh(c)] or current
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
        judged = self._judge.judge(item, best, tuple(documents), tuple(_distinct(gaps)))
        if best is None:
            unusable = next((c for c in candidates if c.state in _TARGET_REASONS), None)
            if unusable is None or judged.outcome is not Outcome.FAILED or shows_any(judged):
                return judged
            return self._judge_unusable(item, unusable)
        # The page to show an officer is the one on which most was found.
        shown = max(current, key=lambda candidate: quoted_on(judged.components, candidate))
        if shown is best:
            return judged
        return self._judge.judge(item, shown, tuple(documents), tuple(_distinct(gaps)))

    def _judge_best(self, item: Item, candidates: Sequence[Candidate]) -> Judged:
        """The candidate that satisfies most; an unread stronger one forbids a failed verdict."""
        readable = [c for c in candidates if c.state is TargetState.READ]
        readable = [
            candidate
            for candidate in readable[:_JUDGED_CANDIDATES]
            if candidate is readable[0] or not self._locator.names_other(candidate, item.slug)
        ]
        judged = [
            self._judge.judge(item, candidate, self._members(candidate), candidate.gaps)
            for candidate in readable
        ]
        best = best_of(judged)
        if best is None:
            return self._without_content(item, candidates)
        if best.reason is Reason.WRONG_PERIOD:
            nearer = [
                entry
                for entry in judged
                if of_the_year(entry, best, item) and not self._only_puts_up(entry, best)
            ]
            best = best_of(nearer) or best
        found = self._settled(item, candidates, best)
        return replace(found, rivals=weighed(best, judged)) if found.candidate else found

    def _only_puts_up(self, page: Judged, stale: Judged) -> bool:
        """Whether a page holds no more than a heading over a document of another year."""
        if page.reason is not Reason.EMPTY_TARGET or not page.candidate or not stale.candidate:
            return False
        pointers = self._site.pointers(stale.candidate.url)
        return any(
            pointer.page.url == page.candidate.url and pointer.link.region is Region.CONTENT
            for pointer in pointers
        )

    def _settled(self, item: Item, candidates: Sequence[Candidate], best: Judged) -> Judged:
        """The best of the judged candidates, held to its year and to what was not read."""
        if best.outcome is not Outcome.FAILED:
            return self._of_its_year(item, best)
        hidden = self._hidden_answer(item, candidates, best)
        return hidden if hidden is not None else self._within_coverage(item, best)

    def _without_content(self, item: Item, candidates: Sequence[Candidate]) -> Judged:
        """An item of which no candidate could be judged by its content."""
        hidden = self._hidden_answer(item, candidates, None)
        if hidden is not None:
            return hidden
        unusable = next((c for c in candidates if c.state in _TARGET_REASONS), None)
        if unusable is not None:
            return self._judge_unusable(item, unusable)
        gaps = self._site.coverage.blocking(item.slug)
        return self._judge.judge(item, None, (), gaps)

    def _of_its_year(self, item: Item, judged: Judged) -> Judged:
        """A pass on what only another year's list leads to, held to the item's year.

        What tells its own year is believed; the rest belongs to the year of its list (design.md
        section 11, rulings 23 and 24).
        """
        candidate = judged.candidate
        kinds = {component.component_id: component.kind for component in item.components}
        dated = any(
            kinds.get(component.component_id) == "period"
            and component.finding.outcome is Outcome.PASSED
            for component in judged.components
        )
        if candidate is None or not candidate.archive or dated:
            return judged
        found = "พ.ศ. " + ", ".join(map(str, candidate.years)) if candidate.years else ""
        expected = f"ปีงบประมาณ พ.ศ. {item.period.fiscal_year_be}"
        components = tuple(
            replace(
                component,
                finding=replace(
                    component.finding,
                    outcome=Outcome.FAILED,
                    reason=Reason.WRONG_PERIOD,
                    details=(("expected", expected), ("found", found)),
                    note="only the list of another year leads here",
                ),
            )
            if component.component_id in kinds and component.finding.outcome is Outcome.PASSED
            else component
            for component in judged.components
        )
        return rolled_up(item, candidate, components)

    def _hidden_answer(
        self, item: Item, candidates: Sequence[Candidate], best: Judged | None
    ) -> Judged | None:
        """The unread candidate that could hold what the read ones lack, judged as cantTell."""
        for candidate in candidates:
            if candidate.state not in {TargetState.UNREAD, TargetState.EXTERNAL}:
                continue
            if best is not None and not candidate.gaps:
                continue  # a link to a social network hides nothing
            if self._locator.archived(candidate):
                continue
            if best is not None and best.candidate is not None:
                pointed = candidate.source in {Source.DECLARED, Source.HUB}
                if weaker(candidate, best.candidate) and not pointed:
                    continue
            return self._judge.judge(item, candidate, (), candidate.gaps)
        return None

    def _within_coverage(self, item: Item, judged: Judged) -> Judged:
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
        return rolled_up(item, candidate, components)

    def _judge_unusable(self, item: Item, candidate: Candidate) -> Judged:
        """A pointer whose end is dead, empty or closed, and nothing else answers the item."""
        gaps = self._site.coverage.blocking(item.slug)
        judged = self._judge.judge(item, candidate, (), gaps)
        if judged.outcome is not Outcome.FAILED:
            return judged
        reason = _TARGET_REASONS[candidate.state]
        components = tuple(
            replace(component, finding=replace(component.finding, reason=reason))
            if component.finding.reason is Reason.NOT_FOUND
            else component
            for component in judged.components
        )
        return rolled_up(item, candidate, components)

    def _members(self, candidate: Candidate) -> tuple[Document, ...]:
        return self._locator.members(candidate)


def any_type_matches(applies_to: Collection[str], agency_type: str | None) -> bool | None:
    """Whether any of the types covers the agency; None when that depends on its unknown type."""
    answers = {matches_agency_type(kind, agency_type) for kind in applies_to}
    if True in answers:
        return True
    return None if None in answers else False


def _distinct(gaps: Sequence[Gap]) -> list[Gap]:
    return list({(gap.url, gap.reason): gap for gap in gaps}.values())
