"""The content follows that of another item: the same projects, measures or kinds of matters.

Question: are the entries that the other item lists told here, or the other way round; or do both
speak of the same matters?

passed        quotes an entry here and the same one there.
failed        inconsistent: both list entries and none resembles any of the other's, or this side
              leaves out some of those that must each be told and has no entry that could be it;
              not_found or incomplete: nothing answers this item at all.
cantTell      nothing of the other item was read, either lists nothing, or they are alike in part
              only; or a part of the bundle was not read.
inapplicable  never; the rulebook says who owes the component.

A report of last year is compared with what the other item showed for that year.
Source: components of kind consistency in the rulebook facts; design.md section 11, ruling 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from checks.api import Case, Finding, Quote, Reason, cant_tell, check, failed, passed
from checks.match.fields.entries import differ, entries, told_elsewhere
from checks.match.links.pointing import Pointing, pointing
from checks.match.reading.phrases import find_lines
from crawler.records import Document, Region

_CONTENT = frozenset({Region.CONTENT})
_ENOUGH = 0.5  # share of the shorter list that is told on the other side
_FEW = 2  # matters that both sides must share
_SOLID = frozenset({Pointing.CONTENT, Pointing.LEADS_TO_READ})


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Headings under which both sides list their entries, and matters that both may speak of."""

    names: tuple[tuple[str, ...], ...]  # headings over the entries; all words of one list
    not_words: tuple[str, ...] = ()  # a heading with one of these is none
    topics: tuple[tuple[str, ...], ...] = ()  # matters that both may speak of
    in_partner_only: bool = False  # a matter that the other item names suffices
    may_fail: bool = True  # off where both may well be told in different words
    every: tuple[tuple[str, ...], ...] = ()  # headings over what must each be told here, if any
    reworded: tuple[tuple[str, ...], ...] = ()  # headings of what may be told in other words


@check(version=3, options=Options)
def agrees_with_partner(case: Case, options: Options) -> Finding:
    """Compare with every place of the other item and keep the best answer."""
    if not case.documents:
        return case.absent("nothing was found that could follow the other item")
    own = case.inner_documents or case.documents
    doubt: Finding | None = None
    for partner in case.partners:
        finding = _compared(case, own, partner.documents, options)
        if finding.reason is None:
            return finding
        doubt = doubt if doubt is not None and doubt.quotes else finding
    if doubt is not None:
        return doubt
    if case.period.fiscal_year_be != case.fiscal_year_be:
        year = f"ปีงบประมาณ พ.ศ. {case.period.fiscal_year_be}"
        return cant_tell(
            Reason.NEEDS_PERSON, note="nothing of the other item was read", expected=year
        )
    return cant_tell(Reason.NEEDS_PERSON, note="nothing of the other item was read")


def _compared(
    case: Case, own: Sequence[Document], other: Sequence[Document], options: Options
) -> Finding:
    here = entries(own, options.names, options.not_words)
    there = entries(other, options.names, options.not_words)
    forth = told_elsewhere(there, own)
    back = told_elsewhere(here, other)
    for likeness in (forth, back):
        same = [like for like in likeness if like.same and like.quote is not None]
        if same and len(same) >= _ENOUGH * min(len(here) or len(same), len(there) or len(same)):
            quote = same[0].quote
            assert quote is not None
            if options.every:
                lacking = _left_out(own, other, options)
                if lacking is not None:
                    return lacking
            pair = (quote, same[0].entry.quote)
            return passed(*(pair if likeness is forth else pair[::-1]), found=f"{len(same)} รายการ")
    reworded = _reworded(own, other, options) if options.reworded else ()
    if reworded:
        return passed(*reworded, note="told in other words, each in a place of its own")
    shared = _shared(case, own, other, options)
    if shared:
        return passed(*shared, found=shared[0].text[:120])
    told = any(like.same for like in (*forth, *back))
    if options.may_fail and not case.gaps and not told and differ(here, there):
        return failed(
            Reason.INCONSISTENT,
            here[0].quote,
            there[0].quote,
            note="no entry of either is told in the other",
            found=here[0].quote.text[:120],
            expected=there[0].quote.text[:120],
        )
    quotes = [listed[0].quote for listed in (here, there) if listed]
    return cant_tell(Reason.NEEDS_PERSON, *quotes, note="not plain whether both are the same")


def _reworded(
    own: Sequence[Document], other: Sequence[Document], options: Options
) -> tuple[Quote, ...]:
    """Quotes of an entry told here in other words; empty unless half of the other's are.

    Each must be like one place and unlike the rest, and no two like the same.
    """
    owed = [entry for entry in entries(other, options.reworded, options.not_words) if entry.field]
    listed = told_elsewhere(owed, own)
    found = {
        (like.quote.url, like.quote.start): like
        for like in listed
        if like.quote is not None and (like.same or like.reworded)
    }
    if len(found) < _FEW or len(found) < _ENOUGH * len(listed):
        return ()
    first = next(iter(found.values()))
    return (first.quote, first.entry.quote) if first.quote is not None else ()


def _left_out(
    own: Sequence[Document], other: Sequence[Document], options: Options
) -> Finding | None:
    """What the other side sets and this one does not tell, when there is such; else None.

    A measure may be told in other words: where this side lists as many, or lists none under such
    a heading, a person compares.
    """
    owed = [e for e in entries(other, options.every, options.not_words) if e.field]
    told = told_elsewhere(owed, own)
    lacking = [like.entry for like in told if not like.near]
    if not lacking or len(owed) < _FEW:
        return None
    quotes = [entry.quote for entry in lacking]
    part = ", ".join(f"“{quote.text[:80]}”" for quote in quotes)
    here = [e for e in entries(own, options.every, options.not_words) if e.field]
    if not here or len(here) >= len(owed):
        return cant_tell(
            Reason.NEEDS_PERSON, *quotes, note="told in other words, or not", key="left_out",
            part=part,
        )  # fmt: skip
    return failed(
        Reason.INCONSISTENT,
        *quotes,
        note=f"{len(lacking)} of {len(owed)} entries of the other item are not told here",
        part=part,
    )


def _shared(
    case: Case, own: Sequence[Document], other: Sequence[Document], options: Options
) -> tuple[Quote, ...]:
    """Quotes of matters that both sides speak of, here and there; empty when too few are."""
    pairs: list[tuple[Quote, ...]] = []
    named = 0
    for topic in options.topics:
        there = next(find_lines(other, (topic,), regions=_CONTENT), None)
        if options.in_partner_only:
            if there is not None:
                return (there,)
            continue
        found = find_lines(own, (topic,), regions=_CONTENT)
        here = next((quote for quote in found if pointing(quote, case) in _SOLID), None)
        named += here is not None
        if here is not None and there is not None:
            pairs.append((here, there))
    enough = len(pairs) >= _FEW and len(pairs) >= _ENOUGH * named
    return pairs[0] if enough else ()
