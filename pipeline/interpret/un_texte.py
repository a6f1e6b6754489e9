"""One text read anew in a project that is known: what it says, before anyone asks what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipeline.interpret import citations_of, first_year
from pipeline.interpret.chapitres import interpret_chapitres
from pipeline.interpret.fiches import FICHES, interpret_fiches
from pipeline.interpret.statuts import REGLEMENT, STATUTS, interpret_statuts
from pipeline.model.fiche import Fiche
from pipeline.model.finding import Finding
from pipeline.model.projet import DOSSIERS_CHAPITRES, Chapitre, Projet
from pipeline.model.source import MarkdownFile, Sources

Texte = TypeVar("Texte", Fiche, Chapitre)

PRINTED = (FICHES, STATUTS, REGLEMENT, *DOSSIERS_CHAPITRES.values())
"""Folders of texts that a page shows alone."""


def is_printed(path: str) -> bool:
    return path.endswith(".md") and path.startswith(PRINTED)


def with_text(projet: Projet, sources: Sources, tree: MarkdownFile) -> Projet:
    """The same project with what this text says now; its findings are for a whole examen to tell."""
    only = replace(sources, trees={tree.path: tree})
    unsaid: list[Finding] = []
    elsewhere = (one for one in projet.citations if one.span.path != tree.path)
    projet = replace(projet, citations=(*elsewhere, *citations_of(only)))
    if tree.path.startswith((STATUTS, REGLEMENT)):
        whole = replace(sources, trees={**sources.trees, tree.path: tree})
        return replace(projet, statuts=interpret_statuts(whole, unsaid))
    fiches = interpret_fiches(only, unsaid, first_year(projet.identite))
    chapitres = interpret_chapitres(only, unsaid)
    return replace(
        projet,
        fiches=_with(projet.fiches, fiches),
        chapitres={cle: _with(all_, chapitres[cle]) for cle, all_ in projet.chapitres.items()},
    )


def _with(texts: tuple[Texte, ...], read: tuple[Texte, ...]) -> tuple[Texte, ...]:
    """The same texts, those that were read again in the place of those of before."""
    known = {text.path: text for text in read}
    return tuple(known.get(text.path, text) for text in texts) if known else texts
