"""What is typed twice and differs: the governance chapter, the règlement, the functions of people, and the statutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from pipeline.check.articles import lines
from pipeline.check.controle import controle
from pipeline.model.bureau import est_un_poste, genre_de_poste
from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding
from pipeline.model.langue.francais import lettres
from pipeline.model.langue.mots import fold
from pipeline.model.parcours import inlines_of
from pipeline.model.projet import Projet
from pipeline.model.prose import Block, Heading, text_of
from pipeline.model.span import Span
from pipeline.model.statuts import Valeurs

CHIFFRES = {fold(lettres(number)): number for number in range(2, 61)} | {
    str(number): number for number in range(1, 1000)
}
NOMBRE = r"\b([a-z]+(?:-[a-z]+)*|[0-9]{1,3})"
"""A word or a figure; ``CHIFFRES`` says which words are numbers."""

SIEGES = re.compile(NOMBRE + r"(?: \([0-9]+\))? sieges\b")
LIBRES = re.compile(r"libres?|vacants?|a pourvoir|restent")
COLLEGES = re.compile(
    r"(?:repartis|regroupes|reunis|organises|composee?|compte|comprend)[^.]{0,30}? (?:en |de )?"
    + NOMBRE
    + r" colleges\b"
)
COLLEGES_TITRE = re.compile("^" + NOMBRE + r" colleges\b")
POUVOIRS = re.compile(NOMBRE + r"(?: \([0-9]+\))? (?:pouvoirs|procurations|mandats ecrits)\b")
MANDAT = re.compile(r"mandats?\b[^.]{0,60}?" + NOMBRE + r"(?: \([0-9]+\))? ans\b")
REUNIONS = re.compile(
    r"conseil(?: d'administration)?\b[^.]{0,80}?"
    + NOMBRE
    + r" (?:fois|reunions) (?:au moins )?par an"
)
COUNTED = ("sieges", "colleges", "pouvoirs", "procurations", "mandat", "conseil")
"""Each pattern above needs one of these words, which are looked for first: most texts have none."""

MANY_COLLEGES = 10


@controle()
def numbers_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A number of the governance typed in a text is one of those that the values give."""
    texts = _texts(projet) if not projet.mal_lu("content/statuts/") else ()
    for place, unit, number, known in (
        (place, *stated)
        for text, place, titre in texts
        for stated in _stated(text, titre, projet.statuts.valeurs)
    ):
        if known and number not in known:
            given = " ou ".join(map(str, sorted(known)[:6]))
            message = f"ce texte dit {number} {unit} ; les valeurs des statuts donnent {given}."
            hint = "citez la valeur entre accolades au lieu de la retaper : {{ conseil.sieges | lettres }}."
            yield Finding("S041", message, place, (hint,))


def _texts(projet: Projet) -> Iterator[tuple[str, Span, bool]]:
    for chapter in projet.chapitres["organisation"]:
        for block in chapter.blocs:
            for inlines in inlines_of(block):
                yield (
                    fold(text_of(inlines)),
                    _place(block, chapter.path),
                    isinstance(block, Heading),
                )
    for text, place in lines((*projet.statuts.articles, *projet.statuts.reglement)):
        yield text, place, False


def _place(block: Block, path: str) -> Span:
    return block.span if block.span.path else Span(path)


def _stated(text: str, titre: bool, valeurs: Valeurs) -> Iterator[tuple[str, int, set[int]]]:
    """What is counted, the number given, and those that the values allow (none when they give none)."""
    if not any(word in text for word in COUNTED):
        return
    for sentence in re.split(r"(?<=[.;!?]) ", text):
        if not LIBRES.search(sentence):
            yield from _found("sièges", SIEGES, sentence, _seats(valeurs))
        colleges = {len(valeurs.colleges)} if valeurs.colleges else set()
        yield from _found("collèges", COLLEGES_TITRE if titre else COLLEGES, sentence, colleges)
        yield from _found(
            "pouvoirs",
            POUVOIRS,
            sentence,
            _values(valeurs, "procurations", ("conseil", "bureau", "assemblees")),
        )
        yield from _found("ans de mandat", MANDAT, sentence, _terms(valeurs))
        yield from _found(
            "réunions du conseil par an",
            REUNIONS,
            sentence,
            _values(valeurs, "reunions_par_an", ("conseil",)),
        )


def _found(
    unit: str, pattern: re.Pattern[str], sentence: str, known: set[int]
) -> Iterator[tuple[str, int, set[int]]]:
    for match in pattern.finditer(sentence):
        if match[1] in CHIFFRES:
            yield unit, CHIFFRES[match[1]], known


def _values(valeurs: Valeurs, name: str, sections: tuple[str, ...]) -> set[int]:
    return {placed.value for section in sections if (placed := valeurs.entier(f"{section}.{name}"))}


def _terms(valeurs: Valeurs) -> set[int]:
    years = _values(valeurs, "mandat_ans", ("conseil", "bureau"))
    again = _values(valeurs, "renouvellements", ("conseil", "bureau"))
    return years | {year * (1 + more) for year in years for more in again}


def _seats(valeurs: Valeurs) -> set[int]:
    """The total, the seats of a collège, and those of several together."""
    seats = [c.sieges.value for c in valeurs.colleges if c.sieges is not None]
    if valeurs.sieges is None or len(seats) > MANY_COLLEGES:
        return set()
    return {valeurs.sieges.value} | {
        sum(some) for n in range(1, len(seats) + 1) for some in combinations(seats, n)
    }


@controle()
def functions_agree(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A person said to be president in the list of people is the one whom the bureau names."""
    for personne in projet.annuaire.personnes:
        for fonction in filter(est_un_poste, personne.fonctions):
            same = [
                p
                for p in projet.statuts.valeurs.postes
                if genre_de_poste(p.poste) == genre_de_poste(fonction)
            ]
            named = [poste.titulaire.value for poste in same if poste.titulaire]
            holders = list(filter(None, map(projet.annuaire.trouver, named)))
            if named and len(holders) == len(named) and personne not in holders:
                names = ", ".join(holder.nom_complet for holder in holders)
                message = f"{personne.nom_complet} a la fonction « {fonction} » ; les statuts la donnent à {names}."
                hint = "retirez cette fonction : la liste des membres la prend dans le bureau."
                yield Finding(
                    "S042", message, personne.span, (hint,), tuple(poste.span for poste in same)
                )
