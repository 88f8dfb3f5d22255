"""The shipped rulebooks, the loader and its refusals."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.api import NoOptions, RegisteredCheck, inapplicable
from checks.errors import RulebookError
from checks.registry import all_checks
from checks.rulebook import (
    FOLDER,
    build_options,
    load,
    load_file,
    matches_agency_type,
    read_yaml,
    shipped_years,
    validate_bindings,
)

EXPECTED = Path(__file__).parent / "facts" / "expected.yaml"
CHECK_IDS = set(all_checks())


@dataclass(frozen=True, slots=True, kw_only=True)
class StemOptions:
    names: tuple[tuple[str, ...], ...]
    value: str = "text"


def _registered(check_id: str, options: type = NoOptions) -> RegisteredCheck:
    return RegisteredCheck(
        id=check_id,
        version=1,
        options=options,
        machine=True,
        function=lambda case, options: inapplicable("not judged here"),
    )


# Shipped files


@pytest.mark.parametrize(
    ("year", "items", "components"),
    [
        (2563, 43, 173),
        (2564, 43, 173),
        (2565, 43, 175),
        (2566, 43, 179),
        (2567, 35, 200),
        (2568, 28, 198),
        (2569, 26, 171),
    ],
)
def test_a_shipped_year_holds_every_item_and_component(year, items, components):
    """The counts are those of the facts, and the codes run from O1 without a gap."""
    rulebook = load(year)

    assert rulebook.fiscal_year_be == year
    assert [item.item_code for item in rulebook.items] == [f"O{n}" for n in range(1, items + 1)]
    assert sum(len(item.components) for item in rulebook.items) == components
    assert len(rulebook.general_rules) == 10
    assert rulebook.fiscal_period.start == date(year - 544, 10, 1)
    assert rulebook.fiscal_period.end == date(year - 543, 9, 30)
    assert rulebook.national_target == 85


@pytest.mark.parametrize("year", shipped_years())
def test_every_shipped_component_is_bound_to_a_known_check_with_words_for_the_officer(year):
    """No component is unbound; labels, advice and owners are there and hold no unfilled token."""
    rulebook = load(year)

    for item, component in rulebook.walk():
        assert component.check in CHECK_IDS, (item.item_code, component.component_id)
        assert component.label_th
        assert not re.search(r"\{\w+\}", f"{component.label_th} {component.options}")
    for item in rulebook.items:
        assert item.owner_th
        assert item.how_to_fix_th
        assert item.avoid_th
        assert "{" not in item.how_to_fix_th + item.avoid_th
        assert item.subjects
    for rule in rulebook.general_rules:
        assert rule.check in CHECK_IDS


@pytest.mark.parametrize("year", shipped_years())
def test_every_shipped_option_is_one_that_its_check_takes(year):
    """Each component and general rule gets an options object of its check."""
    rulebook = load(year)

    bound = validate_bindings(rulebook, all_checks())

    assert len(bound) == rulebook.component_count + len(rulebook.general_rules)


@pytest.mark.parametrize("year", [2563, 2564])
def test_lists_of_examples_are_examples_in_the_first_years_only(year):
    """What the handbook lists after "such as" was asked for in full from 2565 on."""
    strengths = {
        component.component_id: component.strength
        for component in load(year).item("O12").components
    }
    later = {component.strength for component in load(2565).item("O12").components}

    assert strengths["report"] == strengths["period"] == "must"
    assert strengths["project_results"] == strengths["problems"] == "example"
    assert later == {"must"}


@pytest.mark.parametrize("year", shipped_years())
def test_agreement_with_another_item_names_an_item_of_the_year(year):
    """What is compared with another item is compared with one that the year has."""
    rulebook = load(year)
    slugs = {item.slug for item in rulebook.items}

    for _, component in rulebook.walk():
        if component.check == "agrees_with_partner":
            assert component.with_slug in slugs


@pytest.mark.parametrize("year", shipped_years())
def test_few_required_components_are_left_to_a_person(year):
    """At most 5 % of the required components need a person, each with a sentence why."""
    required = [c for _, c in load(year).walk() if c.strength == "must"]
    by_person = [c for c in required if c.check == "needs_person"]

    assert len(by_person) <= 0.05 * len(required)
    assert all(c.options["why_th"] and c.options["why_en"] for c in by_person)


_PERIOD_CHECKS = {
    "period_covered",
    "procurement_period_covered",
    "procurement_months_covered",
    "procurement_announced_in_year",
}


@pytest.mark.parametrize("year", shipped_years())
def test_periods_statements_and_links_are_bound_by_their_kind(year):
    """Every period, statement of absence and field is judged by a check of its own kind."""
    for _, component in load(year).walk():
        if component.kind == "period":
            assert component.check in _PERIOD_CHECKS
            assert component.options["test"] == component.test
        if component.when == "no_occurrence":
            assert component.check in {"none_stated", "procurement_none_stated"}
        if component.kind == "linkage":
            assert component.check in {"reached_from_home", "social_account_shown"}


def test_the_same_requirement_keeps_its_name_across_years():
    """A field of an item has one component_id in all years, and contact details the known ones."""
    names: dict[tuple[str, str], set[str]] = {}
    for year in shipped_years():
        for item, component in load(year).walk():
            if component.field:
                names.setdefault((item.slug, component.field), set()).add(component.component_id)

    assert all(len(ids) == 1 for ids in names.values())
    ids = {component.component_id for component in load(2569).item("O3").components}
    assert {"address", "phone", "email", "map", "fax", "two_way_channel", "linked"} <= ids


def test_details_gathered_from_the_whole_site_are_only_those_of_the_ruling():
    """Contact details, structure, executives and social accounts are gathered site-wide."""
    site_wide = Counter(
        item.slug for year in shipped_years() for item in load(year).items if item.gather == "site"
    )

    assert set(site_wide) == {"contact_info", "org_structure", "executives", "social_network"}


def test_a_general_rule_of_low_confidence_does_not_bind():
    """In 2569 the bare-file rule is of low confidence, so it is shown and does not bind."""
    bare_file = {rule.component_id: rule for rule in load(2569).general_rules}["g3"]

    assert bare_file.confidence == "low"
    assert not bare_file.binds
    assert {rule.component_id for rule in load(2567).general_rules if not rule.binds} == {
        "g6", "g8", "g9", "g10",
    }  # fmt: skip


def test_advice_and_components_of_low_confidence_of_their_own_do_not_bind():
    """Fax is advice of low confidence; e-mail of a low-confidence item still binds."""
    contact = load(2569).item("O3")

    assert contact.confidence == "low"
    assert contact.component("email").confidence is None
    assert contact.component("email").binds
    assert contact.confidence_of(contact.component("email")) == "low"
    assert not contact.component("fax").binds


def test_the_statement_of_absence_stands_in_for_its_fields():
    """Source ids of the facts have become component ids."""
    statement = load(2569).item("o18").component("none_stated")

    assert statement.instead_of == ("complaints_total", "complaints_closed", "complaints_open")


def test_the_digest_is_that_of_the_file():
    """The digest names the bytes of the file."""
    content = (FOLDER / "2568.yaml").read_bytes()

    assert load(2568).digest == "sha256:" + hashlib.sha256(content).hexdigest()


def test_a_changed_file_is_read_again(tmp_path):
    """The cache knows a file by its time, so an edit shows."""
    path = tmp_path / "2590.yaml"
    path.write_bytes(EXPECTED.read_bytes())
    first = load_file(path)
    assert load_file(path) is first

    path.write_text(path.read_text("utf-8").replace("An invented note.", "Edited."), "utf-8")
    os.utime(path, ns=(0, 0))

    assert load_file(path).item("O2").notes == "Edited."
    assert load_file(path).digest != first.digest


def test_a_year_that_does_not_ship_names_those_that_do():
    """The message names the year asked for and the years there are."""
    with pytest.raises(RulebookError) as raised:
        load(2550)

    assert "fiscal year 2550" in str(raised.value)
    for year in shipped_years():
        assert str(year) in str(raised.value)


def test_an_unknown_item_code_is_a_key_error():
    """Asking for an item the year does not have is an error, not another item."""
    with pytest.raises(KeyError):
        load(2569).item("O27")


# Agency types


@pytest.mark.parametrize(
    ("applies_to", "agency_type", "expected"),
    [
        ("all", None, True),
        ("all", "court", True),
        ("local_government", None, None),
        ("local_government", "local_government", True),
        ("local_government", "sao", True),
        ("local_government", "pao", True),
        ("local_government", "special", True),
        ("local_government", "province", False),
        ("province", "province", True),
        ("province", "sao", False),
        ("province", None, None),
    ],
)
def test_agency_types_match_with_their_kinds(applies_to, agency_type, expected):
    """Kinds of local government match it; an unknown type is neither yes nor no."""
    assert matches_agency_type(applies_to, agency_type) is expected


# Refusals


def _item(raw: dict[str, Any], index: int) -> dict[str, Any]:
    item: dict[str, Any] = raw["indicators"][0]["sub_indicators"][0]["items"][index]
    return item


def _component(raw: dict[str, Any], item: int, component: int) -> dict[str, Any]:
    found: dict[str, Any] = _item(raw, item)["components"][component]
    return found


Spoil = Callable[[dict[str, Any]], Any]
REFUSED: list[tuple[str, Spoil, list[str]]] = [
    (
        "unknown key of a component",
        lambda r: _component(r, 0, 0).update(colour="blue"),
        ["O1 email", "colour", "not known"],
    ),
    (
        "unknown key of an item",
        lambda r: _item(r, 1).update(colour="blue"),
        ["O2", "colour", "not known"],
    ),
    ("unknown key of the file", lambda r: r.update(colour="blue"), ["colour", "not known"]),
    ("missing key", lambda r: _component(r, 0, 0).pop("check"), ["O1 email", "check", "missing"]),
    (
        "unknown kind",
        lambda r: _component(r, 0, 0).update(kind="colour"),
        ["O1 email", "kind", "presence"],
    ),
    (
        "unknown strength",
        lambda r: _component(r, 0, 0).update(strength="may"),
        ["O1 email", "strength", "advice"],
    ),
    (
        "unknown applies_to",
        lambda r: _component(r, 0, 0).update(applies_to="moon"),
        ["O1 email", "applies_to", "local_government"],
    ),
    (
        "unknown test",
        lambda r: _component(r, 1, 3).update(test="some_day"),
        ["O2 period", "test", "in_fiscal_year"],
    ),
    (
        "unknown partner",
        lambda r: _component(r, 1, 4).update({"with": "nothing"}),
        ["O2 follows", "with", "'nothing'", "slug"],
    ),
    ("period without test", lambda r: _component(r, 1, 3).pop("test"), ["O2 period", "test"]),
    (
        "duplicate item code",
        lambda r: _item(r, 1).update(item_code="O1"),
        ["item_code", "'O1'", "twice"],
    ),
    (
        "duplicate slug",
        lambda r: _item(r, 1).update(slug="contact_info"),
        ["slug", "'contact_info'", "twice"],
    ),
    (
        "duplicate component",
        lambda r: _component(r, 0, 1).update(component_id="email"),
        ["O1", "component_id", "'email'", "twice"],
    ),
    (
        "instead_of nothing",
        lambda r: _component(r, 1, 2).update(instead_of=["fee"]),
        ["O2 none_stated", "instead_of", "'fee'", "complaints_total"],
    ),
    (
        "instead_of without when",
        lambda r: _component(r, 1, 2).pop("when"),
        ["O2 none_stated", "when"],
    ),
    ("item count", lambda r: r.update(item_count=3), ["item_count", "3", "2"]),
    ("component count", lambda r: r.update(component_count=9), ["component_count", "9", "8"]),
    ("digest written by hand", lambda r: r.update(digest="sha256:0"), ["digest", "remove"]),
    (
        "not a date",
        lambda r: r["fiscal_period"].update(start="soon"),
        ["fiscal_period.start", "date"],
    ),
]


@pytest.mark.parametrize(
    ("spoil", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_wrong_rulebook_is_refused_with_its_place(tmp_path, spoil, words):
    """The message names the file, the item, the key, what was expected, and what to do."""
    raw, _ = read_yaml(EXPECTED)
    spoil(raw)
    path = tmp_path / "wrong.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")

    with pytest.raises(RulebookError) as raised:
        load_file(path)

    message = str(raised.value)
    assert str(path) in message
    for word in words:
        assert word in message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a: [1", "not valid YAML"),
        ("a: 1\na: 2\n", "stands twice"),
        ("- 1\n", "mapping"),
        ("a: !!python/object/apply:os.getcwd []\n", "not valid YAML"),
    ],
)
def test_a_file_that_is_no_rulebook_is_refused(tmp_path, content, words):
    """Broken YAML, a key written twice, a list and executable tags are refused by name."""
    path = tmp_path / "wrong.yaml"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(RulebookError, match=words) as raised:
        load_file(path)

    assert str(path) in str(raised.value)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    """A path to nothing is a clear error."""
    with pytest.raises(RulebookError, match=r"nothing\.yaml: cannot be read"):
        load_file(tmp_path / "nothing.yaml")


# Bindings


def _registry() -> dict[str, RegisteredCheck]:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class AnyOfOptions:
        any_of: tuple[tuple[str, ...], ...]

    @dataclass(frozen=True, slots=True, kw_only=True)
    class WhyOptions:
        why_th: str
        why_en: str

    @dataclass(frozen=True, slots=True, kw_only=True)
    class StatedOptions:
        stems: tuple[tuple[str, ...], ...]

    @dataclass(frozen=True, slots=True, kw_only=True)
    class PeriodOptions:
        test: str
        accept: tuple[str, ...]

    options = {
        "field_shown": StemOptions,
        "topic_shown": AnyOfOptions,
        "needs_person": WhyOptions,
        "rule_handled_elsewhere": WhyOptions,
        "none_stated": StatedOptions,
        "period_covered": PeriodOptions,
    }
    return {name: _registered(name, options.get(name, NoOptions)) for name in CHECK_IDS}


def test_bindings_become_the_options_of_each_check():
    """Lists become tuples in the check's own options object, general rules included."""
    rulebook = load_file(EXPECTED)

    bound = validate_bindings(rulebook, _registry())

    assert len(bound) == 8 + 3
    assert bound["O2", "complaints_total"] == StemOptions(
        names=(("จำนวน", "เรื่อง"),), value="number"
    )
    assert bound["", "g1"] == NoOptions()


def test_an_unknown_check_is_refused():
    """The message names the rulebook, item, component, check and the checks there are."""
    registry = _registry()
    del registry["field_shown"]

    with pytest.raises(RulebookError) as raised:
        validate_bindings(load_file(EXPECTED), registry)

    message = str(raised.value)
    assert "rulebook 2590: O2 complaints_total" in message
    assert "'field_shown' is not known" in message
    assert "topic_shown" in message


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"names": [["a"]], "colour": 1}, ["options.colour", "'field_shown'", "names, value"]),
        ({}, ["options.names", "'field_shown'"]),
        ({"names": [["a"]], "value": 3}, ["options.value", "string"]),
        ({"names": "a"}, ["options.names"]),
    ],
)
def test_options_that_do_not_fit_are_refused(mapping, words):
    """An unknown key, a missing one and a value of another kind are each named."""
    with pytest.raises(RulebookError) as raised:
        build_options(_registered("field_shown", StemOptions), mapping)

    for word in words:
        assert word in str(raised.value)


def test_wrong_options_are_told_with_their_component():
    """The place of the component stands before the fault in its options."""
    registry = _registry() | {"email_shown": _registered("email_shown", StemOptions)}

    with pytest.raises(RulebookError, match=r"^rulebook 2590: O1 email: options\.names"):
        validate_bindings(load_file(EXPECTED), registry)


@pytest.mark.parametrize(
    ("check", "mapping", "word"),
    [
        ("field_shown", {"names": [["ผล"]], "remark": "advise"}, "options.remark"),
        ("field_shown", {"names": [["ผล"]], "prose": "paper"}, "options.prose"),
        ("field_shown", {"names": [["ผล"]], "forum": "voices"}, "options.forum"),
        ("section_answered", {"names": [["ปัญหา"]], "remark": "hindrances"}, "options.remark"),
        ("topic_shown", {"any_of": [["ของขวัญ"]], "told": "gifts"}, "options.told"),
        ("subject_published", {"gifts": "drive"}, "options.gifts"),
    ],
)
def test_a_misspelt_word_of_an_option_stops_the_start(check, mapping, word):
    """What a sentence can tell is a closed set; a word outside is refused before any judging."""
    with pytest.raises(RulebookError, match=word):
        build_options(all_checks()[check], mapping)
