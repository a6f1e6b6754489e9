"""The table that says, action by action, what the projet serves of the PRS, of the CLS and of the CTS."""

from __future__ import annotations

from pipeline.assemble.articulation import NONE, table_articulation
from pipeline.model.prose import Table, text_of
from tests.projets import edited, examen, petit_projet

ENTETES = """content/fiches/M1-01-medecin.md
- mission: acces_soins
+ mission: acces_soins
+ cls: axe « Accès aux soins »
content/fiches/M3-01-alimentation.md
- mission: prevention
+ mission: prevention
+ cts: santé des enfants
"""


def table(notation: str = "") -> Table:
    found = examen(edited(petit_projet(), notation))
    return table_articulation(found.projet, found.comptes)


def test_each_action_says_what_it_serves_and_a_dash_what_it_does_not() -> None:
    found = table(ENTETES)
    titles = [text_of(cell.inlines) for cell in found.header]
    assert titles == [
        *("Action", "Projet régional (PRS)"),
        *("Contrat local (CLS)", "Conseil territorial (CTS)"),
    ]
    rows = {row[0]: row[1:] for row in ([text_of(cell.inlines) for cell in r] for r in found.rows)}
    served = {name.split(" — ")[0]: words[1:] for name, words in rows.items()}
    assert served["M1-01"] == ["axe « Accès aux soins »", NONE]
    assert served["M3-01"] == [NONE, "santé des enfants"]
    assert all(words[0].startswith("PRS-1 : ") for words in rows.values())


def test_what_no_action_serves_has_no_column() -> None:
    assert [text_of(cell.inlines) for cell in table().header] == [
        "Action",
        "Projet régional (PRS)",
    ]
