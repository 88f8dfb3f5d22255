"""Counts how often found verdicts are those that a person wrote, and what share that is."""

import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from corpus import Label, Subject

_DECIDED = ("passed", "failed")
_OPEN = "cantTell"
_NOTHING_TO_CITE = ("not_found", "empty_target", "dead_link", "not_linked")


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts over a set of labels; shares are per cent."""

    items: int = 0
    agreed: int = 0
    found_passed: int = 0
    rightly_passed: int = 0
    written_passed: int = 0
    found_failed: int = 0
    rightly_failed: int = 0
    written_failed: int = 0
    tellable: int = 0  # a person decides it, and a program may
    open: int = 0  # of these, left open
    reasons: int = 0
    right_reasons: int = 0
    urls: int = 0
    right_urls: int = 0
    components: int = 0
    right_components: int = 0

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        for count in fields(self):
            setattr(self, count.name, getattr(self, count.name) + getattr(other, count.name))

    def shares(self) -> dict[str, float | None]:
        """The figures by name; None where there was nothing to count."""
        return {
            "agreement": _share(self.agreed, self.items),
            "precision_passed": _share(self.rightly_passed, self.found_passed),
            "recall_passed": _share(self.rightly_passed, self.written_passed),
            "precision_failed": _share(self.rightly_failed, self.found_failed),
            "recall_failed": _share(self.rightly_failed, self.written_failed),
            "cant_tell": _share(self.open, self.tellable),
            "reason": _share(self.right_reasons, self.reasons),
            "url": _share(self.right_urls, self.urls),
            "components": _share(self.right_components, self.components),
        }


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def tally(label: Label, found: Mapping[str, Any], subject: Subject) -> Tally:
    """One item's counts."""
    outcome = found["outcome"]
    right = outcome in label.outcomes
    agreed = right or outcome in label.machine
    counts = Tally(items=1, agreed=int(agreed))
    for kind in _DECIDED:
        if outcome == kind:
            setattr(counts, f"found_{kind}", 1)
            setattr(counts, f"rightly_{kind}", int(right and label.outcomes == (kind,)))
            if right and label.outcomes != (kind,):  # either would do: neither right nor wrong
                setattr(counts, f"found_{kind}", 0)
        if label.outcomes == (kind,) and (right or outcome not in label.machine):
            setattr(counts, f"written_{kind}", 1)
    if set(label.outcomes) <= set(_DECIDED) and _OPEN not in label.machine:
        counts.tellable, counts.open = 1, int(outcome == _OPEN)
    if right and outcome != "passed" and label.reasons:
        counts.reasons, counts.right_reasons = 1, int(found["reason"] in label.reasons)
    if right and outcome in _DECIDED and label.urls and found["reason"] not in _NOTHING_TO_CITE:
        counts.urls, counts.right_urls = (
            1,
            int(_path(found["url"], subject) in _readable(label.urls)),
        )
    seen = {entry["source_id"]: entry["outcome"] for entry in found["components"]}
    for source_id, written in label.components.items():
        counts.components += 1
        counts.right_components += int(seen.get(source_id) in written)
    return counts


def disagreements(label: Label, found: Mapping[str, Any], subject: Subject) -> Iterator[str]:
    """What was found otherwise than written, a line each: the item, its reason, its parts."""
    where = f"{subject.name} {label.item_code} {label.slug}"
    outcome, reason = found["outcome"], found["reason"]
    told = f"{outcome}{f' ({reason})' if reason else ''}"
    if outcome not in (*label.outcomes, *label.machine):
        written = " or ".join(label.outcomes)
        yield f"{_gravity(outcome, label)} {where}: {told}, written {written}; {label.why}"
        yield f"    {found['url']}  {found['message_th']}"
    elif outcome in set(label.outcomes) - {"passed"} and reason not in (label.reasons or {reason}):
        yield f"reason {where}: {told}, written {' or '.join(label.reasons)}; {label.why}"
        yield f"    {found['url']}"
    for entry in found["components"]:
        written = label.components.get(entry["source_id"], (entry["outcome"],))
        if entry["outcome"] not in written:
            told = (
                f"{entry['outcome']} ({entry['reason']})" if entry["reason"] else entry["outcome"]
            )
            yield f"component {where} {entry['source_id']}: {told}, written {' or '.join(written)}"
            yield f"    [{entry['check']}] {entry['message_en'][:300]}"
    path = _path(found["url"], subject)
    if (
        outcome == "passed"
        and outcome in label.outcomes
        and path not in (_readable(label.urls) or {path})
    ):
        yield f"url {where}: {path}, written {' or '.join(label.urls)}"


def _gravity(outcome: str, label: Label) -> str:
    if outcome == _OPEN or not set(label.outcomes) & set(_DECIDED):
        return "open"
    return f"FALSE {outcome.upper()}"


def _path(url: str | None, subject: Subject) -> str:
    """The path and query of an address on the subject's host, letters not encoded; others whole."""
    if not url:
        return ""
    parts = urllib.parse.urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return urllib.parse.unquote(path if parts.hostname == subject.host else url)


def _readable(urls: tuple[str, ...]) -> set[str]:
    return {urllib.parse.unquote(url) for url in urls}
