"""The canonical form of an address, its host, and what belongs to an agency."""

import ipaddress
import re
from collections.abc import Callable
from functools import lru_cache

import ada_url
import tldextract

_LOWER_ESCAPE = re.compile(r"%(?:[0-9A-F][a-f]|[a-f][0-9A-Fa-f])")
# ASP.NET cookieless state: "/(S(...))/" and "/(X(1)S(...))/" in front of the real path
_ASPNET_STATE = re.compile(r"/\((?:[A-Za-z]\([^()/]*\))+\)(?=/|$)")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?;]*", re.IGNORECASE)
_ALWAYS_SESSION = re.compile(r"(?:phpsessid|jsessionid|aspsessionid[a-z]*)", re.IGNORECASE)
# A short "sid" is a section number on many sites, so only a token counts as a session.
_MAYBE_SESSION = re.compile(r"(?:sid|s_id|session_?id|sess_?id|oscsid|zenid)", re.IGNORECASE)
_TOKEN = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z,_-]{16,128}")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def absolute(url: str, base: str | None = None) -> str | None:
    """The address as a browser would ask for it, without fragment and credentials.

    None when it is not a valid http(s) address. Session ids stay: some servers answer a request
    without one by a redirect to itself with one. Source: WHATWG URL Standard.
    """
    try:
        href = ada_url.join_url(base, url) if base else ada_url.normalize_url(url)
    except ValueError:
        return None
    scheme, separator, rest = href.partition("://")
    if not separator or scheme not in _DEFAULT_PORTS:
        return None
    rest = rest.partition("#")[0]
    authority, slash, tail = rest.partition("/")
    authority = authority.rpartition("@")[2]
    host, colon, port = authority.partition(":") if authority[:1] != "[" else (authority, "", "")
    host = host.rstrip(".")
    if not host:
        return None
    return f"{scheme}://{host}{colon}{port}{slash}{tail}"


def canonical(url: str, base: str | None = None) -> str | None:
    """The one spelling under which a page is known, or None when it is not http(s).

    Drops fragment, credentials, session ids and a bare ``?``; writes ``%xx`` in upper case. Query
    order and the letter case of the path stay: servers may tell pages apart by them.
    """
    href = absolute(url, base)
    if href is None:
        return None
    address, _, query = href.partition("?")
    if "(" in address:
        address = _without_aspnet_state(address)
    if ";" in address:
        address = _PATH_SESSION.sub("", address)
    if query:
        query = "&".join(part for part in query.split("&") if not _is_session(part))
    href = f"{address}?{query}" if query else address
    if "%" in href:
        href = _LOWER_ESCAPE.sub(_upper, href)
    return href


def _upper(match: re.Match[str]) -> str:
    return match.group().upper()


def _without_aspnet_state(address: str) -> str:
    start = address.index("/", address.index("://") + 3)
    return address[:start] + (_ASPNET_STATE.sub("", address[start:]) or "/")


def _is_session(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    if _ALWAYS_SESSION.fullmatch(name):
        return True
    return bool(_MAYBE_SESSION.fullmatch(name) and _TOKEN.fullmatch(value))


def _split(url: str) -> tuple[str, str, int]:
    """Scheme, host without brackets, port; empty and 0 for what is not http(s)."""
    href = absolute(url)
    if href is None:
        return "", "", 0
    scheme, _, rest = href.partition("://")
    authority = re.split(r"[/?]", rest, maxsplit=1)[0]
    if authority.startswith("["):
        host, _, port = authority[1:].partition("]")
        port = port.lstrip(":")
    else:
        host, _, port = authority.partition(":")
    return scheme, host, int(port) if port else _DEFAULT_PORTS[scheme]


def host_of(url: str) -> str:
    """The host in lower case, IPv6 without brackets; "" for what is not http(s)."""
    return _split(url)[1]


def port_of(url: str) -> int:
    """The port, the scheme's own when none is written; 0 for what is not http(s)."""
    return _split(url)[2]


def authority_of(url: str) -> str:
    """``host:port`` with the port always written, IPv6 in brackets; "" for what is not http(s)."""
    _, host, port = _split(url)
    if not host:
        return ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_http(url: str) -> bool:
    """Whether the address is a valid http or https one."""
    return absolute(url) is not None


def is_ip(host: str) -> bool:
    """Whether the host is an address and not a name."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def is_loopback_literal(url: str) -> bool:
    """Whether the host is written as a loopback address, or as ``localhost``."""
    host = host_of(url)
    if host == "localhost":
        return True
    return is_ip(host) and ipaddress.ip_address(host).is_loopback


@lru_cache(maxsize=1)
def _extractor() -> Callable[[str], tldextract.tldextract.ExtractResult]:
    # No list addresses and no cache: the list that the package holds, never the network.
    return tldextract.TLDExtract(
        suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True
    )


@lru_cache(maxsize=4096)
def registrable_domain(host: str) -> str:
    """The part of a host name that one owner registers; "" for addresses and public suffixes.

    A name below no known suffix counts from its last two labels. Source: Public Suffix List,
    private part included, so that two customers of one hosting service stay two owners.
    """
    host = host.lower().rstrip(".")
    if not host or is_ip(host):
        return ""
    parts = _extractor()(host)
    if parts.suffix:
        return f"{parts.domain}.{parts.suffix}" if parts.domain else ""
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 else ""


def _twin(host: str) -> str:
    return host[4:] if host.startswith("www.") else f"www.{host}"


class Scope:
    """What may be visited as the agency's own: its home host, the www twin, and the hosts given.

    The port counts only where the host is an address: two sites may share one loopback address.
    """

    def __init__(self, home_url: str, hosts: tuple[str, ...] = ()) -> None:
        home = self._key(home_url)
        self._keys = {home} if home else set()
        host = host_of(home_url)
        if host and not is_ip(host):
            self._keys.add(_twin(host))
        for given in hosts:
            key = self._key(given if "://" in given else f"http://{given}")
            if key:
                self._keys.add(key)
        self._domains = {registrable_domain(host)} - {""}

    @staticmethod
    def _key(url: str) -> str:
        host = host_of(url)
        return authority_of(url) if is_ip(host) else host

    def contains(self, url: str) -> bool:
        """Whether the address is in scope."""
        key = self._key(url)
        return bool(key) and key in self._keys

    def is_sister(self, url: str) -> bool:
        """Whether the address is on another host of the home host's registrable domain."""
        return not self.contains(url) and registrable_domain(host_of(url)) in self._domains
