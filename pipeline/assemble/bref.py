"""« Le projet en bref »: one page of key figures, missions and map, for whoever looks before reading."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import etiquette, tableau, titre
from pipeline.model.carte import TERRITOIRE
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.echeance import Echeance
from pipeline.model.fait import Fait
from pipeline.model.fiche import Fiche
from pipeline.model.langue.francais import et, euros, nombre
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    FIGURE,
    SIGNATURE,
    Cell,
    Figure,
    Image,
    Legende,
    Strong,
    Table,
    plain,
)

ACROSS = 4
"""Key figures side by side."""

CARTE_HAUTE = 105
"""Millimetres that are left for the map on a page with five missions."""


def bref(projet: Projet, comptes: Comptes, _constats: Constats) -> tuple[Contenu, ...]:
    """The page, without what is not known yet."""
    parts: list[Contenu] = [titre(1, "Le projet en bref", ancre="partie-bref")]
    figures = list(_key_figures(projet, comptes))
    parts += _squares(figures) if figures else []
    rows = [_row(mission, projet, comptes) for mission in _kept(projet)]
    parts += [etiquette("Ce que nous ferons"), _missions(rows, projet)] if rows else []
    carte = comptes.cartes.get(TERRITOIRE)
    if carte is not None:
        legende = Legende(FIGURE, plain("Les communes de la CPTS"))
        parts.append(Figure((Image(TERRITOIRE, carte.alt),), legende, plus_haute=CARTE_HAUTE))
    return tuple(parts)


# --- key figures --------------------------------------------------------------------------------------------------


def _key_figures(projet: Projet, comptes: Comptes) -> Iterator[tuple[str, str]]:
    """Each figure and what it counts, those that are not known left out."""
    counted = (
        ("territoire.population", "habitants", "habitant"),
        ("territoire.nombre_communes", "communes", "commune"),
        ("membres.engages", "membres engagés", "membre engagé"),
        ("besoins.nombre", "besoins retenus", "besoin retenu"),
    )
    for name, many, one in counted:
        yield from _counted(comptes.faits.get(name), many, one)
    yield from _number(len(_kept(projet)), "missions", "mission")
    yield from _number(len(projet.fiches), "fiches action", "fiche action")
    yield from _money(projet, comptes)
    yield from _years(projet, comptes)


def _counted(fait: Fait | None, many: str, one: str) -> Iterator[tuple[str, str]]:
    value = fait.valeur if fait is not None else None
    if isinstance(value, int):
        yield from _number(value, many, one)


def _number(count: int, many: str, one: str) -> Iterator[tuple[str, str]]:
    if count:
        yield nombre(count), one if count == 1 else many


def _money(projet: Projet, comptes: Comptes) -> Iterator[tuple[str, str]]:
    total = sum(comptes.total.emplois, Decimal(0))
    years = projet.budget.annees
    if total:
        yield (
            euros(total.quantize(Decimal(1))),
            f"dépenses sur {years} ans" if years > 1 else "dépenses",
        )


def _years(projet: Projet, comptes: Comptes) -> Iterator[tuple[str, str]]:
    contrat, start = comptes.contrat, projet.debut_contrat
    if contrat.duree and start is not None:
        yield f"{contrat.duree} ans", f"contrat, dès le {Echeance(start)}"


def _squares(figures: list[tuple[str, str]]) -> list[Table]:
    """Each figure under what it counts: in one row, or two of about as many."""
    rows = -(-len(figures) // ACROSS)
    across = -(-len(figures) // rows)
    return [_row_of_squares(figures[at : at + across]) for at in range(0, len(figures), across)]


def _row_of_squares(figures: list[tuple[str, str]]) -> Table:
    header = tuple(Cell(plain(words[:1].upper() + words[1:])) for _figure, words in figures)
    row = tuple(Cell((Strong(plain(figure)),)) for figure, _words in figures)
    return Table(header, (row,), ("center",) * len(figures), style=SIGNATURE, even=True)


# --- missions -----------------------------------------------------------------------------------------------------


def _kept(projet: Projet) -> list[Mission]:
    return [mission for mission in MISSIONS if mission.cle in projet.identite.retenues]


def _missions(rows: list[list[str]], projet: Projet) -> Table:
    years = projet.budget.annees
    spent = f"Dépenses sur {years} ans" if years > 1 else "Dépenses"
    header = ["Mission", "Fiches action", "Démarrage", spent]
    return tableau(header, rows, ["left", "left", "left", "right"])


def _row(mission: Mission, projet: Projet, comptes: Comptes) -> list[str]:
    fiches = projet.fiches_de(mission.cle)
    total = comptes.blocs.get(mission.cle)
    spent = sum(total.emplois, Decimal(0)) if total else Decimal(0)
    named = et([fiche.titre.value for fiche in fiches if fiche.titre]) if fiches else "à venir"
    return [
        mission.feuille,
        named,
        _start(fiches),
        euros(spent.quantize(Decimal(1))) if spent else "–",
    ]


def _start(fiches: tuple[Fiche, ...]) -> str:
    """When the first action of a mission begins."""
    dates = [fiche.dates.demarrage.value for fiche in fiches if fiche.dates.demarrage]
    return str(min(dates, key=lambda date: date.debut)) if dates else "–"
