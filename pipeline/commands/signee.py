"""The version that was signed, which an avenant compares with today's: a state of git that ``projet.yaml`` names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.disk import Empechement
from pipeline.model.finding import Finding, in_reading_order
from pipeline.model.livrable import AVENANT, Livrable
from pipeline.model.span import Span

if TYPE_CHECKING:
    from pipeline.run import Examen

PRIVATE = "content/prive/"


def with_signed(root: Path, examen: Examen, today: date, to_build: bool) -> Examen:
    """The same examen, ready for its avenants.

    Those that cannot be compared are set aside, with a finding: the other documents do not wait for them.
    """
    version = examen.projet.identite.version_signee
    waiting = [one for one in examen.projet.livrables if _is_an_avenant(one)]
    if not waiting or version is None:
        return examen
    try:
        return _compared(root, examen, version.value, today, to_build)
    except Empechement as reason:
        return _set_aside(examen, waiting, version.span, str(reason))


def _is_an_avenant(livrable: Livrable) -> bool:
    return any(placed.value == AVENANT for placed in livrable.parties)


def _compared(root: Path, examen: Examen, version: str, today: date, to_build: bool) -> Examen:
    from pipeline.depot import commit_of, read_state

    if not to_build:
        commit_of(root, version)
        return examen
    from pipeline.commands.calcul import examine_computed
    from pipeline.run import with_avenant

    files, odd = read_state(root, version)
    shared = {path: data for path, data in files.items() if not path.startswith(PRIVATE)}
    signed = examine_computed(shared, odd, today, gabarits_connus=True)
    unread = sorted(signed.projet.mal_lus)
    lost = signed.projet.trous - examen.projet.trous  # what neither has may be done without
    if lost or unread:
        named = f" ({', '.join(unread)})" if unread else ""
        raise Empechement(f"« {version} » ne se lit pas en entier{named}.")
    return with_avenant(examen, signed, version)


def _set_aside(examen: Examen, waiting: list[Livrable], span: Span, reason: str) -> Examen:
    projet = examen.projet
    message = f"l'avenant ne peut pas être construit : {reason}"
    hint = "« version_signee » est l'étiquette de git posée le jour de la signature : git tag."
    told = Finding("D026", message, span, (hint,))
    kept = tuple(one for one in projet.livrables if one not in waiting)
    ecartes = (*projet.livrables_ecartes, *waiting)
    return replace(
        examen,
        projet=replace(projet, livrables=kept, livrables_ecartes=ecartes),
        findings=in_reading_order((*examen.findings, told)),
    )
