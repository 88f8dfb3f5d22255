"""The vocabulary of the items: its words, what single labels say, and the matcher of both.

The parts stand in files of their own; here is what other rooms and checks import.
"""

from checks.match.fields.label_sense import (
    is_generic,
    is_hub_label,
    is_placeholder,
    known_host_kind,
    names_division,
    says_nothing,
)
from checks.match.subjects.matcher import SHORT_LABEL, Match, MatchItem, SubjectMatcher
from checks.match.subjects.word_lists import Subject, Vocabulary, load_vocabulary

__all__ = [
    "SHORT_LABEL",
    "Match",
    "MatchItem",
    "Subject",
    "SubjectMatcher",
    "Vocabulary",
    "is_generic",
    "is_hub_label",
    "is_placeholder",
    "known_host_kind",
    "load_vocabulary",
    "names_division",
    "says_nothing",
]
