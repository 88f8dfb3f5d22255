"""Outsiders can report corruption by officials through an online channel of the agency.

Question: does the bundle, or a page to which its content links for reporting corruption, offer a
working form, a form of a known form host, or an e-mail address that is named for such reports?

passed        quotes the form, the embedded form, the link, or the line with the address.
failed        incomplete: all was read and there is only a general complaint form, a form that sends
              nothing, telephone and post, or the desk of another agency.
cantTell      only trying the form would tell; a chat or a general mailbox is named; or something
              in scope was not read.
inapplicable  never.

Source: the complaint channel items of the rulebook; hard-cases of real agency sites.
"""

import re

from checks.api import (
    Case,
    Finding,
    Quote,
    Reason,
    cant_tell,
    check,
    passed,
    quote_link,
    quote_text,
)
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import Line, lines
from checks.match.reading.values import holds
from checks.match.sending.channels import (
    Channel,
    channels,
    link_words,
    scannable,
    topic_pages,
    unread_pages,
    without_file_gaps,
)
from checks.match.sending.external_forms import Outside, is_other_agency_desk
from checks.match.sending.form_worth import FormWorth
from checks.match.sending.topics import CORRUPTION, NAMED, About
from checks.match.subjects.vocabulary import is_placeholder
from crawler.records import LinkKind, Region
from crawler.thai import fold_text

_REPORTING = re.compile(r"ร้องเรียน|แจ้ง|เบาะแส|ช่องทาง|รายงานการทุจริต|report")
_OFFLINE = re.compile(r"โทร(?:ศัพท์|สาร|\.)|สายด่วน|ไปรษณีย์|ตู้รับ|ด้วยตนเอง")
_NOT_FORMS = frozenset(
    {FormWorth.SEARCH, FormWorth.LOGIN, FormWorth.NEWSLETTER, FormWorth.SURVEY, FormWorth.LITTLE}
)


@check(version=4)
def corruption_channel_online(case: Case, options: object) -> Finding:
    """Look for a form, then for an address named for such reports, then for what stands instead."""
    found = corruption_channels(case)
    for channel in found:
        if channel.worth is FormWorth.WORKS or channel.outside is Outside.FORM_HOST:
            return passed(*channel.evidence, found=channel.url)
    mailbox = named_mailbox(case)
    if mailbox is not None:
        return passed(mailbox, note="an e-mail address for such reports", found=mailbox.text[:120])
    for channel in found:
        if channel.worth in {FormWorth.UNCLEAR, FormWorth.BOARD}:
            return cant_tell(
                Reason.NEEDS_PERSON, *channel.evidence, note="only trying the form would tell"
            )
        if channel.outside is Outside.MESSENGER:
            return cant_tell(Reason.NEEDS_PERSON, channel.quote, note="a chat", found=channel.url)
        if channel.form is None:
            return cant_tell(Reason.EXTERNAL_HOST_UNREACHABLE, channel.quote, found=channel.url)
    return _without(without_file_gaps(case), found)


def corruption_channels(case: Case) -> tuple[Channel, ...]:
    """The channels that are there to report corruption, the working ones first."""
    found = [channel for channel in channels(case, CORRUPTION) if _is_for_reports(channel, case)]
    return tuple(sorted(found, key=lambda c: c.worth is FormWorth.SENDS_NOTHING))


def _is_for_reports(channel: Channel, case: Case) -> bool:
    if channel.form is not None:
        named = channel.inner in NAMED or channel.outer in NAMED or channel.nearest is About.OWN
        return named and channel.worth not in _NOT_FORMS
    if is_other_agency_desk(channel.url) or case.site.dead(channel.url) is not None:
        return False
    if channel.outside is Outside.FORM_HOST and channel.inner is About.UNSAID:
        return channel.nearest in NAMED
    if channel.inner not in NAMED:
        return False
    words = fold_text(link_words(channel.link)) if channel.link is not None else ""
    return not words or bool(_REPORTING.search(words) and not CORRUPTION.papers.search(words))


def named_mailbox(case: Case) -> Quote | None:
    """The line that names an e-mail address for reports of corruption."""
    for line in _lines(case):
        if holds(line.text, "email") and CORRUPTION.names.search(line.folded):
            return quote_text(line.document, line.start, line.end)
    return None


def _lines(case: Case) -> list[Line]:
    return [
        line
        for page, _ in topic_pages(case, CORRUPTION)
        for line in lines(page, frozenset({Region.CONTENT}))
        if not is_criteria_text(line.text) and not is_placeholder(line.text)
    ]


def _without(case: Case, found: tuple[Channel, ...]) -> Finding:
    """No channel was seen: name what stands instead, unless something unread could hide it."""
    unread = unread_pages(case, CORRUPTION)
    if unread and not case.gaps:
        return cant_tell(unread[0][1], unread[0][0], note="a page of the channel was not read")
    missing = "ช่องทางออนไลน์สำหรับแจ้งเรื่องร้องเรียนการทุจริต"
    if found:
        return case.absent("the form sends nothing", nearest=found[0].quote, missing=missing)
    content = _lines(case)
    mailbox = next((line for line in content if holds(line.text, "email")), None)
    general = next(
        (c for c in channels(case, CORRUPTION) if c.form and c.worth not in _NOT_FORMS), None
    )
    if general is None and mailbox is not None and not case.gaps:
        return cant_tell(
            Reason.NEEDS_PERSON,
            quote_text(mailbox.document, mailbox.start, mailbox.end),
            note="a mailbox, not named for such reports",
        )
    picture = scannable(case, CORRUPTION) if not case.gaps else None
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="a picture may lead to a form")
    if general is not None:
        return case.absent("only a general form", nearest=general.quote, missing=missing)
    desk = _other_desk(case)
    offline = next(
        (line for line in content if holds(line.text, "phone") or _OFFLINE.search(line.folded)),
        None,
    )
    nearest = quote_text(offline.document, offline.start, offline.end) if offline else desk
    return case.absent("no online channel", nearest=nearest, missing=missing)


def _other_desk(case: Case) -> Quote | None:
    for page, _ in topic_pages(case, CORRUPTION):
        for link in page.links:
            if link.kind is LinkKind.WEB and is_other_agency_desk(link.url):
                return quote_link(page, link)
    return None
