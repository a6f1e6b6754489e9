"""Words as people compare them: folded, left blank, misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from pipeline.model.motif import motif

ACCENTS = motif("[\u0300-\u036f]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text as people compare it: no accents, no capitals, ligatures opened, one kind of apostrophe and space.

    >>> fold("Problématiques  CONSTATÉES")
    'problematiques constatees'
    """
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("’", "'")
    if not text.isascii():
        text = ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return " ".join(text.casefold().split())


BLANK = motif(
    r"X{2,}|(?:X+|_{2,}|…+|\.{3,}) ?%|à (?:compléter|remplir|renseigner|préciser)|_{4,}|\.{4,}|…{2,}|\?{3,}"
    r"|(?:[….X_]+ ?/ ?)+20[….X_]+",
    re.IGNORECASE,
)


def is_blank(text: str) -> bool:
    """« XX », « à préciser »: a place left to fill, which one rule asks for; the others need not say it again.

    >>> is_blank("XX"), is_blank("À préciser"), is_blank("…/…/20…"), is_blank("x"), is_blank("Xavier")
    (True, True, True, False, False)
    """
    return BLANK.fullmatch(" ".join(text.split())) is not None


UNSURE = (
    *("à voir", "à définir", "à déterminer", "à confirmer", "à désigner", "à nommer"),
    *("à fixer", "à choisir", "à trouver", "à chiffrer", "à rédiger", "à écrire"),
)
"""What fills a cell or a line that waits; inside a sentence they may be meant."""


def is_pending(text: str) -> bool:
    """A whole cell that is blank, or that waits: « à voir », « ?? »."""
    return is_blank(text) or text.strip(" .…!\u00a0").lower() in (*UNSURE, "?", "??")


def among(typed: str, known: Iterable[str]) -> str:
    """The known word that was typed, in its own spelling, whatever the accents and capitals; ``""`` when none was.

    >>> among("Medecins", ("infirmiers", "médecins")), among("dentistes", ("médecins",))
    ('médecins', '')
    """
    wanted = fold(typed)
    return next((word for word in known if fold(word) == wanted), "")


OF_A_NAME = 0.75
"""How near a person's key must be to be proposed: « fablier » is not « delafable », and somebody would be wronged."""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> tuple[str, ...]:
    """At most three of the known words that look like this one, the likeliest first."""
    by_fold = {fold(candidate): candidate for candidate in known}
    return tuple(
        by_fold[match] for match in get_close_matches(fold(word), by_fold, n=3, cutoff=cutoff)
    )


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> tuple[str, ...]:
    """The hint for a misspelt word: the nearest known ones, else the whole list if it is short."""
    names = tuple(known)
    close = nearest(word, names, cutoff)
    if close:
        return ("vouliez-vous dire " + " ou ".join(f"« {name} »" for name in close) + " ?",)
    if 0 < len(names) <= 15:
        return ("valeurs connues : " + ", ".join(names) + ".",)
    return ()
