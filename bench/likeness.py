"""Learns how agencies tell each component, for the second look, from the tuned corpus.

    python -m bench.likeness [--kept FILE]

Audits the tuned part of the labelled corpus without a second look, and learns for every component
that is read from words which lines tell it: those quoted where a person says that it passes,
against all lines of the places where a person says that it is missing. Each site is in one of four
parts; what models that never saw a part say of it is printed, and sets from which likeness on a
person is asked to look. Then learns from all and writes ``checks/match/reading/likeness.json``.
Frozen sites are never read. Needs scikit-learn (``pip install '.[learn]'``). ``--kept`` keeps the
audits in a file, or reads them from it.
"""

import argparse
import json
import pickle
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "support"))

from corpus import Subject, audited, subjects
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

import checks.judge_bundle
from checks.match.reading.likeness import MODEL, pieces_of, runs_of

CHECKS = frozenset({"field_shown", "section_answered", "topic_shown"})
PARTS = 4
_SIDE_BY_SIDE = 6
_LEAST_TOLD, _LEAST_OTHER = 12, 20  # lines to learn a component from
_MOST_TOLD, _MOST_OTHER, _UNQUOTED = 1500, 4000, 25
_SURELY_NOT = 0.35  # unquoted lines of a page that tells it: those below tell something else
_ALLOWED = 0.04  # share of true absences that may be asked about
_LOWEST = 0.95
_DICE = 7


@dataclass(slots=True, kw_only=True)
class Told:
    """What was found of one component on one site, and what a person says of it."""

    site: str
    component: str
    present: bool
    told: list[str] = field(default_factory=list)  # pieces that were quoted
    other: list[str] = field(default_factory=list)  # pieces that tell something else
    unquoted: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # of an absence: all


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    item_code: str
    slug: str
    findings: dict[str, tuple[str, str, str, list[str]]]  # check, outcome, reason, quotes
    sources: dict[str, str]  # component ids by source id
    pieces: list[str]


_SEEN: list[_Seen] = []


def _record(item: Any, findings: Any, case: Any) -> dict[str, Any]:
    """In place of the second look: keeps what it would see."""
    _SEEN.append(
        _Seen(
            item_code=item.item_code,
            slug=item.slug,
            findings={
                c.component_id: (
                    c.check,
                    findings[c.component_id].outcome.value,
                    str(getattr(findings[c.component_id].reason, "value", "")),
                    [quote.text for quote in findings[c.component_id].quotes],
                )
                for c in item.components
            },
            sources={c.source_id: c.component_id for c in item.components},
            pieces=[piece.text for piece in pieces_of(case.inner_documents)],
        )
    )
    return dict(findings)


def looked_at(subject: Subject) -> list[Told]:
    """Audit one site and put what was found beside its labels."""
    _SEEN.clear()
    checks.judge_bundle.looked_again = _record
    document = audited(subject)
    told: list[Told] = []
    labels = {label.item_code: label for label in subject.labels}
    for found in document["items"]:
        label = labels.get(found["item_code"])
        seen = _chosen(found)
        if label is None or seen is None:
            continue
        outcomes = {c["source_id"]: c["outcome"] for c in found["components"]}
        quoted = _quoted(seen)
        for source_id, written in label.components.items():
            name = seen.sources.get(source_id)
            if name is None or seen.findings[name][0] not in CHECKS:
                continue
            outcome = outcomes[source_id]
            if outcome == "passed" and "passed" in written:
                told.append(
                    Told(
                        site=subject.name,
                        component=name,
                        present=True,
                        told=[seen.pieces[at] for at, names in quoted.items() if name in names],
                        other=[
                            seen.pieces[at] for at, names in quoted.items() if name not in names
                        ],
                        unquoted=[p for at, p in enumerate(seen.pieces) if at not in quoted],
                    )
                )
            elif outcome == "failed" and "failed" in written and found["reason"] == "incomplete":
                told.append(
                    Told(site=subject.name, component=name, present=False, pieces=seen.pieces)
                )
    return told


def _chosen(found: dict[str, Any]) -> _Seen | None:
    """The judging that the verdict tells: the last whose components came out so."""
    outcomes = {c["component_id"]: c["outcome"] for c in found["components"]}
    mine = [seen for seen in _SEEN if seen.item_code == found["item_code"]]
    same = [
        seen
        for seen in mine
        if all(outcomes[name] == finding[1] for name, finding in seen.findings.items())
    ]
    return same[-1] if same else None


def _quoted(seen: _Seen) -> dict[int, set[str]]:
    """Components by the piece that was quoted for them."""
    found: dict[int, set[str]] = defaultdict(set)
    for name, (_, _, _, quotes) in seen.findings.items():
        for quote in quotes:
            for at, piece in enumerate(seen.pieces):
                if _is_of(quote, piece.rpartition("¦")[2].strip()):
                    found[at].add(name)
    return found


def _is_of(quote: str, piece: str) -> bool:
    """Whether a quote and a piece are the same words, or mostly."""
    for part in (quote, *quote.split("\n")):
        words = part.strip()
        if len(words) <= 3:
            continue
        if words[:60] == piece[:60] or (words[:80] in piece and len(words) >= len(piece) / 4):
            return True
        if piece[:80] in words and len(piece) >= len(words) / 2:
            return True
    return False


class _Component:
    """The model of one component, as scikit-learn has it."""

    def __init__(self, told: Sequence[str], other: Sequence[str]) -> None:
        self._runs = DictVectorizer()
        self._fitted = LogisticRegression(
            C=30,
            l1_ratio=1,
            solver="liblinear",
            class_weight="balanced",
            max_iter=200,
            random_state=_DICE,
        )
        vectors = self._narrow(self._runs.fit_transform(map(runs_of, (*told, *other))))
        self._fitted.fit(vectors, [1] * len(told) + [0] * len(other))

    @staticmethod
    def _narrow(vectors: Any) -> Any:
        """The indices as the solver takes them, 32 bits wide."""
        vectors.indices = vectors.indices.astype("int32")
        vectors.indptr = vectors.indptr.astype("int32")
        return vectors

    def likeness(self, texts: Sequence[str]) -> list[float]:
        vectors = self._narrow(self._runs.transform(map(runs_of, texts)))
        return [float(value) for value in self._fitted.predict_proba(vectors)[:, 1]]

    def written(self, least: float) -> dict[str, Any]:
        named = zip(self._runs.get_feature_names_out(), self._fitted.coef_[0], strict=True)
        weights = {run: round(float(weight), 2) for run, weight in named if abs(weight) >= 0.005}
        bias = round(float(self._fitted.intercept_[0]), 3)
        return {"least": round(least, 2), "bias": bias, "weights": weights}


def learned(told: Sequence[Told]) -> dict[str, _Component]:
    """A model for each component that enough lines tell."""
    dice = random.Random(_DICE)
    of: dict[str, tuple[list[str], list[str], list[str]]] = defaultdict(lambda: ([], [], []))
    for each in told:
        lines, other, unquoted = of[each.component]
        lines += each.told
        other += each.other + each.pieces
        unquoted += dice.sample(each.unquoted, min(len(each.unquoted), _UNQUOTED))
    found = {}
    for name, (lines, other, unquoted) in sorted(of.items()):
        if len(lines) < _LEAST_TOLD or len(other) < _LEAST_OTHER:
            continue
        dice.shuffle(lines)
        dice.shuffle(other)
        lines, other = lines[:_MOST_TOLD], other[:_MOST_OTHER]
        first = _Component(lines, other)
        if unquoted:
            likeness = zip(unquoted, first.likeness(unquoted), strict=True)
            other += [text for text, like in likeness if like < _SURELY_NOT][:_MOST_OTHER]
        found[name] = _Component(lines, other)
    return found


def main() -> int:
    """Learn, print what it is worth, write the model."""
    parser = argparse.ArgumentParser(description="learn how components are told")
    parser.add_argument("--kept", metavar="FILE", help="keep the audits here, or read them")
    kept = parser.parse_args().kept
    if kept and Path(kept).exists():
        told = pickle.loads(Path(kept).read_bytes())
    else:
        tuned = [subject for subject in subjects()[0] if not subject.frozen]
        with ProcessPoolExecutor(_SIDE_BY_SIDE) as pool:
            told = [each for found in pool.map(looked_at, tuned) for each in found]
        if kept:
            Path(kept).write_bytes(pickle.dumps(told))
    sites = sorted({each.site for each in told})
    random.Random(_DICE).shuffle(sites)
    part = {site: at % PARTS for at, site in enumerate(sites)}
    absent: dict[str, list[float]] = defaultdict(list)
    present: dict[str, list[float]] = defaultdict(list)
    for left_out in range(PARTS):
        models = learned([each for each in told if part[each.site] != left_out])
        for each in told:
            if part[each.site] != left_out or each.component not in models:
                continue
            pieces = [*each.told, *each.other, *each.unquoted] if each.present else each.pieces
            if pieces:
                highest = max(models[each.component].likeness(pieces))
                (present if each.present else absent)[each.component].append(highest)
    models = learned(told)
    known: dict[str, list[float]] = defaultdict(list)  # what the last models say of true absences
    for each in told:
        if not each.present and each.pieces and each.component in models:
            known[each.component].append(max(models[each.component].likeness(each.pieces)))
    least = {name: max(_least(absent[name]), _least(known[name])) for name in models}
    print(f"{'component':28} from  absences asked about  told ones seen")
    for name in models:
        asked = sum(value >= least[name] for value in absent[name])
        seen = sum(value >= least[name] for value in present[name])
        print(
            f"{name:28} {least[name]:.2f}  {asked:3} of {len(absent[name]):4}"
            f"           {seen:4} of {len(present[name]):4}"
        )
    asked = sum(v >= least[n] for n in models for v in absent[n])
    seen = sum(v >= least[n] for n in models for v in present[n])
    print(f"all: {asked} of {sum(len(absent[n]) for n in models)} absences asked about, ", end="")
    print(f"{seen} of {sum(len(present[n]) for n in models)} told ones seen")
    lines = [
        f"{json.dumps(name)}: {json.dumps(model.written(least[name]), ensure_ascii=False)}"
        for name, model in models.items()
        if least[name] < 1  # others are no better than the checks
    ]
    MODEL.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return 0


def _least(absent: Sequence[float]) -> float:
    """From which likeness on no more than the allowed share of true absences is asked about."""
    ranked = sorted(absent, reverse=True)
    allowed = int(len(ranked) * _ALLOWED)
    return max(_LOWEST, ranked[allowed] + 0.01 if len(ranked) > allowed else _LOWEST)


if __name__ == "__main__":
    sys.exit(main())
