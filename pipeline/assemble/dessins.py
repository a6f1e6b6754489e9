"""Maps and calendars as numbered figures: the drawing is made elsewhere, and found by the name of its citation."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.carte import cle_de_carte
from pipeline.model.comptes import Comptes
from pipeline.model.fait import Fait, Faits
from pipeline.model.frise import cle_de_frise, est_une_frise
from pipeline.model.projet import Projet
from pipeline.model.prose import FIGURE, Figure, Image, Legende, Variable, plain


def with_drawings(projet: Projet, comptes: Comptes) -> Comptes:
    """The same comptes, every drawing that a source cites ready among the facts, under its name and options."""
    words = {cle: carte.alt for cle, carte in comptes.cartes.items()}
    words |= {cle: frise.alt for cle, frise in comptes.frises.items()}
    drawn: dict[str, Fait] = {}
    for node in projet.citations:
        if isinstance(node, Variable) and node.cle in words:
            fait = comptes.faits[node.name]
            drawn[node.cle] = replace(fait, valeur=(_figure(node, fait, words[node.cle]),))
    return replace(comptes, faits=Faits({**comptes.faits, **drawn})) if drawn else comptes


def _figure(node: Variable, fait: Fait, alt: str) -> Figure:
    titre = dict(node.options).get("titre") or fait.sens
    name = cle_de_frise(node.name) if est_une_frise(node.name) else cle_de_carte(node.name)
    return Figure(
        (Image(node.cle, alt, node.span),),
        Legende(FIGURE, plain(titre), name, span=node.span),
        node.span,
    )
