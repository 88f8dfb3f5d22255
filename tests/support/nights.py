"""Audits of invented agencies over several nights, kept in a real store."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hand_made_run import HOME, component, contact_candidate, failed, gap, hand_made_run, verdict

from checks.outcome import Outcome
from checks.reasons import CANT_TELL_REASONS, Reason
from checks.records import Finding, Quote, Verdict
from checks.rulebook import Item, load
from checks.run import Agency, AuditRun
from oitwatch.bangkok import bangkok_day
from store.store import Store

FIRST = datetime(2026, 2, 1, 18, 30, tzinfo=UTC)  # 2 February, 01:30 in Bangkok
YEAR = 2569

Told = Reason | Outcome | Verdict  # a reason that fails or opens an item, an outcome, or all of it


def night(number: int) -> datetime:
    """When the run of a night ends; night 0 is 2 February 2026 in Bangkok."""
    return FIRST + timedelta(days=number)


def keep_night(
    store: Store,
    number: int,
    told: Mapping[str, Told],
    *,
    agency_id: str = "ban.example",
    name_th: str = "องค์การบริหารส่วนตำบลบ้านหนองทราย",
    agency_type: str | None = "sao",
    fiscal_year_be: int = YEAR,
) -> AuditRun:
    """Keep a run in which every item of the year passes but those that are told."""
    items = load(fiscal_year_be).items
    run = replace(
        hand_made_run(),
        run_id=f"{agency_id}-{fiscal_year_be}-{number}",
        kind="nightly",
        started_at=night(number) - timedelta(minutes=10),
        finished_at=night(number),
        agency=Agency(
            agency_id=agency_id,
            name_th=name_th,
            agency_type=agency_type,
            agency_type_guessed=False,
            home_url=HOME,
        ),
        fiscal_year_be=fiscal_year_be,
        as_of=bangkok_day(night(number)),
        verdicts=tuple(_verdict(item, told.get(item.item_code)) for item in items),
    )
    store.save_run(run, None)
    return run


def failing(
    item_code: str, reason: Reason, *quotes: Quote, component_id: str = "email", **facts: str
) -> Verdict:
    """An item that fails in one component on the contact page."""
    lacking = component(component_id, "อีเมล", failed(reason, *quotes, **facts))
    return _as_item(
        load(YEAR).item(item_code),
        verdict(item_code, Outcome.FAILED, lacking, reason=reason, candidate=contact_candidate()),
    )


def passing(item_code: str, *quotes: Quote) -> Verdict:
    """An item that passes on words of a page."""
    shown = component("plan", "แผน", Finding(outcome=Outcome.PASSED, quotes=quotes))
    judged = verdict(item_code, Outcome.PASSED, shown, candidate=contact_candidate())
    return _as_item(load(YEAR).item(item_code), judged)


def _verdict(item: Item, told: Told | None) -> Verdict:
    if isinstance(told, Verdict):
        return told
    if isinstance(told, Outcome) or told is None:
        return _as_item(item, verdict(item.item_code, told or Outcome.PASSED))
    if told in CANT_TELL_REASONS:
        unread = Finding(outcome=Outcome.CANT_TELL, reason=told, blocking_gaps=(gap(),))
        judged = verdict(
            item.item_code, Outcome.CANT_TELL, component("a", "ข้อมูล", unread), reason=told
        )
        return _as_item(item, judged)
    if told is Reason.NOT_FOUND:
        absent = component("published", item.title_th, failed(told))
        return _as_item(item, verdict(item.item_code, Outcome.FAILED, absent, reason=told))
    return _as_item(item, failing(item.item_code, told))


def _as_item(item: Item, judged: Verdict) -> Verdict:
    return replace(judged, slug=item.slug, title_th=item.title_th, title_en=item.title_en)
