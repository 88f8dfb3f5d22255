"""The conversion of facts and bindings to the shipped rulebook, on invented facts."""

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from checks.convert import BINDINGS, as_yaml, convert, main
from checks.errors import RulebookError
from checks.rulebook import FOLDER, load, load_file, read_yaml, shipped_years

FACTS_DIR = Path(__file__).parent / "facts"


@pytest.fixture
def facts() -> dict[str, Any]:
    return read_yaml(FACTS_DIR / "2590.yaml")[0]


@pytest.fixture
def bindings() -> dict[str, Any]:
    return read_yaml(FACTS_DIR / "bindings.yaml")[0]


def _first_item(facts: dict[str, Any]) -> dict[str, Any]:
    item: dict[str, Any] = facts["indicators"][0]["sub_indicators"][0]["items"][0]
    return item


def test_facts_and_bindings_make_the_expected_rulebook(facts, bindings):
    """The invented facts give exactly the rulebook written by hand beside them."""
    expected = read_yaml(FACTS_DIR / "expected.yaml")[0]

    assert convert(facts, bindings, name="2590.yaml") == expected


def test_the_written_file_is_that_rulebook_and_loads(tmp_path, capsys):
    """The command writes a file that holds the same data, loads, and is named on stdout."""
    code = main(
        [
            *(str(FACTS_DIR), str(tmp_path), "--year", "2590"),
            *("--bindings", str(FACTS_DIR / "bindings.yaml")),
        ]
    )

    written = tmp_path / "2590.yaml"
    assert code == 0
    assert "2590.yaml: 2 items, 8 components" in capsys.readouterr().out
    assert read_yaml(written)[0] == read_yaml(FACTS_DIR / "expected.yaml")[0]
    rulebook = load_file(written)
    assert rulebook.item("O2").component("follows").with_slug == "contact_info"


def test_the_same_input_is_written_byte_for_byte_alike(facts, bindings):
    """Converting twice gives the same text, without YAML anchors."""
    text = as_yaml(convert(facts, bindings, name="a"))

    assert text == as_yaml(convert(copy.deepcopy(facts), bindings, name="b"))
    assert "&id" not in text
    assert yaml.safe_load(text)["fiscal_year_be"] == 2590


def test_the_facts_are_not_changed_by_converting(facts, bindings):
    """Conversion leaves its input as it was."""
    before = copy.deepcopy((facts, bindings))

    convert(facts, bindings, name="2590.yaml")

    assert (facts, bindings) == before


def test_a_subject_stays_when_it_is_the_only_one(facts, bindings):
    """An item whose only subject is another item's keeps it, else nothing could find the item."""
    bindings["items"]["contact_info"]["subjects"] = ["complaint_statistics"]

    converted = convert(facts, bindings, name="2590.yaml")

    assert _first_item(converted)["subjects"] == ["complaint_statistics"]


def _unbound_field(facts, bindings):
    del bindings["fields"]["email"]


def _unbound_period(facts, bindings):
    del bindings["periods"]["of_previous_fiscal_year"]


def _no_example(facts, bindings):
    del bindings["examples"]["both_sides"]


def _unbound_wording(facts, bindings):
    _first_item(facts)["components"][2]["requirement_en"] = "A new wording of 2590."


def _unbound_item(facts, bindings):
    del bindings["items"]["contact_info"]


def _unbound_rule(facts, bindings):
    del bindings["general_rules"]["G3"]


def _unknown_item_key(facts, bindings):
    _first_item(facts)["colour"] = "blue"


def _unknown_component_key(facts, bindings):
    _first_item(facts)["components"][0]["colour"] = "blue"


def _unknown_token(facts, bindings):
    bindings["items"]["contact_info"]["avoid_th"] = "ปี {next_year}"


def _instead_of_nothing(facts, bindings):
    facts["indicators"][0]["sub_indicators"][0]["items"][1]["components"][2]["instead_of"] = ["O9"]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_no_example, ["O1 contact_info", "O1.3", "'both_sides'", "example"]),
        (_unbound_field, ["O1 contact_info", "O1.1", "'email'", "fields"]),
        (_unbound_period, ["O2.4", "'of_previous_fiscal_year'", "periods"]),
        (_unbound_wording, ["O1.3", "A new wording of <year>.", "matches"]),
        (_unbound_item, ["O1 contact_info", "no binding", "items"]),
        (_unbound_rule, ["G3", "general_rules"]),
        (_unknown_item_key, ["O1 contact_info", "'colour'", "expected one of"]),
        (_unknown_component_key, ["O1.1", "'colour'", "expected one of"]),
        (_unknown_token, ["{next_year}", "{period_year}"]),
        (_instead_of_nothing, ["O2.3", "O9", "O2.2"]),
    ],
)
def test_what_cannot_be_converted_is_named(facts, bindings, spoil, words):
    """A fact without a binding, or a key nobody knows, is refused with its place and the cure."""
    spoil(facts, bindings)

    with pytest.raises(RulebookError) as raised:
        convert(facts, bindings, name="2590.yaml")

    message = str(raised.value)
    assert "2590.yaml" in message
    for word in words:
        assert word in message


def test_a_year_without_facts_ends_with_2_and_a_sentence(tmp_path, capsys):
    """A year that has no facts file is told on stderr, exit code 2, nothing is written."""
    code = main([str(FACTS_DIR), str(tmp_path), "--year", "2591"])

    assert code == 2
    assert "2591.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


# Shipped years


def _facts_of(shipped: dict[str, Any]) -> dict[str, Any]:
    """The facts that a shipped rulebook was made from, by what it keeps of them."""
    facts = {
        key: shipped[key]
        for key in (
            "fiscal_period", "framework", "status", "item_count", "weights", "scoring", "calendar",
            "sources",
        )
    }  # fmt: skip
    facts["year"] = shipped["fiscal_year_be"]
    facts["grades"] = {**shipped["grades"], "national_target": shipped["national_target"]}
    facts["general_rules"] = [
        {**rule, "id": rule["source_id"]} for rule in shipped["general_rules"]
    ]
    facts["indicators"] = [
        {
            **indicator,
            "sub_indicators": [
                {**sub, "items": [_item_facts(item) for item in sub["items"]]}
                for sub in indicator["sub_indicators"]
            ],
        }
        for indicator in shipped["indicators"]
    ]
    return facts


def _item_facts(item: dict[str, Any]) -> dict[str, Any]:
    kept = ("title_th", "title_en", "aliases_th", "predecessors", "period", "notes", "confidence")
    ids = {c["component_id"]: c["source_id"] for c in item["components"]}
    facts = {key: item[key] for key in (*kept, "sources")}
    facts |= {"code": item["item_code"], "key": item["slug"], "components": []}
    added = {
        "component_id",
        "source_id",
        "label_th",
        "example_th",
        "example_state_th",
        "check",
        "options",
    }
    for component in item["components"]:
        known = {key: value for key, value in component.items() if key not in added}
        known["id"] = component["source_id"]
        if "instead_of" in known:
            known["instead_of"] = [ids[name] for name in known["instead_of"]]
        facts["components"].append(known)
    return facts


@pytest.mark.parametrize("year", shipped_years())
def test_a_shipped_year_is_what_the_bindings_of_today_make_of_it(year):
    """No shipped file was written by hand or left behind when the bindings changed."""
    path = FOLDER / f"{year}.yaml"
    shipped, _ = read_yaml(path)
    bindings, _ = read_yaml(BINDINGS)

    again = as_yaml(convert(_facts_of(shipped), bindings, name=path.name))

    assert again == path.read_text(encoding="utf-8")


def test_no_binding_is_left_without_a_requirement():
    """Every item, field, period and wording of the bindings is used by a shipped year."""
    bindings, _ = read_yaml(BINDINGS)
    walked = [pair for year in shipped_years() for pair in load(year).walk()]
    slugs = {item.slug for item, _ in walked}
    used = {(item.slug, component.component_id) for item, component in walked}

    assert set(bindings["items"]) == slugs
    assert set(bindings["fields"]) == {c.field for _, c in walked if c.field}
    assert set(bindings["periods"]) == {c.test for _, c in walked if c.test}
    assert (
        not {
            (slug, component["component_id"])
            for slug, item in bindings["items"].items()
            for component in item["components"]
        }
        - used
    )
