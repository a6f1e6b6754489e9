"""Rules on charts: the keys that describe them, and what they cannot show or would show badly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.comptes import Comptes
from pipeline.model.fait import Genre
from pipeline.model.finding import Finding
from pipeline.model.graphique import (
    CLES,
    CLES_DU_BLOC,
    FICHIER,
    GRAPHIQUES,
    OPTIONS,
    est_un_graphique,
    table_de_graphique,
)
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.projet import Projet
from pipeline.model.prose import Variable


@controle()
def keys_of_charts_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in projet.citations:
        if not isinstance(node, Variable) or not est_un_graphique(node.name):
            continue
        fait = comptes.faits.get(node.name)
        known = _known(node) if fait is not None and fait.genre is Genre.DESSIN else None
        if known is not None:
            yield from _unknown_keys(node, known)


def _unknown_keys(node: Variable, known: Collection[str]) -> Iterator[Finding]:
    typed = {fold(name) for name, _value in node.options}
    free = [one for one in known if one not in typed]
    for name, _value in node.options:
        if fold(name) not in known and fold(name) != FICHIER:
            message = f"« {name} » ne se dit pas d'un graphique."
            yield Finding("X002", message, node.place(name), did_you_mean(name, free))


def _known(node: Variable) -> tuple[str, ...]:
    """What may be said of this chart, in a block or between braces."""
    if node.name in GRAPHIQUES or not table_de_graphique(node.name):
        return OPTIONS
    return (*CLES, FICHIER) if node.raw.startswith("{{") else CLES_DU_BLOC


@controle()
def charts_show_their_table(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    told = {defaut for chart in comptes.graphiques.values() for defaut in chart.defauts}
    for defaut in sorted(told, key=lambda one: one.span.order):
        code = "X055" if defaut.bloque else "X056"
        yield Finding(code, defaut.message, defaut.span, defaut.conseils)
