"""Drawings as numbered figures: maps and calendars are made elsewhere, and found by the name of their citation; a chart
is in its figure, and Word draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.assemble.typographie import corrected, corrected_diagram
from pipeline.model.citation import ORGANIGRAMME, titre_et_mot
from pipeline.model.comptes import Comptes
from pipeline.model.fait import Fait, Faits
from pipeline.model.frise import nom_de_feuille
from pipeline.model.graphique import Graphique
from pipeline.model.projet import Projet
from pipeline.model.prose import FIGURE, Diagram, Figure, Image, Inline, Legende, Variable, plain


def with_drawings(projet: Projet, comptes: Comptes) -> Comptes:
    """The same comptes, every drawing that a source cites ready among the facts, under its name and options."""
    drawn: dict[str, Fait] = {}
    for node in projet.citations:
        if not isinstance(node, Variable):
            continue
        if node.cle in comptes.cartes:
            image = Image(node.cle, comptes.cartes[node.cle].alt, node.span)
            drawn[node.cle] = _with(node, comptes, _figure(node, comptes, (image,)))
        elif node.cle in comptes.frises:
            drawn[node.cle] = _with(node, comptes, *_sheets(node, comptes))
        elif node.name == ORGANIGRAMME and node.name in comptes.faits:
            drawn[node.cle] = _with(node, comptes, _diagram(node, comptes))
        elif node.cle in comptes.graphiques and comptes.graphiques[node.cle].series:
            drawn[node.cle] = _with(node, comptes, _chart(node, comptes))
    return replace(comptes, faits=Faits({**comptes.faits, **drawn})) if drawn else comptes


def _with(node: Variable, comptes: Comptes, *figures: Figure) -> Fait:
    return replace(comptes.faits[node.name], valeur=figures)


def _sheets(node: Variable, comptes: Comptes) -> Iterator[Figure]:
    """A calendar on as many figures as it has sheets; references lead to the first."""
    frise = comptes.frises[node.cle]
    for rank, sheet in enumerate((frise, *frise.suites)):
        image = Image(nom_de_feuille(node.cle, rank), sheet.alt, node.span)
        figure = _figure(node, comptes, (image,))
        yield figure if rank == 0 else replace(figure, legende=_continued(figure.legende))


def _continued(legende: Legende) -> Legende:
    return replace(legende, inlines=(*legende.inlines, *plain(" (suite)")), ancre="")


def _figure(node: Variable, comptes: Comptes, images: tuple[Image, ...]) -> Figure:
    titre, mot = titre_et_mot(node)
    legende = Legende(FIGURE, plain(titre or comptes.faits[node.name].sens), mot, span=node.span)
    source = dict(node.options).get("source", "")
    return Figure(images, legende, node.span, notes=_notes(source, ()))


def _chart(node: Variable, comptes: Comptes) -> Figure:
    """The figure of a chart, whose own words are put right here: they are no inlines of a text."""
    graphique = comptes.graphiques[node.cle]
    figure = _figure(node, comptes, ())
    notes = _notes(graphique.source, graphique.remarques)
    return replace(figure, graphique=_typeset(graphique), notes=notes)


def _diagram(node: Variable, comptes: Comptes) -> Figure:
    """The figure of the organisation chart, whose boxes are the value of its fact."""
    value = comptes.faits[node.name].valeur
    (schema,) = (
        block for block in (value if isinstance(value, tuple) else ()) if isinstance(block, Diagram)
    )
    return replace(_figure(node, comptes, ()), schema=corrected_diagram(schema))


def _notes(source: str, remarques: Iterable[str]) -> tuple[tuple[Inline, ...], ...]:
    """Where a figure comes from, then what it does not show."""
    said = [f"Source : {source}"] if source else []
    return tuple(plain(text) for text in (*said, *remarques))


def _typeset(graphique: Graphique) -> Graphique:
    series = tuple(replace(serie, nom=corrected(serie.nom)) for serie in graphique.series)
    labels = tuple(corrected(label) for label in graphique.libelles)
    return replace(
        graphique,
        libelles=labels,
        series=series,
        axe=corrected(graphique.axe),
        unite=corrected(graphique.unite),
        alt=corrected(graphique.alt),
    )
