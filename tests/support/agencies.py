"""The test agencies: small websites with verdicts written by hand, audited through the command."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from oitwatch.static_site import serve

FOLDER = Path(__file__).parent.parent / "acceptance" / "agencies"
YEARS = FOLDER.parent / "years"
NAMES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/expected.yaml")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What one run of the command gave."""

    exit_code: int
    document: dict[str, Any]
    stderr: str
    home: Path


def expected(name: str) -> dict[str, Any]:
    """The verdicts written by hand for one agency."""
    loaded: dict[str, Any] = yaml.safe_load(
        (FOLDER / name / "expected.yaml").read_text(encoding="utf-8")
    )
    return loaded


def known_disagreements(name: str) -> dict[str, str]:
    """Items (O1) and components (O1.2) that are judged otherwise than written, with the why.

    They are shortfalls to be mended: the tests fail as soon as one of them agrees.
    """
    return dict(expected(name).get("known_disagreements") or {})


def allowed(written: object) -> list[object]:
    """The acceptable values of an expectation: one, a list, or {any_of: [...]}."""
    if isinstance(written, Mapping):
        return list(written["any_of"])
    return list(written) if isinstance(written, list) else [written]


def run_command(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, with a home of its own."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("OITWATCH_")
    }
    environment |= {"OITWATCH_HOME": str(home), "PYTHONWARNINGS": "error::ResourceWarning"}
    return subprocess.run(
        [sys.executable, "-m", "oitwatch.cli", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env=environment,
        check=False,
    )


def audit(name: str, home: Path, *options: str, year: int | None = None) -> Audit:
    """Serve one agency on loopback and audit it, by default for the year written beside it."""
    return _audited(FOLDER / name / "site", expected(name), home, *options, year=year)


def expected_of_year(name: str, year: int) -> dict[str, Any]:
    """The verdicts written by hand for one year of an agency of several, with how to audit it."""
    written = yaml.safe_load((YEARS / name / f"{year}.yaml").read_text(encoding="utf-8"))
    agency = yaml.safe_load((YEARS / name / "agency.yaml").read_text(encoding="utf-8"))
    return {**agency, **written}


def audit_of_year(name: str, year: int, home: Path, *options: str) -> Audit:
    """Serve an agency of several years on loopback and audit it for one of them."""
    return _audited(YEARS / name / "site", expected_of_year(name, year), home, *options)


def _audited(
    site: Path, written: dict[str, Any], home: Path, *options: str, year: int | None = None
) -> Audit:
    with serve(site) as (address, port):
        finished = run_command(
            "audit",
            f"http://{written['host']}{written.get('home', '/')}",
            "--connect-to",
            f"{written['host']}={address}:{port}",
            "--year",
            str(year or written["fiscal_year_be"]),
            "--as-of",
            str(written["as_of"]),
            "--agency-type",
            written["agency_type"],
            "--format",
            "json",
            *options,
            home=home,
        )
    assert finished.stdout, finished.stderr
    return Audit(
        exit_code=finished.returncode,
        document=json.loads(finished.stdout),
        stderr=finished.stderr,
        home=home,
    )
