"""The lists that go with the projet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.assemble.annexes import _engagement, membres
from pipeline.assemble.brouillon import Constats
from pipeline.model.personne import A_VENIR, ENGAGE
from pipeline.model.prose import Paragraph, Table, text_of
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


def test_a_commitment_is_a_day_whoever_made_it() -> None:
    """« engagé » would be wrong of a woman or of an association; the head of the column says what the day is."""
    found = examen(petit_projet())
    people = found.projet.annuaire.presents
    said = {_engagement(one) for one in people}
    assert said <= {str(one.adhesion) for one in people} | {"oui", "à venir"}
    engaged = replace(people[0], engagement=ENGAGE, adhesion=None)
    assert _engagement(engaged) == "oui"
    assert _engagement(replace(engaged, engagement=A_VENIR)) == "à venir"


@pytest.mark.parametrize(
    ("count", "said"),
    [("1", "1 autre engagement est attendu"), ("2", "2 autres engagements sont attendus")],
)
def test_what_is_expected_agrees_in_number(count: str, said: str) -> None:
    edit = f"content/projet.yaml\n+ pressentis:\n+   sages-femmes: {count}\n"
    found = examen(edited(petit_projet(), edit))
    blocks = membres(found.projet, found.comptes, Constats(()))
    texts = [text_of(one.inlines) for one in blocks if isinstance(one, Paragraph)]
    assert any(said in text for text in texts)
