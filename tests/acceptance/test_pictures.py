"""An agency that pastes its chart, its board and its contact details as pictures, audited whole.

What OCR reads passes; what it cannot read, or a machine without OCR, leaves the item open and fails
nothing. Names of the picture files say nothing, as on real sites.
"""

import io
import json
from pathlib import Path
from typing import Any

import agencies
import pytest
from PIL import Image, ImageFilter

from oitwatch.static_site import serve

HOST = "www.saithan.go.th"
PICTURES = Path(__file__).parent / "pictures"
FILES = {"chart": "1699_a.png", "board": "2211b.png", "contact": "IMG_0042.png"}
MENU = {
    "index.html": "หน้าแรก",
    "structure.html": "โครงสร้างองค์กร",
    "powers.html": "อำนาจหน้าที่",
    "executives.html": "คณะผู้บริหาร",
    "contact.html": "ติดต่อเรา",
    "news.html": "ข่าวกิจกรรม",
}
POWERS = (
    "จัดให้มีและบำรุงรักษาทางน้ำและทางบก",
    "รักษาความสะอาดของถนน ทางน้ำ ทางเดิน และที่สาธารณะ",
    "ป้องกันโรคและระงับโรคติดต่อ",
    "ป้องกันและบรรเทาสาธารณภัย",
    "ส่งเสริมการศึกษา ศาสนา และวัฒนธรรม",
    "ส่งเสริมการพัฒนาสตรี เด็ก เยาวชน ผู้สูงอายุ และผู้พิการ",
)


def page(name: str, body: str) -> str:
    """One page of the site, its menu on every one."""
    agency = "องค์การบริหารส่วนตำบลสายธาร"
    links = "".join(f'<li><a href="/{file}">{words}</a></li>' for file, words in MENU.items())
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{MENU[name]} - {agency}'
        f"</title></head><body><header><p>{agency} อำเภอเมือง จังหวัดเลย</p></header><nav><ul>{links}"
        f"</ul></nav><main><h1>{MENU[name]}</h1>{body}</main></body></html>"
    )


def build(folder: Path, *, legible: bool) -> None:
    """Write the site; pictures that are not legible are blurred beyond reading."""
    news = "".join(f"<p>{day} มกราคม 2569 กิจกรรมพัฒนาหมู่บ้านของประชาชน</p>" for day in range(3, 9))
    powers = "".join(f"<li>{power}</li>" for power in POWERS)
    bodies = {
        "index.html": news,
        "news.html": news,
        "powers.html": f"<p>องค์การบริหารส่วนตำบลมีหน้าที่และอำนาจ ดังต่อไปนี้</p><ol>{powers}</ol>",
        "structure.html": f'<p><img src="/up/{FILES["chart"]}" alt=""></p>',
        "executives.html": f'<p><img src="/up/{FILES["board"]}" alt=""></p>',
        "contact.html": f'<p><img src="/up/{FILES["contact"]}"></p>',
    }
    for name, body in bodies.items():
        (folder / name).write_text(page(name, body), encoding="utf-8")
    (folder / "up").mkdir()
    for picture, name in FILES.items():
        payload = (PICTURES / f"{picture}.png").read_bytes()
        (folder / "up" / name).write_bytes(payload if legible else blurred(payload))


def blurred(payload: bytes) -> bytes:
    """The picture as nobody can read it."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(payload)).convert("L").filter(ImageFilter.GaussianBlur(9)).save(
        buffer, "PNG"
    )
    return buffer.getvalue()


def audited(folder: Path) -> dict[str, Any]:
    """The items of an audit by code."""
    with serve(folder / "site") as (address, port):
        finished = agencies.run_command(
            "audit",
            f"http://{HOST}/",
            *("--connect-to", f"{HOST}={address}:{port}"),
            *("--year", "2569", "--as-of", "2026-05-20", "--agency-type", "sao"),
            *("--item", "O1", "--item", "O2", "--item", "O3"),
            *("--format", "json"),
            home=folder / "home",
        )
    assert finished.stdout, finished.stderr
    items = json.loads(finished.stdout)["items"]
    return {item["item_code"]: item for item in items if item["outcome"] != "untested"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path


def parts(item: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    """Outcome and reason of each component."""
    return {one["component_id"]: (one["outcome"], one["reason"]) for one in item["components"]}


OPEN = ("cantTell", "scan_without_text")
PASSED = ("passed", None)


@pytest.mark.usefixtures("tesseract")
def test_what_ocr_reads_of_pictures_passes_and_is_marked(folder: Path) -> None:
    """Chart, board and contact block are judged on their words; the rest stays open."""
    build(folder / "site", legible=True)
    items = audited(folder)
    chart, board, contact = (parts(items[code]) for code in ("O1", "O2", "O3"))

    assert items["O1"]["outcome"] == "passed"
    for part in ("chart", "key_posts_and_units", "political_side", "permanent_side"):
        assert chart[part] == PASSED
    for part in ("head", "name", "position", "executive_contact"):
        assert board[part] == PASSED
    for part in ("address", "phone", "email", "fax"):
        assert contact[part] == PASSED
    for item, pictured in (("O2", board), ("O3", contact)):
        assert items[item]["outcome"] in {"passed", "cantTell"}
        assert all(outcome != "failed" for outcome, _ in pictured.values())
    assert contact["map"] == OPEN
    phone = next(one for one in items["O3"]["components"] if one["component_id"] == "phone")
    assert phone["evidence"][0]["ocr"]
    assert phone["evidence"][0]["url"].endswith(FILES["contact"])


@pytest.mark.parametrize("how", ["blurred", "no program"])
def test_pictures_that_are_not_read_fail_nothing(
    folder: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every component that the picture could show is left open, with the picture's address."""
    build(folder / "site", legible=how == "no program")
    if how == "no program":
        monkeypatch.setenv("PATH", str(folder))
    items = audited(folder)

    for code, told in (("O1", "chart"), ("O2", "board"), ("O3", "contact")):
        assert (items[code]["outcome"], items[code]["reason"]) == OPEN
        open_ones = [one for one in items[code]["components"] if one["outcome"] == "cantTell"]
        assert {one["reason"] for one in open_ones} == {"scan_without_text"}
        assert not [one for one in items[code]["components"] if one["outcome"] == "failed"]
        assert any(FILES[told] in json.dumps(one) for one in open_ones)
