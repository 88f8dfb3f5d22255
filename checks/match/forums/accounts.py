"""What a page tells of a forum that an agency held with people from outside.

Officials write it up as a post, as news, as a memo or as a few lines without labels: the heading or
the first sentence says what the forum was about, later ones what people said, the last one what the
agency did with it. Who speaks tells the two last apart: "ที่ประชุมขอให้แก้แบบ" is what people want,
"กองช่างแก้แบบแล้ว" is what was done.
"""

import re
from enum import StrEnum

from checks.api import Case, Quote
from checks.match.forums.lines import Said, folded_pieces, quoted, sayings
from checks.match.forums.words import (
    ACTOR,
    ANNOUNCES,
    AS_ASKED,
    ASIDE,
    ASKED_IN,
    ATTENDED,
    CALENDAR,
    CAME,
    DEED,
    FORUM,
    GENERIC,
    GOOD_FOR,
    HEADLINE,
    HEADS_VOICES,
    HELD,
    IN_THE_FORUM,
    MATTER,
    NAMES_FORUM,
    NOW,
    ONLY_ASKED,
    OVER,
    PEOPLE,
    REPORTS,
    ROUNDS,
    SAID,
    TAKEN_UP,
    THEN,
    TO_COME,
    WENT_WELL,
    YET_TO_DO,
)
from checks.match.links.pointing import solid
from checks.match.reading.in_making import is_in_making
from crawler.records import Table

_LABELLED = 2  # columns of a table of labels, in which an invitation gives its day and place
_LEAST = 14  # folded letters; shorter lines are labels
_SENTENCE = 24  # folded letters of a sentence that may tell something
_MATTER_LEAST = 5  # folded letters that a matter is told in
_BEFORE = 60  # code points before a voice in which people are asked for it
_AFTER = 90  # code points within which a deed follows the one who does it


# "กรมรับข้อเสนอ แก้ร่างเป็น 180 วัน": what was said is taken, and nobody speaks anew.
_TAKEN = re.compile(
    r"^(?:ได้|จึง|ก็)*(?:รับ|เห็นด้วยกับ|เห็นชอบ(?:กับ|ตาม)?|ยอมรับ|เอา)"
    r"(?:ข้อ(?:เสนอ|คิดเห็น|สรุป|กังวล)|ความ(?:คิด)?เห็น|มติ|เสียง)[^ ]{0,20}"
)
_FOLLOWED = re.compile(r"ตาม ?(?:ที่|คา|ความ|มติ|ข้อ)[^ ]*\Z")
# What a label of the use says of what was said.
_TAKES_UP = re.compile(r"นา(?:ผล|ความ|ข้อ|มติ|ไป|มา)|ไปใช้|หลัง|แล้ว|ผลการพิจารณา|ดาเนินการ")
_BEHIND_LABEL = re.compile(r"\s?[:：]\s?|\s[–—-]\s")
# Folded: a line that begins as the name of a matter, and says of nothing that it was done.
_IS_MATTER = re.compile(r"\W*(?:ทิศทาง|แนวคิด|ประเด็น|หัวข้อ|ปัญหา)(?![^\n]*(?:ได้|แล้ว|เสร็จ))")


class Told(StrEnum):
    """The parts of the account of a forum."""

    MATTER = "matter"
    VOICE = "voice"
    USE = "use"


def told_of_forum(case: Case, what: Told) -> Quote | None:
    """The first line that tells this part of a forum, None when none does."""
    for document in case.inner_documents:
        heard = False
        for said in sayings(document):
            match what:
                case Told.MATTER:
                    told = tells_matter(said.text, heading=said.heading)
                case Told.VOICE:
                    told = not (said.heading or said.invites) and tells_voice(said.text)
                case Told.USE:
                    told = not (
                        said.heading or said.invites or _labels_what_will_be(said.text)
                    ) and tells_use(said.text, heard=heard)
            heard = heard or _heard(said)
            if told and solid(quote := quoted(said), case):
                return quote
    return None


def perhaps_told(case: Case, what: Told) -> Quote | None:
    """A line that may tell this part of a forum in words that are not known, None when none may.

    A headline with words of its own may name the matter; a line below the forum that is neither
    who came nor what the agency did may be what people said; a deed below that, what came of it.
    """
    for document in case.inner_documents:
        held = heard = False
        for said in sayings(document):
            match what:
                case Told.MATTER:
                    perhaps = said.heading and _headline(said.text)
                case Told.VOICE:
                    perhaps = held and not said.heading and _perhaps_said(said.text)
                case Told.USE:
                    perhaps = not said.heading and (
                        NOW.search(said.text) is not None or (heard and _perhaps_done(said.text))
                    )
            if perhaps and solid(quoted(said), case):
                return quoted(said)
            heard = heard or _heard(said)
            held = held or (not said.heading and HELD.search(said.text) is not None)
    return None


def only_announced(case: Case) -> Quote | None:
    """The line that announces a forum when no line of the pages tells of one that was held."""
    first: Quote | None = None
    for document in case.inner_documents:
        if document.ocr or not all(map(_is_calendar, document.tables)):
            return None
        for said in sayings(document):
            if said.invites or ANNOUNCES.search(said.text):
                first = first or quoted(said)
            elif not said.heading and _tells_of_one_held(said.text):
                return None
    return first


def _is_calendar(table: Table) -> bool:
    """Whether a table may give no more than when and where: labels, or days and places."""
    heads = [folded_pieces(cell.text) for cell in table.rows[0] if cell.text.strip()]
    return len(table.rows[0]) <= _LABELLED or all(map(CALENDAR.fullmatch, heads))


def _tells_of_one_held(text: str) -> bool:
    return bool(
        HELD.search(text)
        or CAME.search(text)
        or HEADS_VOICES.search(text)
        or tells_voice(text)
        or tells_use(text)
    )


def names_forum(label: str) -> bool:
    """Whether a title is that of a forum with people, and does not invite to one."""
    said = folded_pieces(label)
    return FORUM.search(said) is not None and ANNOUNCES.search(said) is None


def tells_matter(text: str, *, heading: bool = False) -> bool:
    """Whether a line names a forum and what it was held about, and not only who came and where."""
    text = folded_pieces(text)
    if not heading and len(text) < _LEAST:
        return False
    opening = text if heading else text[: _first_answer(text)]
    if not FORUM.search(opening):
        return False
    opening = ASIDE.sub(" ", ATTENDED.sub(" ", opening))
    opening = GENERIC.sub(" เวที ", opening)
    patterns = (MATTER, HEADLINE) if heading else (MATTER,)
    return any(
        len(_letters(matter)) >= _MATTER_LEAST
        for pattern in patterns
        for found in pattern.finditer(opening)
        for matter in found.groups()
        if matter
    )


def is_own_matter(label: str, text: str) -> bool:
    """Whether a labelled matter is more than the item's own title or words for a forum.

    ``label`` is the whole line: what people said, or what was done, is no label of a matter.
    """
    before = label.partition(text[:_LEAST])[0]
    if tells_voice(before) or tells_use(label):
        return False
    rest = folded_pieces(text)
    for pattern in (ATTENDED, REPORTS, ROUNDS, ASIDE, GENERIC):
        rest = pattern.sub(" ", rest)
    return len(_letters(rest)) >= _MATTER_LEAST


def says_only_it_went_well(text: str) -> bool:
    """Whether words in the place of a result say that all went well, and nothing else."""
    return WENT_WELL.fullmatch(folded_pieces(text)) is not None


def is_own_voice(label: str, text: str) -> bool:
    """Whether what stands beside or below a label is what people said, and not how they met.

    Below "ประชุมรับฟังความคิดเห็น ..." stands when and where it was held, and who came.
    """
    if tells_voice(text):
        return True
    rest = folded_pieces(text)
    if WENT_WELL.fullmatch(rest):
        return False
    if HELD.search(rest) is None and ATTENDED.search(rest) is None:
        return True
    if NAMES_FORUM.search(folded_pieces(label)):
        return False
    for pattern in (ATTENDED, ASIDE, HELD, GENERIC):
        rest = pattern.sub(" ", rest)
    return len(_letters(rest)) > _SENTENCE


def is_yet_to_be_used(text: str) -> bool:
    """Whether what stands beside a label of the use only says what will be done with it."""
    said = folded_pieces(text)
    if tells_use(text, heard=True) or OVER.search(said):
        return False
    return is_in_making(text) or (YET_TO_DO.search(said) is not None and not NOW.search(said))


def heads_forum(label: str) -> bool:
    """Whether a label is the name of a forum, as "เวทีรับฟังความเห็นการปรับปรุงสวน", and no use."""
    said = folded_pieces(label)
    return NAMES_FORUM.search(said) is not None and _TAKES_UP.search(said) is None


def _labels_what_will_be(text: str) -> bool:
    """Whether a line is a label of the use with words that nothing was done yet."""
    _, *behind = _BEHIND_LABEL.split(text, maxsplit=1)
    return bool(behind) and is_yet_to_be_used(behind[0])


def tells_voice(text: str) -> bool:
    """Whether a line says what people said, and not only that they were asked to speak."""
    return _first_voice(folded_pieces(text)) is not None


def tells_use(text: str, *, heard: bool = False) -> bool:
    """Whether a line says what the agency did with what people said.

    ``heard`` is whether a line above tells what they said: then any deed of the agency counts.
    """
    text = folded_pieces(text)
    for pattern in (
        TAKEN_UP,
        AS_ASKED,
        *((THEN,) if heard or _first_voice(text) or HELD.search(text) else ()),
    ):
        for found in pattern.finditer(text):
            start, end = next(span for span in found.regs[1:] if span != (-1, -1))
            if _done_by_agency(text, start, end):
                return True
    if heard and _perhaps_done(text) and OVER.search(text):
        return True
    before = _first_voice(text)
    return any(
        _does(text, actor)
        for actor in ACTOR.finditer(text)
        if heard or (before is not None and before < actor.start())
    )


def _headline(text: str) -> bool:
    rest = GENERIC.sub(" ", ASIDE.sub(" ", ACTOR.sub(" ", text)))
    return len(_letters(rest)) > _LEAST


def _heard(said: Said) -> bool:
    """Whether a line tells what people said, or is a label of it."""
    return tells_voice(said.text) or HEADS_VOICES.search(said.text) is not None


def _perhaps_said(text: str) -> bool:
    if (
        len(text) < _SENTENCE
        or ANNOUNCES.search(text)
        or FORUM.search(text)
        or HELD.search(text)
        or IN_THE_FORUM.search(text)
    ):
        return False
    if TO_COME.search(text) or ACTOR.match(text) or _only_people(text):
        return False
    return not (DEED.search(text) or AS_ASKED.search(text))


def _perhaps_done(text: str) -> bool:
    if len(text) < _SENTENCE or _first_voice(text) is not None or _only_people(text):
        return False
    if TO_COME.search(text) or HELD.search(text) or IN_THE_FORUM.search(text):
        return False
    if DEED.search(text) is None or _IS_MATTER.match(text):
        return False
    return ACTOR.search(text) is not None or OVER.search(text) is not None


def _only_people(text: str) -> bool:
    return re.search(r"\d ?(?:คน|ราย|แห่ง)", text) is not None


def _does(text: str, actor: re.Match[str]) -> bool:
    """Whether a deed follows the name of one who does it, with nothing said between."""
    rest = text[actor.end() : actor.end() + _AFTER]
    deed = DEED.search(rest)
    if deed is None:
        return False
    between = _TAKEN.sub("", rest[: deed.start()])
    return not (
        TO_COME.search(between + deed[0]) or IN_THE_FORUM.search(between) or PEOPLE.search(between)
    )


def _done_by_agency(text: str, start: int, end: int) -> bool:
    """Whether a deed at this span is neither still to come nor what people ask for."""
    clause = text.rfind(" ", 0, start) + 1
    # "ปรับตารางตามที่ชาวบ้านขอ": what they asked for is no word of what is to come.
    if TO_COME.search(_FOLLOWED.sub("", text[clause:end])) or GOOD_FOR.search(
        text[:start][-_AFTER:]
    ):
        return False
    voices = [at for at in _voices(text) if at < start]
    if not voices:
        return True
    return any(voices[-1] < actor.start() <= start for actor in ACTOR.finditer(text)) or (
        THEN.search(text, voices[-1], end) is not None
    )


def _voices(text: str) -> list[int]:
    """Where people are told to say something, and are not only asked to."""
    told: list[int] = []
    found = SAID.search(text)
    while found is not None:
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        asked = ASKED_IN.search(before) or ONLY_ASKED.search(found["between"] or "")
        if not asked:
            told.append(found.start())
        # "โครงการ อบต.พบประชาชน ... ประชาชนต้องการ...": those asked in may stand before who spoke.
        found = SAID.search(text, found.start() + 1 if asked else found.end())
    return told


def _first_voice(text: str) -> int | None:
    return next(iter(_voices(text)), None)


def _first_answer(text: str) -> int:
    """Where a line goes on to what people said or what was done with it; its length if nowhere."""
    places = [found.start() for p in (TAKEN_UP, AS_ASKED, THEN) for found in p.finditer(text)]
    voice = _first_voice(text)
    said = None if voice is None else SAID.match(text, voice)
    if said is not None and said["between"] and FORUM.search(said["between"]):
        # "ชวนผู้ค้า 40 คน มาคุยเรื่องค่าเช่า ผู้ค้าขอลด": who came and what for, before anyone spoke.
        voice = text.rfind(" ", 0, said.end("between")) + 1
    first = min([*places, len(text) if voice is None else voice], default=len(text))
    return first if first in (voice, len(text)) else text.rfind(" ", 0, first) + 1


def _letters(text: str) -> str:
    return re.sub(r"[^ก-๎a-z]", "", text)
