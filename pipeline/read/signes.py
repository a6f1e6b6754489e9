"""Signs of Markdown that were mistyped: they would be printed as they are, and nobody sees it before the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.model.finding import Finding
from pipeline.model.langue.lignes import WORD, colonnes, est_un_tas, faux_points
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.model.vocabulaire import choices_in

BOXES = "\u2610\u2611\u2612\u25a1"
OPEN_BOLD = motif(r"(?<![\w*\\])\*\*(?=[^\W_])(?P<words>[^*]*)")
SPACED_BOLD = motif(r"(?<![\w*\\])\*\* (?P<words>[^*\n]+?) ?\*\*(?!\*)")
SPACED_END = motif(r"(?<![\w*\\])\*\*(?=[^\W_])(?P<words>[^*\n]+?) \*\*(?!\*)")
SPACED_PATH = motif(
    r"(?P<mark>!?)\[(?P<alt>[^\[\]]*)\]\((?P<path>[^()<>]{0,200}[^()<>\s]\s[^()<>]{0,200})\)"
)
LOCAL = motif(
    r"(?P<mark>!?)\[(?P<alt>[^\[\]]*)\]\((?P<address>(?:file|data|javascript|vbscript):[^()\s]*)\)",
    re.IGNORECASE,
)
"""An address that Markdown refuses to make a link of."""

BARE_PICTURE = motif(r"!?\[(?P<path>[^\[\]]+\.(?:png|jpe?g|svg|gif))\]", re.IGNORECASE)
CHECKBOX = motif(r"^\[[ xX]?\](?= )")
MARKER = motif(r"==(?P<words>(?=[^=]*\w)[^=\s](?:[^=]*[^=\s])?)==")
APART = motif(r"(?P<words>!?\[[^\[\]]+\])\s+\((?P<target>(?:https?://|mailto:|#)[^()\s]+)\)")
SIGNS = ("**", "]", "<!--", "==")
"""What a source has when something below may be found in it."""

HARD_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " ")
RANK = motif(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})(?:\.\d{1,2}){0,3}[.)]?")
"""« I. », « 1.2 », « A) »: what Word numbers a title or an item with."""

FULL_STOPS = (".", "!", "?", "…")
QUOTED = motif(r"^\s{0,3}(?:>[ \t]?)+")
LIST_SIGN = motif(r"\s*(?:[-*+]|[0-9]+[.)])\s")


def raw_signs(token: Any, span: Span) -> Iterator[Finding]:
    """What the text of a block, once read, still shows of bold, links, pictures and comments badly typed."""
    source = token.content
    if not any(sign in source for sign in SIGNS):
        return
    shown = "".join(child.content for child in token.children or [] if child.type == "text")
    if "**" in shown and "\\*" not in source:
        yield from _bold(shown, span)
    for pattern, told in MISTYPED:
        for match in pattern.finditer(shown):
            message, hint = told(match)
            yield Finding("L061", message, span, (hint,))
    if "<!--" in shown:
        message = "ce commentaire n'est jamais refermé : il serait imprimé."
        yield Finding("L015", message, span, ("ajoutez « --> » à sa fin.",))


def _path_with_a_space(match: re.Match[str]) -> tuple[str, str]:
    what = "ne montrera pas l'image" if match["mark"] else "ne sera pas un lien"
    written = f"{match['mark']}[{match['alt']}](<{match['path'].strip()}>)"
    return (
        f"« {match.group()} » {what} : le nom du fichier contient une espace.",
        f"écrivez {written}, ou ôtez l'espace du nom du fichier.",
    )


def _address_of_one_computer(match: re.Match[str]) -> tuple[str, str]:
    message = f"« {match.group()[:80]} » sera imprimé tel quel : cette adresse ne vaut que sur un ordinateur."
    if not match["mark"]:
        return message, "donnez une adresse en https://."
    name = match["address"].rstrip("/").rpartition("/")[2]
    return message, f"copiez l'image à côté de ce texte, et écrivez ![{match['alt']}]({name})."


def _picture_without_address(match: re.Match[str]) -> tuple[str, str]:
    return (
        f"« {match.group()} » ne montrera pas l'image : il sera imprimé tel quel.",
        f"écrivez ![ce que l'image montre]({match['path'].strip()}).",
    )


def _address_apart(match: re.Match[str]) -> tuple[str, str]:
    return (
        f"« {match.group()} » sera imprimé tel quel : une espace sépare le texte de son adresse.",
        f"écrivez {match['words']}({match['target']}).",
    )


def _checkbox(match: re.Match[str]) -> tuple[str, str]:
    return (
        f"« {match.group()} » : une case à cocher n'existe pas dans le document, elle serait imprimée ainsi.",
        "ôtez-la : une liste commence par « - ».",
    )


def _marker(match: re.Match[str]) -> tuple[str, str]:
    return (
        f"« {match.group()} » sera imprimé avec ses signes : le surligné n'existe pas.",
        f"écrivez **{match['words']}**, en gras.",
    )


MISTYPED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], tuple[str, str]]], ...] = (
    (SPACED_PATH, _path_with_a_space),
    (LOCAL, _address_of_one_computer),
    (BARE_PICTURE, _picture_without_address),
    (APART, _address_apart),
    (CHECKBOX, _checkbox),
    (MARKER, _marker),
)
"""What is told of each, message and hint, in the order in which they are told."""


def _bold(shown: str, span: Span) -> Iterator[Finding]:
    spaced = SPACED_BOLD.search(shown) or SPACED_END.search(shown)
    opened = None if spaced else OPEN_BOLD.search(shown)
    if spaced:
        message = (
            f"« {spaced.group()} » sera imprimé avec ses étoiles : une espace les sépare du mot."
        )
        yield Finding("L060", message, span, (f"écrivez **{spaced['words'].strip()}**.",))
    elif opened:
        words = " ".join(opened["words"].split()[:4])
        message = (
            f"le gras ouvert par « **{words} » n'est jamais refermé : ses étoiles seront imprimées."
        )
        yield Finding(
            "L060",
            message,
            span,
            ("ajoutez ** juste après le dernier mot en gras, sans espace avant.",),
        )


def lost_list(path: str, lines: Sequence[str], first: int, end: int) -> Iterator[Finding]:
    """At most one finding on the lines of a paragraph: items that no list will show, columns that no table will."""
    typed = [QUOTED.sub("", line) if ">" in line else line for line in lines[first:end]]
    if len(typed) == 1 and WORD.match(typed[0]):
        return  # a line that begins with a word is neither an item, nor columns, nor a heap
    item = next(faux_points(typed), None)
    cells = colonnes(typed)
    if item is not None:
        rank, written = item
        yield _no_list(typed, rank, written, Span(path, first + rank + 1))
    elif cells:
        yield _no_columns(cells, Span(path, first + 1))
    elif est_un_tas(typed):
        message = f"les {len(typed)} lignes à partir de « {typed[0].strip()} » seront imprimées bout à bout."
        yield Finding("L075", message, Span(path, first + 1), (_apart(typed),))


def _no_list(typed: Sequence[str], rank: int, written: str, span: Span) -> Finding:
    choices = [choice for line in typed for choice in choices_in(line)]
    if choices and typed[rank].strip()[0] in BOXES:
        return _boxes(choices, typed[rank].strip(), span)
    message = f"« {typed[rank].strip()} » : ce signe ne commence pas une liste ; "
    message += "ces lignes seront imprimées bout à bout."
    hint = f"écrivez « {written} », et de même pour chaque ligne de la liste."
    if written == typed[rank].strip().translate(HARD_SPACES):
        hint = "l'espace après ce signe est insécable : retapez-la, et de même pour chaque ligne de la liste."
    return Finding("L064", message, span, (hint, *_also(typed)))


def _boxes(choices: Sequence[tuple[str, bool]], line: str, span: Span) -> Finding:
    """Boxes of a form: only what is ticked is an answer, and what no box shows is asked."""
    kept = [words for words, ticked in choices if ticked and words]
    shown = ", ".join(f"« - {words} »" for words in kept or [words for words, _ in choices][:1])
    which = "ce qui est coché" if kept else "les choix qui sont les vôtres"
    message = f"« {line} » : ces cases à cocher seront imprimées bout à bout."
    hint = f"gardez {which}, une ligne chacun ({shown}), et effacez le reste, cases comprises."
    return Finding("L064", message, span, (hint,))


def _no_columns(cells: Sequence[str], span: Span) -> Finding:
    message = "ces colonnes sont séparées par des tabulations : elles seront imprimées bout à bout."
    rule = "|---" * len(cells) + "|"
    hint = f"écrivez « | {' | '.join(cells)} | », dessous « {rule} », puis chaque ligne avec des « | »."
    if len(cells) == 2 and RANK.fullmatch(cells[0]):
        message = f"« {cells[0]} » est séparé de son texte par une tabulation : ces lignes seront imprimées bout à bout."
        hint = f"pour un titre, écrivez « ## {cells[1]} », sans numéro ; pour une liste, « 1. {cells[1]} »."
    return Finding("L076", message, span, (hint,))


def _apart(typed: Sequence[str]) -> str:
    """What to do of short lines: a list, or a title and its text."""
    first = typed[0].strip()
    hint = f"faites-en une liste (« - {first} »), ou laissez une ligne vide entre elles."
    if len(typed) == 2 and typed[1].rstrip().endswith(FULL_STOPS):
        return f"si la première est un titre, écrivez « ## {first} », puis une ligne vide ; sinon, {hint}"
    return hint


def _also(lines: Sequence[str]) -> Iterator[str]:
    """What would be left around the items once they are written as such: blanks before them, breaks after them."""
    if any(line[:1].isspace() for line in lines):
        yield "chaque tiret va au tout début de sa ligne : ôtez les espaces ou la tabulation devant."
    if any(line.rstrip().endswith("\\") for line in lines):
        yield "ôtez le « \\ » au bout des lignes : il serait imprimé."


def by_accident(text: str, span: Span) -> Finding:
    """A text set in by four spaces or a tab, which Markdown takes for the code of a program."""
    where = "d'une tabulation ou de quatre espaces"
    message = f"ce texte est en retrait {where} : il serait imprimé comme du code."
    if LIST_SIGN.match(text):
        message = f"cette liste est en retrait {where} : elle serait imprimée comme du code."
    return Finding(
        "L063", message, span, ("ôtez la tabulation ou les espaces au début de ces lignes.",)
    )
