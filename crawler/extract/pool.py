"""Child processes that read documents while the crawl goes on, and never the same one twice."""

import asyncio
import hashlib
import os
import sys
import time
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import structlog

from crawler.document_json import NotADocument, from_json
from crawler.extract.failure import Origin
from crawler.extract.frames import HEAD, RESULT, Request, request_frame
from crawler.extract.limits import ReadLimits
from crawler.extract.registry import READERS, Entry, cache_name
from crawler.ocr_budget import OcrBudget, is_short
from crawler.options import DocumentOptions
from crawler.ports import DocumentCache
from crawler.records import Document, GapReason, Unreadable

# Beyond the child's own limits, after which the child itself is taken to hang.
_PATIENCE_S = 15.0
_CLOSING_S = 5.0
# A child must find this very package, wherever its parent found it.
_ROOT = str(Path(__file__).resolve().parents[2])
_KEPT_REASONS = frozenset({GapReason.UNREADABLE_DOCUMENT, GapReason.SCAN_WITHOUT_TEXT})

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a child said of one payload; ``stands`` when the same bytes will give the same again."""

    result: Document | Unreadable
    stands: bool
    short: bool = False  # the budget of the visit may have cut it


@dataclass(slots=True, eq=False)
class _Child:
    """One process and its pipes."""

    process: asyncio.subprocess.Process
    answers: asyncio.StreamReader
    requests: asyncio.StreamWriter


@dataclass(slots=True)
class ReaderPool:
    """Reads payloads in child processes; an async context manager that ends them.

    ``size`` is how many documents are read at once, by default one per processor. A child is
    started when it is first needed, and reads each document in a fresh process of its own.
    """

    size: int = field(default_factory=lambda: len(os.sched_getaffinity(0)))
    cache: DocumentCache | None = None
    page_texts: Path | None = None  # where what OCR read of single pages is kept, by site
    limits: ReadLimits = field(default_factory=ReadLimits)
    parsed: int = 0  # payloads that were given to a child
    _idle: list[_Child] = field(default_factory=list)
    _busy: set[_Child] = field(default_factory=set)
    _slots: asyncio.Semaphore | None = None
    _asked: dict[tuple[str, str], asyncio.Task[_Answer]] = field(default_factory=dict)
    _closed: bool = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """End every child, those at work too."""
        self._closed = True
        waiting = [task for task in self._asked.values() if not task.done()]
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        children = [*self._idle, *self._busy]
        self._idle.clear()
        self._busy.clear()
        for child in children:
            await _close(child)

    async def read(
        self,
        payload: bytes,
        *,
        url: str,
        declared_type: str,
        payload_digest: str,
        fetched_at: datetime,
        content_type: str,
        budget: OcrBudget | None = None,
    ) -> Document | Unreadable:
        """The document of a payload, or why there is none. Whatever the payload is, it returns.

        ``budget`` is what OCR may still cost the visit; documents kept from before cost nothing.
        """
        origin = Origin(
            url=url,
            payload_digest=payload_digest,
            fetched_at=fetched_at,
            content_type=content_type,
        )
        if not payload:
            return origin.unreadable("an empty file", GapReason.UNSUPPORTED_FORMAT)
        entry = READERS.get(content_type)
        if entry is None:
            detail = f"no reader for {content_type}"
            return origin.unreadable(detail, GapReason.UNSUPPORTED_FORMAT)
        if not entry.keeps:
            return (await self._ask(entry, payload, origin, declared_type, budget)).result
        key = (payload_digest, entry.extractor)
        asked = self._asked.get(key)
        if asked is None:
            asked = asyncio.create_task(self._once(entry, payload, origin, declared_type, budget))
            self._asked[key] = asked
        # Another address may wait for the same bytes: one that gives up does not stop the reading.
        answer = await asyncio.shield(asked)
        return _told_for(answer.result, origin)

    async def _once(
        self,
        entry: Entry,
        payload: bytes,
        origin: Origin,
        declared_type: str,
        budget: OcrBudget | None,
    ) -> _Answer:
        """The answer that an earlier night left, or a new one, which is then left for later."""
        name = cache_name(entry)
        if self.cache is not None:
            kept = self.cache.get(origin.payload_digest, name, entry.version)
            if kept is not None:
                self._asked.pop((origin.payload_digest, entry.extractor), None)
                return _Answer(result=kept, stands=True)
        answer = await self._ask(entry, payload, origin, declared_type, budget)
        if self.cache is not None and answer.stands:
            self.cache.put(origin.payload_digest, name, entry.version, answer.result)
            # The cache answers from now on: a pool that serves many sites must not grow.
            self._asked.pop((origin.payload_digest, entry.extractor), None)
        elif answer.short:
            # Another visit, with a budget of its own, may read more of it.
            self._asked.pop((origin.payload_digest, entry.extractor), None)
        return answer

    async def _ask(
        self,
        entry: Entry,
        payload: bytes,
        origin: Origin,
        declared_type: str,
        budget: OcrBudget | None,
    ) -> _Answer:
        if self._slots is None:
            self._slots = asyncio.Semaphore(max(1, self.size))
        request = Request(
            module=entry.module,
            function=entry.function,
            url=origin.url,
            declared_type=declared_type,
            payload_digest=origin.payload_digest,
            fetched_at=origin.fetched_at.isoformat(),
            content_type=origin.content_type,
            page_texts=self._page_texts(origin.url) if entry.ocr else None,
        )
        async with self._slots:
            if self._closed:
                return _Answer(result=origin.unreadable("the readers were closed"), stands=False)
            limits = budget.left if budget is not None and entry.ocr else None
            if limits is not None:
                request = replace(
                    request, ocr_pages=limits.ocr_pages, ocr_seconds=limits.ocr_seconds
                )
            began = time.monotonic()
            self.parsed += 1
            child = self._idle.pop() if self._idle else await self._start()
            self._busy.add(child)
            whole = False
            try:
                async with asyncio.timeout(self.limits.wall_s + _PATIENCE_S):
                    frame = request_frame(request, payload)
                    kind, body = await _exchange(child, frame, self.limits.result_bytes)
                whole = True
            except (TimeoutError, OSError, EOFError, ValueError) as error:
                detail = f"the reading process gave no answer: {type(error).__name__}"
                return _Answer(result=origin.unreadable(detail), stands=False)
            finally:
                self._busy.discard(child)
                if whole:
                    self._idle.append(child)
                else:
                    await _close(child, force=True)
        answer = _answer(kind, body, origin, entry)
        if budget is None or limits is None:
            return answer
        budget.spend(answer.result, time.monotonic() - began)
        return _within(answer, limits, budget)

    def _page_texts(self, url: str) -> str:
        """The folder of a site's pages, "" when none are kept."""
        if self.page_texts is None:
            return ""
        host = (urlsplit(url).hostname or "").encode()
        return str(self.page_texts.absolute() / hashlib.sha256(host).hexdigest()[:32])

    async def _start(self) -> _Child:
        limits = [f"{name}={value}" for name, value in asdict(self.limits).items()]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "crawler.extract.child",
            *limits,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={
                "PATH": os.environ.get("PATH", os.defpath),
                "PYTHONPATH": _ROOT,
                "LANG": "C.UTF-8",
                "OMP_THREAD_LIMIT": "1",  # threads would fight, and a fork keeps only one
                "OPENBLAS_NUM_THREADS": "1",
            },
            start_new_session=True,
        )
        if process.stdout is None or process.stdin is None:
            raise OSError("the reading process has no pipes")
        return _Child(process, process.stdout, process.stdin)


async def _exchange(child: _Child, frame: bytes, most: int) -> tuple[bytes, bytes]:
    child.requests.write(frame)
    await child.requests.drain()
    kind, size, rest = HEAD.unpack(await child.answers.readexactly(HEAD.size))
    if rest or size > most:
        raise ValueError("not an answer")
    return kind, await child.answers.readexactly(size)


def _answer(kind: bytes, body: bytes, origin: Origin, entry: Entry) -> _Answer:
    if kind != RESULT:
        detail = body.decode("utf-8", "replace")
        _log.warning("crawler.reader_failed", url=origin.url, detail=detail)
        return _Answer(result=origin.unreadable(detail), stands=False)
    try:
        result = from_json(body)
    except NotADocument as error:
        detail = f"the reader gave no sound document: {error}"
        return _Answer(result=origin.unreadable(detail), stands=False)
    if isinstance(result, Document) and (result.extractor, result.extractor_version) != (
        entry.extractor,
        entry.version,
    ):
        detail = f"the reader calls itself {result.extractor} {result.extractor_version}"
        return _Answer(result=origin.unreadable(detail), stands=False)
    stands = isinstance(result, Document) or result.reason in _KEPT_REASONS
    return _Answer(result=_told_for(result, origin), stands=stands)


def _within(answer: _Answer, limits: DocumentOptions, budget: OcrBudget) -> _Answer:
    """An answer under the limits of a visit: what they cut does not stand for later visits."""
    result = answer.result
    if not is_short(limits) or (isinstance(result, Document) and not result.truncated):
        return answer
    return _Answer(result=budget.told(result), stands=False, short=True)


def _told_for(result: Document | Unreadable, origin: Origin) -> Document | Unreadable:
    """The same content under the address and time of this request."""
    return replace(
        result,
        url=origin.url,
        payload_digest=origin.payload_digest,
        fetched_at=origin.fetched_at,
        content_type=origin.content_type,
    )


async def _close(child: _Child, *, force: bool = False) -> None:
    """End a child: by the end of its requests, else by force; its pipes are closed after."""
    child.requests.close()
    if force and child.process.returncode is None:
        child.process.kill()
    try:
        async with asyncio.timeout(_CLOSING_S):
            await child.process.wait()
    except TimeoutError:
        child.process.kill()
        await child.process.wait()
