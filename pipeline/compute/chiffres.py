"""The figures typed in the texts, each with the fact that it repeats or nearly repeats, or the source it cites."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from pipeline.model.chiffre import Chiffre, Rapprochement, Sorte, Verdict
from pipeline.model.fait import APPEL, Fait, Faits, Genre
from pipeline.model.langue.francais import lettres
from pipeline.model.langue.mots import fold
from pipeline.model.langue.texte import markdown, phrase_bounds, prose
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.projet import Projet, TexteSource
from pipeline.model.span import Span
from pipeline.model.territoire import Commune

_SPACE = "[ \u00a0\u202f]"
_NUMBER = (
    r"(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u202f.][0-9]{3})+(?:,[0-9]+)?|(?<![0-9])[0-9]+(?:,[0-9]+)?"
)
_PEOPLE = (
    "habitante?s?|personnes?|patiente?s?|professionnels?|soignante?s?|médecins?|généralistes|infirmi(?:er|ère)s?"
    "|pharmaciens?|pharmacies|officines|masseurs-kinésithérapeutes|kinésithérapeutes|sages-femmes"
    "|chirurgiens-dentistes|dentistes|orthophonistes|orthoptistes|pédicures-podologues|diététicien(?:ne)?s"
    "|psychologues|communes|membres|adhérente?s?|structures|établissements|EHPAD|lits|places|passages|séjours"
    "|consultations|hospitalisations|réhospitalisations|enfants|élèves|femmes|hommes|aînés|bénéficiaires|assurés"
    "|cabinets|fiches|participante?s?|répondante?s?|réponses|questionnaires|usagers|naissances|décès|logements|écoles"
)
_MONEY = r"(k€|M€|€|euros?\b|milliers d['’]euros|millions? d['’]euros)"
_COUNTED = "habitante?s?|communes|membres|adhérente?s?|fiches"
FIGURE = (
    rf"({_NUMBER}){_SPACE}?(?:{_MONEY}|(%|pour{_SPACE}cent\b)|(?<=[ \u00a0\u202f])({_PEOPLE})\b)"
)
"""Every figure, for the list that « make nombres » gives: a check does without, and so without its compiling."""

COMPARED = motif(rf"({_NUMBER}){_SPACE}?(?:{_MONEY}|(?!)(%)|(?<=[ \u00a0\u202f])({_COUNTED})\b)")
"""The figures of a kind that some fact is of: all that a check has to look at."""

IN_WORDS = rf"([A-Za-zà-ÿ][a-zà-ÿ]*(?:[ -](?:et[ -])?[a-zà-ÿ]+){{0,2}}){_SPACE}(?:(?!)(€)|(?!)(%)|({_COUNTED})\b)"
"""« vingt-six communes »: which words are numbers is looked up."""

LONGEST_NUMBER = 30
COMPARED_SIGNS = ("€", "euro", "habitant", "communes", "membres", "adhérent", "fiches")

TIMES = {
    "k€": 1_000,
    "M€": 1_000_000,
    "milliers": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
}
RANGE = motif(r"[0-9] ?(?:à|et|ou|-|–) ?$")
CELL = motif(rf"(?<=\|)[ *]*({_NUMBER})[ *]*(?=\|)")
CITED = motif(
    r"\((?:[^()]*\b(?:19|20)[0-9]{2}\b[^()]*"
    r"|[^()]*\b(?:sources?|Insee|INSEE|Rezone|enquête|rapport|article|barème|accord|loi|décret)\b[^()]*)"
    r"\)|\[\^[^\]]+\]|\b[Ss]elon\b[^,.;]*|\b[Dd]['’]après\b[^,.;]*"
)
REASON = motif(r"<!--\s*(?:source|raison)\s*:\s*(.*?)\s*-->", re.IGNORECASE | re.DOTALL)
TARGET = motif(r"[ \t]*[-*+] +(cible|poids|départ)\b")
SOURCE_LINE = motif(r"\s*[*_(]*\s*Sources?\s*:")
ROUNDED = motif(
    r"(?i)(?:environ|près de|plus de|moins de|quelque|autour de|de l['’]ordre de|à peu près|presque|au moins|~|≈)"
    r"(?: les?| de)? ?$"
)
CLAIM = motif(
    r"\b(?:compte|couvre|regroupe|réunit|comprend|rassemble|totalise|dessert|composée? de|soit|[Nn]ous sommes)\b[^.;]{0,40}$"
)
CLAIMED = motif(r"\s*(?:actions?\s*)?(?:[.,;:)]|et\b|du\b|sur (?:le|ce|notre) territoire|$)")
THE_SAME = motif(r"\b(?:[Ll]es|[Nn]os|[Dd]es|[Ss]es)[ \u00a0\u202f\n]$")
OF_OURS = motif(
    r"\s*(?:actions? )?(?:de la CPTS|d[ue] (?:notre )?territoire|du projet)"
    r"(?=\s*[.,;:)]|\s+(?:rassemblent|comptent|totalisent|regroupent|réunissent|représentent|forment|sont|ont)\b)"
)
"""« Les 25 communes de la CPTS rassemblent… »: all of them, and not those « qui n'ont pas de médecin »."""

MAKE_IT = (
    ("composent", "constituent", "forment", "dessinent"),
    ("le", "notre", "ce"),
    ("territoire", "territoire.", "territoire,"),
)
"""« Quinze communes composent le territoire »: all of them."""

OURS = ("le", "la", "notre")
WHOLES = ("territoire", "projet", "cpts", "communaute")
COUNTS = ("compte", "couvre", "regroupe", "reunit", "comprend", "rassemble", "totalise", "dessert")
"""« Notre territoire compte »: nothing but the whole, however far the number that follows is from it."""

BESIDE = (",", "(", ":", " ses")
"""What stands between the name of a commune and its inhabitants: « Auch, 22 428 habitants »."""

FEWEST_CLAIMED = 1000
NEAR = Decimal("0.03")
FAR = Decimal("0.20")
UNITS = {
    "habitant": "habitants",
    "commune": "communes",
    "membre": "membres",
    "adhérent": "membres",
    "fiche": "fiches",
}


@dataclass(frozen=True)
class _Lu:
    """A figure as it was read: with the words right before and right after it."""

    chiffre: Chiffre
    before: str
    after: str


def figures(projet: Projet, compared_only: bool) -> Iterator[_Lu]:
    """Every figure of the Markdown sources."""
    for texte in markdown(projet.textes):
        text = prose(texte)
        if not compared_only or any(sign in text for sign in COMPARED_SIGNS):
            yield from _Page(texte, text).figures(compared_only)


class _Page:
    """The figures of one source; ``raw`` is its text with the comments that give a reason."""

    def __init__(self, texte: TexteSource, text: str) -> None:
        self.texte = texte
        self.text = text
        self.line = 0
        self.line_start = 0
        self.sources: dict[int, str] = {}

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def raw(self) -> str:
        return "\n".join(self.texte.lines)

    def figures(self, compared_only: bool) -> Iterator[_Lu]:
        matches = self.compared() if compared_only else self.all_of_them()
        for at, match in sorted({match.start(1): match for match in matches}.items()):
            before, after = (
                self.text[max(0, at - 60) : at],
                self.text[match.end() : match.end() + 60],
            )
            if not _is_inside_a_word(before) and not _ends_a_range(match, before):
                yield _Lu(self.figure(match, at), before, after)

    def all_of_them(self) -> Iterator[re.Match[str]]:
        """Also the bare numbers in the cells of tables."""
        yield from re.finditer(FIGURE, self.text)
        if "|" in self.text:
            yield from (match for match in CELL.finditer(self.text) if not self.is_named(match))

    def compared(self) -> Iterator[re.Match[str]]:
        """The figures before each word that some fact counts: found from that word, many times faster."""
        for sign in COMPARED_SIGNS:
            at = self.text.find(sign)
            while at >= 0:
                window = COMPARED.finditer(
                    self.text, max(0, at - LONGEST_NUMBER), at + len(sign) + 4
                )
                yield from (match for match in window if match.end() > at)
                if sign in ("communes", "membres", "fiches", "habitant"):
                    yield from self.in_words(at, "habitants" if sign == "habitant" else sign)
                at = self.text.find(sign, at + 1)

    def in_words(self, at: int, sign: str) -> Iterator[re.Match[str]]:
        """A number in words right before the word that it counts: from its first word that makes one."""
        first = max(0, at - LONGEST_NUMBER)
        for start in (
            m.start() for m in re.finditer(r"(?<![\w-])[A-Za-zà-ÿ]", self.text[first:at])
        ):
            match = re.compile(IN_WORDS).match(self.text, first + start, at + len(sign))
            if match is not None and _in_figures(match[1]) is not None:
                yield match
                return

    def is_named(self, match: re.Match[str]) -> bool:
        """A bare number in the first column is a rank or a code."""
        return self.text[self.text.rfind("\n", 0, match.start()) + 1 : match.start()].strip() == "|"

    def figure(self, match: re.Match[str], at: int) -> Chiffre:
        self.line += self.text.count("\n", self.line_start, at)
        self.line_start = at
        first, last = phrase_bounds(self.text, at, match.end())
        sorte, unit, value = _measured(match)
        typed = " ".join(self.text[at : match.end()].split())
        place = Span(self.texte.path, self.line + 1, at - self.text.rfind("\n", 0, at))
        words = " ".join(self.text[first:last].split())
        return Chiffre(typed, value, sorte, unit, words, self.source(first, last, words), place)

    def source(self, first: int, last: int, words: str) -> str:
        """What its author gives as a source or a reason: in the sentence, in a comment of the line, at the table."""
        end = self.raw.find("\n", last)
        reason = REASON.search(self.raw, first, end if end >= 0 else len(self.raw))
        if reason:
            return reason[1]
        line = self.lines[self.line]
        target = TARGET.match(line)
        if target and target[1] != "départ":
            return f"{target[1]} de l'indicateur"
        cited = CITED.search(words)
        if cited:
            return cited.group().strip("() ")
        return self.source_of_table(self.line) if line.lstrip().startswith("|") else ""

    def source_of_table(self, line: int) -> str:
        """What a table says of its figures, told once for all its rows."""
        top = bottom = line
        while top > 0 and self.lines[top - 1].lstrip().startswith("|"):
            top -= 1
        if top not in self.sources:
            while bottom + 1 < len(self.lines) and self.lines[bottom + 1].lstrip().startswith("|"):
                bottom += 1
            self.sources[top] = self.told_of_table(top, bottom)
        return self.sources[top]

    def told_of_table(self, top: int, bottom: int) -> str:
        """The line « Source : … » under it, its column « source », or the sentence right above."""
        under = next((text for text in self.lines[bottom + 1 : bottom + 4] if text.strip()), "")
        if SOURCE_LINE.match(under):
            return under.strip()
        if "source" in fold(self.lines[top]):
            return "colonne du tableau"
        return "phrase au-dessus du tableau" if CITED.search(self.before(top)) else ""

    def before(self, top: int) -> str:
        return next(
            (text for text in reversed(self.lines[max(0, top - 3) : top]) if text.strip()), ""
        )


def _is_inside_a_word(before: str) -> bool:
    """« B12 », « 2027-04 », « 1,5 »: the digits go on, or belong to a code."""
    return before[-1:].isalnum() or before[-1:] in "-/.,_"


def _ends_a_range(match: re.Match[str], before: str) -> bool:
    """« 10 à 15 personnes »: a count that the author only bounds."""
    return match.lastindex == 4 and RANGE.search(before) is not None


@cache
def _spelt() -> Mapping[str, int]:
    """Numbers in words, folded, hyphens or not."""
    return {fold(lettres(number)).replace("-", " "): number for number in range(2, 1000)}


def _in_figures(words: str) -> int | None:
    """
    >>> _in_figures("vingt-six"), _in_figures("quatre vingt deux"), _in_figures("plusieurs")
    (26, 82, None)
    >>> _in_figures("soixante mille"), _in_figures("plusieurs mille")
    (60000, None)
    """
    if words[:1].isdigit():
        return None
    spelt = fold(words).replace("-", " ")
    thousands, mille, rest = spelt.partition("mille")
    if not mille:
        return _spelt().get(spelt)
    many = _spelt().get(thousands.strip(), 0 if thousands else 1)
    more = _spelt().get(rest.strip(), -1) if rest.strip() else 0
    return many * 1000 + more if many and more >= 0 else None


def _measured(match: re.Match[str]) -> tuple[Sorte, str, Decimal]:
    """What is counted, in which unit, and how many; a cell of a table has a number and nothing else."""
    spelt = _in_figures(match[1])
    figures = re.sub("[ \u00a0\u202f.]", "", match[1]).replace(",", ".")
    value = Decimal(figures) if spelt is None else Decimal(spelt)
    if match.re.groups == 1:
        return Sorte.EFFECTIF, "", value
    _number, money, percent, noun = match.groups()
    if money:
        return (
            Sorte.MONTANT,
            "€",
            value * next((n for word, n in TIMES.items() if money.startswith(word)), 1),
        )
    if percent:
        return Sorte.POURCENTAGE, "%", value
    return Sorte.EFFECTIF, noun or "", value


# --- facts ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Known:
    """A fact that a figure may be compared with."""

    nom: str
    fait: Fait
    valeur: Decimal


class _Facts:
    """Facts of one kind by value, found by nearness."""

    def __init__(self, known: Iterable[_Known]) -> None:
        self.known = sorted((k for k in known if k.valeur), key=lambda k: k.valeur)
        self.values = [k.valeur for k in self.known]

    def between(self, low: Decimal, high: Decimal) -> Sequence[_Known]:
        return self.known[bisect_left(self.values, low) : bisect_right(self.values, high)]

    def equal(self, value: Decimal) -> Sequence[_Known]:
        return self.between(value, value)

    def near(self, value: Decimal) -> list[_Known]:
        """Within 3 %, a digit mistyped, two digits exchanged, a zero too many or too few."""
        close = list(self.between(value * (1 - NEAR), value * (1 + NEAR)))
        close += [k for k in self.between(value / 10, value * 10) if _slip(value, k.valeur)]
        unique = {k.nom: k for k in close if k.valeur != value}
        return sorted(unique.values(), key=lambda k: abs(k.valeur - value))


def _slip(typed: Decimal, true: Decimal) -> bool:
    """
    >>> _slip(Decimal(45300), Decimal(43500)), _slip(Decimal(75000), Decimal(70000))
    (True, False)
    """
    if min(typed, true) < 1000 or min(_significant(typed), _significant(true)) < 3:
        return False
    if true in (typed * 10, typed / 10):
        return True
    one, other = format(typed.normalize(), "f"), format(true.normalize(), "f")
    if len(one) != len(other):
        return False
    different = [rank for rank, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(different) == 1:
        return abs(typed - true) < true / 10
    side_by_side = len(different) == 2 and different[1] == different[0] + 1
    return side_by_side and sorted(one) == sorted(other)


YEARS = {
    1: r"premiere annee|annee 1|an 1|1re annee",
    2: r"deuxieme annee|seconde annee|annee 2|2e annee",
}
SPENDING = motif(r"budget|depens|cout|finance|ressourc|montant|s'eleve|consacr")
WHOLE = motif(
    r"territoire|cpts|population|couvre|total|ensemble|communaute(?! de communes| d'agglo| urbaine)|regroupe|communes et"
)
DIT = (
    (motif(r'budget\.|fiche\("|mission\("[^"]*"\)\.depenses'), "le classeur"),
    (motif(r'mission\("[^"]*"\)\.nombre_fiches|fiches\.'), "le dossier des fiches"),
    (motif(r'mission\("'), "le barème"),
    (motif(r"territoire\.|commune\("), "la liste des communes"),
    (motif(r"membres\."), "la liste des personnes"),
)


@dataclass(frozen=True)
class _Context:
    """What tells whether a sentence speaks of a fact."""

    missions: Mapping[str, str]
    """Path of a chapter → the mission that it presents."""
    fiches: Mapping[str, str]
    """Path of a fiche → its code."""
    communes: Mapping[str, str]
    """Code of a commune → its name, folded."""
    annees: frozenset[str]
    """Years of the populations."""

    def speaks(self, nom: str, lu: _Lu) -> bool:
        words, path = fold(lu.chiffre.phrase), lu.chiffre.span.path
        call = APPEL.fullmatch(nom)
        if call is None:
            return self._speaks_of_whole(nom, words, lu)
        function, argument, field = call.groups()
        if function == "commune":
            return self._names(argument, words)
        if function == "fiche":
            named = argument.casefold() in words or self.fiches.get(path) == argument
            return named and _right_year(nom, words)
        if function == "mission":
            named = fold(PAR_CLE[argument].feuille) in words or self.missions.get(path) == argument
            return named and _right_year(nom, words) and _right_part(field or "", words)
        return False

    def _names(self, commune: str, words: str) -> bool:
        name = self.communes.get(commune)
        return bool(name) and re.search(rf"\b{name}\b", words) is not None

    def _speaks_of_whole(self, nom: str, words: str, lu: _Lu) -> bool:
        if nom.startswith("budget."):
            return SPENDING.search(words) is not None and _right_year(nom, words)
        if nom == "territoire.population":
            return WHOLE.search(words) is not None and not any(
                self._names(code, words) for code in self.communes
            )
        if nom in ("membres.engages", "membres.a_venir"):
            return False
        if nom in ("territoire.nombre_communes", "fiches.nombre", "membres.nombre"):
            claimed = CLAIM.search(lu.before) and CLAIMED.match(lu.after)
            return bool(claimed) or _all_of_ours(lu)
        return False


def _right_year(nom: str, words: str) -> bool:
    """A sentence that names a year of the contract speaks of that year's amounts, any other of the whole's."""
    named = {year for year, pattern in YEARS.items() if re.search(pattern, words)}
    wanted = re.search(r"_annee_([0-9])$", nom)
    return int(wanted[1]) in named if wanted else not named


def _right_part(field: str, words: str) -> bool:
    if field.startswith("depenses"):
        return SPENDING.search(words) is not None
    both = "fixe" in words and "variable" in words
    if field == "fixe_et_variable":
        return both
    return field.split("_", 1)[0] in words and not both


def near_misses(
    projet: Projet, communes: Sequence[Commune], faits: Faits
) -> tuple[Rapprochement, ...]:
    """The figures that are nearly a fact, and only those."""
    found = compare(projet, communes, faits, compared_only=True)
    return tuple(
        rapprochement for rapprochement in found if rapprochement.verdict is Verdict.PROCHE
    )


def compare(
    projet: Projet, communes: Sequence[Commune], faits: Faits, compared_only: bool = False
) -> tuple[Rapprochement, ...]:
    """Every figure typed in the texts, with what is known of it, in reading order."""
    found = list(figures(projet, compared_only))
    if not found:
        return ()
    juge = _Juge(
        {
            Sorte.MONTANT: _Facts(_known(faits, Genre.EUROS)),
            Sorte.EFFECTIF: _Facts(_known(faits, Genre.NOMBRE)),
            Sorte.POURCENTAGE: _Facts(()),
        },
        _context(projet, communes),
        _sourced(lu.chiffre for lu in found),
    )
    return tuple(juge.judged(lu) for lu in found)


def _context(projet: Projet, communes: Sequence[Commune]) -> _Context:
    return _Context(
        {c.path: c.mission.value for c in projet.chapitres["missions"] if c.mission},
        {fiche.path: fiche.code.value for fiche in projet.fiches if fiche.code},
        {c.code: re.escape(fold(c.nom)) for c in communes},
        frozenset(c.annee for c in communes if c.annee),
    )


def _known(faits: Faits, genre: Genre) -> Iterator[_Known]:
    for nom, fait in faits.items():
        if fait.genre is genre and isinstance(fait.valeur, int | Decimal):
            yield _Known(nom, fait, Decimal(fait.valeur))


def _sourced(chiffres: Iterable[Chiffre]) -> dict[tuple[Sorte, Decimal, str], Chiffre]:
    """The first mention of each figure that gives its source."""
    found: dict[tuple[Sorte, Decimal, str], Chiffre] = {}
    for chiffre in chiffres:
        if chiffre.source:
            found.setdefault((chiffre.sorte, chiffre.valeur, chiffre.unite), chiffre)
    return found


@dataclass(frozen=True)
class _Juge:
    """What each figure is judged by: the facts of its kind, what the texts speak of, and the figures sourced there."""

    facts: Mapping[Sorte, _Facts]
    context: _Context
    first_said: Mapping[tuple[Sorte, Decimal, str], Chiffre]

    def judged(self, lu: _Lu) -> Rapprochement:
        chiffre = lu.chiffre
        same = self.same(lu)
        if same is not None:
            return _told(chiffre, Verdict.ECRIT_AILLEURS, same)
        near = self.near(lu)
        if near is not None and not _excused(lu, near, self.context.annees):
            return _told(chiffre, Verdict.PROCHE, near)
        if near is not None and not chiffre.source:
            return _told(chiffre, Verdict.SOURCE, near, f"arrondi de {near.fait.texte}")
        return self.without_fact(chiffre)

    def same(self, lu: _Lu) -> _Known | None:
        """The fact that a figure repeats: one that its sentence speaks of, or the only one of so precise a value."""
        chiffre = lu.chiffre
        equal = [
            known
            for known in self.facts[chiffre.sorte].equal(chiffre.valeur)
            if _same_unit(known, chiffre)
        ]
        said = next((known for known in equal if self.context.speaks(known.nom, lu)), None)
        alone = len(equal) == 1 and not chiffre.source and _significant(chiffre.valeur) >= 3
        return equal[0] if said is None and alone else said

    def near(self, lu: _Lu) -> _Known | None:
        """The fact that a figure nearly repeats, and that its sentence speaks of."""
        for known in self.facts[lu.chiffre.sorte].near(lu.chiffre.valeur):
            if (
                _same_unit(known, lu.chiffre)
                and self.context.speaks(known.nom, lu)
                and not _also_said(known, lu.chiffre)
            ):
                return known
        return self.miscounted(lu) or self.claimed(lu)

    def claimed(self, lu: _Lu) -> _Known | None:
        """« Auch compte 25 000 habitants »: however far, when a sentence says it of a commune or of the whole."""
        chiffre = lu.chiffre
        counted = chiffre.sorte is Sorte.EFFECTIF and chiffre.unite.startswith("habitant")
        if not counted or chiffre.valeur < FEWEST_CLAIMED or chiffre.source:
            return None
        said = self.said_of_inhabitants(lu)
        return said[0] if len(said) == 1 and said[0].valeur != chiffre.valeur else None

    def said_of_inhabitants(self, lu: _Lu) -> list[_Known]:
        """The populations that a number stands beside, else those that its sentence speaks of."""
        possible = [k for k in self.facts[lu.chiffre.sorte].known if self.is_claimed(k, lu)]
        beside = [known for known in possible if self.stands_before(known, lu)]
        if beside or not (CLAIM.search(lu.before) and CLAIMED.match(lu.after)):
            return beside
        return possible

    def stands_before(self, known: _Known, lu: _Lu) -> bool:
        """Whether a number follows the very name of the commune: « Auch (22 428 habitants) »."""
        call = APPEL.fullmatch(known.nom)
        name = self.context.communes.get(call[2]) if call and call[1] == "commune" else None
        before = lu.before.rstrip()
        if not name or not before.endswith(BESIDE):
            return False
        return (
            re.search(rf"\b{name} ?(?:[,(:]|,? ?(?:et|avec|riche de|forte de) ses)$", fold(before))
            is not None
        )

    def is_claimed(self, known: _Known, lu: _Lu) -> bool:
        inhabitants = known.nom == "territoire.population" or known.nom.startswith("commune(")
        return (
            inhabitants
            and _same_unit(known, lu.chiffre)
            and self.context.speaks(known.nom, lu)
            and not _also_said(known, lu.chiffre)
        )

    def miscounted(self, lu: _Lu) -> _Known | None:
        """A small count has no near misses: « le territoire compte 24 communes » is wrong when there are 23."""
        chiffre = lu.chiffre
        if chiffre.sorte is not Sorte.EFFECTIF or chiffre.valeur >= 1000:
            return None
        facts = self.facts[chiffre.sorte]
        off = max(Decimal(1), chiffre.valeur * FAR)
        close = facts.between(chiffre.valeur - off, chiffre.valeur + off)
        whole = _of_the_whole(lu.before) or _all_of_ours(lu)
        possible = facts.known if whole else close
        wholes = [k for k in possible if "(" not in k.nom and _same_unit(k, chiffre)]
        if any(known.valeur == chiffre.valeur for known in wholes):
            return None
        return next((known for known in wholes if self.context.speaks(known.nom, lu)), None)

    def without_fact(self, chiffre: Chiffre) -> Rapprochement:
        """What an author says of a figure that no fact explains."""
        if chiffre.source:
            return Rapprochement(chiffre, Verdict.SOURCE, raison=chiffre.source)
        if chiffre.sorte is Sorte.POURCENTAGE and chiffre.valeur in (0, 100):
            return Rapprochement(chiffre, Verdict.SOURCE, raison="tout ou rien")
        again = self.first_said.get((chiffre.sorte, chiffre.valeur, chiffre.unite))
        if again is not None:
            return Rapprochement(chiffre, Verdict.SOURCE, raison=f"comme dans {again.span}")
        return Rapprochement(chiffre, Verdict.ORPHELIN)


def _all_of_ours(lu: _Lu) -> bool:
    words = fold(lu.after).split()[:3]
    if len(words) == 3 and all(map(tuple.__contains__, MAKE_IT, words)):
        return True
    return THE_SAME.search(lu.before) is not None and OF_OURS.match(lu.after) is not None


def _of_the_whole(before: str) -> bool:
    """
    >>> _of_the_whole("Or notre territoire compte "), _of_the_whole("La communauté de communes compte ")
    (True, False)
    """
    words = fold(ROUNDED.sub("", before.rstrip("\n ") + " ")).split()[-3:]
    return len(words) == 3 and all(map(tuple.__contains__, (OURS, WHOLES, COUNTS), words))


def _significant(value: Decimal) -> int:
    """Digits up to the last that is not zero: a round amount equals many others by chance.

    >>> _significant(Decimal(15000)), _significant(Decimal(412500))
    (2, 4)
    """
    return len(value.normalize().as_tuple().digits)


def _also_said(known: _Known, chiffre: Chiffre) -> bool:
    """Whether the sentence gives the right value too, as a list of amounts does."""
    plain = re.sub("(?<=[0-9])[ \u00a0\u202f.](?=[0-9]{3})", "", chiffre.phrase)
    return re.search(rf"(?<![0-9]){known.valeur.normalize():f}(?![0-9])", plain) is not None


def _told(chiffre: Chiffre, verdict: Verdict, known: _Known, raison: str = "") -> Rapprochement:
    dit = next((words for pattern, words in DIT if pattern.match(known.nom)), "le projet")
    return Rapprochement(chiffre, verdict, known.nom, _sens(known), _in_words(known), dit, raison)


def _sens(known: _Known) -> str:
    """What the fact is, with the mission or the fiche that it belongs to."""
    call = APPEL.fullmatch(known.nom)
    if call is None or call[1] not in ("mission", "fiche"):
        return known.fait.sens
    owner = f"mission {PAR_CLE[call[2]].feuille}" if call[1] == "mission" else f"fiche {call[2]}"
    general = (
        known.fait.sens.replace("de la mission", "").replace("  ", " ").replace(" ,", ",").strip()
    )
    return f"{owner}, {general}"


def _in_words(known: _Known) -> str:
    """« 32 428 habitants (Auch) », « 15 000 € (mission Prévention, volet fixe, par an) »."""
    fait = known.fait
    if fait.unite and fait.sens.startswith(fait.unite):
        return f"{fait.texte} {fait.sens}"
    return f"{fait.texte}{f' {fait.unite}' if fait.unite else ''} ({_sens(known)})"


def _same_unit(known: _Known, chiffre: Chiffre) -> bool:
    if chiffre.sorte is not Sorte.EFFECTIF:
        return True
    counted = next(
        (unit for start, unit in UNITS.items() if chiffre.unite.lower().startswith(start)), ""
    )
    return bool(counted) and counted == known.fait.unite


def _excused(lu: _Lu, near: _Known, annees: frozenset[str]) -> bool:
    """Whether the author says that the figure is rounded, or where another one comes from.

    A count is not rounded to half as many: « près de 70 000 habitants » when there are 48 675.
    """
    chiffre = lu.chiffre
    said_round = ROUNDED.search(lu.before.rstrip("\n ") + " ") is not None
    said_round = said_round or "mille" in chiffre.texte
    if chiffre.sorte is Sorte.EFFECTIF:
        said_round = said_round and abs(chiffre.valeur - near.valeur) <= near.valeur * FAR
    if said_round or chiffre.texte.endswith(("k€", "M€")) or "million" in chiffre.texte:
        return True
    same_count = chiffre.unite.startswith("habitant") and any(
        annee in chiffre.source for annee in annees
    )
    return bool(chiffre.source) and not same_count
