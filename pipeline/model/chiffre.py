"""Figures that authors typed in their texts: amounts, percentages, head counts."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal
from enum import Enum

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


class Sorte(Enum):
    MONTANT = "montant"
    POURCENTAGE = "pourcentage"
    EFFECTIF = "effectif"


class Verdict(Enum):
    """What is known of a figure."""

    PROCHE = "à corriger"
    ECRIT_AILLEURS = "déjà écrit ailleurs"
    ORPHELIN = "sans source connue"
    SOURCE = "avec une source"


@dataclass(frozen=True, slots=True)
class Chiffre:
    """``texte`` is as typed, ``unite`` what it counts; ``phrase`` the sentence or row around, on one line.

    ``source`` is what the author gives as its source or reason, ``""`` when there is none.
    """

    texte: str
    valeur: Decimal
    sorte: Sorte
    unite: str
    phrase: str
    source: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """A figure with the fact that it is, or nearly is; ``fait`` is the name to type, ``dit`` who says the value."""

    chiffre: Chiffre
    verdict: Verdict
    fait: str = ""
    sens: str = ""
    valeur: str = ""
    dit: str = ""
    raison: str = ""
