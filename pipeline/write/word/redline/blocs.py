"""The blocks of a body, a cell or a note: paragraphs, tables with the thin line under them, and what is left as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from lxml import etree

from pipeline.model.motif import motif
from pipeline.model.origine import section_et_rang
from pipeline.write.word.redline.morceaux import (
    W,
    leaves_a_field_open,
    words_but_of_fields,
    words_of,
)

PARAGRAPHE, TABLEAU = "p", "tbl"
BAG = motif(r"\w+")
LIKE = 0.4
"""Share of words in common, at least, when one block is the other, edited."""

LIKE_UNDER_ONE_MARK = 0.15
MARKED = 0.3
"""What the same mark is worth beside the words."""


class Bloc(NamedTuple):
    """``nodes`` is a paragraph, or a table and the empty line under it; ``marques`` the sources that it tells."""

    genre: str
    nodes: tuple[etree._Element, ...]
    texte: str
    mots: Counter[str]
    marques: frozenset[tuple[str, int]]
    style: str
    colonnes: int = 0

    @property
    def section(self) -> str:
        """The section of the sources that it comes from, if it tells one."""
        return min(self.marques)[0] if self.marques else ""


class Contenu(NamedTuple):
    """The blocks to be compared, and what stands before each of them and is not."""

    blocs: list[Bloc]
    avant: dict[int, list[etree._Element]]


def blocks_of(holder: etree._Element) -> Contenu:
    found = Contenu([], {})
    nodes = [node for node in holder if isinstance(node.tag, str)]
    opened = leaves_a_field_open(nodes)
    for node, open_field in zip(nodes, opened, strict=True):
        under_table = bool(found.blocs) and found.blocs[-1].genre == TABLEAU
        loose = open_field or node.tag not in (f"{W}p", f"{W}tbl") or _only_cuts(node)
        if loose:
            found.avant.setdefault(len(found.blocs), []).append(node)
        elif under_table and _is_gap(node) and len(found.blocs[-1].nodes) == 1:
            last = found.blocs.pop()
            found.blocs.append(last._replace(nodes=(*last.nodes, node)))
        else:
            found.blocs.append(_block(node))
    return found


def _only_cuts(node: etree._Element) -> bool:
    """An empty paragraph that ends a section of pages."""
    return node.find(f"{W}pPr/{W}sectPr") is not None and not words_of(node)


def _is_gap(node: etree._Element) -> bool:
    return node.tag == f"{W}p" and all(child.tag == f"{W}pPr" for child in node)


def _block(node: etree._Element) -> Bloc:
    pictures = " ".join(
        str(one.get("descr") or "") for one in node.iter() if one.get("descr") is not None
    )
    text = f"{words_but_of_fields(node)}{pictures}"
    table = node.tag == f"{W}tbl"
    columns = len(node.findall(f"{W}tblGrid/{W}gridCol")) if table else 0
    return Bloc(
        TABLEAU if table else PARAGRAPHE,
        (node,),
        f"{TABLEAU if table else PARAGRAPHE}{columns} {text}",
        Counter(BAG.findall(text.casefold())),
        marks_in(node),
        "" if table else style_of(node),
        columns,
    )


def marks_in(node: etree._Element) -> frozenset[tuple[str, int]]:
    names = (str(mark.get(f"{W}name")) for mark in node.iter(f"{W}bookmarkStart"))
    return frozenset(filter(None, map(section_et_rang, names)))


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def likeness(one: Bloc, other: Bloc) -> float:
    """How much of a block the other keeps; 0 when it is another block."""
    if one.genre != other.genre or one.colonnes != other.colonnes:
        return 0.0
    same = bool(one.marques & other.marques)
    if not one.mots or not other.mots:
        return float(one.texte == other.texte)
    score = alike(one.mots, other.mots)
    if score < (LIKE_UNDER_ONE_MARK if same else LIKE):
        return 0.0
    return score + MARKED * same


def alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def rows_of(table: etree._Element) -> list[etree._Element]:
    return table.findall(f"{W}tr")


def cells_of(row: etree._Element) -> list[etree._Element]:
    return row.findall(f"{W}tc")


def bag_of(nodes: Iterable[etree._Element]) -> Counter[str]:
    return Counter(BAG.findall(" ".join(map(words_of, nodes)).casefold()))
