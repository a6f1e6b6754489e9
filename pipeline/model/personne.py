"""People and bodies, entered once and cited by key or by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from functools import cached_property

from pipeline.model.echeance import Echeance
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

PHYSIQUE = "physique"
MORALE = "morale"
ENGAGE = "engagé"
A_VENIR = "à venir"
ACTIF, PARTENAIRE, HONNEUR = "actif", "partenaire", "honneur"
FEUILLES_A_SIGNER = "liste.engagements"
"""The fact that prints a place to sign for each member."""

SALARIE = "salarié"
"""Who works for the CPTS and is no member of it: she leads, writes and is reached, and is counted nowhere."""

QUALITES = (ACTIF, PARTENAIRE, HONNEUR, SALARIE)


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
    adhesion: Echeance | None
    """When the person joined the association; None when it is not known."""
    signature: Echeance | None
    """When the person, or who stands for the body, signed the projet de santé; None until it is done."""
    parti_le: Echeance | None
    """When the person left.  Once it is written she is gone from the lists of today; what is dated keeps her."""
    convention: str
    """What is agreed with a partner, which signs a convention; empty for who signs none."""
    span: Span = field(compare=False)

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom} {self.nom}".strip()

    @property
    def est_partie(self) -> bool:
        return self.parti_le is not None

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


LONG_NAME = 120
BESIDE = motif(r"\s{0,9}(?:\([^()]*\)?|\[[^\[\]]*\]?|,.*|\s[\u2010-\u2015-]\s.*)\s{0,9}$")
"""What stands after a name: brackets, a profession after a comma or a dash."""

TITLE = motif(
    r"^(?:(?:le |la )?"
    r"(?:mme|mmes|mlle|madame|mademoiselle|monsieur|mr|mm|m\.|dr\.?|drs|docteure?|pr\.?|professeure?|me|maitre|maître)"
    r"(?:\s+(?-i:le |la )?|(?<=\.)))+",
    re.IGNORECASE,
)
"""« Mme », « le Dr », « Madame la »; the « Le » of « Dr Le Goff » is of the name."""


def without_title(name: str) -> str:
    """A name without what stands around it.

    >>> without_title("Dr Claire DELAFABLE (Auch)"), without_title("Laroman Sophie, pharmacienne")
    ('Claire DELAFABLE', 'Laroman Sophie')
    >>> without_title("Dr Le Goff"), without_title("Madame la Docteure Roux")
    ('Le Goff', 'Roux')
    """
    bare = _alone(name)
    return TITLE.sub("", bare).strip() or bare


def _whole_name(representant: str) -> frozenset[str]:
    return frozenset(filter(None, (fold(without_title(representant)),)))


def _names_of(representant: str) -> frozenset[str]:
    """The words that name a representative: the whole name, or what follows the first name."""
    name = fold(without_title(representant))
    return frozenset(filter(None, (name, name.partition(" ")[2])))


def _alone(name: str) -> str:
    """The name, its title with it, without all that stands after."""
    bare = name
    while (shorter := BESIDE.sub("", bare).strip()) != bare and shorter:
        bare = shorter
    return bare


def beside(name: str) -> str:
    """What stands after a name, as it was typed.

    >>> beside("Dr Claire DELAFABLE (Auch) (IDEL)"), beside("Laroman")
    (' (Auch) (IDEL)', '')
    """
    bare = _alone(name)
    return name[name.index(bare) + len(bare) :]


LINKS = motif(r"([,;/+&]|\bet\b|\bpuis\b)")
LONGEST_LIST = 2_000
"""Letters beyond which a text is no list of names."""


@dataclass(frozen=True)
class Annuaire:
    """Everyone, found by key or by name, whatever the accents, the capitals and the title before a name."""

    personnes: tuple[Personne, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def trouver(self, appellation: str) -> Personne | None:
        """Whom these words name: « laroman », « Sophie Laroman », « Dr LAROMAN Sophie (Auch) », « S. Laroman ».

        A title, or what follows in brackets or after a comma, is no part of a name.  An initial or a title before a
        family name is enough when one person alone answers to it.
        """
        found = self._index.get(fold(appellation))
        if found is not None or len(appellation) > LONG_NAME:
            return found
        bare = without_title(appellation)
        if " " in bare or not self._of_family(bare):
            found = self._index.get(fold(bare))
        return found or self._by_short_name(appellation, bare)

    def designations(self, texte: str) -> tuple[str, ...]:
        """The words that each name somebody, « strophe » and « Karim Ballade (IPA) » of « strophe, Karim Ballade (IPA) »;
        the whole text where none does."""
        found = tuple(piece for piece, personne in self._pieces(texte) if personne is not None)
        return found or (texte,)

    def en_clair(self, texte: str) -> str:
        """The text with the full name of each person that it names, by a key or a part of the name; every other word,
        brackets and trades among them, stays as it was typed."""
        return "".join(
            piece if personne is None else f"{personne.nom_complet}{beside(piece)}"
            for piece, personne in self._pieces(texte)
        )

    def _pieces(self, texte: str) -> Iterator[tuple[str, Personne | None]]:
        """The text cut at the words and signs that link names, each piece with whom it names."""
        whole = self.trouver(texte)
        if len(texte) > LONGEST_LIST or (whole is not None and not beside(texte)):
            yield texte, whole
            return
        for rank, piece in enumerate(LINKS.split(texte)):
            words = piece.strip()
            if rank % 2 or not words:
                yield piece, None
                continue
            before, _, after = piece.partition(words)
            yield before, None
            yield words, self.trouver(words)
            yield after, None

    def represente(self, appellation: str) -> Personne | None:
        """The body that these words name by its representative, or by a family name that is nobody else's."""
        name = without_title(appellation)
        names = _names_of if self.trouver(name) is None else _whole_name
        found = [p for p in self.personnes if fold(name) in names(p.representant)]
        return found[0] if len(found) == 1 else None

    def _by_short_name(self, typed: str, bare: str) -> Personne | None:
        """« S. Laroman » or « Mme Laroman », when only one person can be meant."""
        initial, _, family = bare.rpartition(" ")
        if not initial:  # a family name alone: only a title before it says that it is somebody's
            found = self._of_family(bare) if bare != BESIDE.sub("", typed).strip() else ()
        elif fold(initial).rstrip(".").isalpha() and len(fold(initial).rstrip(".")) == 1:
            found = tuple(
                p for p in self._of_family(family) if fold(p.prenom)[:1] == fold(initial)[0]
            )
        else:
            found = ()
        return found[0] if len(found) == 1 else None

    def homonymes(self, appellation: str) -> tuple[Personne, ...]:
        """The people of whom « T. Lagarde » or « Mme Lagarde » may be one, when they are several."""
        initial, _, family = without_title(appellation).rpartition(" ")
        letter = fold(initial).rstrip(".")
        found = tuple(p for p in self._of_family(family) if fold(p.prenom).startswith(letter))
        return found if len(letter) < 2 and len(found) > 1 else ()

    def _of_family(self, name: str) -> tuple[Personne, ...]:
        return tuple(p for p in self.personnes if p.type == PHYSIQUE and fold(p.nom) == fold(name))

    @cached_property
    def _index(self) -> dict[str, Personne]:
        """The first line of the file wins where two people answer to one name."""
        return {
            name: personne
            for personne in reversed(self.personnes)
            for name in personne.appellations
        }

    def contact(self, cle: str) -> Contact | None:
        return next((c for c in self.contacts if c.cle == cle), None)

    @cached_property
    def presents(self) -> tuple[Personne, ...]:
        """The members who did not leave: whom the lists and the counts of today are about."""
        return tuple(p for p in self.personnes if not p.est_partie and p.qualite != SALARIE)

    @property
    def salaries(self) -> tuple[Personne, ...]:
        """Those who work for the CPTS today, and are no members."""
        return tuple(p for p in self.personnes if not p.est_partie and p.qualite == SALARIE)

    @property
    def partis(self) -> tuple[Personne, ...]:
        return tuple(p for p in self.personnes if p.est_partie)

    def trouver_present(self, appellation: str) -> Personne | None:
        """Whom these words name, unless she left."""
        found = self.trouver(appellation)
        return None if found is None or found.est_partie else found

    @property
    def partenaires(self) -> tuple[Personne, ...]:
        """The bodies with which a convention is to be signed."""
        return tuple(p for p in self.presents if p.convention and p.type == MORALE)

    @property
    def cles(self) -> tuple[str, ...]:
        return tuple(p.cle for p in self.personnes)


FEMININS = (
    *(
        "agence",
        "antenne",
        "association",
        "caisse",
        "clinique",
        "collectivité",
        "commune",
        "communauté",
        "coopérative",
    ),
    *(
        "équipe",
        "fédération",
        "fondation",
        "ligue",
        "maison",
        "mutualité",
        "mutuelle",
        "pharmacie",
        "plateforme",
        "société",
    ),
    *("union", "unité"),
)
MASCULINS = (
    *(
        "cabinet",
        "centre",
        "comité",
        "conseil",
        "dispositif",
        "ehpad",
        "établissement",
        "foyer",
        "groupe",
    ),
    *(
        "groupement",
        "hôpital",
        "institut",
        "laboratoire",
        "pôle",
        "réseau",
        "service",
        "ssiad",
        "syndicat",
    ),
)


def accorde(nom: str) -> str:
    """« représentée » or « représenté », as the first word of the name of a body asks; both where it does not tell.

    >>> accorde("Maison de santé d'Exemple"), accorde("Centre hospitalier d'Exemple"), accorde("Les Mimosas")
    ('représentée', 'représenté', 'représenté(e)')
    """
    first = nom.lower().split(" ")[0]
    return (
        "représentée"
        if first in FEMININS
        else "représenté"
        if first in MASCULINS
        else "représenté(e)"
    )
