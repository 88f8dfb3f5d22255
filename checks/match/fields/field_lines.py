"""Where a field is looked for outside tables: labelled lines, and lines read as columns."""

import re
from itertools import chain

from checks.api import Finding, passed, quote_text
from checks.match.fields.case_counts import (
    bids_to_fill_in,
    unit_behind,
)
from checks.match.fields.course_counts import counts_trainees
from checks.match.fields.field_look import OF_ALL, OF_MEASURES, RESULTS, SUMS, Look, called
from checks.match.fields.label_sense import label_of
from checks.match.fields.labels import labelled_values, named_persons
from checks.match.fields.no_use import (
    counts_visits,
    stands_under_visitors,
    tells_no_use,
)
from checks.match.fields.remarks import is_of_other_matter
from checks.match.fields.staff_counts import (
    counts_some_staff,
    is_total_of_staff,
)
from checks.match.fields.told_facts import RISKS
from checks.match.forums.accounts import (
    Told,
    heads_forum,
    is_own_matter,
    is_own_voice,
    is_yet_to_be_used,
)
from checks.match.links.pointing import solid
from checks.match.links.siblings import is_listed
from checks.match.measures.measure_words import heads_owner, heads_steps
from checks.match.measures.result_words import hopes_for_result, tells_no_result
from checks.match.measures.risk_pieces import pieced_part
from checks.match.measures.risk_sentences import is_of_method
from checks.match.measures.told_measures import (
    is_scored,
    measures_in_table,
)
from checks.match.periods.bare_dates import is_date, without_dates
from checks.match.periods.dates import MONTH
from checks.match.reading.furniture import is_about_page
from checks.match.reading.in_making import is_being_written, is_put_off
from checks.match.reading.memo_head import memo_head
from checks.match.reading.phrases import lines, matches
from checks.match.reading.values import holds, is_dash
from checks.match.tables.group_lines import told_of_all, told_of_many
from checks.match.tables.lined_columns import lined_columns
from crawler.records import Region
from crawler.thai import fold_text

_WORDS = frozenset({"text", "steps"})
_CONTENT = frozenset({Region.CONTENT})
_A_MONTH = re.compile(rf"\W*(?:เดือน)?\s*{MONTH}\s*", re.IGNORECASE)
# A list below such a heading names the measures themselves, one to a line.
_HEADS_MEASURES = re.compile(r"[\W\d]*แนวทาง(?!(?:การ|ใน|วิธี)*(?:ปฏิบัติ|ดำเนิน|ทำ|ขับเคลื่อน))")
# From when a paper binds is the time of no project.
_BINDS = re.compile(
    r"(?:ใช้|มีผล|บังคับ)(?:บังคับ|ใช้|ได้)*(?:ตั้งแต่|จนถึง|นับ)|ใช้บังคับ|มีผล(?:บังคับ|ใช้)|เป็นต้น(?:ไป|มา)"
)
# Labels that name the part of a measure outright, of all measures together.
_HEADS_PART = re.compile(
    r"[\W\d]*(?:ขั้นตอน|วิธี(?:การ|ดาเนิน|ปฏิบัติ|ทา)|ผู้รับผิดชอบ|ระยะเวลา|ห้วงเวลา|กาหนดเวลา)"
)
_LABEL = 60  # code points that open a line with a label
_REPEATED = 2  # lines with the label, of more than one measure
_EACH = 2  # totals that must be told before they may be those of single projects


def by_labelled_lines(look: Look) -> Finding | None:
    """A person behind such words, or a labelled line or section with a value of the kind."""
    case, options = look.case, look.options
    if options.value == "person_name":
        for person in named_persons(case.documents, options.names, options.not_words):
            return passed(quote_text(person.document, person.start, person.end), found=person.value)
    totals = 0
    # Words that only a heading may have: a label over figures is one, a sentence is none.
    heads = options.heads if look.figures else ()
    heads_not = (*options.not_words, *options.heads_not)
    for found in chain(
        labelled_values(case.documents, options.names, options.not_words, figures=look.figures),
        labelled_values(case.documents, heads, heads_not, figures=True) if heads else (),
    ):
        own = found.label.removesuffix(found.value)
        hoped = options.titled and (
            tells_no_use(own, found.value) or stands_under_visitors(found.document, found.start)
        )
        visits = look.of_online and counts_visits(f"{own} {found.value}")
        if (
            hoped
            or visits
            or called(own, options.labels_not)
            or _is_month_and_year(own, found.value)
        ):
            continue
        if options.value == "headcount" and (
            counts_some_staff(own) or is_total_of_staff(own, found.value)
        ):
            continue
        if options.entries in OF_MEASURES and (
            _beside_a_table(look, own) or is_scored(f"{own} {found.value}")
        ):
            continue
        if look.says_what_is and is_being_written(found.value):
            look.nearest = look.nearest or quote_text(found.document, found.start, found.end)
            continue
        if options.entries == "when" and _BINDS.search(f"{own} {found.value}"):
            continue
        plain = without_dates(found.value) if look.figures else found.value
        dated = options.value in _WORDS and is_date(plain)
        if options.courses and not counts_trainees(own, plain):
            continue
        if options.value == "cases":
            if bids_to_fill_in(f"{own} {found.value}"):
                continue
            plain += unit_behind(found)  # a label may be cut off before the unit of its figure
        held = holds(plain, look.kind) and not dated
        if options.value == "time_taken":
            held = held and not is_being_written(f"{own} {found.value}")
        if options.entries in SUMS and OF_ALL.search(fold_text(f"{found.label} {found.value}")):
            totals += 1
            held = held and totals >= _EACH  # one total is none of each project
        quote = quote_text(found.document, found.start, found.end)
        if (
            look.of_each and options.entries in SUMS and told_of_many(found.document, found.end - 1)
        ) or (options.entries == "done" and told_of_all(found.value)):
            look.nearest = look.nearest or quote
            continue
        if options.remark and is_of_other_matter(found.label, options.remark):
            continue
        if options.entries in RESULTS and (hopes_for_result(own) or tells_no_result(found.value)):
            look.nearest = look.nearest or quote
            continue
        if options.prose in RISKS and (
            is_of_method(found.value) or is_put_off(f"{own} {found.value}")
        ):
            continue
        if options.forum == Told.MATTER:
            held = held and is_own_matter(found.label, found.value)
        if options.forum == Told.VOICE:
            held = held and is_own_voice(own, found.value)
        if options.forum == Told.USE:
            held = held and not (is_yet_to_be_used(found.value) or heads_forum(own))
        if options.entries in OF_MEASURES and (
            found.start in memo_head(found.document) or is_about_page(found.label)
        ):
            continue
        if options.entries == "steps" and _HEADS_MEASURES.match(own) and is_listed(found.value):
            continue
        if options.entries == "owner":
            held = held and heads_owner(own, found.value)
        if options.entries == "steps":
            held = held and heads_steps(own, found.value)
        if held and not is_dash(found.value) and solid(quote, case):
            return passed(quote, found=found.value[:120])
        look.nearest = look.nearest or quote
    return None


def by_pieces(look: Look) -> Finding | None:
    """A part of the risks that lines tell in pieces between dashes."""
    case, prose = look.case, look.options.prose
    if prose not in RISKS:
        return None
    for document in case.inner_documents:
        piece = pieced_part(document, prose)
        if piece is not None:
            quote = quote_text(document, piece.start, piece.end)
            return passed(quote, note="told between dashes", found=piece.text[:120])
    return None


def by_lined_columns(look: Look) -> Finding | None:
    """Sums under a heading of a table that was read line by line."""
    case, options = look.case, look.options
    if options.value != "money":
        return None
    for column in lined_columns(case.documents, options.names, options.not_words):
        quote = quote_text(column.document, column.first.start, column.first.end)
        heading = quote_text(column.document, column.heading.start, column.heading.end)
        return passed(quote, heading, note="a table read by its lines", found=column.name[:120])
    return None


def _beside_a_table(look: Look, label: str) -> bool:
    """Whether a label stands outside a table of measures, and names the part of none of them.

    "กระบวนการปฏิบัติงาน" of the analysis above a table of who does what by when tells no steps.
    """
    if _HEADS_PART.match(fold_text(label)):
        return False
    if not any(measures_in_table(page) for page in look.case.inner_documents):
        return False
    names = look.options.names
    told = [
        line
        for page in look.case.inner_documents
        for line in lines(page, _CONTENT)
        if "\t" not in line.text and matches(line.text[:_LABEL], names, look.options.not_words)
    ]
    return len(told) < _REPEATED


def _is_month_and_year(label: str, value: str) -> bool:
    """Whether a line is no more than a month with its year, which labels nothing."""
    return _A_MONTH.fullmatch(label) is not None and not label_of(value).key
