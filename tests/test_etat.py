"""« Nothing changed » is decided by content; D006 tells of a document that someone edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import write_files
from tests.depart import copied
from tests.projets import CHECKOUT, edited, petit_projet, sans_pages

pytestmark = pytest.mark.lent

NOTHING = "Rien n'a changé"


def projet_sante(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, as a user starts it."""
    return copied(["-C", str(folder), *words], {**os.environ, **environment})


@pytest.fixture(scope="session")
def construit_une_fois(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_files(tmp_path_factory.mktemp("construit"), sans_pages(petit_projet()))
    done = projet_sante(folder, "project")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture
def construit(construit_une_fois: Path, tmp_path: Path) -> Path:
    """The small project, built: a copy, which tells nothing apart since only contents count."""
    return shutil.copytree(construit_une_fois, tmp_path / "projet")


def test_a_second_run_does_nothing_and_says_so(construit: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (construit / "build").iterdir()}
    done = projet_sante(construit, "project")
    assert NOTHING in done.stdout
    assert {path: path.stat().st_mtime_ns for path in (construit / "build").iterdir()} == before


def test_touching_a_file_without_changing_it_is_nothing(construit: Path) -> None:
    os.utime(construit / "content/projet.yaml")
    assert NOTHING in projet_sante(construit, "project").stdout


def test_a_deleted_fiche_is_seen(construit: Path) -> None:
    (construit / "content/fiches/M3-01-alimentation.md").unlink()
    done = projet_sante(construit, "project")
    assert NOTHING not in done.stdout
    assert "F015" in done.stdout


def test_an_older_file_restored_is_seen(construit: Path) -> None:
    path = construit / "content/diagnostic/01-territoire.md"
    old = path.read_bytes()
    path.write_bytes(old + b"\nUn ajout.\n")
    assert NOTHING not in projet_sante(construit, "project").stdout
    path.write_bytes(old)
    os.utime(path, (1, 1))
    assert NOTHING not in projet_sante(construit, "project").stdout
    assert NOTHING in projet_sante(construit, "project").stdout


def test_a_deleted_document_is_built_again(construit: Path) -> None:
    path = construit / "build/statuts.docx"
    before = path.read_bytes()
    path.unlink()
    assert NOTHING not in projet_sante(construit, "project").stdout
    assert path.read_bytes() == before


def test_a_changed_template_is_seen(construit: Path) -> None:
    target = construit / "templates/docx/statuts.docx"
    shutil.copy(construit / "templates/docx/annexe-budget.docx", target)
    assert NOTHING not in projet_sante(construit, "project").stdout


def test_a_changed_lock_file_or_code_is_seen(construit: Path) -> None:
    from pipeline import etat

    state = construit / "build/.etat.json"
    assert etat.up_to_date(construit) is not None
    text = state.read_text(encoding="utf-8")
    state.write_text(text.replace(etat.fingerprint(construit), "0" * 64), encoding="utf-8")
    assert etat.up_to_date(construit) is None


def test_a_document_edited_in_word_is_kept_and_named_by_d006(construit: Path) -> None:
    path = construit / "build/statuts.docx"
    ours = path.read_bytes()
    path.write_bytes(b"corrections de la secretaire")
    done = projet_sante(construit, "project")
    assert "avertissement D006" in done.stdout
    assert "statuts (modifié).docx" in done.stdout
    assert (
        construit / "build/statuts (modifié).docx"
    ).read_bytes() == b"corrections de la secretaire"
    assert path.read_bytes() == ours


def test_errors_leave_the_earlier_documents(construit: Path) -> None:
    before = (construit / "build/statuts.docx").read_bytes()
    (construit / "content/projet.yaml").write_text("nom: [", encoding="utf-8")
    done = projet_sante(construit, "build")
    assert done.returncode == 1
    assert "Aucun document n'a été écrit" in done.stdout
    assert (construit / "build/statuts.docx").read_bytes() == before


def test_one_document_alone_can_be_built(dossier: Path) -> None:
    done = projet_sante(dossier, "build", "statuts")
    assert done.returncode == 0
    assert [p.name for p in (dossier / "build").glob("*.docx")] == ["statuts.docx"]
    assert NOTHING not in projet_sante(dossier, "project").stdout


def test_a_brouillon_is_not_taken_for_the_finished_document(construit: Path) -> None:
    assert projet_sante(construit, "build", "--brouillon").returncode == 0
    done = projet_sante(construit, "project")
    assert NOTHING not in done.stdout
    assert "D006" not in done.stdout


def test_a_document_that_is_no_longer_asked_for_goes(construit: Path) -> None:
    path = construit / "content/livrables.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("statuts:\n")], encoding="utf-8")
    projet_sante(construit, "project")
    assert sorted(p.name for p in (construit / "build").glob("*.docx")) == [
        "annexe-budget.docx",
        "projet-de-sante.docx",
    ]


def test_two_builds_do_not_write_at_once(dossier: Path) -> None:
    (dossier / "build").mkdir()
    (dossier / "build/.verrou").write_text(str(os.getpid()), encoding="utf-8")
    done = projet_sante(dossier, "build")
    assert done.returncode == 2
    assert "une autre construction est en cours" in done.stderr
    (dossier / "build/.verrou").write_text("999999999", encoding="utf-8")
    assert projet_sante(dossier, "build").returncode == 0


def test_templates_that_the_last_build_found_sound_are_not_inspected_again_until_they_change(
    construit: Path,
) -> None:
    timed = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pipeline", "-C", str(construit), "check"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "jinja2" not in timed.stderr
    path = "templates/docx/statuts.docx"
    template = construit / path
    spoilt = edited({path: template.read_bytes()}, f"{path}\n- cpts.nom\n+ cpts.non")
    template.write_bytes(spoilt[path])
    done = projet_sante(construit, "check")
    assert done.returncode == 1
    assert f"{path}: erreur D002" in done.stdout
