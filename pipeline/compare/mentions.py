"""The sentences, cells and lines of the workbook that still say something that is no longer so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.model.budget import FEUILLES, Depense, Ressource
from pipeline.model.changement import Mention
from pipeline.model.diagnostic import BESOINS
from pipeline.model.echeance import Echeance
from pipeline.model.langue.texte import markdown, phrase_bounds, prose
from pipeline.model.motif import motif
from pipeline.model.projet import Projet, TexteSource

MARKERS = motif(r"^\s*(?:>\s*)*(?:[-*+]|[0-9]+[.)]|#{1,6})\s+")
EMPHASIS = motif(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)")
LINK = motif(r"\[([^\]\[]+)\]\([^()]*\)")
DATA = "content/diagnostic/donnees/"
PARAMETRES = {"effet": "Début du contrat"}
SPACES = "[ \u00a0\u202f]"
OF_ARTICLES = ("content/statuts/", "content/reglement-interieur/", "content/actes/")
"""Texts whose fractions are those of voices, not of inhabitants."""

FRACTIONS = "moitié|tiers|quarts?|cinquièmes?|sixièmes?|septièmes?|huitièmes?|dixièmes?"
SHARE = motif(
    r"[0-9]\s*%|\bpour ?cent\b|‰"
    rf"|\b(?:la|le|les|un|une|deux|trois|quatre|du|d'un|d'une)\s(?:{FRACTIONS})\b"
    r"|\b(?:une?|deux|trois|[0-9]+)\s(?:[\w'’-]+\s){0,3}sur\s(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|"
    r"vingt|cent|mille|[0-9]+)\b"
    r"|\bpour\s(?:cent|mille|dix\smille|cent\smille|1\s?000|10\s?000|100\s?000)\b"
    r"|\bpar\s(?:habitant|commune|km²)|\bau\s(?:km²|kilomètre\scarré)|\b(?:densité|taux)\b",
    re.IGNORECASE,
)
"""A share, a rate or a density, in figures or in words."""

INHABITANTS = motif(
    r"\b(?:habitant|population|personne|enfant|adolescent|jeune|adulte|aîné|femme|homme|ménage|foyer|famille|assuré|"
    r"bénéficiaire|commune)e?s?\b|\bplus\sde\s[0-9]+\sans\b|\b[0-9]+\sans\set\splus\b|\b(?:km²|kilomètre\scarré)",
    re.IGNORECASE,
)
"""Those of whom a territory is made, and its communes."""

CAPTION = motif(r"Tableau\s?:\s*([^{\n]+)")


def of_sheet(projet: Projet, bloc: str) -> str:
    """Where a mention stands in the lines of a block."""
    return f"{projet.budget.span.path}, {FEUILLES.get(bloc, bloc)}"


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


def sharing(projet: Projet) -> Iterator[Mention]:
    """What gives a share or a density of the inhabitants, file after file."""
    return iter(sorted(_shares(projet), key=lambda one: one.lieu))


def _shares(projet: Projet) -> Iterator[Mention]:
    """A table is told once, by its caption or its head."""
    for texte in markdown(projet.textes):
        if not texte.path.startswith(OF_ARTICLES):
            seen: set[Mention] = set()
            for mention in _shares_in(texte):
                if mention not in seen:
                    seen.add(mention)
                    yield mention
    for besoin in projet.besoins:
        if _is_share(besoin.constat):
            yield Mention(BESOINS, f"{besoin.code}, constat : {besoin.constat}")
    for name, table in projet.donnees.items():
        titles = " | ".join(placed.value for placed in table.colonnes)
        cells = "\n".join(" | ".join(case.texte for case in row) for row in table.lignes)
        if _is_share(f"{titles}\n{cells}"):
            yield Mention(f"{DATA}{name}.csv", titles)


def _shares_in(texte: TexteSource) -> Iterator[Mention]:
    blanked, typed = prose(texte), "\n".join(texte.lines)
    if not INHABITANTS.search(blanked):
        return
    for match in SHARE.finditer(blanked):
        bounds = phrase_bounds(blanked, match.start(), match.end())
        sentence = blanked[slice(*bounds)]
        if sentence.lstrip().startswith("|"):
            table = _table_around(typed, match.start())
            if _is_share(table):
                yield Mention(texte.path, _title_of(table))
        elif INHABITANTS.search(sentence):
            yield Mention(texte.path, _clean(typed[slice(*bounds)], match.start() - bounds[0]))


def _is_share(text: str) -> bool:
    return SHARE.search(text) is not None and INHABITANTS.search(text) is not None


def _table_around(text: str, at: int) -> str:
    """The paragraph of a row, with the caption above it."""
    begin = text.rfind("\n\n", 0, at) + 2
    caption = text.rfind("\n\n", 0, max(0, begin - 2)) + 2
    end = text.find("\n\n", at)
    begin = caption if CAPTION.match(text, caption) else begin
    return text[begin : end if end >= 0 else None]


def _title_of(table: str) -> str:
    caption = CAPTION.match(table)
    if caption:
        return f"tableau « {caption[1].strip()} »"
    return " | ".join(cell.strip() for cell in table.splitlines()[0].strip("| ").split("|"))


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
    bare = EMPHASIS.sub("", LINK.sub(r"\1", MARKERS.sub("", sentence)))
    return " ".join(bare.split())


def _in_workbook(projet: Projet, pattern: re.Pattern[str]) -> Iterator[Mention]:
    path = projet.budget.span.path
    for bloc in projet.budget.blocs:
        lines: Iterable[Depense | Ressource] = (*bloc.ressources, *bloc.depenses)
        for line in lines:
            said = _cell_saying(line, pattern)
            if said:
                yield Mention(of_sheet(projet, bloc.cle), said)
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
