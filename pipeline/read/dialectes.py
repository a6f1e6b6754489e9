"""Marks of other ways to write a text: Textile, MediaWiki, Jira, AsciiDoc, Org, reStructuredText, LaTeX, forums, templates.

Pasted here, they would be printed as they are.  Each is told with what to type instead.  French prose holds none of them:
what it does hold (« et/ou », « ??? », « 5'' », « = total ») is a good neighbour in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.model.motif import motif

Told = Callable[[re.Match[str]], str]
Marque = tuple[str, re.Pattern[str], Told]
"""A sign without which the mark cannot be there, the mark itself, what to do about it."""

DEBUTS = ("h1", "h2", "h3", "h4", "h5", "h6", "bq", "bc", "fn")
"""What a block of Textile, or of Jira, begins with."""

CHAMPS = ("HYPERLINK", "PAGEREF", "NOTEREF", "MERGEFIELD", "MERGEFORMAT", "DOCPROPERTY", "FORMTEXT")
"""Fields of Word, whose code a paste may bring in place of what they show."""

ENCADRE = "pour un encadré, écrivez « > **À retenir.** » ou « > **Attention.** »."
TITRE = "un titre s'écrit « ## Titre »."
LIEN = "un lien s'écrit [texte](adresse)."
ITALIQUE = "l'italique s'écrit *ainsi*, une citation « ainsi »."
NOTE = "écrivez [^1] ici, puis, sur une ligne à part : [^1]: le texte de la note."
REMARQUE = "une remarque pour vous, qui ne s'imprime pas, s'écrit <!-- ainsi -->."
AUTRE = "ôtez-le : c'est un signe d'un autre logiciel."
ANNOTES = "note|tip|info|warning|danger|example|quote|abstract|success|question|failure|bug|important|attention|hint|caution"
MACROS = "color|panel|code|noformat|quote|note|info|tip|warning|toc|anchor|expand|status|column|section|excerpt|align|font"


def _said(words: str) -> Told:
    return lambda _match: words


BLOC = motif(r"\A(?P<mark>h[1-6]|bq|bc|fn\d{1,2})(?:\([^()\n]*\))?\.\.? (?P<words>\S[^\n]*)")


def _block(match: re.Match[str]) -> str:
    level, words = match["mark"][1:], match["words"].strip()[:40]
    if match["mark"].startswith("fn"):
        return NOTE
    if not level.isdigit():
        return "une citation s'écrit « > ainsi », sur une ligne à part."
    return f"pour un titre, écrivez « {'#' * max(2, int(level))} {words} »."


def _macro(match: re.Match[str]) -> str:
    kind = match["kind"]
    if kind in {"image", "include", "video", "audio", "icon"}:
        return (
            "une image s'écrit ![ce que l'image montre](fichier.png) ; un autre texte se colle ici."
        )
    return NOTE if kind == "footnote" else LIEN


def _retyped(match: re.Match[str]) -> str:
    """What the letters were before a program read them in another encoding."""
    try:
        whole = match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return "retapez ce mot : ses accents s'y sont perdus."
    return f"écrivez « {whole} » : ses accents s'étaient perdus."


DIALECTES: tuple[Marque, ...] = (
    *((name, BLOC, _block) for name in DEBUTS),
    ("{", motif(rf"(?<!\{{)\{{(?:{MACROS})(?:[:=][^{{}}\n]*)?\}}"), _said(f"ôtez-le ; {ENCADRE}")),
    ("{", motif(r"\{:[^{}\n]*\}|\{=\w+\}|%\{[^{}\n]*\}"), _said(AUTRE)),
    (
        "{",
        motif(r"\{ ?(?:PAGE|NUMPAGES|DATE|TIME|TOC|SEQ|REF|TITLE|AUTHOR)\b[^{}\n]*\}"),
        _said(AUTRE),
    ),
    ("{", motif(r"(?<!\{)[$#]\{[^{}\n]+\}|\{\}(?=\w)|(?<=\w)\{\}"), _said(AUTRE)),
    ("<%", motif(r"<%[^%\n]*%>"), _said(AUTRE)),
    ("%(", motif(r"%\([\w.]+\)[sd]\b"), _said(AUTRE)),
    ("???", motif(rf"(?m)^\?\?\?\+? ?(?:{ANNOTES})\b[^\n]*"), _said(ENCADRE)),
    (
        "===",
        motif(r'(?m)^=== ?[!+]? ?"[^"\n]+"'),
        _said("le papier n'a pas d'onglets : donnez à chacun un titre, « ## Titre »."),
    ),
    ("///", motif(r"(?m)^/{3,} ?\w[^\n]*"), _said(ENCADRE)),
    ("==", motif(r"(?m)^={2,6} (?=[^\n]*[^\W\d_]{3})[^\n]+$"), _said(TITRE)),
    ("= ", motif(r"(?m)^= (?=[^\n]*[^\W\d_]{3})[^=\n]+ =$"), _said(TITRE)),
    ("=", motif(r"(?<![\w=<>!])=(?=[^\W\d_])[^=\n]{1,40}\w=(?![\w=])"), _said("ôtez les « = ».")),
    ("=", motif(r"(?:=[0-9A-F]{2}){2,}"), _said("retapez ce mot : un accent s'y est perdu.")),
    ("''", motif(r"(?<!['\w])''(?=[^\s'])[^\n]{0,200}?[^\s']''(?!['\w])"), _said(ITALIQUE)),
    ("//", motif(r"(?<![:\w/])//(?=[^\s/])[^/\n]*[^\s/]//(?![\w/])"), _said(ITALIQUE)),
    (
        "[",
        motif(
            r"(?m)^\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION"
            r"|(?:source|quote|verse|example|sidebar|discrete|horizontal|cols|options|role)\b[^\]\n]*|[.#]\w[^\]\n]*)\]$"
        ),
        _said(f"ôtez cette ligne ; {ENCADRE}"),
    ),
    (
        "[",
        motif(
            r"\b(?P<kind>image|include|video|audio|icon|link|xref|footnote|kbd|btn|menu|stem)::?[^\s\[\]]*\[[^\[\]\n]*\]"
        ),
        _macro,
    ),
    ("[*]", motif(r"(?m)^\[\*\] ?\S[^\n]*"), _said("un point d'une liste s'écrit « - ainsi ».")),
    (
        "[/",
        motif(
            r"(?i)\[(list|youtube|video|table|h[1-6]|align|left|right|justify|font|spoiler|caption|sup|sub)"
            r"(?:[ =][^\[\]\n]*)?\][\s\S]{0,300}?\[/\1\]"
        ),
        _said("ôtez ces crochets : une liste s'écrit « - ainsi », un titre « ## ainsi »."),
    ),
    ("]_", motif(r"\[(?:[0-9]{1,3}|#\w*|\*)\]_(?!\w)"), _said(NOTE)),
    ("]_", motif(r"\[_[^\[\]\n]*_\]"), _said(AUTRE)),
    ("\\", motif(r"(?<![:\\])\\[nrt](?!\w)"), _said("ôtez-le, et allez à la ligne.")),
    ("[object", motif(r"\[object Object\]"), _said("retapez ce que le logiciel a perdu.")),
    ("Ã", motif(r"\S*Ã[\u0080-\u00bf\u0152-\u2122 ]\S*"), _retyped),
    ("â€", motif(r"\S*â€\S*"), _retyped),
    ("(((", motif(r"\(\(\([^()\n]+\)\)\)"), _said(NOTE)),
    (
        "** ",
        motif(r"(?<=\n)\*{2,6} (?=\S)[^*\n]+$|^\*{1,6} (?:TODO|DONE)\b[^\n]*", re.MULTILINE),
        _said("un titre s'écrit « ## Titre » ; un point d'une liste, « - ainsi »."),
    ),
    (":", motif(r"(?m)^:[A-Z_]{2,}:[^\n]*$"), _said("ôtez cette ligne.")),
    (
        "<",
        motif(r"<[0-9]{4}-[0-9]{2}-[0-9]{2}[^<>\n]*>"),
        _said("écrivez la date sans « < » ni « > »."),
    ),
    (
        "+",
        motif(r"(?<![\w+])\+(?=[^\W\d_])[^+\n]{0,60}[^\W\d_]\+(?![\w+])"),
        _said("ôtez les « + »."),
    ),
    ("~", motif(r"(?<![\w~])~(?=[^\W\d_])[^~\n]{0,40}\w~(?![\w~])"), _said("ôtez les « ~ ».")),
    ("@@", motif(r"@@[\w-]+:[^@\n]*@@"), _said(AUTRE)),
    ("@", motif(r"(?<![\w@.])@(?=\w)[^@\s]{1,40}@(?![\w@])"), _said("ôtez les « @ ».")),
    ("??", motif(r"(?<!\S)\?\?(?=\w)[^?\n]*\w\?\?"), _said(ITALIQUE)),
    (
        "!",
        motif(r"(?<!\S)![\w./-]+\.(?:png|jpe?g|gif|svg)(?:\|[^!\n]*)?!"),
        _said("une image s'écrit ![ce que l'image montre](fichier.png)."),
    ),
    ("..", motif(r"(?m)^\.\. (?:_[\w -]+:|\|[^|\n]+\|)[^\n]*|^\.\.$"), _said(REMARQUE)),
    (
        ":",
        motif(r"(?m)^[\w-]+:: \S[^\n]*|^::$"),
        _said("un mot et ce qu'il veut dire s'écrivent « **Mot** : sens »."),
    ),
    ("'''", motif(r"(?m)^'{3,}$"), _said("ôtez cette ligne.")),
    ("+++", motif(r"(?m)^\+{3,}$"), _said("ôtez cette ligne.")),
    (
        "<<<",
        motif(r"(?m)^<{3}$"),
        _said("ôtez cette ligne : une partie commence d'elle-même une page."),
    ),
    (
        ";",
        motif(r"\A; ?\w[^\n;:]* : [^\n;]+\Z"),
        _said(
            "écrivez le mot seul sur une ligne, puis, sur la suivante, « : » et ce qu'il veut dire."
        ),
    ),
    ("$", motif(r"(?<![\w$])\$[A-Za-z_]\w*\$(?![\w$])"), _said(AUTRE)),
    ("%20", motif(r"\w%20\w[^\s]*"), _said("remplacez « %20 » par une espace.")),
    (
        "^",
        motif(r"\A\^[\w-]{3,}\Z"),
        _said("ôtez-le : un renvoi mène à un titre, qui porte son nom, {#ainsi}."),
    ),
    (
        "_",
        motif(r"\bREF _\w+"),
        _said("c'est le code d'un champ de Word : tapez à sa place ce qu'il montrait."),
    ),
)
"""In the words of a block, those of an address left out."""

AVEC_ADRESSE: tuple[Marque, ...] = (
    ("|", motif(r"\[[^\[\]|\n]+\|(?:https?://|mailto:|#)[^\[\]\n]*\]"), _said(LIEN)),
    ('":', motif(r'"[^"\n]+":(?:https?://|mailto:)[^\s]+'), _said(LIEN)),
    ("[http", motif(r"\[https?://\S+ (?!consult)[^\[\],\n]+\]"), _said(LIEN)),
    ("][", motif(r"\[\[(?:https?://|file:|mailto:)[^\[\]\n]+\]\[[^\[\]\n]+\]\]"), _said(LIEN)),
)
"""In the words of a block, addresses with them."""

FORMULE = "écrivez la formule en toutes lettres, ou mettez-la en image."
DANS_LA_SOURCE: tuple[Marque, ...] = (
    ("\\(", motif(r"\\\((?=[^()\n]*(?:[\^_={}]|\\[A-Za-z]))[^\n]*?\\\)"), _said(FORMULE)),
    ("\\[", motif(r"\\\[(?=[^\[\]]*(?:[\^_={}]|\\[A-Za-z]))[^\[\]]*?\\\]"), _said(FORMULE)),
    (
        "__",
        motif(r"(?m)^__(?:TOC|NOTOC|FORCETOC|NOEDITSECTION)__$"),
        _said("ôtez-le : chaque document a son sommaire."),
    ),
    ("[[_", motif(r"\[\[_[A-Z]+_\]\]"), _said("ôtez-le : chaque document a son sommaire.")),
    ("~~NO", motif(r"~~NO(?:TOC|CACHE)~~"), _said("ôtez-le : chaque document a son sommaire.")),
    ("_x0", motif(r"_x00[0-9A-F]{2}_"), _said("ôtez-le : c'était un retour à la ligne d'Excel.")),
    ("{*}", motif(r"\{\*\}[^{}\n]*\{\*\}"), _said("le gras s'écrit **ainsi**.")),
    ("`_", motif(r"`[^`<\n]+<[^<>\n]+>`__?"), _said(LIEN)),
)
"""In what was typed, for what reading makes of it has lost its signs."""


DESSINS = frozenset(
    {"mermaid", "plantuml", "dot", "graphviz", "vega", "vega-lite", "math", "latex", "ditaa"}
)
"""What a block of code may be written in that another program would draw."""
