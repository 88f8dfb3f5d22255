"""Files that agencies keep on Google Drive and Docs: the address that gives the file itself.

A public link shows a viewer that only scripts fill; the service's own download address gives the
bytes. Source: Drive API guide, "Download and export"; the addresses that its share dialog makes.
"""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.charset import decode
from crawler.urls import canonical, host_of

_LARGEST_PAGE = 512 * 1024  # bytes of a page that asks for a confirmation
_ID = r"([A-Za-z0-9_-]{10,120})"
_FILE_PATH = re.compile(rf"(?:/a/[^/]+)?/file/(?:u/\d+/)?d/{_ID}(?:/|$)")
_QUERY_PATHS = re.compile(r"(?:/a/[^/]+)?/(?:u/\d+/)?(?:open|uc|download)/?")
_EDITOR_PATH = re.compile(
    rf"(?:/a/[^/]+)?/(document|spreadsheets|presentation)/(?:u/\d+/)?d/(?!e/){_ID}(?:/|$)"
)
_PUBLISHED_SHEET = re.compile(rf"/spreadsheets/d/e/{_ID}/pub(?:html)?")
_EXPORTS = {
    "document": "export?format=docx",
    "spreadsheets": "export?format=xlsx",
    "presentation": "export/pptx",
}
_FILE_HOSTS = frozenset({"drive.google.com", "docs.google.com", "drive.usercontent.google.com"})
_BYTES_HOST = ".googleusercontent.com"
_LOGIN_HOSTS = frozenset({"accounts.google.com"})


def direct_download(url: str) -> str | None:
    """The canonical address that gives the shared file, None when the address shares no file."""
    parts = urlsplit(url)
    host = host_of(url)
    if host not in _FILE_HOSTS:
        return None
    query = dict(parse_qsl(parts.query))
    file = _FILE_PATH.match(parts.path)
    if file is not None:
        return _download(file[1], query)
    if host == "docs.google.com":
        editor = _EDITOR_PATH.match(parts.path)
        if editor is not None:
            kind, name = editor.groups()
            return canonical(f"https://docs.google.com/{kind}/d/{name}/{_EXPORTS[kind]}")
        sheet = _PUBLISHED_SHEET.match(parts.path)
        if sheet is not None:
            return canonical(f"https://docs.google.com/spreadsheets/d/e/{sheet[1]}/pub?output=xlsx")
    if _QUERY_PATHS.fullmatch(parts.path) and re.fullmatch(_ID, query.get("id", "")):
        return _download(query["id"], query)
    return None


def _download(name: str, query: dict[str, str]) -> str | None:
    asked = {"export": "download", "id": name}
    if query.get("resourcekey"):
        asked["resourcekey"] = query["resourcekey"]
    return canonical(f"https://drive.google.com/uc?{urlencode(asked)}")


def gives_shared_files(url: str) -> bool:
    """Whether a redirect of a shared file may lead to this address."""
    host = host_of(url)
    return host in _FILE_HOSTS or host.endswith(_BYTES_HOST)


def asks_for_login(url: str) -> bool:
    """Whether an address is the sharing service's own login."""
    return host_of(url) in _LOGIN_HOSTS


def confirmed_download(payload: bytes, declared_type: str, url: str) -> str | None:
    """The address behind the button of a page that warns of a file too large to be scanned.

    None when the page is no such page, or leads to another host.
    """
    tree = LexborHTMLParser(decode(payload[:_LARGEST_PAGE], declared_type).text)
    for form in tree.css("form#download-form, form#downloadForm"):
        fields = {
            str(field.attributes.get("name")): field.attributes.get("value") or ""
            for field in form.css("input[type=hidden][name]")
        }
        action = str(form.attributes.get("action") or "")
        base, _, inline = action.partition("?")
        asked = urlencode({**dict(parse_qsl(inline)), **fields})
        target = canonical(f"{base}?{asked}", url) if asked else None
        if target is not None and gives_shared_files(target):
            return target
    for anchor in tree.css("a#uc-download-link"):
        target = canonical(str(anchor.attributes.get("href") or ""), url)
        if target is not None and gives_shared_files(target):
            return target
    return None
