"""Topics that a page tells without their official words, each by how it is told."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial

from checks.api import Quote
from checks.match.integrity.ethics_told import (
    lessons_told,
    orders_pairs,
    pairs_told,
    serves_other_than_ethics,
    teaches_other_than_ethics,
)
from checks.match.integrity.executive_told import (
    executive_acts,
    integrity_told,
    is_no_deed,
    only_by_others,
    only_to_come,
)
from checks.match.integrity.gift_counts import counted_in_rows, is_count
from checks.match.integrity.gift_other import teaches_other_than_receipt
from checks.match.integrity.gift_phases import phases_of_a_feast, phases_told
from checks.match.integrity.gift_told import (
    Gifts,
    only_declares,
    only_duty_to_report,
    only_intends,
    only_orders,
    tells_deed,
    tells_other_than_gifts,
    tells_receipt,
    told_of_gifts,
)
from checks.match.measures.analysis_issues import Issue, issue_told
from checks.match.measures.analysis_named import (
    analysis_only_named,
    analysis_told,
    issue_only_named,
    only_dates_measure,
)
from checks.match.measures.risk_parts import risk_area, risk_areas
from checks.match.reading.boxes import has_boxes, is_ticked
from checks.match.reading.lines import lines
from crawler.records import Document


class Topic(StrEnum):
    """What lines can tell in words of their own."""

    GIFT_ACTIVITY = "gift_activity"
    GIFT_KNOWLEDGE = "gift_knowledge"
    GIFT_RESULT = "gift_result"
    RISK_AREAS = "risk_areas"
    RISK_POWER = "risk_power"
    RISK_PROCUREMENT = "risk_procurement"
    RISK_PERSONNEL = "risk_personnel"
    PAIRS = "pairs"
    LESSONS = "lessons"
    EXECUTIVE_ACT = "executive_act"
    EXECUTIVE_INTEGRITY = "executive_integrity"
    PHASES = "phases"
    ISSUE_PROCESS = "issue_process"
    ISSUE_SERVICE = "issue_service"
    ISSUE_COMMUNICATION = "issue_communication"
    ISSUE_ASSETS = "issue_assets"
    ISSUE_BUDGET = "issue_budget"
    ISSUE_POWER = "issue_power"
    ISSUE_ANTICORRUPTION = "issue_anticorruption"
    ANALYSIS = "analysis"
    TEAM = "team"


_LESSON = re.compile(r"[\W\d๐-๙]*(?:การ)?(?:ให้|เผยแพร่|สร้าง|เสริมสร้าง)?ความรู้[^:：\n]{0,40}[:：]")
_ACTIVITY = re.compile(r"[\W\d๐-๙]*(?:การจัด)?กิจกรรม[^:：\n]{0,40}[:：]")
_GIFTS = {
    Topic.GIFT_ACTIVITY: Gifts.ACTIVITY,
    Topic.GIFT_KNOWLEDGE: Gifts.KNOWLEDGE,
    Topic.GIFT_RESULT: Gifts.RESULT,
}
_ISSUES = {Topic(f"issue_{issue}"): issue for issue in Issue}
_NO_DEEDS = (tells_other_than_gifts, only_orders, only_declares, only_intends)
_READERS: dict[Topic, Callable[[Iterable[Document]], Iterator[Quote]]] = {
    Topic.RISK_AREAS: risk_areas,
    Topic.RISK_POWER: partial(risk_area, area="power"),
    Topic.RISK_PROCUREMENT: partial(risk_area, area="money"),
    Topic.RISK_PERSONNEL: partial(risk_area, area="persons"),
    Topic.PAIRS: pairs_told,
    Topic.LESSONS: lessons_told,
    Topic.EXECUTIVE_ACT: executive_acts,
    Topic.EXECUTIVE_INTEGRITY: integrity_told,
    Topic.PHASES: phases_told,
}


def told_topic(documents: Iterable[Document], topic: Topic, year: str = "") -> Iterator[Quote]:
    """Quotes of the places that tell a topic; ``year`` (BE figures) only matters to a result."""
    if topic in _GIFTS:
        pages = tuple(documents)
        yield from told_of_gifts(pages, _GIFTS[topic], year)
        if topic is Topic.GIFT_RESULT:
            yield from counted_in_rows(pages, year)
    elif topic in _ISSUES:
        yield from issue_told(documents, _ISSUES[topic])
    elif topic is Topic.ANALYSIS:
        yield from analysis_told(documents, year)
    elif topic in _READERS:
        yield from _READERS[topic](documents)


def is_of_other_matter(topic: Topic | None, text: str) -> bool:
    """Whether a line with words of a topic uses them for something else."""
    match topic:
        case Topic.GIFT_ACTIVITY:
            return any(other(text) for other in _NO_DEEDS)
        case Topic.GIFT_KNOWLEDGE:
            return teaches_other_than_receipt(text)
        case Topic.GIFT_RESULT:
            return only_duty_to_report(text) and not is_count(text)
        case Topic.ANALYSIS:
            return only_dates_measure(text)
        case Topic.LESSONS:
            return teaches_other_than_ethics(text)
        case Topic.PAIRS:
            return orders_pairs(text)
        case Topic.TEAM:
            return serves_other_than_ethics(text)
        case Topic.PHASES:
            return phases_of_a_feast(text)
        case Topic.EXECUTIVE_ACT:
            return only_to_come(text) or only_by_others(text)
        case Topic.EXECUTIVE_INTEGRITY:
            return is_no_deed(text)
    return False


def _over_empty_boxes(quote: Quote, documents: Sequence[Document]) -> bool:
    """Whether the line below a quote offers boxes of which nobody has ticked one."""
    page = next((one for one in documents if one.url == quote.url), None)
    below = next((x for x in lines(page) if x.start >= quote.end), None) if page else None
    return below is not None and has_boxes(below.text) and not is_ticked(below.text)


def _is_of_labelled_lesson(quote: Quote, documents: Sequence[Document]) -> bool:
    """Whether a line is labelled as what is taught, beside another labelled as the activity."""
    if _LESSON.match(quote.text) is None:
        return False
    return any(_ACTIVITY.match(line.text) for page in documents for line in lines(page))


def only_names(
    topic: Topic | None, quote: Quote, documents: Sequence[Document], year: str = ""
) -> bool:
    """Whether a line has words of a topic and tells nothing of it: the title of the policy."""
    if topic is Topic.GIFT_ACTIVITY:
        return not tells_deed(quote.text) or _is_of_labelled_lesson(quote, documents)
    if topic is Topic.GIFT_RESULT:
        return not tells_receipt(quote.text) and _over_empty_boxes(quote, documents)
    if topic is Topic.ANALYSIS:
        return analysis_only_named(documents, quote.text, year)
    if topic in _ISSUES:
        page = next((one for one in documents if one.url == quote.url), None)
        return page is not None and quote.end > 0 and issue_only_named(page, quote.start)
    return False
