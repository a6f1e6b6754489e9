"""The rules of the contract (``pipeline/reference/contrat.yaml``), and ``contrat:`` of ``projet.yaml``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pipeline.interpret.champs import Champs
from pipeline.interpret.dates import parse_echeance
from pipeline.interpret.nombres import parse_montant, parse_nombre
from pipeline.model.contrat import (
    SCENARIOS,
    SITUATIONS,
    Changement,
    Delais,
    ReglagesContrat,
    Regle,
    ReglesContrat,
    Report,
    Scenario,
)
from pipeline.model.echeance import Echeance
from pipeline.model.files import REFERENCE
from pipeline.model.finding import Finding
from pipeline.model.forme import (
    Forme,
    choix,
    echeance,
    entier,
    jour,
    liste,
    oui_non,
    table,
    texte,
    textes,
)
from pipeline.model.mission import MISSIONS, PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.resultat import Benevolat
from pipeline.model.source import Sources
from pipeline.model.span import Placed

CONTRAT = REFERENCE + "contrat.yaml"
FOREIGN = motif(r"([0-9]{1,3}(?:[., ][0-9]{3})+|[0-9]+)(?:[.,]([0-9]{1,2}))?(?![0-9])")
"""A sum as other countries write it: « 12.500,50 », « 12,500.50 »."""

FAR = date(2100, 12, 31)
"""After any contract: a change whose date could not be read changes nothing."""

PRORATA, ENTIER = "prorata", "entier"
MAX_MONTHS = 12
"""Longer than any delay of payment."""

FORME_DELAIS = Forme(
    "les délais d'une mission",
    "Mois après la signature, au plus tard.",
    (
        entier("demarrage", "Démarrage de la mission.", requis=True),
        entier("deploiement", "Déploiement de la mission.", requis=True),
    ),
)
FORME_REGLES = Forme(
    CONTRAT,
    "Ce que le contrat prévoit pour les versements et les délais.",
    (
        texte("verifie_le", "Le jour où ces règles ont été relues.", requis=True),
        entier("duree", "Années de contrat.", requis=True),
        entier("avance", "Part versée d'avance, en pour cent.", requis=True),
        entier("delai_avances", "Mois de l'anniversaire au versement de l'avance.", requis=True),
        entier("delai_soldes", "Mois de l'anniversaire au versement du solde.", requis=True),
        entier("accord_tacite", "Mois du dépôt à l'accord tacite de l'ARS.", requis=True),
        entier("reunions", "Réunions d'indicateurs par an.", requis=True),
        table(
            "delais",
            Forme(
                "« delais »",
                "Les délais de chaque mission.",
                tuple(table(cle, FORME_DELAIS) for cle in PAR_CLE),
            ),
            requis=True,
        ),
        texte("source_delais", "Le document d'où viennent les délais.", requis=True),
        liste(
            "regles",
            Forme(
                "une règle",
                "Les règles de versement, en mots.",
                (
                    texte("regle", "La règle.", requis=True),
                    texte("source", "Le texte qui la pose."),
                    oui_non("etabli", "Si un texte la pose."),
                    choix("si", "Les seuls contrats qu'elle concerne.", SITUATIONS),
                ),
            ),
            requis=True,
        ),
    ),
)

TAUX = r"(?:100(?:[.,]0+)?|\d{1,2}(?:[.,]\d+)?)\s*%?"
"""A share, « 60 » or « 62,5 % »."""

FORME_TAUX_MISSIONS = Forme(
    "« missions »",
    "Les missions dont le taux d'atteinte diffère.",
    tuple(
        texte(
            mission.cle,
            f"Taux d'atteinte, de 0 à 100 % : {mission.titre}.",
            motif=TAUX,
            bornes=(0, 100),
        )
        for mission in MISSIONS
    ),
)
FORME_REPORT = Forme(
    "un report",
    "Des dépenses qui commencent plus tard que le budget ne le dit.",
    (
        textes(
            "lignes",
            "Les libellés des lignes de dépenses du classeur, ou des mots de ces libellés.",
            requis=True,
        ),
        echeance("date", "Le mois où elles commencent ; rien n'est dépensé avant.", requis=True),
    ),
)
FORME_SCENARIO = Forme(
    "un scénario",
    "Ce qui pourrait se passer : résultats atteints, aide refusée, dépense reportée, taille perdue.",
    (
        texte("nom", "Le nom du scénario, imprimé en tête de sa colonne.", requis=True),
        texte(
            "taux",
            "Le taux d'atteinte de toutes les missions, de 0 à 100 %.",
            requis=True,
            motif=TAUX,
            bornes=(0, 100),
        ),
        table("missions", FORME_TAUX_MISSIONS),
        oui_non(
            "sommes_demandees",
            "Compter les sommes seulement demandées comme si elles étaient accordées.",
        ),
        textes(
            "refus",
            "Les ressources qui n'arrivent pas : libellé, financeur ou origine, comme dans le classeur.",
        ),
        liste("reports", FORME_REPORT),
        entier("taille", "Une autre taille que celle du contrat, de 1 à 4.", bornes=(1, 4)),
        jour(
            "taille_des",
            "Le jour où la taille change ; elle compte à partir de l'anniversaire qui suit. Sans lui : dès le début.",
        ),
    ),
)
FORME_CHANGEMENT = Forme(
    "un changement du contrat",
    "Une taille ou un barème qui change pendant le contrat.",
    (
        jour("date", "Le jour du changement.", requis=True),
        entier(
            "taille",
            "La nouvelle taille, de 1 à 4 ; elle compte à partir de l'anniversaire qui suit.",
            bornes=(1, 4),
        ),
        texte("bareme", "Le nouveau barème ; il compte à partir de ce jour."),
    ),
)
FORME_BENEVOLAT = Forme(
    "une ligne de bénévolat",
    "Des heures données par des bénévoles, et ce qu'elles valent.",
    (
        entier("annee", "L'année civile.", requis=True, bornes=(2000, 2100)),
        texte("heures", "Les heures données dans l'année.", requis=True),
        texte("taux", "Ce que vaut une heure, par exemple « 25 € ».", requis=True),
        texte("objet", "À quoi elles ont servi."),
    ),
)
FORME_CONTRAT = Forme(
    "« contrat »",
    "De quoi affiner les droits, les versements et la trésorerie.",
    (
        texte(
            "solde_ouverture",
            "L'argent en banque le premier jour du contrat, par exemple « 12 500 € ».",
        ),
        choix(
            "variable_premiere_annee",
            "Le volet variable de la première année d'une mission : au prorata des jours, ou entier.",
            (PRORATA, ENTIER),
        ),
        liste("scenarios", FORME_SCENARIO),
        entier("delai_avances", "Mois de l'anniversaire au versement de l'avance.", defaut="0"),
        entier("delai_soldes", "Mois de l'anniversaire au versement du solde.", defaut="2"),
        oui_non(
            "snp_specifique",
            "Sous le barème 2019 : compter le financement spécifique des soins non programmés.",
        ),
        textes(
            "crises_graves", "Les dates des crises sanitaires graves reconnues par les autorités."
        ),
        liste("changements", FORME_CHANGEMENT),
        liste("benevolat", FORME_BENEVOLAT),
    ),
)


def interpret_regles(sources: Sources, findings: list[Finding]) -> ReglesContrat | None:
    node = sources.yaml(CONTRAT)
    if node is None:
        return None
    champs = Champs(node, FORME_REGLES, findings)
    regles = ReglesContrat(
        verifie_le=champs.text("verifie_le"),
        duree=_count(champs, "duree"),
        avance=Decimal(_count(champs, "avance")) / 100,
        delai_avances=_count(champs, "delai_avances"),
        delai_soldes=_count(champs, "delai_soldes"),
        accord_tacite=_count(champs, "accord_tacite"),
        reunions=_count(champs, "reunions"),
        delais=_delais(champs),
        source_delais=champs.text("source_delais"),
        regles=tuple(_regle(c) for c in champs.records("regles")),
    )
    champs.finish()
    return regles


def _count(champs: Champs, key: str) -> int:
    placed = champs.integer(key)
    return placed.value if placed else 0


def _delais(champs: Champs) -> dict[str, Delais]:
    inner = champs.table("delais")
    found: dict[str, Delais] = {}
    for cle in PAR_CLE if inner else ():
        assert inner is not None, "the loop is empty without it"
        mission = inner.table(cle)
        if mission is not None:
            found[cle] = Delais(_count(mission, "demarrage"), _count(mission, "deploiement"))
            mission.finish()
    if inner is not None:
        inner.finish()
    return found


def _regle(champs: Champs) -> Regle:
    si = champs.choice("si")
    regle = Regle(
        champs.text("regle"), champs.text("source"), champs.yes_no("etabli"), si.value if si else ""
    )
    champs.finish()
    return regle


# --- what a CPTS sets ---------------------------------------------------------------------------------------------


def interpret_reglages(champs: Champs) -> ReglagesContrat:
    """``contrat:`` of ``projet.yaml``, all of it optional."""
    chosen = champs.table("contrat")
    if chosen is None:
        return ReglagesContrat()
    variable = chosen.choice("variable_premiere_annee")
    snp = chosen.choice("snp_specifique")
    reglages = ReglagesContrat(
        variable_prorata=variable is None or variable.value == PRORATA,
        delai_avances=_months(chosen, "delai_avances"),
        delai_soldes=_months(chosen, "delai_soldes"),
        solde_ouverture=_euros(chosen, "solde_ouverture"),
        snp_specifique=Placed(snp.value == "oui", snp.span) if snp else None,
        crises_graves=_dates(chosen, "crises_graves"),
        scenarios=tuple(_scenario(record) for record in chosen.records("scenarios")) or SCENARIOS,
        changements=tuple(_changement(record) for record in chosen.records("changements")),
        benevolat=tuple(filter(None, map(_benevolat, chosen.records("benevolat")))),
    )
    chosen.finish()
    return reglages


def _months(champs: Champs, key: str) -> int | None:
    placed = champs.integer(key)
    if placed is None or 0 <= placed.value <= MAX_MONTHS:
        return placed.value if placed else None
    champs.say("C003", f"« {key} » attend un nombre de mois, de 0 à {MAX_MONTHS}.", placed.span)
    return None


def _euros(champs: Champs, key: str) -> Decimal | None:
    placed = champs.scalar(key)
    if placed is None:
        return None
    amount = parse_montant(placed.value)
    if amount is None:
        hint = f"écrivez les milliers avec une espace et les centimes avec une virgule : {key}: {_sum(placed.value)}"
        champs.say(
            "C003",
            f"« {key} » attend un montant en euros, pas « {placed.value} ».",
            placed.span,
            (hint,),
        )
    return amount


def _sum(typed: str) -> str:
    """The sum most likely meant by « 55.000 € » or « 12,500.50 »; an example when nothing looks like one."""
    match = FOREIGN.search(typed)
    if match is None:
        return "12 500 €"
    whole, cents = int(re.sub(r"\D", "", match[1])), match[2] or ""
    return f"{whole:,}".replace(",", " ") + (f",{cents}" if cents else "") + " €"


def _dates(champs: Champs, key: str) -> tuple[Placed[Echeance], ...]:
    found: list[Placed[Echeance]] = []
    for placed in champs.texts(key):
        value = parse_echeance(placed.value)
        if value is None:
            message = f"« {key} » attend des dates : « {placed.value} » n'en est pas une."
            hint = f"écrivez-les entre crochets, séparées par des virgules : {key}: [2027-04-01, 2028-02-15]"
            champs.say("C003", message, placed.span, (hint,))
        else:
            found.append(Placed(value, placed.span))
    return tuple(found)


def _changement(champs: Champs) -> Changement:
    day = champs.echeance("date")
    change = Changement(
        day or Placed(Echeance(FAR), champs.span),
        champs.integer("taille"),
        champs.scalar("bareme"),
        champs.span,
    )
    champs.finish()
    return change


def _benevolat(champs: Champs) -> Benevolat | None:
    """Nothing is valued when the hours or their rate cannot be read, which has been told."""
    year, hours, rate = champs.integer("annee"), champs.scalar("heures"), _euros(champs, "taux")
    objet = champs.text("objet")
    champs.finish()
    count = parse_nombre(hours.value) if hours else None
    if hours is not None and count is None:
        message = f"« heures » attend un nombre, pas « {hours.value} »."
        champs.say("C003", message, hours.span, ("écrivez par exemple : heures: 120",))
    if year is None or count is None or rate is None:
        return None
    return Benevolat(year.value, count, rate, objet)


def _scenario(champs: Champs) -> Scenario:
    nom = champs.text("nom")
    rate = _rate(champs, "taux") or Decimal(0)
    inner = champs.table("missions")
    by_mission: dict[str, Decimal] = {}
    if inner is not None:
        read = {cle: _rate(inner, cle) for cle in PAR_CLE}
        by_mission = {cle: share for cle, share in read.items() if share is not None}
        inner.finish()
    scenario = Scenario(
        nom,
        rate,
        by_mission,
        demandees=champs.yes_no("sommes_demandees"),
        refus=champs.texts("refus"),
        reports=tuple(filter(None, map(_report, champs.records("reports")))),
        taille=champs.integer("taille"),
        taille_des=champs.echeance("taille_des"),
        span=champs.span,
    )
    champs.finish()
    return scenario


def _report(champs: Champs) -> Report | None:
    """Nothing is put off to a date that cannot be read, which has been told."""
    day, lines = champs.echeance("date"), champs.texts("lignes")
    champs.finish()
    return Report(lines, day) if day else None


def _rate(champs: Champs, key: str) -> Decimal | None:
    """A share from « 60 », « 60 % » or « 62,5 % »."""
    placed = champs.scalar(key)
    if placed is None:
        return None
    value = parse_nombre(placed.value.removesuffix("%").rstrip())
    if value is None:
        hint = f"écrivez par exemple : {key}: 60 %"
        champs.say(
            "C003",
            f"« {key} » attend un taux en pour cent, pas « {placed.value} ».",
            placed.span,
            (hint,),
        )
    elif not 0 <= value <= 100:
        message = f"le taux d'atteinte {placed.value} n'est pas entre 0 et 100 % : le barème donne le montant à 100 %."
        champs.say("R005", message, placed.span)
    else:
        return value / 100
    return Decimal(0)
