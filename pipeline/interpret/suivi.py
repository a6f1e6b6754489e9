"""``content/suivi/2027/M3-01.md``: what was done of a fiche, cut at the headings of a small trame."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.interpret.classeur.tableaux import CODE_FICHE
from pipeline.model.bareme import FONCTIONNEMENT
from pipeline.model.finding import Finding
from pipeline.model.langue.mots import did_you_mean, fold
from pipeline.model.prose import Block, Heading
from pipeline.model.sections import sections
from pipeline.model.source import MarkdownFile, Sources
from pipeline.model.span import Placed, Span
from pipeline.model.suivi import CHEMIN, TRAME_SUIVI, Suivi

BY_TITLE = {fold(title): cle for cle, titles in TRAME_SUIVI.items() for title in titles}


def interpret_suivis(sources: Sources, findings: list[Finding]) -> tuple[Suivi, ...]:
    return tuple(_suivis(sources, findings))


def _suivis(sources: Sources, findings: list[Finding]) -> Iterator[Suivi]:
    for path, tree in sources.trees.items():
        match = CHEMIN.fullmatch(path)
        if match is None or not isinstance(tree, MarkdownFile):
            continue
        named = _named(match[2])
        start = Span(path, 1)
        textes = _textes(tree, findings)
        yield Suivi(path, Placed(int(match[1]), start), Placed(named, start), textes, start)


def _named(name: str) -> str:
    """What a file tells of: the code of a fiche, the fonctionnement, else its name as it is."""
    code = CODE_FICHE.fullmatch(name.replace("_", " "))
    if code:
        return f"{code[1].upper()}-{code[2]}"
    return FONCTIONNEMENT if fold(name) == FONCTIONNEMENT else name


def _textes(tree: MarkdownFile, findings: list[Finding]) -> dict[str, tuple[Block, ...]]:
    """The text of each heading; what stands before the first one is what was done."""
    blocks = [b for b in tree.blocks if not (isinstance(b, Heading) and b.level == 1)]
    before, found = sections(blocks, 2)
    textes: dict[str, tuple[Block, ...]] = {"fait": before} if before else {}
    for section in found:
        cle = BY_TITLE.get(fold(section.titre))
        if cle is None:
            names = [titles[0] for titles in TRAME_SUIVI.values()]
            message = f"« {section.titre} » n'est pas une rubrique du suivi."
            hints = did_you_mean(section.titre, names)
            findings.append(Finding("I009", message, section.span, hints))
            continue
        textes[cle] = (*textes.get(cle, ()), *section.blocs)
    return textes
