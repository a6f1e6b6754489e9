"""A date as a project writes it: a day, a month, a quarter, a half-year or a year."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from enum import Enum

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


class Precision(Enum):
    JOUR = "jour"
    MOIS = "mois"
    TRIMESTRE = "trimestre"
    SEMESTRE = "semestre"
    ANNEE = "année"


@dataclass(frozen=True, slots=True)
class Echeance:
    """``debut`` is the first day of what was written, ``fin`` its last: « mars 2027 » runs from the 1st to the 31st.

    ``jusque`` is the end of a period, « de mars à juin 2028 ».
    """

    debut: date
    precision: Precision = Precision.JOUR
    jusque: Echeance | None = None

    @property
    def fin(self) -> date:
        if self.jusque is not None:
            return self.jusque.fin
        match self.precision:
            case Precision.JOUR:
                return self.debut
            case Precision.MOIS:
                return _last_day(self.debut.year, self.debut.month)
            case Precision.TRIMESTRE:
                return _last_day(self.debut.year, self.debut.month + 2)
            case Precision.SEMESTRE:
                return _last_day(self.debut.year, self.debut.month + 5)
            case Precision.ANNEE:
                return date(self.debut.year, 12, 31)

    def __str__(self) -> str:
        """In French words: « 1er avril 2027 », « mars 2027 », « 2e trimestre 2027 », « de mars à juin 2028 »."""
        if self.jusque is not None:
            return self._period(self.jusque)
        year = self.debut.year
        match self.precision:
            case Precision.JOUR:
                day = "1er" if self.debut.day == 1 else str(self.debut.day)
                return f"{day} {MOIS[self.debut.month - 1]} {year}"
            case Precision.MOIS:
                return f"{MOIS[self.debut.month - 1]} {year}"
            case Precision.TRIMESTRE:
                return f"{_rank((self.debut.month + 2) // 3)} trimestre {year}"
            case Precision.SEMESTRE:
                return f"{_rank((self.debut.month + 5) // 6)} semestre {year}"
            case Precision.ANNEE:
                return str(year)

    def _period(self, end: Echeance) -> str:
        first = str(replace(self, jusque=None))
        if self.precision is Precision.ANNEE:
            return f"{first}-{end}"
        if self.debut.year == end.debut.year:
            first = first.removesuffix(f" {end.debut.year}")
        if self.precision in (Precision.TRIMESTRE, Precision.SEMESTRE, Precision.JOUR):
            return f"du {first} au {end}"
        return f"{'d’' if first[0] in 'aoAO' else 'de '}{first} à {end}"


WHEN = frozenset(
    (
        *(
            "a",
            "annee",
            "apres",
            "au",
            "avant",
            "courant",
            "d",
            "de",
            "debut",
            "des",
            "du",
            "e",
            "eme",
            "en",
            "er",
            "et",
        ),
        *(
            "ete",
            "fin",
            "hiver",
            "automne",
            "printemps",
            "rentree",
            "ici",
            "jusqu",
            "jusque",
            "l",
            "la",
            "le",
            "mi",
        ),
        *("milieu", "partir", "pour", "s", "semestre", "t", "trimestre", "vers"),
    )
)
"""What a date is made of beside its month, its year and its figures, folded."""

TOKENS = motif(r"[a-z]+[1-4]?(?![a-z0-9])|[0-9]+|[a-z]+")


def ne_dit_que_quand(texte: str) -> bool:
    """Whether words are a date and nothing else, however vague.

    >>> ne_dit_que_quand("de sept. à fin 2027"), ne_dit_que_quand("T2 2028"), ne_dit_que_quand("2 infirmières, en mai")
    (True, True, False)
    >>> ne_dit_que_quand("12"), ne_dit_que_quand("mai"), ne_dit_que_quand("")
    (False, True, False)
    """
    words = TOKENS.findall(fold(texte))
    anchored = [word for word in words if _is_an_anchor(word)]
    others = (word for word in words if word not in anchored)
    return bool(anchored) and all(word in WHEN or word.isdecimal() for word in others)


def _is_an_anchor(word: str) -> bool:
    """A year, a month or its beginning, a quarter or a half-year."""
    if word.isdecimal():
        return len(word) == 4 and word.startswith("20")
    if len(word) == 2:
        return word[0] in "ts" and word[1] in "1234"
    return len(word) > 2 and any(fold(mois).startswith(word) for mois in MOIS)


VAGUE = motif(
    r"(debut|mi|courant|milieu|fin|printemps|ete|automne|hiver|rentree)[ -]*(?:de |d')?(20[0-9]{2})"
)
EXACT = {
    "debut": ("janvier {}", "T1 {}"),
    "mi": ("juin {}", "T2 {}"),
    "milieu": ("juin {}", "T2 {}"),
    "courant": ("{}", "S1 {}"),
    "fin": ("décembre {}", "T4 {}"),
    "printemps": ("avril {}", "T2 {}"),
    "ete": ("juillet {}", "T3 {}"),
    "automne": ("octobre {}", "T4 {}"),
    "hiver": ("janvier {}", "T1 {}"),
    "rentree": ("septembre {}", "T3 {}"),
}
BOUND = motif(
    r"(?:au plus tard |des |a (?:partir|compter) (?:de |du |d')|d'ici |avant |pour |jusqu'(?:a |en |au )|en |dans l'annee )"
    r"(?:le |la |l')?"
)
"""What sets a bound to a stage, or only leads to its date: « à partir de mars 2028 », « avant le 31/12/2028 »."""

AFTER_SIGNING = motif(r"[mn] ?\+ ?([0-9]{1,2})|([0-9]{1,2}) ?mois apres (?:la )?signature.*")


def exact_forms(words: str, signature: date | None) -> tuple[str, ...]:
    """What to write for a date that leaves room, « fin 2028 », or that counts from the signature, « M+18 ».

    >>> exact_forms("Fin 2028", None), exact_forms("M+18", date(2027, 4, 1))
    (('décembre 2028', 'T4 2028'), ('octobre 2028',))
    >>> exact_forms("jusqu'à l'été 2028", None)
    ('juillet 2028', 'T3 2028')
    """
    folded = fold(words).strip(" .")
    match = VAGUE.fullmatch(BOUND.sub("", folded, count=1)) or VAGUE.fullmatch(folded)
    if match is not None:
        return tuple(form.format(match[2]) for form in EXACT[match[1]])
    match = AFTER_SIGNING.fullmatch(folded)
    if match is None or signature is None:
        return ()
    months = signature.month - 1 + int(match[1] or match[2])
    return (f"{MOIS[months % 12]} {signature.year + months // 12}",)


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; the 29th of February falls on the 28th in an ordinary year."""
    last = calendar.monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


def _rank(number: int) -> str:
    return "1er" if number == 1 else f"{number}e"


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
