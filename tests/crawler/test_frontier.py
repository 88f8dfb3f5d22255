"""Which address comes next, and what is kept of everything that points at it."""

from crawler.frontier import Frontier, Pointer, Trouble
from crawler.records import GapReason, Place

HOST = "http://agency.example"


def pointer(path: str, place: Place = Place.LINK, **more: object) -> Pointer:
    values = {"url": f"{HOST}{path}", "place": place, "depth": 1} | more
    return Pointer(**values)  # type: ignore[arg-type]


def order(frontier: Frontier) -> list[str]:
    taken = []
    while (target := frontier.take()) is not None:
        taken.append(target.url.removeprefix(HOST))
    return taken


def test_best_first_by_priority_place_depth_and_discovery() -> None:
    """Priority decides first, then the place, the depth, and who was found first."""
    frontier = Frontier()
    frontier.offer(pointer("/sitemap", Place.SITEMAP))
    frontier.offer(pointer("/link-deep", depth=3))
    frontier.offer(pointer("/link-a"))
    frontier.offer(pointer("/link-b"))
    frontier.offer(pointer("/menu", Place.MENU))
    frontier.offer(pointer("/hub", Place.HUB))
    frontier.offer(pointer("/declared", Place.DECLARED))
    frontier.offer(pointer("/matched", Place.SITEMAP, priority=5))

    assert order(frontier) == [
        "/matched",
        "/declared",
        "/hub",
        "/menu",
        "/link-a",
        "/link-b",
        "/link-deep",
        "/sitemap",
    ]


def test_a_better_pointer_moves_an_address_ahead_once() -> None:
    """An address that is pointed at again keeps the best of both and is taken once."""
    frontier = Frontier()
    frontier.offer(pointer("/a", priority=2))
    frontier.offer(pointer("/b", subjects=("plan",)))
    frontier.offer(pointer("/b", Place.MENU, priority=9, subjects=("budget",)))

    assert frontier.known(f"{HOST}/b").subjects == ("budget", "plan")
    assert order(frontier) == ["/b", "/a"]


def test_a_file_waits_until_an_item_points_at_it() -> None:
    """An unmatched file is not asked for; a later matching pointer wakes it."""
    frontier = Frontier()
    frontier.offer(pointer("/plan.pdf", file=True))
    assert frontier.take() is None
    assert len(frontier) == 0

    frontier.offer(pointer("/plan.pdf", file=True, subjects=("plan",)))
    assert len(frontier) == 1
    assert order(frontier) == ["/plan.pdf"]


def test_spellings_of_one_address_are_one_target() -> None:
    """The www twin and the print copy join the address that was found first."""
    frontier = Frontier()
    frontier.offer(pointer("/plan"))
    frontier.offer(pointer("", url="https://www.agency.example/plan?print=1"))

    target = frontier.take()
    assert target.spellings == ["https://www.agency.example/plan?print=1"]
    assert frontier.take() is None


def test_pointers_found_after_a_failure_still_add_their_items() -> None:
    """What is learnt later about an unread address still counts for its gap."""
    frontier = Frontier()
    frontier.offer(pointer("/plan", subjects=("plan",)))
    target = frontier.take()
    frontier.settle(target, Trouble(reason=GapReason.FETCH_FAILED, detail="status 500"))
    frontier.offer(pointer("/plan", subjects=("budget",)))

    assert target.subjects == ("budget", "plan")
    assert frontier.take() is None


def test_an_address_put_back_is_taken_again() -> None:
    """A visit that did not happen leaves its address waiting."""
    frontier = Frontier()
    frontier.offer(pointer("/plan"))
    frontier.put_back(frontier.take())

    assert len(frontier) == 1
    assert order(frontier) == ["/plan"]
