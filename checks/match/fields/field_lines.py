"""Where a field is looked for outside tables: labelled lines, lists, and sentences that tell it."""

import re
from itertools import chain

from checks.api import Finding, passed, quote_text
from checks.match.fields.case_counts import (
    bids_to_fill_in,
    is_of_a_state,
    is_of_another_matter,
    none_of_state,
    unit_behind,
)
from checks.match.fields.course_counts import counts_trainees
from checks.match.fields.deeds import told_results
from checks.match.fields.field_look import OF_MEASURES, RESULTS, Look, called, telling
from checks.match.fields.inline_labels import inline_title
from checks.match.fields.label_sense import label_of
from checks.match.fields.labels import labelled_values, named_persons
from checks.match.fields.next_section import bidding_below
from checks.match.fields.no_use import (
    counts_visits,
    is_of_other_year,
    stands_under_visitors,
    tells_no_use,
)
from checks.match.fields.record_lists import record_title
from checks.match.fields.remarks import is_of_other_matter, told_remark
from checks.match.fields.staff_counts import (
    counts_some_staff,
    is_total_of_staff,
    staff_by_kind,
)
from checks.match.fields.steps import timeline, written_steps
from checks.match.fields.telling_sentences import telling_sentence
from checks.match.fields.told_entries import ToldEntry, told_in_entries
from checks.match.fields.told_facts import RISKS, told_fact
from checks.match.fields.told_figures import told_values
from checks.match.forums.accounts import (
    Told,
    heads_forum,
    is_own_matter,
    is_own_voice,
    is_yet_to_be_used,
    told_of_forum,
)
from checks.match.links.pointing import solid
from checks.match.links.siblings import is_listed
from checks.match.measures.agreed_measures import PARTS, agreed_measure
from checks.match.measures.measure_words import heads_owner, heads_steps
from checks.match.measures.result_words import hopes_for_result, tells_no_result
from checks.match.measures.risk_pieces import pieced_part
from checks.match.measures.risk_sentences import is_of_method
from checks.match.measures.told_measures import (
    first_measure,
    is_scored,
    measures_in_table,
    named_measure,
    told_measure,
)
from checks.match.periods.bare_dates import is_date, without_dates
from checks.match.periods.dates import MONTH
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.in_making import is_being_written, is_put_off
from checks.match.reading.memo_head import memo_head
from checks.match.reading.phrases import LONG_LINE, lines, matches
from checks.match.reading.values import holds, is_dash
from checks.match.tables.file_lists import names_a_file
from checks.match.tables.group_lines import tells_of_group, told_of_all, told_of_many
from checks.match.tables.lined_columns import lined_columns
from crawler.records import Region
from crawler.thai import fold_text

_WORDS = frozenset({"text", "steps"})
_CONTENT = frozenset({Region.CONTENT})
_SUMS = frozenset({"planned", "spent"})
_A_MONTH = re.compile(rf"\W*(?:เดือน)?\s*{MONTH}\s*", re.IGNORECASE)
# A list below such a heading names the measures themselves, one to a line.
_HEADS_MEASURES = re.compile(r"[\W\d]*แนวทาง(?!(?:การ|ใน|วิธี)*(?:ปฏิบัติ|ดำเนิน|ทำ|ขับเคลื่อน))")
_UNITS_WITHIN = re.compile(r"(?:ตรวจสอบ|ควบคุม)ภายใน(?! ?[\d๐-๙])")
# From when a paper binds is the time of no project.
_BINDS = re.compile(
    r"(?:ใช้|มีผล|บังคับ)(?:บังคับ|ใช้|ได้)*(?:ตั้งแต่|จนถึง|นับ)|ใช้บังคับ|มีผล(?:บังคับ|ใช้)|เป็นต้น(?:ไป|มา)"
)
# Labels that name the part of a measure outright, of all measures together.
_HEADS_PART = re.compile(
    r"[\W\d]*(?:ขั้นตอน|วิธี(?:การ|ดาเนิน|ปฏิบัติ|ทา)|ผู้รับผิดชอบ|ระยะเวลา|ห้วงเวลา|กาหนดเวลา)"
)
_LABEL = 60  # code points that open a line with a label
_NEAR = 60  # code points before a figure that say whose it is
_REPEATED = 2  # lines with the label, of more than one measure
_EACH = 2  # totals that must be told before they may be those of single projects
_OF_ALL = re.compile(
    r"ทั้งปี|ทั้งแผน|ทุกโครงการ|งบประมาณรายจ่าย|ข้อบัญญัติ|เทศบัญญัติ|^\W*รวม|งบประมาณรวม|ได้รับ(?:การ)?(?:จัดสรร)?(?:เงิน)?งบประมาณ(?:แผ่นดิน|รายจ่าย|ประจา|ปี|พ\.ศ|25)|วงเงินรวม|รวมทั้งสิ้น|รวมเป็นเงิน"
)


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
        if options.entries in _SUMS and _OF_ALL.search(fold_text(f"{found.label} {found.value}")):
            totals += 1
            held = held and totals >= _EACH  # one total is none of each project
        quote = quote_text(found.document, found.start, found.end)
        if (
            look.of_each
            and options.entries in _SUMS
            and told_of_many(found.document, found.end - 1)
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


def by_figures_in_sentences(look: Look) -> Finding | None:
    """Figures that a sentence tells; how many persons of each kind there are."""
    case, options = look.case, look.options
    if look.figures:
        for told in told_values(case.documents, options.names, options.value, options.not_words):
            # Beside figures of its own a sentence on hours or a manual tells no statistics.
            apart = options.titled and (
                tells_no_use(told.label, told.value)
                or stands_under_visitors(told.document, told.start)
                or (look.of_online and counts_visits(told.label + told.value))
                or is_of_other_year(told.label + told.value, told.document, case.fiscal_year_be)
                or matches(told.value, [(word,) for word in options.not_words])
            )
            if options.value == "cases" and (
                bids_to_fill_in(told.value)
                or is_of_a_state(told, options.labels_not)
                or is_of_another_matter(told)
            ):
                continue
            if options.courses and not counts_trainees(told.label[-_NEAR:], told.value):
                continue
            if apart or (
                options.entries in _SUMS and _OF_ALL.search(fold_text(told.label + told.value))
            ):
                continue
            if (
                look.of_each
                and options.entries in _SUMS
                and told_of_many(told.document, told.end - 1)
            ):
                continue
            return passed(quote_text(told.document, told.start, told.end), found=told.value[:120])
    if options.value == "cases":
        none_of = none_of_state(case.documents, options.names, options.not_words)
        if none_of is not None:
            return passed(none_of, note="told to be none", found=none_of.text[:120])
    if options.value == "headcount":
        counts = staff_by_kind(look.case.inner_documents)
        if counts is not None:
            return passed(counts, note="told in a sentence", found=counts.text[:120])
    return None


def by_steps(look: Look) -> Finding | None:
    """Days that a timeline tells, or steps in a row, numbered or told in order."""
    case, options = look.case, look.options
    if options.value == "time_taken":
        for document in case.documents:
            days = timeline(document)
            if days:
                return passed(quote_text(document, days[-1].start, days[-1].end), note="day by day")
    if options.value == "steps":
        step = written_steps(case.documents, options.steps_not)
        if step is not None:
            return passed(step, found=step.text[:120])
    return None


def by_entries(look: Look) -> Finding | None:
    """Titles of repeated records, entries of a list, or the section below another one."""
    case, options = look.case, look.options
    if options.records:
        title = record_title(look.case.inner_documents)
        if title is not None:
            return passed(title, found=title.text[:120])
        named = inline_title(look.case.inner_documents)
        if named is not None:
            return passed(quote_text(*named), found=quote_text(*named).text[:120])
    if options.entries:
        listed = _told_one_by_one(look)
        if listed is not None:
            quote = quote_text(listed.document, listed.start, listed.end)
            return passed(quote, note="told by the entries of a list", found=listed.value[:120])
    for section in bidding_below(case.documents, options.after, options.not_words):
        if options.remark and is_of_other_matter(section.text, options.remark):
            continue
        return passed(section, note="the section below", found=section.text[:120])
    return None


def _told_one_by_one(look: Look) -> ToldEntry | None:
    """The first of several entries or measures, told without labels, that tells the field."""
    what = look.options.entries
    if what in RESULTS:
        return told_measure(look.case.inner_documents, what, reported=True)
    listed = agreed_measure(look.case.inner_documents, what) if what in PARTS else None
    if listed is None and what == "measure":
        pages = look.case.inner_documents
        listed = first_measure(pages, reported=look.options.reported) or named_measure(pages)
    if listed is None and what in OF_MEASURES:
        listed = told_measure(look.case.inner_documents, what, reported=look.options.reported)
    if listed is None and what not in PARTS:
        listed = told_in_entries(
            look.case.inner_documents,
            "when" if what == "period" else what,
            of_all=look.options.of_all,
        )
        if listed is not None and what in OF_MEASURES and names_a_file(listed):
            return None
    return listed


def by_sentences(look: Look) -> Finding | None:
    """A sentence that tells the field, sentences on what was done, or a value in any line."""
    case, options = look.case, look.options
    told = telling(options, options.told)
    if options.forum:
        sentence = told_of_forum(case, options.forum)
    else:
        sentence = telling_sentence(case, told) if told.words else None
    if sentence is None and options.prose:
        sentence = told_fact(case, options.prose)
    if sentence is not None:
        return passed(sentence, note="told in a sentence", found=sentence.text[:120])
    if options.remark:
        remark = told_remark(look.case.inner_documents, options.remark)
        if remark is not None:
            return passed(remark, note="told in a sentence", found=remark.text[:120])
    if options.deeds:
        results = [
            line
            for line in told_results(look.case.inner_documents)
            if not tells_of_group(line.text)
        ]
        if results:
            line = results[0]
            quote = quote_text(line.document, line.start, min(line.end, line.start + LONG_LINE))
            return passed(quote, note=f"{len(results)} results told", found=quote.text[:120])
    if not options.anywhere:
        return None
    excluded = [fold_text(word) for word in options.not_words]
    for document in look.case.inner_documents:
        for line in lines(document, _CONTENT):
            if is_about_page(line.text) or invites(line.text):
                continue
            if options.value == "time_taken" and is_being_written(line.text):
                continue
            text = line.text
            if options.value == "time_taken":
                # A unit's name may end in a word of time: it says no time, and excludes none.
                text = _UNITS_WITHIN.sub(" ", text)
            if any(word in fold_text(text) for word in excluded):
                continue
            if options.anywhere_of and not matches(line.text, options.anywhere_of):
                continue
            if holds(text, options.value) and not is_criteria_text(line.text):
                return passed(quote_text(document, line.start, line.end), found=line.text[:120])
    return None


def _is_month_and_year(label: str, value: str) -> bool:
    """Whether a line is no more than a month with its year, which labels nothing."""
    return _A_MONTH.fullmatch(label) is not None and not label_of(value).key
