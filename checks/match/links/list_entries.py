"""Tells the entries of a list of posts from content: they name what stands behind them.

A vendor's site answers an item by a list page with a post or more, each with attachments. The
list's titles and days are those of the posts; what the posts hold is weighed by itself.
"""

import re
from collections.abc import Collection, Sequence

from checks.match.links.pointing import aside_from, beside_links, entry_link, links_in
from checks.match.reading.lines import Line, lines
from checks.match.subjects.vocabulary import is_generic
from checks.match.tables.columns import header_depth
from checks.site import Site
from crawler.records import Document, Link, LinkKind, Region, Table
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
# Who put an entry up, in a column of its own. Folded.
_UNIT = re.compile(r"(?:สานัก|กอง|งาน|ฝ่าย|ส่วน|ศูนย์|กลุ่ม|หน่วย|ผู้ดูแล|แอดมิน)(?!ผล)[ก-๎.]{0,30}")
_MOSTLY = 0.7  # of a line that labels cover
_TITLE = 8  # folded letters of a title that an entry and its post may share
# Heads of columns of a list of documents, none of what a document tells. Folded.
_HEAD = re.compile(
    r"(?:ลาดับ(?:ที่)?|ที่|no\.?|#|เรื่อง|ชื่อ(?:เรื่อง|เอกสาร|ไฟล์|ข่าว|บทความ)|หัวข้อ(?:ข่าว)?|รายการ(?:เอกสาร)?|เอกสาร|ประกาศ|title"
    r"|วัน(?:ที่|/เดือน/ปี|เดือนปี)?(?:ลง(?:ข้อมูล|ประกาศ)?|ประกาศ|เผยแพร่|โพสต์|สร้าง)?|date|ผู้(?:ลง|โพสต์|เผยแพร่|ประกาศ|เขียน)(?:ข้อมูล)?|author"
    r"|ขนาด(?:ไฟล์)?|ชนิด(?:ไฟล์)?|ประเภทไฟล์|ดาวน์โหลด|ไฟล์(?:แนบ)?|เอกสารแนบ|ลิงก์|ลิงค์|link|download|รายละเอียด|ดู|เปิด(?:ดู|อ่าน)?"
    r"|(?:จานวน)?(?:ผู้|คน|การ|ครั้ง)?(?:ที่)?(?:เปิด)?(?:อ่าน|เข้าชม|ชม|ดาวน์โหลด)|hits|views)?"
)


def entry_lines(
    document: Document, members: Sequence[Document], site: Site | None = None
) -> tuple[Line, ...]:
    """The lines of a document that are entries of a list of which one leads to another member.

    Entries that lead to other pages of the site, or to what is gone, are of the list, too, and
    so are the heads of a table whose other rows are all such entries. A table that by its heads
    is a list is one also when all that it leads to is gone.
    """
    titles = {
        other.url: [fold_text(words) for words in (other.title, *(h.text for h in other.headings))]
        for other in members
        if other.url != document.url
    }
    if not document.links:
        return ()
    said = lines(document, _CONTENT)
    rows = {row: table for table in document.tables if _is_list(table) for row in _rows(table)}
    found: list[Line] = []
    joined = False
    for line in said:
        link = _entry(line, titles, site, listed=line.start in rows)
        if link is None or link.kind is not LinkKind.WEB:
            continue
        url = _resolved(link, site)
        if url in titles or (site is not None and line.start in rows and site.dead(url)):
            joined = True
        elif site is None or (site.document(url) is None and site.dead(url) is None):
            continue
        found.append(line)
    if not joined:
        return ()
    starts = {line.start for line in found}
    heads = [
        line
        for table in document.tables
        if _all_entries(table, said, starts)
        for line in said
        if table.start <= line.start < table.end and line.start not in starts
    ]
    return tuple(sorted((*found, *heads), key=lambda line: line.start))


def leads_nowhere(line: Line, site: Site, *, listed: bool) -> bool:
    """Whether a line is the label of a link whose end was not read or does not exist."""
    entry = entry_link(line)
    if entry is not None:
        return _is_unread(entry, site, listed=listed)
    covered = 0
    for link in line.document.links:
        share = min(link.end, line.end) - max(link.start, line.start)
        if not link.text or share <= 0:
            continue
        if not _is_unread(link, site, listed=listed):
            return False
        covered += share  # the name of a file and "ดาวน์โหลด" beside it are two links
    return covered >= _MOSTLY * (line.end - line.start)


def _is_unread(link: Link, site: Site, *, listed: bool) -> bool:
    web = link.kind is LinkKind.WEB and site.document(link.url) is None
    if web and listed:
        return site.dead(link.url) is not None
    return web or link.kind is LinkKind.EMPTY


def _entry(
    line: Line, titles: dict[str, list[str]], site: Site | None, *, listed: bool
) -> Link | None:
    """The link of an entry: alone in its line, beside its day, its unit or its title in words."""
    entry = entry_link(line)
    links = links_in(line)
    if entry is not None or not links:
        return entry
    rest = aside_from(beside_links(line))
    if _UNIT.fullmatch(rest):
        return links[0]
    if not all(is_generic(link.text) for link in links):
        return None
    if listed:
        return links[0]
    heads = titles.get(_resolved(links[0], site), ())
    if len(rest) >= _TITLE and any(rest in aside_from(head) for head in heads):
        return links[0]
    return None


def _resolved(link: Link, site: Site | None) -> str:
    return link.url if site is None else site.resolve(link.url)


def _is_list(table: Table) -> bool:
    """Whether the heads of a table are those of a list of documents."""
    depth = header_depth(table)
    return depth > 0 and all(
        _HEAD.fullmatch(fold_text(cell.text)) for row in table.rows[:depth] for cell in row
    )


def _rows(table: Table) -> list[int]:
    """Where the rows below the heads of a table start."""
    depth = header_depth(table)
    return [min(cell.start for cell in row) for row in table.rows[depth:] if row]


def _all_entries(table: Table, said: Sequence[Line], starts: Collection[int]) -> bool:
    within = sum(table.start <= line.start < table.end and line.start in starts for line in said)
    return within > 0 and within >= len(table.rows) - header_depth(table)
