"""The people that a source names: those of the list by their key, the others as proposed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import TITLE, Annuaire, without_title
from pipeline.model.valeur import dataclass

APART = motif(r"\s*(?:;|/|\n|\s[\u2010-\u2015-]\s|\bet\b|&)\s*(?![^()]*\))")
BESIDE = motif(
    r"(?:\s*[,(]\s*|\s+)(?:avec|(?:assisté|secondé|épaulé|suppléé|aidé|accompagné)e?s? (?:de|par))\s+"
    r"(?:l['’](?:appui|aide) de |le |la )?(?P<who>[^,;()]+(?:\s\([^()]*\))?)\)?",
    re.IGNORECASE,
)
"""« Paul Dupouy, avec Nadia Ferrand »: somebody else, who takes part."""

REACHED = motif(r"[0-9]{2}|@")
"""A telephone or an address, after a name: no trade."""

SIGLE = motif(r"[A-ZÀ-Ý]{4,}\b|[A-ZÀ-Ý]{2,}[a-zà-ÿ]|[a-zà-ÿ][A-ZÀ-Ý]{2,}")
"""« OMEDIT », « CRAtb »: bodies are called so, people are not."""

MIXED = motif(r"\b[A-ZÀ-Ý]{2,}[a-zà-ÿ]+[A-ZÀ-Ý]?\b")
"""« CRAtb »: two capitals, then small letters, begin no name of a person."""

DASH = motif(r"\s+[\u2010-\u2015-]\s+")
COMMA = motif(r"\s*,\s*(?![^()]*\))")
ARTICLE = motif(r"\A(?:une?|l[ae]s?|l['’]|deux|trois|des)\s+(?=[a-zà-ÿA-ZÀ-Ý])", re.IGNORECASE)
COMMA_INSIDE = motif(r"\s*[,;]\s*")
NAME_WORD = motif(r"(?:[A-ZÀ-Ý][\w'’.-]*|de|du|des|la|le|d'|von|van|El|Ben)$")
BRACKETS = motif(r"\(([^()]*)\)")
CONDUCTS = motif(
    r"\s*(?:pilote|referente?|porteu(?:r|se)|animat(?:eur|rice)|responsable|chef(?:fe)? de (?:file|projet))"
    r"(?: (?:de l'action|du groupe|du projet|de la fiche))?\s*"
)
"""« Dr Mirage (pilote) », among the names of a line."""

SOMEBODY_ELSE = motif(r"(?:les?|la|l'|des|une?|tous|toutes|autres?|notre|nos)\b")
"""What begins words that are no trade of the person named before them: « Marc Duconte, la diététicienne »."""

ORGANISATION = motif(
    r"(?:l'|la |le )?(?:had|hopital|ch|chu|chr|ghu?t|ehpad|ssiad|spasad|ssr|smr|clinique|msp|esp|cds|cpts|maison|centre|"
    r"cpam|msa|carsat|ars|dac|maia|clic|ccas|cias|pmi|cmp|cegidd|asalee|mairies?|commune|departement|conseil|association|"
    r"equipe|pharmacie|laboratoire|cabinet|sas|samu|smur|urps|education nationale|reseau|plateforme|"
    r"admr|adapei|cpts|cpias|creai|crcdc|omedit|udaf|sdis|pompiers|college|lycee|ecole|universite|faculte|residence|"
    r"communaute|agglo|agglomeration|service|pole|unite|urgences|foyer|esat|ime|itep|cada|csapa|caarud|cdom|ordre|mutualite|"
    r"region|prefecture|croix-rouge|caf)\b(?![.-])"
)
"""What begins the name of a body: after a person, it takes part as well, and is no trade of hers."""

TRADE = motif(
    r"(?:idec?\b|idel\b|mg\b|mkd?e?\b|sf\b|iade\b|ibode\b|pde\b|ash\b|psy\b|medecin|infirmi|pharmac|kine|masseur|sage|podolog|pedicure|orthophon|orthopt|ergo|psycho|"
    r"dentiste|chirurg|dietetic|biolog|geriatre|pediatr|assistante? |coordinat|directe?ur|directrice|ipa\b|as\b|aide|"
    r"cadre\b|secretaire|educat|enseignant|charge(?:e)? d|president|maire\b|adjointe?\b|elue?\b|[a-z]{4,}ologue\b|"
    r"[a-z]{4,}iatre\b|gynecolog|auxiliaire|audioproth|opticien|prepara|puericult|interne\b|etudiant|conseill|mediat|benevole|osteopath|manipulat)"
)
"""How the name of a trade begins, when brackets have told something else of the person: « (Auch), médecin »."""

TO_BE_FOUND = motif(
    r"(?:(?:reste )?(?:a|en cours de) )?(?:definir|designer|preciser|constituer|composer|determiner|trouver|"
    r"confirmer|completer|recruter|nommer|"
    r"identifier|venir|voir|recherche|designation)\b.{0,40}|[?x.\u2026_-]+|n/?[cd]|inconnue?s?|"
    r"non (?:designe|defini|connu|renseigne|mesure)e?s?|personne|"
    r"vacante?|(?:un |une )?volontaires?.{0,30}"
)
"""What is typed where nobody, or no day, is known yet."""

END_OF_SENTENCE = motif(r"(?<=[a-zà-ÿ]{3})(?<!\bMlle)(?<!\bProf)\.\s+(?=[A-ZÀ-Ý][\w'’]*\s)")

WORKS_IN = motif(
    r"(?P<trade>[^\W\d_].+?)\s+à\s+(?P<commune>[A-ZÀ-Ý][\w'’]+(?:[- ](?:[A-ZÀ-Ý][\w'’]+|en|sur|sous|l[aeè]s?|d[eu]s?|d'|et))*)"
)
"""« kinésithérapeute à Villefranche-de-Lauragais »."""

LINK_TO_A_BODY = r"(?:du |de la |de l['’]|des |d['’]|au |à la |à l['’]|aux |chez |de |en )"
NAME_IN_A_LINE = (
    r"(?:(?:[Ll]e |[Ll]a )?(?:Dr|Docteur|Pr|Professeur|Mme|Madame|M\.|Mr|Monsieur|Mlle)\.? )?"
    r"[A-ZÀ-Ý][\w'’.-]*(?: (?:d[eu] |l[ea] )?[A-ZÀ-Ý][\w'’.-]*){0,2}"
)
NAME_THEN_TRADE = motif(
    rf"(?P<name>{NAME_IN_A_LINE}) (?P<trade>[a-zà-ÿ][^,;()]+|IDEL?|MG|IPA|MKDE?|SF|AS|APA|CESF)"
)
"""« Luc Petit sage-femme libérale »."""

LED_TO = motif(rf"(?:^|\s)(?P<link>{LINK_TO_A_BODY})(?=\S)")
ARTICLE_OF_A_DOCTOR = motif(r"[Ll][ea] (?=(?:Dr|Docteur|Pr|Professeur|Docteure|Professeure)\b)")
BODY_OF_CAPITALS = motif(r"[A-ZÀ-Ý]{2,}[\w-]*\b")

PARTICLES = ("de", "du", "des", "la", "le", "d'", "von", "van")


@dataclass(frozen=True, slots=True)
class Cite:
    """``valeur`` is what the fiche writes: the key, or the name as typed; ``profession`` what the source says of it."""

    valeur: str
    nom: str
    profession: str
    connu: bool
    pilote: bool = False


def people_in(text: str, annuaire: Annuaire) -> Iterator[Cite | str]:
    """Each person that a line names, and each piece of it that names nobody."""
    last: Cite | str = ""
    beside = BESIDE.sub(lambda match: _as_another(match, annuaire), _set_off(text, annuaire))
    for part, before in _parts(beside):
        found = list(_in_part(part, annuaire))
        is_hers = DASH.fullmatch(before) and isinstance(last, Cite) and found == [part]
        if is_hers and isinstance(last, Cite) and not REACHED.search(part):
            last = _with_what_is_told(last, part)
            continue
        yield from (last,) if last else ()
        yield from found[:-1]
        last = found[-1]
    yield from (last,) if last else ()


ENTRY_END = motif(r"\s*;\s*(?![^()]*\))")


def _set_off(text: str, annuaire: Annuaire) -> str:
    """« Paul Weber, médecin, MSP des Tilleuls ; Anne Roux, IDE » → « Paul Weber (médecin, MSP des Tilleuls) ; … »: where
    semicolons part people, what commas part is told of each.  Any other line as it is.
    """
    entries = [entry for entry in ENTRY_END.split(text) if entry]
    if len(entries) < 2 or not all(_is_of_one(entry, annuaire) for entry in entries):
        return text
    each = (entry.partition(",") for entry in entries)
    return " ; ".join(
        f"{name.strip()} ({told.strip()})" if told.strip() else name for name, _, told in each
    )


def _is_of_one(entry: str, annuaire: Annuaire) -> bool:
    """Whether an entry begins with somebody, and names nobody else."""
    first, *told = COMMA.split(entry)
    plain = not any(sign in entry for sign in "()/&") and not REACHED.search(entry)
    return (
        plain
        and _is_someone(first, annuaire)
        and not any(_is_someone(one, annuaire) for one in told)
    )


def _with_what_is_told(cite: Cite, told: str) -> Cite:
    """« Paul Weber – CH de Condom – médecin »: each part after a dash tells something of him."""
    return replace(cite, profession=", ".join(filter(None, (cite.profession, told))))


NOTHING_OF_HERS = motif(
    r"drs?|docteure?|pr|professeure?|mmes?|madame|mlle|mm?|mr|monsieur|une?|deux|trois|l[ae]s?|l|d[eu]s?|d|et|avec|au?|par|pour|"
    r"ainsi|que|moi|appui|aide|aussi|egalement|co|copilotes?|pilotes?|referente?|porteur|porteuse|animateur|animatrice|"
    r"responsable|cheffe?|projet|action|groupe|fiche|assistee?|secondee?|epaulee?|suppleee?|accompagnee?"
)
"""Words beside a name that tell nothing which another line does not."""


def left_unsaid(typed: str, cited: Iterable[Cite | str]) -> list[str]:
    """The pieces of a line that hold a word which nobody cited from it keeps.

    >>> left_unsaid("le Dr Roux (Auch), CPE du lycée", [Cite("Roux", "Roux", "Auch", False)])
    ['CPE du lycée']
    """
    told = " ".join(
        one if isinstance(one, str) else f"{one.nom} {one.valeur} {one.profession}" for one in cited
    )
    pieces = [piece for part in APART.split(typed) for piece in COMMA.split(part)]
    return [piece for piece in pieces if _words_that_tell(piece) - _words_that_tell(told)]


def _words_that_tell(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(text)) if not NOTHING_OF_HERS.fullmatch(word)}


def _as_another(match: re.Match[str], annuaire: Annuaire) -> str:
    """« , avec Nadia Ferrand » as one more name; the same words where they name nobody."""
    names = [name.strip(" .") for name in APART.split(match["who"])]
    are_people = all(_is_someone(name, annuaire) for name in names)
    return f" ; {match['who']}" if are_people else match[0]


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Each part of a line, with what stands before it: « Claire Delafable – MG » tells a person and her trade."""
    start, before = 0, ""
    for match in (*APART.finditer(text), None):
        part = text[start : match.start() if match else len(text)].strip(" .")
        if part:
            yield part, before
        if match:
            start, before = match.end(), match[0]


def _in_part(part: str, annuaire: Annuaire) -> Iterator[Cite | str]:
    """« Inès Chimère, sage-femme », or several names between commas."""
    part = ", ".join(_set_apart(piece, annuaire) for piece in COMMA.split(part))
    whole = annuaire.trouver(part) or annuaire.represente(part)
    each = _between_commas(part, annuaire)
    names = [one for one in each if isinstance(one, Cite)]
    if whole is not None and len(names) < 2 and len(names) == len(each):
        yield Cite(whole.cle, part, "", True, conducts(part))
        return
    yield from each or [part]


def _set_apart(piece: str, annuaire: Annuaire) -> str:
    """« Bruno Sentenac du CH » → « Bruno Sentenac (CH) »; « Luc Petit sage-femme » → « Luc Petit (sage-femme) ».

    Any other words as they are: « Anne du Pont » names nobody else.
    """
    piece = ARTICLE_OF_A_DOCTOR.sub("", piece, count=1)
    if annuaire.trouver(piece) is not None:
        return piece
    for link in LED_TO.finditer(piece) if "(" not in piece else ():
        name, body = piece[: link.start()], piece[link.end() :]
        if is_a_name(name) and names_a_body(body):
            return f"{name} ({body})"
    with_trade = NAME_THEN_TRADE.fullmatch(piece)
    if with_trade and is_a_name(with_trade["name"]) and TRADE.match(fold(with_trade["trade"])):
        return f"{with_trade['name']} ({with_trade['trade']})"
    return piece


def names_a_body(words: str) -> bool:
    """Whether words are the name of a body.

    >>> names_a_body("CH d'Auch"), names_a_body("ADMR"), names_a_body("mairie"), names_a_body("Pont"), names_a_body("Auch")
    (True, True, True, False, False)
    """
    return bool(ORGANISATION.match(fold(words)) or BODY_OF_CAPITALS.match(words))


def trade_and_body(told: str) -> tuple[str, str]:
    """What is told of a person as her trade and the body that she is of.

    >>> trade_and_body("cadre de santé de l'hôpital"), trade_and_body("CH de Condom"), trade_and_body("sage-femme")
    (('cadre de santé', 'hôpital'), ('', 'CH de Condom'), ('sage-femme', ''))
    """
    parts = [part.strip() for part in told.split(",")]
    bodies = [part for part in parts if names_a_body(part) and not TRADE.match(fold(part))]
    if len(bodies) == 1:
        return ", ".join(part for part in parts if part not in bodies), bodies[0]
    for link in LED_TO.finditer(told):
        trade, body = told[: link.start()].strip(), told[link.end() :].strip()
        if trade and names_a_body(body):
            return trade, body
    return told, ""


def _between_commas(part: str, annuaire: Annuaire) -> list[Cite | str]:
    """The names between commas with what stands after each; none where no piece is someone, or all are bodies."""
    pieces = [piece for piece in COMMA.split(part) if piece]
    names = [
        piece for piece in pieces if _is_someone(piece, annuaire) or _cites_inside(piece, annuaire)
    ]
    if not names or _are_bodies(pieces, names, annuaire):
        return []
    return list(_each_name(pieces, names, annuaire))


def _cites_inside(piece: str, annuaire: Annuaire) -> list[Cite]:
    """« infirmière scolaire (Mme Rivet) », « Maison des ados (Luc Petit, éducateur) »: who is named between brackets, with
    what stands before them; nothing where the words before are themselves somebody.
    """
    inside = BRACKETS.search(piece)
    outside = ARTICLE.sub("", BRACKETS.sub(" ", piece).strip(), count=1)
    if inside is None or _is_someone(outside, annuaire):
        return []
    first, *others = COMMA_INSIDE.split(inside[1])
    if not _is_someone(first, annuaire):
        return []
    named = [part for part in others if _is_someone(part, annuaire)]
    outside = "" if fold(outside) == "moi" else outside
    trades = [part for part in (*others, outside) if part and part not in named]
    return [
        _cite(first, ", ".join(trades), annuaire),
        *(_cite(name, outside, annuaire) for name in named),
    ]


def _are_bodies(pieces: Sequence[str], names: Sequence[str], annuaire: Annuaire) -> bool:
    """« CRAtb Occitanie, OMEDIT, URPS pharmaciens »: names in capitals among bodies, without a title, are bodies too."""
    if not names or any(_is_surely_someone(name, annuaire) for name in names):
        return False
    bodies = [piece for piece in pieces if piece not in names and _is_a_body(piece)]
    return len(bodies) >= len(names)


def _is_surely_someone(name: str, annuaire: Annuaire) -> bool:
    return bool(TITLE.match(name) or BRACKETS.search(name) or annuaire.trouver(name))


def _is_a_body(piece: str) -> bool:
    words = fold(piece)
    return bool(ORGANISATION.match(words) or (SIGLE.match(piece) and not TRADE.match(words)))


def _each_name(
    pieces: Sequence[str], names: Sequence[str], annuaire: Annuaire
) -> Iterator[Cite | str]:
    """The people between commas, each with the trade that follows her name, and what names nobody."""
    for piece, before, after in zip(pieces, ["", *pieces], [*pieces[1:], ""], strict=False):
        inside = _cites_inside(piece, annuaire)
        if inside:
            yield from inside
        elif piece in names:
            is_hers = _is_her_trade(after, piece, names) and _may_be_of(after, piece, annuaire)
            yield _cite(piece, after if is_hers else "", annuaire)
        elif not (_is_her_trade(piece, before, names) and _may_be_of(piece, before, annuaire)):
            yield piece


SAME_TRADE = {"ide": "infi", "idel": "infi", "mg": "mede", "kine": "kine", "dr": "mede"}
STEM = 4


def _may_be_of(trade: str, person: str, annuaire: Annuaire) -> bool:
    """Whether a trade may be that of a person whom the list knows: « biologiste » is nobody's who is a sage-femme."""
    known = annuaire.trouver(person)
    if known is None or not known.profession or not TRADE.match(fold(trade)):
        return True
    hers = {word[:STEM] for word in re.findall(r"[a-z]+", fold(known.profession))}
    said = {SAME_TRADE.get(word, word[:STEM]) for word in re.findall(r"[a-z]+", fold(trade))}
    return not hers.isdisjoint(said)


def _is_her_trade(piece: str, person: str, names: Sequence[str]) -> bool:
    """Whether what follows a person tells her trade: « Mme Roux (podologue), HAD » names somebody else who takes part.

    >>> _is_her_trade("sage-femme", "Inès Chimère", ["Inès Chimère"]), _is_her_trade("HAD", "Mme Roux", ["Mme Roux"])
    (True, False)
    """
    if not piece or piece in names or person not in names:
        return False
    words = fold(piece)
    if SOMEBODY_ELSE.match(words) or _is_a_body(piece) or REACHED.search(piece):
        return False
    inside = BRACKETS.search(person)
    if inside is None or conducts(person):
        return True
    return TRADE.match(words) is not None and TRADE.match(fold(inside[1])) is None


def first_sentence(words: str) -> tuple[str, str]:
    """« Dr Keller. On démarre en mars » → who is named, and what the line says afterwards.

    >>> first_sentence("Dr Keller. On démarre en mars"), first_sentence("Mlle. Anne Roux")
    (('Dr Keller', 'On démarre en mars'), ('Mlle. Anne Roux', ''))
    """
    end = END_OF_SENTENCE.search(words)
    return (words[: end.start()].strip(), words[end.end() :].strip()) if end else (words, "")


def conducts(piece: str) -> bool:
    """Whether brackets say of a person that she conducts the action.

    >>> conducts("Dr Mirage (pilote)"), conducts("Marc Duconte (infirmier)")
    (True, False)
    """
    inside = BRACKETS.search(piece)
    return inside is not None and CONDUCTS.fullmatch(fold(inside[1])) is not None


def is_to_be_found(words: str) -> bool:
    """« à définir », « ? »: whoever wrote it knew that something was missing."""
    return TO_BE_FOUND.fullmatch(fold(words).strip(" .:()")) is not None


def _is_someone(piece: str, annuaire: Annuaire) -> bool:
    return (
        annuaire.trouver(piece) is not None
        or annuaire.represente(piece) is not None
        or is_a_name(piece)
    )


def is_a_name(piece: str) -> bool:
    """Two to four words in capitals, or a title and one of them.

    >>> is_a_name("Dr Claire DELAFABLE (Auch)"), is_a_name("S. Laroman"), is_a_name("médecins, IDE"), is_a_name("CPAM")
    (True, True, False, False)
    >>> is_a_name("Dr Le Goff"), is_a_name("La Poste")
    (True, False)
    """
    bare = without_title(BRACKETS.sub("", piece)).strip()
    words = bare.split()
    has_title = TITLE.match(piece) is not None
    if not has_title and _is_written_as_a_body(bare, words):
        return False
    if not (1 if has_title else 2) <= len(words) <= 4 or any(map(str.isdigit, bare)):
        return False
    leads_to_another = not has_title and fold(words[0]) in ("le", "la", "les", "de", "du")
    return all(map(NAME_WORD.match, words)) and not leads_to_another


def _is_written_as_a_body(bare: str, words: Sequence[str]) -> bool:
    """« URPS pharmaciens », « CRAtb Occitanie », « CROIX ROUGE »: what needs a title before it to be somebody."""
    told = [word for word in words if word not in PARTICLES]
    in_capitals = all(word.isupper() and len(word) > 1 for word in told)
    return in_capitals or bool(ORGANISATION.match(fold(bare)) or MIXED.search(bare))


def _cite(piece: str, after: str, annuaire: Annuaire) -> Cite:
    known = annuaire.trouver(piece) or annuaire.represente(piece)
    inside = BRACKETS.search(piece)
    leads = conducts(piece)
    told = inside[1] if inside and not leads else ""
    profession = ", ".join(filter(None, (after, told)))
    name = without_title(BRACKETS.sub("", piece)).strip()
    return Cite(known.cle if known else name, name, profession, known is not None, leads)


def trade_and_commune(told: str, communes: Iterable[str]) -> tuple[str, str]:
    """« infirmière à Pujaudran » → her trade and where she works; « Auch », a commune of the list, is no trade.

    >>> trade_and_commune("infirmière à Pujaudran", ()), trade_and_commune("Auch", ["Auch"])
    (('infirmière', 'Pujaudran'), ('', 'Auch'))
    >>> trade_and_commune("médecin, Auch", ["Auch"])
    ('médecin', 'Auch')
    >>> trade_and_commune("cadre à l'hôpital", ()), trade_and_commune("médecin au CH de Revel", ())
    (("cadre à l'hôpital", ''), ('médecin au CH de Revel', ''))
    """
    rest, _, last = f", {told}".rpartition(", ")
    if fold(last) in {fold(name) for name in communes if name}:
        return rest.removeprefix(", "), last
    match = WORKS_IN.fullmatch(told)
    if match is None or ORGANISATION.match(fold(match["commune"])) or SIGLE.match(match["commune"]):
        return told, ""
    return match["trade"], match["commune"]


def same_person(short: str, names: Iterable[str]) -> str:
    """The whole name of whom « T. Lagarde » or « Lagarde » names, when one alone of these names answers to it."""
    initial, _, family = short.rpartition(" ")
    letter = fold(initial).rstrip(".")
    found = {
        name
        for name in names
        for first, last in [first_and_family(name)]
        if len(fold(first).rstrip(".")) > 1
        and fold(last) == fold(family)
        and fold(first).startswith(letter)
    }
    return found.pop() if len(letter) < 2 and len(found) == 1 else ""


def proposed_key(name: str, taken: set[str]) -> str:
    """A key for ``personnes.csv``: the family name, with the first name where it is taken.

    >>> proposed_key("Yann LE FABLIER", set()), proposed_key("Paul Laroman", {"laroman"})
    ('le-fablier', 'laroman-paul')
    """
    first, family = map(_in_a_key, first_and_family(name))
    numbered = (f"{family}-{rank}" for rank in itertools.count(2))
    keys = itertools.chain([family], [f"{family}-{first}"] if first else [], numbered)
    return next(key for key in keys if key not in taken)


def _in_a_key(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def first_and_family(name: str) -> tuple[str, str]:
    """Capitals tell the family name; else it is what follows the first name.  One word is a family name alone.

    >>> first_and_family("Yann LE FABLIER"), first_and_family("Martin")
    (('Yann', 'LE FABLIER'), ('', 'Martin'))
    """
    words = name.split()
    capitals = [word for word in words if word.isupper() and len(word.strip(".")) > 1]
    if capitals and len(capitals) < len(words):
        return " ".join(word for word in words if word not in capitals), " ".join(capitals)
    return (words[0], " ".join(words[1:])) if len(words) > 1 else ("", name.strip())
