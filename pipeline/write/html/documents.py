"""A document as the body of a page: what its Word template prints, and the same texts in the same places."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any

from pipeline.model.charte import Charte
from pipeline.model.dessin import Dessin
from pipeline.model.document import (
    CHAMPS_DOCUMENT,
    CHAMPS_FICHE,
    GABARIT_FICHE,
    Champ,
    Contenu,
    Document,
    FicheMiseEnPage,
    Riche,
)
from pipeline.model.files import Files
from pipeline.model.palette import USUELLE, Palette
from pipeline.model.parcours import every_block, shift
from pipeline.model.prose import Block
from pipeline.model.source import Sources, WordFile
from pipeline.model.span import Span
from pipeline.model.valeur import dataclass
from pipeline.write.html.gabarit import TITLES, Lecteur, Marks
from pipeline.write.html.images import Images
from pipeline.write.html.prose import Dessine, Lieu, ProseWriter, Repere, not_drawn
from pipeline.write.html.signes import identifier, safe, tag, words
from pipeline.write.word.charte import palette_of
from pipeline.write.word.package import DOCUMENT
from pipeline.write.word.prose import LABEL, LISTED, LISTINGS
from pipeline.write.word.styles import FICHE_TITLE
from pipeline.write.word.template import Gabarit, Unfillable, fill, mend_body, mend_master, try_out

FICHE_LEVEL = 3
CONTENTS_DEPTH = 3
CONTENTS = "TOC Heading"
NOWHERE: Mapping[str, Dessin] = {}
NO_FRAME: Mapping[Span, str] = {}


@dataclass(frozen=True, slots=True)
class Modele:
    """The text of a template with its tags mended, and the names of its styles: all that a page takes from it."""

    texte: str
    styles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Modeles:
    """The templates of a set, by their names; ``fiches`` lays fiches out.  Kept as long as their files are the same."""

    maitres: Mapping[str, Modele] = field(default_factory=dict)
    fiches: Modele | None = None
    palette: Palette = USUELLE
    """The colours of what is drawn: those of the charte, else of the theme of the template that prints the fiches."""


@dataclass(frozen=True, slots=True)
class Corps:
    """The body of a page: ``html``, the titles that its contents lead to, and the pictures that it shows."""

    html: str
    reperes: tuple[Repere, ...]
    images: Mapping[str, bytes]


def modeles(
    sources: Sources, charte: Charte, names: Iterable[str], faulty: Container[str]
) -> Modeles:
    """Those of the templates that can be filled: a fault of the others was told by the checks."""
    maitres: dict[str, Gabarit] = {}
    for name in dict.fromkeys(names):
        word = _sound(sources, sources.gabarits + name, faulty)
        gabarit = _master(word) if word else None
        if gabarit is not None:
            maitres[name] = gabarit
    fiche = _sound(sources, sources.gabarits + GABARIT_FICHE, faulty)
    lent = _lent(fiche, next(iter(maitres.values()))) if fiche and maitres else None
    palette = palette_of(fiche.parts if fiche else {}, charte)
    return Modeles({name: _modele(one, one) for name, one in maitres.items()}, lent, palette)


def _sound(sources: Sources, path: str, faulty: Container[str]) -> WordFile | None:
    return None if path in faulty else sources.word(path)


def _master(word: WordFile) -> Gabarit | None:
    try:
        return try_out(mend_master(word.path, word.parts), CHAMPS_DOCUMENT)
    except Unfillable:
        return None


def _lent(word: WordFile, master: Gabarit) -> Modele | None:
    try:
        lent = try_out(mend_body(word.path, word.parts, master), CHAMPS_FICHE)
    except Unfillable:
        return None
    return _modele(lent, master)


def _modele(gabarit: Gabarit, styles: Gabarit) -> Modele:
    return Modele(gabarit.mended[DOCUMENT], styles.styles.names)


def write(
    document: Document,
    modeles: Modeles,
    files: Files,
    dessins: Mapping[str, Dessin] = NOWHERE,
    base: str = "",
    under: int = 1,
    dessine: Dessine = not_drawn,
    frames: Mapping[Span, str] = NO_FRAME,
) -> Corps | None:
    """The body of the page of a document; None when one of its templates cannot be filled.

    ``frames`` are what is to be shown at a place of the sources: after the block that holds it, or else first of all.

    ``base`` leads from the page to the folder of pictures, ``under`` says how much lower than in Word its titles are.
    """
    master = modeles.maitres.get(document.gabarit)
    laid_out = any(isinstance(content, FicheMiseEnPage) for content in document.corps)
    if (document.gabarit and master is None) or (laid_out and modeles.fiches is None):
        return None
    prose = ProseWriter(Images(files, dessins, base), under, dessine)
    prose.frames = placed(frames, document.corps)
    written = _Writer(modeles, prose).write(document, master)
    left = "".join(prose.frames.values())
    return replace(written, html=left + written.html) if left else written


def placed(frames: Mapping[Span, str], corps: Iterable[Contenu]) -> dict[Lieu, str]:
    """Each frame with the block that begins at its line or is the last before it."""
    found: dict[Lieu, str] = {}
    if not frames:
        return found
    lines: dict[str, list[int]] = {}
    for block in every_block(_blocks(corps)):
        if block.span.line is not None:
            lines.setdefault(block.span.path, []).append(block.span.line)
    for span, frame in frames.items():
        before = [line for line in lines.get(span.path, ()) if line <= (span.line or 0)]
        place = (span.path, max(before, default=0))
        found[place] = found.get(place, "") + frame
    return found


def _blocks(corps: Iterable[Contenu]) -> Iterator[Block]:
    for content in corps:
        if isinstance(content, FicheMiseEnPage):
            yield from _of_champ(content.champs)
        else:
            yield content


def _of_champ(champ: Champ) -> Iterator[Block]:
    if isinstance(champ, Riche):
        yield from champ.blocs
    elif isinstance(champ, Mapping):
        for inner in champ.values():
            yield from _of_champ(inner)
    elif not isinstance(champ, str):
        for inner in champ:
            yield from _of_champ(inner)


class _Writer:
    def __init__(self, modeles: Modeles, prose: ProseWriter) -> None:
        self.modeles = modeles
        self.prose = prose

    def write(self, document: Document, master: Modele | None) -> Corps:
        body = "\n".join(self.content(content) for content in document.corps)
        if master is not None:
            body = self.dressed(document, master, body)
        html = body + self.prose.foot()
        return Corps(html, tuple(self.prose.reperes), self.prose.images.files)

    def dressed(self, document: Document, master: Modele, body: str) -> str:
        """The body within what its template prints before and after it."""
        reperes = list(self.prose.reperes)
        marks = Marks([])
        values = {
            "partie": "",
            **self.values(document.champs, marks),
            "sommaire": marks.put(self.contents(document, reperes)),
            "corps": marks.put(body),
        }
        first = 1 - self.prose.under
        titles = {"Title": first, CONTENTS: first + 1}
        reader = Lecteur(master.styles, titles, marks, self.title_of_the_cover)
        shown = reader.read(fill(master.texte, values))
        self.prose.reperes = reperes
        return shown

    def title_of_the_cover(self, level: int, _text: str, shown: str) -> str:
        rank = self.prose.rank(level)
        return tag(f"h{rank}", shown, "titre-document" if rank == 1 else "")

    def contents(self, document: Document, reperes: Sequence[Repere]) -> str:
        """The contents, then the lists that the document asks for."""
        lines = [one for one in reperes if one.level <= CONTENTS_DEPTH]
        shown = tag("nav", _links(lines), "sommaire", aria_label="Sommaire") if lines else ""
        kinds = {name: genre for genre, name in LISTED.items()}
        for name in document.listes:
            fiches = [one for one in reperes if one.ancre.startswith(identifier("fiche-"))]
            found = self.prose.listed.get(kinds.get(name, ""), fiches if name == "fiches" else [])
            title = LISTINGS[name][0]
            if found:
                listed = tag("summary", safe(title)) + _links(found)
                shown += tag("nav", tag("details", listed), "sommaire", aria_label=title)
        return shown

    def content(self, content: Contenu) -> str:
        if isinstance(content, FicheMiseEnPage):
            return self.fiche(content)
        return self.prose.block(content)

    def fiche(self, fiche: FicheMiseEnPage) -> str:
        """A fiche in the layout of its template, its title marked for the contents."""
        layout = self.modeles.fiches
        if layout is None:
            return ""
        self.prose.title = ""
        marks = Marks([])

        def titled(level: int, _text: str, shown: str) -> str:
            if level == FICHE_LEVEL:
                return self.prose.titled(level, fiche.titre, shown, fiche.ancre)
            return tag(f"h{self.prose.rank(level)}", shown, "rubrique")

        titles = {**TITLES, FICHE_TITLE: FICHE_LEVEL, LABEL: FICHE_LEVEL + 1}
        values = self.values(fiche.champs, marks, 1)
        reader = Lecteur(layout.styles, titles, marks, titled)
        return tag("section", reader.read(fill(layout.texte, values)), "fiche")

    def values(self, champs: Mapping[str, Champ], marks: Marks, lower: int = 0) -> dict[str, Any]:
        return {name: self.value(champ, marks, lower) for name, champ in champs.items()}

    def value(self, champ: Champ, marks: Marks, lower: int) -> Any:
        """What a slot of the layout prints for a field; titles stand that much lower, under those of the layout."""
        if isinstance(champ, Riche):
            return marks.put(self.prose.all(shift(champ.blocs, lower)))
        if isinstance(champ, Mapping):
            return self.values(champ, marks, lower)
        if isinstance(champ, Sequence) and not isinstance(champ, str):
            return [self.value(item, marks, lower) for item in champ]
        return champ


def _links(reperes: Iterable[Repere]) -> str:
    lines = (
        tag("li", tag("a", words(one.text), href=f"#{one.ancre}"), f"niveau-{one.level}")
        for one in reperes
    )
    return tag("ol", "".join(lines))
