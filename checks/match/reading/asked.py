"""Questions with their answers on the lines of a page: "ถาม: ติดขัดอะไรบ้าง" / "ตอบ: ฝนตกหนัก"."""

import re

# A mark or a space ends the word: bold type often stands for the mark.
_QUESTION = re.compile(
    r"\W*(?:ถาม|คำถาม(?:ที่)?(?:\s?[\d๐-๙]{1,2})?|ข้อซักถาม|Q\s?\d{0,2})(?:\s*[:：.–-]\s*|\s+)(?P<said>\S[^\n]{4,})"
)
_ANSWER = re.compile(r"\W*(?:ตอบ|คำตอบ|คำชี้แจง|A\s?\d{0,2})(?:\s*[:：.–-]\s*|\s+)(?P<said>\S[^\n]*)")
_BOTH = re.compile(
    r"\W*(?:ถาม|คำถาม|Q)(?:\s?[\d๐-๙]{1,2})?\s*[:：.–-]?\s+(?P<asked>\S[^\n]{4,120}?)\s+"
    r"(?:ตอบ|คำตอบ|A)\s*[:：.–-]?\s+(?P<said>\S[^\n]*)"
)
_LONGEST = 200  # code points of a question


def asked(text: str) -> str:
    """The words of a line that asks something; "" for other lines."""
    found = _QUESTION.match(text)
    return found["said"].strip() if found and len(text) <= _LONGEST else ""


def answered(text: str) -> str:
    """The words of a line that answers the one above it; "" for other lines."""
    found = _ANSWER.match(text)
    return found["said"].strip() if found else ""


def asked_and_answered(text: str) -> tuple[str, str]:
    """The question and the answer that share a line: "ถาม รอนานไหม ตอบ 7 วัน"; else twice ""."""
    found = _BOTH.match(text)
    return (found["asked"].strip(), found["said"].strip()) if found else ("", "")
