"""Titles that agencies use for the items, and for what is no item, year by year.

The titles are written by hand after what real sites show; the agencies named in some are invented.
"""

from pathlib import Path

import pytest
import yaml

from checks.evaluate import matcher_for
from checks.rulebook import load

GROUPS = yaml.safe_load(Path(__file__).with_name("titles.yaml").read_text(encoding="utf-8"))
YEARS = (2563, 2565, 2566, 2567, 2568, 2569)
FIRST = 2566  # the first year in which every title is asked
MATCHERS = {year: matcher_for(load(year)) for year in YEARS}
SLUGS = {year: {item.slug for item in matcher.items} for year, matcher in MATCHERS.items()}
YEAR = "พ.ศ. 2568"
# Whose paper it is and of which year, as sites write it around a title.
AROUND = (
    "O12 {}",
    "{} ประจำปีงบประมาณ พ.ศ. 2568",
    "{} กรมพัฒนาพืชเส้นใย",
    "{} กองยุทธศาสตร์และงบประมาณ",
    "{} สำนักงานพัฒนาพลังงานชุมชน",
    "{} องค์การส่งเสริมหัตถกรรม (องค์การมหาชน)",
    "{}ของเทศบาลตำบลบึงนาค",
    "ประกาศองค์การบริหารส่วนตำบลหนองกระบอก เรื่อง {}",
)
ADDED_TO = (
    *("strategic", "annual_plan", "annual_report", "staff_manual", "hr_plan", "ethics_code"),
    *("risk_result", "ac_plan", "ac_report", "measures_result", "complaint_stats"),
)


def named(title, year):
    """The items that a title names most strongly."""
    found = MATCHERS[year].match_text(title)
    return [match.slug for match in found if match.strength is found[0].strength]


def expected(group, year):
    """The one item that stands for a group in a year, or none."""
    slug = next((slug for slug in group["slugs"] if slug in SLUGS[year]), None)
    return [] if slug is None else [slug]


def years_of(group):
    """The years in which a group is asked."""
    if "years" in group:
        return [year for year in YEARS if year in group["years"]]
    return [y for y in YEARS if y >= FIRST or not group["slugs"] or expected(group, y)]


@pytest.mark.parametrize("name", GROUPS)
def test_a_title_names_its_item_alone(name):
    """Every title names the item of its group in each year, and no other as strongly."""
    group = GROUPS[name]
    wrong = [
        (title, year, named(title, year))
        for title in group["titles"]
        for year in years_of(group)
        if named(title, year) != expected(group, year)
    ]
    assert wrong == []


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("name", ADDED_TO)
def test_whose_title_it_is_does_not_change_what_it_names(name, around):
    """The name of an agency, a unit or a year beside a title is of no subject."""
    group = GROUPS[name]
    wrong = []
    for title in group["titles"]:
        for year in (2567, 2568, 2569):
            if title.isascii() or (YEAR in around and "ระยะ" in title):
                continue  # a plan of five years with the year at its end is of both
            written = around.format(title)
            if named(written, year) != expected(group, year):
                wrong.append((written, year, named(written, year)))
    assert wrong == []
