from pathlib import Path
from typing import Any

import pytest
from corpus import Label, Subject

from bench.corpus_scores import tally

SUBJECT = Subject(
    name="nongsai",
    single_page=False,
    frozen=True,
    fiscal_year_be=2569,
    as_of="2026-04-01",
    agency_type="sao",
    agency_name="องค์การบริหารส่วนตำบลหนองใส",
    host="www.nongsai.example",
    home="/",
    file=Path("nongsai"),
    labels=(),
)


def found(outcome: str) -> dict[str, Any]:
    return {"outcome": outcome, "reason": None, "url": None, "components": []}


def label(*outcomes: str, machine: tuple[str, ...] = ()) -> Label:
    return Label(slug="news", item_code="O4", outcomes=outcomes, machine=machine)


@pytest.mark.parametrize(
    ("written", "said", "shares"),
    [
        (label("passed"), "passed", (100.0, 100.0, None)),
        (label("passed"), "failed", (0.0, 0.0, 0.0)),
        (label("passed", machine=("passed", "cantTell")), "passed", (100.0, 100.0, None)),
        (label("passed", machine=("cantTell",)), "cantTell", (100.0, None, None)),
        (label("passed", "failed"), "passed", (100.0, None, None)),
    ],
)
def test_agreement_and_recall_of_passed_and_precision_of_failed(
    written: Label, said: str, shares: tuple[float | None, ...]
) -> None:
    counted = tally(written, found(said), SUBJECT).shares()

    names = ("agreement", "recall_passed", "precision_failed")
    assert tuple(counted[name] for name in names) == shares
