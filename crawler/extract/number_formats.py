"""Shows a number as its spreadsheet format does: separators, decimals, percent, zeros, Thai digits.

Source: ECMA-376 part 1, sections 18.8.30 (built-in formats) and 18.8.31 (format codes).
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"', 44: '#,##0.00;-#,##0.00;"-"',
    61: "t0", 62: "t0.00", 67: "t0%", 68: "t0.00%", 69: "t#,##0", 70: "t#,##0.00",
}  # fmt: skip
_MOST_DECIMALS = 9
_LONGEST_CODE = 200
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_FIGURES = re.compile(r"([#0?][#0?,]*)(?:\.([0#?]+))?\s*(%)?")
_THAI_SHOWN = re.compile(r"^t|\[\$-[Dd]0*\w*41[Ee]\]")
_THAI = {ord("0") + digit: 0x0E50 + digit for digit in range(10)}


@lru_cache(maxsize=512)
def is_telling(code: str) -> bool:
    """Whether a format shows numbers in a way worth keeping; dates and General are not."""
    if not code or len(code) > _LONGEST_CODE or code.lower() == "general" or code == "@":
        return False
    bare = _LITERAL.sub("", code)
    return _DATE.search(bare) is None and _FIGURES.search(bare) is not None


def shown(value: int | float, code: str) -> str | None:
    """The number in its format, None when the format is not understood."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** 18:
        return None
    sections = code.split(";")
    place = 2 if number == 0 and len(sections) > 2 else 1 if number < 0 and len(sections) > 1 else 0
    section = sections[place]
    thai = _THAI_SHOWN.search(code) is not None
    bare = _LITERAL.sub("", section.removeprefix("t"))
    figures = _FIGURES.search(bare)
    if figures is None or not re.search("[#0]", figures[0]):
        words = "".join(quoted or single for quoted, single in _LITERAL.findall(section)).strip()
        return words or None
    whole, decimals, percent = figures.groups()
    least = min(len(decimals or ""), _MOST_DECIMALS)
    number = abs(number) * (100 if percent else 1)
    number = number.quantize(Decimal(1).scaleb(-least), ROUND_HALF_UP)
    text = f"{number:,f}" if "," in whole else f"{number:f}"
    kept = (decimals or "").count("0")
    if kept < least:
        head, _, tail = text.partition(".")
        tail = tail[:kept] + tail[kept:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    zeros = whole.count("0")
    if zeros > 1 and "," not in whole:
        head, dot, tail = text.partition(".")
        text = head.zfill(zeros) + dot + tail
    sign = "-" if value < 0 and number != 0 else ""
    text = f"{sign}{text}{'%' if percent else ''}"
    return text.translate(_THAI) if thai else text
