"""Reads from a site's own words which agency it belongs to, and of which type."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

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
# "มหาวิทยาลัยเพื่อท้องถิ่น", "เทศบาลเมืองแห่งความสุข": what the agency says it is there for.
_MOTTO = re.compile(
    r"^(?:องค์การบริหารส่วน(?:ตำบล|จังหวัด)|อบ[ตจ]\.|เทศบาล(?:นคร|เมือง|ตำบล)|มหาวิทยาลัย|สถาบัน|กรม) ?"
    r"(?:เพื่อ|แห่ง|สู่|เคียงข้าง|น่าอยู่|ทันสมัย|โปร่งใส|คุณธรรม|ใส่ใจ|ของ|ยุคใหม่)"
)
_FRAME = frozenset({Region.HEADER, Region.FOOTER})
_WELCOME = re.compile(r"^(?:ยินดีต้อนรับ(?:สู่|เข้าสู่)?|เว็บไซต์|หน้าแรก|หน้าหลัก)(?:เว็บไซต์)?[ :|\-–]*")


def agency_name(home: Document | None, documents: Iterable[Document]) -> str:
    """The name that the site gives itself, "" when it gives none.

    The home page's title decides, then its headings, then what most pages say in header and
    footer: a name in the content may be another agency's. Of several names in the title and
    headings, a motto among them, the one that most pages carry is the agency's.
    """
    texts = [home.title, *(item.text for item in home.headings[:3])] if home is not None else []
    names = list(dict.fromkeys(name for text in texts for name in _names(text)))
    if len(names) > 1:
        frames = Counter(
            name
            for page in documents
            for words in (f"{page.title}\n{frame_words(page)}",)
            for name in names
            if name in words
        )
        return max(names, key=lambda name: frames[name])
    if names:
        return names[0]
    counts: Counter[str] = Counter()
    for page in documents:
        for match in _NAME.finditer(f"{page.title}\n{frame_words(page)}"):
            if not _NOT_A_NAME.search(match.group()):
                counts[match.group().strip()] += 1
    return counts.most_common(1)[0][0] if counts else ""


def frame_words(page: Document) -> str:
    """What a page says in header and footer, without the names of links to other hosts."""
    host = urlsplit(page.url).netloc
    away = [
        (link.start, link.end)
        for link in page.links
        if link.region in _FRAME and urlsplit(link.url).netloc not in {"", host}
    ]
    said: list[str] = []
    for span in page.regions:
        if span.region not in _FRAME:
            continue
        at = span.start
        for start, end in away:
            if at <= start < span.end:
                said.append(page.text[at:start])
                at = end
        said.append(page.text[at : span.end])
    return " ".join(said)


def _names(text: str) -> Iterator[str]:
    """The names that a text gives, a motto after the kind aside."""
    for match in _NAME.finditer(_WELCOME.sub("", text.strip())):
        if not _NOT_A_NAME.search(match.group()) and not _MOTTO.search(match.group()):
            yield match.group().strip()


def agency_type(name_th: str) -> str | None:
    """The type that a name tells, None when it tells none."""
    for kind, pattern in _TYPES:
        if re.search(pattern, name_th):
            return kind
    return None
