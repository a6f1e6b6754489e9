"""A name that an author may type is known at every stage: what one register announces, another makes."""

from __future__ import annotations

import re
from collections.abc import Collection

import pytest

from pipeline import assemble
from pipeline.assemble.tableaux import BATISSEURS, DE_MISSION
from pipeline.compute.graphiques_du_projet import MADE
from pipeline.model.graphique import GRAPHIQUES
from pipeline.model.livrable import ANNEXES, CHAPITRES, PARTIES
from pipeline.model.tableaux import TABLEAUX, TABLEAUX_DE_MISSION
from tests.projets import CHECKOUT

ANNEXES_ELLES_MEMES = "annexes"
"""The part that is made of annexes, each by its own name."""

REGISTRES = {
    "les parties d'un livrable": ({*PARTIES} - {ANNEXES_ELLES_MEMES}, {*assemble.PARTIES}),
    "les annexes": ({*ANNEXES} - {CHAPITRES}, {*ANNEXES} & {*assemble.PARTIES}),
    "les tableaux": ({*TABLEAUX}, {*BATISSEURS}),
    "les tableaux d'une mission": ({*TABLEAUX_DE_MISSION}, {*DE_MISSION}),
    "les graphiques": ({*GRAPHIQUES}, {*MADE}),
}
"""What may be typed, and what is made."""


@pytest.mark.parametrize("what", REGISTRES)
def test_what_may_be_typed_is_what_is_made(what: str) -> None:
    announced, made = REGISTRES[what]
    assert sorted(announced ^ made) == []


def unsaid(text: str, names: Collection[str]) -> list[str]:
    """The names that a list of choices leaves out."""
    return sorted(set(names) - set(re.findall(r"[\w-]+", text)))


@pytest.mark.parametrize("where", ["", "pipeline/reference/nouveau-projet/"])
def test_the_head_of_the_list_of_documents_says_every_choice(where: str) -> None:
    text = (CHECKOUT / f"{where}content/livrables.yaml").read_text(encoding="utf-8")
    parts, annexes = text.partition("\n\n")[0].split("#   annexes  :")
    assert unsaid(parts, PARTIES) == []
    assert unsaid(annexes, ANNEXES) == []


def test_the_guard_on_choices_bites() -> None:
    assert unsaid("budget, fiche-de-poste", ["budget", "poste"]) == ["poste"]
