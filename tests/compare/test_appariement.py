"""Each paragraph of a file that came back finds what it was, however many were typed beside it."""

from __future__ import annotations

import random

from pipeline.compare.appariement import MOST_WEIGHED, Appariement
from pipeline.model.retour import Passage
from tests.duree import in_proportion

WORDS = [
    "soin",
    "vie",
    "nuit",
    "élu",
    "jour",
    "mairie",
    "patient",
    "médecin",
    "réunion",
    "trimestre",
    "pilote",
    "objectif",
]
GONE = [" ".join(random.Random(rank).choices(WORDS, k=18)) for rank in range(4)]


def passages(*texts: str) -> list[Passage]:
    return [Passage(text, text, (), (), (), "", ()) for text in texts]


def typed(count: int) -> list[str]:
    chance = random.Random(7)
    return [" ".join(chance.choices(WORDS, k=18)) for _one in range(count)]


def test_an_edited_paragraph_is_found_among_thousands_that_were_typed() -> None:
    edited = f"Hier, {GONE[2]}"
    read = passages("Début", edited, *typed(MOST_WEIGHED // 4), "Fin")
    pairs = Appariement(read, passages("Début", *GONE, "Fin"))
    assert pairs.by_words
    assert pairs.avant[1] == GONE[2]


def test_typed_paragraphs_cost_by_their_number() -> None:
    built = passages("Début", *GONE, "Fin")
    files = {size: passages("Début", *typed(size), "Fin") for size in (200, 1_600)}
    in_proportion(lambda size: Appariement(files[size], built), 200)
