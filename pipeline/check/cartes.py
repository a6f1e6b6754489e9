"""Rules on the ground of the territory: its pieces, and what its maps cannot show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.model.carte import OPTIONS_CARTE, OPTIONS_TERRITOIRE, TERRITOIRE
from pipeline.model.citation import ORGANIGRAMME
from pipeline.model.comptes import Comptes
from pipeline.model.fait import Genre
from pipeline.model.finding import Finding
from pipeline.model.frise import OPTIONS_FRISE, est_une_frise
from pipeline.model.graphique import est_un_graphique
from pipeline.model.langue.francais import et, lettres
from pipeline.model.langue.mots import did_you_mean
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Variable
from pipeline.model.span import Span

FAR = 50
"""Kilometres from the rest at which a commune is hardly of the same territory."""

MOST_NAMED = 8


DU_CLASSEUR = ("graphique.budget", "graphique.natures", "graphique.tresorerie")
DU_CONTRAT = ("graphique.droits", "graphique.tresorerie")
DATES_DU_CONTRAT = ("dates", "effet", "signature")
"""While what a drawing is made of cannot be read, nobody is told that it is empty: that is told there."""


@controle()
def drawings_can_be_made(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in projet.citations:
        fait = comptes.faits.get(node.name) if isinstance(node, Variable) else None
        if not isinstance(node, Variable) or fait is None or fait.genre is not Genre.DESSIN:
            continue
        allowed = _options(node.name)
        for name, _value in node.options if not est_un_graphique(node.name) else ():
            if name not in allowed:
                message = f"« {node.raw} » : l'option « {name} » n'existe pas."
                yield Finding("X002", message, node.span, did_you_mean(name, allowed))
        if fait.vide and not _unread(node.name, projet):
            yield Finding(
                "X042", f"« {node.raw} » : ce dessin serait vide, {fait.vide}.", node.span
            )


def _unread(nom: str, projet: Projet) -> bool:
    """Whether the workbook, the barème or the dates that a drawing shows were told to be wrong."""
    keys: tuple[str, ...] = DATES_DU_CONTRAT if nom in DU_CONTRAT or est_une_frise(nom) else ()
    keys += ("taille", "bareme", "contrat") if nom in DU_CONTRAT else ()
    return (
        (nom in DU_CLASSEUR and Piece.BUDGET in projet.trous)
        or (nom in DU_CONTRAT and Piece.BAREME in projet.trous)
        or projet.illisible_dans(projet.identite.span.path, *keys)
    )


def _options(nom: str) -> tuple[str, ...]:
    if est_une_frise(nom) or nom == ORGANIGRAMME:
        return OPTIONS_FRISE
    return OPTIONS_TERRITOIRE if nom == TERRITOIRE else OPTIONS_CARTE


@controle()
def maps_show_their_table(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    told = {defaut for carte in comptes.cartes.values() for defaut in carte.defauts}
    for defaut in sorted(told, key=lambda one: one.span.order):
        yield Finding(
            "X053" if defaut.bloque else "X054", defaut.message, defaut.span, defaut.conseils
        )


@controle(Piece.IDENTITE)
def territory_in_one_piece(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A territory is lived in as one: communes without a common border are told, with what separates them."""
    pieces = comptes.terrain.morceaux
    told = {commune.code for commune, km in comptes.terrain.lointaines if km >= FAR}
    others = [commune.nom for piece in pieces[1:] for commune in piece if commune.code not in told]
    if others:
        message = f"le territoire est en {_count(len(pieces))} morceaux : {_named(others)} {_touch(others)} pas le reste."
        hint = "ajoutez les communes qui les séparent, ou acceptez ce constat avec la raison de ce découpage."
        yield Finding("T016", message, _place(projet), (hint,))


@controle(Piece.IDENTITE)
def no_hole_in_the_territory(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for hole in comptes.terrain.trous:
        message = f"{_named(list(hole))} {'est entourée' if len(hole) == 1 else 'sont entourées'} par le territoire."
        hint = "ajoutez-les, ou acceptez ce constat en disant de quelle CPTS elles sont."
        yield Finding("T017", message, _place(projet), (hint,))


@controle(Piece.IDENTITE)
def no_commune_far_away(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    places = {placed.value: placed.span for placed in projet.identite.communes}
    strangers = _of_another_region(projet, comptes)
    for commune, km in comptes.terrain.lointaines:
        if km >= FAR and commune.code not in strangers:
            message = f"{commune.nom} est à {km} km de la commune la plus proche du territoire."
            hint = "relisez son code Insee."
            yield Finding("T018", message, places.get(commune.code, _place(projet)), (hint,))


def _of_another_region(projet: Projet, comptes: Comptes) -> set[str]:
    """Communes of a region that is not that of most: T015 tells of them."""
    regions = {code: commune.region for code, commune in projet.decoupage.communes.items()}
    usual = Counter(regions.get(commune.code, "") for commune in comptes.communes).most_common(1)
    return {
        commune.code for commune in comptes.communes if regions.get(commune.code, "") != usual[0][0]
    }


def _place(projet: Projet) -> Span:
    """The list of communes in ``projet.yaml``."""
    listed = projet.identite.communes
    return listed[0].span if listed else projet.identite.span


def _count(count: int) -> str:
    return lettres(count) if count <= 16 else str(count)


def _touch(names: list[str]) -> str:
    return "ne touche" if len(names) == 1 else "ne touchent"


def _named(names: list[str]) -> str:
    if len(names) <= MOST_NAMED:
        return et(names)
    return f"{', '.join(names[:MOST_NAMED])} et {len(names) - MOST_NAMED} autres communes"
