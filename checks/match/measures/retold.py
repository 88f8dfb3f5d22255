"""Whether a report goes through the risks of its plan one to one and tells what was done of each.

A report tells a risk again in words of its own ("เรื่องใบอนุญาต") and says what was done ("ติดป้ายขั้นตอน
ตั้งแต่ ม.ค. 68 ออกใบอนุญาต 21 ราย"). A place of it (row, section, line, part of a paragraph) tells of a
risk when it shares words of its measure and, unless these are many, of its event, and tells more
than the plan does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz

from checks.match.fields.deeds import counts_things, tells_result
from checks.match.measures.paired import Unit, units
from checks.match.measures.report_places import cuts, unframed
from checks.match.measures.shared_words import (
    letters_beyond,
    letters_told,
    own_runs,
    words_of_its_own,
)
from checks.match.measures.told_risk import Risk
from checks.match.periods.dates import MONTH, plain_text
from checks.match.reading.intent import INTENDED
from checks.records import Quote
from crawler.records import Document
from crawler.thai import fold_text

_FEW = 2  # risks from which places can be told apart
_MOST = 80  # places that are compared
_SAME = 84.0  # per cent, from which words are a measure or an event
_LEAST = 8  # folded letters of words that can be the same
_WORDS = 5  # letters of a measure, or of an event, that a place of its risk shares
_PLAIN, _SHARE = 10, 0.35  # letters, and share of a measure, that need no event beside them
_BOTH = 12  # letters of event and measure together
_HEADED = 7  # letters for which a head stands that is a word of the event
_FIRST = 2  # parts of a place that may be its head
_SIGNS = 8  # letters for which a short name stands
_FEW_LETTERS = 12  # letters of an event, below which words for persons name it, too
_MORE = 8  # folded letters that a place tells beside what the plan says
# "GPS", "QR", "CCTV": short names that are a measure's own.
_SIGN = re.compile(r"(?<![a-z])(?!ita|oit|eit|iit)[a-z]{2,}(?:-[a-z]+)?(?![a-z])", re.IGNORECASE)
# Folded.
_PAST = re.compile(
    r"แล้ว|ตั้งแต่|ครบ|ไม่พบ|ไม่มี|ได้(?:จัด|ทา|ดาเนิน|ติด|ออก|ตรวจ|แจ้ง|เปิด|ปรับ|ประกาศ|สลับ)|เสร็จ|เรียบร้อย|พบ|ลดลง|เหลือ|เปลี่ยนมา"
)
# "เรื่องรถ: ...", "- โอที - ...", or a cell or heading of its own.
_HEAD = re.compile(r"[\W\d]*(?:เรื่อง|งาน|ด้าน|การ)?(?!เรื่อง)([ก-๎a-zA-Z]{2,16})\s*(?:$|[:：–-])")
_INTENDED = re.compile(INTENDED)
_DIGIT = re.compile(r"\d")
# "245 วัน", "31%"; not so the day or year of a date.
_ON_A_DAY = re.compile(rf"[ก-๎] ?(?:วันที่ ?)?\d{{1,2}} ?(?:{MONTH})")
_DUE = re.compile(r"ภายใน|ถึง|กำหนด|ก่อนวัน")
_NUMBER = re.compile(r"^\W*[\d๐-๙]{1,2}[\s.)]*")
_FIGURES = re.compile(
    rf"(?<![\d.,])(?<!ที่)(?<!ที่ )(?!25\d\d)(\d[\d,.]*) ?(?:%|(?!{MONTH}|ปี|น\.)[ก-๎]{{2}})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a place must tell to be that of a risk."""

    risk: Risk
    event: tuple[str, ...]  # the words of the event and its work that no other has
    others: str  # the other events
    measures: tuple[tuple[str, ...], ...]  # the words of each measure that no other has
    signs: tuple[frozenset[str], ...]  # short names in each measure that no other has


def retold(risks: Sequence[Risk], report: Sequence[Document]) -> tuple[Quote, ...]:
    """A place of the report for each risk of a plan; nothing unless all have one of their own."""
    if len(risks) < _FEW:
        return ()
    asked = _asked(risks)
    for cut in cuts(report, [one.event for one in asked]):
        places = [place for place in map(unframed, cut) if place is not None][:_MOST]
        found = _one_each(asked, places)
        if found:
            return tuple(
                place.quote_of(fold_text(one.risk.quotes[0].text))
                for one, place in zip(asked, found, strict=True)
            )
    return ()


def tells_deeds(planned: Sequence[str], report: Sequence[Document]) -> bool:
    """Whether a place that shares words with a folded measure tells what was done of it.

    What the plan says again, or only means to do, is no deed.
    """
    plan = " ".join(planned)
    words = [words_of_its_own(one, ()) for one in planned]
    for place in (told for unit in units(report) if (told := unframed(unit)) is not None):
        shares = any(letters_told(own, place.texts) >= _WORDS for own in words)
        if shares and _says_more(plan, place):
            return True
    return False


def _asked(risks: Sequence[Risk]) -> list[_Asked]:
    events = [fold_text(risk.told) for risk in risks]
    works = [fold_text(risk.work) for risk in risks]
    works = [work if works.count(work) == 1 else "" for work in works]
    told = [[fold_text(quote.text) for quote in risk.quotes] for risk in risks]
    signs = [[_signs(quote.text) for quote in risk.quotes] for risk in risks]
    found = []
    for number, risk in enumerate(risks):
        other_events = [event for at, event in enumerate(events) if at != number]
        others = [one for at, many in enumerate(told) if at != number for one in many]
        other_signs = frozenset(
            chain.from_iterable(
                sign for at, many in enumerate(signs) if at != number for sign in many
            )
        )
        found.append(
            _Asked(
                risk=risk,
                event=(
                    *_named(events[number], other_events),
                    *own_runs(works[number], [work for work in works if work != works[number]]),
                ),
                others=" ".join(other_events),
                measures=tuple(own_runs(one, others) for one in told[number]),
                signs=tuple(sign - other_signs for sign in signs[number]),
            )
        )
    return found


def _named(event: str, others: Sequence[str]) -> tuple[str, ...]:
    """The words of an event that no other has, those for persons only where hardly any are left."""
    words = words_of_its_own(event, others)
    if sum(map(len, words)) >= _FEW_LETTERS:
        return words
    return (*words, *(left for left in own_runs(event, others) if left not in words))


def _signs(text: str) -> frozenset[str]:
    return frozenset(sign.lower() for sign in _SIGN.findall(text))


def _one_each(asked: Sequence[_Asked], places: Sequence[Unit]) -> list[Unit]:
    """A place for each risk, no two the same; empty when one has none."""
    if len(places) < len(asked):
        return []
    in_turn = _in_turn(asked, places)
    fits: list[list[int]] = []
    owner: dict[int, int] = {}
    for at, one in enumerate(asked):
        fits.append(
            [
                n
                for n, place in enumerate(places)
                if _tells(one, place, in_turn=in_turn.get(n) == at)
            ]
        )
        if not _assign(at, fits, owner, set()):
            return []
    return [places[n] for n in sorted(owner, key=lambda n: owner[n])]


def _assign(at: int, fits: Sequence[Sequence[int]], owner: dict[int, int], seen: set[int]) -> bool:
    """Give a risk a place that fits it, moving others to another of theirs where need be."""
    for n in fits[at]:
        if n in seen:
            continue
        seen.add(n)
        if n not in owner or _assign(owner[n], fits, owner, seen):
            owner[n] = at
            return True
    return False


def _in_turn(asked: Sequence[_Asked], places: Sequence[Unit]) -> dict[int, int]:
    """Which risk each place answers, when as many are numbered in turn as there are."""
    numbered = [n for n, place in enumerate(places) if place.number]
    if [places[n].number for n in numbered] == [str(n + 1) for n in range(len(asked))]:
        return {n: at for at, n in enumerate(numbered)}
    return {}


def _tells(one: _Asked, place: Unit, *, in_turn: bool) -> bool:
    event = _BOTH if in_turn else _event_letters(one, place)
    # "มีกำหนดวัน" has no word of its own by which it could be known again.
    known = [bool(words or sign) for words, sign in zip(one.measures, one.signs, strict=True)]
    told = all(
        (any(known) and not can_be)
        or _tells_measure(one, fold_text(quote.text), words, signs, place, event=event)
        for quote, words, signs, can_be in zip(
            one.risk.quotes, one.measures, one.signs, known, strict=True
        )
    )
    return told and _tells_more(one.risk, place)


def _event_letters(one: _Asked, place: Unit) -> int:
    """How many letters of the event a place tells; 0 when too few."""
    if _is_said(fold_text(one.risk.told), place):
        return _BOTH
    letters = letters_told(one.event, place.texts)
    if letters >= _WORDS:
        return letters
    return _HEADED if any(_heads(one, text) for text in _texts(place)[:_FIRST]) else 0


def _heads(one: _Asked, text: str) -> bool:
    """Whether a short head ("รถ:", "3 | โอที") is a word of this event alone."""
    label = _HEAD.match(text)
    head = fold_text(label[1]) if label is not None else ""
    return bool(head) and head in fold_text(one.risk.told) and head not in one.others


def _tells_measure(
    one: _Asked,
    measure: str,
    words: Sequence[str],
    signs: frozenset[str],
    place: Unit,
    *,
    event: int,
) -> bool:
    if _is_said(measure, place):
        return True
    letters = letters_beyond(words, place.texts, fold_text(one.risk.told))
    if letters >= max(_PLAIN, _SHARE * len(measure)):
        return True
    own = frozenset(_SIGN.findall(" ".join(_texts(place)).lower()))
    if signs & own:
        letters += _SIGNS
    return event > 0 and letters >= _WORDS and event + letters >= _BOTH


def _is_said(words: str, place: Unit) -> bool:
    return len(words) >= _LEAST and any(
        fuzz.partial_ratio(words, text) >= _SAME for text in place.texts if len(text) >= _LEAST
    )


def _texts(place: Unit) -> list[str]:
    return [place.document.text[start:end] for start, end in place.parts]


def _tells_more(risk: Risk, place: Unit) -> bool:
    return _says_more(fold_text(" ".join(risk.texts)), place)


def _says_more(plan: str, place: Unit) -> bool:
    """Whether a place says what was done, in words or figures that the plan has not."""
    texts = [_without_intent(text) for text in _texts(place) if fold_text(text) not in plan]
    said = "\n".join(_NUMBER.sub("", text) for text in texts)
    if set(_PAST.findall(fold_text(said))) - set(_PAST.findall(plan)):
        return True
    own = words_of_its_own(fold_text(said), (plan,))
    if sum(map(len, own)) < _MORE and not _DIGIT.search(said):
        return False
    if tells_result(said) or counts_things(said):
        return True
    if _ON_A_DAY.search(plain_text(said)) and not _DUE.search(said):
        return True
    return not set(_FIGURES.findall(plain_text(said))) <= set(_FIGURES.findall(plain_text(plan)))


def _without_intent(text: str) -> str:
    """A text up to what will be done, unless it says what came of it."""
    intended = _INTENDED.search(text)
    return text if intended is None or tells_result(text) else text[: intended.start()]
