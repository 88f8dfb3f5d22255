"""Which unit an item belongs to."""

from pathlib import Path

import pytest
import yaml

import oitwatch.owners
from checks.rulebook import AGENCY_TYPES, load, shipped_years
from checks.rulebook_schema import LOCAL_GOVERNMENT_TYPES
from oitwatch.owners import matches_unit, owner_of
from store.records import AgencyEntry

DATA = yaml.safe_load(Path(oitwatch.owners.__file__).with_name("owners.yaml").read_text("utf-8"))
SLUGS = {item.slug for year in shipped_years() for item in load(year).items}


def entry(*units, owners=(), agency_type=None):
    return AgencyEntry(
        agency_id="ban.example",
        name_th="ก",
        home_url="https://ban.example/",
        agency_type=agency_type,
        units=units,
        owners=owners,
    )


@pytest.mark.parametrize(
    ("slug", "proposed", "units", "owner"),
    [
        ("contact_info", "สำนักปลัด", ("สำนักปลัดเทศบาล", "กองคลัง"), "สำนักปลัดเทศบาล"),
        ("contact_info", "สำนักปลัด", ("กองคลัง", "สำนักปลัดฯ"), "สำนักปลัดฯ"),
        ("procurement_annual_report", "กองคลัง", ("สำนักปลัด", "ส่วนการคลัง"), "ส่วนการคลัง"),
        ("procurement_annual_report", "กองคลัง", ("ฝ่ายพัสดุ", "กองคลัง"), "กองคลัง"),
        ("procurement_annual_report", "กองคลัง", ("สำนักปลัด",), "กองคลัง"),
        ("hr_plan", "สำนักปลัด", ("สำนักปลัดเทศบาล", "กองคลัง"), "สำนักปลัดเทศบาล"),
        (
            "e_service",
            "สำนักปลัด และทุกส่วนราชการ",
            ("สำนักปลัดเทศบาล",),
            "สำนักปลัดเทศบาล และทุกส่วนราชการ",
        ),
        ("contact_info", "สำนักปลัด", (), "สำนักปลัด"),
    ],
)
def test_the_proposal_is_named_as_the_agency_names_it(slug, proposed, units, owner):
    """The unit whose name holds the proposal, else one that bears the subject's words."""
    assert owner_of(slug, proposed, agency_type="sao", entry=entry(*units)) == owner


def test_what_the_register_says_wins():
    """An owner that the agency names is shown as it stands, for that item alone."""
    own = entry("สำนักปลัด", owners=(("contact_info", "งานประชาสัมพันธ์"),))

    assert owner_of("contact_info", "สำนักปลัด", agency_type="sao", entry=own) == "งานประชาสัมพันธ์"
    assert owner_of("executives", "สำนักปลัด", agency_type="sao", entry=own) == "สำนักปลัด"


@pytest.mark.parametrize(
    "kind", sorted(set(AGENCY_TYPES) - {*LOCAL_GOVERNMENT_TYPES, "local_government"})
)
def test_other_agencies_have_no_permanent_secretarys_office(kind):
    """Outside local government no item is proposed to สำนักปลัด, and each type says why."""
    for year in shipped_years():
        for item in load(year).items:
            owner = owner_of(item.slug, item.owner_th, agency_type=kind, entry=None)
            assert owner
            assert "สำนักปลัด" not in owner
    assert DATA["agency_types"][kind]["why"]


def test_the_registers_type_wins_over_the_guess():
    """A department that the audit took for an อบต. gets a department's units."""
    known = entry("กองกลาง", "กองคลัง", agency_type="central")

    assert owner_of("contact_info", "สำนักปลัด", agency_type="sao", entry=known) == "กองกลาง"
    assert owner_of("procurement_list", "กองคลัง", agency_type="sao", entry=known) == "กองคลัง"


def test_the_subjects_are_those_of_the_rulebooks():
    """The data file names no item that no rulebook has, and none twice."""
    named = [slug for group in DATA["subjects"].values() for slug in group["slugs"]]

    assert set(named) <= SLUGS
    assert len(named) == len(set(named))


def test_a_unit_is_found_by_a_part_of_its_name():
    """Spaces and spelling of sara am do not matter."""
    assert matches_unit("ส่วนการคลัง", "คลัง")
    assert matches_unit("สํานักปลัดเทศบาล", "สำนัก ปลัด")
    assert not matches_unit("กองคลัง", "กองช่าง")
