"""Meetings that vote: what they are called, who was there, what was counted, and what that makes of each resolution."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pipeline.model.echeance import Echeance
from pipeline.model.langue.mots import fold
from pipeline.model.personne import Personne
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

CONSTITUTION = "constitution"
CONSEIL = "premier_conseil"
ORDINAIRE = "assemblee_ordinaire"
EXTRAORDINAIRE = "assemblee_extraordinaire"
DISSOLUTION = "dissolution"

SEANCES: Mapping[str, str] = {
    CONSTITUTION: "assemblée générale constitutive",
    CONSEIL: "conseil d'administration",
    ORDINAIRE: "assemblée générale ordinaire",
    EXTRAORDINAIRE: "assemblée générale extraordinaire",
    DISSOLUTION: "assemblée générale extraordinaire de dissolution",
}
"""A section of the values of the statutes, which plans a meeting → what that meeting is."""

EXTRAORDINAIRES = (EXTRAORDINAIRE, DISSOLUTION)
ASSEMBLEES = (ORDINAIRE, *EXTRAORDINAIRES)
"""Those that follow the statutes in force: the founders were bound by none yet."""

PRESENCES, VOTES = "content/actes/presences.csv", "content/actes/votes.csv"

PRESENT, REPRESENTE, ABSENT = "présent", "représenté", "absent"
ETATS = (PRESENT, REPRESENTE, ABSENT)


@dataclass(frozen=True, slots=True)
class Presence:
    """A line of ``presences.csv``: who came to a meeting, or gave a power to whom."""

    seance: str
    personne: Placed[str]
    etat: str
    pouvoir: Placed[str] | None
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Vote:
    """A line of ``votes.csv``: what was counted for a resolution, or for a candidate."""

    seance: str
    objet: Placed[str]
    pour: int
    contre: int
    abstentions: int
    span: Span = field(compare=False)

    @property
    def voix(self) -> int:
        return self.pour + self.contre + self.abstentions


@dataclass(frozen=True, slots=True)
class Resolution:
    """A heading « Première résolution : statuts » of the minutes; ``vote`` is None until it was counted."""

    nom: str
    vote: Vote | None
    adoptee: bool | None
    span: Span = field(compare=False)

    @property
    def par_candidat(self) -> bool:
        """Whether voices are counted candidate by candidate."""
        return fold(self.nom).startswith("election")


@dataclass(frozen=True, slots=True)
class Groupe:
    """Voters counted together: a collège, or all of them where there is none."""

    nom: str
    electeurs: tuple[Personne, ...]


@dataclass(frozen=True, slots=True)
class Seance:
    """A meeting planned.  ``presents`` and ``representes`` are empty until ``tenue``: until someone noted who came.

    ``quorum`` is 0 where none is asked, None where it cannot be worked out; ``majorite`` likewise, 0 being a simple one.
    """

    cle: str
    jour: Echeance | None
    convocation: Echeance | None
    groupes: tuple[Groupe, ...]
    autres: tuple[Personne, ...]
    """Members who may come and have no vote."""
    presents: tuple[Personne, ...]
    representes: tuple[Personne, ...]
    tenue: bool
    quorum: int | None
    compte_les_pouvoirs: bool
    """Whether members represented count towards the quorum."""
    majorite: int | None
    resolutions: tuple[Resolution, ...]
    candidats: Mapping[str, Vote]
    """Key of a person → the voices that this candidate had."""
    span: Span = field(compare=False)

    @property
    def nom(self) -> str:
        return SEANCES[self.cle]

    @property
    def electeurs(self) -> tuple[Personne, ...]:
        return tuple(personne for groupe in self.groupes for personne in groupe.electeurs)

    @property
    def voix(self) -> int:
        """Those present and represented."""
        return len(self.presents) + len(self.representes)

    @property
    def pour_le_quorum(self) -> int:
        return self.voix if self.compte_les_pouvoirs else len(self.presents)
