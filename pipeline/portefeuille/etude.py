"""One project of a portfolio: read, checked, drawn up in memory.  The same function, wherever it runs.

Nothing is written but what later runs remember (texts parsed, pictures painted), which is the same whoever writes it, and
however often: a process may be stopped at any time, and another begin again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from pipeline import __version__, etat
from pipeline.commands.build import made, names
from pipeline.commands.calcul import examine_folder
from pipeline.commands.mettre_a_jour import version_of
from pipeline.compute.portrait import essai, portrait
from pipeline.disk import Empechement, models_of_statutes
from pipeline.model.bareme import Bareme
from pipeline.model.budget import Plafond
from pipeline.model.finding import Finding
from pipeline.model.portefeuille import (
    A_JOUR,
    CONSTRUIT,
    EN_ERREUR,
    REFUSE,
    VERIFIE,
    Portrait,
    Sort,
)
from pipeline.portefeuille.dossiers import why_not_a_project
from pipeline.run import Examen, diary


@dataclass(frozen=True, slots=True)
class Commande:
    """What is asked of one project; ``bareme`` and ``plafonds`` are tried in the place of today's."""

    chemin: str
    racine: str
    """Its whole path, the same for all who may be asked."""
    jour: date
    construire: bool = True
    bareme: Bareme | None = None
    plafonds: Mapping[int, Plafond] = field(default_factory=dict)
    logiciel: str = ""
    """The version of the program that asks: another would give other documents."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Documents to put into ``build/``, as ``etat.publish`` takes them."""

    outputs: Mapping[str, bytes]
    empreinte: str
    attendus: tuple[str, ...]
    avertissements: int
    sans_pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Etude:
    """``publication`` is None where nothing is to be written."""

    sort: Sort
    publication: Publication | None = None


def etudier(commande: Commande) -> Etude:
    """What becomes of one project.  A cause outside its sources (a lock, a disk) is told in its fate."""
    root = Path(commande.racine)
    refus = _refusal(commande, root)
    if refus:
        return Etude(Sort(commande.chemin, REFUSE, refus))
    try:
        return _studied(commande, root)
    except (Empechement, OSError) as reason:
        return Etude(Sort(commande.chemin, REFUSE, str(reason)))


def _refusal(commande: Commande, root: Path) -> str:
    if commande.logiciel not in ("", __version__):
        return (
            f"ouvrier d'une autre version du logiciel ({__version__}, et non {commande.logiciel})"
        )
    return why_not_a_project(root)


def _studied(commande: Commande, root: Path) -> Etude:
    empreinte = etat.fingerprint(root)
    fresh = etat.up_to_date(root) if commande.construire else None
    build = commande.construire and fresh is None
    examen = examine_folder(root, commande.jour, to_build=build)
    said: list[Finding] = []
    publication = _documents(root, examen, empreinte, said) if build and examen.sound else None
    told = _portrait(commande, root, examen, said)
    sort = Sort(commande.chemin, VERIFIE, _of_another_version(told), told)
    if not examen.sound or said:
        return Etude(replace(sort, sort=EN_ERREUR))
    if fresh is not None:
        return Etude(replace(sort, sort=A_JOUR, documents=len(fresh.documents)))
    if publication is None:
        return Etude(sort)
    return Etude(
        replace(sort, sort=CONSTRUIT, documents=len(publication.outputs)),
        publication,
    )


def _documents(
    root: Path, examen: Examen, empreinte: str, said: list[Finding]
) -> Publication | None:
    numerotes = made(root, examen, brouillon=False, wanted=(), said=said, numbered=False)
    if numerotes is None:
        return None
    agenda = diary(examen)
    return Publication(
        {**numerotes.outputs, **agenda},
        empreinte,
        (*names(examen), *agenda),
        sum(not finding.is_error for finding in examen.findings),
        tuple(numerotes.lacking),
    )


def _portrait(commande: Commande, root: Path, examen: Examen, said: list[Finding]) -> Portrait:
    projet, comptes = examen.projet, examen.comptes
    texts, findings = examen.sources.texts, (*examen.findings, *said)
    found = portrait(projet, comptes, findings, texts, _models(), commande.jour)
    found = replace(found, logiciel=version_of(root))
    if commande.bareme is None and not commande.plafonds:
        return found
    return replace(found, essai=essai(projet, comptes, commande.bareme, commande.plafonds))


def _of_another_version(told: Portrait) -> str:
    if told.logiciel in ("", __version__):
        return ""
    return f"projet fait avec la version {told.logiciel}, lu avec la {__version__}"


@lru_cache(maxsize=1)
def _models() -> Mapping[str, bytes]:
    return models_of_statutes()
