"""Many projects in one run: the fate of each, the same documents as alone, and what stands in the way of none."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from pipeline.commands.ligne import ERREURS, MAUVAIS_USAGE, run_command
from pipeline.disk import Empechement
from pipeline.etat import locked
from pipeline.model.portefeuille import ARRETE, VERIFIE, Sort
from pipeline.portefeuille.equipe import Bornes, Poste, studied
from pipeline.portefeuille.etude import Commande
from tests.projets import CHECKOUT

JOUR = date(2026, 11, 22)


def commande(root: Path) -> Commande:
    return Commande(root.name, str(root), JOUR, construire=False)


def sorts(roots: Iterable[Path], bornes: Bornes) -> dict[str, Sort]:
    return {
        etude.sort.dossier: etude.sort for etude in studied(map(commande, roots), bornes, postes=2)
    }


@pytest.mark.lent
def test_each_project_has_its_fate_and_its_documents_are_those_that_it_builds_alone(
    projets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sortie"
    assert run_command(["portefeuille", str(projets), f"--sortie={out}"]) == ERREURS
    said = capsys.readouterr().out
    assert re.search(r"^\[./4\] .*/cpts-0 : construit, 5 documents", said, re.MULTILINE)
    assert re.search(r"^\[./4\] .*/cpts-9 : erreurs, 1 erreur", said, re.MULTILINE)
    assert "cpts-9" in said
    assert not list((projets / "cpts-9").glob("build/*.docx"))
    together = {path.name: path.read_bytes() for path in (projets / "cpts-1/build").glob("*.*")}
    alone = subprocess.run(
        [sys.executable, "-m", "pipeline", "-C", projets / "cpts-1", "build"],
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    assert alone.returncode == 0
    built = {name for name in together if name.endswith((".docx", ".ics"))}
    assert len(built) == 5
    for name in built:
        assert (projets / "cpts-1/build" / name).read_bytes() == together[name], name
    assert run_command(["portefeuille", str(projets / "cpts-1"), f"--sortie={out}"]) == 0
    again = capsys.readouterr().out
    assert "cpts-1 : à jour, 5 documents" in again
    assert "n'est plus dans le portefeuille" in again


@pytest.mark.lent
def test_a_check_alone_writes_nothing_into_the_projects(projets: Path, tmp_path: Path) -> None:
    words = ["portefeuille", str(projets / "cpts-0"), "--sans-construire"]
    assert run_command([*words, f"--sortie={tmp_path / 'sortie'}"]) == 0
    assert not (projets / "cpts-0/build").exists()


@pytest.mark.lent
def test_one_that_takes_all_the_memory_is_told_and_stops_no_other(projets: Path) -> None:
    with open(projets / "cpts-0/content/diagnostic/03-trop.md", "wb") as sparse:
        sparse.truncate(3 * 2**30)
    found = sorts([projets / "cpts-0", projets / "cpts-1", projets / "cpts-2"], Bornes())
    assert found["cpts-0"] == Sort("cpts-0", ARRETE, "mémoire épuisée")
    assert [found[name].sort for name in ("cpts-1", "cpts-2")] == [VERIFIE, VERIFIE]


def stopped_after(poste: Poste, signals: Iterable[tuple[float, int]], root: Path) -> Sort:
    """What becomes of a project whose process gets these signals, each after so many seconds."""
    started = poste._ouvrier._started
    assert started is not None
    for delay, number in signals:
        if delay:
            threading.Timer(delay, os.kill, (started.pid, number)).start()
        else:
            os.kill(started.pid, number)
    return poste.study(commande(root)).sort


@pytest.mark.lent
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="le système n'a pas ces signaux")
def test_a_process_that_does_not_end_or_is_killed_loses_one_project_and_says_which(
    projets: Path,
) -> None:
    poste = Poste(Bornes())
    try:
        assert poste.study(commande(projets / "cpts-0")).sort.sort == VERIFIE
        poste.bornes = Bornes(patience=2)
        endless = stopped_after(poste, [(0, signal.SIGSTOP)], projets / "cpts-1")
        assert endless == Sort("cpts-1", ARRETE, "pas fini au bout de 2 secondes")
        poste.bornes = Bornes()
        assert poste.study(commande(projets / "cpts-2")).sort.sort == VERIFIE
        killed = stopped_after(
            poste, [(0, signal.SIGSTOP), (0.3, signal.SIGKILL)], projets / "cpts-1"
        )
        said = "le programme qui le lisait a été interrompu (signal 9)"
        assert killed == Sort("cpts-1", ARRETE, said)
        assert poste.study(commande(projets / "cpts-1")).sort.sort == VERIFIE
    finally:
        poste.close()


@pytest.mark.lent
def test_a_process_ends_by_itself_when_whoever_started_it_is_gone(projets: Path) -> None:
    poste = Poste(Bornes())
    assert poste.study(commande(projets / "cpts-0")).sort.sort == VERIFIE
    started = poste._ouvrier._started
    assert started is not None
    assert started.stdin is not None
    started.stdin.close()
    assert started.wait(30) == 0
    poste.close()


@pytest.mark.lent
def test_whoever_reads_only_the_first_line_stops_neither_the_work_nor_its_files(
    projets: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sortie"
    command = [sys.executable, "-m", "pipeline", "portefeuille", str(projets), "--sans-construire"]
    with subprocess.Popen(
        [*command, f"--sortie={out}"],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stdout.readline().startswith(b"[1/4] ")
        started.stdout.close()
        assert started.stderr is not None
        assert started.stderr.read() == b""
    assert (out / "portefeuille.json").read_text(encoding="utf-8").count('"dossier"') == 4


@pytest.mark.lent
def test_documents_edited_by_hand_are_kept_and_told(
    projets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["portefeuille", str(projets / "cpts-0"), f"--sortie={tmp_path / 'sortie'}"]
    assert run_command(words) == 0
    (projets / "cpts-0/build/statuts.docx").write_bytes(b"corrections de Mme X")
    capsys.readouterr()
    assert run_command(words) == 0
    said = capsys.readouterr().out
    assert "construit, 5 documents" in said
    assert "documents modifiés à la main, gardés : statuts (modifié).docx" in said


@pytest.mark.lent
def test_a_project_that_somebody_builds_meanwhile_is_refused_and_its_documents_stay(
    projets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = f"--sortie={tmp_path / 'sortie'}"
    with locked(projets / "cpts-0"):
        words = ["portefeuille", str(projets / "cpts-0"), str(projets / "cpts-1"), out]
        assert run_command(words) == ERREURS
    said = capsys.readouterr().out
    assert "cpts-0 : refusé, " in said
    assert "une autre construction est en cours" in said
    assert "cpts-1 : construit, 5 documents" in said
    assert list((projets / "cpts-0/build").glob("*.docx")) == []


def test_a_disk_without_room_for_the_table_takes_its_files_and_not_the_answer(
    projets: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object) -> None:
        raise Empechement("plus de place sur le disque pour écrire index.html.")

    monkeypatch.setattr("pipeline.commands.portefeuille.replace_all", full)
    words = ["portefeuille", str(projets / "cpts-0"), "--sans-construire"]
    assert run_command([*words, f"--sortie={tmp_path / 'sortie'}"]) == MAUVAIS_USAGE
    said = capsys.readouterr()
    assert "Les projets\n===" in said.out
    assert "À ouvrir" not in said.out
    assert "plus de place" in said.err


def test_what_makes_no_sense_is_said_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "faux.yaml").write_text("cle: x\n", encoding="utf-8")
    for words, told in (
        ([], "donnez les dossiers des projets"),
        ([str(tmp_path), "--delai", "vite"], "attend des secondes, en chiffres"),
        ([str(tmp_path), "--delai"], "attend une valeur"),
        ([str(tmp_path), f"--bareme={tmp_path / 'faux.yaml'}"], "Rien n'a été essayé."),
        ([str(tmp_path), "--bareme=absent.yaml"], "absent.yaml"),
        ([str(tmp_path), f"--sortie={tmp_path / 'faux.yaml'}"], "« --sortie » attend un dossier"),
    ):
        assert run_command(["portefeuille", *words]) == MAUVAIS_USAGE
        assert told in capsys.readouterr().err
    assert not (tmp_path / "portefeuille").exists()
