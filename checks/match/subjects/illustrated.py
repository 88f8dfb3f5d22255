"""Whether the pictures of a page are photographs of the activity that its text tells.

Photographs hide nothing: the text beside them decides. A poster, a scan of a paper or a picture
that stands for the text may say what the lines do not.
"""

import re

from checks.api import Case
from checks.match.periods.dates import MONTH
from checks.match.reading.substance import Substance
from checks.match.subjects.matter import lines_told
from crawler.records import Image
from crawler.thai import fold_text

_TOLD_IN_FULL = 300  # letters of an account beside which pictures without a name are photographs
# Folded: pictures that are called what they show, and ones that may be read.
_PHOTOGRAPH = re.compile(
    r"ภาพ(?:กิจกรรม|บรรยากาศ|ข่าว|การ|ประกอบ|ถ่าย)|รูป(?:ภาพ|กิจกรรม|ถ่าย)|บรรยากาศ|gallery|photo"
)
_PORTRAIT = re.compile(r"(?:นาย|นาง|ปลัด|คณะผู้บริหาร|ผู้อานวย|อธิบดี|อธิการ|โลโก้|ตรา(?!ราง)|logo)", re.I)
_TO_READ = re.compile(
    r"นโยบาย|ประกาศ|หนังสือ|คาสั่ง|เอกสาร|แผน|ผัง|รายงาน|สรุป|อินโฟ|โปสเตอร์"
    r"|policy|poster|info|scan|doc|page|announce|notice",
    re.I,
)
# An account of something held on a day: who opened it, who spoke, who came.
_DAY = re.compile(rf"วันที่\d{{1,2}}(?:-\d{{1,2}})?(?:เดือน)?(?:{MONTH})|\d{{1,2}}(?:{MONTH})")
_HELD = re.compile(
    r"เป็นประธาน|เข้าร่วม|วิทยากร|จัด(?:การ)?(?:อบรม|ประชุม|กิจกรรม|โครงการ|สัมมนา)|เปิดการ|ร่วมกิจกรรม|ให้ความรู้"
)


def only_illustrate(case: Case, content: Substance) -> bool:
    """Whether every picture is called a photograph, or may show what a line tells was held."""
    if all(_is_photograph(image, unnamed=False) for _, image in content.pictures):
        return True
    said = [line.folded for line in lines_told(case)]
    account = any(
        _DAY.search(line) and _HELD.search(line + below)
        for line, below in zip(said, (*said[1:], ""), strict=False)
    )
    if not account:
        return False
    told = content.letters >= _TOLD_IN_FULL
    return all(_is_photograph(image, unnamed=told) for _, image in content.pictures)


def _is_photograph(image: Image, *, unnamed: bool) -> bool:
    called = fold_text(f"{image.alt} {image.title}")
    if _PORTRAIT.match(called):
        return True
    if _TO_READ.search(called) or _TO_READ.search(image.url.rsplit("/", 1)[-1]):
        return False
    return unnamed or _PHOTOGRAPH.search(called) is not None
