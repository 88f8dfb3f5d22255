"""Which addresses the guard lets through."""

import pytest

from crawler.errors import AddressRefused, UnknownHost
from crawler.guard import Guard, is_public
from crawler.options import ConnectTo, FetchOptions


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "2404:6800:4001::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
    ],
)
def test_public(address):
    """Global unicast addresses, wrapped ones included, may be connected to."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.170",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::8.8.8.8",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "fc00::1",
        "fe80::1",
        "fe80::1%eth0",
        "ff02::1",
        "not an address",
    ],
)
def test_not_public(address):
    """Private, local, reserved, multicast and tunnelled addresses are not public."""
    assert not is_public(address)


async def test_every_address_counts(names):
    """One private address among public ones refuses the whole host."""
    guard = Guard(FetchOptions(), names({"agency.test": ("8.8.8.8", "10.0.0.5")}))
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.5 of agency\.test"):
        await guard.endpoint("agency.test", 80)


async def test_resolved_once(names):
    """A second connection goes to the addresses that were checked, without asking again."""
    resolver = names({"agency.test": ("2404:6800:4001::1", "8.8.8.8")})
    guard = Guard(FetchOptions(), resolver)
    first = await guard.endpoint("agency.test", 80)
    resolver.names["agency.test"] = ("10.0.0.5",)
    second = await guard.endpoint("Agency.test.", 443)

    assert first.addresses == second.addresses == ("8.8.8.8", "2404:6800:4001::1")
    assert second.port == 443
    assert resolver.asked == ["agency.test"]


async def test_unknown_host(names):
    """A name without an address is an unknown host."""
    guard = Guard(FetchOptions(), names({"empty.test": ()}))
    for host in ("nowhere.test", "empty.test"):
        with pytest.raises(UnknownHost):
            await guard.endpoint(host, 80)


async def test_connect_to(names):
    """A host goes to its own rule, else to the longest suffix, at that exact port."""
    rules = (
        ConnectTo(host="*.go.th", address="127.0.0.1", port=1),
        ConnectTo(host="*.tambon.go.th", address="127.0.0.1", port=2),
        ConnectTo(host="www.tambon.go.th", address="10.0.0.9", port=3),
    )
    guard = Guard(FetchOptions(connect_to=rules), names({}))

    assert (await guard.endpoint("other.go.th", 443)).port == 1
    assert (await guard.endpoint("ita.tambon.go.th", 80)).port == 2
    assert (await guard.endpoint("tambon.go.th", 80)).port == 1
    assert (await guard.endpoint("www.tambon.go.th", 80)).addresses == ("10.0.0.9",)
    with pytest.raises(UnknownHost):
        await guard.endpoint("go.th", 80)


async def test_allowed_literal_is_exact(names):
    """A typed loopback literal opens that address and port and nothing beside it."""
    options = FetchOptions(
        allowed_literals=(("127.0.0.1", 8000), ("[::1]", 8000), ("10.0.0.1", 80))
    )
    guard = Guard(options, names({"agency.test": ("127.0.0.1",)}))

    assert (await guard.endpoint("127.0.0.1", 8000)).addresses == ("127.0.0.1",)
    assert (await guard.endpoint("::1", 8000)).addresses == ("::1",)
    for host, port in (
        ("127.0.0.1", 8001),
        ("127.0.0.2", 8000),
        ("10.0.0.1", 80),  # private, not loopback
        ("agency.test", 8000),
    ):
        with pytest.raises(AddressRefused):
            await guard.endpoint(host, port)


async def test_connect_to_takes_addresses_only(names):
    """A rule that names a host would be resolved past the guard, so it is refused."""
    rule = ConnectTo(host="agency.test", address="inner.test", port=80)
    with pytest.raises(AddressRefused, match="not an IP address"):
        await Guard(FetchOptions(connect_to=(rule,)), names({})).endpoint("agency.test", 80)
