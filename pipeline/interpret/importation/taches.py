"""Sub-actions and stages of a source under titles of ours: tables, lists, numbered lines, labels below a task."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.interpret.dates import parse_etape
from pipeline.interpret.importation.calendrier import says_an_end
from pipeline.interpret.importation.gantt import calendar_of, with_a_column_of_time
from pipeline.interpret.importation.grilles import filled_down
from pipeline.interpret.importation.libelles import Libelle, label_in
from pipeline.interpret.importation.lignes import column_titles, lines_of, without_start, words_of
from pipeline.interpret.importation.responsables import charge_in, known_person
from pipeline.interpret.importation.totaux import is_total, name_of, without_totals
from pipeline.interpret.lignes_de_fiche import (
    NUMERO,
    QUI_ET_QUAND,
    SENTENCES,
    column_names,
    is_a_time,
    rows_of,
    stages_in,
)
from pipeline.model.colonnes import (
    DATE_ETAPE,
    ETAPE,
    LIVRABLE,
    QUAND,
    QUI,
    SOUS_ACTION,
    TABLEAUX_FICHE,
)
from pipeline.model.fiche import RUBRIQUES
from pipeline.model.motif import motif
from pipeline.model.personne import BESIDE, Annuaire
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.model.vocabulaire import Vocabulaire

SAID_RANK = motif(
    r"\s*(?:(?:sous-?\s?)?actions?|[ée]tapes?|t[âa]ches?|phases?|volets?|mesures?|jalons?|op[ée]rations?|points?)\s*"
    r"(?:n\s?°\s*)?[0-9]{1,2}(?:\.[0-9]{1,2})?\s*[-:.)=\u2010-\u2015]+\s+(?=\S)",
    re.IGNORECASE,
)
"""« Étape 2 : », « Action n° 3 – » before a task."""

SIGNED_RANK = motif(
    r"\s*(?:(?:A|SA|Act|Et|Ph)\.?\s?[0-9]{1,2}(?:\.[0-9]{1,2})?|[0-9]{1,2}(?:\.[0-9]{1,2})+)"
    r"\s*[-:.)=\u2010-\u2015]*\s+(?=\S)"
)
"""« A1. », « 6.2 »: two of them at least, for « A1 » alone may be anything."""

DASHED_RANK = motif(r"\s*[0-9]{1,2}\s?[\u2010-\u2015-]\s+(?=[^\W\d_])")
"""« 1 - », « 2 - »: two of them at least, for « 3 - 5 ans » begins with an age."""

LETTER_RANK = motif(r"\s*[a-hA-H]\s?\)\s+(?=\S)")
"""« a) », « B ) »: two of them at least."""

BOX = motif(r"\s*(?:\[[ xX]?\]|[\u2610-\u2612\u25a1])\s+(?=\S)")
"""The box of a task to do, or done: ours have none."""

PHASE = motif(
    r"\s*(?:phases?|[ée]tapes?|volets?|axes?|temps)\s*(?:n\s?°\s*)?[0-9]{1,2}\b", re.IGNORECASE
)
FEWEST_PHASES = 2
FEWEST_SIGNED = 2
PHASE_AND_TASK = 2
"""Columns that both name tasks: one of them groups those of the other."""

OWN_TABLES = ("sous_actions", "planning", "indicateurs")
"""Headings whose tables are their own, not grids of other headings."""


class Taches:
    """``libelles`` are the words that ours replace, ``ecartes`` the cells of columns that have no place, by table.

    ``ailleurs`` gives, by key of the trame, the lines of columns that belong to another heading: what each task costs.
    """

    def __init__(self, vocabulaire: Vocabulaire, annuaire: Annuaire) -> None:
        self.vocabulaire = vocabulaire
        self.annuaire = annuaire
        self.libelles: list[str] = []
        self.ecartes: dict[str, list[Block]] = {}
        self.ailleurs: dict[str, list[Block]] = {}
        self.moi = ""
        """The key of whom « moi » is, where the source says it."""
        self.missions: list[str] = []
        """What a column « Mission » says, row after row."""

    def sub_actions(self, blocks: Sequence[Block]) -> list[Block]:
        blocks = _by_phases(blocks)
        blocks = self.with_their_labels(self.without_ranks(self.under_their_titles(blocks)))
        blocks = [self.with_who_does_it(block) for block in blocks]
        if all(isinstance(block, Paragraph) for block in blocks):
            return one_list(_as_tasks(block, SENTENCES.split) for block in blocks)
        return [
            self.table_of_tasks(block) if isinstance(block, Table) else block for block in blocks
        ]

    def stages(self, blocks: Sequence[Block]) -> list[Block]:
        blocks = self.without_ranks(blocks)
        if all(isinstance(block, Paragraph) for block in blocks):
            return one_list(_as_tasks(block, stages_in) for block in blocks)
        return [
            self.table_of_stages(block) if isinstance(block, Table) else block for block in blocks
        ]

    # --- a task under its own title ----------------------------------------------------------------------------------

    def under_their_titles(self, blocks: Sequence[Block]) -> list[Block]:
        """« Action 1 – Guichet unique », a title, then sentences that say who and when: one line of a table each."""
        found: list[Block] = []
        rows: list[tuple[Cell, ...]] = []
        for group in _groups_under_titles(blocks):
            row = self.row_under_its_title(group)
            if row:
                rows.append(row)
                continue
            found += [*_table_of_tasks(rows), *group]
            rows = []
        return [*found, *_table_of_tasks(rows)]

    def row_under_its_title(self, group: Sequence[Block]) -> tuple[Cell, ...]:
        """The task of a title and its text; nothing where they may be something else, a table or a list of tasks."""
        title, *body = group
        if not isinstance(title, Heading) or not _is_told_in_lines(body):
            return ()
        rank, name = self.rank_and_name(text_of(title.inlines).strip())
        told, who, when = self.said_in([line for block in body for line in lines_of(block)])
        is_one_task = bool(rank) and all(isinstance(block, Paragraph) for block in body)
        if not (who or when or is_one_task):
            return ()
        self.libelles.append(rank or name)
        task = f"{name} : {told}" if told else name
        return Cell(plain(task)), Cell(self.who(plain(who))), Cell(plain(when))

    def rank_and_name(self, words: str) -> tuple[str, str]:
        """« Action 2 – Logement » → the rank that its author gave it, and its name."""
        rank = SAID_RANK.match(words)
        return (rank[0].strip(), words[rank.end() :].strip(" .:")) if rank else ("", words)

    def said_in(self, lines: Iterable[str]) -> tuple[str, str, str]:
        """What sentences say of a task: what is done, by whom, when."""
        kept: list[str] = []
        said: dict[str, str] = {QUI: "", QUAND: ""}
        parts = [part.strip(" .") for line in lines for part in SENTENCES.split(line)]
        for part in filter(None, parts):
            column, value = self.said_by(part)
            if column and not said[column]:
                said[column] = value
            else:
                kept.append(part)
                said[QUAND] = said[QUAND] or (value if is_a_time(value) else "")
        return ". ".join(kept), said[QUI], said[QUAND]

    def said_by(self, part: str) -> tuple[str, str]:
        """The column that the label of a sentence means, who or when, and what follows the label."""
        label = label_in(Paragraph(plain(part)))
        if label is None:
            return "", ""
        column = self.column_said(label.words)
        self.libelles.append(label.words)
        return column if column in (QUI, QUAND) else "", part[label.length :].strip(" .")

    def column_said(self, label: str) -> str:
        ours = TABLEAUX_FICHE["sous_actions"].colonne(label)
        said = ours or self.vocabulaire.colonne("sous_actions", label)
        return said or (QUI if self.vocabulaire.rubrique(label) == "pilote" else "")

    # --- who does it, at the end of its line -------------------------------------------------------------------------

    def with_who_does_it(self, block: Block) -> Block:
        """« convention : Élodie, mai 2027 », of a list, in the form that says who without a doubt."""
        if not isinstance(block, BulletList | OrderedList):
            return block
        items = tuple(
            (self.line_with_who(item[0]), *item[1:]) if item else item for item in block.items
        )
        return replace(block, items=items)

    def line_with_who(self, line: Block) -> Block:
        if not isinstance(line, Paragraph) or any(not isinstance(i, Text) for i in line.inlines):
            return line
        words = text_of(line.inlines)
        charge = charge_in(words, self.annuaire, self.moi)
        if charge is None or words.strip(" .;").endswith(")"):
            return line
        names = {one.cle: one.nom_complet for one in self.annuaire.personnes}
        told = ", ".join(
            filter(None, (" et ".join(names[cle] for cle in charge.qui), charge.quand))
        )
        self.libelles.append(charge.fin)
        return replace(line, inlines=plain(f"{charge.tache} ({told})"))

    # --- lines -------------------------------------------------------------------------------------------------------

    def without_ranks(self, blocks: Sequence[Block]) -> list[Block]:
        """Each line without the number that its author gave it: ours number themselves."""
        lines = [text_of(line.inlines) for block in blocks for line in _lines_of_text(block)]
        kinds = [
            kind
            for kind in (SIGNED_RANK, DASHED_RANK, LETTER_RANK)
            if sum(kind.match(line) is not None for line in lines) >= FEWEST_SIGNED
        ]
        return [self.without_rank(block, kinds) for block in blocks]

    def without_rank(self, block: Block, kinds: Sequence[re.Pattern[str]]) -> Block:
        """``kinds`` are those that several lines have; « Étape 2 » and boxes need no other."""
        if isinstance(block, BulletList | OrderedList):
            items = tuple(
                (self.without_rank(item[0], kinds), *item[1:]) if item else item
                for item in block.items
            )
            return replace(block, items=items)
        if not isinstance(block, Paragraph):
            return block
        words = text_of(block.inlines)
        found = (kind.match(words) for kind in (BOX, SAID_RANK, *kinds))
        match = next(filter(None, found), None)
        if match is None:
            return block
        self.libelles.append(match[0].strip())
        return replace(block, inlines=without_start(block.inlines, match.end()))

    def with_their_labels(self, blocks: Sequence[Block]) -> list[Block]:
        """« Former les soignants », then « Responsable : X » and « Calendrier : Y » under it: one task, as a list has it."""
        found: list[Block] = []
        told: list[str] = []
        for block in blocks:
            label = self.who_or_when(block)
            if label is not None and found and isinstance(found[-1], Paragraph):
                told.append(words_of(Cell((), blocs=(block,)))[label.length :].strip(" ."))
                self.libelles.append(label.words)
                continue
            _tell(found, told)
            told = []
            found.append(block)
        _tell(found, told)
        return found

    def who_or_when(self, block: Block) -> Libelle | None:
        """The label of a line that says who does a task, or when."""
        label = label_in(block)
        if label is None:
            return None
        return label if self.column_said(label.words) in (QUI, QUAND) else None

    # --- tables ------------------------------------------------------------------------------------------------------

    def table_of_tasks(self, table: Table) -> Block:
        """A table under our titles, with the keys of those who act; a list where it tells neither who nor when."""
        table = self.with_one_time(
            self.with_its_calendar(filled_down(table), QUAND), "sous_actions"
        )
        table = self.with_one_column_of_tasks(table)
        names = column_names(table, "sous_actions", self.vocabulaire)
        if SOUS_ACTION not in names:
            return table
        self.replaced("Sous-actions", table, names, SOUS_ACTION)
        if not {QUI, QUAND, QUI_ET_QUAND, LIVRABLE} & set(names):
            return _listed(without_totals(table)[0], names.index(SOUS_ACTION))
        columns = (
            TABLEAUX_FICHE["sous_actions"].colonnes
            if LIVRABLE in names
            else (SOUS_ACTION, QUI, QUAND)
        )
        rows = []
        for ligne in rows_of(without_totals(table)[0], names):
            cells = self.cells_with_who(ligne.cells)
            rows.append(tuple(Cell(cells.get(name, ())) for name in columns))
        return Table(
            tuple(Cell(plain(name)) for name in columns), tuple(rows), ("",) * len(columns)
        )

    def with_one_column_of_tasks(self, table: Table) -> Table:
        """« Phase | Action », the phase said again over each of its actions: « Préparer : réunir les partenaires »."""
        of_tasks = [at for at, cell in enumerate(table.header) if self.names_tasks(cell)]
        if len(of_tasks) != PHASE_AND_TASK:
            return table
        groups, tasks = sorted(of_tasks, key=lambda at: _different(table, at))
        if _different(table, groups) == _different(table, tasks):
            return table
        self.libelles.append(words_of(table.header[groups]))
        rows = (
            tuple(
                _in_its_phase(row[groups], cell) if at == tasks else cell
                for at, cell in enumerate(row)
                if at != groups
            )
            for row in table.rows
        )
        header = tuple(cell for at, cell in enumerate(table.header) if at != groups)
        return replace(table, header=header, rows=tuple(rows), aligns=table.aligns[1:])

    def names_tasks(self, title: Cell) -> bool:
        alone = Table((title,), (), ("",))
        return column_names(alone, "sous_actions", self.vocabulaire) == [SOUS_ACTION]

    def table_of_stages(self, table: Table) -> Table:
        table = self.with_one_time(
            self.with_its_calendar(filled_down(table), DATE_ETAPE), "planning"
        )
        names = column_names(table, "planning", self.vocabulaire)
        if not {ETAPE, DATE_ETAPE} <= set(names):
            return table
        self.replaced("Planning", table, names, ETAPE)
        kept = [names.index(ETAPE), names.index(DATE_ETAPE)]
        header = tuple(replace(table.header[at], inlines=plain(names[at])) for at in kept)
        rows = tuple(tuple(row[at] for at in kept) for row in table.rows)
        return replace(
            table, header=header, rows=rows, aligns=tuple(table.aligns[at] for at in kept)
        )

    def cells_with_who(
        self, cells: Mapping[str, tuple[Inline, ...]]
    ) -> dict[str, tuple[Inline, ...]]:
        """The cells of a task; who does it may stand in brackets after it, where no column says so."""
        told = cells.get(QUI, ())
        charge = (
            charge_in(text_of(cells.get(SOUS_ACTION, ())), self.annuaire, self.moi)
            if not told
            else None
        )
        if charge is None or (charge.quand and cells.get(QUAND)):
            return {**cells, QUI: self.who(told)}
        self.libelles.append(charge.fin)
        when: dict[str, tuple[Inline, ...]] = {QUAND: plain(charge.quand)} if charge.quand else {}
        return {
            **cells,
            SOUS_ACTION: plain(charge.tache),
            QUI: plain(", ".join(charge.qui)),
            **when,
        }

    def who(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        typed = text_of(inlines).strip()
        personne = known_person(typed, self.annuaire) if typed else None
        is_a_name_alone = BESIDE.search(typed) is None
        if personne is None or not is_a_name_alone:
            return inlines
        self.libelles.append(typed)
        return plain(personne.cle)

    def replaced(self, title: str, table: Table, names: Sequence[str], first: str) -> None:
        """What our columns do not hold: titles, numbers of lines, columns that belong elsewhere or nowhere."""
        self.libelles.extend(column_titles(table))
        if NUMERO in names:
            self.libelles.extend(words_of(row[names.index(NUMERO)]) for row in table.rows)
        task = names.index(first)
        for at, name in enumerate(names):
            if not name:
                cells = [(_named(row, task), words_of(row[at])) for row in table.rows]
                filled = [(of, words) for of, words in cells if words and words != of]
                self.of_no_column_of_ours(title, words_of(table.header[at]), filled)

    def of_no_column_of_ours(
        self, title: str, column: str, cells: Sequence[tuple[str, str]]
    ) -> None:
        """The filled cells of a column, each with its task: to the missions, to another heading, else set aside."""
        key = self.vocabulaire.rubrique_mere(column)
        if key == "mission" and self.is_of_one_mission(words for _, words in cells):
            self.missions += [words for _, words in cells]
        elif key in RUBRIQUES and key not in OWN_TABLES:
            lines = [Paragraph(plain(f"{task} : {words}")) for task, words in cells]
            self.ailleurs.setdefault(key, []).extend(lines)
        else:
            beside = [f"{task} – {column} : {words}" for task, words in cells]
            self.ecartes.setdefault(title, []).extend(Paragraph(plain(one)) for one in beside)

    def is_of_one_mission(self, typed: Iterable[str]) -> bool:
        """A column « Mission » that says the same of each task says it of the fiche."""
        named = {self.vocabulaire.mission(words) for words in (*self.missions, *typed)}
        return len(named) == 1 and "" not in named

    def with_its_calendar(self, table: Table, title: str) -> Table:
        """« Action | 2027 | 2028 » and its crosses, as a table that says when; the first column names its tasks."""
        if calendar_of(table) is None:
            return table
        self.libelles += [words_of(cell) for row in (table.header, *table.rows) for cell in row]
        key = "sous_actions" if title == QUAND else "planning"
        names = column_names(table, key, self.vocabulaire)
        of_tasks = SOUS_ACTION if title == QUAND else ETAPE
        first = names.index(of_tasks) if of_tasks in names else 0
        found = with_a_column_of_time(table, title, first)
        header = [
            replace(cell, inlines=plain(of_tasks)) if at == first else cell
            for at, cell in enumerate(found.header)
        ]
        return replace(found, header=tuple(header))

    def with_one_time(self, table: Table, key: str) -> Table:
        """« Début | Fin », two columns, as the one that our tables have."""
        titles = column_titles(table)
        meant = [
            "fin" if says_an_end(title) else self.vocabulaire.rubrique(title) for title in titles
        ]
        if not {"demarrage", "fin"} <= set(meant):
            return table
        first, last = meant.index("demarrage"), meant.index("fin")
        self.libelles += [words_of(table.header[first]), words_of(table.header[last])]
        title = QUAND if key == "sous_actions" else DATE_ETAPE
        rows = []
        for row in table.rows:
            time = _time_from(words_of(row[first]), words_of(row[last]))
            rows.append(_with_one(row, first, last, Cell(plain(time))))
        return replace(
            table,
            header=_with_one(table.header, first, last, Cell(plain(title))),
            rows=tuple(rows),
            aligns=table.aligns[:-1],
        )


def _named(row: Sequence[Cell], task: int) -> str:
    """The task of a row; what its author calls a row that sums up the others, whichever column that stands in."""
    return name_of(row) if is_total(row) else words_of(row[task])


def _different(table: Table, at: int) -> int:
    """How many different things the cells of a column say."""
    return len({words_of(row[at]) for row in table.rows})


def _in_its_phase(phase: Cell, task: Cell) -> Cell:
    said, words = words_of(phase), words_of(task)
    if not said or not words or task.blocs:
        return task if words else phase
    return replace(task, inlines=(*plain(f"{said.rstrip(' :.')} : "), *task.inlines))


def _by_phases(blocks: Sequence[Block]) -> Sequence[Block]:
    """« Phase 1 : préparation », then lines of its own, twice at least: titles, and a list of tasks under each."""
    lines = [text_of(block.inlines) if isinstance(block, Paragraph) else "" for block in blocks]
    ranked = [PHASE.match(line) is not None for line in lines]
    starts = ranked[:1] == [True] and sum(ranked) >= FEWEST_PHASES
    if not all(lines) or not starts or all(ranked) or ranked[-1]:
        return blocks
    found: list[Block] = []
    for line, opens in zip(lines, ranked, strict=True):
        words = plain(line.strip())
        found.append(Heading(3, words) if opens else BulletList(((Paragraph(words),),)))
    return one_list(found)


def _groups_under_titles(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks cut before each title."""
    groups: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Heading) or not groups:
            groups.append([])
        groups[-1].append(block)
    return groups


def _is_told_in_lines(body: Sequence[Block]) -> bool:
    return bool(body) and all(isinstance(block, Paragraph | BulletList) for block in body)


def _table_of_tasks(rows: Sequence[tuple[Cell, ...]]) -> list[Block]:
    titles = (SOUS_ACTION, QUI, QUAND)
    header = tuple(Cell(plain(title)) for title in titles)
    return [Table(header, tuple(rows), ("",) * len(titles))] if rows else []


def _with_one(row: Sequence[Cell], first: int, last: int, cell: Cell) -> tuple[Cell, ...]:
    return tuple(cell if at == first else held for at, held in enumerate(row) if at != last)


def _time_from(start: str, end: str) -> str:
    """« de mars 2028 à juin 2028 », in the form that is read as a time; both as typed where none is."""
    if not start or not end or start == end:
        return start or end
    by_days = re.match(r"(?:le )?[0-9]{1,2}(?:er)?\b(?![0-9])", start) is not None
    forms = (f"du {start} au {end}" if by_days else f"de {start} à {end}", f"{start}-{end}")
    return next((form for form in forms if parse_etape(form) is not None), f"{start} – {end}")


def _listed(table: Table, at: int) -> BulletList:
    """The tasks of a table that says nothing else of them that ours have a column for."""
    return BulletList(tuple(row[at].content for row in table.rows if words_of(row[at])), table.span)


def _lines_of_text(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    elif isinstance(block, BulletList | OrderedList):
        yield from (item[0] for item in block.items if item and isinstance(item[0], Paragraph))


def _tell(tasks: list[Block], told: Sequence[str]) -> None:
    """Adds to the last task what was said of it under it."""
    task = tasks[-1] if told else None
    if isinstance(task, Paragraph):
        words = text_of(task.inlines).strip(" .")
        tasks[-1] = Paragraph(plain(f"{words} ({', '.join(told)})"), task.span)


def one_list(blocks: Iterable[Block]) -> list[Block]:
    """Lists that follow each other are one."""
    found: list[Block] = []
    for block in blocks:
        if found and isinstance(block, BulletList) and isinstance(found[-1], BulletList):
            found[-1] = BulletList((*found[-1].items, *block.items), found[-1].span)
        else:
            found.append(block)
    return found


def _as_tasks(block: Block, cut: Callable[[str], Iterable[str]]) -> Block:
    """Sentences one under the other: each is a task, or a stage."""
    if not isinstance(block, Paragraph) or isinstance(block.inlines[0], Strong):
        return block
    parts = [part.strip() for part in cut(text_of(block.inlines)) if part.strip()]
    if any(not isinstance(inline, Text) for inline in block.inlines) or not parts:
        return BulletList(((block,),))
    return BulletList(tuple((Paragraph(plain(part)),) for part in parts))
