"""What filling in a form leads to, judged from its markup alone."""

import re
from enum import StrEnum

from crawler.records import Field, Form
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
# What is booked is looked for first: the trip of a day, the room that is free; folded.
_BOOKING = re.compile(
    r"^\W*(?:ระบบ|แบบฟอร์ม|บริการ|การ|ขั้นตอนที่1|เริ่ม)*(?:จอง|ซื้อตั๋ว|นัดหมาย|เลือก(?:วัน|เที่ยว|ห้อง|รอบ)|booking|reserv)"
)
_LOOKS_UP_BOOKINGS = re.compile(
    r"(?:ตรวจสอบ|ค้นหา|ประวัติ|สถานะ|ติดตาม|ตาราง|ปฏิทิน|รายการ|ยกเลิก|เลขที่|รหัส|หมายเลข)(?:การ|ใบ|ที่)?(?:ใช้)?(?:จอง|นัด)"
    r"|(?:จอง|นัด)(?:ของฉัน|แล้ว)"
)
_DAYS = frozenset({"date", "datetime-local"})
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


def _begins_booking(form: Form) -> bool:
    """Whether a form headed by booking asks for the day and more, to find what is free.

    A list of what others have booked is looked through in the same way and is headed so.
    """
    said = fold_text(f"{form.heading} {form.submit_text} {form.text}")
    if not _BOOKING.search(fold_text(form.heading)) or _LOOKS_UP_BOOKINGS.search(said):
        return False
    days = sum(field.kind in _DAYS or "วัน" in field.label for field in form.fields)
    return days > 0 and len({field.name for field in _asking(form) if field.name}) > days


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
    if not area and _SEARCH_WORDS.search(fold_text(form.submit_text)) and not _begins_booking(form):
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
