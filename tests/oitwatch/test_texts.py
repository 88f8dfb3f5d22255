import ast
import re
from pathlib import Path

import pytest
import yaml

from checks.reasons import Reason
from checks.rulebook import AGENCY_TYPES
from oitwatch.texts import LANGUAGES, fields_of, texts

FRONT = Path(__file__).parents[2] / "oitwatch"


def test_languages_have_the_same_keys():
    """What can be said in Thai can be said in English, and the other way round."""
    assert set(texts("th").keys()) == set(texts("en").keys())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_closed_vocabularies_are_complete(lang):
    """Every reason and every agency type has its words."""
    language = texts(lang)
    wanted = {f"reason.{reason}.{part}" for reason in Reason for part in ("name", "cause", "todo")}
    wanted |= {f"agency_type.{kind}" for kind in AGENCY_TYPES}

    assert wanted <= set(language.keys())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_key_in_the_code_has_a_sentence(lang):
    """UsageError and AuditError are raised only with keys and facts that the catalogue knows."""
    language = texts(lang)
    raised = []
    for path in FRONT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if named and node.func.id in {"UsageError", "AuditError"}:
                facts = {word.arg for word in node.keywords}
                raised.append((path.name, node.args[0].value, facts))

    assert raised
    for where, key, facts in raised:
        assert language.has(f"error.{key}"), f"{where} raises {key!r}"
        if None not in facts:  # facts handed on as a mapping are not visible here
            assert language.say(f"error.{key}", **dict.fromkeys(facts, "x")), where


def test_thai_sentences_hold_no_english_words_but_names():
    """Only commands, options, file formats and placeholders stand in Latin letters."""
    allowed = re.compile(r"[A-Za-z][\w.:/=\[\]*-]*")
    plain = {
        "OIT",
        "ITA",
        "ITAS",
        "HTML",
        "HTTPS",
        "URL",
        "PDF",
        "Excel",
        "Word",
        "Google",
        "Drive",
    }
    thai = texts("th")
    odd = []
    for key in thai.keys("item.") + thai.keys("brief.") + thai.keys("status."):
        for name in ("title", "url", "missing", "found", "expected", "cause", "open", "sentence"):
            filled = thai.first((key,), **dict.fromkeys(("title", "url", "missing", name), "ก"))
            odd += [word for word in allowed.findall(filled) if word not in plain]

    assert odd == []


def test_a_sentence_without_its_facts_is_never_used():
    """The first variant whose facts are all known is taken; none gives an error, not a hole."""
    thai = texts("th")

    assert fields_of("{a} and {b}") == {"a", "b"}
    assert thai.first(("item.incomplete",), title="ก", missing="") == (
        "พบก แต่องค์ประกอบข้อมูลไม่ครบถ้วน"
    )
    with pytest.raises(KeyError, match="unknown_year"):
        thai.say("error.unknown_year", year="1")


def test_thai_and_latin_letters_are_set_apart():
    """A Latin fact does not stick to the Thai words around it, a Thai one does."""
    thai = texts("th")

    assert "ยังตรวจไฟล์ Excel ไม่ได้" in thai.say("component.open", label="ไฟล์ Excel", cause="ไม่ทราบ")
    assert "ยังตรวจอีเมลไม่ได้" in thai.say("component.open", label="อีเมล", cause="ไม่ทราบ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_stands_twice(lang):
    """The second of two equal keys would silently replace the first."""
    root = yaml.compose((FRONT / "texts" / f"{lang}.yaml").read_text("utf-8"))
    doubles, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value]
            doubles += [key for key in set(keys) if keys.count(key) > 1]
            waiting += [value for _, value in node.value]
    assert doubles == []
