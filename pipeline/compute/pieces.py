"""The proofs of a contract year, numbered in the order of their months."""

from __future__ import annotations

from datetime import date

from pipeline.model.budget import FEUILLES, Operation, contract_year
from pipeline.model.langue.mots import fold
from pipeline.model.piece import Bordereau, Justifie, fichier_de
from pipeline.model.projet import Projet


def bordereau(projet: Projet, annee: int, effet: date) -> Bordereau:
    """Sums of that year only; a proof that several of them name is numbered once."""
    mine = sorted(
        (one for one in projet.budget.realise if annee_de(one, effet) == annee), key=_in_order
    )
    named: dict[str, list[Operation]] = {}
    for one in mine:
        if one.piece is not None:
            named.setdefault(fold(one.piece.value), []).append(one)
    return Bordereau(
        annee,
        justifies=tuple(
            _justifie(rank, operations, projet) for rank, operations in enumerate(named.values(), 1)
        ),
        sans_piece=tuple(one for one in mine if one.piece is None),
        jamais_cites=_never_named(projet),
    )


def annee_de(operation: Operation, effet: date) -> int:
    return operation.annee or contract_year(operation.mois.debut, effet)


def _in_order(operation: Operation) -> tuple[date, int]:
    return operation.mois.debut, list(FEUILLES).index(operation.bloc)


def _justifie(rank: int, operations: list[Operation], projet: Projet) -> Justifie:
    piece = operations[0].piece
    assert piece is not None, "only what names a proof is numbered"
    return Justifie(rank, piece.value, fichier_de(piece.value, projet.pieces), tuple(operations))


def _never_named(projet: Projet) -> tuple[str, ...]:
    used = {
        fichier_de(one.piece.value, projet.pieces)
        for one in projet.budget.realise
        if one.piece is not None
    }
    return tuple(name for name in projet.pieces if name not in used)
