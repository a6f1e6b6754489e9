"""The page of a region in a real Chromium: nothing wider than the screen, nothing that axe-core finds, by day and by night."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.disk import reference_data, replace_folder, shell_of_pages
from pipeline.model.portefeuille import REFUSE, Passage, Sort
from pipeline.portefeuille.ensemble import files, vue
from pipeline.portefeuille.etude import Commande, etudier
from tests.atelier.navigateur import CHROMIUM, Navigateur
from tests.atelier.test_navigateur import _stumbles
from tests.conftest import skip_or_fail

JOUR = date(2026, 11, 22)


@pytest.mark.lent
def test_the_page_of_a_region_is_read_by_everyone(modeles: Path, tmp_path: Path) -> None:
    if CHROMIUM is None:
        skip_or_fail("le navigateur chromium n'est pas installé (paquet chromium)")
    known = [
        etudier(Commande(f"cpts-{rang}", str(modeles / f"cpts-{rang}"), JOUR, False)).sort
        for rang in range(3)
    ]
    sorts = [*known, Sort("absent", REFUSE, "ce dossier n'existe pas")]
    reference = reference_data()
    seen = vue(sorts, reference, Passage("2026-11-01", tuple(known[:2])))
    folder = tmp_path / "portefeuille"
    replace_folder(folder, files(seen, reference, shell_of_pages(), JOUR))
    with Navigateur(tmp_path / "profil") as navigateur:
        navigateur.open((folder / "index.html").as_uri())
        assert navigateur.value("document.querySelectorAll('svg.dessin').length") == 1
        assert _stumbles(navigateur) == []
