"""The same drawings for a page: letters that are text, words for who cannot see, nothing that runs or is fetched."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.commands.calcul import examine_folder
from pipeline.draw.echelle import echelle
from pipeline.draw.page import nuit, svg_of
from pipeline.model.frise import en_un
from pipeline.model.graphique import GRAPHIQUES, Forme, Graphique, Serie
from tests.planches import Planche, planches
from tests.projets import CHECKOUT, TODAY, examen, petit_projet

SVG = "{http://www.w3.org/2000/svg}"


@lru_cache(maxsize=1)
def of_the_example() -> dict[str, Planche]:
    state = examine_folder(Path(CHECKOUT), TODAY)
    return planches(state, ["carte.territoire", "frise.actions", *GRAPHIQUES])


def words(svg: str) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def chart(forme: Forme, *series: Serie, empile: bool = False, unite: str = "") -> Graphique:
    return Graphique(
        forme, ("Nord & sud", "Est", "Ouest"), series, empile=empile, unite=unite, alt="<dit>"
    )


def serie(nom: str, *values: str, cible: bool = False) -> Serie:
    return Serie(nom, tuple(Decimal(value) if value else None for value in values), cible)


def test_every_drawing_of_the_example_is_well_formed_named_and_told() -> None:
    for planche in of_the_example().values():
        root = ElementTree.fromstring(planche.svg)
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert told is not None
        assert title.text == planche.titre
        assert len(told.text or "") > 30
        assert root.get("aria-labelledby") == title.get("id")
        assert root.get("aria-describedby") == told.get("id")


def test_no_drawing_shares_an_id_with_another() -> None:
    ids = [
        name
        for planche in of_the_example().values()
        for name in re.findall(r'\bid="([^"]+)"', planche.svg)
    ]
    assert len(ids) == len(set(ids))


def test_nothing_runs_and_nothing_is_fetched() -> None:
    for svg in (planche.svg for planche in of_the_example().values()):
        root = ElementTree.fromstring(svg)
        tags = {node.tag.removeprefix(SVG) for node in root.iter()}
        assert tags <= {
            *["svg", "title", "desc", "defs", "pattern", "path", "rect", "circle", "text"]
        }
        names = {name for node in root.iter() for name in node.attrib}
        assert not [n for n in names if n.startswith("on") or "href" in n or n == "style"]
        assert re.findall(r"url\((?!#dessin-)", svg) == []
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_letters_take_the_colour_of_the_page_and_every_shade_has_a_dark_one() -> None:
    declared = set(re.findall(r"(--dessin-[a-z0-9-]+):", nuit()))
    for planche in of_the_example().values():
        assert 'fill="currentColor"' in planche.svg
        assert set(re.findall(r"var\((--dessin-[a-z0-9-]+),", planche.svg)) <= declared
        assert "<style>" not in planche.svg


def test_a_mission_cut_between_two_sheets_is_one_again() -> None:
    from tests.draw.test_frise import the_frise

    frise = the_frise()
    first = frise.groupes[0]
    again = en_un(type(frise)(frise.annees, (first,), suites=(frise,)))
    assert [groupe.mission for groupe in again.groupes] == [g.mission for g in frise.groupes]
    assert len(again.groupes[0].barres) == 2 * len(first.barres)


def test_a_name_that_is_no_drawing_or_shows_nothing_is_left_out() -> None:
    found = planches(examen(petit_projet()), ["graphique.rien", "territoire.population"])
    assert found == {}


@pytest.mark.parametrize("forme", list(Forme))
def test_each_kind_shows_its_labels_its_series_and_its_numbers(forme: Forme) -> None:
    series = [serie("Femmes", "410", "1500", "900"), serie("Hommes", "455", "1480", "")]
    if forme is Forme.SECTEURS:
        del series[1]
    shown = " ".join(words(svg_of(chart(forme, *series), "Ici", "a")))
    assert all(label in shown for label in ("Nord & sud", "Est", "Ouest"))
    assert "1\u202f500" in shown
    if len(series) > 1:
        assert "Femmes" in shown
        assert "Hommes" in shown


def test_bars_are_as_long_as_their_numbers() -> None:
    svg = svg_of(chart(Forme.BARRES, serie("Un", "10", "20", "40")), "Ici", "a")
    root = ElementTree.fromstring(svg)
    heights = [float(node.get("height") or 0) for node in root.iter(f"{SVG}rect")]
    assert [round(one / heights[0], 1) for one in heights] == [1, 2, 4]


def test_what_is_piled_below_zero_goes_down() -> None:
    piled = chart(
        Forme.BARRES, serie("Un", "10", "-20", "5"), serie("Deux", "10", "-20", "-5"), empile=True
    )
    root = ElementTree.fromstring(svg_of(piled, "Ici", "a"))
    bars = [
        (float(n.get("y") or 0), float(n.get("height") or 0))
        for n in root.iter(f"{SVG}rect")
        if n.get("x") != "0"
    ]
    (up, _), (down, _) = bars[0], bars[2]
    assert up < down


def test_a_pyramid_has_no_minus_sign_and_two_equal_sides() -> None:
    ages = chart(Forme.PYRAMIDE, serie("F", "10", "20", "30"), serie("H", "12", "18", "22"))
    assert "\u2212" not in "".join(words(svg_of(ages, "Ici", "a")))


def test_what_was_typed_is_never_read_as_markup() -> None:
    svg = svg_of(
        chart(Forme.BARRES, serie("a <b> & c", "1", "2", "3"), serie("d", "1", "2", "3")),
        "<i>",
        "a",
    )
    assert "a <b> & c" in words(svg)
    assert ElementTree.fromstring(svg).findtext(f"{SVG}title") == "<i>"


def test_an_axis_has_round_numbers_that_hold_all_and_whole_ones_for_whole_things() -> None:
    scale = echelle([Decimal("3.2"), Decimal("-0.4")], 0, 100)
    assert scale.bas <= Decimal("-0.4")
    assert scale.haut >= Decimal("3.2")
    assert Decimal(0) in scale.graduations
    assert list(map(int, echelle([Decimal(2)], 0, 100, entiers=True).graduations)) == [0, 1, 2]
    assert echelle([], 0, 100).haut > 0
