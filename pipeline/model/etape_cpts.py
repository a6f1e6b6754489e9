"""Where a CPTS is on its way, from the letter that declares it to the reports on what it did.

The stages are those of the life of a projet de santé: lettre d'intention to the ARS, projet de santé deposited, contract
signed with the ARS and the CPAM, then a review each year (accord conventionnel interprofessionnel en faveur des CPTS).
"""

from __future__ import annotations

from enum import IntEnum


class EtapeCPTS(IntEnum):
    """The stages in their order."""

    LETTRE = 0
    PROJET = 1
    CONTRAT = 2
    BILAN = 3


LETTRE_INTENTION = "lettre-intention"
ETAPES = {
    LETTRE_INTENTION: EtapeCPTS.LETTRE,
    "projet": EtapeCPTS.PROJET,
    "contrat": EtapeCPTS.CONTRAT,
    "bilan": EtapeCPTS.BILAN,
}
"""What is typed after ``etape:``."""
