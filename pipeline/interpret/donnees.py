"""``content/diagnostic/donnees/*.csv``: columns of words and columns of quantities."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.interpret.nombres import parse_nombre
from pipeline.model.donnees import Case, Donnees
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.source import CsvFile, Sources
from pipeline.model.span import Placed, Span

DONNEES = "content/diagnostic/donnees/"
SUFFIX = re.compile(r"(.*?)[ \u00a0\u202f]*(%|€)$")
DOTTED = re.compile(r"-?[0-9]+\.[0-9]+")
AMBIGUOUS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")
LABEL = re.compile(r"(?:code|insee|annee|an|millesime|siren|siret|finess|telephone|n°|numero)s?\b")
"""First words of columns whose digits count nothing."""

ABSENT = frozenset(("", "-", "–", "—", "nd", "n.d.", "n.d", "ns", "n.s.", "s", "s.o.", "so", "na", "n.a.", "…"))
"""What statistics print for a figure that is secret, missing or without meaning."""


def interpret_donnees(sources: Sources, findings: list[Finding]) -> dict[str, Donnees]:
    """Name of the file → its table; cells that spoil a column of quantities are findings."""
    found: dict[str, Donnees] = {}
    for path, tree in sources.trees.items():
        if isinstance(tree, CsvFile) and path.startswith(DONNEES):
            name = path.removeprefix(DONNEES).removesuffix(".csv")
            found[name] = _donnees(name, tree, findings)
    return found


def _donnees(name: str, csv: CsvFile, findings: list[Finding]) -> Donnees:
    rows = tuple(tuple(_case(cell) for cell in row) for row in csv.rows)
    columns = tuple(zip(*rows, strict=True)) if rows else ((),) * len(csv.header)
    numbers = tuple(_is_quantity(header.value, cells) for header, cells in zip(csv.header, columns, strict=True))
    for header, cells, is_number in zip(csv.header, columns, numbers, strict=True):
        if is_number:
            _report_spoilt(header.value, cells, findings)
    return Donnees(name, csv.header, numbers, rows, Span(csv.path, 1))


def _case(cell: Placed[str]) -> Case:
    match = SUFFIX.fullmatch(cell.value)
    bare, suffix = (match.group(1), match.group(2)) if match else (cell.value, "")
    value = parse_nombre(bare)
    if value is None and DOTTED.fullmatch(bare) and not AMBIGUOUS.fullmatch(bare):
        value = Decimal(bare)
    return Case(cell.value, value, suffix if value is not None else "", cell.span)


def _is_quantity(header: str, cells: Sequence[Case]) -> bool:
    """Whether most cells that hold something are numbers, and neither the header nor a leading zero says « code »."""
    filled = [cell for cell in cells if cell.texte.casefold() not in ABSENT]
    numbers = [c for c in filled if c.valeur is not None or AMBIGUOUS.fullmatch(c.texte)]
    codes = any(re.fullmatch(r"0[0-9]+", cell.texte) for cell in filled)
    return bool(filled) and 2 * len(numbers) > len(filled) and not codes and not LABEL.match(fold(header))


def _report_spoilt(header: str, cells: Sequence[Case], findings: list[Finding]) -> None:
    for cell in cells:
        if cell.valeur is not None or cell.texte.casefold() in ABSENT:
            continue
        if AMBIGUOUS.fullmatch(cell.texte):
            whole = cell.texte.replace(".", "")
            message = f"« {cell.texte} » se lit de deux façons dans la colonne « {header} »."
            hints = (f"écrivez {whole}, ou {cell.texte.replace('.', ',')}.",)
            findings.append(Finding("C008", message, cell.span, hints))
        else:
            message = f"« {cell.texte} » n'est pas un nombre, dans la colonne « {header} » qui en contient."
            hint = "pour un chiffre absent, laissez la case vide ou écrivez « n.d. »."
            findings.append(Finding("C009", message, cell.span, (hint,)))
