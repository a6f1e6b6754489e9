"""Where somebody who is in no list lives: an address that its sentence, its form or the title of its column says a home."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from pipeline.model.coordonnees.cases import Case, Rangee, tables
from pipeline.model.coordonnees.naissances import BODY, ENDINGS
from pipeline.model.coordonnees.personnes import A_NAME, CIVIL, NO_THING, PART, is_a_first_name
from pipeline.model.motif import motif

Passage = tuple[int, int]
"""Where an address begins and ends in a text."""

# --- addresses ----------------------------------------------------------------------------------------------------

LINK = r"(?:(?:de|du|des|la|le|les|l['’]|d['’]|aux?)[ ]?){0,2}"
WAY = (
    r"(?:(?:rue|r\.|avenue|av[e.]?|boulevard|bo?u?l?v?d\.?|chemin|che?m?\.|impasse|imp\.|pl\.|all[ée]es?|all\.|rte\.?"
    r"|quai|square|lotissement|sente|sentier|ruelle|venelle|faubourg|fbg|hameau|cit[ée]|r[ée]sidence|promenade|esplanade"
    r"|clos|mont[ée]e|traverse|rond-point|parvis|lot\.|r(?=[ ](?:de|du|des)[ ]))"
    rf"|(?:place|route|cours|passage|c[ôo]te|voie|mail|cour)(?=[ ]{LINK}(?-i:[A-ZÀ-Þ0-9])))"
)
"""Those of the second row are words of every day: a name follows them."""

NAME_OF_A_WAY = r"[^\n|;:.!?(),]{2,60}"
NUMBER = r"[0-9](?<![0-9.,-].)(?<![0-9]/.)[0-9]{0,3}(?:[-/][0-9]{1,4})?(?:[ ]?(?:bis|ter|quater|[a-f])\b)?"
NUMBERED = rf"{NUMBER},?[ ](?:de[ ]l[a'’][ ]?|du[ ])?{WAY}[ ]{NAME_OF_A_WAY}"
NUMBER_LAST = (
    rf"\b{WAY}[ ]{LINK}(?-i:[A-ZÀ-Þ])[^\n|;:.!?(),0-9]{{1,40}},?[ ](?:au[ ])?(?:n[°o.][ ]?"
    rf"|num[ée]ro[ ])?[0-9]{{1,4}}\b(?![ ]?[%€])"
)
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
SURE = motif(NUMBERED, re.IGNORECASE)
SURE_TOO = motif(NUMBER_LAST, re.IGNORECASE)
"""A number and a way: the address of a house, somebody's or a body's."""

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
    rf"|locataire|propri[ée]taire|retir[ée]{ENDINGS}|[ée]tabli{ENDINGS}|achet[ée]{ENDINGS}|lou(?:e|ait|ons)|dort|couche|cr[èe]che|rentre)\b"
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
HIS_OWN = motif(r"\b(?:son|sa|leur)\b", re.IGNORECASE)
HIS = motif(rf"\b(?:son|sa|leur)[ ](?:nouvelle[ ])?(?:adresse|courrier)\b{GAP}\Z", re.IGNORECASE)
A_BODY = motif(rf"\b{BODY}\b|\b(?-i:[A-Z]{{3,}})\b", re.IGNORECASE)
PEOPLE = rf"(?:{A_NAME}|(?-i:[A-ZÀ-Þ]\.(?:[ -]?[A-ZÀ-Þ]\.)?))"
NAMED_BEFORE = motif(
    rf"(?:\A[\s*#>+•–-]*|[\n.;:,(|/•–—]\s*|\s-\s|\b(?:par|avec|et|chez|pour|[àa]|[Cc]ontacts?|[Mm]embres?|[Aa]dresse|[Jj]oindre|[Vv]oir|{PART})\s)"
    rf"(?P<titre>(?:{CIVIL}[ ](?:et[ ])?){{1,2}}|(?:La[ ]|la[ ])?[Ff]amille[ ])?(?P<nom>{NO_THING}{PEOPLE}(?:[ ]{PEOPLE}){{0,2}})"
    rf"(?:,[ ]{FLAT}|[ ]?[,(][ ]?n[ée]e?[ ]{A_NAME}\)?|,[ ](?:la[ ]|le[ ]|notre[ ])?(?:{PART}"
    rf"|retrait[ée]e?|veuve?|usag[eè]re?|m[èe]re|p[èe]re)\b[^0-9,;.|]{{0,30}})?"
    rf"(?P<vide>[ ]?[,:;/(–—-]{{1,2}}[ ]?(?:au[ ])?(?:[«\"“][ ]?)?|\s+)\Z"
)
"""« Nadia Bertin, 15 rue Basse »: whoever is named just before."""

FORM = motif(
    r"\bpr[ée]noms?[ ]?[:=]|\bnom[ ](?:et[ ])?pr[ée]noms?\b|\bn[ée]e?[ ]le\b", re.IGNORECASE
)
AN_ADDRESS_FOLLOWS = motif(r"\badresse(?:[ ]postale)?[ ]?[:=][ ]?\Z", re.IGNORECASE)
"""« Prénom : Nadia / Adresse : 15 rue Basse »: a form that somebody filled."""

THERE = motif(
    rf"[^.;!?|\n]{{0,60}}?(?:,[ ]domicile\b|\b(?:maison|appartement)[ ](?:de[ ]|d['’]){WHO})"
    rf"|[^.;!?|\n]{{0,60}}?\b(?:chez[ ](?:{WHO})|domicile[ ](?:de[ ]|d['’]|du[ ]){WHO}|{PERSONAL}"
    rf"|(?:y[ ]|qu['’](?:elle[ ]|il[ ])?|o[ùu][ ](?:elle[ ]|il[ ])?)?(?:habite|vit|demeure|loge)[ ](?:{WHO}|\Z|[.,;)])"
    rf"|(?:son|mon)[ ](?:domicile|adresse))",
    re.IGNORECASE,
)
"""« au 15 rue Basse vit Nadia », « 15 rue Basse (chez Nadia) »."""

NAMED_AFTER = motif(
    rf"[,(–—:/-][ ]?(?P<titre>{CIVIL}[ ])?(?P<nom>{PEOPLE}(?:[ ]{PEOPLE}){{0,2}})(?![\w'’-])"
)
A_BODY_FIRST = motif(
    rf"(?:\A|[.;:!?\n|]\s*)(?:(?:l[ae]\s|l['’]|les\s|notre\s)?{BODY}\b|l[ae]\s(?-i:[A-Z]{{3,}})\b)[^.;:!?\n|]*\Z",
    re.IGNORECASE,
)
"""« L'association des usagers, domiciliée 4 rue du Port »: the first noun of the sentence is a body."""

BODIES_DO_IT_TOO = motif(
    r"(?:domicili|log|h[ée]berg|m[ée]nag|r[ée]sid|locataire|propri|[ée]tabli|achet|\blou)\w*[^0-9.;!?|]{0,30}\Z",
    re.IGNORECASE,
)
SOMEBODY = motif(
    rf"{CIVIL}[ ]|\b(?:elle|il)\b|\b{PART}\b|\b(?P<nom>(?-i:[A-ZÀ-Þ][a-zà-ÿ]{{2,}}[\w-]*))",
    re.IGNORECASE,
)
POSTED_OR_FLAT = motif(rf"{FLAT}|{POSTCODE}[ ][A-ZÀ-Þ]|lieu[- ]?dit[ ]", re.IGNORECASE)
END = motif(
    r"[!?](?=\s)|(?<=[a-zà-ÿ0-9)]{2})(?<!b[âa]t)(?<!\bav)(?<!\bbd)(?<!appt)(?<!\bapt)\.\s+(?=[A-ZÀ-Þ«])"
    r"|\n\s*(?:\n|[|#>*+•-]|[0-9]{1,2}[.)][ ])|[|]"
)
LONGEST_BEFORE, LONGEST_AFTER, LONGEST_FORM = 120, 100, 250
A_DIGIT = motif("[0-9]")
USUAL_WAYS = (
    "rue ",
    "avenue ",
    "chemin ",
    "impasse ",
    "boulevard ",
    "allée ",
    "route ",
    "place ",
    "hameau ",
    "quai ",
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
    r"\b(?:vi(?:t|vant|vait)\b|demeur|r[ée]sid[ea]|habit[eao]|domicil|log[eé]|(?:em|d[ée])m[ée]nag|h[ée]berg|locataire|retir[ée]"
    r"|patiente?[ ]d?|dame[ ]|famille[ ]|voisine?[ ]|occupante?[ ]|propri[ée]taire|[ée]tabli|achet"
    r"|lou(?:e|ait|ons)[ ]|dort|couche|cr[èe]che"
    r"|rentre|domicile|dom\.|pli[ ]|logement|[ée]cri(?:re|vez)|envoy|adress|livr(?:er|ez)|sonne[rz]"
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


def demeures(text: str, titre: str = "") -> Iterator[Passage]:
    """The homes of people of a text whose numbers in words are figures; ``titre`` heads the column of a cell."""
    text = text.replace("+", " ")  # « 15+rue+Basse », in the target of a link
    lowered = text.lower()
    on_a_way = any(way in lowered for way in USUAL_WAYS)
    if A_DIGIT.search(text):
        yield from (match.span() for match in SURE.finditer(text) if _is_a_home(match))
        yield from _numbered_last(text) if on_a_way else ()
    for begin, end in _together(_where_people_live(text, lowered)):
        vaguer = VAGUER.finditer(text, begin, end)
        yield from (match.span() for match in vaguer if _somebody_lives_at(match))
    if titre or "|" in text:
        yield from _under_a_title(text, titre, on_a_way)


def _numbered_last(text: str) -> Iterator[Passage]:
    for way in A_USUAL_WAY.finditer(text):
        match = SURE_TOO.match(text, way.start())
        if match and _is_a_home(match):
            yield match.span()


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


def _before(match: re.Match[str]) -> str:
    """What stands before in the sentence."""
    near = match.string[max(0, match.start() - LONGEST_BEFORE) : match.start()]
    sentence = END.split(near)[-1].replace("\n", " ")
    return BEGINNING_OF_A_LINK.sub(" ", sentence)


BEGINNING_OF_A_LINK = motif(r"\]\(\S*\Z")


def _after(match: re.Match[str]) -> str:
    near = match.string[match.start() : match.end() + LONGEST_AFTER]
    sentence = END.split(near)[0].replace("\n", " ")
    way = NAMES_A_WAY.search(sentence)
    return sentence[way.end() if way else 0 :]


def _is_a_home(match: re.Match[str]) -> bool:
    before = _before(match)
    if AT_HOME_FOR_CARE.search(before) and "chez " not in before:
        return False
    if _says_a_home(before):
        return not (BODIES_DO_IT_TOO.search(before) and A_BODY_FIRST.search(before))
    if HIS_OWN.search(before) and HIS.search(before):
        return not A_BODY.search(_much_before(match))
    return _is_named(before) or _fills_a_form(match, before) or _is_said_after(match)


def _says_a_home(before: str) -> bool:
    if not SAYS_SO.search(before):
        return False
    return bool(LIVES.search(before) or CALLED.search(before)) or _is_of_somebody(before)


def _is_of_somebody(before: str) -> bool:
    named = OF_SOMEBODY.search(before)
    if named is None:
        return False
    name = named["nom"]
    return not name.isalpha() or name.islower() or is_a_first_name(name)


def _much_before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - LONGEST_FORM) : match.start()]


def _fills_a_form(match: re.Match[str], before: str) -> bool:
    return bool(AN_ADDRESS_FOLLOWS.search(before) and FORM.search(_much_before(match)))


def _is_said_after(match: re.Match[str]) -> bool:
    after = _after(match)
    if THERE.match(after):
        return True
    return any(map(_is_whole_name, NAMED_AFTER.finditer(after)))


def _is_named(before: str) -> bool:
    """Whether somebody is named just before: by a title, or by a first name."""
    named = NAMED_BEFORE.search(before)
    if named is None:
        return False
    parted = bool(named["vide"].strip())
    alone = parted and is_a_first_name(named["nom"].split()[0])
    return alone or _is_whole_name(named)


def _is_whole_name(named: re.Match[str]) -> bool:
    """Whether two words or more are those of somebody: a title, a first name or an initial is among them."""
    if named["titre"]:
        return True
    words = [word for word in named["nom"].split() if not INTRODUCES.fullmatch(word)]
    if len(words) < 2:
        return False
    first, second = words[:2]
    if first.endswith(".") or second.endswith(".") or is_a_first_name(first):
        return True
    return len(words) == 2 and is_a_first_name(second) and not OF_A_PLACE.match(first)


INTRODUCES = motif(rf"contacts?|membres?|adresse|joindre|voir|{PART}", re.IGNORECASE)
OF_A_PLACE = motif(
    r"(?:[ée]cole|coll[èe]ge|lyc[ée]e|espace|centre|salle|foyer|r[ée]sidence|clinique|polyclinique|maison|h[ôo]tel|laboratoire"
    r"|avenue|rue|place|square|parc|cit[ée]|saint|sainte|stade|gymnase|mairie|p[ôo]le|institut|tour|villa|m[ée]diath[èe]que"
    r"|biblioth[èe]que|h[ôo]pital|ehpad|fondation|halle|th[ée][âa]tre|cin[ée]ma|pont|quai|boulevard|all[ée]e|cours|esplanade|site)\b",
    re.IGNORECASE,
)
"""What is named after somebody."""


def _somebody_lives_at(match: re.Match[str]) -> bool:
    before = _before(match)
    if AT_HOME_FOR_CARE.search(before) or A_BODY_FIRST.search(before):
        return False
    if CALLED.search(before) or _is_of_somebody(before):
        return True
    if LIVES.search(before):
        return any(map(_is_a_person, SOMEBODY.finditer(before)))
    after = _after(match)
    named = _is_named(before) and POSTED_OR_FLAT.search(after)
    return bool(named) or THERE.match(after) is not None


def _is_a_person(one: re.Match[str]) -> bool:
    return one["nom"] is None or is_a_first_name(one["nom"])


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
HEADS_WORK = motif(
    r"profession|sp[ée]cialit|cabinet|structure|exercice|lieu|finess|rpps|activit|m[ée]tier|organisme|discipline",
    re.IGNORECASE,
)
A_VAGUE_HOME = motif(
    rf"\s*(?:{NUMBERED}|{NUMBER_LAST}|{DWELLING}|{POSTED}|{NO_NUMBER}).*", re.IGNORECASE | re.DOTALL
)


def _under_a_title(text: str, titre: str, on_a_way: bool) -> Iterator[Passage]:
    """The addresses of the cells whose column is one of homes, or that stand in the row of somebody."""
    if not (on_a_way or HEADS_HOMES.search(titre or text)):
        return
    if titre and "|" not in text:
        if HEADS_HOMES.search(titre) and A_VAGUE_HOME.fullmatch(text):
            yield 0, len(text)
        return
    for rows in tables(text, titre):
        for row in rows:
            yield from ((case.debut, case.fin) for case in row if _is_one_of_a_home(case, row))
            yield from _in_two_cells(row)


def _is_one_of_a_home(case: Case, row: Rangee) -> bool:
    if case.texte == case.titre or not A_VAGUE_HOME.fullmatch(case.texte):
        return False
    if HEADS_HOMES.search(case.titre):
        return True
    if _tells_of_work(row):
        return False
    of_people = any(HEADS_PEOPLE.search(one.titre) for one in row)
    if of_people and HEADS_ADDRESSES.search(case.titre):
        return True
    return A_SURE_HOME.fullmatch(case.texte) is not None and any(map(_names_somebody, row))


def _tells_of_work(row: Rangee) -> bool:
    return any(HEADS_WORK.search(one.titre) for one in row)


A_SURE_HOME = motif(rf"\s*(?:{NUMBERED}|{NUMBER_LAST}).*", re.IGNORECASE | re.DOTALL)


def _names_somebody(case: Case) -> bool:
    """Whether a cell is the name of a person, and nothing else."""
    named = WHOLE_NAME.fullmatch(case.texte)
    return named is not None and _is_whole_name(named)


WHOLE_NAME = motif(
    rf"(?P<titre>(?:{CIVIL}[ ](?:et[ ])?){{1,2}})?(?P<nom>{NO_THING}{PEOPLE}(?:[ ]{PEOPLE}){{0,2}})"
)


def _in_two_cells(row: Rangee) -> Iterator[Passage]:
    """« Nadia Bertin | 15 | rue Basse »."""
    if not any(map(_names_somebody, row)) or _tells_of_work(row):
        return
    for one, two in itertools.pairwise(row):
        if A_NUMBER.fullmatch(one.texte) and NAMES_A_WAY.match(two.texte):
            yield one.debut, two.fin


A_NUMBER = motif(NUMBER, re.IGNORECASE)
