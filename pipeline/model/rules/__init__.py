"""The catalogue of rules: code, severity, what the rule wants, who asks for it, how it is explained.

One module per letter of the codes (E and A are together), one entry per rule, and nothing about a rule anywhere else
but the function that finds it and its case in ``tests/cases/``.  ``docs/regles.md`` is printed from here.

*Erreur* is for law, arithmetic, contradiction, blanks left and what would be lost in silence; *avertissement* for a
departure from a guide or a model, and for what a true projet may legitimately do.  A severity is decided here and
nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from pipeline.model.rules.rule import Rule, Severity

__all__ = ["FAMILLES", "RULES", "Rule", "Severity"]

FAMILLES: Mapping[str, str] = {
    "L": "lecture",
    "C": "cles",
    "P": "projet",
    "T": "territoire",
    "N": "besoins",
    "G": "personnes",
    "F": "fiches",
    "I": "indicateurs",
    "X": "textes",
    "B": "budget",
    "R": "contrat",
    "S": "statuts",
    "D": "documents",
    "E": "constats",
    "A": "constats",
    "V": "region",
}
"""The module of the rules of each letter, in the order of the page."""


class Catalogue(Mapping[str, Rule]):
    """Every rule by its code.  A module is imported when a rule of it is told: a sound project asks for none."""

    def __getitem__(self, code: str) -> Rule:
        return _famille(FAMILLES[code[:1]])[code]

    def __iter__(self) -> Iterator[str]:
        for name in dict.fromkeys(FAMILLES.values()):
            yield from _famille(name)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _famille(name: str) -> Mapping[str, Rule]:
    regles: tuple[Rule, ...] = import_module(f"pipeline.model.rules.{name}").REGLES
    return {rule.code: rule for rule in regles}


RULES: Mapping[str, Rule] = Catalogue()
