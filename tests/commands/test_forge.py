"""A new project shared by git and read over by a forge: its own commands, and the scripts that the recipes call."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
import yaml

from pipeline.commands.ligne import run_command
from pipeline.commands.poses import RECIPES
from pipeline.model.finding import Finding
from pipeline.model.span import Span
from pipeline.write.report import as_annotations, as_quality
from tests.commands.test_changements import commit
from tests.conftest import write_files
from tests.projets import CHECKOUT, CLASSEUR, edited, petit_projet
from tests.test_depot import git

pytestmark = pytest.mark.lent

FORGE = CHECKOUT / "pipeline/reference/forge"
FINDINGS = (
    Finding(
        "F001",
        "il manque « Objectifs », 100 % vide.",
        Span("content/fiches/a,b.md", 12, 3),
        ("ajoutez-le.",),
    ),
    Finding("B054", "les cotisations.", Span(CLASSEUR, 13, 5, "Fonctionnement", "E13")),
    Finding("G003", "ce fichier manque.", Span("content/prive/contacts.csv")),
)


@pytest.fixture
def nouveau(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new project of somebody whom git knows."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".gitconfig").write_text("[user]\nname = L. Duconte\nemail = l@duconte.example\n")
    folder = tmp_path / "l'été" / "ma cpts"
    folder.parent.mkdir()
    assert run_command(["nouveau-projet", str(folder)]) == 0
    return folder


def test_a_new_project_is_a_repository_that_shows_its_workbook(nouveau: Path) -> None:
    assert git(nouveau, "status", "--porcelain") == ""
    assert git(nouveau, "branch", "--show-current") == "main"
    assert git(nouveau, "check-attr", "diff", CLASSEUR).endswith("classeur")
    assert "textconv" in git(nouveau, "config", "--local", "--list")
    listed = git(nouveau, "ls-files").splitlines()
    assert set(RECIPES.values()) | {
        "Makefile",
        ".gitattributes",
        ".gitignore",
        "README.md",
    } <= set(listed)
    assert not [name for name in listed if name.startswith("build/")]


def test_a_folder_inside_a_repository_stays_part_of_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert run_command(["nouveau-projet", str(tmp_path / "dedans")]) == 0
    assert not (tmp_path / "dedans/.git").exists()


def make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHON": sys.executable}
    command = ["make", f"PYTHON={sys.executable}", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_its_commands_are_those_of_the_software_found_beside_it(nouveau: Path) -> None:
    (nouveau / "build").mkdir()
    done = make(nouveau, "check", "CHEMIN=content/projet.yaml")
    assert "content/projet.yaml:" in done.stdout
    assert "X001" in done.stdout
    assert "brouillon" in make(nouveau, "build", "BROUILLON=oui").stdout
    lost = make(nouveau, "check", "LOGICIEL=nulle part")
    assert lost.returncode == 2
    assert "LOGICIEL=chemin" in lost.stderr


def test_no_reference_of_the_example_is_an_empty_hole_on_a_forge(exemple: Path) -> None:
    holes = [p.name for p in exemple.glob("content/**/*.md") if "[](#" in p.read_text("utf-8")]
    assert holes == []


# --- findings for forges ----------------------------------------------------------------------------------------------


def test_findings_are_shown_at_their_lines_by_github_and_forgejo() -> None:
    lines = as_annotations(FINDINGS).splitlines()
    assert lines[0] == (
        "::error file=content/fiches/a%2Cb.md,line=12,title=F001::il manque « Objectifs », 100 %25 vide. ajoutez-le."
    )
    assert lines[1].endswith(",line=1,title=B054::Fonctionnement!E13 : les cotisations.")
    assert lines[2].startswith("::warning file=content/prive/contacts.csv,line=1,")


def test_a_message_cannot_begin_a_command_of_its_own() -> None:
    told = as_annotations([Finding("F001", "a\n::set-env name=X::y", Span("content/a.md", 1))])
    assert "\n" not in told


def test_gitlab_has_its_report_of_quality() -> None:
    found = json.loads(as_quality(FINDINGS))
    assert found[0]["location"] == {"path": "content/fiches/a,b.md", "lines": {"begin": 12}}
    assert [one["severity"] for one in found] == ["major", "minor", "minor"]
    assert len({one["fingerprint"] for one in found}) == 3


# --- the scripts ------------------------------------------------------------------------------------------------------


def run(script: str, *words: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "LOGICIEL": str(CHECKOUT), "PYTHON": sys.executable, **environment}
    return subprocess.run(
        ["sh", str(FORGE / script), *map(str, words)],
        env=known,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    root = write_files(tmp_path / "à relire" / "base", petit_projet())
    (root / ".gitignore").write_text("build/\ncontent/prive/contacts.csv\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Premier état")
    return root


def test_a_contribution_is_read_over_from_another_copy(depot: Path, tmp_path: Path) -> None:
    other, output = tmp_path / "à relire" / "contribution", tmp_path / "sortie"
    git(tmp_path, "clone", "-q", str(depot), str(other))
    write_files(
        other, {CLASSEUR: edited(petit_projet(), f"{CLASSEUR}\nPrévention!D7 = 6000")[CLASSEUR]}
    )
    commit(other, "Un montant")
    done = run("relecture.sh", depot, other, output)
    assert done.returncode == 1, done.stderr
    assert "::error file=budgets/budget.xlsx," in done.stdout
    summary = (
        (output / "changements.md")
        .read_text(encoding="utf-8")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )
    assert "rien n'a changé hors de" in summary.splitlines()[0]
    assert "5 000 € → 6 000 €" in summary
    assert list((output / "documents").glob("*.docx"))
    assert run("relecture.sh", depot, other, output, FORME="gitlab").returncode == 1
    assert json.loads((output / "constats.txt").read_text(encoding="utf-8"))


def test_what_a_contribution_could_run_is_told_and_not_run(depot: Path, tmp_path: Path) -> None:
    other, output, proof = tmp_path / "contribution", tmp_path / "sortie", tmp_path / "exécuté"
    git(tmp_path, "clone", "-q", str(depot), str(other))
    (other / "Makefile").write_text(
        f"all:\n\ttouch '{proof}'\n%:\n\ttouch '{proof}'\n", encoding="utf-8"
    )
    (other / "pipeline").mkdir()
    (other / "pipeline/__main__.py").write_text(f"open({str(proof)!r}, 'w')\n", encoding="utf-8")
    (other / "sitecustomize.py").write_text(f"open({str(proof)!r}, 'w')\n", encoding="utf-8")
    commit(other, "Du code")
    assert run("relecture.sh", depot, other, output).returncode in (0, 1)
    assert not proof.exists()
    first = (output / "changements.md").read_text(encoding="utf-8").splitlines()[0]
    assert "attention, 3 fichiers ont changé hors de" in first


def test_a_version_is_delivered_only_without_error(depot: Path, tmp_path: Path) -> None:
    assert run("livraison.sh", depot, tmp_path / "v1").returncode == 0
    assert (tmp_path / "v1/statuts.docx").is_file()
    write_files(
        depot, {CLASSEUR: edited(petit_projet(), f"{CLASSEUR}\nPrévention!D7 = 6000")[CLASSEUR]}
    )
    shutil.rmtree(depot / "build")
    assert run("livraison.sh", depot, tmp_path / "v2").returncode != 0
    assert not list((tmp_path / "v2").glob("*.docx"))


class Forge(BaseHTTPRequestHandler):
    """The comments of a forge, as its interface gives and takes them."""

    comments: ClassVar[list[dict[str, object]]] = []
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self._answer(self.comments)

    def do_POST(self) -> None:
        self.comments.append({"id": 70 + len(self.comments), "body": self._body()})
        self._answer(self.comments[-1])

    def do_PUT(self) -> None:
        known = next(one for one in self.comments if str(one["id"]) == self.path.rsplit("/", 1)[-1])
        known["body"] = self._body()
        self._answer(known)

    do_PATCH = do_PUT

    def _body(self) -> object:
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]

    def _answer(self, value: object) -> None:
        token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization")
        self.asked.append(f"{self.command} {self.path.partition('?')[0]} {token}")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen."""


@pytest.mark.parametrize(
    ("forge", "expected"),
    [
        (
            "forgejo",
            [
                "GET /repos/cpts/projet/issues/7/comments token secret",
                "POST /repos/cpts/projet/issues/7/comments token secret",
                "GET /repos/cpts/projet/issues/7/comments token secret",
                "PATCH /repos/cpts/projet/issues/comments/71 token secret",
            ],
        ),
        (
            "gitlab",
            [
                "GET /projects/cpts/projet/merge_requests/7/notes secret",
                "POST /projects/cpts/projet/merge_requests/7/notes secret",
                "GET /projects/cpts/projet/merge_requests/7/notes secret",
                "PUT /projects/cpts/projet/merge_requests/7/notes/71 secret",
            ],
        ),
    ],
)
def test_one_comment_is_written_then_kept_up_to_date(
    forge: str, expected: list[str], tmp_path: Path
) -> None:
    Forge.comments[:], Forge.asked[:] = [{"id": 70, "body": "Merci !"}], []
    summary = tmp_path / "commentaire.md"
    server = HTTPServer(("127.0.0.1", 0), Forge)
    Thread(target=server.serve_forever, daemon=True).start()
    api = f"http://127.0.0.1:{server.server_port}"
    known = {"API": api, "PROJET": "cpts/projet", "NUMERO": "7", "JETON": "secret"}
    for said in ("L'été « avant »\n", "Aucun changement.\n"):
        summary.write_text(said, encoding="utf-8")
        done = run("commentaire.sh", Path(forge), summary, **known)
        assert done.returncode == 0, done.stderr
    server.shutdown()
    server.server_close()
    assert Forge.asked == expected
    assert [one["body"] for one in Forge.comments][1:] == [
        "<!-- projet-sante -->\nAucun changement.\n"
    ]


def test_a_summary_too_long_for_a_comment_is_cut_and_says_where_the_rest_is(
    depot: Path, tmp_path: Path
) -> None:
    other, output = tmp_path / "contribution", tmp_path / "sortie"
    git(tmp_path, "clone", "-q", str(depot), str(other))
    rows = "".join(f"cle{n};physique;{'Nom' * 60}{n};P;infirmier;;;;;;;\n" for n in range(600))
    with (other / "content/personnes.csv").open("a", encoding="utf-8") as people:
        people.write(rows)
    commit(other, "Des membres")
    run("relecture.sh", depot, other, output)
    cut = (output / "commentaire.md").read_text(encoding="utf-8")
    assert len(cut) < 65_000
    assert cut.endswith("*La suite est dans le fichier joint changements.md.*\n")


@pytest.mark.parametrize("name", ["github.yml", "forgejo.yml", "gitlab.yml"])
def test_a_recipe_calls_scripts_that_exist_with_no_secret_and_no_right_to_write(name: str) -> None:
    text = (FORGE / name).read_text(encoding="utf-8")
    assert yaml.safe_load(text)
    called = re.findall(r"forge/(\w+\.sh)", text)
    comments = [] if name == "github.yml" else ["commentaire.sh"]
    assert sorted(set(called)) == [*comments, "livraison.sh", "relecture.sh"]
    assert "secrets." not in text
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert re.findall(r"(\S+): write", text) == (["pull-requests"] if name == "github.yml" else [])
    assert "contribution/forge" not in text
