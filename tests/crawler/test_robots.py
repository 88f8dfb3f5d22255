"""robots.txt as real servers give it."""

import asyncio

import pytest

from crawler.records import GapReason
from crawler.robots import RobotsPolicy

RULES = """User-agent: *
Disallow: /private
Allow: /private/open
Crawl-delay: 4

User-agent: otherbot
Disallow: /

Sitemap: http://agency.test/sitemap.xml
Sitemap: mailto:nobody
"""


@pytest.fixture
def policy_for(fetcher_for):
    return lambda *servers: RobotsPolicy(fetcher_for(*servers).fetch_robots)


async def test_rules(serve, http, policy_for):
    """Rules of the star group hold, the longest wins; delay and sitemaps are handed on."""
    server = await serve({"/robots.txt": http(RULES, content_type="text/plain")})
    policy = policy_for(server)
    home = await policy.decide(server.url("/"))
    closed = await policy.decide(server.url("/private/a"))

    assert home.allowed
    assert home.reason is None
    assert home.crawl_delay_s == 4.0
    assert home.sitemaps == ("http://agency.test/sitemap.xml",)
    assert not closed.allowed
    assert closed.reason is GapReason.ROBOTS_DISALLOWED
    assert (await policy.decide(server.url("/private/open/a"))).allowed
    assert (await policy.decide(server.url("/robots.txt"))).allowed
    assert server.targets() == ["/robots.txt"]


async def test_own_group(serve, http, policy_for):
    """A group that names the tool replaces the star group."""
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: OITwatch\nDisallow: /a\n"
    server = await serve({"/robots.txt": http(rules, content_type="text/plain")})
    policy = policy_for(server)

    assert (await policy.decide(server.url("/b"))).allowed
    assert not (await policy.decide(server.url("/a"))).allowed


async def test_byte_order_mark(serve, http, policy_for):
    """A byte order mark does not hide the first group."""
    body = b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /\r\n"
    server = await serve({"/robots.txt": http(body, content_type="text/plain")})
    decision = await policy_for(server).decide(server.url("/"))

    assert decision.reason is GapReason.ROBOTS_DISALLOWED


async def test_thai_paths(serve, http, policy_for):
    """A rule in raw Thai holds for the percent-encoded address."""
    rules = "User-agent: *\nDisallow: /ลับ\n"
    server = await serve({"/robots.txt": http(rules, content_type="text/plain")})
    decision = await policy_for(server).decide(server.url("/ลับ/ก"))

    assert not decision.allowed


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_unavailable_allows(status, serve, http, policy_for):
    """A 4xx answer leaves everything allowed, whatever its body says."""
    page = http("User-agent: *\nDisallow: /", status=status, content_type="text/plain")
    server = await serve({"/robots.txt": page})

    assert (await policy_for(server).decide(server.url("/"))).allowed


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_unreachable_disallows(status, serve, http, policy_for):
    """429 and 5xx are asked once more, and then close the site, for the operator to solve."""
    server = await serve({"/robots.txt": http("x", status=status)})
    policy = policy_for(server)
    for path in ("/", "/a"):
        decision = await policy.decide(server.url(path))
        assert not decision.allowed
        assert decision.reason is GapReason.ROBOTS_UNREACHABLE

    assert len(server.asked) == 2


async def test_second_attempt_counts(serve, http, policy_for):
    """A file that comes at the second attempt is used."""
    answers = iter([http("x", status=500), http("User-agent: *\nDisallow: /a")])
    server = await serve({"/robots.txt": lambda asked: next(answers)})
    policy = policy_for(server)

    assert (await policy.decide(server.url("/b"))).allowed
    assert not (await policy.decide(server.url("/a"))).allowed


async def test_broken_connection_disallows(serve, policy_for):
    """A connection that breaks is unreachable."""

    async def hang_up(writer):
        writer.close()

    server = await serve({"/robots.txt": hang_up})
    decision = await policy_for(server).decide(server.url("/"))

    assert decision.reason is GapReason.ROBOTS_UNREACHABLE


async def test_web_page_is_no_rule(serve, http, policy_for):
    """An HTML page with status 200 is no robots.txt, though it holds a rule's words."""
    page = "<!DOCTYPE html><pre>\nUser-agent: *\nDisallow: /\n</pre>"
    server = await serve({"/robots.txt": http(page, content_type="text/plain")})

    assert (await policy_for(server).decide(server.url("/"))).allowed


async def test_rules_declared_as_a_page(serve, http, policy_for):
    """Rules hold though their header says HTML."""
    page = http("User-agent: *\nDisallow: /a", content_type="text/html")
    server = await serve({"/robots.txt": page})

    assert not (await policy_for(server).decide(server.url("/a"))).allowed


async def test_picture_is_no_rule(serve, http, policy_for):
    """A binary answer is no robots.txt."""
    page = http(b"\x89PNG\r\n\x1a\n\0\0\0\nUser-agent: *\nDisallow: /")
    server = await serve({"/robots.txt": page})

    assert (await policy_for(server).decide(server.url("/a"))).allowed


async def test_first_part_of_a_huge_file(serve, http, policy_for):
    """Only the first 500 KiB are read, and what stands there holds."""
    filler = "# x\n" * 150_000
    rules = f"User-agent: *\nDisallow: /a\n{filler}Disallow: /b\n"
    server = await serve({"/robots.txt": http(rules, content_type="text/plain")})
    policy = policy_for(server)

    assert not (await policy.decide(server.url("/a"))).allowed
    assert (await policy.decide(server.url("/b"))).allowed


async def test_redirected_file(serve, http, policy_for):
    """Rules behind a redirect hold; endless redirects count as unavailable."""
    server = await serve(
        {
            "/robots.txt": http(status=301, Location="/rules"),
            "/rules": http("User-agent: *\nDisallow: /a", content_type="text/plain"),
        }
    )
    assert not (await policy_for(server).decide(server.url("/a"))).allowed

    endless = await serve({"/robots.txt": http(status=301, Location="/robots.txt")})
    assert (await policy_for(endless).decide(endless.url("/a"))).allowed


async def test_each_origin_has_its_own(serve, http, policy_for):
    """Two ports of one host are two sites with two files."""
    closed = await serve({"/robots.txt": http("User-agent: *\nDisallow: /")})
    opened = await serve({"/robots.txt": http("User-agent: *\nAllow: /")})
    policy = policy_for(closed, opened)

    assert not (await policy.decide(closed.url("/"))).allowed
    assert (await policy.decide(opened.url("/"))).allowed


async def test_read_once_by_many(serve, http, policy_for):
    """Questions asked at the same time share one request."""
    server = await serve({"/robots.txt": http(RULES, content_type="text/plain")})
    policy = policy_for(server)
    decisions = await asyncio.gather(*(policy.decide(server.url(f"/{n}")) for n in range(5)))

    assert all(decision.allowed for decision in decisions)
    assert len(server.asked) == 1
