"""How often the command agrees with the people who labelled the corpus of tests/agencies.

    python -m bench.corpus [--verbose] [--command] [NAME ...]
    python -m bench.corpus --pin [--lower-floors] [--history TEXT]

Audits every agency and single page that a rulebook ships for, six at a time, and prints agreement,
precision and recall, item by item and over all, apart for what may be tuned on and what is frozen.
Of the frozen part only figures are printed, so that nobody tunes on it. Ends with 1 when a figure
is below its floor in tests/agencies/floors.yaml. ``--command`` runs the command itself for each, in
a process of its own, and not what it is made of. ``--pin`` raises the floors to the figures and
writes docs/accuracy.md; lowering one needs ``--lower-floors``.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from corpus import Subject, audited, audited_by_command, subjects

from bench.corpus_floors import (
    ByItem,
    Floors,
    below,
    pinned,
    read_floors,
    shown_figure,
    write_floors,
)
from bench.corpus_scores import Tally, disagreements, tally

PARTS = ("tuned", "frozen")
GROUPS = ("agencies, tuned", "agencies, frozen", "pages, tuned", "pages, frozen")
_SIDE_BY_SIDE = 6  # an audit waits more than it works, for it is polite to its site


def main() -> int:
    """Audit the corpus and print the figures."""
    parser = argparse.ArgumentParser(description="agreement with the labelled corpus")
    parser.add_argument("names", nargs="*", help="only subjects whose name holds one of these")
    parser.add_argument("--verbose", action="store_true", help="list disagreements, tuned only")
    parser.add_argument("--command", action="store_true", help="run the command for each")
    parser.add_argument("--pin", action="store_true", help="raise the floors, write accuracy.md")
    parser.add_argument("--lower-floors", action="store_true", help="with --pin: let floors sink")
    parser.add_argument("--history", metavar="TEXT", help="with --pin: keep the figures under TEXT")
    arguments = parser.parse_args()
    if arguments.pin and arguments.names:
        parser.error("--pin needs the whole corpus")
    known, left_out = subjects()
    wanted = [s for s in known if not arguments.names or any(n in s.name for n in arguments.names)]
    groups: dict[str, Tally] = defaultdict(Tally)
    items: dict[str, dict[str, Tally]] = {part: defaultdict(Tally) for part in PARTS}
    lines: list[str] = []
    look = audited_by_command if arguments.command else audited
    with ProcessPoolExecutor(_SIDE_BY_SIDE) as pool:
        for subject, document in zip(wanted, pool.map(look, wanted), strict=True):
            of_item = items["frozen" if subject.frozen else "tuned"]
            lines += _counted(subject, document, groups[subject.group], of_item)
    if arguments.verbose:
        print(*sorted(lines, key=_order), sep="\n")
    by_item = {part: dict(_by_item(items[part])) for part in PARTS if items[part]}
    for part, rows in by_item.items():
        _print_items(part, rows)
    figures = {name: groups[name].shares() for name in GROUPS if name in groups}
    counts = {name: groups[name].items for name in figures}
    _print_groups(figures, counts)
    print(f"\nNo rulebook ships for the year of {len(left_out)} subjects: not audited.")
    return 0 if arguments.names else _against_floors(figures, counts, by_item, arguments)


def _counted(
    subject: Subject, document: dict[str, Any], group: Tally, of_item: dict[str, Tally]
) -> list[str]:
    """Count a document in; what of it disagrees, unless the subject is frozen."""
    lines = []
    found = {item["item_code"]: item for item in document["items"]}
    for label in subject.labels:
        counts = tally(label, found[label.item_code], subject)
        group.add(counts)
        of_item[label.slug].add(counts)
        if not subject.frozen:
            said = list(disagreements(label, found[label.item_code], subject))
            lines += ["\n".join(said)] if said else []
    return lines


def _order(line: str) -> tuple[int, str]:
    kinds = ("FALSE PASSED", "FALSE FAILED", "open", "reason", "component", "url")
    return next(n for n, kind in enumerate(kinds) if line.startswith(kind)), line


def _by_item(of_item: dict[str, Tally]) -> Iterator[tuple[str, dict[str, float | None]]]:
    for slug, counts in sorted(of_item.items()):
        yield slug, {"items": counts.items, **counts.shares()}


def _print_items(part: str, rows: Mapping[str, Mapping[str, float | None]]) -> None:
    names = next(iter(rows.values()))
    print(f"\n{f'item ({part})':40}" + "".join(f"{name.replace('_', ' '):>17}" for name in names))
    for slug, shown in rows.items():
        print(f"{slug:40}" + "".join(f"{shown_figure(name, shown[name]):>17}" for name in names))


def _print_groups(figures: dict[str, dict[str, float | None]], counts: dict[str, int]) -> None:
    print("\n" + " " * 18 + "".join(f"{name:>18}" for name in figures))
    print(f"{'items':18}" + "".join(f"{counts[name]:18}" for name in figures))
    for metric in next(iter(figures.values()), {}):
        values = [figures[name][metric] for name in figures]
        told = "".join(f"{shown_figure(metric, value):>18}" for value in values)
        print(f"{metric:18}{told}")


def _against_floors(
    figures: Floors, counts: dict[str, int], by_item: ByItem, arguments: argparse.Namespace
) -> int:
    kept = read_floors()
    if not arguments.pin:
        short = below(figures, kept.floors)
        print(*short, sep="\n")
        return 1 if short else 0
    sinking = below(figures, kept.floors)
    if sinking and not arguments.lower_floors:
        print("Floors sink only with --lower-floors:", *sinking, sep="\n")
        return 1
    write_floors(pinned(kept, figures, counts, by_item, history=arguments.history))
    return 0


if __name__ == "__main__":
    sys.exit(main())
