"""A list of members, wherever its columns are and whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.personnes import first_and_family, proposed_key
from pipeline.model.colonnes import CLE, CONTACTS, NOM, PERSONNES, PRENOM, TYPE_PERSONNE
from pipeline.model.langue.mots import fold
from pipeline.model.personne import PHYSIQUE, Annuaire
from pipeline.model.prose import Block, Table

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
        titles = [words_of(cell) for cell in block.header]
        columns = [_column(title) for title in titles]
        if (NOM not in columns and "nom complet" not in columns) or sum(map(bool, columns)) < 3:
            continue
        found = found or Liste()
        found.autres += [
            title for title, column in zip(titles, columns, strict=True) if title and not column
        ]
        for row in block.rows:
            _take(dict(zip(columns, map(words_of, row), strict=True)), found, annuaire)
    return found


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
    taken = {*annuaire.cles, *(line[CLE] for line in liste.personnes)}
    key = known.cle if known else proposed_key(name, taken)
    if known is None:
        own = {str(column): cells.get(column, "") for column in PERSONNES.colonnes}
        liste.personnes.append({**own, CLE: key, TYPE_PERSONNE: own[TYPE_PERSONNE] or PHYSIQUE})
    contact = {str(column): cells.get(column, "") for column in CONTACTS.colonnes if column != CLE}
    if any(contact.values()):
        liste.contacts.append({CLE: key, **contact})
