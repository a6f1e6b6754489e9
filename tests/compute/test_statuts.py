"""What the values of the statutes show of the governance."""

from __future__ import annotations

from pipeline.model.prose import Diagram
from tests.projets import edited, examen, petit_projet

COLLEGES = """content/statuts/valeurs.yaml
- colleges:
-   - cle: professionnels
-     nom: Collège des professionnels
-     description: les soignants
-     sieges: 3
-     cotisation: 20
-   - cle: structures
-     nom: Collège des structures
-     sieges: 3
+ {}
"""
INSTANCES = """content/statuts/valeurs.yaml
- conseil:
+ instances:
+   - cle: comite
+     nom: Comité de suivi
+     composition: les pilotes
+   - cle: assemblee
+     nom: Assemblée générale
+ conseil:
"""


def chart_of(notation: str) -> Diagram:
    comptes = examen(edited(petit_projet(), notation)).comptes
    blocks = comptes.faits["liste.organigramme"].valeur
    assert isinstance(blocks, tuple)
    chart = blocks[0]
    assert isinstance(chart, Diagram)
    return chart


def boxes(chart: Diagram) -> list[list[tuple[str, str]]]:
    return [[(box.titre, box.texte) for box in row] for row in chart.rows]


def test_a_chart_begins_with_the_colleges_and_their_seats_then_the_assembly_above_the_other_bodies() -> (
    None
):
    chart = chart_of(INSTANCES)
    assert boxes(chart) == [
        [
            ("Collège des professionnels", "3 sièges au conseil"),
            ("Collège des structures", "3 sièges au conseil"),
        ],
        [("Assemblée générale", "tous les membres, répartis en deux collèges")],
        [("Comité de suivi", "les pilotes")],
    ]
    assert chart.alt.endswith(
        "Assemblée générale (tous les membres, répartis en deux collèges) ; puis Comité de suivi (les pilotes)."
    )


def test_without_colleges_those_who_vote_stand_beside_those_who_do_not() -> None:
    chart = chart_of(COLLEGES.format("categories:\n+   professions: [médecin]") + INSTANCES)
    assert boxes(chart)[0] == [
        ("Membres actifs", "une voix chacun"),
        ("Membres partenaires", "sans droit de vote"),
    ]
    assert boxes(chart)[1] == [
        ("Assemblée générale", "tous les membres ; les membres actifs votent")
    ]


def test_without_colleges_nor_professions_a_chart_begins_with_the_bodies() -> None:
    assert boxes(chart_of(COLLEGES.format("# rien") + INSTANCES))[0] == [
        ("Assemblée générale", "tous les membres")
    ]
