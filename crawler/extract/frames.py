"""How the pool and its child processes speak: frames of a fixed head and two counted bodies."""

import json
import struct
from dataclasses import asdict, dataclass
from datetime import datetime

HEAD = struct.Struct(">cII")  # kind, bytes of JSON, bytes of payload
READ = b"R"  # to the child: read this payload
RESULT = b"D"  # from the child: a document or why there is none
FAILED = b"F"  # from the child: the process that read it ended badly

MAX_REQUEST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a child is asked to read, and by which function."""

    module: str
    function: str
    url: str
    declared_type: str
    payload_digest: str
    fetched_at: str  # ISO 8601
    content_type: str
    ocr_pages: int | None = None  # None: as many as the reader allows itself
    ocr_seconds: float = 0.0
    page_texts: str | None = None  # None: the reader needs no OCR; "": nothing is kept of pages

    @property
    def moment(self) -> datetime:
        """When the payload was fetched."""
        return datetime.fromisoformat(self.fetched_at)


def request_frame(request: Request, payload: bytes) -> bytes:
    """A request as it goes over the pipe."""
    head = json.dumps(asdict(request)).encode()
    return HEAD.pack(READ, len(head), len(payload)) + head + payload


def parse_request(head: bytes) -> Request:
    """The request that the JSON of a frame holds."""
    return Request(**json.loads(head))


def answer_frame(kind: bytes, body: bytes) -> bytes:
    """An answer as it goes over the pipe."""
    return HEAD.pack(kind, len(body), 0) + body
