"""What a form is worth, and the forms and systems by which outsiders can send something."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from checks.api import quote_embed, quote_form, quote_image, quote_link, quote_text
from checks.bundle import is_file_address
from checks.match.external_forms import Outside, outside_kind, same_host
from checks.match.phrases import lines
from checks.match.substance import substance
from checks.match.vocabulary import is_generic, known_host_kind
from checks.reasons import Reason
from checks.records import Case, Quote
from crawler.records import Document, Field, Form, GapReason, Link, LinkKind, PageKind, Region
from crawler.thai import fold_text


class FormWorth(StrEnum):
    """What filling in a form leads to."""

    WORKS = "works"  # named inputs and somewhere to send them
    SENDS_NOTHING = "sends_nothing"  # inputs without names, or nowhere to send them
    UNCLEAR = "unclear"  # only trying it would tell
    LITTLE = "little"  # too few inputs to ask for anything
    SEARCH = "search"  # looks something up
    LOGIN = "login"
    NEWSLETTER = "newsletter"
    SURVEY = "survey"  # a poll or a questionnaire
    BOARD = "board"  # comments, a guest book, a web board: published, not received


# Folded spelling: no spaces, sara am is sara aa.
_SEARCH_WORDS = re.compile(r"ค้นหา|สืบค้น|search|กรองข้อมูล|ติดตามเรื่อง|ติดตามสถานะ|ตรวจสอบสถานะ|เช็คสถานะ")
_SEARCH_NAMES = re.compile(
    r"^(?:q|s|k|kw|search\w*|\w*search|query|keywords?|txtsearch|find|wd)$", re.I
)
_SURVEY_WORDS = re.compile(
    r"แบบสอบถาม|แบบสารวจ|แบบประเมิน|พึงพอใจ|โพล|โหวต|vote|poll|survey|ลงคะแนน|ความคิดเห็นต่อเว็บไซต์"
)
_NEWSLETTER_WORDS = re.compile(r"รับข่าว|จดหมายข่าว|newsletter|subscribe|ติดตามข่าว")
_BOARD_WORDS = re.compile(
    r"เว็บบอร์ด|กระดานสนทนา|กระดานถาม|กระดานข่าว|กระทู้|สมุดเยี่ยม|guestbook|webboard|comment|ร่วมแสดงความคิดเห็น"
    r"|แสดงความคิดเห็น|leaveareply"
)
_BOARD_ADDRESSES = re.compile(
    r"comments?[-_]?post|guest-?book|web-?board|new_?topic|replytopic", re.I
)
_WEB_ADDRESS = re.compile(r"^https?://", re.I)
_CHOICES = frozenset({"radio", "checkbox"})
_WRITTEN = frozenset({"text", "email", "tel", "textarea", "number", "date", "url", "search", ""})
_ENOUGH_NAMES = 2
_SCANNED = re.compile(r"qr-?_?code|คิวอาร์|สแกน|(?<![a-z])qr(?![a-z])")
_FILE_REASONS = frozenset({GapReason.UNSUPPORTED_FORMAT, GapReason.SCAN_WITHOUT_TEXT})


def form_worth(form: Form) -> FormWorth:
    """What a form is worth, judged from its markup alone.

    It works when at least two named inputs, or one named text area, beyond searching and logging
    in go to a real address: the action as written, or the page itself when the action is absent or
    empty and the method is post; or when a script sends named inputs.
    """
    kind = _by_purpose(form)
    if kind is not None:
        return kind
    asks = _asking(form)
    if not asks:
        return FormWorth.LITTLE
    named = {field.name for field in asks if field.name}
    areas = any(field.kind == "textarea" for field in asks)
    if not named:
        return FormWorth.UNCLEAR if form.scripted else FormWorth.SENDS_NOTHING
    if len(named) < _ENOUGH_NAMES and not any(f.kind == "textarea" and f.name for f in asks):
        # A text area without a name loses what matters most.
        return FormWorth.UNCLEAR if areas or len(asks) >= _ENOUGH_NAMES else FormWorth.LITTLE
    if not form.has_submit:
        return FormWorth.UNCLEAR
    written = (form.action_raw or "").strip()
    sent = form.method == "post" if not written else bool(_WEB_ADDRESS.match(form.action))
    if form.scripted or (sent and not written.startswith("#")):
        return FormWorth.WORKS
    return FormWorth.UNCLEAR


def _asking(form: Form) -> list[Field]:
    """The inputs that could carry a request: without those of searching and of captchas."""
    return [
        field
        for field in form.fields
        if field.kind != "search"
        and not _SEARCH_NAMES.match(field.name)
        and not _SEARCH_WORDS.search(fold_text(field.label))
        and not re.search(r"captcha|seccode|g-recaptcha", field.name, re.I)
    ]


def _by_purpose(form: Form) -> FormWorth | None:
    """The purpose that makes a form something else than a request, None when there is none."""
    kinds = [field.kind for field in form.fields]
    area = "textarea" in kinds
    said = fold_text(f"{form.heading} {form.submit_text}")
    inside = fold_text(form.text)
    asks = _asking(form)
    written = [field for field in asks if field.kind in _WRITTEN]
    if "password" in kinds and not area:
        return FormWorth.LOGIN
    if form.fields and not asks:
        return FormWorth.SEARCH
    if not area and _SEARCH_WORDS.search(fold_text(form.submit_text)):
        return FormWorth.SEARCH
    if not area and len(written) <= 1 and not form.submit_text and _SEARCH_WORDS.search(inside):
        return FormWorth.SEARCH
    if len(form.fields) <= _ENOUGH_NAMES and not area:
        mails = any(f.kind == "email" or "mail" in f.name.lower() for f in form.fields)
        if mails and (len(form.fields) == 1 or _NEWSLETTER_WORDS.search(said + inside)):
            return FormWorth.NEWSLETTER
    choices = sum(kind in _CHOICES for kind in kinds)
    if _SURVEY_WORDS.search(said) or (
        kinds and choices * 2 >= len(kinds) and _SURVEY_WORDS.search(inside)
    ):
        return FormWorth.SURVEY
    if _BOARD_ADDRESSES.search(form.action_raw or "") or _BOARD_WORDS.search(said):
        return FormWorth.BOARD
    return None


class About(StrEnum):
    """Whether words name a topic, another kind of channel, both, or neither."""

    OWN = "own"
    BOTH = "both"
    OTHER = "other"
    UNSAID = "unsaid"


NAMED = frozenset({About.OWN, About.BOTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a channel may be for. The patterns are for folded text."""

    names: re.Pattern[str]
    papers: re.Pattern[str]  # documents and news about it, in the labels of links
    others: re.Pattern[str]  # other kinds of channel, in labels and headings
    others_inside: re.Pattern[str]  # other kinds of channel, in the own words of a form


SERVICE = Topic(
    names=re.compile(
        r"e-?service|บริการออนไลน์|บริการ.{0,20}ออนไลน์|ออนไลน์.{0,20}บริการ|บริการอิเล็กทรอนิกส์|ทางอิเล็กทรอนิกส์|"
        r"(?:ขอ|เข้า)?รับบริการ|ขอใช้บริการ|คาร้อง(?!ทุกข|เรียน)|คาขอ|ยื่นแบบ|ยื่นเอกสาร|แจ้งซ่อม|ซ่อมแซม|ขออนุญาต|"
        r"จองคิว|จองห้อง|จองรถ|นัดหมาย|ชาระภาษี|ชาระค่า|ยื่นภาษี|ถังขยะ|สิ่งปฏิกูล|ขอสนับสนุน|ขอน้า|น้าอุปโภค|ขอใช้|"
        r"ขอยืม|หนังสือรับรอง|ขอข้อมูลข่าวสาร|ลงทะเบียน(?:ขอ|รับ|ผู้)|onestopservice|oss\b|smartcity|traffy|"
        r"ออนไลน์.{0,12}(?:ขอ|ยื่น)|(?:ขอ|ยื่น).{0,24}ออนไลน์"
    ),
    papers=re.compile(
        r"คู่มือ|สถิติ|รายงาน|ผลการ|ข่าว|ประกาศ|มาตรฐาน|แผน(?!ก)|ขั้นตอน|พึงพอใจ|แบบสอบถาม|แบบสารวจ|แบบประเมิน"
    ),
    others=re.compile(
        r"ร้องเรียน|ร้องทุกข์|ทุจริต|สินบน|เบาะแส|พึงพอใจ|แบบสอบถาม|แบบสารวจ|แบบประเมิน|ถาม-?ตอบ|q&a|กระทู้|"
        r"เว็บบอร์ด|กระดาน|สมุดเยี่ยม|ติดต่อสอบถาม|ติดต่อเรา|ติดต่อหน่วยงาน|สอบถามข้อมูล|ความคิดเห็น|ข้อเสนอแนะ|"
        r"สมัครสมาชิก|สายตรง|ร่วมงาน|สมัครงาน"
    ),
    others_inside=re.compile(r"ร้องเรียน|ร้องทุกข์|ทุจริต|พึงพอใจ|แบบสอบถาม|ความคิดเห็นต่อ"),
)
CORRUPTION = Topic(
    names=re.compile(r"ทุจริต|ประพฤติมิชอบ|สินบน|คอร์?รัปชั่?น|เบาะแส|corruption|whistle-?blow"),
    papers=re.compile(
        r"สถิติ|คู่มือ|แนวปฏิบัติ|แนวทาง|มาตรการ|แผน|รายงานผล|ผลการ|นโยบาย|ประกาศ|ขั้นตอน|สรุป|ข่าว|ป้องกัน|ประเมิน|อบรม"
    ),
    others=re.compile(
        r"ร้องทุกข์|ร้องเรียนทั่วไป|เรื่องทั่วไป|ความเดือดร้อน|สายตรง|ติดต่อสอบถาม|ติดต่อเรา|ติดต่อหน่วยงาน|สอบถามข้อมูล|"
        r"ถาม-?ตอบ|q&a|กระทู้|เว็บบอร์ด|กระดาน|สมุดเยี่ยม|ความคิดเห็น|ข้อเสนอแนะ|พึงพอใจ|แบบสอบถาม|แบบประเมิน|"
        r"แจ้งซ่อม|e-?service|ประเมินความเสี่ยง"
    ),
    others_inside=re.compile(
        r"(?:ร้องเรียน|ร้องทุกข์|เรื่อง)ทั่วไป|ความเดือดร้อน|คาชมเชย|ไฟฟ้าสาธารณะ|สอบถามข้อมูล|น้าประปา"
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A form, or an address outside the page, by which something can be sent."""

    document: Document  # the page on which it stands
    quote: Quote
    url: str  # where it sends or leads, "" when nowhere
    inner: About  # what its own words say: the form's text, the link's label
    nearest: About  # what the nearest words around it that say anything say
    outer: About  # what all headings above it say together
    form: Form | None = None
    link: Link | None = None
    worth: FormWorth | None = None  # of a form
    outside: Outside | None = None  # of an address

    @property
    def evidence(self) -> tuple[Quote, ...]:
        """The channel, and for a form, whose action may be empty, its first words beside it."""
        form, page = self.form, self.document
        if form is None or not page.text[form.start : form.end].strip():
            return (self.quote,)
        start = form.end - len(page.text[form.start : form.end].lstrip())
        line = page.text[start : form.end].split("\n", 1)[0]
        return (self.quote, quote_text(page, start, start + len(line)))


# Words that send other matters to another place: in brackets, or after a word of exclusion. Folded.
_SENT_ELSEWHERE = re.compile(
    r"\([^()]{0,160}(?:ไปที่|แจ้งที่|แจ้งได้ที่|แจ้งทาง|แจ้งผ่าน|ให้แจ้ง|ให้ใช้|ใช้ช่องทาง|ดูที่|ติดต่อที่|คลิก)[^()]{0,80}\)"
    r"|(?:แยก(?:ออก)?(?:ต่างหาก)?จาก|ต่างจาก|ไม่ใช่|มิใช่|ไม่รวม(?:ถึง)?|ไม่รับ|ยกเว้น|นอกเหนือจาก)"
    r"(?:กับ|ช่องทาง|การ|รับ|แจ้ง|เรื่อง|แบบ)*(?:ร้องเรียนทั่วไป|ร้องเรียน/?ร้องทุกข์|ร้องทุกข์|ทั่วไป|ความเดือดร้อน)(?:ทั่วไป)?"
)


def about(text: str, topic: Topic, *, inside: bool = False) -> About:
    """What a text says of a topic; that other matters go elsewhere is not said of this place."""
    folded = _SENT_ELSEWHERE.sub(
        lambda m: m[0] if topic.names.search(m[0]) else "", fold_text(text)
    )
    own = topic.names.search(folded) is not None
    other = (topic.others_inside if inside else topic.others).search(folded) is not None
    return _union((About.OWN,) * own + (About.OTHER,) * other)


def _union(parts: Iterable[About]) -> About:
    said = set(parts) - {About.UNSAID}
    if not said:
        return About.UNSAID
    return said.pop() if len(said) == 1 else About.BOTH


def leads_to(words: str, topic: Topic) -> bool:
    """Whether the label of a link promises a channel of the topic, and not a paper about it."""
    return about(words, topic) in NAMED and not topic.papers.search(fold_text(words))


def link_words(link: Link) -> str:
    """The own words of a link; those of its row or item when its own say nothing."""
    own = " ".join(filter(None, (link.text, link.title, link.image_alt)))
    if own.strip() and not is_generic(own):
        return own
    return " ".join(filter(None, (link.row_text, link.item_text))) or own


def topic_pages(case: Case, topic: Topic) -> tuple[tuple[Document, str], ...]:
    """The pages of the bundle, and the read pages to which their content links by the topic's name.

    Each with the label that leads to it, "" when there is none.
    """
    label = case.candidate.label if case.candidate is not None else ""
    found = {
        page.url: (page, label if page is case.lead else "")
        for page in case.documents
        if page.kind is PageKind.PAGE
    }
    for page in case.documents:
        for link in page.links:
            if link.kind is not LinkKind.WEB or link.region is Region.MENU:
                continue
            words = link_words(link)
            target = case.site.document(link.url)
            if (
                target is not None
                and target.kind is PageKind.PAGE
                and target.url not in found
                and target.url != case.site.home_url
                and leads_to(words, topic)
            ):
                found[target.url] = (target, words)
    return tuple(found.values())


def channels(case: Case, topic: Topic) -> tuple[Channel, ...]:
    """Every form and outside address on the pages of a topic, in reading order.

    Without a bundle, the address at which the candidate's own link points. Forms outside the
    content of a page, and links there, count only when their own words name the topic.
    """
    found: list[Channel] = []
    for page, label in topic_pages(case, topic):
        found += _forms(page, label, topic)
        found += _embeds(page, label, topic)
        found += _links(page, label, topic, case)
    if not case.documents:
        found += _pointer(case, topic)
    return tuple(found)


def is_paper_address(url: str) -> bool:
    """Whether an address leads to a file, or to a host that shows files or social pages."""
    return is_file_address(url) or known_host_kind(url) in {"documents", "social"}


def scannable(case: Case, topic: Topic) -> Quote | None:
    """A picture on the topic's pages that is said to be scanned, or that is all there is to see."""
    for page, _ in topic_pages(case, topic):
        for image in page.images:
            words = fold_text(
                f"{image.alt} {image.title} {image.near_text[:80]} {image.url.rsplit('/', 1)[-1]}"
            )
            if image.region is Region.CONTENT and not image.link_url and _SCANNED.search(words):
                return quote_image(page, image)
        content = substance((page,))
        if content.pictures and not content.enough:
            return quote_image(*content.pictures[0])
    return None


def unread_pages(case: Case, topic: Topic) -> tuple[tuple[Quote, Reason], ...]:
    """Links by the topic's name to pages of the site that were not read, each with why."""
    found = []
    for page, _ in topic_pages(case, topic):
        for link in page.links:
            if link.kind is not LinkKind.WEB or link.region is not Region.CONTENT:
                continue
            own = same_host(link.url, page.url) and not is_file_address(link.url)
            if not own or not leads_to(link_words(link), topic):
                continue
            document = case.site.document(link.url)
            if document is not None and document.kind is PageKind.LOGIN:
                found.append((quote_link(page, link), Reason.LOGIN_REQUIRED))
            elif document is None and case.site.dead(link.url) is None:
                trouble = case.site.trouble(link.url)
                reason = trouble.reason if trouble is not None else GapReason.BUDGET_EXHAUSTED
                found.append((quote_link(page, link), Reason.from_gap(reason)))
    return tuple(found)


def without_file_gaps(case: Case) -> Case:
    """The case without gaps of unread files in its bundle: a file hides no online form."""
    if not case.documents:
        return case
    gaps = tuple(
        gap for gap in case.gaps if gap.reason not in _FILE_REASONS and not is_file_address(gap.url)
    )
    return replace(case, gaps=gaps)


def _forms(page: Document, label: str, topic: Topic) -> Iterator[Channel]:
    for form in page.forms:
        inner = about(f"{form.text} {form.submit_text}", topic, inside=True)
        if form.region is not Region.CONTENT and inner not in NAMED:
            continue
        nearest, outer = _around(page, form.start, form.heading, label, topic)
        yield Channel(
            document=page,
            quote=quote_form(page, form),
            url=form.action,
            inner=inner,
            nearest=nearest,
            outer=outer,
            form=form,
            worth=form_worth(form),
        )


def _embeds(page: Document, label: str, topic: Topic) -> Iterator[Channel]:
    for embed in page.embeds:
        kind = outside_kind(embed.url) if embed.url else Outside.OTHER
        own_system = kind is Outside.SYSTEM and same_host(embed.url, page.url)
        if kind in {Outside.OTHER, Outside.MESSENGER, Outside.SHORT_LINK} or own_system:
            continue
        nearest, outer = _around(page, embed.start, embed.heading, label, topic)
        yield Channel(
            document=page,
            quote=quote_embed(page, embed),
            url=embed.url,
            inner=about(embed.title, topic),
            nearest=nearest,
            outer=outer,
            outside=kind,
        )


def _links(page: Document, label: str, topic: Topic, case: Case) -> Iterator[Channel]:
    embedded = {embed.url for embed in page.embeds}
    for link in page.links:
        if link.kind is not LinkKind.WEB or link.url in embedded:
            continue
        inner = about(link_words(link), topic)
        if link.region is not Region.CONTENT and inner not in NAMED:
            continue
        kind = outside_kind(link.url)
        outside = not same_host(link.url, case.site.home_url) and not same_host(link.url, page.url)
        unread = case.site.document(link.url) is None and case.site.dead(link.url) is None
        if not outside or topic.papers.search(fold_text(link_words(link))):
            continue
        if kind is Outside.OTHER and (
            inner not in NAMED or not unread or is_paper_address(link.url)
        ):
            continue
        nearest, outer = _around(page, link.start, link.heading, label, topic)
        yield Channel(
            document=page,
            quote=quote_link(page, link),
            url=link.url,
            inner=inner,
            nearest=nearest,
            outer=outer,
            link=link,
            outside=kind,
        )


def _pointer(case: Case, topic: Topic) -> Iterator[Channel]:
    """The link that leads to a candidate that was not read."""
    candidate = case.candidate
    if candidate is None:
        return
    pointers = [
        pointer
        for pointer in case.site.pointers(candidate.url)
        if pointer.page.url == candidate.pointer_url or not candidate.pointer_url
    ]
    pointers.sort(key=lambda pointer: pointer.link.locator != candidate.pointer_locator)
    for pointer in pointers[:1]:
        page, link = pointer.page, pointer.link
        nearest = about(candidate.label, topic)
        yield Channel(
            document=page,
            quote=quote_link(page, link),
            url=link.url,
            inner=about(link_words(link), topic),
            nearest=nearest,
            outer=nearest,
            link=link,
            outside=outside_kind(link.url),
        )


_LINES_ABOVE = 4
_LONGEST_ABOVE = 160


def _around(
    page: Document, start: int, heading: str, label: str, topic: Topic
) -> tuple[About, About]:
    """What the words around a place say: the nearest that say anything, and all headings above it.

    The headings above are those of rising rank: a section's and those it stands under. The title
    and the label that leads to the page count when no heading and no line above says anything.
    """
    chain = [heading] if heading else []
    rank = 7
    for item in reversed([item for item in page.headings if item.start <= start]):
        if item.level < rank:
            rank = item.level
            chain.append(item.text)
    said = [about(text, topic) for text in chain]
    outer = _union(said)
    nearest = next((one for one in said if one is not About.UNSAID), About.UNSAID)
    if nearest is About.UNSAID:
        above = [line for line in lines(page) if line.end <= start][-_LINES_ABOVE:]
        texts = [line.text for line in reversed(above) if len(line.text) <= _LONGEST_ABOVE]
        for text in (*texts, page.title, label):
            nearest = about(text, topic)
            if nearest is not About.UNSAID:
                return nearest, nearest
    return nearest, outer
