"""A column renamed by one of its aliases is read as if nothing had changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.assemble.classeur import nouveau, reconduit
from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.interpret.classeur.budget import lines_of_tables
from pipeline.model.colonnes import CSV, Colonne
from pipeline.model.files import Files
from pipeline.model.source import Workbook
from pipeline.read import read_workbook
from pipeline.write.classeur import classeur
from tests.projets import CHECKOUT, CLASSEUR, constats, edited, examen, petit_projet

RENAMED = {
    "Nature": "Nature de la dépense",
    "Origine": "Origine des fonds",
    "Libellé": "Désignation",
    "Quantité": "Qté",
    "Unité": "Unité de mesure",
    "Coût unitaire": "PU TTC",
    "Année 1": "An 1",
    "Étalement": "Échéancier",
    "Commentaire": "Observations",
    "Financeur": "Financé par",
    "Statut": "État",
    "Personne": "Bénéficiaire",
    "Mois": "Date",
    "Taux horaire": "Tarif horaire",
    "Heures": "Nb d&apos;heures",
    "Nature ou origine": "Poste budgétaire",
    "Vers": "Bloc de destination",
}
"""Titles of the example, as a treasurer may have typed them."""


def with_titles(book: bytes, renamed: Mapping[str, str]) -> bytes:
    """The workbook as Excel leaves it when titles are typed anew: cells, definitions of tables and formulas."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(made, "w") as after:
        for item in before.infolist():
            part = before.read(item)
            if item.filename.endswith(".xml"):
                text = part.decode("utf-8")
                for old, new in renamed.items():
                    text = text.replace(f">{old}<", f">{new}<").replace(
                        f'name="{old}"', f'name="{new}"'
                    )
                    text = text.replace(f"[{old}]", f"[{new.replace('&apos;', chr(39) * 2)}]")
                part = text.encode("utf-8")
            after.writestr(item, part)
    return made.getvalue()


def exemple() -> Files:
    files, _odd = read_project(CHECKOUT)
    return files


def book_of(data: bytes) -> Workbook:
    book = read_workbook(CLASSEUR, data, [])
    assert book is not None
    return book


def test_a_real_workbook_with_the_treasurer_s_own_titles_is_the_same_budget() -> None:
    files = exemple()
    renamed = with_titles(files[CLASSEUR], RENAMED)
    titles = {str(cell.value) for table in book_of(renamed).tables for cell in table.header}
    assert {"PU TTC", "Qté", "An 1", "Désignation"} <= titles
    before, after = examen(files), examen({**files, CLASSEUR: renamed})
    assert after.projet.budget == before.projet.budget
    assert [f.message for f in after.findings] == [f.message for f in before.findings]


def test_it_is_carried_over_to_a_new_year_with_our_titles_and_its_formulas() -> None:
    files = exemple()
    modele = nouveau(examen(files).projet, 5)
    old = book_of(files[CLASSEUR])
    renamed = book_of(with_titles(files[CLASSEUR], RENAMED))
    as_before = reconduit(modele, old, lines_of_tables(old))
    carried = reconduit(modele, renamed, lines_of_tables(renamed))
    assert carried.laisses == as_before.laisses
    assert classeur(carried.modele) == classeur(as_before.modele)


def test_a_budget_of_two_years_goes_on_with_the_titles_that_its_treasurer_gave(
    dossier: Path,
) -> None:
    renamed = with_titles((dossier / CLASSEUR).read_bytes(), {"Année 1": "An 1", "Année 2": "An 2"})
    (dossier / CLASSEUR).write_bytes(renamed)
    assert run_command(["-C", str(dossier), "classeur", "2028"]) == 0
    made = book_of((dossier / "budgets/budget-2028.xlsx").read_bytes()).table("depenses_prevention")
    assert made is not None
    years = [str(cell.value) for cell in made.header if str(cell.value).startswith("An")]
    assert years == ["An 1", "An 2"]


def test_tables_that_lost_their_name_are_found_by_the_treasurer_s_own_titles() -> None:
    notation = "budgets/budget.xlsx\nPrévention effacer depenses_prevention\n"
    lost = edited(petit_projet(), notation)
    found = edited(
        lost,
        "budgets/budget.xlsx\nPrévention!A5 = Type de dépense\nPrévention!B5 = Désignation\nPrévention!D5 = An 1\n",
    )
    assert constats(found) == constats(lost)
    assert any("B031" in line for line in constats(found))


def test_the_communes_are_known_by_their_codes_whatever_the_title_of_that_column() -> None:
    files = edited(
        petit_projet(), "content/projet.yaml\n- communes: [32013, 32307]\n+ communes: []\n"
    )
    files["content/communes.csv"] = b"code INSEE;ville\n32013;\n"
    (auch,) = examen(files).comptes.communes
    assert (auch.nom, auch.population) == ("Auch", 22428)


@pytest.mark.lent
@pytest.mark.parametrize("path", CSV)
@pytest.mark.parametrize("rank", range(4))
def test_a_list_with_the_secretary_s_own_titles_is_the_same(path: str, rank: int) -> None:
    files = {
        **petit_projet(),
        "content/sigles.csv": b"sigle;sens\nABC;Association du Bon Conte\n",
        "content/baremes/pass.csv": b"annee;montant;source;verifie_le\n2027;49 200;arr;2026-12-22\n",
        "content/versions.csv": b"date;version;objet;instance\n2027-01-15;1.0;Depot;Conseil\n",
        "content/validations.csv": b"piece;par;date;etat\nstatuts;Conseil;2027-01-15;v1\n",
        "content/actes/presences.csv": b"seance;personne;presence;pouvoir\nconstitution;durand;absent;\n",
        "content/actes/votes.csv": b"seance;resolution;pour;contre;abstentions\nconstitution;durand;0;0;0\n",
        "budgets/versions.csv": b"version;classeur;date;instance\ninitiale;budgets/budget.xlsx;2027-01-15;Conseil\n",
    }
    text = files[path].decode("utf-8-sig")
    header, _, rows = text.partition("\n")
    named: list[Colonne | None] = [CSV[path].colonne(title) for title in header.strip().split(";")]
    aliases = [(c.alias or (c,))[min(rank, len(c.alias) - 1)] for c in named if c is not None]
    assert len(aliases) == len(named)
    renamed = {**files, path: f"{';'.join(aliases)}\n{rows}".encode()}
    before, after = examen(files), examen(renamed)
    assert [f.message for f in after.findings] == [f.message for f in before.findings]
    for noun in (
        "annuaire",
        "communes",
        "besoins",
        "acceptes",
        "langue",
        "versions",
        "validations",
        "plafonds",
    ):
        assert getattr(after.projet, noun) == getattr(before.projet, noun)


def test_a_fiche_with_the_author_s_own_titles_is_the_same() -> None:
    files, path = petit_projet(), "content/fiches/M3-01-alimentation.md"
    text = files[path].decode("utf-8")
    renamed = text.replace("| Sous-action | Qui | Quand |", "| Tâches | Responsable | Échéance |")
    renamed = renamed.replace("| Étape | Date |", "| Jalon | Quand |")
    assert renamed.count("Responsable") == renamed.count("Jalon") == 1
    before, after = examen(files), examen({**files, path: renamed.encode()})
    assert after.projet.fiches == before.projet.fiches
    assert [f.message for f in after.findings] == [f.message for f in before.findings]


def test_two_columns_that_say_the_same_are_told_and_the_first_is_read() -> None:
    files = petit_projet()
    path = "content/prive/contacts.csv"
    files[path] = b"cle;mail;e-mail\ndurand;a@b.fr;c@d.fr\n"
    found = examen(files)
    told = [f for f in found.findings if f.span.path == path and f.code == "C005"]
    assert [f.message for f in told] == [
        "les colonnes « mail » et « e-mail » disent la même chose."
    ]
    annuaire = found.projet.annuaire
    assert annuaire is not None
    assert annuaire.contacts[0].courriel == "a@b.fr"


def test_two_columns_of_the_workbook_that_say_the_same_are_told() -> None:
    guilty = edited(petit_projet(), "budgets/budget.xlsx\nPrévention!C5 = Désignation\n")
    (told,) = [line for line in constats(guilty) if "B003" in line]
    assert "« Libellé » et « Désignation » disent la même chose" in told


def test_a_message_names_the_column_as_it_was_typed() -> None:
    guilty = edited(
        petit_projet(),
        "budgets/budget.xlsx\nPrévention!A5 = Type de dépense\nPrévention!A6 = frais\n",
    )
    assert any(
        "« frais » n'est pas une valeur de la colonne « Type de dépense »" in line
        for line in constats(guilty)
    )
