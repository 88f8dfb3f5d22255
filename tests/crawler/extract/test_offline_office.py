"""LibreOffice reads linked content from nowhere, also where the kernel gives no empty network."""

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import office_files as made
import pytest

from crawler.extract.office_program import as_docx
from crawler.extract.programs import ProgramFailed
from crawler.records import Document


class Listening(BaseHTTPRequestHandler):
    """Notes every request and answers with nothing."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815  # names of the protocol

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on loopback, and what it was asked for."""
    asked: list[str] = []
    handler = type("Here", (Listening,), {"asked": asked})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
        server.shutdown()
        thread.join()


def linked_rtf(address: str) -> bytes:
    field = (
        f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{address}/picture.png" \\\\d}}{{\\fldrslt x}}}}'
    )
    link = f'{{\\field{{\\*\\fldinst INCLUDETEXT "{address}/text.docx"}}{{\\fldrslt y}}}}'
    return f"{{\\rtf1\\ansi{{\\*\\template {address}/t.dot}} before {field}{link} after}}".encode()


def linked_odt(address: str) -> bytes:
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
        for name, kind in (("office", "office"), ("text", "text"), ("draw", "drawing"))
    )
    content = (
        f'<office:document-content {namespaces} xmlns:xlink="http://www.w3.org/1999/xlink">'
        "<office:body><office:text><text:p>before</text:p><text:p><draw:frame draw:name='a'>"
        f'<draw:image xlink:href="{address}/picture.png" xlink:type="simple"/>'
        "</draw:frame></text:p>"
        f'<text:section text:name="s"><text:section-source xlink:href="{address}/s.odt"/>'
        "</text:section></office:text></office:body></office:document-content>"
    )
    return made.replaced(made.sample("plan.odt"), {"content.xml": content.encode()})


@pytest.mark.parametrize(("make", "suffix"), [(linked_rtf, "rtf"), (linked_odt, "odt")])
def test_linked_content_is_not_fetched(
    make: object, suffix: str, listening: tuple[str, list[str]]
) -> None:
    """Pictures, templates, sections and texts of other addresses stay where they are."""
    address, asked = listening
    payload = make(address)  # type: ignore[operator]
    if shutil.which("soffice"):
        result = made.read(as_docx(payload, suffix), "a.docx")
        assert isinstance(result, Document)
        assert "before" in result.text
    else:
        with pytest.raises(ProgramFailed):
            as_docx(payload, suffix)

    assert asked == []
