"""Reads documents in processes of their own: ``python -P -m crawler.extract.child``.

This process opens no document. It imports the reader that a request names, once, and forks: each
document is read by a fresh process that has every parser at hand, is held to the limits, speaks
through one pipe, and ends. What it leaves behind (programs, files) is ended and removed here.
"""

import ctypes
import errno
import importlib
import os
import select
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO, cast

from crawler.document_json import to_json
from crawler.extract.frames import (
    FAILED,
    HEAD,
    READ,
    RESULT,
    Request,
    answer_frame,
    parse_request,
)
from crawler.extract.limits import ReadLimits, forbid_network, hold_to, isolate_network
from crawler.extract.registry import Reader, ScanReader, programs
from crawler.options import DocumentOptions

_NO_MEMORY = 70  # exit statuses of a reading process
_CRASHED = 71
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_PIECE_BYTES = 256 * 1024
_HIGHEST_PIPE = 1024


def main() -> None:
    """Answer requests from standard input until it ends."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)  # what a parser prints must not reach the answers
    limits = _limits(sys.argv[1:])
    isolate_network()
    while (head := _exactly(requests, HEAD.size)) is not None:
        kind, described, size = HEAD.unpack(head)
        request_bytes = _exactly(requests, described)
        payload = _exactly(requests, size)
        if kind != READ or request_bytes is None or payload is None:
            return
        answer = _read_apart(parse_request(request_bytes), payload, limits, requests)
        if answer is None:
            return
        del payload
        _write(answers, answer)


def _limits(arguments: list[str]) -> ReadLimits:
    """The limits as ``name=value`` words."""
    pairs = dict(word.split("=", 1) for word in arguments)
    return ReadLimits(
        **{
            name: float(value) if name.endswith("_s") and name != "cpu_s" else int(value)
            for name, value in pairs.items()
        }  # type: ignore[arg-type]  # each name has its own number type
    )


@dataclass(slots=True)
class _Ended:
    """How a reading process ended, and what it said until then."""

    said: bytearray
    cause: str = ""  # why it was ended, "" when it ended by itself
    status: int = 0


def _read_apart(
    request: Request, payload: bytes, limits: ReadLimits, requests: BinaryIO
) -> bytes | None:
    """Read one payload in a fork; the frame that answers it, None when the pool has gone."""
    try:
        reader: Reader = getattr(importlib.import_module(request.module), request.function)
    except (ImportError, AttributeError) as error:
        return answer_frame(FAILED, f"the reader cannot be loaded: {error}".encode())
    folder = tempfile.mkdtemp(prefix="oitwatch-read-")
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        # Of the pipes it keeps the one that it speaks through: the answers are not its to write.
        os.closerange(3, outgoing)
        os.closerange(outgoing + 1, _HIGHEST_PIPE)
        _read_and_exit(reader, request, payload, limits, folder, outgoing)
    os.close(outgoing)
    try:
        ended = _watch(child, incoming, limits, requests)
    finally:
        os.close(incoming)
        _kill(child, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
    if ended is None:
        return None
    trouble = ended.cause or _trouble(ended.status, limits, bytes(ended.said))
    if trouble:
        return answer_frame(FAILED, trouble.encode("utf-8", "replace"))
    return answer_frame(RESULT, bytes(ended.said))


def _watch(child: int, incoming: int, limits: ReadLimits, requests: BinaryIO) -> _Ended | None:
    """Collect what a process says until it ends or a limit does; None when the pool has gone."""
    ended = _Ended(bytearray())
    until_s = time.monotonic() + limits.wall_s
    poll = select.poll()
    poll.register(incoming, select.POLLIN)
    poll.register(requests, select.POLLIN)  # nothing comes while we read, but its end
    while True:
        left_s = until_s - time.monotonic()
        if left_s <= 0:
            ended.cause = f"reading took longer than {limits.wall_s:g} s"
            break
        ready = dict(poll.poll(left_s * 1000))
        if requests.fileno() in ready:
            _end(child, 0.0)
            return None
        if incoming in ready:
            piece = os.read(incoming, _PIECE_BYTES)
            if not piece:
                break
            ended.said += piece
            if len(ended.said) > limits.result_bytes:
                ended.cause = f"its content is larger than {limits.result_bytes:,} bytes"
                break
    ended.status = _end(child, limits.grace_s if ended.cause else until_s - time.monotonic())
    return ended


def _end(child: int, patience_s: float) -> int:
    """Wait for a process that should end, ask it, then force it; its wait status."""
    steps = ((0, patience_s), (signal.SIGTERM, 0.2), (signal.SIGKILL, 10.0))
    for number, wait_s in steps:
        if number:
            _kill(child, number)
        until_s = time.monotonic() + wait_s
        while True:
            pid, status = os.waitpid(child, os.WNOHANG)
            if pid == child:
                return status
            if time.monotonic() >= until_s:
                break
            time.sleep(0.005)
    return signal.SIGKILL


def _kill(child: int, number: int) -> None:
    """Signal a reading process and every program that it started; they may be gone already."""
    try:
        os.killpg(child, number)
    except OSError as error:
        if error.errno not in (errno.ESRCH, errno.EPERM):
            raise


def _trouble(status: int, limits: ReadLimits, said: bytes) -> str:
    """What a wait status means, "" when the process did its work."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if number == signal.SIGXCPU:
            return f"reading took more than {limits.cpu_s} s of processor time"
        if number == signal.SIGXFSZ:
            return f"reading wrote more than {limits.written_bytes:,} bytes"
        return f"the reader crashed ({signal.Signals(number).name})"
    code = os.WEXITSTATUS(status)
    if code == _NO_MEMORY:
        return f"reading needs more than {limits.memory_bytes // (1024 * 1024):,} MiB of memory"
    if code == _CRASHED:
        return f"the reader crashed ({said.decode('utf-8', 'replace')[:200]})"
    return f"the reader ended with status {code}" if code else ""


# -- in the reading process ------------------------------------------------------------------------


def _read_and_exit(
    reader: Reader, request: Request, payload: bytes, limits: ReadLimits, folder: str, out: int
) -> None:
    """Read, say the result, and end without returning."""
    code = _CRASHED
    said = b""
    try:
        os.setpgid(0, 0)
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        os.environ.update(TMPDIR=folder, HOME=folder)
        tempfile.tempdir = folder
        os.chdir(folder)
        hold_to(limits)
        forbid_network(programs())
        if request.page_texts is not None:
            reader = partial(cast(ScanReader, reader), options=_options(request))
        result = reader(
            payload,
            url=request.url,
            declared_type=request.declared_type,
            payload_digest=request.payload_digest,
            fetched_at=request.moment,
            content_type=request.content_type,
        )
        said = to_json(result)
        code = 0
    except MemoryError:
        code = _NO_MEMORY
    except BaseException as error:  # whatever it was, it ends here, by name
        said = f"{type(error).__name__}: {error}".encode("utf-8", "replace")[:2000]
    try:
        with os.fdopen(out, "wb", closefd=False) as pipe:
            pipe.write(said)
    finally:
        os._exit(code)


def _options(request: Request) -> DocumentOptions:
    """What a request allows a reader that may need OCR."""
    options = DocumentOptions(page_texts=request.page_texts or "")
    if request.ocr_pages is None:
        return options
    return replace(options, ocr_pages=request.ocr_pages, ocr_seconds=request.ocr_seconds)


# -- frames ----------------------------------------------------------------------------------------


def _exactly(stream: BinaryIO, size: int) -> bytes | None:
    """So many bytes; None when the stream ends before."""
    held = bytearray()
    while len(held) < size:
        piece = stream.read(min(size - len(held), 4 * _PIECE_BYTES))
        if not piece:
            return None
        held += piece
    return bytes(held)


def _write(stream: BinaryIO, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[stream.write(left) :]


if __name__ == "__main__":
    main()
