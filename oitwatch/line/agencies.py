"""The commands ``oitwatch agencies ...``: the register."""

from pathlib import Path
from typing import Annotated

import typer

from oitwatch.line.options import (
    Format,
    FormatOption,
    Lang,
    LangOption,
    RegisterFormat,
    YearBasisOption,
)

agencies_app = typer.Typer(rich_markup_mode=None)

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
