"""Whole processes, cold, one after the other: build, check, and pandoc on the same Markdown where it is installed."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from tests.bench.agrandir import agrandir, markdown
from tests.bench.grand_classeur import LIGNES, grand_classeur
from tests.bench.grand_fec import AFFECTATIONS, grand_fec
from tests.bench.grand_fec import LIGNES as FEC_LIGNES
from tests.projets import CHECKOUT

SIZES = (30, 100, 300)
RUNS = 5
PAIRS = 11
MOST_OF_FEC = 3
AS_A_USER = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Where that variable is set, every run would compile our modules again; a user's Python does it once."""


@dataclass(frozen=True)
class Mesure:
    """Seconds of the wall clock, peak memory in MiB and seconds of processor, medians over the runs."""

    seconds: float
    memory: float
    processor: float = 0


def measure(command: Sequence[str], folder: Path) -> Mesure:
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=AS_A_USER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} : {process.returncode}\n{output.decode(errors='replace')}")
    return Mesure(seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime)


def medians(mesures: Sequence[Mesure]) -> Mesure:
    return Mesure(
        statistics.median(m.seconds for m in mesures), statistics.median(m.memory for m in mesures)
    )


def bench(size: int, pandoc: str | None) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = agrandir(Path(name) / "projet", size)
        text = folder / "tout.md"
        text.write_text(markdown(folder), encoding="utf-8")
        ours = [sys.executable, "-m", "pipeline", "-C", str(folder)]
        found: dict[str, list[Mesure]] = {"build": [], "check": [], "pandoc": []}
        for _ in range(RUNS + 1):
            shutil.rmtree(folder / "build", ignore_errors=True)
            found["build"].append(measure([*ours, "build"], CHECKOUT))
            shutil.rmtree(folder / "build", ignore_errors=True)
            found["check"].append(measure([*ours, "check"], CHECKOUT))
            if pandoc:
                command = [pandoc, "-f", "markdown", str(text), "-o", str(folder / "pandoc.docx")]
                found["pandoc"].append(measure(command, CHECKOUT))
        print(
            f"\n{size} fiches, {text.stat().st_size / 1000:.0f} ko de Markdown, médiane de {RUNS} passages"
        )
        other = medians(found["pandoc"][1:]) if pandoc else None
        for command_name in ("build", "check"):
            _line(command_name, medians(found[command_name][1:]), size, other)
        if other:
            _line("pandoc", other, size, None)


def _line(name: str, mesure: Mesure, size: int, other: Mesure | None) -> None:
    each = 1000 * mesure.seconds / size
    line = f"  {name:7} {mesure.seconds:6.3f} s  {mesure.memory:5.0f} Mio  {each:5.1f} ms par fiche"
    if other:
        line += f"  temps × {mesure.seconds / other.seconds:.2f}, mémoire × {mesure.memory / other.memory:.2f} de pandoc"
    print(line)


def unchanged() -> None:
    """« Nothing changed » on the checkout's own project, as a user waits for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = agrandir(Path(name) / "projet", 30)
        command = [sys.executable, "-m", "pipeline", "-C", str(folder), "project"]
        measure(command, CHECKOUT)
        again = medians([measure(command, CHECKOUT) for _ in range(RUNS)])
    print(f"\nproject, rien n'a changé (30 fiches) : {again.seconds:.3f} s")


def one_fiche_changed() -> None:
    """A check after each change to one fiche of a project once built, against the imports that any reader needs."""
    imports = medians(
        [measure([sys.executable, "-c", "import openpyxl, docx"], CHECKOUT) for _ in range(RUNS)]
    )
    print(f"\ncheck, contre « import openpyxl, docx » ({imports.seconds:.3f} s) :")
    for size, limit in ((6, 2), (300, 8)):
        with tempfile.TemporaryDirectory() as name:
            folder = agrandir(Path(name) / "projet", size)
            measure([sys.executable, "-m", "pipeline", "-C", str(folder), "build"], CHECKOUT)
            changed = next((folder / "content/fiches").glob("*.md"))
            command = [sys.executable, "-m", "pipeline", "-C", str(folder), "check"]
            runs: list[Mesure] = []
            for _ in range(RUNS):
                with changed.open("a", encoding="utf-8") as text:
                    text.write("\nUne phrase de plus.\n")
                runs.append(measure(command, CHECKOUT))
            found = medians(runs)
        ratio = found.seconds / imports.seconds
        print(f"  {size:3} fiches : {found.seconds:.3f} s, × {ratio:.1f} (but : × {limit})")


def large_workbook() -> None:
    """A check of the project with a workbook of 1,500 lines, and with its own, against the import of openpyxl."""
    imports = medians(
        [measure([sys.executable, "-c", "import openpyxl"], CHECKOUT) for _ in range(RUNS)]
    )
    print(f"\ncheck, contre « import openpyxl » ({imports.seconds:.3f} s) :")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "projet"
        for source in ("content", "templates", "budgets"):
            shutil.copytree(CHECKOUT / source, folder / source)
        command = [sys.executable, "-m", "pipeline", "-C", str(folder)]
        measure([*command, "build"], CHECKOUT)
        present = examine_folder(folder, date.today()).projet
        assert present.identite.classeur is not None, "the project of the checkout has a workbook"
        path = folder / present.identite.classeur.value
        for shown, data in (
            ("présent", path.read_bytes()),
            (f"de {LIGNES} lignes", grand_classeur(present)),
        ):
            path.write_bytes(data)
            found = medians([measure([*command, "check"], CHECKOUT) for _ in range(RUNS)])
            ratio = found.seconds / imports.seconds
            print(f"  classeur {shown} : {found.seconds:.3f} s, × {ratio:.1f} (but : × 4)")


def large_fec() -> bool:
    """What an accountant gives for a year, listed against the import of openpyxl: whether it stays under three times.

    Processor time, in pairs taken one after the other, on a project never built and on one that was.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = agrandir(Path(name) / "projet", 6)
        (folder / "budgets/affectations.csv").write_text(AFFECTATIONS, encoding="utf-8")
        fec = Path(name) / "grand.fec.txt"
        fec.write_text(grand_fec(), encoding="utf-8")
        ours = [sys.executable, "-m", "pipeline", "-C", str(folder)]
        listed = [*ours, "releve", str(fec)]
        measure(listed, CHECKOUT)
        print(f"\nreleve, FEC de {FEC_LIGNES} lignes, en processeur, contre « import openpyxl » :")
        never = _paired("projet jamais construit", listed)
        measure([*ours, "build"], CHECKOUT)
        return _paired("projet construit", listed) and never


def _paired(shown: str, command: Sequence[str]) -> bool:
    """Prints the median of the ratios, and whether it is under the limit."""
    openpyxl = [sys.executable, "-c", "import openpyxl"]
    ratios, spent = [], []
    for _ in range(PAIRS):
        imports = measure(openpyxl, CHECKOUT).processor
        spent.append(measure(command, CHECKOUT).processor)
        ratios.append(spent[-1] / imports)
    ratio = statistics.median(ratios)
    print(
        f"  {shown} : {statistics.median(spent):.3f} s, × {ratio:.2f} "
        f"(de {min(ratios):.2f} à {max(ratios):.2f} ; but : × {MOST_OF_FEC})"
    )
    return ratio < MOST_OF_FEC


def floor() -> None:
    """What no build can go under: starting Python and importing the libraries that a build needs."""
    libraries = "import docxtpl, openpyxl, markdown_it, yaml, jinja2.sandbox"
    time_of = medians([measure([sys.executable, "-c", libraries], CHECKOUT) for _ in range(RUNS)])
    print(
        f"Plancher (Python et les bibliothèques, sans rien lire) : {time_of.seconds:.3f} s, {time_of.memory:.0f} Mio"
    )


if __name__ == "__main__":
    found_pandoc = shutil.which("pandoc")
    if not found_pandoc:
        print("pandoc n'est pas installé : les temps sont donnés sans comparaison.")
    floor()
    for wanted in SIZES:
        bench(wanted, found_pandoc)
    unchanged()
    one_fiche_changed()
    large_workbook()
    if not large_fec():
        sys.exit("releve dépasse son but.")
