"""The words by which a document names an item's subject: official titles and vocabulary stems."""

import re
from functools import cache

from checks.match.reading.phrases import lines, matches
from checks.match.subjects.vocabulary import load_vocabulary
from checks.records import Case
from crawler.records import Document, Region
from crawler.thai import fold_text

_CONTENT = frozenset({Region.CONTENT})
_FIRST_LINES = 12
_FIGURES = re.compile(r"\d+")
_GROUP = 3  # letters compared together

Stems = tuple[tuple[str, ...], ...]


@cache
def subject_stems(
    titles: tuple[str, ...], subjects: tuple[str, ...]
) -> tuple[Stems, tuple[str, ...]]:
    """Wordings of a subject, and words that show another one.

    A word excluded for one subject of an item does not exclude another subject of it: only words
    that every subject excludes are given back.
    """
    vocabulary = load_vocabulary()
    known = [vocabulary.subjects[key] for key in subjects if key in vocabulary.subjects]
    stems: list[tuple[str, ...]] = [(title,) for title in titles]
    for subject in known:
        stems += [tuple(stem) for stem in subject.stems]
        stems += [(term,) for term in subject.terms]
    shared = set(known[0].not_words) if known else set()
    for subject in known[1:]:
        shared &= set(subject.not_words)
    return tuple(dict.fromkeys(stems)), tuple(sorted(shared))


def names_subject(case: Case) -> bool:
    """Whether a title, heading or one of the first lines of a bundle names the item's subject."""
    stems, not_words = subject_stems(case.titles, (*case.subjects, case.slug))
    for document in case.documents:
        words = [document.title, *(heading.text for heading in document.headings)]
        words += [line.text for line in lines(document, _CONTENT)[:_FIRST_LINES]]
        if any(matches(text, stems, not_words) for text in words):
            return True
    return False


def resemblance(title: str, page: Document) -> float:
    """How much of a title's wording the first lines of a page repeat, from 0 to 1."""
    wanted = _groups(fold_text(title))
    if not wanted:
        return 0.0
    first = [line.folded for line in lines(page, _CONTENT)[:_FIRST_LINES]]
    return len(wanted & _groups(" ".join(first))) / len(wanted)


def shared_wording(label: str, text: str) -> float:
    """How much of a label's wording, its figures left out, another text repeats, from 0 to 1."""
    wanted = _groups(_FIGURES.sub("", fold_text(label)))
    return len(wanted & _groups(_FIGURES.sub("", fold_text(text)))) / len(wanted) if wanted else 0.0


def _groups(text: str) -> set[str]:
    return {text[at : at + _GROUP] for at in range(len(text) - _GROUP + 1)}
