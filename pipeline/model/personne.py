"""People and bodies, entered once and cited by key or by name."""

from __future__ import annotations

from dataclasses import field
from functools import cached_property

from pipeline.model.langue.mots import fold
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

PHYSIQUE = "physique"
MORALE = "morale"
ENGAGE = "engagé"
A_VENIR = "à venir"
ACTIF, PARTENAIRE, HONNEUR = "actif", "partenaire", "honneur"
QUALITES = (ACTIF, PARTENAIRE, HONNEUR)


@dataclass(frozen=True, slots=True)
class Personne:
    """A line of ``content/personnes.csv``.  It holds no contact details: those are in ``content/prive/``."""

    cle: str
    type: str
    nom: str
    prenom: str
    profession: str
    mode_exercice: str
    structure: str
    representant: str
    commune: str
    college: str
    engagement: str
    fonctions: tuple[str, ...]
    qualite: str
    fondateur: bool
    adhesion: str
    """When the person signed: a date as typed, empty when it is not known."""
    span: Span = field(compare=False)

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    @property
    def designation(self) -> str:
        """Name and profession, as a fiche prints them."""
        return f"{self.nom_complet}, {self.profession}" if self.profession else self.nom_complet

    @property
    def appellations(self) -> tuple[str, ...]:
        """What an author may write to mean this person, folded for comparison."""
        names = {fold(self.cle), fold(self.nom_complet), fold(f"{self.nom} {self.prenom}")}
        return tuple(sorted(name for name in names if name))


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of ``content/prive/contacts.csv``, kept out of git."""

    cle: str
    telephone: str
    courriel: str
    adresse: str
    span: Span = field(compare=False)


@dataclass(frozen=True)
class Annuaire:
    """Everyone, found by key or by name whatever the accents and capitals."""

    personnes: tuple[Personne, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def trouver(self, appellation: str) -> Personne | None:
        return self._index.get(fold(appellation))

    @cached_property
    def _index(self) -> dict[str, Personne]:
        """The first line of the file wins where two people answer to one name."""
        return {name: personne for personne in reversed(self.personnes) for name in personne.appellations}

    def contact(self, cle: str) -> Contact | None:
        return next((c for c in self.contacts if c.cle == cle), None)

    @property
    def cles(self) -> tuple[str, ...]:
        return tuple(p.cle for p in self.personnes)


FEMININS = (
    *("agence", "antenne", "association", "caisse", "clinique", "collectivité", "commune", "communauté", "coopérative"),
    *("équipe", "fédération", "fondation", "ligue", "maison", "mutuelle", "pharmacie", "plateforme", "société"),
    *("union", "unité"),
)
MASCULINS = (
    *("cabinet", "centre", "comité", "conseil", "dispositif", "ehpad", "établissement", "foyer", "groupe"),
    *("groupement", "hôpital", "institut", "laboratoire", "pôle", "réseau", "service", "ssiad", "syndicat"),
)


def accorde(nom: str) -> str:
    """« représentée » or « représenté », as the first word of the name of a body asks; both where it does not tell.

    >>> accorde("Maison de santé d'Exemple"), accorde("Centre hospitalier d'Exemple"), accorde("Les Mimosas")
    ('représentée', 'représenté', 'représenté(e)')
    """
    first = nom.lower().split(" ")[0]
    return "représentée" if first in FEMININS else "représenté" if first in MASCULINS else "représenté(e)"
