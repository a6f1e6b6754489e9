"""Words of a Markdown file that no document would show, or not as their author meant; each is told where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import count, repeat
from typing import Any
from urllib.parse import unquote

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token

from pipeline.model.finding import Finding
from pipeline.model.graphique import BLOC, annonce_un_graphique, veut_annoncer_un_graphique
from pipeline.model.motif import motif
from pipeline.model.span import Span
from pipeline.read.text import TURNING, turned_by

LANGUAGES = frozenset(
    (
        *(
            "bash",
            "c",
            "console",
            "css",
            "csv",
            "html",
            "javascript",
            "js",
            "json",
            "latex",
            "markdown",
            "md",
        ),
        *(
            "mermaid",
            "python",
            "r",
            "sh",
            "shell",
            "sql",
            "text",
            "toml",
            "txt",
            "xml",
            "yaml",
            "yml",
        ),
    )
)
"""What may follow the opening signs of a code block: the name of what the block is written in."""

CODED_SIGN = motif(r"%d8%9c|%e2%8[01]%[89a][0-9a-f]", re.IGNORECASE)
ENTITY = motif(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|lrm|rlm);")
SHOWN = 60
ORDERED = "ordered_list_open"
TOLD = 10**9
"""Above any number that a list takes."""


def lost_words(
    path: str, body_line: int, tokens: Sequence[Token], cited: Mapping[str, Any]
) -> Iterator[Finding]:
    """Findings on the tokens of a file, and on the lines « [mot]: adresse » that ``cited`` keeps of it."""
    yield from _references(path, body_line, tokens, cited)
    for token in tokens:
        span = Span(path, body_line + token.map[0]) if token.map else Span(path)
        if token.type == "fence":
            yield from _fence(token, span)
        elif token.type == "inline":
            yield from _titles(token, span)
            if "&" in token.content or "%" in token.content:
                yield from _turned(token, span)
    yield from _numbers(path, body_line, tokens)


def _turned(token: Token, span: Span) -> Iterator[Finding]:
    """The hidden signs of direction that are typed by their number or their name, as on a web page or in its address."""
    typed = (unescape(match.group()) for match in ENTITY.finditer(token.content))
    coded = (unquote(match.group()) for match in CODED_SIGN.finditer(token.content))
    for sign in (*typed, *coded):
        if TURNING.fullmatch(sign):
            yield turned_by(sign, span)


def _references(
    path: str, body_line: int, tokens: Sequence[Token], cited: Mapping[str, Any]
) -> Iterator[Finding]:
    """Lines such as « [mot]: texte » define the target of a link and print nothing: told when nothing points there."""
    references: Mapping[str, Any] = cited.get("references", {})
    if not references:
        return
    used = {
        normalizeReference(str(child.meta["label"]))
        for token in tokens
        for child in _links(token.children or ())
        if "label" in child.meta
    }
    for label, target in references.items():
        if label not in used:
            message = (
                f"« [{label.lower()}]: … » ne serait pas imprimé : rien ne renvoie à cette ligne."
            )
            hints = (
                ("le nom d'une note s'écrit sans espace : [^insee].",)
                if label.startswith("^")
                else ()
            )
            yield Finding("L017", message, Span(path, body_line + target["map"][0]), hints)
    for target in cited.get("duplicate_refs", ()):
        label = target["label"]
        first = body_line + references[label]["map"][0]
        message = f"« [{label.lower()}]: … » est déjà donné à la ligne {first} : cette ligne-ci ne servirait à rien."
        hint = "effacez l'une des deux, ou donnez-lui un autre nom."
        yield Finding("L017", message, Span(path, body_line + target["map"][0]), (hint,))


def _links(children: Sequence[Token]) -> Iterator[Token]:
    """The links and pictures of a block, those in the words of a picture included."""
    for child in children:
        if child.type in ("link_open", "image"):
            yield child
        if child.children:
            yield from _links(child.children)


def _fence(token: Token, span: Span) -> Iterator[Finding]:
    """What stands beside the signs that open or close a block of code."""
    said = unescape(token.info).strip()
    if veut_annoncer_un_graphique(said):
        message = f"« {said[:SHOWN]} » n'est pas le nom d'un bloc : ces lignes seraient imprimées comme du code."
        yield Finding(
            "L065", message, span, (f"pour un graphique, écrivez « {token.markup}{BLOC} ».",)
        )
    elif said and said.lower() not in LANGUAGES and not annonce_un_graphique(said):
        message = (
            f"« {said[:SHOWN]} » ne serait pas imprimé : c'est écrit à côté de « {token.markup} »."
        )
        yield Finding(
            "L065", message, span, (f"mettez ces mots sur la ligne qui suit « {token.markup} ».",)
        )
    lines = token.content.split("\n")
    first, end = token.map or (0, 0)
    if end - first - 2 == len(lines) - 1:
        return  # its last line closes it
    closing = next(
        (rank for rank, line in enumerate(lines) if line.strip().startswith(token.markup)), None
    )
    message = (
        f"ce bloc « {token.markup} » n'est jamais refermé : la suite serait imprimée comme du code."
    )
    hint = f"ajoutez une ligne « {token.markup} » à sa fin."
    if closing is not None:
        line = (span.line or 0) + closing + 1
        typed = lines[closing].strip()
        hint = f"ligne {line}, « {typed[:SHOWN]} » ne le referme pas : laissez-y « {token.markup} » seul."
    yield Finding("L065", message, span, (hint,))


def _titles(token: Token, span: Span) -> Iterator[Finding]:
    """The title of a link or a picture shows on a screen under the pointer, and never on paper."""
    for link in _links(token.children or ()):
        title = str(link.attrs.get("title", ""))
        if title.strip():
            message = f"« {title[:SHOWN]} » ne serait pas imprimé : c'est le titre d'un lien ou d'une image."
            yield Finding("L065", message, span, ("mettez ces mots dans la phrase, ou ôtez-les.",))


def _numbers(path: str, body_line: int, tokens: Sequence[Token]) -> Iterator[Finding]:
    """A list is numbered from its first number: a higher one, typed further down, gives way to the next.

    Told once for a list; an item typed lower than its rank is a habit (« 1. » before each), or a mistake of no harm.
    """
    series: list[Iterator[int]] = []
    for token in tokens:
        if token.type.endswith("_list_open"):
            series.append(
                count(int(token.attrs.get("start", 1))) if token.type == ORDERED else repeat(TOLD)
            )
        elif token.type.endswith("_list_close"):
            series.pop()
        elif token.type == "list_item_open" and token.info:
            typed, printed = int(token.info), next(series[-1])
            if typed > printed:
                series[-1] = repeat(TOLD)
                message = f"« {typed}. » serait imprimé « {printed}. » : "
                message += "une liste compte à partir de son premier numéro."
                hint = f"tapez « {printed}. », ou, si ce nombre compte, une liste à tirets : « - {typed} : … »."
                yield Finding(
                    "L065", message, Span(path, body_line + (token.map or [0])[0]), (hint,)
                )


def tangled(span: Span) -> Finding:
    """A text whose brackets are too many to be read as links."""
    message = "plus de 50 crochets sont ouverts à la fois dans ce texte : il serait imprimé avec tous ses signes."
    return Finding("L016", message, span, ("refermez-les, ou ôtez-les.",))
