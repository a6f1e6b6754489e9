"""The drawings of a project as its pages show them, whatever texts cite."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pipeline.compute import with_drawings
from pipeline.draw.page import Dessinable, svg_of
from pipeline.run import Examen, sheets
from pipeline.write.word.charte import palette_of


class Planche(NamedTuple):
    titre: str
    svg: str


def planches(examen: Examen, noms: Iterable[str]) -> dict[str, Planche]:
    """Those of the texts and those of these names, each titled by its name."""
    comptes = with_drawings(examen.projet, examen.comptes, noms)
    charts = {cle: chart for cle, chart in comptes.graphiques.items() if chart.series}
    shown: dict[str, Dessinable] = {**sheets(replace(examen, comptes=comptes)), **charts}
    palette = palette_of({}, examen.projet.charte)
    return {
        cle: Planche(cle, svg_of(one, cle, f"dessin-{rank}", palette))
        for rank, (cle, one) in enumerate(shown.items(), 1)
    }
