"""The words by which agencies name the items, loaded from vocabulary.yaml.

The words are data, keyed by subject, never by item number. Everything is compared as folded Thai.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from crawler.thai import fold_text

_SIGNS = re.compile(r"[^0-9a-zก-๎]+")
_UNIT = "แผนก"
_UNITS = (
    "บ พ จ ค ช ง น ผ ว ส ป ต ธ ด ทะเบียน ทรัพยากร ทั่วไป รับ รังวัด อบรม อำนวย อาคาร"
    " การเงิน การเจ้าหน้าที่ การพนักงาน กฎหมาย กิจการ"
)
_MONTH = "เดือนใด"
_MONTHS = (
    "มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา"
    " มค กพ มีค เมย พค มิย กค สค กย ตค พย ธค"
)
_LATIN_WORD = r"(?<![a-z])(?:{})(?![a-z])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The folded words of one subject."""

    key: str
    items: tuple[str, ...]  # slugs that the subject stands for in any year, its own first
    stems: tuple[tuple[str, ...], ...]
    not_words: tuple[str, ...]
    label_not: tuple[str, ...] = ()  # exclude a label, and no line of a page
    terms: tuple[str, ...]  # labels as written, also as part of a longer one
    whole: tuple[str, ...] = ()  # labels that count only as they stand
    alone: tuple[str, ...] = ()  # the same, of words that also head parts of other papers
    body: tuple[tuple[str, ...], ...] = ()  # words that the text of a page on it holds together

    @property
    def not_in_labels(self) -> tuple[str, ...]:
        """Words that exclude a label."""
        return self.not_words + self.label_not


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All words of vocabulary.yaml; folded unless said otherwise."""

    subjects: dict[str, Subject]
    generic: re.Pattern[str]
    placeholders: frozenset[str]
    placeholder_phrases: tuple[str, ...]
    criteria_markers: tuple[tuple[str, ...], ...]
    hosts: tuple[tuple[str, str, str], ...]  # (host, path prefix, kind), longest first
    hub_words: re.Pattern[str]  # on the text as written, lower case
    hub_stems: tuple[tuple[str, ...], ...]
    hub_not: tuple[str, ...]

    def subjects_of(self, slug: str, year_slugs: frozenset[str]) -> tuple[str, ...]:
        """Keys of the subjects that an item stands for, given all items of its year.

        A subject goes to the item of its own name; a merged item gets it when that one is gone.
        """
        return tuple(
            subject.key
            for subject in self.subjects.values()
            if slug in subject.items
            and (slug == subject.items[0] or subject.items[0] not in year_slugs)
        )


@cache
def load_vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    data: dict[str, Any] = yaml.safe_load(
        files("checks.match").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    )
    generic = sorted({letters_of(word) for word in data["generic_labels"]}, key=len, reverse=True)
    hosts = [
        (host, f"/{path}" if path else "", kind)
        for kind, entries in data["external_hosts"].items()
        for host, _, path in (entry.partition("/") for entry in entries)
    ]
    return Vocabulary(
        subjects={
            key: Subject(
                key=key,
                items=tuple(entry["items"]),
                stems=_folded_lists(entry["stems"]),
                not_words=folded_words(tuple(_spelled_out(entry.get("not", ())))),
                label_not=folded_words(tuple(_spelled_out(entry.get("label_not", ())))),
                terms=tuple(entry.get("terms", ())),
                whole=tuple(entry.get("whole", ())),
                alone=tuple(entry.get("alone", ())),
                body=_folded_lists(entry.get("body", ())),
            )
            for key, entry in data["subjects"].items()
        },
        generic=re.compile(f"(?:{'|'.join(map(re.escape, generic))}|[0-9]+|[km]b)+"),
        placeholders=frozenset(letters_of(text) for text in data["placeholders"]),
        placeholder_phrases=folded_words(data["placeholder_phrases"]),
        criteria_markers=_folded_lists(data["criteria_markers"]),
        hosts=tuple(sorted(hosts, key=lambda host: (-len(host[1]), -len(host[0])))),
        hub_words=re.compile(_LATIN_WORD.format("|".join(data["hub"]["words"]))),
        hub_stems=_folded_lists(data["hub"]["stems"]),
        hub_not=folded_words(data["hub"]["not"]),
    )


def _spelled_out(words: Sequence[str]) -> Iterator[str]:
    """The words, of a unit and of "some month" the names.

    "แผนก" alone is how "แผนการ" and "แผนกลยุทธ์" begin, too; "เดือน" alone is of spans as of months.
    """
    for word in words:
        if word == _UNIT:
            yield from (f"{word}{begins}" for begins in _UNITS.split())
        elif word == _MONTH:
            yield "รอบ1เดือน"
            yield from (f"เดือน{name}" for name in _MONTHS.split())
        else:
            yield word


def folded_words(words: Sequence[str]) -> tuple[str, ...]:
    """The words as fold_text spells them."""
    return tuple(fold_text(word) for word in words)


def _folded_lists(lists: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(folded_words(words) for words in lists)


def letters_of(text: str) -> str:
    """The folded letters and figures of a text, without signs."""
    return without_signs(fold_text(text))


def without_signs(folded: str) -> str:
    """A folded text without everything that is neither letter nor figure."""
    return _SIGNS.sub("", folded)
