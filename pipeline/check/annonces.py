"""What a sentence announces of the governance: seats, members, terms, quorums, fees, holders of posts, bodies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from pipeline.model.langue.francais import lettres
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.statuts import Statuts, Valeurs
from pipeline.model.valeur import dataclass

CHIFFRES = {fold(lettres(number)): number for number in range(2, 61)} | {
    str(number): number for number in range(1, 1000)
}
CHIFFRES |= {"un seul": 1, "une seule": 1}
NOMBRE = r"\b([a-z]+(?:-[a-z]+)*|[0-9]{1,3})(?: \([0-9]+\))?"
"""A word or a figure; ``CHIFFRES`` says which words are numbers."""

COUNTS = r"(?:compte|comprend|reunit|rassemble|a|avec|de|compose\w* de|comporte|forme\w* de)"
PEOPLE = r"(?:membres|administrat(?:eurs|rices)|personnes|sieges|representants|elue?s)"
LIBRES = motif(r"libres?|vacants?|a pourvoir|restent")
MANY_COLLEGES = 10
FRACTION = r"(la moitie plus un|la moitie|(?:le|du) tiers|(?:les|des) deux tiers|(?:le|du) quart|(?:les|des) trois quarts)"
AGAIN = motif(r"renouvel|au plus|maximum|maximal|consecuti|de suite|au total|successi")
OF_OTHERS = motif(
    r"\b(?:conseil d'administration|bureau) (?:de |du |des |d')(?:l'|la |le )?(?!cpts|association|communaute|asso\b)[a-z]{3}"
)
"""« Le conseil d'administration de l'hôpital »: not ours."""

SEVERAL = motif(r"college|chacun|chaque|respectivement")
CONSEIL = r"\bconseil(?: d'administration)?\b"
OF_THE_WHOLE = motif(
    CONSEIL + rf"(?:(?!college|chacun|chaque)[^.;,:]){{0,25}}? {COUNTS} (?:au (?:plus|moins) )?$"
)
BY_COLLEGE = motif(
    r"[^.;,]{0,25}\b(?:par|chaque|chacun\w*|du|d'un|le|un)(?: des| meme| seul)? colleges?\b"
)
"""What stands before, and after, a number of seats: « le conseil comprend douze sièges », « trois sièges par collège »."""


@dataclass(frozen=True, slots=True)
class Annonce:
    """What a sentence says, what the values of the statutes give (nothing when they are silent), and the facts to cite."""

    unite: str
    dit: str
    connus: frozenset[str]
    faits: tuple[str, ...]


Connus = Callable[[Valeurs, str], frozenset[str]]


def _numbers(*noms: str) -> Connus:
    def known(valeurs: Valeurs, sentence: str) -> frozenset[str]:
        return frozenset(str(placed.value) for nom in noms if (placed := valeurs.entier(nom)))

    return known


def _seats(valeurs: Valeurs, sentence: str) -> frozenset[str]:
    """The total; the seats of a collège, or of several together, only where a sentence speaks of them."""
    seats = [c.sieges.value for c in valeurs.colleges if c.sieges is not None]
    if valeurs.sieges is None or len(seats) > MANY_COLLEGES:
        return frozenset()
    known = {valeurs.sieges.value}
    if SEVERAL.search(sentence):
        known |= {sum(some) for n in range(1, len(seats) + 1) for some in combinations(seats, n)}
    return frozenset(map(str, known))


def _of_all_the_seats(match: re.Match[str]) -> bool:
    """Whether that number is said of the whole conseil, whatever else its sentence says of the collèges."""
    sentence = match.string
    whole = OF_THE_WHOLE.search(sentence[: match.start(1)]) is not None
    return whole and BY_COLLEGE.match(sentence, match.end()) is None


def _colleges(valeurs: Valeurs, sentence: str) -> frozenset[str]:
    return frozenset((str(len(valeurs.colleges)),)) if valeurs.colleges else frozenset()


def _bureau(valeurs: Valeurs, sentence: str) -> frozenset[str]:
    """As many as there are posts, or what the model allows."""
    least, most = valeurs.entier("bureau.membres_minimum"), valeurs.entier("bureau.membres_maximum")
    if least and most:
        return frozenset(map(str, range(least.value, most.value + 1)))
    return frozenset((str(len(valeurs.postes)),)) if valeurs.postes else frozenset()


def _terms(valeurs: Valeurs, sentence: str) -> frozenset[str]:
    """The years of a term, and those of all that may follow only where a sentence speaks of a limit."""
    sections = [s for s in ("conseil", "bureau") if s in sentence] or ["conseil", "bureau"]
    if "administrat" in sentence and "bureau" not in sentence:
        sections = ["conseil"]
    years: set[int] = set()
    for section in sections:
        term = valeurs.entier(f"{section}.mandat_ans")
        more = valeurs.entier(f"{section}.renouvellements")
        if term:
            years.add(term.value)
        if term and more and AGAIN.search(sentence):
            years.add(term.value * (1 + more.value))
    return frozenset(map(str, years))


def _fees(valeurs: Valeurs, sentence: str) -> frozenset[str]:
    """The fee of the collège that a sentence names, else any of them."""
    named = [c for c in valeurs.colleges if fold(c.nom) in sentence]
    typed = [c.cotisation for c in (named or valeurs.colleges)]
    typed += [valeurs.texte(f"categories.cotisation_{kind}") for kind in ("actifs", "partenaires")]
    return frozenset(amount for amount in typed if amount.isdecimal())


def _fractions(nom: str) -> Connus:
    def known(valeurs: Valeurs, sentence: str) -> frozenset[str]:
        text = _fraction(fold(valeurs.texte(nom)))
        return frozenset((text,)) if text else frozenset()

    return known


def _fraction(words: str) -> str:
    match = re.search(FRACTION, words)
    if match is None:
        return ""
    return match[1].replace("du ", "le ").replace("des ", "les ").replace("moitie", "moitié")


@dataclass(frozen=True, slots=True)
class Tour:
    """A way to announce something: the pattern whose first group says it, what it may be, the facts to cite.

    ``mots`` are looked for before the pattern, which needs one of them: most sentences have none.
    """

    unite: str
    mots: tuple[str, ...]
    pattern: re.Pattern[str]
    connus: Connus
    faits: tuple[str, ...]
    des_sieges: bool = False
    """Whether it is about seats, which may be free, or about bodies that are not the association's own."""


TOURS = (
    Tour("sièges", ("sieges",), motif(NOMBRE + r" sieges\b"), _seats, ("conseil.sieges",), True),
    Tour(
        "membres du conseil",
        ("conseil",),
        motif(
            CONSEIL
            + rf"(?:, qui)?[^.;,]{{0,25}}? {COUNTS} (?:au (?:plus|moins) )?"
            + NOMBRE
            + rf" {PEOPLE}\b"
        ),
        _seats,
        ("conseil.sieges",),
        True,
    ),
    Tour(
        "administrateurs",
        ("administrat",),
        motif(rf"\b{COUNTS} " + NOMBRE + r" administrat(?:eurs|rices)\b"),
        _seats,
        ("conseil.sieges",),
        True,
    ),
    Tour(
        "membres du bureau",
        ("bureau",),
        motif(
            rf"\bbureau\b(?:, qui)?[^.;,]{{0,25}}? {COUNTS} (?:au (?:plus|moins) )?"
            + NOMBRE
            + r" (?:membres|personnes|postes)\b"
        ),
        _bureau,
        ("liste.bureau",),
    ),
    Tour(
        "collèges",
        ("colleges",),
        motif(
            r"(?:(?:repartis|regroupes|reunis|organises|composee?|compte|comprend)[^.]{0,30}? (?:en |de )?"
            r"|\b(?:association|cpts|communaute)(?: [\w']+){0,4}? a )" + NOMBRE + r" colleges\b"
        ),
        _colleges,
        ("liste.colleges",),
    ),
    Tour(
        "pouvoirs",
        ("pouvoirs", "procurations", "mandats ecrits"),
        motif(NOMBRE + r" (?:pouvoirs|procurations|mandats ecrits)\b"),
        _numbers("conseil.procurations", "bureau.procurations", "assemblees.procurations"),
        ("conseil.procurations", "bureau.procurations", "assemblees.procurations"),
    ),
    Tour(
        "pouvoir",
        ("pouvoir", "procuration", "mandat ecrit"),
        motif(r"\b(une? seule?) (?:pouvoir|procuration|mandat ecrit)\b"),
        _numbers("conseil.procurations", "bureau.procurations", "assemblees.procurations"),
        ("conseil.procurations", "bureau.procurations", "assemblees.procurations"),
    ),
    Tour(
        "ans de mandat",
        ("mandat",),
        motif(r"mandats?\b[^.;]{0,60}?" + NOMBRE + r" ans\b"),
        _terms,
        ("conseil.mandat_ans", "bureau.mandat_ans"),
    ),
    Tour(
        "ans de mandat",
        ("elu",),
        motif(
            r"(?:administrat\w+|conseil|bureau|president\w*|tresori\w+|secretaire\w*|\bils|\belles|membres)\b"
            r"[^.;]{0,60}?\b(?:re)?elue?s? [^.;,]{0,30}?\bpour (?:une duree de |un mandat de )?"
            + NOMBRE
            + r" ans\b"
        ),
        _terms,
        ("conseil.mandat_ans", "bureau.mandat_ans"),
    ),
    Tour(
        "réunions du conseil par an",
        ("par an",),
        motif(CONSEIL + r"[^.;]{0,80}?" + NOMBRE + r" (?:fois|reunions) (?:au moins )?par an"),
        _numbers("conseil.reunions_par_an"),
        ("conseil.reunions_par_an",),
    ),
    Tour(
        "réunions du bureau par an",
        ("par an",),
        motif(
            r"\bbureau\b(?![^.;]*\bconseil\b)[^.;]{0,80}?"
            + NOMBRE
            + r" (?:fois|reunions) (?:au moins )?par an"
        ),
        _numbers("bureau.reunions_par_an"),
        ("bureau.reunions_par_an",),
    ),
    Tour(
        "pour le quorum du conseil",
        ("quorum",),
        motif(r"quorum (?:du conseil|d'un conseil)[^.;]{0,60}?\b" + FRACTION),
        _fractions("conseil.quorum"),
        ("conseil.quorum",),
    ),
    Tour(
        "pour le quorum du bureau",
        ("quorum",),
        motif(r"quorum du bureau[^.;]{0,60}?\b" + FRACTION),
        _fractions("bureau.quorum"),
        ("bureau.quorum",),
    ),
    Tour(
        "pour le quorum de l'assemblée extraordinaire",
        ("quorum",),
        motif(r"quorum de l'assemblee (?:generale )?extraordinaire[^.;]{0,60}?\b" + FRACTION),
        _fractions("extraordinaire.quorum"),
        ("extraordinaire.quorum",),
    ),
    Tour(
        "euros de cotisation",
        ("cotisation",),
        motif(
            r"cotisations?\b[^.;]{0,60}?\b(?:est|sont|de|a|s'eleve a|fixee?s? a)(?: de| a)? "
            + NOMBRE
            + r" ?(?:€|euros?\b)"
        ),
        _fees,
        ("liste.cotisations",),
    ),
    Tour(
        "euros de cotisation",
        ("cotisation", "adhesion"),
        motif(
            r"(?<![0-9]\s)" + NOMBRE + r" ?(?:€|euros?)(?: par an)? (?:de cotisation|d'adhesion)\b"
        ),
        _fees,
        ("liste.cotisations",),
    ),
)
COLLEGES_TITRE = Tour(
    "collèges", ("colleges",), motif("^" + NOMBRE + r" colleges\b"), _colleges, ("liste.colleges",)
)

COUNTED = frozenset(mot for tour in (COLLEGES_TITRE, *TOURS) for mot in tour.mots)


def _possible(sentence: str, tours: Sequence[Tour]) -> list[Tour]:
    if not any(map(sentence.__contains__, COUNTED)):
        return []
    return [tour for tour in tours if any(map(sentence.__contains__, tour.mots))]


def announced(sentence: str, valeurs: Valeurs, titre: bool) -> Iterator[Annonce]:
    """Everything that a folded sentence, or a title, says of the governance, each thing once."""
    possible = _possible(sentence, (COLLEGES_TITRE, *TOURS) if titre else TOURS)
    if not possible or OF_OTHERS.search(sentence):
        return
    free = LIBRES.search(sentence) is not None
    told: set[tuple[str, int]] = set()
    for tour in possible:
        for match in tour.pattern.finditer(sentence) if not (free and tour.des_sieges) else ():
            said = _said(match[1])
            if said and (said, match.start(1)) not in told:
                told.add((said, match.start(1)))
                yield Annonce(tour.unite, said, _known(tour, match, valeurs), tour.faits)


def _known(tour: Tour, match: re.Match[str], valeurs: Valeurs) -> frozenset[str]:
    known = tour.connus(valeurs, match.string)
    if tour.des_sieges and known and valeurs.sieges and _of_all_the_seats(match):
        return frozenset((str(valeurs.sieges.value),))
    return known


def _said(words: str) -> str:
    """A number in figures, or a fraction in words; ``""`` for a word that is neither."""
    if words in CHIFFRES:
        return str(CHIFFRES[words])
    return _fraction(words)


# --- bodies, and holders of posts ---------------------------------------------------------------------------------

ELSEWHERE = motif(
    r"hopita|hospitalier|clinique|etablissement|ehpad|mutuelle|commune|municipal|partenaire|msp\b|maison de sante|cpam"
    r"|medecins|ordre\b|enseigne|lycee|ecole|n'a (?:ni|pas)|n'ont (?:ni|pas)|sans (?:conseil|college)|\bni\b"
)
"""A sentence about a body of somebody else, or that says that there is none."""

BODIES = {
    "d'un conseil d'administration": (
        motif(r"\bconseil d'administration\b|\badministrateurs?\b"),
        "conseil.",
    ),
    "de collèges": (
        motif(r"\bcolleges?\b(?! (?:de|des) (?:medecins|eleves|lyceens))"),
        "colleges",
    ),
    "d'un directoire": (motif(r"\bdirectoire\b"), "directoire."),
}


def unknown_bodies(sentence: str, statuts: Statuts) -> Iterator[str]:
    """The bodies that a sentence speaks of, and of which the values of the model say nothing."""
    valeurs = statuts.valeurs
    for name, (pattern, section) in BODIES.items():
        kept = bool(valeurs.colleges) if section == "colleges" else _has(section, valeurs)
        if not kept and pattern.search(sentence) and not ELSEWHERE.search(sentence):
            yield name


def _has(section: str, valeurs: Valeurs) -> bool:
    return any(nom.startswith(section) for nom in valeurs.scalaires)


POST = r"(?:co-?)?présidente?|vice-présidente?|secrétaire(?: générale?)?(?: adjointe?)?|trésori(?:er|ère)(?: adjointe?)?"
OURS = r"(?: (?:de|du) (?:la CPTS|l['’]association|bureau|conseil(?: d['’]administration)?|notre association))?"
FORMER = motif(r"(?i)\b(?:ancien|ex-|future?|candidate?|honoraire|d['’]honneur)[^.]{0,12}$")


def posts_given(text: str, name: str) -> Iterator[tuple[int, str]]:
    """Where a text gives a post of the association to that person: « Marc Duconte, président de la CPTS »."""
    at = text.find(name)
    while at >= 0:
        before, after = text[max(0, at - 80) : at], text[at + len(name) : at + len(name) + 80]
        first = re.search(
            rf"(?i)\b(?:la|le|son|sa|notre)\s+({POST}){OURS}\s*(?:,|:|est|était|sera)?\s*$", before
        )
        then = re.match(
            rf"(?i)\s*(?:,|est|:)\s*(?:la |le )?({POST}){OURS}\s*(?=[.,;:)\n]|$|et\b)", after
        )
        found = first or then
        if found and not FORMER.search(
            before[: found.start()] if found is first else after[: found.start(1)]
        ):
            yield at, found[1]
        at = text.find(name, at + 1)
