"""Hand-made records that use every enum member, Thai text and every optional field both ways."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import (
    Candidate,
    ComponentVerdict,
    Finding,
    Quote,
    QuoteSource,
    ScoreBand,
    Source,
    Strength,
    TargetState,
    Verdict,
)
from checks.run import Agency, AuditRun
from checks.site import Step
from crawler.records import (
    Coverage,
    Crawl,
    DeadPage,
    DeclaredUrl,
    Document,
    FetchFailure,
    Gap,
    GapReason,
    Hop,
    PageKind,
    Place,
    Seed,
    Snapshot,
    TlsStatus,
    Unreadable,
)
from store.store import open_store

STARTED = datetime(2026, 3, 2, 18, 0, 0, 123456, tzinfo=UTC)
HOME = "https://agency.example/"


@pytest.fixture
def home(tmp_path):
    """A home directory that does not exist yet."""
    return tmp_path / "บ้าน 100%"


@pytest.fixture
def store(home):
    with open_store(home) as opened:
        yield opened


@pytest.fixture
def run():
    return full_run()


@pytest.fixture
def crawl(store):
    """A crawl whose payloads are in the store."""
    digests = [store.snapshots.put(f"<p>หน้า {number}</p>".encode()) for number in range(7)]
    return full_crawl(digests)


def full_run():
    gaps = tuple(
        Gap(
            url=f"{HOME}ช่อง/{reason}",
            reason=reason,
            detail="no answer after 60 s",
            place=place,
            subjects=("contact_info", "executives") if place is Place.HUB else (),
            blocks_all=place is Place.MENU,
        )
        for reason, place in zip(GapReason, cycle(Place), strict=False)
    )
    verdicts = tuple(
        _verdict(number, outcome, reason, gaps)
        for number, (reason, outcome) in enumerate(
            zip((None, *Reason), cycle(Outcome), strict=False), start=1
        )
    )
    part = ScoreBand(code="9.1", low=100 / 3, high=200 / 3)
    return AuditRun(
        run_id="run-1",
        kind="manual",
        started_at=STARTED,
        finished_at=STARTED + timedelta(minutes=5),
        tool_version="0.1.0",
        agency=Agency(
            agency_id="agency.example",
            name_th="องค์การบริหารส่วนตำบลทุ่งสมมติ",
            agency_type="sao",
            agency_type_guessed=True,
            home_url=HOME,
        ),
        fiscal_year_be=2569,
        as_of=date(2026, 3, 3),
        framework="nacc_general",
        rulebook_digest="sha256:" + "a" * 64,
        coverage=Coverage(gaps=gaps, snapshots=7, documents=5, unread_below_threshold=412),
        verdicts=verdicts,
        score=ScoreBand(
            code="OIT",
            low=31.25,
            high=81.2,
            parts=(ScoreBand(code="9", low=0.1, high=0.7, parts=(part,)),),
        ),
        interrupted=True,
        options=(("year", "2569"), ("name", "อบต.ทุ่งสมมติ")),
    )


def _verdict(number, outcome, reason, gaps):
    states, strengths, sources = tuple(TargetState), tuple(Strength), tuple(Source)
    listed = tuple(
        Candidate(
            url=f"{HOME}page-{number}-{index}",
            strength=strengths[index % len(strengths)],
            source=sources[(number + index) % len(sources)],
            state=states[(number + index) % len(states)],
            label="ข้อมูลการติดต่อ",
            pointer_url=HOME,
            pointer_locator="nav > a:nth-of-type(3)",
            years=(2568, 2569),
            members=(f"{HOME}page-{number}-{index}", f"{HOME}แฟ้ม.pdf"),
            gaps=gaps[: index % 2],
            click_path=(Step(text="หน้าแรก", url=HOME), Step(text="ติดต่อเรา", url=f"{HOME}c")),
        )
        for index in range(number % 4)
    )
    outside = replace(listed[0], url=f"{HOME}elsewhere", years=()) if listed else None
    chosen = (listed[-1] if number % 2 else outside) if listed else None
    return Verdict(
        item_code=f"O{number}",
        slug=f"item_{number}",
        title_th=f"ข้อที่ {number} แผนป้องกันการทุจริต",
        title_en=f"Item {number}",
        outcome=outcome,
        reason=reason,
        components=tuple(
            _component(number, index, outcome, reason, gaps) for index in range(number % 3)
        ),
        candidate=chosen,
        candidates=listed,
        sub_indicator="9.1",
        points=100 / 43 * number,
    )


def _component(number, index, outcome, reason, gaps):
    quotes = tuple(
        Quote(
            url=HOME,
            payload_digest="sha256:" + "b" * 64,
            text_digest="sha256:" + "c" * 64,
            fetched_at=STARTED + timedelta(microseconds=number),
            source=source,
            text="โทรศัพท์ ๐๒ ๐๐๐ ๐๐๐๐\t\"น้ำใจ' \x00 😀\nบรรทัดสอง",
            start=120,
            end=144,
            locator="" if source is QuoteSource.TEXT else "main > p",
        )
        for source in QuoteSource
    )
    return ComponentVerdict(
        component_id=f"part_{index}",
        source_id=f"O{number}.{index}",
        label_th="เบอร์โทรศัพท์",
        requirement_th=f"แสดงหมายเลขโทรศัพท์ {index}",
        requirement_en="Shows a telephone number",
        check="contact_field_present",
        check_version=3,
        strength="must",
        confidence="medium",
        binds=index == 0,
        machine_checkable=index == 1,
        finding=Finding(
            outcome=outcome,
            reason=reason,
            quotes=quotes if index == 0 else (),
            searched=(HOME, f"{HOME}ติดต่อ") if index else (),
            blocking_gaps=gaps[:number] if index else (),
            note="no line shows a number",
            details=(("expected", "โทรศัพท์"), ("found", "")),
        ),
    )


def full_crawl(digests):
    hops = (Hop(url="http://agency.example/", status=301, location=HOME),)
    snapshots = tuple(
        Snapshot(
            url=f"{HOME}{number}",
            requested_url=f"{HOME}ขอ/{number}",
            status=200,
            content_type="text/html",
            declared_type="text/html; charset=windows-874",
            payload_digest=digest,
            payload_bytes=19,
            truncated=number == 1,
            fetched_at=STARTED + timedelta(seconds=number),
            tls_status=tls_status,
            hops=hops if number == 0 else (),
            etag='W/"1"',
            last_modified="Mon, 02 Mar 2026 00:00:00 GMT",
        )
        for number, (digest, tls_status) in enumerate(zip(digests, TlsStatus, strict=True))
    )
    documents = tuple(
        Document(
            url=f"{HOME}{kind}",
            payload_digest=digests[0],
            text_digest="sha256:" + "d" * 64,
            extractor="html",
            extractor_version=1,
            fetched_at=STARTED,
            content_type="text/html",
            kind=kind,
            title="หน้า",
            text="หน้า",
        )
        for kind in PageKind
    )
    return Crawl(
        seed=Seed(
            home_url=HOME,
            hosts=("eservice.agency.example",),
            declared=(DeclaredUrl(item_code="O3", url=f"{HOME}c", explanation="หน้าติดต่อ"),),
        ),
        home_url=HOME,
        started_at=STARTED,
        finished_at=STARTED + timedelta(minutes=4),
        snapshots=snapshots,
        failures=tuple(
            FetchFailure(
                url=f"{HOME}{reason}",
                requested_url=f"{HOME}{reason}",
                reason=reason,
                detail="503 after 3 tries",
                failed_at=STARTED,
                status=None if reason is GapReason.TLS_FAILED else 503,
                tls_status=TlsStatus.VERIFIED,
                hops=hops,
            )
            for reason in GapReason
        ),
        documents=documents,
        unreadable=(
            Unreadable(
                url=f"{HOME}แผน.pdf",
                payload_digest=digests[2],
                content_type="application/pdf",
                reason=GapReason.SCAN_WITHOUT_TEXT,
                detail="12 pages, no text",
                fetched_at=STARTED,
            ),
        ),
        dead=(
            DeadPage(url=f"{HOME}gone", status=410, soft=False, fetched_at=STARTED),
            DeadPage(
                url=f"{HOME}soft",
                status=200,
                soft=True,
                fetched_at=STARTED,
                payload_digest=digests[3],
            ),
        ),
        aliases=(("http://agency.example/", HOME),),
        coverage=Coverage(gaps=(), snapshots=7, documents=8, unread_below_threshold=1),
        interrupted=True,
    )
