"""Viewer addresses give up the document they show; known hosts are told apart."""

import pytest

from crawler.records import EmbedKind
from crawler.viewers import embed_kind, unwrap

BASE = "https://www.agency.example/plan/index.php"
FILE = "https://www.agency.example/files/plan.pdf"


@pytest.mark.parametrize(
    ("url", "document"),
    [
        ("/pdfjs/web/viewer.html?file=/files/plan.pdf", FILE),
        ("/pdfjs/web/viewer.html?file=%2Ffiles%2Fplan.pdf#page=3", FILE),
        ("/pdfjs/web/viewer.html?file=../../files/plan.pdf", FILE),
        ("https://mozilla.github.io/pdf.js/web/viewer.html?file=" + FILE, FILE),
        ("/view.php?pdf=/files/plan.pdf", FILE),
        ("view.php?id=4&file=../files/plan.pdf", FILE),
        ("/embed?url=https%3A%2F%2Fwww.agency.example%2Ffiles%2Fplan.pdf", FILE),
        ("/embed?src=//www.agency.example/files/plan.pdf", FILE),
        (f"https://docs.google.com/viewer?url={FILE}&embedded=true", FILE),
        (f"https://docs.google.com/gview?embedded=true&url={FILE}", FILE),
        (f"//docs.google.com/viewerng/viewer?url={FILE}", FILE),
        (
            "https://view.officeapps.live.com/op/view.aspx?src=https%3A%2F%2Fwww.agency.example%2Ff.xlsx",
            "https://www.agency.example/f.xlsx",
        ),
        (
            "https://docs.google.com/viewer?url=http://www.agency.example/get.php?id=4",
            "http://www.agency.example/get.php?id=4",
        ),
        (
            "/viewer.php?file=/ไฟล์/แผน.pdf",
            "https://www.agency.example/%E0%B9%84%E0%B8%9F%E0%B8%A5%E0%B9%8C/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf",
        ),
    ],
)
def test_viewer_is_unwrapped(url: str, document: str) -> None:
    """The address in the query is the document."""
    assert unwrap(url, BASE) == (document, EmbedKind.DOCUMENT)


@pytest.mark.parametrize(
    "url",
    [
        "index.php?url=about",
        "index.php?file=news",
        "/page.php?url=contact/map",
        "/share?u=https://www.agency.example/news/4",
        "/download.php?file=plan.pdf",
        "/download.php?file=/files/plan.pdf",
        "show.php?pdf=1234",
        "/files/plan.pdf",
        "https://docs.google.com/viewer?url=",
        "mailto:a@agency.example?subject=a.pdf",
    ],
)
def test_page_switches_and_senders_are_left_alone(url: str) -> None:
    """A query that names no file, and a script that sends the file itself, are no viewers."""
    assert unwrap(url, BASE) is None


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.google.com/maps/embed?pb=1", EmbedKind.MAP),
        ("https://www.google.co.th/maps/place/x", EmbedKind.MAP),
        ("https://maps.google.com/?q=13,100", EmbedKind.MAP),
        ("https://goo.gl/maps/abc", EmbedKind.MAP),
        ("https://maps.app.goo.gl/abc", EmbedKind.MAP),
        ("https://www.openstreetmap.org/export/embed.html?bbox=1", EmbedKind.MAP),
        ("https://map.longdo.com/p/A1", EmbedKind.MAP),
        ("https://www.youtube.com/embed/x", EmbedKind.VIDEO),
        ("https://youtu.be/x", EmbedKind.VIDEO),
        ("https://www.facebook.com/plugins/video.php?href=x", EmbedKind.VIDEO),
        ("https://www.agency.example/v/a.mp4", EmbedKind.VIDEO),
        ("https://docs.google.com/forms/d/e/x/viewform", EmbedKind.FORM),
        ("https://forms.gle/x", EmbedKind.FORM),
        ("https://forms.office.com/r/x", EmbedKind.FORM),
        ("https://www.facebook.com/plugins/page.php?href=x", EmbedKind.SOCIAL),
        ("https://line.me/ti/p/x", EmbedKind.SOCIAL),
        ("https://docs.google.com/document/d/x/edit", EmbedKind.DOCUMENT),
        ("https://drive.google.com/file/d/x/preview", EmbedKind.DOCUMENT),
        ("https://www.agency.example/a%20b.PDF", EmbedKind.DOCUMENT),
        ("https://www.agency.example/page.php", EmbedKind.FRAME),
        ("https://www.agency.example/go?u=https://www.google.com/maps", EmbedKind.FRAME),
    ],
)
def test_kinds_of_embedded_addresses(url: str, kind: EmbedKind) -> None:
    """What an address shows is told by its host and path."""
    assert embed_kind(url) is kind
