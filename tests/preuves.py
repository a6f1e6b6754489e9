"""``make preuves``: the laws that take too long for ``make test``, which tries a few draws of each."""

from __future__ import annotations

import resource
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests import paires
from tests.fuzz.__main__ import main as fuzz
from tests.lois import arbres, argent, casses, memes_octets, memoires, mutants, pannes

Loi = Callable[[int, int], int]
"""It takes the seed of its draws and how many, 0 for all there are or as many as it says; it prints what it finds, and gives
1 if it fails."""

MINUTES = 30
"""Of spoilt sources, when it is not told how many tries."""

A_LA_MINUTE = 200
"""Tries of a slow minute."""


def gatees(seed: int, count: int) -> int:
    return fuzz(count / A_LA_MINUTE if count else MINUTES, seed)


LOIS: Mapping[str, Loi] = {
    "documents-casses": casses.main,
    "memes-octets": memes_octets.main,
    "argent": argent.main,
    "textes-et-projets": arbres.main,
    "memoires": memoires.main,
    "pannes": pannes.main,
    "sources-gatees": gatees,
    "fautes-de-programme": mutants.main,
    "paires": paires.main,
}
"""The short ones first."""


@dataclass(frozen=True)
class Bilan:
    """What became of a law: seconds by the clock, and of processor, programs that it started included."""

    nom: str
    tenue: bool
    duree: float
    processeur: float

    def __str__(self) -> str:
        said = "tenue" if self.tenue else "ROMPUE"
        return (
            f"  {self.nom:<22}{said:<8}{self.duree:>8.0f} s{self.processeur:>8.0f} s de processeur"
        )


def main(seed: int, count: int, wanted: str = "", lois: Mapping[str, Loi] = LOIS) -> int:
    """Ask every law, or the one wanted; one that breaks, or that our own mistake stops, keeps no other from being asked."""
    asked = {name: loi for name, loi in lois.items() if wanted in ("", name)}
    bilans = [_asked(name, loi, seed, count) for name, loi in asked.items()]
    print(f"\nPreuves, graine {seed} :")
    print("\n".join(map(str, bilans)), flush=True)
    return 0 if all(one.tenue for one in bilans) else 1


def _asked(name: str, loi: Loi, seed: int, count: int) -> Bilan:
    print(f"\n{name}", flush=True)
    begun, spent = time.monotonic(), _processor()
    try:
        status = loi(seed, count)
    except Exception:
        traceback.print_exc(file=sys.stdout)
        status = 1
    return Bilan(name, not status, time.monotonic() - begun, _processor() - spent)


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]), "".join(sys.argv[3:4])))
