"""A table of who takes part, one person a row: her part, her name, and what else is told of her."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.personnes import is_a_name
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Table
from pipeline.model.vocabulaire import Vocabulaire

FEWEST_COLUMNS = 3
PARTS = ("pilote", "copilotes", "membres")
OF_THE_GROUP = motif(
    r"(?:les )?(?:autres? )?(?:membres?|participante?s?|equipe|groupe|contribut(?:eur|rice)s?|invitee?s?|associee?s?)"
    r"(?: (?:du|de l'|de la|le) ?(?:groupe|equipe|action|projet|travail)(?: de travail)?)?"
)
FIRST_NAMES = motif(r"prenoms?")
FAMILY_NAMES = motif(r"noms?(?: de famille)?")


def part_of_group(words: str, vocabulaire: Vocabulaire) -> str:
    """The line of the header that a label of people gives, « Autres membres » being of the group; nothing for any other.

    >>> part_of_group("Autres membres", Vocabulaire()), part_of_group("Budget", Vocabulaire())
    ('membres', '')
    """
    if OF_THE_GROUP.fullmatch(fold(words).strip(" .:")):
        return "membres"
    key = vocabulaire.rubrique(words).partition(".")[0] if vocabulaire.rubrique_seule(words) else ""
    return key if key in PARTS else ""


def team_in(table: Table, vocabulaire: Vocabulaire) -> list[tuple[str, str]]:
    """Each person of a team with her part: the line of the header, and « Yann Le Goff, MK »; nothing for another table."""
    titles = [words_of(cell) for cell in table.header]
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    if len(titles) < FEWEST_COLUMNS:
        return []
    rows = [titles, *rows] if any(map(is_a_name, titles)) else rows
    roles = _columns(rows, lambda words: bool(part_of_group(words, vocabulaire)))
    names = _columns_of_names(titles, rows)
    if len(roles) != 1 or not names:
        return []
    told = (_told_of(row, names, {*roles, *names}) for row in rows)
    parts = (part_of_group(row[roles[0]], vocabulaire) for row in rows)
    return [(part, person) for part, person in zip(parts, told, strict=True) if person]


def _told_of(row: Sequence[str], names: Sequence[int], taken: Collection[int]) -> str:
    """« Yann Le Goff, MK »; nothing for a row that names nobody."""
    name = " ".join(row[at] for at in names if row[at])
    beside = [words for at, words in enumerate(row) if words and at not in taken]
    return ", ".join([name, *beside]) if name else ""


def _columns_of_names(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The column of whole names; or that of first names, then that of family names."""
    folded = [fold(title) for title in titles]
    first = [at for at, title in enumerate(folded) if FIRST_NAMES.fullmatch(title)]
    family = [at for at, title in enumerate(folded) if FAMILY_NAMES.fullmatch(title)]
    return [*first, *family] if first and family else _columns(rows, is_a_name)[:1]


def _columns(rows: Sequence[Sequence[str]], is_one: Callable[[str], bool]) -> list[int]:
    """The columns all of whose filled cells are of a kind, in two rows at least."""
    width = min(map(len, rows), default=0)
    found = []
    for at in range(width):
        filled = [row[at] for row in rows if row[at]]
        if len(filled) > 1 and all(map(is_one, filled)):
            found.append(at)
    return found
