"""The register keeps every version of an agency's entry; the newest stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.records import DeclaredUrl
from store.errors import AgencyNotFound
from store.records import AgencyEntry

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
ENTRY = AgencyEntry(
    agency_id="sao-thungsommut",
    name_th="องค์การบริหารส่วนตำบลทุ่งสมมติ",
    home_url="https://www.thungsommut.example/",
    agency_type="sao",
    province="สมมติบุรี",
    district="เมืองสมมติ",
    hosts=("eservice.thungsommut.example",),
    units=("สำนักปลัด", "กองคลัง"),
    owners=(("procurement_monthly_summary", "งานพัสดุ กองคลัง"),),
    officers=("ita@thungsommut.example",),
    declared=(DeclaredUrl(item_code="O3", url="https://www.thungsommut.example/contact"),),
    declared_year_be=2569,
)


def test_an_entry_comes_back_as_it_was_recorded(store):
    """Every field survives, and a run can find the entry by its digest."""
    change = store.register.put([ENTRY], at=AT)
    (agency,) = store.register.all()

    assert change.added == ("sao-thungsommut",)
    assert agency.entry == ENTRY
    assert agency.recorded_at == AT
    assert store.register.entry_of(agency.digest) == ENTRY
    assert store.register.get("sao-thungsommut") == agency


def test_recording_again_makes_no_double(store):
    """The same entry twice is one version; a changed one stands, the old one is kept."""
    store.register.put([ENTRY], at=AT)
    old = store.register.get(ENTRY.agency_id)
    again = store.register.put([ENTRY], at=AT + timedelta(days=1))
    moved = replace(ENTRY, home_url="https://thungsommut.example/")
    changed = store.register.put([moved], at=AT + timedelta(days=2))

    assert again.unchanged == (ENTRY.agency_id,)
    assert changed.changed == (ENTRY.agency_id,)
    assert [agency.entry for agency in store.register.all()] == [moved]
    assert store.register.entry_of(old.digest) == ENTRY


def test_a_retired_agency_is_archived_and_can_come_back(store):
    """Retiring hides it from the list and keeps it; recording it again brings it back."""
    store.register.put([ENTRY, replace(ENTRY, agency_id="other")], at=AT)
    retired = store.register.retire("other", at=AT)
    store.register.retire("other", at=AT)

    assert retired.retired
    assert [agency.entry.agency_id for agency in store.register.all()] == [ENTRY.agency_id]
    assert [agency.retired for agency in store.register.all(retired=True)] == [True, False]
    store.register.put([replace(ENTRY, agency_id="other")], at=AT)
    assert not store.register.get("other").retired


def test_an_unknown_agency_cannot_be_retired(store):
    """The message names the id; reading it gives nothing."""
    with pytest.raises(AgencyNotFound, match="no-such"):
        store.register.retire("no-such", at=AT)
    assert store.register.get("no-such") is None
    assert store.register.entry_of("sha256:00") is None


def test_since_when_an_agency_is_looked_after(store):
    """A changed entry moves nothing; one that was retired counts from its return."""
    day = timedelta(days=1)
    other = replace(ENTRY, agency_id="other")
    store.register.put([ENTRY, other], at=AT)
    before = store.register.revision()
    store.register.put([replace(ENTRY, district="อื่น")], at=AT + day)
    store.register.retire("other", at=AT + day)
    assert store.register.active_since() == {ENTRY.agency_id: AT}

    store.register.put([other], at=AT + day * 2)
    assert store.register.active_since() == {ENTRY.agency_id: AT, "other": AT + day * 2}
    assert store.register.revision() > before
