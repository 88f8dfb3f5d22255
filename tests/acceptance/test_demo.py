"""The bundled sample agency, audited by the command that shows it."""

import json
from pathlib import Path
from typing import Any

import agencies
import jsonschema
import pytest
import yaml

from oitwatch.reports.text_report import text_report
from oitwatch.texts import texts
from store.store import open_store

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "oitwatch" / "sample"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home directory of the one audit of this file."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def demo(home: Path) -> dict[str, Any]:
    """The result document of the demo."""
    finished = agencies.run_command("demo", "--format", "json", home=home)
    assert finished.returncode == 1, finished.stderr
    document: dict[str, Any] = json.loads(finished.stdout)
    return document


def test_the_document_keeps_to_its_schema(demo: dict[str, Any]) -> None:
    """The demo's JSON validates against the published schema."""
    schema = json.loads(
        (ROOT / "docs" / "reference" / "audit-schema.json").read_text(encoding="utf-8")
    )

    jsonschema.Draft202012Validator(schema).validate(demo)


def test_exactly_the_planted_defects_are_found(demo: dict[str, Any]) -> None:
    """Eight items fail, for the reasons for which they were made to fail."""
    about = yaml.safe_load((SAMPLE / "agency.yaml").read_text(encoding="utf-8"))
    planted = {defect["item"]: defect["kind"] for defect in about["defects"]}
    failed = {
        item["item_code"]: item["reason"] for item in demo["items"] if item["outcome"] == "failed"
    }

    assert len(planted) == 8
    assert failed == planted


def test_the_planted_components_are_the_ones_that_fail(demo: dict[str, Any]) -> None:
    """Each planted component failed."""
    about = yaml.safe_load((SAMPLE / "agency.yaml").read_text(encoding="utf-8"))
    items = {item["item_code"]: item for item in demo["items"]}
    for defect in about["defects"]:
        failed = {
            component["component_id"]
            for component in items[defect["item"]]["components"]
            if component["outcome"] == "failed"
        }
        assert set(defect["components"]) <= failed, defect


def test_every_item_of_the_year_is_there_and_nothing_else_is_open(demo: dict[str, Any]) -> None:
    """All 26 items; besides the defects only what needs a person is open."""
    open_items = {
        item["reason"] for item in demo["items"] if item["outcome"] not in {"passed", "failed"}
    }

    assert [item["item_code"] for item in demo["items"]] == [f"O{n}" for n in range(1, 27)]
    assert open_items <= {"needs_person"}
    assert demo["coverage"]["documents"] >= 60


def test_files_of_the_sample_decide_verdicts(demo: dict[str, Any]) -> None:
    """The workbook, the PDF and the Word document are read, and what they hold is quoted."""
    items = {item["item_code"]: item for item in demo["items"]}
    quoted = {
        code: {
            component["component_id"]: [
                entry["url"].rsplit("/", 1)[-1] for entry in component["evidence"]
            ]
            for component in items[code]["components"]
        }
        for code in ("O11", "O14", "O23")
    }

    assert "skr1-2569.xlsx" in quoted["O11"]["winner"]
    assert "skr1-2569.xlsx" in quoted["O11"]["none_stated"]
    assert "report-2568.pdf" in quoted["O14"]["period"]
    assert "plan-2566-2570.docx" in quoted["O23"]["budget"]


def test_the_readme_shows_what_the_demo_prints(demo: dict[str, Any], home: Path) -> None:
    """Every line that the README gives as the report's stands in the report of this very run."""
    with open_store(home / "demo") as store:
        run = store.last_run(home_url=demo["agency"]["home_url"])
    assert run is not None
    printed = {line.strip() for line in text_report(run, texts("th")).splitlines()}
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split("## Use it")[0]
    shown = [
        line
        for block in readme.split("```")[1::2]
        for line in block.strip().splitlines()
        if not line.startswith("make ")
    ]

    assert len(shown) == 3
    assert not set(shown) - printed
