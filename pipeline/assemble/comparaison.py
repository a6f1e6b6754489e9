"""The two-column document that an extraordinary meeting votes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.assemble.partie import alinea, titre
from pipeline.assemble.renvois import with_renvois
from pipeline.assemble.statuts import numbered
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.ecart import AJOUTE, INCHANGE, MODIFIE, SUPPRIME, Comparaison, Ecart, Morceau
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of
from pipeline.model.prose import (
    Added,
    Block,
    BulletList,
    Cell,
    CodeBlock,
    Heading,
    Inline,
    OrderedList,
    Paragraph,
    Quote,
    Removed,
    Table,
    Text,
    plain,
    text_of,
)
from pipeline.model.statuts import Article, ArticleImprime

NUMBER = motif(r"^[0-9]+[-_ ]*")
COUNTED = (
    (MODIFIE, "modifié", "modifiés"),
    (AJOUTE, "ajouté", "ajoutés"),
    (SUPPRIME, "supprimé", "supprimés"),
    (INCHANGE, "sans changement", "sans changement"),
)


def imprimes(found: Sequence[Article], comptes: Comptes) -> tuple[ArticleImprime, ...]:
    """The articles as words, their facts printed and their references resolved."""
    parts: list[Block] = []
    ends: list[int] = []
    for article in found:
        parts += numbered(article, comptes)
        ends.append(len(parts))
    resolved = with_renvois(parts, comptes)
    starts = [0, *ends]
    return tuple(
        _imprime(article, resolved[start + 1 : end])
        for article, start, end in zip(found, starts, ends, strict=False)
    )


def _imprime(article: Article, blocks: Iterable[Contenu]) -> ArticleImprime:
    cle = NUMBER.sub("", article.span.path.rpartition("/")[2].removesuffix(".md"))
    lines = tuple(line for block in blocks for line in _lines(block))
    return ArticleImprime(cle, article.numero, article.titre, article.ouvre_titre, lines)


def _lines(block: Contenu) -> Iterator[str]:
    match block:
        case BulletList(items):
            for item in items:
                yield from _marked_lines("– ", item)
        case OrderedList(start, items):
            for rank, item in enumerate(items, start):
                yield from _marked_lines(f"{rank}. ", item)
        case Quote(blocks):
            yield from _marked_lines("", blocks)
        case Table(header=header, rows=rows):
            yield from map(_row_in_one_line, (header, *rows))
        case CodeBlock(text):
            yield from text.split("\n")
        case Paragraph() | Heading():
            yield from map(text_of, inlines_of(block))


def _marked_lines(mark: str, blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from (mark + line for line in _lines(block))


def _row_in_one_line(row: Sequence[Cell]) -> str:
    return " | ".join(text_of(cell.inlines) for cell in row)


def resume(ecarts: Sequence[Ecart]) -> str:
    """« 2 articles modifiés, 1 ajouté, 21 sans changement. »"""
    parts: list[str] = []
    for nature, one, many in COUNTED:
        count = sum(ecart.nature == nature for ecart in ecarts)
        if count:
            noun = "" if parts else ("article " if count == 1 else "articles ")
            parts.append(f"{count} {noun}{one if count == 1 else many}")
    return ", ".join(parts) + "." if parts else "Aucun article."


def comparaison(ecarts: Sequence[Ecart], textes: Comparaison) -> tuple[Contenu, ...]:
    """A table per article that changed; those that did not are named in one line."""
    blocks: list[Contenu] = [
        alinea(resume(ecarts)),
        Paragraph(
            (
                Text("Les mots supprimés sont "),
                Removed("barrés"),
                Text(", les mots ajoutés sont "),
                _SHOWN,
            )
        ),
    ]
    same: list[Ecart] = []
    for ecart in ecarts:
        if ecart.nature == INCHANGE and not ecart.renumerote:
            same.append(ecart)
            continue
        blocks += _folded(same)
        same = []
        blocks.append(titre(2, f"{ecart.designation} — {_nature(ecart)}"))
        if ecart.nature != INCHANGE:
            blocks.append(_table(ecart, textes))
    return (*blocks, *_folded(same), *textes.suite)


_SHOWN = Added("en gras et soulignés.")


def _nature(ecart: Ecart) -> str:
    return "renuméroté, sans autre changement" if ecart.nature == INCHANGE else ecart.nature


def _folded(same: Sequence[Ecart]) -> list[Contenu]:
    """« Articles 3 à 8 : sans changement. »"""
    if not same:
        return []
    numbers = [ecart.nouveau.numero for ecart in same if ecart.nouveau and ecart.nouveau.numero]
    names = [ecart.designation for ecart in same if ecart.nouveau and not ecart.nouveau.numero]
    if numbers:
        first, last = numbers[0], numbers[-1]
        noun = "article" if names else "Article"
        names.append(f"{noun} {first}" if first == last else f"{noun}s {first} à {last}")
    return [Paragraph(plain(f"{' et '.join(names)} : sans changement."))]


def _table(ecart: Ecart, textes: Comparaison) -> Table:
    rows = tuple(
        (Cell(_marked(alinea.ancien, Removed)), Cell(_marked(alinea.nouveau, Added)))
        for alinea in ecart.alineas
    )
    return Table(
        (Cell(plain(textes.gauche)), Cell(plain(textes.droite))), rows, ("left", "left"), even=True
    )


def _marked(pieces: Iterable[Morceau], mark: type[Removed] | type[Added]) -> tuple[Inline, ...]:
    return tuple(mark(piece.texte) if piece.change else Text(piece.texte) for piece in pieces)
