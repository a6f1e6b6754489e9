"""``redline``: each document with Word's tracked changes between two states of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from pipeline import etat
from pipeline.commands.calcul import examine_computed
from pipeline.commands.ligne import ERREURS, Demande, MauvaisUsage
from pipeline.depot import read_state, signatures
from pipeline.disk import read_project, replace_all
from pipeline.model.files import BUILD, Files
from pipeline.model.origine import marques_de, section_et_rang
from pipeline.model.projet import Projet
from pipeline.model.revision import Redline, Signature
from pipeline.programs import Peintures
from pipeline.read import LecturesPartagees
from pipeline.run import Examen, redlines

USAGE = (
    "donnez l'état de git d'où partir (étiquette, branche ou commit) : make redline DEPUIS=v1 ; "
    "JUSQUA=v2 compare à un autre état que le dossier"
)
PRIVATE = "content/prive/"
FOLDER = f"{BUILD}redline/"


def execute(demande: Demande) -> int:
    """Write what differs into ``build/redline/``; nothing of the sources is touched."""
    if not 1 <= len(demande.values) <= 2:
        raise MauvaisUsage(USAGE)
    ref, *others = demande.values
    other = others[0] if others else None
    root = demande.root
    by_path, latest = signatures(root, ref, other)
    lectures = LecturesPartagees.from_text(*etat.readings(root))
    after, odd = read_state(root, other) if other else read_project(root)
    before, odd_before = read_state(root, ref)
    states = (({**before, **_private(after)}, odd_before), (after, odd))
    avant, apres = (
        examine_computed(files, odd, date.today(), False, lectures) for files, odd in states
    )
    signed = _signers((avant, apres), by_path, latest)
    pictures = Peintures(etat.known_pictures(root))
    found = redlines(avant, apres, signed, pictures)
    if not found:
        print(
            "Aucun document n'est construit dans les deux états : make check dit ce qui l'empêche."
        )
        return ERREURS
    changed = {name: one.docx for name, one in found.items() if one.changements}
    replace_all(root / FOLDER, changed, ".tmp-")
    for line in _told(found, (ref, avant), (other or "le dossier", apres)):
        print(line)
    return 0


def _private(files: Files) -> Files:
    """The contacts, which git does not keep: those of the folder stand in both states, as in its documents."""
    return {path: data for path, data in files.items() if path.startswith(PRIVATE)}


def _signers(
    states: Iterable[Examen], by_path: dict[str, Signature], latest: Signature
) -> Callable[[str], Signature]:
    """Who signs for a section of the sources: whoever changed its file last."""
    sections: dict[str, Signature] = {}
    for state in states:
        for path, text in state.sources.texts.items():
            signature = by_path.get(path)
            for mark in marques_de(path, text).values() if signature else ():
                told = section_et_rang(mark)
                if told and signature:
                    sections[told[0]] = signature
    return lambda section: sections.get(section, latest)


def _told(
    found: dict[str, Redline], avant: tuple[str, Examen], apres: tuple[str, Examen]
) -> Iterable[str]:
    for name, one in found.items():
        if one.changements:
            yield f"{FOLDER}{name} : {one.changements} changement{'s' if one.changements > 1 else ''}"
    same = [name.removesuffix(".docx") for name, one in found.items() if not one.changements]
    if same:
        yield f"Sans changement : {', '.join(same)}."
    for state, examen in (avant, apres):
        if not examen.sound:
            yield f"« {state} » a des erreurs : ses documents sont ici des brouillons (make check)."
    yield from _come_and_gone(avant[1].projet, apres[1].projet)


def _come_and_gone(avant: Projet, apres: Projet) -> Iterable[str]:
    old, new = ({one.cle for one in projet.livrables} for projet in (avant, apres))
    for cle in sorted(new - old):
        yield f"« {cle} » est un document nouveau : rien à comparer."
    for cle in sorted(old - new):
        yield f"« {cle} » n'est plus un document du projet."
