"""Recognises channels on which people can ask and get an answer."""

import re
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from checks.match.contact.places import host_of, says_faq
from crawler.records import Document, Form, Link, LinkKind


class FormUse(StrEnum):
    """What a form is good for as a channel of questions."""

    WORKS = "works"
    BROKEN = "broken"  # it asks for a question and sends it nowhere
    DOUBTFUL = "doubtful"  # for complaints or opinions, or sent by a script we cannot follow
    OTHER = "other"  # search, login, survey


_ASKS = re.compile(
    r"(?<!แบบ)สอบถาม|(?<!แบบสอบ)(?<!คำ)ถาม|คำถาม|กระทู้|ติดต่อ|ข้อความ|ฝากเรื่อง|กระดาน|message|question|contact|inquir|enquir"
    r"|comment|ask|topic|detail",
    re.I,
)
_COMPLAINT = re.compile(r"ร้องเรียน|ร้องทุกข์|ทุจริต|เบาะแส|ประพฤติมิชอบ|complain|corrupt", re.I)
_OPINION = re.compile(
    r"รับฟัง|แสดงความคิดเห็น|ความพึงพอใจ|แบบสอบถาม|แบบประเมิน|แบบสำรวจ|survey|โพล|\bpoll\b", re.I
)
_QUESTION = re.compile(
    r"(?<!แบบ)สอบถาม|ถาม ?[-–/]? ?ตอบ|ตั้งกระทู้|(?:ตั้ง|ส่ง|ฝาก|พิมพ์|กล่อง)คำถาม|(?:^|\s)ถาม[ก-๎]{2,}"
    r"|q ?& ?a|ติดต่อ(?:เรา|สอบถาม)|contact us|ask",
    re.I,
)
_SEARCH = re.compile(r"ค้นหา|search|(?<![a-z])q(?![a-z])|keyword", re.I)
_TEXTS = frozenset({"text", "email", "tel", "textarea", "number", "url", ""})

_CHAT_HOSTS: tuple[tuple[str, str], ...] = (
    (r"m\.me|messenger\.com|(?:www\.)?messenger\.com", "Messenger"),
    (r"line\.me|page\.line\.me|lin\.ee|liff\.line\.me|line\.naver\.jp", "LINE"),
    (r"wa\.me|api\.whatsapp\.com|t\.me|telegram\.me", "chat"),
    (r"(?:[\w-]+\.)*(?:tawk\.to|zdassets\.com|chaport\.com|driftt\.com|olark\.com|chatra\.io"
     r"|page365\.(?:net|co)|crisp\.chat|tidio\.(?:co|com)|livechatinc\.com|livechat\.com|zendesk\.com"
     r"|zopim\.com|intercom\.(?:io|com)|freshchat\.com|smartsuppchat\.com|purechat\.com|drift\.com|jivosite\.com"
     r"|jivochat\.com|zwiz\.(?:ai|app)|zwizchat\.com|botnoi\.ai|chatfuel\.com|manychat\.com|dialogflow\.com"
     r"|dialogflow\.cloud\.google\.com|chatbase\.co|landbot\.(?:io|pro))", "chat"),
)  # fmt: skip
_CHATS = tuple((re.compile(pattern), name) for pattern, name in _CHAT_HOSTS)
_FACEBOOK = re.compile(
    r"(?:www\.|m\.|th-th\.|web\.|business\.|mbasic\.|l\.)?(?:facebook\.com|fb\.com|fb\.me)"
)
_FACEBOOK_OTHER = re.compile(
    r"^/(?:sharer|share(?:\.php)?(?:/|$)|dialog|plugins|watch|hashtag|events|login|help|policies|photo|"
    r"photos|video|videos|reel|story\.php|groups|marketplace|tr$|l\.php|privacy|legal|v\d)",
    re.I,
)
_PLUGIN_PAGE = re.compile(r"^/(?:v\d+\.\d+/)?plugins/(?:page|likebox|like_box|fan)", re.I)
_LINE_SHARE = re.compile(r"/R/(?:msg|share)|/msg/|lineit|social-plugin|timeline", re.I)
_LINE_ID = re.compile(
    r"(?:(?<![a-z])line(?![a-z])|(?<![ก-๙])ไลน์)(?:[ \t]*(?:id|ไอดี|oa"
    r"|official(?: account)?|@|แอด|ออฟฟิเชียล))*"
    r"[ \t]*(?:[:：=]|(?=@))[ \t]*(?P<id>@?[a-z0-9][a-z0-9._\-]{2,30})",
    re.I,
)
_LINE_DUMMY = re.compile(r"@?(?:line-?id|yourline|example|xxx+|id|line)", re.I)
_LINE_NAME = re.compile(r"(?<![a-z])line(?![a-z])|(?<![ก-๙])ไลน์", re.I)
_CODE = re.compile(r"qr|คิวอาร์|เพิ่มเพื่อน|add friend|official|(?<![a-z])oa(?![a-z])", re.I)
_FACEBOOK_NAME = re.compile(
    r"(?:facebook|เฟ[ซส]บุ๊?[กค]|แฟนเพจ|fan ?page|messenger)(?: ?(?:page|fan ?page|เพจ))?"
    r"[ \t]*[:：=][ \t]*(?![-–—.])\S[^\n]{2,60}",
    re.I,
)
_CHAT_WORDS = re.compile(
    r"แช[ทต] ?(?:สด|บ[อ๊]{1,2}[ทต])|chat ?bot|live ?chat|web ?chat|สนทนาออนไลน์"
    r"|แช[ทต](?:กับ|คุยกับ|หา)(?:เรา|เจ้าหน้าที่|น้อง|แอดมิน)|inbox",
    re.I,
)
_FORM_HOSTS = re.compile(
    r"^https?://(?:docs\.google\.com/(?:a/[^/]+/)?forms|forms\.gle/|forms\.office\.com|forms\.microsoft\.com"
    r"|forms\.cloud\.microsoft|(?:[\w-]+\.)?(?:jotform|typeform|surveymonkey)\.com)",
    re.I,
)
_POST_WORDS = re.compile(
    r"ตั้งกระทู้|ตั้งคำถาม|เพิ่มกระทู้|เพิ่มคำถาม|ตั้งหัวข้อ|ถามคำถาม|ส่งคำถาม|new ?topic"
    r"|new ?thread|ask a question",
    re.I,
)


def form_use(form: Form, document: Document) -> FormUse:
    """Whether a form takes questions, and whether it can send them.

    Source: hard-cases.md: a form works when its fields have names and its action is a real one.
    """
    visible = [field for field in form.fields if field.kind in _TEXTS]
    if any(field.kind == "password" for field in form.fields):
        return FormUse.OTHER
    long_text = [field for field in visible if field.kind == "textarea"]
    labels = " ".join(f"{field.name} {field.label}" for field in visible)
    if len(visible) < 2 and not long_text:
        return FormUse.OTHER
    if not long_text and (_SEARCH.search(labels) or not _ASKS.search(f"{labels} {form.heading}")):
        return FormUse.OTHER
    heads = f"{form.heading} {form.submit_text}"
    page = f"{document.title} {' '.join(h.text for h in document.headings if h.level <= 2)}"
    if _OPINION.search(heads) and not _QUESTION.search(heads):
        return FormUse.DOUBTFUL
    if _COMPLAINT.search(heads) and not _QUESTION.search(heads):
        return FormUse.DOUBTFUL
    about = _ASKS.search(f"{heads} {labels}") or _QUESTION.search(page)
    if not about:
        return FormUse.DOUBTFUL
    if _COMPLAINT.search(page) and not _QUESTION.search(f"{heads} {page}"):
        return FormUse.DOUBTFUL
    named = [field for field in visible if field.name]
    enough = bool(named) and (not long_text or any(field.name for field in long_text))
    sends = bool(form.action) or form.scripted
    if not sends or not (form.has_submit or form.scripted):
        return FormUse.BROKEN
    if enough:
        return FormUse.WORKS
    return FormUse.DOUBTFUL if form.scripted else FormUse.BROKEN


def chat_link(url: str) -> str:
    """The chat service that an address opens: "Messenger", "LINE", "chat", "Facebook" or "".

    Share buttons and bare front pages of a service open nothing of the agency.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    path = parts.path.rstrip("/")
    for pattern, name in _CHATS:
        if pattern.fullmatch(host):
            if name == "LINE" and (
                _LINE_SHARE.search(parts.path) or path in {"", "/en", "/th", "/ti/p"}
            ):
                return ""
            return name if path or host.endswith(".zopim.com") else ""  # "?key" alone
    if not _FACEBOOK.fullmatch(host):
        return ""
    if parts.path.lower().startswith("/messages/t/"):
        return "Messenger"
    return "Facebook" if _is_facebook_page(parts.path, parts.query) else ""


def _is_facebook_page(path: str, query: str) -> bool:
    if _FACEBOOK_OTHER.match(path):
        # "/share/1AbC" is how the app writes a link to a page; "/share?u=" shares another.
        return bool(re.fullmatch(r"/share/(?:p/)?[A-Za-z0-9]{6,}/?", path)) and "u=" not in query
    name = path.strip("/")
    if name in {"profile.php", "home.php", "pages"}:
        return "id=" in query
    return bool(name) and name not in {"index.php", "index.html"}


def facebook_plugin(url: str) -> str:
    """What an embedded page box offers: "messages" when visitors can write there, "page", or ""."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if not _FACEBOOK.fullmatch(host):
        return ""
    if _PLUGIN_PAGE.match(parts.path):
        tabs = parse_qs(parts.query).get("tabs", [""])[0]
        return "messages" if "messages" in tabs else "page"
    if "customerchat" in parts.path or "customer_chat" in parts.path:
        return "page"  # the chat box itself has shown nothing since May 2024
    return "page" if chat_link(url) else ""


def line_id(text: str) -> tuple[int, int] | None:
    """Where a LINE account is named in a text, None without one."""
    for match in _LINE_ID.finditer(text):
        if not _LINE_DUMMY.fullmatch(match["id"]):
            return match.span()
    return None


def is_line_code(words: str) -> bool:
    """Whether words beside a picture say that it is the code of a LINE account."""
    return bool(_LINE_NAME.search(words)) and bool(_CODE.search(words))


def facebook_name(text: str) -> tuple[int, int] | None:
    """Where a page of Facebook is named without a link, None without one."""
    match = _FACEBOOK_NAME.search(text)
    return match.span() if match else None


def is_question_form_link(link: Link) -> bool:
    """Whether a link opens a form of a known form host that takes questions."""
    words = f"{link.text} {link.title} {link.image_alt} {link.heading} {link.group}"
    return (
        link.kind is LinkKind.WEB
        and bool(_FORM_HOSTS.match(link.url))
        and bool(_QUESTION.search(words))
        and not (_OPINION.search(f"{link.text} {link.title} {link.image_alt}"))
        and not (_COMPLAINT.search(words))
    )


def asks_here(words: str) -> bool:
    """Whether words invite to ask."""
    return bool(_QUESTION.search(words)) and not says_faq(words)


def says_chat(text: str) -> bool:
    """Whether words name a chat with the agency or its chat bot."""
    return bool(_CHAT_WORDS.search(text))


def says_post(text: str) -> bool:
    """Whether words open the form of a question board."""
    return bool(_POST_WORDS.search(text))


def same_host(one: str, other: str) -> bool:
    """Whether two addresses lie on one host, "www." left out."""
    return host_of(one) == host_of(other)
