"""Ways to find a field in sentences, steps, and entries of lists that no label names."""

import re

from checks.api import Finding, passed, quote_text
from checks.match.fields.case_counts import (
    bids_to_fill_in,
    is_of_a_state,
    is_of_another_matter,
    none_of_state,
)
from checks.match.fields.course_counts import counts_trainees, trained_in_sentence
from checks.match.fields.deeds import told_results
from checks.match.fields.field_look import OF_ALL, OF_MEASURES, RESULTS, SUMS, Look, telling
from checks.match.fields.inline_labels import inline_title
from checks.match.fields.next_section import bidding_below
from checks.match.fields.no_use import (
    counts_visits,
    is_of_other_year,
    stands_under_visitors,
    tells_no_use,
)
from checks.match.fields.record_lists import numbered_title, record_title
from checks.match.fields.remarks import is_of_other_matter, told_remark
from checks.match.fields.staff_counts import kinds_in_rows, staff_by_kind
from checks.match.fields.steps import timeline, written_steps
from checks.match.fields.telling_sentences import telling_sentence
from checks.match.fields.told_entries import ToldEntry, told_in_entries
from checks.match.fields.told_facts import told_fact
from checks.match.fields.told_figures import told_values
from checks.match.forums.accounts import told_of_forum
from checks.match.measures.agreed_measures import PARTS, agreed_measure
from checks.match.measures.told_measures import (
    first_measure,
    named_measure,
    told_measure,
)
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.in_making import is_being_written
from checks.match.reading.phrases import LONG_LINE, lines, matches
from checks.match.reading.values import holds
from checks.match.tables.file_lists import names_a_file
from checks.match.tables.group_lines import tells_of_group, told_of_many
from crawler.records import Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_UNITS_WITHIN = re.compile(r"(?:ตรวจสอบ|ควบคุม)ภายใน(?! ?[\d๐-๙])")
_PROJECT = re.compile(r"[\W\d]*(?:โครงการ|กิจกรรม)")
_NEAR = 60  # code points before a figure that say whose it is


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
                options.entries in SUMS and OF_ALL.search(fold_text(told.label + told.value))
            ):
                continue
            if (
                look.of_each
                and options.entries in SUMS
                and told_of_many(told.document, told.end - 1)
            ):
                continue
            return passed(quote_text(told.document, told.start, told.end), found=told.value[:120])
    if options.value == "cases":
        none_of = none_of_state(case.documents, options.names, options.not_words)
        if none_of is not None:
            return passed(none_of, note="told to be none", found=none_of.text[:120])
    trained = trained_in_sentence(look.case.inner_documents) if options.courses else None
    if trained is not None:
        return passed(trained, note="told in a sentence", found=trained.text[:120])
    if options.value == "headcount":
        pages = look.case.inner_documents
        counts = staff_by_kind(pages) or kinds_in_rows(pages)
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
        # The strategies of a plan are no projects.
        if title is not None and (options.entries == "name" or not _PROJECT.match(title.text)):
            return passed(title, found=title.text[:120])
        named = inline_title(look.case.inner_documents)
        if named is not None:
            return passed(quote_text(*named), found=quote_text(*named).text[:120])
    if options.entries == "pursued":
        counted = numbered_title(look.case.inner_documents)
        if counted is not None:
            return passed(counted, note="counted titles", found=counted.text[:120])
    if options.entries:
        listed = _told_one_by_one(look)
        if listed is not None:
            quote = quote_text(listed.document, listed.start, listed.end)
            return passed(quote, note="told by the entries of a list", found=listed.value[:120])
        if options.entries == "spent":
            bare = told_in_entries(look.case.inner_documents, "cost")
            if bare is not None:
                look.bare = quote_text(bare.document, bare.start, bare.end)
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
            reported=look.options.reported,
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
