"""Images with the words beside them, and embedded things."""

from datetime import UTC, datetime
from pathlib import Path

from crawler.extract.html import extract_html
from crawler.records import Document, EmbedKind


def read(html: str | bytes) -> Document:
    return extract_html(
        html if isinstance(html, bytes) else html.encode(),
        url="https://www.agency.example/a/index.php",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:00",
        fetched_at=datetime(2026, 10, 5, tzinfo=UTC),
    )


def sample(name: str) -> Document:
    return read((Path(__file__).parent / "samples" / f"{name}.html").read_bytes())


def test_embeds_and_their_kinds() -> None:
    """Viewers are unwrapped, lazily loaded frames read, videos and forms known."""
    assert [(e.kind, e.url) for e in sample("embeds").embeds] == [
        (EmbedKind.DOCUMENT, "https://www.agency.example/files/plan%202569.pdf"),
        (EmbedKind.DOCUMENT, "https://www.agency.example/f/a.xlsx"),
        (EmbedKind.DOCUMENT, "https://www.agency.example/a/report.pdf"),
        (EmbedKind.OTHER, "https://www.agency.example/a/intro.swf"),
        (EmbedKind.VIDEO, "https://www.youtube.com/embed/abc123"),
        (EmbedKind.FORM, "https://docs.google.com/forms/d/e/x/viewform"),
        (EmbedKind.FRAME, "https://www.agency.example/a/news.php?url=about"),
        (EmbedKind.VIDEO, "https://www.agency.example/a/v.mp4"),
    ]


def test_maps_and_social_boxes() -> None:
    """An embedded map, a map that a script draws, and a social page are seen."""
    assert [(e.kind, e.url, e.title) for e in sample("contact").embeds] == [
        (EmbedKind.MAP, "https://www.google.com/maps/embed?pb=!1m18", "แผนที่"),
        (EmbedKind.MAP, "", ""),
        (EmbedKind.SOCIAL, "https://www.facebook.com/agency.example", ""),
    ]


def test_map_box_without_a_map_library_is_none() -> None:
    """A box called map proves nothing when no map library is loaded."""
    assert read("<div id='map'></div>").embeds == ()


def test_images_and_the_words_beside_them() -> None:
    """Captions, words of the cell; spacers are left out; lazy sources win."""
    images = {i.url.rpartition("/")[2]: i for i in sample("embeds").images}

    assert list(images) == ["chart.jpg", "small.jpg", "head.jpg", "deputy.jpg"]
    assert images["chart.jpg"].alt == "แผนผัง"
    assert images["small.jpg"].near_text == "โครงสร้างส่วนราชการ"
    assert images["small.jpg"].link_url == "https://www.agency.example/a/big.jpg"
    assert images["head.jpg"].near_text == "นายสมมุติ ตัวอย่าง นายก"
    assert images["head.jpg"].heading == "แผนปฏิบัติการ"
    assert images["deputy.jpg"].near_text == "นางสาวสมมุติ ทดสอบ ปลัด"


def test_picture_inside_the_page() -> None:
    """A big inline picture is an image without address; a placeholder is none."""
    document = read(
        f"<img src='data:image/png;base64,{'A' * 2000}' alt='ผังองค์กร'>"
        "<img src='data:image/gif;base64,R0'>"
    )

    assert [(image.url, image.alt) for image in document.images] == [("", "ผังองค์กร")]
