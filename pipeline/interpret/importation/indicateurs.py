"""The indicators of a source under titles of ours: those of tables, of lists, of sentences, of our own documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.interpret.dates import parse_frequence
from pipeline.interpret.importation.lignes import column_titles, lines_of, words_of
from pipeline.interpret.importation.mesures import (
    each_measure,
    may_be_counted,
    measure_in,
    measures_and_rest,
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
YEAR_ALONE = frozenset(
    (
        "fin",
        "debut",
        "annee",
        "an",
        "horizon",
        "en",
        "au",
        "decembre",
        "valeur",
        "prevu",
        "prevision",
    )
)
"""Words beside a civil year that titles a column: « Fin 2027 »."""

INDICATEUR = "Indicateur : "
"""How the title of an indicator begins."""

AIMED_AT = TARGETED | frozenset(
    ("valeur", "seuil", "chiffre", "attendue", "visee", "a", "atteindre", "niveau", "quantifie")
)
"""Words of which the title of a column of targets is made, « Valeur attendue »; two at least, but for « Cible »."""

FEWEST_WORDS = 2
LAST_YEAR = 5
FEWEST_FACTS = 2
"""Columns of an indicator, beside one whose title says nothing."""

IN_BRACKETS = motif(r"\(([^()]*)\)")
SAYS_INDICATORS = frozenset(("indicateur", "critere", "kpi", "mesure", "tableau"))

BETWEEN_FACTS = motif(r"\s[\u2013\u2014-]\s|;\s")
ARROWS = " \u00a0\u2191\u2193="

Faits = list[tuple[str, str]]


class Indicateurs:
    """``libelles`` are the words that ours replace, ``ecartes`` the cells of columns that no indicator has.

    ``premiere_annee`` is the civil year in which the contract takes effect, 0 when it is not known.
    """

    def __init__(self, vocabulaire: Vocabulaire, premiere_annee: int = 0) -> None:
        self.vocabulaire = vocabulaire
        self.premiere_annee = premiere_annee
        self.annees_civiles = False
        self.libelles: list[str] = []
        self.ecartes: list[Block] = []
        self.a_dire: list[Block] = []
        """Sentences that may tell an indicator: only their author knows."""

    def read(self, titre: str, blocks: Iterable[Block]) -> list[Block]:
        """Text first, then each indicator: nothing else may stand among its lines."""
        kind = self.vocabulaire.rubrique(titre).partition(".")[2]
        says = not SAYS_INDICATORS.isdisjoint(meaning(titre))
        prose: list[Block] = []
        found: list[tuple[str, Faits]] = []
        for block in blocks:
            alone = self.facts_alone(block) if found else []
            if alone:
                found[-1][1].extend(alone)
                continue
            own = list(self.of_block(block, kind, says))
            own, text = (own, []) if own else self.of_some_sentences(block, kind)
            found.extend(own)
            if not own:
                text = [block]
            prose += [line for line in text if not self.is_asked(line)]
        dated = [(nom, [*map(self.of_its_year, facts)]) for nom, facts in found]
        return [*prose, *(piece for nom, facts in dated for piece in _shown_as(nom, facts))]

    def of_its_year(self, fact: tuple[str, str]) -> tuple[str, str]:
        """« cible 2028 », of a contract whose years are those of the calendar: its target of year 2."""
        key, value = fact
        year = CIVIL_YEAR.search(key) if self.annees_civiles and key.startswith("cible ") else None
        rank = int(year[1]) - self.premiere_annee + 1 if year else 0
        if not 1 <= rank <= LAST_YEAR:
            return fact
        self.libelles.append(key)
        return f"cible année {rank}", value

    def of_block(self, block: Block, kind: str, says: bool) -> Iterator[tuple[str, Faits]]:
        if isinstance(block, Table):
            ours = not OUR_COLUMNS.isdisjoint(column_titles(block))
            yield from self.of_our_table(block) if ours else self.of_table(block, kind)
        elif not isinstance(block, Heading):
            told = [part for line, _ in indicator_lines(block) for part in each_measure(line)]
            lines = told or self.in_sentences(block, says)
            if len(lines) > 1:
                self.libelles += lines_of(block)
            for line in lines:
                yield self.of_line(line, kind)

    def of_some_sentences(
        self, block: Block, kind: str
    ) -> tuple[list[tuple[str, Faits]], list[Block]]:
        """The indicators that some sentences of a text tell, and the others, each by itself."""
        words = _simple_words(block)
        measured, others = measures_and_rest(words)
        rest: list[Block] = [Paragraph(plain(f"{line}.")) for line in others]
        self.libelles += [words] if measured else []
        return [self.of_line(line, kind) for line in measured], rest

    def is_asked(self, block: Block) -> bool:
        """A sentence that may tell an indicator without naming it waits for its author to say so."""
        words = _simple_words(block)
        if not words or not may_be_counted(words):
            return False
        self.a_dire.append(block)
        return True

    def in_sentences(self, block: Block, says: bool) -> list[str]:
        words = _simple_words(block)
        return measures_in(words, says) if words else []

    def facts_alone(self, block: Block) -> Faits:
        """« Source : registre des officines », under the indicator that it is about; several on a line, dashes between."""
        words = text_of(block.inlines) if isinstance(block, Paragraph) else ""
        parts = [part for part in BETWEEN_FACTS.split(words) if part.strip()]
        told = [self.fact_in(part) for part in parts]
        if not told or not all(name for name, _ in told):
            return []
        self.libelles.append(words)
        return told

    def fact_in(self, part: str) -> tuple[str, str]:
        key, colon, value = part.partition(":")
        said = colon and value.strip() and not set("()–—").intersection(key)
        name = self.vocabulaire.fait(key) if said else ""
        return name or (target_of(key) if said else ""), value.strip(" .")

    def of_line(self, line: str, kind: str) -> tuple[str, Faits]:
        typed = line
        line, kind = self.without_its_kind(line, kind)
        measure = measure_in(line, self.premiere_annee)
        facts = [("type", kind)] if kind else []
        said = facts_in(line, self.vocabulaire)
        nom = measure.nom
        named = named_by_its_measure(nom)
        whole = measure.entiere and (named == nom or not measure.faits)
        if not whole:
            facts.append(("définition", line.strip(" .;")))
            nom = named
        self.libelles.append(typed)
        taken = dict([*facts, *measure.faits])
        return nom, [*taken.items(), *((k, v) for k, v in said.items() if k not in taken)]

    def without_its_kind(self, line: str, kind: str) -> tuple[str, str]:
        """« Indicateur de résultat : nombre d'appels » → « nombre d'appels », and its kind."""
        label, colon, rest = line.partition(":")
        said = self.vocabulaire.rubrique(label) if colon and rest.strip() else ""
        key, _, own = said.partition(".")
        return (rest.strip(), own or kind) if key == "indicateurs" else (line, kind)

    # --- tables --------------------------------------------------------------------------------------------------

    def of_table(self, table: Table, kind: str) -> Iterator[tuple[str, Faits]]:
        titles = column_titles(table)
        names = self.columns(table, titles)
        if "nom" not in names:
            return
        self.libelles.extend(titles)
        for row in table.rows:
            cells = list(map(words_of, row))
            nom = cells[names.index("nom")]
            facts: Faits = [("type", kind)] if kind and "type" not in names else []
            for name, title, value in zip(names, titles, cells, strict=True):
                if not value or name in ("nom", NUMERO):
                    continue
                key = _shown(name) if name else target_of(title)
                if key:
                    facts += self.facts_of_cell(key, name or "cible", title, value)
                else:
                    self.ecartes.append(Paragraph(plain(f"{nom} – {title} : {value}")))
            yield nom, facts

    def columns(self, table: Table, titles: Sequence[str]) -> list[str]:
        """What each column tells; of a table whose other columns are of an indicator, the first names it.

        « Situation 2026 » is where it starts from; so is a column of a year before the contract.
        """
        names = fact_columns(table, self.vocabulaire)
        for at, (name, title) in enumerate(zip(names, titles, strict=True)):
            if not name and "départ" not in names and self.is_a_start(title):
                names[at] = "départ"
        known = [name or target_of(title) for name, title in zip(names, titles, strict=True)]
        if "nom" not in names and not names[0] and sum(map(bool, known)) >= FEWEST_FACTS:
            names[0] = "nom"
        return names

    def is_a_start(self, title: str) -> bool:
        year = CIVIL_YEAR.search(title)
        if year is None:
            return False
        bare = title.replace(year[1], " ").strip(" ()-–")
        of_the_start = self.vocabulaire.fait(bare) == "départ"
        before = self.premiere_annee and int(year[1]) < self.premiere_annee
        return of_the_start or bool(before and YEAR_ALONE.issuperset(meaning(bare)))

    def facts_of_cell(self, key: str, name: str, title: str, value: str) -> Faits:
        """A cell of a table; the year of the start stands with its number, « 27,3 % (2025) »."""
        told = self.value(name, value)
        year = CIVIL_YEAR.search(title)
        if name == "départ" and year and year[1] not in told and told != BLANK:
            told = f"{told} ({year[1]})"
        if name != "type":
            return [(key, told)]
        bare, paid = _without_its_pay(value, self.vocabulaire)
        return [
            (key, self.value(name, bare)),
            *([("base du volet variable", "oui")] if paid else []),
        ]

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
        titles = column_titles(table)
        self.libelles.extend(titles)
        for row in table.rows:
            self.libelles.extend(map(words_of, row))
            yield _our_indicator(dict(zip(titles, row, strict=True)))


def _simple_words(block: Block) -> str:
    """The words of a paragraph that holds nothing but text; nothing for any other block."""
    simple = isinstance(block, Paragraph) and all(isinstance(i, Text) for i in block.inlines)
    return text_of(block.inlines) if simple and isinstance(block, Paragraph) else ""


def _without_its_pay(typed: str, vocabulaire: Vocabulaire) -> tuple[str, bool]:
    """« résultat (part variable) » → the type, and whether the variable part is paid on it."""
    inside = IN_BRACKETS.search(typed)
    paid = inside is not None and vocabulaire.fait(inside[1]) == "base du volet variable"
    return (IN_BRACKETS.sub("", typed).strip(), True) if paid else (typed, False)


def target_of(title: str) -> str:
    """The line that a column of targets gives, when it says no year of the contract: check asks which one it is.

    >>> target_of("Cible"), target_of("Valeur attendue"), target_of("Objectif 2028"), target_of("Objectif")
    ('cible', 'cible', 'cible 2028', '')
    """
    year = CIVIL_YEAR.search(title)
    if fold(title).startswith("cible"):
        plain_title = {*meaning(title)} <= AIMED_AT
        return f"cible {year[1]}" if year else "cible" if plain_title else title.lower()
    words = {*meaning(title)}
    if year is None:
        return "cible" if words <= AIMED_AT and len(words) >= FEWEST_WORDS else ""
    words -= {year[1]}
    return f"cible {year[1]}" if words <= YEAR_ALONE or words & TARGETED else ""


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


def text_above(blocks: Sequence[Block]) -> list[Block]:
    """What several titles of a source said, texts before indicators: « Évaluation » may come after the last of them."""
    texts: list[Block] = []
    measured: list[Block] = []
    before: Block | None = None
    for block in blocks:
        is_its_facts = isinstance(block, BulletList) and _opens_an_indicator(before)
        (measured if is_its_facts or _opens_an_indicator(block) else texts).append(block)
        before = block
    return [*texts, *measured]


def _opens_an_indicator(block: Block | None) -> bool:
    return isinstance(block, Heading) and text_of(block.inlines).startswith(INDICATEUR)


def _named(nom: str) -> tuple[Inline, ...]:
    return plain(f"{INDICATEUR}{nom.strip()}")


def _shown(name: str) -> str:
    return f"cible année {name[-1]}" if name.startswith("cible ") else name


def _lines(cell: Cell) -> list[str]:
    return [line for block in cell.content if (line := words_of(Cell((), blocs=(block,))))]
