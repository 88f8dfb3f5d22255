"""``oitwatch score``: the standing score as the official table, what-if, total and level."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from checks.rulebook import Rulebook
from checks.total import EIT_PARTS, ToolScores, tool_mean
from oitwatch.commands.inputs import item_codes
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import PASSED, columns, emit
from oitwatch.commands.rulebooks import loaded
from oitwatch.errors import UsageError
from oitwatch.reports.score_document import score_document
from oitwatch.reports.score_report import score_text
from oitwatch.score_sheet import score_sheet
from oitwatch.settings import load_settings
from oitwatch.standing import Standing, standing
from oitwatch.texts import texts
from store.store import Store

_KNOWN_AGENCIES = 10
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INDICATORS = {"--iit": 5, "--eit": 3}  # a tool's own indicators; one value is the tool's mean


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCommand:
    """The command line of ``oitwatch score`` as typed."""

    agency: str | None
    year: int | None
    lang: str
    assume: tuple[str, ...] = ()
    iit: tuple[str, ...] = ()
    eit: tuple[str, ...] = ()
    eit_part1: str | None = None
    eit_part2: str | None = None
    format: str = "text"


def run(command: ScoreCommand) -> int:
    """Print the score of what stands.

    Raises:
        UsageError: nothing was audited, or an item or figure does not exist.
        AuditError: the home directory cannot be used.
    """
    tools = tool_scores(command)
    codes = item_codes(command.assume)
    settings = load_settings()
    home = settings.home
    with opened_store(home) as store:
        confirm_after = timedelta(seconds=settings.confirm_seconds)
        found = _standing(store, command, str(home), confirm_after)
    rulebook = loaded(found.run.fiscal_year_be)
    _refuse_unknown(codes, rulebook)
    if command.eit_part1 is not None and EIT_PARTS[0] not in rulebook.grades.tools_for_min_each:
        raise UsageError("no_eit_parts", year=str(rulebook.fiscal_year_be))
    sheet = score_sheet(found, rulebook, assume=codes, tools=tools)
    if command.format == "json":
        emit(json.dumps(score_document(sheet), ensure_ascii=False, indent=2) + "\n")
    else:
        emit(score_text(sheet, texts(command.lang), columns()))
    return PASSED


def tool_scores(command: ScoreCommand) -> ToolScores | None:
    """IIT and EIT as typed, None when neither is.

    Without a mean of its own the EIT is the mean of its two parts, which weigh the same.

    Raises:
        UsageError: a figure is none, is missing, or there are too many or too few.
    """
    iit, eit = _figures("--iit", command.iit), _figures("--eit", command.eit)
    typed = (command.eit_part1, command.eit_part2)
    if (typed[0] is None) != (typed[1] is None):
        raise UsageError("eit_part_missing")
    parts = None
    if typed[0] is not None and typed[1] is not None:
        first, second = (Fraction(_figure("--eit-part1/2", text)) for text in typed if text)
        parts = (first, second)
    if not iit and not eit and parts is None:
        return None
    if not iit or (not eit and parts is None):
        raise UsageError("tools_missing")
    if eit:
        mean = tool_mean(eit)
    else:
        assert parts is not None  # told above
        mean = (parts[0] + parts[1]) / 2
    return ToolScores(iit=tool_mean(iit), eit=mean, eit_parts=parts)


def _figures(option: str, written: Sequence[str]) -> list[Decimal]:
    texts_of = [part for text in written for part in text.split(",") if part.strip()]
    if written and len(texts_of) not in (1, _INDICATORS[option]):
        raise UsageError(
            "tool_values", option=option, count=str(_INDICATORS[option]), given=str(len(texts_of))
        )
    return [_figure(option, text) for text in texts_of]


def _figure(option: str, text: str) -> Decimal:
    try:
        value = Decimal(text.strip().translate(_THAI_DIGITS))
    except InvalidOperation as error:
        raise UsageError("bad_score", option=option, text=text.strip()) from error
    if not (value.is_finite() and 0 <= value <= 100):
        raise UsageError("bad_score", option=option, text=text.strip())
    return value


def _standing(store: Store, command: ScoreCommand, home: str, confirm_after: timedelta) -> Standing:
    audited = dict(store.audited())
    agency = command.agency
    if agency is None:
        last = store.last_run()
        agency = last.agency.agency_id if last is not None else None
    if agency is None:
        raise UsageError("no_run", home=home)
    if agency not in audited:
        known = ", ".join(list(audited)[:_KNOWN_AGENCIES])
        if not known:
            raise UsageError("no_run", home=home)
        raise UsageError("no_run_of_agency", agency=agency, home=home, known=known)
    year = command.year or audited[agency]
    found = standing(store, agency, year, confirm_after)
    if found is None:
        raise UsageError(
            "no_run_of_year", agency=agency, year=str(year), known=str(audited[agency])
        )
    return found


def _refuse_unknown(codes: Sequence[str], rulebook: Rulebook) -> None:
    known = {item.item_code for item in rulebook.items}
    unknown = [code for code in codes if code not in known]
    if unknown:
        year = str(rulebook.fiscal_year_be)
        raise UsageError("unknown_item", items=", ".join(unknown), year=year)
