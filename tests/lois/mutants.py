"""The tests are tried: small mistakes are planted in our code, and each must make a test fail.

Everything is imported and every test collected once.  What each test runs is noted, line by line; then, for each mistake,
this process is copied, the code of one function replaced in the copy, and the tests that run that line asked, those of
its module first.  A mistake that no test sees has survived.
"""

from __future__ import annotations

import ast
import gc
import importlib
import json
import os
import pkgutil
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache, cached_property
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.lois.mutations import Mutation, mutated, mutations
from tests.projets import CHECKOUT

MONEY = ("assemble/budget", "interpret/classeur")
AREAS: Mapping[str, tuple[str, ...]] = {
    "compute": ("compute",),
    "check": ("check",),
    "argent": MONEY,
}
"""Name of an area → folders of ``pipeline/``."""

TESTS = (
    "tests/test_cases.py",
    "tests/check",
    "tests/compute",
    "tests/assemble",
    "tests/interpret",
    "tests/model",
    "tests/vecu",
    "tests/test_acceptes.py",
    "tests/test_actes.py",
    "tests/test_annee_vecue.py",
    "tests/test_cinq_etapes.py",
    "tests/test_couleurs_des_missions.py",
    "tests/test_departs.py",
    "tests/test_dossier_public.py",
    "tests/test_etapes.py",
    "tests/test_exemple_comptable.py",
    "tests/test_page_de_garde.py",
    "tests/test_remedes_tentes.py",
    "tests/test_rien_de_perdu.py",
    "tests/test_une_seule_fois.py",
    "tests/commands",
    "tests/compare",
    "tests/draw",
    "tests/portefeuille/test_region.py",
    "tests/portefeuille/test_page.py",
)
ELSEWHERE = {"soffice", "bureau", "en_pdf", "documents", "navigateur"}
"""Fixtures of the tests that are not asked: they start a program, or make for minutes what others make too."""

LONGEST = 6.0
"""Seconds of processor beyond which a test is not asked."""

ASKED = 25.0
"""Seconds of processor that the tests of one mistake may take, as measured without it."""

KEPT = ("tests.projets._petit_projet", "tests.projets._textes_lus")
"""Caches that none of these mistakes can change; ``read`` and ``model``, which import no verb, keep theirs too."""

FORGOTTEN = tuple(
    f"pipeline.{verb}"
    for verb in ("check", "compute", "interpret", "assemble", "draw", "run", "vues")
)

ASKED_AS = (
    *("-q", "-n", "0", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)
"""How pytest is asked: the other laws have loaded hypothesis before it, which it warns of, and our warnings are errors."""

KILLED, SURVIVED, IMPOSSIBLE = 1, 0, 3
EACH = 100
"""Mistakes of each area in ``make preuves``, when it is not told how many."""


@dataclass(frozen=True)
class Mutant:
    path: str
    mutation: Mutation

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@dataclass(frozen=True)
class Essai:
    """What one test costs, in seconds of processor, and the lines that it runs of each file."""

    cout: float
    lignes: Mapping[str, frozenset[int]]

    @cached_property
    def lignes_en_tout(self) -> int:
        return sum(map(len, self.lignes.values()))


def mutants_of(area: str) -> list[Mutant]:
    """Every mistake of an area, in a fixed order."""
    return [
        Mutant(path.relative_to(CHECKOUT).as_posix(), one)
        for folder in AREAS[area]
        for path in sorted((CHECKOUT / "pipeline" / folder).rglob("*.py"))
        for one in mutations(path.read_text(encoding="utf-8"))
    ]


def tires(area: str, seed: int, count: int) -> list[Mutant]:
    known = mutants_of(area)
    return random.Random(f"{seed} {area}").sample(known, min(count, len(known)))


# --- planting -----------------------------------------------------------------------------------------------------


def functions_by_name() -> dict[tuple[str, str], list[FunctionType]]:
    """Module and qualified name → the functions of that name that are loaded, wherever they are held."""
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for one in gc.get_objects():
        if type(one) is FunctionType and str(one.__module__).startswith("pipeline."):
            found.setdefault((one.__module__, one.__qualname__), []).append(one)
    return found


def plant(mutant: Mutant, functions: Mapping[tuple[str, str], Sequence[FunctionType]]) -> None:
    """Make the mistake in this very process; ValueError when it cannot be made in code that is loaded."""
    source = (CHECKOUT / mutant.path).read_text(encoding="utf-8")
    tree, _, _ = mutated(source, mutant.mutation)
    if mutant.mutation.function:
        _swap(mutant, tree, functions)
    else:
        _assign_again(mutant, tree)


def _swap(
    mutant: Mutant,
    tree: ast.Module,
    functions: Mapping[tuple[str, str], Sequence[FunctionType]],
) -> None:
    name = mutant.mutation.function
    code = compile(tree, str(CHECKOUT / mutant.path), "exec", dont_inherit=True)
    new = next(one for one in _codes(code) if one.co_qualname == name)
    loaded = functions.get((mutant.module, name), ())
    if not loaded:
        raise ValueError(f"{name} n'est pas chargée")
    for one in loaded:
        one.__code__ = new


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _assign_again(mutant: Mutant, tree: ast.Module) -> None:
    """A constant of the module, made anew; whoever imported it gets the new one."""
    statement = next(one for one in tree.body if one.lineno == mutant.mutation.statement)
    assert isinstance(statement, ast.Assign | ast.AnnAssign)
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    if not isinstance(target, ast.Name) or statement.value is None:
        raise ValueError("pas une constante")
    module = sys.modules[mutant.module]
    old = module.__dict__[target.id]
    new = eval(compile(ast.Expression(statement.value), mutant.path, "eval"), module.__dict__)
    for other in list(sys.modules.values()):
        if getattr(other, "__dict__", {}).get(target.id) is old:
            setattr(other, target.id, new)


def caches_to_forget() -> list[Any]:
    """What our functions remember of an earlier call, and that a mistake would change."""
    return [
        one
        for one in gc.get_objects()
        if isinstance(one, _lru_cache_wrapper)
        and str(one.__module__).startswith((*FORGOTTEN, "tests."))
        and f"{one.__module__}.{one.__qualname__}" not in KEPT
    ]


# --- asking -------------------------------------------------------------------------------------------------------


def nearest(mutant: Mutant, tests: Mapping[str, Essai]) -> list[str]:
    """The tests that run the line, within the time that one mistake is given: those of the module, then those of which it
    is the larger part, then those that cost least."""
    touching = [
        (name, one)
        for name, one in tests.items()
        if _is_run(mutant, one.lignes.get(mutant.path, frozenset())) and one.cout <= LONGEST
    ]
    touching.sort(
        key=lambda pair: (
            not _is_of(mutant, pair[0]),
            -_part(mutant, pair[1]),
            pair[1].cout,
            pair[0],
        )
    )
    chosen: list[str] = []
    spent = 0.0
    for name, one in touching:
        spent += one.cout
        if spent > ASKED and chosen:
            break
        chosen.append(name)
    return chosen


def _is_of(mutant: Mutant, test: str) -> bool:
    """Whether a test is in the file that mirrors the module: ``tests/compute/test_tresorerie.py``."""
    return Path(test.partition("::")[0]).stem == f"test_{Path(mutant.path).stem}"


def _part(mutant: Mutant, test: Essai) -> float:
    """The part of the module in all the lines that a test runs."""
    return len(test.lignes[mutant.path]) / test.lignes_en_tout


def _is_run(mutant: Mutant, lines: frozenset[int]) -> bool:
    """A constant is of no line in particular: whoever runs the module may see it."""
    if not mutant.mutation.function:
        return bool(lines)
    return bool(lines & {mutant.mutation.line, mutant.mutation.statement})


class Coureur:
    """The plugin that runs the mistakes in the place of the tests."""

    def __init__(self, seed: int, count: int, areas: Sequence[str], journal: Path | None) -> None:
        self.seed, self.count, self.areas, self.journal = seed, count, areas, journal
        self.failed = False

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if _is_here(item)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        gc.unfreeze()
        _warm()
        self.items = {item.nodeid: item for item in session.items}
        self.functions = functions_by_name()
        self.caches = caches_to_forget()
        tests = self._measured()
        for area in self.areas:
            self.failed |= self._area(area, tests)
        return True

    def _measured(self) -> dict[str, Essai]:
        """What each test runs, noted in a copy of this process; kept for another run of the same code."""
        kept = self.journal.with_suffix(".tests.json") if self.journal else None
        if kept and kept.is_file():
            return _read_back(kept)
        with tempfile.NamedTemporaryFile(suffix=".json", delete=False) as file:
            path = Path(file.name)
        status = in_a_copy(lambda: self._measure(path), 0)
        assert status == 0, f"la mesure des tests s'est arrêtée ({status})"
        found = _read_back(path)
        if kept:
            path.replace(kept)
        else:
            path.unlink()
        return found

    def _measure(self, path: Path) -> int:
        from coverage import Coverage

        tracer = Coverage(data_file=None, include=[str(CHECKOUT / "pipeline/*")], config_file=False)
        found: dict[str, Any] = {}
        tracer.start()
        items = list(self.items.values())
        for item, after in zip(items, [*items[1:], None], strict=True):
            tracer.switch_context(item.nodeid)
            begun = time.process_time()
            reports = runtestprotocol(item, nextitem=after, log=False)
            if all(report.passed for report in reports):
                found[item.nodeid] = {"cout": round(time.process_time() - begun, 3), "lignes": {}}
        tracer.stop()
        data = tracer.get_data()
        for name in data.measured_files():
            inside = Path(name).relative_to(CHECKOUT).as_posix()
            for line, contexts in data.contexts_by_lineno(name).items():
                for context in contexts:
                    if context in found:
                        found[context]["lignes"].setdefault(inside, []).append(line)
        path.write_text(json.dumps(found), encoding="utf-8")
        return 0

    def _area(self, area: str, tests: Mapping[str, Essai]) -> bool:
        begun = time.process_time()
        killed, survivors = 0, []
        for rank, mutant in enumerate(tires(area, self.seed, self.count), 1):
            status = self._tried(mutant, tests)
            if status == IMPOSSIBLE:
                continue
            killed += status != SURVIVED
            if status == SURVIVED:
                survivors.append(mutant)
                print(f"  {area} : {told(mutant)}", flush=True)
            if rank % 50 == 0:
                print(f"  {area} : {rank} essayées, {len(survivors)} survivent", flush=True)
        made = killed + len(survivors)
        share = killed / made if made else 1.0
        spent = time.process_time() - begun + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        print(
            f"Fautes de programme, {area} : {made} essayées sur {len(mutants_of(area))}, {killed} vues ({share:.1%}) ; "
            f"graine {self.seed}, {spent:.0f} s de processeur.",
            flush=True,
        )
        return share < WANTED

    def _tried(self, mutant: Mutant, tests: Mapping[str, Essai]) -> int:
        names = nearest(mutant, tests)
        if not names:
            return SURVIVED
        allowed = 5 + 4 * sum(tests[name].cout for name in names)
        return in_a_copy(lambda: self._ask(mutant, names), int(allowed))

    def _ask(self, mutant: Mutant, names: Sequence[str]) -> int:
        try:
            plant(mutant, self.functions)
        except ValueError:
            return IMPOSSIBLE
        except Exception:
            return KILLED
        for remembered in self.caches:
            remembered.cache_clear()
        items = [self.items[name] for name in names]
        for item, after in zip(items, [*items[1:], None], strict=True):
            if any(report.failed for report in runtestprotocol(item, nextitem=after, log=False)):
                return KILLED
        return SURVIVED


def _is_here(item: pytest.Item) -> bool:
    """Whether a test runs our code in its own process, and makes nothing long that others make too."""
    names = set(getattr(item, "fixturenames", ()))
    return not ELSEWHERE & names and not STARTS.search(_source(item.path))


@cache
def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


STARTS = re.compile(r"\b(?:subprocess|projet_sante)\b")
"""What is written in a file of tests that start our commands: a mistake planted here is not there."""

WANTED = 0.9
"""Share of the mistakes of an area that tests must see."""


def in_a_copy(work: Callable[[], int], seconds: int) -> int:
    """Do something in a copy of this process, silent, and give what it gives; a copy that lasts too long, or dies, has failed."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        _silent()
        if seconds:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        status = KILLED
        with suppress(BaseException):
            status = work()
        os._exit(status)
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended)


def _silent() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _warm() -> None:
    """Load all that a test may load, and read once what no mistake changes."""
    import pipeline
    from tests.projets import examen, petit_projet

    for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not found.name.endswith("__main__"):
            with suppress(ImportError):
                importlib.import_module(found.name)
    examen(petit_projet())


def _read_back(path: Path) -> dict[str, Essai]:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Essai(one["cout"], {file: frozenset(lines) for file, lines in one["lignes"].items()})
        for name, one in kept.items()
    }


def told(mutant: Mutant) -> str:
    source = (CHECKOUT / mutant.path).read_text(encoding="utf-8")
    _, before, after = mutated(source, mutant.mutation)
    short = " → ".join(" ".join(one.split())[:90] for one in (before, after))
    return f"{mutant.path}:{mutant.mutation.line} ({mutant.mutation.way}) {short}"


def main(seed: int, count: int, areas: Iterable[str] = AREAS, journal: Path | None = None) -> int:
    """``make preuves``: mistakes drawn in each area; says how many were seen, and names those that were not."""
    coureur = Coureur(seed, count or EACH, tuple(areas), journal)
    found = [path for path in TESTS if (CHECKOUT / path).exists()]
    status = pytest.main([*ASKED_AS, *found], plugins=[coureur])
    return 1 if coureur.failed or status not in (0, pytest.ExitCode.NO_TESTS_COLLECTED) else 0


if __name__ == "__main__":
    os.chdir(CHECKOUT)
    asked = sys.argv[3:4]
    kept = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    sys.exit(
        main(int(sys.argv[1]), int(sys.argv[2]), asked[0].split(",") if asked else AREAS, kept)
    )
