"""The text catalogue: every sentence that a person reads, in Thai and in English.

A text is a template with named facts. Where a list of templates stands, the first whose facts are
all known is used, so that a sentence never shows a hole.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

LANGUAGES = ("th", "en")

_FOLDER = Path(__file__).parent
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # Any: the C loader may be missing
_FORMATTER = Formatter()
_THAI = re.compile("[\u0e01-\u0e4e]")
_LATIN = re.compile("[A-Za-z0-9]")
_LATIN_END = re.compile(r"[A-Za-z0-9)/.%]\Z")


class Texts:
    """The texts of one language, by dotted key."""

    def __init__(self, lang: str, tree: Mapping[str, Any]) -> None:
        self.lang = lang
        self._entries = dict(_leaves(tree))
        self._phrases = [
            (re.compile(pattern, re.DOTALL), template) for pattern, template in tree["phrases"]
        ]

    @property
    def months(self) -> tuple[str, ...]:
        """The short names of the months, January first."""
        return self._entries["months"]

    def has(self, key: str) -> bool:
        """Whether there is a text of that key."""
        return key in self._entries

    def keys(self, prefix: str = "") -> tuple[str, ...]:
        """Every key below a prefix, in the file's order."""
        return tuple(key for key in self._entries if key.startswith(prefix))

    def say(self, key: str, /, **facts: str) -> str:
        """The text of a key, its facts filled in.

        Raises:
            KeyError: there is no such text, or every variant asks for a fact that is not given.
        """
        for variant in self._entries[key]:
            if all(facts.get(name) for name in _names(variant)):
                return _filled(variant, facts)
        raise KeyError(f"{key}: no variant for the facts {sorted(facts)}")

    def first(self, keys: tuple[str, ...], /, **facts: str) -> str:
        """The text of the first key that has one for these facts, "" when none has."""
        for key in keys:
            for variant in self._entries.get(key, ()):
                if all(facts.get(name) for name in _names(variant)):
                    return _filled(variant, facts)
        return ""

    def phrase(self, words: str) -> str:
        """An engineer's English line in this language, "" when the catalogue does not know it."""
        for pattern, template in self._phrases:
            match = pattern.fullmatch(words)
            if match is not None:
                return match.expand(template)
        return ""


@cache
def texts(lang: str) -> Texts:
    """The texts of a language, "th" or "en".

    Raises:
        KeyError: there is no such language.
    """
    if lang not in LANGUAGES:
        raise KeyError(f"no texts in {lang!r}; there are: {', '.join(LANGUAGES)}")
    content = (_FOLDER / f"{lang}.yaml").read_text(encoding="utf-8")
    return Texts(lang, yaml.load(content, Loader=_LOADER))  # a safe loader, see above


def fields_of(template: str) -> frozenset[str]:
    """The names of the facts that a template asks for."""
    return frozenset(_names(template))


def _filled(template: str, facts: Mapping[str, str]) -> str:
    """The template with its facts; Thai letters and others are set apart by a space."""
    sentence = ""
    after_fact = False
    for literal, name, _, _ in _FORMATTER.parse(template):
        if after_fact and literal and _THAI.match(literal) and _LATIN_END.search(sentence):
            sentence += " "
        sentence += literal
        if name is not None:
            fact = facts[name]
            if literal and _THAI.match(literal[-1]) and _LATIN.match(fact):
                sentence += " "
            sentence += fact
        after_fact = name is not None
    return sentence


@cache
def _names(template: str) -> tuple[str, ...]:
    return tuple(name for _, name, _, _ in _FORMATTER.parse(template) if name)


def _leaves(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if key == "phrases":
            continue
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{key}.")
        elif isinstance(value, str):
            yield key, (value,)
        else:
            yield key, tuple(value)
