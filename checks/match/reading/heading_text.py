"""Lines that look like headings and are the text below one.

In a report set in one size of letters all short lines stand apart alike: "3. ปัญหาอุปสรรค" and the
sentence under it. Where the headings of a level are numbered, a line without a number is none.
"""

import re
from itertools import pairwise

from crawler.records import Document

_NUMBERED = re.compile(r"^\s*[(\[]?(?:\d|[๐-๙]){1,2}(?:\.(?:\d|[๐-๙]){1,2})*[.)\]]\s*\S")


def text_starts(document: Document) -> frozenset[int]:
    """Where headings without a number begin, right below a numbered one of their level."""
    found = set()
    headings = sorted(document.headings, key=lambda heading: heading.start)
    for above, below in pairwise(headings):
        between = document.text[above.start + len(above.text) : below.start]
        if (
            above.level == below.level
            and _NUMBERED.match(above.text)
            and not _NUMBERED.match(below.text)
            and not between.strip()
        ):
            found.add(below.start)
    return frozenset(found)
