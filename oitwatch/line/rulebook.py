"""The commands ``oitwatch rulebook ...``."""

from pathlib import Path
from typing import Annotated

import typer

from oitwatch.line.options import Format, FormatOption, ItemOption, Lang, LangOption

rulebook_app = typer.Typer(rich_markup_mode=None)


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
