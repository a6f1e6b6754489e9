"""The tests, and the lines of ``pipeline/`` that none of them runs: ``make test COUVERTURE=oui``.

Commands are tried as users start them, in processes of their own: coverage follows them there, and writes what it saw
although they leave without taking themselves apart.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coverage import Coverage

from tests.projets import CHECKOUT

PIPELINE = CHECKOUT / "pipeline"
WANTED = 95.0
"""Lines out of a hundred that tests run in the rooms of the domain."""

HELD = ("compute", "check", "interpret", "assemble", "write")


@dataclass(frozen=True)
class Lignes:
    """The lines of a module that could run, and those that no test ran."""

    module: str
    total: int
    manquantes: Sequence[int]

    @property
    def room(self) -> str:
        return self.module.split("/")[0]


def main(words: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "mesure")
        command = [
            sys.executable,
            "-m",
            "coverage",
            "run",
            "--parallel-mode",
            f"--data-file={data}",
            "-m",
            "pytest",
        ]
        status = subprocess.run(
            [*command, *words], cwd=CHECKOUT, env={**os.environ, "COVERAGE_FILE": data}, check=False
        ).returncode
        found = measured(data)
    for line in told(found):
        print(line)
    return status or (1 if whole(words) and under(found) else 0)


def whole(words: Sequence[str]) -> bool:
    """Whether nothing was left out, on however many processes."""
    return [word for word in words if word not in ("-q", "-n", "auto")] == ["tests"]


def measured(data: str) -> list[Lignes]:
    coverage = Coverage(data_file=data)
    coverage.combine()
    found: list[Lignes] = []
    for path in sorted(PIPELINE.rglob("*.py")):
        _, statements, _, missing, _ = coverage.analysis2(str(path))
        found.append(Lignes(path.relative_to(PIPELINE).as_posix(), len(statements), missing))
    return found


def rates(found: Iterable[Lignes]) -> Mapping[str, float]:
    """Room → how many of its lines out of a hundred are run."""
    total: dict[str, int] = {}
    missing: dict[str, int] = {}
    for lignes in found:
        total[lignes.room] = total.get(lignes.room, 0) + lignes.total
        missing[lignes.room] = missing.get(lignes.room, 0) + len(lignes.manquantes)
    return {room: 100 * (1 - missing[room] / count) for room, count in total.items() if count}


def under(found: Sequence[Lignes]) -> list[str]:
    return [room for room, rate in rates(found).items() if room in HELD and rate < WANTED]


def told(found: Sequence[Lignes]) -> list[str]:
    """What is left untried, module by module, then the figure of each room."""
    left = [lignes for lignes in found if lignes.manquantes]
    lines = ["", "Lignes qu'aucun test n'exécute :"]
    lines += [f"  {lignes.module} : {ranges(lignes.manquantes)}" for lignes in left]
    lines += ["", "Lignes exécutées, sur cent :"]
    for room, rate in rates(found).items():
        mark = f"  (au moins {WANTED:.0f} demandées)" if room in HELD and rate < WANTED else ""
        figure = f"{rate:5.1f}".replace(".", ",")
        lines.append(f"  {room:<14} {figure}{mark}")
    return lines


def ranges(numbers: Sequence[int]) -> str:
    """« 3-5, 9 » for 3, 4, 5 and 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
