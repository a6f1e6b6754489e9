"""What a partner wrote in a document, brought back to the lines of the sources, by the words that stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from pipeline.model.budget import Budget
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.projet import Projet
from pipeline.model.retour import Commentaire, Passage, Retour
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

WORD = motif(r"\w+")
FACT = motif(r"\{\{.*?\}\}")
ADDRESS = motif(r"\]\([^()]*\)|\[\^[^\]]*\]|<!--.*?-->")
SENTENCE = motif(r"(?<=[.!?…])\s+(?=[«A-ZÀ-Ý0-9])")
LIKE = 0.55
"""Share of words that a line and a sentence have in common, at least, when one comes from the other."""

SAME = 0.6
"""How alike two paragraphs are when one is the other, edited."""

PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'"})
"""One sign for one sign: a place in the plain text is the same place in the line."""


MARKS = frozenset("*_[]<>{}`|\\#")
"""What a reader types in Word is text, and never markup, a fact or a comment."""


@dataclass(frozen=True, slots=True)
class _Ligne:
    """``de_la_prose`` when it stands in the body of a Markdown file."""

    texte: str
    mots: Counter[str]
    lieu: Span
    de_la_prose: bool = False


def retours(
    projet: Projet, relus: Sequence[Passage], construits: Sequence[Passage] | None
) -> tuple[Retour, ...]:
    """Each comment and each edit, tracked or silent, in the order of the document.

    ``construits`` are the paragraphs of the same document as it was built: what differs from them without a tracked
    change was typed in silence.  None when that document is not known: silent edits are then not looked for.
    """
    lines = _Lignes(projet)
    silent = construits is not None
    construits = construits or ()
    known = {_flat(passage.apres) for passage in construits}
    met = {_flat(passage.avant) for passage in relus}
    lost = [passage.apres for passage in construits if _flat(passage.apres) not in met]
    found: list[Retour] = []
    for passage in relus:
        found += [_comment(one, passage, lines) for one in passage.commentaires]
        if passage.change:
            found += _edits(passage.avant, passage.apres, passage.auteurs, lines)
        elif silent and passage.apres and _flat(passage.apres) not in known:
            before = _nearest(passage.apres, lost)
            found += _edits(before, passage.apres, (), lines)
    return tuple(found)


def _flat(text: str) -> str:
    """The words, whatever the apostrophes and the spaces: programs change those by themselves."""
    return " ".join(text.translate(PLAIN).split())


def _comment(one: Commentaire, passage: Passage, lines: _Lignes) -> Retour:
    sentence = _sentence_with(one.sur, passage.apres or passage.avant)
    ligne = lines.best(sentence) or lines.best(passage.avant)
    return Retour(ligne.lieu if ligne else None, commentaire=one)


def _sentence_with(words: str, text: str) -> str:
    sentences = SENTENCE.split(text)
    return next((one for one in sentences if words and words in one), text)


def _nearest(text: str, candidates: Iterable[str]) -> str:
    """The paragraph that was edited into this one; empty when it is a new one."""
    rated = [(SequenceMatcher(None, one, text, autojunk=False).ratio(), one) for one in candidates]
    score, best = max(rated, default=(0.0, ""))
    return best if score >= SAME else ""


def _edits(before: str, after: str, auteurs: tuple[str, ...], lines: _Lignes) -> Iterator[Retour]:
    """One for each run of sentences that changed."""
    old, new = SENTENCE.split(before) if before else [], SENTENCE.split(after) if after else []
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, i, j, k, m in changes:
        if kind == "equal" or _flat(" ".join(old[i:j])) == _flat(" ".join(new[k:m])):
            continue
        gone, come = old[i:j], new[k:m]
        if len(gone) != len(come):
            gone, come = [" ".join(gone)], [" ".join(come)]
        for one, other in zip(gone, come, strict=True):
            if _flat(one) != _flat(other):
                yield _edit(one, other, auteurs, lines, around=before)


def _edit(old: str, new: str, auteurs: tuple[str, ...], lines: _Lignes, around: str) -> Retour:
    ligne = lines.best(old) if old else lines.best(around)
    if ligne is None:
        return Retour(None, ancien=old, nouveau=new, auteurs=auteurs)
    if ligne.lieu.sheet:
        reason = "ces mots viennent du classeur : changez-les dans cette cellule"
        return Retour(ligne.lieu, None, old, new, auteurs, None, reason)
    if not ligne.de_la_prose:
        reason = (
            "la ligne est d'un tableau ou d'un réglage, où un signe compte : reportez-la à la main"
        )
        return Retour(ligne.lieu, None, old, new, auteurs, None, reason)
    written, reason = _written(ligne.texte, old, new)
    return Retour(ligne.lieu, None, old, new, auteurs, written, reason)


def _written(line: str, old: str, new: str) -> tuple[str | None, str]:
    """The line of the source with the edit in it, or why a person must write it."""
    if not old:
        return None, "c'est un ajout : écrivez-le où il doit aller"
    if MARKS.intersection(new) - set(old):
        return None, "le texte nouveau a des signes que le Markdown lirait : reportez-la à la main"
    whole = _with(line, old, new)
    if whole is not None:
        return whole, ""
    if FACT.search(line):
        facts = ", ".join(dict.fromkeys(FACT.findall(line)))
        return None, f"la ligne cite un fait ({facts}) : sa valeur se change là où elle est donnée"
    return (
        None,
        "la ligne a une mise en forme, ou le document est plus ancien : reportez-la à la main",
    )


def edited(line: str, retour: Retour) -> str | None:
    """The line with one more edit in it; None when its words are no longer there."""
    return _with(line, retour.ancien, retour.nouveau)


def _with(line: str, old: str, new: str) -> str | None:
    flat, sought = line.translate(PLAIN), old.translate(PLAIN)
    if flat.count(sought) != 1:
        return None
    at = flat.index(sought)
    return line[:at] + new.translate(PLAIN) + line[at + len(sought) :]


class _Lignes:
    """The lines of the sources, found by their words."""

    def __init__(self, projet: Projet) -> None:
        self.lignes = [*_of_texts(projet), *_of_the_workbook(projet.budget)]
        self.avec: dict[str, list[int]] = {}
        for rank, ligne in enumerate(self.lignes):
            for mot in ligne.mots:
                self.avec.setdefault(mot, []).append(rank)

    def best(self, text: str) -> _Ligne | None:
        """The line that says most of a text; None when none is like it."""
        sought = Counter(WORD.findall(fold(text)))
        common: Counter[int] = Counter()
        for mot, count in sought.items():
            for rank in self.avec.get(mot, ()):
                common[rank] += min(count, self.lignes[rank].mots[mot])
        size = sought.total()
        rated = [(self._likeness(rank, shared, size), -rank) for rank, shared in common.items()]
        score, rank = max(rated, default=(0.0, 0))
        return self.lignes[-rank] if score >= LIKE else None

    def _likeness(self, rank: int, shared: int, size: int) -> float:
        """Words in common out of the shorter, the whole counting for a little: a line may hold several sentences."""
        own = self.lignes[rank].mots.total()
        if min(own, size) < 2:
            return 0.0
        return 0.8 * shared / min(own, size) + 0.2 * shared / max(own, size) if shared > 1 else 0.0


def _of_texts(projet: Projet) -> Iterator[_Ligne]:
    for texte in projet.textes:
        for number, line in enumerate(texte.lines, 1):
            mots = Counter(WORD.findall(fold(ADDRESS.sub(" ", FACT.sub(" ", line)))))
            if mots:
                prose = texte.path.endswith(".md") and number >= texte.body_line
                yield _Ligne(line, mots, Span(texte.path, number), prose)


def _of_the_workbook(budget: Budget) -> Iterator[_Ligne]:
    for bloc in budget.blocs:
        told = [(one.libelle, one.commentaire, one.span) for one in bloc.depenses]
        told += [(one.libelle, one.commentaire, one.span) for one in bloc.ressources]
        for libelle, commentaire, span in told:
            words = f"{libelle} {commentaire}"
            yield _Ligne(words, Counter(WORD.findall(fold(words))), span)
