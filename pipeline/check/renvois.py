"""Rules on references, annexes and the tables that a text inserts by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.check.controle import controle
from pipeline.check.formes import doublons
from pipeline.check.textes import LEGAL
from pipeline.model.ancre import Ancre, cible, de_annexe, mots
from pipeline.model.comptes import Comptes
from pipeline.model.donnees import Donnees
from pipeline.model.fait import APPEL, Fait, Genre
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.langue.texte import place, prose
from pipeline.model.livrable import CHAPITRES, TITRES_ANNEXES
from pipeline.model.motif import motif
from pipeline.model.projet import Projet, TexteSource
from pipeline.model.prose import Link, Variable
from pipeline.model.span import Span
from pipeline.model.tableaux import OPTIONS, OPTIONS_DONNEES

LETTERED = "(?-i:[A-H]|[IVX]{1,4})|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
"""The ranks that annexes have beside figures."""

NUMBERED = motif(
    r"(?:\b(?:voir|cf\.?|à|aux?|dans|en|selon|par|la|les|des|l['’]|le|du|de l['’])|(?<=[^\]] \())\s*(?:l['’]\s*)?"
    r"(?P<quoi>(?P<genre>annexe|tableau|figure|fiche|article)s?(?:[ -]actions?)?\s+(?:n°\s?)?[0-9]{1,3}"
    rf"|(?P<lettre>annexes?\s+(?:n°\s?)?(?:{LETTERED})))\b(?![-–'’])",
    re.IGNORECASE,
)
"""« voir l'annexe 3 », « le tableau 2 », « (annexe B) »: words that lean on a number."""

TITLED = motif(r"\bannexes?\s+«\s*([^«»\n]{3,90}?)\s*»(?!\s*\])", re.IGNORECASE)
"""« voir l'annexe « Bilan » », typed and no reference."""

NOT_OURS = motif(
    r"(?:(?:\s+et|\s+à|,)\s+[0-9][\w-]*)*(?:\s+(?:de|du|des)\s+(?:la\s+|le\s+|l['’]\s*)?|,?\s+(?:d['’]\s*))"
    r"(?:guide|loi|code|décret|arrêté|accord|contrat|cahier|rapport|convention|avenant"
    r"|règlement\s+(?:\(|n°|général|européen)|HAS|un|une)",
    re.IGNORECASE,
)
NUMBERED_THINGS = ("annexe", "tableau", "figure", "fiche", "action", "article")
A_NUMBER = motif(
    r"s?\s+(?:n°|[0-9]|(?:[a-h]|[ivx]{1,4}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\b)"
)
ANCRES = {"fiche": "[](#fiche-M3-01)", "article": "[](#article-cotisation)"}
"""How what is cited by number is cited by name instead, where the word after # is not all the author's."""
FICHE = motif(r"M(?<![\w/-]M)[1-9]-[0-9]{1,2}\b")
_BETWEEN = r"\**(?:[^\S\n]*,[^\S\n]*|[^\S\n]+et[^\S\n]+)\**"
BESOINS = motif(
    rf"\bbesoins?[^\S\n]+\**(B[0-9]{{1,2}}\b(?:{_BETWEEN}B[0-9]{{1,2}}\b)*)", re.IGNORECASE
)
BESOIN = motif(r"B[0-9]{1,2}")
SIGLES = "annexe-sigles"
"""The list of sigles serves every page: no text has to cite it."""


@controle()
def references_lead_somewhere(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    known = _by_target(comptes.ancres)
    for link, target in _references(projet):
        if projet.d_un_autre_modele(link.span.path):
            continue
        ancre = known.get(target)
        if ancre is None:
            if not _may_be_unread(target, projet):
                message = f"« {link.url} » ne mène à rien dans le projet."
                yield Finding("X040", message, link.span, _hints(target, comptes.ancres))
        elif ancre.path and ancre.path == link.span.path:
            yield Finding("X041", f"« {link.url} » renvoie au texte où il se trouve.", link.span)


@controle()
def anchors_once(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Two files of the same words are told only when a text refers to one of them; two fiches, by F010."""
    cited = {target for _, target in _references(projet)}
    for ancre, first in doublons(comptes.ancres, lambda ancre: ancre.cle):
        needed = not ancre.path or not cited.isdisjoint(("#" + ancre.cle, ancre.path, first.path))
        if needed and ancre.span.path and not ancre.cle.startswith("fiche-"):
            where = f" en {first.span}" if first.span.path else ""
            message = f"« {ancre.cle} » nomme déjà autre chose{where}."
            yield Finding("X043", message, ancre.span, (_other_name(ancre),))


@controle()
def annexes_cited(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """Every annex that a text cites is joined to a document, and every annex joined is cited somewhere."""
    joined = _joined(projet)
    if joined is None:
        return
    cited = list(_annexes_cited(projet, comptes))
    for link, cle in cited:
        if cle not in joined:
            name = cle.removeprefix("annexe-")
            message = f"« {link.url} » cite une annexe qu'aucun document ne joint."
            hint = f"ajoutez « {name if name in TITRES_ANNEXES else CHAPITRES} » aux annexes, dans livrables.yaml."
            yield Finding("X044", message, link.span, (hint,))
    useful = {SIGLES, *(cle for _link, cle in cited)}
    for cle in joined.keys() - useful if not _may_be_cited_elsewhere(projet) else ():
        hint = f"écrivez [](#{cle}) là où elle sert : son numéro suivra."
        message = f"aucun texte ne cite l'annexe « {cle.removeprefix('annexe-')} »."
        yield Finding("X045", message, joined[cle], (hint,))


@controle()
def annexes_named_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """An annex that a text names by its title, without a reference, is one of ours."""
    titles = [chapter.titre for chapter in projet.chapitres["annexes"]]
    titles += [livrable.titre for livrable in projet.tous_les_livrables]
    titles += TITRES_ANNEXES.values()
    if _may_be_cited_elsewhere(projet):
        return
    for texte in projet.textes:
        text = prose(texte) if texte.path.endswith(".md") else ""
        for match in TITLED.finditer(text) if "nnexe" in text else ():
            if not _is_a_title(match[1], titles) and not NOT_OURS.match(text, match.end()):
                message = f"aucune annexe n'a pour titre « {match[1]} »."
                where = place(texte, match.start())
                yield Finding("X044", message, where, did_you_mean(match[1], titles))


def _is_a_title(words: str, titles: Iterable[str]) -> bool:
    """Whether the words are a title, or enough of one to find it."""
    said = fold(words)
    return any(said in fold(title) for title in titles)


def _may_be_cited_elsewhere(projet: Projet) -> bool:
    """Whether a text that prints could not be read to its end: it may hold a reference."""
    return any(path.endswith(".md") for path in projet.illisibles | projet.doutes.perdues)


def _annexes_cited(projet: Projet, comptes: Comptes) -> Iterator[tuple[Link, str]]:
    known = _by_target(comptes.ancres)
    for link, target in _references(projet):
        ancre = known.get(target)
        if ancre is not None and ancre.cle.startswith("annexe-"):
            yield link, ancre.cle


@controle()
def numbers_follow(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """« voir l'annexe 3 » goes stale when an annex is added before it; a reference does not."""
    for texte in projet.textes:
        if texte.path.endswith(".md"):
            yield from _typed_numbers(texte)


@controle()
def codes_exist(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    """A fiche or a need named by its code in a text is one of the project's."""
    fiches = projet.codes_de_fiches if projet.codes_lus else frozenset()
    besoins = {besoin.code for besoin in projet.besoins}
    for texte in projet.textes:
        if not texte.path.endswith(".md") or projet.d_un_autre_modele(texte.path):
            continue
        text = prose(texte)
        for line, code in dict.fromkeys(_unknown_fiches(text, fiches)):
            message = f"la fiche « {code} » est citée ici, et n'existe pas dans content/fiches/."
            yield from _unknown(texte, line, message, did_you_mean(code, sorted(fiches)))
        for line, code in dict.fromkeys(_unknown_needs(text, besoins)):
            message = f"le besoin « {code} » est cité ici, et n'est pas dans besoins.csv."
            yield from _unknown(texte, line, message, did_you_mean(code, sorted(besoins)))


def _unknown(
    texte: TexteSource, line: int, message: str, hints: tuple[str, ...]
) -> Iterator[Finding]:
    """Codes of the front matter are read, and told, as such."""
    if line >= texte.body_line:
        yield Finding("X047", message, Span(texte.path, line), hints)


def _unknown_fiches(text: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The line and the code of each, as often as it is there; nothing is unknown where no code is known."""
    for match in FICHE.finditer(text) if known else ():
        if match.group() not in known:
            yield text.count("\n", 0, match.start()) + 1, match.group()


def _unknown_needs(text: str, known: set[str]) -> Iterator[tuple[int, str]]:
    for match in BESOINS.finditer(text) if known and "besoin" in text.lower() else ():
        line = text.count("\n", 0, match.start()) + 1
        yield from ((line, code) for code in BESOIN.findall(match[1].upper()) if code not in known)


@controle()
def tables_have_rows(projet: Projet, comptes: Comptes, today: date) -> Iterator[Finding]:
    for node in projet.citations:
        fait = comptes.faits.get(node.name) if isinstance(node, Variable) else None
        if not isinstance(node, Variable) or fait is None:
            continue
        if fait.genre is Genre.TABLEAU:
            yield from _options(node, projet)
        elif node.options and fait.genre is not Genre.DESSIN:
            message = f"« {node.raw} » : seuls un tableau et un dessin ont des options."
            yield Finding("X002", message, node.span)
        # What nothing prints lacks nothing.
        if fait.vide and not projet.d_un_autre_modele(node.span.path):
            yield from _empty(node, fait)


def _empty(node: Variable, fait: Fait) -> Iterator[Finding]:
    if fait.genre in (Genre.TABLEAU, Genre.LISTE):
        message = f"« {node.raw} » : ce tableau serait vide, {fait.vide}."
        yield Finding("X042", message, node.span)
    elif fait.genre is Genre.TEXTE:
        message = f"« {node.raw} » s'imprimerait « {fait.texte} » : {fait.vide}."
        yield Finding("X042", message, node.span)


def _options(node: Variable, projet: Projet) -> Iterator[Finding]:
    call = APPEL.fullmatch(node.name)
    donnees = projet.donnees.get(call.group(2)) if call and call.group(1) == "donnees" else None
    allowed = OPTIONS_DONNEES if donnees else OPTIONS
    for name, value in node.options:
        if name not in allowed:
            message = f"« {node.raw} » : l'option « {name} » n'existe pas."
            yield Finding("X002", message, node.span, did_you_mean(name, allowed))
        elif donnees is not None and name in ("colonnes", "total"):
            yield from _columns(node, name, value, donnees)


def _columns(node: Variable, option: str, value: str, donnees: Donnees) -> Iterator[Finding]:
    names = {fold(column.value): rank for rank, column in enumerate(donnees.colonnes)}
    for word in filter(None, (word.strip() for word in value.split(";"))):
        rank = names.get(fold(word))
        if rank is None:
            message = f"{donnees.span.path} n'a pas de colonne « {word} »."
            yield Finding(
                "X002", message, node.span, did_you_mean(word, [c.value for c in donnees.colonnes])
            )
        elif option == "total":
            yield from _total(node, word, donnees, rank)


def _total(node: Variable, word: str, donnees: Donnees, rank: int) -> Iterator[Finding]:
    """A total adds quantities of one unit, percentages are none, and says what it lacks."""
    cells = [row[rank] for row in donnees.lignes]
    units = {cell.suffixe for cell in cells if cell.valeur is not None}
    if not donnees.nombres[rank] or "%" in units or len(units) > 1:
        message = f"« {node.raw} » : la colonne « {word} » ne contient pas des nombres qui s'additionnent."
        yield Finding("X002", message, node.span)
        return
    lacking = sum(cell.valeur is None for cell in cells)
    if lacking:
        what = "une case n'a" if lacking == 1 else f"{lacking} cases n'ont"
        message = f"« {node.raw} » : {what} pas de nombre dans la colonne « {word} », le total est donc partiel."
        yield Finding("C009", message, node.span)


# --- what they look at ----------------------------------------------------------------------------------------------


def _references(projet: Projet) -> Iterator[tuple[Link, str]]:
    for node in projet.citations:
        target = cible(node.url, node.span.path) if isinstance(node, Link) else None
        if isinstance(node, Link) and target is not None:
            yield node, target


def _by_target(ancres: Iterable[Ancre]) -> dict[str, Ancre]:
    known: dict[str, Ancre] = {}
    for ancre in ancres:
        known.setdefault("#" + ancre.cle, ancre)
        if ancre.path:
            known.setdefault(ancre.path, ancre)
    return known


def _hints(target: str, ancres: Iterable[Ancre]) -> tuple[str, ...]:
    """The nearest anchors of the same kind first, else of any kind."""
    if not target.startswith("#"):
        return did_you_mean(target, [ancre.path for ancre in ancres if ancre.path])
    word = target[1:]
    names = [ancre.cle for ancre in ancres]
    kind = word.partition("-")[0]
    close = did_you_mean(word, [name for name in names if name.partition("-")[0] == kind])
    return tuple(hint.replace("« ", "« #") for hint in close or did_you_mean(word, names))


PROJET = "content/projet.yaml"
FOLDERS = {
    "fiche": "content/fiches/",
    "mission": PROJET,
    "article": "content/statuts/",
    "reglement": "content/reglement-interieur/",
}
"""How an anchor begins → what gives it."""


def _may_be_unread(target: str, projet: Projet) -> bool:
    """Whether the target may be in a file that could not be read, which was told there."""
    if not target.startswith("#"):
        return target in projet.mal_lus
    kind, dash, rest = target[1:].partition("-")
    if kind == "fiche" and rest in projet.codes_de_fiches:
        return True
    folder = FOLDERS.get(kind, "content/") if dash else "content/"
    if folder == PROJET:
        return projet.mal_lu(folder)
    return any(path.startswith(folder) for path in projet.ancres_incertaines)


def _joined(projet: Projet) -> dict[str, Span] | None:
    """Anchors of the annexes that documents join → where that is asked; None when no document has annexes."""
    found: dict[str, Span] = {}
    with_annexes = [livrable for livrable in projet.livrables if livrable.annexes]
    for livrable in with_annexes:
        for placed in livrable.annexes:
            if placed.value == CHAPITRES:
                for chapter in projet.chapitres["annexes"]:
                    found.setdefault(de_annexe(mots(chapter.path)), chapter.span)
            else:
                found.setdefault(de_annexe(placed.value), placed.span)
    return found if with_annexes else None


def _typed_numbers(texte: TexteSource) -> Iterator[Finding]:
    text = prose(texte)
    small = text.lower()
    starts = [start for word in NUMBERED_THINGS for start in _before_a_number(small, word)]
    lines = text.split("\n") if starts else []
    for number in sorted({small.count("\n", 0, start) + 1 for start in starts}):
        line = lines[number - 1]
        for match in NUMBERED.finditer(line) if number >= texte.body_line else ():
            genre = (match.group("genre") or "annexe").lower()
            if NOT_OURS.match(line, match.end()) or (
                genre == "article" and not texte.path.startswith(LEGAL)
            ):
                continue
            message = f"« {match.group('quoi')} » : ce numéro est tapé, il ne suivra pas si l'ordre change."
            hint = f"écrivez un renvoi, comme {ANCRES.get(genre, f'[](#{genre}-…)')} ; voir docs/fiches.md."
            yield Finding(
                "X046", message, Span(texte.path, number, match.start("quoi") + 1), (hint,)
            )


def _before_a_number(text: str, word: str) -> Iterator[int]:
    """Where a word stands before a number: looking so costs a tenth of the pattern that reads the sentence."""
    start = text.find(word)
    while start >= 0:
        if A_NUMBER.match(text, start + len(word)):
            yield start
        start = text.find(word, start + 1)


def _other_name(ancre: Ancre) -> str:
    if ancre.path:
        return "renommez l'un des deux fichiers."
    return "donnez-lui un autre mot : {#…}."
