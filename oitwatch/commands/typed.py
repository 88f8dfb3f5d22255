"""Commands as a person types them again, for reports that name one."""

import os
import shlex
import shutil
import sys
from pathlib import Path


def again(*arguments: str, home: Path) -> str:
    """A command line that works as it stands, on the runs of a home directory.

    A program that the shell does not find by its name is named by its path, as after ``make demo``,
    which leaves it in a virtual environment.
    """
    setting = f"OITWATCH_HOME={shlex.quote(str(home.absolute()))}"
    return " ".join([setting, *map(shlex.quote, (*_program(), *arguments))])


def _program() -> tuple[str, ...]:
    started = Path(sys.argv[0])
    found = shutil.which("oitwatch")
    if found is not None and (started.stem != "oitwatch" or os.path.samefile(found, started)):
        return ("oitwatch",)
    if started.name == "oitwatch" and os.access(started, os.X_OK):
        return (str(started),)
    return (sys.executable, "-m", "oitwatch")
