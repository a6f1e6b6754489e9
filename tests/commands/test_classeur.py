"""``make classeur``: a workbook made for the project, and the present one carried over."""

from __future__ import annotations

import io
import warnings
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.assemble.classeur import nouveau
from pipeline.commands.ligne import run_command
from pipeline.interpret.classeur.budget import lines_of_tables
from pipeline.model.budget import FEUILLES
from pipeline.model.finding import Finding
from pipeline.model.source import Workbook
from pipeline.read import read_workbook
from pipeline.write.classeur import classeur
from tests.libreoffice import XLSX, Bureau
from tests.projets import CLASSEUR, constats, edited, examen, petit_projet


def written(data: bytes) -> Workbook:
    findings: list[Finding] = []
    found = read_workbook(CLASSEUR, data, findings)
    assert findings == []
    assert found is not None
    return found


def made(years: int = 5, notation: str = "") -> bytes:
    return classeur(nouveau(examen(edited(petit_projet(), notation)).projet, years))


def test_a_new_workbook_has_a_sheet_per_block_and_its_amounts_of_the_aci() -> None:
    book = written(made(2))
    blocs = [
        FEUILLES[b] for b in ("fonctionnement", "acces_soins", "parcours", "prevention", "crises")
    ]
    assert list(book.titles) == [
        "Lisez-moi",
        "Paramètres",
        *blocs,
        "Indemnités",
        "Réalisé",
        "Synthèse",
    ]
    amounts = book.table("bareme_aci")
    assert amounts is not None
    assert [row[2].value for row in amounts.rows][:3] == [60000, 70000, 30000]
    lines = book.table("ressources_crises")
    assert lines is not None
    assert [[cell.value for cell in row[6:8]] for row in lines.rows[:2]] == [[35000, 0], [0, 17500]]
    assert lines.rows[0][6].formula.startswith("Paramètres!$C$")


@pytest.mark.parametrize("years", [1, 2, 3, 4, 5])
def test_the_same_project_gives_the_same_bytes_and_every_number_of_years_is_read(
    years: int,
) -> None:
    data = made(years)
    assert data == made(years)
    budget = examen({**petit_projet(), CLASSEUR: data}).projet.budget
    assert budget.annees == years
    assert all(bloc.complet for bloc in budget.blocs)


def test_a_new_workbook_lacks_nothing_but_its_expenses() -> None:
    found = constats({**petit_projet(), CLASSEUR: made(2)})
    assert {line.split(": ")[1].split()[-1] for line in found if "erreur" in line} <= {
        "B010",
        "B060",
    }
    assert any(
        "bloc Prévention, années 1 et 2 : dépenses 0 €, ressources 15 000 €" in line
        for line in found
    )


def test_every_formula_gives_in_libreoffice_what_was_stored(bureau: Bureau, tmp_path: Path) -> None:
    stored = made(3)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know a print area of whole columns
        book = load_workbook(io.BytesIO(stored))
    book.save(tmp_path / "budget.xlsx")  # openpyxl keeps the formulas and forgets their results
    bureau.convert(f"xlsx:{XLSX}", tmp_path / "lo", tmp_path / "budget.xlsx")
    before, after = written(stored), written((tmp_path / "lo/budget.xlsx").read_bytes())
    compared = 0
    for sheet, other in zip(before.sheets, after.sheets, strict=True):
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                if cell.formula:
                    compared += 1
                    again = other.cell(row, column)
                    assert (again.value or 0) == (cell.value or 0), (cell.name, cell.formula, again)
    assert compared > 200


def test_the_list_of_fiches_gives_their_titles_and_what_is_chosen_there_is_read_by_its_code() -> (
    None
):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know a print area of whole columns
        book = load_workbook(io.BytesIO(made(1)))
    sheet = book["Prévention"]
    table = sheet.tables["depenses_prevention"].ref
    column, top = "C", int(table.split(":")[0][1:])
    assert sheet[f"{column}{top}"].value == "Fiche"
    first = f"{column}{top + 1}"
    listed = next(found for found in sheet.data_validations.dataValidation if first in found.sqref)
    name, _, area = listed.formula1.lstrip("=").partition("!")
    choices = [cell.value for (cell,) in book[name.strip("'")][area.replace("$", "")]]
    chosen = next(choice for choice in choices if choice.startswith("M3-01"))
    assert chosen.startswith("M3-01 — ")
    sheet[f"A{top + 1}"], sheet[first], sheet[f"G{top + 1}"] = "honoraires", chosen, 100
    buffer = io.BytesIO()
    book.save(buffer)
    budget = examen({**petit_projet(), CLASSEUR: buffer.getvalue()}).projet.budget
    spent = budget.bloc("prevention")
    assert spent is not None
    assert [line.fiche.value for line in spent.depenses if line.fiche] == ["M3-01"]


def test_nothing_is_overwritten(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (dossier / CLASSEUR).read_bytes()
    assert run_command(["-C", str(dossier), "classeur"]) == 0
    assert run_command(["-C", str(dossier), "classeur", "3"]) == 0
    assert (dossier / CLASSEUR).read_bytes() == before
    said = capsys.readouterr().out
    assert "budgets/budget (nouveau).xlsx" in said
    assert "budgets/budget (nouveau 2).xlsx" in said
    assert f"{CLASSEUR} existe : il n'a pas été touché." in said


def test_without_a_workbook_the_new_one_takes_its_place(dossier: Path) -> None:
    (dossier / CLASSEUR).unlink()
    assert run_command(["-C", str(dossier), "classeur", "2"]) == 0
    assert (dossier / CLASSEUR).is_file()


def test_the_present_workbook_is_carried_over_with_its_formulas(
    soffice: Path, dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notation = """budgets/budget.xlsx
Prévention!D6 = =D7*2
Prévention!E7 = =SUM(D6:D7)-Notes!A1
Prévention!G5 = Vu par
Prévention!G6 = Sophie
Prévention étirer depenses_prevention A5:G10
Notes créer
Notes!A1 = 10000
Réalisé créer
Réalisé!A1 = Mois
Réalisé!B1 = Bloc
Réalisé!C1 = Nature ou origine
Réalisé!D1 = Montant
Réalisé!A2 = avril 2027
Réalisé!B2 = Prévention
Réalisé!C2 = honoraires
Réalisé!D2 = 450
Réalisé tableau realise A1:D2
"""
    (dossier / CLASSEUR).write_bytes(edited(petit_projet(), notation)[CLASSEUR])
    before = (dossier / CLASSEUR).read_bytes()
    assert run_command(["-C", str(dossier), "classeur", "2028", "2"]) == 0
    assert (dossier / CLASSEUR).read_bytes() == before
    said = capsys.readouterr().out
    assert "vos feuilles : Notes" in said
    assert "des colonnes du tableau depenses_prevention : Vu par" in said
    assert "une formule, remplacée par son résultat : Prévention!E7 =SUM(D6:D7)-Notes!A1" in said
    book = written((dossier / "budgets/budget-2028.xlsx").read_bytes())
    table, rows = lines_of_tables(book)["depenses_prevention"]
    titles = [str(cell.value) for cell in table.header]
    first, second = rows
    year = titles.index("Année 1")
    assert first[year].value == second[year].value * 2 == Decimal(10000)  # type: ignore[operator]
    assert first[year].formula == f"{second[year].name.split('!')[1]}*2"
    assert second[titles.index("Année 2")].value == Decimal(5000)
    assert second[titles.index("Année 2")].formula == ""
    told, (line,) = lines_of_tables(book)["realise"]
    titles = [str(cell.value) for cell in told.header]
    assert [line[titles.index(title)].value for title in ("Mois", "Montant")] == [
        "avril 2027",
        Decimal(450),
    ]
    again = constats(
        {**petit_projet(), CLASSEUR: (dossier / "budgets/budget-2028.xlsx").read_bytes()}
    )
    assert [line for line in again if "erreur" in line] == []


@pytest.mark.parametrize("typed", ["12", "deux", "1999"])
def test_a_year_that_is_none_is_refused(dossier: Path, typed: str) -> None:
    assert run_command(["-C", str(dossier), "classeur", typed]) == 2


def test_no_cell_has_two_lists_of_choices() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(made(5)))
    for sheet in book.worksheets:
        areas = [
            area for found in sheet.data_validations.dataValidation for area in found.sqref.ranges
        ]
        for rank, one in enumerate(areas):
            assert all(one.isdisjoint(other) for other in areas[:rank]), (sheet.title, one.coord)


def test_the_first_year_is_worth_what_the_rights_say() -> None:
    later = "content/fiches/M3-01-alimentation.md\n-   demarrage: 2027-04-01\n+   demarrage: 2027-10-01\n"
    found = examen(edited(petit_projet(), later))
    data = classeur(nouveau(found.projet, 2, contrat=found.comptes.contrat))
    lines = examen({**edited(petit_projet(), later), CLASSEUR: data}).projet.budget.bloc(
        "prevention"
    )
    assert lines is not None
    assert lines.d_origine("ACI volet fixe")[0].montants == (Decimal(7500), Decimal(15000))
    assert not any(line.commentaire for line in lines.ressources)
    told = constats({**edited(petit_projet(), later), CLASSEUR: data})
    assert not any(code in line for line in told for code in ("R006", "B055", "B064", "B071"))


def test_the_years_of_both_tables_stand_in_the_same_columns() -> None:
    book = written(made(3))
    for bloc in ("fonctionnement", "acces_soins", "parcours"):
        tables = [book.table(f"{kind}_{bloc}") for kind in ("ressources", "depenses")]
        places = [
            [c.column for c in table.header if str(c.value).startswith("Année")]
            for table in tables
            if table
        ]
        assert places[0] == places[1], bloc


def test_the_gap_of_each_year_stays_in_sight_while_lines_are_typed() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know a print area of whole columns
        book = load_workbook(io.BytesIO(made(5)))
    sheet = book["Prévention"]
    assert sheet.freeze_panes == "A9"
    assert [sheet[f"A{row}"].value for row in range(5, 9)] == [
        "Dépenses",
        "Ressources",
        "Virements",
        "Écart",
    ]
    assert {book[name].freeze_panes for name in ("Réalisé", "Indemnités")} == {"A5", "C5"}


def test_the_empty_workbook_of_a_new_project_is_replaced_and_no_other(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = dossier / CLASSEUR
    empty = classeur(nouveau(examen(petit_projet()).projet, 2, remplir=False))
    path.write_bytes(empty)
    assert run_command(["-C", str(dossier), "classeur", "2"]) == 0
    assert path.read_bytes() != empty
    assert "où rien n'était écrit" in capsys.readouterr().out
    assert not (dossier / "budgets/budget (nouveau).xlsx").exists()
    filled = path.read_bytes()
    assert run_command(["-C", str(dossier), "classeur", "2"]) == 0
    assert path.read_bytes() == filled
    assert (dossier / "budgets/budget (nouveau).xlsx").exists()
