"""``oitwatch explain``: what a reason code, an item or a check means, and what to do about it."""

import inspect

from checks.reasons import CANT_TELL_REASONS, FAILED_REASONS, MOVES, Move, Reason
from checks.registry import all_checks
from checks.rulebook import shipped_years
from oitwatch.commands.inputs import item_code
from oitwatch.commands.output import PASSED, columns, emit
from oitwatch.commands.rulebooks import described, loaded
from oitwatch.errors import UsageError
from oitwatch.reports.columns import padded, wrapped
from oitwatch.texts import Texts, texts


def run(code: str | None, *, year: int | None, lang: str) -> int:
    """Print the explanation of a code, or the list of reason codes without one.

    Raises:
        UsageError: there is no such code; the message lists those there are.
    """
    language = texts(lang)
    if code is None:
        emit(_list(language))
        return PASSED
    asked = code.strip().lower().replace("-", "_")
    asked = _OTHER_NAMES.get(asked, asked)
    if asked in set(Reason):
        emit("\n".join(explained(Reason(asked), language, columns())) + "\n")
        return PASSED
    if asked in all_checks():
        emit(_check(asked, language))
        return PASSED
    item = item_code(code)
    if item is not None:
        emit(_item(item, year, language))
        return PASSED
    raise UsageError("unknown_code", text=code, known=", ".join(Reason))


def explained(reason: Reason, language: Texts, width: int | None = None) -> list[str]:
    """Name, outcome, cause, whose move, what to do, and words for the web contractor."""
    say = language.say
    if reason in FAILED_REASONS and reason in CANT_TELL_REASONS:
        outcome = say("explain.outcome_either")
    elif reason in FAILED_REASONS:
        outcome = say("explain.outcome_failed")
    else:
        outcome = say("explain.outcome_open")
    move = say(f"move.{MOVES[reason]}")
    entries = [
        say("explain.head", code=reason.value, name=say(f"reason.{reason}.name")),
        f"  {outcome}",
        f"  {say('explain.cause', text=say(f'reason.{reason}.cause'))}",
        f"  {say('explain.move', text=move)}",
        f"  {say('explain.todo', text=say(f'reason.{reason}.todo'))}",
    ]
    if MOVES[reason] is Move.AGENCY or reason in _WORTH_TELLING:
        entries.append(f"  {say('explain.send', text=say(f'reason.{reason}.send'))}")
    return [
        line
        for entry in entries
        for line in wrapped(
            entry.strip(), width, indent=" " * (len(entry) - len(entry.lstrip())), hanging="    "
        )
    ]


# Under which web contractors know a trouble.
_OTHER_NAMES = {"tls_chain": Reason.TLS_FAILED.value, "tls": Reason.TLS_FAILED.value}

# Not the agency's move, and yet its web contractor can help.
_WORTH_TELLING = frozenset(
    {
        Reason.ROBOTS_UNREACHABLE,
        Reason.RATE_LIMITED,
        Reason.UNREADABLE_DOCUMENT,
        Reason.SCAN_WITHOUT_TEXT,
        Reason.NOT_RENDERED,
        Reason.EXTERNAL_HOST_UNREACHABLE,
    }
)


def _list(language: Texts) -> str:
    lines = [language.say("explain.list_title")]
    longest = max(len(reason) for reason in Reason)
    for reason in Reason:
        lines.append(f"  {padded(reason, longest)}  {language.say(f'reason.{reason}.name')}")
    return "\n".join(lines) + "\n"


def _check(check_id: str, language: Texts) -> str:
    module = inspect.getmodule(all_checks()[check_id].function)
    told = inspect.cleandoc((module and module.__doc__) or "")
    return f"{language.say('explain.check_title', code=check_id)}\n\n{told}\n"


def _item(code: str, year: int | None, language: Texts) -> str:
    """What the year asks for in an item; without a year the newest rulebook's."""
    rulebook = loaded(year if year is not None else shipped_years()[-1])
    try:
        item = rulebook.item(code)
    except KeyError as error:
        facts = {"items": code, "year": str(rulebook.fiscal_year_be)}
        raise UsageError("unknown_item", **facts) from error
    head = language.say("report.year_given", year=str(rulebook.fiscal_year_be))
    return f"{head}\n{described(item, language, columns())}"
