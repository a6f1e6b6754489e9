"""What a build remembers, cut, changed or made by an enemy, changes no document; and of builds at once, one writes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import write_files
from tests.lois.pannes import CHANGED, Commande, Etat, etat, lancee
from tests.projets import CHECKOUT, edited, petit_projet, sans_pages

BUILD = Commande(("build",))
TEXT = "content/diagnostic/01-territoire.md"
DRAWN = f"{TEXT}\n- Deux communes, dont Auch.\n+ Deux communes, dont Auch.\n+ \n+ {{{{ carte.territoire }}}}"
MEMOIRES = (".etat.json", ".lectures", ".silences", ".gabarits", ".images", ".pages.json")
ESSAIS = 40
"""Ways to spoil each memory in ``make preuves``, when it is not told how many."""

AT_ONCE = 4


def bati(root: Path) -> tuple[Etat, dict[str, bytes]]:
    """A project with a map, built twice so that all is remembered: its documents, and what is remembered."""
    write_files(root, edited(sans_pages(petit_projet()), DRAWN))
    for _ in range(2):
        status, _, said = lancee(root, BUILD)
        assert status == 0, said
    kept = {
        name: (root / "build" / name).read_bytes()
        for name in MEMOIRES
        if (root / "build" / name).exists()
    }
    return documents(root), kept


def documents(root: Path) -> Etat:
    return {name: data for name, data in etat(root / "build").items() if not name.startswith(".")}


def gates(draw: random.Random, data: bytes, other: bytes) -> Iterator[bytes]:
    """A memory spoilt without end: cut, a byte changed, words exchanged, that of another project, nothing."""
    while True:
        at = draw.randrange(len(data) + 1)
        word = draw.choice(data.split(b'"')) or b" "
        yield draw.choice(
            (
                data[:at],
                data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :],
                data.replace(word, bytes(reversed(word)), 1),
                data.replace(b"Auch", b"Faux"),
                other,
                b"",
                b"{}",
                b"[" * 5000,
            )
        )


def changes(
    root: Path, name: str, spoilt: bytes, known: Etat, memories: dict[str, bytes]
) -> list[str]:
    """What is not as it was once a project is built again over a spoilt memory."""
    for other, data in memories.items():
        (root / "build" / other).write_bytes(data)
    (root / "build" / name).write_bytes(spoilt)
    status, _, said = lancee(root, BUILD)
    found = documents(root)
    wrong = [one for one in known.keys() | found.keys() if known.get(one) != found.get(one)]
    return [f"{name} : {', '.join(wrong)} ({status}, {said[:300]})"] if wrong or status else []


def ailleurs() -> dict[str, bytes]:
    """What another project remembers."""
    with tempfile.TemporaryDirectory() as folder:
        return bati(Path(folder) / "un autre")[1]


def ensemble(root: Path) -> tuple[int, list[str]]:
    """How many of some builds at once wrote, and what is wrong with what they left."""
    known = bati(root)[0]
    write_files(root, {TEXT: edited(petit_projet(), CHANGED)[TEXT]})
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "pipeline", "-C", str(root), "build"],
            cwd=CHECKOUT,
            env=os.environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(AT_ONCE)
    ]
    statuses = [process.wait() for process in started]
    wrong = [f"état {status}" for status in statuses if status not in (0, 2)]
    together = documents(root)
    status, _, said = lancee(root, BUILD)
    if status or documents(root) != together or together == known:
        wrong.append(f"les documents ne sont pas ceux d'une seule construction ({said[:300]})")
    return statuses.count(0), wrong


def main(seed: int, count: int) -> int:
    draw = random.Random(seed)
    other = ailleurs()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "projet"
        known, memories = bati(root)
        wrong, tried = [], 0
        for name, data in memories.items():
            spoilt = gates(draw, data, other.get(name, b""))
            for _ in range(count or ESSAIS):
                tried += 1
                wrong += changes(root, name, next(spoilt), known, memories)
        wrote, odd = ensemble(Path(folder) / "ensemble")
    for one in (*wrong, *odd):
        print(f"  {one}")
    print(
        f"Mémoires gâtées : {tried}, de {len(memories)} sortes ; {len(wrong)} changent un document ; graine {seed}."
    )
    print(f"Constructions à la fois : {AT_ONCE}, dont {wrote} ont écrit ; {len(odd)} fautes.")
    return 1 if wrong or odd else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
