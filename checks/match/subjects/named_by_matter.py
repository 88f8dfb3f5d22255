"""Pages that name a subject by its matter, and by what they tell of it."""

from collections.abc import Sequence

from checks.api import Case, Quote, quote_text
from checks.match.fields.steps import written_steps
from checks.match.integrity.gift_told import Gifts, told_of_gifts
from checks.match.reading.phrases import matches


def headed_over_steps(
    case: Case, stems: Sequence[Sequence[str]], not_words: Sequence[str]
) -> Quote | None:
    """A heading that holds all words of one list, on a page that tells steps; None without any."""
    for page in case.inner_documents:
        for heading in page.headings:
            if matches(heading.text, stems, not_words) and written_steps((page,)) is not None:
                return quote_text(page, heading.start, heading.end)
    return None


def first_of_gifts(case: Case, what: Gifts | None) -> Quote | None:
    """The first line that tells ``what`` of gifts in words of its own; see told_of_gifts."""
    return next(told_of_gifts(case.inner_documents, what), None) if what else None
