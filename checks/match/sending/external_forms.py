"""Addresses outside the agency's own pages through which something can be sent."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from checks.match.subjects.vocabulary import known_host_kind
from checks.site import Site
from crawler.records import FetchFailure, GapReason


class Outside(StrEnum):
    """What an address is for, as far as the address itself tells."""

    FORM_HOST = "form_host"  # a form of Google, Microsoft, ...: filled in by anyone
    FORM_EDITOR = "form_editor"  # the maker's side of such a form: closed to everyone else
    SYSTEM = "system"  # a system for online services, of the agency or of the government
    MESSENGER = "messenger"  # a chat: a channel, but no form
    SHORT_LINK = "short_link"  # leads somewhere that was not seen
    OTHER = "other"


_FORM_HOSTS = re.compile(
    r"(?:^|\.)(?:forms\.gle|forms\.office\.com|forms\.microsoft\.com|forms\.cloud\.microsoft"
    r"|jotform\.(?:com|me)|typeform\.com|surveymonkey\.com|forms\.zoho\.com|zohopublic\.com"
    r"|wufoo\.com|cognitoforms\.com|tally\.so|formstack\.com)$"
)
_GOOGLE_FORM = re.compile(r"^/(?:a/[^/]+/)?(?:u/\d+/)?forms/")
_EDITOR = re.compile(r"/(?:edit|viewanalytics|prefill|responses)/?$|DesignPage", re.I)
_MESSENGERS = re.compile(r"(?:^|\.)(?:line\.me|lin\.ee|line\.biz|m\.me|messenger\.com|wa\.me)$")
# Host names and paths of systems for services. "service" alone is too common to say it.
_SYSTEM_HOSTS = re.compile(
    r"(?:^|[.-])(?:e-?services?|eservice\w*|oss|one-?stop\w*|e-?form|bizportal|smart-?city|smartservice"
    r"|e-?permit|e-?license|e-?petition|e-?request|e-?tax|czp|citizenportal|queue|booking)(?:[.-])"
    r"|(?:^|\.)(?:traffy\.in\.th|traffyfondue\.com|info\.go\.th|govchannel\.go\.th|cityhub\.in\.th"
    r"|(?:oss|portal|citizen)\.dga\.or\.th)$"
)
_SYSTEM_PATHS = re.compile(r"/(?:e-?services?|oss|one-?stop(?:-?services?)?)(?:[/_.?-]|$)", re.I)
_COMPLAINTS_OF_OTHERS = re.compile(
    r"(?:^|\.)(?:nacc\.go\.th|pacc\.go\.th|1111\.go\.th|damrongdham\w*\.moi\.go\.th|opm\.go\.th"
    r"|ombudsman\.go\.th|oag\.go\.th|acc\.or\.th|damrong\w*\.go\.th)$"
)
# Reasons that say nothing about what stands at an address: it was simply not looked at.
_NOT_LOOKED_AT = frozenset(
    {
        GapReason.EXTERNAL_HOST_UNREACHABLE,
        GapReason.ROBOTS_DISALLOWED,
        GapReason.ROBOTS_UNREACHABLE,
        GapReason.BUDGET_EXHAUSTED,
        GapReason.NOT_RENDERED,
        GapReason.BLOCKED,
        GapReason.RATE_LIMITED,
    }
)


def host_name(url: str) -> str:
    """The host of an address in lower case, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def outside_kind(url: str) -> Outside:
    """What an address is for. Judged by host and path; nothing is read."""
    host = host_name(url)
    path = urlsplit(url).path if host else ""
    google = host == "docs.google.com" and _GOOGLE_FORM.match(path) is not None
    if google or _FORM_HOSTS.search(host) or known_host_kind(url) == "forms":
        return Outside.FORM_EDITOR if _EDITOR.search(path) else Outside.FORM_HOST
    if _MESSENGERS.search(host):
        return Outside.MESSENGER
    if known_host_kind(url) == "short_links":
        return Outside.SHORT_LINK
    if known_host_kind(url) is not None:
        return Outside.OTHER
    if _SYSTEM_HOSTS.search(host) or _SYSTEM_PATHS.search(path):
        return Outside.SYSTEM
    return Outside.OTHER


def is_other_agency_desk(url: str) -> bool:
    """Whether an address belongs to a central body that takes complaints about everyone."""
    return bool(_COMPLAINTS_OF_OTHERS.search(host_name(url)))


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are on one host, ``www`` aside."""
    return host_name(one).removeprefix("www.") == host_name(other).removeprefix("www.")


def seen_broken(url: str, site: Site) -> FetchFailure | None:
    """The failure of an address that was asked and did not answer as it should."""
    trouble = site.trouble(url)
    if isinstance(trouble, FetchFailure) and trouble.reason not in _NOT_LOOKED_AT:
        return trouble
    return None
