"""The sections of a chapter as a table: forces, faiblesses, opportunités, menaces in four squares; leads by mission."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.diagnostic import CARRES, FORCES_FAIBLESSES, PISTES, carre
from pipeline.model.mission import MISSIONS, mission_nommee
from pipeline.model.prose import SIGNATURE, Block, Cell, Heading, Paragraph, Strong, Table, plain
from pipeline.model.sections import Section, sections


def as_tableau(blocks: tuple[Block, ...], tableau: str, level: int) -> tuple[Block, ...]:
    """The blocks of a chapter with its sections, under headings of that level, set in the table asked for.

    What stands before them stays, and so does a section that has no place: it is told as an error.
    """
    if tableau == FORCES_FAIBLESSES:
        before, found = sections(blocks, level)
        left = [section for section in found if carre(section.titre) is None]
        return (*before, _carres(found), *_unplaced(left, level))
    if tableau == PISTES:
        before, found = sections(blocks, level)
        left = [section for section in found if mission_nommee(section.titre) is None]
        return (*before, *_pistes(found), *_unplaced(left, level))
    return blocks


def _carres(found: Iterable[Section]) -> Table:
    """Two by two, each square under its own name, so that it reads as well aloud and in black and white."""
    cells = []
    for name in CARRES:
        blocs = [
            block for section in found if carre(section.titre) == name for block in section.blocs
        ]
        cells.append(Cell((), blocs=(Paragraph((Strong(plain(name)),)), *_flat(blocs))))
    header = (Cell(plain("Ce qui aide")), Cell(plain("Ce qui freine")))
    return Table(header, (tuple(cells[:2]), tuple(cells[2:])), ("left", "left"), style=SIGNATURE)


def _pistes(found: Iterable[Section]) -> tuple[Table, ...]:
    """One line per mission, in the order of the ACI; nothing while no mission has a lead."""
    rows = []
    for mission in MISSIONS:
        blocs = [b for s in found if mission_nommee(s.titre) is mission for b in s.blocs]
        if blocs:
            rows.append((Cell((Strong(plain(mission.titre)),)), Cell((), blocs=_flat(blocs))))
    header = (Cell(plain("Mission")), Cell(plain("Pistes stratégiques")))
    return (Table(header, tuple(rows), ("left", "left")),) if rows else ()


def _flat(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """In a cell a heading is a line in bold: it is not one of the contents."""
    return tuple(
        Paragraph((Strong(block.inlines),), block.span) if isinstance(block, Heading) else block
        for block in blocks
    )


def _unplaced(left: Iterable[Section], level: int) -> tuple[Block, ...]:
    return tuple(b for s in left for b in (Heading(level, plain(s.titre), s.span), *s.blocs))
