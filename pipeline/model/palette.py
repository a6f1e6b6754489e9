"""Colours of drawings: the six accents of a theme, which series and missions take, and what keeps them apart in grey."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.graphique import Graphique
from pipeline.model.valeur import dataclass

ACCENTS = ("0F4C5C", "3F7F8C", "B4662B", "6B7F3A", "7A4B6E", "55636A")
"""Those of the templates that come with the project; a mission has that of its rank in the accord."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The accents that a drawing uses, as six hexadecimal signs each."""

    accents: tuple[str, ...] = ACCENTS

    def __getitem__(self, rang: int) -> str:
        """The accent of that rank, from 1."""
        return self.accents[rang - 1]


USUELLE = Palette()
NEUTRE = 0


@dataclass(frozen=True, slots=True)
class Teinte:
    """What fills a shape: an accent by its rank, ``claire`` mixed with white, ``motif`` a pattern of it on white.
    Rank ``NEUTRE`` is the grey of what is of no mission.

    A pattern has the name that DrawingML gives it.
    """

    accent: int
    claire: bool = False
    motif: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """How a curve is drawn: its accent, its dash and the mark of its points, by their names in DrawingML."""

    accent: int
    tirets: str
    marque: str


TEINTES = (
    Teinte(1),
    Teinte(2, claire=True),
    Teinte(3, motif="wdUpDiag"),
    Teinte(4),
    Teinte(5, motif="dkHorz"),
    Teinte(6, claire=True),
    Teinte(2, motif="diagCross"),
    Teinte(3, motif="dkVert"),
)
"""One after the other dark, light, drawn over: neighbours differ by more than their colour.  These patterns are among the
few that LibreOffice keeps apart, as Word does.  The first six are those of the missions."""

TRAITS = (
    Trait(1, "solid", "circle"),
    Trait(3, "dash", "square"),
    Trait(2, "sysDot", "triangle"),
    Trait(5, "lgDashDot", "diamond"),
    Trait(4, "sysDash", "x"),
    Trait(6, "lgDashDotDot", "star"),
    Trait(1, "dash", "plus"),
    Trait(3, "sysDot", "circle"),
)
CIBLE = Trait(3, "solid", "diamond")
"""A target, which is a mark and no line."""


def teinte(graphique: Graphique, serie: int, libelle: int | None = None) -> Teinte:
    """What fills the piece of a chart of that series and label, by their ranks; without a label, that of the legend.

    Where labels are missions, each has its colour, and series are told apart as dark and light.
    """
    if graphique.missions is not None:
        accent = (
            graphique.missions[libelle] if libelle is not None else _commune(graphique.missions)
        )
        return Teinte(accent, claire=serie % 2 == 1)
    rank = graphique.series[serie].mission or serie + 1
    return TEINTES[(rank - 1) % len(TEINTES)]


def _commune(missions: Iterable[int]) -> int:
    """The mission that all labels are about, else none."""
    found = set(missions)
    return found.pop() if len(found) == 1 else NEUTRE


def melange(couleur: str, autre: str, part: float) -> str:
    """A colour mixed with ``part`` of another.

    >>> melange("0F4C5C", "FFFFFF", 0.6)
    '9FB7BE'
    """
    pairs = zip(_octets(couleur), _octets(autre), strict=True)
    return "".join(f"{int(one * (1 - part) + two * part + 0.5):02X}" for one, two in pairs)


def _octets(couleur: str) -> tuple[int, int, int]:
    red, green, blue = (int(couleur[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue
