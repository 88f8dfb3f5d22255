"""Maps of a place told from other maps."""

import pytest

from checks.match.contact.maps import is_map_address, plus_code, says_map


@pytest.mark.parametrize(
    "url",
    [
        "https://www.google.com/maps/embed?pb=!1m18",
        "https://www.google.co.th/maps/place/x",
        "https://maps.google.com/maps?q=14.9,102.1",
        "https://maps.app.goo.gl/AbCd",
        "https://goo.gl/maps/AbCd",
        "https://map.longdo.com/p/A001",
        "https://www.openstreetmap.org/?mlat=14.9",
        "https://plus.codes/7P52X4GF+2C",
    ],
)
def test_map_services_are_known(url: str) -> None:
    """Addresses of map services count as maps."""
    assert is_map_address(url)


@pytest.mark.parametrize(
    "url",
    ["https://www.google.com/maps", "https://www.google.com/search?q=map", "https://a.example/map"],
)
def test_bare_or_other_addresses_are_no_map(url: str) -> None:
    """The front page of a service shows no place of the agency."""
    assert not is_map_address(url)


@pytest.mark.parametrize("words", ["แผนที่", "แผนที่ตั้งหน่วยงาน", "Google Map", "Map"])
def test_words_of_a_map(words: str) -> None:
    """Labels of a map of the place."""
    assert says_map(words)


@pytest.mark.parametrize(
    "words", ["แผนที่เว็บไซต์", "Sitemap", "แผนที่ภาษีและทะเบียนทรัพย์สิน", "Roadmap", "แผนที่ยุทธศาสตร์"]
)
def test_words_of_other_maps(words: str) -> None:
    """Site maps, tax maps and plans are no maps of the place."""
    assert not says_map(words)


def test_plus_code_is_found_in_words() -> None:
    """An open location code names the place on a map."""
    assert plus_code("พิกัด X4GF+2C ขอนแก่น") == (6, 13)
    assert plus_code("C++ และ 2568+1") is None
