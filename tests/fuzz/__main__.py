"""``python -m tests.fuzz MINUTES GRAINE``: spoil sources for so long; keep, small, what was found."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import FrameType

from tests.fuzz.gater import gater, marked
from tests.fuzz.portes import PAR_NOM, PORTES, Perte, Porte, Source
from tests.fuzz.reduire import reduit

TROUVAILLES = Path(__file__).parent / "trouvailles"
RECORD = "cas.txt"
LONGEST = 20.0
"""Seconds of processor that one file may take."""

LARGEST = 4_000_000_000
"""Bytes that one file may ask for."""

DIED = 77


class TropLong(Exception):
    """A file that takes longer than any may."""


@dataclass(frozen=True)
class Faute:
    """What went wrong: the kind of error and where, which is the same for files that do the same wrong."""

    genre: str
    lieu: str

    def __str__(self) -> str:
        return f"{self.genre} {self.lieu}".strip()


def essayee(porte: Porte, source: Source, seconds: float = LONGEST) -> Faute | None:
    """Bring a file to a door; what went wrong, if anything."""
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        porte.ouvrir(source)
    except Perte:
        return Faute("mot perdu", "")
    except Exception as error:
        return Faute(type(error).__name__, _place(error))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TropLong


def _place(error: BaseException) -> str:
    """The innermost function of ours that the error went through."""
    frames = [
        one for one in traceback.extract_tb(error.__traceback__) if "/pipeline/" in one.filename
    ]
    if not frames:
        return "?"
    return f"{frames[-1].filename.rpartition('/pipeline/')[2]}:{frames[-1].name}"


def sources_gatees(seed: int) -> Iterator[tuple[Porte, Source]]:
    """Files spoilt without end, each door in its turn."""
    draw = random.Random(seed)
    known = {porte.nom: porte.sources() for porte in PORTES}
    while True:
        for porte in PORTES:
            yield porte, _spoilt(draw, known[porte.nom])


def _spoilt(draw: random.Random, sources: list[Source]) -> Source:
    one = draw.choice(sources)
    data = one.octets
    if not data.startswith(b"PK"):
        data = marked(draw, data, lambda rank: f"zqmot{rank}")
    return Source(one.chemin, gater(draw, data, [other.octets for other in sources]))


# --- what was found -----------------------------------------------------------------------------------------------


def garde(porte: Porte, source: Source, faute: Faute, folder: Path = TROUVAILLES) -> Path:
    """Make a case small and keep it, where the tests find it; nothing is written when one like it is kept already."""
    place = folder / f"{porte.nom}-{_mark(porte, faute)}"
    if not place.exists():
        small = reduit(
            source.octets, lambda data: essayee(porte, Source(source.chemin, data)) == faute
        )
        _written(place, porte, Source(source.chemin, small), str(faute))
    return place


def _mark(porte: Porte, faute: Faute) -> str:
    return sha256(f"{porte.nom} {faute}".encode()).hexdigest()[:8]


def _written(place: Path, porte: Porte, source: Source, said: str) -> None:
    place.mkdir(parents=True, exist_ok=True)
    (place / f"source{Path(source.chemin).suffix}").write_bytes(source.octets)
    record = f"porte: {porte.nom}\nchemin: {source.chemin}\nfaute: {said}\n"
    (place / RECORD).write_text(record, encoding="utf-8")


def trouvailles(folder: Path = TROUVAILLES) -> list[Path]:
    return sorted(path.parent for path in folder.glob(f"*/{RECORD}"))


def relue(place: Path) -> tuple[Porte, Source]:
    """The door and the file of a case that was kept."""
    lines = (place / RECORD).read_text(encoding="utf-8").splitlines()
    said = dict(line.split(": ", 1) for line in lines)
    path = next(one for one in place.iterdir() if one.name != RECORD)
    return PAR_NOM[said["porte"]], Source(said["chemin"], path.read_bytes())


# --- the run ------------------------------------------------------------------------------------------------------


def main(minutes: float, seed: int, folder: Path = TROUVAILLES) -> int:
    """Spoil and try in a copy of this process, begun anew when a file kills it, which is kept as it is."""
    until = time.monotonic() + 60 * minutes
    deaths = 0
    with tempfile.TemporaryDirectory() as name:
        current = Path(name) / "en-cours"
        while (found := _in_a_copy(seed + deaths, until, current)) == DIED:
            deaths += 1
            place = folder / f"mort-{seed}-{deaths}"
            shutil.copytree(current, place)
            print(f"  le logiciel est mort → {place.name}", flush=True)
    print(f"Le logiciel est mort {deaths} fois." if deaths else "Le logiciel n'est jamais mort.")
    return 1 if found or deaths else 0


def _in_a_copy(seed: int, until: float, current: Path) -> int:
    sys.stdout.flush()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
        os._exit(min(_run(seed, until, current), DIED - 1))
    _, ended = os.waitpid(child, 0)
    status = os.waitstatus_to_exitcode(ended)
    return DIED if status < 0 else status


def _run(seed: int, until: float, current: Path) -> int:
    """How many faults were found; the file that is tried is noted first, for whoever finds this process dead."""
    tried: Counter[str] = Counter()
    faults: set[tuple[str, Faute]] = set()
    slowest = 0.0
    for porte, source in sources_gatees(seed):
        if time.monotonic() > until:
            break
        shutil.rmtree(current, ignore_errors=True)
        _written(current, porte, source, "le processus est mort")
        begun = time.process_time()
        faute = essayee(porte, source)
        slowest = max(slowest, time.process_time() - begun)
        tried[porte.nom] += 1
        if faute is not None and (porte.nom, faute) not in faults:
            faults.add((porte.nom, faute))
            place = garde(porte, source, faute)
            print(f"  {porte.nom}, {source.chemin} : {faute} → {place.name}", flush=True)
    told = ", ".join(f"{count} à « {name} »" for name, count in tried.items())
    print(f"Sources gâtées : {sum(tried.values())} essayées ({told}).")
    print(
        f"{len(faults)} fautes (tests/fuzz/trouvailles/) ; la plus lente, {slowest:.1f} s de processeur ; graine {seed}.",
        flush=True,
    )
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2])))
