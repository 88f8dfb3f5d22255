"""A component that only a person can judge today is handed to one, with the reason.

Question: can a machine tell from the website whether the component is met?

passed        never.
failed        never; absence of the whole item is reported by its other components.
cantTell      always: needs_person, with the rulebook's sentence why.
inapplicable  never.

Source: the rulebook binds a component here with its own reason.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Why no machine can tell, in both languages."""

    why_th: str  # one Thai sentence
    why_en: str  # the same in English


@check(version=1, options=Options, machine=False)
def needs_person(case: Case, options: Options) -> Finding:
    """Hand the component to a person, unless nothing answers the item at all."""
    if not case.documents:
        return case.absent("nothing was found for a person to look at")
    return cant_tell(Reason.NEEDS_PERSON, note=options.why_en, why=options.why_th)
