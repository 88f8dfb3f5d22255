"""Text on the powers and duties of an agency, told from headings, links and whole statutes."""

import re
from collections.abc import Iterator

from checks.api import Case, Finding, Quote, Reason, cant_tell, quote_image, quote_link, quote_text
from checks.match.links.pointing import Pointing, pointing
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.lines import Line, lines
from checks.match.reading.phrases import matches
from checks.match.reading.substance import substance
from checks.match.subjects.pages import Subject, is_about, pages_of_site
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import Document, LinkKind, Region
from crawler.thai import fold_text

# Folded spelling.
_POWERS = re.compile(
    r"อานาจ(?:และ)?หน้าที่|หน้าที่(?:และ)?อานาจ|บทบาท(?:และ)?หน้าที่|ภารกิจ(?:และ|ความ|ที่)*(?:หน้าที่|รับผิดชอบ)"
    r"|^[\W\d]*หน้าที่ของ(?:หน่วยงาน|กรม|เทศบาล|อบ[ตจ]|องค์การ|มหาวิทยาลัย|สถาบัน|สานักงาน|จังหวัด)[^:：]{0,40}$"
    r"|หน้าที่(?:และ)?ความ?รับผิดชอบ|มีหน้าที่|มีอานาจ|(?:authority|powers?)andduties"
    r"|วัตถุประสงค์(?:และ|/)อานาจ|อานาจ(?:และ|/)วัตถุประสงค์|ภารกิจ(?:ตาม|ที่)กฎหมาย"
    r"|^[\W\d]*(?:เทศบาล|อบ[ตจ]\.?|กรม|สานักงาน|สถาบัน|มหาวิทยาลัย|เรา)[ก-๎]{0,20}?(?:ต้องทาอะไร|มีไว้ทา|ทาอะไร(?:ให้|บ้าง|ได้))"
    # "พ.ร.บ. ... กำหนดให้ อบต. พัฒนา...", "ตามมาตรา 8 สถาบันทำสิ่งต่อไปนี้": a law gives it.
    r"|(?:กฎหมาย|พระราชบัญญัติ|พ\.?ร\.?บ|พระราชกฤษฎีกา|กฎกระทรวง|มาตรา)[^\n]{0,90}?"
    r"(?:(?:กาหนด|บัญญัติ|มอบหมาย)ให้(?=เทศบาล|อบ[ตจ]|องค์การ|กรม|สานักงาน|สถาบัน|มหาวิทยาลัย|จังหวัด|กองทุน)"
    r"|(?:เทศบาล|อบ[ตจ]\.?|องค์การ|กรม|สานักงาน|สถาบัน|มหาวิทยาลัย|กองทุน|เรา)[ก-๎]{0,30}?(?:ต้องทา|ทา(?:สิ่ง|เรื่อง|งาน|หน้าที่)))"
)
_NOT_POWERS = re.compile(
    r"สภาองค์การ|สภาเทศบาล|สมาชิกสภา|มอบอานาจ|ละเว้น|ปฏิบัติหน้าที่"
    r"|หน้าที่(?:ความรับผิดชอบ)?ของ(?:กอง(?!ทุน)|สานักปลัด|ฝ่าย|งาน|ปลัด|นายก|ผู้อานวยการ|หัวหน้า|ประธาน|แต่ละ)"
    r"|^[-–•\d.)]*(?:กอง(?!ทุน)|สานักปลัด|ฝ่าย|งาน)[ก-๎]{2,40}(?:มีหน้าที่|มีอานาจ)"
)
# What heads the duties of a unit, a post, the council or the people: none of it is the agency's.
_OF_OTHERS = re.compile(
    r"^[\W\d_]*(?:อานาจ(?:และ)?หน้าที่|หน้าที่(?:และ)?อานาจ|บทบาท(?:และ)?หน้าที่|หน้าที่)(?:และ)?(?:ความรับผิดชอบ)?(?:ของ|[:：-])?"
    r"(?:กอง(?!ทุน)|สานัก(?:ปลัด(?!กระทรวง)|ช่าง|คลัง|การช่าง|การคลัง)|สานักงาน(?:เลขานุการ|อธิการบดี|คณบดี|จังหวัด|ปลัด(?:เทศบาล|อบ|องค์การ))"
    r"|ฝ่าย|งาน|ปลัด|รองปลัด|นายก|รองนายก|ผู้อานวยการ|ผู้ว่าราชการ|รองผู้ว่า|ผู้บริหาร|อธิบดี|อธิการบดี|คณบดี|เลขานุการ|หัวหน้า|ประธาน"
    r"|สภา(?:องค์การ|เทศบาล|อบ|ท้องถิ่น|มหาวิทยาลัย|$)|สมาชิก|คณะกรรมการบริหาร|บุคลากร|พนักงาน|เจ้าหน้าที่(?!ของรัฐ)|ข้าราชการ"
    r"|ประชาชน|ราษฎร|พลเมือง|ผู้รับบริการ|กานัน|ผู้ใหญ่บ้าน|นักศึกษา|แต่ละ)"
)
_DUTY = re.compile(
    r"จัดให้มี|ให้มี|บารุง|ส่งเสริม|ดาเนินการ|คุ้มครอง|รักษา|ป้องกัน|พัฒนา|จัดทา|กากับ|ดูแล|ควบคุม|สนับสนุน|ประสาน|"
    r"เสนอแนะ|ปฏิบัติ|กาหนด|ศึกษา|วิเคราะห์|จัดการ|ให้บริการ|มาตรา"
)
# What a law has citizens do: "กำหนดให้เจ้าของบ้านแจ้ง...".
_ASKS_PEOPLE = re.compile(
    r"(?:กาหนด|บังคับ)ให้(?:เจ้าของ|ผู้(?!บริหาร|ว่า)|ประชาชน|ราษฎร|บุคคล|นายจ้าง|ทุกคน)"
)
_PREAMBLE = re.compile(
    r"ให้ไว้ณวันที่|พระปรมาภิไธย|มีพระบรมราชโองการ|โดยที่เป็นการสมควร|พระราชโองการโปรดเกล้า"
)
_SECTION = re.compile(r"^[\"'“”\s]*มาตรา ?([0-9๐-๙]{1,3})(?![0-9๐-๙])")
_LAWS = (("พระราชบัญญัติ",), ("พ.ร.บ.",), ("พรบ.",), ("กฎหมายจัดตั้ง",), ("พระราชกฤษฎีกา",))
# What opens words on where the agency wants to go or what it is like; rows of units and posts.
_AIMS = re.compile(
    r"^[\W\d_]*(?:วิสัยทัศน์|พันธกิจ|ค่านิยม|ปรัชญา|ปณิธาน|คาขวัญ|อัตลักษณ์|เอกลักษณ์|วัฒนธรรมองค์กร|เป้าประสงค์"
    r"|นโยบายผู้บริหาร|(?:ข้อมูล|สภาพ)(?:ทั่วไป|พื้นฐาน)|ประวัติ|ที่ตั้ง|ประชากร|ลักษณะภูมิ|ยุทธศาสตร์(?:การพัฒนา)?(?:ของ|$|[:：])|vision|mission|corevalue)"
)
_UNIT = re.compile(
    r"^[\W\d_]*(?:สานัก|กอง(?!ทุน)|ฝ่าย|งาน|กลุ่ม|ศูนย์|หน่วย|ส่วน|นายก|รองนายก|ปลัด|รองปลัด|สภา|ประธาน|ผู้อานวยการ|ผอ\.|หัวหน้า|โรงเรียน)"
)
_POST = re.compile(
    r"^[\W\d_]*(?:สานัก|กอง(?!ทุน)|ฝ่าย|กลุ่ม(?!เป้า)|หน่วยตรวจ|นายก|รองนายก|ปลัด|รองปลัด|สภา|ประธาน|รองประธาน|ผู้อานวยการ|หัวหน้า|สมาชิก"
    r"|ที่ปรึกษา|เลขา|ประชาชน$|คณะกรรมการ|อธิบดี|อธิการบดี|รองอธิ|คณะ[ก-๎]{3,24}ศาสตร์|ผู้ว่า|รองผู้ว่า|นาย|นาง|น\.ส\.|ดร\.|ผศ\.|รศ\.|ว่าที่)"
)
_BOXES = re.compile(r"[\s,:;|/>→–-]+")  # between the units of a chart on one line
_AS_FOLLOWS = re.compile(r"(?:ดังนี้|ดังต่อไปนี้|ต่อไปนี้)[:：-]?$")
_GIVES_NAME = re.compile(r"(?:พระราชบัญญัติ|พระราชกฤษฎีกา|พระราชกาหนด|กฎหมาย)นี้เรียกว่า")
_INTO_FORCE = re.compile(r"ให้ใช้บังคับ|ใช้บังคับตั้งแต่")
_MUCH_OF_IT = 8  # sections, where the naming and the commencing one are among them
_WHOLE_LAW = 25  # sections in a row, the first three among them
_ITEM = re.compile(r"\W*(?:O|โอ|ข้อ) ?-?[\d๐-๙]{1,3}(?![\d๐-๙])", re.IGNORECASE)
_ITEMS = 8  # rows that begin so make a list of the assessment's items
_LOOKED_AT = 40  # lines below the heading
_LETTERS = 80
_FEW_LETTERS = 50  # of duties right below a heading of their own
_SENTENCE = 60  # folded letters; words on powers that are longer tell them, and head nothing
_CONTENT = frozenset({Region.CONTENT})
_MISSING = "หน้าที่และอำนาจของหน่วยงาน"
_OWN = (
    r"(?:หน่วยงาน|กรม|เทศบาล(?:ตาบล|เมือง|นคร)?|อบ[ตจ]\.?|องค์การบริหารส่วน(?:ตาบล|จังหวัด)"
    r"|มหาวิทยาลัย|สถาบัน|เรา)"
)
_SUBJECT = Subject(
    names=re.compile(
        rf"{_POWERS.pattern}|ภารกิจตามกฎหมาย|ภารกิจของ(?:หน่วยงาน|กรม|เทศบาล|อบ|องค์การ)"
        rf"|{_OWN}(?:เรา)?(?:ทาอะไร|มีหน้าที่|ทาหน้าที่|มีไว้ทา|ดูแลอะไร|ต้องทา)|(?:งาน|หน้าที่|ภารกิจ)(?:ที่|ของ){_OWN}[ก-๎]{{0,24}}(?:รับผิดชอบ|ต้องทา|ดูแล|ทา)"
    ),
    others=re.compile(
        rf"{_NOT_POWERS.pattern}|แผน|รายงาน|ข่าว|คู่มือ|ผู้บริหาร|ความเสี่ยง|สินบน|ทุจริต|มาตรการ|การประเมิน"
    ),
)


def own_pages(case: Case) -> tuple[Document, ...]:
    """The documents of the case without the home page, which speaks of everything."""
    return case.inner_documents or case.documents


def statutes(case: Case) -> dict[str, Line]:
    """The pages that print a law from its preamble to its end, with the line that shows it."""
    found = ((page.url, _statute(page)) for page in own_pages(case))
    return {url: line for url, line in found if line is not None}


def powers_text(case: Case) -> Quote | None:
    """The words that open a text on powers and duties, whole statutes left out."""
    laws = statutes(case)
    pages = [page for page in own_pages(case) if page.url not in laws and not _lists_items(page)]
    # The chart is often one page of the menu and the duties are another.
    others = [
        page
        for page in pages_of_site(case, _SUBJECT)
        if _statute(page) is None and not _lists_items(page)
    ]
    for found in (
        *(_text(page, case) for page in pages),
        *(_led(page, case) for page in pages),
        *(_led(page, case) for page in others),
    ):
        if found is not None:
            return found
    return None


def _lists_items(page: Document) -> bool:
    """Whether a page lists the items of the assessment: its rows are titles, no text on duties."""
    numbered = sum(_ITEM.match(line.text) is not None for line in lines(page, _CONTENT))
    return numbered >= _ITEMS


def statute_powers(case: Case) -> Quote | None:
    """The words of a whole statute that open its part on powers and duties, None without any."""
    laws = statutes(case)
    found = (_text(page, case) for page in own_pages(case) if page.url in laws)
    return next((quote for quote in found if quote is not None), None)


def without_powers(case: Case) -> Finding:
    """What it means that no text was seen: a link to a law, unread words, a picture, or nothing."""
    if case.gaps:
        return case.absent("no text on powers and duties was seen", missing=_MISSING)
    pages = own_pages(case)
    for page in pages:
        for link in page.links:
            words = f"{link.text} {link.title} {link.file_name}"
            content = link.region is Region.CONTENT and link.kind is LinkKind.WEB
            if content and matches(words, _LAWS):
                return cant_tell(
                    Reason.NEEDS_PERSON, quote_link(page, link), note="only a link to a law"
                )
    for page in pages:
        named = [line for line in lines(page, _CONTENT) if names_powers(line)]
        for line in named:
            quote = quote_text(page, line.start, line.end)
            if pointing(quote, case) is Pointing.LEADS_TO_UNREAD:
                return cant_tell(Reason.NEEDS_PERSON, quote, note="only a link to unread words")
        pictures = substance((page,)).pictures if named else ()
        if pictures:
            return cant_tell(
                Reason.SCAN_WITHOUT_TEXT, quote_image(*pictures[0]), note="the text is a picture"
            )
    return case.absent("no text on powers and duties", missing=_MISSING)


def names_powers(line: Line) -> bool:
    """Whether a line names the powers and duties of the agency, as content."""
    return (
        _POWERS.search(line.folded) is not None
        and not _NOT_POWERS.search(line.folded)
        and not _OF_OTHERS.search(line.folded)
        and not is_criteria_text(line.text)
        and not is_placeholder(line.text)
    )


def _duties(rows: tuple[Line, ...]) -> Iterator[Line]:
    for row in _without_aims(rows):
        told = _DUTY.search(row.folded) and not is_criteria_text(row.text)
        told = told and not _ASKS_PEOPLE.search(row.folded)
        if told and not _chart_row(row) and not _only_boxes(row):
            yield row


def _without_aims(rows: tuple[Line, ...]) -> Iterator[Line]:
    """The lines without visions, missions, values and duties of others.

    Each lasts up to the next heading or words on powers.
    """
    starts: frozenset[int] = frozenset()
    if rows:
        starts = frozenset(heading.start for heading in rows[0].document.headings)
    aims = others = False
    for row in rows:
        if _heads_others(row, starts):
            others = True
        elif _tells_aims(row) and not _POWERS.search(row.folded):
            aims = True
        elif row.start in starts:
            aims = others = False
        elif names_powers(row):
            aims = False
            # "มีหน้าที่จัดเก็บรายได้" below the name of a unit goes on telling of the unit.
            others = others and (len(row.folded) > _SENTENCE or row.folded.startswith("มี"))
        if not aims and not others:
            yield row


def _tells_aims(row: Line) -> bool:
    """Whether a line opens words on aims, itself or in a cell before the last."""
    cells = row.text.split("\t")
    return any(_AIMS.search(fold_text(cell)) for cell in (row.text, *cells[:-1]))


def _heads_others(row: Line, starts: frozenset[int]) -> bool:
    """Whether a line heads the duties of somebody within the agency, or of the people."""
    if row.start in starts and _POST.match(row.folded) and not _POWERS.search(row.folded):
        return True
    short = row.start in starts or len(row.folded) <= _LETTERS
    return short and _OF_OTHERS.search(row.folded) is not None


def _chart_row(row: Line) -> bool:
    """Whether a table's row only names units and posts of the chart."""
    if "\t" not in row.text or _POWERS.search(row.folded):
        return False
    return all(_UNIT.match(fold_text(cell)) for cell in row.text.split("\t") if cell.strip())


def _text(page: Document, case: Case) -> Quote | None:
    """The line that names the powers, when text about duties stands on it or below it."""
    rows = lines(page, _CONTENT)
    own = {row.start for row in _without_aims(rows)}
    for place, line in enumerate(rows):
        if line.start not in own or not names_powers(line):
            continue
        quote = quote_text(page, line.start, line.end)
        if pointing(quote, case) is not Pointing.CONTENT:
            continue
        below = _duties(rows[place : place + _LOOKED_AT])
        if sum(len(row.folded) for row in below) >= _LETTERS:
            return quote
        if not _opens_list(page, line):
            continue
        under = tuple(_under(page, line, rows[place + 1 :]))
        if _told_below(page, under, case) >= _LETTERS:
            return quote
        if _own_heading(page, line) and sum(len(r.folded) for r in _duties(under)) >= _FEW_LETTERS:
            return quote
    return None


def _opens_list(page: Document, line: Line) -> bool:
    """Whether a line is a heading, or ends with "as follows": what stands below is its text."""
    headed = any(heading.start == line.start for heading in page.headings)
    return headed or bool(_AS_FOLLOWS.search(line.folded))


def _under(page: Document, line: Line, rows: tuple[Line, ...]) -> Iterator[Line]:
    """The lines below a line up to the next heading; headings below its own only divide them."""
    levels = {heading.start: heading.level for heading in page.headings}
    level = levels.get(line.start) if _own_heading(page, line) else None
    for row in rows[:_LOOKED_AT]:
        ends = row.start in levels and (level is None or levels[row.start] <= level)
        if ends and not names_powers(row):
            return
        yield row


def _own_heading(page: Document, line: Line) -> bool:
    """Whether a line is a heading that speaks of powers alone, and no title over a chart too."""
    headed = any(heading.start == line.start for heading in page.headings)
    return headed and not re.search(r"โครงสร้าง|ผัง", line.folded)


def _told_below(page: Document, rows: tuple[Line, ...], case: Case) -> int:
    """The letters of the text among the lines below a line, in words of any kind."""
    letters = 0
    for row in _without_aims(rows):
        words = not is_placeholder(row.text) and not is_criteria_text(row.text)
        words = words and not _names_post(row)
        names = names_powers(row) and len(row.folded) < _SENTENCE
        quote = quote_text(page, row.start, row.end)
        if words and not names and pointing(quote, case) is Pointing.CONTENT:
            letters += len(row.folded)
    return letters


def _only_boxes(row: Line) -> bool:
    """Whether every word of a line begins as a unit or a post does: a chart on one line."""
    pieces = [fold_text(piece) for piece in _BOXES.split(row.text)]
    return all(_UNIT.match(piece) or _POST.match(piece) for piece in pieces if piece)


def _names_post(row: Line) -> bool:
    """Whether a line only names units, posts or persons, as charts list them."""
    if _POWERS.search(row.folded) or "รับผิดชอบ" in row.folded:
        return False
    if len(row.folded) > _LETTERS:
        return _only_boxes(row)
    return _POST.match(row.folded) is not None


def _led(page: Document, case: Case) -> Quote | None:
    """The first duty on a page that a title or a label calls the powers, in words of its own."""
    if not is_about(page, case, _SUBJECT):
        return None
    found = [
        row
        for row in _duties(lines(page, _CONTENT))
        if pointing(quote_text(page, row.start, row.end), case) is Pointing.CONTENT
    ]
    if sum(len(row.folded) for row in found) < _LETTERS:
        return None
    return quote_text(page, found[0].start, min(found[0].end, found[0].start + 200))


def _statute(page: Document) -> Line | None:
    """The line that shows a whole law: its preamble or its first section.

    A law is whole with its preamble and a run of sections from the first; or with the section that
    gives its name, the one that puts it into force, and more of its sections.
    """
    numbers: set[int] = set()
    first: Line | None = None
    preamble: Line | None = None
    named: Line | None = None
    in_force = False
    for line in lines(page):
        if preamble is None and _PREAMBLE.search(line.folded):
            preamble = line
        match = _SECTION.match(line.text)
        if match is not None:
            number = int(fold_text(match.group(1)))
            numbers.add(number)
            first = first or line
            if number == 1 and _GIVES_NAME.search(line.folded):
                named = named or line
            in_force = in_force or bool(_INTO_FORCE.search(line.folded))
    run = 0
    while run + 1 in numbers:
        run += 1
    if run >= _WHOLE_LAW and preamble is not None:
        return preamble or first
    if named is not None and in_force and len(numbers) >= _MUCH_OF_IT:
        return preamble or named
    return None
