"""E-mail addresses, plain and disguised."""

import pytest

from checks.match.contact.emails import (
    email_addresses,
    is_own_or_public,
    is_placeholder_address,
    says_email,
)


@pytest.mark.parametrize(
    "text",
    [
        "saraban@nongsai.go.th",
        "อีเมล์saraban@nongsai.go.th",
        "saraban [at] nongsai.go.th",
        "saraban(at)nongsai(dot)go(dot)th",
        "saraban @ nongsai.go.th",
        "saraban@nongsai . go . th",
        "saraban แอท nongsai ดอท go ดอท th",
        "saraban at nongsai dot go dot th",
        "อีเมล saraban at nongsai.go.th",
        "saraban @nongsai.go.th. Website www.nongsai.go.th",
    ],
)
def test_address_is_read_in_its_spelling(text: str) -> None:
    """Every disguise gives the same plain address."""
    assert [email.address for email in email_addresses(text)] == ["saraban@nongsai.go.th"]


@pytest.mark.parametrize(
    "text",
    [
        "LINE @nongsai.official",
        "Facebook: @nongsai.go",
        "logo@2x.png",
        "Visit us at nongsai.go.th",
        "https://www.youtube.com/@nongsai.channel",
        "อีเมล: -",
    ],
)
def test_account_names_and_files_are_no_addresses(text: str) -> None:
    """An at sign alone makes no address."""
    assert email_addresses(text) == ()


@pytest.mark.parametrize(
    "address",
    ["info@example.com", "yourname@domain.com", "test@nongsai.go.th", "email@email.com"],
)
def test_templates_examples_are_placeholders(address: str) -> None:
    """What a template ships with is nobody's mailbox."""
    assert is_placeholder_address(address)


def test_example_in_a_hint_is_a_placeholder() -> None:
    """An address behind เช่น shows how to write one."""
    assert is_placeholder_address("somchai@mail.com", before="กรอกอีเมล เช่น ")


@pytest.mark.parametrize(
    "address",
    ["saraban@nongsai.go.th", "webmaster@nongsai.go.th", "nongsai.sao@gmail.com"],
)
def test_real_mailboxes_are_no_placeholders(address: str) -> None:
    """Common names of real mailboxes stay."""
    assert not is_placeholder_address(address)


def test_own_and_public_domains_are_told_from_firms() -> None:
    """The site's own domain and state domains are the agency's, a firm's is not."""
    site = "https://www.nongsai.example/contact"

    assert is_own_or_public("a@nongsai.example", site)
    assert is_own_or_public("saraban@dla.go.th", site)
    assert not is_own_or_public("info@webdee.co.th", site)


def test_gmail_is_no_label() -> None:
    """A word that merely holds the letters of mail is no label."""
    assert not says_email("Gmail")
    assert says_email("ไปรษณีย์อิเล็กทรอนิกส์")
