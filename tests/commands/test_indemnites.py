"""``indemnites``: a sheet per person and civil year, whose sums are those of the register."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import run_command
from tests.classeurs import with_table
from tests.projets import CLASSEUR

TITLES = (
    "Personne",
    "Mois",
    "Fiche",
    "Type",
    "Heures",
    "Taux horaire",
    "Montant",
    "Commentaire",
)
REGISTRE: Sequence[Sequence[object]] = (
    ("durand", "septembre 2027", "M1-01", "indemnité", 8, 45, 360, ""),
    ("Anne Durand", "octobre 2027", "M2-01", "rémunération", 2.5, 61.3, 153.25, ""),
    ("durand", "janvier 2028", "M1-01", "indemnité", 8, 45, 360, ""),
    ("n° 4", "septembre 2027", "M1-01", "indemnité", 10, 50.01, 250.05, "acompte"),
    ("n°4", "décembre 2027", "M1-01", "indemnité", 10, 50.01, 250.05, "solde"),
    ("petit", "novembre 2027", "", "indemnité", "", "", 99.99, ""),
)


def _keep(dossier: Path, lines: Sequence[Sequence[object]]) -> None:
    path = dossier / CLASSEUR
    path.write_bytes(with_table(path.read_bytes(), "Indemnités", "indemnites", [TITLES, *lines]))


def _ran(dossier: Path, *words: str) -> int:
    return run_command(["-C", str(dossier), "indemnites", *words])


def _sheets(dossier: Path) -> dict[str, str]:
    """Name of each file → all its words, in order, spaces ordinary."""
    found = {}
    for path in sorted((dossier / "build/indemnites").glob("*.docx")):
        body = Document(str(path)).element.body
        words = "".join(
            node.text or "" if node.tag.endswith("}t") else "\n"
            for node in body.iter()
            if node.tag.endswith(("}t", "}p"))
        )
        found[path.name] = re.sub("[\u00a0\u202f]", " ", words)
    return found


def test_each_person_has_a_sheet_whose_sums_are_those_of_the_register(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier, REGISTRE)
    assert _ran(dossier, "2027") == 0
    said = re.sub("[\u00a0\u202f]", " ", capsys.readouterr().out)
    expected: dict[str, Decimal] = defaultdict(Decimal)
    for person, month, *_rest, amount, _comment in REGISTRE:
        who = {"Anne Durand": "durand", "n°4": "n-4", "n° 4": "n-4"}.get(str(person), str(person))
        if "2027" in str(month):
            expected[who] += Decimal(str(amount))
    sheets = _sheets(dossier)
    assert sorted(sheets) == [f"indemnites-2027-{who}.docx" for who in sorted(expected)]
    for who, amount in expected.items():
        shown = f"{amount:.2f} €".replace(".", ",")
        assert f"vous a versé {shown}" in sheets[f"indemnites-2027-{who}.docx"]
        assert f"indemnites-2027-{who}.docx" in said
        assert shown in said
    total = f"{sum(expected.values()):,.2f} €".replace(",", " ").replace(".", ",")
    assert f"3 personnes, {total} en 2027." in said


def test_a_sheet_says_hours_ceiling_and_duties_in_careful_words(dossier: Path) -> None:
    _keep(dossier, REGISTRE)
    _ran(dossier, "2027")
    sheets = _sheets(dossier)
    durand, number = sheets["indemnites-2027-durand.docx"], sheets["indemnites-2027-n-4.docx"]
    assert "pour 10,5 heures" in durand
    assert "janvier 2028" not in durand
    assert "Celui de 2027 n'est pas connu" in durand.replace("’", "'")
    assert "L'association ne peut pas le dire à votre place" in durand.replace("’", "'")
    assert "pour 10 heures" in number, "an instalment and its balance are the same ten hours"
    assert "Nom et prénom" in number
    assert "heures" not in sheets["indemnites-2027-petit.docx"].split("\n")[2]


def test_the_people_paid_nothing_are_named_and_have_no_sheet(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier, REGISTRE[:1])
    assert _ran(dossier, "2027") == 0
    said = capsys.readouterr().out
    assert "Sans aucune somme en 2027 : Marc Petit" in said
    assert "Le registre s'arrête à septembre 2027 : ces totaux ne sont pas définitifs." in said
    assert list(_sheets(dossier)) == ["indemnites-2027-durand.docx"]
    assert "ce total n’est pas définitif" in _sheets(dossier)["indemnites-2027-durand.docx"]


def test_without_a_register_nothing_is_written_and_it_is_said(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _ran(dossier, "2027") == 0
    assert "pas encore tenu" in capsys.readouterr().out
    assert not (dossier / "build/indemnites").exists()


def test_a_year_that_the_register_does_not_have_is_said(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier, REGISTRE)
    assert _ran(dossier, "2031") == 0
    assert (
        "aucune ligne en 2031 : il va de septembre 2027 à janvier 2028" in capsys.readouterr().out
    )


@pytest.mark.parametrize("words", [(), ("27",), ("2027", "2028")])
def test_a_civil_year_is_asked_for(
    dossier: Path, words: Sequence[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier, REGISTRE)
    assert _ran(dossier, *words) == 2
    assert "année civile" in capsys.readouterr().err


def test_a_name_that_nobody_bears_stops_every_sheet_until_it_is_put_right(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = (dossier / CLASSEUR).read_bytes()
    wrong = ("durnd", *REGISTRE[0][1:])
    _keep(dossier, [*REGISTRE, wrong])
    assert _ran(dossier, "2027") == 1
    said = capsys.readouterr().out
    assert "« durnd »" in said
    assert "vouliez-vous dire « durand » ?" in said
    assert not (dossier / "build/indemnites").exists()
    (dossier / CLASSEUR).write_bytes(sound)
    _keep(dossier, [*REGISTRE, ("durand", "mai 2027", *REGISTRE[0][2:])])
    assert _ran(dossier, "2027") == 0


def test_a_line_that_cannot_be_read_stops_every_sheet(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _keep(dossier, [*REGISTRE, ("durand", "mai 2027", "", "indemnité", "", "", "env. 300", "")])
    assert _ran(dossier, "2027") == 1
    assert "Indemnités!G8: erreur B004" in capsys.readouterr().out.replace("\u00a0", " ")


def test_a_sheet_of_somebody_who_left_the_register_is_told(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = (dossier / CLASSEUR).read_bytes()
    _keep(dossier, REGISTRE)
    _ran(dossier, "2027")
    (dossier / CLASSEUR).write_bytes(sound)
    _keep(dossier, REGISTRE[:3])
    capsys.readouterr()
    assert _ran(dossier, "2027") == 0
    said = capsys.readouterr().out
    assert "indemnites-2027-n-4.docx date d'avant" in said
    assert "indemnites-2027-durand.docx date d'avant" not in said


def test_a_total_over_the_ceiling_of_its_year_is_told_in_the_sheet_and_on_the_screen(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ("durand", "décembre 2026", "M1-01", "indemnité", "", "", 48060.01, "FIR")
    _keep(dossier, [line])
    assert _ran(dossier, "2026") == 0
    assert "au-dessus du plafond de l'année" in capsys.readouterr().out
    text = _sheets(dossier)["indemnites-2026-durand.docx"]
    assert "Celui de 2026 est de 48 060 € : ce total le dépasse de 0,01 €." in text
