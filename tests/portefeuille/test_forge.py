"""A matrix of machines and a job that gathers, as the recipes of the forges ask: their own scripts, on real clones."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook

from pipeline.commands.ligne import MAUVAIS_USAGE, run_command
from pipeline.commands.portefeuille import RECIPES
from tests.projets import CHECKOUT
from tests.test_depot import git

WHO = ("-c", "user.name=L. Duconte", "-c", "user.email=l@duconte.example")


@pytest.fixture
def depot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """The repository of whoever follows several projects, with the recipes."""
    folder = tmp_path / "suivi"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert run_command(["portefeuille", "--recettes"]) == 0
    assert "forge/LISEZ-MOI.md" in capsys.readouterr().out
    return folder


def sh(script: str, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LOGICIEL": str(CHECKOUT), "PYTHON": sys.executable}
    return subprocess.run(
        ["sh", f"{folder}/forge/{script}", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.lent
def test_each_machine_sends_a_portrait_and_the_table_tells_the_one_that_disappeared(
    depot: Path, modeles: Path, tmp_path: Path
) -> None:
    for name in ("cpts-0", "cpts-1", "cpts-9"):
        source = shutil.copytree(modeles / name, tmp_path / name)
        git(source, "init", "-q", "-b", "main")
        git(source, "add", "-A")
        git(source, *WHO, "commit", "-qm", "un")
        git(tmp_path, "clone", "-q", "--bare", str(source), f"{name}.git")
        shutil.rmtree(source)
    lines = [f"{tmp_path}/{name}.git" for name in ("cpts-0", "cpts-1", "cpts-9", "cpts-7")]
    (depot / "liste.csv").write_text("\n".join(("adresse", *lines)) + "\n", encoding="utf-8")
    states = [
        sh("projet.sh", line, f"portraits/portrait-{rank}", folder=depot).returncode
        for rank, line in enumerate(lines)
    ]
    assert states == [0, 0, 1, 2]
    for name in ("cpts-0", "cpts-1", "cpts-9"):
        assert (depot / "projets" / str(tmp_path)[1:] / name).is_dir()
    shutil.rmtree(depot / "projets")  # another machine gathers
    assert len(list(depot.glob("portraits/portrait-0/**/cpts-0/documents/*.docx"))) >= 4
    table = sh("tableau.sh", "portraits", "tableau", folder=depot)
    assert table.returncode == 1
    assert "cpts-7.git : refusé, aucun portrait reçu" in table.stdout
    sheet = load_workbook(depot / "tableau/portefeuille.xlsx")["Projets"]
    fates = {Path(str(row[1])).stem: row[2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert fates == {
        "cpts-0": "construit",
        "cpts-1": "construit",
        "cpts-9": "erreurs",
        "cpts-7": "refusé",
    }
    again = sh("tableau.sh", "portraits", "tableau", folder=depot)
    assert "Ce qui a changé depuis le" in again.stdout
    assert "Rien." in again.stdout


@pytest.mark.lent
def test_two_repositories_of_one_last_name_are_two_projects_and_the_one_that_disappeared_is_told(
    depot: Path, modeles: Path, tmp_path: Path
) -> None:
    """GitLab puts what every machine kept into one folder: neither may cover the other."""
    addresses = [f"{tmp_path}/{where}/projet.git" for where in ("nord", "sud", "est")]
    for rank, address in enumerate(addresses):
        source = shutil.copytree(modeles / f"cpts-{rank}", tmp_path / f"source-{rank}")
        git(source, "init", "-q", "-b", "main")
        git(source, "add", "-A")
        git(source, *WHO, "commit", "-qm", "un")
        git(tmp_path, "clone", "-q", "--bare", str(source), address)
    lines = ["adresse", *addresses]
    (depot / "liste.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for address in addresses[:2]:
        assert sh("projet.sh", address, "portraits", folder=depot).returncode == 0
    shutil.rmtree(depot / "projets")
    table = sh("tableau.sh", "portraits", "tableau", folder=depot)
    assert table.returncode == 1
    assert f"{addresses[2]} : refusé, aucun portrait reçu" in table.stdout
    sheet = load_workbook(depot / "tableau/portefeuille.xlsx")["Projets"]
    fates = [(row[1], row[2]) for row in sheet.iter_rows(min_row=2, values_only=True)]
    where = f"projets{tmp_path}"
    assert fates == [
        (f"{where}/nord/projet", "construit"),
        (f"{where}/sud/projet", "construit"),
        (addresses[2], "refusé"),
    ]


@pytest.mark.parametrize(
    ("ours", "token", "sent"), [(True, "secret", True), (False, "secret", False), (True, "", False)]
)
def test_a_token_opens_the_private_repositories_of_its_own_forge_and_goes_to_no_other(
    ours: bool, token: str, sent: bool, depot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str | None] = []

    class Forge(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.headers["Authorization"])
            self.send_error(404)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Forge) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("JETON", token)
        monkeypatch.setenv("FORGE", here if ours else "https://forge.exemple")
        done = sh("projet.sh", f"{here}/sante/cpts-nord.git", "portraits", folder=depot)
        server.shutdown()
    assert done.returncode == 2, "the machine is red, and the table tells that no portrait came"
    told = base64.b64encode(b"gitlab-ci-token:secret").decode()
    assert set(seen) == {f"Basic {told}" if sent else None}
    assert "secret" not in done.stdout + done.stderr


def test_a_later_portrait_of_a_project_stands_for_an_earlier_one(
    modeles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = []
    for day in ("lundi", "mardi"):
        words = ["portefeuille", str(modeles / "cpts-0"), "--sans-construire"]
        assert run_command([*words, f"--sortie={tmp_path / day}"]) == 0
        kept.append(str(tmp_path / day / "portefeuille.json"))
    capsys.readouterr()
    assert run_command(["portefeuille", *kept, f"--sortie={tmp_path / 'tout'}"]) == 0
    assert "V001" not in capsys.readouterr().out
    sheet = load_workbook(tmp_path / "tout/portefeuille.xlsx")["Projets"]
    assert sheet.max_row == 2


def test_the_recipes_call_the_scripts_that_are_laid_and_a_job_gathers_whatever_the_others_did(
    depot: Path,
) -> None:
    for name in ("github.yml", "forgejo.yml", "gitlab.yml"):
        text = (depot / RECIPES[name]).read_text(encoding="utf-8")
        recipe = yaml.safe_load(text)
        for called in re.findall(r"sh (forge/\S+)", text):
            assert (depot / called).is_file(), called
        jobs = recipe.get("jobs", recipe)
        gather = jobs["tableau"]
        assert gather.get("if", gather.get("when")) in ("always()", "always")
        assert "VERSION_DU_LOGICIEL" not in text
        matrix = jobs["projet"].get("strategy") or jobs["projet"]["parallel"]
        assert "matrix" in matrix
        assert matrix.get("fail-fast", False) is False


def test_recipes_are_never_laid_over_others(
    depot: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (depot / "liste.csv").write_text("la nôtre\n", encoding="utf-8")
    assert run_command(["portefeuille", "--recettes"]) == MAUVAIS_USAGE
    assert "existe déjà : rien n'a été écrit" in capsys.readouterr().err
    assert (depot / "liste.csv").read_text(encoding="utf-8") == "la nôtre\n"
