"""The rulebook that a kept run was judged by, as far as it still ships."""

from checks.errors import RulebookError
from checks.rulebook import Rulebook, load
from checks.rulebook_wording import worded_for


def rulebook_of(fiscal_year_be: int, agency_type: str | None = None) -> Rulebook | None:
    """The shipped rulebook of a kept run's year, None when it does not ship any more.

    Its examples are those of the kind of agency; of an unknown one, a local government's.
    """
    try:
        return worded_for(load(fiscal_year_be), agency_type)
    except RulebookError:
        return None
