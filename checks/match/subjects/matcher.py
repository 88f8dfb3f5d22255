"""The matcher of labels and links: which items of a rulebook year their words name.

A label says where to look, it is no evidence of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from checks.errors import RulebookError
from checks.match.fields.label_sense import (
    CACHED_TEXTS,
    Label,
    is_generic,
    label_of,
    names_division,
    says_nothing,
)
from checks.match.subjects.owners import without_agency
from checks.match.subjects.word_lists import Subject, Vocabulary, folded_words
from checks.records import Strength
from crawler.records import Link, Region

SHORT_LABEL = 120  # folded code points; words scattered over a longer text are a weak match
_LONGEST_CONTAINING = 300
_SHORTEST_CONTAINED = 8
_SHORTEST_MISSPELT = 8
_MISSPELT_RATIO = 93.0

_THAI = re.compile("[ก-ฮ]")
_REPORT = "รายงาน"  # what is left of "รายงานประจำปี" without the words of its year
_YEARLY = re.compile(r"ประจา|annual")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """A whole label with what it names; slug "" when the subject has no item this year."""

    slug: str
    key: str
    rank: int  # 0 official title, 1 alias, 2 known term, _WHOLE, _ALONE
    not_words: tuple[str, ...]


_WHOLE = 3
_ALONE = 4

# Words that a misspelling does not bring or take away: with another set it is another subject.
_TELLING = folded_words(
    (
        *("แผน", "ผล", "รายงาน", "สถิติ", "นโยบาย", "หลักเกณฑ์", "เดือน", "คู่มือ", "ช่องทาง", "ทั่วไป"),
        *("รายการ", "ความก้าวหน้า"),
    )
)
_SPAN = re.compile(r"\d+(?=ปี|เดือน)")


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
            (slug, tuple(frozenset(words) for words in subject.stems), subject.not_in_labels)
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
            if len(term.key) >= _SHORTEST_CONTAINED and term.rank < _WHOLE
        ]
        self._cached = lru_cache(maxsize=CACHED_TEXTS)(self._match_all)

    def bodies(self, slug: str) -> tuple[tuple[str, ...], ...]:
        """Folded words that the text of a page on an item holds together; () when unknown."""
        return tuple(words for own, s in self._subjects if own == slug for words in s.body)

    def _add_terms(self, slug: str, subject: Subject) -> None:
        for term in subject.terms:
            self._add_term(slug, term, 2, subject.not_in_labels)
        for term in subject.whole:
            self._add_term(slug, term, _WHOLE, subject.not_in_labels)
        for term in subject.alone:
            self._add_term(slug, term, _ALONE, subject.not_in_labels)

    def _add_term(self, slug: str, text: str, rank: int, not_words: tuple[str, ...]) -> None:
        label = label_of(text)
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
        label = label_of(text)
        if not label.key:
            return ()
        exact = self._exact(label) or self._exact_of_agency(text)
        found = {
            term.slug: Strength.STRONG if term.rank == _ALONE else Strength.EXACT for term in exact
        }
        if not any(found):
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

    def _exact(self, label: Label) -> list[_Term]:
        """Terms whose whole label the text is, or is a misspelling of."""
        terms = self._terms.get(label.key)
        if label.key == _REPORT and not _YEARLY.search(label.bare):
            return []  # one report of a list of links: only "of the year" makes it the annual one
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
        return _of_this_year(terms)

    def _exact_of_agency(self, text: str) -> list[_Term]:
        """The same of what is left without an agency's name beside it, in the very words."""
        rest = without_agency(text)
        key = label_of(rest).key if rest != text else ""
        return _of_this_year(self._terms.get(key, ()) if key != _REPORT else ())

    def _containing(self, label: Label) -> list[str]:
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

    def _stemmed(self, label: Label) -> Iterator[str]:
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
    shared = set(subjects[0].not_in_labels).intersection(*(s.not_in_labels for s in subjects[1:]))
    return tuple(sorted(shared))


def _of_this_year(terms: Sequence[_Term]) -> list[_Term]:
    """The terms of items that the year has; all when it has none of them, the surest last."""
    known = [term for term in terms if term.slug]
    return sorted(known or terms, key=lambda term: -term.rank)


def _same_telling_words(one: str, other: str) -> bool:
    if _SPAN.findall(one) != _SPAN.findall(other):
        return False  # "รายปี" is no misspelling of "ราย 5 ปี"
    return all((word in one) == (word in other) for word in _TELLING)


@lru_cache(maxsize=CACHED_TEXTS)
def _file_words(name: str) -> str:
    """The words of a file's name; Latin names are addresses and prove too little."""
    return re.sub(r"[_+-]+", " ", name.rsplit(".", 1)[0]) if _THAI.search(name) else ""


def _at_most(strength: Strength, matches: tuple[Match, ...]) -> tuple[Match, ...]:
    return tuple(
        replace(match, strength=strength) if _ORDER[match.strength] < _ORDER[strength] else match
        for match in matches
    )
