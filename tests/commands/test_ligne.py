"""The commands as a user types them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from pipeline.commands.ligne import BY_NAME, COMMANDS, Command, Demande, MauvaisUsage, understand
from tests.conftest import write_files
from tests.projets import CHECKOUT, edited, petit_projet
from tests.test_etat import projet_sante

pytestmark = pytest.mark.lent


def make(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *words],
        cwd=CHECKOUT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_make_alone_lists_the_targets_in_french_one_line_each() -> None:
    done = make()
    assert done.returncode == 0
    lines = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert len(lines) == len(COMMANDS)
    assert all(line.split()[0] in {command.name for command in COMMANDS} for line in lines)


def test_every_target_is_a_command_of_the_same_name() -> None:
    text = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    targets = text.split("COMMANDES := ", 1)[1].split("\n", 1)[0].split()
    assert sorted(targets) == sorted(command.name for command in COMMANDS)


def test_values_given_to_make_are_never_run(tmp_path: Path) -> None:
    target = str(tmp_path / "a b $(touch pirate) `touch pirate`; touch pirate '\"")
    done = make("nouveau-projet", f"DOSSIER={target}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert Path(target).is_dir()
    assert not (CHECKOUT / "pirate").exists()


def test_words_left_out_of_quotes_stop_make_before_anything_is_written() -> None:
    before = sorted((CHECKOUT / "content/fiches").iterdir())
    done = make(
        "fiche", "MISSION=prevention", "TITRE=Dépistage", "du", "`touch pirate`", "$(touch pirate)"
    )
    assert done.returncode != 0
    assert "« du `touch pirate` $(touch pirate) » est de trop après « make fiche »" in done.stderr
    assert 'TITRE="' in done.stderr
    assert sorted((CHECKOUT / "content/fiches").iterdir()) == before
    assert not (CHECKOUT / "pirate").exists()


def test_make_names_the_command_that_was_meant() -> None:
    done = make("chek")
    assert done.returncode != 0
    assert "Vouliez-vous dire « check » ?" in done.stderr


def test_a_folder_is_no_command_and_make_says_so_in_french() -> None:
    done = make("docs")
    assert done.returncode != 0
    assert "« docs » n'est pas une commande." in done.stderr
    assert not done.stdout


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("check", "M3-01"), "Vouliez-vous dire « content/fiches/M3-01-surpoids-enfant.md » ou "),
        (("check", "content/fiches/M3-02"), "« content/fiches/M3-02-vaccination.md »"),
        (("check", "surpoids-enfant"), "« content/fiches/M3-01-surpoids-enfant.md »"),
        (("apercu", "content/personnes.csv"), "un fichier en .md."),
        (("apercu", "README.md"), "n'est imprimé dans aucun document"),
        (("expliquer", "F8"), "Vouliez-vous dire"),
    ],
)
def test_a_name_nearly_right_gets_the_nearest_ones(words: tuple[str, ...], wanted: str) -> None:
    done = projet_sante(CHECKOUT, *words)
    assert done.returncode == 2
    assert wanted in done.stderr


def test_a_wrong_word_gets_a_sentence_and_status_2() -> None:
    done = projet_sante(CHECKOUT, "chek")
    assert done.returncode == 2
    assert "Vouliez-vous dire « check » ?" in done.stderr
    for words, said in (
        (["check", "--formt=json"], "ne connaît pas l'option"),
        (["check", "--format", "xml"], "attend texte ou json"),
        (["setup", "x"], "de trop"),
        (["build", "statut"], "n'est pas un livrable"),
        (["check", "content/absent.md"], "n'existe pas dans le projet"),
    ):
        done = projet_sante(CHECKOUT, *words)
        assert (done.returncode, said in done.stderr) == (2, True), (words, done.stderr)
        assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    done = projet_sante(tmp_path, "check")
    assert done.returncode == 2
    assert "n'est pas un dossier de projet" in done.stderr
    with pytest.raises(MauvaisUsage, match="n'existe pas"):
        understand(["-C", "/nulle/part", "check"])


ANYWHERE = {
    "portefeuille",
    "nouveau-projet",
    "expliquer",
    "texte",
    "setup",
    "test",
    "preuves",
    "fuzz",
    "lint",
    "bench",
    "aide",
}


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_a_command_stops_outside_a_project_unless_it_said_that_it_needs_none(
    name: str, tmp_path: Path
) -> None:
    """``classeur`` and ``schemas`` used to write in whatever folder they were started in."""
    if name in ANYWHERE:
        assert understand(["-C", str(tmp_path), name]).root == tmp_path
        return
    with pytest.raises(MauvaisUsage, match="n'est pas un dossier de projet"):
        understand(["-C", str(tmp_path), name])


def test_a_new_command_needs_a_project_without_being_told() -> None:
    assert Command("nouvelle", "fait quelque chose").in_project


def test_check_answers_0_1_or_strictly_1(dossier: Path) -> None:
    assert projet_sante(dossier, "check", "--strict").returncode == 0
    (dossier / "content/prive/contacts.csv").unlink()
    assert projet_sante(dossier, "check").returncode == 0
    assert projet_sante(dossier, "check", "--strict").returncode == 1
    (dossier / "content/livrables.yaml").write_text("x: [", encoding="utf-8")
    assert projet_sante(dossier, "check").returncode == 1


def test_check_writes_nothing(dossier: Path) -> None:
    before = sorted(str(path) for path in dossier.rglob("*"))
    projet_sante(dossier, "check")
    assert sorted(str(path) for path in dossier.rglob("*")) == before


def test_check_of_some_files_tells_of_these_only(tmp_path: Path) -> None:
    notation = (
        "content/fiches/M3-01-alimentation.md\n- pilote: durand\n+ pilote: durant\n"
        "content/fiches/M1-01-medecin.md\n- pilote: durand\n+ pilote: durant\n"
    )
    folder = write_files(tmp_path, edited(petit_projet(), notation))
    done = projet_sante(folder, "check", "content/fiches/M3-01-alimentation.md")
    assert "M3-01" in done.stdout
    assert "M1-01" not in done.stdout
    assert done.returncode == 1
    assert projet_sante(folder, "check", "content/diagnostic").returncode == 0


def test_json_findings_carry_their_keys(tmp_path: Path) -> None:
    notation = (
        "content/fiches/M3-01-alimentation.md\n- pilote: durand\n+ pilote: durant\n"
        "budgets/budget.xlsx\nPrévention!A6 = indemnité\n"
    )
    folder = write_files(tmp_path, edited(petit_projet(), notation))
    done = projet_sante(folder, "check", "--format", "json")
    found = json.loads(done.stdout)
    assert [sorted(entry) for entry in found] == [
        sorted(
            [
                "code",
                "gravite",
                "message",
                "fichier",
                "ligne",
                "colonne",
                "feuille",
                "cellule",
                "conseils",
            ]
        )
    ] * len(found)
    by_code = {entry["code"]: entry for entry in found}
    assert (by_code["B008"]["feuille"], by_code["B008"]["cellule"], by_code["B008"]["ligne"]) == (
        "Prévention",
        "A6",
        None,
    )
    assert (by_code["G002"]["ligne"], by_code["G002"]["gravite"]) == (5, "erreur")


def test_a_bug_of_ours_is_one_line_and_status_3(dossier: Path) -> None:
    sabotage = dossier / "sitecustomize.py"
    sabotage.write_text(
        "import pipeline.run\ndef boom(*a, **k):\n    raise KeyError('inattendu')\npipeline.run.compute = boom\n",
        encoding="utf-8",
    )
    done = projet_sante(dossier, "check", PYTHONPATH=f"{dossier}{os.pathsep}{CHECKOUT}")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "Signalez cette ligne : KeyError" in done.stderr


def test_a_new_project_builds_at_once_as_a_brouillon(tmp_path: Path) -> None:
    folder = tmp_path / "ma-cpts"
    done = projet_sante(CHECKOUT, "nouveau-projet", str(folder))
    assert done.returncode == 0, done.stderr
    done = projet_sante(folder, "build", "--brouillon")
    assert done.returncode == 1
    assert len(list((folder / "build").glob("*.docx"))) == 20
    assert "X001" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.lent
def test_a_file_of_a_project_is_found_from_its_own_makefile(tmp_path: Path) -> None:
    """Which runs from the folder of the software, where that name means nothing."""
    folder = tmp_path / "ma cpts"
    assert projet_sante(CHECKOUT, "nouveau-projet", str(folder)).returncode == 0
    text = "# Marcher\n\nMission : prévention\n\n## Objectifs\n\nMarcher une heure par semaine.\n"
    (folder / "marche.md").write_text(text, encoding="utf-8")
    done = subprocess.run(
        ["make", "importer", "FICHIER=marche.md"], cwd=folder, capture_output=True, text=True
    )
    assert "introuvable" not in done.stderr
    assert list((folder / "content").rglob("*marche*.md")), done.stdout + done.stderr


def test_a_file_of_the_project_comes_before_one_of_that_name_where_the_command_runs(
    tmp_path: Path,
) -> None:
    request = Demande(BY_NAME["retour"], tmp_path, (), {})
    assert request.file("README.md") == Path("README.md")
    (tmp_path / "README.md").write_text("le sien", encoding="utf-8")
    assert request.file("README.md") == tmp_path / "README.md"


def test_a_new_project_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("à garder", encoding="utf-8")
    done = projet_sante(CHECKOUT, "nouveau-projet", str(tmp_path))
    assert done.returncode == 2
    assert os.listdir(tmp_path) == ["note.txt"]


def test_a_project_elsewhere_is_named_by_the_environment(dossier: Path) -> None:
    done = make("check", PROJET=str(dossier))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Aucun constat." in done.stdout


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the software with nothing installed."""
    target = tmp_path / "copie"
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "build", "__pycache__", ".*_cache", ".hypothesis"
    )
    shutil.copytree(CHECKOUT, target, ignore=ignored)
    return target


def test_without_the_venv_module_one_sentence_names_the_debian_package(clone: Path) -> None:
    stub = clone / "bouchon"
    stub.mkdir()
    code = "import sys\nsys.modules['ensurepip'] = None\n"
    (stub / "sitecustomize.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "project"],
        cwd=clone,
        env={**os.environ, "PYTHONPATH": str(stub)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert (
        done.stderr.strip()
        == "il manque le module venv de Python : installez le paquet Debian python3-venv."
    )


def test_an_environment_that_is_ready_is_not_made_again(clone: Path) -> None:
    from pipeline.commands import environnement

    venv.create(clone / ".venv", with_pip=False)
    assert not (clone / ".venv/.installe").exists()
    assert environnement.prepare("projet") is False


def test_an_old_python_gets_one_sentence() -> None:
    code = "import sys; sys.version_info = (3, 9, 2); import runpy; runpy.run_module('pipeline', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "3.11" in done.stderr


def test_what_cannot_be_printed_is_told_and_nothing_waits_to_be_printed(tmp_path: Path) -> None:
    """The process leaves without taking itself apart: what it had to say must be out before."""
    command = [sys.executable, "-m", "pipeline", "aide"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count("\n") > 20
    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                command, cwd=CHECKOUT, stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "plus de place" in done.stderr
    closed = subprocess.run(
        ["sh", "-c", '"$0" -m pipeline aide >&- 2>&-', sys.executable], cwd=CHECKOUT, check=False
    )
    assert closed.returncode == 0


def test_the_next_command_names_the_project_it_was_told_of_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projet = tmp_path / "ma cpts"
    projet.mkdir()
    demande = Demande(BY_NAME["fiche"], projet, (), {})
    monkeypatch.chdir(tmp_path)
    line = demande.make("apercu", CHEMIN="content/fiches/M1-01-x.md")
    assert line == f"make apercu CHEMIN=content/fiches/M1-01-x.md PROJET='{projet}'"
    monkeypatch.chdir(projet)
    assert demande.make("apercu", CHEMIN="x.md") == "make apercu CHEMIN=x.md"


@pytest.mark.parametrize(
    ("typed", "on"), [("oui", True), ("OUI", True), (" Oui ", True), ("non", False), ("", False)]
)
def test_a_switch_given_to_make_is_yes_in_any_letters(typed: str, on: bool) -> None:
    demande = understand(["-C", str(CHECKOUT), "build", f"BROUILLON={typed}"])
    assert ("--brouillon" in demande.options) == on


@pytest.mark.parametrize("typed", ["peut-être", "1", "ouii", "true"])
def test_a_switch_that_is_neither_yes_nor_no_is_told(typed: str) -> None:
    with pytest.raises(MauvaisUsage, match="BROUILLON » attend oui ou non"):
        understand(["-C", str(CHECKOUT), "build", f"BROUILLON={typed}"])
