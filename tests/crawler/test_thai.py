"""Repair, folding and quality of Thai text."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crawler.thai import arabic_digits, fold, fold_text, quality, repair, thai_letters

SOUND = (
    "องค์การบริหารส่วนตำบลทุ่งสมมติ ได้จัดทำแผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๙ "
    "เพื่อใช้เป็นกรอบแนวทางในการดำเนินงานด้านการป้องกันและปราบปรามการทุจริตประพฤติมิชอบ "
    "โดยครุภัณฑ์สำนักงาน บัณฑิต กฎหมาย กีฬา และการพัฒนาพื้นที่ ผู้บริหารได้ประกาศนโยบายไม่รับของขวัญ "
    "น้ำประปา ถนน ไฟฟ้า และการรับเรื่องร้องเรียนจากประชาชนในพื้นที่ตำบลได้รับการแก้ไขอย่างต่อเนื่อง"
)

# Everything that the rules look at, some plain letters, and what joins or folds elsewhere.
PIECES = st.sampled_from(
    [
        *(chr(code) for code in range(0x0E01, 0x0E5C) if code not in range(0x0E3B, 0x0E3F)),
        *(chr(code) for code in range(0xF700, 0xF71B)),
        *" \t\n\u00a0\u200b\u200d\ufeff\u2013\u201c\u2019",
        *"aZ7-.e\u0301\u0130\u03a3\u212b\u1100\u1161",
        "กฏหมาย",
        "การพฤติมิชอบ",
        "น\u0e4d\u0e49า",
        "สํานัก",
    ]
)
THAI_ISH = st.lists(PIECES, max_size=24).map("".join)
ANY_TEXT = st.one_of(THAI_ISH, st.text(max_size=20))


@pytest.mark.parametrize(
    ("broken", "sound"),
    [
        ("ที\uf70aดิน", "ที่ดิน"),
        ("ป\uf701 ญ\uf70f", "ปิ ญญ"),
        ("\uf700าน", "ฐาน"),
        ("องค\uf70eการ", "องค์การ"),
        ("แผน\u200bงาน\ufeff", "แผนงาน"),
        ("ปี\u00a02569", "ปี 2569"),
        ("ที ่ดิน", "ที่ดิน"),
        ("ที   ่ดิน", "ที่ดิน"),
        ("ท\u0e48\u0e35", "ท\u0e35\u0e48"),
        ("สิทธ\u0e4c\u0e34", "สิทธิ์"),
        ("ส\u0e4dานัก", "สำนัก"),
        ("น\u0e4d\u0e49า", "น้ำ"),
        ("น\u0e49\u0e4dา", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("ส\u0e4d านัก", "สำนัก"),
        ("สำานัก", "สำนัก"),
        ("ที\u0e48\u0e48", "ที่"),
        ("เเผน", "แผน"),
    ],
)
def test_repair_gives_the_usual_spelling(broken: str, sound: str) -> None:
    """Each kind of damage that files bring is undone."""
    assert repair(broken) == sound


@pytest.mark.parametrize(
    "text", ["ส านักงาน", "จ้ าง", "หัวข้อ\n\tข้อความ", "plain text", "", "ก็ค่ะ ๆ ฯลฯ ฤๅ เกาะ"]
)
def test_repair_leaves_alone_what_it_cannot_know(text: str) -> None:
    """A lost sara am is not guessed, and white space that lays out a page is kept."""
    assert repair(text) == text


@settings(max_examples=1500, deadline=None)
@given(ANY_TEXT)
@example("เ\u200bเเ")
@example("ก \u0e48 \u0e48\u0e34\u0e34")
def test_repair_ends_at_a_fixed_point_in_nfc(text: str) -> None:
    """Repaired text needs no repair, is NFC, and has as many lines as before."""
    repaired = repair(text)

    assert repair(repaired) == repaired
    assert unicodedata.is_normalized("NFC", repaired)
    assert repaired.count("\n") == text.count("\n")


@settings(max_examples=1500, deadline=None)
@given(ANY_TEXT)
def test_fold_does_not_see_repair(text: str) -> None:
    """A text and its repair fold alike, with and without the map."""
    assert fold(text).text == fold(repair(text)).text == fold_text(text)


@settings(max_examples=1500, deadline=None)
@given(ANY_TEXT)
def test_fold_offsets_lead_into_the_input(text: str) -> None:
    """There is one offset for each folded character, in order, inside the input."""
    folded = fold(text)

    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@settings(max_examples=600, deadline=None)
@given(THAI_ISH)
def test_folded_text_has_no_white_space_and_one_kind_of_digit(text: str) -> None:
    """What folding removes does not come back from any combination."""
    folded = fold_text(text)

    assert not any(sign.isspace() or "\u0e50" <= sign <= "\u0e59" for sign in folded)
    assert not set(folded) & set("ำฯ\u200b–’“")


@given(st.text(max_size=40))
def test_digits_keep_the_length(text: str) -> None:
    """Only Thai digits change, each in its place."""
    changed = arabic_digits(text)

    assert len(changed) == len(text)
    assert all(a == b or "๐" <= a <= "๙" for a, b in zip(text, changed, strict=True))


def test_digits_of_both_scripts_make_one_number() -> None:
    """A year in mixed digits reads as one Arabic number."""
    assert arabic_digits("ปี ๒๕๖9") == "ปี 2569"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สำนักงาน", "ส านักงาน"),
        ("สำนักงาน", "สานักงาน"),
        ("จัดซื้อจัดจ้าง", "จัดซื้อจัดจ้ าง"),
        ("กฎหมาย", "กฏหมาย"),
        ("คู่มือปฏิบัติงาน", "คุ่มือปฎิบัติงาน"),
        ("ประกาศเจตนารมณ์", "ประกาศเจตนารมย์"),
        ("ผู้มีโอกาส", "ผุ้มีโอกาศ"),
        ("การประพฤติมิชอบ", "การพฤติมิชอบ"),
        ("ปีงบประมาณ ๒๕๖๙", "ปีงบประมาณ2569"),
        ("ปี 2566–2570", "ปี 2566-2570"),
        ("“No Gift”", '"NO GIFT"'),
        ("อบต.ฯ", "อบต."),
        ("แผน", "เ\nเผน"),
    ],
)
def test_spellings_of_one_label_fold_alike(one: str, other: str) -> None:
    """Two ways to write a label match after folding."""
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize("pair", [("แผน", "แผ่น"), ("ค่า", "ข้า"), ("O12", "O21")])
def test_different_words_stay_apart(pair: tuple[str, str]) -> None:
    """Folding keeps tone marks, letters and digits."""
    assert fold_text(pair[0]) != fold_text(pair[1])


@pytest.mark.parametrize(
    ("text", "words", "quoted"),
    [
        ("เรื่อง  น\u0e4d\u0e49า ประปา", "น้ำประปา", "น\u0e4d\u0e49า ประปา"),
        ("ดู เเผนงาน ปี", "แผน", "เเผน"),
        ("ตาม กฏ หมาย นี้", "กฎหมาย", "กฏ หมาย"),
        ("การพฤติมิชอบ จบ", "การประพฤติมิชอบ", "การพฤติมิชอบ"),
        ("ปี พ.ศ. ๒๕๖๙\n", "2569", "๒๕๖๙"),
        ("ท\u0e48\u0e48\u0e35 ดิน", "ที่ดิน", "ท\u0e48\u0e48\u0e35 ดิน"),
    ],
)
def test_a_folded_match_leads_back_to_the_words(text: str, words: str, quoted: str) -> None:
    """The span of a match in the folded text covers the words as they were written."""
    folded = fold(text)
    needle = fold_text(words)
    at = folded.text.index(needle)

    start, end = folded.span(at, at + len(needle))

    assert text[start:end] == quoted


def test_an_empty_span_is_a_place_and_a_span_outside_is_refused() -> None:
    """Spans are half open and never leave the text."""
    folded = fold(" ก ข ")

    assert folded.span(1, 1) == (3, 3)
    assert folded.span(2, 2) == (4, 4)
    with pytest.raises(IndexError):
        folded.span(1, 3)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND.replace("ำ", "า"),
        SOUND.replace("ำ", " า"),
        SOUND.replace("ำ", "\u0e4dา"),
        SOUND.replace(" ", "\n"),
        "ครุภัณฑ์คอมพิวเตอร์ ครุภัณฑ์ยานพาหนะ ครุภัณฑ์โฆษณาและเผยแพร่ ครุภัณฑ์งานบ้านงานครัว " * 4,
        "การฌาปนกิจสงเคราะห์ กีฬา นาฬิกา จุฬา ราษฎร กฎ ฎีกา วุฒิสภา พัฒนา ผู้เฒ่า พระสงฆ์ " * 4,
        "ที่ ชื่อ-สกุล ตำแหน่ง นาย ก ข ค ง",
    ],
)
def test_sound_text_scores_low(text: str) -> None:
    """Ordinary official Thai, also with every sara am lost, stays below 25."""
    assert quality(text) < 25


def _shuffled(text: str) -> str:
    return "".join(text[i::7] for i in range(7))


BROKEN = (
    _shuffled(SOUND),
    SOUND[::-1],
    " ".join(SOUND.replace(" ", "")),
    "".join(c for c in SOUND if not unicodedata.category(c).startswith("M")),
    SOUND.encode().decode("latin-1"),
    SOUND.encode().decode("cp874", "replace"),
    SOUND.encode("cp874").decode("latin-1"),
    SOUND.encode("cp874").decode("utf-8", "replace"),
    "".join(chr(0xE000 + ord(c) - 0xE00) if c >= "ก" else c for c in SOUND),
)


@pytest.mark.parametrize("text", BROKEN)
def test_broken_text_scores_high(text: str) -> None:
    """Scrambled, spaced out, stripped, wrongly decoded and private-use text is above 40."""
    assert quality(text) > 40


@pytest.mark.parametrize("text", BROKEN)
def test_a_long_text_scores_as_its_parts_do(text: str) -> None:
    """Of a long text stretches are judged, and they stand for the whole."""
    assert quality(f"{text}\n" * 80) == pytest.approx(quality(text), rel=0.1)


def test_a_long_sound_text_stays_sound() -> None:
    """Cutting stretches out of a text brings no faults into it, with and without spaces."""
    assert quality(f"{SOUND} " * 200) < 5
    assert quality(SOUND.replace(" ", "") * 200) < 5
    assert quality(f"{'plain words ' * 40}{SOUND}\n" * 60) < 5


def test_damage_in_one_part_of_a_long_text_is_seen() -> None:
    """A third of broken pages, at any place, makes the whole doubtful."""
    broken = f"{_shuffled(SOUND)}\n" * 40

    for before in (0, 40, 80):
        assert quality(f"{SOUND}\n" * before + broken + f"{SOUND}\n" * (80 - before)) > 40


@pytest.mark.parametrize(
    "text", ["", "Annual report 2026", "Rapport annuel, été déjà prêt", "年報"]
)
def test_text_without_thai_scores_nothing(text: str) -> None:
    """Quality speaks about Thai only."""
    assert quality(text) == 0


def test_private_glyphs_that_repair_knows_do_not_count() -> None:
    """The glyphs of old fonts are read, so they are no damage."""
    assert quality(SOUND.replace("\u0e48", "\uf70a")) == quality(SOUND)


def test_thai_letters_count_letters_and_marks() -> None:
    """Digits, signs and Latin letters are left out."""
    assert thai_letters("ที่ ๒๕๖๙ ฯ abc ฿") == 3
