"""What a sentence tells of somebody who is in no list: where they live, what they are ill with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.coordonnees.naissances import BODY, ENDINGS
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif

# --- homes ----------------------------------------------------------------------------------------------------------

WAY = (
    r"(?:rue|r\.|avenue|av\.?|boulevard|bo?u?l?v?d\.?|chemin|ch\.|impasse|imp\.|place|pl\.|all[ée]es?|route|rte|cours|quai"
    r"|square|lotissement|sentier|ruelle|venelle|faubourg|hameau|cit[ée]|r[ée]sidence|passage|promenade|esplanade|clos|mont[ée]e)"
)
STREET = rf"[0-9]{{1,4}}(?:[ ]?(?:bis|ter|quater|[a-d])\b)?,?[ ](?:de[ ]l[a'’][ ]?|du[ ])?{WAY}[ ][^\n|;:.!?)]{{2,60}}"
HAMLET = r"(?:au[ ])?lieu[- ]?dit,?[ ](?:[«\"][ ]?)?(?-i:[A-ZÀ-Þ])[^\n|;:.!?)]{2,60}"
LIVES = motif(
    rf"\b(?:demeurant|r[ée]sidant|habit(?:e|ant)|vi(?:t|vant)[ ](?:au|à)|domicili[ée]{ENDINGS})\b"
    rf"[^0-9\n|.;!?]{{0,20}}?(?P<adresse>\b{STREET}|\b{HAMLET})",
    re.IGNORECASE,
)
HOME_OF = motif(
    r"\b(?:(?:adresse|domicile)[ ](?:personnel(?:le)?|priv[ée]e?|perso\b)|domicile[ ]d(?:e[ ]|['’])(?-i:[A-ZÀ-Þ])[\w-]+)"
    rf"[^0-9\n|.;!?]{{0,30}}?(?P<adresse>\b{STREET}|\b{HAMLET})",
    re.IGNORECASE,
)
A_BODY_FIRST = motif(
    rf"(?:\A|[.;:!?\n|]\s*)(?:(?:l[ae]\s|l['’]|les\s)?{BODY}\b|l[ae]\s(?-i:[A-Z]{{3,}})\b)[^.;:!?\n|]*\Z",
    re.IGNORECASE,
)
"""« L'association des usagers, domiciliée 4 rue du Port »: the first noun of the sentence is a body."""

LONGEST_SUBJECT = 120
LIVING = ("vit ", "vivant ", "demeur", "résid", "resid", "habit", "domicil", "adresse p")


def _homes(text: str) -> Iterator[tuple[str, int, int]]:
    for pattern in (LIVES, HOME_OF):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - LONGEST_SUBJECT) : match.start()]
            if match.group()[:8].lower() != "domicili" or not A_BODY_FIRST.search(before):
                yield "chez", *match.span("adresse")


# --- illness --------------------------------------------------------------------------------------------------------

ONE_LETTER = r"(?-i:(?![XYZ]\b)[A-ZÀ-Þ])(?![\w'’])\.?"
"""« Mme X » is nobody."""

CIVIL = r"(?:\bM\.|\b(?:Mme|Mr|Mlle|Monsieur|Madame|Mademoiselle)\b)"
THINGS = (
    "Annexe|Grippe|H[ée]patite|Vitamine|Groupe|Type|Plan|Article|Fiche|Zone|Lot|Salle|B[âa]timent|Classe|Cas|Patient"
    "|Pharmacie|Cabinet|Docteure?|Dr|Pr|Professeure?"
)
NO_THING = rf"(?!(?:{THINGS})\b)"
INITIALS = motif(
    rf"(?:{CIVIL}[ ](?:{ONE_LETTER}[- ]?){{1,3}}|\b(?:(?-i:[A-ZÀ-Þ])\.[- ]?){{1,2}}{ONE_LETTER}"
    rf"|\b{NO_THING}(?-i:[A-ZÀ-Þ][a-zà-ÿ-]+)[ ]{ONE_LETTER}(?=[ ,(]))"
)
NAMED = motif(
    rf"(?:{CIVIL}[ ]|\b[A-ZÀ-Þ][a-zà-ÿ-]+[ ])[A-ZÀ-Þ][\wÀ-ÿ'’-]+(?=[ ,(]{{1,3}}[0-9]{{1,3}}[ ]ans\b)"
)
"""A whole name, its age right after."""

AGED = motif(
    r"(?<!plus de )(?<!moins de )(?<!depuis )(?<!en )(?<!dès )\b[0-9]{1,3}[ ]ans\b(?![ ](?:de\b|d['’]|et[ ]|ou[ ]|apr|plus))"
)
PLACE = motif(
    r"(?:\b(?:de|à|au|le|la|sur)[ ]|\bd['’]|[,(|–-][ ]?)(?!Alz|Park|Crohn|Basedow|Hodgkin|Down)[A-ZÀ-Þ][a-zà-ÿ]{2,}"
)
ILL = motif(
    r"\b(?:alzheimer|parkinson|diab[èée]t|cancer|tumeur|cirrhose|ob[ée]s|d[ée]pressi|schizo|bipolair|vih\b|sida\b|[ée]pilep"
    r"|insuffisan\w+ (?:card|r[ée]n|resp)|bpco\b|avc\b|d[ée]men|addict|alcool|toxico|scl[ée]rose|psycho(?:se|ti)|anorex|boulim"
    r"|autis|h[ée]patit|asthm|leuc[ée]m|dialys|chimio|maladie|atteinte? d|souffr|hospitalis|greff|fractur|ivg\b|suicid|handicap)",
    re.IGNORECASE,
)
OF_A_CARER = motif(
    r"[^.;!?\n|]{0,12}\b[0-9]{1,3}[ ]ans,?[ ](?:(?:et|est|une?|notre|la|le|ancien(?:ne)?)[ ])?(?:m[ée]decin|infirmi|pharmaci"
    r"|kin[ée]|masseu|sage|dentist|chirurg|psych|orthopho|podolog|biolog|g[ée]n[ée]ralist|coordin|pr[ée]sid|mair|secr[ée]t|directr?"
    r"|tr[ée]sor|aide|install|s['’]est[ ]install|exerc)",
    re.IGNORECASE,
)
A_CARER = motif(r"\b(?:Dr|Drs?\.|Docteure?|Pr|Professeure?|Pharmacie|Cabinet)[ ]\Z")
"""« Mme Durand, 52 ans, médecin, suit des malades »: who cares for them is no patient."""

END_OF_SENTENCE = motif(r"\n|[!?;](?=\s)|(?<=[a-zà-ÿ0-9)]{2})\.\s(?=[A-ZÀ-Þ«])")
LONGEST_STORY = 180


def _patients(text: str) -> Iterator[tuple[str, int, int]]:
    """Somebody of whom a sentence tells the initials, the age, the town and what ails them; or the whole name, and no
    town is needed."""
    for pattern, needed in ((INITIALS, (AGED, ILL, PLACE)), (NAMED, (AGED, ILL))):
        for match in pattern.finditer(text):
            rest = END_OF_SENTENCE.split(text[match.end() : match.end() + LONGEST_STORY])[0]
            cares = A_CARER.search(text[: match.start()][-12:]) or OF_A_CARER.match(rest)
            if not cares and all(one.search(rest) for one in needed):
                yield "malade", match.start(), match.end() + len(rest)


def intimite(read: Lu) -> Iterator[Coordonnee]:
    """The homes and the illnesses that a text tells of one person."""
    lowered = read.texte.lower()
    found = [*_homes(read.texte)] if any(word in lowered for word in LIVING) else []
    if " ans" in lowered:
        found += _patients(read.texte)
    for what, begin, end in found:
        told = "-".join(re.findall(r"\w+", fold(read.texte[begin:end])))
        yield read.found(Genre.IDENTITE, f"{what}-{told}", begin, end)
