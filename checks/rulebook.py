"""Loads rulebooks: one YAML file per fiscal year, checked whole before anything is judged by it."""

import dataclasses
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from checks.api import RegisteredCheck
from checks.errors import RulebookError
from checks.rulebook_schema import (
    AGENCY_TYPES,
    LOCAL_GOVERNMENT_TYPES,
    CalendarEntry,
    Component,
    GeneralRule,
    GradeBand,
    Grades,
    Indicator,
    Item,
    Rulebook,
    SubIndicator,
    matches_agency_type,
)
from checks.strict_yaml import read_yaml

__all__ = [
    "AGENCY_TYPES",
    "LOCAL_GOVERNMENT_TYPES",
    "CalendarEntry",
    "Component",
    "GeneralRule",
    "GradeBand",
    "Grades",
    "Indicator",
    "Item",
    "Rulebook",
    "SubIndicator",
    "build_options",
    "load",
    "load_file",
    "matches_agency_type",
    "read_yaml",
    "shipped_years",
    "validate_bindings",
]

FOLDER = Path(__file__).parent / "rulebooks"
_RULEBOOK = TypeAdapter(Rulebook)


def shipped_years() -> tuple[int, ...]:
    """The fiscal years (BE) whose rulebooks ship, oldest first."""
    return tuple(sorted(int(path.stem) for path in FOLDER.glob("*.yaml") if path.stem.isdigit()))


def load(year: int) -> Rulebook:
    """The shipped rulebook of a fiscal year (BE).

    Raises:
        RulebookError: no rulebook of that year ships, or the file is wrong.
    """
    path = FOLDER / f"{year}.yaml"
    if not path.is_file():
        years = ", ".join(map(str, shipped_years()))
        raise RulebookError(
            f"there is no rulebook of fiscal year {year}; there are rulebooks of {years} "
            "(Buddhist Era). Choose one of these with --year."
        )
    return load_file(path)


def load_file(path: Path | str) -> Rulebook:
    """A rulebook from a file, read again only when the file has changed.

    Raises:
        RulebookError: the file is wrong; the message names the place and what to do.
    """
    path = Path(path)
    try:
        stat = path.stat()
    except OSError as error:
        raise RulebookError(
            f"{path}: cannot be read ({error.strerror}); give the path of a rulebook file."
        ) from error
    return _load(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=16)
def _load(path: Path, _mtime_ns: int, _size: int) -> Rulebook:
    raw, content = read_yaml(path)
    if "digest" in raw:
        raise RulebookError(f"{path}: the key 'digest' is computed from the file; remove it.")
    raw["digest"] = "sha256:" + hashlib.sha256(content).hexdigest()
    try:
        rulebook = _RULEBOOK.validate_python(raw)
    except ValidationError as error:
        raise RulebookError(_explain(path, raw, error)) from error
    _check_structure(path, rulebook)
    return rulebook


def _explain(path: Path, raw: dict[str, Any], error: ValidationError) -> str:
    """One sentence on the first fault: file, item, component, key, what was expected."""
    first = error.errors(include_url=False)[0]
    where, place, node = [], [], raw
    for part in first["loc"]:
        place.append(str(part))
        try:
            node = node[part]  # type: ignore[index]  # raw YAML of unknown shape
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(node, dict):
            name = node.get("component_id") or node.get("item_code")
            if name:
                where.append(str(name))
    key = ".".join(place) or "the file"
    wanted = first["msg"][0].lower() + first["msg"][1:]
    if first["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        wanted = "this key is not known"
    elif first["type"] in ("missing", "missing_argument"):
        wanted = "this key is missing"
    more = error.error_count() - 1
    return (
        f"{path}: {' '.join(where) + ': ' if where else ''}{key}: {wanted}"
        f"{f' (and {more} more)' if more else ''}. "
        "Correct it; docs/reference/rulebook.md lists the keys and their values."
    )


def _twice(values: Iterable[str]) -> str:
    return next((value for value, count in Counter(values).items() if count > 1), "")


def _check_structure(path: Path, rulebook: Rulebook) -> None:
    """Refuse what the keys alone do not show: duplicates, wrong counts, names of nothing."""
    items = rulebook.items
    slugs = {item.slug for item in items}
    for key, values in (
        ("item_code", [item.item_code for item in items]),
        ("slug", [item.slug for item in items]),
        ("sub_indicators.code", [sub.code for sub in rulebook.sub_indicators]),
        ("general_rules.component_id", [rule.component_id for rule in rulebook.general_rules]),
    ):
        if value := _twice(values):
            raise RulebookError(f"{path}: {key} {value!r} stands twice; give each its own.")
    components = 0
    for item in items:
        components += len(item.components)
        ids = [component.component_id for component in item.components]
        for key, values in (
            ("component_id", ids),
            ("source_id", [component.source_id for component in item.components]),
        ):
            if value := _twice(values):
                raise RulebookError(
                    f"{path}: {item.item_code}: {key} {value!r} stands twice; give each its own."
                )
        for component in item.components:
            at = f"{path}: {item.item_code} {component.component_id}"
            for other in component.instead_of:
                if other not in ids or other == component.component_id:
                    raise RulebookError(
                        f"{at}: instead_of names {other!r}; expected another component_id of "
                        f"{item.item_code} ({', '.join(ids)}). Correct the name."
                    )
            if component.instead_of and component.when is None:
                raise RulebookError(
                    f"{at}: instead_of stands without when; add 'when: no_occurrence'."
                )
            if component.with_slug and component.with_slug not in slugs:
                raise RulebookError(
                    f"{at}: with names {component.with_slug!r}, which is no item of this year; "
                    "expected the slug of one of its items. Correct the name."
                )
            if (component.kind == "period") != (component.test is not None):
                raise RulebookError(
                    f"{at}: kind {component.kind!r} and test {component.test!r} do not go "
                    "together; a component of kind 'period', and no other, has a test."
                )
    for key, stated, counted in (
        ("item_count", rulebook.item_count, len(items)),
        ("component_count", rulebook.component_count, components),
    ):
        if stated != counted:
            raise RulebookError(
                f"{path}: {key} says {stated}, the file holds {counted}; add what is missing or "
                "correct the number."
            )


@cache
def _adapter(options: type) -> TypeAdapter[Any]:  # Any: each check has its own options
    return TypeAdapter(options)


def build_options(check: RegisteredCheck, mapping: Mapping[str, object]) -> object:
    """The check's options object from a mapping of a rulebook; lists become tuples.

    Raises:
        RulebookError: a key is not known or missing, or a value is of another kind.
    """
    fields = [field.name for field in dataclasses.fields(check.options)]
    for key in mapping:
        if key not in fields:
            known = ", ".join(fields) or "none"
            raise RulebookError(
                f"options.{key}: the check {check.id!r} has no such option; its options are: "
                f"{known}. Correct or remove the key."
            )
    try:
        return _adapter(check.options).validate_python(dict(mapping))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(["options", *map(str, first["loc"])])
        raise RulebookError(
            f"{key}: the check {check.id!r} expects otherwise: {first['msg']}. Correct the value."
        ) from error


def validate_bindings(
    rulebook: Rulebook, registry: Mapping[str, RegisteredCheck], *, name: str = ""
) -> Mapping[tuple[str, str], object]:
    """The options object of every component by (item_code, component_id).

    General rules stand under ("", component_id). ``name`` is how messages call the rulebook, by
    default its year.

    Raises:
        RulebookError: a check is not known or its options do not fit.
    """
    name = name or f"rulebook {rulebook.fiscal_year_be}"
    bound: dict[tuple[str, str], object] = {}
    todo = [("", rule.component_id, rule.check, rule.options) for rule in rulebook.general_rules]
    todo += [
        (item.item_code, component.component_id, component.check, component.options)
        for item, component in rulebook.walk()
    ]
    for item_code, component_id, check_id, options in todo:
        at = f"{name}: {item_code} {component_id}".replace("  ", " ")
        check = registry.get(check_id)
        if check is None:
            raise RulebookError(
                f"{at}: check {check_id!r} is not known; expected one of: "
                f"{', '.join(sorted(registry))}. Correct the name or add the check."
            )
        try:
            bound[item_code, component_id] = build_options(check, options)
        except RulebookError as error:
            raise RulebookError(f"{at}: {error}") from error
    return bound
