"""Boxes to tick and dotted blanks: what a form offers, told from what someone answered."""

import re

from checks.match.reading.values import person_names

_EMPTY = r"(?:[☐□○◯❏❑▢⬜]|\(\s{0,4}\)|\[\s{0,4}\]|[\uf0a8\uf06f\uf071])"
_TICKED = r"(?:[☑☒✓✔✅■●⬛]|\(\s?[/✓✔xXๅ√]\s?\)|\[\s?[/✓✔xX√]\s?\]|[\uf0fe\uf052\uf0fc])"
_TICK = re.compile(_TICKED)
_EMPTY_BEFORE = re.compile(rf"{_EMPTY}\s*$")
_TICKED_BEFORE = re.compile(rf"{_TICKED}\s*$")
_ANY = re.compile(rf"{_EMPTY}|{_TICKED}")
_BLANK = re.compile(r"[.…_‥·]{4,}|(?:\. ){4,}|-{6,}")
_BLANK_AT_END = re.compile(
    r"^\W*(?:[\d๐-๙]{1,2}(?:\.[\d๐-๙]{1,2})?[.)]?)?"
    r"[^.…_‥·\n]{0,100}(?:[.…_‥·]{4,}|(?:\. ){4,}|-{6,})[\s.…_]*$"
)
_LABELLED = 400  # code points, most of them dots
_DIGIT = re.compile(r"[\d๐-๙]")
_BLANKS = 2  # on a line that asks to be filled in


def has_boxes(text: str) -> bool:
    """Whether a line offers boxes to tick."""
    return _ANY.search(text) is not None


def unticked(text: str, words: re.Pattern[str]) -> bool:
    """Whether each place of the words in a line stands behind an empty box."""
    found = [match.start() for match in words.finditer(text)]
    return bool(found) and all(_EMPTY_BEFORE.search(text[:at]) for at in found)


def ticked(text: str, words: re.Pattern[str]) -> bool:
    """Whether a place of the words in a line stands behind a ticked box."""
    return any(_TICKED_BEFORE.search(text[: found.start()]) for found in words.finditer(text))


def is_blank_field(text: str) -> bool:
    """Whether a line asks to be filled in and nobody did: dots, and neither figures nor names."""
    if len(_BLANK.findall(text)) < _BLANKS:
        return False
    return not _DIGIT.search(_BLANK.sub(" ", text)) and not person_names(text)


def is_ticked(text: str) -> bool:
    """Whether a line holds a box that somebody ticked."""
    return _TICK.search(text) is not None


def blanks(text: str) -> int:
    """How many dotted blanks a line holds."""
    return len(_BLANK.findall(text))


def ends_in_blank(text: str) -> bool:
    """Whether a line is a label with a dotted blank behind it, and nothing else."""
    return len(text) <= _LABELLED and _BLANK_AT_END.search(text) is not None


def has_blank(text: str) -> bool:
    """Whether a line holds a dotted blank."""
    return _BLANK.search(text) is not None
