"""Web addresses as people read them: Thai letters instead of their percent-encoded bytes.

Source: RFC 3987 section 3.2, conversion of URIs to IRIs, kept to Thai letters; everything else
stays encoded, so that the address can be copied into a browser and opens the same page.
"""

import re
import unicodedata
from urllib.parse import unquote_to_bytes

# The Thai block, U+0E00 to U+0E7F, as UTF-8 in percent-encoding.
_THAI = re.compile(r"(?:%E0%B[89]%[89AB][0-9A-F])+", re.IGNORECASE)


def readable(text: str) -> str:
    """The text with the Thai letters of its addresses decoded."""
    return _THAI.sub(_decoded, text) if "%" in text else text


def _decoded(match: re.Match[str]) -> str:
    letters = unquote_to_bytes(match.group()).decode("utf-8")
    assigned = all(unicodedata.category(letter) != "Cn" for letter in letters)
    return letters if assigned else match.group()
