"""``oitwatch run`` and ``oitwatch runs``: the register audited by hand, and what became of it."""

import json
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hand_made_run import hand_made_run

from crawler.options import CrawlOptions
from crawler.records import DeclaredUrl
from oitwatch.bangkok import bangkok_day
from oitwatch.fleet import Fleet, request_for, with_declared
from store.records import AgencyEntry, Errand, RegisteredAgency, RunKind
from store.store import open_store

AT = datetime(2026, 11, 20, tzinfo=UTC)
PAGES = {
    "index.html": '<html lang="th"><meta charset="utf-8"><title>อบต.บ้านสมมติ</title>'
    '<nav><a href="/contact.html">ติดต่อเรา</a></nav><p>องค์การบริหารส่วนตำบลบ้านสมมติ</p>',
    "contact.html": '<html lang="th"><meta charset="utf-8"><title>ติดต่อเรา</title>'
    "<h1>ติดต่อเรา</h1><p>โทรศัพท์ 0 4400 1880</p>",
}


def entry(agency_id, **changes):
    facts = {
        "agency_id": agency_id,
        "name_th": "องค์การบริหารส่วนตำบลบ้านสมมติ",
        "home_url": f"http://{agency_id}.test/",
        "agency_type": "sao",
        "province": "สมมติบุรี",
    }
    return AgencyEntry(**(facts | changes))


@pytest.fixture
def registered(home, site, monkeypatch):
    """Three agencies in two provinces on one server; gives their ids."""
    port = site(PAGES).rstrip("/").rpartition(":")[2]
    monkeypatch.setenv("OITWATCH_CONNECT_TO", f"*.test=127.0.0.1:{port}")
    with open_store(home) as store:
        store.register.put(
            [entry("a"), entry("b"), entry("c", province="จำลองนคร")], at=datetime.now(UTC)
        )
    return ["a", "b", "c"]


def test_all_agencies_are_audited_and_listed(oitwatch, registered):
    """A line an agency, the gravest exit code, and the runs in the list."""
    ran = oitwatch("run", "--all")
    listed = json.loads(oitwatch("runs", "--format", "json").out)

    assert ran.code == 1
    assert sorted(line.split()[0] for line in ran.out.splitlines()) == registered
    assert "3 จาก 3" in ran.err
    assert {(run["agency_id"], run["kind"], run["state"]) for run in listed["runs"]} == {
        (agency, "manual", "done") for agency in registered
    }
    assert all(run["score"]["low"] <= run["score"]["high"] for run in listed["runs"])


def test_a_province_or_an_agency_is_audited_alone_and_again(oitwatch, registered, home):
    """Only those named; asking again audits again."""
    assert oitwatch("run", "--province", "จำลองนคร", "--exit-zero").code == 0
    for _ in range(2):
        told = json.loads(oitwatch("run", "--agency", "a", "--format", "json").out)
        assert [each["agency_id"] for each in told] == ["a"]
    with open_store(home) as store:
        assert [run.agency_id for run in store.runs()] == ["a", "a", "c"]


def test_a_province_may_be_written_with_its_word(oitwatch, registered):
    """As it stands in letters and on forms."""
    assert "1 จาก 1" in oitwatch("run", "--province", "จังหวัดจำลองนคร").err


def hold(home, agency_id, owner):
    """Let a process be in the midst of an agency's audit by hand."""
    now = datetime.now(UTC)
    with open_store(home) as store:
        store.tickets.reopen(RunKind.MANUAL, bangkok_day(now), [agency_id], at=now)
        store.tickets.claim(
            [Errand(kind=RunKind.MANUAL)],
            owner=owner,
            now=now,
            lease=timedelta(minutes=5),
            attempts=3,
        )


def test_what_another_process_holds_is_told_and_is_no_success(oitwatch, registered, home):
    """A script must not take it for an audit without findings."""
    hold(home, "a", "elsewhere:1:12345678")
    ran = oitwatch("run", "--agency", "a")
    assert (ran.code, ran.out) == (4, "")
    assert "โปรแกรมอื่น" in ran.err


def test_what_a_dead_process_held_is_taken_over_at_once(oitwatch, registered, home):
    """Its lease need not run out when this machine knows that it is gone."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    hold(home, "a", f"{socket.gethostname()}:{child.pid}:12345678")
    ran = oitwatch("run", "--agency", "a")
    assert (ran.code, "1 จาก 1" in ran.err) == (1, True)


def test_agencies_that_a_stop_left_are_told_as_such(oitwatch, registered, monkeypatch):
    """Stopped before any was reached: code 4, and not the words for another process."""

    async def stopped(self, errands):
        self._stop.set()
        return 0

    monkeypatch.setattr(Fleet, "serve", stopped)
    ran = oitwatch("run", "--all")
    assert (ran.code, "โปรแกรมอื่น" in ran.err) == (4, False)
    assert "หยุดก่อนถึงอีก 3 หน่วยงาน" in ran.err


def test_the_list_counts_whole_nights_and_shows_trouble_and_runs_by_hand(
    oitwatch, registered, home
):
    """However many there are: a limit shortens the list and hides neither."""
    with open_store(home) as store:
        book = store.tickets
        book.plan(RunKind.NIGHTLY, AT.date(), [f"a{number}" for number in range(9)], due_at=AT)
        book.plan(RunKind.NIGHTLY, AT.date(), ["z"], due_at=AT, schedule="z")
        common = {"now": AT, "lease": timedelta(minutes=1), "attempts": 1}
        errand = Errand(kind=RunKind.NIGHTLY, schedule="z")
        ticket = book.claim([errand], owner="x", **common)
        book.fail(ticket, now=AT, retry_at=AT, error_id="7f3k2m1p", detail="ValueError: x")
        by_hand = hand_made_run()
        store.save_run(by_hand, None)
        for number in range(3):
            later = by_hand.finished_at + timedelta(days=number + 1)
            run_id = f"nightly-{number}"
            store.save_run(replace(by_hand, run_id=run_id, kind="nightly", finished_at=later), None)
    listed = oitwatch("runs", "--limit", "2").out

    assert listed.startswith("รอบวันที่ 20 พ.ย. 2569: ขัดข้อง 1 · รอตรวจ 9\n  z  ")
    assert by_hand.run_id in listed
    told = json.loads(oitwatch("runs", "--limit", "2", "--format", "json").out)
    assert told["nights"] == [{"night": "2026-11-20", "states": {"error": 1, "queued": 9}}]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--all"),
        (("--all", "--agency", "a"), "--all"),
        (("--agency", "nobody"), "nobody"),
        (("--province", "ไม่มี"), "จำลองนคร"),
    ],
)
def test_who_is_meant_must_be_clear(oitwatch, registered, arguments, words):
    """Otherwise nothing is visited and the message says what to type."""
    ran = oitwatch("run", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_strangers_are_not_visited_without_a_contact(oitwatch, registered, monkeypatch):
    """Ruling 15: a public host needs an address at which we can be reached."""
    monkeypatch.setenv("OITWATCH_CONNECT_TO", "a.test=127.0.0.1:9")
    ran = oitwatch("run", "--agency", "b")
    assert ran.code == 2
    assert "b.test" in ran.err


def test_an_empty_register_says_how_to_fill_it(oitwatch):
    """And the list of runs says that there are none."""
    assert "agencies import" in oitwatch("run", "--all").err
    assert oitwatch("runs").out.strip() == "ยังไม่มีการตรวจ"


def test_nights_are_told_one_by_one(oitwatch, registered, home):
    """What was skipped, what failed and what runs each have their words."""
    night = AT.date()
    with open_store(home) as store:
        book = store.tickets
        book.skip(
            RunKind.NIGHTLY,
            night - timedelta(days=1),
            ["a"],
            at=AT,
            detail="the scheduler was not running that night",
        )
        book.plan(RunKind.NIGHTLY, night, ["a", "b"], due_at=AT)
        ticket = book.claim(
            [Errand(kind=RunKind.NIGHTLY)],
            owner="x",
            now=AT,
            lease=timedelta(minutes=1),
            attempts=1,
        )
        book.fail(ticket, now=AT, retry_at=AT, error_id="7f3k2m1p", detail="ValueError: x")
    lines = oitwatch("runs").out.splitlines()

    assert lines[0] == "รอบวันที่ 20 พ.ย. 2569: ขัดข้อง 1 · รอตรวจ 1"
    assert "7f3k2m1p" in lines[1]
    assert "ระบบตรวจไม่ได้ทำงานในคืนนั้น" in lines[-1]
    assert oitwatch("runs", "--night", "2026-11-19").out.startswith("รอบวันที่ 19 พ.ย. 2569")


def test_declared_addresses_count_for_their_year_only():
    """Item codes of another year name other subjects, so its answers are left out."""
    answers = (DeclaredUrl(item_code="O3", url="http://a.test/contact.html"),)
    for year, declared in ((2569, answers), (None, answers), (2568, ())):
        agency = RegisteredAgency(
            entry=entry("a", declared=answers, declared_year_be=year), digest="", recorded_at=AT
        )
        asked = request_for(
            agency, kind=RunKind.NIGHTLY, as_of=AT.date(), items=(), crawl=CrawlOptions()
        )
        assert with_declared(asked, agency, AT).declared == declared


def test_an_address_of_the_register_is_an_audit_of_its_agency(oitwatch, registered, home):
    """Its id, name, type and answers are the register's, unless they are typed."""
    answers = (DeclaredUrl(item_code="O3", url="http://53012.test/contact.html"),)
    known = entry("53012", home_url="http://www.53012.test/", declared=answers)
    with open_store(home) as store:
        store.register.put([known], at=AT)
    for more in ((), ("--name", "ชื่ออื่น", "--agency-type", "city_municipality")):
        oitwatch("audit", "http://53012.test/", "--min-gap", "0", *more)
    oitwatch("audit", "http://stranger.test/", "--min-gap", "0")
    with open_store(home) as store:
        stranger, typed, plain = (store.load_run(run.run_id) for run in store.runs())
        parts = store.load_crawl_parts(plain.run_id)
        digest = store.register.get("53012").digest

    assert (plain.agency.agency_id, plain.agency.name_th) == ("53012", known.name_th)
    assert (plain.agency.agency_type, plain.register_digest) == ("sao", digest)
    assert parts.seed.declared == answers
    assert (typed.agency.agency_id, typed.agency.name_th) == ("53012", "ชื่ออื่น")
    assert typed.agency.agency_type == "city_municipality"
    assert (stranger.agency.agency_id, stranger.register_digest) == ("stranger.test", None)


def test_an_audit_on_another_server_says_so(oitwatch, registered, home, site, tmp_path):
    """What is typed for one audit is kept with it; the installation's own rules are not."""
    port = site(PAGES).rstrip("/").rpartition(":")[2]
    answers = tmp_path / "answers.csv"
    answers.write_text("item_code,url\nO3,http://a.test/contact.html\n", encoding="utf-8")
    rule = f"a.test=127.0.0.1:{port}"
    oitwatch("audit", "http://a.test/", "--min-gap", "0", "--connect-to", rule)
    oitwatch("audit", "http://a.test/", "--min-gap", "0", "--declared", answers)
    oitwatch("audit", "http://a.test/", "--min-gap", "0")
    with open_store(home) as store:
        newest = [dict(store.load_run(run.run_id).options) for run in store.runs()]
        looks = {look.run_id for look in store.looks("a", store.last_run("a").fiscal_year_be)}
        ordinary = store.last_run("a").run_id

    assert [(o.get("connect_to"), o.get("declared")) for o in newest] == [
        (None, None),
        (None, "given"),
        ("given", None),
    ]
    assert looks == {ordinary}
