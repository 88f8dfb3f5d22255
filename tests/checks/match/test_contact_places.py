"""Contact pages and the firm that made the site."""

import hashlib
from datetime import UTC, datetime

import pytest

from checks.match.contact.places import (
    is_board,
    is_contact_page,
    says_contact,
    supplier_spans,
)
from crawler.extract.html import extract_html
from crawler.records import Document, Unreadable


def _read(html: str, url: str = "https://nongsai.example/x") -> Document:
    payload = html.encode()
    document = extract_html(
        payload,
        url=url,
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:" + hashlib.sha256(payload).hexdigest(),
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )
    assert not isinstance(document, Unreadable)
    return document


@pytest.mark.parametrize("words", ["ติดต่อเรา", "ข้อมูลการติดต่อ", "Contact us", "ที่อยู่หน่วยงาน"])
def test_words_that_announce_contact(words: str) -> None:
    """Usual headings of contact pages."""
    assert says_contact(words)


@pytest.mark.parametrize("words", ["ทิศเหนือ ติดต่อกับตำบลอื่น", "โรคติดต่อ", "ติดต่อโฆษณา", "แผนที่ตั้งหน่วยงาน"])
def test_words_that_do_not(words: str) -> None:
    """Borders, diseases and advertising use the same letters."""
    assert not says_contact(words)


def test_contact_page_and_board_are_told_apart() -> None:
    """Title or main heading decides."""
    assert is_contact_page(_read("<title>ติดต่อหน่วยงาน | อบต.หนองทราย</title><p>x</p>"))
    assert is_board(_read("<title>กระดานถาม-ตอบ</title><h1>กระดานถาม-ตอบ</h1><p>x</p>"))
    assert not is_board(_read("<title>ติดต่อเรา</title><h1>ช่องทางถาม-ตอบ</h1><p>x</p>"))


def test_supplier_is_found_up_to_the_agencys_own_words() -> None:
    """Lines below the firm's name are doubtful, and the agency's own name ends them."""
    page = _read(
        "<title>อบต.หนองทราย</title><main><p>ข่าว</p></main><footer><p>Powered by WebDee</p>"
        "<p>โทร 02-123-4567</p><p>องค์การบริหารส่วนตำบลหนองทราย</p></footer>"
    )

    assert [(page.text[s.start : s.end], s.sure) for s in supplier_spans(page)] == [
        ("Powered by WebDee", True),
        ("โทร 02-123-4567", False),
    ]


def test_own_unit_is_no_supplier() -> None:
    """A site made by a unit of the agency has no supplier."""
    page = _read(
        "<title>x</title><footer><p>จัดทำเว็บไซต์โดย งานสารสนเทศ สำนักปลัด โทร 043-123456</p></footer>"
    )

    assert supplier_spans(page) == ()
