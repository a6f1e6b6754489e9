"""How a file is opened at its line: the editor that was named, one that is installed, else what the system opens it with."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

KNOWN = (
    ("code", "-g {fichier}:{ligne}"),
    ("codium", "-g {fichier}:{ligne}"),
    ("kate", "-l {ligne} {fichier}"),
    ("gedit", "+{ligne} {fichier}"),
    ("gnome-text-editor", "+{ligne} {fichier}"),
    ("xed", "+{ligne} {fichier}"),
    ("geany", "+{ligne} {fichier}"),
)
"""Editors with a window of their own, and how each takes a line."""

OPENERS = {"darwin": "open", "win32": "explorer"}
TEXTS = (".md", ".yaml", ".csv")


def command(path: Path, line: int, named: str) -> list[str]:
    """The words to run; none when nothing can open it.  ``named`` is what the user asked for (EDITEUR)."""
    if path.suffix in TEXTS and named:
        return _filled(named if "{fichier}" in named else f"{named} {{fichier}}", path, line)
    if path.suffix in TEXTS:
        for name, words in KNOWN:
            found = shutil.which(name)
            if found:  # the whole path: Windows starts « code.cmd » by no other name
                return [found, *_filled(words, path, line)]
    opener = OPENERS.get(sys.platform, "xdg-open")
    return [opener, str(path)] if shutil.which(opener) or os.name == "nt" else []


def _filled(words: str, path: Path, line: int) -> list[str]:
    """Word by word, so that no name of a file is ever cut in two; the name last, as it may hold anything."""
    parts = [part.replace("{ligne}", str(line)) for part in shlex.split(words)]
    return [part.replace("{fichier}", str(path)) for part in parts]
