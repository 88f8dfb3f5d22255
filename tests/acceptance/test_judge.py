"""Kept runs judged under another year's rulebook, beside audits of the same sites for that year."""

import json
from pathlib import Path

import agencies
import pytest

NAME = "town-wordpress-2569"
OTHER_YEAR = 2568
DECIDED = {"passed", "failed"}


def judged(home: Path, run_id: str, year: int) -> dict[str, str]:
    """What judging a kept run under a year says of each item."""
    finished = agencies.run_command(
        "judge", run_id, "--year", str(year), "--format", "json", home=home
    )
    assert finished.stdout, finished.stderr
    document = json.loads(finished.stdout)
    return {item["item_code"]: item["outcome"] for item in document["audit"]["items"]}


@pytest.mark.slow
def test_another_year_is_judged_like_an_audit_of_that_year(tmp_path: Path) -> None:
    """A whole visit gives the same outcomes; a visit cut short may only leave items open."""
    whole = agencies.audit(NAME, tmp_path / "whole").document["run_id"]
    short = agencies.audit(NAME, tmp_path / "short", "--max-pages", "12").document["run_id"]
    audit = agencies.audit(NAME, tmp_path / "other", year=OTHER_YEAR).document
    fresh = {item["item_code"]: item["outcome"] for item in audit["items"]}

    assert judged(tmp_path / "whole", whole, OTHER_YEAR) == fresh
    cut = judged(tmp_path / "short", short, OTHER_YEAR)
    assert list(cut) == list(fresh)
    wrong = [code for code, found in cut.items() if found in DECIDED and found != fresh[code]]
    assert wrong == []
    assert "cantTell" in cut.values()
