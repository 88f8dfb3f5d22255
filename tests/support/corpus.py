"""The labelled corpus of tests/agencies: its labels, and what the command finds on it."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import yaml
from agencies import allowed

from checks.rulebook import Item, load, shipped_years
from crawler.politeness import SystemClock
from oitwatch import logs
from oitwatch.audit import audit
from oitwatch.commands.audit import AuditCommand, requests_of
from oitwatch.reports.json_report import audit_document
from oitwatch.settings import Settings
from oitwatch.static_site import serve
from store.store import open_store

FOLDER = Path(__file__).parent.parent / "agencies"
_PAGE_HOST = "www.one-page.example"
_TOLD_ALL = frozenset({0, 1, 3})  # how the command ends that has told its verdicts
_PAGE_NAME = "page"  # with the ending of the file it stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a person says of one item of one site; values are the acceptable ones."""

    slug: str
    item_code: str
    outcomes: tuple[str, ...]
    machine: tuple[str, ...] = ()  # what a program may say besides
    reasons: tuple[str, ...] = ()  # empty: none is written
    urls: tuple[str, ...] = ()
    components: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by source id
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A site of the corpus: an agency, or a single page behind a home page."""

    name: str
    single_page: bool
    frozen: bool
    fiscal_year_be: int
    as_of: str
    agency_type: str
    agency_name: str
    host: str
    home: str
    file: Path  # the folder of an agency's site, or the page
    labels: tuple[Label, ...]

    @property
    def group(self) -> str:
        """The set whose figures it counts in."""
        return (
            f"{'pages' if self.single_page else 'agencies'}, {'frozen' if self.frozen else 'tuned'}"
        )


def subjects() -> tuple[tuple[Subject, ...], tuple[str, ...]]:
    """All of the corpus that a rulebook ships for, and the names of the rest."""
    found = [*_agencies(), *_pages()]
    years = shipped_years()
    return (
        tuple(subject for subject in found if subject.fiscal_year_be in years),
        tuple(subject.name for subject in found if subject.fiscal_year_be not in years),
    )


def audited(subject: Subject) -> dict[str, Any]:
    """The result document of an audit of one subject, asked for as the command asks."""
    logs.configure(0)
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        folder = _page_site(subject, root / "site") if subject.single_page else subject.file
        with serve(folder) as (address, port):
            (request,) = requests_of(
                AuditCommand(
                    urls=(f"http://{subject.host}{subject.home}",),
                    lang="th",
                    format="json",
                    connect_to=(f"{subject.host}={address}:{port}",),
                    year=subject.fiscal_year_be,
                    as_of=subject.as_of,
                    agency_type=subject.agency_type,
                    name=subject.agency_name,
                    items=_only(subject),
                ),
                Settings(home=root / "home"),
            )
            with open_store(root / "home") as store:
                run = asyncio.run(audit(request, store=store, clock=SystemClock()))
    document: dict[str, Any] = audit_document(run)
    return document


def audited_by_command(subject: Subject) -> dict[str, Any]:
    """The same, from the command itself in a process of its own.

    Raises:
        RuntimeError: the command ended with neither its verdicts nor a reason to have none.
    """
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        folder = _page_site(subject, root / "site") if subject.single_page else subject.file
        with serve(folder) as (address, port):
            words = [sys.executable, "-m", "oitwatch", "audit"]
            words += [f"http://{subject.host}{subject.home}", "--format", "json"]
            words += ["--connect-to", f"{subject.host}={address}:{port}", "--as-of", subject.as_of]
            words += ["--year", str(subject.fiscal_year_be), "--agency-type", subject.agency_type]
            words += ["--name", subject.agency_name] if subject.agency_name else []
            for item in _only(subject):
                words += ["--item", item]
            ended = subprocess.run(
                words,
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "OITWATCH_HOME": str(root / "home")},
            )
    if ended.returncode not in _TOLD_ALL:
        raise RuntimeError(f"{subject.name}: {ended.returncode}\n{ended.stderr[-2000:]}")
    document: dict[str, Any] = json.loads(ended.stdout)
    return document


def _only(subject: Subject) -> tuple[str, ...]:
    return tuple(label.item_code for label in subject.labels) if subject.single_page else ()


def _agencies() -> Iterator[Subject]:
    for path in sorted(FOLDER.glob("*/expected.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        year = int(written["fiscal_year_be"])
        slugs = {item.item_code: item.slug for item in _items(year)}
        yield Subject(
            name=path.parent.name,
            single_page=False,
            frozen=bool(written.get("frozen")),
            fiscal_year_be=year,
            as_of=str(written["as_of"]),
            agency_type=written["agency_type"],
            agency_name="",
            host=written["host"],
            home=written.get("home", "/"),
            file=path.parent / "site",
            labels=tuple(
                _agency_label(code, slugs.get(code, ""), entry)
                for code, entry in written["items"].items()
            ),
        )


def _agency_label(code: str, slug: str, entry: Mapping[str, Any]) -> Label:
    machine = entry.get("machine_components") or {}
    # Where the whole item is beyond a program and no component is named, all of them are.
    beyond = () if machine else _values(entry.get("machine"))
    return Label(
        slug=slug,
        item_code=code,
        outcomes=_values(entry["outcome"]),
        machine=_values(entry.get("machine")),
        reasons=_values(entry.get("reason")),
        urls=_values(entry.get("url")),
        components={
            source_id: _values(outcome) + (_values(machine.get(source_id)) or beyond)
            for source_id, outcome in (entry.get("components") or {}).items()
        },
        why=entry.get("defect") or entry.get("note") or "",
    )


def _pages() -> Iterator[Subject]:
    for entry in yaml.safe_load((FOLDER / "pages.yaml").read_text(encoding="utf-8")):
        year = int(entry["fiscal_year_be"])
        item = next((item for item in _items(year) if item.slug == entry["item"]), None)
        yield Subject(
            name=entry["file"],
            single_page=True,
            frozen=bool(entry.get("frozen")),
            fiscal_year_be=year,
            as_of=str(entry["as_of"]),
            agency_type=entry["agency_type"],
            agency_name=entry["agency_name"],
            host=_PAGE_HOST,
            home="/",
            file=FOLDER / entry["file"],
            labels=(_page_label(entry, item),) if item else (),
        )


def _page_label(entry: Mapping[str, Any], item: Item) -> Label:
    return Label(
        slug=item.slug,
        item_code=item.item_code,
        outcomes=_values(entry["outcome"]),
        reasons=_values(entry.get("reason")),
        components={
            source_id: _values(outcome)
            for key, outcome in entry["expected"].items()
            for source_id in _named(key, item)
        },
        why=entry.get("why", ""),
    )


def _named(key: str, item: Item) -> list[str]:
    """The source ids that a key of a page's label names: by field, by kind, or kind and number."""
    kind, _, number = key.partition(".")
    named = [
        component.source_id
        for component in item.components
        if (component.field == key or (component.kind == kind and not component.field))
        and (not number or component.source_id.endswith(f".{number}"))
    ]
    return named or [
        component.source_id
        for component in item.components
        if component.kind == kind and (not number or component.source_id.endswith(f".{number}"))
    ]


def _items(year: int) -> tuple[Item, ...]:
    return load(year).items if year in shipped_years() else ()


def _values(written: object) -> tuple[str, ...]:
    return () if written is None else tuple(str(value) for value in allowed(written))


def _page_site(subject: Subject, folder: Path) -> Path:
    """A home page that leads to the page by the title of its item, and the page."""
    folder.mkdir(parents=True)
    title = next(
        item.title_th
        for item in load(subject.fiscal_year_be).items
        if item.item_code == subject.labels[0].item_code
    )
    path = f"{_PAGE_NAME}{subject.file.suffix}"
    name = escape(subject.agency_name)
    home = (
        f"<!doctype html><html lang=th><meta charset=utf-8><title>{name}</title>"
        f"<nav><a href=/>หน้าแรก</a> <a href=/{path}>{escape(title)}</a></nav>"
        f"<main><h1>{name}</h1><p>ยินดีต้อนรับสู่เว็บไซต์{name}</p></main></html>"
    )
    (folder / "index.html").write_text(home, encoding="utf-8")
    (folder / path).write_bytes(subject.file.read_bytes())
    return folder
