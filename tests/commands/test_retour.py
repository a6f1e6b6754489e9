"""What partners wrote in a built document comes back to its line: comments, tracked changes, silent edits."""

from __future__ import annotations

import copy
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from pipeline.commands.ligne import run_command

Change = Callable[[Docx], None]


def paragraph_with(document: Docx, words: str) -> Paragraph:
    inside = [
        p
        for table in document.tables
        for row in table.rows
        for c in row.cells
        for p in c.paragraphs
    ]
    everywhere = [*document.paragraphs, *inside]
    found: Paragraph = next(p for p in everywhere if words in plain(p.text))
    return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def commented(words: str, text: str) -> Change:
    def change(document: Docx) -> None:
        runs = paragraph_with(document, words).runs
        document.add_comment(runs, text=text, author="Anne Ars", initials="AA")

    return change


def tracked(old: str, new: str) -> Change:
    """Word's own marks: the runs of the paragraph struck out, one added."""

    def change(document: Docx) -> None:
        paragraph = paragraph_with(document, old)
        removed, added = OxmlElement("w:del"), OxmlElement("w:ins")
        for mark in (removed, added):
            mark.set(qn("w:id"), "901")
            mark.set(qn("w:author"), "Paul Cpam")
        text = paragraph.text
        first = paragraph.runs[0]._r
        first.addprevious(removed)
        first.addprevious(added)
        for run in paragraph.runs:
            removed.append(run._r)
        kept = copy.deepcopy(removed[0])
        for node in kept.iter(qn("w:t")):
            node.text = text.replace("’", "'").replace(old, new)
        added.append(kept)
        for node in removed.iter(qn("w:t")):
            node.tag = qn("w:delText")

    return change


def silent(old: str, new: str) -> Change:
    def change(document: Docx) -> None:
        for run in paragraph_with(document, old).runs:
            run.text = plain(run.text).replace(old, new)

    return change


@pytest.fixture
def relu(dossier: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    assert run_command(["-C", str(dossier), "build"]) == 0
    capsys.readouterr()

    def read_again(*changes: Change, name: str = "projet-de-sante (relu).docx") -> str:
        document = Document(io.BytesIO((dossier / "build/projet-de-sante.docx").read_bytes()))
        for change in changes:
            change(document)
        path = dossier / name
        document.save(str(path))
        assert run_command(["-C", str(dossier), "retour", str(path)]) == 0
        return capsys.readouterr().out

    return read_again


def line_of(dossier: Path, path: str, words: str) -> int:
    lines = (dossier / path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


TERRITOIRE = "content/diagnostic/01-territoire.md"
SENTENCE = "Deux communes, dont Auch."


def test_a_document_that_nobody_touched_says_nothing(relu: Callable[..., str]) -> None:
    assert relu() == "projet-de-sante (relu).docx : aucun commentaire, aucune modification.\n"


def test_a_comment_is_told_with_its_author_and_the_line_that_it_is_about(
    dossier: Path, relu: Callable[..., str]
) -> None:
    said = relu(commented(SENTENCE, "Lesquelles ?"))
    number = line_of(dossier, TERRITOIRE, SENTENCE)
    assert f"\n{TERRITOIRE}:{number}\n  commentaire de Anne Ars" in said
    assert "Lesquelles ?" in said


def test_a_tracked_change_comes_with_a_patch_that_git_applies(
    dossier: Path, relu: Callable[..., str]
) -> None:
    said = relu(tracked(SENTENCE, "Deux communes, Auch et Pavie."))
    assert "modification de Paul Cpam" in said
    assert f"− {SENTENCE}" in said
    assert "+ Deux communes, Auch et Pavie." in said
    patch = dossier / "build/retour/projet-de-sante.patch"
    subprocess.run(["git", "apply", str(patch)], cwd=dossier, check=True)
    assert "Deux communes, Auch et Pavie." in (dossier / TERRITOIRE).read_text(encoding="utf-8")


def test_an_edit_without_tracking_is_found_too(dossier: Path, relu: Callable[..., str]) -> None:
    said = relu(silent(SENTENCE, "Trois communes, dont Auch."))
    assert "modification de quelqu'un, sans suivi des modifications" in said
    assert f"{TERRITOIRE}:{line_of(dossier, TERRITOIRE, SENTENCE)}" in said


def test_a_figure_that_is_a_fact_is_not_patched_and_says_so(relu: Callable[..., str]) -> None:
    said = relu(silent("Le territoire compte", "Ce territoire compte"))
    assert "→ Ce territoire compte" in said
    assert "{{ territoire.population }}" in said


def test_what_has_no_place_is_listed_with_its_words(relu: Callable[..., str]) -> None:
    def added(document: Docx) -> None:
        document.add_paragraph("Wapiti zibeline quokka fennec.")

    said = relu(added)
    assert "Sans place trouvée dans les sources :" in said
    assert "Wapiti zibeline quokka fennec." in said


def test_nothing_is_written_in_the_sources(dossier: Path, relu: Callable[..., str]) -> None:
    before = {p: p.read_bytes() for p in (dossier / "content").rglob("*") if p.is_file()}
    relu(tracked(SENTENCE, "Une commune."), commented("Le territoire compte", "Bien."))
    assert {p: p.read_bytes() for p in (dossier / "content").rglob("*") if p.is_file()} == before


def test_a_file_of_another_name_loses_no_comment(relu: Callable[..., str]) -> None:
    said = relu(commented(SENTENCE, "Lesquelles ?"), name="reponse.docx")
    assert "Son nom n'est celui d'aucun document du projet" in said
    assert "Lesquelles ?" in said


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("relu.docm", b"PK", "Enregistrer sous"),
        ("relu.docx", b"rien", "un document"),
        ("relu.docx", b"PK\x03\x04 coupe", "«"),
    ],
)
def test_what_is_no_word_file_is_told(
    dossier: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, wanted: str
) -> None:
    (dossier / name).write_bytes(data)
    assert run_command(["-C", str(dossier), "retour", name]) == 2
    said = capsys.readouterr().err
    assert wanted in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "typed",
    [
        "Deux **communes**, dont Auch.",
        "Deux {{ x }} communes, dont Auch.",
        "Deux <!-- communes, dont Auch.",
    ],
)
def test_what_a_reader_types_is_never_markup(
    dossier: Path, relu: Callable[..., str], typed: str
) -> None:
    said = relu(silent(SENTENCE, typed))
    assert f"→ {typed}" in said
    assert "des signes que le Markdown lirait" in said
    assert not (dossier / "build/retour").exists()


def test_a_cell_of_a_list_is_left_to_a_person(dossier: Path, relu: Callable[..., str]) -> None:
    path = dossier / "content/diagnostic/besoins.csv"
    words = path.read_text(encoding="utf-8-sig").splitlines()[1].split(";")[3]
    said = relu(silent(words, f"{words} ; vite"))
    assert "content/diagnostic/besoins.csv:2" in said
    assert "où un signe compte" in said
    assert not (dossier / "build/retour").exists()
