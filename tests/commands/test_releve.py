"""``releve``: accounting comes in, compared to the cent, and never over the treasurer's workbook."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.run import Examen, examine
from tests.classeurs import with_table
from tests.libreoffice import Bureau
from tests.projets import CHECKOUT, CLASSEUR, TODAY
from tests.read.test_releve import OFX_1, fec

TITLES = (
    "Mois",
    "Bloc",
    "Nature ou origine",
    "Libellé",
    "Fiche",
    "Montant",
    "Année",
    "Commentaire",
)
REALISE: Sequence[Sequence[object]] = (
    ("avril 2027", "Fonctionnement", "ACI fonctionnement", "", "", 60000, "", ""),
    ("avril 2027", "Fonctionnement", "salaires", "", "", 5021.5, "", "paie et prime"),
)
TABLE = """compte;mots;bloc;nature;fiche
;cpam;Fonctionnement;ACI fonctionnement;
;salaire, paie;Fonctionnement;salaires;
;indemnite;;indemnités;M1-01
;livret;aucun;;
641;;Fonctionnement;salaires;
622;;prevention;honoraires;M3-01
"""
RELEVE = """Date;Libellé;Débit;Crédit;Solde
02/04/2027;VIR SEPA CPAM ACI;;60 000,00;120000,00
30/04/2027;VIR SALAIRE COORDINATRICE;5 000,00;;115000,00
30/04/2027;VIR SALAIRE PRIME;21,50;;114978,50
05/06/2027;VIR DUPONT INDEMNITE MARS;1 850,25;;113128,25
05/06/2027;VIR DUPONT INDEMNITE MARS;1 850,25;;111278,00
06/06/2027;PRLV ORANGE SA 123;35,00;;111243,00
07/06/2027;VIR LIVRET;100,00;;111143,00
"""
SPACES = str.maketrans("\u00a0\u202f\u2212", "  -")


@pytest.fixture
def projet(dossier: Path) -> Path:
    path = dossier / CLASSEUR
    path.write_bytes(with_table(path.read_bytes(), "Réalisé", "realise", [TITLES, *REALISE]))
    (dossier / "budgets/affectations.csv").write_text(TABLE, encoding="utf-8")
    return dossier


def ran(
    projet: Path, capsys: pytest.CaptureFixture[str], text: str, *words: str, status: int = 0
) -> str:
    path = projet.parent / "releve.csv"
    path.write_text(text, encoding="utf-8")
    assert run_command(["-C", str(projet), "releve", str(path), *words]) == status
    told = capsys.readouterr()
    return (told.out + told.err).translate(SPACES)


def adopted(projet: Path, name: str = "budget-releve.xlsx") -> Examen:
    """The project, once the treasurer has put the new workbook in the place of hers."""
    shutil.copy(projet / "budgets" / name, projet / CLASSEUR)
    return examine(*read_project(projet), TODAY)


def test_each_entry_is_a_line_with_what_it_is_for(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (projet / CLASSEUR).read_bytes()
    said = ran(projet, capsys, RELEVE)
    lines = [" ".join(line.split()) for line in said.splitlines()]
    entry = "05/06/2027 — -1 850,25 € Accès aux soins indemnités M1-01 VIR DUPONT INDEMNITE MARS"
    assert lines.count(entry) == 2
    assert "06/06/2027 — -35,00 € — — — PRLV ORANGE SA 123 ligne 7" in lines
    assert "07/06/2027 — -100,00 € — — — VIR LIVRET" in lines
    assert "2 lignes à noter, -3 700,50 € en tout. Rien n'a été écrit." in lines
    assert not (projet / "budgets/budget-releve.xlsx").exists()
    assert (projet / CLASSEUR).read_bytes() == before


def test_a_sum_typed_by_hand_for_the_month_is_recognised_entry_by_entry_or_whole(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ran(projet, capsys, RELEVE)
    known = said.split("Déjà au réalisé (3) :")[1].split("\n\n")[0]
    assert "60 000,00 €" in known
    assert known.count("Réalisé!A3") == 2, "the pay and the bonus are the one line of the month"


def test_the_balance_of_the_bank_is_compared_to_the_cent(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ran(projet, capsys, RELEVE)
    computed = 60000 + Decimal(60000) - Decimal("5021.50") - 2 * Decimal("1850.25")
    bank = list(csv.reader(io.StringIO(RELEVE), delimiter=";"))[-1][-1].replace(",", ".")
    gap = Decimal(bank) - computed
    shown = f"{computed:,.2f} €".replace(",", " ").replace(".", ",")
    assert f"d'après le réalisé et ces écritures : {shown}." in said
    assert f"Écart : {gap:.2f} €.".replace(".", ",", 1) in said.replace("€.", "€.")
    assert "à affecter -35,00 € et laissé de côté -100,00 € : c'est tout l'écart." in said
    whole = TABLE + ";orange;Fonctionnement;moyens matériels;\n"
    (projet / "budgets/affectations.csv").write_text(whole, encoding="utf-8")
    without = RELEVE.rsplit("07/06", 1)[0]
    assert (
        "Solde en banque au 06/06/2027 : 111 243,00 €, comme le réalisé et ces écritures, au centime."
        in ran(projet, capsys, without)
    )


def test_what_is_written_is_beside_and_is_read_back_to_the_cent(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (projet / CLASSEUR).read_bytes()
    said = ran(projet, capsys, RELEVE, "--ecrire")
    assert "budgets/budget-releve.xlsx est écrit : 2 lignes ajoutées" in said
    assert (projet / CLASSEUR).read_bytes() == before
    assert "rien n'a changé" in ran(projet, capsys, RELEVE, "--ecrire")
    book = load_workbook(projet / "budgets/budget-releve.xlsx")
    sheet = book["Réalisé"]
    assert sheet.tables["realise"].ref == "A1:H5"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5)]
    first, second = "banque 05/06/2027 : VIR", "banque 05/06/2027 (2) : VIR"
    for row, start in zip(rows, (first, second), strict=True):
        common = ["juin 2027", "Accès aux soins", "indemnités", None, "M1-01", 1850.25, None]
        assert row == [*common, f"{start} DUPONT INDEMNITE MARS"]
    found = adopted(projet)
    assert [f for f in found.findings if f.code == "B089"] == []
    spent = sum(line.montant for line in found.projet.budget.realise if line.est_depense)
    assert spent == Decimal("5021.50") + 2 * Decimal("1850.25")


def test_the_next_statement_may_overlap_the_last(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(projet, capsys, RELEVE, "--ecrire")
    adopted(projet)
    third = "05/06/2027;VIR DUPONT INDEMNITE MARS;1 850,25;;109292,75\n"
    said = ran(projet, capsys, f"{RELEVE}{third}")
    assert "Déjà au réalisé (5) :" in said
    assert "À noter (1) :" in said, "three alike on one day, of which two are noted"
    assert "1 ligne à noter, -1 850,25 € en tout." in said


def test_a_second_file_does_not_take_the_place_of_the_first(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(projet, capsys, RELEVE, "--ecrire")
    other = "Date;Libellé;Montant\n10/07/2027;INDEMNITE;-10,00\n"
    assert "budget-releve (2).xlsx est écrit" in ran(projet, capsys, other, "--ecrire")


def test_her_sheets_and_colours_are_in_the_new_workbook(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(projet / CLASSEUR)
    book.create_sheet("Mes calculs")["A1"] = "=1+1"
    book["Prévention"]["A1"].font = Font(color="00FF0000")
    book.save(projet / CLASSEUR)
    ran(projet, capsys, RELEVE, "--ecrire")
    made = load_workbook(projet / "budgets/budget-releve.xlsx")
    assert made["Mes calculs"]["A1"].value == "=1+1"
    assert made["Prévention"]["A1"].font.color.rgb == "00FF0000"


def test_what_stands_under_the_table_stops_the_writing(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(projet / CLASSEUR)
    book["Réalisé"]["B5"] = "ma note"
    book.save(projet / CLASSEUR)
    said = ran(projet, capsys, RELEVE, "--ecrire", status=1)
    assert "Réalisé!B5 : il y a quelque chose sous le tableau realise" in said
    assert not (projet / "budgets/budget-releve.xlsx").exists()


def test_a_bank_and_an_accountant_do_not_count_twice(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran(projet, capsys, RELEVE, "--ecrire")
    adopted(projet)
    book = fec(
        ("BQ", "1", "20270430", "641000", "5021,50", ""),
        ("BQ", "1", "20270430", "512000", "", "5021,50"),
        ("BQ", "2", "20270615", "622600", "200,00", ""),
        ("BQ", "2", "20270615", "512000", "", "200,00"),
    )
    said = ran(projet, capsys, book)
    assert "Déjà au réalisé (1) :" in said
    assert "15/06/2027  622600  -200,00 €  Prévention  honoraires  M3-01  Écriture 2" in said


def test_an_ofx_is_read_as_well(projet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = ran(projet, capsys, OFX_1)
    assert "01/06/2027  00012345678  1 000,00 €  Fonctionnement  ACI fonctionnement" in said


def test_what_precedes_the_contract_is_in_its_opening_balance(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ran(projet, capsys, "Date;Libellé;Montant\n31/03/2027;INDEMNITE;-10,00\n")
    assert "Avant le contrat, donc dans le solde d'ouverture (1) :" in said
    assert "Aucune ligne à ajouter au réalisé." in said


def test_a_suggested_line_is_made_of_what_tells_and_of_what_treasurers_say(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Date;Libellé;Montant\n01/06/2027;VIR SEPA CABINET COMPTABLE 12;-10,00\n"
    assert ";cabinet comptable;?;honoraires;" in ran(projet, capsys, text)
    line = ";cabinet comptable;Prévention;honoraires;M3-01\n"
    (projet / "budgets/affectations.csv").write_text(TABLE + line, encoding="utf-8")
    assert "À noter (1) :" in ran(projet, capsys, text), "the line suggested was tried"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (";orange;Prevenshion;honoraires;", "affectations.csv:2:3: erreur C004: « Prevenshion »"),
        (";orange;Prévention;honoraire;", "affectations.csv:2:4: erreur C004: « honoraire »"),
        (";orange;Prévention;;", "erreur C006: cette ligne n'a pas de « nature »."),
        (";orange;;honoraires;", "erreur C006: cette ligne n'a pas de « bloc »."),
        (";orange;;honoraires;M9-99", "affectations.csv:2:5: erreur B007: la fiche « M9-99 »"),
        (";;Prévention;honoraires;", "erreur C006: cette ligne ne dit ni compte ni mots"),
        (";orange;Prévention", "affectations.csv:2: erreur L006: cette ligne a 3 cases"),
    ],
)
def test_a_line_of_her_table_that_means_nothing_is_told_at_its_place(
    projet: Path, capsys: pytest.CaptureFixture[str], line: str, sentence: str
) -> None:
    text = f"compte;mots;bloc;nature;fiche\n{line}\n"
    (projet / "budgets/affectations.csv").write_text(text, encoding="utf-8")
    assert sentence in ran(projet, capsys, RELEVE, status=1)


def test_without_her_table_everything_is_to_be_assigned(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (projet / "budgets/affectations.csv").unlink()
    assert "À affecter (7) :" in ran(projet, capsys, RELEVE)


def test_a_file_that_cannot_be_trusted_is_refused(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ran(projet, capsys, RELEVE.replace("21,50", "21,05"), status=1)
    assert "releve.csv:4 : le solde de cette ligne est 114 978,50 €" in said
    assert "Ce relevé n'a pas été lu. Rien n'a été écrit." in said


def test_a_realise_with_errors_or_no_sheet_is_refused(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = load_workbook(projet / CLASSEUR)
    book["Réalisé"]["F2"] = "env. 60000"
    book.save(projet / CLASSEUR)
    assert "Réalisé!F2: erreur B004" in ran(projet, capsys, RELEVE, "--ecrire", status=1)
    del book["Réalisé"]
    book.save(projet / CLASSEUR)
    assert "n'a pas de feuille « Réalisé »" in ran(projet, capsys, RELEVE, "--ecrire", status=1)


@pytest.mark.lent
def test_a_spreadsheet_opens_it_and_saves_the_same_sums(
    projet: Path, capsys: pytest.CaptureFixture[str], bureau: Bureau, tmp_path: Path
) -> None:
    ran(projet, capsys, RELEVE, "--ecrire")
    made = projet / "budgets/budget-releve.xlsx"
    bureau.convert("xlsx", tmp_path / "ouvert", made)
    saved = load_workbook(tmp_path / "ouvert/budget-releve.xlsx", data_only=True)
    amounts = [row[5] for row in saved["Réalisé"].iter_rows(min_row=2, values_only=True)]
    assert amounts == [60000, 5021.5, 1850.25, 1850.25]


def test_a_new_project_has_the_table_with_its_titles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "ma-cpts"
    assert run_command(["nouveau-projet", str(folder)]) == 0
    table = (folder / "budgets/affectations.csv").read_text(encoding="utf-8-sig")
    assert table == "compte;mots;bloc;nature;fiche\n"
    (folder / "juin.csv").write_text("Date;Libellé;Montant\n01/06/2027;LOYER;-5,00\n", "utf-8")
    assert run_command(["-C", str(folder), "releve", "juin.csv"]) == 0
    assert "À affecter (1) :" in capsys.readouterr().out


def test_the_heads_of_the_fiches_are_enough_and_their_prose_is_not_waited_for(projet: Path) -> None:
    seen = """
import sys
from pipeline.commands.ligne import run_command
status = run_command(["-C", *sys.argv[1:]])
print(status, *sys.modules)
"""
    path = projet.parent / "releve.csv"
    path.write_text(RELEVE, encoding="utf-8")
    command = [sys.executable, "-c", seen, str(projet), "releve", str(path)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    status, *modules = done.stdout.splitlines()[-1].split()
    assert status == "0", done.stdout
    assert "M1-01" in done.stdout, "a fiche of the table is known by its head"
    assert not {"markdown_it", "pipeline.check", "openpyxl", "pipeline.assemble"} & {*modules}
