"""Cards of a hub: which stretch of the page a link shares with its label, and codes set apart.

A page's text has no boxes. The card of a link is found again by the words that the reader of the
page noted for it; a code that stands on a line of its own belongs to the title beside it.
"""

from collections.abc import Sequence
from itertools import pairwise

from checks.match.hub.labels import LONGEST_LABEL, HubPage, codes_of
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.lines import Line
from checks.match.subjects.item_codes import leading_code
from checks.match.subjects.vocabulary import is_placeholder, says_nothing
from crawler.records import Document, Link

_LONGEST_BARE_CODE = 24  # "ตัวชี้วัด O12" and the like
_FARTHEST = 700  # code points before a link in which its card begins


def card_of(document: Document, link: Link) -> tuple[int, int] | None:
    """Start and end of the list item, row or card that holds a link; None when it is unknown."""
    text = document.text
    for noted in (link.item_text, link.row_text):
        if not noted:
            continue
        places = [
            at + 1
            for at in range(max(0, link.start - _FARTHEST) - 1, link.start)
            if at < 0 or text[at] in "\n\t"
        ]
        if link.start == link.end:
            places.append(link.start)  # without words it stands at the end of the line above
        for low in reversed(places):
            before = " ".join(text[low : link.start].split())
            if not noted.startswith(before):
                continue
            high = _end_of(text, link.end, noted[len(before) :].strip())
            if high is not None:
                return low, high
    return None


def _end_of(text: str, start: int, words: str) -> int | None:
    """Where words that follow a place end, whatever white space parts them; None without them."""
    at = start
    for word in words.split():
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def codes_apart(
    page: HubPage, content: Sequence[Line], linked: frozenset[int]
) -> dict[int, tuple[int, int]]:
    """For the number of each line that only holds a code: code, and the line that it belongs to.

    ``linked`` are the numbers of lines that hold a link; a code there is the link's. A code belongs
    to the title that it agrees with; where numbers have moved, to the side on which this page has
    its titles. Codes in a bare list belong to no title.
    """
    bare = {
        number: codes[0]
        for number, line in enumerate(content)
        if number not in linked
        and len(line.text) <= _LONGEST_BARE_CODE
        and len(codes := codes_of(line.text)) == 1
        and says_nothing(line.text)
    }
    listed = {
        number for pair in pairwise(sorted(bare)) if pair[1] == pair[0] + 1 for number in pair
    }
    alone = {number: code for number, code in bare.items() if number not in listed}
    agreeing = {
        (number, side)
        for number, code in alone.items()
        for side in (1, -1)
        if page.names(code, _title(content, number + side))
    }
    naming = {
        (number, side)
        for number in alone
        for side in (1, -1)
        if page.matcher.match_text(_title(content, number + side))
    }
    usual = _usual_side(agreeing) or _usual_side(naming) or 1
    found: dict[int, tuple[int, int]] = {}
    for number, code in alone.items():
        order = sorted((1, -1), key=lambda side: ((number, side) not in agreeing, side != usual))
        for side in order:
            fits = (number, side) in agreeing or side == usual
            if fits and _title(content, number + side):
                found[number] = (code, number + side)
                break
    return found


def _usual_side(seen: set[tuple[int, int]]) -> int:
    """The side (1 below, -1 above) on which most codes have what the other side lacks, or 0."""
    sides = [side for number, side in seen if (number, -side) not in seen]
    return (sides.count(1) > sides.count(-1)) - (sides.count(1) < sides.count(-1))


def _title(content: Sequence[Line], number: int) -> str:
    """The words of a line that a code on the next line may belong to, else ""."""
    if not 0 <= number < len(content):
        return ""
    text = content[number].text
    unfit = len(text) > LONGEST_LABEL or is_criteria_text(text) or is_placeholder(text)
    return "" if unfit or leading_code(text) is not None or says_nothing(text) else text
