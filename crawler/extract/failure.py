"""The one way in which a reader says that a payload cannot be read."""

from dataclasses import dataclass
from datetime import datetime

from crawler.records import GapReason, Unreadable

ENCRYPTED = "protected by a password"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a payload came from, as readers are told."""

    url: str
    payload_digest: str
    fetched_at: datetime
    content_type: str

    def unreadable(
        self, detail: str, reason: GapReason = GapReason.UNREADABLE_DOCUMENT
    ) -> Unreadable:
        """The record of a payload that is not read; ``detail`` is one English line."""
        return Unreadable(
            url=self.url,
            payload_digest=self.payload_digest,
            content_type=self.content_type,
            reason=reason,
            detail=" ".join(detail.split())[:300],
            fetched_at=self.fetched_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why the content of a file was not written."""

    detail: str
    reason: GapReason = GapReason.UNREADABLE_DOCUMENT
