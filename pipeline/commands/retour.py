"""``retour``: what partners wrote in built documents, each comment and edit at its line of the sources."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.commands.calcul import examine_folder
from pipeline.commands.ligne import Demande, MauvaisUsage
from pipeline.commands.reports import Report, Textes, reported
from pipeline.compare.retour import marques_perdues, retours
from pipeline.disk import read_bytes, write_text
from pipeline.model.files import BUILD
from pipeline.model.langue.francais import et, nombre, phrases
from pipeline.model.retour import Commentaire, Passage, Retour
from pipeline.read.archive import Refusal
from pipeline.read.relu import read_relu
from pipeline.run import Examen

USAGE = "donnez le document Word qui est revenu : make retour FICHIER=projet-de-sante-relu.docx"
WITH_MACROS = (".docm", ".dotm")
LONGEST = 100
"""Letters of the words that a comment is anchored to; a whole paragraph is known by its beginning."""

WITHOUT_MARKS = (
    "Il ne porte pas les marques de nos documents (d'avant elles, ou refait par un autre logiciel) : "
    "il a été rapproché par ses mots."
)
NOT_OURS = (
    "Son nom n'est celui d'aucun document du projet, et il ne porte pas nos marques : "
    "seules les modifications suivies ont été cherchées."
)

NOT_BUILT = "« {} » n'est pas dans build/ : seules les modifications suivies ont été cherchées ; make project le construit."


@dataclass(frozen=True, slots=True)
class Relu:
    """A file that came back, and what was found in it; ``cle`` is the document that it is a copy of."""

    nom: str
    cle: str
    passages: tuple[Passage, ...]
    retours: tuple[Retour, ...]
    construit: bool
    """Whether the document is in ``build/``, to find what was typed in silence."""
    marques_attendues: bool
    """Whether the document, as it was last built, bears marks."""


def execute(demande: Demande) -> int:
    if not demande.values:
        raise MauvaisUsage(USAGE)
    paths = [demande.file(value) for value in demande.values]
    read = [(path.name, _read(path.name, read_bytes(path))) for path in paths]
    examen = examine_folder(demande.root, date.today())
    found = [_found(demande.root, examen, name, passages) for name, passages in read]
    for rank, one in enumerate(found):
        print("\n" * bool(rank) + "\n".join(_lines(one, examen)))
    textes = Textes(examen.sources.texts)
    wanted = [one for relu in found for one in relu.retours]
    if "--remarques" in demande.options:
        _written_as_remarks(demande, textes, wanted)
    if "--appliquer" in demande.options:
        _applied(demande, textes, wanted)
    else:
        _kept_as_a_patch(demande, textes, found)
    return 0


# --- what was found ----------------------------------------------------------------------------------------------


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


def _found(root: Path, examen: Examen, name: str, passages: tuple[Passage, ...]) -> Relu:
    cle = _document(Path(name).stem, examen) or _by_its_marks(root, examen, passages)
    built = _built(root, cle)
    _refuse_beyond_measure(name, passages, built or ())
    found = retours(examen.projet, examen.comptes, passages, built)
    marked = any(passage.marques for passage in built or ())
    return Relu(name, cle, passages, found, built is not None, marked)


MOST_RETURNS = 2_000
MOST_TYPED = 4_000
"""Paragraphs that the built document has not, typed without a tracked change."""

LONGEST_PASSAGE = 50_000
MOST_COMPARED = 20_000_000
BEGUN = 100
"""Letters held against paragraphs, when those that were typed in silence are looked for; what one more paragraph
costs, in letters."""


def _refuse_beyond_measure(name: str, relus: Sequence[Passage], built: Sequence[Passage]) -> None:
    """Each remark is held against every line of the sources, each new paragraph against those that are gone."""
    remarks = sum(len(one.commentaires) + one.change for one in relus)
    if remarks > MOST_RETURNS:
        raise MauvaisUsage(
            f"« {name} » a {nombre(remarks)} commentaires et modifications, et la limite est de {nombre(MOST_RETURNS)} : "
            "coupez-le en plusieurs documents, dont le nom commence de même."
        )
    longest = max((len(one.avant) + len(one.apres) for one in relus), default=0)
    if longest > LONGEST_PASSAGE:
        raise MauvaisUsage(
            f"« {name} » a un paragraphe de {nombre(longest)} signes : coupez-le en plusieurs, puis relancez."
        )
    known, met = {one.apres for one in built}, {one.avant for one in relus}
    new = [len(one.apres) + BEGUN for one in relus if built and one.apres not in known]
    if len(new) > MOST_TYPED:
        raise MauvaisUsage(
            f"« {name} » a {nombre(len(new))} paragraphes que le document construit n'a pas, et la limite est de "
            f"{nombre(MOST_TYPED)} : coupez-le en plusieurs documents, dont le nom commence de même."
        )
    if sum(new) * len(known - met) > MOST_COMPARED:
        raise MauvaisUsage(
            f"« {name} » n'a presque plus rien du document construit : vérifiez que c'est bien lui qui est revenu, ou "
            "relancez « make project », puis « make retour »."
        )


def _document(stem: str, examen: Examen) -> str:
    """The document that a file is a copy of, by its name: « projet-de-sante (relu).docx »; empty when none."""
    known = [livrable.cle for livrable in examen.projet.tous_les_livrables]
    return max((cle for cle in known if stem.lower().startswith(cle)), key=len, default="")


def _by_its_marks(root: Path, examen: Examen, passages: Iterable[Passage]) -> str:
    """The built document that bears most of the marks of a file of another name."""
    marks = {mark for passage in passages for mark in passage.marques}
    rated: list[tuple[int, str]] = []
    for livrable in examen.projet.livrables if marks else ():
        built = _built(root, livrable.cle) or ()
        common = sum(mark in marks for passage in built for mark in passage.marques)
        rated.append((common, livrable.cle))
    common, cle = max(rated, default=(0, ""))
    return cle if common else ""


def _built(root: Path, cle: str) -> tuple[Passage, ...] | None:
    """The paragraphs of the document as it was last built."""
    path = root / BUILD / f"{cle}.docx"
    if not cle or not path.is_file():
        return None
    found = read_relu(read_bytes(path))
    return None if isinstance(found, Refusal) else found


# --- what is said of it ------------------------------------------------------------------------------------------


def _lines(relu: Relu, examen: Examen) -> Iterator[str]:
    comments = sum(one.commentaire is not None for one in relu.retours)
    edits = len(relu.retours) - comments
    yield f"{relu.nom} : {_count(comments, 'commentaire')}, {_count(edits, 'modification')}."
    yield from _origin(relu, examen)
    for one in relu.retours:
        if one.lieu is not None:
            yield f"\n{one.lieu}{f' ({one.article})' if one.article else ''}"
            yield from _one(one)
    lost = [one for one in relu.retours if one.lieu is None]
    if lost:
        yield "\nSans place trouvée dans les sources :"
        for one in lost:
            yield from _one(one)


def _origin(relu: Relu, examen: Examen) -> Iterator[str]:
    """What is known of the file: whether it is one of ours, and of today."""
    marks, lost = marques_perdues(examen.projet, relu.passages)
    if not relu.cle:
        yield NOT_OURS
    elif not relu.construit:
        yield NOT_BUILT.format(relu.cle)
    elif not marks and relu.marques_attendues:
        yield WITHOUT_MARKS
    elif lost:
        was = "passage vient" if lost == 1 else "passages viennent"
        yield (
            f"{lost} {was} d'une version plus ancienne des sources : cherchés par leurs mots, "
            "ce qui a changé depuis peut paraître une retouche."
        )


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
        yield f"    {'+' if one.retouches else '→'} {one.nouveau}"
    if one.raison:
        yield f"    {one.raison}."


def _comment(one: Commentaire) -> Iterator[str]:
    day = f", {'/'.join(reversed(one.jour.split('-')))}" if one.jour else ""
    words = one.sur if len(one.sur) <= LONGEST else f"{one.sur[:LONGEST].rstrip()}…"
    about = f", sur « {words} »" if words else ""
    yield f"  commentaire de {one.auteur or 'quelqu’un'}{day}{about}"
    yield f"    {one.texte or '(vide)'}"


# --- what is done with it ----------------------------------------------------------------------------------------


def _kept_as_a_patch(demande: Demande, textes: Textes, found: Sequence[Relu]) -> None:
    clashes = [one for relu in found for one in relu.retours if not textes.take(one)]
    patch = "".join(textes.patches)
    if patch:
        names = dict.fromkeys(relu.cle or Path(relu.nom).stem for relu in found)
        place = f"{BUILD}retour/{'-et-'.join(names)}.patch"
        (demande.root / place).parent.mkdir(parents=True, exist_ok=True)
        write_text(demande.root / place, patch)
        print(
            f"\nLes modifications marquées + sont dans {place} : « git apply {place} » les reporte ; "
            "APPLIQUER=oui les reporte une à une."
        )
    _say_left(clashes, "change des mots que quelqu'un d'autre a changés aussi")


def _applied(demande: Demande, textes: Textes, wanted: Iterable[Retour]) -> None:
    """Each edit that git takes, after asking when somebody is there to answer."""
    edits = [one for one in wanted if one.retouches]
    asks = sys.stdin is not None and sys.stdin.isatty()
    done: list[Report] = []
    for one in edits:
        if asks and not _agreed(one):
            continue
        done.append(reported(demande.root, textes, one))
    kept = sum(report.fait for report in done)
    print(
        f"\n{kept} modification{'s' if kept > 1 else ''} reportée{'s' if kept > 1 else ''}"
        " dans les sources ; « git diff » les montre."
    )
    _say_left([report.retour for report in done if not report.fait], "n'a pas pu être reportée")


def _agreed(one: Retour) -> bool:
    print("\n" + "\n".join((f"{one.lieu}", *_one(one))))
    try:
        answer = input("Reporter cette modification ? (o/n) ")
    except EOFError:  # the keyboard went away: nothing more is agreed
        return False
    return answer.strip().lower() in ("o", "oui")


def _written_as_remarks(demande: Demande, textes: Textes, wanted: Iterable[Retour]) -> None:
    """Comments placed in a text stay there as remarks; the others have been listed."""
    done = [
        reported(demande.root, textes, one)
        for one in wanted
        if one.commentaire is not None and one.lieu is not None
    ]
    kept = sum(report.fait for report in done)
    print(
        f"\n{kept} commentaire{'s' if kept > 1 else ''} en remarque dans les sources ; "
        "« make remarques » les liste."
    )
    _say_left(
        [report.retour for report in done if not report.fait],
        "reste hors des sources : sa ligne n'est pas d'un texte, ou la remarque y est déjà",
    )


def _say_left(left: Sequence[Retour], why: str) -> None:
    for one in left:
        words = one.commentaire.texte if one.commentaire else one.nouveau or one.ancien
        print(f"{one.lieu} : {why} — {words}")
