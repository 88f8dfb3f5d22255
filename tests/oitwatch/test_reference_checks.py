"""The generated pages on checks tell what the code, the rulebooks and the cases hold."""

import re
import shutil
from pathlib import Path

import pytest

from checks.registry import all_checks
from checks.rulebook import load, shipped_years
from oitwatch.reference import main
from oitwatch.reference_checks import bindings_of, cases_of, check_pages, reasons_of, told

DOCS = Path(__file__).parents[2] / "docs" / "reference"
PAGES = check_pages("")


def test_every_component_of_every_year_stands_on_the_page_of_its_check() -> None:
    """No component is left out, and each stands under its own year."""
    for year in shipped_years():
        column = shipped_years().index(year)
        for item, component in load(year).walk():
            rows = [
                line
                for line in PAGES[f"checks/{component.check}.md"].splitlines()
                if line.startswith(f"| `{item.slug}` | `{component.component_id}` ")
            ]
            assert len(rows) == 1, (year, item.slug, component.component_id)
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", rows[0])[3:-1]]
            assert cells[column].split(" ")[0] == component.source_id


@pytest.mark.parametrize("check_id", sorted(all_checks()))
def test_a_page_holds_the_whole_description(check_id: str) -> None:
    """Claim, question, each outcome, each option and each case are on the page."""
    check = all_checks()[check_id]
    page = PAGES[f"checks/{check_id}.md"]
    parts = told(check)

    assert parts.claim in page
    assert all(text in page for text in parts.outcomes.values())
    assert all(f"`{name}`" in page for name in check.options.__dataclass_fields__)
    assert all(f"`{case['name']}`" in page for case in cases_of(check_id))
    assert {case["reason"] for case in cases_of(check_id)} - {""} <= set(reasons_of(check))
    assert f"({check_id}.md)" in PAGES["checks/README.md"]


def test_what_binds_and_what_does_not_is_told_apart() -> None:
    """Fax is owed to 2566 and advice afterwards."""
    (fax,) = bindings_of("fax_shown")

    assert fax.places[2566] == "O5.4"
    assert fax.places[2568].endswith("(a)")


def test_the_page_of_a_check_that_is_no_more_is_not_current(tmp_path: Path) -> None:
    """A page left behind is named by --check and removed by writing."""
    shutil.copytree(DOCS, tmp_path / "reference")
    left = tmp_path / "reference" / "checks" / "gone_long_ago.md"
    left.write_text("# gone", encoding="utf-8")

    assert main(["--check", str(tmp_path / "reference")]) == 1
    assert main([str(tmp_path / "reference")]) == 0
    assert not left.exists()
    assert main(["--check", str(tmp_path / "reference")]) == 0
