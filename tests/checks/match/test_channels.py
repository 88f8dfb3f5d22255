"""What forms and outside addresses are worth."""

from datetime import UTC, datetime

import pytest

from checks.match.sending.external_forms import Outside, is_other_agency_desk, outside_kind
from checks.match.sending.form_worth import FormWorth, form_worth
from checks.match.sending.topics import CORRUPTION, SERVICE, About, about
from crawler.extract.html import extract_html

NAMED_INPUTS = '<input name="fullname"><input name="phone"><textarea name="detail"></textarea>'
BUTTON = '<button type="submit">ส่งข้อมูล</button>'


def worth(form: str) -> FormWorth:
    """The worth of the first form of a page."""
    page = extract_html(
        f"<html><body><main><h1>หน้าทดสอบ</h1>{form}</main></body></html>".encode(),
        url="https://agency.example/form",
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:" + "0" * 64,
        fetched_at=datetime(2025, 5, 1, tzinfo=UTC),
    )
    return form_worth(page.forms[0])


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (f'<form action="/save" method="post">{NAMED_INPUTS}{BUTTON}</form>', FormWorth.WORKS),
        (f'<form action="save.php">{NAMED_INPUTS}{BUTTON}</form>', FormWorth.WORKS),
        (f'<form method="post">{NAMED_INPUTS}{BUTTON}</form>', FormWorth.WORKS),
        (f'<form action="" method="post">{NAMED_INPUTS}{BUTTON}</form>', FormWorth.WORKS),
        (f'<form action="#" onsubmit="send()">{NAMED_INPUTS}{BUTTON}</form>', FormWorth.WORKS),
        (
            f'<form action="/s" method="post"><textarea name="d"></textarea>{BUTTON}</form>',
            FormWorth.WORKS,
        ),
    ],
)
def test_named_inputs_with_somewhere_to_go_work(form: str, expected: FormWorth) -> None:
    """Named inputs sent to an address, to the page itself by post, or by a script, work."""
    assert worth(form) is expected


@pytest.mark.parametrize(
    "action", ['action="#"', 'action="javascript:void(0)"', "", 'action="/save" method="post"']
)
def test_inputs_without_names_send_nothing(action: str) -> None:
    """A browser sends only inputs that have a name, wherever the form goes."""
    inputs = '<input type="text"><input type="email"><textarea></textarea>'

    assert worth(f"<form {action}>{inputs}{BUTTON}</form>") is FormWorth.SENDS_NOTHING


@pytest.mark.parametrize(
    "form",
    [
        f'<form action="#" method="post">{NAMED_INPUTS}{BUTTON}</form>',
        f'<form action="javascript:void(0)">{NAMED_INPUTS}{BUTTON}</form>',
        f"<form>{NAMED_INPUTS}{BUTTON}</form>",
        f'<form action="mailto:a@agency.example" method="post">{NAMED_INPUTS}{BUTTON}</form>',
        f'<form action="/save" method="post">{NAMED_INPUTS}</form>',
        f'<form onsubmit="send()"><input id="a"><textarea id="b"></textarea>{BUTTON}</form>',
    ],
)
def test_a_form_that_only_trying_would_tell_is_unclear(form: str) -> None:
    """Names without an address, an address without a button, a script without names: unclear."""
    assert worth(form) is FormWorth.UNCLEAR


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ('<form><input name="q"><button>ค้นหา</button></form>', FormWorth.SEARCH),
        (
            '<form action="/find"><select name="year"></select><input name="word">'
            "<button>ค้นหาข้อมูล</button></form>",
            FormWorth.SEARCH,
        ),
        (
            '<form action="/login" method="post"><input name="user"><input type="password" '
            'name="pass"><button>เข้าสู่ระบบ</button></form>',
            FormWorth.LOGIN,
        ),
        (
            '<form action="/news" method="post"><input type="email" name="email">'
            "<button>สมัครรับข่าวสาร</button></form>",
            FormWorth.NEWSLETTER,
        ),
        (
            '<form action="/poll" method="post"><p>ความพึงพอใจต่อเว็บไซต์</p>'
            '<input type="radio" name="v" value="1"> มาก <input type="radio" name="v" value="2"> '
            f"น้อย {BUTTON}</form>",
            FormWorth.SURVEY,
        ),
        (
            f'<form action="/wp-comments-post.php" method="post">{NAMED_INPUTS}{BUTTON}</form>',
            FormWorth.BOARD,
        ),
        (
            '<form action="/track" method="post"><input name="no"><button>ตกลง</button></form>',
            FormWorth.LITTLE,
        ),
    ],
)
def test_forms_for_something_else_are_told_apart(form: str, expected: FormWorth) -> None:
    """Searching, logging in, newsletters, polls and comments are no way to ask for anything."""
    assert worth(form) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://docs.google.com/forms/d/e/1FAIpExample/viewform", Outside.FORM_HOST),
        ("https://forms.gle/AbC", Outside.FORM_HOST),
        ("https://forms.office.com/r/AbC", Outside.FORM_HOST),
        ("https://form.jotform.com/2412", Outside.FORM_HOST),
        ("https://example.typeform.com/to/x", Outside.FORM_HOST),
        ("https://docs.google.com/forms/d/1AbC/edit", Outside.FORM_EDITOR),
        ("https://docs.google.com/spreadsheets/d/1AbC", Outside.OTHER),
        ("https://eservice.agency.example/", Outside.SYSTEM),
        ("https://oss.agency.example/login", Outside.SYSTEM),
        ("https://portal.example/e-service/12", Outside.SYSTEM),
        ("https://lin.ee/AbC", Outside.MESSENGER),
        ("https://bit.ly/AbC", Outside.SHORT_LINK),
        ("https://crossroads.example/", Outside.OTHER),
        ("https://www.facebook.com/agency", Outside.OTHER),
    ],
)
def test_an_address_tells_what_it_is_for(url: str, expected: Outside) -> None:
    """Form hosts, service systems, chats and short links are known by host and path."""
    assert outside_kind(url) is expected


def test_central_desks_are_another_agency() -> None:
    """The desk of the anti-corruption commission is not the agency's own channel."""
    assert is_other_agency_desk("https://www.nacc.go.th/complain")
    assert not is_other_agency_desk("https://agency.example/nacc.go.th")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("แจ้งเรื่องร้องเรียนการทุจริต", About.OWN),
        ("ร้องเรียน/ร้องทุกข์", About.OTHER),
        ("ร้องเรียนร้องทุกข์และแจ้งเบาะแสการทุจริต", About.BOTH),
        ("แบบฟอร์ม", About.UNSAID),
    ],
)
def test_words_name_reports_of_corruption(text: str, expected: About) -> None:
    """Corruption must be named; general grievances are another channel."""
    assert about(text, CORRUPTION) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ยื่นคำร้องออนไลน์", About.OWN),
        ("E-Service", About.OWN),
        ("คำร้องทุกข์", About.OTHER),
        ("แบบสอบถามความพึงพอใจ", About.OTHER),
        ("หน้าหลัก", About.UNSAID),
    ],
)
def test_words_name_a_service(text: str, expected: About) -> None:
    """A request is a service; a grievance and a survey are not."""
    assert about(text, SERVICE) is expected
