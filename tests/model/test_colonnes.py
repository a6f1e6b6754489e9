"""The titles of columns: one home, and no wording that could mean two columns of the same table."""

from __future__ import annotations

import re

import pytest

from pipeline.model import colonnes
from pipeline.model.classeur import COLONNES
from pipeline.model.colonnes import CLASSEUR, CSV, Colonne, EnTete, lisse
from tests.projets import CHECKOUT

TABLES = {**CLASSEUR, **CSV}
LITERAL = re.compile(r"""["']([^"'\n]+)["']""")
OWN_HOME = "model/colonnes.py"
PRINTED = ("assemble", "write/resume_budget.py")
"""Where the same words are titles of what we print, not of what is read."""


@pytest.mark.parametrize("nom", TABLES)
def test_no_wording_means_two_columns_of_a_table(nom: str) -> None:
    meant: dict[str, list[str]] = {}
    for colonne in TABLES[nom].colonnes:
        for titre in {lisse(titre) for titre in (colonne, *colonne.alias)}:
            meant.setdefault(titre, []).append(colonne)
    assert {titre: columns for titre, columns in meant.items() if len(columns) > 1} == {}
    assert "" not in meant


def test_the_guard_sees_an_ambiguous_wording() -> None:
    guilty = EnTete((Colonne("Origine", "Financement"), Colonne("Financeur", "FINANCEMENT")))
    assert guilty.colonne("financement") == "Financeur"  # the last one would win without a word
    assert lisse("FINANCEMENT") == lisse("Financement")


@pytest.mark.parametrize(
    ("titre", "colonne"),
    [
        ("PU TTC", colonnes.COUT_UNITAIRE),
        ("P.U. (€)", colonnes.COUT_UNITAIRE),
        ("prix unitaire (TTC)", colonnes.COUT_UNITAIRE),
        ("QTE", colonnes.QUANTITE),
        ("Désignation :", colonnes.LIBELLE),
        ("An 2", colonnes.ANNEES[1]),
        ("1ère année", colonnes.ANNEES[0]),
        ("Année n°2", colonnes.ANNEES[1]),
        ("ANNEE 3 (€)", colonnes.ANNEES[2]),
        ("PU HT", None),
        ("Prix unitaire (HT)", None),
        ("Financement", None),
        ("Année 6", None),
        ("", None),
    ],
)
def test_what_treasurers_write_over_their_expenses(titre: str, colonne: Colonne | None) -> None:
    assert colonnes.DEPENSES.colonne(titre) == colonne


@pytest.mark.parametrize(
    ("titre", "colonne"),
    [
        ("E-mail", colonnes.COURRIEL),
        ("Tél.", colonnes.TELEPHONE),
        ("N° de téléphone", colonnes.TELEPHONE),
    ],
)
def test_what_secretaries_write_over_their_contacts(titre: str, colonne: Colonne) -> None:
    assert colonnes.CONTACTS.colonne(titre) == colonne


@pytest.mark.parametrize("titre", ["Nom et prénom", "Fonction", "Code postal"])
def test_a_title_that_says_two_things_is_not_understood(titre: str) -> None:
    assert colonnes.PERSONNES.colonne(titre) is None
    assert colonnes.COMMUNES.colonne(titre) is None


def test_every_column_that_we_write_can_be_read() -> None:
    for table, columns in COLONNES.items():
        assert set(columns) == set(CLASSEUR[table].colonnes)


def test_the_titles_of_the_workbook_are_written_in_one_place() -> None:
    """A literal title elsewhere would be forgotten when its column is renamed; only words of one meaning are sought."""
    once = (
        colonnes.COUT_UNITAIRE,
        colonnes.TAUX_HORAIRE,
        colonnes.CUMUL,
        colonnes.POSTE,
        colonnes.SOUS_MISSION,
    )
    sources = {
        p.relative_to(CHECKOUT / "pipeline").as_posix(): p
        for p in (CHECKOUT / "pipeline").rglob("*.py")
    }
    found = {
        (name, word)
        for name, path in sources.items()
        if name != OWN_HOME and not name.startswith(PRINTED)
        for word in LITERAL.findall(path.read_text(encoding="utf-8"))
        if word in once
    }
    assert found == set()


LATER = {*colonnes.ANNEES[1:], *colonnes.QUANTITES[1:], *colonnes.COUTS_UNITAIRES[1:]}


def page() -> str:
    """``docs/colonnes.md``, as the constants say it."""
    lines = ["# Les titres de colonnes compris", "", INTRODUCTION]
    for nom, en_tete in TABLES.items():
        shown = [c for c in en_tete.colonnes if c not in LATER]
        lines += [
            "",
            f"## {NAMES.get(nom, f'`{nom}`')}",
            "",
            "| Titre | Aussi compris |",
            "|---|---|",
        ]
        lines += [f"| {c} | {', '.join(c.alias)} |" for c in shown]
    return "\n".join(lines) + "\n"


INTRODUCTION = """\
Le classeur et les listes CSV se lisent par les titres de leurs colonnes, dans l'ordre que vous voulez.
Les majuscules, les accents, les points, les tirets et un « (€) » à la fin ne comptent pas.
Deux colonnes d'un même tableau qui disent la même chose sont une erreur ; \
un titre qui peut se comprendre de deux façons (« Financement », « PU HT », « Nom et prénom ») n'est pas compris.
« Année 2 » à « Année 5 » s'écrivent comme « Année 1 », et les quantités et coûts de ces années comme ceux de l'année 2."""
NAMES = {
    "depenses": "Classeur, dépenses d'un bloc",
    "ressources": "Classeur, ressources d'un bloc",
    "indemnites": "Classeur, registre des indemnités",
    "realise": "Classeur, réalisé",
    "virements": "Classeur, virements",
    "indicateurs": "Classeur des indicateurs, mesures",
    "reunions": "Classeur des indicateurs, réunions",
}


def test_the_guide_gives_every_wording() -> None:
    """Renewed by printing ``page()`` of this module into that file."""
    assert (CHECKOUT / "docs/colonnes.md").read_text(encoding="utf-8") == page()
