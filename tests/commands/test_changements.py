"""The command ``changements`` in real repositories: where it starts from, what it writes, what stands in its way."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from docx import Document

from pipeline.commands.ligne import MauvaisUsage, run_command, understand
from tests.conftest import write_files
from tests.projets import CLASSEUR, edited, petit_projet
from tests.test_depot import git

pytestmark = pytest.mark.lent

FICHE = "content/fiches/M3-01-alimentation.md"
TAILLE = "content/projet.yaml\n- taille: 2\n+ taille: 3"
SPACES = str.maketrans("\u00a0\u202f", "  ")


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """The small project followed by git in a folder with accents and spaces, one commit, no tag."""
    root = write_files(tmp_path / "l'été à Auch", petit_projet())
    (root / ".gitignore").write_text("build/\ncontent/prive/contacts.csv\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "principale")
    commit(root, "Premier état")
    return root


def commit(root: Path, words: str) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", words)


def edit(root: Path, notation: str) -> None:
    before = petit_projet()
    later = edited(before, notation)
    write_files(root, {path: data for path, data in later.items() if data != before.get(path)})


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run_command(["-C", str(root), "changements", *words]) == status
    told = capsys.readouterr()
    return (told.out if status == 0 else told.err).translate(SPACES)


def test_without_a_word_it_starts_from_the_last_commit_then_from_the_last_tag(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        said(depot, capsys)
        .splitlines()[0]
        .startswith("De la dernière version enregistrée au dossier : rien n'a changé hors de")
    )
    git(depot, "tag", "version d'avril".replace(" ", "-"))
    edit(depot, TAILLE)
    commit(depot, "Taille")
    told = said(depot, capsys)
    assert told.startswith("De « version-d'avril » au dossier")
    assert "Taille déclarée : 2 → 3." in told


def test_no_change_is_a_sentence_and_no_failure(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Aucun changement." in said(depot, capsys, "HEAD")


def test_an_unknown_state_is_misuse_with_the_nearest_name(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(depot, capsys, "principal", status=2)
    assert told == "git ne connaît pas l'état « principal ». Vouliez-vous dire « principale » ?\n"
    assert "git ne connaît pas l'état « v9 »" in said(depot, capsys, "HEAD", "v9", status=2)


def test_two_states_at_most(depot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "donnez un ou deux états" in said(depot, capsys, "a", "b", "c", status=2)


def test_the_first_line_warns_of_what_may_run(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (depot / "Makefile").write_text("check:\n\techo\n", encoding="utf-8")
    (depot / "docs").mkdir()
    (depot / "docs/é à.md").write_text("x\n", encoding="utf-8")
    first = said(depot, capsys).splitlines()[0]
    assert (
        "attention, 2 fichiers ont changé hors de content/, budgets/ et templates/ (Makefile, docs/é à.md)"
        in first
    )
    assert "peut exécuter du code" in first
    commit(depot, "Makefile")
    assert "attention, 2 fichiers" in said(depot, capsys, "HEAD~1", "HEAD").splitlines()[0]


def test_what_surrounds_a_project_inside_a_larger_repository_counts_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_files(tmp_path / "dépôt" / "ma cpts", petit_projet())
    git(tmp_path / "dépôt", "init", "-q", "-b", "principale")
    commit(tmp_path / "dépôt", "x")
    (tmp_path / "dépôt" / "hook.sh").write_text("x\n", encoding="utf-8")
    edit(root, TAILLE)
    told = said(root, capsys)
    assert "un fichier a changé hors de content/, budgets/ et templates/ (hook.sh)" in told
    assert "Taille déclarée" in told


def test_nothing_of_the_folder_nor_of_git_is_touched(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(depot, TAILLE)
    before = {path: path.read_bytes() for path in depot.rglob("*") if path.is_file()}
    said(depot, capsys, "HEAD")
    assert {path: path.read_bytes() for path in depot.rglob("*") if path.is_file()} == before


def test_it_is_written_for_a_forge_a_browser_and_word(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(depot, TAILLE)
    assert "\n## Contrat\n\n- Taille déclarée : 2 → 3.\n" in said(
        depot, capsys, "--format", "markdown"
    )
    assert said(depot, capsys, "--format", "html") == "build/changements.html\n"
    page = (depot / "build/changements.html").read_text(encoding="utf-8")
    assert "<li>Taille déclarée : 2 → 3.</li>" in page
    assert "http" not in page.replace("http-equiv", "")
    assert said(depot, capsys, "--format", "docx") == "build/changements.docx\n"
    words = [
        paragraph.text for paragraph in Document(str(depot / "build/changements.docx")).paragraphs
    ]
    assert any("Taille déclarée" in text for text in words)
    assert "Contrat" in words


def test_a_project_without_git_has_no_earlier_state(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_files(tmp_path / "sans", petit_projet())
    assert "n'est pas suivi par git" in said(root, capsys, status=2)


def test_a_repository_without_a_commit_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_files(tmp_path / "neuf", petit_projet())
    git(root, "init", "-q")
    assert "n'a encore aucun commit" in said(root, capsys, status=2)


def test_a_copy_cut_short_tells_how_to_complete_it(
    depot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(depot, "tag", "v1")
    edit(depot, TAILLE)
    commit(depot, "Taille")
    git(tmp_path, "clone", "-q", "--depth", "1", depot.as_uri(), "copie")
    told = said(tmp_path / "copie", capsys, "v1", status=2)
    assert "git fetch --unshallow --tags" in told
    git(tmp_path / "copie", "fetch", "-q", "--unshallow", "--tags")
    assert "Taille déclarée" in said(tmp_path / "copie", capsys, "v1")


def test_a_state_with_errors_or_marks_of_a_conflict_is_compared_all_the_same(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = depot / FICHE
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("code: M3-01", "<<<<<<< HEAD\ncode: M3-01\n=======\n"), encoding="utf-8"
    )
    (depot / CLASSEUR).write_bytes(b"PK")
    told = said(depot, capsys)
    assert "ne peut pas être lu en entier" in told
    assert "Apparu, erreur" in told


def test_a_submodule_among_the_sources_is_named(
    depot: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    git(other, "init", "-q", "-b", "principale")
    (other / "a.md").write_text("# A\n", encoding="utf-8")
    commit(other, "x")
    words = (
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "-q",
        other.as_uri(),
        "content/diagnostic/sous",
    )
    git(depot, *words)
    commit(depot, "Sous-module")
    told = said(depot, capsys, "HEAD~1", "HEAD")
    assert "content/diagnostic/sous" in told
    assert ".gitmodules" in told.splitlines()[0]


def test_a_repository_of_5000_commits_takes_no_longer(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    who = "committer T <t@example.org> 1700000000 +0000"
    first = "from refs/heads/principale^0\n"
    stream = "".join(
        f"commit refs/heads/longue\n{who}\ndata 1\nx\n{'' if rank else first}"
        f"M 100644 inline notes.txt\ndata {len(str(rank))}\n{rank}\n"
        for rank in range(5000)
    )
    subprocess.run(["git", "fast-import", "--quiet"], input=stream.encode(), cwd=depot, check=True)
    edit(depot, TAILLE)
    started = time.process_time()
    told = said(depot, capsys, "longue~4999", "longue")
    assert "Aucun changement." in told
    assert "(notes.txt)" in told.splitlines()[0]
    assert time.process_time() - started < 5, "0,3 s sur la machine de mesure"


# --- the words of the command line ------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["changements", "comparer-statuts"])
def test_two_states_are_named_by_the_same_words_everywhere(
    command: str, depot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPUIS", "v1")
    monkeypatch.setenv("JUSQUA", "v2")
    assert understand(["-C", str(depot), command]).values == ("v1", "v2")
    monkeypatch.delenv("DEPUIS")
    with pytest.raises(MauvaisUsage, match="DEPUIS"):
        understand(["-C", str(depot), command])
    monkeypatch.delenv("JUSQUA")
    monkeypatch.setenv("REF", "v1")
    monkeypatch.setenv("REF2", "v2")
    assert understand(["-C", str(depot), command]).values == ("v1", "v2")


def test_make_hands_the_format_and_the_details_on(
    depot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORMAT", "html")
    monkeypatch.setenv("DETAILS", "oui")
    assert understand(["-C", str(depot), "changements"]).options == {
        "--format": "html",
        "--details": "",
    }
    monkeypatch.setenv("FORMAT", "pdf")
    with pytest.raises(MauvaisUsage, match="« FORMAT » attend"):
        understand(["-C", str(depot), "changements"])
