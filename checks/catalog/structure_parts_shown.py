"""The organisation structure shows the parts that the component asks for.

Question: do the pages about the agency's structure name every one of these parts in their content:
internal units (two or more on one page), key posts, a side of local government, a part of a
province?

passed        quotes a line for every part.
failed        not_found: no page is about the structure; incomplete: the pages were read and a part
              is named on none of them.
cantTell      a part is not named, and a picture, a viewer or something unread may show it.
inapplicable  never; the rulebook says who owes the component.

Menus, boxes of news, contact lists and pages of other subjects never count.
Source: components of the item on organisation structure in the rulebook facts; real agency pages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    passed,
    quote_image,
    quote_text,
)
from checks.match.agency.structure_pictures import picture_quote, pictures_of, says_chart
from checks.match.agency.structure_words import PARTS, distinct_units, names_part, units_of
from checks.match.reading.lines import Line
from checks.match.subjects.pages import Subject, content_lines, pages_about, pages_of_site
from crawler.records import Document, Region
from crawler.thai import fold_text

_STRUCTURE = Subject(
    names=re.compile(
        r"โครงสร้าง|ผังองค์กร|ผังองค์การ|ผังการบริหาร|ผังการแบ่ง|ผังการจัด|ผังส่วนราชการ|ผังฝ่าย|ผังบุคลากร|ผังสายงาน|จัดส่วนราชการ|แผนภูมิ(?:องค์กร|บริหาร|การแบ่ง|การบริหาร|โครง|การจัด)|แบ่งส่วนราชการ"
        r"|แบ่งส่วนงาน|การแบ่งงาน|หน่วยงานภายใน|ส่วนราชการภายใน|ส่วนงานภายใน|organi[sz]ation(?:al)?(?:chart|structure)?$|orgchart"
    ),
    others=re.compile(
        r"พื้นฐาน|เว็บไซ[ตด]์|ขั้นตอน|เงินเดือน|โครงสร้างราคา|โครงสร้างตลาด|อาคาร|ก่อสร้าง|หนี้|ภาษี|ข่าว|รับสมัคร|ขอเชิญ|อบรม|ประชุม"
        r"|ประเมินผล|ติดต่อ|โทรศัพท์|แผนพัฒนา|ข้อบัญญัติ|แผนอัตรากาลังสามปี"
    ),
)
_LEAST_UNITS = 2
_TOLD_CHART = 40  # characters of an alternative text that tells more than a name
_CHART_PARTS = re.compile(r"[:：,;/|•]|\s[-–—]\s|\s{2,}|\n")
_SHOWN = 160  # code points of a long line that are quoted
_LABELS = {
    "units": "ส่วนงานภายใน",
    "posts": "ตำแหน่งที่สำคัญ",
    "local_executive": "ผู้บริหารท้องถิ่น",
    "council": "สภาท้องถิ่น",
    "permanent": "ฝ่ายข้าราชการประจำ",
    "governor": "ผู้ว่าราชการจังหวัด",
    "deputy_governor": "รองผู้ว่าราชการจังหวัด",
    "provincial_office": "สำนักงานจังหวัด",
    "regional": "ราชการส่วนภูมิภาค",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Parts of a structure, all of which must be shown."""

    parts: tuple[str, ...]  # names of PARTS in checks.match.agency.structure_words

    def __post_init__(self) -> None:
        unknown = [part for part in self.parts if part not in PARTS]
        if unknown or not self.parts:
            raise ValueError(f"parts {unknown} are not known; one or more of {', '.join(PARTS)}")


@check(version=5, options=Options)
def structure_parts_shown(case: Case, options: Options) -> Finding:
    """Look for every part on the pages about the structure, then for pictures of it."""
    pages = pages_about(case, _STRUCTURE)
    pages += pages_of_site(case, _STRUCTURE)
    shown = {part: quote for part in options.parts if (quote := _quote(part, pages, case))}
    lacking = [part for part in options.parts if part not in shown]
    quotes = list(dict.fromkeys(shown.values()))
    if not lacking:
        return passed(*quotes, found=quotes[0].text[:120])
    missing = ", ".join(_LABELS[part] for part in lacking)
    picture = picture_quote(pages, case)
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT,
            picture,
            *quotes,
            note=f"a picture may show {', '.join(lacking)}",
            missing=missing,
            found=picture.text[:200],
        )
    nearest = quotes[0] if quotes else _lead(pages)
    reason = Reason.INCOMPLETE if pages else Reason.NOT_FOUND
    details = {"found": nearest.text[:120]} if nearest is not None else {}
    return case.absent(
        f"not named: {', '.join(lacking)}",
        nearest=nearest,
        reason=reason,
        missing=missing,
        **details,
    )


def _quote(part: str, pages: tuple[Document, ...], case: Case) -> Quote | None:
    if part == "units":
        return _units_quote(pages, case)
    for page in pages:
        for line in content_lines(page, case):
            if names_part(line, part):
                return quote_text(page, line.start, min(line.end, line.start + _SHOWN))
    told = next((q for q, line in _told_pictures(pages, case) if names_part(line, part)), None)
    if told is not None:
        return told
    # Units of a local government are its permanent side, whoever heads them.
    return _units_quote(pages, case) if part == "permanent" else None


def _units_quote(pages: tuple[Document, ...], case: Case) -> Quote | None:
    """The first line with a unit, of a page that names at least two."""
    for page in pages:
        found = [(line, name) for line in content_lines(page, case) for name in units_of(line)]
        if len(distinct_units(name for _, name in found)) >= _LEAST_UNITS:
            line = found[0][0]
            return quote_text(page, line.start, min(line.end, line.start + _SHOWN))
    named = [
        (quote, name) for quote, line in _told_pictures(pages, case) for name in units_of(line)
    ]
    if len(distinct_units(name for _, name in named)) >= _LEAST_UNITS:
        return named[0][0]
    return None


def _told_pictures(pages: tuple[Document, ...], case: Case) -> Iterator[tuple[Quote, Line]]:
    """Charts whose alternative text tells what they show, each of its parts as a line."""
    for page in pages:
        for image in pictures_of(page, case):
            if not says_chart(image) or len(image.alt) < _TOLD_CHART:
                continue
            for part in _CHART_PARTS.split(image.alt):
                words = part.strip()
                line = Line(
                    document=page,
                    start=image.start,
                    end=image.start,
                    text=words,
                    folded=fold_text(words),
                    region=Region.CONTENT,
                )
                yield quote_image(page, image), line


def _lead(pages: tuple[Document, ...]) -> Quote | None:
    return next(_headings(pages), None)


def _headings(pages: tuple[Document, ...]) -> Iterator[Quote]:
    for page in pages:
        for heading in page.headings:
            if _STRUCTURE.named_in(heading.text):
                yield quote_text(page, heading.start, heading.end)
