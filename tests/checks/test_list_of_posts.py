"""Items answered by a list of posts: the list's titles never stand for what the posts hold."""

from collections.abc import Callable, Sequence

import pytest
from judging import site, verdicts

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Verdict

Entry = tuple[str, str, str]  # address, title, day
TITLES = {
    7: "O7 ข่าวประชาสัมพันธ์",
    10: "O10 นโยบายคุ้มครองข้อมูลส่วนบุคคล",
    27: "O27 แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
    37: "O37 รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริต รอบ 6 เดือน",
    43: "O43 การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
}
NAV = "".join(f'<li><a href="/list/{n}">{title}</a></li>' for n, title in TITLES.items())
POLICY = (
    "<p>เทศบาลตำบลดินดานเก็บรวบรวมข้อมูลส่วนบุคคลของผู้รับบริการเท่าที่จำเป็น และเก็บรักษาไว้ไม่เกินสิบปี"
    " เจ้าของข้อมูลมีสิทธิขอเข้าถึง ขอแก้ไข และขอให้ลบข้อมูลของตนได้ โดยยื่นคำขอที่สำนักปลัดเทศบาล</p>"
)
STEPS = (
    "<p>ผู้พบเห็นการทุจริตยื่นเรื่องร้องเรียนด้วยตนเองที่สำนักปลัดเทศบาล ทางไปรษณีย์ หรือโทรศัพท์ 0 4399 1122</p>"
    "<ol><li>รับเรื่องและลงทะเบียน ภายใน 1 วัน</li><li>เสนอปลัดและนายกเทศมนตรี ภายใน 3 วัน</li>"
    "<li>ตั้งคณะกรรมการสอบข้อเท็จจริง ให้แล้วเสร็จภายใน 30 วัน</li><li>แจ้งผลให้ผู้ร้องทราบภายใน 15 วัน</li></ol>"
    "<p>ส่วนงานที่รับผิดชอบ งานนิติการ สำนักปลัดเทศบาล</p>"
)
ATTACHED = '<b>เอกสารแนบ</b><ul><li><a href="/f/m66.pdf">m66.pdf</a></li></ul>'
VIEWER = '<iframe src="/f/m66.pdf" width="100%" height="800"></iframe>'
PRIVACY = "นโยบายคุ้มครองข้อมูลส่วนบุคคล"
MEASURES = "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปี 2566"
GUIDE = "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"


def table(entries: Sequence[Entry]) -> str:
    rows = "".join(
        f'<tr><td>{n}</td><td><a href="{url}">{title}</a></td><td>{day}</td></tr>'
        for n, (url, title, day) in enumerate(entries, 1)
    )
    return f"<table><tr><th>ลำดับ</th><th>เรื่อง</th><th>วันที่</th></tr>{rows}</table>"


def wide(entries: Sequence[Entry]) -> str:
    heads = ("ที่", "ชื่อเอกสาร", "วันที่ประกาศ", "ผู้ลง", "ขนาด", "ดาวน์โหลด")
    rows = "".join(
        f"<tr><td>{n}</td><td>{title}</td><td>{day}</td><td>admin</td><td>212 KB</td>"
        f'<td><a href="{url}">เปิดดู</a></td></tr>'
        for n, (url, title, day) in enumerate(entries, 1)
    )
    return f"<table><tr>{''.join(f'<th>{h}</th>' for h in heads)}</tr>{rows}</table>"


def cards(entries: Sequence[Entry]) -> str:
    return "".join(
        f'<div class="card"><h4><a href="{url}">{title}</a></h4><p><small>โพสต์เมื่อ {day}</small></p>'
        f'<a href="{url}">อ่านต่อ</a></div>'
        for url, title, day in entries
    )


def by_day(entries: Sequence[Entry]) -> str:
    return "".join(
        f'<li>{day} <a href="{url}">{title}</a> (เปิดอ่าน 112 ครั้ง)</li>'
        for url, title, day in entries
    )


def post(title: str, body: str) -> str:
    day = "<div>วันที่ลงข้อมูล 05/01/2566 อ่าน 51 ครั้ง</div>"
    return f"<title>{title}</title><nav><ul>{NAV}</ul></nav><h2>{title}</h2>{day}<div>{body}</div>"


def pictures(*captions: str) -> str:
    return "".join(
        f'<p><img src="/u/g{n}.jpg" alt=""><br><small>{caption}</small></p>'
        for n, caption in enumerate(captions)
    )


def judged(number: int, listed: str, posts: dict[str, str], dead: Sequence[str] = ()) -> Verdict:
    nav = f"<nav><ul>{NAV}</ul></nav>"
    pages = {"": f"<title>เทศบาลตำบลดินดาน</title>{nav}<h1>เทศบาลตำบลดินดาน</h1>"}
    for n, title in TITLES.items():
        body = listed if n == number else "<p>ไม่พบข้อมูล</p>"
        pages[f"list/{n}"] = f"<title>{title}</title>{nav}<h2>{title}</h2>{body}"
    seen = site({**pages, **posts}, dead=dead)
    kind = "subdistrict_municipality"
    return verdicts(seen, year=2566, agency_type=kind, items=[f"O{number}"])[f"O{number}"]


LISTS = pytest.mark.parametrize("listing", [table, wide, cards, by_day])
Listing = Callable[[Sequence[Entry]], str]


@LISTS
def test_a_post_in_preparation_is_no_policy(listing: Listing) -> None:
    listed = listing([("/d/1", PRIVACY, "05/01/2566")])
    verdict = judged(10, listed, {"d/1": post(PRIVACY, "<p>อยู่ระหว่างจัดทำ</p>")})

    assert (verdict.outcome, verdict.reason) == (Outcome.FAILED, Reason.EMPTY_TARGET)
    assert judged(10, listed, {"d/1": post(PRIVACY, POLICY)}).outcome is Outcome.PASSED


@LISTS
def test_of_two_posts_the_one_of_this_year_decides(listing: Listing) -> None:
    names = [f"{PRIVACY} ประจำปี {year}" for year in (2565, 2566)]
    listed = listing([("/d/1", names[0], "05/01/2565"), ("/d/2", names[1], "09/01/2566")])
    empty = {"d/1": post(names[0], "<p>กำลังปรับปรุงข้อมูล</p>"), "d/2": post(names[1], "")}
    full = {"d/1": post(names[0], ""), "d/2": post(names[1], POLICY)}

    assert judged(10, listed, empty).outcome is Outcome.FAILED
    assert judged(10, listed, full).outcome is Outcome.PASSED


@LISTS
@pytest.mark.parametrize("body", [ATTACHED, VIEWER])
def test_what_a_post_attaches_is_dead(listing: Listing, body: str) -> None:
    listed = listing([("/d/9", MEASURES, "18/04/2566")])
    verdict = judged(43, listed, {"d/9": post(MEASURES, body)}, dead=["f/m66.pdf"])

    assert (verdict.outcome, verdict.reason) == (Outcome.FAILED, Reason.DEAD_LINK)
    own = [part for part in verdict.components if part.source_id.startswith("O43")]
    assert {part.finding.outcome for part in own} == {Outcome.FAILED}


@LISTS
def test_the_post_itself_is_dead(listing: Listing) -> None:
    verdict = judged(43, listing([("/d/9", MEASURES, "18/04/2566")]), {}, dead=["d/9"])

    assert verdict.outcome is Outcome.FAILED


def test_words_beside_a_dead_attachment_tell_by_themselves() -> None:
    done = "<p>จัดอบรมเรื่องผลประโยชน์ทับซ้อนให้พนักงาน 42 คน เมื่อวันที่ 8 กุมภาพันธ์ 2566 ณ ห้องประชุม</p>"
    listed = table([("/d/9", MEASURES, "18/04/2566")])
    verdict = judged(43, listed, {"d/9": post(MEASURES, done + ATTACHED)}, dead=["f/m66.pdf"])

    assert verdict.components[0].finding.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "body",
    [
        "ขณะนี้งานนิติการอยู่ระหว่างยกร่างนโยบายของเทศบาลตำบลดินดาน และจะประกาศให้ทราบโดยทั่วกันต่อไป",
        "สำนักปลัดเสนอร่างให้คณะผู้บริหารพิจารณา รอลงนามในประกาศ</p><p>คาดว่าจะแล้วเสร็จภายในเดือนมิถุนายน 2566",
        "งานสารสนเทศรอข้อมูลจากทุกกอง จะลงเว็บไซต์เมื่อครบถ้วน</p><p>สอบถามเพิ่มเติม โทร. 0 4399 1122",
        "เทศบาลยังไม่ได้จัดทำนโยบายคุ้มครองข้อมูลส่วนบุคคล จะดำเนินการในปีงบประมาณ พ.ศ. 2567",
    ],
)
def test_a_promise_in_a_sentence(body: str) -> None:
    listed = table([("/d/1", PRIVACY, "05/01/2566")])

    assert judged(10, listed, {"d/1": post(PRIVACY, f"<p>{body}</p>")}).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "body",
    [
        f"<p>อยู่ระหว่างปรับปรุงฉบับใหม่ ระหว่างนี้ให้ใช้ฉบับเดิมดังนี้</p>{POLICY}",
        f"{POLICY}<p>หากมีการแก้ไข เทศบาลจะประกาศให้ทราบ และอยู่ระหว่างจัดทำฉบับภาษาอังกฤษ</p>",
        f'<img src="/u/pdpa.jpg">{POLICY}',
    ],
)
def test_a_policy_that_also_promises_more(body: str) -> None:
    listed = table([("/d/1", PRIVACY, "05/01/2566")])

    assert judged(10, listed, {"d/1": post(PRIVACY, body)}).outcome is Outcome.PASSED


def test_an_empty_list_leaves_nothing_to_a_person() -> None:
    verdict = judged(37, "<p>--- ไม่พบข้อมูล ---</p>", {})

    assert (verdict.outcome, verdict.reason) == (Outcome.FAILED, Reason.EMPTY_TARGET)
    own = [part for part in verdict.components if part.source_id.startswith("O37")]
    assert {part.finding.outcome for part in own} == {Outcome.FAILED}


@pytest.mark.parametrize(
    "body",
    [
        pictures("แนวปฏิบัติฯ หน้าที่ 1", "แนวปฏิบัติฯ หน้าที่ 2"),
        pictures("ประกาศแนวปฏิบัติการจัดการเรื่องร้องเรียน ลงวันที่ 7 พฤศจิกายน 2565"),
        "<p>เทศบาลขอเผยแพร่แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต รายละเอียดตามภาพ</p>" + pictures("", ""),
    ],
)
def test_pictures_of_pages_are_for_a_person(body: str) -> None:
    listed = table([("/d/5", GUIDE, "07/11/2565")])

    assert judged(27, listed, {"d/5": post(GUIDE, body)}).outcome is Outcome.CANT_TELL


def test_photographs_only_decorate() -> None:
    listed = table([("/d/5", GUIDE, "07/11/2565")])
    photograph = pictures("ภาพบรรยากาศการประชุมชี้แจงแนวปฏิบัติ")
    little = "<p>ผู้พบเห็นการทุจริตยื่นเรื่องร้องเรียนด้วยตนเองที่สำนักปลัดเทศบาล ทางไปรษณีย์ หรือโทรศัพท์ 0 4399 1122"
    little += " เจ้าหน้าที่จะรับเรื่องไว้และเสนอผู้บริหารตามลำดับ</p>"

    assert judged(27, listed, {"d/5": post(GUIDE, STEPS + photograph)}).outcome is Outcome.PASSED
    assert judged(27, listed, {"d/5": post(GUIDE, little + photograph)}).outcome is Outcome.FAILED


@LISTS
def test_rows_of_news_are_the_answer(listing: Listing) -> None:
    entries = [
        ("/d/70", "เทศบาลจัดกิจกรรมวันต้นไม้", "12/01/2566"),
        ("/d/71", "รับสมัครเด็กเข้าศูนย์พัฒนาเด็กเล็ก", "03/02/2566"),
        ("/d/72", "ประชาสัมพันธ์ชำระภาษี", "11/03/2566"),
    ]
    posts = {url[1:]: post(title, "<p>ภาพกิจกรรม</p>") for url, title, _ in entries}

    assert judged(7, listing(entries), posts).outcome is Outcome.PASSED
