"""The words by which agencies name the items, and the matcher of labels and links.

The words are data (vocabulary.yaml), keyed by subject, never by item number. Everything is
compared as folded Thai; a label says where to look, it is no evidence of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import yaml
from rapidfuzz import fuzz, process

from checks.errors import RulebookError
from checks.match.item_codes import without_codes
from checks.records import Strength
from crawler.records import Link, Region
from crawler.thai import fold_text

SHORT_LABEL = 120  # folded code points; words scattered over a longer text are a weak match
_LONGEST_CONTAINING = 300
_SHORTEST_CONTAINED = 8
_SHORTEST_MISSPELT = 8
_MISSPELT_RATIO = 93.0
_CACHED_TEXTS = 65536

# Folded spelling: sara am is sara aa, and there are no spaces.
_FISCAL_YEAR_WORDS = re.compile(
    r"\(?(?:ของ|ใน)?(?:ประจา)?ปี(?:งบประมาณ|งบ)(?:รายจ่าย)?\.?(?:พ\.?ศ\.{0,2}|พุทธศักราช)?(?:\d{4}|\d\d(?!\d))?\)?"
)
_YEAR_WORDS = re.compile(
    r"\(?(?:ระหว่าง|ตั้งแต่)?(?:ของ)?(?:ประจา)?(?:ปี)?(?:พ\.?ศ\.{0,2})?2[45]\d\d(?:(?:-|ถึง|/)(?:ปี)?(?:พ\.?ศ\.{0,2})?(?:2[45]\d\d|\d\d))?\)?"
    r"|(?:ประจา)?ปี[5-7]\d(?!\d)|ประจาปี(?!การศึกษา)"
)
_LIST_NUMBER = re.compile(r"^[(\[]?\d{1,3}(?:\.\d{1,2})*[)\].:_-]+")
_TRAILING_COUNT = re.compile(r"[(\[]\d{1,4}[)\]]$")
_SIGNS = re.compile(r"[^0-9a-zก-๎]+")
_PART_WORDS = re.compile(
    r"มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรก[ฎฏ]าคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน"
    r"|ธันวาคม|มค|กพ|มีค|เมย|พค|มิย|กค|สค|กย|ตค|พย|ธค|ไตรมาส|เดือน|ประจา|ครั้ง|ฉบับ|งวด|รอบ|แรก|หลัง"
    r"|ที่|ปี|งบประมาณ|พศ|หน้า(?:ที่)?[0-9]+|ส่วนที่|ตอนที่|[0-9]+"
)
_DIVISION = re.compile(r"^(?:กอง|สานัก|ฝ่าย|งาน|กลุ่ม|ส่วน|หน่วย|แผนก|ศูนย์|คณะ|ภาควิชา|สานักงาน|สถาบัน)")
_THAI = re.compile("[ก-ฮ]")
_LATIN_WORD = r"(?<![a-z])(?:{})(?![a-z])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The folded words of one subject."""

    key: str
    items: tuple[str, ...]  # slugs that the subject stands for in any year, its own first
    stems: tuple[tuple[str, ...], ...]
    not_words: tuple[str, ...]
    terms: tuple[str, ...]  # labels as written, also as part of a longer one
    whole: tuple[str, ...] = ()  # labels that count only as they stand


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchItem:
    """What the matcher needs to know of an item of the rulebook year."""

    item_code: str
    slug: str
    titles: tuple[str, ...]  # official title first, then aliases
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An item that words name."""

    slug: str
    strength: Strength
    label: str  # the words


_ORDER = {Strength.EXACT: 0, Strength.STRONG: 1, Strength.WEAK: 2}


@cache
def load_vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    data: dict[str, Any] = yaml.safe_load(
        files("checks.match").joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    )
    generic = sorted({_key(word) for word in data["generic_labels"]}, key=len, reverse=True)
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
                not_words=_folded(entry.get("not", ())),
                terms=tuple(entry.get("terms", ())),
                whole=tuple(entry.get("whole", ())),
            )
            for key, entry in data["subjects"].items()
        },
        generic=re.compile(f"(?:{'|'.join(map(re.escape, generic))}|[0-9]+|[km]b)+"),
        placeholders=frozenset(_key(text) for text in data["placeholders"]),
        placeholder_phrases=_folded(data["placeholder_phrases"]),
        criteria_markers=_folded_lists(data["criteria_markers"]),
        hosts=tuple(sorted(hosts, key=lambda host: (-len(host[1]), -len(host[0])))),
        hub_words=re.compile(_LATIN_WORD.format("|".join(data["hub"]["words"]))),
        hub_stems=_folded_lists(data["hub"]["stems"]),
        hub_not=_folded(data["hub"]["not"]),
    )


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(fold_text(word) for word in words)


def _folded_lists(lists: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_folded(words) for words in lists)


def _key(text: str) -> str:
    """Folded letters and figures only."""
    return _SIGNS.sub("", fold_text(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """A text prepared for comparison."""

    text: str
    bare: str  # folded; fiscal years reduced to "ประจาปี", so that งบประมาณ means a budget
    undated: str  # folded, without code, list number and year words
    key: str  # undated, letters and figures only

    def has(self, word: str) -> bool:
        return word in self.undated or word in self.key


def _label(text: str) -> _Label:
    folded = fold_text(without_codes(text))
    folded = _LIST_NUMBER.sub("", folded)
    folded = _TRAILING_COUNT.sub("", folded)
    undated = _YEAR_WORDS.sub("", _FISCAL_YEAR_WORDS.sub("", folded))
    return _Label(
        text=" ".join(text.split()),
        bare=_FISCAL_YEAR_WORDS.sub("ประจาปี", folded),
        undated=undated,
        key=_SIGNS.sub("", undated),
    )


@lru_cache(maxsize=_CACHED_TEXTS)
def is_generic(text: str) -> bool:
    """Whether a label says nothing about its subject (คลิก, ดาวน์โหลด, รายละเอียด 1, PDF)."""
    key = _key(text)
    return not key or (len(key) <= 60 and load_vocabulary().generic.fullmatch(key) is not None)


@lru_cache(maxsize=_CACHED_TEXTS)
def is_placeholder(text: str) -> bool:
    """Whether a line only says that content is still to come, or fills a template."""
    folded = fold_text(text)
    if len(folded) > 80:
        return False
    if len(folded) >= 5 and not folded.strip(".…-_"):
        return True
    vocabulary = load_vocabulary()
    if _SIGNS.sub("", folded) in vocabulary.placeholders:
        return True
    return any(
        phrase in folded and len(folded) <= len(phrase) + 25
        for phrase in vocabulary.placeholder_phrases
    )


@lru_cache(maxsize=_CACHED_TEXTS)
def is_hub_label(text: str) -> bool:
    """Whether a label names the page that gathers the evidence of the assessment (ITA, OIT)."""
    folded = fold_text(text)
    if not folded or len(folded) > 160:
        return False
    vocabulary = load_vocabulary()
    if any(word in folded for word in vocabulary.hub_not):
        return False
    if vocabulary.hub_words.search(text.lower()):
        return True
    return any(all(word in folded for word in words) for words in vocabulary.hub_stems)


def known_host_kind(url: str) -> str | None:
    """What a well-known outside host is for: documents, forms, social, procurement, ...

    None for hosts that are not known.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    for known, path, kind in load_vocabulary().hosts:
        if (host == known or host.endswith(f".{known}")) and parts.path.startswith(path):
            return kind
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A whole label with what it names; slug "" when the subject has no item this year."""

    slug: str
    key: str
    rank: int  # 0 official title, 1 alias, 2 known term, _WHOLE
    not_words: tuple[str, ...]


_WHOLE = 3

# Words that a misspelling does not bring or take away: with another set it is another subject.
_TELLING = _folded(
    ("แผน", "ผล", "รายงาน", "สถิติ", "นโยบาย", "หลักเกณฑ์", "เดือน", "คู่มือ", "ช่องทาง", "ทั่วไป")
)


class SubjectMatcher:
    """Names the items of one rulebook year that a text or a link points at.

    Raises:
        RulebookError: an item names a subject that neither the vocabulary nor a rulebook knows.
    """

    def __init__(self, items: Sequence[MatchItem], vocabulary: Vocabulary) -> None:
        self.items = tuple(items)
        slugs = frozenset(item.slug for item in items)
        self._subjects: list[tuple[str, Subject]] = []
        self._terms: dict[str, list[_Term]] = {}
        bound: set[str] = set()
        for item in self.items:
            keys = _subject_keys(item, slugs, vocabulary)
            bound.update(keys)
            subjects = [vocabulary.subjects[key] for key in keys]
            self._subjects += [(item.slug, subject) for subject in subjects]
            shared = _shared_not_words(subjects)
            for rank, title in enumerate(item.titles):
                self._add_term(item.slug, title, min(rank, 1), shared)
            for subject in subjects:
                self._add_terms(item.slug, subject)
        for subject in vocabulary.subjects.values():
            if subject.key not in bound:
                self._subjects.append(("", subject))
                self._add_terms("", subject)
        self._stems = [
            (slug, tuple(frozenset(words) for words in subject.stems), subject.not_words)
            for slug, subject in self._subjects
        ]
        self._words = tuple(
            {word for _, s in self._subjects for words in s.stems for word in words}
        )
        self._keys = list(self._terms)
        self._contained = [term for terms in self._terms.values() for term in terms]
        self._contained = [
            term
            for term in self._contained
            if len(term.key) >= _SHORTEST_CONTAINED and term.rank != _WHOLE
        ]
        self._cached = lru_cache(maxsize=_CACHED_TEXTS)(self._match_all)

    def _add_terms(self, slug: str, subject: Subject) -> None:
        for term in subject.terms:
            self._add_term(slug, term, 2, subject.not_words)
        for term in subject.whole:
            self._add_term(slug, term, _WHOLE, subject.not_words)

    def _add_term(self, slug: str, text: str, rank: int, not_words: tuple[str, ...]) -> None:
        label = _label(text)
        if label.key:
            own = tuple(word for word in not_words if not label.has(word))
            term = _Term(slug=slug, key=label.key, rank=rank, not_words=own)
            self._terms.setdefault(label.key, []).append(term)

    def match_text(self, text: str) -> tuple[Match, ...]:
        """The items that a label or a longer text names, strongest first, in rulebook order."""
        return tuple(match for match in self._cached(text) if match.slug)

    def names_other_subject(self, text: str) -> bool:
        """Whether a text names a subject that has no item this year, and no item of this year."""
        matches = self._cached(text)
        return bool(matches) and not any(match.slug for match in matches)

    def _match_all(self, text: str) -> tuple[Match, ...]:
        """Matches with those of subjects that have no item this year (slug "")."""
        if not text or not text.strip() or is_generic(text):
            return ()
        label = _label(text)
        if not label.key:
            return ()
        exact = self._exact(label)
        found = dict.fromkeys(exact, Strength.EXACT)
        if not any(exact):
            contained = self._containing(label)
            long = len(label.key) > _LONGEST_CONTAINING
            for slug in contained:
                found.setdefault(slug, Strength.WEAK if long else Strength.STRONG)
            scattered = bool(exact or any(contained)) or len(label.key) > SHORT_LABEL
            for slug in self._stemmed(label):
                found.setdefault(slug, Strength.WEAK if scattered else Strength.STRONG)
        order = {item.slug: place for place, item in enumerate(self.items)}
        return tuple(
            Match(slug=slug, strength=strength, label=label.text)
            for slug, strength in sorted(
                found.items(), key=lambda pair: (_ORDER[pair[1]], order.get(pair[0], -1))
            )
        )

    def _exact(self, label: _Label) -> list[str]:
        """Slugs whose whole label the text is, or is a misspelling of."""
        terms = self._terms.get(label.key)
        if terms is None and len(label.key) >= _SHORTEST_MISSPELT:
            near = process.extract(
                label.key, self._keys, scorer=fuzz.ratio, score_cutoff=_MISSPELT_RATIO, limit=6
            )
            near = [hit for hit in near if _same_telling_words(label.key, hit[0])]
            best = max((score for _, score, _ in near), default=0.0)
            terms = [term for key, score, _ in near if score == best for term in self._terms[key]]
            terms = [t for t in terms if not any(label.has(word) for word in t.not_words)]
        if not terms:
            return []
        if any(term.rank == 0 for term in terms):
            terms = [term for term in terms if term.rank == 0]
        slugs = list(dict.fromkeys(term.slug for term in terms))
        return [slug for slug in slugs if slug] or slugs

    def _containing(self, label: _Label) -> list[str]:
        """Slugs of whole labels inside the text, less those inside a longer label of another."""
        spans = [
            (at, at + len(term.key), term.slug)
            for term in self._contained
            if (at := label.key.find(term.key)) >= 0
            and not any(label.has(word) for word in term.not_words)
        ]
        kept = [
            slug
            for start, end, slug in spans
            if not any(
                other != slug and first <= start and end <= last and last - first > end - start
                for first, last, other in spans
            )
        ]
        return list(dict.fromkeys(kept))

    def _stemmed(self, label: _Label) -> Iterator[str]:
        in_bare = {word for word in self._words if word in label.bare}
        in_key = {word for word in self._words if word in label.key}
        for slug, stems, not_words in self._stems:
            if any(words <= in_bare or words <= in_key for words in stems) and not any(
                label.has(word) for word in not_words
            ):
                yield slug

    def match_link(self, link: Link, page_title: str = "") -> tuple[Match, ...]:
        """The items that a link names, by the nearest words that say anything.

        Its own words decide; words around it count when its own say nothing, and the group or
        heading counts for links that carry only the name of a division or of a part.
        """
        own = link.text
        silent = says_nothing(own)
        for words in (own, link.title, link.image_alt):
            if words and not says_nothing(words):
                matches = self._cached(words)
                if matches:
                    return tuple(match for match in matches if match.slug)
                silent = silent and words is own
        matches = self.match_text(_file_words(link.file_name))
        if matches:
            return _at_most(Strength.STRONG, matches)
        part = silent or names_division(own)
        if silent:
            for words in (link.row_text, link.item_text):
                matches = self.match_text(words)
                if matches:
                    return _at_most(Strength.STRONG, matches)
        innermost = link.group.rsplit(" > ", 1)[-1]
        around: tuple[str, ...] = (link.heading, innermost) if part else ()
        if not part and link.region in {Region.MENU, Region.HEADER}:
            around = (innermost,)
        if silent and says_nothing(link.heading):
            around = (*around, page_title)
        for words in around:
            matches = self.match_text(words)
            if matches:
                if not part:
                    return _at_most(Strength.WEAK, matches)
                return tuple(
                    replace(
                        match,
                        strength=Strength.STRONG
                        if match.strength is Strength.EXACT
                        else Strength.WEAK,
                    )
                    for match in matches
                )
        return ()


def _subject_keys(
    item: MatchItem, year_slugs: frozenset[str], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Keys of an item's subjects: those that name it, and those it names that none else owns."""
    named: list[str] = []
    for name in item.subjects:
        if name in vocabulary.subjects:
            named.append(name)
            continue
        by_slug = vocabulary.subjects_of(name, frozenset({name}))
        if not by_slug:
            raise RulebookError(
                f"item {item.item_code} ({item.slug}): subject {name!r} is not in the vocabulary; "
                f"use one of {', '.join(sorted(vocabulary.subjects))}"
            )
        named += by_slug
    natural = vocabulary.subjects_of(item.slug, year_slugs)
    free = [
        key
        for key in named
        if vocabulary.subjects[key].items[:1] == (item.slug,)
        or not year_slugs.intersection(vocabulary.subjects[key].items[:1])
    ]
    return tuple(dict.fromkeys([*natural, *free])) or tuple(dict.fromkeys(named))


def _shared_not_words(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """Words that exclude every subject of an item, and so its titles."""
    if not subjects:
        return ()
    shared = set(subjects[0].not_words).intersection(*(s.not_words for s in subjects[1:]))
    return tuple(sorted(shared))


def _same_telling_words(one: str, other: str) -> bool:
    return all((word in one) == (word in other) for word in _TELLING)


@lru_cache(maxsize=_CACHED_TEXTS)
def says_nothing(text: str) -> bool:
    """Whether a label is empty, generic, or names only a code, year, month or number."""
    if is_generic(text):
        return True
    rest = _PART_WORDS.sub("", _label(text).key)
    return not rest or is_generic(rest)


def names_division(text: str) -> bool:
    """Whether a label begins like the name of a division of an agency."""
    return _DIVISION.match(fold_text(text)) is not None


@lru_cache(maxsize=_CACHED_TEXTS)
def _file_words(name: str) -> str:
    """The words of a file's name; Latin names are addresses and prove too little."""
    return re.sub(r"[_+-]+", " ", name.rsplit(".", 1)[0]) if _THAI.search(name) else ""


def _at_most(strength: Strength, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple(
        replace(match, strength=strength) if _ORDER[match.strength] < _ORDER[strength] else match
        for match in matches
    )
