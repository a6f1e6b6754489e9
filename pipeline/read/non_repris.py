"""What a Word document holds that an import does not bring in, or not as it was: said at its place, with a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
WORDS = (f"{W}t", f"{M}t", f"{A}t")
"""What holds words, in a text, in a formula and in a drawing."""

LONGEST_PLACE = 60
LONGEST_TOLD = 2_000
MOST_PLACES = 3


class Genre(NamedTuple):
    """A kind of thing: what is said of it, what one is called, what several are, and what to do."""

    dit: str
    un: str
    des: str
    remede: str


LAISSE, A_RELIRE = "non repris", "à relire"
INCORPORE = Genre(
    LAISSE,
    "un document inséré dans celui-ci",
    "documents insérés dans celui-ci",
    "ouvrez le document dans Word, enregistrez-le, et recommencez : Word en fait du texte",
)
SOUS_DOCUMENT = Genre(
    LAISSE,
    "un sous-document, qui est dans un autre fichier",
    "sous-documents, qui sont dans d'autres fichiers",
    "faites entrer ces fichiers à leur tour",
)
IMAGE_AILLEURS = Genre(
    LAISSE,
    "une image qui n'est pas dans le fichier",
    "images qui ne sont pas dans le fichier",
    "mettez l'image dans content/fiches/images/, et citez-la là où elle était",
)
IMAGE_ILLISIBLE = Genre(
    LAISSE,
    "une image d'un format que Word seul connaît",
    "images d'un format que Word seul connaît",
    "dans Word : clic droit, « Enregistrer en tant qu'image », en .png ; puis citez-la",
)
GRAPHIQUE = Genre(
    LAISSE,
    "un graphique",
    "graphiques",
    "reprenez ses chiffres dans un tableau, ou collez-le comme image",
)
OBJET = Genre(
    LAISSE,
    "un objet d'un autre logiciel (classeur, présentation, équation)",
    "objets d'autres logiciels (classeurs, présentations, équations)",
    "ouvrez-le d'un double clic dans Word, et collez son contenu là où il était",
)
SMARTART = Genre(
    A_RELIRE,
    "un schéma SmartArt, dont les mots sont repris en liste, sans son dessin",
    "schémas SmartArt, dont les mots sont repris en listes, sans leur dessin",
    "relisez l'ordre de la liste",
)
FORMULE = Genre(
    A_RELIRE,
    "une formule, mise sur une ligne",
    "formules, mises sur une ligne",
    "relisez-la à côté de la source",
)
MOTS = Genre(
    LAISSE,
    "un passage que l'import ne sait pas placer",
    "passages que l'import ne sait pas placer",
    "collez ces mots là où ils étaient",
)


class NonRepris:
    """What was met, kind by kind, with the words near it and those that it holds."""

    def __init__(self) -> None:
        self.found: dict[Genre, list[tuple[str, str]]] = {}

    def add(self, genre: Genre, place: str, words: str = "") -> None:
        self.found.setdefault(genre, []).append((place.strip(), " ".join(words.split())))

    def said(self) -> tuple[str, ...]:
        """One sentence for each kind."""
        return tuple(_said(genre, found) for genre, found in self.found.items())


def _said(genre: Genre, found: list[tuple[str, str]]) -> str:
    count = genre.un if len(found) == 1 else f"{len(found)} {genre.des}"
    places = list(dict.fromkeys(place for place, _words in found if place))
    near = ", ".join(f"« {place} »" for place in places[:MOST_PLACES])
    others = f" et {len(places) - MOST_PLACES} autres endroits" if len(places) > MOST_PLACES else ""
    told = " | ".join(words for _place, words in found if words)
    cut = f"{told[:LONGEST_TOLD]}…" if len(told) > LONGEST_TOLD else told
    where = f", près de {near}{others}" if near else ""
    return f"{genre.dit} : {count}{where}{f' : « {cut} »' if cut else ''} ; {genre.remede}"


def words_left(root: Any, read: set[Any]) -> Iterator[tuple[str, str]]:
    """The words of a part that nothing has read, with those before them: each run of them once."""
    before = line = ""
    left: list[str] = []
    for node in root.iter(f"{W}p", *WORDS):
        if node.tag == f"{W}p":
            before, line = line or before, ""
            left += [" "] if left else []
        elif node not in read:
            left.append(node.text or "")
        else:
            if "".join(left).strip():
                yield line or before, "".join(left)
            left = []
            line = (line + (node.text or ""))[:LONGEST_PLACE]
    if "".join(left).strip():
        yield line or before, "".join(left)


# --- words of other parts ---------------------------------------------------------------------------------------------


def words_of_diagram(root: Any) -> Iterator[str]:
    """The words of each box of a SmartArt."""
    for point in root.iter(f"{DGM}pt"):
        words = " ".join(_line(p) for p in point.iter(f"{A}p"))
        if words.strip():
            yield " ".join(words.split())


def words_of_chart(root: Any) -> str:
    """The titles and the names that a chart shows."""
    titles = [_line(p) for p in root.iter(f"{A}p")]
    names = [v.text or "" for cache in root.iter(f"{C}strCache") for v in cache.iter(f"{C}v")]
    return " | ".join(dict.fromkeys(one for one in (*titles, *names) if one.strip()))


def _line(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{A}t"))


# --- formulas ---------------------------------------------------------------------------------------------------------

RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
PARTS = {
    "f": ("num", "den"),
    "sSup": ("e", "sup"),
    "rad": ("deg", "e"),
    "nary": ("sub", "sup", "e"),
    "d": ("e",),
}
"""What Word writes in each, once."""

DEEPEST = 60


def formula(node: Any, depth: int = 0) -> str:
    """A formula on one line: « (a + b)/2 », « x² », « √(x) »."""
    if node.tag in WORDS:
        return str(node.text or "")
    if depth > DEEPEST:
        return "".join(text.text or "" for text in node.iter(*WORDS))
    told = [(str(child.tag), formula(child, depth + 1)) for child in node]
    shape = SHAPES.get(_shape(node, told))
    return shape(node, dict(told), told) if shape else "".join(words for _tag, words in told)


def _shape(node: Any, told: Told) -> str:
    """What a piece of formula is; nothing where it is not as Word writes it: no word of it may be lost."""
    name = str(node.tag).removeprefix(M)
    tags = [tag for tag, _words in told]
    known = [f"{M}{part}" for part in (f"{name}Pr", *PARTS.get(name, ()))]
    once = name == "d" or len(set(tags)) == len(tags)
    return name if once and set(tags) <= set(known) else ""


Inside = dict[str, str]
Told = list[tuple[str, str]]


def _fraction(_node: Any, inside: Inside, _told: Told) -> str:
    return f"{_held(inside.get(f'{M}num', ''))}/{_held(inside.get(f'{M}den', ''))}"


def _power(_node: Any, inside: Inside, _told: Told) -> str:
    return inside.get(f"{M}e", "") + _raised(inside.get(f"{M}sup", ""))


def _root(_node: Any, inside: Inside, _told: Told) -> str:
    return f"{inside.get(f'{M}deg', '')}√({inside.get(f'{M}e', '')})"


def _sum(node: Any, inside: Inside, _told: Told) -> str:
    bounds = " ; ".join(filter(None, (inside.get(f"{M}{one}", "") for one in ("sub", "sup"))))
    shown = f"({bounds})" if bounds else ""
    return f"{_sign(node, 'naryPr', 'chr', '∫')}{shown} {inside.get(f'{M}e', '')}"


def _brackets(node: Any, _inside: Inside, told: Told) -> str:
    begin, end = _sign(node, "dPr", "begChr", "("), _sign(node, "dPr", "endChr", ")")
    return f"{begin}{' ; '.join(words for _tag, words in told if words)}{end}"


SHAPES: dict[str, Callable[[Any, Inside, Told], str]] = {
    "f": _fraction,
    "sSup": _power,
    "rad": _root,
    "nary": _sum,
    "d": _brackets,
}


def _sign(node: Any, properties: str, name: str, otherwise: str) -> str:
    found = node.find(f"{M}{properties}/{M}{name}")
    return otherwise if found is None else str(found.get(f"{M}val") or "")


def _held(words: str) -> str:
    return words if words.replace(" ", "").isalnum() else f"({words})"


def _raised(words: str) -> str:
    plain = all(sign in "0123456789+-n" for sign in words)
    return words.translate(RAISED) if plain else f"^({words})"


def all_words(nodes: Iterable[Any]) -> str:
    """The words of several elements, whatever holds them, to compare two versions of one drawing."""
    return "".join("".join(text.text or "" for node in nodes for text in node.iter(*WORDS)).split())
