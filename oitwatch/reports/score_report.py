"""The score for people: the official table, the formula, what-if, total and level."""

from collections.abc import Iterator
from fractions import Fraction

from checks.outcome import Outcome
from checks.records import ScoreBand
from checks.rulebook import GradeBand
from checks.score import rounded
from checks.total import EIT_PARTS, Distance, Total, weight
from oitwatch.bangkok import bangkok_day
from oitwatch.reports.columns import padded, width_of, wrapped
from oitwatch.reports.thai_dates import shown_date, shown_time
from oitwatch.score_sheet import ItemLine, Outlook, ScoreSheet
from oitwatch.texts import Texts

_SYMBOLS = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.CANT_TELL: "?",
    Outcome.INAPPLICABLE: "-",
    Outcome.UNTESTED: "·",
}
_TOOLS = ("IIT", "EIT", "OIT")


def score_text(sheet: ScoreSheet, texts: Texts, width: int | None) -> str:
    """The sheet for people, ending with a line break."""
    lines = _Text(sheet, texts, width).lines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Text:
    def __init__(self, sheet: ScoreSheet, texts: Texts, width: int | None) -> None:
        self._sheet = sheet
        self._texts = texts
        self._width = width

    def lines(self) -> Iterator[str]:
        sheet, say = self._sheet, self._texts.say
        yield from self._wrap(
            say(
                "score.title",
                name=sheet.name_th or sheet.agency_id,
                year=str(sheet.rulebook.fiscal_year_be),
            )
        )
        when = shown_time(sheet.finished_at, self._texts)
        yield from self._wrap(say("score.of_run", date=when, run_id=sheet.run_id))
        if sheet.unread_since is not None:
            count = sum(line.unread for line in sheet.lines)
            since = shown_date(bangkok_day(sheet.unread_since), self._texts)
            yield from self._wrap(say("ready.unread", count=str(count), date=since))
        if sheet.rulebook.status == "provisional":
            yield from self._wrap(say("report.provisional"))
        yield ""
        yield from self._table()
        yield ""
        yield from self._formula(sheet.base)
        if sheet.assumed is not None:
            yield ""
            yield from self._what_if(sheet.assumed)
        if sheet.tools is not None:
            yield ""
            yield from self._total(sheet.base)
            if sheet.assumed is not None:
                yield ""
                items = ", ".join(code.lower() for code in sheet.assumed_codes)
                yield from self._wrap(self._texts.say("score.total_if", items=items))
                yield from self._total(sheet.assumed)

    # -- the official table -----------------------------------------------------------------

    def _table(self) -> Iterator[str]:
        sheet, say = self._sheet, self._texts.say
        bands = {part.code: part for part in _parts(sheet.base.oit)}
        for indicator in sheet.rulebook.indicators:
            name = indicator.name_th if self._texts.lang == "th" else indicator.name_en
            yield from self._head(indicator.code, name, bands.get(indicator.code), "")
            for sub in indicator.sub_indicators:
                name = sub.name_th if self._texts.lang == "th" else sub.name_en
                yield from self._head(sub.code, name, bands.get(sub.code), "  ")
                own = [line for line in sheet.lines if line.sub_indicator == sub.code]
                for line in own:
                    yield from self._item(line)
        yield say("score.weight_note")

    def _head(self, code: str, name: str, band: ScoreBand | None, indent: str) -> Iterator[str]:
        figure = self._band(band.low, band.high) if band else self._texts.say("score.not_owed")
        yield from self._wrap(f"{code} {name} · {figure}", indent=indent, hanging=indent + "  ")

    def _item(self, line: ItemLine) -> Iterator[str]:
        title = line.item.title_th if self._texts.lang == "th" else line.item.title_en
        codes = max(len(each.item.item_code) for each in self._sheet.lines)
        mark = f" {self._texts.say('score.assumed_mark')}" if line.assumed else ""
        head = (
            f"    {self._symbol(line)} {padded(line.item.item_code.lower(), codes)}  "
            f"{padded(self._points(line), 7)}  {padded(_two(line.weight), 5)}  "
        )
        yield from self._wrap(f"{title}{mark}", indent=head, hanging=" " * width_of(head))

    def _symbol(self, line: ItemLine) -> str:
        return _SYMBOLS[Outcome.CANT_TELL if line.unread else line.outcome]

    def _points(self, line: ItemLine) -> str:
        if line.band is None:
            return "-"
        low, high = line.band
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"

    # -- the formula ------------------------------------------------------------------------

    def _formula(self, outlook: Outlook) -> Iterator[str]:
        say = self._texts.say
        parts = outlook.oit.parts
        for part in parts:
            subs = " + ".join(self._band(sub.low, sub.high) for sub in part.parts)
            yield from self._wrap(
                say(
                    "score.indicator_formula",
                    code=part.code,
                    parts=subs,
                    count=str(len(part.parts)),
                    result=self._band(part.low, part.high),
                )
            )
        told = " + ".join(self._band(part.low, part.high) for part in parts)
        result = self._band(outlook.oit.low, outlook.oit.high)
        yield from self._wrap(
            say("score.oit_formula", parts=told or "0", count=str(len(parts) or 1), result=result)
        )
        yield from self._wrap(say("score.rounding"))

    def _what_if(self, assumed: Outlook) -> Iterator[str]:
        sheet, say = self._sheet, self._texts.say
        items = ", ".join(code.lower() for code in sheet.assumed_codes)
        gain = self._band(*sorted(sheet.gain))
        yield from self._wrap(
            say(
                "score.what_if",
                items=items,
                before=self._band(sheet.base.oit.low, sheet.base.oit.high),
                after=self._band(assumed.oit.low, assumed.oit.high),
                gain=gain,
            )
        )
        shares = [
            f"{line.item.item_code.lower()} {_two(line.weight)}"
            for line in sheet.lines
            if line.assumed and line.item.item_code not in sheet.no_effect
        ]
        if shares:
            yield from self._wrap(say("score.shares", shares=" · ".join(shares)))
        if sheet.no_effect:
            codes = ", ".join(code.lower() for code in sheet.no_effect)
            yield from self._wrap(say("score.no_effect", items=codes))

    # -- the total --------------------------------------------------------------------------

    def _total(self, outlook: Outlook) -> Iterator[str]:
        sheet, say = self._sheet, self._texts.say
        tools, total = sheet.tools, outlook.total
        assert tools is not None  # the caller asked for a total
        assert total is not None
        figures = {
            "IIT": _two(tools.iit),
            "EIT": _two(tools.eit),
            "OIT": self._band(outlook.oit.low, outlook.oit.high),
        }
        terms = " + ".join(
            f"{_two(weight(sheet.rulebook, tool))} × {figures[tool]}" for tool in _TOOLS
        )
        yield from self._wrap(
            say("score.total_formula", terms=terms, result=self._band(total.low, total.high))
        )
        yield from self._wrap(say("score.level", level=self._levels(total)))
        if EIT_PARTS[0] in sheet.rulebook.grades.tools_for_min_each and tools.eit_parts is None:
            yield from self._wrap(say("score.eit_parts_unknown"))
        if outlook.to_target is not None:
            target = _two(Fraction(str(sheet.rulebook.national_target)))
            yield from self._way(outlook, outlook.to_target, say("score.target", target=target))
        if outlook.better is not None and outlook.to_better is not None:
            name = say("score.next_level", level=self._level(outlook.better))
            yield from self._way(outlook, outlook.to_better, name)

    def _way(self, outlook: Outlook, way: Distance, to: str) -> Iterator[str]:
        say = self._texts.say
        needed, low = way.oit_needed, outlook.exact[0]
        if not way.total and not way.tools and needed is not None and needed <= low:
            yield from self._wrap(say("score.reached", to=to))
            return
        short = _two(way.total)
        key = "score.total_reached" if short == "0.00" else "score.missing"
        told = [say(key, to=to, points=short)]
        if needed is not None:
            told.append(say("score.oit_needed", oit=_two(needed)))
        elif not way.tools:
            told.append(say("score.not_by_oit"))
        told += [
            say("score.tool_below", tool=say(f"score.tool.{name}"), points=_two(lacks))
            for name, lacks in way.tools
        ]
        yield from self._wrap(" · ".join(told))

    def _levels(self, total: Total) -> str:
        low, high = self._level(total.level_low), self._level(total.level_high)
        if low == high:
            return low
        return self._texts.say("score.level_range", low=low, high=high)

    def _level(self, level: GradeBand) -> str:
        return level.label_th if self._texts.lang == "th" else level.code

    # -- layout -----------------------------------------------------------------------------

    def _band(self, low: Fraction | float, high: Fraction | float) -> str:
        return _two(low) if _two(low) == _two(high) else f"{_two(low)}–{_two(high)}"

    def _wrap(self, text: str, *, indent: str = "", hanging: str = "  ") -> Iterator[str]:
        yield from wrapped(text, self._width, indent=indent, hanging=hanging)


def _parts(band: ScoreBand) -> Iterator[ScoreBand]:
    for part in band.parts:
        yield part
        yield from part.parts


def _two(value: Fraction | float) -> str:
    return str(rounded(value))
