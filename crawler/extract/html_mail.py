"""E-mail addresses that Cloudflare hides: the first byte of the hexadecimal text is the key."""

import re

_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){4,200}")
_PROTECTED = re.compile(r"/cdn-cgi/l/email-protection(?:#([0-9a-fA-F]+))?")
_ADDRESS = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+")


def decode(hidden: str) -> str:
    """The address behind a ``data-cfemail`` value, "" when it is none."""
    hidden = hidden.strip()
    if not _HEX.fullmatch(hidden):
        return ""
    key, *rest = bytes.fromhex(hidden)
    plain = bytes(byte ^ key for byte in rest).decode("utf-8", errors="replace")
    address = plain.partition("?")[0]
    return address if _ADDRESS.fullmatch(address) else ""


def from_href(href: str) -> str:
    """The address behind an ``/cdn-cgi/l/email-protection#...`` address, "" when it is none."""
    match = _PROTECTED.search(href)
    return decode(match[1]) if match and match[1] else ""


def is_protected(href: str) -> bool:
    """Whether the address is Cloudflare's page for hidden e-mail addresses."""
    return _PROTECTED.search(href) is not None
