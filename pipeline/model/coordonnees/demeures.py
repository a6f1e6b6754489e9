"""Where somebody lives: an address with its number, unless the words around make it that of a body; a vaguer one, where
its sentence, its form or the title of its column says that it is a home."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from pipeline.model.coordonnees.a_qui import (
    commence_par_une_structure,
    designe_une_structure,
    nomme_quelqu_un,
    suit_quelqu_un,
)
from pipeline.model.coordonnees.cases import Case, Rangee, tables
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.coordonnees.morceaux import HEADS_WORK, homes_in_pieces
from pipeline.model.coordonnees.naissances import BODY, ENDINGS
from pipeline.model.coordonnees.personnes import A_NAME, CIVIL, NO_THING, PART, is_a_first_name
from pipeline.model.echeance import MOIS
from pipeline.model.motif import motif

Passage = tuple[int, int]
"""Where an address begins and ends in a text."""

# --- addresses with their number ------------------------------------------------------------------------------------

WHOLE = r"rue|avenue|boulevard|chemin|impasse|all[ée]es?|ruelle|venelle|sente|sentier|faubourg"
EVERYDAY = (
    r"quai|square|lotissement|hameau|cit[ée]|r[ée]sidence|promenade|esplanade|clos|mont[ée]e|traverse|rond-point|parvis"
    r"|place|route|passage|c[ôo]te|voie|mail|cour"
)
SHORT = (
    r"(?:r|av[e.]?|bo?u?l?v?d|che?m?|imp|pl|all|rte|fbg|fg|lot|sq|r[ée]s|q|crs|cours)\."
    r"|av|bo?u?l?v?d|fbg|imp|rte|pl|all|ch|r|cours"
)
WAY = rf"(?:{WHOLE}|{EVERYDAY}|{SHORT})(?<!-)(?![\w'’]|-[a-z])"
LINK = r"(?:(?:de|du|des|la|le|les|aux?)[ ]|[ld]['’][ ]?){0,2}"
CAPITAL = r"(?-i:(?!J\.[ ]?-?C\b)[A-ZÀ-Þ]\.(?:[ ]?-?[A-Z]\.)*|[A-ZÀ-Þ](?!\.)[\w'’-]*)"
NAMED = (
    rf"(?:[ \n]?du[ ][0-9]{{1,2}}(?:er)?[ -][^\W\d_]{{3,9}}(?:[ -](?:19|20)[0-9]{{2}}\b)?"
    rf"|[ \n]{{0,3}}{LINK}{CAPITAL})(?:[ -](?:sur[ -]|sous[ -])?{LINK}{CAPITAL}){{0,5}}"
)
PLAINLY = rf"[ \n]{{1,3}}{LINK}(?-i:[a-zà-ÿ])[\w'’-]*(?:[ ]{LINK}{CAPITAL}){{0,5}}"
NUMBER = (
    r"[0-9](?<![0-9].)(?<![0-9][.,/-].)(?<!\bh.)(?<!\bh .)[0-9]{0,3}(?:[ ]?[-/][ ]?[0-9]{1,4})?"
    r"(?:[ ]?\(?(?:bis|ter|quater|quinquies|[a-f])\b\)?)?"
)
ROMAN = r"(?-i:(?:(?<=\bau )|(?<=[,:(] )|\A)(?=[IVXL])L?X{0,3}(?:IX|IV|V?I{0,3})(?!\w))"
BETWEEN = r"\)?[ ]{0,3}[,;:/–-]?[ \n]{0,3}(?:de[ ]l[a'’][ ]?|du[ ])?\(?"
FIRST_LETTER = r"(?=[a-v])"
"""Of the words of ways: asked before each word is."""

ITS_WAY = rf"{BETWEEN}{FIRST_LETTER}(?:(?P<voie>{WAY})(?P<nom>{NAMED}|{PLAINLY})|grand(?:e[ ]|['’][ ]?|-)rue\b)"
ITS_NUMBER = (
    r"(?P<dit>n[°o.]{1,2}[ ]?|num[ée]ro[ ]|au[ ](?:n[°o.]{1,2}[ ]?|num[ée]ro[ ])?)?"
    r"(?P<dernier>[0-9]{1,4})(?:[ ]?(?:bis|ter|quater))?"
)
NUMBER_LAST = (
    rf"(?:{WHOLE}|{EVERYDAY})\b(?:{NAMED}|{PLAINLY})(?:[ ]?[,(:–-][ ]?|[ ]){ITS_NUMBER}"
    r"(?![\w%€]|[ ]?[%€]|[.,:/-][0-9]|[ ]?h\b)"
)
ENDS_THERE = motif(r"\s*(?:[,;.)|\n]|\Z|[–-]\s|[àa]\s|[0-9]{5}\b)")
A_YEAR = motif(r"(?:19|20)[0-9]{2}")
SURE = motif(rf"(?P<nombre>{NUMBER}){ITS_WAY}", re.IGNORECASE)
ROMAN_FIRST = motif(rf"(?P<nombre>{ROMAN}){ITS_WAY}", re.IGNORECASE)
SURE_TOO = motif(NUMBER_LAST, re.IGNORECASE)
"""A number and a way: the address of a house, somebody's or a body's."""

WHOLE_WAY = motif(WHOLE, re.IGNORECASE)
SHORT_WAY = motif(SHORT, re.IGNORECASE)
A_CAPITAL = motif(rf"[ \n]{{0,3}}(?:{LINK}(?-i:[A-ZÀ-Þ])|du[ ][0-9])", re.IGNORECASE)
A_LINK = motif(r"[ \n]{1,3}(?:d[eu]s?[ ]|l[ae]s?[ ]|[ld]['’])", re.IGNORECASE)
SPOT = motif(
    r"(?<![\w.])-?[0-9]{1,2}[.,][0-9]{4,}[ ]?°?[ ]?[NSns]?[ ,;/|]{1,3}-?[0-9]{1,3}[.,][0-9]{4,}(?![0-9])"
    r"|[0-9]{1,2}[ ]?°[ ]?[0-9]{1,2}[ ]?['’′][ ]?[0-9.,]{1,6}[ ]?(?:[\"”″]|''|’’)?[ ]?[NS][ ,;/]{0,3}"
    r"[0-9]{1,3}[ ]?°[ ]?[0-9]{1,2}[ ]?['’′][ ]?[0-9.,]{1,6}"
    r"|(?<![\w+])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"
    r"|(?<![\w/:])/{3}[^\W\d_]{2,20}\.[^\W\d_]{2,20}\.[^\W\d_]{2,20}"
    r"|(?<![0-9])[1-9][0-9]{0,3}[_-](?:(?:bis|ter)[_-])?(?:rue|av|avenue|bd|boulevard|impasse|all[ée]e)[_-][^\W\d_][\w-]{1,60}"
    r"|(?<=[^\W\d_][_-])[1-9][0-9]{0,3}[_-](?:(?:bis|ter)[_-])?(?:chemin|place|quai|route|square)[_-][^\W\d_][\w-]{1,60}"
)
"""The same for programs: degrees that tell a house, an « open location code », three words, the name of a file."""

# --- vaguer addresses -------------------------------------------------------------------------------------------------

DWELLING = (
    rf"(?:{NUMBER},?[ ])?"
    r"\b(?:r[ée]sidence|r[ée]s\.|lotissement|immeuble|hameau|ferme|domaine|villa|quartier|cit[ée]|hlm"
    r"|tour|mas|moulin|lieu[- ]?dit"
    rf"|ch[âa]teau|manoir|m[ée]tairie|camping)[ ](?:[«\"“][ ]?)?{LINK}(?-i:[A-ZÀ-Þ0-9])[^\n|;:.!?()]{{1,60}}"
)
FLAT = r"\b(?:b[âa]timent|b[âa]t\.?|appartement|appt?\.?|porte|escalier|[ée]tage)[ ](?:n[°o.][ ]?)?(?-i:[A-Z0-9]{1,4})\b"
POSTCODE = r"(?<![0-9])(?:0[1-9]|[1-8][0-9]|9[0-57])[0-9]{3}(?![0-9])"
NAMES = r"(?-i:[A-ZÀ-Þ][\wÀ-ÿ'’-]+(?:[ ](?:[A-ZÀ-Þ][\wÀ-ÿ'’-]+|de|du|des|la|le|les|en|sur)){0,4})"
POSTED = rf"(?-i:\b){NAMES}(?:[ ]?[»\"”])?,?[ ]\(?{POSTCODE}[ ](?-i:[A-ZÀ-Þ])[\w-]{{2,40}}"
NO_NUMBER = rf"\b{WAY}[ ]{LINK}(?-i:[A-ZÀ-Þ])[^\n|;:.!?(),]{{1,40}}"
VAGUER = motif(rf"{DWELLING}|{FLAT}|{POSTED}|{NO_NUMBER}", re.IGNORECASE)
"""What may be the address of a house where words say that somebody lives there."""

NAMES_A_WAY = motif(rf"\b{WAY}[ ]", re.IGNORECASE)

# --- what says that somebody lives there ----------------------------------------------------------------------------

WHO = (
    rf"(?:{CIVIL}[ ]{A_NAME}|(?:l[ae][ ]|notre[ ]|l['’]){PART}\b|moi\b|toi\b|lui\b|elle\b|eux\b"
    rf"|{NO_THING}(?!{BODY}\b)(?-i:[A-ZÀ-Þ][a-zà-ÿ]{{2,}}[\w-]*))"
)
"""Somebody, by a title, a part or a name; « chez SOS Médecins » and « chez Pharmacie du Port » are nobody."""

GAP = r"(?:[^0-9.;!?|]|(?-i:(?<=\b[A-Z])\.)|1(?=[ ][a-zà-ÿ])){0,50}"
PERSONAL = r"(?:personnel(?:le)?s?|priv[ée]e?s?|perso|familiale?)\b"
OWN = r"(?:[àa][ ](?:mon|son|leur)|au|le|mon|son|leur|notre)"
LIVES = motif(
    rf"(?:\b(?:demeur(?:e|ant|ait|era)|r[ée]sid(?:e|ant|ait|era)|habit(?:e|ent|ons|ant|aient|ait|era)|vi(?:t|s|vant|vait|vra)"
    rf"|log(?:e|eant|eait|[ée]{ENDINGS})|domicili[ée]{ENDINGS}|(?:d|re|em)[ée]?m[ée]nag\w{{1,4}}|h[ée]berg[ée]{ENDINGS}"
    rf"|locataire|propri[ée]taire|retir[ée]{ENDINGS}|[ée]tabli{ENDINGS}|achet[ée]{ENDINGS}|lou(?:e|ait|ons)|dort|couche|rentr(?:e|[ée]{ENDINGS}))\b"
    r"|\b(?:patiente?|dame|famille|voisine?|habitante?|occupante?)[ ](?:du|au)\b"
    rf"|\b(?:sa|ma)[ ](?:maison|villa|ferme)\b(?![ ](?:de|m[ée]dicale|pluri)\b)"
    rf"|\b(?:son|mon|leur)[ ](?:appartement|studio|logement|pavillon|toit)\b){GAP}\Z",
    re.IGNORECASE,
)
CALLED = motif(
    rf"(?:\b(?:adresse|domicile|r[ée]sidence|logement|courrier|lettre|colis|pli"
    rf"|coordonn[ée]es)s?[ ](?:\w{{1,12}}[ ])?\(?{PERSONAL}"
    rf"[^0-9.;!?|]{{0,60}}"
    rf"|\bdomicile[ ](?:de[ ]|d['’]|du[ ]){WHO}{GAP}"
    rf"|\b(?:mon|ton|mes)[ ](?:adresse|domicile|courrier|coordonn[ée]es)\b{GAP}"
    rf"|\b(?:{OWN}|du)[ ]domicile\b{GAP}"
    rf"|(?:\A|[\n.;:(,|–-]\s*)(?:domicile|dom\.|adresse[ ]du[ ]domicile|lieu[ ]de[ ]r[ée]sidence)(?!\w)[^0-9.;!?|\w]{{0,8}}"
    rf"|(?:\bchez|\bc/o)[ ]{WHO}[^0-9.;!?|]{{0,40}})\Z",
    re.IGNORECASE,
)
OF_SOMEBODY = motif(
    rf"\b(?:(?:adresse|maison|appartement|coordonn[ée]es|courrier)s?[ ](?:postale[ ])?(?:de[ ]|d['’]|du[ ]|pour[ ]|à[ ])"
    r"|(?:[ée]cri(?:re|vez)|envoy(?:er|ez)|adress(?:er|ez)|livr(?:er|ez)|sonne[rz]|pass(?:er|ez))[ ](?:[àa]|chez|pour)[ ]"
    r"|attention[ ](?:de[ ]|d['’])|c/o[ ]|bons[ ]soins[ ](?:de[ ]|d['’]))"
    rf"(?P<nom>{WHO})(?:[ ]{A_NAME}){{0,2}}{GAP}\Z",
    re.IGNORECASE,
)
"""« l'adresse de Nadia Bertin », « la maison de Mme Bertin »; that « de Fleurance » is not that of somebody."""

AT_HOME_FOR_CARE = motif(
    r"\b(?:maintien|retour|soutien|aide|soins?|visites?|hospitalisation|sortie)[ ](?:au|à)[ ]domicile\b",
    re.IGNORECASE,
)
THERE = motif(
    rf"[^.;!?|\n]{{0,60}}?(?:,[ ]domicile\b|\b(?:maison|appartement)[ ](?:de[ ]|d['’]){WHO})"
    rf"|[^.;!?|\n]{{0,60}}?\b(?:chez[ ](?:{WHO})|domicile[ ](?:de[ ]|d['’]|du[ ]){WHO}|{PERSONAL}"
    rf"|(?:y[ ]|qu['’](?:elle[ ]|il[ ])?|o[ùu][ ](?:elle[ ]|il[ ])?)?(?:habite|vit|demeure|loge)[ ](?:{WHO}|\Z|[.,;)])"
    rf"|(?:son|mon)[ ](?:domicile|adresse))",
    re.IGNORECASE,
)
"""« au 15 rue Basse vit Nadia », « 15 rue Basse (chez Nadia) »."""

POSTED_OR_FLAT = motif(rf"{FLAT}|{POSTCODE}[ ][A-ZÀ-Þ]|lieu[- ]?dit[ ]", re.IGNORECASE)
END = motif(
    r"[!?](?=\s)|(?<=[a-zà-ÿ0-9)]{2})(?<!b[âa]t)(?<!\bav)(?<!\bbd)(?<!appt)(?<!\bapt)\.\s+(?=[A-ZÀ-Þ«])"
    r"|\n\s*(?:\n|[|#>*+•-]|[0-9]{1,2}[.)][ ])|[|]"
)
LONGEST_BEFORE, LONGEST_AFTER, LONGEST_FORM = 120, 100, 250
A_DIGIT = motif("[0-9]")
USUAL_WAYS = (
    *("rue ", "avenue ", "chemin ", "impasse ", "boulevard ", "allée "),
    *("route ", "place ", "hameau ", "quai "),
)
A_USUAL_WAY = motif(rf"\b(?:{'|'.join(USUAL_WAYS)})", re.IGNORECASE)
LIVING = (
    *(
        "vit ",
        "vivant ",
        "vivait ",
        "demeure",
        "demeura",
        "réside ",
        "résidant",
        "résidait",
        "habite",
        "habitait",
        "habitant ",
    ),
    *(
        "domicil",
        "loge ",
        "logé",
        "emménag",
        "déménag",
        "hébergé",
        "locataire",
        "retiré",
        "chez ",
        "adresse",
        "courrier",
    ),
    *(
        "sa maison",
        "ma maison",
        "appartement",
        "studio",
        "pavillon",
        "coordonnées",
        "lettre ",
        "colis ",
    ),
)
SAYS_SO = motif(
    r"\b(?=[acdeéhflmoprsv])(?:vi(?:t|vant|vait)\b|demeur|r[ée]sid[ea]|habit[eao]|domicil|log[eé]|(?:em|d[ée])m[ée]nag|h[ée]berg|locataire|retir[ée]"
    r"|patiente?[ ]d?|dame[ ]|famille[ ]|voisine?[ ]|occupante?[ ]|propri[ée]taire|[ée]tabli|achet"
    r"|lou(?:e|ait|ons)[ ]|dort|couche|cr[èe]che"
    r"|rentr[ée]|domicile|dom\.|pli[ ]|logement|[ée]cri(?:re|vez)|envoy|adress|livr(?:er|ez)|sonne[rz]"
    r"|pass(?:er|ez)|attention|c/o|bons[ ]soins"
    r"|lieu[ ]de|personnel|priv[ée]|chez\b|adresse|courrier|lettre|colis|[sm]a[ ]maison|maison[ ](?:de[ ]"
    r"|d['’])(?-i:[A-ZÀ-Þ])|appartement"
    r"|studio|pavillon|coordonn[ée]es)",
    re.IGNORECASE,
)
BUILDINGS = (
    "lieu-dit",
    "lieu dit",
    "lieudit",
    "bâtiment",
    "bât.",
    "bât ",
    "appartement",
    "appt",
    "escalier",
)
A_POSTCODE = motif("[0-9]{5}[ ][A-ZÀ-Þ]")
"""Words without which no sentence says that somebody lives at a vaguer address."""


def demeures(read: Lu, titre: str = "") -> Iterator[Passage]:
    """The homes of a text whose numbers in words are figures: each numbered address that is not said to be that of a
    body, and the vaguer ones that are said to be a home.  ``titre`` heads the column of a cell."""
    text = read.texte.replace("+", " ")  # « 15+rue+Basse », in the target of a link
    lowered = text.lower()
    on_a_way = any(way in lowered for way in USUAL_WAYS)
    rows = Rangees(text, titre)
    whole = list(numerotees(read))
    yield from (one for one in whole if not rows.est_d_une_structure(*one))
    for begin, end in _together(_where_people_live(text, lowered)):
        vaguer = VAGUER.finditer(text, begin, end)
        yield from (match.span() for match in vaguer if _somebody_lives_at(match))
    if titre or "|" in text:
        yield from _under_a_title(rows, on_a_way)
    yield from _told_apart(rows, lowered, whole)


def _told_apart(rows: Rangees, lowered: str, whole: Sequence[Passage]) -> Iterator[Passage]:
    """The homes whose number and way stand apart, where they are not ``whole`` addresses; and those that have no way."""
    if A_DIGIT.search(lowered) and NAMES_WAYS.search(lowered):
        for begin, end in homes_in_pieces(rows.text, rows.tables):
            if not any(begin <= one and other <= end for one, other in whole):
                yield begin, end
    if "chez " in lowered or "c/o " in lowered:
        yield from _at_somebody_s(rows.text)


NAMES_WAYS = motif(
    r"\b(?:rue|voie|avenue|adresse|chemin)\b|\b(?:av|bd|imp|rte)\. |\b(?:boulevard|impasse|all[ée]e|route|place|quai) "
)
"""Asked of a text in small letters before its lines are read one by one."""

NUMBERED_PLACE = motif(
    rf"(?<=[,:(–-])[ ]?(?P<lieu>(?<![0-9])[1-9][0-9]{{0,3}}(?:[ ]?(?:bis|ter))?,?[ ]{LINK}(?!{WAY})"
    rf"(?!(?:{'|'.join(MOIS)})\b)(?-i:[A-ZÀ-Þ])[\w'’-]+(?:[ ]{LINK}{CAPITAL}){{0,4}})",
    re.IGNORECASE,
)
"""« , 12 Le Bourg »: a house of a hamlet, which has no way."""


def _at_somebody_s(text: str) -> Iterator[Passage]:
    """« Chez Mme Bertin, 12 Le Bourg »."""
    for match in NUMBERED_PLACE.finditer(text):
        if CALLED.search(_before(text, match.start("lieu"))):
            yield match.span("lieu")


def numerotees(read: Lu) -> Iterator[Passage]:
    """Every address of a text that has its number, whoever is there."""
    text = read.texte.replace("+", " ")
    lowered = text.lower()
    on_a_way = any(way in lowered for way in USUAL_WAYS)
    if not (on_a_way or A_DIGIT.search(text) or "///" in text):
        return
    first = [match.span() for match in SURE.finditer(text) if _is_an_address(read, match)]
    yield from first
    if on_a_way:
        yield from _numbered_last(text, first)
        yield from (match.span() for match in ROMAN_FIRST.finditer(text))
    yield from (match.span() for match in SPOT.finditer(read.texte))


def _numbered_last(text: str, others: Sequence[Passage]) -> Iterator[Passage]:
    """« rue Basse, 15 », where the way has no number before it already."""
    ends = [end for _begin, end in others]
    for way in A_USUAL_WAY.finditer(text):
        rank = bisect_right(ends, way.start())
        taken = rank < len(ends) and others[rank][0] <= way.start()
        match = None if taken else SURE_TOO.match(text, way.start())
        if match and _has_its_number(match):
            yield match.span()


def _is_an_address(read: Lu, match: re.Match[str]) -> bool:
    """Whether a number and the word of a way are an address: « 12 places » and « un chemin » are none."""
    number, way, name = match["nombre"], match["voie"], match["nom"]
    if A_YEAR.fullmatch(number) or (
        way and read.typed(match.start(), match.start() + 1).lower() == "un"
    ):
        return False
    if way is None or WHOLE_WAY.fullmatch(way) or A_CAPITAL.match(name):
        return True
    if SHORT_WAY.fullmatch(way):
        return way.lower() != "cours" and A_LINK.match(name) is not None
    return number != "1" and A_LINK.match(name) is not None


def _has_its_number(match: re.Match[str]) -> bool:
    """Whether the number after the name of a way is that of a house, and no year, price or hour."""
    if match["dit"]:
        return True
    return not A_YEAR.fullmatch(match["dernier"]) and bool(
        ENDS_THERE.match(match.string, match.end())
    )


def _together(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The same passages, those that overlap as one: each sign is looked at once."""
    begun: Passage | None = None
    for begin, end in sorted(passages):
        if begun and begin <= begun[1]:
            begun = begun[0], max(begun[1], end)
            continue
        if begun:
            yield begun
        begun = begin, end
    if begun:
        yield begun


def _where_people_live(text: str, lowered: str) -> Iterator[Passage]:
    """What follows a word that says so, and what stands before a postcode or after the name of a building."""
    for word in LIVING:
        place = lowered.find(word)
        while place >= 0:
            yield place, place + LONGEST_BEFORE
            place = lowered.find(word, place + 1)
    if any(word in lowered for word in BUILDINGS) or A_POSTCODE.search(text):
        for match in POSTED_OR_FLAT.finditer(text):
            yield max(0, match.start() - LONGEST_BEFORE), match.end() + LONGEST_AFTER


def _before(text: str, begin: int) -> str:
    """What stands before in the sentence."""
    near = text[max(0, begin - LONGEST_BEFORE) : begin]
    sentence = END.split(near)[-1].replace("\n", " ")
    return NAMED_AFTER_ITS_HOST.sub(r"\1 ", BEGINNING_OF_A_LINK.sub(" ", sentence))


NAMED_AFTER_ITS_HOST = motif(
    r"\b(auberge|bar|bistrot?|boulangerie|brasserie|caf[ée]|cr[êe]perie|[ée]picerie|h[ôo]tel|pizz[ée]ria|restaurant|traiteur)"
    r"[ ](?:[«\"“][ ]?)?chez[ ]",
    re.IGNORECASE,
)
"""« Restaurant Chez Paul » is nobody's home."""

BEGINNING_OF_A_LINK = motif(r"\]\(\S*\Z")


def _after(text: str, end: int) -> str:
    return END.split(text[end : end + LONGEST_AFTER])[0].replace("\n", " ")


class Rangees:
    """A text and the rows of its tables: whose an address is, by its sentence, by its cell, then by its row."""

    def __init__(self, text: str, titre: str) -> None:
        self.text, self.titre = text, titre

    @cached_property
    def tables(self) -> list[Sequence[Rangee]]:
        return list(tables(self.text, self.titre))

    @cached_property
    def cells(self) -> list[tuple[Case, Rangee]]:
        return [(case, row) for rows in self.tables for row in rows for case in row]

    @cached_property
    def starts(self) -> list[int]:
        return [case.debut for case, _row in self.cells]

    def est_d_une_structure(self, begin: int, end: int) -> bool:
        before, after = _before(self.text, begin), _after(self.text, end)
        if _says_a_home(before) or THERE.match(after):
            return False
        return _is_the_number_of_a_line(before) or self._is_told_of_one(begin, before, after)

    def _is_told_of_one(self, begin: int, before: str, after: str) -> bool:
        """Whether its sentence, its cell, its row or what announces it names a body."""
        told = designe_une_structure(before, after)
        cell = self._cell(begin)
        if cell is not None:
            return told or (told is None and self._is_in_a_row_of_one(*cell))
        if self.titre:
            return told or (told is None and not HEADS_HOMES.search(self.titre))
        if told is None and ANNOUNCES.fullmatch(before):
            told = designe_une_structure(_announced(self.text, begin - len(before)))
        return bool(told)

    def _cell(self, place: int) -> tuple[Case, Rangee] | None:
        rank = bisect_right(self.starts, place) - 1
        found = self.cells[rank] if rank >= 0 else None
        return found if found and place < found[0].fin else None

    def _is_in_a_row_of_one(self, case: Case, row: Rangee) -> bool:
        """Whether the row, or its titles, name a body; a column alone tells nothing: its rows are read beside."""
        if HEADS_HOMES.search(case.titre):
            return False
        heads = (row[0].titre, case.titre)
        if len(row) == 1:
            return not nomme_quelqu_un(case.titre)
        if _tells_of_work(row) or any(map(commence_par_une_structure, heads)):
            return True
        return any(commence_par_une_structure(one.texte) for one in row if one is not case)


RUNS_THERE = motif(
    r"\b(?:bus|autobus|autocar|cars?|navette|tram(?:way)?|m[ée]tro|ligne|arr[êe]t|train)"
    r"(?:[ ](?:n[°o.]{1,2}|num[ée]ro))?[ :]{0,3}\Z",
    re.IGNORECASE,
)
"""« le bus 12 avenue de la Gare »: the number is that of a line."""


def _is_the_number_of_a_line(before: str) -> bool:
    return RUNS_THERE.search(before) is not None and not nomme_quelqu_un(before)


ANNOUNCES = motif(r"(?:[\W_]|\b(?:adresse|postale|au|situ[ée]e?|sise?|sur)\b)*", re.IGNORECASE)


def _announced(text: str, begin: int) -> str:
    """What stands above an item or a line that is an address: the title, the words before its colon, the lines of a form."""
    near = text[max(0, begin - LONGEST_FORM) : begin].rstrip()
    return "" if near.endswith((".", "!", "?", "|")) else SENTENCE_ENDS.split(near)[-1]


SENTENCE_ENDS = motif(r"[.!?|]\s")


def dit_un_domicile(text: str) -> bool:
    """Whether an address says itself that it is somebody's: « chez Mme Bertin, 18 rue Basse »."""
    match = A_DIGIT.search(text)
    return _says_a_home(text[: match.start()] if match else text) or THERE.match(text) is not None


def _says_a_home(before: str) -> bool:
    """Whether the words just before say that it is one: « habite », « chez Nadia », « adresse personnelle »."""
    if not SAYS_SO.search(before):
        return False
    if AT_HOME_FOR_CARE.search(before) and "chez " not in before:
        return False
    if CALLED.search(before):
        return True
    if not LIVES.search(before):
        return False
    return nomme_quelqu_un(before) or not commence_par_une_structure(before)


def _is_of_somebody(before: str) -> bool:
    named = OF_SOMEBODY.search(before)
    if named is None:
        return False
    name = named["nom"]
    return not name.isalpha() or name.islower() or is_a_first_name(name)


def _somebody_lives_at(match: re.Match[str]) -> bool:
    before = _before(match.string, match.start())
    if AT_HOME_FOR_CARE.search(before) or commence_par_une_structure(before):
        return False
    if CALLED.search(before) or _is_of_somebody(before):
        return True
    if LIVES.search(before):
        return nomme_quelqu_un(before)
    after = _after(match.string, match.start())
    named = POSTED_OR_FLAT.search(after) and suit_quelqu_un(before)
    return bool(named) or THERE.match(after) is not None


# --- tables -------------------------------------------------------------------------------------------------------

HEADS_HOMES = motif(
    rf"\bdomicile\b|\badresses?\b.*\b{PERSONAL}|\blieu[ ]de[ ](?:r[ée]sidence|vie)\b|\bhabite\b"
    rf"|\bdemeure\b|\bchez[ ](?:lui|elle)\b",
    re.IGNORECASE,
)
HEADS_ADDRESSES = motif(
    r"\badresses?\b(?!.*(?:mail|[ée]lectro|courriel|pro\b|profess|cabinet))", re.IGNORECASE
)
HEADS_PEOPLE = motif(r"\bpr[ée]noms?\b", re.IGNORECASE)
A_VAGUE_HOME = motif(rf"\s*(?:{DWELLING}|{POSTED}|{NO_NUMBER}).*", re.IGNORECASE | re.DOTALL)


def _under_a_title(rows: Rangees, on_a_way: bool) -> Iterator[Passage]:
    """The vaguer addresses of the cells whose column is one of homes, or of the addresses of people; and those cut over
    two cells in the row of somebody."""
    text, titre = rows.text, rows.titre
    heads = titre or text
    if not (on_a_way or HEADS_HOMES.search(heads) or HEADS_ADDRESSES.search(heads)):
        return
    if titre and "|" not in text:
        if HEADS_HOMES.search(titre) and A_VAGUE_HOME.fullmatch(text):
            yield 0, len(text)
        return
    for row in itertools.chain.from_iterable(rows.tables):
        yield from ((case.debut, case.fin) for case in row if _is_one_of_a_home(case, row))
        yield from _in_two_cells(row)


def _is_one_of_a_home(case: Case, row: Rangee) -> bool:
    if case.texte == case.titre or not A_VAGUE_HOME.fullmatch(case.texte):
        return False
    if HEADS_HOMES.search(case.titre):
        return True
    if HEADS_ADDRESSES.search(case.titre) is None or _tells_of_work(row):
        return False
    return any(HEADS_PEOPLE.search(one.titre) for one in row) or _is_a_row_of_somebody(case, row)


def _is_a_row_of_somebody(case: Case, row: Rangee) -> bool:
    """Whether a cell beside that of an address is somebody's name, and none is a body."""
    others = [one.texte for one in row if one is not case]
    return any(map(suit_quelqu_un, others)) and not any(
        map(commence_par_une_structure, (*others, case.texte))
    )


def _tells_of_work(row: Rangee) -> bool:
    return any(HEADS_WORK.search(one.titre) for one in row)


def _in_two_cells(row: Rangee) -> Iterator[Passage]:
    """« Nadia Bertin | 15 | rue Basse »."""
    if _tells_of_work(row) or not any(suit_quelqu_un(one.texte) for one in row):
        return
    for one, two in itertools.pairwise(row):
        if A_NUMBER.fullmatch(one.texte) and NAMES_A_WAY.match(two.texte):
            yield one.debut, two.fin
        if A_NUMBER.fullmatch(two.texte) and NAMES_A_WAY.match(one.texte):
            yield one.debut, two.fin


A_NUMBER = motif(NUMBER, re.IGNORECASE)
