import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hand_made_run import (
    CITIZEN_NUMBER,
    component,
    contact_candidate,
    failed,
    gap,
    hand_made_run,
    passed,
    quote,
    verdict,
)

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Finding, QuoteSource
from checks.run import AuditRun
from oitwatch.reports.columns import width_of, wrapped
from oitwatch.reports.json_report import audit_document, json_schema, two_decimals
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.missing import missing_text
from oitwatch.reports.missing_document import missing_document
from oitwatch.reports.text_report import TextOptions, text_report
from oitwatch.reports.wording import Wording
from oitwatch.run_rulebook import rulebook_of
from oitwatch.standing import Standing, StandingItem, stories
from oitwatch.texts import texts
from oitwatch.todo import AgencyTodo, TodoFilter, todo_of
from store.records import ItemLook

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "audit-schema.json"


def only_run(run: AuditRun) -> AgencyTodo:
    """What is to be done where one run is all that there is."""
    looks = [
        ItemLook(
            run_id=run.run_id,
            kind=run.kind,
            finished_at=run.finished_at,
            item_code=judged.item_code,
            slug=judged.slug,
            outcome=judged.outcome,
            reason=judged.reason,
        )
        for judged in run.verdicts
    ]
    told = stories(looks)
    items = [
        StandingItem(verdict=judged, story=told[judged.item_code])
        for judged in run.verdicts
        if judged.item_code in told
    ]
    return todo_of(Standing(run=run, items=tuple(items)))


@pytest.fixture
def thai() -> Wording:
    return Wording(texts("th"), rulebook_of(2569))


def test_document_keeps_to_the_published_schema():
    """The result document is valid under docs/reference/audit-schema.json."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)

    assert list(validator.iter_errors(audit_document(hand_made_run()))) == []


def test_schema_refuses_a_key_it_does_not_name():
    """Our own objects admit no further keys, at any depth."""
    document = audit_document(hand_made_run())
    document["items"][1]["components"][0]["evidence"][0]["html"] = "<p>"

    with pytest.raises(jsonschema.ValidationError, match="html"):
        jsonschema.validate(document, json_schema())


def test_document_has_the_keys_of_the_design():
    """Names of the result document stay as design.md section 5 has them."""
    document = audit_document(hand_made_run())
    item = document["items"][1]

    assert document["schema"] == "oitwatch.audit/1"
    assert document["started_at"] == "2026-05-15T01:00:00Z"
    assert (document["score"]["low"], document["score"]["high"]) == (41.67, 58.34)
    assert (item["outcome"], item["reason"], item["move"]) == ("failed", "incomplete", "agency")
    assert item["click_path"][1] == {"text": "ติดต่อเรา", "url": contact_candidate().url}
    assert item["how_to_fix_th"]
    assert document["items"][0]["how_to_fix_th"] == ""


def test_evidence_has_a_span_only_in_text():
    """A quote of the text carries its span, any other its locator."""
    link = quote("/map", source=QuoteSource.LINK)
    run = hand_made_run(
        verdicts=(verdict("O3", Outcome.PASSED, component("a", "ก", passed(quote("ข"), link))),)
    )
    first, second = audit_document(run)["items"][0]["components"][0]["evidence"]

    assert (first["start"], first["end"], first["locator"]) == (10, 11, "")
    assert (second["start"], second["end"], second["source"]) == (None, None, "link")
    assert second["locator"]


def test_half_is_rounded_up():
    """Figures are rounded half up, as the official tables print them."""
    assert [two_decimals(value) for value in (74.305, 2.675, 0.125)] == [74.31, 2.68, 0.13]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_text_report_is_as_reviewed(lang):
    """The whole text report of a run with one item of every status."""
    report = text_report(hand_made_run(), texts(lang), TextOptions(home="/srv/oitwatch"))

    assert report == (GOLDEN / f"report-{lang}.txt").read_text(encoding="utf-8")


def test_lines_fit_a_narrow_terminal():
    """No line is wider than the terminal, Thai marks counted as nothing, addresses aside."""
    report = text_report(hand_made_run(), texts("th"), TextOptions(columns=60))
    wide = [line for line in report.splitlines() if width_of(line) > 60 and "://" not in line]

    assert wide == []


def test_breaking_keeps_marks_with_their_letters():
    """A Thai line is never broken before a vowel or tone mark."""
    lines = wrapped("ที่อยู่หน่วยงานที่นั้นกี่น้ำเก้าอี้", 7)

    assert "".join(lines) == "ที่อยู่หน่วยงานที่นั้นกี่น้ำเก้าอี้"
    assert all(width_of(line) <= 7 for line in lines)
    assert not any(line[0] in "ัิีึืุู่้๊๋์ำา" for line in lines)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("เลข 1-2345-67890-12-3 ครับ", "เลข x-xxxx-xxxxx-xx-x ครับ"),
        ("๑ ๒๓๔๕ ๖๗๘๙๐ ๑๒ ๓", "x xxxx xxxxx xx x"),
        ("1101700230708", "xxxxxxxxxxxxx"),
        ("1101700230705", "1101700230705"),  # wrong check digit: no citizen number
        ("0994000123456", "0994000123456"),  # a tax number of an office
        ("โทร. 0 4400 1880", "โทร. 0 4400 1880"),
        ("x1696123456789.jpg", "x1696123456789.jpg"),
    ],
)
def test_citizen_numbers_are_masked(written, shown):
    """Thirteen digits are hidden when grouped like a citizen number or with its check digit."""
    assert masked(written) == shown


def test_no_report_shows_a_citizen_number():
    """Quotes, facts, labels and click paths are masked in both formats."""
    words = f"เลขประจำตัว {CITIZEN_NUMBER}"
    candidate = replace(contact_candidate(), label=words)
    candidate = replace(
        candidate, click_path=(replace(candidate.click_path[0], text=words), *candidate.click_path)
    )
    shown = component("a", "ก", passed(quote(words), found=words))
    lacking = component("b", "ข", failed(Reason.INCOMPLETE, quote(words), found=words))
    run = hand_made_run(
        verdicts=(
            verdict(
                "O3",
                Outcome.FAILED,
                shown,
                lacking,
                reason=Reason.INCOMPLETE,
                candidate=candidate,
            ),
        )
    )
    reports = [
        json.dumps(audit_document(run), ensure_ascii=False),
        text_report(run, texts("th"), TextOptions(verbose=True)),
        text_report(run, texts("en"), TextOptions(verbose=True)),
        missing_text([only_run(run)], texts("th")),
        json.dumps(missing_document(only_run(run)), ensure_ascii=False),
    ]

    assert not any(CITIZEN_NUMBER in report for report in reports)
    assert "x-xxxx-xxxxx-xx-x" in reports[0]


def test_captured_words_cannot_drive_the_terminal():
    """Escape sequences and direction marks of a page are not printed."""
    hostile = "โทร\x1b[2J\x1b]0;x\x07 02\u202e 123"
    run = hand_made_run(
        verdicts=(
            verdict(
                "O3",
                Outcome.FAILED,
                component("a", "ก", passed(quote(hostile), found=hostile)),
                component("b", "ข", failed(Reason.INCOMPLETE, quote(hostile))),
                reason=Reason.INCOMPLETE,
            ),
        )
    )
    report = text_report(run, texts("th"))

    assert printable(hostile) == "โทร [2J ]0;x 02 123"
    assert "\x1b" not in report
    assert "\u202e" not in report


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_its_sentences(lang, reason):
    """Each reason gives a sentence without holes on a component, on an item and in the list."""
    wording = Wording(texts(lang), rulebook_of(2569))
    outcome = Outcome.FAILED if reason in _failed_reasons() else Outcome.CANT_TELL
    finding = Finding(outcome=outcome, reason=reason)
    judged = verdict("O3", outcome, component("email", "อีเมล", finding), reason=reason)

    for sentence in (
        wording.component(judged.components[0], judged),
        wording.item(judged),
        wording.brief(judged),
        wording.todo(reason),
        wording.move(reason),
    ):
        assert sentence.strip(" :")
        assert "{" not in sentence


def _failed_reasons():
    from checks.reasons import FAILED_REASONS

    return FAILED_REASONS


def test_wrong_period_names_both_periods(thai):
    """The officer reads which year was found and which is asked for."""
    finding = failed(
        Reason.WRONG_PERIOD, quote("ปี 2567"), found="พ.ศ. 2567", expected="ปีงบประมาณ พ.ศ. 2568"
    )
    judged = verdict(
        "O7",
        Outcome.FAILED,
        component("period", "ข้อมูลของปีงบประมาณ พ.ศ. 2568", finding, check="period_covered"),
        reason=Reason.WRONG_PERIOD,
        title_th="รายงานผลการดำเนินงานประจำปี",
    )

    assert thai.item(judged) == (
        "พบรายงานผลการดำเนินงานประจำปี แต่เป็นข้อมูลของ พ.ศ. 2567 ต้องเป็นของปีงบประมาณ พ.ศ. 2568"
    )


def test_what_blocks_is_named_in_thai(thai):
    """An open item says which page was not read, and why, in Thai."""
    judged = hand_made_run().verdicts[3]

    assert thai.item(judged) == (
        f"ระบบยังตรวจข้อนี้ไม่ได้ เพราะเปิด {gap().url} ไม่สำเร็จ (เว็บไซต์ตอบรหัส 500)"
    )


def test_missing_lists_what_failed_before_what_is_open():
    """The list holds failed items by points, and open items apart."""
    document = missing_document(only_run(hand_made_run()))

    assert [entry["item_code"] for entry in document["failed"]] == ["O3", "O4"]
    assert [entry["item_code"] for entry in document["cannot_tell"]] == ["O5"]
    assert document["failed"][0]["missing_th"] == ["อีเมล", "แผนที่ตั้งหน่วยงาน"]


def test_missing_can_be_narrowed():
    """A reason and an item code leave only what carries them."""
    todo = only_run(hand_made_run())

    by_reason = todo.narrowed(TodoFilter(reason=Reason.NOT_FOUND))
    by_item = todo.narrowed(TodoFilter(item_code="O5"))

    assert [item.verdict.item_code for item in by_reason.items] == ["O4"]
    assert [item.verdict.item_code for item in by_item.items] == ["O5"]


def test_one_trouble_is_told_once():
    """Items that one unread page keeps open share one block."""
    unread = hand_made_run().verdicts[3]
    verdicts = tuple(replace(unread, item_code=f"O{number}") for number in range(5, 10))
    report = text_report(hand_made_run(verdicts=verdicts), texts("th"))

    assert "o5, o6, o7, o8, o9 · ตรวจไม่ได้" in report
    assert report.count("ผู้ที่ต้องดำเนินการ") == 1
