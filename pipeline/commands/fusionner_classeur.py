"""``fusionner-classeur``: the workbook of two people brought together in a new file, and what they must decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.compare.classeurs import fusionner
from pipeline.disk import read_project, write_new
from pipeline.fusions import copies, copies_between, waiting
from pipeline.interpret import path_of_workbook
from pipeline.model.files import BUDGETS
from pipeline.model.finding import Finding
from pipeline.model.fusion import Fusion, Reprise, Touche
from pipeline.model.source import Workbook
from pipeline.read import read_sources, read_workbook
from pipeline.write.classeur_corrige import corrige

SIDES = ("la base commune", "votre copie", "l'autre copie")
NOTHING = (
    "git n'attend aucun classeur. Pour reprendre ce qu'un autre état a changé : "
    "make fusionner-classeur AUTRE=sa-branche"
)


def execute(demande: Demande) -> int:
    """Write the new file; 1 when something is left to decide."""
    path, datas = _copies(demande)
    base, ours, theirs = (_read(path, data, side) for data, side in zip(datas, SIDES, strict=True))
    fusion = fusionner(base, ours, theirs)
    if not fusion.ecritures and not fusion.touches:
        print("L'autre copie n'a rien changé que la vôtre n'ait déjà : rien n'a été écrit.")
        return 0
    target = _free(demande.root, path)
    write_new(demande.root / target, corrige(datas[1], fusion.ecritures, ours))
    print("\n".join(_told(fusion, path, target)))
    return ERREURS if fusion.touches else 0


def _copies(demande: Demande) -> tuple[str, tuple[bytes, bytes, bytes]]:
    """The workbook and its three copies: those that git holds while it waits, or those of the states named."""
    autre, base = (*demande.values, "", "")[:2]
    if len(demande.values) > 2:
        raise MauvaisUsage(NOTHING)
    if not autre:
        found = [path for path in waiting(demande.root, (BUDGETS,)) if path.endswith(".xlsx")]
        if not found:
            raise MauvaisUsage(NOTHING)
        return found[0], copies(demande.root, found[0])
    files, _odd = read_project(demande.root)
    sources, _said = read_sources(files, with_templates=False)
    path = path_of_workbook(sources)
    if not path or path not in files:
        raise MauvaisUsage(
            "le classeur que nomme content/projet.yaml n'est pas là : il n'y a rien à fusionner."
        )
    return path, copies_between(demande.root, path, files[path], autre, base)


def _read(path: str, data: bytes, side: str) -> Workbook:
    said: list[Finding] = []
    workbook = read_workbook(path, data, said)
    if workbook is None:
        raise MauvaisUsage(f"{side} de {path} ne peut pas être lue : {said[0].message}")
    return workbook


def _free(root: Path, path: str) -> str:
    """« budgets/budget (fusionné).xlsx », or the first number that is free."""
    stem, suffix = path.removesuffix(".xlsx"), ".xlsx"
    names = (
        f"{stem} (fusionné{f' {rank}' if rank > 1 else ''}){suffix}" for rank in range(1, 1000)
    )
    return next(name for name in names if not (root / name).exists())


def _told(fusion: Fusion, path: str, target: str) -> Iterator[str]:
    if fusion.reprises:
        yield f"Repris de l'autre copie ({len(fusion.reprises)}) :"
        yield from map(_reprise, fusion.reprises)
    if fusion.touches:
        yield f"À décider par vous ({len(fusion.touches)}), laissé comme dans votre copie :"
        yield from _touches(fusion.touches)
    name = PurePosixPath(path).name
    yield ""
    yield f"{target} est écrit. Ouvrez-le, réglez ce qui reste à décider, enregistrez-le à la place de {name},"
    yield f"effacez « {PurePosixPath(target).name} », puis : git add {path}"


def _reprise(one: Reprise) -> str:
    if one.avant is None:
        return f"- {one.lieu} : ajouté, {one.apres}"
    if one.apres is None:
        return f"- {one.lieu} : retiré, {one.avant}"
    return f"- {one.lieu} : {one.avant} → {one.apres}"


def _touches(touches: Iterable[Touche]) -> Iterator[str]:
    for one in touches:
        yield f"- {one.lieu} : {one.raison}"
        sides = (("avant", one.avant), ("vous", one.nous), ("l'autre", one.eux))
        yield from (f"    {side} : {words}" for side, words in sides if words)
