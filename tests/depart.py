"""Our commands as a user starts them, without waiting each time for Python and for what it imports.

A process loads the whole software, reads and builds once, then makes a copy of itself for each command: the copy has its
own words, folder, environment and streams, and ends as a command does.  What it cannot show — what is loaded, what an
environment does to Python — is tried by ``python -m pipeline``, and ``test_depart.py`` holds that both say the same.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import pytest

from tests.memoire import FOLDERS, Memoire, retenue
from tests.projets import CHECKOUT

OF_PYTHON = ("PYTHON", "LC_", "LANG")
"""Variables that Python reads as it starts."""

STREAMS = ("stdout", "stderr")


def started(
    words: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """``python -m pipeline`` with these words, a Python of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *words],
        cwd=CHECKOUT,
        env=dict(environment),
        capture_output=True,
        text=True,
        check=False,
    )


def copied(
    words: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """The same, by a copy of a process that is ready."""
    if os.name != "posix" or _is_measured() or _is_of_python(environment):
        return started(words, environment)
    return _depot().run(words, environment)


def _is_measured() -> bool:
    """Whether the lines that run are counted, which a copy would not tell."""
    coverage = sys.modules.get("coverage")
    return coverage is not None and coverage.Coverage.current() is not None


def _is_of_python(environment: Mapping[str, str]) -> bool:
    return any(
        environment.get(name) != os.environ.get(name)
        for name in {*environment, *os.environ}
        if name.startswith(OF_PYTHON)
    )


class Depot:
    """The process that is copied; ``memoire`` is the folder of what was painted and laid out."""

    def __init__(self, memoire: str) -> None:
        self._ready = subprocess.Popen(
            [sys.executable, "-m", "tests.depart", memoire],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, words: Sequence[str], environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        assert self._ready.stdin is not None
        assert self._ready.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            asked = {"words": list(words), "environment": dict(environment), "folder": folder}
            print(json.dumps(asked), file=self._ready.stdin, flush=True)
            status = int(self._ready.stdout.readline())
            said = ((Path(folder) / name).read_text(encoding="utf-8") for name in STREAMS)
            return subprocess.CompletedProcess([*words], status, *said)

    def close(self) -> None:
        """Ended and waited for: what its copies cost is then counted as ours."""
        self._ready.communicate()


@lru_cache(maxsize=1)
def _depot() -> Depot:
    return Depot(str(FOLDERS[-1]) if FOLDERS else "")


@pytest.fixture(scope="session", autouse=True)
def depot_ferme() -> Generator[None]:
    """The process that is copied ends with the tests, if there is one."""
    yield
    if _depot.cache_info().currsize:
        _depot().close()
        _depot.cache_clear()


# --- the process that is copied -----------------------------------------------------------------------------------


def serve(asked: Iterable[str], memoire: str) -> None:
    """A copy for each line, and its exit status."""
    with retenue(Memoire(Path(memoire))) if memoire else nullcontext():
        _load_all()
        _answer(asked)


def _answer(asked: Iterable[str]) -> None:
    for line in asked:
        question = json.loads(line)
        copy = os.fork()
        if copy == 0:
            _become(question["words"], question["environment"], Path(question["folder"]))
        _, status = os.waitpid(copy, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _load_all() -> None:
    """All our modules, and what they compile or keep the first time that they are used."""
    import gc
    import pkgutil
    from importlib import import_module

    import pipeline.commands
    from pipeline.run import build
    from tests.projets import examen, petit_projet, sans_pages

    for found in pkgutil.iter_modules(pipeline.commands.__path__, "pipeline.commands."):
        import_module(found.name)
    build(examen(sans_pages(petit_projet())))
    gc.collect()
    gc.freeze()


def _become(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> NoReturn:
    from pipeline.__main__ import main

    try:
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(CHECKOUT)
        for number, path in enumerate((Path(os.devnull), *(folder / name for name in STREAMS))):
            flags = os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY
            os.dup2(os.open(path, flags), number)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)))
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(io.FileIO(1, "w", closefd=False)))
        sys.stderr = io.TextIOWrapper(
            io.BufferedWriter(io.FileIO(2, "w", closefd=False)), line_buffering=True
        )
        sys.argv = [str(CHECKOUT / "pipeline/__main__.py"), *words]
        main()
    finally:
        os._exit(3)


if __name__ == "__main__":
    serve(sys.stdin, sys.argv[1])
