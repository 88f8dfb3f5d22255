"""The page shows the part on powers and duties, and not a whole statute.

Question: does the bundle hold text on the powers and duties of the agency, and does no document of
it print a law from its preamble to its end?

passed        quotes the first words on powers and duties.
failed        incomplete: a document prints a whole statute and nothing else says the powers; or all
              was read and there is no text on powers and duties.
cantTell      a summary stands beside a whole statute; only a link to a law is there; the text is a
              picture; or a part of the bundle was not read.
inapplicable  never.

Source: the items on powers and duties of the rulebook; whole statutes as agencies paste them.
"""

import re

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
    quote_link,
    quote_text,
)
from checks.match.criteria import is_criteria_text
from checks.match.phrases import Line, lines, matches
from checks.match.pointing import Pointing, pointing
from checks.match.substance import substance
from checks.match.vocabulary import is_placeholder
from crawler.records import Document, LinkKind, Region
from crawler.thai import fold_text

# Folded spelling.
_POWERS = re.compile(
    r"อานาจ(?:และ)?หน้าที่|หน้าที่(?:และ)?อานาจ|บทบาท(?:และ)?หน้าที่|ภารกิจ(?:และ|ความ|ที่)*(?:หน้าที่|รับผิดชอบ)"
    r"|หน้าที่(?:และ)?ความ?รับผิดชอบ|มีหน้าที่|มีอานาจ|(?:authority|powers?)andduties"
)
_NOT_POWERS = re.compile(r"สภาองค์การ|สภาเทศบาล|สมาชิกสภา|มอบอานาจ|ละเว้น|ปฏิบัติหน้าที่")
_DUTY = re.compile(
    r"จัดให้มี|ให้มี|บารุง|ส่งเสริม|ดาเนินการ|คุ้มครอง|รักษา|ป้องกัน|พัฒนา|จัดทา|กากับ|ดูแล|ควบคุม|สนับสนุน|ประสาน|"
    r"เสนอแนะ|ปฏิบัติ|กาหนด|ศึกษา|วิเคราะห์|จัดการ|ให้บริการ|มาตรา"
)
_PREAMBLE = re.compile(
    r"ให้ไว้ณวันที่|พระปรมาภิไธย|มีพระบรมราชโองการ|โดยที่เป็นการสมควร|พระราชโองการโปรดเกล้า"
)
_SECTION = re.compile(r"^[\"'“”\s]*มาตรา ?([0-9๐-๙]{1,3})(?![0-9๐-๙])")
_LAWS = (("พระราชบัญญัติ",), ("พ.ร.บ.",), ("พรบ.",), ("กฎหมายจัดตั้ง",), ("พระราชกฤษฎีกา",))
_WHOLE_LAW = 25  # sections in a row, the first three among them
_LOOKED_AT = 40  # lines below the heading
_LETTERS = 80


@check(version=1)
def powers_part_only(case: Case, options: object) -> Finding:
    """Find the text on powers, and any whole law."""
    statutes = {page.url: line for page in case.documents if (line := _statute(page)) is not None}
    text = next(
        (
            found
            for page in case.documents
            if page.url not in statutes and (found := _powers_text(page, case)) is not None
        ),
        None,
    )
    if text is not None and not statutes:
        return passed(text)
    if statutes:
        law = next(iter(statutes.values()))
        quote = quote_text(law.document, law.start, law.end)
        if text is not None:
            return cant_tell(
                Reason.NEEDS_PERSON, text, quote, note="a summary beside a whole statute"
            )
        return failed(Reason.INCOMPLETE, quote, note="a whole statute", found=law.text[:120])
    if case.gaps:
        return case.absent("no text on powers and duties was seen")
    return _without(case)


def _without(case: Case) -> Finding:
    for page in case.documents:
        for link in page.links:
            words = f"{link.text} {link.title} {link.file_name}"
            content = link.region is Region.CONTENT and link.kind is LinkKind.WEB
            if content and matches(words, _LAWS):
                return cant_tell(
                    Reason.NEEDS_PERSON, quote_link(page, link), note="only a link to a law"
                )
    for page in case.documents:
        named = [line for line in lines(page) if _names_powers(line)]
        for line in named:
            quote = quote_text(page, line.start, line.end)
            if pointing(quote, case) is Pointing.LEADS_TO_UNREAD:
                return cant_tell(Reason.NEEDS_PERSON, quote, note="only a link to unread words")
        pictures = substance((page,)).pictures if named else ()
        if pictures:
            return cant_tell(
                Reason.SCAN_WITHOUT_TEXT, quote_image(*pictures[0]), note="the text is a picture"
            )
    return case.absent("no text on powers and duties", missing="หน้าที่และอำนาจของหน่วยงาน")


def _names_powers(line: Line) -> bool:
    return (
        _POWERS.search(line.folded) is not None
        and not _NOT_POWERS.search(line.folded)
        and not is_criteria_text(line.text)
        and not is_placeholder(line.text)
    )


def _powers_text(page: Document, case: Case) -> Quote | None:
    """The line that names the powers, when text about duties stands on it or below it."""
    rows = lines(page)
    for place, line in enumerate(rows):
        if not _names_powers(line):
            continue
        quote = quote_text(page, line.start, line.end)
        if pointing(quote, case) is not Pointing.CONTENT:
            continue
        below = [
            row
            for row in rows[place : place + _LOOKED_AT]
            if _DUTY.search(row.folded) and not is_criteria_text(row.text)
        ]
        if sum(len(row.folded) for row in below) >= _LETTERS:
            return quote
    return None


def _statute(page: Document) -> Line | None:
    """The line that shows a whole law: its preamble, or its first section."""
    numbers: set[int] = set()
    first: Line | None = None
    preamble: Line | None = None
    for line in lines(page):
        if preamble is None and _PREAMBLE.search(line.folded):
            preamble = line
        match = _SECTION.match(line.text)
        if match is not None:
            numbers.add(int(fold_text(match.group(1))))
            first = first or line
    run = 0
    while run + 1 in numbers:
        run += 1
    if run < _WHOLE_LAW or preamble is None:
        return None
    return preamble or first
