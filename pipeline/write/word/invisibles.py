"""What a template holds that nobody sees: hidden, white on white, too small, crushed, in a hidden row.

It would leave with every document; and what a tag prints there (« document fictif ») would not be seen either.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from lxml import etree

from pipeline.model.finding import Finding
from pipeline.model.motif import motif
from pipeline.model.source import WordFile
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.write.word.formes import covers, drawn_under, letters_of_the_shape
from pipeline.write.word.lieux import where
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import DOCUMENT, NUMBERING, SETTINGS, STYLES, parsed
from pipeline.write.word.polices import Polices, is_of_signs, polices_of
from pipeline.write.word.recoins import (
    hidden_watermarks,
    is_beside_the_page,
    is_in_a_hidden_shape,
    is_in_a_merged_cell,
    is_in_a_narrow_column,
    is_in_a_narrow_frame,
    is_in_a_table_beside_the_page,
    is_raised,
    is_spread,
    is_taller_than_a_page,
    number,
    section_without_room,
)
from pipeline.write.word.styles import REQUIRED
from pipeline.write.word.teintes import WHITE, Rgb, Teintes, are_alike, teintes_of

VAL = f"{{{W}}}val"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CALLS = {f"{{{W}}}{name}": "(appel de note)" for name in ("footnoteReference", "endnoteReference")}
LETTERS = f"{{{W}}}rPr"
SIGN = f"{{{W}}}sym"
SAID = (f"{{{W}}}t", f"{MATH}t", SIGN, *CALLS)
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
IN_SIGNS = "en signes : sa police n'a pas de lettres"
IN_A_STYLE = {
    MASKED: "décochez « Masqué »",
    TOO_SMALL: "Taille, 8 ou plus",
    SPREAD: "onglet Paramètres avancés, Espacement Normal",
    CRUSHED: "onglet Paramètres avancés, Échelle 100 %, Espacement Normal",
    TRANSPARENT: "Effets de texte, Remplissage, Remplissage uni",
    IN_SIGNS: "Police, celle du reste du texte",
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
    IN_SIGNS: "Accueil, Police, celle du reste du texte ; s'il y a là des signes et pas des mots, gardez-en deux",
    IN_A_SHAPE: "Format, Volet Sélection : affichez la zone, ou supprimez-la",
    IN_A_MERGED_CELL: "coupez-le d'ici et collez-le dans la première cellule de la fusion, ou Disposition, Fractionner",
    TOO_LOW: "Paragraphe, Interligne « Simple » ; dans un tableau, Disposition, Hauteur de ligne « Au moins »",
}
SMALLEST_SCALE = 25
"""Percents of the usual width of letters."""

TIGHTEST = 4
"""Twentieths of a point for each half of a point of the size: letters drawn so near lie one over another."""

LOWEST = 100
"""Twentieths of a point of an exact line or row: five points."""

LOOK = "{http://schemas.microsoft.com/office/word/2010/wordml}"
USUAL_SIZE = 22
"""Why words are not seen → what brings them back."""


class Chain(tuple[etree._Element, ...]):
    """What may set how letters look, the nearest first, and the nearest setting of each name."""

    nearest: Mapping[str, etree._Element]

    @classmethod
    def of(cls, properties: Iterable[etree._Element | None]) -> Chain:
        chain = cls(one for one in properties if one is not None)
        nearest: dict[str, etree._Element] = {}
        for one in chain:
            for setting in one.iter(etree.Element):
                nearest.setdefault(str(setting.tag), setting)
        chain.nearest = nearest
        return chain

    def after(self, *properties: etree._Element | None) -> Chain:
        """The same, with settings that are nearer."""
        first = Chain.of(properties)
        return first.before(self) if first else self

    def before(self, *others: Chain) -> Chain:
        """The same, with settings that are farther."""
        chain = Chain(itertools.chain(self, *others))
        nearest: dict[str, etree._Element] = {}
        for one in (*reversed(others), self):
            nearest.update(one.nearest)
        chain.nearest = nearest
        return chain


@dataclass(frozen=True, slots=True)
class Apparences:
    """How the styles of a template make letters look."""

    styles: Mapping[str, etree._Element]
    courant: str
    autres: Mapping[str, str]
    """The styles that letters, and tables, have when they name none."""

    defauts: Chain
    teintes: Teintes
    polices: Polices
    page: tuple[Rgb, ...]
    """The colours that the page may have, under all that it holds."""

    chaines: dict[str, Chain] = field(default_factory=dict)
    lettres: dict[object, str] = field(default_factory=dict)
    """Why letters are not seen, « » where they are, by all that tells how they look."""

    lieux: dict[etree._Element, tuple[str, object]] = field(default_factory=dict)
    """What holds paragraphs → why their words are not seen there, and all that it lays under them."""

    def lineage(self, name: str) -> Iterator[etree._Element]:
        """A style, then those that it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen:
            seen.add(name)
            yield self.styles[name]
            name = _val(self.styles[name], "basedOn")

    def chain(self, name: str) -> Chain:
        """The properties of letters of a style and of those that it is based on."""
        if name not in self.chaines:
            lineage = self.lineage(name)
            self.chaines[name] = Chain.of(p for one in lineage for p in one.iterchildren(LETTERS))
        return self.chaines[name]

    def of(self, run: etree._Element, paragraph: etree._Element) -> Chain:
        own = run.find(LETTERS)
        style = _val(paragraph.find(f"{{{W}}}pPr"), "pStyle") or self.courant
        tables = (table.find(f"{{{W}}}tblPr") for table in paragraph.iterancestors(f"{{{W}}}tbl"))
        usual = self.autres.get("table", "")
        around = (self.chain(_val(table, "tblStyle") or usual) for table in tables)
        named = self.chain(_val(own, "rStyle") or self.autres.get("character", ""))
        return Chain.of((own,)).before(named, self.chain(style), *around, self.defauts)


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
        if not PRINTED.fullmatch(name) or not any(drawn in part for drawn in DRAWN):
            continue
        for words in hidden_watermarks(parsed(part)):
            message = f"le filigrane « {str(words.get('string'))[:LONGEST]} » de ce gabarit ne se voit pas."
            hint = "dans Word : Création, Filigrane, « Supprimer le filigrane », et refaites-le s'il sert."
            yield Finding("D005", message, Span(word.path), (hint,))
        for box in covers(parsed(part), part):
            message = (
                "une image ou une forme pleine de ce gabarit est posée sur le texte, et le cache."
            )
            hint = (
                "dans Word : Format, Habillage, « Derrière le texte » ou « Aligné sur le texte » ; "
                "ou supprimez-la si elle ne sert pas."
            )
            yield Finding("D005", message, Span(word.path), (_where(box), hint))


DRAWN = (b"anchor", b":vml")
"""What a part that lays a drawing somewhere has in it."""


def _where(box: etree._Element) -> str:
    return where(next(box.iterancestors(f"{{{W}}}p")))


def _hidden_levels(word: WordFile, looks: Apparences) -> Iterator[Finding]:
    """The words of numbers (« Article 1 ») that nobody would see."""
    numbering = word.parts.get(NUMBERING)
    for level in () if numbering is None else parsed(numbering).iter(f"{{{W}}}lvl"):
        words, own = _val(level, "lvlText"), level.find(LETTERS)
        chain = looks.chain(_val(own, "rStyle")).after(own)
        white = any(are_alike(one, WHITE) for one in _colours_of(chain, looks))
        reason = _hidden_by(chain, looks) or (ON_WHITE if white and not looks.page else "")
        if reason and IN_WORDS.search(words):
            message = (
                f"« {words[:LONGEST]} », dans les numéros d'une liste, ne se voit pas ({reason})."
            )
            hint = "dans Word : Accueil, Liste à plusieurs niveaux, Définir, Police : « Automatique », sans « Masqué »."
            yield Finding(
                "D005", message, Span(word.path), (f"où : niveau {rank_of(level)}.", hint)
            )


def _hidden_numbers(word: WordFile, looks: Apparences) -> Iterator[Finding]:
    """Paragraphs whose number, which takes the look of their mark, holds words that nobody would see."""
    numbering = word.parts.get(NUMBERING)
    levels = () if numbering is None else parsed(numbering).iter(f"{{{W}}}lvl")
    if not any(IN_WORDS.search(_val(level, "lvlText")) for level in levels):
        return
    for name, part in sorted(word.parts.items()):
        for numbered in parsed(part).iter(f"{{{W}}}numPr") if PRINTED.fullmatch(name) else ():
            mark = Chain.of(numbered.itersiblings(LETTERS))
            white = any(are_alike(one, WHITE) for one in _colours_of(mark, looks))
            reason = _hidden_by(mark, looks) or (ON_WHITE if white and not looks.page else "")
            if reason:
                message = f"le numéro d'un paragraphe de ce gabarit ne se voit pas ({reason})."
                hint = f"sélectionnez le paragraphe entier, sa marque comprise, puis {CHOICES[reason]}."
                yield Finding("D005", message, Span(word.path), (_where(numbered), hint))


def rank_of(level: etree._Element) -> int:
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
        if shown not in REQUIRED or shown == SPACE:
            continue
        reason = _hidden_by(looks.chain(name).before(looks.defauts), looks)
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
            letters = Chain.of(part.iterchildren(LETTERS))
            white = any(are_alike(one, WHITE) for one in _colours_of(letters, looks))
            cut = any(
                _is_cut(one, f"{{{W}}}lineRule", LINE) for one in part.iter(f"{{{W}}}spacing")
            )
            low, on_white = TOO_LOW if cut else "", ON_WHITE if white and not grounds else ""
            reason = _hidden_by(letters, looks) or low or on_white
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
    """What sets how letters look is the same in most templates of a set: it is learnt once."""
    of_looks = tuple(
        (name, part)
        for name, part in word.parts.items()
        if name in (STYLES, SETTINGS, FONTS) or "/theme/" in name
    )
    page = parsed(word.parts[DOCUMENT]).find(f"{{{W}}}background")
    return _learnt(of_looks, b"" if page is None else etree.tostring(page, with_tail=False))


FONTS = "word/fontTable.xml"
FONT = f"{{{W}}}rFonts"


@lru_cache(maxsize=8)
def _learnt(parts: tuple[tuple[str, bytes], ...], page: bytes) -> Apparences:
    word = WordFile("", dict(parts))
    styles = parsed(word.parts[STYLES])
    named = {str(one.get(f"{{{W}}}styleId")): one for one in styles.iter(f"{{{W}}}style")}
    usual = {
        str(one.get(f"{{{W}}}type")): name
        for name, one in named.items()
        if one.get(f"{{{W}}}default") not in (None, *OFF)
    }
    defaults = next(styles.iter(f"{{{W}}}rPrDefault"), None)
    teintes = teintes_of(word)
    drawn = _colours_of_the_page(word, page, teintes)
    courant = usual.get("paragraph", "")
    return Apparences(
        named, courant, usual, Chain.of((defaults,)), teintes, polices_of(word), drawn
    )


def _colours_of_the_page(word: WordFile, page: bytes, teintes: Teintes) -> tuple[Rgb, ...]:
    """Those that are drawn: Word asks for a setting besides."""
    settings = word.parts.get(SETTINGS)
    shown = () if settings is None else parsed(settings).iter(f"{{{W}}}displayBackgroundShape")
    if not page or all(one.get(VAL) in OFF for one in shown):
        return ()
    return teintes.of(parsed(page), value=f"{{{W}}}color")


def _unseen(paragraph: etree._Element, looks: Apparences) -> dict[str, str]:
    """Why words of a paragraph are not seen → those words."""
    runs = [(run, words) for run, words in _runs(paragraph) if words.strip()]
    if not runs:
        return {}
    found: dict[str, str] = {}
    for words, reason in _judged(paragraph, runs, looks):
        found[reason] = found.get(reason, "") + words
    if IN_SIGNS in found and _are_only_signs(found[IN_SIGNS], runs):
        del found[IN_SIGNS]
    return found


def _judged(
    paragraph: etree._Element, runs: Sequence[tuple[etree._Element, str]], looks: Apparences
) -> Iterator[tuple[str, str]]:
    """The words that are not seen, each with why."""
    own = paragraph.find(f"{{{W}}}pPr")
    written = b"" if own is None else etree.tostring(own, with_tail=False)
    there, ground = _place(paragraph, looks)
    of_all = there or _of_its_own(own, written, looks)
    for run, words in runs:
        reason = of_all or _of_its_letters(run, paragraph, (written, ground), looks)
        if reason:
            yield words, reason
        elif not words.isascii() and OF_NO_FONT.search(words):
            yield "".join(OF_NO_FONT.findall(words)), IN_SIGNS


def _runs(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for run in paragraph.iter(f"{{{W}}}r", f"{MATH}r"):
        words = _words(run)
        if words and next(run.iterancestors(f"{{{W}}}p")) is paragraph:
            yield run, words


OF_NO_FONT = motif("[\ue000-\uf8ff]")
"""Signs to which no alphabet gives a meaning: each font draws its own."""

SPELLED = motif("[\\w\ue000-\uf8ff]")
FEW_SIGNS = 2


def _are_only_signs(signs: str, runs: Sequence[tuple[etree._Element, str]]) -> bool:
    """Whether they are boxes to tick beside their words, and not words spelled in signs."""
    if "{" in signs:
        return False
    seen = sum(len(IN_WORDS.findall(words)) for _run, words in runs if words not in signs)
    return len(SPELLED.findall(signs)) <= max(FEW_SIGNS, seen)


def _place(paragraph: etree._Element, looks: Apparences) -> tuple[str, object]:
    """Why no word is seen in what holds a paragraph, and what is laid there under words."""
    holder = paragraph.getparent()
    assert holder is not None
    if holder not in looks.lieux:
        held = [one for one in paragraph.iterancestors() if one.tag in HOLDERS]
        grounds = tuple(etree.tostring(one, with_tail=False) for one in _grounds(held))
        root = paragraph.getroottree().getroot().tag
        boxed = holder if any(one.tag not in TABLES for one in held) else None
        reason = _of_the_place(paragraph, looks) if held else ""
        looks.lieux[holder] = (reason, (root, grounds, boxed))
    return looks.lieux[holder]


TABLES = (f"{{{W}}}tc", f"{{{W}}}tr", f"{{{W}}}tbl")
HOLDERS = frozenset((*TABLES, f"{{{W}}}txbxContent"))


def _grounds(held: Sequence[etree._Element]) -> Iterator[etree._Element]:
    for one in held:
        yield from one.iterchildren(f"{{{W}}}tcPr", f"{{{W}}}tblPr")


def _of_the_place(paragraph: etree._Element, looks: Apparences) -> str:
    """Why none of the words of a cell or of a box is seen."""
    rows = list(paragraph.iterancestors(f"{{{W}}}tr"))
    if any(map(_in_a_hidden_row, rows)):
        return IN_A_ROW
    if is_in_a_merged_cell(paragraph):
        return IN_A_MERGED_CELL
    heights = (one.find(f"{{{W}}}trPr/{{{W}}}trHeight") for one in rows)
    if any(_is_cut(height, f"{{{W}}}hRule", VAL) for height in heights):
        return TOO_LOW
    if is_in_a_narrow_column(paragraph):
        return TOO_NARROW
    if is_in_a_hidden_shape(paragraph):
        return IN_A_SHAPE
    return BESIDE if is_in_a_table_beside_the_page(paragraph) else ""


def _of_its_own(own: etree._Element | None, written: bytes, looks: Apparences) -> str:
    """Why none of the words of a paragraph is seen, by its own properties and by its styles."""
    if written not in looks.lettres:
        styles = list(looks.lineage(_val(own, "pStyle") or looks.courant))
        looks.lettres[written] = _out_of_sight(own, styles)
    return looks.lettres[written]


def _out_of_sight(own: etree._Element | None, styles: Sequence[etree._Element]) -> str:
    spacings = (
        one.find(f".//{{{W}}}spacing[@{LINE}]") for one in (own, *styles) if one is not None
    )
    nearest = next((one for one in spacings if one is not None), None)
    if _is_cut(nearest, f"{{{W}}}lineRule", LINE):
        return TOO_LOW
    if is_in_a_narrow_frame(own):
        return TOO_NARROW
    return BESIDE if is_beside_the_page(own, styles) else ""


def _of_its_letters(
    run: etree._Element, paragraph: etree._Element, around: object, looks: Apparences
) -> str:
    """Why the letters of a run are not seen.  ``around`` is all that the paragraph and its place lay under them."""
    look = run.find(LETTERS)
    key = (around, b"" if look is None else etree.tostring(look, with_tail=False))
    if key not in looks.lettres:
        looks.lettres[key] = _reason(run, paragraph, looks)
    return looks.lettres[key]


def _reason(run: etree._Element, paragraph: etree._Element, looks: Apparences) -> str:
    chain = looks.of(run, paragraph)
    is_beside = is_raised(_first(chain, "position"))
    return BESIDE if is_beside else _in_its_colours(paragraph, chain, looks)


def _in_its_colours(paragraph: etree._Element, chain: Chain, looks: Apparences) -> str:
    colors = _colours_of(chain, looks) or letters_of_the_shape(paragraph, looks.teintes)
    if any(are_alike(one, WHITE) for one in colors) and not _is_shaded(paragraph, chain, looks):
        return ON_WHITE
    if _is_like_its_ground(paragraph, chain, looks, colors):
        return LIKE_ITS_GROUND
    return _hidden_by(chain, looks)


def _is_cut(height: etree._Element | None, rule: str, value: str) -> bool:
    if height is None or height.get(rule) != "exact":
        return False
    return number(height.get(value), LOWEST) < LOWEST


LINE = f"{{{W}}}line"


def _colours_of(chain: Chain, looks: Apparences) -> tuple[Rgb, ...]:
    """The colours that letters may have, that of their filling first: programs differ."""
    fill = chain.nearest.get(f"{LOOK}textFill")
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
    laid = _laid_nearest(paragraph, chain, looks)
    drawn = () if laid else drawn_under(paragraph, looks.teintes) or ()
    if drawn:
        return _are_of_their_shape(paragraph, colors, drawn, looks)
    laid = laid or _laid_by_the_page(paragraph, chain, looks)
    return any(are_alike(one, under) for one in colors for under in laid)


def _are_of_their_shape(
    paragraph: etree._Element, colors: Sequence[Rgb], drawn: Sequence[Rgb], looks: Apparences
) -> bool:
    """Whether letters are like all the colours of the shape that holds them, two of them in a gradient."""
    of_letters = colors or letters_of_the_shape(paragraph, looks.teintes) or (BLACK,)
    return any(all(are_alike(one, under) for under in drawn) for one in of_letters)


def _laid_by_the_page(
    paragraph: etree._Element, chain: Chain, looks: Apparences
) -> tuple[Rgb, ...]:
    """The colours of the page, where nothing else is laid under words."""
    places = (*chain, *_laid_around(paragraph, looks))
    around = (shd for one in places for shd in one.iter(f"{{{W}}}shd"))
    covered = any(_laid(shd, looks) for shd in around) or drawn_under(paragraph, looks.teintes)
    return () if covered else looks.page


def _laid_nearest(paragraph: etree._Element, chain: Chain, looks: Apparences) -> tuple[Rgb, ...]:
    """The colours of the shading that is nearest to letters."""
    cells = (one.find(f"{{{W}}}tcPr") for one in paragraph.iterancestors(f"{{{W}}}tc"))
    own = paragraph.find(f"{{{W}}}pPr")
    styled = looks.lineage(_val(own, "pStyle") or looks.courant)
    places = (*chain, own, *styled, *cells, *_laid_by_tables(paragraph, looks))
    grounds = (
        shd
        for one in places
        if one is not None
        for shd in one.iter(f"{{{W}}}shd")
        if _is_coloured(shd, looks)
    )
    ground = next(grounds, None)
    return () if ground is None else _laid(ground, looks)


def _laid_by_tables(paragraph: etree._Element, looks: Apparences) -> Iterator[etree._Element]:
    """What the tables around words, and their styles, lay under all their cells."""
    for table in paragraph.iterancestors(f"{{{W}}}tbl"):
        properties = table.find(f"{{{W}}}tblPr")
        for one in (table, *looks.lineage(_val(properties, "tblStyle"))):
            yield from one.iterchildren(f"{{{W}}}tblPr", f"{{{W}}}tcPr")


def _laid(shd: etree._Element, looks: Apparences) -> tuple[Rgb, ...]:
    """The colours that a shading may have."""
    if shd.get(VAL) == "solid" or _is_mostly_of_its_pattern(shd):
        return looks.teintes.of(shd, value=f"{{{W}}}color") or (BLACK,)
    return looks.teintes.of(shd, "Fill", f"{{{W}}}fill")


def _is_mostly_of_its_pattern(shd: etree._Element) -> bool:
    return number(_val_of(shd).removeprefix("pct"), 0) >= MOST_OF_A_GROUND


MOST_OF_A_GROUND = 75
"""Percents of a ground that its pattern covers."""

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


def _hidden_by(chain: Chain, looks: Apparences) -> str:
    """Why letters of these properties are not seen, wherever they stand."""
    fonts = (font for one in chain for font in one.iter(FONT))
    return _masked_by(chain) or (IN_SIGNS if looks.polices.draw_signs(fonts) else "")


def _masked_by(chain: Chain) -> str:
    if _is_on(chain, "vanish") or _is_on(chain, "specVanish"):
        return MASKED
    complex_letters = _is_on(chain, "cs") or _is_on(chain, "rtl")
    size = _first(chain, "szCs" if complex_letters else "sz")
    if size is not None and _number(size) * _part_of_its_size(chain) <= SMALLEST:
        return TOO_SMALL
    if _is_transparent(chain):
        return TRANSPARENT
    if is_spread(_first(chain, "spacing")):
        return SPREAD
    return CRUSHED if _is_crushed(chain, USUAL_SIZE if size is None else _number(size)) else ""


def _part_of_its_size(chain: Chain) -> float:
    raised = _first(chain, "vertAlign")
    return 1 if raised is None or _val_of(raised) == "baseline" else OF_AN_EXPONENT


OF_AN_EXPONENT = 2 / 3


def _is_crushed(chain: Chain, size: float) -> bool:
    scale, spacing = _first(chain, "w"), _first(chain, "spacing")
    narrow = scale is not None and number((scale.get(VAL) or "").rstrip("%"), 100) <= SMALLEST_SCALE
    fitted = _first(chain, "fitText")
    narrow = narrow or _is_in_two_lines(chain)
    narrow = narrow or (fitted is not None and number(fitted.get(VAL), LOWEST) < LOWEST)
    return narrow or (spacing is not None and number(spacing.get(VAL), 0) <= -TIGHTEST * size)


def _is_in_two_lines(chain: Chain) -> bool:
    """Whether letters are made half as tall to stand one line over another, as some alphabets do."""
    layout = _first(chain, "eastAsianLayout")
    return layout is not None and layout.get(f"{{{W}}}combine") not in (None, *OFF)


def _is_transparent(chain: Chain) -> bool:
    """Whether letters are filled with nothing, and have no outline either."""
    fill = chain.nearest.get(f"{LOOK}textFill")
    if fill is None or _is_outlined(chain):
        return False
    clear = (number(one.get(f"{LOOK}val"), 0) for one in fill.iter(f"{LOOK}alpha"))
    return next(fill.iter(f"{LOOK}noFill"), None) is not None or max(clear, default=0) >= CLEAREST


CLEAREST = 85_000
"""Thousandths of a percent of what is seen through letters."""


def _is_outlined(chain: Chain) -> bool:
    line = chain.nearest.get(f"{LOOK}textOutline")
    if line is None or line.find(f"{LOOK}noFill") is not None:
        return False
    whites = (one.get(f"{LOOK}val") for one in line.iter(f"{LOOK}srgbClr", f"{LOOK}schemeClr"))
    return not any(str(one).lower() in ("ffffff", "bg1", "lt1") for one in whites)


def _first(chain: Chain, name: str) -> etree._Element | None:
    return chain.nearest.get(f"{{{W}}}{name}")


def _is_on(chain: Chain, name: str) -> bool:
    found = _first(chain, name)
    return found is not None and found.get(VAL) not in OFF


def _in_a_hidden_row(row: etree._Element) -> bool:
    properties = row.find(f"{{{W}}}trPr")
    return properties is not None and _is_on(Chain.of((properties,)), "hidden")


def _number(element: etree._Element) -> float:
    return number(element.get(VAL), SMALLEST + 1, 2)


def _is_shaded(paragraph: etree._Element, chain: Chain, looks: Apparences) -> bool:
    """Whether something is laid under these words, on which white is seen: a colour, a styled table, a shape."""
    around = (*chain, *_laid_around(paragraph, looks))
    shadings = (shd for one in around for shd in one.iter(f"{{{W}}}shd"))
    drawn = drawn_under(paragraph, looks.teintes) or ()
    return (
        any(not are_alike(one, WHITE) for one in drawn)
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
    return "".join(_word(part) for part in element.iter(*SAID))


def _word(part: etree._Element) -> str:
    if part.tag == SIGN:
        return _sign(str(part.get(f"{{{W}}}char") or ""), str(part.get(f"{{{W}}}font") or ""))
    return CALLS.get(str(part.tag), part.text) or ""


def _sign(code: str, font: str) -> str:
    """A sign taken by its number; that of a font of signs is none of any alphabet."""
    try:
        number_of = int(code, 16)
    except ValueError:
        return ""
    if is_of_signs(font):
        return chr(0xF000 | number_of & 0xFF)
    return chr(number_of) if number_of < 0xD800 or 0xE000 <= number_of < 0xFFFE else ""
