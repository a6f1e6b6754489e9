"""The calendar of the actions at a glance: every fiche has its bar, at its dates."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from pipeline.draw.frise import LABELS, RIGHT, draw
from pipeline.model.frise import Frise
from pipeline.run import build
from tests.projets import edited, examen, petit_projet

SVG = "{http://www.w3.org/2000/svg}"


def with_text(line: str, more: str = "") -> dict[str, bytes]:
    files = petit_projet()
    path = next(
        path
        for path in sorted(files)
        if path.startswith("content/organisation/") and path.endswith(".md")
    )
    return edited(files, f"{path}\n+\n+ {line}\n{more}")


def the_frise(line: str = "{{ frise.actions }}", more: str = "") -> Frise:
    (frise,) = examen(with_text(line, more)).comptes.frises.values()
    return frise


def texts(frise: Frise) -> str:
    return " ".join(
        node.text or "" for node in ElementTree.fromstring(draw(frise).svg).iter(f"{SVG}text")
    )


def test_every_fiche_of_the_project_is_on_the_calendar() -> None:
    state = examen(with_text("{{ frise.actions }}"))
    (frise,) = state.comptes.frises.values()
    shown = texts(frise)
    for fiche in state.projet.fiches:
        assert fiche.cle in shown
    assert "Année 1" in shown
    assert str(frise.annees[1].debut.year) in shown


def test_one_mission_shows_its_fiches_alone() -> None:
    frise = the_frise('{{ mission("prevention").frise }}')
    assert [groupe.titre for groupe in frise.groupes] == ["Prévention"]
    assert {barre.code[:2] for groupe in frise.groupes for barre in groupe.barres} == {"M3"}


def test_a_bar_begins_where_its_date_is() -> None:
    frise = the_frise('{{ mission("prevention").frise }}')
    (barre,) = frise.groupes[0].barres
    rects = [node.attrib for node in ElementTree.fromstring(draw(frise).svg).iter(f"{SVG}rect")]
    bar = next(rect for rect in rects if rect.get("height") == "10")
    share = (barre.debut - frise.debut).days / (frise.fin - frise.debut).days
    assert float(bar["x"]) == pytest.approx(LABELS + share * (RIGHT - LABELS), abs=0.1)


def test_a_fiche_without_date_is_named_under_the_calendar() -> None:
    fiche = "content/fiches/M3-01-alimentation.md"
    frise = the_frise(more=f"{fiche}\n-   demarrage: 2027-04-01\n")
    assert "M3-01" in frise.sans_date
    assert "Sans date de démarrage : M3-01." in texts(frise)


def test_a_date_before_the_contract_widens_the_calendar() -> None:
    fiche = "content/fiches/M3-01-alimentation.md"
    frise = the_frise(more=f"{fiche}\n-   demarrage: 2027-04-01\n+   demarrage: 2026-01-15\n")
    assert frise.debut == date(2026, 1, 15)
    draw(frise)


def test_the_calendar_is_a_numbered_figure_with_words_for_who_cannot_see() -> None:
    state = examen(with_text("{{ frise.actions }}\n+\n+ Voir la [](#figure-frise-actions)."))
    assert state.findings == ()
    package = zipfile.ZipFile(io.BytesIO(build(state)["projet-de-sante.docx"]))
    assert (
        'descr="Calendrier des actions, du 1er avril 2027'
        in package.read("word/document.xml").decode()
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ frise.action }}", "X002"),
        ('{{ frise.actions(colonnes="x") }}', "X002"),
        ("Voici {{ frise.actions }} ici.", "X002"),
    ],
)
def test_a_calendar_badly_asked_for_is_told(line: str, code: str) -> None:
    assert code in {finding.code for finding in examen(with_text(line)).findings}


def test_a_contract_without_date_has_no_calendar() -> None:
    more = "content/projet.yaml\n-   effet: 2027-04-01\n"
    found = examen(with_text("{{ frise.actions }}", more)).findings
    assert "X042" in {finding.code for finding in found}
