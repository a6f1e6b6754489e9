"""The ninety-four things that are looked for: each is seen by a rule, whose mistake is planted and told."""

from __future__ import annotations

from functools import lru_cache

import pytest

from pipeline.model.motif import motif
from pipeline.model.rules import RULES
from tests.controles import controles
from tests.projets import TESTS
from tests.test_cases import CASES, ELSEWHERE, read_case

CODE = motif(r": (?:erreur|avertissement) ([A-Z][0-9]{3}): ")


@lru_cache(maxsize=1)
def planted() -> dict[str, list[str]]:
    """Code → the cases whose mistake it tells; ``test_cases.py`` makes each of these, and reads what is told."""
    found: dict[str, list[str]] = {}
    for name in CASES:
        for line in read_case(name).expected:
            match = CODE.search(line)
            if match:
                found.setdefault(match[1], []).append(name)
    return found


def test_there_are_ninety_four() -> None:
    assert list(controles()) == list(range(1, 95))


@pytest.mark.parametrize("number", controles())
def test_each_is_seen_by_rules_whose_mistake_is_planted(number: int) -> None:
    what, codes = controles()[number]
    assert codes, what
    for code in codes:
        assert code in RULES, what
        elsewhere = ELSEWHERE.get(code, "")
        assert planted().get(code) or (TESTS.parent / elsewhere).is_file(), (what, code)
