"""A table of figures as the CPTS received it: a CSV file of ``content/diagnostic/donnees/``."""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from pipeline.model.langue.francais import nombre
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

DONNEES = "content/diagnostic/donnees/"
"""The folder of these tables."""


@dataclass(frozen=True, slots=True)
class Case:
    """``valeur`` is the number that the text is, in the unit of ``suffixe`` (« % », « € »); None for words."""

    texte: str
    valeur: Decimal | None
    suffixe: str
    span: Span = field(compare=False)

    @property
    def imprime(self) -> str:
        if self.valeur is None:
            return self.texte
        return nombre(self.valeur) + (f"\u00a0{self.suffixe}" if self.suffixe else "")


@dataclass(frozen=True, slots=True)
class Donnees:
    """``nombres`` tells of each column whether its cells are quantities, which are printed in French and may be added.

    A column of codes or of years is not one.
    """

    nom: str
    colonnes: tuple[Placed[str], ...]
    nombres: tuple[bool, ...]
    lignes: tuple[tuple[Case, ...], ...]
    span: Span = field(compare=False)
