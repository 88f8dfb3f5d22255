"""The guideline names the unit that is responsible for complaints.

Question: does a column, a label or a sentence of the bundle name a unit or officer who sees to
complaints?

passed        quotes the value or the sentence.
failed        not_found: no place answers the item; incomplete: all was read and no unit is named.
cantTell      the field is filled in only for some rows; or the content is a picture, or was not
              read.
inapplicable  never; the rulebook says who owes the component.

Source: components with field responsible_unit in the rulebook facts; guidelines of real agencies.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, check, passed
from checks.catalog.field_shown import field_shown
from checks.match.fields.field_look import FieldOptions
from checks.match.sending.filing import unit_told
from checks.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Wordings of the column or label under which the unit stands."""

    names: tuple[tuple[str, ...], ...]  # headings or labels of who sees to it
    not_words: tuple[str, ...] = ()  # a label with one of these is none


@check(version=6, options=Options)
def responsible_unit_named(case: Case, options: Options) -> Finding:
    """Look under labels, then for a unit that acts; a sentence without any unit names none."""
    found = field_shown(case, FieldOptions(names=options.names, not_words=options.not_words))
    if found.outcome is Outcome.PASSED:
        return found
    told = unit_told(case)
    if told is not None:
        return passed(told, found=told.text[:120])
    if found.outcome is Outcome.CANT_TELL and found.reason is Reason.NEEDS_PERSON:
        return case.absent("no unit is named", nearest=found.quote)
    return found
