"""Tells whether a weak point and a measure speak of the same thing in the same words.

Thai writes no spaces between words: what two texts share is a run of letters. Words that any agency
uses of anything ("ประชาชน", "ปรับปรุง", "การดำเนินงาน") are taken out before.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_RUN = 8  # folded code points that name a thing
_SHORT_RUN = 5  # folded code points that may name a thing where the places are known
_SYLLABLE = 3  # folded code points, below which what two words share is chance
_BEYOND = 11  # letters of a run, those counted twice by which it goes beyond what is known
_LONGEST = 600  # folded code points of a text that are compared
# Folded.
_COMMON = re.compile(
    r"ผู้(?:รับบริการ|มารับบริการ|ใช้บริการ|มาติดต่อ|โดยสาร|เกี่ยวข้อง|มีส่วนได้ส่วนเสีย|บริหาร|ปฏิบัติงาน|รับผิดชอบ|ประเมิน|ตอบแบบ[ก-๎]{0,8})"
    r"|ประชาชน|ชาวบ้าน|นักศึกษา|นักเรียน|เกษตรกร|ลูกค้า|พนักงาน|เจ้าหน้าที่|บุคลากร|ข้าราชการ|หน่วยงาน|องค์กร|องค์การ|เทศบาล|อบต\.?|กรม|มหาวิทยาลัย"
    r"|ตัวชี้วัด|คะแนน|มาตรการ|แนวทาง|กิจกรรม|โครงการ|ประเด็น|ข้อบกพร่อง|จุดอ่อน|ปัญหา|ปีงบประมาณ|พ\.ศ\.|ประจาปี|ผลการประเมิน|ita|[eio]it"
    r"|(?:การ|ความ)?(?:ปรับปรุง|พัฒนา|แก้ไข|ดาเนิน(?:การ|งาน)|ปฏิบัติ(?:งาน|หน้าที่|ราชการ)?|จัดทา|ส่งเสริม|เพิ่ม|ให้ความรู้|ทางาน|ทราบ|เข้าใจ|ชัดเจน|โปร่งใส|คุณธรรม)"
    r"|ประสิทธิภาพ|ภายใน|เกี่ยวกับ|อย่าง|ต่อเนื่อง|ทั่วถึง|เป็น|ไม่|ได้รับ|สามารถ|ข้อมูล|ระบบ|ทุกเดือน|ทุกไตรมาส|ระยะเวลา"
)
# Words of any measure against any risk, which name none.
_OF_MEASURES = re.compile(
    r"ทุกครั้ง|ครั้ง(?:ที่)?|พร้อม(?:ทั้ง|กับ)?|ทั้งหมด|แล้วเสร็จ|เพื่อ(?:ให้)?|(?:กากับ|ตรวจสอบ(?!ภายใน)|ติดตาม|ควบคุม|กาหนด|กาชับ|แต่งตั้ง|ถือปฏิบัติ|รายงานผล)"
    r"|(?:คณะ)?กรรมการ|คณะทางาน|ผู้บังคับบัญชา|หัวหน้า|ผู้อานวยการ|ระเบียบ|กฎหมาย|(?:อย่าง)?เคร่งครัด|(?:เรื่อง)?ร้องเรียน|ทุจริต|ประพฤติมิชอบ|ความเสี่ยง|ระหว่าง|ก่อนการ|ให้ผู้"
)
# Words that join others and name nothing. Folded.
_FUNCTION = re.compile(
    r"^(?:ให้|และ|หรือ|โดย|การ|ของ|ที่|จาก|ผู้|ทุก|ตาม|ใน|จะ|มี|ได้|กับ|แก่|ต่อ|ด้วย|ก่อน|หลัง|ไว้|เข้า|ออก|ไป|มา)+"
    r"|(?:ให้|และ|หรือ|โดย|การ|ของ|ที่|จาก|ผู้|ทุก|ตาม|ใน|จะ|มี|ได้|กับ|แก่|ต่อ|ด้วย|ก่อน|หลัง|ไว้|เข้า|ออก|ไป|มา)+$"
)
_APART = re.compile(r"[^ก-๎a-z]+")


def shares_words(weak: str, measure: str) -> bool:
    """Whether two folded texts share a run of letters that names a thing."""
    own = [piece for piece in _pieces(measure) if len(piece) >= _RUN]
    others = [piece for piece in _pieces(weak) if len(piece) >= _RUN]
    return any(_run(one, other) >= _RUN for one in own for other in others)


def words_of_its_own(name: str, others: Sequence[str]) -> tuple[str, ...]:
    """The runs of a folded name that name something and that the others do not share."""
    named = _OF_MEASURES.sub(" ", name)
    return _unshared([piece for piece in _pieces(named) if len(piece) >= _SHORT_RUN], others)


def own_runs(name: str, others: Sequence[str]) -> tuple[str, ...]:
    """The runs of a folded name that the others do not share, whatever they name."""
    return _unshared([p for p in _APART.split(name) if len(p) >= _SHORT_RUN], others)


def _unshared(own: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    for other in others:
        own = [left for piece in own for left in _split(piece, other)[1]]
    return tuple(own)


def letters_told(words: Sequence[str], texts: Sequence[str]) -> int:
    """How many letters of the words stand in folded texts in runs."""
    text = " ".join(texts)[:_LONGEST]
    return sum(_split(word, text)[0] for word in words)


def letters_beyond(words: Sequence[str], texts: Sequence[str], known: str) -> int:
    """How many letters of the words stand in folded texts in runs that name a thing not yet known.

    "บัตรเติมน้ำมัน" goes beyond a risk that tells of "เติมน้ำมัน" as a word of its own would, and
    "สอบปฏิบัติ" beyond the words of any measure.
    """
    text = " ".join(texts)[:_LONGEST]
    letters = 0
    for run in (run for word in words for run in _runs(word, text)):
        named = _FUNCTION.sub("", _COMMON.sub("", _OF_MEASURES.sub("", run)))
        shared = _run(named, known)
        beyond = len(named) - (shared if shared >= _SYLLABLE else 0)
        if beyond >= _SHORT_RUN:
            letters += beyond
        elif beyond >= _SYLLABLE and len(run) + beyond >= _BEYOND:
            letters += _SHORT_RUN
    return letters


def _runs(piece: str, text: str) -> Iterator[str]:
    """The runs of a piece that stand in a text."""
    waiting = [piece]
    while waiting:
        one = waiting.pop()
        match = SequenceMatcher(None, one, text, autojunk=False).find_longest_match()
        if match.size >= _SHORT_RUN:
            yield one[match.a : match.a + match.size]
            waiting += [one[: match.a], one[match.a + match.size :]]


def _split(piece: str, text: str) -> tuple[int, list[str]]:
    """How many letters of a piece stand in a text in runs, and the pieces left between them."""
    waiting, told, left = [piece], 0, []
    while waiting:
        one = waiting.pop()
        match = SequenceMatcher(None, one, text, autojunk=False).find_longest_match()
        if match.size < _SHORT_RUN:
            left += [one] if len(one) >= _SHORT_RUN else []
            continue
        told += match.size
        waiting += [one[: match.a], one[match.a + match.size :]]
    return told, left


def _pieces(text: str) -> list[str]:
    return [piece for piece in _APART.split(_COMMON.sub(" ", text[:_LONGEST])) if piece]


def _run(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
