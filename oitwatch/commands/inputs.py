"""Turns what was typed into values, or says in one sentence what is wrong with it."""

import re
import ssl
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from crawler.options import ConnectTo
from crawler.urls import canonical, is_ip, is_loopback_literal
from oitwatch.errors import UsageError

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# O3, o3, O-3, 03, ๐๓, ข้อ 3: the letter is often typed as a zero.
_ITEM = re.compile(r"(?:ข้อ(?:ที่)?\s*)?[oO0]?\s*[-.]?\s*0*([1-9][0-9]?)")
_LAST_YEAR = 2400  # a later year is meant in the Buddhist Era
_DEFAULT_PORTS = {"http": 80, "https": 443}


def item_code(text: str) -> str | None:
    """An item code as the rulebooks write it ("O3"), None when the text is none."""
    match = _ITEM.fullmatch(text.strip().translate(_THAI_DIGITS))
    return f"O{match.group(1)}" if match else None


def item_codes(written: Iterable[str]) -> tuple[str, ...]:
    """Item codes, several of which may stand in one argument with commas; each once.

    Raises:
        UsageError: one of them is none.
    """
    codes: dict[str, None] = {}
    for text in written:
        for part in text.split(","):
            code = item_code(part)
            if code is None:
                raise UsageError("bad_item", text=part.strip() or text)
            codes[code] = None
    return tuple(codes)


def day(text: str | None) -> date | None:
    """A day in the Common Era.

    Raises:
        UsageError: the text is no date, or its year is meant in the Buddhist Era.
    """
    if text is None:
        return None
    try:
        parsed = date.fromisoformat(text.strip().translate(_THAI_DIGITS))
    except ValueError as error:
        raise UsageError("bad_date", text=text) from error
    if parsed.year >= _LAST_YEAR:
        raise UsageError("bad_date", text=text)
    return parsed


def is_calendar(year_basis: str | None) -> bool | None:
    """Whether an agency keeps calendar years, None when nothing was typed."""
    return None if year_basis is None else year_basis == "calendar"


def connections(written: Iterable[str]) -> tuple[ConnectTo, ...]:
    """``HOST=ADDR:PORT`` rules, IPv6 addresses in brackets; ``*.suffix`` allowed as host.

    Raises:
        UsageError: one of them is no such rule.
    """
    return tuple(_connection(text.strip()) for text in written if text.strip())


def _connection(text: str) -> ConnectTo:
    host, equals, target = text.partition("=")
    address, colon, port = target.rpartition(":")
    address = address.strip("[]")
    valid = host and equals and colon and port.isascii() and port.isdigit()
    if not valid or not is_ip(address) or not 0 < int(port) < 65536:
        raise UsageError("bad_connect_to", text=text)
    return ConnectTo(host=host.strip().lower().rstrip("."), address=address, port=int(port))


def typed_literals(urls: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Loopback hosts and ports among the addresses that the user typed."""
    found = []
    for url in urls:
        address = canonical(url if "//" in url else f"https://{url}")
        if address is None or not is_loopback_literal(address):
            continue
        parts = urlsplit(address)
        host = (parts.hostname or "").strip("[]")
        found.append((host, parts.port or _DEFAULT_PORTS[parts.scheme]))
    return tuple(found)


def ca_file(path: Path | None) -> str | None:
    """A PEM file that holds a certificate.

    Raises:
        UsageError: it cannot be read, or holds none.
    """
    if path is None:
        return None
    try:
        ssl.create_default_context(cafile=str(path))
    except ssl.SSLError as error:
        raise UsageError("bad_ca_file", path=str(path)) from error
    except OSError as error:
        raise UsageError("no_file", path=str(path), detail=error.strerror or str(error)) from error
    return str(path)


def at_least(option: str, value: float, least: float) -> None:
    """Refuse a number below the least that makes sense.

    Raises:
        UsageError: it is below.
    """
    if not value >= least:  # also true for "nan"
        raise UsageError("bad_number", option=option, least=f"{least:g}", value=f"{value:g}")
