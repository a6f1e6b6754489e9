"""Blocks as a terminal shows them, or their tables as a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
import textwrap
from collections.abc import Iterable, Sequence

from pipeline.model.echeance import MOIS
from pipeline.model.langue.francais import FINE
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Heading,
    Notice,
    Paragraph,
    Table,
    text_of,
    titles_of,
)

WIDTH = 100
DAY = motif(rf"(1er|[12]?[0-9]|3[01])[ \u00a0]({'|'.join(MOIS)})[ \u00a0]([0-9]{{4}})")
FIGURES = motif(r"-?[0-9]+(?:,[0-9]+)?")
RUN = ("=", "+", "-", "@", "\t", "\r")
NARROWEST = 18
"""No column of words is squeezed under that many characters."""


def as_text(blocks: Iterable[Block]) -> str:
    """Headings underlined, paragraphs wrapped, tables in columns."""
    return "\n".join(line for block in blocks for line in _lines(block)).strip("\n")


def _lines(block: Block) -> list[str]:
    match block:
        case Heading(inlines=inlines):
            title = text_of(inlines)
            return ["", "", title, "=" * len(title)]
        case Table():
            return ["", *_table(block)]
        case BulletList(items=items):
            return [
                "",
                *(line for item in items for line in _wrapped(_text_of_item(item), "- ", "  ")),
            ]
        case Notice(title=title, lines=lines):
            return ["", f"[{title}]", *lines]
        case Paragraph(inlines):
            return ["", *_wrapped(text_of(inlines), "", "")]
        case _:
            return [text_of(inlines) for inlines in inlines_of(block)]


def _text_of_item(item: Iterable[Block]) -> str:
    return " ".join(text_of(inlines) for block in item for inlines in inlines_of(block))


def _wrapped(text: str, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    )


def _table(table: Table) -> list[str]:
    rows = [_titles(table), *([_words(cell) for cell in row] for row in table.rows)]
    widths = _widths(rows)
    lines: list[str] = [f"{table.unite} :", ""] if table.unite else []
    for rank, row in enumerate(rows):
        if rank == 1 or (table.total_row and rank == len(rows) - 1):
            lines.append("  ".join("-" * width for width in widths))
        lines += _row(row, widths, table.aligns)
    return lines


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """As wide as the longest cell of each column; the widest give way until the line fits."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + 2 * (len(widths) - 1) > WIDTH and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(row: Sequence[str], widths: Sequence[int], aligns: Sequence[str]) -> list[str]:
    cells = [
        textwrap.wrap(text, width, break_on_hyphens=False) or [""]
        for text, width in zip(row, widths, strict=True)
    ]
    lines: list[str] = []
    for rank in range(max(map(len, cells))):
        parts = [
            _aligned(cell[rank] if rank < len(cell) else "", width, align)
            for cell, width, align in zip(cells, widths, aligns, strict=True)
        ]
        lines.append("  ".join(parts).rstrip())
    return lines


def _aligned(text: str, width: int, align: str) -> str:
    return text.rjust(width) if align == "right" else text.ljust(width)


def _words(cell: Cell) -> str:
    return text_of(cell.inlines)


def _titles(table: Table) -> list[str]:
    """The title of each column on one line, what it shares with its neighbours first."""
    return [" – ".join(text_of(part) for part in titles_of(cell)) for cell in table.header]


def _titles_and_units(table: Table) -> list[str]:
    """In a spreadsheet, where nothing stands above a column but its title."""
    return [
        f"{title} (€)".lstrip() if rank in table.montants else title
        for rank, title in enumerate(_titles(table))
    ]


def as_csv(blocks: Iterable[Block]) -> str:
    """Each table under its title, cells between semicolons; amounts without spaces nor « € », days in figures, as Excel
    reads them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    title = ""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            title = text_of(block.inlines)
        elif isinstance(block, Table):
            writer.writerow([_harmless(title)])
            writer.writerow(map(_harmless, _titles_and_units(block)))
            writer.writerows([_value(_words(cell)) for cell in row] for row in block.rows)
            writer.writerow([])
    return out.getvalue().rstrip("\n")


def _value(text: str) -> str:
    shown = _number(text)
    return shown if FIGURES.fullmatch(shown) else _harmless(shown)


def _harmless(text: str) -> str:
    """A text that a spreadsheet would run, behind the mark that makes it words."""
    return f"'{text}" if text.startswith(RUN) else text


def _number(text: str) -> str:
    """« 1 234,50 € » → « 1234,50 », « 1er avril 2027 » → « 01/04/2027 », « — » → nothing; any other text unchanged."""
    if text == "—":
        return ""
    day = DAY.fullmatch(text)
    if day:
        return f"{int(day[1].removesuffix('er')):02d}/{MOIS.index(day[2]) + 1:02d}/{day[3]}"
    bare = text.removesuffix("\u00a0€").replace(FINE, "").replace("\u2212", "-").removeprefix("+")
    return bare if bare != text and bare.replace(",", "").replace("-", "").isdecimal() else text
