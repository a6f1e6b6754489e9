"""A table that can be read aloud: a caption or a name, titles that say what they are the title of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.model.prose import SIGNATURE, Cell, Inline, Table, text_of
from pipeline.write.html.signes import tag
from pipeline.write.word.tableau import Title, header_rows

Inner = Callable[[Iterable[Inline]], str]
Content = Callable[[Cell], str]

SIDES = {"right": "droite", "center": "centre"}


def table(shown: Table, name: str, caption: str, inner: Inner, content: Content) -> str:
    """``caption`` is HTML, printed; ``name`` is read aloud where there is none.

    It scrolls in its own frame where the screen is narrow: the frame takes the keyboard for that.
    """
    head = "".join(_header(shown, inner))
    rows = "".join(_rows(shown, content))
    titled = tag("caption", caption) if caption else ""
    look = "signature" if shown.style == SIGNATURE else ""
    whole = tag(
        "table",
        f"{titled}{head}<tbody>{rows}</tbody>",
        look,
        aria_label="" if caption else name,
    )
    return tag("div", whole, "cadre", tabindex="0", role="group", aria_label=name)


def _header(shown: Table, inner: Inner) -> Iterator[str]:
    rows = header_rows(shown.header)
    if not any(text_of(cell.inlines).strip() for cell in shown.header):
        return
    yield "<thead>"
    for rank, row in enumerate(rows):
        titles = (_title(title, len(rows) - rank, inner) for title in _begun(row))
        yield f"<tr>{''.join(titles)}</tr>"
    yield "</thead>"


def _begun(row: Sequence[Title]) -> Iterator[Title]:
    """Without the titles that go on from the row above."""
    return (title for title in row if title.down != "continue")


def _title(title: Title, rows_left: int, inner: Inner) -> str:
    wide = {"colspan": str(title.columns)} if title.columns > 1 else {}
    tall = {"rowspan": str(rows_left)} if title.down else {}
    words = inner(title.inlines)
    if not text_of(title.inlines).strip():
        return tag("td", words, **wide, **tall)
    return tag("th", words, scope="colgroup" if wide else "col", **wide, **tall)


def _rows(shown: Table, content: Content) -> Iterator[str]:
    named = _names_its_rows(shown)
    for rank, row in enumerate(shown.rows):
        cells = (_cell(cell, shown, at, named, content) for at, cell in enumerate(row))
        total = shown.total_row and rank == len(shown.rows) - 1
        yield tag("tr", "".join(cells), "total" if total else "")


def _names_its_rows(shown: Table) -> bool:
    """Whether the first cell of a row is the title of the figures that follow it."""
    return shown.style != SIGNATURE and shown.aligns[:1] != ("right",) and "right" in shown.aligns


def _cell(cell: Cell, shown: Table, at: int, named: bool, content: Content) -> str:
    words = content(cell)
    if at == 0 and named and text_of(cell.inlines).strip():
        return tag("th", words, scope="row")
    return tag("td", words, _look(cell, shown.aligns[at]))


def _look(cell: Cell, align: str) -> str:
    """The side of a cell; an amount that is signed has a colour too, beside its sign."""
    text = text_of(cell.inlines) if align == "right" else ""
    sign = {"\u2212": " negatif", "+": " positif"}.get(text[:1], "")
    return SIDES.get(align, "") + (sign if len(text) > 1 else "")
