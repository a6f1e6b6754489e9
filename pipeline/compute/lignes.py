"""The lines of the articles and the sentences on the governance, folded once for all the rules that read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.langue.mots import fold
from pipeline.model.ligne import Ligne, Lignes
from pipeline.model.livrable import CONVENTIONS
from pipeline.model.motif import motif
from pipeline.model.parcours import inlines_of, leaves
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.prose import Block, Heading, Inline, Variable, text_of
from pipeline.model.span import Span
from pipeline.model.statuts import Article

SENTENCE = motif(r"(?<=[.;!?]) ")


def lignes(projet: Projet) -> Lignes:
    articles, reglement = (
        tuple([tuple(_of_article(article)) for article in texts])
        for texts in (projet.statuts.articles, projet.statuts.reglement)
    )
    chapitres = (*projet.chapitres["organisation"], *projet.chapitres["annexes"])
    paragraphes = [line for chapitre in chapitres for line in _of_chapter(chapitre)]
    paragraphes += [line for article in (*articles, *reglement) for line in article]
    acts = (*projet.chapitres["actes"], *projet.chapitres[CONVENTIONS])
    of_acts = [line for chapitre in acts for line in _of_chapter(chapitre)]
    return Lignes(articles, tuple(_sentences(paragraphes)), tuple(_sentences(of_acts)))


def _of_article(article: Article) -> Iterator[Ligne]:
    """Its lines, where their first value is cited when they cite one: that is where they are read in the text."""
    for block in article.blocs:
        for inlines in inlines_of(block):
            place = _first_value(inlines) or block.span
            span = Span(place.path or article.span.path, place.line)
            yield Ligne(fold(text_of(inlines)), span, isinstance(block, Heading))


def _first_value(inlines: Sequence[Inline]) -> Span | None:
    return next(
        (node.span for node in leaves(inlines) if isinstance(node, Variable) and node.span.line),
        None,
    )


def _of_chapter(chapitre: Chapitre) -> Iterator[Ligne]:
    for block in chapitre.blocs:
        for inlines in inlines_of(block):
            yield Ligne(fold(text_of(inlines)), _place(block, chapitre), isinstance(block, Heading))


def _place(block: Block, chapitre: Chapitre) -> Span:
    return block.span if block.span.path else Span(chapitre.path)


def _sentences(paragraphes: Sequence[Ligne]) -> Iterator[Ligne]:
    for line in paragraphes:
        for sentence in SENTENCE.split(line.mots):
            yield Ligne(sentence, line.span, line.est_un_titre)
