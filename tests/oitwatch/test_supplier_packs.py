"""A supplier pack end to end: the hub that nothing links to is found, and the report says so."""

import json
from collections.abc import Callable
from typing import Any

from checks.rulebook import load

AUDIT = ("audit", "--year", 2568, "--as-of", "2025-05-15", "--min-gap", "0")
TITLES = [(item.item_code, item.title_th) for item in load(2568).items[:8]]


def page(title: str, body: str) -> str:
    return (
        f"<!doctype html><html lang='th'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><main><h1>{title}</h1>{body}</main></body></html>"
    )


def pages(menu: str) -> dict[str, str]:
    rows = "".join(
        f"<tr><td>{code}</td><td>{title}</td><td><a href='/d{code}.html'>เปิด</a></td></tr>"
        for code, title in TITLES
    )
    return {
        "index.html": page("องค์การบริหารส่วนตำบลบ้านหนองทราย", menu),
        "ita.php": page("ITA 2568", f"<table>{rows}</table>"),
        **{
            f"d{code}.html": page(title, "<p>ข้อมูลที่หน่วยงานเผยแพร่แก่ประชาชน</p>" * 6)
            for code, title in TITLES
        },
    }


ROUTES: dict[str, dict[str, object]] = {
    f"/{name}": {"file": name, "content_type": "text/html; charset=utf-8"} for name in ("ita.php",)
}


def menu_of(pattern: str) -> str:
    return "".join(f"<a href='{pattern.format(n)}'>หัวข้อ {n}</a> " for n in range(5))


def test_a_known_platforms_hub_is_found_though_nothing_links_to_it(
    oitwatch: Callable[..., Any], site: Callable[..., str]
) -> None:
    """The path is tried because of the fingerprint; a site without it gets no such request."""
    known = site(pages(menu_of("/datacenter/box{}.php")), ROUTES)
    other = site(pages(menu_of("/pages/{}.html")), ROUTES)
    made, plain = (
        json.loads(oitwatch(*AUDIT, "--format", "json", url).out) for url in (known, other)
    )

    assert made["pack"]["pack_id"] == "flat-php"
    assert made["pack"]["name_th"]
    assert made["items"][0]["sources"]["hub"] == [{"url": f"{known}dO1.html", "state": "read"}]
    assert plain["pack"] is None
    assert plain["items"][0]["sources"]["hub"] == []


def test_the_text_report_names_the_pack(
    oitwatch: Callable[..., Any], site: Callable[..., str]
) -> None:
    text = oitwatch(*AUDIT, site(pages(menu_of("/datacenter/box{}.php")), ROUTES)).out
    plain = oitwatch(*AUDIT, site(pages(menu_of("/pages/{}.html")), ROUTES)).out

    assert "อ่านตามรูปแบบเว็บไซต์: ระบบเว็บไซต์ PHP ที่มีหน้า ita.php (flat-php)" in text
    assert "อ่านตามรูปแบบเว็บไซต์" not in plain
