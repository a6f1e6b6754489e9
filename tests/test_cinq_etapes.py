"""A CPTS lives its five stages in a repository: letter, projet, contract, first year, avenant, each tagged, each with its
documents, and no figure typed twice."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import run_command
from tests.assemble.test_rapport import NOTATION, REALISE
from tests.classeurs import with_table
from tests.conftest import write_files
from tests.projets import CHECKOUT, CLASSEUR, edited, petit_projet, sans_pages
from tests.test_depot import git
from tests.test_etapes import lettre

pytestmark = pytest.mark.lent

EXEMPLE = CHECKOUT / "content"
FICHE = "content/fiches/M3-01-alimentation.md"
LIVRABLES = "content/livrables.yaml"
PROJET = "content/projet.yaml"
LETTRES = {"lettre-ars.docx", "lettre-cpam.docx", "lettre-elus.docx"}
PROJETS = {
    *("projet-de-sante.docx", "annexe-budget.docx", "statuts.docx", "reglement-interieur.docx"),
    *(
        "conventions.docx",
        "grille-ars.docx",
        "contours.docx",
        "liste-des-membres.docx",
        "engagements.docx",
    ),
    *LETTRES,
}
RAPPORTS = {"rapport-activite.docx", "dialogue-gestion.docx"}
PERSONNES = "content/personnes.csv"


def livrables() -> str:
    """Those of the small project, then the letters, conventions, grid, avenant and report of the example."""
    example = (EXEMPLE / "livrables.yaml").read_text(encoding="utf-8")
    theirs = sans_pages(petit_projet())[LIVRABLES].decode()
    return f"{theirs}\n{example[example.index('lettre-intention:') :]}"


def texts() -> dict[str, bytes]:
    """The texts of the example, which cite facts and no name but that of the signatory."""
    found = [*EXEMPLE.glob("textes/*.md"), *EXEMPLE.glob("conventions/*.md")]
    return {
        f"content/{path.relative_to(EXEMPLE)}": path.read_bytes().replace(b"delafable", b"durand")
        for path in found
    }


def test_no_figure_is_typed_in_the_texts_of_the_file() -> None:
    for path, data in texts().items():
        body = re.sub(
            r"\A---\n.*?\n---\n|<!--.*?-->|1er juillet 1901", "", data.decode(), flags=re.S
        )
        assert not re.search(r"\d", re.sub(r"\{\{.*?\}\}", "", body)), path


@pytest.fixture(scope="module")
def vie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("vie") / "cpts"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text("build/\ncontent/prive/contacts.csv\n", encoding="utf-8")
    return root


def tagged(root: Path, files: dict[str, bytes], tag: str) -> set[str]:
    """The state, built, committed and tagged; the names of its documents."""
    for path in sorted(root.rglob("*"), reverse=True):
        inside = path.relative_to(root).as_posix()
        if path.is_file() and not inside.startswith((".git", "build/")) and inside not in files:
            path.unlink()
    write_files(root, files)
    assert run_command(["-C", str(root), "build"]) == 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", tag)
    git(root, "tag", tag)
    return {path.name for path in (root / "build").glob("*.docx")}


def words(root: Path, name: str) -> tuple[str, list[list[list[str]]]]:
    document = Document(io.BytesIO((root / "build" / name).read_bytes()))
    text = plain("\n".join(paragraph.text for paragraph in document.paragraphs))
    tables = [[[plain(c.text) for c in row.cells] for row in t.rows] for t in document.tables]
    return text, tables


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def people(files: Mapping[str, bytes], column: str, told: Sequence[str]) -> bytes:
    """The list of people with one column more."""
    head, *lines = files[PERSONNES].decode("utf-8-sig").splitlines()
    kept = [f"{line};{words}" for line, words in zip(lines, told, strict=True)]
    return "\n".join([f"{head};{column}", *kept]).encode()


def projet(etape: str, notation: str = "") -> dict[str, bytes]:
    files = {**petit_projet(), **texts(), LIVRABLES: livrables().encode()}
    files[PERSONNES] = people(files, "convention", ["", "", "prêt de salles"])
    return edited(files, f"{PROJET}\n+ etape: {etape}\n{notation}")


LIVED = NOTATION[NOTATION.index("content/suivi/") :]
"""What was done and measured; the documents are those of the example."""
SIGNED = f"{PROJET}\n+ version_signee: signe-2027\n"
CHANGED = f"""{FICHE}
- pilote: durand
- membres: [petit]
+ pilote: petit
+ membres: [durand]
-   deploiement: 2028-10-01
+   deploiement: 2028-12-01
- Un constat chiffré : 12 % des habitants.
+ Un constat chiffré : 14 % des habitants.
{CLASSEUR}
Prévention!D6 = 9000
Prévention!D7 = 6000
"""


def test_each_stage_gives_its_documents(vie: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begun = {**lettre(), LIVRABLES: livrables().encode()}
    begun["content/textes/lettre-intention.md"] = texts()["content/textes/lettre-intention.md"]
    begun["content/diagnostic/besoins.csv"] = petit_projet()["content/diagnostic/besoins.csv"]
    sent = re.sub(
        rb"(?m)^.*contrat\.depot.*\n|.*territoire\.taille.*\n",
        b"",
        begun.pop("content/textes/lettre-intention.md"),
    )
    begun["content/textes/lettre-intention.md"] = sent
    begun[PERSONNES] = people(begun, "fondateur", ["oui", "oui", "oui"])
    assert tagged(vie, begun, "lettre") == {"lettre-intention.docx"}
    assert tagged(vie, projet("projet"), "projet") == PROJETS
    assert tagged(vie, projet("contrat"), "signe-2027") == PROJETS

    lived = projet("bilan", LIVED)
    lived[CLASSEUR] = with_table(lived[CLASSEUR], "Réalisé", "realise", REALISE)
    assert tagged(vie, lived, "bilan-1") == PROJETS | RAPPORTS

    changed = edited(projet("bilan", LIVED + SIGNED), CHANGED)
    assert tagged(vie, changed, "avenant-1") == PROJETS | RAPPORTS | {"avenant.docx"}
    capsys.readouterr()
    text, tables = words(vie, "avenant.docx")
    assert "(version signe-2027)" in text
    rows = {row[0]: row[1:] for table in tables for row in table}
    assert rows["M3-01, pilote"] == ["Anne Durand", "Marc Petit"]
    assert rows["M3-01, déploiement"] == ["1er octobre 2028", "1er décembre 2028"]
    assert rows["M3-01, membres"] == ["Marc Petit", "Anne Durand"]
    assert [
        "années 1 et 2, 10 000 € par an",
        "année 1, 9 000 €, année 2, 10 000 €",
    ] in rows.values()
    assert "Total du budget" not in rows
    assert "Les dépenses de chaque bloc et de chaque année restent les mêmes." in text
    assert any("12 %" in cells[0] and "14 %" in cells[1] for cells in rows.values())
    git(vie, "tag", "-d", "signe-2027")
    assert run_command(["-C", str(vie), "build"]) == 0
    told = capsys.readouterr().out
    assert "D026" in told
    assert "git ne connaît pas l'état « signe-2027 »" in told
    assert not (vie / "build/avenant.docx").exists()
    assert (vie / "build/rapport-activite.docx").exists()
