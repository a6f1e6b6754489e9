"""Room to sign never stands alone on a page: what precedes it stays with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.document import Contenu
from pipeline.model.prose import SIGNATURE, Block, BulletList, Paragraph, Table, text_of

BEFORE = 4
"""How many blocks before the table stay with it: the date, the heading, and the end of the text."""


SHEET = 15
"""Rows past which a sheet signed line by line may fill a page, and leave the closing signatures alone on the next."""

APART = 3
"""Its last rows, which then go with the closing signatures, under the titles of the sheet again."""


def kept_with_text(corps: Sequence[Contenu]) -> tuple[Contenu, ...]:
    """The same contents, the blocks before each signature table marked to stay on its page."""
    kept = list(corps)
    sheets: list[int] = []
    for rank, block in enumerate(corps):
        if isinstance(block, Table) and block.style == SIGNATURE and _leaves_room(block):
            for before in _what_stays(corps, rank):
                kept[before] = kept_with_next(kept[before])
                sheets += [before] if _is_a_long_sheet(kept[before]) else []
    for rank in reversed(sheets):
        kept[rank : rank + 1] = _with_its_end_apart(kept[rank])
    return tuple(kept)


def _what_stays(corps: Sequence[Contenu], rank: int) -> range:
    """The ranks of the blocks just before, back to the nearest table at most: what stands above one may part from it."""
    first = max(0, rank - BEFORE)
    tables = (before for before in range(rank - 1, first, -1) if isinstance(corps[before], Table))
    return range(next(tables, first), rank)


def _is_a_long_sheet(block: Contenu) -> bool:
    return isinstance(block, Table) and block.style == SIGNATURE and len(block.rows) > SHEET


def _with_its_end_apart(block: Contenu) -> tuple[Contenu, ...]:
    """LibreOffice lets the last rows of a long table part from what follows: those of a short one it does not."""
    assert isinstance(block, Table)
    first = replace(block, rows=block.rows[:-APART], keep=False, source=(), notes=())
    return first, replace(block, rows=block.rows[-APART:], legende=None)


def _leaves_room(table: Table) -> bool:
    """Whether its last row is to be signed: other tables of that look are filled, or ticked line by line."""
    last = table.rows[-1] if table.rows else ()
    return bool(last) and not any(text_of(cell.inlines).strip() or cell.blocs for cell in last)


def kept_with_next(block: Contenu) -> Contenu:
    if isinstance(block, Paragraph):
        return replace(block, keep=True)
    if isinstance(block, Table):
        return replace(block, keep=True)
    if isinstance(block, BulletList) and block.items:
        *others, last = block.items
        return replace(block, items=(*others, _last_kept(last)))
    return block


def _last_kept(item: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        replace(block, keep=True) if isinstance(block, Paragraph) else block for block in item
    )
