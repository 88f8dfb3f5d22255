"""Writes a source as HTML, typst, flat Writer and flat Calc text, for the programs that print."""

from collections.abc import Callable
from html import escape

from pdf_sources import Source, SourceTable

Change = Callable[[str], str]
FONTS = {"html": "Garuda", "typst": "Laksaman", "writer": "Norasi", "calc": "Loma"}
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
    }.items()
)
_PAPER = {False: ("21cm", "29.7cm"), True: ("29.7cm", "21cm")}


def as_html(source: Source, change: Change) -> str:
    """A page for print, table heads repeated on each sheet."""
    pieces = []
    for kind, what in source.blocks:
        if kind == "table":
            pieces.append(_html_table(source.tables[what], change))
        elif kind == "link":
            pieces.append(f'<p><a href="{escape(what["url"])}">{escape(change(what["text"]))}</a>')
        else:
            tag = {"title": "h1", "heading": "h2"}.get(kind, "p")
            pieces.append(f"<{tag}>{escape(change(what))}</{tag}>")
    side = "landscape" if source.landscape else "portrait"
    return (
        f"<!doctype html><html lang=th><meta charset=utf-8><title>{source.name}</title><style>"
        f"@page{{size:A4 {side};margin:2cm}}body{{font:12pt {FONTS['html']}}}"
        "h1{font-size:15pt;text-align:center;margin:2pt}h2{font-size:13pt}"
        "table{border-collapse:collapse;width:100%;font-size:10pt}td,th{vertical-align:top;"
        "padding:2pt 4pt}.b td,.b th{border:1px solid black}</style>" + "".join(pieces)
    )


def _html_table(table: SourceTable, change: Change) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.1f}%">' for width in table.widths)
    rows = []
    for number, row in enumerate(table.rows):
        cells = []
        for column, words in enumerate(row):
            span = table.span(number, column)
            if span:
                tag = "th" if number < table.header_rows else "td"
                spans = f" rowspan={span[0]} colspan={span[1]}"
                cells.append(f"<{tag}{spans}>{escape(change(words))}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head, body = rows[: table.header_rows], rows[table.header_rows :]
    frame = "" if table.borderless else " class=b"
    return (
        f"<table{frame}><colgroup>{columns}</colgroup><thead>{''.join(head)}</thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def as_typst(source: Source, change: Change) -> str:
    """A typst document."""
    flip = "true" if source.landscape else "false"
    pieces = [
        f'#set page(paper: "a4", flipped: {flip}, margin: 2cm, numbering: "1")\n'
        f'#set text(font: "{FONTS["typst"]}", size: 12pt, lang: "th")\n'
    ]
    for kind, what in source.blocks:
        if kind == "table":
            pieces.append(_typst_table(source.tables[what], change))
        elif kind == "link":
            pieces.append(f"#link({_quoted(what['url'])})[#{_quoted(change(what['text']))}]\n\n")
        elif kind == "title":
            words = _quoted(change(what))
            pieces.append(f"#align(center, text(size: 15pt, weight: 700, {words}))\n")
        elif kind == "heading":
            pieces.append(f"#text(weight: 700, {_quoted(change(what))})\n\n")
        else:
            pieces.append(f"#{_quoted(change(what))}\n\n")
    return "".join(pieces)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_table(table: SourceTable, change: Change) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        for column, words in enumerate(row):
            span = table.span(number, column)
            if span:
                size = f"rowspan: {span[0]}, colspan: {span[1]}"
                rows.append(f"table.cell({size}, text(size: 10pt, {_quoted(change(words))})),")
        if number + 1 == table.header_rows:
            rows = ["table.header(", *rows, "),"]
    stroke = "none" if table.borderless else "0.5pt"
    widths = ", ".join(f"{width}fr" for width in table.widths)
    return f"#table(columns: ({widths}), stroke: {stroke}, {' '.join(rows)})\n"


def as_writer(source: Source, change: Change) -> str:
    """A flat text document with a page number below each page."""
    width, height = _PAPER[source.landscape]
    body, styles = [], []
    for kind, what in source.blocks:
        if kind == "table":
            table = source.tables[what]
            room = 25.0 if source.landscape else 16.5
            styles += [*_column_styles(table, room), _frame_style(table)]
            body.append(_odf_table(table, change, f"T{what}", "cell"))
        elif kind == "link":
            words = escape(change(what["text"]))
            body.append(
                f'<text:p><text:a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple" '
                f'xlink:href="{escape(what["url"])}">{words}</text:a></text:p>'
            )
        else:
            style = {"title": "Title", "heading": "Head"}.get(kind, "Body")
            body.append(f'<text:p text:style-name="{style}">{escape(change(what))}</text:p>')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:styles>{_paragraph('Body', 'writer', 12)}"
        f"{_paragraph('Title', 'writer', 15, bold=True, centred=True)}"
        f"{_paragraph('Head', 'writer', 13, bold=True)}{_paragraph('Cell', 'writer', 10)}"
        f"</office:styles><office:automatic-styles>{''.join(styles)}"
        '<style:page-layout style:name="P"><style:page-layout-properties fo:margin="2cm" '
        f'fo:page-width="{width}" fo:page-height="{height}"/><style:footer-style/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="P"><style:footer>'
        '<text:p text:style-name="Body">หน้า <text:page-number/></text:p></style:footer>'
        "</style:master-page></office:master-styles><office:body><office:text>"
        f"{''.join(body)}</office:text></office:body></office:document>"
    )


def as_calc(source: Source, change: Change) -> str:
    """A flat spreadsheet: titles in merged rows above the table, one sheet."""
    width, height = _PAPER[source.landscape]
    room = 25.0 if source.landscape else 17.0
    table = source.tables[0]
    span = len(table.widths)
    rows, after = [], False
    for kind, what in source.blocks:
        if kind == "table":
            rows.append(_odf_rows(table, change, "cell"))
            after = True
            continue
        style = "plain" if after or kind == "text" else "title"
        rows.append(
            f'<table:table-row><table:table-cell table:style-name="{style}" '
            f'table:number-columns-spanned="{span}" table:number-rows-spanned="1">'
            f"<text:p>{escape(change(what))}</text:p></table:table-cell></table:table-row>"
        )
    columns = "".join(
        f'<table:table-column table:style-name="c{number}"/>' for number in range(span)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
        f"<office:automatic-styles>{''.join(_column_styles(table, room))}"
        f"{_cell('title', 14, bold=True)}{_cell('plain', 11)}{_cell('cell', 10, border=True)}"
        '<style:style style:name="tab" style:family="table" style:master-page-name="Default"/>'
        '<style:page-layout style:name="P"><style:page-layout-properties fo:margin="1.5cm" '
        f'fo:page-width="{width}" fo:page-height="{height}"/></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Default" style:page-layout-name="P"/>'
        "</office:master-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="แผ่นที่ 1" table:style-name="tab">{columns}{"".join(rows)}'
        "</table:table></office:spreadsheet></office:body></office:document>"
    )


def _column_styles(table: SourceTable, room: float) -> list[str]:
    total = sum(table.widths)
    return [
        f'<style:style style:name="c{number}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{room * width / total:.2f}cm"/>'
        "</style:style>"
        for number, width in enumerate(table.widths)
    ]


def _frame_style(table: SourceTable) -> str:
    frame = "" if table.borderless else 'fo:border="0.5pt solid #000000" '
    return (
        '<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties '
        f'{frame}fo:padding="0.08cm"/></style:style>'
    )


def _odf_table(table: SourceTable, change: Change, name: str, style: str) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="c{number}"/>' for number in range(len(table.widths))
    )
    return (
        f'<table:table table:name="{name}">{columns}{_odf_rows(table, change, style)}</table:table>'
    )


def _odf_rows(table: SourceTable, change: Change, style: str) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        cells = []
        for column, words in enumerate(row):
            span = table.span(number, column)
            if span is None:
                cells.append("<table:covered-table-cell/>")
                continue
            cells.append(
                f'<table:table-cell table:style-name="{style}" office:value-type="string" '
                f'table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}">'
                f'<text:p text:style-name="Cell">{escape(change(words))}</text:p>'
                "</table:table-cell>"
            )
        rows.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    head, body = rows[: table.header_rows], rows[table.header_rows :]
    return f"<table:table-header-rows>{''.join(head)}</table:table-header-rows>{''.join(body)}"


def _paragraph(
    name: str, font: str, size: int, *, bold: bool = False, centred: bool = False
) -> str:
    align = '<style:paragraph-properties fo:text-align="center"/>' if centred else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph">{align}'
        f"{_letters(FONTS[font], size, bold=bold)}</style:style>"
    )


def _cell(name: str, size: int, *, bold: bool = False, border: bool = False) -> str:
    frame = 'fo:border="0.5pt solid #000000" ' if border else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell">'
        f'<style:table-cell-properties {frame}fo:wrap-option="wrap" '
        f'style:vertical-align="top"/>{_letters(FONTS["calc"], size, bold=bold)}</style:style>'
    )


def _letters(font: str, size: int, *, bold: bool) -> str:
    weight = "bold" if bold else "normal"
    return (
        f'<style:text-properties fo:font-family="{font}" style:font-family-complex="{font}" '
        f'fo:font-size="{size}pt" style:font-size-complex="{size}pt" '
        f'fo:font-weight="{weight}" style:font-weight-complex="{weight}"/>'
    )
