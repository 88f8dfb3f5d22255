"""Bounds what a website can make a crawler do for ever. Pure; counts, but does no I/O.

Two ideas: addresses that differ only in tracking, print or sort parameters are one address
(``identity``); and families of addresses that grow without end (calendars,
pagination, numbered news) are admitted up to a cap per family (``TrapWatch``).
"""

import re
from collections import Counter
from datetime import date
from enum import StrEnum
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

MAX_URL_LENGTH = 1800
MAX_PATH_PARTS = 16
LIST_CAP = 20  # pages of one list that no pointer matches
MATCHED_LIST_CAP = 60
CALENDAR_CAP = 3
MATCHED_CALENDAR_CAP = 40  # monthly reports chosen by year and month are real content
PATTERN_CAP = 25  # addresses of one shape that no pointer matches
DIGEST_CAP = 4  # addresses that show one and the same text


class Trap(StrEnum):
    """Why an address is not worth a request."""

    ACTION = "action"  # it would do something (log out, put in a cart) or is no page
    TOO_LONG = "too_long"
    REPETITION = "repetition"  # /a/b/a/b/
    FUTURE = "future"  # a calendar page years ahead
    CALENDAR = "calendar"
    PAGINATION = "pagination"
    DUPLICATE = "duplicate"  # its family keeps showing the same text
    PATTERN = "pattern"

    @property
    def empty(self) -> bool:
        """Whether nothing can be missed by leaving the address unread."""
        return self in {Trap.ACTION, Trap.FUTURE, Trap.DUPLICATE}


# Names that never choose content. Session ids are gone before: ``crawler.urls.canonical``.
_NOISE = re.compile(r"^(?:cfid|cftoken|utm_\w+|fbclid|gclid|replytocom|print_?preview)$", re.I)
_NOISE_VALUE = {  # names that are noise only with such a value
    "tmpl": re.compile(r"^(?:component|print)$", re.I),
    "print": re.compile(r"^(?:1|true|yes|y|)$", re.I),
    "pop": re.compile(r"^1$"),
}
_PRINT_NAMES = frozenset(("tmpl", "print"))
_PRINT_LAYOUT = frozenset(("layout", "page"))  # how a print copy is laid out, and of which part
_SORT = re.compile(
    r"^(?:sort|sort_?by|sort_?order|order|order_?by|order_?dir|dir|direction|filter_order|"
    r"filter_order_dir|asc|desc)$",
    re.I,
)
# Words that order a list; other values choose content ("f.php?dir=plan").
_SORT_VALUE = re.compile(
    r"^(?:a|d|asc|desc|ascending|descending|name|title|date|time|hits|size|created|modified"
    r"|ordering|popular|newest|oldest)?$",
    re.I,
)
_PRINT_PART = re.compile(r"/print/?$", re.I)
_ACTION_PATH = re.compile(
    r"(?:^|[/_.-])(?:log-?out|log-?off|sign-?out)(?:$|[/_.-])|/wp-login\.php$|/wp-admin(?:/|$)"
    r"|/xmlrpc\.php$|/feed/?$|/rss/?$",
    re.I,
)
_ACTION_PARAM = {
    "action": re.compile(r"log-?out|sign-?out|add.?to.?cart|delete", re.I),
    "task": re.compile(r"logout", re.I),
    "do": re.compile(r"logout", re.I),
    "format": re.compile(r"^(?:feed|ical|ics)$", re.I),
    "feed": re.compile(r"."),
    "ical": re.compile(r"."),
    "outlook-ical": re.compile(r"."),
    "add-to-cart": re.compile(r"."),
    "logout": re.compile(r""),
}
_PAGE_PARAM = re.compile(
    r"^(?:page|paged|pg|page_?no|page_?num(?:ber)?|page_?index|current_?page|start|limitstart|"
    r"offset|page\d+|.*_page)$",
    re.I,
)
_PAGE_PATH = re.compile(r"/(?:page|p|หน้า)[/-]?(\d{1,6})/?$", re.I)
_DATE_PARAM = re.compile(r"date|^day$|^month$|^ym$|^cal", re.I)
_DATE_VALUE = re.compile(r"^(\d{4})[-/.]?(\d{1,2})(?:[-/.]?\d{1,2})?$")
_YEAR_PARAM = re.compile(r"^(?:y|yr|year|cal_?year|ปี)$", re.I)
_MONTH_PARAM = re.compile(r"^(?:m|mo|mon|month|cal_?month|เดือน)$", re.I)
_DATE_PATH = re.compile(r"/(\d{4})[/-](0?[1-9]|1[0-2])(?:[/-](?:0?[1-9]|[12]\d|3[01]))?(?:/-)?/?$")
_PLAUSIBLE = range(1990, 2050)  # years CE; other numbers in a path are ids or chapters
_CALENDAR_WORD = re.compile(r"calend|event|archive|date|ปฏิทิน|กิจกรรม|tribe", re.I)
_DIGITS = re.compile(r"\d+")
_BE_OFFSET = 543


def _params(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)


def _is_noise(name: str, value: str) -> bool:
    wanted = _NOISE_VALUE.get(name.lower())
    if wanted is not None:
        return bool(wanted.match(value))
    if _NOISE.match(name):
        return True
    return bool(_SORT.match(name)) and bool(_SORT_VALUE.match(value))


def _collapse(parts: list[str], limit: int = 2) -> list[str]:
    """Path parts with each run taken out that comes ``limit`` times at once, single parts one more.

    One part twice (/news/news/) is an ordinary address; only a third is a loop.
    """
    out: list[str] = []
    for part in parts:
        out.append(part)
        for size in range(1, len(out) // 2 + 1):
            times = limit + 1 if size == 1 else limit
            if len(out) < size * times:
                continue
            run = out[-size:]
            if all(out[-size * (k + 1) : -size * k] == run for k in range(1, times)):
                del out[-size * (times - 1) :]
                break
    return out


def identity(url: str) -> str:
    """The address by which copies of one page are one: no scheme, ``www.``, print, sort.

    A key for comparing, never an address to request.
    """
    parts = urlsplit(url)
    path = _PRINT_PART.sub("", parts.path)
    params = _params(url)
    printed = any(n in _PRINT_NAMES and _is_noise(n, v) for n, v in params)
    kept = sorted(
        (n, v) for n, v in params if not _is_noise(n, v) and not (printed and n in _PRINT_LAYOUT)
    )
    return urlunsplit(("", parts.netloc.removeprefix("www."), path or "/", urlencode(kept), ""))


def without_repeats(url: str, *, limit: int = 2) -> str:
    """The address with runs of path parts that repeat ``limit`` times, as loops make them, cut."""
    parts = urlsplit(url)
    path = "/".join(_collapse(parts.path.split("/"), limit))
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def is_action(url: str) -> bool:
    """Whether requesting the address would act, or bring a feed, instead of showing a page."""
    if _ACTION_PATH.search(unquote(urlsplit(url).path)):
        return True
    for name, value in _params(url):
        wanted = _ACTION_PARAM.get(name.lower())
        if wanted is not None and wanted.search(value):
            return True
    return False


def list_key(url: str) -> str | None:
    """The list that a numbered page belongs to; None when the address numbers no page."""
    params = _params(url)
    rest = [(n, v) for n, v in params if not (_PAGE_PARAM.match(n) and v.isdigit())]
    parts = urlsplit(url)
    path = unquote(parts.path)
    bare = _PAGE_PATH.sub("", path)
    if len(rest) == len(params) and bare == path:
        return None
    kept = sorted((n, v) for n, v in rest if not _is_noise(n, v))
    return f"{parts.netloc.removeprefix('www.')}{bare.rstrip('/')}?{urlencode(kept)}"


def base_key(url: str) -> str:
    """The key that ``list_key`` gives to further pages of the list that starts at this address."""
    known = list_key(url)
    if known is not None:
        return known
    parts = urlsplit(url)
    params = _params(url)
    printed = any(n in _PRINT_NAMES and _is_noise(n, v) for n, v in params)
    kept = sorted(
        (n, v) for n, v in params if not _is_noise(n, v) and not (printed and n in _PRINT_LAYOUT)
    )
    path = unquote(parts.path).rstrip("/")
    return f"{parts.netloc.removeprefix('www.')}{path}?{urlencode(kept)}"


def calendar_year(url: str) -> int | None:
    """The year (CE) of a calendar or date-archive address, 0 when it names none; else None."""
    months = False
    year: int | None = None
    for name, value in _params(url):
        dated = _DATE_VALUE.match(value)
        if dated and _DATE_PARAM.search(name):
            return _common_era(int(dated[1]))
        if value.isdigit() and _YEAR_PARAM.match(name):
            year = _common_era(int(value))
        months = months or (value.isdigit() and bool(_MONTH_PARAM.match(name)))
    if months:
        return year or 0
    plain = unquote(urlsplit(url).path)
    path = _DATE_PATH.search(plain)
    # "/ita/2568/9-1" is a chapter of a fiscal year, "/view/2105/11/" a page number.
    if path is None or (int(path[1]) not in _PLAUSIBLE and not _CALENDAR_WORD.search(plain)):
        return None
    return _common_era(int(path[1]))


def _common_era(year: int) -> int:
    return year - _BE_OFFSET if year > 2400 else year


def pattern(url: str) -> str:
    """The shape of an address: every number replaced, parameters in order of name."""
    parts = urlsplit(url)
    path = _DIGITS.sub("0", unquote(parts.path))
    query = sorted((n, "0" if _DIGITS.search(v) else v) for n, v in _params(url))
    return f"{parts.netloc}{path}?{urlencode(query)}"


class TrapWatch:
    """Counts what one crawl admitted and says when a family of addresses has had enough.

    ``today`` bounds calendars: nothing is published two years ahead.
    """

    def __init__(self, today: date) -> None:
        self._year = today.year
        self._lists: Counter[str] = Counter()
        self._calendars: Counter[str] = Counter()
        self._patterns: Counter[str] = Counter()
        self._digests: Counter[str] = Counter()
        self._ended: set[str] = set()  # lists whose last page brought nothing new
        self._same: set[str] = set()  # patterns and lists that show one text again and again

    def admit(self, url: str, *, matched: bool, kept: bool = False) -> Trap | None:
        """Count a new address in its families; the trap it belongs to when it must stay out.

        ``matched`` links name an item and fall only to the wide caps; ``kept`` ones stand in a menu
        or hub or were declared, are few, and fall to no cap.
        """
        if is_action(url):
            return Trap.ACTION
        if len(url) > MAX_URL_LENGTH or urlsplit(url).path.count("/") > MAX_PATH_PARTS:
            return Trap.TOO_LONG
        wide = matched or kept
        if without_repeats(url, limit=3 if wide else 2) != url:
            return Trap.REPETITION
        year = calendar_year(url)
        if year is not None:
            if year > self._year + 2:
                return Trap.FUTURE
            if kept:
                return None
            cap = MATCHED_CALENDAR_CAP if matched else CALENDAR_CAP
            return self._count(self._calendars, pattern(url), cap, Trap.CALENDAR)
        of_list = list_key(url)
        if of_list is not None:
            if of_list in self._same and not wide:
                return Trap.DUPLICATE
            if of_list in self._ended and not wide:
                return Trap.PAGINATION
            if kept:
                return None
            cap = MATCHED_LIST_CAP if matched else LIST_CAP
            return self._count(self._lists, of_list, cap, Trap.PAGINATION)
        if wide:
            return None
        shape = pattern(url)
        if shape in self._same:
            return Trap.DUPLICATE
        return self._count(self._patterns, shape, PATTERN_CAP, Trap.PATTERN)

    @staticmethod
    def _count(counter: Counter[str], key: str, cap: int, trap: Trap) -> Trap | None:
        if counter[key] >= cap:
            return trap
        counter[key] += 1
        return None

    def page_read(self, url: str, *, text_digest: str, new_links: int) -> None:
        """Learn from a page: a list ends where nothing is new, a shape that repeats is closed."""
        seen_before = self._digests[text_digest]
        self._digests[text_digest] += 1
        of_list = list_key(url)
        if of_list is not None:
            if seen_before >= 2:
                self._same.add(of_list)
            elif seen_before or not new_links:
                self._ended.add(of_list)
        elif seen_before >= DIGEST_CAP - 1:
            self._same.add(pattern(url))
