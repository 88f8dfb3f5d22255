"""What the user is told of an error that nobody foresaw, and where its trace goes."""

import hashlib
import os
import traceback
from datetime import UTC, datetime
from pathlib import Path

from oitwatch.commands.output import INTERNAL, talk
from oitwatch.settings import default_home
from oitwatch.texts import Texts

_TRACE_VERBOSITY = 2
_ID_LETTERS = 8


def report_unexpected(error: BaseException, texts: Texts, verbosity: int = 0) -> int:
    """Tell an unforeseen error in one sentence with an id, keep its trace; the exit code."""
    trace = "".join(traceback.format_exception(error))
    error_id = hashlib.sha256(trace.encode("utf-8", "replace")).hexdigest()[:_ID_LETTERS]
    log = _kept_trace(trace, error_id)
    key = "unexpected" if log is not None else "unexpected_no_log"
    message = texts.say(f"error.{key}", error_id=error_id, log=str(log or ""))
    talk(texts.say("error.prefix", message=message))
    if verbosity >= _TRACE_VERBOSITY or os.environ.get("OITWATCH_DEBUG", "") not in ("", "0"):
        talk(trace)
    return INTERNAL


def _kept_trace(trace: str, error_id: str) -> Path | None:
    """The file under the home directory that now holds the trace, None when it takes none."""
    written_home = os.environ.get("OITWATCH_HOME", "")
    try:
        folder = (Path(written_home) if written_home else default_home()) / "log"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{error_id}.txt"
        path.write_text(trace, encoding="utf-8")
    except (OSError, RuntimeError):  # RuntimeError: no home directory is known for this user
        return None
    return path
