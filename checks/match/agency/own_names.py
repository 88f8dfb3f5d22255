"""The names a site gives its own agency, and whether words after a kind of agency name another."""

import re
from collections import Counter
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz

from checks.match.agency.agency_kinds import family_of
from checks.match.agency.agency_name import agency_name, frame_words
from checks.site import Site
from crawler.thai import fold_text

_SAME = 5  # leading letters that make two local names one: spelling and suffixes vary
_SAME_LONG = 12  # names of other kinds begin with common words
_SHARE = 0.2  # of the pages that carry a name in their title, header or footer
_PAGES = 2
_CONSONANTS = 4  # of a name; shorter ones are compared letter by letter
_LIKE = 82.0  # ratio of two names whose marks were lost or whose spelling differs
_CONSONANT = re.compile(r"[^ก-ฮ]+")
_PLACE = re.compile(r" ?(?P<place>[ก-ฮเแโใไ][ก-๙]{2,30})")
# Where the name of a place ends and what it lies in begins.
_LIES_IN = re.compile(r"(?<=[ก-๙]{3})(?:อำเภอ|จังหวัด|ตำบล|ประจำปี|ปีงบ|พ\.ศ)")
# Words that go on after the kind and name no place; "ก.อบต.จังหวัด..." is a province's committee.
_GOES_ON = (
    r"ได้|มี|เป็น|จะ|ขอ|ของ|ที่|และ|ใน|โดย|จึง|ทุก|แห่ง|ต้อง|ควร|ดำเนิน|จัด|เรื่อง|ประจำ|ตาม|หรือ|กับ|ต่าง|อื่น|ทั้ง|ให้|เพื่อ"
    r"|ตัวอย่าง|หนึ่ง|นี้|นั้น|เอง|ว่า|คือ|ไม่|ซึ่ง|เพราะ|เทศบาล|องค์การ|อบ[ตจ]|พนักงาน|สมาชิก|นายก|ปลัด|ข้าราชการ|ลูกจ้าง|ผู้"
    r"|จำนวน|ปี|ฯ|จังหวัด|อำเภอ|สู่|ด้าน|เคียงข้าง|ใกล้|ร่วม|พร้อม"
    r"|วันที่|ลงวัน|ลงชื่อ|ลงนาม|เมื่อ|ตั้งแต่|ตำแหน่ง|โทร|เลขที่|หมู่(?:ที่|บ้าน)|หน้า(?:หลัก|แรก|ที่)|มกรา|กุมภา|มีนา|เมษา|พฤษภา"
    r"|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|กอง(?:คลัง|ช่าง|การ|สวัสดิ|สาธารณ)|สำนักปลัด|งาน(?:นโยบาย|การ|ธุรการ|บุคคล|พัสดุ)"
    r"|รับทราบ|เห็นชอบ|อนุมัติ|พิจารณา|ครั้งที่|สมัย(?:ที่|สามัญ|วิสามัญ)"
    r"|รายงาน|รายชื่อ|แผน|ประกาศ|คำสั่ง|ข้อมูล|ผล(?:การ|งาน)"
    r"|ระยะ|ฉบับ|ช่วง|รอบ|ปัจจุบัน|ภายใ[นต]|ภายหลัง|ล่วงหน้า|ราย(?:ปี|ไตรมาส|เดือน)|ไตรมาส|เล่ม|ชุด(?:ที่|ปัจจุบัน)|ทบทวน|เพิ่มเติม"
)
# What a body is praised as, wishes to be or does on the road: "เทศบาลน่าอยู่", "อบต.สัญจร".
_PRAISED = (
    r"คุณธรรม|คุณภาพ|สีเขียว|สีขาว|ดิจิทัล|ดิจิตอล|อัจฉริยะ|โปร่งใส|ปลอด|น่าอยู่|ยั่งยืน|ทันสมัย|ต้นแบบ|ดีเด่น|ชั้นนำ|ระดับ|ยุคใหม่"
    r"|เคลื่อนที่|สัญจร|ยิ้ม|พบประชา|พบปะ|ใส่ใจ|ห่วงใย|ออนไลน์|ท้องถิ่น|ประชาชน|ชุมชน|ผู้สูง|สุขภาวะ|แห่งชาติ|ของรัฐ"
)
_NO_PLACE = re.compile(rf"(?:{_GOES_ON}|{_PRAISED})")
# Bodies of a kind that every agency of it has to do with, and those that are no agency's name.
_NOBODY = {
    "institute": re.compile(r"อุดมศึกษา|เกษตรกร|ภาษา|วิจัยและพัฒนา|ฝึกอบรม|คุ้มครองเงิน|ขงจื่อ"),
    "university": re.compile(r"ราชภัฏ(?![ก-๎])|ไทย(?![ก-๎])|รัฐ|เอกชน|วิจัย(?![ก-๎])|สุขภาพ"),
    "department": re.compile(r"บัญชีกลาง|ส่งเสริมการปกครอง|สรรพากร|ธนารักษ์|ประชาสัมพันธ์"),
}
# What stands right before the name of a body that it only is called after.
_CALLED_AFTER = re.compile(
    r"(?:ร้าน(?:ค้า)?|สวัสดิการ|โรงพิมพ์|โรงเรียน|สหกรณ์[ก-๙]*|ศูนย์[ก-๙]*|วัด|สถานี[ก-๙]*|ตลาด(?:สด)?|ชมรม|สโมสร"
    r"|สันนิบาต|สมาคม|ถนน|ซอย|สะพาน|ก\.|อดีต[ก-๙]*)\s?(?:อนุบาล)?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNames:
    """What follows the kind in each name that a site gives its agency, of one family of kinds."""

    family: str
    kind: re.Pattern[str]
    places: tuple[str, ...]  # folded

    @classmethod
    def of(cls, name: str, family: tuple[str, re.Pattern[str]]) -> "OwnNames":
        """Those of an agency with one name, of a family of kinds and its pattern."""
        return cls(family=family[0], kind=family[1], places=_places(name, family[1]))

    @property
    def local(self) -> bool:
        """Whether the agency is a local government, named by its place."""
        return self.family == "local"

    @property
    def reach(self) -> int:
        """How many leading letters make two names one."""
        return _SAME if self.local else _SAME_LONG

    def named_in(self, folded: str) -> bool:
        """Whether folded words name the own place."""
        return any(place[: self.reach] in folded for place in self.places)

    def other(self, text: str, match: re.Match[str]) -> str | None:
        """The folded name of another agency after a kind in a text; None for none, "" the own."""
        named = _PLACE.match(text, match.end())
        if named is None or _NO_PLACE.match(named["place"]):
            return None
        nobody = _NOBODY.get(self.family)
        if nobody is not None and nobody.match(named["place"]):
            return None
        if _CALLED_AFTER.search(text[: match.start()]):
            return None
        place = fold_text(_bare(named["place"]))
        return "" if any(_alike(place, own) for own in self.places) else place


_NAMES: WeakKeyDictionary[Site, "OwnNames | None"] = WeakKeyDictionary()


def own_names(site: Site) -> OwnNames | None:
    """The names of the site's agency; None when it has none or none of a family known here."""
    if site not in _NAMES:
        _NAMES[site] = _own_names(site)
    return _NAMES[site]


def _own_names(site: Site) -> OwnNames | None:
    home = site.home
    own = agency_name(home, site.documents)
    family = family_of(own)
    if family is None:
        return None
    name, kind = family
    said = [own]
    if home is not None:
        said += [home.title, *(heading.text for heading in home.headings[:3])]
    places = [place for text in said for place in _places(text, kind)]
    counts: Counter[str] = Counter()
    for page in site.documents:
        counts.update(set(_places(f"{page.title}\n{frame_words(page)}", kind)))
    often = max(_PAGES, _SHARE * len(site.documents))
    places += [place for place, pages in counts.items() if pages >= often]
    if not places:
        return None
    return OwnNames(family=name, kind=kind, places=tuple(dict.fromkeys(places)))


def _places(text: str, kind: re.Pattern[str]) -> tuple[str, ...]:
    found = (_PLACE.match(text, match.end()) for match in kind.finditer(text))
    return tuple(
        fold_text(_bare(named["place"]))
        for named in found
        if named is not None and not _NO_PLACE.match(named["place"])
    )


def _bare(place: str) -> str:
    """A place without the district and province that it lies in."""
    return _LIES_IN.split(place, maxsplit=1)[0]


def _alike(one: str, own: str) -> bool:
    """Whether two folded names are one, spelt otherwise or with marks lost in print."""
    letters, known = _CONSONANT.sub("", one), _CONSONANT.sub("", own)
    if min(len(letters), len(known)) < _CONSONANTS:
        return one.startswith(own)
    return fuzz.ratio(letters[: len(known)], known) >= _LIKE
