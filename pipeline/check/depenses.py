"""Rules on the lines of expense: what ties them to a fiche, what a treasurer tends to forget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from pipeline.check.controle import controle
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS
from pipeline.model.budget import (
    FEUILLES,
    ORIGINES_ACI,
    ORIGINES_TIERS,
    Bloc,
    Budget,
    Depense,
    cents,
    en_annee,
    premiere_annee,
)
from pipeline.model.colonnes import QUANTITE
from pipeline.model.comptes import Comptes
from pipeline.model.droits import AnneeContrat
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_RANG
from pipeline.model.motif import motif
from pipeline.model.projet import Projet

CHIFFREE = attrgetter("chiffree")
SALAIRES, CHARGES = "salaires", "charges sociales"
PUBLIC = (*ORIGINES_ACI, *ORIGINES_TIERS)
AUDIT_FROM = Decimal(153_000)
"""Euros of public subsidies a year: code de commerce, articles L612-4 and D612-5."""

AUDITOR = "commissaire aux comptes"
ORGANISATION = "content/organisation/"
"""Where a CPTS says whether it has one; an article of the statutes says only that the law may ask for it."""

FORMATION = motif(r"\bformations?\b")
RATE = motif(r"[0-9]\s*%|\b(?:pour cent|tiers|moitie|(?:trois )?quarts?|[a-z]+iemes?)\b")
"""What weighs a part that depends on results; a comment without a rate weighs nothing."""

UNSURE = (VOLETS["variable"],)
"""A planned crisis is told by B056."""


@controle()
def amounts_explained(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A quantity and a unit cost give the amount of one year at least; of each, where they are told year by year."""
    told = projet.doutes.fautes.get(projet.budget.span.path, frozenset())
    starts = comptes.contrat.demarrages
    for bloc in projet.budget.blocs:
        for line in bloc.depenses:
            if not told.isdisjoint((line.span.line, bloc.span.line)):
                continue  # one of its cells, or the title of a column, was told to be wrong
            if line.varie:
                years = comptes.contrat.annees
                yield from _year_by_year(line, _expected(line, years, starts.get(bloc.cle)))
            elif line.produit(1) is not None and line.produit(1) not in line.montants:
                yield _unexplained(line, line.produit(1) or Decimal(0))


def _unexplained(line: Depense, product: Decimal) -> Finding:
    shown = " et ".join(dict.fromkeys(map(euros, filter(None, line.montants))))
    said = f"les années portent {shown}" if shown else "aucune année ne porte de montant"
    message = f"quantité × coût unitaire donne {euros(product)} ; {said}."
    return Finding("B039", message, line.cellules[0].span)


Attendus = Iterator[tuple[int, tuple[Decimal, ...]]]
"""A contract year, and the amounts that its reasons may make."""


def _expected(line: Depense, years: Sequence[AnneeContrat], start: date | None) -> Attendus:
    for rank, amount in enumerate(line.montants, 1):
        product = line.produit(rank)
        if product is not None and (amount or line.est_dite(rank)):
            yield rank, (product,)
        elif product is None and amount and line.hausse is not None:
            yield rank, _risen(line, rank, years, start)


def _risen(
    line: Depense, rank: int, years: Sequence[AnneeContrat], start: date | None
) -> tuple[Decimal, ...]:
    """The first amount with its rise; and for as many months, where the first year had fewer."""
    first = premiere_annee(line)
    plain = line.montants[first - 1] * line.hausse_depuis(first, rank)
    if len(years) < rank:
        return (cents(plain),)
    then, now = (
        len(years[year - 1].mois_de(line.etalement, first, start)) for year in (first, rank)
    )
    return cents(plain), cents(plain * now / then)


def _year_by_year(line: Depense, expected: Attendus) -> Iterator[Finding]:
    """One finding for a line, with each of its years that says something else."""
    wrong = [(rank, due) for rank, due in expected if line.montants[rank - 1] not in due]
    if not wrong:
        return
    rank = wrong[0][0]
    what, hint = "la hausse", "corrigez le montant ou la hausse."
    if line.produit(rank) is not None:
        what = "quantité × coût unitaire"
        other = f"« {QUANTITE} année {rank} »" if rank > 1 else f"« {QUANTITE} »"
        hint = f"corrigez le montant, ou dites la quantité de cette année-là (colonne {other})."
    said = (
        f"{euros(due[0])} en année {rank}, qui porte {_held(line.montants[rank - 1])}"
        for rank, due in wrong
    )
    message = f"{what} donne {' ; '.join(said)} ({', '.join(line.ensuite)})."
    first, *others = (line.cellules[rank - 1].span for rank, _due in wrong)
    yield Finding("B039", message, first, (hint,), tuple(others))


def _held(amount: Decimal) -> str:
    return euros(amount) if amount else "zéro"


@controle()
def months_of_lines(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What the étalements say of months and sums agrees with the amounts."""
    if not any(line.etalement.precis for bloc in projet.budget.blocs for line in bloc.lignes):
        return
    from pipeline.check.etalement import months_are_those_of_amounts, said_sums_make_the_amount

    yield from months_are_those_of_amounts(projet.budget, comptes.contrat)
    yield from said_sums_make_the_amount(projet.budget, comptes.contrat)


@controle()
def charges_on_salaries(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for bloc in projet.budget.blocs:
        paid, charges = (
            list(filter(CHIFFREE, bloc.de_nature(nature))) for nature in (SALAIRES, CHARGES)
        )
        if paid and not charges and not any(line.charges_comprises for line in paid):
            message = (
                f"bloc {bloc.feuille} : des salaires, et aucune charge sociale de l'employeur."
            )
            hint = "ajoutez une ligne « charges sociales », ou écrivez « charges comprises » dans le libellé."
            yield Finding("B050", message, paid[0].span, (hint,))


@controle()
def auditor(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whether the money of the ACI is a subsidy is disputed: the question is asked, not answered."""
    budget = projet.budget
    lines = [line for line in budget.ressources if line.origine in PUBLIC]
    most = max((en_annee(lines, year) for year in range(1, budget.annees + 1)), default=Decimal(0))
    if most > AUDIT_FROM and not _names_an_auditor(projet):
        message = (
            f"l'argent public atteint {euros(most)} par an : au-delà de {euros(AUDIT_FROM)} de subventions, "
            "un commissaire aux comptes est obligatoire."
        )
        hint = "posez la question à l'expert-comptable, puis prévoyez la ligne ou dites-le dans un chapitre."
        yield Finding("B051", message, budget.span, (hint,))


def _names_an_auditor(projet: Projet) -> bool:
    words = chain(
        (line.mots for line in projet.budget.depenses),
        (fold("\n".join(t.lines)) for t in projet.textes if t.path.startswith(ORGANISATION)),
    )
    return any(AUDITOR in said for said in words)


@controle()
def training_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The guide's model has training under the fees and under the means of a same block."""
    for bloc in projet.budget.blocs:
        lines = [
            line for line in filter(CHIFFREE, bloc.depenses) if FORMATION.search(fold(line.libelle))
        ]
        if len({line.nature for line in lines}) > 1:
            message = (
                f"bloc {bloc.feuille} : la formation est comptée dans deux natures de dépenses."
            )
            hint = "vérifiez qu'elle n'y est pas deux fois."
            yield Finding("B052", message, lines[-1].span, (hint,), (lines[0].span,))


@controle()
def tied_to_a_fiche(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The expenses of a mission are those of its fiches; what is not says why."""
    for bloc in projet.budget.blocs:
        if bloc.cle == FONCTIONNEMENT or not (bloc.complet or _ties_are_read(bloc)):
            continue
        loose = [
            line
            for line in filter(CHIFFREE, bloc.depenses)
            if line.fiche is None and not line.commentaire
        ]
        if loose:
            total = sum((max(line.montants) for line in loose), Decimal(0))
            message = f"bloc {bloc.feuille} : {euros(total)} par an ne servent aucune fiche."
            hint = "remplissez la colonne Fiche, ou dites dans le commentaire à quoi sert la ligne."
            first, *others = (line.span for line in loose)
            yield Finding("B058", message, first, (hint,), tuple(others))


def _ties_are_read(bloc: Bloc) -> bool:
    """Whether some line of a block, of which another is wrong, has a fiche and some a comment: both columns are there."""
    lines = bloc.depenses
    return any(line.fiche for line in lines) and any(line.commentaire for line in lines)


def _of_missions(budget: Budget) -> list[Bloc]:
    """The blocks of missions whose lines could all be read."""
    return [bloc for bloc in budget.blocs if bloc.complet and bloc.cle != FONCTIONNEMENT]


@controle()
def fiche_of_the_mission(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = {fiche.cle for fiche in projet.fiches}
    lines = [
        (bloc, line.fiche) for bloc in projet.budget.blocs for line in bloc.depenses if line.fiche
    ]
    for bloc, fiche in lines:
        mission = _mission(fiche.value) if fiche.value in known else ""
        if mission not in ("", bloc.cle) and bloc.cle != FONCTIONNEMENT:
            message = (
                f"la fiche {fiche.value} est de la mission {FEUILLES[mission]}, "
                f"sa dépense est dans le bloc {bloc.feuille}."
            )
            yield Finding("B059", message, fiche.span)


def _mission(code: str) -> str:
    mission = PAR_RANG.get(int(code[1])) if code[1:2].isdecimal() else None
    return mission.cle if mission else ""


@controle()
def missions_have_money(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission that has fiches has at least one amount in its block; one that has none is told by F015 or F017."""
    for bloc in _of_missions(projet.budget):
        empty = not any(line.chiffree for line in bloc.lignes)
        if empty and projet.fiches_de(bloc.cle) and projet.retenue(bloc.cle):
            message = f"la mission {bloc.feuille} est retenue, et son bloc n'a aucun montant."
            hint = f"dans la feuille {bloc.feuille}, donnez au moins une dépense et la ressource qui la paie."
            yield Finding("B060", message, bloc.span, (hint,))


@controle()
def certain_money(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What is spent against what is certain: all the resources, but for results that no comment gives a rate to."""
    budget, total = projet.budget, comptes.total
    if not budget.blocs_complets:
        return
    unsure = [
        line
        for line in budget.ressources
        if line.origine in UNSURE and not RATE.search(fold(line.commentaire))
    ]
    short: list[str] = []
    for year, (spent, got) in enumerate(zip(total.depenses, total.ressources, strict=True), 1):
        doubtful = en_annee(unsure, year)
        gap = spent - got + doubtful
        if doubtful and gap > 0:
            short.append(f"année {year}, {euros(gap)}")
    if short:
        message = f"des dépenses comptent sur la part variable : {' ; '.join(short)}."
        hint = "ne les engagez qu'une fois cette part connue ; dites à quel taux elle est comptée (« comptée à 60 % »)."
        yield Finding("B061", message, budget.span, (hint,))
