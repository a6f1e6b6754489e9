"""Rules on the contract: delays of the missions, what is counted before it is earned, cash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import chain

from pipeline.check.controle import controle
from pipeline.check.formes import doublons, tailles_en_accord
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS, MissionBareme
from pipeline.model.budget import ORIGINES_ACI, Budget, en_annee
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import PRUDENT, Changement, Scenario
from pipeline.model.droits import Contrat, Droit, Effet
from pipeline.model.echeance import MOIS, Echeance
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.fiche import Fiche
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, euros, lettres
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Piece, Projet, TexteSource
from pipeline.model.prose import text_of
from pipeline.model.span import Placed, Span

CRISES = "crises"
PROJET = "content/projet.yaml"
VARIABLE, SURVENUE = VOLETS["variable"], VOLETS["survenue"]
PLAN_ECRIT = motif(
    r"^(?:le |un )?plan\b|\b(?:version|redact|redig|ecri|remi[st]|transm|envo|depo|depot|finalis|valid|elabor|adopt"
    r"|presentation|livr|etabli|achev|publi)\w*\b.{0,60}\bplan\b|\bplan\b.{0,60}\b(?:ecrit|remis|transmis|envoye|depose|pret"
    r"|finalise|valide|adopte|livre|etabli|acheve|publie|redige)\b"
)
"""A stage by which the plan is there; « bilan, joint au plan » only names it."""
MISE_A_JOUR = motif(r"mise a jour|mettre a jour|actualis|revis|\brevu|chaque annee|annuel")
DELAY = motif(
    r"(?P<quoi>\b(?:demarr|debut|deplo[iy])\w*)[^.;|]{0,40}?"
    r"\b(?:en|dans les|sous|au bout de|apres)\s+(?P<combien>[0-9]{1,2}|[a-z]+(?:[- ](?:et[- ])?[a-z]+)?)\s+"
    r"(?P<unite>mois|ans?)\b(?P<demi> et demi)?"
)
TIMES = (" mois", " an")
IN_WORDS = {fold(lettres(number)): number for number in range(2, 61)}
AMOUNT = motif(r"(?<![0-9])([0-9]{2,3})[ \u00a0\u202f]?([0-9]{3})(?![0-9])")


# --- delays -------------------------------------------------------------------------------------------------------


@controle()
def within_the_delays(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission socle starts and is deployed in the months that the accord gives after the signature."""
    for mission in comptes.contrat.missions:
        delais = projet.regles.delais.get(mission.cle)
        if delais is not None:
            start = (mission.demarrage, mission.limite_demarrage, delais.demarrage)
            end = (mission.deploiement, mission.limite_deploiement, delais.deploiement)
            yield from _late("R001", f"mission « {mission.cle} » : démarrage", *start)
            yield from _late("R002", f"mission « {mission.cle} » : déploiement", *end)


@controle(Piece.REGLES, des=EtapeCPTS.PROJET)
def deployment_is_told(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Without a day of deployment the delay of the accord is not checked: the missions are told together."""
    without = [
        (mission.cle, fiches[0])
        for mission in comptes.contrat.missions
        if mission.cle in projet.regles.delais
        and mission.demarrage is not None
        and mission.deploiement is None
        and (fiches := projet.fiches_de(mission.cle))
        and not any(projet.doutes.cle(fiche, "dates") for fiche in fiches)
    ]
    if without:
        names = et(f"« {PAR_CLE[cle].titre} »" for cle, _fiche in without)
        message = f"rien ne dit quand sont déployées les actions de {names} : le délai de l'accord n'est pas vérifié."
        hint = "ajoutez sous « dates », dans l'en-tête d'une fiche : deploiement: 2028-06-30, à la bonne date."
        first, *others = [fiche.entete.get("dates", fiche.span) for _cle, fiche in without]
        yield Finding("R021", message, first, (hint,), tuple(others))


@controle(Piece.REGLES)
def delays_in_texts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """« se déploie en trente mois », in the chapter of a mission or in its fiche, against what the accord leaves."""
    about = {one.path: one.mission.value for one in projet.chapitres["missions"] if one.mission}
    about |= {fiche.path: fiche.cle_mission for fiche in projet.fiches}
    for texte in projet.textes:
        delais = projet.regles.delais.get(about.get(texte.path, ""))
        for line, words in enumerate(texte.lines, 1) if delais is not None else ():
            told = (
                DELAY.search(fold(words))
                if line >= texte.body_line and any(map(words.__contains__, TIMES))
                else None
            )
            if delais is not None and told is not None:
                start = told["quoi"].startswith(("demarr", "debut"))
                most = delais.demarrage if start else delais.deploiement
                yield from _too_long(_months(told), start, most, Span(texte.path, line))


def _months(told: re.Match[str]) -> int:
    """« trente mois », « 30 mois » or « deux ans et demi »; 0 for a word that is no number."""
    typed = told["combien"]
    number = int(typed) if typed.isdecimal() else IN_WORDS.get(typed, 1 if typed == "un" else 0)
    if told["unite"] == "mois" or not number:
        return number
    return number * 12 + (6 if told["demi"] else 0)


def _too_long(months: int, start: bool, most: int, place: Span) -> Iterator[Finding]:
    if months > most:
        what = "démarrage" if start else "déploiement"
        message = f"ce texte dit {months} mois ; l'accord en laisse {most} après la signature, pour le {what}."
        hint = "corrigez le texte, ou dites de quel autre délai il s'agit."
        yield Finding("R022", message, place, (hint,))


def _late(
    code: str, what: str, planned: Placed[Echeance] | None, limit: date | None, months: int
) -> Iterator[Finding]:
    """A period such as « mars 2028 » is late when its first day is."""
    if planned is None or limit is None or planned.value.debut <= limit:
        return
    message = (
        f"{what} prévu ({planned.value}) après la limite de l'accord "
        f"({Echeance(limit)}, {months} mois après la signature)."
    )
    hint = (
        "si cette fiche vient en plus, donnez la date de la mission dans l'en-tête de son chapitre."
    )
    yield Finding(code, message, planned.span, (hint,))


@controle()
def fiches_within_their_mission(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission that gives its own date is deployed once the last of its fiches is."""
    for chapitre in projet.chapitres["missions"]:
        limit = chapitre.deploiement
        for fiche in projet.fiches_de(chapitre.mission.value) if chapitre.mission else ():
            deployed = fiche.dates.deploiement
            if deployed and limit and deployed.value.debut > limit.value.fin:
                message = (
                    f"la fiche se déploie le {deployed.value}, après sa mission ({limit.value})."
                )
                yield Finding("R018", message, deployed.span, WHICH_DATE, (limit.span,))


WHICH_DATE = (
    "corrigez la date de la fiche, ou celle de la mission dans l'en-tête de son chapitre.",
)


@controle()
def starts_within_the_contract(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission that starts after the contract earns nothing."""
    contrat = comptes.contrat
    starts = [(mission.cle, mission.demarrage) for mission in contrat.missions if mission.demarrage]
    for cle, start in starts if contrat.annees else ():
        if start.value.debut >= contrat.annees[-1].fin:
            message = (
                f"la mission « {cle} » démarre après la fin du contrat, le {_last_day(contrat)} : "
                "aucun versement n'est compté pour elle."
            )
            yield Finding("R004", message, start.span)


def _last_day(contrat: Contrat) -> Echeance:
    return Echeance(date.fromordinal(contrat.annees[-1].fin.toordinal() - 1))


@controle()
def crisis_plan(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A first version in the first contract year, then an update every year."""
    contrat = comptes.contrat
    fiches = [fiche for fiche in projet.fiches_de(CRISES) if fiche.planning]
    unread = any(projet.doutes.rubrique(fiche, "planning") for fiche in fiches)
    if not contrat.annees or not fiches or unread:
        return
    place = fiches[0].rubriques.get("planning", fiches[0].span)
    end = contrat.annees[0].fin
    if not any(_writes_the_plan(fiche, end) for fiche in fiches):
        message = f"le planning ne prévoit pas la première version du plan de crise avant le {Echeance(end)}."
        hint = "ajoutez une étape « Première version du plan », dans la première année du contrat."
        yield Finding("R003", message, place, (hint,))
    if not any(map(MISE_A_JOUR.search, chain.from_iterable(map(_words, fiches)))):
        message = "rien ne prévoit la mise à jour annuelle du plan de crise."
        yield Finding(
            "R003", message, place, ("ajoutez une étape « Mise à jour annuelle du plan ».",)
        )


def _writes_the_plan(fiche: Fiche, end: date) -> bool:
    stages = [(fold(text_of(etape.etape)), etape.echeance) for etape in fiche.planning]
    return any(
        PLAN_ECRIT.search(words) and day is not None and day.debut < end for words, day in stages
    )


def _words(fiche: Fiche) -> Iterator[str]:
    steps = (etape.etape for etape in fiche.planning)
    actions = (line.action for line in fiche.sous_actions)
    aims = chain.from_iterable(map(inlines_of, fiche.textes.get("objectifs", ())))
    return (fold(text_of(inlines)) for inlines in chain(steps, actions, aims))


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
    reglages = projet.identite.contrat
    snp = reglages.snp_specifique
    if (
        snp is not None
        and snp.value
        and not any(mission.hors_total for mission in _missions_of(projet))
    ):
        message = f"le barème {projet.bareme.cle} n'a pas de financement spécifique des soins non programmés."
        yield Finding("R012", message, snp.span, ("effacez « snp_specifique ».",))
    for change in reglages.changements:
        yield from _change_fits(change, projet, comptes.contrat)


def _missions_of(projet: Projet) -> Iterator[MissionBareme]:
    """Those of the barème, and of the ones that take its place during the contract."""
    yield from projet.bareme.missions
    for change in projet.identite.contrat.changements:
        later = projet.baremes.get(change.bareme.value) if change.bareme else None
        yield from later.missions if later else ()


def _change_fits(change: Changement, projet: Projet, contrat: Contrat) -> Iterator[Finding]:
    if change.taille is None and change.bareme is None:
        yield Finding("R012", "ce changement ne dit ni taille ni barème.", change.span)
    if change.taille is not None and change.taille.value not in (1, 2, 3, 4):
        yield Finding(
            "R012",
            f"la taille va de 1 à 4 : {change.taille.value} n'existe pas.",
            change.taille.span,
        )
    if change.bareme is not None and change.bareme.value not in projet.baremes:
        message = f"le barème « {change.bareme.value} » n'est pas connu."
        yield Finding(
            "R012", message, change.bareme.span, did_you_mean(change.bareme.value, projet.baremes)
        )
    if contrat.annees and contrat.annee_de(change.date.value.debut) is None:
        first = Echeance(contrat.annees[0].debut)
        message = (
            f"{change.date.value} est hors du contrat, qui va du {first} au {_last_day(contrat)}."
        )
        yield Finding("R012", message, change.date.span)


@controle()
def scenarios_fit(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each scenario has a name of its own, and a size that a CPTS can have, at a day of the contract."""
    scenarios = comptes.contrat.scenarios
    for second, first in doublons(scenarios, lambda one: fold(one.nom)):
        message = f"deux scénarios s'appellent « {second.nom} »."
        if first is PRUDENT:
            message = f"« {second.nom} » est le nom du scénario le plus prudent, toujours calculé."
        yield Finding("R019", message, second.span, ("donnez-lui un autre nom.",))
    for scenario in scenarios:
        if scenario.taille is not None and scenario.taille.value not in (1, 2, 3, 4):
            message = f"la taille va de 1 à 4 : {scenario.taille.value} n'existe pas."
            yield Finding("R012", message, scenario.taille.span)
        since = scenario.taille_des
        if since is not None and not _inside(since.value.debut, comptes.contrat):
            first_day = Echeance(comptes.contrat.annees[0].debut)
            message = (
                f"{since.value} est hors du contrat, qui va du {first_day} au "
                f"{_last_day(comptes.contrat)}."
            )
            yield Finding("R012", message, since.span)


def _inside(day: date, contrat: Contrat) -> bool:
    return not contrat.annees or contrat.annee_de(day) is not None


@controle(Piece.BUDGET, Piece.BAREME)
def scenarios_change_something(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What a scenario supposes changes a figure; else a word of it is not that of the workbook, or a day is."""
    if not projet.budget.blocs_complets:
        return
    for scenario in comptes.contrat.scenarios:
        effet = comptes.contrat.effet(scenario)
        for word in effet.inconnus:
            yield _names_nothing(word, word in scenario.refus, projet.budget)
        yield from _puts_off_nothing(scenario, effet, comptes.contrat)
        yield from _same_size(scenario, effet, projet, comptes.contrat)


def _names_nothing(word: Placed[str], refused: bool, budget: Budget) -> Finding:
    if refused:
        others = [line for line in budget.ressources if line.origine not in ORIGINES_ACI]
        known = [line.libelle or line.origine for line in others]
        message = f"« {word.value} » ne nomme aucune ressource du budget, hors ACI."
    else:
        known = [line.libelle for line in budget.depenses if line.libelle]
        message = f"« {word.value} » ne nomme aucune ligne de dépenses du budget."
    return Finding("R020", message, word.span, did_you_mean(word.value, known))


def _puts_off_nothing(scenario: Scenario, effet: Effet, contrat: Contrat) -> Iterator[Finding]:
    """Told once for a scenario: the first day to which something is put off is before all that its lines spend."""
    if effet.reportees and not effet.epargne and contrat.annees:
        day = scenario.reports[0].date
        message = (
            f"reporter cette dépense à {day.value} ne change rien : le budget ne la prévoit pas "
            "plus tôt."
        )
        yield Finding("R020", message, day.span, ("donnez un mois plus tardif.",))


def _same_size(
    scenario: Scenario, effet: Effet, projet: Projet, contrat: Contrat
) -> Iterator[Finding]:
    """Silent for a day outside the contract, of which R012 speaks."""
    if scenario.taille is None:
        if scenario.taille_des is not None:
            message = "« taille_des » sans « taille » : ce scénario ne change pas de taille."
            yield Finding("R020", message, scenario.taille_des.span, ("ajoutez : taille: 1",))
    elif scenario.taille_des is not None and not _inside(scenario.taille_des.value.debut, contrat):
        return
    elif projet.taille and effet.droits is not None and effet.droits == contrat.droits:
        message = (
            f"la taille {scenario.taille.value} donne les mêmes droits que le contrat : "
            f"la CPTS est déclarée de taille {projet.taille}."
        )
        hint = "supposez une autre taille, ou retirez « taille » de ce scénario."
        yield Finding("R020", message, scenario.taille.span, (hint,))


# --- what is counted before it is earned --------------------------------------------------------------------------


@controle()
def first_year_prorated(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The fixed part of a mission counts from its start: a whole year of it is not received the first year."""
    if _rights_are_known(projet, comptes):
        for place, message in _above_rights(projet.budget, comptes.contrat):
            yield Finding("R006", message, place)


def _above_rights(budget: Budget, contrat: Contrat) -> Iterator[tuple[Span, str]]:
    starts = {mission.cle: mission.demarrage for mission in contrat.missions}
    for right in contrat.droits:
        bloc, start, origine = (
            budget.bloc(right.bloc),
            starts.get(right.bloc),
            VOLETS.get(right.volet, ""),
        )
        if bloc is None or start is None or right.variable or right.annee > budget.annees:
            continue
        lines = bloc.d_origine(origine)
        asked = en_annee(lines, right.annee)
        if _only_whole_year(asked, right):
            last = next(line for line in reversed(lines) if line.montants[right.annee - 1])
            message = (
                f"« {origine} », année {right.annee} : {euros(asked)} comptés, mais la mission démarre en cours "
                f"d'année ({start.value}) : {euros(right.montant)} au prorata des jours."
            )
            yield last.cellules[right.annee - 1].span, message


def _only_whole_year(asked: Decimal, right: Droit) -> bool:
    """More than the days of the year give, and no more than a whole year, which another rule refuses."""
    return right.jours < right.sur and right.montant + 1 <= asked <= right.plein


@controle()
def cash_above_zero(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """With the fixed parts alone, no month ends under zero; silent while the expenses exceed what is sure."""
    unsure = projet.illisible_dans(PROJET, "solde_ouverture", "sommes_demandees")
    years = [] if unsure else list(_years(projet, comptes))
    if (
        not comptes.contrat.tresoreries
        or not years
        or any(spent > sure + 1 for spent, sure in years)
    ):
        return
    plan = comptes.contrat.tresoreries[0]
    low = plan.plus_bas
    if low.solde < 0:
        message = (
            f"avec les seules parts fixes, la caisse est vide pendant {len(plan.sous_zero)} mois : il manque "
            f"{euros(-low.solde)} à la fin de {MOIS[low.mois - 1]} {low.annee}."
        )
        hint = "« make tresorerie » montre chaque mois ; l'argent du premier jour est contrat, solde_ouverture."
        yield Finding("R008", message, projet.budget.span, (hint,))


def _years(projet: Projet, comptes: Comptes) -> Iterator[tuple[Decimal, Decimal]]:
    """Expenses and sure resources of each contract year; nothing while some other rule must speak first."""
    budget, contrat = projet.budget, comptes.contrat
    unbalanced = any(any(total.ecarts) for total in comptes.blocs.values())
    if not _dated(projet, comptes) or unbalanced or any(_above_rights(budget, contrat)):
        return
    others = [line for line in budget.ressources if line.origine not in ORIGINES_ACI]
    for year, spent in enumerate(comptes.total.depenses, 1):
        yield spent, contrat.droits_de(year, contrat.scenarios[0]) + en_annee(others, year)


def _dated(projet: Projet, comptes: Comptes) -> bool:
    """Whether the rights of the whole contract can be trusted: missions that start, and a budget read whole."""
    missions = [bloc.cle for bloc in projet.budget.blocs if bloc.cle != FONCTIONNEMENT]
    return (
        _rights_are_known(projet, comptes)
        and all(mission.demarrage for mission in comptes.contrat.missions)
        and not any(projet.retenue(mission) is False for mission in missions)
        and projet.budget.blocs_complets
    )


def _rights_are_known(projet: Projet, comptes: Comptes) -> bool:
    """Whether what a year gives to a mission that starts can be trusted: a contract, and a size."""
    contrat = comptes.contrat
    return (
        bool(contrat.annees and contrat.droits and contrat.missions)
        and tailles_en_accord(projet, comptes)
        and _signed_before_effect(projet)
    )


def _signed_before_effect(projet: Projet) -> bool:
    signature, effet = (projet.identite.dates.get(key) for key in ("signature", "effet"))
    return not signature or not effet or signature.value.debut <= effet.value.debut


# --- amounts in texts ---------------------------------------------------------------------------------------------


@controle()
def amounts_in_texts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The printed total of the barème supposes a crisis."""
    bareme = projet.bareme
    with_crisis = (
        {int(amount) for amount in bareme.total_possible} if bareme.mission(CRISES) else set()
    )
    ends = {str(amount)[-3:] for amount in with_crisis}
    for text in projet.textes:
        if text.path.endswith(".md") and any(end in line for line in text.lines for end in ends):
            yield from _amounts_in(text, with_crisis)


def _amounts_in(text: TexteSource, with_crisis: set[int]) -> Iterator[Finding]:
    for number, line in enumerate(text.lines[text.body_line - 1 :], text.body_line):
        found = {int(a + b) for a, b in AMOUNT.findall(line)}
        around = fold("\n".join(text.lines[max(0, number - 3) : number + 2]))
        if found & with_crisis and "crise" not in around:
            message = "ce total du barème compte une crise sanitaire grave la même année : dites-le, ou citez un droit."
            yield Finding(
                "R015",
                message,
                Span(text.path, number),
                ("« make droits » donne ceux de la CPTS.",),
            )
