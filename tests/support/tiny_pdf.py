"""PDF files written object by object, for what no program would print."""

from collections.abc import Sequence


def tiny_pdf(objects: Sequence[bytes]) -> bytes:
    """A file whose first object is the catalogue; objects are numbered from 1."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + trailer % (len(objects) + 1, len(body))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def page_pdf(
    content: bytes, *, box: bytes = b"0 0 595 842", extra: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """One page with a content stream; further objects begin at number 6."""
    return tiny_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s "
            b"/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>" % (box, extra),
            stream(content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            *more,
        ]
    )
