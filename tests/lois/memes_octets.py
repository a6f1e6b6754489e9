"""The same sources give the same bytes: whatever the time zone, the hash seed, the folder, the locale, the umask, the Python.

What is compared are the manifests that ``build --manifeste`` writes.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline.model.files import Files
from tests.conftest import write_files
from tests.projets import AVANT, CHECKOUT, petit_projet

ZONES = ("UTC", "Asia/Tokyo", "America/New_York", "Pacific/Apia", "Europe/Paris")
LANGUES = ("C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", "tr_TR.UTF-8")
"""A locale that is not installed is the C one for the program; its name is read all the same."""

DOSSIERS = ("ici", "un autre dossier", "l'été à deux", "a/b/c/d/e", "-tiret", "é" * 60)
MASQUES = (0o022, 0o077, 0o027, 0o002)
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
BUILDS = 12
"""In ``make preuves``, when it is not told how many."""


@dataclass(frozen=True)
class Ailleurs:
    """What may differ from a computer to another."""

    zone: str
    graine: int
    langue: str
    dossier: str
    masque: int

    @property
    def environment(self) -> dict[str, str]:
        wanted = {"TZ": self.zone, "LANG": self.langue, "LC_ALL": self.langue}
        return {**os.environ, **wanted, "PYTHONHASHSEED": str(self.graine)}


def ailleurs(seed: int) -> Iterator[Ailleurs]:
    """Places without end, each drawn."""
    draw = random.Random(seed)
    while True:
        yield Ailleurs(
            draw.choice(ZONES),
            draw.randrange(1, 10_000),
            draw.choice(LANGUES),
            draw.choice(DOSSIERS),
            draw.choice(MASQUES),
        )


def manifeste(root: Path, files: Files, la: Ailleurs, python: str = sys.executable) -> str:
    """What is written of the documents built there; the folder is left as it was."""
    folder = root / la.dossier
    write_files(folder, files)
    try:
        done = subprocess.run(
            [python, "-m", "pipeline", "-C", str(folder), "build", "--manifeste"],
            cwd=CHECKOUT,
            env=la.environment,
            capture_output=True,
            check=False,
            umask=la.masque,
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return (folder / "build/manifeste.txt").read_text(encoding="utf-8")
    finally:
        shutil.rmtree(folder)


def differences(one: str, other: str) -> list[str]:
    """The documents and parts whose sum is not the same, or that one alone has."""
    odd = set(one.splitlines()) ^ set(other.splitlines())
    return sorted({line.partition("  ")[2] for line in odd})


def autres_pythons(root: Path) -> Iterator[tuple[str, str]]:
    """Name and path of each other Python of this computer, with our libraries; a path is empty when they cannot be had."""
    here = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for name in PYTHONS:
        found = next(filter(_starts, _places_of(name)), "")
        if found and name != here:
            yield name, _prepared(found, root / name)


def _places_of(name: str) -> Iterator[str]:
    yield name
    yield from map(str, sorted(Path.home().glob(f".pyenv/versions/*/bin/{name}")))


def _starts(python: str) -> bool:
    """A name may be there and lead to nothing, as those that pyenv lays."""
    found = shutil.which(python)
    return (
        found is not None
        and not subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode
    )


def _prepared(python: str, folder: Path) -> str:
    inside = str(folder / "bin/python")
    install = [inside, "-m", "pip", "install", "-q", "-r", str(CHECKOUT / "requirements.lock")]
    for command in ([python, "-m", "venv", str(folder)], install):
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return ""
    return inside


def main(seed: int, count: int) -> int:
    wanted = count or BUILDS
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        failed = _anywhere(root, seed, wanted)
        failed += _other_pythons(root, seed)
    return 1 if failed else 0


def _anywhere(root: Path, seed: int, wanted: int) -> int:
    failed = 0
    for title, files in (("petit projet", petit_projet()), ("exemple", _example())):
        places = list(islice(ailleurs(seed), wanted))
        first = manifeste(root, files, places[0])
        odd = [(la, differences(first, manifeste(root, files, la))) for la in places[1:]]
        odd = [(la, names) for la, names in odd if names]
        for la, names in odd:
            print(f"  {title}, {la} : {', '.join(names)}")
        lines = first.count("\n")
        print(
            f"Mêmes octets, {title} : {wanted} constructions, {lines} sommes, {len(odd)} différentes."
        )
        failed += len(odd)
    return failed


def _other_pythons(root: Path, seed: int) -> int:
    """Parts alone are compared: another zlib may pack the same words in other bytes."""
    place = next(ailleurs(seed))
    first = _parts(manifeste(root, petit_projet(), place))
    failed, tried = 0, []
    for name, path in autres_pythons(root):
        if not path:
            print(f"  {name} est là, sans nos bibliothèques : non essayé.")
            continue
        tried.append(name)
        names = differences(first, _parts(manifeste(root, petit_projet(), place, path)))
        print(f"  {name} : {', '.join(names) or 'mêmes parties'}")
        failed += bool(names)
    print(f"Mêmes parties sous un autre Python : {', '.join(tried) or 'aucun autre ici'}.")
    return failed


def _parts(manifest: str) -> str:
    return "\n".join(line for line in manifest.splitlines() if "!" in line)


def _example() -> Files:
    from pipeline.disk import read_project

    files, _ = read_project(AVANT)
    templates = {
        path: data for path, data in petit_projet().items() if path.startswith("templates/")
    }
    return {**templates, **files}


def compared(root: Path, files: Files, places: Sequence[Ailleurs]) -> set[str]:
    """The documents and parts that are not the same in each of these places."""
    sums = [manifeste(root, files, la) for la in places]
    return {name for one in sums[1:] for name in differences(sums[0], one)}


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
