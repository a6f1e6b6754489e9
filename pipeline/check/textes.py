"""Rules on words: blanks left, facts, pictures, links, leftovers of the example."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.check.controle import controle
from pipeline.check.diffusion import private_path
from pipeline.model.ancre import cible
from pipeline.model.comptes import Comptes
from pipeline.model.dessin import Dessin
from pipeline.model.diagnostic import BESOINS
from pipeline.model.donnees import DONNEES
from pipeline.model.fait import FORMES, Fait, Genre
from pipeline.model.finding import Finding
from pipeline.model.graphique import table_de_graphique
from pipeline.model.langue.francais import et
from pipeline.model.langue.mots import UNSURE, did_you_mean, fold, nearest
from pipeline.model.mission import PAR_CLE
from pipeline.model.motif import motif
from pipeline.model.projet import CONSTATS_ACCEPTES, Piece, Projet, TexteSource
from pipeline.model.prose import VARIABLE, Image, Link, Variable
from pipeline.model.span import Span
from pipeline.model.statuts import est_un_compte

BLANKS = motif(
    r"\bX{2,}\b"
    r"|(?:\b[xX]+|_{2,})[ \u00a0\u202f]?%(?!\})"
    r"|(?:…|\.{2,}) */ *20"
    r"|/ *20(?:…|\.{2,})"
    r"|(?:…|\.{3,}) *%"
    r"|\.{4,}|…{2,}"
    r"|_{4,}"
    r"|\bNom Prénom\b"
    r"|(?i:\bà\s+(?:compléter|remplir|renseigner|préciser)\b)"
    r"|\bTODO\b|\bTBD\b|\b[Ll]orem ipsum\b|\?{3,}|\b[xX]{3,}\b"
    r"|(?im:(?:^|(?<=\|))[ \t]*(?=\S)(?:"  # a comment left out is a long line of spaces
    rf"(?:[-*+][ \t]+|[\w' ]+ ?:[ \t]*)?(?:{'|'.join(UNSURE)}|\?\?)"
    r"|(?:(?<=\|[ \t])|[-*+][ \t]+|[\w' ]+ ?:[ \t]+)(?:…|\.{2,3})"
    r"|(?:[-*+][ \t]+)?(?:[\w' ]+ ?:[ \t]*)?(?<=[|:][ \t])\?{1,2}"
    r")[ \t.…!]*(?=$|\|))"
)
SIGNS = (
    *(
        "XX",
        "..",
        "…",
        "____",
        "Nom Pr",
        "compléter",
        "remplir",
        "renseigner",
        "préciser",
        "TODO",
        "TBD",
        "orem ipsum",
        "??",
        "xxx",
    ),
    ": ?",
    "| ?",
    *UNSURE,
    *(words.capitalize() for words in UNSURE),
)
PERCENT = motif(r"%(?:(?<=[xX_]%)|(?<=[xX_].%))")
HALF_FACT = motif(r"(?<!\\)\{\{[^{}\n]*\}(?!\})|(?<![{\\])\{[^{}\n]*\}\}")
UNCLOSED_FACT = motif(r"(?<![\\{])\{\{(?!\{)[^{}]*?(?=\n[ \t]*\n|\{|\Z)")
UNOPENED_FACT = motif(
    r"(?<![\w.{|])[\w.]+(?:\(\"[^\"{}\n]*\"\)[\w.]*)?[ \t]*(?:\|[ \t]*\w+[ \t]*)?\}\}"
)
SINGLE_BRACES = motif(
    r"(?<![{\\])\{[ \t]*([a-z_]+(?:\.[a-z_0-9]+|\(\"[^\"{}\n]*\"\))[\w.]*)[ \t]*\}(?!\})"
)
WHOLE_FACT = motif(r"\{\{[^{}\n]*\}\}")
LONGEST_FACT = 500
"""Signs before a « }} » in which its « {{ » is looked for."""

PICTURES = (".png", ".jpg", ".jpeg", ".svg")
VALEURS = "content/statuts/valeurs.yaml"
STATUTS = "content/statuts/"
LEGAL = (STATUTS, "content/reglement-interieur/")
PREFIXES = ("http://", "https://", "mailto:")
FENCE = motif(r"^ *(```|~~~).*?(?:^ *\1|\Z)", re.MULTILINE | re.DOTALL)
CODE = motif(r"`[^`\n]*`")
OPEN_COMMENT = motif(r"<!--.*?(?=\n[ \t]*\n|\Z)", re.DOTALL)
"""A comment that nothing closes ends with its paragraph, as the reader has it."""

TEMPLATE_TAG = motif(r"\{%[^{}\n]*(?:%\}|\})?|\{#[^{}\n]*#\}")
TYPE_THE_VALUE = "tapez à sa place ce qui doit être imprimé."
NO_TAG = (
    "un texte n'obéit pas aux balises des modèles Word ; celle-ci y serait imprimée telle quelle."
)
WITHOUT_TAG = "retirez-la ; pour la montrer telle quelle, mettez-la entre accents graves : `…`."
YAML_COMMENT = motif(r"(?:^|(?<=\s))#.*$", re.MULTILINE)
EXAMPLE_DOMAIN = motif(r"\bexample\.(?:org|com|net)\b", re.IGNORECASE)
FICTION_PHONE = motif(
    r"\b(?:0|\+33[\s.]?)(?:1[\s.]?99[\s.]?00|2[\s.]?61[\s.]?91|3[\s.]?53[\s.]?01|4[\s.]?65[\s.]?71|5[\s.]?36[\s.]?49|6[\s.]?39[\s.]?98)"
    r"(?:[\s.]?[0-9]{2}){2}\b"
)
"""The ranges that the Arcep keeps for works of fiction (national numbering plan)."""


@controle()
def blanks(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A place that the author meant to fill is still empty; code and comments are left alone."""
    for texte in projet.textes:
        text = "\n".join(texte.lines)
        if texte.path == CONSTATS_ACCEPTES or not _may_hold_blank(text):
            continue
        masked = _masked(texte.path, text)
        for line, matches in groupby(
            BLANKS.finditer(masked), key=lambda match: text.count("\n", 0, match.start())
        ):
            match = next(matches)
            column = match.start() - text.rfind("\n", 0, match.start())
            message = f"un blanc reste à remplir : « {_around(text, match)} »."
            yield Finding("X001", message, Span(texte.path, line + 1, column))


@controle()
def blanks_in_budget(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The same in the words of the workbook."""
    for text, span in _budget_words(projet):
        match = BLANKS.search(text) if _may_hold_blank(text) else None
        if match:
            yield Finding("X001", f"un blanc reste à remplir : « {_around(text, match)} ».", span)


def _budget_words(projet: Projet) -> Iterator[tuple[str, Span]]:
    for bloc in projet.budget.blocs:
        for spent in bloc.depenses:
            yield from ((text, spent.span) for text in (spent.libelle, spent.commentaire) if text)
        for got in bloc.ressources:
            yield from (
                (text, got.span) for text in (got.libelle, got.financeur, got.commentaire) if text
            )


def _may_hold_blank(text: str) -> bool:
    """A look ten times faster than the patterns themselves, at every text; most have none of these signs."""
    return any(sign in text for sign in SIGNS) or PERCENT.search(text) is not None


def _masked(path: str, text: str) -> str:
    """The text with spaces in place of what is not prose, so that every other character keeps its place."""
    if path.endswith(".md"):
        patterns: tuple[tuple[str, re.Pattern[str]], ...] = (
            ("```", FENCE),
            ("~~~", FENCE),
            ("`", CODE),
        )
    else:
        patterns = (("#", YAML_COMMENT),) if path.endswith((".yaml", ".yml")) else ()
    for sign, pattern in patterns:
        if sign in text:
            text = pattern.sub(_blanked, text)
    return _without_comments(text) if path.endswith(".md") and "<!--" in text else text


def _without_comments(text: str) -> str:
    """Comments closed, then those that nothing closes: none of these comes before the last « --> »."""
    closed = text.rfind("-->") + 3 if "-->" in text else 0
    kept, at = [], 0
    while (start := text.find("<!--", at, closed)) >= 0:
        end = text.index("-->", start) + 3
        kept += [text[at:start], _spaces(text[start:end])]
        at = end
    rest = text[at:]
    return "".join(kept) + (OPEN_COMMENT.sub(_blanked, rest) if "<!--" in rest else rest)


def _blanked(match: re.Match[str]) -> str:
    return _spaces(match.group())


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _around(text: str, match: re.Match[str]) -> str:
    """The blank with a few words of its line on each side."""
    first, last = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    start, end = (
        max(first, match.start() - 25),
        min(last if last >= 0 else len(text), match.end() + 25),
    )
    words = " ".join(text[start:end].split())
    return ("…" if start > first else "") + words + ("…" if last >= 0 and end < last else "")


@controle()
def facts_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Each fact cited exists and fits its place; facts of the statutes wait until their values can be read."""
    values = {VALEURS, f"{projet.statuts.dossier}valeurs.yaml"}
    waiting = not projet.statuts.dossier or not projet.mal_lus.isdisjoint(values)
    for variable in projet.citations:
        if not isinstance(variable, Variable) or projet.d_un_autre_modele(variable.span.path):
            continue
        fait = comptes.faits.get(variable.name)
        if fait is not None and fait.is_blank:
            yield from _blank_date(variable, fait, projet)
        elif waiting and variable.span.path.startswith(LEGAL):
            continue
        elif fait is not None:
            yield from _misfit(variable, fait)
        elif not _unread(variable.name, projet):
            yield _unknown(variable, projet, comptes)


def _unknown(variable: Variable, projet: Projet, comptes: Comptes) -> Finding:
    kind, _, rest = variable.name.partition('("')
    mission = rest.partition('"')[0]
    kept = {placed.value for placed in projet.identite.missions}
    if kind == "mission" and mission in PAR_CLE and mission not in kept:
        message = f"« {variable.raw} » : la mission « {mission} » n'est pas retenue."
        hint = "ajoutez-la à « missions: » dans projet.yaml, ou retirez cette citation."
        return Finding("X002", message, variable.span, (hint,))
    message = f"« {variable.raw} » : {_absent(variable)}."
    return Finding("X002", message, variable.span, comptes.faits.proches(variable.name))


def _absent(variable: Variable) -> str:
    table = table_de_graphique(variable.name)
    if table and not variable.raw.startswith("{{"):
        return f"il n'y a pas de fichier {table}.csv dans {DONNEES}"
    return f"le fait « {variable.name} » n'existe pas"


def _blank_date(variable: Variable, fait: Fait, projet: Projet) -> Iterator[Finding]:
    of_the_contract = variable.name.startswith("contrat.")
    source = "content/projet.yaml" if of_the_contract else "content/fiches/"
    cle = variable.name.rpartition(".")[2]
    told = (path for path in projet.doutes.fautes if path.startswith(source))
    unread = any(path.startswith(source) for path in projet.illisibles)
    if unread or any(projet.illisible_dans(path, cle, "dates") for path in told):
        return
    if fait.genre is Genre.DATE and not _to_fill(variable.name, projet):
        where = "projet.yaml" if of_the_contract else "la fiche"
        yield Finding(
            "X002", f"« {variable.raw} » : cette date est vide dans {where}.", variable.span
        )


def _to_fill(name: str, projet: Projet) -> bool:
    """Whether the date of the contract that a fact gives is a blank left in ``projet.yaml``, which is told there."""
    date_line = re.compile(rf" +{re.escape(name.rpartition('.')[2])} ?:")
    lines = (
        line
        for texte in projet.textes
        if texte.path == "content/projet.yaml"
        for line in texte.lines
    )
    return any(date_line.match(line) and BLANKS.search(line) for line in lines)


def _misfit(variable: Variable, fait: Fait) -> Iterator[Finding]:
    """Why a fact that exists cannot be printed as it is cited."""
    if variable.form not in ("", *FORMES):
        message = f"« {variable.raw} » : la forme « {variable.form} » n'existe pas."
        yield Finding("X002", message, variable.span, did_you_mean(variable.form, FORMES))
    elif variable.form and fait.dans_la_forme(variable.form) is None:
        if est_un_compte(variable.name):
            return  # told where the value is typed
        message = f"« {variable.raw} » : seul un nombre entier s'écrit en lettres."
        yield Finding("X002", message, variable.span)
    elif fait.en_bloc and not variable.seul:
        what = {Genre.LISTE: "une liste", Genre.DESSIN: "un dessin"}.get(fait.genre, "un tableau")
        where = "seul dans son paragraphe, entre deux lignes vides et hors de toute liste"
        yield Finding(
            "X002", f"« {variable.raw} » : ce fait est {what}, il doit être {where}.", variable.span
        )


FICHES = "content/fiches/"
SOURCES = {
    "fiche(": FICHES,
    "personne(": "content/personnes",
    "commune(": "content/communes",
    "besoin(": BESOINS,
    "donnees(": DONNEES,
    "carte(": DONNEES,
    "graphique(": DONNEES,
}
"""How the name of a fact begins → the file, or the folder, that gives it."""

DU_BUDGET = {Piece.IDENTITE, Piece.BUDGET, Piece.BAREME}


def _unread(name: str, projet: Projet) -> bool:
    """Whether the thing that a name speaks of is in a file that could not be read: its fault was told there."""
    kind, opened, rest = name.partition("(")
    if opened and not rest.startswith('"'):
        return False  # a name without its quotes is that of nothing, whatever is read
    if name.startswith(("budget.", "mission(")):
        return not projet.trous.isdisjoint(DU_BUDGET)
    source = SOURCES.get(kind + opened)
    if source == FICHES:
        return _fiche_unread(rest.split('"')[1] if rest.count('"') > 1 else "", projet)
    return source is not None and projet.mal_lu(source)


def _fiche_unread(code: str, projet: Projet) -> bool:
    """Whether what a fiche seems to lack may not have been read; where no fiche has that code, whether one's was not."""
    named = [fiche for fiche in projet.fiches if fiche.code is not None and fiche.cle == code]
    if named:
        return any(fiche.path in projet.mal_lus for fiche in named)
    return bool(projet.fiches_illisibles) or any(
        fiche.code is None or projet.doutes.cle(fiche, "code") for fiche in projet.fiches
    )


@controle()
def braces(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Braces half typed, or typed where nothing reads them, would be printed as they are."""
    for texte in projet.textes:
        text = "\n".join(texte.lines)
        if texte.path == CONSTATS_ACCEPTES or ("{" not in text and "}}" not in text):
            continue
        masked = _masked(texte.path, text)
        lines = [0, *(match.end() for match in re.finditer("\n", text))]
        for start, message in sorted(_half_typed(masked, texte.path.endswith(".md"))):
            yield Finding("X002", message, _place(texte, lines, start))
        for match in _template_tags(masked):
            message = f"« {match.group().strip()} » : {NO_TAG}"
            hint = WITHOUT_TAG if texte.path.endswith(".md") else TYPE_THE_VALUE
            yield Finding("X002", message, _place(texte, lines, match.start()), (hint,))
        for match in VARIABLE.finditer(masked, 0, _end_of_settings(texte, lines)):
            line = bisect_right(lines, match.start())
            if projet.doutes.ligne(texte.path, line):
                continue
            message = f"« {match.group()} » : {ONLY_IN_A_TEXT}"
            yield Finding("X002", message, Span(texte.path, line), (TYPE_THE_VALUE,))


def _template_tags(text: str) -> Iterator[re.Match[str]]:
    """What only a Word template obeys; nearly no text has any of these signs."""
    return TEMPLATE_TAG.finditer(text) if "{%" in text or "#}" in text else iter(())


ONLY_IN_A_TEXT = "un fait ne se cite que dans un texte Markdown, sous l'en-tête."


def _place(texte: TexteSource, lines: Sequence[int], start: int) -> Span:
    line = bisect_right(lines, start)
    return Span(texte.path, line, start - lines[line - 1] + 1)


@controle()
def braces_in_budget(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """The same in the words of the workbook, which cite nothing."""
    for text, span in _budget_words(projet):
        for match in (*VARIABLE.finditer(text), *_template_tags(text)) if "{" in text else ():
            message = f"« {match.group().strip()} » : {ONLY_IN_A_TEXT}"
            yield Finding("X002", message, span, (TYPE_THE_VALUE,))


def _end_of_settings(texte: TexteSource, lines: Sequence[int]) -> int:
    """Where no fact is read: the front matter of a Markdown file, the whole of another."""
    return (*lines, sys.maxsize)[texte.body_line - 1] if texte.path.endswith(".md") else sys.maxsize


def _half_typed(text: str, is_markdown: bool) -> Iterator[tuple[int, str]]:
    """Where braces are missing, and what to type there."""
    others = WHOLE_FACT.sub("", text)
    if "{" not in others and "}}" not in others:
        return  # the searches below try every character, and nearly every text ends here
    for match in HALF_FACT.finditer(text):
        yield match.start(), f"« {match.group()} » : il manque une accolade."
    if is_markdown:
        yield from _half_typed_facts(text)


def _half_typed_facts(text: str) -> Iterator[tuple[int, str]]:
    """What only a text that cites facts may have."""
    for match in UNCLOSED_FACT.finditer(text):
        typed = " ".join(match.group().split("\n", 1)[0].split()[:4])
        yield (
            match.start(),
            f"« {typed} » : ces accolades ne sont jamais refermées, il manque « }}}} ».",
        )
    for match in UNOPENED_FACT.finditer(text) if "}}" in text else ():
        before = text.rfind("{", max(0, match.start() - LONGEST_FACT), match.start())
        if before < 0 or "}" in text[before : match.start()]:
            yield match.start(), f"« {match.group()} » : il manque « {{{{ » devant."
    for match in SINGLE_BRACES.finditer(text):
        yield (
            match.start(),
            f"« {match.group()} » : un fait prend deux accolades, « {{{{ {match[1]} }}}} ».",
        )


@controle()
def pictures(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in projet.citations:
        if isinstance(node, Image):
            if node.path not in projet.images:
                yield _no_picture(node, projet)
            elif node.path in projet.dessins:
                yield from _drawing(node, projet.dessins[node.path])
            elif node.path not in projet.images_lisibles:
                message = f"l'image « {node.path} » ne peut pas être ouverte : elle est abîmée, démesurée, ou ni PNG ni JPEG."
                yield Finding("X003", message, node.span)
            if not node.alt.strip():
                hint = "écrivez-le entre les crochets : ![ce que l'image montre](chemin)."
                yield Finding(
                    "X004", "cette image n'a pas de texte qui la décrit.", node.span, (hint,)
                )


def _drawing(node: Image, dessin: Dessin) -> Iterator[Finding]:
    """A drawing that cannot be printed, or not with all that it holds."""
    if dessin.refus:
        message = f"le dessin « {node.path} » ne peut pas être imprimé : {dessin.refus}."
        hint = "enregistrez-le d'Inkscape en « SVG simple », ou exportez-le en PNG et citez le PNG."
        yield Finding("X050", message, node.span, (hint,))
    elif dessin.retire:
        message = f"le dessin « {node.path} » sera imprimé sans une partie de ce qu'il contient : {et(dessin.retire)}."
        hint = "regardez le dessin dans le document ; s'il y manque quelque chose, exportez-le en PNG et citez le PNG."
        yield Finding("X051", message, node.span, (hint,))


def _no_picture(node: Image, projet: Projet) -> Finding:
    """Somewhere else, of another kind, or absent: three mistakes that are mended in three ways."""
    kind = PurePosixPath(node.path).suffix.lower()
    typed = unquote(node.path)
    if not node.path.startswith("content/"):
        name = re.split(r"[/\\]", typed)[-1] or "salle.png"
        target = f"<{name}>" if " " in name else name
        message = f"l'image « {typed} » n'est pas dans le dossier content/ du projet."
        hints: tuple[str, ...] = (
            f"copiez-la à côté de ce texte, et n'écrivez que son nom : ![…]({target}).",
        )
    elif kind not in PICTURES:
        message = f"l'image « {node.path} » n'est ni un PNG, ni un JPEG, ni un SVG."
        hints = ("enregistrez-la en .png ou en .jpg, puis corrigez son nom ici.",)
    else:
        message = f"l'image « {node.path} » n'existe pas."
        hints = did_you_mean(node.path, projet.images) if nearest(node.path, projet.images) else ()
        hints = hints or ("copiez-la à cet endroit, ou corrigez son nom.",)
    return Finding("X003", message, node.span, hints)


@controle()
def links(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in projet.citations:
        if (
            not isinstance(node, Link)
            or cible(node.url, node.span.path) is not None
            or private_path(node)
        ):
            continue
        if not node.url.lower().startswith(PREFIXES):
            message = f"le lien « {node.url} » ne mène pas à une adresse du web : son texte sera imprimé sans lien."
            yield Finding("X005", message, node.span)


@controle(Piece.IDENTITE)
def leftovers_of_example(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Nothing of the shipped example stays once ``exemple: non``."""
    if projet.identite.exemple:
        return
    words = {fold(word): (word, nature) for word, nature in projet.exemples.items()}
    lines = [
        (line, Span(t.path, number))
        for t in projet.textes
        for number, line in enumerate(t.lines, 1)
    ]
    for line, span in (*lines, *_budget_words(projet)):
        folded = fold(line)
        for wanted, (word, nature) in words.items():
            if wanted in folded:
                yield Finding("E001", f"« {word} » vient de l'exemple fourni ({nature}).", span)
        for pattern, nature in (
            (EXAMPLE_DOMAIN, "adresse d'exemple"),
            (FICTION_PHONE, "numéro de fiction"),
        ):
            match = pattern.search(line)
            if match:
                yield Finding(
                    "E001", f"« {match.group()} » vient de l'exemple fourni ({nature}).", span
                )
