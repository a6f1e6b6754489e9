"""Small mistakes of a programmer, planted in our code: what can be planted, and that a test that sees one is found."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.lois.mutants import (
    AREAS,
    IMPOSSIBLE,
    KILLED,
    SURVIVED,
    Essai,
    functions_by_name,
    in_a_copy,
    mutants_of,
    nearest,
    plant,
    tires,
)
from tests.lois.mutations import WAYS, mutated, mutations
from tests.projets import CHECKOUT

SOURCE = '''
LIMIT = 10

def f(a: int, b: bool = True) -> int:
    """Text with 3 figures."""
    found = []
    for x in range(a):
        if x > 3 and not b:
            continue
        found.append(x + 1)
    return sum(y for y in found if y) if any(found) else -1
'''


def test_each_way_to_go_wrong_is_planted_once_where_it_applies() -> None:
    found = mutations(SOURCE)
    changes = {(one.way, *mutated(SOURCE, one)[1:]) for one in found}
    assert {one.way for one in found} == set(WAYS) - {"vrai-faux"}
    assert ("comparaison", "x > 3", "x >= 3") in changes
    assert ("et-ou", "x > 3 and (not b)", "x > 3 or not b") in changes
    assert ("rien-fait", "found.append(x + 1)", "(rien)") in changes
    assert ("jumeau", "any(found)", "all(found)") in changes
    assert ("un-de-plus", "10", "11") in changes
    assert ("sans-non", "-1", "1") in changes
    for one in found:
        tree = mutated(SOURCE, one)[0]
        compile(tree, "essai", "exec")
        assert ast.unparse(tree) != ast.unparse(ast.parse(SOURCE))


def test_the_same_seed_draws_the_same_mistakes() -> None:
    for area in AREAS:
        assert len(mutants_of(area)) > 1000
    assert tires("argent", 1, 5) == tires("argent", 1, 5)
    assert tires("argent", 1, 5) != tires("argent", 2, 5)


@pytest.mark.parametrize("of_a_function", [True, False])
def test_a_mistake_planted_in_a_copy_is_there_and_nowhere_else(of_a_function: bool) -> None:
    mutant = next(
        one for one in mutants_of("compute") if bool(one.mutation.function) == of_a_function
    )
    module = vars(import_module(mutant.module))
    before = _state(module)

    def planted() -> int:
        plant(mutant, functions_by_name())
        return SURVIVED if _state(module) == before else KILLED

    assert in_a_copy(planted, 20) == KILLED
    assert _state(module) == before


def _state(module: dict[str, object]) -> dict[str, str]:
    """What a module holds: its constants, and the code of its functions."""
    return {
        name: repr(getattr(value, "__code__", value))
        + repr(getattr(getattr(value, "__code__", None), "co_code", ""))
        for name, value in module.items()
        if not name.startswith("__")
    }


def test_a_copy_that_turns_for_ever_is_stopped() -> None:
    def turns() -> int:
        while True:
            pass

    assert in_a_copy(turns, 1) < 0
    assert in_a_copy(lambda: IMPOSSIBLE, 1) == IMPOSSIBLE


def test_the_tests_of_a_module_are_asked_first_then_those_of_which_it_is_the_larger_part() -> None:
    mutant = mutants_of("argent")[0]
    lines = frozenset({mutant.mutation.line, mutant.mutation.statement})
    own = f"tests/test_{Path(mutant.path).stem}.py::test_its_own"
    tests = {
        "of all": Essai(0.1, {mutant.path: lines, "pipeline/run.py": frozenset(range(99))}),
        "of this": Essai(0.2, {mutant.path: lines}),
        own: Essai(0.3, {mutant.path: lines, "pipeline/run.py": frozenset(range(99))}),
        "of another line": Essai(0.1, {mutant.path: frozenset({9999})}),
        "too long": Essai(99.0, {mutant.path: lines}),
    }
    assert nearest(mutant, tests) == [own, "of this", "of all"]


AFTER_THE_OTHERS = """
import sys
import hypothesis
import pytest
from tests.lois.mutants import ASKED_AS
sys.exit(pytest.main([*ASKED_AS, "--collect-only", "tests/test_mutants.py"]))
"""


def test_the_law_is_asked_after_others_that_have_loaded_hypothesis() -> None:
    words = [sys.executable, "-c", AFTER_THE_OTHERS]
    asked = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout + asked.stderr
