"""A mission has one colour wherever it is drawn, from the charte or from the theme of the templates."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from pipeline.model.palette import ACCENTS, TRAITS
from pipeline.run import build
from tests.planches import planches
from tests.projets import CHECKOUT, edited, examen, petit_projet

GOUVERNANCE = "content/organisation/01-gouvernance.md"
OCRE = "C07A00"
CHARTE = f"content/charte.yaml\ncréer\n+ couleurs:\n+   attention: {OCRE}\n"
DRAWN = f"{GOUVERNANCE}\n+\n+ {{{{ frise.actions }}}}\n+\n+ {{{{ graphique.besoins }}}}\n+\n+ {{{{ graphique.budget }}}}\n"


def parts(more: str = "") -> dict[str, str]:
    """Every part of the project whose text cites drawings."""
    state = examen(edited(petit_projet(), DRAWN + more))
    data = build(state, wanted=["projet-de-sante"])["projet-de-sante.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [n for n in package.namelist() if n.endswith((".xml", ".svg"))]
        return {name: package.read(name).decode() for name in names}


@pytest.fixture(scope="module")
def usual() -> dict[str, str]:
    return parts()


@pytest.fixture(scope="module")
def dressed() -> dict[str, str]:
    return parts(CHARTE)


def calendar(found: dict[str, str]) -> str:
    return next(text for name, text in found.items() if name.endswith(".svg"))


def test_the_colours_without_a_theme_are_those_of_the_templates_that_come_with_the_project() -> (
    None
):
    with zipfile.ZipFile(CHECKOUT / "templates" / "docx" / "projet-de-sante.docx") as package:
        theme = package.read("word/theme/theme1.xml").decode()
    accents = re.findall(r"<a:accent[1-6]><a:srgbClr val=\"([0-9A-F]{6})\"/>", theme)
    assert tuple(accents) == ACCENTS


def test_the_calendar_takes_the_colours_of_the_theme_then_of_the_charte(
    usual: dict[str, str], dressed: dict[str, str]
) -> None:
    assert f'fill="#{ACCENTS[2]}"' in calendar(usual)
    assert f'fill="#{OCRE}"' in calendar(dressed)
    assert ACCENTS[2] not in calendar(dressed)


def test_the_small_bar_of_a_fiche_names_the_accent_of_its_mission(usual: dict[str, str]) -> None:
    assert '<a:schemeClr val="accent3"><a:lumMod val="85000"/>' in usual["word/document.xml"]


def test_the_opening_of_a_mission_bears_its_colour(
    usual: dict[str, str], dressed: dict[str, str]
) -> None:
    assert f'w:color="{ACCENTS[2]}" w:themeColor="accent3"' in usual["word/document.xml"]
    assert f'w:color="{OCRE}" w:themeColor="accent3"' in dressed["word/document.xml"]


def test_a_mission_keeps_its_look_when_those_before_it_have_no_bar(usual: dict[str, str]) -> None:
    state = examen(edited(petit_projet(), DRAWN))
    chart = state.comptes.graphiques["graphique.besoins"]
    for serie in chart.series:
        assert serie.mission > 0
    charts = [text for name, text in usual.items() if name.startswith("word/charts/")]
    for serie in re.findall(r"<c:ser>.*?</c:ser>", "".join(charts)):
        name = re.findall(r"<c:v>([^<]*)</c:v>", serie)[0].replace("\u00a0", " ")
        if name == "Prévention":
            assert 'prst="wdUpDiag"><a:fgClr><a:schemeClr val="accent3"/>' in serie


def test_a_block_of_the_budget_is_drawn_in_the_colour_of_its_mission(usual: dict[str, str]) -> None:
    state = examen(edited(petit_projet(), DRAWN))
    chart = state.comptes.graphiques["graphique.budget"]
    assert chart.missions is not None
    (drawn,) = [
        text
        for name, text in usual.items()
        if name.startswith("word/charts/") and "Dépenses" in text
    ]
    for rank, mission in enumerate(chart.missions):
        colour = f"accent{mission}" if mission else "tx1"
        point = drawn.split(f'<c:dPt><c:idx val="{rank}"/>')[1]
        assert f'<a:schemeClr val="{colour}"/>' in point.split("</c:dPt>")[0]


def test_a_page_of_the_web_takes_the_colours_of_the_charte_too() -> None:
    state = examen(edited(petit_projet(), CHARTE))
    assert f"#{OCRE}" in planches(state, ["frise.actions"])["frise.actions"].svg


def test_white_letters_stand_only_on_a_dark_colour() -> None:
    pale = parts("content/charte.yaml\ncréer\n+ couleurs:\n+   attention: F2D16B\n")
    bars = re.findall(r'name="action déployée"/>.*?</wps:wsp>', pale["word/document.xml"])
    white = {bar: 'w:themeColor="background1"' in bar for bar in bars}
    assert [light for bar, light in white.items() if "accent3" in bar] == [False]
    assert True in white.values()


def test_six_curves_are_told_apart_without_colour_nor_mark() -> None:
    assert len({trait.tirets for trait in TRAITS[:6]}) == 6
