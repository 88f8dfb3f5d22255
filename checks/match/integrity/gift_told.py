"""Lines that tell of a No Gift policy in words of their own: what was done, taught and received.

What was done is an act on a day or before people, about gifts: "24 ธ.ค. 2567 พนักงานถ่ายคลิปบอกชาวบ้าน
ว่าปีใหม่นี้ไม่ต้องมีของฝาก". What was taught are the rules on what may be received, or a sheet, talk or
answer on them. What was received is a count or a plain "none" of the year. That something will be
done, and the declaration itself, is none of these.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise

from checks.api import Quote, quote_text
from checks.match.fields.deeds import is_intended
from checks.match.integrity.gift_other import (
    asked_from_above,
    hands_out_gifts,
    only_examples,
    teaches_other_than_receipt,
    without_handed_out,
)
from checks.match.integrity.gift_words import (
    ACT,
    ASKS_ALL,
    BARE,
    COUNTED,
    COUNTS_DEEDS,
    DAY,
    DAY_OF_DEED,
    DECLARES,
    DEED,
    DUTY_TO_REPORT,
    GIFT,
    GIVING,
    INTENDS,
    LEISURE,
    LESSON,
    NAMES_MATTER,
    NEAR_GIFTS,
    NO_ACT,
    NO_RECEIPT,
    NOT_TAKEN,
    NOT_TAUGHT,
    OF_GIFTS,
    OPENS_REPORT,
    ORDERS,
    PEOPLE,
    PROMISED,
    RECEIPT,
    REPORT_BY_NAME,
    RESULT,
    RULE_ITSELF,
    RULE_OF_RECEIPT,
    RULES,
    SIGNATURE,
    SIGNED,
    TAUGHT,
    TICKS_NONE,
    TITLE_OF_REPORT,
    WILL,
)
from checks.match.periods.dates import plain_text
from checks.match.periods.years import dates, fiscal_year_of, month_spans, year_mentions
from checks.match.reading.boxes import ticked
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.duties import before_duties
from checks.match.reading.furniture import is_about_page
from checks.match.reading.lines import Line
from checks.match.reading.phrases import cells
from checks.match.reading.wraps import paragraphs
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document
from crawler.thai import fold_text

_SHOWN = 300  # code points that are quoted
_YEAR_LONG = timedelta(days=300)
_NUMBERED = re.compile(r"\s*(?:ส่วนที่|หัวข้อที่)?\s*[\d๐-๙]{1,2}[.)]?\s+[ก-๎]")
_HEADING = 80  # code points


class Gifts(StrEnum):
    """What can be told of gifts: what was done, what is taught of them, what came of a year."""

    ACTIVITY = "activity"
    KNOWLEDGE = "knowledge"
    RESULT = "result"


def told_of_gifts(documents: Iterable[Document], what: Gifts, year: str = "") -> Iterator[Quote]:
    """Quotes of the lines that tell ``what``; only a result is of a ``year`` (BE figures)."""
    for document in documents:
        named = _folded(" ".join([document.title, *(h.text for h in document.headings[:1])]))
        on_gifts = OF_GIFTS.search(named) is not None
        for line, above in _with_headings(document, rows=what is not Gifts.KNOWLEDGE):
            heads = line.text == above and line.start in {h.start for h in document.headings}
            said = _folded(line.text.replace("\t", "|"))
            head = "" if heads else _folded(above)
            if what is Gifts.ACTIVITY:
                told = _tells_activity(said, head, on_gifts=on_gifts and not heads)
            elif what is Gifts.KNOWLEDGE:
                told = _tells_knowledge(said, head)
            else:
                told = _tells_result(said, head, on_gifts=on_gifts) and any(
                    _is_of_year(words, int(year)) for words in (line.text, "" if heads else above)
                )
            if told:
                yield quote_text(document, line.start, min(line.end, line.start + _SHOWN))


def _with_headings(document: Document, *, rows: bool) -> Iterator[tuple[Line, str]]:
    """The lines of the content, with the heading they stand under; ``rows`` of tables whole.

    A short numbered line heads those below it, though no reader may have told it from text.
    """
    starts = {heading.start: heading.text for heading in document.headings}
    asked = criteria_starts(document)
    above = ""
    first = True
    said = paragraphs(document)
    for line in said if rows else cells(said):
        if line.start in starts:
            # The first heading is the page's own name: it says of no line what it tells.
            above, first = ("", False) if first else (starts[line.start], False)
        if line.start in asked or is_placeholder(line.text):
            continue
        if is_about_page(line.text) and not RULES.search(line.folded):
            continue
        yield line, above
        if _NUMBERED.match(line.text) and len(line.text) <= _HEADING and "\t" not in line.text:
            above = line.text


def _folded(text: str) -> str:
    return fold_text(plain_text(text))


def _tells_activity(said: str, above: str, *, on_gifts: bool) -> bool:
    said = PROMISED.sub(" ", said)
    if NO_ACT.search(said) or is_intended(said) or WILL.search(said):
        return False
    day, people = DAY.search(said), PEOPLE.search(said)
    if not ((day and people) or (ACT.search(said) and (day or people))):
        return False
    if tells_other_than_gifts(said) or ORDERS.search(said) or asked_from_above(said):
        return False
    if GIFT.search(said) or GIFT.search(above):
        return True
    # On a page of the policy an act on its day is of it, unless it names another matter.
    return on_gifts and day is not None and ACT.search(said) is not None


def names_gifts(text: str) -> bool:
    """Whether words name gifts, or property and benefits that are received."""
    said = _folded(text)
    return OF_GIFTS.search(said) is not None or RECEIPT.search(said) is not None


def tells_other_than_gifts(text: str) -> bool:
    """Whether a line names the matter of a meeting or lesson, and that is another one than gifts.

    Under the heading of the policy a meeting without a matter is one on it.
    """
    said = _folded(text)
    handed = hands_out_gifts(text)
    left = without_handed_out(said) if handed else said
    if GIFT.search(left) or NEAR_GIFTS.search(left):
        return False
    return handed or any(p.search(said) is not None for p in (NAMES_MATTER, LEISURE))


def only_declares(text: str) -> bool:
    """Whether a line is one of a declaration, whatever its maker promises to do."""
    said = _folded(text)
    if DECLARES.search(said) is not None:
        return not DAY_OF_DEED.search(said)
    return SIGNED.search(said) is not None and not ACT.search(said)


def tells_deed(text: str) -> bool:
    """Whether a line names something that is done with people or for them, or a day or a count."""
    said = _folded(text)
    acts = ACT.search(said) is not None
    if (tells_receipt(text) and not acts) or _only_titles_report(said):
        return False
    if DEED.search(said) and GIFT.search(said):
        return True
    return acts or any(pattern.search(said) for pattern in (DAY, PEOPLE))


def tells_receipt(text: str) -> bool:
    """Whether a line reports that gifts were received, how often, given back, or that none were."""
    said = _folded(text.replace("\t", "|"))
    if RULE_OF_RECEIPT.search(said):
        return False
    if WILL.search(said):
        return False
    if any(pattern.search(said) for pattern in (NO_RECEIPT, COUNTED, NOT_TAKEN)):
        return True
    # "ให้ความรู้เรื่องการรับทรัพย์สินแก่พนักงาน 60 คน" counts those who were taught.
    return any(not LESSON.search(said[: told.start()]) for told in RESULT.finditer(said))


def tells_none_received(text: str) -> bool:
    """Whether a line reports that nothing was received."""
    said = _folded(text.replace("\t", "|").replace("\n", " "))
    if RULE_OF_RECEIPT.search(said) or WILL.search(said):
        return False
    if any(pattern.search(said) for pattern in (NO_RECEIPT, NOT_TAKEN)):
        return True
    if OF_GIFTS.search(said) and ticked(text, TICKS_NONE):
        return True
    counted = COUNTED.search(said)
    return (
        counted is not None and re.search(r"ไม่(?:มี|พบ|ปรากฏ)|ศูนย์|[|:=-]0", counted[0]) is not None
    )


def only_duty_to_report(text: str) -> bool:
    """Whether a line speaks of reports only as a duty, a form or minutes, and reports nothing."""
    said = _folded(text)
    if REPORT_BY_NAME.match(said) or tells_receipt(text):
        return False
    if COUNTS_DEEDS.search(said):
        return True  # "รายงานผลปี 2568: จัดกิจกรรม 4 ครั้ง" counts campaigns
    return "รายงาน" not in DUTY_TO_REPORT.sub(" ", said)


def only_intends(text: str) -> bool:
    """Whether the first act that a line names is one still to be done: "จะเชิญวิทยากรมาบรรยาย"."""
    said = _folded(text)
    intends = INTENDS.search(said)
    if intends is None or DAY_OF_DEED.search(said):
        return False
    return ACT.search(said[: intends.start()]) is None


def is_bare_count(text: str) -> bool:
    """Whether a line is a figure with its unit and nothing else, or a plain "none"."""
    return BARE.fullmatch(_folded(text)) is not None


def only_orders(text: str) -> bool:
    """Whether a line says what everybody is to do, or a unit is there for, and nothing done."""
    said = _folded(text)
    if ORDERS.search(said) or asked_from_above(text) or only_examples(text):
        return True
    asks = ASKS_ALL.search(said)
    if asks and not any(p.search(said) for p in (DAY, PEOPLE, DAY_OF_DEED)):
        return ACT.search(said[: asks.start()]) is None
    before = before_duties(text)
    return before != said and not tells_deed(before)


def is_no_gift_deed(text: str) -> bool:
    """Whether a line is of another matter, asked of all or a duty, or who signed a paper."""
    said = _folded(text)
    if SIGNATURE.match(said) or _only_titles_report(said):
        return True
    return tells_other_than_gifts(text) or only_orders(text)


def _only_titles_report(said: str) -> bool:
    """Whether a folded line is the title of a report of activities, and names none of them."""
    if TITLE_OF_REPORT.match(said) is None or PEOPLE.search(said) or DAY.search(said):
        return False
    opening = OPENS_REPORT.match(said)
    return ACT.search(said[opening.end() if opening else 0 :]) is None


def _tells_knowledge(said: str, above: str) -> bool:
    if NOT_TAUGHT.search(said) or WILL.search(said) or teaches_other_than_receipt(said):
        return False
    if RULE_ITSELF.search(said) and (GIVING.search(said) or GIVING.search(above)):
        return True
    return RULES.search(said) is not None and bool(TAUGHT.search(said) or TAUGHT.search(above))


def _tells_result(said: str, above: str, *, on_gifts: bool) -> bool:
    if WILL.search(said) or not any(
        pattern.search(said) for pattern in (RESULT, COUNTED, NOT_TAKEN)
    ):
        return False
    return on_gifts or any(OF_GIFTS.search(words) is not None for words in (said, above))


def _is_of_year(text: str, year: int) -> bool:
    """Whether a text names a fiscal year, or a stretch of months that is one; no single day."""
    short = rf"(?:ปี|รอบ|พ\.ศ\.)(?:งบ(?:ประมาณ)?)?(?:ฯ|พ\.ศ\.)?(?:25)?{year % 100:02d}(?![\d,])"
    if re.search(short, _folded(text)):
        return True
    if any(m.year_be == year and m.fiscal is not False for m in year_mentions(text)):
        return True
    spans = [(first, last) for first, last, _, _ in month_spans(text)]
    spans += [(first.on, last.on) for first, last in pairwise(dates(text))]
    return any(
        last - first > _YEAR_LONG and {fiscal_year_of(first), fiscal_year_of(last)} == {year}
        for first, last in spans
    )
