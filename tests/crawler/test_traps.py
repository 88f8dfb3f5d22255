"""Addresses that would keep a crawler busy for ever, and the real ones that look like them."""

from datetime import date

import pytest

from crawler.traps import Trap, TrapWatch, base_key, calendar_year, identity, is_action, list_key

HOST = "http://agency.example"


@pytest.fixture
def watch() -> TrapWatch:
    return TrapWatch(date(2026, 11, 20))


@pytest.mark.parametrize(
    "copy",
    [
        "https://www.agency.example/news?id=3",
        f"{HOST}/news?id=3&tmpl=component&print=1",
        f"{HOST}/news?print=1&id=3",
        f"{HOST}/news?id=3&sort=title&dir=asc",
        f"{HOST}/news?id=3&replytocom=12",
        f"{HOST}/news?id=3&utm_source=line",
        f"{HOST}/news/print?id=3",
    ],
)
def test_copies_of_one_page_have_one_identity(copy: str) -> None:
    """Scheme, www, print, sort, reply and tracking do not make another page."""
    assert identity(copy) == identity(f"{HOST}/news?id=3")


@pytest.mark.parametrize(
    "other",
    [
        f"{HOST}/news?id=4",
        f"{HOST}/news?id=3&order=5",
        f"{HOST}/News?id=3",
        f"{HOST}/news?id=3&tmpl=offline",
        "http://eservice.agency.example/news?id=3",
    ],
)
def test_other_content_keeps_its_identity(other: str) -> None:
    """A numeric order, another letter case or another host may lead to another page."""
    assert identity(other) != identity(f"{HOST}/news?id=3")


@pytest.mark.parametrize(
    "url",
    [
        f"{HOST}/logout.php",
        f"{HOST}/index.php?action=logout",
        f"{HOST}/user/sign-out",
        f"{HOST}/wp-admin/post.php",
        f"{HOST}/feed/",
        f"{HOST}/events?ical=1",
        f"{HOST}/shop?add-to-cart=3",
    ],
)
def test_actions_are_no_pages(url: str) -> None:
    """Addresses that act, or that bring a feed, are recognised."""
    assert is_action(url)


@pytest.mark.parametrize(
    "url", [f"{HOST}/blog/outlook", f"{HOST}/logo/utility.html", f"{HOST}/feedback"]
)
def test_pages_with_similar_names_are_no_actions(url: str) -> None:
    """Words that merely contain those of an action stay pages."""
    assert not is_action(url)


@pytest.mark.parametrize(
    ("url", "year"),
    [
        (f"{HOST}/calendar?date=2026-12", 2026),
        (f"{HOST}/calendar.php?m=5&y=2570", 2027),
        (f"{HOST}/events?month=5", 0),
        (f"{HOST}/2025/03/", 2025),
        (f"{HOST}/events/2569/03/14", 2026),
        (f"{HOST}/2025/03/meeting-report", None),
        (f"{HOST}/plan?year=2569", None),
        (f"{HOST}/files/2569/10.pdf", None),
    ],
)
def test_calendar_addresses_are_told_from_dated_pages(url: str, year: int | None) -> None:
    """A year alone, a dated article or a file in a dated folder is no calendar."""
    assert calendar_year(url) == year


def test_a_calendar_is_cut_and_the_far_future_never_visited(watch: TrapWatch) -> None:
    """Unmatched months are cut after a few; a month years ahead cannot hold content."""
    months = [f"{HOST}/calendar?y=2027&m={month}" for month in range(1, 13)]
    admitted = [url for url in months if watch.admit(url, matched=False) is None]

    assert len(admitted) == 3
    assert watch.admit(f"{HOST}/calendar?y=2040&m=1", matched=True) is Trap.FUTURE


def test_monthly_reports_by_year_and_month_are_read(watch: TrapWatch) -> None:
    """Twelve matched months of a report chosen by parameters all pass."""
    months = [f"{HOST}/report?y=2569&m={month}" for month in range(1, 13)]

    assert [watch.admit(url, matched=True) for url in months] == [None] * 12


def test_pages_of_one_list_share_a_key_with_its_first_page() -> None:
    """Numbered pages by parameter or path belong to the list that starts without a number."""
    assert list_key(f"{HOST}/news?cat=1&page=7") == base_key(f"{HOST}/news?cat=1")
    assert list_key(f"{HOST}/news/page/7/") == base_key(f"{HOST}/news/")
    assert list_key(f"{HOST}/index.php?page=contact") is None


def test_pagination_is_capped_per_list(watch: TrapWatch) -> None:
    """An endless list ends at the cap while another list still goes on."""
    results = [watch.admit(f"{HOST}/news?page={n}", matched=False) for n in range(1, 100)]

    assert results.count(None) == 20
    assert results[-1] is Trap.PAGINATION
    assert watch.admit(f"{HOST}/other?page=1", matched=False) is None


def test_a_list_ends_where_a_page_brings_nothing_new(watch: TrapWatch) -> None:
    """After a page without new links an unmatched next page is not asked for."""
    watch.admit(f"{HOST}/news?page=2", matched=False)
    watch.page_read(f"{HOST}/news?page=2", text_digest="sha256:a", new_links=0)

    assert watch.admit(f"{HOST}/news?page=3", matched=False) is Trap.PAGINATION
    assert watch.admit(f"{HOST}/news?page=3", matched=True) is None


def test_loops_of_relative_links_are_cut(watch: TrapWatch) -> None:
    """Repeating runs of path parts are a loop; one repeated part is an ordinary address."""
    assert watch.admit(f"{HOST}/a/b/a/b/c", matched=False) is Trap.REPETITION
    assert watch.admit(f"{HOST}/a/b/a/b/a/b/c", matched=True) is Trap.REPETITION
    assert watch.admit(f"{HOST}/a/b/a/b/c", matched=True) is None
    assert watch.admit(f"{HOST}/news/news/3", matched=False) is None


def test_unmatched_addresses_of_one_shape_are_capped(watch: TrapWatch) -> None:
    """Numbered news is capped; matched and menu addresses of the same shape are not."""
    results = [watch.admit(f"{HOST}/news.php?id={n}", matched=False) for n in range(60)]

    assert results.count(None) == 25
    assert watch.admit(f"{HOST}/news.php?id=99", matched=True) is None
    assert watch.admit(f"{HOST}/news.php?id=98", matched=False, kept=True) is None


def test_a_shape_that_repeats_one_text_is_closed(watch: TrapWatch) -> None:
    """Addresses that keep showing the same text bring nothing further."""
    for number in range(4):
        watch.admit(f"{HOST}/x?v={number}", matched=False)
        watch.page_read(f"{HOST}/x?v={number}", text_digest="sha256:same", new_links=0)

    assert watch.admit(f"{HOST}/x?v=9", matched=False) is Trap.DUPLICATE
