"""E-mail addresses that sites hide from robots and show to people.

Cloudflare writes them as hexadecimal text whose first byte is the key. Joomla builds them in a
script from pieces of text with character references, beside an element that asks for JavaScript.
"""

import html
import re
from collections.abc import Iterable

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


_CLOAK = re.compile(r"getElementById\(\s*['\"](?P<id>cloak\w+)['\"]\s*\)")
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"")


def cloaked(scripts: Iterable[str]) -> dict[str, str]:
    """Addresses that inline scripts put into elements, by the id of the element."""
    found: dict[str, str] = {}
    for script in scripts:
        target = _CLOAK.search(script)
        if target is None:
            continue
        pieces = [
            html.unescape(one or other)
            for line in script.splitlines()
            if re.match(r"\s*(?:var\s+)?addy(?!_?text)\w*\s*=", line)
            for one, other in _QUOTED.findall(line)
        ]
        address = "".join(pieces)
        if _ADDRESS.fullmatch(address):
            found[target["id"]] = address
    return found
