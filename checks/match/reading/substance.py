"""How much a page really says: its content without headings, labels, placeholders and criteria."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from checks.api import Case, Quote, Reason, quote_image
from checks.match.contact.two_way import chat_link, says_chat
from checks.match.links.list_entries import entry_lines, leads_nowhere
from checks.match.links.page_pictures import page_pictures
from checks.match.reading.boxes import is_blank_field
from checks.match.reading.card_figures import figures_on_cards
from checks.match.reading.criteria import criteria_share, criteria_starts
from checks.match.reading.furniture import is_about_page, is_furniture
from checks.match.reading.phrases import Line, lines
from checks.match.reading.promised import only_promises
from checks.match.reading.regions import in_content
from checks.match.reading.values import is_dash
from checks.match.subjects.vocabulary import is_generic, is_placeholder
from checks.match.tables.columns import header_depth
from checks.site import Site
from crawler.records import CHAT_TITLE, Document, EmbedKind, Image, Link, LinkKind, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_CHAT_SERVICES = frozenset({"Messenger", "LINE", "chat"})
_INVITES_TO_CHAT = re.compile(r"ถาม|แช[ทต]|ทัก|คุย|ข้อความ|chat", re.I)
_SMALL_PICTURE = re.compile(
    r"logo|banner|icon|line_|facebook|pdf\.|download|new\.gif|paperclip"
    r"|(?<![a-z])(?:(?:site|web|page)?[-_]?(?:head(?:er)?|top|footer|bg)\d?)\.(?:jpe?g|gif|png|webp|svg)"
    r"|(?<![a-z])(?:att(?:ach\w*)?|clip|file|docx?|xlsx?|word|excel|pptx?|zip|print|bullet|arrow|hot)"
    r"\.(?:gif|png|svg)",
    re.I,
)
_CHART = re.compile(r"โครงสร้าง|แผนผัง|แผนภูมิ|ผังองค์กร|ผังการ|chart|struct|organi[sz]|diagram", re.I)
# "บรรยากาศเวที": a photograph, whatever the text beside it names.
_PHOTOGRAPH = re.compile(r"บรรยากาศ|ภาพ(?:กิจกรรม|หมู่|ประกอบ|ถ่าย|การประชุม)|ผู้เข้าร่วม|ขณะ")
_DIGIT = re.compile(r"\d")
# "ไม่มีผู้ร้องเรียนว่าพนักงานทุจริต" answers in one sentence. Folded.
_DENIES = re.compile(
    r"(?:ไม่|มิ)(?:มี|พบ|ปรากฏ|ได้รับ|เคย)(?!ข้อมูล)[ก-๎]{0,24}?(?:ร้องเรียน|กล่าวหา|เบาะแส"
    r"|ทุจริต)"
)
_FEW_LETTERS = 20  # enough where figures are told
_TABLE_LETTERS = 12
_FEW_ENTRIES, _ENTRY_LETTERS = 2, 12  # of a list; letters of a title
_TITLES = 2  # headings that only name the page
_ECHOES = 0.7  # share of the content that is the assessment's own wording
_ENOUGH_LETTERS = 80
# Items that a list answers by its entries: what stands behind each of them is not asked for.
_LISTS = frozenset({"news"})
# Items whose answer an address is; below the pages of all others it is the frame's.
_OWN_ADDRESSES = frozenset({"contact_info"})
_ADDRESS = re.compile(r"โทร(?:ศัพท์|\.|สาร)|Tel\b|©|สงวนลิขสิทธิ์|copyright|ลิขสิทธิ์|อีเมล", re.I)
_SPEAKS_FOR_ITSELF = 300  # letters; fewer beside pictures of pages only introduce them
_FEW_LINES = 40  # of a page that holds a placeholder and the frame of the site
_FRAME_PAGES = 3  # what more pages show is none of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """What the content of some documents amounts to."""

    letters: int  # of lines that say something
    figures: int  # lines among them that hold a figure
    tables: int  # with at least two rows
    forms: int
    pictures: tuple[tuple[Document, Image], ...]
    placeholders: tuple[Line, ...]
    criteria: tuple[Line, ...]
    first: Line | None  # the first line that says something
    entries: int = 0  # titles among the lines of a list that answers by its entries

    @property
    def enough(self) -> bool:
        """Whether there is something to judge besides pictures."""
        told = self.figures > 0 and self.letters >= _FEW_LETTERS
        listed = self.entries >= _FEW_ENTRIES
        return (
            self.letters >= _ENOUGH_LETTERS or told or listed or self.tables > 0 or self.forms > 0
        )


def content_of(case: Case) -> Substance:
    """Weigh what was gathered for an item; the entries of a list that answers count by themselves.

    A list of news answers by its titles and days, whether or not the visit got to every entry;
    an entry that is gone, or a link that leads nowhere, still counts for nothing.
    """
    return substance(
        case.documents,
        case.site,
        listed=case.slug in _LISTS,
        addressed=case.slug in _OWN_ADDRESSES,
    )


def substance(
    documents: Iterable[Document],
    site: Site | None = None,
    *,
    listed: bool = False,
    addressed: bool = True,
) -> Substance:
    """Weigh the content of documents; labels of a site's dead or unread links do not count.

    With ``listed`` the label of a link that was not followed is an entry of the list and counts.
    Unless ``addressed``, the address that a site prints below every page counts for nothing.
    """
    tables = forms = 0
    pictures: list[tuple[Document, Image]] = []
    placeholders: list[Line] = []
    criteria: list[Line] = []
    weighed = tuple(documents)
    told: list[Line] = []
    for document in weighed:
        headings = title_starts(document)
        if listed:
            headings = frozenset(sorted(headings)[:1])  # the next one is an entry's title
        asked = criteria_starts(document)
        nowhere = [
            line
            for line in lines(document, _CONTENT)
            if site is not None and leads_nowhere(line, site, listed=listed)
        ]
        if not listed:
            nowhere += entry_lines(document, weighed, site)  # what they lead to is weighed itself
        unread = {line.start for line in nowhere}
        # A caption names the page that its picture shows.
        unread |= {line.start for _, line in page_pictures(document) if line is not None}
        tables += sum(_tells(table, document, nowhere, listed=listed) for table in document.tables)
        forms += sum(form.region is Region.CONTENT and bool(form.fields) for form in document.forms)
        forms += sum(
            embed.region is Region.CONTENT and embed.kind is EmbedKind.FORM
            for embed in document.embeds
        )
        forms += _chats(document)
        times = Counter(image.url for image in document.images)
        pictures += [
            (document, image)
            for image in document.images
            if image.region is Region.CONTENT
            and not image.link_url
            and times[image.url] == 1  # the same picture beside every entry of a list is a mark
            and not (site is not None and _on_many_pages(image, site))
            and not _SMALL_PICTURE.search(f"{image.url.rsplit('/', 1)[-1]} {image.alt}")
        ]
        found = lines(document, _CONTENT)
        headed = {heading.start for heading in document.headings}
        # The trail above the content ends with the page's own name.
        named = {fold_text(h.text) for h in document.headings if h.start in headings}
        # A heading over nothing but "is being prepared" promises and says nothing.
        headings |= {
            line.start
            for line, below in pairwise(found)
            if line.start in headed and is_placeholder(below.text)
        }
        own: list[Line] = []
        for line in found:
            if line.start in asked:
                criteria.append(line)
            elif is_placeholder(line.text):
                placeholders.append(line)
            elif (
                line.start not in headings
                and line.folded not in named
                and not _says_nothing(line.text)
                and line.start not in unread
            ):
                own.append(line)
        if only_promises(own):
            placeholders += own
        else:
            told += own
    if placeholders and site is not None and len(told) <= _FEW_LINES:
        # Beside "is being prepared" stands only what other pages have, too.
        told = [line for line in told if not _in_frame(line, site)]
    if not addressed and site is not None and len(told) <= _FEW_LINES:
        told = [line for line in told if not (_ADDRESS.search(line.text) and _in_frame(line, site))]
    letters = sum(len(line.folded) for line in told)
    denied = sum(_DENIES.search(line.folded) is not None for line in told)
    figures = sum(bool(_DIGIT.search(line.folded)) for line in told)
    figures = figures or figures_on_cards(told)
    entries = listed * sum(len(line.folded) >= _ENTRY_LETTERS for line in told)
    return Substance(
        letters=letters,
        figures=figures + denied,  # that there were none is told as by a figure
        tables=tables,
        forms=forms,
        pictures=tuple(pictures),
        placeholders=tuple(placeholders),
        criteria=tuple(criteria),
        first=next(iter(told), None),
        entries=entries,
    )


def _chats(document: Document) -> bool:
    """Whether the content points to a chat that a script of the page opens, or invites to one."""
    opened = any(embed.title == CHAT_TITLE for embed in document.embeds)
    if opened and any(says_chat(line.text) for line in lines(document, _CONTENT)):
        return True
    return any(
        link.region is Region.CONTENT
        and chat_link(link.url) in _CHAT_SERVICES
        and _INVITES_TO_CHAT.search(f"{link.text} {link.title} {link.item_text}") is not None
        for link in document.links
    )


def hollow_reason(case: Case, requirements: Sequence[str]) -> Reason | None:
    """Why a located bundle shows nothing: criteria only, or empty; None when it has content.

    ``requirements`` are the wordings of the item's components, as the assessment has them.
    """
    if case.candidate is None or not case.documents or case.gaps:
        return None
    if criteria_share(case.documents[0], requirements) >= _ECHOES and len(case.documents) == 1:
        return Reason.ECHOES_REQUIREMENT
    content = content_of(case)
    if content.enough or content.pictures:
        return None
    if content.criteria:
        return Reason.ECHOES_REQUIREMENT
    return Reason.DEAD_LINK if dead_below(case) is not None else Reason.EMPTY_TARGET


def dead_below(case: Case) -> tuple[Document, Link] | None:
    """The first dead link of a bundle's content, when nothing that was read stands behind any."""
    found: tuple[Document, Link] | None = None
    for document in case.documents:
        for link in document.links:
            if link.region is not Region.CONTENT or link.kind is not LinkKind.WEB:
                continue
            if document.url == case.site.home_url:
                continue
            if case.site.document(link.url) not in {None, document}:
                return None
            if found is None and case.site.dead(link.url) is not None:
                found = document, link
    return found


def picture_only(case: Case) -> Quote | None:
    """A picture that is all the content of a page of the bundle, None without one."""
    return _picture(case, charts=False)


def chart_picture(case: Case) -> Quote | None:
    """A picture that by its words is a chart or plan, on a page that may say more."""
    return _picture(case, charts=True)


def _picture(case: Case, *, charts: bool) -> Quote | None:
    for document in case.inner_documents:
        weighed = substance((document,))
        # A few words beside pictures of pages introduce them.
        brief = not weighed.tables and weighed.letters < _SPEAKS_FOR_ITSELF
        pages = {image.url for image, _ in page_pictures(document)} if brief else set()
        for page, image in weighed.pictures:
            if _on_many_pages(image, case.site) or (charts and _PHOTOGRAPH.search(image.alt)):
                continue
            if not charts and image.url in pages:
                return quote_image(page, image)
            words = f"{image.alt} {image.title} {image.near_text} {image.url.rsplit('/', 1)[-1]}"
            if _CHART.search(words) if charts else not weighed.enough:
                return quote_image(page, image)
    return None


def _on_many_pages(image: Image, site: Site) -> bool:
    """Whether many pages show a picture: the mark of attachments, and no page's own content."""
    return site.pages_with_picture(image.url) > _FRAME_PAGES


def title_starts(document: Document) -> frozenset[int]:
    """Where the page's own headings start: the first ones; later ones are its content."""
    starts = sorted(
        heading.start for heading in document.headings if in_content(document, heading.start)
    )
    return frozenset(starts[:_TITLES])


def _in_frame(line: Line, site: Site) -> bool:
    """Whether other pages of the site show the same line."""
    pages = (page for page in site.documents if page.url != line.document.url and not page.parts)
    shown = (page for page in pages if line.text in page.text.split("\n"))
    return sum(1 for _ in islice(shown, _FRAME_PAGES)) >= _FRAME_PAGES


def _says_nothing(text: str) -> bool:
    return is_generic(text) or is_furniture(text) or is_about_page(text) or is_blank_field(text)


def _tells(
    table: Table, document: Document, nowhere: Sequence[Line], *, listed: bool = False
) -> bool:
    """Whether a table in the content holds rows of words or figures, and not only links.

    Rows that are entries whose links lead nowhere hold nothing, nor does the row that heads them.
    """
    if len(table.rows) < 2 or len(table.rows[0]) < 2 or not in_content(document, table.start):
        return False
    below = [cell.text for row in table.rows[1:] for cell in row if cell.text]
    if below and all(is_placeholder(text) or (listed and is_dash(text)) for text in below):
        return False  # heads over "ไม่พบข้อมูล"; in a list of entries a dash is none
    linked = [(link.start, link.end) for link in document.links if link.table >= 0 and link.text]
    dead = [(line.start, line.end) for line in nowhere if table.start <= line.start < table.end]
    if dead and len(dead) >= len(table.rows) - header_depth(table):
        return False
    linked += dead
    plain = [
        cell.text
        for row in table.rows
        for cell in row
        if cell.text and not any(a <= cell.start and cell.end <= b for a, b in linked)
    ]
    return sum(map(len, plain)) >= _TABLE_LETTERS
