"""The note for the *dialogue de gestion*: a contract year on a few pages, for the meeting with the ARS and the CPAM."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.montants import rounded, to_the_euro
from pipeline.assemble.budget.montants import tableau as tableau_d_euros
from pipeline.assemble.budget.realise import rate, signed
from pipeline.assemble.partie import alinea, etiquette, titre, with_faits
from pipeline.assemble.pieces import numbered, summary
from pipeline.assemble.rapport import (
    RIEN,
    annee_racontee,
    atteintes,
    changements,
    reunions,
    sommes,
    suivis_de,
)
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.droits import AnneeContrat
from pipeline.model.echeance import Echeance
from pipeline.model.langue.francais import majuscule
from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    SIGNATURE,
    Block,
    Cell,
    Table,
    plain,
    text_of,
)
from pipeline.model.realise import Suivi as SuiviDuBudget
from pipeline.model.suivi import ECARTS

NONE, RIGHT = "—", "right"
HEAD_ECARTS = ("Bloc", "Budget de l'année", "Dépensé", "Écart", "Taux")
HEAD_RAISONS = ("Fiche", "Budget", "Dépensé", "Raison donnée par le pilote")
HEAD_DECISIONS = ("Point", "Décision", "Qui, pour quand")
SANS_RAISON = "Aucun pilote n'a noté d'écart (content/suivi/, rubrique « Écarts et raisons »)."
ROOM = 5
"""Lines left for what the meeting decides."""


def dialogue(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """Results, sums, gaps and their reasons, changes, meetings, proofs, then room for what is decided."""
    year = annee_racontee(projet, comptes)
    if year is None:
        return (titre(1, "Dialogue de gestion"), alinea(RIEN))
    last = Echeance(year.fin - timedelta(1))
    return (
        titre(1, f"Dialogue de gestion, année {year.rang}"),
        alinea(f"Du {Echeance(year.debut)} au {last}."),
        *atteintes(year.rang, comptes),
        *sommes(year.rang, comptes),
        *_gaps(year.rang, comptes),
        *_reasons(year, projet, comptes),
        *changements(year, projet),
        *reunions(year, projet),
        *_proofs(year.rang, comptes),
        *_decisions(),
    )


def _gaps(rang: int, comptes: Comptes) -> Sequence[Block]:
    """Réalisé against budget, block by block, for the contract year of that rank."""
    lines = [line for line in comptes.realise.depenses if line.annee == rang]
    if not lines:
        return ()
    rows = [
        (
            FEUILLES[line.cle],
            rounded(line.budget),
            rounded(line.fait),
            signed(to_the_euro(line.ecart)),
            rate(line.taux),
        )
        for line in lines
    ]
    return (
        titre(2, "Le réalisé et le budget"),
        etiquette("Dépenses de chaque bloc, face au budget"),
        tableau_d_euros(HEAD_ECARTS, rows, ("left", *(RIGHT,) * 4), arrondis=True),
    )


def _reasons(year: AnneeContrat, projet: Projet, comptes: Comptes) -> Sequence[Block]:
    """Why, in the words of the pilots, beside what each fiche spent."""
    spent = {line.cle: line for line in comptes.realise.fiches if line.annee == year.rang}
    spent |= {
        line.cle: line
        for line in comptes.realise.depenses
        if (line.cle, line.annee) == (FONCTIONNEMENT, year.rang)
    }
    rows = [
        (majuscule(one.fiche.value), *_amounts(spent.get(one.fiche.value)), reason)
        for one in suivis_de(year, projet)
        if (reason := _words(with_faits(one.textes.get(ECARTS, ()), comptes.faits)))
    ]
    head = titre(2, "Les écarts et leurs raisons")
    if not rows:
        return (head, alinea(SANS_RAISON))
    label = etiquette("Ce que disent les pilotes")
    aligns = ("left", RIGHT, RIGHT, "left")
    return (head, label, tableau_d_euros(HEAD_RAISONS, rows, aligns, arrondis=True))


def _amounts(line: SuiviDuBudget | None) -> tuple[str, str]:
    return (rounded(line.budget), rounded(line.fait)) if line else (NONE, NONE)


def _words(blocks: Iterable[Block]) -> str:
    """All that blocks say, tables too, as one text: it goes in a cell."""
    texts = (text_of(line).strip() for block in blocks for line in inlines_of(block))
    return " ".join(filter(None, texts))


def _proofs(rang: int, comptes: Comptes) -> Sequence[Block]:
    """The bundle of the treasurer: what is proven, then each proof with its number."""
    found = comptes.bordereaux.get(rang)
    if found is None or not (found.justifies or found.sans_piece):
        return ()
    proven = [one for each in found.justifies for one in each.operations]
    parts: list[Block] = [
        titre(2, "Les pièces"),
        etiquette("Ce qui est justifié"),
        summary(proven, found.sans_piece),
    ]
    if found.justifies:
        parts += [etiquette("Les pièces, par numéro"), numbered(found.justifies)]
    return parts


def _decisions() -> Sequence[Block]:
    """A table to fill during the meeting."""
    blank = tuple(Cell(plain("")) for _ in HEAD_DECISIONS)
    head = tuple(Cell(plain(text)) for text in HEAD_DECISIONS)
    table = Table(head, (blank,) * ROOM, ("left",) * 3, style=SIGNATURE)
    return (titre(2, "À décider ensemble"), table)
