"""Who held an activity, where a label says it: "หน่วยงานที่จัด: กองช่าง", "จัดโดย | กรมการขนส่งทางบก"."""

import re
from collections.abc import Iterable, Iterator

from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.lines import Line, lines
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LONGEST = 160  # code points of a line of a label and its value
# Folded spelling.
_LABEL = re.compile(
    r"[\W\d]*(?:หน่วยงาน|ส่วนงาน|ส่วนราชการ|องค์กร|กอง)?(?:ที่|ผู้)?(?:เป็น)?"
    r"(?:(?:ผู้)?จัด(?:โดย|กิจกรรม|โครงการ|งาน|ประชุม|เวที)*|เจ้าภาพ(?:หลัก|การจัด)?|เจ้าของ(?:โครงการ|กิจกรรม)|(?:ผู้)?ดาเนินการ(?:โดย|จัด)|ใครจัด)"
)
_SIGN = re.compile(r"\t+|\s*[:：=]\s*|\s{2,}|\s[–—-]\s")
# Labels of a role that a single space sets apart from its bearer; not folded.
_ROLE = re.compile(
    r"([\W\d]*(?:(?:หน่วยงาน|ส่วนงาน|ส่วนราชการ|องค์กร)?ผู้จัด|(?:หน่วยงาน|ส่วนงาน|ส่วนราชการ|องค์กร)ที่จัด|จัดโดย|เจ้าภาพ)"
    r"(?:กิจกรรม|โครงการ|งาน|ประชุม|เวที|หลัก)?)\s(.+)"
)


def told_hosts(documents: Iterable[Document]) -> Iterator[tuple[Line, str]]:
    """The lines that say by a label who held something, each with the folded name of the host."""
    for document in documents:
        rows = lines(document, _CONTENT)
        for number, line in enumerate(rows):
            if len(line.text) > _LONGEST or is_criteria_text(line.text):
                continue
            label, value = _parted(line.text)
            if not _LABEL.fullmatch(fold_text(label)):
                continue
            if value:
                yield line, fold_text(value)
            elif number + 1 < len(rows) and len(rows[number + 1].text) <= _LONGEST:
                yield rows[number + 1], rows[number + 1].folded


def _parted(text: str) -> tuple[str, str]:
    """The label of a line and what it labels, which is empty when the line is all label."""
    text = text.strip(" \t:：")
    sign = _SIGN.search(text)
    if sign is not None and _LABEL.fullmatch(fold_text(text[: sign.start()])):
        return text[: sign.start()], text[sign.end() :].split("\t")[0].strip()
    role = _ROLE.match(text)
    return (role[1], role[2].split("\t")[0].strip()) if role is not None else (text, "")
