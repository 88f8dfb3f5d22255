"""Serves a folder as a website on loopback: the demo's sample agency and the test agencies.

``_routes.yaml`` in the folder adds what files cannot say: addresses with a query, redirects, error
statuses, and content types that lie.

    python -m oitwatch.static_site [--port PORT] FOLDER

serves until it is stopped (Ctrl-C) and prints the address and the command that audits it. FOLDER is
a folder of pages, or that of a test agency, which holds them in ``site`` and says beside it under
which host, for which year and as of which day it is to be audited.
"""

import argparse
import mimetypes
import shlex
import signal
import sys
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
def serve(folder: Path, port: int = 0) -> Iterator[tuple[str, int]]:
    """Serve a folder on 127.0.0.1 while the context lasts; gives address and port.

    ``port`` 0 takes a free one.
    """
    handler = _handler_for(folder.resolve(), read_routes(folder))
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
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


class _Described(BaseModel):
    """How a test agency is to be audited; its labels are for its own tests."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    host: str
    home: str = "/"
    fiscal_year_be: str | None = None
    as_of: str | None = None
    agency_type: str | None = None


def audit_command(site: Path, address: str, port: int) -> str:
    """The command that audits a served folder, as it is described beside the folder."""
    files = (site.parent / name for name in ("expected.yaml", "agency.yaml"))
    described = next((path for path in files if site.name == "site" and path.is_file()), None)
    if described is None:
        return f"oitwatch audit http://{address}:{port}/"
    written = yaml.load(described.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # all text
    agency = _Described.model_validate(written)
    words = ["oitwatch", "audit", f"http://{agency.host}{agency.home}"]
    words += ["--connect-to", f"{agency.host}={address}:{port}"]
    for option, value in (
        ("--year", agency.fiscal_year_be),
        ("--as-of", agency.as_of),
        ("--agency-type", agency.agency_type),
    ):
        words += [option, value] if value else []
    return shlex.join(words)


def main(arguments: list[str] | None = None) -> int:
    """Serve a folder until the program is stopped; 2 when there is nothing to serve."""
    parser = argparse.ArgumentParser(prog="python -m oitwatch.static_site")
    parser.add_argument("folder", type=Path, help="pages, or a test agency with its site/")
    parser.add_argument("--port", type=int, default=0, help="instead of a free one")
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder / "site" if (asked.folder / "site").is_dir() else asked.folder
    folder = folder.resolve()
    if not folder.is_dir():
        parser.error(f"{folder} is no folder")
    # A shell that starts it in the background has it ignore Ctrl-C, and so would kill -INT.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with serve(folder, asked.port) as (address, port):
            told = f"{folder} is served at http://{address}:{port}/ until Ctrl-C. Audit it with:"
            sys.stdout.write(f"{told}\n{audit_command(folder, address, port)}\n")
            sys.stdout.flush()
            threading.Event().wait()
    except OSError as error:
        parser.error(f"port {asked.port}: {error.strerror}")
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
