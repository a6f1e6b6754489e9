"""What was understood of a foreign sheet as its rows are read: the tables side by side, the titles above, the zones so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.interpret.budget_etranger.annees import Contexte
from pipeline.interpret.budget_etranger.colonnes import Ligne, Titres
from pipeline.interpret.budget_etranger.communs import Compte
from pipeline.interpret.budget_etranger.cotes import Cotes
from pipeline.interpret.budget_etranger.signes import dit_le_cote
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget_etranger import Annee, Feuille, NonRepris, Zone

UN_TITRE = "le titre"
"""How the reason of a block that a title names begins."""


@dataclass(frozen=True)
class Panneau:
    """Columns side by side that are one table: the words, the years, and the side when a title names it."""

    premiere: int
    derniere: int
    cote: str
    libelles: tuple[int, ...]
    annees: tuple[Annee, ...]
    colonne_bloc: int
    facteur: int
    bloc: str = ""
    """The block that its columns are titled with, where each mission has its own."""
    colonne_cote: int = 0
    """The column that says of each line whether it is spent or received."""
    comptes: bool = False
    """Whether its lines bear numbers of accounts."""
    signes: bool = False
    """Whether the sign of its amounts tells what is spent from what is received."""
    unites: int = 1
    """How many units the titles of its columns of years say: two of them are a question."""


@dataclass
class FeuilleLue:
    """What was understood of a sheet down to the present row."""

    feuille: Feuille
    bloc: str
    cote: str
    zones: list[Zone] = field(default_factory=list)
    laisses: list[NonRepris] = field(default_factory=list)
    panneaux: tuple[Panneau, ...] = ()
    unites: Mapping[int, int] = field(default_factory=dict)
    """Row → the unit that it says, 1 for euros and 1000 for thousands of them."""
    cotes: Cotes = field(default_factory=Cotes)
    titre_bloc: str = ""
    """The title that named the block, for whoever asks why."""
    cote_du_bloc: str = ""
    """The side whose lines the title of the block heads, when it stands under the name of that side."""
    a_des_lignes: bool = False
    """Whether lines stand under that title already."""
    annee: int = 0
    """The civil year that a title over the whole table names."""
    rang: int = 0
    """The contract year that it names."""
    titres_du_cote: set[str] = field(default_factory=set)
    """The blocks that titles named on one side, since lines of the other."""
    titres_dates: Titres = field(default_factory=dict)
    """The titles of the last columns that named years."""
    rendus: bool = False
    """Whether lines of the other side stand under these titles already."""
    independants: bool = False
    """Whether tables side by side have titles of missions each for itself."""
    propres: dict[int, tuple[str, str]] = field(default_factory=dict)
    """First column of such a table → the block of its last title, and that title."""
    titrees: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    """The rows, by their columns of words, whose block was named by the title above them."""
    compte: Compte = field(default_factory=Compte)
    doubles: frozenset[int] = frozenset()
    """The columns whose cells hold two amounts, « 42 / 43,5 », in the present table."""

    @property
    def contexte(self) -> Contexte:
        return Contexte(self.feuille.nom, self.rang, self.annee, self.doubles)

    def is_by_sign(self, years: Sequence[Annee], below: Sequence[Ligne]) -> bool:
        """Whether the signs of the amounts below tell the sides, which no title above did."""
        return not self.cotes.titre and dit_le_cote(below, columns_of_years(years))

    def titled_side(self, cote: str) -> None:
        """A title names a side: that of the lines below, until another does."""
        self.cote = cote
        self.cotes.titled(cote)

    def inherits(self, bloc: str, why: str, row: int, panel: Panneau) -> None:
        """A line has the block of the title above it."""
        if bloc and why == self.titre_bloc and why.startswith(UN_TITRE):
            self.titrees.add((row, panel.libelles))

    def titled(self, bloc: str) -> None:
        if self.rendus:
            self.titres_du_cote, self.rendus = set(), False
        self.titres_du_cote.add(bloc)

    def of_all_titles(self, bloc: str, why: str) -> tuple[str, str]:
        """The block of lines of the other side: where titles named several, the last of them says nothing of it."""
        self.rendus = True
        if len(self.titres_du_cote) < 2:
            return bloc, why
        return FONCTIONNEMENT, f"{why} : pour toutes les missions, fonctionnement"


def columns_of_years(years: Sequence[Annee]) -> set[int]:
    """The columns of all these years."""
    return {column for year in years for column in year.colonnes}
