"""What stands before the first heading of a fiche: its title, its number, its mission, who conducts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.interpret.importation.calendrier import bounds_in, is_all_said
from pipeline.interpret.importation.courrier import GREETING
from pipeline.interpret.importation.lignes import is_in_bold
from pipeline.interpret.importation.personnes import is_a_name
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Heading, Paragraph, text_of
from pipeline.model.vocabulaire import Vocabulaire, undecorated

HERE_IS = r"(?:(?:voil[àa]|voici)\s(?:(?:ma|mon|notre|la|une)\s)?(?:(?:id[ée]e|projet|proposition)\sde\s)?(?=fiche))?"
FICHE = motif(
    rf"\s*{HERE_IS}(?:annexe\s+[0-9]*\s*[-:.\u2010-\u2015]*\s*)?(?:M[1-6]\s*[-:.\u2010-\u2015]\s*(?=(?:fiche|action|projet)\b))?"
    r"(?:(?:fiche[- ]?(?:action|projet|mission)?s?|action|projet)\b[\s:]*(?:n\s?°|nº)?\s*"
    r"([A-Z]?[0-9]{1,3}(?:[.-][0-9]{1,3})*)?\s*[-:.\u2010-\u2015]*\s*(.*)|(M[1-6]-[0-9]{2,3})\s*[\u2014:-]\s*(.+))$",
    re.IGNORECASE,
)
OPENING = motif(
    rf"\s*{HERE_IS}(?:(?:annexe\s+[0-9]*\s*[-:.\u2010-\u2015]*\s*)?fiche|action\s*(?:n\s?°|[0-9:])|projet\s*:|M[1-6]-[0-9]{{2,3}}\s|"
    r"M[1-6]\s*[-:.\u2010-\u2015]\s*(?:fiche|action|projet)\b)",
    re.IGNORECASE,
)
TOLD_OF_THE_FICHE = motif(
    r"\s*[Ff][Ii][Cc][Hh][Ee]s?\s+(?!action|projet|mission|n\s?°|nº)[a-zà-ÿ][^:]*$"
)
"""« Fiche rédigée par le groupe parcours le 12 janvier »: no title, below one that the style of Word gives."""

MISSION_LINE = motif(r"\s*\(?(?:mission|axe|thématique|volet)\b", re.IGNORECASE)
MISSION_SAID = motif(
    r"\b(?:missions?|axe|thematique|volet)\b[^,;.()\u2013\u2014]*(?:\(([^()]*)\))?"
)
"""« … rattachée à la mission socle 2 (parcours) »: the words from « mission » on."""

ONE = (
    r"(?:[^,;().\u2013\u2014]|(?<=\b[A-Z])\.|(?<=\bDr)\.)+"
    r"(?:\((?!(?:avec|suppl|second|assist|et)\w*\b)[^():]{1,40}\))?"
)
"""A person, with her trade in brackets; several where « et » joins them."""

CONDUCTED = motif(
    r"(?:\b(?:pilotée?|portée?|conduite?|coordonnée?|animée?|menée?|dirigée?|pilotage|suivie?)\s+"
    r"(?:est assuré |assuré )?par\s+|\b(?:co-?)?(?:pilotes?|référent(?:e|\(e\)|·e)?s?|responsables?|porte(?:ur|use)s?|"
    r"animat(?:eur|rice)s?|coordinat(?:eur|rice)s?|chef(?:fe)?s? de (?:file|projet))(?: de (?:l'action|la mission|la fiche))?"
    rf"\s?[:=]\s*)({ONE})",
    re.IGNORECASE,
)
SECONDED = motif(
    r"\b(?:suppléée?|secondée?|assistée?|aidée?|épaulée?|remplacée?)\s+(?:de|par)\s+"
    rf"({ONE})",
    re.IGNORECASE,
)
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

NOT_A_TITLE = motif(r"(?:cpts|communaute professionnelle|projet de sante|accord conventionnel)\b")
LONGEST_TITLE_LINE = 200


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
        title: Paragraph | Heading | None = None
        self.has_heading = any(
            isinstance(block, Heading)
            and self.as_title(block)
            and not FICHE.match(words_of_line(block))
            for block in blocks
        )
        for block in blocks:
            if not self.line(block):
                self.reste.append(block)
                title = title or self.as_title(block)
        if title is not None and not self.titled:
            self.reste.remove(title)
            self.take_title(words_of_line(title))

    def line(self, block: Block) -> bool:
        """Whether the header takes all that the line says."""
        words = words_of_line(block)
        if not words:
            return False
        names_a_mission = MISSION_LINE.match(words) and self.vocabulaire.mission(words)
        if names_a_mission and not people_said_in(words, self.vocabulaire):
            self.valeurs.append(("mission", words))
            self.libelles.append(words)
            return True
        match = (
            FICHE.match(words) if OPENING.match(words) and len(words) < LONGEST_TITLE_LINE else None
        )
        is_under_a_title = self.has_heading and not isinstance(block, Heading)
        if match and not (is_under_a_title and TOLD_OF_THE_FICHE.match(words)):
            self.title_line(match, words)
            return True
        return self.said_in_passing(words)

    def said_in_passing(self, words: str) -> bool:
        """« Action pilotée par le Dr X, suppléée par Mme Y », « rattachée à la mission socle 2 », « début en mai 2027 »."""
        mission = [*self.mission_in(words)]
        people = people_said_in(words, self.vocabulaire) if mission else conducting_in(words)
        found = [*mission, *people, *bounds_in(words)]
        self.valeurs += [(key, value) for key, value, _ in found]
        if not found or not is_all_said(
            words, [(key, value, fold(said)) for key, value, said in found]
        ):
            return False
        self.libelles.append(words)
        return True

    def mission_in(self, words: str) -> Iterator[tuple[str, str, str]]:
        for match in MISSION_SAID.finditer(fold(words)):
            for words_said in filter(None, (match[0], match[1])):
                if self.vocabulaire.mission(words_said):
                    yield "mission", words_said.strip(), match[0]
                    return
        if MISSION_LINE.match(words) and self.vocabulaire.mission(words):
            yield "mission", words, ""

    def as_title(self, block: Block) -> Paragraph | Heading | None:
        """The block, when it may be the title of the fiche."""
        if not isinstance(block, Paragraph | Heading):
            return None
        words = words_of_line(block)
        folded = fold(words)
        if not words or GREETING.match(folded) or NOT_A_TITLE.match(folded) or len(words) >= 150:
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
        if title and not self.titled:
            self.titled = True
            self.take_title(title)

    def take_title(self, words: str) -> None:
        title, mission = title_and_mission(words, self.vocabulaire)
        self.valeurs.append(("titre", title))
        if mission:
            self.valeurs.append(("mission", mission))
            self.libelles.append(words)


def title_and_mission(words: str, vocabulaire: Vocabulaire) -> tuple[str, str]:
    """The title of a fiche, and the mission that its last words name; nothing for a mission where they name none."""
    match = MISSION_AT_END.search(words)
    if match is None or not match.start() or not vocabulaire.mission(match[1]):
        return words, ""
    return words[: match.start()].strip(), match[1].strip()


Dit = tuple[str, str, str]
"""A line of the header, its value, and the words that said it."""


def conducting_in(words: str) -> list[Dit]:
    """Who conducts the action in the words of a line, and who helps."""
    return [
        (key, match[1].strip(), match[0])
        for key, pattern in (("pilote", CONDUCTED), ("membres", SECONDED))
        for match in pattern.finditer(words)
    ]


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
