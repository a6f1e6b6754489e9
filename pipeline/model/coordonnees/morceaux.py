"""The number of a house told apart from its way: in two cells, on two rows, on two items of a list.

Each piece alone is no address.  They are one where somebody is named beside them, or where titles say what each is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.coordonnees.a_qui import (
    commence_par_une_structure,
    designe_une_structure,
    nomme_quelqu_un,
)
from pipeline.model.coordonnees.cases import Case, Rangee
from pipeline.model.coordonnees.portables import go_by_steps
from pipeline.model.motif import motif

Passage = tuple[int, int]

A_WAY_ALONE = (
    r"(?:rue|avenue|boulevard|chemin|impasse|all[ée]es?|ruelle|venelle|sentier|faubourg|quai|square|lotissement|hameau"
    r"|r[ée]sidence|promenade|esplanade|clos|mont[ée]e|place|route|passage|voie|cours?|av\.|bd\.?|imp\.|rte\.?)"
)
STARTS_AS_A_WAY = motif(
    rf"{A_WAY_ALONE}[ ](?:(?:de|du|des|la|le|les|aux?)[ ]|[ld]['’]){{0,2}}(?-i:[A-ZÀ-Þ0-9])[^|\n0-9]{{0,60}}",
    re.IGNORECASE,
)
"""« rue Basse », and no number after."""

LABEL_OF_A_WAY = motif(
    r"(?:nom de (?:la |l['’])?)?(?:rue|voie|avenue|chemin|adresse)", re.IGNORECASE
)
LABEL_OF_A_NUMBER = motif(
    r"(?:n[°o]\.?|num[ée]ro)(?: (?:de |dans )?(?:la |l['’])?(?:rue|voie))?", re.IGNORECASE
)
NUMBER_AT_THE_END = motif(
    r"(?:(?P<avant>.{0,80}?)[,:(–-][ ]?|\A)(?:n[°o.]{1,2}[ ]?|num[ée]ro[ ])?(?P<nombre>[1-9][0-9]{0,3}(?:[ ]?(?:bis|ter|[a-d]))?)"
    r"[ ,)]{0,2}",
    re.IGNORECASE,
)
"""« 12 », « n° 12 bis », « Nadia Bertin, 12 »."""

A_LABEL = motif(r"(?P<titre>[^:|\n]{1,30}?)[ ]?:[ ]+(?P<reste>.+)")
MARKER = motif(r"[ \t>]*(?:[-*+•][ \t]+|[0-9]{1,2}[.)][ \t]+|#{1,6}[ \t]+)?")
OF_A_NAME = motif(
    r"\b(?:nom|b[ée]n[ée]ficiaire|patiente?|aidante?|membre|habitante?|contact|usager|qui|adh[ée]rente?)s?\b",
    re.IGNORECASE,
)
A_PROPER_NAME = motif(r"(?:[A-ZÀ-Þ]\.[ ]?)?[A-ZÀ-Þ][\w'’-]+(?:[ ][A-ZÀ-Þ][\w'’.-]*){0,3}")
HEADS_WORK = motif(
    r"profession|sp[ée]cialit|cabinet|structure|exercice|lieu|finess|rpps|activit|m[ée]tier|organisme|discipline",
    re.IGNORECASE,
)
BEFORE = 3
"""Lines, or rows, above a piece, in which somebody may be named."""


def homes_in_pieces(text: str, tables: Sequence[Sequence[Rangee]]) -> Iterator[Passage]:
    """From the number of each home to its way, or the other way round, where the two are not told together."""
    for rows in tables:
        for row in rows:
            yield from _in_a_row(row, rows)
        yield from _down(rows)
    yield from _on_lines(text)


def _in_a_row(row: Rangee, rows: Sequence[Rangee]) -> Iterator[Passage]:
    numbers = [case for case in row if _number_in(case) is not None]
    ways = [case for case in row if _is_a_way(case)]
    if len(numbers) == len(ways) == 1 and _are_of_a_home(numbers[0], ways[0], row, rows):
        yield _from_to(numbers[0], ways[0])


def _are_of_a_home(number: Case, way: Case, row: Rangee, rows: Sequence[Rangee]) -> bool:
    others = [case for case in row if case is not number and case is not way]
    if _tells_of_work(row) or any(commence_par_une_structure(case.texte) for case in others):
        return False
    if _may_number_a_house(number) and _names_somebody([*others, number]):
        return True
    return _are_said_to_be(number, way) and not _counts_rows(number, rows)


def _may_number_a_house(number: Case) -> bool:
    """Whether the title of its column, or the name before it, lets a number be that of a house."""
    labelled = not number.titre or LABEL_OF_A_NUMBER.fullmatch(number.titre) is not None
    return labelled or bool(_number_in(number))


def _down(rows: Sequence[Rangee]) -> Iterator[Passage]:
    """The pieces that stand under each other, in a column or on the rows of a form."""
    for column in _columns([_as_on_a_form(row) for row in rows]):
        filled = [(rank, case) for rank, case in column if case.texte]
        for (rank, one), (after, two) in itertools.pairwise(filled):
            if _are_pieces(one, two):
                above = [case for _place, case in filled if case.debut < one.debut][-BEFORE:]
                beside = (*rows[rank], *rows[after])
                others = [case for case in beside if case.debut not in (one.debut, two.debut)]
                yield from _of_somebody(one, two, [*above, *others])


def _columns(rows: Sequence[Rangee]) -> Iterator[list[tuple[int, Case]]]:
    """The cells of each column, each with the rank of its row."""
    for place in range(max(map(len, rows), default=0)):
        yield [(rank, row[place]) for rank, row in enumerate(rows) if place < len(row)]


def _as_on_a_form(row: Rangee) -> Rangee:
    """« Rue | Basse »: the second of two cells, under the name of the first."""
    if len(row) < len(("label", "value")) or any(case.texte for case in row[2:]):
        return row
    return row[0], replace(row[1], titre=row[0].texte)


def _on_lines(text: str) -> Iterator[Passage]:
    """The pieces that are the items of a list, or paragraphs of their own."""
    last: list[Case] = []
    for line in _lines(text):
        if last and _are_pieces(last[-1], line):
            yield from _of_somebody(last[-1], line, last[:-1])
        last = [*last[-BEFORE:], line]


def _lines(text: str) -> Iterator[Case]:
    """What each line says, after the sign of its item and its label."""
    start = 0
    for line in text.split("\n"):
        begin = MARKER.match(line).end()  # type: ignore[union-attr]
        said = line[begin:].rstrip(" \t,;")
        if said and "|" not in line and len(said) < LONGEST_LINE:
            labelled = A_LABEL.fullmatch(said)
            if labelled:
                begin += labelled.start("reste")
                said = labelled["reste"]
            place = start + begin
            yield Case(said, place, place + len(said), labelled["titre"] if labelled else "")
        start += len(line) + 1


LONGEST_LINE = 160


def _of_somebody(one: Case, two: Case, others: Sequence[Case]) -> Iterator[Passage]:
    number = one if _number_in(one) is not None else two
    told = _number_in(number) or ""
    around = ", ".join((*(case.texte for case in others), told))
    if designe_une_structure(around) is not True and _names_somebody([*others, number]):
        yield _from_to(one, two)


def _are_pieces(one: Case, two: Case) -> bool:
    first, second = _number_in(one) is not None, _number_in(two) is not None
    return (first and _is_a_way(two)) or (second and _is_a_way(one))


def _number_in(case: Case) -> str | None:
    """What stands before the number of a house at the end of a piece; None where there is no such number."""
    match = NUMBER_AT_THE_END.fullmatch(case.texte)
    return None if match is None else match["avant"] or ""


def _is_a_way(case: Case) -> bool:
    if STARTS_AS_A_WAY.fullmatch(case.texte):
        return True
    if case.texte == case.titre or not LABEL_OF_A_WAY.fullmatch(case.titre):
        return False
    return A_PROPER_NAME.fullmatch(case.texte) is not None


def _names_somebody(cases: Sequence[Case]) -> bool:
    return any(nomme_quelqu_un(case.texte) or _is_a_name(case) for case in cases)


def _is_a_name(case: Case) -> bool:
    """« N. Bertin » under « Nom »."""
    return OF_A_NAME.search(case.titre) is not None and (
        A_PROPER_NAME.fullmatch(case.texte) is not None
        and designe_une_structure(case.texte) is not True
    )


def _tells_of_work(row: Rangee) -> bool:
    return any(HEADS_WORK.search(one.titre) for one in row)


def _are_said_to_be(number: Case, way: Case) -> bool:
    """Whether their titles say that they are the number and the way of an address."""
    numbered = LABEL_OF_A_NUMBER.fullmatch(number.titre) is not None
    return numbered and LABEL_OF_A_WAY.fullmatch(way.titre) is not None


def _counts_rows(number: Case, rows: Sequence[Rangee]) -> bool:
    """Whether a column holds the ranks of its rows: 1, 2, 3…"""
    under = [case.texte for row in rows for case in row if case.titre == number.titre]
    counted = [int(text) for text in under if text.isdecimal()]
    return counted[:1] == [1] or go_by_steps(counted)


def _from_to(one: Case, two: Case) -> Passage:
    return min(one.debut, two.debut), max(one.fin, two.fin)
