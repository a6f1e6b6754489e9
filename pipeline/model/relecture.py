"""When the texts that rules lean on were last read, and what of them could not be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Relecture:
    """``jour`` is the day when the text was last looked up; ``reserve``, in a sentence, what could not be verified."""

    jour: date
    texte: str
    reserve: str = ""


_GUIDE = date(2026, 11, 22)
_LOIS = date(2026, 11, 29)

RELECTURES: Mapping[str, Relecture] = {
    "B044": Relecture(_GUIDE, "code de la santé publique, D. 1434-44"),
    "B051": Relecture(
        _LOIS,
        "code de commerce, L. 612-4 et D. 612-5",
        "Le seuil de 153 000 €, et le total de toutes les subventions de l'année, ont été lus chez plusieurs "
        "commentateurs, pas sur Légifrance. Aucun texte lu ne dit si l'argent de l'ACI est une subvention au sens de la "
        "loi du 12 avril 2000, article 9-1.",
    ),
    "G013": Relecture(
        _GUIDE,
        "accord conventionnel interprofessionnel, liste des signataires",
        "Quatorze des quinze professions signataires ont été retrouvées.",
    ),
    "P011": Relecture(_GUIDE, "guide de l'URPS Médecins libéraux d'Occitanie, mai 2021"),
    "P012": Relecture(_GUIDE, "guide de l'URPS Médecins libéraux d'Occitanie, mai 2021"),
    "R017": Relecture(
        _LOIS,
        "code de la santé publique, L. 1434-12",
        "Le délai de deux mois et ses deux motifs d'opposition ont été lus dans les travaux de la loi du 24 juillet 2019 et "
        "dans le guide, pas dans l'article d'aujourd'hui.",
    ),
    "S035": Relecture(
        _LOIS,
        "code de la santé publique, L. 1434-12 à L. 1434-12-2",
        "L'article L. 1434-12 d'aujourd'hui n'a pas pu être lu : depuis la loi du 2 août 2021, il nommerait les services de "
        "prévention et de santé au travail parmi les membres possibles, et les professionnels frontaliers depuis.",
    ),
    "S036": Relecture(_GUIDE, "code de la santé publique, L. 1434-12-1 ; code civil local"),
    "S037": Relecture(_GUIDE, "code de la santé publique, L. 1434-12-1"),
    "S040": Relecture(_GUIDE, "loi du 1er juillet 1901, article 5"),
}
"""Code of a rule → its reading.  Rules of this software, and of grammar or arithmetic, have none."""
