"""What the accord owes for each contract year, in euros."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.assemble.budget.montants import or_none, with_total
from pipeline.assemble.partie import alinea, etiquette
from pipeline.model.bareme import FONCTIONNEMENT, VOLETS
from pipeline.model.budget import FEUILLES
from pipeline.model.droits import Contrat, Droit, total
from pipeline.model.langue.francais import euros
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Table


def droits(projet: Projet, contrat: Contrat) -> list[Block]:
    intro = "Une mission qui démarre en cours d'année compte à partir de ce jour-là."
    if any(droit.montant != droit.plein for droit in contrat.droits if droit.annee == 1):
        intro += WHAT_IS_FULL
    blocks: list[Block] = [alinea(intro), etiquette("Fonctionnement et parts fixes : les droits")]
    blocks.append(_rights_table(contrat, [d for d in contrat.droits if not d.variable]))
    variable = [droit for droit in contrat.droits if droit.variable]
    if variable:
        blocks += [
            etiquette("Volet variable : les droits, tous les résultats étant atteints"),
            _rights_table(contrat, variable),
        ]
    return [*blocks, *(alinea(text) for text in _about_the_total(projet, contrat))]


def _rights_table(contrat: Contrat, droits: Sequence[Droit]) -> Table:
    """A line a block and part; where the first year is prorated, its whole right stands beside it."""
    amounts = {(d.bloc, d.volet, d.annee): d.montant for d in droits}
    whole = {(d.bloc, d.volet): d.plein for d in droits if d.annee == 1}
    prorated = any(d.montant != d.plein for d in droits if d.annee == 1)
    years = range(1, contrat.duree + 1)

    def with_full(first: str, full: str, others: Iterable[str]) -> list[str]:
        return [first, full, *others] if prorated else [first, *others]

    rows = []
    for bloc, volet in dict.fromkeys((d.bloc, d.volet) for d in sorted(droits, key=_in_order)):
        first, *others = (or_none(amounts.get((bloc, volet, year))) for year in years)
        full = or_none(whole.get((bloc, volet)))
        rows.append([_line(bloc, volet), *with_full(first, full, others)])
    first, *others = (euros(total(d.montant for d in droits if d.annee == y)) for y in years)
    rows.append(["Total", *with_full(first, euros(total(whole.values())), others)])
    first, *others = (f"Année {year}" for year in years)
    header = ["", *with_full(first, FULL, others)]
    return with_total(header, rows, 1, unite_en_tete=True)


FULL = "Année pleine"
WHAT_IS_FULL = (
    f" « {FULL} » est ce que vaudrait l'année 1 si chaque mission avait démarré le premier jour."
)


def _in_order(droit: Droit) -> tuple[int, int]:
    return list(FEUILLES).index(droit.bloc), list(VOLETS).index(droit.volet)


def _line(bloc: str, volet: str) -> str:
    if bloc == FONCTIONNEMENT:
        return FEUILLES[bloc]
    return f"{FEUILLES[bloc]}, {VOLETS[volet].removeprefix('ACI ').removeprefix('volet ').removeprefix('crise ')}"


def _about_the_total(projet: Projet, contrat: Contrat) -> list[str]:
    """What the printed total of the barème supposes, beside what this CPTS may expect."""
    bareme = projet.bareme
    size = projet.taille
    printed = euros(bareme.total_possible[size - 1])
    best = max(
        total(d.montant for d in contrat.droits if d.annee == y)
        for y in range(1, contrat.duree + 1)
    )
    if bareme.mission("crises") is None:
        return [
            f"Pour une CPTS de taille {size}, le barème va jusqu'à {printed} par an, toutes missions comprises et tous "
            "résultats atteints."
        ]
    return [
        f"Pour une CPTS de taille {size}, le barème va jusqu'à {printed} par an. Ce maximum suppose toutes "
        "les missions, tous les résultats atteints et, la même année, la première rédaction du plan de crise et une "
        "crise sanitaire grave. "
        f"La meilleure année de ce contrat vaut {euros(best)}."
    ]
