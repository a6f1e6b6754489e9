"""A list of members, wherever its columns are and whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.personnes import first_and_family, proposed_key
from pipeline.model.colonnes import (
    CLE,
    CONTACTS,
    NOM,
    PERSONNES,
    PRENOM,
    TYPE_PERSONNE,
    EnTete,
)
from pipeline.model.langue.mots import fold
from pipeline.model.personne import PHYSIQUE, Annuaire
from pipeline.model.prose import Block, Table

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


@dataclass
class Liste:
    """``personnes`` and ``contacts`` are lines by column; ``connus`` those whom ``personnes.csv`` has already."""

    personnes: list[dict[str, str]] = field(default_factory=list)
    contacts: list[dict[str, str]] = field(default_factory=list)
    connus: list[str] = field(default_factory=list)
    autres: list[str] = field(default_factory=list)
    """Titles of the columns that no list of ours has."""


def members(blocks: Iterable[Block], annuaire: Annuaire) -> Liste | None:
    """The people of every table that has a name and two other columns of ours; None without such a table."""
    found: Liste | None = None
    for block in blocks:
        if not isinstance(block, Table):
            continue
        titles = {at: words_of(cell) for at, cell in enumerate(block.header)}
        columns = [_column(title) for title in titles.values()]
        if not _names_people(columns):
            continue
        found = found or Liste()
        found.autres += [title for at, title in titles.items() if title and not columns[at]]
        for row in block.rows:
            _take(dict(zip(columns, map(words_of, row), strict=True)), found, annuaire)
    return found


def _names_people(columns: Sequence[str]) -> bool:
    has_a_name = NOM in columns or "nom complet" in columns
    return has_a_name and sum(map(bool, columns)) >= FEWEST_COLUMNS


def _column(title: str) -> str:
    if fold(title).strip(" :") in BOTH:
        return "nom complet"
    return PERSONNES.colonne(title) or CONTACTS.colonne(title) or ""


def _take(cells: dict[str, str], liste: Liste, annuaire: Annuaire) -> None:
    if "nom complet" in cells:
        cells[PRENOM], cells[NOM] = first_and_family(cells.pop("nom complet") or "?")
    name = f"{cells.get(PRENOM, '')} {cells.get(NOM, '')}".strip()
    if not name or name == "?":
        return
    known = annuaire.trouver(name)
    if known is not None:
        liste.connus.append(name)
        key = known.cle
    else:
        key = proposed_key(name, {*annuaire.cles, *(line[CLE] for line in liste.personnes)})
        own = _cells_of(PERSONNES, cells)
        liste.personnes.append({**own, CLE: key, TYPE_PERSONNE: own[TYPE_PERSONNE] or PHYSIQUE})
    contact = {**_cells_of(CONTACTS, cells), CLE: ""}
    if any(contact.values()):
        liste.contacts.append({**contact, CLE: key})


def _cells_of(entete: EnTete, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells of the columns of one of our lists, empty where the source has none."""
    return {str(column): cells.get(column, "") for column in entete.colonnes}
