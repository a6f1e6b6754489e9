"""Rules on what was really spent and received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from pipeline.check.controle import controle
from pipeline.model.bareme import VOLETS
from pipeline.model.budget import (
    FEUILLES,
    ORIGINES_ACI,
    REPORT,
    Bloc,
    Budget,
    Depense,
    Operation,
    Ressource,
    contract_year,
)
from pipeline.model.colonnes import ANNEE
from pipeline.model.comptes import Comptes
from pipeline.model.droits import ZERO
from pipeline.model.echeance import Echeance, Precision
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.projet import Piece, Projet
from pipeline.model.span import Span

SURVENUE = VOLETS["survenue"]
SILENCE = 100
"""Days without anything told, three months and a little, after which a later month is doubted."""

SETTLE = (
    f"notez les sommes qui manquent (un solde reçu plus tard porte {{}} dans la colonne « {ANNEE} ») ; sinon, "
    "convenez du reste avec la CPAM et acceptez ce constat dans constats-acceptes.csv."
)


@controle(Piece.IDENTITE, Piece.REGLES)
def counted_in_a_year(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each sum belongs to a contract year that the budget covers."""
    budget, contrat = projet.budget, comptes.contrat
    if not budget.realise:
        return
    if not contrat.annees:
        message = "le réalisé ne peut pas être suivi : le contrat n'a pas encore de date."
        hint = "écrivez « effet: » sous « dates: » dans content/projet.yaml."
        yield Finding("B080", message, budget.realise[0].span, (hint,))
        return
    covered = contrat.annees[: budget.annees]
    first, last = _month(covered[0].debut), _month(covered[-1].fin - timedelta(1))
    for operation in comptes.realise.sans_annee:
        message = f"{operation.mois} est hors du budget ({first} à {last}) : cette ligne n'est comptée nulle part."
        hint = (
            f"corrigez le mois, ou écrivez l'année de contrat (1, 2…) dans la colonne « {ANNEE} »."
        )
        if operation.mois.debut < covered[0].debut:
            hint = "corrigez le mois ; ce qui précède le contrat est dans le solde d'ouverture."
        elif operation.annee:
            hint = f"corrigez le mois : il est trop loin de l'année {operation.annee}."
        yield Finding("B080", message, operation.span, (hint,))


def _month(day: date) -> Echeance:
    return Echeance(day.replace(day=1), Precision.MOIS)


@controle(Piece.IDENTITE)
def crises_declared(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Money for a crisis comes with the crisis that the authorities declared."""
    declared = projet.identite.contrat.crises_graves
    for operation in projet.budget.realise:
        if operation.poste == SURVENUE and not any(
            d.value.debut <= operation.mois.fin for d in declared
        ):
            message = f"{euros(operation.montant)} reçus pour une crise, et aucune crise grave n'est déclarée avant ce mois."
            hint = "donnez sa date dans content/projet.yaml, « crises_graves: » sous « contrat: »."
            yield Finding("B081", message, operation.cellule, (hint,))


@controle()
def foreseen(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each sum is that of a line of the budget; the ACI may pay what was prudently left out of it."""
    for operation in comptes.realise.sans_ligne:
        bloc = projet.budget.bloc(operation.bloc)
        if _may_be_foreseen(operation, bloc):
            continue
        if operation.poste not in (*ORIGINES_ACI, REPORT):
            yield Finding(
                "B082", _unforeseen(operation, bloc), operation.span, _nearest(operation, bloc)
            )


def _may_be_foreseen(operation: Operation, bloc: Bloc | None) -> bool:
    """Whether its line may be one that could not be read, or whose kind was told to be wrong."""
    if bloc is None:
        return False
    lines: Sequence[Depense | Ressource] = (
        bloc.de_nature("") if operation.est_depense else bloc.d_origine("")
    )
    words = fold(operation.libelle)
    return not bloc.complet or any(not words or fold(line.libelle) == words for line in lines)


def _unforeseen(operation: Operation, bloc: Bloc | None) -> str:
    where, kind = f"le bloc {FEUILLES[operation.bloc]}", f"« {operation.poste} »"
    if bloc is None:
        return (
            f"{where} n'est pas dans le budget : {euros(operation.montant)} y sont comptés en plus."
        )
    if operation.libelle:
        return f"{where} n'a pas de ligne {kind} nommée « {operation.libelle} » : cette somme est comptée en plus."
    if _named(operation, bloc):
        return f"{where} a plusieurs lignes {kind} : sans libellé, on ne sait pas laquelle est dépensée."
    return f"{where} n'a pas de ligne {kind} : cette somme est comptée en plus."


def _nearest(operation: Operation, bloc: Bloc | None) -> tuple[str, ...]:
    named = _named(operation, bloc) if bloc else []
    if bloc and not named:
        return ("ajoutez au bloc une ligne de cette nature, ou corrigez ici la nature ou le bloc.",)
    if operation.libelle:
        return did_you_mean(operation.libelle, named)
    return (
        ("ses lignes : " + ", ".join(f"« {libelle} »" for libelle in named[:6]) + ".",)
        if named
        else ()
    )


def _named(operation: Operation, bloc: Bloc) -> list[str]:
    """The words of the lines of that kind in the block."""
    lines: list[Depense | Ressource] = [
        *bloc.de_nature(operation.poste),
        *bloc.d_origine(operation.poste),
    ]
    return [line.libelle for line in lines]


@controle()
def fiche_of_the_line(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A sum serves the fiche that its line was planned for."""
    known = {fiche.cle for fiche in projet.fiches}
    for operation, planned in comptes.realise.autre_fiche:
        if operation.fiche is not None and operation.fiche.value in known:
            message = (
                f"cette dépense est donnée à la fiche {operation.fiche.value}, la ligne du budget à {planned} : "
                f"elle compte dans {operation.fiche.value}."
            )
            hint = "videz la case « Fiche » : c'est alors celle de la ligne du budget."
            yield Finding("B086", message, operation.fiche.span, (hint,))


@controle()
def given_back(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An amount under zero says why."""
    for operation in projet.budget.realise:
        if operation.montant < 0 and not operation.commentaire:
            message = (
                f"{euros(operation.montant)} : compté en moins, comme un avoir ou un remboursement."
            )
            yield Finding(
                "B085",
                message,
                operation.cellule,
                ("dites pourquoi dans la colonne « Commentaire ».",),
            )


@controle()
def within_the_budget(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A block does not spend more than its budget of the year."""
    budget = projet.budget
    for line in comptes.realise.depenses if _whole(budget) else ():
        if line.budget and line.fait > line.budget:
            message = (
                f"bloc {FEUILLES[line.cle]}, année {line.annee} : {euros(line.fait)} dépensés pour un budget de "
                f"{euros(line.budget)}, soit {euros(line.ecart)} de trop."
            )
            spent = [op for op in budget.realise if op.bloc == line.cle and op.est_depense]
            hint = "revoyez la suite, prévoyez un virement entre blocs, ou acceptez ce constat."
            yield Finding(
                "B083", message, max(spent, key=lambda op: op.mois.debut).cellule, (hint,)
            )


@controle()
def closed_years_balance(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Once the balances of a year are paid, each block has spent what it received, virements included."""
    budget, realise = projet.budget, comptes.realise
    got = {(line.cle, line.annee): line.fait for line in realise.ressources}
    for line in realise.depenses if _whole(budget) else ():
        moved = budget.recu_par(line.cle, line.annee)
        received = got.get((line.cle, line.annee), ZERO) + moved
        gap = received - line.fait
        if line.annee in realise.closes and gap:
            rest = (
                f"il manque {euros(-gap)}"
                if gap < 0
                else f"il reste {euros(gap)} à reporter ou à rendre"
            )
            message = (
                f"bloc {FEUILLES[line.cle]}, année {line.annee} close : dépensé {euros(line.fait)}, reçu "
                f"{euros(received)}{', virements compris' if moved else ''} ; {rest}."
            )
            place = Span(budget.span.path, sheet=budget.realise[0].span.sheet)
            yield Finding("B084", message, place, (SETTLE.format(line.annee),))


@controle(Piece.BAREME)
def in_its_block(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Money of the ACI comes for a block that the barème gives it to, and no more than a year is worth."""
    if not comptes.contrat.annees or not projet.taille:
        return
    bareme, first = projet.bareme, comptes.contrat.annees[0].debut
    so_far: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    for operation in (op for op in projet.budget.realise if op.poste in ORIGINES_ACI):
        place, origin = FEUILLES[operation.bloc], f"« {operation.poste} »"
        ceiling = bareme.montant(operation.bloc, operation.poste, projet.taille)
        year = operation.annee or contract_year(operation.mois.debut, first)
        key = (operation.bloc, operation.poste, year)
        before = so_far[key]
        so_far[key] += operation.montant
        if ceiling is None:
            message = f"{origin} est noté dans le bloc {place}, où le barème {bareme.cle} n'a pas cette ligne."
            yield Finding("B087", message, operation.span, ("corrigez le bloc, ou l'origine.",))
        elif before <= ceiling < so_far[key]:
            message = (
                f"{origin}, bloc {place}, année {year} : {euros(so_far[key])} reçus, le barème donne au plus "
                f"{euros(ceiling)}."
            )
            hint = f"corrigez le montant ; un solde de l'année d'avant porte son numéro dans la colonne « {ANNEE} »."
            yield Finding("B087", message, operation.cellule, (hint,))


@controle()
def months_follow(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The last month told comes soon after the one before it: everything is counted up to it."""
    told = projet.budget.realise
    months = sorted({operation.mois.debut for operation in told})
    if len(months) > 1 and (months[-1] - months[-2]).days > SILENCE:
        last = next(operation for operation in told if operation.mois.debut == months[-1])
        message = f"rien n'est noté entre {_month(months[-2])} et {last.mois} : les tableaux iraient jusque-là."
        yield Finding("B088", message, last.span, ("vérifiez ce mois.",))


@controle()
def told_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two lines alike in every column are most often one, copied twice."""
    seen: dict[Operation, Operation] = {}
    for operation in projet.budget.realise:
        first = seen.setdefault(operation, operation)
        if first is not operation and operation.montant:
            message = f"cette ligne est la même que celle de la cellule {first.span.cell} : elle compte deux fois."
            hint = "effacez-la, ou distinguez-les en commentaire."
            yield Finding("B089", message, operation.span, (hint,), (first.span,))


@controle()
def as_the_bank_says(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """What the bank held at the end of a month is what was there at first and every sum told since, to the cent."""
    budget, months = projet.budget, comptes.realise.mois
    if projet.illisible_dans(projet.identite.span.path, "solde_ouverture", "contrat"):
        return
    for told in budget.soldes if budget.realise_complet else ():
        day = told.mois.debut
        until = [month for month in months if (month.annee, month.mois) <= (day.year, day.month)]
        if not until:
            continue
        ours = until[-1].solde
        if ours != told.montant:
            message = (
                f"à fin {told.mois}, la banque a {euros(told.montant)} ; le solde d'ouverture et le réalisé font "
                f"{euros(ours)}, soit {euros(abs(told.montant - ours))} {'de moins' if ours < told.montant else 'de plus'}."
            )
            hint = "cherchez une somme oubliée ou notée deux fois, ou corrigez « solde_ouverture » dans projet.yaml."
            yield Finding("B091", message, told.cellule, (hint,))


def _whole(budget: Budget) -> bool:
    return budget.realise_complet and budget.blocs_complets
