"""Which network addresses may be connected to."""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from typing import Protocol

from crawler.errors import AddressRefused, UnknownHost
from crawler.options import ConnectTo, FetchOptions
from crawler.urls import is_ip

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6890 and its registry, kept here because ``ipaddress`` differs between Python releases.
_DENIED_V4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # CGNAT, RFC 6598
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_DENIED_V6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",
        "2620:4f:8000::/48",
        "3fff::/20",
        "5f00::/16",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052; the local 64:ff9b:1::/48 stays denied


class Resolver(Protocol):
    """Turns a host name into addresses."""

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Every address of the name, as IP literals.

        Raises:
            UnknownHost: the name has none, or could not be asked for.
        """
        ...


class SystemResolver:
    """Asks the operating system."""

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Every address of the name, in the system's order.

        Raises:
            UnknownHost: the name has none, or could not be asked for.
        """
        loop = asyncio.get_running_loop()
        try:
            found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            temporary = error.errno == socket.EAI_AGAIN
            raise UnknownHost(f"unknown host {host}: {error.strerror}", temporary=temporary) from (
                error
            )
        except UnicodeError as error:
            raise UnknownHost(f"unknown host {host}: not a valid name") from error
        return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an IP literal is a global unicast address, wrapped IPv4 addresses included.

    IPv4-mapped, NAT64 and 6to4 addresses count as the IPv4 address they carry; Teredo addresses
    belong to clients behind a NAT and never count. Source: RFC 6890, 6598, 6052, 3056, 4380.
    """
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(parsed)


def _is_public(address: _Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _DENIED_V4)
    if address.ipv4_mapped is not None:
        return _is_public(address.ipv4_mapped)
    if address in _NAT64:
        return _is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if address.sixtofour is not None:
        return _is_public(address.sixtofour)
    return address in _GLOBAL_UNICAST_V6 and not any(address in net for net in _DENIED_V6)


def is_loopback(address: str) -> bool:
    """Whether an IP literal is a loopback one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None)
    return bool((mapped or parsed).is_loopback)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a host is reached: checked addresses in the order to try, at least one, and a port."""

    addresses: tuple[str, ...]
    port: int


class Guard:
    """Decides for each host and port where a connection goes, or that none is made.

    A name is resolved once per guard, so that a later answer of its name server cannot lead to an
    address that nobody checked.
    """

    def __init__(self, options: FetchOptions, resolver: Resolver | None = None) -> None:
        self._connect_to = options.connect_to
        self._literals = {(_plain(host), port) for host, port in options.allowed_literals}
        self._resolver = resolver or SystemResolver()
        self._resolved: dict[str, tuple[str, ...]] = {}

    async def endpoint(self, host: str, port: int) -> Endpoint:
        """Where to connect for a host and port.

        Raises:
            AddressRefused: one of the host's addresses is not public, and nothing allows it; or a
                rule sends the host to something that is no address.
            UnknownHost: the host has no address.
        """
        host = _plain(host)
        rule = self._rule(host)
        if rule is not None:
            if not is_ip(rule.address):
                raise AddressRefused(f"{rule.host} is sent to {rule.address}: not an IP address")
            return Endpoint(addresses=(_plain(rule.address),), port=rule.port)
        if (host, port) in self._literals and _is_loopback_host(host):
            addresses = ("127.0.0.1", "::1") if host == "localhost" else (host,)
            return Endpoint(addresses=addresses, port=port)
        if is_ip(host):
            _refuse_unless_public(host, (host,))
            return Endpoint(addresses=(host,), port=port)
        if host not in self._resolved:
            found = await self._resolver.addresses(host)
            if not found:
                raise UnknownHost(f"unknown host {host}: no address")
            _refuse_unless_public(host, found)
            # IPv4 first: many hosts announce an IPv6 address that leads nowhere.
            self._resolved[host] = tuple(sorted(found, key=lambda address: ":" in address))
        return Endpoint(addresses=self._resolved[host], port=port)

    def _rule(self, host: str) -> ConnectTo | None:
        """The rule for a host: its own, else the longest suffix."""
        best: ConnectTo | None = None
        for rule in self._connect_to:
            name = rule.host.lower()
            if name == host:
                return rule
            longer = best is None or len(name) > len(best.host)
            if name.startswith("*.") and host.endswith(name[1:]) and longer:
                best = rule
        return best


def _plain(host: str) -> str:
    host = host.strip("[]").lower().rstrip(".")
    return str(ipaddress.ip_address(host)) if is_ip(host) else host


def _is_loopback_host(host: str) -> bool:
    return host == "localhost" or is_loopback(host)


def _refuse_unless_public(host: str, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        if not is_public(address):
            named = "" if address == host else f" of {host}"
            raise AddressRefused(f"address {address}{named} is not public; not connected")
