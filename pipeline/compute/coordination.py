"""What the budget gives to the post of coordination, as a table that the description of the post prints."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.budget import Depense
from pipeline.model.coordination import nomme_le_poste
from pipeline.model.fait import Fait, Genre
from pipeline.model.langue.francais import euros
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Cell, Paragraph, Table, plain

RIEN = "Le budget ne nomme pas encore ce poste."


def of_coordination(projet: Projet) -> Iterator[tuple[str, Fait]]:
    lines = [line for line in projet.budget.depenses if nomme_le_poste(line.libelle)]
    years = projet.budget.annees
    told: Block = _table(lines, years) if lines else Paragraph(plain(RIEN))
    yield (
        "liste.couts_coordination",
        Fait("ce que le budget prévoit pour le poste de coordination", Genre.LISTE, (told,)),
    )


def _table(lines: list[Depense], years: int) -> Table:
    header = ("Dépense", "Nature", *(f"Année {year}" for year in range(1, years + 1)))
    rows = [(line.libelle, line.nature, *map(euros, line.montants[:years])) for line in lines]
    return Table(
        tuple(Cell(plain(text)) for text in header),
        tuple(tuple(Cell(plain(text)) for text in row) for row in rows),
        ("left", "left", *("right",) * years),
    )
