"""Texts of law are read again each year: the day is a value of the check, never that of the clock."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.model.finding import Finding
from pipeline.model.relecture import RELECTURES
from pipeline.model.rules import RULES
from pipeline.run import examine
from tests.projets import TODAY, petit_projet


def told(today: date) -> list[Finding]:
    found = examine(petit_projet(), (), today, gabarits_connus=True)
    return [finding for finding in found.findings if finding.code == "P014"]


def test_texts_read_this_year_are_not_named() -> None:
    assert told(TODAY + timedelta(days=300)) == []


def test_texts_read_more_than_a_year_ago_are_named_in_one_warning() -> None:
    found = told(TODAY + timedelta(days=367))
    assert len(found) == 1
    assert "le plus ancien le 22 novembre 2026 : le barème aci-avenant-2" in found[0].message


def test_a_rule_whose_text_was_read_names_that_text_and_exists() -> None:
    for code, read in RELECTURES.items():
        assert code in RULES
        assert read.texte
        assert read.jour <= date(2026, 11, 29)
