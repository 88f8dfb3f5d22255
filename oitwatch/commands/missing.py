"""``oitwatch missing``: what the last audit leaves to do."""

import json

from checks.reasons import Reason
from checks.run import AuditRun
from oitwatch.commands.inputs import item_codes
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import FAILED, OPEN, PASSED, columns, emit
from oitwatch.errors import UsageError
from oitwatch.reports.missing import MissingFilter, missing_document, missing_list, missing_text
from oitwatch.settings import load_settings
from oitwatch.texts import texts
from store.store import Store

_KNOWN_AGENCIES = 10


def run(*, agency: str | None, reason: str | None, item: str | None, format: str, lang: str) -> int:
    """Print the list; 1 when something failed, 3 when only something is open, else 0.

    Raises:
        UsageError: nothing was audited yet, or the filter names nothing.
        AuditError: the home directory cannot be used.
    """
    asked = MissingFilter(
        reason=_reason(reason) if reason else None,
        item_code=_one_item(item) if item else None,
    )
    home = load_settings().home
    with opened_store(home) as store:
        last = store.last_run(agency_id=agency)
        if last is None:
            raise _no_run(store, agency, str(home))
    _check_item(asked, last)
    found = missing_list(last, asked)
    if format == "json":
        emit(json.dumps(missing_document(found), ensure_ascii=False, indent=2) + "\n")
    else:
        emit(missing_text(found, texts(lang), columns()))
    if found.failed:
        return FAILED
    return OPEN if found.open else PASSED


def _one_item(text: str) -> str:
    codes = item_codes((text,))
    if len(codes) != 1:
        raise UsageError("bad_item", text=text)
    return codes[0]


def _check_item(asked: MissingFilter, last: AuditRun) -> None:
    known = {verdict.item_code for verdict in last.verdicts}
    if asked.item_code is not None and asked.item_code not in known:
        raise UsageError("unknown_item", items=asked.item_code, year=str(last.fiscal_year_be))


def _reason(text: str) -> Reason:
    try:
        return Reason(text.strip().lower().replace("-", "_"))
    except ValueError as error:
        raise UsageError("unknown_reason", text=text, known=", ".join(Reason)) from error


def _no_run(store: Store, agency: str | None, home: str) -> UsageError:
    known = dict.fromkeys(summary.agency_id for summary in store.runs())
    if agency is None or not known:
        return UsageError("no_run", home=home)
    names = ", ".join(list(known)[:_KNOWN_AGENCIES])
    return UsageError("no_run_of_agency", agency=agency, home=home, known=names)
