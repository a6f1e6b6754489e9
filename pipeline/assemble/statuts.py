"""Statutes and règlement intérieur, article by article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, titre, with_faits
from pipeline.model.ancre import de_article
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.motif import motif
from pipeline.model.parcours import shift
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Heading, Text
from pipeline.model.span import Span
from pipeline.model.statuts import Article

ROMAINS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)
SECTION = motif(r"[0-9]{1,2}-(?=[0-9])")
"""The number of the article, before that of the section, as a heading of it is typed."""

REGLEMENT = "content/reglement-interieur/"


def statuts(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    return (
        *articles(projet.statuts.articles, comptes, constats),
        *_illisibles(projet, "content/statuts/", constats),
    )


def reglement(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    return (
        *articles(projet.statuts.reglement, comptes, constats),
        *_illisibles(projet, REGLEMENT, constats),
    )


def articles(found: Sequence[Article], comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """« Titre I — … » and « Article 1 — … »; without any Titre the articles are of level 1.

    Inside an article the authors number their own headings from ``###``, one level below the article.
    """
    titled = any(article.ouvre_titre for article in found)
    level = 2 if titled else 1
    parts: list[Contenu] = []
    rank = 0
    for article in found:
        if article.ouvre_titre:
            number = ROMAINS[rank] if rank < len(ROMAINS) else str(rank + 1)
            parts.append(titre(1, f"Titre {number} — {article.ouvre_titre}"))
            rank += 1
        heading, *_ = numbered(article, comptes)
        parts += (
            [replace(heading, level=level if article.numero else 1)]
            if isinstance(heading, Heading)
            else []
        )
        blocks = _sections(article, constats.among(article.blocs, article.span.path))
        parts += shift(with_faits(blocks, comptes.faits), level - 2)
    return tuple(parts) or (alinea("Les articles n'ont pas pu être lus."),)


def numbered(article: Article, comptes: Comptes) -> tuple[Block, ...]:
    """The heading of an article, then its text, its facts printed."""
    repere = f"Article {article.numero}" if article.numero else ""
    text = f"{repere} — {article.titre}" if repere else article.titre
    ancre = de_article(article.span.path) if repere else ""
    heading = titre(1, text, ancre=ancre, repere=repere, span=Span(article.span.path, 1))
    return (heading, *with_faits(_sections(article, article.blocs), comptes.faits))


def _sections(article: Article, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """« 11-4 Décisions » takes the number of its article, which may have moved since it was typed."""
    return tuple(
        _section(article, block) if isinstance(block, Heading) else block for block in blocks
    )


def _section(article: Article, heading: Heading) -> Heading:
    first = heading.inlines[0] if heading.inlines else None
    match = SECTION.match(first.text) if isinstance(first, Text) else None
    if match is None or not isinstance(first, Text) or not article.numero:
        return heading
    renumbered = Text(f"{article.numero}-{first.text[match.end() :]}")
    return replace(heading, inlines=(renumbered, *heading.inlines[1:]))


def _illisibles(projet: Projet, folder: str, constats: Constats) -> tuple[Contenu, ...]:
    paths = sorted(
        path for path in projet.illisibles if path.startswith(folder) and path.endswith(".md")
    )
    return tuple(notice for path in paths for notice in constats.of_file(path))
