"""The blocks of a fiche under the headings of the trame, then the lines of its tables.

An author's title is read by what it means; what has no place is kept where it stands, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from pipeline.interpret.dates import parse_etape, parse_frequence
from pipeline.interpret.indicateurs import INDICATEUR, Indicateurs
from pipeline.interpret.lignes_de_fiche import (
    NUMERO,
    QUI_ET_QUAND,
    Ligne,
    column_names,
    rows_of,
    stages_of,
    sub_actions_of,
)
from pipeline.interpret.moyens import shared_out
from pipeline.model.colonnes import (
    DATE_ETAPE,
    ETAPE,
    LIVRABLE,
    QUAND,
    QUI,
    SOUS_ACTION,
    TABLEAUX_FICHE,
)
from pipeline.model.fiche import (
    MOYENS,
    RUBRIQUES,
    TRAME,
    Egare,
    Etape,
    Indicateur,
    SousAction,
    TableauEgare,
)
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.motif import motif
from pipeline.model.parcours import leaves
from pipeline.model.prose import (
    Block,
    Heading,
    Inline,
    Note,
    Paragraph,
    Strong,
    Table,
    plain,
    text_of,
)
from pipeline.model.source import MarkdownFile
from pipeline.model.span import Placed, Span
from pipeline.model.vocabulaire import A_RANGER, MOYENS_EN_GENERAL, Vocabulaire, meaning

TITLES = {fold(rubrique.titre): rubrique for rubrique in TRAME}
EN_TETE = {
    "titre": "titre",
    "code": "code",
    "mission": "mission",
    "pilote": "pilote",
    "copilotes": "copilotes",
    "membres": "membres",
    "besoins": "besoins",
    "orientations_prs": "orientations_prs",
    "cls": "cls",
    "cts": "cts",
    "priorite": "priorite",
    "cofinanceurs": "cofinanceurs",
    "demarrage": "demarrage, sous dates",
    "deploiement": "deploiement, sous dates",
    "fin": "fin, sous dates",
}
"""What a title may mean that is a line of the header → that line."""

IMPORTER = "« make importer FICHIER={} » range une fiche écrite autrement dans un fichier à côté, sans en perdre un mot."


@dataclass
class _Section:
    """What stands under one heading of the trame; ``titre`` are its author's words."""

    span: Span
    titre: tuple[Inline, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    type_indicateur: str = ""


class Sections:
    """Sorts the blocks of a fiche under the trame, then reads its tables and its indicators.

    ``en_prose`` are the rubriques whose lines stay in the text, ``egares`` the texts without a place.
    """

    def __init__(
        self,
        markdown: MarkdownFile,
        vocabulaire: Vocabulaire,
        findings: list[Finding],
        premiere_annee: int = 0,
    ) -> None:
        self.premiere_annee = premiere_annee
        self.markdown = markdown
        self.vocabulaire = vocabulaire
        self.findings = findings
        self.told: set[str] = set()
        self.stray: list[TableauEgare] = []
        self.astray: dict[str, list[Table]] = {}
        self.en_prose: set[str] = set()
        self.lost: list[tuple[str, tuple[Inline, ...], Span, list[Block]]] = []
        sections = self.split(markdown.blocks)
        self.share_means(sections)
        self.told.update(
            key for key, section in sections.items() if any(map(_is_cut, section.blocks))
        )
        self.put_back_what_is_exchanged(sections)
        self.set_aside_strays(sections)
        self.places: Mapping[str, Span] = {key: section.span for key, section in sections.items()}
        self.sous_actions = tuple(map(_sous_action, self.take_lines(sections, "sous_actions")))
        self.planning = tuple(map(_etape, self.take_lines(sections, "planning")))
        self.indicateurs = self.take_indicators(sections)
        self.textes: Mapping[str, tuple[Block, ...]] = {
            key: tuple(section.blocks) for key, section in sections.items()
        }
        self.egares = tuple(
            Egare(after, titre, tuple(blocks), span) for after, titre, span, blocks in self.lost
        )

    def say(self, code: str, message: str, span: Span, hints: tuple[str, ...] = ()) -> None:
        self.findings.append(Finding(code, message, span, hints))

    # --- headings ------------------------------------------------------------------------------------------------

    def split(self, blocks: Sequence[Block]) -> dict[str, _Section]:
        sections: dict[str, _Section] = {}
        level = self.level_of_rubriques(blocks)
        key, current = "", None
        for block in blocks:
            if isinstance(block, Heading) and (
                block.level <= level or self.is_one_of_the_means(block, key)
            ):
                key, current = self.section(block, sections, key)
            elif current is not None:
                self.warn_of_lost_heading(block, key)
                current.append(block)
            else:
                current = self.before_the_first(block)
        return sections

    def level_of_rubriques(self, blocks: Iterable[Block]) -> int:
        """2, or that of the titles which this author gave to the headings of the trame when none is higher.

        The highest are asked first: where they are words of the trame, the dictionary need not be read.
        """
        headings = sorted((b for b in blocks if isinstance(b, Heading)), key=lambda b: b.level)
        highest = next((b.level for b in headings if self.key_of(b) in RUBRIQUES), 2)
        return max(2, highest)

    def key_of(self, heading: Heading) -> str:
        return self.vocabulaire.rubrique_mere(text_of(heading.inlines))

    def is_one_of_the_means(self, heading: Heading, current: str) -> bool:
        """« ### Humains » under « ## Moyens »."""
        return current in (MOYENS_EN_GENERAL, *MOYENS) and self.key_of(heading) in MOYENS

    def before_the_first(self, block: Block) -> list[Block]:
        blocks = [block]
        self.lost.append(("", (), block.span, blocks))
        if (block.span.line or 0) < self.markdown.body_line:
            return blocks  # what stands above the header was told by the reader
        message = "ce texte est placé avant la première rubrique de la fiche."
        self.say("F004", message, block.span, self.how_to_bring_in() or (OUVRIR,))
        return blocks

    def how_to_bring_in(self) -> tuple[str, ...]:
        """What to do about a fiche whose headings are lines like others, or the first cells of a table."""
        below = self.markdown.lines[self.markdown.body_line - 1 :]  # « titre: », above, is no title
        meant = [label for label in _labels(below) if self.is_a_title(label)]
        headings = [block for block in self.markdown.blocks if isinstance(block, Heading)]
        opened = [heading for heading in headings if self.key_of(heading) in RUBRIQUES]
        if len(meant) < 2 or len(opened) > len(RUBRIQUES) / 2:
            return ()
        self.told.update(RUBRIQUES)  # none is missing: each waits to be opened
        quoted = ", ".join(f"« {title} »" for title in meant[:6])
        return (f"{quoted} ressemblent à des rubriques.", IMPORTER.format(self.markdown.path))

    def is_a_title(self, line: str) -> bool:
        return 0 < len(line.strip()) < LONGEST_TITLE and bool(self.vocabulaire.rubrique(line))

    def warn_of_lost_heading(self, block: Block, current: str) -> None:
        """A title of the trame typed as bold, or without a space after its signs, falls under the heading before it."""
        if not isinstance(block, Heading | Paragraph):
            return
        typed = text_of(block.inlines).strip()
        title = TITLES.get(fold(typed.lstrip("#").rstrip(" :")))
        key = title.cle if title else self.bold_title(block)
        if key in RUBRIQUES and (title or key != current):
            message = f"« {typed} » ressemble à une rubrique de la trame, mais n'en ouvre pas."
            self.say(
                "F020",
                message,
                block.span,
                (f"écrivez « ## {RUBRIQUES[key].titre} » sur une ligne à part.",),
            )
            self.told.add(key)

    def bold_title(self, block: Block) -> str:
        """What a line in bold and nothing else means."""
        if (
            not isinstance(block, Paragraph)
            or len(block.inlines) != 1
            or not isinstance(block.inlines[0], Strong)
        ):
            return ""
        words = text_of(block.inlines)
        return self.vocabulaire.rubrique_mere(words) if len(words) < LONGEST_TITLE else ""

    def section(
        self, heading: Heading, sections: dict[str, _Section], before: str
    ) -> tuple[str, list[Block]]:
        """The key that a heading opens and where its text goes."""
        title = text_of(heading.inlines)
        names_one = INDICATEUR.fullmatch(title) is not None
        key, _, kind = (
            ("", "", "") if names_one else self.vocabulaire.rubrique(title).partition(".")
        )
        if key not in RUBRIQUES and key != MOYENS_EN_GENERAL:
            return before, self.without_a_place(heading, title, key, before)
        if heading.level == 1:
            shown = RUBRIQUES[key].titre if key in RUBRIQUES else title
            hint = f"écrivez « ## {shown} », avec deux dièses."
            self.say(
                "F020",
                f"« # {title} » n'a qu'un dièse : une rubrique en a deux.",
                heading.span,
                (hint,),
            )
        section = sections.get(key)
        if section is None:
            section = sections[key] = _Section(heading.span, heading.inlines, type_indicateur=kind)
            if not self.vocabulaire.rubrique_seule(title):
                section.blocks.append(_in_bold(heading.inlines, heading.span))
            return key, section.blocks
        self.one_more(section, heading, key)
        section.type_indicateur = section.type_indicateur if section.type_indicateur == kind else ""
        return key, section.blocks

    def one_more(self, section: _Section, heading: Heading, key: str) -> None:
        """A rubrique under a second title: told when the two say the same, else both titles are kept in the text."""
        title = text_of(heading.inlines)
        if meaning(title) == meaning(text_of(section.titre)) or key not in RUBRIQUES:
            shown = RUBRIQUES[key].titre if key in RUBRIQUES else title
            message = f"la rubrique « {shown} » est déjà à la ligne {section.span.line} : réunissez les deux."
            self.say("F003", message, heading.span)
            return
        if section.titre and meaning(text_of(section.titre)) != meaning(RUBRIQUES[key].titre):
            if self.vocabulaire.rubrique_seule(text_of(section.titre)):
                section.blocks.insert(0, _in_bold(section.titre, section.span))
            section.titre = ()
        section.blocks.append(_in_bold(heading.inlines, heading.span))

    def without_a_place(self, heading: Heading, title: str, key: str, before: str) -> list[Block]:
        """Where the text of a heading goes that is no rubrique; what it may have meant is told."""
        blocks: list[Block] = []
        self.lost.append((before, heading.inlines, heading.span, blocks))
        if fold(title) == fold(A_RANGER):
            message = "ce qui est sous « À ranger » n'a pas encore trouvé sa place."
            hint = "déplacez chaque passage sous la rubrique qu'il concerne, ou effacez-le, puis ôtez ce titre."
            self.say("F057", message, heading.span, (hint,))
            return blocks
        message = f"la rubrique « {title} » n'est pas dans la trame de la fiche action."
        alone = self.how_to_bring_in() if heading.level == 1 and not key else ()
        self.say("F002", message, heading.span, alone or self.meant(title, key))
        return blocks

    def meant(self, title: str, key: str) -> tuple[str, ...]:
        if key in EN_TETE:
            return (f"cela se donne dans l'en-tête, entre les deux « --- » : {EN_TETE[key]}.",)
        if INDICATEUR.fullmatch(title):
            self.told.add("indicateurs")
            return (f"un indicateur prend trois dièses : « ### {title} ».",)
        close = self.vocabulaire.proches(title)
        self.told.update(rubrique.cle for rubrique in TRAME if rubrique.titre in close)
        if close:
            return ("vouliez-vous dire " + " ou ".join(f"« {name} »" for name in close) + " ?",)
        return did_you_mean("", (rubrique.titre for rubrique in TRAME))

    # --- means ---------------------------------------------------------------------------------------------------

    def share_means(self, sections: dict[str, _Section]) -> None:
        """What « Moyens » says goes under the three headings of the trame that it covers, as far as it says which."""
        general = sections.pop(MOYENS_EN_GENERAL, None)
        if general is None:
            return
        shared = shared_out(general.blocks, self.vocabulaire)
        if shared.unsaid:
            message = f"« {text_of(general.titre)} » réunit trois rubriques : ce texte sera avec les moyens humains."
            hint = "ouvrez à leur place « ## Moyens logistiques », « ## Moyens numériques », « ## Moyens humains »."
            self.say("F020", message, general.span, (hint,))
            self.told.update(MOYENS)
        for key in MOYENS:
            found = shared.by_key.get(key, [])
            if found:
                sections.setdefault(key, _Section(general.span)).blocks.extend(found)

    def put_back_what_is_exchanged(self, sections: Mapping[str, _Section]) -> None:
        """Two headings, each above what the other opens: told once, and the fiche is read as it was meant."""
        present = [key for key in (*TABLEAUX_FICHE, "indicateurs") if key in sections]
        for one, other in combinations(present, 2):
            first, second = sections[one], sections[other]
            if self.shapes(first) == {other} and self.shapes(second) == {one}:
                first.blocks, second.blocks = second.blocks, first.blocks
                self.stray.append(TableauEgare(one, "", first.span, other))

    def shapes(self, section: _Section) -> set[str]:
        """The rubriques, known by their tables or their titles, of which a section holds something."""
        tables = [block for block in section.blocks if isinstance(block, Table)]
        found = set(filter(None, map(self.best_read_as, tables)))
        titles = (block for block in section.blocks if isinstance(block, Heading))
        if any(INDICATEUR.fullmatch(text_of(title.inlines)) for title in titles):
            found.add("indicateurs")
        return found

    def best_read_as(self, table: Table) -> str:
        """The rubrique whose columns a table has most of; ``""`` when it lacks one of each."""
        known = {
            key: sum(map(bool, column_names(table, key, self.vocabulaire)))
            for key in TABLEAUX_FICHE
            if self.is_table_of(key, table)
        }
        return max(known, key=lambda key: known[key], default="")

    def set_aside_strays(self, sections: Mapping[str, _Section]) -> None:
        """Take out the tables whose own heading is missing, so that only this is told of them."""
        for key, en_tete in TABLEAUX_FICHE.items():
            if key in sections:
                continue
            for other, section in sections.items():
                for block in self.astray_in(section, key, other):
                    section.blocks.remove(block)
                    self.astray.setdefault(key, []).append(block)
                    self.lost.append((other, (), block.span, [block]))
                    shown = " | ".join(en_tete.requises)
                    self.stray.append(TableauEgare(key, shown, block.span))
                    self.told.add(key)

    def astray_in(self, section: _Section, key: str, other: str) -> list[Table]:
        """The tables that stand under ``other`` with the columns of ``key``, and not those of their own heading."""
        return [
            block
            for block in section.blocks
            if isinstance(block, Table)
            and self.is_table_of(key, block)
            and not self.is_table_of(other, block)
        ]

    def is_table_of(self, key: str, block: Block) -> bool:
        if not isinstance(block, Table) or key not in TABLEAUX_FICHE:
            return False
        return set(column_names(block, key, self.vocabulaire)) >= set(TABLEAUX_FICHE[key].requises)

    # --- lines of tables and lists ---------------------------------------------------------------------------------

    def take_lines(self, sections: Mapping[str, _Section], key: str) -> list[Ligne]:
        """The lines of every table of a section, or of its lists when it has none.

        One table at the end of the section leaves its prose and is drawn by the template; any other layout is printed
        as it stands.
        """
        section = sections.get(key)
        if section is None:
            return self.lines_astray(key)
        if not section.blocks:
            return []
        tables = [
            (at, block) for at, block in enumerate(section.blocks) if isinstance(block, Table)
        ]
        if not tables:
            return self.lines_without_a_table(section, key)
        lines: list[Ligne] = []
        drawn_by_the_template = True
        for at, table in tables:
            names = self.columns(table, key)
            is_last = at == len(section.blocks) - 1
            drawn_by_the_template &= is_last and self.is_plain(table, names, key)
            if names is None:
                self.told.add(key)
                continue
            lines.extend(self.plain(ligne) for ligne in rows_of(table, names))
            section.blocks[at] = _under_our_titles(table, names)
        if drawn_by_the_template:
            section.blocks.pop()
        else:
            self.en_prose.add(key)
        return lines

    def lines_astray(self, key: str) -> list[Ligne]:
        """The lines of the tables whose own heading is missing: they are read, and printed where they stand."""
        tables = self.astray.get(key, [])
        if tables:
            self.en_prose.add(key)
        return [
            self.plain(ligne)
            for table in tables
            for ligne in rows_of(table, column_names(table, key, self.vocabulaire))
        ]

    def is_plain(self, table: Table, names: Sequence[str] | None, key: str) -> bool:
        """Whether the template can draw all that a table holds: every column is ours, and it has nothing but lines."""
        if names is None or not all(names) or _is_more_than_lines(table):
            return False
        return key == "sous_actions" or NUMERO not in names

    def lines_of(self, block: Block, key: str) -> Iterator[Ligne]:
        if key == "sous_actions":
            return sub_actions_of(block, self.vocabulaire)
        return stages_of(block)

    def lines_without_a_table(self, section: _Section, key: str) -> list[Ligne]:
        lines = [ligne for block in section.blocks for ligne in self.lines_of(block, key)]
        if lines:
            self.en_prose.add(key)
            return lines
        columns = TABLEAUX_FICHE[key].colonnes
        wanted = " | ".join(columns)
        message = f"la rubrique « {RUBRIQUES[key].titre} » attend un tableau « {wanted} »."
        if not any(_is_lost_table(block) for block in section.blocks):
            rule = "|---" * len(columns) + "|"
            hint = (
                f"écrivez « | {wanted} | », dessous « {rule} », puis une ligne « | … | » par étape."
            )
            self.say("F005", message, section.span, (hint,))
        self.told.add(key)
        return []

    def plain(self, ligne: Ligne) -> Ligne:
        for name in PLAIN_COLUMNS & ligne.cells.keys():
            self.refuse_notes(ligne.cells[name], f"la colonne « {name} » ne garde que ses mots")
        return ligne

    def columns(self, table: Table, key: str) -> list[str] | None:
        """The known name of each column, ``""`` for one reported; None when a required one is missing.

        A missing column is not told beside an unknown one: it is most often that one, renamed.
        """
        names = column_names(table, key, self.vocabulaire)
        titles = [text_of(cell.inlines).strip() for cell in table.header]
        for title, name in zip(titles, names, strict=True):
            if not name:
                self.say_not_ours(title, titles, key, table.span)
        has = {*names, *((QUI, QUAND) if QUI_ET_QUAND in names else ())}
        missing = [name for name in TABLEAUX_FICHE[key].indispensables if name not in has]
        if missing and all(names):
            listed = " et ".join(f"« {name} »" for name in missing)
            self.say("F006", f"il manque dans ce tableau la colonne {listed}.", table.span)
        return None if missing else names

    def say_not_ours(self, title: str, titles: Sequence[str], key: str, span: Span) -> None:
        """A column unknown, or the second of one title."""
        if [fold(other) for other in titles].count(fold(title)) > 1:
            self.say("F006", f"deux colonnes s'appellent « {title} ».", span)
        else:
            message = f"la colonne « {title} » n'est pas attendue dans ce tableau."
            self.say("F006", message, span, did_you_mean(title, TABLEAUX_FICHE[key].colonnes))

    # --- indicators ----------------------------------------------------------------------------------------------

    def take_indicators(self, sections: Mapping[str, _Section]) -> tuple[Indicateur, ...]:
        section = sections.get("indicateurs")
        if section is None:
            return ()
        reading = Indicateurs(
            self.vocabulaire, self.findings, section.type_indicateur, self.premiere_annee
        )
        found = reading.read(section.blocks)
        section.blocks[:] = reading.prose
        return found

    def refuse_notes(self, inlines: tuple[Inline, ...], why: str) -> None:
        for node in leaves(inlines):
            if isinstance(node, Note):
                message = f"une note ne peut pas être appelée ici : {why}."
                self.say("L043", message, node.span, ("appelez-la dans un paragraphe.",))


PLAIN_COLUMNS = {QUI, QUAND, DATE_ETAPE}
LONGEST_TITLE = 90
LOST_DASHES = motif(r"[-\u2010-\u2015] ?\| ?[-\u2010-\u2015]")


OUVRIR = (
    "ouvrez une rubrique au-dessus de ce texte : « ## Problématiques constatées » s'il dit le problème, "
    "« ## Objectifs opérationnels » s'il dit le but."
)


def _labels(lines: Sequence[str]) -> Iterator[str]:
    """What may be a title in words that no heading holds: a line up to its colon, or the first cell of a row."""
    for line in lines:
        bare = line.strip()
        if bare.count("|") > 1:
            yield _before_the_colon(bare.split("|")[1])
        if not bare.startswith(("#", "|", "-", "<")):
            yield _before_the_colon(bare)


def _before_the_colon(text: str) -> str:
    return re.split(r"\s?:", text.strip(" *"), maxsplit=1)[0].strip("* ")


def _in_bold(inlines: tuple[Inline, ...], span: Span) -> Paragraph:
    """A title of the author's own that the trame replaces: kept as the first words of its text."""
    return Paragraph((Strong(inlines),), span)


def _is_more_than_lines(table: Table) -> bool:
    """A caption, a source or notes: only a table printed as it stands has room for them."""
    return table.legende is not None or bool(table.source or table.notes)


def _under_our_titles(table: Table, names: Sequence[str]) -> Table:
    """The table as it will be printed if it stays in the text: our titles where a column is known."""
    header = tuple(
        replace(cell, inlines=plain(name)) if name else cell
        for name, cell in zip(names, table.header, strict=True)
    )
    return replace(table, header=header)


def _is_cut(block: Block) -> bool:
    """A comment that never ends may hold all that its heading has to say, which is not missing then."""
    text = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    return "<!--" in text and "-->" not in text


def _is_lost_table(block: Block) -> bool:
    """Rows that the reader printed as they are, and told of."""
    text = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    return text.startswith("|") or LOST_DASHES.search(text) is not None


def _placed(ligne: Ligne, column: str) -> Placed[str]:
    return Placed(text_of(ligne.cells.get(column, ())).strip(), ligne.span)


def _sous_action(ligne: Ligne) -> SousAction:
    quand = _placed(ligne, QUAND)
    comes_back = parse_frequence(quand.value) is not None
    return SousAction(
        ligne.cells.get(SOUS_ACTION, ()),
        _placed(ligne, QUI),
        quand,
        ligne.cells.get(LIVRABLE, ()),
        None if comes_back else parse_etape(quand.value),
        ligne.span,
    )


def _etape(ligne: Ligne) -> Etape:
    date = _placed(ligne, DATE_ETAPE)
    stage = ligne.cells.get(ETAPE, ())
    echeance, often = parse_etape(date.value), parse_frequence(date.value)
    if often is None and (echeance is not None or not date.value):
        often = parse_frequence(text_of(stage))
    return Etape(stage, date, echeance, often, ligne.span)
