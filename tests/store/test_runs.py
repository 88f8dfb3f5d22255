"""Runs come back as they went in, and nothing is ever overwritten."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from checks.outcome import Outcome
from store.errors import DatabaseUnusable, PayloadMissing, RunExists, RunNotFound, StoreError
from store.store import open_store


def test_a_run_comes_back_equal(store, run, crawl):
    """Every field of a run, with every enum member and None, survives the database."""
    store.save_run(run, crawl)

    assert store.load_run(run.run_id) == run


def test_a_run_comes_back_equal_from_a_fresh_process_state(home, run):
    """A reopened home gives the same run, judged without a crawl, as the one that saved it."""
    plain = replace(run, agency=replace(run.agency, agency_type=None), interrupted=False)
    with open_store(home) as first:
        first.save_run(plain, None)
    with open_store(home) as second:
        assert second.load_run(plain.run_id) == plain
        assert second.load_crawl_parts(plain.run_id) is None


def test_an_empty_run_comes_back_equal(store, run):
    """A run without verdicts, gaps or options is kept as such."""
    empty = replace(
        run,
        verdicts=(),
        coverage=replace(run.coverage, gaps=()),
        options=(),
        score=replace(run.score, parts=()),
    )
    store.save_run(empty, None)

    assert store.load_run(empty.run_id) == empty


def test_crawl_parts_come_back(store, run, crawl):
    """What re-judging needs of a crawl comes back, with one extract per document."""
    store.save_run(run, crawl)
    parts = store.load_crawl_parts(run.run_id)

    for name in (
        "seed",
        "home_url",
        "started_at",
        "finished_at",
        "interrupted",
        "snapshots",
        "failures",
        "unreadable",
        "dead",
        "aliases",
        "coverage",
    ):
        assert getattr(parts, name) == getattr(crawl, name), name
    assert [(e.url, e.payload_digest, e.text_digest, e.kind) for e in parts.extracts] == [
        (d.url, d.payload_digest, d.text_digest, d.kind) for d in crawl.documents
    ]
    assert all(store.snapshots.get(s.payload_digest) for s in parts.snapshots)


def test_datetimes_come_back_in_utc(store, run):
    """A time given in another zone is the same instant, in UTC, when read back."""
    bangkok = timezone(timedelta(hours=7))
    local = datetime(2026, 3, 3, 1, 0, tzinfo=bangkok)
    store.save_run(replace(run, started_at=local), None)
    loaded = store.load_run(run.run_id).started_at

    assert loaded == local
    assert loaded.tzinfo is UTC


def test_a_naive_time_is_refused(store, run):
    """A datetime without a zone is refused and leaves nothing behind."""
    naive = datetime(2026, 3, 3, 1, 0)  # noqa: DTZ001 - the mistake under test

    with pytest.raises(sa.exc.StatementError, match="no time zone"):
        store.save_run(replace(run, started_at=naive), None)
    assert store.runs() == ()


def test_saving_twice_is_refused(store, run):
    """A run of the same id is refused and the first one stays as it was."""
    store.save_run(run, None)

    with pytest.raises(RunExists, match="run-1"):
        store.save_run(replace(run, tool_version="9"), None)
    assert store.load_run(run.run_id) == run


def test_an_unknown_run_is_named(store):
    """Asking for a run that is not kept names the id."""
    with pytest.raises(RunNotFound, match="nowhere"):
        store.load_run("nowhere")
    with pytest.raises(RunNotFound, match="nowhere"):
        store.load_crawl_parts("nowhere")


def test_last_run_is_the_one_that_finished_last(store, run):
    """The newest run wins, of all, of one agency, and of one home address."""
    other = replace(run.agency, agency_id="b", home_url="https://b.example/")
    newest = replace(run, run_id="newest", finished_at=run.finished_at + timedelta(days=2))
    store.save_run(newest, None)
    store.save_run(replace(run, run_id="older"), None)
    store.save_run(replace(run, run_id="same-instant-later"), None)
    store.save_run(replace(run, run_id="b1", agency=other), None)

    assert store.last_run() == newest
    assert store.last_run(agency_id=run.agency.agency_id) == newest
    assert store.last_run(home_url="https://b.example/").run_id == "b1"
    assert store.last_run(agency_id="b", home_url=run.agency.home_url) is None
    assert [summary.run_id for summary in store.runs()] == [
        "newest",
        "b1",
        "same-instant-later",
        "older",
    ]
    assert [summary.run_id for summary in store.runs(limit=1)] == ["newest"]


def test_an_empty_home_has_no_runs(store):
    """A new home has no last run and an empty list."""
    assert store.last_run() is None
    assert store.runs() == ()


def test_summaries_count_items_per_outcome(store, run):
    """A summary carries agency, score and the number of items per outcome."""
    store.save_run(run, None)
    (summary,) = store.runs()

    assert (summary.name_th, summary.fiscal_year_be) == (run.agency.name_th, 2569)
    assert (summary.score_low, summary.score_high) == (31.25, 81.2)
    assert dict(summary.outcomes) == Counter(verdict.outcome for verdict in run.verdicts)
    assert all(isinstance(outcome, Outcome) for outcome, _ in summary.outcomes)


def test_a_snapshot_without_its_payload_is_refused(store, run, crawl):
    """A run never names a payload that is not on the disk."""
    lost = replace(crawl.snapshots[0], payload_digest="sha256:" + "0" * 64)

    with pytest.raises(PayloadMissing, match="0000"):
        store.save_run(run, replace(crawl, snapshots=(lost,)))
    assert store.runs() == ()


def test_half_a_character_is_named(store, run):
    """A text that no encoding can write gives a plain error and leaves nothing behind."""
    broken = replace(run, agency=replace(run.agency, name_th="อบต.\ud800"))

    with pytest.raises(StoreError, match="half a character"):
        store.save_run(broken, None)
    assert store.runs() == ()


def test_wordings_and_lists_are_kept_once(store, run):
    """A second run of the same site repeats no requirement, and a run no list of addresses."""
    store.save_run(run, None)
    store.save_run(replace(run, run_id="run-2"), None)

    with closing(sqlite3.connect(store.layout.database)) as connection:
        wordings = connection.execute("SELECT label_th FROM requirements").fetchall()
        lists = connection.execute("SELECT run_pk FROM shared_lists WHERE body LIKE '[\"%'")
        assert len(wordings) == 2
        assert len(lists.fetchall()) == 2


def test_a_value_of_another_version_is_named(store, run):
    """A row that this version does not understand gives a plain error."""
    store.save_run(run, None)
    with closing(sqlite3.connect(store.layout.database)) as connection:
        connection.execute("UPDATE item_verdicts SET outcome = 'perhaps'")
        connection.commit()

    with pytest.raises(DatabaseUnusable, match="perhaps"):
        store.load_run(run.run_id)
