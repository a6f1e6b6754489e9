"""The mail around a text: who sent it to whom, the formulas, the signature with its telephone.  None of it is a fiche."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.interpret.importation.personnes import Cite, is_a_name, people_in
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.personne import Annuaire
from pipeline.model.prose import Block, Heading, Paragraph, text_of

ENVOI = motif(
    r"(?:de|from|envoye(?: le| par)?|sent|date|a|to|cc|cci|objet|subject|pieces? jointes?|repondre a)\s?:\s"
)
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[a-z]{2,}"
"""It begins where a word does: looked for from each letter, a word of 100 000 would take an hour."""

ADRESSE = motif(MAIL)
TRANSFERT = motif(
    r"-{2,}.*(?:message|mail|transfere).*|(?:debut du )?message (?:transfere|reexpedie|d'origine).*|"
    r"(?:le|on) .{6,60} (?:a ecrit|wrote)\s?:"
)
GREETING = motif(
    r"(?:bonjour|bonsoir|salut|cher|chere|chers|cheres|coucou|madame|monsieur|comme convenu)\b"
)
CLOSING = motif(
    r"(?:bien |tres )?(?:cordialement|amicalement|a bientot|"
    r"(?:bonne|bon|belle|excellente?|douce) (?:journee|soiree|nuit|apres-midi|reception|lecture|semaine|"
    r"week-?end|continuation|courage|annee|fin de (?:journee|semaine))|bonnes (?:fetes|vacances)|sincerement|"
    r"respectueusement|salutations|bien a (?:vous|toi)|merci (?:a (?:tous|toi|vous)|d'avance|pour|de)|en vous remerciant|"
    r"prochaine? (?:reunion|rendez-vous|rdv|rencontre|seance|point)|la seance est levee|fin de (?:la )?(?:reunion|seance)|"
    r"bises|bisous|biz\b|fait (?:a|en) .{2,40}?,? le [0-9]|a ta disposition|a votre disposition|dans l'attente de|je reste a)\b"
    r"|merci(?: (?:beaucoup|encore|bien|et (?:a|bonne|bon|au)\b.{0,25}))? ?[,.!]*$"
    r"|[a@] ?\+(?:[ ,!.]|$)|a (?:plus(?: tard)?|demain|tres vite|tout a l'heure)[ ,!.]*$"
)
REACHED_AT = motif(
    r"(?<![0-9])(?:\+33|0)\s?(?:\(0\))?[1-9](?:[ .-]?[0-9]{2}){4}(?![0-9])|"
    rf"{MAIL}|"
    r"\bcedex\b|envoye de(?:puis)? mon"
)
ANSWERED = motif(r"(?:le|on) .{6,60} (?:a ecrit|wrote)\s?:")
LONGEST_SIGNATURE = 8
LONGEST_LINE = 70
SHORTEST_SENTENCE = 35
"""Letters of what stands above a name that signs: below a short line it may be what that line asks for."""


SUBJECT = motif(r"(?:objet|subject)\s?:")
SUBJECT_OF_A_FICHE = motif(
    r"\s*(?:objet|subject)\s?:\s*(?:(?:tr|re|fwd?|rép)\s?:\s*)*(?:(?:ma|la|notre|une|projet de)\s+)?"
    r"fiche(?:[ -](?:action|projet))?\s*(?:n\s?°\s?[0-9]+\s*)?[-:\u2013\u2014]?"
    r"(?!\s*(?:pour|de la mission|mission|à)\b)\s*(?:sur\s+(?:l[ae]s?\s+|l['’])?)?"
    r"[«\"“]?\s*(?P<title>[^«»\"“”()]{5,90}?)\s*[»\"”]?\s*$",
    re.IGNORECASE,
)
"""« Objet : TR: fiche santé mentale des jeunes »."""

SENT_BY = motif(r"\s*(?:de|from|expéditeur)\s?:\s*[\"“]?(?P<who>[^<\[\"”@]{3,40})", re.IGNORECASE)
HOUR = r"[0-9]{1,2}\s?[:h]\s?[0-9]{2}(?::[0-9]{2})?"
SAID_AT = motif(
    rf"\s*(?:\[[^\[\]]{{0,20}}{HOUR}[^\[\]]{{0,5}}\]|(?:[0-9/.]{{6,10}},? (?:a )?)?{HOUR}\s?[-\u2013:]?)\s*(?P<who>\S.{{1,40}})$"
)
"""« [lundi 09:12] Sophie Laroman », « 09:12 Sophie Laroman », over what somebody writes in a conversation."""

SIGNED_AT = motif(rf"\s*(?P<who>[^:]{{3,40}}?),? (?:[0-9/.]{{6,10}},? )?(?:a )?{HOUR}$")
"""« Sophie Laroman 09:12 »."""


OF_A_CHAT = motif(
    r"(?:\(?(?:modifie|edite|transfere|vu|lu)e?\)?|message supprime|repondre|[^\w\s][^\w]*(?: ?[0-9]{1,3})?)"
)
"""« Modifié », « 👍 2 »: what a program adds to a conversation."""


def without_letter(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks of the text, and those of the letter that brought it."""
    sending = _sending(blocks) | _said_at(blocks) | _answered(blocks)
    end = len(blocks) - _signature(blocks)
    kept = [block for at, block in enumerate(blocks) if at not in sending and at < end]
    return kept, [block for at, block in enumerate(blocks) if at in sending or at >= end]


def greets(blocks: Sequence[Block]) -> bool:
    """Whether a text begins as a letter does, « Bonsoir Margaux, »."""
    return any(GREETING.match(_words(block)) for block in blocks[:2])


def author_of(letter: Iterable[Block]) -> str:
    """Who sent a mail, or signed it; nothing where no line names somebody."""
    lines = [text_of_line(block) for block in letter]
    senders = [match["who"].strip() for line in lines if (match := SENT_BY.match(line))]
    named = [_name_in(line) for line in [*senders, *lines]]
    return next(filter(None, named), "")


def _name_in(line: str) -> str:
    """« Sophie Laroman », « Sophie Laroman pharmacienne » → the name; nothing where a line is something else."""
    if is_a_name(line):
        return line
    cites = [cite for cite in people_in(line, Annuaire()) if isinstance(cite, Cite)]
    return cites[0].nom if _is_a_name_with_her_trade(line) else ""


def _sending(blocks: Sequence[Block]) -> set[int]:
    """« De : …, Envoyé : …, À : …, Objet : … », two of them at least with an address or a subject among them."""
    found: set[int] = set()
    run: list[int] = []
    for at, words in enumerate([*map(_words, blocks), ""]):
        if ENVOI.match(words + " "):
            run.append(at)
            continue
        if len(run) > 1 and any(_tells_a_sending(_words(blocks[one])) for one in run):
            found.update(run)
        run = []
        if TRANSFERT.fullmatch(words):
            found.add(at)
    return found


def _said_at(blocks: Sequence[Block]) -> set[int]:
    """The lines that say who speaks in a conversation, and when: two at least, for « 14 h 30 Réunion » is a programme."""
    found = {
        at
        for at, block in enumerate(blocks)
        for line in [text_of_line(block)]
        for match in [SAID_AT.match(fold(line)) or SIGNED_AT.match(fold(line))]
        if match and is_a_name(line[match.start("who") : match.end("who")].strip())
    }
    if len(found) < 2:
        return set()
    return found | {at for at, block in enumerate(blocks) if OF_A_CHAT.fullmatch(_words(block))}


def _answered(blocks: Sequence[Block]) -> set[int]:
    """« Le 18 janvier, Thomas Lagarde a écrit : » and the mail that this one answers, below a text twice as long.

    A mail that is passed on is longer than the words above it: it is the text itself.
    """
    lines = [at for at, block in enumerate(blocks) if ANSWERED.fullmatch(_words(block))]
    if not lines or 2 * (len(blocks) - lines[0]) > lines[0]:
        return set()
    return set(range(lines[0], len(blocks)))


def _tells_a_sending(words: str) -> bool:
    return ADRESSE.search(words) is not None or words.startswith(("objet", "envoye", "subject"))


def _signature(blocks: Sequence[Block]) -> int:
    """How many of the last blocks sign the letter: those from a name to a telephone or an address."""
    last = blocks[-LONGEST_SIGNATURE:]
    reached = next((at for at, block in enumerate(last) if REACHED_AT.search(_words(block))), None)
    if reached is None:
        return _signed_by_name(blocks)
    start = reached
    for at in range(reached, -1, -1):
        words = text_of_line(last[at])
        if not _may_be_signed(words) or (":" in words and at < start):
            break
        if is_a_name(words) or CLOSING.match(fold(words)):
            start = at
    return len(last) - start


def _signed_by_name(blocks: Sequence[Block]) -> int:
    """« Sophie Laroman, pharmacienne », alone at the end of a text that greets, below a sentence."""
    for back in (1, 2) if greets(blocks) else ():
        name, before = text_of_line(blocks[-back]), text_of_line(blocks[-back - 1])
        under = [text_of_line(block) for block in blocks[len(blocks) - back + 1 :]]
        is_signed = _is_a_name_with_her_trade(name) and all(map(_may_be_signed, under))
        if is_signed and len(before) > SHORTEST_SENTENCE:
            return back
    return 0


def _is_a_name_with_her_trade(words: str) -> bool:
    """Two words at least, without a label: « Sophie Laroman », « Sophie Laroman pharmacienne »."""
    named = [cite for cite in people_in(words, Annuaire()) if isinstance(cite, Cite)]
    return (
        ":" not in words and len(named) == 1 and " " in named[0].nom and len(words) < LONGEST_LINE
    )


def _may_be_signed(words: str) -> bool:
    """A short line that is no sentence."""
    return 0 < len(words) <= LONGEST_LINE and not words.endswith(".")


def _words(block: Block) -> str:
    return fold(text_of_line(block)).lstrip("*> ")


def text_of_line(block: Block) -> str:
    return text_of(block.inlines).strip() if isinstance(block, Paragraph | Heading) else ""
