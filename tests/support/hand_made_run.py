"""An audit of an invented agency, written by hand: what reports are tested on."""

from datetime import UTC, date, datetime

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
from crawler.records import Coverage, Gap, GapReason, Place

HOME = "https://www.bannongsai.example/"
CONTACT = f"{HOME}contact"
DIGEST = "sha256:" + "ab" * 32
FETCHED = datetime(2026, 5, 15, 1, 0, tzinfo=UTC)
CITIZEN_NUMBER = "1-2345-67890-12-3"


def quote(text: str, *, url: str = CONTACT, source: QuoteSource = QuoteSource.TEXT) -> Quote:
    """Words on a page; only those of its text have a span."""
    in_text = source is QuoteSource.TEXT
    return Quote(
        url=url,
        payload_digest=DIGEST,
        text_digest=DIGEST,
        fetched_at=FETCHED,
        source=source,
        text=text,
        start=10 if in_text else 0,
        end=10 + len(text) if in_text else 0,
        locator="" if in_text else "body > a:nth-of-type(1)",
    )


def component(
    component_id: str, label_th: str, finding: Finding, **changes: object
) -> ComponentVerdict:
    """A binding must component of an item."""
    facts: dict[str, object] = {
        "component_id": component_id,
        "source_id": "O3.1",
        "label_th": label_th,
        "requirement_th": f"ระบุ{label_th}",
        "requirement_en": f"States the {component_id}.",
        "check": "field_shown",
        "check_version": 1,
        "strength": "must",
        "confidence": "medium",
        "binds": True,
        "machine_checkable": True,
        "finding": finding,
    }
    return ComponentVerdict(**(facts | changes))  # type: ignore[arg-type]


def verdict(
    item_code: str,
    outcome: Outcome,
    *components: ComponentVerdict,
    reason: Reason | None = None,
    candidate: Candidate | None = None,
    points: float = 2.5,
    sub_indicator: str = "9.1",
    title_th: str = "ข้อมูลการติดต่อ",
) -> Verdict:
    """An item's verdict."""
    return Verdict(
        item_code=item_code,
        slug=f"slug_{item_code.lower()}",
        title_th=title_th,
        title_en="Contact information",
        outcome=outcome,
        reason=reason,
        components=components,
        candidate=candidate,
        candidates=(candidate,) if candidate else (),
        sub_indicator=sub_indicator,
        points=points,
    )


def passed(*quotes: Quote, **details: str) -> Finding:
    """A finding that holds."""
    return Finding(outcome=Outcome.PASSED, quotes=quotes, details=tuple(sorted(details.items())))


def failed(reason: Reason, *quotes: Quote, **details: str) -> Finding:
    """A finding that does not hold."""
    return Finding(
        outcome=Outcome.FAILED,
        reason=reason,
        quotes=quotes,
        searched=(HOME, CONTACT),
        details=tuple(sorted(details.items())),
    )


def contact_candidate() -> Candidate:
    """The contact page, reached by one click."""
    return Candidate(
        url=CONTACT,
        strength=Strength.EXACT,
        source=Source.MENU,
        state=TargetState.READ,
        label="ติดต่อเรา",
        pointer_url=HOME,
        click_path=(Step(text="หน้าแรก", url=HOME), Step(text="ติดต่อเรา", url=CONTACT)),
    )


def gap() -> Gap:
    """A menu page that gave no answer."""
    return Gap(
        url=f"{HOME}plan",
        reason=GapReason.FETCH_FAILED,
        detail="HTTP status 500",
        place=Place.MENU,
        subjects=("slug_o5",),
    )


def hand_made_run(**changes: object) -> AuditRun:
    """One item of every status, in rulebook order."""
    contact = verdict(
        "O3",
        Outcome.FAILED,
        component(
            "phone", "หมายเลขโทรศัพท์", passed(quote("โทร. 0 4400 1880"), found="โทร. 0 4400 1880")
        ),
        component("email", "อีเมล", failed(Reason.INCOMPLETE, missing="อีเมล")),
        component("map", "แผนที่ตั้งหน่วยงาน", failed(Reason.INCOMPLETE)),
        component(
            "fax",
            "หมายเลขโทรสาร",
            failed(Reason.INCOMPLETE),
            strength="advice",
            binds=False,
        ),
        reason=Reason.INCOMPLETE,
        candidate=contact_candidate(),
    )
    unread = Finding(outcome=Outcome.CANT_TELL, reason=Reason.FETCH_FAILED, blocking_gaps=(gap(),))
    facts: dict[str, object] = {
        "run_id": "r1",
        "kind": "manual",
        "started_at": FETCHED,
        "finished_at": FETCHED,
        "tool_version": "0.1.0",
        "agency": Agency(
            agency_id="bannongsai.example",
            name_th="องค์การบริหารส่วนตำบลบ้านหนองทราย",
            agency_type="sao",
            agency_type_guessed=True,
            home_url=HOME,
        ),
        "fiscal_year_be": 2569,
        "as_of": date(2026, 5, 15),
        "framework": "nacc_general",
        "rulebook_digest": DIGEST,
        "coverage": Coverage(gaps=(gap(),), snapshots=9, documents=8, unread_below_threshold=4),
        "verdicts": (
            verdict(
                "O1",
                Outcome.PASSED,
                component("chart", "แผนผังโครงสร้าง", passed(quote("แผนผังโครงสร้าง"))),
                title_th="โครงสร้าง",
                candidate=contact_candidate(),
            ),
            contact,
            verdict(
                "O4",
                Outcome.FAILED,
                component(
                    "published",
                    "ข่าวการดำเนินงานตามภารกิจ",
                    failed(Reason.NOT_FOUND),
                    check="subject_published",
                ),
                reason=Reason.NOT_FOUND,
                title_th="ข่าวประชาสัมพันธ์",
                points=1.25,
            ),
            verdict(
                "O5",
                Outcome.CANT_TELL,
                component("plan", "แผนยุทธศาสตร์", unread),
                reason=Reason.FETCH_FAILED,
                sub_indicator="9.2",
                title_th="แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
            ),
            verdict(
                "O7",
                Outcome.INAPPLICABLE,
                sub_indicator="9.2",
                title_th="รายงานผลการดำเนินงานประจำปี",
                points=0.0,
            ),
        ),
        "score": ScoreBand(
            code="OIT",
            low=41.665,
            high=58.335,
            parts=(
                ScoreBand(
                    code="9",
                    low=41.665,
                    high=58.335,
                    parts=(ScoreBand(code="9.1", low=33.3333, high=33.3333),),
                ),
            ),
        ),
        "interrupted": False,
    }
    return AuditRun(**(facts | changes))  # type: ignore[arg-type]
