"""What happened in the year: money on the bank account, hours in the register, a budget that is voted and amended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

OUVERTURE = Decimal(60_000)
MOIS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre"),
    *("octobre", "novembre", "décembre"),
)


def mois(rang: int) -> tuple[int, int]:
    """Civil year and month of the months of the contract, April 2027 being 0."""
    year, month = divmod(3 + rang, 12)
    return 2027 + year, month + 1


def nom(rang: int) -> str:
    year, month = mois(rang)
    return f"{MOIS[month - 1]} {year}"


@dataclass(frozen=True)
class Ligne:
    """A line of the budget: both contract years."""

    bloc: str
    poste: str
    libelle: str
    fiche: str
    montants: tuple[Decimal, Decimal]
    depense: bool = True


def _ligne(bloc: str, poste: str, libelle: str, fiche: str, *montants: int, **autre: bool) -> Ligne:
    first, second = map(Decimal, montants)
    return Ligne(bloc, poste, libelle, fiche, (first, second), **autre)


INITIAL: Sequence[Ligne] = (
    _ligne("Fonctionnement", "salaires", "Coordinatrice", "", 60_000, 60_000),
    _ligne("Fonctionnement", "ACI fonctionnement", "Enveloppe", "", 60_000, 60_000, depense=False),
    _ligne("Accès aux soins", "indemnités", "Réunions (heures)", "M1-01", 70_000, 70_000),
    _ligne("Accès aux soins", "ACI volet fixe", "Accès", "", 70_000, 70_000, depense=False),
    _ligne("Parcours", "indemnités", "Réunions (heures)", "M2-01", 35_000, 35_000),
    _ligne("Parcours", "ACI volet fixe", "Parcours", "", 35_000, 35_000, depense=False),
    _ligne("Prévention", "indemnités", "Ateliers (heures)", "M3-01", 10_000, 10_000),
    _ligne("Prévention", "honoraires", "Formation", "M3-01", 5_000, 5_000),
    _ligne("Prévention", "ACI volet fixe", "Prévention", "", 15_000, 15_000, depense=False),
    _ligne("Crises sanitaires", "indemnités", "Plan (heures)", "M4-01", 35_000, 17_500),
    _ligne(
        "Crises sanitaires", "ACI crise première rédaction", "Plan", "", 35_000, 0, depense=False
    ),
    _ligne("Crises sanitaires", "ACI crise mise à jour", "Plan", "", 0, 17_500, depense=False),
)
AMENDE: Sequence[Ligne] = tuple(
    _ligne("Prévention", "indemnités", "Ateliers (heures)", "M3-01", 9_650, 10_000)
    if ligne.libelle == "Ateliers (heures)"
    else _ligne("Prévention", "honoraires", "Formation", "M3-01", 5_350, 5_000)
    if ligne.libelle == "Formation"
    else ligne
    for ligne in INITIAL
)
VOTE_INITIAL, VOTE_AMENDE, MOIS_DU_VOTE = date(2026, 12, 10), date(2027, 10, 12), 6


@dataclass(frozen=True)
class Somme:
    """Money on the bank account: over zero when it comes in."""

    jour: date
    mots: str
    montant: Decimal
    bloc: str
    poste: str
    fiche: str = ""


REGULIERES = (
    (28, "VIR SALAIRE COORDINATRICE", "-5000.00", "Fonctionnement", "salaires", ""),
    (29, "VIR INDEMNITES ACCES", "-5800.20", "Accès aux soins", "indemnités", "M1-01"),
    (29, "VIR INDEMNITES PARCOURS", "-2900.00", "Parcours", "indemnités", "M2-01"),
    (29, "VIR INDEMNITES ATELIERS", "-800.80", "Prévention", "indemnités", "M3-01"),
    (29, "VIR INDEMNITES PLAN CRISE", "-2900.00", "Crises sanitaires", "indemnités", "M4-01"),
)
RARES = {
    0: (
        (5, "VIR CPAM ACI FONCTIONNEMENT", "60000.00", "Fonctionnement", "ACI fonctionnement", ""),
        (5, "VIR CPAM ACI ACCES", "52500.00", "Accès aux soins", "ACI volet fixe", ""),
        (5, "VIR CPAM ACI PARCOURS", "26250.00", "Parcours", "ACI volet fixe", ""),
        (5, "VIR CPAM ACI PREVENTION", "11250.00", "Prévention", "ACI volet fixe", ""),
        (
            5,
            "VIR CPAM ACI CRISES",
            "26250.00",
            "Crises sanitaires",
            "ACI crise première rédaction",
            "",
        ),
    ),
    2: ((14, "PRLV ORGANISME FORMATION", "-2512.37", "Prévention", "honoraires", "M3-01"),),
    8: ((14, "PRLV ORGANISME FORMATION", "-2512.38", "Prévention", "honoraires", "M3-01"),),
}
AFFECTATIONS = """compte;mots;bloc;nature;fiche
;salaire;Fonctionnement;salaires;
;indemnites acces;;indemnités;M1-01
;indemnites parcours;;indemnités;M2-01
;indemnites ateliers;;indemnités;M3-01
;indemnites plan;;indemnités;M4-01
;aci fonctionnement;Fonctionnement;ACI fonctionnement;
;aci acces;Accès aux soins;ACI volet fixe;
;aci parcours;Parcours;ACI volet fixe;
;aci prevention;Prévention;ACI volet fixe;
;aci crises;Crises sanitaires;ACI crise première rédaction;
;organisme formation;;honoraires;M3-01
"""


def banque(rang: int) -> Sequence[Somme]:
    """The lines of a month's statement, by day."""
    year, month = mois(rang)
    last = 28 if month == 2 else 31
    rows = (*RARES.get(rang, ()), *REGULIERES)
    return tuple(
        Somme(date(year, month, min(day, last)), words, Decimal(amount), bloc, poste, fiche)
        for day, words, amount, bloc, poste, fiche in sorted(rows, key=lambda row: row[0])
    )


def releve(rang: int) -> str:
    """The same as the bank gives it, with its running balance."""
    left = OUVERTURE + sum(
        (one.montant for before in range(rang) for one in banque(before)), Decimal(0)
    )
    lines = ["Date;Libellé;Débit;Crédit;Solde"]
    for one in banque(rang):
        left += one.montant
        out, into = (f"{-one.montant}", "") if one.montant < 0 else ("", f"{one.montant}")
        lines.append(
            ";".join((f"{one.jour:%d/%m/%Y}", one.mots, out, into, f"{left}")).replace(".", ",")
        )
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Heures:
    """What a person was paid for: a line of the register."""

    rang: int
    personne: str
    fiche: str
    heures: Decimal
    taux: Decimal

    @property
    def montant(self) -> Decimal:
        return self.heures * self.taux


PAYEES = (
    ("durand", "M1-01", "40", "50.01"),
    ("petit", "M1-01", "60", "63.33"),
    ("durand", "M2-01", "58", "50"),
    ("n° 4", "M3-01", "16", "50.05"),
    ("n° 5", "M4-01", "29", "100"),
)


def registre(jusqu_a: int) -> Sequence[Heures]:
    return tuple(
        Heures(rang, personne, fiche, Decimal(heures), Decimal(taux))
        for rang in range(jusqu_a + 1)
        for personne, fiche, heures, taux in PAYEES
    )


@dataclass(frozen=True)
class Cloture:
    """A line of *Réalisé* that the treasurer types when the year is settled, in June 2028; ``annee`` is the contract's."""

    bloc: str
    poste: str
    montant: Decimal
    annee: int


SOLDES = (
    Cloture("Accès aux soins", "ACI volet fixe", Decimal("17500"), 1),
    Cloture("Parcours", "ACI volet fixe", Decimal("8750"), 1),
    Cloture("Prévention", "ACI volet fixe", Decimal("3750"), 1),
    Cloture("Crises sanitaires", "ACI crise première rédaction", Decimal("8750"), 1),
)
REPORT = "report ou fonds dédiés"
RESTES = {
    "Accès aux soins": Decimal("397.60"),
    "Parcours": Decimal("200.00"),
    "Prévention": Decimal("365.65"),
    "Crises sanitaires": Decimal("200.00"),
}
"""What each block has left of the year, worked out by hand: received less spent."""

CLOTURE = (
    *SOLDES,
    *(Cloture(bloc, REPORT, -reste, 1) for bloc, reste in RESTES.items()),
    *(Cloture(bloc, REPORT, reste, 2) for bloc, reste in RESTES.items()),
)
MOIS_DE_CLOTURE = 14
