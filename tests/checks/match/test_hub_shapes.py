"""Hubs in the shapes that agencies and their suppliers build, each against hand-written pairs."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from checks.evaluate import matcher_for
from checks.match.hub.rows import hub_rows, is_hub
from checks.rulebook import load
from crawler.extract.html import extract_html
from crawler.records import Document, LinkKind

MATCHER = matcher_for(load(2568))
TITLES = (
    "โครงสร้างและอำนาจหน้าที่",
    "ข้อมูลผู้บริหาร",
    "ข้อมูลการติดต่อ",
    "ข่าวประชาสัมพันธ์",
    "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
    "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี",
    "รายงานผลการดำเนินงานประจำปี",
    "คู่มือหรือแนวทางการปฏิบัติงานของเจ้าหน้าที่",
)
SLUGS = [item.slug for item in MATCHER.items[: len(TITLES)]]
SHAPES = yaml.safe_load(Path(__file__).with_name("hub_shapes.yaml").read_text(encoding="utf-8"))
ROOT = "https://agency.example"


def page(body: str, *, title: str = "ITA 2568", url: str = f"{ROOT}/ita") -> Document:
    return extract_html(
        f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(),
        url=url,
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:0",
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )


def thai(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def each(pattern: str) -> str:
    return "".join(
        pattern.format(n=number, t=thai(number), title=title)
        for number, title in enumerate(TITLES, start=1)
    )


def written(parts: Sequence[str]) -> str:
    return "".join(each(part) if "{n}" in part else part for part in parts)


def hub(body: str) -> Document:
    return page(f"<main><h1>การประเมินคุณธรรมและความโปร่งใส (ITA) 2568</h1>{body}</main>")


def pairs(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in hub_rows(document, MATCHER):
        targets = [link.url for link in row.links if link.kind is LinkKind.WEB]
        found.setdefault(row.slug, []).extend(targets)
    return found


ONE_EACH = {slug: [f"{ROOT}/f{number}"] for number, slug in enumerate(SLUGS, start=1)}

CODES = (
    "O{n}",
    "o{n}",
    "O-{n}",
    "O {n}",
    "O0{n}",
    "0{n}",
    "๐{t}",
    "ข้อ {n}",
    "ข้อ {t}",
    "ข้อที่ {n}",
    "OIT {n}",
    "O{n}:",
    "O{n}.",
    "[O{n}]",
    "(o{n})",
    "O.{n}",
    "ข้อ O{n}",
    "OIT-O{n}",
    "o{t}",
    "O_{n}",
)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "shape",
    [
        "<li><a href='/f{{n}}'>{code} {{title}}</a></li>",
        "<tr><td>{code}</td><td>{{title}}</td><td><a href='/f{{n}}'>คลิก</a></td></tr>",
        "<tr><td>{code}</td><td><a href='/f{{n}}'>{{title}}</a></td></tr>",
        "<p>{code} <a href='/f{{n}}'>{{title}}</a></p>",
        "<p><a href='/f{{n}}'>{{title}} ({code})</a></p>",
    ],
)
def test_a_code_in_every_spelling(shape, code):
    text = each(shape.format(code=code))
    document = hub(f"<table>{text}</table>" if "<tr>" in text else f"<ul>{text}</ul>")
    assert pairs(document) == ONE_EACH
    assert is_hub(document, MATCHER)


@pytest.mark.parametrize("code", CODES)
def test_a_code_alone_in_every_spelling(code):
    """Where a list has no titles, its codes say which item a link is for."""
    document = hub(f"<ul>{each(f'<li><a href=/f{{n}}>{code}</a></li>')}</ul>")
    assert pairs(document) == ONE_EACH
    assert is_hub(document, MATCHER)


@pytest.mark.parametrize("shape", SHAPES["one"])
def test_each_shape_pairs_every_item_with_its_own_link(shape):
    document = hub(written(SHAPES["one"][shape]))
    assert pairs(document) == ONE_EACH
    assert is_hub(document, MATCHER)


@pytest.mark.parametrize(
    "href", ["", "#", "#!", " ", "javascript:void(0)", "javascript:;", "#O{n}", "/ita"]
)
@pytest.mark.parametrize(
    "shape",
    [
        "<li><a href='{href}'>O{{n}} {{title}}</a></li>",
        "<tr><td>O{{n}}</td><td>{{title}}</td><td><a href='{href}'>คลิก</a></td></tr>",
    ],
)
def test_a_row_that_leads_nowhere_is_kept_as_such(shape, href):
    text = each(shape.format(href=href))
    document = hub(f"<table>{text}</table>" if "<tr>" in text else f"<ul>{text}</ul>")
    rows = hub_rows(document, MATCHER)
    assert [row.slug for row in rows] == SLUGS
    assert all(row.links for row in rows)
    assert is_hub(document, MATCHER)


@pytest.mark.parametrize("shape", SHAPES["several"])
def test_several_links_of_a_row(shape):
    document = hub(written(SHAPES["several"][shape]))
    assert pairs(document) == {
        s: [f"{ROOT}/f{n}", f"{ROOT}/g{n}"] for n, s in enumerate(SLUGS, start=1)
    }
