"""One agency under four fiscal years: the same website, other requirements, verdicts by hand."""

from typing import Any

import agencies
import pytest

CASES = tuple(
    (path.parent.name, int(path.stem))
    for path in sorted(agencies.YEARS.glob("*/*.yaml"))
    if path.stem.isdigit()
)
# The oldest shape of the requirements and the newest are in every run of the tests.
ALWAYS = frozenset({2564, 2569})


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(case, marks=() if case[1] in ALWAYS else pytest.mark.slow) for case in CASES
    ],
    ids=lambda case: f"{case[0]}-{case[1]}",
)
def audited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is written of one year, and what the audit of that year found."""
    name, year = request.param
    found = agencies.audit_of_year(name, year, tmp_path_factory.mktemp(f"{name}-{year}"))
    return agencies.expected_of_year(name, year), found.document


def test_the_agency_is_audited_under_at_least_four_years() -> None:
    """Each year has its verdicts for every item."""
    assert len({year for name, year in CASES if name == CASES[0][0]}) >= 4


def test_every_item_of_the_year_has_the_verdict_written_by_hand(
    audited: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    """Outcome, reason and page of every item are those of a careful assessor."""
    written, document = audited
    open_ones = set(written.get("known_disagreements") or {})
    root = f"http://{written['host']}"
    wrong, met = [], set()

    assert [item["item_code"] for item in document["items"]] == list(written["items"])
    for item in document["items"]:
        expected = written["items"][item["item_code"]]
        said = f"{item['item_code']} {item['outcome']} ({item['reason']}) {item['url']}"
        right = item["outcome"] in agencies.allowed(expected["outcome"])
        if right and "reason" in expected:
            right = item["reason"] in agencies.allowed(expected["reason"])
        if right and item["outcome"] == "passed" and "url" in expected:
            right = item["url"] in [f"{root}{url}" for url in agencies.allowed(expected["url"])]
        if not right and item["item_code"] in open_ones:
            met.add(item["item_code"])
        elif not right:
            wrong.append(f"{said}, written {expected}: {item['message_th']}")
    assert not wrong, "\n".join(wrong)
    assert met == {code for code in open_ones if "." not in code}, "strike off what is mended"


def test_components_of_the_year_have_the_outcome_written_by_hand(
    audited: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    """What is missing is missing, and nothing else is said to be."""
    written, document = audited
    open_ones = {code for code in written.get("known_disagreements") or {} if "." in code}
    wrong, met = [], set()
    for item in document["items"]:
        components = written["items"][item["item_code"]].get("components") or {}
        found = {component["source_id"]: component for component in item["components"]}
        for source_id, outcome in components.items():
            component = found[source_id]
            if component["outcome"] in agencies.allowed(outcome):
                continue
            if source_id in open_ones:
                met.add(source_id)
            else:
                wrong.append(f"{source_id} written {outcome}: {component['message_th']}")
    assert not wrong, "\n".join(wrong)
    assert met == open_ones, "strike off what is mended"
