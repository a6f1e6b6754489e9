"""Manners of treasurers that took an amount for another: each in a few rows, with what must come and what is said."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from pipeline.interpret.budget_etranger.correspondance import interpret_correspondance, propose
from pipeline.interpret.budget_etranger.lignes import Lecture, lignes_of
from pipeline.model.finding import Finding
from pipeline.read.yaml import read_yaml
from pipeline.write.correspondance import as_yaml
from tests.interpret.budget_etranger.classeurs_etrangers import filled, saved
from tests.interpret.budget_etranger.test_budget_etranger import POSTES, agreed, sheets_of, sums

D, R = "dépenses", "ressources"
F, A = "fonctionnement", "acces_soins"


def read(rows: list[tuple[Any, ...]], title: str = "BP") -> Lecture:
    book = Workbook()
    filled(book, title, rows, first=True)
    sheets = sheets_of(saved(book))
    return lignes_of(sheets, agreed(sheets), POSTES, None)


def reasons(lecture: Lecture) -> dict[str, str]:
    return {one.texte: one.raison for one in lecture.laisses}


def test_a_column_says_of_each_line_whether_it_is_spent_or_received() -> None:
    lecture = read(
        [
            ("Mission", "Type", "Poste", "Détail", "Montant 2027"),
            ("Fonctionnement", "Dépense", "Salaires", "Coordinatrice", 46800),
            ("Accès aux soins", "Dépense", "Indemnités", "Régulation", 10000),
            ("Fonctionnement", "Recette", "ACI", "Enveloppe", 60000),
            ("Accès aux soins", "Recette", "ACI", "Volet fixe", 20000),
            ("TOTAL", "", "", "", 136800),
        ]
    )
    assert sums(lecture) == {(F, D): 46800, (A, D): 10000, (F, R): 60000, (A, R): 20000}
    assert [line.libelle for line in lecture.lignes][:1] == ["Salaires — Coordinatrice"]


def test_human_resources_are_no_income_and_what_comes_in_is() -> None:
    lecture = read(
        [
            ("Postes", "Budget 2027", "Budget 2028"),
            ("Ressources humaines",),
            ("Coordination", 44000, 45100),
            ("Produits d'entretien", 100, 100),
            ("Encaissements",),
            ("Dotation ACI", 92000, 95000),
        ]
    )
    assert sums(lecture) == {(F, D): 89300, (F, R): 187000}


def test_a_part_of_the_line_above_is_not_counted_again() -> None:
    lecture = read(
        [
            ("DÉPENSES", "2027", "2028"),
            ("Coordination 1 ETP", 44000, 45100),
            ("dont charges patronales", 13200, 13500),
            ("Salaires",),
            ("dont secrétaire", 9000, 9000),
        ]
    )
    assert sums(lecture) == {(F, D): 107100}
    assert reasons(lecture)["dont charges patronales"].startswith("c'est une part")


def test_taxes_included_are_what_an_association_pays() -> None:
    lecture = read(
        [
            ("Dépenses", "Montant HT", "TVA", "Montant TTC"),
            ("Ordinateur", "1 000,00 €", "200,00 €", "1 200,00 €"),
            ("Salaire de la coordinatrice", None, None, "43 200,00 €"),
            ("Adhésion", "80,00 €", None, None),
        ]
    )
    assert sums(lecture) == {(F, D): 44400}
    assert "recopiez-le en D4" in reasons(lecture)["Adhésion"]


def test_an_account_is_no_sum_of_others_and_a_line_that_a_total_counts_is_a_line() -> None:
    by_accounts = [
        ("Compte", "CHARGES", "2027"),
        ("6226", "Expert-comptable", 2160),
        ("6236", "Impressions", 900),
        ("6251", "Déplacements", 1260),
    ]
    assert sums(read(by_accounts)) == {(F, D): 4320}
    by_words = [
        ("CHARGES", "2027"),
        ("Assurance", 50),
        ("Salaire", 3000),
        ("Loyer", 1500),
        ("Téléphone", 1500),
        ("TOTAL", 6050),
    ]
    assert sums(read(by_words)) == {(F, D): 6050}
    heading = [("CHARGES", "2027"), *by_words[2:5], ("TOTAL", 3000)]
    assert sums(read(heading)) == {(F, D): 3000}


def test_the_treasurer_says_that_a_line_left_as_a_sum_is_a_line_or_that_a_line_is_none() -> None:
    book = Workbook()
    rows = [("CHARGES", "2027"), ("Salaire", 3000), ("Loyer", 1500), ("Téléphone", 1500)]
    filled(book, "BP", rows, first=True)
    sheets = sheets_of(saved(book))
    text = as_yaml(propose("source.xlsx", sheets, POSTES))
    assert 'texte: "Salaire", poste: aucun}  # c\'est la somme des lignes qui suivent' in text
    text = text.replace('"Salaire", poste: aucun', '"Salaire", poste: salaires')
    text = text.replace('"Téléphone", poste: moyens matériels', '"Téléphone", poste: aucun')
    said: list[Finding] = []
    tree = read_yaml("budgets/correspondance.yaml", text, said)
    corrected = interpret_correspondance(tree, "source.xlsx", said)
    assert corrected is not None
    assert said == []
    lecture = lignes_of(sheets, corrected, POSTES, None)
    assert [line.libelle for line in lecture.lignes] == ["Salaire", "Loyer"]


def test_quarters_and_halves_of_two_years_are_two_years() -> None:
    quarters = [f"T{rank} {year}" for year in (2027, 2028) for rank in range(1, 5)]
    lecture = read([("Dépenses", *quarters), ("Loyer", *([100] * 4), *([200] * 4))])
    assert [dict(line.montants) for line in lecture.lignes] == [{1: 400, 2: 800}]
    halves = [("Dépenses", "S1 2027", "S2 2027", "S1 2028", "S2 2028"), ("Loyer", 1, 2, 3, 4)]
    assert [dict(line.montants) for line in read(halves).lignes] == [{1: 3, 2: 7}]
    merged = [
        ("DÉPENSES", *(["Trimestres"] * 4), "Total annuel"),
        ("", "T1", "T2", "T3", "T4", ""),
        ("Loyer", 100, 100, 100, 100, 400),
    ]
    assert sums(read(merged, "BP 2027")) == {(F, D): 400}


def test_titles_are_named_once_and_no_line_is_taken_for_one() -> None:
    lecture = read(
        [
            ("N° compte", "CHARGES", "Budget N"),
            ("60", "Achats", None),
            ("6064", "Fournitures", 380),
            ("61", "Services extérieurs", None),
            ("6132", "Loyer", 5400),
        ]
    )
    titles = next(one for one in lecture.laisses if "titres" in one.raison)
    assert titles.texte == "« 60 Achats », « 61 Services extérieurs »"


CHARGES: list[tuple[Any, ...]] = [
    ("", "", "Exercice 2027", "", "Exercice 2028"),
    ("Compte", "CHARGES", "Prévu", "Réalisé", "Prévu"),
    (6064, "Fournitures", 800, 640, 700),
    (6411, "Salaires", 3000, 3000, 3100),
    ("", "TOTAL DES CHARGES", 3800, 3640, 3800),
    (),
]
PRODUITS: list[tuple[Any, ...]] = [
    (7411, "ACI", 3000, 2900, 3000),
    (7431, "Communauté de communes", 0, 1500, 1500),
    ("", "TOTAL DES PRODUITS", 3000, 4400, 4500),
]


def by_year(lecture: Lecture) -> dict[tuple[str, int], float]:
    found: dict[tuple[str, int], float] = {}
    for line in lecture.lignes:
        for year, amount in line.montants.items():
            found[line.cote, year] = found.get((line.cote, year), 0) + float(amount)
    return found


@pytest.mark.parametrize(
    "titles",
    [
        ("Compte", "PRODUITS", "Prévu", "Réalisé", "Prévu"),
        ("Compte", "PRODUITS"),
        ("N°", "RECETTES", "prévu", "réalisé", "PRÉVU"),
    ],
)
def test_the_years_above_the_first_table_are_those_of_the_second_in_the_same_columns(
    titles: tuple[str, ...],
) -> None:
    lecture = read([*CHARGES, titles, *PRODUITS])
    assert by_year(lecture) == {(D, 1): 3800, (D, 2): 3800, (R, 1): 3000, (R, 2): 4500}
    assert lecture.controle.discordances == ()


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("Compte", "PRODUITS", "Budget", "Réel", "Budget"), {(R, 1): 3000.0}),
        (
            ("Compte", "PRODUITS", "2028", "Réalisé", "2029"),
            {(R, 2): 3000.0, (R, 3): 4500.0},
        ),
    ],
)
def test_columns_titled_otherwise_keep_their_own_years_or_are_asked(
    titles: tuple[str, ...], found: dict[tuple[str, int], float]
) -> None:
    lecture = read([*CHARGES, titles, *PRODUITS])
    assert {key: amount for key, amount in by_year(lecture).items() if key[0] == R} == found
    asked = any(
        "cette colonne de montants n'est pas lue" in why for why in reasons(lecture).values()
    )
    assert asked == (len(found) == 1)


def test_a_line_that_is_nothing_in_its_first_year_comes_with_the_others() -> None:
    lecture = read([("RECETTES", "2027", "2028"), ("ACI", 150, 160), ("Commune", 0, 1500)])
    assert {line.libelle: dict(line.montants) for line in lecture.lignes}["Commune"] == {2: 1500}


def test_a_line_that_is_nothing_in_every_year_is_told_with_what_stands_beside_it() -> None:
    rows = [
        ("RECETTES", "2027", "Réalisé 2027", "2028"),
        ("Subventions",),
        ("ACI", 150, 140, 160),
        ("Commune", 0, 1500, 0),
        ("Mécénat", None, 300, None),
        ("Étude", 0, None, 0),
        ("TOTAL", 150, 1940, 160),
    ]
    lecture = read(rows)
    assert [line.libelle for line in lecture.lignes] == ["ACI"]
    told = next(one for one in lecture.laisses if "n'ont rien dans les années lues" in one.raison)
    assert told.texte == "Commune (C4 : 1\u202f500) ; Mécénat (C5 : 300) ; Étude"
    assert told.cellule == "BP!B4"


def test_titles_and_totals_of_nothing_are_no_lines_that_are_nothing() -> None:
    lecture = read([("RECETTES", "2027"), ("Dons",), ("ACI", 150), ("Sous-total", 0), ("Solde", 0)])
    assert not [one for one in lecture.laisses if "rien dans les années" in one.raison]


def test_a_balance_accuses_the_side_that_no_total_confirms() -> None:
    rows = [
        *CHARGES,
        ("Compte", "PRODUITS", "Budget", "Réel", "Budget"),
        *PRODUITS,
        ("", "RÉSULTAT", -800, 760, 700),
    ]
    assert read(rows).controle.accuses == frozenset({("BP", R)})


@pytest.mark.parametrize("title", ["N°", "n° de compte", "Code", "N° cpte"])
def test_numbers_of_accounts_are_no_amounts_of_the_year_n(title: str) -> None:
    lecture = read(
        [(title, "RECETTES", "N", "N+1"), (7411, "ACI", 3000, 3100), (7431, "Commune", 10, 20)]
    )
    assert by_year(lecture) == {(R, 1): 3010, (R, 2): 3120}
