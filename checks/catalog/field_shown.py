"""A named field is shown with values: as a column of a table, or as a labelled line or section.

Question: does the bundle show a column, row or label of this meaning, with values of its kind?

passed        quotes the first value.
failed        incomplete: the bundle was read and shows no such field, or shows it without values.
cantTell      the field is filled in only for some rows, or only with dashes; or what was done is
              told by strategy or area; or it may be told under words of the agency's own, or sums
              beside what was done without a word of spending; or it was not seen and a part of the
              bundle was not read, or the content is a picture.
inapplicable  never; the rulebook says who owes the component.

Source: components of kind field in the rulebook facts; table columns as in real agency reports.
"""

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_text
from checks.match.fields.field_cells import by_what_cells_hold
from checks.match.fields.field_lines import by_labelled_lines, by_lined_columns, by_pieces
from checks.match.fields.field_look import OF_MEASURES, RESULTS, FieldOptions, Look, telling
from checks.match.fields.field_sentences import (
    by_entries,
    by_figures_in_sentences,
    by_sentences,
    by_steps,
)
from checks.match.fields.field_tables import (
    ENOUGH,
    by_charts,
    by_columns,
    by_labelled_rows,
)
from checks.match.fields.step_tables import is_clocked_doing
from checks.match.fields.steps import listed_steps, timeline
from checks.match.fields.telling_sentences import speaking_sentence
from checks.match.forums.accounts import perhaps_told
from checks.match.measures.told_measures import measures_stand
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.furniture import is_about_page
from checks.match.reading.phrases import lines
from checks.match.reading.substance import chart_picture, picture_only
from checks.match.reading.values import holds, times_taken
from crawler.records import Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})


@check(version=24, options=FieldOptions)
def field_shown(case: Case, options: FieldOptions) -> Finding:
    """Look through columns, labelled rows and labelled lines, in that order; then for sentences."""
    look = Look(case=case, options=options)
    columned = by_columns(look)
    if columned is not None:
        return columned
    if options.times > 1:
        return _counted(case, options, look.nearest)
    for by in _LOOKS:
        finding = by(look)
        if finding is not None:
            return finding
    if look.doubtful is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            look.doubtful,
            note="the column is filled for some rows only",
            found=look.doubtful.text[:120],
        )
    if look.bare is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            look.bare,
            note="a sum beside what came of it; a person must see whether it was spent",
            told=look.bare.text[:120],
        )
    if look.grouped is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            look.grouped,
            note="told by strategy or area; a person must see whether each project is told",
            told=look.grouped.text[:120],
        )
    if look.unsure is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            look.unsure,
            note="told under a heading of the agency's own; a person must look",
        )
    sentence = _speaking(look)
    if sentence is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            sentence,
            note="told in a sentence, not as a field",
            told=sentence.text[:120],
        )
    picture = picture_only(case) or (chart_picture(case) if look.nearest is None else None)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    return case.absent("the field is not shown with values", nearest=look.nearest)


def _speaking(look: Look) -> Quote | None:
    """A sentence that speaks of the field, though it may not decide it."""
    case, options = look.case, look.options
    if options.forum:
        return perhaps_told(case, options.forum)
    if options.value != "text":
        return None
    if options.entries in OF_MEASURES | RESULTS and measures_stand(
        case.inner_documents, reported=look.options.reported
    ):
        return None  # what is said elsewhere tells nothing of the measures
    return speaking_sentence(case, telling(options, options.names))


# Where a field is looked for after the columns, the surest first.
_LOOKS = (
    by_labelled_rows,
    by_charts,
    by_lined_columns,
    by_pieces,
    by_labelled_lines,
    by_figures_in_sentences,
    by_steps,
    by_entries,
    by_what_cells_hold,
    by_sentences,
)


def _counted(case: Case, options: FieldOptions, nearest: Quote | None) -> Finding:
    """Whether enough places of the content tell a time of their own."""
    excluded = [fold_text(word) for word in options.not_words]
    first: Quote | None = None
    count = 0
    for document in case.inner_documents:
        days = timeline(document)
        if days:
            return passed(quote_text(document, days[0].start, days[-1].end), note="day by day")
        for line in lines(document, _CONTENT):
            if any(word in line.folded for word in excluded) or is_criteria_text(line.text):
                continue
            if is_about_page(line.text) or line.folded.startswith("รวม"):
                continue
            times = times_taken(line.text) or is_clocked_doing(line.text)
            if times:
                count += times
                first = first or quote_text(document, line.start, line.end)
    timed = [holds(line.text, "time_taken") for line in listed_steps(case.documents)]
    if any(timed) and sum(timed) <= ENOUGH * len(timed):
        return case.absent(
            f"{sum(timed)} of {len(timed)} listed steps tell their time", nearest=first
        )
    if first is not None and count >= options.times:
        return passed(first, note=f"{count} times named", found=first.text[:120])
    picture = picture_only(case) or (chart_picture(case) if first is None else None)
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="the content is a picture")
    return case.absent("only one time is named", nearest=first or nearest)
