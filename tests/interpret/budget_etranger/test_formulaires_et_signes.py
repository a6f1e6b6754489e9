"""Forms that are handed to treasurers, accounts without sub-accounts, signs, hidden rows, records of a bank."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook

from pipeline.interpret.budget_etranger.correspondance import propose
from pipeline.interpret.budget_etranger.lignes import Lecture, lignes_of
from pipeline.model.budget_etranger import Feuille
from tests.interpret.budget_etranger.classeurs_etrangers import filled, saved
from tests.interpret.budget_etranger.test_budget_etranger import POSTES, agreed, sheets_of, sums

D, R = "dépenses", "ressources"
F, P = "fonctionnement", "prevention"
Rangs = list[tuple[Any, ...]]


def sheet(rows: Rangs, title: str = "BP", fusions: tuple[str, ...] = ()) -> tuple[Feuille, ...]:
    book = Workbook()
    page = filled(book, title, rows, first=True)
    for area in fusions:
        page.merge_cells(area)
    return sheets_of(saved(book))


def read(rows: Rangs, title: str = "BP", fusions: tuple[str, ...] = ()) -> Lecture:
    sheets = sheet(rows, title, fusions)
    return lignes_of(sheets, agreed(sheets), POSTES, None)


def reasons(lecture: Lecture) -> dict[str, str]:
    return {one.texte: one.raison for one in lecture.laisses}


COMPTE_RENDU: Rangs = [
    ("Compte rendu financier de l'action",),
    ("CHARGES", "Prévision", "Réalisation", "%", "PRODUITS", "Prévision", "Réalisation", "%"),
    ("Charges directes", None, None, None, "Ressources directes", None, None, None),
    ("60 - Achats", 1500, 1400, None, "70 - Vente de prestations", None, None, None),
    ("Prestations de services", 500, 400, None, "74 - Subventions", 30000, 30000, None),
    ("Achats de fournitures", 1000, 1000, None, "État : préciser", None, None, None),
    ("61 - Services extérieurs", 2500, 2500, None, "ARS (FIR)", 20000, 20000, None),
    ("Locations", 2500, 2500, None, "Communes", 10000, 10000, None),
    ("64 - Charges de personnel", 27000, 25000, None, "75 - Autres produits", 1000, 900, None),
    ("Rémunération des personnels", 20000, 18000, None, "756 - Cotisations", 1000, 900, None),
    ("Charges sociales", 7000, 7000, None, "76 - Produits financiers", None, None, None),
    ("TOTAL DES CHARGES", 31000, 28900, None, "TOTAL DES PRODUITS", 31000, 30900, None),
    ("Excédent prévisionnel (bénéfice)", None, 2000, None, "Insuffisance (déficit)", 0, 0, None),
    ("86 - Emplois des contributions volontaires en nature", 9, 9, None, "87 - Dons", 9, 9, None),
]


def test_a_class_and_its_lines_without_account_are_counted_once() -> None:
    lecture = read(COMPTE_RENDU)
    assert sums(lecture) == {(F, D): 31000, (F, R): 31000}
    assert lecture.controle.discordances == ()
    said = reasons(lecture)
    assert said["61 - Services extérieurs"] == "c'est la somme des lignes qui suivent"
    assert any("le réalisé va" in why for why in said.values())
    assert not any(one.startswith("État : préciser") for one in said)


def test_a_class_that_its_total_counts_is_a_line() -> None:
    rows: Rangs = [
        ("CHARGES", "2027"),
        *(("61 Services extérieurs", 500), ("Fournitures", 500), ("TOTAL", 1000)),
    ]
    assert sums(read(rows)) == {(F, D): 1000}


def test_a_class_without_lines_of_its_own_is_a_line() -> None:
    rows: Rangs = [("CHARGES", "2027"), ("60 Achats", 400), ("61 Locations", 300), ("62 Divers", 5)]
    assert sums(read(rows)) == {(F, D): 705}


def test_parts_that_make_a_whole_line_are_not_counted_in_its_place() -> None:
    lecture = read(
        [
            ("DÉPENSES", "2027"),
            ("Indemnisation des professionnels", 38000),
            ("   dont réunions", 20000),
            ("   dont groupes de travail", 18000),
            ("Fournitures", 4000),
            ("TOTAL", 42000),
        ]
    )
    assert sums(lecture) == {(F, D): 42000}
    assert lecture.lignes[0].libelle == "Indemnisation des professionnels"


def test_a_side_merged_over_its_amounts_has_the_words_at_their_left() -> None:
    rows: Rangs = [
        ("BUDGET", None, None, None, None, None),
        (None, "DÉPENSES", None, None, "RECETTES", None),
        ("Poste", "2027", "2028", "Poste", "2027", "2028"),
        ("Coordination", 42000, 43000, "ACI fonctionnement", 60000, 60000),
        ("Local", 6000, 6000, "Cotisations", 1500, 1500),
    ]
    lecture = read(rows, fusions=("A1:F1", "B2:C2", "E2:F2"))
    assert [line.libelle for line in lecture.lignes if line.cote == R] == [
        "ACI fonctionnement",
        "Cotisations",
    ]
    assert [line.poste.poste for line in lecture.lignes if line.cote == R][1] == "cotisations"


def test_words_shared_by_two_sides_are_those_of_both() -> None:
    lecture = read([("Libellé", "Dépenses", "Recettes"), ("Ateliers", 10, None), ("FIR", None, 20)])
    assert {(line.libelle, line.cote) for line in lecture.lignes} == {("Ateliers", D), ("FIR", R)}


# --- signs ----------------------------------------------------------------------------------------------------------


def test_expenses_all_below_zero_are_expenses() -> None:
    rows: Rangs = [
        ("Libellé", "2027", "2028"),
        *(("Dépenses",), ("Salaires", -40000, -41000), ("Loyer", -7000, -7000)),
        ("Total dépenses", -47000, -48000),
        *(("Recettes",), ("ACI", 47000, 48000), ("Total recettes", 47000, 48000), ("Solde", 0, 0)),
    ]
    lecture = read(rows)
    assert sums(lecture) == {(F, D): 95000, (F, R): 95000}
    assert lecture.controle.discordances == ()
    (spent, _received) = propose("s.xlsx", sheet(rows), POSTES).zones
    assert not spent.sur
    assert "pris sans leur signe" in spent.pourquoi


def test_a_refund_among_expenses_keeps_its_sign() -> None:
    lecture = read([("Dépenses", "2027"), ("Loyer", 7000), ("Remise", -500), ("Eau", 100)])
    assert sums(lecture) == {(F, D): 6600}


def test_the_sign_says_the_side_where_nothing_else_does() -> None:
    rows: Rangs = [
        ("Libellé", "Montant"),
        *(("Salaires", -40000), ("Loyer", -7000), ("ACI", 46000), ("Divers", 1000), ("Solde", 0)),
    ]
    assert sums(read(rows)) == {(F, D): 47000, (F, R): 47000}
    assert not any(zone.sur for zone in propose("s.xlsx", sheet(rows), POSTES).zones)


# --- what is no budget, what is hidden ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "titres",
    [
        ("Date", "Libellé", "Débit", "Crédit"),
        ("Date d'opération", "Libellé", "Montant", "Solde"),
        ("Date valeur", "Nature", "Débit €", "Crédit €"),
    ],
)
def test_a_record_of_a_bank_is_no_budget(titres: tuple[str, ...]) -> None:
    rows: Rangs = [titres, ("05/01/2027", "Virement CPAM", None, 25000), ("08/01/2027", "Loyer", 7)]
    assert propose("s.xlsx", sheet(rows), POSTES).zones == ()


def test_a_date_beside_a_line_is_no_two_years() -> None:
    lecture = read([("Dépenses", "2027", "Payé le"), ("Loyer", 700, "31/01/2027")])
    assert "deux années" not in " ".join(one.raison for one in lecture.laisses)


def test_hidden_rows_are_known() -> None:
    book = Workbook()
    page = filled(book, "BP", [("Dépenses", "2027"), ("Loyer", 700), ("Eau", 5)], first=True)
    page.row_dimensions[3].hidden = True
    (feuille,) = sheets_of(saved(book))
    assert feuille.masquees == {3}


# --- two years in one cell ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "titre", ["2027 / 2028", "2027/2028 (en k€)", "2027 et 2028", "2027 ; 2028"]
)
@pytest.mark.parametrize("entre", [" / ", "/", " ; ", " puis ", " et "])
def test_two_amounts_under_two_years_are_those_of_each(titre: str, entre: str) -> None:
    rows: Rangs = [
        ("En k€", titre),
        *(("CHARGES",), ("Salaires", f"42{entre}43,5"), ("Loyer", f"7,2{entre}7,2")),
        *(("PRODUITS",), ("ACI", f"49,2{entre}50,7")),
    ]
    lecture = read(rows)
    assert [dict(line.montants) for line in lecture.lignes] == [
        {1: 42000, 2: 43500},
        {1: 7200, 2: 7200},
        {1: 49200, 2: 50700},
    ]
    assert {year.civile for z in propose("s", sheet(rows), POSTES).zones for year in z.annees} == {
        2027,
        2028,
    }


def test_one_amount_under_two_years_is_given_to_none_and_said() -> None:
    rows: Rangs = [
        ("Charges", "2027 / 2028"),
        ("Salaires", "42 / 43"),
        ("Loyer", 7200),
        ("Eau", "9 / ?"),
    ]
    lecture = read(rows)
    assert sums(lecture) == {(F, D): 85}
    said = [one.texte for one in lecture.laisses if "montant" in one.raison]
    assert said == ["Loyer : 7200", "Eau : 9 / ?"]


def test_one_contract_year_over_two_civil_ones_holds_one_amount() -> None:
    assert sums(read([("Charges", "2027-2028"), ("Loyer", 7200), ("Eau", 100)])) == {(F, D): 7300}


# --- titles of columns ----------------------------------------------------------------------------------------------

MOIS = {
    "trois lettres": "jan fev mar avr mai jun jul aou sep oct nov dec",
    "accents": "janv fév mars avr mai juin juil août sept oct nov déc",
    "points": "Janv. Févr. Mars Avr. Mai Juin Juil. Août Sept. Oct. Nov. Déc.",
    "entiers": "Janvier Février Mars Avril Mai Juin Juillet Août Septembre Octobre Novembre Décembre",
    "exercice": "avr mai juin juil août sept oct nov déc janv fév mars",
}


@pytest.mark.parametrize("manner", MOIS)
def test_twelve_months_are_a_year_however_they_are_written(manner: str) -> None:
    rows: Rangs = [("Dépenses", *MOIS[manner].split(), "Total"), ("Loyer", *([100] * 12), 1200)]
    assert sums(read(rows)) == {(F, D): 1200}


def test_sides_that_take_turns_under_the_years_are_two_tables() -> None:
    rows: Rangs = [
        ("Mission", "Exercices", None, None, None),
        (None, "2027", None, "2028", None),
        (None, "Dépenses", "Recettes", "Dépenses", "Recettes"),
        ("Fonctionnement", 50000, 60000, 51000, 61000),
        ("Prévention", 10000, 8000, 10500, 8500),
        ("Total", 60000, 68000, 61500, 69500),
    ]
    lecture = read(rows, fusions=("A1:A3", "B1:E1", "B2:C2", "D2:E2"))
    assert sums(lecture) == {(F, D): 101000, (F, R): 121000, (P, D): 20500, (P, R): 16500}
    assert {(line.bloc, line.cote): dict(line.montants) for line in lecture.lignes}[P, R] == {
        1: 8000,
        2: 8500,
    }


@pytest.mark.parametrize("titre", ["Budget 2027", "Montant", "Prévu 2027", "2027"])
def test_amounts_may_be_all_that_is_titled(titre: str) -> None:
    rows: Rangs = [
        ("", titre),
        *(("606 Fournitures", 1200), ("613 Locations", 6000), ("Sous-total 60-61", 7200)),
        *(("641 Salaires", 36000), ("TOTAL DES CHARGES", 43200)),
        *(("731 ACI", 42200), ("756 Cotisations", 1000), ("TOTAL DES PRODUITS", 43200)),
    ]
    assert sums(read(rows)) == {(F, D): 43200, (F, R): 43200}


def test_the_codes_of_fiches_say_the_mission_where_the_names_of_actions_do_not_all() -> None:
    lecture = read(
        [
            ("Fiche", "Action", "Quoi", "Tarif", "Combien de fois", "Coût An 1", "Coût An 2"),
            ("M3-01", "Dépistage des chutes", "Vacations", 75, 20, 1500, 1500),
            ("M3-02", "Vaccination", "Affiches", 300, 1, 300, 300),
            ("M2-01", "Parcours IC", "Réunions", 240, 12, 2880, 2880),
        ]
    )
    assert sums(lecture) == {(P, D): 3600, ("parcours", D): 5760}
    assert not [one for one in lecture.laisses if "si c'est une année" in one.raison]


# --- one table under another ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "titres",
    [
        ("EXERCICE 2027", "EXERCICE 2028"),
        ("Budget prévisionnel 2027", "Budget prévisionnel 2028"),
        ("ANNÉE 1", "ANNÉE 2"),
        ("2027", "2028"),
    ],
)
def test_the_tables_of_two_years_one_under_the_other_are_of_two_years(titres: Any) -> None:
    def of_year(title: str, wages: int) -> Rangs:
        spent: Rangs = [("Dépenses", "Montant"), ("Salaires", wages), ("Total", wages)]
        got: Rangs = [("Recettes", "Montant"), ("ACI", wages), ("Total", wages)]
        return [(title,), *spent, *got, ()]

    lecture = read([*of_year(titres[0], 46000), *of_year(titres[1], 47100)])
    assert [line.libelle for line in lecture.lignes] == ["Salaires", "ACI", "Salaires", "ACI"]
    assert [dict(line.montants) for line in lecture.lignes] == [
        *({1: 46000}, {1: 46000}),
        *({2: 47100}, {2: 47100}),
    ]
    assert lecture.controle.discordances == ()


def test_a_day_in_a_title_is_no_year_of_the_budget() -> None:
    rows: Rangs = [("Budget voté le 12/11/2026",), ("Dépenses", "Montant"), ("Loyer", 700)]
    (zone,) = propose("s.xlsx", sheet(rows), POSTES).zones
    assert [year.civile for year in zone.annees] == [0]


def test_sums_of_sums_typed_above_their_lines_are_counted_once() -> None:
    lecture = read(
        [
            ("Rubriques", "An 1", "An 2"),
            ("A - CHARGES", 90000, 91000),
            ("A1 - Personnel", 60000, 61000),
            ("Coordinatrice", 45000, 46000),
            ("Assistante", 15000, 15000),
            ("A2 - Frais généraux", 30000, 30000),
            ("Loyer", 10000, 10000),
            ("Indemnités des élus", 20000, 20000),
            ("B - PRODUITS", 90000, 91000),
            ("B1 - ACI", 85000, 86000),
            ("B2 - Cotisations", 5000, 5000),
        ]
    )
    assert sums(lecture) == {(F, D): 181000, (F, R): 181000}
    assert [line.libelle for line in lecture.lignes][:2] == ["Coordinatrice", "Assistante"]


@pytest.mark.parametrize("mots", ["Avance (pour mémoire)", "Pour mémoire : prêt", "Locaux (p.m.)"])
def test_what_is_for_the_record_is_counted_where_its_total_counts_it_alone(mots: str) -> None:
    rows: Rangs = [("Dépenses", "2027"), ("Salaires", 40000), (mots, 10000), ("Eau", 6000)]
    lecture = read([*rows, ("Total", 46000)])
    assert sums(lecture) == {(F, D): 46000}
    assert "pour mémoire" in reasons(lecture)[mots]
    assert sums(read([*rows, ("Total", 56000)])) == {(F, D): 56000}


def test_how_an_amount_was_reckoned_is_a_comment() -> None:
    lecture = read([("Dépenses", "Mode de calcul", "2027"), ("Réunions", "10 x 8 x 75 €", 6000)])
    assert [line.commentaire for line in lecture.lignes] == ["10 x 8 x 75 €"]


def test_a_mission_with_its_sum_before_its_lines_is_theirs() -> None:
    rows: Rangs = [
        ("Poste", "2027"),
        *(("Fonctionnement", 46000), ("Coordinatrice", 40000), ("Loyer", 6000)),
        *(("Prévention", 8000), ("Ateliers", 5000), ("Kits", 3000), ("TOTAL", 54000)),
    ]
    assert sums(read(rows)) == {(F, D): 46000, (P, D): 8000}


def test_a_line_that_names_a_mission_and_adds_up_nothing_titles_none() -> None:
    rows: Rangs = [
        ("Dépenses", "2027"),
        *(("Actions de prévention", 8000), ("Loyer", 6000), ("Eau", 300), ("TOTAL", 14300)),
    ]
    assert sums(read(rows))[F, D] >= 6300


@pytest.mark.parametrize("annees", [(2027, 2028), ("2027", "2028"), ("Année 1", "Année 2")])
def test_years_in_rows_are_no_lines(annees: tuple[Any, Any]) -> None:
    titles = ("Année", "Salaires", "Loyer", "Total dépenses", "ACI", "Total recettes")
    rows: Rangs = [
        titles,
        (annees[0], 40000, 6000, 46000, 46000, 46000),
        (annees[1], 41000, 6100, 47100, 47100, 47100),
    ]
    assert propose("s.xlsx", sheet(rows), POSTES).zones == ()
