"""Archives: Thai names, members by their own readers, limits, hostile ones."""

import io
import shutil
import struct
import zipfile

import office_files as made
import pytest

from crawler.extract import zip_check
from crawler.extract.archive import MAX_FILES
from crawler.records import Document, GapReason, Unreadable


def test_members_are_parts_of_one_document_under_their_thai_names() -> None:
    """Names without the UTF-8 mark are cp874; parts name member and sheet; quotes keep cells."""
    book = made.saved(made.workbook({"ต.ค. 68": [["รายการ", "เงิน"], ["ค่าวัสดุ", 10]]}))
    payload = made.thai_zip({"แผน/แผน ๒๕๖๘.docx": made.word("แผนปฏิบัติการ"), "งบ.xlsx": book})
    document = made.document(payload, "a.zip")

    assert {part.locator for part in document.parts} == {
        "member=แผน/แผน ๒๕๖๘.docx",
        "member=งบ.xlsx",
        "member=งบ.xlsx;sheet=ต.ค. 68",
    }
    at = document.text.index("ค่าวัสดุ")
    assert document.locator_at(at) == "member=งบ.xlsx;sheet=ต.ค. 68!A2"
    assert document.text.startswith(
        "แผน/แผน ๒๕๖๘.docx\nแผนปฏิบัติการ\nงบ.xlsx\nต.ค. 68\nรายการ\tเงิน\n"
    )
    for table in document.tables:
        for row in table.rows:
            assert all(document.text[cell.start : cell.end] == cell.text for cell in row)
    assert not document.truncated


def test_a_member_that_cannot_be_read_leaves_the_document_cut() -> None:
    """What could be read counts; absence cannot be claimed from the rest."""
    payload = made.zipped({"a.txt": "ประกาศ".encode(), "b.docx": made.word("ก")[:900]})
    document = made.document(payload)

    assert document.truncated
    assert "ประกาศ" in document.text


def test_only_unreadable_members_give_the_first_reason() -> None:
    """An archive of nothing readable says why of its first member."""
    result = made.refused(made.zipped({"clip.mp4": b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 90}))

    assert result.reason is GapReason.UNSUPPORTED_FORMAT
    assert "video/mp4 (clip.mp4)" in result.detail


def test_archives_inside_archives_are_not_opened() -> None:
    """Nesting ends at one, so a nest without end does too."""
    nest = made.zipped({"a.txt": b"x"})
    for _ in range(5):
        nest = made.zipped({"nest.zip": nest})

    assert "an archive inside the archive" in made.refused(nest).detail


def test_an_archive_of_itself_is_not_unrolled() -> None:
    """A member that is the archive's own bytes is one more archive, not opened."""
    inner = made.zipped({"r/r.zip": made.zipped({"r.zip": b"PK\x05\x06" + b"\x00" * 18})})

    assert made.refused(inner).reason is GapReason.UNSUPPORTED_FORMAT


def test_more_files_than_the_cap_are_cut() -> None:
    """The first files are read, the document is marked."""
    payload = made.zipped(
        {f"{number}.txt": f"แฟ้ม {number}".encode() for number in range(MAX_FILES + 5)}
    )
    document = made.document(payload)

    assert document.truncated
    assert f"แฟ้ม {MAX_FILES}\n" not in document.text


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """Zeros that unpack a thousandfold."""
    result = made.refused(made.zipped({"zeros.txt": bytes(64 * 1024 * 1024)}))

    assert result.reason is GapReason.UNREADABLE_DOCUMENT
    assert "unpacks from" in result.detail


def test_overlapping_members_are_refused() -> None:
    """Two directory entries that share one member's bytes."""
    payload = bytearray(made.zipped({"a.txt": b"a" * 500, "b.txt": b"b" * 500}, zipfile.ZIP_STORED))
    second = payload.rindex(b"PK\x01\x02")
    payload[second + 42 : second + 46] = struct.pack("<I", 10)

    assert made.refused(bytes(payload)).detail == "files of the archive overlap"


def test_too_many_members_are_refused_without_a_list_of_them() -> None:
    """Counted in the bytes, before the library makes an object of each."""
    entry = b"PK\x01\x02" + bytes(42)
    payload = b"PK\x03\x04" + entry * (2 * zip_check.MAX_MEMBERS + 1) + b"PK\x05\x06" + bytes(18)

    assert "more than 2,000 files" in made.refused(payload).detail


def test_a_directory_that_lies_about_sizes_gains_nothing() -> None:
    """More bytes than the directory says are not unpacked."""
    payload = bytearray(made.zipped({"a.txt": b"a" * 100_000}))
    entry = payload.rindex(b"PK\x01\x02")
    payload[entry + 24 : entry + 28] = struct.pack("<I", 10)
    result = made.read(bytes(payload))

    assert isinstance(result, Unreadable) or len(result.text) < 100


def test_a_password_is_named() -> None:
    """An encrypted member's flag in the directory."""
    payload = bytearray(made.zipped({"a.txt": b"secret"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        payload[payload.index(mark) + at] |= 1

    assert made.refused(bytes(payload)).detail == "the archive is protected by a password"


PROGRAMS = [
    ("files.7z", None),
    (
        "files.rar",
        {
            "รายงาน.txt": "รายงานผลการดำเนินงาน\n".encode(),
            "plan.docx": made.word("แผนปฏิบัติการป้องกันการทุจริต"),
        },
    ),
]


@pytest.mark.parametrize(("name", "members"), PROGRAMS)
def test_rar_and_7z_are_read_by_unar_or_name_it(
    name: str, members: dict[str, bytes] | None
) -> None:
    """Thai names and members as in a ZIP; without unar the reason names it."""
    payload = made.sample(name) if members is None else made.stored_rar(members)
    result = made.read(payload, name)

    if shutil.which("unar") and shutil.which("lsar"):
        assert isinstance(result, Document), result
        assert "รายงานผลการดำเนินงาน" in result.text
        assert "แผนปฏิบัติการป้องกันการทุจริต" in result.text
        assert "member=รายงาน.txt" in {part.locator for part in result.parts}
    else:
        assert isinstance(result, Unreadable)
        assert result.detail == "unar is not installed"


def test_an_archive_cut_at_any_place_ends_in_a_named_reason() -> None:
    """Never an exception, never a hang."""
    payload = made.zipped({"a.txt": "ประกาศ".encode() * 50, "b.txt": b"b" * 500})
    with zipfile.ZipFile(io.BytesIO(payload)) as archive:
        assert len(archive.namelist()) == 2
    for end in range(4, len(payload) - 1, 7):
        result = made.refused(payload[:end], "a.zip")
        assert result.reason is GapReason.UNREADABLE_DOCUMENT
        assert result.detail
