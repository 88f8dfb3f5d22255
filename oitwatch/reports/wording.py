"""Sentences on verdicts: what was looked for, what was there, what is missing, what to do."""

from collections.abc import Iterator, Sequence

from checks.outcome import Outcome
from checks.reasons import MOVES, Move, Reason
from checks.records import ComponentVerdict, Quote, QuoteSource, TargetState, Verdict
from checks.rulebook import Item, Rulebook
from oitwatch.reports.shown_text import as_address, fact, shown_quote
from oitwatch.reports.verdict_facts import (
    binding,
    deciding_component,
    gap_behind,
    status_of,
    url_of,
)
from oitwatch.texts import Texts

_MAX_LABELS = 6
_HEADING = 80  # code points; what is longer is told as a text, not as a heading

# What an officer calls missing, as against found and wrong.
_ABSENT = frozenset(
    {Reason.NOT_FOUND, Reason.INCOMPLETE, Reason.EMPTY_TARGET, Reason.ECHOES_REQUIREMENT}
)
# Failures beside which further missing components are worth a word; the others explain them.
_MORE_CAN_BE_MISSING = frozenset(
    {
        Reason.WRONG_PERIOD,
        Reason.CLONED_FROM_OTHER_YEAR,
        Reason.INCONSISTENT,
        Reason.NOT_LINKED,
        Reason.BARE_FILE,
        Reason.OTHER_AGENCY,
    }
)
# Period types whose content names its year in its title.
_DATED = frozenset({"current_fiscal_year", "first_6_months_min", "previous_fiscal_year"})
_PERIODS = frozenset({Reason.WRONG_PERIOD, Reason.INCOMPLETE, Reason.NOT_YET_DUE})
_FROM_WORDS = frozenset({QuoteSource.TEXT, QuoteSource.TITLE})


# Failures of the way to the content: to be mended before the content is.
_THE_WAY_FIRST = frozenset(
    {Reason.LOGIN_REQUIRED, Reason.DEAD_LINK, Reason.EMPTY_TARGET, Reason.NOT_LINKED}
)


class Wording:
    """The sentences of one language on the verdicts of one year."""

    def __init__(self, texts: Texts, rulebook: Rulebook | None) -> None:
        self.texts = texts
        self._items = {item.item_code: item for item in rulebook.items} if rulebook else {}
        rules = rulebook.general_rules if rulebook else ()
        self._rule_labels = {rule.source_id: rule.label_th for rule in rules if rule.label_th}

    # -- names ------------------------------------------------------------------------------

    def rulebook_item(self, verdict: Verdict) -> Item | None:
        """The item in the rulebook, for its owner and how to fix it."""
        return self._items.get(verdict.item_code)

    def title(self, verdict: Verdict) -> str:
        """The item's title."""
        return verdict.title_th if self.texts.lang == "th" else verdict.title_en

    def label(self, component: ComponentVerdict) -> str:
        """The short name of a component; in English its requirement."""
        if self.texts.lang != "th":
            return component.requirement_en.rstrip(".")
        return self._rule_labels.get(component.source_id, component.label_th)

    def name(self, component: ComponentVerdict) -> str:
        """What a component is called in a list; in English by the words of its id."""
        if self.texts.lang == "th" or component.source_id.startswith("G"):
            return self.label(component)
        return component.component_id.replace("_", " ")

    def status(self, verdict: Verdict) -> str:
        """The word for an item's status."""
        return self.texts.say(f"status.{status_of(verdict)}")

    def mark(self, component: ComponentVerdict) -> str:
        """What the reader must know of a component's weight, "" for an ordinary one."""
        if component.confidence == "low" and not component.binds:
            return self.texts.say("report.unconfirmed")
        if component.strength == "advice":
            return self.texts.say("report.advice")
        if component.strength == "example":
            return self.texts.say("report.example")
        return ""

    def move(self, reason: Reason) -> str:
        """Who acts next."""
        return self.texts.say(f"move.{MOVES.get(reason, Move.AGENCY)}")

    def todo(self, reason: Reason) -> str:
        """What whoever acts next does."""
        return self.texts.say(f"reason.{reason}.todo")

    def fix_th(self, verdict: Verdict) -> str:
        """How to mend an item, in Thai; "" when the rulebook does not know the item.

        Where the page itself cannot be opened or reached, that comes before its content.
        """
        item = self.rulebook_item(verdict)
        if item is None:
            return ""
        if self.texts.lang != "th" or verdict.reason not in _THE_WAY_FIRST:
            return item.how_to_fix_th
        return f"{self.todo(verdict.reason)} {item.how_to_fix_th}"

    def component_fix_th(self, component: ComponentVerdict, verdict: Verdict) -> str:
        """How to mend one component, in Thai, with an invented example; "" for what is in order.

        What cannot be told says what whoever acts next does, and what to look for.
        """
        finding = component.finding
        if finding.outcome not in {Outcome.FAILED, Outcome.CANT_TELL}:
            return ""
        reason = finding.reason or Reason.INCOMPLETE
        facts = {
            "label": self.label(component),
            "todo": self.todo(reason),
            "example": self._example(component, verdict),
        }
        content = reason in _ABSENT or reason in _PERIODS
        kind = "open" if finding.outcome is Outcome.CANT_TELL else "add" if content else "mend"
        return self.texts.first((f"component_fix.{kind}",), **facts)

    def _example(self, component: ComponentVerdict, verdict: Verdict) -> str:
        item = self.rulebook_item(verdict)
        if item is None:
            return ""
        own = next((c for c in item.components if c.component_id == component.component_id), None)
        if own is None or own.example_th:
            return own.example_th if own is not None else ""
        dated = item.period.type in _DATED
        year = f" ประจำปีงบประมาณ พ.ศ. {item.period.fiscal_year_be}" if dated else ""
        return f"{item.title_th}{year}"

    def listed(self, words: Sequence[str]) -> str:
        """Words as a list in a sentence, the last with "and"."""
        unique = list(dict.fromkeys(words))
        if len(unique) < 2:
            return "".join(unique)
        return self.texts.say("list.and", most=", ".join(unique[:-1]), last=unique[-1])

    # -- components -------------------------------------------------------------------------

    def component(self, component: ComponentVerdict, verdict: Verdict) -> str:
        """One sentence on a component."""
        facts = self._facts(component, verdict)
        sentence = self.texts.first(self._component_keys(component), **facts)
        if self.texts.lang == "th":
            return sentence
        return f"{facts['label']}: {sentence}"

    def _component_keys(self, component: ComponentVerdict) -> tuple[str, ...]:
        finding = component.finding
        own = f"component.check.{component.check}."
        if finding.outcome is Outcome.FAILED:
            reason = finding.reason or Reason.INCOMPLETE
            return f"{own}{reason}", f"component.{reason}", "component.incomplete"
        if finding.outcome is not Outcome.CANT_TELL:
            return f"{own}{finding.outcome}", f"component.{finding.outcome}"
        reason = finding.reason or Reason.NEEDS_PERSON
        keys = [f"component.{finding.detail('key')}"] if finding.detail("key") else []
        if not finding.blocking_gaps:
            if finding.detail("why"):
                keys.append("component.needs_person")
            keys += [f"{own}{reason}", f"component.{reason}"]
        return (*keys, "component.open", "component.needs_person")

    def _facts(self, component: ComponentVerdict, verdict: Verdict) -> dict[str, str]:
        finding = component.finding
        facts = {name: fact(value) for name, value in finding.details}
        facts["label"] = self.label(component)
        # A list over very many agencies keeps the count of the places and not the places.
        facts.setdefault("searched", str(len(finding.searched) or ""))
        facts["url"] = verdict.candidate.url if verdict.candidate else ""
        quote = next((q for q in finding.quotes if q.source in _FROM_WORDS and q.text), None)
        facts["quote"] = fact(quote.text) if quote else ""
        facts["heading"] = facts["quote"] if len(facts["quote"]) <= _HEADING else ""
        missing = facts.get("missing", "")
        if missing and (missing in component.label_th or component.label_th in missing):
            # What is missing is the component itself: to name it twice reads badly.
            such = missing if self.texts.lang == "th" else self.texts.say("component.such")
            facts |= {"missing": "", "absent": such}
        elif ", " in missing:
            facts["missing"] = self.listed(missing.split(", "))
        if facts.get("part", "").count(" และ ") > 1:
            facts["part"] = self.listed(facts["part"].split(" และ "))
        facts["why"] = self._why(component)
        facts["partner"] = self._partner(component, verdict)
        if finding.outcome is Outcome.CANT_TELL:
            facts["cause"] = self._cause(component, verdict)
        if finding.outcome is Outcome.PASSED:
            facts |= as_address(facts.get("found", ""))
        if self.texts.lang != "th":
            facts |= {
                name: self.texts.phrase(facts[name])
                for name in ("found", "expected")
                if finding.reason in _PERIODS and facts.get(name)
            }
        return facts

    def _partner(self, component: ComponentVerdict, verdict: Verdict) -> str:
        """The item that a component is compared with, "" for one that is compared with none."""
        item = self.rulebook_item(verdict)
        asked = item.components if item else ()
        slug = next((c.with_slug for c in asked if c.component_id == component.component_id), "")
        other = next((entry for entry in self._items.values() if slug and entry.slug == slug), None)
        if item is None or other is None:
            return ""
        title = other.title_th if self.texts.lang == "th" else other.title_en
        year = item.period.fiscal_year_be
        if year != other.period.fiscal_year_be:
            return self.texts.say("component.partner_of_year", title=title, year=str(year))
        return self.texts.say("component.partner", item=other.item_code.lower(), title=title)

    def _why(self, component: ComponentVerdict) -> str:
        """Why a person must look, or why the component does not apply; "" when nothing says."""
        finding = component.finding
        why = finding.detail("why")
        if why and self.texts.lang == "th":
            return fact(why)
        if why or finding.outcome is Outcome.INAPPLICABLE:
            return self.texts.phrase(finding.note)
        return ""

    def _cause(self, component: ComponentVerdict, verdict: Verdict) -> str:
        reason = component.finding.reason or Reason.NEEDS_PERSON
        gap = gap_behind(component, verdict)
        url = gap.url if gap else (verdict.candidate.url if verdict.candidate else "")
        why = self.texts.phrase(gap.detail) if gap else ""
        return self.texts.first((f"cause.{reason}",), gap_url=url, gap_why=why)

    # -- items ------------------------------------------------------------------------------

    def item(self, verdict: Verdict) -> str:
        """One sentence on an item."""
        return self._of_item("item", verdict)

    def brief(self, verdict: Verdict) -> str:
        """A few words that follow the item's title in a list, "" for what needs none."""
        if verdict.outcome in {Outcome.FAILED, Outcome.CANT_TELL}:
            return self._of_item("brief", verdict)
        return ""

    def missing_labels(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of the binding components that are not there."""
        failed = [c for c in binding(verdict) if c.finding.outcome is Outcome.FAILED]
        absent = [c for c in failed if c.finding.reason in _ABSENT]
        return tuple(dict.fromkeys(self.name(c) for c in absent))

    def found(self, components: Sequence[ComponentVerdict]) -> Iterator[tuple[str, str]]:
        """What was found for components, and the address where, in their order.

        Words of the page come before links and forms. Components that rest on the very same words,
        as the columns of one row, are told together.
        """
        together: dict[Quote, list[str]] = {}
        for component in components:
            quotes = component.finding.quotes
            quote = next((q for q in quotes if q.source in _FROM_WORDS and q.text), None)
            quote = quote or component.finding.quote
            if quote is not None:
                together.setdefault(quote, []).append(self.label(component))
        for quote, labels in together.items():
            sentence = self._found(quote, ", ".join(dict.fromkeys(labels)))
            if sentence:
                yield sentence, quote.url

    def _found(self, quote: Quote, label: str) -> str:
        how = ("_agreed" if quote.year_agreed else "_ocr") if quote.ocr else ""
        return self.texts.first(
            (f"report.found_{quote.source}{how}",),
            label=label,
            quote=shown_quote(quote.text),
        )

    def failed_labels(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of every binding component that failed."""
        failed = [c for c in binding(verdict) if c.finding.outcome is Outcome.FAILED]
        return tuple(dict.fromkeys(self.name(c) for c in failed))

    def open_labels(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of the binding components that cannot be told."""
        open_ones = [c for c in binding(verdict) if c.finding.outcome is Outcome.CANT_TELL]
        return tuple(dict.fromkeys(self.name(c) for c in open_ones))

    def _of_item(self, form: str, verdict: Verdict) -> str:
        facts = {"title": self.title(verdict), "url": url_of(verdict)}
        if verdict.outcome not in {Outcome.FAILED, Outcome.CANT_TELL}:
            return self.texts.first((f"{form}.{verdict.outcome}",), **facts)
        reason = verdict.reason or Reason.INCOMPLETE
        carrier = deciding_component(verdict)
        if carrier is not None:
            facts |= {
                name: value
                for name, value in self._facts(carrier, verdict).items()
                if name in {"found", "expected"}
            }
        if verdict.outcome is Outcome.CANT_TELL:
            if carrier is not None:
                facts["cause"] = self._cause(carrier, verdict)
            facts["open"] = self._shortened(self.open_labels(verdict))
            # A login that keeps a page shut says nothing of what is behind it.
            shut = reason is Reason.LOGIN_REQUIRED
            own = () if shut else (f"{form}.{reason}",)
            return self.texts.first((*own, f"{form}.open"), **facts)
        labels = self.missing_labels(verdict)
        one = labels[0] if len(labels) == 1 else ""
        if reason is Reason.INCONSISTENT:
            facts["missing"] = self._shortened(self.failed_labels(verdict))
        elif reason is Reason.INCOMPLETE:
            facts |= {"missing": self._shortened(labels), "one": one}
        keys = (*_emptiness(form, verdict), f"{form}.{reason}")
        sentence = self.texts.first(keys, **facts)
        if reason in _MORE_CAN_BE_MISSING and labels and sentence:
            facts = {"sentence": sentence, "missing": self._shortened(labels), "one": one}
            return self.texts.say(f"{form}.also_missing", **facts)
        return sentence

    def _shortened(self, labels: Sequence[str]) -> str:
        if len(labels) <= _MAX_LABELS:
            return self.listed(labels)
        most, count = ", ".join(labels[:_MAX_LABELS]), str(len(labels) - _MAX_LABELS)
        return self.texts.say("list.more", most=most, count=count)


def _emptiness(form: str, verdict: Verdict) -> tuple[str, ...]:
    """The keys that tell an empty page from a link that leads nowhere, where either is known."""
    place = verdict.candidate
    if verdict.reason is not Reason.EMPTY_TARGET or place is None:
        return ()
    if place.state is TargetState.EMPTY:
        return (f"{form}.empty_link",)
    return (f"{form}.empty_page",) if place.state is TargetState.READ else ()
