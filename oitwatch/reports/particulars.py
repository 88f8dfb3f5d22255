"""What exactly an item lacks, in sentences that the report and the officers' lists share."""

from collections.abc import Iterable, Iterator

from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import ComponentVerdict, TargetState, Verdict
from oitwatch.reports.masking import masked, printable
from oitwatch.reports.source_lines import SourceLines
from oitwatch.reports.verdict_facts import WHOLE_PLACE, binding
from oitwatch.reports.wording import Wording
from oitwatch.todo import AgencyTodo, TodoItem, Work

_NO_PLACE = frozenset({TargetState.DEAD, TargetState.EMPTY})


class Particulars:
    """The particulars of one agency's items, in the language of the wording."""

    def __init__(self, wording: Wording, verdicts: Iterable[Verdict]) -> None:
        """``verdicts`` are all items of the year, by which items that a sentence names are told."""
        self._wording = wording
        self._sources = SourceLines(wording.texts, tuple(verdicts))

    def of(self, item: TodoItem) -> tuple[str, ...]:
        """What an officers' list says of an item behind its one sentence, masked, without repeats.

        What is missing, by component: the months, the part of a table, the wrong year; then where
        the agency's pointers to the item are wrong. Of what cannot be told, what a person must
        look at. Nothing for items that no run tested.
        """
        verdict = item.verdict
        if item.work is Work.UNTESTED:
            return ()
        if verdict.outcome is Outcome.CANT_TELL:
            told = list(self._to_look_at(verdict))
        else:
            failed = (c for c in binding(verdict) if c.finding.outcome is Outcome.FAILED)
            there = () if _no_place(verdict) else lacking(failed, verdict, self._wording)
            told = [*there, *self._sources.conflicts(verdict)]
        return tuple(dict.fromkeys(printable(masked(sentence)) for sentence in told))

    def _to_look_at(self, verdict: Verdict) -> Iterator[str]:
        for component in binding(verdict):
            finding = component.finding
            # What one trouble keeps open is said by the item's own sentence.
            shared = finding.blocking_gaps and finding.reason is verdict.reason
            if finding.outcome is Outcome.CANT_TELL and not shared:
                yield self._wording.component(component, verdict)


def particulars_of(todo: AgencyTodo, wording: Wording) -> Particulars:
    """The particulars of the items of one agency's list."""
    return Particulars(wording, todo.verdicts.values())


def lacking(
    components: Iterable[ComponentVerdict], verdict: Verdict, wording: Wording
) -> Iterator[str]:
    """A sentence for each component that failed, but for what the item's own sentence says.

    Where there is no page at all, nothing of it can lack this or that: one sentence says so.
    """
    untold = [each for each in components if not said_by_item(each, verdict)]
    if untold and _no_place(verdict):
        yield wording.texts.say("report.nothing_there")
        return
    for component in untold:
        mark = wording.mark(component)
        yield f"{wording.component(component, verdict)} {mark}".rstrip()


def said_by_item(component: ComponentVerdict, verdict: Verdict) -> bool:
    """Whether the item's own sentence already says what the component's would."""
    return verdict.reason in WHOLE_PLACE and component.finding.reason in {
        verdict.reason,
        Reason.NOT_FOUND,
    }


def _no_place(verdict: Verdict) -> bool:
    return (
        verdict.reason in {Reason.DEAD_LINK, Reason.EMPTY_TARGET}
        and verdict.candidate is not None
        and verdict.candidate.state in _NO_PLACE
    )
