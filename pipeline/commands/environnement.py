"""The virtual environment of a checkout: made when missing, brought up to date when a lock file changes.

Standard library only.  A copy installed elsewhere (``pipx install``) has no lock file beside it and runs as it is: whoever
installed it put beside it what it needs, but for the atelier and a cluster, which are asked for by name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.disk import PACKAGE, Empechement, hash_of, read_text, write_text
from pipeline.programs import become, run_program

CHECKOUT = PACKAGE.parent
VENV = CHECKOUT / ".venv"
STAMP = VENV / ".installe"
OF_PROJECT, OF_ATELIER, OF_REGION, OF_DEV = (
    f"requirements{name}.lock" for name in ("", "-atelier", "-region", "-dev")
)
LOCKS = {
    "projet": (OF_PROJECT,),
    "atelier": (OF_PROJECT, OF_ATELIER),
    "region": (OF_PROJECT, OF_ATELIER, OF_REGION),
    "dev": (OF_PROJECT, OF_ATELIER, OF_REGION, OF_DEV),
}
SIZES = {
    "projet": "environ 20 Mo à télécharger, 80 Mo sur le disque",
    "atelier": "environ 25 Mo à télécharger, 90 Mo sur le disque",
    "region": "environ 30 Mo à télécharger, 110 Mo sur le disque",
    "dev": "environ 80 Mo à télécharger, 290 Mo sur le disque",
}
"""What each set weighs, the environment itself with it."""

LEVELS = ("projet", "atelier", "region", "dev")
"""Each has what the one before it has: tests try the atelier and a cluster."""

WHOSE = {"atelier": "de l'atelier", "region": "d'une grappe de machines"}
"""Sets of libraries that are asked for by name, in the words of a message."""


def is_checkout() -> bool:
    """Whether this code is a copy of the repository; else it was installed from a wheel."""
    return (CHECKOUT / OF_PROJECT).is_file()


def program() -> str:
    """What a user types before the name of a command, where make is not there."""
    python = "python" if os.name == "nt" else "python3"
    return f"{python} -m pipeline" if is_checkout() else "projet-sante"


def continue_in_venv(needs: str, words: Sequence[str]) -> int | None:
    """Make sure the dependencies are there and go on inside ``.venv``; None when the present process is already fit."""
    if not needs:
        return None
    if not is_checkout():
        _refuse_what_is_not_installed(needs)
        return None
    prepare(needs)
    if Path(sys.prefix).resolve() == VENV.resolve():
        return None
    return become([venv_python(), "-m", "pipeline", *words], {"PYTHONPATH": _python_path()})


def _refuse_what_is_not_installed(needs: str) -> None:
    """A French sentence instead of an import that fails, for the commands that ask for more than every command needs."""
    if needs == "dev":
        raise Empechement(
            "cette commande sert à qui développe le logiciel : lancez-la depuis une copie de son dépôt."
        )
    if needs in WHOSE:
        missing = [
            one
            for one in _asked_for(needs)
            if importlib.util.find_spec(one.partition("==")[0]) is None
        ]
        if missing:
            raise Empechement(
                f"il manque les bibliothèques {WHOSE[needs]} : "
                f"« pipx inject projet-sante {' '.join(missing)} » les ajoute."
            )


def _asked_for(extra: str) -> list[str]:
    """« starlette==1.10.0 »…, as the wheel asks for them."""
    from importlib.metadata import requires

    asked = (line.partition(";") for line in requires("projet-sante") or ())
    return [name.strip() for name, _, condition in asked if extra in condition]


def need(level: str) -> None:
    """Have the libraries of a set there for the present process, which already runs with those of every command."""
    if is_checkout():
        prepare(level)
    else:
        _refuse_what_is_not_installed(level)


def prepare(level: str) -> bool:
    """Install what is missing for a level; True when something was done.  Raises Empechement with a French sentence."""
    wanted = _stamp(level)
    if any(read_text(STAMP) == _stamp(enough) for enough in LEVELS[LEVELS.index(level) :]):
        return False
    from pipeline.commands import installation  # most runs install nothing

    if not installation.is_whole(venv_python()):
        _make_venv()
    _say(
        f"Installation des bibliothèques : {SIZES[level]}, une fois (puis seulement quand leur liste change). "
        "Coupée, elle reprend là où elle s'est arrêtée."
    )
    among, done = sum(installation.count(read_text(CHECKOUT / lock)) for lock in LOCKS[level]), 0
    for lock in LOCKS[level]:
        done += installation.install(venv_python(), CHECKOUT / lock, done, among)
    installation.install_software(venv_python(), CHECKOUT)
    write_text(STAMP, wanted)
    return True


def _say(progress: str) -> None:
    """On the other stream: what the command itself prints may be kept in a file."""
    print(progress, file=sys.stderr, flush=True)


def venv_python() -> Path:
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _make_venv() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        from pipeline import systeme

        raise Empechement(
            f"il manque le module venv de Python : {systeme.pour_installer(systeme.VENV)}."
        )
    _say("Création de l'environnement Python dans .venv/…")
    if run_program([sys.executable, "-m", "venv", "--clear", VENV]):
        raise Empechement("la création de .venv/ a échoué : effacez ce dossier, puis recommencez.")


def _stamp(level: str) -> str:
    digest = hashlib.sha256(f"{sys.version_info[:2]} {CHECKOUT}".encode())
    for lock in LOCKS[level]:
        digest.update(hash_of(CHECKOUT / lock).encode())
    return f"{level} {digest.hexdigest()}"


def _python_path() -> str:
    """The checkout's own code, whatever folder the command was typed in."""
    known = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join([str(CHECKOUT), *([known] if known else [])])
