"""Images with the words beside them, and embedded things."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.html import extract_html
from crawler.records import Document, EmbedKind, Region


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


LOADER = """<script>window.chat=1;(function(){{var s=document.createElement("script");
s.async=1;s.src={};document.head.appendChild(s);}})();</script>"""


@pytest.mark.parametrize(
    ("script", "url"),
    [
        (
            "<script src='//code.tidio.co/abcd1234efgh5678.js' async></script>",
            "https://code.tidio.co/abcd1234efgh5678.js",
        ),
        (
            "<script id='ze-snippet' src='https://static.zdassets.com/ekr/snippet.js?key=0f1e2d'>"
            "</script>",
            "https://static.zdassets.com/ekr/snippet.js?key=0f1e2d",
        ),
        (LOADER.format("'https://embed.tawk.to/5f0a1b2c3d4e/default'"),
         "https://embed.tawk.to/5f0a1b2c3d4e/default"),
        (LOADER.format('"https://client.crisp.chat/l.js"'), "https://client.crisp.chat/l.js"),
        (LOADER.format("'//v2.zopim.com/?4AbCdEf'"), "https://v2.zopim.com/?4AbCdEf"),
        (LOADER.format("'https://app.chaport.com/javascripts/insert.js'"),
         "https://app.chaport.com/javascripts/insert.js"),
        ("<script src='https://app.zwiz.ai/webchat.js'></script>", "https://app.zwiz.ai/webchat.js"),
        (
            "<div class='line-it-button' data-type='friend' data-lineid='@thungsommut'></div>",
            "https://line.me/R/ti/p/@thungsommut",
        ),
        (
            "<div class='fb-customerchat' attribution='x' page_id='100200300'></div>",
            "https://www.facebook.com/100200300",
        ),
        (
            "<div id='fb-customer-chat' class='fb-customerchat'></div><script>var b=document"
            ".getElementById('fb-customer-chat');b.setAttribute('page_id', '100200300');</script>",
            "https://www.facebook.com/100200300",
        ),
    ],
)  # fmt: skip
def test_the_chat_of_a_script_is_an_embed(script: str, url: str) -> None:
    """Chats that scripts load are seen, external or inline, with their address as written."""
    document = read(f"<p>ติดต่อเรา</p><a href='/x'>หน้าแรก</a>{script}")

    (embed,) = document.embeds
    assert (embed.kind, embed.title, embed.url) == (EmbedKind.SOCIAL, "chat", url)
    assert embed.raw_url
    assert embed.raw_url in script
    assert embed.locator
    assert 0 <= embed.start <= len(document.text)


@pytest.mark.parametrize(
    "script",
    [
        "<script src='https://connect.facebook.net/th_TH/sdk.js#xfbml=1'></script>",
        "<script src='https://connect.facebook.net/en_US/fbevents.js'></script>",
        "<script src='https://www.googletagmanager.com/gtag/js?id=G-1'></script>",
        "<script src='https://platform-api.sharethis.com/js/sharethis.js'></script>",
        "<script src='https://d.line-scdn.net/r/web/social-plugin/js/thirdparty/loader.min.js'>"
        "</script><div class='line-it-button' data-type='share-a' data-lineid='@x12'></div>",
        "<script src='/js/tawk.to/embed.js'></script>",
        "<script src='https://agency.example/?u=https://embed.tawk.to/5f0a1b2c3d4e'></script>",
        LOADER.format("'https://embed.tawk.to/YOUR_PROPERTY_ID/default'"),
        "<script>/* s.src='https://embed.tawk.to/5f0a1b2c3d4e/default' */</script>",
        "<script>\n  // s.src='https://embed.tawk.to/5f0a1b2c3d4e/default'\n</script>",
        "<!-- <script src='https://client.crisp.chat/l.js'></script> -->",
        "<div class='fb-customerchat'></div>",
    ],
)
def test_other_scripts_are_no_chat(script: str) -> None:
    """Kits, counters, share buttons, unfilled templates and comments offer no chat."""
    assert read(f"<p>ติดต่อเรา</p><a href='/x'>หน้าแรก</a>{script}").embeds == ()


def test_one_script_is_one_chat_outside_the_content() -> None:
    """A script that a page loads twice is one chat, and the content holds no more for it."""
    script = "<script src='https://client.crisp.chat/l.js'></script>"
    (embed,) = read(f"<p>ติดต่อเรา</p><a href='/x'>หน้าแรก</a>{script}{script}").embeds

    assert embed.region is Region.FOOTER


def test_a_shell_that_scripts_fill_offers_no_chat_yet() -> None:
    """A page without words and links is not taken for content because of a chat script."""
    document = read(
        "<title>หน่วยงาน</title><div id='root'></div>"
        "<script src='https://client.crisp.chat/l.js'></script>"
    )

    assert document.embeds == ()
