"""A chart as it is to be drawn: labels, series of numbers, words, and no colour, size or format.

Word draws it from these very numbers; whoever draws it elsewhere starts from the same noun.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import Enum

from pipeline.model.defaut import Defaut
from pipeline.model.donnees import Donnees
from pipeline.model.langue.mots import fold
from pipeline.model.valeur import dataclass

BLOC = "graphique"
"""The word that opens a fenced block of Markdown which describes a chart."""

AUTRES_MOTS = (
    "graph",
    "graphe",
    "graphiques",
    "graphiqe",
    "grafique",
    "chart",
    "diagramme",
    "camembert",
)
"""What is typed in the place of that word."""

OPTIONS = ("titre", "source")
"""What may be said of a chart known by its name."""

CLES = ("type", "colonnes", "titre", "alt", "empile", "unite", "axe", "cible")
"""What may be said of a chart of a table of figures, wherever it is asked for."""

FICHIER, PROVENANCE = "source", "provenance"
"""In a fenced block: the table, and who made it.  A citation names the first and calls the second « source »."""

CLES_DU_BLOC = ("type", FICHIER, *CLES[1:], PROVENANCE)
OUI = ("oui", "vrai", "true")
NON = ("non", "faux", "false")

PROFESSIONS = "graphique.professions"
GRAPHIQUES: Mapping[str, str] = {
    "graphique.budget": "Ressources et dépenses par bloc",
    "graphique.natures": "Dépenses par nature",
    "graphique.droits": "Droits de chaque année : parts fixes et volet variable",
    "graphique.tresorerie": "Trésorerie à la fin de chaque mois",
    PROFESSIONS: "Soignants du territoire, et part des 60 ans et plus",
    "graphique.besoins": "Fiches action par besoin et par mission",
}
"""Charts ready-made: name → title, which the option ``titre`` replaces."""

SOIGNANTS = "soignants-de-ville"
"""The table that the chart of professions shows."""

AINES = "60 ans"
"""What the title of the column of those near their retirement holds."""

POINTS = 240
"""Points of a curve, which needs no label for each: twenty years of months."""

CATEGORIES = 60
"""More labels than that cannot be read, whatever the size of the page."""

PARTS = 8
"""Slices of a pie that can be told apart."""

SERIES = 8
"""Series that can be told apart in grey."""

THOUSAND = 1_000

MOST_LABELLED = 16
"""Numbers printed side by side, beyond which the axis alone gives them."""

LEAST_LABELLED = 20
"""A piece of a pile smaller than that part of the tallest pile has no room for its number."""

SERREES = 30
"""Bars beyond which their labels are hard to read."""

PLUS_GRAND = Decimal(10) ** 15
"""Beyond that, a workbook no longer holds a number to the unit."""

LIBELLE = 60
"""Characters of a label that a chart can print beside its bars."""


class Forme(Enum):
    """What the author types for ``type``."""

    BARRES = "barres"
    HORIZONTALES = "barres horizontales"
    COURBES = "courbes"
    SECTEURS = "secteurs"
    PYRAMIDE = "pyramide des âges"
    AVANT_APRES = "avant et après"


FORMES: Mapping[str, Forme] = {
    **{fold(forme.value): forme for forme in Forme},
    "barres verticales": Forme.BARRES,
    "histogramme": Forme.BARRES,
    "barres empilees": Forme.BARRES,
    "barres groupees": Forme.BARRES,
    "courbe": Forme.COURBES,
    "lignes": Forme.COURBES,
    "camembert": Forme.SECTEURS,
    "pyramide": Forme.PYRAMIDE,
    "avant apres": Forme.AVANT_APRES,
    "avant/apres": Forme.AVANT_APRES,
}
"""How an author may call a form, folded."""

EMPILEES = ("barres empilees",)
"""Those of these names that also say that the series are piled up."""


@dataclass(frozen=True, slots=True)
class Serie:
    """``valeurs`` has a number or a hole per label.  ``cible`` tells what is aimed at from what is measured.

    ``reperes`` are the ranks of the points whose value is printed, where that of each would be too many.
    """

    nom: str
    valeurs: tuple[Decimal | None, ...]
    cible: bool = False
    reperes: tuple[int, ...] = ()
    mission: int = 0
    """The rank of the mission that it is about, whose look it takes; 0 for none."""


@dataclass(frozen=True, slots=True)
class Graphique:
    """``libelles`` stand along ``axe``; ``unite`` is that of every number (« % », « € », « habitants »)."""

    forme: Forme
    libelles: tuple[str, ...]
    series: tuple[Serie, ...]
    axe: str = ""
    unite: str = ""
    empile: bool = False
    titre: str = ""
    """As the author gives it, else that of the fact."""
    source: str = ""
    alt: str = ""
    remarques: tuple[str, ...] = ()
    missions: tuple[int, ...] | None = None
    """The rank of the mission of each label, 0 for none, where labels are those of missions: each takes its colour."""
    defauts: tuple[Defaut, ...] = field(default=(), compare=False)

    @property
    def horizontal(self) -> bool:
        return self.forme in (Forme.HORIZONTALES, Forme.PYRAMIDE)

    @property
    def valeurs(self) -> tuple[Decimal, ...]:
        """Every number that it shows."""
        return tuple(value for serie in self.series for value in serie.valeurs if value is not None)

    @property
    def a_des_reperes(self) -> bool:
        """Whether only some numbers are told, those of ``reperes``."""
        return any(serie.reperes for serie in self.series)

    @property
    def porte_ses_nombres(self) -> bool:
        """Whether its numbers can be printed without touching one another."""
        if self.a_des_reperes:
            return False
        labels = len(self.libelles)
        few = labels <= MOST_LABELLED and labels * len(self.series) <= 2 * MOST_LABELLED
        return self.horizontal or few

    def a_la_place(self, serie: int, libelle: int) -> bool:
        """Whether that number, by the ranks of its series and of its label, is printed."""
        value = self.series[serie].valeurs[libelle]
        if value is None or not self.porte_ses_nombres:
            return False
        return not self.empile or abs(value) * LEAST_LABELLED >= self._plus_haute_pile

    @property
    def _plus_haute_pile(self) -> Decimal:
        piles = zip(*(serie.valeurs for serie in self.series), strict=True)
        return max(sum((abs(v) for v in pile if v is not None), Decimal(0)) for pile in piles)

    @property
    def parts_d_un_tout(self) -> bool:
        """Whether its piles are shares of a whole, none of which can go over 100 %."""
        whole = Decimal(100)
        shares = self.empile and self.unite == "%" and min(self.valeurs, default=Decimal(0)) >= 0
        return shares and whole / 2 < self._plus_haute_pile <= whole

    @property
    def decimales(self) -> int:
        """Digits after the comma that its numbers need: two at most, none beside thousands."""
        if any(abs(value) >= THOUSAND for value in self.valeurs):
            return 0
        exponents = (value.normalize().as_tuple().exponent for value in self.valeurs)
        return max(0, min(2, max((-int(exponent) for exponent in exponents), default=0)))


Graphiques = Mapping[str, Graphique]
"""What each citation of a chart draws, by the citation as it is kept (``Variable.cle``)."""


def annonce_un_graphique(mots: str) -> bool:
    """Whether the words after the signs that open a fenced block are those of a chart."""
    return fold(mots) == BLOC


def veut_annoncer_un_graphique(mots: str) -> bool:
    """Whether they were meant to be: « ```chart »."""
    return fold(mots) in AUTRES_MOTS


def est_un_graphique(nom: str) -> bool:
    """Whether a fact is a chart: ``graphique.budget``, ``graphique("ages")``, ``fiche("M3-01").indicateur_1``."""
    return nom.startswith(("graphique.", 'graphique("')) or (
        nom.startswith('fiche("') and ").indicateur_" in nom
    )


def table_de_graphique(nom: str) -> str:
    """The table of figures that a chart shows, none for one that shows something else."""
    if nom == PROFESSIONS:
        return SOIGNANTS
    return (
        nom.removeprefix('graphique("').removesuffix('")') if nom.startswith('graphique("') else ""
    )


def colonnes_de_soignants(donnees: Donnees) -> tuple[int, int, int] | None:
    """The ranks of the names, of the counts and of those of 60 and over; None where one is missing."""
    numbers = [rank for rank, is_number in enumerate(donnees.nombres) if is_number]
    words = [rank for rank, is_number in enumerate(donnees.nombres) if not is_number]
    senior = [rank for rank in numbers if AINES in fold(donnees.colonnes[rank].value)]
    others = [rank for rank in numbers if rank not in senior]
    return (words[0], others[0], senior[0]) if words and senior and others else None


def cle_de_graphique(nom: str) -> str:
    """The word that references use.

    >>> [cle_de_graphique(nom) for nom in ("graphique.budget", 'graphique("ages")', 'fiche("M3-01").indicateur_1')]
    ['graphique-budget', 'graphique-ages', 'fiche-M3-01-indicateur-1']
    """
    bare = nom.replace('("', "-").replace('")', "")
    return bare.replace(".", "-").replace("_", "-")
