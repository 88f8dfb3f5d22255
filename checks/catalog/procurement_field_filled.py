"""Every procurement listed has the field filled in, whatever the layout of the list.

Question: do the tables, cards or pages of the bundle have a column or label of the field's meaning,
with a value of its kind for nearly all procurements?

passed        quotes the first procurement with a value, and the heading.
failed        incomplete: there is no such column, it is empty, or it is blank in more than a third
              of the rows; half of a field ("number and date") that is missing is named.
cantTell      blank in some rows, or mostly dashes; or the list is a picture, has unknown headings,
              or a part of the bundle was not read.
inapplicable  the agency states that there was no procurement, and lists none.

Source: components of kind field of the procurement items; form SKR.1 and the assessment's own list
forms.
"""

from dataclasses import dataclass
from typing import Literal

from checks.api import Case, Finding, check
from checks.match.procurement.fields import FIELDS, field_finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The field, by its name in the rulebook facts."""

    field: Literal[  # a column of the lists and reports of procurements
        "item_bought",
        "amount",
        "allocated_budget",
        "budget_source",
        "method",
        "expected_start",
        "status",
        "reference_price",
        "agreed_price",
        "winner_name",
        "egp_number",
        "bidders",
        "winner",
        "reason",
        "contract",
    ]


@check(version=5, options=Options)
def procurement_field_filled(case: Case, options: Options) -> Finding:
    """Count the procurements with a value in every half of the field."""
    return field_finding(case, FIELDS[options.field])
