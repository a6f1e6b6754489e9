"""What a workbook for reading holds: sheets of blocks, or of plain lines, none of which is ever read back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.prose import Block
from pipeline.model.valeur import dataclass

Valeur = str | int | Decimal | date
"""What a cell holds; a text is never anything else, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class FeuilleDeLecture:
    """Either ``blocs``, as a document prints them, or ``lignes`` under their titles, to sort and filter."""

    titre: str
    blocs: tuple[Block, ...] = ()
    titres: tuple[str, ...] = ()
    lignes: tuple[tuple[Valeur, ...], ...] = ()
