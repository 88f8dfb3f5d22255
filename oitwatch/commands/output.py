"""Data to stdout, talk to stderr, and neither ever fails for want of a letter."""

import contextlib
import os
import shutil
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from oitwatch.errors import AuditError, UsageError
from oitwatch.texts import Texts

# The gravest first. Source: design.md section 4.
PASSED, FAILED, USAGE, OPEN, INTERRUPTED, INTERNAL = 0, 1, 2, 3, 4, 5
_GRAVEST_FIRST = (INTERNAL, INTERRUPTED, USAGE, FAILED, OPEN, PASSED)
_FORGIVEN = frozenset({FAILED, OPEN})

_MIN_COLUMNS, _MAX_COLUMNS = 40, 120


def make_streams_safe() -> None:
    """Write a question mark for letters that the console does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def columns() -> int | None:
    """The width of the terminal on stdout; None when stdout is no terminal."""
    if not sys.stdout.isatty():
        return None
    return max(_MIN_COLUMNS, min(_MAX_COLUMNS, shutil.get_terminal_size().columns))


def emit(text: str) -> None:
    """Write data to stdout. A reader that has gone away is no error."""
    try:
        if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
            # Whatever the locale, a file or pipe gets UTF-8.
            sys.stdout.flush()
            sys.stdout.buffer.write(text.encode("utf-8", errors="replace"))
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter would fail again when it flushes at exit.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise AuditError("cannot_write", path="stdout", detail=str(error)) from error


def talk(words: str) -> None:
    """Write a line to stderr."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def check_output(path: Path | None) -> None:
    """See that a report can be written, before the work for it is done.

    Raises:
        UsageError: it cannot.
    """
    if path is None:
        return
    folder = path.parent
    if path.is_dir() or not folder.is_dir():
        detail = "is a directory" if path.is_dir() else "no such directory"
        raise UsageError("cannot_write", path=str(path), detail=detail)
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise UsageError("cannot_write", path=str(path), detail="no right to write")


def deliver(text: str, path: Path | None, texts: Texts) -> None:
    """Write a report to its file, or to stdout when it has none.

    Raises:
        AuditError: the file cannot be written.
    """
    if path is None:
        emit(text)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        detail = error.strerror or str(error)
        raise AuditError("cannot_write", path=str(path), detail=detail) from error
    talk(texts.say("progress.output", path=str(path)))


def refuse_terminal(path: Path | None) -> None:
    """See that bytes which are no text do not go to a terminal.

    Raises:
        UsageError: stdout is a terminal and no file is named.
    """
    if path is None and sys.stdout.isatty():
        raise UsageError("needs_file")


def deliver_bytes(content: bytes, path: Path | None, texts: Texts) -> None:
    """Write bytes to their file, or to stdout when they have none.

    Raises:
        AuditError: they cannot be written.
    """
    try:
        if path is None:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            sys.stdout.flush()
            return
        path.write_bytes(content)
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    except OSError as error:
        detail = error.strerror or str(error)
        raise AuditError("cannot_write", path=str(path or "stdout"), detail=detail) from error
    talk(texts.say("progress.output", path=str(path)))


def worst(codes: Sequence[int]) -> int:
    """The gravest of several exit codes."""
    return next(code for code in _GRAVEST_FIRST if code in codes)


def forgiven(code: int, exit_zero: bool) -> int:
    """The exit code under ``--exit-zero``, which forgives findings and nothing else."""
    return PASSED if exit_zero and code in _FORGIVEN else code
