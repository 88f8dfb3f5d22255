"""Readiness as text: the days left, what blocks, what expires, who must act, the score band."""

from collections.abc import Iterator, Sequence
from datetime import date

from checks.reasons import MOVES, Move, Reason
from oitwatch.bangkok import bangkok_day
from oitwatch.readiness import Expiry, Readiness, Window, WindowState
from oitwatch.reports.columns import wrapped
from oitwatch.reports.json_report import two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.missing import short_lines, untested_line
from oitwatch.reports.missing_rows import codes_of, event_sentence
from oitwatch.reports.thai_dates import shown_date, shown_time
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.texts import Texts
from oitwatch.todo import TodoItem, Work

_FIRST_HALF = "first_6_months_min"
_PREVIOUS = "previous_fiscal_year"
# What is needed at the turn of the year, the surest first.
_NEEDED = (
    Expiry.RENEW.value,
    _FIRST_HALF,
    _PREVIOUS,
    Expiry.PLAN_ENDS.value,
    Expiry.CHECK_PLAN.value,
    Expiry.CHECK_IN_FORCE.value,
)


def ready_text(
    ready: Readiness, language: Texts, *, columns: int | None = None, short: bool = False
) -> str:
    """The readiness of an agency, ending with a line break; ``short`` leaves single items out."""
    lines: list[str] = []
    for line in _Text(ready, language, short).lines():
        text = line.lstrip()
        indent = line[: len(line) - len(text)]
        lines += wrapped(text, columns, indent=indent, hanging=f"{indent}  ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Text:
    def __init__(self, ready: Readiness, language: Texts, short: bool) -> None:
        self._ready = ready
        self._todo = ready.todo
        self._texts = language
        self._say = language.say
        self._wording = Wording(
            language, rulebook_of(ready.todo.run.fiscal_year_be, ready.todo.run.agency.agency_type)
        )
        self._short = short
        self._home = ready.todo.run.agency.home_url

    def lines(self) -> Iterator[str]:
        say, todo = self._say, self._todo
        yield say(
            "ready.title",
            name=printable(masked(todo.name_th)),
            year=str(todo.run.fiscal_year_be),
            date=self._day(self._ready.as_of),
        )
        yield say("ready.last_audit", date=shown_time(todo.run.finished_at, self._texts))
        if self._ready.missed:
            count, newest = str(len(self._ready.missed)), self._day(self._ready.missed[0])
            yield say("ready.missed", count=count, date=newest)
        if not todo.standing.ordinary:
            yield say("missing.only_run")
        if todo.run.interrupted:
            yield say("report.interrupted")
        yield from self._window()
        yield from self._score()
        yield from self._blockers()
        yield from self._not_due()
        yield from self._awaiting()
        yield from self._open()
        untested = todo.of(Work.UNTESTED)
        if untested:
            yield from self._part("missing.not_tested", count=str(len(untested)))
            yield untested_line(untested, self._texts)
        yield from self._expiring()

    def _part(self, key: str, **facts: str) -> Iterator[str]:
        heading = self._say(key, **facts)
        yield from ([f"-- {heading}"] if self._short else ["", f"== {heading} =="])

    def _day(self, day: date) -> str:
        return shown_date(day, self._texts)

    # -- the window -------------------------------------------------------------------------

    def _window(self) -> Iterator[str]:
        ready, window = self._ready, self._ready.window
        if window is None:
            yield self._say("ready.window.unknown")
            return
        facts = self._span(window)
        if ready.state is WindowState.CLOSED:
            yield f"{self._say('ready.window.closed', **facts)} {self._certainty(window)}"
            if ready.next_window is not None:
                following = ready.next_window
                told = self._say(
                    "ready.window.next",
                    year=str(following.fiscal_year_be),
                    days=str((following.end - ready.as_of).days),
                    **self._span(following),
                )
                yield f"{told} {self._certainty(following)}"
            return
        days = ready.days_left or 0
        key = "last_day" if days == 0 else ready.state.value
        facts["days"] = str(days)
        if window.start is not None:
            facts["days_to_start"] = str((window.start - ready.as_of).days)
        yield f"{self._say(f'ready.window.{key}', **facts)} {self._certainty(window)}"

    def _span(self, window: Window) -> dict[str, str]:
        facts = {"end": self._day(window.end)}
        if window.start is not None:
            facts["start"] = self._day(window.start)
        return facts

    def _certainty(self, window: Window) -> str:
        key = "estimated" if window.estimated else window.confidence
        return self._say(f"ready.confidence.{key}")

    # -- the score --------------------------------------------------------------------------

    def _score(self) -> Iterator[str]:
        ready = self._ready
        low, high = _figure(ready.score.low), _figure(ready.score.high)
        target = f"{ready.target:g}"
        unread = self._todo.unread
        if unread:
            since = self._day(bangkok_day(min(unread.values())))
            yield self._say("ready.unread", count=str(len(unread)), date=since)
        key = "ready.score_exact" if low == high else "ready.score"
        yield self._say(key, low=low, high=high, target=target)
        if ready.score.low >= ready.target:
            level = "reached"
        elif ready.score.high < ready.target:
            level = "below" if high != low else "below_surely"
        else:
            level = "between"
        gap = _figure(max(0.0, ready.target - ready.score.low))
        yield self._say(f"ready.level.{level}", target=target, gap=gap)
        yield self._say("ready.oit_only")

    # -- what is to be done -----------------------------------------------------------------

    def _blockers(self) -> Iterator[str]:
        ready = self._ready
        blockers = ready.blockers
        if not blockers:
            yield from ([] if self._short else [""])
            done = not self._todo.items
            audited = bangkok_day(self._todo.run.finished_at)
            key = "ready.all_passed" if done else "ready.no_blockers"
            yield self._say(key, date=self._day(audited))
            return
        yield from self._part("ready.blockers", count=str(len(blockers)))
        event = self._todo.event_of(Work.MEND)
        if event:
            yield event_sentence(Work.MEND, event, self._wording)
        if self._short:
            codes = [
                f"{item.verdict.item_code.lower()} +{two_decimals(item.points):g}"
                for item in blockers
            ]
            yield " · ".join(codes)
        else:
            yield from short_lines(blockers, self._wording, self._home)
        if ready.after_all is None:
            return
        gain = ready.after_all.low - ready.score.low
        low, high = _figure(ready.after_all.low), _figure(ready.after_all.high)
        facts = {"low": low, "high": "" if low == high else high}
        yield self._say("ready.joint", gain=f"{two_decimals(gain):g}", **facts)
        if ready.enough and ready.enough < len(blockers):
            first = [item.verdict.item_code for item in blockers[: ready.enough]]
            least = self._todo.score_with(first).low
            yield self._say(
                "ready.enough",
                count=str(ready.enough),
                low=_figure(least),
                target=f"{ready.target:g}",
            )

    def _not_due(self) -> Iterator[str]:
        items = self._todo.of(Work.NOT_DUE)
        if not items:
            return
        yield from self._part("missing.not_yet_due", count=str(len(items)))
        for item in items:
            due = self._ready.due_from(item)
            facts = {"date": self._day(due)} if due else {}
            yield f"· {self._named(item)} · {self._say('ready.due_from', **facts)}"

    def _awaiting(self) -> Iterator[str]:
        items = self._todo.of(Work.SECOND_LOOK)
        if not items:
            return
        yield from self._part("missing.awaiting", count=str(len(items)))
        event = self._todo.event_of(Work.SECOND_LOOK)
        if event:
            yield event_sentence(Work.SECOND_LOOK, event, self._wording)
        others = [item for item in items if item not in event]
        yield from short_lines(others, self._wording, self._home)

    def _open(self) -> Iterator[str]:
        items = self._todo.of(Work.OPEN)
        if not items:
            return
        yield from self._part("missing.cannot_tell", count=str(len(items)))
        for move in Move:
            his = [item for item in items if MOVES[_reason(item)] is move]
            if not his:
                continue
            yield self._say("report.whose_move", move=self._say(f"move.{move}"))
            for reason in dict.fromkeys(_reason(item) for item in his):
                same = [item for item in his if _reason(item) is reason]
                yield from self._same_reason(reason, same)

    def _same_reason(self, reason: Reason, items: Sequence[TodoItem]) -> Iterator[str]:
        name = self._say(f"reason.{reason}.name")
        yield f"? {codes_of(items)} · {name}: {self._wording.todo(reason)}"
        if not self._short:
            for line in short_lines(items, self._wording, self._home):
                yield f"    {line}"

    # -- the turn of the year ---------------------------------------------------------------

    def _expiring(self) -> Iterator[str]:
        ready = self._ready
        if ready.turns_on is None or not ready.expiring:
            return
        passed = ready.as_of >= ready.turns_on
        key = "ready.expired" if passed else "ready.expiring"
        year = self._todo.run.fiscal_year_be
        yield from self._part(key, date=self._day(ready.turns_on), year=str(year + 1))
        groups: dict[str, list[str]] = {}
        for entry in ready.expiring:
            name = entry.expiry.value
            if entry.expiry is Expiry.RENEW and entry.item.period.type in {_FIRST_HALF, _PREVIOUS}:
                name = entry.item.period.type
            groups.setdefault(name, []).append(entry.item.item_code.lower())
        for name, codes in sorted(groups.items(), key=lambda group: _NEEDED.index(group[0])):
            facts = {"this": str(year), "next": str(year + 1), "items": ", ".join(codes)}
            facts["half"] = self._day(date(ready.turns_on.year + 1, 4, 1))
            yield self._say(f"ready.needed.{name}", count=str(len(codes)), **facts)

    def _named(self, item: TodoItem) -> str:
        return f"{item.verdict.item_code.lower()} {self._wording.title(item.verdict)}"


def _reason(item: TodoItem) -> Reason:
    return item.verdict.reason or Reason.NEEDS_PERSON


def _figure(value: float) -> str:
    return f"{two_decimals(value):g}"
