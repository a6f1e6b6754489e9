"""What a line about an indicator tells: its name, where it starts from, the targets of the years of the contract.

Only what can mean one thing is taken: « 100 puis 250 » or « 30 % en 2030 » are left in the words of the indicator, for
no one knows which year of the contract they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.interpret.dates import parse_frequence
from pipeline.interpret.lignes_de_fiche import WORDS_OF_A_MEASURE
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

NUMBER = (
    r"(?:[<>≤≥]=? ?)?[0-9]+(?:[ .][0-9]{3})*(?:,[0-9]+)?"
    r"(?: ?%| (?:jours?|heures?|semaines?|mois|minutes?|h|j)\b|(?= |$|[,;.)/]))"
)
RANKS = {"premiere": 1, "deuxieme": 2, "seconde": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5}
RANKS |= {
    "1re": 1,
    "1ere": 1,
    "2e": 2,
    "2eme": 2,
    "3e": 3,
    "3eme": 3,
    "4e": 4,
    "4eme": 4,
    "5e": 5,
    "5eme": 5,
}
ORDINAL = rf"(?:en |a |des )?(?:la |l')?(?P<rank>{'|'.join(RANKS)})(?: annee)?"
YEAR = r"(?:en |a )?(?:l')?(?:annee|an|n ?\+) ?(?P<year>[1-5])"
HOPED = r"(?:(?:attendu|vise|prevu|espere|souhaite)e?s? )?"
AMOUNT_THEN_YEAR = motif(
    rf"(?<![0-9])(?P<amount>{NUMBER}) ?\(?{HOPED}(?:{ORDINAL}|{YEAR}|(?:a|au bout de|dans) (?P<term>[1-5]) ans?\b)(?![0-9%])"
)
YEAR_THEN_AMOUNT = motif(rf"\b(?:{ORDINAL}|{YEAR}) ?[:=] ?(?P<amount>{NUMBER})")
TODAY = motif(rf"(?<![0-9])(?P<amount>{NUMBER}) (?:aujourd'hui|actuellement|a ce jour|au depart)\b")
DATED = motif(
    rf"(?<![0-9])(?P<amount>{NUMBER}) (?:d'ici |avant |pour |a partir de |des )?"
    r"\(?(?P<when>(?:en |la |a la |l'|a l'|a (?=fin |debut |mi))?"
    r"(?:fin |debut |mi-?)?(?:decembre |juin |septembre )?(?P<civil>20[0-9]{2}))\b"
)
"""« 80 en 2027 »: what was, or a target, as the words around it tell; which year of the contract, no one knows."""

PART_OF = motif(
    r"\s*(?P<amount>[0-9]+(?:,[0-9]+)? ?%) (?P<whom>(?:de |des |du |d'|d’)[^0-9]+?)"
    r"(?:,? (?:d'ici|avant|en|à|a|pour|fin|début|mi)\b[^0-9]{0,12}(?P<civil>20[0-9]{2}))?\s*$",
    re.IGNORECASE,
)
"""« 60 % des IDE formées fin 2027 »: a share of them, and its target."""

CIVIL = motif(r"(?<![0-9])20[2-4][0-9](?![0-9])")
YEAR_FIRST = motif(
    rf"\b(?:(?:cibles?|objectifs?|attendus?) )?(?:fin |en )?(?P<civil>20[0-9]{{2}}) ?[:=] ?(?P<amount>{NUMBER})"
)
"""« cible 2027 : 100 ; 2028 : 180 »."""

START_SAID = motif(
    rf"\b(?:valeur (?:initiale|de depart|actuelle)|depart|situation (?:initiale|de depart)|point de depart|etat initial|t0) ?"
    rf"[:=] ?(?P<amount>{NUMBER})"
)
THEN_AIMED_AT = motif(
    rf": ?(?P<amount>{NUMBER}),? (?:mais )?(?:on vise|nous visons|on veut|vise|cible|objectif|a ramener a|a porter a)\b"
)
"""« 9 jours, on vise 3 jours en année 2 »."""

FROM_TO = motif(rf"\b(?:passer )?de (?P<amount>{NUMBER}) (?:a|vers) {NUMBER}")
AIMED = motif(
    rf"\b(?:cibles?|objectif|valeur (?:cible|attendue|visee)|on vise|nous visons|vise|seuil)(?: a atteindre)?"
    rf"(?: ?[:=] ?| de | est de | )(?!20[2-9][0-9]\b)(?P<amount>{NUMBER}(?: par (?:an|mois|semaine|trimestre|semestre|jour)\b)?)"
)
"""« cible : 10 », of no year that is told."""

PASSES_TO = motif(
    rf"\b(?:passer(?:a|ont)?|passent?|evolue(?:r|ra)?|augmente(?:r|ra)?|baisse(?:r|ra)?|reduire|porter) "
    rf"de {NUMBER} (?:a|vers) (?P<amount>{NUMBER})"
    r"(?: (?:d'ici |en |fin |a la fin de |avant |pour )+(?P<civil>20[2-9][0-9]))?"
)
"""« doit passer de 40 % à 80 % d'ici 2029 »."""

ARROW_TYPED = motif(r"\s*(?:[-=]+>|\u2192)\s*")
ARROW = motif(rf"(?<![0-9])(?P<amount>{NUMBER}) \u2192 (?={NUMBER})")
"""« 0 -> 120 en 2029 »: where it starts from, before its target."""

BETWEEN_INDICATORS = motif(
    r"\s*;\s*(?![^()]*\))(?:et\s+)?|(?<=\))\s*,\s*(?:et\s+)?|(?<=\))\s+et\s+"
)
NAMED_FIGURES = motif(r"(?P<nom>[^0-9():]{3,})(?:\(|:\s)(?P<figures>.*)", re.DOTALL)
IN_BRACKETS = motif(r"\(([^()]*)\)")
OF_THE_SAME = ("cible", "objectif", "valeur", "depart", "resultat", "but", "attendu")
GOES_ON = motif(
    rf"\s*(?:20[0-9]{{2}} ?[:=]|{'|'.join(OF_THE_SAME)})s?(?: [a-z]+)? ?:? ?(?:[0-9]|en [0-9a])"
)
"""What is still said of the indicator before: « appels : 50 aujourd'hui ; cible : 120 en 2028 »."""
SOURCE = motif(r"(?:d'après|selon|source ?:) (?:le |la |les |l')?([^,;()]+)", re.IGNORECASE)
KEPT_IN = motif(
    r"\(((?:registre|compteur|tableau|enqu[êe]te|donn[ée]es|relev[ée]|agenda|questionnaire|base|logiciel|dossiers?|"
    r"feuilles? d'[ée]margement|statistiques?|fichier|suivi|extraction|requ[êe]te|rapport|"
    r"CPAM|DCIR|SNDS|Rezone|ameli)\b(?! ?[:=])[^()]*)\)",
    re.IGNORECASE,
)
"""« (compteur de la messagerie) »: what brackets say a figure is taken from."""

BETWEEN_MEASURES = motif(
    r"\s*(?:,\s+(?:et\s+|ainsi que\s+)?|\s+et\s+|\s+ainsi que\s+)(?:le |la |les |l['’]|un |une )?"
    r"(?=(?:nombre|nbre|nb|taux|part|proportion|pourcentage|délais?|delais?|scores?|satisfaction|indice|file active)\b)",
    re.IGNORECASE,
)
MEASURE = motif(rf"\b(?={WORDS_OF_A_MEASURE.pattern})", re.IGNORECASE)
NUMBERED = motif(
    r"\s*(?:indicateurs?|ind\.?|critères?)\s*(?:n\s?°\s*)?[0-9]{1,2}\s*[:.=)\u2010-\u2015-]\s*",
    re.IGNORECASE,
)
LINKED = motif(
    r"^\s*(?:enfin|par ailleurs|de plus|en outre|ensuite|puis|aussi|également|d['’]autre part)\s*,?\s+",
    re.IGNORECASE,
)
"""« Enfin, » before what is counted."""

WE_COUNT = motif(
    r"(?:(?:nous|on) (?:\w+ ){0,2}?(?:compt|mesur|suiv|relev|regard|evalu|observ|surveill|verifi|calcul)\w*|"
    r"(?:seront|sera) (?:suivi|mesure|compte|releve)\w*"
    r"|il s'agi\w+ (?:de|du))\b.{0,20}$"
)
"""« Nous compterons le », before the name of what is counted."""

VERB_OF_THE_FUTURE = motif(
    r"\s(?:sera|seront|est mesuree?|est suivie?|devra|devront|doit|doivent|devrait|passera|atteindra|augmentera|diminuera)\b"
)
COUNTED = motif(
    r"\bcombien\b|\b(?:nous|on) (?:\w+ ){0,2}?(?:compt|mesur|verifi|regard|relev|surveill|observ|control)\w*|[0-9] ?%"
)
"""A sentence that may tell an indicator without naming it: whether it does is asked."""

LAST_IN_BRACKETS = motif(r"\(([^()]+)\)\s*[.;]?$")
FIGURE_OF_A_TIME = (
    r"[0-9]+(?:,[0-9]+)? ?%? (?:aujourd|actuellement|en 20|en année|à ce jour|la première)"
)
END_OF_NAME = motif(
    r"\s*(?:[(;]|\s[:=\u2013\u2014-]\s|,\s*(?:d'après|selon)"
    r"|\s(?:devra|devrait|doit|passera|passe|sera|atteindra|de [0-9]+(?:,[0-9]+)? ?%? (?:à|vers) [0-9])"
    rf"|\s(?={FIGURE_OF_A_TIME})"
    r"|[.,]?\s+(?=(?:[Vv]aleur (?:initiale|actuelle|de départ|cible)|[Cc]ibles?|[Oo]bjectifs?|[Dd]épart|[Ss]ituation initiale|"
    r"[Ss]ource)(?: 20[0-9]{2})?\s?:))"
)
LEFT_HANGING = motif(r",?\s+(?:de|d['’]|à|passer de|qui passe de)$")
"""What led to the figure that was taken away: « inscrites au registre, de »."""

NOTHING_SAID = frozenset(
    (
        *("a", "an", "annee", "au", "d", "de", "en", "et", "l", "la", "le", "les", "n", "puis"),
        *("cible", "cibles", "objectif", "depart", "aujourd", "hui", "actuellement", "ce", "jour"),
        *(
            "valeur",
            "initiale",
            "initial",
            "situation",
            "source",
            "etat",
            "fin",
            "attendue",
            "attendu",
        ),
        *("visee", "vise", "seuil", "atteindre"),
    )
)
TOLD_OF_THE_EVALUATION = motif(
    r"(?:l'|une? |le |la |les |des |ce |cette )?"
    r"(?:evaluations?|bilans?|suivi|points?|revues?|comites?|copil|reunions?|retours? d'experience|rapports?|groupe|equipe|"
    r"indicateurs?|donnees|resultats|fiche|action)\b.{0,80}?"
    r"\b(?:sera|seront|est|sont|aura|auront|fera|feront|se fait|se font|a lieu|ont lieu|permettra|permettront|suivra|suit)\b"
    r"|(?:nous|on) \w+"
)
"""« L'évaluation sera conduite par le comité de pilotage »: how it is done, and nothing that is counted."""

LONGEST_PART = 6
LONGEST_LINE = 120


@dataclass(frozen=True, slots=True)
class Mesure:
    """``faits`` are the lines of the indicator by name; ``entiere`` says that they and the name hold all its words."""

    nom: str
    faits: tuple[tuple[str, str], ...]
    entiere: bool


def measure_in(line: str, premiere_annee: int = 0) -> Mesure:
    """« Appels : 50 en année 1, 120 en année 2 » → « Appels », and its two targets.

    >>> measure_in("nb de télé-expertises : 50 en année 1, 120 en année 2").faits
    (('cible année 1', '50'), ('cible année 2', '120'))
    >>> measure_in("Nombre d'appels : 100 puis 250").nom
    "Nombre d'appels : 100 puis 250"
    """
    line = LINKED.sub("", NUMBERED.sub("", line), count=1).strip(" .;")
    if _names_several(line):
        return Mesure(line, (), True)
    share = PART_OF.match(line)
    if share and share["civil"]:
        return Mesure(f"% {share['whom']}", ((f"cible {share['civil']}", share["amount"]),), True)
    facts = (
        _numbers(line, premiere_annee)
        or _dated_in_brackets(line, premiere_annee)
        or _before_the_arrow(line)
    )
    facts = facts | _aim(line, facts, premiere_annee)
    if not facts:
        return _told_in_a_sentence(line)
    if _leaves_a_year(line, facts) or _starts_twice(line, facts):
        return Mesure(line, (), True)
    facts |= dict(_habits(line))
    cut = END_OF_NAME.search(line)
    nom = line[: cut.start()].strip(" ,:") if cut and cut.start() > 2 else line
    nom = LEFT_HANGING.sub("", nom)
    return Mesure(nom, tuple(facts.items()), nom == line or _holds_all(line[len(nom) :], facts))


def _told_in_a_sentence(line: str) -> Mesure:
    """« La satisfaction sera mesurée par un questionnaire » → « satisfaction », and the whole sentence beside."""
    bare = named_by_its_measure(line)
    cut = VERB_OF_THE_FUTURE.search(bare)
    nom = bare[: cut.start()].strip(" ,") if cut else bare
    leads = WE_COUNT.match(fold(line[: len(line) - len(bare)])) is not None
    tells_more = cut is not None or leads
    return Mesure(nom, (), False) if tells_more and len(nom.split()) > 1 else Mesure(line, (), True)


def _aim(line: str, facts: Mapping[str, str], premiere_annee: int) -> dict[str, str]:
    """The target of no year that is told, and what a year before the contract says beside it: the start.

    >>> _aim("Nombre d'appels : 4 en 2026, cible 10", {}, 2027)
    {'départ': '4 (2026)', 'cible': '10'}
    """
    if any(key.startswith("cible") for key in facts):
        return {}
    words = _compared(line)
    moved = PASSES_TO.search(words)
    if moved:
        year = moved["civil"]
        return {f"cible {year}" if year else "cible": moved["amount"].strip()}
    aims = {match["amount"].strip() for match in AIMED.finditer(words)}
    if len(aims) != 1:
        return {}
    was = {} if facts else _before_the_contract(words, premiere_annee)
    return {**was, "cible": aims.pop()}


def _before_the_contract(words: str, premiere_annee: int) -> dict[str, str]:
    """« 4 en 2026 », of a contract that takes effect later."""
    told = {
        f"{match['amount'].strip()} ({match['civil']})"
        for match in _of_civil_years(words)
        if premiere_annee and int(match["civil"]) < premiere_annee
    }
    return {"départ": told.pop()} if len(told) == 1 else {}


def _leaves_a_year(line: str, facts: Mapping[str, str]) -> bool:
    """Whether some years have their targets and another year of the line has none: all of them are asked together."""
    if not any(CIVIL.search(key) for key in facts):
        return False
    told = " ".join(f"{key} {value}" for key, value in (*facts.items(), *_habits(line)))
    cut = END_OF_NAME.search(line)
    figures = line[cut.start() :] if cut else line
    return not {*CIVIL.findall(told)}.issuperset(CIVIL.findall(figures))


def _starts_twice(line: str, facts: Mapping[str, str]) -> bool:
    """« 0 aujourd'hui, 60 à fin 2026 », of a contract of 2027: what it starts from may be either."""
    said = {**_before_the_arrow(line), **dict(_start(line))}.get("départ", "")
    return bool(said) and not facts.get("départ", said).startswith(said)


def _numbers(line: str, premiere_annee: int) -> dict[str, str]:
    """Where the indicator starts from, then its targets."""
    targets = _targets(line)
    is_a_series = targets or _is_a_series(line, premiere_annee)
    dated = {**_before_the_arrow(line), **_dated(line, premiere_annee)} if is_a_series else {}
    of_the_contract = {f"cible année {year}": amount for year, amount in sorted(targets.items())}
    return {**dict(_start(line)), **dated, **of_the_contract}


def _is_a_series(line: str, premiere_annee: int) -> bool:
    """Whether several years of the contract have each its number, or one after what the indicator starts from."""
    words = _compared(line)
    years = {match["civil"] for match in _of_civil_years(words)}
    after = [year for year in years if premiere_annee and int(year) >= premiere_annee]
    was = any(premiere_annee and int(year) < premiere_annee for year in years)
    has_a_start = was or _says_its_start(words)
    later = after or (years if not premiere_annee else [])
    return len(after) > 1 or bool(later and has_a_start)


def _says_its_start(words: str) -> bool:
    """« 0 aujourd'hui »: the years that stand beside it are later."""
    return bool(START_SAID.search(words) or TODAY.search(words) or ARROW.search(words))


def _of_civil_years(words: str) -> list[re.Match[str]]:
    return [*DATED.finditer(words), *YEAR_FIRST.finditer(words)]


def _dated_in_brackets(line: str, premiere_annee: int) -> dict[str, str]:
    """« Nombre d'appels (300 en 2027, 450 en 2028) »: brackets that hold nothing but numbers of years, with no verb.

    >>> _dated_in_brackets("Nombre d'appels (300 en 2027)", 2027), _dated_in_brackets("Appels : 300 en 2027", 2027)
    ({'cible 2027': '300'}, {})
    """
    match = LAST_IN_BRACKETS.search(line)
    words = _compared(match[1]) if match else ""
    over = set(re.findall(r"[a-z0-9]+", DATED.sub(" ", ARROW.sub(" ", words))))
    dated = _dated(words, premiere_annee) if words and over <= NOTHING_SAID else {}
    return {**_before_the_arrow(words), **dated} if dated else {}


def _holds_all(words: str, facts: Mapping[str, str]) -> bool:
    """Whether the lines of the indicator hold all that the words say."""
    left = fold(words)
    said: list[str] = []
    for key, value in facts.items():
        pieces = [value] if value in words else re.split(r" \(|\)$", value)
        said += filter(None, [*pieces, key.removeprefix("cible ")])
    for piece in sorted(said, key=len, reverse=True):
        left = left.replace(fold(piece), " ")
    over = set(re.findall(r"[a-z0-9]+", left)) - NOTHING_SAID - set(RANKS)
    return all(re.fullmatch(r"[1-5]", word) for word in over)


def _targets(line: str) -> dict[int, str]:
    """Year of the contract → target; nothing for a year that has two."""
    words = _compared(line)
    found: dict[int, set[str]] = {}
    for match in _of_the_contract(words):
        found.setdefault(_year_of(match), set()).add(match["amount"].strip())
    return {year: values.pop() for year, values in found.items() if len(values) == 1}


def _year_of(match: re.Match[str]) -> int:
    said = match.groupdict()
    typed = said["year"] or said.get("term")
    return int(typed) if typed else RANKS[match["rank"]]


def _of_the_contract(words: str) -> list[re.Match[str]]:
    return [*AMOUNT_THEN_YEAR.finditer(words), *YEAR_THEN_AMOUNT.finditer(words)]


def _dated(line: str, premiere_annee: int) -> dict[str, str]:
    """Numbers of civil years beside targets of the contract's own: what was before the contract is the start, a target
    of its years keeps the civil one, and is asked.  Nothing while nobody knows when the contract begins, but where the
    start is told.
    """
    found: dict[str, str] = {}
    words = _compared(line)
    start = START_SAID.search(words)
    for match in _of_civil_years(words) if premiere_annee or _says_its_start(words) else ():
        said, year = match["amount"].strip(), match["civil"]
        if start and match.start("amount") == start.start("amount"):
            found["départ"] = f"{said} ({year})"
        elif int(year) >= premiere_annee:
            found.setdefault(f"cible {year}", said)
        else:
            found.setdefault("départ", f"{said} ({year})")
    return found


def _compared(words: str) -> str:
    """Without capitals or accents; the « > » of a typed arrow is no « more than »."""
    return ARROW_TYPED.sub(" \u2192 ", fold(words))


def _before_the_arrow(line: str) -> dict[str, str]:
    """« 0 -> 120 en 2029 » → where it starts from."""
    match = ARROW.search(_compared(line))
    return {"départ": match["amount"].strip()} if match else {}


def _start(line: str) -> Iterator[tuple[str, str]]:
    """What the indicator is said to start from."""
    words = fold(line)
    match = START_SAID.search(words) or TODAY.search(words) or THEN_AIMED_AT.search(words)
    if match:
        yield "départ", match["amount"].strip()
        return
    moved = FROM_TO.search(words)
    if moved:
        yield "départ", moved["amount"].strip()


def _habits(line: str) -> Iterator[tuple[str, str]]:
    source = SOURCE.search(line) or KEPT_IN.search(line)
    if source:
        yield "source", source[1].strip()
    for part in re.split(r"[,;()]", line.replace(source[1], " ") if source else line):
        is_its_target = AIMED.search(_compared(part)) is not None
        short = len(part.split()) <= LONGEST_PART and not is_its_target
        if short and parse_frequence(part) is not None:
            yield "fréquence", part.strip()
            return


SENTENCE = motif(
    r"\s*;\s*(?![^()]*\))|(?<=[a-zà-ÿ0-9)%])\.\s+(?=[A-ZÀ-Ý])|(?:(?<=[0-9)%])|(?<=[a-zà-ÿ]{5}))\.\s+(?=[0-9])"
)
"""Between two sentences; the second may begin with its number, « 60 % des infirmières »."""


def _sentences(words: str) -> list[str]:
    found: list[str] = []
    for part in SENTENCE.split(words):
        if found and GOES_ON.match(fold(part)):
            found[-1] += f" ; {part.strip(' .')}"
        elif part.strip(" ."):
            found.append(part.strip(" ."))
    return found


def _measures(sentence: str) -> bool:
    return MEASURE.search(fold(sentence)) is not None or PART_OF.match(sentence) is not None


def _each_with_its_figures(line: str) -> list[str]:
    """« Participants (0 en 2026), et passages (310 en 2026) »: two names, each with its own figures; else the line."""
    parts = [part.strip(" .") for part in BETWEEN_INDICATORS.split(line) if part.strip(" .")]
    apart = all(map(_has_its_figures, parts)) or all(map(_measures_in_brackets, parts))
    return parts if len(parts) > 1 and apart else [line]


def _measures_in_brackets(part: str) -> bool:
    """« la part des personnes vues 8 fois (60 % en année 2) »: a word of measure, and the figures of years in brackets."""
    told = any(map(_tells_figures, IN_BRACKETS.findall(part)))
    return told and MEASURE.search(fold(part)) is not None


def _has_its_figures(part: str) -> bool:
    match = NAMED_FIGURES.match(part)
    if match is None or not _tells_figures(match["figures"]):
        return False
    first = re.findall(r"[a-z]+", fold(match["nom"]))[:1]
    return bool(first) and NOTHING_SAID.union(OF_THE_SAME).isdisjoint(first)


def _tells_figures(words: str) -> bool:
    """Whether some of the numbers are those of a year, or of today."""
    folded = _compared(words)
    kinds = (DATED, AMOUNT_THEN_YEAR, YEAR_THEN_AMOUNT, TODAY, ARROW)
    return any(kind.search(folded) for kind in kinds)


def _names_several(line: str) -> bool:
    """Whether figures stand in two brackets, or after two names: no one knows whose they are."""
    brackets = [words for words in IN_BRACKETS.findall(line) if _tells_figures(words)]
    return len(brackets) > 1 or len(_each_with_its_figures(line)) > 1


def each_measure(line: str) -> list[str]:
    """The sentences of a line, when each of them measures something, or each of its names with figures; else the line."""
    own = _each_with_its_figures(line)
    if len(own) > 1:
        return own
    parts = _sentences(line)
    sentences = parts if parts and all(map(_measures, parts)) else [line]
    return [name for sentence in sentences for name in _each_named(sentence)]


def _each_named(sentence: str) -> list[str]:
    """« Nombre de réunions (cible : 4), nombre de participants »: two measures; the whole of any other sentence.

    >>> _each_named("le nombre de lits et le délai d'attente"), _each_named("nombre et part des patients")
    (['le nombre de lits', "délai d'attente"], ['nombre et part des patients'])
    """
    parts = [part.strip(" .") for part in BETWEEN_MEASURES.split(sentence)]
    named = all(len(part.split()) > 1 and part.count("(") == part.count(")") for part in parts)
    return parts if named and all(map(_measures, parts)) else [sentence]


def measures_in(words: str, under_indicators: bool) -> list[str]:
    """The indicators that a line of text names; none when it may be about something else.

    « Indicateur 2 : … » says that it is one.  Any other sentence must hold a word of measure; a short line is one by
    itself where the heading says « indicateurs ».
    """
    if NUMBERED.match(words):
        return each_measure(words)
    if words.rstrip().endswith(":"):
        return []
    parts = [part for sentence in _sentences(words) for part in _each_with_its_figures(sentence)]
    between = _between_commas(words) if under_indicators and len(parts) == 1 else []
    return between or _all_measured(parts, under_indicators)


def _all_measured(parts: list[str], under_indicators: bool) -> list[str]:
    """The names in these sentences when all of them measure, or are short lines under « Indicateurs »; else none."""
    is_short = under_indicators and all(map(_may_name_an_indicator, parts))
    if not (is_short or all(map(_measures, parts))):
        return []
    return [name for part in parts for name in _each_named(part)]


def measures_and_rest(words: str) -> tuple[list[str], list[str]]:
    """Of several sentences, those that measure something, and the others; nothing of a line that is one sentence."""
    parts = _sentences(words)
    measured = [part for part in parts if _measures(part)]
    rest = [part for part in parts if part not in measured]
    return [name for part in measured for name in _each_named(part)], rest if measured else []


def may_be_counted(words: str) -> bool:
    """Whether a sentence that no indicator was read in may tell one: « nous regarderons combien s'installent »."""
    return COUNTED.search(fold(words)) is not None


def _may_name_an_indicator(part: str) -> bool:
    """A short line that measures something, or does not tell how the action will be looked at."""
    is_told = TOLD_OF_THE_EVALUATION.match(fold(part)) is not None
    return len(part) <= LONGEST_LINE and (not is_told or _measures(part))


def _between_commas(words: str) -> list[str]:
    """« Délai, satisfaction, nombre d'appels »: short names without a number; none for any other line."""
    parts = [part.strip(" .") for part in words.split(",")]
    are_short = all(len(part.split()) <= LONGEST_PART for part in parts)
    are_names = are_short and all(map(_may_name_an_indicator, parts))
    says_more = re.search(r"[0-9(:]", words) is not None
    return [part for part in parts if part] if are_names and not says_more else []


def named_by_its_measure(sentence: str) -> str:
    """« Nous suivrons le nombre de patients inclus (0 en 2026…) » → « nombre de patients inclus (0 en 2026…) »."""
    match = MEASURE.search(sentence)
    return sentence[match.start() :] if match else sentence
