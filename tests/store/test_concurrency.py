"""Several processes share one home; one that dies loses only what it had not finished."""

import pickle
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from store.store import __file__ as rooms_file
from store.store import open_store

PROJECT = Path(rooms_file).parents[1]

WRITER = """
import pickle, sys
from dataclasses import replace
from pathlib import Path
from store.store import open_store

home, pickled, name, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
run = pickle.loads(pickled.read_bytes())
with open_store(home) as store:
    print("open", flush=True)
    sys.stdin.readline()
    for index in range(number):
        store.snapshots.put(f"{name} {index}".encode())
        store.snapshots.put(f"shared {index}".encode())
        store.save_run(replace(run, run_id=f"{name}-{index}"), None)
"""

DYING = """
import os, pickle, sys
from pathlib import Path
import sqlalchemy as sa
from store.store import open_store

home, pickled = Path(sys.argv[1]), Path(sys.argv[2])
run, crawl, payloads = pickle.loads(pickled.read_bytes())
store = open_store(home)
for payload in payloads:
    store.snapshots.put(payload)

@sa.event.listens_for(store.transactions.writer, "before_cursor_execute")
def die(connection, cursor, statement, parameters, context, executemany):
    if statement.startswith("INSERT INTO evidence"):
        os._exit(9)

store.save_run(run, crawl)
"""


def start(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,  # the rooms are importable from there, installed or not
    )


def test_two_processes_lose_nothing(home, tmp_path, run):
    """Two processes that open a new home and write at once keep every run of both."""
    pickled = tmp_path / "run.pickle"
    pickled.write_bytes(pickle.dumps(run))
    writers = [start(WRITER, home, pickled, name, 8) for name in ("ก", "ข")]
    for writer in writers:
        assert writer.stdout.readline() == "open\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)

    assert [writer.returncode for writer in writers] == [0, 0]
    with open_store(home) as store:
        kept = {summary.run_id for summary in store.runs()}
        assert kept == {f"{name}-{index}" for name in ("ก", "ข") for index in range(8)}
        assert store.load_run("ข-7") == replace(run, run_id="ข-7")


def test_a_writer_holds_off_others_before_it_reads(store):
    """A writing transaction takes the write lock at its start, so that no update is lost."""
    with store.transactions.writer.begin() as connection:
        connection.execute(sa.text("SELECT count(*) FROM runs"))
        with (
            closing(sqlite3.connect(store.layout.database, timeout=0)) as other,
            pytest.raises(sqlite3.OperationalError, match="locked"),
        ):
            other.execute("BEGIN IMMEDIATE")


def test_a_reader_is_not_held_up_by_a_writer(store, run):
    """While a writer's transaction is open, readers see the last finished state."""
    store.save_run(run, None)
    with store.transactions.writer.begin() as connection:
        connection.execute(sa.text("UPDATE runs SET tool_version = 'unfinished'"))
        assert store.load_run(run.run_id) == run
        connection.rollback()


def test_an_error_inside_the_transaction_keeps_nothing(store, run, crawl):
    """A run that fails half-way leaves its payload files and no row; the next save works."""

    class PowerCut(Exception):
        pass

    def cut(connection, cursor, statement, parameters, context, executemany):
        if statement.startswith("INSERT INTO evidence"):
            raise PowerCut

    sa.event.listen(store.transactions.writer, "before_cursor_execute", cut)
    with pytest.raises(PowerCut):
        store.save_run(run, crawl)
    sa.event.remove(store.transactions.writer, "before_cursor_execute", cut)

    assert store.runs() == ()
    assert all(snapshot.payload_digest in store.snapshots for snapshot in crawl.snapshots)
    store.save_run(run, crawl)
    assert store.load_run(run.run_id) == run


def test_a_killed_process_keeps_nothing_half(home, tmp_path, run, store, crawl):
    """A process that dies inside the transaction leaves orphan payloads and a sound database."""
    payloads = [store.snapshots.get(snapshot.payload_digest) for snapshot in crawl.snapshots]
    other = tmp_path / "other home"
    pickled = tmp_path / "run.pickle"
    pickled.write_bytes(pickle.dumps((run, crawl, payloads)))
    process = start(DYING, other, pickled)
    process.communicate(timeout=60)

    assert process.returncode == 9
    with open_store(other) as reopened:
        assert reopened.runs() == ()
        assert all(snapshot.payload_digest in reopened.snapshots for snapshot in crawl.snapshots)
        reopened.save_run(run, crawl)
        assert reopened.load_run(run.run_id) == run
        assert reopened.load_crawl_parts(run.run_id).snapshots == crawl.snapshots
