"""Whether what answers an item is only planned, intended or still being drawn up on all its pages.

Three answers are asked for in this way: deeds that were done, measures that were carried out, and
papers that are written. Each is wanting where every line that could tell it is of time to come.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from checks.api import Case, Quote
from checks.match.fields.deeds import tells_result
from checks.match.measures.blank_results import results_left_blank
from checks.match.measures.only_intended import intended_measure
from checks.match.measures.only_planned import only_to_be_done
from checks.match.periods.left_open import is_left_open
from checks.match.periods.to_come import is_line_to_come, is_planned_there, told_days
from checks.match.reading.in_making import is_in_making
from checks.match.reading.lines import Line
from checks.match.reading.substance import substance
from checks.match.subjects.matter import holds_word, lines_told, quote_of
from crawler.thai import fold_text

_PEOPLE = re.compile(r"\d{1,4}(?:คน|ราย|ท่าน|นาย(?!ก))")
# What should be, what something means or is good for.
_OUGHT = re.compile(
    fold_text(
        r"ควร(?!รณ)|พึง|ต้อง|หมายถึง|หมายความ|คือ|ประโยชน์ที่|เป็นส่วนหนึ่ง|ช่วยให้|ทำให้|สามารถ|อาจ(?!ารย์)"
    )
)


class MustBe(StrEnum):
    """How far an answer must have come on the day of the assessment."""

    DONE = "done"  # lines of the matter that only say what will be done are no answer
    CARRIED_OUT = "carried_out"  # a plan alone, or measures only intended, are no answer
    WRITTEN = "written"  # nor is a paper of which all lines only say that it is being drawn up


def first_to_come(
    case: Case, must_be: MustBe | None, words: Sequence[str], *, pictures: bool
) -> Quote | None:
    """The first line on what will be, where nothing is said to be so already; None else.

    ``words`` are those of the matter, of deeds and papers. Nothing is said to be only to come
    where files were not read; ``pictures`` may tell what was done.
    """
    if must_be is None or case.gaps:
        return None
    if must_be is not MustBe.CARRIED_OUT:
        return _only_to_come(case, words, done=must_be is MustBe.DONE)
    intended = intended_measure(case.inner_documents)
    if intended is not None or pictures:
        return intended
    line = only_to_be_done(case.inner_documents)
    return quote_of(line) if line is not None else results_left_blank(case.inner_documents)


def _only_to_come(case: Case, words: Sequence[str], *, done: bool) -> Quote | None:
    """The first line with one of the words when all only say what will or should be done.

    Without ``done`` a paper is asked for: when all only say that it is still being drawn up.

    A page with pictures may tell by them what was done.
    """
    if any(page.ocr or substance((page,)).pictures for page in case.inner_documents):
        return None
    told = [line for line in lines_told(case) if holds_word(line, words)]
    if not told:
        return None
    none = all(_not_done(line, case) if done else is_in_making(line.text) for line in told)
    return quote_of(told[0]) if none else None


def told_with_day(case: Case) -> Quote | None:
    """The first line below the headings with a day up to the assessment's or a count of people."""
    return next(
        (
            quote_of(line)
            for line in lines_told(case)
            if told_days(line.text, case.as_of) or _PEOPLE.search(line.folded)
        ),
        None,
    )


def _not_done(line: Line, case: Case) -> bool:
    """Whether a line says what will or should be done, or what something is, and no deed."""
    if is_line_to_come(line, case.as_of) or is_planned_there(line.document, line, case.as_of):
        return True
    if is_left_open(line.document, line):
        return True
    told = told_days(line.text, case.as_of) or tells_result(line.text)
    return not told and _OUGHT.search(line.folded) is not None
