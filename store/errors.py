"""Errors of this room.

StoreError
├── AgencyNotFound     the register has no agency of that id
├── HomeUnusable       the home directory cannot be used as it is
├── DatabaseUnusable   the database is damaged, foreign, of a newer version, full or locked
├── PayloadDamaged     the bytes kept under a digest are not the bytes of that digest
├── PayloadMissing     a run names a payload that was never written
├── LeaseLost          another process took the run over; what was found is not kept twice
├── RunExists          a run of that id is already kept; runs are never overwritten
└── RunNotFound        no run of that id is kept
"""


class StoreError(Exception):
    """What is kept cannot be read or written; the message says where and what to do."""


class AgencyNotFound(StoreError):
    """The register has no agency of that id."""


class HomeUnusable(StoreError):
    """The home directory cannot be used as it is."""


class DatabaseUnusable(StoreError):
    """The database cannot be used as it is."""


class PayloadDamaged(StoreError):
    """The bytes kept under a digest are not the bytes of that digest."""


class PayloadMissing(StoreError):
    """A run names a payload that was never written."""


class RunExists(StoreError):
    """A run of that id is already kept."""


class RunNotFound(StoreError):
    """No run of that id is kept."""


class LeaseLost(StoreError):
    """Another process has taken the ticket over, or it was closed meanwhile."""
