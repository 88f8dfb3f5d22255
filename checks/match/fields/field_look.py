"""One search for a field: how it is worded, and the nearest to it that was seen on the way."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from checks.api import Case, Quote, quote_text
from checks.match.fields.remarks import Remark, is_of_other_matter
from checks.match.fields.telling_sentences import Telling
from checks.match.fields.told_facts import RISKS, Fact
from checks.match.forums.accounts import Told
from checks.match.measures.measure_words import is_preamble
from checks.match.measures.risk_sentences import is_of_method
from checks.match.measures.told_measures import tells_other
from checks.match.reading.in_making import is_in_making, is_put_off
from checks.match.reading.intent import is_duty
from checks.match.reading.phrases import matches
from checks.match.tables.columns import (
    Column,
)

OF_MEASURES = frozenset({"owner", "steps", "period"})  # told of each measure, or of all of them
_OF_EACH = frozenset({"planned", "spent", "done"})
SUMS = frozenset({"planned", "spent"})
# What all projects together are given or spend.
OF_ALL = re.compile(
    r"^\W*(?:ใน)?(?:รอบ)?ปี(?:งบประมาณ)?(?:พ\.?ศ\.?)?25\d\d.{0,60}(?:ทั้งสิ้น|ทั้งหมด)|ทั้งปี|ทั้งแผน|ทุกโครงการ|งบประมาณรายจ่าย|ข้อบัญญัติ|เทศบัญญัติ|^\W*รวม|งบประมาณรวม|ได้รับ(?:การ)?(?:จัดสรร)?(?:เงิน)?งบประมาณ(?:แผ่นดิน|รายจ่าย|ประจา|ปี|พ\.ศ|25)|วงเงินรวม|รวมทั้งสิ้น|รวมเป็นเงิน"
)
RESULTS = frozenset({"output", "outcome"})  # told of each measure that is reported on
_TOLD = frozenset(
    {"number", "cases", "money", "people", "percent"}
)  # figures that a sentence can tell
# "คู่มือนี้จัดทำเพื่อให้ผู้ขอทราบขั้นตอน ค่าธรรมเนียม และเอกสาร"
_PURPOSE = re.compile(r"(?:เพื่อ|ช่วย)(?:ให้)?[ก-๎ ]{0,40}ทราบ")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOptions:
    """Wordings of the field and the kind of value it holds."""

    names: tuple[tuple[str, ...], ...]  # all words of one list in a heading or label
    heads: tuple[tuple[str, ...], ...] = ()  # such a heading of a column or row, too, but no line
    heads_not: tuple[str, ...] = ()  # a line with one of these is no such label
    value: str = "text"  # a kind of checks.match.reading.values
    labelled: str = ""  # a wider kind that suffices behind a label or in a column of the name
    not_words: tuple[str, ...] = ()  # a heading or label with one of these is none
    labels_not: tuple[str, ...] = ()  # a label with one of these in its own words is none
    records: bool = False  # titles of stretches that repeat the same labels suffice
    not_under: tuple[str, ...] = ()  # a table below a heading with one of these holds it not
    anywhere: bool = False  # a value of the kind in any content line or cell suffices
    anywhere_of: tuple[tuple[str, ...], ...] = ()  # words that such a line must hold
    told: tuple[tuple[str, ...], ...] = ()  # all words of one list in a sentence tell the field
    told_not: tuple[str, ...] = ()  # a sentence with one of these tells nothing
    forum: Told | None = None  # the part of a forum's account that this is
    remark: Remark | None = None  # what a sentence of a report remarks
    deeds: bool = False  # two sentences that tell what was done suffice
    times: int = 1  # stretches of time that must be named; a total alone is one
    titled: bool = False  # a table of figures under a caption or heading of its own suffices
    top_without: tuple[str, ...] = ()  # the page's title is a label too, but for these words
    steps_not: tuple[str, ...] = ()  # numbered lines with one of these are no steps
    after: tuple[tuple[str, ...], ...] = ()  # names of the section that this one stands below
    beside: tuple[tuple[str, ...], ...] = ()  # a lone column of prose beside such a one suffices
    courses: bool = False  # counts of kinds of staff in a table of courses suffice
    rows_not: tuple[tuple[str, ...], ...] = ()  # first headings of tables about something else
    prose: Fact | None = None  # what whole sentences tell by how they are built
    of_all: bool = False  # sums of strategies, of kinds of spending or of the whole suffice
    entries: str = ""  # what entries told without labels hold: told_entries, told_measures
    reported: bool = False  # the past is told, and not what is to be done


@dataclass(slots=True, kw_only=True)
class Look:
    """One search for a field: what is asked, and the nearest that was seen on the way."""

    case: Case
    options: FieldOptions
    nearest: Quote | None = None  # a heading or label without a value
    doubtful: Quote | None = None  # a column that is filled for some rows only
    unsure: Quote | None = None  # words of the agency's own that may well name it
    bare: Quote | None = None  # a sum told of an entry without a word of spending
    grouped: Quote | None = None  # a column that tells what was done in each strategy or area

    @property
    def figures(self) -> bool:
        """Whether the field holds figures, which a sentence can tell."""
        return self.options.value in _TOLD

    @property
    def of_online(self) -> bool:
        """Whether figures are asked for of services used online."""
        return ("e-service",) in {tuple(name) for name in self.options.names}

    @property
    def says_what_is(self) -> bool:
        """Whether words are asked for that are there or not, and not how far something has come."""
        return self.options.value == "text" and self.options.entries not in {"done", *RESULTS}

    @property
    def of_each(self) -> bool:
        """Whether the field is asked for of each project, and not only of what gathers them."""
        return self.options.entries in _OF_EACH and not self.options.of_all

    @property
    def kind(self) -> str:
        """The kind of value that suffices where the field is named."""
        return self.options.labelled or self.options.value


def called(label: str, words: tuple[str, ...]) -> bool:
    """Whether the own words of a label, its value left out, have one of these."""
    return bool(words) and matches(label, [(word,) for word in words])


def _tells_purpose(text: str) -> bool:
    """Whether a sentence says what readers are to learn from a paper, and no figure of it."""
    return _PURPOSE.search(text) is not None and not re.search(r"[\d๐-๙]", text)


def _passes_over(options: FieldOptions) -> Callable[[str], bool]:
    """What tells the sentences that use a field's words for something else."""
    if options.entries in OF_MEASURES:
        return lambda text: (
            is_put_off(text)
            or tells_other(text, options.entries)
            or (options.entries == "steps" and is_preamble(text))
        )
    if options.prose in RISKS:
        return lambda text: is_put_off(text) or is_of_method(text)
    if options.entries == "measure":
        return is_put_off
    if options.entries == "name":
        return is_duty
    if options.deeds:
        return is_in_making
    if options.remark:
        return partial(is_of_other_matter, remark=options.remark)
    return _tells_purpose


def telling(options: FieldOptions, words: tuple[tuple[str, ...], ...]) -> Telling:
    """By which words sentences tell a field, and which sentences are passed over."""
    return Telling(
        words=words,
        not_words=options.not_words,
        not_clauses=options.told_not,
        kind=options.value if options.value == "level" else "",
        passes_over=_passes_over(options),
    )


def heading_of(column: Column) -> Quote:
    """The heading of a column, quoted."""
    return quote_text(column.document, column.heading.start, column.heading.end)
