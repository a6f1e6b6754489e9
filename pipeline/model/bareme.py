"""The amounts of the ACI, in euros per contract year, as dated and sourced data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

Montants = tuple[Decimal, Decimal, Decimal, Decimal]
"""One amount per size class 1 to 4, in euros per contract year."""

RIEN: Montants = (Decimal(0), Decimal(0), Decimal(0), Decimal(0))

FONCTIONNEMENT = "fonctionnement"
SOCLE = "socle"
COMPLEMENTAIRE = "complementaire"

VOLETS: Mapping[str, str] = {
    "fixe": "ACI volet fixe",
    "variable": "ACI volet variable",
    "premiere_redaction": "ACI crise première rédaction",
    "mise_a_jour": "ACI crise mise à jour",
    "survenue": "ACI crise survenue",
    "compensation_snp": "ACI compensation SNP",
    "snp_specifique": "ACI SNP spécifique",
}
"""Part of a mission's money → the word a treasurer writes as the origin of a resource."""

ORIGINE_FONCTIONNEMENT = "ACI fonctionnement"


@dataclass(frozen=True, slots=True)
class MissionBareme:
    """``total_de`` names the parts that make up ``total``: the two fixed parts of the crises exclude each other."""

    cle: str
    statut: str
    volets: Mapping[str, Montants]
    total_de: tuple[str, ...]
    total: Montants
    hors_total: Mapping[str, Montants]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Bareme:
    cle: str
    intitule: str
    signe: str
    debut: str
    source: str
    verifie_le: str
    remarques: tuple[str, ...]
    fonctionnement: Montants
    missions: tuple[MissionBareme, ...]
    total_possible: Montants
    span: Span = field(compare=False)

    def mission(self, cle: str) -> MissionBareme | None:
        return next((m for m in self.missions if m.cle == cle), None)

    def montant(self, bloc: str, origine: str, taille: int) -> Decimal | None:
        """Euros per contract year at 100 % for a block and an origin of money; None without such a line."""
        if bloc == FONCTIONNEMENT:
            return self.fonctionnement[taille - 1] if origine == ORIGINE_FONCTIONNEMENT else None
        mission = self.mission(bloc)
        if mission is None:
            return None
        for volet, intitule in VOLETS.items():
            if intitule == origine:
                montants = mission.volets.get(volet) or mission.hors_total.get(volet)
                return montants[taille - 1] if montants else None
        return None


BAREME_INCONNU = Bareme("", "", "", "", "", "", (), RIEN, (), RIEN, Span(""))
