"""The actions over the contract, as they are to be drawn: when each begins, is deployed and ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.model.droits import AnneeContrat
from pipeline.model.valeur import dataclass

ACTIONS = "frise.actions"
OPTIONS_FRISE = ("titre", "source")


@dataclass(frozen=True, slots=True)
class Barre:
    """A fiche, from its start to its end; ``deploiement`` is the day from which it works everywhere, None if unsaid."""

    code: str
    titre: str
    debut: date
    deploiement: date | None
    fin: date


@dataclass(frozen=True, slots=True)
class Groupe:
    """A mission: its fiches, and the latest days that the accord allows for its start and its deployment."""

    titre: str
    barres: tuple[Barre, ...]
    limite_demarrage: date | None
    limite_deploiement: date | None


@dataclass(frozen=True, slots=True)
class Frise:
    """``sans_date`` are the codes of the fiches whose start is not known: they are named under the drawing."""

    annees: tuple[AnneeContrat, ...]
    groupes: tuple[Groupe, ...]
    sans_date: tuple[str, ...] = ()
    alt: str = ""

    @property
    def debut(self) -> date:
        first = min(
            (barre.debut for groupe in self.groupes for barre in groupe.barres),
            default=self.annees[0].debut,
        )
        return min(first, self.annees[0].debut)

    @property
    def fin(self) -> date:
        return self.annees[-1].fin


Frises = Mapping[str, Frise]
"""What each citation of the actions draws, by the citation as it is kept (``Variable.cle``)."""


def est_une_frise(nom: str) -> bool:
    return nom == ACTIONS or (nom.startswith('mission("') and nom.endswith('").frise'))


def cle_de_frise(nom: str) -> str:
    """The word that references use.

    >>> cle_de_frise(ACTIONS), cle_de_frise('mission("prevention").frise')
    ('frise-actions', 'frise-prevention')
    """
    return "frise-actions" if nom == ACTIONS else f"frise-{nom.split(chr(34))[1]}"
