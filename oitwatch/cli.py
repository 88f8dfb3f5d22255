"""The command ``oitwatch``: understands the line and hands over; what it does is in commands/.

Only what every call needs is imported here, so that ``--help`` and mistakes answer at once.
"""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from oitwatch import __version__
from oitwatch.commands.output import INTERNAL, INTERRUPTED, USAGE, emit, make_streams_safe, talk
from oitwatch.errors import FrontError, UsageError
from oitwatch.texts import LANGUAGES, Texts, texts

DEFAULT_LANG = "th"
# Commands whose exit code tells what was found.
_AUDITING = ("audit", "demo", "judge", "missing", "ready", "run")


class Format(StrEnum):
    """Formats of a report."""

    TEXT = "text"
    JSON = "json"


class RegisterFormat(StrEnum):
    """Formats of the register."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class ListFormat(StrEnum):
    """Formats of the officers' list."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


class Header(StrEnum):
    """Names of a table's columns."""

    THAI = "thai"
    MACHINE = "machine"


class YearBasis(StrEnum):
    """Which twelve months an agency calls a year."""

    FISCAL = "fiscal"
    CALENDAR = "calendar"


class Lang(StrEnum):
    """Languages of a report."""

    TH = "th"
    EN = "en"


app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, name="oitwatch"
)
rulebook_app = typer.Typer(rich_markup_mode=None)
app.add_typer(rulebook_app, name="rulebook")
agencies_app = typer.Typer(rich_markup_mode=None)
app.add_typer(agencies_app, name="agencies")

LangOption = Annotated[Lang, typer.Option("--lang", envvar="OITWATCH_LANG")]
FormatOption = Annotated[Format, typer.Option("--format")]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero")]
VerboseOption = Annotated[int, typer.Option("--verbose", "-v", count=True, show_default=False)]
YearOption = Annotated[int | None, typer.Option("--year")]
YearBasisOption = Annotated[YearBasis | None, typer.Option("--year-basis")]
AgenciesOption = Annotated[list[str] | None, typer.Option("--agency")]
ItemOption = Annotated[str | None, typer.Option("--item")]


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version")] = False,
) -> int | None:
    """Show the version, or go on to a command."""
    if version:
        emit(f"oitwatch {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        raise UsageError("need_command", known=_names(context.command))
    return None


@app.command()
def audit(
    urls: Annotated[list[str], typer.Argument(metavar="URL")],
    year: YearOption = None,
    agency_type: Annotated[str | None, typer.Option("--agency-type")] = None,
    year_basis: YearBasisOption = None,
    name: Annotated[str, typer.Option("--name", show_default=False)] = "",
    items: Annotated[list[str] | None, typer.Option("--item")] = None,
    declared: Annotated[Path | None, typer.Option("--declared")] = None,
    hosts: Annotated[list[str] | None, typer.Option("--host")] = None,
    format: FormatOption = Format.TEXT,
    output: Annotated[Path | None, typer.Option("--output")] = None,
    max_pages: Annotated[int, typer.Option("--max-pages")] = 300,
    max_seconds: Annotated[float, typer.Option("--max-seconds")] = 900.0,
    min_gap: Annotated[float | None, typer.Option("--min-gap")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    connect_to: Annotated[list[str] | None, typer.Option("--connect-to")] = None,
    ca_file: Annotated[Path | None, typer.Option("--ca-file")] = None,
    lang: LangOption = Lang.TH,
    exit_zero: ExitZeroOption = False,
    verbose: VerboseOption = 0,
) -> int:
    """Audit websites."""
    from oitwatch.commands.audit import AuditCommand, run

    return run(
        AuditCommand(
            urls=tuple(urls),
            lang=lang,
            year=year,
            agency_type=agency_type,
            year_basis=year_basis,
            name=name,
            items=tuple(items or ()),
            declared=declared,
            hosts=tuple(hosts or ()),
            format=format,
            output=output,
            max_pages=max_pages,
            max_seconds=max_seconds,
            min_gap=min_gap,
            as_of=as_of,
            connect_to=tuple(connect_to or ()),
            ca_file=ca_file,
            exit_zero=exit_zero,
            verbosity=verbose,
        )
    )


@app.command()
def demo(
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
    exit_zero: ExitZeroOption = False,
    verbose: VerboseOption = 0,
) -> int:
    """Audit the sample site."""
    from oitwatch.commands.demo import run

    return run(lang=lang, format=format, exit_zero=exit_zero, verbosity=verbose)


@app.command()
def run(
    agencies: AgenciesOption = None,
    province: Annotated[str | None, typer.Option("--province")] = None,
    everyone: Annotated[bool, typer.Option("--all")] = False,
    connect_to: Annotated[list[str] | None, typer.Option("--connect-to")] = None,
    ca_file: Annotated[Path | None, typer.Option("--ca-file")] = None,
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
    exit_zero: ExitZeroOption = False,
    verbose: VerboseOption = 0,
) -> int:
    """Audit agencies of the register now."""
    from oitwatch.commands.run import RunCommand
    from oitwatch.commands.run import run as run_fleet

    return run_fleet(
        RunCommand(
            agencies=tuple(agencies or ()),
            province=province,
            everyone=everyone,
            connect_to=tuple(connect_to or ()),
            ca_file=ca_file,
            format=format,
            lang=lang,
            exit_zero=exit_zero,
            verbosity=verbose,
        )
    )


@app.command()
def runs(
    agency: Annotated[str | None, typer.Option("--agency")] = None,
    night: Annotated[str | None, typer.Option("--night")] = None,
    limit: Annotated[int, typer.Option("--limit")] = 50,
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
) -> int:
    """List runs and the nights that went without one."""
    from oitwatch.commands.runs import run as list_runs

    return list_runs(agency=agency, night=night, limit=limit, format=format, lang=lang)


@app.command()
def missing(
    agencies: Annotated[list[str] | None, typer.Option("--agency")] = None,
    unit: Annotated[str | None, typer.Option("--unit")] = None,
    province: Annotated[str | None, typer.Option("--province")] = None,
    item: ItemOption = None,
    reason: Annotated[str | None, typer.Option("--reason")] = None,
    changed_since: Annotated[str | None, typer.Option("--changed-since")] = None,
    run_year: Annotated[int | None, typer.Option("--year")] = None,
    format: Annotated[ListFormat, typer.Option("--format")] = ListFormat.TEXT,
    header: Annotated[Header, typer.Option("--header")] = Header.THAI,
    output: Annotated[Path | None, typer.Option("--output")] = None,
    lang: LangOption = Lang.TH,
    verbose: VerboseOption = 0,
) -> int:
    """List what is missing."""
    from oitwatch.commands.missing import MissingCommand, run

    return run(
        MissingCommand(
            lang=lang,
            agencies=tuple(agencies or ()),
            unit=unit,
            province=province,
            item=item,
            reason=reason,
            changed_since=changed_since,
            year=run_year,
            format=format,
            header=header,
            output=output,
            verbosity=verbose,
        )
    )


@app.command()
def ready(
    agency: Annotated[str | None, typer.Option("--agency")] = None,
    run_year: Annotated[int | None, typer.Option("--year")] = None,
    on_day: Annotated[str | None, typer.Option("--as-of")] = None,
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
) -> int:
    """Tell how ready an agency is."""
    from oitwatch.commands.ready import run

    return run(agency=agency, year=run_year, as_of=on_day, format=format, lang=lang)


@rulebook_app.command("list")
def rulebook_list(lang: LangOption = Lang.TH) -> int:
    """List the years."""
    from oitwatch.commands.rulebooks import list_years

    return list_years(lang=lang)


@rulebook_app.command("show")
def rulebook_show(
    rulebook_year: Annotated[int, typer.Argument(metavar="YEAR")],
    item: ItemOption = None,
    lang: LangOption = Lang.TH,
) -> int:
    """Show a year."""
    from oitwatch.commands.rulebooks import show

    return show(rulebook_year, item=item, lang=lang)


@rulebook_app.command("check")
def rulebook_check(
    path: Annotated[Path, typer.Argument(metavar="FILE")], lang: LangOption = Lang.TH
) -> int:
    """Check a file."""
    from oitwatch.commands.rulebooks import check

    return check(path, lang=lang)


# -- the register of agencies ---------------------------------------------------------------------

AgencyArgument = Annotated[str, typer.Argument(metavar="ID")]


@agencies_app.command("import")
def agencies_import(
    register_file: Annotated[Path, typer.Argument(metavar="FILE")],
    register_year: Annotated[int | None, typer.Option("--year")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
) -> int:
    """Record the agencies of a file."""
    from oitwatch.commands.agencies import import_file

    return import_file(register_file, year=register_year, dry_run=dry_run, format=format, lang=lang)


@agencies_app.command("list")
def agencies_list(
    province: Annotated[str | None, typer.Option("--province")] = None,
    kind: Annotated[str | None, typer.Option("--type")] = None,
    retired: Annotated[bool, typer.Option("--all")] = False,
    format: Annotated[RegisterFormat, typer.Option("--format")] = RegisterFormat.TEXT,
    lang: LangOption = Lang.TH,
) -> int:
    """List the agencies."""
    from oitwatch.commands.agencies import list_agencies

    return list_agencies(province=province, kind=kind, retired=retired, format=format, lang=lang)


@agencies_app.command("show")
def agencies_show(
    agency_id: AgencyArgument, format: FormatOption = Format.TEXT, lang: LangOption = Lang.TH
) -> int:
    """Show one agency."""
    from oitwatch.commands.agencies import show

    return show(agency_id, format=format, lang=lang)


@agencies_app.command("add")
def agencies_add(
    new_id: Annotated[str | None, typer.Option("--id")] = None,
    name_th: Annotated[str | None, typer.Option("--name")] = None,
    new_type: Annotated[str | None, typer.Option("--type")] = None,
    new_province: Annotated[str | None, typer.Option("--province")] = None,
    district: Annotated[str | None, typer.Option("--district")] = None,
    home_url: Annotated[str | None, typer.Option("--url")] = None,
    hosts: Annotated[list[str] | None, typer.Option("--host")] = None,
    units: Annotated[list[str] | None, typer.Option("--unit")] = None,
    officers: Annotated[list[str] | None, typer.Option("--officer")] = None,
    year_basis: YearBasisOption = None,
    declared: Annotated[Path | None, typer.Option("--declared")] = None,
    register_year: Annotated[int | None, typer.Option("--year")] = None,
    lang: LangOption = Lang.TH,
) -> int:
    """Record one agency."""
    from oitwatch.commands.agencies import AddCommand, add

    given = {
        "agency_id": new_id,
        "name_th": name_th,
        "agency_type": new_type,
        "province": new_province,
        "district": district,
        "home_url": home_url,
        "hosts": "\n".join(hosts) if hosts else None,
        "units": "\n".join(units) if units else None,
        "officers": "\n".join(officers) if officers else None,
        "calendar_year": year_basis,
    }
    cells = {field: text for field, text in given.items() if text is not None}
    return add(AddCommand(cells=cells, declared=declared, year=register_year, lang=lang))


@agencies_app.command("retire")
def agencies_retire(agency_id: AgencyArgument, lang: LangOption = Lang.TH) -> int:
    """Archive one agency."""
    from oitwatch.commands.agencies import retire

    return retire(agency_id, lang=lang)


@agencies_app.command("template")
def agencies_template() -> int:
    """Print a register file to fill in."""
    from oitwatch.commands.agencies import template

    return template()


@rulebook_app.command("diff")
def rulebook_diff(
    first_year: Annotated[int, typer.Argument(metavar="YEAR1")],
    second_year: Annotated[int, typer.Argument(metavar="YEAR2")],
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
) -> int:
    """Compare two years."""
    from oitwatch.commands.rulebooks import diff

    return diff(first_year, second_year, format=format, lang=lang)


@app.command()
def score(
    agency: Annotated[str | None, typer.Option("--agency")] = None,
    score_year: Annotated[int | None, typer.Option("--year")] = None,
    assume: Annotated[list[str] | None, typer.Option("--assume")] = None,
    iit: Annotated[list[str] | None, typer.Option("--iit")] = None,
    eit: Annotated[list[str] | None, typer.Option("--eit")] = None,
    eit_part1: Annotated[str | None, typer.Option("--eit-part1")] = None,
    eit_part2: Annotated[str | None, typer.Option("--eit-part2")] = None,
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
) -> int:
    """Show the score of what stands."""
    from oitwatch.commands.score import ScoreCommand, run

    return run(
        ScoreCommand(
            agency=agency,
            year=score_year,
            assume=tuple(assume or ()),
            iit=tuple(iit or ()),
            eit=tuple(eit or ()),
            eit_part1=eit_part1,
            eit_part2=eit_part2,
            format=format,
            lang=lang,
        )
    )


@app.command()
def judge(
    kept_run: Annotated[str, typer.Argument(metavar="RUN")],
    judge_year: Annotated[int | None, typer.Option("--year")] = None,
    judge_as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    judge_type: Annotated[str | None, typer.Option("--agency-type")] = None,
    year_basis: YearBasisOption = None,
    format: FormatOption = Format.TEXT,
    lang: LangOption = Lang.TH,
    exit_zero: ExitZeroOption = False,
    verbose: VerboseOption = 0,
) -> int:
    """Judge a kept run again."""
    from oitwatch.commands.judge import JudgeCommand, run

    return run(
        JudgeCommand(
            run=kept_run,
            year=judge_year,
            as_of=judge_as_of,
            agency_type=judge_type,
            year_basis=year_basis,
            format=format,
            lang=lang,
            exit_zero=exit_zero,
            verbosity=verbose,
        )
    )


@app.command()
def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE")] = None,
    year: YearOption = None,
    lang: LangOption = Lang.TH,
) -> int:
    """Explain a code."""
    from oitwatch.explain import run

    return run(code, year=year, lang=lang)


@app.command()
def doctor(lang: LangOption = Lang.TH) -> int:
    """Check the machine."""
    from oitwatch.doctor import run

    return run(lang=lang)


def command(language: Texts) -> Any:  # Any: click's classes come with typer, under no public name
    """The command with its help in one language."""
    top: Any = typer.main.get_command(app)
    top.help = language.say("cli.main")
    top.epilog = language.say("cli.exit_codes")
    for name in _AUDITING:
        top.commands[name].epilog = top.epilog
    _describe(top, "", language)
    return top


def _describe(node: Any, path: str, language: Texts) -> None:
    if path:
        node.help = language.say(f"cli.command.{path}")
        node.short_help = node.help
    for parameter in node.params:
        if parameter.name != "help":
            parameter.help = language.say(f"cli.option.{parameter.name}")
    node.get_help_option(typer.Context(node)).help = language.say("cli.help")
    for name, child in getattr(node, "commands", {}).items():
        _describe(child, f"{path} {name}".strip(), language)


_SIGINT = 130  # what typer makes of an interrupt outside the audit's own handling


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code of design.md section 4. Never raises."""
    arguments = sys.argv[1:] if arguments is None else arguments
    make_streams_safe()
    language = texts(_lang_of(arguments))
    try:
        code = command(language).main(
            args=list(arguments), prog_name="oitwatch", standalone_mode=False
        )
        code = code if isinstance(code, int) else 0
        if code == _SIGINT:
            talk(language.say("error.interrupted"))
            return INTERRUPTED
        return code
    except FrontError as error:
        _say(error, language)
        return USAGE if isinstance(error, UsageError) else INTERNAL
    except typer.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        talk(language.say("error.interrupted"))
        return INTERRUPTED
    except Exception as error:  # the last boundary: a sentence, never a trace
        if _is_usage(error):
            _say(_usage_error(error), language)
            return USAGE
        from oitwatch.commands.failures import report_unexpected

        return report_unexpected(error, language, _verbosity_of(arguments))


def _say(error: FrontError, language: Texts) -> None:
    message = language.say(f"error.{error.key}", **error.facts)
    talk(language.say("error.prefix", message=message))


def _lang_of(arguments: Sequence[str]) -> str:
    """The language asked for, read before the line is understood: mistakes are told in it too."""
    import os

    chosen = os.environ.get("OITWATCH_LANG", DEFAULT_LANG)
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            chosen = arguments[place + 1]
        elif argument.startswith("--lang="):
            chosen = argument.removeprefix("--lang=")
    return chosen if chosen in LANGUAGES else DEFAULT_LANG


def _verbosity_of(arguments: Sequence[str]) -> int:
    return sum(
        argument.count("v") if argument.strip("v") == "-" else argument == "--verbose"
        for argument in arguments
    )


# -- mistakes in the line itself ------------------------------------------------------------------

# Click's classes come with typer under no public name; the two below are their common parents.
_CLICK_USAGE_ERROR: type = typer.BadParameter.__mro__[1]
_CLICK_ERROR: type = typer.BadParameter.__mro__[2]


def _is_usage(error: Exception) -> bool:
    return isinstance(error, _CLICK_ERROR)


def _usage_error(error: Any) -> UsageError:  # Any: see above
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
    known = _names(context.command) if context is not None else ""
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


def _names(node: Any) -> str:
    return ", ".join(getattr(node, "commands", {}))


def _one_line(text: object) -> str:
    return " ".join(str(text).removeprefix("Value error, ").split()).rstrip(".")


if __name__ == "__main__":
    sys.exit(main())
