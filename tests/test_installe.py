"""The software as a CPTS installs it: a wheel alone, no copy of the repository, a folder with spaces and accents."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.commands.poses import RECIPES, ROOT
from tests.projets import CHECKOUT
from tests.test_depot import git

pytestmark = pytest.mark.lent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("roue")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(folder), str(CHECKOUT)], check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


class Ordinateur:
    """A computer where the wheel is installed, with the libraries that these tests already have."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder / "l'été à deux"
        scripts = "Scripts" if os.name == "nt" else "bin"
        self.scripts = folder / "outils" / scripts
        venv.create(folder / "outils", with_pip=False)
        known = {"base": str(folder / "outils"), "platbase": str(folder / "outils")}
        site = Path(sysconfig.get_path("purelib", vars=known))
        (site / "bibliotheques.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
        python = self.scripts / Path(sys.executable).name
        command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q"]
        subprocess.run(
            [*command, "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True
        )
        self.folder.mkdir()
        self.home = folder
        (folder / ".gitconfig").write_text("[user]\nname = L. Duconte\nemail = l@duconte.example\n")

    def run(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        known = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        path = f"{self.scripts}{os.pathsep}{known['PATH']}"
        return subprocess.run(
            words,
            cwd=folder or self.folder,
            env={**known, "PATH": path, "HOME": str(self.home)},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def ordinateur(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Ordinateur:
    return Ordinateur(tmp_path_factory.mktemp("ordinateur"), wheel)


@pytest.fixture(scope="module")
def projet(ordinateur: Ordinateur) -> Path:
    done = ordinateur.run("projet-sante", "nouveau-projet", "ma cpts")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"(projet-sante {__version__})" in done.stdout
    (said,) = re.findall("Premier document : (.*)", done.stdout)
    built = ordinateur.run("sh", "-c", said, folder=ordinateur.home)
    assert "brouillon" in built.stdout, "the line that is told can be pasted"
    assert "« projet-sante COMMANDE »" in ordinateur.run("projet-sante").stdout
    return ordinateur.folder / "ma cpts"


def test_the_wheel_carries_all_that_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    assert {"pipeline/py.typed", "pipeline/reference/communes.txt"} <= carried
    for folder in ("templates", ".vscode", "docs"):
        for path in (CHECKOUT / folder).rglob("*"):
            if path.is_file():
                assert f"pipeline/bagages/{path.relative_to(CHECKOUT).as_posix()}" in carried
    assert "pipeline/bagages/CHANGELOG.md" in carried
    assert not [name for name in carried if name.startswith("tests")]


def test_a_project_is_made_with_all_that_colleagues_share(projet: Path) -> None:
    listed = git(projet, "ls-files").splitlines()
    assert {*RECIPES.values(), *ROOT.values(), "docs/coordination.md"} <= set(listed)
    assert {"templates/docx/acte.docx", "templates/sobre/acte.docx"} <= set(listed)
    assert git(projet, "status", "--porcelain") == ""
    assert git(projet, "log", "--format=%an: %s").startswith("L. Duconte: Projet créé")
    assert f"VERSION := {__version__}\n" in (projet / "Makefile").read_text(encoding="utf-8")
    assert f"version {__version__} de" in (projet / "README.md").read_text(encoding="utf-8")
    left = ("VERSION_DU_LOGICIEL", "CHEMIN_DU_LOGICIEL", str(CHECKOUT))
    for name in listed:
        if not name.endswith((".docx", ".xlsx")):
            text = (projet / name).read_text(encoding="utf-8")
            assert not [word for word in left if word in text], name


def test_it_is_checked_and_built_by_the_command_and_by_make(
    ordinateur: Ordinateur, projet: Path
) -> None:
    done = ordinateur.run("projet-sante", "check", folder=projet)
    assert (done.returncode, "X001" in done.stdout) == (1, True), done.stderr
    done = ordinateur.run("make", "build", "BROUILLON=oui", "LIVRABLE=statuts", folder=projet)
    assert "brouillon" in done.stdout, done.stderr
    assert (projet / "build/statuts.docx").is_file()
    titled = 'TITRE=Coûter 5 $ par `touch pirate` "été" d\'ici'
    done = ordinateur.run("make", "fiche", "MISSION=prevention", titled, folder=projet)
    assert done.returncode == 0, done.stderr
    (fiche,) = (projet / "content/fiches").glob("*.md")
    assert titled.removeprefix("TITRE=").split('"')[0].strip() in fiche.read_text(encoding="utf-8")
    assert not list(projet.rglob("pirate"))


def test_whoever_has_no_make_types_the_same_words(ordinateur: Ordinateur, projet: Path) -> None:
    """What ``make.cmd`` does under Windows."""
    words = ("fiche", "MISSION=parcours", "TITRE=Sortir de l'hôpital = rentrer")
    done = ordinateur.run("projet-sante", "-C", str(projet), *words)
    assert done.returncode == 0, done.stderr
    assert list((projet / "content/fiches").glob("*sortir-de-l-hopital-rentrer*"))


def test_it_takes_new_data_and_follows_the_version_of_the_command(
    ordinateur: Ordinateur, projet: Path
) -> None:
    (ordinateur.folder / "pass.csv").write_text(
        "annee;montant;source\n2040;60000;arrêté\n", "utf-8"
    )
    taken = ordinateur.run("make", "donnees", "FICHIER=../pass.csv", folder=projet)
    assert (taken.returncode, "2040 : inconnu" in taken.stdout) == (0, True), taken.stderr
    for name in ("Makefile", "README.md"):
        text = (projet / name).read_text(encoding="utf-8").replace(__version__, "0.0.1")
        (projet / name).write_text(text, encoding="utf-8")
    done = ordinateur.run("make", "mettre-a-jour", folder=projet)
    assert f"passe de la version 0.0.1 à la version {__version__}" in done.stdout, done.stderr
    again = ordinateur.run("make", "mettre-a-jour", folder=projet)
    assert again.stdout.startswith("Rien à faire"), again.stdout + again.stderr


def test_git_shows_its_workbook_as_text(ordinateur: Ordinateur, projet: Path) -> None:
    assert ordinateur.run("make", "setup", folder=projet).returncode == 0
    shown = ordinateur.run("git", "show", "--textconv", "HEAD:budgets/budget.xlsx", folder=projet)
    assert shown.stdout.startswith("Feuille "), shown.stdout[:200] + shown.stderr


def test_what_serves_developers_or_is_not_installed_is_told(
    ordinateur: Ordinateur, projet: Path
) -> None:
    done = ordinateur.run("projet-sante", "lint", folder=projet)
    assert (done.returncode, "une copie de son dépôt" in done.stderr) == (2, True)


def test_several_words_stop_make_before_anything_is_done(
    ordinateur: Ordinateur, projet: Path
) -> None:
    before = sorted((projet / "content/fiches").glob("*"))
    done = ordinateur.run(
        "make", "fiche", "MISSION=prevention", "TITRE=Repérer", "tôt", folder=projet
    )
    assert (done.returncode, "« tôt » est de trop" in done.stderr) == (2, True)
    assert sorted((projet / "content/fiches").glob("*")) == before
