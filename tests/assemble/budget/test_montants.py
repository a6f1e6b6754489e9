"""Tables of amounts: cents for all or for none, no empty column, sub-totals that cannot be taken for a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.assemble import partie
from pipeline.assemble.budget.montants import tableau, with_subtotal, with_total
from pipeline.model.prose import EN_EUROS, Strong, Table, text_of
from pipeline.write.word.tableau import indents_of_decimals, side_by_side


def rows(table: Table) -> list[list[str]]:
    return [[text_of(cell.inlines).replace("\u00a0", " ") for cell in row] for row in table.rows]


def test_one_amount_with_cents_gives_cents_to_the_whole_table() -> None:
    table = with_total(
        ["", "Un", "Deux"],
        [["a", "207\u202f500\u00a0€", "—"], ["Total", "1,50\u00a0€", "0\u00a0€"]],
        1,
    )
    assert rows(table) == [["a", "207\u202f500,00", "—"], ["Total", "1,50", "0,00"]]
    assert not any(map(any, indents_of_decimals(table))), (
        "right alignment alone puts the commas under each other"
    )


def test_a_table_of_whole_amounts_and_what_is_not_an_amount_stay() -> None:
    assert rows(with_total(["", "Un"], [["a", "207\u202f500\u00a0€"]], 1)) == [
        ["a", "207\u202f500"]
    ]
    cents = with_total(["", "Un", "Part"], [["12 € l'heure", "1,50\u00a0€", "12\u00a0%"]], 1)
    assert rows(cents) == [["12 € l'heure", "1,50", "12 %"]]


@pytest.mark.parametrize(
    ("column", "printed", "unit"),
    [
        (["12\u00a0€", "pas encore tenu", "—", ""], ["12", "pas encore tenu", "—", ""], EN_EUROS),
        (["12\u00a0€", "3"], ["12 €", "3"], ""),
        (["12\u00a0€", "20\u00a0%"], ["12 €", "20 %"], ""),
        (["12\u00a0€ l'heure"], ["12 € l'heure"], ""),
        (["couvert"], ["couvert"], ""),
    ],
)
def test_the_unit_is_above_a_table_unless_other_figures_stand_in_the_column(
    column: list[str], printed: list[str], unit: str
) -> None:
    table = tableau(["", "Un"], [["a", cell] for cell in column], ["left", "right"])
    assert [row[1] for row in rows(table)] == printed
    assert table.unite == unit


def test_the_unit_goes_with_the_columns_that_are_moved_to_another_table() -> None:
    titles = ["Bloc", *(f"Une année dont le titre est long {rank}" for rank in range(12))]
    table = tableau(titles, [["a", "mot", *["1\u00a0€"] * 11]], ["left"] * 13, arrondis=True)
    first, *others = side_by_side(table, 3_000)
    assert first.montants == tuple(range(2, len(first.header)))
    assert all(one.unite == f"{EN_EUROS}, arrondis à l’euro" for one in (first, *others))


@pytest.mark.parametrize("made", [tableau, partie.tableau], ids=["du budget", "de tous"])
@pytest.mark.parametrize("cells", [["a"], ["a", "1,50\u00a0€", "2,50\u00a0€"]])
def test_a_row_that_has_not_a_cell_for_each_title_is_refused(
    made: Callable[..., Table], cells: list[str]
) -> None:
    with pytest.raises(ValueError, match="cells under 2 titles"):
        made(["", "Un"], [cells], ["left", "right"])


def test_a_column_without_a_word_is_left_out_and_its_title_with_it() -> None:
    table = tableau(
        ["Nature", "Fiche", "Année 1"],
        [["a", "", "1\u00a0€"], ["b", "", ""]],
        ["left", "left", "right"],
    )
    assert [text_of(cell.inlines) for cell in table.header] == ["Nature", "Année 1"]
    assert table.aligns == ("left", "right")


def test_a_sub_total_is_in_bold() -> None:
    table = with_subtotal(
        with_total(
            ["", "Un"], [["a", "1\u00a0€"], ["Sous-total", "1\u00a0€"], ["Total", "1\u00a0€"]], 1
        ),
        1,
    )
    kinds = [[isinstance(cell.inlines[0], Strong) for cell in row] for row in table.rows]
    assert kinds == [[False, False], [True, True], [False, False]]
