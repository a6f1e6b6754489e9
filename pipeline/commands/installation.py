"""The libraries of a lock file put into a virtual environment: a few at a time, so that a cut loses a few.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.disk import Empechement, read_text, write_text
from pipeline.programs import ends_well, run_program

AT_A_TIME = 8
"""Libraries asked for at once: more starts of pip would cost seconds, fewer would lose more when the network is cut."""

A_WHILE = 60.0
TOLD_WHERE = (
    "PIP_INDEX_URL",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_NO_INDEX",
    "PIP_CONFIG_FILE",
)
"""Variables by which pip was told where libraries are; uv has others, and would look elsewhere."""

Command = list[str | Path]


def install(python: Path, lock: Path, done: int = 0, among: int = 0) -> int:
    """Install what a lock file names into the environment of that Python, and answer how many libraries it names.

    ``done`` were there before, ``among`` all that this run installs: for the line that says how far it is.  Raises
    Empechement with a French sentence; what was installed until then stays.
    """
    installed = 0
    _say_how_far(done, among)
    for part in parts(read_text(lock)):
        with tempfile.TemporaryDirectory() as folder:
            wanted = Path(folder) / lock.name
            write_text(wanted, part)
            if not _put(python, ["--no-deps", "--require-hashes", "-r", wanted]):
                raise Empechement(
                    f"l'installation de {lock.name} s'est arrêtée après {installed} bibliothèques sur "
                    f"{count(read_text(lock))} : vérifiez la connexion au réseau, puis relancez la même commande, "
                    "elle reprendra là."
                )
        installed += count(part)
        _say_how_far(done + installed, among)
    return installed


def install_software(python: Path, checkout: Path) -> None:
    """The command ``projet-sante`` of the environment, which runs the very code of the copy."""
    if not _put(python, ["--no-deps", "--no-build-isolation", "--editable", checkout]):
        raise Empechement("l'installation de la commande projet-sante dans .venv/ a échoué.")


def parts(lock: str) -> Iterator[str]:
    """A lock file in pieces of a few libraries, each with its hashes."""
    libraries: list[list[str]] = []
    for line in lock.splitlines():
        if line[:1].isalnum():
            libraries.append([])
        if libraries:
            libraries[-1].append(line)
    for start in range(0, len(libraries), AT_A_TIME):
        lines = (line for library in libraries[start : start + AT_A_TIME] for line in library)
        yield "\n".join(lines) + "\n"


def count(lock: str) -> int:
    """How many libraries a lock file names."""
    return sum(line[:1].isalnum() for line in lock.splitlines())


def _say_how_far(done: int, among: int) -> None:
    """On a screen, one line that changes until all are there; nothing where each line is kept."""
    if among and sys.stderr.isatty():
        end = "\n" if done == among else ""
        print(f"\r  {done} bibliothèques sur {among}…", end=end, file=sys.stderr, flush=True)


def _put(python: Path, what: Sequence[str | Path]) -> bool:
    """By uv where it is there, which is faster, else or then by pip."""
    uv = _uv()
    if uv is not None:
        quick: Command = [uv, "pip", "install", "--quiet", "--python", python]
        if ends_well([*quick, *what], A_WHILE * AT_A_TIME):
            return True
    own: Command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    return run_program([*own, *what]) == 0


def _uv() -> str | None:
    if any(os.environ.get(name) for name in TOLD_WHERE):
        return None
    return shutil.which("uv")


def is_whole(python: Path) -> bool:
    """Whether an environment was made to its end: pip comes last."""
    return python.is_file() and ends_well([python, "-m", "pip", "--version"], A_WHILE)
