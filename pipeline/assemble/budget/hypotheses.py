"""What the amounts of a contract suppose, and its calendar: starts, deployments, days that count."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.assemble.budget.montants import puces, tableau, together
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.budget import FEUILLES
from pipeline.model.contrat import (
    Changement,
    ReglagesContrat,
    ReglesContrat,
)
from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import lettres
from pipeline.model.projet import Projet
from pipeline.model.prose import SOUS, Block
from pipeline.model.span import Placed

SANS_DATE = (
    "Le contrat n'a pas encore de date de signature : les droits sont ceux d'années entières, "
    "et les versements ne peuvent pas être datés."
)


A_CONFIRMER = "Les textes ne le précisent pas : à confirmer avec la CPAM."


def hypotheses(projet: Projet, contrat: Contrat) -> list[Block]:
    identite, bareme = projet.identite, projet.bareme
    items = [
        ("Durée", _duration(contrat)),
        ("Barème", f"{bareme.intitule}, CPTS de taille {projet.taille}. Source : {bareme.source}."),
        ("Démarrage des missions", _starts(contrat)),
        *((("Changement", _change(change))) for change in identite.contrat.changements),
    ]
    if any(droit.bloc == "crises" for droit in contrat.droits):
        items.append(("Crises sanitaires", _crises(contrat, identite.contrat)))
    items.append(("Volet variable de la première année d'une mission", _variable(identite.contrat)))
    return [puces(items)]


def _duration(contrat: Contrat) -> str:
    if not contrat.annees:
        return SANS_DATE
    first, last = contrat.annees[0].debut, contrat.annees[-1].fin - timedelta(1)
    years = lettres(contrat.duree)
    return (
        f"{years} années, du {Echeance(first)} au {Echeance(last)}. "
        "Une année de contrat va d'un anniversaire au suivant : ce n'est pas l'année civile."
    )


def _starts(contrat: Contrat) -> str:
    known = [
        f"{FEUILLES[m.cle]}, {m.demarrage.value}"
        for m in contrat.missions
        if m.demarrage is not None
    ]
    unknown = [FEUILLES[m.cle] for m in contrat.missions if m.demarrage is None]
    text = " ; ".join(known) + "." if known else ""
    if unknown:
        text += f" Sans date de démarrage, donc comptée pour zéro : {', '.join(unknown)}."
    return text.strip()


def _change(change: Changement) -> str:
    what = [
        f"taille {change.taille.value}" if change.taille else "",
        change.bareme.value if change.bareme else "",
    ]
    return f"{' et '.join(filter(None, what))} à compter du {change.date.value}."


def _crises(contrat: Contrat, reglages: ReglagesContrat) -> str:
    first = next((d.annee for d in contrat.droits if d.volet == "premiere_redaction"), 0)
    plan = (
        f"la première rédaction du plan compte en année {first}, sa mise à jour chaque année suivante ; "
        "les deux ne s'ajoutent jamais. "
        if first
        else ""
    )
    days = ", ".join(str(placed.value) for placed in reglages.crises_graves)
    crisis = (
        f"Crise grave reconnue par les autorités : {days}."
        if days
        else "Aucune crise grave n'est comptée."
    )
    return plan + crisis


def _variable(reglages: ReglagesContrat) -> str:
    if reglages.variable_prorata:
        return f"compté au prorata des jours, comme la part fixe. {A_CONFIRMER}"
    return f"compté en entier. {A_CONFIRMER}"


def calendrier_du_contrat(projet: Projet, contrat: Contrat) -> list[Block]:
    """When each mission starts and is deployed, against the delays of the accord; the days that count in a contract."""
    if not contrat.annees:
        return []
    rows = [
        [
            FEUILLES[m.cle],
            _planned(m.demarrage),
            _limit(m.limite_demarrage),
            _planned(m.deploiement),
            _limit(m.limite_deploiement),
        ]
        for m in contrat.missions
    ]
    header = [
        "Mission",
        *(
            f"{what} {SOUS} {when}"
            for what in ("Démarrage", "Déploiement")
            for when in ("Prévu", "Au plus tard")
        ),
    ]
    return [
        titre(2, "Le calendrier du contrat"),
        tableau(header, rows, ["left"] * len(header)),
        alinea(f"Délais comptés à partir de la signature. Source : {projet.regles.source_delais}."),
        etiquette("Les dates qui reviennent"),
        puces(_milestones(projet, contrat, projet.regles)),
    ]


def _planned(placed: Placed[Echeance] | None) -> str:
    return together(str(placed.value)) if placed else "à fixer"


def _limit(day: date | None) -> str:
    return together(str(Echeance(day))) if day else "libre"


def _milestones(projet: Projet, contrat: Contrat, regles: ReglesContrat) -> list[tuple[str, str]]:
    items: list[tuple[str, str]] = []
    if contrat.accord_tacite is not None and "depot" in projet.identite.dates:
        items.append(
            (
                "Accord de l'ARS",
                f"réputé donné le {Echeance(contrat.accord_tacite)}, deux mois après le dépôt, sauf opposition."
                if regles.accord_tacite == 2
                else f"réputé donné le {Echeance(contrat.accord_tacite)}, sauf opposition.",
            )
        )
    starts = [str(Echeance(year.debut)) for year in contrat.annees[1:]]
    items.append(("Anniversaires du contrat", f"{', '.join(starts)}."))
    if any(mission.cle == "crises" for mission in contrat.missions):
        first = Echeance(contrat.annees[0].fin - timedelta(1))
        items.append(
            (
                "Plan de crise",
                f"première version remise au plus tard le {first}, puis une mise à jour par année de contrat.",
            )
        )
    count = lettres(regles.reunions)
    items.append(
        (
            "Réunions d'indicateurs",
            f"{count} par année de contrat, avec l'ARS et l'Assurance maladie.",
        )
    )
    items.append(("Fin du contrat", f"{Echeance(contrat.annees[-1].fin - timedelta(1))}."))
    return items
