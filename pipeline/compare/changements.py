"""Two states of a project side by side: every change, part by part, whatever the order of files and lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pipeline.compare import budget, documents, identite, textes
from pipeline.compare.consequences import suites
from pipeline.compare.constats import constats
from pipeline.compare.fiches import fiches, indicateurs, pairs_of_fiches, renumbered
from pipeline.compare.mesures import mesures
from pipeline.compare.rapprochement import readable
from pipeline.model.changement import Change, Changements, Etat, Hypothese, Partie
from pipeline.model.projet import Piece, Projet

OF_CONTRACT = ("date de mission",)
"""Changes found in a chapter that are told with the contract."""


def compare(avant: Etat, apres: Etat, hypotheses: Sequence[Hypothese]) -> Changements:
    parts = {partie: tuple(found) for partie, found in _parts(avant, apres).items()}
    directs = {partie: changes for partie in Partie if (changes := parts.get(partie, ()))}
    apparus, resolus = constats(avant.constats, apres.constats, _renamed(avant, apres))
    every = tuple(chain.from_iterable(directs.values()))
    return Changements(
        directs, suites(avant, apres, hypotheses, every), apparus, resolus, _holes(avant, apres)
    )


def _parts(avant: Etat, apres: Etat) -> Mapping[Partie, Iterator[Change] | list[Change]]:
    old, new = avant.projet, apres.projet
    both = (avant.comptes, apres.comptes)
    found: dict[Partie, Iterator[Change] | list[Change]] = {
        Partie.PERSONNES: identite.personnes(old, new),
        Partie.FICHES: fiches(old, new),
        Partie.INDICATEURS: chain(indicateurs(old, new), mesures(old, new)),
        Partie.STATUTS: textes.statuts(old, new),
        Partie.DONNEES: chain(
            textes.besoins(old, new), textes.donnees(old, new), textes.listes(old, new)
        ),
        Partie.LEGALES: identite.legales(old, new),
        Partie.DOCUMENTS: documents.documents(avant, apres),
    }
    said = list(textes.chapitres(old, new))
    found[Partie.TEXTES] = [change for change in said if change.sujet not in OF_CONTRACT]
    contract = [change for change in said if change.sujet in OF_CONTRACT]
    if readable(Piece.BUDGET, old, new):
        found[Partie.BUDGET] = budget.budget(old.budget, new.budget, both, renumbered(old, new))
        found[Partie.REALISE] = chain(
            budget.realise(old.budget, new.budget), budget.sommes_realisees(*both)
        )
    if readable(Piece.IDENTITE, old, new):
        found[Partie.PROJET] = chain(
            identite.le_projet(old.identite, new.identite),
            textes.versions(old, new),
            textes.validations(old, new),
        )
        contract = [*identite.contrat(old.identite, new.identite), *contract]
        found[Partie.TERRITOIRE] = chain(identite.territoire(*both), identite.sources(old, new))
    found[Partie.CONTRAT] = contract
    return found


def _renamed(avant: Etat, apres: Etat) -> Mapping[str, str]:
    """Old path of a fiche or an article whose file was renamed → the new one."""
    pairs = [
        (old.path, new.path)
        for old, new in pairs_of_fiches(avant.projet, apres.projet)
        if old and new
    ]
    return {old: new for old, new in pairs if old != new}


def _holes(avant: Etat, apres: Etat) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What could not be read on one side and was not found as it is on the other."""
    same = {path for path in avant.files if avant.files[path] == apres.files.get(path)}
    before, after = (tuple(sorted(_unreadable(side.projet) - same)) for side in (avant, apres))
    return before, after


def _unreadable(projet: Projet) -> frozenset[str]:
    """The files that could not be read, the workbook included when it is there."""
    workbook = projet.identite.classeur
    lost = Piece.BUDGET in projet.trous and projet.classeur_present and workbook is not None
    return projet.illisibles | ({workbook.value} if lost and workbook else set())
