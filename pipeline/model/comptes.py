"""What follows from a projet: sums, sizes, ceilings and facts, computed once for all who need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from operator import add, sub
from typing import TYPE_CHECKING

from pipeline.model.ancre import Ancre
from pipeline.model.atteinte import Atteintes
from pipeline.model.budget import Annees
from pipeline.model.carte import Cartes
from pipeline.model.chiffre import Rapprochement
from pipeline.model.coordonnees import Divulgation, Repertoire
from pipeline.model.couverture import Couverture
from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance
from pipeline.model.fait import Fait, Faits
from pipeline.model.frise import Frises
from pipeline.model.graphique import Graphiques
from pipeline.model.grille import Grille
from pipeline.model.langue.lexique import Lexique
from pipeline.model.ligne import Lignes
from pipeline.model.piece import Bordereau
from pipeline.model.realise import Realise
from pipeline.model.resultat import Resultat
from pipeline.model.seance import Seance
from pipeline.model.territoire import Commune, Terrain
from pipeline.model.valeur import dataclass

if TYPE_CHECKING:
    from pipeline.model.avenant import Avenant


@dataclass(frozen=True, slots=True)
class TotalBloc:
    """Euros per contract year, rounded to the cent once, line by line.

    ``recu`` and ``verse`` are what other blocks hand to this one and what it hands to them: they count in its balance
    and not in its ``depenses`` and ``ressources``, so that the blocks still add up to the whole.
    """

    bloc: str
    depenses: Annees
    ressources: Annees
    recu: Annees
    verse: Annees

    @property
    def emplois(self) -> Annees:
        """All that leaves the block."""
        return tuple(map(add, self.depenses, self.verse))

    @property
    def moyens(self) -> Annees:
        """All that the block can count on."""
        return tuple(map(add, self.ressources, self.recu))

    @property
    def ecarts(self) -> Annees:
        return tuple(map(sub, self.moyens, self.emplois))


@dataclass(frozen=True, slots=True)
class SommesVersion:
    """What a version of the budget adds up to: by block, by nature and by fiche, in euros per contract year."""

    annees: int
    blocs: Mapping[str, TotalBloc]
    total: TotalBloc
    par_nature: Mapping[str, Annees]
    par_fiche: Mapping[str, Annees]


@dataclass(frozen=True, slots=True)
class Registre:
    """What the register of indemnités adds up to: ``annees`` in each contract year of the budget (its other lines left
    out), ``personnes`` what each person is paid in a civil year, without names.

    ``tenues`` are the contract years that have a line, ``jusqu_a`` the last month that has one; ``inconnus`` counts in
    each civil year the names that are neither in ``personnes.csv`` nor numbers: their sums may be somebody else's.
    """

    annees: Annees = ()
    personnes: Mapping[int, tuple[Decimal, ...]] = field(default_factory=dict)
    tenues: frozenset[int] = frozenset()
    jusqu_a: Echeance | None = None
    inconnus: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comptes:
    """``communes`` each once; ``population`` in inhabitants and ``taille`` (1 to 4) are None while one is unknown."""

    communes: tuple[Commune, ...]
    population: int | None
    taille: int | None
    blocs: Mapping[str, TotalBloc]
    total: TotalBloc
    couts_fiches: Mapping[str, Annees]
    """Code of a fiche → its expenses in euros, per contract year."""
    par_nature: Mapping[str, Annees]
    faits: Faits
    prives: Mapping[str, Fait]
    """Facts that tell where people live, over those of the same name in a document that stays private."""
    ancres: tuple[Ancre, ...]
    """What references may point to; an anchor given twice is there twice."""
    bordereaux: Mapping[int, Bordereau] = field(default_factory=dict)
    """Contract year → its proofs, where a report is built."""
    avenant: Avenant | None = None
    """What changed since the version that was signed, where an avenant is built."""
    partenaires: Mapping[str, Faits] = field(default_factory=dict)
    """Key of each partner → the facts of its convention."""
    contrat: Contrat = Contrat()
    """Rights, payments and cash."""
    realise: Realise = Realise()
    """The follow-up of the budget; empty while nothing was spent or received, or the contract has no date."""
    atteintes: Atteintes = Atteintes()
    """How far the targets were reached; empty while nothing was measured."""
    resultat: Resultat = field(default_factory=Resultat)
    """The compte de résultat of each civil year; empty while the contract has no date."""
    registre: Registre = Registre()
    """Empty while no register is kept."""
    versions: tuple[SommesVersion | None, ...] = ()
    """The sums of each version of the budget, in their order; None for one that cannot be read."""
    lexique: Lexique = field(default_factory=Lexique)
    lignes: Lignes = Lignes()
    chiffres_proches: tuple[Rapprochement, ...] = ()
    """The figures typed in the texts that are nearly a fact."""
    repertoire: Repertoire = field(default_factory=Repertoire)
    cartes: Cartes = field(default_factory=dict)
    """What each citation of a map draws."""
    frises: Frises = field(default_factory=dict)
    """What each citation of the calendar draws."""
    graphiques: Graphiques = field(default_factory=dict)
    """What each citation of a chart draws."""
    terrain: Terrain = Terrain()
    grille: Grille = Grille()
    """The grid of the ARS, answered; empty until a document that prints it is built."""
    seances: Mapping[str, Seance] = field(default_factory=dict)
    """The meetings planned, by the name of their section."""
    faits_des_seances: Mapping[str, Mapping[str, Fait]] = field(default_factory=dict)
    """The facts ``seance.*`` of each meeting, which an act about it prints."""
    couverture: tuple[Couverture, ...] = ()
    """How far each section expected of the projet is there."""
    divulgations: tuple[Divulgation, ...] = ()
    """The ways to reach people that public documents would show."""


def somme(years: int, *amounts: Annees) -> Annees:
    """Year by year; zeros when there is nothing to add."""
    return tuple(sum((line[i] for line in amounts), Decimal(0)) for i in range(years))
