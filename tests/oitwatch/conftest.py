"""The command as its users run it, on a home directory of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from oitwatch.cli import main
from oitwatch.static_site import ROUTES_FILE, serve

ROOT = Path(__file__).parents[2]
Command = Callable[..., "Ran"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, and no other setting."""
    for name in [name for name in os.environ if name.startswith("OITWATCH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("OITWATCH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def oitwatch(home: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    """Run the command in this process."""

    def run(*arguments: object) -> Ran:
        code = main([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        assert "Traceback" not in captured.err
        return Ran(code=code, out=captured.out, err=captured.err)

    return run


@pytest.fixture
def started(home: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start the command in a process of its own."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "oitwatch.cli", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=ROOT,
            env=os.environ | environment,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Serve pages on loopback; gives the home page's address."""
    stack = []

    def start(pages: dict[str, str], routes: dict[str, dict[str, object]] | None = None) -> str:
        folder = tmp_path / f"site{len(stack)}"
        for name, content in pages.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        folder.mkdir(exist_ok=True)
        if routes:
            (folder / ROUTES_FILE).write_text(yaml.safe_dump(routes), encoding="utf-8")
        context = serve(folder)
        address, port = context.__enter__()
        stack.append(context)
        return f"http://{address}:{port}/"

    yield start
    for context in reversed(stack):
        context.__exit__(None, None, None)
