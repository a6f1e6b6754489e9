"""``nombres``: the figures typed in the texts, told to whoever wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.projets import edited, petit_projet
from tests.test_etat import projet_sante

pytestmark = pytest.mark.lent


def test_no_figure_of_the_example_is_an_orphan(exemple: Path) -> None:
    """A figure has a source, or repeats one that has, or is a target of an indicator."""
    done = projet_sante(exemple, "nombres")
    assert done.returncode == 0, done.stderr
    assert "Sans source connue" not in done.stdout
    assert "À corriger" not in done.stdout
    assert "Avec une source : " in done.stdout


def test_each_figure_is_under_what_is_known_of_it(tmp_path: Path) -> None:
    notation = (
        "content/organisation/02-budget.md\n- La trésorière tient le classeur.\n"
        "+ Le budget est de 413 000 €, dont 12 % de réserve.\n+ Il sert 48 675 habitants du territoire.\n"
        "+ Un habitant sur quatre (25 %, Insee, 2022) est suivi.\n"
    )
    folder = write_files(tmp_path, edited(petit_projet(), notation))
    done = projet_sante(folder, "nombres", "content/organisation/02-budget.md")
    assert done.returncode == 0
    text = done.stdout.replace("\u202f", " ").replace("\u00a0", " ")
    assert text == (
        "4 chiffres tapés dans les textes.\n"
        "\n"
        "À corriger : presque une valeur du projet (1)\n"
        "  content/organisation/02-budget.md:7:18: « 413 000 € » : le classeur dit 412 500 € (dépenses sur toute la "
        "durée du budget)\n"
        "      → {{ budget.total }}\n"
        "\n"
        "Déjà écrits ailleurs : citez le fait, le chiffre suivra (1)\n"
        "  content/organisation/02-budget.md:8:9: « 48 675 habitants » : habitants du territoire, d'après la liste des "
        "communes\n"
        "      → {{ territoire.population }}\n"
        "\n"
        "Sans source connue : ajoutez-la entre parenthèses, ou en commentaire <!-- source : … --> (1)\n"
        "  content/organisation/02-budget.md:7:34: « 12 % » dans « Le budget est de 413 000 €, dont 12 % de "
        "réserve. »\n"
        "\n"
        "Avec une source : 1 (« --tout » les affiche).\n"
    )
    everything = projet_sante(folder, "nombres", "--tout").stdout
    assert "« 25 % » : 25 %, Insee, 2022" in everything.replace("\u00a0", " ")
    assert "content/fiches/M1-01-medecin.md:16:22: « 12 % » dans" in everything


def test_texts_without_figures_say_so(tmp_path: Path) -> None:
    folder = write_files(tmp_path, petit_projet())
    done = projet_sante(folder, "nombres", "content/missions")
    assert done.stdout == "Aucun montant, pourcentage ni effectif n'est tapé dans ces textes.\n"
