"""A real Chromium before the atelier: what a user sees, with eyes, with a keyboard only, on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.model.page import MENU_ATELIER, adresse
from tests.atelier.conftest import Atelier
from tests.atelier.navigateur import CHROMIUM, Navigateur
from tests.classeurs import classeur
from tests.projets import CLASSEUR, FEUILLES

pytestmark = [
    pytest.mark.lent,
    pytest.mark.skipif(CHROMIUM is None, reason="le navigateur chromium n'est pas installé"),
]
TEXTE = "content/organisation/01-gouvernance.md"
WORDS = "document.getElementById('contenu').innerText"
CONTRASTE = """
(() => {
  const shade = (text) => text.match(/[\\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => {
    const [r, g, b] = rgb.slice(0, 3).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const rgb = shade(getComputedStyle(one).backgroundColor);
      if (rgb.length < 4 || rgb[3] > 0) return rgb;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const node of document.querySelectorAll('body *')) {
    if (node.closest('svg') || node.closest('[disabled]') || !node.offsetParent) continue;
    const own = Array.from(node.childNodes);
    if (!own.some((one) => one.nodeType === 3 && one.textContent.trim())) continue;
    const both = [light(shade(getComputedStyle(node).color)), light(ground(node))];
    const [high, low] = both.sort((x, y) => y - x);
    const shown = [node.tagName, node.className, node.textContent.trim().slice(0, 30)];
    if ((high + 0.05) / (low + 0.05) < 4.5) poor.push(shown.join(' '));
  }
  return poor;
})()
"""
"""Every text of the page whose letters are too near their ground (WCAG AA)."""


@pytest.fixture(scope="module")
def navigateur(atelier: Atelier, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Navigateur]:
    with Navigateur(tmp_path_factory.mktemp("profil")) as started:
        started.open(atelier.address)
        yield started


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
    """Nothing wider than the screen, letters that can be read, no word of the console."""
    for width, theme in ((1200, "light"), (380, "dark")):
        navigateur.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": theme}
        navigateur.ask("Emulation.setEmulatedMedia", features=[scheme])
        names = [adresse(cle) for cle, _titre in MENU_ATELIER]
        names += re.findall(
            r'href="(document-projet[^"#]*|fiche-m1[^"#]*)"', atelier.page("textes.html")
        )
        for name in names:
            navigateur.open(f"{atelier.base}/{name}")
            assert navigateur.complaints == [], name
            wide = navigateur.value("document.documentElement.scrollWidth")
            assert wide <= width, (name, width, wide)
            assert navigateur.value(CONTRASTE) == [], (name, theme)
    navigateur.ask("Emulation.clearDeviceMetricsOverride")


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


def test_a_search_finds_words_without_script(navigateur: Navigateur, atelier: Atelier) -> None:
    navigateur.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page = atelier.page("recherche.html?mots=association")
        assert "passage" in page
        assert "recherche.html" in page
    finally:
        navigateur.ask("Emulation.setScriptExecutionDisabled", value=False)


def test_the_published_folder_works_from_a_key(navigateur: Navigateur, tmp_path: Path) -> None:
    """From ``file://``, and its search with it."""
    from pipeline.disk import replace_folder, shell_of_pages
    from pipeline.vues import site
    from tests.projets import TODAY, examen, petit_projet

    folder = tmp_path / "site"
    replace_folder(folder, site(examen(petit_projet()), TODAY, shell_of_pages(), None).files)
    navigateur.open((folder / "index.html").as_uri())
    assert "Le projet en bref" in navigateur.value(WORDS)
    assert navigateur.value("getComputedStyle(document.body).margin") == "0px"
    navigateur.open((folder / "recherche.html").as_uri() + "?mots=gouvernance")
    navigateur.until("document.getElementById('compte').textContent.includes('passage')")
    shown = "Array.from(document.querySelectorAll('#resultats li')).filter((one) => !one.hidden)"
    assert (
        0
        < navigateur.value(f"{shown}.length")
        < navigateur.value(f"{shown.partition('.filter')[0]}.length")
    )
    assert navigateur.complaints == []
