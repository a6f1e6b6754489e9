"""``make indicateurs``: the workbook where indicators are measured, filled, read, and brought up to date beside."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pipeline.commands.calcul import examine_computed
from pipeline.commands.ligne import ERREURS, run_command
from pipeline.model.files import Files
from pipeline.model.mesure import INDICATEURS, Mesure
from tests.projets import CLASSEUR, TODAY, constats, edited, examen, petit_projet

COMPLET = "budgets/indicateurs-complet.xlsx"
FICHE = "content/fiches/M3-01-alimentation.md"
SHARE = f"""{FICHE}
- - départ : 10 (2026, registre)
+ - départ : 10 % (2026, registre)
- - cible année 1 : 20
+ - cible année 1 : 20 %
- - cible année 2 : 40
+ - cible année 2 : 40 %
"""
RENAMED = f"{FICHE}\n- ### Indicateur : personnes touchées\n+ ### Indicateur : personnes vues"
VALEUR, LE, PREUVE, COMMENTAIRE = "G", "H", "I", "J"
HERS: Mapping[tuple[str, int], Mapping[str, object]] = {
    ("M1-01", 1): {VALEUR: 17, LE: date(2028, 3, 12), PREUVE: "Registre de mars"},
    ("M1-01", 2): {VALEUR: "31 personnes", LE: "mars 2029", PREUVE: "=Registre"},
    ("M3-01", 1): {
        VALEUR: 0.153,
        LE: date(2028, 3, 13),
        PREUVE: "Export",
        COMMENTAIRE: "Provisoire.",
    },
    ("M4-01", 1): {COMMENTAIRE: "Logiciel indisponible."},
}


def dossier(tmp_path: Path, files: Files) -> Path:
    for path, data in files.items():
        if not path.startswith("pipeline/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
    return tmp_path


def made(root: Path) -> bytes:
    assert run_command(["-C", str(root), "indicateurs"]) == 0
    return (root / INDICATEURS).read_bytes()


def rows(data: bytes) -> dict[tuple[str, int], Any]:
    """The lines of the sheet by fiche and year, as openpyxl reads them."""
    sheet = load_workbook(io.BytesIO(data))["Indicateurs"]
    top = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Fiche")
    return {
        (str(line[0].value), int(str(line[2].value))): line
        for line in sheet.iter_rows(top + 1)
        if line[0].value
    }


def filled(data: bytes, lines: Mapping[tuple[str, int], Mapping[str, object]] = HERS) -> bytes:
    book = load_workbook(io.BytesIO(data))
    sheet = book["Indicateurs"]
    for key, line in rows(data).items():
        for column, value in lines.get(key, {}).items():
            cell = sheet[f"{column}{line[0].row}"]
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book["Réunions"]["A5"] = date(2027, 11, 15)
    book["Réunions"]["B5"] = "ARS, CPAM"
    book["Réunions"]["C5"] = "La cible est gardée."
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def mesures(files: Files) -> dict[tuple[str, int], Mesure]:
    found = examen(files).projet.mesures
    assert found.complet
    return {(one.fiche.value, one.annee.value): one for one in found.lignes if one.remplie}


def test_the_workbook_has_a_line_per_indicator_and_contract_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = dossier(tmp_path, edited(petit_projet(), SHARE))
    found = rows(made(root))
    assert len(found) == 4 * 5
    line = [cell.value for cell in found["M3-01", 2]]
    assert line[:6] == [
        *("M3-01", "personnes touchées", 2, "registre", "10 % (2026, registre)", "40 %"),
    ]
    assert line[6:] == [None] * 4
    assert found["M3-01", 2][6].number_format.endswith("%")
    assert not found["M1-01", 2][6].number_format.endswith("%")
    assert "20 lignes" in capsys.readouterr().out
    assert made(root) == (root / INDICATEURS).read_bytes()
    assert "a déjà une ligne pour chaque indicateur" in capsys.readouterr().out
    assert not (root / COMPLET).exists()


def test_an_empty_workbook_says_nothing_and_what_is_typed_is_read(tmp_path: Path) -> None:
    files = edited(petit_projet(), SHARE)
    empty = made(dossier(tmp_path, files))
    assert constats({**files, INDICATEURS: empty}) == []
    found = mesures({**files, INDICATEURS: filled(empty)})
    assert constats({**files, INDICATEURS: filled(empty)}) == []
    assert set(found) == set(HERS)
    share = found["M3-01", 1]
    assert share.valeur is not None
    assert share.valeur.value == "15,3\u00a0%"
    assert share.lue is not None
    assert (share.lue.nombre, share.lue.part) == (Decimal("15.3"), True)
    counted = found["M1-01", 2]
    assert counted.lue is not None
    assert counted.lue.nombre == 31
    assert str(counted.le.value if counted.le else "") == "mars 2029"
    assert found["M4-01", 1].valeur is None


def test_run_again_what_was_measured_is_kept_beside_and_her_file_is_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = edited(petit_projet(), SHARE)
    root = dossier(tmp_path, files)
    hers = filled(made(root))
    (root / INDICATEURS).write_bytes(hers)
    after = edited(files, RENAMED)
    (root / FICHE).write_bytes(after[FICHE])
    capsys.readouterr()
    assert run_command(["-C", str(root), "indicateurs"]) == 0
    assert "5 lignes de plus" in capsys.readouterr().out
    assert (root / INDICATEURS).read_bytes() == hers
    complete = (root / COMPLET).read_bytes()
    read = mesures({**after, INDICATEURS: complete})
    before = mesures({**files, INDICATEURS: hers})
    assert read == before
    book = load_workbook(io.BytesIO(complete))["Indicateurs"]
    names = [cell.value for cell in book["B"]][4:]
    assert names.count("personnes vues") == 5
    assert names[-1] == "personnes touchées", (
        "measured under the old name: last, to be given the new one"
    )
    told = constats({**after, INDICATEURS: complete})
    assert [line.split(": ")[1] for line in told] == ["erreur I001"]
    assert run_command(["-C", str(root), "indicateurs"]) == 0
    assert (root / "budgets/indicateurs-complet-2.xlsx").exists()


def test_a_line_that_cannot_be_read_stops_the_second_writing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = dossier(tmp_path, petit_projet())
    wrong = filled(made(root), {("M1-01", 1): {VALEUR: 17, LE: "31 février 2028"}})
    (root / INDICATEURS).write_bytes(wrong)
    assert run_command(["-C", str(root), "indicateurs"]) == ERREURS
    assert "rien n'a été écrit" in capsys.readouterr().out
    assert not (root / COMPLET).exists()


def test_it_is_never_taken_for_the_budget(tmp_path: Path) -> None:
    files = petit_projet()
    files[INDICATEURS] = made(dossier(tmp_path, files))
    files[COMPLET] = files[INDICATEURS]
    del files[CLASSEUR]
    found = next(one for one in examen(files).findings if one.code == "B017")
    assert "indicateurs" not in " ".join(found.hints)


@pytest.mark.lent
def test_a_formula_never_computed_is_computed_on_a_copy_and_told(tmp_path: Path) -> None:
    files = petit_projet()
    book = load_workbook(io.BytesIO(made(dossier(tmp_path, files))))
    sheet = book["Indicateurs"]
    row = next(line[0].row for line in sheet.iter_rows() if line[0].value == "M1-01")
    sheet[f"{VALEUR}{row}"] = "=8+9"
    sheet[f"{PREUVE}{row}"] = "Registre"
    buffer = io.BytesIO()
    book.save(buffer)
    files[INDICATEURS] = buffer.getvalue()
    assert [line.split(": ")[1] for line in constats(files)] == ["erreur B006"]
    computed = examine_computed(files, (), TODAY)
    assert [one.code for one in computed.findings] == ["B038"]
    read = next(one for one in computed.projet.mesures.lignes if one.remplie)
    assert read.lue is not None
    assert read.lue.nombre == 17
