"""What the fiches ask of whoever coordinates the CPTS, as a table: with whom, for how long, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.assemble.partie import inlines_with_faits
from pipeline.model.comptes import Comptes
from pipeline.model.coordination import taches, temps
from pipeline.model.fiche import Fiche
from pipeline.model.langue.francais import majuscule
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.prose import Cell, Inline, LineBreak, Table, Text, plain, text_of

TITRES = ("Action", "Pilote", "Son temps", "Ce qui lui est confié")
NONE = "—"
WHO = motif(
    r"(?:(?:la|le|une?) |l['’])?coord(?:inat|onnat)(?:eur|rice)s?(?: de la CPTS)?\s*[,:]\s*", re.I
)
"""What a line on time begins with, and the column says."""


def table_coordination(projet: Projet, comptes: Comptes) -> Table:
    """A row for each fiche, in the order of the missions: the post works with all the pilots."""
    fiches = sorted(projet.fiches, key=lambda fiche: fiche.cle)
    rows = tuple(
        (
            Cell(plain(_named(one))),
            Cell(plain(_pilot(one, projet))),
            _lines(_time(one, comptes)),
            _lines(_tasks(one, projet, comptes)),
        )
        for one in fiches
    )
    return Table(tuple(Cell(plain(text)) for text in TITRES), rows, ("left",) * len(TITRES))


def _named(fiche: Fiche) -> str:
    return f"{fiche.cle} — {fiche.titre.value}" if fiche.titre else fiche.cle


def _pilot(fiche: Fiche, projet: Projet) -> str:
    if fiche.pilote is None:
        return NONE
    personne = projet.annuaire.trouver(fiche.pilote.value)
    return personne.nom_complet if personne else fiche.pilote.value


def _time(fiche: Fiche, comptes: Comptes) -> Iterator[str]:
    for inlines in temps(fiche):
        words = text_of(inlines_with_faits(inlines, comptes.faits)).strip(" .;")
        yield majuscule(WHO.sub("", words, 1) if WHO.match(words) else words)


def _tasks(fiche: Fiche, projet: Projet, comptes: Comptes) -> Iterator[str]:
    for one in taches(fiche, projet.annuaire):
        action = text_of(inlines_with_faits(one.action, comptes.faits))
        yield f"{action} ({one.quand.value})" if one.quand.value else action


def _lines(lines: Iterable[str]) -> Cell:
    inlines: list[Inline] = []
    for line in lines:
        inlines += [*([LineBreak()] if inlines else []), Text(line)]
    return Cell(tuple(inlines) or plain(NONE))
