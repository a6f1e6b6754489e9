"""The words of the field and what each one means: headings, missions, columns, lines of an indicator.

The dictionary is data, ``reference/vocabulaire.txt``, where each word has its source.  A word is compared by what it
says, not by its spelling: numbers, capitals, accents, plurals, articles and ornaments count for nothing.  What the
dictionary does not hold means nothing here: it is asked, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache, cached_property, lru_cache

from pipeline.model.fiche import MOYENS, TRAME
from pipeline.model.langue.mots import fold
from pipeline.model.mission import MISSIONS
from pipeline.model.motif import motif

RUBRIQUE, MISSION, FAIT = "rubrique", "mission", "fait"
TYPE, SENS = "type d'indicateur", "sens d'indicateur"
COLONNE = "colonne."
QUALIFICATIF, TOURNURE, QUI_EVALUE = "qualificatif", "tournure", "qui évalue"
SECOND_SENS = "second sens"
"""What a word means once its first meaning has its text: « Besoins », below « Le problème », are means."""

DEVANT = "devant"
"""A word that may stand before a title: « les *grandes* étapes »."""

DEVANT_UN_TITRE = "devant un titre"
"""The same before a title only: « *Description* des étapes », but not the column « Description de l'indicateur »."""

SANS_PLACE = "sans place"
"""A title that the trame has no place for, « Livrables », « Voir aussi »: what it opens waits to be sorted."""

AMORCE = "amorce"
"""How a sentence begins, that tells what it is about: « Notre objectif »."""

MOYENS_EN_GENERAL = "moyens"
"""« Moyens », for the three headings of the trame at once."""

MOYENS_DITS = frozenset((*MOYENS, MOYENS_EN_GENERAL))

OF_THE_TRAME = frozenset((*(rubrique.cle for rubrique in TRAME), MOYENS_EN_GENERAL))

A_RANGER = "À ranger"
"""The heading under which what found no place waits for someone."""

NUMBERING = motif(
    r"(?:(?:partie|rubrique|point|chapitre|etape|axe|volet) )?(?:n ?° ?)?"
    r"(?:[0-9]{1,2}(?:[.-][0-9]{1,2})*|[ivx]{1,5}(?:[.-][0-9]{1,2})*|[a-m])"
    r"(?:°\)|er\)|e\)|\.\)| ?[.)/:°\u2010-\u2015-](?= |[a-z]{3})|(?<=[.-][0-9])(?= )| ?[\u2022\u00b7>|](?= ))\s*"
)
"""« 2. », « II - », « I.1 », « b) », « 1°) », « Partie 3 : » before the words of a title."""

KEYCAP = motif("([0-9])\ufe0f?\u20e3")
"""« 1️⃣ », a number on a key."""

QUESTION = motif(r"quel(?:le)?s? (?:est|sont|seront|sera) ")
BARE_NUMBER = motif(r"[0-9]{1,2}(?:\.[0-9]{1,2})* (?=[a-z]{3})")
PLURAL_IN_BRACKETS = motif(r"\((?:trice|s|es|e|x|le|lle|ne|le\(s\)|e\(s\))\)")
BRACKETS = motif(r"\([^()]*\)|\[[^\[\]]*\]")
INSIDE = motif(r"\(([^()]*)\)")
WORD = motif(r"[a-z0-9]+|°|#|€")
HIGHEST_RANK = 20
CIVIL_YEARS = motif(
    r"\(?\b(?:(?:pour|de) )?(?:l'annee |les annees |annees? )?20[2-4][0-9](?: ?(?:[-/\u2010-\u2015]|a|et) ?(?:20)?[2-4][0-9])?\)?"
)
OF_A_YEAR = frozenset(("planning", "budget"))
"""Headings whose title may say its year."""

NO_RANK = motif(r":\s*[0-9]|[0-9]\s*%")
"""« Cible : 20 % » gives a number, not the rank of a target."""

SHORTEST_SLIP = 5
LONGEST_QUESTION = 12
NOTHING_MORE = frozenset(
    (
        *(
            "a",
            "afin",
            "atteint",
            "avec",
            "bien",
            "c",
            "ca",
            "ce",
            "cela",
            "cette",
            "d",
            "de",
            "du",
            "efficace",
            "gagne",
            "en",
            "fait",
            "faire",
            "la",
            "le",
            "les",
            "l",
        ),
        *(
            "mieux",
            "ou",
            "par",
            "pour",
            "que",
            "qu",
            "qui",
            "sur",
            "si",
            "s",
            "se",
            "un",
            "une",
            "y",
            "t",
        ),
        *(
            "nous",
            "on",
            "il",
            "ils",
            "elle",
            "ont",
            "est",
            "et",
            "etre",
            "sera",
            "va",
            "vont",
            "avons",
            "permet",
        ),
        *(
            "mener",
            "mettre",
            "oeuvre",
            "place",
            "pouvons",
            "fonctionne",
            "marche",
            "reussi",
            "reussie",
            "atteint",
        ),
        *(
            "atteints",
            "utile",
            "action",
            "actions",
            "projet",
            "fiche",
            "cpts",
            "travail",
            "territoire",
            "ensemble",
        ),
        *("objectif", "objectifs", "pratique", "agir", "faire"),
        *("maintenant", "aujourd", "hui", "repond", "vous"),
        *("concretement", "concret", "exactement", "precisement", "vraiment", "reellement"),
    )
)
"""Words after a question that do not change what it asks: « Comment saura-t-on *que c'est réussi* »."""

IN_PRACTICE = motif(
    r"(?:concretement|en pratique|en clair|sur le terrain)\b[ ,:\u2010-\u2015]*(?=[a-z])"
)
"""What may stand before a question: « Concrètement, que va-t-on faire ? »."""

SMALL = frozenset(
    ("le", "la", "les", "l", "de", "du", "des", "d", "et", "un", "une", "ou", "nos", "notre")
)
BY_WHOM = motif(
    r" (?:par (?:l'|les? |la |notre |nos |votre )[a-z' -]{2,30}|(?:auxquel(?:le)?s|auquel|a laquelle) [a-z' -]{2,40})$"
)
"""« Objectifs poursuivis par la collectivité », « Besoin auquel répond l'action »."""

INSTRUCTION = motif(
    r" ?\?\s+(?:merci de |vous |)(?:precis|indiqu|decri|explique|detaill|cit|list|quantifi|joign|argument)\w*\b[^?]{0,80}$"
)
"""« À quel besoin répond l'action ? *Précisez les données.* »"""

ASKED = motif(r"\b[a-z]{2,}(?:[eo]z|ons|t)[- ](?:vous|nous|t-?on|t-?il|t-?elle|on|il|elle)\b")
"""« Quels partenaires *associez-vous* ? »: the verb changes nothing to what is asked."""

TOGETHER = motif(r"\s*(?:[/&,+;]| et | ou )\s*")
ASIDE = motif(r"\s+[\u2010-\u2015-]\s+|\s*:\s+|\s*[\u2013\u2014]\s*")
"""What stands between a title and the remark that explains it."""

OF_THE_DOCUMENT = motif(
    r"(?:date|version|etat) (?:de (?:la |cette )?|du |d'|de l')(?:fiche|document|redaction|creation|edition|ecriture|"
    r"mise a jour|maj|revision|validation|modification|impression|version)(?: (?:de (?:la |cette )?|du )(?:fiche|document))?|"
    r"(?:derniere )?(?:mise a jour|maj|revision|modification)(?: (?:le|du))?|mis a jour le|redige le|etabli le|fait le|"
    r"cree le|valide le|imprime le"
)
"""« Date de la fiche », « Dernière mise à jour »: of the paper itself, and of nothing that it plans."""

TICKED = motif("[\u2611\u2612\u2714\u2713\u2705\u25a0\u25fc\u22a0]|\\[ ?[xX] ?\\]|\\([xX]\\)")
UNTICKED = motif("[\u2610\u25a1\u25fb\u25a2\u274f\u2751]|\\[ ?\\]|\\( ?\\)")
OF_THE_CORE = motif(r"missions? socles? (?:n ?°)? ?([1-3])")
"""The first three missions of the accord conventionnel keep their order; a bare « Mission 2 » may be anyone's number."""

MISSION_LEAD = motif(
    r"(?:(?:mission|axe|thematique|volet)s?\b ?(?:socle|obligatoire|complementaire|optionnelle|aci|strategique)?s?"
    r" ?(?:n ?°)? ?[0-9]{0,2} ?[a-c]?\b)? ?[.)/:\u2010-\u2015-]* *"
)


MOST_TITLES = 32_768
"""Titles remembered: each line of a long document is asked about several times over."""


@lru_cache(maxsize=MOST_TITLES)
def plain_words(text: str) -> str:
    """A text without ornaments, on one line, folded: emoji, stars and arrows are no words.

    >>> plain_words("### 🎯 Objectif(s) :")
    'objectif(s)'
    """
    kept = "".join(
        " " if unicodedata.category(sign) in ("So", "Sk", "Cn", "Co") else sign for sign in text
    )
    kept = KEYCAP.sub(r"\1.", kept)
    kept = re.sub("[\u200b-\u200f\ufe0f\u2060\ufeff]", "", kept)
    return fold(kept).strip(" .:;,*_#>?!…\u2022\u2010\u2011\u2012\u2013\u2014\u2015-")


@lru_cache(maxsize=MOST_TITLES)
def meaning(text: str) -> tuple[str, ...]:
    """The words of a title that count, in the singular: two titles with the same ones say the same.

    >>> meaning("2. Objectifs :"), meaning("OBJECTIF(S) OPÉRATIONNEL(S)"), meaning("Freins / leviers")
    (('objectif',), ('objectif', 'operationnel'), ('frein', 'levier'))
    """
    words = unnumbered(PLURAL_IN_BRACKETS.sub("", plain_words(text)))
    found = tuple(_singular(word) for word in WORD.findall(words) if word not in SMALL)
    return found or tuple(WORD.findall(words))


def without_rank(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a title without the rank that ends them.

    >>> without_rank(meaning("Indicateur n° 2")), without_rank(meaning("Cible 2028"))
    (('indicateur',), ('cible', '2028'))
    """
    if len(words) < 2 or not words[-1].isdigit() or int(words[-1]) > HIGHEST_RANK:
        return words
    bare = words[:-1]
    return bare[:-1] if bare[-1] == "n" and len(bare) > 1 else bare


def unnumbered(words: str) -> str:
    """Folded words without the number before them, nor « quel est le » before what is asked for."""
    match = NUMBERING.match(words) or BARE_NUMBER.match(words)
    bare = words[match.end() :] if match and match.end() < len(words) else words
    return QUESTION.sub("", bare, count=1) or bare


def undecorated(text: str) -> str:
    """A title without the pictures before it.

    >>> undecorated("🦷 Action : bouche et dents")
    'Action : bouche et dents'
    """
    at = next((at for at, sign in enumerate(text) if sign.isalnum() or sign in "«(#"), 0)
    return text[at:]


def _after_this_word(words: str, at: int) -> str:
    """What follows the word that this place is in: « voul|ons obtenir » → « obtenir »."""
    return re.sub(r"^[a-z]*", "", words[at:])


def _singular(word: str) -> str:
    """The word in the singular; « animatrice » is « animateur »."""
    if len(word) > 7 and word.rstrip("s").endswith("trice"):
        return word.rstrip("s")[:-4] + "eur"
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def ticked_in(words: str) -> list[str] | None:
    """What stands after each ticked box of a line of boxes; None where there is no box.

    >>> ticked_in("☐ Parcours ☒ Prévention ☐ Qualité"), ticked_in("Prévention")
    (['Prévention'], None)
    """
    choices = choices_in(words)
    if not choices or (len(choices) == 1 and not UNTICKED.search(words)):
        return None
    return [choice for choice, ticked in choices if ticked]


def choices_in(words: str) -> list[tuple[str, bool]]:
    """Each choice of a line of boxes, and whether it is ticked; its box stands before it, or after.

    >>> choices_in("☒ Enfants ☐ Adultes"), choices_in("Enfants ☐ Adultes ☒")
    ([('Enfants', True), ('Adultes', False)], [('Enfants', False), ('Adultes', True)])
    """
    boxes = sorted(
        (box.start(), box.end(), ticked)
        for pattern, ticked in ((TICKED, True), (UNTICKED, False))
        for box in pattern.finditer(words)
    )
    if not boxes:
        return []
    stand_after = bool(words[: boxes[0][0]].strip()) and not words[boxes[-1][1] :].strip(" .;,")
    if stand_after:
        starts, ends = [0, *(end for _, end, _ in boxes[:-1])], [start for start, _, _ in boxes]
    else:
        starts, ends = (
            [end for _, end, _ in boxes],
            [*(start for start, _, _ in boxes[1:]), len(words)],
        )
    return [
        (words[start:end].strip(" ,;/|-\u2013"), ticked)
        for start, end, (_, _, ticked) in zip(starts, ends, boxes, strict=True)
    ]


def _mission_of_the_core(whole: str) -> str:
    core = OF_THE_CORE.search(whole)
    return MISSIONS[int(core[1]) - 1].cle if core else ""


class Vocabulaire:
    """The dictionary, read when a word is first looked for that the trame itself does not name."""

    def __init__(self, text: str = "") -> None:
        self._text = text
        self._tables: dict[str, Mapping[tuple[str, ...], str]] = {}
        self._alone: dict[str, bool] = {}

    # --- what a word means -----------------------------------------------------------------------------------------

    def rubrique_mere(self, title: str) -> str:
        """The heading of the trame alone that a title means, « indicateurs » whatever type of them it tells."""
        return self.rubrique(title).partition(".")[0]

    def rubrique(self, title: str) -> str:
        """The key of the trame or of the header that a title means (« indicateurs.suivi » tells the type as well).

        >>> Vocabulaire().rubrique("3) PUBLIC CIBLE :"), Vocabulaire().rubrique("Météo")
        ('public_cible', '')
        """
        if self.du_document(title):
            return ""
        return (
            self._whole(RUBRIQUE, title)
            or self._parts(RUBRIQUE, title)
            or self._measured(title)
            or self._turned(title)
            or self._ranked(title)
            or self._ranked_and_said(title)
            or self.d_une_annee(title)
        )

    def rubrique_seule(self, title: str) -> bool:
        """Whether a title says its rubrique and nothing more: what is over must be kept as text.

        >>> Vocabulaire().rubrique_seule("Public cible :"), Vocabulaire().rubrique_seule("Public cible : les enfants")
        (True, False)
        """
        if title not in self._alone:
            if len(self._alone) >= MOST_TITLES:
                self._alone.clear()
            self._alone[title] = self._says_nothing_more(title)
        return self._alone[title]

    def _says_nothing_more(self, title: str) -> bool:
        return not self.du_document(title) and bool(
            self._unqualified(RUBRIQUE, meaning(title))
            or self._unqualified(RUBRIQUE, meaning(BY_WHOM.sub("", plain_words(title))))
            or self._parts(RUBRIQUE, title)
            or self._measured(title)
            or self._turned(title)
            or self._ranked(title)
        )

    def du_document(self, title: str) -> bool:
        """Whether a label is about the paper itself, « Date de la fiche », and tells nothing of what it plans."""
        return OF_THE_DOCUMENT.fullmatch(plain_words(title)) is not None

    def sans_place(self, title: str) -> bool:
        """Whether these words are a title of which the trame has no heading: it is one, whatever it is made like.

        >>> Vocabulaire().sans_place("Météo")
        False
        """
        return bool(self._unqualified(SANS_PLACE, meaning(title)))

    def second_sens(self, title: str) -> str:
        """The other rubrique that a title of two meanings may open."""
        return self._known(SECOND_SENS, meaning(title))

    def colonne(self, table: str, title: str) -> str:
        """The column of ours that the title of a column means, in the table of that name."""
        return self._whole(COLONNE + table, title)

    def fait(self, words: str) -> str:
        """The line of an indicator that these words mean: « Valeur initiale » is its « départ »."""
        return self._whole(FAIT, words)

    def valeur(self, genre: str, words: str) -> str:
        """« processus » → « suivi », « augmentation » → « hausse »."""
        return self._known(genre, meaning(words))

    def mission(self, words: str) -> str:
        """The key of the mission that these words name, whatever number, label or remark stands with them.

        >>> Vocabulaire().mission("Mission socle n°3 – Développer des actions territoriales de prévention")
        'prevention'
        >>> Vocabulaire().mission("Mission obligatoire n°3 de l'ACI (prévention)"), Vocabulaire().mission("Chutes (prévention)")
        ('prevention', '')
        """
        ticked = ticked_in(words)
        if ticked is not None:
            boxes = {self.mission(box) for box in ticked}
            return boxes.pop() if len(boxes) == 1 else ""
        whole = plain_words(words)
        for text in (whole, MISSION_LEAD.sub("", whole, count=1), BRACKETS.sub(" ", whole)):
            for candidate in (text, *ASIDE.split(text), MISSION_LEAD.sub("", text, count=1)):
                found = self._known(MISSION, meaning(candidate))
                if found:
                    return found
        among = {
            frozenset(meaning(whole)),
            frozenset(meaning(MISSION_LEAD.sub("", whole, count=1))),
        }
        shuffled = {sense for words, sense in self._missions.items() if words in among}
        if len(shuffled) == 1:
            return shuffled.pop()
        return self._mission_explained(whole) or _mission_of_the_core(whole)

    def _mission_explained(self, whole: str) -> str:
        """« Mission n°3 (prévention) »: what brackets say of a number; nothing where they name two."""
        inside = INSIDE.findall(whole) if whole.startswith("mission") else []
        named = {self._known(MISSION, meaning(words)) for words in inside} - {""}
        return named.pop() if len(named) == 1 else ""

    def amorce(self, words: str) -> str:
        """The key of the trame that a sentence is about, by its first words, already folded."""
        found = {len(start): sense for start, sense in self._amorces if words.startswith(start)}
        return found[max(found)] if found else ""

    def proches(self, title: str) -> tuple[str, ...]:
        """Headings of the trame that share a word that counts with a title nobody knows: at most three.

        A word with a slip counts as the one it is nearest to: « objektifs » is « objectifs ».
        """
        table = {**self._table(RUBRIQUE), **ours()[RUBRIQUE]}
        known = {word for words in table for word in words if len(word) >= SHORTEST_SLIP}
        wanted = set(meaning(title)) - self._qualificatifs
        for word in [word for word in wanted - known if len(word) >= SHORTEST_SLIP]:
            wanted.update(get_close_matches(word, known, n=1, cutoff=0.8))
        scores: dict[str, int] = {}
        for words, sense in table.items():
            shared = len(wanted & set(words))
            if shared:
                key = sense.partition(".")[0]
                scores[key] = max(scores.get(key, 0), 10 * shared - abs(len(words) - len(wanted)))
        best = sorted(scores, key=lambda key: -scores[key])[:3]
        titles = {rubrique.cle: rubrique.titre for rubrique in TRAME}
        return tuple(titles[key] for key in best if key in titles)

    # --- how it is found -------------------------------------------------------------------------------------------

    def _whole(self, genre: str, title: str) -> str:
        """What the whole title means, or the title without a remark in brackets or after a dash."""
        bare = BRACKETS.sub(" ", PLURAL_IN_BRACKETS.sub("", plain_words(title)))
        for text in (title, bare, ASIDE.split(unnumbered(bare))[0], BY_WHOM.sub("", bare)):
            found = self._unqualified(genre, meaning(text))
            if found:
                return found
        return ""

    def _parts(self, genre: str, title: str) -> str:
        """What « X et Y » means when both parts mean the same: « Contexte et constats »."""
        parts = TOGETHER.split(unnumbered(plain_words(title)))
        if len(parts) < 2:
            return ""
        found = {self._unqualified(genre, meaning(part)).partition(".")[0] for part in parts}
        if "budget" in found and found & MOYENS_DITS and "" not in found:
            return MOYENS_EN_GENERAL  # « Moyens et budget »: its lines say which is money
        if found <= MOYENS_DITS and found != {MOYENS_EN_GENERAL}:
            found.discard(MOYENS_EN_GENERAL)  # « Matériel / moyens » are material
            return found.pop() if len(found) == 1 else MOYENS_EN_GENERAL
        return found.pop() if len(found) == 1 else ""

    def _unqualified(self, genre: str, words: tuple[str, ...]) -> str:
        """What these words mean, or what is left of them once « prévisionnel » or « de l'action » is taken off."""
        while words:
            found = self._known(genre, words)
            if found:
                return found
            found = self._known(genre, self._without_what_leads(genre, words))
            if found:
                return found
            if words[-1] not in self._qualificatifs or len(words) == 1:
                return ""
            words = words[:-1]
        return ""

    def _without_what_leads(self, genre: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """« Nom et prénom du pilote » → « pilote »."""
        senses = (DEVANT, DEVANT_UN_TITRE) if genre == RUBRIQUE else (DEVANT,)
        while len(words) > 1 and self._table(QUALIFICATIF).get(words[:1]) in senses:
            words = words[1:]
        return words

    def _ranked(self, title: str) -> str:
        """« Objectif 2 », « Indicateur n° 1 » → the heading of the trame; « Mission 2 » names no mission."""
        words = meaning(title)
        bare = words if NO_RANK.search(title) else without_rank(words)
        found = self._unqualified(RUBRIQUE, bare) if bare != words else ""
        return found if found.partition(".")[0] in OF_THE_TRAME else ""

    def d_une_annee(self, title: str) -> str:
        """The heading that a title says with its year: « Gantt (année 2027) », « Budget 2028-2029 »; "" for any other.

        >>> Vocabulaire().d_une_annee("Budget 2028"), Vocabulaire().d_une_annee("Cible 2028"), Vocabulaire().d_une_annee("Budget")
        ('budget', '', '')
        """
        bare = CIVIL_YEARS.sub(" ", plain_words(title))
        found = self._unqualified(RUBRIQUE, meaning(bare)) if bare != plain_words(title) else ""
        return found if found in OF_A_YEAR else ""

    def _ranked_and_said(self, title: str) -> str:
        """« Objectif 1 – Former douze sages-femmes »: the objective itself, whose words must be kept."""
        first, *others = ASIDE.split(unnumbered(plain_words(title)))
        found = self._ranked(first) if others else ""
        return found if found == "objectifs" else ""

    def _measured(self, title: str) -> str:
        """« Critères d'évaluation de processus » → the indicators of that type."""
        words = meaning(title)
        if not words or words[0] not in self._qui_evaluent:
            return ""
        types = {self._known(TYPE, (word,)) for word in words[1:] if len(word) > 1} - {""}
        others = [
            w for w in words[1:] if not self._known(TYPE, (w,)) and w not in self._qui_evaluent
        ]
        if len(types) != 1 or set(others) - self._qualificatifs:
            return ""
        return f"indicateurs.{types.pop()}"

    def _turned(self, title: str) -> str:
        """What a question or « Ce que… » asks, by the words that it must hold in this order; nothing when two answer."""
        words = plain_words(unnumbered(INSTRUCTION.sub("", plain_words(title))))
        words = IN_PRACTICE.sub("", words, count=1)
        if len(words.split()) > LONGEST_QUESTION or not words.startswith(self._openings):
            return ""
        bare = " ".join(ASKED.sub(" ", words).split())
        found = [
            (len(match.re.pattern), sense)
            for said in dict.fromkeys((words, bare))
            for pattern, sense in self._tournures
            for match in [pattern.match(said)]
            if match and set(WORD.findall(_after_this_word(said, match.end()))) <= NOTHING_MORE
        ]
        longest = max((length for length, _ in found), default=0)
        senses = {sense for length, sense in found if length == longest}
        return senses.pop() if len(senses) == 1 else ""

    def _known(self, genre: str, words: tuple[str, ...]) -> str:
        return ours().get(genre, {}).get(words, "") or self._table(genre).get(words, "")

    def _table(self, genre: str) -> Mapping[tuple[str, ...], str]:
        """Words → what they mean, for one kind: the words of the others are left alone, they are a thousand."""
        if genre not in self._tables:
            self._tables[genre] = {
                meaning(word): sense for sense, word in self._lines.get(genre, ())
            }
        return self._tables[genre]

    @cached_property
    def _qualificatifs(self) -> frozenset[str]:
        return frozenset(words[0] for words in self._table(QUALIFICATIF))

    @cached_property
    def _missions(self) -> Mapping[frozenset[str], str]:
        """The names of three words at least, in whatever order: « actions de prévention territoriales »."""
        names = {**self._table(MISSION), **ours()[MISSION]}
        return {frozenset(words): sense for words, sense in names.items() if len(words) > 2}

    @cached_property
    def _qui_evaluent(self) -> frozenset[str]:
        return frozenset(words[0] for words in self._table(QUI_EVALUE))

    @cached_property
    def _tournures(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        """« ce que … voul » : each word begins one of the title, in this order, with others between."""
        return tuple(
            (
                re.compile(
                    r"\w{0,3}\b.*?\b".join((re.escape(fold(part)) for part in word.split(" … ")))
                ),
                sense,
            )
            for sense, word in self._lines.get(TOURNURE, ())
        )

    @cached_property
    def _amorces(self) -> tuple[tuple[str, str], ...]:
        return tuple((fold(start), sense) for sense, start in self._lines.get(AMORCE, ()))

    @cached_property
    def _openings(self) -> tuple[str, ...]:
        """How the turns of phrase begin: nearly every title is set apart by these, and no pattern is made."""
        turns = self._lines.get(TOURNURE, ())
        return tuple({fold(word.partition(" … ")[0]) for _, word in turns})

    @cached_property
    def _lines(self) -> Mapping[str, list[tuple[str, str]]]:
        """Kind → the meaning and the word of each of its lines."""
        lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for genre, sense, word, _ in entries(self._text):
            lines[genre].append((sense, word))
        return lines


def entries(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Kind, meaning, word and source of each line of the dictionary."""
    for line in text.splitlines()[1:]:
        genre, sense, word, source = line.split(";")
        yield genre, sense, word, source


@cache
def ours() -> Mapping[str, Mapping[tuple[str, ...], str]]:
    """The names that the project gives itself: they need no dictionary."""

    def table(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], str]:
        return {meaning(name): key for name, key in pairs}

    trame = ((name, r.cle) for r in TRAME for name in (r.titre, r.cle.replace("_", " "), *r.alias))
    missions = ((name, m.cle) for m in MISSIONS for name in m.noms)
    return {RUBRIQUE: table(trame), MISSION: table(missions)}
