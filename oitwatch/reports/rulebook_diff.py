"""What changes between two years' rulebooks, for people and programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from checks.rulebook import Component, Item, Rulebook
from checks.rulebook_diff import ComponentChange, Fate, ItemChange
from oitwatch.reports.columns import wrapped
from oitwatch.texts import Texts

SCHEMA_NAME = "oitwatch.rulebook_diff/1"


def diff_text(
    before: Rulebook,
    after: Rulebook,
    changes: Sequence[ItemChange],
    texts: Texts,
    width: int | None,
) -> str:
    """The changes for people, ending with a line break."""
    lines = _Text(before, after, texts, width).lines(changes)
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Text:
    def __init__(self, before: Rulebook, after: Rulebook, texts: Texts, width: int | None) -> None:
        self._before = before
        self._after = after
        self._texts = texts
        self._width = width

    def lines(self, changes: Sequence[ItemChange]) -> Iterator[str]:
        say = self._texts.say
        first, second = self._before, self._after
        years = {"before": str(first.fiscal_year_be), "after": str(second.fiscal_year_be)}
        yield from self._wrap(
            say(
                "diff.title",
                **years,
                items_before=str(self._before.item_count),
                items_after=str(self._after.item_count),
            )
        )
        for rulebook in (self._before, self._after):
            if rulebook.status == "provisional":
                year = str(rulebook.fiscal_year_be)
                yield from self._wrap(say("diff.provisional", year=year))
        yield from self._wrap(say("diff.counts", counts=" · ".join(self._counts(changes))))
        for key, fates in (
            ("diff.part_new", {Fate.NEW, Fate.MERGED}),
            ("diff.part_gone", {Fate.ABSORBED, Fate.DROPPED}),
        ):
            part = [change for change in changes if change.fate in fates]
            if part:
                yield from self._part(key)
                for change in part:
                    yield from self._one_sided(change)
        both = [change for change in changes if change.before and change.after]
        differing = [change for change in both if not change.is_same]
        if differing:
            yield from self._part("diff.part_changed")
            for change in differing:
                yield from self._changed(change)
        same = [change for change in both if change.is_same]
        if same:
            yield from self._part("diff.part_same")
            for change in same:
                yield from self._wrap(self._pair(change), indent="  ", hanging="    ")

    def _counts(self, changes: Sequence[ItemChange]) -> Iterator[str]:
        for fate in Fate:
            count = sum(change.fate is fate for change in changes)
            if count:
                yield self._texts.say(f"diff.fate.{fate.value}", count=str(count))

    def _part(self, key: str) -> Iterator[str]:
        yield ""
        yield f"== {self._texts.say(key)} =="

    def _one_sided(self, change: ItemChange) -> Iterator[str]:
        say = self._texts.say
        item = change.after or change.before
        assert item is not None  # one side is always there
        others = change.predecessors or change.successors
        told = ", ".join(self._named(other) for other in others)
        key = {
            Fate.NEW: "diff.new",
            Fate.MERGED: "diff.merged",
            Fate.ABSORBED: "diff.absorbed",
            Fate.DROPPED: "diff.dropped",
        }[change.fate]
        yield from self._wrap(
            say(key, item=self._named(item), others=told), indent="  ", hanging="    "
        )

    def _changed(self, change: ItemChange) -> Iterator[str]:
        say = self._texts.say
        assert change.before is not None  # both years have it
        assert change.after is not None
        yield from self._wrap(self._pair(change), indent="  ", hanging="    ")
        if change.retitled:
            yield from self._entry(say("diff.retitled", title=self._title(change.before)))
        if change.predecessors:
            told = ", ".join(self._named(item) for item in change.predecessors)
            yield from self._entry(say("diff.takes_in", others=told))
        if change.period_changed:
            yield from self._entry(
                say(
                    "diff.period",
                    before=self._period(change.before, self._before),
                    after=self._period(change.after, self._after),
                )
            )
        for component in change.added:
            yield from self._entry(f"+ {self._requirement(component)}")
        for component in change.removed:
            yield from self._entry(f"- {self._requirement(component)}")
        for each in change.changed:
            yield from self._entry(f"~ {self._requirement(each.after)}")
            for aspect in each.aspects:
                yield from self._entry(self._aspect(each, aspect), indent="        ")

    def _aspect(self, change: ComponentChange, aspect: str) -> str:
        say = self._texts.say
        was, now = change.before, change.after
        if aspect == "requirement":
            return say("diff.was", before=self._requirement(was))
        before, after = (self._value(component, aspect) for component in (was, now))
        return say("diff.from_to", before=before, after=after)

    def _value(self, component: Component, aspect: str) -> str:
        if aspect == "test":
            return self._tests(component)
        if aspect == "min":
            return str(component.min or "-")
        value: object = getattr(component, aspect)
        if isinstance(value, bool):
            value = "yes" if value else "no"
        return self._texts.say(f"diff.{aspect}.{value}")

    def _tests(self, component: Component) -> str:
        named = dict.fromkeys((component.test, *component.accept_tests))
        return " / ".join(self._texts.say(f"diff.test.{test}") for test in named if test) or "-"

    def _pair(self, change: ItemChange) -> str:
        assert change.before is not None  # both years have it
        assert change.after is not None
        after = self._named(change.after)
        if change.fate is Fate.MOVED:
            return f"{change.before.item_code.lower()} → {after}"
        return after

    def _named(self, item: Item) -> str:
        return f"{item.item_code.lower()} {self._title(item)}"

    def _title(self, item: Item) -> str:
        return item.title_th if self._texts.lang == "th" else item.title_en

    def _requirement(self, component: Component) -> str:
        thai = self._texts.lang == "th"
        return component.requirement_th if thai else component.requirement_en.rstrip(".")

    def _period(self, item: Item, rulebook: Rulebook) -> str:
        name = self._texts.say(f"diff.period_type.{item.period.type}")
        if item.period.fiscal_year_be == rulebook.fiscal_year_be:
            return name
        return f"{name} ({item.period.fiscal_year_be})"

    def _entry(self, text: str, *, indent: str = "      ") -> Iterator[str]:
        yield from self._wrap(text, indent=indent, hanging=f"{indent}  ")

    def _wrap(self, text: str, *, indent: str = "", hanging: str = "  ") -> Iterator[str]:
        yield from wrapped(text, self._width, indent=indent, hanging=hanging)


def diff_document(
    before: Rulebook, after: Rulebook, changes: Sequence[ItemChange]
) -> dict[str, Any]:
    """The changes for programs, in the shape ``oitwatch.rulebook_diff/1``."""
    return {
        "schema": SCHEMA_NAME,
        "before": _rulebook(before),
        "after": _rulebook(after),
        "items": [_change(change, before, after) for change in changes],
    }


def _rulebook(rulebook: Rulebook) -> dict[str, Any]:
    return {
        "fiscal_year_be": rulebook.fiscal_year_be,
        "status": rulebook.status,
        "item_count": rulebook.item_count,
        "digest": rulebook.digest,
    }


def _change(change: ItemChange, before: Rulebook, after: Rulebook) -> dict[str, Any]:
    item = change.after or change.before
    assert item is not None  # one side is always there
    return {
        "slug": item.slug,
        "fate": change.fate.value,
        "before": _item(change.before),
        "after": _item(change.after),
        "predecessors": [_item(other) for other in change.predecessors],
        "successors": [_item(other) for other in change.successors],
        "retitled": change.retitled,
        "period_changed": change.period_changed,
        "components": {
            "added": [_component(component) for component in change.added],
            "removed": [_component(component) for component in change.removed],
            "changed": [
                {
                    "before": _component(each.before),
                    "after": _component(each.after),
                    "aspects": list(each.aspects),
                }
                for each in change.changed
            ],
        },
    }


def _item(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "item_code": item.item_code,
        "slug": item.slug,
        "title_th": item.title_th,
        "title_en": item.title_en,
        "period": {"type": item.period.type, "fiscal_year_be": item.period.fiscal_year_be},
    }


def _component(component: Component) -> dict[str, Any]:
    return {
        "component_id": component.component_id,
        "source_id": component.source_id,
        "requirement_th": component.requirement_th,
        "requirement_en": component.requirement_en,
        "strength": component.strength,
        "binds": component.binds,
        "applies_to": component.applies_to,
        "test": component.test,
        "accept_tests": list(component.accept_tests),
        "min": component.min,
    }
