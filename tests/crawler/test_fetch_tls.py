"""Fetching over TLS: which faults of a certificate are read past, and how they are marked."""

import asyncio
import ssl
from datetime import UTC, datetime

import pytest
import trustme

from crawler.fetch import Fetched
from crawler.options import ConnectTo
from crawler.records import FetchFailure, GapReason, TlsStatus

HOST = "www.tambon.go.th"


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def ca_file(authority, tmp_path):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def server_context(pem: bytes, tmp_path) -> ssl.SSLContext:
    path = tmp_path / "server.pem"
    path.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def leaf_pem(leaf: trustme.LeafCert, *, chain: bool = True) -> bytes:
    certificates = leaf.cert_chain_pems if chain else leaf.cert_chain_pems[:1]
    return leaf.private_key_pem.bytes() + b"".join(pem.bytes() for pem in certificates)


def pem_of(kind: str, authority: trustme.CA) -> bytes:
    old = datetime(2020, 1, 1, tzinfo=UTC)
    match kind:
        case "good":
            return leaf_pem(authority.issue_cert(HOST))
        case "whole chain":
            return leaf_pem(authority.create_child_ca().issue_cert(HOST))
        case "incomplete chain":
            return leaf_pem(authority.create_child_ca().issue_cert(HOST), chain=False)
        case "incomplete and expired":
            leaf = authority.create_child_ca().issue_cert(HOST, not_after=old)
            return leaf_pem(leaf, chain=False)
        case "incomplete and wrong name":
            return leaf_pem(authority.create_child_ca().issue_cert("other.go.th"), chain=False)
        case "expired":
            return leaf_pem(authority.issue_cert(HOST, not_after=old))
        case "wrong name":
            return leaf_pem(authority.issue_cert("other.go.th"))
        case "self-signed":
            lonely = trustme.CA()
            return lonely.private_key_pem.bytes() + lonely.cert_pem.bytes()
    raise AssertionError(kind)


@pytest.fixture
def site(serve, http, fetcher_for, authority, ca_file, tmp_path):
    """Starts an https server with a kind of certificate, and a fetcher that trusts the CA."""

    async def start(kind, **options):
        context = server_context(pem_of(kind, authority), tmp_path)
        server = await serve({"/": http("<p>ok")}, context=context)
        rule = ConnectTo(host=HOST, address="127.0.0.1", port=server.port)
        return server, fetcher_for(connect_to=(rule,), ca_file=ca_file, **options)

    return start


@pytest.mark.parametrize("kind", ["good", "whole chain"])
async def test_verified(kind, site):
    """A certificate of a trusted authority is verified; SNI and Host keep the name."""
    server, fetcher = await site(kind)
    result = await fetcher.fetch(f"https://{HOST}/")

    assert isinstance(result, Fetched)
    assert result.snapshot.tls_status is TlsStatus.VERIFIED
    assert server.asked[0].headers["host"] == HOST


async def test_unknown_authority(serve, http, fetcher_for, authority, tmp_path):
    """Without the CA file the issuer is missing, so the read is marked and never verified."""
    context = server_context(pem_of("good", authority), tmp_path)
    server = await serve({"/": http("<p>ok")}, context=context)
    rule = ConnectTo(host=HOST, address="127.0.0.1", port=server.port)
    result = await fetcher_for(connect_to=(rule,)).fetch(f"https://{HOST}/")

    assert isinstance(result, Fetched)
    assert result.snapshot.tls_status is TlsStatus.INCOMPLETE_CHAIN


async def test_incomplete_chain(site):
    """A missing intermediate is read, marked, and costs its extra handshakes once."""
    server, fetcher = await site("incomplete chain")
    for _ in range(3):
        result = await fetcher.fetch(f"https://{HOST}/")
        assert isinstance(result, Fetched)
        assert result.snapshot.tls_status is TlsStatus.INCOMPLETE_CHAIN
        assert result.payload == b"<p>ok"

    assert len(server.asked) == 3
    assert server.connections <= 3


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("expired", TlsStatus.EXPIRED, "expired"),
        ("wrong name", TlsStatus.WRONG_NAME, "another host name"),
        ("self-signed", TlsStatus.SELF_SIGNED, "self-signed"),
        ("incomplete and expired", TlsStatus.EXPIRED, "expired"),
        ("incomplete and wrong name", TlsStatus.WRONG_NAME, "another host name"),
    ],
)
async def test_faults(kind, status, words, site):
    """Other faults are failures with their kind, and are read only when asked to, marked."""
    server, fetcher = await site(kind)
    refused = await fetcher.fetch(f"https://{HOST}/")

    assert isinstance(refused, FetchFailure)
    assert refused.reason is GapReason.TLS_FAILED
    assert refused.tls_status is status
    assert words in refused.detail
    assert server.asked == []

    read = await fetcher.fetch(f"https://{HOST}/", read_despite_tls=True)
    assert isinstance(read, Fetched)
    assert read.snapshot.tls_status is status


async def test_fault_on_the_way_marks_the_end(site, http):
    """What a marked hop led to is marked as well."""
    server, fetcher = await site("expired")
    server.pages["/"] = http(status=302, Location="/next")
    server.pages["/next"] = http("<p>ok")
    result = await fetcher.fetch(f"https://{HOST}/", read_despite_tls=True)

    assert isinstance(result, Fetched)
    assert result.snapshot.tls_status is TlsStatus.EXPIRED


async def test_no_tls_at_all(fetcher_for):
    """A server that answers a TLS client in plain HTTP is a TLS failure of no certificate kind."""

    async def plain(reader, writer):
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    rule = ConnectTo(host=HOST, address="127.0.0.1", port=port)
    fetcher = fetcher_for(connect_to=(rule,))
    for read_despite_tls in (False, True):
        result = await fetcher.fetch(f"https://{HOST}/", read_despite_tls=read_despite_tls)
        assert isinstance(result, FetchFailure)
        assert result.reason is GapReason.TLS_FAILED
        assert result.tls_status is TlsStatus.OTHER
        assert "no secure connection" in result.detail
    server.close()
    await server.wait_closed()
