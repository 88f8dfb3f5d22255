"""The report tells of each measure that the plan of its own year sets.

Question: is every measure that the other item's document of the reported year lists told in the
report?

passed        quotes a measure of the report and the same one of the plan; all others are told too,
              if in other words each in a place of its own (the row of its risk, its number) that
              says what was done. The plan may tell its risks in any layout.
failed        inconsistent: the report follows the plan and leaves a measure out; or both list
              measures and none resembles any of the other's; not_found or incomplete: nothing
              answers this item at all, only the plan itself does, its measures are only announced
              again, or the place reports on other risks or on another item's work.
cantTell      no plan of the reported year was read, it lists nothing, or a measure is told in part
              or perhaps in other words; or a part of the bundle was not read.
inapplicable  never; the rulebook says who owes the component.

Source: components of kind consistency in the rulebook facts; design.md section 11, ruling 7.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, failed, passed, quote_text
from checks.match.fields.entries import (
    Entry,
    Likeness,
    differ,
    entries,
    entries_of,
    told_elsewhere,
)
from checks.match.measures.assessed_risks import assessed_risks
from checks.match.measures.only_planned import (
    only_planned,
    only_to_be_done,
    tells_plans,
    tells_results,
)
from checks.match.measures.paired import any_told, pairs
from checks.match.measures.planned import (
    Telling,
    is_listed,
    of_year,
    plan_and_report,
    plans_elsewhere,
    telling,
)
from checks.match.measures.retold import retold, tells_deeds
from checks.match.measures.risk_sentences import is_wrong
from checks.match.measures.told_risk import Risk
from checks.match.reading.lines import lines
from checks.match.reading.substance import substance
from crawler.records import Document

_REPORT = "ผลการดำเนินการตามแผน"
_FEW = 2
_IN_PLACE = ("มีอยู่", "เดิม", "ปัจจุบัน")
_CORRUPT = re.compile("ทุจริต|สินบน|มิชอบ|ทับซ้อน|คอร์รัปชัน|คอรัปชั่น|ธรรมาภิบาล|fraud|corrupt|brib", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Headings of the measures on both sides, and of the events that they answer in the plan."""

    names: tuple[tuple[str, ...], ...]  # headings of the measures in plan and report
    not_words: tuple[str, ...] = ()  # a heading with one of these is none
    events: tuple[tuple[str, ...], ...] = ()  # headings of the risk events they answer
    why_th: str  # what a person is asked to do where no plan was read
    why_en: str  # and in English


@check(version=10, options=Options)
def planned_measures_reported(case: Case, options: Options) -> Finding:
    """Compare with each plan of the reported year and keep the best answer."""
    if not case.documents:
        return case.absent("nothing was found that could report the plan")
    own = case.inner_documents or case.documents
    content = substance(own, case.site)
    if not content.enough and not content.pictures and not case.gaps:
        return case.absent("nothing stands under the heading")
    plan_alone = None if content.pictures or case.gaps else only_planned(own)
    intended = [entry for entry in _entries(own, options) if entry.field] if plan_alone else []
    to_do = None if content.pictures or case.gaps else only_to_be_done(own)
    if intended or to_do is not None:
        nearest = quote_text(to_do.document, to_do.start, to_do.end) if to_do else None
        return case.absent(
            "the plan stands there, and nothing that was done of it",
            nearest=intended[0].quote if intended else nearest,
            missing=_REPORT,
        )
    doubt: Finding | None = None
    for partner in case.partners:
        plan = of_year(partner.documents, case.period.fiscal_year_be)
        plan = tuple(page for page in plan if page.url not in {report.url for report in own})
        finding = _with_plan(case, own, plan, options)
        if finding is None:
            continue
        if finding.reason is None:
            return finding
        if doubt is None or finding.reason is not Reason.NEEDS_PERSON:
            doubt = finding
    doubt = doubt or _beside_own_plan(case, own, options) or _elsewhere(case, own, options)
    if doubt is not None:
        return doubt
    if not content.pictures and not case.gaps and _of_other_matter(case, own):
        return case.absent("nothing there speaks of risks of corruption", missing=_REPORT)
    return cant_tell(Reason.NEEDS_PERSON, note=options.why_en, why=options.why_th)


def _of_other_matter(case: Case, own: Sequence[Document]) -> bool:
    """Whether a place reports on something else: on other risks, or as another item's name says."""
    if any(page.ocr for page in own):
        return False
    said = _said(own)
    if not any("เสี่ยง" in text for text in said):
        return bool(case.named_slugs) and case.slug not in case.named_slugs
    # "ความเสี่ยงเรื่องเจ้าหน้าที่นำรถไปใช้ส่วนตัว" names a kind of risk and the wrong in one word.
    wrongs = (text.replace("ความเสี่ยง", " ") for text in said)
    return not any(map(_CORRUPT.search, said)) and not any(map(is_wrong, wrongs))


def _speaks_of_risk(own: Sequence[Document]) -> bool:
    return any("เสี่ยง" in text or _CORRUPT.search(text) for text in _said(own))


def _said(own: Sequence[Document]) -> list[str]:
    return [text for page in own for text in (page.title, *(line.text for line in lines(page)))]


def _beside_own_plan(case: Case, own: Sequence[Document], options: Options) -> Finding | None:
    """The answer where the report's own place holds the plan of its year, None where it does not.

    Agencies put the assessment of last year beside the report on it, or above or below it
    on one page, and that of this year alone under the item that asks for it.
    """
    plans, report = plan_and_report(own)
    if not plans:  # the place may be but the part of a page that holds the plan, too
        pages = (case.site.document(page.url) for page in own)
        plans, _ = plan_and_report([page for page in pages if page is not None])
    plan = of_year(plans, case.period.fiscal_year_be)
    planned = [entry for entry in _entries(plan, options) if entry.field]
    silent = not _entries(report, options) and not telling(planned, report).told
    if silent and not retold(assessed_risks(plan), report):
        return None
    return _with_plan(case, report, plan, options)


def _elsewhere(case: Case, own: Sequence[Document], options: Options) -> Finding | None:
    """Passed where the report follows a plan that another page of the site, unasked for, holds."""
    for plan in plans_elsewhere(case.site.documents, case.period.fiscal_year_be, own):
        finding = _with_plan(case, own, (plan,), options)
        if finding is not None and finding.reason is None:
            return finding
    return None


def _with_plan(
    case: Case, own: Sequence[Document], plan: Sequence[Document], options: Options
) -> Finding | None:
    """The answer to a plan; None when it lists nothing.

    Its measures are those of its columns and labels of this name, or, where these are fewer, those
    against the risks that it tells in any layout: what is left out of them is no contradiction.
    """
    planned = _planned(plan, options)
    risks = assessed_risks(plan)
    measures = entries_of(quote for risk in risks for quote in risk.quotes)
    finding = _compared(case, own, plan, planned, options) if planned else None
    settled = finding is not None and finding.reason is None and len(planned) >= len(measures)
    if measures and len(measures) >= len(planned) and not settled:
        finding = _retold(risks, measures, own) or finding or _not_plain(measures)
    if finding is None or finding.reason is not None or _deeds_told(measures or planned, own):
        return finding
    if not tells_plans(own):
        return _not_plain(measures or planned)
    return case.absent(
        "the measures of the plan are said again, and nothing that was done of them",
        nearest=finding.quotes[0],
        missing=_REPORT,
    )


def _planned(plan: Sequence[Document], options: Options) -> list[Entry]:
    """The measures of columns and labels of this name; controls in place only without others."""
    new = entries(plan, options.names, (*options.not_words, *_IN_PLACE))
    found = [entry for entry in new if entry.field]
    return found or [entry for entry in _entries(plan, options) if entry.field]


def _retold(
    risks: Sequence[Risk], measures: Sequence[Entry], own: Sequence[Document]
) -> Finding | None:
    """Passed when each risk has a place of its own in the report, or all measures are told."""
    places = retold(risks, own) if _speaks_of_risk(own) else ()
    if places:
        return passed(places[0], risks[0].quotes[0], found=f"{len(measures)} มาตรการ")
    told = telling(measures, own)
    if len(measures) < _FEW:  # of a list of one more may have been missed
        return None
    return passed(*_pair(told.told[0]), found=f"{len(measures)} มาตรการ") if told.whole else None


def _not_plain(*listed: Sequence[Entry]) -> Finding:
    quotes = [some[0].quote for some in listed if some]
    return cant_tell(Reason.NEEDS_PERSON, *quotes, note="not plain whether all measures are told")


def _deeds_told(measures: Sequence[Entry], own: Sequence[Document]) -> bool:
    if any(page.ocr for page in own) or tells_results(own):
        return True
    return tells_deeds([entry.name for entry in measures], own)


def _entries(documents: Sequence[Document], options: Options) -> tuple[Entry, ...]:
    return entries(documents, options.names, options.not_words)


def _compared(
    case: Case,
    own: Sequence[Document],
    plan: Sequence[Document],
    planned: Sequence[Entry],
    options: Options,
) -> Finding:
    told = telling(planned, own)
    if told.whole:
        return passed(*_pair(told.told[0]), found=f"{len(told.told)} มาตรการ")
    reported = [entry for entry in _entries(own, options) if entry.field]
    if told.in_turn(reported):
        return passed(*_pair((told.told or told.doubtful)[0]), found=f"{len(planned)} มาตรการ")
    paired = pairs(planned, plan, own, told.places, told.likely)
    if paired:
        entry, quote = paired[0]
        return passed(quote, entry.quote, found=f"{len(planned)} มาตรการ")
    if told.missing and not case.gaps and _left_out(told, reported, plan, own, options):
        left = told.missing[0].entry
        return failed(
            Reason.INCONSISTENT,
            told.told[0].quote or left.quote,
            left.quote,
            note=f"{len(told.missing)} of {len(planned)} measures of the plan are told nowhere",
            contradiction=f"ไม่พบผลของ “{left.quote.text[:120]}” ที่กำหนดไว้",
        )
    unlike = not told.told and differ(reported, planned)
    if unlike and not case.gaps and not any_told(planned, plan, own):
        return failed(
            Reason.INCONSISTENT,
            reported[0].quote,
            planned[0].quote,
            note="no measure of either is told in the other",
            found=reported[0].quote.text[:120],
            expected=planned[0].quote.text[:120],
        )
    return _not_plain(reported, planned)


def _left_out(
    told: Telling,
    reported: Sequence[Entry],
    plan: Sequence[Document],
    own: Sequence[Document],
    options: Options,
) -> bool:
    """Whether the report plainly goes through the plan and skips a measure.

    Each measure it lists is one of the plan's, and the event that a skipped one answers is not
    told either: else the report may put that measure in other words.
    """
    if len(told.told) < len(told.missing) or told.doubtful or not reported:
        return False
    if any(not is_listed(entry, [like.entry for like in told.told]) for entry in reported):
        return False
    events = [entry for entry in entries(plan, options.events, options.names[0]) if entry.field]
    unsaid = [like for like in told_elsewhere(events, own) if not like.same]
    return not events or len(unsaid) >= len(told.missing)


def _pair(like: Likeness) -> tuple[Quote, ...]:
    return (like.quote, like.entry.quote) if like.quote is not None else (like.entry.quote,)
