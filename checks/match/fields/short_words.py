"""Finds figures behind a short word that means its field only where it stands alone."""

import re
from collections.abc import Iterator

from checks.match.periods.dates import plain_text
from checks.match.reading.values import holds

_FIGURE = r" ?[\d๐-๙][\d๐-๙,]*[^\s\d๐-๙]? ?[ก-๙]{0,12}"


def figures_behind(text: str, word: str, kind: str) -> Iterator[tuple[int, int]]:
    """Spans of figures right behind a word: "รับ 1 เรื่อง" in "รับ 1 เรื่อง เสร็จ 1 เรื่อง"."""
    for found in re.finditer(rf"(?<![ก-๎]){re.escape(word)}(?P<value>{_FIGURE})", text):
        if holds(plain_text(found["value"]), kind):
            yield found.span("value")
