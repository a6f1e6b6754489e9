"""Statutes and règlement intérieur, article by article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, titre, with_facts
from pipeline.model.ancre import de_article
from pipeline.model.comptes import Comptes
from pipeline.model.document import Contenu
from pipeline.model.projet import Projet
from pipeline.model.prose import shift
from pipeline.model.statuts import Article

ROMAINS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
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
        if article.numero:
            repere = f"Article {article.numero}"
            ancre = de_article(article.span.path)
            parts.append(titre(level, f"{repere} — {article.titre}", ancre=ancre, repere=repere))
        else:
            parts.append(titre(1, article.titre))
        blocks = constats.among(article.blocs, article.span.path)
        parts += shift(with_facts(blocks, comptes.faits), level - 2)
    return tuple(parts) or (alinea("Les articles n'ont pas pu être lus."),)


def _illisibles(projet: Projet, folder: str, constats: Constats) -> tuple[Contenu, ...]:
    paths = sorted(path for path in projet.illisibles if path.startswith(folder) and path.endswith(".md"))
    return tuple(notice for path in paths for notice in constats.of_file(path))
