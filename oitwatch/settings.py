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

    home: Path = Field(default_factory=default_home)
    contact: str = ""  # an e-mail or web address for the owners of visited sites
    connect_to: str = ""  # HOST=ADDR:PORT, comma separated
    debug: bool = False

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
