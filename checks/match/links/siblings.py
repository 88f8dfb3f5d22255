"""Lines of one list: one below another with the same mark, or the next number, is no value of it.

"- ติดป้ายขั้นตอนทุกจุด" above "- จัดทำทะเบียนยืม" are two measures, and "ขั้นตอน" labels nothing there.
"""

import re

from crawler.thai import arabic_digits

_MARK = re.compile(r"\s*(?P<mark>[-•●▪–*✓✔✅◦○■])\s*(?=[^\s\d])")
_NUMBER = re.compile(r"\s*(?P<open>[(\[]?)(?P<number>\d{1,2})(?P<close>[.)\]])\s*(?=[^\s\d])")


def are_siblings(line: str, below: str) -> bool:
    """Whether two lines, one below the other, are entries of the same list."""
    marks = _MARK.match(line), _MARK.match(below)
    if marks[0] and marks[1]:
        return marks[0]["mark"] == marks[1]["mark"]
    first, second = _NUMBER.match(arabic_digits(line)), _NUMBER.match(arabic_digits(below))
    if first is None or second is None:
        return False
    same = (first["open"], first["close"]) == (second["open"], second["close"])
    return same and int(second["number"]) == int(first["number"]) + 1


def is_listed(text: str) -> bool:
    """Whether a line opens as the entry of a list does, with a mark or a number."""
    return _MARK.match(text) is not None or _NUMBER.match(arabic_digits(text)) is not None
