"""What an error of the program becomes: a finding that says so, never an outcome of the agency.

A check or the search of one item may stumble over a page nobody foresaw; the other items of the
audit are judged all the same (design.md, rule on errors: cantTell(check_error)).
"""

import hashlib

from checks.api import cant_tell
from checks.reasons import Reason
from checks.records import Finding

__all__ = ["error_finding"]


def error_finding(where: str, error: Exception) -> Finding:
    """`cantTell(check_error)` for an error raised in `where`, a check's or a step's name.

    The error's id is of the error alone and not of its trace: the same on every machine.
    """
    said = f"{where} {type(error).__name__} {error}"
    error_id = hashlib.sha256(said.encode()).hexdigest()[:8]
    return cant_tell(
        Reason.CHECK_ERROR,
        note=f"{where} raised {type(error).__name__}: {error} (error {error_id})",
        error_id=error_id,
    )
