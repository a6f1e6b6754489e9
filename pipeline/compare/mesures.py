"""What was measured, met about and done, in two states."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare.rapprochement import either, paired, sides
from pipeline.model.changement import Change
from pipeline.model.mesure import Mesure, Reunion
from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Projet
from pipeline.model.prose import text_of
from pipeline.model.suivi import Suivi


def mesures(avant: Projet, apres: Projet) -> Iterator[Change]:
    """Each measure by its fiche, indicator and year, then the meetings by their day, then the texts of the pilots."""
    for old, new in paired(_told(avant), _told(apres), lambda one: (one.nom, one.annee.value)):
        one = either(old, new)
        name = (one.fiche.value, one.indicateur.value, str(one.annee.value))
        yield from _changed("mesure", name, *sides(old, new, _measure))
    meetings = avant.mesures.reunions, apres.mesures.reunions
    for before, after in paired(*meetings, lambda one: str(one.le.value if one.le else "")):
        held = either(before, after)
        day = str(held.le.value if held.le else "sans date")
        yield from _changed("réunion", (day,), *sides(before, after, _meeting))
    for was, now in paired(avant.suivis, apres.suivis, _whose):
        which = _whose(either(was, now))
        yield from _changed("suivi", which, *sides(was, now, _words))


def _told(projet: Projet) -> list[Mesure]:
    return [mesure for mesure in projet.mesures.lignes if mesure.remplie]


def _changed(
    sujet: str, nom: tuple[str, ...], before: str | None, after: str | None
) -> Iterator[Change]:
    if before != after:
        yield Change(sujet, nom, before, after)


def _measure(mesure: Mesure) -> str:
    proof = mesure.justificatif.value if mesure.justificatif else ""
    value = mesure.valeur.value if mesure.valeur else "non mesuré"
    day = str(mesure.le.value) if mesure.le else ""
    return ", ".join(filter(None, (value, day, proof, mesure.commentaire)))


def _meeting(reunion: Reunion) -> str:
    told = (reunion.participants, reunion.decisions, reunion.justificatif)
    return ", ".join(filter(None, told)) or "sans décision"


def _whose(suivi: Suivi) -> tuple[str, str]:
    return suivi.fiche.value, str(suivi.annee.value)


def _words(suivi: Suivi) -> str:
    return " ".join(
        text_of(inlines)
        for blocks in suivi.textes.values()
        for block in blocks
        for inlines in inlines_of(block)
    )
