"""Outsiders can give their opinion of the agency's work through an online channel.

Question: does the bundle, or a page to which its content links for opinions, offer a working form,
a board, a questionnaire of a known form host, or an account that takes messages?

passed        quotes the form, the embedded form or the link.
failed        incomplete: all was read and there is only news of hearings, telephone and post, or a
              form that sends nothing.
cantTell      only trying the form would tell; only a chat, a page of a social network or a mailbox
              is offered; or something in scope was not read.
inapplicable  never.

Source: the feedback channel items of the rulebook facts; menus of real sites for public opinions.
"""

import re

from checks.api import Case, Finding, Reason, cant_tell, check, passed, quote_text
from checks.match.reading.criteria import is_criteria_text
from checks.match.reading.phrases import lines
from checks.match.reading.values import holds
from checks.match.sending.channels import (
    Channel,
    channels,
    scannable,
    topic_pages,
    unread_pages,
    without_file_gaps,
)
from checks.match.sending.external_forms import Outside
from checks.match.sending.form_worth import FormWorth
from checks.match.sending.topics import BOARD, CORRUPTION, NAMED, About, Topic
from crawler.records import Region
from crawler.thai import fold_text

OPINION = Topic(
    names=re.compile(
        r"ความคิดเห็น|รับฟังความเห็น|แสดงความเห็น|ข้อเสนอแนะ|ข้อคิดเห็น|ติชม|คาชม|opinion|feedback|suggestion"
        rf"|แบบสอบถาม|แบบสารวจ|แบบประเมิน|พึงพอใจ|เว็บบอร์ด|{BOARD}|กระทู้|สมุดเยี่ยม"
    ),
    papers=re.compile(r"สถิติ|คู่มือ|รายงาน|ผลการ|ประกาศ|ข่าว|สรุป|ขั้นตอน|แผน"),
    others=re.compile(r"ทุจริต|ประพฤติมิชอบ|สินบน|เบาะแส|e-?service|คาร้อง(?!ทุกข)|แจ้งซ่อม|สมัคร"),
    others_inside=re.compile(r"ทุจริต|ประพฤติมิชอบ|สินบน|เบาะแส"),
)
_SENDS = frozenset({FormWorth.WORKS, FormWorth.BOARD, FormWorth.SURVEY})
_NO_FORM = frozenset({FormWorth.SEARCH, FormWorth.LOGIN, FormWorth.NEWSLETTER, FormWorth.LITTLE})
_MISSING = "ช่องทางออนไลน์แสดงความคิดเห็น"


@check(version=1)
def opinion_channel_online(case: Case, _options: object) -> Finding:
    """Look for a form, then for a doubtful channel, then for what stands instead."""
    found = [channel for channel in channels(case, OPINION) if _takes_opinions(channel, case)]
    for channel in found:
        if channel.worth in _SENDS or channel.outside is Outside.FORM_HOST:
            return passed(*channel.evidence, found=channel.url)
    for channel in found:
        if channel.worth is FormWorth.UNCLEAR or channel.outside is Outside.MESSENGER:
            return cant_tell(
                Reason.NEEDS_PERSON, *channel.evidence, note="only trying it would tell"
            )
    unread = unread_pages(case, OPINION)
    case = without_file_gaps(case)
    if unread and not case.gaps:
        return cant_tell(unread[0][1], unread[0][0], note="a page of the channel was not read")
    if found:
        return case.absent("the form sends nothing", nearest=found[0].quote, missing=_MISSING)
    for page, _ in topic_pages(case, OPINION):
        for line in lines(page, frozenset({Region.CONTENT})):
            if holds(line.text, "email") and not is_criteria_text(line.text) and not case.gaps:
                quote = quote_text(page, line.start, line.end)
                return cant_tell(Reason.NEEDS_PERSON, quote, note="a mailbox only")
    picture = scannable(case, OPINION) if not case.gaps else None
    if picture is not None:
        return cant_tell(Reason.SCAN_WITHOUT_TEXT, picture, note="a picture may lead to a form")
    return case.absent("no online channel for opinions", missing=_MISSING)


def _takes_opinions(channel: Channel, case: Case) -> bool:
    if channel.worth in _NO_FORM or case.site.dead(channel.url) is not None:
        return False
    form = channel.form
    # What a form says inside speaks for it more than the page around it.
    said = fold_text((form.text or form.heading) if form is not None else channel.quote.text)
    if CORRUPTION.names.search(said) and not OPINION.names.search(said):
        return False
    return bool({channel.inner, channel.nearest, channel.outer} & NAMED) or (
        form is not None and channel.inner is not About.OTHER
    )
