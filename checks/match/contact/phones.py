"""Reads telephone and fax numbers with their labels.

Source: the Thai numbering plan (02 and 03 to 07 have nine digits, 06, 08 and 09 ten), checked
against the metadata of phonenumbers; hotlines have four digits and count with a label only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers

from checks.match.contact.places import flat


class Label(StrEnum):
    """What the words beside a number say it is."""

    PHONE = "phone"
    FAX = "fax"
    BOTH = "both"
    NONE = "none"


class Validity(StrEnum):
    """What a run of digits is worth as a telephone number."""

    VALID = "valid"
    UNALLOCATED = "unallocated"  # right length, but an area code that the plan does not assign
    MALFORMED = "malformed"  # digits are missing or too many
    HOTLINE = "hotline"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """A number in a text: ``text[start:end]``, its digits, and what its label says."""

    start: int
    end: int
    digits: str  # national form with the leading 0; the first of a range
    last_digit_to: str  # "9" for "0 2123 4567-9", "" for a single number
    validity: Validity
    label: Label
    label_start: int  # where the label begins, ``start`` without one


_FAX = (
    r"โทร\.? ?สาร|แฟ[็๊]?กซ์?|แฟ็?ก(?![ก-๙])|(?<![a-z])(?:tele)?fax(?![a-z])|facsimile"
    r"|(?<![a-z])f ?[.:](?= ?[+(0])"
)
_PHONE = (
    r"(?:หมายเลข ?|เบอร์ ?)?(?:โทร ?ศัพท์(?:มือถือ|เคลื่อนที่|พื้นฐาน|กลาง)?|โทร(?! ?สาร|ทัศน์|คมนาคม|ม"
    r"|เลข|ด)\.?)|เบอร์(?! ?แฟ)|มือถือ"
    r"|สายตรง|สายด่วน|คอลเซ็น\S*"
    r"|(?<![a-z])(?:tel(?:ephone)?|phone|mobile|call ?cent(?:er|re)|hot ?line|call)(?![a-z])\.?"
    r"|(?<![a-z])t ?[.:](?= ?[+(0])|[☎✆📞📱]"
)
_JOIN = r"[\s./,&|()\-]*(?:และ|หรือ|and)?[\s./,&|()\-]*(?:หมายเลข|เบอร์)?"
_LABELS = re.compile(
    rf"(?P<both>(?:{_PHONE}){_JOIN}(?:{_FAX})|(?:{_FAX}){_JOIN}(?:{_PHONE}))"
    rf"|(?P<fax>{_FAX})|(?P<phone>{_PHONE})",
    re.I,
)
_BEHIND = re.compile(rf"\s{{0,2}}[(\[]\s*(?:(?P<fax>{_FAX})|(?P<phone>{_PHONE}))", re.I)
_START = re.compile(
    r"(?<![\d])(?<![\d][-./])(?:\+ ?66|\(\+ ?66\)|(?<![\d-])66(?=[ -]?\(?[2-9]))|(?<!\d)\(?0"
)
_SEPARATORS = " -.()\u00a0"
_RANGE = re.compile(r"\s?(?:-|/|ถึง|to)\s?(\d{1,2})(?![\d]|\s?-\s?\d)")
_HOTLINE = re.compile(r"[\s:.=()\-]*(?:หมายเลข|เบอร์|กด|โทร)?[\s:.=()\-]*(1\d{3})(?![\d\-/.]?\d)")
_EXTENSION_ONLY = re.compile(r"[\s:.]*(?:ต่อ|ext\.?|กด)\s*\.?\s*\d{1,5}", re.I)
_TOLL_FREE = re.compile(r"(?<![\d])1[89]00[ \-]?\d{3}[ \-]?\d{3}(?!\d)")
# Digits of other things that look alike.
_OTHER_NUMBER = re.compile(
    r"(?:บัญชี|ประจำตัว|ผู้เสียภาษี|ทะเบียน|ผู้เข้าชม|เข้าชม|ผู้เยี่ยมชม|สถิติ|visitor|counter|พร้อมเพย์|เลขที่โครงการ"
    r"|เลขที่สัญญา|รหัส|\bip\b|isbn|id ?card|hits?)[^\d]{0,40}$",
    re.I,
)
# "0 6791 1000": grouped as the number of an office, with an area code that the plan lacks;
# a mobile number whose last digit is lost is written "06-7911-000".
_OFFICE_OF_06 = re.compile(r"0[ -]6\d{3}[ -]\d{4}")
_PLACEHOLDER = re.compile(r"0(?:(\d)\1{7,9}|\d{1,2}0{7,})")
_LONGEST = 10
_LABEL_REACH = 160
_LONE_LABEL = 60


def phone_numbers(text: str, *, before: str = "", heading: str = "") -> tuple[PhoneNumber, ...]:
    """The numbers of one line, in reading order.

    ``before`` is the line above: a label standing alone there belongs to a number that opens this
    line. ``heading`` are the words over the number's table column.
    """
    plain = flat(text)
    labels = list(_LABELS.finditer(plain))
    found: list[PhoneNumber] = []
    for start, end, digits, last, validity in _runs(plain):
        label, label_start = _label_of(plain, start, end, labels)
        if label is Label.NONE:
            label = _label_above(plain[:start], before, heading)
        if label is Label.NONE and validity is not Validity.VALID:
            continue
        if label is Label.NONE and _OTHER_NUMBER.search(plain[:start]):
            continue
        if _OTHER_NUMBER.search(plain[max(0, start - 60) : start]) and label_start == start:
            continue
        found.append(
            PhoneNumber(
                start=start,
                end=end,
                digits=digits,
                last_digit_to=last,
                validity=validity,
                label=label,
                label_start=label_start,
            )
        )
    found += _hotlines(plain, labels)
    found += _faxes_by_extension(plain, labels, found)
    return tuple(sorted(found, key=lambda number: number.start))


def label_kind(text: str) -> Label:
    """What a label says when it is words alone: the kind of number that belongs to it."""
    kinds = {match.lastgroup for match in _LABELS.finditer(flat(text))}
    if "both" in kinds or {"fax", "phone"} <= kinds:
        return Label.BOTH
    if "fax" in kinds:
        return Label.FAX
    return Label.PHONE if "phone" in kinds else Label.NONE


def same_numbers(number: PhoneNumber) -> frozenset[str]:
    """The number, or all numbers of a range."""
    if not number.last_digit_to:
        return frozenset({number.digits})
    width = len(number.last_digit_to)
    first, last = int(number.digits[-width:]), int(number.last_digit_to)
    if not first < last <= first + 30:
        return frozenset({number.digits})
    return frozenset(
        number.digits[:-width] + str(value).zfill(width) for value in range(first, last + 1)
    )


def is_mobile(digits: str) -> bool:
    """Whether a number belongs to a person's or unit's mobile telephone."""
    return digits[:2] in {"06", "08", "09"}


@lru_cache(maxsize=4096)
def validity_of(digits: str) -> Validity:
    """How a national number with its leading 0 stands against the numbering plan."""
    wanted = _wanted(digits)
    if len(digits) != wanted:
        return Validity.MALFORMED
    if phonenumbers.is_valid_number(phonenumbers.parse(digits, "TH")):
        return Validity.VALID
    return Validity.UNALLOCATED


def is_placeholder_number(digits: str) -> bool:
    """Whether a number is a template's filling: one digit repeated, or zeros behind the code."""
    return bool(_PLACEHOLDER.fullmatch(digits))


def _wanted(digits: str) -> int:
    return 10 if is_mobile(digits) else 9


def _runs(plain: str) -> Iterator[tuple[int, int, str, str, Validity]]:
    """Runs of digits shaped like a number: start, end, digits, end of range, validity."""
    at = 0
    for free in _TOLL_FREE.finditer(plain):
        yield free.start(), free.end(), re.sub(r"\D", "", free.group()), "", Validity.VALID
    while (match := _START.search(plain, at)) is not None:
        start = match.start()
        local = match.group().endswith("0")
        digits, end = _collect(plain, match.end(), "0")
        if not local and digits.startswith("00"):
            digits, end = _collect(plain, plain.index("0", match.end()) + 1, "0")
        at = max(end, match.end())
        if len(digits) < 2 or digits[1] == "1" or _inside_longer(plain, start):
            continue
        wanted = _wanted(digits)
        tail = re.match(r"\d+", plain[end:])
        if tail is not None:  # digits that follow without a separator: a longer number
            at = end + tail.end()
            if len(digits) + tail.end() > wanted + 1 or is_placeholder_number(digits + tail[0]):
                continue
            yield start, at, digits + tail.group(), "", Validity.MALFORMED
            continue
        if len(digits) < wanted and len(digits) < wanted - 2:
            continue
        if re.match(r"-\d{3,}", plain[end:]) or is_placeholder_number(digits):
            continue
        bounds = _RANGE.match(plain, end)
        last = bounds[1] if bounds and len(digits) == wanted else ""
        at = end = bounds.end() if bounds and last else end
        validity = validity_of(digits)
        if validity is Validity.MALFORMED and _OFFICE_OF_06.fullmatch(plain[start:end]):
            validity = Validity.UNALLOCATED
        yield start, end, digits, last, validity


def _inside_longer(plain: str, start: int) -> bool:
    """Whether the run continues an identifier: "1-3099-00123-45-6", "2568/0441"."""
    return bool(re.search(r"\d\s?[-/.]$", plain[max(0, start - 3) : start]))


def _collect(plain: str, at: int, digits: str) -> tuple[str, int]:
    """Digits from a place on, separators of up to three signs between them left out."""
    end = at
    while len(digits) < _LONGEST:
        place = at
        while place < len(plain) and place - at < 3 and plain[place] in _SEPARATORS:
            place += 1
        if place >= len(plain) or not (plain[place].isascii() and plain[place].isdigit()):
            break
        if len(digits) >= 2 and len(digits) >= _wanted(digits):
            break
        # A second number that begins behind a space is not the tail of this one.
        if place > at and plain[place] == "0" and len(digits) >= 8 and " " in plain[at:place]:
            break
        digits += plain[place]
        at = end = place + 1
    return digits, end


def _label_of(plain: str, start: int, end: int, labels: list[re.Match[str]]) -> tuple[Label, int]:
    """The label in brackets behind a number, or the last one before it on the line."""
    behind = _BEHIND.match(plain, end)
    if behind is not None:
        return Label(behind.lastgroup or "none"), start
    cell = plain.rfind("\t", 0, start)
    for match in reversed(labels):
        if match.end() > start + 1:
            continue
        if start - match.end() > _LABEL_REACH:
            break
        if cell > match.end() and len(plain[match.end() : cell].strip(" :.\t")) > 24:
            break
        return Label(match.lastgroup or "none"), match.start()
    return Label.NONE, start


def _label_above(left: str, before: str, heading: str) -> Label:
    if heading and (kind := label_kind(heading)) is not Label.NONE:
        return kind
    above = before.strip()
    if left.strip(" :：.-•()\t") or not above or len(above) > _LONE_LABEL:
        return Label.NONE
    if re.search(r"\d{3}", flat(above)):
        return Label.NONE
    return label_kind(above)


def _hotlines(plain: str, labels: list[re.Match[str]]) -> list[PhoneNumber]:
    found = []
    for match in labels:
        if match.lastgroup != "phone":
            continue
        number = _HOTLINE.match(plain, match.end())
        if number is not None and not plain[: match.start()].rstrip().endswith("ภายใน"):
            found.append(
                PhoneNumber(
                    start=number.start(1),
                    end=number.end(1),
                    digits=number[1],
                    last_digit_to="",
                    validity=Validity.HOTLINE,
                    label=Label.PHONE,
                    label_start=match.start(),
                )
            )
    return found


def _faxes_by_extension(
    plain: str, labels: list[re.Match[str]], numbers: list[PhoneNumber]
) -> list[PhoneNumber]:
    """Faxes given as an extension of the number before: "โทร. 0 4412 3456 โทรสาร ต่อ 18"."""
    found = []
    for match in labels:
        extension = _EXTENSION_ONLY.match(plain, match.end())
        if match.lastgroup != "fax" or extension is None:
            continue
        base = [number for number in numbers if number.end <= match.start()]
        if base:
            found.append(
                PhoneNumber(
                    start=match.end(),
                    end=extension.end(),
                    digits=base[-1].digits,
                    last_digit_to="",
                    validity=base[-1].validity,
                    label=Label.FAX,
                    label_start=match.start(),
                )
            )
    return found
