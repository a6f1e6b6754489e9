"""A block out of balance: each way out that its finding tells, typed to the letter, leaves no error in the budget."""

from __future__ import annotations

import re

import pytest

from pipeline.model.finding import Finding
from tests.projets import dits, edited, petit_projet

KEPT = re.compile(
    r"pour garder cette somme, ajoutez aux ressources une ligne « (.+) » de (.+), et de (.+) l'année où"
)
OWN = re.compile(
    r"si l'association l'a de côté, ajoutez aux ressources une ligne « (.+) » de (.+)\.$"
)


def errors(notation: str) -> list[Finding]:
    said = dits(edited(petit_projet(), f"budgets/budget.xlsx\n{notation}"))
    return [one for one in said if one.is_error]


def number(euros: str) -> str:
    return re.sub(r"[^0-9,-]", "", euros.replace("−", "-")).replace(",", ".")


def hints(notation: str, pattern: re.Pattern[str]) -> re.Match[str]:
    (found,) = errors(notation)
    assert found.code == "B010"
    return next(match for hint in found.hints if (match := pattern.search(hint)))


@pytest.mark.parametrize(("montant", "garde"), [(9000, "-1000"), (9999.5, "-0.50")])
def test_what_is_left_is_kept_for_another_year(montant: float, garde: str) -> None:
    less = f"Prévention!D6 = {montant}"
    origin, aside, later = hints(less, KEPT).groups()
    assert number(aside) == garde
    line = f"Prévention!A16 = {origin}\nPrévention!B16 = Reste\nPrévention!E16 = {number(aside)}"
    assert errors(f"{less}\n{line}") == []
    spent = 10000 + float(number(later))
    used = f"{line}\nPrévention!F16 = {number(later)}\nPrévention!E6 = {spent}"
    assert errors(f"{less}\n{used}") == []


def test_what_lacks_is_taken_from_what_the_association_has() -> None:
    more = "Prévention!D6 = 12000"
    origin, amount = hints(more, OWN).groups()
    line = (
        f"Prévention!A16 = {origin}\nPrévention!B16 = Réserves\nPrévention!E16 = {number(amount)}"
    )
    assert errors(f"{more}\n{line}") == []


@pytest.mark.parametrize("origine", ["autre", "FIR", "cotisations", "collectivité"])
def test_no_other_resource_is_under_zero(origine: str) -> None:
    line = f"Prévention!A16 = {origine}\nPrévention!B16 = Reste\nPrévention!E16 = -1000"
    assert "B009" in {one.code for one in errors(f"Prévention!D6 = 9000\n{line}")}
