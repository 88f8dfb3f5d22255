"""What ``oitwatch demo`` shows after the audit's own report."""

from dataclasses import replace

from nights import failing, keep_night

from checks.reasons import Reason
from oitwatch.commands import demo
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
    assert len(ran.out.splitlines()) < 25


def test_the_demos_document_is_the_audits_alone(oitwatch, monkeypatch):
    """With --format json nothing is added; neither when the audit did not finish."""
    monkeypatch.setattr(demo, "run_audit", audited(1))
    as_json = oitwatch("demo", "--format", "json")
    monkeypatch.setattr(demo, "run_audit", lambda command: 4)
    stopped = oitwatch("demo")

    assert (as_json.out, as_json.code) == ("", 1)
    assert (stopped.out, stopped.code) == ("", 4)
