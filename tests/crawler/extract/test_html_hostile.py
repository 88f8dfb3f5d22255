"""Pages that are broken or meant to break the reader."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.html import extract_html
from crawler.extract.html_tree import MAX_NODES, from_lexbor, shallow
from crawler.extract.second_opinion import from_soup
from crawler.records import Document

SAMPLE = Path(__file__).parent / "samples" / "xhtml-closed-frame.html"


def read(html: str | bytes) -> Document:
    return extract_html(
        html if isinstance(html, bytes) else html.encode(),
        url="https://www.agency.example/",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:00",
        fetched_at=datetime(2026, 10, 5, tzinfo=UTC),
    )


def test_second_opinion_saves_what_markup_swallowed() -> None:
    """A frame closed as in XML swallows the page for the first parser, not for the second."""
    markup = SAMPLE.read_text()
    first = from_lexbor(markup)

    assert "table" not in first.by_tag
    document = read(markup)

    assert document.text == "รายงานการเงิน\nเดือน\tรายรับ\nตุลาคม\t1,200\nค้นหา"
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["เดือน", "รายรับ"],
        ["ตุลาคม", "1,200"],
    ]
    assert document.forms[0].action == "https://www.agency.example/search.php"


def test_markup_named_in_scripts_and_comments_asks_for_no_second_opinion() -> None:
    """Tables that only a script or a comment names are not missing."""
    document = read("<!-- <table> --><script>x='<form>'</script><p>ข้อความ</p>")

    assert document.text == "ข้อความ"
    assert document.tables == ()


def test_both_parsers_give_one_shape() -> None:
    """The two readings of a sound page have the same elements and words."""
    markup = (SAMPLE.parent / "hub.html").read_text()
    first, second = from_lexbor(markup), from_soup(markup)

    assert [tag for tag in first.tags if tag] == [tag for tag in second.tags if tag]
    assert first.words(0) == second.words(0)


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<div>" * 100_000 + "ก", "ก"),
        ("<div>" * 3_000 + "<a href='/x'>ก</a>" + "</div>" * 3_000 + "<p>ข</p>", "ก\nข"),
        ("<b>" * 50_000 + "ก", "ก"),
        ("<table><tr><td>" * 3_000 + "ก", "ก"),
    ],
    ids=["divs", "closed divs", "formatting", "tables"],
)
def test_deep_nesting_is_read(markup: str, words: str) -> None:
    """Nesting without end gives its words, not an error."""
    assert read(markup).text == words


def test_nesting_of_an_honest_page_is_left_alone() -> None:
    """Many tags that are closed lose nothing."""
    markup = "<div><p>ก</p></div>" * 6_000

    assert shallow(markup) == markup


def test_nodes_are_capped() -> None:
    """A page of more elements than the cap is cut and says so."""
    tree = from_lexbor("<i></i>" * (MAX_NODES + 10))

    assert tree.capped
    assert len(tree) <= MAX_NODES + 1


@pytest.mark.parametrize(
    "markup",
    [
        "".join(f"<ul><li><a href=p{n}>ก {n}</a>" for n in range(2_000)),
        "<p>" + "ส\u0e4d\u0e32 <b>น</b>\u0e4d\u0e32 <a href=x>ก</a>" * 2_000,
        "".join(f"<table><form action=a{n}><tr><td><input name=x></table>" for n in range(1_000)),
        "<table><tr>"
        + "".join(f"<td><a href=p{n}>ก</a>" for n in range(2_000))
        + "<tr><td>ข</table>",
    ],
    ids=["lists", "damaged line", "forms", "one row"],
)
def test_spans_hold_on_hostile_pages(markup: str) -> None:
    """Every link's words are the slice of the text that its span names."""
    document = read(markup)

    for link in document.links:
        assert " ".join(document.text[link.start : link.end].split()) == link.text
        assert link.table < len(document.tables)
        assert link.table < 0 or link.row < len(document.tables[link.table].rows)
