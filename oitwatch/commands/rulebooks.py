"""``oitwatch rulebook``: the years, what each asks, what changes, whether a file is valid."""

import json
from pathlib import Path

from checks.errors import RulebookError
from checks.registry import all_checks
from checks.rulebook import (
    Component,
    Item,
    Rulebook,
    load,
    load_file,
    shipped_years,
    validate_bindings,
)
from checks.rulebook_diff import compare
from oitwatch.commands.inputs import item_codes
from oitwatch.commands.output import PASSED, columns, emit
from oitwatch.errors import UsageError
from oitwatch.reports.columns import wrapped
from oitwatch.reports.rulebook_diff import diff_document, diff_text
from oitwatch.texts import Texts, texts


def list_years(*, lang: str) -> int:
    """Print one line per year that has a rulebook, oldest first.

    Raises:
        UsageError: a shipped rulebook cannot be used.
    """
    language = texts(lang)
    lines = []
    for year in shipped_years():
        rulebook = loaded(year)
        lines.append(
            language.say(
                "rulebook.line",
                year=str(year),
                status=language.say(f"rulebook.{rulebook.status}"),
                items=str(rulebook.item_count),
                components=str(rulebook.component_count),
                share=f"{100 * machine_share(rulebook):.1f} %",
            )
        )
        for item, component in handed_over(rulebook):
            label = component.label_th if lang == "th" else component.requirement_en
            why = str(component.options.get("why_th" if lang == "th" else "why_en", ""))
            line = language.say(
                "rulebook.handed_over",
                item=item.item_code.lower(),
                label=label.rstrip("."),
                why=why,
            )
            lines += wrapped(line, columns(), indent="      ", hanging="        ")
    emit("\n".join(lines) + "\n")
    return PASSED


def show(year: int, *, item: str | None, lang: str) -> int:
    """Print the items of a year with their components, or one item of it.

    Raises:
        UsageError: there is no such year or item.
    """
    language = texts(lang)
    rulebook = loaded(year)
    if item is not None:
        emit(described(_asked(rulebook, item), language, columns()))
        return PASSED
    lines = [
        language.say(
            "rulebook.show_title",
            year=str(year),
            status=language.say(f"rulebook.{rulebook.status}"),
            items=str(rulebook.item_count),
            digest=rulebook.digest,
        )
    ]
    for sub in rulebook.sub_indicators:
        lines += ["", f"{sub.code} {sub.name_th if lang == 'th' else sub.name_en}"]
        for entry in sub.items:
            lines += _head(entry, language, columns())
            for component in entry.components:
                lines += _component(component, language, columns())
    emit("\n".join(lines) + "\n")
    return PASSED


def diff(first: int, second: int, *, format: str, lang: str) -> int:
    """Print what changes from one year to another, subject by subject.

    Raises:
        UsageError: there is no rulebook of one of the years.
    """
    before, after = loaded(first), loaded(second)
    changes = compare(before, after)
    if format == "json":
        document = diff_document(before, after, changes)
        emit(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        emit(diff_text(before, after, changes, texts(lang), columns()))
    return PASSED


def check(path: Path, *, lang: str) -> int:
    """Load a rulebook file and its bindings; print that it is valid.

    Raises:
        UsageError: it is not; the message names the place and what to do.
    """
    try:
        rulebook = load_file(path)
        validate_bindings(rulebook, all_checks(), name=str(path))
    except RulebookError as error:
        raise UsageError("check_fails", detail=str(error)) from error
    language = texts(lang)
    facts = {"items": str(rulebook.item_count), "components": str(rulebook.component_count)}
    year = str(rulebook.fiscal_year_be)
    emit(language.say("rulebook.ok", path=str(path), year=year, **facts) + "\n")
    return PASSED


def loaded(year: int) -> Rulebook:
    """The shipped rulebook of a year.

    Raises:
        UsageError: there is none, or it cannot be used.
    """
    if year not in shipped_years():
        years = ", ".join(map(str, shipped_years()))
        raise UsageError("unknown_year", year=str(year), years=years)
    try:
        return load(year)
    except RulebookError as error:
        raise UsageError("bad_rulebook", detail=str(error)) from error


def handed_over(rulebook: Rulebook) -> tuple[tuple[Item, Component], ...]:
    """The must components that no machine judges, with their items, in rulebook order."""
    registry = all_checks()
    return tuple(
        (item, component)
        for item, component in rulebook.walk()
        if component.strength == "must" and not registry[component.check].machine
    )


def machine_share(rulebook: Rulebook) -> float:
    """The share of the must components that a machine judges, 0 to 1."""
    musts = sum(component.strength == "must" for _, component in rulebook.walk())
    return 1 - len(handed_over(rulebook)) / musts if musts else 0.0


def described(item: Item, language: Texts, width: int | None) -> str:
    """What the year asks for in one item, ending with a line break."""
    say = language.say
    lines = _head(item, language, width)
    for component in item.components:
        lines += _component(component, language, width)
    for key, text in (
        ("item_fix", item.how_to_fix_th),
        ("item_beware", item.avoid_th),
    ):
        if text:
            lines += wrapped(say(f"rulebook.{key}", text=text), width, indent="  ", hanging="  ")
    if item.owner_th:
        lines.append(f"  {say('rulebook.item_owner', owner=item.owner_th)}")
    return "\n".join(lines) + "\n"


def _asked(rulebook: Rulebook, text: str) -> Item:
    codes = item_codes((text,))
    try:
        return rulebook.item(codes[0])
    except KeyError as error:
        year = str(rulebook.fiscal_year_be)
        raise UsageError("unknown_item", items=codes[0], year=year) from error


def _head(item: Item, language: Texts, width: int | None) -> list[str]:
    title = item.title_th if language.lang == "th" else item.title_en
    return wrapped(f"{item.item_code.lower()} {title}", width, hanging="   ")


def _component(component: Component, language: Texts, width: int | None) -> list[str]:
    thai = language.lang == "th"
    registry = all_checks()
    marks = []
    if component.strength == "example":
        marks.append(language.say("report.example"))
    if component.confidence == "low":
        marks.append(language.say("report.unconfirmed"))
    elif component.strength == "advice":
        marks.append(language.say("report.advice"))
    if component.check in registry and not registry[component.check].machine:
        marks.append(language.say("rulebook.by_person"))
    requirement = component.requirement_th if thai else component.requirement_en
    text = " ".join([component.source_id, requirement, *marks])
    return wrapped(text, width, indent="   - ", hanging="     ")
