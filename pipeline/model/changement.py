"""What changed between two states of a project, and what follows from it: values, before any word is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from pipeline.model.comptes import Comptes
from pipeline.model.contenu import ContenuWord
from pipeline.model.droits import MoisTresorerie
from pipeline.model.echeance import Echeance
from pipeline.model.files import Files
from pipeline.model.finding import Finding
from pipeline.model.projet import Projet
from pipeline.model.valeur import dataclass


class Partie(Enum):
    """Where a change is told, in this order."""

    PROJET = "Le projet"
    CONTRAT = "Contrat"
    TERRITOIRE = "Territoire"
    PERSONNES = "Personnes"
    FICHES = "Fiches action"
    INDICATEURS = "Indicateurs et cibles"
    BUDGET = "Budget"
    REALISE = "Réalisé"
    STATUTS = "Statuts et règlement intérieur"
    TEXTES = "Textes"
    DONNEES = "Besoins et données"
    LEGALES = "Barème et valeurs légales"
    DOCUMENTS = "Documents et gabarits"


@dataclass(frozen=True, slots=True)
class Caisse:
    """What one scenario gives: its rights, year by year, and the month in which the cash is lowest."""

    droits: tuple[Decimal, ...]
    plus_bas: MoisTresorerie | None


@dataclass(frozen=True, slots=True)
class Versements:
    """The payments of one kind for one contract year: the first and last days, and their sum."""

    debut: Echeance
    fin: Echeance
    montant: Decimal


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence, a cell or a line of the workbook that says something, and where."""

    lieu: str
    phrase: str


Valeur: TypeAlias = (
    str
    | int
    | bool
    | Decimal
    | Echeance
    | Caisse
    | Versements
    | tuple[str, ...]
    | tuple[Decimal, ...]
    | tuple[Echeance, ...]
    | tuple[Mention, ...]
    | None
)


ALLURE, ALLURE_COMMUNE = "allure", "allure commune"
"""How styles of one template look, and how those of several that changed alike do."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is no longer the same: ``avant`` is None for what was added, ``apres`` for what was removed.

    ``sujet`` says what kind of thing it is, and ``nom`` which one; ``phrases`` are the sentences that left and came.
    """

    sujet: str
    nom: tuple[str, ...] = ()
    avant: Valeur = None
    apres: Valeur = None
    phrases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """A change from which others follow."""

    sujet: str
    noms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothese:
    """The old project with one change alone, and its accounts; ``corriges`` are those for the size that its inhabitants
    give, where it is not the one declared."""

    cause: Cause
    projet: Projet
    comptes: Comptes
    corriges: Comptes | None = None


@dataclass(frozen=True, slots=True)
class Suite:
    """What follows from one cause, traced to its end."""

    cause: Cause
    effets: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Etat:
    """A state of the project, whole or with holes; ``gabarits`` are the Word templates that differ in the other."""

    files: Files
    projet: Projet
    comptes: Comptes
    constats: tuple[Finding, ...]
    gabarits: Mapping[str, ContenuWord | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changements:
    """``directs`` are told part by part; ``trous`` are the files of each side that could not be read whole."""

    directs: Mapping[Partie, tuple[Change, ...]]
    suites: tuple[Suite, ...]
    apparus: tuple[Finding, ...]
    resolus: tuple[Finding, ...]
    trous: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    @property
    def aucun(self) -> bool:
        return not (self.directs or self.suites or self.apparus or self.resolus or any(self.trous))


# --- the same, in words ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ligne:
    """A sentence, and those that stand under it."""

    texte: str
    sous: tuple[Ligne, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    titre: str
    lignes: tuple[Ligne, ...]


@dataclass(frozen=True, slots=True)
class Resume:
    """``tete`` is the first line: which states, and whether something that may run changed.  ``notes`` are what must be
    known before the rest."""

    tete: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Comparees:
    """The names of the two states, and the files that changed beside the sources (None while it cannot be told)."""

    avant: str
    apres: str
    dehors: tuple[str, ...] | None = ()
