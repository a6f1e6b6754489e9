"""The treasurer's workbook in the hands of a real LibreOffice: saved in every format, spoilt as a hand spoils it."""

from __future__ import annotations

import io
import shutil
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.disk import read_project
from pipeline.model.budget import Depense
from pipeline.model.finding import Finding
from pipeline.model.source import Workbook
from pipeline.read import read_workbook
from pipeline.run import Examen, examine
from tests.conftest import write_files
from tests.libreoffice import XLSX, Bureau, cell, closed, opened, row, saved
from tests.projets import CLASSEUR

FORMATS: Mapping[str, str] = {
    "classeur.xlsx": XLSX,
    "iso.xlsx": "Calc Office Open XML",
    "classeur.xlsm": "Calc MS Excel 2007 VBA XML",
    "classeur.xls": "MS Excel 97",
    "classeur.ods": "calc8",
    "classeur.fods": "OpenDocument Spreadsheet Flat XML",
    "classeur.csv": "Text - txt - csv (StarCalc)",
    "classeur.html": "HTML (StarCalc)",
}
"""Name of a file → the filter of LibreOffice that writes it."""


@pytest.fixture(scope="session")
def enregistres(
    bureau: Bureau, exemple: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:
    """The example's workbook as LibreOffice saves it in each format, and with a password; one start for all."""
    folder = tmp_path_factory.mktemp("formats")
    source = (
        folder / "source.xlsx"
    )  # a copy: LibreOffice does not open what another holds, nor leaves a lock beside it
    shutil.copy(exemple / CLASSEUR, source)
    secret = folder / "secret.xlsx"
    bureau.run(
        [
            opened(source),
            *(saved(folder / name, filter_name) for name, filter_name in FORMATS.items()),
            f'Proteger(livre, "{secret.as_uri()}", "{XLSX}", "cptsexemple")',
            closed(),
        ]
    )
    found = {name: (folder / name).read_bytes() for name in (*FORMATS, secret.name)}
    return {**found, "strict.xlsx": strict(found["classeur.xlsx"])}


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}


def strict(workbook: bytes) -> bytes:
    """The same workbook in the namespaces of « Strict Open XML », which Excel alone writes."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            part = source.read(name)
            for transitional, other in STRICT.items():
                part = part.replace(transitional, other)
            out.writestr(name, part)
    return buffer.getvalue()


def read(data: bytes) -> tuple[Workbook | None, list[Finding]]:
    findings: list[Finding] = []
    return read_workbook(CLASSEUR, data, findings), findings


def examined(root: Path, data: bytes) -> Examen:
    """The example with another workbook in the place of its own."""
    files, odd = read_project(root)
    return examine({**files, CLASSEUR: data}, odd, date(2026, 11, 22))


@pytest.mark.parametrize("name", ["classeur.xlsx", "iso.xlsx"])
def test_what_libreoffice_saved_gives_the_same_budget_to_the_cent(
    name: str, enregistres: Mapping[str, bytes], exemple: Path
) -> None:
    ours, theirs = (
        examined(exemple, data) for data in ((exemple / CLASSEUR).read_bytes(), enregistres[name])
    )
    assert theirs.projet.budget == ours.projet.budget
    assert theirs.comptes == ours.comptes
    said = [[(f.code, f.message, str(f.span)) for f in found.findings] for found in (ours, theirs)]
    assert said[0] == said[1]


def test_every_cell_and_every_formula_survives_libreoffice(
    enregistres: Mapping[str, bytes], exemple: Path
) -> None:
    before, after = (
        read((exemple / CLASSEUR).read_bytes())[0],
        read(enregistres["classeur.xlsx"])[0],
    )
    assert before is not None
    assert after is not None
    assert [table.name for table in after.tables] == [table.name for table in before.tables]
    compared = 0
    for sheet, other in zip(before.sheets, after.sheets, strict=True):
        for number, cells in sheet.rows.items():
            for column, one in cells.items():
                again = other.cell(number, column)
                assert again.value == one.value or {again.value, one.value} == {None, Decimal(0)}, (
                    one.name
                )
                assert bool(again.formula) == bool(one.formula), one.name
                compared += 1
    assert compared > 300


@pytest.mark.parametrize(
    ("name", "words", "todo"),
    [
        (
            "classeur.xls",
            "ce classeur est enregistré dans l'ancien format (.xls).",
            "« Classeur Excel (.xlsx) »",
        ),
        (
            "classeur.ods",
            "ce classeur est au format de LibreOffice (.ods).",
            "« Excel 2007-365 (.xlsx) »",
        ),
        (
            "classeur.xlsm",
            "ce classeur est dans un format à macros (.xlsm).",
            "« Classeur Excel (.xlsx) »",
        ),
        ("secret.xlsx", "ce classeur est protégé par un mot de passe.", "ôtez le mot de passe"),
        (
            "strict.xlsx",
            "ce classeur est enregistré au format « Strict Open XML ».",
            "sans le mot « Strict »",
        ),
        (
            "classeur.fods",
            "ce fichier n'est pas un classeur mais une page web ou du XML.",
            "Enregistrer sous",
        ),
        (
            "classeur.html",
            "ce fichier n'est pas un classeur mais une page web ou du XML.",
            "Enregistrer sous",
        ),
        (
            "classeur.csv",
            "ce fichier n'est pas un classeur : seul son nom en a l'air.",
            "enregistrez-le de nouveau",
        ),
    ],
)
def test_another_format_is_refused_with_what_to_do(
    name: str, words: str, todo: str, enregistres: Mapping[str, bytes]
) -> None:
    """Whatever its name: a file is known by what it holds."""
    book, findings = read(enregistres[name])
    assert book is None
    assert [(finding.code, finding.message) for finding in findings] == [("L007", words)]
    assert todo in findings[0].hints[0]


@pytest.mark.parametrize("name", ["classeur.xls", "classeur.ods", "secret.xlsx"])
def test_one_unreadable_workbook_is_one_finding(
    name: str, enregistres: Mapping[str, bytes], exemple: Path
) -> None:
    """Nothing is said of amounts that nobody could read."""
    found = examined(exemple, enregistres[name]).findings
    assert [finding.code for finding in found if finding.is_error] == ["L007"]


def test_a_workbook_saved_under_another_suffix_is_named(
    dossier: Path, enregistres: Mapping[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / CLASSEUR).unlink()
    write_files(dossier, {"budgets/budget.ods": enregistres["classeur.ods"]})
    files, odd = read_project(dossier)
    found = [f for f in examine(files, odd, date(2026, 11, 22)).findings if f.is_error]
    assert [finding.code for finding in found] == ["B017"]
    assert "ouvrez budgets/budget.ods" in found[0].hints[0]


# --- errors planted -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tableau:
    """Where a table of the workbook stands, so that the test follows the layout and the amounts of the example."""

    sheet: str
    titles: Mapping[str, str]
    top: int
    bottom: int
    lines: Mapping[str, int]
    """Words of the column « Libellé » → their row."""

    def at(self, words: str, title: str) -> str:
        return f"{self.titles[title]}{self.lines[words]}"


def tableaux(path: Path) -> dict[str, Tableau]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl does not know a print area of whole columns
        book = load_workbook(path)
    return {name: _tableau(sheet, name) for sheet in book.worksheets for name in sheet.tables}


def _tableau(sheet: Worksheet, name: str) -> Tableau:
    rows = list(sheet[sheet.tables[name].ref])
    titles = {str(one.value): get_column_letter(one.column) for one in rows[0]}
    label = list(titles).index("Libellé") if "Libellé" in titles else 0
    lines = {str(line[label].value): line[label].row for line in rows[1:] if line[label].value}
    return Tableau(sheet.title, titles, rows[0][0].row, rows[-1][0].row, lines)


@dataclass(frozen=True)
class Faute:
    """What a hand does in a cell, in Basic, and the rule that must name that very cell."""

    code: str
    sheet: str
    cell: str
    geste: str

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.cell}"


def typed(code: str, table: Tableau, at: str, value: str) -> Faute:
    """A cell where a text, a number or a formula is typed."""
    how = (
        "Formula"
        if value.startswith("=")
        else "String"
        if not value.lstrip("-").isdecimal()
        else "Value"
    )
    said = value if how == "Value" else f'"{value}"'
    return Faute(code, table.sheet, at, f"{cell(table.sheet, at)}.{how} = {said}")


def fautes(path: Path) -> list[Faute]:
    at = tableaux(path)
    parcours, qualite, prevention = (
        at[f"depenses_{bloc}"] for bloc in ("parcours", "qualite", "prevention")
    )
    acces, crises, commun = (
        at[f"depenses_{bloc}"] for bloc in ("acces_soins", "crises", "fonctionnement")
    )
    ressources = at["ressources_acces_soins"]
    words = {name: list(table.lines) for name, table in at.items()}
    first, second = words["depenses_parcours"][:2]
    one, two, three = words["depenses_qualite"][:3]
    soin, autre = words["depenses_acces_soins"][:2]
    under = commun.bottom + 1
    total = acces.bottom - 1
    hidden = prevention.lines[words["depenses_prevention"][0]]
    merged = f"A{crises.bottom}:B{crises.bottom}"
    year = crises.titles["Année 1"]
    return [
        typed("B008", parcours, parcours.at(first, "Nature"), "remunerassion"),
        typed("B007", parcours, parcours.at(second, "Fiche"), "M2-09 — Une fiche qui n'existe pas"),
        typed("B004", qualite, qualite.at(one, "Année 1"), "1.200"),
        typed("B005", qualite, qualite.at(two, "Année 1"), "=1/0"),
        typed("B009", qualite, qualite.at(three, "Année 2"), "-12500"),
        typed("B003", ressources, f"{ressources.titles['Financeur']}{ressources.top}", "Payeur"),
        typed("B008", acces, acces.at(soin, "Sous-mission"), "les deux"),
        typed("B008", acces, acces.at(autre, "Étalement"), "parfois"),
        typed("B034", acces, f"A{total}", "Total des dépenses"),
        typed("B036", crises, f"{year}{crises.bottom - 1}", f"={year}{crises.bottom - 1}+1"),
        Faute("B014", crises.sheet, merged, f"{cell(crises.sheet, merged)}.merge(True)"),
        Faute(
            "B033",
            prevention.sheet,
            f"A{hidden}",
            f"{row(prevention.sheet, hidden)}.IsVisible = False",
        ),
        typed("B030", commun, f"A{under}", "honoraires"),
    ]


@pytest.fixture(scope="session")
def plante(
    bureau: Bureau, exemple: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[list[Faute], Examen]:
    """The faults, and what is found in the example's workbook once LibreOffice has typed them all in it."""
    folder = tmp_path_factory.mktemp("fautes")
    source, target = folder / "source.xlsx", folder / "plante.xlsx"
    shutil.copy(exemple / CLASSEUR, source)
    planted = fautes(source)
    bureau.run([opened(source), *(faute.geste for faute in planted), saved(target), closed()])
    return planted, examined(exemple, target.read_bytes())


def test_every_error_planted_by_libreoffice_is_named_by_its_cell(
    plante: tuple[list[Faute], Examen],
) -> None:
    planted, found = plante
    assert len({faute.place for faute in planted}) >= 10
    told = {(f.code, f"{f.span.sheet}!{f.span.cell}") for f in found.findings}
    missing = [faute for faute in planted if (faute.code, faute.place) not in told]
    assert missing == [], [f"{f.span} {f.code} {f.message}" for f in found.findings]


def test_one_error_planted_is_told_once(plante: tuple[list[Faute], Examen]) -> None:
    planted, found = plante
    cells = [f"{f.span.sheet}!{f.span.cell}" for f in found.findings if f.span.sheet]
    assert [place for place in cells if cells.count(place) > 1] == []
    assert {f.code for f in found.findings if f.is_error} <= {faute.code for faute in planted}


# --- what a treasurer may do --------------------------------------------------------------------------------------


def libertes(path: Path) -> list[str]:
    """Rows and columns added, sheets added, moved and coloured, lines put in another order."""
    at = tableaux(path)
    parcours, acces = at["depenses_parcours"], at["depenses_acces_soins"]
    lines = list(acces.lines.values())
    area = f"A{lines[0]}:{list(acces.titles.values())[-1]}{lines[-1]}"
    return [
        'livre.Sheets.getByName("Parcours").Rows.insertByIndex(2, 4)',
        'livre.Sheets.getByName("Parcours").Columns.insertByIndex(0, 1)',
        f'livre.Sheets.getByName("Parcours").Rows.insertByIndex({parcours.top + 5}, 1)',
        'livre.Sheets.insertNewByName("Notes de la trésorière", 0)',
        'livre.Sheets.getByName("Notes de la trésorière").getCellRangeByName("B2").String = "À revoir avec Jean"',
        'livre.Sheets.moveByName("Qualité", 2)',
        'livre.Sheets.getByName("Prévention").getCellRangeByName("A1:C40").CellBackColor = RGB(255, 240, 200)',
        "Dim champs(0) As New com.sun.star.table.TableSortField",
        "Dim tri(1) As New com.sun.star.beans.PropertyValue",
        f"champs(0).Field = {list(acces.titles).index('Libellé')}",
        "champs(0).IsAscending = False",
        'tri(0).Name = "SortFields"',
        "tri(0).Value = champs()",
        'tri(1).Name = "ContainsHeader"',
        "tri(1).Value = False",
        f"{cell('Accès aux soins', area)}.sort(tri())",
    ]


def test_what_a_treasurer_moves_adds_and_colours_changes_no_amount(
    bureau: Bureau, exemple: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "source.xlsx", tmp_path / "libre.xlsx"
    shutil.copy(exemple / CLASSEUR, source)
    bureau.run([opened(source), *libertes(source), saved(target), closed()])
    ours, theirs = (examined(exemple, path.read_bytes()) for path in (source, target))
    orders = [
        [line.libelle for line in found.projet.budget.blocs[1].depenses] for found in (ours, theirs)
    ]
    assert orders[0] != orders[1], "LibreOffice has put the lines in another order"
    assert {f.code for f in theirs.findings} == {f.code for f in ours.findings}
    assert theirs.comptes.total == ours.comptes.total
    assert theirs.comptes.couts_fiches == ours.comptes.couts_fiches
    for one, other in zip(ours.projet.budget.blocs, theirs.projet.budget.blocs, strict=True):
        assert sorted(map(repr, map(amounts, one.depenses))) == sorted(
            map(repr, map(amounts, other.depenses))
        )


def amounts(line: Depense) -> tuple[str, tuple[Decimal, ...]]:
    return line.libelle, line.montants
