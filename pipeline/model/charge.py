"""What people have in hand: the fiches that they lead, the posts that they hold, what they sign."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.livrable import TEXTES
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.prose import text_of
from pipeline.model.span import Placed, Span
from pipeline.model.valeur import dataclass

PILOTE, COPILOTE, MEMBRE, CHARGE_DE = "pilote", "copilote", "membre", "chargé"
MISSION, COPILOTE_DE_MISSION, REFERENT = "mission", "copilote de mission", "référent"
POSTE, CONSEIL = "poste", "conseil"
LETTRE, SIGNATAIRE, REPRESENTANT = "lettre", "signataire", "représentant"
FONCTION = "fonction"
ROLES_CITES = (
    *(PILOTE, COPILOTE, MEMBRE),
    *(MISSION, COPILOTE_DE_MISSION, REFERENT),
    *(POSTE, CONSEIL, LETTRE),
)
"""The roles whose holder must be in the list of people; the others may be told in free words."""


@dataclass(frozen=True, slots=True)
class Charge:
    """``objet`` names the thing held: a code, a title, the words of a post."""

    role: str
    objet: str
    nom: Placed[str]

    @property
    def span(self) -> Span:
        return self.nom.span


def charges(projet: Projet) -> Iterator[Charge]:
    """Everything that somebody holds, by the words that name the holder."""
    yield from _of_fiches(projet)
    yield from _of_missions(projet)
    yield from _of_governance(projet)
    yield from _of_signatures(projet)
    for personne in projet.annuaire.personnes:
        for fonction in personne.fonctions:
            yield Charge(FONCTION, fonction, Placed(personne.cle, personne.span))


def charges_de(personne: Personne, projet: Projet) -> tuple[Charge, ...]:
    """What this person holds, whatever the words that name her."""
    return tuple(
        one for one in charges(projet) if projet.annuaire.trouver(one.nom.value) == personne
    )


def _of_fiches(projet: Projet) -> Iterator[Charge]:
    for fiche in projet.fiches:
        if fiche.pilote:
            yield Charge(PILOTE, fiche.cle, fiche.pilote)
        for placed in fiche.copilotes:
            yield Charge(COPILOTE, fiche.cle, placed)
        for placed in fiche.membres:
            yield Charge(MEMBRE, fiche.cle, placed)
        for action in fiche.sous_actions:
            for words in projet.annuaire.designations(action.qui.value) if action.qui.value else ():
                yield Charge(CHARGE_DE, text_of(action.action), Placed(words, action.qui.span))


def _of_missions(projet: Projet) -> Iterator[Charge]:
    for chapitre in projet.chapitres["missions"]:
        if chapitre.pilote is not None:
            yield Charge(MISSION, chapitre.titre, chapitre.pilote)
        for placed in chapitre.copilotes:
            yield Charge(COPILOTE_DE_MISSION, chapitre.titre, placed)
        if chapitre.referent is not None:
            yield Charge(REFERENT, chapitre.titre, chapitre.referent)


def _of_governance(projet: Projet) -> Iterator[Charge]:
    valeurs = projet.statuts.valeurs
    for poste in valeurs.postes:
        if poste.titulaire:
            yield Charge(POSTE, poste.poste, poste.titulaire)
    for placed in valeurs.administrateurs:
        yield Charge(CONSEIL, "un siège d'administrateur", placed)


def _of_signatures(projet: Projet) -> Iterator[Charge]:
    for chapitre in projet.chapitres[TEXTES]:
        courrier = chapitre.courrier
        if courrier is not None and courrier.signataire is not None:
            yield Charge(LETTRE, chapitre.titre, courrier.signataire)
    for signataire in projet.identite.signataires:
        if signataire.nom:
            yield Charge(SIGNATAIRE, signataire.partie, Placed(signataire.nom, signataire.span))
    for body in projet.annuaire.presents:
        if body.representant:
            yield Charge(REPRESENTANT, body.nom_complet, Placed(body.representant, body.span))
