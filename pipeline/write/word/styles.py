"""The styles of a template, found by the name that Word never translates (``heading 1``), not by their id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from pipeline.model.prose import SIGNATURE
from pipeline.model.valeur import dataclass
from pipeline.write.word.citation import Bar, Indent, bar_of, indents_of
from pipeline.write.word.ooxml import W
from pipeline.write.word.package import parsed

PARAGRAPH = (
    "Normal",
    "Body Text",
    *(f"heading {level}" for level in range(1, 7)),
    "toc 1",
    "toc 2",
    "toc 3",
    "List Bullet",
    *(f"List Bullet {level}" for level in range(2, 6)),
    "List Number",
    *(f"List Number {level}" for level in range(2, 6)),
    "List Continue",
    *(f"List Continue {level}" for level in range(2, 6)),
    "Quote",
    "Caption",
    "Code",
    "Tableau texte",
    "Tableau nombre",
    "Tableau centré",
    "Tableau en-tête",
    "Tableau en-tête nombre",
    "Tableau puces",
    "Tableau numéros",
    "Tableau suite",
    "Note de tableau",
    "Intervalle",
    "Fiche rubrique",
    "Encadré",
    "Encadré titre",
    "Texte d'encadré",
    "Titre à retenir",
    "Titre attention",
    "Terme",
    "Définition",
    "footnote text",
)
CHARACTER = ("Strong", "Emphasis", "Hyperlink", "Code caractère", "footnote reference")
TABLE = ("Tableau CPTS", SIGNATURE, "Encadré à retenir", "Encadré attention")
REQUIRED: Mapping[str, str] = {
    **dict.fromkeys(PARAGRAPH, "paragraph"),
    **dict.fromkeys(CHARACTER, "character"),
    **dict.fromkeys(TABLE, "table"),
}
"""What the prose writer uses, with the kind of each; a template that lacks one is told so by its name in Word."""

FRENCH: Mapping[str, str] = {
    "Body Text": "Corps de texte",
    "List Bullet": "Liste à puces",
    "List Number": "Liste à numéros",
    "List Continue": "Liste continue",
    "Quote": "Citation",
    "Caption": "Légende",
    "Strong": "Élevé",
    "Emphasis": "Accentuation",
    "Hyperlink": "Lien hypertexte",
    "footnote text": "Note de bas de page",
    "footnote reference": "Appel note de bas de p.",
    **{f"heading {level}": f"Titre {level}" for level in range(1, 7)},
    **{f"toc {level}": f"TM {level}" for level in range(1, 4)},
}
"""What a French Word shows for its own styles."""

FICHE_TITLE = "Fiche titre"
EMPLOIS: Mapping[str, str] = {
    "Normal": "ce dont les autres styles partent",
    "Body Text": "le texte courant",
    "heading 1": "une partie",
    "heading 2": "un chapitre, une mission, une annexe",
    "heading 3": "une section",
    "heading": "un titre plus petit",
    "toc": "une ligne du sommaire",
    "List Bullet": "une puce, par niveau",
    "List Number": "une ligne numérotée, par niveau",
    "List Continue": "un paragraphe qui continue une puce ou un numéro",
    "Quote": "une citation",
    "Caption": "la légende d'un tableau ou d'une figure",
    "Code": "un passage repris lettre à lettre",
    "Code caractère": "le même, dans une phrase",
    "Tableau texte": "une case",
    "Tableau nombre": "une case de chiffres, à droite",
    "Tableau centré": "une case au milieu",
    "Tableau en-tête": "le titre d'une colonne",
    "Tableau en-tête nombre": "le titre d'une colonne de chiffres",
    "Tableau puces": "une puce dans une case",
    "Tableau numéros": "un numéro dans une case",
    "Tableau suite": "un paragraphe qui continue une puce dans une case",
    "Note de tableau": "la source et les remarques sous un tableau",
    "Intervalle": "l'espace sous un tableau",
    "Fiche rubrique": "le titre d'une rubrique de fiche, d'un tableau du budget",
    "Encadré": "un constat du brouillon",
    "Encadré titre": "le titre d'un constat",
    "Texte d'encadré": "le texte d'un encadré « À retenir » ou « Attention »",
    "Titre à retenir": "le titre d'un encadré « À retenir »",
    "Titre attention": "le titre d'un encadré « Attention »",
    "Terme": "un terme à définir",
    "Définition": "sa définition",
    "footnote text": "une note de bas de page",
    "footnote reference": "l'appel d'une note",
    "Strong": "les mots en gras",
    "Emphasis": "les mots en italique",
    "Hyperlink": "un lien",
    "Tableau CPTS": "tous les tableaux de données",
    SIGNATURE: "les tableaux à signer ou à remplir à la main",
    "Encadré à retenir": "l'encadré « À retenir »",
    "Encadré attention": "l'encadré « Attention »",
    FICHE_TITLE: "le titre d'une fiche",
}
"""Style, or the family of a style whose name ends with a level → what it is for."""


@dataclass(frozen=True, slots=True)
class Styles:
    """``ids`` and ``kinds`` map a style's folded name to its id and its kind; ``bullets``, ``numbers`` and
    ``abstract_numbers`` are ids of numberings, and ``bullet_indents``, ``number_indents`` the indents of their levels.
    """

    ids: Mapping[str, str]
    kinds: Mapping[str, str]
    names: Mapping[str, str]
    bullets: str
    numbers: str
    abstract_numbers: str
    bullet_indents: tuple[Indent, ...] = ()
    number_indents: tuple[Indent, ...] = ()
    bar: Bar = Bar()

    def __getitem__(self, name: str) -> str:
        return self.ids.get(name.casefold(), "")

    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in REQUIRED if name.casefold() not in self.ids)

    def of_another_kind(self) -> tuple[str, ...]:
        """Styles that bear the name of one that is needed, and that Word would not apply where it stands."""
        return tuple(
            name for name, kind in REQUIRED.items() if self.kinds.get(name.casefold(), kind) != kind
        )


@lru_cache(maxsize=16)
def styles_in(styles: bytes, numbering: bytes | None) -> Styles:
    """The styles that the two parts of a template define; templates made from one another share them."""
    return read_styles(parsed(styles), None if numbering is None else parsed(numbering))


def read_styles(styles: etree._Element, numbering: etree._Element | None) -> Styles:
    ids: dict[str, str] = {}
    kinds: dict[str, str] = {}
    names: dict[str, str] = {}
    numbered: dict[str, str] = {}
    bar = Bar()
    for style in styles.iterfind(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        identifier = style.get(f"{{{W}}}styleId")
        if name is None or identifier is None:
            continue
        word = str(name.get(f"{{{W}}}val")).casefold()
        ids.setdefault(word, identifier)
        kinds.setdefault(word, style.get(f"{{{W}}}type", "paragraph"))
        names[identifier] = str(name.get(f"{{{W}}}val"))
        number = style.find(f"{{{W}}}pPr/{{{W}}}numPr/{{{W}}}numId")
        if number is not None:
            numbered[word] = str(number.get(f"{{{W}}}val"))
        if word == "quote":
            bar = bar_of(style)
    bullets, numbers = numbered.get("list bullet", ""), numbered.get("list number", "")
    abstract = _abstract(numbering, numbers)
    return Styles(
        ids,
        kinds,
        names,
        bullets,
        numbers,
        abstract,
        indents_of(_levels(numbering, _abstract(numbering, bullets))),
        indents_of(_levels(numbering, abstract)),
        bar,
    )


def _abstract(numbering: etree._Element | None, number: str) -> str:
    if numbering is not None:
        for num in numbering.iterfind(f"{{{W}}}num"):
            abstract = num.find(f"{{{W}}}abstractNumId")
            if num.get(f"{{{W}}}numId") == number and abstract is not None:
                return str(abstract.get(f"{{{W}}}val"))
    return ""


def _levels(numbering: etree._Element | None, abstract: str) -> etree._Element | None:
    """What defines the levels of a numbering, by its abstract id."""
    if numbering is None:
        return None
    found = numbering.iterfind(f"{{{W}}}abstractNum")
    return next((each for each in found if each.get(f"{{{W}}}abstractNumId") == abstract), None)


def next_number(numbering: etree._Element) -> int:
    """The first numbering id that the template leaves free."""
    used = (num.get(f"{{{W}}}numId", "") for num in numbering.iterfind(f"{{{W}}}num"))
    return (
        max((int(number) for number in used if number.isdecimal() and len(number) < 6), default=0)
        + 1
    )
