"""Lines of a document and the words on them, compared as folded Thai."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.api import quote_text
from checks.match.reading.criteria import criteria_starts, is_criteria_text
from checks.match.reading.furniture import invites, is_about_page
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import is_placeholder
from checks.match.subjects.word_lists import without_signs
from checks.records import Quote
from crawler.records import Document, Heading, Region
from crawler.thai import fold, fold_text

__all__ = ["LONG_LINE", "Line", "find_lines", "lines", "matches"]

_CONTENT = frozenset({Region.CONTENT})
_FISCAL_YEAR = fold_text("ปีงบประมาณ")
LONG_LINE = 400  # code points; a longer line is quoted in part
_REACH = 200  # folded code points that the words of one phrase may lie apart on a long line
_SAYS_LITTLE = frozenset(("แผน",))  # under a heading of two plans it may be either
_LABEL = 40  # folded code points within which a colon ends a label
_SUB_NUMBERED = re.compile(r"\s*[\d๐-๙]{1,2}\.[\d๐-๙]{1,2}")
_ENCLOSED = 2  # headings above one that count as said with it
_TITLE_LINES, _TITLE = 3, 140  # first lines of a file that hold its title; code points of each
_REPORT = fold_text("รายงาน")
_UNNUMBERED = re.compile(r"^[\W\d]+")
_MARGIN = 60  # code points quoted on either side of the words of a long line


def _folded_stems(stems: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold_text(word) for word in words) for words in stems if words)


def _holds(folded: str, stems: tuple[tuple[str, ...], ...], not_words: tuple[str, ...]) -> bool:
    if not any(all(_said(word, folded) for word in words) for words in stems):
        return False
    # "ปีงบประมาณ" names a year and says nothing of budgets.
    rest = folded.replace(_FISCAL_YEAR, "ปี")
    if not any(_said(word, rest) for word in not_words):
        return True
    # A wording that itself holds an excluded word means it: "ผลการดำเนินงานตามแผนการดำเนินงาน".
    for words in stems:
        if not any(other in word for word in words for other in not_words):
            continue
        if all(_said(word, folded) for word in words):
            left = rest
            for word in words:
                left = left.replace(word, " ")
            if not any(_said(other, left) for other in not_words):
                return True
    return False


def _said(word: str, folded: str) -> bool:
    """Whether a text holds a word; "=word" must be the whole text, or its label, but for marks.

    "^word" must open the text, but for a number and marks.
    """
    if word.startswith("^") and len(word) > 1:
        return _UNNUMBERED.sub("", folded).startswith(word[1:])
    if word.startswith("=") and len(word) > 1:
        label = folded.split(":", 1)[0] if ":" in folded[:_LABEL] else folded
        return without_signs(label) == word[1:]
    return word in folded


def matches(text: str, stems: Sequence[Sequence[str]], not_words: Sequence[str] = ()) -> bool:
    """Whether all words of one list occur in the text, in any order, and no excluded word does.

    "=word" stands for the whole text: everyday words ("รับ") head columns and occur in others;
    "^word" for its beginning: "งานที่" ends words for staff and for units too.
    """
    return _holds(
        fold_text(text), _folded_stems(stems), tuple(fold_text(word) for word in not_words)
    )


def find_lines(
    documents: Iterable[Document],
    stems: Sequence[Sequence[str]],
    not_words: Sequence[str] = (),
    *,
    regions: frozenset[Region] | None = None,
    evidence_only: bool = True,
) -> Iterator[Quote]:
    """Quotes of the lines that hold the words, document by document, in text order.

    With ``evidence_only``, lines that only repeat the assessment's wording, or say that content is
    still to come, are left out. On a line longer than 400 code points the words must stand near
    each other, and only they and their surroundings are quoted.
    """
    folded_stems = _folded_stems(stems)
    folded_not = tuple(fold_text(word) for word in not_words)
    for document in documents:
        criteria = criteria_starts(document)
        for line in cells(lines(document, regions)):
            if len(line.text) <= LONG_LINE:
                if not _holds(line.folded, folded_stems, folded_not):
                    continue
                if evidence_only and (
                    line.start in criteria or is_placeholder(line.text) or is_about_page(line.text)
                ):
                    continue
                yield quote_text(document, line.start, line.end)
                continue
            span = _window(line, folded_stems, folded_not)
            if span is None:
                continue
            if evidence_only and is_criteria_text(document.text[span[0] : span[1]]):
                continue
            yield quote_text(document, *span)


def cells(found: Iterable[Line]) -> Iterator[Line]:
    """Lines with table rows taken apart: words of two cells are not said together."""
    for line in found:
        if "\t" not in line.text:
            yield line
            continue
        at = line.start
        for cell in line.text.split("\t"):
            words = cell.strip()
            if words:
                start = at + len(cell) - len(cell.lstrip())
                yield replace(
                    line, start=start, end=start + len(words), text=words, folded=fold_text(words)
                )
            at += len(cell) + 1


def find_in_context(
    documents: Iterable[Document],
    stems: Sequence[Sequence[str]],
    not_words: Sequence[str] = (),
) -> Iterator[Quote]:
    """Quotes of content lines that hold the words together with the headings above them.

    The first heading of the page's content, the nearest heading and the chapter of which it heads
    a part count as said in the line, and so does the title on the first lines of a file in which
    nothing is set as a heading; at least one word must stand in the line itself. ``not_words`` rule
    a line out and are taken out of headings: "การบริหารและพัฒนา..." above a line says of neither
    that the line tells it.
    """
    folded_stems = _folded_stems(stems)
    folded_not = tuple(fold_text(word) for word in not_words)
    for document in documents:
        starts = {heading.start: heading for heading in document.headings}
        criteria = criteria_starts(document)
        top, nearest = _printed_title(document, folded_not), ""
        enclosing: list[Heading] = []
        follows = False  # the line above is a heading too
        for line in cells(lines(document, _CONTENT)):
            heading = starts.get(line.start)
            if heading is not None:
                # The first part of a chapter stands right below its heading, others are numbered.
                if not follows:
                    part = _SUB_NUMBERED.match(heading.text) is not None
                    enclosing = [e for e in enclosing if part and e.level < heading.level]
                enclosing = [*enclosing[-_ENCLOSED:], heading]
                nearest = " ".join(fold_text(each.text) for each in enclosing)
                for word in folded_not:
                    nearest = nearest.replace(word, " ")
                top = top or nearest
            follows = heading is not None
            if any(_said(word, line.folded) for word in folded_not) or invites(line.text):
                continue
            context = f"{top} {nearest} {line.folded}"
            for words in folded_stems:
                here = any(word in line.folded for word in words if word not in _SAYS_LITTLE)
                if here and all(word in context for word in words):
                    if line.start not in criteria and not (
                        is_placeholder(line.text) or is_about_page(line.text)
                    ):
                        end = min(line.end, line.start + LONG_LINE)
                        yield quote_text(document, line.start, end)
                    break


def _printed_title(document: Document, not_words: tuple[str, ...]) -> str:
    """What a file without headings has on its first lines, folded; "" for pages and for reports."""
    if document.headings or document.content_type.startswith("text/html"):
        return ""
    said: list[str] = []
    for line in lines(document, _CONTENT)[:_TITLE_LINES]:
        if "\t" in line.text or len(line.text) > _TITLE:
            break
        said.append(line.folded)
    title = " ".join(said)
    if _REPORT in title:
        return ""
    for word in not_words:
        title = title.replace(word, " ")
    return title


def _window(
    line: Line, stems: tuple[tuple[str, ...], ...], not_words: tuple[str, ...]
) -> tuple[int, int] | None:
    """The span in the document of the first place on a long line where the words stand together."""
    for words in stems:
        if not all(word in line.folded for word in words):
            continue
        rarest = min(words, key=line.folded.count)
        at = line.folded.find(rarest)
        while at >= 0:
            low = max(0, at - _REACH)
            near = line.folded[low : at + len(rarest) + _REACH]
            if _holds(near, (words,), not_words):
                return _widened(line, at, rarest, words)
            at = line.folded.find(rarest, at + 1)
    return None


def _nearest(folded: str, word: str, at: int) -> int:
    """The occurrence of a word nearest to a place."""
    before = folded.rfind(word, 0, at + len(word))
    after = folded.find(word, at)
    if before < 0 or (after >= 0 and after - at < at - before):
        return after
    return before


def _widened(line: Line, at: int, rarest: str, words: tuple[str, ...]) -> tuple[int, int]:
    places = [(at, at + len(rarest))]
    for word in words:
        place = _nearest(line.folded, word, at)
        places.append((place, place + len(word)))
    start, end = fold(line.text).span(min(p[0] for p in places), max(p[1] for p in places))
    start, end = max(0, start - _MARGIN), min(len(line.text), end + _MARGIN)
    # Cut at white space where there is some within the margin.
    space = line.text.find(" ", start, start + _MARGIN) if start else -1
    start = space + 1 if space >= 0 else start
    space = line.text.rfind(" ", end - _MARGIN, end) if end < len(line.text) else -1
    end = space if space >= 0 else end
    return line.start + start, line.start + end
