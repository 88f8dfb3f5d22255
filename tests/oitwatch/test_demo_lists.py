"""What ``oitwatch demo`` shows after the audit's own report."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from nights import failing, keep_night

from checks.reasons import Reason
from oitwatch.commands import demo
from oitwatch.commands.typed import again
from store.store import open_store


def audited(code):
    """An audit that keeps a run of the sample agency and ends with a code."""

    def run_audit(command):
        with open_store(command.home) as store:
            run = keep_night(store, 0, {"O3": failing("O3", Reason.INCOMPLETE)}, agency_id="demo")
            sample = replace(
                run, run_id="demo", agency=replace(run.agency, home_url=command.urls[0])
            )
            store.save_run(sample, None)
        return code

    return run_audit


def test_the_demo_ends_with_the_list_and_the_readiness(oitwatch, monkeypatch):
    """Both in short form, as of the sample's own day, with the audit's exit code."""
    monkeypatch.setattr(demo, "run_audit", audited(1))
    ran = oitwatch("demo")

    assert ran.code == 1
    assert "✗ o3 ไม่ครบ ข้อมูลการติดต่อ" in ran.out
    assert "· ณ 15 พ.ค. 2569" in ran.out
    assert "แก้ครบทุกข้อ คะแนนเพิ่ม 2.5 เป็น 100" in ran.out
    assert len(ran.out.splitlines()) < 30


def test_the_demos_document_is_the_audits_alone(oitwatch, monkeypatch):
    """With --format json nothing is added; neither when the audit did not finish."""
    monkeypatch.setattr(demo, "run_audit", audited(1))
    as_json = oitwatch("demo", "--format", "json")
    monkeypatch.setattr(demo, "run_audit", lambda command: 4)
    stopped = oitwatch("demo")

    assert (as_json.out, as_json.code) == ("", 1)
    assert (stopped.out, stopped.code) == ("", 4)


def test_the_command_that_the_demo_names_works_as_it_stands(oitwatch, home, monkeypatch):
    """From another home's environment, in a plain shell: it lists the sample's items in full."""
    monkeypatch.setattr(demo, "run_audit", audited(1))
    ran = oitwatch("demo")
    line = next(line for line in ran.out.splitlines() if "OITWATCH_HOME=" in line)
    command = line[line.index("OITWATCH_HOME=") :]
    finished = subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(demo.__file__).parents[2],
        env={k: v for k, v in os.environ.items() if not k.startswith("OITWATCH_")},
        check=False,
    )

    assert finished.returncode == 1, finished.stderr
    assert "✗ o3 ข้อมูลการติดต่อ" in finished.stdout


def test_the_demo_says_that_its_day_is_fixed(oitwatch, monkeypatch):
    """Readers who see an audit of today beside another day are not left to wonder."""
    monkeypatch.setattr(demo, "run_audit", audited(1))

    assert "คงที่ คือ 15 พ.ค. 2569" in oitwatch("demo").out


@pytest.mark.parametrize(
    ("started", "on_path", "said"),
    [
        (".venv/bin/oitwatch", None, ".venv/bin/oitwatch"),
        (".venv/bin/oitwatch", ".venv/bin/oitwatch", "oitwatch"),
        (".venv/bin/oitwatch", "other/oitwatch", ".venv/bin/oitwatch"),
    ],
)
def test_the_program_is_named_so_that_the_shell_finds_it(
    tmp_path, monkeypatch, started, on_path, said
):
    """By its name where that starts this very program, else by its path."""
    monkeypatch.chdir(tmp_path)
    for name in {started, on_path} - {None}:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o755)
    monkeypatch.setattr(sys, "argv", [started])
    monkeypatch.setenv("PATH", str((tmp_path / on_path).parent) if on_path else "/nowhere")

    assert again("missing", home=tmp_path / "my runs") == (
        f"OITWATCH_HOME='{tmp_path}/my runs' {said} missing"
    )
