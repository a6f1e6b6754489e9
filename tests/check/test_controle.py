"""A rule is what stands under ``@controle``; none is forgotten, and none speaks of what could not be read."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.check import CONTROLES, check
from pipeline.model.projet import Piece
from tests.projets import CHECKOUT, TODAY, edited, examen, petit_projet

CHECK = CHECKOUT / "pipeline" / "check"
ARGUMENTS = ["projet", "comptes", "today"]


def forgotten(source: str) -> list[str]:
    """Public functions that look like a rule and are not registered as one."""
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and [argument.arg for argument in node.args.args] == ARGUMENTS
        and not any(
            ast.unparse(decorator).startswith("controle(") for decorator in node.decorator_list
        )
    ]


def rules(source: str) -> int:
    return source.count("\n@controle(")


MODULES = sorted(path.name for path in CHECK.glob("*.py") if path.name != "__init__.py")


@pytest.mark.parametrize("name", MODULES)
def test_every_rule_is_registered(name: str) -> None:
    assert forgotten((CHECK / name).read_text(encoding="utf-8")) == []


def test_every_module_of_rules_is_asked() -> None:
    asked = Counter(f"{one.regle.__module__.rpartition('.')[2]}.py" for one in CONTROLES)
    written = Counter({name: rules((CHECK / name).read_text(encoding="utf-8")) for name in MODULES})
    assert sorted(written - asked) == [], "modules à nommer dans MODULES de check/__init__.py"
    assert asked == +written


def test_the_guard_on_forgotten_rules_bites() -> None:
    rule = (
        "def fair(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:\n    yield"
    )
    assert forgotten(rule) == ["fair"]
    assert forgotten(f"@controle()\n{rule}") == []


def test_a_rule_is_silent_while_a_piece_it_needs_is_a_hole() -> None:
    found = examen(
        edited(petit_projet(), "content/projet.yaml\n- bareme: aci-avenant-2\n+ bareme: avenant-9")
    )
    assert Piece.BAREME in found.projet.trous
    assert {finding.code for finding in check(found.projet, found.comptes, TODAY)} == {"B018"}
    as_if_known = replace(found.projet, trous=frozenset())
    assert "B012" in {finding.code for finding in check(as_if_known, found.comptes, TODAY)}
