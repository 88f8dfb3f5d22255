"""Reads e-mail addresses, written plainly or disguised against robots.

Source: spellings on agency sites: "[at]", "(dot)", spaces around the sign, แอท and ดอท.
"""

import re
from dataclasses import dataclass

from checks.match.contact.places import flat, host_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailAddress:
    """An address in a text: ``text[start:end]`` as written, ``address`` in plain spelling."""

    start: int
    end: int
    address: str


_LOCAL = r"(?P<local>[A-Za-z0-9][A-Za-z0-9._%+-]*|_[A-Za-z0-9._%+-]+)"
_PLAIN = re.compile(
    rf"(?<![A-Za-z0-9/._%+-]){_LOCAL}[@＠﹫](?P<domain>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
)
_AT = (
    r"(?:\s{0,2}[@＠﹫]\s{0,2}"
    r"|\s*[\[({<]\s*(?:at|@|แอท|แอ็ท|แอด|เอท)\s*[\])}>]\s*"
    r"|\s*(?:แอท|แอ็ท|แอทไซน์)\s*"
    r"|\s+at\s+|\s*[-_]at[-_]\s*)"
)
_DOT = (
    r"(?:\s?\.\s?|\s*[\[({<]\s*(?:dot|\.|จุด|ดอท|ดอต)\s*[\])}>]\s*|\s+dot\s+|\s*(?:ดอท|ดอต|จุด)\s*)"
)
_DISGUISED = re.compile(
    rf"(?<![A-Za-z0-9/._%+-])(?P<local>[A-Za-z0-9_][A-Za-z0-9_%+-]*(?:(?:\.|\s*[\[(]\s*dot\s*[\])]\s*)"
    rf"[A-Za-z0-9_%+-]+)*)"
    rf"(?P<at>{_AT})(?P<domain>[A-Za-z0-9-]+(?:{_DOT}[A-Za-z0-9-]+){{1,4}})",
    re.I,
)
_TOP_LEVEL = re.compile(
    r"(?:th|com|net|org|info|biz|asia|me|co|edu|gov|int|io|app|cloud|online|site|example|test|invalid"
    r"|local|localhost)",
    re.I,
)
_TOP_END = re.compile(r"(?i)\.(?:th|com|net|org|info|asia|edu|gov|example|test)$")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|pdf|js|css|php|html?|docx?|xlsx?)$", re.I)
_NOT_LOCAL = re.compile(
    r"(?:line|id|ig|facebook|fb|twitter|x|tiktok|youtube|oa|official|instagram)", re.I
)
_LABEL = re.compile(
    r"อีเมล์?ล?|อี-เมล์?|อีเมลล์|เมล์|(?<![ก-๙])เมล(?![็่้๊๋ด])|ไปรษณีย์ ?(?:อิเล็กทรอนิกส์|อิเลคทรอนิกส์|อิเล็คทรอนิกส์)"
    r"|จดหมายอิเล็กทรอนิกส์|สารบรรณ ?(?:กลาง)? ?อิเล็กทรอนิกส์|(?<![a-z])e ?-?mail"
    r"|(?<![a-z])mail(?![a-z])|✉",
    re.I,
)
_EXAMPLE_WORDS = re.compile(r"(?:เช่น|ตัวอย่าง|e\.g\.|example|ex\.)[\s:：(\"“]*$", re.I)
_DUMMY_LOCAL = re.compile(
    r"(?:example|your-?_?\.?(?:name|e?-?mail|id)|test(?:er|ing)?\d*|xxx+|sample|someone|demo"
    r"|john\.?doe|no-?reply)",
    re.I,
)
_DUMMY_ELSEWHERE = re.compile(r"(?:name|user(?:name)?|e-?mail|abc|mail|you)", re.I)
_DUMMY_DOMAIN = re.compile(
    r"(?:example|your-?(?:domain|site|website|email|company)|domain|domainname|email|test|sample|company|"
    r"mydomain|mysite|yoursite|xxx+|abc|demolink|website|mail\.example)",
    re.I,
)
# Providers of free mailboxes, which agencies use too.
_FREE = frozenset(
    {
        "gmail.com", "hotmail.com", "hotmail.co.th", "outlook.com", "outlook.co.th", "yahoo.com",
        "yahoo.co.th", "live.com", "icloud.com", "windowslive.com", "msn.com", "ymail.com",
        "outlook.co", "googlemail.com", "thaimail.com", "live.co.th",
    }
)  # fmt: skip
_PUBLIC = re.compile(r"\.(?:go|ac|or|mi|in)\.th$|\.(?:edu|gov)$")


def email_addresses(text: str) -> tuple[EmailAddress, ...]:
    """The addresses of one line, in reading order, disguised ones in plain spelling."""
    plain = flat(text)
    found: list[EmailAddress] = []
    for match in _PLAIN.finditer(plain):
        domain = match["domain"].strip("-.")
        end = match.end() - (len(match["domain"]) - len(match["domain"].rstrip("-.")))
        if _sound(domain):
            found.append(_address(match.start(), end, match["local"].rstrip("."), domain))
    taken = [(item.start, item.end) for item in found]
    for match in _DISGUISED.finditer(plain):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        domain, end = _domain(plain, match)
        local = re.sub(r"\s*[\[(]\s*dot\s*[\])]\s*", ".", match["local"], flags=re.I)
        if not domain or _NOT_LOCAL.fullmatch(local):
            continue
        at = match["at"].strip().lower()
        if at == "at" and not (_LABEL.search(plain[: match.start()]) or _said_dot(match["domain"])):
            continue
        found.append(_address(match.start(), end, local, domain))
    return tuple(sorted(found, key=lambda item: item.start))


def is_placeholder_address(address: str, *, before: str = "", site_host: str = "") -> bool:
    """Whether an address is a template's example and nobody's mailbox.

    ``before`` are the words in front of it; an address on the site's own host is only judged by
    its name.
    """
    local, _, domain = address.lower().partition("@")
    if before and _EXAMPLE_WORDS.search(before[-30:]):
        return True
    if _DUMMY_LOCAL.fullmatch(local):
        return True
    own = bool(site_host) and (site_host == domain or site_host.endswith(f".{domain}"))
    if own:
        return False
    unlikely = _DUMMY_ELSEWHERE.fullmatch(local) and not _PUBLIC.search(domain)
    return bool(unlikely) or bool(_DUMMY_DOMAIN.fullmatch(domain.split(".")[0]))


def is_own_or_public(address: str, site_url: str) -> bool:
    """Whether an address lies on the site's own domain or on one of a state body."""
    domain = address.lower().partition("@")[2]
    host = host_of(site_url)
    own = domain == host or host.endswith(f".{domain}") or domain.endswith(f".{host}")
    return own or bool(_PUBLIC.search(domain))


def is_free_mail(address: str) -> bool:
    """Whether an address lies with a provider of free mailboxes."""
    return address.lower().partition("@")[2] in _FREE


def says_email(text: str) -> bool:
    """Whether words name an e-mail address."""
    return bool(_LABEL.search(text))


def _address(start: int, end: int, local: str, domain: str) -> EmailAddress:
    return EmailAddress(start=start, end=end, address=f"{local}@{domain}".lower())


def _said_dot(domain: str) -> bool:
    return bool(re.search(r"dot|ดอท|จุด", domain, re.I))


def _sound(domain: str) -> bool:
    top = domain.rpartition(".")[2]
    return len(top) >= 2 and top.isalpha() and not _FILE.search(domain)


def _domain(plain: str, match: re.Match[str]) -> tuple[str, int]:
    """The domain in plain spelling and where it ends; what follows a full top level is left out."""
    start = match.start("domain")
    best = ("", 0)
    pieces = list(re.finditer(r"[A-Za-z0-9-]+", match["domain"]))
    names = [piece for piece in pieces if not re.fullmatch(r"dot", piece.group(), re.I)]
    for count in range(2, len(names) + 1):
        top = names[count - 1].group()
        if not _TOP_LEVEL.fullmatch(top):
            continue
        gap = match["domain"][names[count - 2].end() : names[count - 1].start()]
        if best[0] and re.fullmatch(r"\.\s", gap):
            break  # a full stop between sentences
        domain = ".".join(name.group() for name in names[:count])
        best = (domain, start + names[count - 1].end())
    tight = not re.search(r"\s", match["at"]) or _TOP_END.search(f".{best[0]}")
    return best if best[0] and tight and _sound(best[0]) else ("", 0)
