from bench.corpus_floors import Kept, accuracy_page, below, pinned

FIGURES = {"agencies, frozen": {"agreement": 95.0, "cant_tell": 2.0}}


def test_a_round_keeps_how_many_items_it_was_measured_on() -> None:
    first = pinned(Kept(), FIGURES, {"agencies, frozen": 26}, {}, history="First round")
    second = pinned(first, FIGURES, {"agencies, frozen": 52}, {}, history="Second round")

    page = accuracy_page(second)

    heads = [line for line in page.splitlines() if "agencies, frozen (" in line]
    assert [head.count("(52 items)") for head in heads] == [1, 1, 0]
    assert "(26 items)" in page.split("## First round")[1]


def test_a_share_left_open_is_worse_when_it_rises() -> None:
    floors = {"agencies, frozen": {"agreement": 95.0, "cant_tell": 1.0}}

    assert below(FIGURES, floors) == ["agencies, frozen: cant_tell is 2.0, its floor 1.0"]


def test_every_item_of_a_part_has_its_figures() -> None:
    by_item = {
        "tuned": {"news": {"items": 3, "agreement": 100.0, "url": None}},
        "frozen": {"news": {"items": 2, "agreement": 50.0, "url": 100.0}},
    }

    page = accuracy_page(pinned(Kept(), FIGURES, {"agencies, frozen": 26}, by_item, history=None))

    assert "| news | 3 | 100.0 % | - |" in page.split("## By item, tuned")[1]
    assert "| news | 2 | 50.0 % | 100.0 % |" in page.split("## By item, frozen")[1]
