"""Many projects seen together: what is kept of each, which is neither private nor long, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from decimal import Decimal

from pipeline.model.budget import Annees
from pipeline.model.etape_cpts import ETAPES
from pipeline.model.finding import Finding
from pipeline.model.valeur import dataclass

SORTS = (
    CONSTRUIT := "construit",
    A_JOUR := "à jour",
    VERIFIE := "vérifié",
    EN_ERREUR := "erreurs",
    REFUSE := "refusé",
    ARRETE := "arrêté",
)
"""What became of a project: its documents were written, were current already, or were not asked for; its sources have
errors; it is none or cannot be read; it was stopped."""

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A project that was asked for.  ``chemin`` is as it was typed; ``refus`` says why it cannot be one."""

    chemin: str
    refus: str = ""
    adresse: str = ""
    """The address of its git repository, when a list names it so."""


@dataclass(frozen=True, slots=True)
class BlocChiffre:
    """A block of the budget, in euros per contract year."""

    cle: str
    depenses: Annees
    ressources: Annees


@dataclass(frozen=True, slots=True)
class Droits:
    """What a block may claim, in euros per contract year, its results fully reached."""

    cle: str
    montants: Annees


@dataclass(frozen=True, slots=True)
class Rendezvous:
    """A date ahead; ``jour`` is written 2027-03-31."""

    jour: str
    titre: str


@dataclass(frozen=True, slots=True)
class Mandat:
    """A post of the bureau; ``titulaire`` is a digest by which one name is known again, and cannot be read."""

    poste: str
    titulaire: str


@dataclass(frozen=True, slots=True)
class ArticleSuivi:
    """An article of the statutes by a digest of its words; ``conforme`` says that they are those of the model shipped."""

    numero: int
    titre: str
    empreinte: str
    conforme: bool


@dataclass(frozen=True, slots=True)
class IndicateurChoisi:
    """An indicator of a fiche; ``cible`` is its last target, as typed."""

    mission: str
    nom: str
    type: str
    cible: str


@dataclass(frozen=True, slots=True)
class Constate:
    """How many times a rule was told."""

    regle: str
    gravite: str
    nombre: int


@dataclass(frozen=True, slots=True)
class Essai:
    """What a barème or a plafond tried in the place of today's changes.

    ``droits`` are the rights under it, block by block; ``plafonds`` by how many euros the sums of one person pass it in a
    civil year, all people together, before and after.
    """

    droits: tuple[Droits, ...]
    depassements: tuple[Decimal, Decimal] = (ZERO, ZERO)
    sans_objet: str = ""
    """Why the trial says nothing of this project: it names no barème, or no size."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a region keeps of a project.  No person, no address, no text but titles and names of indicators.

    ``taille`` and ``population`` are 0 while they are not known; ``etape`` is a key of ``ETAPES``.
    """

    nom: str
    departement: str = ""
    region: str = ""
    etape: str = ""
    statut: str = ""
    version: str = ""
    logiciel: str = ""
    """The version of the program that the project names; empty when it names none."""
    bareme: str = ""
    taille: int = 0
    population: int = 0
    communes: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    fiches: Mapping[str, int] = field(default_factory=dict)
    annees: int = 0
    blocs: tuple[BlocChiffre, ...] = ()
    droits: tuple[Droits, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    jours: Mapping[str, str] = field(default_factory=dict)
    """Those of ``dates`` that are one day, written 2027-03-31."""
    rendezvous: tuple[Rendezvous, ...] = ()
    constats: tuple[Constate, ...] = ()
    bureau: tuple[Mandat, ...] = ()
    modele: str = ""
    articles: tuple[ArticleSuivi, ...] = ()
    indicateurs: tuple[IndicateurChoisi, ...] = ()
    essai: Essai | None = None

    def compte(self, gravite: str) -> int:
        return sum(one.nombre for one in self.constats if one.gravite == gravite)

    def regles(self, gravite: str) -> str:
        """« B054 × 3, G002 »: the rules told, the most frequent first."""
        told = sorted(
            (one for one in self.constats if one.gravite == gravite),
            key=lambda one: (-one.nombre, one.regle),
        )
        return ", ".join(
            one.regle if one.nombre == 1 else f"{one.regle} × {one.nombre}" for one in told
        )

    @property
    def depenses(self) -> Annees:
        return _by_year(self.annees, (bloc.depenses for bloc in self.blocs))

    @property
    def ressources(self) -> Annees:
        return _by_year(self.annees, (bloc.ressources for bloc in self.blocs))

    @property
    def tous_droits(self) -> Annees:
        return total_des_droits(self.droits)

    @property
    def rang_etape(self) -> int:
        return list(ETAPES).index(self.etape) if self.etape in ETAPES else 0


def total_des_droits(droits: Iterable[Droits]) -> Annees:
    """Year by year, all blocks together."""
    kept = [one.montants for one in droits]
    return _by_year(max(map(len, kept), default=0), kept)


def _by_year(years: int, amounts: Iterable[Annees]) -> Annees:
    kept = list(amounts)
    return tuple(sum((line[i] for line in kept if i < len(line)), ZERO) for i in range(years))


@dataclass(frozen=True, slots=True)
class Sort:
    """What became of a project: ``sort`` is one of ``SORTS``, ``dit`` what else is to be known, in a few words."""

    dossier: str
    sort: str
    dit: str = ""
    portrait: Portrait | None = None
    documents: int = 0
    etiquette: str = ""
    """The name by which tables call it, alone to have it; that of its folder while its own is not known."""

    @property
    def tient(self) -> bool:
        """Whether nothing stands in its way: no error, and it could be read to its end."""
        return self.sort not in (EN_ERREUR, REFUSE, ARRETE)


def etiquetes(sorts: Iterable[Sort]) -> tuple[Sort, ...]:
    """The same, each with a label of its own: that of two projects of one name tells the folder too."""
    kept = tuple(sorts)
    names = [one.portrait.nom if one.portrait else "" for one in kept]
    return tuple(
        replace(one, etiquette=_label(name, one.dossier, names))
        for one, name in zip(kept, names, strict=True)
    )


def _label(name: str, dossier: str, names: list[str]) -> str:
    if not name:
        return dossier
    return name if names.count(name) == 1 else f"{name} ({dossier})"


@dataclass(frozen=True, slots=True)
class Couvert:
    """How much of a département the CPTS hold: communes, and their inhabitants."""

    departement: str
    communes: int
    couvertes: int
    habitants: int
    habitants_couverts: int


@dataclass(frozen=True, slots=True)
class Region:
    """What only the whole shows.  ``findings`` are in the order of the projects."""

    sorts: tuple[Sort, ...]
    findings: tuple[Finding, ...] = ()
    couverts: tuple[Couvert, ...] = ()
    disputees: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Code of a commune → the labels of the projects that claim it, two at least."""
    trous: tuple[tuple[str, ...], ...] = ()
    """Codes of communes that no project claims, by group that cannot be left without crossing one."""
    autour: tuple[tuple[str, ...], ...] = ()
    """For each of these groups, the labels of the projects that it touches."""

    @property
    def portraits(self) -> tuple[tuple[str, Portrait], ...]:
        """Those that are known, under their labels."""
        return tuple((one.etiquette, one.portrait) for one in self.sorts if one.portrait)


FORME = 1
"""The form in which a run is kept; another is not read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An earlier run, and its day, written 2027-03-31."""

    jour: str
    sorts: tuple[Sort, ...]


@dataclass(frozen=True, slots=True)
class Evolution:
    """What changed in one project since the last run, a sentence each."""

    etiquette: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cout:
    """What a mission costs for one inhabitant, in euros a contract year, over the projects that spend on it."""

    mission: str
    projets: int
    mini: Decimal
    mediane: Decimal
    maxi: Decimal


@dataclass(frozen=True, slots=True)
class Frequent:
    """An indicator by the wording that most projects have; ``cibles`` as they were typed, the most frequent first."""

    mission: str
    nom: str
    projets: int
    cibles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparaisons:
    couts: tuple[Cout, ...] = ()
    indicateurs: tuple[Frequent, ...] = ()
