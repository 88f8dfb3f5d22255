"""One fetch against real local servers."""

import asyncio
import gzip
import hashlib
import socket

import httpcore
import httpx
import pytest

from crawler.fetch import Fetched
from crawler.guard import Guard
from crawler.options import ConnectTo, FetchOptions
from crawler.records import FetchFailure, GapReason, TlsStatus
from crawler.transport import GuardedBackend, SiteTransports, build_transport, verifying_context

PDF = b"%PDF-1.4\n" + b"x" * 50_000


def failed(result, reason, detail=""):
    assert isinstance(result, FetchFailure)
    assert result.reason is reason
    assert detail in result.detail
    return result


async def test_snapshot(serve, http, fetcher_for, store):
    """An answer becomes a snapshot with what was declared, what it is, and its digest."""
    body = "<p>หน้าแรก</p>".encode("cp874")
    page = http(body, content_type="text/html; charset=tis-620", ETag='"v1"')
    server = await serve({"/a": page})
    result = await fetcher_for(server).fetch(server.url("/a?#part"))

    assert isinstance(result, Fetched)
    snapshot = result.snapshot
    assert result.payload == body
    assert store.get(snapshot.payload_digest) == body
    assert snapshot.payload_digest == "sha256:" + hashlib.sha256(body).hexdigest()
    assert snapshot.url == snapshot.requested_url == server.url("/a")
    assert (snapshot.status, snapshot.content_type) == (200, "text/html")
    assert snapshot.declared_type == "text/html; charset=tis-620"
    assert snapshot.etag == '"v1"'
    assert not snapshot.truncated
    assert snapshot.tls_status is TlsStatus.NONE


async def test_request_headers(serve, http, fetcher_for):
    """A request names the tool, offers gzip alone, and keeps the address as it was written."""
    server = await serve({"/a[1]|b": http("x")})
    await fetcher_for(server, user_agent="oitwatch (+contact)").fetch(server.url("/a[1]|b?q='x'"))

    (asked,) = server.asked
    assert asked.target.startswith("/a[1]|b?q=")
    assert asked.headers["user-agent"] == "oitwatch (+contact)"
    assert asked.headers["accept-encoding"] == "gzip"
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"


async def test_one_connection_for_many_pages(serve, http, fetcher_for):
    """Connections to a host are kept open between requests."""
    server = await serve({"/": http("x")})
    fetcher = fetcher_for(server)
    for _ in range(3):
        assert isinstance(await fetcher.fetch(server.url()), Fetched)

    assert server.connections == 1


@pytest.mark.parametrize("status", [404, 410])
async def test_dead_pages_are_read(status, serve, http, fetcher_for):
    """404 and 410 are answers with a body, asked for once."""
    server = await serve({"/": http("<p>gone", status=status)})
    result = await fetcher_for(server).fetch(server.url())

    assert isinstance(result, Fetched)
    assert result.snapshot.status == status
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("status", "body", "reason", "requests"),
    [
        (401, "", GapReason.LOGIN_REQUIRED, 1),
        (403, "", GapReason.BLOCKED, 1),
        (400, "", GapReason.FETCH_FAILED, 1),
        (500, "", GapReason.FETCH_FAILED, 3),
        (429, "", GapReason.RATE_LIMITED, 3),
        (503, "", GapReason.FETCH_FAILED, 3),
        (503, "ขออภัย ปิดปรับปรุงเว็บไซต์", GapReason.MAINTENANCE, 3),
    ],
)
async def test_refusals(status, body, reason, requests, serve, http, fetcher_for):
    """Each error status has its reason; only 429 and 5xx are asked again, twice."""
    server = await serve({"/": http(body, status=status)})
    result = await fetcher_for(server).fetch(server.url())

    assert failed(result, reason, str(status)).status == status
    assert len(server.asked) == requests


async def test_maintenance_in_an_old_charset(serve, http, fetcher_for):
    """A maintenance page is recognised in windows-874 too."""
    server = await serve({"/": http("ปิดปรับปรุง".encode("cp874"), status=503)})
    failed(await fetcher_for(server, retries=0).fetch(server.url()), GapReason.MAINTENANCE)


async def test_second_attempt_after_500(serve, http, fetcher_for, waits):
    """A 500 is asked again after the back-off, and the second answer counts."""
    answers = iter([http("x", status=500), http("x", status=502), http("<p>ok")])
    server = await serve({"/": lambda asked: next(answers)})
    result = await fetcher_for(server).fetch(server.url())

    assert isinstance(result, Fetched)
    assert result.payload == b"<p>ok"
    assert waits.slept == [1.0, 2.0]


@pytest.mark.parametrize("value", ["7", "Fri, 20 Nov 2026 01:00:07 GMT"])
async def test_retry_after(value, serve, http, fetcher_for, waits):
    """Retry-After, in seconds or as a date, is waited for before the next attempt."""
    answers = iter([http("x", status=429, Retry_After=value), http("<p>ok")])
    server = await serve({"/": lambda asked: next(answers)})
    result = await fetcher_for(server).fetch(server.url())

    assert isinstance(result, Fetched)
    assert waits.slept == [7.0]


async def test_long_retry_after_ends_the_fetch(serve, http, fetcher_for, waits):
    """A wait beyond the limit is not waited for within the fetch."""
    server = await serve({"/": http("x", status=429, Retry_After="3600")})
    result = await fetcher_for(server).fetch(server.url())

    failed(result, GapReason.RATE_LIMITED, "retry after 3600 s")
    assert len(server.asked) == 1
    assert waits.slept == []


async def test_connection_that_breaks_once(serve, http, fetcher_for):
    """An answer that breaks off is asked for again."""
    whole = http("<p>ok")
    answers = iter([b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n<p>", whole])

    async def page(writer):
        writer.write(next(answers))
        await writer.drain()

    server = await serve({"/": page})
    result = await fetcher_for(server).fetch(server.url())

    assert isinstance(result, Fetched)
    assert result.payload == b"<p>ok"
    assert server.connections == 2


async def test_refused_connection(fetcher_for, serve, waits):
    """A port where nobody listens is tried three times and named as refused."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    rule = ConnectTo(host="agency.test", address="127.0.0.1", port=port)
    result = await fetcher_for(connect_to=(rule,)).fetch("http://agency.test/")

    failed(result, GapReason.FETCH_FAILED, "connection refused")
    assert waits.slept == [1.0, 2.0]


async def test_unknown_host(fetcher_for):
    """A host without an address is named."""
    result = await fetcher_for().fetch("http://nowhere.test/")
    failed(result, GapReason.FETCH_FAILED, "unknown host nowhere.test")


async def test_no_web_address(fetcher_for):
    """What is not http or https fails without a request."""
    failed(await fetcher_for().fetch("file:///etc/hostname"), GapReason.FETCH_FAILED, "not a valid")


async def test_drip_is_ended(serve, fetcher_for):
    """A server that sends a byte now and then is ended by the total deadline, once."""

    async def drip(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    server = await serve({"/": drip})
    result = await fetcher_for(server, total_timeout_s=0.4).fetch(server.url())

    failed(result, GapReason.FETCH_FAILED, "no answer within 0.4 s")
    assert len(server.asked) == 1


async def test_silence_is_ended(serve, fetcher_for):
    """A server that accepts and says nothing ends with the read limit in the detail."""

    async def silence(writer):
        await asyncio.sleep(60)

    server = await serve({"/": silence})
    result = await fetcher_for(server, read_timeout_s=0.2, retries=0).fetch(server.url())

    failed(result, GapReason.FETCH_FAILED, "no answer within 0.2 s")


# redirects


async def test_redirects_are_kept(serve, http, fetcher_for):
    """Each hop is recorded, relative and Thai locations included."""
    server = await serve(
        {
            "/": http(status=302, Location="/%E0%B8%81#top"),
            "/%E0%B8%81": http(status=301, Location="b?x=1"),
            "/b": http("<p>ok"),
        }
    )
    result = await fetcher_for(server).fetch(server.url())

    assert isinstance(result, Fetched)
    assert result.snapshot.url == server.url("/b?x=1")
    assert result.snapshot.requested_url == server.url()
    hops = [(hop.url, hop.status, hop.location) for hop in result.snapshot.hops]
    assert hops == [
        (server.url(), 302, "/%E0%B8%81#top"),
        (server.url("/%E0%B8%81"), 301, "b?x=1"),
    ]


async def test_redirect_to_a_private_address(serve, http, fetcher_for):
    """A redirect to another local port is refused and never connected to."""
    inner = await serve({"/": http("secret")})
    server = await serve({"/": http(status=302, Location=inner.url())})
    result = await fetcher_for(server).fetch(server.url())

    failed(result, GapReason.FETCH_FAILED, "address 127.0.0.1 is not public")
    assert result.url == inner.url()
    assert inner.connections == 0


async def test_name_with_a_private_address(serve, http, fetcher_for, names):
    """A name that resolves to a local address is refused and never connected to."""
    inner = await serve({"/": http("secret")})
    resolver = names({"agency.test": ("8.8.8.8", "127.0.0.1")})
    result = await fetcher_for(inner, resolver=resolver).fetch(inner.url(host="agency.test"))

    failed(result, GapReason.FETCH_FAILED, "127.0.0.1 of agency.test is not public")
    assert inner.connections == 0


@pytest.mark.parametrize("location", ["ftp://agency.test/a", "file:///etc/hostname", "http://"])
async def test_redirect_to_no_web_address(location, serve, http, fetcher_for):
    """A redirect to another scheme is a failure that names it."""
    server = await serve({"/": http(status=302, Location=location)})
    result = await fetcher_for(server).fetch(server.url())

    failed(result, GapReason.FETCH_FAILED, f"not http(s): {location}")
    assert len(result.hops) == 1


async def test_redirect_loop(serve, http, fetcher_for):
    """A loop ends as soon as it closes."""
    server = await serve(
        {"/a": http(status=302, Location="/b"), "/b": http(status=302, Location="/a")}
    )
    failed(await fetcher_for(server).fetch(server.url("/a")), GapReason.FETCH_FAILED, "loop")
    assert len(server.asked) == 2


async def test_endless_redirects(serve, http, fetcher_for):
    """An endless chain ends at the limit."""

    def next_page(asked):
        return http(status=302, Location=f"/?n={len(asked.target)}{'x' * len(asked.target)}")

    server = await serve({"/": next_page})
    result = await fetcher_for(server, max_redirects=3).fetch(server.url())

    failed(result, GapReason.FETCH_FAILED, "more than 3 redirects")
    assert len(server.asked) == 4


async def test_cookie_check(serve, http, fetcher_for):
    """A page that sets a cookie and redirects to itself is read; the next fetch starts without."""

    def page(asked):
        if "seen=1" in asked.headers.get("cookie", ""):
            return http("<p>ok")
        return http(status=302, Location="/", Set_Cookie="seen=1; Path=/")

    server = await serve({"/": page})
    fetcher = fetcher_for(server)
    for _ in range(2):
        assert isinstance(await fetcher.fetch(server.url()), Fetched)
    assert [asked.headers.get("cookie") for asked in server.asked] == [None, "seen=1"] * 2


async def test_session_in_the_path(serve, http, fetcher_for):
    """A server that insists on a session id in the path is read, under the address without it."""
    server = await serve(
        {
            "/a.aspx": http(status=302, Location="/(S(k3y))/a.aspx"),
            "/(S(k3y))/a.aspx": http("<p>ok"),
        }
    )
    result = await fetcher_for(server).fetch(server.url("/a.aspx"))

    assert isinstance(result, Fetched)
    assert result.snapshot.url == server.url("/a.aspx")


async def test_every_hop_is_asked_for(serve, http, fetcher_for):
    """The caller may stop any hop, the first included."""
    server = await serve({"/a": http(status=302, Location="/private"), "/private": http("x")})
    fetcher = fetcher_for(server)

    async def later(url):
        return "private" not in url

    for accept in (lambda url: "private" not in url, later):
        result = await fetcher.fetch(server.url("/a"), accept=accept)
        failed(result, GapReason.ROBOTS_DISALLOWED)
        assert result.url == server.url("/private")
    failed(await fetcher.fetch(server.url("/private"), accept=later), GapReason.ROBOTS_DISALLOWED)
    assert server.targets() == ["/a", "/a"]


# bodies


async def test_gzip(serve, http, fetcher_for):
    """A gzip body of several members is inflated whole."""
    packed = gzip.compress(b"<p>one") + gzip.compress(b"<p>two") + b"\0" * 8
    server = await serve({"/": http(packed, Content_Encoding="gzip")})
    result = await fetcher_for(server).fetch(server.url())

    assert result.payload == b"<p>one<p>two"


async def test_plain_body_that_claims_gzip(serve, http, fetcher_for):
    """A body that is not gzip is read as it is; a charset as content coding is no coding."""
    server = await serve(
        {
            "/a": http("<p>ok", Content_Encoding="gzip"),
            "/b": http("<p>ok", Content_Encoding="UTF-8"),
        }
    )
    for path in ("/a", "/b"):
        assert (await fetcher_for(server).fetch(server.url(path))).payload == b"<p>ok"


async def test_broken_gzip(serve, http, fetcher_for):
    """A gzip body that ends early is a failure, never half a page."""
    packed = gzip.compress(b"<p>" + bytes(range(256)) * 99)
    server = await serve({"/": http(packed[:-20], Content_Encoding="gzip")})
    failed(await fetcher_for(server).fetch(server.url()), GapReason.FETCH_FAILED, "broken gzip")


@pytest.mark.parametrize("coding", ["br", "zstd", "deflate", "gzip, gzip"])
async def test_other_coding(coding, serve, http, fetcher_for):
    """A coding that was not offered is refused."""
    server = await serve({"/": http(b"\x0b\x02\x80abc\x03", Content_Encoding=coding)})
    failed(await fetcher_for(server).fetch(server.url()), GapReason.FETCH_FAILED, coding)


async def test_gzip_bomb(serve, http, fetcher_for):
    """A bomb stops at the limit: HTML is cut there, a document is refused."""
    page = gzip.compress(b"<html>" + b" " * 30_000_000)
    document = gzip.compress(PDF + b" " * 30_000_000)
    server = await serve(
        {
            "/page": http(page, Content_Encoding="gzip"),
            "/file": http(document, content_type="application/pdf", Content_Encoding="gzip"),
        }
    )
    fetcher = fetcher_for(server, max_html_bytes=100_000, max_document_bytes=200_000)
    result = await fetcher.fetch(server.url("/page"))
    assert isinstance(result, Fetched)
    assert result.snapshot.truncated
    assert result.snapshot.payload_bytes == len(result.payload) == 100_000

    failed(
        await fetcher.fetch(server.url("/file")),
        GapReason.UNREADABLE_DOCUMENT,
        "larger than 200,000 bytes",
    )


async def test_limit_by_sniffed_type(serve, http, fetcher_for):
    """The limit follows the bytes: a PDF named .html has the documents' limit, and the reverse."""
    server = await serve(
        {
            "/31.html": http(PDF, content_type="text/html"),
            "/plan.pdf": http(b"<html>" + b"x" * 50_000, content_type="application/pdf"),
        }
    )
    fetcher = fetcher_for(server, max_html_bytes=10_000, max_document_bytes=60_000)
    document = await fetcher.fetch(server.url("/31.html"))
    page = await fetcher.fetch(server.url("/plan.pdf"))

    assert document.snapshot.content_type == "application/pdf"
    assert document.payload == PDF
    assert page.snapshot.content_type == "text/html"
    assert page.snapshot.truncated
    assert len(page.payload) == 10_000


async def test_endless_document(serve, fetcher_for):
    """A document without an end stops at the limit."""

    async def endless(writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\n")
        while not writer.is_closing():
            writer.write(b"x" * 65536)
            await writer.drain()

    server = await serve({"/": endless})
    result = await fetcher_for(server, max_document_bytes=500_000).fetch(server.url())
    failed(result, GapReason.UNREADABLE_DOCUMENT, "larger than 500,000 bytes")


async def test_connect_to(serve, http, fetcher_for):
    """A host sent elsewhere keeps its name in Host and in the snapshot."""
    server = await serve({"/a": http("<p>ok")})
    rule = ConnectTo(host="www.tambon.go.th", address="127.0.0.1", port=server.port)
    result = await fetcher_for(connect_to=(rule,)).fetch("http://www.tambon.go.th/a")

    assert isinstance(result, Fetched)
    assert result.snapshot.url == "http://www.tambon.go.th/a"
    assert server.asked[0].headers["host"] == "www.tambon.go.th"


async def test_proxy_of_the_environment_is_ignored(serve, http, fetcher_for, monkeypatch):
    """No environment proxy can take a request past the guard."""
    proxy = await serve({"/": http("proxied")})
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url())
    server = await serve({"/": http("<p>ok")})
    result = await fetcher_for(server).fetch(server.url())

    assert result.payload == b"<p>ok"
    assert proxy.connections == 0


async def test_backend_is_in_place(names):
    """Every transport connects through the guarded backend, and speaks HTTP/1.1 only."""
    guard = Guard(FetchOptions(), names({}))
    transport = build_transport(guard, verifying_context())
    assert isinstance(transport, httpx.AsyncHTTPTransport)
    pool = transport._pool
    assert type(pool) is httpcore.AsyncConnectionPool
    assert isinstance(pool._network_backend, GuardedBackend)
    assert pool._network_backend.guard is guard
    connection = pool.create_connection(httpcore.URL("http://agency.test/").origin)
    assert connection._network_backend is pool._network_backend
    assert not pool._http2

    site = SiteTransports(guard, FetchOptions())
    for made in (site.verified, site._accepting_any()):
        assert isinstance(made._pool._network_backend, GuardedBackend)
    await site.aclose()
