"""Words of time to come are told from words that only hold their letters."""

import pytest

from checks.match.fields.deeds import is_intended
from checks.match.reading.intent import says_intended
from crawler.thai import fold_text


@pytest.mark.parametrize(
    "text",
    [
        "กองคลังจะจัดอบรมเดือนหน้า",
        "ในอนาคตจะพัฒนาระบบ",
        "ผู้เข้าร่วมจะเข้ารับการอบรม 40 คน",
        "มีกำหนดเปิดใช้ต้นปี",
        "มีแผนดำเนินการในไตรมาสที่ 4",
        "กำหนดจัดเวทีเดือนมีนาคม",
        "อยู่ระหว่างเสนอผู้บริหาร",
        "คาดว่าแล้วเสร็จในเดือนกันยายน",
    ],
)
def test_an_intention_is_one_plain_or_folded(text: str) -> None:
    assert says_intended(text)
    assert says_intended(fold_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "อบรมการดีดจะเข้แก่เยาวชน 30 คน",
        "ปล่อยพันธุ์ปลาจะละเม็ด 2,000 ตัว",
        "ทุกตำแหน่งมีแผนพัฒนารายบุคคล",
        "แจกแผนที่และแผนผังสำนักงาน",
        "จัดอบรมแล้วเมื่อวันที่ 8 มีนาคม",
    ],
)
def test_letters_alone_make_no_intention(text: str) -> None:
    assert not says_intended(text)
    assert not says_intended(fold_text(text))


def test_what_came_of_an_intention_was_done() -> None:
    assert is_intended("จะอบรมเจ้าหน้าที่ทุกคน")
    assert not is_intended("ที่ตั้งใจว่าจะอบรมเจ้าหน้าที่ทุกคน อบรมแล้วเสร็จ 40 คน")
