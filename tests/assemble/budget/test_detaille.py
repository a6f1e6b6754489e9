"""The annex of the budget: both sides face to face, years side by side, virements, decimals that align."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import docx

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.detaille import budget_detaille
from pipeline.assemble.budget.droits import droits
from pipeline.assemble.budget.tresorerie import tresorerie
from pipeline.compute import amounts
from pipeline.model.budget import Ressource
from pipeline.model.prose import Heading, Paragraph, Table, text_of
from pipeline.run import build
from pipeline.write.word.tableau import asks_for_landscape
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
        "10 000",
        "10 000",
        GUTTER,
        "ACI volet fixe",
        "15 000",
        "15 000",
    ]
    assert table[2] == ["Honoraires", "5 000", "5 000", GUTTER, "", "", ""]
    assert table[-1] == ["Total", "15 000", "15 000", GUTTER, "Total", "15 000", "15 000"]


def test_a_virement_is_printed_as_one_and_leaves_the_whole() -> None:
    parts = annex(edited(petit_projet(), VIREMENT))
    assert ["Virement vers Fonctionnement", "1 000,50", "0,00", GUTTER, "", "", ""] in parts[
        "Développer des actions territoriales de prévention"
    ][0]
    assert parts["Virements entre blocs"][0][1] == [
        "Prévention",
        "Fonctionnement",
        "Année 1",
        "1 000,50",
    ]
    assert parts["Budget global"][0][-1][:3] == ["Total", "215 000,00", "215 000,00"]


def test_five_years_of_whole_euros_stand_three_by_three_and_side_by_side() -> None:
    parts = annex({**petit_projet(), CLASSEUR: made(5)})
    headers = [table[0] for table in parts["Fonctionnement général"][:2]]
    assert [len(header) for header in headers] == [9, 7]
    years = ["Année 4", "Année 5"]
    assert headers[1] == ["Dépenses", *years, GUTTER, "Ressources", *years]
    whole = parts["Budget global"][:2]
    assert [len(table[0]) for table in whole] == [7, 5]
    assert whole[0][-1][:5] == ["Total", "0", "215 000", "0", "197 500"]
    assert whole[1][0][-2:] == ["Année 5 >> Dépenses", "Année 5 >> Ressources"]


def test_five_years_with_cents_keep_every_page_upright() -> None:
    projet = examen({**petit_projet(), CLASSEUR: made(5)}).projet
    blocs = tuple(
        replace(bloc, ressources=tuple(map(_with_cents, bloc.ressources)))
        for bloc in projet.budget.blocs
    )
    projet = replace(projet, budget=replace(projet.budget, blocs=blocs))
    comptes = amounts(projet)
    blocks = (
        *budget_detaille(projet, comptes, Constats(())),
        *tresorerie(projet, comptes.contrat),
    )
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [t.header for t in tables if asks_for_landscape(t, 9_400)] == []
    total = [[_plain(text_of(c.inlines)) for c in t.rows[-1]] for t in tables]
    assert ["Total", "", "", "35 000,25", *["35 000"] * 4] in total


def _with_cents(line: Ressource) -> Ressource:
    """A first year that is not whole."""
    first, *others = line.montants
    return replace(line, montants=(first + Decimal("0.25") if first else first, *others))


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
        ["Médecin traitant", "40 000", "70 000"],
        ["Soins non programmés", "30 000", "0"],
        ["Total", "70 000", "70 000"],
    ]


MOITIES = f"""{CLASSEUR}
Accès aux soins!G5 = Sous-mission
Accès aux soins!G6 = médecin traitant
Accès aux soins!A7 = honoraires
Accès aux soins!B7 = Régulation
Accès aux soins!C7 = M1-01
Accès aux soins!D7 = 20000
Accès aux soins!E7 = 30000
Accès aux soins!G7 = soins non programmés
Accès aux soins!D6 = 50000
Accès aux soins!E6 = 40000
Accès aux soins étirer depenses_acces_soins A5:G10
"""


def test_the_global_budget_has_the_two_halves_of_the_access_to_care_as_parts_of_it() -> None:
    table = annex(edited(petit_projet(), MOITIES))["Budget global"][0]
    names = [row[0] for row in table]
    at = names.index("Accès aux soins")
    assert names[at + 1 : at + 4] == [
        "dont 1A, médecin traitant",
        "dont 1B, soins non programmés",
        "dont commun aux deux",
    ]
    spent = [[row[1], row[3]] for row in table[at : at + 4]]
    assert spent == [
        ["70 000", "70 000"],
        ["50 000", "40 000"],
        ["20 000", "30 000"],
        ["0", "0"],
    ]
    assert table[-1][1] == annex(petit_projet())["Budget global"][0][-1][1], "the whole is the same"


CHAQUE_ANNEE = (
    VIREMENT.replace("A1:D2", "A1:D3")
    + """Synthèse!A3 = Prévention
Synthèse!B3 = Fonctionnement
Synthèse!C3 = 2
Synthèse!D3 = 500
"""
)


def test_the_same_transfer_of_several_years_is_one_line_and_one_finding() -> None:
    files = edited(petit_projet(), CHAQUE_ANNEE)
    got = annex(files)["Fonctionnement général"][-1]
    moved = [row for row in got if row[0].startswith("Virement")]
    assert [row[-2:] for row in moved] == [["1 000,50", "500,00"]]
    told = [f for f in examen(files).findings if f.code == "B041"]
    assert [f.message.replace("\u202f", " ").replace("\u00a0", " ") for f in told] == [
        "virements du bloc Prévention vers le bloc Fonctionnement, 1 000,50 € l'année 1 et "
        "500 € l'année 2 : à discuter avec la CPAM."
    ]


DEUX_MOTIFS = (
    CHAQUE_ANNEE.replace("Synthèse!E1", "Synthèse!F1").replace("A1:D3", "A1:E3")
    + """Synthèse!E1 = Motif
Synthèse!E2 = coordination des ateliers
Synthèse!E3 = minibus
"""
)


def test_transfers_to_one_block_are_one_line_face_to_face_and_keep_their_reasons_below() -> None:
    parts = annex(edited(petit_projet(), DEUX_MOTIFS))["Fonctionnement général"]
    face = [row[4:] for row in parts[0] if row[4].startswith("Virement")]
    assert face == [["Virement de Prévention", "1 000,50", "500,00"]]
    reasons = [row[1] for row in parts[-1] if row[0].startswith("Virement")]
    assert reasons == ["coordination des ateliers", "minibus"]


def test_the_global_budget_points_to_the_transfers_that_part_its_two_sides() -> None:
    found = examen(edited(petit_projet(), VIREMENT))
    blocks = budget_detaille(found.projet, found.comptes, Constats(()))
    words = [text_of(block.inlines) for block in blocks if isinstance(block, Paragraph)]
    assert (
        "Les deux côtés de Fonctionnement et Prévention diffèrent ici de leurs virements, "
        "donnés sous « Virements entre blocs »."
    ) in words
    found = examen(petit_projet())
    blocks = budget_detaille(found.projet, found.comptes, Constats(()))
    assert not any("virements" in text_of(b.inlines) for b in blocks if isinstance(b, Paragraph))


EN_RETARD = """content/missions/02-parcours.md
- mission: parcours
+ mission: parcours
+ demarrage: 2027-10-01
"""


def rights_of(files: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """The titles and the total of the table of fixed parts."""
    found = examen(files)
    table = next(b for b in droits(found.projet, found.comptes.contrat) if isinstance(b, Table))
    titles = [text_of(cell.inlines) for cell in table.header]
    return titles, [_plain(text_of(cell.inlines)) for cell in table.rows[-1]]


def test_a_first_year_that_is_prorated_stands_beside_its_whole_year() -> None:
    titles, whole = rights_of(petit_projet())
    assert "Année pleine" not in titles
    titles, total = rights_of(edited(petit_projet(), EN_RETARD))
    assert titles[1:4] == ["Année 1", "Année pleine", "Année 2"]
    assert total[2] == whole[1]
    assert total[1] < total[2], "half a year of the mission is missing"


def test_the_annex_opens_on_a_page_of_its_own_and_its_sections_follow_one_another() -> None:
    built = build(examen(petit_projet()), wanted=["annexe-budget"])["annexe-budget.docx"]
    document = docx.Document(io.BytesIO(built))
    sections = [one for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert len(sections) > 5
    assert sections[0].paragraph_format.page_break_before
    assert not any(one.paragraph_format.page_break_before for one in sections[1:])
    assert not document.styles["Heading 1"].paragraph_format.page_break_before
