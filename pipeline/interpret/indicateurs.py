"""Indicators: one under each « ### Indicateur : … » heading, or one a row of a table, or one a line of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.interpret.lignes_de_fiche import (
    contract_year,
    fact_columns,
    facts_in,
    indicator_lines,
)
from pipeline.model.fiche import SENS_INDICATEUR, TYPES_INDICATEUR, Indicateur
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import among, did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.parcours import leaves
from pipeline.model.prose import (
    Block,
    BulletList,
    CodeBlock,
    Heading,
    Inline,
    Note,
    Paragraph,
    Table,
    text_of,
)
from pipeline.model.span import Placed, Span
from pipeline.model.vocabulaire import SENS, TYPE, Vocabulaire, meaning

K = TypeVar("K", str, int)
INDICATEUR = motif(r"\s*indicateur\s*:\s*(.+)", re.IGNORECASE)
UNNAMED = motif(r"^\s*(?:indicateurs?\b(?:\s*n?°?\s*[0-9]+)?)?[\s:.–—-]*", re.IGNORECASE)
"""How a title of indicator begins, before its name."""

GLUED = motif(r"#*\s*indicateur\s*:\s*(.+)", re.IGNORECASE)
"""The title of an indicator without the space after its signs, in bold, or bare."""

FAITS = (
    "type",
    "définition",
    "source",
    "fréquence",
    "sens",
    "départ",
    "base du volet variable",
    "poids",
)
CIBLES = ("cible", "cibles")
SANS_CIBLE = "sans cible"
WITHOUT = motif(r"(?:aucune?|sans|pas de cible|pas encore|neant)\b")
"""« - cible : aucune (raison) »: how a line says that there is no target."""

BY_FACT = {fold(name): name for name in FAITS}
CIVIL_YEAR = motif(r"\b(20[2-9][0-9])\b")
YEAR_AT_THE_END = motif(r"\s*[-\u2010-\u2015,(]*\s*(?:fin |en )?20[2-9][0-9]\)?\s*$")
GENRES = {"type": TYPE, "sens": SENS}
"""Lines whose value is a word of a short list → its kind in the dictionary."""


class Indicateurs:
    """Reads the section *Indicateurs* of a fiche; ``prose`` is what stays text.

    ``kind`` is the type that the title of the section gives to its lines: « Indicateurs de résultat ».
    ``premiere_annee`` is the civil year in which the contract takes effect, 0 when it is not known.
    """

    def __init__(
        self, vocabulaire: Vocabulaire, findings: list[Finding], kind: str, premiere_annee: int
    ) -> None:
        self.vocabulaire = vocabulaire
        self.findings = findings
        self.kind = kind
        self.premiere_annee = premiere_annee
        self.prose: list[Block] = []
        self.told = len(findings)

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    def read(self, blocks: Sequence[Block]) -> tuple[Indicateur, ...]:
        """Those of tables, then those under headings; the lines of lists only where there is neither."""
        groups = self.groups(blocks)
        found = [
            *self.of_tables(),
            *(self.indicator(heading, name, held) for heading, name, held in groups),
        ]
        return tuple(found or self.of_lines())

    def groups(self, blocks: Sequence[Block]) -> list[tuple[Heading, str, list[Block]]]:
        """What stands under each heading of an indicator; the text before the first one stays prose."""
        groups: list[tuple[Heading, str, list[Block]]] = []
        for block in blocks:
            title = text_of(block.inlines) if isinstance(block, Heading) else ""
            glued = (
                GLUED.fullmatch(text_of(block.inlines).strip())
                if isinstance(block, Paragraph)
                else None
            )
            if isinstance(block, Paragraph) and glued is not None:
                groups.append(self.glued(block, glued[1].strip()))
            elif isinstance(block, Heading) and not self.is_a_kind(title):
                groups.append((block, self.name_in(title, block.span), []))
            elif groups and not isinstance(block, Heading):
                groups[-1][2].append(block)
            else:
                self.prose.append(block)
        return groups

    def is_a_kind(self, title: str) -> bool:
        """« ### Indicateurs de suivi » sorts those under it, and opens none."""
        if INDICATEUR.fullmatch(title) or meaning(title) == ("indicateur",):
            return False
        return self.vocabulaire.rubrique(title).startswith("indicateurs")

    def glued(self, block: Paragraph, name: str) -> tuple[Heading, str, list[Block]]:
        message = f"« {text_of(block.inlines).strip()} » n'ouvre pas d'indicateur."
        hint = f"écrivez « ### Indicateur : {name} » : trois dièses, une espace, et une ligne vide au-dessus."
        self.say("F008", message, block.span, (hint,))
        return Heading(3, block.inlines, block.span), name, []

    def name_in(self, title: str, span: Span) -> str:
        match = INDICATEUR.fullmatch(title)
        if match is not None:
            return match[1].strip()
        name = title.partition(":")[2].strip() or UNNAMED.sub("", title).strip() or "…"
        message = f"le titre « {title} » n'ouvre pas d'indicateur."
        if name == "…":
            message = "cet indicateur n'a pas de nom."
        self.say("F008", message, span, (f"écrivez « ### Indicateur : {name} ».",))
        return title

    # --- rows of a table, lines of a list --------------------------------------------------------------------------

    def of_tables(self) -> Iterator[Indicateur]:
        """One a row; a table of which every column is understood leaves the prose."""
        kind = self.kind
        for block in list(self.prose):
            if isinstance(block, Heading):
                kind = self.vocabulaire.rubrique(text_of(block.inlines)).partition(".")[2]
            elif isinstance(block, Table):
                yield from self.of_table(block, kind)

    def of_table(self, table: Table, kind: str) -> Iterator[Indicateur]:
        names = fact_columns(table, self.vocabulaire)
        if "nom" not in names:
            return
        for cell, name in zip(table.header, names, strict=True):
            if not name:
                self.unknown_column(text_of(cell.inlines).strip(), table.span)
        is_more_than_lines = table.legende is not None or bool(table.source or table.notes)
        whole = all(names) and not is_more_than_lines
        if whole:
            self.prose.remove(table)
        for row in table.rows:
            cells = {
                n: Placed(text_of(c.inlines).strip(), c.span)
                for n, c in zip(names, row, strict=True)
                if n
            }
            if cells["nom"].value:
                yield self.of_row(cells, kind, in_the_text=not whole)

    def unknown_column(self, title: str, span: Span) -> None:
        message = f"la colonne « {title} » n'est pas attendue dans un tableau d'indicateurs."
        self.say("F006", message, span, (self.which_year(title),))

    def which_year(self, words: str) -> str:
        """A target of a civil year belongs to one of the contract; which one is said, for the author to confirm."""
        civil = CIVIL_YEAR.search(words)
        rank = int(civil[1]) - self.premiere_annee + 1 if civil and self.premiere_annee else 0
        if civil and 1 <= rank <= 5:
            return f"l'année du contrat qui commence en {civil[1]} est l'année {rank} : « cible année {rank} »."
        if civil and not self.premiere_annee:
            first = "dites d'abord quand le contrat prend effet (« effet », sous « dates », dans content/projet.yaml)"
            return f"{first} : ce constat dira quelle année du contrat est {civil[1]}."
        return "une cible dit l'année du contrat, de 1 à 5 : « cible année 2 »."

    def of_row(self, cells: Mapping[str, Placed[str]], kind: str, in_the_text: bool) -> Indicateur:
        facts = {name: placed for name, placed in cells.items() if placed.value}
        if kind and "type" not in facts:
            facts["type"] = Placed(kind, cells["nom"].span)
        years = {
            int(name[-1]): placed for name, placed in facts.items() if name.startswith("cible ")
        }
        found = self.built(cells["nom"].value, facts, years, cells["nom"].span, in_the_text)
        return replace(found, en_tableau=True)

    def of_lines(self) -> Iterator[Indicateur]:
        kind = self.kind
        for block in self.prose:
            if isinstance(block, Heading):
                kind = self.vocabulaire.rubrique(text_of(block.inlines)).partition(".")[2]
            lines = list(indicator_lines(block))
            if any(self.is_a_fact(line) for line, _ in lines):
                continue  # the lines of an indicator that has lost its title
            for line, span in lines:
                facts = {
                    name: Placed(value, span)
                    for name, value in facts_in(line, self.vocabulaire).items()
                }
                if kind:
                    facts.setdefault("type", Placed(kind, span))
                yield self.built(line, facts, {}, span, in_the_text=True)

    def is_a_fact(self, line: str) -> bool:
        key, colon, _ = line.partition(":")
        return bool(colon) and bool(self.vocabulaire.fait(key) or contract_year(key))

    # --- under a heading -------------------------------------------------------------------------------------------

    def indicator(self, heading: Heading, nom: str, blocks: Iterable[Block]) -> Indicateur:
        self.told = len(self.findings)
        facts: dict[str, Placed[str]] = {}
        cibles: dict[int, Placed[str]] = {}
        for block in blocks:
            if isinstance(block, BulletList):
                for item in block.items:
                    self.fact(item, facts, cibles)
            else:
                message = f"sous l'indicateur « {nom} », seule une liste de lignes « - clé : valeur » est lue."
                self.say("F008", message, block.span, _as_a_line(block))
        return self.built(nom, facts, cibles, heading.span)

    def built(
        self,
        nom: str,
        facts: Mapping[str, Placed[str]],
        cibles: Mapping[int, Placed[str]],
        span: Span,
        in_the_text: bool = False,
    ) -> Indicateur:
        def text(key: str) -> str:
            return facts[key].value if key in facts else ""

        kind = self.one_of(facts, "type", TYPES_INDICATEUR)
        sens = self.one_of(facts, "sens", SENS_INDICATEUR)
        paid = self.one_of(facts, "base du volet variable", ("oui", "non")) == "oui"
        return Indicateur(
            nom=nom,
            type=kind,
            definition=text("définition"),
            source=text("source"),
            frequence=text("fréquence"),
            sens=sens,
            depart=text("départ"),
            cibles=cibles,
            base_variable=paid,
            poids=text("poids"),
            span=span,
            dans_le_texte=in_the_text,
            signale=len(self.findings) > self.told,
            sans_cible=facts.get(SANS_CIBLE),
        )

    def fact(
        self, item: Sequence[Block], facts: dict[str, Placed[str]], cibles: dict[int, Placed[str]]
    ) -> None:
        """Read one « - clé : valeur » line into its place."""
        first = item[0] if item else None
        if first is None:
            return
        if not isinstance(first, Paragraph):
            message = "une ligne d'indicateur s'écrit « - clé : valeur », sans autre signe."
            self.say("F008", message, first.span)
            return
        self.refuse_notes(first.inlines, "une ligne d'indicateur ne garde que ses mots")
        text = text_of(first.inlines)
        key, colon, value = text.partition(":")
        if len(item) > 1 or not colon:
            message = f"« {text} » : une ligne d'indicateur s'écrit « - clé : valeur »."
            hint = "ôtez les espaces ou la tabulation au début des lignes qui la suivent."
            self.say("F008", message, first.span, (hint,) if len(item) > 1 else ())
            return
        self.keep_fact(key, Placed(value.strip(), first.span), facts, cibles)

    def keep_fact(
        self,
        key: str,
        placed: Placed[str],
        facts: dict[str, Placed[str]],
        cibles: dict[int, Placed[str]],
    ) -> None:
        name, year = BY_FACT.get(fold(key)) or self.vocabulaire.fait(key), contract_year(key)
        if not year and fold(key) in CIBLES and WITHOUT.match(fold(placed.value)):
            name = SANS_CIBLE
        if name:
            self.keep_once(facts, name, placed, key)
        elif year:
            self.keep_once(cibles, year, placed, key)
        elif fold(key) in CIBLES:
            self.say_of_which_year(key, placed)
        else:
            self.say_unknown_fact(key, placed.span)

    def keep_once(self, kept: dict[K, Placed[str]], name: K, placed: Placed[str], key: str) -> None:
        if name in kept:
            self.say(
                "F008", f"« {key.strip()} » est donné deux fois pour cet indicateur.", placed.span
            )
        else:
            kept[name] = placed

    def say_of_which_year(self, key: str, placed: Placed[str]) -> None:
        """« - cible : 60 % en 2029 »: a target is that of a year of the contract, and only its author knows which."""
        message = (
            f"« {key.strip()} : {placed.value} » ne dit pas quelle année du contrat elle vise."
        )
        none = "s'il n'y a pas de cible : « - cible : aucune (pourquoi) »."
        self.say("F008", message, placed.span, (self.which_year(placed.value), none))

    def say_unknown_fact(self, key: str, span: Span) -> None:
        hints = did_you_mean(key, (*FAITS, "cible année 1"))
        if CIVIL_YEAR.search(key) and not fold(key).startswith("cible"):
            hints = (self.of_a_civil_year(key),)
        if fold(key).startswith("cible"):
            hints = (self.which_year(key), "s'il n'y en a pas : « - cible : aucune (pourquoi) ».")
        self.say("F008", f"« {key.strip()} » n'est pas une ligne d'indicateur connue.", span, hints)

    def of_a_civil_year(self, key: str) -> str:
        """« Personnes repérées – 2027 : 300 », which an import left to be sorted: under which title, on which line."""
        name = YEAR_AT_THE_END.sub("", key).strip()
        place = f"sous « ### Indicateur : {name} » : " if name else ""
        return f"{place}{self.which_year(key)}"

    def refuse_notes(self, inlines: tuple[Inline, ...], why: str) -> None:
        for node in leaves(inlines):
            if isinstance(node, Note):
                message = f"une note ne peut pas être appelée ici : {why}."
                self.say("L043", message, node.span, ("appelez-la dans un paragraphe.",))

    def one_of(self, facts: Mapping[str, Placed[str]], key: str, values: Sequence[str]) -> str:
        placed = facts.get(key)
        if placed is None or not placed.value:
            return ""
        found = among(placed.value, values)
        if found:
            return found
        meant = self.vocabulaire.valeur(GENRES[key], placed.value) if key in GENRES else ""
        if meant:
            return meant
        message = f"« {placed.value} » n'est pas une valeur de « {key} »."
        self.say("C004", message, placed.span, did_you_mean(placed.value, values))
        return ""


def _as_a_line(block: Block) -> tuple[str, ...]:
    """What to do with something that stands among the lines of an indicator."""
    if isinstance(block, CodeBlock) and block.text.lstrip().startswith("-"):
        return ("ôtez la tabulation ou les espaces au début de ces lignes.",)
    if isinstance(block, Paragraph) and ":" in text_of(block.inlines):
        return ("commencez chaque ligne par un tiret et une espace : « - ».",)
    return ("déplacez ce texte au-dessus du premier indicateur.",)
