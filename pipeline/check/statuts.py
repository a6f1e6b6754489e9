"""Rules on the statutes and their values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.projet import Projet
from pipeline.model.statuts import College


def colleges_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A member belongs to a collège by its key: two of them under one key could not be told apart."""
    seen: dict[str, College] = {}
    for college in projet.statuts.valeurs.colleges if projet.statuts.valeurs else ():
        first = seen.setdefault(college.cle, college)
        if first is not college and college.cle:
            message = f"la clé de collège « {college.cle} » est déjà à la ligne {first.span.line}."
            yield Finding("S005", message, college.span, (), (first.span,))


def seats_add_up(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    if valeurs is None or valeurs.sieges is None or not valeurs.colleges:
        return
    seats = [college.sieges.value for college in valeurs.colleges if college.sieges is not None]
    if len(seats) == len(valeurs.colleges) and sum(seats) != valeurs.sieges.value:
        total = " + ".join(map(str, seats))
        message = f"le conseil a {valeurs.sieges.value} sièges, mais ceux des collèges font {total} = {sum(seats)}."
        places = tuple(college.sieges.span for college in valeurs.colleges if college.sieges)
        yield Finding("S001", message, valeurs.sieges.span, (), places)
