"""Whose an address is: that of a body, where the words around name one closer than any person; else somebody's home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from pipeline.model.coordonnees.personnes import is_a_first_name
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif


class Signe(Enum):
    """What a word tells of an address near it."""

    ORGANISME = auto()
    SOIGNANT = auto()
    PERSONNE = auto()
    TITRE = auto()
    VOIE = auto()


NAMES_OF_BODIES = """
    accueil administration agence antenne association assemblee atelier bibliotheque boutique bureau cabinet caisse caserne
    centre chambre cinema clinique club collectif college collecte comite commerce commissariat conference conseil
    consultation cooperative cpts creche defibrillateur depistage dispensaire dispositif ecole ehpad entreprise equipe
    espace etablissement exposition fac faculte federation fondation formation gare gendarmerie groupe guichet gymnase
    halle halles hopital hopitaux horaire horaires hospice institut institution laboratoire local locaux lycee magasin
    mairie marche maternite mediatheque msp mutuelle office officine ordre organisme parking permanence pharmacie piscine
    plateforme pole poste prefecture sous-prefecture rdv rendez-vous reseau reunion salle service siege site societe ssiad
    stade structure syndicat terrain theatre travaux tribunal union unite universite urgence vaccination voirie
    auberge bistro bistrot brasserie creperie epicerie pizzeria traiteur
    banque bar boulangerie cafe camping cathedrale chapelle cimetiere eglise hotel librairie paroisse restaurant samu
    supermarche temple
    exerce exercent exercer exercice installe installee ouvert ouverte ouverture reunit reunissent recoit recoivent siege
    ameli ars caf ccas chu cias cidff cmp cmpp cms cpam csapa dac had mam mdph mjc msa pmi sarl scm selarl sisa spasad udaf
    """
BODIES = frozenset(NAMES_OF_BODIES.split())
"""Bodies, where they are, and what they do there."""

NAMES_OF_CARERS = """
    ambulancier avocat avocate biologiste chirurgien chirurgienne dentiste dieteticien dieteticienne docteur docteure dr drs
    ergotherapeute generaliste infirmier infirmiere kine kinesitherapeute masseur-kinesitherapeute medecin notaire opticien
    opticienne orthophoniste orthoptiste osteopathe pedicure pharmacien pharmacienne podologue pr professeur professeure
    psychiatre psychologue psychomotricien psychomotricienne radiologue sage-femme sages-femme specialiste veterinaire
    """
CARERS = frozenset(NAMES_OF_CARERS.split())
OF_SPECIALISTS = ("logue", "iatre")

NAMES_OF_PEOPLE = """
    adherent adherente aidant aidante appartement benevole chez compagne coordinateur employe employee coordinatrice
    coordonnateur coordonnatrice concubin concubine conjoint conjointe directeur directrice domicile elle epouse
    epoux famille fille fils habitant habitante locataire logement maison maman mari membre mere papa patient
    patiente pavillon pere perso personnel personnelle president presidente prive privee proprietaire resident
    residente retraite retraitee salarie salariee secretaire signataire stagiaire studio tresorier tresoriere usager
    usagere veuf veuve vice-president vice-presidente villa voisin voisine
    """
PEOPLE = frozenset(NAMES_OF_PEOPLE.split())
"""What somebody is among us, and where people live."""

TITLES = frozenset(("m", "mm", "mme", "mmes", "mr", "mlle", "monsieur", "madame", "mademoiselle"))
NAMES_OF_WAYS = (
    "rue avenue boulevard place square allee impasse chemin route quai parc pont saint sainte"
)
WAYS = frozenset(NAMES_OF_WAYS.split())
"""What is named after people and bodies, and is neither."""

HOUSES = {
    "maison": (
        "sante medicale retraite quartier services service garde naissance repos associations jeunes sports usagers commune"
        " france departementale paroissiale accueil emploi justice femmes familiale pluriprofessionnelle"
    ),
    "residence": "autonomie services service seniors senior universitaire etudiante",
    "foyer": "",
    "point": "accueil vaccination information collecte relais ecoute rencontre conseil",
    "soins": "domicile",
    "soin": "domicile",
    "hospitalisation": "domicile",
    "lieu": "reunion rendez-vous rdv soin soins exercice accueil vaccination rencontre",
}
"""Words of homes, of towns and of care that make a body with the next one: « maison de santé », « soins à domicile ».

« Foyer rural » is one too, where « le foyer de Nadia » is her home."""

LINKS = frozenset(("de", "du", "des", "la", "le", "les", "l", "d", "en", "a", "au", "aux", "sur"))
BEFORE_A_NOUN = LINKS | {
    "notre",
    "ce",
    "cet",
    "cette",
    "un",
    "une",
    "son",
    "leur",
    "ancien",
    "ancienne",
}
ARTICLES = frozenset(("la", "le", "l", "d", "au", "du"))
NAMES_OF_KINDS = """
    ancien anciens autonomie central centrale communal communale dentaire dentaires departemental departementale france
    general generale infirmier infirmiere infirmiers intercommunal intercommunale local locale maternelle medical medicale
    medico-social medico-sociale municipal municipale polyvalent polyvalente primaire public publique rural rurale
    pluriprofessionnelle pluridisciplinaire sante scolaire social sociale sportif sportive retraite
    aidants familles habitants infirmieres locataires malades medecins parents patients proprietaires usagers
    """
KINDS = frozenset(NAMES_OF_KINDS.split())
"""What tells of which kind a body is, before its name."""

TOKEN = motif(r"[^\W\d_]+(?:-[^\W\d_]+)*")
TOGETHER = (" ", "'", "’", " (", "")


class Mot(NamedTuple):
    brut: str
    mot: str
    debut: int
    fin: int

    @property
    def majuscule(self) -> bool:
        return self.brut[0].isupper()


class Trouve(NamedTuple):
    """A body or a person, from ``debut`` to ``fin`` in a text."""

    signe: Signe
    debut: int
    fin: int


@lru_cache(maxsize=1_024)
def designe_une_structure(before: str, after: str = "") -> bool | None:
    """Whether an address that stands between these words is that of a body: the sign that is closest decides.

    None where neither a body nor a person is named.
    """
    leads = [(len(before) - sign.fin, sign) for sign in _signs(before)][-1:]
    follows = [(sign.debut, sign) for sign in _signs(after)][:1]
    signs = [*leads, *follows]
    return None if not signs else min(signs, key=lambda one: one[0])[1].signe in BUSINESS


def commence_par_une_structure(text: str) -> bool:
    """Whether a cell, or a sentence, begins with a body: « Pharmacie du Port », « L'association, domiciliée »."""
    first = next(_signs(text), None)
    if first is None or first.signe is not Signe.ORGANISME:
        return False
    return all(word.mot in BEFORE_A_NOUN for word in _words(text[: first.debut]))


def nomme_quelqu_un(text: str) -> bool:
    """Whether a text names a person."""
    return any(sign.signe is Signe.PERSONNE for sign in _signs(text))


def suit_quelqu_un(before: str) -> bool:
    """Whether a text ends with somebody's name, and a sign or two."""
    last = list(_signs(before))[-1:]
    return any(one.signe is Signe.PERSONNE and len(before) - one.fin <= CLOSE for one in last)


CLOSE = 4
"""Signs between a name and the address of whoever bears it (« Claire, « La Plagne » »)."""

BUSINESS = (Signe.ORGANISME, Signe.SOIGNANT)


def _words(text: str) -> list[Mot]:
    return [Mot(one.group(), _folded(one.group()), *one.span()) for one in TOKEN.finditer(text)]


def _signs(text: str) -> Iterator[Trouve]:
    """Each body or person that a text names, with the names that belong to it."""
    words = _words(text)
    rank = 0
    while rank < len(words):
        sign, end = _sign_at(text, words, rank)
        if sign is not None and sign is not Signe.VOIE and not _acts(sign, words, rank):
            yield Trouve(sign, words[rank].debut, words[end - 1].fin)
        rank = end


def _acts(sign: Signe, words: Sequence[Mot], rank: int) -> bool:
    """Whether a body does something there, and is elsewhere: « Mme Roux, soignée par l'HAD »."""
    before = (one.mot for one in reversed(words[max(0, rank - 3) : rank]) if one.mot not in LINKS)
    return sign in BUSINESS and next(before, "") == "par"


@lru_cache(maxsize=4_096)
def _folded(word: str) -> str:
    return fold(word)


def _sign_at(text: str, words: Sequence[Mot], rank: int) -> tuple[Signe | None, int]:
    """What the word of that rank tells, and the rank after the names that belong to it."""
    word = words[rank]
    if word.mot in LINKS:
        return None, rank + 1
    house = _end_of_a_house(words, rank) if word.mot in HOUSES else 0
    if house:
        return Signe.ORGANISME, _after_what_belongs(text, words, house - 1, Signe.ORGANISME)
    sign = _kind(word.mot) or (Signe.ORGANISME if _is_a_sigle(words, rank) else None)
    if sign is None or sign is Signe.TITRE:
        return _sign_of_a_name(text, words, rank)
    return sign, _after_what_belongs(text, words, rank, sign)


def _sign_of_a_name(text: str, words: Sequence[Mot], rank: int) -> tuple[Signe | None, int]:
    """Words with capitals are somebody's name after a title, or where a first name is among them."""
    if not words[rank].majuscule:
        return None, rank + 1
    end = _after_names(text, words, rank)
    if words[rank].mot in TITLES:
        named = rank + 1 < len(words) and words[rank + 1].majuscule
    else:
        named = any(is_a_first_name(one.brut) for one in words[rank:end])
    return (Signe.PERSONNE if named else None), end


@lru_cache(maxsize=4_096)
def _kind(word: str) -> Signe | None:
    one = word.removesuffix("s")
    if word in BODIES or one in BODIES:
        return Signe.ORGANISME
    if word in TITLES:
        return Signe.TITRE
    if one in CARERS or one.endswith(OF_SPECIALISTS):
        return Signe.SOIGNANT
    if word in PEOPLE or one in PEOPLE:
        return Signe.PERSONNE
    return Signe.VOIE if word in WAYS else None


def _end_of_a_house(words: Sequence[Mot], rank: int) -> int:
    """The rank after the word that makes a body of « maison », « soins »…; 0 where none does."""
    following = range(rank + 1, min(rank + 4, len(words)))
    after = next((one for one in following if words[one].mot not in LINKS), 0)
    if words[rank].mot == "foyer":
        return rank + 1 if after == rank + 1 else 0
    return after + 1 if after and words[after].mot in HOUSES[words[rank].mot].split() else 0


def _is_a_sigle(words: Sequence[Mot], rank: int) -> bool:
    """Whether it is one after its article: nobody's name has any (« l'ADMR », « au GHT »)."""
    word = words[rank].brut
    return len(word) > 1 and word.isupper() and rank > 0 and words[rank - 1].mot in ARTICLES


def _after_names(text: str, words: Sequence[Mot], rank: int) -> int:
    end = rank + 1
    while end < len(words) and words[end].majuscule and _is_close(text, words, end):
        if words[end].mot in TITLES or _kind(words[end].mot) in (Signe.ORGANISME, Signe.SOIGNANT):
            break
        end += 1
    return end


def _is_close(text: str, words: Sequence[Mot], rank: int) -> bool:
    last = words[rank - 1]
    between = text[last.fin : words[rank].debut]
    return between in TOGETHER or (between == ". " and last.mot in TITLES)


def _after_what_belongs(text: str, words: Sequence[Mot], rank: int, sign: Signe) -> int:
    """« École Marie Curie », « Pharmacie du Port (Mme Bertin) »; and « trésorière de l'association » is somebody."""
    end = rank + 1
    while end < len(words) and _is_close(text, words, end):
        word = words[end]
        link = word.mot in LINKS
        if sign is Signe.PERSONNE and not link:
            return end + (words[end - 1].mot in LINKS)
        if sign is Signe.SOIGNANT and not word.majuscule:
            return end
        if not (link or word.majuscule or word.mot in KINDS or word.mot in TITLES):
            return end
        end += 1
    return end
