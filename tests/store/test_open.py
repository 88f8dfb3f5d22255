"""A home directory opens, or one sentence says what is wrong and what to do."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from crawler.ports import SnapshotStore
from store.errors import DatabaseUnusable, HomeUnusable
from store.migrations import HEAD
from store.migrations import __file__ as migrations_file
from store.store import open_store
from store.tables import Row

MIGRATIONS = Path(migrations_file).parent


def keeps_snapshots(snapshots: SnapshotStore) -> SnapshotStore:
    return snapshots


def test_a_new_home_is_laid_out(home):
    """Opening creates the directory and the database, and can be done again."""
    for _ in range(2):
        with open_store(home) as opened:
            assert keeps_snapshots(opened.snapshots).get(opened.snapshots.put(b"x")) == b"x"
    assert {path.name for path in home.iterdir()} >= {"oitwatch.sqlite3", "payloads"}


def test_the_migrations_make_the_tables(store):
    """The scripts end at the very tables that the code uses, and HEAD is the newest script."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    engine = sa.create_engine(f"sqlite:///{store.layout.database}", poolclass=sa.NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []
        assert context.get_current_revision() == HEAD
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


@pytest.mark.parametrize("read_only", [False, True])
def test_connections_are_durable_and_readers_cannot_write(store, read_only):
    """WAL, full sync and foreign keys hold on every connection; a reader refuses to write."""
    engine = store.transactions.reader if read_only else store.transactions.writer
    with engine.begin() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "query_only")
        ]
        assert pragmas == ["wal", 2, 1, int(read_only)]
        if read_only:
            with pytest.raises(sa.exc.OperationalError, match="readonly"):
                connection.exec_driver_sql("DELETE FROM runs")


def test_a_file_in_the_place_of_the_home_is_named(tmp_path):
    """A home that is a file, or stands below one, is refused by name."""
    file = tmp_path / "taken"
    file.write_text("a file")

    for home in (file, file / "below"):
        with pytest.raises(HomeUnusable, match=r"taken.*not a directory"):
            open_store(home)
    assert file.read_text() == "a file"


def test_a_home_that_cannot_be_written_is_named():
    """A home on a file system that takes no directories is refused by name."""
    with pytest.raises(HomeUnusable, match=r"/proc/oitwatch .*name another"):
        open_store(Path("/proc/oitwatch"))


def test_a_database_that_is_none_is_named_and_left_alone(home):
    """A file of other bytes in the database's place is refused and kept."""
    home.mkdir()
    database = home / "oitwatch.sqlite3"
    database.write_bytes(b"not a database at all " * 100)

    with pytest.raises(DatabaseUnusable, match=r"oitwatch\.sqlite3 cannot be used: it is not a"):
        open_store(home)
    assert database.read_bytes() == b"not a database at all " * 100


def test_a_damaged_database_is_named(home, run):
    """A database whose pages are overwritten gives a plain error, not a wrong answer."""
    with open_store(home) as opened:
        opened.save_run(run, None)
    database = home / "oitwatch.sqlite3"
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))

    with pytest.raises(DatabaseUnusable, match="damaged"), open_store(home) as opened:
        opened.load_run(run.run_id)


def test_a_directory_in_the_place_of_the_database_is_named(home):
    """A database that cannot be opened is refused by name."""
    (home / "oitwatch.sqlite3").mkdir(parents=True)

    with pytest.raises(DatabaseUnusable, match="cannot be opened"):
        open_store(home)


def test_a_newer_database_is_refused(home):
    """A database of a later version is not touched; the user is told to update."""
    open_store(home).close()
    with closing(sqlite3.connect(home / "oitwatch.sqlite3")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()

    with pytest.raises(DatabaseUnusable, match=r"newer version.*9999.*update oitwatch"):
        open_store(home)
    with closing(sqlite3.connect(home / "oitwatch.sqlite3")) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)


def test_another_programs_database_is_refused(home):
    """A database with tables that are not ours is refused and gains none."""
    home.mkdir()
    with closing(sqlite3.connect(home / "oitwatch.sqlite3")) as connection:
        connection.execute("CREATE TABLE other (x)")

    with pytest.raises(DatabaseUnusable, match="another program"):
        open_store(home)
    with closing(sqlite3.connect(home / "oitwatch.sqlite3")) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]
    assert names == ["other"]


def test_a_full_database_is_named_and_keeps_what_it_had(store, run):
    """When no page can be added the run is refused whole and the earlier one still reads."""
    store.save_run(run, None)

    @sa.event.listens_for(store.transactions.writer, "begin")
    def _limit(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(DatabaseUnusable, match="disk is full"):
        store.save_run(replace(run, run_id="full", verdicts=run.verdicts * 20), None)
    assert [summary.run_id for summary in store.runs()] == ["run-1"]
    assert store.load_run("run-1") == run


def test_an_older_home_is_brought_up_to_date(home, run):
    """A database of the first version keeps its runs and learns the register."""
    with open_store(home) as opened:
        opened.save_run(replace(run, register_digest=None), None)
        with opened.transactions.writing() as connection:
            _to_first_version(connection)
    with open_store(home) as opened:
        assert opened.load_run(run.run_id) == run
        assert opened.register.all(retired=True) == ()


def _to_first_version(connection):
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.downgrade(config, "0001")
