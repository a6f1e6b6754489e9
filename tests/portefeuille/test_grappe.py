"""A real Dask scheduler and real workers: the same bytes as here, and a worker that is killed loses and doubles nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.ligne import ERREURS, MAUVAIS_USAGE, run_command
from pipeline.programs import _stop
from tests.portefeuille.generateur import generer, territoires
from tests.projets import CHECKOUT

CROWD = 8


class Grappe:
    """A scheduler and its workers, each a process of its own that nothing starts again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[bytes]] = []
        scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        log = scheduler.stderr
        assert log is not None
        found = None
        while found is None:
            line = log.readline().decode()
            assert line, "the scheduler ended before it told its address"
            found = re.search(r"tcp://(127\.0\.0\.1:[0-9]+)", line)
        self.address = found[1]
        threading.Thread(target=log.read, daemon=True).start()

    def start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        command = [sys.executable, "-m", "distributed.cli.dask_" + what, *words]
        environment = {
            **os.environ,
            "PYTHONPATH": str(CHECKOUT),
            "DASK_TEMPORARY_DIRECTORY": str(self.folder),
        }
        started = subprocess.Popen(
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=subprocess.PIPE if what == "scheduler" else quiet,
            env=environment,
            cwd=self.folder,
            start_new_session=True,
        )
        self.started.append(started)
        return started

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        words = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--name", name)
        return self.start("worker", f"tcp://{self.address}", *words)


@pytest.fixture
def grappe(tmp_path: Path) -> Iterator[Grappe]:
    folder = tmp_path / "grappe"
    folder.mkdir()
    made = Grappe(folder)
    yield made
    for started in reversed(made.started):
        _stop(started)
        if started.stderr:
            started.stderr.close()


def documents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.glob("*/build/*"))
        if path.suffix in (".docx", ".ics")
    }


def fates(said: str) -> list[tuple[str, str]]:
    return re.findall(r"^\[[0-9]+/[0-9]+\] \S*/(\S+) : ([^,\n]+)", said, re.MULTILINE)


@pytest.mark.lent
def test_a_worker_killed_while_it_studies_loses_nothing_and_doubles_nothing(
    grappe: Grappe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connect: Any = import_module("distributed").Client
    (ground, *_) = territoires(1, ("32",))
    for rang in range(CROWD):
        generer(tmp_path / f"mes-cpts/cpts-{rang}", rang, ground, fiches=6)
    shutil.copytree(tmp_path / "mes-cpts", tmp_path / "ici")
    doomed = grappe.worker("condamne")
    killed = threading.Event()

    def kill_when_busy() -> None:
        """Once the worker has projects in hand; the one that takes them over comes after, on a slow machine too."""
        with connect(f"tcp://{grappe.address}", set_as_default=False) as client:
            client.wait_for_workers(1)
            while not any(client.processing().values()):
                pass
            os.kill(doomed.pid, signal.SIGKILL)
            killed.set()
            grappe.worker("survivant")

    killer = threading.Thread(target=kill_when_busy, daemon=True)
    killer.start()
    words = ["portefeuille", str(tmp_path / "mes-cpts"), f"--sortie={tmp_path / 'sortie'}"]
    run_command([*words, f"--sur=dask://{grappe.address}"])
    killer.join()
    assert killed.is_set()
    assert doomed.wait() == -signal.SIGKILL
    said = capsys.readouterr()
    assert said.err == ""
    told = fates(said.out)
    assert told, said.out
    assert Counter(name for name, _ in told) == {f"cpts-{rang}": 1 for rang in range(CROWD)}
    assert {fate for _, fate in told} == {"construit"}
    run_command(["portefeuille", str(tmp_path / "ici"), f"--sortie={tmp_path / 'la'}"])
    there, here = documents(tmp_path / "mes-cpts"), documents(tmp_path / "ici")
    assert len(there) == 5 * CROWD
    assert there == here


@pytest.mark.lent
def test_a_worker_that_does_not_see_the_folder_says_from_which_machine(
    grappe: Grappe, tmp_path: Path
) -> None:
    from datetime import date

    from pipeline.portefeuille.equipe import Bornes
    from pipeline.portefeuille.etude import Commande
    from pipeline.portefeuille.grappe import studied_on

    grappe.worker("seul")
    asked = Commande("cpts", str(tmp_path / "absent"), date(2026, 11, 22), construire=False)
    other = Commande("cpts", str(tmp_path / "ailleurs"), date(2026, 11, 22), logiciel="9.9")
    found = [one.sort for one in studied_on(f"dask://{grappe.address}", [asked, other], Bornes())]
    told = sorted(sort.dit for sort in found)
    assert told[0].startswith("ce dossier n'existe pas (vu de la machine ")
    assert told[1].startswith("ouvrier d'une autre version du logiciel (")


@pytest.mark.lent
@pytest.mark.parametrize("gone", ["scheduler", "worker"])
def test_a_cluster_that_is_gone_before_the_end_stops_its_projects_and_tells_each(
    gone: str,
    grappe: Grappe,
    modeles: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The one that was known before it went keeps its fate, and the table of the region is written."""
    from pipeline.portefeuille import grappe as cluster

    projets = shutil.copytree(modeles, tmp_path / "mes-cpts")
    worker = grappe.worker("seul")
    doomed = worker if gone == "worker" else grappe.started[0]
    monkeypatch.setattr(cluster, "GLANCE", 0.2)
    real = cluster._told

    def told_then_gone(future: Any, commande: Any) -> Any:
        found = real(future, commande)
        doomed.kill()
        doomed.wait()
        monkeypatch.setattr(cluster, "WAITING", 0.5)
        return found

    monkeypatch.setattr(cluster, "_told", told_then_gone)
    words = ["portefeuille", str(projets), "--sans-construire", f"--sortie={tmp_path / 'sortie'}"]
    assert run_command([*words, f"--sur=dask://{grappe.address}"]) == ERREURS
    said = capfd.readouterr()
    assert said.err == ""
    told = fates(said.out)
    assert {name for name, _ in told} == {"cpts-0", "cpts-1", "cpts-2", "cpts-9"}
    assert told[0][1] in ("vérifié", "erreurs")
    assert told[-1][1] == "arrêté"
    assert re.search(r"arrêté, la grappe n(e répond plus|'a plus d'ouvrier)\n", said.out)
    assert (tmp_path / "sortie/portefeuille.xlsx").is_file()


@pytest.mark.lent
def test_two_runs_at_once_on_one_cluster_are_not_given_each_other_s_answers(
    grappe: Grappe, modeles: Path
) -> None:
    from datetime import date

    from pipeline.portefeuille.equipe import Bornes
    from pipeline.portefeuille.etude import Commande
    from pipeline.portefeuille.grappe import studied_on

    grappe.worker("seul")
    asked = [
        Commande(name, str(modeles / "cpts-0"), date(2026, 11, 22), construire=False)
        for name in ("l'une", "l'autre")
    ]
    runs = [studied_on(f"dask://{grappe.address}", [one], Bornes()) for one in asked]
    first = [next(run) for run in runs]
    assert [one.sort.dossier for one in first] == ["l'une", "l'autre"]
    assert [list(run) for run in runs] == [[], []]


@pytest.mark.parametrize("address", ["tcp://a:1", "dask://a", "dask://", "dask://a b:1"])
def test_an_address_that_is_none_is_refused_before_anything_is_read(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/projet.yaml").write_text("nom: X\n", encoding="utf-8")
    words = ["portefeuille", str(tmp_path), f"--sortie={tmp_path / 'sortie'}", f"--sur={address}"]
    assert run_command(words) == MAUVAIS_USAGE
    assert "attend dask://machine:port" in capsys.readouterr().err
    assert not (tmp_path / "sortie").exists()
