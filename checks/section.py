"""Cuts a page that answers several items, one under each heading, into the parts of the items."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from checks.match.reading.regions import in_content
from checks.match.subjects.matcher import SubjectMatcher
from checks.records import Strength
from crawler.records import Document, Heading, Region, RegionSpan
from crawler.thai import fold_text

# Items whose own content has a plan of work in it, under just this heading. Folded headings.
_PLAN_OF_WORK = frozenset(map(fold_text, ("แผนปฏิบัติการ", "แผนการดำเนินงาน")))
_HOLD_PLANS = frozenset(
    {
        "anticorruption_annual_report",
        "anticorruption_plan",
        "corruption_risk_assessment",
        "hr_criteria_and_plan",
        "hr_plan",
        "integrity_measures",
        "integrity_measures_result",
        "no_gift_drive",
        "public_participation",
    }
)
# Items of several parts on one page: a short heading deeper than theirs is one of a part,
# "ผู้บริหาร" above the code that binds them, "รายงานประจำปี 2568" above what was received in it.
# By item, what the words below a heading that parts it off are about. Folded.
_OF_PARTS = {
    "ethics_code": "จริยธรรม",
    "ethics_code_and_drive": "จริยธรรม",
    "no_gift_drive": "ของขวัญ",
}
# Reports and plans of many chapters; and items whose short names are also those of a chapter in
# them: "โครงสร้าง" in a report on staff, "การจัดซื้อจัดจ้าง" in an assessment of risks.
_OF_CHAPTERS = frozenset(
    {
        "annual_operation_report",
        "anticorruption_annual_report",
        "anticorruption_plan",
        "corruption_risk_assessment",
        "corruption_risk_report",
        "hr_annual_report",
        "hr_criteria_and_plan",
        "hr_plan",
        "strategic_plan",
    }
)
_CHAPTERS = frozenset(
    {
        "contact_info",
        "e_service",
        "executives",
        "org_structure",
        "powers_duties",
        "procurement_announcements",
        "procurement_list",
        "procurement_progress",
        "public_participation",
        "service_manual",
        "staff_manual",
    }
)
_OPENS = 120  # code points below a heading that say what stands there
_PART = 36  # folded letters of the heading of a part
_LEAST = 2  # items named by headings of one page before it counts as cut into sections


def sections(page: Document, matcher: SubjectMatcher) -> dict[str, tuple[int, int]]:
    """Spans of the page's text by item slug; empty when its headings do not name several items.

    A section runs from the heading that names the item to the next heading that names another
    and is not deeper than it: what stands deeper is a part of it too.
    """
    inner = [heading for heading in page.headings if in_content(page, heading.start)]
    of = [(heading, _named(heading, matcher)) for heading in inner]
    sure_of = {slug for _, slugs in of for slug in slugs}
    # Beside headings that surely name items, one of their level names its item in other words.
    levels = Counter(heading.level for heading, slugs in of if len(slugs) == 1)
    beside = {level for level, count in levels.items() if count >= _LEAST}
    named: list[tuple[Heading, str]] = []
    for heading, slugs in of:
        if named and named[-1][1] in _HOLD_PLANS and fold_text(heading.text) in _PLAN_OF_WORK:
            continue
        strong = set() if slugs else _named(heading, matcher, Strength.STRONG)
        # "จริยธรรมเจ้าหน้าที่" above the whole opens what "Do's & Don'ts" below it names.
        sure = slugs or strong & sure_of & _OF_PARTS.keys()
        if not sure and len(strong) == 1 and heading.level in beside:
            sure = strong - sure_of
        if len(sure) == 1:
            named.append((heading, sure.pop()))
    marks: list[tuple[Heading, str]] = []
    last = {slug: heading.start for heading, slug in named}
    level = 0
    for heading, slug in named:
        if marks and slug == marks[-1][1]:
            continue
        # Deeper than the item's own heading, or before another of its headings.
        short = len(fold_text(heading.text)) <= _PART
        whole = marks[-1][1] if marks else ""
        if whole in _OF_PARTS and short:
            if heading.level > level or last[whole] > heading.start:
                continue
            if _opens_with(page, heading, _OF_PARTS[whole]):  # a tab, its own heading below it
                continue
        if whole in _OF_CHAPTERS and slug in _CHAPTERS and short and heading.level > level:
            continue
        marks.append((heading, slug))
        level = heading.level
    if len({slug for _, slug in marks}) < _LEAST:
        return {}
    found: dict[str, tuple[int, int]] = {}
    for place, (heading, slug) in enumerate(marks):
        if slug not in found:
            after = (h.start for h, _ in marks[place + 1 :] if h.level <= heading.level)
            found[slug] = (heading.start, next(after, len(page.text)))
    return found


def _named(
    heading: Heading, matcher: SubjectMatcher, strength: Strength = Strength.EXACT
) -> set[str]:
    return {m.slug for m in matcher.match_text(heading.text) if m.strength is strength}


def _opens_with(page: Document, heading: Heading, word: str) -> bool:
    end = heading.start + len(heading.text)
    return word in fold_text(page.text[end : end + _OPENS])


def cut_to(page: Document, span: tuple[int, int]) -> Document:
    """The same page with everything outside the span taken out of its content.

    Text and offsets stay, so quotes still read back; the title, which names the whole page, goes.
    """
    start, end = span
    return replace(
        page,
        title="",
        regions=tuple(_cut(page.regions or (_whole(page),), start, end)),
        headings=tuple(item for item in page.headings if start <= item.start < end),
        links=tuple(
            item if start <= item.start < end else replace(item, region=Region.MENU)
            for item in page.links
        ),
        tables=tuple(item for item in page.tables if start <= item.start < end),
        images=tuple(item for item in page.images if start <= item.start < end),
        forms=tuple(item for item in page.forms if start <= item.start < end),
        embeds=tuple(item for item in page.embeds if start <= item.start < end),
    )


def _whole(page: Document) -> RegionSpan:
    return RegionSpan(region=Region.CONTENT, start=0, end=len(page.text))


def _cut(spans: Iterable[RegionSpan], start: int, end: int) -> Iterable[RegionSpan]:
    for span in spans:
        if span.region is not Region.CONTENT:
            yield span
            continue
        for low, high, inside in (
            (span.start, min(span.end, start), False),
            (max(span.start, start), min(span.end, end), True),
            (max(span.start, end), span.end, False),
        ):
            if low < high:
                yield RegionSpan(
                    region=Region.CONTENT if inside else Region.MENU, start=low, end=high
                )
