"""A page says what the Word document says: the same words in the same order, in every document and every fiche."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from lxml import etree, html

from pipeline.assemble import apercu, assemble
from pipeline.commands.calcul import examine_folder
from pipeline.compute import with_bordereaux, with_grille
from pipeline.model.document import Document
from pipeline.run import Examen, build, drawings, preview
from pipeline.write.html.documents import Corps, Modeles, modeles, write
from tests.projets import CHECKOUT, TODAY, edited, examen, petit_projet

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CALL = "Appelnotedebasdep"
OLDER_WORDS = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
CONTENTS = re.compile(r"toc \d|table of figures|TOC Heading|Note de tableau sommaire")
WORD = re.compile(r"\w+|[€%]")
HOW_TO_NUMBER = "Les numéros de page s'ajoutent d'un geste"
"""What a document without page numbers says under its contents: a page has no pages."""

TRIED = """
content/organisation/01-gouvernance.md
- Une association ouverte à tous.
+ Une association *ouverte* à **tous**[^1], sans doute[^1], [avec un site](https://www.cpts-test.fr), le 1er mai.
+
+ [^1]: Une note.
+
+ > **Attention.** Un encadré <script>alert(1)</script> & des signes.
+
+ 3. trois
+ 4. quatre
+    - dessous
+
+ | 2027 >> Prévu | 2027 >> Fait | Autre |
+ |---:|---:|---|
+ | 1 | −2 | - un |
+
+ ```
+ lettre à lettre {{ rien }}
+ ```
+
+ {{ carte.territoire }}
"""


@lru_cache(maxsize=1)
def exemple() -> Examen:
    return examine_folder(CHECKOUT, TODAY, to_build=True)


@lru_cache(maxsize=1)
def construits() -> Mapping[str, bytes]:
    return build(exemple())


def modeles_de(found: Examen) -> Modeles:
    names = [livrable.gabarit.value for livrable in found.projet.livrables]
    return modeles(found.sources, found.projet.charte, [*names, "apercu.docx"], ())


def page(document: Document, found: Examen) -> Corps:
    written = write(document, modeles_de(found), found.sources.files, drawings(found))
    assert written is not None
    return written


def documents(found: Examen) -> Iterator[Document]:
    comptes = with_bordereaux(found.projet, with_grille(found.projet, found.comptes))
    return assemble(found.projet, comptes, found.findings, False, ())


def words_of_word(docx: bytes) -> list[str]:
    """Body then notes, without contents, which a page has as links."""
    package = zipfile.ZipFile(io.BytesIO(docx))
    names = names_of_styles(package.read("word/styles.xml"))
    said: list[str] = []
    parts = [
        name for name in ("word/document.xml", "word/footnotes.xml") if name in package.namelist()
    ]
    for part in parts:
        for paragraph in etree.fromstring(package.read(part)).iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = names.get(style.get(f"{W}val", ""), "") if style is not None else ""
            text = "".join(texts_of(paragraph))
            if not CONTENTS.fullmatch(name) and not text.replace("’", "'").startswith(
                HOW_TO_NUMBER
            ):
                said += WORD.findall(text)
    return said


def names_of_styles(styles: bytes) -> dict[str, str]:
    found = {}
    for style in etree.fromstring(styles).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def texts_of(paragraph: etree._Element) -> Iterator[str]:
    """Its own words: those of a shape in it are paragraphs of their own, and the number of a note is no word."""
    for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        older = any(above.tag == OLDER_WORDS for above in node.iterancestors())
        called = _style(node.getprevious()) == CALL
        if next(node.iterancestors(f"{W}p")) is paragraph and not older and not called:
            yield (node.text or "") if node.tag == f"{W}t" else " "


def _style(properties: etree._Element | None) -> str:
    found = properties.find(f"{W}rStyle") if properties is not None else None
    return "" if found is None else found.get(f"{W}val", "")


INLINE = ("a", "strong", "em", "code", "sup", "ins", "del")
LEFT_OUT = ".//nav|.//sup[@class='appel']|.//figure//div[@class='cadre']|.//a[@class='retour']"


def words_of_page(corps: Corps) -> list[str]:
    tree: Any = html.fromstring(f"<main>{corps.html}</main>")
    for node in tree.xpath(LEFT_OUT):
        node.drop_tree()
    contents = [title for title in tree.iter("h2") if title.text_content() == "Sommaire"]
    for title in contents:
        title.drop_tree()
    for node in tree.iter():
        if node.tag not in INLINE:
            node.tail = f" {node.tail or ''}"
            node.text = f" {node.text or ''}"
    return WORD.findall(tree.text_content())


@lru_cache(maxsize=1)
def assembled() -> Mapping[str, Document]:
    return {document.cle: document for document in documents(exemple())}


def test_a_page_has_the_words_of_its_document() -> None:
    for cle, document in assembled().items():
        said = words_of_page(page(document, exemple()))
        assert len(said) > 100
        assert said == words_of_word(construits()[f"{cle}.docx"]), cle


def test_a_page_has_the_words_of_its_fiche() -> None:
    found = exemple()
    for fiche in found.projet.fiches:
        document = apercu(found.projet, found.comptes, found.findings, fiche.path)
        assert document is not None
        said = words_of_page(page(document, found))
        assert len(said) > 300
        assert said == words_of_word(preview(found, fiche.path)["apercu.docx"]), fiche.path


def test_every_construct_of_markdown_is_on_the_page() -> None:
    found = examen(edited(petit_projet(), TRIED))
    made = build(found)
    assert made, found.findings
    for document in documents(found):
        written = page(document, found)
        assert words_of_page(written) == words_of_word(made[f"{document.cle}.docx"])
        assert "<script" not in written.html


def test_a_word_that_a_page_lacks_is_seen() -> None:
    written = page(assembled()["statuts"], exemple())
    less = Corps("".join(written.html.rsplit("Article", 1)), written.reperes, written.images)
    assert words_of_page(less) != words_of_word(construits()["statuts.docx"])
