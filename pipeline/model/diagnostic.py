"""What the diagnostic territorial concludes: needs that the fiches answer, four squares, leads for each mission."""

from __future__ import annotations

from dataclasses import field

from pipeline.model.langue.mots import fold
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

BESOINS = "content/diagnostic/besoins.csv"
HAUTE = "haute"
PRIORITES = (HAUTE, "moyenne", "basse")


@dataclass(frozen=True, slots=True)
class Besoin:
    """A line of ``content/diagnostic/besoins.csv``.  ``constat`` is what shows the need, ``source`` who measured it.

    ``priorite`` is one of ``PRIORITES``, empty when it was not understood; ``missions`` are keys of the ACI.
    """

    code: str
    theme: str
    besoin: str
    constat: str
    source: str
    priorite: str
    missions: tuple[Placed[str], ...]
    span: Span = field(compare=False)


FORCES_FAIBLESSES = "forces-faiblesses"
PISTES = "pistes"
"""Values of ``tableau:`` that turn the sections of a chapter into a table."""

CARRES = ("Forces", "Faiblesses", "Opportunités", "Menaces")
"""What helps and what hinders: within the territory, then around it."""


def carre(titre: str) -> str | None:
    """The square that a heading names, whatever its accents and capitals, in the singular as well.

    >>> carre("opportunite"), carre("Les forces"), carre("Chances")
    ('Opportunités', 'Forces', None)
    """
    wanted = fold(titre).removeprefix("les ").rstrip("s")
    return next((name for name in CARRES if fold(name).rstrip("s") == wanted), None)
