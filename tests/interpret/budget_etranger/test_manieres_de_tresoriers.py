"""Manners of treasurers that took an amount for another: each in a few rows, with what must come and what is said."""

from __future__ import annotations

from typing import Any

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
