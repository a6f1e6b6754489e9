"""The calendar of the actions at a glance: every fiche has its bar, at its dates."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest

from pipeline.assemble import assemble
from pipeline.draw.frise import LABELS, RIGHT, draw
from pipeline.model.frise import Frise
from pipeline.model.prose import Figure
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


def with_many(count: int) -> dict[str, bytes]:
    """The small project with so many more fiches of prevention, and their calendar."""
    files = with_text("{{ frise.actions }}", "+ \n+ Voir la [](#figure-frise-actions).\n")
    model = files["content/fiches/M3-01-alimentation.md"].decode()
    for rank in range(2, count + 2):
        title = f"titre: Une action de prévention qui porte le numéro {rank} et un long titre"
        text = re.sub(r"^titre: .*$", title, model, flags=re.MULTILINE)
        files[f"content/fiches/M3-{rank:02}-action.md"] = text.replace(
            "code: M3-01", f"code: M3-{rank:02}"
        ).encode()
    return files


def test_a_long_calendar_is_cut_between_fiches_and_missions_and_loses_none() -> None:
    state = examen(with_many(40))
    (frise,) = state.comptes.frises.values()
    sheets = (frise, *frise.suites)
    assert len(sheets) > 2
    told = [barre.code for sheet in sheets for groupe in sheet.groupes for barre in groupe.barres]
    assert sorted(told) == sorted(fiche.cle for fiche in state.projet.fiches)
    assert {sheet.debut for sheet in sheets} == {frise.debut}
    assert {sheet.fin for sheet in sheets} == {frise.fin}
    for sheet in sheets:
        drawn = draw(sheet)
        assert drawn.hauteur < 1.35 * drawn.largeur
        assert all(barre.code in sheet.alt for groupe in sheet.groupes for barre in groupe.barres)


def test_each_sheet_is_a_figure_and_references_lead_to_the_first() -> None:
    state = examen(with_many(40))
    (frise,) = state.comptes.frises.values()
    (document,) = assemble(state.projet, state.comptes, (), False, ["projet-de-sante"])
    figures = [block for block in document.corps if isinstance(block, Figure)]
    assert len(figures) == 1 + len(frise.suites)
    assert [figure.legende.ancre for figure in figures] == [
        "figure-frise-actions",
        *[""] * len(frise.suites),
    ]
    data = build(state, brouillon=True, wanted=["projet-de-sante"])["projet-de-sante.docx"]
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        pictures = [name for name in package.namelist() if name.endswith(".svg")]
        assert b"[image" not in package.read("word/document.xml")
    assert len(pictures) == len(figures)


def test_a_short_calendar_stays_on_one_sheet() -> None:
    assert the_frise().suites == ()


def test_a_fiche_whose_dates_are_outside_the_contract_is_named_under_the_drawing() -> None:
    late = "content/fiches/M3-01-alimentation.md\n-   demarrage: 2027-04-01\n+   demarrage: 2040-05-01\n"
    frise = the_frise(more=late)
    assert "M3-01" not in [barre.code for groupe in frise.groupes for barre in groupe.barres]
    assert "Hors du contrat : M3-01." in texts(frise)
    assert the_frise().hors == ()


def test_the_latest_days_are_written_beside_their_lines() -> None:
    frise = the_frise()
    days = {
        f"{limit.day}/{limit.month}/{limit.year}"
        for groupe in frise.groupes
        for limit in (groupe.limite_demarrage, groupe.limite_deploiement)
        if limit is not None and frise.debut <= limit <= frise.fin
    }
    assert days
    assert all(day in texts(frise) for day in days)
