"""Maps as numbered figures: the drawing itself is made elsewhere, and found by the name of its citation."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.carte import Carte, cle_de_carte
from pipeline.model.comptes import Comptes
from pipeline.model.fait import Fait, Faits
from pipeline.model.projet import Projet
from pipeline.model.prose import FIGURE, Figure, Image, Legende, Variable, plain


def with_maps(projet: Projet, comptes: Comptes) -> Comptes:
    """The same comptes, every map that a source cites ready among the facts, under its name and options."""
    drawn: dict[str, Fait] = {}
    for node in projet.citations:
        if isinstance(node, Variable) and node.cle in comptes.cartes:
            fait = comptes.faits[node.name]
            drawn[node.cle] = replace(fait, valeur=(_figure(node, fait, comptes.cartes[node.cle]),))
    return replace(comptes, faits=Faits({**comptes.faits, **drawn})) if drawn else comptes


def _figure(node: Variable, fait: Fait, carte: Carte) -> Figure:
    titre = dict(node.options).get("titre") or fait.sens
    legende = Legende(FIGURE, plain(titre), cle_de_carte(node.name), span=node.span)
    return Figure((Image(node.cle, carte.alt, node.span),), legende, node.span)
