"""The annex of the budget: both sides face to face, years side by side, virements, decimals that align."""

from __future__ import annotations

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.detaille import budget_detaille
from pipeline.model.prose import Heading, Table, text_of
from tests.commands.test_budget import VIREMENT
from tests.commands.test_classeur import made
from tests.projets import CLASSEUR, edited, examen, petit_projet

GUTTER = " "


def annex(files: dict[str, bytes]) -> dict[str, list[list[list[str]]]]:
    """Heading → its tables, each as rows of texts, the header first."""
    found = examen(files)
    parts: dict[str, list[list[list[str]]]] = {}
    heading = ""
    for block in budget_detaille(found.projet, found.comptes, Constats(())):
        if isinstance(block, Heading):
            heading = text_of(block.inlines)
            parts[heading] = []
        elif isinstance(block, Table):
            rows = (block.header, *block.rows)
            parts.setdefault(heading, []).append(
                [[_plain(text_of(cell.inlines)) for cell in row] for row in rows]
            )
    return parts


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_expenses_and_resources_stand_face_to_face() -> None:
    table = annex(petit_projet())["Développer des actions territoriales de prévention"][0]
    assert table[0] == [
        "Dépenses",
        "Année 1",
        "Année 2",
        GUTTER,
        "Ressources",
        "Année 1",
        "Année 2",
    ]
    assert table[1] == [
        "Indemnités",
        "10 000 €",
        "10 000 €",
        GUTTER,
        "ACI volet fixe",
        "15 000 €",
        "15 000 €",
    ]
    assert table[2] == ["Honoraires", "5 000 €", "5 000 €", GUTTER, "", "", ""]
    assert table[-1] == ["Total", "15 000 €", "15 000 €", GUTTER, "Total", "15 000 €", "15 000 €"]


def test_a_virement_is_printed_as_one_and_leaves_the_whole() -> None:
    parts = annex(edited(petit_projet(), VIREMENT))
    assert ["Virement vers Fonctionnement", "1 000,50 €", "0,00 €", GUTTER, "", "", ""] in parts[
        "Développer des actions territoriales de prévention"
    ][0]
    assert parts["Virements entre blocs"][0][1] == [
        "Prévention",
        "Fonctionnement",
        "Année 1",
        "1 000,50 €",
    ]
    assert parts["Budget global"][0][-1][:3] == ["Total", "215 000,00 €", "215 000,00 €"]


def test_five_years_stand_two_by_two_and_side_by_side() -> None:
    parts = annex({**petit_projet(), CLASSEUR: made(5)})
    headers = [table[0] for table in parts["Fonctionnement général"][:3]]
    assert [len(header) for header in headers] == [7, 7, 5]
    assert headers[2] == ["Dépenses", "Année 5", GUTTER, "Ressources", "Année 5"]
    spent, got = parts["Budget global"]
    assert spent[0] == ["Dépenses", *(f"Année {year}" for year in range(1, 6))]
    assert got[-1] == ["Total", "215 000 €", *["197 500 €"] * 4]


def test_the_halves_of_the_access_to_care_add_up_inside_one_envelope() -> None:
    notation = """budgets/budget.xlsx
Accès aux soins!G5 = Sous-mission
Accès aux soins étirer depenses_acces_soins A5:G10
Accès aux soins!D6 = 40000
Accès aux soins!G6 = médecin traitant
Accès aux soins!A7 = indemnités
Accès aux soins!B7 = Créneaux, 600 heures
Accès aux soins!C7 = M1-01
Accès aux soins!D7 = 30000
Accès aux soins!G7 = Soins non programmés
"""
    tables = annex(edited(petit_projet(), notation))["Améliorer l'accès aux soins"]
    halves = next(table for table in tables if table[0][0] == "Volet")
    assert halves[1:] == [
        ["Médecin traitant", "40 000 €", "70 000 €"],
        ["Soins non programmés", "30 000 €", "0 €"],
        ["Total", "70 000 €", "70 000 €"],
    ]
