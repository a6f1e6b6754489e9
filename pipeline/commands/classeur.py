"""``classeur``: a workbook for the treasurer, new or carried over from the present one; only the empty
one that a new project begins with is ever replaced."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.assemble.classeur import OWN_SHEETS, Reconduction, nouveau, reconduit
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.disk import Empechement, read_bytes, read_project, replace_all, write_new
from pipeline.interpret import path_of_workbook
from pipeline.interpret.classeur.budget import lines_of_tables
from pipeline.model.budget import ORIGINES_ACI, STATUTS_RESSOURCE
from pipeline.model.colonnes import ANNEES, DEPENSES
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.projet import Piece, Projet
from pipeline.model.releve import Refus
from pipeline.model.source import SheetCell, SheetTable, Workbook
from pipeline.programs import recalculate
from pipeline.read import extras, read_workbook
from pipeline.run import Examen
from pipeline.write.classeur import classeur

DEFAULT = "budgets/budget.xlsx"
MOST_YEARS = 5
OURS = frozenset(map(fold, OWN_SHEETS))
NUMBER = motif("[0-9]{1,4}")
ALWAYS = "les couleurs, largeurs et mises en forme que vous aviez changées"

Lines = dict[str, tuple[SheetTable, Sequence[Sequence[SheetCell]]]]


def execute(demande: Demande) -> int:
    year, years = _wanted(demande.values)
    examen = examine_folder(demande.root, date.today())
    present = path_of_workbook(examen.sources) or DEFAULT
    if year:
        rank = 0 if years else _rank_to_continue(examen, year)
        if rank:
            return _continue(demande.root, present, year, rank, examen)
        return _carry(demande.root, present, year, years, examen.projet)
    made = classeur(nouveau(examen.projet, years or MOST_YEARS, contrat=examen.comptes.contrat))
    old = examen.sources.files.get(present)
    if old is not None and _is_untouched(present, old):
        target = demande.root / present
        replace_all(target.parent, {target.name: made}, ".tmp-")
        print(
            f"Le classeur est {present} : il remplace celui du projet vide, où rien n'était écrit."
        )
        return 0
    path = _free(demande.root, present)
    write_new(demande.root / path, made)
    print(f"Le classeur est {path}.")
    if path != present:
        print(f"{present} existe : il n'a pas été touché.")
        print(f"Pour utiliser le nouveau, écrivez « classeur: {path} » dans content/projet.yaml.")
    return 0


def _is_untouched(path: str, data: bytes) -> bool:
    """Whether a workbook is still the empty one of a new project: our tables, and nothing typed in any of them."""
    book = read_workbook(path, data, [])
    if book is None or extras(data) or any(fold(title) not in OURS for title in book.titles):
        return False
    lines = lines_of_tables(book)
    named = any(name.startswith("ressources_") for name in lines)
    return named and all(
        _says_nothing(name, row) for name, (_table, rows) in lines.items() for row in rows
    )


def _says_nothing(name: str, row: Sequence[SheetCell]) -> bool:
    """A line with the words of a line of the ACI and no amount; a line of another table says something."""
    typed = {fold(str(cell.value)) for cell in row if isinstance(cell.value, str)}
    amounts = [cell.value for cell in row if isinstance(cell.value, Decimal)]
    ours = {
        fold(word) for origine in ORIGINES_ACI for word in (origine, origine.removeprefix("ACI "))
    }
    known = {*ours, *map(fold, STATUTS_RESSOURCE), fold("Assurance maladie")}
    return name.startswith("ressources_") and not any(amounts) and typed <= known


def _wanted(values: Sequence[str]) -> tuple[int, int]:
    """A civil year to carry over to and a number of contract years, each 0 when not given."""
    year = years = 0
    for value in values:
        number = int(value) if NUMBER.fullmatch(value) else 0
        if 1 <= number <= MOST_YEARS:
            years = number
        elif 2000 <= number <= 2100:
            year = number
        else:
            raise MauvaisUsage(
                f"« {value} » n'est ni une année (ANNEE=2028) ni un nombre d'années de 1 à 5 (ANNEES=3)."
            )
    return year, years


def _free(root: Path, wanted: str) -> str:
    """The path wanted, or « budget (nouveau).xlsx » beside it."""
    path = Path(wanted)
    for rank in itertools.count(0):
        added = "" if not rank else " (nouveau)" if rank == 1 else f" (nouveau {rank})"
        found = path.with_name(f"{path.stem}{added}.xlsx")
        if not (root / found).exists():
            return found.as_posix()
    raise AssertionError("there is always a free name")


def _rank_to_continue(examen: Examen, year: int) -> int:
    """The contract year that begins in a civil year, when the workbook can simply go on: it was made for this size,
    this barème, these missions and this start, and all of it was read; 0 when it must be made anew."""
    effet = examen.projet.identite.dates.get("effet")
    moved = any(finding.code == MADE_FOR_ANOTHER for finding in examen.findings)
    if effet is None or moved or Piece.BUDGET in examen.projet.trous:
        return 0
    first = effet.value.debut.year
    rank = year - first + 1
    if rank > MOST_YEARS:
        last = first + MOST_YEARS - 1
        raise MauvaisUsage(
            f"le contrat commence en {first} : sa cinquième et dernière année commence en {last}, pas en {year}."
        )
    return rank if rank > 1 and examen.projet.budget.blocs_complets else 0


MADE_FOR_ANOTHER = "B064"


def _continue(root: Path, present: str, year: int, rank: int, examen: Examen) -> int:
    """A copy of the present workbook with the cells of the new contract year; the rest is not written again."""
    from pipeline.assemble.continuation import continuation
    from pipeline.write.classeur_corrige import corrige

    data = read_bytes(root / present)  # what was examined may be a copy, computed by LibreOffice
    old, _lines = _read(present, data)
    as_it_is = read_workbook(present, data, [])
    assert as_it_is is not None, "it was read, and computed"
    made = continuation(examen.projet, examen.comptes, old, year, rank)
    if isinstance(made, Refus):
        print(f"{made.span} : {made.message}\n    → {made.conseil}")
        print("Rien n'a été écrit.")
        return ERREURS
    path = _free(root, f"budgets/budget-{year}.xlsx")
    wider = made.elargissements
    continued = corrige(
        data, made.ecritures, as_it_is, made.etirement, elargissements=wider, seuils=made.seuils
    )
    write_new(root / path, continued)
    print(f"Le classeur est {path}, avec l'année {rank} du contrat. {present} n'a pas été touché.")
    print("Vos feuilles, couleurs, commentaires, formules et graphiques y sont.")
    for sentence in made.dits:
        print(f"  - {sentence}.")
    print("Ouvrez-le et enregistrez-le une fois : ses totaux se recalculeront.")
    print(f"Pour l'utiliser, écrivez « classeur: {path} » dans content/projet.yaml.")
    return 0


def _carry(root: Path, present: str, year: int, years: int, projet: Projet) -> int:
    """Write the workbook of a new year from the present one, and say what it leaves behind."""
    files, _odd = read_project(root)
    if present not in files:
        raise MauvaisUsage(
            f"il n'y a pas de classeur {present} à reconduire : « make classeur » en crée un."
        )
    old, lines = _read(present, files[present])
    known = max((_years(table) for table, _rows in lines.values()), default=0)
    reconduction = reconduit(nouveau(projet, years or known or MOST_YEARS), old, lines)
    path = _free(root, f"budgets/budget-{year}.xlsx")
    write_new(root / path, classeur(reconduction.modele))
    print(f"Le classeur est {path}. {present} n'a pas été touché.")
    _say_what_is_left(reconduction, extras(files[present]))
    print(f"Pour l'utiliser, écrivez « classeur: {path} » dans content/projet.yaml.")
    return 0


def _read(path: str, data: bytes) -> tuple[Workbook, Lines]:
    """The old workbook and the lines of its tables, its formulas computed."""
    found: list[Finding] = []
    old = read_workbook(path, data, found)
    if old is not None and any(
        cell.uncomputed for table in old.tables for row in table.rows for cell in row
    ):
        computed = recalculate(data)
        old = read_workbook(path, computed, found) if computed else None
        if old is None:
            raise Empechement(
                f"{path} a des formules jamais calculées : ouvrez-le, enregistrez-le, puis recommencez."
            )
    if old is None:
        raise Empechement(f"{path} ne peut pas être lu : {found[-1].message}")
    return old, lines_of_tables(old)


def _years(table: SheetTable) -> int:
    return sum(DEPENSES.colonne(str(cell.value or "")) in ANNEES for cell in table.header)


def _say_what_is_left(reconduction: Reconduction, others: Sequence[str]) -> None:
    print("Ce que le nouveau classeur ne reprend pas :")
    for sentence in (*reconduction.laisses, *others, ALWAYS):
        print(f"  - {sentence} ;" if sentence != ALWAYS else f"  - {sentence}.")
