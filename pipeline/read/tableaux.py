"""Lines of a Markdown file that were meant as a table and are not one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.colonnes import DATE_ETAPE, ETAPE
from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.span import Span

COLUMN = motif(r"(?<!\\)\|")
HOLDERS = motif(r"[\s>]*(?:(?:[-+*:]|[0-9]{1,9}[.)])\s+(?=\|))?")
"""What opens the quote, the box or the item that a table stands in."""

DASHES = motif(r"[\s|:\-\u2010-\u2015\u2212]*[-\u2010-\u2015\u2212][\s|:\-\u2010-\u2015\u2212]*")
"""A line that rules a table, or was meant to: dashes, also those that Word makes, between bars."""


def cells_in(line: str) -> int:
    """How many cells a line of a table has.

    >>> cells_in("| a | b |"), cells_in("a | b"), cells_in("| a | b \\\\| c |")
    (2, 2, 2)
    >>> cells_in("> | a | b |"), cells_in("> 2. | a | b |")
    (2, 2)
    """
    line = HOLDERS.sub("", line, count=1).strip()
    return (
        len(COLUMN.findall(line))
        + 1
        - line.startswith("|")
        - (line.endswith("|") and not line.endswith("\\|"))
    )


def lost_table(path: str, lines: Sequence[str], first: int, end: int) -> Iterator[Finding]:
    """At most one finding on the lines of a paragraph: a table without its titles, its dashes, or cut by a blank."""
    ruled = next(
        (i for i in range(first, end) if "|" in lines[i] and DASHES.fullmatch(lines[i])), None
    )
    if ruled is not None and ruled > first:
        yield (
            _bad_titles(path, lines, ruled)
            if _rows_agree(lines, ruled, end)
            else _bad_dashes(path, lines, ruled)
        )
    elif lines[first].lstrip().startswith("|"):
        yield _cut(path, lines, first) if ruled is None else _without_titles(path, ruled)


def _rows_agree(lines: Sequence[str], ruled: int, end: int) -> bool:
    """Whether the rows have as many cells as the dashes: the titles are then at fault, or one of their bars."""
    columns = cells_in(lines[ruled])
    return (
        cells_in(lines[ruled - 1]) != columns
        and end > ruled + 1
        and cells_in(lines[ruled + 1]) == columns
    )


def _bad_titles(path: str, lines: Sequence[str], ruled: int) -> Finding:
    found, columns = cells_in(lines[ruled - 1]), cells_in(lines[ruled])
    message = f"la ligne de titres de ce tableau a {found} case{'s' if found > 1 else ''}, ses lignes en ont {columns}."
    hint = (
        "ajoutez le titre qui manque, avec un « | »."
        if found < columns
        else "ôtez le titre ou le « | » de trop."
    )
    return Finding("L014", message, Span(path, ruled), (hint,))


def _bad_dashes(path: str, lines: Sequence[str], ruled: int) -> Finding:
    columns = cells_in(lines[ruled - 1])
    found = cells_in(lines[ruled])
    message = (
        "la ligne de tirets de ce tableau contient un signe de trop : elle serait imprimée avec lui."
        if found == columns
        else f"la ligne de tirets de ce tableau a {found} case{'s' if found > 1 else ''}, ses titres en ont {columns}."
    )
    rule = f"|{'---|' * columns}"
    hint = f"écrivez « {rule} » en ligne {ruled + 1}."
    if lines[ruled].strip() == rule:
        return _glued(path, lines, ruled)
    return Finding("L014", message, Span(path, ruled + 1), (hint,))


def _glued(path: str, lines: Sequence[str], ruled: int) -> Finding:
    """Titles and dashes are right: what stands above them holds them."""
    message = "ce tableau est collé au texte du dessus : il serait imprimé avec ses traits."
    hint = f"laissez une ligne vide entre la ligne {ruled - 1} et la ligne {ruled}."
    return Finding("L014", message, Span(path, ruled), (hint,))


def _without_titles(path: str, ruled: int) -> Finding:
    message = "ce tableau n'a pas de ligne de titres au-dessus de ses tirets."
    hint = f"ajoutez-la juste au-dessus : « | {ETAPE} | {DATE_ETAPE} | »."
    return Finding("L014", message, Span(path, ruled + 1), (hint,))


def _has_titles_on_two_lines(lines: Sequence[str], first: int) -> bool:
    """A row above titles that have their dashes: titles common to several columns."""
    return first + 2 < len(lines) and set(lines[first + 2].strip()) <= set("|-: ") != set()


def _cut(path: str, lines: Sequence[str], first: int) -> Finding:
    """Rows under a blank line belong to the table above it; without a table above, the dashes are missing."""
    above = next((i for i in range(first - 1, -1, -1) if lines[i].strip()), None)
    if above is not None and first - above > 1 and lines[above].lstrip().startswith("|"):
        message = "cette ligne commence par « | » mais n'est dans aucun tableau : elle serait imprimée telle quelle."
        hint = f"ôtez la ligne vide au-dessus (ligne {first})."
        if _has_titles_on_two_lines(lines, first):
            hint = "un titre commun à deux colonnes s'écrit « 2027 >> Prévu | 2027 >> Réalisé », sur une seule ligne."
        return Finding("L014", message, Span(path, first + 1), (hint,))
    message = "il manque la ligne de tirets sous les titres de ce tableau : il serait imprimé avec ses traits."
    hint = f"ajoutez « |{'---|' * cells_in(lines[first])} » juste sous la ligne {first + 1}."
    return Finding("L014", message, Span(path, first + 1), (hint,))
