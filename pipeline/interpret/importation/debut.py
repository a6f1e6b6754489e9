"""What stands before the first heading of a fiche: its title, its number, its mission, who conducts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.interpret.importation.calendrier import bounds_in, is_all_said
from pipeline.interpret.importation.courrier import GREETING
from pipeline.interpret.importation.lignes import is_in_bold
from pipeline.interpret.importation.personnes import is_a_name
from pipeline.interpret.importation.roles import sentences_of
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Heading, Paragraph, text_of
from pipeline.model.vocabulaire import Vocabulaire, undecorated

HERE_IS = (
    r"(?:(?:ma|notre)\s(?=fiche\b[^:]{0,20}:)|"
    r"(?:voil[àa]|voici)\s(?:(?:ma|mon|notre|la|une)\s)?(?:(?:id[ée]e|projet|proposition)\sde\s)?(?=fiche))?"
)
"""« Voici ma », « Ma », before « fiche »."""

FICHE = motif(
    rf"\s*{HERE_IS}(?:annexe\s+[0-9]*\s*[-:.\u2010-\u2015]*\s*)?(?:M[1-6]\s*[-:.\u2010-\u2015]\s*(?=(?:fiche|action|projet)\b))?"
    r"(?:(?:fiche[- ]?(?:action|projet|mission)?s?|FA(?=\s?(?:n\s?°\s?)?[0-9])|action|projet)\b[\s:]*(?:n\s?°|nº)?\s*"
    r"([A-Z]?[0-9]{1,3}(?:[.-][0-9]{1,3})*)?\s*[-:.\u2010-\u2015]*\s*(.*)|(M[1-6]-[0-9]{2,3})\s*[\u2014:-]\s*(.+))$",
    re.IGNORECASE,
)
OPENING = motif(
    rf"\s*{HERE_IS}(?:(?:annexe\s+[0-9]*\s*[-:.\u2010-\u2015]*\s*)?fiche|FA\s?(?:n\s?°\s?)?[0-9]|action\s*(?:n\s?°|[0-9:])|projet\s*:|M[1-6]-[0-9]{{2,3}}\s|"
    r"M[1-6]\s*[-:.\u2010-\u2015]\s*(?:fiche|action|projet)\b)",
    re.IGNORECASE,
)
WRITTEN_BY = motif(
    r"\s*fiche(?:[ -](?:action|projet))?\s+(?:(?:a ete |est )?(?:ecrit|redig|etabli|propos|valid|rempli|complet|cree|realis|"
    r"prepar|modifi|reli?u|transmi|travaill|issu|elabor|mise? a jour|actualis|produit|adopt)|"
    r"version|du [0-9]|a (?:relire|complet|valid))"
)
"""« Fiche écrite par le groupe « souffle », version du 20 octobre »: what is told of the fiche, and never its title."""

TOLD_OF_THE_FICHE = motif(
    r"\s*[Ff][Ii][Cc][Hh][Ee]s?\s+(?!action|projet|mission|n\s?°|nº)[a-zà-ÿ][^:]*$"
)
"""« Fiche rédigée par le groupe parcours le 12 janvier »: no title, below one that the style of Word gives."""

IN_A_GREETING = motif(
    r"[^.!?:;]{0,60}?\b(?:voil[àa]|voici|ci-joint|envoie|transmets|propose)\s+"
    r"(?:(?:mes|les|quelques|mon|un|le)\s+(?:notes|id[ée]es|texte|brouillon|[ée]l[ée]ments)\s+(?:pour|sur|de)\s+)?"
    r"(?:(?:ma|la|notre|une|sa)\s+)?(?:premi[èe]re\s+)?"
    r"fiche(?:[ -](?:action|projet))?\s*(?:(?:sur|concernant|relative? [àa]|intitul[ée]e|:)\s+(?:l[ea]s?\s+|l['’])?)?[«\"“]?\s*"
    r"(?P<title>[^,.;:!?»\"”(]{5,90})",
    re.IGNORECASE,
)
"""« Bonjour, voici la fiche repérage des fragilités, tu mettras en forme »."""

TOLD_OF_IT = motif(
    r"(?:que?|qui|comme|dont|ci|en|avec|aux?|a|version|de|du|des|pour|par|type|vierge|action|projet|pas|bien|deja|encore|enfin|"
    r"ici|tel(?:le)?|sous|dans|si|je|tu|on|nous|vous|la|les?|cet?|cette|mais|et|ou|sans|mise?)\b|[a-z]'|"
    r"(?:demand|complet|corrig|joint|redig|ecrit|promis|modif|rempli|definitiv|final|provisoir|actuel|reli?u|revu|valid|attendu|"
    r"prevu|suivant)"
)
"""What follows « la fiche » in a greeting, and is no title: « la fiche que tu m'as demandée », « la fiche pour relecture »."""

MISSION_LINE = motif(r"\s*\(?(?:mission|axe|thématique|volet)\b", re.IGNORECASE)
MISSION_SAID = motif(
    r"\b(?:missions?|axe|thematique|volet)\b[^,;.()\u2013\u2014]*(?:\(([^()]*)\))?"
)
"""« … rattachée à la mission socle 2 (parcours) »: the words from « mission » on."""

MISSION_NUMBERED = motif(
    r"\b(?:mission|axe|volet)(?: socle)? ?(?:n ?°)? ?[1-6]\s?[,:\u2013\u2014-]\s?(?P<name>[^,;.:()\u2013\u2014]{3,60})"
)
"""« C'est la mission 1, accès aux soins »."""

QUOTED_MISSION = motif(
    r"\b(?:mission|axe|volet)s?\s*[«\"“]\s*([^«»\"“”]{3,80}?)\s*[»\"”]", re.IGNORECASE
)
ONE = (
    r"(?:[^,;().\u2013\u2014]|(?<=\b[A-Z])\.|(?<=\bDr)\.)+"
    r"(?:\((?!(?:avec|suppl|second|assist|et)\w*\b)[^():]{1,40}\))?"
)
"""A person, with her trade in brackets; several where « et » joins them."""

HER_TRADE = (
    r"(?:,\s(?:(?:médecin|infirmi|pharmac|kiné|masseu|sage-|podo|ortho|ergo|psycho|dentist|chirurg|diét|biolog|géri|pédi|assistant|"
    r"coordinat|direct|cadre|aide|secrét|maire|enseign|optic|ambulanc|manip)[\wà-ÿ'’ -]{0,40}|IPA|IDEL?|MG)(?=\s*[,.;()–—]|$))?"
)
"""« Delphine Maurel, diététicienne, avec… »: what she does, up to the next sign."""

CONDUCTED = motif(
    r"(?:\b(?:pilotée?|portée?|conduite?|coordonnée?|animée?|menée?|dirigée?|pilotage|suivie?)\s+"
    r"(?:est assuré |assuré )?par\s+|\b(?:co-?)?(?:pilotes?|référent(?:e|\(e\)|·e)?s?|responsables?|porte(?:ur|use)s?|"
    r"animat(?:eur|rice)s?|coordinat(?:eur|rice)s?|chef(?:fe)?s? de (?:file|projet))(?: de (?:l'action|la mission|la fiche))?"
    rf"\s?[:=]\s*|\bc['’]est moi qui (?:la )?(?:porte|pilote|conduis|anime|coordonne|mène)(?:rai)?\b[^(.;]{{0,30}}\()"
    rf"({ONE}{HER_TRADE})",
    re.IGNORECASE,
)
SECONDED = motif(
    r"\b(?:suppléée?|secondée?|assistée?|aidée?|épaulée?|remplacée?)\s+(?:de|par)\s+"
    rf"({ONE})",
    re.IGNORECASE,
)
GROUPED = motif(
    r"(?:\bavec l['’](?:appui|aide) (?:de (?:la )?|du |d['’])"
    r"|\bdans (?:le|notre) groupe\b,? (?:il y a|on trouve|on a|nous avons)(?: aussi)? |"
    r"\b(?:le|notre) groupe (?:est composé de|comprend|réunit|rassemble|compte) )((?:(?<=\b[A-Z])\.|(?<=\bDr)\.|[^.;:])+)",
    re.IGNORECASE,
)
"""« Dans le groupe il y a aussi Marc Delpech (médecin), Inès Bouvier (pharmacienne) et Paul Arnaud »."""

WITH_HER = motif(r"co-?(?:pilote|référent|porte|responsable|anim)", re.IGNORECASE)
NAME = r"[A-ZÀ-Ý][\w'’-]+"
TITLED = motif(
    r"\b(?:Drs?|Docteure?|Mmes?|Mlle|Madame|Monsieur|MM?(?=\.)|Mr|Pr|Professeure?)\.?\s+"
    rf"{NAME}(?:\s+(?:de |du |des |la |le |d')?{NAME}){{0,3}}(?:\s*\([^():]{{1,40}}\))?"
)
"""Somebody, whatever stands around her: « avec le Dr Nguyen (MG) »."""

PIECES = motif(
    r"\s{1,9}[\u2010-\u2015-]\s+|\s{0,9}[,;:\u2013\u2014]\s*|\b(?:avec|et)\s+(?:le |la )?"
)
MISSION_AT_END = motif(
    r"\s{0,3}(?:[(\[]|\s[\u2010-\u2015-]\s|,\s)\s{0,3}((?:missions?|axe|volet|thématique)\b[^()\[\]]{0,150})[)\]]?\s{0,3}$",
    re.IGNORECASE,
)
"""« Sortie d'hospitalisation (mission parcours) »: a title, and the mission that it is of."""

MISSION_AT_START = motif(
    r"\s*(?:(?:pour|de|dans|sur|concernant)\s+)?(?:la\s|l['’])?((?:missions?|axe|volet|thématique)\b[^:\u2013\u2014]{2,90}?)"
    r"\s*[:\u2013\u2014]\s*(\S.{2,})$",
    re.IGNORECASE,
)
"""« pour la mission prévention : Marche et santé »."""

I_CONDUCT = motif(
    r"\b(?:je\s+|j['’])(?:l['’]|la\s|le\s)?(?:pilote(?:rai)?|porte(?:rai)?|coordonne(?:rai)?|conduis|anime(?:rai)?|mène(?:rai)?|"
    r"suis\s(?:la\s|le\s)?(?:pilote|référente?|responsable|porte(?:ur|use)))\b"
    r"(?:\s+(?:l['’]action|ce projet|le projet|cette (?:action|fiche)|la fiche))?"
    rf"(?:,?\s+(?:avec|aidée? (?:de|par)|secondée? par)\s+(?P<others>{ONE}(?:,\s{ONE})*))?",
    re.IGNORECASE,
)
"""« Je pilote, avec Yann Fablier et Marc Duconte »."""

NOT_A_TITLE = motif(r"(?:cpts|communaute professionnelle|projet de sante|accord conventionnel)\b")
MEETING = (
    r"(?:de |du |des |d')?(?:la |l'|notre |le )?(?:reunion|seance|comite|copil|cotech|bureau|conseil|assemblee|groupe|ca\b|ag\b|"
    r"commission|rencontre|[0-9]{1,2}\b|lundi|mardi|mercredi|jeudi|vendredi|samedi)"
)
OF_A_MEETING = motif(
    r"(?:projet de |extrait du |brouillon de )?(?:compte[- ]?rendu|cr|proces[- ]verbal|pv|"
    rf"releve (?:de|des) (?:decisions?|conclusions)|ordre du jour|notes?|minutes|synthese)\b"
    rf"(?: synthetique| succinct)?\W*(?:$|{MEETING})"
    rf"|reunion (?:n ?°|du (?:[0-9]|comite|copil|bureau|conseil|groupe|lundi|mardi|mercredi|jeudi|vendredi|samedi))"
)
"""How the minutes of a meeting begin: « CR du copil », but not « Compte rendu d'hospitalisation »."""

WHOSE = motif(
    r"\A(?:de (?:la )?|pour (?:la )?)?CPTS\b[^:\u2013\u2014]{0,60}?\s*(?:[:\u2013\u2014]|\s-\s)\s*(?=\S)"
)
"""« Fiche action CPTS Val de Brenne — Plaies et cicatrisation »: whose the fiche is, before its title."""

TITLE_SAID = motif(
    r"(?:(?:titre|nom|intitul[ée])(?: de (?:l['’]action|la fiche))?(?: retenu| propos[ée]| choisi| provisoire| valid[ée])?"
    r"(?: est| sera| serait|\s?:)|(?:action|fiche)\s(?:est |sera )?(?:intitul|appel|nomm|baptis)[ée]e)\s?:?\s*[«\"“]\s*"
    r"(?P<title>[^«»\"“”]{5,120}?)\s*[»\"”]",
    re.IGNORECASE,
)
"""« Le titre retenu est « Réguler les demandes » », in the minutes of a meeting."""

NEW_ACTION = motif(
    r"\s*(?:[0-9]{1,2}\s?[.)-]\s*)?"
    r"(?:nouvelle|proposition (?:d['’]une |d['’]|de )?(?:nouvelle )?|projet d['’]|cr[ée]ation (?:d['’]une )?)\s?"
    r"(?:fiche[ -])?action\s*[:\u2013\u2014-]\s*(?P<title>\S.{4,120})$",
    re.IGNORECASE,
)
"""« 3. Nouvelle action : soins non programmés », an item of an agenda."""
LONGEST_TITLE_LINE = 200
LONGEST_TITLE = 150
LONGEST_MISSION = 60
LONGEST_ALONE = 110
NO_NAME = motif(
    r"[.:;,!]$|^[\W\d]*$|\b(?:19|20)[0-9]{2}\b|@|\b(?:brouillon|version|confidentiel|document)\b",
    re.IGNORECASE,
)
"""What no title of a fiche ends with, or holds."""


class Debut:
    """``valeurs`` are the lines of the header, ``libelles`` what ours replace, ``reste`` what must be sorted."""

    def __init__(self, blocks: Sequence[Block], vocabulaire: Vocabulaire, titled: bool) -> None:
        self.vocabulaire = vocabulaire
        self.valeurs: list[tuple[str, str]] = []
        self.libelles: list[str] = []
        self.reste: list[Block] = []
        self.code = ""
        self.alone = len(blocks) == 1
        self.titled = titled
        self.of_a_meeting = any(map(is_of_a_meeting, map(words_of_line, blocks)))
        self.waits_for_its_title = False
        """« FICHE ACTION N° 1.2 » was the line before: this one is its title."""
        self.titles = sum(may_be_a_title(words_of_line(block)) for block in blocks) + titled
        self.has_heading = any(
            isinstance(block, Heading)
            and self.as_title(block)
            and not FICHE.match(words_of_line(block))
            for block in blocks
        )
        self.reste += [block for block in blocks if not self.line(block)]
        if not self.titled:
            self.find_the_title()

    def find_the_title(self) -> None:
        """Among what no line of the header took: what stands out, a line alone, or what a greeting says.

        Of the minutes of a meeting what stands out is an item of its agenda: only what they say to be the title is.
        """
        if self.of_a_meeting:
            self.valeurs += [("titre", said) for said in title_in_minutes(self.reste)]
            return
        titles = (title for title in map(self.as_title, self.reste) if title is not None)
        title = next(titles, None) or self.only_line()
        if title is not None:
            self.reste.remove(title)
            self.take_title(words_of_line(title))
            return
        said = next(filter(None, map(title_in_a_greeting, self.reste)), "")
        self.valeurs += [("titre", said)] if said else []

    def only_line(self) -> Paragraph | None:
        """The one short line of which nothing is known, and that may be the title."""
        left = [block for block in self.reste if words_of_line(block)]
        block = left[0] if len(left) == 1 else None
        words = words_of_line(block) if block is not None else ""
        is_one = may_be_a_title(words) and len(words) < LONGEST_ALONE and not NO_NAME.search(words)
        return block if isinstance(block, Paragraph) and is_one else None

    def line(self, block: Block) -> bool:
        """Whether the header takes all that the line says."""
        words = words_of_line(block)
        if not words:
            return False
        may_name_one = MISSION_LINE.match(words) or self.is_beside_its_title(words, block)
        names_a_mission = may_name_one and self.vocabulaire.mission(words)
        if names_a_mission and not people_said_in(words, self.vocabulaire):
            self.valeurs.append(("mission", words))
            self.libelles.append(words)
            return True
        match = self.title_in(words, block)
        if match is not None:
            self.title_line(match, words)
            return True
        return self.said_in_passing(words) or self.title_below(words)

    def is_beside_its_title(self, words: str, block: Block) -> bool:
        """« PRÉVENTION », a short line that is no heading, where another may be the title."""
        is_short = isinstance(block, Paragraph) and len(words) <= LONGEST_MISSION
        return is_short and self.titles > 1 and not words.endswith(".")

    def title_in(self, words: str, block: Block) -> re.Match[str] | None:
        """« Fiche action n° 3 – Bus santé »; nothing where a line only tells of the fiche."""
        if len(words) >= LONGEST_TITLE_LINE or not OPENING.match(words):
            return None
        is_under_a_title = self.has_heading and not isinstance(block, Heading)
        told = is_under_a_title and TOLD_OF_THE_FICHE.match(words)
        return None if told or WRITTEN_BY.match(fold(words)) else FICHE.match(words)

    def title_below(self, words: str) -> bool:
        """The line under « Fiche action n° 1.2 », which has no title of its own."""
        is_it = self.waits_for_its_title and not self.titled and may_be_a_title(words)
        self.waits_for_its_title = False
        if is_it:
            self.titled = True
            self.take_title(words)
        return is_it

    def said_in_passing(self, words: str) -> bool:
        """« Action pilotée par le Dr X, suppléée par Mme Y », « rattachée à la mission socle 2 », « début en mai 2027 »."""
        mission = [*self.mission_in(words)]
        people = [*self.people_beside(words)] if mission else conducting_in(words)
        people = people or who_writes_conducts(words)
        found = [*mission, *people, *bounds_in(words)]
        self.valeurs += [(key, value) for key, value, _ in found]
        if not found or not is_all_said(
            words, [(key, value, fold(said)) for key, value, said in found]
        ):
            return False
        self.libelles.append(words)
        return True

    def people_beside(self, words: str) -> Iterator[tuple[str, str, str]]:
        """Who is named in the sentence that names the mission; of the others, who is said to conduct."""
        for sentence in sentences_of(words):
            named = any(True for _ in self.mission_in(sentence))
            yield from (
                people_said_in(sentence, self.vocabulaire) if named else conducting_in(sentence)
            )

    def mission_in(self, words: str) -> Iterator[tuple[str, str, str]]:
        quoted = QUOTED_MISSION.search(words)
        if quoted and self.vocabulaire.mission(quoted[1]):
            yield "mission", quoted[1].strip(), quoted[0]
            return
        numbered = MISSION_NUMBERED.search(fold(words))
        if numbered and self.vocabulaire.mission(numbered["name"]):
            yield "mission", numbered["name"].strip(), numbered[0]
            return
        for match in MISSION_SAID.finditer(fold(words)):
            for words_said in filter(None, (match[0], match[1], *_beginnings(match[0]))):
                if self.vocabulaire.mission(words_said):
                    said = words_said if match[0].startswith(words_said) else match[0]
                    yield "mission", words_said.strip(), said
                    return
        if MISSION_LINE.match(words) and self.vocabulaire.mission(words):
            yield "mission", words, ""

    def as_title(self, block: Block) -> Paragraph | Heading | None:
        """The block, when it may be the title of the fiche."""
        if not isinstance(block, Paragraph | Heading):
            return None
        words = words_of_line(block)
        of_the_paper = self.vocabulaire.du_document(words.partition(":")[0])
        if not may_be_a_title(words) or of_the_paper:
            return None
        names_its_mission = title_and_mission(words, self.vocabulaire)[1] and words[-1] != "."
        alone = self.alone and len(words) < 120 and not words.endswith(".")
        stands_out = isinstance(block, Heading) or words.isupper() or is_in_bold(block)
        return block if stands_out or alone or names_its_mission else None

    def title_line(self, match: re.Match[str], words: str) -> None:
        number, rest, code, titled = match.groups()
        self.libelles.append(words)
        title = (titled or rest or "").strip(' .:*_-\u2013\u2014"\u00ab\u00bb\u201c\u201d\u00a0')
        if code or re.fullmatch(r"M[1-6]-[0-9]{2,3}", number or ""):
            self.code = code or number
        self.waits_for_its_title = bool(number) and not title
        if title and not self.titled:
            self.titled = True
            self.take_title(WHOSE.sub("", title, count=1))

    def take_title(self, words: str) -> None:
        title, mission = title_and_mission(words, self.vocabulaire)
        self.titled = bool(title)
        self.valeurs += [("titre", title)] if title else []
        if mission:
            self.valeurs.append(("mission", mission))
            self.libelles.append(words)


def _beginnings(words: str) -> Iterator[str]:
    """« mission parcours je pense » → « mission parcours je », « mission parcours »."""
    parts = words.split()
    yield from (" ".join(parts[:end]) for end in range(len(parts) - 1, 1, -1))


def title_in_a_greeting(block: Block) -> str:
    """What a greeting says that the fiche is about; nothing where it says only that here it is."""
    match = IN_A_GREETING.match(words_of_line(block))
    title = match["title"].strip() if match else ""
    return "" if TOLD_OF_IT.match(fold(title)) else title[:1].upper() + title[1:]


def is_of_a_meeting(words: str) -> bool:
    """Whether a line is the title of the minutes of a meeting.

    >>> is_of_a_meeting("CR du copil du 5 février"), is_of_a_meeting("Compte rendu d'hospitalisation à J+2")
    (True, False)
    """
    return len(words) < LONGEST_TITLE_LINE and OF_A_MEETING.match(fold(words).strip()) is not None


def title_in_minutes(blocks: Sequence[Block]) -> list[str]:
    """What the minutes of a meeting say to be the title of the action, else what an item of the agenda names; one at most."""
    lines = [words_of_line(block) for block in blocks]
    said = [match["title"] for line in lines for match in TITLE_SAID.finditer(line)]
    new = [match["title"].strip() for line in lines if (match := NEW_ACTION.match(line))]
    titles = list(dict.fromkeys(said)) or list(dict.fromkeys(new))
    return titles if len(titles) == 1 else []


def may_be_a_title(words: str) -> bool:
    folded = fold(words)
    if is_of_a_meeting(words):
        return False
    no_title = GREETING.match(folded) or NOT_A_TITLE.match(folded) or WRITTEN_BY.match(folded)
    return bool(words) and not no_title and len(words) < LONGEST_TITLE


def title_and_mission(words: str, vocabulaire: Vocabulaire) -> tuple[str, str]:
    """The title of a fiche, and the mission that its last words name, or its first; nothing for a mission where they
    name none, nor for a title where they name nothing else."""
    if MISSION_LINE.match(words) and len(words) <= LONGEST_MISSION and vocabulaire.mission(words):
        return "", words.strip()
    match = MISSION_AT_END.search(words)
    if match is not None and match.start() and vocabulaire.mission(match[1]):
        return words[: match.start()].strip(), match[1].strip()
    first = MISSION_AT_START.match(words)
    if first is not None and vocabulaire.mission(first[1]):
        return first[2].strip(), first[1].strip()
    return words, ""


Dit = tuple[str, str, str]
"""A line of the header, its value, and the words that said it."""


def conducting_in(words: str) -> list[Dit]:
    """Who conducts the action in the words of a line, and who helps."""
    return [
        ("copilotes" if WITH_HER.match(match[0]) else key, match[1].strip(), match[0])
        for key, pattern in (("pilote", CONDUCTED), ("membres", SECONDED))
        for match in pattern.finditer(words)
    ] + [
        ("membres", re.sub(r"\bet d(?:e |u |')", "et ", match[1]).strip(), match[0])
        for match in GROUPED.finditer(words)
        if re.search(rf"{NAME}\s+{NAME}", match[1])
    ]


def who_writes_conducts(words: str) -> list[Dit]:
    """« Je pilote, avec Yann Fablier »: who writes, and those beside her."""
    match = I_CONDUCT.search(words)
    if match is None:
        return []
    others = [("membres", match["others"].strip(), match["others"])] if match["others"] else []
    return [("pilote", "moi", match[0]), *others]


def people_said_in(words: str, vocabulaire: Vocabulaire) -> list[Dit]:
    """Everyone whom a line names beside its mission; who has no part said there is of the group."""
    found = conducting_in(words)
    left = words
    for _, _, said in found:
        left = left.replace(said, " ; ")
    titled = [match[0] for match in TITLED.finditer(left)]
    bare = PIECES.split(TITLED.sub(" ; ", left))
    named = [piece for piece in bare if is_a_name(piece) and not vocabulaire.mission(piece)]
    return [*found, *(("membres", name, name) for name in [*titled, *named])]


def words_of_line(block: Block) -> str:
    return undecorated(text_of(block.inlines)) if isinstance(block, Paragraph | Heading) else ""
