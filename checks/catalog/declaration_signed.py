"""An official declaration is signed by the top executive who holds the post now.

Question: does the bundle show a declaration with a person's name and the top post under it, and do
the site's pages on its executives name the same person for that post?

passed        quotes the signature and the line of the executives' page.
failed        incomplete: the declaration names nobody; inconsistent: the executives' page names
              another person for the post; other_agency: it is another agency's head who declares;
              incomplete: there is no declaration.
cantTell      no page on executives names the holder, or names several; the declaration is a
              picture; or a part of the bundle was not read.
inapplicable  never.

Source: the No Gift Policy items of the rulebook; old declarations of former heads on real sites.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    failed,
    passed,
    quote_image,
    quote_text,
)
from checks.match.agency.agency_name import agency_name
from checks.match.agency.foreign_signs import named_other
from checks.match.people.successions import has_left
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import Line, find_lines, lines
from checks.match.reading.substance import substance
from checks.match.reading.values import person_names
from crawler.records import Document, PageKind, Region
from crawler.thai import fold_text

# Top posts by kind, folded; a post counts only against the same kind.
_POSTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!รอง)(?<!ผู้ช่วย)(?<!เลขานุการ)(?<!เลขา)(?<!ที่ปรึกษา)(?<!อดีต)(?:{words})"))
    for kind, words in (
        ("mayor", r"นายก(?:องค์การ|อบ[ตจ]|เทศมนตรี|เทศบาล|เมืองพัทยา)"),
        ("director_general", r"อธิบดี(?!ศาล|อัยการ)"),
        ("rector", r"อธิการบดี"),
        ("governor", r"ผู้ว่าราชการ|ผู้ว่าการ"),
        ("secretary_general", r"เลขาธิการ"),
        ("permanent_secretary", r"ปลัดกระทรวง|ปลัดสานักนายก"),
        (
            "director",
            r"ผู้อานวยการ(?!กอง(?!ทุน)|สานัก(?!งาน)|โรงเรียน|ส่วน|ฝ่าย|กลุ่ม|ศูนย์พัฒนาเด็ก|สถานศึกษา)",
        ),
        ("managing_director", r"กรรมการผู้จัดการ|ผู้จัดการกองทุน"),
        ("president", r"ประธานศาล|ประธานกรรมการ"),
    )
)  # fmt: skip
_EXECUTIVES = re.compile(r"ผู้บริหาร|ทาเนียบ|บุคลากร|ฝ่ายการเมือง|อธิการบดี|อธิบดี|สารจาก|สารนายก|โครงสร้าง")
_NOT_EXECUTIVES = re.compile(
    r"อดีต|สายตรง|นโยบาย|ข่าว|ประกาศ|คาสั่ง|เจตจานง|เจตนารมณ์|ของขวัญ|nogift|กิจกรรม|มีส่วนร่วม|ผลงาน"
)
_DECLARING = re.compile(r"ประกาศ|เจตนารมณ์|เจตจานง|ปฏิญญา")
# "ประกาศ<body> เรื่อง ..." tells whose declaration it is. Folded.
_MAKER = re.compile(
    r"[^ก-ฮ]*(?:คา)?ประกาศ(?:เจตนารมณ์|เจตจานง)?(?:ของ)?(?P<by>(?:องค์การบริหารส่วน|อบ[ตจ]|เทศบาล|สานักงาน|กรม|กระทรวง|มหาวิทยาลัย|สถาบัน|กองทุน|จังหวัด|การ(?:ไฟฟ้า|ประปา|ท่าเรือ|รถไฟ|เคหะ)|องค์การ|ศาล)"
    r"[ก-๎.]{3,80}?)(?:เรื่อง|ว่าด้วย)"
)
_DECLARED = re.compile(r"เจตนารมณ์|เจตจานง|nogift|ไม่รับของขวัญ|งดรับ|ของขวัญ")
_KIND_WORDS = re.compile(
    r"^(?:องค์การบริหารส่วน(?:ตาบล|จังหวัด)|อบ[ตจ]\.?|เทศบาล(?:ตาบล|เมือง|นคร)|สานักงาน(?:ปลัด)?(?:คณะกรรมการ)?|กรม|กระทรวง|มหาวิทยาลัย|สถาบัน|กองทุน|จังหวัด|องค์การ|ศาล)"
)
_IN_THAI = re.compile(r"[ก-๎]{3}")  # a name in English cannot be compared
_NAMED = 4  # letters that tell one name from another
_NOT_A_NAME = re.compile(r"^นายก(?:องค์|เทศ|เมือง|อบ|อ\.|สมาคม|รัฐ|เหล่า|สภา)")
_TITLES = re.compile(
    r"^(?:นางสาว|นาง|นาย|น\.ส\.|ดร\.|ว่าที่(?:ร้อย|ร\.)(?:ตรี|โท|เอก|ต\.|ท\.|อ\.)(?:หญิง)?|"
    r"(?:พล|พัน|ร้อย|จ่า|สิบ|นาวา|เรือ|พลเรือ)(?:ตารวจ|อากาศ)?(?:เอก|โท|ตรี)(?:หญิง)?|"
    r"(?:พล|ร|พ|จ|ส)\.(?:ต\.|ส\.)?[อทต]\.(?:หญิง)?|(?:รอง|ผู้ช่วย)?ศาสตราจารย์|(?:ผศ|รศ|ศ)\.|"
    r"นายแพทย์|แพทย์หญิง|นพ\.|พญ\.|ม\.(?:ล|ร\.ว)\.)+"
)
_SIGNATURE = re.compile(
    r"(?:\(?\s?ลงชื่อ\s?\)?[\s.…_:]*)?\(?\s?(?P<name>(?!ประกาศ|ลงวัน|วันที่|เดือน)[ก-๎]{2,20}\s{1,3}[ก-๎]{2,30})\s?\)?"
)
_BESIDE_POST = re.compile(
    r"(?:\(?\s?ลงชื่อ\s?\)?[\s.…_:]*)?\(?\s?"
    r"(?P<name>(?!ประกาศ|ลงวัน|ลงนาม|ลงชื่อ|วันที่|เดือน|โดย|เรียน|ขอ|ข้าพเจ้า|คำสั่ง|ถึง|ท่าน|คณะ|สำนัก|เทศบาล|องค์การ|อบ[ตจ]|กรม|จังหวัด|มหาวิทยาลัย"
    r"|รอง|ผู้|นาย(?:ก|[ก-๎]*$)|นโยบาย|เจต|สาร|งด|มอบ|แสดง|แถลง|ตำแหน่ง)[ก-๎]{2,20}\s{1,3}"
    r"(?!โดย|ของ|จาก|ตำแหน่ง|ให้|พร้อม|และ|กับ|ต่อ|ใน|ณ|นำ|ได้|เป็น)[ก-๎]{2,30})\s?\)?\s+"
    r"(?=นายก|อธิบดี|อธิการบดี|ผู้ว่า|ผู้อำนวยการ|เลขาธิการ|ปลัด|ผู้จัดการ|ประธาน)"
)
_SIGNED_LINE = 110  # code points of a signature with its post
_SAME = 90.0  # per cent of likeness; names are misspelt and read with errors
_OTHER = 75.0
_NEAR = 2  # lines between a name and its post


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Words of the declaration."""

    any_of: tuple[tuple[str, ...], ...] = (  # all words of one list name the declaration
        ("เจตนารมณ์",),
        ("เจตจำนง",),
        ("no gift",),
        ("ไม่รับของขวัญ",),
        ("งดรับของขวัญ",),
        ("งดให้", "ของขวัญ"),
        ("งดการรับ", "ของขวัญ"),
        ("ไม่รับของ",),
        ("งดรับของ",),
        ("งดให้", "งดรับ"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    """A person named beside a top post."""

    post: str
    name: str  # folded, without titles
    quote: Quote


@check(version=6, options=Options)
def declaration_signed(case: Case, options: Options) -> Finding:
    """Find the signature, then the holder of the same post on the pages of executives."""
    declarations = [
        page for page in case.documents if _declares(page) and _first(page, options) is not None
    ]
    signed = [holder for page in declarations for holder in _holders(page, forward=True)]
    if not signed:
        return _unsigned(case, declarations, options)
    another = _of_another_body(case, declarations)
    if another is not None:
        return failed(
            Reason.INCOMPLETE,
            another,
            note="the declaration is another body's",
            missing="ประกาศที่ลงนามโดยผู้บริหารสูงสุดของหน่วยงาน",
        )
    known = tuple(_executives(case, {page.url for page in declarations}))
    own = agency_name(case.site.home, case.site.documents)
    verdicts = [_compared(holder, known, own) for holder in signed]
    return next((verdict for verdict in verdicts if verdict.reason is None), verdicts[0])


def _first(page: Document, options: Options) -> Quote | None:
    return next(find_lines((page,), options.any_of), None)


def _declares(page: Document) -> bool:
    return any(_DECLARING.search(line.folded) for line in lines(page))


def _of_another_body(case: Case, declarations: list[Document]) -> Quote | None:
    """The title of a declaration that names another body as its maker, the own one nowhere beside.

    Only where the site's own name is known; a body above the agency may have it in its name.
    """
    own = _proper(fold_text(agency_name(case.site.home, case.site.documents)))
    if len(own) < _NAMED or not _IN_THAI.match(own):
        return None
    called = fold_text(case.site.home.title) if case.site.home is not None else ""
    found: Quote | None = None
    for page in declarations:
        for line in lines(page, frozenset({Region.CONTENT})):
            maker = _MAKER.match(line.folded)
            if maker is None or not _DECLARED.search(line.folded):
                continue
            by = _proper(maker["by"])
            ours = own[:_NAMED] in maker["by"] or by[:_NAMED] in own or by in called
            if len(by) < _NAMED or ours:
                return None
            found = found or quote_text(page, line.start, min(line.end, line.start + 300))
    return found


def _proper(name: str) -> str:
    """A folded name of a body without the words for its kind."""
    return _KIND_WORDS.sub("", name)


def _unsigned(case: Case, declarations: list[Document], options: Options) -> Finding:
    for page in declarations or case.documents:
        pictures = substance((page,)).pictures
        if pictures:
            return cant_tell(
                Reason.SCAN_WITHOUT_TEXT,
                quote_image(*pictures[0]),
                note="the declaration may be in the picture",
            )
    if not declarations:
        return case.absent("no declaration", missing="ประกาศที่ลงนามโดยผู้บริหารสูงสุด")
    return case.absent(
        "the declaration names nobody",
        nearest=_first(declarations[0], options),
        missing="ลายมือชื่อหรือชื่อผู้บริหารสูงสุด",
    )


def _compared(holder: _Holder, known: tuple[_Holder, ...], own: str) -> Finding:
    rivals = [other for other in known if other.post == holder.post]
    likeness = [(fuzz.ratio(holder.name, other.name), other) for other in rivals]
    same = [other for ratio, other in likeness if ratio >= _SAME]
    if same:
        return passed(holder.quote, same[0].quote, found=holder.quote.text[:120])
    names = {other.name for other in rivals}
    if len(names) == 1 and likeness[0][0] < _OTHER:
        other = named_other(holder.quote.text, own)
        if other:
            return failed(
                Reason.OTHER_AGENCY,
                holder.quote,
                rivals[0].quote,
                note="the head of another agency declares",
                found=other,
            )
        return failed(
            Reason.INCONSISTENT,
            holder.quote,
            rivals[0].quote,
            found=holder.quote.text[:120],
            expected=rivals[0].quote.text[:120],
        )
    return cant_tell(
        Reason.NEEDS_PERSON,
        holder.quote,
        note="the holder of the post is not plain from the site",
        found=holder.quote.text[:120],
    )


def _names(line: Line) -> list[str]:
    """The persons of a line but those of whom it tells that they left the post."""
    return [
        name
        for name in person_names(line.text)
        if not _NOT_A_NAME.match(fold_text(name)) and not has_left(line.text, name)
    ]


def _signed_without_title(line: Line) -> list[str]:
    """The name that is all of a line above a post: "(ลงชื่อ) อัครเดช วงศ์สิงขร", "(มานพ อินทร์ดี)"."""
    signed = _SIGNATURE.fullmatch(line.text.strip())
    return [signed["name"]] if signed is not None else []


def _signed_beside_post(line: Line) -> list[str]:
    """The name before the post that is all of the line: "ประดิษฐ์ เรืองข้าวทอง นายกเทศมนตรีตำบล..."."""
    signed = _BESIDE_POST.match(line.text.strip()) if len(line.text) <= _SIGNED_LINE else None
    return [signed["name"]] if signed is not None else []


def _post(line: Line) -> str:
    return next((kind for kind, words in _POSTS if words.search(line.folded)), "")


def _bare(name: str) -> str:
    return _TITLES.sub("", fold_text(name))


def _holders(page: Document, *, forward: bool = False) -> Iterator[_Holder]:
    """Persons beside a top post: on its line, else above it, else below it.

    A signature stands above the post (``forward`` off looks below too, as lists of executives may
    put the post first).
    """
    rows = [line for line in lines(page) if not is_criteria_text(line.text)]
    for place, line in enumerate(rows):
        post = _post(line)
        if not post:
            continue
        above = [place - back for back in range(1, _NEAR + 1) if place - back >= 0]
        below = [] if forward else [place + on for on in range(1, _NEAR + 1)]
        for at in (place, *above, *below):
            row = rows[at] if at < len(rows) else None
            names = _names(row) if row is not None else []
            if row is not None and not names and forward:
                names = _signed_without_title(row) if at != place else _signed_beside_post(row)
            if row is None or not names:
                continue
            if row is not line and _post(row):
                break  # a name with a post of its own
            start, end = min(row.start, line.start), max(row.end, line.end)
            name = names[-1 if at != place else 0]
            if at != place:
                name = _in_same_column(row, line, post) or name
            yield _Holder(
                post=post,
                name=_bare(name),
                quote=quote_text(page, start, end),
            )
            break


def _in_same_column(names: Line, posts: Line, post: str) -> str:
    """The name in the cell above or below the post, in rows of as many cells; "" without one."""
    named, held = names.text.split("\t"), posts.text.split("\t")
    if len(named) != len(held) or len(held) == 1:
        return ""
    words = dict(_POSTS)[post]
    at = next((n for n, cell in enumerate(held) if words.search(fold_text(cell))), None)
    found = person_names(named[at]) if at is not None else ()
    return found[0] if found else ""


def _executives(case: Case, leave_out: set[str]) -> Iterator[_Holder]:
    """Holders of top posts on the pages about executives."""
    for page in case.site.documents:
        if page.kind is not PageKind.PAGE or page.url in leave_out:
            continue
        tops = [item.text for item in page.headings if _in_content(page, item.start)][:3]
        said = [fold_text(text) for text in (page.title, *tops)]
        if any(_EXECUTIVES.search(text) and not _NOT_EXECUTIVES.search(text) for text in said):
            yield from _holders(page)


def _in_content(page: Document, start: int) -> bool:
    for span in page.regions:
        if span.start <= start < span.end:
            return span.region is Region.CONTENT
    return True
