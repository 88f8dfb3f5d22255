"""What was declared for an item, what the hub lists and what the crawl found, as sentences."""

from collections.abc import Iterator, Mapping, Sequence

from checks.records import Verdict
from checks.source_records import Conflict, Signal, SourceTarget
from oitwatch.reports.masking import printable
from oitwatch.texts import Texts

_SHOWN = 2  # addresses of one source in a line


class SourceLines:
    """The sentences of one language on the sources of one run's items."""

    def __init__(self, texts: Texts, verdicts: Sequence[Verdict]) -> None:
        """``verdicts`` are those of all items of the run."""
        self._texts = texts
        self._codes: Mapping[str, str] = {v.slug: v.item_code.lower() for v in verdicts}
        self._declares = any(v.sources and v.sources.declared for v in verdicts)

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
        yield from (self.conflict(conflict) for conflict in sources.conflicts)
        yield from (self.signal(signal) for signal in verdict.signals)
        if any(candidate.tied for candidate in verdict.candidates):
            others = [c.url for c in verdict.candidates if c.tied]
            yield self._texts.say("source.tied", urls=", ".join(map(printable, others[:_SHOWN])))

    def notes(self, verdict: Verdict) -> Iterator[str]:
        """Only what does not agree, and signals."""
        if verdict.sources is not None:
            yield from (self.conflict(conflict) for conflict in verdict.sources.conflicts)
        yield from (self.signal(signal) for signal in verdict.signals)

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
