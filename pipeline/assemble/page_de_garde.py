"""What the cover of a document says of its state: that of the projet, or of the association for what its members vote."""

from __future__ import annotations

from datetime import timedelta

from pipeline.model.echeance import Echeance, anniversary
from pipeline.model.langue.mots import fold
from pipeline.model.livrable import BUDGET, RAPPORTS, Livrable
from pipeline.model.projet import ANNEES_CONTRAT, Projet
from pipeline.model.seance import CONSTITUTION, SEANCES
from pipeline.model.valeur import dataclass

ETATS = {"travail": "document de travail", "déposé": "déposé", "validé": "validé"}
DATES = {
    "travail": ("depot", "dépôt prévu le {}"),
    "déposé": ("depot", "déposé le {}"),
    "validé": ("validation", "validé le {}"),
}
STATUTS, REGLEMENT = "statuts", "reglement-interieur"
ADOPTE, SOUMIS, EN_PROJET = "texte adopté", "projet soumis au vote", "projet de texte"
A_ADOPTER = "à présenter à l'assemblée générale"
TELL_ACTUALS = {BUDGET, *RAPPORTS}
"""Parts that print what was spent and received."""


@dataclass(frozen=True, slots=True)
class Etat:
    """``statut`` and ``date`` are words for a reader; ``date`` is empty while it is not known."""

    statut: str
    date: str


def etat_du_document(livrable: Livrable, projet: Projet, arrete: Echeance | None = None) -> Etat:
    """The state of a document: its dates come from the content alone.

    ``arrete`` is the last month of the actuals: what prints them says so beside the date of the projet.
    """
    parties = {placed.value for placed in livrable.parties}
    if not parties or not parties <= {STATUTS, REGLEMENT}:
        etat = _of_the_projet(projet)
        return _with_actuals(etat, arrete) if arrete and parties & TELL_ACTUALS else etat
    approved = [one for one in projet.validations if one.piece.value == livrable.cle]
    if approved:
        last = approved[-1]
        return Etat(ADOPTE, f"{last.par}, le {last.date.value}" if last.date else last.par)
    return _of_the_statutes(projet) if STATUTS in parties else Etat(EN_PROJET, A_ADOPTER)


def _with_actuals(etat: Etat, arrete: Echeance) -> Etat:
    return Etat(etat.statut, ", ".join(filter(None, (etat.date, f"réalisé à fin {arrete}"))))


def _of_the_projet(projet: Projet) -> Etat:
    identite = projet.identite
    key, wording = DATES.get(identite.statut, DATES["travail"])
    date = identite.dates.get(key)
    return Etat(ETATS.get(identite.statut, ""), wording.format(date.value) if date else "")


def _of_the_statutes(projet: Projet) -> Etat:
    """The founders vote the statutes on the day that these give for their signature."""
    day = projet.statuts.valeurs.jour(CONSTITUTION)
    if day is None:
        return Etat(EN_PROJET, "")
    meeting = f"{SEANCES[CONSTITUTION]} du {day}"
    return Etat(ADOPTE if _were_voted(projet) else SOUMIS, meeting)


def _were_voted(projet: Projet) -> bool:
    return any(
        vote.seance == CONSTITUTION
        and fold(vote.objet.value) == STATUTS
        and vote.pour > vote.contre
        for vote in projet.votes
    )


def periode_du_contrat(projet: Projet) -> str:
    """The years of the contract; nothing while its first day is not known."""
    first = projet.debut_contrat
    if first is None:
        return ""
    last = anniversary(first, ANNEES_CONTRAT) - timedelta(days=1)
    return f"du {Echeance(first)} au {Echeance(last)}"
