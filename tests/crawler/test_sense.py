"""What an HTML body really is: each kind in the wordings it comes in, and its near misses."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.records import (
    Cell,
    Document,
    Embed,
    EmbedKind,
    Field,
    Form,
    Heading,
    Image,
    Link,
    LinkKind,
    PageKind,
    Region,
    RegionSpan,
    Table,
)
from crawler.sense import judge_kind, random_probe_path

SITE = "https://www.thungsommut.example"
AGENCY = "องค์การบริหารส่วนตำบลทุ่งสมมติ"
MENU = [
    "หน้าแรก",
    "ข้อมูลพื้นฐาน",
    "โครงสร้างหน่วยงาน",
    "ผู้บริหาร",
    "อำนาจหน้าที่",
    "แผนพัฒนาท้องถิ่น",
    "ข้อมูลการติดต่อ",
    "กฎหมายที่เกี่ยวข้อง",
    "ข่าวประชาสัมพันธ์",
    "ถาม-ตอบ",
    "แผนดำเนินงาน",
    "คู่มือประชาชน",
    "e-Service",
    "จัดซื้อจัดจ้าง",
    "แจ้งเรื่องร้องเรียนการทุจริต",
]
NEWS = (
    "องค์การบริหารส่วนตำบลทุ่งสมมติขอเชิญประชาชนร่วมกิจกรรมปลูกต้นไม้เฉลิมพระเกียรติ ณ บริเวณหนองน้ำสาธารณะ "
    "หมู่ที่ ๔ โดยมีผู้นำชุมชน ครู นักเรียน และประชาชนเข้าร่วมกิจกรรมเป็นจำนวนมาก เพื่อเพิ่มพื้นที่สีเขียวให้แก่ตำบล "
)


def page(
    *lines: str,
    title: str = AGENCY,
    url: str = f"{SITE}/page",
    menu: bool = True,
    head: int = 0,
    links: tuple[str, ...] = (),
    **more: object,
) -> Document:
    """A document: a menu, then the lines, the first ``head`` of them headings, then links."""
    text = ""
    found: list[Link] = []
    headings: list[Heading] = []
    regions: list[RegionSpan] = []

    def add(line: str) -> tuple[int, int]:
        nonlocal text
        start = len(text)
        text += line + "\n"
        return start, start + len(line)

    for number, label in enumerate(MENU if menu else ()):
        start, end = add(label)
        found.append(
            Link(
                kind=LinkKind.WEB,
                url=f"{SITE}/m/{number}",
                href=f"/m/{number}",
                text=label,
                region=Region.MENU,
                start=start,
                end=end,
            )
        )
    if text:
        regions.append(RegionSpan(region=Region.MENU, start=0, end=len(text)))
    body = len(text)
    for number, line in enumerate(lines):
        start, end = add(line)
        if number < head:
            headings.append(Heading(level=1, text=line, start=start, end=end))
    for number, label in enumerate(links):
        start, end = add(label)
        found.append(
            Link(
                kind=LinkKind.WEB,
                url=f"{SITE}/f/{number}.pdf",
                href=f"/f/{number}.pdf",
                text=label,
                start=start,
                end=end,
            )
        )
    regions.append(RegionSpan(region=Region.CONTENT, start=body, end=len(text)))
    document = Document(
        url=url,
        payload_digest="sha256:" + hashlib.sha256(text.encode()).hexdigest(),
        text_digest="sha256:" + hashlib.sha256(text.encode()).hexdigest(),
        extractor="html",
        extractor_version=1,
        fetched_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
        content_type="text/html",
        kind=PageKind.PAGE,
        title=title,
        text=text,
        links=tuple(found),
        headings=tuple(headings),
        regions=tuple(regions),
    )
    return replace(document, **more)  # type: ignore[arg-type]


def form(*fields: Field, region: Region = Region.CONTENT) -> Form:
    """A form that posts its fields."""
    return Form(
        action=f"{SITE}/send", action_raw="/send", method="post", fields=fields, region=region
    )


USER = Field(kind="text", name="username", label="ชื่อผู้ใช้")
PASSWORD = Field(kind="password", name="password", label="รหัสผ่าน")
CAPTCHA = Field(kind="text", name="captcha_code", label="กรอกรหัสตามภาพ")


def kind_of(document: Document, status: int = 200, probe: Document | None = None) -> PageKind:
    """The kind of a document that came with status 200 from an honest host."""
    return judge_kind(document, status=status, probe=probe)


# Soft 404 by wording


@pytest.mark.parametrize(
    "document",
    [
        page("กลับหน้าแรก", title="404 Not Found"),
        page("กลับหน้าแรก", title=f"Page not found – {AGENCY}"),
        page("กลับหน้าแรก", title=f"{AGENCY} | 404"),
        page("กลับหน้าแรก", title="Not Found (#404)"),
        page("404", "ไม่พบหน้าที่คุณต้องการ", head=2),
        page("ขออภัย ไม่พบหน้าที่คุณกำลังค้นหา", "หน้านี้อาจถูกลบไปแล้ว", head=1),
        page("ไม่พบหน้าเว็บที่ท่านต้องการ กรุณาตรวจสอบที่อยู่อีกครั้ง"),
        page("Object not found!", "The requested URL was not found on this server.", head=1),
        page("Oops! That page can’t be found.", "It looks like nothing was found.", head=1),
        page("404 - File or directory not found.", menu=False, head=1),
        page("ไม่พบไฟล์ที่ต้องการ", "กรุณาติดต่อผู้ดูแลระบบ", title="Error", menu=False, head=1),
        page("เกิดข้อผิดพลาด", title="Error", menu=False, head=1, url=f"{SITE}/files/o7.pdf"),
    ],
    ids=lambda document: document.title[:20] + document.text[-40:-1],
)
def test_wording_of_a_page_that_is_not_there(document: Document) -> None:
    """A title or heading that says "not found" over little content is a soft 404."""
    assert kind_of(document) is PageKind.SOFT_404


@pytest.mark.parametrize(
    "document",
    [
        page("ข่าวจัดซื้อจัดจ้าง", "ไม่พบข้อมูล", head=1),
        page("สถิติเรื่องร้องเรียน", "ไม่พบเรื่องร้องเรียนการทุจริตในปีงบประมาณ 2569", head=1),
        page("ประกาศ ที่ 404/2569 เรื่อง รับสมัครพนักงานจ้าง", "รายละเอียดตามประกาศ", head=1),
        page("ติดต่อ ห้อง 404 อาคารอำนวยการ", "โทรศัพท์ 0 2000 0404", head=1),
        page("เปิดไฟล์แล้วขึ้นข้อความ 404 Not Found ต้องทำอย่างไร", "กดรีเฟรชแล้วลองใหม่", head=1),
        page("ไม่พบหน้าที่และอำนาจที่ทับซ้อนกัน", "ผลการตรวจสอบภายใน", head=1),
        page("404", NEWS * 8, head=1),
        page("แผนปฏิบัติการ", "ไม่พบไฟล์แนบ", head=1),
        page("เกิดข้อผิดพลาดในแบบฟอร์มต้องทำอย่างไร", "แก้แล้วส่งใหม่", menu=False, head=1),
        page("คู่มือป้องกันความผิดพลาด", NEWS * 8, menu=False, url=f"{SITE}/files/manual.pdf"),
        page("อำนาจหน้าที่", "ตามพระราชบัญญัติสภาตำบล", head=1),
    ],
    ids=lambda document: document.text[-60:-1],
)
def test_words_that_only_look_like_not_found(document: Document) -> None:
    """Empty lists, order numbers, rooms and answers about errors are pages."""
    assert kind_of(document) is PageKind.PAGE


@pytest.mark.parametrize("status", [404, 410])
def test_an_honest_status_is_heard(status: int) -> None:
    """Under 404 and 410 nothing is there, however full the template."""
    assert kind_of(page(NEWS * 10), status) is PageKind.SOFT_404


# Soft 404 by the probe


PROBE = page(
    "ขออภัยในความไม่สะดวก", "ค้นหา /oitwatch-1a2b ในเว็บไซต์", "วันนี้ 120 ครั้ง", url=f"{SITE}/oitwatch-1a2b"
)


def test_a_page_like_the_probe_is_nothing() -> None:
    """Counters and the echoed address do not make a page out of the template."""
    document = page(
        "ขออภัยในความไม่สะดวก",
        "ค้นหา /old/plan.php ในเว็บไซต์",
        "วันนี้ 121 ครั้ง",
        url=f"{SITE}/old/plan.php",
    )

    assert kind_of(document, probe=PROBE) is PageKind.SOFT_404


@pytest.mark.parametrize(
    "changed",
    [
        page("ขออภัยในความไม่สะดวก", "แผนปฏิบัติการ", "วันนี้ 120 ครั้ง"),
        replace(PROBE, url=f"{SITE}/structure", title="โครงสร้างหน่วยงาน"),
        replace(PROBE, url=f"{SITE}/structure", images=(Image(url=f"{SITE}/chart.png"),)),
        replace(
            PROBE,
            url=f"{SITE}/map",
            embeds=(Embed(kind=EmbedKind.MAP, url="https://maps.example/x", raw_url="x"),),
        ),
    ],
    ids=["line", "title", "image", "map"],
)
def test_one_thing_of_its_own_makes_a_page(changed: Document) -> None:
    """A line, a title, an image or a map that the probe lacks keeps a thin page a page."""
    assert kind_of(changed, probe=PROBE) is PageKind.PAGE


def test_home_stays_a_page_when_unknown_addresses_show_it() -> None:
    """The home page shown for a random path is a page at its own address only."""
    home = page(NEWS * 3, url=f"{SITE}/")
    redirected = home
    served = replace(home, url=f"{SITE}/oitwatch-1a2b")

    assert kind_of(home, probe=redirected) is PageKind.PAGE
    assert kind_of(home, probe=served) is PageKind.PAGE
    for front in ("/index.php", "/th/", "/home", "/?lang=th"):
        assert kind_of(replace(home, url=SITE + front), probe=served) is PageKind.PAGE
    for other in ("/itaplan", "/?page_id=12", "/th/oit/o12"):
        assert kind_of(replace(home, url=SITE + other), probe=served) is PageKind.SOFT_404


def test_a_landing_page_of_redirects_stays_a_page() -> None:
    """The address to which unknown paths are redirected holds a page of its own."""
    landing = page(NEWS, url=f"{SITE}/portal/start")

    assert kind_of(landing, probe=landing) is PageKind.PAGE


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        (page("Checking your browser before accessing", menu=False), PageKind.BLOCKED),
        (page("ขณะนี้อยู่ระหว่างปรับปรุงเว็บไซต์", menu=False), PageKind.MAINTENANCE),
        (page(menu=False), PageKind.SCRIPT_ONLY),
        (page("เข้าสู่ระบบ", menu=False, head=1, forms=(form(USER, PASSWORD),)), PageKind.LOGIN),
    ],
    ids=lambda value: value if isinstance(value, PageKind) else "",
)
def test_a_hindrance_on_every_address_is_no_soft_404(document: Document, kind: PageKind) -> None:
    """A host that answers all with one hindrance has not been read: absence must not follow."""
    probe = replace(document, url=f"{SITE}/oitwatch-1a2b")

    assert kind_of(document, probe=probe) is kind


# Login


@pytest.mark.parametrize(
    "document",
    [
        page("ชื่อผู้ใช้", "รหัสผ่าน", title="เข้าสู่ระบบ", menu=False, forms=(form(USER, PASSWORD),)),
        page("สำหรับเจ้าหน้าที่", title=f"Login - {AGENCY}", forms=(form(USER, PASSWORD),)),
        page("กรุณาลงชื่อเข้าใช้งาน", "ลืมรหัสผ่าน", head=1, forms=(form(USER, PASSWORD),)),
        page("Username", "Password", title="", menu=False, forms=(form(USER, PASSWORD, CAPTCHA),)),
        page("to continue to Drive", title="Sign in - Google Accounts", menu=False),
    ],
    ids=["thai title", "template", "heading", "no words", "account"],
)
def test_a_password_and_nothing_else_is_a_login(document: Document) -> None:
    """A page that is its login form is a login page."""
    assert kind_of(document) is PageKind.LOGIN


@pytest.mark.parametrize(
    "document",
    [
        page(NEWS * 3, forms=(form(USER, PASSWORD, region=Region.MENU),)),
        page("เข้าสู่ระบบ", NEWS * 6, head=1, forms=(form(USER, PASSWORD),)),
        page("เข้าสู่ระบบ", head=1, links=tuple(MENU), forms=(form(USER, PASSWORD),)),
        page("เข้าสู่ระบบสมาชิก", "วิธีใช้งาน e-Service", title="คู่มือเข้าสู่ระบบ", head=1),
        page(
            "สมัครสมาชิก", head=1, forms=(form(USER, PASSWORD, Field(kind="password", name="again")),)
        ),
    ],
    ids=["sidebar", "box beside news", "box beside links", "manual", "registration"],
)
def test_a_login_box_does_not_make_a_login_page(document: Document) -> None:
    """A small login on a page with content, a manual and a registration are pages."""
    assert kind_of(document) is PageKind.PAGE


# Maintenance


@pytest.mark.parametrize(
    "document",
    [
        page("ปิดปรับปรุงเว็บไซต์ชั่วคราว", "ขออภัยในความไม่สะดวก", menu=False, head=1),
        page("เว็บไซต์อยู่ในระหว่างการปรับปรุงระบบ", menu=False),
        page(f"เว็บไซต์ {AGENCY} อยู่ระหว่างดำเนินการปรับปรุง", menu=False),
        page("ปิดปรับปรุง", menu=False),
        page("Briefly unavailable for scheduled maintenance. Check back soon.", menu=False),
        page("Our site is under construction", menu=False, links=("Facebook",)),
    ],
    ids=lambda document: document.text[:30],
)
def test_a_site_that_is_closed_for_works(document: Document) -> None:
    """A page without a menu that says the site is being worked on is maintenance."""
    assert kind_of(document) is PageKind.MAINTENANCE


@pytest.mark.parametrize(
    "document",
    [
        page("แผนปฏิบัติการ", "อยู่ระหว่างปรับปรุง", head=1),
        page("อยู่ระหว่างปรับปรุงข้อมูล", menu=False),
        page("ประกาศปิดปรับปรุงระบบประปาหมู่บ้าน หมู่ที่ 4", menu=False, head=1),
        page("ประกาศปิดปรับปรุงเว็บไซต์ วันที่ 5 มกราคม 2569", NEWS * 2, head=1),
        page("อยู่ระหว่างจัดทำข้อมูล", menu=False),
    ],
    ids=lambda document: document.text[-40:-1],
)
def test_works_on_something_else(document: Document) -> None:
    """A placeholder inside the site, a water main and a notice of past works are pages."""
    assert kind_of(document) is PageKind.PAGE


def tabled(*rows: str) -> Document:
    """A page without a menu whose rows are those of a table, cells parted by tabs."""
    document = page(*rows, menu=False)
    at = 0
    grid = []
    for row in rows:
        cells = []
        for text in row.split("\t"):
            cells.append(Cell(text=text, start=at, end=at + len(text)))
            at += len(text) + 1
        grid.append(tuple(cells))
    return replace(document, tables=(Table(rows=tuple(grid), start=0, end=at - 1),))


def test_figures_on_a_system_that_is_closed_for_works() -> None:
    """A short page with a table of figures is read, though they speak of a system under works."""
    document = tabled(
        "ช่องทาง\tจำนวน", "หน้าเคาน์เตอร์\t412 ราย", "ออนไลน์\tปิดปรับปรุงเว็บไซต์ชั่วคราว", "ทางโทรศัพท์\t75 ราย"
    )

    assert kind_of(replace(document, tables=())) is PageKind.MAINTENANCE
    assert kind_of(document) is PageKind.PAGE


def test_a_notice_of_works_laid_out_in_a_table() -> None:
    """A table of one cell to a row only lays out what a notice says, and so does a single row."""
    notice = ("ปิดปรับปรุงเว็บไซต์ชั่วคราว", "ขออภัยในความไม่สะดวก", "เปิดให้บริการเร็ว ๆ นี้")

    assert kind_of(tabled(*notice)) is PageKind.MAINTENANCE
    assert kind_of(tabled("สอบถาม\tสำนักปลัด", *notice)) is PageKind.MAINTENANCE


# Blocked


@pytest.mark.parametrize(
    "document",
    [
        page("Enable JavaScript and cookies to continue", title="Just a moment...", menu=False),
        page("Sorry, you have been blocked", title="Attention Required! | Cloudflare", menu=False),
        page("You don't have permission to access / on this server.", title="x", menu=False),
        page("Reference #18.2d", title="Access Denied", menu=False),
        page("Request unsuccessful. Incapsula incident ID: 99-12", title="", menu=False),
        page("Block reason: country", title="Sucuri WebSite Firewall - Access Denied", menu=False),
        page("The requested URL was rejected. Your support ID is: 7", title="", menu=False),
        page("ไม่อนุญาตให้เข้าถึงเว็บไซต์จากต่างประเทศ", menu=False),
        page("กรุณายืนยันว่าคุณไม่ใช่หุ่นยนต์", menu=False, forms=(form(CAPTCHA),)),
        page("พิมพ์ตัวอักษรที่เห็น", menu=False, forms=(form(CAPTCHA),)),
    ],
    ids=lambda document: (document.title + document.text)[:40],
)
def test_a_firewall_speaks(document: Document) -> None:
    """Firewall and captcha pages of the known makers are blocked pages."""
    assert kind_of(document) is PageKind.BLOCKED


@pytest.mark.parametrize(
    "document",
    [
        page(
            "แจ้งเรื่องร้องเรียนการทุจริต",
            "ฉันไม่ใช่หุ่นยนต์",
            menu=False,
            forms=(form(USER, Field(kind="textarea", name="detail"), CAPTCHA),),
        ),
        page("ข่าวไอที: ระบบแสดงข้อความ Access Denied", NEWS, head=1),
        page(NEWS, "This site is protected by reCAPTCHA", forms=(form(USER, CAPTCHA),)),
    ],
    ids=["complaint form", "news", "footer"],
)
def test_a_captcha_or_a_word_is_no_firewall(document: Document) -> None:
    """Forms that end in a captcha and pages that mention a firewall are pages."""
    assert kind_of(document) is PageKind.PAGE


def test_a_bare_answer_of_403_is_blocked() -> None:
    """A refusal needs no words of its own."""
    assert kind_of(page("ขออภัย", menu=False), 403) is PageKind.BLOCKED


# Parked


@pytest.mark.parametrize(
    "document",
    [
        page("It works!", title="", menu=False, head=1),
        page("If you see this page ...", title="Welcome to nginx!", menu=False),
        page(NEWS * 6, title="Apache2 Ubuntu Default Page: It works", menu=False),
        page("Internet Information Services", title="IIS Windows Server", menu=False),
        page("Contact your hosting provider", title="Account Suspended", menu=False),
        page("This domain is for sale", title="thungsommut.example", menu=False),
        page("เว็บไซต์นี้หมดอายุ กรุณาติดต่อผู้ให้บริการ", title="", menu=False),
    ],
    ids=lambda document: (document.title + document.text)[:40],
)
def test_a_host_without_its_site(document: Document) -> None:
    """Default pages, suspended accounts and domains for sale are parked."""
    assert kind_of(document) is PageKind.PARKED


@pytest.mark.parametrize(
    "document",
    [
        page("ประกาศใบอนุญาตหมดอายุ", "ผู้ประกอบการที่ใบอนุญาตหมดอายุให้ต่ออายุ", head=1),
        page("ประกาศขายทอดตลาดครุภัณฑ์ชำรุด", NEWS, head=1),
        page("จ้างเหมาดูแลเว็บไซต์", NEWS, "เนื่องจากโฮสติ้งหมดอายุวันที่ 30 กันยายน 2569" + NEWS * 8),
    ],
    ids=["licence", "auction", "hosting contract"],
)
def test_other_things_expire_or_are_sold(document: Document) -> None:
    """Licences, old furniture and hosting contracts are subjects of pages."""
    assert kind_of(document) is PageKind.PAGE


# Hijacked

SPAM_TH = "สล็อตเว็บตรง แตกง่าย เครดิตฟรี บาคาร่า ฝากถอน ไม่มีขั้นต่ำ แทงบอล คาสิโน UFABET สมัครเลย "
SPAM_ID = "Situs slot gacor maxwin, daftar togel dan judi online terpercaya bonus deposit slot88 "


@pytest.mark.parametrize(
    "document",
    [
        page(SPAM_TH * 5, title="สล็อตเว็บตรง PG SLOT อันดับ 1", menu=False),
        page(SPAM_TH * 20, title=AGENCY),
        page(SPAM_ID * 5, title="Slot Gacor Hari Ini", menu=False),
        page(SPAM_ID * 10, NEWS, title=f"{AGENCY} - situs slot online"),
    ],
    ids=["thai", "agency title", "indonesian", "mixed"],
)
def test_gambling_that_fills_a_page_is_a_hijack(document: Document) -> None:
    """Spam that dominates a page is seen under an agency's title too."""
    assert kind_of(document) is PageKind.HIJACKED


def test_a_short_page_under_a_heading_that_lures_is_a_hijack() -> None:
    """A few lines are enough where a heading of the page itself invites to gamble."""
    lured = page("ข่าวกิจกรรม", SPAM_TH, title=AGENCY, head=2)

    assert kind_of(lured) is PageKind.HIJACKED


def test_a_short_page_that_tells_of_an_arrest_is_a_page() -> None:
    """The words of the spam stand in a report on it too."""
    said = "จับกุมเว็บสล็อตเว็บตรง บาคาร่า คาสิโน ที่อ้างเครดิตฟรี ฝากถอน ไม่มีขั้นต่ำ"

    assert kind_of(page("ข่าวกิจกรรม", said, head=2)) is PageKind.PAGE


@pytest.mark.parametrize(
    "document",
    [
        page(
            "เตือนภัยเว็บพนันออนไลน์",
            "ตำรวจเตือนประชาชนอย่าหลงเชื่อเว็บพนัน สล็อต บาคาร่า แทงบอล คาสิโน หวยออนไลน์ ที่อ้างเครดิตฟรี "
            "และโบนัส การเล่นพนันออนไลน์ผิดกฎหมาย มีบทลงโทษ ไฮโล ก็ผิด",
            title="เตือนภัยเว็บพนันออนไลน์",
            head=1,
        ),
        page("โครงการป้องกันเยาวชนจากการพนันออนไลน์", NEWS + "เว็บพนัน แทงบอล และบาคาร่า", head=1),
        page(NEWS * 10, SPAM_TH),
    ],
    ids=["warning", "project", "hidden links"],
)
def test_a_page_about_gambling_is_a_page(document: Document) -> None:
    """Warnings, prevention projects and a few hidden links leave a page what it is."""
    assert kind_of(document) is PageKind.PAGE


# Script only


@pytest.mark.parametrize(
    "document",
    [
        page(menu=False),
        page("กำลังโหลด...", menu=False),
        page("Loading", title="e-Service", menu=False),
        page("You need to enable JavaScript to run this app.", menu=False),
        page("กรุณาเปิดใช้งาน JavaScript ในเบราว์เซอร์ของท่าน", menu=False),
    ],
    ids=["empty", "loading", "english", "noscript", "thai noscript"],
)
def test_a_shell_for_a_browser(document: Document) -> None:
    """A title over nothing, a loading note or a call for JavaScript is a shell."""
    assert kind_of(document) is PageKind.SCRIPT_ONLY


@pytest.mark.parametrize(
    "document",
    [
        page("อยู่ระหว่างจัดทำข้อมูล", menu=False),
        page(menu=False, images=(Image(url=f"{SITE}/chart.png"),)),
        page(menu=False, links=("เข้าสู่เว็บไซต์",)),
        page(
            menu=False,
            embeds=(Embed(kind=EmbedKind.FRAME, url=f"{SITE}/main.html", raw_url="main.html"),),
        ),
        page(title="", menu=False),
        page(NEWS, "Please enable JavaScript to see the counter"),
    ],
    ids=["placeholder", "picture", "splash", "frames", "blank", "counter"],
)
def test_little_text_is_not_yet_a_shell(document: Document) -> None:
    """Placeholders, pictures, splash pages and frames are pages."""
    assert kind_of(document) is PageKind.PAGE


def test_other_media_types_are_pages() -> None:
    """A text file is judged by nobody here."""
    assert kind_of(page("404", head=1, content_type="text/plain")) is PageKind.PAGE


def test_the_probe_path_is_steady_and_differs_by_host() -> None:
    """One host is always asked for the same path, and the path is a plain one."""
    path = random_probe_path("a.example")

    assert path == random_probe_path("a.example")
    assert path != random_probe_path("b.example")
    assert path.startswith("/oitwatch-")
    assert path[1:].replace("-", "").isalnum()
