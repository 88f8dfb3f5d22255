"""Names of persons by their titles, and posts that look like names."""

import pytest

from checks.match.people.person_names import names_in, plain_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("นายกองแก้ว ศรีสุข", "นายกองแก้ว ศรีสุข"),
        ("ผศ.ดร.กุลธิดา วงศ์บัว อธิการบดี", "ผศ.ดร.กุลธิดา วงศ์บัว"),
        ("ว่าที่ ร.ต.หญิง สมศรี ดีงาม", "ว่าที่ ร.ต.หญิง สมศรี ดีงาม"),
        ("พ.จ.อ. วิชัย  ทองดี ปลัดเทศบาล", "พ.จ.อ. วิชัย ทองดี"),
        ("นางสาวน้อย พร้อมมูล รองปลัด", "นางสาวน้อย พร้อมมูล"),
        ("นายแดง รักษาศรี ผู้อำนวยการ", "นายแดง รักษาศรี"),
        ("นายดำ เป็นสุข", "นายดำ เป็นสุข"),
        ("นายแพทย์สมชาย ใจดี", "นายแพทย์สมชาย ใจดี"),
        ("พลตำรวจโท สมชาย ใจดี ณ บางดี", "พลตำรวจโท สมชาย ใจดี ณ บางดี"),
        ("นายกเมืองพัทยา นายดี มีสุข", "นายดี มีสุข"),
    ],
)
def test_a_name_is_found_behind_its_title(text: str, name: str) -> None:
    """Civil, academic, medical, military and police titles lead to the same kind of name."""
    assert [found.text for found in names_in(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "นายกเทศมนตรี ตำบลบางดี",
        "นายก อบต.ทุ่ง หนองไทร",
        "นายแพทย์สาธารณสุขจังหวัด โทรศัพท์",
        "นายช่างโยธา ชำนาญงาน",
        "นายอำเภอ เมืองดี",
        "พ.ศ. มกราคม เป็นต้นไป",
    ],
)
def test_a_post_is_no_name(text: str) -> None:
    """Posts and dates that begin like a title name nobody."""
    assert names_in(text) == ()


def test_titles_do_not_change_whose_name_it_is() -> None:
    """The same person with another title has the same key."""
    assert names_in("ดร.สมชาย ใจดี")[0].key == names_in("นายสมชาย ใจดี")[0].key


@pytest.mark.parametrize("text", ["กอง คลัง", "ทำเนียบ ผู้บริหาร", "สมชาย", "โทร 044"])
def test_two_words_are_a_plain_name_only_when_nothing_speaks_against_it(text: str) -> None:
    """Units, titles of pages and single words are no names."""
    assert plain_name(text) is None
    assert plain_name("สมชาย ใจดี") is not None
