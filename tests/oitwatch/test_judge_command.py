"""``oitwatch judge``: kept runs judged again, through the command."""

import json

import pytest

from checks.outcome import Outcome
from crawler import replay
from crawler.extract import registry
from crawler.extract.html import extract_html
from oitwatch.standing import standing
from store.store import open_store

NAV = """<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/contact.html">ติดต่อเรา</a></li>
<li><a href="/news.html">ข่าวประชาสัมพันธ์</a></li>
<li><a href="/complaint.html">ช่องทางแจ้งเรื่องร้องเรียนการทุจริต</a></li></ul></nav>"""


def page(title, body):
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body>{NAV}<main><h1>{title}</h1>{body}</main></body></html>"
    )


PAGES = {
    "index.html": page("องค์การบริหารส่วนตำบลบ้านหนองทราย", "<p>ยินดีต้อนรับสู่เว็บไซต์ของเรา</p>"),
    "contact.html": page(
        "ติดต่อเรา",
        "<p>เลขที่ 12 หมู่ที่ 4 ตำบลบ้านหนองทราย อำเภอโนนตัวอย่าง จังหวัดแสนตะวัน 29140</p>"
        "<p>โทรศัพท์ 0 4400 1880</p>",
    ),
    "news.html": page("ข่าวประชาสัมพันธ์", "<ul><li>10 มกราคม 2569 ประชุมประชาคมหมู่บ้าน</li></ul>"),
    "complaint.html": page(
        "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต",
        '<form method="post" action="/send"><label>ชื่อ <input name="who"></label>'
        '<label>เรื่อง <textarea name="what"></textarea></label><button>ส่ง</button></form>',
    ),
}
AUDIT = ("audit", "--year", "2569", "--as-of", "2026-05-15", "--min-gap", "0", "--format", "json")


@pytest.fixture
def audited(oitwatch, site):
    """One audit through the command: its document."""
    return json.loads(oitwatch(*AUDIT, site(PAGES)).out)


def judged(oitwatch, *arguments):
    ran = oitwatch("judge", *arguments, "--format", "json")
    assert ran.err == ""
    return ran.code, json.loads(ran.out)


def items(document):
    return {item["item_code"]: item for item in document["audit"]["items"]}


def payload_file(home, document, url_end):
    """The stored payload of a page."""
    with open_store(home) as store:
        parts = store.load_crawl_parts(document["run_id"])
        digest = next(s.payload_digest for s in parts.snapshots if s.url.endswith(url_end))
    name = digest.removeprefix("sha256:")
    return next(home.rglob(f"{name}.zst"))


def test_the_run_is_named_by_id_by_its_beginning_and_by_last(oitwatch, audited):
    """All names lead to the same run; the exit code is that of an audit."""
    run_id, agency = audited["run_id"], audited["agency"]["agency_id"]
    for name in (run_id, run_id[:8], "last", f"last:{agency}"):
        code, document = judged(oitwatch, name)
        assert code == 1
        assert document["source"]["run_id"] == run_id
        assert document["changes"] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("zzz", "zzz"), ("", "last"), ("last:nobody", "nobody")],
)
def test_a_run_that_is_not_there_is_told(oitwatch, audited, name, words):
    """One sentence, exit code 2."""
    ran = oitwatch("judge", name)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_beginning_of_several_ids_is_refused(oitwatch, audited):
    """What would pick one of several runs by chance picks none."""
    with_same_letter = [audited["run_id"]]
    while len({run_id[0] for run_id in with_same_letter}) == len(with_same_letter):
        _, document = judged(oitwatch, "last")
        with_same_letter.append(document["run"]["run_id"])
    letters = [run_id[0] for run_id in with_same_letter]
    ran = oitwatch("judge", max(letters, key=letters.count))
    assert ran.code == 2
    assert with_same_letter[-1] in ran.err


def test_without_any_run_the_command_says_so(oitwatch):
    """An empty home has nothing to judge."""
    ran = oitwatch("judge", "last")
    assert ran.code == 2
    assert "audit" in ran.err


def test_judging_again_is_no_look_at_the_website(oitwatch, home, audited):
    """It is kept and listed, and neither the last run nor what stands comes from it."""
    _, document = judged(oitwatch, "last", "--year", "2568")
    agency = audited["agency"]["agency_id"]
    with open_store(home) as store:
        assert store.load_run(document["run"]["run_id"]).kind == "judge"
        assert store.last_run().run_id == audited["run_id"]
        assert store.audited() == ((agency, 2569),)
        assert standing(store, agency, 2568) is None
        assert standing(store, agency, 2569).run.run_id == audited["run_id"]
    listed = json.loads(oitwatch("runs", "--format", "json").out)["runs"]
    assert {run["run_id"]: run["kind"] for run in listed} == {
        audited["run_id"]: "manual",
        document["run"]["run_id"]: "judge",
    }


def test_a_run_judged_again_can_be_judged_again(oitwatch, audited):
    """The pages are those of the visit, whatever stands between."""
    _, other_year = judged(oitwatch, "last", "--year", "2568")
    _, back = judged(oitwatch, other_year["run"]["run_id"], "--year", "2569")
    found = {item["item_code"]: item["outcome"] for item in back["audit"]["items"]}
    assert back["source"]["fiscal_year_be"] == 2568
    assert found == {item["item_code"]: item["outcome"] for item in audited["items"]}


def test_another_year_names_what_changed_and_why(oitwatch, audited):
    """Items are paired by subject; the rulebook is the cause."""
    code, document = judged(oitwatch, "last", "--year", "2568")
    by_slug = {change["slug"]: change for change in document["changes"]}

    assert code == 1
    assert document["run"]["fiscal_year_be"] == 2568
    assert len(document["audit"]["items"]) == 28
    assert by_slug["no_gift_declaration_and_culture"]["replaces"] == ["O20"]
    assert by_slug["no_gift_drive"]["replaced_by"] == ["O21", "O22"]
    assert all("rulebook" in change["causes"] for change in document["changes"])


def test_another_day_and_another_type_are_causes(oitwatch, audited):
    """Judged as of a day before the half year and as a province, the causes say so."""
    _, earlier = judged(oitwatch, "last", "--as-of", "2025-11-20")
    causes = {cause for change in earlier["changes"] for cause in change["causes"]}
    assert causes == {"as_of"}
    _, province = judged(oitwatch, "last", "--agency-type", "province")
    causes = {cause for change in province["changes"] for cause in change["causes"]}
    assert causes == {"agency_type"}
    assert province["run"]["agency_type"] == "province"


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_page_whose_copy_is_gone_is_a_gap_and_no_absence(oitwatch, home, audited, damage):
    """What the page showed is open now, not missing; the report names the page."""
    path = payload_file(home, audited, "/contact.html")
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-4])
    code, document = judged(oitwatch, "last")
    before = {item["item_code"]: item["outcome"] for item in audited["items"]}
    change = next(c for c in document["changes"] if c["slug"] == "contact_info")

    assert code == 1 or code == 3
    assert [(r["difference"], r["url"][-13:]) for r in document["rereads"]] == [
        ("lost", "/contact.html")
    ]
    assert before["O3"] == "failed"
    assert items(document)["O3"]["outcome"] == "cantTell"
    assert change["causes"] == ["payload"]
    for code, item in items(document).items():
        assert item["outcome"] != "failed" or before[code] == "failed", code
    text = oitwatch("judge", "last").out
    assert "หายหรือเสียหาย" in text
    assert "/contact.html" in text


def test_a_home_page_whose_copy_is_gone_leaves_everything_open(oitwatch, home, audited):
    """Without the page that leads everywhere nothing is called missing or unlinked."""
    payload_file(home, audited, "/").unlink()
    code, document = judged(oitwatch, "last")
    outcomes = {item["outcome"] for item in document["audit"]["items"]}
    reasons = {
        component["reason"]
        for item in document["audit"]["items"]
        for component in item["components"]
    }
    assert "not_linked" not in reasons
    failed = [c for c, item in items(document).items() if item["outcome"] == "failed"]
    assert all(items(document)[c]["reason"] != "not_found" for c in failed)
    assert "cantTell" in outcomes
    assert code in (1, 3)


def test_a_newer_check_is_told_by_its_version(oitwatch, home, audited, monkeypatch):
    """An outcome that changes with a check's version names the check."""
    from dataclasses import replace

    from checks.api import passed, quote_title
    from checks.registry import all_checks
    from oitwatch import audit

    registry = dict(all_checks())
    old = registry["email_shown"]
    registry["email_shown"] = replace(
        old, version=old.version + 1, function=lambda case, options: passed(quote_title(case.lead))
    )
    monkeypatch.setattr(audit, "all_checks", lambda: registry)
    _, document = judged(oitwatch, "last")
    change = next(c for c in document["changes"] if c["slug"] == "contact_info")
    email = next(c for c in change["components"] if c["component_id"] == "email")
    assert email["causes"] == ["check"]
    assert email["after"]["check_version"] == email["before"]["check_version"] + 1


def test_a_newer_reader_is_told_by_its_documents(oitwatch, home, audited, monkeypatch):
    """A document that reads otherwise than then is listed, and changes by it name the reader."""
    from dataclasses import replace
    from hashlib import sha256

    def newer(payload, **facts):
        payload = payload.replace("โทรศัพท์ 0 4400 1880".encode(), b"-")
        document = extract_html(payload, **facts)
        text_digest = "sha256:" + sha256(document.text.encode()).hexdigest()
        return replace(document, extractor_version=99, text_digest=text_digest)

    monkeypatch.setattr(replay, "extract_html", newer)
    _, document = judged(oitwatch, "last")
    change = next(c for c in document["changes"] if c["slug"] == "contact_info")
    phone = next(c for c in change["components"] if c["component_id"] == "phone")
    assert {reread["difference"] for reread in document["rereads"]} == {"changed"}
    assert document["rereads"][0]["reader_now"] == "html 99"
    assert phone["before"]["outcome"] == Outcome.PASSED.value
    assert phone["causes"] == ["reader"]


def test_a_file_that_can_be_read_now_is_read(oitwatch, site, monkeypatch):
    """A file without a reader then closes its gap when there is one now."""
    pages = PAGES | {
        "news.html": page(
            "รายงานผลการดำเนินงานประจำปี",
            '<p><a href="/report.csv">รายงานผลการดำเนินงานประจำปี 2568</a></p>',
        ),
        "report.csv": "ผลการดำเนินงาน,2568\n",
    }
    readers = dict(registry.READERS)
    with monkeypatch.context() as then:
        then.delitem(registry.READERS, "text/csv")
        before = json.loads(oitwatch(*AUDIT, site(pages)).out)
    assert [gap["reason"] for gap in before["coverage"]["gaps"]] == ["unsupported_format"]
    assert readers == registry.READERS

    _, document = judged(oitwatch, "last")
    assert [(r["difference"], r["reader_now"]) for r in document["rereads"]] == [
        ("read_now", "text 1")
    ]
    assert document["audit"]["coverage"]["gaps"] == []


def test_links_that_matter_under_another_year_and_were_left_unread_block(
    oitwatch, home, site, monkeypatch
):
    """An address that no item of the visit's year needed may answer one of another year."""
    pages = PAGES | {
        "index.html": page(
            "องค์การบริหารส่วนตำบลบ้านหนองทราย",
            '<p><a href="https://docs-of.example/qna.pdf">กระดานถามตอบ Q&amp;A</a></p>'
            '<p><a href="https://docs-of.example/powers.pdf">อำนาจหน้าที่</a></p>',
        )
    }
    first = json.loads(
        oitwatch(
            *AUDIT[:1], "--year", "2569", "--as-of", "2026-05-15", "--min-gap", "0",
            "--format", "json", site(pages),
        ).out
    )  # fmt: skip
    _, document = judged(oitwatch, first["run_id"], "--year", "2567")
    qna = next(i for i in document["audit"]["items"] if i["slug"] == "qna")
    assert qna["outcome"] == "cantTell"
    assert any(gap["url"].endswith("qna.pdf") for gap in document["audit"]["coverage"]["gaps"])


def test_the_text_says_what_changed(oitwatch, audited):
    """Old and new result, the cause, both scores and where it is kept."""
    ran = oitwatch("judge", "last", "--as-of", "2025-11-20")
    assert "วันที่ใช้ตัดสินเปลี่ยน" in ran.out
    assert "คะแนน OIT ที่คาด" in ran.out
    assert "โดยไม่เปิดเว็บไซต์" in ran.out
    other_year = oitwatch("judge", "last", "--year", "2565")
    assert "ความสอดคล้องกับแนวปฏิบัติการจัดการเรื่องร้องเรียน: เกณฑ์ใหม่กำหนดเพิ่ม" in other_year.out
    english = oitwatch("judge", audited["run_id"], "--lang", "en")
    assert "no outcome changed" in english.out
    assert oitwatch("judge", "last", "--exit-zero").code == 0
