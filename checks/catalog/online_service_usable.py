"""Outsiders can request a service online: a form that sends, or a system behind a link.

Question: does the bundle, or a page to which its content links by the name of a service, offer a
working form, a form of a known form host or a system for online services?

passed        quotes the form, the embedded form or the link.
failed        incomplete: all was read and there are only forms to download and bring, a form that
              sends nothing, or a form for something else; empty_target for a label that leads
              nowhere.
cantTell      only trying the form would tell; the system is on another host and was not read; or a
              part of the bundle was not read.
inapplicable  never.

Source: the e-service items of the rulebook; hard-cases of real agency sites (dead template forms).
"""

import re
from dataclasses import replace

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, passed, quote_link
from checks.belonging import is_file_address
from checks.match.reading.phrases import lines, matches
from checks.match.sending.channels import (
    Channel,
    channels,
    is_paper_address,
    link_words,
    scannable,
    topic_pages,
    unread_pages,
    without_file_gaps,
)
from checks.match.sending.external_forms import Outside, seen_broken
from checks.match.sending.form_worth import FormWorth
from checks.match.sending.topics import NAMED, SERVICE, About, about
from crawler.records import Document, GapReason, Link, LinkKind, PageKind, Region
from crawler.thai import fold_text

_DOWNLOADS = (("แบบฟอร์ม",), ("แบบคำร้อง",), ("แบบคำขอ",), ("คำร้อง",), ("ดาวน์โหลด",), ("หนังสือขอ",))
# Folded: systems in which only officials work, and words that say so of a list of systems.
_STAFF_SYSTEMS = re.compile(
    r"สารบรรณ|saraban|ระบบลา(?:ออนไลน์|อิเล็ก|$)|ลาออนไลน์|สลิปเงินเดือน|เงินเดือนออนไลน์|ระบบ(?:งาน)?(?:บัญชี|การคลัง|บุคลากร|บุคคล|พัสดุ|เงินเดือน)|e-?office"
    r"|e-?laas|e-?plan|gfmis|intranet|อินทราเน็ต|ลงเวลา(?:ปฏิบัติ|ทา)|e-?meeting|จองรถราชการ|เฉพาะ(?:เจ้าหน้าที่|บุคลากร|พนักงาน)"
)
_FOR_STAFF = re.compile(
    r"สาหรับ(?:บุคลากร|เจ้าหน้าที่|พนักงาน|ข้าราชการ|ผู้ปฏิบัติงาน)(?!.{0,40}(?:และ|หรือ)(?:ประชาชน|บุคคลทั่วไป|ผู้รับบริการ))"
    r"|ภายใน(?:หน่วยงาน|องค์กร|สานักงาน|เทศบาล)|เฉพาะ(?:เจ้าหน้าที่|บุคลากร|พนักงาน)"
)
_ABOVE = 3  # lines above a form that say for whom it is
_SHORT = 60  # code points of such a line
# A note on privacy says who sees what is sent, not who may send it.
_PRIVACY = re.compile(r"ข้อมูล|เข้าถึง")
_USABLE = frozenset({Outside.FORM_HOST, Outside.SYSTEM})


@check(version=7)
def online_service_usable(case: Case, options: object) -> Finding:
    """Look for a working form, then for a system behind a link, then for what stands instead."""
    found = [channel for channel in channels(case, SERVICE) if offers_service(channel)]
    for channel in found:
        if works(channel, case):
            return passed(*channel.evidence, found=channel.url)
    for channel in found:
        doubt = _doubt(channel, case)
        if doubt is not None:
            return doubt
    return _without(case, found)


def offers_service(channel: Channel) -> bool:
    """Whether a channel is there to request a service, by its own words and the nearest around."""
    staff = channel.link is not None and _for_the_staff(channel.document, channel.link)
    staff = staff or (channel.form is not None and _form_for_the_staff(channel))
    if channel.inner is About.OTHER or staff:
        return False
    if channel.form is not None or channel.inner is About.UNSAID:
        return channel.nearest in NAMED and channel.outside is not Outside.MESSENGER
    return True


def _for_the_staff(page: Document, link: Link) -> bool:
    """Whether a link leads to a system of the own staff, by its label or the words above the list.

    A room can be booked by citizens too: there the words above decide.
    """
    if _STAFF_SYSTEMS.search(fold_text(link_words(link))):
        return True
    above = ""
    for line in lines(page, frozenset({Region.CONTENT})):
        if line.start >= link.start:
            break
        linked = any(other.start < line.end and line.start < other.end for other in page.links)
        above = above if linked else line.folded
    return _FOR_STAFF.search(above) is not None


def _form_for_the_staff(channel: Channel) -> bool:
    """Whether the page of a form is that of a system of the own staff, by its title or headings."""
    page, form = channel.document, channel.form
    if form is None:
        return False
    above = [line for line in lines(page, frozenset({Region.CONTENT})) if line.end <= form.start]
    near = [line.text for line in above[-_ABOVE:]]
    told = [text for text in near if len(text) <= _SHORT and not _PRIVACY.search(text)]
    said = (page.title, form.heading, *told)
    return any(_FOR_STAFF.search(fold_text(text)) is not None for text in said)


def works(channel: Channel, case: Case) -> bool:
    """Whether a channel can be used online, as far as its markup or address shows it."""
    if channel.form is not None:
        return channel.worth is FormWorth.WORKS
    if channel.outside is Outside.MESSENGER:
        return channel.inner in NAMED
    if channel.outside not in _USABLE or case.site.dead(channel.url) is not None:
        return False
    page = case.site.document(channel.url)
    if channel.outside is Outside.FORM_HOST:
        return page is None or not matches(page.text, (("ไม่รับคำตอบ",), ("ปิดรับ",)))
    if page is None:
        return (
            seen_broken(channel.url, case.site) is None and _not_reached(channel.url, case) is None
        )
    return page.kind is PageKind.LOGIN or (
        page.kind is PageKind.PAGE and about(f"{page.title} {page.text}", SERVICE) in NAMED
    )


def _not_reached(url: str, case: Case) -> Reason | None:
    """Why the visit ended before it came to an address that it meant to read, None otherwise."""
    for gap in case.site.coverage.gaps:
        if gap.url == url and gap.reason is GapReason.BUDGET_EXHAUSTED:
            return Reason.from_gap(gap.reason)
    return None


def _doubt(channel: Channel, case: Case) -> Finding | None:
    if channel.worth in {FormWorth.UNCLEAR, FormWorth.BOARD, FormWorth.LOGIN}:
        return cant_tell(Reason.NEEDS_PERSON, channel.quote, note="only trying the form would tell")
    if channel.form is not None or case.site.dead(channel.url) is not None:
        return None
    return cant_tell(
        _not_reached(channel.url, case) or Reason.EXTERNAL_HOST_UNREACHABLE,
        channel.quote,
        note="the service is on another host and was not read",
        found=channel.url,
    )


def _without(case: Case, found: list[Channel]) -> Finding:
    """Nothing usable was seen: name what stands instead, unless something unread could hide it.

    A file that was not read hides no online form.
    """
    unread = unread_pages(case, SERVICE)
    case = _without_staff_gaps(without_file_gaps(case))
    if unread and not case.gaps:
        link, reason = unread[0]
        return cant_tell(reason, link, note="a page of the service was not read")
    for channel in found:
        if channel.worth is FormWorth.SENDS_NOTHING:
            return case.absent(
                "the form sends nothing", nearest=channel.quote, missing="ระบบที่ส่งคำขอได้จริง"
            )
    download = _download(case)
    picture = scannable(case, SERVICE) if download is None and not case.gaps else None
    if picture is not None:
        return cant_tell(
            Reason.SCAN_WITHOUT_TEXT, picture, note="a picture may lead to the service"
        )
    if download is not None:
        return case.absent(
            "only a form to download and bring", nearest=download, found=download.text
        )
    other = next((c for c in channels(case, SERVICE) if c.form is not None), None)
    return case.absent("no online form or system", nearest=other.quote if other else None)


def _without_staff_gaps(case: Case) -> Case:
    """The case without gaps at systems in which only officials work: they hide no service."""
    staff = {
        url
        for page in case.documents
        for link in page.links
        if link.region is Region.CONTENT and _for_the_staff(page, link)
        for url in (link.url, case.site.resolve(link.url))
    }
    return replace(case, gaps=tuple(gap for gap in case.gaps if gap.url not in staff))


def _download(case: Case) -> Quote | None:
    """The first link to a form that is to be printed."""
    for page, _ in topic_pages(case, SERVICE):
        for link in page.links:
            if link.kind is not LinkKind.WEB or link.region is Region.MENU:
                continue
            is_file = is_paper_address(link.url) or is_file_address(link.file_name)
            if is_file and matches(f"{link_words(link)} {link.heading}", _DOWNLOADS):
                return quote_link(page, link)
    return None
