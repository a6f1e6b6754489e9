"""What in a problématique shows that it rests on the diagnostic: a need, a figure, a fact; not a date nor a code."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.echeance import MOIS
from pipeline.model.fait import Faits, Genre
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.prose import Block, CodeSpan, Text, Variable

NEED = motif(r"\bB[0-9]+\b")
YEAR = "(?:19|20)[0-9]{2}"
MONTHS = "|".join(map(fold, MOIS))
ATTRIBUTED = "articles?|annexes?|fiches?|chapitres?|pages?|p\\.|avenants?|missions?|axes?|objectifs?|taille|partie|n°|loi n°"
NOT_A_FIGURE = rf"""
      \b(?:{ATTRIBUTED})\s*(?:[a-z]\.?\s?)?[0-9]+(?:[-.][0-9]+)*     # article 12, annexe 7, fiche 3
    | \b[0-9]{{1,2}}(?:er)?\s(?:{MONTHS})\b(?:\s{YEAR})?              # 12 mars 2025
    | \b[0-9]{{1,2}}[/.](?:[0-9]{{1,2}}[/.])?{YEAR}\b                 # 12/03/2025
    | \b{YEAR}(?:[-/][0-9]{{1,4}})*\b(?!\s?%)                         # 2025, 2025-03-12, 2024-2025
    | \b[0-9]+(?:er|re|e|ere|eme|nd|nde|d)s?\b                        # 2e, 1re
    | \b[0-9]{{1,2}}\s?h(?:\s?[0-9]{{2}})?\b                          # 17 h 30
    | \b[^\W\d_]+[-‑]?[0-9][\w-]*                                     # PRS-1, M3-01, Covid-19
    """
MEASURES = "minutes?|heures?|jours?|semaines?|mois|ans|annees?|kilometres?|personnes|patients|habitants|enfants"
IN_WORDS = rf"""
      \bsur\s(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|vingt|cent)\b
    | \b(?:moitie|tiers|quart|quarts|double|triple)\b
    | \b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|soixante|
          cent|cents|mille)\s(?:{MEASURES})\b
    """
NUMBERS = (Genre.NOMBRE, Genre.EUROS, Genre.TABLEAU)


def rests_on_the_diagnostic(blocks: Iterable[Block], faits: Faits) -> bool:
    """Whether the text names a need (B4), cites a fact that is a number, or gives a figure."""
    nodes = [list(leaves(inlines)) for block in blocks for inlines in inlines_of(block)]
    if any(
        _is_number(node.name, faits)
        for line in nodes
        for node in line
        if isinstance(node, Variable)
    ):
        return True
    text = " ".join(
        "".join(node.text for node in line if isinstance(node, Text | CodeSpan)) for line in nodes
    )
    return bool(NEED.search(text)) or has_figure(text)


def has_figure(text: str) -> bool:
    """Whether a text counts something, in digits or in words.

    >>> has_figure("12 % des enfants"), has_figure("un médecin sur trois"), has_figure("en 2025, voir PRS-1")
    (True, True, False)
    """
    words = fold(text)
    not_a_figure, in_words = (
        re.compile(pattern, re.VERBOSE) for pattern in (NOT_A_FIGURE, IN_WORDS)
    )  # once, if asked
    return bool(re.search("[0-9]", not_a_figure.sub(" ", words)) or in_words.search(words))


def _is_number(name: str, faits: Faits) -> bool:
    return name in faits and faits[name].genre in NUMBERS
