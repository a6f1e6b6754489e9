"""The blocks of a source under the headings of the trame: what its author's titles, labels and grids say.

Nothing is dropped: what means nothing here goes to ``a_ranger``, and the titles and labels that ours replace are kept
in ``libelles``, so that no word of the source is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.interpret.dates import parse_etape
from pipeline.interpret.importation.amorces import each_opening, opening_of, turned_to, without_bold
from pipeline.interpret.importation.calendrier import (
    is_the_end_beside_a_start,
    parse_end,
    tells_its_time,
)
from pipeline.interpret.importation.choix import read_choices
from pipeline.interpret.importation.colonnes import objectives_in, shared_out
from pipeline.interpret.importation.courrier import (
    CLOSING,
    SUBJECT,
    SUBJECT_OF_A_FICHE,
    author_of,
    greets,
    without_letter,
)
from pipeline.interpret.importation.debut import (
    MISSION_LINE,
    OPENING,
    Debut,
    people_said_in,
    title_and_mission,
    words_of_line,
)
from pipeline.interpret.importation.equipe import part_of_group, team_in
from pipeline.interpret.importation.fiche_lue import (
    A_PLACER,
    DATES,
    PEOPLE,
    FicheLue,
    Morceau,
    titre_of,
)
from pipeline.interpret.importation.gantt import calendar_of, is_coloured
from pipeline.interpret.importation.grilles import (
    across,
    columns_of_grid,
    generic_titles,
    groups_of_grid,
    rows_of_grid,
)
from pipeline.interpret.importation.libelles import (
    Libelle,
    between,
    each_label,
    goes_with,
    label_in,
    labelled,
)
from pipeline.interpret.importation.lignes import (
    all_lines,
    column_titles,
    is_in_bold,
    line_alone,
    lines_of,
    separate_lines,
    title_of,
    without_start,
    words_of,
)
from pipeline.interpret.importation.personnes import first_sentence, is_a_name, people_in
from pipeline.interpret.importation.roles import asks_who, partners_in, roles_in, sentences_of
from pipeline.interpret.importation.sans_titres import with_its_titles
from pipeline.interpret.importation.tableaux import (
    is_of_amounts,
    is_our_costs,
    table_without_title,
    tasks_and_more,
)
from pipeline.interpret.importation.taches import OWN_TABLES, SAID_RANK
from pipeline.interpret.importation.titres import (
    END_OF_FICHE,
    FEWEST_TITLES,
    LIBELLE,
    LIBELLE_EN_GRAS,
    PARTOUT,
    manner_of,
    manners_of_titles,
    numbered_titles_apart,
    unfolded,
)
from pipeline.interpret.lignes_de_fiche import column_names, fact_columns, is_a_time
from pipeline.model.colonnes import ETAPE, SOUS_ACTION, TABLEAUX_FICHE
from pipeline.model.fiche import MOYENS, RUBRIQUES
from pipeline.model.importation import Annonce
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import Annuaire
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
from pipeline.model.vocabulaire import (
    A_RANGER,
    MOYENS_DITS,
    MOYENS_EN_GENERAL,
    OF_THE_TRAME,
    PLURAL_IN_BRACKETS,
    Vocabulaire,
    meaning,
    plain_words,
)

SEVERAL = motif(
    r"binome|duo|tandem|co-?pilot|suppleant|\b(?:pilote|referente?|responsable|porteur|animateur|coordinateur)(?:\(s\)|s)(?!\w)"
)

DEPUTY = motif(r"(?:pilote|referente?|responsable|porteu(?:r|se)) (?:suppleante?|adjointe?)")
"""« Pilote suppléante »: beside the pilot; « Pilote et suppléant » are two."""

TIME_SAID = motif(r"\bM ?\+ ?[0-9]|(?<![0-9])20[2-4][0-9](?![0-9])", re.IGNORECASE)

JOINED = motif(r"\set\s(?![^()]*\))")
"""Two people who conduct together, « A et B »."""

LONGEST_NAME = 90

LEVEL_IN_A_RUBRIQUE = 3
"""Of a title inside a heading of the trame, which has two dièses."""

GENERAL_MEANS = frozenset(
    (
        *("moyen", "ressource", "besoin", "humain", "materiel", "logistique", "numerique", "outil"),
        *("informatique", "personnel", "rh", "equipement", "technique", "financier", "locaux"),
    )
)
"""Words of labels that say which means these are, and nothing of them."""

OF_MONEY = frozenset(("budget", "budgetaire", "cout", "financement", "financier", "depense"))
"""Words of a title that says money, beside means."""

PLAIN_IN_PROSE = frozenset(("objectifs", "freins_leviers"))
"""Headings whose first words mean nothing else: « Le public… » may begin any sentence."""

SAID_TOGETHER = MOYENS_DITS | {"budget"}
"""Headings that one title of an author may hold, « Moyens »: a label below it leaves none of the others."""

LONGEST_LABEL = 7
"""Words of a label that the dictionary does not know."""


class Rangement:
    """Puts the blocks of one fiche in their places, one after another."""

    def __init__(self, vocabulaire: Vocabulaire, en_prose: bool = False) -> None:
        self.vocabulaire = vocabulaire
        self.en_prose = en_prose
        self.in_a_letter = False
        self.fiche = FicheLue()
        self.current = ""
        self.level = 0
        self.subject = ""
        """The mission that the subject of a mail names."""
        self.titled = ""
        """The heading that the last title opened."""
        self.above = 0
        """The rank of the last title of Word that means nothing here: « 3. Nouvelle action », in the minutes of a meeting."""
        self.by_label = False
        """Whether a line « Libellé : valeur » opened the heading where we are, its text beside it."""
        self.debut: list[Block] = []
        self.announced: list[tuple[str, str, str, list[Block]]] = []
        """Lines of the report: each with its title, the heading that it names, what stands there."""
        self.said_by_titles: frozenset[str] = frozenset()
        """The headings of the trame that a title or a label of the source opens."""
        self.manners: frozenset[str] = frozenset()

    def take(self, blocks: Iterable[Block]) -> FicheLue:
        apart = numbered_titles_apart(
            separate_lines(unfolded(blocks, self.vocabulaire)), self.vocabulaire
        )
        lines = [line for block in apart for line in each_label(block, self.vocabulaire)]
        kept, letter = without_letter(lines)
        self.in_a_letter = bool(letter) or greets(lines)
        self.mission_in_subject(letter)
        if self.en_prose:
            kept = [piece for block in kept for piece in each_opening(block, self.vocabulaire)]
        self.manners = manners_of_titles(kept, self.vocabulaire)
        self.said_by_titles = frozenset(self.opened_by(block) for block in kept)
        for block in kept:
            self.block(self.with_titles(block))
        self.keep_what_was_announced()
        self.read_debut()
        self.title_in_subject(letter)
        self.read_the_end()
        read_choices(self.fiche)
        self.name_the_author(letter)
        self.fiche.a_ranger[:0] = letter
        return self.fiche

    def opened_by(self, block: Block) -> str:
        title = title_of(block, self.vocabulaire)
        label = labelled(block, self.vocabulaire)
        said = self.vocabulaire.rubrique(title) if title else label[0] if label else ""
        return said.partition(".")[0]

    def with_titles(self, block: Block) -> Block:
        """A table of dates or of figures that has no row of titles, under those that it would have."""
        is_one = isinstance(block, Table) and self.current in OWN_TABLES
        return (
            with_its_titles(block, self.current) if is_one and isinstance(block, Table) else block
        )

    # --- one block -----------------------------------------------------------------------------------------------

    def block(self, block: Block) -> None:
        words = words_of_line(block)
        if self.opens_the_fiche(words, block):
            self.debut.append(block)
            return
        if CLOSING.match(fold(words)):
            self.current = A_PLACER
        left = self.without_what_is_told(block)
        if left == END_OF_FICHE:
            self.current = A_PLACER
        elif left is not None:
            self.place(left)

    def place(self, block: Block) -> None:
        """Puts a block that may be a title, a label, a table that tells where it goes, or what stands under one."""
        if self.is_title(block) or self.is_label(block) or self.opens_in_prose(block):
            return
        if isinstance(block, Table) and self.is_grid_or_known(block):
            return
        if self.leaves_its_heading(block):
            return
        if isinstance(block, Table) and is_coloured(block) and calendar_of(block) is None:
            self.fiche.rapport.append(
                f"tableau « {words_of(block.header[0])} » : la couleur de ses cases vides n'est pas reprise, dites-la en mots"
            )
        self.put(block)

    def leaves_its_heading(self, block: Block) -> bool:
        """In a mail, what comes once a heading has its list or its text and says that it speaks of something else: asked.

        « Ce que je redoute : … », « Et puis voilà mes idées : » over a list; below the objectives any sentence.
        """
        if not isinstance(block, Paragraph) or not self.is_filled_in_a_letter():
            return False
        own = label_in(block)
        words = text_of(block.inlines).strip()
        if own is not None and len(own.words.split()) <= LONGEST_LABEL:
            if goes_with(self.current, own.words, self.vocabulaire):
                return False
            self.wait_under(own.words)
            self.put(Paragraph(without_start(block.inlines, own.length)))
            return True
        if words.endswith(":"):
            self.wait_under(words.rstrip(" :"))
            return True
        if self.current == "objectifs":
            self.fiche.rapport.append(f"« {words} » → À ranger : est-ce encore un objectif ?")
            self.current, self.titled = A_PLACER, ""
            self.put(block)
        return self.current == A_PLACER

    def is_filled_in_a_letter(self) -> bool:
        """Whether a heading of a mail without titles of Word has its list, or its text beside it."""
        if not self.in_a_letter or self.has_headings or self.current not in OF_THE_TRAME:
            return False
        under = self.fiche.sections.get(self.current, [])
        held = under[-1].blocks if under else []
        ends_in_a_list = bool(held) and isinstance(held[-1], BulletList | OrderedList)
        return ends_in_a_list or (self.by_label and bool(held))

    def without_what_is_told(self, block: Block) -> Block | None:
        """A paragraph without the sentences that tell who, with whom or from when to when; None where nothing is left.

        Among the tasks such a sentence may be about one of them.
        """
        if not isinstance(block, Paragraph) or self.is_among_tasks():
            return block
        text = text_of(block.inlines)
        kept: list[Inline] = []
        at = 0
        for sentence in sentences_of(text):
            start = text.find(sentence, at)
            if start < 0:
                return block
            at = start + len(sentence)
            if not self.takes(sentence):
                kept += [Text(" ")] if kept else []
                kept += between(block.inlines, start, at)
        if text_of(kept).split() == text.split():
            return block
        return Paragraph(tuple(kept), block.span) if kept else None

    def is_among_tasks(self) -> bool:
        """Under the sub-actions; below their list a mail speaks of the action again."""
        return self.current == "sous_actions" and not self.is_filled_in_a_letter()

    def takes(self, sentence: str) -> bool:
        """Whether a sentence has its own place, wherever it stands: roles, partners, dates of the action."""
        roles = roles_in(sentence)
        if roles:
            self.take_roles(roles, sentence)
            return True
        key = self.heading_of(sentence)
        if key == A_PLACER:
            self.fiche.a_ranger.append(Paragraph(plain(sentence)))
            self.fiche.rapport.append(f"« {sentence} » → À ranger : qui pilote, qui aide ?")
        elif key:
            self.fiche.sections.setdefault(key, []).append(
                Morceau(titre_of(key), [Paragraph(plain(sentence))])
            )
            self.fiche.rapport.append(f"« {sentence} » → {titre_of(key)}")
        return bool(key)

    def heading_of(self, sentence: str) -> str:
        """The heading that a sentence belongs to whatever stands above it; nothing where it stays."""
        if self.current != "acteurs" and partners_in(sentence):
            return "acteurs"
        under = self.current in (OF_THE_TRAME | {A_PLACER}) - {"planning", "problematiques"}
        if under and tells_its_time(sentence):
            return "planning"
        stays = self.current in (*PEOPLE, A_PLACER, "")
        return "" if stays or not asks_who(sentence) else A_PLACER

    def take_roles(self, roles: Sequence[tuple[str, str]], sentence: str) -> None:
        several = [who for key, who in roles if key == "pilote"]
        self.fiche.pilotes_ensemble |= len(several) == 1 and JOINED.search(several[0]) is not None
        self.fiche.libelles.append(sentence)
        for key, who in roles:
            self.fiche.entete.setdefault(key, []).append(who)
            self.fiche.rapport.append(f"« {sentence} » → {key} : {who}")

    def is_title(self, block: Block) -> bool:
        if self.is_title_of_a_task(block):
            return True
        if self.says_its_own_value(block) or self.names_the_fiche(block):
            return False
        title = title_of(block, self.vocabulaire)
        if title:
            return self.opens(title, block)
        if turned_to(words_of_line(block), self.vocabulaire):
            return False
        if manner_of(block) in self.manners and self.fiche.sections:
            return self.unknown(words_of(Cell((), blocs=(block,))), block)
        return False

    def says_its_own_value(self, block: Block) -> bool:
        """« Mission : Prévention », all of it in bold: a line of the header, and no title of what follows."""
        label = labelled(block, self.vocabulaire)
        return label is not None and label[0].partition(".")[0] not in OF_THE_TRAME

    def names_the_fiche(self, block: Block) -> bool:
        """« Action : Bus dentaire », all of it in bold, before anything else."""
        label = labelled(block, self.vocabulaire)
        return label is not None and self.is_the_title(label[1], text_of(label[2]))

    def is_title_of_a_task(self, block: Block) -> bool:
        """« Action 2 – Logement des internes », among the actions, however it is set."""
        line = block if isinstance(block, Heading) else line_alone(block)
        if line is None or self.current != "sous_actions":
            return False
        words = text_of(line.inlines).strip()
        stands_out = isinstance(line, Heading) or words.isupper() or is_in_bold(line)
        ranked = stands_out and len(words) <= LONGEST_NAME and SAID_RANK.match(words) is not None
        if ranked:
            self.put(Heading(LEVEL_IN_A_RUBRIQUE, plain(words)))
        return ranked

    def is_label(self, block: Block) -> bool:
        label = labelled(block, self.vocabulaire)
        if label is not None:
            return self.label(*label, block)
        own = label_in(block)
        if own is None or not isinstance(block, Paragraph) or not self.fiche.sections:
            return False
        if self.goes_on_under_its_title(own):
            self.put(block)
            return True
        if not (self.is_among_labels() or self.may_be_unknown(own) or self.has_no_place(own)):
            return False
        self.wait_under(own.words)
        self.put(Paragraph(without_start(block.inlines, own.length)))
        return True

    @property
    def has_headings(self) -> bool:
        return any(manner.startswith("titre ") for manner in self.manners)

    def opens_in_prose(self, block: Block) -> bool:
        """« Notre objectif est… »: the whole sentence goes under its heading.

        In prose one that tells nothing is asked; in a text that has labels or lines of titles, one that tells a heading
        which is still empty leaves the one above.
        """
        if not isinstance(block, Paragraph):
            return False
        words = text_of(block.inlines)
        turned = turned_to(words, self.vocabulaire)
        if self.stays_in_prose(words, turned):
            return False
        key = turned or opening_of(words, self.vocabulaire)
        if not self.en_prose and (key in self.fiche.sections or not (self.manners or turned)):
            return False
        if key:
            self.current = key
            self.fiche.sections.setdefault(key, []).append(Morceau(titre_of(key)))
            self.put(Paragraph(without_bold(block.inlines), block.span))
            self.fiche.rapport.append(f"« {' '.join(words.split()[:4])}… » → {titre_of(key)}")
        elif self.en_prose and self.current:
            self.current = A_PLACER
        return bool(key)

    def stays_in_prose(self, words: str, turned: str) -> bool:
        """Under a heading of its author, but for « Pour les indicateurs, j'ai pensé à : »; a dated line of a planning."""
        leads_to_a_list = turned and words.rstrip().endswith(":")
        if self.has_headings and not (leads_to_a_list or self.has_no_title_of_its_own(words)):
            return True
        return self.current == "planning" and not self.en_prose and bool(TIME_SAID.search(words))

    def has_no_title_of_its_own(self, words: str) -> bool:
        """« Notre objectif est… », below the titles of an author none of whom is that of the objectives."""
        key = opening_of(words, self.vocabulaire)
        return key in PLAIN_IN_PROSE and key not in self.said_by_titles

    def has_no_place(self, own: Libelle) -> bool:
        """« Livrables : … », which is no line of a task."""
        return self.current != "sous_actions" and self.vocabulaire.sans_place(own.words)

    def is_among_labels(self) -> bool:
        """Among the lines « Libellé : valeur » that stand before the first of the headings."""
        return self.has_headings and not self.level and self.current in OF_THE_TRAME

    def goes_on_under_its_title(self, own: Libelle) -> bool:
        """« Communication : plaquette », after « Financiers : 2 500 € », under « Moyens »: of the means, like it."""
        under_a_title = self.titled in SAID_TOGETHER and self.current in SAID_TOGETHER
        if not self.by_label or not under_a_title or len(own.words.split()) > LONGEST_LABEL:
            return False
        self.current, self.by_label = self.titled, False
        return True

    def may_be_unknown(self, own: Libelle) -> bool:
        """Whether a label that the dictionary has not opens something: labels do here, and no title does."""
        if (LIBELLE_EN_GRAS if own.bold else LIBELLE) not in self.manners:
            return False
        if own.bold:
            return True
        titled = self.manners - {LIBELLE, LIBELLE_EN_GRAS, PARTOUT}
        in_its_place = self.current in OWN_TABLES and PARTOUT not in self.manners
        return not titled and not in_its_place and len(own.words.split()) <= LONGEST_LABEL

    def is_grid_or_known(self, table: Table) -> bool:
        """A grid of rubriques, a team, or a table whose columns tell where it belongs."""
        leaves = self.goes_elsewhere(table) or self.is_of_another(table)
        if is_our_costs(table):
            return False
        if self.current in OWN_TABLES and not leaves:
            return self.goes_to_several(table)
        places = (self.is_a_team, self.goes_to_several, self.goes_to_its_own, self.is_a_budget)
        if any(place(table) for place in places):
            return True
        rows = (
            rows_of_grid(table, self.vocabulaire)
            or self.mission_alone(table)
            or across(table, self.vocabulaire)
        )
        for name, cell in rows:
            self.row(name, cell)
        if rows:
            self.fiche.libelles += groups_of_grid(table, self.vocabulaire) + generic_titles(table)
        return bool(rows)

    def goes_to_several(self, table: Table) -> bool:
        """« Objectif | Action | Indicateur », each column under its heading."""
        shared = shared_out(table, self.vocabulaire) if self.current != A_PLACER else []
        if shared:
            self.tell_of_the_table(table)
            self.take_its_title()
        for key, titre, block in shared:
            self.fiche.sections.setdefault(key, []).append(Morceau(titre or titre_of(key), [block]))
            self.fiche.rapport.append(f"des colonnes d'un tableau → {titre_of(key)}")
        if shared:
            self.fiche.libelles += column_titles(table)
            self.fiche.libelles += objectives_in(table, self.vocabulaire)
        if len(shared) > 1 and columns_of_grid(table, self.vocabulaire):
            self.tell_that_rows_are_tasks(table)
        return bool(shared)

    def tell_of_the_table(self, table: Table) -> None:
        """« Plan d'action », over a table that several headings share: its words are those of that table."""
        last = self.announced[-1] if self.announced else None
        if last is not None and not last[3] and self.current in OF_THE_TRAME:
            self.announced[-1] = (*last[:3], [table])

    def tell_that_rows_are_tasks(self, table: Table) -> None:
        """Who meant a fiche by each row is told how to say so."""
        if len(table.rows) > 1:
            self.fiche.rapport.append(
                f"tableau « {words_of(table.header[0])} » : ses lignes sont lues comme les sous-actions d'une seule fiche ; "
                "si chacune est une fiche, ajoutez-lui une colonne « Titre de la fiche », puis recommencez"
            )

    def goes_to_its_own(self, table: Table) -> bool:
        """A table whose columns tell the one heading that it belongs to."""
        key = table_without_title(table, self.vocabulaire) or tasks_and_more(
            table, self.vocabulaire
        )
        if key:
            title = self.take_its_title()
            shown = RUBRIQUES[key].titre
            self.current = key
            self.fiche.sections.setdefault(key, []).append(Morceau(title or shown, [table]))
            if title:
                self.tell_instead(title, shown)
            else:
                self.fiche.rapport.append(f"un tableau sans titre → {shown}")
        return bool(key)

    def is_a_budget(self, table: Table) -> bool:
        """A table of amounts under « Moyens et budget », which says means and money in one title."""
        under = self.fiche.sections.get(self.current, []) if self.current in MOYENS_DITS else []
        says_money = under and not OF_MONEY.isdisjoint(meaning(under[-1].titre))
        if not says_money or not is_of_amounts(table):
            return False
        self.fiche.sections.setdefault("budget", []).append(Morceau(titre_of("budget"), [table]))
        self.fiche.rapport.append(f"un tableau sous « {under[-1].titre.strip(' :')} » → Budget")
        return True

    def take_its_title(self) -> str:
        """« ### Plan », just above a table that goes elsewhere: the title of that table, and of nothing else."""
        under = self.fiche.sections.get(self.current, [])
        held = under[-1].blocks if under else self.fiche.a_ranger
        last = held[-1] if held else None
        is_a_title = isinstance(last, Heading) or (isinstance(last, Paragraph) and is_in_bold(last))
        if last is None or not is_a_title or not self.current:
            return ""
        held.pop()
        title = words_of(Cell((), blocs=(last,)))
        self.fiche.libelles.append(title)
        return title

    def goes_elsewhere(self, table: Table) -> bool:
        """A grid of other rubriques, after the table of this one: two of them at least, whose labels it has not.

        One is enough where it is all that the table says: « Partenaires | … », a row of a page that is one table.
        """
        labels = [label for label, _ in rows_of_grid(table, self.vocabulaire)]
        keys = [self.vocabulaire.rubrique_mere(label) for label in labels]
        own = any(map(self.goes_on, keys, labels))
        others = {*keys} - {"", self.current}
        enough = len(others) >= FEWEST_TITLES or len(labels) == 1 == len(others)
        return enough and not own

    def is_of_another(self, table: Table) -> bool:
        """A table of indicators below the tasks, or of tasks below the indicators: none of its columns names a line of
        the heading where we are."""
        key = table_without_title(table, self.vocabulaire)
        if key == "indicateurs" and self.current in TABLEAUX_FICHE:
            named = column_names(table, self.current, self.vocabulaire)
            return not {SOUS_ACTION, ETAPE}.intersection(named)
        facts = fact_columns(table, self.vocabulaire)
        return key == "sous_actions" and self.current == "indicateurs" and "nom" not in facts

    def mission_alone(self, table: Table) -> list[tuple[str, Cell]]:
        """« Mission 5 | Qualité et pertinence des soins », a table of one row."""
        label, content = words_of(table.header[0]), table.header[-1]
        names_it = MISSION_LINE.match(label) and self.vocabulaire.mission(
            f"{label} {words_of(content)}"
        )
        return [(label, content)] if names_it and not table.rows and len(table.header) == 2 else []

    def opens_the_fiche(self, words: str, block: Block) -> bool:
        return (
            not self.current
            and OPENING.match(words) is not None
            and labelled(block, self.vocabulaire) is None
        )

    def put(self, block: Block) -> None:
        if self.current == A_PLACER:
            self.fiche.a_ranger.append(block)
        elif self.current in OF_THE_TRAME:
            if isinstance(block, Heading) and block.level < LEVEL_IN_A_RUBRIQUE:
                block = replace(block, level=LEVEL_IN_A_RUBRIQUE)
            self.fiche.sections[self.current][-1].blocks.append(block)
        elif self.current:
            for line in lines_of(block):
                self.line_of_the_header(line)
        else:
            self.debut.append(block)

    def line_of_the_header(self, line: str) -> None:
        """A line under « Qui ? », which may say by its own label what it gives: « pilote : Marc Duconte »."""
        said = labelled(Paragraph(plain(line)), self.vocabulaire)
        key = said[0].partition(".")[0] if said else ""
        if said and key and key not in OF_THE_TRAME:
            self.fiche.libelles.append(said[1])
            self.value(key, text_of(said[2]))
        elif self.current not in PEOPLE or not self.people_under_a_label(line):
            self.value(self.current, line)

    def people_under_a_label(self, line: str) -> bool:
        """« Autres membres : Mme Roux », below the pilot: of the group.  A label that tells no part of ours is asked."""
        own = label_in(Paragraph(plain(line)))
        after = line[own.length :].strip() if own else ""
        people = [one for one in people_in(after, Annuaire()) if not isinstance(one, str)]
        if own is None or not people or is_a_name(own.words):
            return False
        key = part_of_group(own.words, self.vocabulaire)
        if key:
            self.fiche.libelles.append(own.words)
            self.value(key, after)
            return True
        self.fiche.a_ranger.append(Paragraph(plain(line)))
        self.fiche.rapport.append(f"« {line} » → À ranger : pilote, copilote ou membre ?")
        return True

    def is_a_team(self, table: Table) -> bool:
        """« Rôle | Nom | Métier », one person a row."""
        team = team_in(table, self.vocabulaire) if self.current not in OWN_TABLES else []
        for key, person in team:
            self.take_one_of_a_team(key, person)
        if team:
            self.fiche.libelles += [words_of(c) for row in (table.header, *table.rows) for c in row]
            self.fiche.rapport.append("un tableau de personnes → pilote, copilotes, membres")
        return bool(team)

    def take_one_of_a_team(self, key: str, person: str) -> None:
        """On her line of the header; whoever has a part that is none of ours is asked about."""
        if key:
            self.value(key, person)
            return
        self.fiche.a_ranger.append(Paragraph(plain(person)))
        self.fiche.rapport.append(f"« {person} » → À ranger : pilote, copilote ou membre ?")

    def opens(self, title: str, block: Block) -> bool:
        """Whether these words open something; a title that means nothing opens a place for what must be sorted."""
        key, _, kind = self.meant_here(title).partition(".")
        if not key:
            return self.unknown(title, block)
        if isinstance(block, Heading):
            self.level = self.level or block.level
        if kind and self.current == "indicateurs":
            title = title.strip(" :")
        self.enter(key, title)
        self.titled = key
        if not self.vocabulaire.rubrique_seule(title) and key in OF_THE_TRAME:
            self.put(Paragraph((Strong(plain(title)),)))
        return True

    def meant_here(self, title: str) -> str:
        """What a title means: « Besoins », once the problem has its text, are means."""
        meant = self.vocabulaire.rubrique(title)
        if DEPUTY.fullmatch(PLURAL_IN_BRACKETS.sub("", plain_words(title))):
            return "copilotes"
        filled = any(piece.blocks for piece in self.fiche.sections.get(meant.partition(".")[0], []))
        return (self.vocabulaire.second_sens(title) or meant) if filled else meant

    def enter(self, key: str, title: str) -> None:
        self.current = key
        self.by_label = False
        self.note_several(key, title)
        self.fiche.libelles.append(title)
        if key in OF_THE_TRAME:
            self.fiche.sections.setdefault(key, []).append(Morceau(title))
            shown = titre_of(key)
            if meaning(title) != meaning(shown):
                self.announce(title, shown, self.fiche.sections[key][-1].blocks)

    def announce(self, title: str, place: str, blocks: list[Block]) -> None:
        """Says where what comes under a title goes; the lines of these blocks are told once all are read."""
        said = title.strip(" :")
        line = f"« {said} » → {place}"
        self.fiche.rapport.append(line)
        self.announced.append((line, said, place, blocks))

    def keep_what_was_announced(self) -> None:
        """Before anything moves: the lines that stand under each title."""
        self.fiche.annonces += [
            Annonce(line, said, place, tuple(told_under(blocks)))
            for line, said, place, blocks in self.announced
        ]

    def note_several(self, key: str, label: str) -> None:
        if key == "pilote" and SEVERAL.search(plain_words(label)):
            self.fiche.pilotes_ensemble = True

    def unknown(self, title: str, block: Block) -> bool:
        """A title that means nothing here, once something is known: it waits with what stands under it."""
        below = self.level or self.above
        self.above = block.level if isinstance(block, Heading) else self.above
        if not self.fiche.sections:
            return False
        if not isinstance(block, Heading):
            self.wait_under(title)
            return True
        if block.level > below and self.current in RUBRIQUES:
            return False  # a title of the author's own, inside a rubrique
        self.wait_under(title)
        return True

    def wait_under(self, title: str) -> None:
        self.current = A_PLACER
        self.titled = ""
        block = Paragraph((Strong(plain(title)),))
        self.announce(title, A_RANGER, [block])
        self.fiche.a_ranger.append(block)

    def label(self, key: str, words: str, inlines: tuple[Inline, ...], block: Block) -> bool:
        """A line « Libellé : valeur »; one that goes on with the rubrique that it stands in stays there."""
        assert isinstance(block, Paragraph)
        key = (self.meant_here(words) or key).partition(".")[0]
        value = Paragraph(inlines)
        if key == "sous_actions" and self.is_the_title(words, text_of(inlines)):
            key = "titre"
        if self.stays_here(key, words, text_of(inlines)):
            return False
        if key in DATES and self.current == "planning":
            self.date(key, text_of(value.inlines))
            return False
        if key in OF_THE_TRAME:
            self.enter(key, words)
            self.by_label = True
            self.put(value)
            return True
        self.fiche.libelles.append(words)
        self.note_several(key, words)
        self.value(key, text_of(value.inlines))
        if self.by_label:
            self.current = (
                A_PLACER  # what comes now is no part of the heading that had its text beside it
            )
        return True

    def stays_here(self, key: str, words: str, told: str) -> bool:
        """A label of the heading where we are: said again, a stage of a calendar, or a line of its table."""
        again = key == self.current and PARTOUT not in self.manners
        of_a_calendar = self.current == "planning" and key not in DATES
        is_a_stage = of_a_calendar and is_a_time(told.strip(" ."))
        if key == "planning" and self.current == "indicateurs" and parse_end(told) is not None:
            return False  # from one day to another: of the action
        if self.current == MOYENS_EN_GENERAL and key in MOYENS:
            return GENERAL_MEANS.isdisjoint(meaning(words))
        return again or is_a_stage or self.goes_on(key, words)

    def goes_on(self, key: str, words: str) -> bool:
        """Whether the label is one of the rubrique that it stands in, as « Cible : 50 » of an indicator is."""
        labels = {LIBELLE, LIBELLE_EN_GRAS} & self.manners
        if key == "sous_actions" and self.current and not labels:
            return True
        if key in OF_THE_TRAME and self.is_after_a_list():
            return False
        if self.current == "indicateurs":
            return goes_with(self.current, words, self.vocabulaire)
        if labels and (LIBELLE_EN_GRAS in labels or PARTOUT in self.manners):
            return False
        return self.current in OWN_TABLES and goes_with(self.current, words, self.vocabulaire)

    def is_after_a_list(self) -> bool:
        """« Pour quand : octobre 2028 », below the list of the tasks: of all of them, not of the last one."""
        under = self.fiche.sections.get(self.current, [])
        held = under[-1].blocks if under else []
        return (
            self.current in OWN_TABLES[:2]
            and bool(held)
            and isinstance(held[-1], BulletList | OrderedList)
        )

    def row(self, label: str, cell: Cell, in_columns: bool = False) -> None:
        """A line of a grid."""
        words = words_of(cell)
        if self.row_of_a_mission(label, words) or self.row_of_the_fiche(label, words):
            return
        key = self.key_of_row(label, words, in_columns)
        content = [block for block in cell.content if words_of(Cell((), blocs=(block,)))]
        if not key:
            self.unknown_row(label, content)
        elif not content and key in OF_THE_TRAME:
            self.fiche.libelles.append(label)
        elif key == "planning" and self.our_calendar(words):
            self.fiche.libelles += [label, words]
        else:
            self.enter(key, label)
            for block in separate_lines(content):
                self.put(block)
            self.current = ""

    def key_of_row(self, label: str, words: str, in_columns: bool) -> str:
        """What the label opens; « Action » may be the name of the fiche."""
        key = self.meant_here(label).partition(".")[0]
        if key != "sous_actions":
            return key
        names_it = in_columns and fold(label).strip() in ("action", "actions")
        return "titre" if names_it or self.is_the_title(label, words) else key

    def row_of_a_mission(self, label: str, words: str) -> bool:
        """« Mission 5 | Qualité et pertinence des soins », whose two cells name the mission together."""
        key = self.vocabulaire.rubrique_mere(label)
        says_it_alone = key and not (key == "mission" and not self.vocabulaire.mission(words))
        whole = f"{label} {words}"
        if says_it_alone or not MISSION_LINE.match(label) or not self.vocabulaire.mission(whole):
            return False
        self.fiche.libelles += [label, words]
        self.value("mission", whole)
        return True

    def row_of_the_fiche(self, label: str, words: str) -> bool:
        """« Fiche action n° 3 | Dépistage du diabète »."""
        if not words or self.vocabulaire.rubrique(label) or not OPENING.match(label):
            return False
        self.fiche.libelles.append(label)
        self.value("titre", words)
        return True

    def is_the_title(self, label: str, words: str) -> bool:
        """« Action : vaccination au collège », before anything else: the name of the fiche, in one short line."""
        begins = not self.fiche.sections and "titre" not in self.fiche.entete
        return begins and fold(label).split()[:1] == ["action"] and len(words) < LONGEST_NAME

    def unknown_row(self, label: str, content: list[Block]) -> None:
        """A title of the page before anything else, what must be sorted afterwards."""
        opens_the_page = not content and not self.fiche.sections
        place = self.debut if opens_the_page else self.fiche.a_ranger
        if label and not opens_the_page:
            self.announce(label, A_RANGER, [Paragraph(plain(label))])
        if label:
            place.append(Paragraph((Strong(plain(label)),)))
        place.extend(content)

    def our_calendar(self, words: str) -> bool:
        """« démarrage : 1er septembre 2027 ; fin : … », as our own documents print the dates of the header."""
        parts = [part.partition(":") for part in words.split(";")]
        dates = {self.vocabulaire.rubrique(name): value.strip() for name, _, value in parts}
        if not dates or not all(
            key in DATES and parse_etape(value) for key, value in dates.items()
        ):
            return False
        for key, value in dates.items():
            self.fiche.entete.setdefault(key, []).append(value)
        return True

    def value(self, key: str, words: str) -> None:
        words, after = first_sentence(words) if key in PEOPLE else (words, "")
        if key in PEOPLE:
            words = words.rstrip(" .")
        if after:
            self.debut.append(Paragraph(plain(after)))
        if words:
            self.fiche.entete.setdefault(key, []).append(words)
        if key == "mission":
            for role, person, _ in people_said_in(words, self.vocabulaire):
                self.value(role, person)

    def date(self, key: str, words: str) -> None:
        if parse_etape(words.strip(" .")) is not None and key not in self.fiche.entete:
            self.fiche.entete[key] = [words.strip(" .")]

    # --- what stands before the first heading ------------------------------------------------------------------------

    def read_debut(self) -> None:
        """The title, the number, the mission; greetings and the rest wait to be sorted."""
        debut = Debut(self.debut, self.vocabulaire, "titre" in self.fiche.entete)
        said_in_title = "mission" not in self.fiche.entete
        for key, value in debut.valeurs:
            if key in ("titre", "mission", "demarrage", "fin") and key in self.fiche.entete:
                continue
            self.value(key, value)
        if said_in_title:
            self.mission_in_title()
        if self.subject and "mission" not in self.fiche.entete:
            self.value("mission", self.subject)
        self.fiche.libelles.extend(debut.libelles)
        self.fiche.code = debut.code or self.fiche.code
        self.fiche.a_ranger[:0] = debut.reste

    def read_the_end(self) -> None:
        """« Échéance : novembre 2028 », of an action whose start is told and whose end is not: that end."""
        start = self.fiche.entete.get("demarrage", [])
        if not start or "fin" in self.fiche.entete:
            return
        for piece in self.fiche.sections.get("planning", []):
            told = [words_of(Cell((), blocs=(block,))) for block in piece.blocks]
            if len(told) == 1 and is_the_end_beside_a_start(piece.titre, told[0], start[0]):
                piece.blocks = []
                self.fiche.entete["fin"] = told
                self.tell_instead(piece.titre, "fin, à côté d'un début")
                return

    def tell_instead(self, title: str, place: str) -> None:
        """What a title was taken for is told anew."""
        start = f"« {title.strip(' :')} » → "
        others = [line for line in self.fiche.rapport if not line.startswith(start)]
        self.announced = [one for one in self.announced if not one[0].startswith(start)]
        self.fiche.annonces = [one for one in self.fiche.annonces if not one.dite.startswith(start)]
        self.fiche.rapport = [*others, start + place]

    def name_the_author(self, letter: Sequence[Block]) -> None:
        """« Pilote : moi », of a mail: who sent it, or signed it."""
        for key in PEOPLE:
            said = self.fiche.entete.get(key, [])
            mine = [at for at, words in enumerate(said) if fold(words).strip(" .") == "moi"]
            author = author_of(letter) if mine else ""
            for at in mine if author else ():
                self.fiche.libelles.append(f"{key.capitalize()} : {said[at]}")
                said[at] = f"moi ({author})"

    def title_in_subject(self, letter: Sequence[Block]) -> None:
        """« Objet : TR: fiche santé mentale des jeunes », where nothing else says the title."""
        said = (SUBJECT_OF_A_FICHE.match(words_of_line(block)) for block in letter)
        title = next((match["title"].strip() for match in said if match), "")
        if title and "titre" not in self.fiche.entete:
            self.value("titre", title[:1].upper() + title[1:])

    def mission_in_subject(self, letter: Sequence[Block]) -> None:
        """« Objet : ma fiche pour la mission prévention »."""
        for block in letter:
            words = words_of_line(block)
            if SUBJECT.match(fold(words)):
                said = Debut([], self.vocabulaire, True).mission_in(words)
                self.subject = next((mission for _, mission, _ in said), "")

    def mission_in_title(self) -> None:
        """« Titre | Sortie d'hospitalisation (mission parcours) »."""
        typed = self.fiche.entete.get("titre", [""])[0]
        title, mission = title_and_mission(typed, self.vocabulaire)
        if mission:
            self.fiche.entete["titre"][0] = title
            self.fiche.libelles.append(typed)
            self.value("mission", mission)


def told_under(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of these blocks, each row of a table as one, without its titles: ours replace them."""
    for block in blocks:
        lines = lines_of(block)[1:] if isinstance(block, Table) else all_lines((block,))
        yield from filter(None, lines)
