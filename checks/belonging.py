"""Which links of a page lead to what belongs to it, for one item.

Source: design.md section 11, ruling 3.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from checks.chapters import is_chapter
from checks.covers import attached, points_on
from checks.match.forums.accounts import names_forum
from checks.match.people.executive_posts import EXECUTIVE_RANKS, rank_of
from checks.match.people.person_names import names_in
from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.years import fiscal_years_be
from checks.match.reading.lines import lines
from checks.match.reading.regions import in_content
from checks.match.subjects.vocabulary import (
    SubjectMatcher,
    is_generic,
    is_hub_label,
)
from checks.records import Strength
from crawler.records import (
    Document,
    Link,
    LinkKind,
    Region,
)
from crawler.thai import fold_text

# Endings of addresses that lead to a file and not to a page.
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|csv|zip|rar|7z|jpe?g|png|gif|webp|tiff?)$", re.I
)
_LATIN_FILE = re.compile(r"[\w.()% -]{1,80}\.(?:pdf|docx?|xlsx?|pptx?)", re.I | re.ASCII)
# Labels that continue a list or name a part of it: pages, rounds, quarters, months, years, volumes.
_PART = re.compile(
    r"^(?:(?:หน้า)?\d{1,2}|ถัดไป|หน้าถัดไป|next|»|>|›)$"
    r"|ไตรมาส|รอบ\d|รอบที่|ครั้งที่|ส่วนที่|ฉบับที่|เล่มที่|ภาคผนวก|แนบท้าย|เอกสารแนบ"
    r"|เดือน|(?:ปี|พ\.ศ\.)\D{0,8}\d{2,4}|25\d\d",
    re.I,
)
# Labels by which the parts of a series lead to each other: pagers and names of months.
_ONWARD = re.compile(
    r"[\s»«>›<‹→←]*(?:(?:หน้า|เดือน)?(?:ถัดไป|ก่อน(?:หน้า)?)|next|prev(?:ious)?)?[\s»«>›<‹→←]*", re.I
)
_MONTH = re.compile(MONTH, re.I)
_MONTH_LABEL = 60  # code points; a longer label is a title that happens to name a month
_LABEL_LIMIT = 160
_BESIDE_NAME = 60  # code points of a label besides the name: the post and little more
MANUAL = "service_manual"  # told service by service: a list of their names, a page for each
_PARTICIPATION = "public_participation"  # put up as a list of the news that tell each forum
# How the name of a service begins, in a list of manuals; folded.
_SERVICE = re.compile(
    r"[\W\d]*(?:การ|งาน|บริการ|คำ|คา)?(?:รับ)?(?:ขอ(?!เชิญ|แสดง|เรียน|ความร่วม)|ยื่น|แจ้ง(?!เบาะแส|ข่าว|เรื่องร้อง)|จดทะเบียน|ขึ้นทะเบียน|ลงทะเบียน"
    r"|ชาระ|ต่ออายุ|ต่อใบ|โอน|ออกใบ|ออกหนังสือ|สมัคร|ติดตั้ง|จัดเก็บ|คัดสาเนา|คัดและ|รังวัด|ก่อสร้าง|ดัดแปลง|รื้อถอน|เบี้ย|สงเคราะห์|ยกเลิก|เช่า|จอง|ใช้)"
)
ANNOUNCEMENT = 300  # folded code points of a page that may be no more than the cover of a file
_NO_NAME = re.compile(
    r"\([^()]*\)|ฉบับ(?:สมบูรณ์|เต็ม)|ดาวน์โหลด|ไฟล์|พ\.ศ\.|ประจาปี|ปีงบประมาณ|การ|เล่ม|(?:pdf|docx?|xlsx?|word|excel)\b|[\W\d_]+"
)
# "สำหรับผู้บริหาร ดาวน์โหลด" under codes of ethics says whom a file is for, and no item.
_FOR_WHOM = re.compile(r"\W*(?:[\d๐-๙]+\W+)?(?:สำหรับ|ฉบับ|ของ|ส่วนของ|ใช้กับ)")
# Items of codes of ethics, one for each kind of people: "ดาวน์โหลด ผู้บริหาร".
_CODES = frozenset({"ethics_code", "ethics_code_and_drive"})
_PEOPLE = re.compile(
    r"\W*(?:ดาวน์โหลด|เปิด(?:อ่าน|ดู)?|ไฟล์|pdf)?\W*(?:ของ|สาหรับ)?(?:คณะ)?"
    r"(?:ผู้บริหาร|สมาชิกสภา|พนักงาน|ข้าราชการ|เจ้าหน้าที่|ลูกจ้าง)(?:ท้องถิ่น|ส่วนท้องถิ่น|ส่วนตาบล|เทศบาล|พลเรือน)?\W*"
)
_NAME = 6  # folded consonants of a name that a page and its file may share
_HEADS = 3  # the first headings of a page


def is_file_address(url: str) -> bool:
    """Whether an address plainly leads to a file."""
    return bool(_FILE.search(url.partition("?")[0])) or "/drive.google.com/" in url


def is_pager(label: str) -> bool:
    """Whether a label only leads on or back: "ถัดไป", "»", "ก่อนหน้า"; also when it is empty."""
    return _ONWARD.fullmatch(label) is not None


def belongs(
    link: Link,
    lead: Document,
    slug: str,
    matcher: SubjectMatcher,
    is_file: Callable[[str], bool] = is_file_address,
) -> bool:
    """Whether a link in the content of a page carries on that page's subject.

    ``is_file`` tells the addresses of files; it may know those that were read.

    The link's own words decide first: words of this item belong, words of another item do not.
    Generic and part-naming labels belong when the section they stand in is about the item or
    about nothing else; so does a file whose label names no item at all, and so does the page of a
    person whose name or post is the label.
    """
    if link.region is not Region.CONTENT or link.kind is not LinkKind.WEB:
        return False
    own = " ".join(words for words in (link.text, link.title, link.image_alt) if words)
    if own and is_hub_label(own) and not _points_on(link, lead, slug, matcher):
        return False  # the list of the assessment that the page is filed under
    if is_chapter(link, lead):
        return True
    # The name of a file, "nogift_report65.pdf", is no title: the post that attaches it tells more.
    named = own and not _LATIN_FILE.fullmatch(own)
    if slug in _CODES and is_file(link.url) and _PEOPLE.fullmatch(fold_text(own)):
        named = False  # whose code it is
    own_matches = {match.slug for match in matcher.match_text(own)} if named else set()
    if own_matches:
        return slug in own_matches or (
            is_file(link.url) and _repeats_heading(link, own, lead, slug, matcher)
        )
    section = {match.slug for match in matcher.match_text(link.heading)} if link.heading else set()
    if section and slug not in section:
        return False
    if is_generic(own) or not own:
        return not _row_names_another(link, lead, slug, matcher)
    if len(own) > _LABEL_LIMIT:
        return False
    if _PART.search(fold_text(own)) or is_pager(own) or _names_person(own):
        return True
    if slug == MANUAL and names_service(own) and _is_headed(lead, slug, matcher):
        return True
    if slug == _PARTICIPATION and slug in section and names_forum(own):
        return True
    if names_month(own):
        return True
    # Words and section of another item were ruled out above: a file of the page is its own, and so
    # is the page behind a card of a page that only lists what stands below it, and the one to which
    # a post of this item only points on.
    if is_file(link.url) or _opens_card(link, lead):
        return True
    return _points_on(link, lead, slug, matcher)


def names_month(label: str) -> bool:
    """Whether a label names a month, and is no title that happens to hold one."""
    return len(label) <= _MONTH_LABEL and _MONTH.search(plain_text(label)) is not None


def _points_on(link: Link, lead: Document, slug: str, matcher: SubjectMatcher) -> bool:
    """Whether a link is all that stands below a heading of this item."""
    named = {match.slug for match in matcher.match_text(link.heading)} if link.heading else set()
    return slug in named and points_on(lead, link)


def _row_names_another(link: Link, lead: Document, slug: str, matcher: SubjectMatcher) -> bool:
    """Whether the row or entry of a wordless link names another item: "คู่มือเจ้าหน้าที่ | คลิก"."""
    for words in (link.row_text, link.item_text):
        if words and _FOR_WHOM.match(words):
            return False
        if words and len(words) <= _LABEL_LIMIT:
            named = {m.slug for m in matcher.match_text(words) if m.strength is not Strength.WEAK}
            if not named or slug in named:
                return False
            # "แผนปฏิบัติการฯ (PDF)" below "แผนปฏิบัติการป้องกันการทุจริต" is called as its page is.
            return not any(
                slug in {match.slug for match in matcher.match_text(head)}
                for head in _heads_holding(words, lead)
            )
    return False


def _heads_holding(words: str, lead: Document) -> list[str]:
    """The title and first headings of a page that hold a name which may be cut short."""
    name = _NO_NAME.sub("", fold_text(words))
    if len(name) < _NAME:
        return []
    heads = [lead.title, *(heading.text for heading in lead.headings[:_HEADS])]
    return [head for head in heads if name in _NO_NAME.sub("", fold_text(head))]


def _repeats_heading(
    link: Link, own: str, lead: Document, slug: str, matcher: SubjectMatcher
) -> bool:
    """Whether a file is called as the page is that puts it up, in fewer words.

    "แผนปฏิบัติราชการ 66-70" below "แผนปฏิบัติราชการ ระยะ 5 ปี" is no plan of another item's.
    """
    heads = _heads_holding(own, lead)
    if not heads:
        return False
    # A page that says nothing but the titles of its files is theirs, whatever it is put up as.
    cover = link in attached(lead, [each for each in lead.links if is_file_address(each.url)])
    for head in heads:
        if cover or slug in {match.slug for match in matcher.match_text(head)}:
            named = set(fiscal_years_be(own))
            return named <= set(fiscal_years_be(head))
    return False


def _opens_card(link: Link, lead: Document) -> bool:
    """Whether a link leads below the address of a page that says little but what it leads to."""
    root, _, query = lead.url.partition("?")
    if query or urlsplit(root).path.strip("/") == "":
        return False
    below = link.url.startswith(f"{root.rstrip('/')}/") and link.url.rstrip("/") != root.rstrip("/")
    said = sum(len(line.folded) for line in lines(lead, frozenset({Region.CONTENT})))
    labels = sum(
        len(fold_text(f"{other.text}{other.heading}"))
        for other in lead.links
        if other.region is Region.CONTENT
    )
    return below and said - labels <= ANNOUNCEMENT


def _names_person(label: str) -> bool:
    """Whether a label is a person's name, or a post of an executive: the person's own page."""
    names = names_in(label)
    if names:
        return len(names) == 1 and len(label) - len(names[0].text) <= _BESIDE_NAME
    return len(label) <= _BESIDE_NAME and rank_of(label, local=None) in EXECUTIVE_RANKS


def names_service(label: str) -> bool:
    """Whether a label begins as the name of a service does: "ขออนุญาต...", "การชำระภาษี..."."""
    return _SERVICE.match(fold_text(label)) is not None


def _is_headed(lead: Document, slug: str, matcher: SubjectMatcher) -> bool:
    """Whether the first heading of a page's content, or its title, is of a subject."""
    own = [heading.text for heading in lead.headings if in_content(lead, heading.start)]
    return any(
        slug in {match.slug for match in matcher.match_text(head)}
        for head in (*own[:1], lead.title)
    )


def is_of_another(document: Document, link: Link, slug: str, matcher: SubjectMatcher) -> bool:
    """Whether a page behind a label that names no item is headed by another item's words."""
    own = " ".join(words for words in (link.text, link.title, link.image_alt) if words)
    if is_file_address(document.url) or slug in {m.slug for m in matcher.match_text(own)}:
        return False
    heading = document.headings[0].text if document.headings else document.title or ""
    told = {match.slug for match in matcher.match_text(heading)} if heading else set()
    return bool(told) and slug not in told
