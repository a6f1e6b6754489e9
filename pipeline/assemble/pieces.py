"""The bundle of proofs of a contract year: each with its number, then the sums that have none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pipeline.assemble.budget.montants import NONE, RIGHT, tableau
from pipeline.assemble.partie import alinea, etiquette, titre
from pipeline.model.budget import FEUILLES, Operation
from pipeline.model.droits import AnneeContrat, total
from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import euros
from pipeline.model.piece import Bordereau, Justifie, est_un_fichier
from pipeline.model.prose import Block

INTRO = (
    "Chaque somme du réalisé renvoie à sa pièce par un numéro, dans l'ordre des mois. Une pièce qui justifie plusieurs "
    "sommes garde un seul numéro."
)
OU = "Fiche ou bloc"
"""In one column, as a fiche tells its block: eight would turn the page."""

SANS = "Dépenses et recettes notées au réalisé dont la colonne « Pièce » est vide."


def pages_des_pieces(bordereau: Bordereau, annee: AnneeContrat) -> tuple[Block, ...]:
    """The summary, the numbered sums, those without a proof, and the files that nothing names."""
    proven = [one for justifie in bordereau.justifies for one in justifie.operations]
    blocks: list[Block] = [
        titre(1, f"Pièces justificatives, année de contrat {annee.rang}"),
        alinea(f"Du {Echeance(annee.debut)} au {Echeance(annee.fin - timedelta(1))}. {INTRO}"),
        etiquette("Ce qui est justifié"),
        summary(proven, bordereau.sans_piece),
    ]
    if bordereau.justifies:
        blocks += [etiquette("Les pièces"), numbered(bordereau.justifies)]
    if bordereau.sans_piece:
        blocks += [titre(2, "Sans pièce"), alinea(SANS), _without(bordereau.sans_piece)]
    if bordereau.jamais_cites:
        blocks += [
            titre(2, "Fichiers que rien ne cite"),
            alinea(f"Dans budgets/pieces/ : {', '.join(bordereau.jamais_cites)}."),
        ]
    return tuple(blocks)


def summary(proven: Sequence[Operation], without: Sequence[Operation]) -> Block:
    rows = []
    for name, spent in (("Dépenses", True), ("Recettes", False)):
        with_one = [one.montant for one in proven if one.est_depense is spent]
        lacking = [one.montant for one in without if one.est_depense is spent]
        rows.append(
            [
                name,
                str(len(with_one)),
                euros(total(with_one)),
                str(len(lacking)),
                euros(total(lacking)),
            ]
        )
    header = ["Sommes", "Avec pièce", "Montant", "Sans pièce", "Montant sans pièce"]
    return tableau(header, rows, ["left", *[RIGHT] * 4])


def numbered(justifies: Iterable[Justifie]) -> Block:
    rows = [
        [str(one.rang) if first else "", *_cells(operation), _proof(one) if first else ""]
        for one in justifies
        for first, operation in _marked(one.operations)
    ]
    header = ["N°", "Mois", OU, "Nature ou origine", "Libellé", "Montant", "Pièce"]
    aligns = [RIGHT, "left", "left", "left", "left", RIGHT, "left"]
    return tableau(header, rows, aligns)


def _marked(operations: Iterable[Operation]) -> Iterable[tuple[bool, Operation]]:
    """Each with whether it is the first of its proof."""
    return ((rank == 0, one) for rank, one in enumerate(operations))


def _proof(one: Justifie) -> str:
    if one.fichier and one.fichier != one.piece:
        return f"{one.piece} ({one.fichier})"
    if est_un_fichier(one.piece) and not one.fichier:
        return f"{one.piece} (fichier absent)"
    return one.piece


def _without(operations: Iterable[Operation]) -> Block:
    rows = [_cells(one) for one in operations]
    header = ["Mois", OU, "Nature ou origine", "Libellé", "Montant"]
    return tableau(header, rows, ["left", "left", "left", "left", RIGHT])


def _cells(operation: Operation) -> list[str]:
    return [
        str(operation.mois),
        operation.fiche.value if operation.fiche else FEUILLES[operation.bloc],
        operation.poste,
        operation.libelle or NONE,
        euros(operation.montant),
    ]
