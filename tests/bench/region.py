"""How long a region takes: ``python -m tests.bench.region 150 900`` makes 150 projects, and tells what 900 would take.

Every project differs (territory, size, fiches, budget); one in ten has a mistake.  Processor seconds do not depend on
what else the machine does; elapsed seconds do, and are told beside them.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from pipeline.disk import reference_data
from pipeline.model.files import CONTOURS
from pipeline.read.contours import INDEX
from tests.portefeuille.generateur import region
from tests.projets import CHECKOUT

LIMIT, MOST = 15 * 60, 2 * 2**30
"""What 900 projects may take on two processors: seconds, and bytes of memory, all processes together."""


def main(made: int, wanted: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        region(folder / "cpts", made, departements())
        elapsed, spent, peak = measured(folder, "portefeuille", str(folder / "cpts"))
        again = measured(folder, "portefeuille", str(folder / "cpts"))
    two = spent / 2 * wanted / made
    print(
        f"{made} projets : {elapsed:.0f} s écoulées, {spent:.0f} s de processeur, {peak / 2**20:.0f} Mo"
    )
    print(f"rien n'a changé : {again[0]:.0f} s écoulées, {again[1]:.0f} s de processeur")
    print(f"{wanted} projets sur deux processeurs libres : environ {two / 60:.1f} minutes")
    return 0 if two < LIMIT and peak < MOST else 1


def departements() -> list[str]:
    """Those of the mainland that have contours, from the south."""
    import io
    import json
    import zipfile

    with zipfile.ZipFile(io.BytesIO(reference_data()[CONTOURS])) as archive:
        frames = json.loads(archive.read(INDEX))
    kept = [name for name in frames if len(name) == 2]
    return sorted(kept, key=lambda name: frames[name][1])[:40]


def measured(folder: Path, *words: str) -> tuple[float, float, int]:
    """Seconds elapsed, seconds of processor, and the most memory that all its processes held at once, in bytes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "pipeline", *words, "--sortie", str(folder / "sortie")]
    started = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.DEVNULL)
    peaks = [0]
    watcher = threading.Thread(target=watch, args=(started, peaks), daemon=True)
    watcher.start()
    started.wait()
    watcher.join()
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return elapsed, spent, peaks[0]


def watch(started: subprocess.Popen[bytes], peaks: list[int]) -> None:
    while started.poll() is None:
        peaks[0] = max(peaks[0], held_by(started.pid))
        time.sleep(0.2)


def held_by(pid: int) -> int:
    """Bytes of a process and of all that it started, shared pages counted once."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        children = [child for task in tasks for child in task.read_text().split()]
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return own * 1024 + sum(held_by(int(child)) for child in children)


if __name__ == "__main__":
    os.environ.pop("PROJET", None)
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
