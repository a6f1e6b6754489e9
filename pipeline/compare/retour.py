"""What a partner wrote in a document, brought back to the lines of the sources: by its mark, else by its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.compare.appariement import Appariement, flat
from pipeline.compare.lignes import FACT, Lieu, Lignes
from pipeline.compare.retouches import en_bloc, retouches
from pipeline.model.comptes import Comptes
from pipeline.model.motif import motif
from pipeline.model.origine import marques_de, section_et_rang
from pipeline.model.projet import Projet
from pipeline.model.retour import COUPE, IMAGE, Passage, Retouche, Retour

SENTENCE = motif(rf"(?<=[.!?…])\s+(?=[«A-ZÀ-Ý0-9{COUPE}])|\s+(?={COUPE})")
MARKS = frozenset("*_[]<>{}`|\\#")
"""What a reader types in Word is text, and never markup, a fact or a comment."""


def retours(
    projet: Projet,
    comptes: Comptes,
    relus: Sequence[Passage],
    construits: Sequence[Passage] | None,
) -> tuple[Retour, ...]:
    """Each comment and each edit, tracked or silent, in the order of the document.

    ``construits`` are the paragraphs of the same document as it was built: what differs from them without a tracked
    change was typed in silence.  None when that document is not known: silent edits are then not looked for.
    """
    lines = Lignes(projet, comptes)
    pairs = None if construits is None else Appariement(relus, construits)
    found: list[Retour] = []
    last: Passage | None = None
    for rank, passage in enumerate(relus):
        built = passage.avant if pairs is None else pairs.avant[rank]
        moved = pairs is not None and rank in pairs.deplaces
        found += _comments(passage, lines)
        found += _of_passage(passage, built, moved, lines, last)
        if built:
            last = passage
    for gone in pairs.partis if pairs is not None else ():
        found += _edits(gone.apres, _silent(gone), lines, None)
    return tuple(found)


def _of_passage(
    passage: Passage, built: str | None, moved: bool, lines: Lignes, last: Passage | None
) -> Iterable[Retour]:
    """What was done to one paragraph; ``last`` is the one before it that the built document had."""
    if built is None and passage.apres:
        return [_added(passage, _after(last, lines), lines)]
    edited = built is not None and flat(built) != flat(passage.apres)
    if passage.change or edited:
        return _edits(built or "", passage, lines, last)
    return [_moved(passage, lines)] if moved else []


def _moved(passage: Passage, lines: Lignes) -> Retour:
    place = lines.place(passage, passage.apres)
    reason = "ce passage a été déplacé, sans changer : déplacez-le dans son fichier"
    span = place.span if place else None
    return Retour(span, None, "", passage.apres, passage.auteurs, (), reason, lines.article(place))


def _after(last: Passage | None, lines: Lignes) -> Lieu | None:
    """Where a new paragraph goes: after the one before it, when that comes from the sources."""
    return lines.place(last, last.avant) if last is not None and last.marques else None


def marques_perdues(projet: Projet, relus: Iterable[Passage]) -> tuple[int, int]:
    """How many marks the file bears, and how many of them today's sources no longer give."""
    texts = ((texte.path, "\n".join(texte.lines)) for texte in projet.textes)
    known = {section_et_rang(name) for one in texts for name in marques_de(*one).values()}
    marks = {mark for passage in relus for mark in passage.marques}
    return len(marks), len(marks - known)


def _silent(gone: Passage) -> Passage:
    """A paragraph that somebody took away without a tracked change."""
    return Passage(gone.apres, "", (), (), gone.marques, gone.rangee, gone.marques_de_la_rangee)


def _comments(passage: Passage, lines: Lignes) -> Iterator[Retour]:
    text = passage.apres or passage.avant
    ends = [cut.start() for cut in SENTENCE.finditer(text)] if passage.commentaires else []
    for one in passage.commentaires:
        sentence = _sentence_with(one.sur, text, ends)
        place = lines.place(passage, sentence) or lines.place(passage, passage.avant)
        yield Retour(place.span if place else None, one, article=lines.article(place))


def _sentence_with(words: str, text: str, ends: Sequence[int]) -> str:
    """The sentence of a text that holds these words, else the whole of it; ``ends`` are where its sentences end."""
    begin = text.find(words) if words else -1
    if begin < 0:
        return text
    rank = bisect_right(ends, begin)
    first = ends[rank - 1] if rank else 0
    last = ends[rank] if rank < len(ends) else len(text)
    return text[first:last].strip() if begin + len(words) <= last else text


def _added(passage: Passage, after: Lieu | None, lines: Lignes) -> Retour:
    """A paragraph that no built one has become."""
    text, who = passage.apres, passage.auteurs
    if after is None:
        return Retour(None, nouveau=text, auteurs=who)
    article = lines.article(after)
    reason = _unwritable("", text) or ("" if after.en_prose else DANS_UN_TABLEAU)
    if reason:
        return Retour(after.span, None, "", text, who, (), reason, article)
    return Retour(after.span, None, "", text, who, en_bloc(after, text), "", article)


DANS_UN_TABLEAU = (
    "c'est un ajout après une ligne de tableau, de liste ou de réglage : écrivez-le à la main"
)


def _edits(before: str, passage: Passage, lines: Lignes, last: Passage | None) -> Iterator[Retour]:
    """One for each run of sentences that changed."""
    now = passage.apres
    if not before:
        yield _added(passage, _after(last, lines), lines)
        return
    old, new = SENTENCE.split(before), SENTENCE.split(now) if now else []
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, i, j, k, m in changes:
        if kind == "equal" or flat(" ".join(old[i:j])) == flat(" ".join(new[k:m])):
            continue
        gone, come = old[i:j], new[k:m]
        if len(gone) != len(come):
            gone, come = [" ".join(gone)], [" ".join(come)]
        for one, other in zip(gone, come, strict=True):
            if flat(one) != flat(other):
                yield _edit(one, other, passage, lines, before)


def _edit(old: str, new: str, passage: Passage, lines: Lignes, around: str) -> Retour:
    place = lines.place(passage, old or around) or lines.place(passage, around)
    who = passage.auteurs
    if place is None:
        return Retour(None, ancien=old, nouveau=new, auteurs=who)
    article = lines.article(place)
    cell = lines.cell(place, old)
    if cell is not None:
        reason = f"ce chiffre vient de {cell} : changez-le dans cette cellule"
        return Retour(cell, None, old, new, who, (), reason, article)
    if place.span.sheet:
        reason = "ces mots viennent du classeur : changez-les dans cette cellule"
        return Retour(place.span, None, old, new, who, (), reason, article)
    if new.startswith(COUPE) and not old and place.en_prose:
        added = new.removeprefix(COUPE).strip()
        reason = _unwritable("", added)
        made = () if reason else en_bloc(place, added)
        return Retour(place.span, None, "", added, who, made, reason, article)
    made, reason = _written(place, old, new, around, lines)
    return Retour(place.span, None, old, new, who, made, reason, article)


def _written(
    place: Lieu, old: str, new: str, around: str, lines: Lignes
) -> tuple[tuple[Retouche, ...], str]:
    """The changes of the lines, or why a person must write them."""
    reason = _unwritable(old, new)
    if reason:
        return (), reason
    if not place.du_texte:
        return (
            (),
            "la ligne est d'un tableau ou d'un réglage, où un signe compte : reportez-la à la main",
        )
    facts = lines.facts_in(place, old, new)
    if facts:
        return (), " ; ".join(facts)
    whole = not new and flat(old) == flat(around)
    made = retouches(place, old, new, whole)
    if made:
        return made, ""
    cited = [fact for _number, line in place.lignes for fact in FACT.findall(line)]
    if cited:
        named = ", ".join(dict.fromkeys(cited))
        return (), f"la ligne cite un fait ({named}) : sa valeur se change là où elle est donnée"
    return (
        (),
        "la ligne a une mise en forme, ou le document est plus ancien : reportez-la à la main",
    )


def _unwritable(old: str, new: str) -> str:
    """Why words typed in Word cannot be written as they are."""
    if COUPE in old + new.removeprefix(COUPE):
        return (
            f"un paragraphe a été coupé ou réuni là où est le signe {COUPE} : reportez-le à la main"
        )
    if IMAGE in new and IMAGE not in old:
        return "une image a été ajoutée : enregistrez-la dans content/ et citez-la"
    if MARKS.intersection(new.replace(IMAGE, "")) - set(old):
        return "le texte nouveau a des signes que le Markdown lirait : reportez-la à la main"
    return ""
