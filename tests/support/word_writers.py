"""Writes a source as a Word file the way Word itself leaves one after some editing.

Runs broken at every change of script, spelling marks between them, empty cells below a cell merged
downwards, page breaks noted inside cells, a content control around a cell: what readers of clean
files trip over.
"""

import io
import re
import zipfile
from html import escape

from pdf_sources import Source, SourceTable

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LETTERS = '<w:rFonts w:ascii="TH SarabunIT๙" w:hAnsi="TH SarabunIT๙" w:cs="TH SarabunIT๙"/>'
_SCRIPTS = re.compile(r"[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")
_POINTS = re.compile(r" (?=[๐-๙]+\. )")  # numbered points in one cell stand on lines of their own
_STYLES = (
    f'<w:styles xmlns:w="{_MAIN}"><w:style w:type="paragraph" w:default="1" w:styleId="a">'
    '<w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="1"><w:name '
    'w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
)


def as_word(source: Source) -> bytes:
    """The bytes of a DOCX file."""
    body, links = [], []
    for kind, what in source.blocks:
        if kind == "table":
            body.append(_table(source.tables[what]))
        elif kind == "link":
            links.append(what["url"])
            number = len(links)
            words = _runs(what["text"])
            anchor = f'<w:hyperlink r:id="rId{number + 1}">{words}</w:hyperlink>'
            body.append(f"<w:p>{anchor}</w:p>")
        elif kind == "title":
            # Officials centre and embolden; they do not use styles.
            body.append(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_runs(what, bold=True)}</w:p>')
        elif kind == "heading":
            body.append(f'<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr>{_runs(what)}</w:p>')
        else:
            body.append(f"<w:p>{_runs(what)}</w:p>")
    side = 'w:w="16838" w:h="11906" w:orient="landscape"' if source.landscape else ""
    document = (
        f'<w:document xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}"><w:body>{"".join(body)}'
        f"<w:p/><w:sectPr><w:pgSz {side}/></w:sectPr></w:body></w:document>"
    )
    outward = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/hyperlink" Target="{escape(url)}" '
        'TargetMode="External"/>'
        for number, url in enumerate(links, start=2)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        f'PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/><Override '
        f'PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": document,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>{outward}'
        "</Relationships>",
        "word/styles.xml": _STYLES,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # One date for all, so that the same source gives the same bytes.
            entry = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return buffer.getvalue()


def _runs(words: str, *, bold: bool = False) -> str:
    heavy = "<w:b/><w:bCs/>" if bold else ""
    pieces = []
    for number, piece in enumerate(_SCRIPTS.findall(words)):
        thai = "<w:cs/>" if "\u0e00" <= piece[0] <= "\u0e7f" else ""
        if number % 3 == 1:
            pieces.append('<w:proofErr w:type="spellStart"/>')
        half = len(piece) // 2 if number % 2 else len(piece)
        for part in (piece[:half], piece[half:]):
            if part:
                pieces.append(
                    f"<w:r><w:rPr>{_LETTERS}{heavy}{thai}</w:rPr>"
                    f'<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
                )
    return "".join(pieces)


def _table(table: SourceTable) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(1000 * width)}"/>' for width in table.widths)
    rows = []
    for number, row in enumerate(table.rows):
        cells, column = [], 0
        while column < len(row):
            width, merge = _merge(table, number, column)
            shown = merge != "<w:vMerge/>"
            lines = _POINTS.split(row[column]) if shown else [""]
            if number % 7 == 5 and shown:
                lines[0] = "\f" + lines[0]
            span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
            cell = (
                f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{span}{merge}</w:tcPr>'
                f"{''.join(_line(line) for line in lines)}</w:tc>"
            )
            if number == 1 and column == 0:
                inner = f"<w:sdtContent>{cell}</w:sdtContent>"
                cell = f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr>{inner}</w:sdt>'
            cells.append(cell)
            column += width
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number < table.header_rows else ""
        rows.append(f'<w:tr w:rsidR="00A1{number:04X}">{head}{"".join(cells)}</w:tr>')
    borders = "" if table.borderless else '<w:tblStyle w:val="a3"/>'
    return (
        f'<w:tbl><w:tblPr>{borders}<w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{grid}'
        f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _line(words: str) -> str:
    broken = "<w:r><w:lastRenderedPageBreak/></w:r>" if words.startswith("\f") else ""
    return f"<w:p>{broken}{_runs(words.removeprefix(chr(12)))}</w:p>"


def _merge(table: SourceTable, row: int, column: int) -> tuple[int, str]:
    """How many columns the cell covers, and the mark of one merged downwards."""
    for top, left, bottom, right in table.merged:
        if top <= row <= bottom and left <= column <= right:
            if top == bottom:
                return right - left + 1, ""
            mark = '<w:vMerge w:val="restart"/>' if row == top else "<w:vMerge/>"
            return right - left + 1, mark
    return 1, ""
