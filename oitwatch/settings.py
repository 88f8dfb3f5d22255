"""What the environment sets: built once, in the command, and handed on as values."""

import os
from pathlib import Path

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from oitwatch import __version__
from oitwatch.errors import UsageError


def default_home() -> Path:
    """``oitwatch`` in the user's state directory. Source: XDG Base Directory Specification."""
    state = os.environ.get("XDG_STATE_HOME", "")
    # The specification has relative paths ignored.
    base = Path(state) if state.startswith("/") else Path.home() / ".local" / "state"
    return base / "oitwatch"


class Settings(BaseSettings):
    """The ``OITWATCH_*`` variables."""

    model_config = SettingsConfigDict(env_prefix="OITWATCH_", frozen=True, env_ignore_empty=True)

    home: Path = Field(
        default_factory=default_home,
        description="Directory in which runs and captured pages are kept; on a local disk.",
    )
    contact: str = Field(
        default="",
        description="E-mail or web address for the owners of visited sites; stands in the"
        " User-Agent. Scheduled audits of public sites refuse to start without it.",
    )
    connect_to: str = Field(
        default="", description="`HOST=ADDR:PORT` rules as of `--connect-to`, comma separated."
    )
    ca_file: Path | None = Field(
        default=None, description="PEM file with a further certificate authority."
    )
    debug: bool = Field(default=False, description="Show the trace of an internal error.")
    nightly: str = Field(
        default="01:00",
        description="When nights start, in Asia/Bangkok: a time, the days when not all, the"
        " provinces when not all agencies; several with semicolons, such as"
        " `01:00; 03:30 mon-fri province=NAME,NAME`. An agency has one start; days stand before"
        " provinces.",
    )
    tick_seconds: float = Field(
        default=60.0, gt=0, description="How often the scheduler looks what is owed."
    )
    parallel_sites: int = Field(
        default=8, ge=1, le=64, description="How many sites are audited side by side."
    )
    lease_seconds: float = Field(
        default=120.0, ge=1, description="After which silence a process's agency is taken over."
    )
    attempts: int = Field(
        default=3, ge=1, description="How often the audit of an agency is begun in one night."
    )
    retry_seconds: float = Field(
        default=900.0, ge=0, description="From an audit that broke off to the next attempt."
    )
    confirm_seconds: float = Field(
        default=3600.0,
        ge=0,
        description="From a failure that follows a pass to the second look at it.",
    )

    @field_validator("contact")
    @classmethod
    def _fits_a_header(cls, contact: str) -> str:
        if not contact.isascii() or not contact.isprintable():
            raise ValueError("must be an e-mail or web address in plain ASCII")
        return contact

    @property
    def user_agent(self) -> str:
        """The name under which sites are asked."""
        contact = f" (+{self.contact})" if self.contact else ""
        return f"oitwatch/{__version__}{contact}"


def load_settings() -> Settings:
    """The settings of this process.

    Raises:
        UsageError: a variable has a value that cannot be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        name = f"OITWATCH_{str(first['loc'][0]).upper()}" if first["loc"] else "OITWATCH_*"
        raise UsageError("bad_setting", name=name, detail=first["msg"]) from error
