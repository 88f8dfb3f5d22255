"""Whole audits of the test agencies against verdicts written by hand."""

import asyncio
import importlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import agencies
import pytest

from crawler.extract.registry import READERS
from crawler.politeness import SystemClock
from crawler.records import Document, Snapshot
from oitwatch.rejudge import RejudgeRequest, rejudge
from oitwatch.reports.json_report import audit_document
from store.store import open_store

# Agencies whose layouts and formats others show too: left to the long tests.
AT_LENGTH = frozenset(
    {"province-2568", "sao-oldhtml-2567", "state-enterprise-2567", "university-2568"}
)


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(name, marks=pytest.mark.slow if name in AT_LENGTH else ())
        for name in agencies.NAMES
    ],
)
def audited(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, agencies.Audit]:
    """One agency, audited once for all tests of this module."""
    name: str = request.param
    return name, agencies.audit(name, tmp_path_factory.mktemp(name))


def test_every_item_of_the_year_has_the_verdict_written_by_hand(
    audited: tuple[str, agencies.Audit],
) -> None:
    """Outcome and reason of every item are those of a careful assessor."""
    name, audit = audited
    written = agencies.expected(name)["items"]
    open_ones = agencies.known_disagreements(name)
    found = {item["item_code"]: item for item in audit.document["items"]}

    assert list(found) == list(written)
    wrong, met = [], set()
    for code, item in found.items():
        outcome, reason = item["outcome"], item["reason"]
        if outcome not in agencies.allowed(written[code]["outcome"]):
            wrong.append(f"{code}: {outcome} ({reason}), written {written[code]['outcome']}")
        elif outcome != "passed" and "reason" in written[code]:
            reasons = agencies.allowed(written[code]["reason"])
            if reason not in reasons:
                wrong.append(f"{code}: reason {reason}, written {reasons}")
        if wrong and wrong[-1].startswith(f"{code}:") and code in open_ones:
            wrong.pop()
            met.add(code)
    assert not wrong, "\n".join(wrong)
    assert met == {code for code in open_ones if "." not in code}, "strike off what is mended"


def test_components_have_the_outcome_written_by_hand(
    audited: tuple[str, agencies.Audit],
) -> None:
    """Every component with a written outcome has that outcome."""
    name, audit = audited
    written = agencies.expected(name)["items"]
    open_ones = {code for code in agencies.known_disagreements(name) if "." in code}
    wrong, met = [], set()
    for item in audit.document["items"]:
        found = {c["source_id"]: c["outcome"] for c in item["components"]}
        for source_id, outcome in (written[item["item_code"]].get("components") or {}).items():
            if found.get(source_id) in agencies.allowed(outcome):
                continue
            if source_id in open_ones:
                met.add(source_id)
            else:
                wrong.append(f"{source_id}: {found.get(source_id)}, written {outcome}")
    assert not wrong, "\n".join(wrong)
    assert met == open_ones, "strike off what is mended"


def test_the_page_named_for_an_item_is_the_right_one(
    audited: tuple[str, agencies.Audit],
) -> None:
    """A passed item names the page that a person would open."""
    name, audit = audited
    written = agencies.expected(name)
    root = f"http://{written['host']}"
    wrong = []
    for item in audit.document["items"]:
        url = written["items"][item["item_code"]].get("url")
        if item["outcome"] == "passed" and url:
            pages = [f"{root}{page}" for page in agencies.allowed(url) if page]
            if item["url"] not in pages:
                wrong.append(f"{item['item_code']}: {item['url']}, written {pages}")
    assert not wrong, "\n".join(wrong)


def test_every_decided_component_has_evidence_that_opens(
    audited: tuple[str, agencies.Audit],
) -> None:
    """Quotes are read again from the stored payloads; absences name the places searched."""
    _, audit = audited
    with open_store(audit.home) as store:
        parts = store.load_crawl_parts(audit.document["run_id"])
        assert parts is not None
        snapshots = {snapshot.url: snapshot for snapshot in parts.snapshots}
        texts: dict[str, str] = {}
        for item, component in _components(audit.document):
            if component["outcome"] not in {"passed", "failed"}:
                continue
            where = f"{item['item_code']} {component['component_id']}"
            assert component["evidence"] or component["searched"], where
            assert component["outcome"] == "failed" or component["evidence"], where
            for quote in component["evidence"]:
                payload = store.snapshots.get(quote["payload_digest"])
                if quote["source"] != "text":
                    continue
                url = quote["url"]
                if url not in texts:
                    texts[url] = _text_of(payload, snapshots[url])
                assert texts[url][quote["start"] : quote["end"]] == quote["quote"], where


@pytest.mark.slow
def test_the_same_audit_twice_gives_the_same_verdicts(
    audited: tuple[str, agencies.Audit], tmp_path: Path
) -> None:
    """A second run differs in times and ids only."""
    name, first = audited
    second = agencies.audit(name, tmp_path)

    assert first.exit_code == second.exit_code
    assert _timeless(first.document) == _timeless(second.document)


def _components(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for item in document["items"]:
        for component in item["components"]:
            yield item, component


def _text_of(payload: bytes, snapshot: Snapshot) -> str:
    entry = READERS[snapshot.content_type]
    reader = getattr(importlib.import_module(entry.module), entry.function)
    document = reader(
        payload,
        url=snapshot.url,
        declared_type=snapshot.declared_type,
        payload_digest=snapshot.payload_digest,
        fetched_at=snapshot.fetched_at,
        content_type=snapshot.content_type,
    )
    assert isinstance(document, Document), document
    return document.text


def _timeless(value: Any) -> str:
    skipped = {"run_id", "started_at", "finished_at", "fetched_at"}

    def strip(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: strip(child) for key, child in node.items() if key not in skipped}
        return [strip(child) for child in node] if isinstance(node, list) else node

    return json.dumps(strip(value), ensure_ascii=False, indent=1)


def test_judging_again_gives_the_same_verdicts_without_the_network(
    audited: tuple[str, agencies.Audit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kept run judged by the same rulebook and checks comes out the same, from stored pages."""
    _, audit = audited

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("judging again opened the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with open_store(audit.home) as store:
        request = RejudgeRequest(run_id=audit.document["run_id"])
        judged = asyncio.run(rejudge(request, store=store, clock=SystemClock()))

        assert judged.changes == ()
        assert judged.rereads == ()
        assert _timeless(audit_document(judged.run)) == _timeless(audit.document)
        assert store.load_run(judged.run.run_id).kind == "judge"
