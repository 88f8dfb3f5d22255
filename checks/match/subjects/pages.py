"""Tells which pages of a case are about a subject, and which of their lines are content of it.

A page belongs to a subject when its title, its first headings or the words of a link that leads to
it name the subject; a page that merely holds a word of it does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.match.periods.years import fiscal_years_be
from checks.match.reading.criteria import criteria_starts
from checks.match.reading.furniture import is_furniture
from checks.match.reading.lines import Line, lines
from checks.match.reading.regions import in_content
from checks.match.subjects.vocabulary import is_placeholder, says_nothing
from checks.records import Case
from checks.site import Pointer
from crawler.records import Document, Image, LinkKind, PageKind, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_LISTS = frozenset({Region.MENU, Region.HEADER})
_FIRST_HEADINGS = 3
_MOSTLY = 0.7
# Headings of boxes that stand on a page and are about something else; folded.
_OTHER_BOX = re.compile(
    r"^(?:ข่าว|ประกาศ(?!.*(?:โครงสร้าง|แบ่งส่วน|กาหนด))|เรื่องล่าสุด|ภาพกิจกรรม|กิจกรรม|รับสมัคร|จัดซื้อ|ประชาสัมพันธ์|เมนู|ลิงก์|ลิงค์|แบนเนอร์"
    r"|หน่วยงานที่เกี่ยวข้อง|เว็บไซต์ที่เกี่ยวข้อง|ผู้เยี่ยมชม|ผู้เข้าชม|สถิติ|ติดต่อ(?:เรา|อบต|เทศบาล|หน่วยงาน)|สายตรง|บทความ"
    r"|โพสต์|อ่านต่อ|ที่ทาการ(?:อบ|องค์)|recent|latest|news|menu|links?)"
)
# Words of notices and news, in whatever box they stand; folded.
_NOTICE = re.compile(
    r"รับสมัคร|ขอเชิญ|สอบราคา|ประกวดราคา|ประกาศ(?!.{0,90}(?:แบ่ง|ประกอบด้วย|โครงสร้าง|ส่วนราชการ))|คาสั่ง"
    r"|ออกหน่วย|ลงพื้นที่|รายงานผล|(?<!เขต)(?<!จากการ)(?<!โดยการ)(?<!ได้รับ)(?<!ประชาชน)เลือกตั้ง(?!.{0,40}(?:ฝ่าย|ประกอบ))|นโยบายของ|แถลง"
)
# These are notices too, and parts of the names of units: "สำนักการประชุม".
_BUSINESS = re.compile(r"การประชุม|ประชุมสภา|อบรม|สายตรง|ร้องเรียน|ร้องทุกข์")
_UNIT_FIRST = re.compile(r"^[-–•*\d.)\s]*(?:สานัก|กอง|กลุ่ม|ศูนย์|ฝ่าย|งาน|ส่วน|สถาบัน|หน่วย)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Words that name a subject and words that show another one; both over folded text."""

    names: re.Pattern[str]
    others: re.Pattern[str]

    def named_in(self, words: str) -> bool:
        """Whether a title or label names the subject."""
        folded = fold_text(words)
        return bool(self.names.search(folded)) and not self.others.search(folded)


def pages_about(case: Case, subject: Subject) -> tuple[Document, ...]:
    """The documents of the case, the home page apart, that are about the subject."""
    return tuple(
        page
        for page in case.documents
        if page.url != case.site.home_url
        and (is_about(page, case, subject) or _is_listed(page, case, subject))
    )


def pages_of_site(case: Case, subject: Subject) -> tuple[Document, ...]:
    """Further pages of the site whose own heading or menu label names the subject.

    Pages of other years' archives and hubs are left out (design.md section 11, ruling 24).
    """
    known = {page.url for page in case.documents} | {case.site.home_url}
    return tuple(
        page
        for page in case.site.documents
        if page.url not in known
        and page.kind is PageKind.PAGE
        and is_about(page, case, subject)
        and not _archived(page, case)
    )


def _is_listed(page: Document, case: Case, subject: Subject) -> bool:
    """Whether a row that names the subject leads to a page that is headed as nothing else.

    "O2 ข้อมูลผู้บริหาร | ฝ่ายการเมือง | พนักงานส่วนตำบล": each side on a page of its own.
    """
    if any(subject.others.search(fold_text(words)) for words in (page.title, *_headings(page)[:1])):
        return False
    return any(
        subject.named_in(words)
        for pointer in case.site.pointers(page.url)
        for words in (pointer.link.row_text, pointer.link.item_text)
        if words
    )


def is_about(page: Document, case: Case, subject: Subject) -> bool:
    """Whether title, first content headings or a pointer's label name the subject."""
    headings = _headings(page)
    if any(subject.others.search(fold_text(words)) for words in headings[:1]):
        return False  # the heading says that the page is about something else
    if any(subject.named_in(words) for words in (page.title, *headings) if words):
        return True
    pointed = any(
        subject.named_in(words)
        for pointer in case.site.pointers(page.url)
        for words in labels_of(pointer)
    )
    # A picture is about what the page that shows it is about.
    return pointed or any(is_about(shown, case, subject) for shown, _ in _shown_on(page, case))


def _shown_on(page: Document, case: Case) -> tuple[tuple[Document, Image], ...]:
    shown = case.site.shown_on(page.url) if page.picture else ()
    return tuple((other, image) for other, image in shown if not other.picture)


def labels_of(pointer: Pointer) -> Iterator[str]:
    """The words that a link says of its end, the words around it when its own say nothing."""
    link = pointer.link
    own = [words for words in (link.text, link.title, link.image_alt) if words]
    said = [words for words in own if not says_nothing(words)]
    yield from said
    if not said:
        yield from (words for words in (link.row_text, link.item_text, link.heading) if words)
    if link.group and link.region in _LISTS:
        yield link.group.rsplit(" > ", 1)[-1]


def _headings(page: Document) -> tuple[str, ...]:
    found = [heading.text for heading in page.headings if in_content(page, heading.start)]
    # Boxes may stand before the page's own words: "ข่าวล่าสุด" above "โครงสร้างมหาวิทยาลัย".
    title = fold_text(page.title)
    own = next(
        (n for n, text in enumerate(found) if fold_text(text) and fold_text(text) in title),
        0,
    )
    boxes = all(_OTHER_BOX.match(fold_text(text)) for text in found[:own])
    return tuple(found[own if boxes else 0 :][:_FIRST_HEADINGS])


def _archived(page: Document, case: Case) -> bool:
    """Whether the page's own title, or every pointer to it, names other years only."""
    wanted = case.fiscal_year_be
    told = "" if page.ocr_in_title else f"{page.title} {' '.join(_headings(page))}"
    own = set(fiscal_years_be(told))
    if own and wanted not in own:
        return True
    dated = [_years_of(pointer) for pointer in case.site.pointers(page.url)]
    return bool(dated) and all(years and wanted not in years for years in dated)


def _years_of(pointer: Pointer) -> set[int]:
    """The years that a link's words name, else those of the list in which it stands."""
    link = pointer.link
    own = set(fiscal_years_be(f"{' '.join(labels_of(pointer))} {link.heading}"))
    if own or link.region is not Region.CONTENT:
        return own
    return set(fiscal_years_be(f"{pointer.page.title} {' '.join(_headings(pointer.page))}"))


def is_other_box(heading: str) -> bool:
    """Whether a heading opens a box of news, links or contact data beside the content."""
    return bool(_OTHER_BOX.match(fold_text(heading)))


def content_lines(page: Document, case: Case) -> Iterator[Line]:
    """Lines that speak for the page: no boxes of news or links, no menu, no criteria.

    A line that is a link of the home page too is a menu, wherever it stands in the markup.
    """
    headings = {heading.start: fold_text(heading.text) for heading in page.headings}
    asked = criteria_starts(page)
    menu = _home_labels(case)
    skipping = False
    for line in lines(page, _CONTENT):
        heading = headings.get(line.start)
        if heading is not None:
            skipping = bool(_OTHER_BOX.match(heading))
        if skipping or line.start in asked or is_placeholder(line.text) or is_furniture(line.text):
            continue
        if _is_notice(line) or _is_menu(line, menu):
            continue
        yield line


def _is_notice(line: Line) -> bool:
    if _NOTICE.search(line.folded):
        return True
    return bool(_BUSINESS.search(line.folded)) and not _UNIT_FIRST.match(line.folded)


def _home_labels(case: Case) -> frozenset[tuple[str, str]]:
    home = case.site.home
    if home is None:
        return frozenset()
    return frozenset(
        (fold_text(link.text), case.site.resolve(link.url))
        for link in home.links
        if link.text and link.kind is LinkKind.WEB
    )


def _is_menu(line: Line, menu: frozenset[tuple[str, str]]) -> bool:
    if not menu:
        return False
    for link in line.document.links:
        covered = min(link.end, line.end) - max(link.start, line.start)
        if link.text and covered >= _MOSTLY * (line.end - line.start):
            return (fold_text(link.text), link.url) in menu
    return False
