"""Which night a moment belongs to, and which schedule serves whom."""

from datetime import UTC, date, datetime

import pytest

from oitwatch.bangkok import BANGKOK
from oitwatch.errors import UsageError
from oitwatch.nights import parse_schedules, share_out, uncovered
from store.records import AgencyEntry, RegisteredAgency


def local(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("written", "now", "start"),
    [
        ("01:00", local(20, 1), local(20, 1)),
        ("01:00", local(20, 0, 59), local(19, 1)),
        ("01:00", local(20, 23), local(20, 1)),
        ("1:00", local(20, 1, 1).astimezone(UTC), local(20, 1)),
        ("22:30", local(20, 9), local(19, 22, 30)),
        # 20 November 2026 is a Friday.
        ("01:00 mon-fri", local(22, 12), local(20, 1)),
        ("01:00 sat,sun", local(20, 12), local(15, 1)),
        ("01:00 fri-mon", local(24, 12), local(23, 1)),
        ("01:00 fri", local(20, 0, 30), local(13, 1)),
        ("00:30", local(1, 0, 10, month=12), local(30, 0, 30)),
    ],
)
def test_the_newest_start(written, now, start):
    """The night is the newest start on one of the schedule's days, told in Thai time."""
    (schedule,) = parse_schedules(written)
    assert schedule.last_start(now) == start


def test_nights_that_lie_between():
    """Only nights on which the schedule starts, both ends left out."""
    (every,) = parse_schedules("01:00")
    (working,) = parse_schedules("01:00 mon-fri")
    ends = date(2026, 11, 19), date(2026, 11, 24)

    assert [night.day for night in every.nights_between(*ends)] == [20, 21, 22, 23]
    assert [night.day for night in working.nights_between(*ends)] == [20, 23]
    assert every.nights_between(ends[0], ends[0]) == ()


@pytest.mark.parametrize(
    "written",
    [
        "",
        ";",
        "25:00",
        "01:60",
        "noon",
        "01:00 every",
        "01:00 mon-someday",
        "0100",
        "03:30 province=สมมติบุรี mon-fri",
        "03:30 province=",
        "03:30 province=ก,,ข",
        "03:30 province=ก 04:30 province=ข",
    ],
)
def test_a_schedule_that_cannot_be_understood(written):
    """It is refused with its own words, never guessed."""
    with pytest.raises(UsageError) as caught:
        parse_schedules(written)
    assert caught.value.key == "bad_schedule"


def registered(agency_id, province=""):
    entry = AgencyEntry(
        agency_id=agency_id, name_th="อบต.", home_url="https://a.example/", province=province
    )
    return RegisteredAgency(entry=entry, digest="sha256:0", recorded_at=local(1, 1))


def test_who_is_served_by_which_schedule():
    """A schedule that names the province comes before one for all; without one nobody is served."""
    schedules = parse_schedules("01:00; 03:30 province=สมมติบุรี,จำลองนคร")
    agencies = [registered("a"), registered("b", "จำลองนคร"), registered("c", "อื่น")]
    ids = [
        [agency.entry.agency_id for agency in share] for _, share in share_out(schedules, agencies)
    ]
    assert ids == [["a", "c"], ["b"]]
    only = parse_schedules("03:30 province=สมมติบุรี")
    assert share_out(only, agencies) == ((only[0], ()),)


@pytest.mark.parametrize(
    "written",
    ["01:00; 13:00", "01:00 mon-fri; 05:00 sat,sun", "01:00 province=ก; 02:00 province=จังหวัดก"],
)
def test_an_agency_has_one_schedule(written):
    """A second one for the same agencies would never be served, so it is refused."""
    with pytest.raises(UsageError) as caught:
        parse_schedules(written)
    assert caught.value.key == "schedule_twice"


def test_the_word_for_a_province_makes_no_difference():
    """On neither side; and who stands under no schedule is named."""
    schedules = parse_schedules("03:30 province=จังหวัดสมมติบุรี,จำลองนคร")
    agencies = [
        registered("a", "สมมติบุรี"),
        registered("b", "จังหวัดจำลองนคร"),
        registered("c", "จ.จำลองนคร"),
        registered("d", "อื่น"),
        registered("e"),
    ]
    ((schedule, share),) = share_out(schedules, agencies)
    assert [each.entry.agency_id for each in share] == ["a", "b", "c"]
    assert [each.entry.agency_id for each in uncovered(schedules, agencies)] == ["d", "e"]
    (same,) = parse_schedules("3:30 mon-sun province=สมมติบุรี, จ.จำลองนคร")
    assert same.key == schedule.key
