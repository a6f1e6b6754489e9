"""A whole document cut into what it holds: chapters by part, fiches, articles of statutes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.interpret.importation.fiche import STARTS_A_FICHE, read_fiches
from pipeline.interpret.importation.fiche_lue import FicheLue
from pipeline.interpret.importation.titres import promoted
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Heading, Paragraph, Strong, plain, text_of
from pipeline.model.vocabulaire import Vocabulaire, unnumbered

ARTICLE = motif(
    r"\s*art(?:icle)?\b\.?\s*(?:n\s?°\s*)?([0-9]{1,3}|premier|1er)\b(?:\s*(?:bis|ter|quater)\b)?"
    r"\s*[-:.\u2010-\u2015]*\s*(.*)$",
    re.IGNORECASE,
)
TITRE_DE_STATUTS = motif(
    r"\s*(?:titre|chapitre|section)\s+(?:[ivx]+|[0-9]+|premier|1er)\b", re.IGNORECASE
)
SIGNATURE = motif(r"fait (?:a|en) .{2,60}(?:,? le\b|exemplaires)")
"""What closes statutes: « Fait à Auch, le 3 décembre 2026 », with the names under it."""

NUMERO = motif(
    r"\s*(?:(?:chapitre|partie)\s+(?:[0-9ivx]+|[a-m])\s*[-:.)\u2010-\u2015]+\s*|"
    r"(?:[ivx]{1,5}|[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-m](?:\.[0-9]{1,2})*)\s?[-.):/\u2010-\u2015]+\s+|(?:[0-9]{1,2}|[a-m])(?:\.[0-9]{1,2})+\s+)(?=\S)",
    re.IGNORECASE,
)
"""The number of a chapter: our documents give their own."""

PREAMBULE = motif(r"preambule\b")
PARTIE = motif(r"\s*(?:[0-9](?:re|ère|e|ème|eme)\s+)?partie\b", re.IGNORECASE)
FEWEST_ARTICLES = 3
LONGEST_ARTICLE_LINE, LONGEST_BARE, LONGEST_PREAMBLE_LINE = 120, 80, 15
"""Letters of a line that opens an article, of its title where nothing sets it apart, of « Préambule »."""

MOST_ON_A_COVER = 8
PARTS = (
    (
        "missions",
        motif(
            r"\bmissions?\b|acces aux soins|parcours|prevention|crises? sanitaires?|fiches? actions?"
        ),
    ),
    (
        "organisation",
        motif(
            r"gouvernance|organisation|fonctionnement|systemes? d'information|budget|financ|evaluation|communication|"
            r"partenari|statut|instances|moyens|coordination"
        ),
    ),
    (
        "diagnostic",
        motif(
            r"diagnostic|territoire|population|offre|besoins|forces|faiblesses|contexte|introduction|presentation"
        ),
    ),
    ("annexes", motif(r"annexes?\b")),
)
"""Part of the projet → the words of the titles of its chapters."""


@dataclass
class ChapitreLu:
    partie: str
    titre: str
    mission: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class ArticleLu:
    """``numero`` is 0 for the preamble."""

    numero: int
    titre: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Contenu:
    """What a source holds; ``avant`` stands before its first title."""

    fiches: list[FicheLue] = field(default_factory=list)
    chapitres: list[ChapitreLu] = field(default_factory=list)
    articles: list[ArticleLu] = field(default_factory=list)
    avant: list[Block] = field(default_factory=list)
    libelles: list[str] = field(default_factory=list)
    """Titles of parts, which our documents print by themselves."""
    debut: int = 0
    """How many blocks stand before the first article, or before the preamble of statutes."""


def contents(blocks: Sequence[Block], vocabulaire: Vocabulaire) -> Contenu:
    """Articles where there are three and little before them; chapters where titles of the first rank are no fiche's."""
    articles = _articles(blocks)
    opens_early = articles.debut * 4 < len(blocks) or _is_titled_statutes(blocks)
    if len(articles.articles) >= FEWEST_ARTICLES and opens_early:
        return articles
    if not _is_a_document(blocks, vocabulaire):
        fiches = read_fiches(blocks, vocabulaire)
        if any(fiche.est_une_fiche for fiche in fiches):
            return Contenu(fiches=fiches)
        if not any(isinstance(block, Heading) for block in blocks):
            blocks = promoted(blocks)
        if not any(isinstance(block, Heading) for block in blocks):
            return Contenu(avant=list(blocks))
    return _chapters(blocks, vocabulaire)


def _is_titled_statutes(blocks: Sequence[Block]) -> bool:
    first = blocks[0] if blocks else None
    words = fold(text_of(first.inlines)) if isinstance(first, Heading | Paragraph) else ""
    return words.startswith("statuts")


def _is_a_document(blocks: Iterable[Block], vocabulaire: Vocabulaire) -> bool:
    """Two titles of the first rank at least that a fiche would not have, and more of them than of those it has."""
    first = [
        text_of(block.inlines)
        for block in blocks
        if isinstance(block, Heading) and block.level == 1
    ]
    others = [title for title in first if not STARTS_A_FICHE.match(title)]
    foreign = [title for title in others if PARTIE.match(title) or not vocabulaire.rubrique(title)]
    return len(foreign) >= 2 and 2 * len(foreign) > len(others)


class _Chapitres:
    """Cuts a document at its titles: a part of the projet gives its chapters, a title of a fiche that fiche."""

    def __init__(self, level: int, vocabulaire: Vocabulaire) -> None:
        self.level = level
        self.vocabulaire = vocabulaire
        self.found = Contenu()
        self.fiches: list[tuple[list[Block], str]] = []
        self.current: list[Block] = self.found.avant
        self.partie = ""
        self.rank = level
        """That of the titles which open a chapter here."""
        self.fiche_level = 0
        self.mission = (0, "")
        """The rank and the words of the title above that names a mission."""

    def take(self, block: Block) -> None:
        if not isinstance(block, Heading):
            self.current.append(block)
            return
        title = text_of(block.inlines)
        if STARTS_A_FICHE.match(title):
            self.open_fiche(block)
            return
        self.under_a_mission(block, title)
        if self.is_within_the_fiche(block, title):
            self.current.append(block)
            return
        if self.opens_a_chapter(block, title):
            self.open_chapter(block, title)
        else:
            level = max(2, min(6, block.level - self.rank + 1))
            self.current.append(replace(block, level=level))
        self.fiche_level = 0

    def open_fiche(self, block: Heading) -> None:
        self.fiche_level = block.level
        self.current = [block]
        self.fiches.append((self.current, self.mission[1]))

    def is_within_the_fiche(self, block: Heading, title: str) -> bool:
        """Whether a heading is below that of the fiche, or beside it and one of the trame's."""
        if block.level == self.fiche_level:
            return bool(self.vocabulaire.rubrique(title))
        return 0 < self.fiche_level < block.level

    def opens_a_chapter(self, block: Heading, title: str) -> bool:
        """Whether a heading is of the rank of chapters, or the first thing after a fiche or in the document."""
        if self.fiche_level or not self.found.chapitres:
            return True
        is_a_mission = self.partie == "missions" and self.mission == (block.level, title)
        return block.level <= self.rank + (1 if is_a_mission else 0)

    def under_a_mission(self, block: Heading, title: str) -> None:
        if block.level <= self.fiche_level or not self.fiche_level:
            if self.vocabulaire.mission(title):
                self.mission = (block.level, title)
            elif block.level <= self.mission[0]:
                self.mission = (0, "")

    def open_chapter(self, block: Heading, title: str) -> None:
        if block.level == self.level:
            is_a_part = PARTIE.match(title) is not None
            self.rank = self.level + 1 if is_a_part else self.level
            self.partie = part_of(title) or self.partie
        elif self.rank == self.level:
            self.partie = part_of(title) or self.partie
        partie = self.partie or "diagnostic"
        mission = self.vocabulaire.mission(title) if partie == "missions" else ""
        number = NUMERO.match(title)
        bare = title[number.end() :] if number else title
        if bare != title:
            self.found.libelles.append(title)
        chapter = ChapitreLu(partie, bare, mission)
        self.found.chapitres.append(chapter)
        self.current = chapter.blocks


def _chapters(blocks: Sequence[Block], vocabulaire: Vocabulaire) -> Contenu:
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=1)
    cutting = _Chapitres(level, vocabulaire)
    for block in blocks:
        cutting.take(block)
    found = cutting.found
    for group, mission in cutting.fiches:
        for fiche in read_fiches(group, vocabulaire):
            if mission and "mission" not in fiche.entete:
                fiche.entete["mission"] = [mission]
            found.fiches.append(fiche)
    for chapter in [chapter for chapter in found.chapitres if not chapter.blocks]:
        found.chapitres.remove(chapter)
        found.libelles.append(chapter.titre)
    _set_cover_aside(found)
    return found


def _set_cover_aside(found: Contenu) -> None:
    """The titles of a cover, which hold next to nothing, are no chapters."""
    while len(found.chapitres) > 1:
        first = found.chapitres[0]
        if part_of(first.titre) or len(first.blocks) > MOST_ON_A_COVER:
            return
        found.avant += [Paragraph((Strong(plain(first.titre)),)), *first.blocks]
        del found.chapitres[0]


def part_of(title: str) -> str:
    """The part of the projet that a title of a chapter belongs to; nothing when its words do not say.

    >>> part_of("2. L'offre de soins"), part_of("Gouvernance de la CPTS"), part_of("Remerciements")
    ('diagnostic', 'organisation', '')
    """
    words = unnumbered(fold(title))
    return next((part for part, pattern in PARTS if pattern.search(words)), "")


# --- statutes ------------------------------------------------------------------------------------------------------


def _articles(blocks: Iterable[Block]) -> Contenu:
    found = Contenu()
    current: list[Block] = found.avant
    for block in blocks:
        found.debut += not found.articles
        words = text_of(block.inlines).strip() if isinstance(block, Paragraph | Heading) else ""
        if _groups_articles(block, words):
            found.avant.append(block)
            continue
        if SIGNATURE.match(fold(words)) and found.articles:
            current = found.avant
        article = _article_opened(block, words)
        if article is not None:
            found.articles.append(article)
            current = article.blocks
        else:
            current.append(
                Paragraph((Strong(block.inlines),)) if isinstance(block, Heading) else block
            )
    return found


def _groups_articles(block: Block, words: str) -> bool:
    """« Titre II – Administration »."""
    is_a_title = TITRE_DE_STATUTS.match(words) is not None and len(words) < LONGEST_ARTICLE_LINE
    return is_a_title and _opens(block, words)


def _article_opened(block: Block, words: str) -> ArticleLu | None:
    """The article, or the preamble, that a line opens; a sentence that cites an article opens nothing."""
    match = ARTICLE.match(words)
    stands_out = isinstance(block, Heading) or _stands_out(block)
    if match and len(words) < LONGEST_ARTICLE_LINE and (stands_out or len(match[2]) < LONGEST_BARE):
        number = 1 if match[1].lower() in ("premier", "1er") else int(match[1])
        return ArticleLu(number, match[2].strip(" .:") or f"Article {number}")
    alone = isinstance(block, Heading) or len(words) < LONGEST_PREAMBLE_LINE
    return ArticleLu(0, "Préambule") if PREAMBULE.match(fold(words)) and alone else None


def _opens(block: Block, words: str) -> bool:
    return isinstance(block, Heading) or _stands_out(block) or words.isupper()


def _stands_out(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and bool(block.inlines)
        and isinstance(block.inlines[0], Strong)
    )


GUESSES = (
    (
        "siège",
        motif(
            r"siège (?:social )?(?:est )?(?:fixé|situé|établi) (?:à|au|aux|en) ([^.;]+)",
            re.IGNORECASE,
        ),
    ),
    (
        "nom",
        motif(
            r"(?:dénommée|dénomination(?: est)?|ayant pour titre|pour nom)\s*:?\s*([^.;]+)",
            re.IGNORECASE,
        ),
    ),
    (
        "durée",
        motif(r"durée (?:de l'association )?est ((?:illimitée|fixée à|de) ?[^.;]*)", re.IGNORECASE),
    ),
    ("mandat", motif(r"(?:élus? pour|mandat (?:est )?de) ([^.;,]*ans?)", re.IGNORECASE)),
    (
        "sièges",
        motif(
            r"(?:composé de|comprend|compte) ([^.;,]*(?:membres|administrateurs|sièges))",
            re.IGNORECASE,
        ),
    ),
    ("cotisation", motif(r"cotisation[^.;]*?([0-9][0-9 ,]*\s?(?:€|euros))", re.IGNORECASE)),
    (
        "pouvoirs",
        motif(r"((?:un|deux|trois|[0-9]+) (?:pouvoirs?|procurations?))", re.IGNORECASE),
    ),
    ("quorum", motif(r"(quorum[^.;]*)", re.IGNORECASE)),
)
"""What the settings of the statutes ask → how texts say it; shown to whoever fills ``valeurs.yaml``, never written."""


def guessed_values(articles: Iterable[ArticleLu], lines: Sequence[Sequence[str]]) -> list[str]:
    """« siège : Auch (article 3) » for each setting that an article seems to give."""
    found: list[str] = []
    for article, own in zip(articles, lines, strict=True):
        text = " ".join(own)
        for name, pattern in GUESSES:
            match = pattern.search(text)
            if match:
                found.append(f"{name} : {' '.join(match[1].split())} (article {article.numero})")
    return found
