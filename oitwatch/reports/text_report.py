"""The report as text: one line per item, then what to do for each, then the sum."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.match.periods.years import fiscal_year_of
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ComponentVerdict, Verdict
from checks.rulebook import Item, SubIndicator
from checks.run import AuditRun
from checks.score import item_band
from checks.supplier_packs import pack_named
from crawler.records import Place
from oitwatch.owners import proposed_owner
from oitwatch.reports.columns import padded, width_of, wrapped
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.particulars import lacking, said_by_item
from oitwatch.reports.source_lines import SourceLines
from oitwatch.reports.thai_dates import shown_date
from oitwatch.reports.verdict_facts import (
    Status,
    deciding_gap,
    path_of,
    status_of,
    url_of,
)
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.texts import Texts

TARGET = 85
_BEST_GAINS = 3
_SAME_TROUBLE = 3  # items kept open by one thing that are told together
_MAX_FOUND = 6

_SYMBOLS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.CANT_TELL: "?",
    Outcome.INAPPLICABLE: "-",
    Outcome.UNTESTED: "·",
}
_COUNTED = (Status.PASSED, Status.INCOMPLETE, Status.NOT_FOUND, Status.OPEN)
_COUNTED_IF_ANY = (Status.INAPPLICABLE, Status.UNTESTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOptions:
    """How a report is laid out."""

    columns: int | None = None  # None: never wrapped, for pipes
    verbose: bool = False  # passed items in detail too
    year_given: bool = False
    home: str = ""  # where the run is kept


def text_report(run: AuditRun, texts: Texts, options: TextOptions | None = None) -> str:
    """The report of a run, ending with a line break."""
    lines = _Report(run, texts, options or TextOptions()).lines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Report:
    def __init__(self, run: AuditRun, texts: Texts, options: TextOptions) -> None:
        self._run = run
        self._texts = texts
        self._options = options
        self._rulebook = rulebook_of(run.fiscal_year_be, run.agency.agency_type)
        self._wording = Wording(texts, self._rulebook)
        self._sources = SourceLines(texts, run.verdicts)

    def lines(self) -> Iterator[str]:
        yield from self._header()
        yield ""
        yield from self._list()
        failed = [v for v in self._run.verdicts if v.outcome is Outcome.FAILED]
        if failed:
            yield from self._part("report.failed_part")
            for verdict in failed:
                yield from self._failed(verdict)
        still_open = [v for v in self._run.verdicts if v.outcome is Outcome.CANT_TELL]
        if still_open:
            yield from self._part("report.open_part")
            yield from self._open(still_open)
        passed = [v for v in self._run.verdicts if v.outcome is Outcome.PASSED]
        if passed and self._options.verbose:
            yield from self._part("report.also_passed")
            for verdict in passed:
                yield from self._passed(verdict)
        yield from self._source_notes([] if self._options.verbose else passed)
        yield ""
        yield from self._summary()

    # -- head -------------------------------------------------------------------------------

    def _header(self) -> Iterator[str]:
        run, say = self._run, self._texts.say
        yield from self._wrap(
            f"{say('report.title')} · {run.agency.name_th or say('report.no_name')}"
        )
        yield from self._wrap(f"{self._type()} · {say('report.home', url=run.agency.home_url)}")
        yield from self._wrap(
            f"{self._year()} · {say('report.as_of', date=shown_date(run.as_of, self._texts))}"
        )
        if self._rulebook is not None and self._rulebook.status == "provisional":
            yield from self._wrap(say("report.provisional"))
        if dict(run.options).get("year_basis") == "calendar":
            yield from self._wrap(say("report.calendar_year"))
        yield from self._wrap(self._coverage())
        if run.pack is not None:
            yield from self._wrap(say("source.pack", name=self._pack_name(run.pack)))
        trouble = self._site_trouble()
        if trouble:
            yield from self._wrap(trouble)
        if run.interrupted:
            yield from self._wrap(say("report.interrupted"))

    def _pack_name(self, pack_id: str) -> str:
        pack = pack_named(pack_id)
        if pack is None:
            return pack_id
        return f"{pack.name_th if self._texts.lang == 'th' else pack.name_en} ({pack_id})"

    def _type(self) -> str:
        agency, say = self._run.agency, self._texts.say
        if agency.agency_type is None:
            return say("report.type_unknown")
        key = "report.type_guessed" if agency.agency_type_guessed else "report.type"
        return say(key, type=say(f"agency_type.{agency.agency_type}"))

    def _year(self) -> str:
        run = self._run
        if self._options.year_given:
            key = "report.year_given"
        elif fiscal_year_of(run.as_of) == run.fiscal_year_be:
            key = "report.year_of_date"
        else:
            key = "report.year_newest"
        return self._texts.say(key, year=str(run.fiscal_year_be))

    def _coverage(self) -> str:
        coverage, say = self._run.coverage, self._texts.say
        unread = str(coverage.unread_below_threshold) if coverage.unread_below_threshold else ""
        key = "report.coverage_unread" if unread else "report.coverage"
        line = say(key, documents=str(coverage.documents), unread=unread)
        if not coverage.gaps:
            return line
        counts = Counter(gap.reason for gap in coverage.gaps)
        reasons = ", ".join(
            say("report.gap_count", name=say(f"reason.{reason}.name"), count=str(count))
            for reason, count in counts.most_common()
        )
        gaps = say("report.gaps", count=str(len(coverage.gaps)), reasons=reasons)
        return f"{line} · {gaps}"

    def _site_trouble(self) -> str:
        """The sentence for a site whose home page leaves every item open, "" for others."""
        gap = next((g for g in self._run.coverage.gaps if g.place is Place.HOME), None)
        decided = {Outcome.PASSED, Outcome.FAILED}
        if gap is None or any(v.outcome in decided for v in self._run.verdicts):
            return ""
        cause = self._texts.first(
            (f"cause.{gap.reason}",), gap_url=gap.url, gap_why=self._texts.phrase(gap.detail)
        )
        return self._texts.say("report.unreachable", cause=cause)

    # -- one line per item ------------------------------------------------------------------

    def _list(self) -> Iterator[str]:
        names = {sub.code: self._sub_name(sub.code) for sub in self._subs()}
        codes = max((len(v.item_code) for v in self._run.verdicts), default=0)
        words = max((width_of(self._wording.status(v)) for v in self._run.verdicts), default=0)
        shown = ""
        for verdict in self._run.verdicts:
            if verdict.sub_indicator != shown:
                shown = verdict.sub_indicator
                yield f"{shown} {names.get(shown, '')}".rstrip()
            yield from self._item_line(verdict, codes, words)

    def _item_line(self, verdict: Verdict, codes: int, words: int) -> Iterator[str]:
        brief = self._wording.brief(verdict)
        url = url_of(verdict)
        told = f"{self._wording.title(verdict)}: {brief}" if brief else self._wording.title(verdict)
        head = (
            f"  {_SYMBOLS[verdict.outcome]} {padded(verdict.item_code.lower(), codes)}  "
            f"{padded(self._wording.status(verdict), words)}  "
        )
        text = told if not url or url in brief else f"{told}  {url}"
        yield from self._wrap(text, indent=head, hanging=" " * width_of(head))

    def _subs(self) -> Sequence[SubIndicator]:
        return self._rulebook.sub_indicators if self._rulebook else ()

    def _sub_name(self, code: str) -> str:
        for sub in self._rulebook.sub_indicators if self._rulebook else ():
            if sub.code == code:
                return sub.name_th if self._texts.lang == "th" else sub.name_en
        return ""

    # -- one block per item -----------------------------------------------------------------

    def _part(self, key: str) -> Iterator[str]:
        yield ""
        yield f"== {self._texts.say(key)} =="

    def _block_head(self, verdict: Verdict, *, points: bool) -> Iterator[str]:
        code = verdict.item_code.lower()
        parts = [
            f"{_SYMBOLS[verdict.outcome]} {code} {self._wording.title(verdict)}",
            self._wording.status(verdict),
        ]
        if points:
            parts.append(self._texts.say("report.points", points=_figure(verdict.points)))
        yield ""
        yield from self._wrap(" · ".join(parts), hanging="  ")
        if verdict.candidate:
            yield from self._wrap(verdict.candidate.url, indent="  ", hanging="  ")
        path = path_of(verdict)
        if path:
            yield from self._entry(self._texts.say("report.path", path=path), indent="  ")

    def _failed(self, verdict: Verdict) -> Iterator[str]:
        yield from self._block_head(verdict, points=verdict.reason is not Reason.NOT_YET_DUE)
        yield from self._requirements(verdict)
        yield from self._found(verdict)
        yield f"  {self._texts.say('report.missing')}"
        yield from self._entry(self._wording.item(verdict))
        failed = (c for c in verdict.components if c.finding.outcome is Outcome.FAILED)
        for sentence in lacking(failed, verdict, self._wording):
            yield from self._entry(sentence)
        for component in verdict.components:
            still_open = component.binds and component.finding.outcome is Outcome.CANT_TELL
            if still_open and not said_by_item(component, verdict):
                yield from self._entry(self._told(component, verdict), bullet="? ")
        yield from self._where_from(verdict)
        yield from self._fix(verdict)

    def _passed(self, verdict: Verdict) -> Iterator[str]:
        yield from self._block_head(verdict, points=False)
        yield from self._requirements(verdict)
        yield from self._found(verdict)
        yield from self._where_from(verdict)

    def _requirements(self, verdict: Verdict) -> Iterator[str]:
        yield f"  {self._texts.say('report.required')}"
        for component in self._worth_showing(verdict):
            symbol = _SYMBOLS[component.finding.outcome]
            mark = self._wording.mark(component)
            text = f"{self._wording.label(component)} {mark}".rstrip()
            yield from self._wrap(text, indent=f"    {symbol} ", hanging="      ")

    def _worth_showing(self, verdict: Verdict) -> Iterator[ComponentVerdict]:
        """Every component of the item; general rules only where they say something."""
        for component in verdict.components:
            settled = component.finding.outcome in {Outcome.PASSED, Outcome.INAPPLICABLE}
            if settled and component.source_id.startswith("G"):
                continue
            yield component

    def _found(self, verdict: Verdict) -> Iterator[str]:
        """What stands there: what holds, then apart what was seen and does not."""
        shown = list(self._worth_showing(verdict))
        wrong = [c for c in shown if c.finding.outcome is Outcome.FAILED]
        for key, components in (
            ("report.found", [c for c in shown if c not in wrong]),
            ("report.found_wrong", wrong),
        ):
            told = [f"{sentence} · {url}" for sentence, url in self._wording.found(components)]
            if not told:
                continue
            yield f"  {self._texts.say(key)}"
            limit = len(told) if self._options.verbose else _MAX_FOUND
            for line in told[:limit]:
                yield from self._entry(line)
            if len(told) > limit:
                yield f"    … (+{len(told) - limit})"

    def _where_from(self, verdict: Verdict) -> Iterator[str]:
        """The item's three sources, and where they do not agree."""
        told = list(self._sources.lines(verdict))
        if told:
            yield f"  {self._texts.say('source.head')}"
            for line in told:
                yield from self._entry(line)

    def _source_notes(self, verdicts: Sequence[Verdict]) -> Iterator[str]:
        """What does not agree on items, a line each, and which items are not declared at all."""
        told = [(verdict, note) for verdict in verdicts for note in self._sources.notes(verdict)]
        undeclared = self._sources.undeclared()
        if told or undeclared:
            yield from self._part("source.part")
        for verdict, note in told:
            facts = {"code": verdict.item_code.lower(), "title": self._wording.title(verdict)}
            yield from self._wrap(self._texts.say("source.item", note=note, **facts), indent="  ")
        if undeclared:
            yield from self._wrap(undeclared, indent="  ")

    def _fix(self, verdict: Verdict) -> Iterator[str]:
        item, say = self._wording.rulebook_item(verdict), self._texts.say
        yield f"  {say('report.fix')}"
        reason = verdict.reason or Reason.INCOMPLETE
        if item is None or self._texts.lang != "th":
            yield from self._entry(self._wording.todo(reason))
        if item is None:
            return
        yield from self._entry(say("report.should", text=self._wording.fix_th(verdict)))
        yield from self._each_fix(verdict)
        if item.avoid_th:
            yield from self._entry(say("report.beware", text=item.avoid_th))
        if item.owner_th:
            yield from self._entry(say("report.owner", owner=self._owner(item)))

    def _owner(self, item: Item) -> str:
        return proposed_owner(item, self._run.agency.agency_type)

    def _each_fix(self, verdict: Verdict) -> Iterator[str]:
        """How to add each component that is missing from a page that was found."""
        if self._texts.lang != "th" or verdict.reason is Reason.NOT_FOUND:
            return
        fixes = [
            self._wording.component_fix_th(component, verdict)
            for component in verdict.components
            if component.binds
            and component.finding.outcome is Outcome.FAILED
            and component.finding.reason is Reason.INCOMPLETE
        ]
        limit = len(fixes) if self._options.verbose else _MAX_FOUND
        for fix in fixes[:limit]:
            yield from self._entry(fix, bullet="- ")
        if len(fixes) > limit:
            yield f"    … (+{len(fixes) - limit})"

    # -- what cannot be told ----------------------------------------------------------------

    def _open(self, verdicts: Sequence[Verdict]) -> Iterator[str]:
        """One block per item; items that one and the same trouble keeps open share theirs."""
        groups: dict[tuple[str, str], list[Verdict]] = {}
        for verdict in verdicts:
            gap = deciding_gap(verdict) if _nothing_judged(verdict) else None
            key = (gap.reason.value, gap.url) if gap else (verdict.item_code, "")
            groups.setdefault(key, []).append(verdict)
        yield f"({self._texts.say('report.open_note')})"
        for group in groups.values():
            if len(group) >= _SAME_TROUBLE:
                items = ", ".join(verdict.item_code.lower() for verdict in group)
                yield ""
                head = self._texts.say("report.open_group", items=items)
                yield from self._wrap(f"? {head}", hanging="  ")
                yield from self._why_open(group[0])
            else:
                for verdict in group:
                    yield from self._block_head(verdict, points=False)
                    if not _nothing_judged(verdict):
                        yield from self._requirements(verdict)
                    yield from self._why_open(verdict)
                    yield from self._where_from(verdict)

    def _why_open(self, verdict: Verdict) -> Iterator[str]:
        say = self._texts.say
        reason = verdict.reason or Reason.NEEDS_PERSON
        yield f"  {say('report.open')}"
        if _nothing_judged(verdict):
            yield from self._entry(self._wording.item(verdict))
        else:
            for component in verdict.components:
                if component.binds and component.finding.outcome is Outcome.CANT_TELL:
                    yield from self._entry(self._told(component, verdict))
        yield from self._entry(say("report.whose_move", move=self._wording.move(reason)))
        yield from self._entry(say("report.todo", todo=self._wording.todo(reason)))
        item = self._wording.rulebook_item(verdict)
        if item is not None and item.owner_th and not _nothing_judged(verdict):
            yield from self._entry(say("report.owner", owner=self._owner(item)))

    def _told(self, component: ComponentVerdict, verdict: Verdict) -> str:
        mark = self._wording.mark(component)
        return f"{self._wording.component(component, verdict)} {mark}".rstrip()

    # -- the sum ----------------------------------------------------------------------------

    def _summary(self) -> Iterator[str]:
        say = self._texts.say
        counts = Counter(status_of(verdict) for verdict in self._run.verdicts)
        shown = [*_COUNTED, *(status for status in _COUNTED_IF_ANY if counts[status])]
        parts = [
            say("report.count", status=say(f"status.{status}"), count=str(counts[status]))
            for status in shown
        ]
        gains = self._gains()
        if gains:
            yield from self._wrap(gains)
        yield from self._wrap(" · ".join([*parts, self._score()]))
        if self._options.home:
            yield from self._wrap(
                say("report.kept", home=self._options.home, run_id=self._run.run_id)
            )

    def _score(self) -> str:
        if any(verdict.outcome is Outcome.UNTESTED for verdict in self._run.verdicts):
            return self._texts.say("report.score_none")
        low, high = _figure(self._run.score.low), _figure(self._run.score.high)
        key = "report.score_exact" if low == high else "report.score"
        return self._texts.say(key, low=low, high=high, target=str(TARGET))

    def _gains(self) -> str:
        """The items that would raise the score most: what failed first, then what is open."""
        owed = [
            verdict
            for verdict in self._run.verdicts
            if item_band(verdict) is not None and verdict.points > 0
        ]
        failed = [v for v in owed if v.outcome is Outcome.FAILED and item_band(v) == (0.0, 0.0)]
        best = sorted(failed, key=lambda verdict: -verdict.points)[:_BEST_GAINS]
        if not best:
            return ""
        items = " · ".join(f"{v.item_code.lower()} +{_figure(v.points)}" for v in best)
        total = sum(two_decimals(verdict.points) for verdict in best)
        return self._texts.say("report.gains", items=items, sum=_figure(total))

    # -- layout -----------------------------------------------------------------------------

    def _wrap(self, text: str, *, indent: str = "", hanging: str = "  ") -> Iterator[str]:
        yield from wrapped(text, self._options.columns, indent=indent, hanging=hanging)

    def _entry(self, text: str, *, indent: str = "    ", bullet: str = "") -> Iterator[str]:
        yield from self._wrap(text, indent=f"{indent}{bullet}", hanging=indent + " " * len(bullet))


def _nothing_judged(verdict: Verdict) -> bool:
    """Whether no component of the item passed or failed."""
    decided = {Outcome.PASSED, Outcome.FAILED}
    return not any(c.finding.outcome in decided for c in verdict.components)


def _figure(value: float) -> str:
    """A figure with at most two decimals and no trailing zeros: 74.3, 85."""
    return f"{two_decimals(value):.2f}".rstrip("0").rstrip(".")
