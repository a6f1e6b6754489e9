"""What each member commits to, and who signed it: the sheets that a CPTS has its members sign, profession by profession.

All those who carry a projet de santé sign it (URPS guide *Élaborer un projet de santé de CPTS*, « Structure générale »).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.charge import FONCTION, MEMBRE, MISSION, PILOTE, POSTE, charges
from pipeline.model.fait import Fait, Genre
from pipeline.model.langue.francais import et, majuscule
from pipeline.model.langue.mots import fold
from pipeline.model.mission import PAR_CLE
from pipeline.model.personne import ENGAGE, FEUILLES_A_SIGNER, MORALE, Personne, accorde
from pipeline.model.projet import Chapitre, Projet
from pipeline.model.prose import (
    ETIQUETTE,
    SIGNATURE,
    Block,
    Cell,
    Inline,
    LineBreak,
    Paragraph,
    Table,
    Text,
    plain,
)

Named = Iterator[tuple[str, Fait]]

TITRES = ("Membre", "Son engagement", "Date et signature")
AUTRES, STRUCTURES = "Autres membres", "Structures"
"""What stands under the professions."""

SANS_ENGAGE = f"personne n'est « {ENGAGE} » dans content/personnes.csv"
ENGAGEMENT = "Prend part aux actions du projet de santé"
"""What a member whom no fiche names commits to."""


def of_engagements(projet: Projet) -> Named:
    """How many engaged members signed the projet, and the sheets on which they do."""
    engaged = _engaged(projet)
    signed = [one for one in engaged if one.signature is not None]
    vide = "" if engaged else SANS_ENGAGE
    yield (
        "membres.signataires",
        Fait(
            "membres engagés qui ont signé le projet de santé", Genre.NOMBRE, len(signed), "membres"
        ),
    )
    yield (
        FEUILLES_A_SIGNER,
        Fait(
            "engagements et signatures des membres", Genre.LISTE, tuple(_sheets(projet)), vide=vide
        ),
    )


def _engaged(projet: Projet) -> Sequence[Personne]:
    return [one for one in projet.annuaire.presents if one.engagement == ENGAGE]


def _sheets(projet: Projet) -> Iterator[Block]:
    """A table under the name of each profession, in alphabetical order; those who have none last, then the bodies."""
    sheets: dict[str, list[Personne]] = {}
    for personne in _engaged(projet):
        sheets.setdefault(_sheet(personne, projet), []).append(personne)
    promises = _promises(projet)
    last = [AUTRES, STRUCTURES]
    trades = sorted((name for name in sheets if name not in last), key=fold)
    for name in (*trades, *(name for name in last if name in sheets)):
        yield Paragraph(plain(name), style=ETIQUETTE)
        yield _sheet_of(sheets[name], promises)


def _sheet(personne: Personne, projet: Projet) -> str:
    if personne.type == MORALE:
        return STRUCTURES
    return majuscule(projet.profession(personne)) or AUTRES


def _sheet_of(people: Iterable[Personne], promises: Mapping[str, Sequence[str]]) -> Table:
    rows = tuple(
        (_who(one), _lines(promises.get(one.cle) or [ENGAGEMENT]), _lines(_signed(one)))
        for one in people
    )
    return Table(tuple(Cell(plain(text)) for text in TITRES), rows, ("left",) * 3, style=SIGNATURE)


def _who(personne: Personne) -> Cell:
    """The name, then who signs for a body, else where the person practises."""
    signs = personne.representant if personne.type == MORALE else ""
    beneath = f"{accorde(personne.nom)} par {signs}" if signs else personne.commune
    return _lines(filter(None, (personne.nom_complet, beneath)))


def _signed(personne: Personne) -> Sequence[str]:
    return [f"Signé le {personne.signature}"] if personne.signature else []


def _lines(lines: Iterable[str]) -> Cell:
    inlines: list[Inline] = []
    for line in lines:
        inlines += [*([LineBreak()] if inlines else []), Text(line)]
    return Cell(tuple(inlines))


def _promises(projet: Projet) -> Mapping[str, Sequence[str]]:
    """Key of a member → what the statutes, the missions and the fiches say that she does, a line each."""
    held: dict[str, dict[str, list[str]]] = {}
    for charge in charges(projet):
        personne = projet.annuaire.trouver(charge.nom.value)
        if personne is not None:
            held.setdefault(personne.cle, {}).setdefault(charge.role, []).append(charge.objet)
    missions = {one.titre: _mission(one) for one in projet.chapitres["missions"]}
    return {cle: [*_lines_of(objects, missions)] for cle, objects in held.items()}


def _mission(chapitre: Chapitre) -> str:
    """The name of the mission that a chapter presents; its own title when it names none."""
    return PAR_CLE[chapitre.mission.value].titre if chapitre.mission else chapitre.titre


def _lines_of(objects: Mapping[str, Sequence[str]], missions: Mapping[str, str]) -> Iterator[str]:
    for post in objects.get(POSTE, ()) or objects.get(FONCTION, ()):
        yield majuscule(post)
    for title in objects.get(MISSION, ()):
        yield f"Pilote de la mission « {missions[title]} »"
    for role, words in ((PILOTE, "Pilote de"), (MEMBRE, "Groupe de travail de")):
        if role in objects:
            yield f"{words} {et(dict.fromkeys(objects[role]))}"
