"""Figures in sentences that look like those of a service's use and are none.

How many follow a page or are content, how much is hoped for, what can be asked for, and what was
so in another year, stand beside statistics: "เพื่อนใน LINE OA 812 คน", "พึงพอใจต่อ E-Service ร้อยละ 92".
"""

import re

from checks.match.periods.years import fiscal_years_be
from checks.match.reading.lines import lines
from checks.match.reading.values import holds
from checks.match.tables.columns import header_depth
from crawler.records import Cell, Document, Table
from crawler.thai import arabic_digits, fold_text

# What ends in a limit or in what is hoped for, before its figure, tells no use of a service.
_LIMIT = re.compile(
    r"(?:ที่|ไม่เกิน|จำกัด(?:เพียง|ไว้)?|ไม่(?:น้อย|ต่ำ)กว่า|อย่างน้อย"
    r"|(?:รองรับ|คาดว่า|คาดการณ์|ตั้งเป้า|เป้าหมาย)[^\n\d]{0,40}) ?$"
)
# A sentence that opens so is one of aims: "เป้าหมายปี 2568: ออนไลน์ 300 ราย"; not where what came of
# them follows, "เป้าหมาย 300 ราย ผลจริง 341 ราย".
_AIMS = re.compile(r"\W*(?:ค่า)?(?:เป้าหมาย|ตั้งเป้า|ตัวชี้วัด|ประมาณการ|คาดการณ์)")
_REACHED = re.compile(
    r"(?:ผลจริง|ผลงาน|ผลการดำเนิน|ผลที่(?:ได้|ทำได้)|ผล(?=\s?[:=]?\s?\d)|ทำได้|เกิดขึ้นจริง|(?:มา)?ใช้จริง"
    r"|มีผู้ใช้(?:บริการ)?(?:แล้ว|จริง))[^\d\n]{0,40}\d"
)
_LIKED = re.compile(
    r"(?:ผู้|ยอด|กด|คน)ติดตาม(?!เรื่อง|งาน|ผล|คำ)|ติดตาม(?:เพจ|ช่อง|ไลน์|บัญชี)|เพื่อน|พึงพอใจ|ผู้เข้า(?:ชม|เยี่ยม)|ผู้เยี่ยมชม|ถูกใจ|กดไลก์|ยอดวิว|สมัครสมาชิก",
    re.IGNORECASE,
)
_BOX = 60  # code points between the title of a counter of visitors and its last figure
_SERVED = re.compile(r"บริการ|คำขอ|คำร้อง|e-?service", re.IGNORECASE)
_SHARE = re.compile(r"ร้อยละ ?[\d๐-๙]|[\d๐-๙] ?%|เปอร์เซ็นต์")
_COUNTED = re.compile(r"[\d๐-๙] ?(?:ราย(?!ได้)|คน|ครั้ง|เรื่อง|คำขอ|รายการ|คำร้อง|ฉบับ|ครัวเรือน)")
# How many services there are, and not how often they were used.
_OFFERED = re.compile(
    r"[\d๐-๙] ?(?:บริการ|ระบบ|ช่องทาง|งานบริการ|งาน(?![ก-๙])|กระบวนงาน|ประเภทบริการ|จุด|โต๊ะ|ช่อง|แห่ง)"
)
# Who serves, and not who came: "เจ้าหน้าที่ 4 คน".
_STAFF = re.compile(
    r"(?:เจ้าหน้าที่|พนักงาน|บุคลากร|ผู้ให้บริการ)[^\d๐-๙\s]{0,16} ?[\d๐-๙]+ ?(?:คน|นาย|ราย)"
    r"(?!(?:ที่|เข้า)?มา|รับบริการ)"
)
# How many can be served at once: "รองรับผู้ใช้พร้อมกัน 500 คน".
_ROOM = re.compile(r"รองรับ[^\n\d๐-๙]{0,40}[\d๐-๙][\d๐-๙,]* ?(?:คน|ราย|ครั้ง|คำขอ|เรื่อง)")
# Whom to call: "ที่หมายเลข 0 4299 1012".
_PHONE = re.compile(r"(?:โทร|หมายเลข|เบอร์)[^\d๐-๙\n]{0,16}[\d๐-๙][\d๐-๙ -]{6,}")
# Who came in person; not so where the same words speak of an online way too.
_VISITS = re.compile(
    r"ผู้(?:มา|เดินทางมา|เข้ามา|เดินเข้ามา)|walk-? ?in|เคาน์เตอร์"
    r"|(?:ณ|ที่) ?(?:ที่ทำการ|สำนักงาน|เคาน์เตอร์|จุดบริการ)",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"ออนไลน์|on-?line|e-|ระบบ|เว็บ|อิเล็กทรอนิกส์|อินเ[ตท]|แอป|line|ไลน์|ฟอร์ม|ทางรัฐ|ดิจิทัล|พอร์ทัล|ทางเน็ต|portal|biz",
    re.IGNORECASE,
)
_CLAUSE = 40  # code points before the words that may say what is counted
_YEAR = re.compile(r"(?:ปีงบประมาณ|ปี)(?:\s*พ\.ศ\.)?\s*[\d๐-๙]{2,4}(?![\d๐-๙])")
_FIGURE = re.compile(r"[\d๐-๙]")
# What heads shares, marks and hopes; "จำนวน (ร้อยละ)" heads counts with their shares.
_NO_COUNT = re.compile(
    r"^(?!.*(?:จำนวน|สถิติ)).*(?:ร้อยละ|%|พึงพอใจ|คะแนน|ค่าเฉลี่ย|เป้า(?:หมาย|ประสงค์)|คาด(?:ว่า|การณ์|หมาย)|ประมาณการ)"
    r"|ระดับพอใจ|เป้าหมาย(?:จำนวน|ผู้)|จำนวน(?:เป้า|ที่คาด)",
    re.DOTALL,
)
# A column of marks; a table may be called after the counts and the marks that it holds.
_MARKS = re.compile(r"ความพึงพอใจ")
# Complaints by channel are statistics of their own.
_COMPLAINTS = re.compile(r"^(?!.*บริการ).*(?:ร้องเรียน|ร้องทุกข์|เบาะแส|ทุจริต)", re.DOTALL)
_HEADS = 3  # first headings that say of which year a page is

# Who looked at the website, and words of a service that was asked for. Folded.
_LOOKED_AT = re.compile(
    r"(?:เข้า|เยี่ยม)ชม|เปิด(?:ดู|หน้า)|(?:pages?)?views?|visit|ผู้ติดตาม|กดไลก์|ยอดวิว", re.I
)
_USED = re.compile(r"ใช้บริการ|รับบริการ|ยื่น|คาขอ|คาร้อง|ขอรับ|แจ้งซ่อม|ชาระ|จอง|ลงทะเบียน|e-?service", re.I)


def is_limit(label: str) -> bool:
    """Whether words end in a limit or a hope, before the figure of it."""
    return _LIMIT.search(label.rstrip()) is not None


def tells_no_use(label: str, value: str) -> bool:
    """Whether a figure told in a sentence counts no use of a service.

    ``label`` is the sentence up to the figure's clause, ``value`` the clause with the figure.
    """
    reached = _REACHED.search(arabic_digits(value))
    if reached is not None and (_AIMS.match(label) or _AIMS.match(value)):
        label, value = "", value[reached.start() :]
    # What a figure further ahead counts says nothing of this one.
    for other in (_STAFF, _ROOM, _PHONE):
        value = other.sub(" ", value)
    said = _FIGURE.split(label[-_CLAUSE:])[-1] + value
    ahead = _FIGURE.split(value)[0]  # "ผ่านเว็บไซต์ ไม่น้อยกว่า 300 ราย"
    if is_limit(label) or is_limit(ahead) or _LIKED.search(said):
        return True
    if _AIMS.match(label or value):
        return True
    if not holds(value, "number"):
        return True  # only those who serve, or hours and days, were counted
    return not _COUNTED.search(value) and bool(_SHARE.search(value) or _OFFERED.search(value))


def heads_no_use(document: Document, cell: Cell) -> bool:
    """Whether a figure of a table stands under a heading of shares, marks, hopes or complaints."""
    table = next((t for t in document.tables if t.start <= cell.start < t.end), None)
    if table is None:
        return False
    columns, called = _headings(table, cell)
    row = next((r for r in table.rows if any(c.start == cell.start for c in r)), ())
    if row and _COMPLAINTS.search(f"{table.rows[0][0].text} {row[0].text}"):
        return True
    return any(_MARKS.search(words) for words in columns) or any(
        _NO_COUNT.search(words) or _COMPLAINTS.search(words)
        for words in (*columns, called)
        if words.strip()
    )


def stands_under_visitors(document: Document, at: int) -> bool:
    """Whether a figure stands below a heading or a bare line of who follows or visits a site."""
    above = [heading.text for heading in document.headings if heading.end <= at][-1:]
    above += [line.text for line in lines(document) if at - _BOX <= line.start < at]
    return any(
        _LIKED.search(text) is not None and not _SERVED.search(text) and not _COUNTED.search(text)
        for text in above
    )


def _headings(table: Table, cell: Cell) -> tuple[list[str], str]:
    """What stands over a cell: the headings of its column, and what the table is called."""
    index = next(
        (i for row in table.rows for i, other in enumerate(row) if other.start == cell.start), 0
    )
    heads = [row[index].text for row in table.rows[: header_depth(table)] if index < len(row)]
    return heads, f"{table.caption} {table.heading}"


def counts_visits(sentence: str) -> bool:
    """Whether a sentence counts who came to the office, and nobody who used a service online."""
    return _VISITS.search(sentence) is not None and _ONLINE.search(sentence) is None


def is_of_other_year(sentence: str, document: Document, fiscal_year_be: int) -> bool:
    """Whether a sentence names other years only, on a page that is headed with the fiscal year."""
    years = {year for said in _YEAR.findall(sentence) for year in fiscal_years_be(said)}
    if not years or fiscal_year_be in years:
        return False
    heads = (document.title, *(heading.text for heading in document.headings[:_HEADS]))
    return any(fiscal_year_be in fiscal_years_be(head) for head in heads)


def is_of_site_visits(heading: str) -> bool:
    """Whether a column counts who looked at the website, "เข้าชมเว็บไซต์ (ครั้ง)", and no use."""
    folded = fold_text(heading)
    return _LOOKED_AT.search(folded) is not None and _USED.search(folded) is None
