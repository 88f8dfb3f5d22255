"""Reads from a site's own words which agency it belongs to, and of which type."""

import re
from collections import Counter
from collections.abc import Iterable

from crawler.records import Document, Region

# Type by name, the more specific wording first. Source: design.md section 4, agency types.
_TYPES: tuple[tuple[str, str], ...] = (
    ("sao", r"องค์การบริหารส่วนตำบล|(?<![ก-๙])อบต\.?(?=[ก-ฮเแโใไ \d])"),
    ("pao", r"องค์การบริหารส่วนจังหวัด|(?<![ก-๙])อบจ\.?(?=[ก-ฮเแโใไ \d])"),
    ("city_municipality", r"เทศบาลนคร"),
    ("town_municipality", r"เทศบาลเมือง"),
    ("subdistrict_municipality", r"เทศบาลตำบล"),
    ("special", r"เมืองพัทยา|กรุงเทพมหานคร"),
    ("university", r"มหาวิทยาลัย|สถาบันเทคโนโลยี(?:พระจอมเกล้า|ปทุมวัน)|สถาบันบัณฑิต"),
    ("public_organisation", r"\(องค์การมหาชน\)"),
    ("state_enterprise", r"รัฐวิสาหกิจ|การไฟฟ้า|การประปา|การท่าเรือ|การรถไฟ|การเคหะแห่งชาติ|องค์การตลาด"),
    ("fund", r"^กองทุน"),
    ("court", r"สำนักงานศาล|ศาลปกครอง|ศาลรัฐธรรมนูญ"),
    ("parliament", r"รัฐสภา|สภาผู้แทนราษฎร|วุฒิสภา"),
    ("province", r"^จังหวัด|สำนักงานจังหวัด(?!\w*(?:สาขา))"),
    ("central", r"^กรม|สำนักงานปลัด|^สำนักงานคณะกรรมการ|^กระทรวง|^สำนักงาน"),
)  # fmt: skip

_NAME = re.compile(
    r"(?:องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.|เทศบาล(?:นคร|เมือง|ตำบล)|"
    r"มหาวิทยาลัย|สถาบัน|กรม|สำนักงาน|กองทุน|การ(?:ไฟฟ้า|ประปา|ท่าเรือ|รถไฟ))"
    r" ?[ก-๙]{2,40}"
)
_NOT_A_NAME = re.compile(
    r"กรม(?:การ|ธรรม)|สำนักงาน(?:ปลัด ?$|ออนไลน์|ใหญ่)|ส่งเสริมการปกครอง|สถาบันการเงิน"
)
_WELCOME = re.compile(r"^(?:ยินดีต้อนรับ(?:สู่|เข้าสู่)?|เว็บไซต์|หน้าแรก|หน้าหลัก)(?:เว็บไซต์)?[ :|\-–]*")


def agency_name(home: Document | None, documents: Iterable[Document]) -> str:
    """The name that the site gives itself, "" when it gives none.

    The home page's title decides, then its headings, then what most pages say in header and
    footer: a name in the content may be another agency's.
    """
    texts = [home.title, *(item.text for item in home.headings[:3])] if home is not None else []
    for text in texts:
        name = _first_name(text)
        if name:
            return name
    counts: Counter[str] = Counter()
    for page in documents:
        words = " ".join(
            page.text[span.start : span.end]
            for span in page.regions
            if span.region in {Region.HEADER, Region.FOOTER}
        )
        for match in _NAME.finditer(f"{page.title}\n{words}"):
            if not _NOT_A_NAME.search(match.group()):
                counts[match.group().strip()] += 1
    return counts.most_common(1)[0][0] if counts else ""


def _first_name(text: str) -> str:
    clean = _WELCOME.sub("", text.strip())
    match = _NAME.search(clean)
    if match is None or _NOT_A_NAME.search(match.group()):
        return ""
    return match.group().strip()


def agency_type(name_th: str) -> str | None:
    """The type that a name tells, None when it tells none."""
    for kind, pattern in _TYPES:
        if re.search(pattern, name_th):
            return kind
    return None
