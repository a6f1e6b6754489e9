"""How an author marks the titles of a text: a line that is made like the titles we know is one too, whatever it says."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.interpret.importation.bandeaux import columns_under_titles
from pipeline.interpret.importation.deux_titres import with_one_row_of_titles
from pipeline.interpret.importation.grilles import rows_of_grid
from pipeline.interpret.importation.libelles import label_in, labelled
from pipeline.interpret.importation.lignes import (
    LONGEST_TITLE,
    is_in_bold,
    line_alone,
    title_of,
    without_start,
    words_of,
)
from pipeline.model.motif import motif
from pipeline.model.prose import (
    Block,
    BulletList,
    Cell,
    Heading,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    plain,
    text_of,
)
from pipeline.model.vocabulaire import Vocabulaire

FEWEST_TITLES = 2
LONGEST_BEFORE_COLON = 60
FEWEST_LABELS = 4
LIBELLE, LIBELLE_EN_GRAS = "libellé", "libellé en gras"
END_OF_FICHE = Paragraph((), style="fin")
"""After a fiche that is one list: what follows is no part of its last line."""

CAPITALS_FIRST = motif(r"(?P<title>[A-ZÀ-Ý][A-ZÀ-Ý'’ ]{2,40})\s(?=\S*[a-zà-ÿ0-9])")
PARTOUT = "libellés partout"
"""Two lines in three at least begin with a label: even among tasks and indicators a label opens something."""

ROMAN = motif(r"\s*(?:[IVX]{1,5}|[A-M])\s?[-.)/:\u2010-\u2015]\s")
NUMBERED = motif(
    r"\s*(?:(?:partie|chapitre|titre|axe)\s+(?:[0-9]{1,2}|[IVX]{1,5}|[A-M])\b|[IVX]{1,5}(?=\s?[-.)/:\u2010-\u2015]\s)|"
    r"(?:[A-M]|[0-9]{1,2})(?:\.[0-9]{1,2})+|(?:[A-M]|[0-9]{1,2})(?=\s?[-.)/:\u2010-\u2015]\s))",
    re.IGNORECASE,
)
LOWEST_RANK = 3
SHOUTED = motif(r"[A-ZÀ-Ý]{4}")


def manner_of(block: Block) -> str:
    """How this block is made, when it is made as a title may be; nothing for ordinary text."""
    if isinstance(block, Heading):
        return f"titre {block.level}"
    line = line_alone(block)
    words = text_of(line.inlines).strip() if line is not None else ""
    if line is None or not _may_be_a_title(words):
        return ""
    if isinstance(block, OrderedList):
        return "numéro"
    if ROMAN.match(words):
        return "chiffre romain"
    return "gras" if is_in_bold(line) else _manner_of_words(words)


def _may_be_a_title(words: str) -> bool:
    return 0 < len(words) <= LONGEST_TITLE and not words.endswith((".", "!", ";", ","))


def _manner_of_words(words: str) -> str:
    """What the words alone show, without number and without bold."""
    if words.isupper() and SHOUTED.search(words):
        return "capitales"
    if words.endswith(":") and len(words) <= LONGEST_BEFORE_COLON:
        return "deux-points"
    if unicodedata.category(words[0]) in ("So", "Sk"):
        return "pictogramme"
    return "question" if words.endswith("?") else ""


def unfolded(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> list[Block]:
    """A table of which each row is a title or what stands under it, as text: its cells are merged across."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            found += _table_unfolded(block, vocabulaire)
        elif isinstance(block, BulletList) and _is_made_of_labels(block, vocabulaire):
            found += [held for item in block.items for held in item]
            found.append(END_OF_FICHE)
        else:
            found.append(block)
    return found


def numbered_titles_apart(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> Iterator[Block]:
    """« 3) Pour qui : … 4) Avec : … », typed as a list whose every item opens something: each by itself."""
    for block in blocks:
        if isinstance(block, OrderedList) and all(
            _opens_something(item, vocabulaire) for item in block.items
        ):
            yield from _each_apart(block, vocabulaire)
        else:
            yield block


def _opens_something(item: Sequence[Block], vocabulaire: Vocabulaire) -> bool:
    line = item[0] if item else None
    if not isinstance(line, Paragraph):
        return False
    known = vocabulaire.rubrique_seule(text_of(line.inlines).strip())
    opens = known or labelled(line, vocabulaire) is not None
    return opens or bool(_title_in_capitals(line, vocabulaire))


def _title_in_capitals(line: Paragraph, vocabulaire: Vocabulaire) -> str:
    """« SUIVI nombre d'appels », a title and its text run together by a list; nothing for any other line."""
    match = CAPITALS_FIRST.match(text_of(line.inlines))
    return match["title"] if match and vocabulaire.rubrique_seule(match["title"]) else ""


def _each_apart(block: OrderedList, vocabulaire: Vocabulaire) -> Iterator[Block]:
    """A title keeps its number, which tells that it is one; a label has none."""
    for rank, item in enumerate(block.items):
        line = item[0]
        title = _title_in_capitals(line, vocabulaire) if isinstance(line, Paragraph) else ""
        if labelled(line, vocabulaire) is not None:
            yield from item
        elif title and isinstance(line, Paragraph):
            alone = (Paragraph(plain(title)),)
            yield replace(block, start=block.start + rank, items=(alone,))
            yield Paragraph(without_start(line.inlines, len(title) + 1), line.span)
            yield from item[1:]
        else:
            yield replace(block, start=block.start + rank, items=(item,))


def _table_unfolded(table: Table, vocabulaire: Vocabulaire) -> Iterable[Block]:
    table = with_one_row_of_titles(table)
    across = columns_under_titles(table, vocabulaire)
    if across:
        return across
    if _is_made_of_bands(table, vocabulaire):
        cells = [cell for row in (table.header, *table.rows) for cell in row if words_of(cell)]
        return [_as_title(held, cell) for cell in cells for held in cell.content]
    if _holds_bands(table, vocabulaire):
        return _between_bands(table, vocabulaire)
    return [table]


def _is_made_of_labels(block: BulletList, vocabulaire: Vocabulaire) -> bool:
    """« - Constat : … - Objectif : … », the fiche as one list."""
    labels = [label_in(item[0]) for item in block.items if item]
    known = {vocabulaire.rubrique(label.words) for label in labels if label is not None} - {""}
    return len(known) >= FEWEST_LABELS and 2 * len(known) > len(block.items)


def _is_made_of_bands(table: Table, vocabulaire: Vocabulaire) -> bool:
    rows = [
        [words for cell in row if (words := words_of(cell))] for row in (table.header, *table.rows)
    ]
    alone = [row[0] for row in rows if len(row) == 1]
    titles = {vocabulaire.rubrique(words) for words in alone if vocabulaire.rubrique_seule(words)}
    return len(titles) >= FEWEST_TITLES and 3 * len(alone) >= 2 * len(rows)


def _holds_bands(table: Table, vocabulaire: Vocabulaire) -> bool:
    """Whether some rows are titles over the whole width, above a text alone in its row or above columns.

    What reads as a grid « rubrique | contenu », some of whose contents are empty, stays one without such columns.
    """
    rows = (table.header, *table.rows)
    titles: set[str] = set()
    is_over_columns = False
    for row, under in itertools.pairwise(rows):
        title = _band(row, vocabulaire)
        filled = [cell for cell in under if words_of(cell)]
        if title and len(filled) != 2 and not _band(under, vocabulaire):
            titles.add(vocabulaire.rubrique(title))
            is_over_columns = is_over_columns or len(filled) > 2
    enough = len(titles) >= FEWEST_TITLES
    return enough and (is_over_columns or not rows_of_grid(table, vocabulaire))


def _band(row: Sequence[Cell], vocabulaire: Vocabulaire) -> str:
    """The title that stands alone in a row; nothing for any other row."""
    words = [told for cell in row if (told := words_of(cell))]
    return words[0] if len(words) == 1 and vocabulaire.rubrique_seule(words[0]) else ""


def _between_bands(table: Table, vocabulaire: Vocabulaire) -> list[Block]:
    """The titles and the texts that stand alone in their rows, and a table of the other rows between two of them."""
    found: list[Block] = []
    run: list[Sequence[Cell]] = []
    for row in (table.header, *table.rows):
        filled = [cell for cell in row if words_of(cell)]
        title = _band(row, vocabulaire)
        if len(filled) != 1 and not (run and found and _is_a_label(filled, vocabulaire)):
            run.append(row)
            continue
        found += _as_table(run)
        run = []
        if title:
            found.append(Paragraph((Strong(plain(title)),)))
        elif len(filled) == 1:
            found += [_as_title(held, filled[0]) for held in filled[0].content]
        else:
            run.append(row)
            found += _as_table(run)
            run = []
    return [*found, *_as_table(run)]


def _is_a_label(filled: Sequence[Cell], vocabulaire: Vocabulaire) -> bool:
    """« Partenaires | le SDIS », below rows of something else."""
    label, *told = map(words_of, filled)
    known = vocabulaire.rubrique_seule(label)
    return known and len(told) == 1 and not vocabulaire.rubrique_seule(told[0])


def _as_table(rows: Sequence[Sequence[Cell]]) -> list[Block]:
    """The rows, without the columns that none of them fills at the end."""
    if not rows:
        return []
    width = max(at + 1 for row in rows for at, cell in enumerate(row) if words_of(cell))
    header, *others = (tuple(row[:width]) for row in rows)
    return [Table(header, tuple(others), ("",) * width)]


def _as_title(block: Block, cell: Cell) -> Block:
    """A short line alone in its row stands out as one in bold does."""
    alone = len(cell.content) == 1 and isinstance(block, Paragraph)
    words = text_of(block.inlines) if isinstance(block, Paragraph) else ""
    if not alone or len(words) > LONGEST_TITLE or not words.isupper():
        return block
    return Paragraph((Strong(plain(words)),))


def manners_of_titles(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> frozenset[str]:
    """The manners of the titles that we know: two of them at least; headings alone where there are some."""
    seen: dict[str, set[str]] = {}
    held = list(blocks)
    for block in held:
        manner, meant = _manner_and_meaning(block, vocabulaire)
        if manner and meant:
            seen.setdefault(manner, set()).add(meant)
    enough = {manner for manner, meant in seen.items() if len(meant) >= _fewest(manner)}
    labels = sum(label_in(block) is not None for block in held)
    if LIBELLE in enough and 3 * labels >= 2 * len(held):
        enough.add(PARTOUT)
    headings = {manner for manner in enough if manner.startswith("titre ")}
    return frozenset(headings or enough)


def _manner_and_meaning(block: Block, vocabulaire: Vocabulaire) -> tuple[str, str]:
    """How a title or a label is made, and the heading that it means; "" for none."""
    title = title_of(block, vocabulaire)
    if title:
        return manner_of(block), vocabulaire.rubrique(title)
    label = label_in(block)
    if label is None or not vocabulaire.rubrique_seule(label.words):
        return "", ""
    return LIBELLE_EN_GRAS if label.bold else LIBELLE, vocabulaire.rubrique(label.words)


def _fewest(manner: str) -> int:
    return FEWEST_LABELS if manner == LIBELLE else FEWEST_TITLES


# --- a whole document whose titles are lines that stand out ----------------------------------------------------------


def promoted(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, where no title is one of Word: lines that stand out are its titles, each manner of a rank.

    The manner that is met first is the first rank: « PARTIE A – … », then « A.1 … ».
    """
    manners = [_manner_in_a_document(block) for block in blocks]
    counted = [
        manner
        for manner in dict.fromkeys(manners)
        if manner and manners.count(manner) >= FEWEST_TITLES
    ]
    found: list[Block] = []
    for block, manner in zip(blocks, manners, strict=True):
        rank = counted.index(manner) + 1 if manner in counted else 0
        found.append(
            Heading(rank, block.inlines)
            if 0 < rank <= LOWEST_RANK and isinstance(block, Paragraph)
            else block
        )
    return found


def _manner_in_a_document(block: Block) -> str:
    """How a line that may be a title is made: its number first, for ranks are told by it."""
    if not isinstance(block, Paragraph) or not manner_of(block):
        return ""
    words = text_of(block.inlines).strip()
    stands_out = is_in_bold(block) or words.isupper()
    number = NUMBERED.match(words)
    if not stands_out or words.endswith(":"):
        return ""
    if number is None:
        return "capitales" if words.isupper() else "gras"
    return re.sub(
        r"[A-Za-z]+|[0-9]+", lambda part: "0" if part[0].isdigit() else "a", number[0].strip()
    )
