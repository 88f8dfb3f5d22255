"""``oitwatch demo``: serves the bundled sample agency on loopback and audits it."""

from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from oitwatch.commands.audit import AuditCommand
from oitwatch.commands.audit import run as run_audit
from oitwatch.commands.kept import opened_store
from oitwatch.commands.output import FAILED, OPEN, PASSED, columns, emit, talk
from oitwatch.commands.typed import again
from oitwatch.errors import AuditError
from oitwatch.readiness import readiness
from oitwatch.reports.missing import ListOptions, missing_text
from oitwatch.reports.readiness import ready_text
from oitwatch.reports.thai_dates import shown_date
from oitwatch.settings import load_settings
from oitwatch.static_site import serve
from oitwatch.texts import texts
from oitwatch.todo import agency_todo

SAMPLE = Path(__file__).parents[1] / "sample"


class SampleAgency(BaseModel):
    """What the sample says of itself; further keys are for its own tests."""

    model_config = ConfigDict(extra="ignore", frozen=True, coerce_numbers_to_str=True)

    host: str
    fiscal_year_be: int
    as_of: str
    agency_type: str
    name_th: str
    home: str = "/"


def sample_agency() -> SampleAgency:
    """The sample's description.

    Raises:
        AuditError: the sample does not stand where the program is installed.
    """
    path = SAMPLE / "agency.yaml"
    try:
        written = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # all text
        return SampleAgency.model_validate(written)
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise AuditError("sample_missing", path=str(path)) from error


def run(*, lang: str, format: str, exit_zero: bool, verbosity: int) -> int:
    """Audit the sample without any network; the exit code of the audit.

    Raises:
        AuditError: the sample is not there, or the home directory cannot be used.
    """
    agency = sample_agency()
    site = SAMPLE / "site"
    if not site.is_dir():
        raise AuditError("sample_missing", path=str(site))
    with serve(site) as (address, port):
        talk(texts(lang).say("progress.demo", url=f"http://{address}:{port}/"))
        code = run_audit(
            AuditCommand(
                urls=(f"http://{agency.host}{agency.home}",),
                lang=lang,
                year=agency.fiscal_year_be,
                agency_type=agency.agency_type,
                name=agency.name_th,
                format=format,
                min_gap=0,
                as_of=agency.as_of,
                connect_to=(f"{agency.host}={address}:{port}",),
                exit_zero=exit_zero,
                verbosity=verbosity,
                home=_home(),
            )
        )
    if format == "text" and code in {PASSED, FAILED, OPEN}:
        emit(_lists(agency, lang))
    return code


def _home() -> Path:
    """Apart from the user's own runs: a sample has no place on an officer's list."""
    return load_settings().home / "demo"


def _lists(agency: SampleAgency, lang: str) -> str:
    """The officers' list and the readiness of the sample as of its day, both in short form."""
    language = texts(lang)
    with opened_store(_home()) as store:
        last = store.last_run(home_url=f"http://{agency.host}{agency.home}")
        todo = (
            agency_todo(store, last.agency.agency_id, last.fiscal_year_be, None) if last else None
        )
    if todo is None:
        return ""
    options = ListOptions(columns=columns(), short=True, titles=False)
    listed = missing_text([todo], language, options)
    day = date.fromisoformat(agency.as_of)
    told = ready_text(readiness(todo, day), language, columns=columns(), short=True)
    in_full = language.say(
        "missing.in_full",
        command=again("missing", *(["--lang", lang] if lang != "th" else []), home=_home()),
    )
    fixed = language.say("missing.demo_day", date=shown_date(day, language))
    return f"\n== {language.say('missing.short_title')} ==\n{listed}{in_full}\n\n{fixed}\n{told}"
