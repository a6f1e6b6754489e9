"""Old file whole or new file whole: commands that write are killed, or refused the disk, at each step and at any moment.

A command is run in a copy of this process, where the n-th time that it opens a file to write, puts one in place of another,
makes or removes one, it fails or dies.  What is found then is compared with what was there before and with what the same
command leaves when nothing stands in its way.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.commands.ligne import BOGUE, MAUVAIS_USAGE, run_command
from tests.conftest import write_files
from tests.projets import edited, petit_projet, sans_pages

TEXT = "content/diagnostic/01-territoire.md"
CHANGED = f"{TEXT}\n- Deux communes, dont Auch.\n+ Deux communes, dont Auch, et une phrase de plus."
FICHE = "# Fiche action : repérer les chutes\n\n## Objectifs\n\n- Repérer dès 70 ans\n\n## Public cible\n\nLes plus de 70 ans.\n"
KILLS = 200
"""Random moments in ``make preuves``, for each command."""

OURS = (
    ".tmp-",
    ".verrou",
    ".etat.json",
    ".lectures",
    ".constats",
    ".gabarits",
    ".images",
    ".pages.json",
)
"""Files of ours whose state is proven by the run after, not by what they hold."""

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEPS = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.truncate",
}
"""Events by which Python tells that it is about to change a folder."""

Etat = Mapping[str, bytes]


@dataclass(frozen=True)
class Commande:
    """A command line, what is changed since the project was built, and whether a second run ends as the first would have."""

    mots: tuple[str, ...]
    change: str = ""
    revient: bool = True
    a_cote: tuple[tuple[str, bytes], ...] = ()
    """Files laid in the project for it."""

    d_abord: tuple[str, ...] = ()
    """The command that made what this one replaces."""

    def __str__(self) -> str:
        return " ".join(self.mots)


COMMANDES = (
    Commande(("build",), CHANGED),
    Commande(("build", "--manifeste"), CHANGED),
    Commande(("build", "--brouillon"), f"{TEXT}\n- Deux communes\n+ Deux [communes](#absent)"),
    Commande(("project",), CHANGED),
    Commande(("site", "--complet"), CHANGED, d_abord=("site", "--complet")),
    Commande(("export",)),
    Commande(("indicateurs",)),
    Commande(("gabarits",)),
    Commande(("schemas",)),
    Commande(("apercu", TEXT)),
    Commande(("a-faire", "durand")),
    Commande(("essayage", "statuts")),
    Commande(("format",), f"{TEXT}\n- ## Les limites\n+ Les limites\n+ -----------\n"),
    Commande(("fiche", "prevention", "Repérer les chutes"), revient=False),
    Commande(("chapitre", "diagnostic", "La santé des jeunes"), revient=False),
    Commande(("classeur", "2028"), revient=False),
    Commande(("importer", "fiche.md"), revient=False, a_cote=(("fiche.md", FICHE.encode()),)),
    Commande(("statuts", "urps"), revient=False),
)
"""``livraison`` and ``pdf`` start LibreOffice, and write by the same two functions of ``disk``."""


@dataclass(frozen=True)
class Panne:
    """What happens at the n-th step: an error of the system, or death when there is none; or a disk that takes no file
    longer than ``place`` bytes."""

    rang: int = 0
    erreur: int = 0
    place: int | None = None

    def __call__(self) -> None:
        if not self.erreur:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(self.erreur, os.strerror(self.erreur), "disque")

    def __str__(self) -> str:
        if self.place is not None:
            return f"{self.place} octets de place"
        return f"{errno.errorcode[self.erreur] if self.erreur else 'mort'} au pas {self.rang}"


PLACES = (0, 1, 100, 4096, 30_000)
ERREURS = (0, errno.EIO, errno.ENOSPC, errno.EROFS, errno.EACCES)


# --- a command, in a copy of this process -------------------------------------------------------------------------


def lancee(root: Path, commande: Commande, panne: Panne | None = None) -> tuple[int, int, str]:
    """Run a command there: its exit status (below 0 when killed), how many steps it made, and what it said."""
    reading, writing = os.pipe()
    child = _started(root, commande, writing, panne)
    os.close(writing)
    with open(reading, encoding="utf-8", errors="replace") as pipe:
        steps, _, said = pipe.read().partition("\n")
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended), int(steps or 0), said


def _started(root: Path, commande: Commande, writing: int, panne: Panne | None) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = BOGUE
    with contextlib.suppress(BaseException):
        told = io.StringIO()
        steps = _counted(root, panne)
        if panne is not None and panne.place is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (panne.place, panne.place))
        with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
            status = run_command(["-C", str(root), *commande.mots])
        os.write(writing, f"{steps()}\n{told.getvalue()[:2000]}".encode())
    os._exit(status)


def _counted(root: Path, panne: Panne | None) -> Callable[[], int]:
    """Count the steps that change something in a folder, and fail at one of them."""
    inside = str(root)
    steps = 0

    def seen(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if not _changes(event, arguments) or inside not in str(arguments[0]):
            return
        steps += 1
        if panne is not None and steps == panne.rang:
            panne()

    flush = os.fsync

    def flushed(file: int) -> None:
        seen("os.truncate", (inside,))
        flush(file)

    os.fsync = flushed  # type: ignore[assignment]
    sys.addaudithook(seen)
    return lambda: steps


def _changes(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & WRITES)
    return event in STEPS


# --- what is found afterwards -------------------------------------------------------------------------------------


@cache
def _built() -> Etat:
    """The small project, built."""
    with tempfile.TemporaryDirectory() as name:
        root = write_files(Path(name) / "projet", sans_pages(petit_projet()))
        status, _, said = lancee(root, COMMANDES[0])
        assert status == 0, said
        return etat(root)


def etat(root: Path) -> Etat:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def prepare(root: Path, commande: Commande) -> Etat:
    """The project in a folder, as it is before the command."""
    files = edited(_built(), commande.change) if commande.change else dict(_built())
    write_files(root, {**files, **_made_first(commande), **dict(commande.a_cote)})
    return etat(root)


@cache
def _made_first(commande: Commande) -> Etat:
    """What an earlier command left, that this one replaces."""
    if not commande.d_abord:
        return {}
    with _folder() as root:
        write_files(root, _built())
        status, _, said = lancee(root, Commande(commande.d_abord))
        assert status == 0, said
        return {path: data for path, data in etat(root).items() if path not in _built()}


def spoilt(before: Etat, after: Etat, found: Etat) -> list[str]:
    """The files that are neither as before nor as after, and those that only one of the two had and that are something else."""
    names = sorted(before.keys() | after.keys() | found.keys())
    return [
        name
        for name in names
        if not Path(name).name.startswith(OURS)
        and not any(part.startswith(".tmp-") for part in Path(name).parts)
        and found.get(name) not in (before.get(name), after.get(name))
    ]


@dataclass(frozen=True)
class Reference:
    """What a command leaves when nothing stands in its way, and how many steps that takes."""

    avant: Etat
    apres: Etat
    pas: int
    secondes: float


def reference(root: Path, commande: Commande) -> Reference:
    before = prepare(root, commande)
    begun = time.monotonic()
    status, steps, said = lancee(root, commande)
    assert status in (0, 1), f"{commande} : {said}"
    assert steps, f"{commande} n'écrit rien : {said}"
    return Reference(before, etat(root), steps, time.monotonic() - begun)


def suite(root: Path, commande: Commande, known: Reference, status: int, said: str) -> list[str]:
    """What is wrong after a failure, and after the same command once more."""
    wrong = [
        f"{name} n'est ni l'ancien ni le nouveau"
        for name in spoilt(known.avant, known.apres, etat(root))
    ]
    if status == BOGUE or "Traceback" in said:
        wrong.append(f"erreur du logiciel : {said}")
    if status == MAUVAIS_USAGE and not said.strip():
        wrong.append("arrêt sans un mot")
    if commande.revient:
        status, _, said = lancee(root, commande)
        after = etat(root)
        wrong += [
            f"{name} diffère après une seconde fois ({status}, {said.strip()[:200]})"
            for name in known.apres
            if not Path(name).name.startswith(OURS) and after.get(name) != known.apres[name]
        ]
        wrong += [
            f"{name} est resté"
            for name in after
            if name not in known.apres and not _is_memory(name)
        ]
    return wrong


def _is_memory(name: str) -> bool:
    """Whether a file is what we remember from one run to the next, and not one that is being written."""
    return Path(name).name.startswith(OURS[1:])


def essai(commande: Commande, known: Reference, panne: Panne) -> list[str]:
    """What is wrong when a command fails at one step."""
    with _folder() as root:
        prepare(root, commande)
        status, _, said = lancee(root, commande, panne)
        if panne.erreur and status < 0:
            return [f"mort ({status})"]
        return suite(root, commande, known, status, said)


def mort(commande: Commande, known: Reference, delay: float) -> list[str]:
    """What is wrong when a command is killed so many seconds after it began."""
    with _folder() as root:
        prepare(root, commande)
        reading, writing = os.pipe()
        child = _started(root, commande, writing, None)
        os.close(writing)
        time.sleep(delay)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.close(reading)
        os.waitpid(child, 0)
        return suite(root, commande, known, -signal.SIGKILL, "")


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name) / "projet"


def connue(commande: Commande) -> Reference:
    with _folder() as root:
        return reference(root, commande)


def toutes(known: Reference) -> list[Panne]:
    """Every failure at every step of a command, and disks that fill up."""
    steps = [Panne(rank, error) for rank in range(1, known.pas + 1) for error in ERREURS]
    return [*steps, *(Panne(place=place) for place in PLACES)]


def main(seed: int, count: int) -> int:
    """Every step of every command with every failure, and deaths at random moments, ``count`` of them for each command."""
    draw = random.Random(seed)
    failed = 0
    for commande in COMMANDES:
        known = connue(commande)
        pannes = toutes(known)
        if count:
            pannes = draw.sample(pannes, min(count, len(pannes)))
        wrong = [f"{panne} : {one}" for panne in pannes for one in essai(commande, known, panne)]
        delays = [draw.uniform(0, known.secondes) for _ in range(count or KILLS)]
        wrong += [
            f"mort à {delay:.3f} s : {one}"
            for delay in delays
            for one in mort(commande, known, delay)
        ]
        for one in wrong:
            print(f"  {commande} : {one}")
        print(
            f"Pannes, {commande} : {known.pas} pas, {len(pannes)} pannes, {len(delays)} morts à un moment quelconque ; "
            f"{len(wrong)} fichiers abîmés.",
            flush=True,
        )
        failed += len(wrong)
    print(f"Graine {seed}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
