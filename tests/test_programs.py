"""Programs that are started: stopped in time, with all that they started themselves."""

from __future__ import annotations

import io
import os
import select
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest

from pipeline import programs
from pipeline.programs import WORTH_A_START, ends_well, laid_out, shares

pytestmark = pytest.mark.skipif(os.name != "posix", reason="groups of processes are those of POSIX")


def test_a_program_that_ends_well_does_and_one_that_fails_does_not() -> None:
    assert ends_well([sys.executable, "-c", "print('x' * 100_000)"], 30)
    assert not ends_well([sys.executable, "-c", "raise SystemExit(3)"], 30)
    assert not ends_well([Path("/absent/soffice")], 30)


def test_a_program_that_hangs_is_stopped_with_the_one_that_it_started(tmp_path: Path) -> None:
    """As soffice does: a script that waits for the program it started.  A pipe tells when the last of them is gone."""
    pipe = tmp_path / "tube"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    script = "(echo vivant; exec sleep 3600) > $0 & wait"
    assert not ends_well(["sh", "-c", script, pipe], 3)
    assert os.read(reader, 100) == b"vivant\n"
    told, _, _ = select.select([reader], [], [], 60)
    assert told, "the child goes on"
    assert os.read(reader, 100) == b""
    os.close(reader)


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems do not hold a process to its data"
)
def test_a_program_that_takes_more_memory_than_it_may_is_ended() -> None:
    greedy = [sys.executable, "-c", "len(bytearray(300 * 2**20))"]
    assert ends_well(greedy, 30, 2**30)
    assert not ends_well(greedy, 30, 200 * 2**20)


def docx(letters: int, picture: int = 0) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"a" * letters)
        package.writestr("word/media/image1.png", b"a" * picture)
    return data.getvalue()


LONG, SHORT = docx(2 * WORTH_A_START), docx(WORTH_A_START // 10)


def test_long_documents_are_shared_between_two_and_short_ones_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever comes first; pictures weigh nothing, and what is no Word file weighs its bytes."""
    monkeypatch.setattr(programs, "processors", lambda: 2)
    projet = docx(5 * WORTH_A_START)
    wanted = {"lettre.docx": SHORT, "projet.docx": projet, "annexe.docx": LONG}
    assert [list(one) for one in shares(wanted)] == [
        ["projet.docx"],
        ["lettre.docx", "annexe.docx"],
    ]
    heavy = docx(10, picture=9 * WORTH_A_START)
    for few in (
        {"projet.docx": projet},
        {"projet.docx": projet, "lettre.docx": SHORT},
        {"projet.docx": projet, "contours.docx": heavy},
        {"un.docx": b"1", "deux.docx": b"2"},
    ):
        assert shares(few) == [few]
    monkeypatch.setattr(programs, "processors", lambda: 1)
    assert shares(wanted) == [wanted]


OFFICE = """#!/bin/sh
while [ "$1" != --outdir ]; do shift; done
mkdir -p "$2"
for docx in "$3" $4; do
  echo "convert $docx as a Writer document -> …"
  case "$docx" in *lent*) echo $$ >> {journal}; exec sleep 3600;; esac
  printf '%%PDF %s %%%%EOF' "$(basename "$docx")" > "$2/$(basename "$docx" .docx).pdf"
done
"""
"""What a program that lays out is asked and answers, and nothing of what it makes."""


def office(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program, journal = folder / "soffice", folder / "journal"
    program.write_text(OFFICE.format(journal=journal))
    program.chmod(0o755)
    monkeypatch.setattr(programs, "office", lambda: str(program))
    monkeypatch.setattr(programs, "processors", lambda: 2)
    return journal


@pytest.mark.usefixtures("sans_memoire")
def test_what_two_lay_out_comes_back_whole_and_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, monkeypatch)
    begun: list[str] = []
    wanted = {"lettre.docx": SHORT, "projet.docx": LONG, "annexe.docx": LONG}
    made = laid_out(wanted, begun.append)
    assert list(made.items()) == [(name, f"%PDF {name} %%EOF".encode()) for name in wanted]
    assert sorted(begun) == sorted(wanted)


@pytest.mark.usefixtures("sans_memoire")
def test_none_of_two_goes_on_once_whoever_asked_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = office(tmp_path, monkeypatch)

    def interrupted(name: str) -> None:
        while name == "projet.docx" and not (journal.exists() and journal.read_text()):
            time.sleep(0.01)
        if name == "projet.docx":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):  # at once, and not when their hour has come
        laid_out({"projet.docx": LONG, "lent.docx": LONG}, interrupted, patience=3600)
    with pytest.raises(ProcessLookupError):
        os.kill(int(journal.read_text()), 0)
    assert not programs.RUNNING


@pytest.mark.usefixtures("sans_memoire")
def test_one_that_begins_as_whoever_asked_is_stopped_does_not_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(tmp_path, monkeypatch)
    followed: Callable[..., None] = programs._followed

    def late(
        command: Sequence[str], begun: Callable[[str], None], patience: float, given_up: Event
    ) -> None:
        if any("lent.docx" in word for word in command):
            given_up.wait()
        followed(command, begun, patience, given_up)

    def interrupted(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(programs, "_followed", late)
    with pytest.raises(KeyboardInterrupt):
        laid_out({"projet.docx": LONG, "lent.docx": LONG}, interrupted, patience=3600)
    assert not programs.RUNNING
