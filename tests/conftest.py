"""Keeps every test on this machine: a connection to anywhere but loopback is an error."""

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from crawler.options import DocumentOptions

_connect = socket.socket.connect


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family in {socket.AF_INET, socket.AF_INET6}:
        host = str(address[0]).partition("%")[0]
        try:
            local = ipaddress.ip_address(host).is_loopback
        except ValueError:
            local = host == "localhost"
        if not local:
            raise AssertionError(
                f"a test tried to connect to {address!r}; only loopback is allowed"
            )
    _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def loopback_only() -> Iterator[None]:
    """Refuse connections that would leave this machine."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def fresh_logs() -> Iterator[None]:
    """A command that a test runs in this process leaves no log on the test's closed streams."""
    yield
    structlog.reset_defaults()


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> str:
    """The path of Tesseract; in CI a missing program is a failure, elsewhere it is named.

    OCR in this process has all the time that a busy machine needs.
    """
    path = shutil.which("tesseract")
    if path is None:
        message = "tesseract is not installed: OCR was not tested"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    patience = DocumentOptions.__init__.__kwdefaults__
    monkeypatch.setitem(patience, "ocr_page_seconds", 300.0)
    monkeypatch.setitem(patience, "ocr_seconds", 900.0)
    return path
