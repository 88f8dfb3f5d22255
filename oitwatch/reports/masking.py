"""Hides what a report must not repeat: citizen numbers, and characters that act on a terminal."""

import re

# 13 digits, Thai or Arabic, bare or in the printed grouping 1-2345-67890-12-3. Numbers of persons
# begin with 1 to 8; those of companies and offices with 0 or 9 and are public.
_DIGIT = "[0-9๐-๙]"
_GROUPED = re.compile(
    rf"(?<!{_DIGIT})[1-8๑-๘](?P<s>[-‐‑‒–—. ])"
    rf"{_DIGIT}{{4}}(?P=s){_DIGIT}{{5}}(?P=s){_DIGIT}{{2}}(?P=s){_DIGIT}(?!{_DIGIT})"
)
_BARE = re.compile(rf"(?<!{_DIGIT})[1-8๑-๘]{_DIGIT}{{12}}(?!{_DIGIT})")
_ANY_DIGIT = re.compile(_DIGIT)

# C0 and C1 controls, and the marks that turn the direction of writing.
_ACTING = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def masked(text: str) -> str:
    """The text with every digit of a citizen number written as x; its length stays."""
    return _BARE.sub(_bare, _GROUPED.sub(_hidden, text))


def printable(text: str) -> str:
    """One line without control characters, white space runs as single spaces."""
    return " ".join(_ACTING.sub(" ", text).split())


def _hidden(match: re.Match[str]) -> str:
    return _ANY_DIGIT.sub("x", match.group())


def _bare(match: re.Match[str]) -> str:
    return _hidden(match) if _is_citizen_number(match.group()) else match.group()


def _is_citizen_number(digits: str) -> bool:
    """Whether the last digit is the check digit (modulo 11) of the twelve before it."""
    values = [int(digit) for digit in digits]
    total = sum(value * weight for value, weight in zip(values, range(13, 1, -1), strict=False))
    return (11 - total % 11) % 10 == values[12]
