"""Several topics are shown, every one of them.

Question: does the bundle name each topic, as content and not as the assessment's own wording?

passed        quotes the line of each topic.
failed        incomplete: the bundle was read and at least one topic is named nowhere; it is told.
cantTell      a topic is not named and a part of the bundle was not read, or the content is a
              picture.
inapplicable  never; the rulebook says who owes the component.

Source: components that ask for several documents at once, such as the three codes of ethics.
"""

from dataclasses import dataclass

from checks.api import Case, Finding, Reason, cant_tell, check, passed
from checks.catalog import topic_shown as one_topic
from checks.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The wordings of each topic, and what it is called in Thai, in the same order."""

    topics: tuple[tuple[tuple[str, ...], ...], ...]  # wordings of each topic, as in topic_shown
    labels: tuple[str, ...]  # what each topic is called in Thai
    codes_for: tuple[str, ...] = ()  # whose code of ethics each is, in the same order
    not_words: tuple[str, ...] = ()  # a line with one of these names none
    made: bool = False  # as in topic_shown


@check(version=4, options=Options)
def every_topic_shown(case: Case, options: Options) -> Finding:
    """Look for each topic by itself; the first outcome that is not passed decides."""
    whose = options.codes_for or ("",) * len(options.topics)
    findings = [
        one_topic.topic_shown(
            case,
            one_topic.Options(
                any_of=topic, code_for=who, not_words=options.not_words, made=options.made
            ),
        )
        for topic, who in zip(options.topics, whose, strict=True)
    ]
    shown = [finding for finding in findings if finding.outcome is Outcome.PASSED]
    if len(shown) == len(findings):
        return passed(*(finding.quotes[0] for finding in shown), found=f"{len(shown)} ฉบับ")
    pairs = list(zip(options.labels, findings, strict=True))
    missing = ", ".join(label for label, found in pairs if found.outcome is not Outcome.PASSED)
    nearest = shown[0].quotes[0] if shown else None
    unread = next((found for found in findings if found.outcome is Outcome.CANT_TELL), None)
    if unread is not None and not case.gaps:
        return cant_tell(
            unread.reason or Reason.NEEDS_PERSON, *unread.quotes, note=unread.note, missing=missing
        )
    return case.absent("not all topics are named", nearest=nearest, missing=missing)
