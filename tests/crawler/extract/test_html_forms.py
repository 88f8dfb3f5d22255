"""Forms: what they ask, where they send it, and whether a script sends."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.html import extract_html
from crawler.records import Field, Form

URL = "https://www.agency.example/a/index.php"


def forms(html: str | bytes) -> tuple[Form, ...]:
    return extract_html(
        html if isinstance(html, bytes) else html.encode(),
        url=URL,
        declared_type="text/html; charset=utf-8",
        payload_digest="sha256:00",
        fetched_at=datetime(2026, 10, 5, tzinfo=UTC),
    ).forms


CONTACT = (Path(__file__).parent / "samples" / "contact.html").read_bytes()


def test_complaint_form_that_sends_nowhere() -> None:
    """Labels come from the cell before; "#" is no action; a script that names it is seen."""
    form = forms(CONTACT)[0]

    assert (form.action, form.action_raw, form.method) == ("", "#", "get")
    assert form.fields == (
        Field(kind="text", name="name", label="ชื่อผู้ร้อง", required=True),
        Field(kind="textarea", name="detail", label="รายละเอียด"),
    )
    assert form.hidden_names == ("token",)
    assert (form.submit_text, form.has_submit, form.scripted) == ("ส่งเรื่อง", True, True)
    assert form.heading == "ร้องเรียนการทุจริต"
    assert form.locator == "form#ask"


def test_form_without_name_action_or_submit() -> None:
    """A dummy form shows as one: no names, no action, no way to send."""
    form = forms(CONTACT)[1]

    assert form.fields == (Field(kind="text", name="", label="ค้นหา"),)
    assert (form.action_raw, form.has_submit, form.scripted) == (None, False, False)


def test_labels_in_all_their_places() -> None:
    """label for, wrapping label, words after a choice, aria-label."""
    form = forms(CONTACT)[2]

    assert form.action == "https://www.agency.example/site/send.php"
    assert form.method == "post"
    assert [(f.kind, f.name, f.label) for f in form.fields] == [
        ("text", "topic", "หัวข้อ"),
        ("select", "kind", "ประเภท"),
        ("radio", "hide", "ปกปิดชื่อ"),
        ("checkbox", "ok", "ยอมรับ"),
    ]
    assert "ทุจริต" in form.text
    assert form.scripted


def test_fields_outside_any_form() -> None:
    """Fields followed by a button that a script handles count as a form."""
    form = forms(CONTACT)[3]

    assert form.action_raw is None
    assert (form.action, form.scripted, form.has_submit) == ("", True, True)
    assert [(f.kind, f.label) for f in form.fields] == [("text", "เลขประจำตัว"), ("password", "รหัส")]
    assert form.submit_text == "ติดตามเรื่อง"


def test_form_tag_between_table_rows_keeps_its_fields() -> None:
    """The parser closes such a form at once; its fields are still its own."""
    form = forms(CONTACT)[4]

    assert form.action == "https://www.agency.example/site/old.php"
    assert [(f.name, f.label) for f in form.fields] == [("msg", "ข้อความ")]
    assert form.submit_text == "ตกลง"


@pytest.mark.parametrize(
    ("attributes", "action", "raw"),
    [
        ("", URL, None),
        ("action=''", URL, ""),
        ("action='#'", "", "#"),
        ("action='javascript:void(0)'", "", "javascript:void(0)"),
        ("action='save.php'", "https://www.agency.example/a/save.php", "save.php"),
        ("action='{{ url }}'", "", "{{ url }}"),
    ],
)
def test_action(attributes: str, action: str, raw: str | None) -> None:
    """An absent or empty action is the page itself; "#" and scripts send nowhere."""
    form = forms(f"<form {attributes}><input name='q'></form>")[0]

    assert (form.action, form.action_raw) == (action, raw)


@pytest.mark.parametrize(
    ("markup", "scripted"),
    [
        ("<form onsubmit='return f()'><input name=a><button>ส่ง</button></form>", True),
        (
            "<form onsubmit='return false;' action=#><input><button type=button>ส่ง</button></form>",
            False,
        ),
        ("<form onsubmit='event.preventDefault(); return false'><input></form>", False),
        ("<form onsubmit='return false'><input id=phone><button id=go>ส่ง</button></form>", True),
        ("<form><input name=a><button type=button onclick='send()'>ส่ง</button></form>", True),
        ("<form id=f><input name=a></form><script>$('#f').submit(x)</script>", True),
        ("<form id=f><input name=a></form><script>$('#other').submit(x)</script>", False),
        ("<form action='a.php'><input name=a><button>ส่ง</button></form>", False),
    ],
)
def test_scripted(markup: str, scripted: bool) -> None:
    """Handlers on the form or its button, or its id in a script, make it scripted."""
    assert forms(markup)[0].scripted is scripted


def test_inputs_without_a_button_are_no_form() -> None:
    """A lone input outside any form is none."""
    assert forms("<input name='a'><p>ข้อความ</p>") == ()


def test_fields_named_to_a_form_from_outside() -> None:
    """The form attribute ties a field to its form."""
    form = forms("<form id='f' action='a.php'></form><input name='x' form='f' placeholder='ชื่อ'>")[0]

    assert form.fields == (Field(kind="text", name="x", label="ชื่อ"),)


def test_anchor_that_submits() -> None:
    """An anchor whose script submits the form is its way to send."""
    form = forms(
        "<form name=f action='a.php'><input name=a><a href='javascript:f.submit()'>ส่ง</a>"
    )[0]

    assert (form.has_submit, form.submit_text, form.scripted) == (True, "ส่ง", False)
