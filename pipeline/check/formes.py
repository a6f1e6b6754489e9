"""Shapes that several rules share: what stands twice, the first place of some words, sizes that agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.model.comptes import Comptes
from pipeline.model.projet import Projet

T = TypeVar("T")


def doublons(things: Iterable[T], name: Callable[[T], str]) -> Iterator[tuple[T, T]]:
    """Each thing whose name was given before, with the first of that name; what has no name is nobody's double."""
    seen: dict[str, T] = {}
    for thing in things:
        first = seen.setdefault(name(thing), thing)
        if first is not thing and name(thing):
            yield thing, first


def tailles_en_accord(projet: Projet, comptes: Comptes) -> bool:
    """Whether the size declared is that of the population; else T001 asks which is right, and amounts depend on it."""
    return comptes.taille is None or comptes.taille == projet.taille


def tailles_possibles(projet: Projet, comptes: Comptes) -> tuple[int, ...]:
    """The size declared, and that of the population: while T001 asks which is right, what is wrong for both is wrong."""
    return (
        tuple(dict.fromkeys(filter(None, (projet.taille, comptes.taille)))) if projet.taille else ()
    )


def accord(count: int) -> str:
    """The « s » of a plural."""
    return "s" if count > 1 else ""
