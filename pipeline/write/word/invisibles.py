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
from pipeline.write.word.package import DOCUMENT, NUMBERING, STYLES, parsed
from pipeline.write.word.recoins import (
    covers,
    hidden_watermarks,
    is_beside_the_page,
    is_in_a_hidden_shape,
    is_in_a_merged_cell,
    is_in_a_narrow_column,
    is_raised,
    is_spread,
    is_taller_than_a_page,
    lies_on_a_filled_shape,
    number,
    section_without_room,
)
from pipeline.write.word.styles import REQUIRED
from pipeline.write.word.teintes import WHITE, Rgb, Teintes, are_alike, teintes_of

VAL = f"{{{W}}}val"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CALLS = {f"{{{W}}}{name}": "(appel de note)" for name in ("footnoteReference", "endnoteReference")}
LETTERS = f"{{{W}}}rPr"
SAID = (f"{{{W}}}t", f"{MATH}t", *CALLS)
"""What a run shows: words, or the number of a note, without which nobody reads it."""

OFF = ("0", "false", "off")
SMALLEST = 5
"""Halves of a point: nobody reads letters of less than three points."""

SLOT = motif(r"\{\{\s*(?!p\s)([\w.]+)")
"""A tag within a line; that of whole paragraphs (``{{p corps }}``) leaves with its own letters."""

OF_PARAGRAPHS = motif(r"\{\{p\s")

MOST_TOLD, LONGEST = 4, 60
MASKED, ON_WHITE = "texte masqué", "blanc sur blanc"
TOO_SMALL, IN_A_ROW = "plus petit que trois points", "ligne de tableau masquée"
CRUSHED, TRANSPARENT = "lettres écrasées", "lettres transparentes"
SPREAD = "lettres poussées hors de la page"
LIKE_ITS_GROUND, TOO_LOW = "presque de la couleur de son fond", "ligne trop basse"
TOO_NARROW, BESIDE = "colonne trop étroite", "hors de la page"
IN_A_MERGED_CELL = "cellule cachée par une fusion"
IN_A_SHAPE = "zone de texte masquée, ou sans taille"
IN_A_STYLE = {
    MASKED: "décochez « Masqué »",
    TOO_SMALL: "Taille, 8 ou plus",
    SPREAD: "onglet Paramètres avancés, Espacement Normal",
    CRUSHED: "onglet Paramètres avancés, Échelle 100 %, Espacement Normal",
    TRANSPARENT: "Effets de texte, Remplissage, Remplissage uni",
}
CHOICES = {
    MASKED: "Accueil, Police, décochez « Masqué »",
    ON_WHITE: "Accueil, Couleur de police, « Automatique »",
    TOO_SMALL: "Accueil, Taille de police, 8 ou plus",
    IN_A_ROW: "supprimez cette ligne, et refaites-la si elle sert",
    CRUSHED: "Accueil, Police, Paramètres avancés, Échelle 100 % et Espacement Normal",
    SPREAD: "Accueil, Police, Paramètres avancés, Espacement Normal",
    TRANSPARENT: "Accueil, Effets de texte, et un Remplissage uni",
    LIKE_ITS_GROUND: "Accueil, Couleur de police, « Automatique »",
    TOO_NARROW: "Disposition, Largeur : deux centimètres ou plus",
    BESIDE: "Paragraphe, retraits et espacements à 0 ; dans un tableau, Propriétés, Habillage « Aucun », retrait 0",
    IN_A_SHAPE: "Format, Volet Sélection : affichez la zone, ou supprimez-la",
    IN_A_MERGED_CELL: "coupez-le d'ici et collez-le dans la première cellule de la fusion, ou Disposition, Fractionner",
    TOO_LOW: "Paragraphe, Interligne « Simple » ; dans un tableau, Disposition, Hauteur de ligne « Au moins »",
}
SMALLEST_SCALE = 25
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
    teintes: Teintes
    chaines: dict[str, tuple[etree._Element, ...]]
    """Those of each style, once asked."""

    page: tuple[Rgb, ...] = ()
    """The colours that the page may have, under all that it holds."""

    def lineage(self, name: str) -> Iterator[etree._Element]:
        """A style, then those that it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = _val(self.styles[name], "basedOn")

    def chain(self, name: str) -> tuple[etree._Element, ...]:
        """The properties of letters of a style and of those that it is based on."""
        if name not in self.chaines:
            lineage = self.lineage(name)
            self.chaines[name] = tuple(p for one in lineage for p in one.iterchildren(LETTERS))
        return self.chaines[name]

    def of(self, run: etree._Element, paragraph: etree._Element) -> Chain:
        own = run.find(f"{{{W}}}rPr")
        properties = paragraph.find(f"{{{W}}}pPr")
        style = _val(properties, "pStyle") or self.courant
        tables = (table.find(f"{{{W}}}tblPr") for table in paragraph.iterancestors(f"{{{W}}}tbl"))
        around = [look for table in tables for look in self.chain(_val(table, "tblStyle"))]
        return [
            *([] if own is None else [own]),
            *self.chain(_val(own, "rStyle")),
            *self.chain(style),
            *around,
            *([] if self.defauts is None else [self.defauts]),
        ]


def invisibles(word: WordFile) -> Iterator[Finding]:
    """A finding for each paragraph of the body, of the headers and of the footers that holds words nobody sees, and for
    each style of the contents that would hide them."""
    looks = _apparences(word)
    yield from itertools.islice(_hidden_words(word, looks), MOST_TOLD)
    yield from itertools.islice(_hidden_styles(word, looks), MOST_TOLD)
    yield from itertools.islice(_hidden_drawings(word), MOST_TOLD)
    yield from itertools.islice(_hidden_levels(word, looks), MOST_TOLD)
    yield from itertools.islice(_hidden_numbers(word, looks), MOST_TOLD)
    tall = any(
        is_taller_than_a_page(parsed(part))
        for name, part in word.parts.items()
        if MARGIN.fullmatch(name)
    )
    reason = TALL if tall else section_without_room(word.parts[DOCUMENT])
    if reason:
        message = f"une section de ce gabarit {reason} : ce qu'elle imprime ne se verrait pas."
        hint = "dans Word : Mise en page, Marges, Normales ; Taille, A4 ; Colonnes, Une."
        yield Finding("D005", message, Span(word.path), (hint,))


def _hidden_drawings(word: WordFile) -> Iterator[Finding]:
    for name, part in sorted(word.parts.items()):
        for words in hidden_watermarks(parsed(part)) if PRINTED.fullmatch(name) else ():
            message = f"le filigrane « {str(words.get('string'))[:LONGEST]} » de ce gabarit ne se voit pas."
            hint = "dans Word : Création, Filigrane, « Supprimer le filigrane », et refaites-le s'il sert."
            yield Finding("D005", message, Span(word.path), (hint,))
        for box in covers(parsed(part)) if PRINTED.fullmatch(name) else ():
            message = "une forme pleine de ce gabarit est posée sur le texte, et le cache."
            hint = "dans Word : Format de forme, Habillage, « Derrière le texte » ; ou supprimez-la si elle ne sert pas."
            yield Finding("D005", message, Span(word.path), (_where(box), hint))


def _where(box: etree._Element) -> str:
    return where(next(box.iterancestors(f"{{{W}}}p")))


def _hidden_levels(word: WordFile, looks: Apparences) -> Iterator[Finding]:
    """The words of numbers (« Article 1 ») that nobody would see."""
    numbering = word.parts.get(NUMBERING)
    for level in () if numbering is None else parsed(numbering).iter(f"{{{W}}}lvl"):
        words, own = _val(level, "lvlText"), level.find(LETTERS)
        chain = [*([] if own is None else [own]), *looks.chain(_val(own, "rStyle"))]
        white = any(are_alike(one, WHITE) for one in _colours_of(chain, looks))
        reason = _hidden_by(chain) or (ON_WHITE if white and not looks.page else "")
        if reason and IN_WORDS.search(words):
            message = (
                f"« {words[:LONGEST]} », dans les numéros d'une liste, ne se voit pas ({reason})."
            )
            hint = "dans Word : Accueil, Liste à plusieurs niveaux, Définir, Police : « Automatique », sans « Masqué »."
            yield Finding(
                "D005", message, Span(word.path), (f"où : niveau {_rank_of(level)}.", hint)
            )


def _hidden_numbers(word: WordFile, looks: Apparences) -> Iterator[Finding]:
    """Paragraphs whose number, which takes the look of their mark, holds words that nobody would see."""
    numbering = word.parts.get(NUMBERING)
    levels = () if numbering is None else parsed(numbering).iter(f"{{{W}}}lvl")
    if not any(IN_WORDS.search(_val(level, "lvlText")) for level in levels):
        return
    for name, part in sorted(word.parts.items()):
        for numbered in parsed(part).iter(f"{{{W}}}numPr") if PRINTED.fullmatch(name) else ():
            mark = list(numbered.itersiblings(LETTERS))
            white = any(are_alike(one, WHITE) for one in _colours_of(mark, looks))
            reason = _hidden_by(mark) or (ON_WHITE if white and not looks.page else "")
            if reason:
                message = f"le numéro d'un paragraphe de ce gabarit ne se voit pas ({reason})."
                hint = f"sélectionnez le paragraphe entier, sa marque comprise, puis {CHOICES[reason]}."
                yield Finding("D005", message, Span(word.path), (_where(numbered), hint))


def _rank_of(level: etree._Element) -> int:
    return 1 + int(number(level.get(f"{{{W}}}ilvl"), 0))


IN_WORDS = motif(r"[^\W\d_]{2,}")


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
    for shown, reason in _hidden_parts_of_tables(looks):
        message = (
            f"le style de tableau « {shown} » de ce gabarit cache ce qui est écrit ({reason})."
        )
        hint = (
            "dans Word : Création de tableau, clic droit sur le style, Modifier : Format, "
            "pour chaque partie du tableau."
        )
        yield Finding("D005", message, Span(word.path), (hint,))


def _hidden_parts_of_tables(looks: Apparences) -> Iterator[tuple[str, str]]:
    """Style of tables → why the words of one of its rows or columns are not seen."""
    for style in looks.styles.values():
        grounds = any(_is_coloured(shd, looks) for shd in style.iter(f"{{{W}}}shd"))
        for part in style.iterchildren(f"{{{W}}}tblStylePr"):
            letters = list(part.iterchildren(LETTERS))
            white = any(are_alike(one, WHITE) for one in _colours_of(letters, looks))
            cut = any(
                _is_cut(one, f"{{{W}}}lineRule", LINE) for one in part.iter(f"{{{W}}}spacing")
            )
            low, on_white = TOO_LOW if cut else "", ON_WHITE if white and not grounds else ""
            reason = _hidden_by(letters) or low or on_white
            if reason:
                yield _val(style, "name"), reason


SPACE = "Intervalle"
"""The style of empty paragraphs."""

MARGIN = motif(r"word/(?:header|footer)[0-9]*\.xml")
TALL = "a un en-tête ou un pied de page plus haut que la page"
PRINTED = motif(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml")


def _told(path: str, paragraph: etree._Element, reason: str, words: str) -> Finding:
    slots = [slot for slot in SLOT.findall(_words(paragraph)) if slot in words or "{" in words]
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    message = f"« {shown} » ne se voit pas dans ce gabarit ({reason}) : il partirait dans chaque document."
    if slots:
        message = f"la balise {{{{ {slots[0]} }}}} ne se voit pas ({reason}) : ce qu'elle imprime serait caché."
    hint = f"sélectionnez-le, puis {CHOICES[reason]} ; si rien ne change, faites-le dans son style."
    return Finding("D005", message, Span(path), (where(paragraph), hint))


def _apparences(word: WordFile) -> Apparences:
    styles = parsed(word.parts[STYLES])
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
    defaults = next(styles.iter(f"{{{W}}}rPrDefault"), None)
    teintes = teintes_of(word)
    return Apparences(named, usual, defaults, teintes, {}, _colours_of_the_page(word, teintes))


def _colours_of_the_page(word: WordFile, teintes: Teintes) -> tuple[Rgb, ...]:
    """Those that are drawn: Word asks for a setting besides."""
    settings = word.parts.get("word/settings.xml")
    shown = () if settings is None else parsed(settings).iter(f"{{{W}}}displayBackgroundShape")
    if all(one.get(VAL) in OFF for one in shown):
        return ()
    page = parsed(word.parts[DOCUMENT]).find(f"{{{W}}}background")
    return () if page is None else teintes.of(page, value=f"{{{W}}}color")


def _unseen(paragraph: etree._Element, looks: Apparences) -> dict[str, str]:
    """Why words of a paragraph are not seen → those words."""
    found: dict[str, str] = {}
    of_all = _of_the_paragraph(paragraph, looks)
    known: dict[bytes, str] = {}
    for run in paragraph.iter(f"{{{W}}}r", f"{MATH}r"):
        words = _words(run)
        if next(run.iterancestors(f"{{{W}}}p")) is not paragraph or not words.strip():
            continue
        look = run.find(LETTERS)
        key = b"" if look is None else etree.tostring(look, with_tail=False)
        if key not in known:
            known[key] = of_all or _reason(run, paragraph, looks)
        reason = known[key]
        if reason:
            found[reason] = found.get(reason, "") + words
    return found


def _of_the_paragraph(paragraph: etree._Element, looks: Apparences) -> str:
    """Why none of the words of a paragraph is seen."""
    if any(_in_a_hidden_row(one) for one in paragraph.iterancestors(f"{{{W}}}tr")):
        return IN_A_ROW
    if is_in_a_merged_cell(paragraph):
        return IN_A_MERGED_CELL
    if _is_too_low(paragraph, looks):
        return TOO_LOW
    if is_in_a_narrow_column(paragraph):
        return TOO_NARROW
    if is_in_a_hidden_shape(paragraph):
        return IN_A_SHAPE
    own = paragraph.find(f"{{{W}}}pPr")
    styles = looks.lineage(_val(own, "pStyle") or looks.courant)
    places = (one for one in (own, *styles) if one is not None)
    return BESIDE if is_beside_the_page(paragraph, places) else ""


def _reason(run: etree._Element, paragraph: etree._Element, looks: Apparences) -> str:
    chain = looks.of(run, paragraph)
    is_beside = is_raised(_first(chain, "position"))
    return BESIDE if is_beside else _in_its_colours(paragraph, chain, looks)


def _in_its_colours(paragraph: etree._Element, chain: Chain, looks: Apparences) -> str:
    colors = _colours_of(chain, looks)
    if any(are_alike(one, WHITE) for one in colors) and not _is_shaded(paragraph, chain, looks):
        return ON_WHITE
    if _is_like_its_ground(paragraph, chain, looks, colors):
        return LIKE_ITS_GROUND
    return _hidden_by(chain)


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
    return number(height.get(value), LOWEST) < LOWEST


LINE = f"{{{W}}}line"


def _colours_of(chain: Chain, looks: Apparences) -> tuple[Rgb, ...]:
    """The colours that letters may have, that of their filling first: programs differ."""
    fills = (fill for one in chain for fill in one.iter(f"{LOOK}textFill"))
    fill = next(fills, None)
    filled = () if fill is None else looks.teintes.of_fill(fill)
    return (*filled, *looks.teintes.of(_first(chain, "color")))


def _is_like_its_ground(
    paragraph: etree._Element, chain: Chain, looks: Apparences, colors: Sequence[Rgb]
) -> bool:
    """Whether letters have the colour, or nearly, that is laid under them, by the run, the paragraph or the cell."""
    marked = _first(chain, "highlight")
    if marked is not None and _val_of(marked) in HIGHLIGHTS:
        under = HIGHLIGHTS[_val_of(marked)]
        return any(are_alike(one, under) for one in colors or (BLACK,))
    laid = _laid_nearest(paragraph, chain, looks) or _laid_by_the_page(paragraph, chain, looks)
    return any(are_alike(one, under) for one in colors for under in laid)


def _laid_by_the_page(
    paragraph: etree._Element, chain: Chain, looks: Apparences
) -> tuple[Rgb, ...]:
    """The colours of the page, where nothing else is laid under words."""
    places = (*chain, *_laid_around(paragraph, looks))
    around = (shd for one in places for shd in one.iter(f"{{{W}}}shd"))
    covered = any(_laid(shd, looks) for shd in around) or lies_on_a_filled_shape(paragraph)
    return () if covered else looks.page


def _laid_nearest(paragraph: etree._Element, chain: Chain, looks: Apparences) -> tuple[Rgb, ...]:
    """The colours of the shading that is nearest to letters."""
    cells = (one.find(f"{{{W}}}tcPr") for one in paragraph.iterancestors(f"{{{W}}}tc"))
    own = paragraph.find(f"{{{W}}}pPr")
    places = (*chain, own, *looks.lineage(_val(own, "pStyle") or looks.courant), *cells)
    grounds = (
        shd
        for one in places
        if one is not None
        for shd in one.iter(f"{{{W}}}shd")
        if _is_coloured(shd, looks)
    )
    ground = next(grounds, None)
    return () if ground is None else _laid(ground, looks)


def _laid(shd: etree._Element, looks: Apparences) -> tuple[Rgb, ...]:
    """The colours that a shading may have."""
    if shd.get(VAL) == "solid":
        return looks.teintes.of(shd, value=f"{{{W}}}color")
    return looks.teintes.of(shd, "Fill", f"{{{W}}}fill")


BLACK: Rgb = (0, 0, 0)
HIGHLIGHTS: Mapping[str, Rgb] = {
    "black": BLACK,
    "white": (255, 255, 255),
    "yellow": (255, 255, 0),
    "green": (0, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "blue": (0, 0, 255),
    "red": (255, 0, 0),
    "darkBlue": (0, 0, 128),
    "darkCyan": (0, 128, 128),
    "darkGreen": (0, 128, 0),
    "darkMagenta": (128, 0, 128),
    "darkRed": (128, 0, 0),
    "darkYellow": (128, 128, 0),
    "darkGray": (128, 128, 128),
    "lightGray": (192, 192, 192),
}
"""What a marker lays under words."""


def _val_of(element: etree._Element) -> str:
    return str(element.get(VAL) or "")


def _hidden_by(chain: Chain) -> str:
    """Why letters of these properties are not seen, wherever they stand."""
    if _is_on(chain, "vanish") or _is_on(chain, "specVanish"):
        return MASKED
    complex_letters = _is_on(chain, "cs") or _is_on(chain, "rtl")
    size = _first(chain, "szCs" if complex_letters else "sz")
    if size is not None and _number(size) <= SMALLEST:
        return TOO_SMALL
    if _is_transparent(chain):
        return TRANSPARENT
    if is_spread(_first(chain, "spacing")):
        return SPREAD
    return CRUSHED if _is_crushed(chain, USUAL_SIZE if size is None else _number(size)) else ""


def _is_crushed(chain: Chain, size: float) -> bool:
    scale, spacing = _first(chain, "w"), _first(chain, "spacing")
    narrow = scale is not None and number((scale.get(VAL) or "").rstrip("%"), 100) <= SMALLEST_SCALE
    fitted = _first(chain, "fitText")
    narrow = narrow or (fitted is not None and number(fitted.get(VAL), LOWEST) < LOWEST)
    return narrow or (spacing is not None and number(spacing.get(VAL), 0) <= -TIGHTEST * size)


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
    return number(element.get(VAL), SMALLEST + 1, 2)


def _is_shaded(paragraph: etree._Element, chain: Chain, looks: Apparences) -> bool:
    """Whether something is laid under these words, on which white is seen: a colour, a styled table, a shape."""
    around = (*chain, *_laid_around(paragraph, looks))
    shadings = (shd for one in around for shd in one.iter(f"{{{W}}}shd"))
    return (
        lies_on_a_filled_shape(paragraph) is True
        or _is_marked(chain)
        or any(_is_coloured(shd, looks) for shd in shadings)
        or _has_a_coloured_page(paragraph, looks)
    )


def _laid_around(paragraph: etree._Element, looks: Apparences) -> Iterator[etree._Element]:
    """The properties of a paragraph, of its cells, of its tables and of their styles."""
    own = paragraph.find(f"{{{W}}}pPr")
    if own is not None:
        yield own
    yield from looks.lineage(_val(own, "pStyle"))
    for cell in paragraph.iterancestors(f"{{{W}}}tc"):
        yield from cell.iterfind(f"{{{W}}}tcPr")
    for table in paragraph.iterancestors(f"{{{W}}}tbl"):
        properties = table.find(f"{{{W}}}tblPr")
        if properties is not None:
            yield properties
            yield from looks.lineage(_val(properties, "tblStyle"))


def _has_a_coloured_page(paragraph: etree._Element, looks: Apparences) -> bool:
    page = paragraph.getroottree().getroot().find(f"{{{W}}}background")
    drawn = page is not None and len(page) > 0
    return drawn or any(not are_alike(one, WHITE) for one in looks.page)


def _is_marked(chain: Chain) -> bool:
    """Whether the marker lays a colour under words."""
    marked = _first(chain, "highlight")
    return marked is not None and _val_of(marked) not in ("none", "white")


def _is_coloured(shd: etree._Element, looks: Apparences) -> bool:
    return any(not are_alike(one, WHITE) for one in _laid(shd, looks))


def _val(parent: etree._Element | None, name: str) -> str:
    child = None if parent is None else parent.find(f"{{{W}}}{name}")
    return "" if child is None else str(child.get(VAL) or "")


def _words(element: etree._Element) -> str:
    return "".join(CALLS.get(str(part.tag), part.text) or "" for part in element.iter(*SAID))
