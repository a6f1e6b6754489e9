"""The dates of the project in one list: contract, delays of the accord, payments, fiches, general meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby

from pipeline.compute.seances import seances
from pipeline.model.agenda import Evenement
from pipeline.model.budget import FEUILLES
from pipeline.model.droits import AnneeContrat, Contrat, MissionDatee
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Etape, Fiche
from pipeline.model.langue.francais import et, euros, majuscule
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.prose import text_of
from pipeline.model.seance import ASSEMBLEES

DATES = {
    "lettre_intention": "Envoi de la lettre d'intention à l'ARS",
    "lettre_acceptee": "Accord de l'ARS sur la lettre d'intention",
    "declaration": "Déclaration de l'association",
    "depot": "Dépôt du projet de santé à l'ARS",
    "validation": "Validation du projet de santé",
    "signature": "Signature du contrat",
    "effet": "Prise d'effet du contrat",
}
CRISES = "crises"
"""The mission whose plan is handed over each year."""

WORD = motif(r"[a-z0-9]+")
LONGEST_NAME = 60
"""Letters of a step that name it."""


def agenda(projet: Projet, contrat: Contrat) -> tuple[Evenement, ...]:
    """Every date, the earliest first."""
    found = [
        *_of_the_contract(projet, contrat),
        *(event for mission in contrat.missions for event in _delays(mission)),
        *_crisis_plan(projet, contrat),
        *_meetings(projet),
        *_payments(contrat),
        *(event for fiche in projet.fiches for event in _bounds(fiche)),
        *_steps(projet.fiches),
    ]
    return tuple(sorted(found, key=lambda event: (event.quand.debut, event.titre)))


def _of_the_contract(projet: Projet, contrat: Contrat) -> Iterator[Evenement]:
    for cle, titre in DATES.items():
        placed = projet.identite.dates.get(cle)
        if placed is not None:
            yield Evenement(f"contrat-{cle}", placed.value, titre)
    validation = projet.identite.dates.get("validation")
    tacit = Echeance(contrat.accord_tacite) if contrat.accord_tacite is not None else None
    if tacit is not None and (validation is None or validation.value != tacit):
        yield Evenement(
            "contrat-accord-tacite", tacit, "Projet réputé validé, sauf opposition de l'ARS"
        )
    for annee in contrat.annees[1:]:
        titre = f"Anniversaire du contrat : début de l'année {annee.rang}"
        yield Evenement(f"contrat-annee-{annee.rang}", Echeance(annee.debut), titre)
    if contrat.annees:
        yield Evenement("contrat-fin", _last_day(contrat.annees[-1]), "Fin du contrat")


def _last_day(annee: AnneeContrat) -> Echeance:
    return Echeance(annee.fin - timedelta(days=1))


def _crisis_plan(projet: Projet, contrat: Contrat) -> Iterator[Evenement]:
    """The plan is handed over in the first contract year, and brought up to date in each of those that follow."""
    for annee in contrat.annees if projet.retenue(CRISES) else ():
        what = f"mise à jour de l'année {annee.rang}" if annee.rang > 1 else "première version"
        yield Evenement(
            f"crises-plan-annee-{annee.rang}",
            _last_day(annee),
            f"Plan de crise : dernier jour pour remettre la {what}",
            "à l'ARS et à l'assurance maladie",
        )


def _meetings(projet: Projet) -> Iterator[Evenement]:
    """The assemblies and the first board, once their day is known, and the last day to convene those to come."""
    asked = projet.statuts.valeurs.entier("assemblees.convocation_jours")
    for seance in seances(projet).values():
        if seance.jour is None:
            continue
        yield Evenement(f"seance-{seance.cle}", seance.jour, majuscule(seance.nom))
        if asked is not None and seance.cle in ASSEMBLEES and seance.convocation is None:
            last = Echeance(seance.jour.debut - timedelta(days=asked.value))
            titre = f"{majuscule(seance.nom)} : dernier jour pour convoquer"
            yield Evenement(f"seance-{seance.cle}-convocation", last, titre)


def _delays(mission: MissionDatee) -> Iterator[Evenement]:
    name = PAR_CLE[mission.cle].feuille
    if mission.limite_demarrage is not None:
        yield Evenement(
            f"mission-{mission.cle}-demarrage",
            Echeance(mission.limite_demarrage),
            f"{name} : date limite de démarrage",
            "délai de l'accord, compté à partir de la signature",
        )
    if mission.limite_deploiement is not None:
        yield Evenement(
            f"mission-{mission.cle}-deploiement",
            Echeance(mission.limite_deploiement),
            f"{name} : date limite de déploiement",
            "délai de l'accord, compté à partir de la signature",
        )


def _payments(contrat: Contrat) -> Iterator[Evenement]:
    """One a day, whatever the number of blocks paid."""
    names = _Names()
    fixed = [payment for payment in contrat.versements if not payment.variable]
    ordered = sorted(fixed, key=lambda payment: (payment.jour, payment.annee, payment.motif))
    for (jour, annee, raison), group in groupby(ordered, key=lambda p: (p.jour, p.annee, p.motif)):
        paid = list(group)
        blocs = dict.fromkeys(FEUILLES[payment.bloc] for payment in paid)
        amount = sum((payment.montant for payment in paid), start=paid[0].montant * 0)
        yield Evenement(
            names.next(f"versement-{annee}-{raison}".replace(" ", "-")),
            Echeance(jour),
            f"Versement attendu : {euros(amount)} ({raison}, année {annee})",
            f"{et(list(blocs))}, hors volet variable",
        )


def _bounds(fiche: Fiche) -> Iterator[Evenement]:
    """Start, deployment and end; not those that a step of the planning tells in its own words."""
    titre = f"{fiche.cle} {fiche.titre.value}" if fiche.titre else fiche.cle
    told = {
        (_named(etape)[:5], _month(etape.echeance)) for etape in fiche.planning if etape.echeance
    }
    dates = {
        "demarrage": (fiche.dates.demarrage, "démarrage"),
        "deploiement": (fiche.dates.deploiement, "déploiement"),
        "fin": (fiche.dates.fin, "fin"),
    }
    for cle, (placed, word) in dates.items():
        if placed is not None and (cle[:5], _month(placed.value)) not in told:
            yield Evenement(f"fiche-{fiche.cle}-{cle}", placed.value, f"{titre} : {word}")


def _month(quand: Echeance) -> tuple[int, int]:
    return quand.debut.year, quand.debut.month


def _steps(fiches: Iterable[Fiche]) -> Iterator[Evenement]:
    """Known by their words: neither a line added above nor another day makes them others.

    A step that several fiches share, such as a meeting on indicators, is one.
    """
    shared: dict[tuple[str, Echeance], list[str]] = {}
    words: dict[tuple[str, Echeance], str] = {}
    for fiche in fiches:
        for etape in fiche.planning:
            if etape.echeance is not None:
                known = (_named(etape), etape.echeance)
                shared.setdefault(known, []).append(fiche.cle)
                words.setdefault(known, text_of(etape.etape).strip())
    names = _Names()
    for (name, quand), codes in shared.items():
        whose = et(list(dict.fromkeys(codes)))
        cle = names.next(f"etape-{codes[0]}-{name}")
        yield Evenement(cle, quand, f"{words[name, quand]} : {whose}")


class _Names:
    """Names of events, without their day: a date that moves is the same event.  The second of a name says so."""

    def __init__(self) -> None:
        self.given: Counter[str] = Counter()

    def next(self, name: str) -> str:
        self.given[name] += 1
        return name if self.given[name] == 1 else f"{name}-{self.given[name]}"


def _named(etape: Etape) -> str:
    return "-".join(WORD.findall(fold(text_of(etape.etape))))[:LONGEST_NAME]
