"""What partners wrote in a built document comes back to its line: comments, tracked changes, silent edits."""

from __future__ import annotations

import base64
import copy
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from pipeline.commands.ligne import run_command
from pipeline.commands.retour import MOST_RETURNS
from pipeline.run import build
from tests.projets import CHECKOUT, examen, petit_projet, sans_pages

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


@lru_cache(maxsize=1)
def built() -> bytes:
    return build(examen(sans_pages(petit_projet())), wanted=["projet-de-sante"])[
        "projet-de-sante.docx"
    ]


@pytest.fixture
def relu(dossier: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Somebody changes the document that was built, and it is read again."""
    (dossier / "build").mkdir()
    (dossier / "build/projet-de-sante.docx").write_bytes(built())

    def read_again(
        *changes: Change, name: str = "projet-de-sante (relu).docx", options: tuple[str, ...] = ()
    ) -> str:
        document = Document(io.BytesIO((dossier / "build/projet-de-sante.docx").read_bytes()))
        for change in changes:
            change(document)
        path = dossier / name
        document.save(str(path))
        assert run_command(["-C", str(dossier), "retour", str(path), *options]) == 0
        return capsys.readouterr().out

    return read_again


def git_apply(dossier: Path) -> None:
    patch = dossier / "build/retour/projet-de-sante.patch"
    subprocess.run(["git", "apply", str(patch)], cwd=dossier, check=True)


def line_of(dossier: Path, path: str, words: str) -> int:
    lines = (dossier / path).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
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
    git_apply(dossier)
    assert "Deux communes, Auch et Pavie." in (dossier / TERRITOIRE).read_text(encoding="utf-8")


def test_an_edit_without_tracking_is_found_too(dossier: Path, relu: Callable[..., str]) -> None:
    said = relu(silent(SENTENCE, "Trois communes, dont Auch."))
    assert "modification de quelqu'un, sans suivi des modifications" in said
    assert f"{TERRITOIRE}:{line_of(dossier, TERRITOIRE, SENTENCE)}" in said


def test_a_figure_that_is_a_fact_is_not_patched_and_says_where_it_is_given(
    relu: Callable[..., str],
) -> None:
    said = relu(silent("48 675", "50 000"))
    assert "→ Le territoire compte 50 000 habitants." in said
    assert (
        "« 48 675 » est un fait, {{ territoire.population }} : il vient de content/communes.csv"
        in said
    )


def test_words_beside_a_fact_come_back(dossier: Path, relu: Callable[..., str]) -> None:
    said = relu(silent("Le territoire compte", "Ce territoire a"))
    assert "+ Ce territoire a 48 675 habitants." in said
    git_apply(dossier)
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    assert "Ce territoire a {{ territoire.population }} habitants." in text


def test_what_has_no_place_is_listed_with_its_words(relu: Callable[..., str]) -> None:
    def added(document: Docx) -> None:
        document.paragraphs[0].insert_paragraph_before("Wapiti zibeline quokka fennec.")

    said = relu(added)
    assert "Sans place trouvée dans les sources :" in said
    assert "Wapiti zibeline quokka fennec." in said


def test_nothing_is_written_in_the_sources(dossier: Path, relu: Callable[..., str]) -> None:
    before = {p: p.read_bytes() for p in (dossier / "content").rglob("*") if p.is_file()}
    relu(tracked(SENTENCE, "Une commune."), commented("Le territoire compte", "Bien."))
    assert {p: p.read_bytes() for p in (dossier / "content").rglob("*") if p.is_file()} == before


def test_a_file_of_another_name_is_known_by_its_marks(relu: Callable[..., str]) -> None:
    said = relu(silent(SENTENCE, "Trois communes."), name="reponse.docx")
    assert "+ Trois communes." in said


def test_a_document_that_is_not_ours_loses_no_comment(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document()
    document.add_paragraph("Un avis sur le projet.")
    document.add_comment(document.paragraphs[0].runs, text="À revoir", author="Anne Ars")
    document.save(str(dossier / "avis.docx"))
    assert run_command(["-C", str(dossier), "retour", "avis.docx"]) == 0
    said = capsys.readouterr().out
    assert "Son nom n'est celui d'aucun document du projet, et il ne porte pas nos marques" in said
    assert "À revoir" in said


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


def tracked_paragraphs(count: int, words: str) -> Change:
    def change(document: Docx) -> None:
        body = document.element.body
        for _rank in range(count):
            added = parse_xml(
                f"<w:p {nsdecls('w')}><w:ins w:id='1' w:author='x'><w:r><w:t>{words}</w:t></w:r></w:ins></w:p>"
            )
            body.insert(0, added)

    return change


def silent_paragraphs(count: int) -> Change:
    def change(document: Docx) -> None:
        for paragraph in document.paragraphs:
            paragraph.text = ""
        for rank in range(count):
            document.add_paragraph(f"Un autre texte {rank}.")

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (tracked_paragraphs(MOST_RETURNS + 1, "mot"), "la limite est de 2"),
        (tracked_paragraphs(1, "mot " * 20_000), "un paragraphe de"),
        (silent_paragraphs(3_900), "presque plus rien"),
        (silent_paragraphs(4_001), "que le document construit n'a pas"),
    ],
)
def test_what_would_take_hours_to_compare_is_refused_in_words(
    dossier: Path,
    relu: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
    change: Change,
    said: str,
) -> None:
    relu()
    document = Document(str(dossier / "build/projet-de-sante.docx"))
    change(document)
    document.save(str(dossier / "projet-de-sante-long.docx"))
    capsys.readouterr()
    assert run_command(["-C", str(dossier), "retour", "projet-de-sante-long.docx"]) == 2
    assert said in capsys.readouterr().err


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


# --- what people do in Word ---------------------------------------------------------------------------------------


def drop(node: Any) -> None:
    node.getparent().remove(node)


def without_marks(node: Any) -> None:
    for mark in [*node.iter(qn("w:bookmarkStart")), *node.iter(qn("w:bookmarkEnd"))]:
        drop(mark)


def paragraph_after(words: str, text: str) -> Change:
    """A new paragraph, its end and its words tracked as Word does when somebody types Enter after another."""

    def change(document: Docx) -> None:
        before = paragraph_with(document, words)
        added = copy.deepcopy(before._p)
        without_marks(added)
        run = next(added.iter(qn("w:r")))
        for other in list(added.iter(qn("w:r")))[1:]:
            drop(other)
        next(run.iter(qn("w:t"))).text = text
        around = OxmlElement("w:ins")
        around.set(qn("w:author"), "Paul Cpam")
        run.addprevious(around)
        around.append(run)
        before._p.addnext(added)
        properties = before._p.get_or_add_pPr()
        look, mark = OxmlElement("w:rPr"), OxmlElement("w:ins")
        mark.set(qn("w:author"), "Paul Cpam")
        look.append(mark)
        properties.append(look)

    return change


def typed_after(words: str, text: str) -> Change:
    def change(document: Docx) -> None:
        added = copy.deepcopy(paragraph_with(document, words)._p)
        without_marks(added)
        paragraph_with(document, words)._p.addnext(added)
        Paragraph(added, None).runs[0].text = text  # type: ignore[arg-type]
        for run in Paragraph(added, None).runs[1:]:  # type: ignore[arg-type]
            run.text = ""

    return change


def removed(words: str) -> Change:
    def change(document: Docx) -> None:
        drop(paragraph_with(document, words)._p)

    return change


def cut_in_two(words: str, at: str) -> Change:
    def change(document: Docx) -> None:
        paragraph = paragraph_with(document, words)
        first, second = plain(paragraph.text).split(at)
        other = copy.deepcopy(paragraph._p)
        paragraph._p.addnext(other)
        for one, text in ((paragraph, first), (Paragraph(other, paragraph._parent), at + second)):
            one.runs[0].text = text
            for run in one.runs[1:]:
                run.text = ""

    return change


def copied(words: str) -> Change:
    """The same paragraph twice, with its mark."""

    def change(document: Docx) -> None:
        paragraph = paragraph_with(document, words)._p
        paragraph.addnext(copy.deepcopy(paragraph))

    return change


@pytest.mark.parametrize("add", [paragraph_after, typed_after])
def test_a_new_paragraph_goes_after_the_one_before_it(
    dossier: Path, relu: Callable[..., str], add: Callable[[str, str], Change]
) -> None:
    said = relu(add(SENTENCE, "Une phrase de plus."))
    assert "+ Une phrase de plus." in said
    git_apply(dossier)
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    assert f"{SENTENCE}\n\nUne phrase de plus.\n" in text


def test_a_paragraph_that_is_gone_is_told_and_may_go(
    dossier: Path, relu: Callable[..., str]
) -> None:
    said = relu(removed(SENTENCE))
    assert f"− {SENTENCE}" in said
    git_apply(dossier)
    assert SENTENCE not in (dossier / TERRITOIRE).read_text(encoding="utf-8")


def test_a_paragraph_cut_in_two_loses_no_word(relu: Callable[..., str]) -> None:
    said = relu(cut_in_two("Le territoire compte", "habitants"))
    assert "Le territoire compte 48 675" in said
    assert "habitants." in said


def test_a_paragraph_copied_twice_is_told_once(relu: Callable[..., str]) -> None:
    said = relu(copied(SENTENCE))
    assert "aucun commentaire, 1 modification." in said
    assert SENTENCE in said


def test_an_edit_of_the_statutes_names_the_article(relu: Callable[..., str]) -> None:
    said = relu(commented("relève de la loi", "Laquelle ?"))
    assert "(statuts, article " in said


def test_two_reviewers_at_once_and_what_they_both_changed(
    dossier: Path, relu: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    relu(silent(SENTENCE, "Trois communes, dont Auch."), name="projet-de-sante A.docx")
    relu(
        silent(SENTENCE, "Quatre communes, dont Auch."),
        silent("Le territoire compte", "Ce territoire compte"),
        name="projet-de-sante B.docx",
    )
    files = [str(dossier / f"projet-de-sante {one}.docx") for one in "AB"]
    assert run_command(["-C", str(dossier), "retour", *files]) == 0
    said = capsys.readouterr().out
    assert "projet-de-sante A.docx : " in said
    assert "projet-de-sante B.docx : " in said
    assert "change des mots que quelqu'un d'autre a changés aussi — Quatre communes" in said
    git_apply(dossier)
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    assert "Trois communes, dont Auch." in text
    assert "Ce territoire compte {{ territoire.population }}" in text


def test_appliquer_writes_what_git_takes_and_names_the_rest(
    dossier: Path, relu: Callable[..., str]
) -> None:
    said = relu(
        silent(SENTENCE, "Trois communes, dont Auch."),
        silent("48 675", "50 000"),
        options=("--appliquer",),
    )
    assert "1 modification reportée dans les sources" in said
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    assert "Trois communes, dont Auch." in text
    assert "{{ territoire.population }}" in text
    assert not (dossier / "build/retour").exists()


def test_a_comment_becomes_a_remark_that_nothing_prints(
    dossier: Path, relu: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = relu(commented(SENTENCE, "Lesquelles -- au juste ?"), options=("--remarques",))
    assert "1 commentaire en remarque dans les sources" in said
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    assert re.search(r"<!-- remarque \(Anne Ars, [0-9-]{10}\) : « Deux communes", text)
    assert "Lesquelles — au juste ?" in text
    assert run_command(["-C", str(dossier), "remarques"]) == 0
    listed = capsys.readouterr().out
    assert "Anne Ars : 1 remarque\n" in listed
    assert "Lesquelles — au juste ?" in listed
    before = (dossier / "build/projet-de-sante.docx").read_bytes()
    assert run_command(["-C", str(dossier), "build"]) == 0
    assert (dossier / "build/projet-de-sante.docx").read_bytes() == before
    assert run_command(["-C", str(dossier), "format"]) == 0
    assert "Lesquelles — au juste ?" in (dossier / TERRITOIRE).read_text(encoding="utf-8")
    again = relu(commented(SENTENCE, "Lesquelles -- au juste ?"), options=("--remarques",))
    assert "la remarque y est déjà" in again


def test_an_amount_of_a_budget_table_names_its_cell(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["-C", str(dossier), "build"]) == 0
    name = next(p.name for p in (dossier / "build").glob("*budget*.docx"))
    document = Document(str(dossier / "build" / name))
    cell = next(
        cell
        for table in document.tables
        for row in table.rows
        if "Ateliers" in plain(row.cells[1].text if len(row.cells) > 1 else "")
        for cell in row.cells
        if plain(cell.text) == "10 000"
    )
    cell.paragraphs[0].runs[0].text = "12 500"
    path = dossier / name.replace(".docx", " (relu).docx")
    document.save(str(path))
    capsys.readouterr()
    assert run_command(["-C", str(dossier), "retour", str(path)]) == 0
    said = plain(capsys.readouterr().out)
    assert "− 10 000" in said
    assert "→ 12 500" in said
    assert re.search(r"ce chiffre vient de budgets/budget.xlsx:Prévention![A-Z][0-9]+", said)


def test_a_paragraph_that_moved_says_so(relu: Callable[..., str]) -> None:
    def moved(document: Docx) -> None:
        paragraph = paragraph_with(document, SENTENCE)._p
        paragraph_with(document, "Le territoire compte")._p.addprevious(paragraph)

    assert "a été déplacé, sans changer" in relu(moved)


def test_another_program_that_dropped_our_marks_is_read_by_its_words(
    dossier: Path, relu: Callable[..., str]
) -> None:
    def remade(document: Docx) -> None:
        without_marks(document.element.body)
        silent(SENTENCE, "Trois communes, dont Auch.")(document)

    said = relu(remade)
    assert "Il ne porte pas les marques de nos documents" in said
    assert f"{TERRITOIRE}:{line_of(dossier, TERRITOIRE, SENTENCE)}" in said
    assert "+ Trois communes, dont Auch." in said


def test_a_reviewers_picture_is_told(relu: Callable[..., str]) -> None:
    def pictured(document: Docx) -> None:
        run = paragraph_with(document, SENTENCE).add_run()
        run.add_picture(io.BytesIO(PNG))

    assert "une image a été ajoutée" in relu(pictured)


def test_at_the_screen_each_edit_is_asked_for(dossier: Path, relu: Callable[..., str]) -> None:
    relu(
        silent("Le territoire compte", "Ce territoire compte"),
        silent(SENTENCE, "Trois communes, dont Auch."),
    )
    keyboard, screen = pytest.importorskip("pty").openpty()
    os.write(keyboard, b"n\no\n")
    words = ["-C", str(dossier), "retour", "projet-de-sante (relu).docx", "--appliquer"]
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=CHECKOUT,
        stdin=screen,
        capture_output=True,
        check=False,
    )
    said = done.stdout.decode()
    os.close(keyboard)
    os.close(screen)
    assert said.count("Reporter cette modification ? (o/n)") == 2
    assert "1 modification reportée" in said
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    assert "Le territoire compte" in text
    assert "Trois communes, dont Auch." in text


def retitled(document: Docx) -> None:
    """The title, and not its line in the contents, which comes first."""
    titles = [p for p in document.paragraphs if p.text == "Les limites"]
    titles[-1].runs[0].text = "Ses limites"


def test_each_edit_is_a_hunk_of_its_own_even_on_lines_that_touch(
    dossier: Path, relu: Callable[..., str]
) -> None:
    relu(
        silent(SENTENCE, "Trois communes, dont Auch."),
        silent("Le territoire compte", "Ce territoire compte"),
        retitled,
    )
    patch = (dossier / "build/retour/projet-de-sante.patch").read_text(encoding="utf-8")
    assert patch.count("@@ -") == 3
    git_apply(dossier)
    text = (dossier / TERRITOIRE).read_text(encoding="utf-8")
    for words in ("Trois communes", "Ce territoire compte", "## Ses limites"):
        assert words in text


def test_a_text_that_moved_to_another_file_is_found_by_its_words(
    dossier: Path, relu: Callable[..., str]
) -> None:
    relu()
    path, other = dossier / TERRITOIRE, dossier / "content/diagnostic/02-limites.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(SENTENCE, "Voir plus loin."), encoding="utf-8")
    other.write_text(f"# Limites\n\nUn mot d'abord.\n\n{SENTENCE}\n", encoding="utf-8")
    said = read_older(dossier, commented(SENTENCE, "Lesquelles ?"))
    assert "\ncontent/diagnostic/02-limites.md:5\n  commentaire" in said


def test_a_document_that_was_not_built_is_read_for_its_tracked_changes(
    dossier: Path, relu: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    relu(tracked(SENTENCE, "Une commune."))
    (dossier / "build/projet-de-sante.docx").unlink()
    path = str(dossier / "projet-de-sante (relu).docx")
    assert run_command(["-C", str(dossier), "retour", path]) == 0
    said = capsys.readouterr().out
    assert "n'est pas dans build/" in said
    assert "+ Une commune." in said


def test_no_remark_is_said(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["-C", str(dossier), "remarques"]) == 0
    assert "Aucune remarque" in capsys.readouterr().out


def test_a_document_older_than_the_sources_says_so_and_is_placed_by_its_words(
    dossier: Path, relu: Callable[..., str]
) -> None:
    relu()
    path = dossier / TERRITOIRE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("## Les limites", "## Où il s'arrête"), encoding="utf-8")
    said = read_older(dossier, commented(SENTENCE, "Lesquelles ?"))
    assert "d'une version plus ancienne des sources" in said
    assert f"{TERRITOIRE}:{line_of(dossier, TERRITOIRE, SENTENCE)}" in said


def read_older(dossier: Path, change: Change) -> str:
    """A copy of the document that is in ``build/``, which was built before the sources changed."""
    document = Document(io.BytesIO((dossier / "build/projet-de-sante.docx").read_bytes()))
    change(document)
    path = dossier / "projet-de-sante (ancien).docx"
    document.save(str(path))
    out = io.StringIO()
    with redirect_stdout(out):
        assert run_command(["-C", str(dossier), "retour", str(path)]) == 0
    return out.getvalue()


def test_a_protected_document_and_one_with_a_reviewers_table_are_read(
    relu: Callable[..., str],
) -> None:
    def own_table(document: Docx) -> None:
        protection = OxmlElement("w:documentProtection")
        protection.set(qn("w:edit"), "comments")
        protection.set(qn("w:enforcement"), "1")
        document.settings.element.append(protection)
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "Zibeline"
        table.cell(0, 1).text = "Wapiti"

    said = relu(own_table)
    assert "Zibeline" in said
    assert "Wapiti" in said


def test_a_comment_on_a_comment_is_told_too(relu: Callable[..., str]) -> None:
    said = relu(commented(SENTENCE, "Lesquelles ?"), commented(SENTENCE, "Auch et Pavie."))
    assert "Lesquelles ?" in said
    assert "Auch et Pavie." in said


def test_an_old_word_file_is_told_what_to_do(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / "relu.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert run_command(["-C", str(dossier), "retour", "relu.doc"]) == 2
    said = capsys.readouterr().err
    assert ".docx" in said
    assert "Traceback" not in said
