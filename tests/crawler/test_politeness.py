"""Gaps between requests to one host."""

import asyncio

import pytest

from crawler.politeness import Politeness


async def visit(politeness, host="agency.test", address="8.8.8.8"):
    async with politeness.slot(host, address):
        pass


async def test_gap_of_one_second(waits):
    """Requests to a public host are one second apart; another host elsewhere does not wait."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    await visit(politeness)
    await visit(politeness)
    await visit(politeness, host="other.test", address="8.8.4.4")

    assert waits.slept == [1.0]


async def test_hosts_of_one_address_take_turns(waits):
    """Agencies on one hosting address are asked one after the other, a short gap apart."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    for number in range(3):
        await visit(politeness, host=f"agency{number}.test")
    assert waits.slept == pytest.approx([0.2, 0.2])

    order = []

    async def ask(host):
        async with politeness.slot(host, "8.8.8.8"):
            order.append(f"{host} begins")
            await asyncio.sleep(0)
            order.append(f"{host} ends")

    await asyncio.gather(ask("a.test"), ask("b.test"))
    assert order == ["a.test begins", "a.test ends", "b.test begins", "b.test ends"]


async def test_loopback_needs_no_gap(waits):
    """The gap is zero only by the address connected to, never by the host's name."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    for _ in range(3):
        await visit(politeness, address="127.0.0.1")
    assert waits.slept == []

    await visit(politeness, host="localhost", address="8.8.8.8")
    await visit(politeness, host="localhost", address="8.8.8.8")
    assert waits.slept == [1.0]


async def test_given_gap_wins_on_loopback(waits):
    """A gap given by the operator holds for loopback too."""
    politeness = Politeness(min_gap_s=3.0, monotonic=waits, sleep=waits.sleep)
    await visit(politeness, address="127.0.0.1")
    await visit(politeness, address="127.0.0.1")

    assert waits.slept == [3.0]


async def test_crawl_delay_is_capped(waits):
    """A crawl delay lengthens the gap, to ten seconds at most, and never shortens it."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    await visit(politeness)
    for asked_s in (5.0, 600.0, 0.1):
        politeness.set_crawl_delay("agency.test", asked_s)
        await visit(politeness)

    assert waits.slept == [5.0, 10.0, 1.0]


async def test_pause(waits):
    """After a pause is asked for, the host's next request waits for its end."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    politeness.pause("agency.test", 30.0)
    politeness.pause("agency.test", 5.0)
    await visit(politeness, address="127.0.0.1")

    assert waits.slept == [30.0]


async def test_one_request_at_a_time(waits):
    """Two tasks never hold the same host at once, two hosts go side by side."""
    politeness = Politeness(min_gap_s=0.0, monotonic=waits, sleep=waits.sleep)
    inside: list[str] = []
    most: dict[str, int] = {}

    async def hold(host):
        async with politeness.slot(host, "127.0.0.1"):
            inside.append(host)
            most[host] = max(most.get(host, 0), inside.count(host))
            most["all"] = max(most.get("all", 0), len(inside))
            await asyncio.sleep(0)
            inside.remove(host)

    await asyncio.gather(*(hold(host) for host in ("a.test", "b.test") * 3))

    assert most == {"a.test": 1, "b.test": 1, "all": 2}
