"""What is not the same on Linux, macOS and Windows: where LibreOffice is put, how a program is installed, what holds a file.

Each function says what it answers for a system, so that the others can be tried on any.  Standard library only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from pipeline.disk import remove

WINDOWS, MACOS, LINUX = "win32", "darwin", "linux"
"""The names that ``sys.platform`` has for them; any other system is taken for the last."""

LIBREOFFICE, GIT, VENV, CARLITO = "LibreOffice", "git", "venv", "Carlito"
INSTALLED_BY: Mapping[str, Mapping[str, str]] = {
    LIBREOFFICE: {
        LINUX: "installez le paquet Debian libreoffice-writer-nogui (ou LibreOffice, de libreoffice.org)",
        MACOS: "installez LibreOffice, de libreoffice.org (ou brew install --cask libreoffice)",
        WINDOWS: "installez LibreOffice, de libreoffice.org (ou winget install TheDocumentFoundation.LibreOffice)",
    },
    GIT: {
        LINUX: "installez le paquet Debian git",
        MACOS: "tapez xcode-select --install (ou brew install git)",
        WINDOWS: "installez Git, de git-scm.com (ou winget install Git.Git)",
    },
    VENV: {
        LINUX: "installez le paquet Debian python3-venv",
        MACOS: "réinstallez Python, de python.org (ou brew install python)",
        WINDOWS: "réinstallez Python, de python.org",
    },
    CARLITO: {
        LINUX: "paquet Debian fonts-crosextra-carlito",
        MACOS: "brew install --cask font-carlito",
        WINDOWS: "fonts.google.com/specimen/Carlito",
    },
}
"""What is missing → what to do on each system."""


def pour_installer(quoi: str, systeme: str = sys.platform) -> str:
    """What to do to have a program, in French, without a full stop."""
    known = INSTALLED_BY[quoi]
    return known.get(systeme, known[LINUX])


def quoted(word: str, systeme: str = sys.platform) -> str:
    """A word as the terminal of the system takes it: whole, whatever spaces and apostrophes it holds."""
    import shlex  # « nothing changed » must not wait for it

    if systeme != WINDOWS:
        return shlex.quote(word)
    return (
        word
        if word and not set(word) & set(" \t&|<>^()\"%!'=;,")
        else '"' + word.replace('"', '""') + '"'
    )


def places_of_office(
    systeme: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> Sequence[PurePath]:
    """Where LibreOffice puts itself when it does not put itself in the PATH, the likeliest first.

    Under Windows ``soffice.com`` is the one that waits for its end and prints what it does.
    """
    if systeme == WINDOWS:
        roots = (
            environment.get(name) for name in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")
        )
        own = environment.get("LOCALAPPDATA")
        folders = [PureWindowsPath(root) for root in roots if root]
        folders += [PureWindowsPath(own) / "Programs"] if own else []
        return [
            folder / "LibreOffice" / "program" / name
            for folder in dict.fromkeys(folders)
            for name in ("soffice.com", "soffice.exe")
        ]
    if systeme == MACOS:
        inside = PurePosixPath("LibreOffice.app/Contents/MacOS/soffice")
        homes = [PurePosixPath("/Applications")]
        homes += [
            PurePosixPath(home) / "Applications" for home in (environment.get("HOME"),) if home
        ]
        return [home / inside for home in homes]
    return []


def is_running(pid: int) -> bool:
    """Whether a process of that number is there, on a system where asking does no harm."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def may_be_running(pid: int, systeme: str = sys.platform) -> bool:
    """Whether a process of this number may be there; nothing is known of it on Windows, where asking would end it."""
    return systeme == WINDOWS or is_running(pid)


def is_held(lock: Path, owner: str, systeme: str = sys.platform) -> bool:
    """Whether whoever wrote its number in a lock still holds it.

    Windows lets nobody remove a file that another process has open, and a lock is kept open as long as it is held:
    the attempt is the answer.  (There, ``os.kill(pid, 0)`` would end the process.)
    """
    if systeme == WINDOWS:
        try:
            remove(lock)
        except PermissionError:
            return True
        return False
    return owner.isdecimal() and len(owner) < 10 and is_running(int(owner))


def processors() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
