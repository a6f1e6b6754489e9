"""Rules on what was measured of the indicators: whose it is, of which year, on what proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.comptes import Comptes
from pipeline.model.contrat import months_later
from pipeline.model.droits import Contrat
from pipeline.model.echeance import Echeance
from pipeline.model.fiche import Fiche, Indicateur
from pipeline.model.finding import Finding
from pipeline.model.langue.mesure import est_une_part
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.mesure import Mesure, Mesures, Reunion
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Placed, Span

WHOLE = Decimal(100)
AGAIN = "« make indicateurs » écrit à côté un classeur à jour, où vos mesures sont gardées."
MEETINGS_A_YEAR = 2


@controle()
def of_an_indicator(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each line names a fiche and one of its indicators; a name that changed is told once, with its other lines."""
    if not projet.codes_lus:
        return
    known = projet.indicateurs_nommes
    lost: dict[tuple[str, str], list[Mesure]] = {}
    for mesure in projet.mesures.lignes:
        if mesure.nom not in known:
            lost.setdefault(mesure.nom, []).append(mesure)
    for lines in lost.values():
        finding = _lost(lines, projet)
        if finding is not None:
            yield finding


def _lost(lines: Sequence[Mesure], projet: Projet) -> Finding | None:
    first = lines[0]
    fiche = next((one for one in projet.fiches if one.cle == first.fiche.value), None)
    if fiche is None and first.fiche.value in projet.codes_de_fiches:
        return None
    if fiche is None:
        message = f"« {first.fiche.value} » n'est pas une fiche du projet."
        codes = [one.cle for one in projet.fiches]
        others = tuple(line.fiche.span for line in lines[1:])
        return Finding(
            "I001", message, first.fiche.span, did_you_mean(first.fiche.value, codes), others
        )
    if projet.doutes.rubrique(fiche, "indicateurs"):
        return None
    named = first.indicateur.value
    message = f"« {named} » n'est pas un indicateur de la fiche {fiche.cle}."
    hints = did_you_mean(named, _free_names(fiche, projet))
    others = tuple(line.indicateur.span for line in lines[1:])
    return Finding("I001", message, first.indicateur.span, (*hints, AGAIN), others)


def _free_names(fiche: Fiche, projet: Projet) -> list[str]:
    """The indicators of a fiche without a line of their own first: one that was renamed is among them."""
    taken = {
        fold(line.indicateur.value)
        for line in projet.mesures.lignes
        if line.fiche.value == fiche.cle
    }
    names = [indicateur.nom for indicateur in fiche.indicateurs]
    return [name for name in names if fold(name) not in taken] or names


@controle()
def measured_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An indicator has one value a year."""
    told = [mesure for mesure in projet.mesures.lignes if mesure.valeur is not None]
    for mesure, first in doublons(told, lambda one: f"{one.nom} {one.annee.value}"):
        message = (
            f"« {mesure.indicateur.value} », année {mesure.annee.value} : mesuré deux fois, "
            f"{_words(first.valeur)} en {_span(first).cell} et {_words(mesure.valeur)} ici."
        )
        hint = "gardez une ligne ; l'autre valeur peut aller dans le commentaire."
        yield Finding("I003", message, _span(mesure), (hint,), (_span(first),))


def _words(placed: Placed[str] | None) -> str:
    return placed.value if placed else ""


def _span(mesure: Mesure) -> Span:
    return mesure.valeur.span if mesure.valeur else mesure.span


@controle()
def can_be_counted(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value is a number, in the unit of the targets, and a share of 100 % at most; or yes or no, as they are."""
    known = projet.indicateurs_nommes
    for mesure in projet.mesures.lignes:
        if mesure.valeur is None:
            continue
        indicateur = known.get(mesure.nom)
        odd = _not_a_measure(mesure) or _out_of_bounds(mesure) or _other_unit(mesure, indicateur)
        if odd:
            message, hint = odd
            yield Finding("I004", message, mesure.valeur.span, (hint,))


def _not_a_measure(mesure: Mesure) -> tuple[str, str] | None:
    if mesure.lue is not None:
        return None
    shown = _words(mesure.valeur)
    hint = "écrivez un seul nombre, comme « 15,3 % » ou « 1 200 », ou bien « oui » ou « non »."
    return f"la valeur mesurée « {shown} » n'est pas un nombre.", hint


def _out_of_bounds(mesure: Mesure) -> tuple[str, str] | None:
    read = mesure.lue
    if read is None or read.nombre is None:
        return None
    if read.nombre < 0:
        return f"la valeur mesurée « {_words(mesure.valeur)} » est négative.", "ôtez son signe."
    if read.part and read.nombre > WHOLE:
        return (
            f"la valeur mesurée « {_words(mesure.valeur)} » dépasse 100 %.",
            "une part va de 0 à 100 % : vérifiez-la, ou écrivez un nombre sans « % ».",
        )
    return None


def _other_unit(mesure: Mesure, indicateur: Indicateur | None) -> tuple[str, str] | None:
    """A share without its sign may be 15 % or 1 500 %: it is asked, not guessed."""
    read = mesure.lue
    if indicateur is None or read is None:
        return None
    shown, wanted = _words(mesure.valeur), _target(indicateur, mesure.annee.value)
    if indicateur.est_un_oui_ou_non != (read.oui is not None):
        return f"« {shown} » ne se compare pas à « {wanted} ».", "écrivez-la comme la cible."
    if read.oui is None and read.nombre and wanted and read.part != est_une_part(wanted):
        what = "sans « % »" if est_une_part(wanted) else "en %"
        hint = f"écrivez « {shown} % »." if est_une_part(wanted) else "écrivez-la sans « % »."
        return f"la valeur mesurée « {shown} » est {what}, la cible est « {wanted} ».", hint
    return None


def _target(indicateur: Indicateur, year: int) -> str:
    """The target of the year, else the last one before or after it, else the start."""
    if year in indicateur.cibles:
        return indicateur.cibles[year].value
    return next((placed.value for placed in indicateur.cibles.values()), indicateur.depart)


@controle()
def proved(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value has its proof; a date or a proof has its value."""
    for mesure in projet.mesures.lignes:
        name = f"« {mesure.indicateur.value} », année {mesure.annee.value}"
        if mesure.valeur is not None and mesure.justificatif is None:
            hint = "dites d'où elle vient dans la colonne « Justificatif » : un relevé, un export, une feuille de présence."
            yield Finding(
                "I005", f"{name} : la valeur n'a pas de justificatif.", mesure.valeur.span, (hint,)
            )
        alone = mesure.le or mesure.justificatif
        if mesure.valeur is None and alone:
            hint = "écrivez la valeur mesurée, ou videz ces cases."
            yield Finding(
                "I005",
                f"{name} : une date ou un justificatif, et pas de valeur mesurée.",
                alone.span,
                (hint,),
            )


@controle(Piece.IDENTITE, Piece.REGLES)
def dated_in_its_year(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A value is measured in its contract year, or before the balances of that year are due."""
    reglages = projet.identite.contrat
    delay = projet.regles.delai_soldes if reglages.delai_soldes is None else reglages.delai_soldes
    years = {year.rang: year for year in comptes.contrat.annees}
    for mesure in projet.mesures.lignes:
        year = years.get(mesure.annee.value)
        if mesure.le is None or year is None:
            continue
        day = mesure.le.value
        last = months_later(year.fin, delay) - timedelta(1)
        if day.fin < year.debut or day.debut > last:
            message = (
                (f"mesurée en {day}" if day.debut != day.fin else f"mesurée le {day}")
                + f" : l'année {year.rang} va du {Echeance(year.debut)} au {Echeance(year.fin - timedelta(1))}."
            )
            hint = f"corrigez la date, ou l'année ; une mesure de l'année {year.rang} s'écrit jusqu'au {Echeance(last)}."
            yield Finding("I007", message, mesure.le.span, (hint,))


@controle(Piece.IDENTITE)
def meetings_are_whole(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A meeting has its date and its decisions, and a contract year that is over has two."""
    for reunion in projet.mesures.reunions:
        yield from _meeting(reunion, comptes.contrat)
    if projet.mesures.present:
        yield from _years_with_few_meetings(projet.mesures, comptes.contrat, today)


def _meeting(reunion: Reunion, contrat: Contrat) -> Iterator[Finding]:
    if reunion.le is None:
        yield Finding("I008", "cette réunion n'a pas de date.", reunion.span)
    elif not reunion.decisions:
        yield Finding("I008", "cette réunion n'a pas de décisions.", reunion.span)
    elif contrat.annees and contrat.annee_de(reunion.le.value.debut) is None:
        message = f"cette réunion du {reunion.le.value} est hors du contrat."
        yield Finding("I008", message, reunion.le.span, ("corrigez la date.",))


def _years_with_few_meetings(mesures: Mesures, contrat: Contrat, today: date) -> Iterator[Finding]:
    """The contract years that are over without their two; nothing while the date of a meeting is not known."""
    days = [one.le.value.debut for one in mesures.reunions if one.le is not None]
    if len(days) < len(mesures.reunions):
        return
    for year in contrat.annees:
        held = sum(year.debut <= day < year.fin for day in days)
        if year.fin <= today and held < MEETINGS_A_YEAR:
            count = "une seule réunion" if held else "aucune réunion"
            message = (
                f"année {year.rang} : {count} sur les indicateurs est notée, deux sont demandées."
            )
            hint = "notez-les dans la feuille « Réunions » : date, participants, décisions."
            yield Finding("I008", message, mesures.span, (hint,))
