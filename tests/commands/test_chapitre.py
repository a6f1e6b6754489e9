"""``make chapitre`` and a new project: each section of the guide comes with what to say and the tables to fill."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from pipeline.compute.couverture import couverture
from pipeline.disk import PACKAGE, read_project
from pipeline.model.couverture import ATTENDUS, Attendu, Presence
from pipeline.model.fiche import INDICATEURS_USUELS
from pipeline.model.mission import PAR_CLE
from pipeline.run import examine
from pipeline.write.modeles import fiche
from tests.projets import TODAY, edited, petit_projet

DONNEES = "content/diagnostic/donnees/"
SECTIONS_DU_GUIDE = ("P010", "P011", "P012")
NOMMES_PAR_LE_GUIDE = {
    "acces_soins": (
        *("avec un médecin traitant", "en ALD sans", "plus de 70 ans sans", "C2S sans"),
        *(
            "urgences sans hospitalisation",
            "admissions directes",
            "consultations dans l'organisation",
        ),
    ),
    "parcours": ("patients suivis dans le parcours",),
    "prevention": ("actions de prévention", "personnes ayant bénéficié", "satisfaction"),
    "qualite": ("thèmes", "professionnels participant", "plan d'action"),
    "accompagnement": ("maîtres de stage", "stagiaires", "installations"),
}
"""Seventeen, the three shares of those without a médecin traitant counted apart."""


def _of(attendu: Attendu) -> str:
    return attendu.cle


@pytest.mark.parametrize("attendu", ATTENDUS, ids=_of)
def test_the_remedy_of_a_missing_section_brings_it_with_what_to_say(
    dossier: Path, attendu: Attendu
) -> None:
    words = ("-C", str(dossier), "chapitre", attendu.partie, attendu.rubrique)
    assert run_command(words) == 0
    made = max((dossier / "content" / attendu.partie).glob("*.md")).read_text(encoding="utf-8")
    assert made.startswith(f"# {attendu.rubrique}\n")
    assert all(f"\n- {sujet.aide}\n" in made for sujet in attendu.sujets)
    for table in attendu.tableaux:
        assert f'{{{{ donnees("{table.nom}"' in made
        lines = (dossier / DONNEES / f"{table.nom}.csv").read_text(encoding="utf-8-sig").split("\n")
        assert lines[0] == ";".join(table.colonnes)


def test_a_section_that_is_missing_is_no_longer_once_its_command_was_typed(dossier: Path) -> None:
    path = dossier / "content/organisation/04-fonctionnement.md"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("## La communication"), text.index("## La télésanté")
    path.write_text(text[:start] + text[end:], encoding="utf-8")

    def said() -> list[tuple[str, tuple[str, ...]]]:
        found = examine(*read_project(dossier), TODAY, gabarits_connus=True).findings
        return [(f.code, f.hints) for f in found if f.code in SECTIONS_DU_GUIDE]

    ((code, hints),) = said()
    assert code == "P011"
    assert 'make chapitre PARTIE=organisation TITRE="La communication"' in hints[0]
    assert run_command(["-C", str(dossier), "chapitre", "organisation", "La communication"]) == 0
    assert said() == []


def test_a_new_project_has_every_section_waiting(tmp_path: Path) -> None:
    assert run_command(["nouveau-projet", str(tmp_path / "neuf")]) == 0
    examen = examine(*read_project(tmp_path / "neuf"), TODAY, gabarits_connus=True)
    waiting = {one.attendu.cle: one.en_attente for one in couverture(examen.projet)}
    told_by_a_table = {"besoins"}
    assert {cle for cle, waits in waiting.items() if not waits} <= told_by_a_table
    assert [f for f in examen.findings if f.code in SECTIONS_DU_GUIDE] == []
    skeleton = PACKAGE / "reference/nouveau-projet"
    assert all(
        (skeleton / DONNEES / f"{table.nom}.csv").is_file()
        for attendu in ATTENDUS
        for table in attendu.tableaux
    )


def test_a_table_that_nobody_filled_is_told(dossier: Path) -> None:
    table = f"{DONNEES}flux.csv\ncréer\n+ Recours;Ici;Ailleurs\n+ Urgences;{{}};\n"
    text = 'content/diagnostic/01-territoire.md\n+ \n+ {{ donnees("flux") }}\n'
    for cell, codes in (("", ["X042"]), ("48", [])):
        files = edited(petit_projet(), table.format(cell) + text)
        found = examine(files, (), TODAY, gabarits_connus=True).findings
        assert [f.code for f in found] == codes


def test_every_indicator_that_the_guide_names_is_offered() -> None:
    for mission, names in NOMMES_PAR_LE_GUIDE.items():
        offered = fiche("M1-01", "Titre", PAR_CLE[mission])
        assert all(name in offered for name in names), mission
    assert sum(map(len, NOMMES_PAR_LE_GUIDE.values())) == 17
    assert set(INDICATEURS_USUELS) == {*NOMMES_PAR_LE_GUIDE, "crises"}


def test_a_letter_is_asked_for_no_section(tmp_path: Path) -> None:
    path = "content/projet.yaml\n- statut: travail\n+ statut: travail\n+ etape: lettre-intention\n"
    gone = "content/diagnostic/02-etat-des-lieux.md\neffacer\n"
    found = examine(edited(petit_projet(), path + gone), (), TODAY, gabarits_connus=True)
    absent = [one for one in found.comptes.couverture if one.presence is Presence.ABSENT]
    assert absent
    assert [f for f in found.findings if f.code in SECTIONS_DU_GUIDE] == []
