"""Every component of every year is told to an officer in whole sentences, with what to do."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from judging import HOME, site, verdicts

from checks.outcome import Outcome
from checks.reasons import FAILED_REASONS, Reason
from checks.records import ComponentVerdict, Finding, Verdict
from checks.rulebook import Item, load, shipped_years
from checks.site import Site
from crawler.records import Gap, GapReason, Place
from oitwatch.commands.rulebooks import handed_over, machine_share
from oitwatch.owners import proposed_owner
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.texts import texts

YEARS = shipped_years()
# A label completes "ขาด ...", so it is a noun phrase and no sentence.
NO_NOUN = re.compile(r"^(?:แสดง|ระบุ|ไม่|เป็น|ต้อง|หาก|ให้|และ|หรือ|ซึ่ง|เผยแพร่|จัดทำ)")
TWICE = re.compile(r"(ขาด|ไม่พบ|พบ|ของ|เป็น|ต้อง|ยัง|แต่|และ|ไม่แสดง|เพิ่ม|เช่น)\s*\1")
UNFILLED = re.compile(r"\{\w*\}|\bNone\b|\bnot_found\b|TODO|xxx", re.I)


def _thin(year: int) -> Site:
    """A menu that leads to a page for each item, which says nothing of what is asked."""
    items = load(year).items
    links = "".join(f'<li><a href="/{i.item_code}">{i.title_th}</a></li>' for i in items)
    pages = {"": f"<nav><ul>{links}</ul></nav>"}
    for item in items:
        said = "ผู้บริหารและบุคลากรร่วมแรงร่วมใจให้งานสำเร็จลุล่วงด้วยดีเสมอมา" * 3
        pages[item.item_code] = f"<h1>{item.title_th} พ.ศ. {year - 3}</h1><p>{said}</p>"
    return site(pages)


def _unread() -> Site:
    home = Gap(
        url=HOME + "menu",
        reason=GapReason.FETCH_FAILED,
        detail="no answer within 60 s",
        place=Place.MENU,
        subjects=(),
        blocks_all=True,
    )
    return site({"": "<p>หน้าแรก</p>"}, gaps=[home])


def _judged(year: int, seen: Site) -> Iterator[tuple[Verdict, ComponentVerdict]]:
    found = verdicts(seen, year=year, as_of=date(year - 543, 5, 20))
    for verdict in found.values():
        own = {
            component.component_id for component in load(year).item(verdict.item_code).components
        }
        for component in verdict.components:
            if component.component_id in own:
                yield verdict, component


def _reads_well(sentence: str, where: str) -> None:
    assert len(sentence) >= 8, where
    assert not UNFILLED.search(sentence), (where, sentence)
    assert not TWICE.search(sentence), (where, sentence)
    assert "  " not in sentence, (where, sentence)
    assert sentence == sentence.strip(), (where, sentence)
    assert not sentence.endswith((":", "เพราะ", "ได้แก่", "ขาด", ",")), (where, sentence)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("place", ["nothing", "thin", "unread"])
def test_each_failed_or_open_component_is_told_with_where_it_was_looked_for(
    year: int, place: str
) -> None:
    """The sentence, the places searched or the trouble, and what to do are all there."""
    seen = {"nothing": site({"": "<p>หน้าแรก</p>"}), "thin": _thin(year), "unread": _unread()}[place]
    wording = Wording(texts("th"), load(year))
    told = 0
    for verdict, component in _judged(year, seen):
        finding = component.finding
        if finding.outcome not in {Outcome.FAILED, Outcome.CANT_TELL}:
            continue
        told += 1
        where = f"{year} {place} {component.source_id}"
        _reads_well(wording.component(component, verdict), where)
        _reads_well(wording.component_fix_th(component, verdict), where)
        assert (
            finding.quotes
            or finding.searched
            or finding.blocking_gaps
            or finding.reason in {Reason.NEEDS_PERSON}
        ), where
        assert wording.move(finding.reason or Reason.INCOMPLETE)
    assert told > load(year).component_count / 3


@pytest.mark.parametrize("year", YEARS)
def test_every_reason_can_be_said_of_every_component(year: int) -> None:
    """Whatever a check may answer one day, the officer gets a sentence on that component."""
    wording = Wording(texts("th"), load(year))
    for verdict, component in _judged(year, site({"": "<p>หน้าแรก</p>"})):
        for reason in FAILED_REASONS:
            failed = Finding(outcome=Outcome.FAILED, reason=reason, searched=(HOME,))
            other = replace(component, finding=failed)
            where = f"{year} {component.source_id} {reason}"
            _reads_well(wording.component(other, verdict), where)
            _reads_well(wording.component_fix_th(other, verdict), where)


@pytest.mark.parametrize("year", YEARS)
def test_labels_and_examples_are_the_components_own(year: int) -> None:
    """A label is a noun phrase; an example shows what to write and is no repetition of it."""
    for item, component in load(year).walk():
        where = f"{year} {component.source_id} {component.label_th}"
        assert not NO_NOUN.search(component.label_th), where
        assert len(component.label_th) <= 90, where
        assert component.example_th or component.check == "subject_published", where
        assert component.example_th != component.label_th or item.slug == "", where
        assert component.requirement_th, where
        assert component.requirement_en, where


@pytest.mark.parametrize("year", YEARS)
def test_every_item_says_what_to_do_what_to_beware_of_and_who_owns_it(year: int) -> None:
    """With an invented example in quotes, and nothing of another year than those meant."""
    for item in load(year).items:
        where = f"{year} {item.item_code} {item.slug}"
        assert len(item.how_to_fix_th) >= 60, where
        assert re.search(r'"[^"]{4,}"', item.how_to_fix_th), where
        assert len(item.avoid_th) >= 20, where
        assert item.owner_th, where
        for text in (item.how_to_fix_th, item.avoid_th):
            assert not UNFILLED.search(text), where
            assert _years(text) <= _years_meant(item, year), (where, _years(text))


def _years(text: str) -> set[int]:
    """Years that a text names, those of laws left out."""
    plain = re.sub(r"(?:พระราชบัญญัติ|ประมวล|ระเบียบ)[^\"–,]*?พ\.ศ\. ?25\d\d", "", text)
    return {int(found) for found in re.findall(r"\b25[67]\d\b", plain)}


def _years_meant(item: Item, year: int) -> set[int]:
    plan = year - (year - 2561) % 5
    return {year, year - 1, item.period.fiscal_year_be, *range(plan, plan + 5)}


@pytest.mark.parametrize("year", YEARS)
def test_at_most_one_must_component_in_twenty_is_handed_to_a_person(year: int) -> None:
    """Each of them says why, in both languages."""
    rulebook = load(year)

    assert machine_share(rulebook) >= 0.95
    for _, component in handed_over(rulebook):
        assert len(str(component.options["why_th"])) > 20
        assert len(str(component.options["why_en"])) > 20


LOCAL_WORDS = re.compile("ตำบล|นายก|เทศบาล|กองช่าง|สำนักปลัด|อบต|ท้องถิ่น|หมู่ที่")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("agency_type", ["central", "university", "state_enterprise", "province"])
def test_a_state_agency_is_shown_no_example_of_a_local_government(
    year: int, agency_type: str
) -> None:
    """Nor are the units of one proposed to it; what only local governments owe keeps theirs."""
    rulebook = rulebook_of(year, agency_type)
    assert rulebook is not None
    for item, component in rulebook.walk():
        if component.applies_to != "local_government":
            where = f"{year} {component.source_id} {component.example_th}"
            assert not LOCAL_WORDS.search(component.example_th), where
        assert not re.search("สำนักปลัด|กองช่าง", proposed_owner(item, agency_type)), item.slug


@pytest.mark.parametrize("agency_type", [None, "sao", "town_municipality"])
def test_a_local_government_keeps_its_own_examples(agency_type: str | None) -> None:
    """So does an agency whose type nobody knows."""
    assert rulebook_of(2568, agency_type) == load(2568)
