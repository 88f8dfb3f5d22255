"""Words of a page as a report shows them: masked, on one line, cut where Thai may be cut."""

from oitwatch.reports.masking import masked, printable

MAX_QUOTE = 300  # code points
_MAX_FACT = 160


def shown_quote(text: str) -> str:
    """A quote as a report shows it: masked, one line, at most 300 characters."""
    return cut(printable(masked(text)), MAX_QUOTE)


def as_address(found: str) -> dict[str, str]:
    """A found thing that is an address is named as one; a path alone tells nobody anything."""
    if found.startswith(("http://", "https://")):
        return {"found": "", "address": found}
    return {"found": ""} if found.startswith("/") else {}


def fact(text: str) -> str:
    """A fact as it stands in a sentence; an address is left whole so that it opens."""
    if text.startswith(("http://", "https://")):
        return printable(text)
    return cut(printable(masked(text)), _MAX_FACT)


def cut(text: str, length: int) -> str:
    """At most ``length`` code points, with an ellipsis for what was left off."""
    if len(text) <= length:
        return text
    end = length - 1
    # Never between a consonant and its vowel or tone marks.
    while end > 0 and "\u0e31" <= text[end] <= "\u0e4e" and text[end] not in "เแโใไๅๆ":
        end -= 1
    return text[:end].rstrip() + "…"
