"""The six missions of the accord conventionnel interprofessionnel, in its order."""

from __future__ import annotations

from pipeline.model.langue.mots import fold
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Mission:
    """``rang`` numbers the fiches (M1-01…); ``feuille`` names the sheet of the treasurer's workbook."""

    cle: str
    rang: int
    titre: str
    feuille: str
    alias: tuple[str, ...] = ()

    @property
    def noms(self) -> tuple[str, ...]:
        """Every wording that names it; a space may stand for an underscore."""
        return (self.cle.replace("_", " "), self.titre, self.feuille, *self.alias)


MISSIONS: tuple[Mission, ...] = (
    Mission(
        "acces_soins",
        1,
        "Améliorer l'accès aux soins",
        "Accès aux soins",
        ("accès aux soins", "amélioration de l'accès aux soins"),
    ),
    Mission(
        "parcours",
        2,
        "Organiser des parcours pluriprofessionnels autour du patient",
        "Parcours",
        (
            "parcours pluriprofessionnels",
            "fluidité des parcours de santé des patients et de la continuité des soins",
            "organisation de parcours pluriprofessionnels",
            "pluri-professionnel",
        ),
    ),
    Mission(
        "prevention",
        3,
        "Développer des actions territoriales de prévention",
        "Prévention",
        ("actions coordonnées de prévention", "actions territoriales de prévention"),
    ),
    Mission(
        "crises",
        4,
        "Répondre aux crises sanitaires graves",
        "Crises sanitaires",
        ("crises sanitaires", "crise sanitaire", "réponse aux crises sanitaires graves"),
    ),
    Mission(
        "qualite",
        5,
        "Développer la qualité et la pertinence des soins",
        "Qualité",
        ("qualité et pertinence des soins", "qualité et pertinence"),
    ),
    Mission(
        "accompagnement",
        6,
        "Accompagner les professionnels de santé sur le territoire",
        "Accompagnement",
        ("accompagnement des professionnels de santé", "accompagnement des professionnels"),
    ),
)
"""Names: URPS Médecins libéraux d'Occitanie, *Élaborer un projet de santé pour une CPTS*, édition mai 2021, parties
sur les missions and annexe 1; *crises* since avenant 2 (2021).  The aliases are the names the guide itself uses."""

PAR_CLE = {mission.cle: mission for mission in MISSIONS}
PAR_RANG = {mission.rang: mission for mission in MISSIONS}


def mission_nommee(words: str) -> Mission | None:
    """The mission that these words name, whatever their accents and capitals.

    >>> mission_nommee("Acces aux soins").cle, mission_nommee("Urgences")
    ('acces_soins', None)
    """
    wanted = fold(words).replace("_", " ")
    return next((mission for mission in MISSIONS if wanted in map(fold, mission.noms)), None)
