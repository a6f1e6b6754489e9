"""Rules on words: blanks left, facts, pictures, links, leftovers of the example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.model.comptes import Comptes
from pipeline.model.finding import Finding, did_you_mean, fold
from pipeline.model.projet import Projet, TexteSource
from pipeline.model.prose import Block, Image, Inline, Link, inlines_of, leaves
from pipeline.model.span import Span

BLANK = re.compile(
    r"\bX{2,}\b"
    r"|\b[xX][\s\u00a0\u202f]?%"
    r"|(?:…|\.{2,})\s*/\s*20"
    r"|/\s*20(?:…|\.{2,})"
    r"|(?:…|\.{3,})\s*%"
    r"|\.{4,}|…{2,}"
    r"|_{4,}"
    r"|\bNom Prénom\b"
    r"|(?i:\bà (?:compléter|remplir|renseigner|préciser)\b)"
    r"|\bTODO\b|\?{3,}"
)
FORMS = ("", "lettres")
PREFIXES = ("http://", "https://", "mailto:")
CODE = re.compile(r"`[^`]*`")
COMMENT = re.compile(r"<!--.*?(?:-->|$)")
EXAMPLE_DOMAIN = re.compile(r"\bexample\.(?:org|com|net)\b", re.IGNORECASE)
FICTION_PHONE = re.compile(
    r"\b(?:0|\+33[\s.]?)(?:1[\s.]?99[\s.]?00|2[\s.]?61[\s.]?91|3[\s.]?53[\s.]?01|4[\s.]?65[\s.]?71|5[\s.]?36[\s.]?49|6[\s.]?39[\s.]?98)"
    r"(?:[\s.]?[0-9]{2}){2}\b"
)
"""The ranges that the Arcep keeps for works of fiction (national numbering plan)."""


def blanks(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A place that the author meant to fill is still empty; code and comments are left alone."""
    for texte in projet.textes:
        if texte.path == "content/constats-acceptes.csv":
            continue
        for number, line in _prose_lines(texte):
            match = BLANK.search(line)
            if match:
                message = f"un blanc reste à remplir : « {_around(line, match)} »."
                yield Finding("X001", message, Span(texte.path, number, match.start() + 1))


def _prose_lines(texte: TexteSource) -> Iterator[tuple[int, str]]:
    fenced = False
    hidden = False
    markdown = texte.path.endswith(".md")
    for number, line in enumerate(texte.lines, 1):
        if markdown and line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if markdown:
            if hidden:
                hidden = "-->" not in line
                continue
            hidden = "<!--" in line and "-->" not in line.split("<!--", 1)[1]
            line = CODE.sub(lambda m: " " * len(m.group()), COMMENT.sub(lambda m: " " * len(m.group()), line))
        if not fenced:
            yield number, line


def _around(line: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 25), min(len(line), match.end() + 25)
    return ("…" if start else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def facts_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for variable in projet.variables:
        fait = comptes.faits.get(variable.name)
        if fait is None:
            message = f"« {variable.raw} » : le fait « {variable.name} » n'existe pas."
            yield Finding("X002", message, variable.span, did_you_mean(variable.name, comptes.faits))
        elif variable.form not in FORMS:
            message = f"« {variable.raw} » : la forme « {variable.form} » n'existe pas."
            yield Finding("X002", message, variable.span, did_you_mean(variable.form, FORMS[1:]))
        elif variable.form == "lettres" and not (isinstance(fait, str) and fait.isdecimal() and len(fait) < 7):
            message = f"« {variable.raw} » : seul un nombre entier s'écrit en lettres."
            yield Finding("X002", message, variable.span)


def pictures(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in _nodes(projet):
        if isinstance(node, Image):
            if node.path not in projet.images:
                message = f"l'image « {node.path} » n'existe pas dans content/, ou n'est ni PNG ni JPEG."
                yield Finding("X003", message, node.span, did_you_mean(node.path, projet.images))
            if not node.alt.strip():
                hint = "écrivez-le entre les crochets : ![ce que l'image montre](chemin)."
                yield Finding("X004", "cette image n'a pas de texte qui la décrit.", node.span, (hint,))


def links(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in _nodes(projet):
        if isinstance(node, Link) and not node.url.lower().startswith(PREFIXES):
            message = f"le lien « {node.url} » ne mène pas à une adresse du web : son texte sera imprimé sans lien."
            yield Finding("X005", message, node.span)


def _nodes(projet: Projet) -> Iterator[Inline]:
    for block in _blocks(projet):
        for inlines in inlines_of(block):
            yield from leaves(inlines)


def _blocks(projet: Projet) -> Iterator[Block]:
    for chapters in projet.chapitres.values():
        for chapter in chapters:
            yield from chapter.blocs
    for fiche in projet.fiches:
        for blocks in fiche.textes.values():
            yield from blocks
    for article in (*projet.statuts.articles, *projet.statuts.reglement):
        yield from article.blocs


def leftovers_of_example(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Nothing of the shipped example stays once ``exemple: non``."""
    if projet.identite is None or projet.identite.exemple:
        return
    words = {fold(word): (word, nature) for word, nature in projet.exemples.items()}
    for texte in projet.textes:
        for number, line in enumerate(texte.lines, 1):
            folded = fold(line)
            for wanted, (word, nature) in words.items():
                if wanted in folded:
                    message = f"« {word} » vient de l'exemple fourni ({nature})."
                    yield Finding("E001", message, Span(texte.path, number))
            for pattern, nature in ((EXAMPLE_DOMAIN, "adresse d'exemple"), (FICTION_PHONE, "numéro de fiction")):
                match = pattern.search(line)
                if match:
                    message = f"« {match.group()} » vient de l'exemple fourni ({nature})."
                    yield Finding("E001", message, Span(texte.path, number))
