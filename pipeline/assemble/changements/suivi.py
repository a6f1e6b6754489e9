"""The line that a summary of changes proposes for ``content/versions.csv``."""

from __future__ import annotations

from datetime import date

from pipeline.model.changement import Changements, Partie
from pipeline.model.langue.francais import et
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.version import VERSIONS

NUMBER = motif(r"[0-9]+$")
OBJETS = {
    Partie.PROJET: "identité du projet",
    Partie.CONTRAT: "contrat",
    Partie.TERRITOIRE: "territoire",
    Partie.PERSONNES: "membres",
    Partie.FICHES: "fiches action",
    Partie.INDICATEURS: "indicateurs et cibles",
    Partie.BUDGET: "budget",
    Partie.REALISE: "réalisé",
    Partie.STATUTS: "statuts et règlement intérieur",
    Partie.TEXTES: "textes",
    Partie.DONNEES: "besoins et données",
    Partie.LEGALES: "barème et valeurs légales",
    Partie.DOCUMENTS: "mise en page",
}


def ligne_proposee(changements: Changements, projet: Projet, today: date) -> str:
    """A sentence with the next line; nothing where nothing changed, or where the line was already written.

    The number follows the last one written, else that of the project; who decides is left to fill.
    """
    parts = [OBJETS[partie] for partie in changements.directs]
    told = any(change.sujet == "version" for change in changements.directs.get(Partie.PROJET, ()))
    if not parts or told:
        return ""
    last = projet.versions[-1].version if projet.versions else projet.identite.version
    objet = et(parts)
    line = f"{today.isoformat()};{_next(last)};{objet[:1].upper()}{objet[1:]};XX"
    return f"Ligne proposée pour {VERSIONS} (remplacez XX par l'instance qui décide) : {line}"


def _next(version: str) -> str:
    """« 0.2 » after « 0.1 », « 1.10 » after « 1.9 »; the same where it does not end with a number.

    >>> _next("0.9"), _next("v3"), _next("")
    ('0.10', 'v4', '1')
    """
    if not version:
        return "1"
    return NUMBER.sub(lambda match: str(int(match[0]) + 1), version)
