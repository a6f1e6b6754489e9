"""Two budgets that no one prepared for, and their neighbours: no column of amounts leaves without a word."""

from __future__ import annotations

import re
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from pipeline.commands.importer_classeur import CORRESPONDANCE, import_workbook
from tests.interpret.budget_etranger.classeurs_etrangers import saved
from tests.projets import petit_projet

pytestmark = pytest.mark.lent
LIGNES = (
    ("Coordinatrice 1 ETP", 52000, 53560.5),
    ("Logiciel de coordination", 3480.4, 3480.4),
    ("Atelier et coordination", 10, 10),
    ("Location du logiciel de coordination", 100, 100),
)


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    for path, data in petit_projet().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def deux_ans(title: str = "", merged: str = "", years: tuple[Any, Any] = ("2027", "2028")) -> bytes:
    """Expenses over resources, two civil years, remarks; a title above, merged over ``merged``."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "BP"
    sheet["A1" if not merged else merged.split(":")[0]] = title
    if merged:
        sheet.merge_cells(merged)
    sheet.append([])
    sheet.append(["DÉPENSES", *years, "Remarques"])
    sheet.append(["Fonctionnement"])
    for line in LIGNES:
        sheet.append([*line, "revoir en mai" if line[0].startswith("Logiciel") else None])
    last = sheet.max_row
    sheet.append(["TOTAL", sum(row[1] for row in LIGNES), sum(row[2] for row in LIGNES)])
    sheet.append([])
    sheet.append(["RECETTES", *years, ""])
    sheet.append(["Subvention FIR", 5000, 2500])
    sheet.append(["Cotisations", 1243.25, None, "20 € × 62"])
    sheet[f"B{last}"].comment = Comment("à confirmer", "Trésorière")
    return saved(book)


def imported(projet: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What both runs say, and the correspondance that the first wrote."""
    assert [import_workbook(projet, "bp.xlsx", data) for _ in range(2)] == [0, 0]
    said = re.sub(r"[\u00a0\u202f]", " ", capsys.readouterr().out)
    return said, (projet / CORRESPONDANCE).read_text(encoding="utf-8")


def lines_of(projet: Path, table: str) -> list[dict[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know a print area of whole columns
        book = load_workbook(projet / "budgets/bp-importe.xlsx")
    for sheet in book.worksheets:
        if table in sheet.tables:
            head, *rows = [[c.value for c in row] for row in sheet[sheet.tables[table].ref]]
            return [dict(zip(head, row, strict=True)) for row in rows if row[head.index("Libellé")]]
    raise AssertionError(table)


@pytest.mark.parametrize("merged", ["", "A1:D1", "B1:C1", "A1:C2", "B1:D1"])
@pytest.mark.parametrize(
    "title",
    [
        "BUDGET PRÉVISIONNEL 2027 / 2028",
        "Budget 2027-2028",
        "Exercices 2027 et 2028",
        "Budget de 2026",
    ],
)
def test_a_title_over_the_table_takes_no_year_away(
    title: str, merged: str, projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, proposed = imported(projet, deux_ans(title, merged), capsys)
    assert proposed.count("annees: {1: B, 2: C}") == 2
    assert proposed.count("civiles: {1: 2027, 2: 2028}") == 2
    assert said.count("comme dans la source") == 1
    assert said.count("sans total dans la source pour le confirmer") == 1


def test_a_column_of_amounts_that_no_year_takes_is_named_with_its_cells_and_its_sum(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = deux_ans(years=("2027", "Version de mai"))
    said, _proposed = imported(projet, data, capsys)
    assert "les cases C5 à C8, 57 150,90 €" in said
    assert "« annees: {1: B, 2: C} »" in said
    assert "comme dans la source" not in said
    # the remedy, to the letter
    path = projet / CORRESPONDANCE
    path.write_text(path.read_text("utf-8").replace("{1: B}", "{1: B, 2: C}"), "utf-8")
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert capsys.readouterr().out.count("comme dans la source") == 1


def test_a_zone_corrected_by_hand_is_split_as_the_others(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = deux_ans()
    import_workbook(projet, "bp.xlsx", data)
    path = projet / CORRESPONDANCE
    text = path.read_text("utf-8").replace("repartir: non", "repartir: oui")
    without = re.sub(r"      civiles: .*\n", "", text, count=1)
    shares = []
    for typed in (text, without):
        path.write_text(typed, "utf-8")
        for old in (projet / "budgets").glob("bp-importe*"):
            old.unlink()
        assert import_workbook(projet, "bp.xlsx", data) == 0
        shares.append(lines_of(projet, "depenses_fonctionnement"))
    assert shares[0] == shares[1]
    assert shares[0][0]["Année 1"] != LIGNES[0][1]


def test_a_zone_that_cannot_be_split_says_why(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = deux_ans(years=("Année 1", "Année 2"))
    import_workbook(projet, "bp.xlsx", data)
    path = projet / CORRESPONDANCE
    path.write_text(
        path.read_text("utf-8").replace("  zones:", "  repartir: oui\n  zones:"), "utf-8"
    )
    capsys.readouterr()
    import_workbook(projet, "bp.xlsx", data)
    assert capsys.readouterr().out.count("« repartir: oui » ne les a pas partagées") == 2


def test_remarks_and_comments_come_in_the_commentaire_and_titles_are_listed(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, _proposed = imported(projet, deux_ans("Budget"), capsys)
    spent = {
        row["Libellé"]: row["Commentaire"] for row in lines_of(projet, "depenses_fonctionnement")
    }
    got = {
        row["Libellé"]: row["Commentaire"] for row in lines_of(projet, "ressources_fonctionnement")
    }
    assert spent["Logiciel de coordination"] == "revoir en mai"
    assert spent["Location du logiciel de coordination"] == "à confirmer"
    assert got["Cotisations"] == "20 € × 62"
    assert "« Remarques » (2 cases), 1 commentaire de case" in said
    assert "« Budget », notre classeur n'a pas de titres" in said


def test_a_guess_is_marked(projet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _said, proposed = imported(projet, deux_ans(), capsys)
    by_words = dict(re.findall(r'texte: "([^"]+)", poste: (.*)', proposed))
    assert by_words["Coordinatrice 1 ETP"].startswith("salaires}  # « ")
    assert by_words["Logiciel de coordination"].startswith("moyens matériels}  # « ")
    assert by_words["Location du logiciel de coordination"].startswith("moyens matériels")
    assert "# à vérifier" in by_words["Atelier et coordination"]
    assert "# à vérifier : le titre « Fonctionnement », qui est parmi les dépenses" in proposed


def une_feuille_par_an() -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for year, amount in ((2027, 0.85), (2028, 0.9)):
        sheet = book.create_sheet(str(year))
        sheet.append([f"Budget {year} (k€)"])
        sheet.merge_cells("A1:F1")
        sheet.append(["CHARGES", "Prévu", "Réalisé", None, "PRODUITS", "Prévu"])
        sheet.append(["60 Achats", None, None, None, "ACI fixe", 60])
        sheet.append(["Fournitures", amount, 0.4, None, "FIR", 3.5])
        sheet.append(["Loyer", 7.2, None, None, None, None])
        sheet.append(["Loyer", 1, None, None, None, None])
    return saved(book)


def test_a_line_of_a_sheet_a_year_is_one_line_and_two_in_one_year_stay_two(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, proposed = imported(projet, une_feuille_par_an(), capsys)
    rows = lines_of(projet, "depenses_fonctionnement")
    assert [row["Libellé"] for row in rows] == ["Fournitures", "Loyer", "Loyer"]
    assert [Decimal(str(rows[0][f"Année {rank}"])) for rank in (1, 2)] == [850, 900]
    assert "« Réalisé », la case C4, 400 €" in said
    assert "feuille Réalisé de notre classeur" in said
    assert "« 60 Achats »" in said
    assert '"ACI fixe", poste: ACI fonctionnement, partager: non}  # à vérifier' in proposed


# --- a sheet a mission, a column of sections, accounts with sub-totals --------------------------------------------------


def feuille(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Fonctionnement"
    for row in rows:
        sheet.append(list(row))
    return saved(book)


GROUPES = (
    ("DÉPENSES", "Détail", "Montant"),
    ("Indemnités",),
    ("Présidente et bureau", "180 h x 50 €", 9000),
    ("Sous-total indemnités", None, 9000),
    ("Salaires",),
    ("Coordinatrice (brut)", "0,8 ETP", 26880.4),
    ("Charges patronales", None, 9945.75),
    ("Sous-total salaires", None, 36826.15),
    ("Moyens matériels",),
    ("Vélos et oxymètres", "2 sites", 4000),
    ("TOTAL DÉPENSES", None, 49826.15),
)


@pytest.mark.parametrize("title", ["RESSOURCES", "B – Recettes prévisionnelles", "II. Produits"])
def test_the_name_of_a_side_alone_in_its_row_opens_that_side(
    title: str, projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        *GROUPES,
        (),
        (title,),
        ("ACI fonctionnement", "taille 2", 60000),
        ("TOTAL", None, 60000),
    )
    said, proposed = imported(projet, feuille(*rows), capsys)
    assert "Fonctionnement, dépenses : 4 lignes, 49 826,15 €" in said
    assert "Fonctionnement, ressources : 1 ligne, 60 000,00 €" in said or "60 000 €" in said
    assert "cote: ressources" in proposed


def test_a_total_that_names_a_side_gives_it_to_the_lines_above_it(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, _ = imported(
        projet, feuille(*GROUPES, ("ACI", None, 10000), ("TOTAL RESSOURCES", None, 10000)), capsys
    )
    assert "Fonctionnement, ressources : 1 ligne, 10 000 €, comme dans la source" in said


def test_the_group_above_lines_says_their_nature_and_the_one_before_nothing_more(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(projet, feuille(*GROUPES), capsys)
    found = {
        line["Libellé"]: line["Nature"] for line in lines_of(projet, "depenses_fonctionnement")
    }
    assert found == {
        "Présidente et bureau — 180 h x 50 €": "indemnités",
        "Coordinatrice (brut) — 0,8 ETP": "salaires",
        "Charges patronales": "charges sociales",
        "Vélos et oxymètres — 2 sites": "moyens matériels",
    }


def par_comptes(titre: str, column: str, loyer: float = 3.72) -> bytes:
    return feuille(
        (titre,),
        ("Compte", "Intitulé", column, "2027", "2028"),
        ("CHARGES",),
        ("6132", "Location bureau", "Fonctionnement", loyer, 3.8),
        ("6228", "Groupe de travail", "Parcours", 14.6, 15),
        ("626", "Téléphone", "Fonctionnement", 0.7, 0.7),
        ("PRODUITS",),
        ("7411", "CPAM - ACI fonctionnement", "Fonctionnement", 60, 60),
    )


@pytest.mark.parametrize("column", ["Section", "Mission", "Pôle", "Affectation"])
def test_a_column_whose_cells_all_name_missions_tells_the_block_of_each_line(
    column: str, projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said, _ = imported(projet, par_comptes("Budget - en k€", column), capsys)
    assert "Parcours, dépenses : 1 ligne, 29 600 €" in said


def test_thousands_are_read_at_the_end_of_a_long_title(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "CPTS du Pays de Sorèze - Budget prévisionnel 2027-2029 - en k€"
    said, _ = imported(projet, par_comptes(title, "Section"), capsys)
    assert "Fonctionnement, ressources : 1 ligne, 120 000 €" in said


def test_amounts_finer_than_a_cent_are_rounded_once_their_unit_is_said(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = par_comptes("Budget 2027", "Section", loyer=3.7151234)
    assert [import_workbook(projet, "bp.xlsx", data) for _ in range(2)] == [0, 1]
    assert "« unite: euros ou milliers d'euros ? » attend" in capsys.readouterr().out
    path = projet / CORRESPONDANCE
    text = path.read_text("utf-8").replace("euros ou milliers d'euros ?", "milliers d'euros", 1)
    path.write_text(text, "utf-8")
    assert import_workbook(projet, "bp.xlsx", data) == 0
    assert lines_of(projet, "depenses_fonctionnement")[0]["Année 1"] == 3715.12


def test_a_sub_total_of_the_last_lines_accuses_nobody(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those of 60 have no sub-total of their own: « Sous-total 61 » is neither the sum from the top nor wrong."""
    rows = (
        ("Charges", "2027"),
        ("606 Fournitures", 12000),
        ("6132 Location", 30000),
        ("616 Assurance", 8000),
        ("Sous-total 61", 38000),
        ("626 Téléphone", 7000),
        ("Sous-total 62", 7500),
    )
    said, _ = imported(projet, feuille(*rows), capsys)
    assert "38 000" not in said
    assert "ce total dit 7 500 €, ses lignes font 7 000 €" in said


def test_the_part_of_the_crisis_plan_is_no_fixed_part_of_a_mission(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Crises sanitaires"
    for row in (
        ("Recettes", "2027"),
        ("ACI part fixe (première rédaction)", 35000),
        ("ACI, part fixe, mise à jour", 17500),
    ):
        sheet.append(list(row))
    import_workbook(projet, "bp.xlsx", saved(book))
    capsys.readouterr()
    proposed = (projet / CORRESPONDANCE).read_text(encoding="utf-8")
    assert "poste: ACI crise première rédaction" in proposed
    assert "poste: ACI crise mise à jour" in proposed
    assert "poste: ACI volet fixe" not in proposed


def test_what_each_contract_year_takes_of_civil_years_is_said_before_it_is_asked(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yaml = projet / "content/projet.yaml"
    text = yaml.read_text(encoding="utf-8")
    yaml.write_text(re.sub(r"effet: .*", "effet: 2027-04-01", text), encoding="utf-8")
    import_workbook(projet, "bp.xlsx", deux_ans())
    assert (
        "2027 : les 12 mois en année 1 ; 2028 : 3 mois en année 1 et 9 mois en année 2"
        in capsys.readouterr().out
    )
    (projet / CORRESPONDANCE).unlink()
    yaml.write_text(re.sub(r"effet: .*", "effet: 2027-01-01", text), encoding="utf-8")
    import_workbook(projet, "bp.xlsx", deux_ans())
    assert "année civile" not in capsys.readouterr().out


@pytest.mark.parametrize("word", ["Sous-total", "Total crise", "SOUS TOTAL"])
def test_a_sub_total_named_beside_the_labels_is_no_expense(
    word: str, projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """« Crise | Sous-total | 2 150 », under the one line that it adds up, in the cell merged over both."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "BP"
    for row in (
        ["Action", "Quoi", "nb", "PU", "2027"],
        ["Crise", "Masques", None, None, 2150],
        [None, word, None, None, 2150],
        ["Santé mentale", "Affiches", None, None, 4000],
        [None, word, None, None, 4000],
        ["TOTAL GÉNÉRAL", "", None, None, 6150],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("A4:A5")
    said, _proposed = imported(projet, saved(book), capsys)
    assert said.count("comme dans la source") == 2
    assert "12 300" not in said


def test_exercices_with_their_months_are_the_years_of_the_contract(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = ("Exercice 1 (04/2027-03/2028)", "Exercice 2 (04/2028-03/2029)")
    _said, proposed = imported(projet, deux_ans(years=years), capsys)
    assert "annees: {1: B, 2: C}" in proposed


def de_longues_feuilles(feuilles: int, lignes: int) -> bytes:
    book = Workbook()
    for feuille in range(feuilles):
        sheet = book.create_sheet(f"Action {feuille + 1}")
        sheet.append(["Dépenses", "2027"])
        for ligne in range(lignes):
            sheet.append([f"Achat {feuille}.{ligne}", 100 + ligne])
    return saved(book)


def test_a_workbook_of_more_lines_than_a_budget_has_is_refused_and_a_copy_of_some_sheets_comes_in(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_workbook(projet, "bp.xlsx", de_longues_feuilles(5, 201)) == 1
    said = re.sub(r"[\u00a0\u202f]", " ", capsys.readouterr().out)
    assert "bp.xlsx a 1 005 lignes de chiffres ; un budget en a moins de 1 000." in said
    assert "dans une copie, les seules feuilles du budget prévu" in said
    assert not (projet / CORRESPONDANCE).exists()
    assert import_workbook(projet, "bp.xlsx", de_longues_feuilles(1, 12)) == 0


def test_the_longest_workbook_that_is_proposed_can_be_written(projet: Path) -> None:
    data = de_longues_feuilles(4, 250)
    assert [import_workbook(projet, "bp.xlsx", data) for _ in range(2)] == [0, 0]


def test_a_correspondance_that_could_not_be_read_again_is_not_written(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "autre.xlsx:\n" + "".join(f"  # {rank:>90}\n" for rank in range(2_600))
    (projet / CORRESPONDANCE).write_text(other, encoding="utf-8")
    assert import_workbook(projet, "bp.xlsx", de_longues_feuilles(2, 200)) == 1
    assert "Retirez-en le bloc d'un autre classeur" in capsys.readouterr().out
    assert (projet / CORRESPONDANCE).read_text(encoding="utf-8") == other
    (projet / CORRESPONDANCE).unlink()
    assert import_workbook(projet, "bp.xlsx", de_longues_feuilles(2, 200)) == 0
