"""Indicators lived: what was measured, when, on what proof, and the meetings where it was looked at.

They are in a workbook of their own, ``budgets/indicateurs.xlsx``, which ``make indicateurs`` writes from the fiches.
"""

from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from pipeline.model.echeance import Echeance
from pipeline.model.langue.mots import fold
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

INDICATEURS = "budgets/indicateurs.xlsx"
FEUILLE_INDICATEURS, FEUILLE_REUNIONS = "Indicateurs", "Réunions"


@dataclass(frozen=True, slots=True)
class Valeur:
    """What a measure says: a number, in percent where ``part``, or yes or no."""

    nombre: Decimal | None = None
    part: bool = False
    oui: bool | None = None


@dataclass(frozen=True, slots=True)
class Mesure:
    """A line of the workbook: an indicator of a fiche in a contract year (from 1), measured or not yet.

    ``valeur`` is in the words of the targets, « 15,3 % »; ``lue`` is None while it says nothing that can be counted.
    """

    fiche: Placed[str]
    indicateur: Placed[str]
    annee: Placed[int]
    valeur: Placed[str] | None
    lue: Valeur | None = field(compare=False)
    le: Placed[Echeance] | None
    justificatif: Placed[str] | None
    commentaire: str
    span: Span = field(compare=False)

    @property
    def nom(self) -> tuple[str, str]:
        """The fiche and the name of its indicator, as they are compared."""
        return self.fiche.value, fold(self.indicateur.value)

    @property
    def remplie(self) -> bool:
        """Whether something was typed for it: the other columns are written by the command."""
        return bool(self.valeur or self.le or self.justificatif or self.commentaire)


@dataclass(frozen=True, slots=True)
class Reunion:
    """A meeting with the ARS and the CPAM on the indicators."""

    le: Placed[Echeance] | None
    participants: str
    decisions: str
    justificatif: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Mesures:
    """The whole workbook; ``present`` is False while there is none, ``complet`` when some line could not be read."""

    lignes: tuple[Mesure, ...] = ()
    reunions: tuple[Reunion, ...] = ()
    present: bool = False
    complet: bool = True
    span: Span = field(compare=False, default=Span(INDICATEURS))


@dataclass(frozen=True, slots=True)
class LigneAMesurer:
    """A line as ``make indicateurs`` writes it: an indicator in a year, and what was already measured of it.

    ``part`` says that its targets are percentages, so that its cell shows one.
    """

    fiche: str
    indicateur: str
    annee: int
    source: str
    depart: str
    cible: str
    part: bool
    mesure: Mesure | None = None
