"""The description of the post of coordination: what fiches and budget say of it, and a document only when they do."""

from __future__ import annotations

from pipeline.assemble.coordination import NONE, table_coordination
from pipeline.compute.coordination import RIEN
from pipeline.model.prose import Paragraph, Table, text_of
from tests.projets import edited, examen, petit_projet

LIVRABLE = """content/livrables.yaml
+ fiche-de-poste:
+   titre: Fiche de poste
+   gabarit: acte.docx
+   parties: [fiche-de-poste]
content/textes/fiche-de-poste.md
créer
+ # Fiche de poste
+
+ {{ tableau.coordination }}
+
+ {{ liste.couts_coordination }}
"""
CONFIE = """content/fiches/M3-01-alimentation.md
- Une infirmière.
+ - une infirmière ;
+ - la coordinatrice, deux heures par semaine, pour {{ membres.nombre }} membres ;
"""
TACHE = """content/fiches/M3-01-alimentation.md
- | Former les équipes | petit | septembre 2027 | Compte rendu |
+ | Former les équipes | petit | septembre 2027 | Compte rendu |
+ | Réunir les familles | Coordinatrice | janvier 2028 | Compte rendu |
"""
SANS_NOM = """budgets/budget.xlsx
Fonctionnement!B6 = Secrétariat
"""


def rows(notation: str) -> dict[str, list[str]]:
    found = examen(edited(petit_projet(), notation))
    table = table_coordination(found.projet, found.comptes)
    told = [[text_of(cell.inlines) for cell in row] for row in table.rows]
    return {row[0].split(" — ")[0]: row[1:] for row in told}


def due(notation: str) -> list[str]:
    found = examen(edited(petit_projet(), notation))
    assert [f for f in found.findings if f.is_error] == []
    return [one.cle for one in found.projet.livrables]


def costs(notation: str) -> object:
    blocks = (
        examen(edited(petit_projet(), notation)).comptes.faits["liste.couts_coordination"].valeur
    )
    assert isinstance(blocks, tuple)
    return blocks[0]


def test_each_action_says_with_whom_for_how_long_and_what_for() -> None:
    found = rows(CONFIE + TACHE)
    assert found["M3-01"] == [
        "Anne Durand",
        "Deux heures par semaine, pour 3 membres",
        "Réunir les familles (janvier 2028)",
    ]
    assert found["M1-01"][1:] == [NONE, NONE]


def test_a_task_given_to_the_person_who_holds_the_post_is_hers() -> None:
    holder = """content/personnes.csv
+ coord;physique;Martin;Lou;coordinatrice;salarié;;;Auch;professionnels;engagé;
"""
    assert rows(holder + TACHE.replace("Coordinatrice", "coord"))["M3-01"][2] == (
        "Réunir les familles (janvier 2028)"
    )


def test_it_is_due_once_a_fiche_asks_something_of_the_post() -> None:
    assert "fiche-de-poste" not in due(LIVRABLE)
    assert "fiche-de-poste" in due(LIVRABLE + CONFIE)
    assert "fiche-de-poste" in due(LIVRABLE + TACHE)


def test_what_the_budget_gives_is_told_line_by_line_or_said_to_be_missing() -> None:
    table = costs("")
    assert isinstance(table, Table)
    (line,) = [
        [text_of(cell.inlines).replace("\u00a0", " ").replace("\u202f", " ") for cell in row]
        for row in table.rows
    ]
    assert line == ["Coordinatrice", "salaires", "60 000 €", "60 000 €"]
    nothing = costs(SANS_NOM)
    assert isinstance(nothing, Paragraph)
    assert text_of(nothing.inlines) == RIEN
