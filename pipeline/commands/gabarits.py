"""``gabarits``: what is wrong with the Word templates and the charte, and the list of their slots and styles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import ERREURS, Demande
from pipeline.disk import read_text, replace_all
from pipeline.model.files import CHARTE, SETS
from pipeline.model.finding import has_errors
from pipeline.model.source import WordFile
from pipeline.run import Examen
from pipeline.write.report import as_text
from pipeline.write.word.charte import dressed
from pipeline.write.word.inventaire import inventaire
from pipeline.write.word.package import DOCUMENT, STYLES
from pipeline.write.word.page import in_centimetres, main_font, page_of, room_of

LISTE = "LISEZMOI.md"


def execute(demande: Demande) -> int:
    examen = examine_folder(demande.root, date.today(), to_build=True)
    findings = tuple(
        finding for finding in examen.findings if finding.span.path.startswith((SETS, CHARTE))
    )
    print(as_text(findings))
    for line in _looks(examen):
        print(line)
    gabarits = examen.sources.gabarits
    folder = demande.root / gabarits
    if folder.is_dir() and read_text(folder / LISTE) != inventaire():
        replace_all(folder, {LISTE: inventaire().encode()}, ".tmp-")
        print(f"{gabarits}{LISTE} est remis à jour : la liste des balises et des styles.")
    return ERREURS if has_errors(findings) else 0


def _looks(examen: Examen) -> Iterator[str]:
    """One line per template that can be read: its page and its font, the charte laid over it."""
    for path, tree in examen.sources.trees.items():
        if isinstance(tree, WordFile):
            word = dressed(tree, examen.projet.charte)
            page = page_of(word.parts[DOCUMENT])
            side = "paysage" if page.text_width == page.turned_width else "portrait"
            room = room_of(word.parts[DOCUMENT])
            width = in_centimetres(page.text_width if room is None else max(0, room))
            font = main_font(word.parts[STYLES])
            yield f"{path} : {side}, texte large de {width} cm, police {font}."
