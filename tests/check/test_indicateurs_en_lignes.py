"""An indicator that stands as a line of a list: what is told of it can be followed."""

from __future__ import annotations

import re

from pipeline.model.finding import Finding
from tests.projets import examen, petit_projet

FICHE = "content/fiches/M3-01-alimentation.md"


def told(section: str) -> list[Finding]:
    """The errors of the section of indicators, were it that."""
    files = dict(petit_projet())
    text = files[FICHE].decode()
    written = re.sub(
        r"## Indicateurs\n.*?\n(?=## )", f"## Indicateurs\n\n{section}\n\n", text, flags=re.DOTALL
    )
    files[FICHE] = written.encode()
    found = examen(files).findings
    return [one for one in found if one.code in ("F008", "F009", "F021", "F025")]


def test_a_line_without_target_is_told_where_its_lines_would_go_and_that_solves_it() -> None:
    (finding,) = told("- nombre de patients suivis")
    (remedy,) = finding.hints
    assert "« ### Indicateur : »" in remedy
    assert "« - type : suivi »" in remedy
    assert "« - cible année 1 : … »" in remedy
    assert remedy.startswith("à la place de cette ligne")
    followed = "### Indicateur : nombre de patients suivis\n\n- type : suivi\n- cible année 1 : 60"
    assert told(followed) == []


def test_a_row_without_target_is_told_which_columns_to_add_and_that_solves_it() -> None:
    (finding,) = told("| Indicateur | Source |\n|---|---|\n| Visites | agenda |")
    (remedy,) = finding.hints
    assert "les colonnes « Type » et « Cible année 1 »" in remedy
    header = "| Indicateur | Source | Type | Cible année 1 |\n|---|---|---|---|\n"
    assert told(f"{header}| Visites | agenda | suivi | 20 |") == []
