"""What makes ``git diff`` and ``git log -p`` show the text of workbooks and Word files, in one copy of a repository.

``.gitattributes`` says which files; how to read them is said to git here, because git never takes a program to run from
a repository.  Standard library only: this is part of the installation.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from pipeline.commands.environnement import VENV, is_checkout
from pipeline.programs import answer_of

DRIVERS = {
    "classeur": r"^((Feuille|Tableau) .*)$",
    "document-word": r"^((Corps|En-tête|Pied de page|Notes|Commentaires|Styles|Listes).*)$",
}
"""Name of a driver in ``.gitattributes`` → the lines that git shows above a difference."""


def wire(root: Path) -> bool:
    """Tell git, for the repository that holds a folder, how to read our files; False where there is none."""
    if not _git(root, "rev-parse", "--git-dir"):
        return False
    command = reading_command()
    return all(
        _git(root, "config", "--local", f"diff.{name}.{key}", value)
        for name, heading in DRIVERS.items()
        for key, value in (("textconv", command), ("xfuncname", heading))
    )


def reading_command() -> str:
    """The command that git completes with a file: the whole path, for git may be called from any folder.

    Where the software has gone, git still shows that the file changed instead of stopping.
    """
    scripts = VENV / ("Scripts" if os.name == "nt" else "bin")
    if not is_checkout():
        scripts = Path(sys.executable).parent
    program = scripts / ("projet-sante.exe" if os.name == "nt" else "projet-sante")
    absent = "echo 'Texte indisponible : relancez « make setup ».'"
    return (
        f'f() {{ {shlex.quote(program.as_posix())} texte --git "$1" 2>/dev/null || {absent}; }}; f'
    )


def _git(root: Path, *words: str) -> bool:
    try:
        return answer_of(["git", *words], folder=root)[0] == 0
    except OSError:
        return False
