"""A table of who takes part, one person a row: her part, her name, and what else is told of her."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from pipeline.interpret.importation.lignes import column_titles, words_of
from pipeline.interpret.importation.personnes import conducts, is_a_name
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
TITLE_OF_PARTS = motif(
    r"(?:roles?|participation|place)(?: (?:dans|au sein d[ue]|de|pour) (?:l[ae] |l'|ce )?\w+(?: de travail)?)?"
)
"""« Rôle », « Rôle dans le groupe »: whoever has another part than ours in such a column is asked about."""

FIRST_NAMES = motif(r"prenoms?")
FAMILY_NAMES = motif(r"noms?(?: de famille)?")
WHOLE_NAMES = motif(
    r"(?:noms?|personnes?|participante?s?|qui)(?:,? (?:et )?prenoms?| ?/ ?prenoms?)?"
)
BRACKETS = motif(r"\s*[()]+\s*")


def part_of_group(words: str, vocabulaire: Vocabulaire) -> str:
    """The line of the header that a label of people gives, « Autres membres » being of the group; nothing for any other.

    >>> part_of_group("Autres membres", Vocabulaire()), part_of_group("Budget", Vocabulaire())
    ('membres', '')
    """
    if OF_THE_GROUP.fullmatch(fold(words).strip(" .:")):
        return "membres"
    key = vocabulaire.rubrique_mere(words) if vocabulaire.rubrique_seule(words) else ""
    return key if key in PARTS else ""


def team_in(table: Table, vocabulaire: Vocabulaire) -> list[tuple[str, str]]:
    """Each person of a team with her part: the line of the header, and « Yann Le Goff (MK) »; nothing for another table.

    A part that is none of ours, « appui » under « Rôle », is empty, and told after the person: « Yann Le Goff (MK) : appui ».
    """
    titles = column_titles(table)
    rows = [[words_of(cell) for cell in row] for row in table.rows]
    if len(titles) < FEWEST_COLUMNS:
        return []
    rows = [titles, *rows] if any(map(is_a_name, titles)) else rows
    roles = _columns_of_parts(titles, rows, vocabulaire)
    names = _columns_of_names(titles, rows)
    if len(roles) != 1 or not names:
        return []
    taken = {*roles, *names}
    return [
        _with_her_part(person, row[roles[0]], vocabulaire)
        for row in rows
        if (person := _told_of(row, names, taken))
    ]


def _with_her_part(person: str, said: str, vocabulaire: Vocabulaire) -> tuple[str, str]:
    part = part_of_group(said, vocabulaire)
    return (part, person) if part or not said else ("", f"{person} : {said}")


def _told_of(row: Sequence[str], names: Sequence[int], taken: Collection[int]) -> str:
    """« Yann Le Goff (MK, MSP des Tilleuls) », all of it hers; nothing for a row that names nobody."""
    name = " ".join(row[at] for at in names if row[at])
    beside = [words for at, words in enumerate(row) if words and at not in taken]
    if not name or not beside:
        return name
    told = BRACKETS.sub(", ", ", ".join(beside)).strip(" ,")
    within = f"{name} ({told})"
    return f"{name}, {told}" if "(" in name or conducts(within) else within


def _columns_of_parts(
    titles: Sequence[str], rows: Sequence[Sequence[str]], vocabulaire: Vocabulaire
) -> list[int]:
    """The column of parts that are all ours; or the one that is titled « Rôle », where one of them at least is."""

    def is_a_part(words: str) -> bool:
        return bool(part_of_group(words, vocabulaire))

    titled = [
        at
        for at, title in enumerate(titles)
        if TITLE_OF_PARTS.fullmatch(fold(title)) and any(is_a_part(row[at]) for row in rows)
    ]
    return _columns(rows, is_a_part) or titled


def _columns_of_names(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The column of first names, then that of family names; or that of whole names, where a body may stand too."""
    folded = [fold(title) for title in titles]
    first = [at for at, title in enumerate(folded) if FIRST_NAMES.fullmatch(title)]
    family = [at for at, title in enumerate(folded) if FAMILY_NAMES.fullmatch(title)]
    if first and family:
        return [*first, *family]
    return _columns(rows, is_a_name)[:1] or _titled_as_names(folded, rows)[:1]


def _titled_as_names(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns under « Nom », one of whose cells at least is that of a person."""
    titled = [at for at, title in enumerate(titles) if WHOLE_NAMES.fullmatch(title)]
    return [at for at in titled if any(is_a_name(row[at]) for row in rows)]


def _columns(rows: Sequence[Sequence[str]], is_one: Callable[[str], bool]) -> list[int]:
    """The columns all of whose filled cells are of a kind, in two rows at least."""
    width = min(map(len, rows), default=0)
    found = []
    for at in range(width):
        filled = [row[at] for row in rows if row[at]]
        if len(filled) > 1 and all(map(is_one, filled)):
            found.append(at)
    return found
