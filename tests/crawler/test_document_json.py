"""Documents as JSON: everything comes back, and nothing that contradicts the text does."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.document_json import NotADocument, from_json, to_json
from crawler.extract.html import extract_html
from crawler.records import Document, GapReason, PageKind, TextPart, Unreadable

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
PAGE = """<html lang=th><title>แผน</title><nav><a href=/a>เมนู</a></nav><main><h1>แผนปฏิบัติการ</h1>
<table><tr><th>ลำดับ<th>ชื่อ<tr><td rowspan=2>1<td>ก<tr><td>ข</table><img src=a.png alt=ภาพ>
<form action=/ask><input name=q placeholder=ค้น required><button>ส่ง</button></form>
<iframe src="https://www.google.com/maps/embed?pb=1"></iframe></main></html>"""


def page() -> Document:
    found = extract_html(
        PAGE.encode(),
        url="https://www.ban-sommut.example/",
        declared_type="",
        payload_digest="sha256:" + "0" * 64,
        fetched_at=NOW,
    )
    return replace(found, parts=(TextPart(locator="page=1", start=0, end=9, ocr=True),))


def changed(change: Any) -> bytes:
    data = json.loads(to_json(page()))
    change(data["document"])
    return json.dumps(data).encode()


def test_a_document_comes_back_as_it_was() -> None:
    """Every kind of record that a page can hold, merged cells and enumerations too."""
    document = page()

    assert document.tables
    assert document.forms
    assert document.embeds
    assert document.images
    assert document.regions
    assert from_json(to_json(document)) == document
    assert from_json(to_json(replace(document, kind=PageKind.LOGIN))).kind is PageKind.LOGIN  # type: ignore[union-attr]


def test_why_there_is_no_document_comes_back_too() -> None:
    """The other answer of a reader."""
    none = Unreadable(
        url="https://a.example/",
        payload_digest="sha256:" + "0" * 64,
        content_type="application/msword",
        reason=GapReason.UNREADABLE_DOCUMENT,
        detail="protected by a password",
        fetched_at=NOW,
    )
    assert from_json(to_json(none)) == none


CONTRADICTIONS: dict[str, Any] = {
    "a field of another type": lambda d: d.update(title=3),
    "a truth for a number": lambda d: d.update(extractor_version=True),
    "an unknown field": lambda d: d.update(extra=1),
    "a missing field": lambda d: d.pop("url"),
    "an unknown kind of page": lambda d: d.update(kind="nice"),
    "another digest": lambda d: d.update(text_digest="sha256:" + "1" * 64),
    "a text that is not the digest's": lambda d: d.update(text=d["text"] + "ลายมือชื่อ"),
    "a heading behind the text": lambda d: d["headings"][0].update(end=10**6),
    "a heading that ends before it starts": lambda d: d["headings"][0].update(start=9, end=3),
    "a part before the text": lambda d: d["parts"][0].update(start=-1),
    "a cell behind the text": lambda d: d["tables"][0]["cells"][0].__setitem__(1, 10**6),
    "a cell that is not there": lambda d: d["tables"][0]["rows"][0].__setitem__(0, 99),
    "rows of two lengths": lambda d: d["tables"][0]["rows"][0].append(0),
    "a cell of three values": lambda d: d["tables"][0]["cells"][0].pop(),
    "a list for a record": lambda d: d.update(forms=[[]]),
    "a text for a list": lambda d: d.update(links="links"),
    "a time without a zone": lambda d: d.update(fetched_at="2026-11-20T01:00:00"),
    "a time that is none": lambda d: d.update(fetched_at="yesterday"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_refused(name: str) -> None:
    """A taken-over child can say nothing that evidence could not bear."""
    with pytest.raises(NotADocument):
        from_json(changed(CONTRADICTIONS[name]))


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b"\xff", b"null", b'{"document":{}}', b'{"other":{}}', b"[" * 100_000,
     b'{"document":{"quality":NaN}}', b'{"document":1}', b'{"unreadable":[]}'],
)  # fmt: skip
def test_what_is_no_record_is_refused(data: bytes) -> None:
    """Noise, nests and other JSON."""
    with pytest.raises(NotADocument):
        from_json(data)
