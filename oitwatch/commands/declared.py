"""Reads the addresses that an agency declares as its answers, as it types them into ITAS."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checks.evaluate import matcher_for
from checks.match.subjects.item_codes import leading_code
from checks.records import Strength
from checks.rulebook import Rulebook
from crawler.records import DeclaredUrl
from crawler.urls import canonical
from oitwatch.commands.inputs import item_code
from oitwatch.errors import UsageError
from oitwatch.sheets import UNREAD, Row, read_table
from oitwatch.texts import Texts

_CODE = frozenset({"item_code", "item", "code", "ข้อ", "รหัสข้อ", "ข้อที่", "oit"})
_TITLE = frozenset(
    {"title", "item_title", "ชื่อข้อ", "รายการ", "ข้อมูล", "ข้อคำถาม", "ประเด็น", "ประเด็นการตรวจ", "หัวข้อ"}
)
# "url", "url 2", "ลิงก์ที่ 3": ITAS offers more than one place for an answer.
_URL = re.compile(r"(?:url|link|ลิงก์|ลิงค์)s?(?:[ _]?(?:ที่)?[ _]?[0-9๐-๙]{1,2})?(?:ที่ตอบ)?", re.I)
_EXPLANATION = frozenset({"explanation", "คำอธิบาย", "คำอธิบายเพิ่มเติม", "หมายเหตุ"})
# Several addresses of one cell: a new one begins after white space or a mark.
_MOST_LINES = 100  # told of one file; more are counted
_NEXT_URL = re.compile(r"[\s,;|]+(?=https?://)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    code: int | None
    title: int | None
    urls: tuple[int, ...]
    explanation: int | None


def read_declared(path: Path | None, rulebook: Rulebook, texts: Texts) -> tuple[DeclaredUrl, ...]:
    """The rows of a CSV, TSV or workbook file: item code or title, addresses, explanation.

    Rows without any entry are passed over; several rows may answer one item, and one row may hold
    several addresses, in one cell or in columns of their own. Item codes are those of the rulebook.

    Raises:
        UsageError: the file cannot be read, or rows are wrong; the message names every such line.
    """
    if path is None:
        return ()
    table = read_table(path, lambda cells: _columns(cells) is not None)
    columns = _columns(table.header.cells) if table is not None else None
    if table is None or columns is None:
        raise UsageError("bad_declared_header", path=str(path))
    declared: dict[DeclaredUrl, None] = {}
    problems: dict[int, str] = {}
    for row in table.rows:
        code, title, explanation = (
            _cell(row, place) for place in (columns.code, columns.title, columns.explanation)
        )
        urls = tuple(_urls(row, columns))
        if row.broken or UNREAD in code + title + "".join(urls):
            problems[row.line] = texts.say("error.declared_unread_letters")
            continue
        code, problem = _item_of(code, title, rulebook, texts)
        for url in urls:
            problem = problem or problem_of(code, url, rulebook, texts)
        if problem:
            problems[row.line] = problem
            continue
        for url in urls:
            entry = DeclaredUrl(item_code=item_code(code) or code, url=url, explanation=explanation)
            declared[entry] = None
    if problems:
        raise _refused(path, problems, texts)
    return tuple(declared)


def _refused(path: Path, problems: Mapping[int, str], texts: Texts) -> UsageError:
    """All lines that must be mended, so that the file is mended once."""
    if len(problems) == 1:
        ((line, problem),) = problems.items()
        return UsageError("bad_declared_row", path=str(path), line=str(line), problem=problem)
    told = [
        texts.say("error.declared_line", line=str(line), problem=problem)
        for line, problem in problems.items()
    ]
    if len(told) > _MOST_LINES:
        left = str(len(told) - _MOST_LINES)
        told = [*told[:_MOST_LINES], texts.say("error.declared_more_lines", count=left)]
    facts = {"count": str(len(problems)), "lines": "\n".join(told)}
    return UsageError("bad_declared_rows", path=str(path), **facts)


def problem_of(code: str, url: str, rulebook: Rulebook, texts: Texts) -> str:
    """What is wrong with an answer in one sentence, "" when nothing is."""
    if not code:
        return texts.say("error.declared_no_item")
    known = item_code(code)
    if known is None:
        return texts.say("error.declared_bad_item", text=code)
    if all(item.item_code != known for item in rulebook.items):
        year = str(rulebook.fiscal_year_be)
        return texts.say("error.declared_other_item", text=known, year=year)
    if "://" not in url or canonical(url) is None:
        return texts.say("error.declared_bad_url", text=url or " ")
    return ""


def _item_of(code: str, title: str, rulebook: Rulebook, texts: Texts) -> tuple[str, str]:
    """The item code of a row, and what is wrong with it.

    A title may stand behind the code, in a column of its own, or alone. Where it names another item
    than the code, as a list of another year does, nobody but the agency knows which is meant.
    """
    if code and item_code(code) is None:
        number = leading_code(code)
        code, title = (f"O{number}" if number else ""), title or code
    named = _named(title, rulebook)
    own = item_code(code)
    if own is None:
        if code or len(named) == 1:
            return code or named[0], ""
        return "", texts.say("error.declared_bad_item", text=title) if title else ""
    if named and own not in named:
        facts = {"code": own, "title": title, "named": named[0]}
        return own, texts.say("error.declared_two_items", **facts)
    return own, ""


def _named(title: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Codes of the items that a title is the name of."""
    slugs = {
        match.slug
        for match in matcher_for(rulebook).match_text(title)
        if match.strength is Strength.EXACT
    }
    return tuple(item.item_code for item in rulebook.items if item.slug in slugs)


def _urls(row: Row, columns: _Columns) -> Iterator[str]:
    """The addresses of a row; one empty one when it has none, so that the row is not lost."""
    filled = [text for place in columns.urls if (text := _cell(row, place))]
    yield from (url for text in filled for url in _NEXT_URL.split(text)) if filled else ("",)


def _columns(header: Sequence[str]) -> _Columns | None:
    urls = tuple(place for place, name in enumerate(header) if _URL.fullmatch(name.strip()))
    code, title, explanation = (_column(header, names) for names in (_CODE, _TITLE, _EXPLANATION))
    if not urls or (code is None and title is None):
        return None
    return _Columns(code=code, title=title, urls=urls, explanation=explanation)


def _column(header: Sequence[str], names: Collection[str]) -> int | None:
    return next((place for place, name in enumerate(header) if name.strip().lower() in names), None)


def _cell(row: Row, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""
