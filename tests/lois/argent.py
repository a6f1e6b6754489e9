"""Laws of the money: two readers see the same cells, each amount is printed to the cent, and parts add up to their total.

Budgets are drawn; what is printed is read back by python-docx, and every sum made again here, with no help from our code.
"""

from __future__ import annotations

import io
import sys
import time
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from docx import Document
from hypothesis import given, seed
from hypothesis import strategies as st
from lxml import etree
from openpyxl import load_workbook

from pipeline.model.budget import NATURES
from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.prose import EN_EUROS
from pipeline.model.source import Sheet
from pipeline.read import read_workbook
from pipeline.run import build
from tests.classeurs import Feuille, classeur
from tests.lois.arbres import reglage
from tests.projets import AVANT, CHECKOUT, CLASSEUR, FEUILLES, edited, examen, petit_projet
from tests.test_cases import CASES, read_case

NAME = "annexe-budget"
ADMIS = {
    "B035-deux-tableaux.txt": "a name that two tables have, at which openpyxl stops",
    "B035-tableau-recopie.txt": "the same",
    "B097-format-de-case.txt": "an amount shown as a day: a day for openpyxl, told as B097 by us",
}
"""Cases whose workbook the two see differently, and why; one that they see alike is told too."""

UNREAD = "illisible pour openpyxl"
YEARS = 2
BUDGETS = 60
"""Budgets drawn in ``make preuves``, when it is not told how many."""

# --- two readers --------------------------------------------------------------------------------------------------


def classeurs(cases: Sequence[str] = CASES) -> Iterator[tuple[str, bytes]]:
    """Every workbook at hand: those of the two examples, of the small project, and of each case that spoils one."""
    for root in (CHECKOUT / "budgets", AVANT / "budgets"):
        for path in sorted(root.rglob("*.xlsx")):
            yield path.relative_to(CHECKOUT).as_posix(), path.read_bytes()
    base = petit_projet()
    yield CLASSEUR, base[CLASSEUR]
    for name in cases:
        notation = read_case(name).bad
        if ".xlsx" in notation:
            files = edited(base, notation)
            yield from (
                (f"{name} : {path}", data)
                for path, data in files.items()
                if _is_new(path, data, base)
            )


def _is_new(path: str, data: bytes, base: Mapping[str, bytes]) -> bool:
    return path.endswith(".xlsx") and base.get(path) != data


def desaccords(data: bytes) -> tuple[int, list[str]]:
    """How many cells two readers saw, and those that they see differently; none of a workbook that is refused in a sentence."""
    said: list[Finding] = []
    ours = read_workbook(CLASSEUR, data, said)
    if ours is None:
        return 0, [] if said else ["refusé sans un mot"]
    try:
        values, formulas = _theirs(data, data_only=True), _theirs(data, data_only=False)
    except ValueError as error:
        return 0, [f"{UNREAD} ({error.__context__})"]
    titles = [sheet.title for sheet in ours.sheets]
    if [sheet.title for sheet in values.worksheets] != titles:
        return 0, [f"d'autres feuilles que {titles}"]
    cells = [cell for sheet in values.worksheets for row in sheet.iter_rows() for cell in row]
    odd = [
        f"{cell.parent.title}!{cell.coordinate} : {cell.value!r}"
        for cell in cells
        if not _agree(ours.sheets[titles.index(cell.parent.title)], cell, formulas)
    ]
    return sum(cell.value is not None for cell in cells), odd


def inattendus(seen: Iterable[tuple[str, list[str]]]) -> list[str]:
    """What two readers see differently, but for what is listed; and what is listed and is seen alike."""
    odd = []
    for name, found in seen:
        known = name.partition(" : ")[0] in ADMIS
        odd += [f"{name}, {one}" for one in found if not known]
        odd += (
            [f"{name} : les deux lecteurs s'accordent, ôtez-le de la liste"]
            if known and not found
            else []
        )
    return odd


def _theirs(data: bytes, data_only: bool) -> Any:
    with warnings.catch_warnings():  # on parts that none of the two reads
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(data), data_only=data_only)


def _agree(sheet: Sheet, theirs: Any, formulas: Any) -> bool:
    ours = sheet.cell(theirs.row, theirs.column)
    if theirs.data_type == "e":
        return bool(ours.error == theirs.value)
    written = formulas[theirs.parent.title].cell(theirs.row, theirs.column)
    if written.data_type == "f" and theirs.value is None:
        return ours.uncomputed or ours.value in (None, "")
    return _plain(ours.value) == _plain(theirs.value)


def _plain(value: object) -> object:
    """A value whatever it is kept in: a number in binary is the one of fifteen digits that Excel shows."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return Decimal(f"{value:.15g}").normalize()
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return str(value).strip() or None


# --- printed ------------------------------------------------------------------------------------------------------

SOMMES = st.integers(0, 9_999_999).map(lambda cents: Decimal(cents) / 100)
ANNEES = st.lists(SOMMES, min_size=YEARS, max_size=YEARS)
LIGNES = st.lists(st.tuples(st.sampled_from(sorted(NATURES)), ANNEES), min_size=1, max_size=4)
BLOCS = ("fonctionnement", "acces_soins", "parcours", "prevention", "crises")
DEPENSES = st.fixed_dictionaries(dict.fromkeys(BLOCS, LIGNES))
FICHES = {"acces_soins": "M1-01", "parcours": "M2-01", "prevention": "M3-01", "crises": "M4-01"}

TO_THE_CENT = motif(f'tblCaption w:val="[^"]*{EN_EUROS.lower()}"')
FIGURE = motif("[-+\u2212]?[0-9][0-9 \u00a0\u202f]*(?:,[0-9]{2})?")

Lignes = Sequence[tuple[str, Sequence[Decimal]]]


def imprime(depenses: Mapping[str, Lignes]) -> None:
    """The law of a budget that is printed."""
    feuilles = {
        **FEUILLES,
        **{
            bloc: Feuille(_lines(bloc, lines), FEUILLES[bloc].ressources)
            for bloc, lines in depenses.items()
        },
    }
    found = examen({**petit_projet(), CLASSEUR: classeur(YEARS, feuilles)})
    document = build(found, brouillon=not found.sound, wanted=[NAME])[f"{NAME}.docx"]
    tables = [_rows(table) for table in Document(io.BytesIO(document)).tables]
    printed = [row for table in tables for row in table]
    for bloc, lines in depenses.items():
        for rank, (_, amounts) in enumerate(lines):
            if any(amounts):
                (row,) = [one for one in printed if _label(bloc, rank) in one]
                assert _amounts(row) == list(amounts), row
    assert [fault for table in tables for fault in faux_totaux(table)] == []
    whole = [
        sum((line[1][year] for lines in depenses.values() for line in lines), Decimal())
        for year in range(YEARS)
    ]
    totals = [row for table in tables for row in table if row[0] == "Total"]
    assert any(_amounts(row)[:YEARS] == whole for row in totals), whole


def _label(bloc: str, rank: int) -> str:
    return f"Ligne {bloc} {rank}"


def _lines(bloc: str, lines: Lignes) -> list[list[str | int | float]]:
    return [
        [nature, _label(bloc, rank), FICHES.get(bloc, ""), *map(float, amounts), "Un commentaire."]
        for rank, (nature, amounts) in enumerate(lines)
    ]


def _rows(table: Any) -> list[list[str]]:
    """Its cells, each figure with the unit that is said once above; nothing exact is asked of what is rounded."""
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows]
    if not TO_THE_CENT.search(etree.tostring(table._tbl.tblPr, encoding="unicode")):
        return rows
    return [[f"{one}\u00a0€" if FIGURE.fullmatch(one) else one for one in row] for row in rows]


def _amounts(row: Sequence[str]) -> list[Decimal]:
    return [amount for one in row if (amount := montant(one)) is not None]


def montant(text: str) -> Decimal | None:
    """An amount as it is printed: « 1 234,50 € »."""
    if not text.endswith("€"):
        return None
    digits = "".join(text[:-1].split()).replace(",", ".").replace("−", "-").replace("–", "-")
    try:
        return Decimal(digits)
    except ArithmeticError:
        return None


def faux_totaux(rows: Sequence[Sequence[str]]) -> list[str]:
    """The columns of a table whose line « Total » is not the sum of the lines above it; sub-totals are no lines."""
    lines: list[Sequence[str]] = []
    odd = []
    for row in rows:
        if row[0].startswith("Total"):
            for column, total in enumerate(row):
                above = [montant(line[column]) for line in lines if column < len(line)]
                if montant(total) is not None and sum(filter(None, above), Decimal()) != montant(
                    total
                ):
                    odd.append(f"{row} colonne {column + 1}")
            lines = []
        elif not row[0].startswith(("Sous-total", "dont ")):
            lines.append(row)
    return odd


# --- the run ------------------------------------------------------------------------------------------------------


def main(number: int, count: int) -> int:
    begun = time.process_time()
    seen = [(name, *desaccords(data)) for name, data in classeurs()]
    odd = inattendus((name, found) for name, _, found in seen)
    for one in odd:
        print(f"  {one}")
    cells = sum(one[1] for one in seen)
    print(
        f"Deux lecteurs : {len(seen)} classeurs, {cells} cases, {len(odd)} vues autrement ; {time.process_time() - begun:.0f} s."
    )
    return max(1 if odd else 0, _printed(number, count or BUDGETS))


def _printed(number: int, count: int) -> int:
    begun = time.process_time()

    @seed(number)
    @reglage(count)
    @given(DEPENSES)
    def law(depenses: Mapping[str, Lignes]) -> None:
        imprime(depenses)

    try:
        law()
        said, status = "imprimés au centime, et chaque total est la somme de ses lignes", 0
    except Exception as error:
        said, status = f"ROMPUE : {str(error)[:3000]}", 1
    print(
        f"Budgets quelconques : {count}, {said} ; graine {number}, {time.process_time() - begun:.0f} s."
    )
    return status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
