"""A small budget never says that something is missing: it only leaves things open."""

from pathlib import Path

import agencies
import pytest

BUDGETS = (5, 10, 25, 50)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["pao-nextlike-2569", "town-wordpress-2569"])
def test_cutting_the_budget_only_turns_verdicts_into_open_ones(name: str, tmp_path: Path) -> None:
    """What all pages together pass is not failed on a few of them, nor the other way round."""
    full = _outcomes(name, tmp_path / "full")
    turned = []
    for budget in BUDGETS:
        cut = _outcomes(name, tmp_path / str(budget), "--max-pages", str(budget))
        assert list(cut) == list(full)
        turned += [
            f"{code} with {budget} pages: {outcome}, with all {full[code]}"
            for code, outcome in cut.items()
            if {outcome, full[code]} == {"passed", "failed"}
        ]

    assert not turned, "\n".join(turned)


def _outcomes(name: str, home: Path, *options: str) -> dict[str, str]:
    document = agencies.audit(name, home, *options).document
    return {item["item_code"]: item["outcome"] for item in document["items"]}
