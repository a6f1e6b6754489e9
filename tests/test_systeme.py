"""What is not the same on each system, tried on the paths and the words of that system, whichever runs."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from pipeline.atelier.editeur import command
from pipeline.disk import Empechement, reason
from pipeline.etat import locked
from pipeline.systeme import (
    INSTALLED_BY,
    LIBREOFFICE,
    MACOS,
    WINDOWS,
    is_held,
    places_of_office,
    pour_installer,
    quoted,
)
from tests.projets import CHECKOUT


def test_libreoffice_is_looked_for_where_windows_puts_it() -> None:
    known = {
        "PROGRAMFILES": r"C:\Program Files",
        "PROGRAMW6432": r"C:\Program Files",
        "PROGRAMFILES(X86)": r"C:\Program Files (x86)",
        "LOCALAPPDATA": r"C:\Users\Zoé Lépine\AppData\Local",
    }
    found = places_of_office(WINDOWS, known)
    assert found[0] == PureWindowsPath(r"C:\Program Files\LibreOffice\program\soffice.com")
    assert PureWindowsPath(r"c:\program files (x86)\libreoffice\program\SOFFICE.EXE") in found
    assert str(found[-1]) == (
        r"C:\Users\Zoé Lépine\AppData\Local\Programs\LibreOffice\program\soffice.exe"
    )
    assert len(found) == 6
    assert places_of_office(WINDOWS, {}) == []


def test_libreoffice_is_looked_for_where_macos_puts_it() -> None:
    inside = "Applications/LibreOffice.app/Contents/MacOS/soffice"
    assert places_of_office(MACOS, {"HOME": "/Users/zoé"}) == [
        PurePosixPath("/") / inside,
        PurePosixPath("/Users/zoé") / inside,
    ]


def test_every_system_has_its_way_to_install_and_an_unknown_one_that_of_linux() -> None:
    for quoi, by_system in INSTALLED_BY.items():
        assert {WINDOWS, MACOS, "linux"} == by_system.keys()
        assert pour_installer(quoi, "freebsd14") == by_system["linux"]
    assert "Debian" not in pour_installer(LIBREOFFICE, WINDOWS) + pour_installer(LIBREOFFICE, MACOS)


def test_a_word_is_quoted_as_the_terminal_of_the_system_takes_it() -> None:
    for word, there in (
        (r"C:\ma cpts", r'"C:\ma cpts"'),
        ("l'été", '"l\'été"'),
        ("abc", "abc"),
        ("", '""'),
    ):
        assert quoted(word, WINDOWS) == there
        assert shlex.split(quoted(word, MACOS)) == [word]


@pytest.mark.parametrize("coding", ["cp850", "cp1252:strict", "ascii"])
def test_a_console_of_another_code_page_is_written_to_in_utf_8(coding: str) -> None:
    for word, status in (("aide", 0), ("aïde", 2)):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", word],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONIOENCODING": coding, "LC_ALL": "C", "PYTHONUTF8": "0"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == status
        assert "é" in (done.stdout + done.stderr).decode("utf-8") or status


def test_a_lock_of_a_process_that_is_gone_is_taken_over(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    lock = tmp_path / "build/.verrou"
    lock.parent.mkdir()
    for left in (str(gone.pid), "", "999999999999", "pas un nombre"):
        lock.write_text(left, encoding="utf-8")
        with locked(tmp_path):
            assert lock.read_text(encoding="utf-8") == str(os.getpid())
        assert not lock.exists()


def test_a_lock_that_is_held_is_left(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(Empechement, match="une autre construction est en cours"),
        locked(tmp_path),
    ):
        pass


def test_on_windows_a_lock_is_held_as_long_as_it_cannot_be_removed(tmp_path: Path) -> None:
    """There a file that is open stays; here one that the system keeps for itself answers the same."""
    lock = tmp_path / ".verrou"
    lock.write_text(str(os.getpid()), encoding="utf-8")
    assert not is_held(lock, str(os.getpid()), WINDOWS), "whoever wrote its number does not hold it"
    assert not lock.exists()
    kept = Path("/proc/self/status")
    if not kept.exists():
        pytest.skip("ce système n'a pas de fichier qu'il garde pour lui")
    assert is_held(kept, "", WINDOWS)


def test_a_file_open_in_word_under_windows_is_said_so() -> None:
    error = PermissionError(13, "The process cannot access the file")
    assert reason(error) == "accès refusé"
    error.winerror = 32  # type: ignore[attr-defined]
    assert "ouvert dans un autre programme" in reason(error)


def test_an_editor_is_started_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows starts « code.cmd » by no other name."""
    editor = tmp_path / ("code.cmd" if os.name == "nt" else "code")
    editor.write_text("", encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert command(tmp_path / "a b.md", 3, "") == [str(editor), "-g", f"{tmp_path / 'a b.md'}:3"]
