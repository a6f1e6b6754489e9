"""Rules on the statutes and their values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.projet import Projet


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
