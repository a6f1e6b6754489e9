"""The text of workbooks and Word files, by hand and for git."""

from __future__ import annotations

import io
import os
import subprocess
import warnings
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.commands.pilotes_git import reading_command, wire
from pipeline.commands.texte import text_of_file
from pipeline.programs import ends_well
from pipeline.read.archive import Refusal
from pipeline.run import build
from tests.classeurs import Feuille, classeur
from tests.conftest import skip_or_fail
from tests.duree import promptly
from tests.libreoffice import Bureau, closed, opened, saved
from tests.projets import (
    AVANT,
    CHECKOUT,
    CLASSEUR,
    FEUILLES,
    ancien_exemple,
    edited,
    examen,
    petit_projet,
)
from tests.test_depot import git

pytestmark = pytest.mark.lent

ATTRIBUTS = "*.xlsx -text diff=classeur\n*.docx -text diff=document-word\n"


def text(name: str, data: bytes) -> str:
    found = text_of_file(name, data)
    assert isinstance(found, str), found
    return found


def refusal(name: str, data: bytes) -> str:
    found = text_of_file(name, data)
    assert isinstance(found, Refusal)
    return found.message


def test_a_table_is_a_line_a_row_under_its_name() -> None:
    lines = text("budget.xlsx", petit_projet()[CLASSEUR]).splitlines()
    at = lines.index(
        "Tableau depenses_prevention : Nature | Libellé | Fiche | Année 1 | Année 2 | Commentaire"
    )
    assert lines[at + 1 : at + 3] == [
        "indemnités | Ateliers (heures) | M3-01 | 10000 | 10000 | 200 heures.",
        "honoraires | Formation | M3-01 | 5000 | 5000 | Deux séances.",
    ]


def test_one_cell_changed_is_one_line_changed() -> None:
    before = petit_projet()
    after = edited(before, f"{CLASSEUR}\nPrévention!D6 = 10500")
    old, new = (text("b.xlsx", files[CLASSEUR]).splitlines() for files in (before, after))
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    head, tail = "indemnités | Ateliers (heures) | M3-01 | ", " | 10000 | 200 heures."
    assert changed == [(f"{head}10000{tail}", f"{head}10500{tail}")]


def test_a_formula_is_shown_with_its_result() -> None:
    lines = text("budget.xlsx", (CHECKOUT / CLASSEUR).read_bytes()).splitlines()
    assert any(
        line.startswith("salaires | Coordinatrice") and "31800 {=12*2650}" in line for line in lines
    )


def test_rows_that_only_wait_are_left_out() -> None:
    lines = text("budget.xlsx", (AVANT / CLASSEUR).read_bytes()).splitlines()
    at = next(rank for rank, line in enumerate(lines) if line.startswith("Tableau indemnites"))
    assert lines[at + 1] == ""


@pytest.mark.parametrize(
    "path", [CLASSEUR, "templates/docx/projet-de-sante.docx", "templates/docx/fiche-action.docx"]
)
def test_saved_again_by_libreoffice_a_file_has_the_same_text(
    path: str, bureau: Bureau, tmp_path: Path
) -> None:
    data, name = (CHECKOUT / path).read_bytes(), Path(path).name
    filter_name = "Calc MS Excel 2007 XML" if name.endswith("xlsx") else "MS Word 2007 XML"
    source, target = tmp_path / f"avant-{name}", tmp_path / f"apres-{name}"
    source.write_bytes(data)
    bureau.run([opened(source), saved(target, filter_name), closed()])
    assert text(name, target.read_bytes()) == text(name, data)


def test_a_built_document_saved_again_has_the_same_text(bureau: Bureau, tmp_path: Path) -> None:
    """Its maps, its organigramme, its numbered titles and the headers of its parts."""
    source, target = tmp_path / "avant.docx", tmp_path / "apres.docx"
    built = build(examen(ancien_exemple()), wanted=["projet-de-sante"])
    source.write_bytes(built["projet-de-sante.docx"])
    bureau.run([opened(source), saved(target, "MS Word 2007 XML"), closed()])
    before, after = (text(path.name, path.read_bytes()) for path in (source, target))
    assert after == before
    assert "Assemblée générale / tous les membres" in before
    assert "[image : Carte du territoire" in before
    assert "Projet de santé – Signatures" in before


def test_a_workbook_saved_without_its_results_has_the_text_of_one_that_has_them() -> None:
    data = (CHECKOUT / CLASSEUR).read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data))
    bare = io.BytesIO()
    book.save(bare)
    assert text("b.xlsx", bare.getvalue()) == text("b.xlsx", data)


def test_a_template_shows_its_slots_its_styles_and_its_page() -> None:
    said = text("statuts.docx", (CHECKOUT / "templates/docx/statuts.docx").read_bytes())
    assert "[Body Text] {{p corps }}" in said
    assert "heading 2 : gras, couleur 0F4C5C" in said
    assert "{PAGE}" in said
    assert "marges : haut" in said


def test_a_colour_changed_in_a_template_is_seen() -> None:
    path = "templates/docx/statuts.docx"
    files = {path: (CHECKOUT / path).read_bytes()}
    after = edited(files, f'{path}\n- w:val="0F4C5C"\n+ w:val="0B5D3B"')
    assert "couleur 0B5D3B" in text("s.docx", after[path])
    assert "couleur 0B5D3B" not in text("s.docx", files[path])


def test_what_a_reviser_struck_out_and_added_is_told_apart() -> None:
    path = "templates/docx/statuts.docx"
    ours = '<w:t xml:space="preserve">Sommaire</w:t>'
    theirs = (
        '</w:r><w:del w:id="900" w:author="Anne"><w:r><w:delText>Sommaire</w:delText></w:r></w:del>'
        '<w:ins w:id="901" w:author="Anne"><w:r><w:t>Table</w:t></w:r></w:ins><w:r>'
    )
    data = edited({path: (CHECKOUT / path).read_bytes()}, f"{path}\n- {ours}\n+ {theirs}")[path]
    assert "[- Sommaire -][+ Table +]" in text("s.docx", data)


@pytest.mark.parametrize("name", ["budget.xlsm", "Lettre.DOCM", "b.xlsb"])
def test_a_file_with_macros_is_refused_by_its_name(name: str) -> None:
    assert "format à macros" in refusal(name, petit_projet()[CLASSEUR])


def test_macros_under_another_name_are_refused_too() -> None:
    buffer = io.BytesIO(petit_projet()[CLASSEUR])
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "format à macros (.xlsm)" in refusal("budget.xlsx", buffer.getvalue())


@pytest.mark.parametrize(
    ("name", "data"), [("a.xlsx", b"PK\x03\x04"), ("a.docx", b""), ("a.pdf", b"%PDF-1.7")]
)
def test_what_is_neither_is_refused_with_a_sentence(name: str, data: bytes) -> None:
    assert refusal(name, data).endswith((".", "?)."))


def test_a_workbook_of_1500_lines_is_read_in_a_moment(tmp_path: Path) -> None:
    rows: list[Sequence[str | int]] = [
        ["honoraires", f"Ligne {n}", "M3-01", n, n, "Une ligne."] for n in range(1500)
    ]
    path = tmp_path / "grand classeur.xlsx"
    path.write_bytes(classeur(2, {**FEUILLES, "prevention": Feuille(rows, [])}))
    with promptly(2):
        said = text(path.name, path.read_bytes())
    assert said.count("| Une ligne.") == 1500


# --- git ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """A repository whose name has a space, an accent and a quote, and where git knows how to read our files."""
    folder = tmp_path / "l'été des CPTS"
    (folder / "budgets").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "principale")
    (folder / ".gitattributes").write_text(ATTRIBUTS, encoding="utf-8")
    (folder / CLASSEUR).write_bytes(petit_projet()[CLASSEUR])
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Premier état")
    if not ends_well([CHECKOUT / ".venv/bin/projet-sante", "aide"], 60):
        skip_or_fail("l'environnement .venv/ n'est pas installé")
    assert wire(folder)
    return folder


def test_git_shows_the_line_that_changed_and_the_table_above_it(depot: Path) -> None:
    after = edited(petit_projet(), f"{CLASSEUR}\nPrévention!D6 = 10500")
    (depot / CLASSEUR).write_bytes(after[CLASSEUR])
    shown = git(depot / "budgets", "diff")
    assert "Binary files" not in shown
    assert "10500" in shown
    git(depot, "commit", "-qam", "Un montant")
    assert "10500" in git(depot, "log", "-p", "-1")
    assert "10500" in git(depot, "show")


def test_git_goes_on_where_a_file_cannot_be_read(depot: Path) -> None:
    (depot / CLASSEUR).write_bytes(b"PK\x03\x04 abime")
    assert "+Ce classeur est abîmé" in git(depot, "diff")


def test_git_goes_on_where_the_software_has_gone(depot: Path) -> None:
    command = reading_command().replace("projet-sante", "parti")
    git(depot, "config", "diff.classeur.textconv", command)
    (depot / CLASSEUR).write_bytes(
        edited(petit_projet(), f"{CLASSEUR}\nPrévention!D6 = 10500")[CLASSEUR]
    )
    subprocess.run(
        ["git", "diff"],
        cwd=depot,
        check=True,
        capture_output=True,
        env={**os.environ, "GIT_PAGER": "cat"},
    )


def test_outside_of_a_repository_nothing_is_wired(tmp_path: Path) -> None:
    assert not wire(tmp_path)


def test_the_checkout_declares_what_is_wired() -> None:
    declared = (CHECKOUT / ".gitattributes").read_text(encoding="utf-8")
    assert "*.xlsx -text diff=classeur" in declared
    assert "*.docx -text diff=document-word" in declared


def body_of_statutes(xml: str) -> bytes:
    return edited(petit_projet(), f"templates/docx/statuts.docx\n- <w:body>\n+ <w:body>{xml}")[
        "templates/docx/statuts.docx"
    ]


def nested(depth: int) -> str:
    cell = "<w:p><w:r><w:t>profond</w:t></w:r></w:p>"
    return f"{'<w:tbl><w:tr><w:tc>' * depth}{cell}{'</w:tc></w:tr></w:tbl>' * depth}"


@pytest.mark.parametrize("depth", [1, 2, 40])
def test_a_table_inside_another_is_told_once(depth: int) -> None:
    with promptly(2):
        told = text("x.docx", body_of_statutes(nested(depth)))
    assert told.count("profond") == 1


def test_rows_and_cells_that_are_wrapped_are_told_too() -> None:
    wrapped = nested(1).replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
    wrapped = wrapped.replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
    assert "| profond |" in text("x.docx", body_of_statutes(wrapped))


@pytest.mark.parametrize("last", ["inconnu", "s0"], ids=["chain", "circle"])
def test_styles_that_lean_on_one_another_without_end_are_told(last: str) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{rank}"><w:name w:val="n{rank}"/><w:basedOn w:val="{base}"/></w:style>'
        for rank, base in enumerate([*(f"s{rank + 1}" for rank in range(9_000)), last])
    )
    notation = f"templates/docx/statuts.docx\n- </w:styles>\n+ {styles}</w:styles>"
    data = edited(petit_projet(), notation)["templates/docx/statuts.docx"]
    with promptly(5):
        assert "n9000" in text("x.docx", data)
