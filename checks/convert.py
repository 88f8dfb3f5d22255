"""Makes the shipped rulebooks from the facts of each fiscal year and the bindings.

``python -m checks.convert FACTS_DIR OUT_DIR --year 2569`` reads FACTS_DIR/2569.yaml and
checks/rulebooks/bindings.yaml and writes OUT_DIR/2569.yaml. The facts say what the law asks; the
bindings add what judging and advising need: stable names, checks with options, labels, owners.
Source: docs/reference/rulebook.md.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from checks.errors import RulebookError
from checks.rulebook import FOLDER, load_file, read_yaml

BINDINGS = FOLDER / "bindings.yaml"

Facts = Mapping[str, Any]  # Any: YAML, checked by the rulebook's schema once converted

_ITEM_KEYS = (
    "code", "key", "title_th", "title_en", "predecessors", "aliases_th", "period", "components",
    "notes", "confidence", "sources",
)  # fmt: skip
_COMPONENT_KEYS = (
    "id", "requirement_th", "requirement_en", "kind", "field", "min", "test", "accept_tests",
    "with", "strength", "applies_to", "when", "instead_of", "confidence",
)  # fmt: skip
# Local development plans run for five years: 2561 to 2565, 2566 to 2570.
_FIRST_PLAN, _PLAN_YEARS = 2561, 5
_YEAR = re.compile(r"\b25\d\d\b")
_ITEM_CODE = re.compile(r"\bO\d+\b")
_TOKEN = re.compile(r"\{(\w+)\}")


class _Dumper(yaml.SafeDumper):
    """Writes short lists on one line, the others indented under their key, and never an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _write_list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    nested = any(isinstance(value, dict) for value in values)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=not nested)


_Dumper.add_representer(list, _write_list)


def convert(facts: Facts, bindings: Facts, *, name: str) -> dict[str, Any]:
    """The shipped form of one year's facts; ``name`` is how messages call the facts.

    Raises:
        RulebookError: a fact has no binding, or a key is not known.
    """
    year = facts["year"]
    indicators = [
        {
            **_names(indicator),
            "sub_indicators": [
                {
                    **_names(sub),
                    "items": [_item(item, facts, bindings, name) for item in sub["items"]],
                }
                for sub in indicator["sub_indicators"]
            ],
        }
        for indicator in facts["indicators"]
    ]
    component_count = sum(
        len(item["components"])
        for indicator in facts["indicators"]
        for sub in indicator["sub_indicators"]
        for item in sub["items"]
    )
    grades = {key: value for key, value in facts["grades"].items() if key != "national_target"}
    converted = {
        "schema_version": 1,
        "fiscal_year_be": year,
        "fiscal_period": facts["fiscal_period"],
        "framework": facts["framework"],
        "status": facts["status"],
        "item_count": facts["item_count"],
        "component_count": component_count,
        "national_target": facts["grades"]["national_target"],
        "weights": facts["weights"],
        "scoring": facts["scoring"],
        "grades": grades,
        "calendar": facts["calendar"],
        "general_rules": [_general_rule(rule, bindings, name) for rule in facts["general_rules"]],
        "indicators": indicators,
    }
    cited = set(_cited(converted))
    converted["sources"] = {
        source_id: source for source_id, source in facts["sources"].items() if source_id in cited
    }
    return converted


def _names(group: Facts) -> dict[str, str]:
    return {"code": group["code"], "name_th": group["name_th"], "name_en": group["name_en"]}


def _cited(node: Any) -> Iterator[str]:
    """Every source id below a node, in order of appearance."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "sources":
                yield from value
            else:
                yield from _cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cited(value)


def _general_rule(rule: Facts, bindings: Facts, name: str) -> dict[str, Any]:
    binding = bindings["general_rules"].get(rule["id"])
    if binding is None:
        raise RulebookError(
            f"{name}: general rule {rule['id']} has no binding; add it under general_rules of the "
            "bindings, with label_th, check and options."
        )
    return {
        "component_id": rule["id"].lower(),
        "source_id": rule["id"],
        "label_th": binding["label_th"],
        "requirement_th": rule["requirement_th"],
        "requirement_en": rule["requirement_en"],
        "kind": rule["kind"],
        "confidence": rule["confidence"],
        "check": binding["check"],
        "options": binding.get("options", {}),
        "binds": binding.get("binds", True) and rule["confidence"] != "low",
    }


def _refuse_unknown(keys: Facts, known: Sequence[str], at: str) -> None:
    for key in keys:
        if key not in known:
            raise RulebookError(
                f"{at}: the key {key!r} is not known to the conversion; expected one of "
                f"{', '.join(known)}. Correct it, or teach checks/convert.py what it means."
            )


def _subjects(slug: str, subjects: Sequence[str], facts: Facts) -> list[str]:
    """The vocabulary keys of an item.

    A subject that is an item of its own this year is left to that item, unless none would remain.
    """
    others = {
        item["key"]
        for indicator in facts["indicators"]
        for sub in indicator["sub_indicators"]
        for item in sub["items"]
        if item["key"] != slug
    }
    return [subject for subject in subjects if subject not in others] or list(subjects)


def _item(item: Facts, facts: Facts, bindings: Facts, name: str) -> dict[str, Any]:
    at = f"{name}: {item['code']} {item['key']}"
    _refuse_unknown(item, _ITEM_KEYS, at)
    binding = bindings["items"].get(item["key"])
    if binding is None:
        raise RulebookError(f"{at}: the item has no binding; add it under items of the bindings.")
    year = facts["year"]
    plan_first = year - (year - _FIRST_PLAN) % _PLAN_YEARS
    years = {
        "year": year,
        "previous_year": year - 1,
        "period_year": item["period"]["fiscal_year_be"],
        "plan_first": plan_first,
        "plan_last": plan_first + _PLAN_YEARS - 1,
    }
    ids = {}
    components = []
    for component in item["components"]:
        converted = _component(component, {**binding, "slug": item["key"]}, bindings, years, at)
        ids[component["id"]] = converted["component_id"]
        components.append(converted)
    for component in components:
        if "instead_of" in component:
            component["instead_of"] = [
                _renamed(source_id, ids, f"{at}: {component['source_id']}")
                for source_id in component["instead_of"]
            ]
    return {
        "item_code": item["code"],
        "slug": item["key"],
        "title_th": item["title_th"],
        "title_en": item["title_en"],
        "aliases_th": item.get("aliases_th") or [],
        "predecessors": item.get("predecessors") or [],
        "period": item["period"],
        "gather": binding.get("gather", "bundle"),
        "require": "all",
        "applies_to": ["all"],
        "subjects": _subjects(item["key"], binding["subjects"], facts),
        "owner_th": binding["owner_th"],
        "how_to_fix_th": _filled(binding["how_to_fix_th"], years, at).strip(),
        "avoid_th": _filled(binding["avoid_th"], years, at).strip(),
        "confidence": item["confidence"],
        "sources": item.get("sources") or [],
        "notes": item.get("notes") or "",
        "components": components,
    }


def _renamed(source_id: str, ids: Mapping[str, str], at: str) -> str:
    if source_id not in ids:
        raise RulebookError(
            f"{at}: instead_of names {source_id}, which the item does not have; expected one of "
            f"{', '.join(ids)}. Correct the facts."
        )
    return ids[source_id]


def _component(
    component: Facts, item: Facts, bindings: Facts, years: Mapping[str, int], at: str
) -> dict[str, Any]:
    at = f"{at}: {component['id']}"
    _refuse_unknown(component, _COMPONENT_KEYS, at)
    binding = _binding(component, item, bindings, at)
    options = binding.get("options", {})
    if component["kind"] == "period":
        accepted = component.get("accept_tests", [])
        others = [test for test in accepted if test != component["test"]]
        options = {**options, "test": component["test"], "accept": others}
    example = _example(component, binding, item["slug"], bindings, at)
    converted = {
        "component_id": binding["component_id"],
        "source_id": component["id"],
        "label_th": _filled(binding["label_th"], years, at),
        "example_th": _filled(bindings["examples"].get(example, ""), years, at),
        "example_state_th": _filled(bindings.get("examples_state", {}).get(example, ""), years, at),
        "requirement_th": component["requirement_th"],
        "requirement_en": component["requirement_en"],
        "kind": component["kind"],
    }
    for key in ("field", "min", "test", "accept_tests", "with"):
        if key in component:
            converted[key] = component[key]
    converted["strength"] = component.get("strength", "must")
    if "confidence" in component:
        converted["confidence"] = component["confidence"]
    converted["applies_to"] = component.get("applies_to", "all")
    for key in ("when", "instead_of"):
        if key in component:
            converted[key] = component[key]
    converted["check"] = binding["check"]
    converted["options"] = _filled(options, years, at)
    return converted


def _example(component: Facts, binding: Facts, slug: str, bindings: Facts, at: str) -> str:
    """The name of the most particular example there is; "" for a subject, which needs none."""
    own = binding["component_id"]
    for name in (f"{slug}.{own}", component.get("test"), own):
        if name in bindings["examples"]:
            return str(name)
    if binding["check"] == "subject_published":
        return ""
    raise RulebookError(
        f"{at}: the component {own!r} has no example; add one under examples of the bindings."
    )


def _binding(component: Facts, item: Facts, bindings: Facts, at: str) -> Facts:
    """What the bindings add to a component: by field, by period test, else by its wording."""
    for field, test, place in (
        (component.get("field"), None, "fields"),
        (None, component.get("test"), "periods"),
    ):
        name = field or test
        if name is None:
            continue
        general = bindings[place].get(name)
        own = item.get(place, {}).get(name)
        if general is None and own is None:
            raise RulebookError(
                f"{at}: {place[:-1]} {name!r} has no binding; add it under {place} of the "
                "bindings, or of the item there."
            )
        bound = {"component_id": name, **(general or {}), **(own or {})}
        more = bound.pop("more_options", None)  # of the item, beside those of the field
        return {**bound, "options": {**bound.get("options", {}), **more}} if more else bound
    wording = _general_wording(component["requirement_en"])
    for binding in item.get("components", []):
        if wording in binding["matches"]:
            found: Facts = binding
            return found
    raise RulebookError(
        f"{at}: no binding matches {wording!r}; add one with that text under its matches, in the "
        "item's components of the bindings."
    )


def _general_wording(requirement_en: str) -> str:
    """A requirement without its years and item codes, which change from year to year."""
    return _ITEM_CODE.sub("<item>", _YEAR.sub("<year>", requirement_en))


def _filled(node: Any, years: Mapping[str, int], at: str) -> Any:  # Any: text or options of a check
    """The same text or options with {year}, {previous_year} and {period_year} filled in."""
    if isinstance(node, str):

        def fill(match: re.Match[str]) -> str:
            if match[1] not in years:
                raise RulebookError(
                    f"{at}: {match[0]} is not known; expected one of "
                    f"{', '.join('{' + name + '}' for name in years)}. Correct the bindings."
                )
            return str(years[match[1]])

        return _TOKEN.sub(fill, node)
    if isinstance(node, list):
        return [_filled(value, years, at) for value in node]
    if isinstance(node, dict):
        return {key: _filled(value, years, at) for key, value in node.items()}
    return node


def as_yaml(converted: Facts) -> str:
    """A converted rulebook as the text of its file."""
    heading = (
        f"# OIT rulebook, fiscal year {converted['fiscal_year_be']} BE. "
        "Keys: docs/reference/rulebook.md.\n"
        "# Made from the facts of the year and bindings.yaml by `python -m checks.convert`.\n"
    )
    body: str = yaml.dump(
        dict(converted), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100
    )
    return heading + body


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert the years asked for; 0 when all are written, 2 when one cannot be made."""
    parser = argparse.ArgumentParser(prog="python -m checks.convert", description=__doc__)
    parser.add_argument("facts_dir", type=Path, metavar="FACTS_DIR")
    parser.add_argument("out_dir", type=Path, metavar="OUT_DIR")
    parser.add_argument("--year", type=int, nargs="+", required=True, dest="years")
    parser.add_argument("--bindings", type=Path, default=BINDINGS)
    asked = parser.parse_args(arguments)
    try:
        bindings, _ = read_yaml(asked.bindings)
        for year in asked.years:
            path = asked.facts_dir / f"{year}.yaml"
            facts, _ = read_yaml(path)
            text = as_yaml(convert(facts, bindings, name=str(path)))
            out = asked.out_dir / f"{year}.yaml"
            out.write_text(text, encoding="utf-8", newline="\n")
            rulebook = load_file(out)
            sys.stdout.write(
                f"{out}: {rulebook.item_count} items, {rulebook.component_count} components\n"
            )
    except RulebookError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
