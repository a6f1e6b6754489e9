"""Marks inside a sentence that markdown-it leaves as they were typed: some are honoured, the others are told.

Honoured: struck words, raised and lowered figures, bare addresses.  Told, with what to type instead: whatever belongs
to another program and would be printed with its signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.prose import Inline, Link, Removed, Text
from pipeline.model.span import Span
from pipeline.read.dialectes import (
    AVEC_ADRESSE,
    CHAMPS,
    DANS_LA_SOURCE,
    DIALECTES,
    Marque,
    Told,
)

MAY_HOLD = ("~", "^", "://", "www.", "@")
MARK = motif(
    r"(?<![~\w])~~(?=\S)(?P<struck>[^~\n]*[^~\s])~~(?!~)"
    r"|\^(?P<raised>[0-9+\-]{1,6}|ers?|res?|ères?|es?|ème?s?|nde?s?|os?)\^"
    r"|(?<=[\w)])~(?P<lowered>[0-9+\-]{1,6})~"
    r"|(?<![\w/@.])(?P<address>(?:https?://|www\.)[^\s<>()\[\]{}«»\"|]*[^\s<>()\[\]{}«»\"|.,;:!?'’…*_])"
    r"|(?<![\w.+/-])(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})(?![\w-])"
)
RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def honoured(text: str, span: Span, in_a_link: bool) -> list[Inline]:
    """The inlines of a text; the text alone when it holds none of these marks."""
    if not any(sign in text for sign in MAY_HOLD):
        return [Text(text)]
    nodes: list[Inline] = []
    words: list[str] = []
    at = 0
    for match in MARK.finditer(text):
        node = _node(match, span, in_a_link)
        words.append(text[at : match.start()])
        at = match.end()
        if isinstance(node, Text):
            words.append(node.text)
            continue
        nodes += [Text("".join(words)), node] if any(words) else [node]
        words = []
    words.append(text[at:])
    return [*nodes, Text("".join(words))] if any(words) else nodes


def _node(match: re.Match[str], span: Span, in_a_link: bool) -> Inline:
    kind = match.lastgroup
    if kind == "struck":
        return Removed(match["struck"])
    if kind == "raised":
        return Text(match["raised"].translate(RAISED))
    if kind == "lowered":
        return Text(match["lowered"].translate(LOWERED))
    if in_a_link:
        return Text(match.group())
    if kind == "mail":
        return Link((Text(match["mail"]),), f"mailto:{match['mail']}", span)
    address = match["address"]
    return Link((Text(address),), address if "://" in address else f"https://{address}", span)


# --- told -------------------------------------------------------------------------------------------------------------

FICHES = "content/fiches/"
"""Where rules on the headings of the trame tell of a title glued to its sign."""


def _said(words: str) -> Told:
    return lambda _match: words


def _without_aspect(match: re.Match[str]) -> str:
    if not match["words"]:
        return "ôtez-le : l'aspect vient du modèle Word."
    return (
        f"gardez « {match['words']} », sans crochets ni accolades : l'aspect vient du modèle Word."
    )


def _whole_word(match: re.Match[str]) -> str:
    one = "".join(match.group().split())
    whole = one.replace("-", "")
    return f"écrivez « {whole} » sur une seule ligne ; « {one} », si le trait d'union est du mot."


def _title(match: re.Match[str]) -> str:
    level = min(len(match["signs"]), 6)
    return f"pour un titre, écrivez « {'#' * level} {match['words'].strip()[:40]} » ; sinon, ôtez « # »."


EXPOSANT = motif(r"(?<=\w)\^[^\s^]{1,20}\^|(?<=\w)~[^\s~]{1,20}~(?!~)")

FOREIGN: tuple[Marque, ...] = (
    (
        "#",
        motif(r"(?m)^(?P<signs>#{1,6})(?=[^\s#\d!])(?P<words>[^\n]*)"),
        _title,
    ),
    ("#######", motif(r"(?m)^(?P<signs>#{7,})\s*(?P<words>[^\n]*)"), _title),
    (
        "$",
        motif(r"\$\$[^$]+\$\$|\$(?=[^\s$])[^$\n]*[\\^_={+][^$\n]*(?<=\S)\$|\$[A-Za-z]\$"),
        _said("écrivez la formule en toutes lettres, ou mettez-la en image."),
    ),
    (
        "\\",
        motif(r"(?<![\w:\\/.])\\[A-Za-z]{3,}(?:\{[^{}\n]*\})*"),
        _said(
            "ôtez cette commande : une partie commence d'elle-même une page, le gras s'écrit **ainsi**."
        ),
    ),
    (
        ":::",
        motif(r"(?m)^:::+[^\n]*"),
        _said("pour un encadré, écrivez « > **À retenir.** » ou « > **Attention.** »."),
    ),
    (
        "!!!",
        motif(r"(?m)^!!! ?\w[^\n]*"),
        _said("pour un encadré, écrivez « > **À retenir.** » ou « > **Attention.** »."),
    ),
    (
        "^",
        motif(r"(?m)^\s*\^\^\s*$"),
        _said("une case n'est pas fusionnée avec celle du dessus : répétez-y ce qu'elle dit."),
    ),
    (
        "^^",
        motif(r"(?<!\^)\^\^(?=[^\s^])[^^\n]*[^\s^]\^\^(?!\^)"),
        _said("ôtez les « ^^ », ou mettez ces mots en gras : **ainsi**."),
    ),
    (
        "^",
        motif(r"(?m)(?<=\s)\^(?=[\w-]*[0-9a-z]{2})[\w-]{3,}$"),
        _said("ôtez-le : un renvoi mène à un titre, qui porte son nom, {#ainsi}."),
    ),
    (
        "%%",
        motif(r"%%(?=\S)[^%\n]+%%|%% [^%\n]+%%"),
        _said("une remarque pour vous, qui ne s'imprime pas, s'écrit <!-- ainsi -->."),
    ),
    (
        "][",
        motif(r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]"),
        _said("un lien s'écrit [texte](adresse)."),
    ),
    (
        "[/",
        motif(
            r"(?i)\[(b|i|u|s|url|img|quote|code|center|color|size)(?:=[^\[\]\n]*)?\][^\n]{0,300}?\[/\1\]"
        ),
        _said("le gras s'écrit **ainsi**, l'italique *ainsi*, un lien [texte](adresse)."),
    ),
    (
        "'''",
        motif(r"'''(?=\S)[^\n]*?\S'''"),
        _said("le gras s'écrit **ainsi**."),
    ),
    (
        "== ",
        motif(r"(?m)^={2,6} [^=\n]+ ={2,6}$"),
        _said("un titre s'écrit « ## Titre »."),
    ),
    (
        ".. ",
        motif(r"(?m)^\.\. [\w-]+::[^\n]*"),
        _said("pour un encadré, écrivez « > **À retenir.** » ou « > **Attention.** »."),
    ),
    (
        "{",
        motif(r"(?:\[(?P<words>[^\[\]\n]*)\])?\{(?:\.[\w-]+|[\w-]+=)[^{}\n]*\}|\[\]\{#[^{}\n]*\}"),
        _without_aspect,
    ),
    (
        "[",
        motif(r"(?im)\[\[_?TOC_?\]\]|^\[TOC\]$"),
        _said("ôtez-le : chaque document a son sommaire."),
    ),
    (
        "[[",
        motif(r"\[\[[^\[\]\n]+\]\]"),
        _said("un lien s'écrit [texte](adresse) ; un renvoi, [](#ancre)."),
    ),
    (
        "^[",
        motif(r"\^\[[^\[\]\n]+\]"),
        _said("écrivez [^1] ici, puis, sur une ligne à part : [^1]: le texte de la note."),
    ),
    (
        "[@",
        motif(r"\[@[\w:-]+[^\[\]\n]*\]"),
        _said("écrivez la source en toutes lettres, ou en note : [^1]."),
    ),
    (
        "[",
        motif(r"(?<=[\w.)»%€]) ?\[[0-9]{1,3}\](?![(:\w])"),
        _said("un appel de note s'écrit [^1], et la note, sur une ligne à part : [^1]: le texte."),
    ),
    (
        "*[",
        motif(r"(?m)^\*\[[^\]\n]+\]:[^\n]*"),
        _said("ôtez cette ligne : les sigles se définissent dans content/sigles.csv."),
    ),
    (
        "++",
        motif(r"(?<!\+)\+\+(?=[^\s+])[^+\n]*[^\s+]\+\+(?!\+)"),
        _said("ôtez les « ++ », ou mettez ces mots en gras : **ainsi**."),
    ),
    (
        ":",
        motif(r"(?<![\w:])(?<!\d):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w:])"),
        _said("ôtez-le, ou collez le signe lui-même."),
    ),
    (
        "~~",
        motif(r"(?<![\w~])~~[^~\n]*~~|~~"),
        _said("des mots barrés s'écrivent ~~ainsi~~, sans autre signe dedans."),
    ),
    *(
        (
            sign,
            EXPOSANT,
            _said("seuls des chiffres se mettent en exposant ou en indice : m^2^, CO~2~."),
        )
        for sign in "^~"
    ),
    (
        "+",
        motif(r"(?m)^\+[-=]{3,}\+[^\n]*"),
        _said("un tableau s'écrit avec des « | » ; sa deuxième ligne est « |---|---| »."),
    ),
    (
        "!",
        motif(
            r"(?i)\berreur ?! ?(?:source du renvoi introuvable|signet non défini|il n'y a pas de texte)[^.\n]*\.?"
            r"|\berror! (?:reference source not found|bookmark not defined)\.?"
        ),
        _said("Word avait perdu ce renvoi : écrivez-le ici, [](#ancre), ou retirez ces mots."),
    ),
    *(
        (
            champ,
            motif(rf"\b{champ}\b"),
            _said("c'est le code d'un champ de Word : tapez à sa place ce qu'il montrait."),
        )
        for champ in CHAMPS
    ),
    (
        "-\n",
        motif(r"(?<![\w-])[^\W\d_]{2,}-\n *(?!(?:et|ou|à)\b)[a-zà-ÿ]{2,}"),
        _whole_word,
    ),
    (
        "!include",
        motif(r"(?m)^!include\b[^\n]*"),
        _said("collez ici le texte de ce fichier."),
    ),
)
"""What belongs to another program: a sign without which it cannot be there, the mark itself, what to do about it."""

LONGEST_QUOTE = 60


def _by_first_letter(marques: Sequence[Marque]) -> Mapping[str, Sequence[tuple[int, Marque]]]:
    found: dict[str, list[tuple[int, Marque]]] = {}
    for rank, marque in enumerate(marques):
        found.setdefault(marque[0][0], []).append((rank, marque))
    return found


PAR_SIGNE = _by_first_letter((*FOREIGN, *DIALECTES))
PAR_SIGNE_AVEC_ADRESSE = _by_first_letter(AVEC_ADRESSE)


def _that_may_be(words: str, known: Mapping[str, Sequence[tuple[int, Marque]]]) -> Iterator[Marque]:
    """The marks whose sign is in these words, in the order of their table: most sentences hold none."""
    found = [
        (rank, marque)
        for first, marques in known.items()
        if first in words
        for rank, marque in marques
        if marque[0] in words
    ]
    return (marque for _rank, marque in sorted(found, key=itemgetter(0)))


def foreign_marks(shown: str, source: str, span: Span) -> Iterator[Finding]:
    """One finding for each kind of mark of another program in the words of a block; ``source`` says which are escaped."""
    yield from _in_words(shown, source, span)
    for sign, pattern, told in DANS_LA_SOURCE:
        match = pattern.search(source) if sign in source else None
        if match is not None:
            yield _told(match, source, told(match), span)


def _in_words(shown: str, source: str, span: Span) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    rest = shown
    if any(sign in shown for sign in MAY_HOLD):
        rest = MARK.sub(lambda m: " " * len(m.group()), shown)
    for words, known in ((rest, PAR_SIGNE), (shown, PAR_SIGNE_AVEC_ADRESSE)):
        for _sign, pattern, told in _that_may_be(words, known):
            if told is _title and span.path.startswith(FICHES):
                continue
            match = _first_typed(pattern, words, source, taken)
            if match is not None:
                taken.append(match.span())
                yield _told(match, words, told(match), span)


def _first_typed(
    pattern: re.Pattern[str], rest: str, source: str, taken: Sequence[tuple[int, int]]
) -> re.Match[str] | None:
    """The first of these marks that the source has, and that is no part of one told already."""
    for match in pattern.finditer(rest):
        told = any(start < match.end() and match.start() < end for start, end in taken)
        if not told and _is_typed(match.group(), source):
            return match
    return None


def _told(match: re.Match[str], rest: str, hint: str, span: Span) -> Finding:
    words = " ".join(match.group().split())
    quoted = words if len(words) <= LONGEST_QUOTE else f"{words[: LONGEST_QUOTE - 1]}…"
    line = (span.line or 1) + rest.count("\n", 0, match.start())
    place = Span(span.path, line) if span.line else span
    return Finding("L067", f"« {quoted} » sera imprimé tel quel, avec ses signes.", place, (hint,))


def _is_typed(mark: str, source: str) -> bool:
    """Whether a mark stands in the source with no stroke before its signs, which would ask for them as they are."""
    at = source.find(mark.strip())
    return at >= 0 and source[at - 1 : at] != "\\"


def drawn_elsewhere(info: str, span: Span) -> Finding:
    """A block of code that another program would draw, or set as a formula."""
    name = info.split(" ", 1)[0].strip("{}")
    message = f"ce bloc « {name} » sera imprimé tel quel, comme du code."
    return Finding("L067", message, span, (DESSIN,))


DESSIN = "mettez-en l'image, ![ce qu'elle montre](dessin.png) ; des nombres se dessinent avec « ```graphique »."
