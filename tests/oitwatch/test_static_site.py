"""Serving a folder by hand, as whoever writes a test agency does."""

import json
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = "<!doctype html><meta charset='utf-8'><title>อบต.หนองทราย</title><p>ยินดีต้อนรับ</p>"


@pytest.fixture
def serving() -> Iterator[Callable[..., tuple[subprocess.Popen[str], str, str]]]:
    """Start the program on a folder; gives the process and the two lines that it prints."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> tuple[subprocess.Popen[str], str, str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "oitwatch.static_site", *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
        )
        running.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline(), process.stdout.readline()

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_a_folder_is_served_until_it_is_stopped(tmp_path, serving):
    """The address that is printed answers, and Ctrl-C ends the program in order."""
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    process, told, command = serving(tmp_path)
    address = next(word for word in told.split() if word.startswith("http://"))
    with urllib.request.urlopen(address) as answer:
        body = answer.read().decode()

    assert body == PAGE
    assert command.strip() == f"oitwatch audit {address}"
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0


def test_the_command_that_is_printed_audits_a_test_agency(tmp_path, serving, oitwatch):
    """Under its own host, for its year, as of its day."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "expected.yaml").write_text(
        "host: www.nongsai.example\nfiscal_year_be: 2568\nas_of: 2025-05-15\nagency_type: sao\n"
        "items: {}\n",
        encoding="utf-8",
    )
    _, _, command = serving(tmp_path)
    words = shlex.split(command)
    ran = oitwatch(*words[1:], "--format", "json")
    document = json.loads(ran.out)

    assert words[:2] == ["oitwatch", "audit"]
    assert document["agency"]["home_url"] == "http://www.nongsai.example/"
    assert document["fiscal_year_be"] == 2568
    assert document["coverage"]["documents"] == 1


def test_what_is_no_folder_is_refused(tmp_path):
    """With the code of bad usage, and at once."""
    ended = subprocess.run(
        [sys.executable, "-m", "oitwatch.static_site", str(tmp_path / "none")],
        capture_output=True,
        cwd=ROOT,
        check=False,
    )

    assert ended.returncode == 2
