"""Fleets of small agencies on loopback, and real scheduler processes that serve them."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from store.records import AgencyEntry
from store.store import Store, open_store

ROOT = Path(__file__).parents[2]
DRIVER = ROOT / "tests" / "support" / "stepped_scheduler.py"
REGISTERED = datetime(2026, 11, 19, 17, 30, tzinfo=UTC)  # half an hour before the first night
CEILING_S = 120  # that a thing ends, not how fast


class SmallSite:
    """An agency of four pages whose server can be slow, changed and counted."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.wait_s = 0.0
        self.asked = 0
        self.pages = {
            "/": self._page(
                "หน้าแรก",
                '<nav><ul><li><a href="/contact">ติดต่อเรา</a></li>'
                '<li><a href="/news">ข่าวประชาสัมพันธ์</a></li></ul></nav>'
                f"<p>ยินดีต้อนรับสู่เว็บไซต์ขององค์การบริหารส่วนตำบล{name}</p>",
            ),
            "/contact": self._page(
                "ติดต่อเรา",
                f"<p>องค์การบริหารส่วนตำบล{name} เลขที่ 99 หมู่ที่ 4 ตำบล{name} อำเภอเมือง"
                " จังหวัดสมมติบุรี 99000</p><p>โทรศัพท์ 0 4400 1880</p>"
                f"<p>อีเมล saraban@{'x' * 5}.go.th</p>"
                '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
            ),
            "/news": self._page(
                "ข่าวประชาสัมพันธ์",
                "<ul><li>15 พฤศจิกายน 2568 ลงพื้นที่ซ่อมแซมถนนหมู่ที่ 2</li></ul>",
            ),
        }

    def _page(self, title: str, body: str) -> str:
        return (
            f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{title}</title>'
            f"</head><body>{body.replace('<p>', '<main><p>', 1)}</main></body></html>"
        )

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked += 1
        time.sleep(self.wait_s)
        page = self.pages.get(path)
        return (404, b"") if page is None else (200, page.encode())


@contextmanager
def served(site: SmallSite) -> Iterator[int]:
    """Serve a site on loopback; gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = site.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Fleet:
    """A home with a register, the rules that send its hosts to loopback, and a stepped clock."""

    def __init__(self, home: Path, clock: Path, stack: ExitStack) -> None:
        self.home = home
        self.sites: dict[str, SmallSite] = {}
        self._clock = clock
        self._stack = stack
        self._rules: list[str] = []
        self._processes: list[subprocess.Popen[bytes]] = []

    def add_small(self, number: int) -> list[str]:
        """Register and serve so many small sites; their ids."""
        return [self.add_site(SmallSite(f"บ้านสมมติ{place}")) for place in range(number)]

    def add_site(self, site: SmallSite) -> str:
        agency_id = f"sao-{len(self._rules)}"
        self.sites[agency_id] = site
        self.register(agency_id, self._stack.enter_context(served(site)))
        return agency_id

    def register(
        self,
        agency_id: str,
        port: int,
        *,
        host: str = "",
        agency_type: str = "sao",
        home: str = "/",
    ) -> None:
        """Register an agency whose host leads to a port of this machine."""
        host = host or f"{agency_id}.test"
        self._rules.append(f"{host}=127.0.0.1:{port}")
        entry = AgencyEntry(
            agency_id=agency_id,
            name_th=f"หน่วยงาน {agency_id}",
            home_url=f"http://{host}{home}",
            agency_type=agency_type,
        )
        with self.store() as store:
            store.register.put([entry], at=REGISTERED)

    def step_to(self, moment: str) -> None:
        """Let it be a moment in Thailand, such as 2026-11-20T01:00."""
        fresh = self._clock.with_suffix(".new")
        fresh.write_text(f"{moment}:00+07:00", encoding="ascii")
        fresh.replace(self._clock)

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[bytes]:
        """Start a scheduler process on this home."""
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("OITWATCH_")
        }
        environment |= {
            "OITWATCH_HOME": str(self.home),
            "OITWATCH_CONNECT_TO": ",".join(self._rules),
            "OITWATCH_TICK_SECONDS": "0.3",
            "OITWATCH_LEASE_SECONDS": "2",
            "OITWATCH_RETRY_SECONDS": "0",
            "OITWATCH_CONFIRM_SECONDS": "0",
        } | settings
        process = subprocess.Popen(
            [sys.executable, str(DRIVER), str(self._clock), *arguments],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
        )
        drained = threading.Thread(target=self._drain, args=(process,), daemon=True)
        drained.start()
        self._processes.append(process)
        return process

    def _drain(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stderr is not None
        with self._clock.with_suffix(".log").open("ab") as log:
            for line in process.stderr:
                log.write(line)
                log.flush()

    @property
    def log(self) -> str:
        """What the schedulers said so far."""
        path = self._clock.with_suffix(".log")
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def store(self) -> Store:
        """The home's store; the caller closes it."""
        return open_store(self.home)

    def wait(self, holds: Callable[[Store], bool]) -> None:
        """Wait until something holds, and fail when it does not in a generous time."""
        ends = time.monotonic() + CEILING_S
        with self.store() as store:
            while not holds(store):
                assert time.monotonic() < ends, self.log[-4000:]
                time.sleep(0.05)

    def close(self) -> None:
        """End every process that this fleet started."""
        for process in self._processes:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stderr is not None:
                process.stderr.close()


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Fleet]:
    """An empty home at one in the morning of 20 November 2026."""
    with ExitStack() as stack:
        fleet = Fleet(tmp_path / "home", tmp_path / "now", stack)
        fleet.step_to("2026-11-20T01:00")
        try:
            yield fleet
        finally:
            fleet.close()
