"""Columns that their cells or their neighbours tell, whatever stands above them.

A column in which every cell is a time and nothing else tells when; the one column of prose beside
the money that was spent, under a heading of the agency's own, tells what was done with it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from checks.match.fields.deeds import counts_things, tells_result
from checks.match.periods.dates import MONTH, plain_text
from checks.match.periods.period_columns import period_charts
from checks.match.reading.phrases import matches
from checks.match.reading.values import holds, is_dash
from checks.match.tables.columns import Column, cells_of_rows, columns
from crawler.records import Document
from crawler.thai import fold_text

_LETTERS = re.compile(r"[ก-ฮa-zA-Z]")
_PROSE = 4  # letters of a cell that says something
# Folded headings that claim their column for another field.
_CLAIMED = re.compile(
    fold_text(
        r"โครงการ|กิจกรรม|แผนงาน|รายการ|^ที่$|ลำดับ|งบ|บาท|เงิน|หน่วย|กอง|รับผิดชอบ|เวลา|ช่วง|เดือน|ไตรมาส|กำหนด|หมายเหตุ|ผลผลิต|เป้าหมาย"
        r"|คาดว่า|จะได้|ได้อะไร|ตัวชี้วัด|สถานที่|วัตถุประสงค์|ยุทธศาสตร์|แหล่ง|หมวด|ประเภท|วิธี|ผู้|ชื่อ|ภารกิจ|งานที่|เรื่อง|หลักสูตร|พื้นที่|หมู่|ตำบล|อำเภอ|จังหวัด|ปี"
        r"|ด้าน|มาตรการ"
    )
)
# Folded headings of what is told of each thing, or gathers several.
_TOLD_OF_EACH = re.compile(
    fold_text(
        r"งบ|บาท|เงิน|หน่วย|กอง|ฝ่าย|รับผิดชอบ|เวลา|ช่วง|เดือน|ไตรมาส|หมายเหตุ|ผล|เป้า|คาดว่า|ตัวชี้วัด|สถานที่|วัตถุ|ยุทธ|แหล่ง|หมวด|ประเภท"
        r"|วิธี|ผู้|ด้าน|มิติ|ประเด็น|แผน|กลุ่ม|พื้นที่|สถานะ|ปี"
    )
    + r"|project|initiative|activit|budget|owner|timeline|target|kpi"
)
# What went wrong, and what is to be done about it, tell no result.
_REMARKS_ON = re.compile(
    fold_text(r"สาเหตุ|ปัญหา|อุปสรรค|ติด|ข้อ(?:จำกัด|ขัด|เสนอ|คิด)|เสนอ|ควร|แนวทาง|แก้|ไม่")
)
# Headings of what was done.
_OF_RESULTS = re.compile(
    fold_text(r"ผล|สถานะ|คืบหน้า|ก้าวหน้า|ทำ|ดำเนิน|สำเร็จ|บรรลุ|รายละเอียด|จริง")
    + r"|result|status|progress"
)
_MOST = 0.8  # of the rows
# Days on which something was signed, announced or reported are no times of projects.
_OTHER_DAYS = re.compile(
    r"ลงนาม|ลงวันที่|เผยแพร่|ประกาศ|รายงาน|ข้อมูล ?ณ|สัญญา|อนุมัติ|ปรับปรุง|ออกให้|รับแจ้ง|รับเรื่อง|ตั้งกระทู้"
    r"|หมดอายุ|เกิด"
)
_LEAST = 2  # rows
_PLANS = re.compile(r"แผน|เป้า|คาด|ตั้งไว้|จัดสรร|อนุมัติ|จะใช้|จะทำ")
_SPENT_BESIDE = re.compile(
    r"(?:(?<!จะ)(?<!ให้)(?:ใช้|จ่าย|เบิก)|หมดไป|หมดเงิน"
    r"|เสีย(?:ไป|ค่า|เงิน))(?!บริการ)[ก-๎ ]{0,24}?[\d][\d,.]* ?(?:พัน|หมื่น|แสน|ล้าน)? ?(?:บาท|บ\.)"
    r"|ไม่(?:ได้)? ?(?:ใช้|มี|เสีย) ?(?:งบ|เงิน|ค่าใช้จ่าย)"
)
# Sums in a column of remarks; what was spent is told in reports.
_REMARKS = re.compile(r"หมายเหตุ|รายละเอียด|อื่น")
_REPORTED = re.compile(r"ผลการ|ผลที่|ใช้ไป|ใช้จริง|เบิก|จ่ายจริง|คงเหลือ|ดำเนินการแล้ว")
_SUM = re.compile(
    r"^(?!.*(?:ใช้ไป|ใช้จริง|เบิก|จ่ายแล้ว|จ่ายจริง|หมดไป|คงเหลือ)).*"
    r"(?:\d[\d,.]{0,20} ?(?:พัน|หมื่น|แสน|ล้าน)? ?บาท|ไม่(?:ได้)? ?(?:ใช้|มี) ?งบ)"
)
_ANY: tuple[tuple[str, ...], ...] = (("",),)
# All that a cell of a plan's timing is made of; the months apart.
_OF_TIME = re.compile(
    rf"{MONTH}|ไตรมาส(?:ที่)?|ครึ่งปี(?:แรก|หลัง)?|ตลอด ?(?:ทั้ง)?ปี(?:งบประมาณ)?"
    r"|ทุก ?(?:วัน|เดือน|ไตรมาส|ปี|สัปดาห์)|ปีงบประมาณ|ปี"
    r"|เดือน|วันที่|วัน(?:ทำการ)?|สัปดาห์|นาที|ชั่วโมง|ชม\.?|พ\.ศ\.|ภายใน|ไม่เกิน|ประมาณ|ถึง|สิ้น|ต้น|กลาง|ปลาย|แรก|หลัง|ละ|ครั้ง|ที่"
    r"|และ|ของ|ต่อ|ตาม|งวด|รอบ|[\d\s\-–—,./():]",
    re.I,
)


def typed_columns(
    documents: Iterable[Document], kind: str, not_words: Sequence[str] = ()
) -> Iterator[Column]:
    """Columns of which nearly every cell is a stretch of time; other kinds are not told so.

    Sums of money and counts look alike whatever they are of; a time in a plan is its timing.
    """
    if kind != "duration":
        return
    for column in columns(documents, _ANY):
        if not matches(column.heading_text, _ANY, not_words):
            continue
        if _OTHER_DAYS.search(column.heading_text):
            continue
        cells = cells_of_rows(column)
        timed = [cell for cell in cells if cell.text.strip() and _is_time(cell.text)]
        if len(timed) >= _LEAST and len(timed) >= _MOST * len(cells):
            yield Column(
                document=column.document,
                table=column.table,
                heading=column.heading,
                heading_text=column.heading_text,
                cells=tuple(timed),
            )


def untold_column(
    documents: Iterable[Document],
    beside: Sequence[Sequence[str]],
    not_words: Sequence[str] = (),
) -> Iterator[Column]:
    """The one column of prose that no known heading claims, in tables with a column ``beside``.

    Of several such columns the one that tells what came of something, "ผ่าน 38 จาก 40 ราย".
    """
    if not beside:
        return
    pages = tuple(documents)
    found = list(columns(pages, _ANY))
    # Places and no tables: one that lies on its side is turned anew each time it is read.
    marks = [_place(column) for column in columns(pages, beside) if _filled(column, "money")]
    for mark in marks:
        prose = [
            column
            for column in found
            if _place(column) == mark
            and not _CLAIMED.search(fold_text(column.heading_text))
            and not _REMARKS_ON.search(fold_text(column.heading_text))
            and not matches(column.heading_text, beside)
            and not any(fold_text(word) in fold_text(column.heading_text) for word in not_words)
            and sum(len(_LETTERS.findall(cell.text)) >= _PROSE for cell in column.cells)
            >= _MOST * len(column.cells)
        ]
        if len(prose) > 1:
            prose = [column for column in prose if _tells_results(column)]
        if len(prose) == 1:
            yield prose[0]


def column_of_results(documents: Iterable[Document]) -> Column | None:
    """The first column whose cells tell results, of two rows or more, by those cells alone."""
    for column in columns(documents, _ANY):
        if _PLANS.search(column.heading_text) or _REMARKS_ON.search(fold_text(column.heading_text)):
            continue
        told = tuple(cell for cell in column.cells if tells_result(cell.text))
        if len(told) >= _LEAST and len(told) * 2 >= len(column.cells):
            return replace(column, cells=told)
    return None


def own_prose(documents: Iterable[Document]) -> Iterator[Column]:
    """Columns of prose whose headings claim them neither for a field of plans nor for results."""
    for column in columns(documents, _ANY):
        head = fold_text(column.heading_text)
        if not head or _CLAIMED.search(head) or _OF_RESULTS.search(head):
            continue
        said = [cell for cell in column.cells if len(_LETTERS.findall(cell.text)) >= _PROSE]
        if said:
            yield column


def named_beside(documents: Iterable[Document], sums: Sequence[Sequence[str]]) -> Iterator[Column]:
    """The first column of prose of a table with a column of times and one of ``sums``.

    "งานบริหารบุคคล | งบ | เดือน" names what is to be done, whatever its heading says.
    """
    pages = tuple(documents)
    timed = {_place(column) for column in typed_columns(pages, "duration")}
    charts = [
        (chart.document.url, chart.heading.start) for chart in period_charts(pages, "duration")
    ]
    timed |= {
        (page.url, table.start)
        for page in pages
        for table in page.tables
        if any(url == page.url and table.start <= at < table.end for url, at in charts)
    }
    timed &= {_place(column) for column in columns(pages, sums) if _filled(column, "money")}
    for column in columns(pages, _ANY):
        if _place(column) not in timed or _TOLD_OF_EACH.search(fold_text(column.heading_text)):
            continue
        cells = cells_of_rows(column)
        prose = sum(len(_LETTERS.findall(cell.text)) >= _PROSE for cell in cells)
        if prose >= _MOST * len(cells) and not any(_is_time(c.text) for c in column.cells):
            yield column


def _tells_results(column: Column) -> bool:
    """Whether most cells of a column say what came of something, or count persons or things."""
    told = sum(tells_result(cell.text) or counts_things(cell.text) for cell in column.cells)
    return told * 2 >= len(column.cells)


def _place(column: Column) -> tuple[str, int]:
    """Where the table of a column stands."""
    return column.document.url, column.table.start


def mixed_column(documents: Iterable[Document], not_words: Sequence[str] = ()) -> Iterator[Column]:
    """Columns whose cells say beside something else what was spent: "86 คน / จ่าย 900 บาท"."""
    for column in columns(documents, _ANY):
        if _PLANS.search(column.heading_text) or not matches(column.heading_text, _ANY, not_words):
            continue
        cells = [cell for cell in column.cells if cell.text.strip()]
        spent = [cell for cell in cells if _SPENT_BESIDE.search(plain_text(cell.text))]
        if len(spent) >= _LEAST and len(spent) * 2 >= len(column.cells):
            yield Column(
                document=column.document,
                table=column.table,
                heading=column.heading,
                heading_text=column.heading_text,
                cells=tuple(spent),
            )


def planned_beside(documents: Iterable[Document]) -> Iterator[Column]:
    """Columns of remarks whose cells say in a plan what is to be used: "40,000 บาท/ปี", "ไม่ใช้งบ"."""
    for column in columns(documents, _ANY):
        if not _REMARKS.search(column.heading_text):
            continue
        heads = " ".join(cell.text for cell in column.table.rows[0])
        if _REPORTED.search(heads):
            continue
        cells = [cell for cell in column.cells if cell.text.strip()]
        sums = [cell for cell in cells if _SUM.search(plain_text(cell.text))]
        if len(sums) >= _LEAST and len(sums) * 2 >= len(column.cells):
            yield Column(
                document=column.document,
                table=column.table,
                heading=column.heading,
                heading_text=column.heading_text,
                cells=tuple(sums),
            )


def _filled(column: Column, kind: str) -> bool:
    held = sum(holds(cell.text, kind) for cell in column.cells)
    return bool(column.cells) and held * 2 >= len(column.cells)


def _is_time(text: str) -> bool:
    plain = plain_text(text)
    if is_dash(text) or not holds(text, "duration") or re.fullmatch(r"\s*\d+\s*", plain):
        return False  # a bare figure may be anything, a year among the columns too
    return not _OF_TIME.sub("", plain).strip()
