"""Rules on the contract: delays of the missions, what is counted before it is earned, cash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS
from pipeline.model.budget import ORIGINES_ACI, Budget
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import Changement
from pipeline.model.droits import Contrat, Droit, total
from pipeline.model.echeance import MOIS, Echeance
from pipeline.model.fiche import Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Piece, Projet, TexteSource
from pipeline.model.prose import text_of
from pipeline.model.span import Placed, Span

CRISES = "crises"
PROJET = "content/projet.yaml"
VARIABLE, SURVENUE = VOLETS["variable"], VOLETS["survenue"]
MISE_A_JOUR = re.compile(r"mise a jour|mettre a jour|actualis|revis|\brevu|chaque annee|annuel")
AMOUNT = re.compile(r"(?<![0-9])([0-9]{2,3})[ \u00a0\u202f]?([0-9]{3})(?![0-9])")


# --- delays -------------------------------------------------------------------------------------------------------


@controle()
def within_the_delays(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission socle starts and is deployed in the months that the accord gives after the signature."""
    contrat = comptes.contrat
    for mission in contrat.missions:
        delais = projet.regles.delais.get(mission.cle)
        if delais is not None:
            yield from _late(
                "R001", mission.cle, "démarrage", mission.demarrage, mission.limite_demarrage, delais.demarrage
            )
            yield from _late(
                "R002",
                mission.cle,
                "déploiement",
                mission.deploiement,
                mission.limite_deploiement,
                delais.deploiement,
            )


def _late(
    code: str, mission: str, what: str, planned: Placed[Echeance] | None, limit: date | None, months: int
) -> Iterator[Finding]:
    """A period such as « mars 2028 » is late when its first day is."""
    if planned is None or limit is None or planned.value.debut <= limit:
        return
    message = (
        f"mission « {mission} » : {what} prévu ({planned.value}) après la limite de l'accord "
        f"({Echeance(limit)}, {months} mois après la signature)."
    )
    hint = "si cette fiche vient en plus, donnez la date de la mission dans l'en-tête de son chapitre."
    yield Finding(code, message, planned.span, (hint,))


@controle()
def starts_within_the_contract(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission that starts after the contract earns nothing."""
    contrat = comptes.contrat
    for mission in contrat.missions if contrat.annees else ():
        start = mission.demarrage
        if start is not None and start.value.debut >= contrat.annees[-1].fin:
            message = (
                f"la mission « {mission.cle} » démarre après la fin du contrat, le {_last_day(contrat)} : "
                "aucun versement n'est compté pour elle."
            )
            yield Finding("R004", message, start.span)


def _last_day(contrat: Contrat) -> Echeance:
    return Echeance(date.fromordinal(contrat.annees[-1].fin.toordinal() - 1))


@controle()
def crisis_plan(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A first version in the first contract year, then an update every year."""
    contrat = comptes.contrat
    fiches = [f for f in projet.fiches if f.mission is not None and f.mission.value == CRISES and f.planning]
    if not contrat.annees or not fiches or any(f.path in projet.incomplets for f in fiches):
        return
    place = fiches[0].rubriques.get("planning", fiches[0].span)
    end = contrat.annees[0].fin
    if not any(_writes_the_plan(fiche, end) for fiche in fiches):
        message = f"le planning ne prévoit pas la première version du plan de crise avant le {Echeance(end)}."
        hint = "ajoutez une étape « Première version du plan », dans la première année du contrat."
        yield Finding("R003", message, place, (hint,))
    if not any(MISE_A_JOUR.search(words) for fiche in fiches for words in _words(fiche)):
        message = "rien ne prévoit la mise à jour annuelle du plan de crise."
        yield Finding("R003", message, place, ("ajoutez une étape « Mise à jour annuelle du plan ».",))


def _writes_the_plan(fiche: Fiche, end: date) -> bool:
    stages = [(fold(text_of(etape.etape)), etape.echeance) for etape in fiche.planning]
    return any("plan" in words.split() and day is not None and day.debut < end for words, day in stages)


def _words(fiche: Fiche) -> Iterator[str]:
    for etape in fiche.planning:
        yield fold(text_of(etape.etape))
    for line in fiche.sous_actions:
        yield fold(text_of(line.action))
    for block in fiche.textes.get("objectifs", ()):
        for inlines in inlines_of(block):
            yield fold(text_of(inlines))


@controle(Piece.REGLES)
def silent_approval(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two months after the deposit, a projet without an answer is deemed validated."""
    identite, contrat = projet.identite, comptes.contrat
    if contrat.accord_tacite is None or identite.statut != "déposé":
        return
    if contrat.accord_tacite <= today and "validation" not in identite.dates:
        message = (
            f"déposé le {identite.dates['depot'].value}, le projet est réputé validé depuis le "
            f"{Echeance(contrat.accord_tacite)}, sauf opposition de l'ARS."
        )
        hint = "écrivez « statut: validé » et la date de validation."
        yield Finding("R017", message, identite.dates["depot"].span, (hint,))


# --- settings -----------------------------------------------------------------------------------------------------


@controle(Piece.BAREME)
def settings_fit(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The settings of ``contrat:`` make sense with the barème and the dates."""
    identite, bareme = projet.identite, projet.bareme
    snp = identite.contrat.snp_specifique
    every = [bareme, *(projet.baremes.get(c.bareme.value) for c in identite.contrat.changements if c.bareme)]
    if snp is not None and snp.value and not any(m.hors_total for known in every if known for m in known.missions):
        message = f"le barème {bareme.cle} n'a pas de financement spécifique des soins non programmés."
        yield Finding("R012", message, snp.span, ("effacez « snp_specifique ».",))
    for change in identite.contrat.changements:
        yield from _change_fits(change, projet, comptes.contrat)


def _change_fits(change: Changement, projet: Projet, contrat: Contrat) -> Iterator[Finding]:
    if change.taille is None and change.bareme is None:
        yield Finding("R012", "ce changement ne dit ni taille ni barème.", change.span)
    if change.taille is not None and change.taille.value not in (1, 2, 3, 4):
        yield Finding("R012", f"la taille va de 1 à 4 : {change.taille.value} n'existe pas.", change.taille.span)
    if change.bareme is not None and change.bareme.value not in projet.baremes:
        message = f"le barème « {change.bareme.value} » n'est pas connu."
        yield Finding("R012", message, change.bareme.span, did_you_mean(change.bareme.value, projet.baremes))
    if contrat.annees and contrat.annee_de(change.date.value.debut) is None:
        first = Echeance(contrat.annees[0].debut)
        message = f"{change.date.value} est hors du contrat, qui va du {first} au {_last_day(contrat)}."
        yield Finding("R012", message, change.date.span)


# --- what is counted before it is earned --------------------------------------------------------------------------


@controle()
def first_year_prorated(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The fixed part of a mission counts from its start: a whole year of it is not received the first year."""
    if _dated(projet, comptes):
        for place, message in _above_rights(projet.budget, comptes.contrat):
            yield Finding("R006", message, place)


def _above_rights(budget: Budget, contrat: Contrat) -> Iterator[tuple[Span, str]]:
    starts = {mission.cle: mission.demarrage for mission in contrat.missions}
    rights = {(d.bloc, VOLETS[d.volet], d.annee): d for d in contrat.droits if not d.variable and d.volet in VOLETS}
    for bloc in budget.blocs:
        start = starts.get(bloc.cle)
        for origine in VOLETS.values():
            lines = [line for line in bloc.ressources if line.origine == origine]
            for year in range(1, budget.annees + 1) if lines and start is not None else ():
                right = rights.get((bloc.cle, origine, year))
                asked = total(line.montants[year - 1] for line in lines)
                if right is not None and start is not None and _only_whole_year(asked, right):
                    last = next(line for line in reversed(lines) if line.montants[year - 1])
                    message = (
                        f"« {origine} », année {year} : {euros(asked)} comptés, mais la mission démarre en cours "
                        f"d'année ({start.value}) : {euros(right.montant)} au prorata des jours."
                    )
                    yield last.cellules[year - 1].span, message


def _only_whole_year(asked: Decimal, right: Droit) -> bool:
    """More than the days of the year give, and no more than a whole year, which another rule refuses."""
    return right.jours < right.sur and right.montant + 1 <= asked <= right.plein


@controle()
def cash_above_zero(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """With the fixed parts alone, no month ends under zero; silent while the expenses exceed what is sure."""
    contrat = comptes.contrat
    if not contrat.tresoreries or PROJET in projet.incomplets:
        return
    if any(spent > sure + 1 for spent, sure in _years(projet, comptes)) or not any(_years(projet, comptes)):
        return
    plan = contrat.tresoreries[0]
    low = plan.plus_bas
    if low.solde < 0:
        count = len(plan.sous_zero)
        message = (
            f"avec les seules parts fixes, la caisse est vide pendant {count} mois : il manque {euros(-low.solde)} "
            f"à la fin de {MOIS[low.mois - 1]} {low.annee}."
        )
        hint = "« make tresorerie » montre chaque mois ; l'argent du premier jour est contrat, solde_ouverture."
        yield Finding("R008", message, projet.budget.span, (hint,))


def _years(projet: Projet, comptes: Comptes) -> Iterator[tuple[Decimal, Decimal]]:
    """Expenses and sure resources of each contract year; nothing while some other rule must speak first."""
    budget, contrat = projet.budget, comptes.contrat
    if not _dated(projet, comptes):
        return
    if any(any(t.ecarts) for t in comptes.blocs.values()) or any(_above_rights(budget, contrat)):
        return
    prudent = contrat.scenarios[0]
    for year in range(1, budget.annees + 1):
        spent = total(t.depenses[year - 1] for t in comptes.blocs.values())
        others = total(
            line.montants[year - 1] for b in budget.blocs for line in b.ressources if line.origine not in ORIGINES_ACI
        )
        yield spent, contrat.droits_de(year, prudent) + others


def _dated(projet: Projet, comptes: Comptes) -> bool:
    """Whether the rights can be trusted: a contract, a size, missions that start, and a budget read whole."""
    identite, contrat = projet.identite, comptes.contrat
    if not contrat.annees or not contrat.droits:
        return False
    signature, effet = identite.dates.get("signature"), identite.dates.get("effet")
    if signature and effet and effet.value.debut < signature.value.debut:
        return False
    agreed = comptes.taille is None or comptes.taille == projet.taille
    kept = all(b.cle == FONCTIONNEMENT or projet.retenue(b.cle) is not False for b in projet.budget.blocs)
    whole = all(bloc.complet for bloc in projet.budget.blocs)
    return agreed and kept and whole and bool(contrat.missions) and all(m.demarrage for m in contrat.missions)


# --- amounts in texts ---------------------------------------------------------------------------------------------


@controle()
def amounts_in_texts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The printed total of the barème supposes a crisis."""
    bareme = projet.bareme
    with_crisis = {int(amount) for amount in bareme.total_possible} if bareme.mission(CRISES) else set()
    ends = {str(amount)[-3:] for amount in with_crisis}
    for text in projet.textes:
        if text.path.endswith(".md") and any(end in line for line in text.lines for end in ends):
            yield from _amounts_in(text, with_crisis)


def _amounts_in(text: TexteSource, with_crisis: set[int]) -> Iterator[Finding]:
    for number, line in enumerate(text.lines, 1):
        found = {int(a + b) for a, b in AMOUNT.findall(line)} if number >= text.body_line else set()
        if found & with_crisis and not any(
            "crise" in fold(near) for near in text.lines[max(0, number - 3) : number + 2]
        ):
            message = "ce total du barème compte une crise sanitaire grave la même année : dites-le, ou citez un droit."
            yield Finding("R015", message, Span(text.path, number), ("« make droits » donne ceux de la CPTS.",))
