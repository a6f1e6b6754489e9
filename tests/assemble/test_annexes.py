"""The lists that go with the projet."""

from __future__ import annotations

import pytest

from pipeline.assemble.annexes import membres
from pipeline.assemble.brouillon import Constats
from pipeline.model.prose import Table, text_of
from tests.projets import edited, examen, petit_projet

NAMED = """content/statuts/valeurs.yaml
-     nom: Collège des professionnels
+     nom: {nom}
"""


@pytest.mark.parametrize(
    ("nom", "printed"),
    [
        ("Collège des professionnels", "Professionnels"),
        ("Collège de l'hôpital", "Hôpital"),
        ("Les professionnels du collège", "Les professionnels du collège"),
    ],
)
def test_the_list_of_members_does_not_repeat_what_the_head_of_its_column_says(
    nom: str, printed: str
) -> None:
    found = examen(edited(petit_projet(), NAMED.format(nom=nom)))
    blocks = membres(found.projet, found.comptes, Constats(()))
    tables = [block for block in blocks if isinstance(block, Table)]
    table = next(one for one in tables if text_of(one.header[-1].inlines) == "Engagement")
    groups = {text_of(row[3].inlines).split(",")[0].replace("’", "'") for row in table.rows}
    assert printed in groups
