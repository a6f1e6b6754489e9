"""Days of birth that a feast, a birthday or the age that one turns tells: « née à Noël 1976 », « les 50 ans de Claire »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.cases import Case, Rangee, tables
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.coordonnees.naissances import (
    A_BODY_IS,
    ANY_DATE,
    DAY,
    ENDINGS,
    LONGEST_SUBJECT,
    MONTH,
    OF_A_LIFE,
    OF_OTHERS,
    before_in_the_text,
    is_of_age,
)
from pipeline.model.coordonnees.personnes import CIVIL, PART, is_a_first_name
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

GAP = r"[^0-9.;!?\n|]"
BORN = rf"\b(?:n[ée]{ENDINGS}|naquit|na[îi]t|naissance|naissait|anniversaire)(?!\w)"
FEAST = (
    r"(?:no[ëe]l|jour[ ]de[ ](?:[l1]['’]an|no[ëe]l)|premier[ ]de[ ][l1]['’]an|nouvel[ ]an|p[âa]ques"
    r"|pentec[ôo]te|toussaint|assomption"
    r"|ascension|[ée]piphanie|mardi[ ]gras|chandeleur|f[êe]te[ ](?:nationale|du[ ]travail|de[ ]la[ ]musique|des[ ](?:m|p)[èe]res)"
    r"|(?:la|de)[ ]saint(?:e)?[ -][a-zà-ÿ]{3,12}|poisson[ ]d['’]avril|armistice|r[ée]veillon|(?:14|quatorze)[ -]juillet"
    rf"|(?:premier|1er|deuxi[èe]me|2e|troisi[èe]me|3e|quatri[èe]me|4e|dernier)[ ](?:(?:lun|mar|mercre|jeu"
    rf"|vendre|same)di|dimanche|jour)"
    rf"[ ](?:de[ ]|d['’])(?:{MONTH}))"
)
ON_A_FEAST = motif(
    rf"{BORN}{GAP}{{0,40}}?(?<!\w)(?:(?P<date>{FEAST}{GAP}{{0,15}}?\b{OF_A_LIFE})\b"
    rf"|(?P<apres>{OF_A_LIFE}\b{GAP}{{1,20}}?(?<!\w){FEAST})(?!\w))",
    re.IGNORECASE,
)
"""« née le soir de Noël 1976 », « né en 1976, le lundi de Pâques »."""

SOMEBODY = motif(
    rf"{CIVIL}[ ]|\b(?:l[ae][ ]|notre[ ]|l['’]){PART}\b|\b(?P<nom>(?-i:[A-ZÀ-Þ][\wà-ÿ-]{{2,}}))",
    re.IGNORECASE,
)
TURNS = r"\bles[ ](?P<age>[1-9][0-9])[ ](?:ans|printemps|bougies)[ ](?:de[ ]|d['’])"
THE_AGE_OF = motif(rf"{TURNS}(?P<qui>{GAP}{{2,40}}?)[ ,(]+(?:le[ ])?\b{DAY}", re.IGNORECASE)
A_DAY_FOR_THE_AGE_OF = motif(rf"\b{DAY}{GAP}{{1,40}}?{TURNS}(?P<qui>{GAP}{{2,40}})", re.IGNORECASE)
BIRTHDAY_ON = motif(
    rf"\banniv(?:\.|ersaire)?(?!\w)(?P<qui>[^0-9.;!?\n|]{{0,40}}?)\b{DAY}",
    re.IGNORECASE,
)
A_DAY_FOR_A_BIRTHDAY = motif(
    rf"\b{DAY}{GAP}{{1,40}}?\banniv(?:\.|ersaire)?[ ](?P<qui>(?:de[ ]|d['’])?{GAP}{{2,40}})",
    re.IGNORECASE,
)
OF_A_CONTRACT = motif(
    r"\b(?:contrat|convention|accord|signature|bail|loi|association|cpts|adh[ée]sion|cr[ée]ation|label|agr[ée]ment|dispositif|cabinet"
    r"|maison|h[ôo]pital|projet|protocole|avenant)\b",
    re.IGNORECASE,
)
HEADS_BIRTHDAYS = motif(r"\banniv", re.IGNORECASE)


def anniversaires(read: Lu, titre: str = "") -> Iterator[Coordonnee]:
    """The days of birth of a text whose numbers in words are figures; ``titre`` heads the column of a cell."""
    lowered = read.texte.lower()
    if _holds(BORN_WORDS, lowered) and _holds(FEASTS, lowered):
        found = filter(_is_born, ON_A_FEAST.finditer(read.texte))
        yield from (_told(read, match) for match in found)
    if _holds(BORN_ON_WORDS, lowered):
        found = filter(_is_of_somebody, BORN_ON.finditer(read.texte))
        yield from (_told(read, match) for match in found)
    if _holds(AGES, lowered):
        yield from _the_ages_of(read)
    if "anniv" in lowered:
        yield from _birthdays(read)
    if "anniv" in (titre.lower() or lowered):
        yield from _under_a_title(read, titre)


def _holds(words: Iterable[str], lowered: str) -> bool:
    return any(word in lowered for word in words)


def _the_ages_of(read: Lu) -> Iterator[Coordonnee]:
    for pattern in (THE_AGE_OF, A_DAY_FOR_THE_AGE_OF):
        for match in pattern.finditer(read.texte):
            if _names(match["qui"]):
                yield _told(read, match)


AGES = (" ans d", "bougies d", "printemps d")
BORN_WORDS = (
    " né ",
    "née ",
    "nés ",
    "né(e",
    "naquit",
    "naît",
    "naissance",
    "naissait",
    "anniversaire",
    "né,",
    "née,",
)
FEASTS = (
    *(
        "noël",
        "noel",
        "'an ",
        "’an ",
        "nouvel an",
        "pâques",
        "paques",
        "pentec",
        "toussaint",
        "assomption",
        "ascension",
    ),
    *(
        "piphanie",
        "mardi gras",
        "chandeleur",
        "fête ",
        "fete ",
        "saint",
        "poisson d",
        "armistice",
        "veillon",
        "juillet",
    ),
    *("di de ", "di d", "dimanche de", "dimanche d", "jour de ", "jour d"),
)


def _is_born(match: re.Match[str]) -> bool:
    before = before_in_the_text(match)
    return not (A_BODY_IS.search(before) or OF_OTHERS.search(before))


BORN_ON = motif(rf"\bn[ée]{ENDINGS}(?!\w),?[ ](?P<apres>le|un)[ ](?:1[ ])?{DAY}", re.IGNORECASE)
"""« Claire, née le 12 mars »: a birthday, without its year."""

BORN_ON_WORDS = (" né le ", "née le ", " né un ", "née un ", "né(e) le ")


def _is_of_somebody(match: re.Match[str]) -> bool:
    near = match.string[max(0, match.start() - LONGEST_SUBJECT) : match.start()]
    return _names(END.split(near)[-1]) and not A_BODY_IS.search(near)


def _names(words: str) -> bool:
    """Whether these words name somebody, and nothing that has an age and is not."""
    return any(
        one["nom"] is None or is_a_first_name(one["nom"]) for one in SOMEBODY.finditer(words)
    ) and not OF_A_CONTRACT.search(words)


def _birthdays(read: Lu) -> Iterator[Coordonnee]:
    for match in BIRTHDAY_ON.finditer(read.texte):
        near = read.texte[max(0, match.start() - LONGEST_SUBJECT) : match.start()]
        whose = f"{END.split(near)[-1]}{match['qui']}"
        if (_names(whose) or OWN.search(whose)) and not OF_A_CONTRACT.search(whose):
            yield _told(read, match)
    for match in A_DAY_FOR_A_BIRTHDAY.finditer(read.texte):
        if _names(match["qui"]):
            yield _told(read, match)


END = motif(r"[0-9.;!?\n|]")
OWN = motif(r"\b(?:mon|son)[ ]\Z|\b(?:elle|il)\b", re.IGNORECASE)


def _told(read: Lu, match: re.Match[str]) -> Coordonnee:
    group = "date" if match["date"] else "apres"
    told = "-".join(re.findall(r"\w+", fold(match[group])))
    return read.found(Genre.IDENTITE, f"ne-{told}", *match.span())


# --- tables -------------------------------------------------------------------------------------------------------

A_DAY = motif(DAY, re.IGNORECASE)


def _under_a_title(read: Lu, titre: str) -> Iterator[Coordonnee]:
    """The days of a column of birthdays, in the rows that name somebody; and those that have a year of birth."""
    if titre and "|" not in read.texte:
        whole = Case(read.texte, 0, len(read.texte), titre)
        yield from _in_a_row(read, (whole,))
    for rows in tables(read.texte, titre):
        for row in rows:
            yield from _in_a_row(read, row)


def _in_a_row(read: Lu, row: Rangee) -> Iterator[Coordonnee]:
    named = any(_names(case.texte) for case in row if not HEADS_BIRTHDAYS.search(case.titre))
    for case in row:
        if not HEADS_BIRTHDAYS.search(case.titre) or case.texte == case.titre:
            continue
        dated = ANY_DATE.search(read.texte, case.debut, case.fin)
        day = dated if dated and is_of_age(dated) else None
        if named and day is None:
            day = A_DAY.search(read.texte, case.debut, case.fin)
        if day:
            told = "-".join(re.findall(r"\w+", fold(day.group())))
            yield read.found(Genre.IDENTITE, f"ne-{told}", case.debut, case.fin)
