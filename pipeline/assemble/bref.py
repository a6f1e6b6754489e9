"""« Le projet en bref »: one page of key figures, missions and map, for whoever looks before reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.budget.montants import rounded, tableau
from pipeline.assemble.chiffres_cles import carres, compte, demarrage, depenses
from pipeline.assemble.partie import etiquette, titre
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.budget import FEUILLES
from pipeline.model.carte import CARTE_EN_BREF, TERRITOIRE, TITRE_DE_LA_CARTE
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.echeance import Echeance
from pipeline.model.fait import Fait
from pipeline.model.langue.francais import et
from pipeline.model.mission import MISSIONS, Mission
from pipeline.model.projet import Projet
from pipeline.model.prose import (
    FIGURE,
    Figure,
    Image,
    Legende,
    Table,
    plain,
)

CARTE_HAUTE = 105
"""Millimetres that are left for the map on a page with five missions."""

CARTE_BASSE = 60
"""A lower map would not be read: it takes the next page, as high as it likes."""

HAUTEUR = 150
LIGNE = 4.2
SIGNES = 55
"""Millimetres for the map and the lines of the missions together; those of a line, and its signs."""


def bref(projet: Projet, comptes: Comptes, _constats: Constats) -> tuple[Contenu, ...]:
    """The page, without what is not known yet."""
    parts: list[Contenu] = [titre(1, "Le projet en bref", ancre="partie-bref")]
    parts += carres(list(_key_figures(projet, comptes)))
    if _kept(projet):
        parts += [etiquette("Ce que nous ferons"), _missions(projet, comptes)]
    carte = comptes.cartes.get(TERRITOIRE)
    if carte is not None:
        legende = Legende(FIGURE, plain(TITRE_DE_LA_CARTE), CARTE_EN_BREF)
        haute = _left_for_the_map(projet)
        parts.append(Figure((Image(TERRITOIRE, carte.alt),), legende, plus_haute=haute))
    return tuple(parts)


def _left_for_the_map(projet: Projet) -> int:
    """Many fiches make a long table: the map is lower, so that both hold on the page."""
    lines = sum(-(-len(_named(mission, projet)) // SIGNES) for mission in _kept(projet))
    left = int(HAUTEUR - LIGNE * lines)
    return min(left, CARTE_HAUTE) if left >= CARTE_BASSE else CARTE_HAUTE


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
    yield from compte(len(_kept(projet)), "missions", "mission")
    yield from compte(len(projet.fiches), "fiches action", "fiche action")
    yield from depenses(comptes.total, projet.budget.annees)
    yield from _years(projet, comptes)


def _counted(fait: Fait | None, many: str, one: str) -> Iterator[tuple[str, str]]:
    value = fait.valeur if fait is not None else None
    if isinstance(value, int):
        yield from compte(value, many, one)


def _years(projet: Projet, comptes: Comptes) -> Iterator[tuple[str, str]]:
    contrat, start = comptes.contrat, projet.debut_contrat
    if contrat.duree and start is not None:
        yield f"{contrat.duree} ans", f"contrat, dès le {Echeance(start)}"


# --- missions -----------------------------------------------------------------------------------------------------


def _kept(projet: Projet) -> list[Mission]:
    return [mission for mission in MISSIONS if mission.cle in projet.identite.retenues]


def _missions(projet: Projet, comptes: Comptes) -> Table:
    """A row for each mission, then what the CPTS spends to run, so that they add up to the total printed above."""
    years = projet.budget.annees
    spent = f"Dépenses sur {years} ans" if years > 1 else "Dépenses"
    header = ["Mission", "Fiches action", "Démarrage", spent]
    kept = _kept(projet)
    rows = [_row(mission, projet, comptes) for mission in kept]
    running = _spent(FONCTIONNEMENT, comptes)
    if running:
        rows.append([FEUILLES[FONCTIONNEMENT], "toutes", "–", rounded(running)])
        rows.append(["Total", "", "", rounded(sum(comptes.total.depenses, Decimal(0)))])
    drawn = tableau(
        header, rows, ["left", "left", "left", "right"], total_row=bool(running), arrondis=True
    )
    without_colour = [0] * (len(rows) - len(kept))
    return replace(drawn, missions=(*(mission.rang for mission in kept), *without_colour))


def _row(mission: Mission, projet: Projet, comptes: Comptes) -> list[str]:
    fiches = projet.fiches_de(mission.cle)
    spent = _spent(mission.cle, comptes)
    return [
        mission.feuille,
        _named(mission, projet),
        str(demarrage(fiches) or "–"),
        rounded(spent) if spent else "–",
    ]


def _named(mission: Mission, projet: Projet) -> str:
    fiches = projet.fiches_de(mission.cle)
    return et([fiche.titre.value for fiche in fiches if fiche.titre]) if fiches else "à venir"


def _spent(bloc: str, comptes: Comptes) -> Decimal:
    total = comptes.blocs.get(bloc)
    return sum(total.depenses, Decimal(0)) if total else Decimal(0)
