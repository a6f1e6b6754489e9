"""Tables in the terminal: columns that line up, and cells that a spreadsheet can add."""

from __future__ import annotations

from decimal import Decimal

from pipeline.model.langue.francais import euros
from pipeline.model.prose import Cell, Heading, Table, plain
from pipeline.write.terminal import WIDTH, as_csv, as_text


def table(*rows: tuple[str, ...], total_row: bool = False) -> Table:
    header, *others = [tuple(Cell(plain(text)) for text in row) for row in rows]
    aligns = ("left", *["right"] * (len(header) - 1))
    return Table(header, tuple(others), aligns, total_row=total_row)


AMOUNTS = table(
    ("Bloc", "Année 1"),
    ("Parcours", euros(Decimal(35000))),
    ("Total", euros(Decimal("-1234.5"))),
    total_row=True,
)


def test_columns_line_up_and_the_total_is_set_apart() -> None:
    lines = as_text([AMOUNTS]).replace("\u202f", " ").replace("\u00a0", " ").splitlines()
    assert lines == [
        "Bloc          Année 1",
        "--------  -----------",
        "Parcours     35 000 €",
        "--------  -----------",
        "Total     −1 234,50 €",
    ]


def test_no_line_is_wider_than_the_screen() -> None:
    long = "Un texte long qui ne tient pas sur une seule ligne du terminal, même large. " * 3
    lines = as_text(
        [Heading(1, plain("Titre")), table(("Date", "Quoi"), (long, long))]
    ).splitlines()
    assert max(map(len, lines)) <= WIDTH


def test_a_spreadsheet_gets_numbers() -> None:
    text = as_csv([Heading(1, plain("Droits")), AMOUNTS])
    assert text.splitlines() == ["Droits", "Bloc;Année 1", "Parcours;35000", "Total;-1234,50"]
    assert as_csv([table(("Mois", "Reçu"), ("mai", "—"))]).splitlines()[-1] == "mai;"
