"""``make format``: the Markdown of the project put in order, its documents unchanged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.commands.check import is_wanted, relative_path
from pipeline.commands.ligne import Demande
from pipeline.disk import read_project, replace_all
from pipeline.model.ancre import Ancre
from pipeline.model.files import CONTENT
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import fold
from pipeline.model.motif import motif
from pipeline.model.prose import Block, Heading, text_of
from pipeline.read.markdown import read_markdown
from pipeline.read.text import decode
from pipeline.run import examine
from pipeline.write.mise_au_propre import RANK, tidy, with_words

FICHES = CONTENT + "fiches/"
UNMARKED = motif(r"[^\[\]`*_\\<>|{}]+")
"""Words that need no care inside a reference."""


def execute(demande: Demande) -> int:
    wanted = [relative_path(value, demande.root) for value in demande.values]
    files, odd = read_project(demande.root)
    examen = examine(files, odd, date.today(), gabarits_connus=True)
    projet, words = (
        examen.projet,
        {f"#{ancre.cle}": ancre for ancre in reversed(examen.comptes.ancres)},
    )
    changed = 0
    for path in sorted(files):
        if path.startswith(CONTENT) and path.endswith(".md") and is_wanted(path, wanted):
            data = worded(
                path, tidied(path, files[path]), {} if projet.d_un_autre_modele(path) else words
            )
            if data != files[path]:
                folder, _, name = path.rpartition("/")
                replace_all(demande.root / folder, {name: data}, ".tmp-")
                print(path)
                changed += 1
    plural = "s" if changed > 1 else ""
    print(f"{changed} fichier{plural} remis en ordre." if changed else "Tout était déjà en ordre.")
    return 0


Words = Mapping[str, Ancre]
"""What a reference may point to, under the way it is typed: « #annexe-budget »."""


def worded(path: str, data: bytes, words: Words) -> bytes:
    """The same text, each reference without words of its own showing those of what it names."""

    def recalled(target: str, typed: str) -> str | None:
        ancre = words.get(target)
        if (
            ancre is None
            or (typed and not ancre.est_rappelee(typed))
            or not UNMARKED.fullmatch(ancre.lisible)
        ):
            return None
        return ancre.lisible

    said: list[Finding] = []
    text = decode(path, data, said)
    if text is None or said or not words or "](#" not in text:
        return data
    return with_words(text, recalled).encode()


def tidied(path: str, data: bytes) -> bytes:
    """The bytes of a Markdown file put in order; those of a file that does not read well are left as they are."""
    said: list[Finding] = []
    text = decode(path, data, said)
    meanings: dict[str, object] = {}

    def meaning(text: str) -> object:
        if text not in meanings:  # a step begins from what the last one gave: reading is what costs
            meanings[text] = _meaning(path, text)
        return meanings[text]

    if text is None or said or meaning(text) is None:
        return data
    return tidy(
        text, path.startswith(FICHES), lambda before, after: meaning(before) == meaning(after)
    ).encode()


def _meaning(path: str, text: str) -> object:
    """What a text says: its front matter and its tree; of a fiche, its sections whatever their order."""
    said: list[Finding] = []
    found = read_markdown(path, text, said)
    if found is None or said:
        return None
    return (found.front, _sections(found.blocks) if path.startswith(FICHES) else found.blocks)


def _sections(blocks: tuple[Block, ...]) -> Mapping[object, tuple[Block, ...]]:
    sections: dict[object, tuple[Block, ...]] = {}
    key: object = None
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2:
            title = text_of(block.inlines)
            key = RANK.get(fold(title), title)
            key = (key, key in sections)
        sections[key] = (*sections.get(key, ()), block)
    return sections
