"""The catalogue of rules: code, severity, what the rule wants, who asks for it, how it is explained.

One module per letter of the codes (E and A are together), one entry per rule, and nothing about a rule anywhere else
but the function that finds it and its case in ``tests/cases/``.  ``docs/regles.md`` is printed from here.

*Erreur* is for law, arithmetic, contradiction, blanks left and what would be lost in silence; *avertissement* for a
departure from a guide or a model, and for what a true projet may legitimately do.  A severity is decided here and
nowhere else.
"""

from __future__ import annotations

from pipeline.model.rules import (
    besoins,
    budget,
    cles,
    constats,
    contrat,
    documents,
    fiches,
    indicateurs,
    lecture,
    personnes,
    projet,
    statuts,
    territoire,
    textes,
)
from pipeline.model.rules.rule import Rule, Severity

__all__ = ["FAMILLES", "RULES", "Rule", "Severity"]

FAMILLES = (
    lecture,
    cles,
    projet,
    territoire,
    besoins,
    personnes,
    fiches,
    indicateurs,
    textes,
    budget,
    contrat,
    statuts,
    documents,
    constats,
)
"""In the order of the page."""

RULES: dict[str, Rule] = {rule.code: rule for famille in FAMILLES for rule in famille.REGLES}
