import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hand_made_run import hand_made_run

from oitwatch import __version__
from oitwatch.commands.audit import exit_code
from oitwatch.commands.inputs import connections, item_code, typed_literals
from oitwatch.commands.output import forgiven, worst
from oitwatch.progress import ProgressLine
from oitwatch.texts import texts
from store.store import open_store

ROOT = Path(__file__).parents[2]


def test_version(oitwatch):
    """--version prints the version on stdout."""
    assert oitwatch("--version").out == f"oitwatch {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "โปรดระบุคำสั่ง"),
        (["adit"], "ไม่มีคำสั่ง “adit”"),
        (["audit"], "ยังไม่ได้ระบุ URL"),
        (["audit", "--colour", "http://a.example"], "ไม่มีตัวเลือก --colour"),
        (["audit", "--format", "pdf", "http://a.example"], "ค่าของ --format ใช้ไม่ได้"),
        (["audit", "--max-pages", "many", "http://a.example"], "ค่าของ --max-pages ใช้ไม่ได้"),
        (["audit", "--max-pages", "0", "http://a.example"], "--max-pages ต้องมากกว่าหรือเท่ากับ 1"),
        (["audit", "--min-gap", "nan", "http://a.example"], "--min-gap ต้องมากกว่าหรือเท่ากับ 0"),
        (["audit", "ftp://a.example/"], "http:// หรือ https://"),
        (["audit", "http://"], "http:// หรือ https://"),
        (["audit", "--year", "2500", "http://a.example"], "ไม่มีเกณฑ์ของปี 2500"),
        (["audit", "--item", "O99", "http://a.example"], "ไม่มีข้อ O99"),
        (["audit", "--item", "contact", "http://a.example"], "ไม่ใช่รหัสข้อ"),
        (["audit", "--agency-type", "bank", "http://a.example"], "ไม่รู้จักประเภทหน่วยงาน “bank”"),
        (["audit", "--as-of", "20/11/2026", "http://a.example"], "ไม่ใช่วันที่"),
        (["audit", "--as-of", "2569-11-20", "http://a.example"], "คริสต์ศักราช"),
        (["audit", "--connect-to", "a.example:80", "http://a.example"], "ใช้ไม่ได้"),
        (["audit", "--connect-to", "a.example=b.example:80", "http://a.example"], "ใช้ไม่ได้"),
        (["audit", "--ca-file", "/nowhere.pem", "http://a.example"], "เปิดแฟ้ม /nowhere.pem ไม่ได้"),
        (["audit", "--declared", "/nowhere.csv", "http://a.example"], "เปิดแฟ้ม /nowhere.csv ไม่ได้"),
        (
            ["audit", "--output", "/nowhere/r.txt", "http://a.example"],
            "เขียนแฟ้ม /nowhere/r.txt ไม่ได้",
        ),
        (["missing"], "ยังไม่มีผลตรวจ"),
        (["missing", "--reason", "lost"], "ไม่รู้จักรหัส “lost”"),
        (["explain", "lost"], "ไม่รู้จัก “lost”"),
        (["rulebook", "show", "2500"], "ไม่มีเกณฑ์ของปี 2500"),
        (["rulebook", "check", "/nowhere.yaml"], "ใช้ไม่ได้"),
    ],
)
def test_bad_usage_is_one_sentence(oitwatch, arguments, words):
    """A mistake in the line gets one Thai sentence on stderr, nothing on stdout, exit 2."""
    ran = oitwatch(*arguments)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("ผิดพลาด: ")
    assert words in ran.err
    assert len(ran.err.splitlines()) == 1


def test_bad_usage_in_english(oitwatch):
    """--lang holds for mistakes too, wherever it stands in the line."""
    assert oitwatch("audit", "ftp://a.example/", "--lang", "en").err.startswith("error: ")
    assert oitwatch("explain", "--lang=en", "lost").err.startswith("error: ")


def test_bad_setting(oitwatch, monkeypatch):
    """An environment variable that cannot be used is named."""
    monkeypatch.setenv("OITWATCH_CONTACT", "a@b.example\r\nX-Evil: 1")
    ran = oitwatch("audit", "http://127.0.0.1:9/")

    assert ran.code == 2
    assert "OITWATCH_CONTACT" in ran.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("code_of_item,address\nO3,http://a.example/\n", "item_code หรือ title"),
        ("item_code,url\nO3,http://a.example/\n\nO3,ftp://a.example/\n", "บรรทัดที่ 4"),
        ("item_code,url\nx3,http://a.example/\n", "บรรทัดที่ 2: “x3” ไม่ใช่รหัสข้อ"),
        ("ข้อ\turl\tคำอธิบาย\nO3\thttp://a.example/\tก\nO99\thttp://a.example/\t\n", "บรรทัดที่ 3"),
        ("item_code,url\n,http://a.example/\n", "บรรทัดที่ 2: ไม่มีรหัสข้อ"),
    ],
)
def test_declared_rows_are_named_by_line(oitwatch, tmp_path, content, words):
    """A wrong row of a declaration is told by its line before anything is fetched."""
    path = tmp_path / "answers.csv"
    path.write_text(content, encoding="utf-8-sig")
    ran = oitwatch("audit", "--declared", path, "http://a.example/")

    assert ran.code == 2
    assert words in ran.err


@pytest.mark.parametrize("text", ["O3", "o3", "๐๓", "03", "O-3", "ข้อ 3", " o3 ", "o๓"])
def test_item_codes_are_read_in_all_spellings(text):
    """Officers write an item code in many ways."""
    assert item_code(text) == "O3"


@pytest.mark.parametrize("text", ["", "O0", "O", "P3", "3a", "O333"])
def test_what_is_no_item_code(text):
    """Other words are refused."""
    assert item_code(text) is None


def test_connections_take_addresses_only():
    """A rule names a host, or a suffix, and one address with its port."""
    rules = connections(["WWW.a.example=127.0.0.1:80", "*.b.example=[::1]:8443", ""])

    assert [(rule.host, rule.address, rule.port) for rule in rules] == [
        ("www.a.example", "127.0.0.1", 80),
        ("*.b.example", "::1", 8443),
    ]


def test_only_typed_loopback_addresses_are_allowed():
    """A loopback literal that the user typed is allowed for its own port; other hosts are not."""
    typed = typed_literals(
        ["http://127.0.0.1:8080/a", "http://localhost/", "https://[::1]/", "http://10.0.0.1/"]
    )

    assert typed == (("127.0.0.1", 8080), ("localhost", 80), ("::1", 443))


def test_exit_codes_of_runs():
    """Failed before open before passed; what was not asked for or not owed does not count."""
    run = hand_made_run()
    passed, failed, _, still_open, not_owed = run.verdicts

    assert exit_code(run) == 1
    assert exit_code(hand_made_run(verdicts=(passed, still_open))) == 3
    assert exit_code(hand_made_run(verdicts=(passed, not_owed))) == 0
    assert exit_code(hand_made_run(verdicts=(failed,), interrupted=True)) == 4


def test_gravest_exit_code_wins():
    """Of several sites the gravest counts; --exit-zero forgives findings only."""
    assert [worst(codes) for codes in ([0, 3, 1], [1, 4, 0], [5, 4, 1], [3, 0])] == [1, 4, 5, 3]
    assert [forgiven(code, True) for code in range(6)] == [0, 0, 2, 0, 4, 5]


def test_missing_shows_the_last_run(oitwatch, home):
    """The list comes from the newest kept run; 1 when something failed."""
    with open_store(home) as store:
        store.save_run(hand_made_run(), None)
    ran = oitwatch("missing", "--format", "json")
    document = json.loads(ran.out)

    assert ran.code == 1
    assert document["run_id"] == "r1"
    assert oitwatch("missing", "--item", "o5").code == 3
    assert oitwatch("missing", "--reason", "tls-failed").code == 0
    assert "อีเมล" in oitwatch("missing").out


def test_missing_of_an_unknown_agency(oitwatch, home):
    """The sentence names the agencies there are."""
    with open_store(home) as store:
        store.save_run(hand_made_run(), None)
    ran = oitwatch("missing", "--agency", "elsewhere.example")

    assert ran.code == 2
    assert "bannongsai.example" in ran.err


def test_explain_knows_every_kind_of_code(oitwatch):
    """Reasons with hyphens, items and checks are explained; alone it lists the reasons."""
    assert "ใบรับรอง" in oitwatch("explain", "tls-chain").out
    assert "อีเมล" in oitwatch("explain", "o3").out
    assert "Question:" in oitwatch("explain", "email_shown").out
    assert "not_found" in oitwatch("explain").out


def test_rulebooks_are_listed_shown_and_checked(oitwatch):
    """Each shipped year stands in the list, can be shown, and is valid."""
    listed = oitwatch("rulebook", "list")
    shown = oitwatch("rulebook", "show", "2569", "--item", "O3")
    checked = oitwatch("rulebook", "check", ROOT / "checks" / "rulebooks" / "2569.yaml")

    years = [str(year) for year in range(2563, 2570)]
    lines = [line for line in listed.out.splitlines() if not line.startswith(" ")]
    assert [line.split()[0] for line in lines] == years
    assert all(part in lines[0] for part in ("43", "173", "100.0 %"))
    assert "o22 แบบรายงานที่กำหนด" in listed.out
    assert "O3.4" in shown.out
    assert (listed.code, shown.code, checked.code) == (0, 0, 0)


def test_doctor_finds_a_working_machine(oitwatch):
    """A home that can be written and rulebooks that bind: 0, and every part is named."""
    ran = oitwatch("doctor")

    assert ran.code == 0
    assert "2569" in ran.out
    assert "pdftotext" in ran.out


def test_home_that_cannot_be_used(oitwatch, monkeypatch, tmp_path):
    """A home directory that is a file: one sentence with what to do, exit 5, no trace."""
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("OITWATCH_HOME", str(tmp_path / "file"))
    audited = oitwatch("audit", "http://127.0.0.1:9/")
    examined = oitwatch("doctor")

    assert audited.code == examined.code == 5
    assert "OITWATCH_HOME" in audited.err
    assert len(audited.err.splitlines()) == 1


def test_an_unforeseen_error_is_a_sentence_with_an_id(oitwatch, home, monkeypatch):
    """What nobody foresaw gives an id and a file with the trace, and exit 5."""

    def broken(year: int) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("oitwatch.commands.rulebooks.show", lambda *_, **__: broken(1))
    ran = oitwatch("rulebook", "show", "2569")
    (log,) = (home / "log").iterdir()

    assert ran.code == 5
    assert str(log) in ran.err
    assert "broken on purpose" in log.read_text(encoding="utf-8")


def test_a_console_without_thai_letters_gets_question_marks():
    """On an ASCII or cp874 console nothing fails for want of a letter."""
    for encoding in ("ascii", "cp874"):
        process = subprocess.run(
            [sys.executable, "-m", "oitwatch.cli", "explain", "robots-disallowed"],
            cwd=ROOT,
            capture_output=True,
            env={"PYTHONIOENCODING": encoding, "PATH": "/usr/bin:/bin"},
            check=False,
        )
        assert process.returncode == 0
        assert b"robots_disallowed" in process.stdout


def test_progress_is_one_line():
    """The line is written over; it shows pages and the time left, and goes away at the end."""
    stream, now = io.StringIO(), iter([0.0, 10.0, 20.0, 20.05])
    line = ProgressLine(
        stream, texts("th"), max_pages=300, max_seconds=900, monotonic=lambda: next(now)
    )
    line.page_done("http://a.example/", done=1, queued=83)
    line.page_done("http://a.example/b", done=4, queued=80)
    line.page_done("http://a.example/c", done=5, queued=80)
    line.clear()

    assert stream.getvalue() == ("\r\x1b[Kตรวจ หน้า 1/84\r\x1b[Kตรวจ หน้า 4/84 · เหลือ ~6:40\r\x1b[K")


def test_help_imports_nothing_heavy():
    """--help answers without the crawler, the checks and the store."""
    script = (
        "import sys; from oitwatch.cli import main; code = main(['audit', '--help']); "
        "heavy = {'crawler', 'checks', 'store', 'sqlalchemy', 'httpx'}; "
        "sys.exit(bool(heavy & set(sys.modules)) or code)"
    )
    process = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False
    )

    assert process.returncode == 0
    assert "--connect-to" in process.stdout.decode()


def test_generated_pages_are_current():
    """docs/reference holds what the code says today."""
    from oitwatch.reference import main

    assert main(["--check", str(ROOT / "docs" / "reference")]) == 0


def test_outdated_pages_are_named(tmp_path, capsys):
    """--check writes nothing and names what differs."""
    from oitwatch.reference import main

    (tmp_path / "cli.md").write_text("old", encoding="utf-8")

    assert main(["--check", str(tmp_path)]) == 1
    assert "cli.md" in capsys.readouterr().err
    assert (tmp_path / "cli.md").read_text(encoding="utf-8") == "old"
