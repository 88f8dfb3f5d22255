"""Reading an answer's body under a size limit, inflating gzip a bounded piece at a time."""

import zlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import Enum, auto

import httpx

_PIECE_BYTES = 256 * 1024
_HEAD_BYTES = 4096
_GZIP_MAGIC = b"\x1f\x8b"

# What misconfigured servers write into Content-Encoding for a body that is not encoded.
_NO_CODING = frozenset({"", "identity", "none", "utf-8", "utf8", "tis-620", "windows-874", "8bit"})
_GZIP = frozenset({"gzip", "x-gzip"})


class BodyEnd(Enum):
    """How reading ended."""

    WHOLE = auto()
    CUT = auto()  # at the limit
    TOO_LARGE = auto()  # beyond the limit, and useless in part
    BAD_CODING = auto()  # an encoding that was not asked for, or broken gzip


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A decoded body. ``limit_bytes`` is the limit that applied, ``detail`` says what failed."""

    payload: bytes
    end: BodyEnd
    limit_bytes: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most decoded bytes to keep, and whether the first part alone is of use."""

    bytes: int
    cut: bool


async def read_body(response: httpx.Response, limit_of: Callable[[bytes], Limit]) -> Body:
    """Read and decode a body; ``limit_of`` chooses the limit by the first decoded bytes.

    Never holds more than the limit and one piece of 256 KiB, however far the body would inflate.
    """
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in _GZIP and coding not in _NO_CODING:
        detail = f"content encoding {coding} was not asked for"
        return Body(payload=b"", end=BodyEnd.BAD_CODING, limit_bytes=0, detail=detail)
    payload = bytearray()
    limit: Limit | None = None
    try:
        async for piece in _decoded(response.aiter_raw(), gzip=coding in _GZIP):
            payload += piece
            if limit is None and len(payload) >= _HEAD_BYTES:
                limit = limit_of(bytes(payload[:_HEAD_BYTES]))
                if coding not in _GZIP and not limit.cut and _declared(response) > limit.bytes:
                    return _over(payload, limit)
            if limit is not None and len(payload) > limit.bytes:
                return _over(payload, limit)
    except zlib.error as error:
        return Body(
            payload=b"", end=BodyEnd.BAD_CODING, limit_bytes=0, detail=f"broken gzip: {error}"
        )
    limit = limit or limit_of(bytes(payload))
    if len(payload) > limit.bytes:
        return _over(payload, limit)
    return Body(payload=bytes(payload), end=BodyEnd.WHOLE, limit_bytes=limit.bytes)


def _over(payload: bytearray, limit: Limit) -> Body:
    end = BodyEnd.CUT if limit.cut else BodyEnd.TOO_LARGE
    kept = bytes(payload[: limit.bytes]) if limit.cut else b""
    return Body(payload=kept, end=end, limit_bytes=limit.bytes)


def _declared(response: httpx.Response) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() else 0


async def _decoded(chunks: AsyncIterator[bytes], *, gzip: bool) -> AsyncIterator[bytes]:
    if not gzip:
        async for chunk in chunks:
            yield chunk
        return
    inflater = None
    head = b""
    plain = False
    async for chunk in chunks:
        if inflater is None and not plain:
            head += chunk
            if len(head) < len(_GZIP_MAGIC):
                continue
            # Some servers claim gzip for a body that PHP sent plain.
            plain = not head.startswith(_GZIP_MAGIC)
            inflater = zlib.decompressobj(47)
            chunk, head = head, b""
        if plain or inflater is None:
            yield chunk
            continue
        while chunk:
            piece = inflater.decompress(chunk, _PIECE_BYTES)
            if piece:
                yield piece
            chunk = inflater.unconsumed_tail
            if inflater.eof:
                chunk = inflater.unused_data
                if not chunk.startswith(_GZIP_MAGIC):
                    return  # padding after the last member
                inflater = zlib.decompressobj(47)
    if head:
        yield head
    if inflater is not None and not plain and not inflater.eof:
        raise zlib.error("ends early")
