"""Postal addresses of persons: the street, with its number or beside the name of who lives there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.model.coordonnees import Coordonnee, Domicile, Genre
from pipeline.model.coordonnees.fautes import ONE_WORD, Redresseur, cut
from pipeline.model.coordonnees.lecture import Lu, lu
from pipeline.model.echeance import MOIS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

TOKEN = motif(r"[^\W_]+")
SHORTER = {
    "all": "allee",
    "app": "appartement",
    "appt": "appartement",
    "apt": "appartement",
    "av": "avenue",
    "ave": "avenue",
    "aven": "avenue",
    "avn": "avenue",
    "bat": "batiment",
    "bd": "boulevard",
    "bld": "boulevard",
    "blvd": "boulevard",
    "bvd": "boulevard",
    "boul": "boulevard",
    "ch": "chemin",
    "che": "chemin",
    "chem": "chemin",
    "crs": "cours",
    "fbg": "faubourg",
    "fg": "faubourg",
    "ham": "hameau",
    "imm": "immeuble",
    "imp": "impasse",
    "lot": "lotissement",
    "pl": "place",
    "qu": "quai",
    "r": "rue",
    "res": "residence",
    "resid": "residence",
    "sq": "square",
    "rte": "route",
    "st": "saint",
    "ste": "sainte",
    # those after whom streets are named
    "cdt": "commandant",
    "cne": "capitaine",
    "col": "colonel",
    "dr": "docteur",
    "gal": "general",
    "gen": "general",
    "gl": "general",
    "lt": "lieutenant",
    "mal": "marechal",
    "pdt": "president",
    "pr": "professeur",
    "prof": "professeur",
}
"""Abbreviations of the French postal norm (AFNOR NF Z10-011), among those that people type."""

LINKS = "de du des la le les l d a au aux en et cedex n no num numero adresse libelle nom type"
LINKING = frozenset(LINKS.split())
"""Words that link those of an address, or announce them."""

FEWEST_WORDS = 3
"""A shorter address (« Auch ») is a word of every page."""


def adresse(typed: str) -> tuple[str, ...]:
    """The words of a postal address as they are compared: no accents, no punctuation, no linking words.

    >>> adresse("01 bis, Av. de l'Hôpital – 32000 AUCH")
    ('1', 'avenue', 'hopital', '32000', 'auch')
    """
    return tuple(word for word, _start in _words(named_alike(lu(typed)).texte))


ROAD = motif(
    r"(?<![\w.])(?:(?:route|rte\.?)[ ](?:d[ée]p(?:artementale|\.)?|nat(?:ionale|\.)?|(?-i:[DN])\.?)"
    r"|(?-i:R[. ]?[DN]|[DN]|CD)\.?)[ -]?(?:n[°o.][ ]?)?(?P<route>[0-9]{1,4})(?!\w)",
    re.IGNORECASE,
)
"""« D930 », « RD 930 », « route dép. 930 »: a road that is known by its number."""

DAYS = ("premier", "1er")


@cache
def _named_days() -> re.Pattern[str]:
    days = sorted({*map("[ -]".join, SPELLED), *DAYS}, key=len, reverse=True)
    months = "|".join({*MOIS, *map(fold, MOIS)})
    return motif(
        rf"\b(?:(?P<mots>{'|'.join(days)})[ -](?P<mois>{months})\b"
        r"|(?P<jour>[0-3]?[0-9])[/.](?P<rang>0?[1-9]|1[0-2])[/.](?=[0-9]{4}\b))",
        re.IGNORECASE,
    )


def _day_in_figures(match: re.Match[str]) -> str:
    if match["jour"]:
        return f"{int(match['jour'])} {MOIS[int(match['rang']) - 1]} "
    day = fold(match["mots"]).replace(" ", "-")
    return f"{'1' if day in DAYS else SPELLED[tuple(day.split('-'))]} {match['mois']}"


def named_alike(read: Lu, roads: bool = True, days: bool = True) -> Lu:
    """The text with the numbers of roads, and the days after which streets are named, written in one way."""
    if roads:
        read = read.replaced(ROAD, lambda match: f"route {match['route']}")
    return read.replaced(_named_days(), _day_in_figures) if days else read


NUMBERED = motif(r"0*([0-9]{1,4})(?:bis|ter|quater|quinquies|[a-h])?")
AFTER_A_NUMBER = frozenset(("bis", "ter", "quater", "quinquies"))


def _words(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for match in TOKEN.finditer(text):
        word = fold(match.group())
        word = SHORTER.get(word, word)
        number = NUMBERED.fullmatch(word)
        if number:
            word = number[1]
        if word not in LINKING and word not in AFTER_A_NUMBER:
            yield word, match


def voie(typed: str) -> tuple[str, ...]:
    """The words of the street of an address, which is enough to find a home: what stands from the number to the
    postcode, without what tells where in the house.  Where there is little (« Le Bourg »), the whole address.

    >>> voie("Résidence des Pins, appt 12, 3 rue du Conte, 32000 Auch"), voie("Le Bourg, 32350 Barran")
    (('3', 'rue', 'conte'), ('bourg', '32350', 'barran'))
    >>> voie("3 rue du Conte, 2e étage, 32000 Auch"), voie("3, rue du Conte appt 6 32000 Auch")
    (('3', 'rue', 'conte'), ('3', 'rue', 'conte'))
    """
    read = named_alike(lu(typed)).texte
    found = list(_words(read))
    words = tuple(word for word, _match in found)
    street = words[: _postcode(words)]
    begin = _number_of_the_street(street)
    ends = (rank for rank in range(begin + FEWEST_WORDS, len(street)) if _ends(read, found, rank))
    from_number = street[begin : next(ends, len(street))]
    if len(from_number) >= FEWEST_WORDS:
        return from_number
    return street if len(street) >= FEWEST_WORDS else words


def _ends(read: str, words: Sequence[tuple[str, re.Match[str]]], rank: int) -> bool:
    """Whether the name of a street ends before that word: a sign parts them, or a place within the house begins."""
    following = [word for word, _match in words[rank : rank + 2]]
    between = read[words[rank - 1][1].end() : words[rank][1].start()]
    within = following[0] in WITHIN | BOXES or (
        following[0][0].isdecimal() and following[-1] in WITHIN
    )
    return within or PARTED.search(between) is not None


BOXES = frozenset(("bp", "cs", "tsa"))
"""Boxes of the post, after a street."""

PARTED = motif(r"[,;:()/\n]|[ ][-–—]+[ ]")


def _postcode(words: Sequence[str]) -> int:
    """The rank of the postcode, or where the words end."""
    codes = (
        rank for rank, word in enumerate(words) if rank and len(word) == 5 and word.isdecimal()
    )
    return next(codes, len(words))


def _number_of_the_street(street: Sequence[str]) -> int:
    """The rank of the number before « rue », else of the first one: that of a flat may come before."""
    numbers = [rank for rank, word in enumerate(street) if word.isdecimal()]
    of_a_way = (
        rank for rank in numbers if street[rank + 1 : rank + 2] and street[rank + 1] in WAYS
    )
    return next(of_a_way, numbers[0] if numbers else 0)


@dataclass(frozen=True, slots=True)
class Rue:
    """The street of somebody, by its common ``valeur``: its ``numero``, empty for a house without one, and the words of
    the family name of that person, beside which it is found; ``seule`` is whether it is found away from that name.

    ``habitant`` is the first name alone where ``famille`` has the other; ``nue`` is whether the street stands without
    the word that tells what it is (« Tilleuls »): capitals then tell it from what anyone may write."""

    valeur: str
    numero: str
    habitant: tuple[str, ...]
    seule: bool
    famille: tuple[str, ...] = ()
    nue: bool = False


class Rues:
    """The streets of ``domiciles``, by the words of their name, so that a text is read once however many homes there are."""

    def __init__(self, domiciles: Sequence[Domicile]) -> None:
        self.numbered: dict[tuple[str, ...], dict[str, Rue]] = {}
        self.alone: dict[tuple[str, ...], Rue] = {}
        self.beside: dict[tuple[str, ...], dict[str, list[Rue]]] = {}
        for domicile in dict.fromkeys(domiciles):
            for nom, rue in _written(domicile):
                self._add(nom, rue)
        self.roads, self.days = _known_otherwise((*self.numbered, *self.alone, *self.beside))
        self.sizes: dict[str, set[int]] = {}
        for nom in (*self.numbered, *self.alone, *self.beside):
            self.sizes.setdefault(nom[0], set()).add(len(nom))
        self.glued = dict(_glued(domiciles))
        numbers = {number for homes in self.numbered.values() for number in homes}
        families = {name for homes in self.beside.values() for name in homes}
        words = {word for nom in (*self.numbered, *self.beside) for word in nom}
        self.redresseur = Redresseur(words, numbers | families)

    def _add(self, nom: tuple[str, ...], rue: Rue) -> None:
        if rue.numero:
            self.numbered.setdefault(nom, {}).setdefault(rue.numero, rue)
        elif rue.seule:
            self.alone.setdefault(nom, rue)
        if rue.habitant:
            self.beside.setdefault(nom, {}).setdefault(rue.habitant[0], []).append(rue)

    def found(self, words: Sequence[str], begin: int) -> Iterator[tuple[Rue, int, int]]:
        """Whose street is named where its name may begin, with the words from which to which it stands."""
        for size in self.sizes.get(words[begin], ()):
            end = begin + size
            nom = tuple(words[begin:end]) if end <= len(words) else ()
            if nom in self.alone:
                yield self.alone[nom], begin, end
            if nom in self.numbered:
                yield from _with_number(self.numbered[nom], words, begin, end)
                yield from _with_number_in_words(self.numbered[nom], words, begin, end)
            if nom in self.beside:
                yield from _beside(self.beside[nom], words, begin, end)


def _known_otherwise(names: Sequence[tuple[str, ...]]) -> tuple[bool, bool]:
    """Whether streets have the number of a road, and whether some have that of a day, which are written in many ways."""
    roads = any("route" in nom and nom[-1].isdecimal() for nom in names)
    return roads, any(MONTHS.intersection(nom) for nom in names)


def _glued(domiciles: Sequence[Domicile]) -> Iterator[tuple[tuple[str, str], Rue]]:
    """The number of each street and its name in one word, with and without the words that link."""
    for domicile in domiciles:
        street = voie(domicile.adresse)
        if len(street) < FEWEST_WORDS or not street[0].isdecimal():
            continue
        rue = Rue(" ".join(street), street[0], (), seule=True)
        yield (street[0], "".join(street[1:])), rue
        for name in _names_with_links(domicile, street):
            yield (street[0], name), rue


def _names_with_links(domicile: Domicile, street: tuple[str, ...]) -> Iterator[str]:
    """The name of a street as it was typed, its linking words too, in one word; its shortenings in full, then as typed."""
    typed = [fold(word) for word in TOKEN.findall(domicile.adresse)]
    whole = [SHORTER.get(word, word) for word in typed]
    if street[1] not in whole or street[-1] not in whole:
        return
    begin = whole.index(street[1])
    end = len(whole) - whole[::-1].index(street[-1])
    yield "".join(whole[begin:end])
    yield "".join(typed[begin:end])


def _written(domicile: Domicile) -> Iterator[tuple[tuple[str, ...], Rue]]:
    """The ways in which a home is written, each with the words to look for."""
    street = voie(domicile.adresse)
    nom, prenom = (tuple(map(fold, TOKEN.findall(one))) for one in (domicile.nom, domicile.prenom))
    valeur = " ".join(street)
    if len(street) >= FEWEST_WORDS:
        numero = street[0] if street[0].isdecimal() else ""
        yield street[1:] if numero else street, Rue(valeur, numero, nom, seule=True)
        for shorter in shortened(street[1:]) if numero else ():
            yield shorter, Rue(valeur, numero, (), seule=False)
    words = adresse(domicile.adresse)
    for place in places(words):
        yield (*place, words[_postcode(words)]), Rue(valeur, "", (), seule=True)
        yield place, Rue(valeur, "", nom, seule=False)
        if prenom:
            yield place, Rue(valeur, "", prenom, seule=False, famille=nom)
        if place[0] in DWELLINGS and len(place) > 1:
            yield place[1:], Rue(valeur, "", nom, seule=False, nue=True)
            if prenom:
                yield place[1:], Rue(valeur, "", prenom, seule=False, famille=nom, nue=True)


def shortened(street: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What people make of « rue Charles-de-Gaulle » after its number: « Charles-de-Gaulle », « rue Ch. de Gaulle », and
    « avenue Leclerc » of « avenue du Général-Leclerc »."""
    way, name = street[0], street[1:]
    if way not in WAYS or len(name) < 2:
        return
    yield name
    if len(name) > 2 and YEAR.fullmatch(name[-1]) and MONTHS & set(name):
        yield (way, *name[:-1])  # « rue du 8 mai »
    for short in (name[0][:1], name[0][:2]):
        yield (way, SHORTER.get(short, short), *name[1:])
    if name[0] in TITLES or len("".join(name[1:])) >= LONG_ENOUGH:
        yield (way, *name[1:])


YEAR = motif("[12][0-9]{3}")
LONG_ENOUGH = 5
"""Letters of the end of a name that is known by it (« rue de Gaulle », « rue Neuve »)."""


def places(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What is enough to find a home beside a name: « chemin de ronde », « la Bourdette », « résidence les Pins ».

    Only before a postcode: « Auch », alone, is a town.
    """
    cut = _postcode(words)
    if cut == len(words):
        return
    first = next(
        (rank for rank, word in enumerate(words) if word in WITHIN or word.isdecimal()), cut
    )
    place = tuple(word for word in words[: min(first, cut)] if word not in SAID_PLACE)
    town = words[cut + 1 :]
    numbered = first < cut
    if not place or place == town or set(place) <= VAGUE:
        return
    if not numbered or place[0] in DWELLINGS:
        yield place


def town_of(words: Sequence[str]) -> Sequence[str]:
    """The first word of the town of an address, after its postcode."""
    return words[_postcode(words) + 1 :][:1]


NAMES_OF_WAYS = """
    allee avenue boulevard chemin clos cote cour cours esplanade faubourg impasse lotissement montee parvis passage place
    promenade quai residence rond route rue ruelle sente sentier square traverse venelle villa voie
    """
WAYS = frozenset(NAMES_OF_WAYS.split())
"""Words after which a street has its name."""

NAMES_OF_TITLES = """
    abbe amiral capitaine colonel commandant docteur general lieutenant marechal president professeur saint sainte
"""
TITLES = frozenset(NAMES_OF_TITLES.split())
"""What stands before the name of the one after whom a street is named."""

DWELLINGS = frozenset(("clos", "domaine", "ferme", "hameau", "immeuble", "residence", "villa"))
"""What people live in; a « maison de santé » before the number is where they work."""

WITHIN = frozenset(("appartement", "batiment", "bloc", "entree", "escalier", "etage", "porte"))
SAID_PLACE = frozenset(("lieu", "dit", "chez", "m", "mme"))
VAGUE = frozenset(("bourg", "centre", "eglise", "mairie", "village", "ville"))
"""Where many live."""


def domiciles_in(read: Lu, rues: Rues) -> Iterator[Coordonnee]:
    """The streets of homes; their number may stand after the name, or be one of two.

    Without a number, a street is somebody's beside that person's name.
    """
    if not rues.sizes:
        return
    if rues.roads or rues.days:
        read = named_alike(read, rues.roads, rues.days)
    yield from _as_cut(read, rues)
    apart = cut(read)
    if apart is not read:
        yield from _as_cut(apart, rues)


def _as_cut(read: Lu, rues: Rues) -> Iterator[Coordonnee]:
    words = list(_words(read.texte))
    folded = rues.redresseur.mended([word for word, _match in words])
    for rank in range(len(folded)):
        glued = ONE_WORD.match(folded[rank])
        if glued and (rue := rues.glued.get((glued[1], glued[2]))):
            yield read.found(Genre.ADRESSE, rue.valeur, *words[rank][1].span())
        for rue, first, last in rues.found(folded, rank):
            if not _is_meant(rue, words, first, last):
                continue
            begin, end = words[first][1].start(), words[last - 1][1].end()
            yield read.found(Genre.ADRESSE, rue.valeur, begin, end)


def _is_meant(rue: Rue, words: Sequence[tuple[str, re.Match[str]]], first: int, last: int) -> bool:
    """Whether words that are also those of every page are names here: by their capitals, and by what follows them."""
    if rue.nue and not all(_is_a_name(match) for _word, match in words[first:last]):
        return False
    if not rue.famille:
        return True
    around = (*range(max(0, first - BESIDE), first), *range(last, min(len(words), last + BESIDE)))
    return any(
        words[rank][0] == rue.habitant[0]
        and _is_a_name(words[rank][1])
        and (rank + len(rue.habitant) == first or _is_alone(rue, words, rank))
        for rank in around
    )


def _is_a_name(match: re.Match[str]) -> bool:
    return match.group()[0].isupper()


def _is_alone(rue: Rue, words: Sequence[tuple[str, re.Match[str]]], rank: int) -> bool:
    """Whether the first name at that rank is not that of another family."""
    after = rank + len(rue.habitant)
    if after >= len(words):
        return True
    word, match = words[after]
    near = match.start() - words[after - 1][1].end() < CLOSE
    ours = any(one.startswith(word) for one in rue.famille)
    return ours or not near or not _is_a_name(match)


CLOSE = 2
"""A name follows a first name after one sign: a space, a hyphen."""


def _with_number(
    numbers: Mapping[str, Rue], words: Sequence[str], begin: int, end: int
) -> Iterator[tuple[Rue, int, int]]:
    """The homes of a street that stands from ``begin`` to ``end`` with their number before it, or after it."""
    begin -= bool(begin and words[begin - 1] == SAID_WAY)
    first = begin
    while first and begin - first < MOST_NUMBERS and words[first - 1].isdecimal():
        first -= 1
        if words[first] in numbers:
            yield numbers[words[first]], first, end
    if first == begin and end < len(words) and words[end] in numbers and not _counts(words, end):
        yield numbers[words[end]], begin, end + 1


def _counts(words: Sequence[str], rank: int) -> bool:
    """Whether the number at that rank is that of a day, or of several things."""
    after = words[rank + 1] if rank + 1 < len(words) else ""
    return after in MONTHS or (len(after) >= LONG_ENOUGH - 1 and after[-1] in "sx")


MONTHS = frozenset(map(fold, MOIS))
SAID_WAY = "voie"
"""What heads the name of a street in a form: « numéro : 12, voie : rue du Conte »."""


def _with_number_in_words(
    numbers: Mapping[str, Rue], words: Sequence[str], begin: int, end: int
) -> Iterator[tuple[Rue, int, int]]:
    """« vingt-trois rue du Conte »."""
    for count in (1, 2, 3):
        told = SPELLED.get(tuple(words[begin - count : begin])) if begin >= count else None
        if told and told in numbers:
            yield numbers[told], begin - count, end


NAMES_OF_UNITS = """
    un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
"""
NAMES_OF_TENS = {
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    80: "quatre-vingt",
}


def _spelled() -> Mapping[tuple[str, ...], str]:
    """The words of each number up to 99, as those of an address are compared."""
    units = ["", *NAMES_OF_UNITS.split()]
    told = {unit: rank for rank, unit in enumerate(units) if unit}
    for base, tens in NAMES_OF_TENS.items():
        following = units if base >= 60 else units[:10]
        told |= {f"{tens}-{unit}".strip("-"): base + rank for rank, unit in enumerate(following)}
    told["quatre-vingts"] = 80
    return {tuple(words.split("-")): str(number) for words, number in told.items()}


SPELLED = _spelled()


def _beside(
    names: Mapping[str, Sequence[Rue]], words: Sequence[str], begin: int, end: int
) -> Iterator[tuple[Rue, int, int]]:
    """The homes whose family name is among the words just before or after; another house of the street has its number."""
    if begin and words[begin - 1].isdecimal():
        return
    around = {*words[max(0, begin - BESIDE) : begin], *words[end : end + BESIDE]}
    for word in around & names.keys():
        for rue in names[word]:
            if around.issuperset(rue.habitant):
                yield rue, begin, end


MOST_NUMBERS = 3
"""« 1-3 rue… », « 1, 3 et 5 rue… »."""

BESIDE = 8
"""Words between a name and a street that belong together."""
