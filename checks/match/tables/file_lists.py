"""Lists of files: cards and tables that say who put a file up and when, and nothing else of it."""

import re

from checks.match.fields.told_entries import ToldEntry
from checks.match.periods.dates import MONTH, plain_text
from checks.match.tables.columns import header_depth
from crawler.records import Table

# Who put a file up on which day, and the button that fetches it.
_POSTED = re.compile(
    rf"(?:เผยแพร่|โพสต์|ลงประกาศ|ลงข้อมูล|อัปโหลด|อัพโหลด|วันที่ลง)(?:เมื่อ|วันที่|โดย)?[\s:]*"
    rf"\d{{1,2}} ?(?:{MONTH}|[/-] ?\d)"
    r"|(?m:ดาวน์โหลด(?:ไฟล์|เอกสาร)?[\s.]*$)|(?:เปิด)?อ่าน ?:? ?\d+ ?ครั้ง",
    re.I,
)
_FILE_HEADS = re.compile(
    r"ชื่อ(?:เอกสาร|ไฟล์|เรื่อง)|รายการเอกสาร|วันที่(?:เผยแพร่|ลง(?:ประกาศ|ข้อมูล|เว็บ)?|โพสต์|ประกาศ|นำเข้า)|เผยแพร่เมื่อ|ดาวน์โหลด|ไฟล์(?:แนบ)?|เปิดอ่าน"
)
_MATTER_HEADS = re.compile(r"มาตรการ|แนวทาง|กิจกรรม|โครงการ|ขั้นตอน|วิธี|สิ่งที่จะ|ระยะเวลา")
_FEW = 2  # headings that only a list of files has
_BELOW = 120  # code points right below a title in which its day of posting stands


def is_card(text: str) -> bool:
    """Whether a passage is the card of a file, which nobody carries out."""
    return _POSTED.search(plain_text(text)) is not None


def names_a_file(entry: ToldEntry) -> bool:
    """Whether an entry is the name of a file, with who put it up and when right below it."""
    rest = entry.document.text[entry.end : entry.end + _BELOW]
    return any(is_card(line) for line in rest.split("\n")[:3])


def lists_files(table: Table) -> bool:
    """Whether a table lists files with the days on which they were put up."""
    heads = [cell.text for row in table.rows[: header_depth(table)] for cell in row]
    if any(_MATTER_HEADS.search(head) for head in heads):
        return False
    return sum(_FILE_HEADS.search(head) is not None for head in heads) >= _FEW
