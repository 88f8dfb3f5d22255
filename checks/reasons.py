"""The closed vocabulary of reasons and whose move each one is. Source: design.md section 3."""

from enum import StrEnum

from crawler.records import GapReason


class Move(StrEnum):
    """Who has to act next."""

    AGENCY = "agency"
    OPERATOR = "operator"
    OFFICER = "officer"


class Reason(StrEnum):
    """Why a component failed, or why it cannot be told."""

    # failed
    NOT_FOUND = "not_found"
    LOGIN_REQUIRED = "login_required"
    DEAD_LINK = "dead_link"
    EMPTY_TARGET = "empty_target"
    WRONG_PERIOD = "wrong_period"
    CLONED_FROM_OTHER_YEAR = "cloned_from_other_year"
    ECHOES_REQUIREMENT = "echoes_requirement"
    INCOMPLETE = "incomplete"
    INCONSISTENT = "inconsistent"
    NOT_LINKED = "not_linked"
    BARE_FILE = "bare_file"
    OTHER_AGENCY = "other_agency"
    NOT_YET_DUE = "not_yet_due"
    # cantTell
    FETCH_FAILED = "fetch_failed"
    TLS_FAILED = "tls_failed"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    BLOCKED = "blocked"
    MAINTENANCE = "maintenance"
    RATE_LIMITED = "rate_limited"
    BUDGET_EXHAUSTED = "budget_exhausted"
    UNREADABLE_DOCUMENT = "unreadable_document"
    UNSUPPORTED_FORMAT = "unsupported_format"
    SCAN_WITHOUT_TEXT = "scan_without_text"
    NOT_RENDERED = "not_rendered"
    EXTERNAL_HOST_UNREACHABLE = "external_host_unreachable"
    HIJACKED = "hijacked"
    NEEDS_PERSON = "needs_person"
    CHECK_ERROR = "check_error"

    @classmethod
    def from_gap(cls, reason: GapReason) -> "Reason":
        """The reason that a gap gives a component."""
        return cls(reason.value)


FAILED_REASONS = (
    # In the order that decides an item's reason (design.md section 11, ruling 5).
    Reason.NOT_FOUND,
    Reason.LOGIN_REQUIRED,
    Reason.DEAD_LINK,
    Reason.EMPTY_TARGET,
    Reason.WRONG_PERIOD,
    Reason.CLONED_FROM_OTHER_YEAR,
    Reason.ECHOES_REQUIREMENT,
    Reason.INCOMPLETE,
    Reason.INCONSISTENT,
    Reason.NOT_LINKED,
    Reason.BARE_FILE,
    Reason.OTHER_AGENCY,
    Reason.NOT_YET_DUE,
)

CANT_TELL_REASONS = (
    # Site-wide troubles first: they explain the others.
    Reason.TLS_FAILED,
    Reason.ROBOTS_DISALLOWED,
    Reason.ROBOTS_UNREACHABLE,
    Reason.BLOCKED,
    Reason.MAINTENANCE,
    Reason.HIJACKED,
    Reason.RATE_LIMITED,
    Reason.FETCH_FAILED,
    Reason.BUDGET_EXHAUSTED,
    Reason.LOGIN_REQUIRED,
    Reason.UNREADABLE_DOCUMENT,
    Reason.UNSUPPORTED_FORMAT,
    Reason.SCAN_WITHOUT_TEXT,
    Reason.NOT_RENDERED,
    Reason.EXTERNAL_HOST_UNREACHABLE,
    Reason.NEEDS_PERSON,
    Reason.CHECK_ERROR,
)

MOVES = {
    **dict.fromkeys(FAILED_REASONS, Move.AGENCY),
    Reason.FETCH_FAILED: Move.AGENCY,
    Reason.TLS_FAILED: Move.AGENCY,
    Reason.ROBOTS_DISALLOWED: Move.AGENCY,
    Reason.ROBOTS_UNREACHABLE: Move.OPERATOR,
    Reason.BLOCKED: Move.AGENCY,
    Reason.MAINTENANCE: Move.AGENCY,
    Reason.RATE_LIMITED: Move.OPERATOR,
    Reason.BUDGET_EXHAUSTED: Move.OPERATOR,
    Reason.UNREADABLE_DOCUMENT: Move.OFFICER,
    Reason.UNSUPPORTED_FORMAT: Move.OFFICER,
    Reason.SCAN_WITHOUT_TEXT: Move.OFFICER,
    Reason.NOT_RENDERED: Move.OFFICER,
    Reason.EXTERNAL_HOST_UNREACHABLE: Move.OFFICER,
    Reason.HIJACKED: Move.AGENCY,
    Reason.NEEDS_PERSON: Move.OFFICER,
    Reason.CHECK_ERROR: Move.OPERATOR,
}
