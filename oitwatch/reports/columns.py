"""Text in columns on a terminal: the width of Thai, padding and line breaks."""

import unicodedata

from oitwatch.reports.addresses import readable

_WIDE = frozenset("WF")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})


def width_of(text: str) -> int:
    """The number of columns; vowels and tone marks above and below a consonant take none."""
    return sum(_width(character) for character in text)


def padded(text: str, columns: int) -> str:
    """The text with spaces after it, up to a number of columns."""
    return text + " " * max(0, columns - width_of(text))


def wrapped(text: str, columns: int | None, *, indent: str = "", hanging: str = "") -> list[str]:
    """The text as lines of at most ``columns``, broken at spaces, else between Thai letters.

    The first line begins with ``indent``, further ones with ``hanging``. An address is never
    broken, and its Thai letters are shown as such. None means one line.
    """
    text = readable(text)
    if columns is None:
        return [f"{indent}{text}"]
    lines: list[str] = []
    line, used = indent, width_of(indent)
    fresh = True
    for word in text.split():
        gap = "" if fresh else " "
        if used + len(gap) + width_of(word) <= columns:
            line, used, fresh = line + gap + word, used + len(gap) + width_of(word), False
            continue
        if not fresh and _is_whole(word):
            lines.append(line)
            line, used, gap = hanging, width_of(hanging), ""
        if _is_whole(word):
            line, used, fresh = line + word, used + width_of(word), False
            continue
        line, used = line + gap, used + len(gap)
        for cluster in _clusters(word):
            if used + width_of(cluster) > columns and line.strip():
                lines.append(line.rstrip())
                line, used = hanging, width_of(hanging)
            line, used = line + cluster, used + width_of(cluster)
        fresh = False
    lines.append(line.rstrip())
    return lines


def _is_whole(word: str) -> bool:
    """Whether a word is not to be broken: an address, or not Thai."""
    return "://" in word or not any("\u0e00" <= letter <= "\u0e7f" for letter in word)


def _clusters(word: str) -> list[str]:
    """Letters with the marks that belong to them; a leading vowel stays with its consonant."""
    found: list[str] = []
    for letter in word:
        joins = _width(letter) == 0 or letter in "ะาำๅๆฯ็"
        if found and (joins or found[-1][-1] in "เแโใไ"):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _width(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
