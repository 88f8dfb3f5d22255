"""Who is told to have left a post, and who only stands beside such words."""

import pytest

from checks.match.people.successions import has_left


@pytest.mark.parametrize(
    ("text", "name", "left"),
    [
        ("อธิการบดีคนใหม่เริ่มงาน แทนนายก้อง ใจดี", "นายก้อง ใจดี", True),
        ("นายก้อง ใจดี ซึ่งเกษียณอายุราชการ ส่งมอบงานแก่อธิบดี", "นายก้อง ใจดี", True),
        ("นางแก้ว ใจงาม เข้ารับตำแหน่งอธิบดี ต่อจาก นายก้อง ใจดี", "นางแก้ว ใจงาม", False),
        ("อธิบดีมอบหมายให้นายก้อง ใจดี เป็นประธานแทน", "นายก้อง ใจดี", False),
        ("รองอธิบดีเป็นประธานพิธีแทนนายก้อง ใจดี อธิบดี", "นายก้อง ใจดี", False),
        ("นายก้อง ใจดี อธิบดี", "นายก้อง ใจดี", False),
    ],
)
def test_who_has_left(text: str, name: str, left: bool) -> None:
    """Another one follows only where the line tells of a new holder, or of leaving."""
    assert has_left(text, name) is left
