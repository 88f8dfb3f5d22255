"""Finds figures told in sentences, shortly after or right before the words of a name.

"แล้วเสร็จ จำนวน 2 เรื่อง", "อีก 1 เรื่อง กำลังสอบ": no label stands before them. Days with their months are
no counts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from checks.match.fields.labels import LabelledValue, content_lines
from checks.match.fields.short_words import figures_behind
from checks.match.periods.bare_dates import without_dates
from checks.match.periods.dates import MONTH
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.values import holds
from crawler.records import Document
from crawler.thai import arabic_digits, fold, fold_text

_MATTERS = r"(?:เรื่อง|ราย(?!งาน|ได้|จ่าย|การ|ละเอียด|ชื่อ)|กรณี|คดี)"  # "19 รายงาน" counts nothing
_COUNT = re.compile(
    rf"(?P<another>อีก|(?:ส่วน)?ที่เหลือ(?:อีก)?)(?:จานวน)?[0-9๐-๙]{{1,3}}(?:,[0-9๐-๙]{{3}})*(?:{_MATTERS}|คน|ครั้ง)"
    rf"|[0-9๐-๙]{{1,3}}{_MATTERS}"
)
_BARE = frozenset({"number", "cases"})  # figures that may stand without a unit
_UNITS = frozenset({"คน", "ครั้ง", "ราย"})
# Folded: how a complaint may stand, before the count of those that do.
_STATE = re.compile(r"เสร็จ|ยุติ|จบ|สิ้นสุด|ระหว่าง(?!วัน|เดือน|ปี)|ค้าง|คงเหลือ")
_ANOTHER, _RIGHT_BEFORE = 30, 4  # folded letters between a count and the words on it
_JUST_BEFORE = 4  # folded letters before the words in which an excluded one may begin
_TOLD_WITHIN = 40  # folded letters between the words and their figure
_SAME_CLAUSE = 120  # and in one run of letters: Thai puts no space within a clause
# "สองเรื่องสอบเสร็จแล้ว", "อีก 1 เรื่องเกี่ยวกับน้ำมันยังสอบอยู่": the count opens the clause of its state.
_COUNT_BEFORE = re.compile(
    r"(?:[\d๐-๙][\d๐-๙,]* ?|(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|เอ็ด|ยี่)+)"
    rf"{_MATTERS}[^\s\d๐-๙]{{0,90}}$"
)
# What a figure goes on with: more digits, the other end of a stretch of hours, a telephone.
_REST_OF_FIGURE = re.compile(r"[\d๐-๙]*(?:[.,:/ \-–]{0,3}[\d๐-๙]+){0,4}(?: ?น\.| ?[ก-๙]{1,12})?")
# The unit behind a figure, in which a stretch may end: "48 ค|น".
_FIGURE_WITH_UNIT = re.compile(r"[\d๐-๙] ?[ก-๙]{1,16}")
_BEGUN = 6  # code points before the end of a stretch in which such a unit begins
_BEGUN_UNIT = re.compile(r"[\d๐-๙] ?[ก-๙]{1,4}$")
# "ณ จุดบริการ (One Stop Service) ตั้งแต่เดือนตุลาคม 2567 ถึงเดือนมีนาคม 2568 รวมทั้งสิ้น 384 ราย": the sum
# stands behind the months that it is of.
_OVER_PERIOD = re.compile(
    r"\S{0,40}(?: ?\([^()\n]{1,60}\))?"
    r"(?P<between> ?(?:ตั้งแต่|ระหว่าง|ใน(?:ช่วง|รอบ|ปี)|ช่วง|รอบ|ประจำ)[^\n]{0,90}?)"
    r"(?:รวม|จำนวน|ทั้งสิ้น)[^\d๐-๙\n]{0,24}[\d๐-๙][\d๐-๙,]* ?(?:ราย|คน|ครั้ง|เรื่อง|คำขอ)"
)
_OF_YEAR = re.compile(
    rf"(?:[\d๐-๙]{{1,2}} ?)?{MONTH}\s*(?:พ\.ศ\.\s*)?[\d๐-๙]{{2,4}}|[\d๐-๙]{{1,2}} ?เดือน", re.I
)
_DIGITS = re.compile(r"[\d๐-๙]")
# A year behind the words of a name is no figure of it; "2564 เรื่อง" would be one.
_A_YEAR = re.compile(r"(?<![\d,.])25[4-9]\d(?![\d,.]| ?(?:เรื่อง|ราย|คน|ครั้ง|บาท|ชุด|ฉบับ))")


def told_values(
    documents: Iterable[Document],
    names: Sequence[Sequence[str]],
    kind: str,
    not_words: Sequence[str] = (),
) -> Iterator[LabelledValue]:
    """Figures told in a sentence shortly after the words of a name: "แล้วเสร็จ จำนวน 2 เรื่อง"."""
    excluded = [fold_text(word) for word in not_words]
    counted = kind in {"number", "cases", "people"}
    for document in documents:
        criteria = criteria_starts(document)
        for line in content_lines(document, joined=True):
            if line.start in criteria:
                continue
            folded = fold(line.text)
            for name in names:
                if kind in _BARE and name[-1] in _UNITS and len(name) == 1:
                    continue  # a unit stands behind its own figure; the next one is another's
                if (
                    counted
                    and len(name) == 1
                    and name[0].startswith("=")
                    and name[0][1:] not in _UNITS
                ):
                    for begin, end in figures_behind(line.text, name[0][1:], kind):
                        yield LabelledValue(
                            document=document,
                            label=line.text[:begin],
                            value=line.text[begin:end],
                            start=line.start + begin,
                            end=line.start + end,
                        )
                    continue
                for at in _told_at(folded.text, [fold_text(word) for word in name], excluded):
                    start, end = folded.span(at, min(len(folded.text), at + _TOLD_WITHIN))
                    end = max(end, _end_of_clause(line.text, start))
                    value = line.text[start : _end_of_figure(line.text, end)]
                    over = _OVER_PERIOD.match(line.text[start:]) if counted else None
                    if over is not None and not _DIGITS.search(_OF_YEAR.sub(" ", over["between"])):
                        value = line.text[start : start + over.end()]
                    opening = _COUNT_BEFORE.search(line.text[:start]) if kind in _BARE else None
                    if opening is not None:
                        value, start = line.text[opening.start() : start], opening.start()
                    if holds(_A_YEAR.sub(" ", arabic_digits(without_dates(value))), kind):
                        yield LabelledValue(
                            document=document,
                            label=line.text[:start],
                            value=value,
                            start=max(line.start, line.start + start - _TOLD_WITHIN),
                            end=line.start + start + len(value),
                        )
                        break
                else:
                    before = _counted_before(folded.text, name, excluded) if counted else None
                    if before is not None:
                        start, end = folded.span(*before)
                        yield LabelledValue(
                            document=document,
                            label=line.text[:start],
                            value=line.text[start:end],
                            start=line.start + start,
                            end=line.start + end,
                        )


def _counted_before(
    text: str, name: Sequence[str], excluded: Sequence[str]
) -> tuple[int, int] | None:
    """The span of a count right before the words: "อีก 1 เรื่อง กำลังสอบ", "2 เรื่องอยู่ระหว่าง..."."""
    words = [fold_text(word) for word in name]
    for match in _COUNT.finditer(text):
        own = re.split(r"[\d๐-๙]", text[: match.start()])[-1]
        if not match["another"] and _STATE.search(own):
            continue  # "แล้วเสร็จ 2 เรื่อง | อยู่ระหว่าง...": the count is that of the words before it
        reach = _ANOTHER if match["another"] else _RIGHT_BEFORE
        after = text[match.end() : match.end() + reach + sum(map(len, words))]
        if all(word in after for word in words) and not any(word in after for word in excluded):
            return match.span()
    return None


def _end_of_figure(text: str, end: int) -> int:
    """Where the figure ends in which a stretch ends: half a figure, or of a clock, is another."""
    begun = _BEGUN_UNIT.search(text, max(0, end - _BEGUN), end)
    whole = _FIGURE_WITH_UNIT.match(text, begun.start()) if begun is not None else None
    if whole is not None:
        return whole.end()
    if not text[end - 1].isdigit():
        return end
    rest = _REST_OF_FIGURE.match(text, end)
    return rest.end() if rest is not None else end


def _end_of_clause(text: str, start: int) -> int:
    """Where the run of letters ends in which a place stands, if that is near."""
    space = re.search(r"\s", text[start : start + _SAME_CLAUSE])
    return start + space.start() if space is not None else start


def _told_at(text: str, words: Sequence[str], excluded: Sequence[str]) -> Iterator[int]:
    """Where the words end, each time they stand near each other and no excluded word does."""
    first = text.find(words[0])
    while first >= 0:
        places = [first, *(text.find(word, max(0, first - _TOLD_WITHIN)) for word in words[1:])]
        if min(places) >= 0 and max(places) - min(places) <= _TOLD_WITHIN:
            end = max(place + len(word) for place, word in zip(places, words, strict=True))
            near = text[max(0, min(places) - _JUST_BEFORE) : end]
            before = text[: min(places)]
            if not any(word in near or before.endswith(word) for word in excluded):
                yield end
        first = text.find(words[0], first + 1)
