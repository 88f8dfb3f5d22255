"""The words of a page as lines, with the place of every element in them.

One line per block, cells of a row separated by tabs. The walk writes raw text; repair comes after,
and offsets follow it, so an element's span always points into the final text.
"""

import re

from crawler.extract import html_mail
from crawler.extract.html_hidden import hidden_nodes
from crawler.extract.html_tree import Tree
from crawler.records import Region, RegionSpan
from crawler.thai import repair

_BLOCK_TAGS = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hr html legend li main map"
    " marquee menu nav noframes ol option p pre section summary table tbody tfoot thead tr ul"
    " optgroup button select svg text"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_MAIL_WORDS = re.compile(
    r"\[\s*(?:email|อีเมล์?)[\s\xa0]*(?:protected|ที่ได้รับการป้องกัน)\s*\]", re.IGNORECASE
)
_INVISIBLE = re.compile("[\u200b\ufeff\u00ad\u2060]+")
# A day and its month, which the element's date gives the year to.
_DAY_AND_MONTH = re.compile(r"[\d๐-๙]{1,2}\s*[ก-๎]{1,3}\.?\s?[ก-๎]{1,2}\.|[\d๐-๙]{1,2}\s*[ก-๎]{5,9}")
_TIME_DATE = re.compile(r"\s*((?:19|20)\d\d)-\d\d-\d\d")
_BUDDHIST_ERA = 543
_BUTTON_TYPES = frozenset(("submit", "button", "reset"))
_REACH = 16  # characters around a boundary that a repair looks at
_MAX_OPTIONS = 60  # options of one list that are read as words


class Layout:
    """The final text of a page and where its elements stand in it.

    ``regions_at[i]`` is the region of node ``i``; ``hidden`` holds the nodes left out of the text.
    """

    __slots__ = (
        "_ends",
        "_map",
        "_places",
        "_tree",
        "hidden",
        "region_spans",
        "regions_at",
        "text",
    )

    def __init__(
        self,
        tree: Tree,
        raw: str,
        places: list[int],
        hidden: set[int],
        regions_at: list[Region],
        region_changes: list[tuple[int, Region]],
    ) -> None:
        self._tree = tree
        self._places = places
        self._map = _RepairMap(raw, places)
        self.text = self._map.text
        self.hidden = hidden
        self.regions_at = regions_at
        self.region_spans = self._spans(region_changes)

    def at(self, node: int) -> int:
        """The offset at which the node begins, before any separator."""
        return self._map.offset(self._places[node])

    def span(self, node: int) -> tuple[int, int]:
        """Start and end of the subtree's words, white space trimmed."""
        return self.between(node, self._tree.ends[node])

    def between(self, first: int, end: int) -> tuple[int, int]:
        """Start and end of the words from one node to before another, white space trimmed."""
        low = self._map.offset(self._places[first])
        return trimmed(self.text, low, self._map.offset(self._places[end]))

    def words(self, node: int) -> str:
        """The subtree's words on one line."""
        start, end = self.span(node)
        return one_line(self.text[start:end])

    def _spans(self, changes: list[tuple[int, Region]]) -> tuple[RegionSpan, ...]:
        spans: list[RegionSpan] = []
        size = len(self.text)
        if not size:
            return ()
        for number, (place, region) in enumerate(changes):
            start = self._map.offset(place) if number else 0
            last = number + 1 == len(changes)
            end = size if last else self._map.offset(changes[number + 1][0])
            if start >= end:
                continue
            if spans and spans[-1].region is region:
                spans[-1] = RegionSpan(region=region, start=spans[-1].start, end=end)
            else:
                spans.append(RegionSpan(region=region, start=start, end=end))
        return tuple(spans)


class _RepairMap:
    """Raw text repaired line by line, and the way from raw to repaired offsets."""

    def __init__(self, raw: str, places: list[int]) -> None:
        """``places`` are the offsets that will be asked for, never decreasing."""
        self.text = repair(raw)
        self._known: dict[int, int] | None = None
        if self.text == raw:
            return
        lines = raw.split("\n")
        repaired = [repair(line) for line in lines]
        self.text = "\n".join(repaired)
        self._known = known = {}
        number, start, final = 0, 0, 0  # of the line: its number, raw offset, repaired offset
        before, ahead = 0, 0  # last place inside the line, raw and repaired
        for place in places:
            while place > start + len(lines[number]):
                start += len(lines[number]) + 1
                final += len(repaired[number]) + 1
                number += 1
                before = ahead = 0
            line, fixed = lines[number], repaired[number]
            inside = place - start
            if line == fixed or inside == len(line):
                known[place] = final + min(inside, len(fixed))
                if line != fixed:
                    known[place] = final + len(fixed)
                continue
            # A repair across the boundary moves it by a mark or two; a few letters tell which.
            near = line[max(0, before - _REACH) : before]
            grown = len(repair(near + line[before:inside])) - len(repair(near))
            before, ahead = inside, max(ahead, min(ahead + grown, len(fixed)))
            known[place] = final + ahead

    def offset(self, place: int) -> int:
        """The offset in the repaired text of an offset in the raw text."""
        return place if self._known is None else self._known[place]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def one_line(text: str) -> str:
    """The text on one line, white space as single spaces."""
    return " ".join(text.split())


def lay_out(tree: Tree, marks: dict[int, Region]) -> Layout:
    """Write the page's words line by line. ``marks`` are the nodes at which regions begin."""
    writer = _Writer(tree, marks, hidden_nodes(tree))
    writer.run()
    return Layout(
        tree,
        "".join(writer.out),
        writer.places,
        writer.hidden,
        writer.regions_at,
        writer.region_changes,
    )


class _Writer:
    """One walk over the tree in document order."""

    def __init__(self, tree: Tree, marks: dict[int, Region], hidden: set[int]) -> None:
        self.tree = tree
        self.marks = marks
        self.hidden = hidden
        self.out: list[str] = []
        self.places: list[int] = []
        self.regions_at: list[Region] = []
        self.region_changes: list[tuple[int, Region]] = []
        self._size = 0
        self._pending = ""
        self._cells: dict[int, tuple[int, str]] = {}  # row -> size and separator at its last cell
        self._cloaked = html_mail.cloaked(text for _, text in tree.scripts)
        self._simple: dict[int, bool] = {}

    def run(self) -> None:
        """Fill ``out`` and, for every node, its place and region."""
        tree = self.tree
        tags, texts, ends = tree.tags, tree.texts, tree.ends
        places, regions_at, marks = self.places, self.regions_at, self.marks
        region = Region.CONTENT
        open_regions: list[tuple[int, Region]] = []
        open_blocks: list[int] = []
        pre_end = 0
        node, total = 0, len(tags)
        while node < total:
            while open_blocks and open_blocks[-1] <= node:
                open_blocks.pop()
                self._pending = "\n"
            while open_regions and open_regions[-1][0] <= node:
                region = open_regions.pop()[1]
            if node in marks:
                open_regions.append((ends[node], region))
                region = marks[node]
            places.append(self._size)
            regions_at.append(region)
            tag = tags[node]
            if not tag:
                data = texts[node]
                if node < pre_end and "\n" in data:
                    self._write_lines(data, region)
                else:
                    self._write(data, region)
                node += 1
                continue
            if tag in ("td", "th"):
                self._cell(node)
                node += 1
                continue
            if tag in _BLOCKS:
                self._pending = "\n"
                open_blocks.append(ends[node])
                if tag == "pre":
                    pre_end = ends[node]
            elif tag == "br":
                self._pending = "\n"
            elif tag == "a" and not self._pending and node and self._follows_anchor(node):
                self._pending = "\n" if region is Region.MENU else " "
            skip = tag == "head" or tag == "textarea" or node in self.hidden
            attrs = tree.attrs[node]
            if attrs:
                if attrs.get("id") in self._cloaked:
                    skip = self._write_mail_text(self._cloaked[attrs["id"] or ""], region)
                elif "data-cfemail" in attrs:
                    skip = self._write_mail(attrs["data-cfemail"] or "", region) or skip
                elif tag == "a" and "email-protection#" in (attrs.get("href") or ""):
                    if _MAIL_WORDS.fullmatch(tree.words(node)):
                        address = html_mail.from_href(attrs["href"] or "")
                        skip = self._write_mail_text(address, region)
                elif tag == "input":
                    if (attrs.get("type") or "").lower() in _BUTTON_TYPES and attrs.get("value"):
                        self._write(f" {attrs['value']} ", region)
                elif tag == "time":
                    skip = self._write_day(node, region) or skip
                elif tag == "select":
                    self._trim_options(node)
            if tag == "select" and not attrs:
                self._trim_options(node)
            if skip:
                inside = ends[node] - node - 1
                places += [self._size] * inside
                regions_at += [region] * inside
                node = ends[node]
            else:
                node += 1
        places.append(self._size)

    def _write(self, data: str, region: Region) -> None:
        if not data.isascii() and _INVISIBLE.search(data):
            data = _INVISIBLE.sub("", data)
        words = data.split()
        if not words:
            if data and not self._pending:
                self._pending = " "
            return
        if data[0].isspace() and not self._pending:
            self._pending = " "
        text = " ".join(words)
        if self._size and self._pending:
            text = self._pending + text
        if not self.region_changes or self.region_changes[-1][1] is not region:
            self.region_changes.append((self._size, region))
        self.out.append(text)
        self._size += len(text)
        self._pending = " " if data[-1].isspace() else ""

    def _follows_anchor(self, node: int) -> bool:
        """Whether an anchor stands right behind another, where style sheets keep the two apart."""
        tree, before = self.tree, node - 1
        while before >= 0 and tree.parents[before] != tree.parents[node]:
            before = tree.parents[before]
        return before >= 0 and tree.tags[before] == "a"

    def _write_day(self, node: int, region: Region) -> bool:
        """Write a day and month with the year (BE) of its element, where they show none."""
        words = self.tree.words(node)
        date = _TIME_DATE.match(self.tree.get(node, "datetime"))
        if date is None or not _DAY_AND_MONTH.fullmatch(words):
            return False
        self._write(f"{words} {int(date[1]) + _BUDDHIST_ERA}", region)
        return True

    def _write_lines(self, data: str, region: Region) -> None:
        for number, line in enumerate(data.split("\n")):
            if number:
                self._pending = "\n"
            self._write(line, region)

    def _write_mail(self, hidden: str, region: Region) -> bool:
        return self._write_mail_text(html_mail.decode(hidden), region)

    def _write_mail_text(self, address: str, region: Region) -> bool:
        if address:
            self._write(address, region)
        return bool(address)

    def _trim_options(self, node: int) -> None:
        options = self.tree.inside(node, "option")
        self.hidden.update(options[_MAX_OPTIONS:])

    def _cell(self, node: int) -> None:
        """Separate a cell from the one before: by a tab where the row is a line of short cells."""
        row = self.tree.parents[node]
        before = self._cells.get(row)
        if before is None or not self._is_simple(row):
            self._pending = "\n"
        elif before[0] == self._size:
            self._pending = before[1] + "\t"
        else:
            self._pending = "\t"
        self._cells[row] = (self._size, self._pending)

    def _is_simple(self, row: int) -> bool:
        known = self._simple.get(row)
        if known is None:
            tree = self.tree
            known = row >= 0 and not tree.count(row, "table")
            if known:
                for cell in tree.children(row):
                    if tree.tags[cell] in ("td", "th") and (
                        tree.text_length(cell) > 1500
                        or tree.count(cell, "form")
                        or tree.count(cell, "nav")
                        or tree.count(cell, "a") > 12
                    ):
                        known = False
                        break
            self._simple[row] = known
        return known
