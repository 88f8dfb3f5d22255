"""The options that several commands share, and the words that they take."""

from enum import StrEnum
from typing import Annotated

import typer


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


LangOption = Annotated[Lang, typer.Option("--lang", envvar="OITWATCH_LANG")]
FormatOption = Annotated[Format, typer.Option("--format")]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero")]
VerboseOption = Annotated[int, typer.Option("--verbose", "-v", count=True, show_default=False)]
YearOption = Annotated[int | None, typer.Option("--year")]
YearBasisOption = Annotated[YearBasis | None, typer.Option("--year-basis")]
AgenciesOption = Annotated[list[str] | None, typer.Option("--agency")]
ItemOption = Annotated[str | None, typer.Option("--item")]
