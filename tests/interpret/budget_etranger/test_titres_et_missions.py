"""Titles that come back, totals of several missions, actions, and what a word beside another one means."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from pipeline.interpret.budget_etranger.correspondance import interpret_correspondance, propose
from pipeline.interpret.budget_etranger.lignes import Lecture, lignes_of
from pipeline.model.budget_etranger import Correspondance, Feuille
from pipeline.model.finding import Finding
from pipeline.read.yaml import read_yaml
from pipeline.write.correspondance import as_yaml
from tests.interpret.budget_etranger.classeurs_etrangers import filled, saved
from tests.interpret.budget_etranger.test_budget_etranger import POSTES, agreed, sheets_of, sums

D, R = "dépenses", "ressources"
F, A, P = "fonctionnement", "acces_soins", "prevention"
Rangs = list[tuple[Any, ...]]


def sheet(rows: Rangs, title: str = "BP") -> tuple[Feuille, ...]:
    book = Workbook()
    filled(book, title, rows, first=True)
    return sheets_of(saved(book))


def read(rows: Rangs, title: str = "BP") -> Lecture:
    sheets = sheet(rows, title)
    return lignes_of(sheets, agreed(sheets), POSTES, None)


def proposed(rows: Rangs, title: str = "BP") -> Correspondance:
    return propose("source.xlsx", sheet(rows, title), POSTES)


def corrected(rows: Rangs, *changes: tuple[str, str]) -> Lecture:
    """What is read once the treasurer typed these changes in the correspondance."""
    sheets = sheet(rows)
    text = as_yaml(propose("source.xlsx", sheets, POSTES))
    for before, after in changes:
        assert before in text, text
        text = text.replace(before, after)
    said: list[Finding] = []
    found = interpret_correspondance(
        read_yaml("budgets/correspondance.yaml", text, said), "source.xlsx", said
    )
    assert found is not None
    assert said == []
    return lignes_of(sheets, found, POSTES, None)


# --- titles that come back ------------------------------------------------------------------------------------------

COTE_A_COTE = ("CHARGES", "Réalisé N-1", "Budget N", "PRODUITS", "Réalisé N-1", "Budget N")


@pytest.mark.parametrize(
    "classe",
    [
        ("64 Charges de personnel", None, None, "76 Produits financiers", None, None),
        ("64 - Charges de personnel", None, None, "75 – Autres produits", None, None),
        ("Charges de personnel", None, None, "Produits financiers", None, None),
        ("64 Charges de personnel", *COTE_A_COTE[1:3], "76 Produits", *COTE_A_COTE[4:]),
    ],
)
def test_a_class_of_charges_beside_a_class_of_products_begins_no_table(classe: Any) -> None:
    lecture = read(
        [
            COTE_A_COTE,
            ("60 Achats", None, None, "70 Ventes", None, None),
            ("Fournitures", 900, 1200, None, None, None),
            classe,
            ("641 Salaires", 30000, 38000, "768 Intérêts", 10, 12),
            ("645 Charges sociales", 12000, 15000, "74 Subventions", 50000, 60000),
            ("TOTAL CHARGES", 42900, 54200, "TOTAL PRODUITS", 50010, 60012),
        ]
    )
    assert sums(lecture) == {(F, D): 54200, (F, R): 60012}
    assert lecture.controle.discordances == ()
    assert not [one for one in lecture.laisses if "un seul montant" in one.raison]


def test_a_second_table_of_both_sides_with_its_own_columns_is_another_table() -> None:
    lecture = read(
        [
            ("CHARGES", "Montant", "PRODUITS", "Montant"),
            ("Loyer", 100, "ACI", 100),
            (),
            ("CHARGES", "Rappel", "Montant", "PRODUITS", "Rappel", "Montant"),
            ("Salaire", 7, 300, "FIR", 8, 300),
        ]
    )
    assert sums(lecture) == {(F, D): 400, (F, R): 400}


@pytest.mark.parametrize(
    "titres", [("Dépenses", "Montant"), ("Libellé", "Année 1"), ("Objet", "Prévu 2027")]
)
def test_titles_of_columns_under_a_second_action_are_no_amounts(titres: tuple[str, str]) -> None:
    lecture = read(
        [
            ("Mission 3 Prévention",),
            ("Action 1 : dépistage du diabète",),
            titres,
            ("Kits", 1200),
            ("Action 2 : ateliers chute",),
            titres,
            ("Location de salle", 600),
        ]
    )
    assert sums(lecture) == {(P, D): 1800}
    assert [line.commentaire for line in lecture.lignes] == [
        "Action 1 : dépistage du diabète",
        "Action 2 : ateliers chute",
    ]
    assert lecture.laisses == ()


def test_the_title_of_an_action_is_not_that_of_lines_below_its_total() -> None:
    lecture = read(
        [
            ("Libellé", "Année 1"),
            ("Action 1 : dépistage",),
            ("Kits", 1200),
            ("Sous-total action 1", 1200),
            ("Frais communs", 50),
        ],
        "Prévention",
    )
    assert [line.commentaire for line in lecture.lignes] == ["Action 1 : dépistage", ""]


def test_a_mission_over_the_column_of_words_is_the_mission_of_its_lines() -> None:
    lecture = read(
        [
            ("Prévention", "Année 1", "Année 2"),
            ("Dépenses",),
            ("Kits", 10, 20),
            ("Accès aux soins", "Année 1", "Année 2"),
            ("Dépenses",),
            ("Vacations", 30, 40),
        ]
    )
    assert sums(lecture) == {(P, D): 30, (A, D): 70}


# --- words in several columns ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("quoi", ["Quoi", "Quoi ?", "Ce qu'on achète", "Achat prévu"])
@pytest.mark.parametrize("milieu", [("PU", "Quantité"), ("Quantité",), ()])
def test_what_is_bought_stands_beside_the_action_whatever_its_title(
    quoi: str, milieu: tuple[str, ...]
) -> None:
    def line(action: str, what: str, price: int, count: int) -> tuple[Any, ...]:
        beside = {"PU": price, "Quantité": count}
        return (action, what, *(beside[title] for title in milieu), price * count)

    lecture = read(
        [
            ("Action", quoi, *milieu, "Total"),
            line("Dépistage", "Kits", 12, 100),
            line("Dépistage", "Vacations infirmières", 45, 20),
            line("Ateliers", "Salle", 150, 4),
        ],
        "Prévention",
    )
    assert sums(lecture) == {(P, D): 2700}
    assert [line.libelle for line in lecture.lignes] == [
        "Dépistage — Kits",
        "Dépistage — Vacations infirmières",
        "Ateliers — Salle",
    ]
    assert lecture.lignes[1].poste.poste == "indemnités"


def test_an_action_named_once_is_that_of_the_lines_below_it() -> None:
    lecture = read(
        [
            ("Action", "Dépenses", "2027"),
            ("Ateliers chute", "Kits", 10),
            (None, "Vacations", 20),
            ("Bilans", "Kits", 30),
            ("Total", None, 60),
            (None, "Imprévus", 5),
        ]
    )
    assert [line.libelle for line in lecture.lignes] == [
        "Ateliers chute — Kits",
        "Ateliers chute — Vacations",
        "Bilans — Kits",
        "Imprévus",
    ]


def test_a_supplier_is_no_label_where_labels_differ() -> None:
    lecture = read(
        [("Dépenses", "Fournisseur", "2027"), ("Kits", "Durand", 10), ("Salle", "Mairie", 20)]
    )
    assert [line.libelle for line in lecture.lignes] == ["Kits", "Salle"]
    assert [one.texte for one in lecture.laisses] == ["« Fournisseur », 2 cases"]


@pytest.mark.parametrize("titre", ["Obs.", "Obs", "Remarques", "Rq"])
def test_remarks_come_whatever_the_short_form_of_their_title(titre: str) -> None:
    lecture = read([("Dépenses", "2027", "2028", titre), ("Loyer", 10, 20, "bail signé")])
    assert [line.commentaire for line in lecture.lignes] == ["bail signé"]


# --- money common to all missions -----------------------------------------------------------------------------------

DES_DEPENSES: Rangs = [
    ("Libellé", "Année 1"),
    ("Fonctionnement",),
    ("Coordinatrice", 40000),
    ("Accès aux soins",),
    ("Vacations", 10000),
    ("Prévention",),
    ("Ateliers", 5000),
]
DES_RECETTES: Rangs = [("Recettes",), ("ACI", 50000), ("Commune", 5000)]


@pytest.mark.parametrize(
    "total", [[("TOTAL GENERAL", 55000)], [("Total", 55000)], [("Total des dépenses", 55000)], []]
)
def test_income_under_all_the_missions_is_given_to_none_in_silence(total: Rangs) -> None:
    rows = [*DES_DEPENSES, *total, *DES_RECETTES]
    assert sums(read(rows))[F, R] == 55000
    of_income = [zone for zone in proposed(rows).zones if zone.cote == R]
    assert [zone.sur for zone in of_income] == [False]


def test_income_under_each_mission_stays_there() -> None:
    rows: Rangs = [
        ("Libellé", "Année 1"),
        *(("Accès aux soins",), ("Dépenses",), ("Vacations", 10), ("Total dépenses", 10)),
        *(("Recettes",), ("ACI", 10), ("Total recettes", 10)),
        *(("Prévention",), ("Dépenses",), ("Kits", 20), ("Total dépenses", 20)),
        *(("Recettes",), ("ACI", 20), ("Total recettes", 20)),
        ("Total général des dépenses", 30),
        ("Total général des recettes", 30),
        ("Cotisations", 7),
    ]
    lecture = read(rows)
    assert sums(lecture) == {(A, D): 10, (A, R): 10, (P, D): 20, (P, R): 20, (F, R): 7}
    assert [zone.sur for zone in proposed(rows).zones] == [True] * 4 + [False]


def test_income_of_one_mission_alone_is_its_own() -> None:
    rows: Rangs = [
        ("Libellé", "Année 1"),
        ("Prévention",),
        ("Dépenses",),
        ("Ateliers", 5),
        ("Total des dépenses", 5),
        *(("Recettes",), ("ACI", 5)),
    ]
    assert sums(read(rows)) == {(P, D): 5, (P, R): 5}


def test_missions_that_title_the_charges_alone_say_nothing_of_the_products_beside_them() -> None:
    rows: Rangs = [
        ("CHARGES", "Montant", "PRODUITS", "Montant"),
        ("Accès aux soins", None, "ACI", 60000),
        ("Vacations", 10000, "Commune", 500),
        ("Prévention", None, "FIR", 1000),
        ("Ateliers", 51500, None, None),
        ("TOTAL", 61500, "TOTAL", 61500),
    ]
    assert sums(read(rows)) == {(A, D): 10000, (P, D): 51500, (F, R): 61500}
    assert {zone.cote: zone.sur for zone in proposed(rows).zones} == {D: True, R: False}


def test_missions_over_both_sides_are_those_of_both() -> None:
    lecture = read(
        [
            ("CHARGES", "Montant", "PRODUITS", "Montant"),
            ("Accès aux soins",),
            ("Vacations", 10, "ACI", 10),
            ("Prévention",),
            ("Ateliers", 20, "FIR", 20),
            ("TOTAL", 30, "TOTAL", 30),
        ]
    )
    assert sums(lecture) == {(A, D): 10, (A, R): 10, (P, D): 20, (P, R): 20}


# --- what a word means beside another -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "poste", "sur"),
    [
        ("Maintenance logiciel de coordination", "moyens matériels", True),
        ("Nouveau logiciel de coordination", "moyens matériels", False),
        ("Ordinateur du secrétariat", "moyens matériels", True),
        ("Repas des réunions", "moyens matériels", True),
        ("Annonce pour la coordinatrice", "moyens matériels", True),
        ("Poste de coordination", "salaires", False),
        ("Coordinatrice, logiciel compris", "salaires", True),
        ("Indemnités de déplacement", "indemnités", True),
    ],
)
def test_what_is_bought_wins_over_what_it_is_for(label: str, poste: str, sur: bool) -> None:
    found = POSTES.poste(D, label, (), F)
    assert (found.poste, found.sur) == (poste, sur), found.pourquoi


def test_words_that_mean_two_things_in_one_block_are_a_guess() -> None:
    rows: Rangs = [
        ("Dépenses", "2027"),
        *(("Honoraires",), ("Divers", 10), ("Salaires",), ("Divers", 20)),
    ]
    assert not proposed(rows).postes[f"{D} | {F} | Divers"].sur


# --- what the treasurer said ----------------------------------------------------------------------------------------

A_CORRIGER: Rangs = [
    *(("Dépenses", "2027"), ("Kits", 100), ("Coordinatrice", 200)),
    *(("Recettes", "2027"), ("ACI", 300)),
]


def test_another_block_for_a_zone_keeps_what_was_said_of_its_words() -> None:
    lecture = corrected(
        A_CORRIGER,
        ('texte: "Kits", poste: moyens matériels', 'texte: "Kits", poste: honoraires'),
        ("bloc: Fonctionnement\n", "bloc: Prévention\n"),
    )
    assert {(line.libelle, line.bloc, line.poste.poste) for line in lecture.lignes} == {
        ("Kits", P, "honoraires"),
        ("Coordinatrice", P, "salaires"),
        ("ACI", P, "ACI volet fixe"),
    }
    assert (lecture.sans_ligne, lecture.supposees) == ((), ())


def test_words_of_no_line_and_lines_without_words_are_known() -> None:
    lecture = corrected(A_CORRIGER, ('"Kits", poste', '"Kit", poste'))
    assert lecture.sans_ligne == (f"{D} | {F} | Kit",)
    assert [line.libelle for line in lecture.supposees] == ["Kits"]
    assert sum((line.somme for line in lecture.lignes), Decimal(0)) == 600


def test_words_said_of_a_block_that_still_has_them_are_of_that_block_alone() -> None:
    rows: Rangs = [
        ("Dépenses", "2027"),
        *(("Fonctionnement",), ("Divers", 10), ("Prévention",), ("Divers", 20)),
    ]
    lecture = corrected(
        rows,
        (
            'bloc: Prévention, texte: "Divers", poste: moyens matériels',
            'bloc: Prévention, texte: "Divers", poste: honoraires',
        ),
    )
    assert [line.poste.poste for line in lecture.lignes] == ["moyens matériels", "honoraires"]


# --- amounts that look like years -----------------------------------------------------------------------------------


@pytest.mark.parametrize("montants", [(2040, 2040), (2030, None), (2027, 2027), (2048, 2020)])
@pytest.mark.parametrize("mots", ["Cotisations patronales", "Charges sociales", "Loyer"])
def test_two_thousand_and_forty_euros_are_no_year(mots: str, montants: tuple[Any, Any]) -> None:
    rows: Rangs = [
        ("DÉPENSES", 2027, 2028),
        ("Assurance", 10, 20),
        (mots, *montants),
        ("Eau", 1, 1),
    ]
    wanted = 32 + sum(filter(None, montants))
    assert sums(read(rows)) == {(F, D): wanted}


def test_a_line_of_a_single_year_between_two_titles_is_no_title() -> None:
    rows: Rangs = [
        *(("DÉPENSES", 2027), ("Charges sociales", 2030)),
        *(("RECETTES", 2027), ("Cotisations", 2040)),
    ]
    assert sums(read(rows)) == {(F, D): 2030, (F, R): 2040}


@pytest.mark.parametrize(
    "titres",
    [
        *(("DÉPENSES", 2027, 2028), ("Charges de l'exercice", 2027, 2028), ("", 2027, 2028)),
        *(("Libellé", 2027, 2028), ("Fonctionnement", 2027, 2028)),
    ],
)
def test_years_typed_as_numbers_title_their_columns(titres: tuple[Any, ...]) -> None:
    lecture = read([titres, ("Loyer", 100, 200)])
    assert [dict(line.montants) for line in lecture.lignes] == [{1: 100, 2: 200}]
