"""The columns of a register file, by the many names that offices give them."""

import re
from collections.abc import Mapping, Sequence

from crawler.thai import fold_text

# By field, in the order in which they are shown; the first Thai name is the template's.
COLUMNS: dict[str, tuple[str, ...]] = {
    "agency_id": ("รหัสหน่วยงาน", "รหัส", "เลขที่หน่วยงาน", "id", "agency_id", "agency", "code"),
    "name_th": ("ชื่อหน่วยงาน", "หน่วยงาน", "ชื่อ", "ชื่อ อปท.", "name_th", "name", "agency_name"),
    "agency_type": ("ประเภท", "ประเภทหน่วยงาน", "ประเภท อปท.", "type", "agency_type"),
    "province": ("จังหวัด", "province", "changwat"),
    "district": ("อำเภอ", "เขต", "อำเภอ/เขต", "district", "amphoe"),
    "home_url": (
        "เว็บไซต์",
        "เว็บไซท์",
        "เวบไซต์",
        "เวปไซต์",
        "เว็ปไซต์",
        "เว็บไซต์หลัก",
        "เว็บไซต์หน่วยงาน",
        "ชื่อเว็บไซต์",
        "ที่อยู่เว็บไซต์",
        "ลิงก์เว็บไซต์",
        "url",
        "url เว็บไซต์",
        "url หลัก",
        "home_url",
        "website",
        "web",
        "homepage",
    ),
    "hosts": ("โดเมนอื่น", "โดเมนอื่นๆ", "เว็บไซต์อื่น", "เว็บไซต์อื่นๆ", "hosts", "host", "domains"),
    "units": ("หน่วยงานภายใน", "กอง/สำนัก", "ส่วนราชการภายใน", "units", "unit"),
    "officers": (
        "อีเมลเจ้าหน้าที่",
        "อีเมล์เจ้าหน้าที่",
        "อีเมลผู้รับผิดชอบ",
        "อีเมล",
        "อีเมล์",
        "officers",
        "officer",
        "emails",
        "email",
        "e-mail",
    ),
    "declared": ("URL ที่ตอบ", "ลิงก์ที่ตอบ", "คำตอบ OIT", "declared", "answers"),
    "calendar_year": ("ปีบัญชี", "ปีที่ใช้", "year_basis"),
}

# Numbering that says nothing of the agency: passed over without a word.
_NUMBERING = ("ที่", "ลำดับ", "ลำดับที่", "no", "#")
_REMARK = re.compile(r"[(\[（][^)\]）]*[)\]）]")
_SIGNS = re.compile(r"[\s._*:/#-]")


def _key(name: str) -> str:
    return _SIGNS.sub("", fold_text(_REMARK.sub("", name))).casefold()


_BY_NAME: Mapping[str, str] = {
    _key(name): field for field, names in COLUMNS.items() for name in (field, *names)
}
_NUMBERING_KEYS = frozenset(map(_key, _NUMBERING))


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """The place of each known column; of two with one meaning the first."""
    places: dict[str, int] = {}
    for place, name in enumerate(header):
        field = _BY_NAME.get(_key(name))
        if field is not None:
            places.setdefault(field, place)
    return places


def unknown_columns(header: Sequence[str]) -> tuple[str, ...]:
    """The names of columns that are not read, in their order, each once."""
    read = set(columns_of(header).values())
    names = [
        " ".join(name.split())
        for place, name in enumerate(header)
        if place not in read and name.strip() and _key(name) not in _NUMBERING_KEYS
    ]
    return tuple(dict.fromkeys(names))


def is_register_header(cells: Sequence[str]) -> bool:
    """Whether a row names two known columns, one of which tells which agency a row is about."""
    places = columns_of(cells)
    return len(places) > 1 and ("agency_id" in places or "home_url" in places)


def template_header() -> tuple[str, ...]:
    """The header of a new register file, in Thai."""
    return tuple(names[0] for names in COLUMNS.values())
