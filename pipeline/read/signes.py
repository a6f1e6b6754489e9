"""Signs of Markdown that were mistyped: they would be printed as they are, and nobody sees it before the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.model.finding import Finding
from pipeline.model.span import Span

BULLET = re.compile(r"\s*[•●▪◦‣∙\uf0b7\uf0a7](?P<text>[ \t\xa0].*|\w.*)")
OPEN_BOLD = re.compile(r"(?<![\w*\\])\*\*(?=[^\W_])(?P<words>[^*]*)")
SPACED_BOLD = re.compile(r"(?<![\w*\\])\*\* (?P<words>[^*\n]+?) ?\*\*(?!\*)")
SPACED_PATH = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\((?P<path>[^()<>]{0,200}[^()<>\s]\s[^()<>]{0,200})\)")
APART = re.compile(r"(?P<words>!?\[[^\[\]]+\])\s+\((?P<target>(?:https?://|mailto:|#)[^()\s]+)\)")
LIST_SIGN = re.compile(r"\s*(?:[-*+]|[0-9]+[.)])\s")


def raw_signs(token: Any, span: Span) -> Iterator[Finding]:
    """What the text of a block, once read, still shows of bold, links, pictures and comments badly typed."""
    source = token.content
    if "**" not in source and "](" not in source and "] (" not in source and "<!--" not in source:
        return
    shown = "".join(child.content for child in token.children or [] if child.type == "text")
    if "**" in shown and "\\*" not in source:
        yield from _bold(shown, span)
    for match in SPACED_PATH.finditer(shown):
        message = f"« {match.group()} » ne montrera pas l'image : son nom contient une espace."
        hint = f"écrivez ![{match['alt']}](<{match['path'].strip()}>), ou ôtez l'espace du nom du fichier."
        yield Finding("L061", message, span, (hint,))
    for match in APART.finditer(shown):
        message = f"« {match.group()} » sera imprimé tel quel : une espace sépare le texte de son adresse."
        yield Finding("L061", message, span, (f"écrivez {match['words']}({match['target']}).",))
    if "<!--" in shown:
        message = "ce commentaire n'est jamais refermé : il serait imprimé."
        yield Finding("L015", message, span, ("ajoutez « --> » à sa fin.",))


def _bold(shown: str, span: Span) -> Iterator[Finding]:
    spaced = SPACED_BOLD.search(shown)
    opened = None if spaced else OPEN_BOLD.search(shown)
    if spaced:
        message = f"« {spaced.group()} » sera imprimé avec ses étoiles : une espace les sépare du mot."
        yield Finding("L060", message, span, (f"écrivez **{spaced['words'].strip()}**.",))
    elif opened:
        words = " ".join(opened["words"].split()[:4])
        message = f"le gras ouvert par « **{words} » n'est jamais refermé : ses étoiles seront imprimées."
        yield Finding("L060", message, span, ("ajoutez ** juste après le dernier mot en gras, sans espace avant.",))


def foreign_bullet(path: str, lines: Sequence[str], first: int, end: int) -> Iterator[Finding]:
    """A list pasted from Word: told once for a paragraph."""
    match = BULLET.match(lines[first])
    if match:
        typed = lines[first].strip()
        message = f"« {typed} » : cette puce vient d'un autre logiciel, ce ne sera pas une liste."
        hint = f"écrivez « - {match['text'].strip()} », et de même pour chaque ligne de la liste."
        yield Finding("L064", message, Span(path, first + 1), (hint,))


def by_accident(text: str, span: Span) -> Finding:
    """A text set in by four spaces or a tab, which Markdown takes for the code of a program."""
    where = "d'une tabulation ou de quatre espaces"
    message = f"ce texte est en retrait {where} : il serait imprimé comme du code."
    if LIST_SIGN.match(text):
        message = f"cette liste est en retrait {where} : elle serait imprimée comme du code."
    return Finding("L063", message, span, ("ôtez la tabulation ou les espaces au début de ces lignes.",))
