"""A real Chromium before the atelier: what a user sees, with eyes, with a keyboard only, on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.disk import replace_folder, shell_of_pages
from pipeline.model.page import MENU_ATELIER, adresse
from pipeline.vues import site
from tests.atelier.conftest import Atelier
from tests.atelier.navigateur import CHROMIUM, OF_LOOK, Navigateur
from tests.classeurs import classeur
from tests.conftest import skip_or_fail
from tests.projets import CLASSEUR, FEUILLES, TODAY, examen, petit_projet

pytestmark = pytest.mark.lent
TEXTE = "content/organisation/01-gouvernance.md"
WORDS = "document.getElementById('contenu').innerText"
LOOKS = ((1200, "light"), (380, "dark"), (1200, "dark"), (380, "light"))
"""Wide and narrow, by day and by night."""


@pytest.fixture(scope="module")
def navigateur(atelier: Atelier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Navigateur]:
    if CHROMIUM is None:
        skip_or_fail("le navigateur chromium n'est pas installé (paquet chromium)")
    with Navigateur(tmp_path_factory.mktemp("profil")) as started:
        started.open(atelier.address)
        yield started


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the small project, whole."""
    folder = tmp_path_factory.mktemp("publie") / "site"
    files = site(examen(petit_projet()), TODAY, shell_of_pages(), None, complet=True).files
    replace_folder(folder, files)
    return folder


def test_the_secret_left_the_address(navigateur: Navigateur, atelier: Atelier) -> None:
    assert navigateur.value("location.href") == f"{atelier.base}/texte.html"
    assert navigateur.value("document.cookie") == ""


def test_a_planted_mistake_appears_at_its_place_then_goes(
    navigateur: Navigateur, atelier: Atelier
) -> None:
    """The page that follows is never asked to reload."""
    before = (atelier.root / TEXTE).read_text(encoding="utf-8")
    navigateur.open(f"{atelier.base}/texte.html")
    try:
        atelier.write(TEXTE, before + "\n\nVoir {{ fait.inconnu }} ici.\n")
        navigateur.until(f"{WORDS}.includes('01-gouvernance.md')")
        navigateur.until("document.querySelector('.constat.erreur') !== null")
        framed = navigateur.value("document.querySelector('.constat.erreur').innerText")
        assert "fait.inconnu" in framed
        assert "nouveau depuis" in framed
        assert "Ouvrir dans l'éditeur, ligne" in framed
        above = "document.querySelector('.constat.erreur').previousElementSibling.innerText"
        assert "Voir" in navigateur.value(above)
        navigateur.open(f"{atelier.base}/constats.html")
        shown = navigateur.value("document.querySelector('.constat.erreur').innerText")
        assert "fait.inconnu" in shown
        assert "<" not in navigateur.value(WORDS)
        atelier.write(TEXTE, before)
        navigateur.until(f"!{WORDS}.includes('fait.inconnu') || {WORDS}.includes('Résolus')")
        navigateur.open(f"{atelier.base}/texte.html?fichier={quote(TEXTE)}")
        assert navigateur.value("document.querySelector('.constat.erreur')") is None
    finally:
        atelier.write(TEXTE, before)


def test_a_figure_changed_in_the_workbook_moves_the_chart(
    navigateur: Navigateur, atelier: Atelier
) -> None:
    path = atelier.root / CLASSEUR
    before = path.read_bytes()
    navigateur.open(f"{atelier.base}/budget.html")
    drawn = "document.querySelector('svg.dessin').outerHTML"
    chart = navigateur.value(drawn)
    sheet = FEUILLES["prevention"]
    lines = [[*sheet.depenses[0][:3], 20_000, 20_000, *sheet.depenses[0][5:]], *sheet.depenses[1:]]
    changed = {**FEUILLES, "prevention": type(sheet)(lines, sheet.ressources)}
    try:
        path.write_bytes(classeur(2, changed))
        navigateur.wait(lambda: navigateur.value(drawn) != chart, "le graphique change")
    finally:
        path.write_bytes(before)


def test_pages_work_by_day_by_night_wide_and_narrow(
    navigateur: Navigateur, atelier: Atelier
) -> None:
    """Every page of the atelier, one of each kind for texts: the folder below has them all."""
    names = [adresse(cle) for cle, _titre in MENU_ATELIER]
    names += re.findall(
        r'href="(document-projet[^"#]*|fiche-m1[^"#]*)"', atelier.page("textes.html")
    )
    for name in [*names, "recherche.html?mots=association"]:
        navigateur.open(f"{atelier.base}/{name}")
        assert _stumbles(navigateur) == [], name


def test_pages_of_the_folder_work_by_day_by_night_wide_and_narrow(
    navigateur: Navigateur, dossier: Path
) -> None:
    for page in sorted(dossier.glob("*.html")):
        navigateur.open(page.as_uri())
        assert _stumbles(navigateur) == [], page.name


def test_what_cannot_be_read_or_named_is_seen(navigateur: Navigateur, dossier: Path) -> None:
    page = dossier.parent / "fautive.html"
    text = (dossier / "constats.html").read_text(encoding="utf-8")
    pale = '<p style="color: #cccccc; background: #ffffff">Pâle.</p><p><input></p><main'
    page.write_text(text.replace("<main", pale, 1), encoding="utf-8")
    navigateur.open(page.as_uri())
    told = " ".join(_stumbles(navigateur))
    assert "color-contrast" in told
    assert "label" in told


def _stumbles(navigateur: Navigateur) -> list[str]:
    """What is wider than the screen, what the console says, what axe-core finds, in each look."""
    found = [*navigateur.complaints, *navigateur.violations()]
    for width, theme in LOOKS:
        navigateur.look(width, theme)
        wide = navigateur.value("document.documentElement.scrollWidth")
        found += [f"{wide} pixels sur {width}"] if wide > width else []
        found += [f"{width} {theme} : {one}" for one in navigateur.violations(*OF_LOOK)]
    return found


def test_everything_is_reached_with_the_keyboard(navigateur: Navigateur, atelier: Atelier) -> None:
    navigateur.open(f"{atelier.base}/constats.html")
    navigateur.key("Tab", 9)
    assert navigateur.value("document.activeElement.className") == "evitement"
    assert navigateur.value("document.activeElement.getBoundingClientRect().left >= 0")
    navigateur.key("Enter", 13)
    navigateur.until("document.activeElement.id === 'contenu'")
    for _ in range(4):
        navigateur.key("Tab", 9)
    assert navigateur.value("document.activeElement.innerText") == "Filtrer"
    outline = navigateur.value("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    navigateur.key("Enter", 13)
    navigateur.until("location.search.includes('gravite')")


def test_its_buttons_are_obeyed(navigateur: Navigateur, atelier: Atelier) -> None:
    """What a real browser says of where a form comes from is what the guard asks for."""
    navigateur.open(f"{atelier.base}/texte.html?fichier={quote(TEXTE)}")
    navigateur.value("document.querySelector('form.ouvrir button').click()")
    navigateur.until(f"document.readyState === 'complete' && {WORDS}.includes('Fichier montré')")
    assert navigateur.complaints == []
    navigateur.open(f"{atelier.base}/documents.html")
    navigateur.value("document.querySelector('input[value=\"site --complet\"] + button').click()")
    navigateur.until(f"{WORDS}.includes('Terminé.') && {WORDS}.includes('build/site/index.html')")


def test_a_search_finds_words_without_script(navigateur: Navigateur, atelier: Atelier) -> None:
    navigateur.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page = atelier.page("recherche.html?mots=association")
        assert "passage" in page
        assert "recherche.html" in page
    finally:
        navigateur.ask("Emulation.setScriptExecutionDisabled", value=False)


def test_the_published_folder_works_from_a_key(navigateur: Navigateur, dossier: Path) -> None:
    """From ``file://``, and its search with it."""
    navigateur.open((dossier / "index.html").as_uri())
    assert "Le projet en bref" in navigateur.value(WORDS)
    assert navigateur.value("getComputedStyle(document.body).margin") == "0px"
    navigateur.open((dossier / "recherche.html").as_uri() + "?mots=gouvernance")
    navigateur.until("document.getElementById('compte').textContent.includes('passage')")
    shown = "Array.from(document.querySelectorAll('#resultats li')).filter((one) => !one.hidden)"
    assert (
        0
        < navigateur.value(f"{shown}.length")
        < navigateur.value(f"{shown.partition('.filter')[0]}.length")
    )
    assert navigateur.complaints == []
