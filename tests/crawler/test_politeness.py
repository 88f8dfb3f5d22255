"""Gaps between requests to one host."""

import asyncio

import pytest

from crawler.politeness import Politeness, WaitMeter


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


async def test_hosts_of_one_address_begin_a_short_gap_apart(waits):
    """Agencies on one hosting address are asked one after the other, whatever their names."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    for number in range(3):
        await visit(politeness, host=f"agency{number}.test")
    assert waits.slept == pytest.approx([0.2, 0.2])


async def test_a_slow_host_does_not_hold_its_address(waits):
    """Four requests to one address go on at once; the fifth waits until one of them has ended."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    answers = asyncio.Event()
    begun = []

    async def ask(number):
        async with politeness.slot(f"agency{number}.test", "8.8.8.8"):
            begun.append(number)
            await answers.wait()

    asking = [asyncio.create_task(ask(number)) for number in range(5)]
    for _ in range(50):
        await asyncio.sleep(0)
    assert begun == [0, 1, 2, 3]
    answers.set()
    await asyncio.gather(*asking)
    assert begun == [0, 1, 2, 3, 4]


async def test_only_waits_that_others_cause_are_metered(waits):
    """The gap of the visit's own host is its own; the turn of a neighbour is not."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)
    meter = WaitMeter(waits)
    for _ in range(2):
        async with politeness.slot("agency.test", "8.8.8.8", meter):
            pass
    assert (waits.slept, meter.seconds) == ([1.0], 0.0)

    await visit(politeness, host="neighbour.test")
    await waits.sleep(0.9)
    await visit(politeness, host="another.test")
    await waits.sleep(0.1)
    async with politeness.slot("agency.test", "8.8.8.8", meter):
        pass
    assert meter.seconds == pytest.approx(0.1)


async def test_a_wait_that_goes_on_is_metered(waits):
    """So that a visit's time does not run out while it stands in the queue."""
    meter = WaitMeter(waits)
    with meter.waiting():
        await waits.sleep(7.0)
        assert meter.seconds == 7.0
    await waits.sleep(5.0)
    assert meter.seconds == 7.0


def test_what_hosts_asked_for_outlives_a_loop(waits):
    """The scheduler's ticks are loops of their own, and the locks of one are no use in another."""
    politeness = Politeness(monotonic=waits, sleep=waits.sleep)

    async def crowd():
        await asyncio.gather(*(visit(politeness, host="agency.test") for _ in range(3)))

    asyncio.run(crowd())
    politeness.set_crawl_delay("agency.test", 7.0)
    politeness.pause("other.test", 60.0)
    waits.slept.clear()
    asyncio.run(crowd())
    asyncio.run(visit(politeness, host="other.test"))
    assert waits.slept == pytest.approx([7.0, 7.0, 7.0, 39.0])


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
