"""The treasurer's budget: one block per mission and one for running the CPTS, in euros per contract year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from pipeline.model.bareme import FONCTIONNEMENT, ORIGINE_FONCTIONNEMENT, VOLETS
from pipeline.model.echeance import Echeance
from pipeline.model.etalement import EN_PARTS_EGALES, Etalement
from pipeline.model.langue.francais import euros, nombre, pluriel
from pipeline.model.langue.mots import fold
from pipeline.model.mission import MISSIONS
from pipeline.model.motif import motif
from pipeline.model.source import SheetCell
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

INDEMNITES, REMUNERATIONS = "indemnités", "rémunérations"
NATURES = (
    INDEMNITES,
    REMUNERATIONS,
    "salaires",
    "charges sociales",
    "honoraires",
    "moyens matériels",
)
"""Kinds of expense: the four lines of annexe 2 of the URPS guide, the first and second split as article D. 1434-44 of
the code de la santé publique and payroll accounts ask."""

ORIGINES_ACI = (ORIGINE_FONCTIONNEMENT, *VOLETS.values())
COTISATIONS = "cotisations"
FIR = "FIR"
ORIGINES_TIERS = (FIR, "URPS", "collectivité")
"""Money that someone else decides to give: a funder, asked or granted."""

REPORT = "report ou fonds dédiés"
"""Money of another year: under zero in the year that keeps it."""

ORIGINES = (*ORIGINES_ACI, *ORIGINES_TIERS, COTISATIONS, REPORT, "autre")

ACQUIS, DEMANDE = "acquis", "demandé"
STATUTS_RESSOURCE = (ACQUIS, DEMANDE)

BLOCS = (FONCTIONNEMENT, *(mission.cle for mission in MISSIONS))
FEUILLES = {FONCTIONNEMENT: "Fonctionnement", **{m.cle: m.feuille for m in MISSIONS}}
TITRES_BLOCS = {FONCTIONNEMENT: "Fonctionnement général", **{m.cle: m.titre for m in MISSIONS}}

ACCES_SOINS = "acces_soins"
SOUS_MISSIONS = ("médecin traitant", "soins non programmés")
"""The two halves of the access to care, 1A and 1B of annexe 2 of the URPS guide, inside one envelope of the ACI."""

CHARGEES = motif(
    r"(?<!sans )(?<!hors )\b(?:"
    r"charges? (?:sociales |patronales |de l'employeur |employeur )*(?:comprises?|inclus\w*)|"
    r"(?:avec|y compris|dont|et) (?:les )?charges|toutes charges|charges? employeur|"
    r"(?:salaires?|remunerations?|bruts?|cout) charges?|cout (?:total )?(?:de l'|pour l')?employeur|"
    r"super ?-?brut)\b"
)
"""Words of a line of wages, folded, that say that its amount holds the charges."""

EN_PARTIE = motif(
    r"\b(?:acompte|avance|solde|reste|reliquat|complement|[0-9]+(?:er?|e|eme) versement)\b"
)
"""Words of a comment of the register that say that a line is a part of what its hours are worth."""


def contract_year(day: date, effet: date) -> int:
    """The contract year, from 1, of a civil month; 0 and under before the contract.

    >>> contract_year(date(2028, 3, 1), date(2027, 4, 1)), contract_year(date(2028, 4, 1), date(2027, 4, 1))
    (1, 2)
    """
    return ((day.year - effet.year) * 12 + day.month - effet.month) // 12 + 1


Annees = tuple[Decimal, ...]
"""Euros, one amount per contract year."""

CENT = Decimal("0.01")
FIFTEEN = Context(prec=15, rounding=ROUND_HALF_UP)
"""Spreadsheets keep seventeen digits and show fifteen: 2.675 is stored as 2.6749999999999998."""


def cents(value: Decimal) -> Decimal:
    """Euros rounded to the cent as the spreadsheet shows them, half a cent upwards."""
    return FIFTEEN.plus(value).quantize(CENT, ROUND_HALF_UP)


def _latest(given: Sequence[Decimal | None], annee: int) -> tuple[Decimal | None, int]:
    """The last value given up to a contract year, and the year that gives it."""
    for year in range(min(annee, len(given)), 0, -1):
        if given[year - 1] is not None:
            return given[year - 1], year
    return None, annee


@dataclass(frozen=True, slots=True)
class Depense:
    """``quantite`` × ``cout_unitaire`` explains an amount and never replaces it; ``sous_mission`` is one of
    ``SOUS_MISSIONS`` or empty; ``cellules`` hold ``montants``.

    ``quantites`` and ``couts`` are those of later contract years, from the second, None where nothing is typed: a year
    has the last one given.  ``hausse`` is the yearly rise of the unit cost, or of the amount where there is none: 0.02.
    """

    nature: str
    libelle: str
    fiche: Placed[str] | None
    montants: Annees
    commentaire: str
    span: Span = field(compare=False)
    quantite: Decimal | None = None
    unite: str = ""
    cout_unitaire: Decimal | None = None
    etalement: Etalement = EN_PARTS_EGALES
    sous_mission: str = ""
    cellules: tuple[SheetCell, ...] = field(compare=False, default=())
    quantites: tuple[Decimal | None, ...] = ()
    couts: tuple[Decimal | None, ...] = ()
    hausse: Decimal | None = None
    dit_quand: Span | None = field(compare=False, default=None)
    """The cell of its ``etalement``."""

    @property
    def varie(self) -> bool:
        """Whether its quantity, its unit cost or its amount is said to change from year to year."""
        return self.hausse is not None or any(
            one is not None for one in (*self.quantites, *self.couts)
        )

    def quantite_de(self, annee: int) -> Decimal | None:
        """That of a contract year, from 1."""
        return _latest((self.quantite, *self.quantites), annee)[0]

    def cout_de(self, annee: int) -> Decimal | None:
        """The unit cost of a contract year, its rise included and not rounded."""
        cout, since = _latest((self.cout_unitaire, *self.couts), annee)
        return None if cout is None else cout * self.hausse_depuis(since, annee)

    def hausse_depuis(self, since: int, annee: int) -> Decimal:
        return (1 + (self.hausse or Decimal(0))) ** (annee - since)

    def est_dite(self, annee: int) -> bool:
        """Whether something is typed for that very contract year, after the first."""
        rank = annee - 2
        return rank >= 0 and any(
            given[rank] is not None for given in (self.quantites, self.couts) if given
        )

    def produit(self, annee: int) -> Decimal | None:
        """What quantity and unit cost give in a contract year, to the cent; None where one of them is not told."""
        quantite, cout = self.quantite_de(annee), self.cout_de(annee)
        return None if quantite is None or cout is None else cents(quantite * cout)

    @property
    def ensuite(self) -> tuple[str, ...]:
        """What changes after the first contract year: « 12 mois dès l'année 2 », « + 2 % par an »."""
        years = range(2, len(self.montants) + 1)
        later = [
            f"{self.compte(quantite)} dès l'année {year}"
            for year, quantite in zip(years, self.quantites, strict=False)
            if quantite is not None
        ]
        later += [
            f"{euros(cout)} dès l'année {year}"
            for year, cout in zip(years, self.couts, strict=False)
            if cout is not None
        ]
        if self.hausse is not None:
            sign = "−" if self.hausse < 0 else "+"
            later.append(f"{sign} {nombre((abs(self.hausse) * 100).normalize() + 0)} % par an")
        return tuple(later)

    def compte(self, quantite: Decimal) -> str:
        """« 200 heures »: so many of its unit."""
        unit = pluriel(self.unite) if quantite >= 2 else self.unite
        return f"{nombre(quantite)} {unit}".rstrip()

    @property
    def charges_comprises(self) -> bool:
        """Whether the words of a wage say that it holds the employer's charges."""
        return CHARGEES.search(self.mots) is not None

    @property
    def chiffree(self) -> bool:
        """Whether some year has an amount."""
        return any(self.montants)

    @property
    def mots(self) -> str:
        """Its words as they are compared."""
        return fold(f"{self.libelle} {self.commentaire}")


@dataclass(frozen=True, slots=True)
class Ressource:
    """``cellules`` hold ``montants``, for messages that name a cell."""

    origine: str
    libelle: str
    montants: Annees
    statut: str
    financeur: str
    commentaire: str
    span: Span = field(compare=False)
    cellules: tuple[SheetCell, ...] = field(compare=False, default=())
    sous_mission: str = ""
    etalement: Etalement = EN_PARTS_EGALES
    dit_quand: Span | None = field(compare=False, default=None)

    @property
    def chiffree(self) -> bool:
        """Whether some year has an amount."""
        return any(self.montants)


@dataclass(frozen=True, slots=True)
class Virement:
    """Money that one block hands to another in contract year ``annee`` (from 1): it counts in both balances.

    ``de`` and ``vers`` are keys of ``BLOCS``.
    """

    de: str
    vers: str
    annee: int
    montant: Decimal
    motif: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Indemnite:
    """One line of the register: what one person is paid for one civil month.  Never printed with its person.

    ``bloc`` is the block named, else that of the fiche's mission, else the fonctionnement; ``nature`` is INDEMNITES
    or REMUNERATIONS; ``heures`` × ``taux`` (euros an hour) explains ``montant``.
    """

    personne: Placed[str]
    mois: Echeance
    fiche: Placed[str] | None
    bloc: str
    nature: str
    heures: Decimal | None
    taux: Decimal | None
    montant: Decimal
    commentaire: str
    span: Span = field(compare=False)

    @property
    def en_partie(self) -> str:
        """« acompte », « solde »… where its comment says that it pays a part of its hours; ``""`` when it pays them all."""
        found = EN_PARTIE.search(fold(self.commentaire))
        return found[0] if found else ""

    @property
    def valeur(self) -> Decimal | None:
        """Its hours times its rate; None where one of them is not told."""
        if self.heures is None or self.taux is None:
            return None
        return cents(self.heures * self.taux)


@dataclass(frozen=True, slots=True)
class Operation:
    """Money really spent or received in one civil month: a line of the sheet *Réalisé*.

    ``poste`` is one of ``NATURES`` (money spent) or of ``ORIGINES`` (money received).  ``annee`` is the contract year
    that the treasurer named, 0 when the month decides.  A negative ``montant`` is money given back.
    """

    mois: Echeance
    bloc: str
    poste: str
    libelle: str
    fiche: Placed[str] | None
    annee: int
    montant: Decimal
    commentaire: str
    span: Span = field(compare=False)
    cellule: Span = field(compare=False)
    piece: Placed[str] | None = None
    """Its proof: a number, or a file of ``budgets/pieces/``."""

    @property
    def est_depense(self) -> bool:
        return self.poste in NATURES


SOLDE_EN_BANQUE = "solde en banque"
"""What a line of *Réalisé* says instead of a nature: what the bank held at the end of its month."""


@dataclass(frozen=True, slots=True)
class SoldeEnBanque:
    """A balance that the treasurer read on a statement: compared with the sums told, and counted in none."""

    mois: Echeance
    montant: Decimal
    cellule: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Plafond:
    """The plafond annuel de la Sécurité sociale of a civil year, in euros, and the text that sets it."""

    annee: int
    montant: Decimal
    source: str


def plafond_de(plafonds: Mapping[int, Plafond], annee: int) -> Plafond | None:
    """That of a civil year; the last known before it when it is not known yet."""
    known = max((year for year in plafonds if year <= annee), default=min(plafonds, default=0))
    return plafonds.get(known)


DEPENSES, RESSOURCES = "dépenses", "ressources"
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class TotalAffiche:
    """A total that the workbook shows: never printed, but compared with ours.

    ``bloc`` is a key of ``BLOCS`` or ``TOTAL``, ``cote`` DEPENSES or RESSOURCES; virements are not part of it.
    """

    bloc: str
    cote: str
    annee: int
    montant: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Bloc:
    """``complet`` is False when some line of the block could not be read: its sums then prove nothing."""

    cle: str
    depenses: tuple[Depense, ...]
    ressources: tuple[Ressource, ...]
    span: Span = field(compare=False)
    complet: bool = True

    @property
    def titre(self) -> str:
        return TITRES_BLOCS[self.cle]

    @property
    def vide(self) -> bool:
        return not self.depenses and not self.ressources

    @property
    def feuille(self) -> str:
        """The name of its sheet, which is how messages call it."""
        return FEUILLES[self.cle]

    @property
    def lignes(self) -> tuple[Depense | Ressource, ...]:
        return (*self.depenses, *self.ressources)

    def de_nature(self, nature: str) -> list[Depense]:
        return [line for line in self.depenses if line.nature == nature]

    def d_origine(self, origine: str) -> list[Ressource]:
        return [line for line in self.ressources if line.origine == origine]


@dataclass(frozen=True, slots=True)
class Budget:
    """``annees`` is the number of contract years, one to five; zero in a budget that could not be read.

    ``indemnites`` is the register of what is paid to each person and ``realise`` what was really spent and received,
    empty when they are not kept; ``registre_complet`` and ``realise_complet`` are False when some line of them could
    not be read.  ``entier`` is False when a sheet, a table or a column of a block is missing: such a budget is a hole,
    and what was read of it serves the rules that need no more.
    """

    annees: int = 0
    blocs: tuple[Bloc, ...] = ()
    span: Span = field(compare=False, default=Span("budgets/"))
    virements: tuple[Virement, ...] = ()
    indemnites: tuple[Indemnite, ...] = ()
    registre_complet: bool = True
    realise: tuple[Operation, ...] = ()
    realise_complet: bool = True
    soldes: tuple[SoldeEnBanque, ...] = ()
    """The balances of the bank that *Réalisé* tells."""

    totaux_affiches: tuple[TotalAffiche, ...] = ()
    parametres: Mapping[str, Placed[str]] = field(default_factory=dict)
    """What the sheet *Paramètres* was made for: ``taille``, ``bareme``, ``effet``, ``missions``; the rest of it by its
    own words."""

    entier: bool = True

    @property
    def depenses(self) -> tuple[Depense, ...]:
        """The lines of every block."""
        return tuple(line for bloc in self.blocs for line in bloc.depenses)

    @property
    def ressources(self) -> tuple[Ressource, ...]:
        return tuple(line for bloc in self.blocs for line in bloc.ressources)

    @property
    def du_fir(self) -> tuple[tuple[str, Ressource], ...]:
        """The sums asked of the FIR, or granted by it, with the key of their block."""
        return tuple(
            (bloc.cle, line)
            for bloc in self.blocs
            for line in bloc.ressources
            if line.origine == FIR and line.chiffree
        )

    def bloc(self, cle: str) -> Bloc | None:
        return next((b for b in self.blocs if b.cle == cle), None)

    def recu_par(self, bloc: str, annee: int) -> Decimal:
        """What the other blocks hand to a block in a contract year, less what it hands to them."""
        moved = [virement for virement in self.virements if virement.annee == annee]
        got = sum((virement.montant for virement in moved if virement.vers == bloc), Decimal(0))
        return got - sum(
            (virement.montant for virement in moved if virement.de == bloc), Decimal(0)
        )

    @property
    def blocs_complets(self) -> bool:
        return all(bloc.complet for bloc in self.blocs)


def en_annee(lignes: Iterable[Depense | Ressource], annee: int) -> Decimal:
    """What some lines add up to in a contract year, from 1."""
    return sum((ligne.montants[annee - 1] for ligne in lignes), Decimal(0))


def premiere_annee(ligne: Depense | Ressource) -> int:
    """The first contract year, from 1, that has an amount; 1 where none has."""
    return next((rang for rang, montant in enumerate(ligne.montants, 1) if montant), 1)
