"""Rules on what is told of the fiches year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.comptes import Comptes
from pipeline.model.etape_cpts import EtapeCPTS
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.livrable import RAPPORT, RAPPORTS, Livrable
from pipeline.model.projet import Projet
from pipeline.model.suivi import FAIT, SUIVI, TRAME_SUIVI


@controle()
def of_a_fiche_and_a_year(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A text is that of a fiche, in a year in which a contract year begins, and says what was done."""
    known = sorted((*projet.codes_de_fiches, FONCTIONNEMENT))
    begins = {year.debut.year for year in comptes.contrat.annees}
    for suivi in projet.suivis:
        if projet.codes_lus and suivi.fiche.value not in known:
            message = f"« {suivi.fiche.value} » n'est pas une fiche du projet."
            hints = did_you_mean(suivi.fiche.value, known)
            yield Finding("I010", message, suivi.span, hints)
        if begins and suivi.annee.value not in begins:
            message = f"aucune année du contrat ne commence en {suivi.annee.value}."
            hint = f"le dossier porte l'année civile où elle commence : de {min(begins)} à {max(begins)}."
            yield Finding("I010", message, suivi.span, (hint,))
        if not suivi.textes.get(FAIT) and suivi.path not in projet.mal_lus:
            message = f"ce suivi n'a pas de texte sous « {TRAME_SUIVI[FAIT][0]} »."
            yield Finding("I009", message, suivi.span)
    for suivi, first in doublons(projet.suivis, lambda one: f"{one.annee.value} {one.fiche.value}"):
        message = f"la fiche {suivi.fiche.value} a deux suivis en {suivi.annee.value}."
        yield Finding("I010", message, suivi.span, ("réunissez-les.",), (first.span,))


@controle()
def of_a_year_that_can_be_told(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A report that chooses its year chooses one of the contract, of which something is told or measured."""
    years = {year.rang: year.debut.year for year in comptes.contrat.annees}
    told = {one.annee.value for one in projet.suivis}
    for livrable in projet.livrables:
        asked = livrable.annee
        if asked is None:
            continue
        if not _tells_a_year(livrable):
            message = f"« {livrable.cle} » ne raconte pas une année : « annee » n'y choisit rien."
            yield Finding("I011", message, asked.span)
        elif years and asked.value not in years:
            message = f"« {livrable.cle} » raconte l'année {asked.value}, et le contrat n'en a que {len(years)}."
            yield Finding("I011", message, asked.span)
        elif years and not _is_told(asked.value, years[asked.value], told, comptes):
            message = f"« {livrable.cle} » raconte l'année {asked.value}, dont rien n'est noté."
            hint = (
                f"écrivez ce qui a été fait dans {SUIVI}{years[asked.value]}/, ou changez d'année."
            )
            yield Finding("I011", message, asked.span, (hint,))


def _is_told(rank: int, begins: int, told: set[int], comptes: Comptes) -> bool:
    spent = any(year.rang == rank for year in comptes.realise.annees)
    return begins in told or rank in comptes.atteintes.annees() or spent


@controle(des=EtapeCPTS.BILAN)
def something_can_be_told(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Once the contract has begun, reports that would tell a year have one: done, measured, or spent."""
    years = comptes.contrat.annees
    reports = [one for one in projet.livrables if _tells_a_year(one) and one.annee is None]
    if not reports or not years or today < years[0].debut or projet.mal_lu(SUIVI):
        return
    told = {one.annee.value for one in projet.suivis}
    if not any(_is_told(year.rang, year.debut.year, told, comptes) for year in years):
        yield _nothing_noted(reports, years[0].debut.year)


def _nothing_noted(reports: Sequence[Livrable], first_year: int) -> Finding:
    first, *others = reports
    names = et(f"« {one.cle} »" for one in reports)
    message = f"{names} {'ont' if others else 'a'} une année à raconter, et rien n'est noté."
    hint = (
        f"écrivez ce qui a été fait dans {SUIVI}{first_year}/, notez ce qui est mesuré "
        "(« make indicateurs »), ou gardez « etape: contrat » jusque-là."
    )
    return Finding("I011", message, first.span, (hint,), tuple(one.span for one in others))


def _tells_a_year(livrable: Livrable) -> bool:
    return any(placed.value in RAPPORTS for placed in livrable.parties)


@controle()
def is_printed(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What was told is in a document of some stage."""
    parts = {p.value for livrable in projet.tous_les_livrables for p in livrable.parties}
    if projet.suivis and parts.isdisjoint(RAPPORTS):
        message = f"aucun document n'imprime {SUIVI}."
        hint = f"ajoutez « {RAPPORT} » aux parties d'un livrable de content/livrables.yaml."
        yield Finding("S053", message, projet.suivis[0].span, (hint,))
