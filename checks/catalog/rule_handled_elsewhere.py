"""A general rule about the answering process, or one that other components carry.

Question: does the rule ask something of the website itself?

passed        never.
failed        never.
cantTell      never.
inapplicable  always, with the rulebook's sentence where the rule is held.

Source: design.md section 11, ruling 4 (G6, G8, G9, G10).
"""

from dataclasses import dataclass

from checks.api import Case, Finding, check, inapplicable


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where the rule is held instead, in both languages."""

    why_th: str  # one Thai sentence
    why_en: str  # the same in English


@check(version=1, options=Options, machine=False)
def rule_handled_elsewhere(case: Case, options: Options) -> Finding:
    """Say where the rule is held."""
    return inapplicable(options.why_en)
