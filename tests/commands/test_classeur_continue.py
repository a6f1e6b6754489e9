"""``classeur ANNEE=2028``: the treasurer's own workbook goes on, and nothing of hers is lost."""

from __future__ import annotations

import warnings
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill

from pipeline.commands.calcul import examine_computed
from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.droits import Droit
from pipeline.run import Examen, examine
from tests.classeurs import with_table
from tests.projets import CLASSEUR, TODAY

SUITE = "budgets/budget-2028.xlsx"
SPACES = str.maketrans("\u00a0\u202f\u2212", "  -")


def opened(path: Path) -> Workbook:
    """openpyxl knows no print area made of whole columns, and says so."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(path)


def made(dossier: Path, *words: str) -> None:
    (dossier / CLASSEUR).unlink()
    assert run_command(["-C", str(dossier), "classeur", *words]) == 0


def hers(dossier: Path) -> None:
    """What a treasurer adds: a sheet, a colour, a comment, a rule of colours, a formula beside a table, a chart."""
    book = opened(dossier / CLASSEUR)
    sheet = book["Prévention"]
    own = book.create_sheet("Mes calculs")
    own["A1"], own["A2"] = 3, "=A1*2"
    red = PatternFill("solid", end_color="FFEE0000")
    rule: Any = CellIsRule
    own.conditional_formatting.add("A1:A9", rule("greaterThan", ["2"], fill=red))
    chart = BarChart()
    chart.add_data(Reference(own, min_col=1, min_row=1, max_row=2))
    own.add_chart(chart, "C1")
    sheet["A1"].fill = PatternFill("solid", start_color="FF00EE00")
    sheet["A1"].comment = Comment("à revoir avec Anne", "S.")
    sheet["Z3"] = "=SUM(depenses_prevention[Année 1])"
    book.save(dossier / CLASSEUR)


def continued(dossier: Path, status: int = 0, year: str = "2028") -> None:
    assert run_command(["-C", str(dossier), "classeur", year]) == status


def adopted(dossier: Path) -> Examen:
    """The project with the new workbook in the place of hers, computed as the commands do."""
    files, odd = read_project(dossier)
    return examine_computed({**files, CLASSEUR: files[SUITE]}, odd, TODAY)


@pytest.mark.lent
@pytest.mark.parametrize("years", ["1", "5"])
def test_all_that_is_hers_stays_and_the_new_year_has_what_the_aci_gives_it(
    dossier: Path, years: str, soffice: Path
) -> None:
    made(dossier, years)
    hers(dossier)
    before = (dossier / CLASSEUR).read_bytes()
    continued(dossier)
    assert (dossier / CLASSEUR).read_bytes() == before
    book = opened(dossier / SUITE)
    own, sheet = book["Mes calculs"], book["Prévention"]
    assert own["A2"].value == "=A1*2"
    assert [str(area.sqref) for area in own.conditional_formatting] == ["A1:A9"]
    assert sheet["A1"].fill.start_color.rgb == "FF00EE00"
    assert sheet["A1"].comment.text == "à revoir avec Anne"
    assert sheet["Z3"].value == "=SUM(depenses_prevention[Année 1])"
    with zipfile.ZipFile(dossier / SUITE) as archive:
        assert [name for name in archive.namelist() if "charts/chart" in name]
    _has_the_rights_of_year_2(adopted(dossier))


def _origine(right: Droit) -> str:
    return ORIGINE_FONCTIONNEMENT if right.bloc == FONCTIONNEMENT else VOLETS[right.volet]


def _has_the_rights_of_year_2(found: Examen) -> None:
    rights = {
        (right.bloc, _origine(right)): right.montant
        for right in found.comptes.contrat.droits
        if right.annee == 2
    }
    got = {
        (bloc.cle, line.origine): line.montants[1]
        for bloc in found.projet.budget.blocs
        for line in bloc.ressources
        if "variable" not in line.origine
    }
    assert len(got) >= 6
    assert got == {key: rights.get(key, Decimal(0)) for key in got}
    assert got["crises", "ACI crise mise à jour"] == 17500
    assert got["crises", "ACI crise première rédaction"] == 0
    told = [f for f in found.findings if f.code in ("B002", "B003", "B005", "B013", "B063")]
    assert told == []


@pytest.mark.lent
@pytest.mark.parametrize("years", ["1", "5"])
def test_last_years_expenses_are_there_again(dossier: Path, soffice: Path, years: str) -> None:
    made(dossier, years)
    book = opened(dossier / CLASSEUR)
    sheet = book["Prévention"]
    top = int(sheet.tables["depenses_prevention"].ref.split(":")[0][1:])
    titles = [cell.value for cell in sheet[top]]
    line: dict[str, str | int] = {
        "Nature": "honoraires",
        "Libellé": "Formation",
        "Fiche": "M3-01",
        "Année 1": 15000,
    }
    for title, value in line.items():
        sheet.cell(top + 1, titles.index(title) + 1).value = value
    book.save(dossier / CLASSEUR)
    continued(dossier)
    bloc = adopted(dossier).projet.budget.bloc("prevention")
    assert bloc is not None
    assert [line.montants[:2] for line in bloc.depenses] == [(Decimal(15000), Decimal(15000))]


def test_a_year_already_begun_is_left_as_it_is(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = examine(*read_project(dossier), TODAY).projet.budget
    continued(dossier)
    assert adopted(dossier).projet.budget.blocs == before.blocs
    said = capsys.readouterr().out
    assert "les ressources de l'année 2 étaient déjà écrites : Fonctionnement, Accès" in said
    assert "les dépenses de l'année 2 étaient déjà écrites : Fonctionnement, Accès" in said


def test_what_is_left_of_a_closed_year_is_carried_over(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = ("Mois", "Bloc", "Nature ou origine", "Montant", "Année", "Commentaire")
    lines = [
        ("avril 2027", "Fonctionnement", "ACI fonctionnement", 60000, "", ""),
        ("mai 2027", "Fonctionnement", "salaires", 58000.25, "", ""),
        ("juin 2028", "Prévention", "ACI volet fixe", 15000, 1, "solde"),
        ("juin 2028", "Prévention", "honoraires", 15000, 1, ""),
    ]
    path = dossier / CLASSEUR
    path.write_bytes(with_table(path.read_bytes(), "Réalisé", "realise", [titles, *lines]))
    continued(dossier)
    said = capsys.readouterr().out.translate(SPACES)
    assert "reporté de l'année 1, au réalisé : Fonctionnement 1 999,75 €" in said
    found = adopted(dossier)
    carried = [op for op in found.projet.budget.realise if op.poste == "report ou fonds dédiés"]
    assert [(op.annee, op.montant, str(op.mois)) for op in carried] == [
        (1, Decimal("-1999.75"), "avril 2028"),
        (2, Decimal("1999.75"), "avril 2028"),
    ]
    closed = [f.message for f in found.findings if f.code == "B084"]
    assert [message for message in closed if "Fonctionnement" in message] == []


def test_a_plafond_that_is_known_now_takes_the_place_of_the_old_one(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(dossier)
    folder = dossier / "content/baremes"
    folder.mkdir(exist_ok=True)
    (folder / "pass.csv").write_text("annee;montant;source\n2028;50100;arrêté\n", encoding="utf-8")
    continued(dossier)
    assert "50 100 € (2028)" in capsys.readouterr().out.translate(SPACES)
    rows = opened(dossier / SUITE)["Paramètres"].iter_rows(values_only=True, max_col=2)
    assert ("Plafond annuel de la Sécurité sociale 2028", 50100) in set(rows)
    register = opened(dossier / SUITE)["Indemnités"]
    thresholds = [rule.formula for area in register.conditional_formatting for rule in area.rules]
    assert ["50100"] in thresholds
    assert ["48060"] not in thresholds


def test_a_plafond_that_is_not_known_is_said(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made(dossier)
    continued(dossier)
    assert "le plafond de 2028 n'est pas connu : celui de 2026 reste" in capsys.readouterr().out


@pytest.mark.lent
def test_what_stands_beside_a_table_is_never_covered(
    dossier: Path, capsys: pytest.CaptureFixture[str], soffice: Path
) -> None:
    made(dossier, "1")
    book = opened(dossier / CLASSEUR)
    sheet = book["Prévention"]
    ref = sheet.tables["depenses_prevention"].ref
    right = sheet[ref.split(":")[1]].column + 1
    top = int(ref.split(":")[0][1:])
    sheet.cell(top + 2, right).value = "=1+1"
    place = sheet.cell(top + 2, right).coordinate
    book.save(dossier / CLASSEUR)
    continued(dossier, status=1)
    said = capsys.readouterr().out
    assert (
        f"Prévention!{place} : il n'y a pas de place à droite du tableau depenses_prevention"
        in said
    )
    assert "Rien n'a été écrit." in said
    assert not (dossier / SUITE).exists()


def test_a_year_after_the_contract_is_refused(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    continued(dossier, status=2, year="2033")
    assert "sa cinquième et dernière année commence en 2031" in capsys.readouterr().err
