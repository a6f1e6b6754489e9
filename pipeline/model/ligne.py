"""What texts say, as people compare words: folded once, for all the rules that look for a turn of phrase."""

from __future__ import annotations

from pipeline.model.span import Span
from pipeline.model.valeur import dataclass


@dataclass(frozen=True, slots=True)
class Ligne:
    """A paragraph, a cell or a sentence without accents nor capitals, and its place."""

    mots: str
    span: Span
    est_un_titre: bool = False


@dataclass(frozen=True, slots=True)
class Lignes:
    """``articles`` are the lines of each article of the statutes; ``gouvernance`` the sentences of all the texts that
    may speak of the association: organisation, annexes, statutes and règlement intérieur."""

    articles: tuple[tuple[Ligne, ...], ...] = ()
    gouvernance: tuple[Ligne, ...] = ()
    actes: tuple[Ligne, ...] = ()
    """Those of the acts and of the conventions."""
