"""Cuts a sentence on one person into the name, the post and what else is told.

"นายวิรัช เกลียวทอง ดำรงตำแหน่งอธิบดีกรมตัวอย่างเคยเป็นรองอธิบดี โทร ...": beside a portrait some
agencies write a paragraph. The post is what the person is now, told right behind or before the
name.
"""

import re
from collections.abc import Iterator

from checks.match.people.person_names import names_in
from checks.match.people.person_pieces import IsPost, Piece

_SHORTEST = 60  # code points; shorter lines are those of a card
_BEFORE = 90  # code points before the name: the post, or how long one has held it
_CLAUSES = 3  # clauses behind a name among which the post stands
_IS = re.compile(
    r"(?:ซึ่ง|ปัจจุบัน|ได้รับแต่งตั้ง|ได้รับการแต่งตั้ง|เข้ารับ|รับ|ดำรง|ใน|ให้|ทำหน้าที่|เป็น|คือ|ตำแหน่ง|ได้แก่|ท่าน|มี|โดย|นำ|บริหาร)+(?=[ก-ฮเ-ไ])"
)
_ONCE = re.compile(r"เคย|อดีต|ก่อน|หลัง|มาจาก|จบ|สำเร็จ")
_ENDS = re.compile(
    r"\s|(?:มา)?ตั้งแต่|เมื่อ(?=[วเพ\d])|คนที่|คนปัจจุบัน|จนถึง|(?<=[ก-๎])ซึ่ง|(?<=[ก-๎])โดย(?=[ก-ฮ])"
)


def told_pieces(piece: Piece, is_post: IsPost) -> tuple[Piece, ...]:
    """The name, the post and the rest of a sentence on one person; else the piece alone."""
    text = piece.text
    if len(text) <= _SHORTEST:
        return (piece,)
    names = names_in(text)
    if not names or len({name.key for name in names}) > 1 or names[0].start > _BEFORE:
        return (piece,)
    name = names[0]
    if not text[name.end :].strip():
        return (piece,)
    post = _post_before(text, name.start, is_post) or _post_behind(text, name.end, is_post)
    if post is None:
        return (piece,)
    spans = [(name.start, name.end), post, (max(name.end, post[1]), len(text))]
    return tuple(
        Piece(start=piece.start + low, end=piece.start + high, text=text[low:high])
        for low, high in (_trimmed(text, *span) for span in spans)
        if low < high
    )


def _post_behind(text: str, start: int, is_post: IsPost) -> tuple[int, int] | None:
    for number, (low, high) in enumerate(_clauses(text, start, len(text))):
        clause = text[low:high]
        if number == _CLAUSES or _ONCE.match(clause):
            return None
        verb = _IS.match(clause)
        low += verb.end() if verb is not None else 0
        if is_post(text[low:high]):
            return low, high
    return None


def _post_before(text: str, name_start: int, is_post: IsPost) -> tuple[int, int] | None:
    for low, high in reversed(list(_clauses(text, 0, name_start))):
        if is_post(text[low:high]) and not _ONCE.match(text[low:high]):
            return low, high
    return None


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _ENDS.finditer(text, start, end):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if end > at:
        yield at, end


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    words = text[low:high]
    return low + len(words) - len(words.lstrip()), high - (len(words) - len(words.rstrip()))
