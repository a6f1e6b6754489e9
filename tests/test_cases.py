"""Every rule has a bad case and a good neighbour, each a file that an author could read, under ``cases/``.

A case says in a sentence what is wanted, then gives the edits that break it, the exact findings expected, and the edits
that do not.  An unexpected finding fails the case.  The notation of the edits is that of ``projets.edited``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest

from pipeline.model.finding import Finding
from pipeline.model.rules import RULES
from tests.projets import TESTS, constats, dits, edited, en_lignes, petit_projet

SECTION = re.compile(r"^=== (mauvais|constats|bon) ===$", re.MULTILINE)
ELSEWHERE = {
    "B036": "tests/read/test_workbook.py",
    "B037": "tests/read/test_workbook.py",
    "B038": "tests/commands/test_calcul.py",
    "B090": "tests/commands/test_importer_classeur.py",
    "D006": "tests/test_etat.py",
    "D026": "tests/commands/test_avenant.py",
    "D027": "tests/commands/test_longueurs.py",
    "G017": "tests/check/test_diffusion.py",
    "L013": "tests/test_disk.py",
    "F060": "tests/check/test_exemple_change.py",
    "P014": "tests/check/test_relectures.py",
    "S046": "tests/check/test_exemple_change.py",
    "T020": "tests/check/test_exemple_change.py",
    "L082": "tests/test_disparus.py",
    "L080": "tests/commands/test_fusionner_classeur.py",
    "V001": "tests/portefeuille/test_region.py",
    "V002": "tests/portefeuille/test_region.py",
    "V003": "tests/portefeuille/test_region.py",
    "V004": "tests/portefeuille/test_region.py",
    "V005": "tests/portefeuille/test_region.py",
}
"""Rules that no edit of the sources can break: told by the disk, by formulas that need their stored results, or of many
projects together."""


@dataclass(frozen=True)
class Case:
    name: str
    bad: str
    expected: list[str]
    good: str


def read_case(name: str) -> Case:
    parts = SECTION.split((TESTS / "cases" / name).read_text(encoding="utf-8"))
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    expected = [line for line in sections["constats"].splitlines() if line.strip()]
    return Case(name, sections["mauvais"], expected, sections["bon"])


CASES = sorted(path.name for path in (TESTS / "cases").glob("*.txt"))


@cache
def told(name: str) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The files of a bad case and what is found in them, for whoever tries what the findings say to do."""
    files = edited(petit_projet(), read_case(name).bad)
    return files, dits(files)


def test_the_small_project_has_nothing_to_say() -> None:
    assert constats(petit_projet()) == []


@pytest.mark.parametrize("name", CASES)
def test_the_bad_case_gives_exactly_its_findings(name: str) -> None:
    case = read_case(name)
    assert case.expected, "a case without an expected finding proves nothing"
    _files, found = told(name)
    assert en_lignes(found) == case.expected
    assert [finding.code for finding in found if not finding.hints] == [], "rien ne dit quoi faire"


@pytest.mark.lent  # as many as the rules: the quick set keeps the faults, whose exact findings allow no other
@pytest.mark.parametrize("name", CASES)
def test_the_good_neighbour_gives_none(name: str) -> None:
    case = read_case(name)
    assert case.good.strip(), "a case needs a neighbour that is right"
    assert constats(edited(petit_projet(), case.good)) == []


def told_by(case: Case) -> set[str]:
    told = (
        re.search(r" (?:erreur|avertissement) ([A-Z][0-9]{3}):", line) for line in case.expected
    )
    return {match[1] for match in told if match}


def test_no_rule_is_without_a_case() -> None:
    covered = set().union(*(told_by(read_case(name)) for name in CASES))
    assert sorted(set(RULES) - covered - set(ELSEWHERE)) == []


@pytest.mark.parametrize("name", CASES)
def test_a_case_bears_the_code_of_a_rule_that_it_breaks(name: str) -> None:
    code = name.split("-")[0]
    assert code in RULES
    assert code in told_by(read_case(name))


def test_the_rules_left_out_are_tested_where_it_says() -> None:
    for code, path in ELSEWHERE.items():
        assert code in (TESTS.parent / path).read_text(encoding="utf-8")
