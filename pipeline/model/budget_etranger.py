"""A budget in a workbook of another form: what its sheets hold, and what each part of them is taken for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from pipeline.model.valeur import dataclass

DEPENSES, RESSOURCES = "dépenses", "ressources"
COTES = (DEPENSES, RESSOURCES)
UNITES = ("euros", "milliers d'euros")
COTE, UNITE = "cote", "unite"
"""What may be asked of a zone, as its key is called in ``correspondance.yaml``."""

TOUT, FIXE, VARIABLE = "tout", "fixe", "variable"
"""The rights that a sum of the ACI may be divided among: all, the fixed parts alone, the variable ones alone."""

AUCUN = "aucun"
"""The nature of words that are no line of the budget: « dont charges patronales »."""


@dataclass(frozen=True, slots=True)
class Case:
    """A cell: ``texte`` as it shows, ``nombre`` when it is an amount; ``formule`` when it is worked out, ``note`` the
    comment that hangs on it."""

    ligne: int
    colonne: int
    texte: str
    nombre: Decimal | None = None
    formule: str = ""
    note: str = ""
    unite: int = 0
    """What its number counts where its format says so: 1 for euros shown as thousands, 1000 for « 12 k€ »; else 0."""


@dataclass(frozen=True, slots=True)
class Feuille:
    """A sheet, row by row, its filled cells alone; a merged title stands in each cell that it covers."""

    nom: str
    lignes: tuple[tuple[Case, ...], ...]
    masquee: bool = False
    masquees: frozenset[int] = frozenset()
    """The rows that it hides."""


@dataclass(frozen=True, slots=True)
class Annee:
    """Columns (from 1) that add up to a year of the budget: one, or those of its months.

    ``rang`` counts contract years from 1; ``civile`` is the year that the title names, 0 when it names none.
    """

    rang: int
    colonnes: tuple[int, ...]
    titre: str
    civile: int = 0


@dataclass(frozen=True, slots=True)
class Zone:
    """A run of rows that is one side of one block; ``libelles`` are the columns of its words.

    ``pourquoi`` says what made it so, for the treasurer who reads it again; ``sur`` is False for a guess.  ``questions``
    are what only she can say, ``COTE`` or ``UNITE``: nothing is written before she did.
    """

    feuille: str
    premiere: int
    derniere: int
    cote: str
    bloc: str
    libelles: tuple[int, ...]
    annees: tuple[Annee, ...]
    facteur: int = 1
    pourquoi: str = ""
    sur: bool = True
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Poste:
    """What words of the source are in our budget: a nature or an origin, and why; ``bloc`` when they name another one
    than the zone around them.

    ``partage`` is not empty for money of the ACI that the source has on one line for all the missions: the rights that
    it may be divided among (``TOUT``, ``FIXE`` or ``VARIABLE``).  ``partager`` says that the treasurer wants it.
    """

    poste: str
    pourquoi: str
    sur: bool = True
    bloc: str = ""
    partage: str = ""
    partager: bool = False
    puis: str = ""
    """The origin of the same money after its first year: an update of the plan of crisis, after its first writing."""


@dataclass(frozen=True, slots=True)
class Correspondance:
    """What the treasurer reads and corrects: the zones of one source file, and its words.

    ``postes`` maps the words of a line, as typed, to their nature or origin.  ``repartir`` asks for civil years to be
    split over contract years, month by month.
    """

    source: str
    zones: tuple[Zone, ...]
    postes: Mapping[str, Poste] = field(default_factory=dict)
    repartir: bool = False


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A line of the source with its amounts in euros by contract year, and where its words stand."""

    bloc: str
    cote: str
    libelle: str
    poste: Poste
    montants: Mapping[int, Decimal]
    cellule: str
    zone: str
    """The block of the zone around it, which its own words may overrule."""
    somme: Decimal
    """What the cells add up to, before any split."""
    commentaire: str = ""
    feuille: str = ""
    annees: tuple[int, ...] = ()
    """The years of its amounts in the source, before any split."""
    quantite: Decimal | None = None
    unite: str = ""
    cout_unitaire: Decimal | None = None
    cases: frozenset[tuple[str, int, str, int]] = frozenset()
    """Where its amounts stand in the source: sheet, row, side, year."""

    @property
    def cle(self) -> str:
        """What the correspondance calls it."""
        return f"{self.cote} | {self.zone} | {self.libelle}"


@dataclass(frozen=True, slots=True)
class Prise:
    """A row that was taken as a line, with its euros by year of the source."""

    feuille: str
    ligne: int
    cote: str
    bloc: str
    montants: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Controle:
    """What the source says of its own sums: ``confirmes`` are the amounts (sheet, row, side, year) that one of its totals or
    balances counts; ``discordances`` what it says otherwise, of the sheets and sides ``accuses``."""

    confirmes: frozenset[tuple[str, int, str, int]] = frozenset()
    discordances: tuple[NonRepris, ...] = ()
    accuses: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ColonneLaissee:
    """A column of amounts beside the lines of a zone, which no year of it takes."""

    zone: Zone
    colonne: int
    titre: str
    premiere: int
    derniere: int
    somme: Decimal


@dataclass(frozen=True, slots=True)
class NonRepris:
    """A line or a cell that did not come, and why, as the end of a sentence."""

    cellule: str
    texte: str
    raison: str


@dataclass(frozen=True, slots=True)
class Partage:
    """A sum of the ACI noted on one line, divided among the lines of the barème; ``en_trop`` are the euros, by contract
    year, that no right makes due."""

    ligne: LigneLue
    parts: tuple[LigneLue, ...]
    en_trop: Mapping[int, Decimal]
