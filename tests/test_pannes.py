"""Old file whole or new file whole, whatever stops a command; the whole of it is in ``make preuves``."""

from __future__ import annotations

import errno
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.disk import Empechement, remove_matching, replace_all, replace_folder, write_new
from tests.lois.pannes import COMMANDES, Commande, Panne, connue, essai, mort, toutes

ESSAYEES = ("build", "export", "format", "importer fiche.md")
"""The commands of ``make test``, one failure each and one death at some moment: one for each way that we write."""

GRAINE = 7


@pytest.fixture
def dead() -> int:
    """The number of a process that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.lent
@pytest.mark.parametrize("commande", [one for one in COMMANDES if str(one) in ESSAYEES], ids=str)
def test_a_command_that_is_stopped_leaves_whole_files_and_does_its_work_the_next_time(
    commande: Commande,
) -> None:
    draw = random.Random(f"{GRAINE} {commande}")
    known = connue(commande)
    panne = draw.choice(toutes(known))
    assert essai(commande, known, panne) == [], str(panne)
    assert mort(commande, known, draw.uniform(0, known.secondes)) == []


@pytest.mark.lent
def test_the_law_sees_a_file_written_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """As ``Document.save(path)`` writes: the file is emptied, then filled."""

    def in_place(folder: Path, outputs: dict[str, bytes], temporary: str) -> None:
        for name, data in outputs.items():
            try:
                (folder / name).write_bytes(data)
            except OSError as error:
                raise Empechement(str(error)) from error

    monkeypatch.setattr("pipeline.commands.export.replace_all", in_place)
    commande = Commande(("export",))
    known = connue(commande)
    assert essai(commande, known, Panne(place=100)) != []


def test_a_new_file_is_whole_or_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: int) -> None:
        raise OSError(errno.ENOSPC, "plein")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Empechement, match="plus de place"):
        write_new(tmp_path / "a.md", b"texte")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_takes_the_place_of_none_even_where_a_file_has_one_name_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(one: Path, other: Path) -> None:
        raise PermissionError(errno.EPERM, "pas ici")

    for _ in range(2):
        write_new(tmp_path / "a.md", b"un")
        with pytest.raises(Empechement, match="existe déjà"):
            write_new(tmp_path / "a.md", b"deux")
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.md", b"un")]
        (tmp_path / "a.md").unlink()
        monkeypatch.setattr("os.link", refused)


def test_what_a_dead_command_left_goes_and_what_another_is_writing_stays(
    tmp_path: Path, dead: int
) -> None:
    left, written = tmp_path / f".tmp-{dead}-a.md", tmp_path / f".tmp-{os.getppid()}-a.md"
    left.write_bytes(b"")
    written.write_bytes(b"")
    replace_all(tmp_path, {"b.md": b"texte"}, ".tmp-")
    assert sorted(os.listdir(tmp_path)) == [written.name, "b.md"]


def test_a_folder_left_by_a_dead_command_does_not_stop_the_next_build(
    tmp_path: Path, dead: int
) -> None:
    (tmp_path / f".tmp-{dead}-neuf-site/images").mkdir(parents=True)
    remove_matching(tmp_path, ".tmp-")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_taken_away_by_a_dead_command_is_put_back_when_the_next_one_fails(
    tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / f".tmp-{dead}-ancien-site"
    kept.mkdir()
    (kept / "index.html").write_bytes(b"ancien")

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "plein")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(Empechement, match="plus de place"):
            replace_folder(tmp_path / "site", {"index.html": b"neuf"})
    assert (tmp_path / "site/index.html").read_bytes() == b"ancien"
    assert os.listdir(tmp_path) == ["site"]
