"""Notices files that answer several items: a bundle of reports, or one file put everywhere.

Both exist, so it is a signal and no fault. Source: hard-cases.md, "14 items on one file".
"""

from collections.abc import Sequence
from dataclasses import replace

from checks.outcome import Outcome
from checks.records import Verdict
from checks.site import Site
from checks.source_records import Signal


def with_shared_files(verdicts: Sequence[Verdict], site: Site) -> tuple[Verdict, ...]:
    """The verdicts with a signal for each file that other items rest on too."""
    files = {d.payload_digest: d.url for d in reversed(site.documents) if d.parts}
    users: dict[str, list[str]] = {}
    for verdict in verdicts:
        for digest in sorted(_rests_on(verdict, site) & files.keys()):
            users.setdefault(digest, []).append(verdict.item_code)
    shared = {digest: codes for digest, codes in users.items() if len(codes) > 1}
    if not shared:
        return tuple(verdicts)
    return tuple(
        replace(
            verdict,
            signals=(
                *verdict.signals,
                *(
                    Signal(
                        kind="shared_document",
                        url=files[digest],
                        items=tuple(code for code in codes if code != verdict.item_code),
                    )
                    for digest, codes in sorted(shared.items())
                    if verdict.item_code in codes
                ),
            ),
        )
        for verdict in verdicts
    )


def _rests_on(verdict: Verdict, site: Site) -> set[str]:
    """Digests of what the item's candidate leads to first and what its components quote."""
    digests = {
        quote.payload_digest
        for component in verdict.components
        if component.finding.outcome is Outcome.PASSED and not component.source_id.startswith("G")
        for quote in component.finding.quotes
    }
    lead = site.document(verdict.candidate.url) if verdict.candidate is not None else None
    return digests | ({lead.payload_digest} if lead is not None else set())
