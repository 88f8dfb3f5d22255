"""The command ``oitwatch``: understands the line and hands over; what it does is in commands/.

Only what every call needs is imported here, so that ``--help`` and mistakes answer at once.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from oitwatch import __version__
from oitwatch.commands.output import INTERNAL, INTERRUPTED, USAGE, emit, make_streams_safe, talk
from oitwatch.errors import FrontError, UsageError
from oitwatch.line.agencies import agencies_app
from oitwatch.line.mistakes import is_usage, names_of, usage_error
from oitwatch.line.options import (
    AgenciesOption,
    ExitZeroOption,
    Format,
    FormatOption,
    Header,
    ItemOption,
    Lang,
    LangOption,
    ListFormat,
    VerboseOption,
    YearBasisOption,
    YearOption,
)
from oitwatch.line.rulebook import rulebook_app
from oitwatch.texts import LANGUAGES, Texts, texts

DEFAULT_LANG = "th"
# Commands whose exit code tells what was found.
_AUDITING = ("audit", "demo", "judge", "missing", "ready", "run")


app = typer.Typer(
    add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, name="oitwatch"
)
app.add_typer(rulebook_app, name="rulebook")
app.add_typer(agencies_app, name="agencies")


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
        raise UsageError("need_command", known=names_of(context.command))
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
        if is_usage(error):
            _say(usage_error(error), language)
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


if __name__ == "__main__":
    sys.exit(main())
