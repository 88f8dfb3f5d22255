"""Runs a program of the machine for a reader: no input, bounded output, bounded time and memory."""

import resource
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

MAX_OUTPUT_BYTES = 32 * 1024 * 1024
PROGRAM_MEMORY_BYTES = 4096 * 1024 * 1024
PROGRAM_SECONDS = 40.0
_PIECE_BYTES = 64 * 1024


class ProgramFailed(Exception):
    """A program ended badly; the message says in English which and how."""


def installed(name: str) -> bool:
    """Whether a program can be started."""
    return shutil.which(name) is not None


def run(arguments: Sequence[str], *, folder: Path, seconds: float = PROGRAM_SECONDS) -> bytes:
    """The standard output of a program that runs in a folder.

    Raises:
        ProgramFailed: it cannot be started, takes too long, writes too much, or reports failure.
    """
    name = arguments[0]
    until_s = time.monotonic() + seconds
    try:
        process = subprocess.Popen(
            list(arguments),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            preexec_fn=_raise_memory,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ProgramFailed(f"{name} cannot be started: {error}") from error
    output = bytearray()
    try:
        if process.stdout is not None:
            # A program that hangs is ended, with this process, by the limit on the whole document.
            while piece := process.stdout.read(_PIECE_BYTES):
                output += piece
                if len(output) > MAX_OUTPUT_BYTES or time.monotonic() > until_s:
                    raise ProgramFailed(f"{name} wrote too much or took too long")
        status = process.wait(max(0.1, until_s - time.monotonic()))
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed(f"{name} took longer than {seconds:g} s") from error
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
    if status != 0:
        raise ProgramFailed(f"{name} ended with status {status}")
    return bytes(output)


def _raise_memory() -> None:
    """Take the memory that the hard limit leaves to programs: LibreOffice maps a good deal."""
    _, ceiling = resource.getrlimit(resource.RLIMIT_AS)
    most = ceiling if ceiling != resource.RLIM_INFINITY else PROGRAM_MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (min(most, PROGRAM_MEMORY_BYTES), ceiling))
