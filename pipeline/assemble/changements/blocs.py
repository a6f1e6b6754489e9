"""The summary of changes as blocks of a document."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.assemble.partie import alinea, titre
from pipeline.model.changement import Ligne, Resume
from pipeline.model.prose import Block, BulletList, Notice, Paragraph, plain


def en_blocs(resume: Resume) -> tuple[Block, ...]:
    blocks: list[Block] = [alinea(resume.tete)]
    blocks += [Notice("À savoir", (note,)) for note in resume.notes]
    for section in resume.sections:
        blocks += [titre(2, section.titre), _list(section.lignes)]
    return tuple(blocks)


def _list(lines: Sequence[Ligne]) -> BulletList:
    return BulletList(tuple(_item(line) for line in lines))


def _item(line: Ligne) -> tuple[Block, ...]:
    paragraph = Paragraph(plain(line.texte))
    return (paragraph, _list(line.sous)) if line.sous else (paragraph,)
