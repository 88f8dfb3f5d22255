"""``oitwatch rulebook diff``: what changes between two years, by subject."""

import json
from itertools import permutations

import pytest

from checks.rulebook import load, shipped_years
from checks.rulebook_diff import compare, heirs
from oitwatch.texts import texts


def by_slug(oitwatch, first, second):
    ran = oitwatch("rulebook", "diff", first, second, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    document = json.loads(ran.out)
    return document, {item["slug"]: item for item in document["items"]}


def names(components):
    return {component["component_id"] for component in components}


def test_the_change_from_2567_to_2568(oitwatch):
    """Kept, moved, merged, dropped and retitled items, by hand from the facts of both years."""
    document, items = by_slug(oitwatch, 2567, 2568)

    assert (document["before"]["item_count"], document["after"]["item_count"]) == (35, 28)
    assert items["executives"]["fate"] == "kept"
    assert items["contact_info"]["fate"] == "moved"
    assert (
        items["contact_info"]["before"]["item_code"],
        items["contact_info"]["after"]["item_code"],
    ) == ("O4", "O3")
    merged = items["procurement_list_progress"]
    assert merged["fate"] == "merged"
    assert [item["item_code"] for item in merged["predecessors"]] == ["O14", "O16"]
    assert items["procurement_announcements"]["fate"] == "dropped"
    powers = items["powers_duties"]
    assert powers["fate"] == "absorbed"
    assert [item["slug"] for item in powers["successors"]] == ["org_structure"]
    assert items["org_structure"]["retitled"]
    assert not items["executives"]["retitled"]


def test_what_a_kept_item_asks_otherwise(oitwatch):
    """Components are added, removed and changed; years that merely moved on are no change."""
    _, items = by_slug(oitwatch, 2567, 2568)
    manual = items["service_manual"]["components"]
    assert names(manual["added"]) >= {"fee", "documents"}
    assert names(manual["removed"]) == {"time_per_step"}
    assert [change["aspects"] for change in manual["changed"]] == [["strength", "binds"]]
    (period,) = items["service_statistics"]["components"]["changed"]
    assert "test" in period["aspects"]
    assert items["news"]["components"] == {"added": [], "removed": [], "changed": []}
    assert items["annual_operation_report"]["components"]["changed"] == []


def test_the_year_of_a_law_is_no_change(oitwatch):
    """A requirement that names an act of 2558 says the same in both years."""
    _, items = by_slug(oitwatch, 2567, 2568)
    changed = items["corruption_risk_assessment"]["components"]["changed"]
    assert names(change["after"] for change in changed) == {"assessment"}


@pytest.mark.parametrize(("first", "second"), list(permutations(shipped_years(), 2)))
def test_every_item_of_both_years_is_told_once(oitwatch, first, second):
    """Whatever the years, forwards or backwards; both languages have every word."""
    before, after = load(first), load(second)
    changes = compare(before, after)
    assert [c.after.slug for c in changes if c.after] == [item.slug for item in after.items]
    told = [c.before.slug for c in changes if c.before]
    assert sorted(told) == sorted(item.slug for item in before.items)
    for lang in ("th", "en"):
        ran = oitwatch("rulebook", "diff", first, second, "--lang", lang)
        assert ran.code == 0
        for change in changes:
            item = change.after or change.before
            assert f"{item.item_code.lower()} " in ran.out


def test_a_year_is_the_same_as_itself(oitwatch):
    """Nothing is told as changed."""
    assert all(change.is_same for change in compare(load(2568), load(2568)))
    assert "==" in oitwatch("rulebook", "diff", 2568, 2568).out


def test_heirs_lead_over_the_years_between():
    """What 2568 kept and 2569 took in leads from 2567 to 2569; and back to its parts."""
    onward, back = heirs(load(2567), load(2569)), heirs(load(2569), load(2567))
    assert onward["service_statistics"] == ("e_service",)
    assert onward["procurement_announcements"] == ()
    assert set(back["procurement_monthly_summary"]) == {"procurement_list", "procurement_progress"}
    assert back["executives"] == ("executives",)


def test_years_without_a_rulebook_are_refused(oitwatch):
    """One sentence that names the years there are."""
    ran = oitwatch("rulebook", "diff", 2568, 2501)
    assert ran.code == 2
    assert "2501" in ran.err
    assert "2568" in ran.err


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_kind_of_period_and_test_has_its_words(lang):
    """The schema's closed words are all told."""
    from typing import get_args

    from checks.rulebook_schema import AppliesTo, PeriodTest, PeriodType, Strength

    language = texts(lang)
    for place, kind in (
        ("period_type", PeriodType),
        ("test", PeriodTest),
        ("strength", Strength),
        ("applies_to", AppliesTo),
    ):
        assert all(language.has(f"diff.{place}.{word}") for word in get_args(kind))
