"""The command ``redline`` in a real repository: what it writes, who signs, what it says when it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from tests.conftest import write_files
from tests.projets import petit_projet, sans_pages
from tests.suivi import accepted, parts_of, rejected, said
from tests.test_depot import git

TERRITOIRE = "content/diagnostic/01-territoire.md"
SENTENCE = "Deux communes, dont Auch."
FOLDER = "build/redline"


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    root = write_files(tmp_path / "l'été à Auch", sans_pages(petit_projet()))
    (root / ".gitignore").write_text("build/\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "principale")
    git(root, "config", "user.name", "Zoé Coordin")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Premier état")
    git(root, "tag", "v1")
    return root


def changed(root: Path, old: str, new: str, path: str = TERRITOIRE) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def told(root: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run_command(["-C", str(root), "redline", *words]) == status
    out = capsys.readouterr()
    return out.out if status in (0, 1) else out.err


def signatures(root: Path) -> set[str]:
    docx = (root / FOLDER / "projet-de-sante.docx").read_bytes()
    xml = parts_of(docx)["word/document.xml"].decode()
    return set(re.findall(r'w:author="([^"]*)"', xml))


def test_each_document_that_changed_is_written_and_holds_both_states(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["-C", str(depot), "build"]) == 0
    old = (depot / "build/projet-de-sante.docx").read_bytes()
    changed(depot, SENTENCE, "Trois communes, dont Auch.")
    git(depot, "-c", "user.name=Ana Autrice", "commit", "-qam", "Communes")
    capsys.readouterr()
    said_of_it = told(depot, capsys, "v1")
    assert f"{FOLDER}/projet-de-sante.docx : 1 changement\n" in said_of_it
    assert "Sans changement : " in said_of_it
    assert [path.name for path in (depot / FOLDER).iterdir()] == ["projet-de-sante.docx"]
    assert signatures(depot) == {"Ana Autrice"}
    made = (depot / FOLDER / "projet-de-sante.docx").read_bytes()
    assert rejected(made) == said(parts_of(old))
    assert run_command(["-C", str(depot), "build"]) == 0
    assert accepted(made) == said(parts_of((depot / "build/projet-de-sante.docx").read_bytes()))


def test_what_is_not_committed_is_signed_by_whoever_works_there_and_two_runs_give_the_same(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(depot, SENTENCE, "Trois communes, dont Auch.")
    told(depot, capsys, "v1")
    first = (depot / FOLDER / "projet-de-sante.docx").read_bytes()
    assert signatures(depot) == {"Zoé Coordin"}
    told(depot, capsys, "v1")
    assert (depot / FOLDER / "projet-de-sante.docx").read_bytes() == first


def test_a_fact_that_changed_names_its_cause(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = depot / "content/communes.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = re.sub(r";([0-9]+);", lambda m: f";{int(m[1]) + 100};", lines[1], count=1)
    path.write_text("".join(lines), encoding="utf-8")
    told(depot, capsys, "v1")
    docx = (depot / FOLDER / "projet-de-sante.docx").read_bytes()
    remarks = re.findall(r"<w:t>([^<]*)</w:t>", parts_of(docx)["word/comments.xml"].decode())
    about = [one for one in remarks if "territoire.population" in one]
    assert len(about) == 1
    assert "48\u202f675 devient 48\u202f775" in about[0]
    assert "Cause : les populations des communes changent." in about[0]


def test_a_state_with_errors_is_compared_as_a_draft_and_says_so(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(depot, SENTENCE, "Voir {{ fait.inconnu }}.")
    assert "« le dossier » a des erreurs" in told(depot, capsys, "v1")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), "make redline DEPUIS=v1"),
        (("v1", "v1", "v1"), "make redline DEPUIS=v1"),
        (("v9",), "git ne connaît pas l'état « v9 »"),
    ],
)
def test_what_cannot_be_done_is_told(
    depot: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], wanted: str
) -> None:
    assert wanted in told(depot, capsys, *words, status=2)
    assert not (depot / FOLDER).exists()


def test_nothing_of_the_sources_is_touched(depot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(depot, SENTENCE, "Rien.")
    before = {p: p.read_bytes() for p in depot.rglob("content/**/*") if p.is_file()}
    told(depot, capsys, "v1")
    assert {p: p.read_bytes() for p in before} == before
