"""The register of rules: one entry each, and what was forgotten beside it is named by its code."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module

from pipeline.commands.expliquer import page, text_of
from pipeline.model import rules
from pipeline.model.rules import RULES
from tests.projets import CHECKOUT

PIPELINE = CHECKOUT / "pipeline"
REGISTER = PIPELINE / "model" / "rules"
CODE = re.compile("[A-Z][0-9]{3}")
FAMILLES = [
    import_module(f"pipeline.model.rules.{name}") for name in dict.fromkeys(rules.FAMILLES.values())
]


def codes(source: str) -> Iterator[str]:
    """The codes of rules that a module writes."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and CODE.fullmatch(node.value)
        ):
            yield node.value


def written_in_the_code() -> set[str]:
    modules = (path for path in PIPELINE.rglob("*.py") if REGISTER not in path.parents)
    return {code for path in modules for code in codes(path.read_text(encoding="utf-8"))}


def test_every_code_that_a_finding_bears_has_its_entry() -> None:
    without = sorted(written_in_the_code() - set(RULES))
    assert without == [], "à décrire dans pipeline/model/rules/, dans le module de leur lettre"


def test_every_entry_is_found_by_some_function() -> None:
    assert sorted(set(RULES) - written_in_the_code()) == []


def test_a_code_is_given_once() -> None:
    given = Counter(rule.code for famille in FAMILLES for rule in famille.REGLES)
    assert [code for code, times in given.items() if times > 1] == []


def test_every_module_of_entries_is_read() -> None:
    files = {path.stem for path in REGISTER.glob("*.py")} - {"__init__", "rule"}
    assert files == {famille.__name__.rpartition(".")[2] for famille in FAMILLES}


def test_an_entry_is_where_its_letter_says_and_in_order() -> None:
    letters = [
        letter
        for famille in FAMILLES
        for letter in dict.fromkeys(rule.code[0] for rule in famille.REGLES)
    ]
    assert letters == list(rules.FAMILLES)
    assert len(letters) == len(set(letters)), "one module for a letter"
    for famille in FAMILLES:
        given = [rule.code for rule in famille.REGLES]
        assert given == sorted(given, key=lambda code: (letters.index(code[0]), code))


def test_an_entry_says_why_and_shows_a_before_and_an_after() -> None:
    for code, rule in RULES.items():
        text = text_of(rule)
        assert "**Pourquoi.**" in text, code
        assert 0 < text.find("**Avant**") < text.find("**Après**"), code
        assert not text.startswith(" "), f"{code}: explication indented as the code around it"


def test_the_page_of_the_rules_is_current() -> None:
    written = (CHECKOUT / "docs/regles.md").read_text(encoding="utf-8")
    assert written == page() + "\n", "« make expliquer > docs/regles.md » la réécrit"


def test_the_guard_on_codes_bites() -> None:
    assert list(codes('yield Finding("B999", message, span)')) == ["B999"]
    assert list(codes('yield Finding("S053" if lost else "X054", "A12 et B1", span)')) == [
        "S053",
        "X054",
    ]
