"""The indicators of a source under titles of ours: those of tables, of lists, of sentences, of our own documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.interpret.dates import parse_frequence
from pipeline.interpret.importation.lignes import words_of
from pipeline.interpret.importation.mesures import (
    each_measure,
    measure_in,
    measures_in,
    named_by_its_measure,
)
from pipeline.interpret.importation.personnes import is_to_be_found
from pipeline.interpret.indicateurs import CIVIL_YEAR, GENRES
from pipeline.interpret.lignes_de_fiche import NUMERO, fact_columns, facts_in, indicator_lines
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Heading,
    Inline,
    Paragraph,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.model.vocabulaire import Vocabulaire, meaning

BLANK = "XX"
OF_ITS_ORIGIN = ("Source : ", "Fréquence : ")
"""What our documents print under the name of an indicator, after what it counts."""

OUR_COLUMNS = frozenset(("Type et sens", "Source et fréquence"))
"""Titles that no table but ours has: the grid that our documents print of the indicators of a fiche."""

YEAR = motif(r"Année ([1-5])")
TARGETED = frozenset(("objectif", "cible", "attendu", "vise", "but", "resultat"))
"""Words of the title of a column of targets, beside a civil year: « Objectif 2027 »."""
SAYS_INDICATORS = frozenset(("indicateur", "critere", "kpi", "mesure", "tableau"))

ARROWS = " \u00a0\u2191\u2193="

Faits = list[tuple[str, str]]


class Indicateurs:
    """``libelles`` are the words that ours replace, ``ecartes`` the cells of columns that no indicator has.

    ``premiere_annee`` is the civil year in which the contract takes effect, 0 when it is not known.
    """

    def __init__(self, vocabulaire: Vocabulaire, premiere_annee: int = 0) -> None:
        self.vocabulaire = vocabulaire
        self.premiere_annee = premiere_annee
        self.libelles: list[str] = []
        self.ecartes: list[Block] = []

    def read(self, titre: str, blocks: Iterable[Block]) -> list[Block]:
        """Text first, then each indicator: nothing else may stand among its lines."""
        kind = self.vocabulaire.rubrique(titre).partition(".")[2]
        says = not SAYS_INDICATORS.isdisjoint(meaning(titre))
        prose: list[Block] = []
        found: list[tuple[str, Faits]] = []
        for block in blocks:
            fact = self.fact_alone(block) if found else None
            if fact is not None:
                found[-1][1].append(fact)
                continue
            own = list(self.of_block(block, kind, says))
            found.extend(own)
            if not own:
                prose.append(block)
        return [*prose, *(piece for nom, facts in found for piece in _shown_as(nom, facts))]

    def of_block(self, block: Block, kind: str, says: bool) -> Iterator[tuple[str, Faits]]:
        if isinstance(block, Table):
            ours = not OUR_COLUMNS.isdisjoint(words_of(cell) for cell in block.header)
            yield from self.of_our_table(block) if ours else self.of_table(block, kind)
        elif not isinstance(block, Heading):
            told = [part for line, _ in indicator_lines(block) for part in each_measure(line)]
            lines = told or self.in_sentences(block, says)
            for line in lines:
                yield self.of_line(line, kind)

    def in_sentences(self, block: Block, says: bool) -> list[str]:
        simple = isinstance(block, Paragraph) and all(isinstance(i, Text) for i in block.inlines)
        return (
            measures_in(text_of(block.inlines), says)
            if simple and isinstance(block, Paragraph)
            else []
        )

    def fact_alone(self, block: Block) -> tuple[str, str] | None:
        """« Source : registre des officines », under the indicator that it is about."""
        words = text_of(block.inlines) if isinstance(block, Paragraph) else ""
        key, colon, value = words.partition(":")
        name = self.vocabulaire.fait(key) if colon and value.strip() else ""
        if name:
            self.libelles.append(words)
        return (name, value.strip(" .")) if name else None

    def of_line(self, line: str, kind: str) -> tuple[str, Faits]:
        measure = measure_in(line, self.premiere_annee)
        facts = [("type", kind)] if kind else []
        said = facts_in(line, self.vocabulaire)
        nom = measure.nom
        named = named_by_its_measure(nom)
        whole = measure.entiere and (named == nom)
        if measure.faits and not whole:
            facts.append(("définition", line.strip(" .;")))
            nom = named
        self.libelles.append(line)
        taken = dict([*facts, *measure.faits])
        return nom, [*taken.items(), *((k, v) for k, v in said.items() if k not in taken)]

    # --- tables --------------------------------------------------------------------------------------------------

    def of_table(self, table: Table, kind: str) -> Iterator[tuple[str, Faits]]:
        names = fact_columns(table, self.vocabulaire)
        if "nom" not in names:
            return
        titles = [words_of(cell) for cell in table.header]
        self.libelles.extend(titles)
        for row in table.rows:
            cells = list(map(words_of, row))
            nom = cells[names.index("nom")]
            facts: Faits = [("type", kind)] if kind and "type" not in names else []
            for name, title, value in zip(names, titles, cells, strict=True):
                if not value or name in ("nom", NUMERO):
                    continue
                key = _shown(name) if name else _target_of(title)
                if key:
                    facts.append((key, self.value(name or "cible", value)))
                else:
                    self.ecartes.append(Paragraph(plain(f"{nom} – {title} : {value}")))
            yield nom, facts

    def value(self, name: str, typed: str) -> str:
        if name == "départ" or name.startswith("cible"):
            pending = is_to_be_found(typed)
            self.libelles += [typed] if pending else []
            return BLANK if pending else typed
        meant = self.vocabulaire.valeur(GENRES[name], typed) if name in GENRES else ""
        if meant and fold(meant) != fold(typed):
            self.libelles.append(typed)
        return meant or typed

    def of_our_table(self, table: Table) -> Iterator[tuple[str, Faits]]:
        titles = [words_of(cell) for cell in table.header]
        self.libelles.extend(titles)
        for row in table.rows:
            self.libelles.extend(map(words_of, row))
            yield _our_indicator(dict(zip(titles, row, strict=True)))


def _target_of(title: str) -> str:
    """The line that a column of targets gives, when it says no year of the contract: check asks which one it is."""
    if fold(title).startswith("cible"):
        return title
    year = CIVIL_YEAR.search(title)
    return f"cible {year[1]}" if year and not TARGETED.isdisjoint(meaning(title)) else ""


def _our_indicator(cells: Mapping[str, Cell]) -> tuple[str, Faits]:
    """A line of the grid that our documents print: some of its cells hold two facts."""
    found = {title: words_of(cell) for title, cell in cells.items()}
    nom, *under = _lines(cells["Indicateur"]) or [BLANK]
    origins = [line for line in under if line.startswith(OF_ITS_ORIGIN)]
    definition = [line for line in under if line not in origins]
    kind, _, way = found.get("Type et sens", "").partition(", ")
    told = found.get("Source et fréquence", "") or "".join(origins).partition(" : ")[2]
    source, often = _source_and_habit(told)
    facts: Faits = [
        ("type", kind.lower()),
        *(("définition", line) for line in definition),
        ("source", source),
        ("fréquence", often.lower()),
        ("sens", way.rstrip(ARROWS)),
        ("départ", found.get("Départ", "")),
        *_our_targets(found),
    ]
    paid, _, weight = found.get("Volet variable", "non").partition(", poids ")
    return nom, [*facts, ("base du volet variable", paid), ("poids", weight)]


def _our_targets(found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The target of each year; one that is no figure tells why there is none."""
    yield "cible", found.get("Cible", "")
    for title, target in found.items():
        year = YEAR.fullmatch(title)
        if year:
            without = target.lower().startswith("aucun")
            yield "cible" if without else f"cible année {year[1]}", target


def _source_and_habit(words: str) -> tuple[str, str]:
    """« Registre du guichet, semestrielle »: the last part may tell how often."""
    source, comma, often = words.rpartition(", ")
    if parse_frequence(often) is None:
        return words, ""
    return (source, often) if comma else ("", often)


def _shown_as(nom: str, facts: Iterable[tuple[str, str]]) -> Iterator[Block]:
    yield Heading(3, _named(nom))
    items = tuple((Paragraph(plain(f"{name} : {value}")),) for name, value in facts if value)
    if items:
        yield BulletList(items)


def _named(nom: str) -> tuple[Inline, ...]:
    return plain(f"Indicateur : {nom.strip()}")


def _shown(name: str) -> str:
    return f"cible année {name[-1]}" if name.startswith("cible ") else name


def _lines(cell: Cell) -> list[str]:
    return [line for block in cell.content if (line := words_of(Cell((), blocs=(block,))))]
