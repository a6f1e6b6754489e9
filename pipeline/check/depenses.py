"""Rules on the lines of expense: what ties them to a fiche, what a treasurer tends to forget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS
from pipeline.model.budget import FEUILLES, ORIGINES_ACI, ORIGINES_TIERS, Bloc, Depense, cents
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_RANG
from pipeline.model.projet import Projet

SALAIRES, CHARGES = "salaires", "charges sociales"
PUBLIC = (*ORIGINES_ACI, *ORIGINES_TIERS)
AUDIT_FROM = Decimal(153_000)
"""Euros of public subsidies a year: code de commerce, articles L612-4 and D612-5."""

AUDITOR = "commissaire aux comptes"
UNSURE = (VOLETS["variable"],)
"""A planned crisis is told by B056."""


@controle()
def amounts_explained(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A quantity and a unit cost give the amount of one year at least."""
    for bloc in projet.budget.blocs if projet.budget.span.path not in projet.incomplets else ():
        for line in bloc.depenses:
            if line.quantite is None or line.cout_unitaire is None:
                continue
            product = cents(line.quantite * line.cout_unitaire)
            if product not in line.montants:
                shown = " et ".join(dict.fromkeys(euros(amount) for amount in line.montants if amount)) or "rien"
                message = f"quantité × coût unitaire donne {euros(product)} ; les années portent {shown}."
                yield Finding("B039", message, line.cellules[0].span)


@controle()
def charges_on_salaries(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for bloc in projet.budget.blocs:
        paid = [line for line in bloc.depenses if line.nature == SALAIRES and any(line.montants)]
        said = any(line.nature == CHARGES and any(line.montants) for line in bloc.depenses)
        if paid and not said and not any("charge" in _words(line) for line in paid):
            message = f"bloc {FEUILLES[bloc.cle]} : des salaires, et aucune charge sociale de l'employeur."
            hint = "ajoutez une ligne « charges sociales », ou écrivez « charges comprises » dans le libellé."
            yield Finding("B050", message, paid[0].span, (hint,))


@controle()
def auditor(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Whether the money of the ACI is a subsidy is disputed: the question is asked, not answered."""
    lines = [line for bloc in projet.budget.blocs for line in bloc.ressources if line.origine in PUBLIC]
    most = max((sum((line.montants[y] for line in lines), Decimal(0)) for y in range(projet.budget.annees)), default=0)
    if most <= AUDIT_FROM:
        return
    named = any(AUDITOR in _words(line) for bloc in projet.budget.blocs for line in bloc.depenses)
    named = named or any(AUDITOR in fold("\n".join(text.lines)) for text in projet.textes)
    if not named:
        message = (
            f"l'argent public atteint {euros(Decimal(most))} par an : au-delà de {euros(AUDIT_FROM)} de subventions, "
            "un commissaire aux comptes est obligatoire."
        )
        hint = "posez la question à l'expert-comptable, puis prévoyez la ligne ou dites-le dans un chapitre."
        yield Finding("B051", message, projet.budget.span, (hint,))


@controle()
def training_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The guide's model has training under the fees and under the means of a same block."""
    for bloc in projet.budget.blocs:
        lines = [line for line in bloc.depenses if "formation" in fold(line.libelle).split() and any(line.montants)]
        if len({line.nature for line in lines}) > 1:
            message = f"bloc {FEUILLES[bloc.cle]} : la formation est comptée dans deux natures de dépenses."
            yield Finding(
                "B052", message, lines[-1].span, ("vérifiez qu'elle n'y est pas deux fois.",), (lines[0].span,)
            )


@controle()
def tied_to_a_fiche(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The expenses of a mission are those of its fiches; what is not says why."""
    for bloc in projet.budget.blocs:
        if bloc.cle == FONCTIONNEMENT or not bloc.complet:
            continue
        loose = [line for line in bloc.depenses if line.fiche is None and not line.commentaire and any(line.montants)]
        if loose:
            total = sum((max(line.montants) for line in loose), Decimal(0))
            message = f"bloc {FEUILLES[bloc.cle]} : {euros(total)} par an ne servent aucune fiche."
            hint = "remplissez la colonne Fiche, ou dites dans le commentaire à quoi sert la ligne."
            yield Finding("B058", message, loose[0].span, (hint,), tuple(line.span for line in loose[1:]))


@controle()
def fiche_of_the_mission(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = {fiche.cle for fiche in projet.fiches}
    for bloc in projet.budget.blocs:
        for line in bloc.depenses:
            mission = _mission(line) if line.fiche and line.fiche.value in known else ""
            if mission and mission != bloc.cle and bloc.cle != FONCTIONNEMENT and line.fiche is not None:
                message = (
                    f"la fiche {line.fiche.value} est de la mission {FEUILLES[mission]}, "
                    f"sa dépense est dans le bloc {FEUILLES[bloc.cle]}."
                )
                yield Finding("B059", message, line.fiche.span)


def _mission(line: Depense) -> str:
    code = line.fiche.value if line.fiche else ""
    mission = PAR_RANG.get(int(code[1])) if code[1:2].isdecimal() else None
    return mission.cle if mission else ""


@controle()
def missions_have_money(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A mission that has fiches has at least one amount in its block; one that has none is told by F015 or F017."""
    begun = {fiche.mission.value for fiche in projet.fiches if fiche.mission}
    for bloc in projet.budget.blocs:
        amounts = (*(d.montants for d in bloc.depenses), *(r.montants for r in bloc.ressources))
        empty = not any(map(any, amounts))
        if empty and bloc.complet and bloc.cle in begun and bloc.cle != FONCTIONNEMENT and projet.retenue(bloc.cle):
            message = f"la mission {FEUILLES[bloc.cle]} est retenue, et son bloc n'a aucun montant."
            yield Finding("B060", message, bloc.span)


@controle()
def certain_money(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What is spent against what is certain: all the resources, but for results that no comment weighs."""
    budget, total = projet.budget, comptes.total
    if not all(bloc.complet for bloc in budget.blocs):
        return
    short: list[str] = []
    for year in range(budget.annees):
        gap = total.depenses[year] - total.ressources[year] + _unsure(budget.blocs, year)
        if gap > 0 and _unsure(budget.blocs, year):
            short.append(f"année {year + 1}, {euros(gap)}")
    if short:
        message = f"des dépenses comptent sur la part variable : {' ; '.join(short)}."
        hint = "ne les engagez qu'une fois cette part connue, et dites-le dans le commentaire de la ressource."
        yield Finding("B061", message, budget.span, (hint,))


def _unsure(blocs: tuple[Bloc, ...], year: int) -> Decimal:
    lines = (line for bloc in blocs for line in bloc.ressources if line.origine in UNSURE and not line.commentaire)
    return sum((line.montants[year] for line in lines), Decimal(0))


def _words(line: Depense) -> str:
    return fold(f"{line.libelle} {line.commentaire}")
