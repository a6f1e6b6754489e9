"""The blocks of a source under the headings of the trame: what its author's titles, labels and grids say.

Nothing is dropped: what means nothing here goes to ``a_ranger``, and the titles and labels that ours replace are kept
in ``libelles``, so that no word of the source is lost.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.interpret.dates import parse_etape
from pipeline.interpret.importation.lignes import (
    columns_of_grid,
    labelled,
    rows_of_grid,
    separate_lines,
    title_of,
    words_of,
)
from pipeline.model.fiche import RUBRIQUES
from pipeline.model.langue.mots import fold
from pipeline.model.prose import (
    Block,
    Cell,
    Heading,
    Inline,
    Paragraph,
    Strong,
    Table,
    plain,
    text_of,
)
from pipeline.model.vocabulaire import MOYENS_EN_GENERAL, Vocabulaire, meaning, undecorated

FICHE = re.compile(
    r"\s*(?:(?:fiche[- ]?(?:action|projet|mission)?s?|action|projet)\b[\s:]*(?:n\s?°|nº)?\s*"
    r"([A-Z]?[0-9]{1,3}(?:[.-][0-9]{1,3})*)?\s*[-:.\u2010-\u2015]*\s*(.*)|(M[1-6]-[0-9]{2,3})\s*[\u2014:-]\s*(.+))$",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"\s*(?:fiche|action\s*(?:n\s?°|[0-9:])|projet\s*:|M[1-6]-[0-9]{2,3}\s)", re.IGNORECASE
)
MISSION_LINE = re.compile(r"\s*(?:mission|axe|thématique)\b", re.IGNORECASE)
GREETING = re.compile(
    r"(?:bonjour|bonsoir|salut|cher|chere|chers|cheres|coucou|madame|monsieur|comme convenu)\b"
)
CLOSING = re.compile(
    r"(?:bien |tres )?(?:cordialement|amicalement|a bientot|bonne (?:journee|soiree|reception|lecture|semaine)|"
    r"respectueusement|salutations|bien a (?:vous|toi)|merci (?:a tous|d'avance|pour|de)|en vous remerciant)\b"
)
STARTS_A_FICHE = re.compile(
    r"\s*(?:fiche\b.*(?:action|projet|[0-9])|M[1-6]-[0-9]{2}\b)", re.IGNORECASE
)
LONGEST_OPENING = 160
LONGEST_TITLE_LINE = 200
A_PLACER = "a_ranger"
DATES = ("demarrage", "deploiement", "fin")
OF_THE_TRAME = (*RUBRIQUES, MOYENS_EN_GENERAL)
OWN_TABLES = ("sous_actions", "planning", "indicateurs")
"""Headings whose tables are their own, not grids of other headings."""


@dataclass
class Morceau:
    """What stood under one title of the source."""

    titre: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class FicheLue:
    """``entete`` maps a line of our header to the texts that gave it, ``sections`` a key of the trame to its pieces."""

    entete: dict[str, list[str]] = field(default_factory=dict)
    sections: dict[str, list[Morceau]] = field(default_factory=dict)
    a_ranger: list[Block] = field(default_factory=list)
    libelles: list[str] = field(default_factory=list)
    rapport: list[str] = field(default_factory=list)
    code: str = ""

    @property
    def est_une_fiche(self) -> bool:
        """Three of our headings at least, or two and a pilot or a title: less is some other text."""
        return len(self.sections) >= 3 or (len(self.sections) >= 2 and bool(self.entete))


def read_fiches(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> list[FicheLue]:
    """The fiches of a source: one, or one for each title « Fiche action … » and each row of a page in columns."""
    found: list[FicheLue] = []
    for group in _groups(list(blocks)):
        found.extend(_in_columns(group, vocabulaire) or [Rangement(vocabulaire).take(group)])
    return found


def _groups(blocks: list[Block]) -> list[list[Block]]:
    """The blocks cut before each title of a fiche but the first."""
    starts = [at for at, block in enumerate(blocks) if _opens_a_fiche(block)]
    cuts = [0, *starts[1:], len(blocks)]
    return [blocks[a:b] for a, b in itertools.pairwise(cuts) if blocks[a:b]]


def _opens_a_fiche(block: Block) -> bool:
    if isinstance(block, Table):
        return re.match(r"\s*fiche\b", words_of(block.header[0]), re.IGNORECASE) is not None
    if not isinstance(block, Heading | Paragraph):
        return False
    words = text_of(block.inlines)
    titled = isinstance(block, Heading) or words.isupper() or isinstance(block.inlines[0], Strong)
    return titled and len(words) < LONGEST_OPENING and STARTS_A_FICHE.match(words) is not None


def _in_columns(blocks: list[Block], vocabulaire: Vocabulaire) -> list[FicheLue]:
    for at, table in enumerate(blocks):
        if not isinstance(table, Table):
            continue
        titles = (title_of(block, vocabulaire) for block in blocks[:at])
        if any(vocabulaire.rubrique(title) in RUBRIQUES for title in titles if title):
            return []
        rows = columns_of_grid(table, vocabulaire)
        if rows:
            return [*_one_each(rows, blocks[:at], blocks[at + 1 :], vocabulaire)]
    return []


def _one_each(
    rows: list[list[tuple[str, Cell]]],
    above: list[Block],
    below: list[Block],
    vocabulaire: Vocabulaire,
) -> Iterator[FicheLue]:
    """A fiche for each row; the first has what stands above the table too, the last what stands below."""
    last = len(rows) - 1
    for rank, row in enumerate(rows):
        reading = Rangement(vocabulaire)
        if rank == 0:
            reading.take(above)
        for label, cell in row:
            reading.row(label, cell, in_columns=True)
        yield reading.take(below if rank == last else [])


def _words(block: Block) -> str:
    return undecorated(text_of(block.inlines)) if isinstance(block, Paragraph | Heading) else ""


class Rangement:
    """Puts the blocks of one fiche in their places, one after another."""

    def __init__(self, vocabulaire: Vocabulaire) -> None:
        self.vocabulaire = vocabulaire
        self.fiche = FicheLue()
        self.current = ""
        self.level = 0
        self.debut: list[Block] = []

    def take(self, blocks: Iterable[Block]) -> FicheLue:
        for block in separate_lines(blocks):
            self.block(block)
        self.read_debut()
        return self.fiche

    # --- one block -----------------------------------------------------------------------------------------------

    def block(self, block: Block) -> None:
        words = _words(block)
        if self.opens_the_fiche(words, block):
            self.debut.append(block)
            return
        if CLOSING.match(fold(words)):
            self.current = A_PLACER
        title = title_of(block, self.vocabulaire)
        if title and self.opens(title, block):
            return
        label = labelled(block, self.vocabulaire)
        if label is not None and self.label(*label, block):
            return
        if isinstance(block, Table) and self.current not in OWN_TABLES:
            rows = rows_of_grid(block, self.vocabulaire)
            for name, cell in rows:
                self.row(name, cell)
            if rows:
                return
        self.put(block)

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
            self.fiche.sections[self.current][-1].blocks.append(block)
        elif self.current:
            self.value(self.current, words_of(Cell((), blocs=(block,))))
        else:
            self.debut.append(block)

    def opens(self, title: str, block: Block) -> bool:
        """Whether these words open something; a title that means nothing opens a place for what must be sorted."""
        key, _, kind = self.vocabulaire.rubrique(title).partition(".")
        if not key:
            return self.unknown(title, block)
        if isinstance(block, Heading):
            self.level = self.level or block.level
        if kind and self.current == "indicateurs":
            title = title.strip(" :")
        self.enter(key, title)
        if not self.vocabulaire.rubrique_seule(title) and key in OF_THE_TRAME:
            self.put(Paragraph((Strong(plain(title)),)))
        return True

    def enter(self, key: str, title: str) -> None:
        self.current = key
        self.fiche.libelles.append(title)
        if key in OF_THE_TRAME:
            self.fiche.sections.setdefault(key, []).append(Morceau(title))
            shown = RUBRIQUES[key].titre if key in RUBRIQUES else "Moyens"
            if meaning(title) != meaning(shown):
                self.fiche.rapport.append(f"« {title.strip(' :')} » → {shown}")

    def unknown(self, title: str, block: Block) -> bool:
        if not isinstance(block, Heading) or not self.fiche.sections:
            return False
        if block.level > self.level and self.current in RUBRIQUES:
            return False  # a title of the author's own, inside a rubrique
        self.current = A_PLACER
        self.fiche.rapport.append(f"« {title} » → À ranger")
        self.fiche.a_ranger.append(Paragraph((Strong(block.inlines),)))
        return True

    def label(self, key: str, words: str, inlines: tuple[Inline, ...], block: Block) -> bool:
        """A line « Libellé : valeur »; one that goes on with the rubrique that it stands in stays there."""
        assert isinstance(block, Paragraph)
        key = key.partition(".")[0]
        value = Paragraph(inlines)
        if key == self.current or (key == "sous_actions" and self.current):
            return False
        if key in DATES and self.current == "planning":
            self.date(key, text_of(value.inlines))
            return False
        if key in OF_THE_TRAME:
            self.enter(key, words)
            self.put(value)
            return True
        self.fiche.libelles.append(words)
        self.value(key, text_of(value.inlines))
        return True

    def row(self, label: str, cell: Cell, in_columns: bool = False) -> None:
        """A line of a grid."""
        key = self.vocabulaire.rubrique(label).partition(".")[0]
        if in_columns and key == "sous_actions" and fold(label).strip() in ("action", "actions"):
            key = "titre"
        content = [block for block in cell.content if words_of(Cell((), blocs=(block,)))]
        if not key:
            self.unknown_row(label, content)
        elif not content and key in OF_THE_TRAME:
            self.fiche.libelles.append(label)
        elif key == "planning" and self.our_calendar(words_of(cell)):
            self.fiche.libelles += [label, words_of(cell)]
        else:
            self.enter(key, label)
            for block in separate_lines(content):
                self.put(block)
            self.current = ""

    def unknown_row(self, label: str, content: list[Block]) -> None:
        """A title of the page before anything else, what must be sorted afterwards."""
        opens_the_page = not content and not self.fiche.sections
        place = self.debut if opens_the_page else self.fiche.a_ranger
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
        if words:
            self.fiche.entete.setdefault(key, []).append(words)

    def date(self, key: str, words: str) -> None:
        if parse_etape(words.strip(" .")) is not None and key not in self.fiche.entete:
            self.fiche.entete[key] = [words.strip(" .")]

    # --- what stands before the first heading ------------------------------------------------------------------------

    def read_debut(self) -> None:
        """The title, the number, the mission; greetings and the rest wait to be sorted."""
        left: list[Block] = []
        title: Paragraph | Heading | None = None
        for block in self.debut:
            words = _words(block)
            match = (
                FICHE.match(words)
                if OPENING.match(words) and len(words) < LONGEST_TITLE_LINE
                else None
            )
            if MISSION_LINE.match(words) and self.vocabulaire.mission(words):
                self.value("mission", words)
                self.fiche.libelles.append(words)
            elif match:
                self.title_line(match, words)
            else:
                left.append(block)
                title = title or self.as_title(block)
        if title is not None and "titre" not in self.fiche.entete:
            left.remove(title)
            self.value("titre", text_of(title.inlines))
        self.fiche.a_ranger[:0] = left

    def as_title(self, block: Block) -> Paragraph | Heading | None:
        """The block, when it may be the title of the fiche."""
        if not isinstance(block, Paragraph | Heading):
            return None
        words = _words(block)
        if not words or GREETING.match(fold(words)) or len(words) >= 150:
            return None
        alone = len(self.debut) == 1 and len(words) < 120
        return block if isinstance(block, Heading) or words.isupper() or alone else None

    def title_line(self, match: re.Match[str], words: str) -> None:
        number, rest, code, titled = match.groups()
        self.fiche.libelles.append(words)
        title = (titled or rest or "").strip(" .:-\u2013\u2014")
        if code or re.fullmatch(r"M[1-6]-[0-9]{2,3}", number or ""):
            self.fiche.code = code or number
        if title and "titre" not in self.fiche.entete:
            self.value("titre", title)
