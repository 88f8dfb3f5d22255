"""What belongs to a candidate: the page, the files linked from its content, its continuations.

Source: design.md section 11, ruling 3.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
    known_host_kind,
)
from checks.records import Strength
from checks.site import Site
from crawler.records import (
    Document,
    FetchFailure,
    Gap,
    GapReason,
    Link,
    LinkKind,
    PageKind,
    Place,
    Region,
    Unreadable,
)
from crawler.thai import fold_text

MAX_MEMBERS = 40

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
_MANUAL = "service_manual"  # told service by service: a list of their names, a page for each
_PARTICIPATION = "public_participation"  # put up as a list of the news that tell each forum
_SERVICES = 12  # of them that are taken along
# How the name of a service begins, in a list of manuals; folded.
_SERVICE = re.compile(
    r"[\W\d]*(?:การ|งาน|บริการ|คำ|คา)?(?:รับ)?(?:ขอ(?!เชิญ|แสดง|เรียน|ความร่วม)|ยื่น|แจ้ง(?!เบาะแส|ข่าว|เรื่องร้อง)|จดทะเบียน|ขึ้นทะเบียน|ลงทะเบียน"
    r"|ชาระ|ต่ออายุ|ต่อใบ|โอน|ออกใบ|ออกหนังสือ|สมัคร|ติดตั้ง|จัดเก็บ|คัดสาเนา|คัดและ|รังวัด|ก่อสร้าง|ดัดแปลง|รื้อถอน|เบี้ย|สงเคราะห์|ยกเลิก|เช่า|จอง|ใช้)"
)
_ANNOUNCEMENT = 300  # folded code points of a page that may be no more than the cover of a file
_FRAME_PAGES = 2  # a picture that more pages show belongs to the frame of the site
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
_PAGE_READER = "html"
_EMBEDDING = frozenset({"iframe", "frame", "embed", "object"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The documents of a candidate, lead first, and the parts of it that were not read."""

    members: tuple[Document, ...]
    gaps: tuple[Gap, ...]


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
    if slug == _MANUAL and _names_service(own) and _is_headed(lead, slug, matcher):
        return True
    if slug == _PARTICIPATION and slug in section and names_forum(own):
        return True
    if len(own) <= _MONTH_LABEL and _MONTH.search(plain_text(own)):
        return True
    # Words and section of another item were ruled out above: a file of the page is its own, and so
    # is the page behind a card of a page that only lists what stands below it, and the one to which
    # a post of this item only points on.
    if is_file(link.url) or _opens_card(link, lead):
        return True
    return _points_on(link, lead, slug, matcher)


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
    return below and said - labels <= _ANNOUNCEMENT


def _names_person(label: str) -> bool:
    """Whether a label is a person's name, or a post of an executive: the person's own page."""
    names = names_in(label)
    if names:
        return len(names) == 1 and len(label) - len(names[0].text) <= _BESIDE_NAME
    return len(label) <= _BESIDE_NAME and rank_of(label, local=None) in EXECUTIVE_RANKS


def _names_service(label: str) -> bool:
    """Whether a label begins as the name of a service does: "ขออนุญาต...", "การชำระภาษี..."."""
    return _SERVICE.match(fold_text(label)) is not None


def _is_headed(lead: Document, slug: str, matcher: SubjectMatcher) -> bool:
    """Whether the first heading of a page's content, or its title, is of a subject."""
    own = [heading.text for heading in lead.headings if in_content(lead, heading.start)]
    return any(
        slug in {match.slug for match in matcher.match_text(head)}
        for head in (*own[:1], lead.title)
    )


def _is_of_another(document: Document, link: Link, slug: str, matcher: SubjectMatcher) -> bool:
    """Whether a page behind a label that names no item is headed by another item's words."""
    own = " ".join(words for words in (link.text, link.title, link.image_alt) if words)
    if is_file_address(document.url) or slug in {m.slug for m in matcher.match_text(own)}:
        return False
    heading = document.headings[0].text if document.headings else document.title or ""
    told = {match.slug for match in matcher.match_text(heading)} if heading else set()
    return bool(told) and slug not in told


def gather_bundle(
    lead: Document,
    slug: str,
    site: Site,
    matcher: SubjectMatcher,
    *,
    skip: frozenset[str],
    stale: Callable[[Link], bool] = lambda _: False,
) -> Bundle:
    """The lead with everything its content leads to on the same subject, one level deep.

    Parts of a series, a page for each month, lead on to each other by pagers and names of months; a
    part that says little itself brings the files attached to it.

    ``stale`` tells links that supply nothing: into archives of other years, or from one item's
    page on to the next item's; ``skip`` are addresses that never join a bundle as members (home
    page, hubs).
    """
    members = [lead]
    gaps = [_cut_off(lead, slug)] if lead.truncated else []
    seen = {lead.url} | set(skip)
    waiting = list(_linked(lead, slug, site, matcher))
    for link in waiting:  # grows while parts lead on
        target = site.resolve(link.url)
        if target in seen or stale(link) or site.photograph(target):
            continue
        seen.add(target)
        if len(members) >= MAX_MEMBERS:
            gaps.append(_unread(target, slug, GapReason.BUDGET_EXHAUSTED, "too many parts"))
            continue
        document = site.document(target)
        if document is not None and document.kind is PageKind.PAGE:
            if not is_chapter(link, lead) and _is_of_another(document, link, slug, matcher):
                continue  # "next" in a chain of one page per item
            members.append(document)
            if document.truncated:
                gaps.append(_cut_off(document, slug))
            waiting += _onward(document, slug, matcher)
            waiting += _attached(document, slug, site, matcher)
        elif site.dead(target) is None:
            gap = gap_at(target, slug, site) or _never_read(target, slug, site)
            if gap is not None:
                gaps.append(gap)
    for document in _pictures(tuple(members), site):
        if document.url not in seen and len(members) < MAX_MEMBERS:
            seen.add(document.url)
            members.append(document)
    return Bundle(members=tuple(members), gaps=tuple(gaps))


def _pictures(members: tuple[Document, ...], site: Site) -> Iterator[Document]:
    """What was read of the pictures in the content of pages; none of the site's frame.

    The pictures give no gap here: their pages are judged as pages with pictures.
    """
    for page in members:
        for image in page.images:
            if image.region is not Region.CONTENT or not image.url:
                continue
            document = site.document(image.url)
            if document is not None and document.picture:
                pages = {other.url for other, _ in site.shown_on(document.url)}
                if len(pages) <= _FRAME_PAGES:
                    yield document


def _unread(url: str, slug: str, reason: GapReason, detail: str) -> Gap:
    return Gap(url=url, reason=reason, detail=detail, place=Place.LINK, subjects=(slug,))


def _never_read(url: str, slug: str, site: Site) -> Gap | None:
    """A part of the bundle that the crawl left alone, unless its link is all there is to it."""
    if site.on_own_host(url):
        return _unread(url, slug, GapReason.BUDGET_EXHAUSTED, "not read")
    if known_host_kind(url) == "documents":
        return _unread(url, slug, GapReason.EXTERNAL_HOST_UNREACHABLE, "on another host, not read")
    return None


def _cut_off(document: Document, slug: str) -> Gap:
    if document.scanned:
        return _unread(
            document.url, slug, GapReason.SCAN_WITHOUT_TEXT, "not every page could be read by OCR"
        )
    return _unread(
        document.url,
        slug,
        GapReason.UNREADABLE_DOCUMENT,
        "the page is longer than what was read of it",
    )


def _linked(lead: Document, slug: str, site: Site, matcher: SubjectMatcher) -> Iterator[Link]:
    def is_file(url: str) -> bool:
        return _is_file(url, site)

    services = 0
    for link in lead.links:
        embedded = (
            link.element in _EMBEDDING
            and link.kind is LinkKind.WEB
            and link.region is Region.CONTENT
        )
        if not embedded and not belongs(link, lead, slug, matcher, is_file):
            continue
        if slug == _MANUAL and not is_file(link.url) and _names_service(link.text):
            services += 1
            if services > _SERVICES:
                continue  # one told in full is enough; a list can hold a hundred
        yield link


def _onward(part: Document, slug: str, matcher: SubjectMatcher) -> Iterator[Link]:
    """The links by which a part of a series leads to other parts."""
    for link in part.links:
        own = link.text.strip()
        leads = (own and is_pager(own)) or (
            len(own) <= _MONTH_LABEL and _MONTH.search(plain_text(own)) is not None
        )
        if leads and belongs(link, part, slug, matcher):
            yield link


def _attached(part: Document, slug: str, site: Site, matcher: SubjectMatcher) -> Iterator[Link]:
    """The files of a page that only announces them: a title, a date and "ดาวน์โหลด"."""
    own = sum(len(line.folded) for line in lines(part, frozenset({Region.CONTENT})))
    if part.parts or own > _ANNOUNCEMENT:
        return
    for link in part.links:
        if _is_file(link.url, site) and belongs(link, part, slug, matcher):
            yield link


def _is_file(url: str, site: Site) -> bool:
    """Whether an address leads to a file, by its ending or by what was read there.

    Content systems serve attachments at addresses without an ending: ".../download/234_b8c4".
    """
    document = site.document(url)
    return is_file_address(url) or (document is not None and not _is_page(document))


def _is_page(document: Document) -> bool:
    return document.extractor == _PAGE_READER and not document.parts


def gap_at(url: str, slug: str, site: Site) -> Gap | None:
    """Why an address gave no document, as a gap of one item; None when it was never tried."""
    trouble = site.trouble(url)
    if isinstance(trouble, FetchFailure | Unreadable):
        return Gap(
            url=url,
            reason=trouble.reason,
            detail=trouble.detail,
            place=Place.LINK,
            subjects=(slug,),
        )
    document = site.document(url)
    if document is not None and document.kind is PageKind.LOGIN:
        return Gap(
            url=url,
            reason=GapReason.LOGIN_REQUIRED,
            detail="the page asks for a login",
            place=Place.LINK,
            subjects=(slug,),
        )
    for gap in site.coverage.gaps:
        if gap.url == url:
            return gap
    return None
