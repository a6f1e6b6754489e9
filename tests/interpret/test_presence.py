"""What a project may leave out, and what is not told twice."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.interpret.presence import report_presence
from pipeline.model.contrat import ReglagesContrat
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.source import Sources
from tests.projets import edited, examen, petit_projet

DATES = """content/projet.yaml
- dates:
-   depot: 2027-01-15
-   validation: 2027-03-15
-   signature: 2027-04-01
-   effet: 2027-04-01
"""
CONTRAT = """content/projet.yaml
- contrat:
-   solde_ouverture: 60 000 €
"""
OPEN_COMMENT = """content/fiches/M3-01-alimentation.md
- ## Objectifs opérationnels
+ <!-- à revoir{}
+
+ ## Objectifs opérationnels
"""


def codes(notation: str) -> list[str]:
    return [finding.code for finding in examen(edited(petit_projet(), notation)).findings]


def test_a_projet_without_dates_is_told_once_and_has_none() -> None:
    found = examen(edited(petit_projet(), DATES))
    assert [finding.code for finding in found.findings] == ["C002"]
    assert found.projet.identite.dates == {}
    assert found.comptes.contrat.annees == ()


def test_a_projet_without_a_contrat_of_its_own_follows_the_accord() -> None:
    identite = examen(edited(petit_projet(), CONTRAT)).projet.identite
    assert identite.contrat == ReglagesContrat()


def test_a_comment_that_never_ends_hides_headings_that_are_not_told_as_missing() -> None:
    assert codes(OPEN_COMMENT.format("")) == ["L015"]
    assert codes(OPEN_COMMENT.format(" -->")) == []


def test_the_plafond_of_a_civil_year_is_that_of_its_line() -> None:
    plafonds = examen(petit_projet()).projet.plafonds
    assert {year: plafond.montant for year, plafond in plafonds.items() if year < 2024} == {
        2022: Decimal(41136),
        2023: Decimal(43992),
    }
    assert all(plafond.annee == year for year, plafond in plafonds.items())
    assert "2023" in plafonds[2023].source


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("content/fiches/M1-01-x.md", True),
        ("content/fiches/carte.PNG", True),
        ("content/baremes/aci-avenant-9.yaml", True),
        ("content/diagnostic/besoins.csv", True),
        ("content/diagnostic/donnees/ald.csv", True),
        ("content/statuts/avecsante/05-composition.md", True),
        ("content/statuts/avecsante/urps/05-composition.md", True),
        ("content/statuts/avecsante/valeurs.yaml", True),
        ("content/statuts/avecsante/urps/valeurs.yaml", False),
        ("content/statuts/05-composition.md", False),
        ("content/diagnostic/ald.csv", False),
        ("content/fiches/M1-01-x.docx", False),
        ("content/fiches/M1-01-x.md.txt", False),
        ("content/baremes/sous/aci.yaml", False),
    ],
)
def test_a_file_that_nothing_will_read_is_told(path: str, known: bool) -> None:
    required = (
        "content/projet.yaml",
        "content/livrables.yaml",
        "content/personnes.csv",
        "content/statuts/valeurs.yaml",
    )
    files = dict.fromkeys((*required, path), b"")
    findings: list[Finding] = []
    sources = Sources(files, {}, {}, frozenset(), frozenset(), {})
    report_presence(sources, EtapeCPTS.PROJET, findings)
    assert [finding.span.path for finding in findings] == ([] if known else [path])
