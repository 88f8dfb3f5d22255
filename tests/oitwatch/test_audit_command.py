import json
import os
import re
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest

from oitwatch.reports.json_report import json_schema
from store.store import open_store

HOME_PAGE = """<!doctype html><html lang="th"><head><meta charset="utf-8">
<title>องค์การบริหารส่วนตำบลบ้านหนองทราย</title></head><body>
<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/contact.html">ติดต่อเรา</a></li></ul></nav>
<main><h1>องค์การบริหารส่วนตำบลบ้านหนองทราย</h1><p>ยินดีต้อนรับสู่เว็บไซต์ของเรา</p></main>
</body></html>"""
CONTACT_PAGE = """<!doctype html><html lang="th"><head><meta charset="utf-8">
<title>ติดต่อเรา</title></head><body>
<nav><ul><li><a href="/">หน้าแรก</a></li><li><a href="/contact.html">ติดต่อเรา</a></li></ul></nav>
<main><h1>ติดต่อเรา</h1><p>เลขที่ 12 หมู่ที่ 4 ตำบลบ้านหนองทราย อำเภอโนนตัวอย่าง
จังหวัดแสนตะวัน 29140</p><p>โทรศัพท์ 0 4400 1880</p></main></body></html>"""
LOGIN_PAGE = """<!doctype html><html lang="th"><head><meta charset="utf-8"><title>เข้าสู่ระบบ</title>
</head><body><h1>เข้าสู่ระบบ</h1><form method="post" action="/login">
<label>ชื่อผู้ใช้ <input name="user"></label>
<label>รหัสผ่าน <input type="password" name="password"></label><button>เข้าสู่ระบบ</button>
</form></body></html>"""
AUDIT = ("audit", "--year", "2569", "--as-of", "2026-05-15", "--min-gap", "0")


def outcomes(document):
    return {item["outcome"] for item in document["items"]}


def test_a_small_site_is_audited_end_to_end(oitwatch, site, home):
    """Two pages: a valid document with every item, contact details judged, the run kept."""
    url = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    ran = oitwatch(*AUDIT, "--format", "json", url)
    document = json.loads(ran.out)
    contact = next(item for item in document["items"] if item["item_code"] == "O3")
    components = {entry["component_id"]: entry for entry in contact["components"]}

    jsonschema.validate(document, json_schema())
    assert ran.code == 1
    assert ran.err == ""
    assert len(document["items"]) == 26
    assert document["agency"]["agency_type"] == "sao"
    assert components["phone"]["outcome"] == "passed"
    assert "0 4400 1880" in components["phone"]["evidence"][0]["quote"]
    assert components["email"]["outcome"] == "failed"
    with open_store(home) as store:
        kept = store.last_run()
    assert kept is not None
    assert kept.run_id == document["run_id"]


def test_same_site_same_verdicts(oitwatch, site):
    """Two audits differ in times and ids only."""
    url = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    first, second = (
        re.sub(r'"(?:run_id|started_at|finished_at|fetched_at)": "[^"]*"', "", ran.out)
        for ran in (oitwatch(*AUDIT, "--format", "json", url) for _ in range(2))
    )

    assert first == second


def test_one_item_leaves_the_others_untested(oitwatch, site):
    """--item judges one; the others are untested and do not touch the exit code."""
    url = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    ran = oitwatch(*AUDIT, "--format", "json", "--item", "๐๓", "--exit-zero", url)
    by_outcome = [item["outcome"] for item in json.loads(ran.out)["items"]]

    assert ran.code == 0
    assert by_outcome.count("untested") == 25


def test_several_sites_make_an_array(oitwatch, site, tmp_path):
    """One document per address, in their order; --output takes them all."""
    first = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    path = tmp_path / "report.json"
    ran = oitwatch(
        *AUDIT, "--format", "json", "--output", path, first, "http://127.0.0.1:9/", "--item", "O3"
    )
    documents = json.loads(path.read_text(encoding="utf-8"))

    assert ran.code == 1
    assert ran.out == ""
    assert [len(d["items"]) for d in documents] == [26, 26]
    assert documents[1]["coverage"]["documents"] == 0


def test_text_report_and_missing_agree(oitwatch, site):
    """What the report says is missing stands in the list of the last run."""
    url = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    report = oitwatch(*AUDIT, url)
    listed = oitwatch("missing", "--item", "O3")

    assert "อีเมล" in report.out
    assert "คะแนน OIT ที่คาด" in report.out.splitlines()[-2]
    assert "อีเมล" in listed.out
    assert (report.code, listed.code) == (1, 1)


@pytest.mark.parametrize(
    ("pages", "routes", "words"),
    [
        ({}, {"/": {"status": 500}}, "เว็บไซต์ตอบรหัส 500"),
        ({}, {"/": {"redirect": "http://10.1.2.3/"}}, "เครือข่ายภายใน"),
        ({}, {"/": {"status": 404}}, "เว็บไซต์ตอบรหัส 404"),
        ({"index.html": "<html><body></body></html>"}, None, "หน้าแรกว่าง"),
        ({"index.html": LOGIN_PAGE}, None, "ต้องเข้าสู่ระบบก่อน"),
    ],
    ids=["errors", "redirect to a private address", "no home page", "empty", "login"],
)
def test_a_site_that_cannot_be_judged(oitwatch, site, home, pages, routes, words):
    """Nothing counts as missing: every item is cantTell, exit 3, the cause in Thai, a run kept."""
    url = site(pages, routes)
    ran = oitwatch(*AUDIT, url)
    with open_store(home) as store:
        run = store.last_run()

    assert ran.code == 3
    assert words in ran.out
    assert run is not None
    assert {verdict.outcome.value for verdict in run.verdicts} == {"cantTell"}


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://no-such-host.invalid/", "ไม่พบชื่อเว็บไซต์ no-such-host.invalid"),
        ("http://127.0.0.1:9/", "ปฏิเสธการเชื่อมต่อ"),
        ("http://192.168.7.7/", "เครือข่ายภายใน"),
        ("http://169.254.169.254/latest/", "เครือข่ายภายใน"),
    ],
)
def test_an_address_that_cannot_be_reached(oitwatch, url, words):
    """Unknown, refusing and private addresses: every item cantTell, exit 3, the cause in Thai."""
    ran = oitwatch(*AUDIT, "--format", "json", url)
    document = json.loads(ran.out)

    assert ran.code == 3
    assert outcomes(document) == {"cantTell"}
    assert words in document["items"][0]["message_th"]


def test_an_address_without_its_scheme(oitwatch):
    """https is tried; when that fails, the user is told to write http:// if it was meant."""
    ran = oitwatch(*AUDIT, "--item", "O3", "127.0.0.1:9")

    assert ran.code == 3
    assert "http://127.0.0.1:9/" in ran.err


@pytest.mark.parametrize("by_environment", [False, True])
def test_a_host_is_sent_to_the_given_address(oitwatch, site, monkeypatch, by_environment):
    """--connect-to and OITWATCH_CONNECT_TO reach a private address for the named host."""
    url = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    target = url.removeprefix("http://").strip("/")
    rule = ["--connect-to", f"www.bannongsai.example={target}"]
    if by_environment:
        monkeypatch.setenv("OITWATCH_CONNECT_TO", f"other.example=127.0.0.1:1,*.example={target}")
        rule = []
    ran = oitwatch(*AUDIT, "--format", "json", *rule, "http://www.bannongsai.example/")
    document = json.loads(ran.out)

    assert document["agency"]["agency_id"] == "bannongsai.example"
    assert document["coverage"]["documents"] == 2


def test_declared_addresses_are_candidates(oitwatch, site, tmp_path):
    """An address that the agency declares for an item is among the item's candidates."""
    url = site({"index.html": HOME_PAGE, "contact.html": CONTACT_PAGE})
    path = tmp_path / "answers.csv"
    path.write_bytes(f"ข้อ,URL,คำอธิบาย\n๐๓,{url}contact.html,หน้าติดต่อ\n".encode("cp874"))
    ran = oitwatch(*AUDIT, "--format", "json", "--item", "O3", "--declared", path, url)
    contact = next(i for i in json.loads(ran.out)["items"] if i["item_code"] == "O3")

    assert ("declared", f"{url}contact.html") in {
        (place["source"], place["url"]) for place in contact["candidates"]
    }


class _Endless(BaseHTTPRequestHandler):
    """A site of many slow pages."""

    seen: threading.Event

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        time.sleep(0.3)
        links = "".join(f'<li><a href="/p{n}.html">แผน {n}</a></li>' for n in range(200))
        page = f"<html><head><meta charset=utf-8><title>อบต.</title></head><body>{links}</body>"
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        if self.path.startswith("/p"):
            self.server.seen.set()  # type: ignore[attr-defined]

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def endless():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Endless)
    server.daemon_threads = True
    server.seen = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_ctrl_c_keeps_what_was_found(started, endless, home):
    """One SIGINT ends the visit: judged, printed and kept, exit 4, said on stderr."""
    process = started(*AUDIT, "--format", "json", f"http://127.0.0.1:{endless.server_port}/")
    assert endless.seen.wait(60)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    document = json.loads(out)
    with open_store(home) as store:
        run = store.last_run()

    assert process.returncode == 4
    assert "Traceback" not in err
    assert str(home) in err
    assert document["interrupted"] is True
    assert run is not None
    assert run.interrupted
    assert run.run_id == document["run_id"]


def test_second_ctrl_c_aborts(started, endless):
    """Two SIGINTs end the command at once with exit 4 and without a trace."""
    process = started(*AUDIT, f"http://127.0.0.1:{endless.server_port}/")
    assert endless.seen.wait(60)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 4
    assert "Traceback" not in err


def test_a_home_without_the_right_to_write(started, tmp_path):
    """A directory that this user may not write: exit 5 and one sentence."""
    if os.geteuid() == 0:
        folder = Path("/proc/oitwatch")  # not even root may write there
    else:
        folder = tmp_path / "locked"
        folder.mkdir(mode=0o500)
    process = started("audit", "http://127.0.0.1:9/", OITWATCH_HOME=str(folder))
    out, err = process.communicate(timeout=60)

    assert process.returncode == 5
    assert out == ""
    assert len(err.splitlines()) == 1
    assert "OITWATCH_HOME" in err
