"""The list has every column of the prescribed form, filled in, and no column of its own.

Question: is each field of the form there for every procurement, and is nothing added to it?

passed        quotes a full procurement: every column is there and filled in; a dash only where
              the status says that the value is still to come, or that the purchase was called off.
failed        incomplete: a column is missing, merged with another one, or blank in more than a
              third of the rows; named.
cantTell      single cells are blank or hold other dashes, or columns were added: named for a
              person to compare with the form; or a part of the bundle was not read.
inapplicable  the agency states that there was no procurement, and lists none.

Source: components "the prescribed form is used, with no blank cells and no change to its layout".
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.match.procurement.columns import Role
from checks.match.procurement.fields import FIELDS, field_finding
from checks.match.procurement.filling import Filling, fill, relevant_sheets
from checks.match.procurement.values import LABELS_TH


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The form's fields, by their names in the rulebook facts, and those it may also have."""

    fields: tuple[str, ...]  # names of fields of procurement_field_filled
    also: tuple[str, ...] = ()  # further columns that the form has


@check(version=4, options=Options)
def procurement_form_complete(case: Case, options: Options) -> Finding:
    """Judge every column, then name what is blank and what was added."""
    roles = [role for name in options.fields for role in FIELDS[name]]
    found = [sheet for sheet in relevant_sheets(case) if sheet.records]
    if not found:
        return field_finding(case, roles)
    fillings = [fill(case, role) for role in roles]
    wanting = [
        filling
        for filling in fillings
        if (filling.first is None and not filling.dashes) or filling.blank * 3 > filling.rows
    ]
    unknown = [cell for sheet in found for cell in sheet.further]
    lacking = [filling for filling in wanting if filling.heading is None]
    if lacking and unknown and len(lacking) == len(wanting) and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            wanting[0].wanting or found[0].quote(found[0].records[0]),
            key="column_unknown",
            part=_named([filling.role for filling in wanting]),
            found=unknown[0].text,
        )
    if wanting:
        return case.absent(
            "columns of the form are missing or blank",
            nearest=wanting[0].wanting or found[0].quote(found[0].records[0]),
            missing=_named([filling.role for filling in wanting]),
            part=_named([filling.role for filling in wanting]),
        )
    merged = _merged(fillings)
    if merged:
        # The form keeps the supplier apart from the price; one cell for both is another form.
        return case.absent(
            "columns of the form are merged",
            nearest=merged[0].heading,
            missing=_named([filling.role for filling in merged]),
            part=_named([filling.role for filling in merged]),
        )
    full = next(filling.first for filling in fillings if filling.first is not None)
    blank = [filling.role for filling in fillings if filling.blank]
    # A dash where the status says that nothing was agreed yet is what the form asks for.
    dashed = [filling.role for filling in fillings if filling.dashes > filling.due_later]
    allowed = {*roles, *(role for name in options.also for role in FIELDS[name])}
    added = [
        *(cell.text for sheet in found for cell in sheet.further),
        *(LABELS_TH[role] for sheet in found for role in sorted(sheet.told - allowed)),
    ]
    for roles_left, key in ((blank, "form_blank"), (dashed, "form_dashes")):
        if roles_left:
            return cant_tell(Reason.NEEDS_PERSON, full, note=key, key=key, part=_named(roles_left))
    if added:
        words = ", ".join(dict.fromkeys(added))
        return cant_tell(
            Reason.NEEDS_PERSON, full, note="columns added", key="form_added", part=words[:120]
        )
    rows = max(filling.rows for filling in fillings)
    return passed(full, note=f"{len(roles)} columns", found=f"{len(roles)} ช่อง ครบทั้ง {rows} รายการ")


def _merged(fillings: list[Filling]) -> list[Filling]:
    """The fillings of the first heading that stands for two columns of the form."""
    by_heading: dict[tuple[str, int, int], list[Filling]] = {}
    for filling in fillings:
        if filling.heading is not None:
            place = (filling.heading.url, filling.heading.start, filling.heading.end)
            by_heading.setdefault(place, []).append(filling)
    return next((same for same in by_heading.values() if len(same) > 1), [])


def _named(roles: list[Role]) -> str:
    return ", ".join(dict.fromkeys(LABELS_TH[role] for role in roles))
