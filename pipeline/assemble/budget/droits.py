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
    first_year = [d for d in droits if d.annee == 1]
    whole = {(d.bloc, d.volet): d.plein for d in first_year}
    prorated = any(d.montant != d.plein for d in first_year)
    years = range(1, contrat.duree + 1)

    def with_full(first: str, full: str, others: Iterable[str]) -> list[str]:
        return [first, full, *others] if prorated else [first, *others]

    rows = []
    for place in dict.fromkeys((d.bloc, d.volet) for d in sorted(droits, key=_in_order)):
        first, *others = (or_none(amounts.get((*place, year))) for year in years)
        rows.append([_line(*place), *with_full(first, or_none(whole.get(place)), others)])
    first, *others = (_sum_of(droits, year) for year in years)
    rows.append(["Total", *with_full(first, euros(total(whole.values())), others)])
    first, *others = (f"Année {year}" for year in years)
    return with_total(["", *with_full(first, FULL, others)], rows, 1)


def _sum_of(droits: Iterable[Droit], year: int) -> str:
    return euros(total(d.montant for d in droits if d.annee == year))


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
