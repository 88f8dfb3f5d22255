"""The charset of payloads whose labels are right, absent or wrong."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.charset import decode

WORDS = "องค์การบริหารส่วนตำบลทุ่งสมมติ ประกาศผลการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๙"
PAGE = f"<html><head><title>{WORDS}</title></head><body><p>{WORDS}</p></body></html>"
UTF_8_HEADER = "text/html; charset=utf-8"


def page_with_meta(label: str) -> str:
    """The page with its charset stated in a meta element."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    return PAGE.replace("<head>", f"<head>{meta}")


@pytest.mark.parametrize(
    "header",
    ["", "text/html", UTF_8_HEADER, "text/html; charset=TIS-620", "text/html;charset=windows-1252"],
)
def test_utf8_bytes_are_utf8_whatever_the_header_says(header: str) -> None:
    """A header that lies about UTF-8 bytes is not heard."""
    decoded = decode(PAGE.encode(), header)

    assert (decoded.text, decoded.charset) == (PAGE, "utf-8")


@pytest.mark.parametrize(
    "header",
    ["", "text/html", UTF_8_HEADER, "text/html; charset=TIS-620", "text/html;charset=windows-1252"],
)
@pytest.mark.parametrize("label", ["utf-8", "tis-620", "windows-874", "iso-8859-1", "tis620"])
def test_thai_bytes_are_thai_whatever_header_and_meta_say(header: str, label: str) -> None:
    """Single-byte Thai is read with cp874 under every pair of labels, right or wrong."""
    page = page_with_meta(label)
    decoded = decode(page.encode("cp874"), header)

    assert (decoded.text, decoded.charset) == (page, "windows-874")


@pytest.mark.parametrize(
    "header",
    [
        "text/html; charset=tis-620",
        'text/html; charset="windows-874"',
        "text/html; Charset = ISO-8859-11",
        "text/plain;charset=cp874",
    ],
)
def test_a_label_for_thai_is_believed_about_a_single_word(header: str) -> None:
    """With a label even a few bytes that no detector could place are Thai, quotes included."""
    decoded = decode("“ข่าว” 1…".encode("cp874"), header)

    assert (decoded.text, decoded.charset) == ("“ข่าว” 1…", "windows-874")


@pytest.mark.parametrize("words", ["ข่าวประชาสัมพันธ์", "ติดต่อเรา"])
def test_a_short_unlabelled_page_is_thai_by_its_spelling(words: str) -> None:
    """A page of one Thai phrase without any label is read as Thai."""
    decoded = decode(f"<p>{words}</p>".encode("cp874"), "text/html")

    assert decoded.text == f"<p>{words}</p>"


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_a_byte_order_mark_wins_and_is_not_text(mark: bytes, codec: str) -> None:
    """A mark, or the zero bytes of UTF-16 markup, beats a header that says Thai."""
    decoded = decode(mark + PAGE.encode(codec), "text/html; charset=tis-620")

    assert (decoded.text, decoded.charset) == (PAGE, codec)


def test_a_utf8_mark_before_thai_bytes_is_a_lie() -> None:
    """An included file may bring a mark into a page of single-byte Thai."""
    decoded = decode(codecs.BOM_UTF8 + PAGE.encode("cp874"), "text/html")

    assert (decoded.text, decoded.charset) == (PAGE, "windows-874")


@pytest.mark.parametrize("cut", [1, 2])
def test_a_cut_last_character_leaves_utf8(cut: int) -> None:
    """A truncated payload loses its last character and nothing else."""
    decoded = decode(WORDS.encode()[:-cut], "text/html; charset=tis-620")

    assert (decoded.text, decoded.charset) == (WORDS[:-1], "utf-8")


def test_half_characters_inside_a_utf8_page_leave_it_utf8() -> None:
    """A headline that a script cut by bytes spoils its own last character only."""
    payload = PAGE.encode() + b"<a>" + WORDS.encode()[:101] + b"...</a>" + PAGE.encode()
    decoded = decode(payload, UTF_8_HEADER)

    assert decoded.charset == "utf-8"
    assert decoded.text.startswith(PAGE)
    assert decoded.text.endswith(PAGE)
    assert decoded.text.count("\ufffd") == 1


def test_ascii_with_entities_is_utf8_and_keeps_its_entities() -> None:
    """Thai as numeric entities under a windows-1252 label is the business of the HTML parser."""
    page = "<p>&#3586;&#3656;&#3634;&#3623;</p>"

    decoded = decode(page.encode(), "text/html; charset=windows-1252")

    assert (decoded.text, decoded.charset) == (page, "utf-8")


def test_a_western_page_is_not_taken_for_thai() -> None:
    """Accented letters do not become Thai vowels."""
    page = "<p>" + "L’été dernier, la municipalité a publié son rapport à côté du théâtre. " * 4

    assert decode(page.encode("cp1252"), "text/html").text == page


def test_an_undefined_byte_is_marked_and_the_rest_is_read() -> None:
    """A byte that cp874 does not define becomes U+FFFD."""
    decoded = decode(PAGE.encode("cp874") + b"\xff", "text/html; charset=tis-620")

    assert decoded.text == PAGE + "\ufffd"


def test_an_empty_payload_is_empty_text() -> None:
    """Nothing decodes to nothing."""
    assert decode(b"", "").text == ""


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60), st.text(max_size=30))
def test_decoding_never_fails(payload: bytes, header: str) -> None:
    """Any bytes under any header become a text that can be written as UTF-8."""
    decoded = decode(payload, header)

    assert decoded.text.encode().decode() == decoded.text
    assert decoded.charset == decoded.charset.lower()
