"""The dates of a contract that someone should have in their diary."""

from __future__ import annotations

from pipeline.model.echeance import Echeance
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Evenement:
    """A date and what it is: ``cle`` names it for ever, so that a diary that has it moves it instead of doubling it."""

    cle: str
    quand: Echeance
    titre: str
    precision: str = ""
    """What a reader may want to know besides, such as where the date comes from."""
