"""What the words of a label say by themselves: nothing, a division, a hub, a place holder."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from checks.match.periods.dates import DASH, MONTH
from checks.match.subjects.item_codes import item_codes, without_codes
from checks.match.subjects.owners import without_owner
from checks.match.subjects.word_lists import letters_of, load_vocabulary, without_signs
from crawler.thai import fold_text

CACHED_TEXTS = 65536

# Folded spelling: sara am is sara aa, and there are no spaces.
_FISCAL_YEAR_WORDS = re.compile(
    r"\(?(?:ของ|ใน)?(?:ประจา)?ปี(?:งบประมาณ|งบ)(?:รายจ่าย)?\.?(?:พ\.?ศ\.{0,2}|พุทธศักราช)?(?:\d{4}|\d\d(?!\d))?\)?"
)
_YEAR_WORDS = re.compile(
    r"\(?(?:ระหว่าง|ตั้งแต่)?(?:ของ)?(?:ประจา)?(?:(?<!\d)ปี)?(?:พ\.?ศ\.{0,2})?2[45]\d\d(?:(?:-|ถึง|/)(?:ปี)?(?:พ\.?ศ\.{0,2})?(?:2[45]\d\d|\d\d))?\)?"
    r"|(?:ประจา)?ปี[5-7]\d(?!\d)|ประจาปี(?!การศึกษา)"
)
# A stretch from month to month is no month's: "(เดือนตุลาคม 2566 - เดือนกันยายน 2567)".
_FROM_MONTH = rf"(?:\d{{1,2}} ?)?(?:เดือน ?)?{MONTH} ?(?:พ\.ศ\. ?)?(?:\d{{4}}|\d\d)?"
_MONTH_SPAN = re.compile(rf"(?:ตั้งแต่|ระหว่าง)? ?(?:วันที่)? ?{_FROM_MONTH}{DASH}(?:วันที่)? ?{_FROM_MONTH}")
# How labels misspell words, where folding leaves them as they are; folded.
_MISSPELT = (
    ("บุคคลากร", "บุคลากร"),
    ("ทรัพยากรบุคล", "ทรัพยากรบุคคล"),
    ("บุคคคล", "บุคคล"),
    ("มาตราการ", "มาตรการ"),
    ("มาตราฐาน", "มาตรฐาน"),
    ("ยุทธ์ศาสตร์", "ยุทธศาสตร์"),
    ("จริยะธรรม", "จริยธรรม"),
    ("ติตต่อ", "ติดต่อ"),
    ("โครงส้ราง", "โครงสร้าง"),
    ("ทุจิรต", "ทุจริต"),
    ("ประชนชน", "ประชาชน"),
)
_LIST_NUMBER = re.compile(r"^[(\[]?\d{1,3}(?:\.\d{1,2})*[)\].:_-]+")
# The kind of writing, before what it is on: "ถาม-ตอบ เรื่องทุจริต" is on no questions of citizens.
_WRITTEN_AS = re.compile(
    r"^(?:(?:ถาม-?ตอบ|คาถาม-?คาตอบ|q&a|faq|เล่า|ชวนคุย|บันทึกข้อความ|สรุป(?:ย่อ)?)[-:–]?)+"
    r"เรื่อง(?!ร้อง|ทั่วไป|ต่าง|ที่|น่า|ราว)(?=[ก-ฮเ-ไ][ก-๎]{3})"
)
_TRAILING_COUNT = re.compile(r"[(\[]\d{1,4}[)\]]$")
_PART_WORDS = re.compile(
    r"มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรก[ฎฏ]าคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน"
    r"|ธันวาคม|มค|กพ|มีค|เมย|พค|มิย|กค|สค|กย|ตค|พย|ธค|ไตรมาส|เดือน|ประจา|ครั้ง|ฉบับ|งวด|รอบ|แรก|หลัง"
    r"|ที่|ปี|งบประมาณ|พศ|หน้า(?:ที่)?[0-9]+|ส่วนที่|ตอนที่|[0-9]+"
)
_DIVISION = re.compile(r"^(?:กอง|สานัก|ฝ่าย|งาน|กลุ่ม|ส่วน|หน่วย|แผนก|ศูนย์|คณะ|ภาควิชา|สานักงาน|สถาบัน)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text prepared for comparison."""

    text: str
    bare: str  # folded; fiscal years reduced to "ประจาปี", so that งบประมาณ means a budget
    undated: str  # folded, without code, list number and year words
    key: str  # undated, letters and figures only

    def has(self, word: str) -> bool:
        """Whether the label holds a folded word, signs between its letters or not."""
        return word in self.undated or word in self.key


def label_of(text: str) -> Label:
    """A label without its code, list number, kind of writing, count and year words."""
    folded = _spelled(fold_text(_MONTH_SPAN.sub(" ", without_codes(without_owner(text)))))
    folded = _LIST_NUMBER.sub("", folded)
    folded = _WRITTEN_AS.sub("", folded)
    folded = _TRAILING_COUNT.sub("", folded)
    undated = _YEAR_WORDS.sub("", _FISCAL_YEAR_WORDS.sub("", folded))
    return Label(
        text=" ".join(text.split()),
        bare=_FISCAL_YEAR_WORDS.sub("ประจาปี", folded),
        undated=undated,
        key=without_signs(undated),
    )


def _spelled(folded: str) -> str:
    for written, meant in _MISSPELT:
        folded = folded.replace(written, meant)
    return folded


@lru_cache(maxsize=CACHED_TEXTS)
def is_generic(text: str) -> bool:
    """Whether a label says nothing about its subject (คลิก, ดาวน์โหลด, รายละเอียด 1, PDF)."""
    key = letters_of(text)
    return not key or (len(key) <= 60 and load_vocabulary().generic.fullmatch(key) is not None)


@lru_cache(maxsize=CACHED_TEXTS)
def is_placeholder(text: str) -> bool:
    """Whether a line only says that content is still to come, or fills a template."""
    folded = fold_text(text)
    if len(folded) > 80:
        return False
    if len(folded) >= 5 and not folded.strip(".…-_"):
        return True
    vocabulary = load_vocabulary()
    if without_signs(folded) in vocabulary.placeholders:
        return True
    return any(
        phrase in folded and len(folded) <= len(phrase) + 25
        for phrase in vocabulary.placeholder_phrases
    )


@lru_cache(maxsize=CACHED_TEXTS)
def is_hub_label(text: str) -> bool:
    """Whether a label names the page that gathers the evidence of the assessment (ITA, OIT)."""
    folded = fold_text(text)
    if not folded or len(folded) > 160:
        return False
    vocabulary = load_vocabulary()
    if any(word in folded for word in vocabulary.hub_not):
        return False
    if len(item_codes(text)) == 1:
        return False  # "แบบ ITA-o14" is one answer, or the form of one
    if vocabulary.hub_words.search(text.lower()):
        return True
    return any(all(word in folded for word in words) for words in vocabulary.hub_stems)


def known_host_kind(url: str) -> str | None:
    """What a well-known outside host is for: documents, forms, social, procurement, ...

    None for hosts that are not known.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    for known, path, kind in load_vocabulary().hosts:
        if (host == known or host.endswith(f".{known}")) and parts.path.startswith(path):
            return kind
    return None


@lru_cache(maxsize=CACHED_TEXTS)
def says_nothing(text: str) -> bool:
    """Whether a label is empty, generic, or names only a code, year, month or number."""
    if is_generic(text):
        return True
    rest = _PART_WORDS.sub("", label_of(text).key)
    return not rest or is_generic(rest)


def names_division(text: str) -> bool:
    """Whether a label begins like the name of a division of an agency."""
    return _DIVISION.match(fold_text(text)) is not None
