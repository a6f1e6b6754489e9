"""The sheet *Réalisé*: what was really spent and received, month by month."""

from __future__ import annotations

from pipeline.interpret.classeur.emplacements import find_table
from pipeline.interpret.classeur.registre import NOMS_BLOCS, contract_year_typed
from pipeline.interpret.classeur.tableaux import Dictionnaire, Row, Tableau
from pipeline.model.budget import NATURES, ORIGINES, SOLDE_EN_BANQUE, Operation, SoldeEnBanque
from pipeline.model.colonnes import (
    ANNEE,
    BLOC,
    COMMENTAIRE,
    LIBELLE,
    MOIS,
    MONTANT,
    PIECE_COMPTABLE,
    POSTE,
    REALISE,
)
from pipeline.model.echeance import Echeance
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.source import Workbook

FEUILLE = "Réalisé"


def interpret_realise(
    workbook: Workbook,
    years: int,
    findings: list[Finding],
    postes: Dictionnaire | None = None,
) -> tuple[tuple[Operation, ...], bool, tuple[SoldeEnBanque, ...]]:
    """The lines of the table ``realise``, whether all of them could be read, and the balances of the bank told among
    them; nothing when it is not kept."""
    table = find_table(workbook, "realise", FEUILLE, REALISE.requises, findings)
    if table is None:
        return (), True, ()
    tableau = Tableau(table, REALISE, findings, postes=postes)
    if not tableau.sound:
        return (), False, ()
    read = [_operation(tableau, row, years) for row in tableau.rows()]
    kept = tuple(line for line in read if isinstance(line, Operation))
    balances = tuple(line for line in read if isinstance(line, SoldeEnBanque))
    whole = tableau.complete and len(kept) + len(balances) == len(read)
    return kept, whole, balances


def _operation(table: Tableau, row: Row, years: int) -> Operation | SoldeEnBanque | None:
    mois = table.month(row, MOIS)
    if fold(table.text(row, POSTE)).startswith(SOLDE_EN_BANQUE):
        return _balance(table, row, mois)
    bloc = NOMS_BLOCS.get(table.choice(row, BLOC, tuple(NOMS_BLOCS)))
    poste = table.choice(row, POSTE, (*NATURES, *ORIGINES))
    cell = row[table.at[MONTANT]]
    montant = table.euros(row, MONTANT, signed=True)
    if cell.value is None and not table.told(cell):
        table.say("B004", f"cette ligne n'a pas de « {table.titled(MONTANT)} ».", cell.span)
    annee = contract_year_typed(table, row, years) if table.text(row, ANNEE) else 0
    if mois is None or bloc is None or not poste or montant is None or annee is None:
        return None
    return Operation(
        mois=mois,
        bloc=bloc,
        poste=poste,
        libelle=table.text(row, LIBELLE),
        fiche=table.fiche(row),
        annee=annee,
        montant=montant,
        commentaire=table.text(row, COMMENTAIRE),
        span=row[0].span,
        cellule=cell.span,
        piece=table.placed(row, PIECE_COMPTABLE),
    )


def _balance(table: Tableau, row: Row, mois: Echeance | None) -> SoldeEnBanque | None:
    """« Solde en banque au 30 juin »: the month of the line says when; its block is left empty."""
    cell = row[table.at[MONTANT]]
    montant = table.euros(row, MONTANT, signed=True)
    if cell.value is None and not table.told(cell):
        table.say("B004", f"cette ligne n'a pas de « {table.titled(MONTANT)} ».", cell.span)
    return None if mois is None or montant is None else SoldeEnBanque(mois, montant, cell.span)
