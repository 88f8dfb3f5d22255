"""Errors of the front.

FrontError
├── UsageError      what was asked for cannot be done; the user can mend it (exit code 2)
└── AuditError      the audit could not be kept or finished for a reason on our side (exit code 5)

Messages come from the text catalogue by ``key``, with ``facts`` to fill in.
"""


class FrontError(Exception):
    """Something the command has to tell its user in one sentence."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(f"{key} {facts}" if facts else key)
        self.key = key
        self.facts = facts


class UsageError(FrontError):
    """Bad usage or configuration."""


class AuditError(FrontError):
    """Disk, database or internal trouble."""
