"""The sentences, cells and lines of the workbook that still say something that is no longer so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.budget import FEUILLES, Depense, Ressource
from pipeline.model.changement import Mention
from pipeline.model.echeance import Echeance
from pipeline.model.langue.texte import markdown, phrase_bounds, prose
from pipeline.model.projet import Projet, TexteSource

MARKERS = re.compile(r"^\s*(?:>\s*)*(?:[-*+]|[0-9]+[.)]|#{1,6})\s+")
EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
DATA = "content/diagnostic/donnees/"
PARAMETRES = {"effet": "Début du contrat"}
SPACES = "[ \u00a0\u202f]"


def naming(projet: Projet, nom: str) -> Iterator[Mention]:
    """Where a name stands, as a word of its own."""
    yield from _saying(projet, re.compile(rf"(?<![\w-]){re.escape(nom)}(?![\w-])"))


def dating(projet: Projet, day: Echeance) -> Iterator[Mention]:
    """Where a day stands, in words or in figures."""
    one = day.debut
    words = re.escape(str(day)).replace(r"\ ", SPACES)
    forms = (words, one.strftime("%d/%m/%Y"), one.isoformat())
    yield from _saying(projet, re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])"))


def counting(projet: Projet, number: int, unit: str) -> Iterator[Mention]:
    """Where a number was typed that a fact gave; a small one only before what it counts."""
    digits = f"{number:,}".replace(",", f"{SPACES}?")
    after = "" if number >= 1000 else f"{SPACES}+{re.escape(unit)}"
    yield from _saying(projet, re.compile(rf"(?<![\w,.-]){digits}{after}(?![\w])"))


def _saying(projet: Projet, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for texte in markdown(projet.textes):
        if not projet.d_un_autre_modele(texte.path):
            yield from _in_text(texte, pattern)
    for name, table in projet.donnees.items():
        for row in table.lignes:
            if any(pattern.search(case.texte) for case in row):
                yield Mention(f"{DATA}{name}.csv", " | ".join(case.texte for case in row))
    yield from _in_workbook(projet, pattern)


def _in_text(texte: TexteSource, pattern: re.Pattern[str]) -> Iterator[Mention]:
    """Each sentence once, as it was typed, facts between braces included."""
    blanked, typed = prose(texte), "\n".join(texte.lines)
    seen: set[tuple[int, int]] = set()
    for match in pattern.finditer(blanked):
        bounds = phrase_bounds(blanked, match.start(), match.end())
        if bounds not in seen:
            seen.add(bounds)
            yield Mention(texte.path, _clean(typed[slice(*bounds)], match.start() - bounds[0]))


def _clean(sentence: str, at: int) -> str:
    """A sentence without the signs of Markdown; of a row of a table, the cell meant."""
    if sentence.lstrip().startswith("|"):
        begin, end = sentence.rfind("|", 0, at) + 1, sentence.find("|", at)
        sentence = sentence[begin : end if end >= 0 else None]
    return " ".join(EMPHASIS.sub("", MARKERS.sub("", sentence)).split())


def _in_workbook(projet: Projet, pattern: re.Pattern[str]) -> Iterator[Mention]:
    path = projet.budget.span.path
    for bloc in projet.budget.blocs:
        lines: Iterable[Depense | Ressource] = (*bloc.ressources, *bloc.depenses)
        for line in lines:
            said = _cell_saying(line, pattern)
            if said:
                yield Mention(f"{path}, {FEUILLES[bloc.cle]}", said)
    for key, title in PARAMETRES.items():
        placed = projet.budget.parametres.get(key)
        if placed is not None and pattern.search(placed.value):
            yield Mention(f"{path}, {placed.span.sheet}", f"{title}, {placed.value}")


def _cell_saying(line: Depense | Ressource, pattern: re.Pattern[str]) -> str:
    """The words or the comment of a line that say it; with a funder, what the money is for."""
    funder = getattr(line, "financeur", "")
    if pattern.search(line.libelle):
        return line.libelle
    if funder and pattern.search(funder):
        return f"{line.libelle}, {funder}"
    return line.commentaire if pattern.search(line.commentaire) else ""


def values_naming(projet: Projet, nom: str) -> Sequence[str]:
    """The values of the statutes that name something."""
    pattern = re.compile(rf"(?<![\w-]){re.escape(nom)}(?![\w-])")
    return tuple(
        path
        for path, placed in projet.statuts.valeurs.scalaires.items()
        if pattern.search(placed.value)
    )
