"""Phone numbers, of whatever groups, signs, words or letters they are made."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.cases import Rangee, columns, tables
from pipeline.model.coordonnees.lecture import Lu, lu
from pipeline.model.coordonnees.portables import (
    CUT_BY_A_WORD,
    IDENTIFIED,
    IDENTIFIER,
    LONGEST_ANNOUNCE,
    LONGEST_UNIT,
    MOBILE,
    Suite,
    est_coupe_par_un_mot,
    est_le_fixe_d_un_domicile,
    est_portable,
    go_by_steps,
    heads_a_count,
    heads_codes,
    heads_counts,
)
from pipeline.model.coordonnees.romains import NUMBER as ROMAN
from pipeline.model.coordonnees.romains import roman
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

GROUP = motif(r"[0-9]+")
BETWEEN = motif(r"(?:[^\w|;:%€@]|_){0,4}")
"""What people put between the digits of one number; more, or a word, begins something else."""

NATIONAL = 9
PREFIXES = ("", "0", "33", "330", "0033", "00330")
BY_SIZE = {NATIONAL + len(prefix): prefix for prefix in PREFIXES}
"""How many digits a whole number has → what precedes its nine."""

OF_COUNTRIES = """
    262:[67] 508:[67] 590:[67] 594:[67] 596:[67] 689:8
    32:4 34:[67] 39:3 41:7 44:7 49:1 352:6 376:[36] 377:[46] 351:9 353:8 31:6 43:6 30:6 46:7 358:[45]
    40:7 48:[4-8] 36:[237] 359:[89] 380:[5-9] 420:[67] 421:9
    20:1 90:5 212:[67] 213:[5-7] 216:[2459] 221:7 222:[234] 223:[67] 225:0 229:0 237:6 241:[067] 242:0 243:[89] 261:3
    961:[378] 963:9 1:[2-9]
"""
ABROAD = dict(pair.split(":") for pair in OF_COUNTRIES.split())
"""Country code of the islands, of our neighbours and of where many of us come from → how their mobile numbers begin; in
North America, where they begin as the others, any number."""

ONE_SIGN = motif(
    r"(?<![0-9])0[67](?P<sign>[^0-9\n,]{1,8}?)[0-9]{2}(?:(?P=sign)[0-9]{2}){3}(?!(?P=sign)?[0-9])"
)
"""A mobile number whose pairs are parted by one sign or word of one's own (« 06h11h22h33h44 », « 06 : 11 : … »)."""

CELLS = motif(r"(?<![0-9])0[67](?:[ ./|-]{0,5}[0-9]{2}){4}(?![0-9])")
"""A mobile number over neighbouring cells of a table."""

GOES_ON = motif(r"[ ]?[|][ ]?[0-9]")
CELL_ENDS = motif(r"[ ]*(?:[|\n]|\Z|[^\s0-9.,/-])")

FOREIGN = motif(
    r"(?:\+|(?<![0-9])00)[ ]?(?:"
    + "|".join(
        rf"{code}(?:[^\w|;:%€@]{{0,3}}\(?0\)?)?[^\w|;:%€@]{{0,4}}{begins}"
        for code, begins in ABROAD.items()
    )
    + r")(?:[ ./()-]{0,3}[0-9]){6,10}(?![0-9])"
)

NUMBERS_IN_WORDS = """
    zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
    dix-neuf
"""
SPOKEN = {word: str(rank) for rank, word in enumerate(NUMBERS_IN_WORDS.split())}
TENS = {
    "vingt": 20,
    "trente": 30,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "septante": 70,
    "quatre-vingt": 80,
    "huitante": 80,
    "octante": 80,
    "nonante": 90,
}
SAID_ZERO = motif(r"z[ée]ro", re.IGNORECASE)
REPEATED = motif(
    r"(?<![\w-])(?P<times>double|triple|(?:deux|trois)(?=[ ]z[ée]ros))[ ]z[ée]ros?\b", re.IGNORECASE
)
UNITS = "|".join(
    sorted((word.replace("-", "[- ]") for word in SPOKEN if word != "zero"), key=len, reverse=True)
)
FIRST_LETTERS = "".join(sorted({word[0] for word in (*SPOKEN, *TENS)}))
"""Asked before each word is: ten times fewer places to try."""

IN_WORDS = motif(
    rf"(?<![^\W0-9_])(?=[{FIRST_LETTERS}])"
    r"(?:(?P<tens>vingts?|trente|quarante|cinquante|soixante|septante|quatre[- ]vingts?|huitante|octante|nonante)"
    rf"(?:(?:[- ]|[- ]et[- ])(?P<more>{UNITS}))?"
    rf"|z[ée]ro|{UNITS})(?![^\W0-9_])",
    re.IGNORECASE,
)
LIKE_DIGITS = "OoØøIli"
LETTERS = motif(rf"(?<!\w)[0-9]{{0,33}}[{LIKE_DIGITS}][0-9{LIKE_DIGITS}]{{0,33}}(?!\w)")
"""The letters that look like 0 and 1, and digits, where they are whole words: those of « juillet » stand for themselves."""

LIKE = {**dict.fromkeys("OoQD°", "0"), **dict.fromkeys("Iil!", "1"), **dict.fromkeys("Zz", "2")}
LIKE |= {**dict.fromkeys("E", "3"), **dict.fromkeys("A", "4"), **dict.fromkeys("Ss", "5")}
LIKE |= {**dict.fromkeys("Gb", "6"), **dict.fromkeys("T", "7"), **dict.fromkeys("B&", "8")}
LIKE |= dict.fromkeys("gq", "9")
LOOKS = re.escape("".join(LIKE))
LIKE_PAIRS = motif(
    rf"(?<![\w.])[0OoQD°][0-9{LOOKS}](?P<sign>[ ./_–-]{{1,3}})(?:[0-9{LOOKS}]{{2}}(?P=sign)){{3}}[0-9{LOOKS}]{{2}}(?!\w)"
)
"""Five pairs of figures, or of letters drawn like figures, parted by one sign."""


def _in_likely_digits(match: re.Match[str]) -> str:
    """The pairs in digits, where more than half of them are digits already: « 0G 12 34 S6 7B »."""
    typed = match.group()
    if sum(map(str.isdecimal, typed)) < FEWEST_DIGITS:
        return typed
    return "".join(LIKE.get(sign, sign) for sign in typed)


FEWEST_DIGITS = 6
SAID_SIGN = motif(
    r"(?<=[0-9])[ ,(]{0,2}\b(?:points?|tirets?|espaces?|traits?[ ]d['’]union|slash|barre|virgule)\b[ ,)]{0,2}(?=[0-9])",
    re.IGNORECASE,
)
"""A sign told in words between two groups."""

EIGHT = r"[0-9]{2}(?:[ ./-]?[0-9]{2}){3}(?![0-9]|[ ./-][0-9])"
BEGINS_APART = motif(rf"(?<![0-9:h])(0[ ]?[67])(?:[ ]?[:;][ ]|[ ][:;])(?={EIGHT})")
"""« mon 06 : 41 52 63 74 »; « 06:41 » is an hour."""

LINKED = motif(
    r"(?<=[0-9])(?:,?[ ]\(?(?:et|puis|ensuite|enfin|suivie?s?[ ](?:de|par|du)|pour[ ]finir|apr[èe]s)(?![^ ])){1,3}"
    r"(?:[ ]le)?[ ](?=[0-9])"
)
"""Words that people put between two pairs."""

THE_NEXT = motif(r"(?<=[0-9]),[ ]le[ ](?=[0-9])")
RANK = motif(
    r"(?<=[0-9])[ \t]*\n\s*(?:[-*+•]|#{1,6}|[0-9]{1,2}[.)]|[a-j][.)])[ \t]+(?:\[[ x]\][ \t]+)?"
    r"(?:(?:et|puis|ensuite|enfin|suite|la[ ]suite|fin|la[ ]fin|reste|le[ ]reste)(?:[ ]?:)?[ ])?(?=[0-9])",
    re.IGNORECASE,
)
"""What stands before an item, and a word that links it, between two items that hold figures."""

GOES_ON_BELOW = motif(r"(?<=[0-9])[ \t]*\n[ \t]+(?=[0-9])")
"""The margin of a note, or of an item, that goes on."""

SCIENTIFIC = motif(r"(?<![\w,.])([67])[,.]([0-9]{8})E\+0?8(?![0-9])", re.IGNORECASE)
"""How a spreadsheet shows a number of which it took the zero."""


def _zeros(match: re.Match[str]) -> str:
    return "00" if match["times"].lower() in ("double", "deux") else "000"


def _figure(match: re.Match[str]) -> str:
    """The digits of a number told in words, less than a hundred."""
    tens, more = match["tens"], match["more"]
    if not tens:
        return SPOKEN[fold(match.group()).replace(" ", "-")]
    units = int(SPOKEN[fold(more).replace(" ", "-")]) if more else 0
    return str(TENS[fold(tens).replace(" ", "-").rstrip("s")] + units)


MOBILE_AS_USUAL = r"0[67](?P<sign>[ ./_-]?)(?:[0-9]{2}(?P=sign)){3}[0-9]{2}"
GLUED_LETTER = motif(
    rf"(?<=[0-9]{{2}})[{LIKE_DIGITS}](?!\w)|(?<!\w)[{LIKE_DIGITS}](?={MOBILE_AS_USUAL}(?![0-9]))"
)
A_WHOLE_MOBILE = motif(rf"(?<![0-9]){MOBILE_AS_USUAL}\Z")
LONGEST_MOBILE = 15


def _apart(match: re.Match[str]) -> str:
    """Nothing in place of a letter glued to a number that is whole without it (« H06 11 22 33 44O »)."""
    before = match.string[max(0, match.start() - LONGEST_MOBILE) : match.start()]
    leads = not before[-1:].isdecimal()
    return " " if leads or A_WHOLE_MOBILE.search(before) else match.group()


def count_digits(text: str) -> int:
    return sum(map(text.count, "0123456789"))


def _among_digits(match: re.Match[str]) -> str:
    """A word of such letters in digits, where some stand near: « loi » and « il » are no numbers."""
    word = match.group()
    if match.string[match.end() : match.end() + 1] in APOSTROPHES:
        return word
    near = match.string[max(0, match.start() - NEAR_DIGITS) : match.end() + NEAR_DIGITS]
    return word.translate(LOOK) if A_DIGIT.search(near) else word


A_DIGIT = motif("[0-9]")
APOSTROPHES = ("'", "’")
NEAR_DIGITS = 6
LOOK = str.maketrans(LIKE_DIGITS, "0000111")


def in_digits(read: Lu) -> Lu:
    """The text with digits in place of numbers in words or of Rome, and of the letters that look like digits."""
    if count_digits(read.texte) > NATIONAL:
        read = read.replaced(GLUED_LETTER, _apart)
    read = read.replaced(ROMAN_NUMBER, _in_arabic_if_a_number)
    told = read.replaced(REPEATED, _zeros) if SAID_ZERO.search(read.texte) else read
    told = told.replaced(IN_WORDS, _figure)
    told = told.replaced(LETTERS, _among_digits)
    if count_digits(told.texte) < FEWEST_DIGITS:
        return told
    told = told.replaced(LIKE_PAIRS, _in_likely_digits)
    told = told.replaced(BEGINS_APART, lambda match: f"{match[1]} ")
    told = told.replaced(SAID_SIGN, lambda _match: "-")
    told = told.replaced(THE_NEXT, lambda _match: ", ")
    told = told.replaced(GOES_ON_BELOW, lambda _match: "\n")
    return told.replaced(LINKED, lambda _match: " & ").replaced(RANK, lambda _match: "\n")


def numbers(digits: Lu, titre: str = "") -> Iterator[Coordonnee]:
    """Every French number of a text that was put in digits, and the mobile ones of other countries; ``titre`` heads the
    column of a cell."""
    if not _may_hold_a_number(digits):
        return
    digits = digits.replaced(OF_A_THING, _struck)
    if "+" in digits.texte or "00" in digits.texte:
        yield from _numbers_from_abroad(digits)
        digits = digits.replaced(FOREIGN, _struck)
    if "+" in digits.texte:
        for shown in SCIENTIFIC.finditer(digits.texte):
            yield digits.found(Genre.TELEPHONE, "".join(shown.groups()), *shown.span(), True)
    around = _Around(digits.texte, titre)
    for chain in _chains(digits.texte, BETWEEN):
        yield from _numbers_of(chain, digits, around)
    if "06" in digits.texte or "07" in digits.texte:
        yield from _cut_otherwise(digits, around)
    yield from _down_columns(digits, titre)
    yield from _over_rows(digits, titre)


def _cut_otherwise(digits: Lu, around: _Around) -> Iterator[Coordonnee]:
    """The mobile numbers whose first two figures are together, and that are cut as no other number is."""
    for match in (*ONE_SIGN.finditer(digits.texte), *_over_cells(digits.texte)):
        if "|" in match.group() and around.heads_figures(*match.span()):
            continue
        if go_by_steps(list(map(int, GROUP.findall(match.group())))):
            continue
        number = "".join(GROUP.findall(match.group()))[1:]
        yield digits.found(Genre.TELEPHONE, number, match.start(), match.end(), portable=True)
    yield from _cut_by_a_word(digits, around)
    yield from _with_a_choice(digits)
    yield from _beginning_apart(digits)
    yield from _over_two_cells(digits, around)


def _cut_by_a_word(digits: Lu, around: _Around) -> Iterator[Coordonnee]:
    for match in CUT_BY_A_WORD.finditer(digits.texte):
        if est_coupe_par_un_mot(match.group(), around.before(match.start())):
            number = "".join(GROUP.findall(match.group()))[1:]
            yield digits.found(Genre.TELEPHONE, number, *match.span(), portable=True)


A_CHOICE = motif(
    r"(?<![0-9,.])0[67](?:[ ./_-]{0,3}[0-9]{2}){0,3}[ ]?\(?(?:[ ]ou(?:[ ]bien)?[ ]|\(ou[ ]|[ ]?/[ ]?"
    r"|[ ]soit[ ])(?P<autre>[0-9]{2})\)?"
    r"(?:[ ./_-]{0,3}[0-9]{2}){1,4}(?![0-9]|[ ][0-9]{2}\b)"
)


A_LAST_CHOICE = motif(
    r"(?<![0-9,.])0[67](?:[ ./_-]{0,3}[0-9]{2}){3}[ ./_-]{0,3}[0-9][ ]?(?:/|ou[ ])[ ]?[0-9](?![0-9]|[ ./-][0-9])"
)
"""« 07 12 34 56 7/8 »: the last figure."""


def _with_a_choice(digits: Lu) -> Iterator[Coordonnee]:
    """« 06 41 ou 42 52 63 74 »: the mobile numbers of which one pair, or the last figure, is told in two ways."""
    for match in A_LAST_CHOICE.finditer(digits.texte):
        number = "".join(GROUP.findall(match.group()))[1:]
        yield digits.found(Genre.TELEPHONE, number, *match.span(), portable=True)
    for match in A_CHOICE.finditer(digits.texte):
        rest = (
            digits.texte[match.start() : match.start("autre")]
            + digits.texte[match.end("autre") : match.end()]
        )
        pairs = GROUP.findall(rest)
        number = "".join(pairs)
        told = list(map(int, GROUP.findall(match.group())))
        if len(number) == NATIONAL + 1 and not go_by_steps(told):
            yield digits.found(Genre.TELEPHONE, number[1:], *match.span(), portable=True)


SAYS_FIRST = (
    r"(?:pr[ée]c[ée]d|pr[ée]fixe|indicatif|commen[cç]|d[ée]but|devant|avant|ajout|mett|avec)"
)
BEGINNING_AFTER = motif(
    rf"(?<![0-9])(?<![0-9][ ./-])(?P<fin>{EIGHT})(?:,?[ ]?\("
    rf"|[^0-9\n|]{{1,25}}(?={SAYS_FIRST})[^0-9\n|]{{4,30}}|,?[ ](?:et|avec)[ ](?:le[ ])?)"
    rf"(?P<debut>0[67])(?:\)|(?![0-9 ./-]|[ ][0-9])|[ ](?={SAYS_FIRST}))",
    re.IGNORECASE,
)
BEGINNING_BEFORE = motif(
    rf"\b{SAYS_FIRST}[^0-9\n|]{{1,15}}(?P<debut>0[67])(?![0-9])[^0-9\n|]{{1,25}}(?P<fin>{EIGHT})",
    re.IGNORECASE,
)


def _beginning_apart(digits: Lu) -> Iterator[Coordonnee]:
    """« 41 52 63 74 (06 devant) », « préfixe 06, numéro 41 52 63 74 »."""
    for pattern in (BEGINNING_AFTER, BEGINNING_BEFORE):
        for match in pattern.finditer(digits.texte):
            number = "".join(GROUP.findall(f"{match['debut']}{match['fin']}"))
            yield digits.found(Genre.TELEPHONE, number[1:], *match.span(), portable=True)


def _may_hold_a_number(digits: Lu) -> bool:
    """Whether there are figures enough for one, of any country: most texts and cells have not."""
    return count_digits(digits.texte) >= NATIONAL


def _numbers_from_abroad(digits: Lu) -> Iterator[Coordonnee]:
    for match in FOREIGN.finditer(digits.texte):
        typed = "".join(GROUP.findall(match.group())).removeprefix("00")
        place = match.start(), match.end()
        yield digits.found(Genre.TELEPHONE, f"+{typed}", *place, portable=True)


def _struck(match: re.Match[str]) -> str:
    return "x" * len(match.group())


OF_A_THING = motif(
    r"\b10\.[0-9]{4,9}/[^\s\"<>]{1,200}"
    r"|(?<![\w,.])(?:0[,.][0-9]{9,15}(?![ .,]?[0-9])|[0-9]{1,3}[,.][0-9]{9,15}(?=\s?%))"
)
"""The name of an article, and a decimal, which may hold any digits."""


class _Around:
    """The text and the head of its column: where the words stand that announce what a number is."""

    def __init__(self, text: str, titre: str) -> None:
        self.text, self.titre = text, titre
        self.by_title = IDENTIFIER.search(titre) is not None
        self.cells = [case for rows in tables(text, titre) for row in rows for case in row]
        self.starts = [case.debut for case in self.cells]
        self.places = [match.start() for match in IDENTIFIER.finditer(text)]

    def before(self, place: int) -> str:
        """What stands before, the head of the column included."""
        near = self.text[max(0, place - LONGEST_ANNOUNCE) : place]
        titles = self._titles(place, place + 1) if self.cells else []
        if titles and titles[0]:
            return f"{titles[0]} {near.rpartition('|')[2].lstrip()}"
        return near if place >= LONGEST_ANNOUNCE or not self.titre else f"{self.titre} {near}"

    def speak_of(self, place: int) -> bool:
        """Whether a word of companies, establishments or books stands before, in the same paragraph or table."""
        rank = bisect_left(self.places, place)
        if self.by_title or not rank:
            return self.by_title
        last = self.places[rank - 1]
        return place - last < LONGEST_BLOCK and "\n\n" not in self.text[last:place]

    def heads_codes(self, begin: int, end: int) -> bool:
        """Whether a cell between these places stands in a column of codes."""
        if not self.cells:
            return heads_codes(self.titre)
        return any(map(heads_codes, self._titles(begin, end)))

    def heads_figures(self, begin: int, end: int) -> bool:
        """Whether the cells between these places stand in columns of codes, or all of them in columns of counts."""
        titles = self._titles(begin, end)
        counted = bool(titles) and all(map(heads_counts, titles))
        return counted or self.heads_codes(begin, end)

    def counts(self, begin: int) -> bool:
        titles = self._titles(begin, begin + 1) if self.cells else [self.titre]
        return any(map(heads_a_count, titles))

    def _titles(self, begin: int, end: int) -> list[str]:
        first = max(0, bisect_right(self.starts, begin) - 1)
        covered = self.cells[first : bisect_left(self.starts, end)]
        return [case.titre for case in covered if case.fin > begin]

    def is_identified(self, begin: int, end: int) -> bool:
        """Whether the number is said to be one of companies, establishments or files, by what stands just before or
        by the title of its column."""
        return IDENTIFIED.search(self.before(begin)) is not None or self.heads_codes(begin, end)


LONGEST_BLOCK = 2_000


def _over_cells(digits: str) -> Iterator[re.Match[str]]:
    """The numbers cut over cells, where a row of figures would not be cut so: pairs together in a cell, or two cells.
    Where they are together, what the next cell holds may be a number of its own."""
    for match in CELLS.finditer(digits) if "|" in digits else ():
        cells = [GROUP.findall(cell) for cell in match.group().split("|")]
        together = any(len(cell) > 1 for cell in cells) or len(cells[0][0]) > 2
        whole = together and CELL_ENDS.match(digits, match.end())
        alone = len(cells) == 2 and not GOES_ON.match(digits, match.end())
        if len(cells) > 1 and (whole or alone):
            yield match


TWO_CELLS = motif(r"(?<![0-9])(0[67][0-9]{2}(?:[0-9]{2,4})?)[ ]?[|][ ]?([0-9]{2,6})(?![0-9])")


def _over_two_cells(digits: Lu, around: _Around) -> Iterator[Coordonnee]:
    """« 0641526 | 374 »: a number cut in two that are no pairs; five figures are a commune."""
    for match in TWO_CELLS.finditer(digits.texte) if "|" in digits.texte else ():
        number = "".join(match.groups())
        if len(number) == NATIONAL + 1 and not around.heads_figures(*match.span()):
            yield digits.found(Genre.TELEPHONE, number[1:], *match.span(), portable=True)


PIECE = motif(
    r"(?:(?:le|au|puis|et|ensuite|enfin)[ :]+){0,2}[+(]{0,2}[0-9][0-9 ./()-]{0,13}[ ,;]{0,2}",
    re.IGNORECASE,
)
"""What a cell holds of a number that is laid downwards, or beside."""


def _runs(cells: Rangee) -> Iterator[Rangee]:
    """The cells of figures that follow each other in a column, where there are several."""
    for filled, run in itertools.groupby(
        cells, lambda case: PIECE.fullmatch(case.texte) is not None
    ):
        pieces = list(run)
        if filled and len(pieces) > 1:
            yield pieces


def _typed_in(cells: Rangee) -> str:
    return "".join(figure for case in cells for figure in GROUP.findall(case.texte))


def _columns_of_figures(digits: Lu, titre: str) -> Iterator[Rangee]:
    for rows in tables(digits.texte, titre):
        for column in columns(rows):
            yield from _runs(column)


def _down_columns(digits: Lu, titre: str) -> Iterator[Coordonnee]:
    """The mobile numbers laid from row to row: all the figures of a column that is not one of codes, and no steps."""
    for run in _columns_of_figures(digits, titre):
        prefix, number = _national(_typed_in(run))
        if not prefix or not number.startswith(MOBILE) or heads_codes(run[-1].titre):
            continue
        if not _goes_by_steps(run):
            yield _laid(run, number, digits)


def _over_rows(digits: Lu, titre: str) -> Iterator[Coordonnee]:
    """The mobile numbers laid over neighbouring columns and several rows, read as a page is, from left to right."""
    for rows in tables(digits.texte, titre):
        for rank, row in enumerate(rows):
            for first, case in enumerate(row):
                if BEGINS.match(case.texte):
                    yield from _from_cell(rows, rank, first, digits)


BEGINS = motif(r"(?:(?:le|au)[ :]+)?[+(]{0,2}(?:0[67]|0033|33)", re.IGNORECASE)
MOST_BESIDE = 4
MOST_CELLS = 14
"""Of one number, a figure in each."""


def _from_cell(rows: Sequence[Rangee], rank: int, first: int, digits: Lu) -> Iterator[Coordonnee]:
    for width in range(2, min(MOST_BESIDE, len(rows[rank]) - first) + 1):
        block = slice(first, first + width)
        if rank and _holds_figures_only(rows[rank - 1][block]):
            continue
        under = (row[block] for row in rows[rank : rank + MOST_CELLS])
        lines = list(itertools.takewhile(_holds_figures_only, under))
        cells = [case for line in lines for case in line if case.texte]
        number = _mobile_in(cells) if len(lines) > 1 else ""
        if number and not _goes_by_steps(cells):
            yield _laid(cells, number, digits)


def _mobile_in(cells: Rangee) -> str:
    """The mobile number that these cells make, where no title tells of codes; else nothing."""
    prefix, number = _national(_typed_in(cells))
    whole = len(cells) > 2 and prefix and number.startswith(MOBILE)
    return number if whole and not any(heads_codes(case.titre) for case in cells) else ""


def _holds_figures_only(row: Rangee) -> bool:
    """Whether a row has a piece of a number, and nothing but such pieces."""
    typed = [case.texte for case in row if case.texte]
    return bool(typed) and all(PIECE.fullmatch(text) for text in typed)


def _goes_by_steps(cells: Rangee) -> bool:
    return go_by_steps([int(_typed_in([case])) for case in cells])


def _laid(cells: Rangee, number: str, digits: Lu) -> Coordonnee:
    typed = " ".join(case.texte for case in cells)
    place = digits.places[cells[0].debut]
    return Coordonnee(Genre.TELEPHONE, number, typed, place, number.startswith(MOBILE))


def _chains(digits: str, between: re.Pattern[str]) -> Iterator[list[re.Match[str]]]:
    """Runs of groups of digits that may belong to one number."""
    chain: list[re.Match[str]] = []
    for group in GROUP.finditer(digits):
        if chain and not between.fullmatch(digits, chain[-1].end(), group.start()):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _numbers_of(
    chain: Sequence[re.Match[str]], digits: Lu, around: _Around
) -> Iterator[Coordonnee]:
    """Every run of whole groups that makes a number: what it follows (« 15 06 12… ») may be a number of its own."""
    told: dict[str, int] = {}
    for first, last, prefix, number in _whole_numbers([group.group() for group in chain]):
        begin, end = chain[first].start(), chain[last].end()
        if begin < told.get(number, 0):
            continue  # « 6 12… » inside « +33 6 12… » is the same number
        plus = digits.texte.startswith("+", max(0, begin - 1))
        if plus and not prefix.startswith("33"):
            continue
        told[number] = end
        if number.startswith(MOBILE):
            suite = _suite(prefix, number, chain[first : last + 1], digits, around)
            of_somebody = est_portable(suite)
        else:
            after = digits.texte[end : end + LONGEST_UNIT]
            of_somebody = bool(prefix) and est_le_fixe_d_un_domicile(around.before(begin), after)
        yield digits.found(Genre.TELEPHONE, number, begin - plus, end, of_somebody)


def _whole_numbers(groups: Sequence[str]) -> Iterator[tuple[int, int, str, str]]:
    """The ranks of the first and last groups of each whole number, what precedes its nine digits, and those."""
    typed = "".join(groups)
    ends = list(itertools.accumulate(map(len, groups), initial=0))
    ranks = {end: rank for rank, end in enumerate(ends, -1)}
    for first, place in enumerate(ends[:-1]):
        if len(typed) - place < NATIONAL:
            return
        for size in BY_SIZE if typed[place] in "03" else (NATIONAL,):
            last = ranks.get(place + size)
            prefix, number = ("", "") if last is None else _national(typed[place : place + size])
            if last is not None and number:
                yield first, last, prefix, number


def _suite(
    prefix: str,
    number: str,
    groups: Sequence[re.Match[str]],
    digits: Lu,
    around: _Around,
) -> Suite:
    begin, end = groups[0].start(), groups[-1].end()
    text = digits.texte
    letters = [sign for sign in digits.typed(begin, end) if sign.isalpha()]
    return Suite(
        prefix,
        number,
        groupes=tuple(group.group() for group in groups),
        signes=tuple(text[one.end() : two.start()] for one, two in itertools.pairwise(groups)),
        avant=around.before(begin),
        apres=text[end : end + LONGEST_UNIT],
        en_mots=len([sign for sign in letters if sign not in LIKE_DIGITS]) >= FEWEST_LETTERS,
        identifie=(not prefix and around.speak_of(begin)) or around.is_identified(begin, end),
        compte=around.counts(begin),
    )


FEWEST_LETTERS = 5
"""Of numbers told in words."""


def _national(typed: str) -> tuple[str, str]:
    """What precedes the nine digits of a whole number, and those digits; two empty texts when it is none.

    >>> _national("0536490001"), _national("33536490001"), _national("12345")
    (('0', '536490001'), ('33', '536490001'), ('', ''))
    """
    prefix = BY_SIZE.get(len(typed))
    if prefix is None or not typed.startswith(prefix) or typed[-NATIONAL] == "0":
        return "", ""
    return prefix, typed[-NATIONAL:]


ANYTHING = motif(r"[^0-9]{0,80}")
"""Between the digits of a known number: nine in their order are no chance, whatever stands between them."""

ROMAN_PAIR = "(?:[IVXLCivxlc]{1,8}|[0-9]{2})"
ROMAN_NUMBER = motif(
    r"(?<![\w.])(?=[0Vv ])(?:0?[ ]?[Vv][Ii]{1,2}|0[67])(?P<sign>[ ./_–-]{1,3})"
    rf"(?:{ROMAN_PAIR}(?P=sign)){{3}}{ROMAN_PAIR}(?!\w|(?P=sign)[0-9IVXLCivxlc])"
)
"""A mobile number of which a pair or more is in figures of Rome."""


MASKED = motif(r"\bXX\b", re.IGNORECASE)
"""Two of them are what was taken out (« 06 XX XX XX 30 »), not twenty and twenty."""


def _in_arabic_if_a_number(match: re.Match[str]) -> str:
    """The pairs in our digits; figures of Rome that go by steps (« VI VII VIII IX X ») count chapters."""
    written = _in_pairs(re.sub(r"^0[ ]?(?=\D)", "", match.group().upper()))
    pairs = GROUP.findall(written)
    by_steps = go_by_steps([int(pair) for pair in pairs]) or len(MASKED.findall(match.group())) > 1
    whole = len(pairs) == 5 and all(len(pair) == 2 for pair in pairs) and not by_steps
    return written if whole and not re.search(r"[A-Z]", written) else match.group()


ROMANS = motif(r"\b[IVXLC]{1,8}(?:[ .,/-]{1,3}[IVXLC0-9]{1,8}){3,12}\b")


def numbers_of(known: Iterable[str]) -> frozenset[str]:
    """The numbers among what is known."""
    return frozenset(valeur for valeur in known if len(valeur) == NATIONAL and valeur.isdecimal())


def writings_of(numbers: Iterable[str]) -> dict[str, str]:
    """Known numbers by all that may be typed of one: its digits forwards, backwards, or its beginning told last."""
    writings: dict[str, str] = {}
    for number in numbers:
        whole = f"0{number}"
        writings |= {f"{whole[begin:]}{whole[:begin]}": number for begin in TOLD_LAST}
        writings |= {number: number, number[::-1]: number}
    return writings


def known_numbers(read: Lu, writings: Mapping[str, str]) -> Iterator[Coordonnee]:
    """Known numbers whose digits follow each other, as ``writings`` has them, whatever few signs are between them."""
    if not writings:
        return
    digits = in_digits(read.replaced(ROMANS, _in_arabic)).replaced(OF_A_THING, _struck)
    if not _may_hold_a_number(digits):
        return
    yield from _known_down_columns(digits, writings)
    for chain in _chains(digits.texte, ANYTHING):
        places = [place for group in chain for place in range(group.start(), group.end())]
        typed = "".join(group.group() for group in chain)
        for size in (NATIONAL, NATIONAL + 1):
            for first in range(len(typed) - size + 1):
                number = writings.get(typed[first : first + size])
                if number:
                    end = places[first + size - 1] + 1
                    yield digits.found(Genre.TELEPHONE, number, places[first], end)


TOLD_LAST = (2, 4, 6, 8)
"""Digits of its beginning: « 23 45 67 89, et 06 devant »."""


def _in_arabic(match: re.Match[str]) -> str:
    """Numbers of Rome in our digits, two for each."""
    return _in_pairs(match.group())


def _in_pairs(typed: str) -> str:
    return ROMAN.sub(lambda one: f"{roman(one.group()):02d}", typed)


def _known_down_columns(digits: Lu, writings: Mapping[str, str]) -> Iterator[Coordonnee]:
    for run in _columns_of_figures(digits, ""):
        typed = _typed_in(run)
        pieces = (typed[at : at + NATIONAL] for at in range(len(typed)))
        for number in {piece for piece in pieces if writings.get(piece) == piece}:
            yield _laid(run, number, digits)


def numero_national(typed: str) -> str:
    """The nine digits of a number typed alone in a cell; empty when it is a short one, or none."""
    return next((found.valeur for found in numbers(in_digits(lu(typed)))), "")
