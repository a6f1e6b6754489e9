"""Two versions of the statutes, article by article, as a meeting votes on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product

from pipeline.model.ecart import AJOUTE, INCHANGE, MODIFIE, SUPPRIME, Alinea, Ecart, Morceau
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.statuts import ArticleImprime

TOKEN = motif(r"\s+|\w+|[^\w\s]")
SAME_ARTICLE = 0.6
SAME_PARAGRAPH = 0.45
"""How much of two texts must be common to call one of them a change of the other."""


def compare(
    anciens: Sequence[ArticleImprime], nouveaux: Sequence[ArticleImprime]
) -> tuple[Ecart, ...]:
    """Every article of either version, in the order of the new one; what disappeared stands where it stood."""
    pairs = _pairs(anciens, nouveaux)
    before = {new: old for old, new in pairs.items()}
    gone = [rank for rank in range(len(anciens)) if rank not in pairs]
    found: list[Ecart] = []
    for rank, nouveau in enumerate(nouveaux):
        if rank not in before:
            found.append(Ecart(AJOUTE, None, nouveau, tuple(map(_added, nouveau.alineas))))
            continue
        twin = before[rank]
        while gone and gone[0] < twin:
            found.append(_gone(anciens[gone.pop(0)]))
        found.append(_ecart(anciens[twin], nouveau))
    found += [_gone(anciens[rank]) for rank in gone]
    return tuple(found)


def _gone(ancien: ArticleImprime) -> Ecart:
    return Ecart(SUPPRIME, ancien, None, tuple(map(_removed, ancien.alineas)))


def _ecart(ancien: ArticleImprime, nouveau: ArticleImprime) -> Ecart:
    if (ancien.titre, ancien.alineas, ancien.ouvre_titre) == (
        nouveau.titre,
        nouveau.alineas,
        nouveau.ouvre_titre,
    ):
        return Ecart(INCHANGE, ancien, nouveau, ())
    return Ecart(MODIFIE, ancien, nouveau, tuple(_alineas(ancien, nouveau)))


def _pairs(anciens: Sequence[ArticleImprime], nouveaux: Sequence[ArticleImprime]) -> dict[int, int]:
    """Rank of an old article → rank of the new one: by file, by title, then by what they say."""
    pairs: dict[int, int] = {}
    for same in (_same_file, _same_title, _same_words):
        for (i, ancien), (j, nouveau) in product(enumerate(anciens), enumerate(nouveaux)):
            if i not in pairs and j not in pairs.values() and same(ancien, nouveau):
                pairs[i] = j
    return pairs


def _same_file(one: ArticleImprime, other: ArticleImprime) -> bool:
    return bool(one.cle) and one.cle == other.cle


def _same_title(one: ArticleImprime, other: ArticleImprime) -> bool:
    return fold(one.titre) == fold(other.titre)


def _same_words(one: ArticleImprime, other: ArticleImprime) -> bool:
    return _likeness("\n".join(one.alineas), "\n".join(other.alineas)) >= SAME_ARTICLE


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME_PARAGRAPH else 0.0


def _alineas(ancien: ArticleImprime, nouveau: ArticleImprime) -> Iterator[Alinea]:
    """The paragraphs side by side, the title first when it changed."""
    if ancien.titre != nouveau.titre:
        yield _words(ancien.titre, nouveau.titre)
    if ancien.ouvre_titre != nouveau.ouvre_titre:
        yield _words(_opening(ancien), _opening(nouveau))
    matcher = SequenceMatcher(None, ancien.alineas, nouveau.alineas, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            for text in ancien.alineas[a:b]:
                yield Alinea((Morceau(text, False),), (Morceau(text, False),))
        else:
            yield from _side_by_side(ancien.alineas[a:b], nouveau.alineas[c:d])


def _opening(article: ArticleImprime) -> str:
    return f"Ouvre le titre « {article.ouvre_titre} »." if article.ouvre_titre else ""


def _side_by_side(old: Sequence[str], new: Sequence[str]) -> Iterator[Alinea]:
    """Changed paragraphs, each facing the one that it most resembles, the order of both kept."""
    best = _best_likeness(old, new)
    i = j = 0
    while i < len(old) and j < len(new):
        together = _likeness(old[i], new[j])
        if together >= SAME_PARAGRAPH and best[i][j] == together + best[i + 1][j + 1]:
            yield _words(old[i], new[j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield _removed(old[i])
            i += 1
        else:
            yield _added(new[j])
            j += 1
    yield from map(_removed, old[i:])
    yield from map(_added, new[j:])


def _best_likeness(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """``[i][j]`` is the most that the paragraphs from ``i`` and from ``j`` on resemble each other, taken in order."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = _likeness(old[i], new[j])
            facing = together + best[i + 1][j + 1] if together >= SAME_PARAGRAPH else 0.0
            best[i][j] = max(facing, best[i + 1][j], best[i][j + 1])
    return best


def _removed(text: str) -> Alinea:
    return Alinea((Morceau(text, True),), ())


def _added(text: str) -> Alinea:
    return Alinea((), (Morceau(text, True),))


def _words(old: str, new: str) -> Alinea:
    """Two forms of one paragraph, the words that differ marked; a space between two changed words is changed too."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    left: list[Morceau] = []
    right: list[Morceau] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        changed = kind != "equal"
        blank = not changed and not "".join(before[a:b]).strip() and bool(left or right)
        if b > a:
            left.append(Morceau("".join(before[a:b]), changed or blank))
        if d > c:
            right.append(Morceau("".join(after[c:d]), changed or blank))
    return Alinea(_joined(left), _joined(right))


def _joined(pieces: Sequence[Morceau]) -> tuple[Morceau, ...]:
    joined: list[Morceau] = []
    for piece in pieces:
        if joined and joined[-1].change == piece.change:
            joined[-1] = Morceau(joined[-1].texte + piece.texte, piece.change)
        else:
            joined.append(piece)
    return tuple(joined)
