"""Rules on what was really spent and received."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.model.bareme import VOLETS
from pipeline.model.budget import FEUILLES, ORIGINES_ACI, Bloc, Budget, Operation
from pipeline.model.comptes import Comptes
from pipeline.model.droits import ZERO, total
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.finding import Finding, did_you_mean
from pipeline.model.francais import euros
from pipeline.model.projet import Projet
from pipeline.model.span import Span

SURVENUE = VOLETS["survenue"]
SETTLE = (
    "notez les sommes qui manquent (un solde reçu plus tard porte {} dans la colonne « Année ») ; sinon, convenez du "
    "reste avec la CPAM et acceptez ce constat."
)


def counted_in_a_year(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each sum belongs to a contract year that the budget covers."""
    budget, contrat = projet.budget, comptes.contrat
    if budget is None or not budget.realise or contrat is None:
        return
    if not contrat.annees:
        message = "le réalisé ne peut pas être suivi : le contrat n'a pas encore de date."
        hint = "écrivez « effet: » sous « dates: » dans content/projet.yaml."
        yield Finding("B080", message, budget.realise[0].span, (hint,))
        return
    covered = contrat.annees[: budget.annees]
    first, last = _month(covered[0].debut), _month(covered[-1].fin - timedelta(1))
    for operation in comptes.realise.sans_annee if comptes.realise else ():
        message = f"{operation.mois} est hors du budget ({first} à {last}) : cette ligne n'est comptée nulle part."
        hint = "corrigez le mois, ou écrivez l'année de contrat (1, 2…) dans la colonne « Année »."
        yield Finding("B080", message, operation.span, (hint,))


def _month(day: date) -> Echeance:
    return Echeance(day.replace(day=1), Precision.MOIS)


def crises_declared(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Money for a crisis comes with the crisis that the authorities declared."""
    if projet.budget is None or projet.identite is None:
        return
    declared = projet.identite.contrat.crises_graves
    for operation in projet.budget.realise:
        if operation.poste == SURVENUE and not any(d.value.debut <= operation.mois.fin for d in declared):
            message = f"{euros(operation.montant)} reçus pour une crise, et aucune crise grave n'est déclarée avant."
            hint = "donnez sa date dans content/projet.yaml, « crises_graves: » sous « contrat: »."
            yield Finding("B081", message, operation.cellule, (hint,))


def foreseen(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each sum is that of a line of the budget; the ACI may pay what was prudently left out of it."""
    budget = projet.budget
    for operation in comptes.realise.sans_ligne if comptes.realise and budget else ():
        bloc = budget.bloc(operation.bloc) if budget else None
        if operation.poste not in ORIGINES_ACI and (bloc is None or bloc.complet):
            yield Finding("B082", _unforeseen(operation, bloc), operation.span, _nearest(operation, bloc))


def _unforeseen(operation: Operation, bloc: Bloc | None) -> str:
    where, kind = f"le bloc {FEUILLES[operation.bloc]}", f"« {operation.poste} »"
    if bloc is None:
        return f"{where} n'est pas dans le budget : {euros(operation.montant)} y sont comptés en plus."
    if operation.libelle:
        return f"{where} n'a pas de ligne {kind} nommée « {operation.libelle} » : cette somme est comptée en plus."
    if _named(operation, bloc):
        return f"{where} a plusieurs lignes {kind} : sans libellé, on ne sait pas laquelle est dépensée."
    return f"{where} n'a pas de ligne {kind} : cette somme est comptée en plus."


def _nearest(operation: Operation, bloc: Bloc | None) -> tuple[str, ...]:
    named = _named(operation, bloc) if bloc else []
    if operation.libelle:
        return did_you_mean(operation.libelle, named)
    return ("ses lignes : " + ", ".join(f"« {libelle} »" for libelle in named[:6]) + ".",) if named else ()


def _named(operation: Operation, bloc: Bloc) -> list[str]:
    """The words of the lines of that kind in the block."""
    lines = [line.libelle for line in bloc.depenses if line.nature == operation.poste]
    return lines + [line.libelle for line in bloc.ressources if line.origine == operation.poste]


def fiche_of_the_line(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A sum serves the fiche that its line was planned for."""
    known = {fiche.cle for fiche in projet.fiches}
    for operation, planned in comptes.realise.autre_fiche if comptes.realise else ():
        if operation.fiche is not None and operation.fiche.value in known:
            message = (
                f"cette dépense est donnée à la fiche {operation.fiche.value}, la ligne du budget à {planned} : "
                f"elle compte dans {operation.fiche.value}."
            )
            yield Finding("B086", message, operation.fiche.span)


def given_back(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An amount under zero says why."""
    for operation in projet.budget.realise if projet.budget else ():
        if operation.montant < 0 and not operation.commentaire:
            message = f"{euros(operation.montant)} : compté en moins, comme un avoir ou un remboursement."
            yield Finding("B085", message, operation.cellule, ("dites pourquoi dans la colonne « Commentaire ».",))


def within_the_budget(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A block does not spend more than its budget of the year."""
    budget, realise = projet.budget, comptes.realise
    if budget is None or realise is None or not _whole(budget):
        return
    for line in realise.depenses:
        if line.budget and line.fait > line.budget:
            message = (
                f"bloc {FEUILLES[line.cle]}, année {line.annee} : {euros(line.fait)} dépensés pour un budget de "
                f"{euros(line.budget)}, soit {euros(line.ecart)} de trop."
            )
            spent = [op for op in budget.realise if op.bloc == line.cle and op.est_depense]
            yield Finding("B083", message, max(spent, key=lambda op: op.mois.debut).cellule)


def closed_years_balance(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Once the balances of a year are paid, each block has spent what it received, virements included."""
    budget, realise = projet.budget, comptes.realise
    if budget is None or realise is None or not _whole(budget):
        return
    got = {(line.cle, line.annee): line.fait for line in realise.ressources}
    for line in realise.depenses:
        received = got.get((line.cle, line.annee), ZERO)
        moved = total(
            v.montant if v.vers == line.cle else -v.montant
            for v in budget.virements
            if v.annee == line.annee and line.cle in (v.de, v.vers)
        )
        gap = received + moved - line.fait
        if line.annee in realise.closes and gap:
            rest = f"il manque {euros(-gap)}" if gap < 0 else f"il reste {euros(gap)} à reporter ou à rendre"
            message = (
                f"bloc {FEUILLES[line.cle]}, année {line.annee} close : dépensé {euros(line.fait)}, reçu "
                f"{euros(received + moved)}{', virements compris' if moved else ''} ; {rest}."
            )
            place = Span(budget.span.path, sheet=budget.realise[0].span.sheet)
            yield Finding("B084", message, place, (SETTLE.format(line.annee),))


def _whole(budget: Budget) -> bool:
    return budget.realise_complet and all(bloc.complet for bloc in budget.blocs)
