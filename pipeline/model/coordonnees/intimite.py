"""What a text tells of somebody who is in no list: where they live, what they are ill with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.coordonnees import CHEZ, Coordonnee, Genre
from pipeline.model.coordonnees.cases import Rangee, tables
from pipeline.model.coordonnees.demeures import Passage, demeures
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.coordonnees.personnes import A_NAME, CIVIL, NO_THING, is_a_first_name
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

# --- who -------------------------------------------------------------------------------------------------------------

ONE_LETTER = r"(?-i:(?![XYZ]\b)[A-ZÀ-Þ])(?![\w'’])\.?"
"""« Mme X » is nobody."""

INITIALS = motif(
    rf"(?:{CIVIL}[ ](?:{ONE_LETTER}[- ]?){{1,3}}|\b(?:(?-i:[A-ZÀ-Þ])\.[- ]?){{1,2}}{ONE_LETTER}"
    rf"|\b{NO_THING}(?-i:[A-ZÀ-Þ][a-zà-ÿ-]+)[ ]{ONE_LETTER}(?=[ ,(]))"
)
NAMED = motif(
    rf"(?:{CIVIL}[ ](?:{A_NAME}[ ])?[A-ZÀ-Þ][\wÀ-ÿ'’-]+|(?P<prenom>\b[A-ZÀ-Þ][a-zà-ÿ-]+)[ ][A-ZÀ-Þ][\wÀ-ÿ'’-]+)(?=[ ,(])"
)
"""A whole name."""

# --- what is told of them -----------------------------------------------------------------------------------------------

COUNTED = (
    r"(?:[0-9]{1,3}|(?:vingt|trente|quarante|cinquante|soixante|quatre[- ]vingts?)(?:[- ](?:et[- ])?[a-z]{2,6}(?:[- ][a-z]{4})?)?"
    r"|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
)
BORN_A_YEAR = r"n[ée]e?[ ](?:[^0-9.;!?\n|]{0,30}[ ])?(?:19[1-9]|20[0-2])[0-9]\b"
AGED = motif(
    rf"(?<!plus de )(?<!moins de )(?<!depuis )(?<!en )(?<!dès )(?<![\w-]){COUNTED}[ ]ans\b(?![ ](?:de\b"
    rf"|d['’]|et[ ](?!demie?\b)|ou[ ]|apr|plus))"
    r"|\b(?:quadra|quinqua|sexa|septua|octo|nona)g[ée]naire\b|\bcentenaire\b"
    rf"|(?<=[,(][ ])[0-9]{{1,2}}[ ]mois\b|\bnourrisson\b|\b{BORN_A_YEAR}|(?<=\()19[1-9][0-9](?=\))",
    re.IGNORECASE,
)
PLACE = motif(
    r"(?:\b(?:de|à|au|le|la|sur|habitant|dans)[ ]|\bd['’]|[,(|–-][ ]?)(?!Alz|Park|Crohn|Basedow|Hodgkin|Down)[A-ZÀ-Þ][a-zà-ÿ]{2,}"
)
ILL = motif(
    r"\b(?:alzheimer|parkinson|charcot|crohn|diab[èée]t|insulin|cancer|tumeur|m[ée]tasta|lymphom|cirrhose|ob[éeè]s|surpoids"
    r"|d[ée]pressi|schizo|bipolair|borderline|vih\b|sida\b|s[ée]roposit|[ée]pilep|insuffisan\w+ (?:card"
    r"|r[ée]n|resp|h[ée]p)|bpco\b"
    r"|avc\b|infarctus|embolie|phl[ée]bite|d[ée]men|addict|alcool|toxico|m[ée]thadone|subutex|bupr[ée]norph|drogu|h[ée]ro[ïi]ne|coca[ïi]ne"
    r"|cannabis|scl[ée]rose|psycho(?:se|ti)|psychiatr|anorex|boulim|autis|trisomi|h[ée]patit|asthm|leuc[ée]m|dialys|chimio"
    r"|radioth[ée]rap|maladie|maladive|malade|atteinte? d|souffr|hospitalis|greff|fractur|ivg\b|avort"
    r"|fausse couche|enceinte|suicid"
    r"|handicap|palliati|fin de vie|grabataire|alit[ée]e?\b|d[ée]pendante?\b|gir [1-6]|incontinen|escarre|ulc[èe]re|amput"
    r"|(?:h[ée]mi|para|t[ée]tra)pl[ée]g|myopath|mucovisc|h[ée]mophil|dr[ée]pano|lupus|polyarthr|tubercul|syphilis|chlamydia|gale\b"
    r"|aveugle|malvoyant|sourde?\b|tutelle|curatelle|maltrait|violences|viol[ée]e?\b|d[ée]lire|hallucin|troubles|neurolept"
    r"|antid[ée]press|morphine|lithium|oxyg[èe]ne|sclérod|goitre|thyro[ïi]d|hypertend|hypertension|chut[ée]e?)",
    re.IGNORECASE,
)

# --- carers -------------------------------------------------------------------------------------------------------------

PROFESSION = (
    r"(?:m[ée]decin|infirmi|pharmaci|kin[ée]|masseu|sage|dentist|chirurg|psych(?:ologue|iatre|omot|oth)|ortho(?:ph|pt)|podo|p[ée]dicur"
    r"|biolog|g[ée]n[ée]ralist|sp[ée]cialist|coordin|coordon|pr[ée]sid|vice-|mair|[ée]lue?\b|secr[ée]t|direct|tr[ée]sor|aide|auxiliaire|install"
    r"|exerc|interne\b|cadre\b|di[ée]t[ée]t|ergo|audio|opticien|ambulanc|puericult|pu[ée]ricult|radiolog|assistant|travailleu|[ée]ducat"
    r"|consultant|charg[ée]e?[ ]de|responsable|b[ée]n[ée]vole|administrat|chercheu|[a-zé]{4,}logue\b|[a-zé]{3,}iatre\b)"
)
OF_A_CARER = motif(
    rf"(?:\A[ ,(]*|[,(–-][ ]?|\b(?:est|et|comme|notre|ancien(?:ne)?)[ ])(?:(?:et|est|une?|notre|la|le"
    rf"|l['’]|ancien(?:ne)?)[ ]?){{0,3}}{PROFESSION}"
    r"|\bs['’]est[ ]install",
    re.IGNORECASE,
)
A_CARER = motif(r"\b(?:Dr|Drs?\.|Docteure?|Pr|Professeure?|Pharmacie|Cabinet)[ ]\Z")
"""« Mme Durand, 52 ans, médecin, suit des malades »: who cares for them is no patient."""

NEAR_THE_NAME = 70
"""Signs after a name among which a profession is that of whoever bears it."""

END_OF_SENTENCE = motif(
    r"\n\s*(?:\n|[|#>*+•-]|[0-9]{1,2}[.)][ ])|(?<=[|])\n|[!?;](?=\s)|(?<=[a-zà-ÿ0-9)]{2})\.\s+(?=[A-ZÀ-Þ«])"
)
"""A line that goes on in the next one ends none."""

LONGEST_STORY = 180


def _patients(text: str) -> Iterator[Passage]:
    """Somebody of whom a sentence tells the initials, the age, the town and what ails them; or the whole name, and no
    town is needed."""
    for begin, end in _stories(text):
        story = text[begin:end]
        lowered = story.lower()
        if not any(word in lowered for word in AGES):
            continue
        if not (AGED.search(story) and ILL.search(story)):
            continue
        for pattern, needed in ((INITIALS, (AGED, ILL, PLACE)), (NAMED, (AGED, ILL))):
            for match in pattern.finditer(story):
                if _is_a_patient(match, needed):
                    yield begin + match.start(), min(end, begin + match.end() + LONGEST_STORY)


def _stories(text: str) -> Iterator[Passage]:
    """The sentences; a longer one in pieces that overlap."""
    start = 0
    for end in (*(match.start() for match in END_OF_SENTENCE.finditer(text)), len(text)):
        for begin in range(start, max(start + 1, end - LONGEST_STORY), LONGEST_STORY):
            yield begin, min(end, begin + 2 * LONGEST_STORY)
        start = end


def _is_a_patient(match: re.Match[str], needed: Sequence[re.Pattern[str]]) -> bool:
    """Whether what is needed is told after the name, or before it in the same cell."""
    story = match.string
    before, rest = story[: match.start()], story[match.end() :]
    if _cares(before, rest) or not _may_be_a_person(match, rest) or OF_ANYBODY.search(before):
        return False
    in_its_cell = before.rpartition("|")[2]
    return all(one.search(rest) or one.search(in_its_cell) for one in needed)


OF_ANYBODY = motif(r"\b(?:cas|exemple)[ ](?:d['’][ée]cole|fictif)", re.IGNORECASE)


def _cares(before: str, rest: str) -> bool:
    return bool(A_CARER.search(before[-12:]) or OF_A_CARER.search(rest[:NEAR_THE_NAME]))


def _may_be_a_person(match: re.Match[str], rest: str) -> bool:
    """Whether two words with capitals are the name of somebody: an age follows, or the first is a first name."""
    first = match.groupdict().get("prenom")
    if first is None:
        return True
    return is_a_first_name(first) or AGE_FOLLOWS.match(rest) is not None


AGE_FOLLOWS = motif(r"[ ,(]{1,3}[0-9]{1,3}[ ]ans\b")

# --- tables -------------------------------------------------------------------------------------------------------------

HEADS_PATIENTS = motif(
    r"\b(?:patiente?|malade|usag[eè]re?|r[ée]sidente?|b[ée]n[ée]ficiaire|personne(?:[ ]suivie)?|nom|initiales|qui)\b",
    re.IGNORECASE,
)
HEADS_AGES = motif(r"\b[âa]ge|\bn[ée]e?\b|naiss", re.IGNORECASE)
HEADS_TOWNS = motif(
    r"\b(?:communes?|villes?|domicile|adresse|lieu|habite|r[ée]sidence|secteur)\b", re.IGNORECASE
)
HEADS_ILLNESS = motif(
    r"\b(?:motif|pathologie|diagnostic|maladie|traitement|ant[ée]c[ée]dents?|probl[èe]me|affection|situation|soins?|suivi)\b",
    re.IGNORECASE,
)
OF_A_PATIENT = (HEADS_PATIENTS, HEADS_AGES, HEADS_TOWNS, HEADS_ILLNESS)
WHOLE_NAME = motif(rf"\s*(?:{CIVIL}[ ])?(?P<prenom>{A_NAME})(?:[ ]{A_NAME}){{1,2}}\s*")


def _patients_of_tables(text: str, titre: str) -> Iterator[Passage]:
    """The rows that tell of each the name or the initials, the age, the town and the illness."""
    if not (
        _is_headed(text, titre)
        and HEADS_AGES.search(titre or text)
        and HEADS_ILLNESS.search(titre or text)
    ):
        return
    for rows in tables(text, titre):
        for row in rows:
            if _is_of_a_patient(row):
                yield row[0].debut, row[-1].fin


def _is_headed(text: str, titre: str) -> bool:
    return "|" in text and (bool(titre) or "-|" in text or "- |" in text)


def _is_of_a_patient(row: Rangee) -> bool:
    who, age, town, illness = (_under(head, row) for head in OF_A_PATIENT)
    if not any(map(str.isdecimal, age)) or not illness:
        return False
    initials = INITIALS.match(f"{who} ") is not None and len(who) < LONGEST_INITIALS
    return (initials and bool(town)) or _is_a_name(who)


def _under(head: re.Pattern[str], row: Rangee) -> str:
    """What stands in that row under the first title that says so; nothing in the row of titles itself."""
    return next(
        (case.texte for case in row if head.search(case.titre) and case.texte != case.titre), ""
    )


def _is_a_name(who: str) -> bool:
    named = WHOLE_NAME.fullmatch(who)
    return named is not None and (
        is_a_first_name(named["prenom"]) or re.match(CIVIL, who.strip()) is not None
    )


LONGEST_INITIALS = 16


AGES = (" ans", "génaire", "genaire", "centenaire", " né ", " née ", " mois", "nourrisson", "(19")


MALADE = "malade-"


def intimite(read: Lu, digits: Lu, titre: str = "") -> Iterator[Coordonnee]:
    """The homes and the illnesses that a text tells of one person; ``digits`` is the same text with its numbers in
    figures, ``titre`` heads the column of a cell."""
    for begin, end in demeures(digits, titre):
        yield chez(digits, begin, end)
    lowered = read.texte.lower()
    if any(word in lowered for word in AGES):
        yield from (_told(MALADE, read, begin, end) for begin, end in _patients(read.texte))
    for begin, end in _patients_of_tables(read.texte, titre):
        yield _told(MALADE, read, begin, end)


def chez(digits: Lu, begin: int, end: int) -> Coordonnee:
    """The address that stands there."""
    return _told(CHEZ, digits, begin, end)


def _told(what: str, read: Lu, begin: int, end: int) -> Coordonnee:
    words = "-".join(re.findall(r"\w+", fold(read.texte[begin:end])))
    return read.found(Genre.IDENTITE, f"{what}{words}", begin, end)
