"""Reads a case folder: recorded pages, a question, and the outcome written beside them."""

import hashlib
import importlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from checks.bundle import gather_bundle
from checks.evaluate import matcher_for
from checks.locate import Locator
from checks.outcome import Outcome
from checks.reasons import Reason
from checks.records import Candidate, Case, Partner, Period, Source, Strength, TargetState
from checks.rulebook import Item, load
from checks.site import Site
from crawler.extract.registry import READERS
from crawler.records import (
    Coverage,
    DeadPage,
    Document,
    Gap,
    GapReason,
    Image,
    PageKind,
    Place,
    Region,
    RegionSpan,
    TextPart,
    Unreadable,
)
from crawler.sniff import media_type

SAMPLES = Path(__file__).parent.parent / "crawler" / "extract" / "samples"
FETCHED_AT = datetime(2025, 5, 1, 2, 0, tzinfo=UTC)
KEYS = {
    "why", "options", "pages", "home", "lead", "bundle", "gaps", "dead", "year", "as_of",
    "agency_type", "calendar_year", "item", "state", "source", "link_years", "partners", "expect",
    "component",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCase:
    """A case with what its author expects."""

    check_id: str
    case: Case
    options: dict[str, Any]
    outcome: Outcome
    reason: Reason | None
    quote: str | None
    why: str


def _shipped_options(path: Path, item: Item, source_id: str) -> dict[str, Any]:
    """The options that the shipped rulebook gives a component that the case's check judges."""
    for component in item.components:
        if component.source_id == source_id and component.check == path.parts[-3]:
            return dict(component.options)
    raise ValueError(f"{path}: {source_id} is no component of {item.item_code} for this check")


def load_case(path: Path) -> RecordedCase:
    """The case of one case.yaml.

    Keys: why; options, or component (source id of the item, "O15.4": the options that the shipped
    rulebook of the year gives it); pages [{url, file | html | sample | scan | print}] (a file of
    the case folder, or one of the recorded files of tests/crawler/extract/samples, read by the
    reader of its type; ``scan`` is text that OCR read, ``print`` that of a PDF without tables;
    first is home and lead unless ``home`` and ``lead`` say otherwise); bundle [urls] (default: what
    the lead's content leads to); gaps [{url, reason, detail}]; dead [urls]; year; as_of;
    agency_type; calendar_year; item (code, by default the first); state, source (of the candidate;
    ``state: none`` for none); link_years; partners {slug: url} (places of items that this one is
    compared with); expect {outcome, reason, quote}.
    """
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(written) - KEYS
    if unknown:
        raise ValueError(f"{path}: unknown keys {sorted(unknown)}; allowed: {sorted(KEYS)}")
    results = [_result(entry, path.parent) for entry in written.get("pages", ())]
    documents = tuple(result for result in results if isinstance(result, Document))
    unreadable = tuple(result for result in results if isinstance(result, Unreadable))
    year = written.get("year", 2568)
    rulebook = load(year)
    item = rulebook.item(written["item"]) if "item" in written else rulebook.items[0]
    home_url = written.get("home") or (documents[0].url if documents else "https://agency.example/")
    gaps = tuple(
        Gap(
            url=gap["url"],
            reason=GapReason(gap["reason"]),
            detail=gap.get("detail", ""),
            place=Place.LINK,
            subjects=(item.slug,),
        )
        for gap in written.get("gaps", ())
    )
    site = Site(
        home_url=home_url,
        documents=documents,
        coverage=Coverage(
            gaps=gaps,
            snapshots=len(documents),
            documents=len(documents),
            unread_below_threshold=0,
        ),
        unreadable=unreadable,
        dead=[
            DeadPage(url=url, status=404, soft=False, fetched_at=FETCHED_AT)
            for url in written.get("dead", ())
        ],
    )
    state = written.get("state", "read" if documents else "none")
    lead_url = written.get("lead") or (documents[0].url if documents else home_url)
    lead = site.document(lead_url)
    bundle = ()
    if state == "read" and lead is not None:
        if "bundle" in written:
            bundle = tuple(doc for url in written["bundle"] if (doc := site.document(url)))
        else:
            found = gather_bundle(
                lead,
                item.slug,
                site,
                matcher_for(rulebook),
                skip=frozenset({home_url} - {lead_url}),
            )
            bundle = found.members
            if unreadable:
                gaps += found.gaps
    candidate = None
    if state != "none":
        candidate = Candidate(
            url=lead_url,
            strength=Strength.STRONG,
            source=Source(written.get("source", "menu")),
            state=TargetState(state),
            label=item.title_th,
            years=tuple(written.get("link_years", ())),
            members=tuple(document.url for document in bundle),
            gaps=gaps,
            click_path=site.click_path(lead_url),
        )
    locator = Locator(site, matcher_for(rulebook), year)
    case = Case(
        site=site,
        item_code=item.item_code,
        slug=item.slug,
        titles=(item.title_th, *item.aliases_th),
        subjects=item.subjects,
        fiscal_year_be=year,
        period=Period(
            type=item.period.type,
            fiscal_year_be=item.period.fiscal_year_be,
            start=item.period.start,
            end=item.period.end,
        ),
        as_of=written.get("as_of", date(year - 543, 5, 1)),
        agency_type=written.get("agency_type", "sao"),
        calendar_year=written.get("calendar_year", False),
        candidate=candidate,
        documents=bundle,
        gaps=gaps,
        named_slugs=locator.named_on(bundle[0]) if bundle else (),
        partners=tuple(
            Partner(slug=slug, documents=(document,))
            for slug, url in written.get("partners", {}).items()
            if (document := site.document(url)) is not None
        ),
    )
    expect = written["expect"]
    if "component" in written and "options" in written:
        raise ValueError(f"{path}: component and options: one of both")
    return RecordedCase(
        check_id=path.parts[-3],
        case=case,
        options=_shipped_options(path, item, written["component"])
        if "component" in written
        else written.get("options", {}),
        outcome=Outcome(expect["outcome"]),
        reason=Reason(expect["reason"]) if expect.get("reason") else None,
        quote=expect.get("quote"),
        why=written["why"],
    )


def _sheet(entry: dict[str, str]) -> Document:
    """A file of one page, as OCR reads it or printed; a picture when its address says so."""
    scanned = "scan" in entry
    text = entry["scan"] if scanned else entry["print"]
    digest = hashlib.sha256(text.encode()).hexdigest()
    picture = entry["url"].endswith(".png")
    return Document(
        url=entry["url"],
        payload_digest=f"sha256:{digest}",
        text_digest=f"sha256:{digest}",
        extractor="image" if picture else "pdf",
        extractor_version=2,
        fetched_at=FETCHED_AT,
        content_type="image/png" if picture else "application/pdf",
        kind=PageKind.PAGE,
        title=text.partition("\n")[0],
        text=text,
        images=(Image(url="", near_text=text[:200], locator="page=1"),) if scanned else (),
        regions=(RegionSpan(region=Region.CONTENT, start=0, end=len(text)),),
        parts=(TextPart(locator="page=1", start=0, end=len(text), ocr=scanned),),
    )


def _result(entry: dict[str, str], folder: Path) -> Document | Unreadable:
    """What the reader of its type makes of one page or file."""
    if "scan" in entry or "print" in entry:
        return _sheet(entry)
    if "html" in entry:
        payload = entry["html"].encode()
    elif "sample" in entry:
        payload = (SAMPLES / entry["sample"]).read_bytes()
    else:
        payload = (folder / entry["file"]).read_bytes()
    name = entry.get("sample") or entry.get("file") or "page.html"
    html = name.endswith(".html")
    declared = entry.get("content_type", "text/html; charset=utf-8" if html else "")
    reader = READERS["text/html" if html else media_type(payload, declared, entry["url"])]
    result: Document | Unreadable = getattr(
        importlib.import_module(reader.module), reader.function
    )(
        payload,
        url=entry["url"],
        declared_type=declared,
        payload_digest="sha256:" + hashlib.sha256(payload).hexdigest(),
        fetched_at=FETCHED_AT,
        content_type="text/html" if html else media_type(payload, declared, entry["url"]),
    )
    return result
