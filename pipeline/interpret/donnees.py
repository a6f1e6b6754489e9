"""``content/diagnostic/donnees/*.csv``: columns of words and columns of quantities."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.interpret.nombres import parse_nombre
from pipeline.model.donnees import DONNEES, Case, Donnees
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.source import CsvFile, Sources
from pipeline.model.span import Placed, Span

SUFFIX = motif(r"(.*?)[ \u00a0\u202f]*(%|€)$")
DOTTED = motif(r"-?[0-9]+\.[0-9]+")
AMBIGUOUS = motif(r"-?[0-9]{1,3}\.[0-9]{3}")
LEADING_ZERO = motif(r"0[0-9]+")
LABEL = motif(r"(?:code|insee|annee|an|millesime|siren|siret|finess|telephone|n°|numero)s?\b")
"""First words of columns whose digits count nothing."""

ABSENT = frozenset(
    ("", "-", "–", "—", "nd", "n.d.", "n.d", "ns", "n.s.", "s", "s.o.", "so", "na", "n.a.", "…")
)
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
    numbers: list[bool] = []
    for index, header in enumerate(csv.header):
        cells = [row[index] for row in rows]
        numbers.append(_is_quantity(header.value, cells))
        if numbers[-1]:
            _report_spoilt(header.value, cells, findings)
    return Donnees(name, csv.header, tuple(numbers), rows, Span(csv.path, 1))


def _case(cell: Placed[str]) -> Case:
    match = SUFFIX.fullmatch(cell.value)
    value = _number(match[1] if match else cell.value)
    suffix = match[2] if match and value is not None else ""
    return Case(cell.value, value, suffix, cell.span)


def _number(typed: str) -> Decimal | None:
    """Also with a dot, as statistics export them, where it cannot part thousands."""
    if DOTTED.fullmatch(typed) and not AMBIGUOUS.fullmatch(typed):
        return Decimal(typed)
    return parse_nombre(typed)


def _is_quantity(header: str, cells: Sequence[Case]) -> bool:
    """Whether most cells that hold something are numbers, and neither the header nor a leading zero says « code »."""
    filled = [cell for cell in cells if not _is_absent(cell)]
    codes = any(LEADING_ZERO.fullmatch(cell.texte) for cell in filled)
    if codes or LABEL.match(fold(header)):
        return False
    numbers = [
        cell for cell in filled if cell.valeur is not None or AMBIGUOUS.fullmatch(cell.texte)
    ]
    return 2 * len(numbers) > len(filled)


def _is_absent(cell: Case) -> bool:
    return cell.texte.casefold() in ABSENT


def _report_spoilt(header: str, cells: Sequence[Case], findings: list[Finding]) -> None:
    for cell in cells:
        if cell.valeur is not None or _is_absent(cell):
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
