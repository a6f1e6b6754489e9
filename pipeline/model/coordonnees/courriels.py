"""E-mail addresses, typed or told: « nom@domaine.fr », « nom [arobase] domaine [point] fr », « nom chez domaine point fr »."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from pipeline.model.coordonnees import Coordonnee, Genre
from pipeline.model.coordonnees.adresses import TOKEN
from pipeline.model.coordonnees.lecture import Lu
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.valeur import dataclass

FIRM = (
    r"(?=[@a])(?:@?arr?ob(?:as?e?|a[cz]e|e)|@rr?ob[a@]se?|a[ -](?:commercial|rond(?:-a)?)|@?at|@t)"
)
LOOSE = "chez|à|a"
GLUED = "ARR?OB(?:AS?E?|ASE)|[Aa]rr?obas?e?|_[Aa][Tt]_|[Cc]hez|[àÀ]"
"""What stands for « @ » between letters that are not capitals, without a space; « à » is on its key."""

AT = motif(
    rf"(?P<cells>[ ]?\|[ ]?@|@[ ]?\|[ ]?)|(?P<sign>\s{{0,3}}@{{1,3}}\s{{0,3}})"
    rf"|\s{{0,3}}[(\[{{<]\s?(?:@|{FIRM}|{LOOSE})\s?[)\]}}>]\s{{0,3}}"
    rf"|[\W_]{{1,4}}(?:{FIRM})[\W_]{{1,4}}"
    rf"|(?P<glued>(?-i:(?<=[a-z0-9])(?:AT|{GLUED})(?=[a-z0-9]))|[ ]arr?obase(?=[a-z0-9]))"
    rf"|(?P<loose>,?[ ](?:{LOOSE})[ ])",
    re.IGNORECASE,
)
LOCAL = motif(r"[\w.+!#&'-]{1,64}\Z")
COMPOSED = motif(r"[^\W_][._+][^\W_]|[^\W\d_][0-9]")
"""What somebody's name has in an address, and a word of a sentence (« rendez-vous ») has not."""

SPELLED = motif(r"\w[ _](?:point|dot|tiret)[ _]\Z", re.IGNORECASE)
TOPS = """
    fr com org net eu info sante pro be ch lu io me re gp mq yt pm nc pf paris bzh corsica alsace asso coop care
    health name email example test
"""
TOP = "|".join(TOPS.split())
BOXES = """
    gmail googlemail yahoo hotmail outlook live msn orange wanadoo free sfr laposte bbox numericable icloud aol gmx
    proton protonmail mailo zoho tutanota ymail neuf mssante
"""
"""Where people have their letter box."""

BOX = motif(rf"(?:{'|'.join(BOXES.split())})(?![^\W_])", re.IGNORECASE)
ONLY_A_BOX = motif(r"(?:gmail|googlemail|yahoo|hotmail|wanadoo|icloud|gmx|protonmail)\.")
"""Those whose name is no other word: « Paul Mirage, Orange » lives in Orange."""

POINT = (
    r"(?:\.{1,3}|\s?[(\[{]\s?(?:\.|point|dot)\s?[)\]}]\s?|[ _-]{1,2}(?:point|dot)[ _-]{1,2}|[ ]\.(?=[a-z])"
    rf"|[ ]\.[ ](?=(?:{TOP})\b))"
)
DOMAIN = motif(
    rf"\[(?:IPv6:[0-9a-f:.]{{2,45}}|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{3}})\]"
    rf"|[^\W_][\w-]{{0,62}}(?:{POINT}[\w-]{{1,63}}){{0,8}}(?:,(?:{TOP})\b)?",
    re.IGNORECASE,
)
ONLY_POINT = motif(rf"{POINT}|,", re.IGNORECASE)
"""A point, told or mistyped: a domain has no other comma."""

ENDS_IN_TOP = motif(rf"(?:{POINT})(?:{TOP})[\W_]*\Z", re.IGNORECASE)
LONGEST_LOCAL = 66


def mails(read: Lu) -> Iterator[Coordonnee]:
    text = read.texte
    for sign in AT.finditer(text):
        before = text[max(0, sign.start() - LONGEST_LOCAL) : sign.start()].rstrip('"”')
        local, domain = LOCAL.search(before), DOMAIN.match(text, sign.end())
        if local is None or domain is None or not _is_a_mail(before, local, sign, domain.group()):
            continue
        begin = sign.start() - len(local.group()) - (text[sign.start() - 1] in '"”')
        yield read.found(Genre.COURRIEL, courriel(text[begin : domain.end()]), begin, domain.end())


def _is_a_mail(before: str, local: re.Match[str], sign: re.Match[str], domain: str) -> bool:
    """« at » may be a word, and « chez » more so: what follows must then be a domain; so after a sign with spaces, over
    two cells, or in « médecins@domicile »."""
    dotted = domain.startswith("[") or ONLY_POINT.search(domain) is not None
    boxed = BOX.match(domain) is not None
    if sign["loose"]:
        return _is_told(before, local, dotted, boxed, domain)
    composed = COMPOSED.search(local.group()) is not None
    likely = dotted and (boxed or composed)
    if sign["glued"]:
        return likely and ENDS_IN_TOP.search(domain) is not None
    if sign["cells"]:
        return likely
    bare = sign.group() == "@" and composed and not dotted
    return _is_a_word(domain) if bare else dotted or boxed


def _is_a_word(domain: str) -> bool:
    return len(domain) > 2 and not domain.isdecimal()


def _is_told(before: str, local: re.Match[str], dotted: bool, boxed: bool, domain: str) -> bool:
    """« jean.petit chez orange point fr », but « de example.org à sante.fr » and « chez Jean Petit »."""
    if ENDS_IN_TOP.search(local.group()):
        return False
    composed = (
        COMPOSED.search(local.group()) is not None
        or SPELLED.search(before[: local.start()]) is not None
    )
    if boxed:
        return composed or (dotted and local.group().isascii())  # « hébergé chez free.fr »
    return composed and dotted and ENDS_IN_TOP.search(domain) is not None


BOXED_DOMAIN = rf"(?:{'|'.join(BOXES.split())}){POINT}(?:{TOP})\b"
ALL_BOXES = (*BOXES.split(), "google")


@lru_cache(maxsize=4)
def names_a_box(text: str) -> bool:
    """Whether a letter box that everybody knows may be named: most texts name none."""
    lowered = text.lower()
    return any(name in lowered for name in ALL_BOXES)


TOLD_AFTER = motif(
    r"(?P<local>[^\W_][\w.+-]{1,63})(?:[ ]?[/|,;:–—+-]{1,2}[ ]?|,?[ ](?:puis|et|ensuite)[ ]|\s{1,2})"
    rf"(?P<domain>{BOXED_DOMAIN})",
    re.IGNORECASE,
)
"""The two sides of an address, of which the sign is told elsewhere: « jean.petit / free.fr (arobase entre les deux) »."""

A_BOX = motif(BOXED_DOMAIN, re.IGNORECASE)
"""Looked for before the words that may stand before it, of which a page has hundreds."""

SIGN_TOLD = motif(r"\barr?obas?e?\b|\ba commercial\b|\b(?:signe )?at\b|@", re.IGNORECASE)
TOLD_NEAR = 60


PRECEDED = motif(
    rf"(?P<domain>{BOXED_DOMAIN})[^\w\n]{{1,3}}(?:pr[ée]c[ée]d[ée]e?[ ](?:de[ ]|d['’]|par[ ])|avec[ ]|apr[èe]s[ ])"
    r"(?P<local>[^\W_][\w.+-]{1,62}[^\W_])",
    re.IGNORECASE,
)
"""« @orange.fr précédé de jean.petit »."""


def told_after(read: Lu) -> Iterator[Coordonnee]:
    """The addresses of which the sign is told before or after, in words."""
    text = read.texte
    if not (names_a_box(text) and SIGN_TOLD.search(text) and A_BOX.search(text)):
        return
    for match in PRECEDED.finditer(text):
        if COMPOSED.search(match["local"]):
            address = courriel(f"{match['local']}@{match['domain']}")
            yield read.found(Genre.COURRIEL, address, *match.span())
    for match in TOLD_AFTER.finditer(text):
        around = (
            text[max(0, match.start() - TOLD_NEAR) : match.start()]
            + text[match.end() :][:TOLD_NEAR]
        )
        if COMPOSED.search(match["local"]) and SIGN_TOLD.search(around):
            address = courriel(f"{match['local']}@{match['domain']}")
            yield read.found(Genre.COURRIEL, address, *match.span())


def courriel(typed: str) -> str:
    """An e-mail address as it is compared.

    >>> courriel("Jean.Prologue (at) Example point org")
    'jean.prologue@example.org'
    """
    plain = AT.sub("@", unicodedata.normalize("NFKC", typed).strip(), count=1)
    return ONLY_POINT.sub(".", plain).lower().replace('"', "").strip(".'")


BEFORE_A_BOX = motif(
    r"(?<![^\W_])(?P<local>[^\W_][\w.+-]{1,62}[^\W_])(?:[^\w\n]|\n(?!\n)){1,4}"
    r"(?:(?!(?:ou|et|pas|sans|non)\b)[\w'@]{1,12}(?:[^\w.!?\n]|\n(?!\n)){1,3}){0,4}\Z"
)
"""What stands before a letter box that everybody knows: few words or signs, in which « @ » is meant however it is called."""


def beside_a_box(read: Lu) -> Iterator[Coordonnee]:
    """« jean.petit, sur gmail.com »: a name cut by dots beside a letter box, whatever stands for the sign."""
    text = read.texte
    for box in A_BOX.finditer(text) if names_a_box(text) else ():
        begin = max(0, box.start() - LONGEST_LOCAL)
        before = _before_a_box(text, begin, box.start())
        if before is None:
            continue
        if ENDS_IN_TOP.search(before["local"]) is None:
            address = f"{before['local']}@{courriel(box.group())}".lower()
            yield read.found(Genre.COURRIEL, address, before.start("local"), box.end())


FIGURED = motif(r"(?<![^\W_])(?P<local>[a-z]{3,30}[0-9]{1,4})[^\w\n]{1,4}\Z")


def _before_a_box(text: str, begin: int, end: int) -> re.Match[str] | None:
    """The name of somebody before a letter box: by its dots, or by its figures where a mail is announced."""
    before = BEFORE_A_BOX.search(text, begin, end)
    if before is not None and DOTTED.search(before["local"]):
        return before
    return FIGURED.search(text, begin, end) if ANNOUNCE.search(text, begin, end) else None


OF_GOOGLE = "google"
"""How people call the one who keeps « gmail »."""

NAMED = rf"(?P<boite>{OF_GOOGLE}|{'|'.join(BOXES.split())})"
OF_HERS = (
    r"(?:(?:la|sa|ma|le|son|mon)[ ]|l['’])?(?:(?:op[ée]rateur|fournisseur|messagerie|bo[îi]te|compte"
    r"|adresse)(?:[ ](?:mail|[ée]lectronique))?[ ])?"
)
NAMED_BOX = motif(
    rf"(?<![^\W_])(?P<local>[^\W_][\w.+-]{{1,62}}[^\W_])(?:,?[ ]|[ ]?\()"
    rf"(?:(?:sur|chez|via|messagerie|compte|bo[îi]te(?:[ ]mail)?)[ ]|(?<=\()){OF_HERS}{NAMED}(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""« jean.petit sur gmail »: the letter box by its name alone."""

BOX_FIRST = motif(
    rf"(?<![\w@.-]){NAMED}[ ]?[:=][ ]?(?P<local>[^\W_][\w.+-]{{1,62}}[^\W_])(?![\w@])",
    re.IGNORECASE,
)
"""« adresse gmail : jean.petit »: the letter box before the name."""

NAMES_A_BOX = motif(rf"(?<!\w)(?:{OF_GOOGLE}|{'|'.join(BOXES.split())})(?!\w)", re.IGNORECASE)
WITH_FIGURES = motif(r"[a-z]{3,30}[0-9]{1,4}")
"""« jpetit32 »: a name nobody has but in an address."""


def in_a_named_box(read: Lu) -> Iterator[Coordonnee]:
    if not (names_a_box(read.texte) and NAMES_A_BOX.search(read.texte)):
        return
    for pattern in (NAMED_BOX, BOX_FIRST):
        for match in pattern.finditer(read.texte):
            if _names_somebody(match["local"], match["boite"]):
                address = f"{match['local']}@{match['boite']}".lower()
                yield read.found(Genre.COURRIEL, address, *match.span())


def _names_somebody(local: str, box: str) -> bool:
    """Whether a word beside the name of a letter box is what stands before its sign."""
    if ENDS_IN_TOP.search(local):
        return False
    sure = ONLY_A_BOX.match(f"{box}.") is not None
    return DOTTED.search(local) is not None or (sure and WITH_FIGURES.fullmatch(local) is not None)


DOTTED = motif(r"[^\W\d_][._+][^\W\d_]{2}|[^\W\d_]{2}[._+][^\W\d_]")
"""A name as people cut it in their address; « v1.2 » is none."""

SAYS_AT = motif(
    r"(?=[a@|])(?:@?arr?ob|@rr?ob|a[ -](?:commercial|rond)|@t\b|at\b|\|[ ]?@[ ]?\|)|(?-i:[a-z]AT[a-z])",
    re.IGNORECASE,
)
SAYS_A_SIGN = motif(r"point|dot|tiret|trait d|underscore|soulign|hyphen|\|[ ]?@", re.IGNORECASE)
SIGNS_IN_WORDS = ("point", "dot", "tiret", "trait d", "underscore", "soulign", "hyphen", "@")
TOLD = (
    (motif(r"\s?\b(?:tiret (?:du )?bas|underscore|souligné)\b\s?", re.IGNORECASE), "_"),
    (
        motif(r"\s?\b(?:tiret(?: du (?:six|6))?|trait d['’]?\s?union|hyphen)\b\s?", re.IGNORECASE),
        "-",
    ),
    (motif(r"[ ]?[([{]?\b(?:point|dot)\b[)\]}]?[ ]?", re.IGNORECASE), "."),
    (motif(r"(?<=[a-z0-9])DOT(?=[a-z])"), "."),
    (motif(r"(?<=[a-z0-9])AT(?=[a-z])"), "@"),
    (motif(rf"[ ]?[([{{]?(?<!\w)(?:{FIRM})(?!\w)[)\]}}]?[ ]?", re.IGNORECASE), "@"),
    (motif(r"[ ]?\|[ ]?@[ ]?\|[ ]?"), "@"),
)
BOX_THEN_TOP = motif(rf"(?<=[\w.-]@)(?:{'|'.join(BOXES.split())})[ ](?:{TOP})\b", re.IGNORECASE)
IN_SEVERAL_WORDS = motif(
    rf"(?<=[\w.-]@)(?:[\w-]{{1,20}} ){{1,4}}[\w-]{{1,20}}\.(?:{TOP})\b", re.IGNORECASE
)


def told_in_words(read: Lu) -> Iterator[Coordonnee]:
    """The addresses whose signs have their names: « jean tiret petit arobase mon trait d'union cabinet point fr »."""
    lowered = read.texte.lower()
    if not any(word in lowered for word in SIGNS_IN_WORDS):
        return
    if not (SAYS_AT.search(read.texte) and SAYS_A_SIGN.search(read.texte)):
        return
    told = read
    for pattern, sign in TOLD:
        told = told.replaced(pattern, lambda _match, sign=sign: sign)  # type: ignore[misc]
    told = told.replaced(BOX_THEN_TOP, lambda match: match.group().replace(" ", "."))
    told = told.replaced(IN_SEVERAL_WORDS, lambda match: match.group().replace(" ", ""))
    yield from (found for found in mails(told) if ENDS_IN_TOP.search(found.valeur))


SPACED = motif(r"(?<!\w)(?:[\w.@-] ){5,120}[\w.-](?!\w)")
"""« j e a n . p e t i t @ f r e e . f r »: the letters of an address, one by one."""


def spelled_out(read: Lu) -> Lu:
    """The text with words where their letters were typed apart."""
    return read.replaced(SPACED, lambda match: match.group().replace(" ", ""))


HYPHENS = ("tiret", "underscore")
SAID_AT = "at|arobas|arobase|arrobase|chez|domaine|à|a"
MARK_OF_AT = motif(rf"@|[^\w\s.,;:]|_|\b(?:{SAID_AT})\b", re.IGNORECASE)
LINKING = ("puis", "et", "ensuite", "suivi", "de", "avec", "le", "la")
SAID = frozenset((*SAID_AT.split("|"), "point", "dot", "sur", "adresse", *HYPHENS, *LINKING))
ANNOUNCE = motif(r"mail|courriel|\bm[ée]l\b|[ée]cri(?:re|vez)|joindre|contact", re.IGNORECASE)
"""What tells that an address follows, whatever stands for its sign."""

LONGEST_AT = 20


@dataclass(frozen=True, slots=True)
class Connu:
    """A known address: its words, of which the first ``avant`` stand before « @ »."""

    valeur: str
    mots: tuple[str, ...]
    avant: int
    en_boite: bool
    """Whether the domain begins as a known letter box: « jean.petit, sur gmail » is enough."""

    @property
    def boites(self) -> tuple[str, ...]:
        """The names by which its letter box is called."""
        box = self.mots[self.avant]
        return (box, OF_GOOGLE) if box == "gmail" else (box,)

    def begins_as_typed(self, typed: str) -> bool:
        """Whether that is what stands before « @ », dots included: « jean.petit » is no way to write a name."""
        local = self.valeur.partition("@")[0]
        return typed.casefold() == local and COMPOSED.search(local) is not None

    def stands(self, words: Sequence[str], rank: int) -> bool:
        here = tuple(words[rank : rank + len(self.mots)])
        return here == self.mots and 0 < self.avant < len(self.mots)


def _known(valeur: str) -> Connu:
    local, _sign, domain = valeur.partition("@")
    before, after = (
        [word for word in TOKEN.findall(fold(side)) if word not in SAID] for side in (local, domain)
    )
    boxed = len(before) > 1 and ONLY_A_BOX.match(domain) is not None
    return Connu(valeur, (*before, *(after[:1] if boxed else after)), len(before), boxed)


def mails_of(known: Iterable[str]) -> dict[str, list[Connu]]:
    """The addresses among what is known, by their first word."""
    wanted: dict[str, list[Connu]] = {}
    for connu in (_known(valeur) for valeur in known if "@" in valeur):
        if connu.mots:
            wanted.setdefault(connu.mots[0], []).append(connu)
    return wanted


def known_mails(read: Lu, wanted: Mapping[str, Sequence[Connu]]) -> Iterator[Coordonnee]:
    """Known addresses whose words follow each other, with something that says « at » where it should be."""
    if not wanted:
        return
    matches = [
        (word, match)
        for match in TOKEN.finditer(read.texte)
        if (word := fold(match.group())) not in SAID
    ]
    told = _Mots(read.texte, [word for word, _ in matches], [match for _, match in matches])
    for rank, word in enumerate(told.mots):
        for connu in wanted.get(word, ()):
            end = _end_of(connu, told, rank)
            if end:
                begin = told.places[rank].start()
                yield read.found(Genre.COURRIEL, connu.valeur, begin, end)


@dataclass(frozen=True, slots=True)
class _Mots:
    """The words of a text that say something by themselves, and where each stands."""

    texte: str
    mots: Sequence[str]
    places: Sequence[re.Match[str]]


def _end_of(connu: Connu, told: _Mots, rank: int) -> int:
    """Where a known address that begins with that word ends; 0 where it is not told."""
    if not 0 < connu.avant < len(connu.mots) or rank + connu.avant > len(told.mots):
        return 0
    if connu.stands(told.mots, rank) and _says_at(connu, told, rank):
        return told.places[rank + len(connu.mots) - 1].end()
    return _end_of_its_domain(connu, told, rank)


def _says_at(connu: Connu, told: _Mots, rank: int) -> bool:
    """Whether something stands for « @ », near the words of a known address that follow each other."""
    text = told.texte
    begin, last = told.places[rank].start(), told.places[rank + connu.avant - 1].end()
    between = text[last : told.places[rank + connu.avant].start()]
    if len(between) >= LONGEST_AT:
        return False
    end = told.places[rank + len(connu.mots) - 1].end()
    near = f"{between}{text[end : end + LONGEST_AT]}".lower()
    announced = ANNOUNCE.search(text[max(0, begin - LONGEST_AT) : begin]) is not None
    signed = MARK_OF_AT.search(between) is not None or "arob" in near
    return signed or announced or connu.en_boite or connu.begins_as_typed(text[begin:last])


def _end_of_its_domain(connu: Connu, told: _Mots, rank: int) -> int:
    """« ines.chimere, chez le fournisseur Orange »: where the domain is named, after what stands before « @ »."""
    following = rank + connu.avant
    begin, last = told.places[rank].start(), told.places[following - 1].end()
    typed = told.texte[begin:last]
    if not connu.begins_as_typed(typed):
        return _end_of_a_box_named(connu, told, typed, following)
    near = slice(following, following + MOST_WORDS)
    for word, place in zip(told.mots[near], told.places[near], strict=True):
        if place.start() > last + FARTHEST_DOMAIN:
            break
        if word in connu.boites:
            return place.end()
    return last if _is_announced_by_its_box(connu, told, rank) else 0


def _end_of_a_box_named(connu: Connu, told: _Mots, typed: str, following: int) -> int:
    """« ichimere sur SFR »: a name typed as no name is, without a capital, and its letter box after one word."""
    if typed != connu.valeur.partition("@")[0] or following >= len(told.mots):
        return 0
    place = told.places[following]
    said = ON_A_BOX.fullmatch(told.texte, told.places[following - 1].end(), place.start())
    return place.end() if said and told.mots[following] in connu.boites else 0


ON_A_BOX = motif(r",?[ ]\(?(?:sur|chez|via)[ ]", re.IGNORECASE)


def _is_announced_by_its_box(connu: Connu, told: _Mots, rank: int) -> bool:
    """« Boîte Gmail : ichimere32 »: where the domain is named just before, in the same sentence."""
    if not rank or told.mots[rank - 1] not in connu.boites:
        return False
    between = told.texte[told.places[rank - 1].end() : told.places[rank].start()]
    return len(between) < LONGEST_AT and END_OF_SENTENCE.search(between) is None


END_OF_SENTENCE = motif(r"[.!?]\s|\n\s*\n")
FARTHEST_DOMAIN, MOST_WORDS = 60, 12
