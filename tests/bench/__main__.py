"""Whole processes, one after the other, in processor seconds: build, check, and pandoc on the same Markdown.

Each figure is the median of ratios taken in pairs, one run of ours right after one of the other: what else the machine does
weighs on both.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from tests.bench.agrandir import agrandir, markdown
from tests.bench.grand_classeur import LIGNES, grand_classeur
from tests.bench.grand_fec import AFFECTATIONS, grand_fec
from tests.bench.grand_fec import LIGNES as FEC_LIGNES
from tests.projets import CHECKOUT

PRINCIPAUX = ("projet-de-sante", "annexe-budget", "statuts", "reglement-interieur")
"""The documents that hold what the Markdown says; the acts and letters beside them are short."""

EXEMPLE = "exemple"
SIZES = {EXEMPLE: 1.0, "30 fiches": 0.7, "100 fiches": 0.5, "300 fiches": 0.25}
"""What is built → how long it should take, of pandoc's time on the same texts; the example once its texts are known."""

OF_MEMORY, OF_COLD, OF_OPENPYXL, OF_NOTHING = 0.45, 0.4, 1.2, 0.3
PAIRS, PAIRS_OF_MANY = 9, 3
MANY = "300 fiches"
MOST_OF_FEC = 3
AS_A_USER = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Where that variable is set, every run would compile our modules again; a user's Python does it once."""

OPENPYXL = [sys.executable, "-c", "import openpyxl"]
ADDED = "\nUne phrase de plus.\n"


@dataclass(frozen=True)
class Mesure:
    """Peak memory in MiB, seconds of processor with those of the programs started."""

    memory: float
    processor: float


def measure(command: Sequence[str]) -> Mesure:
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=AS_A_USER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} : {process.returncode}\n{output.decode(errors='replace')}")
    return Mesure(usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def pipeline_on(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "pipeline", "-C", str(folder), *words]


Tour = Callable[[], Mesure]


@dataclass(frozen=True)
class Duel:
    """Runs of ours, each with the run of the other that was taken beside it."""

    nous: Sequence[Mesure]
    autre: Sequence[Mesure]

    @property
    def ratios(self) -> list[float]:
        return [
            one.processor / two.processor for one, two in zip(self.nous, self.autre, strict=True)
        ]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def memory(self) -> float:
        """Of the memory of the other, the peaks compared."""
        return max(one.memory for one in self.nous) / max(two.memory for two in self.autre)

    def line(self, shown: str, other: str, aim: float) -> str:
        spent = statistics.median(one.processor for one in self.nous)
        least, most = min(self.ratios), max(self.ratios)
        peak = max(one.memory for one in self.nous)
        return (
            f"  {shown} : {spent:.3f} s, {peak:.0f} Mio, "
            f"× {self.ratio:.2f} de {other} (de {least:.2f} à {most:.2f} ; but : × {aim})"
        )


def duel(ours: Tour, other: Tour, pairs: int = PAIRS) -> Duel:
    """The first pair is left out: it may have to compile or to read from the disk."""
    taken = [(ours(), other()) for _ in range(pairs + 1)][1:]
    return Duel([one for one, _ in taken], [two for _, two in taken])


def project(name: str, folder: Path) -> Path:
    """The example as it is shipped, or the smaller one grown to so many fiches."""
    if name != EXEMPLE:
        return agrandir(folder, int(name.split()[0]))
    for source in ("content", "templates", "budgets"):
        shutil.copytree(CHECKOUT / source, folder / source)
    return folder


def bench(name: str, aim: float, pandoc: str | None) -> None:
    """The main documents, cold, known, and after a change; against pandoc, and against the cold build."""
    with tempfile.TemporaryDirectory() as place:
        folder = project(name, Path(place) / "projet")
        text = folder / "tout.md"
        text.write_text(markdown(folder), encoding="utf-8")
        build = pipeline_on(folder, "build", *PRINCIPAUX)
        changed = sorted((folder / "content/fiches").glob("*.md"))[0]

        def cold() -> Mesure:
            shutil.rmtree(folder / "build", ignore_errors=True)
            return measure(build)

        def change() -> None:
            with changed.open("a", encoding="utf-8") as fiche:
                fiche.write(ADDED)

        def after_a_change() -> Mesure:
            change()
            return measure(build)

        pairs = PAIRS_OF_MANY if name == MANY else PAIRS
        print(f"\n{name}, {text.stat().st_size / 1000:.0f} ko de Markdown, {pairs} paires")
        if pandoc:
            command = [pandoc, "-f", "markdown", str(text), "-o", str(folder / "pandoc.docx")]
            _against_pandoc(name, aim, (cold, partial(measure, build)), command, pairs)
        again = duel(after_a_change, cold, pairs)
        print(again.line("build, une fiche changée", "la première", OF_COLD))
        check, least = partial(measure, pipeline_on(folder, "check")), partial(measure, OPENPYXL)

        def check_after_a_change() -> Mesure:
            change()
            return check()

        same = duel(check, least)
        print(same.line("check, rien de changé", "« import openpyxl »", OF_OPENPYXL))
        other = duel(check_after_a_change, least)
        print(other.line("check, une fiche changée", "« import openpyxl »", OF_OPENPYXL))


def _against_pandoc(
    name: str, aim: float, builds: tuple[Tour, Tour], command: Sequence[str], pairs: int
) -> None:
    cold, known = builds
    other = partial(measure, command)
    first = duel(cold, other, pairs)
    print(first.line("build, rien de connu", "pandoc", aim))
    if name == EXEMPLE:
        print(duel(known, other, pairs).line("build, textes connus", "pandoc", aim))
    print(f"  mémoire : × {first.memory:.2f} de pandoc (but : × {OF_MEMORY})")


def unchanged() -> None:
    """« Nothing changed », as a user waits for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = agrandir(Path(name) / "projet", 30)
        command = pipeline_on(folder, "project")
        measure(command)
        found = duel(partial(measure, command), partial(measure, OPENPYXL))
    print("\nproject, 30 fiches")
    print(found.line("rien n'a changé", "« import openpyxl »", OF_NOTHING))


def large_workbook() -> None:
    """A check with a workbook of 1,500 lines, and with the example's own: a workbook is read again at each check."""
    print("\ncheck de l'exemple")
    with tempfile.TemporaryDirectory() as name:
        folder = project(EXEMPLE, Path(name) / "projet")
        measure(pipeline_on(folder, "build"))
        present = examine_folder(folder, date.today()).projet
        assert present.identite.classeur is not None, "the project of the checkout has a workbook"
        (folder / present.identite.classeur.value).write_bytes(grand_classeur(present))
        command = pipeline_on(folder, "check")
        found = duel(partial(measure, command), partial(measure, OPENPYXL))
        print(found.line(f"classeur de {LIGNES} lignes", "« import openpyxl »", 4))


def large_fec() -> bool:
    """What an accountant gives for a year, listed against the import of openpyxl: whether it stays under three times, on a
    project never built and on one that was."""
    with tempfile.TemporaryDirectory() as name:
        folder = agrandir(Path(name) / "projet", 6)
        (folder / "budgets/affectations.csv").write_text(AFFECTATIONS, encoding="utf-8")
        fec = Path(name) / "grand.fec.txt"
        fec.write_text(grand_fec(), encoding="utf-8")
        listed = pipeline_on(folder, "releve", str(fec))
        print(f"\nreleve, FEC de {FEC_LIGNES} lignes")
        never = duel(partial(measure, listed), partial(measure, OPENPYXL))
        print(never.line("projet jamais construit", "« import openpyxl »", MOST_OF_FEC))
        measure(pipeline_on(folder, "build"))
        built = duel(partial(measure, listed), partial(measure, OPENPYXL))
        print(built.line("projet construit", "« import openpyxl »", MOST_OF_FEC))
        return max(never.ratio, built.ratio) < MOST_OF_FEC


FLOORS = {
    "Python seul": "pass",
    "les bibliothèques d'un check": "import yaml, xml.etree.ElementTree",
    "les modules d'un check": "import pipeline.commands.check, pipeline.check",
    "ceux d'un build, avec leurs bibliothèques": (
        "import pipeline.commands.build, pipeline.check, pipeline.assemble, pipeline.write.word.documents"
    ),
}
"""What no run of ours can go under, however little there is to read."""


def floors() -> None:
    print("Planchers, sans rien lire, contre « import openpyxl »")
    for shown, program in FLOORS.items():
        command = [sys.executable, "-c", program]
        found = duel(partial(measure, command), partial(measure, OPENPYXL))
        spent = statistics.median(one.processor for one in found.nous)
        print(f"  {shown} : {spent:.3f} s, × {found.ratio:.2f}")


if __name__ == "__main__":
    found_pandoc = shutil.which("pandoc")
    if not found_pandoc:
        print("pandoc n'est pas installé : les temps sont donnés sans comparaison.")
    floors()
    for wanted, most in SIZES.items():
        bench(wanted, most, found_pandoc)
    unchanged()
    large_workbook()
    if not large_fec():
        sys.exit("releve dépasse son but.")
