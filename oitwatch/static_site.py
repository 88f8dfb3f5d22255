"""Serves a folder as a website on loopback: the demo's sample agency and the test agencies.

``_routes.yaml`` in the folder adds what files cannot say: addresses with a query, redirects, error
statuses, and content types that lie.
"""

import mimetypes
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

ROUTES_FILE = "_routes.yaml"
_INDEXES = ("index.html", "index.htm", "index.php")


class Route(BaseModel):
    """How one address is answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str | None = None
    redirect: str | None = None
    status: int = 200
    content_type: str | None = None
    body: str = ""


def read_routes(folder: Path) -> dict[str, Route]:
    """The routes of a site by path and query; empty when it has none.

    Raises:
        ValueError: an entry has an unknown key.
    """
    path = folder / ROUTES_FILE
    if not path.is_file():
        return {}
    written = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    return {address: Route.model_validate(entry) for address, entry in written.items()}


@contextmanager
def serve(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve a folder on 127.0.0.1 while the context lasts; gives address and port."""
    handler = _handler_for(folder.resolve(), read_routes(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield "127.0.0.1", server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_for(folder: Path, routes: Mapping[str, Route]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            route = routes.get(self.path) or routes.get(urllib.parse.unquote(self.path))
            if route is None:
                route = _file_route(folder, self.path)
            self._answer(route)

        def do_HEAD(self) -> None:
            self.do_GET()

        def _answer(self, route: Route) -> None:
            body = (folder / route.file).read_bytes() if route.file else route.body.encode()
            kind = route.content_type or mimetypes.guess_type(route.file or "x.html")[0]
            self.send_response(302 if route.redirect and route.status == 200 else route.status)
            if route.redirect:
                self.send_header("Location", route.redirect)
            self.send_header("Content-Type", kind or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the audit reports what it fetched."""

    return Handler


def _file_route(folder: Path, address: str) -> Route:
    """The file that a path names, with the usual index files; else "not found"."""
    path = urllib.parse.unquote(address.partition("?")[0]).lstrip("/")
    target = (folder / path).resolve()
    inside = target == folder or folder in target.parents
    candidates = [target / name for name in _INDEXES] if target.is_dir() else [target]
    for candidate in candidates:
        if inside and candidate.is_file() and candidate.name != ROUTES_FILE:
            return Route(file=str(candidate.relative_to(folder)))
    return Route(status=404, body="<html><title>404 Not Found</title><h1>Not Found</h1></html>")
