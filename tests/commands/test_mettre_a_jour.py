"""A project brought to the version of the software: what its CPTS changed stays, and is told."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from pipeline import __version__
from pipeline.commands.empreintes import OWN, hash_of_plain, known, plain
from pipeline.commands.ligne import run_command
from pipeline.commands.mettre_a_jour import SHOWN
from pipeline.commands.poses import RECIPES, laid
from pipeline.disk import files_under
from tests.projets import CHECKOUT
from tests.test_depot import git

RECIPE = RECIPES["github.yml"]
Commande = Callable[[Path], tuple[int, str]]


@pytest.fixture(scope="module")
def fait(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("projets") / "l'été à deux"
    assert run_command(["nouveau-projet", str(folder)]) == 0
    git(folder, "commit", "-q", "--allow-empty", "-m", "Premier état")
    return folder


@pytest.fixture
def projet(fait: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fait, tmp_path / fait.name))


@pytest.fixture
def mettre_a_jour(capsys: pytest.CaptureFixture[str]) -> Commande:
    def run(folder: Path) -> tuple[int, str]:
        capsys.readouterr()
        status = run_command(["-C", str(folder), "mettre-a-jour"])
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def older(folder: Path) -> bytes:
    """Back to a version before ours, with a template as it was then: that template."""
    listed = ["git", "log", "--format=%H", "--", "templates/docx/statuts.docx"]
    commits = subprocess.run(
        listed, cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout.split()
    if len(commits) < 2:
        pytest.skip("cette copie du dépôt n'a pas d'histoire")
    shown = ["git", "show", f"{commits[1]}:templates/docx/statuts.docx"]
    template = subprocess.run(shown, cwd=CHECKOUT, capture_output=True, check=True).stdout
    (folder / "templates/docx/statuts.docx").write_bytes(template)
    for name in ("Makefile", "README.md", RECIPE):
        replace(folder / name, __version__, "0.0.1")
    return template


def test_what_a_project_has_of_its_own_does_not_make_it_changed() -> None:
    for path in OWN:
        there, here = (
            laid(Path("projet"), way)[path] for way in ("../la bas/logiciel", "logiciel")
        )
        assert plain(path, there) == plain(path, here.replace(b"\r\n", b"\n"))
        assert plain(path, there) != plain(path, here + b"# de nous\n")


def test_a_project_of_today_has_nothing_to_do(projet: Path, mettre_a_jour: Commande) -> None:
    before = files_under(projet)
    assert mettre_a_jour(projet) == (
        0,
        f"Rien à faire : le projet est à la version {__version__}.\n",
    )
    assert files_under(projet) == before


def test_an_older_project_is_brought_to_today(projet: Path, mettre_a_jour: Commande) -> None:
    older(projet)
    replace(projet / RECIPE, "XX", "cpts/logiciel")
    (projet / "LISEZ-MOI.md").write_bytes(_readme_of_other_days())
    texts = files_under(projet / "content")
    status, told = mettre_a_jour(projet)
    assert status == 0
    assert f"passe de la version 0.0.1 à la version {__version__}" in told
    assert "  templates/docx/statuts.docx\n    " in told, "what changed in it is said"
    new = (CHECKOUT / "templates/docx/statuts.docx").read_bytes()
    assert (projet / "templates/docx/statuts.docx").read_bytes() == new
    assert f"VERSION := {__version__}\n" in (projet / "Makefile").read_text(encoding="utf-8")
    recipe = (projet / RECIPE).read_text(encoding="utf-8")
    assert f"repository: cpts/logiciel, ref: v{__version__}," in recipe
    assert not (projet / "LISEZ-MOI.md").exists()
    assert not list(projet.rglob("*.nouveau*"))
    assert files_under(projet / "content") == texts
    assert "Ce que la version 0.1.0 " in told
    assert mettre_a_jour(projet)[1].startswith("Rien à faire")


def _readme_of_other_days() -> bytes:
    path = "pipeline/reference/nouveau-projet/LISEZ-MOI.md"
    listed = ["git", "rev-list", "--all", "--", path]
    commits = subprocess.run(
        listed, cwd=CHECKOUT, capture_output=True, text=True, check=True
    ).stdout.split()
    for commit in commits:
        done = subprocess.run(
            ["git", "show", f"{commit}:{path}"], cwd=CHECKOUT, capture_output=True, check=False
        )
        if done.returncode == 0:
            return done.stdout
    pytest.skip("cette copie du dépôt n'a pas d'histoire")


def test_what_the_cpts_changed_stays_and_the_new_one_lies_beside(
    projet: Path, mettre_a_jour: Commande
) -> None:
    theirs = {"templates/docx/acte.docx": (projet / "templates/docx/lettre.docx").read_bytes()}
    theirs["Makefile"] = (projet / "Makefile").read_bytes() + "\n# à nous\n".encode()
    theirs[".gitignore"] = b"build/\nbrouillons/\n"
    theirs[RECIPE] = (projet / RECIPE).read_bytes() + b"# CPTS\n"
    for path, data in theirs.items():
        (projet / path).write_bytes(data.replace(__version__.encode(), b"0.0.1"))
    status, told = mettre_a_jour(projet)
    assert (status, "Laissés, car vous les avez changés" in told) == (0, True)
    for path in theirs:
        assert f"  {path} (" in told
    assert (projet / "templates/docx/acte.docx").read_bytes() == theirs["templates/docx/acte.docx"]
    assert "style retiré, Lettre objet" in told
    assert (projet / "Makefile").read_bytes() == theirs["Makefile"], "its version alone moved"
    ours = laid(projet)
    assert (projet / "templates/docx/acte.nouveau.docx").read_bytes() == ours[
        "templates/docx/acte.docx"
    ]
    assert (projet / "Makefile.nouveau").read_bytes() == ours["Makefile"]
    assert (projet / f"{RECIPE}.nouveau").is_file(), "a forge would run a second « .yml »"

    again = mettre_a_jour(projet)[1]
    assert again.startswith("Rien à faire")
    assert "templates/docx/acte.docx (acte.nouveau.docx)" in again
    assert run_command(["-C", str(projet), "check", "templates"]) == 0, "the new one is no template"

    for path, waiting in (("templates/docx/acte.docx", "acte.nouveau.docx"),):
        (projet / path).write_bytes((projet / path).with_name(waiting).read_bytes())
    assert "Retirés, car votre fichier est maintenant le même" in mettre_a_jour(projet)[1]
    assert not (projet / "templates/docx/acte.nouveau.docx").exists()


def test_a_new_template_that_someone_opened_is_not_lost(
    projet: Path, mettre_a_jour: Commande
) -> None:
    folder = projet / "templates/docx"
    (folder / "acte.docx").write_bytes((folder / "lettre.docx").read_bytes())
    mettre_a_jour(projet)
    (folder / "acte.nouveau.docx").write_bytes(b"en cours")
    mettre_a_jour(projet)
    assert (folder / "acte.nouveau (ancien).docx").read_bytes() == b"en cours"


def test_what_was_taken_away_is_not_brought_back_but_a_missing_template_is(
    projet: Path, mettre_a_jour: Commande
) -> None:
    shutil.rmtree(projet / "templates/sobre")
    shutil.rmtree(projet / ".vscode")
    (projet / ".gitlab-ci.yml").unlink()
    (projet / "templates/docx/apercu.docx").unlink()
    (projet / "construire.cmd").unlink()
    told = mettre_a_jour(projet)[1]
    assert told.partition("Ajoutés :\n")[2].partition("\n\n")[0].split() == [
        "templates/docx/apercu.docx",
        "construire.cmd",
    ]
    assert not (projet / "templates/sobre").exists()
    assert not (projet / ".gitlab-ci.yml").exists()


def test_guides_follow_the_software_unless_git_would_not_keep_what_was_written_there(
    projet: Path, mettre_a_jour: Commande
) -> None:
    guide = projet / "docs/fiches.md"
    guide.write_text("à nous\n", encoding="utf-8")
    assert "docs/fiches.md (fiches.md.nouveau)" in mettre_a_jour(projet)[1]
    assert guide.read_text(encoding="utf-8") == "à nous\n"
    git(projet, "commit", "-qam", "Notre guide")
    mettre_a_jour(projet)
    assert guide.read_bytes() == laid(projet)["docs/fiches.md"]
    assert git(projet, "show", "HEAD:docs/fiches.md") == "à nous"


def test_a_project_of_a_newer_version_is_refused(projet: Path, mettre_a_jour: Commande) -> None:
    for name in ("Makefile", "README.md"):
        replace(projet / name, __version__, "12.0")
    before = files_under(projet)
    status, told = mettre_a_jour(projet)
    assert status == 2
    assert "à la version 12.0 de projet-sante" in told
    assert "Rien n'a été changé." in told
    assert files_under(projet) == before


def test_a_project_without_version_or_git_is_brought_to_today(
    projet: Path, mettre_a_jour: Commande
) -> None:
    (projet / "Makefile").unlink()
    (projet / "README.md").unlink()
    shutil.rmtree(projet / ".git")
    status, told = mettre_a_jour(projet)
    assert (status, "elle n'était pas notée" in told) == (0, True)
    assert (projet / "Makefile").read_bytes() == laid(projet)["Makefile"]


def test_the_software_itself_is_no_project_to_update(mettre_a_jour: Commande) -> None:
    status, told = mettre_a_jour(CHECKOUT)
    assert (status, "git pull" in told) == (2, True)


def test_a_link_is_not_written_through(
    projet: Path, tmp_path: Path, mettre_a_jour: Commande
) -> None:
    outside = tmp_path / "dehors"
    outside.write_text("dehors", encoding="utf-8")
    (projet / "construire.cmd").unlink()
    (projet / "construire.cmd").symlink_to(outside)
    assert mettre_a_jour(projet)[0] == 0
    assert outside.read_text(encoding="utf-8") == "dehors"


ACTE = "templates/docx/acte.docx"


def with_other_spaces(projet: Path) -> bytes:
    """The template of acts, where each style has another space after its paragraphs; laid there, and answered."""
    theirs = Document(str(projet / ACTE))
    for rank, style in enumerate(theirs.styles):
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            style.paragraph_format.space_after = Pt(20 + rank)
    theirs.save(str(projet / ACTE))
    return (projet / ACTE).read_bytes()


def part_of(told: str, title: str) -> str:
    (part,) = (part for part in told.split("\n\n") if part.startswith(title))
    return part


def test_the_first_settings_of_styles_are_told_where_she_chooses_the_others_counted(
    projet: Path, mettre_a_jour: Commande
) -> None:
    with_other_spaces(projet)
    left = part_of(mettre_a_jour(projet)[1], "Laissés")
    assert left.count("espace après") == SHOWN
    assert re.search(r"\n    [1-9][0-9]* autres réglages d'allure \(tailles, espaces", left)


def test_settings_of_styles_are_counted_where_ours_replaces_ours(
    projet: Path, mettre_a_jour: Commande, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours_before = hash_of_plain(ACTE, with_other_spaces(projet))
    monkeypatch.setattr(
        "pipeline.commands.mettre_a_jour.known", lambda: {**known(), ACTE: {ours_before}}
    )
    replaced = part_of(mettre_a_jour(projet)[1], "Remplacés")
    assert "espace après" not in replaced
    assert re.search(rf"  {ACTE}\n    [1-9][0-9]* réglages d'allure \(tailles, espaces", replaced)
