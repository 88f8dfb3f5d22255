"""Gathers the contact details that a case shows, with what makes each the agency's own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from checks.api import quote_link, quote_text
from checks.match.agency.agency_name import agency_name
from checks.match.contact.addresses import Fullness, PostalAddress, postal_addresses
from checks.match.contact.emails import (
    email_addresses,
    is_free_mail,
    is_own_or_public,
    is_placeholder_address,
)
from checks.match.contact.phones import Label, PhoneNumber, Validity, label_kind, phone_numbers
from checks.match.contact.places import (
    ContactLine,
    SupplierSpan,
    cell_labels,
    contact_lines,
    heading_before,
    host_of,
    in_supplier,
    is_board,
    is_contact_page,
    says_contact,
    supplier_spans,
)
from checks.match.contact.service_numbers import is_foreign_hotline, service_named
from checks.records import Case, Quote
from crawler.records import Document, LinkKind, Region, RegionSpan

_UNIT = re.compile(
    r"กอง|สำนัก(?!งาน(?:เทศบาล|องค์การ|อบต|คณะกรรมการ|เลขา))|ฝ่าย|งาน(?!$)|ส่วน(?!ตำบล|จังหวัด)|แผนก|ปลัด|นายก|รอง|ผู้อำนวยการ|หัวหน้า"
    r"|คณะ(?!กรรมการ)|ศูนย์|โรงเรียน|สายตรง|ประธาน|สมาชิก|ผู้ใหญ่บ้าน|กำนัน|นาย|นาง|น\.ส\."
    r"|มือถือ|หน่วย|กลุ่ม|ห้อง|ต่อ ?\d"
    r"|ร้องเรียน|กู้ชีพ|ดับเพลิง|ป้องกัน|เหตุ|ข่าว|รับสมัคร|สาขา|วิทยาเขต"
)
_LONG_LINE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """One sighting of a contact detail. ``sure`` is false where it may be the web supplier's."""

    document: Document
    quote: Quote
    value: str  # normalised: digits, address in lower case, or the words
    rank: int  # 0 contact page, 1 header or footer, 2 elsewhere
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneSighting:
    """A telephone or fax number on a page."""

    detail: Detail
    number: PhoneNumber
    main: bool  # given as the number of the agency as such, not of a unit or person
    place: str  # footers of all pages are one place


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suppliers:
    spans: dict[str, tuple[SupplierSpan, ...]]

    @classmethod
    def of(cls, case: Case) -> "_Suppliers":
        return cls(spans={doc.url: supplier_spans(doc) for doc in case.documents})

    def at(self, document: Document, start: int) -> SupplierSpan | None:
        return in_supplier(self.spans.get(document.url, ()), start)


def best_first(details: list[Detail]) -> list[Detail]:
    """Sure ones first, then contact pages before footers before the rest."""
    return sorted(details, key=lambda detail: (not detail.sure, detail.rank))


def phone_sightings(case: Case) -> list[PhoneSighting]:
    """Every number that could be the agency's telephone or fax, valid or not."""
    suppliers = _Suppliers.of(case)
    home = case.site.home
    name = f"{agency_name(home, ())} {home.title if home is not None else ''}"
    found: list[PhoneSighting] = []
    for item in contact_lines(case.documents):
        line = item.line
        if item.board or not any(sign.isdigit() for sign in line.text):
            continue
        done = 0
        for number in _numbers_of(item):
            span = suppliers.at(line.document, line.start + number.start)
            segment = line.text[done : number.start]
            done = number.end
            if span is not None and span.sure:
                continue
            service = service_named(segment, case) or (
                service_named(item.before, case) if not segment.strip(" :.-\t") else None
            )
            if service and service["name"] not in name:
                continue
            if number.validity is Validity.HOTLINE and is_foreign_hotline(number.digits, case):
                continue
            if number.label is Label.NONE and item.rank == 2 and len(line.text) > _LONG_LINE:
                continue
            found.append(_sighting(item, number, segment, sure=span is None))
    return found + _phone_links(case, suppliers)


def _numbers_of(item: ContactLine) -> Iterator[PhoneNumber]:
    line = item.line
    numbers = phone_numbers(line.text, before=item.before)
    if not line.document.tables:
        yield from numbers
        return
    for number in numbers or phone_numbers(line.text, before=item.before, heading="โทร"):
        column, _ = cell_labels(line.document, line.start + number.start)
        kind = label_kind(column) if column else Label.NONE
        # No label of its own on the line: the head of the column speaks.
        if kind is Label.BOTH or (kind is not Label.NONE and number.label_start == number.start):
            yield replace(number, label=kind)
            continue
        if number in numbers:
            yield number


def _sighting(item: ContactLine, number: PhoneNumber, segment: str, *, sure: bool) -> PhoneSighting:
    line = item.line
    start = min(number.label_start, number.start)
    quote = quote_text(line.document, line.start + start, line.start + number.end)
    content = line.region is Region.CONTENT
    around = f"{segment} {item.before if not re.search(r'[0-9๐-๙]{4}', item.before) else ''}"
    if content:
        around += f" {heading_before(line.document, line.start)}"
    tail = line.text[number.end : number.end + 12]
    main = (
        number.label in {Label.PHONE, Label.BOTH}
        and number.validity is Validity.VALID
        and item.rank < 2
        and number.digits[:2] not in {"06", "08", "09"}
        and not _UNIT.search(around)
        and not _UNIT.search(tail)
        and sure
    )
    return PhoneSighting(
        detail=Detail(
            document=line.document, quote=quote, value=number.digits, rank=item.rank, sure=sure
        ),
        number=number,
        main=main,
        place=line.document.url if content else "edge",
    )


def _phone_links(case: Case, suppliers: _Suppliers) -> list[PhoneSighting]:
    found = []
    for document in case.documents:
        for link in document.links:
            if link.kind is not LinkKind.TEL or suppliers.at(document, link.start) is not None:
                continue
            words = document.text[max(0, link.start - 30) : link.end].rpartition("\n")[2]
            if label_kind(words) is Label.FAX:
                continue
            written = unquote(re.sub(r"^(?:tel|callto):", "", link.href.strip(), flags=re.I))
            for number in phone_numbers(f"tel: {written}"):
                if number.validity is Validity.HOTLINE and is_foreign_hotline(number.digits, case):
                    continue
                if service_named(link.text, case):
                    continue
                detail = Detail(
                    document=document,
                    quote=quote_link(document, link),
                    value=number.digits,
                    rank=2 if link.region is Region.CONTENT else 1,
                )
                found.append(PhoneSighting(detail=detail, number=number, main=False, place=""))
    return found


def email_details(case: Case) -> list[Detail]:
    """Every e-mail address of the agency, in text or behind a mailto: link."""
    suppliers = _Suppliers.of(case)
    host = host_of(case.site.home_url)
    found: list[Detail] = []
    for item in contact_lines(case.documents):
        line = item.line
        for email in email_addresses(line.text):
            start = line.start + email.start
            span = suppliers.at(line.document, start)
            own = is_own_or_public(email.address, line.document.url)
            if is_placeholder_address(
                email.address, before=line.text[: email.start], site_host=host
            ):
                continue
            if (item.board and not own) or _is_suppliers(email.address, own, span, suppliers, case):
                continue
            found.append(
                Detail(
                    document=line.document,
                    quote=quote_text(line.document, start, line.start + email.end),
                    value=email.address,
                    rank=item.rank,
                    sure=span is None or own,
                )
            )
    for document in case.documents:
        board = is_board(document)
        for link in document.links:
            if link.kind is not LinkKind.MAIL:
                continue
            for email in email_addresses(link.url.partition(":")[2]):
                own = is_own_or_public(email.address, document.url)
                span = suppliers.at(document, link.start)
                if is_placeholder_address(email.address, site_host=host):
                    continue
                if board and link.region is Region.CONTENT and not own:
                    continue
                if _is_suppliers(email.address, own, span, suppliers, case):
                    continue
                rank = 1 if link.region is not Region.CONTENT else 2
                found.append(
                    Detail(
                        document=document,
                        quote=quote_link(document, link),
                        value=email.address,
                        rank=0 if rank == 2 and is_contact_page(document) else rank,
                        sure=span is None or own,
                    )
                )
    return found


def _is_suppliers(
    address: str, own: bool, span: SupplierSpan | None, suppliers: _Suppliers, case: Case
) -> bool:
    """Whether an address is the web supplier's: in its line, or on a domain that its line names."""
    if own:
        return False
    if span is not None and (span.sure or not is_free_mail(address)):
        return True
    if is_free_mail(address):
        return False
    name = address.partition("@")[2].split(".")[0]
    if len(name) < 4:
        return False
    for document in case.documents:
        for made in suppliers.spans[document.url]:
            if made.sure and name in document.text[made.start : made.end].lower().replace(" ", ""):
                return True
    return False


def address_details(case: Case) -> list[Detail]:
    """Every postal address of the agency."""
    suppliers = _Suppliers.of(case)
    found: list[Detail] = []
    for document in case.documents:
        contact = is_contact_page(document)
        board = is_board(document)
        for span in document.regions or _whole(document):
            content = span.region is Region.CONTENT
            if board and content:
                continue
            for address in postal_addresses(document.text[span.start : span.end]):
                start, end = span.start + address.start, span.start + address.end
                if suppliers.at(document, start) or suppliers.at(document, end - 1):
                    continue
                rank = 0 if content and contact else 2 if content else 1
                if rank == 2 and not _stands_for_itself(document, address, start):
                    continue
                quote = quote_text(document, start, end)
                found.append(Detail(document=document, quote=quote, value=quote.text, rank=rank))
    return found


def _stands_for_itself(document: Document, address: PostalAddress, start: int) -> bool:
    """Whether an address on an ordinary page is the agency's and not a place in a story."""
    if address.fullness is Fullness.LABELLED:
        return True
    before = document.text[max(0, start - 90) : start]
    return says_contact(before) or bool(
        re.search(
            r"(?:องค์การบริหารส่วน|เทศบาล|สำนักงาน|มหาวิทยาลัย|กรม|สถาบัน|ที่ทำการ)[^\n]*\n?[^\n]*$", before
        )
    )


def _whole(document: Document) -> tuple[RegionSpan, ...]:
    return (RegionSpan(region=Region.CONTENT, start=0, end=len(document.text)),)
