"""Who is an executive by the words of a post."""

import pytest

from checks.match.people.executive_posts import (
    Rank,
    acts_for,
    is_vacant,
    leads_first,
    post_key,
    rank_of,
)


@pytest.mark.parametrize(
    ("post", "local", "rank"),
    [
        ("นายกเทศมนตรีตำบลบางดี", True, Rank.HEAD),
        ("รองนายก อบต. คนที่ 1", True, Rank.DEPUTY),
        ("ปลัดองค์การบริหารส่วนตำบล", True, Rank.PERMANENT_HEAD),
        ("รองปลัดเทศบาล", True, Rank.PERMANENT_DEPUTY),
        ("หัวหน้าสำนักปลัด", True, Rank.OTHER),
        ("เลขานุการนายกเทศมนตรี", True, Rank.OTHER),
        ("ที่ปรึกษานายก อบจ.", True, Rank.OTHER),
        ("ประธานสภาเทศบาล", True, Rank.OTHER),
        ("ผู้อำนวยการกองคลัง", True, Rank.OTHER),
        ("อธิบดี", False, Rank.HEAD),
        ("รองอธิบดีฝ่ายบริหาร", False, Rank.DEPUTY),
        ("ผู้ว่าราชการจังหวัด", False, Rank.HEAD),
        ("ปลัดจังหวัด", False, Rank.OTHER),
        ("หัวหน้าสำนักงานจังหวัด", False, Rank.OTHER),
        ("ผู้ช่วยอธิการบดี", False, Rank.OTHER),
        ("ผู้อำนวยการโรงพยาบาล", False, Rank.HEAD),
        ("รองผู้อำนวยการฝ่ายการแพทย์", False, Rank.DEPUTY),
        ("ผู้อำนวยการกองแผนงาน", False, Rank.OTHER),
        ("ประธานกรรมการ", False, Rank.OTHER),
        ("รองปลัด อบต. รักษาราชการแทน ปลัด อบต.", True, Rank.PERMANENT_DEPUTY),
        ("หัวหน้าสำนักปลัด รักษาราชการแทน ปลัด อบต.", True, Rank.PERMANENT_HEAD),
        ("อดีตนายกเทศมนตรี", True, None),
        ("หัวหน้าส่วนราชการ", True, None),
        ("โทร. 08 0000 1101", True, None),
    ],
)
def test_the_rank_of_a_post(post: str, local: bool, rank: Rank | None) -> None:
    """Heads and deputies of each type of agency are told from all other posts."""
    assert rank_of(post, local=local) is rank


def test_who_stands_in_is_known_with_the_post_stood_in_for() -> None:
    """An acting clause names the rank of the post that is acted in."""
    assert acts_for("ปลัด อบต. ปฏิบัติหน้าที่นายก อบต.", local=True) is Rank.HEAD
    assert acts_for("ปลัด อบต.", local=True) is None


def test_vacant_posts_are_told_in_several_ways() -> None:
    """Words of vacancy count, words that merely hold the letters do not."""
    assert all(is_vacant(words) for words in ("(ว่าง)", "ว่าง", "-ว่าง-", "อยู่ระหว่างการสรรหา"))
    assert not any(is_vacant(words) for words in ("นายสว่าง ใจดี", "ระหว่างปี 2568"))


def test_directors_do_not_lead_beside_a_post_that_leads_first() -> None:
    """A director-general leads first, a director does not."""
    assert leads_first("รองอธิบดี")
    assert not leads_first("ผู้อำนวยการสำนักงานเลขานุการกรม")


def test_the_same_post_has_one_key_with_and_without_a_place() -> None:
    """Names of places do not matter, the number of a deputy does."""
    assert post_key("นายกเทศมนตรีตำบลบางดี") == post_key("นายกเทศมนตรี")
    assert post_key("รองนายก อบต. คนที่ 1") != post_key("รองนายก อบต. คนที่ 2")
