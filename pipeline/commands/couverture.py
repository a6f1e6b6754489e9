"""``couverture``: what a projet de santé is expected to say, and how far this one says it, in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.assemble.grille import count, couverture
from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import Demande
from pipeline.compute import answered
from pipeline.model.couverture import Couverture, Presence
from pipeline.model.grille import Grille, Reponse
from pipeline.model.projet import DOSSIERS_CHAPITRES
from pipeline.write.terminal import as_csv

WIDTH = max(len(presence.value) for presence in Presence)


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today())
    grille = answered(examen.projet, examen.comptes)
    if demande.options.get("--format") == "csv":
        blocks = couverture(examen.projet, replace(examen.comptes, grille=grille))
        print(as_csv(blocks))
    else:
        print("\n".join(_lines(grille)))
    if examen.projet.mal_lus:
        unread = ", ".join(sorted(examen.projet.mal_lus))
        print(
            f"\nCes fichiers ont des erreurs de lecture, qui peuvent changer ces réponses : {unread}.",
            file=sys.stderr,
        )
    return 0


def _lines(grille: Grille) -> Iterator[str]:
    yield count(grille)
    yield "\nLes sections attendues"
    for section in grille.sections:
        yield from _one(section.presence, section.attendu.titre, _file(section), section.conseil)
    yield "\nLes questions de la grille de l'ARS"
    for reponse in grille.reponses:
        yield from _one(reponse.presence, reponse.question, _place(reponse), reponse.manque)


def _one(presence: Presence, what: str, where: str, missing: str) -> Iterator[str]:
    yield f"  {presence.value:{WIDTH}}  {what}"
    margin = " " * (WIDTH + 4)
    if where:
        yield f"{margin}{where}"
    if missing:
        yield f"{margin}→ {missing}."


def _file(section: Couverture) -> str:
    return str(section.span) if section.span else DOSSIERS_CHAPITRES[section.attendu.partie]


def _place(reponse: Reponse) -> str:
    return str(reponse.span) if reponse.span else reponse.lieu
