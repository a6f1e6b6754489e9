"""What stands beside the amounts of a treasurer: how many, at what price, on which account, and who pays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from pipeline.interpret.budget_etranger.correspondance import propose
from pipeline.interpret.budget_etranger.lignes import Lecture, lignes_of
from pipeline.interpret.budget_etranger.postes import rights_named
from pipeline.model.budget_etranger import FIXE, TOUT, VARIABLE, LigneLue
from tests.interpret.budget_etranger.classeurs_etrangers import saved
from tests.interpret.budget_etranger.test_budget_etranger import POSTES, agreed, sheets_of


def read(rows: list[list[object]], sheet: str = "M1 Accès aux soins") -> Lecture:
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    sheets = sheets_of(saved(book))
    return lignes_of(sheets, agreed(sheets), POSTES, None)


def by_label(lecture: Lecture) -> dict[str, LigneLue]:
    return {line.libelle: line for line in lecture.lignes}


# --- words ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "titles", [["Libellé", "Financeur"], ["Intitulé", "Payeur"], ["Recette", "Qui paie"]]
)
@pytest.mark.parametrize("fixe", ["part fixe", "fixe", "volet fixe"])
def test_a_label_that_names_its_mission_is_still_the_label(titles: list[str], fixe: str) -> None:
    """Two lines were both « CPAM », and 55 500 € of variable became fixed."""
    fixed, variable = (
        read(
            [
                ["PRODUITS"],
                [*titles, "2027", "2028"],
                [f"ACI mission accès - {fixe}", "CPAM", 15000, 15000],
                ["ACI mission accès - part variable", "CPAM", 10000, 12500],
            ]
        )
    ).lignes
    assert fixed.libelle.startswith(f"ACI mission accès - {fixe}")
    assert fixed.poste.poste == "ACI volet fixe"
    assert variable.libelle.startswith("ACI mission accès - part variable")
    assert variable.poste.poste == "ACI volet variable"


def test_labels_of_several_missions_keep_their_words_and_give_their_blocks() -> None:
    lecture = read(
        [
            ["PRODUITS"],
            ["Libellé", "Financeur", "2027"],
            ["ACI accès aux soins fixe", "CPAM", 15000],
            ["ACI parcours variable", "CPAM", 4000],
            ["ACI prévention fixe", "CPAM", 7000],
        ],
        "Recettes",
    )
    found = {(line.bloc, line.poste.poste) for line in lecture.lignes}
    assert ("parcours", "ACI volet variable") in found
    assert len({line.libelle for line in lecture.lignes}) == 3


def test_who_pays_says_nothing_of_the_part() -> None:
    book = Workbook()
    page: Any = book.active
    page.title = "M2 Parcours"
    for row in (["PRODUITS"], ["Libellé", "2027"], ["CPAM", 16000], ["Commune", 500]):
        page.append(row)
    postes = propose("s.xlsx", sheets_of(saved(book)), POSTES).postes
    assert not postes["ressources | parcours | CPAM"].sur


# --- how many, at what price ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "titles",
    [["Nb", "PU"], ["Qté", "Prix unitaire"], ["Nombre", "Coût unitaire"], ["Quantité", "P.U."]],
)
def test_how_many_and_at_what_price_come_when_they_make_an_amount(titles: list[str]) -> None:
    lecture = read(
        [
            ["CHARGES"],
            ["Libellé", *titles, "2027", "2028"],
            ["Réunions", 60, 50, 3000, 4500],
            ["Livrets", "500", "1,80", 900, 0],
            ["Bureau", "40 x 2h", 50, 4000, 4000],
        ]
    )
    lines = by_label(lecture)
    assert lines["Réunions"].quantite == 60
    assert lines["Réunions"].cout_unitaire == 50
    assert lines["Livrets"].cout_unitaire == Decimal("1.80")
    assert lines["Bureau"].quantite is None
    assert lines["Bureau"].commentaire == f"{titles[0]} : 40 x 2h ; {titles[1]} : 50"
    assert lecture.detaillees == 2
    assert not [one for one in lecture.laisses if "n'a pas cette colonne" in one.raison]


def test_the_unit_comes_with_the_quantity_and_euros_beside_thousands_are_euros() -> None:
    lines = by_label(
        read(
            [
                ["CHARGES (en k€)"],
                ["Libellé", "Qté", "Unité", "PU", "2027"],
                ["Réunions", 60, "heure", 50, 3],
                ["Salle", 2, "mois", 0.5, 1],
            ]
        )
    )
    assert lines["Réunions"].cout_unitaire == 50
    assert lines["Réunions"].unite == "heure"
    assert lines["Salle"].cout_unitaire == 500


@pytest.mark.parametrize("title", ["Cpte", "N° de compte", "Compte PCG", "Imputation"])
def test_an_account_after_the_words_stays_and_says_the_nature(title: str) -> None:
    lines = by_label(
        read(
            [
                ["CHARGES"],
                ["Libellé", title, "2027"],
                ["Zygomatique", "6226", 2880],
                ["Loyer", "613", 4560],
            ]
        )
    )
    assert lines["Zygomatique — 6226"].poste.poste == "honoraires"
    assert "Loyer — 613" in lines


# --- what is said -----------------------------------------------------------------------------------------------------------


def test_a_column_of_ours_is_never_said_to_be_none_of_ours() -> None:
    left = read(
        [["CHARGES"], ["Libellé", "Fiche", "Devis", "2027"], ["Loyer", "M1-01", "n° 12", 4560]]
    ).laisses
    said = {one.texte: one.raison for one in left}
    assert said["« Fiche », 1 case"] == "à recopier dans la colonne Fiche de notre classeur"
    assert said["« Devis », 1 case"] == "notre classeur n'a pas cette colonne"


def test_a_note_under_the_table_is_told_and_a_title_that_gave_its_block_is_not() -> None:
    left = read(
        [
            ["CHARGES"],
            ["Libellé", "2027"],
            ["Mission 2 : parcours"],
            ["Loyer", 4560],
            ["Entretien annuel"],
            ["Nettoyage", 300],
            ["TOTAL", 4860],
            ["NB : hors report à nouveau."],
        ],
        "Budget",
    ).laisses
    said = " ".join(one.texte for one in left)
    assert "« NB : hors report à nouveau. »" in said
    assert "« Entretien annuel »" in said
    assert "parcours" not in said


# --- a table of missions that was typed ----------------------------------------------------------------------------------------


def book_of(sheets: dict[str, list[list[object]]]) -> Lecture:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page: Any = book.create_sheet(name)
        for row in rows:
            page.append(row)
    read_sheets = sheets_of(saved(book))
    return lignes_of(read_sheets, agreed(read_sheets), POSTES, None)


M1: list[list[object]] = [
    ["CHARGES"],
    ["Libellé", "2027", "2028"],
    ["Indemnités", 3000, 3500],
    ["Salle", 500, 0],
]
M2: list[list[object]] = [["CHARGES"], ["Libellé", "2027", "2028"], ["Livrets", 900, 450]]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("title", ["Mission", "Libellé", "Axe"])
def test_a_table_of_missions_typed_without_formulas_is_not_counted_twice(
    title: str, first: bool
) -> None:
    recap: list[list[object]] = [
        [title, "Charges 2027", "Charges 2028"],
        ["M1 Accès aux soins", 3500, 3500],
        ["M2 Parcours", 900, 450],
        ["TOTAL", 4400, 3950],
    ]
    missions: dict[str, list[list[object]]] = {"M1 Accès aux soins": M1, "M2 Parcours": M2}
    sheets = {"Récap": recap, **missions} if first else {**missions, "Récap": recap}
    lecture = book_of(sheets)
    assert sum(sum(line.montants.values()) for line in lecture.lignes) == 8350
    assert sum(one.cellule.startswith("Récap!B") for one in lecture.laisses) >= 2


def test_a_table_of_missions_that_says_another_sum_is_kept_to_be_seen() -> None:
    recap: list[list[object]] = [
        ["Mission", "Charges 2027", "Charges 2028"],
        ["M1 Accès aux soins", 3500, 3500],
        ["M2 Parcours", 900, 451],
    ]
    lecture = book_of({"M1 Accès aux soins": M1, "M2 Parcours": M2, "Récap": recap})
    assert any(line.feuille == "Récap" for line in lecture.lignes)


def test_the_money_of_the_crises_is_cut_before_its_civil_years_are_shared() -> None:
    book = Workbook()
    page: Any = book.active
    page.title = "M4 Crise sanitaire"
    for row in (["PRODUITS"], ["Libellé", "2027", "2028"], ["ACI crise fixe", 15000, 7500]):
        page.append(row)
    sheets = sheets_of(saved(book))
    shared = replace(agreed(sheets), repartir=True)
    lines = lignes_of(sheets, shared, POSTES, date(2027, 4, 1)).lignes
    by_origin = {line.poste.poste: sum(line.montants.values()) for line in lines}
    assert by_origin["ACI crise première rédaction"] == 15000
    assert by_origin["ACI crise mise à jour"] == 7500


@pytest.mark.parametrize(
    ("libelle", "droits"),
    [
        ("ACI", TOUT),
        ("ACI – Assurance maladie (part fixe et variable)", TOUT),
        ("ACI fixe + variable", TOUT),
        ("ACI toutes missions, parts fixes et variables", TOUT),
        ("ACI, part fixe", FIXE),
        ("ACI, socle", FIXE),
        ("CPAM, volets variables", VARIABLE),
        ("ACI selon résultats", VARIABLE),
    ],
)
def test_a_sum_of_the_accord_that_names_both_parts_is_shared_over_both(
    libelle: str, droits: str
) -> None:
    assert rights_named(libelle) == droits
