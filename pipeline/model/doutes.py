"""How far what could not be read goes: a value, the header of a text, one rubrique, or a whole file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from pipeline.model.fiche import Fiche
from pipeline.model.valeur import dataclass

SEULE_VALEUR = frozenset(("C002", "C003", "C004", "C007", "F001", "F057", "P001", "R005", "S002"))
"""Errors about one value, which is empty then: the rest of its file is whole, and is checked."""

REMISE_EN_ORDRE = "L002"
"""Broken YAML, read on as if it had been typed well: one line of it may not say what was meant, and none is lost."""

SIGNE_INVISIBLE = "L005"
"""In one cell of a list: the line has all its cells.  Elsewhere, it may have joined a heading to what stands before."""

SOUS_SON_TITRE = frozenset(
    ("F005", "F006", "L005", "L011", "L014", "L015", "L040", "L041", "L042", "L043", "L079")
)
"""Errors about what stands under a heading: none of them may be a heading that seems to lack."""

HORS_TEXTE = frozenset(("L004", "L010", "L014", "L015", "L016", "L017", "L061", "L065"))
"""What the readers say of words, or of references, that they could not follow."""

Lignes = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Doutes:
    """Path → the lines of errors told while reading; ``formes`` are those that may hide more than a value, ``titres`` a heading.

    ``corps`` gives the first line of the text of each Markdown file, under its header.
    """

    fautes: Lignes = field(default_factory=dict)
    formes: Lignes = field(default_factory=dict)
    titres: Lignes = field(default_factory=dict)
    perdues: frozenset[str] = frozenset()
    """Paths of texts of which words, or references, may not have been read."""
    corps: Mapping[str, int] = field(default_factory=dict)

    def ligne(self, path: str, line: int | None) -> bool:
        """Whether that very line was told to be wrong."""
        return line in self.fautes.get(path, ())

    def entete(self, path: str) -> bool:
        """Whether a line of the header may be the one that seems to lack, misspelt."""
        return any(line < self.corps.get(path, 1) for line in self.formes.get(path, ()))

    def cle(self, fiche: Fiche, cle: str) -> bool:
        """Whether a key of the header that seems empty was told to be wrong, or may be a line misspelt."""
        place = fiche.entete.get(cle)
        if place is None or place.line is None:
            return self.entete(fiche.path)
        after = (*_lines(fiche.entete.values()), self.corps.get(fiche.path, 1))
        return self.touche(fiche.path, place.line, _next(place.line, after))

    def rubrique(self, fiche: Fiche, *cles: str) -> bool:
        """Whether something under these headings was told to be wrong, or one of them may be under another name."""
        return any(cle in fiche.signalees or self._sous(fiche, cle) for cle in cles)

    def _sous(self, fiche: Fiche, cle: str) -> bool:
        place = fiche.rubriques.get(cle)
        if place is None or place.line is None:
            return self.titre(fiche.path)
        return self.touche(
            fiche.path, place.line, _next(place.line, _lines(fiche.rubriques.values()))
        )

    def texte(self, path: str) -> bool:
        """Whether something in the text, under the header, may hide more than a value."""
        return self._in_the_text(path, self.formes)

    def titre(self, path: str) -> bool:
        """Whether a heading that seems to lack may be in the text, misspelt or swallowed."""
        return self._in_the_text(path, self.titres)

    def _in_the_text(self, path: str, lines: Lignes) -> bool:
        return any(line >= self.corps.get(path, 1) for line in lines.get(path, ()))

    def touche(self, path: str, first: int, last: float) -> bool:
        return any(first <= line < last for line in self.fautes.get(path, ()))


def _lines(places: Iterable[object]) -> list[int]:
    return [line for place in places if isinstance(line := getattr(place, "line", None), int)]


def _next(line: int, lines: Iterable[int]) -> float:
    """The line where the next of them begins."""
    return min((other for other in lines if other > line), default=float("inf"))
