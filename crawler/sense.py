"""What an HTML body really is, whatever its status code says.

Judged on the extracted Document alone: words of the title, the headings and the text, measured
against how much else the page holds. In doubt a body is a page: calling a page something else hides
what the agency did publish. Hindrances (firewall, maintenance, login, script shell) are looked for
before soft 404, because a site that answers every address with one of them has not been read.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from crawler.options import TOOL_NAME
from crawler.records import Document, Form, LinkKind, PageKind, Region, Table
from crawler.sense_words import (
    ABOUT_DATA,
    ACCOUNT_LOGIN,
    BARE_MAINTENANCE,
    BLOCKED_HEAD,
    BLOCKED_TEXT,
    ENTICEMENT,
    FILE_ERROR,
    GAMBLING,
    IT_WORKS,
    LOADING,
    LOGIN,
    NEEDS_SCRIPT,
    NOT_FOUND,
    NOT_FOUND_WHOLE,
    OTHER_WORKS,
    PARKED_HEAD,
    PARKED_TEXT,
    SITE_MAINTENANCE,
    TITLE_PARTS,
    WARNING,
)
from crawler.thai import fold_text

_SAMPLE_CHARACTERS = 30_000  # what of a long text is looked at for words
_SHORT_SPAM = 1500  # characters of a page's own text
_ROWS_OF_CONTENT = 3  # rows of several filled cells that no notice of works has
_FEW_LINKS = 5  # a page without the menu of a site
_LEAST_SHARE = 0.4  # of a heading that "not found" must be
_EXCUSE_LETTERS = 10  # room for a word of regret before it, when no heading says it
_FRONT_PATH = re.compile(
    r"/(?:(?:th|en|thai|eng|web|site|www)/?)?(?:(?:index|home|main|default|หน้าแรก)(?:\.\w{2,5})?/?)?",
    re.IGNORECASE,
)
_LANGUAGE_QUERY = re.compile(r"(?:(?:lang|language|locale|hl|l)=[\w-]{2,7})?", re.IGNORECASE)
_FILE_PATH = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|zip|rar|7z)\Z", re.IGNORECASE)
_NO_WORDS = re.compile(r"[\d_.,:;|()/\-]+")
_ADDRESS_WORDS = re.compile(r"https?://\S+|/\S*|\S*\.(?:php|html?|aspx?|jsp)\S*")


def random_probe_path(seed: str) -> str:
    """The path that no site has, always the same for the same host name."""
    return f"/{TOOL_NAME}-{hashlib.sha256(seed.encode()).hexdigest()[:20]}"


def judge_kind(document: Document, *, status: int, probe: Document | None = None) -> PageKind:
    """What the body of an HTML answer is; other media types are always pages.

    ``probe`` is what the same host gave with status 200 for :func:`random_probe_path`, or None when
    it answers honestly that there is nothing. Source: design.md section 7.
    """
    if "html" not in document.content_type:
        return PageKind.PAGE
    if status in (404, 410):
        return PageKind.SOFT_404
    page = _Seen(document, status)
    for kind, holds in _RULES:
        if holds(page):
            return kind
    if probe is not None and not _is_front(document, probe) and _equals_probe(document, probe):
        return PageKind.SOFT_404
    return PageKind.PAGE


class _Seen:
    """The measures of one document that the rules share; texts are folded."""

    def __init__(self, document: Document, status: int) -> None:
        self.document = document
        self.status = status
        sample = document.text[:_SAMPLE_CHARACTERS]
        self.text = fold_text(sample)
        self.title = fold_text(document.title)
        self.head_lines = (document.title, *(h.text for h in document.headings if h.level <= 3))
        self.head = "\n".join(map(fold_text, self.head_lines))
        self.letters = len(self.text) if len(sample) == len(document.text) else len(document.text)
        self.own_lines = [fold_text(line) for line in _own_text(document).split("\n")]
        self.own = "".join(self.own_lines)
        self.links = len({link.url for link in document.links if link.kind is LinkKind.WEB})

    def is_bare(self, letters: int) -> bool:
        """Whether the page has no menu of a site and at most so many letters."""
        return self.links <= _FEW_LINKS and self.letters <= letters


def _own_text(document: Document) -> str:
    """The content of the page without menus, footers and the words of links."""
    spans = [(r.start, r.end) for r in document.regions if r.region is Region.CONTENT]
    if not document.regions:
        spans = [(0, len(document.text))]
    linked = sorted((link.start, link.end) for link in document.links if link.end > link.start)
    pieces: list[str] = []
    for start, end in spans:
        for link_start, link_end in linked:
            if link_end <= start or link_start >= end:
                continue
            pieces.append(document.text[start : max(start, link_start)])
            start = max(start, link_end)
        pieces.append(document.text[start:end])
    return "\n".join(pieces)[:_SAMPLE_CHARACTERS]


def _is_blocked(page: _Seen) -> bool:
    if not page.is_bare(1500):
        return False
    if BLOCKED_HEAD.search(page.head) or page.status in (401, 403, 406, 429):
        return True
    asked = [f"{f.name} {f.label}".lower() for form in page.document.forms for f in form.fields]
    captchas = sum("captcha" in words for words in asked)
    if len(asked) - captchas >= 2:
        return False  # a form to fill in, with a captcha at its end
    if BLOCKED_TEXT.search(page.text):
        return True
    return bool(captchas) and page.letters <= 300


def _is_maintenance(page: _Seen) -> bool:
    said = f"{page.head}\n{page.text}"
    if not page.is_bare(700) or OTHER_WORKS.search(said):
        return False
    if any(_tells_rows(table) for table in page.document.tables):
        return False  # figures stand there; what is being worked on is something they speak of
    if SITE_MAINTENANCE.search(said):
        return True
    tiny = page.letters <= 150 and page.links <= 1
    bare_words = BARE_MAINTENANCE.search(said) and not ABOUT_DATA.search(said)
    return bool(bare_words) and (tiny or page.status == 503)


def _tells_rows(table: Table) -> bool:
    """Whether a table has rows of content; where it only lays words out, a row has one cell."""
    filled = ({cell.start for cell in row if cell.text.strip()} for row in table.rows)
    return sum(len(cells) > 1 for cells in filled) >= _ROWS_OF_CONTENT


def _is_parked(page: _Seen) -> bool:
    if page.text == IT_WORKS:
        return True
    if page.links > 30 or page.letters > 4500:
        return False
    if PARKED_HEAD.search(page.head):
        return True
    return page.letters <= 1500 and bool(PARKED_TEXT.search(page.text))


def _is_hijacked(page: _Seen) -> bool:
    said = f"{page.head}\n{page.text}"
    bets = Counter(GAMBLING.findall(said))
    hits = bets.total()
    if _advertises(page):
        return True
    if hits < 6 or len(bets) < 3 or WARNING.search(page.title):
        return False
    if len(set(ENTICEMENT.findall(said))) < 2 or len(WARNING.findall(page.own)) * 3 > hits:
        return False
    rate = 1000 * hits / len(said)
    return rate >= 8 if GAMBLING.search(page.title) else rate >= 20


def _advertises(page: _Seen) -> bool:
    """Whether a short page's own heading invites to gamble and its text is of nothing else."""
    if len(page.own) > _SHORT_SPAM or WARNING.search(f"{page.head}{page.own}"):
        return False
    bets = Counter(GAMBLING.findall(page.own))
    if len(bets) < 3 or len(set(ENTICEMENT.findall(page.own))) < 3:
        return False
    lured = any(GAMBLING.search(line) and ENTICEMENT.search(line) for line in page.head.split("\n"))
    return lured and 1000 * bets.total() / len(page.own) >= 10


def _is_login(page: _Seen) -> bool:
    if page.letters <= 1500 and ACCOUNT_LOGIN.search(page.title):
        return True
    asking = [form for form in page.document.forms if _asks_password(form)]
    if not asking:
        return False
    content_links = sum(
        link.kind is LinkKind.WEB and link.region is Region.CONTENT for link in page.document.links
    )
    if LOGIN.search(page.title):
        return len(page.own) <= 600 and content_links <= 15
    if content_links > _FEW_LINKS or all(form.region is not Region.CONTENT for form in asking):
        return False
    return len(page.own) <= (400 if LOGIN.search(page.head) else 200)


def _asks_password(form: Form) -> bool:
    """Whether a form asks for one password and little else; two passwords are a registration."""
    passwords = sum(field.kind == "password" for field in form.fields)
    return passwords == 1 and len(form.fields) <= 5


def _is_script_only(page: _Seen) -> bool:
    document = page.document
    if not document.title or page.links > 2 or document.tables or document.forms:
        return False
    if NEEDS_SCRIPT.search(page.text):
        return page.letters <= 300
    if page.links or document.images or document.embeds:
        return False
    text = page.text.replace(page.title, "") if page.title else page.text
    return len(text) <= 5 or (len(text) <= 40 and bool(LOADING.search(text)))


def _says_not_found(page: _Seen) -> bool:
    if len(page.own) > 600:
        return False
    for line in page.head_lines:
        for part in (line, *TITLE_PARTS.split(line)):
            if NOT_FOUND_WHOLE.fullmatch(part):
                return True
            folded = fold_text(part)
            found = NOT_FOUND.search(folded)
            # A longer line speaks about such pages, as the answer to a question does.
            if found and len(found.group()) >= _LEAST_SHARE * len(folded):
                return True
    if len(page.own) > 150:
        return False
    found_in = (NOT_FOUND.search(line) for line in page.own_lines)
    return any(found and found.start() <= _EXCUSE_LETTERS for found in found_in)


def _is_no_file(page: _Seen) -> bool:
    """Whether a server answers the address of a file with a page that only tells an error."""
    if not _FILE_PATH.search(urlsplit(page.document.url).path) or not page.is_bare(300):
        return False
    shown = page.document.images or page.document.embeds or page.document.forms
    return not shown and bool(FILE_ERROR.search(f"{page.head}\n{page.text}"))


_RULES: tuple[tuple[PageKind, Callable[[_Seen], bool]], ...] = (
    (PageKind.BLOCKED, _is_blocked),
    (PageKind.MAINTENANCE, _is_maintenance),
    (PageKind.PARKED, _is_parked),
    (PageKind.HIJACKED, _is_hijacked),
    (PageKind.LOGIN, _is_login),
    (PageKind.SCRIPT_ONLY, _is_script_only),
    (PageKind.SOFT_404, _says_not_found),
    (PageKind.SOFT_404, _is_no_file),
)


def _is_front(document: Document, probe: Document) -> bool:
    """Whether this is the page that a site shows for unknown addresses, at its own address."""
    parts = urlsplit(document.url)
    own_address = _FRONT_PATH.fullmatch(unquote(parts.path) or "/") is not None
    return document.url == probe.url or (
        own_address and _LANGUAGE_QUERY.fullmatch(parts.query) is not None
    )


def _equals_probe(document: Document, probe: Document) -> bool:
    """Whether the page says and shows nothing that the page of a random address does not.

    Compared by lines, not as a whole: beside a long menu a page of one sentence would drown.
    """
    if _shown(document) - _shown(probe):
        return False
    here, there = _lines(document), _lines(probe)
    fresh, gone = here - there, there - here
    unexplained = sum(
        len(line) for line in fresh if not any(fuzz.ratio(line, old) >= 85 for old in gone)
    )
    return unexplained <= 4 and bool(here)


def _shown(document: Document) -> set[str]:
    """Addresses of what the content holds apart from words, without ways to share the page."""
    shown = {image.url for image in document.images if image.region is Region.CONTENT}
    shown |= {embed.url for embed in document.embeds if embed.region is Region.CONTENT}
    shown |= {
        link.url
        for link in document.links
        if link.kind is LinkKind.WEB and link.region is Region.CONTENT
    }
    own_path = unquote(urlsplit(document.url).path)
    return {url for url in shown if not _leads_back(url, own_path)}


def _leads_back(url: str, own_path: str) -> bool:
    parts = urlsplit(url)
    return unquote(parts.path) == own_path or (
        len(own_path) > 1 and unquote(parts.query).split("&", 1)[0].endswith(own_path)
    )


def _lines(document: Document) -> Counter[str]:
    """Folded lines, the title among them, without digits, addresses and the page's own name."""
    own_name = unquote(urlsplit(document.url).path.rsplit("/", 1)[-1])
    lines = Counter[str]()
    for line in (document.title, *document.text.split("\n")):
        cut = line.replace(own_name, "") if len(own_name) >= 3 else line
        folded = _NO_WORDS.sub("", fold_text(_ADDRESS_WORDS.sub("", cut)))
        if folded:
            lines[folded] += 1
    return lines
