"""Whose a phone number, an e-mail or a postal address is: somebody's, or that of a body, which anyone may know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import replace
from functools import cache, lru_cache

from pipeline.compute.imprimables import imprimables, imprimables_des_organismes
from pipeline.model.coordonnees import Coordonnee, Divulgation, Domicile, Repertoire
from pipeline.model.langue.mots import fold
from pipeline.model.livrable import Livrable
from pipeline.model.personne import MORALE, Annuaire, Contact
from pipeline.model.projet import Projet
from pipeline.model.statuts import SIEGE


def repertoire(projet: Projet, silences: Set[str] = frozenset()) -> Repertoire:
    """The private details of natural persons (``contacts.csv``), and the open ones: those of bodies, wherever they
    stand in ``contacts.csv``, ``personnes.csv`` or under ``contact`` in ``projet.yaml``.  Nobody asks while no document
    is public.  ``silences`` are what ``Repertoire`` says."""
    if not any(livrable.publique for livrable in projet.livrables):
        return Repertoire()
    annuaire = projet.annuaire
    private, open_ones = _of_people_and_of_bodies(annuaire)
    opened = {valeur for valeur, _typed in _details(open_ones)}
    for passage in imprimables_des_organismes(projet):
        opened.update(_values_in(passage))
    opened.update(_seat(projet, {valeur for valeur, _typed in _details(private)}))
    details = tuple(dict(_details(private)).items())
    known = _known(details, frozenset(opened), tuple(_homes(private, annuaire)))
    return replace(known, silences=silences)


def _of_people_and_of_bodies(annuaire: Annuaire) -> tuple[list[Contact], list[Contact]]:
    """The contacts of natural persons without where they work, and those of bodies with it."""
    bodies = {one.cle: one.nom for one in annuaire.personnes if one.type == MORALE}
    of_people = [contact for contact in annuaire.contacts if contact.cle not in bodies]
    of_bodies = [contact for contact in annuaire.contacts if contact.cle in bodies]
    at_work = [one for one in of_people if _gives_a_place_of_work(one, bodies.values())]
    private = [replace(one, adresse="") if one in at_work else one for one in of_people]
    return private, [*of_bodies, *(replace(one, telephone="", courriel="") for one in at_work)]


PLACES_OF_WORK = (
    *(
        "cabinet",
        "pharmacie",
        "maison de sante",
        "centre de sante",
        "pole de sante",
        "msp",
        "clinique",
        "laboratoire",
    ),
    *("hopital", "centre hospitalier", "ehpad", "mairie", "ccas"),
)


def _gives_a_place_of_work(contact: Contact, bodies: Iterable[str]) -> bool:
    """Whether an address begins with the name of a body of ``personnes.csv`` or of a place of care, and a comma: « Maison
    de santé d'Exemple, 20 allée des Mirages » is that of the house; « Résidence des Lilas, 4 rue du Port » is a home."""
    name, comma, _street = fold(contact.adresse).partition(",")
    named = any(name == fold(body) for body in bodies)
    cared_for = any(f"{name} ".startswith(f"{place} ") for place in PLACES_OF_WORK)
    return bool(comma and name) and (named or cared_for)


@lru_cache(maxsize=2)
def _known(
    prives: tuple[tuple[str, str], ...], ouverts: frozenset[str], domiciles: tuple[Domicile, ...]
) -> Repertoire:
    """One and the same while nothing else is known: an atelier checks all day, and it remembers the texts that it read."""
    return Repertoire(prives=dict(prives), ouverts=ouverts, domiciles=domiciles)


def _homes(contacts: Iterable[Contact], annuaire: Annuaire) -> Iterator[Domicile]:
    names = {personne.cle: (personne.nom, personne.prenom) for personne in annuaire.personnes}
    for one in contacts:
        if one.adresse:
            yield Domicile(one.adresse, *names.get(one.cle, ()))


def _details(contacts: Iterable[Contact]) -> Iterator[tuple[str, str]]:
    """The common value of each detail, with what was typed."""
    from pipeline.model.coordonnees.adresses import voie
    from pipeline.model.coordonnees.courriels import courriel
    from pipeline.model.coordonnees.telephones import numero_national

    for contact in contacts:
        if number := numero_national(contact.telephone):
            yield number, contact.telephone
        if "@" in courriel(contact.courriel):
            yield courriel(contact.courriel), contact.courriel
        if street := voie(contact.adresse):
            yield " ".join(street), contact.adresse


def _values_in(text: str) -> Iterator[str]:
    from pipeline.model.coordonnees.lues import adresses, coordonnees

    yield from (found.valeur for found in coordonnees(text))
    yield from (found.rue for found in adresses(text))


def _seat(projet: Projet, private: Set[str]) -> Iterator[str]:
    """The street of the seat of the association, unless somebody gave it as theirs or the statutes say « chez »."""
    from pipeline.model.coordonnees.demeures import dit_un_domicile
    from pipeline.model.coordonnees.lues import adresses

    seat = projet.statuts.valeurs.scalaires.get(SIEGE)
    if seat is None or dit_un_domicile(seat.value):
        return
    yield from (one.rue for one in adresses(seat.value) if one.rue not in private)


def annonces(
    projet: Projet, livrables: Iterable[Livrable], told: Set[str]
) -> Callable[[Coordonnee], bool]:
    """Whether a detail of a finished document was told of its sources, by the common values ``told``, or is an address
    that they hold: whose it is was judged there, with its sentence and its row."""
    from pipeline.model.coordonnees.lues import adresses

    @cache
    def read() -> frozenset[str]:
        passages = (one.texte for livrable in livrables for one in imprimables(projet, livrable))
        return frozenset(found.valeur for text in passages for found in adresses(text))

    return lambda found: found.valeur in told or bool(found.rue and found.valeur in read())


def divulgations(projet: Projet, known: Repertoire) -> Iterator[Divulgation]:
    """What each public document would show, each line of the sources once."""
    told: set[tuple[str, str, str, int | None, str | None]] = set()
    for livrable in projet.livrables:
        for passage in imprimables(projet, livrable) if livrable.publique else ():
            for found in known.sensibles(passage.texte, passage.titre):
                place = passage.place(found.debut)
                key = (livrable.cle, found.valeur, place.path, place.line, place.sheet)
                if key not in told:
                    told.add(key)
                    yield Divulgation(livrable.cle, found, known.est_prive(found), place)
