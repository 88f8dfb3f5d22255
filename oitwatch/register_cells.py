"""Reads the cells of a register's row; what is wrong with one is said in one sentence."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

from checks.errors import RulebookError
from checks.rulebook import Rulebook, load, shipped_years
from crawler.guard import is_public
from crawler.records import DeclaredUrl
from crawler.thai import repair
from crawler.urls import canonical, host_of, is_ip
from oitwatch.agency_types import agency_type_named
from oitwatch.commands.declared import problem_of, read_declared
from oitwatch.commands.inputs import item_code
from oitwatch.errors import UsageError
from oitwatch.sheets import UNREAD
from oitwatch.texts import Texts

MOST_LETTERS = {"name_th": 300, "home_url": 2000}
_MOST_LETTERS = 100
_MOST_IN_LISTS = 20_000
_MOST_ENTRIES = 200
_LISTS = ("hosts", "units", "officers", "declared")

# Letters, digits and a few signs: an id stands in commands and addresses.
_ID = re.compile(r"[0-9A-Za-z\u0e00-\u0e7f][0-9A-Za-z\u0e00-\u0e7f._:-]*")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LETTER = re.compile(r"[A-Za-z\u0e01-\u0e2e]")
_FORMULA = ("=", "+", "-", "@")
_SEPARATOR = re.compile(r"[;,\n]+")
_NAMED_ANSWER = re.compile(r"(?:^|[;,\n])[ \t]*([^;,\n=/&?:]{1,14}?)[ \t]*=[ \t]*(?=(\w+://)?)")
_FILE = re.compile(r"[^=]+\.(?:csv|tsv|xlsx|xls|ods)", re.IGNORECASE)
_PRIVATE_NAMES = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".corp")
_PROVINCE = re.compile(r"^(?:จังหวัด|จ\.)\s*(?=.)")
_DISTRICT = re.compile(r"^(?:อำเภอ|อ\.|เขต)\s*(?=.)")


class CellError(Exception):
    """What is wrong with a cell: the text's key under ``agencies.problem`` and its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class CellReader:
    """Reads cells of one register file; item codes are those of one fiscal year."""

    def __init__(self, rulebook: Rulebook, texts: Texts, folder: Path) -> None:
        self._rulebook = rulebook
        self._texts = texts
        self._folder = folder
        self._slugs = {item.item_code: item.slug for item in rulebook.items}
        self._proposed = _proposed_owners()

    def read(self, field: str, text: str) -> dict[str, object]:
        """The values of the entry that a cell tells, by field of ``AgencyEntry``.

        Raises:
            CellError: the cell cannot be used.
        """
        _check_letters(field, text)
        match field:
            case "agency_id":
                return {"agency_id": agency_id(text)}
            case "name_th":
                return {"name_th": name(text)}
            case "agency_type":
                return {"agency_type": agency_type(text)}
            case "calendar_year":
                return {"calendar_year": keeps_calendar_years(text)}
            case "province":
                return {"province": _PROVINCE.sub("", _line(text))}
            case "district":
                return {"district": _DISTRICT.sub("", _line(text))}
            case "home_url":
                return {"home_url": home_url(text)}
            case "hosts":
                return {"hosts": _each_once(map(host, _entries(text)))}
            case "officers":
                return {"officers": _each_once(map(email, _entries(text)))}
            case "units":
                return self._units(text)
            case "declared":
                return self.declared(self._answers(text))
        raise KeyError(field)

    def declared(self, answers: tuple[DeclaredUrl, ...]) -> dict[str, object]:
        """Declared addresses with the year of their codes.

        Raises:
            CellError: one of them leads to a private address.
        """
        for answer in answers:
            if not is_public_host(host_of(answer.url)):
                raise CellError("private", text=_short(answer.url))
        year = self._rulebook.fiscal_year_be if answers else None
        return {"declared": answers, "declared_year_be": year}

    def _units(self, text: str) -> dict[str, object]:
        units: list[str] = []
        by_unit: dict[str, str] = {}
        by_item: dict[str, str] = {}
        for entry in _entries(text):
            subject, equals, unit = (_line(part) for part in entry.partition("="))
            unit = unit if equals else subject
            if not _LETTER.search(unit) or unit.startswith(_FORMULA):
                raise CellError("bad_unit", text=_short(entry))
            units.append(unit)
            if equals:
                slugs, whole = self._subject(subject)
                (by_unit if whole else by_item).update(dict.fromkeys(slugs, unit))
        # An item named by itself counts more than the unit that was proposed for it.
        owners = tuple(sorted({**by_unit, **by_item}.items()))
        return {"units": _each_once(units), "owners": owners}

    def _subject(self, text: str) -> tuple[tuple[str, ...], bool]:
        """The slugs that the left side of ``subject=unit`` means, and whether it is a unit."""
        if text in self._proposed:
            return (text,), False
        code = item_code(text)
        if code is not None:
            if code not in self._slugs:
                year = str(self._rulebook.fiscal_year_be)
                raise CellError("other_item", text=code, year=year)
            return (self._slugs[code],), False
        slugs = tuple(slug for slug, unit in self._proposed.items() if unit == text)
        if not slugs:
            known = ", ".join(dict.fromkeys(self._proposed.values()))
            raise CellError("bad_subject", text=_short(text) or " ", known=known)
        return slugs, True

    def _answers(self, text: str) -> tuple[DeclaredUrl, ...]:
        if _FILE.fullmatch(text.strip()) and "://" not in text:
            return self._answer_file(text.strip())
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        starts = [
            match
            for match in _NAMED_ANSWER.finditer(text)
            if match.group(2) or item_code(match.group(1)) is not None
        ]
        if not starts or text[: starts[0].start()].strip():
            raise CellError("bad_declared", text=_short(text))
        ends = [match.start() for match in starts[1:]] + [len(text)]
        answers = []
        for match, end in zip(starts, ends, strict=True):
            code, url = match.group(1).strip(), text[match.end() : end].strip(" \t\n;,")
            problem = problem_of(code, url, self._rulebook, self._texts)
            if problem:
                raise CellError("declared", detail=problem)
            if re.search(r"\s", url):
                raise CellError("bad_declared", text=_short(url))
            answers.append(DeclaredUrl(item_code=item_code(code) or code, url=url))
        return tuple(dict.fromkeys(answers))

    def _answer_file(self, named: str) -> tuple[DeclaredUrl, ...]:
        path = (self._folder / named).resolve()
        if not path.is_relative_to(self._folder.resolve()):  # a register from elsewhere
            raise CellError("file_elsewhere", text=_short(named))
        try:
            return read_declared(path, self._rulebook, self._texts)
        except UsageError as error:
            told = self._texts.say(f"error.{error.key}", **error.facts)
            # One line of the register, one line of the report.
            raise CellError("declared", detail=" · ".join(told.splitlines())) from error


def agency_id(text: str) -> str:
    """An id of letters, digits and ``._:-`` that begins with a letter or digit.

    Raises:
        CellError: it is none.
    """
    written = _line(text)
    if not _ID.fullmatch(written):
        raise CellError("bad_id", text=_short(written))
    return written


def name(text: str) -> str:
    """An agency's name, repaired, on one line.

    Raises:
        CellError: it has no letter, or would be a formula in a spreadsheet.
    """
    written = _line(text)
    if written.startswith(_FORMULA):
        raise CellError("formula", text=_short(written))
    if not _LETTER.search(written):
        raise CellError("bad_name", text=_short(written))
    return written


def agency_type(text: str) -> str:
    """The code of a type by code or name.

    Raises:
        CellError: it names none.
    """
    code = agency_type_named(text)
    if code is None:
        raise CellError("bad_type", text=_short(_line(text)))
    return code


_YEAR_BASES = {
    **dict.fromkeys(("ปีงบประมาณ", "งบประมาณ", "fiscal", "ต.ค.-ก.ย."), False),
    **dict.fromkeys(("ปีปฏิทิน", "ปฏิทิน", "calendar", "ม.ค.-ธ.ค."), True),
}


def keeps_calendar_years(text: str) -> bool:
    """Whether an agency keeps its books by calendar years, by the name of its year.

    Raises:
        CellError: it names neither year.
    """
    told = _YEAR_BASES.get(_line(text).replace(" ", "").replace("–", "-").casefold())
    if told is None:
        raise CellError("bad_year_basis", text=_short(_line(text)))
    return told


def home_url(text: str) -> str:
    """The canonical address of a public website; ``https://`` is added where no scheme stands.

    Raises:
        CellError: it is none, or leads to a private network.
    """
    written = text.strip()
    if re.search(r"[\s;,]", written):
        raise CellError("several_urls", text=_short(written))
    address = canonical(written if "//" in written else f"https://{written}")
    if address is None:
        raise CellError("bad_url", text=_short(written))
    if not is_public_host(host_of(address)):
        raise CellError("private", text=_short(written))
    return address


def host(text: str) -> str:
    """A public host name, from a name or an address.

    Raises:
        CellError: it is none.
    """
    return host_of(home_url(text))


def email(text: str) -> str:
    """An e-mail address.

    Raises:
        CellError: it is none.
    """
    written = text.removeprefix("mailto:").strip("<> ")
    if not _EMAIL.fullmatch(written):
        raise CellError("bad_email", text=_short(text))
    return written


def is_public_host(host: str) -> bool:
    """Whether a host may be public: a public address, or a name that is none of a private network.

    To which address a name leads is checked at each connection.
    """
    if is_ip(host):
        return is_public(host)
    return "." in host and not host.endswith(_PRIVATE_NAMES)


def _proposed_owners() -> Mapping[str, str]:
    """The unit proposed for each item of any shipped year, by slug; the newest year's word."""
    proposed: dict[str, str] = {}
    for year in shipped_years():
        try:
            proposed |= {item.slug: item.owner_th for item in load(year).items}
        except RulebookError as error:
            raise UsageError("bad_rulebook", detail=str(error)) from error
    return proposed


def _check_letters(field: str, text: str) -> None:
    most = _MOST_IN_LISTS if field in _LISTS else MOST_LETTERS.get(field, _MOST_LETTERS)
    if len(text) > most:
        raise CellError("too_long", text=f"{len(text):,}", most=f"{most:,}")
    if UNREAD in text:
        raise CellError("unread_letters")
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text):
        raise CellError("control_letters")


def _entries(text: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in _SEPARATOR.split(text.replace("\r", "\n")))
    entries = tuple(part for part in found if part)
    if len(entries) > _MOST_ENTRIES:
        raise CellError("too_many", text=f"{len(entries):,}", most=str(_MOST_ENTRIES))
    return entries


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def is_empty(text: str) -> bool:
    """Whether nothing that can be seen stands in a cell: letters without a width are nothing."""
    return not _line(text)


def _line(text: str) -> str:
    """Repaired Thai on one line."""
    return " ".join(repair(text).split())


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
