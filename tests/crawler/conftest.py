"""Local servers for the crawler's tests: real sockets on 127.0.0.1, one page function per path."""

import asyncio
import hashlib
import inspect
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from crawler.errors import UnknownHost
from crawler.fetch import Fetcher
from crawler.options import FetchOptions
from crawler.politeness import Politeness

NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)


def answer(
    body: bytes | str = b"", status: int = 200, content_type: str = "text/html", **headers: str
) -> bytes:
    """A whole HTTP answer; header names are written with ``_`` for ``-``."""
    payload = body.encode() if isinstance(body, str) else body
    fields = {"Content-Type": content_type, "Content-Length": str(len(payload))}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} Answer\r\n{lines}\r\n".encode() + payload


@dataclass(frozen=True)
class Asked:
    """One request as it came over the wire."""

    target: str
    headers: dict[str, str]


Page = bytes | Callable[[Asked], bytes] | Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class LocalServer:
    """A server on 127.0.0.1; ``asked`` are its requests in order, ``connections`` counts them."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def targets(self) -> list[str]:
        return [request.target for request in self.asked]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                request_line, *lines = head.strip().split("\r\n")
                pairs = (line.partition(": ") for line in lines)
                headers = {name.lower(): value for name, _, value in pairs}
                asked = Asked(request_line.split(" ")[1], headers)
                self.asked.append(asked)
                page = self.pages.get(asked.target.partition("?")[0], answer("none", status=404))
                if inspect.iscoroutinefunction(page):
                    await page(writer)
                    return
                writer.write(page(asked) if callable(page) else page)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


@pytest_asyncio.fixture
async def serve() -> AsyncIterator[Callable[..., Awaitable[LocalServer]]]:
    """Starts servers: ``await serve({"/": page}, context=...)``; all end with the test."""
    running: list[tuple[asyncio.Server, set[asyncio.Task[None]]]] = []

    async def start(
        pages: dict[str, Page] | None = None, *, context: ssl.SSLContext | None = None
    ) -> LocalServer:
        local = LocalServer(pages=pages or {})
        tasks: set[asyncio.Task[None]] = set()

        def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.ensure_future(local.serve(reader, writer))
            tasks.add(task)

        server = await asyncio.start_server(accept, "127.0.0.1", 0, ssl=context)
        local.port = server.sockets[0].getsockname()[1]
        running.append((server, tasks))
        return local

    yield start
    for server, tasks in running:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await server.wait_closed()


class MemoryStore:
    """Keeps payloads in a dictionary."""

    def __init__(self) -> None:
        self.payloads: dict[str, bytes] = {}

    def put(self, payload: bytes) -> str:
        digest = f"sha256:{hashlib.sha256(payload).hexdigest()}"
        self.payloads[digest] = payload
        return digest

    def get(self, digest: str) -> bytes:
        return self.payloads[digest]


class StillClock:
    """Always shows the same moment."""

    def now(self) -> datetime:
        return NOW


class FixedNames:
    """Resolves the names it was given and no other."""

    def __init__(self, **names: tuple[str, ...]) -> None:
        self.names = names
        self.asked: list[str] = []

    async def addresses(self, host: str) -> tuple[str, ...]:
        self.asked.append(host)
        if host not in self.names:
            raise UnknownHost(f"unknown host {host}: not in the test")
        return self.names[host]


class VirtualTime:
    """A monotonic clock that only sleeping moves on; ``slept`` holds the sleeps in seconds."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds
        await asyncio.sleep(0)


@pytest.fixture
def http() -> Callable[..., bytes]:
    """Writes a whole HTTP answer: ``http(body, status, content_type, Header_Name=value)``."""
    return answer


@pytest.fixture
def names() -> Callable[[dict[str, tuple[str, ...]]], FixedNames]:
    """Builds a resolver that knows the given names."""
    return lambda known: FixedNames(**known)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def waits() -> VirtualTime:
    """The time of politeness: waits are recorded instead of waited for."""
    return VirtualTime()


@pytest_asyncio.fixture
async def fetcher_for(
    store: MemoryStore, waits: VirtualTime
) -> AsyncIterator[Callable[..., Fetcher]]:
    """Builds fetchers that may reach the given local servers as typed literals."""
    made: list[Fetcher] = []

    def build(
        *servers: LocalServer, resolver: FixedNames | None = None, **options: object
    ) -> Fetcher:
        literals = tuple(("127.0.0.1", server.port) for server in servers)
        fetcher = Fetcher(
            FetchOptions(allowed_literals=literals, **options),  # type: ignore[arg-type]
            store=store,
            clock=StillClock(),
            politeness=Politeness(monotonic=waits, sleep=waits.sleep),
            resolver=resolver or FixedNames(),
        )
        made.append(fetcher)
        return fetcher

    yield build
    for fetcher in made:
        await fetcher.__aexit__(None, None, None)
