"""The compte de résultat of a civil year: accounts of the associative plan, against what the budget plans and what was done.

The numbers and titles are those of the règlement ANC 2018-06, which completes the plan comptable général (règlement ANC
2014-03): checked on 29 November 2026 in two published lists of the accounts of associations, that of Paheko for 2025
among them.  They propose: the nature of the money of the ACI is disputed, and an accountant may file an indemnité
elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from pipeline.model.budget import NATURES, ORIGINES, ORIGINES_ACI, REPORT
from pipeline.model.valeur import dataclass

SOURCE = (
    "règlement ANC n° 2018-06, modifié, relatif aux comptes annuels des personnes morales de droit privé à but non "
    "lucratif, vérifié le 29 novembre 2026"
)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Compte:
    numero: str
    intitule: str


EN_FONDS_DEDIES = Compte("689", "Reports en fonds dédiés")
FONDS_DEDIES_UTILISES = Compte("789", "Utilisations de fonds reportés et de fonds dédiés")
CONCOURS_PUBLICS = Compte("73", "Concours publics : Assurance maladie (ACI)")
SUBVENTIONS = Compte("741", "Subventions d'exploitation")
PERSONNEL_BENEVOLE = Compte("864", "Personnel bénévole")
BENEVOLAT = Compte("875", "Bénévolat")

CHARGES: Mapping[str, Compte] = dict(
    zip(
        NATURES,
        (
            Compte("65", "Indemnités de perte de revenu"),
            Compte("622", "Rémunérations des professionnels"),
            Compte("641", "Rémunérations du personnel"),
            Compte("645", "Charges de sécurité sociale et de prévoyance"),
            Compte("622", "Honoraires"),
            Compte("60 à 62", "Achats et services extérieurs"),
        ),
        strict=True,
    )
)
PRODUITS: Mapping[str, Compte] = {
    **dict.fromkeys(ORIGINES, SUBVENTIONS),
    **dict.fromkeys(ORIGINES_ACI, CONCOURS_PUBLICS),
    "cotisations": Compte("756", "Cotisations"),
    "autre": Compte("758", "Indemnités et autres produits"),
}


def compte_de(poste: str, montant: Decimal) -> Compte:
    """Where a sum goes; what is carried over is a charge of the year that leaves it, a resource of the one that uses it."""
    if poste == REPORT:
        return FONDS_DEDIES_UTILISES if montant >= 0 else EN_FONDS_DEDIES
    return CHARGES.get(poste) or PRODUITS[poste]


@dataclass(frozen=True, slots=True)
class Benevolat:
    """Hours given in a civil year and what they are worth, as the CPTS declares them: never a resource."""

    annee: int
    heures: Decimal
    taux: Decimal
    objet: str

    @property
    def valeur(self) -> Decimal:
        return (self.heures * self.taux).quantize(Decimal("0.01"))


Sommes = Mapping[tuple[int, Compte], Decimal]
"""Civil year and account → euros, over zero on both sides."""


@dataclass(frozen=True, slots=True)
class Resultat:
    """``annees`` are the civil years that the budget or *Réalisé* touch; the sums of each, planned and done.

    ``par_contrat`` gives the planned expenses by contract year and civil year.
    """

    annees: tuple[int, ...] = ()
    prevu_charges: Sommes = field(default_factory=dict)
    prevu_produits: Sommes = field(default_factory=dict)
    fait_charges: Sommes = field(default_factory=dict)
    fait_produits: Sommes = field(default_factory=dict)
    par_contrat: Mapping[tuple[int, int], Decimal] = field(default_factory=dict)
    jusqu_a: str = ""
    """The last month told in *Réalisé*; empty while nothing was."""
