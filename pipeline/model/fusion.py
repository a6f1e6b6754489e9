"""Two copies of one workbook brought together: what goes into the new file, and what a person must decide."""

from __future__ import annotations

from pipeline.model.source import SheetCell
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Ecriture:
    """A cell to be written, from that of another copy; ``cellule`` is None for one to be emptied."""

    feuille: str
    ligne: int
    colonne: int
    cellule: SheetCell | None


@dataclass(frozen=True, slots=True)
class Etirement:
    """A table that must reach a row; ``premiere`` is its first row of data, whose looks the new ones take."""

    feuille: str
    tableau: str
    premiere: int
    jusqu_a: int


@dataclass(frozen=True, slots=True)
class Elargissement:
    """A table made wider by columns at its right, over the rows of its titles and its lines.

    ``droite`` is its last column before, ``modele`` the one whose looks the new ones take.
    """

    feuille: str
    tableau: str
    titres: tuple[str, ...]
    haut: int
    bas: int
    droite: int
    modele: int


@dataclass(frozen=True, slots=True)
class Reprise:
    """A row taken from the other copy: ``avant`` is None for one that was added, ``apres`` for one that was removed."""

    lieu: str
    avant: str | None
    apres: str | None


@dataclass(frozen=True, slots=True)
class Touche:
    """What both changed, or what cannot be placed: as it was, as we have it, as the other copy has it."""

    lieu: str
    raison: str
    avant: str
    nous: str
    eux: str


@dataclass(frozen=True, slots=True)
class Fusion:
    ecritures: tuple[Ecriture, ...]
    reprises: tuple[Reprise, ...]
    touches: tuple[Touche, ...]


@dataclass(frozen=True, slots=True)
class CotePerdu:
    """A merge that kept one side of a workbook and dropped the other, whose commit is ``perdu``."""

    path: str
    fusion: str
    perdu: str
    base: str
