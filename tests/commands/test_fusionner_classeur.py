"""Two people, one workbook, in a real repository: what is seen, what each did, what is brought together."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.commands.ligne import run_command
from pipeline.disk import read_project
from pipeline.model.finding import Finding
from pipeline.run import examine
from tests.commands.test_changements import commit
from tests.conftest import write_files
from tests.libreoffice import Bureau, cell, closed, opened, saved
from tests.projets import AVANT, CLASSEUR, TODAY, edited, petit_projet
from tests.test_depot import WHO, git

pytestmark = pytest.mark.lent

FUSIONNE = "budgets/budget (fusionné).xlsx"
CLAIRE = f"{CLASSEUR}\nPrévention!D7 = 6000"
MARC = f"{CLASSEUR}\nParcours!D6 = 36000"
AJOUT = (
    f"{CLASSEUR}\nPrévention!A8 = honoraires\nPrévention!B8 = Conférence\nPrévention!C8 = M3-01\nPrévention!D8 = 100\n"
    "Prévention!E8 = 100\nPrévention!F8 = Une soirée."
)
SPACES = str.maketrans("\u00a0\u202f", "  ")


def branches(folder: Path, claire: str, marc: str) -> Path:
    """A repository where two branches leave « principale », each with its own edits; « claire » is checked out."""
    root = write_files(folder / "à deux", petit_projet())
    (root / ".gitattributes").write_text("*.xlsx -text\n", encoding="utf-8")
    (root / ".gitignore").write_text("build/\ncontent/prive/contacts.csv\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "principale")
    commit(root, "Premier état")
    for name, notation in (("marc", marc), ("claire", claire)):
        git(root, "checkout", "-q", "-b", name, "principale")
        (root / CLASSEUR).write_bytes(edited(petit_projet(), notation)[CLASSEUR])
        commit(root, name)
    return root


def merge(root: Path, *words: str) -> int:
    command = ["git", *WHO, "merge", "-q", *words, "marc"]
    return subprocess.run(command, cwd=root, capture_output=True, check=False).returncode


def said(root: Path, capsys: pytest.CaptureFixture[str], *words: str, status: int = 0) -> str:
    assert run_command(["-C", str(root), *words]) == status
    told = capsys.readouterr()
    return (told.out + told.err).translate(SPACES)


def amounts(root: Path, path: str) -> dict[str, tuple[str, ...]]:
    """Words of a line → its amounts, as the project reads a workbook; findings other than stale totals are none."""
    files, odd = read_project(root)
    found = examine({**files, CLASSEUR: files[path]}, odd, TODAY, True)
    lines = [line for bloc in found.projet.budget.blocs for line in bloc.depenses]
    return {line.libelle: tuple(str(amount) for amount in line.montants) for line in lines}


def test_what_two_people_did_to_other_lines_is_brought_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, CLAIRE, MARC)
    assert merge(root) != 0
    assert "erreur L062: ce classeur attend d'être fusionné" in said(
        root, capsys, "check", status=1
    )
    told = said(root, capsys, "fusionner-classeur")
    assert "- Parcours, tableau depenses_parcours : " in told
    assert "À décider" not in told
    lines = amounts(root, FUSIONNE)
    assert lines["Formation"][0] == "6000.00"
    assert lines["Réunions (heures)"][0] == "36000.00"
    (root / FUSIONNE).replace(root / CLASSEUR)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Fusion")
    assert "L06" not in said(root, capsys, "check", status=1)


def test_each_side_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = branches(tmp_path, CLAIRE, MARC)
    assert merge(root) != 0
    ours = said(root, capsys, "changements", "principale", "HEAD")
    theirs = said(root, capsys, "changements", "principale", "MERGE_HEAD")
    assert "dépense « Formation » : année 1, 5 000 € → 6 000 €" in ours
    assert "« Réunions (heures) » : année 1, 35 000 € → 36 000 €" in theirs


def test_a_line_that_both_changed_is_left_and_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, CLAIRE, f"{CLASSEUR}\nPrévention!D7 = 7000")
    assert merge(root) != 0
    told = said(root, capsys, "fusionner-classeur", status=1)
    assert "À décider par vous (1), laissé comme dans votre copie :" in told
    assert "    vous : honoraires | Formation | M3-01 | 6000 | 5000" in told
    assert "    l'autre : honoraires | Formation | M3-01 | 7000 | 5000" in told
    assert amounts(root, FUSIONNE)["Formation"][0] == "6000.00"


def test_a_line_added_by_each_is_kept_from_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, AJOUT.replace("Conférence", "Affiches").replace("100", "200"), AJOUT)
    assert merge(root) != 0
    said(root, capsys, "fusionner-classeur")
    lines = amounts(root, FUSIONNE)
    assert lines["Affiches"] == ("200.00", "200.00")
    assert lines["Conférence"] == ("100.00", "100.00")


def test_a_line_removed_by_one_and_changed_by_the_other_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = "\n".join([CLASSEUR, *(f"Prévention!{column}7 =" for column in "ABCDEF")])
    root = branches(tmp_path, CLAIRE, gone)
    assert merge(root) != 0
    assert "l'autre : (ligne retirée)" in said(root, capsys, "fusionner-classeur", status=1)


def test_a_side_lost_in_a_merge_is_seen_and_its_remedy_followed_to_the_letter(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, CLAIRE, MARC)
    assert merge(root) != 0
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Fusion")
    told = said(root, capsys, "check", status=1)
    assert "avertissement L080: la fusion" in told
    remedy = next(line for line in told.splitlines() if "make fusionner-classeur" in line)
    words = [
        word.split("=")[1].strip("»")
        for word in remedy.split()
        if word.startswith(("AUTRE=", "BASE="))
    ]
    said(root, capsys, "fusionner-classeur", *words)
    lines = amounts(root, FUSIONNE)
    assert (lines["Formation"][0], lines["Réunions (heures)"][0]) == ("6000.00", "36000.00")
    (root / FUSIONNE).replace(root / CLASSEUR)
    assert "L080" not in said(root, capsys, "check", status=1)


def test_a_merge_that_lost_nothing_is_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, CLAIRE, MARC)
    assert merge(root, "-s", "ours") == 0
    git(root, "checkout", "-q", "-B", "autre", "principale")
    assert merge(root, "--no-ff") == 0
    told = said(root, capsys, "check", status=1)
    assert "L080" not in told


def test_a_branch_may_be_brought_in_before_any_merge(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, CLAIRE, MARC)
    assert "Repris de l'autre copie (1)" in said(root, capsys, "fusionner-classeur", "marc")
    assert "(fusionné 2).xlsx est écrit" in said(root, capsys, "fusionner-classeur", "marc")


def test_without_anything_to_merge_it_says_what_to_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = branches(tmp_path, CLAIRE, MARC)
    assert "git n'attend aucun classeur" in said(root, capsys, "fusionner-classeur", status=2)
    assert "ne connaît pas l'état « partie »" in said(
        root, capsys, "fusionner-classeur", "partie", status=2
    )


def test_the_new_workbook_opens_in_libreoffice_with_its_sums(
    tmp_path: Path, bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    """The treasurer's own workbook, with its colours, its formulas and its tables."""
    source = (AVANT / CLASSEUR).read_bytes()
    root = branches(tmp_path, CLAIRE, MARC)
    git(root, "checkout", "-q", "-B", "principale", "principale")
    (root / CLASSEUR).write_bytes(source)
    commit(root, "Le vrai")
    for name, place, value in (("marc", "H24", 3100), ("claire", "G23", 2700)):
        git(root, "checkout", "-q", "-B", name, "principale")
        target = tmp_path / f"{name}.xlsx"
        (tmp_path / "source.xlsx").write_bytes(source)
        typed = f"{cell('Prévention', place)}.setValue({value})"
        bureau.run([opened(tmp_path / "source.xlsx"), typed, saved(target), closed()])
        (root / CLASSEUR).write_bytes(target.read_bytes())
        commit(root, name)
    assert merge(root) != 0
    said(root, capsys, "fusionner-classeur")
    again = tmp_path / "relu.xlsx"
    bureau.run([opened(root / FUSIONNE), saved(again), closed()])
    (root / CLASSEUR).write_bytes(again.read_bytes())
    lines = amounts(root, CLASSEUR)
    assert lines["Diététiciennes partenaires"] == ("1500.00", "3100.00")
    assert lines["Animation des ateliers aux familles"][0] == "2700.00"
    files, odd = read_project(root)
    found: list[Finding] = [
        f for f in examine(files, odd, TODAY, True).findings if f.code in ("L007", "B006")
    ]
    assert found == []
