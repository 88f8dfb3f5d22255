"""A page becomes text with offsets, title, date, and regions."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extract.html import EXTRACTOR, VERSION, extract_html
from crawler.records import Document, PageKind, Region
from crawler.thai import repair

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.html"))
URL = "https://www.agency.example/a/index.php"


def read(html: str | bytes, url: str = URL, declared_type: str = "text/html") -> Document:
    payload = html if isinstance(html, bytes) else html.encode()
    return extract_html(
        payload,
        url=url,
        declared_type=declared_type,
        payload_digest="sha256:00",
        fetched_at=datetime(2026, 10, 5, tzinfo=UTC),
    )


def sample(name: str) -> Document:
    return read((Path(__file__).parent / "samples" / f"{name}.html").read_bytes())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_span_points_at_its_own_words(path: Path) -> None:
    """Headings and cells equal their slice of the text; links do on one line."""
    document = read(path.read_bytes())
    text = document.text

    assert all(text[h.start : h.end] == h.text for h in document.headings)
    assert all(" ".join(text[x.start : x.end].split()) == x.text for x in document.links)
    cells = [c for table in document.tables for row in table.rows for c in row]
    assert all(text[c.start : c.end] == c.text for c in cells)
    assert all(" ".join(text[f.start : f.end].split()) == f.text for f in document.forms)
    assert all(0 <= image.start <= len(text) for image in document.images)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_regions_cover_the_text_in_order(path: Path) -> None:
    """Each region begins where the one before ends; the first at 0, the last at the end."""
    document = read(path.read_bytes())
    place = 0

    for span in document.regions:
        assert span.start == place < span.end
        place = span.end

    assert place == len(document.text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_text_is_repaired_line_by_line(path: Path) -> None:
    """Repairing a line of the text again changes nothing."""
    lines = read(path.read_bytes()).text.split("\n")

    assert [repair(line) for line in lines] == lines


def test_record_of_a_page() -> None:
    """The record carries what was given, the extractor, title, language and date."""
    document = sample("menu")

    assert (document.extractor, document.extractor_version) == (EXTRACTOR, VERSION)
    assert document.kind is PageKind.PAGE
    assert document.title == "องค์การบริหารส่วนตำบลบ้านทดสอบ"
    assert document.lang == "th"
    assert document.published == "2026-10-05T09:30:00+07:00"
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", document.text_digest)


def test_lines_and_cells() -> None:
    """A block is a line, a break ends one, cells of a row stand between tabs."""
    document = read(
        "<div>ก<p>ข <b>ค</b>ง</p>จ<br>ฉ</div><table><tr><td><p>1</p></td><td></td><td>3</td></tr>"
        "<tr><td>4</td><td>5</td><td>6</td></tr></table>"
    )

    assert document.text == "ก\nข คง\nจ\nฉ\n1\t\t3\n4\t5\t6"


def test_scripts_styles_and_hidden_words_are_left_out() -> None:
    """Nothing of a script, style, comment, template or hidden text-only block is in the text."""
    document = read(
        "<style>a{}</style><script>var a='ก'</script><!-- ข --><template>ค</template>"
        "<p hidden>จ</p><noscript>ง</noscript><div style='DISPLAY : none'>ฉ</div>"
        "<span style='visibility:hidden'>ช</span><i aria-hidden='true'>ซ</i>"
    )

    assert document.text == "ซ"


def test_a_hidden_table_goes_where_nothing_can_show_it() -> None:
    """A table of words without a name, a button or tabs around it; links and named ones stay."""
    grid = "<table{}><tr><td>{}</td><td>2</td></tr></table>"
    document = read(
        "<body><p>ก</p>"
        + grid.format(" style='display:none'", "ลับ")
        + grid.format(" id='t' style='display:none'", "ข")
        + f"<div class='tab-content'><div style='display:none'>{grid.format('', 'ค')}</div></div>"
        + grid.format(" hidden", "<a href='/x'>ง</a>")
        + "<p style='position:absolute;left:-9999px'>ซ่อน</p></body>"
    )
    assert "ลับ" not in document.text
    assert "ซ่อน" not in document.text
    assert all(letter in document.text for letter in "กขคง")


def test_a_hidden_part_behind_its_button_stays() -> None:
    """What a button just before it opens is read, though no name ties the two together."""
    found = read(
        "<div data-collapsed='true'><div role='button'><h3>ตุลาคม</h3></div>"
        "<div style='display:none'><p>วงเงิน 500 บาท</p></div></div>"
        "<div><p>หัวข้อ</p><div style='display:none'>ไม่มีปุ่ม</div></div>"
    )

    assert "วงเงิน 500 บาท" in found.text
    assert "ไม่มีปุ่ม" not in found.text


def test_hidden_panels_that_hold_content_stay() -> None:
    """Hidden links, tables, forms and words that a trigger opens are content."""
    document = sample("hub")

    assert "O1 โครงสร้าง" in document.text
    assert "ข้อความที่เปิดดูได้" in document.text
    assert "สล็อต" not in document.text
    assert "ซ่อนไว้" not in document.text


def test_windows_874_table_page() -> None:
    """A page in single-byte Thai laid out by tables has a menu, content and a footer."""
    document = sample("table-layout-windows-874")
    parts = {span.region: document.text[span.start : span.end] for span in document.regions}

    assert document.charset == "windows-874"
    assert document.title == "อบต.ดอนสมมุติ"
    assert parts[Region.MENU].startswith("ข้อมูลหน่วยงาน\nหน้าแรก\nประวัติความเป็นมา")
    assert parts[Region.MENU].endswith("ติดต่อเรา")
    assert "โทรศัพท์ ๐ ๒๐๐๐ ๐๐๐๐\nอีเมล office@agency.example" in parts[Region.CONTENT]
    assert parts[Region.FOOTER].strip() == (
        "ที่ทำการองค์การบริหารส่วนตำบลดอนสมมุติ ต.ดอนสมมุติ อ.เมือง\nCopyright 2569 All rights reserved"
    )


def test_entities_in_a_page_that_declares_a_western_charset() -> None:
    """Numeric entities are read, and repaired before offsets are fixed."""
    document = sample("entities-windows-1252")

    assert document.title == "แผน"
    assert document.text == "แผนปฏิบัติการ “2569”\nสำนัก งาน"
    assert document.links[0].text == "งาน"


def test_repair_moves_the_offsets_behind_it() -> None:
    """Words behind damaged Thai are still found at their offsets, across element borders too."""
    document = read(
        "<p>ส\u0e4d\u0e32นักงาน <b>น\u0e4d</b>\u0e32ไป <a href='x.php'>ท\u0e4d\u0e32งาน</a> ต่อ</p>"
    )
    link = document.links[0]

    assert document.text == "สำนักงาน นำไป ทำงาน ต่อ"
    assert document.text[link.start : link.end] == link.text == "ทำงาน"


def test_regions_of_named_elements() -> None:
    """Menu, breadcrumb, header and footer are told apart; a list of files is content."""
    document = sample("menu")
    regions = [span.region for span in document.regions]
    breadcrumb = document.regions[2]

    assert regions == [
        Region.HEADER,
        Region.MENU,
        Region.HEADER,
        Region.CONTENT,
        Region.FOOTER,
    ]
    assert document.text[breadcrumb.start : breadcrumb.end].split() == ["หน้าแรก", "ข่าว"]
    files = [link for link in document.links if link.url.endswith(".pdf")]
    assert len(files) == 9
    assert {link.region for link in files} == {Region.CONTENT}


def test_a_list_of_items_is_no_menu_whatever_its_class() -> None:
    """Numbered item links and file links stay content inside a block called menu."""
    items = "".join(f"<li><a href='/o/{n}'>O{n} หัวข้อ</a></li>" for n in range(1, 44))
    files = "".join(f"<li><a href='/f/{n}.pdf'>แผน {n}</a></li>" for n in range(10))
    document = read(f"<div class='ita-menu'><ul>{items}</ul></div><div id='submenu'>{files}</div>")

    assert {span.region for span in document.regions} == {Region.CONTENT}


def test_card_and_page_headers_are_content() -> None:
    """A header of a card, an article or a section does not leave the content."""
    document = read(
        "<div class='card'><div class='card-header'>ก</div><div class='card-footer'>ข</div></div>"
        "<article><header>ค</header><footer>ง</footer></article>"
        "<div class='page-header'><h1>หัวข้อ</h1></div>" + "<p>เนื้อหา</p>" * 5
    )
    first = document.regions[0]

    assert document.text[first.start : first.end].startswith("ก\nข\nค\nง")
    assert first.region is Region.CONTENT


def test_lines_that_serve_as_headings() -> None:
    """Bold, big and titled lines are headings; bold words inside a line are not."""
    document = read(
        "<h1>ก1</h1><p><strong>ข้อมูลทั่วไป</strong></p><p>มี <b>ตัวหนา</b> กลางบรรทัด</p>"
        "<font size='5'>ช่องทางติดต่อ</font><div class='panel-title'>อัตรากำลัง</div>"
        "<p><b><a href='x.php'>ลิงก์ตัวหนา</a></b></p>"
    )

    assert [(h.level, h.text) for h in document.headings] == [
        (1, "ก1"),
        (6, "ข้อมูลทั่วไป"),
        (6, "ช่องทางติดต่อ"),
        (6, "อัตรากำลัง"),
    ]


@pytest.mark.parametrize(
    ("markup", "published"),
    [
        ("<meta name='date' content='2026-01-02'>", "2026-01-02"),
        (
            "<meta property='article:modified_time' content='2026-02-01T00:00:00Z'>"
            "<meta property='article:published_time' content='2025-12-01T00:00:00Z'>",
            "2025-12-01T00:00:00Z",
        ),
        ("<article><time datetime='2026-03-04'>4 มี.ค. 69</time></article>", "2026-03-04"),
        (
            "<ul><li><time datetime='2026-03-04'>ก</time><li><time datetime='2026-03-05'>ข</time>",
            "",
        ),
        ("<script type='application/ld+json'>{bad</script><time>เมื่อวาน</time>", ""),
    ],
)
def test_published(markup: str, published: str) -> None:
    """The page's own date is read from metadata; dates of listed news are not it."""
    assert read(markup).published == published


def test_date_in_linked_data() -> None:
    """JSON-LD gives the date of publication."""
    assert sample("embeds").published == "2025-11-03T08:00:00+00:00"


def test_empty_title_falls_back() -> None:
    """Without words in the title the Open Graph title is used."""
    assert sample("contact").title == "ติดต่อ เทศบาลตำบลสมมุติ"


@pytest.mark.parametrize("payload", [b"", b"\x00\xff\xfe", b"<", b"plain", b"<html></html>"])
def test_any_bytes_give_a_document(payload: bytes) -> None:
    """Empty and broken payloads give a document and no error."""
    assert read(payload).kind is PageKind.PAGE


def _regions(html: str, url: str = URL) -> dict[str, Region]:
    document = read(html, url)
    return {
        line: next(
            span.region
            for span in document.regions
            if span.start <= document.text.index(line) < span.end
        )
        for line in document.text.split("\n")
    }


def test_side_columns_are_no_content() -> None:
    """News beside the page's own words, by element, by class name, and by a narrow outer cell."""
    main = "<main><h1>คู่มือ</h1><p>ขั้นตอนการขอรับบริการของหน่วยงาน ยื่นคำขอที่งานธุรการ</p></main>"
    news = "<h2>ข่าวล่าสุด</h2><ul><li><a href=/n/1>แจ้งผลใน 15 วัน</a> 3 มี.ค. 69</li></ul>"
    for side in (f"<aside>{news}</aside>", f'<div class="Related_root__c1">{news}</div>'):
        regions = _regions(f"<body>{main}{side}</body>")
        assert regions["แจ้งผลใน 15 วัน 3 มี.ค. 69"] is Region.ASIDE
        assert regions["ขั้นตอนการขอรับบริการของหน่วยงาน ยื่นคำขอที่งานธุรการ"] is Region.CONTENT
    menu = "<h3>งานบุคคล</h3><ul><li><a href=/h/1>หลักเกณฑ์การสรรหา</a></li></ul>"
    for name in ("col-left", "column_right", "block-left"):
        middle = f"<div class=col-main><p>{'ถ้อยคำของหน้านี้ ' * 30}</p></div>"
        regions = _regions(f"<body><div><div class={name}>{menu}</div>{middle}</div></body>")
        assert regions["งานบุคคล"] is Region.ASIDE
    cells = (
        "<table><tr><td width=600><table><tr><td><b>คู่มือ</b><br>ขั้นตอนการขอรับบริการ ยื่นคำขอที่งานธุรการ"
        " แล้วรอรับแจ้งผลทางโทรศัพท์หรือไปรษณีย์ตามที่อยู่</td></tr></table></td>"
        "<td width=200><table><tr><td><a href=/n/1>แจ้งผลใน 15 วัน</a><br>"
        "<a href=/n/2>ออกหน่วย</a></td></tr>"
        "</table></td></tr></table>"
    )
    assert _regions(f"<body>{cells}</body>")["แจ้งผลใน 15 วัน"] is Region.ASIDE


def test_a_list_in_two_columns_is_content() -> None:
    """Manuals listed left and right below a title, with no middle column, are one list."""
    columns = "".join(
        f"<div class=col-{side}><ul>"
        + "".join(f"<li><a href=/m/{side}{n}>คู่มือ {side} {n}</a>" for n in range(count))
        + "</ul></div>"
        for side, count in (("left", 1), ("right", 3))
    )
    regions = _regions(f"<body><h1>คู่มือการปฏิบัติงาน</h1><div>{columns}</div></body>")
    assert regions["คู่มือ left 0"] is regions["คู่มือ right 2"] is Region.CONTENT


def test_of_two_columns_called_by_their_sides_one_is_the_page() -> None:
    """A list of linked titles is the page where no middle column stands between the two."""
    boxes = "<h4>บริการ</h4><a href=/e>ยื่นคำร้อง</a><br><a href=/q>กระดานถาม-ตอบ</a>"
    title = "ประกาศองค์การบริหารส่วนตำบล เรื่อง การชำระภาษีที่ดินและสิ่งปลูกสร้าง ครั้งที่"
    rows = "".join(f"<tr><td><a href=/n/{n}>{title} {n}</a></td></tr>" for n in range(6))
    listed = f"<a href=/>หน้าแรก</a> &raquo; ข่าว<h2>ข่าว</h2><table>{rows}</table>"
    both = f"<div><div class=left>{boxes}</div><div class=right>{listed}</div><p></p></div>"
    swapped = f"<div><div class=left>{listed}</div><div class=right>{boxes}</div></div>"
    words = f"<p>{'ถ้อยคำของหน้านี้ ' * 60}</p>"
    beside = f"<ul><li><a href=/n/1>{title} 2</a></li></ul>"
    middle = f"<div><div class=mid>{words}</div><div class=right>{beside}</div></div>"

    for page in (both, swapped):
        assert _regions(f"<body>{page}</body>")[f"{title} 2"] is Region.CONTENT
    assert _regions(f"<body>{swapped}</body>")["กระดานถาม-ตอบ"] is Region.ASIDE
    assert _regions(f"<body>{middle}</body>")[f"{title} 2"] is Region.ASIDE


def test_a_page_in_a_column_called_by_its_side_is_content() -> None:
    """The right-hand column may hold the page itself; links alone make it a side column."""
    page = (
        "<body><div class=left-col><ul>"
        + "<li><a href=/m/1>เมนูหน่วยงาน</a></li>" * 9
        + "</ul></div>"
        "<div class=right-col><h3>แผนงาน</h3><p>โครงการก่อสร้างถนน 100,000 บาท</p></div></body>"
    )
    assert _regions(page)["โครงการก่อสร้างถนน 100,000 บาท"] is Region.CONTENT


_OWN = (
    "<div class=page><h1>คู่มือการปฏิบัติงาน</h1><p>งานรับหนังสือ ขั้นที่ 1 ลงทะเบียนรับในระบบสารบรรณ 5 นาที"
    " ขั้นที่ 2 เสนอหัวหน้างานพิจารณา 1 วัน ขั้นที่ 3 แจ้งกองที่เกี่ยวข้อง 10 นาที</p>"
    "<p>ผู้รับผิดชอบ เจ้าพนักงานธุรการ กองกลาง ซึ่งตรวจทะเบียนทุกสิ้นเดือนและรายงานผู้บังคับบัญชาทุกไตรมาส</p></div>"
)


@pytest.mark.parametrize(
    "news",
    [
        "<div class=b3><b>ข่าวสารและกิจกรรม</b><br><a href=/n/1>ระเบียบพัสดุฉบับใหม่</a> 3 มี.ค. 69</div>",
        "<section><p><span>ประชาสัมพันธ์</span></p>"
        "<p>มี.ค. 69 <a href=/n/1>ระเบียบพัสดุฉบับใหม่</a></p></section>",
        "<h3>ข่าวล่าสุด</h3><ul><li><a href=/n/1>ระเบียบพัสดุฉบับใหม่</a></li></ul>",
        "<aside class=c2><h2>ข่าวองค์กร</h2>"
        "<article><h3><a href=/n/1>ระเบียบพัสดุฉบับใหม่</a></h3></article></aside>",
    ],
)
def test_news_below_the_content_in_plain_blocks(news: str) -> None:
    """A heading over news of every subject, and short linked titles below it."""
    page = f"<body>{_OWN}{news}</body>"
    said = {words: region for words, region in _regions(page).items() if "ระเบียบพัสดุ" in words}
    assert set(said.values()) == {Region.ASIDE}


def test_news_of_the_subject_or_of_a_news_page_is_content() -> None:
    """News under a heading of the subject, on a page of news and on the home page."""
    news = "<div><b>ข่าวสาร</b><br><a href=/n/1>ออกหน่วยบริการตำบลท่าหลวง</a> 3 มี.ค. 69</div>"
    titled = _OWN.replace("คู่มือการปฏิบัติงาน", "ข่าวประชาสัมพันธ์")
    own = news.replace("ข่าวสาร", "กิจกรรมส่งเสริมจริยธรรม")
    for html, url in ((titled + news, URL), (_OWN + own, URL), (_OWN + news, "https://a.example/")):
        regions = _regions(f"<body>{html}</body>", url)
        assert regions["ออกหน่วยบริการตำบลท่าหลวง 3 มี.ค. 69"] is Region.CONTENT


_TITLES = ("ตรวจสุขภาพผู้สูงอายุ", "แจ้งชำระภาษีที่ดิน", "ซ่อมถนนสายบึงใน", "มอบถุงยังชีพ", "ประชุมสภา")
_ENTRIES = "".join(
    f"<li><a href=/n/{n}>{title}</a> <span>{n + 2} ก.พ. 2569</span></li>"
    for n, title in enumerate(_TITLES)
)
_ROWS = "".join(
    f"<tr><td>{n + 2} ก.พ. 69</td><td><a href=/n/{n}>{title}</a></td></tr>"
    for n, title in enumerate(_TITLES)
)
_UNDATED = "".join(f"<li><a href=/n/{n}>{title}</a></li>" for n, title in enumerate(_TITLES))
_ENTRY = "<a href=/n/{n}>{title}</a><p>{n} ก.พ. 2569</p>"
_BOXES = "".join(
    f"<div class=news-box>{_ENTRY.format(n=n, title=title)}</div>"
    for n, title in enumerate(_TITLES)
)
_HEAD = "<header><h1>เทศบาลตำบลท่าหลวง</h1></header>"
_WAYS = "".join(f"<li><a href=/m/{n}>เมนูที่ยาวพอ {n}</a></li>" for n in range(9))
_MENU = f"<ul><li><a href=/>หน้าแรก</a></li>{_WAYS}</ul>"
_FOOT = "<footer>สงวนลิขสิทธิ์ เทศบาลตำบลท่าหลวง โทร 055-000-000</footer>"
_NEWS = "ข่าวประชาสัมพันธ์"


@pytest.mark.parametrize(
    "body",
    [
        f"{_HEAD}<nav>{_MENU}</nav><section><h2>{_NEWS}</h2><ul>{_ENTRIES}</ul></section>{_FOOT}",
        f"{_HEAD}<nav>{_MENU}</nav><h2>{_NEWS}</h2>{_BOXES}{_FOOT}",
        f"<nav>{_MENU}</nav><div class=latest-news><h3>{_NEWS}</h3><ul>{_ENTRIES}</ul></div>"
        f"{_FOOT}",
        f"<table><tr><td width=190><table><tr><td>{_MENU}</td></tr></table></td><td><table><tr><td>"
        f"<b>{_NEWS}</b></td></tr><tr><td><table>{_ROWS}</table></td></tr></table></td></tr></table>",
        f"<div><div class=c1>{_MENU}</div><div class=c2><h2>{_NEWS}</h2><ul>{_UNDATED}</ul></div>"
        "</div>",
        f"<div><div class=c1>{_MENU}</div><div class=c2><b>{_NEWS}</b><ul>{_ENTRIES}</ul></div>"
        "</div>",
        f"<nav>{_MENU}</nav><div><div><a href=/>หน้าแรก</a> &raquo; {_NEWS}</div>"
        f"<ul>{_UNDATED}</ul></div>{_FOOT}",
        f"<div><div class=sidebar>{_MENU}{_MENU}</div><div class=right-col><h3>{_NEWS}</h3>"
        f"<ul>{_ENTRIES}</ul></div></div>{_FOOT}",
    ],
    ids=["name-of-agency-first", "boxes", "box", "tables", "undated", "plain", "trail", "side"],
)
def test_a_list_of_news_is_the_content_of_its_page(body: str) -> None:
    """Whatever the boxes are called and however the page is laid out, with a silent title."""
    said = _regions(f"<title>::: เทศบาลตำบลท่าหลวง :::</title><body>{body}</body>")
    found = {region for words, region in said.items() for title in _TITLES if title in words}
    assert found == {Region.CONTENT}
    menu = [region for words, region in said.items() if "เมนูที่ยาวพอ 3" in words]
    assert Region.CONTENT not in menu


def test_the_title_over_the_text_in_a_table_of_one_column_is_a_heading() -> None:
    """A table of one column with a bold first row lays out a page; a list in one is no page."""
    page = "<table><tr><td><b>รายงานผล ปี 2568</b></td></tr><tr><td>อยู่ระหว่างจัดทำ</td></tr></table>"
    document = read(f"<body>{page}</body>")
    assert [heading.text for heading in document.headings] == ["รายงานผล ปี 2568"]
    assert document.tables == ()
    rows = read(f"<body>{page.replace('<b>', '').replace('</b>', '')}</body>")
    assert len(rows.tables) == 1


@pytest.mark.parametrize("name", ["latest-news", "recent-posts"])
def test_news_beside_a_page_of_its_own_words_stays_beside(name: str) -> None:
    """The same boxes on a page of something else are no words of it."""
    box = f"<div class={name}><h3>{_NEWS}</h3><ul>{_ENTRIES}</ul></div>"
    own = f"<h2>แผนพัฒนาท้องถิ่น</h2><p>{'โครงการก่อสร้างถนนคอนกรีต ' * 12}</p>"
    said = _regions(f"<title>แผนพัฒนา | เทศบาล</title><body>{_HEAD}{own}{box}{_FOOT}</body>")
    assert said[f"{_TITLES[0]} 2 ก.พ. 2569"] is Region.ASIDE


def test_a_notice_on_cookies_is_no_content() -> None:
    """By its role, by its name, and by its words; a policy on cookies stays."""
    words = "เว็บไซต์นี้ใช้คุกกี้เพื่อปรับปรุงบริการ"
    ask = f"<p>{words}</p><button>ยอมรับทั้งหมด</button>"
    for notice in (
        f"<div role=dialog>{ask}</div>",
        f"<div id=cookie-bar>{ask}</div>",
        f"<div>{ask}</div>",
    ):
        assert _regions(f"<body>{_OWN}{notice}</body>")[words] is Region.ASIDE
    policy = f"<main class=cookie-policy><h1>นโยบายคุกกี้</h1><p>{words}</p></main>"
    assert _regions(f"<body>{policy}</body>")[words] is Region.CONTENT


def test_the_address_at_the_foot_of_a_page_without_footer() -> None:
    """The last plain block with place and telephone, unless the page is the contact page."""
    address = "สำนักงาน 12 ถนนกลางเมือง ตำบลท่าหลวง 61120 โทร. 0-5697-4400"
    foot = f"<div class=last>{address}</div>"
    assert _regions(f"<body>{_OWN}{foot}</body>")[address] is Region.FOOTER
    contact = _OWN.replace("คู่มือการปฏิบัติงาน", "ติดต่อเรา")
    assert _regions(f"<body>{contact}{foot}</body>")[address] is Region.CONTENT
    assert _regions(f"<body><h1>ที่ทำการ</h1>{foot}</body>")[address] is Region.CONTENT


def test_the_year_of_a_day_that_shows_none() -> None:
    """A time element tells machines the year of "17 มี.ค."; a day with its year stays as it is."""
    page = (
        '<p><time datetime="2026-03-17">17 มี.ค.</time> ออกหน่วย</p>'
        '<p><time datetime="2025-11-03T08:00">๓ พฤศจิกายน</time></p>'
        '<p><time datetime="2026-02-05">5 ก.พ. 69</time></p><p><time>9 ต.ค.</time></p>'
    )
    assert read(page).text.split("\n") == [
        "17 มี.ค. 2569 ออกหน่วย", "๓ พฤศจิกายน 2568", "5 ก.พ. 69", "9 ต.ค.",
    ]  # fmt: skip


def test_blocks_of_old_pages_are_told_by_their_bare_ids() -> None:
    """Ids such as left, right and bottom: columns of links are no content, the page itself is."""
    links = "".join(f"<p><a href=?mod={n}>หมวดข้อมูล {n}</a></p>" for n in range(6))
    told = "<p>ขุดลอกคลองสายกลาง แล้วเสร็จ ใช้จ่าย 120,000 บาท</p>"
    page = (
        f"<body><div id=left>{links}</div><div id=mid><div>รายงานผล</div>{told}</div>"
        "<div id=bottom>เทศบาลตัวอย่าง ถ.กลางเมือง</div></body>"
    )
    regions = _regions(page)
    assert regions["หมวดข้อมูล 0"] is Region.ASIDE
    assert regions["ขุดลอกคลองสายกลาง แล้วเสร็จ ใช้จ่าย 120,000 บาท"] is Region.CONTENT
    assert regions["เทศบาลตัวอย่าง ถ.กลางเมือง"] is Region.FOOTER
    own = f"<body><div id=left>{told * 3}<p><a href=a.pdf>รายงาน</a></p></div><div>ข่าว</div></body>"
    assert _regions(own)["ขุดลอกคลองสายกลาง แล้วเสร็จ ใช้จ่าย 120,000 บาท"] is Region.CONTENT


TABS = (
    "<h1>แผนงาน</h1><ul class='nav nav-tabs'>"
    "<li><a {0} href='#y68'>ปี 2568</a></li><li><a {0} href='#y69'>ปี 2569</a></li></ul>"
    "<div class='tab-content'><div id=y68><p>ขุดคลอง</p></div>"
    "<div id=y69 style='display:none'><p>ซ่อมฝาย</p></div></div>"
)


@pytest.mark.parametrize("mark", ["data-toggle=tab", "data-bs-toggle=pill", "role=tab", ""])
def test_titles_of_tabs_stand_above_their_panes(mark: str) -> None:
    """A list of titles before all panes is read as each pane under its own title."""
    document = read(TABS.format(mark))

    assert document.text == "แผนงาน\nปี 2568\nขุดคลอง\nปี 2569\nซ่อมฝาย"
    assert [heading.text for heading in document.headings] == ["แผนงาน", "ปี 2568", "ปี 2569"]


def test_titles_that_stand_above_their_parts_stay() -> None:
    """Folds whose titles stand over them are read as written; so is a list of contents."""
    fold = "<button data-bs-toggle=collapse data-bs-target='#{0}'>{0}</button><div id={0}>{1}</div>"
    folds = read("<main>" + fold.format("ก", "หนึ่ง") + fold.format("ข", "สอง") + "</main>")
    contents = read(
        "<ol><li><a href='#a'>บทนำ</a></li><li><a href='#b'>ผล</a></li></ol>"
        "<div id=a>เริ่มงาน</div><div id=b>เสร็จงาน</div>"
    )

    assert folds.text == "ก\nหนึ่ง\nข\nสอง"
    assert contents.text == "บทนำ\nผล\nเริ่มงาน\nเสร็จงาน"
