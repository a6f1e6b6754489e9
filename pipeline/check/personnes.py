"""Rules on people: known, once, with their contacts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding, did_you_mean, is_blank
from pipeline.model.personne import Personne
from pipeline.model.projet import Projet
from pipeline.model.span import Placed, Span

PERSONNES = "content/personnes.csv"
CONTACTS = "content/prive/contacts.csv"


def keys_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    seen: dict[str, Personne] = {}
    for personne in projet.annuaire.personnes if projet.annuaire else ():
        first = seen.setdefault(personne.cle, personne)
        if first is not personne and personne.cle:
            message = f"la clé « {personne.cle} » est déjà à la ligne {first.span.line}."
            yield Finding("G001", message, personne.span, (), (first.span,))


def cited_people_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Pilots, members of a group and holders of a post are in the list; ``structure`` is the key of a body."""
    if projet.annuaire is None or PERSONNES in projet.incomplets:
        return
    annuaire = projet.annuaire
    names = [name for p in annuaire.personnes for name in (p.cle, p.nom_complet) if name]
    for placed in _citations(projet):
        if annuaire.trouver(placed.value) is None and not is_blank(placed.value):
            message = f"« {placed.value} » n'est pas dans content/personnes.csv."
            yield Finding("G002", message, placed.span, did_you_mean(placed.value, names))
    for personne in annuaire.personnes:
        if personne.structure and annuaire.trouver(personne.structure) is None:
            message = f"la structure « {personne.structure} » n'est pas une ligne de content/personnes.csv."
            yield Finding("G002", message, personne.span, did_you_mean(personne.structure, annuaire.cles))


def _citations(projet: Projet) -> Iterator[Placed[str]]:
    for fiche in projet.fiches:
        if fiche.pilote:
            yield fiche.pilote
        yield from fiche.membres
    if projet.statuts.valeurs is not None:
        for poste in projet.statuts.valeurs.postes:
            if poste.titulaire:
                yield poste.titulaire


def members_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """By key or by name, a person stands once in the group of a fiche."""
    for fiche in projet.fiches:
        seen: set[str] = set()
        for placed in fiche.membres:
            personne = projet.annuaire.trouver(placed.value) if projet.annuaire else None
            cle = personne.cle if personne else placed.value
            if cle in seen:
                yield Finding("G007", f"« {placed.value} » est déjà dans le groupe de travail.", placed.span)
            seen.add(cle)


def contacts(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    if projet.annuaire is None:
        return
    if not projet.contacts_presents:
        message = "les téléphones et courriels manqueront dans les documents : ce fichier n'existe pas encore."
        hint = (
            "recopiez contacts.exemple.csv sous le nom contacts.csv et remplissez-le ; il reste sur votre ordinateur."
        )
        yield Finding("G003", message, Span(CONTACTS), (hint,))
    for contact in projet.annuaire.contacts if PERSONNES not in projet.incomplets else ():
        if contact.cle not in projet.annuaire.cles:
            message = f"« {contact.cle} » n'est la clé de personne dans content/personnes.csv."
            yield Finding("G004", message, contact.span, did_you_mean(contact.cle, projet.annuaire.cles))


def colleges_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    valeurs = projet.statuts.valeurs
    if projet.annuaire is None or valeurs is None or not valeurs.colleges:
        return
    known = [college.cle for college in valeurs.colleges]
    if len(set(known)) < len(known):
        return  # S005 asks for one of the keys to change: which names are missing depends on it
    for personne in projet.annuaire.personnes:
        if personne.college and personne.college not in known:
            message = f"le collège « {personne.college} » n'est pas dans content/statuts/valeurs.yaml."
            yield Finding("G005", message, personne.span, did_you_mean(personne.college, known))
