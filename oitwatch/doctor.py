"""``oitwatch doctor``: whether this machine can run audits, and what it lacks."""

import importlib.util
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.extract import digit_reader
from oitwatch.commands.output import INTERNAL, PASSED, columns, emit
from oitwatch.errors import AuditError
from oitwatch.reports.columns import padded, width_of, wrapped
from oitwatch.settings import load_settings
from oitwatch.texts import Texts, texts

ROOTS = ("crawler", "checks", "store", "oitwatch", "scheduler")

_LEAST_FREE_BYTES = 200 * 1024 * 1024
# The names under which Linux distributions install each program.
_PROGRAMS = {
    "pdftotext": ("pdftotext",),
    "tesseract": ("tesseract",),
    "antiword": ("antiword",),
    "unar": ("unar",),
    "libreoffice": ("libreoffice", "soffice"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One thing looked at; ``grave`` when audits cannot run with it."""

    words: str
    fine: bool
    grave: bool = False


def run(*, lang: str) -> int:
    """Print what was looked at; 5 when audits cannot run here."""
    language = texts(lang)
    examined = list(examine(language))
    lines = []
    states = {state: language.say(f"doctor.{state}") for state in ("ok", "bad", "note")}
    width = max(width_of(word) for word in states.values())
    for entry in examined:
        state = "ok" if entry.fine else ("bad" if entry.grave else "note")
        head = f"{padded(states[state], width)}  "
        lines += wrapped(entry.words, columns(), indent=head, hanging=" " * width_of(head))
    lines += wrapped(language.say("doctor.formats_note"), columns())
    emit("\n".join(lines) + "\n")
    return INTERNAL if any(entry.grave and not entry.fine for entry in examined) else PASSED


def examine(language: Texts) -> Iterator[Examined]:
    """Everything that is looked at, in the order of the list.

    Raises:
        UsageError: an ``OITWATCH_*`` variable has a value that cannot be used.
    """
    say = language.say
    settings = load_settings()
    yield Examined(words=say("doctor.python", version=platform.python_version()), fine=True)
    yield from _roots(language)
    yield _home(settings.home, language)
    yield _disk(settings.home, language)
    yield from _rulebooks(language)
    if settings.contact:
        yield Examined(words=say("doctor.contact_ok", contact=settings.contact), fine=True)
    else:
        yield Examined(words=say("doctor.contact_none"), fine=False)
    for program, names in _PROGRAMS.items():
        path = next(filter(None, map(shutil.which, names)), None)
        if path is not None:
            yield Examined(words=say("doctor.program_ok", program=program, path=path), fine=True)
        else:
            without = say(f"doctor.without.{program}")
            words = say("doctor.program_none", program=program, without=without)
            yield Examined(words=words, fine=False)
    digits = digit_reader.is_installed()
    words = say("doctor.digits_ok" if digits else "doctor.digits_none")
    yield Examined(words=words, fine=digits)


def _roots(language: Texts) -> Iterator[Examined]:
    """Whether every part comes from one place: their names are common ones."""
    folder = Path(__file__).parents[1]
    strangers = []
    for name in ROOTS:
        spec = importlib.util.find_spec(name)
        file = Path((spec.origin if spec else None) or name)
        root = file.parent.parent if file.stem == "__init__" else file.parent
        if root != folder:
            strangers.append((name, str(root)))
    if not strangers:
        yield Examined(words=language.say("doctor.roots_ok", folder=str(folder)), fine=True)
    for name, place in strangers:
        words = language.say("doctor.roots_bad", name=name, folder=place)
        yield Examined(words=words, fine=False, grave=True)


def _home(home: Path, language: Texts) -> Examined:
    from oitwatch.commands.kept import opened_store

    try:
        with opened_store(home):
            pass
    except AuditError as error:
        detail = error.facts.get("detail", "")
        words = language.say("doctor.home_bad", home=str(home), detail=detail)
        return Examined(words=words, fine=False, grave=True)
    return Examined(words=language.say("doctor.home_ok", home=str(home)), fine=True)


def _disk(home: Path, language: Texts) -> Examined:
    place = next((p for p in (home, *home.absolute().parents) if p.exists()), Path("/"))
    free = shutil.disk_usage(place).free
    if free >= _LEAST_FREE_BYTES:
        return Examined(words=language.say("doctor.disk_ok", free=_size(free)), fine=True)
    facts = {"free": _size(free), "least": _size(_LEAST_FREE_BYTES)}
    return Examined(words=language.say("doctor.disk_low", **facts), fine=False, grave=True)


def _rulebooks(language: Texts) -> Iterator[Examined]:
    from checks.errors import CheckError
    from checks.registry import all_checks
    from checks.rulebook import load, shipped_years, validate_bindings

    for year in shipped_years():
        try:
            rulebook = load(year)
            validate_bindings(rulebook, all_checks())
        except CheckError as error:
            words = language.say("doctor.rulebook_bad", year=str(year), detail=str(error))
            yield Examined(words=words, fine=False, grave=True)
            continue
        facts = {"year": str(year), "items": str(rulebook.item_count)}
        yield Examined(words=language.say("doctor.rulebook_ok", **facts), fine=True)


def _size(number: int) -> str:
    return f"{number / 1024**3:.1f} GiB" if number >= 1024**3 else f"{number / 1024**2:.0f} MiB"
