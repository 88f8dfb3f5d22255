"""Mistakes in the command line, as sentences of ours."""

from typing import Any

import typer

from oitwatch.errors import UsageError

# Click's classes come with typer under no public name; this is their common parent.
_CLICK_ERROR: type = typer.BadParameter.__mro__[2]


def is_usage(error: Exception) -> bool:
    """Whether an error is a mistake in the line, not one of the program."""
    return isinstance(error, _CLICK_ERROR)


def usage_error(error: Any) -> UsageError:  # Any: see above
    """Click's complaint as one of ours."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "oitwatch"
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    named = _named(parameter) if parameter is not None else ""
    if kind == "NoSuchOption":
        return UsageError("no_option", text=error.option_name, command=path)
    if kind == "MissingParameter" and named:
        return UsageError("missing_argument", text=named, command=path)
    if kind == "BadParameter" and named:
        return UsageError("bad_value", text=named, detail=_one_line(error.message), command=path)
    known = names_of(context.command) if context is not None else ""
    if known and "No such command" in str(error.message):
        typed = str(error.message).partition("'")[2].rpartition("'")[0].partition("'")[0]
        return UsageError("no_command", text=typed, known=known)
    if known and "Missing command" in str(error.message):
        return UsageError("need_command", known=known)
    return UsageError("bad_usage", detail=_one_line(error.message), command=path)


def _named(parameter: Any) -> str:
    if getattr(parameter, "param_type_name", "") == "argument":
        return str(parameter.metavar or parameter.name).removesuffix("...")
    return "/".join(parameter.opts)


def names_of(node: Any) -> str:
    """The commands of a group, as a list for a sentence."""
    return ", ".join(getattr(node, "commands", {}))


def _one_line(text: object) -> str:
    return " ".join(str(text).removeprefix("Value error, ").split()).rstrip(".")
