"""Rows of a hub that stand in running text: headings, lines, accordions, cards, bare links."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile

from checks.match.hub.cards import card_of, codes_apart
from checks.match.hub.labels import LONGEST_LABEL, RANK, HubLabel, HubPage, HubRow, codes_of
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.lines import Line, lines
from checks.match.subjects.item_codes import leading_code
from checks.match.subjects.vocabulary import is_placeholder, says_nothing
from checks.records import Strength
from crawler.records import Heading, Link, LinkKind, Region
from crawler.thai import fold_text

_LONGEST_PLAIN_LABEL = 90  # of a line that is no heading and carries no code
_NEAR = 80  # code points between a link that is a label and an icon link that belongs to it
_CODE = re.compile(r"^\W*(?:ข้อ\s*)?(?:[oO]\s*-?\s*)?[\d๐-๙]{1,2}[\s:.)\]–—-]*")
_FILE_NAME = re.compile(
    r"[\w./%()-]{1,60}\.(?:php\d?|html?|aspx?|jsp|pdf|docx?|xlsx?)", re.I | re.ASCII
)
_FILE_NAMES = re.compile(rf"\[?{_FILE_NAME.pattern}\]?", re.I | re.ASCII)
_HEAD = 3  # letters that a part of a title shares with its beginning, and that it says besides
_REQUIRING = re.compile(r"\s*(?:-|•|\(?\d\)|\d\.)?\s*(?:แสดง|เป็น|มีการ|กรณี)")

_Event = HubLabel | Heading | Link


class FlowReader:
    """Reads the text of one page outside the tables that pair labels with links."""

    def __init__(self, page: HubPage, tables: frozenset[int]) -> None:
        self._page = page
        self._links = sorted(
            (link for link in page.links if link.table not in tables), key=lambda link: link.start
        )
        self._starts = [link.start for link in self._links]
        spans = [page.document.tables[index] for index in tables]
        self._lines = [
            line
            for line in lines(page.document, frozenset({Region.CONTENT}))
            if not any(span.start <= line.start < span.end for span in spans)
        ]
        self._heading_starts = [heading.start for heading in page.headings]
        self._codes: dict[int, int] = {}  # code that stands apart, by start of its link's line
        self._cards = {id(link): card_of(page.document, link) for link in self._links}
        self._owners: dict[int, HubLabel] = {}  # the one label in a link's card, by id of the link

    def rows(self) -> Iterator[HubRow]:
        """The rows in text order."""
        label: HubLabel | None = None
        for event in self._events():
            if isinstance(event, HubLabel):
                if label is not None and _repeats(event, label):
                    _explain(label, event)
                    continue
                if label is not None:
                    yield from self._finished(label)
                label = event
            elif isinstance(event, Heading):
                if label is not None and not says_nothing(event.text):
                    yield from self._finished(label)
                    label = None
            else:
                own = self._label_of_link(event, label)
                if own is None:
                    if label is not None and self._ends(event, label):
                        yield from self._finished(label)
                        label = None
                    if label is not None and _belongs(event, label):
                        label.links.append(event)
                    continue
                if label is not None and own.slugs == label.slugs and _shares(own, label):
                    label.links.append(event)
                    label.code = label.code or own.code
                    _explain(label, own)
                    continue
                if label is not None and _names_part(own, label):
                    label.links.append(event)
                    continue
                if label is not None and not label.own_link and label.code and not own.code:
                    # One link of the item's list names another item; the list goes on.
                    yield from self._finished(own)
                    continue
                if label is not None:
                    yield from self._finished(label)
                label = own
        if label is not None:
            yield from self._finished(label)

    def _ends(self, link: Link, label: HubLabel) -> bool:
        """Whether a link without a row of its own is plainly the label of something else."""
        other = label.own_link and self._page.matcher.names_other_subject(link.text)
        return other or bool(codes_of(link.text))

    def _finished(self, label: HubLabel) -> Iterator[HubRow]:
        """The rows of a label; words in running text without a link or a code are no row."""
        if label.links or label.code is not None:
            yield from self._page.rows_of(label, self._page.years_at(label.start))

    # -- labels, headings that end a section, and links, in text order ---------------------

    def _events(self) -> list[_Event]:
        marks = list(self._marks())
        labels = [mark for mark in marks if isinstance(mark, HubLabel)]
        starts = [label.start for label in labels]
        placed: list[tuple[int, int, int, _Event]] = [
            (mark.start, 0, mark.start, mark) for mark in marks
        ]
        for link in self._links:
            card = self._cards[id(link)]
            at = link.start
            if card is not None:
                inside = labels[bisect_left(starts, card[0]) : bisect_left(starts, card[1])]
                if len(inside) == 1:
                    self._owners[id(link)] = inside[0]
                    at = self._place(link, inside[0], card)
            placed.append((at, 1, link.start, link))
        events = [event for *_, event in sorted(placed, key=lambda place: place[:3])]
        return [
            event
            for number, event in enumerate(events)
            if not self._describes(event, events[max(0, number - 1) : number + 2])
        ]

    def _place(self, link: Link, label: HubLabel, card: tuple[int, int]) -> int:
        """Where a link counts as standing: behind the label of its card, when that comes last."""
        if label.start < link.end or bisect_left(self._starts, label.start) < bisect_left(
            self._starts, card[1]
        ):
            return link.start
        named = self._page.matcher.match_text(link.text)
        foreign = named and not {match.slug for match in named} & set(label.slugs)
        return link.start if foreign else label.start

    def _describes(self, event: _Event, around: list[_Event]) -> bool:
        """Whether a line only describes the item whose code and title the same card has above."""
        if not isinstance(event, HubLabel) or len(around) < 3:
            return False
        title, link = around[0], around[2]
        if not isinstance(title, HubLabel) or not isinstance(link, Link):
            return False
        card = self._cards[id(link)]
        plain = event.code is None and not event.heading and title.code is not None
        return plain and card is not None and card[0] <= title.start

    def _marks(self) -> Iterator[HubLabel | Heading]:
        linked = frozenset(
            number for number, line in enumerate(self._lines) if self._links_in(line, text=False)
        )
        apart = codes_apart(self._page, self._lines, linked)
        code_lines = {line: number for number, (_, line) in apart.items()}
        for number, line in enumerate(self._lines):
            if number in apart:
                continue
            inside = self._links_in(line, text=True)
            heading = self._heading_in(line)
            words = self._without_silent_links(line, inside)
            start, end = line.start, line.end
            if number in code_lines:
                code_line = self._lines[code_lines[number]]
                self._codes[line.start] = apart[code_lines[number]][0]
                heading = heading or self._heading_in(code_line)
                first, second = sorted((code_line, line), key=lambda part: part.start)
                start, end = first.start, second.end
                words = f"{code_line.text} {words}"
            naming = [link for link in inside if not self._is_file_of(link, words)]
            if any(self._link_names(link) for link in naming) or _is_coded_link(line, inside):
                continue
            label = self._line_label(words, start, end, heading)
            if label is not None:
                yield label
            elif heading is not None or leading_code(words) is not None:
                yield heading or Heading(level=6, text=words, start=start, end=end)

    def _links_in(self, line: Line, *, text: bool) -> list[Link]:
        """The links that begin on a line; with ``text`` only those that show words."""
        low, high = bisect_left(self._starts, line.start), bisect_left(self._starts, line.end)
        return [link for link in self._links[low:high] if link.text or not text]

    def _heading_in(self, line: Line) -> Heading | None:
        place = bisect_left(self._heading_starts, line.start)
        if place < len(self._heading_starts) and self._heading_starts[place] < line.end:
            return self._page.headings[place]
        return None

    def _without_silent_links(self, line: Line, links: list[Link]) -> str:
        """The words of a line without those of links that say nothing (คลิก, ดาวน์โหลด)."""
        words = line.text
        for link in sorted(links, key=lambda item: -item.start):
            inside = line.start <= link.start < link.end <= line.end
            if inside and says_nothing(link.text) and not codes_of(link.text):
                words = words[: link.start - line.start] + words[link.end - line.start :]
        return words.strip()

    def _is_file_of(self, link: Link, words: str) -> bool:
        """Whether a link shows the name of a file, on a line that names the item in Thai.

        "O21 การขับเคลื่อนจริยธรรม [ethicteam.php] [dosdonts.php]".
        """
        if _FILE_NAME.fullmatch(link.text) is None or codes_of(link.text):
            return False
        return bool(self._page.matcher.match_text(_CODE.sub("", _FILE_NAMES.sub(" ", words))))

    def _link_names(self, link: Link) -> bool:
        """Whether a link names an item by its own words."""
        return leading_code(link.text) is not None or (
            not says_nothing(link.text) and bool(self._page.matcher.match_text(link.text))
        )

    def _line_label(
        self, text: str, start: int, end: int, heading: Heading | None
    ) -> HubLabel | None:
        if len(text) > LONGEST_LABEL or is_criteria_text(text) or is_placeholder(text):
            return None
        codes = codes_of(text)
        code = codes[0] if len(set(codes)) == 1 else None
        decided = self._page.decide(text, code)
        if decided is None:
            return None
        slugs, strength = decided
        if heading is None and code is None and strength is not Strength.EXACT:
            plain = strength is Strength.STRONG and len(text) <= _LONGEST_PLAIN_LABEL
            if not plain or _REQUIRING.match(text):
                return None
        return HubLabel(
            slugs=slugs,
            strength=strength,
            code=code,
            text=" ".join(text.split()),
            start=start,
            end=end,
            heading=heading.text if heading else "",
            own_link=False,
        )

    def _label_of_link(self, link: Link, current: HubLabel | None) -> HubLabel | None:
        """The label that a link brings by its own words, its code, or the card it stands in."""
        on_line = current is not None and current.start <= link.start < current.end
        if on_line and _FILE_NAME.fullmatch(link.text) and not codes_of(link.text):
            return None
        told = (link.text, link.title, link.image_alt)
        words = next((text for text in told if not says_nothing(text)), "")
        codes = codes_of(link.text or link.image_alt or link.title)
        code = codes[0] if len(set(codes)) == 1 else None
        text = words or link.text
        decided = None
        if not words:
            if code is None and current is not None and self._owners.get(id(link)) is current:
                return None
            for around in (link.row_text, link.item_text):
                near = set(codes_of(around)) | ({code} if code is not None else set())
                if not around or len(around) > LONGEST_LABEL or len(near) > 1:
                    continue
                if code is not None and self._page.matcher.names_other_subject(around):
                    return None
                silent = code is not None and not self._page.matcher.match_text(around)
                decided = None if silent else self._page.decide(around, next(iter(near), None))
                if decided is not None:
                    text, code = around, next(iter(near), None)
                    break
        if decided is None and (words or code is not None):
            decided = self._page.decide(words, code)
        if decided is None:
            return None
        if code is None and len(set(before := self._code_before(link))) == 1:
            code = before[0]
            decided = self._page.decide(words or text, code) or decided
        slugs, strength = decided
        if current is not None and current.slugs == slugs and not words and code is None:
            return None
        return HubLabel(
            slugs=slugs,
            strength=strength,
            code=code,
            text=" ".join((text or link.text).split()),
            start=link.start,
            end=link.end,
            heading=link.heading,
            own_link=link.kind is LinkKind.WEB,
            links=[link],
        )

    def _code_before(self, link: Link) -> tuple[int, ...]:
        """A code that stands on the link's line, just before it, or on a line of its own."""
        line_start = self._page.document.text.rfind("\n", 0, link.start) + 1
        before = self._page.document.text[line_start : link.start]
        apart = self._codes.get(line_start + len(before) - len(before.lstrip()))
        return (codes_of(before) if len(before) <= 12 else ()) or (
            () if apart is None else (apart,)
        )


def _is_coded_link(line: Line, links: list[Link]) -> bool:
    """Whether a line is one link that carries a code: the form of an item, "แบบ ITA-o13"."""
    return len(links) == 1 and links[0].text == line.text and len(codes_of(line.text)) == 1


def _repeats(label: HubLabel, current: HubLabel) -> bool:
    """Whether a label without a code only says again what the item above it is."""
    waiting = current.code is not None and not current.links
    return waiting and label.code is None and label.slugs == current.slugs


def _explain(label: HubLabel, words: HubLabel) -> None:
    """Let the words of another label of the row stand for a bare code, which proves little."""
    if says_nothing(label.text) and RANK[words.strength] < RANK[label.strength]:
        label.strength = words.strength
        label.text = f"{label.text} {words.text}"


def _shares(own: HubLabel, current: HubLabel) -> bool:
    """Whether a link that names the current item is one more link of its row."""
    same = {link.url for link in current.links} & {link.url for link in own.links}
    return not current.own_link or bool(same - {""})


def _names_part(own: HubLabel, current: HubLabel) -> bool:
    """Whether a link in the list of a coded item says one part of that item's title.

    Below "O14 แผนการบริหารและพัฒนาทรัพยากรบุคคล" the links "แผนบริหาร" and "แผนพัฒนา" are its halves,
    though the second, by itself, is what other plans are called.
    """
    if current.own_link or not current.code or own.code or own.strength is Strength.EXACT:
        return False
    words, title = fold_text(own.text), fold_text(_CODE.sub("", current.text))
    pairs = zip(words, title, strict=False)
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    rest = words[head:]
    return head >= _HEAD and len(rest) >= _HEAD and rest in title


def _belongs(link: Link, label: HubLabel) -> bool:
    """Whether a link without a label of its own stands under the label."""
    if not label.own_link:
        return True
    silent = all(says_nothing(text) for text in (link.text, link.title, link.image_alt))
    return silent and 0 <= link.start - label.end <= _NEAR
