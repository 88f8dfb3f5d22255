"""The channel for reporting corruption is its own, apart from the general complaint channel.

Question: is the form or address for reports of corruption another one than that for general
complaints, with a heading of its own?

passed        quotes the channel for reports of corruption.
failed        incomplete: one page or form takes both, the general complaint entry leads to the same
              place, or there is only the general channel.
cantTell      two forms stand on one page, or share a script that may sort them; or something in
              scope was not read.
inapplicable  never.

Source: the complaint channel items of the rulebook; hard-cases ("one general form for everything").
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
    quote_form,
    quote_link,
    quote_text,
)
from checks.catalog.corruption_channel_online import corruption_channels, named_mailbox
from checks.match.reading.phrases import lines
from checks.match.sending.channels import Channel, channels, without_file_gaps
from checks.match.sending.form_worth import FormWorth, form_worth
from checks.match.sending.topics import CORRUPTION, About, about
from crawler.records import Form
from crawler.thai import fold_text

_GENERAL = re.compile(r"ร้องทุกข์|ร้องเรียนทั่วไป|เรื่องทั่วไป|ความเดือดร้อน")
# A page that says that it takes everything: "รับทั้งเรื่องทุจริตและเรื่องร้องทุกข์ทั่วไป". Folded.
_TAKES_ALL = re.compile(
    r"ทั้ง(?!นี้).{0,60}(?:ร้องทุกข์|เดือดร้อน|ทั่วไป)|(?:ร้องทุกข์|เดือดร้อน).{0,40}ทุก(?:เรื่อง|ประเภท|กรณี)"
    r"|(?:แบบ(?:ฟอร์ม|คาร้อง)?|ช่องทาง)(?:นี้)?เดียวกัน(?:นี้|หมด|ทั้งหมด|ทุกเรื่อง)"
)
# A page that says that it takes nothing else: "รับแจ้งเฉพาะการทุจริตของเจ้าหน้าที่ เท่านั้น". Folded.
_TAKES_ONLY = re.compile(
    r"เฉพาะ[^\n]{0,30}(?:ทุจริต|มิชอบ|สินบน|เบาะแส)|(?:ทุจริต|มิชอบ|สินบน|เบาะแส)[^\n]{0,60}(?:เท่านั้น|อย่างเดียว|โดยเฉพาะ)"
)
# Who is said to have done wrong, which no general complaint asks for. Folded.
_ACCUSED = re.compile(
    r"(?:ถูก|ผู้|คนที่|ใคร)(?:กล่าวหา|ร้อง(?!เรียน$|ทุกข์$)|กระทาผิด|กระทาทุจริต|ต้องสงสัย|แจ้งเบาะแส)|พฤติการณ์|กระทาผิด"
)
_ABOVE = 4  # lines above a form that say what it is for
_CHOICES = frozenset({"select", "radio", "checkbox"})
_SHARED_HANDLERS = re.compile(r"admin-ajax|wp-json|/index\.php$|formmail|/api/", re.I)
_SENDING = frozenset({FormWorth.WORKS, FormWorth.UNCLEAR, FormWorth.SENDS_NOTHING})
_DEAF = FormWorth.SENDS_NOTHING
_MISSING = "ช่องทางที่แยกจากเรื่องร้องเรียนทั่วไป"


@check(version=5)
def channel_apart_from_general(case: Case, options: object) -> Finding:
    """Compare the channel with its own headings, with the site's entries and with other forms."""
    found = corruption_channels(case)
    if not found:
        mailbox = named_mailbox(case)
        if mailbox is not None:
            return passed(mailbox, note="an e-mail address for such reports")
        case = without_file_gaps(case)
        general = next(
            (c for c in channels(case, CORRUPTION) if c.form and c.worth in _SENDING), None
        )
        return case.absent(
            "no channel of its own",
            nearest=general.quote if general is not None else None,
            missing=_MISSING,
        )
    # A form that sends nothing is no channel while another one on the bundle works.
    sending = [c for c in found if c.form is None or form_worth(c.form) is not _DEAF]
    verdicts = [_judged(channel, case) for channel in sending or found]
    return next((v for v in verdicts if v.reason is None), verdicts[0])


def _judged(channel: Channel, case: Case) -> Finding:
    if _takes_both(channel):
        return failed(Reason.INCOMPLETE, *channel.evidence, missing=_MISSING)
    entry = _general_entry(channel, case)
    if entry is not None:
        return failed(Reason.INCOMPLETE, entry, *channel.evidence, missing=_MISSING)
    shared, certain = _general_form(channel, case)
    if shared is not None and certain:
        return failed(Reason.INCOMPLETE, shared, *channel.evidence, missing=_MISSING)
    if shared is not None:
        return cant_tell(Reason.NEEDS_PERSON, shared, *channel.evidence, note="shared page")
    doubtful = About.BOTH in {channel.nearest, channel.outer} or channel.outer is About.OTHER
    if doubtful and not _takes_only(channel):
        return cant_tell(
            Reason.NEEDS_PERSON, *channel.evidence, note="the heading names another purpose too"
        )
    all_of_it = _said_to_take_all(channel)
    if all_of_it is not None:
        return cant_tell(Reason.NEEDS_PERSON, all_of_it, note="the page says that it takes both")
    return passed(*channel.evidence, found=channel.url)


def _said_to_take_all(channel: Channel) -> Quote | None:
    """The line above a form that says that it takes corruption and anything else."""
    if channel.form is None:
        return None
    page = channel.document
    above = [line for line in lines(page) if line.end <= channel.form.start][-_ABOVE:]
    return next(
        (
            quote_text(page, line.start, line.end)
            for line in above
            if _TAKES_ALL.search(line.folded) and CORRUPTION.names.search(line.folded)
        ),
        None,
    )


def _takes_both(channel: Channel) -> bool:
    """Whether the form's heading, or the choice of matters inside it, names general complaints."""
    form = channel.form
    if form is None:
        link = channel.link
        return link is not None and bool(_GENERAL.search(fold_text(f"{link.text} {link.title}")))
    if _GENERAL.search(fold_text(form.heading)):
        return True
    chooses = any(field.kind in _CHOICES for field in form.fields)
    return chooses and channel.inner is About.BOTH


def _general_entry(channel: Channel, case: Case) -> Quote | None:
    """An entry for general complaints that leads to the same place."""
    site = case.site
    places = {site.resolve(channel.document.url)} if case.documents else set()
    if channel.form is None and channel.url:
        places.add(site.resolve(channel.url))
    places.discard(site.resolve(site.home_url))
    if channel.form is None:
        places.discard(site.resolve(channel.document.url))
    for place in places:
        for pointer in site.pointers(place):
            words = fold_text(f"{pointer.link.text} {pointer.link.title} {pointer.link.image_alt}")
            if _GENERAL.search(words) and not CORRUPTION.names.search(words):
                return quote_link(pointer.page, pointer.link)
    return None


def _asks_otherwise(own: Form, other: Form) -> bool:
    """Whether a form on a page of its own asks for corruption in fields that another has not."""
    asked = {fold_text(field.label) for field in own.fields if field.label}
    others = {fold_text(field.label) for field in other.fields if field.label}
    return any(_of_wrong(label) for label in asked) and not (
        any(_of_wrong(label) for label in others) or asked <= others
    )


def _of_wrong(label: str) -> bool:
    return bool(CORRUPTION.names.search(label) or _ACCUSED.search(label))


def _takes_only(channel: Channel) -> bool:
    """Whether a line above a form says that it takes corruption alone."""
    if channel.form is None:
        return False
    above = [line for line in lines(channel.document) if line.end <= channel.form.start][-_ABOVE:]
    return any(
        _TAKES_ONLY.search(line.folded) and not _TAKES_ALL.search(line.folded) for line in above
    )


def _general_form(channel: Channel, case: Case) -> tuple[Quote | None, bool]:
    """A general form on the same page or with the same handler, and whether that is sure."""
    own = channel.form
    if own is None:
        return None, False
    doubtful: Quote | None = None
    for page in case.site.documents:
        for form in page.forms:
            if form is own or form_worth(form) not in _SENDING:
                continue
            said = (
                f"{form.heading} {form.text} {page.title if page is not channel.document else ''}"
            )
            if about(said, CORRUPTION) in {About.OWN, About.BOTH}:
                continue
            if not re.search(r"ร้องเรียน|ร้องทุกข์", fold_text(said)):
                continue
            if page is channel.document:
                doubtful = doubtful or quote_form(page, form)
            elif _asks_otherwise(own, form) or (own.hidden_names and _takes_only(channel)):
                continue  # one script takes what several forms of the site send
            elif form.action and form.action == own.action and (own.action_raw or "").strip():
                if not _SHARED_HANDLERS.search(own.action):
                    return quote_form(page, form), True
                doubtful = doubtful or quote_form(page, form)
    return doubtful, False
