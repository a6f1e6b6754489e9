"""A budget in another form is understood, zone by zone, to the cent."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest

from pipeline.disk import reference_data
from pipeline.interpret.budget_etranger.correspondance import interpret_correspondance, propose
from pipeline.interpret.budget_etranger.lignes import Lecture, lignes_of
from pipeline.interpret.budget_etranger.postes import Postes
from pipeline.model.budget_etranger import Correspondance, Feuille
from pipeline.model.finding import Finding
from pipeline.read.classeur_libre import read_classeur_libre
from pipeline.read.csv import read_csv
from pipeline.read.yaml import read_yaml
from pipeline.write.correspondance import as_yaml, head
from tests.interpret.budget_etranger.classeurs_etrangers import CLASSEURS, Sommes

POSTES = Postes(
    read_csv(
        "postes.csv",
        reference_data()["pipeline/reference/postes-de-budget.csv"].decode("utf-8"),
        [],
    )
)
UNDERSTOOD = sorted(name for name, (_make, sums) in CLASSEURS.items() if sums is not None)


def sheets_of(data: bytes) -> tuple[Feuille, ...]:
    said: list[Finding] = []
    sheets = read_classeur_libre("source.xlsx", data, said)
    assert sheets is not None, said
    return sheets


def agreed(sheets: tuple[Feuille, ...]) -> Correspondance:
    """What is proposed, written for the treasurer, and read back as she left it."""
    text = head() + "\n" + as_yaml(propose("source.xlsx", sheets, POSTES))
    said: list[Finding] = []
    found = interpret_correspondance(
        read_yaml("budgets/correspondance.yaml", text, said), "source.xlsx", said
    )
    assert said == []
    assert found is not None
    return found


def read(name: str) -> Lecture:
    make, _sums = CLASSEURS[name]
    sheets = sheets_of(make())
    return lignes_of(sheets, agreed(sheets), POSTES, None)


def sums(lecture: Lecture) -> Sommes:
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for line in lecture.lignes:
        found[line.bloc, line.cote] += sum(line.montants.values(), Decimal(0))
    return {key: float(value) for key, value in found.items()}


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_each_block_and_side_adds_up_to_what_the_source_holds(name: str) -> None:
    assert sums(read(name)) == CLASSEURS[name][1]


@pytest.mark.parametrize(
    ("cote", "label", "wanted"),
    [
        ("ressources", "Assurance maladie – volet fixe", "ACI volet fixe"),
        ("ressources", "CPAM, part variable", "ACI volet variable"),
        ("ressources", "Assurance maladie", "ACI fonctionnement"),
        ("dépenses", "Cotisations patronales", "charges sociales"),
        ("dépenses", "Indemnités ville-hôpital", "indemnités"),
        ("dépenses", "Réceptions, réunions plénières", "moyens matériels"),
    ],
)
def test_what_a_line_is_for_wins_over_who_pays_it(cote: str, label: str, wanted: str) -> None:
    assert POSTES.poste(cote, label, (), "fonctionnement").poste == wanted


@pytest.mark.parametrize(
    ("cote", "titre", "poste", "sur"),
    [
        ("dépenses", "6226 Cabinet Durand", "honoraires", True),
        ("dépenses", "6413 Prime", "salaires", True),
        ("dépenses", "64 Frais de Mme Martin", "salaires", False),
        ("dépenses", "6311 Taxe", "charges sociales", True),
        ("dépenses", "63512 Taxe foncière", "moyens matériels", True),
        ("dépenses", "65 Charges diverses", "moyens matériels", False),
        ("dépenses", "6894 Engagements à réaliser", "moyens matériels", False),
        ("ressources", "73 Dotation", "ACI volet fixe", True),
        ("ressources", "7894 Engagements réalisés", "report ou fonds dédiés", True),
        ("ressources", "7815 Reprise", "autre", True),
    ],
)
def test_an_account_says_what_a_line_is_and_one_that_holds_two_things_is_to_be_checked(
    cote: str, titre: str, poste: str, sur: bool
) -> None:
    found = POSTES.poste(cote, titre, (), "prevention")
    assert (found.poste, found.sur) == (poste, sur), found.pourquoi


def test_each_account_of_the_dictionary_says_which_day_it_was_checked() -> None:
    lines = reference_data()["pipeline/reference/postes-de-budget.csv"].decode("utf-8").split("\n")
    accounts = [
        line.split(";") for line in lines if line.split(";")[1:2] and line.split(";")[1].isdecimal()
    ]
    assert len(accounts) > 20
    for _cote, number, _poste, source, day in accounts:
        assert (source == "usage") == (not day), number
        assert source == "usage" or source.startswith(f"règlement ANC 2018-06, compte {number} : ")
