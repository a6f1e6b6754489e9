"""The budget as one workbook for reading: the annex, its lines, rights, payments, cash, and what was really done."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.calendrier import annees_civiles, calendrier
from pipeline.assemble.budget.detaille import budget_detaille
from pipeline.assemble.budget.montants import year_titles
from pipeline.assemble.budget.realise import realise
from pipeline.assemble.budget.tresorerie import tresorerie
from pipeline.assemble.budget.versements import droits_et_scenarios
from pipeline.assemble.partie import titre
from pipeline.assemble.renvois import with_renvois
from pipeline.model.budget import FEUILLES, Budget, Depense, Ressource
from pipeline.model.comptes import Comptes
from pipeline.model.document import FicheMiseEnPage
from pipeline.model.lecture import FeuilleDeLecture, Valeur
from pipeline.model.projet import Projet
from pipeline.model.prose import Block

LIGNES = ("Bloc", "Sens", "Nature ou origine", "Libellé", "Fiche", "Financeur", "Statut")
OPERATIONS = (
    *("Mois", "Bloc", "Sens", "Nature ou origine", "Libellé", "Fiche", "Montant"),
    *("Année de contrat", "Pièce", "Commentaire"),
)
DEPENSE, RESSOURCE = "dépense", "ressource"


def feuilles_de_lecture(projet: Projet, comptes: Comptes) -> Iterator[FeuilleDeLecture]:
    """The sheets that have something to show, in the order of the annex."""
    contrat, budget = comptes.contrat, projet.budget
    annexe = tuple(
        block
        for block in with_renvois(budget_detaille(projet, comptes, Constats(())), comptes)
        if not isinstance(block, FicheMiseEnPage)
    )
    yield FeuilleDeLecture("Annexe", annexe)
    yield FeuilleDeLecture("Lignes", (), (*LIGNES, *year_titles(budget)), tuple(_lines(budget)))
    if contrat.droits:
        yield FeuilleDeLecture("Droits", droits_et_scenarios(projet, comptes))
    if contrat.versements:
        blocks: tuple[Block, ...] = (
            titre(1, "Le calendrier des versements"),
            *calendrier(contrat),
            titre(1, "De l'année de contrat à l'année civile"),
            *annees_civiles(contrat),
        )
        yield FeuilleDeLecture("Versements", blocks)
    if contrat.tresoreries:
        cash = (titre(1, "La trésorerie mois par mois"), *tresorerie(projet, contrat))
        yield FeuilleDeLecture("Trésorerie", cash)
    if budget.realise:
        yield FeuilleDeLecture("Réalisé", realise(projet, comptes))
        yield FeuilleDeLecture("Lignes du réalisé", (), OPERATIONS, tuple(_operations(budget)))


def _lines(budget: Budget) -> Iterator[tuple[Valeur, ...]]:
    for bloc in budget.blocs:
        for line in bloc.lignes:
            yield (FEUILLES[bloc.cle], *_words(line), *line.montants)


def _words(line: Depense | Ressource) -> tuple[str, ...]:
    if isinstance(line, Depense):
        fiche = line.fiche.value if line.fiche else ""
        return DEPENSE, line.nature, line.libelle, fiche, "", ""
    return RESSOURCE, line.origine, line.libelle, "", line.financeur, line.statut


def _operations(budget: Budget) -> Iterator[tuple[Valeur, ...]]:
    for line in budget.realise:
        side = DEPENSE if line.est_depense else RESSOURCE
        fiche = line.fiche.value if line.fiche else ""
        words = (str(line.mois), FEUILLES[line.bloc], side, line.poste, line.libelle, fiche)
        year: Valeur = line.annee or ""
        piece = line.piece.value if line.piece else ""
        yield (*words, Decimal(line.montant), year, piece, line.commentaire)
