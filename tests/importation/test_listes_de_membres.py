"""A list of members comes in from a spreadsheet as it does from a table of Word, whatever its titles are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.commands.ligne import run_command
from pipeline.interpret.importation.membres import tables_of_people

PROPOSEES = "content/personnes-proposees.csv"
CONTACTS = "content/prive/contacts-proposes.csv"

Rows = list[list[object]]

OF_A_SECRETARY: Rows = [
    ["CPTS des Trois Vallées – fichier tenu par Josiane"],
    [],
    ["Civ.", "Nom d'usage", "Petit nom", "Spécialité", "Lieu d'activité", "Port.", "@"],
    ["Dr", "BARADAT", "Hélène", "Médecin", "Auch", "06 11 22 33 44", "h.b@exemple.fr"],
    ["", "SSIAD de Tarbes", "", "Structure", "Tarbes", "", ""],
    ["", "Total", "2", "", "", "", ""],
]


def workbook(rows: Rows) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(rows: Rows, alphabet: str, delimiter: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(alphabet)


def brought(folder: Path, name: str, data: bytes) -> int:
    (folder / name).write_bytes(data)
    return run_command(["-C", str(folder), "importer", str(folder / name)])


def proposed(folder: Path, path: str = PROPOSEES) -> list[dict[str, str]]:
    text = (folder / path).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


FILES = {
    "membres.xlsx": workbook(OF_A_SECRETARY),
    "membres.csv": as_csv(OF_A_SECRETARY[2:], "utf-8", ";"),
    "windows.csv": as_csv(OF_A_SECRETARY[2:], "cp1252", ";"),
    "membres.tsv": as_csv(OF_A_SECRETARY[2:], "utf-8", "\t"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_list_with_the_secretary_s_titles_proposes_its_people(name: str, dossier: Path) -> None:
    assert brought(dossier, name, FILES[name]) == 0
    person, body = proposed(dossier)
    assert (person["nom"], person["prenom"], person["commune"]) == ("BARADAT", "Hélène", "Auch")
    assert (person["type"], person["profession"]) == ("physique", "Médecin")
    assert (body["nom"], body["type"]) == ("SSIAD de Tarbes", "morale")
    (contact,) = proposed(dossier, CONTACTS)
    assert (contact["telephone"], contact["courriel"]) == ("06 11 22 33 44", "h.b@exemple.fr")


def test_a_column_of_no_list_of_ours_is_told(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(dossier, "membres.xlsx", FILES["membres.xlsx"])
    assert "colonnes qu'aucune de nos listes n'a : Civ." in capsys.readouterr().out


def test_a_second_source_completes_a_person_and_does_not_propose_her_again(dossier: Path) -> None:
    first = [["Nom", "Prénom", "Commune"], ["Sentier", "Jules", "Auch"]]
    second = [["Nom", "Prénom", "Profession"], ["Sentier", "Jules", "infirmier"]]
    brought(dossier, "un.csv", as_csv([list(row) for row in first], "utf-8", ";"))
    brought(dossier, "deux.csv", as_csv([list(row) for row in second], "utf-8", ";"))
    (person,) = proposed(dossier)
    assert (person["commune"], person["profession"]) == ("Auch", "infirmier")


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Nom", "Prénom", "Profession", "Heures", "Taux"],
            ["Sentier", "Jules", "IDE", "4", "50 €"],
        ],
        [["Nom", "Montant", "2027"], ["Salle", "100", "200"]],
        [["Libellé", "Année 1", "Année 2"], ["Salle", "100", "200"]],
    ],
)
def test_what_people_are_paid_and_budgets_are_no_list_of_members(rows: list[list[str]]) -> None:
    assert tables_of_people([rows]) == ()
