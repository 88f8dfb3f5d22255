"""A page that is no more than the cover of its file: a title, a day, and the file of that title.

Whichever item an agency puts it under, the file is what the page shows there: the measures of last
year that stand in the place of the report on them are read, and judged as what they are.
"""

from collections.abc import Sequence

from checks.match.reading.lines import lines
from crawler.records import Document, Link, LinkKind, Region
from crawler.thai import fold_text

_MOST = 160  # folded code points that a cover says besides the labels of links
_FILES = 3  # a longer list of files is no cover of one of them


def attached(lead: Document, files: Sequence[Link]) -> tuple[Link, ...]:
    """The files of a page that says little but their titles; empty for any other page.

    ``files`` are the links of the page that lead to files.
    """
    files = [link for link in files if link.region is Region.CONTENT]
    if not 0 < len({link.url for link in files}) <= _FILES:
        return ()
    labels = [
        (link.start, link.end)
        for link in lead.links
        if link.region is Region.CONTENT and link.kind is not LinkKind.EMPTY
    ]
    heads = {fold_text(lead.title), *(fold_text(heading.text) for heading in lead.headings)}
    said = sum(
        len(line.folded)
        for line in lines(lead, frozenset({Region.CONTENT}))
        if line.folded not in heads
        and not any(start < line.end and line.start < end for start, end in labels)
    )
    return tuple(files) if said <= _MOST else ()
