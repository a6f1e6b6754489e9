"""Rules on the proofs of what was spent: there, one for each sum, and none for two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.budget import Operation
from pipeline.model.colonnes import PIECE_COMPTABLE
from pipeline.model.comptes import Comptes
from pipeline.model.files import PIECES
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import euros
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.piece import est_un_fichier, fichier_de
from pipeline.model.projet import Projet

PARTAGEE = r"partag|repart|quote|moitie|tiers|acompte|solde|reste|[0-9] ?%|versement"
"""Words of a comment that say why a proof stands on two lines."""

MOST_NAMED = 8


@controle()
def proofs_are_there(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A file that a line names is in the folder; where the folder is empty, as on another computer, nothing is known."""
    for operation in projet.budget.realise if projet.pieces else ():
        piece = operation.piece
        if piece is None or not est_un_fichier(piece.value):
            continue
        if not fichier_de(piece.value, projet.pieces):
            message = f"la pièce « {piece.value} » n'est pas dans {PIECES}."
            yield Finding("B092", message, piece.span, did_you_mean(piece.value, projet.pieces))


@controle()
def proofs_serve_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A proof that pays twice for the same thing is most often one payment noted twice."""
    seen: dict[tuple[str, ...], Operation] = {}
    shared = re.compile(PARTAGEE)
    for operation in projet.budget.realise:
        if operation.piece is None or operation.montant <= 0:
            continue
        fiche = operation.fiche.value if operation.fiche else ""
        key = (fold(operation.piece.value), operation.bloc, operation.poste, fiche)
        first = seen.setdefault(key, operation)
        said = first.commentaire, operation.commentaire
        if first is operation or first == operation or all(shared.search(fold(s)) for s in said):
            continue
        message = (
            f"la pièce « {operation.piece.value} » est déjà celle de la cellule {_cell(first)} : "
            f"{euros(first.montant)}, puis {euros(operation.montant)}."
        )
        hint = "effacez la ligne de trop ; si la pièce est partagée, dites-le en commentaire des deux lignes."
        yield Finding("B093", message, operation.piece.span, (hint,), (first.span,))


def _cell(operation: Operation) -> str:
    span = operation.piece.span if operation.piece else operation.span
    return span.cell or ""


@controle()
def every_expense_has_a_proof(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Once some lines name theirs, the expenses that do not are counted, in one finding."""
    spent = [one for one in projet.budget.realise if one.est_depense]
    without = [one for one in spent if one.piece is None]
    if not without or not any(one.piece for one in projet.budget.realise):
        return
    hint = f"remplissez la colonne « {PIECE_COMPTABLE} » ; « make pieces » en donne la liste."
    yield Finding("B094", _counted(without, len(spent)), without[0].span, (hint,))


def _counted(without: Sequence[Operation], spent: int) -> str:
    """« 2 dépenses sur 3 sans pièce, 204,50 € en tout : lignes A3, A4. »"""
    total = euros(sum((one.montant for one in without), 0 * without[0].montant))
    cells = [one.span.cell or "" for one in without[:MOST_NAMED]]
    if len(without) == 1:
        return f"une dépense sur {spent} sans pièce, {total} : ligne {cells[0]}."
    more = "…" if len(without) > MOST_NAMED else ""
    return (
        f"{len(without)} dépenses sur {spent} sans pièce, {total} en tout : "
        f"lignes {', '.join(cells)}{more}."
    )
