"""Boxes to tick in a fiche that was read: what is ticked stays in its place, the rest waits or is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.interpret.importation.cases import (
    CHOIX,
    CHOIX_DE_L_EN_TETE,
    chosen_in,
    is_nothing_chosen,
    ticked_blocks,
)
from pipeline.interpret.importation.fiche_lue import FicheLue, Morceau
from pipeline.interpret.importation.lignes import lines_of
from pipeline.interpret.importation.taches import OWN_TABLES
from pipeline.model.prose import Block, Paragraph, Strong, plain, text_of


def read_choices(fiche: FicheLue) -> None:
    """Of a list of boxes only what is ticked stays in its place; where nothing is, the list waits to be sorted."""
    _choose_mission(fiche)
    _choose_on_each_line(fiche)
    for key in CHOIX & fiche.sections.keys():
        for piece in fiche.sections[key]:
            boxes = ticked_blocks(piece.blocks)
            if boxes is None:
                continue
            if boxes.rien_de_coche:
                _nothing_ticked(fiche, piece)
                continue
            piece.blocks = list(boxes.cochees)
            _not_ticked(fiche, piece.titre, boxes.autres)


def _choose_on_each_line(fiche: FicheLue) -> None:
    """« Cofinancement : ☒ ARS ☐ Département », whatever it is under but tasks, whose boxes say what is done."""
    for key, pieces in fiche.sections.items():
        for piece in pieces if key not in (*OWN_TABLES[:2], *CHOIX) else ():
            piece.blocks = [_chosen_on(fiche, block, piece.titre) for block in piece.blocks]
            _ask_what_is_chosen(fiche, piece)
    for key in CHOIX_DE_L_EN_TETE & fiche.entete.keys():
        said = fiche.entete[key]
        chosen = chosen_in(" ".join(said))
        if chosen is not None:
            fiche.entete[key] = [chosen.dit]
            fiche.libelles += said
            _not_ticked(fiche, key, chosen.autres)


def _ask_what_is_chosen(fiche: FicheLue, piece: Morceau) -> None:
    """« ☐ ARS ☐ Département », of which nothing is ticked, waits; the other lines of the heading stay."""
    lines = [block for block in piece.blocks if isinstance(block, Paragraph)]
    asked = [block for block in lines if is_nothing_chosen(text_of(block.inlines))]
    if asked:
        piece.blocks = [block for block in piece.blocks if block not in asked]
        _nothing_ticked(fiche, Morceau(piece.titre, [*asked]))


def _chosen_on(fiche: FicheLue, block: Block, titre: str) -> Block:
    line = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    chosen = chosen_in(line)
    if chosen is None or not isinstance(block, Paragraph):
        return block
    _not_ticked(fiche, titre, chosen.autres)
    return replace(block, inlines=plain(chosen.dit))


def _choose_mission(fiche: FicheLue) -> None:
    """Two missions that are ticked make one value, which names none: it is asked."""
    said = fiche.entete.get("mission", [])
    boxes = ticked_blocks(Paragraph(plain(line)) for line in said)
    if boxes is None or boxes.rien_de_coche:
        return
    lines = [line for block in boxes.cochees for line in lines_of(block)]
    fiche.entete["mission"] = [" ; ".join(lines)]
    fiche.libelles += said
    _not_ticked(fiche, "mission", boxes.autres)


def _not_ticked(fiche: FicheLue, titre: str, others: Sequence[str]) -> None:
    fiche.libelles += others
    if others:
        choices = " ; ".join(others)
        fiche.rapport.append(f"{titre.strip(' :')} : cases non cochées, laissées : {choices}")


def _nothing_ticked(fiche: FicheLue, piece: Morceau) -> None:
    fiche.rapport.append(f"« {piece.titre.strip(' :')} » : aucune case cochée → À ranger")
    fiche.a_ranger += [Paragraph((Strong(plain(piece.titre)),)), *piece.blocks]
    piece.blocks = []
