"""Addresses of shared files, and the page that asks before it gives a large one."""

import pytest

from crawler.shared_files import (
    asks_for_login,
    confirmed_download,
    direct_download,
    gives_shared_files,
)

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz012345"
FILE = f"https://drive.google.com/uc?export=download&id={ID}"
DOCS = "https://docs.google.com"


@pytest.mark.parametrize(
    ("url", "direct"),
    [
        (f"https://drive.google.com/file/d/{ID}/view?usp=sharing", FILE),
        (f"https://drive.google.com/file/d/{ID}/preview", FILE),
        (f"https://drive.google.com/file/u/0/d/{ID}/view", FILE),
        (f"https://drive.google.com/a/ban-sommut.example/file/d/{ID}/edit", FILE),
        (f"https://drive.google.com/open?id={ID}&usp=drive_fs", FILE),
        (f"https://drive.google.com/uc?id={ID}", FILE),
        (f"https://drive.google.com/u/1/uc?id={ID}&export=download", FILE),
        (f"https://drive.usercontent.google.com/download?id={ID}&confirm=t", FILE),
        (f"{DOCS}/file/d/{ID}/edit", FILE),
        (f"https://drive.google.com/file/d/{ID}/view?resourcekey=0-x", f"{FILE}&resourcekey=0-x"),
        (f"{DOCS}/document/d/{ID}/edit?usp=sharing", f"{DOCS}/document/d/{ID}/export?format=docx"),
        (
            f"{DOCS}/spreadsheets/d/{ID}/edit#gid=0",
            f"{DOCS}/spreadsheets/d/{ID}/export?format=xlsx",
        ),
        (f"{DOCS}/presentation/u/0/d/{ID}/preview", f"{DOCS}/presentation/d/{ID}/export/pptx"),
        (f"{DOCS}/spreadsheets/d/e/{ID}/pubhtml", f"{DOCS}/spreadsheets/d/e/{ID}/pub?output=xlsx"),
        (f"https://drive.google.com/drive/folders/{ID}", None),
        (f"{DOCS}/forms/d/{ID}/viewform", None),
        (f"{DOCS}/forms/d/e/{ID}/viewform", None),
        ("https://drive.google.com/open?id=", None),
        ("https://drive.google.com/open?id=../../x", None),
        (f"https://drive.google.com.ban-sommut.example/file/d/{ID}/view", None),
        (f"https://www.ban-sommut.example/file/d/{ID}/view", None),
    ],
)
def test_the_download_address_of_a_shared_file(url: str, direct: str | None) -> None:
    """Every spelling of one file gives one address; folders, forms and other hosts give none."""
    assert direct_download(url) == direct


PAGE = "https://drive.usercontent.google.com/download?id=x&export=download"
FORM = (
    '<html><form id="download-form" action="https://drive.usercontent.google.com/download"'
    ' method="get"><input type="submit"><input type="hidden" name="id" value="x">'
    '<input type="hidden" name="confirm" value="t"></form></html>'
)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (FORM, "https://drive.usercontent.google.com/download?id=x&confirm=t"),
        (
            '<a id="uc-download-link" href="/uc?export=download&amp;confirm=k3&amp;id=x">go</a>',
            "https://drive.usercontent.google.com/uc?export=download&confirm=k3&id=x",
        ),
        (FORM.replace("https://drive.usercontent.google.com", "https://evil.example"), None),
        ("<form action='/download'><input type=hidden name=id value=x></form>", None),
        ("", None),
    ],
)
def test_the_button_of_the_warning_page(page: str, address: str | None) -> None:
    """Followed on the sharing service's own hosts only."""
    assert confirmed_download(page.encode(), "text/html", PAGE) == address


def test_hosts_that_a_shared_file_may_lead_to() -> None:
    """The service's own, and its login, which ends the way."""
    assert gives_shared_files("https://doc-0s-docs.googleusercontent.com/x")
    assert not gives_shared_files("https://googleusercontent.com.evil.example/x")
    assert not gives_shared_files("https://accounts.google.com/ServiceLogin")
    assert asks_for_login("https://accounts.google.com/ServiceLogin?continue=x")
