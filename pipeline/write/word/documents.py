"""Each document into the package of its template: covers by their slots, body text as OOXML spliced in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from pipeline.model.charte import Charte
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
from pipeline.model.finding import Finding
from pipeline.model.prose import Heading, Paragraph
from pipeline.model.source import Sources, WordFile
from pipeline.model.span import Span
from pipeline.write.word.charte import dressed, palette_of
from pipeline.write.word.exposants import raised
from pipeline.write.word.package import DOCUMENT, NUMBERING, Package, check_well_formed, parsed
from pipeline.write.word.prose import CELL_PADDING, KEEP_NEXT, ProseWriter
from pipeline.write.word.sections import Section, assembled, sections, with_introductions
from pipeline.write.word.sommaire import COUNTED
from pipeline.write.word.styles import FICHE_TITLE, next_number
from pipeline.write.word.tableau import with_tall_rows_unlocked, with_words_whole
from pipeline.write.word.template import (
    Gabarit,
    Unfillable,
    Xml,
    fill,
    mend_body,
    mend_master,
    try_out,
)

FICHE_LEVEL = 3


def write(
    documents: Iterable[Document],
    sources: Sources,
    charte: Charte,
    faulty: Container[str],
    said: list[Finding],
) -> dict[str, bytes]:
    """Output name → bytes, for every document whose templates are sound; ``faulty`` are paths with an error.

    Every template is dressed in the colours and fonts of the ``charte``.

    A template that turns out not to be fillable adds a finding to ``said``; the documents that need it are left out.
    """
    outputs: dict[str, bytes] = {}
    masters: dict[str, Gabarit] = {}
    fiche = _sound(sources, sources.gabarits + GABARIT_FICHE, faulty)
    for document in documents:
        word = _sound(sources, sources.gabarits + document.gabarit, faulty)
        needs_layout = any(isinstance(content, FicheMiseEnPage) for content in document.corps)
        if word is None or (fiche is None and needs_layout):
            continue
        try:
            master = masters.get(word.path) or try_out(
                mend_master(word.path, dressed(word, charte).parts), CHAMPS_DOCUMENT
            )
            masters[word.path] = master
            lent = (
                mend_body(fiche.path, dressed(fiche, charte).parts, master)
                if fiche and needs_layout
                else None
            )
            layout = try_out(lent, CHAMPS_FICHE) if lent else None
        except Unfillable as problem:
            message = f"ce gabarit ne peut pas être rempli : {problem}."
            said.append(Finding("D002", message, Span(problem.path), (FROM_ITS_MODEL,)))
            continue
        outputs[f"{document.cle}.docx"] = _Writer(master, layout, sources).write(document)
    return outputs


FROM_ITS_MODEL = (
    "ôtez les balises que vous y avez mises en dernier, ou repartez du gabarit du modèle."
)


def _sound(sources: Sources, path: str, faulty: Container[str]) -> WordFile | None:
    return None if path in faulty else sources.word(path)


class _Writer:
    """Writes one document into the package of its template."""

    def __init__(self, master: Gabarit, layout: Gabarit | None, sources: Sources) -> None:
        self.master = master
        self.layout = layout
        self.package = Package(master.parts)
        self.listed: tuple[str, ...] = ()
        first = next_number(parsed(master.parts[NUMBERING])) if NUMBERING in master.parts else 1
        self.prose = ProseWriter(
            master.styles,
            self.package,
            sources.files,
            first,
            master.page.text_width,
            sources.dessins,
            master.letters,
            sources.texts,
            palette_of(master.parts, Charte()),
        )

    def write(self, document: Document) -> bytes:
        slots = {"corps": "<!--corps-->", "sommaire": "<!--sommaire-->"}
        values = {
            "partie": "",
            **self.values(document.champs),
            **{name: Xml(mark) for name, mark in slots.items()},
        }
        headers = _Headers(self.master, self.package, values)
        filled = {name: fill(part, values) for name, part in self.master.mended.items()}
        cut = sections(
            document.corps, self.master.page.text_width, bool(headers.named), self.master.letters
        )
        self.listed = document.listes
        bodies = [(section, self.section(section)) for section in cut]
        main = filled.pop(DOCUMENT).replace(slots["sommaire"], self.contents(document))
        whole = assembled(main, slots["corps"], bodies, headers.of)
        for name, text in filled.items():
            self.package.parts[name] = text.encode()
            check_well_formed(self.package.parts[name])
        return self.package.finish(
            whole, document.titre, document.auteur, document.sujet, _properties(document)
        )

    def section(self, section: Section) -> bytes:
        """The body of a section, each of its contents encoded as it comes: texts take twice the memory of bytes."""
        page = self.master.page
        self.prose.width = page.turned_width if section.landscape else page.text_width
        self.prose.page_height = page.text_width if section.landscape else page.text_height
        parts: list[bytes] = []
        last = ""
        before: Contenu | None = None
        for content in with_introductions(section.contents):
            if isinstance(content, Heading):
                # A title has room above it; counting an empty line more, LibreOffice leaves it alone at a page's foot.
                last = self.prose.without_gap(last)
                if isinstance(before, Paragraph) and not before.keep:
                    last = last.replace(
                        KEEP_NEXT, ""
                    )  # what is one line under a title need not pull the next title
            parts.append(last.encode())
            last, before = self.content(content), content
        return b"".join([*parts, self.prose.with_thin_end(last).encode()])

    def content(self, content: Contenu) -> str:
        return (
            self.fiche(content)
            if isinstance(content, FicheMiseEnPage)
            else raised(self.prose.blocks((content,)))
        )

    def contents(self, document: Document) -> str:
        """The contents, then the lists that the document asks for and that have something to list."""
        return self.prose.contents(document.sans_pages) + "".join(
            self.prose.listing(name) for name in document.listes
        )

    def fiche(self, fiche: FicheMiseEnPage) -> str:
        """One fiche in the layout of its template, its title marked for the contents."""
        if self.layout is None:
            return ""
        upright = self.prose.width
        self.prose.title = ""
        filled = fill(self.layout.mended[DOCUMENT], self.values(fiche.champs))
        text = with_tall_rows_unlocked(with_words_whole(filled, self.master.letters))
        self.prose.width = upright
        style = f'<w:pStyle w:val="{self.master.styles[FICHE_TITLE]}"/>'
        at = text.index("<w:r>", text.index(style)) if style in text else -1
        if at < 0:
            return text
        end = text.index("</w:p>", at)
        content = self.prose.anchored(fiche.ancre, text[at:end])
        content = self.prose.entry(FICHE_LEVEL, fiche.titre, content)
        content = self.prose.origines.mark(fiche.span) + content
        self.prose.list_last_entry("fiches")
        if "fiches" in self.listed:
            content = COUNTED + content
        return text[:at] + content + text[end:]

    def values(self, champ: Mapping[str, Champ], within: str = "") -> dict[str, Any]:
        return {name: self.value(inner, f"{within}{name}") for name, inner in champ.items()}

    def value(self, champ: Champ, field: str) -> Any:
        """What a slot of the layout prints for a field, by its dotted name; no wider than the cell that holds it."""
        if isinstance(champ, Riche):
            cells = self.layout.cells if self.layout else {}
            self.prose.width = (
                cells[field] - CELL_PADDING if field in cells else self.master.page.text_width
            )
            return Xml(self.prose.blocks(champ.blocs, champ.style, champ.style == "Body Text"))
        if isinstance(champ, Mapping):
            return self.values(champ, f"{field}.")
        if isinstance(champ, Sequence) and not isinstance(champ, str):
            return [self.value(item, field) for item in champ]
        return champ


def _properties(document: Document) -> dict[str, str]:
    """What Word shows of the document in « Fichier, Informations »."""
    told = document.champs.get("document", {})
    version, status = (
        (told.get("version", ""), told.get("statut", "")) if isinstance(told, Mapping) else ("", "")
    )
    return {
        "keywords": ", ".join(document.mots_cles),
        "version": str(version),
        "contentStatus": str(status),
    }


class _Headers:
    """The headers and footers of a master that print ``{{ partie }}``: one copy of each for every part."""

    def __init__(self, master: Gabarit, package: Package, values: Mapping[str, Any]) -> None:
        self.package = package
        self.values = values
        self.made: dict[str, Mapping[str, str]] = {"": {}}
        self.named = {name: master.mended[name] for name in master.named}

    def of(self, partie: str) -> Mapping[str, str]:
        """The relationship of each header of that part, by the relationship of the template's."""
        if partie not in self.made:
            rank = len(self.made)
            values = {**self.values, "partie": partie}
            self.made[partie] = {
                rid: self.package.copy_part(name, _kind(name), rank, fill(self.named[name], values))
                for rid, name in self.package.targets().items()
                if name in self.named
            }
        return self.made[partie]


def _kind(name: str) -> str:
    return "header" if name.startswith("word/header") else "footer"
