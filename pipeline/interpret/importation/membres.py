"""A list of members, wherever its columns are and whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.personnes import (
    ORGANISATION,
    first_and_family,
    proposed_key,
)
from pipeline.model.colonnes import (
    CLE,
    COMMUNE,
    CONTACTS,
    COURRIEL,
    FONCTIONS,
    NOM,
    PERSONNES,
    PRENOM,
    PROFESSION,
    STRUCTURE,
    TELEPHONE,
    TYPE_PERSONNE,
    EnTete,
)
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import MORALE, PHYSIQUE, Annuaire
from pipeline.model.prose import Block, Cell, Table, plain

FEWEST_COLUMNS = 3
"""Columns of ours, that of the name with them, by which a table is known as a list of people."""

BOTH = (
    "nom prenom",
    "nom et prenom",
    "prenom nom",
    "prenom et nom",
    "nom, prenom",
    "membre",
    "membres",
    "professionnel",
)


BY_THEIR_FIRST_WORDS = (
    (motif(r"prenom|petit nom"), PRENOM),
    (motif(r"nom\b(?! complet)"), NOM),
    (motif(r"professions?\b|metiers?\b|specialites?\b|discipline\b|qualification\b"), PROFESSION),
    (motif(r"communes?\b|villes?\b|localites?\b|lieu (?:d'|de )?(?:activite|travail)"), COMMUNE),
    (motif(r"cabinet\b|structures?\b|employeur\b|etablissements?\b"), STRUCTURE),
    (motif(r"port\b|portable|tel\b|telephone|mobile|gsm"), TELEPHONE),
    (motif(r"@|mail|e-?mail|courriel|adresse (?:e-?mail|electronique|mel)"), COURRIEL),
    (motif(r"roles?\b|fonctions?\b|mandats?\b"), FONCTIONS),
)
"""Titles that secretaries give to our columns, beside those that our own lists may have: « Port. », « @ », « Petit nom »."""

TOTAL = motif(r"(?:sous-?\s?)?tota(?:l|ux)\b|nombre (?:de|d')|effectif")
"""How the last line of a list begins, that counts and names nobody."""

OF_MONEY = motif(r"montant|taux|tarif|heures?\b|cout|total|indemnite|€|budget")
"""A column that no list of members has: such a table is of what people are paid."""

WIDEST = 60
"""Columns of a list of members, at most."""

LOWEST_HEADER = 15
"""Rows of a sheet among which its titles are looked for."""


@dataclass
class Liste:
    """``personnes`` and ``contacts`` are lines by column; ``connus`` those whom ``personnes.csv`` has already."""

    personnes: list[dict[str, str]] = field(default_factory=list)
    contacts: list[dict[str, str]] = field(default_factory=list)
    connus: list[str] = field(default_factory=list)
    autres: list[str] = field(default_factory=list)
    """Titles of the columns that no list of ours has."""

    cles: set[str] = field(default_factory=set)
    """The keys that are taken."""


def members(blocks: Iterable[Block], annuaire: Annuaire) -> Liste | None:
    """The people of every table that has a name and two other columns of ours; None without such a table."""
    found: Liste | None = None
    for block in blocks:
        if not isinstance(block, Table):
            continue
        titles = {at: words_of(cell) for at, cell in enumerate(block.header)}
        columns = _columns(titles.values())
        if not _names_people(columns):
            continue
        found = found or Liste(cles={*annuaire.cles})
        found.autres += [title for at, title in titles.items() if title and not columns[at]]
        for row in block.rows:
            _take(dict(zip(columns, map(words_of, row), strict=True)), found, annuaire)
    return found


Rangee = Mapping[int, str]
"""The filled cells of a row, by column from 1: a sheet may have one cell alone in its ten thousandth column."""


def tables_of_people(sheets: Iterable[Sequence[Rangee]]) -> tuple[Table, ...]:
    """The list of people of each sheet, below whatever its first rows say."""
    found = (_table_of_people(rows) for rows in sheets)
    return tuple(table for table in found if table is not None)


def _table_of_people(rows: Sequence[Rangee]) -> Table | None:
    for at, row in enumerate(rows[:LOWEST_HEADER]):
        titles = [row[column] for column in sorted(row)]
        is_paid = any(OF_MONEY.search(fold(title)) for title in titles)
        if len(titles) <= WIDEST and _names_people(_columns(titles)) and not is_paid:
            cells = [_in_columns(one, sorted(row)) for one in rows[at:]]
            return Table(cells[0], tuple(cells[1:]), ("",) * len(titles))
    return None


def _in_columns(row: Rangee, columns: Sequence[int]) -> tuple[Cell, ...]:
    texts = (row.get(column, "") for column in columns)
    return tuple(Cell(plain(text) if text else ()) for text in texts)


def _names_people(columns: Sequence[str]) -> bool:
    has_a_name = NOM in columns or "nom complet" in columns
    return has_a_name and sum(map(bool, columns)) >= FEWEST_COLUMNS


def _columns(titles: Iterable[str]) -> list[str]:
    """Our name for each column, ``""`` where there is none or where a first one has it already."""
    found: list[str] = []
    for title in titles:
        name = _column(title)
        found.append("" if name in found else name)
    return found


def _column(title: str) -> str:
    if fold(title).strip(" :") in BOTH:
        return "nom complet"
    known = PERSONNES.colonne(title) or CONTACTS.colonne(title)
    said = fold(title).strip(" :")
    return str(known or next((of for start, of in BY_THEIR_FIRST_WORDS if start.match(said)), ""))


def _take(cells: dict[str, str], liste: Liste, annuaire: Annuaire) -> None:
    name = _whole_name(cells)
    if not name:
        return
    known = annuaire.trouver(name)
    if known is not None:
        liste.connus.append(name)
        key = known.cle
    else:
        key = proposed_key(name, liste.cles)
        liste.cles.add(key)
        own = _cells_of(PERSONNES, cells)
        kind = own[TYPE_PERSONNE] or _kind_of(cells)
        liste.personnes.append({**own, CLE: key, TYPE_PERSONNE: kind})
    contact = {**_cells_of(CONTACTS, cells), CLE: ""}
    if any(contact.values()):
        liste.contacts.append({**contact, CLE: key})


def _whole_name(cells: dict[str, str]) -> str:
    """The name of a row, its two halves put in their cells; nothing for one that is empty, or that counts the others."""
    if "nom complet" in cells:
        cells[PRENOM], cells[NOM] = first_and_family(cells.pop("nom complet") or "?")
    name = f"{cells.get(PRENOM, '')} {cells.get(NOM, '')}".strip()
    counts = TOTAL.match(fold(cells.get(NOM, ""))) is not None
    return "" if counts or name == "?" else name


def _kind_of(cells: Mapping[str, str]) -> str:
    """A body has no first name, and its name or its trade says what it is: « SSIAD de Tarbes », « structure »."""
    says_so = ORGANISATION.match(fold(cells.get(NOM, ""))) or fold(cells.get(PROFESSION, "")) in (
        "structure",
        "etablissement",
        "association",
        "organisme",
    )
    return MORALE if says_so and not cells.get(PRENOM) else PHYSIQUE


def _cells_of(entete: EnTete, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of the columns of one of our lists, empty where the source has none."""
    return {str(column): cells.get(column, "") for column in entete.colonnes}
