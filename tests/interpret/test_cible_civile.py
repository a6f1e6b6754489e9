"""A target of a civil year: which year of the contract it is, once the contract has a date."""

from __future__ import annotations

from pipeline.model.finding import Finding
from pipeline.run import examine
from tests.projets import TODAY, edited, petit_projet

FICHE = "content/fiches/M3-01-alimentation.md"
OF_2028 = f"{FICHE}\n- - cible année 1 : 20\n+ - cible 2028 : 20"
WITHOUT_A_DATE = "content/projet.yaml\n-   signature: 2027-04-01\n-   effet: 2027-04-01"


def told(*edits: str) -> Finding:
    files = edited(petit_projet(), "\n".join(edits))
    (found,) = [f for f in examine(files, (), TODAY, True).findings if f.code == "F008"]
    return found


def test_the_year_of_the_contract_is_told_when_it_is_known() -> None:
    assert "« cible année 2 »" in told(OF_2028).hints[0]


def test_the_date_of_the_contract_is_asked_first_when_it_is_not() -> None:
    """« de 1 à 5 » would be a remedy that nobody can follow: which year 2028 is depends on that date."""
    hint = told(WITHOUT_A_DATE, OF_2028).hints[0]
    assert "« effet », sous « dates »" in hint
    assert "2028" in hint
