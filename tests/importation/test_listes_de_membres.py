"""A list of members comes in from a spreadsheet as it does from a table of Word, whatever its titles are."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipeline.commands.ligne import run_command
from pipeline.interpret.importation.membres import members, tables_of_people
from pipeline.model.personne import Annuaire
from tests.duree import in_proportion

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
    assert tables_of_people([[dict(enumerate(row, 1)) for row in rows]]) == ()


HEAD: list[object] = ["Nom", "Prénom", "Commune", "Téléphone"]


def test_another_of_the_same_family_name_keeps_her_own_line_and_her_own_telephone(
    dossier: Path,
) -> None:
    """Both would have the key « martin »: neither may take the town or the number of the other."""
    brought(dossier, "un.csv", as_csv([HEAD, ["Martin", "Jules", "", ""]], "utf-8", ";"))
    anne: list[object] = ["Martin", "Anne", "Auch", "05 36 49 00 77"]
    brought(dossier, "deux.csv", as_csv([HEAD, anne], "utf-8", ";"))
    jules, other = proposed(dossier)
    assert (jules["prenom"], jules["commune"]) == ("Jules", "")
    assert (other["prenom"], other["commune"]) == ("Anne", "Auch")
    (contact,) = proposed(dossier, CONTACTS)
    assert contact["cle"] == other["cle"] != jules["cle"]


@pytest.mark.parametrize(
    "data",
    [
        b'Nom;Pr\xc3\xa9nom;Commune\nMartin;"Jules;Auch' + b"x" * 200_000,
        b"Nom;Pr\xc3\xa9nom;Commune\rMartin;Jules;Auch\r",
        b"\x00\x01;;;\n",
        b"",
    ],
    ids=["guillemet jamais fermé", "fins de ligne d'un autre temps", "octets", "vide"],
)
def test_a_list_that_is_none_is_told_or_read_and_raises_nothing(data: bytes, dossier: Path) -> None:
    assert brought(dossier, "liste.csv", data) in (0, 1, 2)


def test_a_cell_in_the_last_column_of_a_sheet_makes_no_row_wide() -> None:
    rows = [{1: "Nom", 2: "Prénom", 3: "Commune"}, {1: "Martin", 2: "Jules", 16_384: "x"}]
    (table,) = tables_of_people([rows])
    assert {len(row) for row in table.rows} == {3}


def test_a_list_costs_by_its_length() -> None:
    """Keys are looked for among those taken, one by one, and never counted anew for each."""

    def of(count: int) -> int:
        rows = [{1: "Nom", 2: "Prénom", 3: "Commune"}]
        rows += [{1: f"N{rank}", 2: "Jules", 3: "Auch"} for rank in range(count)]
        found = members(tables_of_people([rows]), Annuaire())
        assert found is not None
        return len(found.personnes)

    in_proportion(of, 1_000)


def test_a_list_that_no_cpts_has_is_refused_in_words(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [HEAD]
    rows += [[f"N{rank}", "Jules", "Auch", ""] for rank in range(5_001)]
    assert brought(dossier, "annuaire.csv", as_csv(rows, "utf-8", ";")) == 1
    assert "plus de 5 000 lignes" in capsys.readouterr().out
    assert not (dossier / PROPOSEES).exists()
