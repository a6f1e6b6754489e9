"""What a template holds that nobody sees: hidden, white on white, too small, crushed, in a hidden row.

It would leave with every document; and what a tag prints there (« document fictif ») would not be seen either.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.source import WordFile
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.write.word.lieux import where
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import STYLES, parsed
from pipeline.write.word.styles import REQUIRED

VAL = f"{{{W}}}val"
OFF = ("0", "false", "off")
WHITE = motif(r"(?i:[f][5-9a-f]){3}|white", 0)
SMALLEST = 5
"""Halves of a point: nobody reads letters of less than three points."""

SLOT = motif(r"\{\{\s*(?!p\s)([\w.]+)")
"""A tag within a line; that of whole paragraphs (``{{p corps }}``) leaves with its own letters."""

OF_PARAGRAPHS = motif(r"\{\{p\s")

MOST_TOLD, LONGEST = 4, 60
MASKED, ON_WHITE = "texte masqué", "blanc sur blanc"
TOO_SMALL, IN_A_ROW = "plus petit que trois points", "ligne de tableau masquée"
CRUSHED, TRANSPARENT = "lettres écrasées", "lettres transparentes"
LIKE_ITS_GROUND, TOO_LOW = "de la couleur de son fond", "ligne trop basse"
IN_A_STYLE = {
    MASKED: "décochez « Masqué »",
    TOO_SMALL: "Taille, 8 ou plus",
    CRUSHED: "onglet Paramètres avancés, Échelle 100 %, Espacement Normal",
    TRANSPARENT: "Effets de texte, Remplissage, Remplissage uni",
}
CHOICES = {
    MASKED: "Accueil, Police, décochez « Masqué »",
    ON_WHITE: "Accueil, Couleur de police, « Automatique »",
    TOO_SMALL: "Accueil, Taille de police, 8 ou plus",
    IN_A_ROW: "supprimez cette ligne, et refaites-la si elle sert",
    CRUSHED: "Accueil, Police, Paramètres avancés, Échelle 100 % et Espacement Normal",
    TRANSPARENT: "Accueil, Effets de texte, et un Remplissage uni",
    LIKE_ITS_GROUND: "Accueil, Couleur de police, « Automatique »",
    TOO_LOW: "Paragraphe, Interligne « Simple » ; dans un tableau, Disposition, Hauteur de ligne « Au moins »",
}
SMALLEST_SCALE = 10
"""Percents of the usual width of letters."""

TIGHTEST = 4
"""Twentieths of a point for each half of a point of the size: letters drawn so near lie one over another."""

LOWEST = 60
"""Twentieths of a point of an exact line or row: three points."""

LOOK = "{http://schemas.microsoft.com/office/word/2010/wordml}"
USUAL_SIZE = 22
"""Why words are not seen → what brings them back."""

Chain = Sequence[etree._Element]
"""What may set how letters look, the nearest first."""


@dataclass(frozen=True, slots=True)
class Apparences:
    """How the styles of a template make letters look."""

    styles: Mapping[str, etree._Element]
    courant: str
    defauts: etree._Element | None

    def lineage(self, name: str) -> Iterator[etree._Element]:
        """A style, then those that it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = _val(self.styles[name], "basedOn")

    def chain(self, name: str) -> Iterator[etree._Element]:
        """The properties of letters of a style and of those that it is based on."""
        for style in self.lineage(name):
            yield from style.iterchildren(f"{{{W}}}rPr")

    def of(self, run: etree._Element, paragraph: etree._Element) -> Chain:
        own = run.find(f"{{{W}}}rPr")
        properties = paragraph.find(f"{{{W}}}pPr")
        style = _val(properties, "pStyle") or self.courant
        return [
            *([] if own is None else [own]),
            *self.chain(_val(own, "rStyle")),
            *self.chain(style),
            *([] if self.defauts is None else [self.defauts]),
        ]


def invisibles(word: WordFile) -> Iterator[Finding]:
    """A finding for each paragraph of the body, of the headers and of the footers that holds words nobody sees, and for
    each style of the contents that would hide them."""
    looks = _apparences(parsed(word.parts[STYLES]))
    yield from itertools.islice(_hidden_words(word, looks), MOST_TOLD)
    yield from itertools.islice(_hidden_styles(word, looks), MOST_TOLD)


def _hidden_words(word: WordFile, looks: Apparences) -> Iterator[Finding]:
    for name, part in sorted(word.parts.items()):
        for paragraph in parsed(part).iter(f"{{{W}}}p") if PRINTED.fullmatch(name) else ():
            if OF_PARAGRAPHS.search(_words(paragraph)):
                continue
            for reason, words in _unseen(paragraph, looks).items():
                yield _told(word.path, paragraph, reason, words)


def _hidden_styles(word: WordFile, looks: Apparences) -> Iterator[Finding]:
    """The styles in which contents are written; white may be that of the title of a column, over a colour."""
    for name, style in looks.styles.items():
        shown = _val(style, "name")
        chain = [*looks.chain(name), *([] if looks.defauts is None else [looks.defauts])]
        reason = _hidden_by(chain) if shown in REQUIRED and shown != SPACE else ""
        if reason:
            message = f"le style « {shown} » de ce gabarit cache ce qui est écrit ({reason})."
            hint = f"dans Word : Styles, clic droit sur le style, Modifier, Format, Police : {IN_A_STYLE[reason]}."
            yield Finding("D005", message, Span(word.path), (hint,))


SPACE = "Intervalle"
"""The style of empty paragraphs."""

PRINTED = motif(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes)\.xml")


def _told(path: str, paragraph: etree._Element, reason: str, words: str) -> Finding:
    slots = [slot for slot in SLOT.findall(_words(paragraph)) if slot in words or "{" in words]
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    message = f"« {shown} » ne se voit pas dans ce gabarit ({reason}) : il partirait dans chaque document."
    if slots:
        message = f"la balise {{{{ {slots[0]} }}}} ne se voit pas ({reason}) : ce qu'elle imprime serait caché."
    hint = f"sélectionnez-le, puis {CHOICES[reason]} ; si rien ne change, faites-le dans son style."
    return Finding("D005", message, Span(path), (where(paragraph), hint))


def _apparences(styles: etree._Element) -> Apparences:
    named = {str(one.get(f"{{{W}}}styleId")): one for one in styles.iter(f"{{{W}}}style")}
    usual = next(
        (
            name
            for name, one in named.items()
            if one.get(f"{{{W}}}default") not in (None, *OFF)
            and one.get(f"{{{W}}}type") == "paragraph"
        ),
        "",
    )
    return Apparences(named, usual, next(styles.iter(f"{{{W}}}rPrDefault"), None))


def _unseen(paragraph: etree._Element, looks: Apparences) -> dict[str, str]:
    """Why words of a paragraph are not seen → those words."""
    found: dict[str, str] = {}
    for run in paragraph.iter(f"{{{W}}}r"):
        words = _words(run)
        if next(run.iterancestors(f"{{{W}}}p")) is not paragraph or not words.strip():
            continue
        reason = _reason(run, paragraph, looks)
        if reason:
            found[reason] = found.get(reason, "") + words
    return found


def _reason(run: etree._Element, paragraph: etree._Element, looks: Apparences) -> str:
    chain = looks.of(run, paragraph)
    if any(_in_a_hidden_row(one) for one in paragraph.iterancestors(f"{{{W}}}tr")):
        return IN_A_ROW
    if _is_too_low(paragraph, looks):
        return TOO_LOW
    if _is_white(_first(chain, "color")) and not _is_shaded(paragraph, chain, looks):
        return ON_WHITE
    return LIKE_ITS_GROUND if _is_like_its_ground(paragraph, chain) else _hidden_by(chain)


def _is_too_low(paragraph: etree._Element, looks: Apparences) -> bool:
    """Whether an exact height cuts the letters of a line, or of the row of a table."""
    rows = (
        one.find(f"{{{W}}}trPr/{{{W}}}trHeight") for one in paragraph.iterancestors(f"{{{W}}}tr")
    )
    if any(_is_cut(row, f"{{{W}}}hRule", VAL) for row in rows):
        return True
    own = paragraph.find(f"{{{W}}}pPr")
    styles = looks.lineage(_val(own, "pStyle") or looks.courant)
    spacings = (
        one.find(f".//{{{W}}}spacing[@{LINE}]") for one in (own, *styles) if one is not None
    )
    nearest = next((one for one in spacings if one is not None), None)
    return _is_cut(nearest, f"{{{W}}}lineRule", LINE)


def _is_cut(height: etree._Element | None, rule: str, value: str) -> bool:
    if height is None or height.get(rule) != "exact":
        return False
    return _as_number(height.get(value), LOWEST) < LOWEST


LINE = f"{{{W}}}line"


def _is_like_its_ground(paragraph: etree._Element, chain: Chain) -> bool:
    """Whether letters have the very colour that is laid under them, by the run, the paragraph or the cell."""
    color = _first(chain, "color")
    cells = (one.find(f"{{{W}}}tcPr") for one in paragraph.iterancestors(f"{{{W}}}tc"))
    places = (*chain, paragraph.find(f"{{{W}}}pPr"), *cells)
    grounds = (
        shd
        for one in places
        if one is not None
        for shd in one.iter(f"{{{W}}}shd")
        if _is_coloured(shd)
    )
    ground = next(grounds, None)
    if color is None or ground is None or color.get(f"{{{W}}}themeColor") is not None:
        return False
    return (color.get(VAL) or "auto").lower() == (ground.get(f"{{{W}}}fill") or "").lower()


def _hidden_by(chain: Chain) -> str:
    """Why letters of these properties are not seen, wherever they stand."""
    if _is_on(chain, "vanish") or _is_on(chain, "specVanish"):
        return MASKED
    size = _first(chain, "sz")
    if size is not None and _number(size) <= SMALLEST:
        return TOO_SMALL
    if _is_transparent(chain):
        return TRANSPARENT
    return CRUSHED if _is_crushed(chain, USUAL_SIZE if size is None else _number(size)) else ""


def _is_crushed(chain: Chain, size: float) -> bool:
    scale, spacing = _first(chain, "w"), _first(chain, "spacing")
    narrow = (
        scale is not None and _as_number((scale.get(VAL) or "").rstrip("%"), 100) <= SMALLEST_SCALE
    )
    return narrow or (spacing is not None and _as_number(spacing.get(VAL), 0) <= -TIGHTEST * size)


def _is_transparent(chain: Chain) -> bool:
    """Whether letters are filled with nothing, and have no outline either."""
    fills = (fill for one in chain for fill in one.iter(f"{LOOK}textFill"))
    fill = next(fills, None)
    if fill is None or any(True for one in chain for _outline in one.iter(f"{LOOK}textOutline")):
        return False
    clear = (one.get(f"{LOOK}val") for one in fill.iter(f"{LOOK}alpha"))
    return next(fill.iter(f"{LOOK}noFill"), None) is not None or "100000" in clear


def _first(chain: Chain, name: str) -> etree._Element | None:
    """The nearest setting of that name."""
    found = (one for properties in chain for one in properties.iter(f"{{{W}}}{name}"))
    return next(found, None)


def _is_on(chain: Chain, name: str) -> bool:
    found = _first(chain, name)
    return found is not None and found.get(VAL) not in OFF


def _in_a_hidden_row(row: etree._Element) -> bool:
    properties = row.find(f"{{{W}}}trPr")
    return properties is not None and _is_on([properties], "hidden")


def _number(element: etree._Element) -> float:
    return _as_number(element.get(VAL), SMALLEST + 1)


def _as_number(typed: str | None, otherwise: float) -> float:
    try:
        return float(typed or otherwise)
    except ValueError:
        return otherwise


def _is_white(color: etree._Element | None) -> bool:
    if color is None:
        return False
    theme = color.get(f"{{{W}}}themeColor")
    shaded = color.get(f"{{{W}}}themeShade") is not None
    return WHITE.fullmatch(color.get(VAL) or "") is not None or (
        theme in ("background1", "light1") and not shaded
    )


def _is_shaded(paragraph: etree._Element, chain: Chain, looks: Apparences) -> bool:
    """Whether something is laid under these words, on which white is seen: a colour, a styled table, a shape."""
    own = paragraph.find(f"{{{W}}}pPr")
    tables = [one.find(f"{{{W}}}tblPr") for one in paragraph.iterancestors(f"{{{W}}}tbl")]
    around = [
        own,
        *tables,
        *(one.find(f"{{{W}}}tcPr") for one in paragraph.iterancestors(f"{{{W}}}tc")),
        *looks.lineage(_val(own, "pStyle")),
        *(style for table in tables for style in looks.lineage(_val(table, "tblStyle"))),
        *chain,
    ]
    known = [one for one in around if one is not None]
    return (
        next(paragraph.iterancestors(f"{{{W}}}txbxContent"), None) is not None
        or any(_is_coloured(shd) for one in known for shd in one.iter(f"{{{W}}}shd"))
        or paragraph.getroottree().getroot().find(f"{{{W}}}background") is not None
    )


def _is_coloured(shd: etree._Element) -> bool:
    fill = shd.get(f"{{{W}}}fill") or "auto"
    return fill != "auto" and not WHITE.fullmatch(fill)


def _val(parent: etree._Element | None, name: str) -> str:
    child = None if parent is None else parent.find(f"{{{W}}}{name}")
    return "" if child is None else str(child.get(VAL) or "")


def _words(element: etree._Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{{{W}}}t"))
