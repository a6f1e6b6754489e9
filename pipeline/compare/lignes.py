"""The lines of the sources: found by the mark of a block, by their words, or by the fact that a figure comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.model.budget import Budget, Depense, Ressource
from pipeline.model.comptes import Comptes
from pipeline.model.fait import APPEL, nom_canonique
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.origine import marques_de, section_et_rang
from pipeline.model.projet import Projet
from pipeline.model.prose import VARIABLE
from pipeline.model.retour import Marque, Passage
from pipeline.model.source import SheetCell
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass

WORD = motif(r"\w+")
FACT = motif(r"\{\{.*?\}\}")
ADDRESS = motif(r"\]\([^()]*\)|\[\^[^\]]*\]|<!--.*?-->")
LIKE = 0.55
"""Share of words that a line and a sentence have in common, at least, when one comes from the other."""

LIKE_OF_FEW, FEW = 0.8, 3
"""The same for a text of so few words: the line has them all. « Montants en euros », which we print, is of no line."""

LIKE_IN_ITS_SECTION = 0.3
"""The same among the few lines that the mark points to."""

SURE = 0.9
"""Of words found elsewhere in the sources, when the block has moved away from its section."""

DIGITS = motif(r"[0-9]")
LETTERS = motif(r"[^\W\d_]{2}")
STRUCTURE = motif(r"\s*(?:[-*+] |[0-9]{1,9}[.)] |\||#|>|: |```|~~~|\[\^)")


@dataclass(frozen=True, slots=True)
class Ligne:
    """``marque`` is that of the block that the line belongs to."""

    texte: str
    mots: Counter[str]
    lieu: Span
    du_texte: bool = False
    marque: Marque | None = None
    cellules: tuple[SheetCell, ...] = ()
    taille: int = 0
    """How many words it has."""


@dataclass(frozen=True, slots=True)
class Lieu:
    """A place in the sources: its line, and all the ``lignes`` of its block with their numbers.

    ``du_texte`` when it stands in the body of a Markdown file, ``en_prose`` when its block is a plain paragraph, after
    which another may be written.
    """

    span: Span
    lignes: tuple[tuple[int, str], ...] = ()
    du_texte: bool = False
    cellules: tuple[SheetCell, ...] = ()

    @property
    def en_prose(self) -> bool:
        return self.du_texte and not any(STRUCTURE.match(line) for _number, line in self.lignes)


class Lignes:
    """The lines of the sources, by their words and by their marks."""

    def __init__(self, projet: Projet, comptes: Comptes) -> None:
        self.projet = projet
        self.comptes = comptes
        self.places: dict[int, tuple[Passage, dict[str, Lieu | None]]] = {}
        self.lignes = [*_of_texts(projet), *_of_the_workbook(projet.budget)]
        self.avec: dict[str, list[int]] = {}
        self.sections: dict[str, dict[Marque, list[int]]] = {}
        for rank, ligne in enumerate(self.lignes):
            for mot in ligne.mots:
                self.avec.setdefault(mot, []).append(rank)
            if ligne.marque is not None:
                section = self.sections.setdefault(ligne.marque[0], {})
                section.setdefault(ligne.marque, []).append(rank)

    def place(self, passage: Passage, text: str) -> Lieu | None:
        """Where a text of a paragraph comes from: sought once, a paragraph may have thousands of comments."""
        _held, known = self.places.setdefault(id(passage), (passage, {}))
        if text not in known:
            known[text] = self._sought(passage, text)
        return known[text]

    def _sought(self, passage: Passage, text: str) -> Lieu | None:
        figure = self._of_the_figure(passage.rangee, text) if passage.rangee else None
        if figure is not None and not passage.marques:
            return self._lieu(figure)
        sought = Counter(WORD.findall(fold(text)))
        for marks in (passage.marques, passage.marques_de_la_rangee):
            rank = self._marked(marks, sought)
            if rank is not None:
                return self._lieu(self._moved(rank, sought))
        rank, score = self._best(sought, None)
        enough = LIKE if sought.total() > FEW else LIKE_OF_FEW
        if rank is not None and score >= enough:
            return self._lieu(rank)
        return self._in_the_row(passage) if passage.rangee and passage.rangee != text else None

    def _of_the_figure(self, row: str, text: str) -> int | None:
        """The line of the workbook that has an amount, and the likest to what its row says."""
        sought = _digits(text)
        if not sought or LETTERS.search(text):
            return None
        holders = [
            rank
            for rank, ligne in enumerate(self.lignes)
            if any(_digits_of(cell) == sought for cell in ligne.cellules)
        ]
        return self._best(Counter(WORD.findall(fold(row))), holders)[0] if holders else None

    def _moved(self, rank: int, sought: Counter[str]) -> int:
        """The line itself, or the one where all its words stand now, when its section has lost them."""
        if self._best(sought, [rank])[1] >= LIKE:
            return rank
        elsewhere, score = self._best(sought, None)
        return rank if elsewhere is None or score < SURE else elsewhere

    def _in_the_row(self, passage: Passage) -> Lieu | None:
        """A figure alone in its cell is placed by what its row says."""
        rank, score = self._best(Counter(WORD.findall(fold(passage.rangee))), None)
        return self._lieu(rank) if rank is not None and score >= LIKE else None

    def _marked(self, marks: Sequence[Marque], sought: Counter[str]) -> int | None:
        """The likest line of the sections that the marks tell; the block of a mark when none is like it."""
        ranks = {
            rank
            for section, _number in marks
            for lines in self.sections.get(section, {}).values()
            for rank in lines
        }
        best, score = self._best(sought, sorted(ranks))
        if best is not None and score >= LIKE_IN_ITS_SECTION:
            return best
        exact = [self.sections.get(mark[0], {}).get(mark) for mark in marks]
        return next((lines[0] for lines in exact if lines), None)

    def _best(self, sought: Counter[str], among: Iterable[int] | None) -> tuple[int | None, float]:
        """The line that says most of a text; ``among`` is None for all of them."""
        shared: Counter[int] = Counter()
        kept = None if among is None else frozenset(among)
        for mot, count in sought.items():
            for rank in self.avec.get(mot, ()):
                if kept is None or rank in kept:
                    shared[rank] += min(count, self.lignes[rank].mots[mot])
        size = sought.total()
        rated = [(self._rated(rank, common, size), -rank) for rank, common in shared.items()]
        score, rank = max(rated, default=(0.0, 0))
        return (-rank, score) if score else (None, 0.0)

    def _rated(self, rank: int, shared: int, size: int) -> float:
        """Words in common out of the shorter, the whole counting for a little: a line may hold several sentences."""
        own = self.lignes[rank].taille
        if min(own, size) < 2 or shared < 2:
            return 0.0
        return 0.8 * shared / min(own, size) + 0.2 * shared / max(own, size)

    def _lieu(self, rank: int) -> Lieu:
        ligne = self.lignes[rank]
        block = self.sections.get(ligne.marque[0], {}).get(ligne.marque, []) if ligne.marque else []
        of_block = tuple((self.lignes[one].lieu.line or 0, self.lignes[one].texte) for one in block)
        own = ((ligne.lieu.line or 0, ligne.texte),)
        return Lieu(ligne.lieu, of_block or own, ligne.du_texte, ligne.cellules)

    def cell(self, place: Lieu, figure: str) -> Span | None:
        """The cell of the workbook that an amount comes from."""
        sought = _digits(figure)
        found = [cell.span for cell in place.cellules if sought and _digits_of(cell) == sought]
        return found[0] if found else None

    def facts_in(self, place: Lieu, old: str, new: str) -> list[str]:
        """What to say of the facts of a line that the edit would change: where each is given."""
        told: list[str] = []
        for _number, line in place.lignes:
            for cited in VARIABLE.finditer(line):
                name, _options = nom_canonique(cited[1])
                fait = self.comptes.faits.get(name)
                shown = fait.dans_la_forme((cited[2] or "").strip()) if fait else None
                if shown and _plain(shown) in _plain(old) and _plain(shown) not in _plain(new):
                    told.append(
                        f"« {_plain(shown)} » est un fait, {cited[0]} : {self._given(name)}"
                    )
        return list(dict.fromkeys(told))

    def _given(self, name: str) -> str:
        """Where the value of a fact is typed."""
        typed = self.projet.statuts.valeurs.scalaires.get(name)
        if typed is not None:
            return f"il vient de {typed.span}"
        call = APPEL.fullmatch(name)
        family = call[1] if call else name.partition(".")[0]
        given = FAMILLES.get(family, "content/projet.yaml")
        classeur = self.projet.identite.classeur
        if given == CLASSEUR:
            given = classeur.value if classeur else "le classeur"
        return f"il vient de {given}"

    def article(self, place: Lieu | None) -> str:
        """The article of the statutes or of the rules that a place is in."""
        path = place.span.path if place else ""
        statuts = self.projet.statuts
        for name, articles in (("statuts", statuts.articles), ("règlement", statuts.reglement)):
            for article in articles:
                if article.span.path == path and article.numero:
                    return f"{name}, article {article.numero}"
        return ""


CLASSEUR = "classeur"
FAMILLES: Mapping[str, str] = {
    "territoire": "content/communes.csv et des communes de content/projet.yaml",
    "commune": "content/communes.csv, ou du découpage officiel",
    "membres": "content/personnes.csv",
    "personne": "content/personnes.csv",
    "budget": CLASSEUR,
    "mission": CLASSEUR,
    "fiche": "la fiche, ou de ses lignes dans le classeur",
    "fiches": "content/fiches/, dont les fiches sont comptées",
    "besoins": "content/diagnostic/besoins.csv",
    "besoin": "content/diagnostic/besoins.csv",
    "donnees": "content/diagnostic/donnees/",
    "liste": "content/statuts/valeurs.yaml",
    "votes": "content/statuts/valeurs.yaml",
}
"""The first word of the name of a fact → where its value is typed."""


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").split())


def _digits(text: str) -> str:
    return "".join(DIGITS.findall(text.partition(",")[0]))


def _digits_of(cell: SheetCell) -> str:
    return (
        _digits(str(abs(cell.value).to_integral_value())) if isinstance(cell.value, Decimal) else ""
    )


def _of_texts(projet: Projet) -> Iterator[Ligne]:
    for texte in projet.textes:
        marks = marques_de(texte.path, "\n".join(texte.lines))
        for number, line in enumerate(texte.lines, 1):
            if texte.path.endswith(".yaml") and line.lstrip().startswith("#"):
                continue  # a comment is printed nowhere
            mots = Counter(WORD.findall(fold(ADDRESS.sub(" ", FACT.sub(" ", line)))))
            if mots or number in marks:
                prose = texte.path.endswith(".md") and number >= texte.body_line
                marque = section_et_rang(marks.get(number, ""))
                place = Span(texte.path, number)
                yield Ligne(line, mots, place, prose, marque, (), mots.total())


def _of_the_workbook(budget: Budget) -> Iterator[Ligne]:
    for bloc in budget.blocs:
        told: list[Depense | Ressource] = [*bloc.depenses, *bloc.ressources]
        for one in told:
            words = f"{one.libelle} {one.commentaire}"
            mots = Counter(WORD.findall(fold(words)))
            yield Ligne(words, mots, one.span, False, None, one.cellules, mots.total())
