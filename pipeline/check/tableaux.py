"""Rules on the tables that authors type: their totals, and the communes that they count."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

from pipeline.check.controle import controle
from pipeline.check.formes import accord
from pipeline.model.colonnes import QUAND, QUI
from pipeline.model.comptes import Comptes
from pipeline.model.decoupage import same_name
from pipeline.model.echeance import ne_dit_que_quand
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import et, nombre
from pipeline.model.langue.mots import fold, is_pending
from pipeline.model.motif import motif
from pipeline.model.parcours import every_block
from pipeline.model.projet import Piece, Projet
from pipeline.model.prose import Block, Table, text_of
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

NUMBER = motif(
    r"[^\d\w]*([-−]?[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+(?:,[0-9]+)?|[-−]?[0-9]+(?:,[0-9]+)?)[ \u00a0\u202f]*(%|€|k€)?[^\d\w]*"
)
TOTAL = motif(r"(?:total|totaux|somme)\b(?! (?:des|de la|par|hors|dont))")
"""A row that adds up those above it.  « Total de la population » may stand under parts that overlap."""

PART = motif(r"\b(?:dont|part|taux|moyenne|densite|indice|annee(?! [0-9])|age)\b|%")
"""A column, or a row, that does not add up with its neighbours; « Année 1 » holds amounts, « Année » dates."""

INHABITANTS = motif(r"habitants|population")
FEWEST = 2
"""Rows that are worth adding."""

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Grille:
    """A table as words, whichever file it was typed in."""

    titres: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    span: Span


@controle()
def totals_add_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A row « Total » is the sum of the rows above it, column by column."""
    for grille in _tables(projet):
        rank = next(
            (r for r, row in enumerate(grille.lignes) if row and TOTAL.match(fold(row[0]))), 0
        )
        above = [row for row in grille.lignes[:rank] if not PART.search(fold(row[0]))]
        if len(above) < FEWEST:
            continue
        for column, title in enumerate(grille.titres[1:], 1):
            found = _wrong_total(grille, rank, column, above)
            if found is not None:
                said, added = found
                message = f"colonne « {title} » : le total dit {nombre(said)}, les lignes font {nombre(added)}."
                yield Finding(
                    "X060", message, grille.span, ("corrigez le total, ou la ligne fausse.",)
                )


def _wrong_total(
    grille: Grille, rank: int, column: int, above: Sequence[Sequence[str]]
) -> tuple[Decimal, Decimal] | None:
    """What the row says and what the others make, when all are numbers of one unit that add up."""
    cells = [row[column] for row in (*above, grille.lignes[rank])]
    read = [_number(cell) for cell in cells]
    if PART.search(fold(grille.titres[column])) or None in read or "%" in cells[-1]:
        return None
    numbers = [value for value in read if value is not None]
    *parts, said = numbers
    added = sum(parts, Decimal(0))
    return None if said == added else (said, added)


def _number(text: str) -> Decimal | None:
    match = NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    return Decimal(re.sub(r"[ \u00a0\u202f.]", "", match[1]).replace(",", ".").replace("−", "-"))


@controle()
def tables_of_communes(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A table with a line for each commune has all those of the territory, and no other; its total is theirs."""
    known = {commune.nom for commune in comptes.communes if commune.nom}
    if len(known) <= FEWEST:
        return
    for grille in _tables(projet):
        named = _communes_of(grille)
        here = {nom for nom in known if _is_among(nom, named)}
        if len(here) * 2 <= len(known):
            continue
        others = [typed for typed in named if not _is_among(typed, known)]
        yield from _not_the_territory(grille, sorted(known - here), others)
        yield from _population_typed(grille, comptes)


def _communes_of(grille: Grille) -> list[str]:
    """The names in its column of communes, without its total; none when it has no such column."""
    column = _column(grille, lambda title: title.startswith("commune"))
    if column is None:
        return []
    lines = [row for row in grille.lignes if not _is_total(row)]
    return [name for row in lines if (name := row[column].strip())]


def _is_among(name: str, names: Iterable[str]) -> bool:
    return any(same_name(name, other) for other in names)


def _column(grille: Grille, wanted: Callable[[str], object]) -> int | None:
    """The first whose folded title is as wanted."""
    return next((rank for rank, title in enumerate(grille.titres) if wanted(fold(title))), None)


def _is_total(row: Sequence[str]) -> bool:
    return TOTAL.match(fold(row[0])) is not None


def _not_the_territory(grille: Grille, absent: list[str], others: list[str]) -> Iterator[Finding]:
    said = [f"il y manque {_some(absent)}"] if absent else []
    said += (
        [f"{_some(others)} n'{'est' if len(others) == 1 else 'sont'} pas dans le territoire"]
        if others
        else []
    )
    if said:
        message = f"ce tableau des communes n'est pas celui de projet.yaml : {' ; '.join(said)}."
        hint = "corrigez le tableau, ou écrivez {{ tableau.communes }} : il suivra la liste."
        yield Finding("T020", message, grille.span, (hint,))


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return et([*names[:MOST_NAMED], f"{more} autres"]) if more > 1 else et(names)


def _population_typed(grille: Grille, comptes: Comptes) -> Iterator[Finding]:
    column = _column(grille, INHABITANTS.search)
    total = next(filter(_is_total, grille.lignes), None)
    if column is None or total is None or comptes.population is None:
        return
    said = _number(total[column])
    if said is not None and said != comptes.population:
        message = f"ce tableau dit {nombre(said)} habitants, la liste des communes dit {nombre(comptes.population)}."
        yield Finding("T020", message, grille.span, ("écrivez {{ territoire.population }}.",))


def _tables(projet: Projet) -> Iterator[Grille]:
    for path, blocks in _texts(projet):
        for block in every_block(blocks):
            if isinstance(block, Table):
                rows = tuple(tuple(text_of(cell.inlines) for cell in row) for row in block.rows)
                titles = tuple(text_of(cell.inlines) for cell in block.header)
                yield Grille(titles, rows, block.span if block.span.path else Span(path))
    for donnees in projet.donnees.values():
        rows = tuple(tuple(case.texte for case in ligne) for ligne in donnees.lignes)
        yield Grille(tuple(c.value for c in donnees.colonnes), rows, donnees.span)


@controle(Piece.ANNUAIRE)
def people_and_dates_are_in_their_columns(
    projet: Projet, comptes: Comptes, today: date
) -> Iterator[Finding]:
    """« Qui » names people and « Quand » says a date: two cells, or two titles, that were exchanged are told."""
    for table in chain(_sub_actions(projet), _tasks(projet)):
        wrong = [(line, told) for line in table.lignes if (told := _exchanged(line, table, projet))]
        for line, message in wrong[:1]:
            others = len(wrong) - 1
            more = (
                f" {others} autre{accord(others)} ligne{accord(others)} de même." if others else ""
            )
            every = others and len(wrong) == len(table.lignes)
            hint = HEADS_TOO.format(table.qui, table.quand) if every else CELLS
            yield Finding("F061", message + more, line.span, (hint,))


HEADS_TOO = "échangez les deux titres, « {} » et « {} »."
CELLS = "mettez dans chaque case ce que dit le titre de sa colonne."
WHO = ("qui", "responsable", "responsables", "pilote", "pilotes", "referent", "referents")
BY_WHEN = ("quand", "pour quand", "echeance", "echeances", "date", "dates", "delai", "calendrier")
BETWEEN_NAMES = (" et ", ";", "/", "&")


@dataclass(frozen=True, slots=True)
class Tache:
    qui: str
    quand: str
    span: Span


@dataclass(frozen=True, slots=True)
class Taches:
    """The lines of a table of tasks, under what its titles call people and dates."""

    qui: str
    quand: str
    lignes: tuple[Tache, ...]


def _sub_actions(projet: Projet) -> Iterator[Taches]:
    for fiche in projet.fiches:
        lines = tuple(
            Tache(one.qui.value, one.quand.value, one.span)
            for one in fiche.sous_actions
            if not projet.doutes.ligne(one.span.path, one.span.line)
        )
        yield Taches(str(QUI), str(QUAND), lines)


def _tasks(projet: Projet) -> Iterator[Taches]:
    for grille in _tables(projet):
        who = _column(grille, lambda title: title in WHO)
        when = _column(grille, lambda title: title in BY_WHEN)
        if who is not None and when is not None and not _is_doubtful(grille, projet):
            lines = tuple(Tache(row[who], row[when], grille.span) for row in grille.lignes)
            yield Taches(grille.titres[who], grille.titres[when], lines)


def _is_doubtful(grille: Grille, projet: Projet) -> bool:
    """Whether a row was told to have more cells, or fewer, than its titles."""
    first = grille.span.line or 0
    return projet.doutes.touche(grille.span.path, first, first + 2 + len(grille.lignes))


def _exchanged(line: Tache, table: Taches, projet: Projet) -> str:
    dated, named = ne_dit_que_quand(line.qui), _are_people(line.quand, projet)
    if dated and line.quand and not is_pending(line.quand) and not ne_dit_que_quand(line.quand):
        return f"« {table.qui} » dit « {line.qui} », et « {table.quand} » « {line.quand} » : ces deux cases sont échangées."
    if dated:
        return f"« {table.qui} » dit « {line.qui} », qui est une date."
    return f"« {table.quand} » dit « {line.quand} », qui n'est pas une date." if named else ""


def _are_people(words: str, projet: Projet) -> bool:
    for sign in BETWEEN_NAMES:
        words = words.replace(sign, ",")
    names = [name.strip() for name in words.split(",") if name.strip()]
    return bool(names) and all(projet.annuaire.trouver(name) for name in names)


def _texts(projet: Projet) -> Iterator[tuple[str, tuple[Block, ...]]]:
    for chapters in projet.chapitres.values():
        yield from ((chapter.path, chapter.blocs) for chapter in chapters)
    for fiche in projet.fiches:
        yield from ((fiche.path, blocks) for blocks in fiche.textes.values())
