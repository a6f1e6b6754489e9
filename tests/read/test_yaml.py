"""YAML in: text stays text, every key keeps its line, nothing hostile gets through."""

from __future__ import annotations

import pytest

from pipeline.model.finding import Finding
from pipeline.model.source import YamlMap, YamlScalar
from pipeline.read.yaml import read_yaml
from tests.duree import promptly


def read(text: str) -> tuple[YamlMap | None, list[Finding]]:
    findings: list[Finding] = []
    return read_yaml("content/a.yaml", text, findings), findings


@pytest.mark.parametrize(
    "typed",
    ["01004", "NO", "1.10", "12:30", "2027-02-30", "0x1F", "1e3", "null", "~", "2027-04-01"],
)
def test_a_scalar_stays_what_was_typed(typed: str) -> None:
    tree, findings = read(f"cle: {typed}\n")
    assert findings == []
    assert tree is not None
    node = tree.get("cle")
    assert isinstance(node, YamlScalar)
    assert node.text == typed


def test_every_key_keeps_its_line() -> None:
    tree, _ = read("# commentaire\na: 1\n\nb:\n  c: 2\n")
    assert tree is not None
    assert [name.span.line for name, _ in tree.entries] == [2, 4]


def test_a_doubled_key_names_both_lines() -> None:
    _, findings = read("montant: 100\nautre: 1\nmontant: 900\n")
    assert [(f.code, f.span.line, f.related[0].line) for f in findings] == [("L003", 3, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [1]\nb: *a\n",
        "a: &a [*a]\n",
        "a: !!python/object/apply:os.system [id]\n",
        "<<: {a: 1}\nb: !x 2\n",
        "- a\n- b\n",
        "texte seul",
        "[" * 500,
        "- " * 30_000 + "x",
        "a: " + "[" * 100 + "]" * 100,
        "a: " + "x" * 300_000,
        "? [a]\n: b\n",
    ],
)
def test_what_is_refused_is_said_in_one_finding_and_at_once(text: str) -> None:
    with promptly(10):
        tree, findings = read(text)
    assert [finding.code for finding in findings] == ["L002"]
    assert tree is None


@pytest.mark.parametrize(
    "text", ["a: [1, 2\nb: 3\n", "b: 3\na: 'ouvert\n", "a: b: c\nb: 3\n", "a:\n\t- b\nb: 3\n"]
)
def test_a_line_that_has_a_remedy_is_told_and_hides_no_other(text: str) -> None:
    tree, findings = read(text)
    assert [finding.code for finding in findings] == ["L002"]
    assert tree is not None
    assert tree.get("b") is not None


def test_two_lines_that_have_a_remedy_are_both_told() -> None:
    tree, findings = read("a: b: c\nd: 1\ne: f: g\n")
    assert [(finding.code, finding.span.line) for finding in findings] == [("L002", 1), ("L002", 3)]
    assert tree is not None


def test_a_hash_that_cuts_a_value_is_told() -> None:
    _, findings = read("titre: Action #1\nautre: vrai # un commentaire\n")
    assert [(f.code, f.span.line) for f in findings] == [("L009", 1)]
