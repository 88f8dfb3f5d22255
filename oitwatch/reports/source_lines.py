"""What was declared for an item, what the hub lists and what the crawl found, as sentences."""

from collections.abc import Iterator, Mapping, Sequence

from checks.records import Verdict
from checks.source_records import Conflict, Disagreement, Signal, SourceTarget
from oitwatch.reports.masking import printable
from oitwatch.texts import Texts

_SHOWN = 2  # addresses of one source in a line


class SourceLines:
    """The sentences of one language on the sources of one run's items."""

    def __init__(self, texts: Texts, verdicts: Sequence[Verdict]) -> None:
        """``verdicts`` are those of all items of the run."""
        self._texts = texts
        self._codes: Mapping[str, str] = {v.slug: v.item_code.lower() for v in verdicts}
        self._owed = {
            v.item_code.lower(): bool(v.sources.declared) for v in verdicts if v.sources is not None
        }
        self._declares = any(self._owed.values())

    def lines(self, verdict: Verdict) -> Iterator[str]:
        """One line for each source, then what does not agree; none for runs of old."""
        sources = verdict.sources
        if sources is None:
            return
        named = (
            ("declared", sources.declared, self._declares),
            ("hub", sources.hub, True),
            ("crawl", sources.crawl, True),
        )
        for name, targets, shown in named:
            if shown:
                label = self._texts.say(f"source.{name}")
                yield self._texts.say("source.line", source=label, places=self._places(targets))
        yield from self.notes(verdict)
        if any(candidate.tied for candidate in verdict.candidates):
            others = [c.url for c in verdict.candidates if c.tied]
            yield self._texts.say("source.tied", urls=", ".join(map(printable, others[:_SHOWN])))

    def notes(self, verdict: Verdict) -> Iterator[str]:
        """Only what does not agree, and signals."""
        yield from self.conflicts(verdict)
        yield from (self.signal(signal) for signal in verdict.signals)

    def conflicts(self, verdict: Verdict) -> Iterator[str]:
        """What does not agree; that nothing is declared for an item is told of all at once."""
        sources = verdict.sources
        for conflict in sources.conflicts if sources is not None else ():
            if (sources and sources.declared) or conflict.kind is not Disagreement.NOT_DECLARED:
                yield self.conflict(conflict)

    def undeclared(self) -> str:
        """The items for which nothing is declared, in one sentence; "" where none are owed.

        Also "" where the agency declares nothing at all, or its declaration names every item.
        """
        missing = [code for code, declared in self._owed.items() if not declared]
        if not self._declares or not missing:
            return ""
        return self._texts.say("source.undeclared", items=", ".join(missing))

    def conflict(self, conflict: Conflict) -> str:
        """One disagreement as a sentence."""
        return self._texts.say(
            f"disagreement.{conflict.kind}",
            url=printable(conflict.url),
            items=", ".join(self.code(slug) for slug in conflict.items),
        )

    def signal(self, signal: Signal) -> str:
        """One signal as a sentence."""
        items = ", ".join(code.lower() for code in signal.items)
        return self._texts.say(f"signal.{signal.kind}", url=printable(signal.url), items=items)

    def code(self, slug: str) -> str:
        """The code of an item of this run's year, its slug when the year has no such item."""
        return self._codes.get(slug, slug)

    def _places(self, targets: Sequence[SourceTarget]) -> str:
        if not targets:
            return self._texts.say("source.none")
        told = [
            self._texts.say(
                "source.place",
                url=printable(target.url),
                state=self._texts.say(f"target.{target.state}"),
            )
            for target in targets[:_SHOWN]
        ]
        more = f" (+{len(targets) - _SHOWN})" if len(targets) > _SHOWN else ""
        return ", ".join(told) + more
