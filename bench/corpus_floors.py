"""The floors that the figures of the corpus may not sink below, and docs/accuracy.md from them.

    python -m bench.corpus_floors [--check]

A floor of ``cant_tell`` is a ceiling: less is better there.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

_ROOT = Path(__file__).parent.parent
FLOORS = _ROOT / "tests" / "agencies" / "floors.yaml"
PAGE = _ROOT / "docs" / "accuracy.md"
_LESS_IS_BETTER = "cant_tell"
_MEANINGS = {
    "agreement": "the outcome is the person's, or `cantTell` where only a person can tell",
    "precision_passed": "of what is told to pass, passes",
    "recall_passed": "of what passes, is told to pass",
    "precision_failed": "of what is told to fail, fails",
    "recall_failed": "of what fails, is told to fail",
    "cant_tell": "left open, of what a program can tell (less is better)",
    "reason": "the reason is the person's, where the outcome is",
    "url": "the page named is the one that a person would cite",
    "components": "single components with the person's outcome",
}

Floors = Mapping[str, Mapping[str, float | None]]  # by group and figure, per cent
ByItem = Mapping[str, Floors]  # by part, item and figure; "items" is a count


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What floors.yaml holds."""

    floors: Floors = field(default_factory=dict)
    items: Mapping[str, int] = field(default_factory=dict)
    by_item: ByItem = field(default_factory=dict)
    history: tuple[Mapping[str, Any], ...] = ()  # {when: text, items, figures: by group}


def read_floors() -> Kept:
    """The floors; empty before the first pinning."""
    if not FLOORS.is_file():
        return Kept()
    written = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return Kept(**{**written, "history": tuple(written["history"])})


def below(figures: Floors, floors: Floors) -> list[str]:
    """A line for every figure on the wrong side of its floor."""
    return [
        f"{group}: {metric} is {figures[group][metric]}, its floor {floor}"
        for group, metrics in floors.items()
        if group in figures  # a part can be without subjects for a while
        for metric, floor in metrics.items()
        if _worse(metric, figures[group][metric], floor)
    ]


def _worse(metric: str, figure: float | None, floor: float | None) -> bool:
    if figure is None or floor is None:
        return figure is None and floor is not None
    return figure > floor if metric == _LESS_IS_BETTER else figure < floor


def pinned(
    kept: Kept,
    figures: Floors,
    items: Mapping[str, int],
    by_item: ByItem,
    *,
    history: str | None,
) -> Kept:
    """The floors at today's figures, with the figures kept under a text when one is given."""
    plain = {group: dict(metrics) for group, metrics in figures.items()}
    entry = ({"when": history, "items": dict(items), "figures": plain},) if history else ()
    return replace(
        kept,
        floors=plain,
        items=dict(items),
        by_item={
            part: {slug: dict(row) for slug, row in of.items()} for part, of in by_item.items()
        },
        history=(*kept.history, *entry),
    )


def write_floors(kept: Kept) -> None:
    """Keep the floors and the page made from them."""
    written = {
        "floors": dict(kept.floors),
        "items": dict(kept.items),
        "by_item": dict(kept.by_item),
        "history": list(kept.history),
    }
    head = "# Written by `python -m bench.corpus --pin`; a floor sinks only with --lower-floors.\n"
    text = yaml.dump(written, allow_unicode=True, sort_keys=False, Dumper=_Plain)
    FLOORS.write_text(head + text, encoding="utf-8")
    PAGE.write_text(accuracy_page(kept), encoding="utf-8")


class _Plain(yaml.SafeDumper):
    """YAML without anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write every mapping out."""
        return True


def accuracy_page(kept: Kept) -> str:
    """docs/accuracy.md."""
    lines = [
        "# How often the verdicts are a person's",
        "",
        "<!-- Made by `python -m bench.corpus --pin`; do not edit. -->",
        "",
        "Measured on the labelled test agencies and single pages of",
        "[tests/agencies](../tests/agencies/README.md), whose labels were written by people who",
        "had not seen the program. *Frozen* sites were never looked into while the checks were",
        "mended: their figures are what to expect of a site not seen before. `make corpus`",
        "measures again and fails when a figure sinks below its floor, the one given here:",
        "a share of what is left open is worse when it rises.",
        "",
        "## Now",
        "",
        *_table(kept.floors, kept.items),
        "",
    ]
    lines += [f"- **{metric}**: {meaning}" for metric, meaning in _MEANINGS.items()]
    for part, rows in kept.by_item.items():
        lines += ["", f"## By item, {part}", "", *_item_table(rows)]
    for entry in reversed(kept.history):
        lines += ["", f"## {entry['when']}", "", *_table(entry["figures"], entry["items"])]
    return "\n".join(lines) + "\n"


def _table(figures: Floors, items: Mapping[str, int]) -> Iterator[str]:
    yield "| | " + " | ".join(f"{group} ({items[group]} items)" for group in figures) + " |"
    yield "|---|" + "---:|" * len(figures)
    for metric in _MEANINGS:
        values = [figures[group].get(metric) for group in figures]
        told = " | ".join(shown_figure(metric, value) for value in values)
        yield f"| {metric} | {told} |"


def _item_table(rows: Floors) -> Iterator[str]:
    names = next(iter(rows.values()), {})
    yield "| item | " + " | ".join(names) + " |"
    yield "|---|" + "---:|" * len(names)
    for slug, row in rows.items():
        yield f"| {slug} | " + " | ".join(shown_figure(name, row[name]) for name in names) + " |"


def shown_figure(name: str, value: float | None) -> str:
    """A count as it is, a share with its unit; a dash where there was nothing to count."""
    if value is None:
        return "-"
    return f"{value:.0f}" if name == "items" else f"{value:.1f} %"


def main() -> int:
    """Write docs/accuracy.md from the floors, or tell whether it is."""
    parser = argparse.ArgumentParser(description="docs/accuracy.md from the floors")
    parser.add_argument("--check", action="store_true")
    page = accuracy_page(read_floors())
    if not parser.parse_args().check:
        PAGE.write_text(page, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page:
        print("docs/accuracy.md is not made from tests/agencies/floors.yaml", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
