"""What repeats on most pages of a site is its template, wherever the markup puts it."""

from judging import page

from checks.evaluate import matcher_for
from checks.match.hub.rows import is_hub
from checks.rulebook import load
from checks.template import without_template
from crawler.records import Document, Region

ENTRIES = (
    "คู่มือการปฏิบัติงาน",
    "สถิติเรื่องร้องเรียนการทุจริต",
    "การมีส่วนร่วมของประชาชน",
    "No Gift Policy",
    "การประเมินความเสี่ยงการทุจริต",
    "แผนปฏิบัติการป้องกันการทุจริต",
    "รายงานผลการดำเนินงานประจำปี",
    "แผนพัฒนาท้องถิ่น",
    "ประมวลจริยธรรม",
    "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
    "E-Service",
    "ข้อมูลผู้บริหาร",
)


def column(tag: str) -> str:
    """A side column of links, marked as a menu when the tag is nav."""
    links = "".join(f'<li><a href="/p{n}">{text}</a></li>' for n, text in enumerate(ENTRIES))
    return f'<{tag} id="c1"><ul>{links}</ul></{tag}>'


def mended(inner: str, *, lacking: str = "") -> tuple[Document, ...]:
    """Inner pages with a column that the markup of half of them marks, and one more page."""
    pages = [page(f"p{n}", column("nav" if n % 2 else "div") + f"<h1>{t}</h1>")
             for n, t in enumerate(ENTRIES)]  # fmt: skip
    return without_template([page("", column("nav")), *pages, page("last", lacking or inner)])


def content_links(document: Document) -> list[str]:
    return [link.text for link in document.links if link.region is Region.CONTENT]


def test_a_menu_that_some_pages_mark_is_a_menu_on_the_others() -> None:
    """Entries that stand in the content of one page and in the menu of most are no content."""
    found = mended(column("div") + "<h1>ข่าว</h1>")

    assert [content_links(document) for document in found] == [[]] * len(found)


def test_a_title_of_the_words_of_a_menu_entry_stays_content() -> None:
    """The heading of the page that an entry leads to is not part of the menu."""
    found = mended(column("div"))[1]
    start = found.headings[0].start

    assert found.headings[0].text == ENTRIES[0]
    assert any(
        span.region is Region.CONTENT and span.start <= start < span.end for span in found.regions
    )


def test_a_page_without_the_menu_keeps_rows_that_have_its_words() -> None:
    """A list of some of the menu's entries on a page of its own is a list."""
    rows = "".join(f'<p><a href="/p{n}">{ENTRIES[n]}</a></p>' for n in (1, 3, 5))
    found = mended("", lacking=f"<h1>ITA</h1>{rows}")[-1]

    assert content_links(found) == [ENTRIES[1], ENTRIES[3], ENTRIES[5]]


def test_a_page_beside_an_unmarked_menu_is_no_hub() -> None:
    """Without the template the page would pair its title and all entries with links."""
    matcher = matcher_for(load(2568))
    unmarked = page("p4", column("div") + f"<h1>{ENTRIES[4]}</h1>")

    assert is_hub(unmarked, matcher)
    assert not is_hub(mended(column("div") + f"<h1>{ENTRIES[4]}</h1>")[-1], matcher)


REPORT = "<h1>รายงานผลการดำเนินงานประจำปี</h1><p>ขุดลอกคลองสายกลาง แล้วเสร็จทั้งสาย ใช้จ่ายตามที่ตั้งไว้</p>"


def content_of(document: Document) -> str:
    spans = [span for span in document.regions if span.region is Region.CONTENT]
    return "".join(document.text[span.start : span.end] for span in spans)


def test_a_page_that_answers_under_many_addresses_is_no_template() -> None:
    """Servers that overlook the query give one page for all; its words stay its content."""
    visits = "<p>ผู้เข้าชม {} คน</p>"
    same = [
        page(f"show?id={n}", f"{column('nav')}<main>{REPORT}{visits.format(n * 7)}</main>")
        for n in range(9)
    ]
    found = without_template([page("", column("nav")), *same])

    assert all("แล้วเสร็จทั้งสาย" in content_of(document) for document in found[1:])


def test_what_different_pages_repeat_is_still_a_template() -> None:
    """The same words under other titles are the site's, also beside copies of one page."""
    notice = "<p>ขอเชิญชวนประชาชนชำระภาษีภายในกำหนด</p>"
    pages = [page(f"p{n}", f"{notice}<h1>{title}</h1>") for n, title in enumerate(ENTRIES)]
    copies = [page(f"p0?n={n}", f"{notice}<h1>{ENTRIES[0]}</h1>") for n in range(4)]
    found = without_template([page("", notice), *pages, *copies])

    assert not any("ชำระภาษี" in content_of(document) for document in found)
    assert ENTRIES[0] in content_of(found[1])


def test_what_every_page_names_in_a_box_stays_on_the_page_that_says_it_too() -> None:
    """The head in a box of every page is content on the page of executives, picture and all."""
    picture = '<img src="/head.jpg" alt="ภาพ"><br>'
    box = f"<div>{picture}<b>นายก้าน ใบตอง</b></div><div>ศูนย์รับเรื่อง</div>"
    own = f"<h1>ผู้บริหาร</h1><p>{picture}<b>นายก้าน ใบตอง</b><br>นายกเทศมนตรี</p>"
    pages = [page(f"p{n}", f"{box}<h1>{t}</h1><p>{t} ของปีนี้</p>") for n, t in enumerate(ENTRIES)]
    found = without_template([page("", f"{box}<h1>หน้าแรก</h1>"), *pages, page("last", box + own)])

    def said(document: Document) -> list[str]:
        return [
            line
            for span in document.regions
            if span.region is Region.CONTENT
            for line in document.text[span.start : span.end].split("\n")
            if line.strip()
        ]

    assert said(found[1]) == [ENTRIES[0], f"{ENTRIES[0]} ของปีนี้"]
    assert said(found[-1]) == ["ผู้บริหาร", "นายก้าน ใบตอง", "นายกเทศมนตรี"]
    shown = [[image.region for image in document.images] for document in found]
    assert shown[1] == [Region.HEADER]
    assert shown[-1] == [Region.HEADER, Region.CONTENT]
