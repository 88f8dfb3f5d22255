"""The data can be had as a spreadsheet, beside a PDF where both are asked for.

Question: does the content of the bundle link a spreadsheet (XLSX, XLS, ODS, CSV or an online sheet)
that is not dead, and a PDF?

passed        quotes the link to the spreadsheet.
failed        incomplete: there is none, or no PDF; what is missing is named. dead_link: the link
              leads nowhere.
cantTell      links whose kind cannot be told by their address, or a part that was not read.
inapplicable  never.

Source: components "published as a spreadsheet" of the procurement items.
"""

import re
from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, failed, passed, quote_link
from checks.match.links.pointing import leads_nowhere
from crawler.records import Document, Link, LinkKind, Region
from crawler.thai import fold_text

_SHEET = re.compile(
    r"\.(?:xlsx?|xlsm|xlsb|ods|csv)(?:$|[?#&])|docs\.google\.com/spreadsheets|[?&](?:format|type|export)=(?:xlsx?|csv)",
    re.I,
)
_SHEET_WORDS = re.compile(r"excel|xlsx?|csv|ตารางคำนวณ|เอ็กเซล|สเปรดชีต", re.I)
_PDF = re.compile(r"\.pdf(?:$|[?#&])|[?&](?:format|type|export)=pdf", re.I)
_PDF_WORDS = re.compile(r"pdf|พีดีเอฟ", re.I)
_FORM = re.compile(r"\.(?:xlsx?|xlsm|xlsb|ods|csv|pdf)(?=$|[?#&])", re.I)
# What a label says of the form of its file. Folded.
_FORM_WORDS = re.compile(
    r"pdf|พีดีเอฟ|excel|xlsx?|csv|ods|เอ็กเซล|ตารางคานวณ|สเปรดชีต|ดาวน์โหลด|download|เอกสาร|ไฟล์|แบบ(?:pdf|excel)|รูปแบบ|[\W_]+"
)
_DOWNLOAD = re.compile(r"ดาวน์โหลด|download|เอกสาร|ไฟล์", re.I)
_PAGE = re.compile(r"/$|\.(?:html?|php|aspx?)(?:$|\?)|^[^.]*$", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Whether a PDF is asked for as well."""

    pdf: bool = False  # on where a PDF is asked for as well


@check(version=2, options=Options)
def spreadsheet_offered(case: Case, options: Options) -> Finding:
    """Tell the files of the content apart by address and words."""
    if not case.documents:
        return case.absent("nothing was found that could link a file")
    links = [
        (document, link)
        for document in case.documents
        for link in document.links
        if link.region is Region.CONTENT and link.kind in {LinkKind.WEB, LinkKind.EMPTY}
    ]
    links += _beside(case)
    offered = [(d, k) for d, k in links if _is(k, _SHEET, _SHEET_WORDS)]
    printed = [(d, k) for d, k in links if _is(k, _PDF, _PDF_WORDS)]
    alive = [(d, k) for d, k in offered if not leads_nowhere(k, case)]
    if alive:
        document, link = alive[0]
        quote = quote_link(document, link)
        if options.pdf and not printed:
            return failed(
                Reason.INCOMPLETE, quote, note="no PDF", missing="ไฟล์ PDF", part="ไฟล์ PDF"
            )
        return passed(quote, found=link.text or link.file_name or link.url)
    if offered:
        document, link = offered[0]
        return failed(Reason.DEAD_LINK, quote_link(document, link), found=link.url or link.text)
    unknown = next((pair for pair in links if _unknown(pair, case)), None)
    if unknown is not None:
        quote = quote_link(*unknown)
        return cant_tell(
            Reason.NEEDS_PERSON, quote, note="a file of unknown kind", found=quote.text
        )
    missing = "ไฟล์ตารางคำนวณ (Excel)"
    if printed:
        return failed(
            Reason.INCOMPLETE,
            quote_link(*printed[0]),
            note="only a PDF",
            missing=missing,
            part=missing,
        )
    return case.absent("no file is linked", missing=missing, part=missing)


def _beside(case: Case) -> list[tuple[Document, Link]]:
    """Where the place is a file itself: the links to it, and those to the same file in other forms.

    They stand on the pages that lead to it, in its row, under its file's name or under its label.
    """
    lead = case.documents[0]
    if not _SHEET.search(lead.url) and not _PDF.search(lead.url):
        return []
    found: list[tuple[Document, Link]] = []
    for page in case.site.documents:
        to_it = [link for link in page.links if link.url == lead.url]
        rows = {(link.table, link.row) for link in to_it if link.table >= 0}
        found += [
            (page, link)
            for link in page.links
            if to_it
            and link.kind is LinkKind.WEB
            and (
                (link.table, link.row) in rows
                or _stem(link.url) == _stem(lead.url)
                or any(_called_alike(link, other) for other in to_it)
            )
        ]
    return found


def _stem(url: str) -> str:
    """The address of a file without what tells its form."""
    return _FORM.sub("", url).lower()


def _called_alike(link: Link, other: Link) -> bool:
    """Whether two links are called alike but for the form: "ITA-o12 (PDF)", "ITA-o12 (Excel)".

    Labels that name only the form count under one heading or in one entry of a list.
    """
    if not _SHEET_WORDS.search(link.text) and not _SHEET.search(link.url):
        return False
    own, others = (_FORM_WORDS.sub("", fold_text(one.text)) for one in (link, other))
    if own != others:
        return False
    together = link.heading and link.heading == other.heading
    listed = link.item_text and link.item_text == other.item_text
    return bool(own) or bool(together or listed)


def _is(link: Link, address: re.Pattern[str], words: re.Pattern[str]) -> bool:
    told = f"{link.text} {link.title} {link.image_alt} {link.file_name}"
    return bool(address.search(link.url or link.href) or words.search(told))


def _unknown(pair: tuple[Document, Link], case: Case) -> bool:
    """Whether a link offers a file whose address does not say its kind."""
    _, link = pair
    if link.kind is not LinkKind.WEB or case.site.document(link.url) is not None:
        return False
    if _is(link, _PDF, _PDF_WORDS) or leads_nowhere(link, case):
        return False
    return bool(_DOWNLOAD.search(link.text or link.title)) and not _PAGE.search(
        link.url.partition("//")[2].partition("/")[2]
    )
