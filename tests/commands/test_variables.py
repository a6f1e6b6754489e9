"""``variables``, as a writer types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_etat import projet_sante

pytestmark = pytest.mark.lent


def test_every_kind_of_fact_is_listed_with_its_value(dossier: Path) -> None:
    done = projet_sante(dossier, "variables")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    shown = {line.split("  ")[1].strip(): line for line in lines if line.startswith("  ")}
    assert "60 000" not in shown["territoire.taille"]
    assert 'fiche("M1-01").cout' in shown
    assert "70\u202f000\u00a0€" in shown['mission("acces_soins").fixe']
    assert "conseil.sieges" in shown


def test_a_word_keeps_what_speaks_of_it(dossier: Path) -> None:
    done = projet_sante(dossier, "variables", "depenses")
    names = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    assert 'mission("prevention").depenses_annee_2' in names
    assert "cpts.nom" not in names
    assert "Aucun fait ne contient « zzz »." in projet_sante(dossier, "variables", "zzz").stdout
