"""Whole documents: a projet cut into its chapters and its fiches, statutes into their articles, a list of members."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document

from pipeline.disk import read_project
from pipeline.run import build, examine
from pipeline.write.importation import words_in
from tests.importation.entrees import bring, source_words, written
from tests.importation.fabrique import TERRAIN, chutes, paragraphs, saved
from tests.projets import CHECKOUT, TODAY

pytestmark = pytest.mark.lent

PARTIES = (
    ("Partie 1 : le diagnostic", ("Le territoire", "L'offre de soins", "Les besoins")),
    (
        "Partie 2 : les missions",
        ("Mission 1 : améliorer l'accès aux soins", "Mission 3 : prévention"),
    ),
    ("Partie 3 : l'organisation", ("La gouvernance", "Le système d'information")),
)


def whole(first: int = 1, parts: bool = True, with_fiche: bool = True) -> bytes:
    """A projet: a cover, parts or not, chapters, and a fiche after the chapter on prevention."""
    document = Document()
    document.add_paragraph("CPTS du Grand Essai", style="Title")
    document.add_paragraph("Version de travail du 3 mars")
    for part, chapters in PARTIES:
        if parts:
            document.add_heading(part, first)
        for chapter in chapters:
            document.add_heading(chapter, first + parts)
            document.add_paragraph(
                f"Un premier paragraphe pour « {chapter} », avec 12 % de quelque chose."
            )
            document.add_heading("Ce qu'il faut savoir", first + parts + 1)
            document.add_paragraph("Un second paragraphe.")
            if with_fiche and "prévention" in chapter:
                document.add_heading("Fiche action n° 1 : Prévenir les chutes", first + parts + 1)
                document.add_paragraph("Mission : prévention")
                for title, lines in chutes(TERRAIN):
                    document.add_heading(title, first + parts + 2)
                    paragraphs(document, lines)
    return saved(document)


ENTIERS = {
    "parties.docx": lambda: whole(),
    "sans-parties.docx": lambda: whole(1, False),
    "niveau-deux.docx": lambda: whole(2),
    "sans-fiche.docx": lambda: whole(1, True, False),
    "projet-de-sante.docx": lambda: built("projet-de-sante.docx"),
}


def built(name: str) -> bytes:
    files, odd = read_project(CHECKOUT)
    return build(examine(files, odd, TODAY), brouillon=True, wanted=[name.removesuffix(".docx")])[
        name
    ]


def nothing_is_lost(projet: Path, name: str, data: bytes, paths: Sequence[Path]) -> None:
    kept = "\n".join(
        path.read_text(encoding="utf-8-sig") for path in paths if path.suffix in (".md", ".csv")
    )
    kept += (projet / "content/personnes.csv").read_text(encoding="utf-8-sig")
    assert words_in(source_words(name, data)) - words_in(kept) == {}


@pytest.mark.parametrize("name", ENTIERS)
def test_a_whole_document_is_cut_and_no_word_is_lost(name: str, projet: Path) -> None:
    data = ENTIERS[name]()
    status, paths = bring(projet, name, data)
    assert status == 0
    nothing_is_lost(projet, name, data, paths)


@pytest.mark.parametrize("name", ["parties.docx", "sans-parties.docx"])
def test_each_chapter_goes_to_its_part(name: str, projet: Path) -> None:
    _, paths = bring(projet, name, ENTIERS[name]())
    places = {re.sub("^[0-9]+-", "", path.name): path.parent.name for path in paths}
    assert (
        places["le-territoire.md"]
        == places["l-offre-de-soins.md"]
        == places["les-besoins.md"]
        == "diagnostic"
    )
    assert places["la-gouvernance.md"] == places["le-systeme-d-information.md"] == "organisation"
    assert [name for name, place in places.items() if place == "fiches"] == [
        "M3-02-prevenir-les-chutes.md"
    ]
    (mission,) = [path for path in paths if path.name.endswith("mission-3-prevention.md")]
    assert mission.read_text(encoding="utf-8").startswith(
        "---\nmission: prevention\n---\n\n# Mission 3"
    )


def test_the_same_document_changes_nothing_the_second_time(projet: Path) -> None:
    bring(projet, "parties.docx", ENTIERS["parties.docx"]())
    before = {path: path.read_bytes() for path in written(projet)}
    assert bring(projet, "parties.docx", ENTIERS["parties.docx"]()) == (0, [])
    assert {path: path.read_bytes() for path in written(projet)} == before


# --- statutes ------------------------------------------------------------------------------------------------------

ARTICLES = (
    ("Dénomination", "Il est fondé une association dénommée CPTS du Grand Essai."),
    ("Siège", "Le siège est fixé à Auch, 3 rue du Test."),
    ("Durée", "La durée de l'association est illimitée."),
    ("Conseil", "Le conseil est composé de douze membres élus pour trois ans."),
    (
        "Cotisation",
        "La cotisation annuelle est de 30 €. Nul ne peut détenir plus de deux pouvoirs.",
    ),
)


def statutes(form: str, heading: bool, bold: bool = False) -> bytes:
    document = Document()
    document.add_heading("STATUTS", 1)
    for number, (title, text) in enumerate(ARTICLES, 1):
        line = form.format("1er" if number == 1 and "{}er" not in form else number, title)
        if heading:
            document.add_heading(line, 2)
        else:
            document.add_paragraph().add_run(line).bold = bold
        document.add_paragraph(text)
    return saved(document)


STATUTS = {
    "statuts.docx": lambda: built("statuts.docx"),
    "titres.docx": lambda: statutes("Article {} – {}", True),
    "gras.docx": lambda: statutes("ARTICLE {} : {}", False, True),
}


@pytest.mark.parametrize("name", STATUTS)
def test_statutes_come_in_article_by_article(name: str, projet: Path) -> None:
    data = STATUTS[name]()
    status, paths = bring(projet, name, data)
    assert status == 0
    articles = [path for path in paths if path.parent.name == "importes"]
    assert len(articles) == (24 if name == "statuts.docx" else len(ARTICLES))
    nothing_is_lost(projet, name, data, paths)


def test_values_of_the_statutes_are_guessed_and_said(
    projet: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(projet, "titres.docx", STATUTS["titres.docx"]())
    said = capsys.readouterr().out
    for value in (
        "siège : Auch, 3 rue du Test (article 2)",
        "sièges : douze membres (article 4)",
        "mandat : trois ans (article 4)",
        "cotisation : 30 € (article 5)",
        "pouvoirs : deux pouvoirs (article 5)",
    ):
        assert value in said


# --- members -------------------------------------------------------------------------------------------------------


def test_a_list_of_members_is_proposed_and_its_contacts_stay_private(projet: Path) -> None:
    document = Document()
    rows = (
        ("Nom et prénom", "Métier", "Ville", "Tél", "E-mail"),
        ("Claire DELAFABLE", "médecin généraliste", "Auch", "05 00 00 00 00", "c@exemple.fr"),
        ("Paul NOUVEAU", "infirmier", "Mirande", "05 00 00 00 01", "p@exemple.fr"),
    )
    table = document.add_table(rows=0, cols=5)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    status, _ = bring(projet, "membres.docx", saved(document))
    assert status == 0
    proposed = (projet / "content/personnes-proposees.csv").read_text(encoding="utf-8-sig")
    assert "nouveau;physique;NOUVEAU;Paul;infirmier;" in proposed
    assert "DELAFABLE" not in proposed
    assert "exemple.fr" not in proposed
    private = (projet / "content/prive/contacts-proposes.csv").read_text(encoding="utf-8-sig")
    assert "delafable;05 00 00 00 00;c@exemple.fr;" in private
    assert "nouveau;05 00 00 00 01;p@exemple.fr;" in private


def test_what_is_nothing_of_ours_is_said(projet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(projet, "note.txt", b"Penser a rappeler Claire demain.\n") == (1, [])
    assert "ni les rubriques d'une fiche action" in capsys.readouterr().out
