"""Canonical addresses, hosts, and scope."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.urls import (
    Scope,
    absolute,
    authority_of,
    canonical,
    host_of,
    is_http,
    is_loopback_literal,
    registrable_domain,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://WWW.Agency.GO.TH:80/A/b", "http://www.agency.go.th/A/b"),
        ("https://agency.go.th:443", "https://agency.go.th/"),
        ("http://agency.go.th:8080/", "http://agency.go.th:8080/"),
        ("http://agency.go.th/a#part", "http://agency.go.th/a"),
        ("http://agency.go.th/a?", "http://agency.go.th/a"),
        ("http://agency.go.th/%e0%b8%81", "http://agency.go.th/%E0%B8%81"),
        ("http://agency.go.th/ก?q=ข", "http://agency.go.th/%E0%B8%81?q=%E0%B8%82"),
        ("http://WWW.ไทย/", "http://www.xn--o3cw4h/"),
        ("http://agency.go.th./a", "http://agency.go.th/a"),
        ("http://user:word@agency.go.th/a", "http://agency.go.th/a"),
        ("http://agency.go.th/a?PHPSESSID=k1&id=2", "http://agency.go.th/a?id=2"),
        ("http://agency.go.th/a;jsessionid=0AF?id=2", "http://agency.go.th/a?id=2"),
        (
            "http://agency.go.th/a?sid=0123456789abcdef0123456789abcdef",
            "http://agency.go.th/a",
        ),
        ("http://agency.go.th/(S(lit3py))/a.aspx", "http://agency.go.th/a.aspx"),
        ("http://agency.go.th/(X(1)S(lit3py))/a.aspx", "http://agency.go.th/a.aspx"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        (" http://agency.go.th/a\nb ", "http://agency.go.th/ab"),
    ],
)
def test_one_spelling(written, expected):
    """Spellings that name the same page become one."""
    assert canonical(written) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://agency.go.th/PRspend", "http://agency.go.th/prspend"),
        ("http://agency.go.th/?a=1&b=2", "http://agency.go.th/?b=2&a=1"),
        ("http://agency.go.th/?sid=12", "http://agency.go.th/?sid=13"),
        ("http://agency.go.th/a", "http://agency.go.th/a/"),
        ("http://agency.go.th/", "https://agency.go.th/"),
        ("http://agency.go.th/a%2Fb", "http://agency.go.th/a/b"),
        ("http://agency.go.th/plan(2569)/", "http://agency.go.th/plan(2568)/"),
    ],
)
def test_different_pages_stay_different(one, other):
    """Addresses that may name two pages are not merged."""
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "written", ["javascript:void(0)", "mailto:a@agency.go.th", "http://", "ftp://agency.go.th/", ""]
)
def test_no_web_address(written):
    """What is not a valid http or https address has no canonical form."""
    assert canonical(written) is None
    assert not is_http(written)


def test_joining():
    """A relative address is joined to its base as browsers do."""
    base = "http://agency.go.th/a/b?x=1"
    assert canonical("../c", base) == "http://agency.go.th/c"
    assert canonical("?y=2", base) == "http://agency.go.th/a/b?y=2"
    assert canonical("//ita.agency.go.th/d", base) == "http://ita.agency.go.th/d"
    assert canonical("", base) == base


def test_session_stays_on_the_wire():
    """The address to ask for keeps the session id that a server may insist on."""
    address = "http://agency.go.th/(S(lit3py))/a?PHPSESSID=k1"
    assert absolute(address + "#part") == address


@given(st.text(max_size=60))
def test_canonical_is_stable(tail):
    """The canonical form of a canonical form is itself."""
    once = canonical("http://agency.go.th/" + tail)
    if once is not None:
        assert canonical(once) == once


def test_hosts():
    """Host and authority come without case, brackets or a missing port."""
    assert host_of("https://WWW.Agency.go.th:8443/a") == "www.agency.go.th"
    assert host_of("http://[::1]:81/") == "::1"
    assert authority_of("https://agency.go.th/a") == "agency.go.th:443"
    assert authority_of("http://[::1]:81/") == "[::1]:81"
    assert host_of("mailto:a@agency.go.th") == ""


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://127.9.9.9/", True),
        ("http://[::1]/", True),
        ("http://localhost:8000/", True),
        ("http://10.0.0.1/", False),
        ("http://loopback.agency.go.th/", False),
    ],
)
def test_loopback_literal(url, expected):
    """Only an address in 127/8, ::1 or the name localhost is a loopback literal."""
    assert is_loopback_literal(url) is expected


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("eservice.tambon.go.th", "tambon.go.th"),
        ("tambon.go.th", "tambon.go.th"),
        ("go.th", ""),
        ("one.blogspot.com", "one.blogspot.com"),
        ("www.agency.test", "agency.test"),
        ("127.0.0.1", ""),
        ("localhost", ""),
    ],
)
def test_registrable_domain(host, domain):
    """The registrable domain is what one owner holds; hosting customers stay apart."""
    assert registrable_domain(host) == domain


def test_scope_of_names():
    """Home host, www twin and given hosts are in scope at any port; sisters are not."""
    scope = Scope("http://www.tambon.go.th/home", ("plan.example",))
    assert scope.contains("https://tambon.go.th/a")
    assert scope.contains("http://www.tambon.go.th:8080/a")
    assert scope.contains("http://plan.example/")
    assert not scope.contains("http://ita.tambon.go.th/")
    assert not scope.contains("mailto:a@tambon.go.th")
    assert scope.is_sister("http://ita.tambon.go.th/")
    assert not scope.is_sister("http://tambon.go.th/")
    assert not scope.is_sister("http://other.go.th/")


def test_scope_of_literals():
    """For an address the port belongs to the scope, and there are no sisters."""
    scope = Scope("http://127.0.0.1:8000/", ("127.0.0.1:8001",))
    assert scope.contains("http://127.0.0.1:8000/a")
    assert scope.contains("http://127.0.0.1:8001/a")
    assert not scope.contains("http://127.0.0.1:8002/a")
    assert not scope.is_sister("http://127.0.0.1:8002/a")
