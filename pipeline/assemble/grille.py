"""The grid of the ARS, answered: what the projet says to each question, where, and what is thin or absent."""

from __future__ import annotations

from dataclasses import replace

from pipeline.assemble.brouillon import Constats
from pipeline.assemble.partie import alinea, etiquette, tableau, titre
from pipeline.model.carte import TERRITOIRE as CARTE
from pipeline.model.comptes import Comptes
from pipeline.model.couverture import Couverture, Presence
from pipeline.model.document import Contenu
from pipeline.model.echeance import Echeance
from pipeline.model.grille import ACTIONS, AVIS, FICHES, TERRITOIRE, Grille, Pages, Reponse, page_de
from pipeline.model.projet import DOSSIERS_CHAPITRES, Identite, Projet
from pipeline.model.prose import (
    FIGURE,
    Block,
    Cell,
    Figure,
    Image,
    Inline,
    Legende,
    LineBreak,
    Strong,
    Table,
    Text,
    plain,
)
from pipeline.model.span import Span

HEAD = ("Question", "Réponse du projet", "Où", "État")
HEAD_SECTIONS = ("Section attendue", "État", "Où, et ce qui reste à dire")
HEAD_AVIS = ("Avis de", "Favorable, réservé ou défavorable", "Motif", "Date")
BEFORE_DEPOSIT = {
    "lettre_intention": "Lettre d'intention envoyée",
    "lettre_acceptee": "Lettre d'intention acceptée",
    "declaration": "Association déclarée",
}
CARTE_HAUTE = 82
"""Millimetres of the map."""

PARTIES = {"diagnostic": "Partie 1", "organisation": "Partie 3"}


def grille(projet: Projet, comptes: Comptes, constats: Constats) -> tuple[Contenu, ...]:
    """Header, the two blocks of the grid, the sections of the guide, and the opinions to be given."""
    answered = comptes.grille
    return (
        titre(1, "Grille d'analyse du projet de santé"),
        alinea(_identity(projet, comptes)),
        alinea(count(answered)),
        *_bloc(TERRITOIRE, answered),
        *_carte(comptes),
        *_bloc(ACTIONS, answered),
        titre(2, "Les sections du projet"),
        _sections(answered),
        titre(2, "Les avis"),
        replace(
            tableau(HEAD_AVIS, _blanks(projet.identite), ("left",) * len(HEAD_AVIS)), even=True
        ),
    )


def couverture(projet: Projet, comptes: Comptes) -> tuple[Block, ...]:
    """The same for whoever completes the projet: sections, then questions, with the file to open."""
    answered = comptes.grille
    rows = [
        (one.attendu.titre, one.presence.value, _file(one.span, one.attendu.partie), one.conseil)
        for one in answered.sections
    ]
    asked = [(one.question, one.presence.value, one.lieu, one.manque) for one in answered.reponses]
    aligns = ("left",) * 4
    return (
        alinea(count(answered)),
        etiquette("Les sections attendues"),
        tableau(("Section", "État", "Fichier", "À compléter"), rows, aligns),
        etiquette("Les questions de la grille de l'ARS"),
        tableau(("Question", "État", "Où", "À compléter"), asked, aligns),
    )


def _file(span: Span | None, partie: str) -> str:
    return str(span) if span else DOSSIERS_CHAPITRES[partie]


def _identity(projet: Projet, comptes: Comptes) -> str:
    identite = projet.identite
    said = [f"{identite.nom}, {identite.departement}."]
    said += [
        f"{words} : {identite.dates[cle].value}."
        for cle, words in BEFORE_DEPOSIT.items()
        if cle in identite.dates
    ]
    depot = identite.dates.get("depot")
    if depot is not None:
        said.append(f"Dépôt du projet : {depot.value}.")
    tacit = comptes.contrat.accord_tacite
    if tacit is not None:
        said.append(f"Avis attendu avant le {Echeance(tacit)}, deux mois après le dépôt.")
    return " ".join(said)


def count(answered: Grille) -> str:
    """How many of the questions and sections are thin or absent, in a sentence."""
    states = [one.presence for one in answered.reponses]
    states += [one.presence for one in answered.sections]
    thin = states.count(Presence.INSUFFISANT)
    absent = states.count(Presence.ABSENT)
    if not thin and not absent:
        return "Chaque question a sa réponse, et chaque section attendue est là."
    return f"Sur {len(states)} questions et sections : {_of(thin, 'insuffisante')}, {_of(absent, 'absente')}."


def _of(count: int, word: str) -> str:
    return f"{count or 'aucune'} {word}{'s' if count > 1 else ''}"


def _bloc(bloc: str, answered: Grille) -> tuple[Contenu, ...]:
    rows = tuple(_row(one, answered.pages) for one in answered.reponses if one.bloc == bloc)
    head = tuple(Cell(plain(text)) for text in HEAD)
    return (titre(2, bloc), Table(head, rows, ("left",) * len(HEAD)))


def _row(one: Reponse, pages: Pages) -> tuple[Cell, ...]:
    return (
        Cell(plain(one.question)),
        Cell(_with_what_is_missing(one)),
        Cell(plain(_with_page(one.lieu, one.titre, pages))),
        Cell(_state(one.presence)),
    )


def _with_what_is_missing(one: Reponse) -> tuple[Inline, ...]:
    """The answer, a sentence a line, then what is to be completed."""
    said: list[Inline] = []
    for line in one.lignes:
        said += [Text(line), LineBreak()]
    if one.manque:
        return (*said, Strong(plain("À compléter :")), Text(f" {one.manque}."))
    return tuple(said[:-1])


def _state(presence: Presence) -> tuple[Inline, ...]:
    """In bold when something is to be done: a grey print shows it too."""
    words = plain(presence.value)
    return words if presence is Presence.PRESENT else (Strong(words),)


def _to_complete(one: Couverture, pages: Pages) -> tuple[Inline, ...]:
    """Where it stands, then what is to be said there."""
    place = _with_page(_place(one), one.titre, pages)
    if not one.conseil:
        return plain(place)
    advice = (Strong(plain("À compléter :")), Text(f" {one.conseil}."))
    return (Text(place), LineBreak(), *advice) if place else advice


def _sections(answered: Grille) -> Table:
    rows = tuple(
        (
            Cell(plain(one.attendu.titre)),
            Cell(_state(one.presence)),
            Cell(_to_complete(one, answered.pages)),
        )
        for one in answered.sections
    )
    head = tuple(Cell(plain(text)) for text in HEAD_SECTIONS)
    return Table(head, rows, ("left",) * len(HEAD_SECTIONS))


def _with_page(lieu: str, titre: str, pages: Pages) -> str:
    """« Partie 1, « Les besoins retenus », page 14 »; without the page while it is not known."""
    page = page_de(titre, pages) if lieu else None
    if page is None:
        return lieu
    return (
        f"{lieu}, à partir de la page\u00a0{page}"
        if lieu == FICHES
        else f"{lieu}, page\u00a0{page}"
    )


def _carte(comptes: Comptes) -> tuple[Contenu, ...]:
    """The map of the territory, as small as it can be read."""
    carte = comptes.cartes.get(CARTE)
    if carte is None:
        return ()
    legende = Legende(FIGURE, plain("Le territoire"))
    return (Figure((Image(CARTE, carte.alt),), legende, plus_haute=CARTE_HAUTE),)


def _place(one: Couverture) -> str:
    return f"{PARTIES[one.attendu.partie]}, « {one.titre} »" if one.titre else ""


def _blanks(identite: Identite) -> list[tuple[str, ...]]:
    """Each under its own name, where the projet gives it."""
    return [(str(getattr(identite, cle)) or who, "", "", "") for cle, who in AVIS.items()]
