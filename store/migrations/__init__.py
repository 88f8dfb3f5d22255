"""Brings a database to the tables of this version; the scripts stand in ``versions/``."""

from pathlib import Path

import sqlalchemy as sa

from store.errors import DatabaseUnusable

HEAD = "0006"  # the newest script; a test holds it to the scripts


def migrate(connection: sa.Connection) -> None:
    """Run the missing migrations inside the caller's writing transaction.

    Raises:
        DatabaseUnusable: a newer version made the database, or it is not one of ours.
    """
    name = connection.engine.url.database
    tables = set(sa.inspect(connection).get_table_names())
    if "alembic_version" in tables:
        current = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    elif tables:
        raise DatabaseUnusable(
            f"The database {name} holds tables of another program; name another home directory or"
            " move that file away."
        )
    else:
        current = None
    if current == HEAD:
        return

    # Heavy, and only needed here: most openings find nothing to do.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    location = str(Path(__file__).parent).replace("%", "%%")  # the parser interpolates
    config.set_main_option("script_location", location)
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseUnusable(
            f"The database {name} was written by a newer version of oitwatch (revision {current},"
            f" this version knows {HEAD}); update oitwatch or name another home directory."
        )
    command.upgrade(config, "head")
