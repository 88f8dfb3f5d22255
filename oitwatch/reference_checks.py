"""The generated pages of docs/reference/checks: one per check, and their index.

Everything on them is read from the code: the docstring of the check's file, its options with the
comments beside them, the shipped rulebooks that bind it, and the folders of its cases.
"""

import dataclasses
import inspect
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

import checks
from checks.api import RegisteredCheck
from checks.reasons import Reason
from checks.registry import all_checks
from checks.rulebook import Component, load, shipped_years

CASES = Path(checks.__file__).parent.parent / "tests" / "checks"
INDEX = "checks/README.md"

_OUTCOMES = ("passed", "failed", "cantTell", "inapplicable")
_OUTCOME_LINE = re.compile(rf"^({'|'.join(_OUTCOMES)})\s+(.*)")
_REASON_IN_CODE = re.compile(r"\bReason\.([A-Z_]+)\b")
_OPTION_LINE = re.compile(r"^\s+(\w+)\s*:.*?#\s*(.+?)\s*$")
_YEAR = re.compile(r"25\d\d")
_MARKS = {"example": "e", "advice": "a"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the docstring of a check's file says, by its parts.

    ``outcomes`` are in the order of the docstring; ``more`` are further paragraphs, in order.
    """

    claim: str
    question: str
    outcomes: Mapping[str, str]
    more: tuple[str, ...]
    source: str


def check_pages(generated: str) -> dict[str, str]:
    """The index and the page of every check by file name; ``generated`` is their first remark."""
    registry = all_checks()
    pages = {INDEX: _index(registry, generated)}
    for check_id, check in registry.items():
        pages[f"checks/{check_id}.md"] = _page(check, generated)
    return pages


def told(check: RegisteredCheck) -> Told:
    """The parts of a check's docstring.

    Raises:
        ValueError: it has no claim, no question or no outcome.
    """
    module = inspect.getmodule(check.function)
    text = inspect.cleandoc((module and module.__doc__) or "")
    claim, question, source = "", "", ""
    outcomes: dict[str, str] = {}
    more: list[str] = []
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text)):
        joined = " ".join(paragraph.split())
        if number == 0:
            claim = joined
        elif joined.startswith("Question:"):
            question = joined.removeprefix("Question:").strip()
        elif joined.startswith("Source:"):
            source = joined.removeprefix("Source:").strip()
        elif _OUTCOME_LINE.match(paragraph):
            outcomes |= _outcomes(paragraph)
        else:
            more.append(joined)
    if not (claim and question and outcomes):
        raise ValueError(f"{check.id}: its docstring lacks a claim, a question or the outcomes")
    return Told(claim=claim, question=question, outcomes=outcomes, more=tuple(more), source=source)


def reasons_of(check: RegisteredCheck) -> tuple[Reason, ...]:
    """The reasons that the check's file, its docstring or its cases name, in their own order.

    The reasons of what was not read (a page that failed, a scan) are those of any check that
    looks for something, and stand here only where one of the three names them.
    """
    module = inspect.getmodule(check.function)
    code = inspect.getsource(module) if module else ""
    named = {Reason[name] for name in _REASON_IN_CODE.findall(code) if name in Reason.__members__}
    words = set(re.findall(r"[a-z_]+", " ".join(told(check).outcomes.values())))
    named |= {reason for reason in Reason if reason.value in words}
    named |= {Reason(case["reason"]) for case in cases_of(check.id) if case["reason"]}
    return tuple(reason for reason in Reason if reason in named)


@cache
def cases_of(check_id: str) -> tuple[dict[str, str], ...]:
    """The cases of a check by folder name: ``name``, ``outcome``, ``reason`` ("") and ``why``."""
    found = []
    for path in sorted((CASES / check_id).glob("*/case.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        found.append(
            {
                "name": path.parent.name,
                "outcome": written["expect"]["outcome"],
                "reason": written["expect"].get("reason") or "",
                "why": " ".join(written["why"].split()),
            }
        )
    return tuple(found)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A component that a check judges, with its place in each year that has it.

    ``places`` are the facts' ids by year: ``O3.4``, with ``(a)`` for advice, ``(e)`` for one of a
    list of examples, ``*`` for one that does not turn its item.
    """

    subject: str
    component_id: str
    label_th: str
    places: Mapping[int, str]


@cache
def bindings_of(check_id: str) -> tuple[Binding, ...]:
    """The components bound to a check in any year, general rules first, then by first place."""
    places: dict[tuple[str, str], dict[int, str]] = {}
    labels: dict[tuple[str, str], str] = {}
    for year in shipped_years():
        rulebook = load(year)
        for rule in rulebook.general_rules:
            if rule.check == check_id:
                key = ("", rule.component_id)
                places.setdefault(key, {})[year] = rule.source_id + ("" if rule.binds else " \\*")
                labels[key] = rule.label_th
        for item, component in rulebook.walk():
            if component.check == check_id:
                key = (item.slug, component.component_id)
                places.setdefault(key, {})[year] = _place(component)
                labels[key] = _YEAR.sub("…", component.label_th)
    return tuple(
        Binding(subject=key[0], component_id=key[1], label_th=labels[key], places=by_year)
        for key, by_year in sorted(places.items(), key=lambda entry: bool(entry[0][0]))
    )


# -- pages --------------------------------------------------------------------------------------


def _index(registry: Mapping[str, RegisteredCheck], generated: str) -> str:
    years = shipped_years()
    lines = ["# Checks", "", generated, ""]
    lines += [
        "What judges the components of the rulebooks. A check knows no year and no item: the "
        "rulebook binds it to a component with options. Each page says what the check looks for, "
        "its outcomes and reasons, its options, what is bound to it in each year, and its cases. "
        "`oitwatch explain CHECK` prints the same description.",
        "",
        "The columns of years count the components bound to the check, general rules included.",
        "",
        f"| check | claim | version | {' | '.join(map(str, years))} | cases |",
        f"|---|---|---|{'---|' * len(years)}---|",
    ]
    for check_id, check in registry.items():
        bound = bindings_of(check_id)
        counts = [str(sum(year in binding.places for binding in bound)) for year in years]
        by = "" if check.machine else " (no machine judgement)"
        lines.append(
            f"| [{check_id}]({check_id}.md) | {told(check).claim}{by} | {check.version} "
            f"| {' | '.join(counts)} | {len(cases_of(check_id))} |"
        )
    return "\n".join(lines) + "\n"


def _page(check: RegisteredCheck, generated: str) -> str:
    parts = told(check)
    lines = [f"# `{check.id}`", "", generated, "", parts.claim, "", "**Question.** "]
    lines[-1] += parts.question[0].upper() + parts.question[1:]
    for paragraph in parts.more:
        lines += ["", paragraph]
    lines += ["", f"Version {check.version}.{_source(parts.source)}", "", "## Outcomes", ""]
    lines += ["| outcome | when |", "|---|---|"]
    lines += [f"| `{outcome}` | {text} |" for outcome, text in parts.outcomes.items()]
    reasons = reasons_of(check)
    if reasons:
        links = ", ".join(f"[`{reason}`](../reasons.md#{reason})" for reason in reasons)
        lines += ["", f"Reasons it names: {links}."]
    lines += ["", "## Options", "", *_options(check), "", "## Components bound to it", ""]
    lines += [*_bindings(check.id), "", "## Cases", "", *_cases(check.id)]
    return "\n".join(lines) + "\n"


def _source(text: str) -> str:
    return f" Source: {text}" if text else ""


def _options(check: RegisteredCheck) -> list[str]:
    fields = dataclasses.fields(check.options)
    if not fields:
        return ["None."]
    meanings = _meanings(check.options)
    lines = [" ".join((inspect.getdoc(check.options) or "").split()), ""]
    lines += ["| option | type | default | meaning |", "|---|---|---|---|"]
    for field in fields:
        shown = "required"
        if field.default is not dataclasses.MISSING:
            shown = f"`{field.default!r}`"
        elif field.default_factory is not dataclasses.MISSING:
            shown = f"`{field.default_factory()!r}`"
        kind = field.type if isinstance(field.type, str) else inspect.formatannotation(field.type)
        meaning = meanings[field.name]
        lines.append(f"| `{field.name}` | `{_cell(kind)}` | {_cell(shown)} | {meaning} |")
    return lines


def _meanings(options: type) -> dict[str, str]:
    """The comments beside the fields of an options class, by field.

    Raises:
        ValueError: a field has none.
    """
    found = {}
    for line in inspect.getsource(options).splitlines():
        match = _OPTION_LINE.match(line)
        if match:
            found[match[1]] = _cell(match[2])
    for field in dataclasses.fields(options):
        if field.name not in found:
            where = f"{options.__module__}.{options.__name__}.{field.name}"
            raise ValueError(f"{where}: write beside the field, as a comment, what it means")
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _bindings(check_id: str) -> list[str]:
    bound = bindings_of(check_id)
    if not bound:
        return ["None in the shipped rulebooks."]
    years = shipped_years()
    lines = [f"| subject | component | {' | '.join(map(str, years))} |"]
    lines.append(f"|---|---|{'---|' * len(years)}")
    for binding in bound:
        cells = [binding.places.get(year, "") for year in years]
        subject = f"`{binding.subject}`" if binding.subject else "every item"
        lines.append(
            f"| {subject} | `{binding.component_id}` {binding.label_th} | {' | '.join(cells)} |"
        )
    notes = {"(e)": "(e) one of a list of examples", "(a)": "(a) advice"}
    notes["\\*"] = "\\* shown, does not turn the item"
    shown = "\n".join(lines)
    used = [note for mark, note in notes.items() if mark in shown]
    return [*lines, "", "; ".join(used) + "."] if used else lines


def _cases(check_id: str) -> list[str]:
    cases = cases_of(check_id)
    if not cases:
        return ["None."]
    lines = [f"Folders of `tests/checks/{check_id}/`.", "", "| case | outcome | shows |"]
    lines.append("|---|---|---|")
    for case in cases:
        outcome = f"`{case['outcome']}`" + (f" `{case['reason']}`" if case["reason"] else "")
        lines.append(f"| `{case['name']}` | {outcome} | {_cell(case['why'])} |")
    return lines


def _outcomes(paragraph: str) -> Iterator[tuple[str, str]]:
    """The outcomes of a block whose lines begin with one, further lines being joined to it."""
    current = ""
    words: list[str] = []
    for line in paragraph.splitlines():
        match = _OUTCOME_LINE.match(line)
        if match:
            if current:
                yield current, " ".join(words)
            current, words = match[1], [match[2].strip()]
        else:
            words.append(line.strip())
    if current:
        yield current, " ".join(words)


def _place(component: Component) -> str:
    mark = _MARKS.get(component.strength)
    place = f"{component.source_id} ({mark})" if mark else component.source_id
    return place if component.binds or component.strength == "advice" else f"{place} \\*"
