"""Channels of questions told from share buttons and front pages."""

import pytest

from checks.match.contact.two_way import chat_link, facebook_plugin, line_id


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://m.me/nongsai.sao", "Messenger"),
        ("https://www.facebook.com/messages/t/1234567", "Messenger"),
        ("https://line.me/R/ti/p/@nongsai", "LINE"),
        ("https://line.me/ti/g2/AbCd", "LINE"),
        ("https://lin.ee/AbCd", "LINE"),
        ("https://tawk.to/chat/1/2", "chat"),
        ("https://embed.tawk.to/5f0a1b2c3d4e5f6a7b8c9d0e/default", "chat"),
        ("https://static.zdassets.com/ekr/snippet.js?key=0f1e2d3c", "chat"),
        ("https://v2.zopim.com/?4AbCdEfGh", "chat"),
        ("https://www.facebook.com/nongsai.sao", "Facebook"),
        ("https://www.facebook.com/profile.php?id=1000123", "Facebook"),
        ("https://www.facebook.com/share/1AbCdEfGh/", "Facebook"),
    ],
)
def test_chat_is_known_by_its_address(url: str, service: str) -> None:
    """Chats and pages of social networks are known by host and path."""
    assert chat_link(url) == service


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/share.php?u=x",
        "https://www.facebook.com/profile.php",
        "https://social-plugins.line.me/lineit/share?url=x",
        "https://line.me/R/msg/text/?x",
        "https://line.me/",
        "https://m.me/",
        "https://wa.me/?text=x",
        "https://agency.example/facebook",
    ],
)
def test_share_buttons_and_front_pages_are_no_channel(url: str) -> None:
    """What shares a page or opens a service's front page reaches nobody."""
    assert chat_link(url) == ""


def test_page_box_with_messages_takes_messages() -> None:
    """A box with the messages tab takes messages, a timeline only shows news."""
    box = "https://www.facebook.com/plugins/page.php?href=x&tabs="

    assert facebook_plugin(f"{box}messages") == "messages"
    assert facebook_plugin(f"{box}timeline") == "page"
    assert facebook_plugin("https://www.facebook.com/plugins/post.php?href=x") == ""
    assert facebook_plugin("https://www.facebook.com/plugins/customerchat.php?page_id=1") == "page"


def test_line_account_in_words() -> None:
    """An account named behind LINE counts, a heading line or a template's does not."""
    assert line_id("Line ID : nongsai99") is not None
    assert line_id("LINE @nongsai") is not None
    assert line_id("online: 25 คน") is None
    assert line_id("LINE ID: @yourline") is None
