"""Who conducts an action and who takes part, as sentences tell it: « Mme Roux est désignée pilote, M. Blin copilote »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.interpret.importation.personnes import people_in
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import Annuaire

Role = tuple[str, str]
"""A line of the header, and who is told for it."""

MOI = "moi"
OF_THE_ACTION = (
    r"(?:\s(?:de |d['’]|pour |sur )?(?:l['’]|le |la |ce |cette |notre |du |au )?"
    r"(?:action|projet|fiche|groupe(?: de travail| projet)?|d[ée]marche|dispositif))?"
)
"""What is conducted: « du groupe diabète » or « le CMP » are something else."""

WHO = r"(?P<who>[^.;:!?]{2,200}?)"
CO = r"(?:co-?\s?)"
ROLE = (
    rf"(?P<role>{CO}?(?:pilotes?|r[ée]f[ée]rent(?:e|s|es)?|porteu(?:r|se)s?|animat(?:eur|rice)s?|"
    r"coordinat(?:eur|rice)s?|responsables?)|chef(?:fe)?s? de projet|membres?)"
)
TO_CONDUCT = rf"(?P<verb>{CO}?(?:pilot|port|anim|coordonn|condui|men)(?:er|re)?)"
CONDUCTS = rf"(?P<verb>{CO}?(?:pilot|port|anim|coordonn|men))(?:e|es|ent|era|eront|erai|erais|erait|eraient)"
LEADS = (
    r"(?:(?:apr[èe]s discussion|pour cette action|enfin|d[ée]cision|il est d[ée]cid[ée] que|le (?:comit[ée]|groupe|bureau) "
    r"d[ée]cide que|c[’']est d[ée]cid[ée]|et|puis)\s?[,:]?\s+)?"
)
FIRST_PERSON = r"(?:moi,? )?je (?:la |le )?"
WILLING = (
    r"(?:est|sont|suis|serait|serais) (?:bien |tout à fait )?"
    r"(?:d['’]accord pour|partante?s? pour|pr[êe]te?s? [àa]|volontaires? pour)"
    r"|accept(?:e|ent|erait) de|se proposent? (?:de|pour)|me propose (?:de|pour)"
    r"|(?:veut|veulent|veux|voudrait|peut|peuvent|peux) bien"
    r"|(?:veut|veulent|veux|peut|peuvent|peux|souhaite|souhaitent|va|vont|vais)|se charg(?:e|ent|era) de|me charge de"
)
ALSO = r"(?:\s(?:aussi|[ée]galement|par ailleurs|en outre))?"
HELP = (
    r"(?:,? (?:avec|(?:aid|[ée]paul|assist|second|suppl[ée])[ée]e?s? (?:de|par))"
    r"(?: l['’](?:aide|appui|assistance) d(?:e|['’]))? ?"
    r"(?P<help>[^.;:!?]{2,120}))?"
)
"""« Mme Roux pilotera l'action avec l'aide de M. Blin »."""

GROUP = r"(?:le|notre|ce) groupe(?: de travail| projet| de pilotage)?"

PATTERNS = tuple(
    motif(pattern, re.IGNORECASE)
    for pattern in (
        rf"{WHO},? (?:est|sont|sera|seront|a [ée]t[ée]|ont [ée]t[ée]|serait)(?: donc| aussi| bien| tous deux| toutes deux)?"
        r"(?: d[ée]sign[ée]e?s?| nomm[ée]e?s?| [ée]lue?s?| choisie?s?| retenue?s?| confirm[ée]e?s?)?(?: comme| en tant que)?"
        rf"(?: le| la| les)? {ROLE}{OF_THE_ACTION}{HELP}",
        r"(?:le |la |l['’])?(?P<noun>(?:co-?\s?)?(?:pilotage|animation|coordination|portage|conduite))"
        rf"{OF_THE_ACTION},? (?:est|sera|a [ée]t[ée]|revient|reviendra)"
        rf"(?: assur[ée]e?| confi[ée]e?| port[ée]e?| partag[ée]e?)? (?:par|[àa]|au|entre) {WHO}",
        rf"{WHO} (?:la |le )?{CONDUCTS}{OF_THE_ACTION}{HELP}",
        rf"{WHO} (?:{WILLING})(?: de| [àa])? ?(?:la |le |l['’])?{TO_CONDUCT}{OF_THE_ACTION}",
        rf"c['’]est {WHO} qui (?:la |le )?{CONDUCTS}{OF_THE_ACTION}",
    )
)
"""Each way to say who conducts: the whole of a clause, and nothing more."""

AND_ANOTHER = motif(rf"{WHO}(?: comme| en)? {ROLE}{OF_THE_ACTION}", re.IGNORECASE)
"""« …, Gérard Blin copilote », after a clause that has its verb."""

IN_FIRST_PERSON = motif(
    rf"{FIRST_PERSON}(?:(?:{WILLING})(?: de| [àa])? ?(?:la |le |l['’])?{TO_CONDUCT}|"
    rf"(?P<alone>{CO}?)(?:pilote|porte|anime)(?:rai)?)"
    rf"{OF_THE_ACTION}|c['’]est moi qui (?:la |le )?{CONDUCTS.replace('verb', 'own')}{OF_THE_ACTION}",
    re.IGNORECASE,
)
TAKING_PART = tuple(
    motif(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:y )?(?:participent|participeront|contribuent|interviennent|interviendront|s['’]associent)"
        rf"{ALSO}(?: [àa] (?:l['’]action|ce projet)| au (?:groupe|projet)(?: de travail)?)?\s?:? {WHO}",
        rf"(?:font|feront) (?:aussi |[ée]galement )?partie du groupe(?: de travail)?\s?:? {WHO}",
        rf"avec (?:nous|moi|eux|elle|lui|elles)(?: dans le groupe)?\s?:? {WHO}",
        rf"{GROUP} (?:comprend|comprendra|r[ée]unit|r[ée]unira|rassemble|rassemblera|associe|associera|compte|comptera|"
        rf"est compos[ée] de|sera compos[ée] de){ALSO}\s?:? {WHO}",
        rf"dans (?:le|notre) groupe(?: de travail)?,? (?:il y a|on a|il y aura|on trouve|nous avons){ALSO}\s?:? {WHO}",
        rf"{WHO} (?:participe|participent|participera|participeront){ALSO}"
        r"(?: [àa] (?:l['’]action|ce projet|la fiche)| au (?:groupe(?: de travail)?|projet)| aux travaux)",
        rf"{WHO} (?:font|feront|fait|fera) (?:aussi |[ée]galement )?partie du groupe(?: de travail)?",
    )
)
NO_NAMES = motif(
    r"\b(?:est|sont|sera|seront|suis|pilot\w*|designe\w*|qui|que|pour|avec|dans|mais|si|comme|par|faut|on|nous|elle|il|ils)\b"
)
"""Words that no list of people holds: what stands there is a sentence."""

FIRST_NAME_APART = motif(
    r"(?P<first>[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?) \((?P<family>[A-ZÀ-Ý][\w'’-]+)(?:, (?P<trade>[^()]+))?\)"
)
"""« Delphine (Arnoux, IPA) »: her name in two pieces."""

FIRST_NAME_AND_TRADE = motif(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? \([a-zà-ÿ][^()]+\)")
BETWEEN = motif(r"(?:,\s(?:et\s)?|\s?;\s|\set\s)(?![^()]*\))")
PARTNERS = motif(
    r"(?:les|nos) partenaires(?: de l'action)? (?:sont|seront)\s?:? .+"
    r"|il (?:faut|faudra|faudrait)(?: absolument| aussi)? (?:associer |impliquer |mettre |mobiliser )?.+ "
    r"(?:dans la boucle|autour de la table|a bord)(?:,? (?:et |avec |ainsi que ).{2,60})?"
    r"|il (?:faut|faudra|faudrait)(?: absolument| aussi)? (?:associer|impliquer) .+"
)
SPEAKS_OF_IT = motif(
    r"\b(?:je|j|moi)\b.{0,40}\b(?:co-?\s?)?pilot(?:er|e|erai|age)\b|\bc'est moi qui\b"
    r"|\b(?:co-?\s?)?(?:pilot(?:e|ent|era|eront)|pilote de|copilote de|pilotage de) (?:l'action|cette action|la fiche)\b"
)
"""Who conducts is told: nothing that another heading may keep."""

MOST_PIECES = 12
LONGEST_SENTENCE = 320
END = motif(r"(?<=[.!?…])\s+(?=\S)")
ABBREVIATED = motif(r"(?:^|[\s('’])(?:Drs?|Pr|MM?|Mr|Mmes?|Mlle|St|Ste|[A-Z])\.$")


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; the point of « Dr. » or of an initial ends none.

    >>> sentences_of("Le Dr. Roux pilote. M. Blin suit.")
    ['Le Dr. Roux pilote.', 'M. Blin suit.']
    """
    found: list[str] = []
    for piece in END.split(text.strip()):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    return [piece for piece in found if piece]


def roles_in(sentence: str) -> list[Role]:
    """What a sentence tells of who conducts and who takes part, when it tells nothing else; nothing for any other.

    >>> roles_in("Le Dr Anaïs Roux est désignée pilote, Gérard Blin copilote.")
    [('pilote', 'Le Dr Anaïs Roux'), ('copilotes', 'Gérard Blin')]
    >>> roles_in("Mme Roux pilote le centre de santé."), roles_in("Le Dr Roux présente le projet.")
    ([], [])
    """
    words = sentence.strip(" .!\u00a0")
    lead = re.match(LEADS, words, re.IGNORECASE)
    words = words[lead.end() :] if lead else words
    if not words or len(words) > LONGEST_SENTENCE:
        return []
    cuts = [match.span() for match in BETWEEN.finditer(words)]
    return _each_clause(words, cuts, after_another=False) or [] if len(cuts) <= MOST_PIECES else []


def asks_who(sentence: str) -> bool:
    """Whether a sentence tells who conducts the action, in words that ``roles_in`` may not understand.

    >>> asks_who("Je veux bien piloter si Luc m'aide"), asks_who("Piloter la maladie chronique")
    (True, False)
    """
    return SPEAKS_OF_IT.search(fold(sentence)) is not None


def _each_clause(
    words: str, cuts: Sequence[tuple[int, int]], after_another: bool
) -> list[Role] | None:
    """The roles of each clause, the longest first; None where one of them tells something else."""
    whole = _of_a_clause(words, after_another)
    if whole:
        return whole
    for start, end in reversed(cuts):
        told = _of_a_clause(words[:start], after_another)
        left = [(a - end, b - end) for a, b in cuts if a >= end]
        others = _each_clause(words[end:], left, True) if told else None
        if others:
            return [*told, *others]
    return None


def _of_a_clause(words: str, after_another: bool) -> list[Role]:
    mine = IN_FIRST_PERSON.fullmatch(words)
    if mine:
        return [("copilotes" if _is_beside(mine) else "pilote", MOI)]
    conducting = (*PATTERNS, AND_ANOTHER) if after_another else PATTERNS
    for kind in (*conducting, *TAKING_PART):
        match = kind.fullmatch(words)
        told = _told(match, kind in TAKING_PART) if match else []
        if told:
            return told
    return []


def _told(match: re.Match[str], takes_part: bool) -> list[Role]:
    """Who is named, and who helps; nothing where one of them is nobody."""
    helped = match.groupdict().get("help") or ""
    if not all(map(_names_people, filter(None, (match["who"], helped)))):
        return []
    own = ("membres" if takes_part else _key_of(match), _who(match["who"]))
    return [own, ("membres", _who(helped))] if helped else [own]


def _is_beside(match: re.Match[str]) -> bool:
    """Whether what she does is said with « co- »."""
    said = match.groupdict()
    words = next(
        filter(None, (said.get(name) for name in ("role", "verb", "noun", "own", "alone"))), ""
    )
    return fold(words).startswith("co-") or fold(words).startswith(("copil", "coanim", "coport"))


def _key_of(match: re.Match[str]) -> str:
    role = fold(match.groupdict().get("role") or "")
    if role.startswith("membre"):
        return "membres"
    return "copilotes" if _is_beside(match) else "pilote"


def _who(words: str) -> str:
    """The names as they are read elsewhere: « Delphine (Arnoux, IPA) » is Delphine Arnoux (IPA)."""
    return FIRST_NAME_APART.sub(_whole_name, words).strip(" ,")


def _whole_name(match: re.Match[str]) -> str:
    name = f"{match['first']} {match['family']}"
    return f"{name} ({match['trade']})" if match["trade"] else name


def _names_people(words: str) -> bool:
    """Whether words are a list of people, bodies among them: somebody at least, and no verb."""
    if NO_NAMES.search(fold(words)):
        return False
    pieces = list(people_in(_who(words), Annuaire()))
    return any(not isinstance(piece, str) for piece in pieces) or all(
        isinstance(piece, str) and FIRST_NAME_AND_TRADE.fullmatch(piece) for piece in pieces
    )


def partners_in(sentence: str) -> bool:
    """Whether a sentence tells the partners, and nothing else.

    >>> partners_in("Il faut la CPAM et l'hôpital dans la boucle"), partners_in("Il faut du temps")
    (True, False)
    """
    return PARTNERS.fullmatch(fold(sentence).strip(" .!")) is not None
