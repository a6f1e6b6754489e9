"""``retour``: what a partner wrote in a built document, each comment and edit at its line of the sources."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.compare.retour import edited, retours
from pipeline.disk import read_bytes, write_text
from pipeline.model.files import BUILD
from pipeline.model.langue.francais import et, phrases
from pipeline.model.retour import Commentaire, Passage, Retour
from pipeline.read.archive import Refusal
from pipeline.read.relu import read_relu
from pipeline.run import Examen

USAGE = "donnez le document Word qui est revenu : make retour FICHIER=projet-de-sante-relu.docx"
WITH_MACROS = (".docm", ".dotm")
LONGEST = 100
"""Letters of the words that a comment is anchored to; a whole paragraph is known by its beginning."""


def execute(demande: Demande) -> int:
    if len(demande.values) != 1:
        raise MauvaisUsage(USAGE)
    path = demande.file(demande.values[0])
    relus = _read(path.name, read_bytes(path))
    examen = examine_folder(demande.root, date.today())
    cle = _document(path.stem, examen)
    found = retours(examen.projet, relus, _built(demande.root, cle))
    print("\n".join(_lines(path.name, found, cle)))
    patch = "".join(_patch(examen, found))
    if patch:
        place = f"{BUILD}retour/{cle or path.stem}.patch"
        (demande.root / place).parent.mkdir(parents=True, exist_ok=True)
        write_text(demande.root / place, patch)
        print(
            f"\nLes modifications marquées + sont dans {place} : « git apply {place} » les reporte."
        )
    return 0


def _read(name: str, data: bytes) -> tuple[Passage, ...]:
    if Path(name).suffix.lower() in WITH_MACROS:
        raise MauvaisUsage(
            f"« {name} » est dans un format à macros : il n'est pas ouvert. Dans Word, Fichier, Enregistrer sous, "
            "« Document Word (.docx) » donne une copie sans elles."
        )
    found = read_relu(data)
    if isinstance(found, Refusal):
        said = f"{found.message} {phrases(found.hint)}".strip()
        raise MauvaisUsage(f"« {name} » : {said}")
    return found


def _document(stem: str, examen: Examen) -> str:
    """The document that a file is a copy of, by its name: « projet-de-sante (relu).docx »; empty when none."""
    known = [livrable.cle for livrable in examen.projet.tous_les_livrables]
    return max((cle for cle in known if stem.lower().startswith(cle)), key=len, default="")


def _built(root: Path, cle: str) -> tuple[Passage, ...] | None:
    """The paragraphs of the document as it was last built."""
    path = root / BUILD / f"{cle}.docx"
    if not cle or not path.is_file():
        return None
    found = read_relu(read_bytes(path))
    return None if isinstance(found, Refusal) else found


def _lines(name: str, found: Sequence[Retour], cle: str) -> Iterator[str]:
    comments = sum(one.commentaire is not None for one in found)
    yield f"{name} : {_count(comments, 'commentaire')}, {_count(len(found) - comments, 'modification')}."
    if not cle:
        yield "Son nom n'est celui d'aucun document du projet : seules les modifications suivies ont été cherchées."
    placed = [one for one in found if one.lieu is not None]
    for one in placed:
        yield f"\n{one.lieu}"
        yield from _one(one)
    lost = [one for one in found if one.lieu is None]
    if lost:
        yield "\nSans place trouvée dans les sources :"
        for one in lost:
            yield from _one(one)


def _count(count: int, word: str) -> str:
    return f"{count or 'aucun' + ('e' if word.endswith('tion') else '')} {word}{'s' if count > 1 else ''}"


def _one(one: Retour) -> Iterator[str]:
    if one.commentaire is not None:
        yield from _comment(one.commentaire)
        return
    names = [auteur for auteur in one.auteurs if auteur]
    who = et(names) if names else "quelqu'un, sans suivi des modifications"
    yield f"  modification de {who}"
    if one.ancien:
        yield f"    − {one.ancien}"
    if one.nouveau:
        yield f"    {'+' if one.ligne is not None else '→'} {one.nouveau}"
    if one.raison:
        yield f"    {one.raison}."


def _comment(one: Commentaire) -> Iterator[str]:
    day = f", {'/'.join(reversed(one.jour.split('-')))}" if one.jour else ""
    words = one.sur if len(one.sur) <= LONGEST else f"{one.sur[:LONGEST].rstrip()}…"
    about = f", sur « {words} »" if words else ""
    yield f"  commentaire de {one.auteur or 'quelqu’un'}{day}{about}"
    yield f"    {one.texte or '(vide)'}"


def _patch(examen: Examen, found: Iterable[Retour]) -> Iterator[str]:
    """One file after the other, as git applies them; a line edited twice takes both."""
    changes: dict[str, dict[int, str]] = {}
    for one in found:
        if one.lieu is None or one.ligne is None or not one.lieu.line:
            continue
        lines = changes.setdefault(one.lieu.path, {})
        number = one.lieu.line
        now = lines.get(number)
        lines[number] = one.ligne if now is None else edited(now, one) or now
    for path, lines in sorted(changes.items()):
        yield from _of_file(path, examen.sources.texts[path], lines)


def _of_file(path: str, text: str, lines: Mapping[int, str]) -> Iterator[str]:
    before = text.splitlines(keepends=True)
    after = list(before)
    for number, line in lines.items():
        end = "\n" if before[number - 1].endswith("\n") else ""
        after[number - 1] = f"{line}{end}" if line.strip() else ""
    yield from difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
