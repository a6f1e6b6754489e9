"""Once the contract has begun, a report that would tell a year has something to tell."""

from __future__ import annotations

from datetime import date

from pipeline.model.files import Files
from pipeline.run import examine
from tests.projets import edited, petit_projet

BILAN = """content/projet.yaml
+ etape: bilan
content/livrables.yaml
+ rapport:
+   titre: Rapport
+   gabarit: acte.docx
+   parties: [rapport-activite]
+   etapes: [bilan]
"""
FAIT = """content/suivi/2027/M3-01.md
créer
+ ## Ce qui a été fait
+
+ Deux ateliers.
"""


def told(files: Files, today: date) -> list[str]:
    found = examine(files, (), today, gabarits_connus=True).findings
    return [f"{one.span}: {one.message}" for one in found if one.code == "I011"]


def test_a_report_that_nothing_fills_is_told_once_the_contract_has_begun() -> None:
    files = edited(petit_projet(), BILAN)
    assert told(files, date(2027, 3, 31)) == []
    (said,) = told(files, date(2027, 4, 1))
    assert said.endswith("« rapport » a une année à raconter, et rien n'est noté.")
    assert said.startswith("content/livrables.yaml:")


def test_one_year_told_is_enough() -> None:
    assert told(edited(petit_projet(), BILAN + FAIT), date(2028, 6, 1)) == []
