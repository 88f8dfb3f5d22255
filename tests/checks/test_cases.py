"""Every case folder of every check gives the outcome written beside it."""

import importlib
from pathlib import Path

import pytest
from case_files import load_case

from checks.evidence import verified
from checks.registry import all_checks
from checks.rulebook import build_options

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("*/*/case.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: f"{p.parts[-3]}/{p.parts[-2]}")
def test_case(path: Path) -> None:
    """The recorded pages give the outcome, the reason and the quote written beside them."""
    recorded = load_case(path)
    check = all_checks()[recorded.check_id]

    finding = check(recorded.case, build_options(check, recorded.options))

    assert (recorded.outcome, recorded.why) == (finding.outcome, recorded.why), finding
    if recorded.reason is not None:
        assert recorded.reason == finding.reason
    if recorded.quote is not None:
        assert finding.quote is not None
        assert recorded.quote == finding.quote.text
    assert verified(finding, recorded.case.site) == finding


@pytest.mark.parametrize("check_id", sorted(all_checks()))
def test_every_check_documents_its_outcomes(check_id: str) -> None:
    """A check file says what passed, failed, cantTell and inapplicable mean for its claim."""
    module = importlib.import_module(f"checks.catalog.{check_id}")
    lines = [line.split(" ")[0] for line in (module.__doc__ or "").splitlines()]

    assert {"passed", "failed", "cantTell", "inapplicable"} <= set(lines)
    assert "Question:" in (module.__doc__ or "")


@pytest.mark.parametrize("check_id", sorted(all_checks()))
def test_every_check_has_its_cases(check_id: str) -> None:
    """A check has a case for each outcome it can give: passed, failed and cantTell at least.

    A check that always hands over to a person can only give cantTell or inapplicable.
    """
    outcomes = {load_case(path).outcome.value for path in CASES if path.parts[-3] == check_id}
    machine = all_checks()[check_id].machine
    wanted = {"passed", "failed", "cantTell"} if machine else set()

    assert outcomes
    assert not wanted - outcomes
