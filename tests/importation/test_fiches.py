"""Thirty fiches in as many manners come in: no word lost, no title taken for another, only true holes left."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.commands import importer
from pipeline.commands.ligne import MauvaisUsage, understand
from pipeline.disk import read_project
from pipeline.run import examine, preview
from pipeline.write.importation import words_in
from tests.importation.entrees import bring, fiches, source_words
from tests.importation.fabrique import MANIERES, TERRAIN, chutes, in_headings, paragraphs, saved
from tests.projets import CHECKOUT, TODAY

pytestmark = pytest.mark.lent

TRUE_HOLES = {"F007", "F014", "F018", "F021", "F034", "F057", "X001"}
"""What a fiche truly lacks: a heading, a mission of the project, a date, a type or a target, an amount for the
workbook, a place for the words of a mail, a date of start."""


@pytest.mark.parametrize("name", MANIERES)
def test_no_word_is_lost(name: str, projet: Path) -> None:
    data = MANIERES[name]()
    status, paths = bring(projet, name, data)
    assert status == 0
    kept = "\n".join(
        path.read_text(encoding="utf-8-sig") for path in paths if path.suffix in (".md", ".csv")
    )
    kept += (projet / "content/personnes.csv").read_text(encoding="utf-8-sig")
    assert words_in(source_words(name, data)) - words_in(kept) == {}


WHOLE = [name for name in MANIERES if not name[0].isdigit()]


@pytest.mark.parametrize("name", WHOLE)
def test_each_text_goes_under_the_heading_that_it_is_about(name: str, projet: Path) -> None:
    _, paths = bring(projet, name, MANIERES[name]())
    (text,) = fiches(paths)
    sections = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    for title, words in (
        ("Problématiques constatées", "900 personnes"),
        ("Objectifs opérationnels", "Repérer les patients"),
        ("Public cible", "vivent chez elles"),
        ("Acteurs et partenaires", "pharmaciens et communes"),
        ("Sous-actions", "Former les soignants"),
        ("Indicateurs", "Nombre de patients repérés"),
        ("Planning prévisionnel", "octobre 2027"),
        ("Moyens logistiques", "salles communales"),
        ("Moyens numériques", "messagerie"),
        ("Moyens humains", "enseignant en activité"),
        ("Ressources disponibles", "clubs sportifs"),
        ("Freins et leviers", "transport des patients"),
        ("Budget", "La formation et les ateliers"),
    ):
        assert words in sections[title], title
    head = text.split("---")[1]
    assert "mission: prevention" in head
    assert "pilote: delafable" in head
    assert "membres: [duconte, fablier]" in head
    assert "demarrage: octobre 2027" in head
    assert re.search("titre: .*prévention des chutes", head, re.IGNORECASE)


def test_fiches_have_only_true_holes(projet: Path) -> None:
    """A fiche with findings of another kind is named; which year of the contract a dated target is of is a question."""
    others: dict[str, list[str]] = {}
    for name, make in MANIERES.items():
        _, paths = bring(projet, name, make())
        own = {path.relative_to(projet).as_posix() for path in paths}
        files, _ = read_project(projet)
        found = examine(files, (), TODAY, gabarits_connus=True).findings
        errors = [f"{f.code} {f.message}" for f in found if f.is_error and f.span.path in own]
        asked = [line for line in errors if re.search("« cible 20|ne dit pas quelle année", line)]
        if wrong := [line for line in errors if line[:4] not in TRUE_HOLES and line not in asked]:
            others[name] = wrong
    assert others == {}


@pytest.mark.parametrize("code", ["M1-01", "M1-02", "M2-01", "M3-01", "M4-01", "M5-01"])
def test_a_fiche_that_we_built_comes_back_as_it_was(code: str, projet: Path) -> None:
    (path,) = (projet / "content/fiches").glob(f"{code}*.md")
    files, _ = read_project(projet)
    before = path.read_text(encoding="utf-8")
    data = preview(examine(files, (), TODAY), path.relative_to(projet).as_posix())["apercu.docx"]
    path.unlink()
    _, paths = bring(projet, "apercu.docx", data)
    assert [same_case(text) for text in fiches(paths)] == [same_case(before)]


def same_case(text: str) -> str:
    """The document puts a capital before the facts of an indicator: only that is not given back."""
    return re.sub(r"(?<= : )\w", lambda first: first[0].lower(), text)


def test_the_same_source_changes_nothing_and_a_changed_one_brings_what_changed(
    projet: Path,
) -> None:
    data = in_headings(chutes(TERRAIN))
    _, (path,) = bring(projet, "fiche.docx", data)
    path.write_text(
        path.read_text(encoding="utf-8").replace("Deux salles", "Trois belles salles"),
        encoding="utf-8",
    )
    edited = path.read_text(encoding="utf-8")
    assert bring(projet, "fiche.docx", data) == (0, [])
    assert path.read_text(encoding="utf-8") == edited
    parts = [
        (title, ["Les plus de 75 ans."] if "Population" in title else lines)
        for title, lines in chutes(TERRAIN)
    ]
    assert bring(projet, "fiche.docx", in_headings(parts)) == (0, [])
    after = path.read_text(encoding="utf-8")
    assert after == edited.replace(
        "Les personnes de plus de 70 ans qui vivent chez elles.", "Les plus de 75 ans."
    )


def test_an_edited_section_that_changed_in_its_source_keeps_both(projet: Path) -> None:
    _, (path,) = bring(projet, "fiche.docx", in_headings(chutes(TERRAIN)))
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Deux salles communales.", "Trois belles salles."), encoding="utf-8"
    )
    parts = [
        (title, ["Un gymnase."] if "matériels" in title else lines)
        for title, lines in chutes(TERRAIN)
    ]
    bring(projet, "fiche.docx", in_headings(parts))
    after = path.read_text(encoding="utf-8")
    assert "Trois belles salles." in after.split("## À ranger")[0]
    assert "Un gymnase." in after.split("## À ranger")[1]


def test_a_code_already_taken_gives_the_next_one(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = in_headings(chutes(TERRAIN))
    _, (path,) = bring(projet, "fiche.docx", text)
    assert path.name.startswith("M3-02-")
    files, _ = read_project(projet)
    data = preview(examine(files, (), TODAY), "content/fiches/M3-01-surpoids-enfant.md")[
        "apercu.docx"
    ]
    capsys.readouterr()
    _, (path,) = bring(projet, "autre.docx", data)
    assert path.name.startswith("M3-03-")
    assert "le code M3-01 est déjà pris : cette fiche reçoit M3-03" in capsys.readouterr().out


def test_new_people_are_proposed_and_never_added(projet: Path) -> None:
    people = (projet / "content/personnes.csv").read_bytes()
    text = b"Pilote : Dr Paul INCONNU\nContexte : 12 % des habitants.\nObjectifs : mieux.\nCalendrier : mars 2028\n"
    bring(projet, "fiche.txt", text, "prevention")
    assert (projet / "content/personnes.csv").read_bytes() == people
    proposed = (projet / "content/personnes-proposees.csv").read_text(encoding="utf-8-sig")
    assert "inconnu;physique;INCONNU;Paul;" in proposed


def test_two_fiches_in_one_file_give_two_files(projet: Path) -> None:
    from docx import Document

    document = Document()
    for number, name in ((1, "Chutes"), (2, "Vaccination")):
        document.add_heading(f"Fiche action n° {number} : {name}", 1)
        document.add_paragraph("Mission : prévention")
        for title in ("Contexte", "Objectifs", "Indicateurs"):
            document.add_heading(title, 2)
            document.add_paragraph(f"{title} de {name}, 12 %.")
    _, paths = bring(projet, "deux.docx", saved(document))
    assert [path.name for path in paths] == ["M3-02-chutes.md", "M3-03-vaccination.md"]
    assert "Objectifs de Chutes" in fiches(paths)[0]
    assert "Objectifs de Vaccination" not in fiches(paths)[0]


def test_pasted_text_comes_from_the_standard_input(projet: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "-C", str(projet), "importer"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    text = MANIERES["mail.txt"]()
    done = subprocess.run(
        command, input=text, env=environment, capture_output=True, check=False, cwd=CHECKOUT
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list((projet / "content/fiches").glob("M3-02-*.md"))


def test_nothing_is_written_outside_the_project(
    projet: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("ailleurs")
    (elsewhere / "../../fiche.docx").resolve()
    source = elsewhere / "fiche.docx"
    source.write_bytes(in_headings([(f"../../{title}", lines) for title, lines in chutes(TERRAIN)]))
    importer.execute(understand(["-C", str(projet), "importer", str(source)]))
    assert [path.name for path in elsewhere.iterdir()] == ["fiche.docx"]


def test_what_a_source_gave_is_remembered_where_no_document_looks(projet: Path) -> None:
    bring(projet, "fiche.docx", in_headings(chutes(TERRAIN)))
    (kept,) = (projet / "content/.importations").iterdir()
    assert list(json.loads(kept.read_text(encoding="utf-8"))) == ["source", "empreinte", "fichiers"]
    files, odd = read_project(projet)
    assert not odd
    assert not [path for path in files if ".importations" in path]


def test_without_a_file_the_command_says_how(projet: Path) -> None:
    with pytest.raises(MauvaisUsage, match="n'est pas une mission"):
        bring(projet, "fiche.docx", in_headings(chutes(TERRAIN)), "urgences")


def test_ten_fiches_come_in_within_a_second_and_a_half_of_processor(projet: Path) -> None:
    from docx import Document

    document = Document()
    for number in range(1, 11):
        document.add_heading(f"Fiche action n° {number} : Action numéro {number}", 1)
        document.add_paragraph("Mission : prévention")
        for title, lines in chutes(TERRAIN):
            document.add_heading(title, 2)
            paragraphs(document, lines)
    data = saved(document)
    start = time.process_time()
    _, paths = bring(projet, "dix.docx", data)
    assert time.process_time() - start < 1.5
    assert len(fiches(paths)) == 10
