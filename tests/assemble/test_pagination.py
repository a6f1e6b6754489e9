"""Room to sign stays with the end of what is signed, and nothing else is held together for it."""

from __future__ import annotations

from pipeline.assemble.pagination import kept_with_text
from pipeline.model.prose import SIGNATURE, Cell, LineBreak, Paragraph, Table, plain

ROOM = Cell((LineBreak(),))


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table((Cell(plain("a")), Cell(plain("b"))), rows, ("left", "left"), style=SIGNATURE)


def named(text: str) -> Cell:
    return Cell(plain(text))


def kept(*contents: Paragraph | Table) -> list[bool]:
    return [
        content.keep
        for content in kept_with_text(contents)
        if isinstance(content, Paragraph | Table)
    ]


TEXT = Paragraph(plain("Fait à Auch."))
TO_SIGN = table((named("Claire"), named("Marc")), (ROOM, ROOM))


def test_the_text_before_room_to_sign_goes_with_it() -> None:
    assert kept(TEXT, TEXT, TEXT, TEXT, TEXT, TO_SIGN) == [False, True, True, True, True, False]


def test_the_last_rows_of_a_table_signed_line_by_line_go_with_it() -> None:
    lines = table((named("Claire"), ROOM), (named("Marc"), ROOM))
    assert kept(lines, TEXT, TO_SIGN) == [True, True, False]
    assert kept(TEXT, lines) == [False, False], "a name a line is no room at the end"


def test_what_stands_above_the_nearest_table_may_part_from_it() -> None:
    lines = table((named("Claire"), ROOM), (named("Marc"), ROOM))
    assert kept(TEXT, TEXT, lines, TEXT, TO_SIGN) == [False, False, True, True, False]


def test_a_grid_that_is_filled_holds_nothing() -> None:
    assert kept(TEXT, table((named("Forces"), named("Faiblesses")))) == [False, False]


def test_the_last_rows_of_a_long_sheet_are_a_table_that_goes_with_the_closing_signatures() -> None:
    sheet = table(*((named(f"Membre {rank}"), ROOM) for rank in range(33)))
    first, last, text, closing = kept_with_text([sheet, TEXT, TO_SIGN])
    assert isinstance(first, Table)
    assert isinstance(last, Table)
    assert (first.keep, last.keep, len(last.rows)) == (False, True, 3)
    assert first.rows + last.rows == sheet.rows
    assert last.header == sheet.header
    assert isinstance(text, Paragraph)
    assert (text.keep, closing) == (True, TO_SIGN)
    assert len(kept_with_text([sheet, TEXT])) == 2, "a sheet that nobody closes stays whole"
