r"""Thai text: repair of what files and keyboards do to it, folding for matching, a quality score.

Everything here is pure. Thai is written with ``\u`` escapes, because two spellings of one word look
alike in an editor. Source: the Unicode Standard, section 16.1 (Thai), and the private-use glyphs of
the Windows Thai fonts.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0e48-\u0e4b"
_VOWEL_MARKS = "\u0e31\u0e34-\u0e3a"
_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_SARA_AA = "\u0e32"
_SARA_AM = "\u0e33"
_NIKHAHIT = "\u0e4d"
_ZERO_WIDTH = "\u00ad\u200b-\u200f\u2060\ufeff"
_WIDE_SPACES = "\u00a0\u2000-\u200a\u202f\u205f"

# U+F700 upwards, in order: shifted and lowered glyphs that old fonts keep in the private-use area.
_PRIVATE_GLYPHS = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c"  # F700-F709
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e0d\u0e31\u0e4d\u0e47"  # F70A-F712
    "\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"  # F713-F71A
)
_GLYPH_TABLE = dict(enumerate(_PRIVATE_GLYPHS, 0xF700)) | dict.fromkeys(
    (0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F), " "
)
_GLYPHS = re.compile(f"[\uf700-\uf71a{_WIDE_SPACES}]")

# (pattern, replacement, anchored at the end of the match). The anchor is where a replacement of one
# character points in the offset map: the end for marks, which close a syllable, the start else.
_RULES: tuple[tuple[re.Pattern[str], str, bool], ...] = (
    (re.compile(f"[{_ZERO_WIDTH}]+"), "", True),
    # A mark stands on a letter; a space between the two is an artefact of the layout.
    (re.compile(f" (?<=[\u0e01-\u0e4e] ) *(?=[{_MARKS}{_SARA_AM}])"), "", True),
    (re.compile(f"([\u0e48-\u0e4c])([{_VOWEL_MARKS}])"), r"\2\1", True),
    (re.compile(f"{_NIKHAHIT}([{_TONES}]?) *{_SARA_AA}"), rf"\1{_SARA_AM}", True),
    (re.compile(f"{_NIKHAHIT}([{_TONES}]?){_SARA_AM}"), rf"\1{_SARA_AM}", True),
    (re.compile(f"{_SARA_AM}([{_TONES}])"), rf"\1{_SARA_AM}", True),
    (re.compile(f"{_SARA_AM}[{_SARA_AA}{_SARA_AM}]+"), _SARA_AM, True),
    (re.compile(rf"([{_MARKS}])\1+"), r"\1", True),
    (re.compile("\u0e40\u0e40"), "\u0e41", False),
)
# Pieces that normalisation cannot reach across: ASCII and Thai letters never join backwards.
_NORMAL_PIECES = re.compile(
    "[\x00-\x7f\u0e01-\u0e37\u0e3f-\u0e47]?[^\x00-\x7f\u0e01-\u0e37\u0e3f-\u0e47]*"
)

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_FOLDED_SIGNS = (
    dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u00b4"), "'")
    | dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u2033"), '"')
    | {ord("\u0130"): "i", ord("\u03c2"): "\u03c3"}  # the letters whose lower case depends
)
_THAI_DIGITS = {0x0E50 + i: str(i) for i in range(10)}
_LEVEL_TABLE = _FOLDED_SIGNS | _THAI_DIGITS
_DROPPED = re.compile(f"[\\s\u0e2f{_ZERO_WIDTH}]+")
# One spelling per word: the first is what people write and the second what the dictionary has; as
# long, so that no offset moves. Law, "prati-", intention, chance, person, manual.
_SPELLINGS = (
    ("\u0e01\u0e0f\u0e2b\u0e21\u0e32\u0e22", "\u0e01\u0e0e\u0e2b\u0e21\u0e32\u0e22"),
    ("\u0e1b\u0e0e\u0e34", "\u0e1b\u0e0f\u0e34"),
    (
        "\u0e40\u0e08\u0e15\u0e19\u0e32\u0e23\u0e21\u0e22\u0e4c",
        "\u0e40\u0e08\u0e15\u0e19\u0e32\u0e23\u0e21\u0e13\u0e4c",
    ),
    ("\u0e42\u0e2d\u0e01\u0e32\u0e28", "\u0e42\u0e2d\u0e01\u0e32\u0e2a"),
    ("\u0e1c\u0e38\u0e49", "\u0e1c\u0e39\u0e49"),
    ("\u0e04\u0e38\u0e48\u0e21\u0e37\u0e2d", "\u0e04\u0e39\u0e48\u0e21\u0e37\u0e2d"),
)
_MISCONDUCT = re.compile(
    "(?<=\u0e01\u0e32\u0e23)(?=\u0e1e\u0e24\u0e15\u0e34\u0e21\u0e34\u0e0a\u0e2d\u0e1a)"
)
_MISCONDUCT_PREFIX = "\u0e1b\u0e23\u0e30"

_LETTERS = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")
_ANY_MARK = re.compile(f"[{_MARKS}]")
# The patterns of faults begin with the set of letters that they are about: the search for a set is
# many times faster than trying one alternative after the other at every letter.
_IMPOSSIBLE = re.compile(
    "[\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4d](?:"
    # A vowel mark needs a consonant, and so does a tone mark.
    "(?<=[\u0e31\u0e34-\u0e3a\u0e47\u0e4d])(?<![\u0e01-\u0e2e][\u0e31\u0e34-\u0e3a\u0e47\u0e4d])"
    f"|(?<=[{_TONES}])(?<![\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47\u0e4d][{_TONES}])"
    "|(?<=\u0e4c)(?<![\u0e01-\u0e2e\u0e34\u0e38]\u0e4c)"
    f"|(?<=\u0e30)(?<![\u0e01-\u0e2e\u0e32{_TONES}]\u0e30)"
    f"|(?<=[\u0e32\u0e33])(?<![\u0e01-\u0e2e{_TONES}][\u0e32\u0e33])"
    "|(?<=\u0e45)(?<![\u0e24\u0e26]\u0e45)"
    "|(?<=[\u0e40-\u0e44])(?![\u0e01-\u0e2e])"  # a leading vowel needs a consonant behind it
    f"|(?<=\u0e31)[{_TONES}]?(?![\u0e01-\u0e2e{_TONES}])"
    f"|(?<=\u0e47)(?<!\u0e01\u0e47)(?![\u0e01-\u0e2e{_TONES}])"
    ")"
)
# Letters outside the few surroundings in which Thai words have them.
_RARE = re.compile(
    "[\u0e03\u0e05\u0e06\u0e0c\u0e0e\u0e11\u0e12\u0e26\u0e2c\u0e3a\u0e4e\u0e4f\u0e5a\u0e5b](?:"
    "(?<=[\u0e03\u0e05\u0e26\u0e3a\u0e4e\u0e4f\u0e5a\u0e5b])"
    "|(?<=\u0e06)(?<![\u0e42\u0e07\u0e40]\u0e06)(?![\u0e48\u0e49\u0e32\u0e35])"
    "|(?<=\u0e0c)(?!\u0e32)"
    "|(?<=\u0e0e)(?<![\u0e01\u0e38\u0e29]\u0e0e)(?!\u0e35)"
    "|(?<=\u0e11)(?<!\u0e13\u0e11)"
    "|(?<=\u0e12)(?<![\u0e31\u0e38\u0e40]\u0e12)"
    "|(?<=\u0e2c)(?<!\u0e32\u0e2c)(?![\u0e32\u0e34])"
    ")"
)
_STRANGERS = re.compile("[\ue000-\uf8ff\ufffd\x80-\x9f]")
# UTF-8 Thai read as Latin-1, single-byte Thai read as Latin-1, UTF-8 Thai read as cp874.
_LATIN_MOJIBAKE = re.compile("(?:\u00e0[\u00b8\u00b9].?){2,}|[\u00a1-\u00fb]{5,}")
_THAI_MOJIBAKE = re.compile("(?:\u0e40[\u0e18\u0e19][^ \n]?){3,}")
_SPACED = re.compile(f"(?<!\\S)(?:[\u0e01-\u0e2e][{_MARKS}]* ){{4,}}")
_CACHED_LENGTH = 400
_SMALLEST_SAMPLE = 100  # Thai letters; a shorter text is judged as if it were this long
_LARGEST_SAMPLE = 4000  # characters outside ASCII; of a longer text this much is judged
_STRETCHES = 16  # of a sample, evenly spaced
_CUT = re.compile("[\\s\u0e40-\u0e44]")  # where Thai may be cut without hurting a syllable
_FARTHEST_CUT = 200


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for matching, with the way back.

    ``offsets[i]`` is the index in the input of folded character ``i``; never decreasing.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the input that the folded span ``start:end`` came from.

        Raises:
            IndexError: the span is not inside the folded text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"span {start}:{end} is outside a folded text of {len(self.text)}")
        if start == end:
            at = self.offsets[start] if start < len(self.offsets) else self._input_end()
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def _input_end(self) -> int:
        return self.offsets[-1] + 1 if self.offsets else 0


def repair(text: str) -> str:
    """Repair Thai text to a fixed point; the result is NFC, and newlines and tabs are kept.

    Private-use glyphs become the marks they stand for, wide and no-break spaces become spaces,
    zero-width characters go, marks are put in order and lose their doubles and the space before
    them, decomposed sara am is joined. A lost sara am is not guessed; :func:`fold` levels it.
    """
    if text.isascii():
        return text
    while True:
        before = text
        if _GLYPHS.search(text):
            text = text.translate(_GLYPH_TABLE)
        for pattern, replacement, _ in _RULES:
            text = pattern.sub(replacement, text)
        text = unicodedata.normalize("NFC", text)
        if text == before:
            return text


def fold(text: str) -> Folded:
    """Fold a text for matching: repaired, lower case, without white space, one form of each sign.

    Thai digits become Arabic ones, sara am becomes sara aa, dashes ``-``, curly quotes straight;
    the abbreviation mark is dropped; common misspellings of the words of offices are corrected.
    """
    offsets = list(range(len(text)))
    text, offsets = _repair_mapped(text, offsets)
    text = _level(text)
    text, offsets = _replace_mapped(text, offsets, _DROPPED, "", at_end=True)
    text, offsets = _repair_mapped(text, offsets)  # letters that a space kept apart have met
    text = _spelled(text.replace(_SARA_AM, _SARA_AA))
    text, offsets = _insert_mapped(text, offsets, _MISCONDUCT, _MISCONDUCT_PREFIX)
    return Folded(text, tuple(offsets))


def fold_text(text: str) -> str:
    """The text of :func:`fold` without the way back; cheap for the same short text again."""
    return _fold_cached(text) if len(text) <= _CACHED_LENGTH else _fold_plain(text)


def arabic_digits(text: str) -> str:
    """The text with Thai digits as Arabic ones; its length stays."""
    return text.translate(_THAI_DIGITS)


def thai_letters(text: str) -> int:
    """How many Thai letters, vowels and marks the text holds; digits and signs do not count."""
    return 0 if text.isascii() else len("".join(_LETTERS.findall(text)))


def quality(text: str) -> float:
    """How damaged the Thai of a text is, in faults per 1,000 Thai letters after repair; 0 is clean.

    Sound text stays below 25, text above 40 should not be judged. Faults are sequences that Thai
    spelling does not allow, letters that are nearly never written, private-use and replacement
    characters, Thai bytes read in another charset, letters set apart one by one, and, in a text of
    100 Thai letters or more, marks that are missing altogether. Text of other scripts scores 0.
    Of a long text evenly spaced stretches are judged, always the same ones.
    """
    if text.isascii():
        return 0.0
    text = repair(_sample(text))
    letters = thai_letters(text)
    strangers = len(_STRANGERS.findall(text))
    strangers += sum(len(run) for run in _LATIN_MOJIBAKE.findall(text))
    if not letters and not strangers:
        return 0.0
    faults = strangers + len(_IMPOSSIBLE.findall(text)) + len(_RARE.findall(text))
    faults += sum(len(run) for run in _THAI_MOJIBAKE.findall(text))
    faults += sum(len(run) // 2 for run in _SPACED.findall(text))
    if letters >= _SMALLEST_SAMPLE:
        # Sound text has a mark above or below about every fifth letter.
        marks = len(_ANY_MARK.findall(text))
        faults += max(0, letters // 10 - marks)
    return 1000.0 * faults / max(letters + strangers, _SMALLEST_SAMPLE)


def _sample(text: str) -> str:
    """The text, or stretches from all over it when there is more than judging needs."""
    size = len(text)
    foreign = size - len(text.encode("ascii", "ignore"))
    if foreign <= _LARGEST_SAMPLE:
        return text
    length = size * _LARGEST_SAMPLE // (foreign * _STRETCHES)
    step = (size - length) / (_STRETCHES - 1)
    stretches = []
    for number in range(_STRETCHES):
        start = round(number * step)
        stretches.append(text[_cut(text, start) if start else 0 : _cut(text, start + length)])
    return "\n".join(stretches)


def _cut(text: str, place: int) -> int:
    """The next place at which no syllable is torn, or the place itself when none is near."""
    match = _CUT.search(text, place, place + _FARTHEST_CUT)
    return match.start() if match else place


@lru_cache(maxsize=65536)
def _fold_cached(text: str) -> str:
    return _fold_plain(text)


def _fold_plain(text: str) -> str:
    text = _DROPPED.sub("", _level(repair(text)))
    text = _spelled(repair(text).replace(_SARA_AM, _SARA_AA))
    return _MISCONDUCT.sub(_MISCONDUCT_PREFIX, text)


def _spelled(text: str) -> str:
    for written, meant in _SPELLINGS:
        text = text.replace(written, meant)
    return text


def _level(text: str) -> str:
    """One case, one form of digits and signs; the length stays."""
    if text.isascii():
        return text.lower()
    return text.translate(_LEVEL_TABLE).lower().replace("\u03c2", "\u03c3")


def _repair_mapped(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    """Do what repair does and carry the offsets along."""
    if repair(text) == text:
        return text, offsets
    while True:
        before = text
        text = text.translate(_GLYPH_TABLE)
        for pattern, replacement, at_end in _RULES:
            text, offsets = _replace_mapped(text, offsets, pattern, replacement, at_end=at_end)
        text, offsets = _normalize_mapped(text, offsets)
        if text == before:
            return text, offsets


def _replace_mapped(
    text: str, offsets: list[int], pattern: re.Pattern[str], replacement: str, *, at_end: bool
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        new = match.expand(replacement) if replacement else ""
        pieces += (text[done:start], new)
        kept += offsets[done:start]
        if new:
            last = offsets[end - 1] if at_end or len(new) > 1 else offsets[start]
            kept += [*(offsets[start + i] for i in range(len(new) - 1)), last]
        done = end
    if not done and not pieces:
        return text, offsets
    pieces.append(text[done:])
    kept += offsets[done:]
    return "".join(pieces), kept


def _normalize_mapped(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    if unicodedata.is_normalized("NFC", text):
        return text, offsets
    pieces: list[str] = []
    kept: list[int] = []
    for match in _NORMAL_PIECES.finditer(text):
        start, end = match.span()
        new = unicodedata.normalize("NFC", match.group())
        pieces.append(new)
        kept += (offsets[min(start + i, end - 1)] for i in range(len(new)))
    return "".join(pieces), kept


def _insert_mapped(
    text: str, offsets: list[int], places: re.Pattern[str], inserted: str
) -> tuple[str, list[int]]:
    pieces: list[str] = []
    kept: list[int] = []
    done = 0
    for match in places.finditer(text):
        at = match.start()
        pieces += (text[done:at], inserted)
        kept += offsets[done:at]
        kept += [offsets[at]] * len(inserted)
        done = at
    if not pieces:
        return text, offsets
    pieces.append(text[done:])
    kept += offsets[done:]
    return "".join(pieces), kept
