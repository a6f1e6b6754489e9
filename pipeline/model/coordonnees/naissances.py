"""Days of birth: a date beside a word, a sign or the title of a column that makes it somebody's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.cases import tables
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.coordonnees.personnes import A_NAME, is_a_first_name
from pipeline.model.echeance import MOIS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

SHORT_MONTHS = (
    "janv",
    "fevr",
    "févr",
    "fev",
    "fév",
    "avr",
    "juil",
    "sept",
    "oct",
    "nov",
    "dec",
    "déc",
)
MONTH = "|".join(sorted({*MOIS, *map(fold, MOIS), *SHORT_MONTHS}, key=len, reverse=True))
APART = r"[^\w|]{1,3}"
WEEKDAY = r"(?:(?:lun|mar|mercre|jeu|vendre|same)di[ ]|dimanche[ ])?"
YEAR = r"[0-9]{4}|mi[l1](?:le)?[ -][0-9]{1,2}[ -]cents?[ -][0-9]{1,2}|'?[0-9]{2}"
DATE = (
    rf"{WEEKDAY}(?P<date>(?:[0-3]?[0-9](?:er)?|premier){APART}(?:(?:{MONTH})\b|[01]?[0-9](?![0-9])|[IVX1]{{1,4}}\b)"
    rf"{APART}(?:de[ ][l1]'an[ ])?(?P<annee>{YEAR})|(?P<iso>(?:19|20)[0-9]{{2}})[-/.][01]?[0-9][-/.][0-3]?[0-9])(?![0-9])"
)
"""A day in figures, in words once they are figures, or as the programs write it."""

ENDINGS = r"(?:es?|s|\(e\)s?|[·.-]es?|/n[ée]es?)?"
WHOSE = r"(?:(?!\b(?:de|du|des|d|par|loi|décret|avec|pour|sous|apr[èe]s)\b)(?:[^0-9.;!?\n|]|\([0-9AB]{2,3}\))){0,40}?"
"""A name, a town; what a law or an idea gave birth to is not somebody."""

OF_SOMEBODY = r"(?:[ ]d(?:e[ ]|['’])(?-i:[A-ZÀ-Þ])[\w-]+)?"
"""« natif d'Auch, le… », « l'anniversaire de Paul : … »: a name, where « l'anniversaire de la loi du… » has none."""

BORN = motif(
    rf"\b(?=[nbv])(?:n[ée]é?{ENDINGS}|naquit|na[îi]t|born|venue?s?[ ]au[ ]monde|vu[ ]le[ ]jour|n\.(?=[ ]le\b)|nat\."
    rf"|nati(?:f|ve)(?:[ ]du(?=[ ][0-9])|{OF_SOMEBODY}))"
    rf"(?!\w)(?:,?[ ]1(?=[ ][a-zà-ÿ]))?{WHOSE}[^\w\n]{{0,4}}(?:1[ ])?{DATE}",
    re.IGNORECASE,
)
"""« née un mercredi, le… »: « un » is a figure by now."""

LABELLED = motif(
    rf"(?:\b(?:date|jour)s?[ ](?:d[eu][ ])?nais(?:s(?:ance)?|\b)\.?[^0-9]{{0,12}}?"
    rf"|\bnais(?:sance|s\.?|\.)[ ]?[:=|(][^\w\n]{{0,4}}|\bd\.?d\.?n\b\.?[^\w\n]{{0,4}}"
    rf"|(?-i:\bD\.?N\b\.?)[^\w\n]{{0,4}}){DATE}",
    re.IGNORECASE,
)
OF_A_LIFE = "(?:19[1-9][0-9]|200[0-9])"
MONTH_AND_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
DAY_AND_MONTH = "(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])"
COMPACT = rf"(?<![0-9])(?P<date>{OF_A_LIFE}{MONTH_AND_DAY}|{DAY_AND_MONTH}{OF_A_LIFE})(?![0-9])"
"""A day in eight figures, as the programs of a practice write it."""

LABELLED_SHORT = motif(
    rf"\b(?:date[ ]de[ ]naiss(?:ance|\.)?|d\.?d\.?n|(?-i:D\.?N))(?!\w)[^0-9\n|]{{0,12}}?"
    rf"(?P<date>{DAY_AND_MONTH}(?P<annee>[0-9]{{2}}))(?![0-9])",
    re.IGNORECASE,
)
"""« D.N. : 120361 »."""

LABELLED_COMPACT = motif(
    rf"\b(?:naissance|naiss\.|n[ée]{ENDINGS}[ ]le|d\.?d\.?n|(?-i:DN))(?!\w)[^0-9\n|]{{0,25}}?{COMPACT}",
    re.IGNORECASE,
)
CAKES = "🎂🍰🎈🎉"
BESIDE = motif(
    rf"(?:\bnaissance(?!\w){OF_SOMEBODY}{WHOSE}[^\w\n]{{0,4}}|\banniv(?:\.|ersaire)?(?!\w){OF_SOMEBODY}{WHOSE}[^\w\n]{{0,4}}"
    rf"|[{CAKES}]{WHOSE}[^\w\n]{{0,4}}){DATE}",
    re.IGNORECASE,
)
BEFORE = motif(rf"\b{DATE}[^\w\n]{{1,4}}(?:date[ ]de[ ])?naissance\b", re.IGNORECASE)
HEADS = motif(
    r"\b(?=[nd])(?:naiss|n[ée](?:e|\(e\)|[·.-]e)?[ ]le\b|d\.?d\.?n\b|dn\b)", re.IGNORECASE
)
HEADS_DAYS = motif(
    r"\b(?:dates?|jours?)[ ](?:de[ ])?naiss|\bn[ée](?:e|\(e\)|[·.-]e)?[ ]le\b|\bd\.?d\.?n\b|\bdn\b",
    re.IGNORECASE,
)
"""Those that head days and nothing else: « Naissances » counts them."""
ANY_DATE = motif(rf"(?<![\w/.-]){DATE}", re.IGNORECASE)
MARK = motif(r"[°º∘˚*]\s?(?=(?:[a-z]{4,8}[ ])?[0-9])")
SIGN = motif(r"(?:(?<![0-9nN])(?<![0-9nN]\s)[°º∘˚]\s?|[\w,;(][ ]?\\?\*\s|\(\\?\*)\Z")
"""« Anne Durand, ° 12 mars 1975 », as genealogists write; « n° 12 », « 37 ° » and the mark of an item are none."""

DAY = rf"(?P<date>[0-3]?[0-9](?:er)?(?:{APART}(?:{MONTH})\b|/[01]?[0-9]))(?![0-9/])"
A_CELL = motif(
    rf"\s*(?:{COMPACT}|(?P<jour>{DAY.replace('?P<date>', '?:')})|(?P<serie>[1-4][0-9]{{4}}))\s*",
    re.IGNORECASE,
)
FIRST_SERIAL, LAST_SERIAL = 3_653, 40_178
"""The days of 1910 and of 2009 as Excel counts them."""

GAP = r"[^0-9.;!?\n|]{0,25}"
BORN_A_DAY = motif(
    rf"\bn[ée]{ENDINGS}(?!\w){GAP}(?P<entre>\b{OF_A_LIFE}\b{GAP})?\b(?:1[ ])?{DAY}"
    rf"(?P<apres>,?[ ](?:en|de|ann[ée]e)[ ]{OF_A_LIFE}\b)?",
    re.IGNORECASE,
)
"""« né, en 1961, un 14 juillet », « née un 14 juillet, en 1961 »: the year apart."""

BORN_LATER = motif(
    rf"\b{DATE},?[ ](?:naissait|naquit|na[îi]t|est[ ]n[ée]e?|vient[ ]au[ ]monde)[ ](?-i:[A-ZÀ-Þ])",
    re.IGNORECASE,
)
"""« Le 12 mars 1961 naissait Claire »; a body has its article."""

THEN_BORN = motif(
    rf"\b{DATE},?[ ](?:qu(?:e[ ]|['’]))?(?:{A_NAME}[ ]){{1,2}}(?:est[ ]n[ée]e?|na[îi]t|naquit)\b",
    re.IGNORECASE,
)
IS_OF_A_DAY = motif(rf"(?P<nom>{A_NAME})[ ]est[ ]du[ ]{DATE}", re.IGNORECASE)
"""« C'est le 12 mars 1961 que Claire est née », « Claire est du 12 mars 1961 »."""

BORN_WORD = motif(rf"\bn[ée]é?{ENDINGS}(?!\w)(?P<reste>[^;!?\n|]{{3,80}})", re.IGNORECASE)
A_MONTH = motif(rf"\b(?:{MONTH})\b", re.IGNORECASE)
A_YEAR_OF_LIFE = motif(rf"\b{OF_A_LIFE}\b")
A_DAY_ALONE = motif(
    r"(?:[ (](?:le|un|1)[ ]|[0-9]{4}, )(?P<date>[0-3]?[0-9](?:er)?|premier)(?![\w/%€-]|\.[0-9]|[ ](?:[%€]|[a-zà-ÿ]{4,}))",
    re.IGNORECASE,
)
"""« née à Auch en mars 1961, le 12 », « née un dimanche de mai, le 3, en 1961 »: the day apart from its month."""

YEAR_BEFORE = motif(rf"\b{OF_A_LIFE}\b{GAP}\Z")
LONGEST_YEAR_BEFORE = 32

OF_AGE_SINCE = motif(
    r"(?:\b(?:aura|a[ ](?:eu|f[eê]t[ée]|souffl[ée]|atteint)|eut|f[eê]te(?:ra)?|atteint|atteindra|souffle(?:ra)?|[âa]g[ée]e?[ ]de)"
    r"(?:[ ](?:ses|d[ée]j[àa]))?[ ]|[(,][ ]?(?:bient[ôo]t[ ])?)(?P<age>[1-9][0-9])[ ]"
    r"(?:ans|bougies),?[ ]?(?:\(|(?:depuis[ ])?(?:le|au)[ ])"
    rf"{DATE}",
    re.IGNORECASE,
)
"""« qui aura 65 ans le 14 juillet 2026 »: the day of birth, said by the age."""

SOMEBODY = r"(?-i:\b[A-ZÀ-Þ](?:[\w-]+|\.)|\b[Ee]lle|\b[Ii]l|\bqui)"
TURNS = (
    r"(?:aura|a[ ](?:eu|f[eê]t[ée]|souffl[ée]|atteint)|eut|f[eê]t(?:e|era|ait)|atteint|atteindra|souffl(?:e|era|ait))"
    r"(?:[ ](?:ses|d[ée]j[àa]))?[ ](?P<age>[1-9][0-9])[ ](?:ans|bougies)\b"
)
TURNED_A_DAY = motif(rf"{SOMEBODY}[ ]{TURNS},?[ ]\(?(?:le|ce|au)[ ]{DAY}", re.IGNORECASE)
OF_AGE_SINCE_A_DAY = motif(
    rf"{SOMEBODY},?[ ](?:est[ ])?[âa]g[ée]e?[ ]de[ ](?P<age>[1-9][0-9])[ ]ans[ ]depuis[ ]le[ ]{DAY}",
    re.IGNORECASE,
)
A_DAY_TO_TURN = motif(rf"\b{DAY}[^.!?\n0-9|]{{1,20}}\b(?:elle|il)[ ]{TURNS}", re.IGNORECASE)
"""« Claire a eu 48 ans le 12 avril », « le 12 avril : elle aura 50 ans »: whoever reads counts the year."""

BORN_THEN_AGE = motif(
    rf"(?<![\w/.-]){DATE}[ ]?[,(–-][ ]?(?P<age>[1-9][0-9])[ ]ans\b(?![ ](?:apr|av|plus|d['’e]))",
    re.IGNORECASE,
)
"""« Rosa (19 avril 1978, 48 ans) »."""

YEARS_OF_TODAY = range(2015, 2046)
ANNIVERSARY = motif(
    rf"\banniv(?:\.|ersaire)?[ ]d(?:e[ ]|['’])(?-i:[A-ZÀ-Þ])[\w-]+[^0-9.;!?\n|]{{0,12}}?\b{DAY}",
    re.IGNORECASE,
)
"""« Anniversaire de Claire : 12/04 »; that of the contract has no capital."""

OF_OTHERS = motif(
    r"\b(?:association|loi|h[ôo]pital|clinique|maison|dispositif|centre|cpts|contrat|service|r[ée]seau|structure|[ée]tablissement"
    r"|commune|ville|projet|groupe|[ée]quipe|ehpad|[ée]cole|club|syndicat|convention|accord|outil|bail|pr[êe]t|b[âa]timent|cabinet|pharmacie|r[ée]sidence"
    r"|patient|assur[ée]|population|personne|habitant|enfant|adulte|usager|public|tout|toute|chaque|femme|homme)(?:e?s)?\b[^.!?\n]*\Z",
    re.IGNORECASE,
)
"""What has an age and is not somebody, or anybody: « l'association aura 20 ans le… », « tout patient âgé de… »."""

OF_OTHERS_THERE = motif(OF_OTHERS.pattern.removesuffix(r"\Z"), re.IGNORECASE)
LONGEST_SUBJECT = 80
OF_STATISTICS = ("1-janvier", "1er-janvier", "01-01", "1-01", "31-decembre", "31-12")
"""The days at which ages are counted."""

YOUNGEST = 16

BODY = (
    r"(?:associations?|lois?|h[ôo]pita(?:l|ux)|hospices?|cliniques?|maisons?|dispositifs?|centres?|cpts|msp|services?"
    r"|r[ée]seaux?|structures?|[ée]tablissements?|communes?|villes?|projets?|groupes?|[ée]quipes?|ehpad|ssiad|[ée]coles?"
    r"|clubs?|syndicats?|cabinets?|pharmacies?|r[ée]sidences?|p[ôo]les?|plateformes?|id[ée]es?|f[ée]d[ée]rations?|unions?"
    r"|mutuelles?|caisses?|unit[ée]s?|collectifs?|coop[ée]ratives?|comit[ée]s?|instituts?|fondations?|sites?)"
)
A_BODY_IS = motif(
    r"(?:\A|[.;:!?\n|(,–]\s*|\b(?:que|et|où|quand|puis|qu['’])\s?)(?:(?:l[ae]|les|ce|cet|cette|notre|son|une?|1)\s|l['’])?"
    rf"{BODY}\b(?:[^.;:!?,\n|]{{0,60}}\b(?:est|fut|[ée]tait|sont)\s|(?:\s(?:de\s)?[a-zà-ÿ]+)?,?\s)\Z",
    re.IGNORECASE,
)
"""« L'hôpital est né le 12 mars 1961 »: the first noun of the clause is a body; « le médecin du centre » is somebody."""

OLDEST, LAST_OF_AGE = 1910, 2010
"""A body is born too (« l'association, née le 3 décembre 2026 »), but of late; those of before are no more."""


def naissances(read: Lu, titre: str = "") -> Iterator[Coordonnee]:
    """The days of birth of a text whose numbers in words are figures; ``titre`` heads the column of a cell."""
    text = read.texte
    yield from (_birth(read, match) for match in BORN.finditer(text) if _is_somebody_s(match))
    lowered = text.lower()
    if any(word in lowered for word in SAID):
        yield from _said(read)
    if any(word in lowered for word in BEGUN):
        yield from _in_pieces(read)
    yield from _with_the_year_apart(read)
    if "est du " in lowered:
        yield from _of_a_day(read)
    if any(word in lowered for word in AGES):
        yield from _by_age(read)
        yield from _by_age_and_day(read)
    yield from _under_a_sign(read)
    yield from _under_a_title(read, titre)


def _of_a_day(read: Lu) -> Iterator[Coordonnee]:
    for match in IS_OF_A_DAY.finditer(read.texte):
        if is_of_age(match) and is_a_first_name(match["nom"]):
            yield _birth(read, match)


AGES = (" ans", "bougies")
BEGUN = (
    "né ",
    "née",
    "nés",
    "né,",
    "né(",
    "né/",
    "né·",
    "né-",
    "né.",
    "neé",
    "nee",
    "ne(",
    "naiss",
    "naqui",
    "naît",
    "nait",
    "vient au",
)
SAID = ("nais", "anniv", "ddn", "d.d.n", "d.n", "dn ", "dn:", "né le ", "née le ", *CAKES)


def _said(read: Lu) -> Iterator[Coordonnee]:
    """The days beside a word that tells what they are."""
    for pattern in (LABELLED, LABELLED_COMPACT, LABELLED_SHORT, ANNIVERSARY):
        yield from (_birth(read, match) for match in pattern.finditer(read.texte))
    for pattern in (BESIDE, BEFORE):
        found = filter(is_of_age, pattern.finditer(read.texte))
        yield from (_birth(read, match) for match in found)


VERBS_AFTER = ("naissait", "naquit", "naît", "nait", "est né", "vient au")


def _in_pieces(read: Lu) -> Iterator[Coordonnee]:
    """The days told before the verb, and those told apart from their month."""
    lowered = read.texte.lower()
    if any(verb in lowered for verb in VERBS_AFTER):
        for pattern in (THEN_BORN, BORN_LATER):
            found = filter(is_of_age, pattern.finditer(read.texte))
            yield from (_birth(read, match) for match in found)
    for match in BORN_WORD.finditer(read.texte):
        rest = match["reste"].split(". ")[0]
        month, year, day = (one.search(rest) for one in (A_MONTH, A_YEAR_OF_LIFE, A_DAY_ALONE))
        if month and year and day and not OF_OTHERS.search(before_in_the_text(match)):
            told = "-".join((day["date"], fold(month.group()), year.group()))
            end = match.start("reste") + max(month.end(), year.end(), day.end())
            yield read.found(Genre.IDENTITE, f"ne-{told}", match.start(), end)


def before_in_the_text(match: re.Match[str]) -> str:
    """What stands before in the text; « … » where it is cut, so that no word seems to begin it."""
    begin = max(0, match.start() - LONGEST_SUBJECT)
    return ("…" if begin else "") + match.string[begin : match.start()]


def _is_somebody_s(match: re.Match[str]) -> bool:
    """Whether that day is one of birth; a body « voit le jour » more often than people do."""
    if not is_of_age(match):
        return False
    before = before_in_the_text(match)
    if match.group()[:2].lower() in ("na", "vu"):
        return not OF_OTHERS.search(before)
    return not A_BODY_IS.search(before)


def _by_age_and_day(read: Lu) -> Iterator[Coordonnee]:
    """The days of birth without a year, which an age gives, and those that an age follows."""
    for pattern in (TURNED_A_DAY, A_DAY_TO_TURN, OF_AGE_SINCE_A_DAY, BORN_THEN_AGE):
        for match in pattern.finditer(read.texte):
            before = read.texte[max(0, match.start() - LONGEST_SUBJECT) : match.end()]
            young = int(match["age"]) < YOUNGEST or _told(match).startswith(OF_STATISTICS)
            if not young and not OF_OTHERS_THERE.search(before) and _agrees(match):
                yield _birth(read, match)


def _agrees(match: re.Match[str]) -> bool:
    """Whether somebody born that day, where the year is told, is of that age in our years."""
    if "annee" not in match.re.groupindex:
        return True
    return is_of_age(match) and _year(match) + int(match["age"]) in YEARS_OF_TODAY


def _with_the_year_apart(read: Lu) -> Iterator[Coordonnee]:
    for match in BORN_A_DAY.finditer(read.texte):
        before = read.texte[max(0, match.start() - LONGEST_YEAR_BEFORE) : match.start()]
        if match["entre"] or match["apres"] or YEAR_BEFORE.search(before):
            yield _birth(read, match)


def _by_age(read: Lu) -> Iterator[Coordonnee]:
    for match in OF_AGE_SINCE.finditer(read.texte):
        before = read.texte[max(0, match.start() - LONGEST_SUBJECT) : match.start()]
        of_age = OLDEST <= _year(match) - int(match["age"]) < LAST_OF_AGE
        counted = _told(match).startswith(OF_STATISTICS)
        if (
            of_age
            and int(match["age"]) >= YOUNGEST
            and not counted
            and not OF_OTHERS.search(before)
        ):
            yield _birth(read, match)


def _under_a_sign(read: Lu) -> Iterator[Coordonnee]:
    for mark in MARK.finditer(read.original):
        if not SIGN.search(read.original[max(0, mark.end() - 5) : mark.end()]):
            continue
        match = ANY_DATE.match(read.texte, bisect_left(read.places, mark.end()))
        if match and is_of_age(match):
            yield _birth(read, match)


def _under_a_title(read: Lu, titre: str) -> Iterator[Coordonnee]:
    for begin, end, head in _cells_of_births(read.texte, titre):
        for match in ANY_DATE.finditer(read.texte, begin, end):
            yield _birth(read, match)
        whole = A_CELL.fullmatch(read.texte, begin, end)
        if whole and _is_a_day(whole, head):
            told = fold(whole.group().strip()).replace(" ", "-").replace("/", "-")
            yield read.found(Genre.IDENTITE, f"ne-{told}", begin, end)


def _is_a_day(cell: re.Match[str], head: str) -> bool:
    """Whether what fills a cell is a day, in eight figures, without its year, or as Excel counts days."""
    if cell["date"]:
        return True
    if not HEADS_DAYS.search(head):
        return False
    return cell["serie"] is None or FIRST_SERIAL <= int(cell["serie"]) <= LAST_SERIAL


def _cells_of_births(text: str, titre: str) -> Iterator[tuple[int, int, str]]:
    """Where the cells begin and end that a title tells to be days of birth, with that title; the whole text, where it is
    such a cell."""
    if not HEADS.search(titre or text):
        return
    if titre and "|" not in text:
        yield 0, len(text), titre
    for rows in tables(text, titre):
        cells = (case for row in rows for case in row if case.texte != case.titre)
        yield from (
            (case.debut, case.fin, case.titre) for case in cells if HEADS.search(case.titre)
        )


def is_of_age(match: re.Match[str]) -> bool:
    """Whether a date is one at which somebody who is alive may be born."""
    return OLDEST <= _year(match) < LAST_OF_AGE


def _year(match: re.Match[str]) -> int:
    """
    The year of two figures is that of somebody who is alive.

    >>> _year(ANY_DATE.match("12/03/75")), _year(ANY_DATE.match("12 mars mil 9 cent 75"))
    (1975, 1975)
    """
    figures = re.findall("[0-9]+", match["iso"] or match["annee"])
    year = int(figures[-1])
    if len(figures) == 2:
        return 1000 + 100 * int(figures[0]) + year
    if len(figures[-1]) == 4:
        return year
    return year + (2000 if year < LAST_OF_AGE % 100 else 1900)


def _birth(read: Lu, match: re.Match[str]) -> Coordonnee:
    return read.found(Genre.IDENTITE, f"ne-{_told(match)}", *match.span())


def _told(match: re.Match[str]) -> str:
    return "-".join(re.findall(r"\w+", fold(match["date"])))
